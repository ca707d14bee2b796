//! Assessment files: opening one with its sheet, starting one, keeping one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use psirt_core::assessment::{AssessmentState, Heading, Organization, sheet_named_in};
use psirt_core::fault::Referent;
use psirt_core::file::{Announced, announced};
use psirt_core::round::{NextRound, next_round};
use psirt_core::trend::{Bridge, Round};
use psirt_core::{
    Assessment, Date, Fault, Faults, Problem, Profile, Reading, Scorecard, Sheet, SheetId, score,
};

use crate::error::Error;
use crate::files;
use crate::frameworks::Library;

/// An assessment with its sheet and the file it came from.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The file: its own, or the workspace that holds it.
    pub path: PathBuf,
    /// The sheet the assessment was made with.
    pub sheet: Arc<Sheet>,
    /// What the file says.
    pub assessment: Assessment,
    /// The text of its own file, to notice when somebody else changes it; none in a workspace.
    text: Option<String>,
}

/// What a new assessment needs to be known by.
#[derive(Clone, Debug)]
pub struct Start {
    /// The sheet; its newest edition is taken.
    pub sheet: SheetId,
    /// Who is assessed.
    pub organization: String,
    /// The company, business unit or product line; may be empty.
    pub scope: String,
    /// What the round is called; may be empty.
    pub title: String,
    /// The day it speaks of.
    pub date: Date,
    /// The profile that sets the targets.
    pub profile: Option<String>,
}

impl Opened {
    /// The assessment and its sheet, as the arithmetic takes them.
    pub fn round(&self) -> Round<'_> {
        Round {
            sheet: &self.sheet,
            assessment: &self.assessment,
        }
    }

    /// Every figure of the assessment.
    pub fn score(&self) -> Scorecard {
        score(&self.sheet, &self.assessment)
    }

    /// Whether it is frozen.
    pub fn is_finished(&self) -> bool {
        self.assessment.state() == AssessmentState::Finished
    }

    /// An assessment of a workspace, which alone can keep it.
    pub fn in_a_workspace(path: &Path, sheet: Arc<Sheet>, assessment: Assessment) -> Self {
        Self {
            path: path.to_owned(),
            sheet,
            assessment,
            text: None,
        }
    }

    /// Writes the assessment back to its own file.
    ///
    /// # Errors
    /// The file was changed since it was opened, would have faults, or cannot be written; it is as
    /// it was then.
    pub fn save(&mut self) -> Result<(), Error> {
        if self.text != Some(files::read_text(&self.path)?) {
            return Err(Error::ChangedMeanwhile {
                path: self.path.clone(),
            });
        }
        let text = file_text(&self.assessment, &self.path)?;
        files::write(&self.path, text.as_bytes())?;
        self.text = Some(text);
        Ok(())
    }
}

/// Opens an assessment file.
///
/// # Errors
/// The file cannot be read, is of another kind, or has faults.
pub fn open(library: &Library, path: &Path) -> Result<Opened, Error> {
    let text = files::read_text(path)?;
    let (sheet, assessment) = parse(library, path, &text)?;
    Ok(Opened {
        path: path.to_owned(),
        sheet,
        assessment,
        text: Some(text),
    })
}

/// Reads the text of an assessment file; `path` is for the messages.
///
/// # Errors
/// The file is of another kind, or has faults.
pub fn parse(
    library: &Library,
    path: &Path,
    text: &str,
) -> Result<(Arc<Sheet>, Assessment), Error> {
    let refused = |faults| Error::Faults {
        path: path.to_owned(),
        faults,
    };
    let named = sheet_named_in(text).map_err(refused)?;
    let sheet = named.and_then(|named| library.sheet(&named));
    match (Assessment::parse(text, |_| sheet.map(Arc::as_ref)), sheet) {
        (Ok(assessment), Some(sheet)) => Ok((Arc::clone(sheet), assessment)),
        (Ok(_), None) => unreachable!("an assessment without its sheet is refused"),
        (Err(faults), _) => Err(refusal(library, path, text, faults)),
    }
}

/// Says that a file is of another kind where that is what is wrong with it.
fn refusal(library: &Library, path: &Path, text: &str, faults: Faults) -> Error {
    let path = path.to_owned();
    let is_this_kind = |kind| kind == Some(Announced::Assessment);
    match announced(text) {
        Ok(found) if !is_this_kind(found) && faults.newer_format().is_none() => Error::OtherKind {
            path,
            found,
            wanted: Announced::Assessment,
        },
        _ => Error::Faults {
            path,
            faults: with_known_sheets(library, faults),
        },
    }
}

/// The same faults; those that name no sheet say which sheets there are.
pub fn with_known_sheets(library: &Library, faults: Faults) -> Faults {
    let is_unknown_sheet = |fault: &Fault| {
        matches!(&fault.problem,
            Problem::UnknownReference { referent: Referent::Sheet, known, .. } if known.is_empty())
    };
    if !faults.list().iter().any(is_unknown_sheet) {
        return faults;
    }
    let mut list = faults.list().to_vec();
    for fault in &mut list {
        // An assessment names an edition, the other kinds a sheet whatever its edition.
        let with_edition = fault.place == "/sheet"
            && matches!(&fault.problem,
            Problem::UnknownReference { id, .. } if id.contains(' '));
        if let Problem::UnknownReference {
            referent: Referent::Sheet,
            known,
            ..
        } = &mut fault.problem
        {
            known.extend(library.sheets().into_iter().map(|(_, sheet)| {
                if with_edition {
                    format!("{} {}", sheet.id(), sheet.edition())
                } else {
                    sheet.id().to_string()
                }
            }));
            known.dedup();
        }
    }
    match Faults::refuse_any(list) {
        Err(faults) => faults,
        Ok(()) => unreachable!("faults are never empty"),
    }
}

/// Starts an assessment in a file of its own, which must not be there yet.
///
/// # Errors
/// As [`start`]; or the file is there, would have faults, or cannot be written.
pub fn create(library: &Library, begin: Start, path: &Path) -> Result<Opened, Error> {
    let assessment = start(library, begin, path)?;
    let sheet = library
        .sheet(assessment.sheet())
        .expect("the assessment was started with it");
    make(Arc::clone(sheet), assessment, path)
}

/// What distinguishes the next round from the one it follows; `None` is as in that one.
#[derive(Clone, Debug)]
pub struct Next {
    /// The sheet.
    pub sheet: Option<SheetId>,
    /// What the round is called.
    pub title: String,
    /// The day it speaks of.
    pub date: Date,
    /// Whether ticked indicators are kept.
    pub keep_indicators: bool,
}

/// Starts the round after an earlier one in a file of its own, which must not be there yet.
///
/// # Errors
/// There is no such sheet; or the file is there, would have faults, or cannot be written.
pub fn create_next(
    library: &Library,
    earlier: &Opened,
    next: Next,
    path: &Path,
) -> Result<Opened, Error> {
    let (sheet, bridge) = next_sheet(library, earlier, next.sheet.as_ref())?;
    let next = NextRound {
        id: new_id(),
        title: next.title,
        date: next.date,
        keep_indicators: next.keep_indicators,
    };
    let assessment =
        next_round(&earlier.assessment, &sheet, &bridge, next).map_err(not_written(path))?;
    make(sheet, assessment, path)
}

/// The sheet of the round after an earlier one, and what continues what in it.
pub(crate) fn next_sheet(
    library: &Library,
    earlier: &Opened,
    asked: Option<&SheetId>,
) -> Result<(Arc<Sheet>, Bridge), Error> {
    let sheet = match asked {
        Some(id) => library
            .latest(id)
            .ok_or_else(|| unknown_sheet(library, id))?,
        // A newer edition has the same services: every answer goes on in it.
        None => library.latest(earlier.sheet.id()).unwrap_or(&earlier.sheet),
    };
    let crosswalks = library.crosswalk_list();
    let bridge = Bridge::between(&earlier.sheet, sheet, &crosswalks);
    Ok((Arc::clone(sheet), bridge))
}

fn make(sheet: Arc<Sheet>, assessment: Assessment, path: &Path) -> Result<Opened, Error> {
    let text = file_text(&assessment, path)?;
    files::write_new(path, text.as_bytes())?;
    Ok(Opened {
        path: path.to_owned(),
        sheet,
        assessment,
        text: Some(text),
    })
}

/// Writes an assessment to a file that is not there yet.
///
/// # Errors
/// [`Error::Exists`], [`Error::Write`], [`Error::NotWritten`]
pub fn write_new(assessment: &Assessment, path: &Path) -> Result<(), Error> {
    files::write_new(path, file_text(assessment, path)?.as_bytes())
}

/// The assessment as a file that opens again.
fn file_text(assessment: &Assessment, path: &Path) -> Result<String, Error> {
    let text = assessment.to_json();
    psirt_core::limits::check_file(&text).map_err(not_written(path))?;
    Ok(text)
}

/// The faults that keep a file from being written.
fn not_written(path: &Path) -> impl FnOnce(Faults) -> Error {
    move |faults| Error::NotWritten {
        path: path.to_owned(),
        faults,
    }
}

/// Starts an assessment: a draft without answers, with the profile's targets; `path` is for the
/// messages.
///
/// # Errors
/// There is no such sheet or profile, the profile is for another sheet, or a text is missing or
/// too long.
pub(crate) fn start(library: &Library, start: Start, path: &Path) -> Result<Assessment, Error> {
    let sheet = library
        .latest(&start.sheet)
        .ok_or_else(|| unknown_sheet(library, &start.sheet))?;
    let heading = Heading {
        organization: Organization {
            name: start.organization,
            ..Organization::default()
        },
        scope: start.scope,
        title: start.title,
        date: start.date,
        assessors: Vec::new(),
        classification: None,
    };
    let mut assessment = Assessment::new(new_id(), sheet, heading).map_err(not_written(path))?;
    if let Some(id) = start.profile {
        assessment.apply_profile(sheet, profile(library, &id, sheet)?);
    }
    Ok(assessment)
}

/// An id no other assessment has.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// The day it is here.
pub fn today() -> Date {
    jiff::Zoned::now().date()
}

/// The reading with this id, for assessments made with `sheet`.
///
/// # Errors
/// There is no such reading, or it is for another sheet.
pub fn reading<'l>(library: &'l Library, id: &str, sheet: &Sheet) -> Result<&'l Reading, Error> {
    let found = library.reading(id).ok_or_else(|| Error::UnknownId {
        kind: Announced::Reading,
        id: id.to_owned(),
        known: library
            .readings_for(sheet.id())
            .into_iter()
            .map(|reading| reading.id().to_owned())
            .collect(),
    })?;
    same_sheet(Announced::Reading, id, found.sheet(), sheet)?;
    Ok(found)
}

/// The profile with this id, for assessments made with `sheet`.
///
/// # Errors
/// There is no such profile, or it is for another sheet.
pub fn profile<'l>(library: &'l Library, id: &str, sheet: &Sheet) -> Result<&'l Profile, Error> {
    let found = library.profile(id).ok_or_else(|| Error::UnknownId {
        kind: Announced::Profile,
        id: id.to_owned(),
        known: library
            .profiles_for(sheet.id())
            .into_iter()
            .map(|profile| profile.id().to_owned())
            .collect(),
    })?;
    same_sheet(Announced::Profile, id, found.sheet(), sheet)?;
    Ok(found)
}

fn same_sheet(kind: Announced, id: &str, speaks_of: &SheetId, used: &Sheet) -> Result<(), Error> {
    if speaks_of == used.id() {
        return Ok(());
    }
    Err(Error::OtherSheet {
        kind,
        id: id.to_owned(),
        speaks_of: speaks_of.clone(),
        used: used.id().clone(),
    })
}

/// No sheet has this id; the error says which there are.
pub fn unknown_sheet(library: &Library, id: &SheetId) -> Error {
    let mut known: Vec<String> = library
        .sheets()
        .into_iter()
        .map(|(_, sheet)| sheet.id().to_string())
        .collect();
    known.dedup();
    Error::UnknownId {
        kind: Announced::Sheet,
        id: id.to_string(),
        known,
    }
}

#[cfg(test)]
mod tests;
