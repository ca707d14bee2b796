//! Maturity sheets that come in as Excel books.
//!
//! Two kinds of book are understood. A *sheet book* has the layout of
//! [`psirt_report::sheet_book`] and says everything of a sheet; it is converted as it is. A *plain
//! table* is what a company's own sheet commonly is: a row for each service, a column for each
//! level. What its columns and rows are is only proposed, as a [`Mapping`] with every [`Doubt`];
//! a person corrects the mapping and it is converted.
//!
//! ```text
//! bytes ─▶ GivenBook ─┬─ layout() = SheetBook ─────────────▶ convert() ──────▶ Converted
//!                     └─ layout() = Table ─▶ propose() ─▶ Mapping ⇄ a person
//!                                              ▲ reread()      └─▶ convert_table() ─▶ Converted
//! ```
//!
//! Both ways end in the text of a sheet's file, which is checked like any other; each fault is
//! told with the cell it comes from. Nothing is made up: what a table does not say, such as the
//! id and the licence of the sheet, stands in the mapping as a proposal for a person to change.
//! Nothing is written here.

mod account;
mod arranged;
mod draft;
mod finding;
mod layout;
mod mapping;
mod table;
#[cfg(test)]
mod tests;
mod told;

use std::path::Path;

use psirt_core::{Language, Sheet};
use psirt_report::book::HIDDEN_PAGE;
use psirt_report::sheet_book;

pub use mapping::{
    AboutSheet, AreaMapping, ColumnMapping, ColumnRole, LevelName, Mapping, RowMapping, RowRole,
    Words,
};
pub use psirt_report::sheet_book::SheetBook;
pub use told::{ColumnLeftOut, Doubt, DoubtProblem, LeftOut, SheetFault, SheetProblem, Spot};

use arranged::Arranged;

use super::cells::{Book, MOST_BYTES, Unreadable};
use crate::error::Error;
use crate::files;

/// A book that may hold a maturity sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct GivenBook {
    book: Book,
}

/// How a book holds a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// As this program writes it.
    SheetBook,
    /// As a table with a row for each service.
    Table,
    /// Not at all: it is a fill-in book, and belongs to an assessment.
    FillInBook,
    /// Not in a way that is understood.
    Unknown,
}

/// What became of a book.
#[derive(Clone, Debug, PartialEq)]
pub struct Converted {
    /// The sheet, or everything that keeps the book from being one.
    pub sheet: Result<Sheet, Vec<SheetFault>>,
    /// What was understood and should be looked at.
    pub doubts: Vec<Doubt>,
}

/// A worksheet of a book, for choosing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSummary {
    /// The name on its tab.
    pub name: String,
    /// How many rows have a value.
    pub rows: usize,
}

impl Layout {
    /// A stable word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SheetBook => "sheet_book",
            Self::Table => "table",
            Self::FillInBook => "fill_in_book",
            Self::Unknown => "not_a_sheet",
        }
    }

    /// Why a book holds no sheet, and the way out; `None` where it holds one.
    pub fn refusal(self, language: Language) -> Option<(&'static str, &'static str)> {
        match self {
            Self::SheetBook | Self::Table => None,
            Self::FillInBook => Some((
                language.pick(
                    "the book is a fill-in book with answers, not a maturity sheet",
                    "成熟度シートではなく、回答を記入するブックである",
                ),
                language.pick(
                    "take it in with the assessment it was made from",
                    "作成元のアセスメントに取り込む",
                ),
            )),
            Self::Unknown => Some((
                language.pick(
                    "no worksheet has two or more columns titled like `Level 0`, `Level 1` with services below",
                    "「レベル 0」「レベル 1」のような列が2つ以上あり、その下にサービスが並ぶシートがない",
                ),
                language.pick(
                    "title the columns so, or fill in an exported template",
                    "列の見出しをそのように付けるか、書き出したテンプレートに記入する",
                ),
            )),
        }
    }
}

impl GivenBook {
    /// Reads the bytes of a book.
    ///
    /// # Errors
    /// The book is too large, protected, of an old format or damaged.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        Book::read(bytes).map(|book| Self { book })
    }

    /// Reads a file; one that is no readable book is within.
    ///
    /// # Errors
    /// The file cannot be read at all.
    pub fn open(path: &Path) -> Result<Result<Self, Unreadable>, Error> {
        files::must_be_plain(path)?;
        Ok(Self::read(&files::read_bytes(path, MOST_BYTES)?))
    }

    /// How the book holds a sheet.
    pub fn layout(&self) -> Layout {
        if self.book.page(HIDDEN_PAGE).is_some() {
            Layout::FillInBook
        } else if finding::is_sheet_book(&self.book) {
            Layout::SheetBook
        } else if table::has_table(&self.book) {
            Layout::Table
        } else {
            Layout::Unknown
        }
    }

    /// The id of the assessment a fill-in book was made from.
    pub fn assessment(&self) -> Option<String> {
        super::reading::assessment_of(&self.book)
    }

    /// The worksheets a person can see, in the order of their tabs.
    pub fn pages(&self) -> Vec<PageSummary> {
        let seen = self.book.pages.iter().filter(|page| !page.hidden);
        seen.map(|page| PageSummary {
            name: page.name.clone(),
            rows: page.rows().len(),
        })
        .collect()
    }

    /// What stands in a cell: the row as Excel counts, from 1, and the letters of the column.
    pub fn text(&self, page: &str, row: u32, column: &str) -> Option<String> {
        let page = self.book.page(page)?;
        let text = page.text(row.checked_sub(1)?, mapping::column_number(column)?);
        (!text.is_empty()).then_some(text)
    }

    /// Converts a sheet book.
    pub fn convert(&self) -> Converted {
        layout::draft(&self.book).finish()
    }

    /// Proposes what the columns and rows of a plain table are; `None` where there is no table.
    /// `name` is that of the file, for the id; `language` is that of the proposed names.
    pub fn propose(&self, name: &str, language: Language) -> Option<Mapping> {
        table::propose(&self.book, name, language)
    }

    /// Proposes the rows and areas again after a person chose another worksheet, row of headings
    /// or other columns; those, and what was said about the sheet, stay.
    pub fn reread(&self, mapping: &Mapping) -> Mapping {
        table::reread(&self.book, mapping)
    }

    /// The other worksheets with a table, which can be joined with that of a mapping, in the order
    /// of their tabs.
    pub fn joinable(&self, mapping: &Mapping) -> Vec<String> {
        let in_rows = mapping.levels_in_rows || self.has_levels_in_rows(mapping);
        let tables = table::tables(&self.book);
        let seen = self.book.pages.iter().filter(|page| !page.hidden);
        let alike = seen.filter(|page| {
            tables.iter().any(|table| std::ptr::eq(*table, *page))
                || (in_rows && arranged::levels_in_rows(page).is_some())
        });
        alike
            .filter(|page| page.name != mapping.page)
            .map(|page| page.name.clone())
            .collect()
    }

    /// Whether the levels of a mapping's worksheet stand in rows.
    pub fn has_levels_in_rows(&self, mapping: &Mapping) -> bool {
        let page = self.book.page(&mapping.page);
        page.is_some_and(|page| arranged::levels_in_rows(page).is_some())
    }

    /// The proposal for the table of another worksheet; what was said of the sheet stays. `None`
    /// where that worksheet has no table.
    pub fn propose_page(&self, page: &str, mapping: &Mapping) -> Option<Mapping> {
        table::propose_page(&self.book, page, mapping)
    }

    /// Converts a plain table as a mapping says, and tells everything of it that should be looked
    /// at: every cell of the book that says something is taken, told, or part of the table's form.
    pub fn convert_table(&self, mapping: &Mapping) -> Converted {
        let arranged = Arranged::of(&self.book, mapping);
        let mut draft = mapping::draft(&self.book, mapping, arranged.as_ref());
        if let (Some(arranged), true) = (&arranged, draft.is_whole) {
            draft.doubts = table::doubts(&self.book, arranged, mapping);
            let left = account::of_table(&self.book, arranged, mapping, &draft.taken);
            draft.doubts.extend(left);
        }
        draft.finish()
    }
}

/// Writes a sheet as a book to a file that must not be there yet.
///
/// # Errors
/// The file is there, or the book cannot be written.
pub fn send_out(sheet: &Sheet, wanted: &SheetBook, path: &Path) -> Result<(), Error> {
    let bytes = sheet_book::sheet_book(sheet, wanted).map_err(|reason| Error::Report {
        format: "xlsx",
        reason: reason.to_string(),
    })?;
    files::write_new(path, &bytes)
}
