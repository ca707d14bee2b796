//! Gaps, the roadmap and what it leads to.

use std::collections::BTreeSet;

use psirt_core::assessment::{Action, KeptPlan};
use psirt_core::gap::{Gap, NextStep, gaps};
use psirt_core::plan::{PlannedStep, plan};
use psirt_core::roadmap::{effort_days, projection, projection_of_steps, roadmap};
use psirt_core::score::{Scorecard, State, score};
use psirt_core::sheet::Level;
use psirt_core::trend::Round;
use psirt_core::{Assessment, Date, Reading};

use super::{level_number, service_reference, sheet};
use crate::desktop::wire::{
    ActionView, BudgetView, Day, DutyView, GapView, GapsView, KeptPlanView, NextStepView,
    PlannedStepView, ProjectedFigure, ProjectionView, QuarterView, RoadmapView,
};

/// The longest run of quarters that is shown without a hole.
const MOST_QUARTERS: usize = 40;

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
    let actions = roadmap(round.assessment);
    let entries = round.assessment.entries().values();
    let named = entries.map(|entry| &entry.owner);
    let owners: BTreeSet<&String> = named
        .chain(actions.iter().map(|action| &action.owner))
        .filter(|owner| !owner.is_empty())
        .collect();
    RoadmapView {
        assessment: round.assessment.id().to_owned(),
        quarters: quarters(round, &actions),
        projection: projection_view(round, &projection(round.sheet, round.assessment, None)),
        owners: owners.into_iter().cloned().collect(),
        kept: round.assessment.plan().map(|plan| KeptPlanView {
            budget_days: plan.budget_days,
            days: plan.days(),
            steps: plan.steps.len(),
            left_out: plan.left_out.len(),
        }),
        actions: actions
            .into_iter()
            .map(|action| action_view(round, action))
            .collect(),
    }
}

/// An action of a round.
pub fn action_view(round: Round<'_>, action: &Action) -> ActionView {
    let id = action.service.as_str();
    ActionView {
        id: action.id.clone(),
        service: service_reference(round.sheet, id),
        from_level: level_number(State::of(round.assessment.answer(id))),
        to_level: action.to_level.number(),
        title: action.title.clone(),
        deliverable: action.deliverable.clone(),
        owner: action.owner.clone(),
        due: action.due.map(Day),
        effort_days: action.effort_days,
        planned_days: effort_days(round.sheet, round.assessment, action),
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

/// A quarter of a year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Quarter {
    year: i16,
    /// 1 to 4.
    number: i8,
}

impl Quarter {
    fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            number: (day.month() - 1) / 3 + 1,
        }
    }

    fn next(self) -> Self {
        if self.number == 4 {
            return Self {
                year: self.year + 1,
                number: 1,
            };
        }
        Self {
            number: self.number + 1,
            ..self
        }
    }

    fn first_day(self) -> Date {
        Date::new(self.year, (self.number - 1) * 3 + 1, 1).expect("each quarter has a first day")
    }

    fn last_day(self) -> Date {
        let last_month = self.first_day().with().month(self.number * 3).build();
        let last_month = last_month.expect("each month has a first day");
        last_month.last_of_month()
    }
}

/// Quarters from the first due action to the last; where those are too far apart, only the
/// quarters something is due in.
fn quarters(round: Round<'_>, actions: &[&Action]) -> Vec<QuarterView> {
    let accepted = || actions.iter().filter(|action| action.state.is_accepted());
    let mut due: Vec<Quarter> = accepted()
        .filter_map(|action| action.due)
        .map(Quarter::of)
        .collect();
    due.sort();
    due.dedup();
    let (Some(&first), Some(&last)) = (due.first(), due.last()) else {
        return Vec::new();
    };
    let run: Vec<Quarter> = std::iter::successors(Some(first), |quarter| {
        (*quarter < last).then(|| quarter.next())
    })
    .take(MOST_QUARTERS + 1)
    .collect();
    let shown = if run.len() > MOST_QUARTERS { due } else { run };
    shown
        .into_iter()
        .map(|quarter| {
            let of_quarter: Vec<&&Action> = accepted()
                .filter(|action| action.due.map(Quarter::of) == Some(quarter))
                .collect();
            let days: Vec<Option<f64>> = of_quarter
                .iter()
                .map(|action| effort_days(round.sheet, round.assessment, action))
                .collect();
            let by_its_end = projection(round.sheet, round.assessment, Some(quarter.last_day()));
            QuarterView {
                year: quarter.year,
                quarter: quarter.number,
                first_day: Day(quarter.first_day()),
                last_day: Day(quarter.last_day()),
                planned_days: days.iter().flatten().sum(),
                without_days: days.iter().filter(|days| days.is_none()).count(),
                actions: of_quarter.iter().map(|action| action.id.clone()).collect(),
                overall: by_its_end.overall.score,
            }
        })
        .collect()
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
        all_days: plan
            .chosen
            .iter()
            .chain(&plan.left_out)
            .map(|step| step.days)
            .sum(),
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
