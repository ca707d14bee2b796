//! How a command fails.

use serde::Serialize;

use super::FaultView;

/// What the window acts on; it translates the code and shows the message only as a detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FailureCode {
    /// The file's content is not valid; `faults` lists why.
    InvalidFile,
    /// The file is no workspace.
    NotAWorkspace,
    /// Written by a newer version of the program.
    NewerFormat,
    /// There is no such file.
    FileNotFound,
    /// The open workspace file was moved, deleted or replaced.
    FileGone,
    /// The file is there and cannot be read.
    FileUnreadable,
    /// The file cannot be written.
    FileUnwritable,
    /// There is no room left.
    DiskFull,
    /// The workspace file is damaged.
    Damaged,
    /// The passphrase is not the workspace's.
    WrongPassphrase,
    /// The passphrase protects nothing.
    WeakPassphrase,
    /// The workspace holds what this program puts into none, or something beside it leads
    /// elsewhere.
    NotOurs,
    /// The program was ended while it opened this workspace.
    UnfinishedOpening,
    /// The workspace file has a second name, under which somebody else could write to it.
    SeveralNames,
    /// The workspace waits for its passphrase.
    Locked,
    /// Somebody else writes to the workspace.
    InUse,
    /// The workspace is open for reading only.
    ReadOnly,
    /// A workspace is needed and none is open.
    NoWorkspace,
    /// The assessment is finished.
    Finished,
    /// Named something that is not there any more.
    NotFound,
    /// An input the program does not accept.
    InvalidInput,
    /// A rule is against it; the one fault says which, and its hint what to do.
    Refused,
    /// What was decided rests on something that has changed since.
    ChangedMeanwhile,
    /// Removing something others rest on.
    StillUsed,
    /// The system has no program for the file.
    NoProgram,
    /// The person stopped it.
    Cancelled,
    /// Anything else: a fault of the program.
    Internal,
}

/// How every command fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct Failure {
    pub code: FailureCode,
    /// What happened, for a detail that can be copied; in English.
    pub message: String,
    /// The way out, where the program knows more than the code says.
    pub hint: Option<String>,
    pub faults: Vec<FaultView>,
}

impl Failure {
    /// A failure with a code and what happened.
    pub fn new(code: FailureCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: None,
            faults: Vec::new(),
        }
    }

    /// The same failure with the way out.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
