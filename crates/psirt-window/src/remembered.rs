//! What is kept on the computer and not in a workspace: what a person likes, and which workspaces
//! were open lately.
//!
//! A file that cannot be read is as good as none: nothing in it is worth a window that does not
//! open. What is not understood in a newer program's file is dropped.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use psirt_core::Language;
use serde::{Deserialize, Serialize};

use super::wire::{Place, Settings};
use psirt_app::error::Error;
use psirt_app::files;

const FILE: &str = "settings.json";
/// Workspaces that are remembered.
const MOST_RECENT: usize = 12;
/// A file of ours is far smaller.
const MOST_BYTES: usize = 1_000_000;

/// The language that was chosen in the window, for whoever has to speak before there is one.
pub fn chosen_language(folder: &Path) -> Option<Language> {
    Remembered::read(folder).settings.language
}

/// What is kept on the computer.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Remembered {
    /// What this person likes.
    pub settings: Settings,
    /// The workspaces that were open lately, the last one first.
    recent: Vec<Recent>,
    /// The workspace that is being opened; nothing is left here by a program that goes on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening: Option<PathBuf>,
    /// Where reports were saved last.
    pub report_folder: Option<PathBuf>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Recent {
    path: PathBuf,
    opened_at: Option<Timestamp>,
    /// Where the person was in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Place>,
}

impl Remembered {
    /// Reads what is kept in a folder.
    pub fn read(folder: &Path) -> Self {
        let text = files::read_bytes(&folder.join(FILE), MOST_BYTES).unwrap_or_default();
        let mut remembered: Self = serde_json::from_slice(&text).unwrap_or_default();
        remembered.settings = remembered.settings.within_limits();
        remembered
    }

    /// Keeps it in a folder.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        files::make_folder(folder)?;
        let text = serde_json::to_vec_pretty(self).expect("settings have text keys only");
        files::write(&folder.join(FILE), &text)
    }

    /// Puts a workspace at the head of the list.
    pub fn opened(&mut self, path: &Path, at: Timestamp) {
        let place = self.place(path);
        self.forget(path);
        let recent = Recent {
            path: path.to_owned(),
            opened_at: Some(at),
            place,
        };
        self.recent.insert(0, recent);
        self.recent.truncate(MOST_RECENT);
    }

    /// Takes a workspace off the list.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|recent| recent.path != path);
    }

    /// Notes where the person is in a workspace; whether that is another screen or round.
    pub fn left(&mut self, path: &Path, place: Place) -> bool {
        let Some(recent) = self.recent.iter_mut().find(|recent| recent.path == path) else {
            return false;
        };
        let is_elsewhere = recent.place.as_ref().is_none_or(|before| {
            (&before.screen, &before.assessment) != (&place.screen, &place.assessment)
        });
        recent.place = Some(place);
        is_elsewhere
    }

    /// Where the person was in a workspace.
    pub fn place(&self, path: &Path) -> Option<Place> {
        let known = self.recent.iter().find(|recent| recent.path == path);
        known?.place.clone()
    }

    /// The workspace that was open last.
    pub fn last(&self) -> Option<&Path> {
        self.recent.first().map(|recent| recent.path.as_path())
    }

    /// Whether no workspace was ever open.
    pub fn is_first_start(&self) -> bool {
        self.recent.is_empty() && self.settings.language.is_none()
    }

    /// The workspaces that were open lately, with when.
    pub fn recent(&self) -> Vec<(PathBuf, Option<Timestamp>)> {
        let recent = self.recent.iter();
        recent
            .map(|recent| (recent.path.clone(), recent.opened_at))
            .collect()
    }

    /// When a workspace was open last.
    pub fn opened_at(&self, path: &Path) -> Option<Timestamp> {
        let known = self.recent.iter().find(|recent| recent.path == path);
        known.and_then(|recent| recent.opened_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_workspace_stands_first_and_once() {
        let mut remembered = Remembered::default();
        assert!(remembered.is_first_start());
        for path in ["/a", "/b", "/a"] {
            remembered.opened(Path::new(path), Timestamp::UNIX_EPOCH);
        }
        let paths: Vec<PathBuf> = remembered
            .recent()
            .into_iter()
            .map(|(path, _)| path)
            .collect();
        assert_eq!(paths, [Path::new("/a"), Path::new("/b")]);
        assert!(!remembered.is_first_start());
    }

    #[test]
    fn a_workspace_is_opened_again_where_it_was_left() {
        let mut remembered = Remembered::default();
        let at = |service: &str| Place {
            screen: "assess".to_owned(),
            assessment: Some("one".to_owned()),
            service: Some(service.to_owned()),
        };
        remembered.opened(Path::new("/a"), Timestamp::UNIX_EPOCH);
        assert!(remembered.left(Path::new("/a"), at("1.1")));
        assert!(!remembered.left(Path::new("/a"), at("1.2")), "same screen");
        assert!(!remembered.left(Path::new("/never"), at("1.2")));
        remembered.opened(Path::new("/b"), Timestamp::UNIX_EPOCH);
        remembered.opened(Path::new("/a"), Timestamp::UNIX_EPOCH);
        assert_eq!(remembered.place(Path::new("/a")), Some(at("1.2")));
        assert_eq!(remembered.place(Path::new("/b")), None);
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let folder = folder.path().join("below");
        let mut remembered = Remembered::default();
        remembered.settings.zoom = 150;
        remembered.opened(Path::new("/a"), Timestamp::UNIX_EPOCH);
        remembered.write(&folder).expect("it can be written");
        let read = Remembered::read(&folder);
        assert_eq!(read.settings, remembered.settings);
        assert_eq!(read.last(), remembered.last());
    }

    #[test]
    fn a_zoom_that_cannot_be_read_by_anybody_is_not_kept() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for (kept, read) in [(1, 80), (125, 125), (60_000, 200)] {
            let text = format!("{{\"settings\": {{\"zoom\": {kept}}}}}");
            std::fs::write(folder.path().join(FILE), text).expect("it can be written");
            assert_eq!(Remembered::read(folder.path()).settings.zoom, read);
        }
    }

    #[test]
    fn damaged_settings_are_as_good_as_none() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        std::fs::write(folder.path().join(FILE), "{\"settings\": 3").expect("it can be written");
        assert!(Remembered::read(folder.path()).is_first_start());
    }
}
