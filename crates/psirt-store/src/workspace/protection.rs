//! Setting, changing and removing the passphrase.
//!
//! A complete copy under the new passphrase takes the place of the file, and of every backup,
//! so that nothing is left that the old passphrase, or none, opens. The moment the copy takes
//! the file's place decides: before it, all is as it was; after it, the rest is finished by
//! whoever opens the file next.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{Workspace, settling};
use crate::backup;
use crate::cohort::CohortFault;
use crate::connection::{self, APPLICATION_ID, Access};
use crate::error::{Error, Result};
use crate::passphrase::Passphrase;
use crate::place::{self, Mark};
use crate::stop::Stop;

/// How far a change of the passphrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files done.
    pub done: usize,
    /// Files in all: the workspace and its backups.
    pub files: usize,
}

/// What became of the backups when the passphrase was set, changed or removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rewritten {
    /// They were damaged, would have stayed as they were, and were removed.
    pub removed: Vec<PathBuf>,
    /// They cannot be read by this program, and are as they were: of a newer program, of another
    /// workspace that once lay here, or not made by this program.
    pub kept: Vec<PathBuf>,
}

impl Workspace {
    /// Sets or changes the passphrase of the workspace and of all its backups.
    ///
    /// `progress` is told after each file, and may break off. Damaged copies are removed, because
    /// they would stay as they are; what was removed and what was left is returned.
    ///
    /// # Errors
    /// [`Error::BeingRead`] while another window reads the file, [`Error::Cancelled`], and those
    /// of a medium that fails. Whatever goes wrong, the file and its passphrase are as before;
    /// only where a backup could not take its place at the very end, that is told although the
    /// passphrase is changed ([`Workspace::is_passphrase`]), and the next opening tries again.
    pub fn protect(
        &mut self,
        passphrase: &Passphrase,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Rewritten> {
        self.rewrite(Some(passphrase.composed()), progress)
    }

    /// Removes the passphrase from the workspace and all its backups; as [`Workspace::protect`].
    ///
    /// # Errors
    /// [`CohortFault::NotProtected`] where it holds the key of a cohort
    pub fn unprotect(
        &mut self,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Rewritten> {
        if !self.cohorts()?.is_empty() {
            return Err(CohortFault::NotProtected.into());
        }
        self.rewrite(None, progress)
    }

    fn rewrite(
        &mut self,
        passphrase: Option<Passphrase>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Rewritten> {
        let mark = self.writable()?.clone();
        self.in_its_place()?;
        settling::set_decided(&self.connection, false)?;
        self.merge_wal()?;
        let written = self.write_successors(&mark, passphrase.as_ref(), progress);
        let closed = Connection::open_in_memory()?;
        let result = written.and_then(|rewritten| {
            let successor = self.place.successor(&mark);
            // The names of all that is to follow, and of the file, before the one step that decides.
            place::make_ready(&successor)?;
            place::sync_folder_of(self.place.file())?;
            // Nothing may have the file open while another takes its place.
            drop(std::mem::replace(&mut self.connection, closed));
            place::rename(self.place.file(), &successor)?;
            self.passphrase = passphrase;
            place::sync_folder_of(self.place.file())?;
            Ok(rewritten)
        });
        let mut connection = connection::open(
            self.place.file(),
            Access::Write,
            self.passphrase.as_ref(),
            &Stop::default(),
        )?;
        connection::take_time(&mut connection)?;
        connection::make_durable(&connection)?;
        self.connection = connection;
        self.identity = place::identity(self.place.file());
        // What is left of an attempt that failed is removed at the next opening at the latest.
        let settled = settling::settle(&self.connection, &self.place, &mark);
        let rewritten = result?;
        settled?;
        for path in &rewritten.removed {
            place::remove_whole(path)?;
        }
        Ok(rewritten)
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

    /// Writes the file and its backups anew.
    fn write_successors(
        &self,
        mark: &Mark,
        passphrase: Option<&Passphrase>,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Rewritten> {
        let folder = self.place.folder();
        let backups = backup::list(&folder)?;
        let files = backups.len() + 1;
        let mut rewritten = Rewritten::default();
        tell(progress, 0, files)?;
        let successor = self.place.successor(mark);
        export(
            self.place.file(),
            self.passphrase.as_ref(),
            &successor,
            passphrase,
        )?;
        decide_in(&successor, passphrase)?;
        tell(progress, 1, files)?;
        for (done, backup) in (2..).zip(&backups) {
            let path = &backup.path;
            let name = path
                .file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy();
            let successor = folder.join(mark.successor_of(&name));
            let part = folder.join(mark.part_of(&name));
            match self.rewrite_backup(path, &part, &successor, passphrase) {
                Ok(()) => {}
                // Also what has a name of ours and is none: its beginning is overwritten.
                Err(Error::Damaged { .. } | Error::NotAWorkspace { .. }) => {
                    place::remove_whole(&successor)?;
                    rewritten.removed.push(path.clone());
                }
                // The copy of another workspace that once lay here, of a newer program, or made by
                // somebody else.
                Err(
                    Error::WrongPassphrase
                    | Error::PassphraseNeeded
                    | Error::NewerWorkspace { .. }
                    | Error::NotOurs { .. },
                ) => {
                    place::remove_whole(&successor)?;
                    rewritten.kept.push(path.clone());
                }
                Err(error) => return Err(error),
            }
            place::remove_whole(&part)?;
            tell(progress, done, files)?;
        }
        Ok(rewritten)
    }

    fn rewrite_backup(
        &self,
        path: &Path,
        part: &Path,
        successor: &Path,
        passphrase: Option<&Passphrase>,
    ) -> Result<()> {
        place::check_companions(path)?;
        let source = if place::has_leftovers(path) {
            place::remove_whole(part)?;
            place::copy_whole(path, part, Some(self.place.file()))?;
            super::restore::merge(part, self.passphrase.as_ref())?;
            part
        } else {
            path
        };
        let (_, current) = backup::open(source, self.passphrase.as_ref())?;
        export(source, current.as_ref(), successor, passphrase)
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

/// Writes a complete copy of a file that nobody changes under another passphrase, and checks it.
fn export(
    source: &Path,
    current: Option<&Passphrase>,
    target: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<()> {
    // What the export says of a damaged file is one word for everything.
    let expected = backup::checked_counts(source, current)?;
    place::remove_whole(target)?;
    let mut connection = connection::create(target, passphrase, Some(source))?;
    if current.is_some() {
        connection::wipe_memory(&connection)?;
    }
    let key = current.map_or("", Passphrase::text);
    let uri = connection::unchanging_uri(source);
    connection.execute("ATTACH DATABASE ?1 AS source KEY ?2", (uri, key))?;
    let exported = export_attached(&mut connection);
    connection.execute("DETACH DATABASE source", ())?;
    exported?;
    connection.close().map_err(|(_, error)| error)?;
    if backup::checked_counts(target, passphrase)? != expected {
        return Err(Error::damaged("the copy has other rows than its source"));
    }
    place::sync(target)
}

fn export_attached(connection: &mut Connection) -> Result<()> {
    let format: u32 =
        connection.pragma_query_value(Some("source"), "user_version", |row| row.get(0))?;
    // Tables come in any order; that all references lead somewhere was known before.
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.query_row("SELECT sqlcipher_export('main', 'source')", (), |_| Ok(()))?;
    connection.pragma_update(None, "user_version", format)?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(())
}

/// Writes into the successor of a workspace that with it the change is decided.
fn decide_in(successor: &Path, passphrase: Option<&Passphrase>) -> Result<()> {
    let mut connection = connection::open(successor, Access::Write, passphrase, &Stop::default())?;
    connection::take_time(&mut connection)?;
    settling::set_decided(&connection, true)?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}
