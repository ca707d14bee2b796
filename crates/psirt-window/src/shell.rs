//! What only the program around the window can do: dialogs, other programs, the window itself.

use std::io;
use std::path::{Path, PathBuf};

/// The program around the window; the tests of the use cases bring their own.
pub trait Shell: Send + Sync {
    /// Shows the window.
    fn show_window(&self) -> io::Result<()>;

    /// The page has heard that the window is to be closed, and will close it itself.
    fn keep_window(&self);

    /// Shows everything in the window this large, in percent of its usual size.
    fn zoom(&self, percent: u16) -> io::Result<()>;

    /// Makes the window fill the screen, or gives it its size back.
    fn fill_screen(&self, on: bool) -> io::Result<()>;

    /// Opens the second window, for the projector; one that is there comes forward.
    fn open_presenter(&self) -> io::Result<()>;

    /// Closes the window.
    fn close_window(&self) -> io::Result<()>;

    /// Asks the person for files or a folder and waits; empty where they chose none.
    fn choose(&self, question: &Question) -> Vec<PathBuf>;

    /// Opens a file with the program the system has for it.
    fn open(&self, path: &Path) -> io::Result<()>;

    /// Opens an address with the system's browser.
    fn open_link(&self, address: &str) -> io::Result<()>;

    /// Shows a file in the system's file manager.
    fn show_in_folder(&self, path: &Path) -> io::Result<()>;
}

/// What a native dialog asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What the dialog is for, in the person's language.
    pub title: String,
    /// What is chosen.
    pub choice: Choice,
    /// The kind of file, in the person's language; nothing for a folder.
    pub kind: String,
    /// The endings of that kind, without the dot.
    pub endings: &'static [&'static str],
    /// Where the dialog begins; where it likes to, otherwise.
    pub folder: Option<PathBuf>,
}

/// What a native dialog lets a person choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One file that is there.
    File,
    /// Files that are there.
    Files,
    /// A file to write, with a name to begin with.
    NewFile(String),
    /// A folder.
    Folder,
}
