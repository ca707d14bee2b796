//! Assessment files: looking at one, taking one in, writing one.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use psirt_core::file::Announced;
use psirt_core::{Assessment, Sheet};
use psirt_store::{NewIds, StoredAssessment};

use super::session::{Desktop, Session, State, deed};
use super::shell::{Choice, Question};
use super::wire::{
    AssessmentView, CheckView, Failure, FailureCode, FileKind, OfAssessment, OfPath, Text,
};
use super::{assess, bin, failures};
use crate::assessments::{self, new_id};
use crate::checking::{Checked, check};
use crate::files;
use crate::frameworks::{Library, Sample};
use crate::names::file_name_part;

/// The ending of an assessment file, without the dot.
const ENDING: &str = "psirt.json";

pub fn choose_assessment_file(desktop: &Desktop) -> Result<Option<CheckView>, Failure> {
    let language = desktop.language();
    let question = Question {
        title: language
            .pick("Import an assessment", "アセスメントを読み込む")
            .to_owned(),
        choice: Choice::File,
        kind: language.pick("Assessments", "アセスメント").to_owned(),
        endings: &["json"],
        folder: None,
    };
    let chosen = desktop.shell.choose(&question).into_iter().next();
    Ok(chosen.map(|path| look_at(&desktop.state(), path)))
}

pub fn check_file(desktop: &Desktop, request: OfPath) -> Result<CheckView, Failure> {
    Ok(look_at(&desktop.state(), PathBuf::from(request.path)))
}

pub fn import_assessment(desktop: &Desktop, request: OfPath) -> Result<AssessmentView, Failure> {
    let path = PathBuf::from(request.path);
    let text = files::read_text(&path)?;
    let mut state = desktop.state();
    let session = state.open()?;
    let (sheet, assessment) = assessments::parse(&session.library, &path, &text)?;
    let who = session.who()?;
    let stored = take_in(session, &assessment, &sheet, "import_assessment", &who)?;
    bin::take_out(session, &stored.organization)?;
    assess::view(session, &stored)
}

pub fn export_assessment(
    desktop: &Desktop,
    request: OfAssessment,
) -> Result<Option<String>, Failure> {
    let (name, text) = {
        let mut state = desktop.state();
        let workspace = &state.open()?.workspace;
        let stored = workspace.assessment(&request.assessment)?;
        let assessment = &stored.assessment;
        let text = assessment.to_json();
        let organization = file_name_part(&assessment.organization().name);
        (
            format!("{organization}-{}.{ENDING}", assessment.date()),
            text,
        )
    };
    let language = desktop.language();
    let question = Question {
        title: language
            .pick("Export the assessment", "アセスメントを書き出す")
            .to_owned(),
        choice: Choice::NewFile(name),
        kind: language.pick("Assessments", "アセスメント").to_owned(),
        endings: &["json"],
        folder: desktop.places.documents.clone(),
    };
    let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    files::write(&path, text.as_bytes())?;
    desktop.state().written.insert(path.clone());
    Ok(Some(path.display().to_string()))
}

/// Looks at a file of any kind.
pub fn look_at(state: &State, path: PathBuf) -> CheckView {
    look_at_all(state, vec![path])
        .pop()
        .expect("one file has one finding")
}

/// Looks at files of any kind; a sheet among them is known to the others.
pub fn look_at_all(state: &State, paths: Vec<PathBuf>) -> Vec<CheckView> {
    let library = state.library();
    check(&library, &paths)
        .into_iter()
        .map(|checked| check_view(state, &library, checked))
        .collect()
}

fn check_view(state: &State, library: &Library, checked: Checked) -> CheckView {
    let Checked {
        path,
        kind,
        outcome,
    } = checked;
    let name = path.file_name().unwrap_or(path.as_os_str());
    let mut view = CheckView {
        path: path.display().to_string(),
        name: name.to_string_lossy().into_owned(),
        kind: kind.map(file_kind),
        title: None,
        faults: Vec::new(),
        replaces: false,
    };
    match outcome {
        Err(error) => view.faults = failures::faults_of(&error),
        Ok(id) => {
            let known = kind.and_then(|kind| known(state, library, kind, &path, &id));
            (view.title, view.replaces) = known.unwrap_or_default();
        }
    }
    view
}

/// What a good file is called, and whether it is there already.
fn known(
    state: &State,
    library: &Library,
    kind: Announced,
    path: &Path,
    id: &str,
) -> Option<(Option<Text>, bool)> {
    let text = files::read_text(path).ok()?;
    let mut with = library.clone();
    Some(match kind {
        Announced::Assessment => {
            let (_, assessment) = assessments::parse(library, path, &text).ok()?;
            let workspace = &state.session.as_ref()?.workspace;
            let title = format!("{} {}", assessment.organization().name, assessment.title());
            (
                Some(Text::same(title.trim())),
                workspace.assessment(id).is_ok(),
            )
        }
        Announced::Sheet => {
            let sheet = Sheet::parse(&text).ok()?;
            let mut own = library.sheets().into_iter();
            let same =
                own.any(|(_, one)| one.id() == sheet.id() && one.edition() == sheet.edition());
            (Some(sheet.title().into()), same)
        }
        Announced::Reading => {
            let replaces = library.reading(id).is_some();
            let reading = with.add_reading(&text).ok()?;
            (Some(reading.title().into()), replaces)
        }
        Announced::Profile => {
            let replaces = library.profile(id).is_some();
            let profile = with.add_profile(&text).ok()?;
            (Some(profile.title().into()), replaces)
        }
        Announced::Crosswalk => {
            let list = library.crosswalk_list();
            (None, list.iter().any(|crosswalk| crosswalk.id() == id))
        }
    })
}

fn file_kind(kind: Announced) -> FileKind {
    match kind {
        Announced::Sheet => FileKind::Sheet,
        Announced::Reading => FileKind::Reading,
        Announced::Profile => FileKind::Profile,
        Announced::Crosswalk => FileKind::Crosswalk,
        Announced::Assessment => FileKind::Assessment,
    }
}

/// Reads a sample of the program's.
pub fn parse_sample(
    library: &Library,
    sample: Sample,
) -> Result<(Arc<Sheet>, Assessment), Failure> {
    let path = PathBuf::from(sample.name);
    Ok(assessments::parse(library, &path, sample.text)?)
}

/// Takes an assessment into the workspace. Where one of its id is there already, it becomes
/// another one: nothing that is there is replaced.
pub fn take_in(
    session: &mut Session,
    assessment: &Assessment,
    sheet: &Sheet,
    what: &str,
    who: &str,
) -> Result<StoredAssessment, Failure> {
    let there = session.workspace.assessment(assessment.id());
    if let Ok(there) = &there
        && there.assessment == *assessment
        && there.removed_at.is_none()
    {
        return Ok(there.clone());
    }
    let copy = match there {
        Ok(_) => Some(with_id(assessment, sheet, &new_id())?),
        Err(_) => None,
    };
    let (organization, scope) = (new_id(), new_id());
    let new = NewIds {
        organization: &organization,
        scope: &scope,
    };
    let assessment = copy.as_ref().unwrap_or(assessment);
    Ok(session
        .workspace
        .import_assessment(assessment, sheet, new, deed(what, who))?)
}

/// The same assessment under another id.
fn with_id(assessment: &Assessment, sheet: &Sheet, id: &str) -> Result<Assessment, Failure> {
    let internal =
        |error: serde_json::Error| Failure::new(FailureCode::Internal, error.to_string());
    let mut file: serde_json::Value =
        serde_json::from_str(&assessment.to_json()).map_err(internal)?;
    file["id"] = id.into();
    Ok(Assessment::parse(&file.to_string(), |_| Some(sheet))?)
}
