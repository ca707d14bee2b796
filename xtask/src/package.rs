//! `cargo xtask package`: what is handed to the users of this system.
//!
//! `.deb` and `.rpm` on Linux, an installer on Windows, a disk image on macOS. Each is made on its
//! own system; nothing is built for another one.

use std::path::Path;

use crate::step::{Outcome, Program, step};
use crate::{machine, ui};

/// Tauri's packager. Not among the window's packages: only whoever makes a release needs it.
const PACKAGER: &str = "@tauri-apps/cli@2.12.5";

pub fn package(root: &Path) -> Outcome {
    step("System packages", || {
        machine::have(&[machine::BUILD, machine::WINDOW], root)
    })?;
    ui::dependencies(root)?;
    ui::bundle(root)?;
    step("Packages (an optimized build: some ten minutes)", || {
        let build = [
            "exec",
            "--yes",
            "--package",
            PACKAGER,
            "--",
            "tauri",
            "build",
            "--ci",
        ];
        Program::new(ui::NPM, &build, root).run()
    })?;
    let folder = root.join("target").join("release").join("bundle");
    println!("\nThe packages are in {}", folder.display());
    Ok(())
}
