//! The starter kit: documents to begin with.

use serde::{Deserialize, Serialize};

use super::{ServiceReference, Text};

/// The starter kit that came with the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct KitView {
    /// The sheet whose steps the documents serve.
    pub sheet: String,
    /// The documents, in the order in which they are shown.
    pub documents: Vec<KitDocumentView>,
    /// What the profile is called that the weeks lead to.
    pub profile: Text,
    /// What to do, in order of the weeks.
    pub tasks: Vec<KitTaskView>,
}

/// Something to do in a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KitTaskView {
    /// Names the task.
    pub id: String,
    /// The week it is for, 1 the first.
    pub week: u8,
    /// What to do.
    pub task: Text,
    /// The service it moves.
    pub service: ServiceReference,
    /// The document to begin with.
    pub document: String,
}

/// A document to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct KitDocumentView {
    /// Names the document.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What it is for.
    pub purpose: Text,
    /// The steps it is a beginning for.
    pub serves: Vec<ServedStepView>,
    /// Whether it can be had as Markdown and as plain text; else it has one form, which programs
    /// read.
    pub is_prose: bool,
}

/// The step that leads to a level of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ServedStepView {
    pub service: String,
    pub level: u8,
}

/// Which document to save, and how.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SaveKitDocument {
    /// The document.
    pub id: String,
    /// The assessment whose organization is named in it; without one its place stays marked.
    pub assessment: Option<String>,
    /// Whether headings and lists are written as plain text, not as Markdown.
    pub plain: bool,
}
