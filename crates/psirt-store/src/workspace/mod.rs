//! Creating, opening and closing a workspace file.

mod protection;
mod restore;
mod settling;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use psirt_core::Sheet;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tempfile::TempDir;

pub use protection::{Progress, Rewritten};
pub use restore::Restored;

use crate::backup::{self, Backup, BackupKind};
use crate::connection::{self, Access, Check, Looks};
use crate::error::{Error, Result};
use crate::lock::{self, Holder, Lock, Writer};
use crate::migration;
use crate::passphrase::Passphrase;
use crate::place::{self, Mark, Place};
use crate::row::{Columns as _, time_text};
use crate::stop::Stop;

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

/// What the copy of a file is called that is looked at in its stead.
const LOOKED_AT: &str = "workspace";

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
        let exists = || Error::FileExists {
            path: place.file().to_owned(),
        };
        if place.file().exists() {
            return Err(exists());
        }
        let passphrase = passphrase.map(|passphrase| passphrase.composed());
        let lock = Lock::take(&place, holder)?;
        let mark = new_mark()?;
        let successor = place.successor(&mark);
        let mut connection = connection::create(&successor, passphrase.as_ref(), None)?;
        migration::migrate(&mut connection, |connection| {
            connection.execute(
                "INSERT INTO workspace (one, name, created_at, program) VALUES (1, ?1, ?2, ?3)",
                (name, time_text(holder.since), &holder.program),
            )?;
            settling::keep_mark(connection, &mark)
        })?;
        connection.close().map_err(|(_, error)| error)?;
        if place.file().exists() {
            place::remove_whole(&successor)?;
            return Err(exists());
        }
        place::replace(place.file(), &successor)?;
        let mut connection = connection::open(
            place.file(),
            Access::Write,
            passphrase.as_ref(),
            &Stop::default(),
        )?;
        connection::take_time(&mut connection)?;
        connection::make_durable(&connection)?;
        let right = Right::Write { lock, mark };
        Ok(Self::new(connection, place, passphrase, right))
    }

    /// Opens a workspace for writing.
    ///
    /// Nothing is written, renamed or removed anywhere before the file is known to be one of
    /// ours. Then the whole file is read once and found whole. A file of an older program is
    /// brought to the newest format, after a copy was set aside among the backups. A passphrase
    /// that the file does not need is ignored.
    ///
    /// # Errors
    /// [`Error::NoFile`], [`Error::NotAWorkspace`], [`Error::NotOurs`], [`Error::SeveralNames`],
    /// [`Error::PassphraseNeeded`], [`Error::WrongPassphrase`], [`Error::NewerWorkspace`],
    /// [`Error::Damaged`] with the newest good backup, [`Error::InUse`] (it can still be
    /// [read](Workspace::open_read_only))
    pub fn open(path: &Path, passphrase: Option<Passphrase>, holder: &Holder) -> Result<Self> {
        Self::open_until(path, passphrase, holder, &Stop::default())
    }

    /// As [`Workspace::open`], until somebody asks to stop: then nothing was changed.
    ///
    /// # Errors
    /// Those of [`Workspace::open`], and [`Error::Cancelled`]
    pub fn open_until(
        path: &Path,
        passphrase: Option<Passphrase>,
        holder: &Holder,
        stop: &Stop,
    ) -> Result<Self> {
        if stop.is_asked() {
            return Err(Error::Cancelled);
        }
        let opened = Self::open_to_write(path, passphrase, holder, stop);
        opened.map_err(|error| cancelled(error, stop))
    }

    fn open_to_write(
        path: &Path,
        passphrase: Option<Passphrase>,
        holder: &Holder,
        stop: &Stop,
    ) -> Result<Self> {
        let place = Place::of_existing(path)?;
        place.check_single()?;
        let (lock, passphrase) = match lock::writer(&place.folder())? {
            Writer::Nobody => {
                let passphrase = look(&place, passphrase, stop)?.passphrase;
                (Lock::take(&place, holder)?, passphrase)
            }
            // What is being written looks like anything; whoever closes it is waited for.
            Writer::Somebody(_) => {
                let lock = Lock::take(&place, holder)?;
                (lock, look(&place, passphrase, stop)?.passphrase)
            }
        };
        Self::open_locked(place, passphrase, holder, lock, stop)
    }

    /// Waits until no other program of this machine has a workspace open for writing, at most so
    /// long or until somebody asks to stop: one that is about to end gives it back.
    ///
    /// # Errors
    /// [`Error::NoFile`], [`Error::Io`]
    pub fn wait_until_free(path: &Path, host: &str, at_most: Duration, stop: &Stop) -> Result<()> {
        let place = Place::of_existing(path)?;
        lock::wait_until_free(&place.folder(), host, at_most, stop)
    }

    /// Opens a workspace to read it, whoever writes to it meanwhile.
    ///
    /// Backups can be looked into this way, too.
    ///
    /// # Errors
    /// As [`Workspace::open`], and [`Error::OlderWorkspace`]; [`Error::InUse`] only where the
    /// writer sits at another machine than `host`
    pub fn open_read_only(path: &Path, passphrase: Option<Passphrase>, host: &str) -> Result<Self> {
        Self::open_read_only_until(path, passphrase, host, &Stop::default())
    }

    /// As [`Workspace::open_read_only`], until somebody asks to stop.
    ///
    /// # Errors
    /// Those of [`Workspace::open_read_only`], and [`Error::Cancelled`]
    pub fn open_read_only_until(
        path: &Path,
        passphrase: Option<Passphrase>,
        host: &str,
        stop: &Stop,
    ) -> Result<Self> {
        if stop.is_asked() {
            return Err(Error::Cancelled);
        }
        let opened = Self::open_to_read(path, passphrase, host, stop);
        opened.map_err(|error| cancelled(error, stop))
    }

    fn open_to_read(
        path: &Path,
        passphrase: Option<Passphrase>,
        host: &str,
        stop: &Stop,
    ) -> Result<Self> {
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
        let mut seen = match writer {
            Writer::Nobody => look(&place, passphrase, stop)?,
            Writer::Somebody(_) => look_while_written(&place, passphrase.as_ref(), stop)?,
        };
        connection::check_in_time(&mut seen.connection, Check::Quick, stop)
            .map_err(|error| damaged_with(error, &place, seen.passphrase.as_ref()))?;
        if seen.format < migration::NEWEST {
            return Err(Error::OlderWorkspace {
                found: seen.format,
                known: migration::NEWEST,
            });
        }
        let right = Right::Read { _copy: seen.copy };
        Ok(Self::new(seen.connection, place, seen.passphrase, right))
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

    /// Opens a file that was recognized and is locked.
    fn open_locked(
        place: Place,
        passphrase: Option<Passphrase>,
        holder: &Holder,
        lock: Lock,
        stop: &Stop,
    ) -> Result<Self> {
        // A program that died left what it had not yet moved into the file.
        let changed = !has_nothing(&place.wal());
        let mut connection =
            connection::open(place.file(), Access::Write, passphrase.as_ref(), stop)
                .and_then(|mut connection| {
                    // Until it is known that it can be read, nothing is tidied up.
                    connection::keep_hands_off(&connection, true)?;
                    connection::recognize(&connection, place.file())?;
                    connection::check_in_time(&mut connection, Check::Quick, stop)?;
                    Ok(connection)
                })
                .map_err(|error| damaged_with(error, &place, passphrase.as_ref()))?;
        if stop.is_asked() {
            return Err(Error::Cancelled);
        }
        connection::keep_hands_off(&connection, false)?;
        connection::make_durable(&connection)?;
        let mark = settling::mark(&connection)?;
        settling::settle(&connection, &place, &mark)?;
        let format = connection::recognize(&connection, place.file())?;
        if format < migration::NEWEST {
            let source = backup::Source {
                connection: &connection,
                place: &place,
                passphrase: passphrase.as_ref(),
            };
            backup::make(&source, &mark, BackupKind::BeforeMigration, holder.since)?;
            migration::migrate(&mut connection, |_| Ok(()))?;
        }
        connection.execute(
            "UPDATE workspace SET program = ?1 WHERE program <> ?1",
            (&holder.program,),
        )?;
        let right = Right::Write { lock, mark };
        let workspace = Self::new(connection, place, passphrase, right);
        workspace.changed.set(changed);
        Ok(workspace)
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

/// A file that was recognized.
struct Seen {
    /// To read it; nothing was written to open it.
    connection: Connection,
    /// In the form that opens it, where it is needed.
    passphrase: Option<Passphrase>,
    format: u32,
    /// What the connection reads, where that is not the file itself.
    copy: Option<TempDir>,
}

/// Recognizes a file that nobody writes to, without writing anything near it.
///
/// # Errors
/// As [`Workspace::open`]
fn look(place: &Place, passphrase: Option<Passphrase>, stop: &Stop) -> Result<Seen> {
    place.check_companions()?;
    let passphrase = needed(place, passphrase)?;
    look_at(place, passphrase.as_ref(), stop)
        .map_err(|error| match error {
            // The backups have the same passphrase: where it opens one, the file is at fault.
            Error::WrongPassphrase
                if passphrase
                    .as_ref()
                    .is_some_and(|it| backup::is_any_opened_by(&place.folder(), it))
                    && !backup::is_unsettled(&place.folder()) =>
            {
                Error::damaged("its beginning is overwritten")
            }
            other => other,
        })
        .map_err(|error| damaged_with(error, place, passphrase.as_ref()))
}

fn look_at(place: &Place, passphrase: Option<&Passphrase>, stop: &Stop) -> Result<Seen> {
    // What a program that died left beside the file belongs to it; to look at both together would
    // change them.
    let copy = if place::has_leftovers(place.file()) {
        place::check_leftovers(place.file())?;
        let folder = tempfile::tempdir().map_err(Error::io("make the folder", place.file()))?;
        place::copy_whole(place.file(), &folder.path().join(LOOKED_AT), None)?;
        Some(folder)
    } else {
        None
    };
    let (access, path) = match &copy {
        Some(folder) => (Access::Write, &*folder.path().join(LOOKED_AT)),
        None => (Access::ReadUnchanging, place.file()),
    };
    let (connection, passphrase) = connection::open_with_any_form(path, access, passphrase, stop)?;
    let format = connection::recognize(&connection, place.file())?;
    Ok(Seen {
        connection,
        passphrase,
        format,
        copy,
    })
}

/// Opens a file that another program of this machine has open.
fn look_while_written(place: &Place, passphrase: Option<&Passphrase>, stop: &Stop) -> Result<Seen> {
    place.check_companions()?;
    let passphrase = needed(place, passphrase.cloned())?;
    let (connection, passphrase) =
        connection::open_with_any_form(place.file(), Access::Read, passphrase.as_ref(), stop)?;
    connection::keep_hands_off(&connection, true)?;
    let format = connection::recognize(&connection, place.file())?;
    Ok(Seen {
        connection,
        passphrase,
        format,
        copy: None,
    })
}

/// The passphrase, where the file looks as if it needs it.
fn needed(place: &Place, passphrase: Option<Passphrase>) -> Result<Option<Passphrase>> {
    let newest = backup::list(&place.folder())?.into_iter().next();
    let overwritten = |passphrase: Option<&Passphrase>| {
        let error = Error::damaged("its beginning is overwritten");
        damaged_with(error, place, passphrase)
    };
    match (Looks::of(place.file())?, passphrase) {
        (Looks::Plain, _) => Ok(None),
        (Looks::Protected, Some(passphrase)) => Ok(Some(passphrase)),
        (Looks::Protected, None)
            if newest.as_ref().is_some_and(is_plain) && !backup::is_unsettled(&place.folder()) =>
        {
            Err(overwritten(None))
        }
        (Looks::Protected, None) => Err(Error::PassphraseNeeded),
        (Looks::Foreign, passphrase) if newest.is_some() => Err(overwritten(passphrase.as_ref())),
        (Looks::Foreign, _) => Err(Error::NotAWorkspace {
            path: place.file().to_owned(),
        }),
    }
}

/// A mark nobody can guess.
fn new_mark() -> Result<Mark> {
    let connection = Connection::open_in_memory()?;
    settling::random_mark(&connection)
}

/// Says of what ended because somebody asked for it that it did.
fn cancelled(error: Error, stop: &Stop) -> Error {
    match error {
        Error::NotOurs { .. } if stop.is_asked() => Error::Cancelled,
        other => other,
    }
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
