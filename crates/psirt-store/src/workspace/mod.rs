//! A workspace file that is open: what it is, its backups, and how it is written and closed.

mod opening;
mod protection;
mod restore;
mod settling;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use psirt_core::Sheet;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tempfile::TempDir;

pub use protection::{Progress, Rewritten};
pub use restore::Restored;

use crate::backup::{self, Backup, BackupKind};
use crate::connection::{self, Check};
use crate::error::{Error, Result};
use crate::lock::Lock;
use crate::passphrase::Passphrase;
use crate::place::{self, Mark, Place};
use crate::row::Columns as _;

/// One workspace file, open.
///
/// A function that changes something returns when the change is on the medium. It may be sent
/// to another thread, and is used by one at a time.
///
/// Opened for writing it keeps everybody else from writing until it is dropped or
/// [closed](Workspace::close).
pub struct Workspace {
    pub(crate) connection: Connection,
    place: Place,
    /// Which file was opened at the place.
    identity: Option<u64>,
    passphrase: Option<Passphrase>,
    /// Sheets of assessments by the number of their copy, parsed when they were first asked for.
    pub(crate) sheets: RefCell<BTreeMap<i64, Arc<Sheet>>>,
    /// Sheets that need not be parsed again.
    pub(crate) known_sheets: Vec<Arc<Sheet>>,
    /// Whether there is something no backup has.
    changed: Cell<bool>,
    /// After the connection, so that it is given back last.
    right: Right,
}

/// What a workspace may be used for.
enum Right {
    /// To be read; of a file that a program left in the middle of something, a copy is read.
    Read { _copy: Option<TempDir> },
    /// To be changed.
    Write { lock: Lock, mark: Mark },
}

/// What a workspace file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What the workspace is called.
    pub name: String,
    /// When it was created.
    pub created_at: Timestamp,
    /// The version of the program that wrote it last.
    pub program: String,
    /// Whether a passphrase protects it.
    pub is_protected: bool,
    /// Whether it may be changed through this [`Workspace`].
    pub is_writable: bool,
}

/// What can be told of a file before it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// A workspace anybody can open.
    Open,
    /// A workspace that wants a passphrase.
    Passphrase,
}

impl fmt::Debug for Workspace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Workspace")
            .field("path", &self.path())
            .field("is_writable", &self.is_writable())
            .finish_non_exhaustive()
    }
}

impl Workspace {
    /// Makes a backup if anything was changed since the last one, and closes the file.
    ///
    /// # Errors
    /// Those of the backup; the file is closed in any case, and holds everything.
    pub fn close(self, at: Timestamp) -> Result<()> {
        if let Right::Write { lock, .. } = &self.right {
            lock.tell_closing(self.place.file());
        }
        let backed_up = if self.is_writable() && self.changed.get() {
            self.back_up(BackupKind::Automatic, at).map(|_| ())
        } else {
            Ok(())
        };
        let Self {
            connection, right, ..
        } = self;
        connection.close().map_err(|(_, error)| error)?;
        drop(right);
        backed_up
    }

    /// Moves what was saved and lies beside the file into it, so that a copy of the file alone
    /// holds everything. To be called now and then; `false` where somebody who reads keeps a part
    /// of it beside the file a little longer.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::Medium`]: nothing is lost, it stays where it is.
    pub fn bring_together(&self) -> Result<bool> {
        if !self.is_writable() || has_nothing(&self.place.wal()) {
            return Ok(true);
        }
        let is_busy: bool =
            self.connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))?;
        Ok(!is_busy)
    }

    /// Writes a complete copy of the workspace as it is now to a new file, protected as it is, and
    /// opens and checks it.
    ///
    /// # Errors
    /// [`Error::FileExists`], [`Error::Io`], [`Error::DiskFull`]: there is no copy then.
    pub fn save_copy(&self, path: &Path) -> Result<()> {
        let target = Place::of_new(path)?;
        if target.file().exists() {
            return Err(Error::FileExists {
                path: target.file().to_owned(),
            });
        }
        let part = target.file().with_file_name(new_mark()?.part_of(""));
        let source = self.source();
        backup::checked_copy(&source, &part, target.file())
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        self.place.file()
    }

    /// Where its backups are.
    pub fn backup_folder(&self) -> PathBuf {
        self.place.folder()
    }

    /// Whether it may be changed.
    pub fn is_writable(&self) -> bool {
        matches!(self.right, Right::Write { .. })
    }

    /// Whether this is the passphrase of the workspace; to be asked before it is changed.
    pub fn is_passphrase(&self, passphrase: &Passphrase) -> bool {
        self.passphrase.as_ref() == Some(passphrase)
    }

    /// What it was opened with; opens its backups too.
    pub fn passphrase(&self) -> Option<&Passphrase> {
        self.passphrase.as_ref()
    }

    /// What the file says of itself.
    pub fn about(&self) -> Result<About> {
        Ok(self.connection.query_row(
            "SELECT name, created_at, program FROM workspace",
            (),
            |row| {
                Ok(About {
                    name: row.get(0)?,
                    created_at: row.time(1)?,
                    program: row.get(2)?,
                    is_protected: self.passphrase.is_some(),
                    is_writable: self.is_writable(),
                })
            },
        )?)
    }

    /// Renames the workspace; the file keeps its name.
    pub fn set_name(&mut self, name: &str) -> Result<()> {
        self.write(|transaction| {
            transaction.execute("UPDATE workspace SET name = ?1", (name,))?;
            Ok(())
        })
    }

    /// Reads the whole file and every assessment in it.
    ///
    /// # Errors
    /// [`Error::Damaged`] with the newest good backup
    pub fn check(&self) -> Result<()> {
        connection::check(&self.connection, Check::Full)
            .and_then(|()| self.read_everything())
            .map_err(|error| self.with_backup(error))
    }

    /// The copies of this workspace, the newest first.
    pub fn backups(&self) -> Result<Vec<Backup>> {
        backup::list(&self.place.folder())
    }

    /// Makes a backup now, opens and checks it, and then drops those no longer wanted.
    ///
    /// # Errors
    /// [`Error::Damaged`] where the copy is not whole; no other was dropped then.
    pub fn back_up(&self, kind: BackupKind, at: Timestamp) -> Result<Backup> {
        let mark = self.writable()?;
        let backup = backup::make(&self.source(), mark, kind, at)?;
        self.changed.set(false);
        backup::rotate(&self.place.folder(), at)?;
        Ok(backup)
    }

    /// Makes a backup where something was changed and the newest is older than `every`. One that
    /// a clock dated in the future says nothing of how old it is.
    pub fn back_up_if_due(&self, every: SignedDuration, at: Timestamp) -> Result<Option<Backup>> {
        if !self.changed.get() || !self.is_writable() {
            return Ok(None);
        }
        let is_recent = self
            .backups()?
            .iter()
            .filter(|backup| matches!(backup.kind, BackupKind::Automatic | BackupKind::Manual))
            .any(|backup| backup.at <= at && at.duration_since(backup.at) < every);
        if is_recent {
            return Ok(None);
        }
        self.back_up(BackupKind::Automatic, at).map(Some)
    }

    /// Removes a copy.
    pub fn remove_backup(&self, backup: &Backup) -> Result<()> {
        self.writable()?;
        if !self
            .backups()?
            .iter()
            .any(|known| known.path == backup.path)
        {
            return Err(Error::unknown(
                crate::Thing::Backup,
                backup.path.to_string_lossy(),
            ));
        }
        place::remove_whole(&backup.path)
    }

    /// All or nothing: what `change` does is on the medium when this returns `Ok`, and nothing
    /// of it is there otherwise.
    ///
    /// Into a file that was moved or deleted the database would go on writing without a word, and
    /// its newest changes would stay behind where the file was.
    pub(crate) fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        self.writable()?;
        self.in_its_place()?;
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = change(&transaction)?;
        transaction.commit()?;
        self.changed.set(true);
        Ok(value)
    }

    fn new(
        connection: Connection,
        place: Place,
        passphrase: Option<Passphrase>,
        right: Right,
    ) -> Self {
        Self {
            connection,
            identity: place::identity(place.file()),
            place,
            passphrase,
            sheets: RefCell::default(),
            known_sheets: Vec::new(),
            changed: Cell::new(false),
            right,
        }
    }

    /// What its copies are made of.
    fn source(&self) -> backup::Source<'_> {
        backup::Source {
            connection: &self.connection,
            place: &self.place,
            passphrase: self.passphrase.as_ref(),
        }
    }

    /// The mark of what is laid beside it for a while.
    fn writable(&self) -> Result<&Mark> {
        match &self.right {
            Right::Write { mark, .. } => Ok(mark),
            Right::Read { .. } => Err(Error::ReadOnly),
        }
    }

    /// Makes sure that the file that is open is the one at its path.
    fn in_its_place(&self) -> Result<()> {
        if place::identity(self.place.file()) == self.identity {
            Ok(())
        } else {
            Err(Error::FileGone {
                path: self.path().to_owned(),
            })
        }
    }

    fn with_backup(&self, error: Error) -> Error {
        match error {
            Error::Damaged { detail, .. } => Error::Damaged {
                detail,
                backup: backup::newest_good(&self.place.folder(), self.passphrase.as_ref())
                    .map(Box::new),
            },
            other => other,
        }
    }
}

/// A mark nobody can guess.
fn new_mark() -> Result<Mark> {
    let connection = Connection::open_in_memory()?;
    settling::random_mark(&connection)
}

fn has_nothing(path: &Path) -> bool {
    std::fs::metadata(path).map_or(true, |metadata| metadata.len() == 0)
}
