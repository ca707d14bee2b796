//! What may be seen of opinions that were opened, by the promise.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{LEAST_RESPONDENTS, Opinion, Promise, Respondent, Tally};
use crate::assessment::Answer;
use crate::id::ServiceId;

/// What may be seen of the opinions on one service in one ballot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// How many of the room chose what; empty where fewer than [`LEAST_RESPONDENTS`] answered.
    pub tally: Tally,
    /// The tallies of groups, by their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupTally>,
    /// Every opinion with its respondent, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<Opinion>,
    /// The notes where nobody is named, by their text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// How many of a role group chose what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupTally {
    /// The group.
    pub group: String,
    /// What its members chose.
    pub tally: Tally,
}

impl Shown {
    /// What may be seen of opinions on one service, whoever looks.
    ///
    /// A group is shown where at least [`LEAST_RESPONDENTS`] of it answered, and where nobody can
    /// be found by taking the shown groups from the room. In whatever order the opinions come,
    /// the same is shown.
    pub fn new(promise: Promise, respondents: &[Respondent], opinions: &[&Opinion]) -> Self {
        if opinions.len() < LEAST_RESPONDENTS {
            return Self::default();
        }
        let mut shown = Self::default();
        for opinion in opinions {
            shown.tally.add(&opinion.answer);
        }
        if promise == Promise::Named {
            shown.opinions = opinions.iter().copied().cloned().collect();
            shown.opinions.sort_by_key(|opinion| opinion.respondent);
            return shown;
        }
        shown.notes = notes(opinions);
        if promise == Promise::ByGroup {
            shown.groups = groups(respondents, opinions);
        }
        shown
    }
}

/// What may be seen of each service.
pub fn shown(
    promise: Promise,
    respondents: &[Respondent],
    opinions: &[Opinion],
) -> BTreeMap<ServiceId, Shown> {
    let mut by_service: BTreeMap<ServiceId, Vec<&Opinion>> = BTreeMap::new();
    for opinion in opinions {
        by_service
            .entry(opinion.service.clone())
            .or_default()
            .push(opinion);
    }
    by_service
        .into_iter()
        .map(|(service, opinions)| (service, Shown::new(promise, respondents, &opinions)))
        .collect()
}

/// Remarks and reasons, sorted so that their order tells nothing.
fn notes(opinions: &[&Opinion]) -> Vec<String> {
    let texts = opinions.iter().flat_map(|opinion| {
        let reason = match &opinion.answer {
            Answer::NotApplicable(reason) => Some(reason),
            Answer::Level(_) | Answer::DontKnow => None,
        };
        reason.into_iter().chain([&opinion.note])
    });
    let mut notes: Vec<String> = texts
        .filter(|text| !text.trim().is_empty())
        .cloned()
        .collect();
    notes.sort();
    notes
}

fn groups(respondents: &[Respondent], opinions: &[&Opinion]) -> Vec<GroupTally> {
    let group_of = |number: u32| {
        let respondent = respondents.iter().find(|known| known.number == number);
        respondent.map_or("", |respondent| respondent.group.as_str())
    };
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for opinion in opinions {
        let group = group_of(opinion.respondent);
        if !group.is_empty() {
            tallies.entry(group).or_default().add(&opinion.answer);
        }
    }
    tallies.retain(|_, tally| tally.answered() >= LEAST_RESPONDENTS);
    let seen: usize = tallies.values().map(Tally::answered).sum();
    let is_found = (1..LEAST_RESPONDENTS).contains(&(opinions.len() - seen));
    if is_found {
        let smallest = tallies
            .iter()
            .min_by(|one, other| {
                let by_size = one.1.answered().cmp(&other.1.answered());
                by_size.then(other.0.cmp(one.0))
            })
            .map(|(group, _)| *group);
        if let Some(group) = smallest {
            tallies.remove(group);
        }
    }
    tallies
        .into_iter()
        .map(|(group, tally)| GroupTally {
            group: group.to_owned(),
            tally,
        })
        .collect()
}
