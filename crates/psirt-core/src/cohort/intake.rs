//! What becomes of each contribution: whether it is taken, and which of a member's counts.
//!
//! What counts is a function of all that was taken, so that the order of arrival does not matter.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Admission, Card};
use crate::Date;
use crate::contribution::Contribution;

/// Why a contribution is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// It is for another cohort.
    OtherCohort,
    /// It is for another edition.
    OtherEdition,
    /// It speaks of another sheet, or of another text of the sheet.
    OtherSheet,
    /// The edition is closed, or not open yet.
    Closed,
    /// The cohort admits by code, and neither member nor code is known.
    Stranger,
    /// The same bytes were taken before.
    Duplicate,
    /// The coordinator left the member out.
    LeftOut,
}

/// A contribution that was taken, as far as the choice between several needs it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taken {
    /// The member's public key.
    pub member: String,
    /// Counts the contributions of the member.
    pub number: u32,
    /// SHA-256 of the signed text, in hexadecimal digits.
    pub digest: String,
    /// Whether the member takes everything back.
    pub withdrawn: bool,
    /// The code that admitted the member.
    pub code: Option<String>,
}

/// Which contribution of a member counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The one at this place of those taken.
    Counts(usize),
    /// The highest number takes everything back.
    Withdrawn,
    /// Two different contributions have the highest number: neither counts.
    Conflict,
    /// The coordinator left the member out, such as one that lost its key.
    LeftOut,
}

/// Everything that was taken for one edition.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    taken: Vec<Taken>,
    members: BTreeSet<String>,
    digests: BTreeSet<String>,
    used: BTreeSet<String>,
    left_out: BTreeSet<String>,
}

impl Intake {
    /// Goes on from what was taken before, without members that were left out.
    pub fn of(taken: Vec<Taken>, left_out: BTreeSet<String>) -> Self {
        let mut intake = Self {
            left_out,
            ..Self::default()
        };
        for one in taken {
            intake.keep(one);
        }
        intake
    }

    /// What was taken, in the order it came.
    pub fn taken(&self) -> &[Taken] {
        &self.taken
    }

    fn keep(&mut self, one: Taken) {
        self.members.insert(one.member.clone());
        self.digests.insert(one.digest.clone());
        self.used.extend(one.code.clone());
        self.taken.push(one);
    }

    /// Takes a contribution that was opened and whose signature is good.
    ///
    /// `codes` are all codes the coordinator has handed out for the edition.
    ///
    /// # Errors
    /// The first reason against it; nothing is taken then.
    pub fn admit(
        &mut self,
        card: &Card,
        contribution: &Contribution,
        digest: &str,
        today: Date,
        codes: &BTreeSet<String>,
    ) -> Result<(), Refused> {
        if contribution.cohort() != card.cohort() {
            return Err(Refused::OtherCohort);
        }
        if contribution.edition() != card.edition() {
            return Err(Refused::OtherEdition);
        }
        if contribution.sheet() != card.sheet() {
            return Err(Refused::OtherSheet);
        }
        let (opens, closes) = card.days();
        if today < opens || closes < today {
            return Err(Refused::Closed);
        }
        if self.digests.contains(digest) {
            return Err(Refused::Duplicate);
        }
        if self.left_out.contains(contribution.member()) {
            return Err(Refused::LeftOut);
        }
        let known = self.members.contains(contribution.member());
        if card.admission() == Admission::Codes && !known {
            let good = |code: &str| codes.contains(code) && !self.used.contains(code);
            if !contribution.code().is_some_and(good) {
                return Err(Refused::Stranger);
            }
        }
        self.keep(Taken {
            member: contribution.member().to_owned(),
            number: contribution.number(),
            digest: digest.to_owned(),
            withdrawn: contribution.is_withdrawn(),
            code: contribution.code().map(str::to_owned),
        });
        Ok(())
    }
}

/// Which contribution of each member counts: that with the highest number, unless the member was
/// left out.
pub fn standings<'a>(
    taken: &'a [Taken],
    left_out: &BTreeSet<String>,
) -> BTreeMap<&'a str, Standing> {
    let mut highest: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for (at, one) in taken.iter().enumerate() {
        highest
            .entry(&one.member)
            .and_modify(|(best, conflict)| {
                let than = &taken[*best];
                if one.number > than.number {
                    (*best, *conflict) = (at, false);
                } else if one.number == than.number && one.digest != than.digest {
                    *conflict = true;
                }
            })
            .or_insert((at, false));
    }
    highest
        .into_iter()
        .map(|(member, (at, conflict))| {
            let standing = match (conflict, taken[at].withdrawn) {
                _ if left_out.contains(member) => Standing::LeftOut,
                (true, _) => Standing::Conflict,
                (false, true) => Standing::Withdrawn,
                (false, false) => Standing::Counts(at),
            };
            (member, standing)
        })
        .collect()
}
