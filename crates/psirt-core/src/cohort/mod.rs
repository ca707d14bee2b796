//! A cohort: its card, its rules of disclosure, and what becomes of each contribution.
//!
//! The floors of the rules are compiled in: a card may ask for stricter rules, never for looser
//! ones, and [`Rules`] cannot hold any that are. Keys are texts here; whether a signature is good
//! is found out elsewhere.

mod intake;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Date;
use crate::fault::{Fault, Faults, Problem, is_enough};
use crate::file::{FileKind, says_its_kind, step};
use crate::id::{ServiceId, SheetId};
use crate::profile::{level_fault, service_fault};
use crate::sheet::{Level, Sheet};

pub use intake::{Intake, Refused, Standing, Taken, standings};

static FILE: FileKind = FileKind::new(include_str!(
    "../../../../frameworks/schema/cohort.schema.json"
));

says_its_kind!(Word, "cohort");

/// What a coordinator hands to the members; comes from [`Card::new`] or [`Card::parse`] alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    file: CardFile,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Cohort card",
        deny_unknown_fields,
        description = "What a coordinator hands to the members of a cohort: sheet, dates, rules, targets and keys."
    )
)]
struct CardFile {
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    format: u32,
    /// The kind of the file: `cohort`.
    kind: Word,
    /// Names the cohort, whatever its edition.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    cohort: String,
    /// What the cohort is called.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    title: String,
    /// Names the edition, such as a year.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    edition: String,
    sheet: SheetDigest,
    /// The first day on which contributions are taken.
    opens: Date,
    /// The last day on which contributions are taken.
    closes: Date,
    /// Who may contribute.
    admission: Admission,
    rules: Rules,
    /// The levels the group wants, by service.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    targets: BTreeMap<ServiceId, Level>,
    /// The public key contributions are sealed to, in base64.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    sealing_key: String,
    /// The public key the card and the benchmarks are signed with, as SSH writes it.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    signing_key: String,
}

/// A sheet in exactly one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct SheetDigest {
    /// The sheet.
    pub id: SheetId,
    /// Its edition.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    pub edition: String,
    /// SHA-256 of the sheet as this program writes it, in hexadecimal digits.
    #[cfg_attr(test, schemars(length(min = 64, max = 64)))]
    pub sha256: String,
}

/// Who may contribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Admission {
    /// Whoever has the card.
    Open,
    /// Whoever has one of the codes that the coordinator hands out, each good for one member.
    Codes,
}

/// The parameters of disclosure; docs/cohort-en.md gives the source of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Rules {
    /// The fewest members behind any figure, whichever adviser's clients are left out.
    #[cfg_attr(test, schemars(range(min = 5, max = 100)))]
    pub members: u32,
    /// The fewest members behind quartiles, mean, shares and movement.
    #[cfg_attr(test, schemars(range(min = 10, max = 100_000)))]
    pub statistics: u32,
    /// The fewest members behind a deviation score.
    #[cfg_attr(test, schemars(range(min = 20, max = 100_000)))]
    pub deviation: u32,
    /// The fewest members who joined, left or changed between two benchmarks of one edition.
    #[cfg_attr(test, schemars(range(min = 5, max = 100)))]
    pub changes: u32,
    /// The fewest members behind the table of levels before and after.
    #[cfg_attr(test, schemars(range(min = 50, max = 100_000)))]
    pub table: u32,
    /// The least percentage at either end below which a share is only said to be at most that.
    #[cfg_attr(test, schemars(range(min = 1, max = 33)))]
    pub share_end: u32,
}

impl Rules {
    /// The loosest rules there are; no card can ask for less.
    pub const FLOOR: Self = Self {
        members: 5,
        statistics: 10,
        deviation: 20,
        changes: 5,
        table: 50,
        share_end: 1,
    };

    /// What is wrong with rules that are looser than the floors, or contradict each other:
    /// `statistics` is at least twice `members`, `deviation` and `table` at least `statistics`.
    fn faults(&self) -> Vec<Fault> {
        let floor = Self::FLOOR;
        let twice = floor.statistics.max(self.members.saturating_mul(2));
        [
            ("members", self.members, floor.members),
            ("statistics", self.statistics, twice),
            (
                "deviation",
                self.deviation,
                floor.deviation.max(self.statistics),
            ),
            ("changes", self.changes, floor.changes),
            ("table", self.table, floor.table.max(self.statistics)),
            ("share_end", self.share_end, floor.share_end),
        ]
        .into_iter()
        .filter(|(_, found, least)| found < least)
        .map(|(name, found, least)| {
            let problem = Problem::OutOfRange {
                found: found.to_string(),
                least: least.to_string(),
                most: None,
            };
            Fault::new(format!("/rules/{name}"), problem)
        })
        .collect()
    }

    /// The percentage at either end of a share of `n` members that is coded.
    pub fn end_of_shares(&self, n: u32) -> u32 {
        let by_size = match n {
            300.. => 1,
            100.. => 2,
            40.. => 5,
            20.. => 10,
            _ => 20,
        };
        by_size.max(self.share_end)
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::FLOOR
    }
}

/// What a coordinator decides about a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardStart {
    /// Names the cohort, whatever its edition.
    pub cohort: String,
    /// What the cohort is called.
    pub title: String,
    /// Names the edition.
    pub edition: String,
    /// SHA-256 of the sheet's text in hexadecimal digits.
    pub sheet_sha256: String,
    /// The first day on which contributions are taken.
    pub opens: Date,
    /// The last day.
    pub closes: Date,
    /// Who may contribute.
    pub admission: Admission,
    /// The parameters of disclosure.
    pub rules: Rules,
    /// The levels the group wants.
    pub targets: BTreeMap<ServiceId, Level>,
    /// The public key contributions are sealed to, in base64.
    pub sealing_key: String,
    /// The public key that signs, as SSH writes it.
    pub signing_key: String,
}

impl Card {
    /// Makes a card.
    ///
    /// # Errors
    /// Everything the program would refuse in a card's file.
    pub fn new(sheet: &Sheet, start: CardStart) -> Result<Self, Faults> {
        let card = Self {
            file: CardFile {
                format: 1,
                kind: Word::It,
                cohort: start.cohort,
                title: start.title,
                edition: start.edition,
                sheet: SheetDigest {
                    id: sheet.id().clone(),
                    edition: sheet.edition().to_owned(),
                    sha256: start.sheet_sha256,
                },
                opens: start.opens,
                closes: start.closes,
                admission: start.admission,
                rules: start.rules,
                targets: start.targets,
                sealing_key: start.sealing_key,
                signing_key: start.signing_key,
            },
        };
        Self::parse(&card.to_json(), |_| Some(sheet))
    }

    /// Reads a card; `sheet_of` finds the sheet it speaks of.
    ///
    /// # Errors
    /// Every fault of the file, rules looser than the floors among them.
    pub fn parse<'s>(
        text: &str,
        sheet_of: impl FnOnce(&SheetDigest) -> Option<&'s Sheet>,
    ) -> Result<Self, Faults> {
        FILE.read(text, |file: &CardFile| {
            let mut faults = file.rules.faults();
            if file.closes < file.opens {
                let problem = Problem::OutOfRange {
                    found: file.closes.to_string(),
                    least: file.opens.to_string(),
                    most: None,
                };
                faults.push(Fault::new("/closes", problem));
            }
            let Some(sheet) = sheet_of(&file.sheet) else {
                faults.push(crate::profile::sheet_fault("/sheet", &file.sheet.id));
                return faults;
            };
            for (service, &level) in &file.targets {
                if is_enough(&faults) {
                    break;
                }
                let pointer = step("/targets", service.as_str());
                if sheet.service(service.as_str()).is_none() {
                    faults.push(service_fault(pointer, service.as_str(), sheet));
                } else {
                    faults.extend(level_fault(pointer, level, sheet));
                }
            }
            faults
        })
        .map(|file| Self { file })
    }

    /// The same card with another last day.
    ///
    /// # Errors
    /// The day is before the first.
    pub fn until(&self, closes: Date, sheet: &Sheet) -> Result<Self, Faults> {
        let mut file = self.file.clone();
        file.closes = closes;
        Self::parse(&Self { file }.to_json(), |_| Some(sheet))
    }

    /// Whether another card of the edition says the same to a member who relied on this one:
    /// everything but the days.
    pub fn means_the_same(&self, other: &Self) -> bool {
        let mut file = other.file.clone();
        (file.opens, file.closes) = self.days();
        file == self.file
    }

    /// The text that is signed and that [`Card::parse`] reads.
    pub fn to_json(&self) -> String {
        let mut json = serde_json::to_string_pretty(&self.file).expect("a card has text keys only");
        json.push('\n');
        json
    }

    /// Names the cohort, whatever its edition.
    pub fn cohort(&self) -> &str {
        &self.file.cohort
    }

    /// What the cohort is called.
    pub fn title(&self) -> &str {
        &self.file.title
    }

    /// Names the edition.
    pub fn edition(&self) -> &str {
        &self.file.edition
    }

    /// The sheet everybody answers.
    pub fn sheet(&self) -> &SheetDigest {
        &self.file.sheet
    }

    /// The first and the last day on which contributions are taken.
    pub fn days(&self) -> (Date, Date) {
        (self.file.opens, self.file.closes)
    }

    /// Who may contribute.
    pub fn admission(&self) -> Admission {
        self.file.admission
    }

    /// The parameters of disclosure, never looser than [`Rules::FLOOR`].
    pub fn rules(&self) -> Rules {
        self.file.rules
    }

    /// The levels the group wants, by service.
    pub fn targets(&self) -> &BTreeMap<ServiceId, Level> {
        &self.file.targets
    }

    /// The public key contributions are sealed to, in base64.
    pub fn sealing_key(&self) -> &str {
        &self.file.sealing_key
    }

    /// The public key the card and the benchmarks are signed with.
    pub fn signing_key(&self) -> &str {
        &self.file.signing_key
    }
}

/// The sheet that a card, contribution or benchmark names, to find it before the file is read
/// whole.
///
/// # Errors
/// The faults of a text that is not JSON or breaks a limit.
pub fn sheet_named_in(text: &str) -> Result<Option<SheetDigest>, Faults> {
    crate::file::field_of(text, "sheet")
}

/// What a card's text calls the cohort, whatever its sheet.
///
/// # Errors
/// The faults of a text that is not JSON or breaks a limit.
pub fn title_named_in(text: &str) -> Result<Option<String>, Faults> {
    crate::file::field_of(text, "title")
}

/// The key that signs for the cohort, as a card's text names it, whatever its sheet.
///
/// # Errors
/// The faults of a text that is not JSON or breaks a limit.
pub fn signing_key_named_in(text: &str) -> Result<Option<String>, Faults> {
    crate::file::field_of(text, "signing_key")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::tests::assert_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        assert_published::<CardFile>("cohort");
    }

    #[test]
    fn no_rule_can_be_looser_than_its_floor() {
        assert!(Rules::FLOOR.faults().is_empty());
        let floor = Rules::FLOOR;
        for looser in [
            Rules {
                members: 0,
                ..floor
            },
            Rules {
                members: 4,
                ..floor
            },
            Rules {
                members: 6,
                ..floor
            },
            Rules {
                statistics: 9,
                ..floor
            },
            Rules {
                deviation: 19,
                ..floor
            },
            Rules {
                changes: 0,
                ..floor
            },
            Rules { table: 49, ..floor },
            Rules {
                share_end: 0,
                ..floor
            },
        ] {
            assert_eq!(looser.faults().len(), 1, "{looser:?}");
        }
    }
}
