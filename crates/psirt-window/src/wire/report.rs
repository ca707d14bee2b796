//! Reports: choice, preview, saved files, and the progress of long work.

use psirt_core::Language;
use serde::{Deserialize, Serialize};

use super::{AssessmentSummary, FileHandle, ReadingSummary, Text};

/// A kind of file a report is saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ReportFormat {
    Pdf,
    Xlsx,
    Svg,
    Png,
    Csv,
    Json,
}

impl ReportFormat {
    /// Every format, the one most people want first.
    pub const ALL: [Self; 6] = [
        Self::Pdf,
        Self::Xlsx,
        Self::Svg,
        Self::Png,
        Self::Csv,
        Self::Json,
    ];
}

/// What a report tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ReportShape {
    /// Everything.
    #[default]
    Whole,
    /// What is decided on, without the appendices.
    Core,
    /// What changed since the last round, on one page.
    Since,
}

/// What a report is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ReportPaper {
    #[default]
    A4,
    Letter,
}

/// The formats that each shape of a report can have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct FormatsOfShapes {
    pub whole: Vec<ReportFormat>,
    pub core: Vec<ReportFormat>,
    pub since: Vec<ReportFormat>,
}

/// What can be chosen for a report.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReportOptionsView {
    pub assessment: String,
    pub formats: FormatsOfShapes,
    /// Earlier rounds that can be set beside this one, newest first.
    pub earlier: Vec<AssessmentSummary>,
    pub readings: Vec<ReadingSummary>,
    pub classification: Option<String>,
    /// Where reports were saved last.
    pub folder: Option<String>,
    pub has_logo: bool,
    /// Whether a workshop about the assessment is over.
    pub has_workshop: bool,
    /// What was chosen last time for this organization, else a sensible beginning.
    pub last: ReportChoice,
}

/// What a report is to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReportChoice {
    // A choice made before there were shapes is of the whole.
    #[serde(default)]
    pub shape: ReportShape,
    #[serde(default)]
    pub paper: ReportPaper,
    pub assessment: String,
    #[cfg_attr(test, ts(type = "Array<Language>"))]
    pub languages: Vec<Language>,
    pub earlier: Vec<String>,
    pub readings: Vec<String>,
    pub classification: Option<String>,
    /// Whether notes and evidence of every service are printed.
    pub with_answers: bool,
    /// Whether it tells how the room came to its answers; `None` where nobody has chosen yet.
    #[serde(default)]
    pub with_workshop: Option<bool>,
    pub with_logo: bool,
}

/// Lays a report out in one language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PreviewReport {
    pub choice: ReportChoice,
    #[cfg_attr(test, ts(type = "Language"))]
    pub language: Language,
}

/// A report laid out and kept for looking at, until the next preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PreviewView {
    pub id: String,
    pub pages: usize,
    /// What could not be shown, such as characters the fonts lack.
    pub warnings: Vec<Text>,
}

/// One page of the last preview, from 1.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PreviewPage {
    pub preview: String,
    pub page: usize,
}

/// A page as it will be printed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PageView {
    pub page: usize,
    /// `data:` address of an SVG picture.
    pub picture: String,
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// Heading the page begins with or continues, for a reader that does not see it.
    pub heading: String,
}

/// Writes files of a report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveReports {
    pub choice: ReportChoice,
    pub formats: Vec<ReportFormat>,
}

/// What was written, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SavedReports {
    pub folder: String,
    pub files: Vec<SavedFile>,
    pub warnings: Vec<Text>,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SavedFile {
    pub file: FileHandle,
    /// Where it lies, to be read by a person.
    pub path: String,
    pub name: String,
    pub format: ReportFormat,
    #[cfg_attr(test, ts(type = "Language"))]
    pub language: Language,
    pub bytes: usize,
}

/// How far work is that takes longer than a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct Progress {
    pub step: ProgressStep,
    pub done: usize,
    /// 0 while nobody knows.
    pub total: usize,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ProgressStep {
    Reading,
    Checking,
    Composing,
    Drawing,
    Writing,
    Encrypting,
    Copying,
}
