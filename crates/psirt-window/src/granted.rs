//! Which files the page may speak of, and for what.
//!
//! The page holds handles. A path comes from a dialog, from the arguments, from files that were
//! dropped on the window, from the list of recent workspaces or from a file this window wrote;
//! it stays here, and the page gets a word that stands for it. A handle is good for the one thing
//! it was made for.
//!
//! Deliberately not here: reading or writing any file.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use psirt_core::file::Announced;

use super::wire::{Failure, FailureCode, FileHandle};
use psirt_app::assessments::new_id;

/// The most files that were looked at and are kept until somebody takes them in.
const MOST_LOOKED_AT: usize = 64;
/// The most bytes of them.
const MOST_BYTES: usize = 64_000_000;

/// What a handle is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// A workspace may be made there.
    Make,
    /// The workspace may be opened, forgotten and shown in its folder.
    Open,
    /// The file may be looked at.
    LookAt,
    /// The file was written where a dialog said: it may be opened and shown in its folder.
    Written,
}

/// A file that was looked at, as it was then: what is taken in later is what was seen.
#[derive(Debug)]
pub struct LookedAt {
    /// Where it lay.
    pub path: PathBuf,
    /// What it is.
    pub kind: Announced,
    /// What it says.
    pub text: String,
}

/// The handles that were given to the page.
#[derive(Debug, Default)]
pub struct Granted {
    handles: BTreeMap<(Purpose, PathBuf), FileHandle>,
    paths: BTreeMap<FileHandle, (Purpose, PathBuf)>,
    /// Those that were looked at, the oldest first.
    looked_at: VecDeque<(FileHandle, Arc<LookedAt>)>,
}

impl Granted {
    /// The handle of a path, the same one whenever it is asked for the same purpose.
    pub fn handle(&mut self, purpose: Purpose, path: &Path) -> FileHandle {
        let key = (purpose, path.to_owned());
        if let Some(known) = self.handles.get(&key) {
            return known.clone();
        }
        let handle = FileHandle(new_id());
        self.paths.insert(handle.clone(), key.clone());
        self.handles.insert(key, handle.clone());
        handle
    }

    /// The path behind a handle.
    ///
    /// # Errors
    /// The handle was never given, or for something else.
    pub fn path(&self, purpose: Purpose, handle: &FileHandle) -> Result<PathBuf, Failure> {
        match self.paths.get(handle) {
            Some((given, path)) if *given == purpose => Ok(path.clone()),
            _ => Err(never_granted()),
        }
    }

    /// Whether this window wrote a file.
    pub fn wrote(&self, path: &Path) -> bool {
        let key = (Purpose::Written, path.to_owned());
        self.handles.contains_key(&key)
    }

    /// Keeps a file that was looked at; where too many wait, the oldest is let go.
    pub fn keep(&mut self, looked_at: LookedAt) -> FileHandle {
        let handle = FileHandle(new_id());
        self.looked_at
            .push_back((handle.clone(), Arc::new(looked_at)));
        let bytes = |one: &(FileHandle, Arc<LookedAt>)| one.1.text.len();
        while self.looked_at.len() > MOST_LOOKED_AT
            || self.looked_at.len() > 1
                && self.looked_at.iter().map(bytes).sum::<usize>() > MOST_BYTES
        {
            self.looked_at.pop_front();
        }
        handle
    }

    /// A file that was looked at.
    ///
    /// # Errors
    /// None was looked at under this handle, or it was let go.
    pub fn looked_at(&self, handle: &FileHandle) -> Result<Arc<LookedAt>, Failure> {
        let mut kept = self.looked_at.iter();
        kept.find(|(known, _)| known == handle)
            .map(|(_, looked_at)| Arc::clone(looked_at))
            .ok_or_else(never_granted)
    }
}

fn never_granted() -> Failure {
    Failure::new(
        FailureCode::NotFound,
        "no person gave this window such a file",
    )
}

/// What a file is called, without where it lies.
pub fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_good_for_one_file_and_one_purpose() {
        let mut granted = Granted::default();
        let place = Path::new("/here/a.psirtws");
        let handle = granted.handle(Purpose::Open, place);
        assert_eq!(granted.handle(Purpose::Open, place), handle);
        assert_ne!(granted.handle(Purpose::Make, place), handle);
        assert_eq!(
            granted.path(Purpose::Open, &handle).ok().as_deref(),
            Some(place)
        );
        for purpose in [Purpose::Make, Purpose::LookAt, Purpose::Written] {
            assert!(granted.path(purpose, &handle).is_err(), "{purpose:?}");
        }
        let path = FileHandle("/here/a.psirtws".to_owned());
        assert!(granted.path(Purpose::Open, &path).is_err());
    }

    #[test]
    fn the_oldest_of_too_many_files_that_were_looked_at_is_let_go() {
        let mut granted = Granted::default();
        let mut keep = || {
            granted.keep(LookedAt {
                path: PathBuf::from("/a.json"),
                kind: Announced::Sheet,
                text: "{}".to_owned(),
            })
        };
        let handles: Vec<FileHandle> = (0..=MOST_LOOKED_AT).map(|_| keep()).collect();
        assert!(granted.looked_at(&handles[0]).is_err());
        assert!(granted.looked_at(&handles[1]).is_ok());
    }
}
