//! Setting, changing and removing the passphrase.
//!
//! A complete copy under the new passphrase takes the place of the file, and of every backup,
//! so that nothing is left that the old passphrase, or none, opens. The moment the copy takes
//! the file's place decides: before it, all is as it was; after it, the rest is finished by
//! whoever opens the file next.

use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::Workspace;
use crate::backup;
use crate::connection::{self, APPLICATION_ID, Access, Check};
use crate::error::{Error, Result};
use crate::migration;
use crate::passphrase::Passphrase;
use crate::place::{self, Place, with_ending};

const SUCCESSOR: &str = ".new";
/// What a program that died may have left among the backups, and nobody can use.
const HALF_DONE: [&str; 5] = [
    ".part",
    ".part-journal",
    ".part-wal",
    ".new-journal",
    ".new-wal",
];

/// How far a change of the passphrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub done: usize,
    /// Files in all: the workspace and its backups.
    pub files: usize,
}

impl Workspace {
    /// Sets or changes the passphrase of the workspace and of all its backups.
    ///
    /// `progress` is told after each file, and may break off. Damaged copies are removed, because
    /// they would stay as they are; their paths are returned.
    ///
    /// # Errors
    /// [`Error::BeingRead`] while another window reads the file, [`Error::Cancelled`]. Whatever
    /// goes wrong, the file and its passphrase are as before; only where a backup could not take
    /// its place at the very end, that is told although the passphrase is changed
    /// ([`Workspace::is_passphrase`]), and the next opening tries again.
    pub fn protect(
        &mut self,
        passphrase: Passphrase,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Vec<PathBuf>> {
        self.rewrite(Some(passphrase), progress)
    }

    /// Removes the passphrase from the workspace and all its backups; as [`Workspace::protect`].
    pub fn unprotect(
        &mut self,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Vec<PathBuf>> {
        self.rewrite(None, progress)
    }

    fn rewrite(
        &mut self,
        passphrase: Option<Passphrase>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Vec<PathBuf>> {
        self.writable()?;
        self.in_its_place()?;
        self.merge_wal()?;
        let rewritten = self.write_successors(passphrase.as_ref(), progress);
        let closed = Connection::open_in_memory()?;
        let result = rewritten.and_then(|unreadable| {
            // Nothing may have the file open while another takes its place.
            drop(std::mem::replace(&mut self.connection, closed));
            place::replace(self.place.file(), &self.place.successor())?;
            self.passphrase = passphrase;
            Ok(unreadable)
        });
        let result = match result {
            Ok(unreadable) => settle(&self.place).map(|()| unreadable),
            Err(error) => {
                // What is left of the attempt is removed at the next opening at the latest.
                let _ = settle(&self.place);
                Err(error)
            }
        };
        self.connection =
            connection::open(self.place.file(), Access::Write, self.passphrase.as_ref())?;
        self.identity = place::identity(self.place.file());
        connection::make_durable(&self.connection)?;
        let unreadable = result?;
        for path in &unreadable {
            backup::remove(path)?;
        }
        Ok(unreadable)
    }

    /// Moves all changes into the file, and makes sure nobody else has it open.
    pub(super) fn merge_wal(&self) -> Result<()> {
        let mode: String = self
            .connection
            .pragma_update_and_check(None, "journal_mode", "delete", |row| row.get(0))
            .or_else(|error| {
                let error = Error::from(error);
                connection::make_durable(&self.connection)?;
                Err(error)
            })?;
        if mode == "delete" {
            return Ok(());
        }
        Err(Error::BeingRead)
    }

    /// Writes the file and its backups anew, each beside itself. The file comes first: as long
    /// as its successor lies there, nothing has happened.
    fn write_successors(
        &self,
        passphrase: Option<&Passphrase>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Vec<PathBuf>> {
        let backups = backup::list(&self.place.folder())?;
        let files = backups.len() + 1;
        tell(progress, 0, files)?;
        export(&self.connection, &self.place.successor(), passphrase)?;
        tell(progress, 1, files)?;
        let mut unreadable = Vec::new();
        for (done, backup) in (2..).zip(&backups) {
            match backup::open_whole(&backup.path, self.passphrase.as_ref()) {
                Ok(source) => {
                    match export(&source, &with_ending(&backup.path, SUCCESSOR), passphrase) {
                        Ok(()) => {}
                        Err(Error::Damaged { .. }) => unreadable.push(backup.path.clone()),
                        Err(error) => return Err(error),
                    }
                }
                // The copy of another workspace that once lay here; it keeps its passphrase.
                Err(Error::WrongPassphrase | Error::PassphraseNeeded) => {}
                Err(_) => unreadable.push(backup.path.clone()),
            }
            tell(progress, done, files)?;
        }
        Ok(unreadable)
    }
}

fn tell(
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    done: usize,
    files: usize,
) -> Result<()> {
    match progress(Progress { done, files }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Cancelled),
    }
}

/// Finishes a change of passphrase that was interrupted, or clears away what is left of it.
pub(super) fn settle(place: &Place) -> Result<()> {
    let undecided = place.successor().exists();
    let folder = place.folder();
    let entries = fs::read_dir(&folder).map_err(Error::io("read the folder", &folder))?;
    for entry in entries {
        let path = entry.map_err(Error::io("read the folder", &folder))?.path();
        let name = path.to_string_lossy();
        let is_successor = name.ends_with(SUCCESSOR);
        let is_half_done = HALF_DONE.iter().any(|ending| name.ends_with(ending));
        if is_successor && !undecided {
            place::replace(&path.with_extension(""), &path)?;
        } else if is_successor || is_half_done {
            place::remove(&path)?;
        }
    }
    place::remove(&with_ending(&place.successor(), "-journal"))?;
    place::remove(&with_ending(&place.successor(), "-wal"))?;
    // Last: it is the sign that nothing has happened.
    place::remove(&place.successor())
}

/// Writes a complete copy under another passphrase, and checks it.
fn export(source: &Connection, target: &Path, passphrase: Option<&Passphrase>) -> Result<()> {
    place::remove(target)?;
    let path = target.to_str().ok_or_else(|| Error::Io {
        doing: "name in the database",
        path: target.to_owned(),
        source: std::io::ErrorKind::InvalidFilename.into(),
    })?;
    // The connection may not make files; an empty one becomes a database.
    File::create_new(target).map_err(Error::io("make", target))?;
    let key = passphrase.map_or("", Passphrase::text);
    if passphrase.is_some() {
        connection::wipe_memory(source)?;
    }
    source.execute("ATTACH DATABASE ?1 AS successor KEY ?2", (path, key))?;
    let exported = export_attached(source);
    source.execute("DETACH DATABASE successor", ())?;
    exported?;
    if backup::checked_counts(target, passphrase)? != backup::counts(source)? {
        return Err(Error::damaged("the copy has other rows than its source"));
    }
    place::sync(target)
}

fn export_attached(source: &Connection) -> Result<()> {
    let format: u32 = source.pragma_query_value(None, "user_version", |row| row.get(0))?;
    debug_assert!(format <= migration::NEWEST, "it was opened");
    // Tables come in any order; that all references lead somewhere was known before.
    source.pragma_update(None, "foreign_keys", false)?;
    let exported = source.query_row("SELECT sqlcipher_export('successor')", (), |_| Ok(()));
    if let Err(error) = exported {
        // The function has one code for everything.
        connection::check(source, Check::Full)?;
        return Err(error.into());
    }
    source.pragma_update(Some("successor"), "user_version", format)?;
    source.pragma_update(Some("successor"), "application_id", APPLICATION_ID)?;
    Ok(())
}
