//! A workshop: what respondents answer by themselves, how far they lie apart, and what the room
//! settles.
//!
//! The rules stand in `docs/workshop-en.md`. Deliberately not here: how answers are kept secret,
//! and who may open them; that is the workspace's business. [`Shown`] says what may be seen of
//! answers that were opened.

mod alpha;
mod anchors;
mod clock;
mod record;
mod settlement;
mod shown;
mod spread;
mod state;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessment::Answer;
use crate::id::ServiceId;
use crate::sheet::Sheet;

pub use alpha::{LEAST_SERVICES_OF_A_ROOM, alpha, alpha_of_the_room};
pub use anchors::{
    AnchorCase, AnchorScores, AnchorTally, Anchors, Calibration, calibration, offset,
};
pub use clock::{Clock, Talk, pace};
pub use record::{Held, Record};
pub use settlement::{Dissent, Parked, Settlement, Unsettled};
pub use shown::{GroupTally, Shown, shown};
pub use spread::{Spread, Tally, Verdict, order_of_talk};
pub use state::{Moved, ServiceState};

/// How many people must have answered before anything is shown.
pub const LEAST_RESPONDENTS: usize = 3;

/// Somebody who answers in a workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Respondent {
    /// Names the respondent within the workshop, from 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub number: u32,
    /// Their name; empty where only the number is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    pub name: String,
    /// The role group they belong to, such as engineering; empty where they belong to none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    pub group: String,
}

/// What becomes of the respondents' names. Fixed before the first answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Promise {
    /// Everybody sees who answered what, once the answers are shown.
    Named,
    /// Tallies of role groups are shown, from [`LEAST_RESPONDENTS`] people.
    ByGroup,
    /// Nothing but the tally of the room is ever shown.
    Never,
}

impl Promise {
    /// Every promise, the one that shows most first.
    pub const ALL: [Self; 3] = [Self::Named, Self::ByGroup, Self::Never];
}

/// One of the two times that respondents answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ballot {
    /// Before the talk.
    First,
    /// After it.
    Second,
}

impl Ballot {
    /// Both, in their order.
    pub const ALL: [Self; 2] = [Self::First, Self::Second];
}

/// What one respondent thinks of one service in one ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// The number of the respondent.
    pub respondent: u32,
    /// The service.
    pub service: ServiceId,
    /// The answer. *Not applicable* may lack a reason here; the settlement needs one.
    pub answer: Answer,
    /// A remark; in the second ballot the reason for moving.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The tally of every service that has opinions.
pub fn tallies(opinions: &[Opinion]) -> BTreeMap<ServiceId, Tally> {
    let mut tallies: BTreeMap<ServiceId, Tally> = BTreeMap::new();
    for opinion in opinions {
        let tally = tallies.entry(opinion.service.clone()).or_default();
        tally.add(&opinion.answer);
    }
    tallies
}

/// The spread of each of these services, in sheet order.
pub fn spreads(
    sheet: &Sheet,
    services: &[ServiceId],
    tallies: &BTreeMap<ServiceId, Tally>,
) -> Vec<Spread> {
    let asked = sheet
        .services()
        .filter(|service| services.contains(&service.id));
    let spreads = asked.map(|service| {
        let tally = tallies.get(&service.id).cloned().unwrap_or_default();
        Spread::new(service.id.clone(), tally, sheet.highest_level())
    });
    spreads.collect()
}
