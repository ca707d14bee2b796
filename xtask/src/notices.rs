//! `cargo xtask notices`: whose work the program contains, and under which terms.
//!
//! After every change of a lock file; the suite says so when it was forgotten.

use std::path::Path;

use crate::step::{Outcome, Program, step};
use crate::ui;

pub fn notices(root: &Path) -> Outcome {
    ui::dependencies(root)?;
    step("Notices", || {
        let write = ["run", "--package", "psirt-tests", "--example", "notices"];
        Program::cargo(&write, root).run()
    })
}
