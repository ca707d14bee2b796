//! Anchor cases: short invented situations with a known level, scored by everybody before the
//! first ballot.
//!
//! How far a person's scores lie from the key is shown to the room, so that it knows how it reads
//! the scale. It is never subtracted from anything.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::spread::figure;
use super::{LEAST_RESPONDENTS, Promise, Tally};
use crate::assessment::Answer;
use crate::fault::{Fault, Faults, is_enough};
use crate::file::{FileKind, says_its_kind};
use crate::id::{ServiceId, SheetId};
use crate::profile::{level_fault, service_fault, sheet_fault};
use crate::sheet::check::{Once, text_faults};
use crate::sheet::{Level, Sheet, both_languages, is_both};
use crate::text::{Language, Text};

static FILE: FileKind = FileKind::new(include_str!(
    "../../../../frameworks/schema/anchors.schema.json"
));

says_its_kind!(AnchorsWord, "anchors");

/// The anchor cases of a sheet; comes from [`Anchors::parse`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchors {
    file: AnchorsFile,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Anchor cases",
        deny_unknown_fields,
        description = "Invented situations with a known level, to see how a room reads the scale."
    )
)]
struct AnchorsFile {
    /// Where the schema of this file is; for editors, ignored otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String"))]
    schema: Option<String>,
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    format: u32,
    /// The kind of the file: `anchors`.
    kind: AnchorsWord,
    /// Names the cases.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    id: String,
    /// The sheet whose scale they are scored on.
    sheet: SheetId,
    /// The languages every text has; both where not given.
    #[serde(default = "both_languages", skip_serializing_if = "is_both")]
    #[cfg_attr(test, schemars(length(min = 1)))]
    languages: Vec<Language>,
    /// The cases, in the order they are scored.
    #[cfg_attr(test, schemars(length(min = 1)))]
    cases: Vec<AnchorCase>,
}

/// An invented situation with its level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct AnchorCase {
    /// Names the case.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub id: String,
    /// The service it is a situation of.
    pub service: ServiceId,
    /// What is the case there.
    pub situation: Text,
    /// The key: the level it is an example of.
    pub level: Level,
    /// Why that level and no neighbor of it.
    pub why: Text,
}

impl Anchors {
    /// Reads a file of anchor cases; `sheet_of` finds their sheet.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn parse<'s>(
        text: &str,
        sheet_of: impl FnOnce(&SheetId) -> Option<&'s Sheet>,
    ) -> Result<Self, Faults> {
        FILE.read(text, |file: &AnchorsFile| {
            let sheet = sheet_of(&file.sheet);
            let mut faults = Vec::new();
            if sheet.is_none() {
                faults.push(sheet_fault("/sheet", &file.sheet));
            }
            let mut ids = Once::default();
            for (index, case) in file.cases.iter().enumerate() {
                if is_enough(&faults) {
                    break;
                }
                let pointer = format!("/cases/{index}");
                faults.extend(ids.see(&case.id, format!("{pointer}/id")));
                faults.extend(case.faults(&pointer, &file.languages, sheet));
            }
            faults
        })
        .map(|file| Self { file })
    }

    /// Names the cases.
    pub fn id(&self) -> &str {
        &self.file.id
    }

    /// The sheet whose scale they are scored on.
    pub fn sheet(&self) -> &SheetId {
        &self.file.sheet
    }

    /// The cases, in the order they are scored.
    pub fn cases(&self) -> &[AnchorCase] {
        &self.file.cases
    }
}

impl AnchorCase {
    fn faults(&self, pointer: &str, languages: &[Language], sheet: Option<&Sheet>) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (field, text) in [("situation", &self.situation), ("why", &self.why)] {
            let pointer = format!("{pointer}/{field}");
            faults.extend(text_faults(&pointer, text, languages));
        }
        if let Some(sheet) = sheet {
            let service = self.service.as_str();
            if sheet.service(service).is_none() {
                let pointer = format!("{pointer}/service");
                faults.push(service_fault(pointer, service, sheet));
            }
            let pointer = format!("{pointer}/level");
            faults.extend(level_fault(pointer, self.level, sheet));
        }
        faults
    }
}

/// What one respondent scored, by the id of the case.
pub type AnchorScores = BTreeMap<String, Level>;

/// How the room reads the scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Each case with what the room scored, in order.
    pub cases: Vec<AnchorTally>,
    /// The offset of each person by number; only where all are named.
    pub people: Vec<(u32, f64)>,
    /// The mean of the people's offsets.
    pub room: f64,
}

/// A case with what the room scored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnchorTally {
    /// The id of the case.
    pub case: String,
    /// The key.
    pub level: Level,
    /// How many scored it with which level; empty where fewer than [`LEAST_RESPONDENTS`] did.
    pub tally: Tally,
}

/// The mean of a person's scores less the key, over the cases they scored; positive is generous.
/// `None` where they scored none.
pub fn offset(anchors: &Anchors, scores: &AnchorScores) -> Option<f64> {
    let differences: Vec<f64> = anchors
        .cases()
        .iter()
        .filter_map(|case| Some(f64::from(scores.get(&case.id)?.above(case.level))))
        .collect();
    let sum: f64 = differences.iter().sum();
    (!differences.is_empty()).then(|| sum / figure(differences.len()))
}

/// How the room reads the scale, as far as the promise lets it be seen; `None` before
/// [`LEAST_RESPONDENTS`] people have scored.
pub fn calibration(
    promise: Promise,
    anchors: &Anchors,
    scores: &BTreeMap<u32, AnchorScores>,
) -> Option<Calibration> {
    let people: Vec<(u32, f64)> = scores
        .iter()
        .filter_map(|(number, scores)| Some((*number, offset(anchors, scores)?)))
        .collect();
    if people.len() < LEAST_RESPONDENTS {
        return None;
    }
    let cases = anchors.cases().iter().map(|case| {
        let mut tally = Tally::default();
        for level in scores.values().filter_map(|scores| scores.get(&case.id)) {
            tally.add(&Answer::Level(*level));
        }
        if tally.answered() < LEAST_RESPONDENTS {
            tally = Tally::default();
        }
        AnchorTally {
            case: case.id.clone(),
            level: case.level,
            tally,
        }
    });
    let sum: f64 = people.iter().map(|(_, offset)| offset).sum();
    Some(Calibration {
        cases: cases.collect(),
        room: sum / figure(people.len()),
        people: if promise == Promise::Named {
            people
        } else {
            Vec::new()
        },
    })
}

#[cfg(test)]
mod tests {
    use crate::file::tests::assert_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        assert_published::<super::AnchorsFile>("anchors");
    }
}
