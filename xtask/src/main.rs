//! The two commands of the README, `cargo xtask run` and `cargo xtask test`; and for whoever makes
//! a release, `cargo xtask notices` and `cargo xtask package`.
//!
//! They work on a machine that has Rust and Node.js and nothing else: they
//! install what is missing, and say what they do before they do it.
//!
//! Deliberately not here: dependencies (this is the first thing a fresh machine
//! compiles, and it takes a second), and anything a user of the product needs.

mod installer;
mod machine;
mod manual;
mod notices;
mod package;
mod run;
mod step;
mod test;
mod ui;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

  run      build the program and open its window on the sample data;
           without a display, make the sample's reports in the terminal
  test     check everything: format, lints, licences, tests
  notices  write assets/notices.txt anew: whose work the program contains
  package  build what is handed to users: .deb and .rpm on Linux, an
           installer and a portable archive on Windows, a disk image on macOS
  installer BUILT INTO
           make only what Windows gets, of the programs in BUILT (absolute)

They install the system packages that are missing (Debian and its relatives;
elsewhere they say what is needed and go on) and stop at the first failure.
";

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask lies in a folder of the workspace");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["run"] => run::run(root),
        ["test"] => test::test(root),
        ["notices"] => notices::notices(root),
        ["package"] => package::package(root),
        ["installer", built, into] => installer::make(root, Path::new(built), Path::new(into)),
        ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            println!();
            eprintln!("FAILED: {reason}");
            ExitCode::FAILURE
        }
    }
}
