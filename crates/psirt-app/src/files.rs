//! Reading and writing files: nothing too large is taken into memory, nothing is left half
//! written.
//!
//! Deliberately not here: what the files mean.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use psirt_core::limits::MOST_BYTES;
use psirt_core::{Fault, Faults, Problem};
use tempfile::TempPath;

use crate::error::Error;

/// Reads a text file of the product.
///
/// # Errors
/// The file cannot be read, is larger than any file of the product may be, or is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, Error> {
    text(path, read_bytes(path, MOST_BYTES)?)
}

/// Understands what was read from a file as text.
///
/// # Errors
/// It is not UTF-8.
pub fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|_| fault(path, Problem::NotText))
}

/// Makes sure that a path leads to a plain file before anything is opened: opening a pipe waits
/// for whoever writes into it, and a device may give without end.
///
/// # Errors
/// There is no file, or it is not a plain one.
pub fn must_be_plain(path: &Path) -> Result<(), Error> {
    let kind = fs::metadata(path).and_then(|metadata| {
        if metadata.is_file() {
            Ok(())
        } else if metadata.is_dir() {
            Err(io::ErrorKind::IsADirectory.into())
        } else {
            Err(io::ErrorKind::Unsupported.into())
        }
    });
    kind.map_err(|reason| Error::Read {
        path: path.to_owned(),
        reason,
    })
}

/// Reads a file of at most `limit` bytes; a larger one is not taken into memory.
///
/// # Errors
/// The file cannot be read or is larger.
pub fn read_bytes(path: &Path, limit: usize) -> Result<Vec<u8>, Error> {
    let failed = |reason| Error::Read {
        path: path.to_owned(),
        reason,
    };
    let too_large = |bytes| fault(path, Problem::TooLarge { bytes, limit });
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    // Elsewhere than on Unix opening it has failed already, with less to say.
    if metadata.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    let announced = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
    if announced > limit {
        return Err(too_large(announced));
    }
    // What is not a plain file may announce nothing and give without end.
    let mut bytes = Vec::with_capacity(announced + 1);
    let mut limited = file.take(limit as u64 + 1);
    limited.read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > limit {
        return Err(too_large(bytes.len()));
    }
    Ok(bytes)
}

/// Writes a file whole or not at all: whoever opens it sees all of the old or all of the new.
///
/// # Errors
/// The file cannot be written; one that was there is as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    replace(path, bytes).map_err(|reason| Error::Write {
        path: path.to_owned(),
        reason,
    })
}

/// Writes a file that must not be there yet.
///
/// # Errors
/// The file is there, or cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_new_for(Readers::Folder, path, bytes)
}

/// Writes a file that must not be there yet, and that its owner alone may read.
///
/// # Errors
/// The file is there, or cannot be written.
pub fn write_new_private(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_new_for(Readers::Owner, path, bytes)
}

/// Makes sure that nothing is at a path yet, before a change that a file is to be written of.
///
/// # Errors
/// [`Error::Exists`]
pub fn must_be_new(path: &Path) -> Result<(), Error> {
    if path.exists() {
        return Err(Error::Exists {
            path: path.to_owned(),
        });
    }
    Ok(())
}

/// Who may read a new file.
#[derive(Clone, Copy)]
enum Readers {
    /// Whoever the folder is for.
    Folder,
    /// Its owner alone.
    Owner,
}

fn write_new_for(readers: Readers, path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let target = in_full(path);
    let written = draft(readers, &target, bytes).and_then(|draft| {
        let persisted = draft.persist_noclobber(&target);
        persisted.map_err(|error| error.error)
    });
    match written {
        Ok(()) => {
            sync_folder_of(path);
            Ok(())
        }
        Err(reason) if reason.kind() == io::ErrorKind::AlreadyExists => Err(Error::Exists {
            path: path.to_owned(),
        }),
        Err(reason) => Err(Error::Write {
            path: path.to_owned(),
            reason,
        }),
    }
}

/// Makes a folder with all above it.
///
/// # Errors
/// The folder cannot be made.
pub fn make_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|reason| Error::Write {
        path: path.to_owned(),
        reason,
    })
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What a link leads to is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| in_full(path));
    let earlier = fs::metadata(&target).ok();
    if earlier.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // Renaming would replace a file that its owner has protected.
    if earlier
        .as_ref()
        .is_some_and(|earlier| earlier.permissions().readonly())
    {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let draft = draft(Readers::Folder, &target, bytes)?;
    if let Some(earlier) = earlier {
        fs::set_permissions(&draft, earlier.permissions())?;
    }
    draft.persist(&target).map_err(|error| error.error)?;
    sync_folder_of(&target);
    Ok(())
}

/// A complete file beside the one to write, removed unless it takes its place. Nobody has it open:
/// some systems rename no file that somebody has.
fn draft(readers: Readers, target: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    // Short, because the name to write may be as long as a name can be.
    builder.prefix(".psirt-").suffix(".tmp");
    // What is written is for whom the folder is, as with any program.
    #[cfg(unix)]
    if let Readers::Folder = readers {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    // Elsewhere the folder decides alone.
    #[cfg(not(unix))]
    let _ = readers;
    let mut draft = builder.tempfile_in(folder_of(target))?;
    draft.write_all(bytes)?;
    draft.as_file().sync_all()?;
    Ok(draft.into_temp_path())
}

/// The path in full where it is long: Windows takes more than 260 letters in no other form from
/// what renames a draft. A short one stays as it is, because in full a name that means a device,
/// such as `NUL`, would become a file.
fn in_full(path: &Path) -> PathBuf {
    // The draft's name may be longer than the file's.
    const LONG: usize = 200;
    let is_long = std::path::absolute(path).is_ok_and(|path| path.as_os_str().len() > LONG);
    match (is_long, path.file_name(), fs::canonicalize(folder_of(path))) {
        (true, Some(name), Ok(folder)) => folder.join(name),
        _ => path.to_owned(),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes the new name outlive a power failure.
#[cfg(unix)]
fn sync_folder_of(path: &Path) {
    if let Ok(folder) = File::open(folder_of(path)) {
        let _ = folder.sync_all();
    }
}

/// A folder cannot be opened as a file here; the file system's journal keeps the name.
#[cfg(not(unix))]
fn sync_folder_of(_path: &Path) {}

fn fault(path: &Path, problem: Problem) -> Error {
    Error::Faults {
        path: path.to_owned(),
        faults: Faults::from(Fault::new("", problem)),
    }
}

#[cfg(test)]
mod tests;
