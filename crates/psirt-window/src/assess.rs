//! Assess: the texts of the sheet, and every change of an assessment.

#![expect(missing_docs, reason = "the list of commands describes each")]

use jiff::{SignedDuration, Timestamp};
use psirt_core::assessment::{AssessmentState, Entry, Evidence, Heading};
use psirt_core::{Level, ServiceId};

use super::gather::assessment::{heading_of, view};
use super::gather::history::{self, change_view};
use super::session::Desktop;
use super::view::sheet as sheet_view;
use super::wire::{
    ApplyTargets, AssessmentView, Failure, FailureCode, FinishAssessment, HistoryRequest,
    HistoryView, OfAssessment, OfChange, OfService, SaveAnswer, SaveEvidence, SaveHeading,
    SaveIndicators, SaveNote, SaveOwner, SaveTarget, SheetReference, SheetView, TargetSource,
    UndoView,
};
use psirt_app::assessments::{profile, reading};
use psirt_app::workspaces::deed;

/// Texts are saved while they are typed; what belongs together within this time is one step.
const ONE_STEP: SignedDuration = SignedDuration::from_mins(2);

pub fn sheet(desktop: &Desktop, request: SheetReference) -> Result<SheetView, Failure> {
    let mut state = desktop.state();
    let reference = request.into();
    if let Some(sheet) = state.library().sheet(&reference) {
        return Ok(sheet_view::sheet(sheet));
    }
    // A round keeps its sheet when that is no longer installed.
    let session = state.open()?;
    let made_with = session.workspace.assessments()?;
    let round = made_with
        .into_iter()
        .find(|round| round.sheet == reference)
        .ok_or_else(|| {
            let psirt_core::assessment::SheetReference { id, edition } = &reference;
            Failure::new(FailureCode::NotFound, format!("no sheet `{id}` {edition}"))
        })?;
    Ok(sheet_view::sheet(
        &session.workspace.assessment(&round.id)?.sheet,
    ))
}

pub fn assessment(desktop: &Desktop, request: OfAssessment) -> Result<AssessmentView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    view(session, &stored)
}

/// A finished round keeps its heading: it is frozen with it, and printed with it in its reports.
pub fn save_heading(desktop: &Desktop, request: SaveHeading) -> Result<AssessmentView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let workspace = &mut session.workspace;
    let id = &request.assessment;
    let (title, scope) = (request.title.trim(), request.scope.trim());
    if title.is_empty() {
        return Err(Failure::new(
            FailureCode::InvalidInput,
            "a round has a name",
        ));
    }
    let stored = workspace.assessment(id)?;
    let heading = Heading {
        title: title.to_owned(),
        scope: scope.to_owned(),
        date: request.date.0,
        ..heading_of(&stored.assessment)
    };
    // Refused as a whole before anything is changed.
    let mut checked = stored.assessment.clone();
    checked.set_heading(heading.clone())?;
    if stored.assessment.state() == AssessmentState::Finished {
        return Err(psirt_store::Error::Finished {
            assessment: id.clone(),
        }
        .into());
    }
    if stored.assessment.scope() != scope {
        let owner = workspace.organization(&stored.organization)?;
        match owner.scopes.iter().find(|one| one.name == scope) {
            Some(other) => workspace.move_to_scope(id, &other.id, deed("move", &who))?,
            None => workspace.rename_scope(&stored.scope, scope, deed("rename_scope", &who))?,
        }
    }
    let changed = workspace.change_assessment(id, deed("heading", &who), |assessment, _| {
        assessment.set_heading(heading)
    })?;
    view(session, &changed)
}

pub fn save_answer(desktop: &Desktop, request: SaveAnswer) -> Result<AssessmentView, Failure> {
    let answer = request.answer.map(Into::into);
    change_entry(desktop, &request.of, "answer", |entry| {
        entry.answer = answer;
    })
}

pub fn save_indicators(
    desktop: &Desktop,
    request: SaveIndicators,
) -> Result<AssessmentView, Failure> {
    let ticked = request.indicators.into_iter().collect();
    change_entry(desktop, &request.of, "indicators", |entry| {
        entry.indicators = ticked;
    })
}

pub fn save_note(desktop: &Desktop, request: SaveNote) -> Result<AssessmentView, Failure> {
    change_entry(desktop, &request.of, "note", |entry| {
        entry.note = request.note;
    })
}

pub fn save_evidence(desktop: &Desktop, request: SaveEvidence) -> Result<AssessmentView, Failure> {
    let evidence = request
        .evidence
        .into_iter()
        .map(|evidence| Evidence {
            title: evidence.title,
            place: evidence.place,
            date: evidence.date.map(|day| day.0),
            kind: evidence.kind,
        })
        .collect();
    change_entry(desktop, &request.of, "evidence", |entry| {
        entry.evidence = evidence;
    })
}

pub fn save_owner(desktop: &Desktop, request: SaveOwner) -> Result<AssessmentView, Failure> {
    change_entry(desktop, &request.of, "owner", |entry| {
        entry.owner = request.owner;
    })
}

pub fn save_target(desktop: &Desktop, request: SaveTarget) -> Result<AssessmentView, Failure> {
    let target = request.target.map(Level::new);
    change_entry(desktop, &request.of, "target", |entry| {
        entry.target = target;
    })
}

fn change_entry(
    desktop: &Desktop,
    of: &OfService,
    what: &str,
    change: impl FnOnce(&mut Entry),
) -> Result<AssessmentView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let deed = deed(what, &who);
    let within = match what {
        "note" | "owner" | "evidence" => ONE_STEP,
        // Each choice is a step of its own.
        _ => SignedDuration::ZERO,
    };
    let changed = if within.is_zero() {
        session
            .workspace
            .change_entry(&of.assessment, &of.service, deed, change)?
    } else {
        session.workspace.change_assessment_on(
            &of.assessment,
            deed,
            within,
            |assessment, sheet| assessment.change_entry(sheet, &of.service, change),
        )?
    };
    view(session, &changed)
}

pub fn apply_targets(desktop: &Desktop, request: ApplyTargets) -> Result<AssessmentView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    let (id, mut targets) = match request.from {
        TargetSource::Profile { id } => {
            let targets = profile(&session.library, &id, &stored.sheet)?
                .targets()
                .clone();
            (id, targets)
        }
        TargetSource::Reading { id } => {
            let targets = reading(&session.library, &id, &stored.sheet)?.targets();
            (id, targets)
        }
    };
    if request.keep_existing {
        let entries = stored.assessment.entries().iter();
        let set = entries.filter_map(|(service, entry)| Some((service.clone(), entry.target?)));
        targets.extend(set.collect::<Vec<(ServiceId, Level)>>());
    }
    let deed = deed("targets", &who);
    let changed =
        session
            .workspace
            .change_assessment(&request.assessment, deed, |assessment, sheet| {
                assessment.replace_targets(sheet, &targets);
                assessment.set_profile(Some(id))
            })?;
    view(session, &changed)
}

pub fn finish_assessment(
    desktop: &Desktop,
    request: FinishAssessment,
) -> Result<AssessmentView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let id = &request.assessment;
    let (dated, finished) = (deed("heading", &who), deed("finish", &who));
    session
        .workspace
        .change_and_finish(id, dated, finished, |assessment, _| {
            let mut heading = heading_of(assessment);
            heading.date = request.date.0;
            assessment.set_heading(heading)
        })?;
    let stored = session.workspace.assessment(id)?;
    view(session, &stored)
}

pub fn undo(desktop: &Desktop, request: OfAssessment) -> Result<UndoView, Failure> {
    turn(desktop, &request, psirt_store::Workspace::undo)
}

pub fn redo(desktop: &Desktop, request: OfAssessment) -> Result<UndoView, Failure> {
    turn(desktop, &request, psirt_store::Workspace::redo)
}

type Turn = fn(
    &mut psirt_store::Workspace,
    &str,
    &str,
    Timestamp,
) -> psirt_store::Result<Option<psirt_store::Turned>>;

fn turn(desktop: &Desktop, request: &OfAssessment, turn: Turn) -> Result<UndoView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let id = &request.assessment;
    let turned = turn(&mut session.workspace, id, &who, Timestamp::now())?;
    let stored = match &turned {
        Some(turned) => turned.stored.clone(),
        None => session.workspace.assessment(id)?,
    };
    Ok(UndoView {
        assessment: view(session, &stored)?,
        change: turned.map(|turned| change_view(session, &stored, &turned.step)),
    })
}

pub fn revert_change(desktop: &Desktop, request: OfChange) -> Result<UndoView, Failure> {
    let unknown = || {
        Failure::new(
            FailureCode::NotFound,
            "there is no such change to take back",
        )
    };
    let change: i64 = request.change.parse().map_err(|_| unknown())?;
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let deed = deed("take_back", &who);
    let stored = session.workspace.take_back(change, deed)?;
    let assessment = view(session, &stored)?;
    Ok(UndoView {
        change: assessment.undo.clone(),
        assessment,
    })
}

pub fn history(desktop: &Desktop, request: HistoryRequest) -> Result<HistoryView, Failure> {
    history::page(desktop.state().open()?, &request)
}
