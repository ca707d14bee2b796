//! One writer: who writes to a workspace holds the operating system's lock on a file beside it.
//!
//! The lock falls with its process, however that ends. The name of the holder lies in a second
//! file, because a locked file cannot be read by others on every system; it is only a note, the
//! lock alone decides.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

const LOCK: &str = "writer.lock";
const NOTE: &str = "writer.json";
/// Who only looks whether the lock is held holds it for a moment too.
const TRIES: u32 = 5;
const PAUSE: Duration = Duration::from_millis(10);

/// Who has a workspace open for writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The name of the person, as the system knows it.
    pub user: String,
    /// The machine.
    pub host: String,
    /// The process on that machine.
    pub process: u32,
    /// The version of the program.
    pub program: String,
    /// When the workspace was opened.
    pub since: Timestamp,
}

/// The right to write, as long as it lives.
#[derive(Debug)]
pub(crate) struct Lock {
    /// Closing the file gives the lock back.
    _file: File,
    note: PathBuf,
}

impl Lock {
    /// Takes the lock that lies in `folder`, which is made where it is missing.
    pub fn take(folder: &Path, holder: &Holder) -> Result<Self> {
        fs::create_dir_all(folder).map_err(Error::io("make the folder", folder))?;
        let path = folder.join(LOCK);
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(Error::io("open", &path))?;
        let mut tries = TRIES;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if tries > 0 => {
                    tries -= 1;
                    thread::sleep(PAUSE);
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::InUse {
                        holder: holder_in(folder),
                    });
                }
                Err(TryLockError::Error(error)) => return Err(Error::io("lock", &path)(error)),
            }
        }
        let note = folder.join(NOTE);
        let text = serde_json::to_string(holder).expect("a holder has text keys only");
        fs::write(&note, text).map_err(Error::io("write", &note))?;
        Ok(Self { _file: file, note })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A note left behind misleads nobody: it is read only while somebody holds the lock.
        let _ = fs::remove_file(&self.note);
    }
}

/// Whether somebody may write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Writer {
    /// Nobody does.
    Nobody,
    /// Somebody does, with their word where they left one.
    Somebody(Option<Holder>),
}

/// Who holds the lock of a folder.
pub(crate) fn writer(folder: &Path) -> Result<Writer> {
    let path = folder.join(LOCK);
    let Ok(file) = File::open(&path) else {
        return Ok(Writer::Nobody);
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(Writer::Nobody),
        Err(TryLockError::WouldBlock) => Ok(Writer::Somebody(holder_in(folder))),
        Err(TryLockError::Error(error)) => Err(Error::io("lock", &path)(error)),
    }
}

fn holder_in(folder: &Path) -> Option<Holder> {
    let text = fs::read_to_string(folder.join(NOTE)).ok()?;
    serde_json::from_str(&text).ok()
}
