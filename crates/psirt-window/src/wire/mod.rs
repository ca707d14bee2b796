//! What window and program say to each other, in the screens' own words.
//!
//! The types of TypeScript are generated from these. Names are in camel case and choices in snake
//! case; what may be missing is `null`, never absent; days are `YYYY-MM-DD` and moments RFC 3339
//! in UTC; texts of sheets come in both languages, the same text twice where a sheet has one.
//!
//! Deliberately not here: how a view is made (beside this module, one file an idea), and any
//! figure that is not already computed.

mod assessment;
mod books;
mod cohort;
mod confidence;
mod failure;
mod file;
mod home;
mod installed;
mod kit;
mod plan;
mod presenter;
mod progress;
mod reading;
mod report;
mod result;
mod sheet;
mod sheet_book;
mod word;
mod workshop;
mod workspace;

pub use assessment::*;
pub use books::*;
pub use cohort::*;
pub use confidence::*;
pub use failure::*;
pub use file::*;
pub use home::*;
pub use installed::*;
pub use kit::*;
pub use plan::*;
pub use presenter::*;
pub use progress::*;
pub use reading::*;
pub use report::*;
pub use result::*;
pub use sheet::*;
pub use sheet_book::*;
pub use word::*;
pub use workshop::*;
pub use workspace::*;
