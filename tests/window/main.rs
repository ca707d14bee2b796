//! What a person waits for at the window, and what it takes of the machine's memory.
//!
//! `cargo bench -p psirt-desktop --bench window [-- RUNS]`, or `-- progress` for the progress over
//! 200 milestones alone
//!
//! Times are taken off the screen, not told by the program: the screen's memory is looked at every
//! few milliseconds from the start of the process on. Beside ours stands the smallest window that
//! the same libraries can make, which is this program itself, called by another name. Each takes
//! its turn, so that a busy machine is busy for all.

#[cfg(target_os = "linux")]
#[path = "../e2e/harness/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    reason = "people at the window do more than is measured here"
)]
mod harness;
#[cfg(target_os = "linux")]
mod measure;
#[cfg(target_os = "linux")]
mod progress;
#[cfg(target_os = "linux")]
mod rounds;
#[cfg(target_os = "linux")]
mod watch;

/// Set, it makes this program the window to compare with.
const HELLO: &str = "PSIRT_BENCH_HELLO";

fn main() {
    if std::env::var_os(HELLO).is_some() {
        tauri::Builder::default()
            .run(tauri::generate_context!(
                "../tests/window/hello/tauri.conf.json"
            ))
            .expect("the system has a window to give");
        return;
    }
    #[cfg(target_os = "linux")]
    measure::all();
    #[cfg(not(target_os = "linux"))]
    println!("the window is measured on Linux only, where a screen can be looked at");
}
