//! A reading: which services evidence which requirement of a law or standard, and how far an
//! assessment does.
//!
//! A reading is never a finding of conformity: each requirement also says what lies beyond the
//! services.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Date;
use crate::assessment::Sector;
use crate::fault::{Fault, Faults, is_enough};
use crate::file::{FileKind, says_its_kind};
use crate::id::{ServiceId, SheetId};
use crate::profile::{level_fault, service_fault, sheet_fault};
use crate::score::{Scorecard, State};
use crate::sheet::check::{Once, text_faults};
use crate::sheet::{Level, Sheet, Source, both_languages, is_both};
use crate::text::{Language, Text};

static FILE: FileKind = FileKind::new(include_str!(
    "../../../frameworks/schema/reading.schema.json"
));

says_its_kind!(ReadingWord, "reading");

/// How the services of a sheet bear on a law or standard; comes from [`Reading::parse`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    file: ReadingFile,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Reading",
        deny_unknown_fields,
        description = "Which services of a sheet evidence which requirement of a law or standard."
    )
)]
struct ReadingFile {
    /// Where the schema of this file is; for editors, ignored otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String"))]
    schema: Option<String>,
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    format: u32,
    /// The kind of the file: `reading`. Files of version 0.1 do not say it.
    #[serde(default)]
    kind: ReadingWord,
    /// Names the reading.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    id: String,
    /// The sheet whose services it reads.
    sheet: SheetId,
    /// The languages every text has; both where not given.
    #[serde(default = "both_languages", skip_serializing_if = "is_both")]
    #[cfg_attr(test, schemars(length(min = 1)))]
    languages: Vec<Language>,
    title: Text,
    /// A short name for table heads.
    short: Text,
    source: Source,
    /// The day on which the reading was last compared with its source and the acts around it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Date"))]
    checked: Option<Date>,
    /// Whether the source is settled or being revised, on the day of that check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Text"))]
    revision: Option<Text>,
    /// What the reading does not say.
    caveat: Text,
    /// Whom it concerns how much; who is not named is concerned the least.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    concerns: Vec<Concern>,
    /// Days that matter, in order of time.
    dates: Vec<KeyDate>,
    #[cfg_attr(test, schemars(length(min = 1)))]
    requirements: Vec<Requirement>,
}

/// Organizations that a law or standard concerns, and how much: orders a list of readings, and
/// says nothing of whether a duty applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Concern {
    /// From 1, a little, to 9, before everything else.
    #[cfg_attr(test, schemars(range(min = 1, max = 9)))]
    pub weight: u8,
    /// In these sectors; in every one, and where none is said, where it is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<Sector>,
    /// Where people speak one of these languages; any where it is missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Language>,
}

impl Concern {
    fn is_of(&self, sector: Option<Sector>, language: Language) -> bool {
        let in_sector =
            self.sectors.is_empty() || sector.is_some_and(|sector| self.sectors.contains(&sector));
        in_sector && (self.languages.is_empty() || self.languages.contains(&language))
    }
}

/// A day on which something begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct KeyDate {
    /// The day.
    pub date: Date,
    /// What begins.
    pub what: Text,
}

/// One duty, clause or practice of the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Requirement {
    /// As the source numbers it.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub id: String,
    /// How people cite it, where that is not the id: stands beside the title, which never repeats
    /// it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Text"))]
    pub cited: Option<Text>,
    /// What it asks, in our own words.
    pub title: Text,
    /// The day from which it applies, where the source sets one.
    pub applies_from: Option<Date>,
    /// The services that evidence it, at least one.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub services: Vec<Support>,
    /// The level at which a service is taken as evidence.
    pub expected_level: Level,
    /// What the services do not cover, where anything is known to lie beyond them.
    pub beyond: Option<Text>,
}

/// How a service bears on a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Support {
    /// The service.
    pub id: ServiceId,
    /// How strongly.
    pub strength: Strength,
}

/// How strongly a service bears on a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// The duty rests on it.
    Direct,
    /// It helps.
    Supporting,
}

impl Requirement {
    /// How people cite it: shown wherever the requirement is named.
    pub fn cited(&self, language: Language) -> &str {
        let cited = self.cited.as_ref();
        cited.map_or(&self.id, |cited| cited.get(language))
    }

    /// The services the requirement is judged by: the direct ones, or the supporting ones where
    /// there is no direct one.
    pub fn basis(&self) -> impl Iterator<Item = &ServiceId> {
        let strength = self.basis_strength();
        self.services
            .iter()
            .filter(move |support| support.strength == strength)
            .map(|support| &support.id)
    }

    /// Which kind of service the requirement is judged by.
    pub fn basis_strength(&self) -> Strength {
        self.services
            .iter()
            .map(|support| support.strength)
            .min()
            .expect("a parsed requirement has a service")
    }
}

impl Reading {
    /// Reads a reading file; `sheet_of` finds the sheet it reads.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn parse<'s>(
        text: &str,
        sheet_of: impl FnOnce(&SheetId) -> Option<&'s Sheet>,
    ) -> Result<Self, Faults> {
        FILE.read(text, |file: &ReadingFile| {
            let mut faults = file.text_faults();
            let sheet = sheet_of(&file.sheet);
            if sheet.is_none() {
                faults.push(sheet_fault("/sheet", &file.sheet));
            }
            faults.extend(file.requirement_faults(sheet));
            faults
        })
        .map(|file| Self { file })
    }

    /// Names the reading.
    pub fn id(&self) -> &str {
        &self.file.id
    }

    /// The sheet whose services it reads.
    pub fn sheet(&self) -> &SheetId {
        &self.file.sheet
    }

    /// What the reading is called.
    pub fn title(&self) -> &Text {
        &self.file.title
    }

    /// A short name for table heads.
    pub fn short(&self) -> &Text {
        &self.file.short
    }

    /// The law or standard.
    pub fn source(&self) -> &Source {
        &self.file.source
    }

    /// The day on which the reading was last compared with its source; a reading of one's own may
    /// not say.
    pub fn checked(&self) -> Option<Date> {
        self.file.checked
    }

    /// Whether the source is settled or being revised, on the day of that check.
    pub fn revision(&self) -> Option<&Text> {
        self.file.revision.as_ref()
    }

    /// What the reading does not say.
    pub fn caveat(&self) -> &Text {
        &self.file.caveat
    }

    /// Days that matter.
    pub fn dates(&self) -> &[KeyDate] {
        &self.file.dates
    }

    /// How much it concerns an organization of a sector whose people speak a language, from 0 to 9:
    /// what comes first in a list.
    pub fn concern(&self, sector: Option<Sector>, language: Language) -> u8 {
        let concerns = self.file.concerns.iter();
        concerns
            .filter(|concern| concern.is_of(sector, language))
            .map(|concern| concern.weight)
            .max()
            .unwrap_or_default()
    }

    /// Every requirement in the order of the source.
    pub fn requirements(&self) -> &[Requirement] {
        &self.file.requirements
    }

    /// The targets a reading sets: for each service the highest expected level over the
    /// requirements it evidences directly.
    pub fn targets(&self) -> BTreeMap<ServiceId, Level> {
        let mut targets = BTreeMap::new();
        for requirement in &self.file.requirements {
            for support in &requirement.services {
                if support.strength == Strength::Direct {
                    let target = targets
                        .entry(support.id.clone())
                        .or_insert(requirement.expected_level);
                    *target = requirement.expected_level.max(*target);
                }
            }
        }
        targets
    }

    /// The requirements a service evidences directly.
    pub fn duties_on(&self, service: &str) -> impl Iterator<Item = &Requirement> {
        self.file.requirements.iter().filter(move |requirement| {
            requirement
                .services
                .iter()
                .any(|support| support.strength == Strength::Direct && support.id == *service)
        })
    }
}

impl ReadingFile {
    fn text_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (pointer, text) in [
            ("/title", &self.title),
            ("/short", &self.short),
            ("/source/rights", &self.source.rights),
            ("/caveat", &self.caveat),
        ] {
            faults.extend(text_faults(pointer, text, &self.languages));
        }
        if let Some(revision) = &self.revision {
            faults.extend(text_faults("/revision", revision, &self.languages));
        }
        for (index, date) in self.dates.iter().enumerate() {
            if is_enough(&faults) {
                break;
            }
            let pointer = format!("/dates/{index}/what");
            faults.extend(text_faults(&pointer, &date.what, &self.languages));
        }
        for (index, requirement) in self.requirements.iter().enumerate() {
            if is_enough(&faults) {
                break;
            }
            let texts = [
                ("cited", requirement.cited.as_ref()),
                ("title", Some(&requirement.title)),
                ("beyond", requirement.beyond.as_ref()),
            ];
            for (field, text) in texts {
                let Some(text) = text else { continue };
                let pointer = format!("/requirements/{index}/{field}");
                faults.extend(text_faults(&pointer, text, &self.languages));
            }
        }
        faults
    }

    fn requirement_faults(&self, sheet: Option<&Sheet>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut requirement_ids = Once::default();
        for (index, requirement) in self.requirements.iter().enumerate() {
            let pointer = format!("/requirements/{index}");
            faults.extend(requirement_ids.see(&requirement.id, format!("{pointer}/id")));
            let mut service_ids = Once::default();
            for (index, support) in requirement.services.iter().enumerate() {
                if is_enough(&faults) {
                    return faults;
                }
                let pointer = format!("{pointer}/services/{index}/id");
                faults.extend(service_ids.see(support.id.as_str(), pointer.clone()));
                if let Some(sheet) = sheet
                    && sheet.service(support.id.as_str()).is_none()
                {
                    faults.push(service_fault(pointer, support.id.as_str(), sheet));
                }
            }
            if let Some(sheet) = sheet {
                let pointer = format!("{pointer}/expected_level");
                faults.extend(level_fault(pointer, requirement.expected_level, sheet));
            }
        }
        faults
    }
}

/// How far an assessment evidences each requirement of a reading.
#[derive(Clone, Debug, PartialEq)]
pub struct Readiness {
    /// Every requirement in the order of the source.
    pub requirements: Vec<RequirementReadiness>,
}

/// How far an assessment evidences one requirement.
#[derive(Clone, Debug, PartialEq)]
pub struct RequirementReadiness {
    /// The requirement's id.
    pub id: String,
    /// The judgment.
    pub state: Readable,
    /// Whether direct or, for want of any, supporting services were judged.
    pub basis: Strength,
    /// The services judged, with what they have.
    pub judged: Vec<Judged>,
}

/// A service a requirement was judged by.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The service.
    pub service: ServiceId,
    /// What is known of it.
    pub state: State,
}

/// What an assessment says of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Readable {
    /// Every service judged is at the expected level or above.
    Evidenced,
    /// Some are, some are not.
    Partly,
    /// None is.
    NotEvidenced,
    /// The answers that are missing could change the judgment, or no service applies.
    CannotTell,
}

impl Readiness {
    /// How many requirements have this state.
    pub fn count(&self, state: Readable) -> usize {
        self.requirements
            .iter()
            .filter(|requirement| requirement.state == state)
            .count()
    }
}

/// Judges every requirement of a reading by a scorecard of the sheet it reads.
///
/// Services that do not apply are left out. A service without a level (unanswered or *don't
/// know*) leaves the judgment open unless the others have decided it: with one service at the
/// expected level and one below, it is *partly* whatever the third is.
pub fn read(reading: &Reading, scorecard: &Scorecard) -> Readiness {
    let requirements = reading
        .requirements()
        .iter()
        .map(|requirement| {
            let judged: Vec<Judged> = requirement
                .basis()
                .map(|service| Judged {
                    service: service.clone(),
                    state: scorecard
                        .service(service.as_str())
                        .map_or(State::Unanswered, |score| score.state),
                })
                .collect();
            RequirementReadiness {
                id: requirement.id.clone(),
                state: judge(&judged, requirement.expected_level),
                basis: requirement.basis_strength(),
                judged,
            }
        })
        .collect();
    Readiness { requirements }
}

fn judge(judged: &[Judged], expected: Level) -> Readable {
    let (mut reached, mut below, mut open) = (0, 0, 0);
    for service in judged {
        match service.state {
            State::Level(level) if level >= expected => reached += 1,
            State::Level(_) => below += 1,
            State::DontKnow | State::Unanswered => open += 1,
            State::NotApplicable => {}
        }
    }
    match (reached, below, open) {
        (1.., 1.., _) => Readable::Partly,
        (1.., 0, 0) => Readable::Evidenced,
        (0, 1.., 0) => Readable::NotEvidenced,
        _ => Readable::CannotTell,
    }
}

#[cfg(test)]
mod tests {
    use crate::file::tests::assert_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        assert_published::<super::ReadingFile>("reading");
    }
}
