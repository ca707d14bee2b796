//! The weeks of an organization that begins, as Home shows them.

use psirt_app::kit::kit;
use psirt_core::assessment::AssessmentState;
use psirt_store::StoredAssessment;

use super::home::newest_of_scopes;
use crate::kept::Weeks;
use crate::wire::{Day, DoneTask, WeeksView};

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
