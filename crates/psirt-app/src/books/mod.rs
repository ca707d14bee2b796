//! Excel books: the fill-in book that goes out, and books that come back with answers.
//!
//! All that come in take one path: [`cells`] reads a book within limits into plain values, the
//! modules here find out what the values mean, and what comes out is checked like any other
//! file. Nothing is changed before a person has seen what would be.

pub mod cells;
pub mod fill_in;
pub mod intake;
mod joining;
pub mod sheet;
#[cfg(test)]
mod tests;
mod written;

use std::path::Path;

use psirt_core::Language;
pub use psirt_report::book::FillIn;

use crate::assessments::Opened;
use crate::error::Error;
use crate::files;
use cells::{Book, MOST_BYTES, Unreadable};
use fill_in::{FilledBook, NotTaken};

/// Why a book says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It cannot be read.
    Unreadable(Unreadable),
    /// It is not for this assessment.
    NotTaken(NotTaken),
}

impl Refused {
    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(reason) => match reason {
                Unreadable::Password => "password",
                Unreadable::OldFormat => "old_format",
                Unreadable::Damaged => "damaged",
                Unreadable::TooLarge { .. }
                | Unreadable::UnpacksTooLarge
                | Unreadable::TooManyParts
                | Unreadable::TooManyCells => "too_large",
            },
            Self::NotTaken(reason) => match reason {
                NotTaken::NotAFillInBook => "not_a_fill_in_book",
                NotTaken::NewerFormat { .. } => "newer_format",
                NotTaken::OtherSheet { .. } => "other_sheet",
                NotTaken::OtherEdition { .. } => "other_edition",
                NotTaken::OtherAssessment { .. } => "other_assessment",
                NotTaken::HeadMissing => "columns_unknown",
            },
        }
    }

    /// What is wrong, in one clause without a closing full stop.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Unreadable(reason) => reason.message(language),
            Self::NotTaken(reason) => reason.message(language),
        }
    }

    /// The way out.
    pub fn hint(&self, language: Language) -> &'static str {
        match self {
            Self::Unreadable(reason) => reason.hint(language),
            Self::NotTaken(reason) => reason.hint(language),
        }
    }
}

/// Writes a fill-in book to a file that must not be there yet: one that is may hold answers.
///
/// # Errors
/// The file is there, or the book cannot be written.
pub fn send_out(
    opened: &Opened,
    language: Language,
    fill_in: &FillIn,
    path: &Path,
) -> Result<(), Error> {
    let (sheet, assessment) = (&opened.sheet, &opened.assessment);
    let bytes = psirt_report::book::fill_in_book(sheet, assessment, language, fill_in);
    let bytes = bytes.map_err(|reason| Error::Report {
        format: "xlsx",
        reason: reason.to_string(),
    })?;
    files::write_new(path, &bytes)
}

/// Reads a book that came back.
///
/// # Errors
/// The file cannot be read at all; a file that is no book for this assessment is within.
pub fn take_back(opened: &Opened, path: &Path) -> Result<Result<FilledBook, Refused>, Error> {
    let bytes = files::read_bytes(path, MOST_BYTES)?;
    Ok(filled(opened, &bytes))
}

/// Finds out what the bytes of a book say of an assessment.
fn filled(opened: &Opened, bytes: &[u8]) -> Result<FilledBook, Refused> {
    let book = Book::read(bytes).map_err(Refused::Unreadable)?;
    FilledBook::of(&book, &opened.sheet, opened.assessment.id()).map_err(Refused::NotTaken)
}
