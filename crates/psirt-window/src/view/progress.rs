//! Rounds over time, and what changed between two of them.

use psirt_core::review::{PlannedFigure, Review, Verdict, review};
use psirt_core::roadmap::{Roadmap, projection, roadmap};
use psirt_core::round::Outcome;
use psirt_core::score::{AreaScore, Scorecard, score};
use psirt_core::trend::{
    Break, FigureChange, Point, Round, ServiceChange, compare, standing, trend,
};
use psirt_core::{Crosswalk, Date, Level, ServiceId};

use super::plan::{action_view, projection_view};
use super::{level_number, round_reference, service_reference};
use crate::wire::{
    AnswerState, BreakView, ComparisonView, Continuity, Day, DoneAction, FigureChangeView,
    KeptOutcomeView, LineView, PlanOutcome, PlanOutcomeView, PlannedFigureView, PlannedRoundView,
    PointView, RoundReference, RoundView, ServiceChangeView, ServiceReference, StepOutcomeView,
    SupersededView, Text, TrendView,
};

/// A round with what is written beside it.
#[derive(Clone)]
pub struct Annotated<'a> {
    /// The round.
    pub round: Round<'a>,
    /// A remark.
    pub note: String,
    /// The finished round this one corrects.
    pub corrects: Option<RoundReference>,
}

/// Rounds over time, at least one, as they are seen from the one with the id `present`; `planned`
/// is the day of the next.
pub fn trend_view(
    given: &[Annotated<'_>],
    present: &str,
    crosswalks: &[&Crosswalk],
    planned: Option<Date>,
) -> TrendView {
    let plain: Vec<Round<'_>> = given.iter().map(|annotated| annotated.round).collect();
    let sorted = standing(&plain, Some(present));
    let annotated = |round: Round<'_>| {
        let id = round.assessment.id();
        let mut given = given.iter();
        given
            .find(|one| one.round.assessment.id() == id)
            .expect("a round that is sorted was given")
    };
    let plain = sorted.standing;
    let last = *plain.last().expect("a trend has a round");
    let trend = trend(&plain, crosswalks);
    TrendView {
        highest_level: trend.highest_level.number(),
        rounds: plain
            .iter()
            .zip(&trend.rounds)
            .map(|(round, scorecard)| round_view(annotated(*round), scorecard))
            .collect(),
        superseded: sorted
            .superseded
            .iter()
            .map(|one| SupersededView {
                round: round_view(
                    annotated(one.round),
                    &score(one.round.sheet, one.round.assessment),
                ),
                corrected_by: round_reference(one.corrected_by),
            })
            .collect(),
        breaks: plain
            .windows(2)
            .zip(&trend.breaks)
            .map(|(pair, line_break)| break_view(pair[0], pair[1], line_break))
            .collect(),
        areas: last
            .sheet
            .areas()
            .iter()
            .map(|area| LineView {
                id: area.id.to_string(),
                title: (&area.title).into(),
                area: area.id.to_string(),
                points: plain
                    .iter()
                    .zip(&trend.rounds)
                    .map(|(round, scorecard)| {
                        let area = scorecard.area(area.id.as_str())?;
                        (round.sheet.id() == last.sheet.id()).then(|| area_point(area))
                    })
                    .collect(),
            })
            .collect(),
        services: trend
            .services
            .iter()
            .map(|line| {
                let service = service_reference(last.sheet, line.service.as_str());
                LineView {
                    id: service.id,
                    title: service.title,
                    area: service.area,
                    points: line
                        .points
                        .iter()
                        .map(|point| point.as_ref().map(service_point))
                        .collect(),
                }
            })
            .collect(),
        planned: planned.map(|day| PlannedRoundView {
            date: Day(day),
            projection: projection_view(last, &projection(last.sheet, last.assessment, Some(day))),
        }),
    }
}

fn round_view(annotated: &Annotated<'_>, scorecard: &Scorecard) -> RoundView {
    let Round { sheet, assessment } = annotated.round;
    let roadmap = roadmap(sheet, assessment);
    RoundView {
        assessment: assessment.id().to_owned(),
        title: assessment.title().to_owned(),
        date: Day(assessment.date()),
        state: assessment.state(),
        sheet: assessment.sheet().into(),
        sheet_title: sheet.title().into(),
        overall: scorecard.overall.score,
        headline: scorecard.overall.headline(),
        target: scorecard.overall.target,
        coverage: scorecard.overall.coverage.into(),
        actions: roadmap.accepted().count(),
        actions_done: roadmap.done().count(),
        note: annotated.note.clone(),
        corrects: annotated.corrects.clone(),
    }
}

fn break_view(older: Round<'_>, newer: Round<'_>, line_break: &Break) -> BreakView {
    match line_break {
        Break::None => BreakView::None,
        Break::SheetChanged {
            carried,
            begun,
            ended,
        } => BreakView::SheetChanged {
            carried: *carried,
            begun: references(newer, begun),
            ended: references(older, ended),
        },
    }
}

fn references(round: Round<'_>, services: &[ServiceId]) -> Vec<ServiceReference> {
    services
        .iter()
        .map(|id| service_reference(round.sheet, id.as_str()))
        .collect()
}

fn area_point(area: &AreaScore) -> PointView {
    PointView {
        value: area.score,
        state: area
            .score
            .map_or(AnswerState::Unanswered, |_| AnswerState::Level),
        target: area.target,
        continuity: Continuity::Same,
    }
}

fn service_point(point: &Point) -> PointView {
    PointView {
        value: point.state.level().map(f64::from),
        state: point.state.into(),
        target: point.target.map(f64::from),
        continuity: point.continuity.into(),
    }
}

/// What changed from one round to a later one.
pub fn comparison_view(
    older: Round<'_>,
    newer: Round<'_>,
    crosswalks: &[&Crosswalk],
) -> ComparisonView {
    let comparison = compare(older, newer, crosswalks);
    let review = review(older, newer, crosswalks);
    let roadmap = roadmap(older.sheet, older.assessment);
    let view = |change: &ServiceChange<'_>| service_change(newer, change);
    let changes = |wanted: fn(&ServiceChange<'_>) -> bool| {
        let services = comparison.services.iter().filter(|change| wanted(change));
        services.map(view).collect::<Vec<_>>()
    };
    ComparisonView {
        older: round_reference(older),
        newer: round_reference(newer),
        one_sheet: comparison.one_sheet,
        overall: figure_change(
            String::new(),
            Text::both("Overall", "総合"),
            &comparison.overall,
        ),
        areas: comparison
            .areas
            .iter()
            .map(|change| area_change(newer, change))
            .collect(),
        falls: comparison.falls().into_iter().map(view).collect(),
        rises: comparison.rises().into_iter().map(view).collect(),
        unchanged: changes(|service| service.change == Some(0)),
        not_comparable: changes(|service| {
            let (before, after) = (service.before.level(), service.after.level());
            service.change.is_none() && before.is_some() == after.is_some()
        }),
        no_longer_answered: comparison.no_longer_answered().map(view).collect(),
        newly_answered: comparison.newly_answered().map(view).collect(),
        begun: references(newer, &comparison.begun),
        ended: references(older, &comparison.ended),
        plan: review
            .actions
            .iter()
            .filter_map(|outcome| plan_outcome(older, &roadmap, outcome))
            .collect(),
        kept: kept_outcome(older, &review),
        unplanned: references(newer, &review.unplanned),
        planned: planned_figures(newer, &review),
    }
}

fn area_change(newer: Round<'_>, change: &FigureChange<psirt_core::AreaId>) -> FigureChangeView {
    let area = newer.sheet.area(change.id.as_str());
    let title = area.map_or_else(Text::default, |area| (&area.title).into());
    figure_change(change.id.to_string(), title, change)
}

fn figure_change<Id>(id: String, title: Text, change: &FigureChange<Id>) -> FigureChangeView {
    FigureChangeView {
        id,
        title,
        before: change.before,
        after: change.after,
        change: change.shown_change(),
        compared: change.compared,
        score_before: change.score_before,
        score_after: change.score_after,
    }
}

fn service_change(newer: Round<'_>, change: &ServiceChange<'_>) -> ServiceChangeView {
    ServiceChangeView {
        service: service_reference(newer.sheet, change.service.as_str()),
        older_service: change.older_service.to_string(),
        continuity: change.continuity.into(),
        before: change.before.into(),
        before_level: level_number(change.before),
        after: change.after.into(),
        after_level: level_number(change.after),
        change: change.change,
        target_before: change.target_before.map(Level::number),
        note_before: change.note_before.to_owned(),
        note_after: change.note_after.to_owned(),
        actions_done: change
            .actions_done
            .iter()
            .map(|action| DoneAction {
                title: action.title.clone(),
                owner: action.owner.clone(),
                due: action.due.map(Day),
            })
            .collect(),
    }
}

/// The action with the days it was planned with, in its last state.
fn plan_outcome(
    older: Round<'_>,
    roadmap: &Roadmap<'_>,
    outcome: &Outcome<'_>,
) -> Option<PlanOutcomeView> {
    let mut action = action_view(older, roadmap, roadmap.action(&outcome.action.id)?);
    action.state = outcome.state;
    Some(PlanOutcomeView {
        action,
        before: outcome.before.into(),
        before_level: level_number(outcome.before),
        after: outcome.after.into(),
        after_level: level_number(outcome.after),
        outcome: outcome.verdict().into(),
    })
}

fn kept_outcome(older: Round<'_>, review: &Review<'_>) -> Option<KeptOutcomeView> {
    let plan = older.assessment.plan()?;
    let (reached, chosen) = review.steps_reached();
    Some(KeptOutcomeView {
        budget_days: plan.budget_days,
        chosen,
        reached,
        steps: review
            .steps
            .iter()
            .map(|outcome| StepOutcomeView {
                service: service_reference(older.sheet, outcome.step.service.as_str()),
                to_level: outcome.step.to_level.number(),
                days: outcome.step.days,
                chosen: outcome.chosen,
                before: outcome.before.into(),
                before_level: level_number(outcome.before),
                after: outcome.after.into(),
                after_level: level_number(outcome.after),
                outcome: outcome.verdict().into(),
            })
            .collect(),
    })
}

fn planned_figures(newer: Round<'_>, review: &Review<'_>) -> Vec<PlannedFigureView> {
    if review.overall.before.is_none() || !review.has_plan() {
        return Vec::new();
    }
    let areas = review.areas.iter().map(|figure| {
        let area = newer.sheet.area(figure.id.as_str());
        let title = area.map_or_else(Text::default, |area| (&area.title).into());
        planned_figure(figure.id.to_string(), title, figure)
    });
    let whole = Text::both("Overall", "総合");
    let whole = planned_figure(String::new(), whole, &review.overall);
    std::iter::once(whole).chain(areas).collect()
}

fn planned_figure<Id>(id: String, title: Text, figure: &PlannedFigure<Id>) -> PlannedFigureView {
    PlannedFigureView {
        id,
        title,
        before: figure.before,
        planned: figure.planned,
        projected: figure.projected,
        actual: figure.actual,
    }
}

impl From<Verdict> for PlanOutcome {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Reached => Self::Reached,
            Verdict::NotReached => Self::NotReached,
            Verdict::CannotTell => Self::CannotTell,
            Verdict::Gone => Self::Gone,
        }
    }
}
