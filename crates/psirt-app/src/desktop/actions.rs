//! The plan: steps taken on, split, ordered and given up.

#![expect(missing_docs, reason = "the list of commands describes each")]

use psirt_core::assessment::Action;
use psirt_core::roadmap::days_for;
use psirt_core::{Level, ServiceId};

use super::rounds::round;
use super::session::{Desktop, deed};
use super::view::plan::roadmap_view;
use super::wire::{
    ActionDaysRequest, ActionDaysView, ActionInput, AddActions, Failure, FailureCode, OfAction,
    OfAssessment, OrderActions, RoadmapView, SaveAction, SplitAction,
};
use crate::assessments::new_id;

pub fn roadmap(desktop: &Desktop, request: OfAssessment) -> Result<RoadmapView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    Ok(roadmap_view(round(&stored)))
}

pub fn action_days(
    desktop: &Desktop,
    request: ActionDaysRequest,
) -> Result<ActionDaysView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    Ok(ActionDaysView {
        days: days_for(
            &stored.sheet,
            &stored.assessment,
            &request.service,
            Level::new(request.to_level),
            request.id.as_deref(),
        ),
    })
}

pub fn add_actions(desktop: &Desktop, request: AddActions) -> Result<RoadmapView, Failure> {
    let added: Vec<Action> = request
        .actions
        .into_iter()
        .map(|input| action(new_id(), input))
        .collect();
    change(desktop, &request.assessment, |actions| {
        actions.extend(added);
        Ok(())
    })
}

pub fn save_action(desktop: &Desktop, request: SaveAction) -> Result<RoadmapView, Failure> {
    let changed = action(request.id.clone(), request.action);
    change(desktop, &request.assessment, |actions| {
        let place = place_of(actions, &request.id)?;
        actions[place] = changed;
        Ok(())
    })
}

pub fn split_action(desktop: &Desktop, request: SplitAction) -> Result<RoadmapView, Failure> {
    if request.parts.is_empty() {
        return Err(Failure::new(
            FailureCode::InvalidInput,
            "an action is split into one part or more",
        ));
    }
    let ids = std::iter::once(request.id.clone()).chain(std::iter::repeat_with(new_id));
    let parts: Vec<Action> = ids
        .zip(request.parts)
        .map(|(id, part)| action(id, part))
        .collect();
    change(desktop, &request.assessment, |actions| {
        let place = place_of(actions, &request.id)?;
        actions.splice(place..=place, parts);
        Ok(())
    })
}

pub fn order_actions(desktop: &Desktop, request: OrderActions) -> Result<RoadmapView, Failure> {
    change(desktop, &request.assessment, |actions| {
        let place = |action: &Action| request.ids.iter().position(|id| *id == action.id);
        // The sort is stable: those not named keep their order behind the others.
        actions.sort_by_key(|action| place(action).unwrap_or(request.ids.len()));
        Ok(())
    })
}

pub fn remove_action(desktop: &Desktop, request: OfAction) -> Result<RoadmapView, Failure> {
    change(desktop, &request.assessment, |actions| {
        let place = place_of(actions, &request.id)?;
        actions.remove(place);
        Ok(())
    })
}

/// Changes the actions of an assessment in one step. The plan goes on after a round is finished,
/// until the next one takes it over.
fn change(
    desktop: &Desktop,
    assessment: &str,
    change: impl FnOnce(&mut Vec<Action>) -> Result<(), Failure>,
) -> Result<RoadmapView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let stored = session.workspace.assessment(assessment)?;
    let mut changed = stored.assessment.actions().to_vec();
    change(&mut changed)?;
    let deed = deed("actions", &who);
    let stored = session
        .workspace
        .change_plan(assessment, deed, |actions| *actions = changed)?;
    Ok(roadmap_view(round(&stored)))
}

fn action(id: String, input: ActionInput) -> Action {
    Action {
        id,
        service: ServiceId::from(input.service),
        to_level: Level::new(input.to_level),
        title: input.title.trim().to_owned(),
        deliverable: input.deliverable.trim().to_owned(),
        owner: input.owner.trim().to_owned(),
        due: input.due.map(|day| day.0),
        effort_days: input.effort_days,
        state: input.state,
    }
}

fn place_of(actions: &[Action], id: &str) -> Result<usize, Failure> {
    actions
        .iter()
        .position(|action| action.id == id)
        .ok_or_else(|| Failure::new(FailureCode::NotFound, format!("no action `{id}`")))
}
