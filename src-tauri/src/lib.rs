//! The window: its commands, its dialogs, where its data lies, and what it is started with.
//!
//! Every command is one call into the use cases of `psirt-app`; nothing here knows what they do.
//! Deliberately not here: any permission for the page but calling those commands and hearing that
//! a file was opened from outside.

mod commands;
mod shell;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use psirt_app::desktop::{Desktop, Places};
use tauri::{App, AppHandle, Emitter, Manager};

use commands::Shared;
use shell::{Native, WINDOW};

/// Told to the page when a file is opened from outside while the window is there.
const FILE_OPENED: &str = "file-opened";

/// What the program was started with.
#[derive(Debug, Default, PartialEq, Eq)]
struct Arguments {
    /// A file to look at, such as one the file manager was asked to open.
    file: Option<PathBuf>,
    /// The workspace to open in place of the last one.
    workspace: Option<PathBuf>,
}

impl Arguments {
    /// Understands `[--workspace PATH] [FILE]`; what else there may be is the system's own.
    fn read(arguments: impl IntoIterator<Item = OsString>, folder: &Path) -> Self {
        let mut read = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let text = argument.to_string_lossy();
            if text == "--workspace" {
                read.workspace = arguments.next().map(|path| folder.join(path));
            } else if let Some(path) = text.strip_prefix("--workspace=") {
                read.workspace = Some(folder.join(path));
            } else if !text.starts_with('-') {
                read.file = Some(folder.join(argument));
            }
        }
        read
    }
}

/// Opens the window and stays until it is closed.
///
/// # Panics
/// Where the system has no window to give.
pub fn run() {
    tauri::Builder::default()
        // First, as it asks: a second start ends here, before anything is opened.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            let arguments = arguments.into_iter().skip(1).map(OsString::from);
            started_again(app, Arguments::read(arguments, Path::new(&folder)));
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(remembered()).build())
        .invoke_handler(commands::answer)
        .setup(|app| {
            let folder = std::env::current_dir().unwrap_or_default();
            start(app, Arguments::read(std::env::args_os().skip(1), &folder))
        })
        .run(tauri::generate_context!())
        .expect("the system has a window to give");
}

/// Everything about the window but whether it is seen: it shows itself when it has something to.
fn remembered() -> tauri_plugin_window_state::StateFlags {
    use tauri_plugin_window_state::StateFlags;
    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN
}

fn start(app: &App, arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let path = app.path();
    let places = Places {
        settings: path.app_config_dir()?,
        data: path.app_data_dir()?,
        documents: path.document_dir().ok(),
    };
    let desktop = Desktop::new(Box::new(Native(app.handle().clone())), places);
    if let Some(workspace) = arguments.workspace {
        desktop.begin_with_workspace(&workspace);
    }
    if let Some(file) = arguments.file {
        desktop.begin_with_file(&file);
    }
    app.manage::<Shared>(Arc::new(desktop));
    Ok(())
}

/// The program was started while it runs: its window comes forward and looks at the file.
fn started_again(app: &AppHandle, arguments: Arguments) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        // A window that cannot come forward is still there to be found.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
    if let Some(file) = arguments.file.or(arguments.workspace) {
        let _ = app.emit_to(WINDOW, FILE_OPENED, file);
    }
}

#[cfg(test)]
mod tests;
