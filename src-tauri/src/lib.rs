//! The window: its commands, its dialogs, where its data lies, and what it is started with.
//!
//! Every command is one call into the use cases of `psirt-window`; nothing here knows what they do.
//! Deliberately not here: any permission for the page but calling those commands and hearing that
//! a file was opened from outside.

mod arguments;
mod closing;
mod commands;
mod fatal;
mod locking;
mod own_page;
mod shell;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::process::{self, ExitCode};
use std::sync::{Arc, Weak};
use std::time::Duration;

use psirt_app::portable;
use psirt_app::workshops::usual_keys;
use psirt_window::{Desktop, Places};
use tauri::{App, AppHandle, DragDropEvent, Emitter, Manager, RunEvent, WindowEvent};

use arguments::Arguments;
use closing::Closing;
use commands::Shared;
use fatal::{Cause, Fatal};
use shell::{Native, WINDOW};

/// Told to the page when files are opened from outside or dropped while the window is there.
const FILES_GIVEN: &str = "files-given";

/// How often the file is brought together, and it is asked whether it is time for a backup.
const BETWEEN_CHECKS: Duration = Duration::from_secs(20);

/// How long a page that still has nothing to show is kept from being seen.
const HIDDEN_AT_MOST: Duration = Duration::from_secs(3);

/// Opens the window and stays until it is closed; where none can be had, says why.
pub fn run() -> ExitCode {
    if let Some((title, text)) = fatal::message(std::env::args_os()) {
        fatal::show(&title, &text);
        return ExitCode::SUCCESS;
    }
    let context = tauri::generate_context!();
    let fatal = Fatal::of(&context.config().identifier);
    fatal.watch_for_panics();
    if let Err(cause) = fatal::look_for_a_window() {
        return fatal.tell(&cause);
    }
    let told = fatal.clone();
    let builder = tauri::Builder::default()
        // First, as it asks: a second start ends here, before anything is opened.
        .plugin(tauri_plugin_single_instance::init(
            |app, arguments, folder| {
                let arguments = arguments.into_iter().skip(1).map(Into::into);
                started_again(app, Arguments::read(arguments, Path::new(&folder)));
            },
        ))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_opener::Builder::new()
                .open_js_links_on_click(false)
                .build(),
        );
    let built = closing::remembering(builder)
        .manage(Closing::default())
        .on_window_event(|window, event| match event {
            // The projector's window has nothing to lose, and closes at once.
            WindowEvent::CloseRequested { api, .. } if window.label() == WINDOW => {
                closing::ask_the_page(window, api);
            }
            WindowEvent::Focused(false) => {
                if let Some(desktop) = window.try_state::<Shared>() {
                    bring_together(Arc::downgrade(&desktop));
                }
            }
            // However it goes, the projector shows nothing without it.
            WindowEvent::Destroyed if window.label() == WINDOW => closing::leave_none(window),
            WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
                given_from_outside(window.app_handle(), paths);
            }
            _ => {}
        })
        .invoke_handler(commands::answers())
        .setup(move |app| {
            let folder = std::env::current_dir().unwrap_or_default();
            let arguments = Arguments::read(std::env::args_os().skip(1), &folder);
            if let Err(error) = start(app, arguments) {
                // What is returned from here becomes a panic.
                told.tell(&fatal::why_refused(&own_folders(app), &*error));
                process::exit(1);
            }
            Ok(())
        })
        .build(context);
    let app = match built {
        Ok(app) => app,
        Err(error) => return fatal.tell(&Cause::NoWindow(error.to_string())),
    };
    app.run(|app, event| match event {
        RunEvent::Exit => app.state::<Shared>().close(),
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            let files = urls.iter().filter_map(|url| url.to_file_path().ok());
            given_from_outside(app, &files.collect::<Vec<_>>());
        }
        _ => {}
    });
    ExitCode::SUCCESS
}

/// The folders without which a system may refuse a window.
fn own_folders(app: &App) -> Vec<PathBuf> {
    if let Some(carried) = portable::folder() {
        return vec![carried];
    }
    let path = app.path();
    let folders = [
        path.app_data_dir(),
        path.app_local_data_dir(),
        path.app_config_dir(),
    ];
    folders.into_iter().filter_map(Result::ok).collect()
}

fn start(app: &App, arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let path = app.path();
    let carried = portable::folder();
    let or_carried = |usual: tauri::Result<PathBuf>| carried.clone().map_or(usual, Ok);
    let data = or_carried(path.app_data_dir())?;
    let places = Places {
        settings: or_carried(path.app_config_dir())?,
        // Where the terminal looks for them, too.
        keys: usual_keys().unwrap_or_else(|| data.join("workshop-keys")),
        data,
        // Where nobody said where documents are, they lie where the person is at home.
        documents: or_carried(path.document_dir().or_else(|_| path.home_dir())).ok(),
    };
    let desktop = Desktop::new(Box::new(Native(app.handle().clone())), places);
    if let Some(workspace) = arguments.workspace {
        desktop.begin_with_workspace(&workspace);
    }
    if let Some(file) = arguments.file {
        desktop.give(&[file]);
    }
    let shared: Shared = Arc::new(desktop);
    keep_safe_now_and_then(Arc::downgrade(&shared));
    locking::watch(app.handle(), &Arc::downgrade(&shared));
    app.manage(shared);
    own_page::open(app)?;
    show_in_any_case(app.handle().clone());
    Ok(())
}

/// The page shows the window once it has something to show; where that takes long, as with a
/// workspace on a share that does not answer, a window that says so is better than none.
fn show_in_any_case(app: AppHandle) {
    std::thread::spawn(move || {
        std::thread::sleep(HIDDEN_AT_MOST);
        let window = app.get_webview_window(WINDOW);
        if let Some(window) = window.filter(|window| !window.is_visible().unwrap_or(true)) {
            // There is nobody left to tell.
            let _ = window.show();
        }
    });
}

/// Whoever copies the file turns to another program first.
fn bring_together(desktop: Weak<Desktop>) {
    std::thread::spawn(move || {
        if let Some(desktop) = desktop.upgrade() {
            desktop.bring_together();
        }
    });
}

fn keep_safe_now_and_then(desktop: Weak<Desktop>) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(BETWEEN_CHECKS);
            let Some(desktop) = desktop.upgrade() else {
                return;
            };
            desktop.keep_safe();
        }
    });
}

/// The program was started while it runs: its window comes forward and looks at the file.
fn started_again(app: &AppHandle, arguments: Arguments) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        // A window that cannot come forward is still there to be found.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
    if let Some(file) = arguments.file.or(arguments.workspace) {
        given_from_outside(app, &[file]);
    }
}

/// Hands files over to the page; one that is not there yet asks for them when it is.
fn given_from_outside(app: &AppHandle, files: &[PathBuf]) {
    if let Some(desktop) = app.try_state::<Shared>() {
        let given = desktop.give(files);
        // Whoever is not there to hear it will ask.
        let _ = app.emit_to(WINDOW, FILES_GIVEN, given);
    }
}
