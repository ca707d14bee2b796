//! A benchmark: what is published of a cohort, the same for everybody, and what a member reads
//! out of it about itself.
//!
//! [`publish`] is the only way from contributions to figures. The rules of disclosure stand in
//! docs/cohort-en.md; each is applied in `publish`, and the [`audit`] has the last word.

pub mod audit;
mod history;
mod implied;
mod overview;
mod place;
mod publish;
mod score_parts;
mod values;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Date;
use crate::cohort::{Rules, SheetDigest};
use crate::fault::{Fault, Faults, Problem, Referent, is_enough};
use crate::file::{FileKind, says_its_kind, step};
use crate::id::{AreaId, ServiceId};
use crate::profile::service_fault;
use crate::sheet::{Level, Sheet};

pub use overview::{Overview, overview};
pub use place::{Behind, Place, Position, behind, deviation_score, places};
pub use publish::{Drop, Dropped, KeptVoice, Member, Publication, Release, publish};
pub use values::{Values, shares};

static FILE: FileKind = FileKind::new(include_str!(
    "../../../../frameworks/schema/benchmark.schema.json"
));

says_its_kind!(Word, "benchmark");

/// The published figures of one edition of a cohort; comes from [`publish`] or
/// [`Benchmark::parse`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    file: BenchmarkFile,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Benchmark",
        deny_unknown_fields,
        description = "The published figures of one edition of a cohort."
    )
)]
struct BenchmarkFile {
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    format: u32,
    /// The kind of the file: `benchmark`.
    kind: Word,
    /// Names the cohort, whatever its edition.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    cohort: String,
    /// What the cohort is called.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    title: String,
    /// The edition.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    edition: String,
    /// Counts the benchmarks of the edition, from 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    release: u32,
    /// The day it was published.
    published: Date,
    sheet: SheetDigest,
    rules: Rules,
    /// The levels the group wants, by service.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    targets: BTreeMap<ServiceId, Level>,
    /// How many members contributed.
    members: u32,
    /// The figures of the whole cohort: overall, areas, services.
    figures: Vec<Figures>,
    /// The figures by sector, size and model, as far as they may be shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    breakdowns: Vec<Breakdown>,
    /// How the members who took part in both moved since an earlier edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Movement"))]
    movement: Option<Movement>,
}

/// What a figure is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The whole: the mean of the areas' scores.
    Overall,
    /// An area: the mean of its services' levels.
    Area(AreaId),
    /// A service: its level.
    Service(ServiceId),
}

/// The figures of the whole cohort for one subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Figures {
    /// What they are about.
    pub subject: Subject,
    /// How many members have a level there, where that many may be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "u32"))]
    pub n: Option<u32>,
    /// What half of the members do not exceed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "f64"))]
    pub median: Option<f64>,
    /// The middle half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Quartiles"))]
    pub quartiles: Option<Quartiles>,
    /// Mean and standard deviation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Spread"))]
    pub spread: Option<Spread>,
    /// The shares of members by levels, of services alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<Share>,
    /// Why not everything is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Reason"))]
    pub withheld: Option<Reason>,
}

/// Why a figure is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Too few members, or too few who differ.
    TooFew,
    /// Subtracting it from another figure would show too few.
    Subtraction,
}

/// The middle half of the members.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Quartiles {
    /// What a quarter of the members do not exceed.
    pub lower: f64,
    /// What three quarters do not exceed.
    pub upper: f64,
}

/// Mean and spread, to two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Spread {
    /// The mean.
    pub mean: f64,
    /// The population standard deviation.
    pub deviation: f64,
}

/// The share of members within neighboring parts of a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Share {
    /// The first part: the lowest level; of movement 0 lower, 1 the same, 2 higher.
    pub first: u8,
    /// The last part.
    pub last: u8,
    /// Whole percentage.
    #[cfg_attr(test, schemars(range(max = 100)))]
    pub percent: u32,
    /// How the percentage is meant.
    pub bound: Bound,
}

/// How a percentage is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// At most so many.
    AtMost,
    /// So many, rounded.
    Exactly,
    /// At least so many.
    AtLeast,
}

/// What members are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The sector.
    Sector,
    /// How many people a member employs.
    Size,
    /// How a member's PSIRT is organized.
    Model,
}

impl Dimension {
    /// Every dimension; the last is dropped first.
    pub const ALL: [Self; 3] = [Self::Sector, Self::Size, Self::Model];
}

/// One way of grouping the members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Breakdown {
    /// What the members are grouped by.
    pub by: Dimension,
    /// Its groups, at least two; small categories stand together.
    pub groups: Vec<Group>,
}

/// Members of one or several categories.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Group {
    /// The categories as an assessment names them; `not_stated` where it was withheld.
    #[cfg_attr(test, schemars(length(min = 1), inner(length(min = 1, max = 200))))]
    pub categories: Vec<String>,
    /// How many members it has, roughly.
    pub members: Band,
    /// What may be shown of it; a subject that is missing is not shown.
    pub figures: Vec<GroupFigures>,
}

/// A number of members, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Band {
    /// The least it can be.
    pub least: u32,
    /// The most it can be.
    pub most: u32,
}

impl Band {
    /// The band a number lies in: 5 to 9, 10 to 19, 20 to 49, 50 to 99 and so on.
    pub fn of(n: u32) -> Self {
        let (mut least, mut most) = (5, 9);
        let mut factors = [(10, 19), (20, 49), (50, 99)].into_iter().cycle();
        let mut scale: u32 = 1;
        while most < n {
            let (from, to) = factors.next().expect("a cycle has no end");
            least = from * scale;
            most = (to + 1) * scale - 1;
            if to == 99 {
                scale *= 10;
            }
        }
        Self { least, most }
    }
}

/// The figures of a group for one subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct GroupFigures {
    /// What they are about.
    pub subject: Subject,
    /// What half of the members do not exceed.
    pub median: f64,
    /// The middle half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Quartiles"))]
    pub quartiles: Option<Quartiles>,
}

/// How members moved since an earlier edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Movement {
    /// The earlier edition.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    pub since: String,
    /// The services of which it may be shown.
    pub services: Vec<ServiceMovement>,
}

/// How members moved in one service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct ServiceMovement {
    /// The service.
    pub service: ServiceId,
    /// How many members have a level in both editions.
    pub n: u32,
    /// The shares of members that are lower, the same and higher.
    pub shares: Vec<Share>,
    /// How many members went from which level to which, where enough did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
    /// How many members made other moves, each too rare to be shown.
    #[serde(default, skip_serializing_if = "is_none")]
    pub other_moves: u32,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// Members who went from one level to another, or stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Move {
    /// The level then.
    pub from: Level,
    /// The level now.
    pub to: Level,
    /// How many members.
    pub members: u32,
}

impl Benchmark {
    /// Reads a benchmark; `sheet_of` finds the sheet it speaks of.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn parse<'s>(
        text: &str,
        sheet_of: impl FnOnce(&SheetDigest) -> Option<&'s Sheet>,
    ) -> Result<Self, Faults> {
        FILE.read(text, |file: &BenchmarkFile| {
            let mut faults = Vec::new();
            let Some(sheet) = sheet_of(&file.sheet) else {
                faults.push(crate::profile::sheet_fault("/sheet", &file.sheet.id));
                return faults;
            };
            for (service, &level) in &file.targets {
                let pointer = step("/targets", service.as_str());
                if is_enough(&faults) {
                    break;
                }
                if sheet.service(service.as_str()).is_none() {
                    faults.push(service_fault(pointer, service.as_str(), sheet));
                } else {
                    faults.extend(crate::profile::level_fault(pointer, level, sheet));
                }
            }
            let figures = file
                .figures
                .iter()
                .enumerate()
                .map(|(at, figures)| (format!("/figures/{at}/subject"), &figures.subject));
            let of_groups = file
                .breakdowns
                .iter()
                .enumerate()
                .flat_map(|(by, breakdown)| {
                    breakdown
                        .groups
                        .iter()
                        .enumerate()
                        .flat_map(move |(group, of)| {
                            of.figures.iter().enumerate().map(move |(at, figures)| {
                                let pointer =
                                    format!("/breakdowns/{by}/groups/{group}/figures/{at}/subject");
                                (pointer, &figures.subject)
                            })
                        })
                });
            for (pointer, subject) in figures.chain(of_groups) {
                if is_enough(&faults) {
                    break;
                }
                faults.extend(subject_fault(pointer, subject, sheet));
            }
            for (at, moved) in file
                .movement
                .iter()
                .flat_map(|all| &all.services)
                .enumerate()
            {
                if sheet.service(moved.service.as_str()).is_none() {
                    let pointer = format!("/movement/services/{at}/service");
                    faults.push(service_fault(pointer, moved.service.as_str(), sheet));
                }
            }
            faults
        })
        .map(|file| Self { file })
    }

    /// The text that is signed and that [`Benchmark::parse`] reads.
    pub fn to_json(&self) -> String {
        let mut json =
            serde_json::to_string_pretty(&self.file).expect("a benchmark has text keys only");
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

    /// The edition.
    pub fn edition(&self) -> &str {
        &self.file.edition
    }

    /// Counts the benchmarks of the edition, from 1.
    pub fn release(&self) -> u32 {
        self.file.release
    }

    /// The day it was published.
    pub fn published(&self) -> Date {
        self.file.published
    }

    /// The sheet everybody answered.
    pub fn sheet(&self) -> &SheetDigest {
        &self.file.sheet
    }

    /// The parameters of disclosure.
    pub fn rules(&self) -> Rules {
        self.file.rules
    }

    /// The levels the group wants, by service.
    pub fn targets(&self) -> &BTreeMap<ServiceId, Level> {
        &self.file.targets
    }

    /// How many members contributed.
    pub fn members(&self) -> u32 {
        self.file.members
    }

    /// The figures of the whole cohort: overall, areas, services, in sheet order.
    pub fn figures(&self) -> &[Figures] {
        &self.file.figures
    }

    /// The figures of one subject.
    pub fn figures_of(&self, subject: &Subject) -> Option<&Figures> {
        self.file
            .figures
            .iter()
            .find(|figures| figures.subject == *subject)
    }

    /// The figures by sector, size and model, as far as they may be shown.
    pub fn breakdowns(&self) -> &[Breakdown] {
        &self.file.breakdowns
    }

    /// How members moved since an earlier edition.
    pub fn movement(&self) -> Option<&Movement> {
        self.file.movement.as_ref()
    }
}

fn subject_fault(pointer: String, subject: &Subject, sheet: &Sheet) -> Option<Fault> {
    match subject {
        Subject::Overall => None,
        Subject::Area(area) => sheet.area(area.as_str()).is_none().then(|| {
            let problem = Problem::UnknownReference {
                referent: Referent::Area,
                id: area.to_string(),
                within: sheet.id().to_string(),
                known: sheet
                    .areas()
                    .iter()
                    .map(|area| area.id.to_string())
                    .collect(),
            };
            Fault::new(pointer, problem)
        }),
        Subject::Service(service) => sheet
            .service(service.as_str())
            .is_none()
            .then(|| service_fault(pointer, service.as_str(), sheet)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::tests::assert_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        assert_published::<BenchmarkFile>("benchmark");
    }

    #[test]
    fn a_number_of_members_is_told_as_the_band_it_lies_in() {
        for (n, least, most) in [
            (5, 5, 9),
            (10, 10, 19),
            (49, 20, 49),
            (50, 50, 99),
            (100, 100, 199),
            (499, 200, 499),
            (100_000, 100_000, 199_999),
        ] {
            assert_eq!(Band::of(n), Band { least, most });
        }
    }
}
