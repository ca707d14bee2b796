//! A maturity sheet out of an Excel book, before it is installed, and one written as a book.

use serde::{Deserialize, Serialize};

use super::{FaultView, RefusedBook, Text};
use psirt_app::books::sheet::Mapping;

/// What a book holds, as far as is known now.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SheetBookView {
    /// The name of the file.
    pub name: String,
    /// Why it says nothing of a sheet.
    pub refused: Option<RefusedBook>,
    /// What the columns and rows of a plain table are; `null` where the book has the layout of
    /// this program and nothing has to be said.
    pub table: Option<SheetTableView>,
    /// The sheet that comes out; `null` while anything keeps it from being one.
    pub sheet: Option<FoundSheet>,
    /// Everything that keeps the book from being a sheet, each kind of fault once.
    pub faults: Vec<FaultView>,
    /// What was understood and should be looked at.
    pub doubts: Vec<SheetDoubt>,
}

/// A plain table with what it is taken for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SheetTableView {
    /// The worksheets to choose from.
    pub pages: Vec<String>,
    pub mapping: Mapping,
    /// The highest level a column can be taken for.
    pub levels: u8,
    /// What stands in the first row of a service, for each column of the mapping.
    pub examples: Vec<String>,
    /// How the table can be read otherwise.
    pub otherwise: ReadOtherwise,
}

/// What a person may ask for where a table is not as most are.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ReadOtherwise {
    /// The levels stand in rows and can be read as columns.
    pub levels_in_rows: bool,
    /// The levels begin at 1 and a level 0 can be added.
    pub level_zero: bool,
    /// What is proposed to be true of every service at level 0.
    pub proposed: Text,
    /// Rows below an empty one are left out.
    pub past_empty_rows: bool,
    /// Other worksheets whose tables can be joined.
    pub joinable: Vec<String>,
}

/// A sheet that was found in a book.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct FoundSheet {
    pub id: String,
    pub edition: String,
    pub title: Text,
    pub areas: usize,
    pub services: usize,
    pub highest: u8,
    /// Same id and edition is installed already.
    pub replaces: bool,
}

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SheetDoubt {
    /// The cell, or what it is about.
    pub place: String,
    /// What stands there.
    pub found: String,
    pub message: Text,
    /// Where the same is doubtful once more, where it is not told one by one.
    pub more: Option<Text>,
}

/// A corrected mapping.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct MapSheetTable {
    pub mapping: Mapping,
    /// Propose rows and areas again: worksheet, headings or columns were changed.
    pub reread: bool,
}

/// An installed sheet to write as an Excel book.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ExportSheetBook {
    pub id: String,
    pub edition: String,
    /// Without its texts: a form for a sheet of one's own with the same levels.
    pub empty: bool,
}
