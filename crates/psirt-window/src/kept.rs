//! What the window keeps in the settings of a workspace.

use std::collections::{BTreeMap, BTreeSet};

use psirt_core::Date;
use serde::{Deserialize, Serialize};

use crate::session::Session;
use crate::wire::Failure;

/// Setting of a workspace: the organizations that came with the sample data.
pub const SAMPLES: &str = "sample_organizations";
/// Setting of a workspace: the organizations in the bin.
pub const REMOVED: &str = "removed_organizations";

/// Setting of a workspace: the weeks of each organization, by its id.
const WEEKS: &str = "weeks";

/// What is known of the weeks of one organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weeks {
    /// By the id of the task.
    #[serde(default)]
    pub done: BTreeMap<String, Done>,
    /// Whether somebody asked for them or put them away.
    #[serde(default)]
    pub wanted: Option<bool>,
}

/// That a task was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// When.
    pub on: Date,
    /// Who said so.
    pub who: String,
}

/// A setting that lists ids.
pub fn list(session: &Session, setting: &str) -> Result<BTreeSet<String>, Failure> {
    Ok(session.workspace.setting(setting)?.unwrap_or_default())
}

/// The organizations in the bin.
pub fn removed_organizations(session: &Session) -> Result<BTreeSet<String>, Failure> {
    list(session, REMOVED)
}

/// Shows an organization again that was in the bin.
pub fn take_out(session: &mut Session, organization: &str) -> Result<(), Failure> {
    let mut removed = removed_organizations(session)?;
    if removed.remove(organization) {
        session.workspace.set_setting(REMOVED, &removed)?;
    }
    Ok(())
}

/// The weeks of every organization that somebody ticked, asked for or put away.
pub fn weeks(session: &Session) -> Result<BTreeMap<String, Weeks>, Failure> {
    Ok(session.workspace.setting(WEEKS)?.unwrap_or_default())
}

/// Forgets the weeks of an organization that is erased.
pub fn forget_weeks(session: &mut Session, organization: &str) -> Result<(), Failure> {
    let mut all = weeks(session)?;
    if all.remove(organization).is_some() {
        session.workspace.set_setting(WEEKS, &all)?;
    }
    Ok(())
}

/// Changes the weeks of an organization.
pub fn change_weeks(
    session: &mut Session,
    organization: &str,
    change: impl FnOnce(&mut Weeks),
) -> Result<(), Failure> {
    session.workspace.organization(organization)?;
    let mut all = weeks(session)?;
    change(all.entry(organization.to_owned()).or_default());
    Ok(session.workspace.set_setting(WEEKS, &all)?)
}
