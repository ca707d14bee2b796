//! The plan: steps taken on, split, ordered and given up.

#![expect(missing_docs, reason = "the list of commands describes each")]

use psirt_core::assessment::Action;
use psirt_core::roadmap::{Quarter, days_for};
use psirt_core::schedule::{MOST_QUARTERS, Pace};
use psirt_core::{Level, ServiceId};
use psirt_store::StoredAssessment;

use super::granted::Purpose;
use super::session::Desktop;
use super::shell::{Choice, Question};
use super::view::plan::roadmap_view;
use super::wire::{
    ActionDaysRequest, ActionDaysView, ActionInput, AddActions, ChangeActions, DueChange, Failure,
    FailureCode, NamedFile, OfAction, OfAssessment, OrderActions, PlanFormat, QuarterName,
    RoadmapView, SaveAction, SavePlan, SplitAction,
};
use psirt_app::assessments::new_id;
use psirt_app::files;
use psirt_app::plans::{self, Due};
use psirt_app::rounds::round;
use psirt_app::workspaces::deed;

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

pub fn change_actions(desktop: &Desktop, request: ChangeActions) -> Result<RoadmapView, Failure> {
    let changed = {
        let mut state = desktop.state();
        let stored = state.open()?.workspace.assessment(&request.assessment)?;
        with_change(&stored, &request)?
    };
    change(desktop, &request.assessment, |actions| {
        *actions = changed;
        Ok(())
    })
}

pub fn try_actions(desktop: &Desktop, request: ChangeActions) -> Result<RoadmapView, Failure> {
    let mut state = desktop.state();
    let mut stored = state.open()?.workspace.assessment(&request.assessment)?;
    let changed = with_change(&stored, &request)?;
    stored.assessment.set_actions(&stored.sheet, changed)?;
    Ok(roadmap_view(round(&stored)))
}

fn with_change(stored: &StoredAssessment, request: &ChangeActions) -> Result<Vec<Action>, Failure> {
    let quarter = |name: QuarterName| {
        (1..=4).contains(&name.quarter).then_some(Quarter {
            year: name.year,
            number: name.quarter,
        })
    };
    let spread =
        |first: QuarterName, pace: Pace| quarter(first).map(|first| Due::Spread { first, pace });
    let due = match request.due {
        DueChange::Keep => Some(Due::Keep),
        DueChange::Never => Some(Due::Never),
        DueChange::Day { day } => Some(Due::Day(day.0)),
        DueChange::Quarters { first, count } if (1..=MOST_QUARTERS).contains(&count) => {
            spread(first, Pace::Quarters(count))
        }
        DueChange::Pace { first, days } if days > 0.0 && days.is_finite() => {
            spread(first, Pace::Days(days))
        }
        DueChange::Quarters { .. } | DueChange::Pace { .. } => None,
    };
    let due = due.ok_or_else(|| {
        Failure::new(
            FailureCode::InvalidInput,
            format!("a plan is spread from a quarter on, over 1 to {MOST_QUARTERS} quarters or by person-days above 0"),
        )
    })?;
    let change = plans::Change {
        owner: request.owner.clone(),
        due,
        state: request.state,
    };
    let (sheet, assessment) = (&stored.sheet, &stored.assessment);
    Ok(plans::changed(sheet, assessment, &request.ids, &change)?)
}

pub fn save_plan(desktop: &Desktop, request: SavePlan) -> Result<Option<NamedFile>, Failure> {
    let language = desktop.language();
    let stored = {
        let mut state = desktop.state();
        state.open()?.workspace.assessment(&request.assessment)?
    };
    let (sheet, assessment) = (&stored.sheet, &stored.assessment);
    let (format, title, kind) = match request.format {
        PlanFormat::Ics => (
            plans::Format::Ics,
            language.pick("Save the plan as a calendar", "計画をカレンダーとして保存"),
            language.pick("Calendars", "カレンダー"),
        ),
        PlanFormat::Csv => (
            plans::Format::Csv,
            language.pick("Save the plan as a table", "計画を表として保存"),
            language.pick("Tables", "表"),
        ),
    };
    let question = Question {
        title: title.to_owned(),
        choice: Choice::NewFile(plans::file_name(assessment, format, language)),
        kind: kind.to_owned(),
        endings: format.endings(),
        folder: desktop.places.documents.clone(),
    };
    let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    let bytes = plans::write(sheet, assessment, format, language, |_| true);
    files::write(&path, &bytes)?;
    Ok(Some(desktop.grant(Purpose::Written, &path)))
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
