//! Creating, opening and closing a workspace file.

mod protection;
mod restore;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use psirt_core::Sheet;
use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use protection::Progress;
pub use restore::Restored;

use crate::backup::{self, Backup, BackupKind};
use crate::connection::{self, Access, Check, Looks};
use crate::error::{Error, Result};
use crate::lock::{self, Holder, Lock, Writer};
use crate::migration;
use crate::passphrase::Passphrase;
use crate::place::{self, Place};
use crate::row::{Columns as _, time_text};

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
    /// After the connection, so that it is given back last. `None` may read only.
    lock: Option<Lock>,
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
    /// Makes a new workspace and opens it for writing.
    ///
    /// # Errors
    /// [`Error::FileExists`], [`Error::InUse`], [`Error::Io`]
    pub fn create(
        path: &Path,
        name: &str,
        passphrase: Option<Passphrase>,
        holder: &Holder,
    ) -> Result<Self> {
        let place = Place::of_new(path)?;
        let lock = Lock::take(&place.folder(), holder)?;
        if place.file().exists() {
            return Err(Error::FileExists {
                path: place.file().to_owned(),
            });
        }
        let successor = place.successor();
        place::remove(&successor)?;
        let mut connection = connection::create(&successor, passphrase.as_ref())?;
        migration::migrate(&mut connection, |connection| {
            connection.execute(
                "INSERT INTO workspace (one, name, created_at, program) VALUES (1, ?1, ?2, ?3)",
                (name, time_text(holder.since), &holder.program),
            )?;
            Ok(())
        })?;
        connection.close().map_err(|(_, error)| error)?;
        place::replace(place.file(), &successor)?;
        let connection = connection::open(place.file(), Access::Write, passphrase.as_ref())?;
        connection::make_durable(&connection)?;
        Ok(Self::new(connection, place, passphrase, Some(lock)))
    }

    /// Opens a workspace for writing.
    ///
    /// The whole file is read once and found whole. A file of an older program is brought to
    /// the newest format, after a copy was set aside among the backups. A passphrase that the
    /// file does not need is ignored.
    ///
    /// # Errors
    /// [`Error::NoFile`], [`Error::NotAWorkspace`], [`Error::PassphraseNeeded`],
    /// [`Error::WrongPassphrase`], [`Error::NewerWorkspace`], [`Error::Damaged`] with the newest
    /// good backup, [`Error::InUse`] (it can still be [read](Workspace::open_read_only))
    pub fn open(path: &Path, passphrase: Option<Passphrase>, holder: &Holder) -> Result<Self> {
        let place = Place::of_existing(path)?;
        let lock = Lock::take(&place.folder(), holder)?;
        protection::settle(&place)?;
        Self::open_locked(place, passphrase, holder, lock)
    }

    /// Opens a workspace to read it, whoever writes to it meanwhile.
    ///
    /// Backups can be looked into this way, too.
    ///
    /// # Errors
    /// As [`Workspace::open`], and [`Error::OlderWorkspace`]; [`Error::InUse`] only where the
    /// writer sits at another machine than `host`
    pub fn open_read_only(path: &Path, passphrase: Option<Passphrase>, host: &str) -> Result<Self> {
        let place = Place::of_existing(path)?;
        let writer = lock::writer(&place.folder())?;
        if let Writer::Somebody(Some(holder)) = &writer
            && holder.host != host
        {
            // What two machines see of one file on a share is not the same.
            return Err(Error::InUse {
                holder: Some(holder.clone()),
            });
        }
        let alone = writer == Writer::Nobody && has_nothing(&place.wal());
        let access = if alone {
            Access::ReadUnchanging
        } else {
            Access::Read
        };
        let (connection, passphrase) =
            open_checked(&place, access, passphrase).map_err(|error| with_backup(error, &place))?;
        let format = connection::check_format(&connection, place.file())?;
        if format < migration::NEWEST {
            return Err(Error::OlderWorkspace {
                found: format,
                known: migration::NEWEST,
            });
        }
        Ok(Self::new(connection, place, passphrase, None))
    }

    /// Whether a file wants a passphrase, judged by its first bytes.
    ///
    /// # Errors
    /// [`Error::NoFile`], [`Error::NotAWorkspace`], [`Error::Io`]
    pub fn protection_of(path: &Path) -> Result<Protection> {
        match Looks::of(path)? {
            Looks::Plain => Ok(Protection::Open),
            Looks::Protected => Ok(Protection::Passphrase),
            Looks::Foreign => Err(Error::NotAWorkspace {
                path: path.to_owned(),
            }),
        }
    }

    /// Makes a backup if anything was changed since the last one, and closes the file.
    ///
    /// # Errors
    /// Those of the backup; the file is closed in any case, and holds everything.
    pub fn close(self, at: Timestamp) -> Result<()> {
        let backed_up = if self.is_writable() && self.changed.get() {
            self.back_up(BackupKind::Automatic, at).map(|_| ())
        } else {
            Ok(())
        };
        let Self {
            connection, lock, ..
        } = self;
        connection.close().map_err(|(_, error)| error)?;
        drop(lock);
        backed_up
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
        self.lock.is_some()
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
        self.writable()?;
        let folder = self.place.folder();
        let backup = backup::make(
            &self.connection,
            &folder,
            self.passphrase.as_ref(),
            kind,
            at,
        )?;
        self.changed.set(false);
        backup::rotate(&folder)?;
        Ok(backup)
    }

    /// Makes a backup where something was changed and the newest is older than `every`.
    pub fn back_up_if_due(&self, every: SignedDuration, at: Timestamp) -> Result<Option<Backup>> {
        if !self.changed.get() || !self.is_writable() {
            return Ok(None);
        }
        let is_recent = self
            .backups()?
            .iter()
            .filter(|backup| matches!(backup.kind, BackupKind::Automatic | BackupKind::Manual))
            .any(|backup| at.duration_since(backup.at) < every);
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
        backup::remove(&backup.path)
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
        lock: Option<Lock>,
    ) -> Self {
        Self {
            connection,
            identity: place::identity(place.file()),
            place,
            passphrase,
            sheets: RefCell::default(),
            known_sheets: Vec::new(),
            changed: Cell::new(false),
            lock,
        }
    }

    fn open_locked(
        place: Place,
        passphrase: Option<Passphrase>,
        holder: &Holder,
        lock: Lock,
    ) -> Result<Self> {
        // A program that died left what it had not yet moved into the file.
        let changed = !has_nothing(&place.wal());
        let (mut connection, passphrase) = open_checked(&place, Access::Write, passphrase)
            .map_err(|error| with_backup(error, &place))?;
        let format = connection::check_format(&connection, place.file())?;
        connection::keep_hands_off(&connection, false)?;
        if format < migration::NEWEST {
            backup::make(
                &connection,
                &place.folder(),
                passphrase.as_ref(),
                BackupKind::BeforeMigration,
                holder.since,
            )?;
        }
        connection::make_durable(&connection)?;
        if format < migration::NEWEST {
            migration::migrate(&mut connection, |_| Ok(()))?;
        }
        connection.execute(
            "UPDATE workspace SET program = ?1 WHERE program <> ?1",
            (&holder.program,),
        )?;
        let workspace = Self::new(connection, place, passphrase, Some(lock));
        workspace.changed.set(changed);
        Ok(workspace)
    }

    fn writable(&self) -> Result<()> {
        if self.is_writable() {
            Ok(())
        } else {
            Err(Error::ReadOnly)
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

/// Opens a file and reads all of it; gives back the passphrase where it was needed.
fn open_checked(
    place: &Place,
    access: Access,
    passphrase: Option<Passphrase>,
) -> Result<(Connection, Option<Passphrase>)> {
    let newest = backup::list(&place.folder())?.into_iter().next();
    let looks = Looks::of(place.file())?;
    let passphrase = match looks {
        Looks::Plain => None,
        Looks::Protected => match passphrase {
            Some(passphrase) => Some(passphrase),
            None if newest.is_some_and(|newest| is_plain(&newest)) => {
                return Err(with_backup(
                    Error::damaged("its beginning is overwritten"),
                    place,
                ));
            }
            None => return Err(Error::PassphraseNeeded),
        },
        Looks::Foreign => {
            let error = if newest.is_some() {
                Error::damaged("its beginning is overwritten")
            } else {
                Error::NotAWorkspace {
                    path: place.file().to_owned(),
                }
            };
            return Err(damaged_with(error, place, passphrase.as_ref()));
        }
    };
    let is_tidy = has_nothing(&place.wal());
    let opened = connection::open(place.file(), access, passphrase.as_ref())
        .and_then(|connection| {
            // Until it is known to be one of ours that can be read, nothing is tidied up;
            // where nothing is left beside it, closing changes nothing.
            connection::keep_hands_off(&connection, !is_tidy)?;
            connection::check_format(&connection, place.file())?;
            connection::check(&connection, Check::Quick)?;
            Ok(connection)
        })
        .map_err(|error| match error {
            // The backups have the same passphrase: where it opens one, the file is at fault.
            Error::WrongPassphrase
                if backup::newest_good(&place.folder(), passphrase.as_ref()).is_some() =>
            {
                Error::damaged("its beginning is overwritten")
            }
            other => other,
        })
        .map_err(|error| damaged_with(error, place, passphrase.as_ref()))?;
    Ok((opened, passphrase))
}

fn with_backup(error: Error, place: &Place) -> Error {
    damaged_with(error, place, None)
}

/// Adds the newest good backup to the news that a file is damaged.
fn damaged_with(error: Error, place: &Place, passphrase: Option<&Passphrase>) -> Error {
    match error {
        Error::Damaged {
            detail,
            backup: None,
        } => Error::Damaged {
            detail,
            backup: backup::newest_good(&place.folder(), passphrase).map(Box::new),
        },
        other => other,
    }
}

fn is_plain(backup: &Backup) -> bool {
    matches!(Looks::of(&backup.path), Ok(Looks::Plain))
}

fn has_nothing(path: &Path) -> bool {
    std::fs::metadata(path).map_or(true, |metadata| metadata.len() == 0)
}
