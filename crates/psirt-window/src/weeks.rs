//! The weeks of an organization that begins: what it has done of the starter kit's tasks.
//!
//! What was done is a fact of the organization, not of one of its rounds; so it stands in a
//! setting of the workspace, goes on over rounds, and is undone by doing the opposite.

#![expect(missing_docs, reason = "the list of commands describes each")]

use super::gather;
use super::kept::{Done, change_weeks};
use super::session::Desktop;
use super::wire::{Failure, FailureCode, HomeView, ShowWeeks, TickTask};
use psirt_app::assessments::today;
use psirt_app::kit::kit;

pub fn tick_task(desktop: &Desktop, request: TickTask) -> Result<HomeView, Failure> {
    let TickTask {
        organization,
        task,
        done,
    } = request;
    if kit().tasks().iter().all(|one| one.id != task) {
        return Err(Failure::new(
            FailureCode::NotFound,
            format!("no task `{task}`"),
        ));
    }
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    change_weeks(session, &organization, |weeks| {
        if done {
            let today = today();
            let done = weeks.done.entry(task);
            done.or_insert(Done { on: today, who });
        } else {
            weeks.done.remove(&task);
        }
    })?;
    gather::home::view(session)
}

pub fn show_weeks(desktop: &Desktop, request: ShowWeeks) -> Result<HomeView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    change_weeks(session, &request.organization, |weeks| {
        weeks.wanted = Some(request.shown);
    })?;
    gather::home::view(session)
}
