//! `answer`: answers, targets and notes, all of them or none.

use clap::{ArgAction, ArgMatches, Command};
use psirt_app::answering::{Change, Typed, answer};
use psirt_app::json::StateShape;
use psirt_app::workspaces::Access;
use psirt_core::assessment::{AssessmentState, Entry};
use psirt_core::score::State;
use psirt_core::{Answer, Language, Level, Scorecard};
use serde_json::{Value, json};

use super::{Described, Refusal, Terminal, state_cell};
use crate::arguments::{argument, assessment_file, examples, in_workspace, option};
use crate::layout::{Column, Table, paragraph};
use crate::output::Said;

pub const DESCRIBED: Described = Described {
    name: "answer",
    describe,
    access: |_| Access::Write,
    run,
};

fn describe(command: Command, language: Language) -> Command {
    let repeated = |name, shown: &'static str, help: &'static str| {
        option(name, language)
            .value_name(shown)
            .action(ArgAction::Append)
            .help(help)
    };
    let service_level = language.pick("SERVICE=LEVEL", "サービス=レベル");
    command
        .about(language.pick("Answer services, set targets and notes", "回答、目標、メモを記入する"))
        .override_usage(language.pick(
            "psirt-maturity answer FILE [SERVICE=ANSWER]... [options]",
            "psirt-maturity answer ファイル [サービス=回答]... [オプション]",
        ))
        .arg(assessment_file(language))
        .arg(
            argument(
                "answers",
                language.pick("SERVICE=ANSWER", "サービス=回答"),
                language,
            )
            .num_args(0..)
            .display_order(1)
            .help(language.pick(
                "A level such as 3, na:\"reason\" for not applicable, ? for don't know",
                "3のようなレベル、na:\"理由\" (該当なし)、? (わからない)",
            )),
        )
        .arg(repeated(
            "clear",
            language.pick("SERVICE", "サービス"),
            language.pick("Take an answer back; may be repeated", "回答を取り消す (繰り返し可)"),
        ))
        .arg(repeated(
            "target",
            service_level,
            language.pick(
                "Set a target, `none` takes it back; may be repeated",
                "目標を決める。`none`で取り消す(繰り返し可)",
            ),
        ))
        .arg(repeated(
            "note",
            language.pick("SERVICE=TEXT", "サービス=文字列"),
            language.pick(
                "Write a note, an empty one takes it back; may be repeated",
                "メモを書く。空にすると取り消す(繰り返し可)",
            ),
        ))
        .arg(
            option("finish", language)
                .action(ArgAction::SetTrue)
                .conflicts_with("reopen")
                .help(language.pick(
                    "Freeze the assessment when this is done",
                    "記入後にアセスメントを完了にし、以後変更できなくする",
                )),
        )
        .arg(
            option("reopen", language)
                .action(ArgAction::SetTrue)
                .help(language.pick(
                    "Take a finished assessment up again first",
                    "完了したアセスメントを実施中に戻して記入する",
                )),
        )
        .args(in_workspace(language))
        .after_help(examples(
            language,
            language.pick(
                &[
                    "psirt-maturity answer 2026.psirt.json 1.1=3 I.A=2 2.5=?",
                    "psirt-maturity answer 2026.psirt.json 2.4=na:\"no such products\"",
                    "psirt-maturity answer 2026.psirt.json --target 1.1=4 --note 1.1=\"See wiki\"",
                    "psirt-maturity answer 2026.psirt.json --clear 2.5 --finish",
                ],
                &[
                    "psirt-maturity answer 2026.psirt.json 1.1=3 I.A=2 2.5=?",
                    "psirt-maturity answer 2026.psirt.json 2.4=na:\"該当する製品がない\"",
                    "psirt-maturity answer 2026.psirt.json --target 1.1=4 --note 1.1=\"規程を参照\"",
                    "psirt-maturity answer 2026.psirt.json --clear 2.5 --finish",
                ],
            ),
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let words = |name| -> Vec<String> {
        matches
            .get_many::<String>(name)
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    };
    let state = if matches.get_flag("finish") {
        Some(AssessmentState::Finished)
    } else {
        matches.get_flag("reopen").then_some(AssessmentState::Draft)
    };
    let typed = Typed {
        answers: words("answers"),
        cleared: words("clear"),
        targets: words("target"),
        notes: words("note"),
        state,
    };
    let mut opened = terminal.open(matches, "file")?;
    let was_finished = opened.is_finished();
    let changes = answer(&mut opened, &typed)?;
    if !changes.is_empty() || was_finished != opened.is_finished() {
        terminal.save(&mut opened, "answer")?;
    }
    let scorecard = opened.score();
    let output = terminal.output;
    if output.json {
        let shape = shape(&changes, &scorecard, opened.is_finished());
        return Ok(Said::done(output.to_json(&shape)));
    }
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(output.language.pick("Service", "サービス")),
        Column::text(output.language.pick("Answer", "回答")),
        Column::left(output.language.pick("Target", "目標")),
        Column::text(output.language.pick("Note", "メモ")),
    ]);
    for change in &changes {
        let service = opened
            .sheet
            .service(change.service.as_str())
            .expect("it is of the sheet");
        let title = service.title.get(output.language).to_owned();
        table.row(cells(change, title, output.language));
    }
    let lines =
        table.lines() + &closing(&changes, &scorecard, opened.is_finished(), output.language);
    Ok(Said::done(lines))
}

fn cells(change: &Change, title: String, language: Language) -> Vec<String> {
    let answer = |entry: &Entry| {
        let state = state_cell(State::of(entry.answer.as_ref()), language);
        match &entry.answer {
            Some(Answer::NotApplicable(reason)) => format!("{state} ({reason})"),
            _ => state,
        }
    };
    let target = |entry: &Entry| {
        entry
            .target
            .map_or_else(|| "-".to_owned(), |it| it.to_string())
    };
    vec![
        change.service.to_string(),
        title,
        arrow(&answer(&change.before), &answer(&change.after)),
        arrow(&target(&change.before), &target(&change.after)),
        change.after.note.clone(),
    ]
}

fn arrow(before: &str, after: &str) -> String {
    if before == after {
        before.to_owned()
    } else {
        format!("{before} -> {after}")
    }
}

fn closing(
    changes: &[Change],
    scorecard: &Scorecard,
    is_finished: bool,
    language: Language,
) -> String {
    let coverage = scorecard.overall.coverage;
    let (answered, applicable) = (coverage.answered, coverage.applicable);
    let mut text = String::new();
    if changes.is_empty() {
        text += &paragraph(
            "",
            language.pick("No service was changed", "変更されたサービスはない"),
        );
    } else {
        text.push('\n');
    }
    text += &paragraph(
        "",
        &language.pick(
            format!("{answered} of {applicable} applicable services answered"),
            format!("対象{applicable}サービス中{answered}件に回答済み"),
        ),
    );
    if is_finished {
        text += &paragraph(
            "",
            language.pick("The assessment is finished", "アセスメントは完了している"),
        );
    }
    text
}

/// The shape of `answer --json`.
fn shape(changes: &[Change], scorecard: &Scorecard, is_finished: bool) -> Value {
    let entry_shape = |entry: &Entry| {
        let StateShape { state, level } = State::of(entry.answer.as_ref()).into();
        let reason = match &entry.answer {
            Some(Answer::NotApplicable(reason)) => Some(reason),
            _ => None,
        };
        json!({
            "state": state,
            "level": level,
            "reason": reason,
            "target": entry.target.map(Level::number),
            "note": entry.note,
        })
    };
    json!({
        "changed": changes.iter().map(|change| json!({
            "service": change.service,
            "before": entry_shape(&change.before),
            "after": entry_shape(&change.after),
        })).collect::<Vec<_>>(),
        "answered": scorecard.overall.coverage.answered,
        "applicable": scorecard.overall.coverage.applicable,
        "state": if is_finished { "finished" } else { "draft" },
    })
}
