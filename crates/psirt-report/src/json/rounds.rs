//! The shapes of rounds over time, and of two rounds compared.

use psirt_core::trend::{
    Break, Comparison, Continuity, FigureChange, Point, Round, ServiceChange, ServiceLine,
};
use psirt_core::{Assessment, Date, Level, Scorecard, ServiceId};
use serde::Serialize;

use super::scores::{OverallShape, StateShape};
use crate::findings::Findings;

#[derive(Serialize)]
pub(super) struct ProgressShape<'a> {
    /// Oldest first; the last is the one the report is about.
    rounds: Vec<RoundShape<'a>>,
    services: Vec<LineShape<'a>>,
}

#[derive(Serialize)]
struct RoundShape<'a> {
    #[serde(flatten)]
    round: NameShape<'a>,
    /// What parts this round from the one before, where anything does.
    break_before: Option<BreakShape<'a>>,
    overall: OverallShape<'a>,
    areas: Vec<AreaShape<'a>>,
}

/// Which round it is.
#[derive(Serialize)]
struct NameShape<'a> {
    id: &'a str,
    title: &'a str,
    date: Date,
    sheet: SheetShape<'a>,
}

#[derive(Serialize)]
struct SheetShape<'a> {
    id: &'a str,
    edition: &'a str,
}

#[derive(Serialize)]
struct BreakShape<'a> {
    carried: usize,
    begun: &'a [ServiceId],
    ended: &'a [ServiceId],
}

#[derive(Serialize)]
struct AreaShape<'a> {
    id: &'a str,
    score: Option<f64>,
    answered: usize,
    applicable: usize,
}

/// A service over all rounds.
#[derive(Serialize)]
struct LineShape<'a> {
    id: &'a str,
    /// One for each round; `null` where the service has no counterpart.
    points: Vec<Option<PointShape<'a>>>,
}

#[derive(Serialize)]
struct PointShape<'a> {
    service: &'a str,
    continuity: &'static str,
    #[serde(flatten)]
    state: StateShape,
    target: Option<u8>,
}

#[derive(Serialize)]
pub(super) struct ComparisonShape<'a> {
    older: NameShape<'a>,
    newer: NameShape<'a>,
    one_sheet: bool,
    overall: FigureShape,
    areas: Vec<AreaChangeShape<'a>>,
    services: Vec<ChangeShape<'a>>,
    rises: Vec<&'a str>,
    falls: Vec<&'a str>,
    begun: &'a [ServiceId],
    ended: &'a [ServiceId],
}

#[derive(Serialize)]
struct FigureShape {
    before: Option<f64>,
    after: Option<f64>,
    change: Option<f64>,
}

#[derive(Serialize)]
struct AreaChangeShape<'a> {
    id: &'a str,
    #[serde(flatten)]
    figure: FigureShape,
}

#[derive(Serialize)]
struct ChangeShape<'a> {
    service: &'a str,
    older_service: &'a str,
    continuity: &'static str,
    before: StateShape,
    after: StateShape,
    change: Option<i16>,
    target_before: Option<u8>,
    actions_done: Vec<&'a str>,
}

impl<'a> ProgressShape<'a> {
    pub fn of(findings: &'a Findings<'a>) -> Self {
        let trend = &findings.trend;
        let breaks = std::iter::once(None).chain(trend.breaks.iter().map(Some));
        Self {
            rounds: findings
                .rounds()
                .zip(&trend.rounds)
                .zip(breaks)
                .map(|((round, card), line_break)| RoundShape::of(round, card, line_break))
                .collect(),
            services: trend.services.iter().map(LineShape::of).collect(),
        }
    }
}

impl<'a> RoundShape<'a> {
    fn of(round: Round<'a>, card: &'a Scorecard, line_break: Option<&'a Break>) -> Self {
        Self {
            round: NameShape::of(round.assessment),
            break_before: match line_break {
                None | Some(Break::None) => None,
                Some(Break::SheetChanged {
                    carried,
                    begun,
                    ended,
                }) => Some(BreakShape {
                    carried: *carried,
                    begun,
                    ended,
                }),
            },
            overall: OverallShape::of(card),
            areas: card
                .areas
                .iter()
                .map(|area| AreaShape {
                    id: area.id.as_str(),
                    score: area.score,
                    answered: area.coverage.answered,
                    applicable: area.coverage.applicable,
                })
                .collect(),
        }
    }
}

impl<'a> NameShape<'a> {
    fn of(assessment: &'a Assessment) -> Self {
        let sheet = assessment.sheet();
        Self {
            id: assessment.id(),
            title: assessment.title(),
            date: assessment.date(),
            sheet: SheetShape {
                id: sheet.id.as_str(),
                edition: &sheet.edition,
            },
        }
    }
}

impl<'a> LineShape<'a> {
    fn of(line: &'a ServiceLine) -> Self {
        let point = |point: &'a Point| PointShape {
            service: point.service.as_str(),
            continuity: continuity(point.continuity),
            state: point.state.into(),
            target: point.target.map(Level::number),
        };
        Self {
            id: line.service.as_str(),
            points: line
                .points
                .iter()
                .map(|at| at.as_ref().map(point))
                .collect(),
        }
    }
}

impl<'a> ComparisonShape<'a> {
    pub fn of(findings: &'a Findings<'a>) -> Option<Self> {
        let comparison: &'a Comparison<'a> = findings.comparison.as_ref()?;
        let ids = |changes: Vec<&'a ServiceChange<'a>>| {
            let ids = changes.into_iter().map(|change| change.service.as_str());
            ids.collect()
        };
        Some(Self {
            older: NameShape::of(findings.last_round()?.assessment),
            newer: NameShape::of(findings.assessment),
            one_sheet: comparison.one_sheet,
            overall: FigureShape::of(&comparison.overall),
            areas: comparison
                .areas
                .iter()
                .map(|area| AreaChangeShape {
                    id: area.id.as_str(),
                    figure: FigureShape::of(area),
                })
                .collect(),
            services: comparison.services.iter().map(ChangeShape::of).collect(),
            rises: ids(comparison.rises()),
            falls: ids(comparison.falls()),
            begun: &comparison.begun,
            ended: &comparison.ended,
        })
    }
}

impl FigureShape {
    fn of<Id>(figure: &FigureChange<Id>) -> Self {
        Self {
            before: figure.before,
            after: figure.after,
            change: figure.change(),
        }
    }
}

impl<'a> ChangeShape<'a> {
    fn of(change: &'a ServiceChange<'a>) -> Self {
        Self {
            service: change.service.as_str(),
            older_service: change.older_service.as_str(),
            continuity: continuity(change.continuity),
            before: change.before.into(),
            after: change.after.into(),
            change: change.change,
            target_before: change.target_before.map(Level::number),
            actions_done: change
                .actions_done
                .iter()
                .map(|action| action.id.as_str())
                .collect(),
        }
    }
}

fn continuity(continuity: Continuity) -> &'static str {
    match continuity {
        Continuity::Same => "same",
        Continuity::Close => "close",
        Continuity::Split => "split",
    }
}
