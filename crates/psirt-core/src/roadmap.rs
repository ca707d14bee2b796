//! The roadmap: actions in order, and where they would lead.

use crate::Date;
use crate::assessment::{Action, Assessment};
use crate::gap::{planning_days, steps};
use crate::id::ServiceId;
use crate::score::{Scorecard, State, score_states};
use crate::sheet::{Level, Sheet};

/// The same scores with accepted actions done.
///
/// An action raises its service to its level, never lowers it. A service without a level stays
/// without one: an action does not answer for it. With `by`, only actions due on that day or
/// before count; an action without due date counts in the projection without day alone.
pub fn projection(sheet: &Sheet, assessment: &Assessment, by: Option<Date>) -> Scorecard {
    let counts = |action: &&Action| {
        action.state.is_accepted() && by.is_none_or(|day| action.due.is_some_and(|due| due <= day))
    };
    with_levels_reached(sheet, assessment, |service| {
        let actions = assessment.actions().iter();
        actions
            .filter(|action| action.service == *service)
            .filter(counts)
            .map(|action| action.to_level)
            .max()
    })
}

/// The same scores with steps done, each given by its service and the level it leads to.
pub fn projection_of_steps(
    sheet: &Sheet,
    assessment: &Assessment,
    steps: &[(&ServiceId, Level)],
) -> Scorecard {
    with_levels_reached(sheet, assessment, |service| {
        let of_service = steps.iter().filter(|(of, _)| of.as_str() == service);
        of_service.map(|(_, level)| *level).max()
    })
}

fn with_levels_reached(
    sheet: &Sheet,
    assessment: &Assessment,
    reached: impl Fn(&str) -> Option<Level>,
) -> Scorecard {
    score_states(sheet, |service| {
        let state = match (State::of(assessment.answer(service)), reached(service)) {
            (State::Level(level), Some(reached)) => State::Level(level.max(reached)),
            (state, _) => state,
        };
        (state, assessment.target(service))
    })
}

/// Actions in the order of a roadmap: by due date, those without one last, else as they stand.
pub fn roadmap(assessment: &Assessment) -> Vec<&Action> {
    let mut actions: Vec<&Action> = assessment.actions().iter().collect();
    actions.sort_by_key(|action| (action.due.is_none(), action.due));
    actions
}

/// Person-days an action takes: as estimated, else the planning figures of the steps it covers.
/// `None` where nobody estimated it and the sheet does not say how big a step is.
pub fn effort_days(sheet: &Sheet, assessment: &Assessment, action: &Action) -> Option<f64> {
    action.effort_days.or_else(|| {
        let service = action.service.as_str();
        let from = State::of(assessment.answer(service))
            .level()
            .unwrap_or_default();
        planning_days(&steps(sheet, service, from, action.to_level))
    })
}
