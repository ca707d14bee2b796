//! `trend`: rounds over time, and where they cannot be compared.

use std::path::PathBuf;

use clap::{ArgAction, ArgMatches, Command};
use psirt_app::assessments::Opened;
use psirt_app::json::{ProgressShape, SupersededRound};
use psirt_app::workspaces::Access;
use psirt_core::Language;
use psirt_core::score::AreaScore;
use psirt_core::trend::{Break, Continuity, Round, Trend, standing, trend};
use serde_json::json;

use super::{Described, Refusal, Terminal, figure_cell, state_cell};
use crate::arguments::{argument, examples, file_name, in_workspace};
use crate::layout::{Column, Table, paragraph};
use crate::output::Said;

pub const DESCRIBED: Described = Described {
    name: "trend",
    describe,
    access: |_| Access::Read,
    run,
};

/// Rounds that fit beside each other in 80 columns.
const MOST_COLUMNS: usize = 5;

fn describe(command: Command, language: Language) -> Command {
    command
        .about(language.pick(
            "Show rounds over time, and where they cannot be compared",
            "複数回の推移と、比較できない箇所を示す",
        ))
        .override_usage(language.pick(
            "psirt-maturity trend FILE... [options]",
            "psirt-maturity trend ファイル... [オプション]",
        ))
        .arg(
            argument("files", file_name(language), language)
                .required(true)
                .action(ArgAction::Append)
                .num_args(1..)
                .display_order(0)
                .value_parser(clap::value_parser!(PathBuf))
                .help(language.pick(
                    "Assessment files, in any order",
                    "アセスメントファイル (順不同)",
                )),
        )
        .args(in_workspace(language))
        .after_help(examples(
            language,
            &[
                "psirt-maturity trend 2024.psirt.json 2025.psirt.json 2026.psirt.json",
                "psirt-maturity trend *.psirt.json --json",
                "psirt-maturity trend *.psirt.json --with our-crosswalk.json",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let mut opened = matches
        .get_many::<PathBuf>("files")
        .expect("the parser asks for one")
        .map(|path| terminal.open_named(path))
        .collect::<Result<Vec<Opened>, _>>()?;
    opened.sort_by_key(|round| round.assessment.date());
    let corrected = take_corrected(&mut opened);
    let one_sheet = opened
        .windows(2)
        .all(|pair| pair[0].sheet.id() == pair[1].sheet.id());
    let crosswalks = if one_sheet {
        Vec::new()
    } else {
        terminal.library.crosswalk_list()
    };
    let rounds: Vec<_> = opened.iter().map(Opened::round).collect();
    let trend = trend(&rounds, &crosswalks);
    let output = terminal.output;
    Ok(Said::done(if output.json {
        let superseded = corrected.iter().map(|one| SupersededRound {
            round: one.opened.round(),
            corrected_by: one.by.as_deref(),
        });
        let progress = ProgressShape::of(&rounds, &trend, superseded, output.language);
        output.to_json(&json!({ "progress": progress }))
    } else {
        lines(terminal, &opened, &trend) + &corrected_lines(&corrected, output.language)
    }))
}

/// A round that counts in no figure.
struct Corrected {
    opened: Opened,
    /// The round that stands in its place; `None` where it is itself a correction that is not
    /// finished.
    by: Option<String>,
}

/// Takes the rounds out that a correction has replaced, and corrections that are still drafts: the
/// last round given is the one the trend is seen from.
fn take_corrected(opened: &mut Vec<Opened>) -> Vec<Corrected> {
    let given: Vec<Round<'_>> = opened.iter().map(Opened::round).collect();
    let sorted = standing(&given, opened.last().map(|last| last.assessment.id()));
    let kept: Vec<String> = sorted
        .standing
        .iter()
        .map(|round| round.assessment.id().to_owned())
        .collect();
    let replaced: Vec<(String, String)> = sorted
        .superseded
        .iter()
        .map(|one| {
            let (wrong, right) = (one.round.assessment, one.corrected_by.assessment);
            (wrong.id().to_owned(), right.id().to_owned())
        })
        .collect();
    let (stand, fall) = std::mem::take(opened)
        .into_iter()
        .partition(|one| kept.iter().any(|id| id == one.assessment.id()));
    *opened = stand;
    let fall: Vec<Opened> = fall;
    fall.into_iter()
        .map(|opened| {
            let mut replaced = replaced.iter();
            let by = replaced.find(|(wrong, _)| wrong == opened.assessment.id());
            Corrected {
                by: by.map(|(_, right)| right.clone()),
                opened,
            }
        })
        .collect()
}

/// The rounds that were found wrong, in their own words.
fn corrected_lines(corrected: &[Corrected], language: Language) -> String {
    let mut text = String::new();
    for Corrected { opened, by } in corrected {
        let (date, title) = (opened.assessment.date(), opened.assessment.title());
        let score = figure_cell(opened.score().overall.score);
        text.push('\n');
        text += &paragraph(
            "",
            &match by {
                Some(by) => language.pick(
                    format!("{date} {title}: {score}, corrected by `{by}`; it counts in no figure."),
                    format!("{date} {title}: {score} (`{by}`で訂正。どの数値にも数えない)"),
                ),
                None => language.pick(
                    format!("{date} {title}: {score}, a correction that is not finished; it counts in no figure yet."),
                    format!("{date} {title}: {score} (完了していない訂正。まだどの数値にも数えない)"),
                ),
            },
        );
    }
    text
}

fn lines(terminal: &Terminal, opened: &[Opened], trend: &Trend) -> String {
    let language = terminal.output.language;
    let last = opened.last().expect("the parser asks for one");
    let from = opened.len().saturating_sub(MOST_COLUMNS);
    let mut text = terminal.heading(last);
    if from > 0 {
        text += &paragraph(
            "",
            &language.pick(
                format!(
                    "{} rounds; the last {MOST_COLUMNS} are shown, `--json` has all",
                    opened.len()
                ),
                format!(
                    "全{}回のうち直近{MOST_COLUMNS}回を表示 (`--json`はすべてを出力)",
                    opened.len()
                ),
            ),
        );
        text.push('\n');
    }
    let (opened, rounds) = (&opened[from..], &trend.rounds[from..]);
    let dates = || {
        opened
            .iter()
            .map(|round| round.assessment.date().strftime("%Y-%m").to_string())
    };
    let columns = |heading: &str| -> Vec<Column> {
        let named = [Column::left("ID"), Column::text(heading)];
        named
            .into_iter()
            .chain(dates().map(|date| Column::right(&date)))
            .collect()
    };
    let mut figures = Table::new(columns(language.pick("Area", "エリア")));
    let overall = rounds.iter().map(|card| figure_cell(card.overall.score));
    let name = language.pick("Overall", "総合スコア").to_owned();
    figures.row([String::new(), name].into_iter().chain(overall));
    for area in last.sheet.areas() {
        let scores = opened.iter().zip(rounds).map(|(round, card)| {
            // An area of another sheet may have the same id and is another area.
            let same = round.sheet.id() == last.sheet.id();
            figure_cell(
                card.area(area.id.as_str())
                    .filter(|_| same)
                    .and_then(|AreaScore { score, .. }| *score),
            )
        });
        let title = area.title.get(language).to_owned();
        figures.row([area.id.to_string(), title].into_iter().chain(scores));
    }
    text += &figures.lines();
    text.push('\n');
    let mut services = Table::new(columns(language.pick("Service", "サービス")));
    for line in &trend.services {
        let title = last
            .sheet
            .service(line.service.as_str())
            .map(|it| it.title.get(language));
        let cells = line.points[from..].iter().map(|point| {
            point.as_ref().map_or_else(String::new, |point| {
                let mark = if point.continuity == Continuity::Same {
                    ""
                } else {
                    "~"
                };
                format!("{}{mark}", state_cell(point.state, language))
            })
        });
        let named = [
            line.service.to_string(),
            title.unwrap_or_default().to_owned(),
        ];
        services.row(named.into_iter().chain(cells));
    }
    text += &services.lines();
    text + &breaks(opened, &trend.breaks[from..], language)
}

/// Where the sheet changed, and what that means.
fn breaks(opened: &[Opened], breaks: &[Break], language: Language) -> String {
    let mut text = String::new();
    for (pair, broken) in opened.windows(2).zip(breaks) {
        let Break::SheetChanged {
            carried,
            begun,
            ended,
        } = broken
        else {
            continue;
        };
        let (older, newer) = (&pair[0], &pair[1]);
        let (from, to) = (older.sheet.id(), newer.sheet.id());
        let (date, began, over) = (newer.assessment.date(), begun.len(), ended.len());
        text.push('\n');
        text += &paragraph("", &language.pick(
            format!("{date}: the sheet changed from `{from}` to `{to}`. Overall and area scores before and after do not compare. Services carried: {carried} (~ marks those that are only close), begun: {began}, ended: {over}."),
            format!("{date}: 成熟度シートが`{from}`から`{to}`に変わった。総合スコアとエリアのスコアは前後で比較できない。引き継いだサービス{carried}件 (~は近いが同じではないもの)、新規{began}件、終了{over}件。"),
        ));
    }
    text
}
