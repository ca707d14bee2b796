//! A workshop as the workspace holds it, and what is handed in.

use std::collections::BTreeMap;

use jiff::Timestamp;
use psirt_core::workshop::{
    Ballot, Calibration, Promise, Respondent, ServiceState, Spread, spreads,
};
use psirt_core::{Answer, ServiceId, Sheet};
use serde::{Deserialize, Serialize};

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

/// All that a respondent handed in at once, on paper or in a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The number of the respondent.
    pub respondent: u32,
    /// What is answered; a service that is left out is not.
    pub lines: Vec<FormLine>,
}

/// The answer to a service on a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormLine {
    /// The service.
    pub service: ServiceId,
    /// The answer.
    pub answer: Answer,
    /// A remark; empty where there is none.
    pub note: String,
}
