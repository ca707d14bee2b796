//! The words the program understands, described in one language.
//!
//! Built anew for each run, because the parser knows one language only; its own headings and
//! placeholders are replaced for the same reason.

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command};
use psirt_core::{Date, Language};
use unicode_width::UnicodeWidthStr;

use crate::commands;
use crate::layout::{WIDTH, wrap};

/// Where options stand that every command has.
const LAST: usize = 900;

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
    let mut program = Command::new("psirt-maturity")
        .about(about)
        .override_usage(usage)
        .after_help(after)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(
            option("version", language)
                .short('V')
                .display_order(LAST + 4)
                .action(ArgAction::Version)
                .help(language.pick("Print the version", "バージョンを表示する")),
        )
        .subcommand_required(true);
    for each in commands::ALL {
        program = program.subcommand((each.describe)(Command::new(each.name), language));
    }
    in_language(program, language)
}

/// The command and those within it, with headings in the language and what all commands
/// understand.
fn in_language(command: Command, language: Language) -> Command {
    let usage = language.pick("Usage", "使い方");
    let template = format!("{{about}}\n\n{usage}:\n  {{usage}}\n\n{{all-args}}{{after-help}}\n");
    let command = command
        .help_template(template)
        // The parser would break at spaces only, and Japanese has none.
        .term_width(usize::MAX)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(language.pick("Commands", "コマンド"))
        .args(common(language))
        .mut_subcommands(|inner| in_language(inner, language));
    let (of_arguments, of_options) = (indent(&command, true), indent(&command, false));
    command.mut_args(|argument| {
        let indent = if argument.is_positional() {
            of_arguments
        } else {
            of_options
        };
        let help = argument.get_help().map(ToString::to_string);
        let lines = wrap(&help.unwrap_or_default(), WIDTH.saturating_sub(indent));
        argument.help(lines.join("\n"))
    })
}

/// What every command understands, before and after its name.
fn common(language: Language) -> [Arg; 4] {
    [
        option("language", language)
            .value_name("ja|en")
            .display_order(LAST)
            .value_parser(PossibleValuesParser::new(Language::ALL.map(Language::code)))
            .hide_possible_values(true)
            .help(language.pick(
                "Language of everything said and written (default: the system's)",
                "表示と出力の言語 (既定はシステムの言語)",
            )),
        option("json", language)
            .display_order(LAST + 1)
            .action(ArgAction::SetTrue)
            .help(language.pick(
                "Say everything as JSON, for programs",
                "すべてをJSONで出力する (プログラム向け)",
            )),
        option("with", language)
            .value_name(file_name(language))
            .display_order(LAST + 2)
            .action(ArgAction::Append)
            .value_parser(clap::value_parser!(std::path::PathBuf))
            .help(language.pick(
                "Add a sheet, reading, profile or crosswalk of your own; may be repeated",
                "自作の成熟度シート、対応表、目標プロファイル、クロスウォークを加える (繰り返し可)",
            )),
        option("help", language)
            .short('h')
            .display_order(LAST + 3)
            .action(ArgAction::Help)
            .help(language.pick("Print help", "ヘルプを表示する")),
    ]
}

/// Where the explanations of a command's arguments or options begin.
fn indent(command: &Command, positional: bool) -> usize {
    let shown = |argument: &Arg| {
        let name = argument
            .get_long()
            .map_or(0, |long| "-x, --".len() + long.len());
        let values = argument.get_value_names().unwrap_or_default();
        let takes = argument.get_action().takes_values();
        let value = values
            .first()
            .filter(|_| takes)
            .map_or(0, |value| value.width() + " <>".len());
        let more = if positional { "...".len() } else { 0 };
        name + value + more
    };
    let widest = command
        .get_arguments()
        .filter(|argument| argument.is_positional() == positional)
        .map(shown)
        .max();
    widest.unwrap_or(0) + "    ".len()
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
        .display_order(0)
        .value_parser(clap::value_parser!(std::path::PathBuf))
        .help(language.pick("An assessment file", "アセスメントファイル"))
}

/// The option `--workspace`. Its id is not its name: the commands of workshops have an argument
/// that is called so.
pub const IN_WORKSPACE: &str = "in-workspace";

/// Where the assessments are that a command is about, when they have no files of their own.
pub fn in_workspace(language: Language) -> [Arg; 2] {
    [
        Arg::new(IN_WORKSPACE)
            .long("workspace")
            .help_heading(language.pick("Options", "オプション"))
            .value_name(file_name(language))
            .display_order(800)
            .value_parser(clap::value_parser!(std::path::PathBuf))
            .help(language.pick(
                "Work in this workspace; what stands for a file is then the id, title or date of an assessment in it, or `newest`",
                "このワークスペースで作業する。ファイルの代わりに、その中のアセスメントのID、題名、日付、または`newest` (最新) を指定する",
            )),
        passphrase_file(language),
    ]
}

/// The workspace that a command is about, where it works in no file.
pub fn workspace(language: Language) -> Arg {
    argument(
        "workspace",
        language.pick("WORKSPACE", "ワークスペース"),
        language,
    )
    .required(true)
    .display_order(0)
    .value_parser(clap::value_parser!(std::path::PathBuf))
    .help(language.pick("A workspace file", "ワークスペースのファイル"))
}

/// The option `--passphrase-file`.
pub fn passphrase_file(language: Language) -> Arg {
    option("passphrase-file", language)
        .value_name(file_name(language))
        .display_order(801)
        .value_parser(clap::value_parser!(std::path::PathBuf))
        .help(language.pick(
            "A file that holds the passphrase of the workspace; without it you are asked",
            "ワークスペースのパスフレーズを書いたファイル。なければ入力を求める",
        ))
}

/// An option that names a file.
pub fn file_option(
    name: &'static str,
    language: Language,
    en: &'static str,
    ja: &'static str,
) -> Arg {
    option(name, language)
        .value_name(file_name(language))
        .value_parser(clap::value_parser!(std::path::PathBuf))
        .help(language.pick(en, ja))
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
