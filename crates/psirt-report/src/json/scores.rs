//! The shapes of scores: the whole, areas, services.

use psirt_core::explain::ticked;
use psirt_core::score::{Coverage, LeftOut, Scorecard, ServiceScore, State};
use psirt_core::{Answer, Language, Level, Sheet};
use serde::Serialize;

use crate::findings::Findings;

/// The scores of the whole and of the areas.
#[derive(Serialize)]
pub(super) struct ScoreShape<'a> {
    overall: OverallShape<'a>,
    areas: Vec<AreaShape<'a>>,
}

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
pub(super) struct AreaShape<'a> {
    id: &'a str,
    title: &'a str,
    score: Option<f64>,
    answered: usize,
    applicable: usize,
    #[serde(flatten)]
    beside: BesideTargetShape,
}

#[derive(Serialize)]
pub(super) struct ServiceShape<'a> {
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

/// What is known of a service: the kind of answer, and the level where it is one.
#[derive(Serialize)]
pub(super) struct StateShape {
    state: State,
    level: Option<u8>,
}

/// How many indicators of a level are ticked.
#[derive(Serialize)]
struct TickedShape {
    level: u8,
    ticked: usize,
    all: usize,
}

/// A service in the projection.
#[derive(Serialize)]
pub(super) struct ProjectedShape<'a> {
    id: &'a str,
    #[serde(flatten)]
    state: StateShape,
    gap: Option<u8>,
}

impl<'a> ScoreShape<'a> {
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
    pub fn of(findings: &'a Findings<'a>, score: &'a ServiceScore, language: Language) -> Self {
        let id = score.id.as_str();
        let sheet = findings.sheet;
        let level = score.state.level();
        let reason = match findings.assessment.answer(id) {
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
            indicators: ticked(sheet, findings.assessment, id)
                .into_iter()
                .flatten()
                .map(|level| TickedShape {
                    level: level.level.number(),
                    ticked: level.ticked,
                    all: level.all,
                })
                .collect(),
            evidence: findings
                .assessment
                .entry(id)
                .map_or(0, |entry| entry.evidence.len()),
        }
    }
}

impl<'a> ProjectedShape<'a> {
    pub fn all(projection: &'a Scorecard) -> Vec<Self> {
        projection
            .services
            .iter()
            .map(|score| Self {
                id: score.id.as_str(),
                state: score.state.into(),
                gap: score.gap,
            })
            .collect()
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
