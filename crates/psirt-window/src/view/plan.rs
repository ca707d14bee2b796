//! Gaps, the roadmap and what it leads to.

use std::collections::BTreeSet;

use psirt_core::assessment::KeptPlan;
use psirt_core::gap::{Gap, NextStep, gaps};
use psirt_core::plan::{PlannedStep, plan};
use psirt_core::roadmap::{
    Days, PlannedAction, Quarter, QuarterOfPlan, Roadmap, projection, projection_of_steps, roadmap,
};
use psirt_core::schedule::quarter_after;
use psirt_core::score::{Scorecard, State, score};
use psirt_core::sheet::Level;
use psirt_core::trend::Round;
use psirt_core::{Assessment, Date, Reading};

use super::{service_reference, sheet};
use crate::wire::{
    ActionView, BudgetView, Day, DaysView, DutyView, GapView, GapsView, HalvesView, KeptPlanView,
    LoadView, NextStepView, PlannedStepView, ProjectedFigure, ProjectionView, QuarterName,
    QuarterView, RoadmapView, Text,
};
use psirt_app::assessments::today;

/// What lies between levels and targets.
pub fn gaps_view(round: Round<'_>, reading: Option<&Reading>) -> GapsView {
    let scorecard = score(round.sheet, round.assessment);
    let gaps = gaps(round.sheet, &scorecard, reading);
    let reference = |id: &psirt_core::ServiceId| service_reference(round.sheet, id.as_str());
    GapsView {
        assessment: round.assessment.id().to_owned(),
        highest_level: round.sheet.highest_level().number(),
        reading: reading.map(|reading| reading.id().to_owned()),
        ranked: gaps
            .ranked
            .iter()
            .map(|gap| gap_view(round, gap, reading))
            .collect(),
        reached: gaps.reached.iter().map(reference).collect(),
        unknown: gaps.unknown.iter().map(reference).collect(),
        without_target: scorecard
            .services
            .iter()
            .filter(|service| service.target.is_none() && service.state != State::NotApplicable)
            .map(|service| reference(&service.id))
            .collect(),
    }
}

fn gap_view(round: Round<'_>, gap: &Gap<'_>, reading: Option<&Reading>) -> GapView {
    let id = gap.service.as_str();
    GapView {
        service: service_reference(round.sheet, id),
        level: gap.level.number(),
        target: gap.target.number(),
        size: gap.size,
        next: next_step_view(gap.next_step),
        duties: reading.map_or_else(Vec::new, |reading| {
            reading
                .duties_on(id)
                .map(|requirement| DutyView {
                    id: requirement.id.clone(),
                    cited: Text::of(|language| requirement.cited(language).to_owned()),
                    title: (&requirement.title).into(),
                })
                .collect()
        }),
        taken_on: taken_on(round.assessment, id, gap.next_step.to),
    }
}

/// The way to a level.
pub fn next_step_view(next: NextStep<'_>) -> NextStepView {
    NextStepView {
        level: next.to.number(),
        statement: next.statement.into(),
        step: next.step.map(sheet::step),
    }
}

/// The first action somebody stands behind that leads a service to a level or beyond.
fn taken_on(assessment: &Assessment, service: &str, level: Level) -> Option<String> {
    assessment
        .actions()
        .iter()
        .find(|action| {
            action.service == *service && action.to_level >= level && action.state.is_accepted()
        })
        .map(|action| action.id.clone())
}

/// The plan of a round.
pub fn roadmap_view(round: Round<'_>) -> RoadmapView {
    let roadmap = roadmap(round.sheet, round.assessment);
    let entries = round.assessment.entries().values();
    let named = entries.map(|entry| &entry.owner);
    let owners: BTreeSet<&String> = named
        .chain(roadmap.actions.iter().map(|planned| &planned.action.owner))
        .filter(|owner| !owner.is_empty())
        .collect();
    RoadmapView {
        assessment: round.assessment.id().to_owned(),
        quarters: roadmap.quarters().iter().map(quarter_view).collect(),
        loads: roadmap
            .owners()
            .iter()
            .map(|owner| LoadView {
                owner: owner.owner.to_owned(),
                days: owner.days.into(),
            })
            .collect(),
        all: roadmap.all_days().into(),
        open: roadmap.open_days().into(),
        projection: projection_view(round, &projection(round.sheet, round.assessment, None)),
        owners: owners.into_iter().cloned().collect(),
        ahead: quarters_ahead(today()),
        kept: round.assessment.plan().map(|plan| KeptPlanView {
            budget_days: plan.budget_days,
            days: plan.days(),
            steps: plan.steps.len(),
            left_out: plan.left_out.len(),
        }),
        actions: roadmap
            .actions
            .iter()
            .map(|planned| action_view(round, &roadmap, planned))
            .collect(),
    }
}

/// The quarter a day is in and the seven after it.
fn quarters_ahead(day: Date) -> Vec<QuarterName> {
    let now = Quarter::of(day);
    let ahead = (0..8).map(|count| quarter_after(now, count));
    let name = |quarter: Quarter| QuarterName {
        year: quarter.year,
        quarter: quarter.number,
    };
    ahead.map(name).collect()
}

fn quarter_view(of_plan: &QuarterOfPlan<'_>) -> QuarterView {
    let quarter = of_plan.quarter;
    let actions = of_plan.actions.iter();
    QuarterView {
        year: quarter.year,
        quarter: quarter.number,
        first_day: Day(quarter.first_day()),
        last_day: Day(quarter.last_day()),
        days: of_plan.days.into(),
        actions: actions.map(|planned| planned.action.id.clone()).collect(),
        overall: of_plan.by_its_end.overall.score,
    }
}

impl From<Days> for DaysView {
    fn from(days: Days) -> Self {
        Self {
            known: days.known,
            without: days.without,
        }
    }
}

/// An action of a round.
pub fn action_view(
    round: Round<'_>,
    roadmap: &Roadmap<'_>,
    planned: &PlannedAction<'_>,
) -> ActionView {
    let action = planned.action;
    let (to_level, effort_days) = roadmap.halves(planned);
    let id = action.service.as_str();
    ActionView {
        id: action.id.clone(),
        service: service_reference(round.sheet, id),
        from_level: State::of(round.assessment.answer(id))
            .level()
            .map(|_| planned.from_level.number()),
        to_level: action.to_level.number(),
        title: action.title.clone(),
        deliverable: action.deliverable.clone(),
        owner: action.owner.clone(),
        due: action.due.map(Day),
        effort_days: action.effort_days,
        planned_days: planned.days,
        halves: HalvesView {
            to_level: to_level.number(),
            effort_days,
        },
        state: action.state,
    }
}

/// Scores with something done, beside today's.
pub fn projection_view(round: Round<'_>, projected: &Scorecard) -> ProjectionView {
    let today = score(round.sheet, round.assessment);
    let areas = round.sheet.areas().iter().zip(&today.areas);
    ProjectionView {
        overall: projected.overall.score,
        overall_today: today.overall.score,
        areas: areas
            .zip(&projected.areas)
            .map(|((area, today), projected)| ProjectedFigure {
                id: area.id.to_string(),
                title: (&area.title).into(),
                today: today.score,
                projected: projected.score,
                target: today.target,
            })
            .collect(),
        services: today
            .services
            .iter()
            .zip(&projected.services)
            .map(|(today, projected)| ProjectedFigure {
                id: today.id.to_string(),
                title: service_reference(round.sheet, today.id.as_str()).title,
                today: today.state.level().map(f64::from),
                projected: projected.state.level().map(f64::from),
                target: today.target.map(f64::from),
            })
            .collect(),
    }
}

/// The plan under a budget as it is kept.
pub fn kept(round: Round<'_>, reading: Option<&Reading>, days: f64) -> KeptPlan {
    let scorecard = score(round.sheet, round.assessment);
    let gaps = gaps(round.sheet, &scorecard, reading);
    plan(round.sheet, &gaps, days).kept()
}

/// The steps that close the most gap with so many person-days.
pub fn budget_view(round: Round<'_>, reading: Option<&Reading>, days: f64) -> BudgetView {
    let scorecard = score(round.sheet, round.assessment);
    let gaps = gaps(round.sheet, &scorecard, reading);
    let plan = plan(round.sheet, &gaps, days);
    let view = |step: &PlannedStep<'_>, fits| PlannedStepView {
        service: service_reference(round.sheet, step.service.as_str()),
        step: next_step_view(step.step),
        fits,
        taken_on: taken_on(round.assessment, step.service.as_str(), step.step.to),
    };
    let steps = plan.chosen.iter().map(|step| (&step.service, step.step.to));
    let steps: Vec<_> = steps.collect();
    let done = projection_of_steps(round.sheet, round.assessment, &steps);
    let steps_of = |list: &[PlannedStep<'_>], gap: &Gap<'_>, fits: bool| {
        list.iter()
            .filter(|step| step.service == gap.service)
            .map(|step| view(step, fits))
            .collect::<Vec<_>>()
    };
    BudgetView {
        days,
        used_days: plan.days,
        all_days: plan.all_days(),
        closed: plan.closed,
        open: plan.open,
        unweighed: plan.unweighed.len(),
        // Of one service the steps that fit come first: they are taken from below.
        steps: gaps
            .ranked
            .iter()
            .flat_map(|gap| {
                let mut steps = steps_of(&plan.chosen, gap, true);
                steps.extend(steps_of(&plan.left_out, gap, false));
                steps
            })
            .collect(),
        projection: projection_view(round, &done),
    }
}
