//! `cargo xtask run`: the product at work on the sample data.
//!
//! A debug build: it is compiled in a third of the time of a release build, and
//! one run of the program is too short to earn that back.

use std::path::Path;

use crate::machine;
use crate::step::{Outcome, Program, step};

pub fn run(root: &Path) -> Outcome {
    step("System packages", || machine::have(&[machine::BUILD], root))?;
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
