//! `sheets`: what is at hand; `sheets check`: all that is wrong with files of any kind; `sheets
//! export` and `sheets convert`: sheets as Excel books, out and in.

mod convert;
mod export;

use std::path::PathBuf;

use clap::{ArgMatches, Command};
use psirt_app::checking::{Checked, check};
use psirt_app::error::kind_name;
use psirt_app::frameworks::Origin;
use psirt_app::workspaces::Access;
use psirt_core::Language;
use psirt_core::file::Announced;
use serde_json::{Value, json};

use super::{Described, Refusal, Terminal};
use crate::arguments::{argument, examples, file_name};
use crate::layout::{Column, Table, paragraph, whole};
use crate::output::{Output, Said, Status, status};

pub const DESCRIBED: Described = Described {
    name: "sheets",
    describe,
    access: |_| Access::Read,
    run,
};

const CHECK: &str = "check";

fn describe(command: Command, language: Language) -> Command {
    let checking = language.pick(
        "Tell everything that is wrong with files of any kind",
        "ファイルの誤りをすべて示す",
    );
    let files = argument("files", file_name(language), language)
        .required(true)
        .num_args(1..)
        .value_parser(clap::value_parser!(PathBuf))
        .help(language.pick(
            "Files of any kind; those that belong together are checked together",
            "種類を問わない。関連するファイルは一緒に指定する",
        ));
    let check = Command::new(CHECK)
        .about(checking)
        .override_usage(language.pick(
            "psirt-maturity sheets check FILE... [options]",
            "psirt-maturity sheets check ファイル... [オプション]",
        ))
        .arg(files)
        .after_help(examples(
            language,
            &[
                "psirt-maturity sheets check my-sheet.json my-reading.json",
                "psirt-maturity sheets check 2026.psirt.json --json",
            ],
        ));
    command
        .about(language.pick(
            "List what is shipped, check files, sheets to and from Excel",
            "成熟度シートなどの一覧、ファイルの検査、Excelとの変換を行う",
        ))
        .override_usage(language.pick(
            "psirt-maturity sheets [check|export|convert ...] [options]",
            "psirt-maturity sheets [check|export|convert ...] [オプション]",
        ))
        .subcommand(check)
        .subcommand(export::describe(language))
        .subcommand(convert::describe(language))
        .after_help(examples(
            language,
            &[
                "psirt-maturity sheets",
                "psirt-maturity sheets --with my-sheet.json",
                "psirt-maturity sheets check my-sheet.json",
                "psirt-maturity sheets export first-psirt-1.1 -o sheet.xlsx",
                "psirt-maturity sheets convert ours.xlsx -o ours.json",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    match matches.subcommand() {
        Some((export::NAME, matches)) => export::run(terminal, matches),
        Some((convert::NAME, matches)) => convert::run(terminal, matches),
        Some((_, matches)) => Ok(checked(terminal, matches)),
        None if terminal.output.json => Ok(Said::done(terminal.output.to_json(&shape(terminal)))),
        None => Ok(Said::done(lines(terminal))),
    }
}

fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::Shipped => "shipped",
        Origin::Own => "own",
    }
}

/// The shape of `sheets --json`.
fn shape(terminal: &Terminal) -> Value {
    let language = terminal.output.language;
    let library = &terminal.library;
    let sheets = library.sheets().into_iter().map(|(origin, sheet)| {
        json!({
            "id": sheet.id(),
            "edition": sheet.edition(),
            "title": sheet.title().get(language),
            "areas": sheet.areas().len(),
            "services": sheet.services().count(),
            "highest_level": sheet.highest_level(),
            "origin": origin_name(origin),
        })
    });
    let readings = library.readings().into_iter().map(|(origin, reading)| {
        json!({
            "id": reading.id(),
            "sheet": reading.sheet(),
            "title": reading.title().get(language),
            "requirements": reading.requirements().len(),
            "origin": origin_name(origin),
        })
    });
    let profiles = library.profiles().into_iter().map(|(origin, profile)| {
        json!({
            "id": profile.id(),
            "sheet": profile.sheet(),
            "title": profile.title().get(language),
            "targets": profile.targets().len(),
            "origin": origin_name(origin),
        })
    });
    let crosswalks = library.crosswalks().into_iter().map(|(origin, crosswalk)| {
        json!({
            "id": crosswalk.id(),
            "from": crosswalk.from(),
            "to": crosswalk.to(),
            "links": crosswalk.links().len(),
            "origin": origin_name(origin),
        })
    });
    json!({
        "sheets": sheets.collect::<Vec<_>>(),
        "readings": readings.collect::<Vec<_>>(),
        "profiles": profiles.collect::<Vec<_>>(),
        "crosswalks": crosswalks.collect::<Vec<_>>(),
    })
}

fn lines(terminal: &Terminal) -> String {
    let language = terminal.output.language;
    let library = &terminal.library;
    let title = || Column::text(language.pick("Title", "名称"));
    let id = |kind| Column::left(kind_heading(kind, language));
    let mut sheets = Table::new(vec![
        id(Announced::Sheet),
        Column::left(language.pick("Edition", "版")),
        title(),
        Column::right(language.pick("Services", "サービス")),
    ]);
    for (origin, sheet) in library.sheets() {
        sheets.row([
            mark(sheet.id().as_str(), origin),
            sheet.edition().to_owned(),
            sheet.title().get(language).to_owned(),
            sheet.services().count().to_string(),
        ]);
    }
    let mut readings = Table::new(vec![
        id(Announced::Reading),
        title(),
        Column::right(language.pick("Requirements", "要求事項")),
    ]);
    for (origin, reading) in library.readings() {
        readings.row([
            mark(reading.id(), origin),
            reading.title().get(language).to_owned(),
            reading.requirements().len().to_string(),
        ]);
    }
    let mut profiles = Table::new(vec![
        id(Announced::Profile),
        title(),
        Column::right(language.pick("Targets", "目標")),
    ]);
    for (origin, profile) in library.profiles() {
        profiles.row([
            mark(profile.id(), origin),
            profile.title().get(language).to_owned(),
            profile.targets().len().to_string(),
        ]);
    }
    let mut crosswalks = Table::new(vec![
        id(Announced::Crosswalk),
        Column::text(language.pick("From", "元")),
        Column::text(language.pick("To", "先")),
    ]);
    for (origin, crosswalk) in library.crosswalks() {
        crosswalks.row([
            mark(crosswalk.id(), origin),
            crosswalk.from().to_string(),
            crosswalk.to().to_string(),
        ]);
    }
    let tables = [sheets, readings, profiles, crosswalks].map(|table| table.lines());
    let own = terminal_has_own(terminal).then(|| {
        let note = language.pick("* added with --with", "* は--withで加えたもの");
        format!("\n{note}\n")
    });
    tables.join("\n") + &own.unwrap_or_default()
}

fn terminal_has_own(terminal: &Terminal) -> bool {
    let library = &terminal.library;
    let is_own = |origin| origin == Origin::Own;
    library.sheets().iter().any(|(origin, _)| is_own(*origin))
        || library.readings().iter().any(|(origin, _)| is_own(*origin))
        || library.profiles().iter().any(|(origin, _)| is_own(*origin))
        || library
            .crosswalks()
            .iter()
            .any(|(origin, _)| is_own(*origin))
}

fn mark(id: &str, origin: Origin) -> String {
    match origin {
        Origin::Shipped => id.to_owned(),
        Origin::Own => format!("{id} *"),
    }
}

fn kind_heading(kind: Announced, language: Language) -> &'static str {
    match (kind, language) {
        (Announced::Sheet, Language::En) => "Sheet",
        (Announced::Reading, Language::En) => "Reading",
        (Announced::Profile, Language::En) => "Profile",
        (Announced::Crosswalk, Language::En) => "Crosswalk",
        (Announced::Assessment, Language::En) => "Assessment",
        (kind, Language::Ja) => kind_name(kind, language),
    }
}

fn checked(terminal: &Terminal, matches: &ArgMatches) -> Said {
    let paths: Vec<PathBuf> = matches
        .get_many("files")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let files = check(&terminal.library, &paths);
    let output = terminal.output;
    let text = if output.json {
        let files: Vec<Value> = files
            .iter()
            .map(|file| checked_shape(output, file))
            .collect();
        output.to_json(&json!({ "files": files }))
    } else {
        files
            .iter()
            .map(|file| checked_lines(output, file))
            .collect()
    };
    let worst = files
        .iter()
        .filter_map(|file| file.outcome.as_ref().err())
        .map(status)
        .max_by_key(|status| weight(*status));
    Said {
        status: worst.unwrap_or(Status::Done),
        ..Said::done(text)
    }
}

/// Of several files the one that says least about the others decides: one that was not read at
/// all, then one that needs a newer program, then one with faults.
fn weight(status: Status) -> u8 {
    match status {
        Status::ReadOrWrite => 3,
        Status::NewerFormat => 2,
        Status::Faults | Status::Usage => 1,
        Status::Done => 0,
    }
}

/// One file in the shape of `sheets check --json`.
fn checked_shape(output: Output, file: &Checked) -> Value {
    json!({
        "file": file.path.display().to_string(),
        "kind": file.kind.map(code_of_kind),
        "id": file.outcome.as_ref().ok(),
        "error": file.outcome.as_ref().err().map(|error| output.message(error)),
    })
}

fn code_of_kind(kind: Announced) -> &'static str {
    kind_name(kind, Language::En)
}

fn checked_lines(output: Output, file: &Checked) -> String {
    let language = output.language;
    match &file.outcome {
        Ok(id) => {
            let kind = file
                .kind
                .map(|kind| kind_name(kind, language))
                .unwrap_or_default();
            let path = whole(&file.path.display().to_string());
            paragraph(
                "",
                &language.pick(
                    format!("{path}: no faults ({kind} `{id}`)"),
                    format!("{path}: 誤りなし ({kind}`{id}`)"),
                ),
            )
        }
        Err(error) => output.lines("", &output.message(error)),
    }
}
