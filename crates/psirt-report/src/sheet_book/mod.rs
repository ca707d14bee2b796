//! The sheet book: a whole maturity sheet as an Excel book that a person can write and read.
//!
//! One worksheet for each kind of thing, one row for each thing, one column for each of its texts
//! in each language. What a column is stands in a row nobody sees ([`Column::key`]) and in the
//! words of its heading ([`Column::heading`]), so that columns may be moved, and a book written by
//! hand needs the headings alone. The layout is described once, here: who writes a book and who
//! reads one ask the same tables. Reading is not here.

mod columns;
mod compose;
mod facts;
mod layout;
#[cfg(test)]
mod tests;

use psirt_core::{Language, Sheet};

pub use facts::{ABOUT, AboutItem};
pub use layout::{Column, Field, FieldSpec, Holds, KEY_START, Page};

use crate::xlsx::{WorkbookError, xlsx};

/// What a sheet book shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetBook {
    /// The language of headings and explanations.
    pub language: Language,
    /// The languages of the texts, each with columns of its own.
    pub texts: Vec<Language>,
    /// Whether the texts are left out: a form for a sheet of one's own with the same levels.
    pub empty: bool,
}

/// Writes a sheet book. The same input gives the same bytes.
///
/// # Errors
/// The book breaks a limit of Excel.
pub fn sheet_book(sheet: &Sheet, wanted: &SheetBook) -> Result<Vec<u8>, WorkbookError> {
    xlsx(&compose::compose(sheet, wanted))
}
