//! The shapes of rounds over time, and of two rounds compared.

use psirt_core::assessment::SheetReference;
use psirt_core::trend::{
    Break, Comparison, Continuity, FigureChange, Point, Round, ServiceChange, ServiceLine, Trend,
};
use psirt_core::{AreaId, Assessment, Date, Language, Level, Scorecard, ServiceId, score};
use serde::Serialize;

use super::scores::{OverallShape, StateShape};

/// Rounds over time.
#[derive(Serialize)]
pub struct ProgressShape<'a> {
    /// Oldest first; the last is the one the report is about.
    rounds: Vec<RoundShape<'a>>,
    services: Vec<LineShape<'a>>,
    /// Rounds that a correction has replaced; they count in no figure.
    superseded: Vec<SupersededShape<'a>>,
}

/// A round that counts in no figure.
#[derive(Clone, Copy, Debug)]
pub struct SupersededRound<'a> {
    /// The round.
    pub round: Round<'a>,
    /// The id of the round that stands in its place; `None` where it is itself a correction that
    /// is not finished.
    pub corrected_by: Option<&'a str>,
}

#[derive(Serialize)]
struct SupersededShape<'a> {
    #[serde(flatten)]
    round: RoundName<'a>,
    /// The id of the round that stands in its place; `null` where it is itself a correction that
    /// is not finished.
    corrected_by: Option<&'a str>,
    /// Its overall score, as it was.
    score: Option<f64>,
}

#[derive(Serialize)]
struct RoundShape<'a> {
    #[serde(flatten)]
    round: RoundName<'a>,
    /// What parts this round from the one before, where anything does.
    break_before: Option<BreakShape<'a>>,
    overall: OverallShape<'a>,
    areas: Vec<AreaShape<'a>>,
}

/// Which round it is.
#[derive(Serialize)]
pub struct RoundName<'a> {
    id: &'a str,
    /// The round it corrects.
    corrects: Option<&'a str>,
    title: &'a str,
    date: Date,
    sheet: SheetName<'a>,
}

/// Which sheet it is.
#[derive(Serialize)]
pub struct SheetName<'a> {
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
    target: Option<f64>,
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

/// Two rounds beside each other.
#[derive(Serialize)]
pub struct ComparisonShape<'a> {
    older: RoundName<'a>,
    newer: RoundName<'a>,
    one_sheet: bool,
    overall: OverallChangeShape,
    areas: Vec<AreaChangeShape<'a>>,
    services: Vec<ChangeShape<'a>>,
    rises: Vec<&'a str>,
    falls: Vec<&'a str>,
    highest_rises: Vec<&'a str>,
    deepest_falls: Vec<&'a str>,
    most_risen_areas: Vec<&'a str>,
    most_fallen_areas: Vec<&'a str>,
    /// With a level then and none now.
    no_longer_answered: Vec<&'a str>,
    /// With a level now and none then.
    newly_answered: Vec<&'a str>,
    begun: &'a [ServiceId],
    ended: &'a [ServiceId],
}

/// A figure in two rounds, over the services that have a level in both.
#[derive(Serialize)]
struct FigureShape {
    before: Option<f64>,
    after: Option<f64>,
    change: Option<f64>,
    compared: usize,
    /// The rounds' own scores.
    score_before: Option<f64>,
    score_after: Option<f64>,
}

#[derive(Serialize)]
struct OverallChangeShape {
    #[serde(flatten)]
    figure: FigureShape,
    /// How many areas it rests on.
    areas: usize,
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
    /// The rounds of a trend, oldest first, and those that count in no figure.
    pub fn of(
        rounds: &[Round<'a>],
        trend: &'a Trend,
        superseded: impl IntoIterator<Item = SupersededRound<'a>>,
        language: Language,
    ) -> Self {
        let breaks = std::iter::once(None).chain(trend.breaks.iter().map(Some));
        Self {
            rounds: rounds
                .iter()
                .zip(&trend.rounds)
                .zip(breaks)
                .map(|((round, card), line_break)| {
                    RoundShape::of(*round, card, line_break, language)
                })
                .collect(),
            services: trend.services.iter().map(LineShape::of).collect(),
            superseded: superseded
                .into_iter()
                .map(|one| SupersededShape {
                    round: RoundName::of(one.round.assessment),
                    corrected_by: one.corrected_by,
                    score: score(one.round.sheet, one.round.assessment).overall.score,
                })
                .collect(),
        }
    }
}

impl<'a> RoundShape<'a> {
    fn of(
        round: Round<'a>,
        card: &'a Scorecard,
        line_break: Option<&'a Break>,
        language: Language,
    ) -> Self {
        Self {
            round: RoundName::of(round.assessment),
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
            overall: OverallShape::of(round.sheet, card, language),
            areas: card
                .areas
                .iter()
                .map(|area| AreaShape {
                    id: area.id.as_str(),
                    score: area.score,
                    target: area.target,
                    answered: area.coverage.answered,
                    applicable: area.coverage.applicable,
                })
                .collect(),
        }
    }
}

impl<'a> RoundName<'a> {
    /// The name of a round.
    pub fn of(assessment: &'a Assessment) -> Self {
        let sheet = assessment.sheet();
        Self {
            id: assessment.id(),
            corrects: assessment.corrects(),
            title: assessment.title(),
            date: assessment.date(),
            sheet: sheet.into(),
        }
    }
}

impl<'a> From<&'a SheetReference> for SheetName<'a> {
    fn from(sheet: &'a SheetReference) -> Self {
        Self {
            id: sheet.id.as_str(),
            edition: &sheet.edition,
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
    /// What changed from a round to a later one.
    pub fn of(
        older: &'a Assessment,
        newer: &'a Assessment,
        comparison: &'a Comparison<'a>,
    ) -> Self {
        let ids = |changes: Vec<&'a ServiceChange<'a>>| {
            let ids = changes.into_iter().map(|change| change.service.as_str());
            ids.collect()
        };
        let areas = |changes: Vec<&'a FigureChange<AreaId>>| {
            let areas = changes.into_iter().map(|change| change.id.as_str());
            areas.collect()
        };
        Self {
            older: RoundName::of(older),
            newer: RoundName::of(newer),
            one_sheet: comparison.one_sheet,
            overall: OverallChangeShape {
                figure: FigureShape::of(&comparison.overall),
                areas: comparison.compared_areas,
            },
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
            highest_rises: ids(comparison.highest_rises()),
            deepest_falls: ids(comparison.deepest_falls()),
            most_risen_areas: areas(comparison.most_risen_areas()),
            most_fallen_areas: areas(comparison.most_fallen_areas()),
            no_longer_answered: ids(comparison.no_longer_answered().collect()),
            newly_answered: ids(comparison.newly_answered().collect()),
            begun: &comparison.begun,
            ended: &comparison.ended,
        }
    }
}

impl FigureShape {
    fn of<Id>(figure: &FigureChange<Id>) -> Self {
        Self {
            before: figure.before,
            after: figure.after,
            change: figure.change(),
            compared: figure.compared,
            score_before: figure.score_before,
            score_after: figure.score_after,
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
