//! A handler for each command of the window: one call into the use cases, off the main thread.

use std::sync::Arc;

#[allow(
    clippy::wildcard_imports,
    reason = "whatever a command takes or answers, as the list of commands names it"
)]
use psirt_window::wire::*;
use psirt_window::{Desktop, use_cases};
use tauri::State;
use tauri::ipc::{Channel, Invoke};

/// The state of the program, shared by all commands.
pub type Shared = Arc<Desktop>;

macro_rules! handlers {
    ($($(#[doc = $documentation:literal])* $name:ident($($request:ty)?) $($watched:ident)? -> $answer:ty;)*) => {
        $(handler! { $name($($request)?) $($watched)? -> $answer })*

        /// Answers what the page asks.
        pub fn answers() -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }
    };
}

macro_rules! handler {
    ($name:ident() -> $answer:ty) => {
        #[tauri::command]
        async fn $name(desktop: State<'_, Shared>) -> Result<$answer, Failure> {
            let desktop = Arc::clone(&desktop);
            off_the_main_thread(move || use_cases::$name(&desktop)).await
        }
    };
    ($name:ident($request:ty) -> $answer:ty) => {
        #[tauri::command]
        async fn $name(desktop: State<'_, Shared>, request: $request) -> Result<$answer, Failure> {
            let desktop = Arc::clone(&desktop);
            off_the_main_thread(move || use_cases::$name(&desktop, request)).await
        }
    };
    ($name:ident($request:ty) watched -> $answer:ty) => {
        #[tauri::command]
        async fn $name(
            desktop: State<'_, Shared>,
            request: $request,
            job: u32,
            progress: Channel<Progress>,
        ) -> Result<$answer, Failure> {
            let desktop = Arc::clone(&desktop);
            off_the_main_thread(move || {
                // A page that is gone misses nothing.
                let watch = desktop
                    .jobs()
                    .begin(job, move |now| drop(progress.send(now)));
                let answer = use_cases::$name(&desktop, request, &watch);
                desktop.jobs().end(job);
                answer
            })
            .await
        }
    };
}

psirt_window::for_each_command!(handlers);

/// Does work that may take a while: the window stays alive, whatever it is.
async fn off_the_main_thread<Answer: Send + 'static>(
    work: impl FnOnce() -> Result<Answer, Failure> + Send + 'static,
) -> Result<Answer, Failure> {
    tauri::async_runtime::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(Failure::new(FailureCode::Internal, error.to_string())))
}
