//! The terminal program `psirt-maturity`.
//!
//! Only translates: words typed become one call into `psirt-app`, and what comes back becomes
//! lines or JSON. Nothing is computed here.

mod arguments;
mod commands;
mod language;
mod layout;
mod output;
mod usage;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use output::Output;

fn main() -> ExitCode {
    let typed: Vec<OsString> = env::args_os().collect();
    // Both are needed before the words are understood: to say what is wrong with them.
    let output = Output {
        language: language::choose(&typed),
        json: typed.iter().any(|word| word == "--json"),
    };
    let command = arguments::command(output.language);
    let outcome = match command.try_get_matches_from(typed) {
        Ok(matches) => commands::run(output, &matches),
        Err(error) => usage::outcome(output, &error),
    };
    output.finish(outcome)
}
