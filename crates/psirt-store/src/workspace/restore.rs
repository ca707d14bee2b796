//! Putting a backup in the place of a workspace.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Workspace, protection};
use crate::backup::{self, Backup, BackupKind};
use crate::connection::{self, Access, Looks};
use crate::error::{Error, Result};
use crate::lock::{Holder, Lock};
use crate::passphrase::Passphrase;
use crate::place::{self, Place, with_ending};

/// What came of putting a backup in the place of a workspace.
#[derive(Debug)]
pub struct Restored {
    /// The workspace as it was when the backup was made.
    pub workspace: Workspace,
    /// Where the file it took the place of was set aside.
    pub set_aside: PathBuf,
}

impl Workspace {
    /// The copies of a workspace that may be too damaged to be opened, the newest first.
    pub fn backups_of(path: &Path) -> Result<Vec<Backup>> {
        backup::list(&Place::of_existing(path)?.folder())
    }

    /// Opens a copy and reads all of it.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::PassphraseNeeded`], [`Error::WrongPassphrase`]
    pub fn check_backup(backup: &Backup, passphrase: Option<&Passphrase>) -> Result<()> {
        backup::checked_counts(&backup.path, passphrase).map(|_| ())
    }

    /// Sets the file aside, damaged or not, and puts a backup in its place.
    ///
    /// The backup stays where it is. The workspace must not be open.
    ///
    /// # Errors
    /// Those of the backup, [`Error::InUse`]; the file is as before then.
    pub fn restore(
        path: &Path,
        backup: &Backup,
        passphrase: Option<Passphrase>,
        holder: &Holder,
    ) -> Result<Restored> {
        let place = Place::of_existing(path)?;
        let lock = Lock::take(&place.folder(), holder)?;
        protection::settle(&place)?;
        backup::checked_counts(&backup.path, passphrase.as_ref())?;
        let successor = place.successor();
        copy(&backup.path, &successor)?;
        if with_ending(&backup.path, "-wal").exists() {
            copy(
                &with_ending(&backup.path, "-wal"),
                &with_ending(&successor, "-wal"),
            )?;
            merge(&successor, passphrase.as_ref())?;
        }
        let set_aside = set_aside(&place, holder.since)?;
        // The file may be beyond reading; then both parts of its copy stay as they are.
        let _ = merge(&set_aside, passphrase.as_ref());
        // Neither belongs to the file that comes.
        place::remove(&place.wal())?;
        place::remove(&place.journal())?;
        place::remove(&place.shared_memory())?;
        place::replace(place.file(), &successor)?;
        Ok(Restored {
            workspace: Self::open_locked(place, passphrase, holder, lock)?,
            set_aside,
        })
    }
}

/// Copies a file, and what was not in it yet, byte by byte.
fn set_aside(place: &Place, at: Timestamp) -> Result<PathBuf> {
    let path = backup::path_for(&place.folder(), BackupKind::Replaced, at);
    for (beside, ending) in [(place.wal(), "-wal"), (place.journal(), "-journal")] {
        if beside.exists() {
            copy(&beside, &with_ending(&path, ending))?;
        }
    }
    copy(place.file(), &path)?;
    place::sync_folder_of(&path)?;
    Ok(path)
}

/// Moves what lies beside a file into it.
fn merge(path: &Path, passphrase: Option<&Passphrase>) -> Result<()> {
    let passphrase = match Looks::of(path)? {
        Looks::Plain => None,
        Looks::Protected => passphrase,
        Looks::Foreign => return Ok(()),
    };
    let connection = connection::open(path, Access::Write, passphrase)?;
    connection.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map_err(Error::io("copy", from))?;
    place::sync(to)
}
