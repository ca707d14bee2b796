//! The record of a workshop: what its promise lets through, as a value and as a file.
//!
//! An assessment file says what was settled; how the room came to it stands in a record beside it,
//! so that an earlier version still reads the assessment. What a promise forbids is in no
//! [`Record`], wherever it comes from: [`Record::new`] leaves it out, [`Record::parse`] refuses it.

mod faults;
mod file;

use std::collections::BTreeMap;
use std::ops::Deref;

use super::{
    Ballot, Calibration, LEAST_RESPONDENTS, Promise, Respondent, ServiceState, Shown, Spread,
    Tally, spreads,
};
use crate::Date;
use crate::assessment::{Answer, SheetReference};
use crate::fault::Faults;
use crate::file::FileKind;
use crate::id::ServiceId;
use crate::sheet::Sheet;
use file::RecordFile;

static FILE: FileKind = FileKind::new(include_str!(
    "../../../../frameworks/schema/workshop.schema.json"
));

/// What a record is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Names the workshop.
    pub id: String,
    /// The id of the assessment it was about.
    pub assessment: String,
    /// The sheet of that assessment.
    pub sheet: SheetReference,
    /// What became of names.
    pub promise: Promise,
    /// How long the room had.
    pub minutes: u32,
    /// The day it was opened.
    pub date: Date,
    /// How many were asked.
    pub people: usize,
    /// Who was asked, by number; only where all are named.
    pub respondents: Vec<Respondent>,
    /// How the room reads the scale, where it scored the anchor cases.
    pub calibration: Option<Calibration>,
    /// What was answered and settled, by service.
    pub services: BTreeMap<ServiceId, ServiceState>,
}

/// What is known of a workshop afterwards, and may be known.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    held: Held,
}

impl Deref for Record {
    type Target = Held;

    fn deref(&self) -> &Held {
        &self.held
    }
}

impl Record {
    /// Keeps of a workshop what its promise lets through.
    pub fn new(mut held: Held) -> Self {
        held.people = held.people.max(held.respondents.len());
        if held.promise != Promise::Named {
            held.respondents.clear();
            if let Some(calibration) = &mut held.calibration {
                calibration.people.clear();
            }
        }
        for state in held.services.values_mut() {
            for shown in [&mut state.first, &mut state.second].into_iter().flatten() {
                withhold(held.promise, shown);
            }
            if held.promise != Promise::Named
                && let Some(settlement) = &mut state.settlement
            {
                for dissent in &mut settlement.dissent {
                    dissent.respondent = None;
                }
            }
        }
        Self { held }
    }

    /// Reads a record; `sheet_of` finds the sheet by id and edition.
    ///
    /// # Errors
    /// Every fault of the file, what its promise forbids among them.
    pub fn parse<'s>(
        text: &str,
        sheet_of: impl FnOnce(&SheetReference) -> Option<&'s Sheet>,
    ) -> Result<Self, Faults> {
        FILE.read(text, |file: &RecordFile| {
            sheet_of(&file.sheet).map_or_else(
                || vec![crate::assessment::unknown_sheet(&file.sheet)],
                |sheet| file.faults(sheet),
            )
        })
        .map(|file| Self { held: file.into() })
    }

    /// The record as a file that [`Record::parse`] reads to the same record.
    pub fn to_json(&self) -> String {
        let file = RecordFile::from(&self.held);
        let mut json = serde_json::to_string_pretty(&file).expect("a record has text keys only");
        json.push('\n');
        json
    }

    /// The spread of each service in one ballot, in sheet order; in the second, of those that
    /// were answered again.
    pub fn spreads_of(&self, sheet: &Sheet, ballot: Ballot) -> Vec<Spread> {
        let answered = self.services.iter().filter(|(_, state)| {
            ballot == Ballot::First || state.tally_of(ballot).answered() >= LEAST_RESPONDENTS
        });
        spread_by(sheet, answered, |state| state.tally_of(ballot))
    }

    /// The spread that counts of each service, in sheet order.
    pub fn spreads(&self, sheet: &Sheet) -> Vec<Spread> {
        spread_by(sheet, self.services.iter(), ServiceState::tally)
    }

    /// How many answered in a ballot, at least: the most that answered any service.
    pub fn answered(&self, ballot: Ballot) -> usize {
        let states = self.services.values();
        let answered = states.map(|state| state.tally_of(ballot).answered());
        answered.max().unwrap_or_default()
    }
}

fn spread_by<'a>(
    sheet: &Sheet,
    states: impl Iterator<Item = (&'a ServiceId, &'a ServiceState)>,
    tally: impl Fn(&ServiceState) -> Tally,
) -> Vec<Spread> {
    let tallies: BTreeMap<ServiceId, Tally> = states
        .map(|(service, state)| (service.clone(), tally(state)))
        .collect();
    let services: Vec<ServiceId> = tallies.keys().cloned().collect();
    spreads(sheet, &services, &tallies)
}

/// A second look at what `shown` let through: a record may be made by anybody.
fn withhold(promise: Promise, shown: &mut Shown) {
    if shown.tally.answered() < LEAST_RESPONDENTS {
        *shown = Shown::default();
    }
    match promise {
        Promise::Named => {
            for opinion in &mut shown.opinions {
                // The reason why it does not apply is a remark like any other.
                if let Answer::NotApplicable(reason) = &mut opinion.answer {
                    let reason = std::mem::take(reason);
                    let parts = [reason, std::mem::take(&mut opinion.note)];
                    let told = parts.into_iter().filter(|text| !text.trim().is_empty());
                    opinion.note = told.collect::<Vec<_>>().join("; ");
                }
            }
        }
        Promise::ByGroup => shown.opinions.clear(),
        Promise::Never => {
            shown.opinions.clear();
            shown.groups.clear();
            // A text has a style.
            shown.notes.clear();
        }
    }
    shown
        .groups
        .retain(|group| group.tally.answered() >= LEAST_RESPONDENTS);
}
