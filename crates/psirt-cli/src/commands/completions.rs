//! `completions`: a script that lets a shell complete what is typed.

use clap::builder::PossibleValuesParser;
use clap::{ArgMatches, Command, ValueEnum};
use clap_complete::Shell;
use psirt_app::workspaces::Access;
use psirt_core::Language;

use super::{Described, Refusal, Terminal};
use crate::arguments::{argument, command, examples};
use crate::output::Said;

pub const DESCRIBED: Described = Described {
    name: "completions",
    describe,
    access: |_| Access::Read,
    run,
};

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

fn describe(command: Command, language: Language) -> Command {
    command
        .about(language.pick(
            "Print a script that completes what is typed in a shell",
            "シェルの入力補完用スクリプトを出力する",
        ))
        .override_usage(language.pick(
            "psirt-maturity completions SHELL",
            "psirt-maturity completions シェル",
        ))
        .arg(
            argument("shell", language.pick("SHELL", "シェル"), language)
                .required(true)
                .value_parser(PossibleValuesParser::new(SHELLS))
                .hide_possible_values(true)
                .help("bash, elvish, fish, powershell, zsh"),
        )
        .after_help(examples(
            language,
            &[
                "psirt-maturity completions bash > \\",
                "  ~/.local/share/bash-completion/completions/psirt-maturity",
                "psirt-maturity completions powershell >> $PROFILE",
            ],
        ))
}

#[expect(clippy::unnecessary_wraps, reason = "every command has this signature")]
fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let name: &String = matches.get_one("shell").expect("the parser asks for it");
    let shell = Shell::from_str(name, true).expect("the parser knows the shells");
    let mut script = Vec::new();
    let mut described = command(terminal.output.language);
    clap_complete::generate(shell, &mut described, "psirt-maturity", &mut script);
    let script = String::from_utf8(script).expect("a script is text");
    Ok(Said::done(script))
}
