//! The words the program understands, described in one language.
//!
//! Built anew for each run, because the parser knows one language only; its own headings and
//! placeholders are replaced for the same reason.

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command};
use psirt_core::{Date, Language};

use crate::commands;
use crate::layout::WIDTH;

/// The whole program.
pub fn command(language: Language) -> Command {
    let about = language.pick(
        "Assess how mature a product security incident response team (PSIRT) is,\n\
         and report what to do next.",
        "PSIRT (製品セキュリティインシデント対応チーム) の成熟度を評価し、\n\
         次に行うことをレポートにまとめる。",
    );
    let usage = language.pick(
        "psirt-maturity <command> [options]",
        "psirt-maturity <コマンド> [オプション]",
    );
    let after = language.pick(
        "Exit status: 0 done, 1 the input has faults, 2 usage,\n\
         3 reading or writing failed, 4 a file is of a newer format.\n\n\
         `psirt-maturity <command> --help` explains a command with examples.",
        "終了ステータス: 0 完了、1 入力に誤りがある、2 使い方の誤り、\n\
         3 読み書きの失敗、4 ファイルの形式がこのプログラムより新しい。\n\n\
         各コマンドの説明と例は `psirt-maturity <コマンド> --help` で表示する。",
    );
    let mut program = styled(Command::new("psirt-maturity"), language)
        .about(about)
        .override_usage(usage)
        .after_help(after)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(
            option("version", language)
                .short('V')
                .action(ArgAction::Version)
                .help(language.pick("Print the version", "バージョンを表示する")),
        )
        .arg(
            option("language", language)
                .value_name("ja|en")
                .global(true)
                .value_parser(PossibleValuesParser::new(
                    Language::ALL.map(Language::code),
                ))
                .hide_possible_values(true)
                .help(language.pick(
                    "Language of everything said and written\n(default: the system's)",
                    "表示と出力の言語 (既定はシステムの言語)",
                )),
        )
        .arg(
            option("json", language)
                .global(true)
                .action(ArgAction::SetTrue)
                .help(language.pick(
                    "Say everything as JSON, for programs",
                    "すべてをJSONで出力する (プログラム向け)",
                )),
        )
        .arg(
            option("with", language)
                .value_name(file_name(language))
                .global(true)
                .action(ArgAction::Append)
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .help(language.pick(
                    "Add a sheet, reading, profile or crosswalk of your own;\nmay be repeated",
                    "自作の成熟度シート、対応表、目標プロファイル、\nクロスウォークを加える (繰り返し可)",
                )),
        )
        .subcommand_required(true)
        .subcommand_help_heading(language.pick("Commands", "コマンド"))
        .disable_help_subcommand(true);
    for each in commands::ALL {
        let described = (each.describe)(styled(Command::new(each.name), language), language);
        program = program.subcommand(described);
    }
    program
}

/// A command whose help has headings in the language.
fn styled(command: Command, language: Language) -> Command {
    let usage = language.pick("Usage", "使い方");
    let template = format!("{{about}}\n\n{usage}:\n  {{usage}}\n\n{{all-args}}{{after-help}}\n");
    command
        .help_template(template)
        .term_width(WIDTH)
        .disable_help_flag(true)
        .arg(
            option("help", language)
                .short('h')
                .action(ArgAction::Help)
                .help(language.pick("Print help", "ヘルプを表示する")),
        )
}

/// An option, `--name`.
pub fn option(name: &'static str, language: Language) -> Arg {
    Arg::new(name)
        .long(name)
        .help_heading(language.pick("Options", "オプション"))
}

/// An argument without a name; `shown` is its placeholder.
pub fn argument(name: &'static str, shown: &'static str, language: Language) -> Arg {
    Arg::new(name)
        .value_name(shown)
        .help_heading(language.pick("Arguments", "引数"))
}

/// The assessment file that most commands are about.
pub fn assessment_file(language: Language) -> Arg {
    argument("file", file_name(language), language)
        .required(true)
        .value_parser(clap::value_parser!(std::path::PathBuf))
        .help(language.pick("An assessment file", "アセスメントファイル"))
}

/// The placeholder of a file.
pub fn file_name(language: Language) -> &'static str {
    language.pick("FILE", "ファイル")
}

/// Understands a date.
pub fn date() -> ValueParser {
    // Exactly as in files: longer forms of the standard are dates to the parser too.
    ValueParser::from(|text: &str| match text.parse::<Date>() {
        Ok(date) if text.len() == "2026-04-01".len() => Ok(date),
        _ => Err("date".to_owned()),
    })
}

/// Examples below the help of a command.
pub fn examples(language: Language, lines: &[&str]) -> String {
    let heading = language.pick("Examples", "例");
    let lines: Vec<String> = lines.iter().map(|line| format!("  {line}")).collect();
    format!("{heading}:\n{}", lines.join("\n"))
}
