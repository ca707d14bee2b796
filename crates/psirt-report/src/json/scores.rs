//! The shapes of scores: the whole, areas, services.

use psirt_core::explain::ticked;
use psirt_core::score::{Coverage, LeftOut, Scorecard, ServiceScore, State};
use psirt_core::{Answer, Assessment, Language, Level, Sheet};
use serde::Serialize;

/// The scores of the whole and of the areas.
#[derive(Serialize)]
pub struct ScoreShape<'a> {
    overall: OverallShape<'a>,
    areas: Vec<AreaShape<'a>>,
}

/// The whole in one figure.
#[derive(Serialize)]
pub(super) struct OverallShape<'a> {
    score: Option<f64>,
    areas: usize,
    answered: usize,
    applicable: usize,
    /// The score, where enough services have a level for it to stand alone.
    headline: Option<f64>,
    left_out: Vec<LeftOutShape<'a>>,
    lowest_level: Option<u8>,
    lowest: Vec<&'a str>,
    strongest: Vec<&'a str>,
    weakest: Vec<&'a str>,
    #[serde(flatten)]
    beside: BesideTargetShape,
}

/// An area without a score.
#[derive(Serialize)]
struct LeftOutShape<'a> {
    id: &'a str,
    title: &'a str,
    reason: LeftOut,
}

/// What was wanted, beside what is there, over the services that have both.
#[derive(Serialize)]
struct BesideTargetShape {
    target: Option<f64>,
    score_beside_target: Option<f64>,
    gap: Option<f64>,
    targeted: usize,
    targets_without_level: usize,
}

#[derive(Serialize)]
struct AreaShape<'a> {
    id: &'a str,
    title: &'a str,
    score: Option<f64>,
    answered: usize,
    applicable: usize,
    #[serde(flatten)]
    beside: BesideTargetShape,
}

/// What is known of a service.
#[derive(Serialize)]
pub struct ServiceShape<'a> {
    id: &'a str,
    area: &'a str,
    title: &'a str,
    #[serde(flatten)]
    state: StateShape,
    level_name: Option<&'a str>,
    /// Why the service does not apply.
    reason: Option<&'a str>,
    target: Option<u8>,
    gap: Option<u8>,
    indicators: Vec<TickedShape>,
    evidence: usize,
}

/// A state: the kind of answer, and the level where it is one.
#[derive(Serialize)]
pub struct StateShape {
    /// The kind of answer.
    pub state: State,
    /// The level, where it is one.
    pub level: Option<u8>,
}

/// How many indicators of a level are ticked.
#[derive(Serialize)]
struct TickedShape {
    level: u8,
    ticked: usize,
    all: usize,
}

/// The scores with actions done.
#[derive(Serialize)]
pub struct ProjectionShape<'a> {
    #[serde(flatten)]
    score: ScoreShape<'a>,
    services: Vec<ProjectedShape<'a>>,
}

/// A service in the projection.
#[derive(Serialize)]
struct ProjectedShape<'a> {
    id: &'a str,
    #[serde(flatten)]
    state: StateShape,
    gap: Option<u8>,
}

impl<'a> ScoreShape<'a> {
    /// The scores, titles in `language`.
    pub fn of(sheet: &'a Sheet, scorecard: &'a Scorecard, language: Language) -> Self {
        Self {
            overall: OverallShape::of(sheet, scorecard, language),
            areas: scorecard
                .areas
                .iter()
                .map(|area| {
                    let Coverage {
                        answered,
                        applicable,
                        ..
                    } = area.coverage;
                    AreaShape {
                        id: area.id.as_str(),
                        title: sheet
                            .area(area.id.as_str())
                            .map_or("", |area| area.title.get(language)),
                        score: area.score,
                        answered,
                        applicable,
                        beside: BesideTargetShape {
                            target: area.target,
                            score_beside_target: area.score_beside_target,
                            gap: area.gap(),
                            targeted: area.targeted,
                            targets_without_level: area.targets_without_level,
                        },
                    }
                })
                .collect(),
        }
    }
}

impl<'a> OverallShape<'a> {
    pub fn of(sheet: &'a Sheet, scorecard: &'a Scorecard, language: Language) -> Self {
        let overall = &scorecard.overall;
        Self {
            score: overall.score,
            areas: overall.areas,
            answered: overall.coverage.answered,
            applicable: overall.coverage.applicable,
            headline: overall.headline(),
            left_out: overall
                .left_out
                .iter()
                .map(|area| LeftOutShape {
                    id: area.id.as_str(),
                    title: sheet
                        .area(area.id.as_str())
                        .map_or("", |area| area.title.get(language)),
                    reason: area.reason,
                })
                .collect(),
            lowest_level: overall.lowest_level.map(Level::number),
            lowest: overall.lowest.iter().map(AsRef::as_ref).collect(),
            strongest: overall.strongest.iter().map(AsRef::as_ref).collect(),
            weakest: overall.weakest.iter().map(AsRef::as_ref).collect(),
            beside: BesideTargetShape {
                target: overall.target,
                score_beside_target: overall.score_beside_target,
                gap: overall.gap(),
                targeted: overall.targeted,
                targets_without_level: overall.targets_without_level,
            },
        }
    }
}

impl<'a> ServiceShape<'a> {
    /// Every service in sheet order.
    pub fn all(
        sheet: &'a Sheet,
        assessment: &'a Assessment,
        scorecard: &'a Scorecard,
        language: Language,
    ) -> Vec<Self> {
        let services = scorecard.services.iter();
        services
            .map(|score| Self::of(sheet, assessment, score, language))
            .collect()
    }

    fn of(
        sheet: &'a Sheet,
        assessment: &'a Assessment,
        score: &'a ServiceScore,
        language: Language,
    ) -> Self {
        let id = score.id.as_str();
        let level = score.state.level();
        let reason = match assessment.answer(id) {
            Some(Answer::NotApplicable(reason)) => Some(reason.as_str()),
            _ => None,
        };
        Self {
            id,
            area: score.area.as_str(),
            title: sheet
                .service(id)
                .map_or("", |service| service.title.get(language)),
            state: score.state.into(),
            level_name: level
                .and_then(|level| sheet.scale_level(level))
                .map(|level| level.name.get(language)),
            reason,
            target: score.target.map(Level::number),
            gap: score.gap,
            indicators: ticked(sheet, assessment, id)
                .into_iter()
                .flatten()
                .map(|level| TickedShape {
                    level: level.level.number(),
                    ticked: level.ticked,
                    all: level.all,
                })
                .collect(),
            evidence: assessment.entry(id).map_or(0, |entry| entry.evidence.len()),
        }
    }
}

impl<'a> ProjectionShape<'a> {
    /// The scores of a projection, titles in `language`.
    pub fn of(sheet: &'a Sheet, projection: &'a Scorecard, language: Language) -> Self {
        Self {
            score: ScoreShape::of(sheet, projection, language),
            services: projection
                .services
                .iter()
                .map(|score| ProjectedShape {
                    id: score.id.as_str(),
                    state: score.state.into(),
                    gap: score.gap,
                })
                .collect(),
        }
    }
}

impl From<State> for StateShape {
    fn from(state: State) -> Self {
        Self {
            state,
            level: state.level().map(Level::number),
        }
    }
}
