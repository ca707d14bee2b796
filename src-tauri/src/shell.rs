//! Native dialogs, the system's own programs, and the window.

use std::io;
use std::path::{Path, PathBuf};

use psirt_window::shell::{Choice, Question, Shell};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FilePath};
use tauri_plugin_opener::OpenerExt;

use crate::closing::{self, Closing};
use crate::own_page;

/// The label of the window; the capabilities name it too.
pub const WINDOW: &str = "main";

/// The label of the second window, for the projector.
pub const PRESENTER: &str = "presenter";

/// The program around the window.
pub struct Native(pub AppHandle);

impl Shell for Native {
    fn show_window(&self) -> io::Result<()> {
        let window = self.0.get_webview_window(WINDOW);
        let window = window.ok_or_else(|| io::Error::other("the window is closed"))?;
        // A page that is loaded anew must not come forward by itself.
        if window.is_visible().map_err(io::Error::other)? {
            return Ok(());
        }
        window.show().map_err(io::Error::other)?;
        window.set_focus().map_err(io::Error::other)
    }

    fn keep_window(&self) {
        self.0.state::<Closing>().heard();
    }

    fn zoom(&self, percent: u16) -> io::Result<()> {
        let window = self.0.get_webview_window(WINDOW);
        let factor = f64::from(percent) / 100.0;
        window.map_or(Ok(()), |window| {
            window.set_zoom(factor).map_err(io::Error::other)
        })
    }

    fn fill_screen(&self, on: bool) -> io::Result<()> {
        let window = self.0.get_webview_window(WINDOW);
        window.map_or(Ok(()), |window| {
            window.set_fullscreen(on).map_err(io::Error::other)
        })
    }

    fn open_presenter(&self) -> io::Result<()> {
        if let Some(window) = self.0.get_webview_window(PRESENTER) {
            return window.set_focus().map_err(io::Error::other);
        }
        own_page::open_presenter(&self.0).map_err(io::Error::other)
    }

    fn close_window(&self) -> io::Result<()> {
        closing::leave(&self.0).map_err(io::Error::other)
    }

    fn choose(&self, question: &Question) -> Vec<PathBuf> {
        #[cfg(debug_assertions)]
        if let Some(scripted) = scripted::choose(question) {
            return scripted;
        }
        let mut dialog = self.0.dialog().file().set_title(&question.title);
        if let Some(window) = self.0.get_webview_window(WINDOW) {
            dialog = dialog.set_parent(&window);
        }
        if !question.endings.is_empty() {
            dialog = dialog.add_filter(&question.kind, question.endings);
        }
        if let Some(folder) = &question.folder {
            dialog = dialog.set_directory(folder);
        }
        let one = |path: Option<FilePath>| path.into_iter().collect::<Vec<_>>();
        let chosen = match &question.choice {
            Choice::File => one(dialog.blocking_pick_file()),
            Choice::Files => dialog.blocking_pick_files().unwrap_or_default(),
            Choice::NewFile(name) => one(dialog.set_file_name(name).blocking_save_file()),
            Choice::Folder => one(dialog.blocking_pick_folder()),
        };
        let paths = chosen.into_iter().filter_map(|path| path.into_path().ok());
        paths.collect()
    }

    fn open(&self, path: &Path) -> io::Result<()> {
        let path = path.to_string_lossy();
        self.0
            .opener()
            .open_path(path, None::<&str>)
            .map_err(io::Error::other)
    }

    fn open_link(&self, address: &str) -> io::Result<()> {
        self.0
            .opener()
            .open_url(address, None::<&str>)
            .map_err(io::Error::other)
    }

    fn show_in_folder(&self, path: &Path) -> io::Result<()> {
        self.0
            .opener()
            .reveal_item_in_dir(path)
            .map_err(io::Error::other)
    }
}

/// Answers in place of a person, so that a test can go through a native dialog. A release build
/// does not have it.
#[cfg(debug_assertions)]
mod scripted {
    use std::path::PathBuf;
    use std::{env, fs};

    use psirt_window::shell::{Choice, Question};

    /// Names a file of paths: each dialog takes the first line away. A path that ends in a
    /// separator is a folder, in which a new file gets the proposed name.
    const VARIABLE: &str = "PSIRT_E2E_PICK";

    pub fn choose(question: &Question) -> Option<Vec<PathBuf>> {
        let script = PathBuf::from(env::var_os(VARIABLE)?);
        let text = fs::read_to_string(&script).unwrap_or_default();
        let (line, rest) = text.split_once('\n').unwrap_or((&text, ""));
        fs::write(&script, rest).expect("the script of the dialogs can be written");
        let paths = line.split('\t').filter(|path| !path.is_empty());
        let chosen = paths.map(|path| match &question.choice {
            Choice::NewFile(name) if path.ends_with('/') => PathBuf::from(path).join(name),
            _ => PathBuf::from(path),
        });
        Some(chosen.collect())
    }
}
