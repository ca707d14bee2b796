//! Excel books: the fill-in book that goes out, and books that come back with answers.
//!
//! All that come in take one path: [`cells`] reads a book within limits into plain values, the
//! modules here find out what the values mean, and what comes out is checked like any other
//! file. Nothing is changed before a person has seen what would be.

mod account;
pub mod cells;
pub mod fill_in;
pub mod intake;
mod joining;
mod reading;
pub mod sheet;
#[cfg(test)]
mod tests;
pub mod told;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use psirt_core::{Assessment, Language, Sheet};
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
    /// It is no book, but what a program keeps beside one: nothing is lost with it.
    LeftOut,
}

impl Refused {
    /// Whether nothing is lost with the file.
    pub fn is_left_out(&self) -> bool {
        *self == Self::LeftOut
    }

    /// A stable word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(reason) => match reason {
                Unreadable::Password => "password",
                Unreadable::OldFormat => "old_format",
                Unreadable::BinaryFormat => "binary_format",
                Unreadable::OpenDocument => "open_document",
                Unreadable::PlainText => "plain_text",
                Unreadable::Damaged => "damaged",
                Unreadable::TooLarge { .. }
                | Unreadable::UnpacksTooLarge
                | Unreadable::TooManyParts
                | Unreadable::TooManyCells
                | Unreadable::TooMuchText => "too_large",
            },
            Self::NotTaken(reason) => match reason {
                NotTaken::NotAFillInBook => "not_a_fill_in_book",
                NotTaken::NewerFormat { .. } => "newer_format",
                NotTaken::OtherSheet { .. } => "other_sheet",
                NotTaken::OtherEdition { .. } => "other_edition",
                NotTaken::OtherAssessment { .. } => "other_assessment",
                NotTaken::HeadMissing => "columns_unknown",
            },
            Self::LeftOut => "left_out",
        }
    }

    /// What is wrong, in one clause without a closing full stop.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Unreadable(reason) => reason.message(language),
            Self::NotTaken(reason) => reason.message(language),
            Self::LeftOut => language
                .pick(
                    "left out; it is no book, but a file that a program keeps beside one",
                    "対象外 (ブックではなく、プログラムがブックと並べて置くファイル)",
                )
                .to_owned(),
        }
    }

    /// The way out.
    pub fn hint(&self, language: Language) -> &'static str {
        match self {
            Self::Unreadable(reason) => reason.hint(language),
            Self::NotTaken(reason) => reason.hint(language),
            Self::LeftOut => language.pick("nothing has to be done", "対処は不要"),
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
    let bytes = compose(&opened.sheet, &opened.assessment, language, fill_in)?;
    files::write_new(path, &bytes)
}

/// A fill-in book as it is written to a file.
///
/// # Errors
/// The book cannot be written.
pub fn compose(
    sheet: &Sheet,
    assessment: &Assessment,
    language: Language,
    fill_in: &FillIn,
) -> Result<Vec<u8>, Error> {
    let bytes = psirt_report::book::fill_in_book(sheet, assessment, language, fill_in);
    bytes.map_err(|reason| Error::Report {
        format: "xlsx",
        reason: reason.to_string(),
    })
}

/// What reading a book came to: what each of its worksheets with answers says, or why it says
/// nothing; an error where its file cannot be read at all.
pub type Outcome = Result<Result<Vec<FilledBook>, Refused>, Error>;

/// Reads books that came back, several at a time, in the order of their paths.
///
/// `tell` learns after each how many have been read.
///
/// # Errors
/// What `tell` answered to stop: no further book is begun then.
pub fn take_back<Stopped>(
    sheet: &Sheet,
    assessment: &str,
    paths: &[PathBuf],
    mut tell: impl FnMut(usize) -> Result<(), Stopped>,
) -> Result<Vec<Outcome>, Stopped> {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (send, outcomes) = mpsc::channel();
    let mut read: Vec<Option<Outcome>> = paths.iter().map(|_| None).collect();
    thread::scope(|scope| {
        for _ in 0..workers.min(paths.len()) {
            let (next, send) = (&next, send.clone());
            scope.spawn(move || {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = paths.get(place) else {
                        break;
                    };
                    let outcome = take_back_one(sheet, assessment, path);
                    if send.send((place, outcome)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        for (done, (place, outcome)) in (1..).zip(&outcomes) {
            read[place] = Some(outcome);
            if let Err(stopped) = tell(done) {
                next.store(paths.len(), Ordering::Relaxed);
                return Err(stopped);
            }
        }
        Ok(())
    })?;
    let read = read.into_iter();
    Ok(read
        .map(|outcome| outcome.expect("every path was read"))
        .collect())
}

fn take_back_one(sheet: &Sheet, assessment: &str, path: &Path) -> Outcome {
    let read = files::must_be_plain(path)
        .and_then(|()| files::read_bytes(path, MOST_BYTES))
        .map(|bytes| Book::read(&bytes).map_err(Refused::Unreadable));
    if !matches!(read, Ok(Ok(_))) && is_beside_a_book(path) {
        return Ok(Err(Refused::LeftOut));
    }
    let book = match read? {
        Ok(book) => book,
        Err(refused) => return Ok(Err(refused)),
    };
    Ok(FilledBook::of(&book, sheet, assessment).map_err(Refused::NotTaken))
}

/// Whether a file has the name of one that Excel, LibreOffice or macOS keeps beside a book.
fn is_beside_a_book(path: &Path) -> bool {
    let name = path.file_name().map(std::ffi::OsStr::to_string_lossy);
    name.is_some_and(|name| {
        ["~$", "._", ".~lock."]
            .iter()
            .any(|start| name.starts_with(start))
    })
}
