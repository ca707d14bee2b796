//! What several commands share: what a screen shows, gathered from the open workspace, and taking
//! in what was found good.

pub mod assessment;
pub mod checks;
pub mod evidence;
pub mod handing_out;
pub mod history;
pub mod home;
pub mod installed;
pub mod reports;
pub mod taking;
pub mod weeks;
