//! An assessment as every screen has it.

use psirt_app::rounds::{self, round};
use psirt_app::voices;
use psirt_core::Assessment;
use psirt_core::assessment::Heading;
use psirt_store::{StoredAssessment, UndoState};

use super::evidence;
use super::history::change_view;
use crate::session::Session;
use crate::view::assessment::{Around, assessment_view};
use crate::wire::{AssessmentView, Failure, Moment, Text};

/// An assessment with what the workspace knows around it.
pub fn view(session: &Session, stored: &StoredAssessment) -> Result<AssessmentView, Failure> {
    let assessment = &stored.assessment;
    let crosswalks = session.library.crosswalk_list();
    let earlier = rounds::earlier(&session.workspace, stored)?;
    let UndoState { undo, redo } = session.workspace.undo_state(assessment.id())?;
    let told =
        |step: Option<psirt_store::Step>| step.map(|step| change_view(session, stored, &step));
    let around = Around {
        organization: stored.organization.clone(),
        targets_from: assessment.profile().map(|id| targets_from(session, id)),
        previous: earlier.first().map(round),
        voices: voices::voices(&session.workspace, assessment.id())?,
        openable: evidence::openable(session, assessment)?,
        undo: told(undo),
        redo: told(redo),
        saved_at: Some(Moment::from(stored.changed_at)),
    };
    Ok(assessment_view(round(stored), around, &crosswalks))
}

/// What targets came from: a profile, a reading, or something that is not at hand any more.
fn targets_from(session: &Session, id: &str) -> Text {
    if let Some(profile) = session.library.profile(id) {
        return profile.title().into();
    }
    session
        .library
        .reading(id)
        .map_or_else(|| Text::same(id), |reading| reading.title().into())
}

/// The heading an assessment has.
pub fn heading_of(assessment: &Assessment) -> Heading {
    Heading {
        organization: assessment.organization().clone(),
        scope: assessment.scope().to_owned(),
        title: assessment.title().to_owned(),
        date: assessment.date(),
        assessors: assessment.assessors().to_vec(),
        classification: assessment.classification().map(str::to_owned),
    }
}
