//! `kit`: the documents to begin with; `kit weeks`: what to do week by week; `kit write`: files
//! of the documents with a name filled in.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, ArgMatches, Command};
use psirt_app::assessments::today;
use psirt_app::kit::{self, Filling, Writing, kit};
use psirt_app::workspaces::Access;
use psirt_core::Language;
use psirt_core::kit::{Form, KitDocument};
use serde_json::{Value, json};

use super::report::{folder, written};
use super::{Described, Refusal, Terminal};
use crate::arguments::{argument, examples, option};
use crate::layout::{Column, Table, paragraph};
use crate::output::{Failure, Said};

pub const DESCRIBED: Described = Described {
    name: "kit",
    describe,
    access: |_| Access::Read,
    run,
};

const LIST: &str = "list";
const WEEKS: &str = "weeks";
const WRITE: &str = "write";

fn describe(command: Command, language: Language) -> Command {
    let list = Command::new(LIST)
        .about(language.pick(
            "List the documents with the steps they serve",
            "文書と、それぞれがもとになる次の一手を一覧にする",
        ))
        .override_usage(language.pick(
            "psirt-maturity kit list [options]",
            "psirt-maturity kit list [オプション]",
        ));
    let weeks = Command::new(WEEKS)
        .about(language.pick(
            "Show what to do week by week, with service and document",
            "週ごとにすることを、サービスと文書とともに表示する",
        ))
        .override_usage(language.pick(
            "psirt-maturity kit weeks [options]",
            "psirt-maturity kit weeks [オプション]",
        ))
        .after_help(examples(
            language,
            &[
                "psirt-maturity kit weeks",
                "psirt-maturity kit weeks --language ja",
            ],
        ));
    let write = Command::new(WRITE)
        .about(language.pick(
            "Write documents with the organization's name filled in",
            "組織名を入れた文書をフォルダーに書き出す",
        ))
        .override_usage(language.pick(
            "psirt-maturity kit write [ID...] -o DIR [options]",
            "psirt-maturity kit write [ID...] -o フォルダー [オプション]",
        ))
        .arg(
            argument("ids", "ID", language)
                .num_args(0..)
                .help(language.pick("Documents by id (default: all)", "文書のID (既定はすべて)")),
        )
        .arg(folder(language))
        .arg(
            option("organization", language)
                .value_name(language.pick("NAME", "名前"))
                .help(language.pick(
                    "Whose documents they are; without it the place stays marked",
                    "組織の名前 (指定しなければ記入箇所として残す)",
                )),
        )
        .arg(
            option("format", language)
                .value_name("md|txt")
                .value_parser(PossibleValuesParser::new(["md", "txt"]))
                .hide_possible_values(true)
                .action(ArgAction::Set)
                .help(language.pick(
                    "Markdown or plain text (default: md); what programs read keeps its own form",
                    "Markdownまたはテキスト (既定はmd)。プログラムが読むファイルの形式は変わらない",
                )),
        )
        .after_help(examples(
            language,
            &[
                "psirt-maturity kit write -o kit --organization \"Example Ltd.\"",
                "psirt-maturity kit write mandate call-list -o kit --format txt --language ja",
            ],
        ));
    command
        .about(language.pick(
            "Documents to begin with: mandate, policy, security.txt and more",
            "PSIRTを始めるための文書 (憲章、security.txtなど)",
        ))
        .override_usage(language.pick(
            "psirt-maturity kit [list|weeks|write ...] [options]",
            "psirt-maturity kit [list|weeks|write ...] [オプション]",
        ))
        .subcommand(list)
        .subcommand(weeks)
        .subcommand(write)
        .after_help(examples(
            language,
            &[
                "psirt-maturity kit list",
                "psirt-maturity kit weeks",
                "psirt-maturity kit write -o kit",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let output = terminal.output;
    match matches.subcommand() {
        Some((WRITE, matches)) => write(terminal, matches),
        Some((WEEKS, _)) if output.json => Ok(Said::done(output.to_json(&tasks(output.language)))),
        Some((WEEKS, _)) => Ok(Said::done(weeks(output.language))),
        _ if output.json => Ok(Said::done(output.to_json(&shape(output.language)))),
        _ => Ok(Said::done(lines(output.language))),
    }
}

/// The shape of `kit list --json`.
fn shape(language: Language) -> Value {
    let documents = kit().documents().iter().map(|document| {
        let serves = document.serves.iter();
        let serves = serves.map(|step| json!({ "service": step.service, "level": step.level }));
        json!({
            "id": document.id,
            "form": document.form,
            "title": document.title.get(language),
            "purpose": document.purpose.get(language),
            "serves": serves.collect::<Vec<_>>(),
        })
    });
    json!({ "sheet": kit().sheet(), "documents": documents.collect::<Vec<_>>() })
}

fn lines(language: Language) -> String {
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(language.pick("Document", "文書")),
        Column::left(language.pick("File", "ファイル")),
    ]);
    for document in kit().documents() {
        let files = match document.form {
            Form::Markdown => "md, txt",
            Form::Text => "txt",
            Form::Json => "json",
        };
        let steps = document.serves.iter();
        let steps = steps.map(|step| format!("{} -> {}", step.service, step.level));
        let steps = steps.collect::<Vec<_>>().join(", ");
        table.row_with(
            [
                document.id.clone(),
                document.title.get(language).to_owned(),
                files.to_owned(),
            ],
            [
                document.purpose.get(language).to_owned(),
                language.pick(format!("Steps: {steps}"), format!("次の一手: {steps}")),
            ],
        );
    }
    let sheet = kit::sheet().title().get(language);
    let mut text = table.lines();
    text.push('\n');
    text += &paragraph(
        "",
        &language.pick(
            format!("The steps are those of: {sheet}"),
            format!("次の一手は次のシートのもの: {sheet}"),
        ),
    );
    text
}

/// The shape of `kit weeks --json`.
fn tasks(language: Language) -> Value {
    let tasks = kit().tasks().iter().map(|task| {
        json!({
            "id": task.id,
            "week": task.week,
            "task": task.task.get(language),
            "service": task.service,
            "document": task.document,
        })
    });
    json!({
        "sheet": kit().sheet(),
        "profile": kit().profile(),
        "tasks": tasks.collect::<Vec<_>>(),
    })
}

fn weeks(language: Language) -> String {
    let mut table = Table::new(vec![
        Column::right(language.pick("Week", "週")),
        Column::text(language.pick("Service", "サービス")),
        Column::left(language.pick("Document", "文書")),
    ]);
    for task in kit().tasks() {
        let service = kit::sheet().service(task.service.as_str());
        let title = service.map_or("", |service| service.title.get(language));
        table.row_with(
            [
                task.week.to_string(),
                format!("{} {title}", task.service),
                task.document.clone(),
            ],
            [task.task.get(language).to_owned()],
        );
    }
    let profile = kit::profile().title().get(language);
    let mut text = table.lines();
    text.push('\n');
    text += &paragraph(
        "",
        &language.pick(
            format!("The weeks lead to the targets of: {profile}"),
            format!("次の目標プロファイルに向けた進め方: {profile}"),
        ),
    );
    text
}

fn write(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let output = terminal.output;
    let typed: Vec<&String> = matches.get_many("ids").into_iter().flatten().collect();
    let mut documents: Vec<&KitDocument> = Vec::new();
    for id in typed {
        let document = kit().document(id);
        documents.push(document.ok_or_else(|| unknown(id, output.language))?);
    }
    if documents.is_empty() {
        documents = kit().documents().iter().collect();
    }
    let writing = match matches.get_one::<String>("format").map(String::as_str) {
        Some("txt") => Writing::Plain,
        _ => Writing::Markdown,
    };
    let organization = matches.get_one::<String>("organization");
    let filling = Filling {
        organization: organization.map(String::as_str),
        today: today(),
        language: output.language,
    };
    let folder: &PathBuf = matches.get_one("output").expect("the parser asks for it");
    let paths = kit::write(&documents, writing, filling, folder)?;
    Ok(Said::done(written(output, &paths)))
}

fn unknown(id: &str, language: Language) -> Failure {
    let ids: Vec<&str> = kit().documents().iter().map(|it| it.id.as_str()).collect();
    let ids = ids.join(", ");
    Failure::usage(
        language.pick(
            format!("no document `{id}` in the starter kit"),
            format!("スターターキットに`{id}`という文書はない"),
        ),
        language.pick(format!("there are {ids}"), format!("あるのは{ids}")),
    )
}
