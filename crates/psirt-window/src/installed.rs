//! Sheets and readings: what is installed, and installing one's own.

#![expect(missing_docs, reason = "the list of commands describes each")]

use psirt_core::file::Announced;
use psirt_store::{Framework, FrameworkKind};

use super::gather::checks::look_at_all;
use super::gather::installed::{install, view};
use super::granted::{Purpose, name_of};
use super::session::{Desktop, Session};
use super::shell::{Choice, Question};
use super::wire::{
    CheckView, Failure, FailureCode, InstalledKind, InstalledView, NamedFile, OfFile, OfInstalled,
};
use psirt_app::checking;
use psirt_app::files;
use psirt_app::frameworks::{Library, shipped_text};
use psirt_app::workspaces::{deed, library_of};

pub fn installed(desktop: &Desktop) -> Result<InstalledView, Failure> {
    let state = desktop.state();
    view(&state.library(), state.session.as_ref())
}

pub fn choose_files_to_install(desktop: &Desktop) -> Result<Option<Vec<CheckView>>, Failure> {
    let language = desktop.language();
    let question = Question {
        title: language
            .pick("Check files and install them", "ファイルを検査して追加する")
            .to_owned(),
        choice: Choice::Files,
        kind: language
            .pick(
                "Sheets, readings, profiles",
                "成熟度シート、対応表、目標プロファイル",
            )
            .to_owned(),
        endings: &["json"],
        folder: None,
    };
    let chosen = desktop.shell.choose(&question);
    if chosen.is_empty() {
        return Ok(None);
    }
    Ok(Some(look_at_all(desktop, chosen)))
}

pub fn install_file(desktop: &Desktop, request: OfFile) -> Result<InstalledView, Failure> {
    let looked_at = desktop.granted().looked_at(&request.file)?;
    let (path, text) = (&looked_at.path, &looked_at.text);
    let mut state = desktop.state();
    let session = state.open()?;
    let mut library = session.library.clone();
    checking::add_read(&mut library, path, looked_at.kind, text)?;
    let (kind, id, edition) = identity(looked_at.kind, text, &session.library)?;
    let framework = Framework {
        kind,
        id,
        edition,
        text: text.clone(),
        source: name_of(path),
    };
    install(session, library, &framework)
}

pub fn remove_installed(desktop: &Desktop, request: OfInstalled) -> Result<InstalledView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    if request.kind == InstalledKind::Sheet {
        refuse_sheet_in_use(session, &request)?;
    }
    session.workspace.remove_framework(
        framework_kind(request.kind),
        &request.id,
        request.edition.as_deref().unwrap_or_default(),
        deed("remove_framework", &who),
    )?;
    session.library = library_of(&session.workspace)?;
    view(&session.library, Some(session))
}

pub fn export_installed(
    desktop: &Desktop,
    request: OfInstalled,
) -> Result<Option<NamedFile>, Failure> {
    let text = text_of(desktop, &request)?;
    let language = desktop.language();
    let question = Question {
        title: language
            .pick("Export the file", "ファイルを書き出す")
            .to_owned(),
        choice: Choice::NewFile(format!(
            "{}.json",
            psirt_app::names::file_name_part(&request.id)
        )),
        kind: "JSON".to_owned(),
        endings: &["json"],
        folder: desktop.places.documents.clone(),
    };
    let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    files::write(&path, text.as_bytes())?;
    Ok(Some(desktop.grant(Purpose::Written, &path)))
}

/// Assessments keep their sheet, but the next round needs it installed, and so do readings.
fn refuse_sheet_in_use(session: &Session, request: &OfInstalled) -> Result<(), Failure> {
    let in_use = session.workspace.assessments()?.into_iter().any(|one| {
        one.sheet.id == *request.id && Some(&one.sheet.edition) == request.edition.as_ref()
    });
    if in_use {
        return Err(Failure::new(
            FailureCode::StillUsed,
            format!("assessments are made with sheet `{}`", request.id),
        ));
    }
    Ok(())
}

/// The text of a file that is at hand, to the letter.
fn text_of(desktop: &Desktop, request: &OfInstalled) -> Result<String, Failure> {
    let state = desktop.state();
    let own = match &state.session {
        Some(session) => session.workspace.frameworks()?,
        None => Vec::new(),
    };
    let edition = request.edition.as_deref().unwrap_or_default();
    let own = own.into_iter().map(|installed| installed.framework);
    let mut own = own.filter(|framework| {
        framework.kind == framework_kind(request.kind)
            && framework.id == request.id
            && framework.edition == edition
    });
    let kind = announced(request.kind);
    own.next()
        .map(|framework| framework.text)
        .or_else(|| shipped_text(kind, &request.id, edition).map(str::to_owned))
        .ok_or_else(|| Failure::new(FailureCode::NotFound, format!("no `{}`", request.id)))
}

/// Kind, id and edition of a file that was found good.
fn identity(
    kind: Announced,
    text: &str,
    library: &Library,
) -> Result<(FrameworkKind, String, String), Failure> {
    let mut with = library.clone();
    let none = String::new();
    Ok(match kind {
        Announced::Sheet => {
            let sheet = with.add_sheet(text)?;
            let edition = sheet.edition().to_owned();
            (FrameworkKind::Sheet, sheet.id().to_string(), edition)
        }
        Announced::Reading => {
            let id = with.add_reading(text)?.id().to_owned();
            (FrameworkKind::Reading, id, none)
        }
        Announced::Profile => {
            let id = with.add_profile(text)?.id().to_owned();
            (FrameworkKind::Profile, id, none)
        }
        Announced::Crosswalk => {
            let id = with.add_crosswalk(text)?.id().to_owned();
            (FrameworkKind::Crosswalk, id, none)
        }
        Announced::Assessment => {
            return Err(Failure::new(
                FailureCode::InvalidFile,
                "an assessment is imported, not installed",
            ));
        }
    })
}

fn framework_kind(kind: InstalledKind) -> FrameworkKind {
    match kind {
        InstalledKind::Sheet => FrameworkKind::Sheet,
        InstalledKind::Reading => FrameworkKind::Reading,
        InstalledKind::Profile => FrameworkKind::Profile,
        InstalledKind::Crosswalk => FrameworkKind::Crosswalk,
    }
}

fn announced(kind: InstalledKind) -> Announced {
    match kind {
        InstalledKind::Sheet => Announced::Sheet,
        InstalledKind::Reading => Announced::Reading,
        InstalledKind::Profile => Announced::Profile,
        InstalledKind::Crosswalk => Announced::Crosswalk,
    }
}
