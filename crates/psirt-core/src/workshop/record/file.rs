//! The record as it stands in a file, and back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Held;
use crate::Date;
use crate::assessment::{Answer, SheetReference};
use crate::file::says_its_kind;
use crate::id::ServiceId;
use crate::sheet::Level;
use crate::workshop::{
    AnchorTally, Calibration, GroupTally, Opinion, Parked, Promise, Respondent, ServiceState,
    Settlement, Shown, Tally,
};

says_its_kind!(RecordWord, "workshop");

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
pub(super) struct RecordFile {
    /// Where the schema of this file is; for editors, ignored otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub(super) schema: Option<String>,
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub(super) format: u32,
    /// The kind of the file: `workshop`.
    pub(super) kind: RecordWord,
    /// Names the workshop.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub(super) id: String,
    /// The id of the assessment it was about.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub(super) assessment: String,
    pub(super) sheet: SheetReference,
    /// What became of names.
    pub(super) promise: Promise,
    /// The day it was opened.
    pub(super) date: Date,
    /// How long the room had.
    #[cfg_attr(test, schemars(range(min = 1, max = crate::limits::MOST_MINUTES)))]
    pub(super) minutes: u32,
    /// How many were asked.
    #[cfg_attr(test, schemars(range(min = 1, max = crate::limits::MOST_PEOPLE)))]
    pub(super) people: u32,
    /// Who was asked; only where all are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) respondents: Vec<Respondent>,
    /// How the room reads the scale, where it scored the anchor cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "CalibrationFile"))]
    pub(super) calibration: Option<CalibrationFile>,
    /// What was answered and settled, by service.
    pub(super) services: BTreeMap<ServiceId, ServiceFile>,
}

/// How the room scored the anchor cases.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct CalibrationFile {
    /// Each case with what the room scored, in order.
    pub(super) cases: Vec<AnchorFile>,
    /// The offset of each person; only where all are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) people: Vec<OffsetFile>,
    /// The mean of the people's offsets, in levels; positive is generous.
    #[cfg_attr(test, schemars(range(min = -9, max = 9)))]
    pub(super) room: f64,
}

/// An anchor case with what the room scored.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct AnchorFile {
    /// The id of the case.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub(super) case: String,
    /// The key.
    pub(super) level: Level,
    /// How many scored it with which level.
    pub(super) tally: TallyFile,
}

/// How far one respondent's scores lie from the key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct OffsetFile {
    /// The number of the respondent.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub(super) respondent: u32,
    /// The mean of score less key, in levels.
    #[cfg_attr(test, schemars(range(min = -9, max = 9)))]
    pub(super) offset: f64,
}

/// What was answered and settled of one service.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct ServiceFile {
    /// The answers before the talk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "ShownFile"))]
    pub(super) first: Option<ShownFile>,
    /// The answers after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "ShownFile"))]
    pub(super) second: Option<ShownFile>,
    /// What the room settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Settlement"))]
    pub(super) settled: Option<Settlement>,
    /// Who finds out what cannot be settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Parked"))]
    pub(super) parked: Option<Parked>,
}

/// What may be seen of the answers of one ballot.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct ShownFile {
    /// How many of the room chose what.
    pub(super) tally: TallyFile,
    /// The same for groups; only where the promise is by group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) groups: Vec<GroupFile>,
    /// Every answer with its respondent; only where all are named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) opinions: Vec<OpinionFile>,
    /// Remarks and reasons where nobody is named; none where nobody ever is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(inner(length(min = 1, max = crate::limits::MOST_OF_A_TEXT))))]
    pub(super) notes: Vec<String>,
}

/// How many chose what.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct TallyFile {
    /// How many chose each level, the lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(inner(range(max = crate::limits::MOST_PEOPLE))))]
    pub(super) levels: Vec<u32>,
    /// How many said that the service does not apply.
    #[serde(default, skip_serializing_if = "is_none")]
    #[cfg_attr(test, schemars(range(max = crate::limits::MOST_PEOPLE)))]
    pub(super) not_applicable: u32,
    /// How many did not know.
    #[serde(default, skip_serializing_if = "is_none")]
    #[cfg_attr(test, schemars(range(max = crate::limits::MOST_PEOPLE)))]
    pub(super) dont_know: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// How many of a role group chose what.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct GroupFile {
    /// The group.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))]
    pub(super) group: String,
    /// What its members chose.
    pub(super) tally: TallyFile,
}

/// What one respondent answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub(super) struct OpinionFile {
    /// The number of the respondent.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub(super) respondent: u32,
    /// What they answered.
    pub(super) answer: AnswerFile,
    /// A remark; in the second ballot the reason for moving.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    pub(super) note: String,
}

/// What one respondent thinks.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(super) enum AnswerFile {
    /// The level that is closest.
    Level(Level),
    /// The service does not apply; why is the note.
    NotApplicable,
    /// They cannot say.
    DontKnow,
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

pub(super) fn count(number: u32) -> usize {
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
