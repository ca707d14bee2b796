//! `rounds`: what a workspace holds, files into it and out of it.

use std::path::PathBuf;

use clap::{ArgAction, ArgMatches, Command};
use psirt_app::assessments;
use psirt_app::json::SheetName;
use psirt_app::workspaces::Access;
use psirt_core::Language;
use psirt_core::assessment::AssessmentState;
use serde_json::{Value, json};

use super::{Described, Refusal, Terminal};
use crate::arguments::{IN_WORKSPACE, examples, file_name, in_workspace, option};
use crate::layout::{Column, Table, paragraph, whole};
use crate::output::Said;

pub const DESCRIBED: Described = Described {
    name: "rounds",
    describe,
    access: |matches| {
        if matches.contains_id("take") {
            Access::Make
        } else {
            Access::Read
        }
    },
    run,
};

fn describe(command: Command, language: Language) -> Command {
    let file = |name| {
        option(name, language)
            .value_name(file_name(language))
            .value_parser(clap::value_parser!(PathBuf))
    };
    let [workspace, passphrase] = in_workspace(language);
    command
        .about(language.pick(
            "List the rounds of a workspace; take files in, write files",
            "ワークスペース内の回の一覧、ファイルの取り込みと書き出し",
        ))
        .override_usage(language.pick(
            "psirt-maturity rounds --workspace FILE [options]",
            "psirt-maturity rounds --workspace ファイル [オプション]",
        ))
        .args([workspace.required(true), passphrase])
        .arg(file("take").action(ArgAction::Append).help(language.pick(
            "Take an assessment file in; the workspace is made where it is not there; may be repeated",
            "アセスメントファイルを取り込む。ワークスペースがなければ作成する (繰り返し可)",
        )))
        .arg(
            option("write", language)
                .value_name(language.pick("NAME", "名前"))
                .requires("output")
                .help(language.pick(
                    "Write the assessment with this id, title or date, or the `newest`, to a file",
                    "このID、題名、日付のアセスメント、または`newest` (最新) をファイルに書き出す",
                )),
        )
        .arg(
            file("output")
                .short('o')
                .requires("write")
                .help(language.pick(
                    "The file to make; it must not be there yet",
                    "作成するファイル (既存のファイルは上書きしない)",
                )),
        )
        .after_help(examples(
            language,
            &[
                "psirt-maturity rounds --workspace minato.psirtws",
                "psirt-maturity rounds --workspace minato.psirtws --take 2026.psirt.json",
                "psirt-maturity rounds --workspace minato.psirtws --write newest \\",
                "  -o 2026.psirt.json",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let workspace = terminal.workspace.as_ref();
    let workspace = workspace.expect("the parser asks for it");
    for path in matches.get_many::<PathBuf>("take").into_iter().flatten() {
        let file = assessments::open(&terminal.library, path)?;
        workspace
            .borrow_mut()
            .take_in(&file.assessment, &file.sheet, "import_assessment")?;
    }
    let mut written = None;
    if let Some(name) = matches.get_one::<String>("write") {
        let path: &PathBuf = matches.get_one("output").expect("the parser asks for it");
        let opened = workspace.borrow().assessment(name)?;
        assessments::write_new(&opened.assessment, path)?;
        written = Some(path.display().to_string());
    }
    let all = workspace.borrow().list()?;
    let output = terminal.output;
    let language = output.language;
    if output.json {
        let rounds: Vec<Value> = all
            .iter()
            .map(|one| {
                json!({
                    "id": one.id,
                    "organization": one.organization_name,
                    "scope": one.scope_name,
                    "title": one.title,
                    "date": one.date.to_string(),
                    "state": one.state,
                    "sheet": SheetName::from(&one.sheet),
                    "answered": one.answered,
                    "services": one.services,
                    "follows": one.follows,
                    "corrects": one.corrects,
                })
            })
            .collect();
        let shape = json!({ "rounds": rounds, "file": written });
        return Ok(Said::done(output.to_json(&shape)));
    }
    let mut table = Table::new(vec![
        Column::left(language.pick("Date", "日付")),
        Column::text(language.pick("Organization", "組織")),
        Column::text(language.pick("Scope", "対象範囲")),
        Column::text(language.pick("Title", "題名")),
        Column::left(language.pick("State", "状態")),
        Column::left(language.pick("Answered", "回答")),
        Column::left("ID"),
    ]);
    for one in &all {
        let state = match one.state {
            AssessmentState::Draft => language.pick("in progress", "実施中"),
            AssessmentState::Finished => language.pick("finished", "完了"),
        };
        table.row([
            one.date.to_string(),
            one.organization_name.clone(),
            one.scope_name.clone(),
            one.title.clone(),
            state.to_owned(),
            format!("{}/{}", one.answered, one.services),
            one.id.clone(),
        ]);
    }
    let mut text = if all.is_empty() {
        let path: &PathBuf = matches
            .get_one(IN_WORKSPACE)
            .expect("the parser asks for it");
        let shown = whole(&path.display().to_string());
        paragraph(
            "",
            &language.pick(
                format!("{shown} holds no assessment"),
                format!("{shown}にアセスメントはない"),
            ),
        )
    } else {
        table.lines()
    };
    if let Some(path) = written {
        let path = whole(&path);
        let said = language.pick(format!("Written: {path}"), format!("書き出し: {path}"));
        text += &paragraph("", &said);
    }
    Ok(Said::done(text))
}
