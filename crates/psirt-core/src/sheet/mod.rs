//! A maturity sheet: areas, services and what each level of a service looks like.
//!
//! A [`Sheet`] is immutable and cannot be wrong: it comes from [`Sheet::parse`] alone. Nothing
//! here knows which sheets there are.

pub(crate) mod check;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::fault::Faults;
use crate::file::{FileKind, says_its_kind};
use crate::id::{AreaId, ServiceId, SheetId};
use crate::letters;
use crate::text::{Language, Text};

static FILE: FileKind = FileKind::new(include_str!(
    "../../../../frameworks/schema/sheet.schema.json"
));

says_its_kind!(SheetWord, "sheet");

/// A step of a scale, 0 the lowest; the sheet says how many there are.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Level(#[cfg_attr(test, schemars(range(min = 0, max = 9)))] u8);

impl Level {
    /// The lowest level.
    pub const LOWEST: Self = Self(0);

    /// The level with this number; whether a scale has it is for its sheet to say.
    pub const fn new(number: u8) -> Self {
        Self(number)
    }

    /// The number of the level.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The level above.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// How many levels `self` lies above `other`, negative where it lies below.
    pub fn above(self, other: Self) -> i16 {
        i16::from(self.0) - i16::from(other.0)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

impl From<Level> for f64 {
    fn from(level: Level) -> Self {
        Self::from(level.0)
    }
}

/// A maturity model at one edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    file: SheetFile,
    /// Service id to its area's and its own position.
    places: BTreeMap<ServiceId, (usize, usize)>,
}

/// The file as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Maturity sheet",
        deny_unknown_fields,
        description = "A maturity model at one edition: areas, services and the text of every level."
    )
)]
struct SheetFile {
    /// Where the schema of this file is; for editors, ignored otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String"))]
    schema: Option<String>,
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    format: u32,
    /// The kind of the file: `sheet`. Files of version 0.1 do not say it.
    #[serde(default)]
    kind: SheetWord,
    /// Names the sheet, whatever its edition.
    id: SheetId,
    /// Names the edition; editions of one sheet have the same services.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    edition: String,
    /// The languages every text has; both where not given.
    #[serde(default = "both_languages", skip_serializing_if = "is_both")]
    #[cfg_attr(test, schemars(length(min = 1)))]
    languages: Vec<Language>,
    title: Text,
    /// What the sheet covers, in one sentence.
    summary: Text,
    source: Source,
    /// SPDX identifier of the licence of the texts.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    license: String,
    /// The levels, from 0 upwards.
    #[cfg_attr(test, schemars(length(min = 2)))]
    scale: Vec<ScaleLevel>,
    /// The kinds of evidence, and for how long each backs a level; records for 12 months and
    /// documents for 24 where not given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence_kinds: Vec<EvidenceKind>,
    /// What raters do where two of them would choose differently.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rules: Vec<RaterRule>,
    #[cfg_attr(test, schemars(length(min = 1)))]
    areas: Vec<Area>,
}

pub(crate) fn both_languages() -> Vec<Language> {
    Language::ALL.to_vec()
}

pub(crate) fn is_both(languages: &[Language]) -> bool {
    Language::ALL
        .iter()
        .all(|language| languages.contains(language))
}

/// Where the ids and titles of a sheet, or the duties of a reading, come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Source {
    /// Name of the publication.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))]
    pub name: String,
    /// Its version.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))]
    pub version: String,
    /// When it was published: a year, a month or a day; an own table may not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String", length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub published: Option<String>,
    /// Where it can be read; an own table may stand nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String", length(min = 1, max = 2_000)))]
    pub url: Option<String>,
    /// Whose it is, and what of it is used.
    pub rights: Text,
}

impl Source {
    /// Name and version, and when it was published where that is known.
    pub fn citation(&self) -> String {
        match &self.published {
            Some(published) => format!("{} {} ({published})", self.name, self.version),
            None => format!("{} {}", self.name, self.version),
        }
    }
}

/// What a level is called and means for any service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct ScaleLevel {
    /// The level.
    pub level: Level,
    /// What it is called.
    pub name: Text,
    /// What is true of any service at it, where the sheet says it for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Text"))]
    pub meaning: Option<Text>,
}

/// What raters do in a case in which two of them would choose differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct RaterRule {
    /// The case, in a few words.
    pub case: Text,
    /// What to do in it.
    pub rule: Text,
}

/// A kind of evidence, and for how long a piece of it backs a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct EvidenceKind {
    /// Names the kind in assessments.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// For how many months after its date it counts; the last day still does.
    #[cfg_attr(test, schemars(range(min = 1, max = 1_200)))]
    pub months: u16,
}

/// The kinds of a sheet that names none.
static DEFAULT_KINDS: LazyLock<[EvidenceKind; 2]> = LazyLock::new(|| {
    let kind = |id: &str, en: &str, ja: &str, months: u16| EvidenceKind {
        id: id.to_owned(),
        name: Text::both(en, ja),
        months,
    };
    [
        kind("record", "Record", "記録", 12),
        kind("document", "Document", "文書", 24),
    ]
});

/// A group of services.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Area {
    /// As printed in the source, or of the sheet's own making.
    pub id: AreaId,
    /// What the area is called.
    pub title: Text,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Text"))]
    pub purpose: Option<Text>,
    /// Its services, at least one.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub services: Vec<Service>,
}

/// What is scored.
///
/// Only id, title and the text of each level are there in every sheet; a table of a company's
/// own may have nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Service {
    /// As printed in the source.
    pub id: ServiceId,
    /// What the service is called.
    pub title: Text,
    /// What it is for, in one sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Text"))]
    pub purpose: Option<Text>,
    /// What goes wrong without it, in one sentence for a manager.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Text"))]
    pub why: Option<Text>,
    /// The finer parts of the service in the source; cited, never scored.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<Function>,
    /// What each level looks like; the index is the level's number.
    pub levels: Vec<LevelText>,
    /// What an assessor asks to see.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Text>,
    /// Open questions for the room.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interview: Vec<Text>,
    /// What is enough when the team is one person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Text"))]
    pub small_team: Option<Text>,
}

impl Service {
    /// The text of a level of the sheet's scale.
    pub fn level(&self, level: Level) -> Option<&LevelText> {
        self.levels.get(usize::from(level.number()))
    }

    /// Every indicator with the level it belongs to, from the lowest level upwards.
    pub fn indicators(&self) -> impl Iterator<Item = (Level, &Indicator)> {
        self.levels.iter().flat_map(|text| {
            text.indicators
                .iter()
                .map(|indicator| (text.level, indicator))
        })
    }
}

/// A finer part of a service in the source framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Function {
    /// As printed in the source; `#2` marks an id its source prints twice.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub id: String,
    /// What the source calls it.
    pub title: Text,
    /// Its own finer parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<Function>,
}

/// What a service looks like at one level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct LevelText {
    /// The level.
    pub level: Level,
    /// The state that can be seen from outside.
    pub statement: Text,
    /// What helps to choose the level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<Indicator>,
    /// How to get here from the level below, where the sheet says it; the lowest level has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Step"))]
    pub step: Option<Step>,
}

/// A statement that is true or not and helps to choose a level; it never sets one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Indicator {
    /// The level's number and a letter.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub id: String,
    /// The statement.
    pub text: Text,
    /// The functions it is about, or the service itself.
    #[serde(default)]
    pub refs: Vec<String>,
}

/// What to do to reach a level from the one below.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Step {
    /// What to do.
    pub action: Text,
    /// What exists afterwards.
    pub deliverable: Text,
    /// How big it is.
    pub effort: Effort,
    /// Person-days it takes, within its size, where the sheet says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "f64", range(min = 0.1, max = 1_000)))]
    pub days: Option<f64>,
    /// Weeks from its beginning to its end, where other people's calendars decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "u16", range(min = 1, max = 520)))]
    pub elapsed: Option<u16>,
}

impl Step {
    /// Person-days to plan with where nobody has estimated the action: those of the sheet, else
    /// those of the size.
    pub fn planning_days(&self) -> f64 {
        self.days.unwrap_or_else(|| self.effort.planning_days())
    }
}

/// How big a step is, in person-days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effort {
    /// Up to 5 person-days.
    Small,
    /// Up to 20 person-days.
    Medium,
    /// More than 20 person-days.
    Large,
}

impl Effort {
    /// The fewest and the most person-days of the size; `Large` has no upper end.
    pub const fn days(self) -> (f64, Option<f64>) {
        match self {
            Self::Small => (0.1, Some(5.0)),
            Self::Medium => (5.0, Some(20.0)),
            Self::Large => (20.0, None),
        }
    }

    /// Person-days to plan with where the sheet says no more than the size: its upper end; for
    /// `Large`, which has none, twice the upper end of `Medium`.
    pub const fn planning_days(self) -> f64 {
        match self {
            Self::Small => 5.0,
            Self::Medium => 20.0,
            Self::Large => 40.0,
        }
    }
}

impl Sheet {
    /// The newest format of a sheet file.
    pub const FORMAT: u64 = crate::file::FORMAT;

    /// Reads a sheet file.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn parse(text: &str) -> Result<Self, Faults> {
        let file = FILE.read(text, check::faults)?;
        let places = (0..)
            .zip(&file.areas)
            .flat_map(|(area_at, area)| {
                (0..)
                    .zip(&area.services)
                    .map(move |(service_at, service)| (service.id.clone(), (area_at, service_at)))
            })
            .collect();
        Ok(Self { file, places })
    }

    /// The sheet as a file that [`Sheet::parse`] reads to the same sheet.
    pub fn to_json(&self) -> String {
        let mut json =
            serde_json::to_string_pretty(&self.file).expect("a sheet has text keys only");
        json.push('\n');
        json
    }

    /// Where the file says its schema is.
    pub fn schema(&self) -> Option<&str> {
        self.file.schema.as_deref()
    }

    /// Names the sheet, whatever its edition.
    pub fn id(&self) -> &SheetId {
        &self.file.id
    }

    /// Names the edition.
    pub fn edition(&self) -> &str {
        &self.file.edition
    }

    /// The languages every text of the sheet has.
    pub fn languages(&self) -> &[Language] {
        &self.file.languages
    }

    /// What the sheet is called.
    pub fn title(&self) -> &Text {
        &self.file.title
    }

    /// What the sheet covers.
    pub fn summary(&self) -> &Text {
        &self.file.summary
    }

    /// Where its ids and titles come from.
    pub fn source(&self) -> &Source {
        &self.file.source
    }

    /// SPDX identifier of the licence of the texts.
    pub fn license(&self) -> &str {
        &self.file.license
    }

    /// The levels from 0 upwards.
    pub fn scale(&self) -> &[ScaleLevel] {
        &self.file.scale
    }

    /// What a level is called and means, where the scale has it.
    pub fn scale_level(&self, level: Level) -> Option<&ScaleLevel> {
        self.file.scale.get(usize::from(level.number()))
    }

    /// The kinds of evidence, at least one.
    pub fn evidence_kinds(&self) -> &[EvidenceKind] {
        if self.file.evidence_kinds.is_empty() {
            &*DEFAULT_KINDS
        } else {
            &self.file.evidence_kinds
        }
    }

    /// The kinds of evidence the file itself names; none where those of every sheet hold.
    pub fn own_evidence_kinds(&self) -> &[EvidenceKind] {
        &self.file.evidence_kinds
    }

    /// What raters do where two of them would choose differently; may be empty.
    pub fn rules(&self) -> &[RaterRule] {
        &self.file.rules
    }

    /// The kind with this id; for evidence without one the kind that holds shortest, the first of
    /// several.
    pub fn evidence_kind(&self, id: Option<&str>) -> &EvidenceKind {
        let kinds = self.evidence_kinds();
        let named = id.and_then(|id| kinds.iter().find(|kind| kind.id == id));
        let shortest = || kinds.iter().min_by_key(|kind| kind.months);
        named
            .or_else(shortest)
            .expect("a sheet has a kind of evidence")
    }

    /// The highest level of the scale.
    pub fn highest_level(&self) -> Level {
        self.file
            .scale
            .last()
            .expect("a parsed sheet has a scale")
            .level
    }

    /// The areas in sheet order.
    pub fn areas(&self) -> &[Area] {
        &self.file.areas
    }

    /// The area with this id.
    pub fn area(&self, id: &str) -> Option<&Area> {
        self.file.areas.iter().find(|area| area.id == *id)
    }

    /// Every service in sheet order.
    pub fn services(&self) -> impl Iterator<Item = &Service> + Clone {
        self.file.areas.iter().flat_map(|area| &area.services)
    }

    /// The service with this id.
    pub fn service(&self, id: &str) -> Option<&Service> {
        let &(area, service) = self.places.get(id)?;
        Some(&self.file.areas[area].services[service])
    }

    /// The service somebody means who typed its id: in either case, full-width, with whatever
    /// hyphen, and with marks nobody sees. Nothing where it could be two.
    pub fn service_typed(&self, typed: &str) -> Option<&Service> {
        self.service(typed)
            .or_else(|| only(&self.services(), typed, |service| service.id.as_str()))
    }

    /// The area somebody means who typed its id; as [`Sheet::service_typed`].
    pub fn area_typed(&self, typed: &str) -> Option<&Area> {
        self.area(typed)
            .or_else(|| only(&self.areas().iter(), typed, |area| area.id.as_str()))
    }

    /// The area a service belongs to.
    pub fn area_of(&self, service: &str) -> Option<&Area> {
        let &(area, _) = self.places.get(service)?;
        Some(&self.file.areas[area])
    }

    /// Where a service stands in sheet order; services the sheet does not have come last.
    pub fn position(&self, service: &str) -> (usize, usize) {
        self.places
            .get(service)
            .copied()
            .unwrap_or((usize::MAX, usize::MAX))
    }

    /// Service ids near to one that does not exist, the likeliest first, for a hint.
    pub fn services_like(&self, id: &str) -> Vec<String> {
        let id = letters::plain_id(id);
        let start: String = id.chars().take_while(|&letter| letter != '.').collect();
        let alike = |service: &&Service| {
            let own: String = service
                .id
                .as_str()
                .chars()
                .take_while(|&letter| letter != '.')
                .collect();
            own == start
        };
        let near: Vec<String> = self
            .services()
            .filter(alike)
            .map(|service| service.id.to_string())
            .collect();
        if near.is_empty() {
            self.services()
                .map(|service| service.id.to_string())
                .collect()
        } else {
            near
        }
    }
}

/// The only one whose id is compared alike with what was typed: in its own case before in any.
fn only<'s, T>(
    all: &(impl Iterator<Item = &'s T> + Clone),
    typed: &str,
    id: impl Fn(&T) -> &str,
) -> Option<&'s T> {
    let alone = |compared: fn(&str) -> String| {
        let typed = compared(typed);
        let mut alike = all.clone().filter(|one| compared(id(one)) == typed);
        alike.next().filter(|_| alike.next().is_none())
    };
    alone(letters::plain_id).or_else(|| alone(letters::plain))
}

#[cfg(test)]
mod tests;
