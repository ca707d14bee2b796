//! `score`: every figure of an assessment, and why it is what it is.

use clap::{ArgAction, ArgMatches, Command};
use psirt_app::assessments::Opened;
use psirt_app::error::Error;
use psirt_app::json::{ProjectionShape, ScoreShape, ServiceShape, SheetName, StateShape};
use psirt_app::workspaces::Access;
use psirt_core::confidence::{Backing, ServiceConfidence};
use psirt_core::explain::{Explanation, Subject, explain};
use psirt_core::roadmap::projection;
use psirt_core::score::{AreaLeftOut, Coverage, LeftOut, OverallScore, one_decimal};
use psirt_core::{Date, Language, Scorecard, Sheet};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Described, Refusal, Terminal, figure_cell, state_cell};
use crate::arguments::{assessment_file, date, examples, in_workspace, option};
use crate::layout::{Column, Table, paragraph};
use crate::output::Said;

pub const DESCRIBED: Described = Described {
    name: "score",
    describe,
    access: |_| Access::Read,
    run,
};

fn describe(command: Command, language: Language) -> Command {
    command
        .about(language.pick(
            "Show the scores of an assessment",
            "アセスメントのスコアを表示する",
        ))
        .override_usage(language.pick(
            "psirt-maturity score FILE [options]",
            "psirt-maturity score ファイル [オプション]",
        ))
        .arg(assessment_file(language))
        .arg(
            option("explain", language)
                .value_name(language.pick("WHAT", "対象"))
                .conflicts_with_all(["projection", "by"])
                .help(language.pick(
                    "Say why a figure is what it is: a service, an area, `overall`, `defensible`, or `defensible/AREA`",
                    "数値の根拠を示す: サービス、エリア、`overall` (全体)、`defensible` (裏付けのあるスコア)、`defensible/エリア`",
                )),
        )
        .arg(
            option("projection", language)
                .action(ArgAction::SetTrue)
                .help(language.pick(
                    "Show beside it the scores with all accepted actions done",
                    "すべての施策が完了した場合のスコアを並べて示す",
                )),
        )
        .arg(
            option("by", language)
                .value_name(language.pick("DATE", "日付"))
                .requires("projection")
                .value_parser(date())
                .help(language.pick(
                    "Count only actions due on this day or before",
                    "この日までに期限を迎える施策だけを数える",
                )),
        )
        .args(in_workspace(language))
        .after_help(examples(
            language,
            &[
                "psirt-maturity score 2026.psirt.json",
                "psirt-maturity score 2026.psirt.json --explain overall",
                "psirt-maturity score 2026.psirt.json --projection --by 2027-03-31",
                "psirt-maturity score 2026.psirt.json --json",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let opened = terminal.open(matches, "file")?;
    let scorecard = opened.score();
    if let Some(word) = matches.get_one::<String>("explain") {
        return explained(terminal, &opened, &scorecard, word);
    }
    let projected = matches.get_flag("projection").then(|| {
        let by = matches.get_one::<Date>("by").copied();
        projection(&opened.sheet, &opened.assessment, by)
    });
    let output = terminal.output;
    if output.json {
        return Ok(Said::done(output.to_json(
            &Shape {
                sheet: opened.assessment.sheet().into(),
                score: ScoreShape::of(&opened.sheet, &scorecard, output.language),
                services: ServiceShape::all(
                    &opened.sheet,
                    &opened.assessment,
                    &scorecard,
                    output.language,
                ),
                projection: projected.as_ref().map(|projected| {
                    ProjectionShape::of(&opened.sheet, projected, output.language)
                }),
            },
        )));
    }
    let text = terminal.heading(&opened)
        + &lines(&opened, &scorecard, projected.as_ref(), output.language);
    Ok(Said::done(text))
}

/// The shape of `score --json`: as in the JSON of a report.
#[derive(Serialize)]
struct Shape<'a> {
    sheet: SheetName<'a>,
    #[serde(flatten)]
    score: ScoreShape<'a>,
    services: Vec<ServiceShape<'a>>,
    /// With `--projection` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    projection: Option<ProjectionShape<'a>>,
}

fn lines(
    opened: &Opened,
    scorecard: &Scorecard,
    projected: Option<&Scorecard>,
    language: Language,
) -> String {
    let mut text = overall_lines(&opened.sheet, &scorecard.overall, language);
    if let Some(projected) = projected {
        let score = figure_cell(projected.overall.score);
        text += &paragraph(
            "",
            &language.pick(
                format!("Overall with the accepted actions done: {score}"),
                format!("施策が完了した場合の総合スコア: {score}"),
            ),
        );
    }
    text.push('\n');
    let mut columns = vec![
        Column::left("ID"),
        Column::text(language.pick("Area and service", "エリアとサービス")),
        Column::right(language.pick("Level", "レベル")),
        Column::right(language.pick("Target", "目標")),
        Column::right(language.pick("Gap", "ギャップ")),
        Column::right(language.pick("Answered", "回答済み")),
    ];
    if projected.is_some() {
        columns.insert(3, Column::right(language.pick("Projected", "見込み")));
    }
    let mut table = Table::new(columns);
    for (at, area) in opened.sheet.areas().iter().enumerate() {
        let score = &scorecard.areas[at];
        let mut cells = vec![
            area.id.to_string(),
            area.title.get(language).to_owned(),
            figure_cell(score.score),
            figure_cell(score.target),
            String::new(),
            coverage_cell(score.coverage),
        ];
        if let Some(projected) = projected {
            cells.insert(3, figure_cell(projected.areas[at].score));
        }
        table.row(cells);
        for service in &area.services {
            let score = scorecard
                .service(service.id.as_str())
                .expect("it is of the sheet");
            let mut cells = vec![
                format!("  {}", service.id),
                service.title.get(language).to_owned(),
                state_cell(score.state, language),
                score
                    .target
                    .map_or_else(|| "-".into(), |target| target.to_string()),
                score.gap.map_or_else(|| "-".into(), |gap| gap.to_string()),
                String::new(),
            ];
            if let Some(projected) = projected {
                let there = projected
                    .service(service.id.as_str())
                    .expect("it is of the sheet");
                cells.insert(3, state_cell(there.state, language));
            }
            table.row(cells);
        }
    }
    text + &table.lines()
}

fn overall_lines(sheet: &Sheet, overall: &OverallScore, language: Language) -> String {
    let areas = overall.areas;
    let Coverage {
        answered,
        applicable,
        ..
    } = overall.coverage;
    let whole = if let Some(headline) = overall.headline() {
        let score = one_decimal(headline);
        language.pick(
            format!("Overall {score}, the mean of {areas} areas; {answered} of {applicable} applicable services answered"),
            format!("総合スコア {score} ({areas}エリアの平均、対象{applicable}サービス中{answered}件に回答)"),
        )
    } else {
        language.pick(
            format!("Overall: too early to tell; {answered} of {applicable} applicable services answered"),
            format!("総合スコア: 判断には早い (対象{applicable}サービス中{answered}件に回答)"),
        )
    };
    let mut text = paragraph("", &whole);
    if !overall.left_out.is_empty() {
        let areas = overall.left_out.iter().map(|area| {
            let title = area_title(sheet, area, language);
            let reason = match area.reason {
                LeftOut::NotApplicable => language.pick("not applicable", "該当なし"),
                LeftOut::NoLevel => language.pick("no level", "レベルなし"),
            };
            format!("{} {title} ({reason})", area.id)
        });
        let areas: Vec<String> = areas.collect();
        text += &paragraph(
            "",
            &language.pick(
                format!("Areas without a score: {}", areas.join(", ")),
                format!("スコアのないエリア: {}", areas.join("、")),
            ),
        );
    }
    if let Some(level) = overall.lowest_level {
        let ids: Vec<&str> = overall.lowest.iter().map(AsRef::as_ref).collect();
        text += &paragraph(
            "",
            &language.pick(
                format!("Lowest: level {level} in {}", ids.join(", ")),
                format!("最も低いのはレベル{level}: {}", ids.join("、")),
            ),
        );
    }
    text
}

fn coverage_cell(coverage: Coverage) -> String {
    format!("{}/{}", coverage.answered, coverage.applicable)
}

/// What backs the level of a service, in a few words.
fn backing_cell(service: &ServiceConfidence<'_>, language: Language) -> String {
    let word = match service.backing {
        Some(Backing::Backed) => {
            let until = service
                .backed_until()
                .map_or_else(String::new, |day| day.to_string());
            return language.pick(
                format!("evidence, until {until}"),
                format!("証拠 ({until}まで)"),
            );
        }
        Some(Backing::TooOld) => ("evidence that is too old", "有効期間を過ぎた証拠"),
        Some(Backing::Undated) => ("evidence without a date", "日付のない証拠"),
        Some(Backing::DatedLater) => ("evidence dated later", "後の日付の証拠"),
        Some(Backing::None) => ("no evidence", "証拠なし"),
        Some(Backing::NotNeeded) => ("nothing needed", "不要"),
        None => ("-", "-"),
    };
    language.pick(word.0, word.1).to_owned()
}

fn explained(
    terminal: &Terminal,
    opened: &Opened,
    scorecard: &Scorecard,
    word: &str,
) -> Result<Said, Refusal> {
    let language = terminal.output.language;
    let explanation = Subject::named(&opened.sheet, word)
        .and_then(|subject| explain(&opened.sheet, &opened.assessment, scorecard, &subject))
        .ok_or_else(|| Error::UnknownSubject {
            word: word.to_owned(),
            sheet: opened.sheet.id().clone(),
        })?;
    if terminal.output.json {
        return Ok(Said::done(
            terminal
                .output
                .to_json(&explanation_shape(&explanation, language)),
        ));
    }
    let text = terminal.heading(opened) + &explanation_lines(opened, &explanation, language);
    Ok(Said::done(text))
}

/// The shape of `score --explain … --json`.
fn explanation_shape(explanation: &Explanation<'_>, language: Language) -> Value {
    let rule = explanation.rule(language);
    match explanation {
        Explanation::Overall { score, areas } => json!({
            "subject": { "kind": "overall" },
            "score": score.score,
            "answered": score.coverage.answered,
            "applicable": score.coverage.applicable,
            "rests_on": areas.iter().map(|area| json!({
                "area": area.id,
                "score": area.score,
            })).collect::<Vec<_>>(),
            "rule": rule,
        }),
        Explanation::Area { score, services } => json!({
            "subject": { "kind": "area", "id": score.id },
            "score": score.score,
            "answered": score.coverage.answered,
            "applicable": score.coverage.applicable,
            "rests_on": services.iter().map(|service| json!({
                "service": service.id,
                "state": service.state,
                "level": service.state.level(),
            })).collect::<Vec<_>>(),
            "rule": rule,
        }),
        Explanation::Defensible {
            area,
            score,
            claimed,
            backed,
            levels,
            services,
        } => json!({
            "subject": { "kind": "defensible", "area": area },
            "defensible": score,
            "score": claimed,
            "backed": backed,
            "levels": levels,
            "rests_on": services.iter().map(|service| json!({
                "service": service.id,
                "state": service.state,
                "level": service.state.level(),
                "backing": service.backing.map(Backing::name),
                "backed_until": service.backed_until(),
            })).collect::<Vec<_>>(),
            "rule": rule,
        }),
        Explanation::Service {
            score,
            reason,
            indicators,
            confidence,
        } => {
            let StateShape { state, level } = score.state.into();
            json!({
                "subject": { "kind": "service", "id": score.id },
                "state": state,
                "level": level,
                "target": score.target,
                "gap": score.gap,
                "reason": reason,
                "backing": confidence.backing.map(Backing::name),
                "backed_until": confidence.backed_until(),
                "unticked": confidence.unticked().iter().map(|(_, id)| id).collect::<Vec<_>>(),
                "indicators": indicators.iter().map(|of| json!({
                    "level": of.level,
                    "ticked": of.ticked,
                    "all": of.all,
                })).collect::<Vec<_>>(),
                "rule": rule,
            })
        }
    }
}

fn explanation_lines(opened: &Opened, explanation: &Explanation<'_>, language: Language) -> String {
    let sheet = &opened.sheet;
    let score_word = language.pick("Score", "スコア");
    let mut text = String::new();
    let mut table;
    match explanation {
        Explanation::Overall { score, areas } => {
            text += &overall_lines(sheet, score, language);
            table = Table::new(vec![
                Column::left("ID"),
                Column::text(language.pick("Area", "エリア")),
                Column::right(score_word),
                Column::right(language.pick("Answered", "回答済み")),
            ]);
            for area in *areas {
                let title = sheet
                    .area(area.id.as_str())
                    .map(|area| area.title.get(language));
                table.row([
                    area.id.to_string(),
                    title.unwrap_or_default().to_owned(),
                    figure_cell(area.score),
                    coverage_cell(area.coverage),
                ]);
            }
        }
        Explanation::Area { score, services } => {
            let title = sheet
                .area(score.id.as_str())
                .map(|area| area.title.get(language));
            let (title, figure) = (title.unwrap_or_default(), figure_cell(score.score));
            let coverage = coverage_cell(score.coverage);
            text += &paragraph(
                "",
                &language.pick(
                    format!("{} {title}: {figure}, answered {coverage}", score.id),
                    format!("{} {title}: {figure} (回答済み {coverage})", score.id),
                ),
            );
            table = Table::new(vec![
                Column::left("ID"),
                Column::text(language.pick("Service", "サービス")),
                Column::right(language.pick("Level", "レベル")),
            ]);
            for service in services {
                let title = sheet
                    .service(service.id.as_str())
                    .map(|it| it.title.get(language));
                table.row([
                    service.id.to_string(),
                    title.unwrap_or_default().to_owned(),
                    state_cell(service.state, language),
                ]);
            }
        }
        Explanation::Defensible { .. } => {
            (text, table) = defensible_lines(sheet, explanation, language);
        }
        Explanation::Service { .. } => {
            (text, table) = service_lines(sheet, explanation, language);
        }
    }
    let rule = language.pick("Rule: ", "規則: ");
    text + "\n" + &table.lines() + "\n" + &paragraph(rule, explanation.rule(language))
}

/// The defensible score, and what backs each level.
fn defensible_lines(
    sheet: &Sheet,
    explanation: &Explanation<'_>,
    language: Language,
) -> (String, Table) {
    let Explanation::Defensible {
        area,
        score,
        claimed,
        backed,
        levels,
        services,
    } = explanation
    else {
        unreachable!("it is asked for the defensible score alone");
    };
    let of = area
        .as_ref()
        .map_or_else(String::new, |area| format!("{area}: "));
    let (score, claimed) = (figure_cell(*score), figure_cell(*claimed));
    let text = paragraph(
        "",
        &language.pick(
            format!("{of}Defensible {score} beside a score of {claimed}; {backed} of {levels} levels above 0 are backed"),
            format!("{of}裏付けのあるスコア {score} (スコア {claimed}、0より上のレベル{levels}件中{backed}件に裏付け)"),
        ),
    );
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(language.pick("Service", "サービス")),
        Column::right(language.pick("Level", "レベル")),
        Column::text(language.pick("Backed by", "裏付け")),
    ]);
    for service in services {
        let title = sheet
            .service(service.id.as_str())
            .map(|it| it.title.get(language));
        table.row([
            service.id.to_string(),
            title.unwrap_or_default().to_owned(),
            state_cell(service.state, language),
            backing_cell(service, language),
        ]);
    }
    (text, table)
}

/// The answer of a service with what supports it.
fn service_lines(
    sheet: &Sheet,
    explanation: &Explanation<'_>,
    language: Language,
) -> (String, Table) {
    let Explanation::Service {
        score,
        reason,
        indicators,
        confidence,
    } = explanation
    else {
        unreachable!("it is asked for services alone");
    };
    let service = sheet
        .service(score.id.as_str())
        .expect("it is of the sheet");
    let state = state_cell(score.state, language);
    let mut text = paragraph(
        "",
        &format!("{} {}: {state}", score.id, service.title.get(language)),
    );
    if let Some(level) = score.state.level().and_then(|level| service.level(level)) {
        text += &paragraph("  ", level.statement.get(language));
    }
    if let Some(reason) = reason {
        text += &paragraph("  ", reason);
    }
    if let Some(target) = score.target {
        let gap = score
            .gap
            .map_or_else(|| "-".to_owned(), |gap| gap.to_string());
        text += &paragraph(
            "",
            &language.pick(
                format!("Target {target}, gap {gap}"),
                format!("目標 {target}、ギャップ {gap}"),
            ),
        );
    }
    if confidence.backing.is_some() {
        let head = language.pick("Backed by: ", "裏付け: ");
        text += &paragraph(head, &backing_cell(confidence, language));
    }
    if !confidence.unticked().is_empty() {
        let ids: Vec<&str> = confidence.unticked().iter().map(|(_, id)| *id).collect();
        let head = language.pick("Not ticked up to the level: ", "レベルまでの未確認項目: ");
        text += &paragraph(head, &ids.join(language.pick(", ", "、")));
    }
    let mut table = Table::new(vec![
        Column::right(language.pick("Level", "レベル")),
        Column::right(language.pick("Indicators ticked", "該当した確認項目")),
    ]);
    for of in indicators {
        table.row([of.level.to_string(), format!("{}/{}", of.ticked, of.all)]);
    }
    (text, table)
}

fn area_title<'a>(sheet: &'a Sheet, area: &AreaLeftOut, language: Language) -> &'a str {
    let area = sheet.area(area.id.as_str());
    area.map_or("", |area| area.title.get(language))
}
