//! `cargo xtask test`: everything that must hold before a change is kept.
//!
//! Cheap steps come first. Deliberately not here: security advisories, because
//! their list is fetched from the network and changes without us; the workflow
//! asks for them, and so may anybody with `cargo deny check advisories`.

use std::path::Path;

use crate::step::{Outcome, Program, step};
use crate::{machine, ui};

/// One version, so that everybody gets the same verdict on the same lock file.
const CARGO_DENY: &str = "0.20.2";

pub fn test(root: &Path) -> Outcome {
    step("System packages", || {
        let purposes = [
            machine::BUILD,
            machine::WINDOW,
            machine::REPORT_TESTS,
            machine::WINDOW_TESTS,
        ];
        machine::have(&purposes, root)
    })?;
    step("Rust format", || {
        Program::cargo(&["fmt", "--all", "--check"], root).run()
    })?;
    // Before the lints: the desktop program embeds the bundle when it is compiled.
    ui::check(root)?;
    step("Licences, versions and sources of the dependencies", || {
        deny(root)
    })?;
    step("Rust lints", || {
        let clippy = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ];
        Program::cargo(&clippy, root).run()
    })?;
    let mut tally = Tally::default();
    step("Rust tests", || {
        // Laws over random inputs are given the same inputs in every run, so that a verdict
        // can be repeated; `cargo test` alone looks at new ones.
        Program::cargo(&["test", "--workspace", "--no-fail-fast"], root)
            .with_variable("PROPTEST_RNG_SEED", "20261130")
            .run_read(|line| tally.read(line))
    })?;
    // Cargo closes with the last of many test programs; this is the sum of all.
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    Ok(())
}

/// Builds cargo-deny once, inside `target`, and asks it.
fn deny(root: &Path) -> Outcome {
    let tools = root.join("target").join("tools");
    let folder = tools.display().to_string();
    let program = tools
        .join("bin")
        .join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    let program = program.display().to_string();
    let version = Program::new(&program, &["--version"], root).answer();
    if version.as_deref() != Some(&format!("cargo-deny {CARGO_DENY}")) {
        println!("    cargo-deny {CARGO_DENY} is not there yet: building it takes a minute or two");
        // Unoptimised: it runs for a second, and compiles in a third of the time.
        Program::cargo(
            &[
                "install",
                "--quiet",
                "--locked",
                "--debug",
                "--root",
                &folder,
                "--version",
                CARGO_DENY,
                "cargo-deny",
            ],
            root,
        )
        .run()?;
    }
    let check = ["--all-features", "check", "licenses", "bans", "sources"];
    Program::new(&program, &check, root).run()
}

/// The sum of what the test programs report.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// Understands `test result: ok. 12 passed; 0 failed; ...`.
    fn read(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|l| l.split_once(". "))
        else {
            return;
        };
        for count in counts.split("; ") {
            match count.split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn the_results_of_all_test_programs_are_added_up() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
            "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
        ] {
            tally.read(line);
        }
        assert_eq!((tally.passed, tally.failed), (5, 1));
    }
}
