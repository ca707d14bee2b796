//! Assessment files: looking at one, taking one in, writing one.

#![expect(missing_docs, reason = "the list of commands describes each")]

use super::gather::checks::look_at_all;
use super::gather::taking::take_in;
use super::granted::Purpose;
use super::session::Desktop;
use super::shell::{Choice, Question};
use super::wire::{AssessmentView, CheckView, Failure, NamedFile, OfAssessment, OfFile, OfFiles};
use super::{gather, kept};
use psirt_app::assessments::{self};
use psirt_app::files;
use psirt_app::names::file_name_part;

/// The endings of an assessment file, without the dot. The first opens by a double click on every
/// system; before it there was `psirt.json`, which to most systems is any `json`.
const ENDINGS: &[&str] = &["psirtmaturity", "json"];

pub fn choose_assessment_file(desktop: &Desktop) -> Result<Option<CheckView>, Failure> {
    let language = desktop.language();
    let question = Question {
        title: language
            .pick("Import an assessment", "アセスメントを読み込む")
            .to_owned(),
        choice: Choice::File,
        kind: language.pick("Assessments", "アセスメント").to_owned(),
        endings: ENDINGS,
        folder: None,
    };
    let chosen = desktop.shell.choose(&question).into_iter().next();
    Ok(chosen.and_then(|path| look_at_all(desktop, vec![path]).pop()))
}

pub fn look_at_files(desktop: &Desktop, request: OfFiles) -> Result<Vec<CheckView>, Failure> {
    let paths = {
        let granted = desktop.granted();
        let files = request.files.iter();
        files
            .map(|file| granted.path(Purpose::LookAt, file))
            .collect::<Result<_, _>>()?
    };
    Ok(look_at_all(desktop, paths))
}

pub fn import_assessment(desktop: &Desktop, request: OfFile) -> Result<AssessmentView, Failure> {
    let looked_at = desktop.granted().looked_at(&request.file)?;
    let mut state = desktop.state();
    let session = state.open()?;
    let (sheet, assessment) =
        assessments::parse(&session.library, &looked_at.path, &looked_at.text)?;
    let who = session.who()?;
    let stored = take_in(session, &assessment, &sheet, "import_assessment", &who)?;
    kept::take_out(session, &stored.organization)?;
    gather::assessment::view(session, &stored)
}

pub fn export_assessment(
    desktop: &Desktop,
    request: OfAssessment,
) -> Result<Option<NamedFile>, Failure> {
    let (name, text) = {
        let mut state = desktop.state();
        let workspace = &state.open()?.workspace;
        let stored = workspace.assessment(&request.assessment)?;
        let assessment = &stored.assessment;
        let text = assessment.to_json();
        let organization = file_name_part(&assessment.organization().name);
        (
            format!("{organization}-{}.{}", assessment.date(), ENDINGS[0]),
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
        endings: ENDINGS,
        folder: desktop.places.documents.clone(),
    };
    let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    files::write(&path, text.as_bytes())?;
    Ok(Some(desktop.grant(Purpose::Written, &path)))
}
