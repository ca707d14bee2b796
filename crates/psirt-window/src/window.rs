//! The window itself, what a person likes, and what the program says of itself.

#![expect(missing_docs, reason = "the list of commands describes each")]

use super::session::{Desktop, VERSION};
use super::wire::{AboutView, Failure, FailureCode, FillScreen, GivenFile, OfJob, Settings};

/// Of everything the program contains; `cargo xtask notices` writes it.
const NOTICES: &str = include_str!("../../../assets/notices.txt");

pub fn show_window(desktop: &Desktop) -> Result<(), Failure> {
    let zoom = desktop.state().remembered.settings.zoom;
    done(desktop.shell.zoom(zoom))?;
    done(desktop.shell.show_window())
}

pub fn fill_screen(desktop: &Desktop, request: FillScreen) -> Result<(), Failure> {
    done(desktop.shell.fill_screen(request.on))
}

pub fn keep_window(desktop: &Desktop) -> Result<(), Failure> {
    desktop.shell.keep_window();
    Ok(())
}

pub fn close_window(desktop: &Desktop) -> Result<(), Failure> {
    done(desktop.shell.close_window())
}

pub fn take_given_files(desktop: &Desktop) -> Result<Vec<GivenFile>, Failure> {
    Ok(desktop.take_given())
}

pub fn about(desktop: &Desktop) -> Result<AboutView, Failure> {
    Ok(AboutView {
        version: VERSION.to_owned(),
        data_folder: desktop.places.workspaces().display().to_string(),
        license: env!("CARGO_PKG_LICENSE").to_owned(),
        content_license: "CC-BY-4.0".to_owned(),
    })
}

pub fn notices(_: &Desktop) -> Result<String, Failure> {
    Ok(NOTICES.to_owned())
}

pub fn cancel_job(desktop: &Desktop, request: OfJob) -> Result<(), Failure> {
    desktop.jobs().stop(request.job);
    Ok(())
}

pub fn settings(desktop: &Desktop) -> Result<Settings, Failure> {
    Ok(desktop.now().remembered.settings.clone())
}

pub fn save_settings(desktop: &Desktop, request: Settings) -> Result<Settings, Failure> {
    let settings = request.within_limits();
    // Also where it cannot be kept: it holds until the window closes.
    done(desktop.shell.zoom(settings.zoom))?;
    let mut state = desktop.now();
    state.remembered.settings = settings;
    desktop.remember(&state)?;
    Ok(state.remembered.settings.clone())
}

/// What the window could not do is a fault of the program.
fn done(result: std::io::Result<()>) -> Result<(), Failure> {
    result.map_err(|error| Failure::new(FailureCode::Internal, error.to_string()))
}
