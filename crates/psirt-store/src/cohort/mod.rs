//! Cohorts: what a coordinator keeps (key, cards, contributions, what was published), and what a
//! member keeps (its key, the cards it answered, how many contributions it made).
//!
//! Nothing here passes through the history: what was taken stays, and what was published cannot be
//! taken back. Seals, signatures and the rules of disclosure are elsewhere; a secret is 32 bytes
//! here.

mod membership;
mod rows;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use psirt_core::benchmark::{Benchmark, KeptVoice, Member, Release};
use psirt_core::cohort::{Card, Standing, Taken, standings};
use psirt_core::contribution::Contribution;
use psirt_core::{Date, Sheet};
use zeroize::Zeroizing;

use crate::error::{Error, Result, Thing};
use crate::sheet_copy;
use crate::workspace::Workspace;

pub use membership::Membership;

/// A secret from which keys are made; overwritten when it is dropped.
pub type SecretBytes = Zeroizing<[u8; 32]>;

/// A cohort that a workspace coordinates.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredCohort {
    /// Names it, whatever its edition.
    pub id: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its editions in the order they were made.
    pub editions: Vec<StoredEdition>,
}

/// One edition of a cohort.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEdition {
    /// Its number in the workspace.
    number: i64,
    /// The card as it was handed out last.
    pub card: Card,
    /// The sheet everybody answers.
    pub sheet: Arc<Sheet>,
    /// When it was closed; it takes nothing more since.
    pub closed_at: Option<Timestamp>,
    /// The codes that were handed out, and for whom.
    pub codes: BTreeMap<String, String>,
}

/// A contribution to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewContribution<'a> {
    /// What it says.
    pub contribution: &'a Contribution,
    /// SHA-256 of the signed text in hexadecimal digits.
    pub digest: &'a str,
    /// The day it was taken.
    pub taken_on: Date,
}

/// All that was taken for an edition, in the order it was taken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contributions {
    /// What the choice between several of one member needs.
    pub taken: Vec<Taken>,
    /// What their figures need.
    pub members: Vec<Member>,
    numbers: Vec<i64>,
    /// Who was left out or is counted again, in the order it was said.
    said: Vec<Said>,
}

/// That a member is left out, or counted again.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    number: i64,
    member: String,
    left_out: bool,
}

impl Contributions {
    /// The voices that count, one of each member.
    pub fn counting(&self) -> Vec<Member> {
        self.counting_of(&self.taken, &self.left_out())
    }

    /// The members that are left out.
    pub fn left_out(&self) -> BTreeSet<String> {
        self.left_out_up_to(i64::MAX)
    }

    fn left_out_up_to(&self, number: i64) -> BTreeSet<String> {
        let mut left_out = BTreeSet::new();
        for said in self.said.iter().filter(|said| said.number <= number) {
            if said.left_out {
                left_out.insert(said.member.clone());
            } else {
                left_out.remove(&said.member);
            }
        }
        left_out
    }

    fn counting_of(&self, taken: &[Taken], left_out: &BTreeSet<String>) -> Vec<Member> {
        let standings = standings(taken, left_out).into_values();
        let places = standings.filter_map(|standing| {
            let Standing::Counts(at) = standing else {
                return None;
            };
            Some(self.members[at].clone())
        });
        places.collect()
    }

    /// The voices that counted when everything up to these numbers was taken and said.
    fn counting_up_to(&self, taken: i64, said: i64) -> Vec<Member> {
        let then = self.numbers.partition_point(|&number| number <= taken);
        self.counting_of(&self.taken[..then], &self.left_out_up_to(said))
    }
}

/// Why something cannot be done with a cohort.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CohortFault {
    /// A coordinator's key wants a protected workspace.
    #[error("a workspace that coordinates a cohort is protected by a passphrase")]
    NotProtected,
    /// The edition was closed.
    #[error("edition `{edition}` is closed and takes nothing more")]
    Closed {
        /// The edition.
        edition: String,
    },
    /// Members have answered the card as it is.
    #[error("members have contributed to edition `{edition}`: its card can change its days alone")]
    CardIsFixed {
        /// The edition.
        edition: String,
    },
}

impl From<CohortFault> for Error {
    fn from(fault: CohortFault) -> Self {
        Self::Cohort(fault)
    }
}

impl Workspace {
    /// Makes a cohort with its secret.
    ///
    /// # Errors
    /// [`CohortFault::NotProtected`], [`Error::Taken`]
    pub fn make_cohort(&mut self, id: &str, secret: &[u8; 32], at: Timestamp) -> Result<()> {
        if self.passphrase().is_none() {
            return Err(CohortFault::NotProtected.into());
        }
        self.write(|transaction| {
            if rows::has_cohort(transaction, id)? {
                return Err(Error::taken(Thing::Cohort, id));
            }
            rows::insert_cohort(transaction, id, secret, at)
        })
    }

    /// The ids of all cohorts that are coordinated here.
    pub fn cohorts(&self) -> Result<Vec<String>> {
        rows::cohorts(&self.connection)
    }

    /// A cohort with its editions.
    ///
    /// # Errors
    /// [`Error::Unknown`]
    pub fn cohort(&self, id: &str) -> Result<StoredCohort> {
        let created_at = rows::created_at(&self.connection, id)?;
        let editions = rows::editions(&self.connection, id)?;
        let editions = editions.into_iter().map(|row| {
            let sheet = self.sheet_copy(row.sheet_copy)?;
            let card = Card::parse(&row.card, |_| Some(&sheet))
                .map_err(|faults| Error::damaged(format!("a cohort card: {faults}")))?;
            Ok(StoredEdition {
                codes: rows::codes(&self.connection, row.number)?,
                number: row.number,
                closed_at: row.closed_at,
                card,
                sheet,
            })
        });
        Ok(StoredCohort {
            id: id.to_owned(),
            created_at,
            editions: editions.collect::<Result<_>>()?,
        })
    }

    /// The secret of a cohort.
    ///
    /// # Errors
    /// [`Error::Unknown`]
    pub fn cohort_secret(&self, id: &str) -> Result<SecretBytes> {
        rows::secret(&self.connection, id)
    }

    /// Adds an edition to the cohort that its card names.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Taken`]
    pub fn add_edition(&mut self, card: &Card, sheet: &Sheet) -> Result<()> {
        self.write(|transaction| {
            if !rows::has_cohort(transaction, card.cohort())? {
                return Err(Error::unknown(Thing::Cohort, card.cohort()));
            }
            if rows::edition_number(transaction, card.cohort(), card.edition())?.is_some() {
                return Err(Error::taken(Thing::Edition, card.edition()));
            }
            let copy = sheet_copy::number_of(transaction, sheet)?;
            rows::insert_edition(transaction, card, copy)
        })
    }

    /// Replaces the card of an edition.
    ///
    /// # Errors
    /// [`CohortFault::CardIsFixed`] where anything but its days changes after a member contributed,
    /// [`CohortFault::Closed`]
    pub fn change_card(&mut self, card: &Card) -> Result<()> {
        let edition = self.edition(card.cohort(), card.edition())?;
        must_be_open(&edition)?;
        if !edition.card.means_the_same(card)
            && rows::has_contributions(&self.connection, edition.number)?
        {
            let edition = card.edition().to_owned();
            return Err(CohortFault::CardIsFixed { edition }.into());
        }
        self.write(|transaction| rows::set_card(transaction, edition.number, card))
    }

    /// Adds codes that admit a member each, with the names of those they are for.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`CohortFault::Closed`]
    pub fn add_codes(
        &mut self,
        cohort: &str,
        edition: &str,
        codes: &BTreeMap<String, String>,
    ) -> Result<()> {
        let edition = self.edition(cohort, edition)?;
        must_be_open(&edition)?;
        self.write(|transaction| rows::insert_codes(transaction, edition.number, codes))
    }

    /// Keeps contributions that were admitted, all or none.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`CohortFault::Closed`]
    pub fn keep_contributions(
        &mut self,
        cohort: &str,
        edition: &str,
        new: &[NewContribution<'_>],
    ) -> Result<()> {
        let edition = self.edition(cohort, edition)?;
        must_be_open(&edition)?;
        self.write(|transaction| {
            rows::insert_contributions(transaction, edition.number, new, &edition.sheet)
        })
    }

    /// All that was taken for an edition.
    ///
    /// # Errors
    /// [`Error::Unknown`]
    pub fn contributions(&self, cohort: &str, edition: &str) -> Result<Contributions> {
        let edition = self.edition(cohort, edition)?;
        self.contributions_of(&edition)
    }

    fn contributions_of(&self, edition: &StoredEdition) -> Result<Contributions> {
        let services = edition.sheet.services().count();
        rows::contributions(&self.connection, edition.number, services)
    }

    /// Keeps a benchmark that was published from all that was taken for its edition so far.
    ///
    /// # Errors
    /// [`Error::Unknown`]
    pub fn keep_release(&mut self, benchmark: &Benchmark, at_hand: &Contributions) -> Result<()> {
        let edition = self.edition(benchmark.cohort(), benchmark.edition())?;
        let up_to = at_hand.numbers.last().copied().unwrap_or_default();
        let said = at_hand.said.last().map(|said| said.number);
        let said = said.unwrap_or_default();
        self.write(|transaction| {
            rows::insert_release(transaction, edition.number, benchmark, (up_to, said))
        })
    }

    /// Everything that was published of a cohort, oldest first, with the members behind it.
    ///
    /// # Errors
    /// [`Error::Unknown`]
    pub fn releases(&self, cohort: &str) -> Result<Vec<Release>> {
        let cohort = self.cohort(cohort)?;
        let mut at_hand: BTreeMap<i64, Contributions> = BTreeMap::new();
        let mut releases = Vec::new();
        for row in rows::releases(&self.connection, &cohort.id)? {
            let edition = cohort
                .editions
                .iter()
                .find(|edition| edition.number == row.edition)
                .ok_or_else(|| Error::damaged("a benchmark of no edition"))?;
            let at_hand = match at_hand.entry(row.edition) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(self.contributions_of(edition)?),
            };
            let benchmark = Benchmark::parse(&row.benchmark, |_| Some(&edition.sheet))
                .map_err(|faults| Error::damaged(format!("a benchmark: {faults}")))?;
            releases.push(Release {
                benchmark,
                members: at_hand.counting_up_to(row.up_to, row.said_up_to),
            });
        }
        Ok(releases)
    }

    /// Leaves a member out of an edition from now on, or counts it again. What was published
    /// before stays as it was, and goes on being looked at with the member in it.
    ///
    /// # Errors
    /// [`Error::Unknown`] where it never contributed to the edition
    pub fn leave_out(
        &mut self,
        cohort: &str,
        edition: &str,
        member: &str,
        left_out: bool,
        at: Timestamp,
    ) -> Result<()> {
        let edition = self.edition(cohort, edition)?;
        let at_hand = self.contributions_of(&edition)?;
        if !at_hand.taken.iter().any(|taken| taken.member == member) {
            return Err(Error::unknown(Thing::Member, member));
        }
        if at_hand.left_out().contains(member) == left_out {
            return Ok(());
        }
        self.write(|transaction| {
            rows::insert_left_out(transaction, edition.number, member, left_out, at)
        })
    }

    /// What the coordinator calls members of a cohort, by key.
    ///
    /// # Errors
    /// [`Error::Database`]
    pub fn member_names(&self, cohort: &str) -> Result<BTreeMap<String, String>> {
        rows::member_names(&self.connection, cohort)
    }

    /// Calls a member by a name; an empty one takes the name away.
    ///
    /// # Errors
    /// [`Error::Unknown`]
    pub fn name_member(&mut self, cohort: &str, member: &str, name: &str) -> Result<()> {
        self.write(|transaction| {
            if !rows::has_cohort(transaction, cohort)? {
                return Err(Error::unknown(Thing::Cohort, cohort));
            }
            rows::set_member_name(transaction, cohort, member, name)
        })
    }

    /// Closes an edition: it takes nothing more.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`CohortFault::Closed`]
    pub fn close_edition(&mut self, cohort: &str, edition: &str, at: Timestamp) -> Result<()> {
        let edition = self.edition(cohort, edition)?;
        must_be_open(&edition)?;
        self.write(|transaction| rows::set_closed(transaction, edition.number, at))
    }

    /// Makes sure that everything of cohorts can be read.
    pub(crate) fn read_cohorts(&self) -> Result<()> {
        for id in self.cohorts()? {
            self.cohort_secret(&id)?;
            for edition in self.cohort(&id)?.editions {
                self.contributions_of(&edition)?;
            }
            self.releases(&id)?;
        }
        for id in self.memberships()? {
            self.membership(&id)?;
        }
        Ok(())
    }

    fn edition(&self, cohort: &str, edition: &str) -> Result<StoredEdition> {
        let all = self.cohort(cohort)?.editions;
        all.into_iter()
            .find(|known| known.card.edition() == edition)
            .ok_or_else(|| Error::unknown(Thing::Edition, edition))
    }
}

fn must_be_open(edition: &StoredEdition) -> Result<()> {
    if edition.closed_at.is_none() {
        return Ok(());
    }
    let edition = edition.card.edition().to_owned();
    Err(CohortFault::Closed { edition }.into())
}

/// What a row holds of a member's voice.
fn voice(kept: KeptVoice, services: usize) -> Result<Member> {
    if kept.levels.len() != services {
        return Err(Error::damaged("a contribution has too few levels"));
    }
    Ok(Member::kept(kept))
}
