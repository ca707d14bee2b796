//! A contribution: what a member of a cohort gives for a comparison.
//!
//! It holds levels and coarse facts. Names, scope, notes, evidence, people, targets and plans are
//! deliberately not in it. Signing and sealing it is done elsewhere: here it is a text.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Date;
use crate::assessment::{Answer, Assessment, OrganizationalModel, Sector, SizeBand};
use crate::cohort::{Card, SheetDigest};
use crate::fault::{Fault, Faults, Problem, is_enough};
use crate::file::{FileKind, says_its_kind, step};
use crate::id::ServiceId;
use crate::profile::{level_fault, service_fault};
use crate::sheet::{Level, Sheet};

static FILE: FileKind = FileKind::new(include_str!(
    "../../../frameworks/schema/contribution.schema.json"
));

says_its_kind!(Word, "contribution");

/// What a member gives; comes from [`Contribution::parse`] or [`Contribution::of`] alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    file: ContributionFile,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Contribution",
        deny_unknown_fields,
        description = "What a member of a cohort gives for a comparison."
    )
)]
struct ContributionFile {
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    format: u32,
    /// The kind of the file: `contribution`.
    kind: Word,
    /// The cohort it is for.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    cohort: String,
    /// The edition of the cohort it is for.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    edition: String,
    /// The member's public key, made for this cohort alone.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    member: String,
    /// Counts the contributions of the member; the highest number counts.
    #[cfg_attr(test, schemars(range(min = 1, max = 1_000_000)))]
    number: u32,
    /// The month the levels speak of, such as `2026-11`.
    #[cfg_attr(test, schemars(length(min = 7, max = 7)))]
    month: String,
    sheet: SheetDigest,
    /// The code that admits the member, where the cohort asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String", length(min = 1, max = 200)))]
    code: Option<String>,
    /// The member's sector, unless withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Sector"))]
    sector: Option<Sector>,
    /// How many people the member employs, unless withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "SizeBand"))]
    size: Option<SizeBand>,
    /// How the member's PSIRT is organized, unless withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "OrganizationalModel"))]
    model: Option<OrganizationalModel>,
    /// The adviser who prepared it, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String", length(min = 1, max = 200)))]
    prepared_by: Option<String>,
    /// Whether the member takes back all it gave for the edition.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    withdrawn: bool,
    /// What was answered, by service; services not named are unanswered.
    #[serde(default)]
    levels: BTreeMap<ServiceId, Given>,
}

/// What was answered for a service, without reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(missing_docs, reason = "a level each")]
pub enum Given {
    #[serde(rename = "0")]
    Level0,
    #[serde(rename = "1")]
    Level1,
    #[serde(rename = "2")]
    Level2,
    #[serde(rename = "3")]
    Level3,
    #[serde(rename = "4")]
    Level4,
    #[serde(rename = "5")]
    Level5,
    #[serde(rename = "6")]
    Level6,
    #[serde(rename = "7")]
    Level7,
    #[serde(rename = "8")]
    Level8,
    #[serde(rename = "9")]
    Level9,
    /// The service does not apply.
    #[serde(rename = "na")]
    NotApplicable,
    /// Nobody asked could say.
    #[serde(rename = "?")]
    DontKnow,
}

impl Given {
    const LEVELS: [Self; 10] = [
        Self::Level0,
        Self::Level1,
        Self::Level2,
        Self::Level3,
        Self::Level4,
        Self::Level5,
        Self::Level6,
        Self::Level7,
        Self::Level8,
        Self::Level9,
    ];

    /// The level, where it is one.
    pub fn level(self) -> Option<Level> {
        let at = Self::LEVELS.iter().position(|&level| level == self)?;
        u8::try_from(at).ok().map(Level::new)
    }

    /// What was answered in one byte: the level, or one of two bytes that no level has.
    pub fn to_byte(self) -> u8 {
        match self {
            Self::NotApplicable => NOT_APPLICABLE,
            Self::DontKnow => DONT_KNOW,
            level => level.level().expect("all others are levels").number(),
        }
    }

    /// What was answered; nothing where the byte is none of [`Given::to_byte`], such as
    /// [`UNANSWERED`].
    pub fn of_byte(byte: u8) -> Option<Self> {
        match byte {
            NOT_APPLICABLE => Some(Self::NotApplicable),
            DONT_KNOW => Some(Self::DontKnow),
            level => Self::LEVELS.get(usize::from(level)).copied(),
        }
    }
}

const NOT_APPLICABLE: u8 = 253;
const DONT_KNOW: u8 = 254;
/// The byte of a service that was not answered.
pub const UNANSWERED: u8 = 255;

impl From<Level> for Given {
    fn from(level: Level) -> Self {
        Self::LEVELS[usize::from(level.number())]
    }
}

/// Which coarse facts a member keeps to itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// The sector.
    pub sector: bool,
    /// The size band.
    pub size: bool,
    /// The organizational model.
    pub model: bool,
}

/// What a member decides about its contribution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The member's public key for this cohort.
    pub member: String,
    /// One more than the number of the contribution before.
    pub number: u32,
    /// The code that admits the member.
    pub code: Option<String>,
    /// What is kept back.
    pub withheld: Withheld,
    /// The adviser who prepared it.
    pub prepared_by: Option<String>,
}

impl Contribution {
    /// Makes a contribution of the finished rounds of a member's scopes, at least one; a service
    /// of several scopes has the lower median of their levels.
    ///
    /// The month is the latest of the rounds'; the coarse facts are the first round's.
    pub fn of(card: &Card, rounds: &[&Assessment], choice: Choice) -> Self {
        let first = rounds.first().expect("a contribution has a round");
        let latest = rounds.iter().map(|round| round.date()).max();
        let month = latest.expect("a contribution has a round");
        let organization = first.organization();
        let services: BTreeSet<&ServiceId> = rounds
            .iter()
            .flat_map(|round| round.entries().keys())
            .collect();
        let levels = services
            .into_iter()
            .filter_map(|service| Some((service.clone(), joined(rounds, service.as_str())?)))
            .collect();
        let withheld = choice.withheld;
        let mut file = bare(card, choice, month);
        file.sector = organization.sector.filter(|_| !withheld.sector);
        file.size = organization.size.filter(|_| !withheld.size);
        file.model = organization.model.filter(|_| !withheld.model);
        file.levels = levels;
        Self { file }
    }

    /// Takes back everything a member gave for the edition.
    pub fn withdrawal(card: &Card, choice: Choice, today: Date) -> Self {
        let mut file = bare(card, choice, today);
        file.withdrawn = true;
        Self { file }
    }

    /// Reads a contribution; levels are checked against the sheet of its cohort.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(text: &str, sheet: &Sheet) -> Result<Self, Faults> {
        FILE.read(text, |file: &ContributionFile| {
            let mut faults = Vec::new();
            if !is_month(&file.month) {
                let found = file.month.clone();
                faults.push(Fault::new("/month", Problem::NotADate { found }));
            }
            for (service, given) in &file.levels {
                if is_enough(&faults) {
                    break;
                }
                let pointer = step("/levels", service.as_str());
                if sheet.service(service.as_str()).is_none() {
                    faults.push(service_fault(pointer, service.as_str(), sheet));
                } else if let Some(level) = given.level() {
                    faults.extend(level_fault(pointer, level, sheet));
                }
            }
            faults
        })
        .map(|file| Self { file })
    }

    /// The text that is signed and that [`Contribution::parse`] reads.
    pub fn to_json(&self) -> String {
        let mut json =
            serde_json::to_string_pretty(&self.file).expect("a contribution has text keys only");
        json.push('\n');
        json
    }

    /// The cohort it is for.
    pub fn cohort(&self) -> &str {
        &self.file.cohort
    }

    /// The edition of the cohort it is for.
    pub fn edition(&self) -> &str {
        &self.file.edition
    }

    /// The member's public key.
    pub fn member(&self) -> &str {
        &self.file.member
    }

    /// Counts the contributions of the member.
    pub fn number(&self) -> u32 {
        self.file.number
    }

    /// The month the levels speak of, such as `2026-11`.
    pub fn month(&self) -> &str {
        &self.file.month
    }

    /// The sheet the levels are of.
    pub fn sheet(&self) -> &SheetDigest {
        &self.file.sheet
    }

    /// The code that admits the member.
    pub fn code(&self) -> Option<&str> {
        self.file.code.as_deref()
    }

    /// The member's sector, unless withheld.
    pub fn sector(&self) -> Option<Sector> {
        self.file.sector
    }

    /// How many people the member employs, unless withheld.
    pub fn size(&self) -> Option<SizeBand> {
        self.file.size
    }

    /// How the member's PSIRT is organized, unless withheld.
    pub fn model(&self) -> Option<OrganizationalModel> {
        self.file.model
    }

    /// The adviser who prepared it.
    pub fn prepared_by(&self) -> Option<&str> {
        self.file.prepared_by.as_deref()
    }

    /// Whether the member takes back all it gave for the edition.
    pub fn is_withdrawn(&self) -> bool {
        self.file.withdrawn
    }

    /// What was answered, by service.
    pub fn levels(&self) -> &BTreeMap<ServiceId, Given> {
        &self.file.levels
    }

    /// What was answered in a byte for each service in sheet order; see [`Given::to_byte`].
    pub fn level_bytes(&self, sheet: &Sheet) -> Vec<u8> {
        let levels = &self.file.levels;
        sheet
            .services()
            .map(|service| levels.get(service.id.as_str()))
            .map(|given| given.map_or(UNANSWERED, |given| given.to_byte()))
            .collect()
    }
}

/// A contribution without answers and coarse facts.
fn bare(card: &Card, choice: Choice, day: Date) -> ContributionFile {
    ContributionFile {
        format: 1,
        kind: Word::It,
        cohort: card.cohort().to_owned(),
        edition: card.edition().to_owned(),
        member: choice.member,
        number: choice.number,
        month: day.strftime("%Y-%m").to_string(),
        sheet: card.sheet().clone(),
        code: choice.code,
        sector: None,
        size: None,
        model: None,
        prepared_by: choice.prepared_by,
        withdrawn: false,
        levels: BTreeMap::new(),
    }
}

fn is_month(text: &str) -> bool {
    text.len() == "2026-11".len() && format!("{text}-01").parse::<Date>().is_ok()
}

/// The answer of a member whose scopes may have answered differently: the lower median of the
/// levels; without a level *don't know* before *not applicable*.
fn joined(rounds: &[&Assessment], service: &str) -> Option<Given> {
    let answers: Vec<&Answer> = rounds
        .iter()
        .filter_map(|round| round.answer(service))
        .collect();
    let mut levels: Vec<Level> = answers
        .iter()
        .filter_map(|answer| match answer {
            Answer::Level(level) => Some(*level),
            Answer::NotApplicable(_) | Answer::DontKnow => None,
        })
        .collect();
    levels.sort_unstable();
    if let Some(middle) = levels.len().checked_sub(1) {
        return Some(levels[middle / 2].into());
    }
    let unsure = answers
        .iter()
        .any(|answer| matches!(answer, Answer::DontKnow));
    let without = if unsure {
        Given::DontKnow
    } else {
        Given::NotApplicable
    };
    (!answers.is_empty()).then_some(without)
}

#[cfg(test)]
mod tests {
    use crate::file::tests::assert_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        assert_published::<super::ContributionFile>("contribution");
    }

    #[test]
    fn what_was_answered_is_the_same_after_being_a_byte() {
        use super::{Given, UNANSWERED};
        let all = Given::LEVELS.into_iter();
        for given in all.chain([Given::NotApplicable, Given::DontKnow]) {
            assert_eq!(Given::of_byte(given.to_byte()), Some(given));
        }
        assert_eq!(Given::of_byte(UNANSWERED), None);
    }
}
