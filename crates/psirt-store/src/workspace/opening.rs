//! Making and opening a workspace file: what is looked at first, who may write, what is tidied up.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;

use super::{Protection, Right, Workspace, has_nothing, new_mark, settling};
use crate::backup::{self, Backup, BackupKind};
use crate::connection::{self, Access, Check, Looks};
use crate::error::{Error, Result};
use crate::lock::{self, Holder, Lock, Writer};
use crate::passphrase::Passphrase;
use crate::place::{self, Place};
use crate::row::time_text;
use crate::stop::Stop;
use crate::{migration, milestone};

/// What the copy of a file is called that is looked at in its stead.
const LOOKED_AT: &str = "workspace";

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
        milestone::check_digests(&seen.connection)
            .map_err(|error| damaged_with(error, &place, seen.passphrase.as_ref()))?;
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

    /// Opens a file that was recognized and is locked.
    pub(super) fn open_locked(
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
        milestone::check_digests(&connection)
            .map_err(|error| damaged_with(error, &place, passphrase.as_ref()))?;
        connection.execute(
            "UPDATE workspace SET program = ?1 WHERE program <> ?1",
            (&holder.program,),
        )?;
        let right = Right::Write { lock, mark };
        let workspace = Self::new(connection, place, passphrase, right);
        workspace.changed.set(changed);
        Ok(workspace)
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
