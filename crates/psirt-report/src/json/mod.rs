//! Everything computed, for other programs: the JSON of a report, and the parts of it that a
//! command of the terminal answers with.
//!
//! The shape is documented in `docs/report-json.md` and stays as it is while `format` does: fields
//! may be added, none changes or goes. Figures are not rounded, and `null` where there is
//! none. What a person typed is in the assessment file; here are only the reasons and titles a
//! figure can't do without.

mod confidence;
mod plan;
mod review;
mod rounds;
mod scores;
#[cfg(test)]
mod tests;
mod workshop;

use psirt_core::assessment::{AssessmentState, Organization};
use psirt_core::trend::Trend;
use psirt_core::{Date, Language, Sheet};
use serde::Serialize;

use crate::findings::Findings;
use confidence::ConfidenceShape;
use workshop::WorkshopShape;

pub use plan::{ActionShape, GapsShape, NextStepShape, ReadingShape, WorkShape};
pub use review::ReviewShape;
pub use rounds::{ComparisonShape, ProgressShape, RoundName, SheetName, SupersededRound};
pub use scores::{ProjectionShape, ScoreShape, ServiceShape, StateShape};

/// The format of the file.
const FORMAT: u32 = 2;

/// Writes the findings, titles and steps in `language`; the same findings give the same text.
pub fn json(findings: &Findings<'_>, language: Language) -> String {
    let trend = findings.whole_trend();
    let mut json = serde_json::to_string_pretty(&Report::of(findings, &trend, language))
        .expect("a report has text keys only");
    json.push('\n');
    json
}

#[derive(Serialize)]
struct Report<'a> {
    format: u32,
    program: Program<'a>,
    language: Language,
    assessment: AssessmentShape<'a>,
    sheet: SheetShape<'a>,
    #[serde(flatten)]
    score: ScoreShape<'a>,
    services: Vec<ServiceShape<'a>>,
    gaps: GapsShape<'a>,
    roadmap: Vec<ActionShape<'a>>,
    work: WorkShape<'a>,
    projection: ProjectionShape<'a>,
    confidence: ConfidenceShape<'a>,
    readings: Vec<ReadingShape<'a>>,
    progress: ProgressShape<'a>,
    comparison: Option<ComparisonShape<'a>>,
    plan_outcome: Option<ReviewShape<'a>>,
    workshops: Vec<WorkshopShape<'a>>,
}

#[derive(Serialize)]
struct Program<'a> {
    name: &'static str,
    version: &'a str,
}

/// What was assessed.
#[derive(Serialize)]
struct AssessmentShape<'a> {
    id: &'a str,
    organization: &'a Organization,
    scope: &'a str,
    title: &'a str,
    date: Date,
    state: AssessmentState,
    /// The round it corrects.
    corrects: Option<&'a str>,
    assessors: &'a [String],
    classification: Option<&'a str>,
    profile: Option<&'a str>,
}

/// The sheet it was assessed with.
#[derive(Serialize)]
pub struct SheetShape<'a> {
    id: &'a str,
    edition: &'a str,
    title: &'a str,
    highest_level: u8,
}

impl<'a> Report<'a> {
    fn of(findings: &'a Findings<'a>, trend: &'a Trend, language: Language) -> Self {
        let assessment = findings.assessment;
        Self {
            format: FORMAT,
            program: Program {
                name: "PSIRT Maturity",
                version: findings.program_version,
            },
            language,
            assessment: AssessmentShape {
                id: assessment.id(),
                organization: assessment.organization(),
                scope: assessment.scope(),
                title: assessment.title(),
                date: assessment.date(),
                state: assessment.state(),
                corrects: assessment.corrects(),
                assessors: assessment.assessors(),
                classification: assessment.classification(),
                profile: assessment.profile(),
            },
            sheet: SheetShape::of(findings.sheet, language),
            score: ScoreShape::of(findings.sheet, &findings.scorecard, language),
            services: ServiceShape::all(findings.sheet, assessment, &findings.scorecard, language),
            gaps: GapsShape::of(
                findings.sheet,
                &findings.gaps,
                findings.readings.first().map(|first| first.reading),
                language,
            ),
            roadmap: ActionShape::all(&findings.roadmap),
            work: WorkShape::of(&findings.roadmap),
            projection: ProjectionShape::of(findings.sheet, &findings.projection, language),
            confidence: ConfidenceShape::of(findings, language),
            readings: findings
                .readings
                .iter()
                .map(|one| ReadingShape::of(one.reading, &one.readiness, language))
                .collect(),
            progress: ProgressShape::of(
                &findings.all_rounds(),
                trend,
                findings.superseded.iter().map(|one| SupersededRound {
                    round: one.round,
                    corrected_by: Some(one.corrected_by.assessment.id()),
                }),
                language,
            ),
            comparison: findings.comparison.as_ref().zip(findings.last_round()).map(
                |(comparison, older)| ComparisonShape::of(older.assessment, assessment, comparison),
            ),
            plan_outcome: findings.review.as_ref().map(|review| {
                ReviewShape::of(findings.last_round().map(|it| it.assessment), review)
            }),
            workshops: findings
                .workshops
                .iter()
                .map(|record| WorkshopShape::of(record, findings.sheet))
                .collect(),
        }
    }
}

impl<'a> SheetShape<'a> {
    /// The sheet, its title in `language`.
    pub fn of(sheet: &'a Sheet, language: Language) -> Self {
        Self {
            id: sheet.id().as_str(),
            edition: sheet.edition(),
            title: sheet.title().get(language),
            highest_level: sheet.highest_level().number(),
        }
    }
}
