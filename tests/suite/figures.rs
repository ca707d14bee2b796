//! Every figure of the samples, recomputed from the raw files by another program.

use std::process::Command;

use crate::program::{Desk, program};
use crate::sources::root;

#[test]
fn the_independent_calculation_finds_the_same_figures_everywhere() {
    let desk = Desk::new();
    let output = Command::new("python3")
        // Nothing is left beside the scripts.
        .arg("-B")
        .arg(root().join("tests/independent/check.py"))
        .args([program(), root(), &desk.path("reports")])
        .output()
        .expect("python3 is installed by `cargo xtask test`");
    let said = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{failed}");
    let compared: usize = said
        .lines()
        .last()
        .and_then(|line| line.split(' ').next()?.parse().ok())
        .expect("it says how many figures it compared");
    assert!(compared > 10_000, "only {compared} figures were compared");
}
