//! Where a workspace and what belongs to it lie, and how one file takes another's place.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The extension of a workspace file.
pub const EXTENSION: &str = "psirtws";

/// The paths of one workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    file: PathBuf,
}

impl Place {
    /// The place of a file that is there. Two ways to name one file give one place.
    pub fn of_existing(path: &Path) -> Result<Self> {
        let file = one_name_of(path)?;
        if !file.is_file() {
            return Err(Error::NoFile {
                path: path.to_owned(),
            });
        }
        Ok(Self { file })
    }

    /// The place of a file that is to be made.
    pub fn of_new(path: &Path) -> Result<Self> {
        let absolute = std::path::absolute(path).map_err(Error::io("find", path))?;
        let (Some(folder), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            return Err(Error::NoFile {
                path: path.to_owned(),
            });
        };
        Ok(Self {
            file: one_name_of(folder)?.join(name),
        })
    }

    /// The workspace.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Holds the lock and the backups.
    pub fn folder(&self) -> PathBuf {
        self.beside(".backups")
    }

    /// What is to take the workspace's place next.
    pub fn successor(&self) -> PathBuf {
        self.beside(".new")
    }

    /// Changes that are not in the file yet.
    pub fn wal(&self) -> PathBuf {
        self.beside("-wal")
    }

    /// What a change that was cut short has overwritten.
    pub fn journal(&self) -> PathBuf {
        self.beside("-journal")
    }

    /// What connections to the file share.
    pub fn shared_memory(&self) -> PathBuf {
        self.beside("-shm")
    }

    fn beside(&self, ending: &str) -> PathBuf {
        with_ending(&self.file, ending)
    }
}

/// The path with something appended to its last name.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(ending);
    name.into()
}

/// Which file lies at a path, so that another one in its place is noticed.
///
/// The number alone, as the database library itself compares: a share may give its device a new
/// one when it is mounted again.
#[cfg(unix)]
pub(crate) fn identity(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).ok().map(|metadata| metadata.ino())
}

/// Windows lets nobody move or delete a file that a database has open: that it is there is enough.
#[cfg(not(unix))]
pub(crate) fn identity(path: &Path) -> Option<u64> {
    path.is_file().then_some(0)
}

/// Puts a complete file in the place of another, all or nothing, and waits for the medium.
pub(crate) fn replace(old: &Path, new: &Path) -> Result<()> {
    sync(new)?;
    fs::rename(new, old).map_err(Error::io("replace", old))?;
    sync_folder_of(old)
}

/// Waits until a file is on the medium.
pub(crate) fn sync(path: &Path) -> Result<()> {
    // Writing is what some systems want a file opened for before they flush it.
    File::options()
        .read(true)
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(Error::io("write", path))
}

/// Waits until the names in the file's folder are on the medium.
#[cfg(unix)]
pub(crate) fn sync_folder_of(path: &Path) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(Error::io("write", folder))
}

/// NTFS keeps names in a journal of its own, and a folder cannot be flushed.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "its twin can fail")]
pub(crate) fn sync_folder_of(_path: &Path) -> Result<()> {
    Ok(())
}

/// Removes a file that may be missing.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::io("remove", path)(error))
        }
        _ => Ok(()),
    }
}

/// Follows links, so that whoever comes by another name meets the same lock.
#[cfg(unix)]
fn one_name_of(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).map_err(Error::io("find", path))
}

/// Not `canonicalize`, whose `\\?\` names other programs do not understand.
#[cfg(not(unix))]
fn one_name_of(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).map_err(Error::io("find", path))
}
