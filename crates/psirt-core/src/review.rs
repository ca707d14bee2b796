//! A plan against its outcome: what an earlier round set out to do, beside what a later one finds.
//!
//! Nothing is judged here but levels: whether a step was done is what its action says, whether it
//! had its effect is what the later round found, and both are shown.

use crate::assessment::KeptStep;
use crate::crosswalk::Crosswalk;
use crate::id::{AreaId, ServiceId};
use crate::roadmap::{projection, projection_of_steps};
use crate::round::{Outcome, newer_service, outcomes};
use crate::score::{Scorecard, State};
use crate::sheet::Level;
use crate::trend::{Bridge, Comparison, Round, ServiceChange, compare, compared_scores};

/// The plan of an earlier round beside what a later one finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Review<'a> {
    /// What became of each action, in the order of the roadmap.
    pub actions: Vec<Outcome<'a>>,
    /// What became of each step of the plan kept with the earlier round: those chosen, then those
    /// left out, each in the order of the plan. Empty where none was kept.
    pub steps: Vec<StepOutcome<'a>>,
    /// Services of the later round that rose though neither an action nor a chosen step named
    /// them, in the order of the sheet.
    pub unplanned: Vec<ServiceId>,
    /// The whole, as it was planned and as it came.
    pub overall: PlannedFigure<()>,
    /// Areas of the later round's sheet.
    pub areas: Vec<PlannedFigure<AreaId>>,
}

/// What became of one step of a kept plan.
#[derive(Clone, Debug, PartialEq)]
pub struct StepOutcome<'a> {
    /// The step as it was planned.
    pub step: &'a KeptStep,
    /// Whether it was to be taken; else it was left for later.
    pub chosen: bool,
    /// The service in the later round, where it continues.
    pub service: Option<ServiceId>,
    /// What was known of the service then.
    pub before: State,
    /// What is known of it now; unanswered where it does not continue.
    pub after: State,
    /// Whether the service is now at the step's level or above; `None` without a level.
    pub reached: Option<bool>,
}

/// Whether the level that was planned is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The service is at the level or above.
    Reached,
    /// It is below.
    NotReached,
    /// It has no level now.
    CannotTell,
    /// The later round's sheet has no such service.
    Gone,
}

impl Verdict {
    /// A short name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NotReached => "not_reached",
            Self::CannotTell => "cannot_tell",
            Self::Gone => "gone",
        }
    }

    fn of(service: Option<&ServiceId>, reached: Option<bool>) -> Self {
        match (service, reached) {
            (None, _) => Self::Gone,
            (Some(_), Some(true)) => Self::Reached,
            (Some(_), Some(false)) => Self::NotReached,
            (Some(_), None) => Self::CannotTell,
        }
    }
}

impl Outcome<'_> {
    /// Whether the action's level is there.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.service.as_ref(), self.reached)
    }
}

impl StepOutcome<'_> {
    /// Whether the step's level is there.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.service.as_ref(), self.reached)
    }
}

/// One figure as it was, as it was planned and as it came, each over the services that have a level
/// in both rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedFigure<Id> {
    /// What the figure is of.
    pub id: Id,
    /// The figure then.
    pub before: Option<f64>,
    /// With every chosen step of the kept plan done, where one was kept.
    pub planned: Option<f64>,
    /// With every action done that was due by the later round or done already, and not dropped.
    pub projected: Option<f64>,
    /// The figure now.
    pub actual: Option<f64>,
}

impl Review<'_> {
    /// How many of the chosen steps are reached, and how many were chosen.
    pub fn steps_reached(&self) -> (usize, usize) {
        let chosen = || self.steps.iter().filter(|step| step.chosen);
        let reached = chosen().filter(|step| step.reached == Some(true));
        (reached.count(), chosen().count())
    }

    /// How many actions are reached, and how many there were.
    pub fn actions_reached(&self) -> (usize, usize) {
        let reached = |outcome: &&Outcome<'_>| outcome.reached == Some(true);
        (
            self.actions.iter().filter(reached).count(),
            self.actions.len(),
        )
    }

    /// Whether there was anything planned.
    pub fn has_plan(&self) -> bool {
        !self.actions.is_empty() || !self.steps.is_empty()
    }
}

/// Sets the plan of an earlier round beside what a later one finds.
pub fn review<'a>(older: Round<'a>, newer: Round<'_>, crosswalks: &[&Crosswalk]) -> Review<'a> {
    let bridge = Bridge::between(older.sheet, newer.sheet, crosswalks);
    let mut actions = outcomes(older, newer, crosswalks);
    actions.sort_by_key(|outcome| (outcome.action.due.is_none(), outcome.action.due));
    let steps = step_outcomes(older, newer, &bridge);
    let comparison = compare(older, newer, crosswalks);
    let unplanned = comparison
        .services
        .iter()
        .filter(|change| change.change.is_some_and(|levels| levels > 0))
        .map(|change| change.service.clone())
        .filter(|service| {
            let acted = actions.iter().map(|outcome| &outcome.service);
            let chosen = steps.iter().filter(|step| step.chosen);
            !acted
                .chain(chosen.map(|step| &step.service))
                .any(|planned| planned.as_ref() == Some(service))
        })
        .collect();
    let figures = Figures::of(older, newer, &comparison);
    Review {
        unplanned,
        overall: figures.figure((), |card| card.overall.score),
        areas: newer
            .sheet
            .areas()
            .iter()
            .map(|area| figures.figure(area.id.clone(), |card| card.area(area.id.as_str())?.score))
            .collect(),
        actions,
        steps,
    }
}

fn step_outcomes<'a>(older: Round<'a>, newer: Round<'_>, bridge: &Bridge) -> Vec<StepOutcome<'a>> {
    let Some(plan) = older.assessment.plan() else {
        return Vec::new();
    };
    let chosen = plan.steps.iter().map(|step| (step, true));
    let left_out = plan.left_out.iter().map(|step| (step, false));
    chosen
        .chain(left_out)
        .map(|(step, chosen)| {
            let service = newer_service(bridge, newer.sheet, &step.service);
            let after = State::of(
                service
                    .as_ref()
                    .and_then(|service| newer.assessment.answer(service.as_str())),
            );
            StepOutcome {
                step,
                chosen,
                before: State::of(older.assessment.answer(step.service.as_str())),
                after,
                reached: after.level().map(|level| level >= step.to_level),
                service,
            }
        })
        .collect()
}

/// The scores a figure is taken from.
struct Figures {
    before: Scorecard,
    planned: Option<Scorecard>,
    projected: Scorecard,
    actual: Scorecard,
}

impl Figures {
    fn of(older: Round<'_>, newer: Round<'_>, comparison: &Comparison<'_>) -> Self {
        let Round { sheet, assessment } = older;
        let over_compared = |level: &dyn Fn(&ServiceChange<'_>) -> Option<Level>| {
            compared_scores(newer.sheet, &comparison.services, level)
        };
        let as_in = |card: &Scorecard| {
            over_compared(&|service| card.service(service.older_service.as_str())?.state.level())
        };
        let planned = assessment.plan().map(|plan| {
            let steps = plan.steps.iter().map(|step| (&step.service, step.to_level));
            projection_of_steps(sheet, assessment, &steps.collect::<Vec<_>>())
        });
        let by = newer.assessment.date();
        Self {
            before: over_compared(&|service| service.before.level()),
            planned: planned.as_ref().map(as_in),
            projected: as_in(&projection(sheet, assessment, Some(by))),
            actual: over_compared(&|service| service.after.level()),
        }
    }

    fn figure<Id>(&self, id: Id, pick: impl Fn(&Scorecard) -> Option<f64>) -> PlannedFigure<Id> {
        PlannedFigure {
            id,
            before: pick(&self.before),
            planned: self.planned.as_ref().and_then(&pick),
            projected: pick(&self.projected),
            actual: pick(&self.actual),
        }
    }
}
