//! `compare`: what changed from one round to a later one, falls first.

use clap::{ArgMatches, Command};
use psirt_app::assessments::Opened;
use psirt_app::json::{ComparisonShape, ReviewShape};
use psirt_app::words;
use psirt_app::workspaces::Access;
use psirt_core::review::review;
use psirt_core::trend::{Comparison, Continuity, ServiceChange, compare};
use psirt_core::{Language, ServiceId, Sheet};
use serde_json::json;

use super::outcome::plan_and_outcome;
use super::{Described, Refusal, Terminal, change_cell, figure_cell, state_cell};
use crate::arguments::{argument, examples, in_workspace};
use crate::layout::{Column, Table, paragraph};
use crate::output::{Notice, Said};

pub const DESCRIBED: Described = Described {
    name: "compare",
    describe,
    access: |_| Access::Read,
    run,
};

fn describe(command: Command, language: Language) -> Command {
    let file = |name, shown, order, help: &'static str| {
        argument(name, shown, language)
            .required(true)
            .display_order(order)
            .value_parser(clap::value_parser!(std::path::PathBuf))
            .help(help)
    };
    command
        .about(language.pick(
            "Show what changed from one round to a later one",
            "前の回から後の回までに何が変わったかを示す",
        ))
        .override_usage(language.pick(
            "psirt-maturity compare OLDER NEWER [options]",
            "psirt-maturity compare 前の回 後の回 [オプション]",
        ))
        .arg(file(
            "older",
            language.pick("OLDER", "前の回"),
            0,
            language.pick("The earlier assessment file", "前のアセスメントファイル"),
        ))
        .arg(file(
            "newer",
            language.pick("NEWER", "後の回"),
            1,
            language.pick("The later assessment file", "後のアセスメントファイル"),
        ))
        .args(in_workspace(language))
        .after_help(examples(
            language,
            &[
                "psirt-maturity compare 2025.psirt.json 2026.psirt.json",
                "psirt-maturity compare 2025.psirt.json 2026.psirt.json --json",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let older = terminal.open(matches, "older")?;
    let newer = terminal.open(matches, "newer")?;
    let crosswalks = if older.sheet.id() == newer.sheet.id() {
        Vec::new()
    } else {
        terminal.library.crosswalk_list()
    };
    let comparison = compare(older.round(), newer.round(), &crosswalks);
    let review = review(older.round(), newer.round(), &crosswalks);
    let output = terminal.output;
    let text = if output.json {
        output.to_json(&json!({
            "comparison": ComparisonShape::of(&older.assessment, &newer.assessment, &comparison),
            "plan_outcome": ReviewShape::of(Some(&older.assessment), &review),
        }))
    } else {
        lines(terminal, &older, &newer, &comparison)
            + &plan_and_outcome(&older, &newer, &review, output.language)
    };
    let mut said = Said::done(text);
    said.warnings
        .extend(order_warning(&older, &newer, output.language));
    Ok(said)
}

/// The rounds may have been typed the wrong way round; whoever did so reads falls as rises.
fn order_warning(older: &Opened, newer: &Opened, language: Language) -> Option<Notice> {
    let (first, second) = (older.assessment.date(), newer.assessment.date());
    (first > second).then(|| Notice {
        code: "order",
        message: language.pick(
            format!("the older round is of {first}, later than the newer one of {second}"),
            format!("前の回の日付{first}が、後の回の日付{second}より後である"),
        ),
        hint: Some(
            language
                .pick("the older file comes first", "前の回のファイルを先に書く")
                .into(),
        ),
        faults: Vec::new(),
    })
}

fn lines(
    terminal: &Terminal,
    older: &Opened,
    newer: &Opened,
    comparison: &Comparison<'_>,
) -> String {
    let language = terminal.output.language;
    let mut text = terminal.heading(newer);
    let (first, second) = (older.assessment.date(), newer.assessment.date());
    text += &paragraph(
        "",
        &language.pick(
            format!("{first} compared with {second}"),
            format!("{first}と{second}の比較"),
        ),
    );
    text += "\n";
    text += &figures(&newer.sheet, comparison, language);
    let falls = comparison.falls();
    let rises = comparison.rises();
    text += &changes(
        language.pick("Fallen", "低下"),
        &newer.sheet,
        &falls,
        language,
    );
    text += &changes(
        language.pick("Risen", "上昇"),
        &newer.sheet,
        &rises,
        language,
    );
    let same = comparison
        .services
        .iter()
        .filter(|of| of.change == Some(0))
        .count();
    let open: Vec<&str> = comparison
        .services
        .iter()
        .filter(|of| of.change.is_none())
        .map(|of| of.service.as_str())
        .collect();
    text.push('\n');
    text += &paragraph(
        "",
        &language.pick(
            format!(
                "Fallen: {}, risen: {}, unchanged: {same}",
                falls.len(),
                rises.len()
            ),
            format!(
                "低下{}件、上昇{}件、変化なし{same}件",
                falls.len(),
                rises.len()
            ),
        ),
    );
    if !open.is_empty() {
        text += &paragraph(
            "",
            &language.pick(
                format!("Without a level in one of the rounds: {}", open.join(", ")),
                format!("どちらかの回にレベルがないもの: {}", open.join("、")),
            ),
        );
    }
    text + &sheet_change(older, newer, comparison, language)
}

/// The whole and the areas, where they compare.
fn figures(sheet: &Sheet, comparison: &Comparison<'_>, language: Language) -> String {
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(language.pick("Area", "エリア")),
        Column::right(language.pick("Before", "前")),
        Column::right(language.pick("Now", "今")),
        Column::right(language.pick("Change", "変化")),
        Column::right(language.pick("Compared", "比較対象")),
    ]);
    let overall = &comparison.overall;
    table.row([
        String::new(),
        language.pick("Overall", "総合スコア").to_owned(),
        figure_cell(overall.before),
        figure_cell(overall.after),
        change_cell(overall.shown_change()),
        overall.compared.to_string(),
    ]);
    for area in &comparison.areas {
        let title = sheet
            .area(area.id.as_str())
            .map(|it| it.title.get(language));
        table.row([
            area.id.to_string(),
            title.unwrap_or_default().to_owned(),
            figure_cell(area.before),
            figure_cell(area.after),
            change_cell(area.shown_change()),
            area.compared.to_string(),
        ]);
    }
    let like_for_like = language.pick(
        "Before, now and change are taken over the services that have a level in both rounds.",
        "「前」「今」「変化」は、両方の回にレベルのあるサービスについての値である。",
    );
    table.lines() + &paragraph("", like_for_like)
}

fn changes(
    heading: &str,
    sheet: &Sheet,
    changes: &[&ServiceChange<'_>],
    language: Language,
) -> String {
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(heading),
        Column::left(language.pick("Level", "レベル")),
        Column::right(language.pick("Change", "変化")),
    ]);
    for change in changes {
        let title = sheet
            .service(change.service.as_str())
            .map(|it| it.title.get(language));
        let mark = match change.continuity {
            Continuity::Same => String::new(),
            other => format!(
                " ({}: {})",
                words::continuity(other, language),
                change.older_service
            ),
        };
        let (before, after) = (
            state_cell(change.before, language),
            state_cell(change.after, language),
        );
        table.row_with(
            [
                change.service.to_string(),
                format!("{}{mark}", title.unwrap_or_default()),
                format!("{before} -> {after}"),
                change
                    .change
                    .map_or_else(String::new, |levels| format!("{levels:+}")),
            ],
            explained(change, language),
        );
    }
    if table.is_empty() {
        return String::new();
    }
    format!("\n{}", table.lines())
}

/// What was done for a change, and what both rounds noted.
fn explained(change: &ServiceChange<'_>, language: Language) -> Vec<String> {
    let done = change.actions_done.iter().map(|action| {
        let head = language.pick("Done: ", "完了: ");
        format!("{head}{}", action.title)
    });
    let notes = [
        (language.pick("Then: ", "前回: "), change.note_before),
        (language.pick("Now: ", "今回: "), change.note_after),
    ];
    let notes = notes
        .into_iter()
        .filter(|(_, note)| !note.is_empty())
        .map(|(head, note)| format!("{head}{note}"));
    done.chain(notes).collect()
}

/// Where the sheet changed, what cannot be compared and why.
fn sheet_change(
    older: &Opened,
    newer: &Opened,
    comparison: &Comparison<'_>,
    language: Language,
) -> String {
    if comparison.one_sheet {
        return String::new();
    }
    let (from, to) = (older.sheet.id(), newer.sheet.id());
    let carried = comparison.services.len();
    let mut text = "\n".to_owned();
    text += &paragraph("", &language.pick(
        format!("The sheet changed from `{from}` to `{to}`: area and overall scores do not compare, services do where a crosswalk joins them ({carried} services)."),
        format!("成熟度シートが`{from}`から`{to}`に変わったため、エリアと全体のスコアは比較できない。サービスは、クロスウォークでつながる{carried}件だけを比較している。"),
    ));
    for (heading, ids) in [
        (
            language.pick("Without a past: ", "前の回にないサービス: "),
            &comparison.begun,
        ),
        (
            language.pick("Without a successor: ", "後の回に続かないサービス: "),
            &comparison.ended,
        ),
    ] {
        if !ids.is_empty() {
            let ids: Vec<&str> = ids.iter().map(ServiceId::as_str).collect();
            text += &paragraph(heading, &ids.join(language.pick(", ", "、")));
        }
    }
    text
}
