//! One writer: who writes to a workspace holds the operating system's lock on a file beside it.
//!
//! The lock falls with its process, however that ends. The name of the holder lies in a second
//! file, because a locked file cannot be read by others on every system; it is only a note, the
//! lock alone decides.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::place::{self, Place};
use crate::stop::Stop;

const LOCK: &str = "writer.lock";
const NOTE: &str = "writer.json";
/// A note of ours is far smaller.
const MOST_NOTE: u64 = 64 * 1024;
/// Who only looks whether the lock is held holds it for a moment too.
const A_MOMENT: Duration = Duration::from_millis(50);
/// Who closes a workspace makes a backup of it first, and is waited for.
const CLOSING_AT_MOST: Duration = Duration::from_secs(10);
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

/// What lies beside the lock.
#[derive(Serialize, Deserialize)]
struct Note {
    #[serde(flatten)]
    holder: Holder,
    /// Whether the holder is about to give it back.
    #[serde(default)]
    is_closing: bool,
}

/// The right to write, as long as it lives.
#[derive(Debug)]
pub(crate) struct Lock {
    /// Closing the file gives the lock back.
    _file: File,
    note: PathBuf,
    holder: Holder,
}

impl Lock {
    /// Takes the lock in the folder of a workspace, which is made where it is missing.
    ///
    /// A holder who is closing the workspace is waited for.
    pub fn take(place: &Place, holder: &Holder) -> Result<Self> {
        let folder = place.make_folder()?;
        let path = folder.join(LOCK);
        let file = lock_file(&path, place)?;
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(Error::io("lock", &path)(error)),
            }
            let note = note_in(&folder);
            let patience = match &note {
                Some(note) if !note.is_closing => A_MOMENT,
                // Without a note it was just taken, or is about to be given back.
                _ => CLOSING_AT_MOST,
            };
            if started.elapsed() >= patience {
                return Err(Error::InUse {
                    holder: note.map(|note| note.holder),
                });
            }
            thread::sleep(PAUSE);
        }
        let lock = Self {
            _file: file,
            note: folder.join(NOTE),
            holder: holder.clone(),
        };
        lock.write_note(false, Some(place.file()))?;
        Ok(lock)
    }

    /// Tells whoever wants the workspace next that it will be free in a moment.
    pub fn tell_closing(&self, file: &Path) {
        // Without the note they are told that it is in use, and try again.
        let _ = self.write_note(true, Some(file));
    }

    /// Anew each time: what somebody may have laid there, such as a link, is not written to.
    fn write_note(&self, is_closing: bool, like: Option<&Path>) -> Result<()> {
        let holder = self.holder.clone();
        let text =
            serde_json::to_string(&Note { holder, is_closing }).expect("a note has text keys only");
        place::remove(&self.note)?;
        let like = like.filter(|like| like.exists());
        let mut file = place::create(&self.note, like)?;
        file.write_all(text.as_bytes())
            .map_err(Error::io("write", &self.note))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A note left behind misleads nobody: it is read only while somebody holds the lock.
        let _ = place::remove(&self.note);
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

/// Who holds the lock of a folder; nothing is made or changed.
pub(crate) fn writer(folder: &Path) -> Result<Writer> {
    let path = folder.join(LOCK);
    if !is_plain(&path) {
        return Ok(Writer::Nobody);
    }
    let Ok(file) = File::open(&path) else {
        return Ok(Writer::Nobody);
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(Writer::Nobody),
        Err(TryLockError::WouldBlock) => {
            Ok(Writer::Somebody(note_in(folder).map(|note| note.holder)))
        }
        Err(TryLockError::Error(error)) => Err(Error::io("lock", &path)(error)),
    }
}

/// Waits until nobody of this machine holds the lock of a folder, at most so long.
pub(crate) fn wait_until_free(
    folder: &Path,
    host: &str,
    at_most: Duration,
    stop: &Stop,
) -> Result<()> {
    let started = Instant::now();
    let is_held = || -> Result<bool> {
        Ok(match writer(folder)? {
            Writer::Nobody => false,
            Writer::Somebody(holder) => holder.is_none_or(|holder| holder.host == host),
        })
    };
    while started.elapsed() < at_most && !stop.is_asked() && is_held()? {
        thread::sleep(PAUSE);
    }
    Ok(())
}

fn lock_file(path: &Path, place: &Place) -> Result<File> {
    let like = Some(place.file()).filter(|file| file.exists());
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => {}
        Ok(_) => {
            return Err(Error::not_ours(format!(
                "`{}` is not a plain file",
                path.display()
            )));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            match place::create(path, like) {
                // Somebody else was faster.
                Ok(_) => {}
                Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(error) => return Err(Error::io("open", path)(error)),
    }
    File::options()
        .read(true)
        .write(true)
        .open(path)
        .map_err(Error::io("open", path))
}

fn is_plain(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

fn note_in(folder: &Path) -> Option<Note> {
    let path = folder.join(NOTE);
    if !is_plain(&path) {
        return None;
    }
    let mut text = String::new();
    let note = File::open(path).ok()?;
    note.take(MOST_NOTE).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::{A_MOMENT, Holder, Lock};
    use crate::Error;
    use crate::place::Place;
    use jiff::Timestamp;
    use std::time::Instant;

    fn holder(process: u32) -> Holder {
        Holder {
            user: "sato".into(),
            host: "minato-pc-14".into(),
            process,
            program: "0.1.0".into(),
            since: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn whoever_closes_a_workspace_is_waited_for_and_whoever_uses_it_is_named() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let file = folder.path().join("w.psirtws");
        let place = Place::of_new(&file).expect("there is a folder");
        let first = Lock::take(&place, &holder(1)).expect("nobody has it");
        let second = Lock::take(&place, &holder(2)).map(drop);
        match second {
            Err(Error::InUse { holder: Some(who) }) => assert_eq!(who, holder(1)),
            other => panic!("{other:?}"),
        }
        first.tell_closing(&file);
        let started = Instant::now();
        std::thread::scope(|scope| {
            let next = scope.spawn(|| Lock::take(&place, &holder(2)).map(drop));
            // Longer than somebody is waited for who uses it.
            while started.elapsed() < 4 * A_MOMENT {
                std::thread::yield_now();
            }
            drop(first);
            let taken = next.join().expect("it does not panic");
            taken.expect("it was waited for");
        });
    }
}
