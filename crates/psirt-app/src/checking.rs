//! Files of any kind: adding the user's own to what is at hand, and telling all that is wrong.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use psirt_core::file::{Announced, announced};
use psirt_core::{Assessment, Crosswalk, Faults, Profile, Reading, Sheet};

use crate::assessments::{self, with_known_sheets};
use crate::error::Error;
use crate::files;
use crate::frameworks::Library;

/// What was found out about a file.
#[derive(Debug)]
pub struct Checked {
    /// The file.
    pub path: PathBuf,
    /// What it is; `None` where it cannot be told.
    pub kind: Option<Announced>,
    /// What it says, where its kind can be told.
    pub text: Option<String>,
    /// The id it has, or why it is refused.
    pub outcome: Result<String, Error>,
}

/// Checks files of any kind; a sheet among them is known to the others.
pub fn check(library: &Library, paths: &[PathBuf]) -> Vec<Checked> {
    let read = paths
        .iter()
        .map(|path| (path.clone(), files::read_text(path)));
    check_read(library, read.collect())
}

/// What a file says it is, and its text.
type Opened = (Announced, String);

/// Checks what was read from files, or tells why it was not.
pub fn check_read(library: &Library, read: Vec<(PathBuf, Result<String, Error>)>) -> Vec<Checked> {
    let mut library = library.clone();
    let opened: Vec<(PathBuf, Result<Opened, Error>)> = read
        .into_iter()
        .map(|(path, text)| {
            let opened = text.and_then(|text| Ok((announced_kind(&path, &text)?, text)));
            (path, opened)
        })
        .collect();
    for (kind, text) in opened.iter().flat_map(|(_, opened)| opened) {
        if *kind == Announced::Sheet {
            // A faulty sheet is told below; one that is shipped is known already.
            let _ = library.add_sheet(text);
        }
    }
    opened
        .into_iter()
        .map(|(path, opened)| {
            let (kind, text, outcome) = match opened {
                Ok((kind, text)) => {
                    let outcome = check_text(&library, &path, kind, &text);
                    (Some(kind), Some(text), outcome)
                }
                Err(error) => (None, None, Err(error)),
            };
            Checked {
                path,
                kind,
                text,
                outcome,
            }
        })
        .collect()
}

/// Adds a sheet, reading, profile or crosswalk of the user's to what is at hand.
///
/// # Errors
/// The file cannot be read, is none of these kinds, has faults, or has the id of a shipped one.
pub fn add(library: &mut Library, path: &Path) -> Result<(), Error> {
    let text = files::read_text(path)?;
    let kind = announced_kind(path, &text)?;
    add_read(library, path, kind, &text)
}

/// Adds what was read from a file and was found to be of a kind.
///
/// # Errors
/// It is an assessment, has faults, or has the id of a shipped one.
pub fn add_read(
    library: &mut Library,
    path: &Path,
    kind: Announced,
    text: &str,
) -> Result<(), Error> {
    let added = match kind {
        Announced::Sheet => library.add_sheet(text).map(drop),
        Announced::Reading => library.add_reading(text).map(drop),
        Announced::Profile => library.add_profile(text).map(drop),
        Announced::Crosswalk => library.add_crosswalk(text).map(drop),
        Announced::Assessment => {
            return Err(Error::OtherKind {
                path: path.to_owned(),
                found: Some(kind),
                wanted: Announced::Sheet,
            });
        }
    };
    added.map_err(|faults| refused(library, path, faults))
}

fn check_text(
    library: &Library,
    path: &Path,
    kind: Announced,
    text: &str,
) -> Result<String, Error> {
    let sheet_of = |id: &_| library.latest(id).map(Arc::as_ref);
    let checked = match kind {
        Announced::Sheet => Sheet::parse(text).map(|sheet| sheet.id().to_string()),
        Announced::Reading => Reading::parse(text, sheet_of).map(|it| it.id().to_owned()),
        Announced::Profile => Profile::parse(text, sheet_of).map(|it| it.id().to_owned()),
        Announced::Crosswalk => Crosswalk::parse(text, sheet_of).map(|it| it.id().to_owned()),
        Announced::Assessment => {
            let (_, assessment) = assessments::parse(library, path, text)?;
            Ok(assessment.id().to_owned())
        }
    };
    checked.map_err(|faults| refused(library, path, faults))
}

fn announced_kind(path: &Path, text: &str) -> Result<Announced, Error> {
    let refused = |faults| Error::Faults {
        path: path.to_owned(),
        faults,
    };
    if let Some(kind) = announced(text).map_err(refused)? {
        return Ok(kind);
    }
    // What is of a newer format may have fields that nobody knows yet.
    match Assessment::parse(text, |_| None) {
        Err(faults) if faults.newer_format().is_some() => Err(refused(faults)),
        _ => Err(Error::NoKind {
            path: path.to_owned(),
        }),
    }
}

fn refused(library: &Library, path: &Path, faults: Faults) -> Error {
    Error::Faults {
        path: path.to_owned(),
        faults: with_known_sheets(library, faults),
    }
}

#[cfg(test)]
mod tests;
