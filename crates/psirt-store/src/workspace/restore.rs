//! Putting a backup in the place of a workspace.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Workspace, settling};
use crate::backup::{self, Backup, BackupKind};
use crate::connection::{self, Access, Looks};
use crate::error::Result;
use crate::lock::{Holder, Lock};
use crate::passphrase::Passphrase;
use crate::place::{self, Mark, Place, with_ending};
use crate::stop::Stop;

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
        passphrase: Option<&Passphrase>,
        holder: &Holder,
    ) -> Result<Restored> {
        let place = Place::of_existing(path)?;
        place.check_single()?;
        place.check_companions()?;
        // Nothing is laid beside a file before the backup is known to be one of ours.
        let (copy, passphrase) = backup::open(&backup.path, passphrase)?;
        let mark = settling::kept_mark(&copy)?;
        backup::checked_counts(&backup.path, passphrase.as_ref())?;
        place::check_companions(&backup.path)?;
        let lock = Lock::take(&place, holder)?;
        let mark = mark.map_or_else(super::new_mark, Ok)?;
        let successor = place.successor(&mark);
        // What lies beside the file goes before it is replaced; where it can be read, nothing is
        // lost of it in between.
        let _ = merge(place.file(), passphrase.as_ref());
        let prepared = place::copy_whole(&backup.path, &successor, Some(place.file()))
            .and_then(|()| merge(&successor, passphrase.as_ref()))
            .and_then(|()| set_aside(&place, &mark, passphrase.as_ref(), holder.since))
            .and_then(|set_aside| {
                place::make_ready(&successor)?;
                place::sync_folder_of(place.file())?;
                Ok(set_aside)
            });
        let set_aside = prepared.inspect_err(|_| {
            let _ = place::remove_whole(&successor);
        })?;
        // None belongs to the file that comes.
        place::remove_companions(place.file())?;
        place::rename(place.file(), &successor)?;
        place::sync_folder_of(place.file())?;
        Ok(Restored {
            workspace: Self::open_locked(place, passphrase, holder, lock, &Stop::default())?,
            set_aside,
        })
    }
}

/// Copies a file, and what was not in it yet, byte by byte, and only then gives the copy its name.
fn set_aside(
    place: &Place,
    mark: &Mark,
    passphrase: Option<&Passphrase>,
    at: Timestamp,
) -> Result<PathBuf> {
    let path = backup::path_for(&place.folder(), BackupKind::Replaced, at);
    let name = path.file_name().unwrap_or(path.as_os_str());
    let part = path.with_file_name(mark.part_of(&name.to_string_lossy()));
    place::remove_whole(&part)?;
    place::copy_whole(place.file(), &part, Some(place.file()))?;
    // The file may be beyond reading; then both parts of its copy stay as they are.
    let _ = merge(&part, passphrase);
    for ending in ["-wal", "-journal"] {
        let beside = with_ending(&part, ending);
        if beside.exists() {
            place::replace(&with_ending(&path, ending), &beside)?;
        }
    }
    place::replace(&path, &part)?;
    Ok(path)
}

/// Moves what lies beside a file of ours into it.
pub(super) fn merge(path: &Path, passphrase: Option<&Passphrase>) -> Result<()> {
    if !place::has_leftovers(path) {
        return Ok(());
    }
    let passphrase = match Looks::of(path)? {
        Looks::Plain => None,
        Looks::Protected => passphrase,
        Looks::Foreign => return Ok(()),
    };
    let (mut connection, _) =
        connection::open_with_any_form(path, Access::Write, passphrase, &Stop::default())?;
    connection::recognize(&connection, path)?;
    connection::take_time(&mut connection)?;
    connection.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}
