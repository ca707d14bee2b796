//! The shape of a plan beside its outcome.

use psirt_core::assessment::ActionState;
use psirt_core::review::{PlannedFigure, Review, StepOutcome};
use psirt_core::round::Outcome;
use psirt_core::{Assessment, Date, ServiceId};
use serde::Serialize;

use super::scores::StateShape;

/// The plan of an earlier round beside what a later one found.
#[derive(Serialize)]
pub struct ReviewShape<'a> {
    overall: FigureShape,
    areas: Vec<AreaShape<'a>>,
    /// In the order of the earlier roadmap.
    actions: Vec<ActionShape<'a>>,
    plan: Option<PlanShape<'a>>,
    unplanned: &'a [ServiceId],
}

#[derive(Serialize)]
struct FigureShape {
    before: Option<f64>,
    planned: Option<f64>,
    projected: Option<f64>,
    actual: Option<f64>,
}

#[derive(Serialize)]
struct AreaShape<'a> {
    id: &'a str,
    #[serde(flatten)]
    figure: FigureShape,
}

#[derive(Serialize)]
struct ActionShape<'a> {
    id: &'a str,
    title: &'a str,
    due: Option<Date>,
    state: ActionState,
    #[serde(flatten)]
    outcome: OutcomeShape<'a>,
}

/// The plan that was kept with the earlier round.
#[derive(Serialize)]
struct PlanShape<'a> {
    budget_days: f64,
    days: f64,
    steps: Vec<StepShape<'a>>,
}

#[derive(Serialize)]
struct StepShape<'a> {
    chosen: bool,
    days: f64,
    #[serde(flatten)]
    outcome: OutcomeShape<'a>,
}

#[derive(Serialize)]
struct OutcomeShape<'a> {
    /// In the sheet of the earlier round.
    service: &'a str,
    /// In this sheet, where it continues.
    service_now: Option<&'a str>,
    to_level: u8,
    before: StateShape,
    after: StateShape,
    outcome: &'static str,
}

impl<'a> ReviewShape<'a> {
    /// The review of the plan of `older`.
    pub fn of(older: Option<&Assessment>, review: &'a Review<'a>) -> Self {
        let plan = older.and_then(Assessment::plan);
        Self {
            overall: FigureShape::of(&review.overall),
            areas: review
                .areas
                .iter()
                .map(|figure| AreaShape {
                    id: figure.id.as_str(),
                    figure: FigureShape::of(figure),
                })
                .collect(),
            actions: review.actions.iter().map(ActionShape::of).collect(),
            plan: plan.map(|plan| PlanShape {
                budget_days: plan.budget_days,
                days: plan.days(),
                steps: review.steps.iter().map(StepShape::of).collect(),
            }),
            unplanned: &review.unplanned,
        }
    }
}

impl FigureShape {
    fn of<Id>(figure: &PlannedFigure<Id>) -> Self {
        Self {
            before: figure.before,
            planned: figure.planned,
            projected: figure.projected,
            actual: figure.actual,
        }
    }
}

impl<'a> ActionShape<'a> {
    fn of(outcome: &'a Outcome<'a>) -> Self {
        let action = outcome.action;
        Self {
            id: &action.id,
            title: &action.title,
            due: action.due,
            state: outcome.state,
            outcome: OutcomeShape {
                service: action.service.as_str(),
                service_now: outcome.service.as_ref().map(ServiceId::as_str),
                to_level: action.to_level.number(),
                before: outcome.before.into(),
                after: outcome.after.into(),
                outcome: outcome.verdict().name(),
            },
        }
    }
}

impl<'a> StepShape<'a> {
    fn of(outcome: &'a StepOutcome<'a>) -> Self {
        let step = outcome.step;
        Self {
            chosen: outcome.chosen,
            days: step.days,
            outcome: OutcomeShape {
                service: step.service.as_str(),
                service_now: outcome.service.as_ref().map(ServiceId::as_str),
                to_level: step.to_level.number(),
                before: outcome.before.into(),
                after: outcome.after.into(),
                outcome: outcome.verdict().name(),
            },
        }
    }
}
