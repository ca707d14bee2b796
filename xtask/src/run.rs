//! `cargo xtask run`: the product at work on the sample data.
//!
//! A debug build: it is compiled in a third of the time of a release build, and
//! one run of the program is too short to earn that back.

use std::path::Path;

use crate::step::{Outcome, Program, step};
use crate::{machine, ui};

/// Opens the window; where no window can be seen, does the job in the terminal.
pub fn run(root: &Path) -> Outcome {
    if has_display() {
        step("System packages", || {
            machine::have(&[machine::BUILD, machine::WINDOW], root)
        })?;
        ui::dependencies(root)?;
        ui::bundle(root)?;
        let sample = format!("samples/{}/2026.psirt.json", language());
        step("The window, with a round of the sample", || {
            Program::cargo(&["run", "--package", "psirt-desktop", "--", &sample], root).run()
        })
    } else {
        println!("No display here, so the reports are made in the terminal.");
        step("System packages", || machine::have(&[machine::BUILD], root))?;
        in_terminal(root)
    }
}

fn in_terminal(root: &Path) -> Outcome {
    let folder = root.join("target").join("demo");
    let shown = folder.display().to_string();
    step(
        "Reports of the sample data, in Japanese and English",
        || {
            Program::cargo(
                &["run", "--package", "psirt-cli", "--", "demo", "-o", &shown],
                root,
            )
            .run()
        },
    )?;
    println!("\nThe reports are in {shown}");
    Ok(())
}

/// That of the system's messages, as far as the sample has it.
fn language() -> &'static str {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let is_japanese = named.is_some_and(|locale| locale.starts_with("ja"));
    if is_japanese { "ja" } else { "en" }
}

/// Windows and macOS have one; on other systems the environment says where.
fn has_display() -> bool {
    let is_named = |name| std::env::var_os(name).is_some_and(|display| !display.is_empty());
    cfg!(any(windows, target_os = "macos")) || is_named("WAYLAND_DISPLAY") || is_named("DISPLAY")
}
