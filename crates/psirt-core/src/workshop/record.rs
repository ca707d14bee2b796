//! The record of a workshop: what its promise lets through, as a value and as a file.
//!
//! An assessment file says what was settled; how the room came to it stands in a record beside it,
//! so that an earlier version still reads the assessment. What a promise forbids is in no
//! [`Record`], wherever it comes from: [`Record::new`] leaves it out, [`Record::parse`] refuses it.

use std::collections::BTreeMap;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::{
    AnchorTally, Ballot, Calibration, GroupTally, LEAST_RESPONDENTS, Opinion, Parked, Promise,
    Respondent, Settlement, Shown, Spread, Tally, spreads,
};
use crate::Date;
use crate::assessment::{Answer, SheetReference};
use crate::fault::{Fault, Faults, Problem, is_enough};
use crate::file::{FileKind, says_its_kind, step};
use crate::id::ServiceId;
use crate::profile::{level_fault, service_fault};
use crate::sheet::{Level, Sheet};

static FILE: FileKind = FileKind::new(include_str!(
    "../../../../frameworks/schema/workshop.schema.json"
));

says_its_kind!(RecordWord, "workshop");

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

#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Workshop record",
        deny_unknown_fields,
        description = "How a room came to the answers of an assessment, as far as its promise lets it be seen."
    )
)]
struct RecordFile {
    /// Where the schema of this file is; for editors, ignored otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String"))]
    schema: Option<String>,
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    format: u32,
    /// The kind of the file: `workshop`.
    kind: RecordWord,
    /// Names the workshop.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    id: String,
    /// The id of the assessment it was about.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    assessment: String,
    sheet: SheetReference,
    /// What became of names.
    promise: Promise,
    /// The day it was opened.
    date: Date,
    /// How long the room had.
    #[cfg_attr(test, schemars(range(min = 1, max = crate::limits::MOST_MINUTES)))]
    minutes: u32,
    /// How many were asked.
    #[cfg_attr(test, schemars(range(min = 1, max = crate::limits::MOST_PEOPLE)))]
    people: u32,
    /// Who was asked; only where all are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    respondents: Vec<Respondent>,
    /// How the room reads the scale, where it scored the anchor cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "CalibrationFile"))]
    calibration: Option<CalibrationFile>,
    /// What was answered and settled, by service.
    services: BTreeMap<ServiceId, ServiceFile>,
}

/// How the room scored the anchor cases.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct CalibrationFile {
    /// Each case with what the room scored, in order.
    cases: Vec<AnchorFile>,
    /// The offset of each person; only where all are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    people: Vec<OffsetFile>,
    /// The mean of the people's offsets, in levels; positive is generous.
    #[cfg_attr(test, schemars(range(min = -9, max = 9)))]
    room: f64,
}

/// An anchor case with what the room scored.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct AnchorFile {
    /// The id of the case.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    case: String,
    /// The key.
    level: Level,
    /// How many scored it with which level.
    tally: TallyFile,
}

/// How far one respondent's scores lie from the key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct OffsetFile {
    /// The number of the respondent.
    #[cfg_attr(test, schemars(range(min = 1)))]
    respondent: u32,
    /// The mean of score less key, in levels.
    #[cfg_attr(test, schemars(range(min = -9, max = 9)))]
    offset: f64,
}

/// What was answered and settled of one service.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct ServiceFile {
    /// The answers before the talk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "ShownFile"))]
    first: Option<ShownFile>,
    /// The answers after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "ShownFile"))]
    second: Option<ShownFile>,
    /// What the room settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Settlement"))]
    settled: Option<Settlement>,
    /// Who finds out what cannot be settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Parked"))]
    parked: Option<Parked>,
}

/// What may be seen of the answers of one ballot.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct ShownFile {
    /// How many of the room chose what.
    tally: TallyFile,
    /// The same for groups; only where the promise is by group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    groups: Vec<GroupFile>,
    /// Every answer with its respondent; only where all are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    opinions: Vec<OpinionFile>,
    /// Remarks and reasons where nobody is named; none where nobody ever is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(inner(length(min = 1, max = crate::limits::MOST_OF_A_TEXT))))]
    notes: Vec<String>,
}

/// How many chose what.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct TallyFile {
    /// How many chose each level, the lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(inner(range(max = crate::limits::MOST_PEOPLE))))]
    levels: Vec<u32>,
    /// How many said that the service does not apply.
    #[serde(default, skip_serializing_if = "is_none")]
    #[cfg_attr(test, schemars(range(max = crate::limits::MOST_PEOPLE)))]
    not_applicable: u32,
    /// How many did not know.
    #[serde(default, skip_serializing_if = "is_none")]
    #[cfg_attr(test, schemars(range(max = crate::limits::MOST_PEOPLE)))]
    dont_know: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// How many of a role group chose what.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct GroupFile {
    /// The group.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))]
    group: String,
    /// What its members chose.
    tally: TallyFile,
}

/// What one respondent answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
struct OpinionFile {
    /// The number of the respondent.
    #[cfg_attr(test, schemars(range(min = 1)))]
    respondent: u32,
    /// What they answered.
    answer: AnswerFile,
    /// A remark; in the second ballot the reason for moving.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    note: String,
}

/// What one respondent thinks.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
enum AnswerFile {
    /// The level that is closest.
    Level(Level),
    /// The service does not apply; why is the note.
    NotApplicable,
    /// They cannot say.
    DontKnow,
}

impl RecordFile {
    fn faults(&self, sheet: &Sheet) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.promise != Promise::Named && !self.respondents.is_empty() {
            faults.push(self.forbidden("/respondents"));
        }
        if let Some(calibration) = &self.calibration {
            if self.promise != Promise::Named && !calibration.people.is_empty() {
                faults.push(self.forbidden("/calibration/people"));
            }
            for (index, case) in calibration.cases.iter().enumerate() {
                let pointer = format!("/calibration/cases/{index}");
                faults.extend(level_fault(format!("{pointer}/level"), case.level, sheet));
                faults.extend(self.tally_fault(format!("{pointer}/tally"), &case.tally, sheet));
            }
        }
        for (service, file) in &self.services {
            let pointer = step("/services", service.as_str());
            if sheet.service(service.as_str()).is_none() {
                faults.push(service_fault(pointer.clone(), service.as_str(), sheet));
            }
            for (field, shown) in [("first", &file.first), ("second", &file.second)] {
                if let Some(shown) = shown {
                    self.shown_faults(&format!("{pointer}/{field}"), shown, sheet, &mut faults);
                }
            }
            if let Some(settled) = &file.settled {
                self.settled_faults(&format!("{pointer}/settled"), settled, sheet, &mut faults);
            }
            if is_enough(&faults) {
                break;
            }
        }
        faults
    }

    fn forbidden(&self, pointer: impl Into<String>) -> Fault {
        let promise = self.promise;
        Fault::new(pointer, Problem::AgainstPromise { promise })
    }

    fn shown_faults(
        &self,
        pointer: &str,
        shown: &ShownFile,
        sheet: &Sheet,
        faults: &mut Vec<Fault>,
    ) {
        let field = |name: &str| format!("{pointer}/{name}");
        let groups_only = self.promise == Promise::ByGroup;
        for (name, is_forbidden) in [
            ("groups", !groups_only && !shown.groups.is_empty()),
            (
                "opinions",
                self.promise != Promise::Named && !shown.opinions.is_empty(),
            ),
            ("notes", !groups_only && !shown.notes.is_empty()),
        ] {
            if is_forbidden {
                faults.push(self.forbidden(field(name)));
            }
        }
        faults.extend(self.tally_fault(field("tally"), &shown.tally, sheet));
        for (index, group) in shown.groups.iter().enumerate() {
            let pointer = format!("{}/{index}/tally", field("groups"));
            faults.extend(self.tally_fault(pointer, &group.tally, sheet));
        }
        for (index, opinion) in shown.opinions.iter().enumerate() {
            if let AnswerFile::Level(level) = opinion.answer {
                let pointer = format!("{}/{index}/answer/level", field("opinions"));
                faults.extend(level_fault(pointer, level, sheet));
            }
        }
    }

    /// A tally is of three people or more and of nobody else, on the scale of the sheet.
    fn tally_fault(&self, pointer: String, tally: &TallyFile, sheet: &Sheet) -> Option<Fault> {
        let answered = Tally::from(tally).answered();
        let levels = usize::from(sheet.highest_level().number()) + 1;
        let (found, least, most) = if tally.levels.len() > levels {
            (tally.levels.len(), 0, levels)
        } else if answered > 0 && answered < LEAST_RESPONDENTS {
            (answered, LEAST_RESPONDENTS, count(self.people))
        } else if answered > count(self.people) {
            (answered, 0, count(self.people))
        } else {
            return None;
        };
        let problem = Problem::OutOfRange {
            found: found.to_string(),
            least: least.to_string(),
            most: Some(most.to_string()),
        };
        Some(Fault::new(pointer, problem))
    }

    fn settled_faults(
        &self,
        pointer: &str,
        settled: &Settlement,
        sheet: &Sheet,
        faults: &mut Vec<Fault>,
    ) {
        match &settled.answer {
            Answer::Level(level) => {
                faults.extend(level_fault(
                    format!("{pointer}/answer/level"),
                    *level,
                    sheet,
                ));
            }
            Answer::NotApplicable(reason) if reason.trim().is_empty() => {
                let pointer = format!("{pointer}/answer/not_applicable");
                faults.push(Fault::new(pointer, Problem::ReasonMissing));
            }
            Answer::NotApplicable(_) | Answer::DontKnow => {}
        }
        for (index, dissent) in settled.dissent.iter().enumerate() {
            let pointer = format!("{pointer}/dissent/{index}");
            if dissent.respondent.is_some() && self.promise != Promise::Named {
                faults.push(self.forbidden(format!("{pointer}/respondent")));
            }
            let level = dissent.level;
            faults.extend(
                level.and_then(|level| level_fault(format!("{pointer}/level"), level, sheet)),
            );
        }
    }
}

impl From<&Held> for RecordFile {
    fn from(held: &Held) -> Self {
        Self {
            schema: None,
            format: 1,
            kind: RecordWord::It,
            id: held.id.clone(),
            assessment: held.assessment.clone(),
            sheet: held.sheet.clone(),
            promise: held.promise,
            date: held.date,
            minutes: held.minutes,
            people: number(held.people),
            respondents: held.respondents.clone(),
            calibration: held.calibration.as_ref().map(Into::into),
            services: held
                .services
                .iter()
                .map(|(service, state)| {
                    let file = ServiceFile {
                        first: state.first.as_ref().map(Into::into),
                        second: state.second.as_ref().map(Into::into),
                        settled: state.settlement.clone(),
                        parked: state.parked.clone(),
                    };
                    (service.clone(), file)
                })
                .collect(),
        }
    }
}

impl From<RecordFile> for Held {
    fn from(file: RecordFile) -> Self {
        Self {
            id: file.id,
            assessment: file.assessment,
            sheet: file.sheet,
            promise: file.promise,
            minutes: file.minutes,
            date: file.date,
            people: count(file.people),
            respondents: file.respondents,
            calibration: file.calibration.map(Into::into),
            services: file
                .services
                .into_iter()
                .map(|(service, file)| {
                    let shown = |shown: ShownFile| shown.into_shown(&service);
                    let state = ServiceState {
                        settlement: file.settled,
                        parked: file.parked,
                        first: file.first.map(shown),
                        second: file.second.map(shown),
                    };
                    (service, state)
                })
                .collect(),
        }
    }
}

impl From<&Calibration> for CalibrationFile {
    fn from(calibration: &Calibration) -> Self {
        let people = calibration.people.iter();
        let cases = calibration.cases.iter();
        Self {
            cases: cases
                .map(|of| AnchorFile {
                    case: of.case.clone(),
                    level: of.level,
                    tally: (&of.tally).into(),
                })
                .collect(),
            people: people
                .map(|&(respondent, offset)| OffsetFile { respondent, offset })
                .collect(),
            room: calibration.room,
        }
    }
}

impl From<CalibrationFile> for Calibration {
    fn from(file: CalibrationFile) -> Self {
        let people = file.people.into_iter();
        let cases = file.cases.into_iter();
        Self {
            cases: cases
                .map(|of| AnchorTally {
                    tally: (&of.tally).into(),
                    case: of.case,
                    level: of.level,
                })
                .collect(),
            people: people.map(|of| (of.respondent, of.offset)).collect(),
            room: file.room,
        }
    }
}

impl From<&Shown> for ShownFile {
    fn from(shown: &Shown) -> Self {
        Self {
            tally: (&shown.tally).into(),
            groups: shown
                .groups
                .iter()
                .map(|group| GroupFile {
                    group: group.group.clone(),
                    tally: (&group.tally).into(),
                })
                .collect(),
            opinions: shown
                .opinions
                .iter()
                .map(|opinion| OpinionFile {
                    respondent: opinion.respondent,
                    answer: match &opinion.answer {
                        Answer::Level(level) => AnswerFile::Level(*level),
                        Answer::NotApplicable(_) => AnswerFile::NotApplicable,
                        Answer::DontKnow => AnswerFile::DontKnow,
                    },
                    note: opinion.note.clone(),
                })
                .collect(),
            notes: shown.notes.clone(),
        }
    }
}

impl ShownFile {
    fn into_shown(self, service: &ServiceId) -> Shown {
        Shown {
            tally: (&self.tally).into(),
            groups: self
                .groups
                .into_iter()
                .map(|group| GroupTally {
                    tally: (&group.tally).into(),
                    group: group.group,
                })
                .collect(),
            opinions: self
                .opinions
                .into_iter()
                .map(|opinion| Opinion {
                    respondent: opinion.respondent,
                    service: service.clone(),
                    answer: match opinion.answer {
                        AnswerFile::Level(level) => Answer::Level(level),
                        AnswerFile::NotApplicable => Answer::NotApplicable(String::new()),
                        AnswerFile::DontKnow => Answer::DontKnow,
                    },
                    note: opinion.note,
                })
                .collect(),
            notes: self.notes,
        }
    }
}

impl From<&Tally> for TallyFile {
    fn from(tally: &Tally) -> Self {
        let highest = tally.highest();
        let levels = highest.map_or(0, |highest| highest.number() + 1);
        Self {
            levels: (0..levels)
                .map(|level| tally.levels.get(&Level::new(level)).copied())
                .map(|found| number(found.unwrap_or_default()))
                .collect(),
            not_applicable: number(tally.not_applicable),
            dont_know: number(tally.dont_know),
        }
    }
}

impl From<&TallyFile> for Tally {
    fn from(file: &TallyFile) -> Self {
        let levels = (0..=u8::MAX).map(Level::new).zip(&file.levels);
        Self {
            levels: levels
                .filter(|(_, people)| **people > 0)
                .map(|(level, people)| (level, count(*people)))
                .collect(),
            not_applicable: count(file.not_applicable),
            dont_know: count(file.dont_know),
        }
    }
}

/// A room has far fewer people than either of the two holds.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use crate::file::tests::assert_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        assert_published::<super::RecordFile>("workshop");
    }
}
