//! Workshops: secret answers that stay sealed until they are shown, and what the room settles.
//!
//! Nothing here passes through the history but what is settled: that is the assessment's answer,
//! and can be undone like any other. The key of a workshop lies in the folder `keys` that the
//! caller names, outside the workspace and its backups.

mod rows;
mod seal;
mod seat;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::Timestamp;
pub use psirt_core::workshop::ServiceState;
use psirt_core::workshop::{
    AnchorScores, Anchors, Ballot, Calibration, LEAST_RESPONDENTS, Opinion, Parked, Promise,
    Respondent, Settlement, Spread, Unsettled, calibration, shown, spreads,
};
use psirt_core::{Answer, ServiceId, Sheet};
use serde::{Deserialize, Serialize};

use crate::assessment::StoredAssessment;
use crate::deed::Deed;
use crate::error::{Error, Result};
use crate::row::name_text;
use crate::workspace::Workspace;
use seal::{Cast, Scored, Sealed, SessionKey};

pub use seat::{Seat, Seating};

/// Letters of one note, at most.
const MOST_NOTE: usize = 2_000;

/// How far a workshop has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Respondents answer, and nothing is shown.
    First,
    /// The first answers are shown; second ones are taken.
    Second,
    /// The second answers are shown, too.
    Talked,
    /// It is over, and its key is gone.
    Closed,
}

/// A workshop to be opened.
#[derive(Clone, Copy, Debug)]
pub struct NewWorkshop<'a> {
    /// Names it among all workshops.
    pub id: &'a str,
    /// The assessment it is about.
    pub assessment: &'a str,
    /// What becomes of names.
    pub promise: Promise,
    /// How long the room has.
    pub minutes: u32,
    /// What is answered.
    pub services: &'a [ServiceId],
    /// Who answers.
    pub respondents: &'a [Respondent],
}

/// A workshop as the workspace holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredWorkshop {
    /// Names it.
    pub id: String,
    /// The assessment it is about.
    pub assessment: String,
    /// What becomes of names.
    pub promise: Promise,
    /// How long the room has.
    pub minutes: u32,
    /// How far it has come.
    pub stage: Stage,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Who answers, by number.
    pub respondents: Vec<Respondent>,
    /// How the room reads the scale, once it is shown.
    pub calibration: Option<Calibration>,
    /// What is answered, by service.
    pub services: BTreeMap<ServiceId, ServiceState>,
}

impl StoredWorkshop {
    /// The spread that counts of each service, in sheet order.
    pub fn spreads(&self, sheet: &Sheet) -> Vec<Spread> {
        let services: Vec<ServiceId> = self.services.keys().cloned().collect();
        let tallies = self
            .services
            .iter()
            .map(|(service, state)| (service.clone(), state.tally()))
            .collect();
        spreads(sheet, &services, &tallies)
    }

    /// What is asked in the ballot under way, in sheet order: everything, then what is open and
    /// neither settled nor parked. Nothing once all is shown.
    pub fn asked(&self, sheet: &Sheet) -> Vec<ServiceId> {
        let is_open = |service: &ServiceId| match self.stage {
            Stage::First => true,
            Stage::Second => {
                let spread = Spread::new(
                    service.clone(),
                    self.services[service].tally(),
                    sheet.highest_level(),
                );
                let state = &self.services[service];
                spread.verdict.is_open() && state.settlement.is_none() && state.parked.is_none()
            }
            Stage::Talked | Stage::Closed => false,
        };
        sheet
            .services()
            .map(|service| &service.id)
            .filter(|service| self.services.contains_key(*service) && is_open(service))
            .cloned()
            .collect()
    }

    /// Which of the two times respondents answer now; `None` once all is shown.
    pub fn ballot(&self) -> Option<Ballot> {
        match self.stage {
            Stage::First => Some(Ballot::First),
            Stage::Second => Some(Ballot::Second),
            Stage::Talked | Stage::Closed => None,
        }
    }
}

/// How many have answered; all that is told before the answers are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// How many answered everything that is asked.
    pub finished: usize,
    /// How many answered any.
    pub begun: usize,
    /// How many there are.
    pub respondents: usize,
}

/// Why something cannot be done in a workshop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkshopFault {
    /// Fewer than three people answered.
    #[error("nothing is shown before {LEAST_RESPONDENTS} people have answered, now {answered}")]
    TooFewAnswered {
        /// How many did.
        answered: usize,
    },
    /// It cannot be done at this stage.
    #[error("this cannot be done now: the workshop is at stage `{}`", name_text(.stage))]
    WrongStage {
        /// The stage.
        stage: Stage,
    },
    /// The key that opens the answers is not on this machine.
    #[error("the key of the workshop is not on this machine; its secret answers cannot be opened")]
    KeyMissing,
    /// Nobody has this number.
    #[error("no respondent {number}")]
    UnknownRespondent {
        /// The number.
        number: u32,
    },
    /// Two respondents have one number, or one that has answered was left out.
    #[error("respondent {number} stands twice, has number 0, or has answered and cannot go")]
    Respondents {
        /// The number.
        number: u32,
    },
    /// The workshop is not about this service.
    #[error("the workshop is not about service `{service}`")]
    UnknownService {
        /// The service.
        service: ServiceId,
    },
    /// No service, or no minute.
    #[error("a workshop is about one service at least, and lasts a minute at least")]
    Empty,
    /// Another workshop of the assessment is open.
    #[error("workshop `{id}` of the assessment is still open")]
    StillOpen {
        /// Its id.
        id: String,
    },
    /// The sheet has no such level.
    #[error("the sheet has no level {found}")]
    UnknownLevel {
        /// What was answered.
        found: psirt_core::Level,
    },
    /// The respondent answers with a PIN, and nobody else for them.
    #[error("respondent {number} answers at the machine with a PIN")]
    HasPin {
        /// The number.
        number: u32,
    },
    /// How the room scored the anchor cases is shown already.
    #[error("how the room scored the anchor cases is shown already")]
    AnchorsShown,
    /// A note is too long.
    #[error("a note has at most {MOST_NOTE} characters")]
    NoteTooLong,
    /// It cannot be settled or parked as it was put.
    #[error("it cannot be settled like this: {}", name_text(.0))]
    Unsettled(Unsettled),
}

impl From<WorkshopFault> for Error {
    fn from(fault: WorkshopFault) -> Self {
        Self::Workshop(fault)
    }
}

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

    /// Takes all that stands on the paper form of a respondent, in place of whatever they answered
    /// in this ballot before.
    ///
    /// # Errors
    /// As [`Workspace::cast`]
    pub fn cast_form(
        &mut self,
        keys: &Path,
        id: &str,
        respondent: u32,
        answers: Vec<(ServiceId, Answer)>,
    ) -> Result<()> {
        let workshop = self.at_stage(id, &[Stage::First, Stage::Second])?;
        must_be_known(&workshop, respondent)?;
        let key = SessionKey::read(keys, id)?;
        self.must_have_no_pin(&key, id, respondent)?;
        let opinions: Vec<Opinion> = answers
            .into_iter()
            .map(|(service, answer)| Opinion {
                respondent,
                service,
                answer,
                note: String::new(),
            })
            .collect();
        let sealed = self.seal(&key, id, &opinions)?;
        let before = seat::places_of(&key, &workshop, respondent);
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

    /// Takes what a respondent scored of the anchor cases, before the first answers are shown; what
    /// was scored before is replaced. Tells how many have scored.
    ///
    /// # Errors
    /// [`Error::Workshop`]; nothing is taken then
    pub fn score_anchors(
        &mut self,
        keys: &Path,
        id: &str,
        respondent: u32,
        scores: &AnchorScores,
    ) -> Result<usize> {
        let workshop = self.at_stage(id, &[Stage::First])?;
        if workshop.calibration.is_some() {
            return Err(WorkshopFault::AnchorsShown.into());
        }
        let known = workshop.respondents.iter();
        if known.clone().all(|known| known.number != respondent) {
            let number = respondent;
            return Err(WorkshopFault::UnknownRespondent { number }.into());
        }
        let highest = self.draft(&workshop.assessment)?.sheet.highest_level();
        if let Some(found) = scores.values().copied().find(|level| *level > highest) {
            return Err(WorkshopFault::UnknownLevel { found }.into());
        }
        let key = SessionKey::read(keys, id)?;
        let place = key.anchors_id(id, respondent);
        let scores = scores.clone();
        let row = key.seal(&place, &Sealed::Scored(Scored { respondent, scores }))?;
        self.write(|transaction| rows::keep_scored(transaction, id, &place, &row))?;
        self.scored_anchors(id)
    }

    /// How many have scored the anchor cases; all that is told before it is shown.
    pub fn scored_anchors(&self, id: &str) -> Result<usize> {
        Ok(rows::scored(&self.connection, id)?.len())
    }

    /// Shows the room how it reads the scale, as far as the promise allows; no score is taken
    /// afterwards, and none is kept.
    ///
    /// # Errors
    /// [`WorkshopFault::TooFewAnswered`], [`WorkshopFault::AnchorsShown`]
    pub fn show_anchors(
        &mut self,
        keys: &Path,
        id: &str,
        anchors: &Anchors,
    ) -> Result<StoredWorkshop> {
        let workshop = self.at_stage(id, &[Stage::First])?;
        if workshop.calibration.is_some() {
            return Err(WorkshopFault::AnchorsShown.into());
        }
        let key = SessionKey::read(keys, id)?;
        let mut by_respondent = BTreeMap::new();
        for (place, sealed) in rows::scored(&self.connection, id)? {
            let Sealed::Scored(Scored { respondent, scores }) = key.open(&place, &sealed)? else {
                continue;
            };
            by_respondent.insert(respondent, scores);
        }
        let answered = by_respondent.len();
        let calibration = calibration(workshop.promise, anchors, &by_respondent)
            .ok_or(WorkshopFault::TooFewAnswered { answered })?;
        self.write(|transaction| rows::keep_calibration(transaction, id, &calibration))?;
        self.workshop(keys, id)
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

    /// Settles a service: the answer of the assessment, in one step that can be undone, and how it
    /// came about.
    ///
    /// # Errors
    /// [`Error::Workshop`], [`Error::Finished`]: nothing is changed then
    pub fn settle(
        &mut self,
        keys: &Path,
        id: &str,
        service: &str,
        settlement: Settlement,
        deed: Deed<'_>,
    ) -> Result<StoredAssessment> {
        self.settle_all(keys, id, vec![(service.into(), settlement)], deed)
    }

    /// Settles several services in one step, or none of them.
    ///
    /// # Errors
    /// As [`Workspace::settle`]
    pub fn settle_all(
        &mut self,
        keys: &Path,
        id: &str,
        settlements: Vec<(ServiceId, Settlement)>,
        deed: Deed<'_>,
    ) -> Result<StoredAssessment> {
        self.at_stage(id, &[Stage::Second, Stage::Talked])?;
        let workshop = self.workshop(keys, id)?;
        let stored = self.draft(&workshop.assessment)?;
        let all = workshop.spreads(&stored.sheet);
        let mut checked = Vec::new();
        for (service, settlement) in settlements {
            let Some(spread) = all.iter().find(|spread| spread.service == service) else {
                return Err(WorkshopFault::UnknownService { service }.into());
            };
            let kept = settlement
                .checked(
                    &stored.sheet,
                    spread,
                    workshop.promise,
                    &workshop.respondents,
                )
                .map_err(WorkshopFault::Unsettled)?;
            checked.push((service, kept));
        }
        let answers = checked.clone();
        self.change_stored_and(
            &stored,
            deed,
            |assessment, sheet| {
                for (service, settlement) in answers {
                    let answer = Some(settlement.answer);
                    assessment.set_answer(sheet, service.as_str(), answer)?;
                }
                Ok(())
            },
            |transaction| {
                for (service, settlement) in &checked {
                    rows::keep_settlement(transaction, id, service.as_str(), settlement)?;
                }
                Ok(())
            },
        )
    }

    /// Parks a service that cannot be settled now.
    ///
    /// # Errors
    /// [`Error::Workshop`]
    pub fn park(&mut self, keys: &Path, id: &str, service: &str, parked: Parked) -> Result<()> {
        let workshop = self.at_stage(id, &[Stage::Second, Stage::Talked])?;
        if !workshop.services.contains_key(service) {
            let service = service.into();
            return Err(WorkshopFault::UnknownService { service }.into());
        }
        let parked = parked.checked().map_err(WorkshopFault::Unsettled)?;
        SessionKey::read(keys, id)?;
        self.write(|transaction| rows::keep_parked(transaction, id, service, &parked))
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
