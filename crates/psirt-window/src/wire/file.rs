//! Files as the page knows them: by handles, never by paths.

use serde::{Deserialize, Serialize};

/// Stands for a file that a person gave, or that this window wrote. The path stays in the program,
/// and only the program makes handles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileHandle(pub String);

/// A file by its handle.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfFile {
    pub file: FileHandle,
}

/// Files by their handles.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfFiles {
    pub files: Vec<FileHandle>,
}

/// A file with the place where a person finds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct NamedFile {
    pub file: FileHandle,
    /// To be read by a person; no command takes it.
    pub path: String,
}

/// A file that was opened from outside or dropped on the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct GivenFile {
    pub file: FileHandle,
    pub name: String,
    /// Whether it is to be opened as a workspace; anything else is looked at first.
    pub is_workspace: bool,
}
