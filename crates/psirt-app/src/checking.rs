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
    /// The id it has, or why it is refused.
    pub outcome: Result<String, Error>,
}

/// Checks files of any kind; a sheet among them is known to the others.
pub fn check(library: &Library, paths: &[PathBuf]) -> Vec<Checked> {
    let mut library = library.clone();
    let opened: Vec<Result<(Announced, String), Error>> =
        paths.iter().map(|path| announced_kind(path)).collect();
    for (kind, text) in opened.iter().flatten() {
        if *kind == Announced::Sheet {
            // A faulty sheet is told below; one that is shipped is known already.
            let _ = library.add_sheet(text);
        }
    }
    paths
        .iter()
        .zip(opened)
        .map(|(path, opened)| {
            let (kind, outcome) = match opened {
                Ok((kind, text)) => (Some(kind), check_text(&library, path, kind, &text)),
                Err(error) => (None, Err(error)),
            };
            Checked {
                path: path.clone(),
                kind,
                outcome,
            }
        })
        .collect()
}

/// Adds a sheet, reading, profile or crosswalk of the user's to what is at hand.
///
/// # Errors
/// The file cannot be read, is none of these kinds, has faults, or has the id of a shipped one.
pub fn add(library: &mut Library, path: &Path) -> Result<Announced, Error> {
    let (kind, text) = announced_kind(path)?;
    let added = match kind {
        Announced::Sheet => library.add_sheet(&text).map(|_| kind),
        Announced::Reading => library.add_reading(&text).map(|_| kind),
        Announced::Profile => library.add_profile(&text).map(|_| kind),
        Announced::Crosswalk => library.add_crosswalk(&text).map(|_| kind),
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

fn announced_kind(path: &Path) -> Result<(Announced, String), Error> {
    let text = files::read_text(path)?;
    let refused = |faults| Error::Faults {
        path: path.to_owned(),
        faults,
    };
    if let Some(kind) = announced(&text).map_err(refused)? {
        return Ok((kind, text));
    }
    // What is of a newer format may have fields that nobody knows yet.
    match Assessment::parse(&text, |_| None) {
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
