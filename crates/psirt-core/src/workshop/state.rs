//! What a workshop holds of one service, as far as it may be seen.

use super::{Ballot, LEAST_RESPONDENTS, Parked, Settlement, Shown, Tally};
use crate::assessment::Answer;

/// What a workshop holds of one service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServiceState {
    /// What the room settled.
    pub settlement: Option<Settlement>,
    /// Who finds out what cannot be settled.
    pub parked: Option<Parked>,
    /// What may be seen of the first answers; only once they are shown.
    pub first: Option<Shown>,
    /// What may be seen of the second answers; only once they are shown.
    pub second: Option<Shown>,
}

impl ServiceState {
    /// What may be seen of the answers of a ballot.
    pub fn shown(&self, ballot: Ballot) -> Option<&Shown> {
        match ballot {
            Ballot::First => self.first.as_ref(),
            Ballot::Second => self.second.as_ref(),
        }
    }

    /// The tally of a ballot, empty where it was not shown.
    pub fn tally_of(&self, ballot: Ballot) -> Tally {
        let shown = self.shown(ballot);
        shown.map(|shown| shown.tally.clone()).unwrap_or_default()
    }

    /// The ballot that counts: the second where enough answered in it.
    pub fn counts(&self) -> Ballot {
        if self.tally_of(Ballot::Second).answered() >= LEAST_RESPONDENTS {
            Ballot::Second
        } else {
            Ballot::First
        }
    }

    /// The tally that counts.
    pub fn tally(&self) -> Tally {
        self.tally_of(self.counts())
    }

    /// Who answered otherwise the second time, by number; known only where all are named.
    pub fn moved(&self) -> Vec<Moved<'_>> {
        let (Some(first), Some(second)) = (&self.first, &self.second) else {
            return Vec::new();
        };
        let moved = second.opinions.iter().filter_map(|later| {
            let mut before = first.opinions.iter();
            let before = before.find(|before| before.respondent == later.respondent)?;
            is_another(&before.answer, &later.answer).then_some(Moved {
                respondent: later.respondent,
                from: &before.answer,
                to: &later.answer,
                reason: &later.note,
            })
        });
        moved.collect()
    }
}

/// Reasons are not compared.
fn is_another(one: &Answer, other: &Answer) -> bool {
    match (one, other) {
        (Answer::NotApplicable(_), Answer::NotApplicable(_)) => false,
        (one, other) => one != other,
    }
}

/// Somebody who answered otherwise after the talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved<'a> {
    /// The number of the respondent.
    pub respondent: u32,
    /// The first answer.
    pub from: &'a Answer,
    /// The second answer.
    pub to: &'a Answer,
    /// Why; may be empty.
    pub reason: &'a str,
}
