//! Workshops: secret answers that stay sealed until they are shown, and what the room settles.
//!
//! Nothing here passes through the history but what is settled: that is the assessment's answer,
//! and can be undone like any other. The key of a workshop lies in the folder `keys` that the
//! caller names, outside the workspace and its backups.

mod anchors;
mod fault;
mod rows;
mod seal;
mod seat;
mod settling;
mod stored;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::Timestamp;
pub use psirt_core::workshop::ServiceState;
use psirt_core::workshop::{Ballot, LEAST_RESPONDENTS, Opinion, Promise, Respondent, shown};
use psirt_core::{Answer, ServiceId};

use crate::error::{Error, Result};
use crate::workspace::Workspace;
use seal::{Cast, Sealed, SessionKey};

pub use fault::WorkshopFault;
pub use seat::{Seat, Seating};
pub use stored::{Answered, Form, FormLine, NewWorkshop, Stage, StoredWorkshop};

/// Letters of one note, at most.
const MOST_NOTE: usize = 2_000;

impl Workspace {
    /// Opens a workshop about a draft.
    ///
    /// # Errors
    /// [`Error::Finished`], [`Error::Unknown`], [`Error::Taken`], [`Error::Workshop`]
    pub fn open_workshop(
        &mut self,
        keys: &Path,
        new: NewWorkshop<'_>,
        at: Timestamp,
    ) -> Result<StoredWorkshop> {
        let stored = self.draft(new.assessment)?;
        if new.services.is_empty() || new.minutes == 0 {
            return Err(WorkshopFault::Empty.into());
        }
        for service in new.services {
            if stored.sheet.service(service.as_str()).is_none() {
                let service = service.clone();
                return Err(WorkshopFault::UnknownService { service }.into());
            }
        }
        check_numbers(new.respondents)?;
        if let Some(open) = rows::open_one(&self.connection, new.assessment)? {
            return Err(WorkshopFault::StillOpen { id: open }.into());
        }
        if rows::exists(&self.connection, new.id)? {
            return Err(Error::taken(crate::Thing::Workshop, new.id));
        }
        // The key first: without it no answer could be taken, and alone it opens nothing.
        SessionKey::make(keys, new.id)?;
        self.write(|transaction| {
            rows::insert(transaction, &new, at)?;
            rows::replace_respondents(transaction, new.id, new.respondents)
        })?;
        self.workshop(keys, new.id)
    }

    /// The workshops of an assessment, the newest first.
    pub fn workshops(&self, assessment: &str) -> Result<Vec<String>> {
        rows::of_assessment(&self.connection, assessment)
    }

    /// The workshops of an assessment that are over, the newest first. Their keys are gone and not
    /// asked for.
    pub fn closed_workshops(&self, assessment: &str) -> Result<Vec<StoredWorkshop>> {
        let mut closed = Vec::new();
        for id in self.workshops(assessment)? {
            let workshop = rows::load(&self.connection, &id)?;
            if workshop.stage == Stage::Closed {
                closed.push(workshop);
            }
        }
        Ok(closed)
    }

    /// A workshop, with as much of its answers as may be seen.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`WorkshopFault::KeyMissing`] where answers are shown that are still
    /// sealed
    pub fn workshop(&self, keys: &Path, id: &str) -> Result<StoredWorkshop> {
        let mut workshop = rows::load(&self.connection, id)?;
        if workshop.stage == Stage::Closed {
            // A program that died between the end and this left it behind.
            SessionKey::remove(keys, id)?;
        } else if workshop.stage != Stage::First {
            let key = SessionKey::read(keys, id)?;
            self.show(&key, &mut workshop)?;
        }
        Ok(workshop)
    }

    /// A workshop as far as it lies in the clear: without answers that are still sealed, wherever
    /// its key is.
    ///
    /// # Errors
    /// [`Error::Unknown`]
    pub fn workshop_in_the_clear(&self, id: &str) -> Result<StoredWorkshop> {
        rows::load(&self.connection, id)
    }

    /// Replaces the respondents, before anything is shown. Who has answered stays.
    ///
    /// # Errors
    /// [`Error::Workshop`]
    pub fn set_respondents(
        &mut self,
        keys: &Path,
        id: &str,
        respondents: &[Respondent],
    ) -> Result<StoredWorkshop> {
        let workshop = self.at_stage(id, &[Stage::First])?;
        check_numbers(respondents)?;
        let key = SessionKey::read(keys, id)?;
        let asked: Vec<ServiceId> = workshop.services.keys().cloned().collect();
        for (number, answered) in self.answers_of_each(&key, &workshop, &asked)? {
            let is_left_out = respondents.iter().all(|kept| kept.number != number);
            if answered > 0 && is_left_out {
                return Err(WorkshopFault::Respondents { number }.into());
            }
        }
        self.write(|transaction| rows::replace_respondents(transaction, id, respondents))?;
        self.workshop(keys, id)
    }

    /// Takes secret answers: they are sealed and on the medium when this returns. A second answer
    /// to a service takes the place of the first. The history does not mention it.
    ///
    /// # Errors
    /// [`Error::Workshop`]; nothing is taken then. A respondent with a PIN answers from their
    /// [`Seat`] alone.
    pub fn cast(&mut self, keys: &Path, id: &str, opinions: &[Opinion]) -> Result<Answered> {
        self.at_stage(id, &[Stage::First, Stage::Second])?;
        let key = SessionKey::read(keys, id)?;
        let numbers: BTreeSet<u32> = opinions.iter().map(|opinion| opinion.respondent).collect();
        for number in numbers {
            self.must_have_no_pin(&key, id, number)?;
        }
        let sealed = self.seal(&key, id, opinions)?;
        self.write(|transaction| rows::keep_sealed(transaction, id, &sealed))?;
        self.answered(keys, id)
    }

    /// Takes forms, all of them or none: each takes the place of whatever its respondent answered
    /// in this ballot before.
    ///
    /// # Errors
    /// As [`Workspace::cast`]
    pub fn cast_forms(&mut self, keys: &Path, id: &str, forms: &[Form]) -> Result<()> {
        let workshop = self.at_stage(id, &[Stage::First, Stage::Second])?;
        let key = SessionKey::read(keys, id)?;
        let mut before = Vec::new();
        let mut sealed = Vec::new();
        for Form { respondent, lines } in forms {
            must_be_known(&workshop, *respondent)?;
            self.must_have_no_pin(&key, id, *respondent)?;
            let opinions: Vec<Opinion> = lines
                .iter()
                .map(|line| Opinion {
                    respondent: *respondent,
                    service: line.service.clone(),
                    answer: line.answer.clone(),
                    note: line.note.clone(),
                })
                .collect();
            sealed.extend(self.seal(&key, id, &opinions)?);
            before.extend(seat::places_of(&key, &workshop, *respondent));
        }
        self.write(|transaction| {
            rows::drop_sealed_at(transaction, id, &before)?;
            rows::keep_sealed(transaction, id, &sealed)
        })
    }

    fn must_have_no_pin(&self, key: &SessionKey, id: &str, number: u32) -> Result<()> {
        match seat::pin_of(&self.connection, key, id, number)? {
            Some(_) => Err(WorkshopFault::HasPin { number }.into()),
            None => Ok(()),
        }
    }

    /// Seals answers, each for its place.
    fn seal(
        &self,
        key: &SessionKey,
        id: &str,
        opinions: &[Opinion],
    ) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
        let workshop = self.at_stage(id, &[Stage::First, Stage::Second])?;
        let ballot = workshop.ballot().expect("the stage was checked");
        let highest = self.draft(&workshop.assessment)?.sheet.highest_level();
        let mut sealed = Vec::new();
        for opinion in opinions {
            let (number, service) = (opinion.respondent, &opinion.service);
            must_be_known(&workshop, number)?;
            if !workshop.services.contains_key(service) {
                let service = service.clone();
                return Err(WorkshopFault::UnknownService { service }.into());
            }
            let reason = match &opinion.answer {
                Answer::Level(level) if *level > highest => {
                    return Err(WorkshopFault::UnknownLevel { found: *level }.into());
                }
                Answer::NotApplicable(reason) => reason.as_str(),
                Answer::Level(_) | Answer::DontKnow => "",
            };
            if [reason, &opinion.note]
                .iter()
                .any(|text| text.chars().count() > MOST_NOTE)
            {
                return Err(WorkshopFault::NoteTooLong.into());
            }
            let place = key.id(id, ballot, number, service.as_str());
            let opinion = opinion.clone();
            let row = key.seal(&place, &Sealed::Opinion(Cast { ballot, opinion }))?;
            sealed.push((place, row));
        }
        Ok(sealed)
    }

    /// How many have answered in the ballot that is under way.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`WorkshopFault::KeyMissing`], [`WorkshopFault::WrongStage`]
    pub fn answered(&self, keys: &Path, id: &str) -> Result<Answered> {
        self.at_stage(id, &[Stage::First, Stage::Second])?;
        let key = SessionKey::read(keys, id)?;
        let workshop = self.workshop(keys, id)?;
        let asked = workshop.asked(&self.assessment(&workshop.assessment)?.sheet);
        let each = self.answers_of_each(&key, &workshop, &asked)?;
        Ok(Answered {
            finished: each
                .values()
                .filter(|&&answers| answers == asked.len())
                .count(),
            begun: each.values().filter(|&&answers| answers > 0).count(),
            respondents: each.len(),
        })
    }

    /// Shows the answers of the ballot that is under way, all at once.
    ///
    /// # Errors
    /// [`WorkshopFault::TooFewAnswered`]
    pub fn reveal(&mut self, keys: &Path, id: &str) -> Result<StoredWorkshop> {
        let answered = self.answered(keys, id)?.begun;
        if answered < LEAST_RESPONDENTS {
            return Err(WorkshopFault::TooFewAnswered { answered }.into());
        }
        let next = match self.at_stage(id, &[Stage::First, Stage::Second])?.stage {
            Stage::First => Stage::Second,
            Stage::Second | Stage::Talked | Stage::Closed => Stage::Talked,
        };
        self.write(|transaction| rows::set_stage(transaction, id, next, None))?;
        self.workshop(keys, id)
    }

    /// Ends a workshop: what the promise lets through is kept, the sealed answers and their key
    /// are removed. Answers that were never shown are gone, and so are all where the key is not on
    /// this machine.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`WorkshopFault::WrongStage`] where it is closed already
    pub fn close_workshop(
        &mut self,
        keys: &Path,
        id: &str,
        at: Timestamp,
    ) -> Result<StoredWorkshop> {
        self.at_stage(id, &[Stage::First, Stage::Second, Stage::Talked])?;
        let mut kept = match self.workshop(keys, id) {
            Err(Error::Workshop(WorkshopFault::KeyMissing)) => rows::load(&self.connection, id)?,
            other => other?,
        };
        if kept.promise == Promise::Never {
            // Only tallies remain: a text has a style.
            for state in kept.services.values_mut() {
                for shown in [&mut state.first, &mut state.second].into_iter().flatten() {
                    shown.notes.clear();
                }
            }
        }
        self.write(|transaction| {
            rows::keep_shown(transaction, &kept)?;
            rows::drop_sealed(transaction, id)?;
            rows::drop_scored(transaction, id)?;
            rows::set_stage(transaction, id, Stage::Closed, Some(at))
        })?;
        SessionKey::remove(keys, id)?;
        self.workshop(keys, id)
    }

    /// The workshops of an organization's assessments that are not closed.
    pub(crate) fn open_workshops_of(&self, organization: &str) -> Result<Vec<String>> {
        rows::open_ones_of(&self.connection, organization)
    }

    /// Removes the keys of workshops that are gone with their assessment.
    pub(crate) fn forget_keys(keys: &Path, workshops: &[String]) -> Result<()> {
        workshops
            .iter()
            .try_for_each(|id| SessionKey::remove(keys, id))
    }

    /// Makes sure that every workshop can be read.
    pub(crate) fn read_workshops(&self) -> Result<()> {
        for id in rows::all(&self.connection)? {
            rows::load(&self.connection, &id)?;
        }
        Ok(())
    }

    fn at_stage(&self, id: &str, allowed: &[Stage]) -> Result<StoredWorkshop> {
        let workshop = rows::load(&self.connection, id)?;
        let stage = workshop.stage;
        if allowed.contains(&stage) {
            Ok(workshop)
        } else {
            Err(WorkshopFault::WrongStage { stage }.into())
        }
    }

    /// How many of these services each respondent has answered in the ballot that is under way.
    fn answers_of_each(
        &self,
        key: &SessionKey,
        workshop: &StoredWorkshop,
        asked: &[ServiceId],
    ) -> Result<BTreeMap<u32, usize>> {
        let ballot = workshop.ballot().unwrap_or(Ballot::Second);
        let there = rows::sealed_ids(&self.connection, &workshop.id)?;
        let each = workshop.respondents.iter().map(|respondent| {
            let number = respondent.number;
            let answered = asked.iter().filter(|service| {
                there.contains(&key.id(&workshop.id, ballot, number, service.as_str()))
            });
            (number, answered.count())
        });
        Ok(each.collect())
    }

    /// Opens the answers that are shown, and keeps of them what the promise lets through.
    fn show(&self, key: &SessionKey, workshop: &mut StoredWorkshop) -> Result<()> {
        let mut by_ballot: BTreeMap<Ballot, Vec<Opinion>> = BTreeMap::new();
        for (place, sealed) in rows::sealed(&self.connection, &workshop.id)? {
            let Sealed::Opinion(Cast { ballot, opinion }) = key.open(&place, &sealed)? else {
                continue;
            };
            if ballot == Ballot::First || workshop.stage == Stage::Talked {
                by_ballot.entry(ballot).or_default().push(opinion);
            }
        }
        for (ballot, opinions) in by_ballot {
            for (service, shown) in shown(workshop.promise, &workshop.respondents, &opinions) {
                let state = workshop.services.entry(service).or_default();
                match ballot {
                    Ballot::First => state.first = Some(shown),
                    Ballot::Second => state.second = Some(shown),
                }
            }
        }
        Ok(())
    }
}

fn must_be_known(workshop: &StoredWorkshop, number: u32) -> Result<()> {
    let mut numbers = workshop.respondents.iter().map(|known| known.number);
    if numbers.any(|known| known == number) {
        Ok(())
    } else {
        Err(WorkshopFault::UnknownRespondent { number }.into())
    }
}

fn check_numbers(respondents: &[Respondent]) -> Result<()> {
    let mut numbers = BTreeSet::from([0]);
    for Respondent { number, .. } in respondents {
        if !numbers.insert(*number) {
            return Err(WorkshopFault::Respondents { number: *number }.into());
        }
    }
    Ok(())
}
