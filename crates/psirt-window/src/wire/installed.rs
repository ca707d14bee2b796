//! What is installed, and what looking at a file found.

use psirt_core::Language;
use serde::{Deserialize, Serialize};

use super::{FileHandle, SourceView, Text};

/// The kinds of file that can be installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum InstalledKind {
    Sheet,
    Reading,
    Profile,
    Crosswalk,
}

/// Everything at hand.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct InstalledView {
    pub sheets: Vec<SheetSummary>,
    pub others: Vec<InstalledFile>,
}

/// A sheet in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct SheetSummary {
    pub id: String,
    pub edition: String,
    pub title: Text,
    pub summary: Text,
    pub source: SourceView,
    pub license: String,
    #[cfg_attr(test, ts(type = "Array<Language>"))]
    pub languages: Vec<Language>,
    pub areas: usize,
    pub services: usize,
    pub highest_level: u8,
    pub shipped: bool,
    /// Assessments of this workspace made with it; one in use cannot be removed.
    pub assessments: usize,
}

/// A reading, profile or crosswalk in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct InstalledFile {
    pub kind: InstalledKind,
    pub id: String,
    pub title: Text,
    /// The sheet it speaks of; of a crosswalk, the older.
    pub sheet: String,
    pub shipped: bool,
    pub source: Option<SourceView>,
    /// A reading's caveat, a profile's summary.
    pub about: Option<Text>,
    /// How many requirements, targets or links it has.
    pub items: usize,
}

/// An installed file by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfInstalled {
    pub kind: InstalledKind,
    pub id: String,
    /// Of a sheet.
    pub edition: Option<String>,
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum FileKind {
    Sheet,
    Reading,
    Profile,
    Crosswalk,
    Assessment,
    FillInBook,
    /// An Excel book with a sheet, or with a table that can become one.
    SheetBook,
    /// A card of a cohort.
    CohortCard,
    /// What a cohort published.
    Benchmark,
    /// What a member gives to a cohort.
    Contribution,
}

/// What looking at a file found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct CheckView {
    /// Takes in what was looked at, or reads the book; `null` where there is nothing to take in.
    pub file: Option<FileHandle>,
    pub name: String,
    /// What it is, where that can be told.
    pub kind: Option<FileKind>,
    pub title: Option<Text>,
    /// All of them; empty is a good file.
    pub faults: Vec<FaultView>,
    /// Same id and edition is there already.
    pub replaces: bool,
    /// The assessment a fill-in book was made from, where this workspace has it.
    pub assessment: Option<String>,
}

/// One fault of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct FaultView {
    /// A JSON pointer or a workbook cell; empty for the file as a whole.
    pub place: String,
    pub message: Text,
    /// What is allowed, or how to mend it.
    pub hint: Option<Text>,
}
