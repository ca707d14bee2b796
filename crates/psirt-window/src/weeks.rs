//! The weeks of an organization that begins: what it has done of the starter kit's tasks.
//!
//! What was done is a fact of the organization, not of one of its rounds; so it stands in a
//! setting of the workspace, goes on over rounds, and is undone by doing the opposite.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::collections::BTreeMap;

use psirt_core::Date;
use psirt_core::assessment::AssessmentState;
use psirt_store::StoredAssessment;
use serde::{Deserialize, Serialize};

use super::home::{self, newest_of_scopes};
use super::session::{Desktop, Session};
use super::wire::{Day, DoneTask, Failure, FailureCode, HomeView, ShowWeeks, TickTask, WeeksView};
use psirt_app::assessments::today;
use psirt_app::kit::kit;

/// Setting of a workspace: the weeks of each organization, by its id.
const WEEKS: &str = "weeks";

/// What is known of the weeks of one organization.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weeks {
    /// By the id of the task.
    #[serde(default)]
    done: BTreeMap<String, Done>,
    /// Whether somebody asked for them or put them away.
    #[serde(default)]
    wanted: Option<bool>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Done {
    on: Date,
    who: String,
}

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
    change(session, &organization, |weeks| {
        if done {
            let today = today();
            let done = weeks.done.entry(task);
            done.or_insert(Done { on: today, who });
        } else {
            weeks.done.remove(&task);
        }
    })?;
    home::view(session)
}

pub fn show_weeks(desktop: &Desktop, request: ShowWeeks) -> Result<HomeView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    change(session, &request.organization, |weeks| {
        weeks.wanted = Some(request.shown);
    })?;
    home::view(session)
}

/// The weeks of every organization that somebody ticked, asked for or put away.
pub fn all(session: &Session) -> Result<BTreeMap<String, Weeks>, Failure> {
    Ok(session.workspace.setting(WEEKS)?.unwrap_or_default())
}

/// Forgets the weeks of an organization that is erased.
pub fn forget(session: &mut Session, organization: &str) -> Result<(), Failure> {
    let mut all = all(session)?;
    if all.remove(organization).is_some() {
        session.workspace.set_setting(WEEKS, &all)?;
    }
    Ok(())
}

/// The weeks of an organization as Home shows them.
///
/// Nobody has to ask for them whose plan is the profile that they lead to; they go when
/// everything is done. Whoever asks for them or puts them away is followed.
pub fn view(weeks: Option<&Weeks>, rounds: &[StoredAssessment], is_sample: bool) -> WeeksView {
    let nothing = Weeks::default();
    let weeks = weeks.unwrap_or(&nothing);
    let done: Vec<DoneTask> = kit()
        .tasks()
        .iter()
        .filter_map(|task| {
            let done = weeks.done.get(&task.id)?;
            Some(DoneTask {
                task: task.id.clone(),
                on: Day(done.on),
                who: done.who.clone(),
            })
        })
        .collect();
    let is_done = done.len() == kit().tasks().len();
    let begins = !is_sample
        && newest_of_scopes(rounds.iter()).any(|round| {
            let assessment = &round.assessment;
            assessment.profile() == Some(kit().profile()) && assessment.sheet().id == *kit().sheet()
        });
    WeeksView {
        shown: weeks.wanted.unwrap_or(begins && !is_done),
        done,
        assessment: place(rounds).map(|round| round.assessment.id().to_owned()),
    }
}

/// Where the services of the tasks are looked up: the newest round with their sheet, a draft
/// before a finished one.
fn place(rounds: &[StoredAssessment]) -> Option<&StoredAssessment> {
    let with_the_sheet = rounds.iter().filter(|round| {
        let sheet = round.assessment.sheet();
        sheet.id == *kit().sheet()
    });
    with_the_sheet.max_by_key(|round| {
        let is_draft = round.assessment.state() == AssessmentState::Draft;
        (is_draft, round.assessment.date(), round.created_at)
    })
}

fn change(
    session: &mut Session,
    organization: &str,
    change: impl FnOnce(&mut Weeks),
) -> Result<(), Failure> {
    session.workspace.organization(organization)?;
    let mut all = all(session)?;
    change(all.entry(organization.to_owned()).or_default());
    Ok(session.workspace.set_setting(WEEKS, &all)?)
}
