//! `new`: starts an assessment in a file of its own.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use psirt_app::assessments::{self, Next, Start};
use psirt_app::json::RoundName;
use psirt_app::workspaces::Access;
use psirt_core::{Date, Language, SheetId};
use serde_json::json;

use super::{Described, Refusal, Terminal};
use crate::arguments::{IN_WORKSPACE, date, examples, file_name, in_workspace, option};
use crate::layout::{paragraph, whole};
use crate::output::Said;

pub const DESCRIBED: Described = Described {
    name: "new",
    describe,
    access: |_| Access::Make,
    run,
};

fn describe(command: Command, language: Language) -> Command {
    let words = language.pick("TEXT", "文字列");
    command
        .about(language.pick("Start an assessment", "アセスメントを始める"))
        .override_usage(language.pick(
            "psirt-maturity new --sheet ID --organization NAME -o FILE [options]",
            "psirt-maturity new --sheet ID --organization 組織名 -o ファイル\n                     [オプション]",
        ))
        .arg(
            option("sheet", language)
                .value_name("ID")
                .required_unless_present("after")
                .help(language.pick(
                    "The sheet; `psirt-maturity sheets` lists them (with `--after`: that round's)",
                    "成熟度シートのID (一覧は`psirt-maturity sheets`、`--after`では前の回のもの)",
                )),
        )
        .arg(
            option("organization", language)
                .value_name(language.pick("NAME", "組織名"))
                .required_unless_present("after")
                .help(language.pick("Who is assessed", "評価する組織")),
        )
        .arg(
            option("scope", language)
                .value_name(words)
                .help(language.pick(
                    "The company, business unit or product line that is assessed",
                    "評価の対象 (全社、事業部門、製品ラインなど)",
                )),
        )
        .arg(
            option("title", language)
                .value_name(words)
                .help(language.pick("What the round is called", "回の名前")),
        )
        .arg(
            option("date", language)
                .value_name(language.pick("DATE", "日付"))
                .value_parser(date())
                .help(language.pick(
                    "The day it speaks of, such as 2026-04-01 (default: today)",
                    "評価の基準日。2026-04-01のように書く (既定は今日)",
                )),
        )
        .arg(
            option("profile", language)
                .value_name("ID")
                .help(language.pick(
                    "Set the targets of a profile; `psirt-maturity sheets` lists them",
                    "目標プロファイルの目標を使う (一覧は`psirt-maturity sheets`)",
                )),
        )
        .arg(
            option("after", language)
                .value_name(file_name(language))
                .value_parser(clap::value_parser!(PathBuf))
                .conflicts_with_all(["organization", "scope", "profile"])
                .help(language.pick(
                    "Start the round after this one: with its targets, notes, owners and open actions, without its answers",
                    "この回の次の回を始める。目標、メモ、担当、未完了の施策を引き継ぎ、回答は引き継がない",
                )),
        )
        .arg(
            option("keep-indicators", language)
                .action(ArgAction::SetTrue)
                .requires("after")
                .help(language.pick(
                    "Keep what was ticked in the round before",
                    "前の回の確認項目のチェックを残す",
                )),
        )
        .arg(output_file(language))
        .args(in_workspace(language))
        .after_help(examples(
            language,
            language.pick(
                &[
                    "psirt-maturity new --sheet first-psirt-1.1 --organization \"Example Ltd.\" \\",
                    "  --profile first-90-days -o 2026.psirt.json",
                    "psirt-maturity new --after 2026.psirt.json -o 2027.psirt.json",
                    "psirt-maturity new --after newest --workspace minato.psirtws",
                ],
                &[
                    "psirt-maturity new --sheet first-psirt-1.1 --organization 株式会社例 \\",
                    "  --profile first-90-days -o 2026.psirt.json",
                    "psirt-maturity new --after 2026.psirt.json -o 2027.psirt.json",
                    "psirt-maturity new --after newest --workspace minato.psirtws",
                ],
            ),
        ))
}

/// Where the new assessment is written, unless a workspace holds it.
fn output_file(language: Language) -> Arg {
    option("output", language)
        .short('o')
        .value_name(file_name(language))
        .required_unless_present(IN_WORKSPACE)
        .conflicts_with(IN_WORKSPACE)
        .value_parser(clap::value_parser!(PathBuf))
        .help(language.pick(
            "The file to make; it must not be there yet",
            "作成するファイル (既存のファイルは上書きしない)",
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let word = |name| matches.get_one::<String>(name).cloned();
    let date = matches
        .get_one::<Date>("date")
        .copied()
        .unwrap_or_else(assessments::today);
    let title = word("title").unwrap_or_default();
    let sheet = word("sheet").map(SheetId::from);
    let path = matches.get_one::<PathBuf>("output");
    let path = || path.expect("the parser asks for it");
    let library = &terminal.library;
    let opened = if matches.contains_id("after") {
        let earlier = terminal.open(matches, "after")?;
        let next = Next {
            sheet,
            title,
            date,
            keep_indicators: matches.get_flag("keep-indicators"),
        };
        match &terminal.workspace {
            Some(workspace) => workspace
                .borrow_mut()
                .create_next(library, &earlier, &next)?,
            None => assessments::create_next(library, &earlier, next, path())?,
        }
    } else {
        let begin = Start {
            sheet: sheet.expect("the parser asks for it"),
            organization: word("organization").expect("the parser asks for it"),
            scope: word("scope").unwrap_or_default(),
            title,
            date,
            profile: word("profile"),
        };
        match &terminal.workspace {
            Some(workspace) => workspace.borrow_mut().create(library, begin)?,
            None => assessments::create(library, begin, path())?,
        }
    };
    let output = terminal.output;
    let shown = opened.path.display().to_string();
    if output.json {
        let shape = json!({ "file": shown, "assessment": RoundName::of(&opened.assessment) });
        return Ok(Said::done(output.to_json(&shape)));
    }
    let mut shown = whole(&shown);
    if terminal.workspace.is_some() {
        shown = format!("{shown} {}", opened.assessment.id());
    }
    let services = opened.sheet.services().count();
    let entries = opened.assessment.entries().values();
    let targets = entries.filter(|entry| entry.target.is_some()).count();
    let text = output.language.pick(
        format!("{shown}: {services} services to answer, {targets} with a target"),
        format!("{shown}: {services}サービスが未回答、うち{targets}件に目標あり"),
    );
    Ok(Said::done(paragraph("", &text)))
}
