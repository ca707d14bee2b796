//! Evidence from a file or a link: choosing it, keeping a copy, and opening it on request.
//!
//! A place is a text a person wrote, or that came with a file from somebody else. It is opened only
//! after the person asked, and never so that it could run: a link goes to the system's browser, a
//! file of this computer is shown in its folder, and a copy is opened where it is a document.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::gather::evidence::openable;
use super::granted::name_of;
use super::opened::{make_private, opened_copies};
use super::session::Desktop;
use super::shell::{Choice, Question};
use super::wire::{
    ChooseEvidence, Day, EvidenceView, Failure, FailureCode, OfService, OpenEvidence,
    OpenablePlace, Opening,
};
use psirt_app::assessments::new_id;
use psirt_app::files;
use psirt_app::names::file_name_part;

/// What a copy in the workspace has at most: 20 MB.
const LARGEST_COPY: usize = 20_000_000;
/// Endings of documents and pictures; anything else might be a program.
const DOCUMENTS: [&str; 22] = [
    "avif", "bmp", "csv", "doc", "docx", "gif", "jpeg", "jpg", "md", "odp", "ods", "odt", "pdf",
    "png", "ppt", "pptx", "rtf", "tiff", "txt", "webp", "xls", "xlsx",
];

pub fn choose_evidence(
    desktop: &Desktop,
    request: ChooseEvidence,
) -> Result<Option<EvidenceView>, Failure> {
    let language = desktop.language();
    let question = Question {
        title: if request.copy {
            language.pick("Keep a copy of a file", "写しを残すファイル")
        } else {
            language.pick("Name the place of a file", "場所を記すファイル")
        }
        .to_owned(),
        choice: Choice::File,
        kind: String::new(),
        endings: &[],
        folder: desktop.places.documents.clone(),
    };
    let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    let metadata = fs::metadata(&path).map_err(|reason| psirt_app::error::Error::Read {
        path: path.clone(),
        reason,
    })?;
    if !metadata.is_file() {
        return Err(Failure::new(
            FailureCode::InvalidInput,
            format!("{} is no file", path.display()),
        ));
    }
    let changed = metadata.modified().ok();
    let date = changed.and_then(|time| Timestamp::try_from(time).ok());
    let place = if request.copy {
        keep_copy(desktop, &path)?
    } else {
        path.display().to_string()
    };
    let title = path.file_stem().unwrap_or(path.as_os_str());
    Ok(Some(EvidenceView {
        title: title.to_string_lossy().into_owned(),
        place,
        date: date.map(|time| Day(time.to_zoned(TimeZone::system()).date())),
        kind: None,
    }))
}

/// Keeps a copy in the workspace and gives the place it has as evidence.
fn keep_copy(desktop: &Desktop, path: &Path) -> Result<String, Failure> {
    // Read before anything else waits for it.
    let bytes = files::read_bytes(path, LARGEST_COPY)?;
    let id = new_id();
    let mark = id.rsplit('-').next().unwrap_or(&id);
    let place = format!("{} [copy {mark}]", name_of(path));
    let mut state = desktop.state();
    let session = state.open()?;
    session.workspace.keep_file(&place, mark, &bytes)?;
    Ok(place)
}

pub fn open_evidence(desktop: &Desktop, request: OpenEvidence) -> Result<(), Failure> {
    let (place, how, bytes) = {
        let mut state = desktop.state();
        let session = state.open()?;
        let OfService {
            assessment,
            service,
        } = &request.of;
        let stored = session.workspace.assessment(assessment)?;
        let entry = stored.assessment.entries().get(service.as_str());
        let evidence = entry.and_then(|entry| entry.evidence.get(request.number));
        let openable = openable(session, &stored.assessment)?;
        // What is not evidence of this round is nobody's to open.
        let found = evidence.and_then(|evidence| {
            let mut openable = openable.into_iter();
            openable.find(|one| one.place == evidence.place)
        });
        let OpenablePlace { place, how } = found.ok_or_else(|| {
            Failure::new(FailureCode::NotFound, "there is no such evidence to open")
        })?;
        let bytes = session.workspace.kept_file(&place)?;
        (place, how, bytes)
    };
    let place = place.as_str();
    let opened = match how {
        Opening::Link => desktop.shell.open_link(place),
        Opening::Folder => {
            let path = PathBuf::from(place);
            if !path.exists() {
                return Err(Failure::new(
                    FailureCode::FileGone,
                    format!("{place} is not there"),
                ));
            }
            desktop.shell.show_in_folder(&path)
        }
        Opening::Copy => return open_copy(desktop, place, &bytes.unwrap_or_default()),
    };
    opened.map_err(|error| Failure::new(FailureCode::NoProgram, error.to_string()))
}

/// Opens a copy with the system's program, or saves it where that might run it.
fn open_copy(desktop: &Desktop, place: &str, bytes: &[u8]) -> Result<(), Failure> {
    let name = place.rsplit_once(" [copy ").map_or(place, |(name, _)| name);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let ending = ending.to_lowercase();
    if DOCUMENTS.contains(&ending.as_str()) {
        let folder = opened_copies(&desktop.places.data);
        make_private(&folder)?;
        let folder = folder.join(new_id());
        files::make_folder(&folder)?;
        let path = folder.join(format!("{}.{ending}", file_name_part(stem)));
        files::write(&path, bytes)?;
        let opened = desktop.shell.open(&path);
        return opened.map_err(|error| Failure::new(FailureCode::NoProgram, error.to_string()));
    }
    let language = desktop.language();
    let question = Question {
        title: language.pick("Save the copy", "写しの保存").to_owned(),
        choice: Choice::NewFile(name.to_owned()),
        kind: String::new(),
        endings: &[],
        folder: desktop.places.documents.clone(),
    };
    match desktop.shell.choose(&question).into_iter().next() {
        Some(path) => Ok(files::write(&path, bytes)?),
        None => Ok(()),
    }
}
