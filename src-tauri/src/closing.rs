//! Closing the window: the page saves first what was typed last, and says what it could not save.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use psirt_app::portable;
use tauri::{AppHandle, Builder, CloseRequestApi, Emitter, Manager, Window, Wry};
use tauri_plugin_window_state::{AppHandleExt as _, StateFlags};

use crate::shell::{PRESENTER, WINDOW};

/// Where the window was and how large. Not whether it is seen: it shows itself when it has
/// something to; nor whether it filled the screen: that is for a meeting, not for the next start.
const REMEMBERED: StateFlags = StateFlags::SIZE
    .union(StateFlags::POSITION)
    .union(StateFlags::MAXIMIZED);

/// Told to the page when the person closes the window.
const CLOSE_ASKED: &str = "close-asked";

/// A page that has not heard it after so long is not there, or hangs; one on a busy machine has.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether the page has heard that the window is to be closed.
#[derive(Default)]
pub struct Closing(Arc<AtomicBool>);

impl Closing {
    /// The page has heard it, and closes the window itself.
    pub fn heard(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Opens the window where it was. The plugin keeps that in the person's own settings: a program
/// that is carried about leaves nothing there.
pub fn remembering(builder: Builder<Wry>) -> Builder<Wry> {
    if portable::folder().is_some() {
        return builder;
    }
    let plugin = tauri_plugin_window_state::Builder::new();
    builder.plugin(plugin.with_state_flags(REMEMBERED).build())
}

/// Leaves the closing to the page, unless that is deaf.
pub fn ask_the_page(window: &Window, api: &CloseRequestApi) {
    let heard = Arc::clone(&window.state::<Closing>().0);
    heard.store(false, Ordering::SeqCst);
    if window.emit_to(WINDOW, CLOSE_ASKED, ()).is_err() {
        return;
    }
    api.prevent_close();
    let window = window.clone();
    thread::spawn(move || {
        thread::sleep(PATIENCE);
        if !heard.load(Ordering::SeqCst) {
            // Whoever closed it meanwhile was faster.
            let _ = leave(window.app_handle());
        }
    });
}

/// Closes what other windows there are: the program ends with the last one.
pub fn leave_none(window: &Window) {
    if let Some(presenter) = window.app_handle().get_webview_window(PRESENTER) {
        // One that is gone already is what is wanted.
        let _ = presenter.destroy();
    }
}

/// Closes the window, and the program with it.
///
/// From here on a second start is the first one: what still has to be done, such as a backup,
/// takes a moment in which nobody could show it a window.
pub fn leave(app: &AppHandle) -> tauri::Result<()> {
    tauri_plugin_single_instance::destroy(app);
    if portable::folder().is_none() {
        // While the window is there to be asked for its size and place. It can be closed without.
        let _ = app.save_window_state(REMEMBERED);
    }
    app.get_webview_window(WINDOW)
        .map_or(Ok(()), |window| window.destroy())
}
