//! The starter kit: documents to begin with.

use serde::{Deserialize, Serialize};

use super::Text;

/// The starter kit that came with the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct KitView {
    /// The sheet whose steps the documents serve.
    pub sheet: String,
    /// The documents, in the order in which they are shown.
    pub documents: Vec<KitDocumentView>,
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
