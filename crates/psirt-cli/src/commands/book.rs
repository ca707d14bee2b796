//! `book out`: a fill-in book; `book in`: books that come back, all of them or none.

mod choosing;
mod taking;

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use psirt_app::books::{FillIn, send_out};
use psirt_app::workspaces::Access;
use psirt_core::{AreaId, Language};
use serde_json::json;

use super::{Described, Refusal, Terminal};
use crate::arguments::{argument, assessment_file, examples, file_name, in_workspace, option};
use crate::layout::{paragraph, whole};
use crate::output::{Failure, Output, Said};

pub const DESCRIBED: Described = Described {
    name: "book",
    describe,
    access: |matches| match matches.subcommand() {
        Some((IN, matches)) if !matches.get_flag("dry-run") => Access::Write,
        _ => Access::Read,
    },
    run,
};

const OUT: &str = "out";
const IN: &str = "in";

fn describe(command: Command, language: Language) -> Command {
    command
        .about(language.pick(
            "Send answers out as an Excel book, and take filled-in books back",
            "記入用のExcelブックを作成し、記入済みのブックを取り込む",
        ))
        .override_usage(language.pick(
            "psirt-maturity book out|in FILE ... [options]",
            "psirt-maturity book out|in ファイル ... [オプション]",
        ))
        .subcommand_required(true)
        .subcommand(describe_out(language))
        .subcommand(describe_in(language))
        .after_help(examples(
            language,
            &[
                "psirt-maturity book out 2026.psirt.json -o team.xlsx",
                "psirt-maturity book in 2026.psirt.json team.xlsx",
            ],
        ))
}

fn describe_out(language: Language) -> Command {
    Command::new(OUT)
        .about(language.pick(
            "Write a book to fill in with Excel or LibreOffice",
            "ExcelやLibreOfficeで記入するブックを作成する",
        ))
        .override_usage(language.pick(
            "psirt-maturity book out FILE -o BOOK.xlsx [options]",
            "psirt-maturity book out ファイル -o ブック.xlsx [オプション]",
        ))
        .arg(assessment_file(language))
        .args(in_workspace(language))
        .arg(
            option("output", language)
                .short('o')
                .value_name(file_name(language))
                .required(true)
                .value_parser(clap::value_parser!(PathBuf))
                .help(language.pick(
                    "The book to write; one that is there is never replaced",
                    "作成するブック (すでにあるファイルは上書きしない)",
                )),
        )
        .arg(
            option("respondent", language)
                .value_name(language.pick("NAME", "氏名"))
                .help(language.pick("Who fills it in", "記入者")),
        )
        .arg(
            option("area", language)
                .value_name("ID")
                .action(ArgAction::Append)
                .help(language.pick(
                    "Ask for this area only; may be repeated",
                    "このエリアだけを含める (繰り返し可)",
                )),
        )
        .arg(
            option("blank", language)
                .action(ArgAction::SetTrue)
                .help(language.pick(
                    "Leave out what is answered already",
                    "記入済みの内容を入れない",
                )),
        )
        .after_help(examples(
            language,
            &[
                "psirt-maturity book out 2026.psirt.json -o team.xlsx",
                language.pick(
                    "psirt-maturity book out 2026.psirt.json --area 1 --respondent \"Ana Ruiz\" \\",
                    "psirt-maturity book out 2026.psirt.json --area 1 --respondent \"山田花子\" \\",
                ),
                "  --blank --language ja -o area-1.xlsx",
            ],
        ))
}

fn describe_in(language: Language) -> Command {
    let repeated = |name, shown: &'static str, help: &'static str| -> Arg {
        option(name, language)
            .value_name(shown)
            .action(ArgAction::Append)
            .help(help)
    };
    Command::new(IN)
        .about(language.pick(
            "Take filled-in books back; with any fault nothing is written",
            "記入済みのブックを取り込む。問題があれば何も書き込まない",
        ))
        .override_usage(language.pick(
            "psirt-maturity book in FILE BOOK.xlsx... [options]",
            "psirt-maturity book in ファイル ブック.xlsx... [オプション]",
        ))
        .arg(assessment_file(language))
        .args(in_workspace(language))
        .arg(
            argument("books", language.pick("BOOK", "ブック"), language)
                .required(true)
                .num_args(1..)
                .display_order(1)
                .value_parser(clap::value_parser!(PathBuf))
                .help(language.pick(
                    "Books made by `book out`; counted from 1, a worksheet each",
                    "`book out`で作成したブック (シートごとに1から数える)",
                )),
        )
        .arg(
            option("dry-run", language)
                .action(ArgAction::SetTrue)
                .help(language.pick("Show it all, write nothing", "表示だけで、書き込まない")),
        )
        .arg(
            option("remarks", language)
                .action(ArgAction::SetTrue)
                .help(language.pick(
                    "Add comments and what stands beside a service to its note",
                    "コメントや記入欄の外の文字を、そのサービスのメモに加える",
                )),
        )
        .arg(repeated(
            "take",
            language.pick("SERVICE=BOOK", "サービス=ブック"),
            language.pick(
                "Take a service or area from this book: its number or who filled it in; may be repeated",
                "このサービスやエリアを、この番号または記入者のブックから取る (繰り返し可)",
            ),
        ))
        .arg(repeated(
            "keep",
            language.pick("SERVICE", "サービス"),
            language.pick(
                "Leave a service or area as it is; may be repeated",
                "このサービスやエリアを元のままにする (繰り返し可)",
            ),
        ))
        .after_help(examples(
            language,
            &[
                "psirt-maturity book in 2026.psirt.json ana.xlsx ben.xlsx --dry-run",
                "psirt-maturity book in 2026.psirt.json ana.xlsx ben.xlsx \\",
                "  --take 1=2 --take 1.1=ana --keep 2.5",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    match matches.subcommand() {
        Some((OUT, matches)) => out(terminal, matches),
        Some((_, matches)) => taking::run(terminal, matches),
        None => unreachable!("the parser asks for one of both"),
    }
}

fn out(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let output = terminal.output;
    let opened = terminal.open(matches, "file")?;
    let mut areas: Vec<AreaId> = Vec::new();
    for typed in matches.get_many::<String>("area").into_iter().flatten() {
        match opened.sheet.area_typed(typed) {
            Some(area) => areas.push(area.id.clone()),
            None => return Err(unknown_area(output, typed, opened.sheet.areas()).into()),
        }
    }
    let respondent = matches.get_one::<String>("respondent");
    let fill_in = FillIn {
        respondent: respondent
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty()),
        areas,
        blank: matches.get_flag("blank"),
        ..FillIn::default()
    };
    let path: &PathBuf = matches.get_one("output").expect("the parser asks for it");
    send_out(&opened, output.language, &fill_in, path)?;
    let file = path.display().to_string();
    if output.json {
        return Ok(Said::done(output.to_json(&json!({ "file": file }))));
    }
    Ok(Said::done(paragraph("", &whole(&file))))
}

fn unknown_area(output: Output, typed: &str, areas: &[psirt_core::sheet::Area]) -> Failure {
    let ids: Vec<String> = areas.iter().map(|area| format!("`{}`", area.id)).collect();
    let language = output.language;
    Failure::usage(
        language.pick(
            format!("no area `{typed}`"),
            format!("エリア`{typed}`は存在しない"),
        ),
        language.pick(
            format!("there are {}", ids.join(", ")),
            format!("あるのは{}", ids.join("、")),
        ),
    )
}
