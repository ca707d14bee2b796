//! `demo`: the reports of the example assessments, in both languages.

use std::path::PathBuf;

use clap::{ArgMatches, Command};
use psirt_app::demo;
use psirt_app::workspaces::Access;
use psirt_core::Language;

use super::report::{closing, folder, format, formats, written};
use super::{Described, Refusal, Terminal};
use crate::arguments::examples;
use crate::output::Said;

pub const DESCRIBED: Described = Described {
    name: "demo",
    describe,
    access: |_| Access::Read,
    run,
};

fn describe(command: Command, language: Language) -> Command {
    command
        .about(language.pick(
            "Write example assessments and their reports in both languages",
            "例のアセスメントとそのレポートを両言語で出力する",
        ))
        .override_usage(language.pick(
            "psirt-maturity demo -o DIR [options]",
            "psirt-maturity demo -o フォルダー [オプション]",
        ))
        .arg(folder(language))
        .arg(format(language))
        .after_help(examples(
            language,
            &[
                "psirt-maturity demo -o demo",
                "psirt-maturity demo -o demo --format pdf",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let output = terminal.output;
    let formats = formats(output, matches)?;
    let folder: &PathBuf = matches.get_one("output").expect("the parser asks for it");
    let paths = demo::write(&terminal.library, folder, &formats)?;
    let mut text = written(output, &paths);
    if !output.json {
        text += &closing(output.language, paths.len());
    }
    Ok(Said::done(text))
}
