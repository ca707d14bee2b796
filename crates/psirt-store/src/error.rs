//! What can go wrong with a workspace.
//!
//! Messages are for logs and developers; window and terminal translate the variants.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use psirt_core::Faults;
use psirt_core::assessment::SheetReference;

use crate::backup::Backup;
use crate::cohort::CohortFault;
use crate::lock::Holder;
use crate::passphrase::Weakness;
use crate::workshop::WorkshopFault;

/// What every fallible function of this crate returns.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong with a workspace.
///
/// Whatever it is: nothing of the attempted change is in the file, and everything saved before
/// still is.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no file at the path.
    #[error("no file `{}`", path.display())]
    NoFile {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// A workspace is to be created where a file is already.
    #[error("`{}` is there already", path.display())]
    FileExists {
        /// What is there.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("`{}` is not a workspace", path.display())]
    NotAWorkspace {
        /// The file.
        path: PathBuf,
    },
    /// The file says that it is a workspace, and holds what no program of ours puts into one; or
    /// something beside it leads elsewhere. It was not touched.
    #[error("the workspace is not as this program makes it: {detail}")]
    NotOurs {
        /// What was noticed.
        detail: String,
    },
    /// The file has several names (hard links): under each it would have a writer of its own.
    #[error("`{}` has a second name; two windows could write to it at once", path.display())]
    SeveralNames {
        /// One of the names.
        path: PathBuf,
    },
    /// The file was written by a newer program; it was not touched.
    #[error(
        "the workspace has format {found}, this program knows up to {known}{}",
        written_by(program.as_ref())
    )]
    NewerWorkspace {
        /// The format of the file.
        found: u32,
        /// The newest format this program knows.
        known: u32,
        /// The version of the program that wrote the file last, where it can be told.
        program: Option<String>,
    },
    /// The file was written by an older program, and was to be opened for reading only; opening
    /// it for writing brings it up to date.
    #[error("the workspace has format {found}; opened for writing it is brought to {known}")]
    OlderWorkspace {
        /// The format of the file.
        found: u32,
        /// The format of this program.
        known: u32,
    },
    /// The file is protected, and no passphrase was given.
    #[error("the workspace is protected by a passphrase")]
    PassphraseNeeded,
    /// The passphrase does not open the file.
    #[error("the passphrase does not open the workspace")]
    WrongPassphrase,
    /// A passphrase that is empty or contains a NUL character.
    #[error("a passphrase has at least one character, and none that is NUL")]
    UnusablePassphrase,
    /// A passphrase that hides nothing from somebody who tries.
    #[error("the passphrase is too weak: {0}")]
    WeakPassphrase(Weakness),
    /// The file is damaged, or holds what no program of ours wrote.
    #[error("the workspace is damaged: {detail}")]
    Damaged {
        /// What was noticed.
        detail: String,
        /// The newest backup that was opened and found good. Looked for where a file is opened;
        /// `None` from all other functions.
        backup: Option<Box<Backup>>,
    },
    /// Somebody else writes to the file.
    #[error("the workspace is in use{}", by(holder.as_ref()))]
    InUse {
        /// Who it is and since when, where they left word.
        holder: Option<Holder>,
    },
    /// Somebody else reads the file while it would have to be replaced.
    #[error("the workspace is being read by another window or program")]
    BeingRead,
    /// The workspace was opened to read only, or its file is write-protected.
    #[error("the workspace is open for reading only")]
    ReadOnly,
    /// The file was moved, deleted or replaced by another while it was open. What was saved before
    /// can still be [backed up](crate::Workspace::back_up).
    #[error("`{}` is not the file any more that was opened", path.display())]
    FileGone {
        /// Where it was.
        path: PathBuf,
    },
    /// There is no room left on the medium.
    #[error("no room left on the medium: nothing of this change was saved")]
    DiskFull,
    /// The operating system refused something.
    #[error("cannot {doing} `{}`: {source}", path.display())]
    Io {
        /// What was attempted, to be read after *cannot*.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The medium failed while the database was read or written.
    #[error("the medium failed: {detail}")]
    Medium {
        /// What the database said.
        detail: String,
    },
    /// There is nothing with this id.
    #[error("no {what} `{id}` in the workspace")]
    Unknown {
        /// What was looked for.
        what: Thing,
        /// Its id.
        id: String,
    },
    /// There is already something with this id, or a scope with this name.
    #[error("{what} `{id}` is in the workspace already")]
    Taken {
        /// What it is.
        what: Thing,
        /// Its id, or its name.
        id: String,
    },
    /// A finished assessment is to be changed.
    #[error("assessment `{assessment}` is finished and stays as it is")]
    Finished {
        /// The assessment.
        assessment: String,
    },
    /// A draft is to be used as a milestone.
    #[error("assessment `{assessment}` is not finished")]
    NotFinished {
        /// The assessment.
        assessment: String,
    },
    /// An assessment was handed in with a sheet it was not made with.
    #[error("the assessment was made with sheet `{}` {}", made_with.id, made_with.edition)]
    WrongSheet {
        /// The sheet it was made with.
        made_with: SheetReference,
    },
    /// An organization or scope is to be removed while it has assessments.
    #[error("{what} `{id}` has assessments")]
    HasAssessments {
        /// What is to be removed.
        what: Thing,
        /// Its id.
        id: String,
    },
    /// What is to be saved is not valid.
    #[error("{0}")]
    Faults(#[from] Faults),
    /// Something cannot be done in a workshop.
    #[error("{0}")]
    Workshop(WorkshopFault),
    /// Something cannot be done with a cohort.
    #[error("{0}")]
    Cohort(CohortFault),
    /// Whoever was asked to listen to the progress wanted to go no further.
    #[error("cancelled: nothing was changed")]
    Cancelled,
    /// The database refused; this is a mistake in the program.
    #[error("the database refused: {detail}")]
    Database {
        /// What the database said.
        detail: String,
    },
}

/// What a workspace has several of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Thing {
    Organization,
    Scope,
    Assessment,
    Milestone,
    Service,
    Framework,
    Step,
    Change,
    Backup,
    Workshop,
    Cohort,
    Edition,
    Member,
}

impl fmt::Display for Thing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Organization => "organization",
            Self::Scope => "scope",
            Self::Assessment => "assessment",
            Self::Milestone => "milestone",
            Self::Service => "service",
            Self::Framework => "framework",
            Self::Step => "step",
            Self::Change => "change",
            Self::Backup => "backup",
            Self::Workshop => "workshop",
            Self::Cohort => "cohort",
            Self::Edition => "edition",
            Self::Member => "member",
        })
    }
}

impl Error {
    pub(crate) fn unknown(what: Thing, id: impl Into<String>) -> Self {
        Self::Unknown {
            what,
            id: id.into(),
        }
    }

    pub(crate) fn taken(what: Thing, id: impl Into<String>) -> Self {
        Self::Taken {
            what,
            id: id.into(),
        }
    }

    pub(crate) fn not_ours(detail: impl Into<String>) -> Self {
        Self::NotOurs {
            detail: detail.into(),
        }
    }

    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged {
            detail: detail.into(),
            backup: None,
        }
    }

    /// To be used with `map_err`: what was attempted with which path.
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::NotFound => Self::NoFile { path },
            _ => Self::Io {
                doing,
                path,
                source,
            },
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let detail = error.to_string();
        if matches!(
            error,
            rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
        ) {
            return Self::damaged(detail);
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => Self::Medium { detail },
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::damaged(detail),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::BeingRead,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            // The limits of a connection are far beyond what a file of ours needs.
            Some(ErrorCode::OperationInterrupted) => {
                Self::not_ours("reading it takes longer than its size explains")
            }
            Some(ErrorCode::TooBig | ErrorCode::OutOfMemory) => {
                Self::not_ours("a value in it is too large")
            }
            _ => Self::Database { detail },
        }
    }
}

fn written_by(program: Option<&String>) -> String {
    program.map_or_else(String::new, |version| {
        format!(" (written by version {version})")
    })
}

fn by(holder: Option<&Holder>) -> String {
    holder.map_or_else(String::new, |holder| {
        format!(
            " by {} on {} since {}",
            holder.user, holder.host, holder.since
        )
    })
}
