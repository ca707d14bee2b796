//! `gaps`: what lies between level and target, in the order to close it.

use clap::{ArgMatches, Command};
use psirt_app::assessments;
use psirt_app::json::{GapsShape, SheetName};
use psirt_app::words;
use psirt_app::workspaces::Access;
use psirt_core::gap::{Gaps, gaps};
use psirt_core::score::one_decimal;
use psirt_core::{Language, Reading, ServiceId, Sheet};
use serde_json::json;

use super::{Described, Refusal, Terminal};
use crate::arguments::{assessment_file, examples, in_workspace, option};
use crate::layout::{Column, Table, paragraph};
use crate::output::Said;

pub const DESCRIBED: Described = Described {
    name: "gaps",
    describe,
    access: |_| Access::Read,
    run,
};

fn describe(command: Command, language: Language) -> Command {
    command
        .about(language.pick(
            "List the gaps between level and target, the first to close first",
            "レベルと目標のギャップを、先に埋めるべき順に並べる",
        ))
        .override_usage(language.pick(
            "psirt-maturity gaps FILE [options]",
            "psirt-maturity gaps ファイル [オプション]",
        ))
        .arg(assessment_file(language))
        .arg(
            option("reading", language)
                .value_name("ID")
                .help(language.pick(
                    "Put services first that a law's or standard's duty rests on, among gaps of one size",
                    "同じ大きさのギャップでは、法令や規格の義務が直接かかるサービスを先にする",
                )),
        )
        .args(in_workspace(language))
        .after_help(examples(
            language,
            &[
                "psirt-maturity gaps 2026.psirt.json",
                "psirt-maturity gaps 2026.psirt.json --reading eu-cra",
                "psirt-maturity gaps 2026.psirt.json --json",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let opened = terminal.open(matches, "file")?;
    let reading = matches
        .get_one::<String>("reading")
        .map(|id| assessments::reading(&terminal.library, id, &opened.sheet))
        .transpose()?;
    let scorecard = opened.score();
    let gaps = gaps(&opened.sheet, &scorecard, reading);
    let output = terminal.output;
    if output.json {
        let language = output.language;
        return Ok(Said::done(output.to_json(&json!({
            "sheet": SheetName::from(opened.assessment.sheet()),
            "gaps": GapsShape::of(&opened.sheet, &gaps, reading, language),
        }))));
    }
    let text = terminal.heading(&opened) + &lines(&opened.sheet, &gaps, reading, output.language);
    Ok(Said::done(text))
}

fn lines(sheet: &Sheet, gaps: &Gaps<'_>, reading: Option<&Reading>, language: Language) -> String {
    if gaps.targeted() == 0 {
        return paragraph("", language.pick(
            "No service has a target, so there are no gaps. Set targets with `answer --target`, or start from a profile with `new --profile`.",
            "目標のあるサービスがないため、ギャップはない。目標は`answer --target`で指定するか、`new --profile`で目標プロファイルから始める。",
        ));
    }
    let (count, all) = (gaps.ranked.len(), gaps.targeted());
    let mut text = paragraph(
        "",
        &language.pick(
            format!("{count} gaps in {all} services with a target"),
            format!("目標のある{all}サービス中、ギャップは{count}件"),
        ),
    );
    let unknown: Vec<&str> = gaps.unknown.iter().map(ServiceId::as_str).collect();
    if !unknown.is_empty() {
        text += &paragraph(
            "",
            &language.pick(
                format!(
                    "Not judged, because there is no level: {}",
                    unknown.join(", ")
                ),
                format!("レベルがなく判定できないもの: {}", unknown.join("、")),
            ),
        );
    }
    if let Some(reading) = reading {
        text += &paragraph(
            "",
            &language.pick(
                format!("Duties of: {}", reading.title().get(language)),
                format!("義務の出典: {}", reading.title().get(language)),
            ),
        );
    }
    text.push('\n');
    let mut without_step = 0;
    let mut table = Table::new(vec![
        Column::right("#"),
        Column::left("ID"),
        Column::text(language.pick("Service and next step", "サービスと次の一手")),
        Column::right(language.pick("Gap", "ギャップ")),
        Column::left(language.pick("Level", "レベル")),
        Column::left(language.pick("Size", "規模")),
        Column::right(language.pick("Days", "人日")),
    ]);
    for (at, gap) in gaps.ranked.iter().enumerate() {
        let service = sheet
            .service(gap.service.as_str())
            .expect("it is of the sheet");
        let (way, effort, days) = if let Some(step) = gap.next_step.step {
            let size = words::effort(step.effort, language);
            let days = one_decimal(step.planning_days());
            (step.action.get(language), size, days)
        } else {
            // What the level looks like says at least where to go.
            without_step += 1;
            (gap.next_step.statement.get(language), "-", "-".to_owned())
        };
        let duties = if gap.duties.is_empty() {
            String::new()
        } else {
            let duties: Vec<&str> = gap.duties.iter().map(|duty| duty.cited(language)).collect();
            let duties = duties.join(language.pick(", ", "、"));
            language.pick(format!("Duties: {duties}"), format!("義務: {duties}"))
        };
        table.row_with(
            [
                (at + 1).to_string(),
                gap.service.to_string(),
                service.title.get(language).to_owned(),
                gap.size.to_string(),
                format!("{} -> {}", gap.level, gap.target),
                effort.to_owned(),
                days,
            ],
            [way.to_owned(), duties],
        );
    }
    text += &table.lines();
    if without_step > 0 {
        text.push('\n');
        text += &paragraph("", &language.pick(
            format!("Where the size is \"-\" ({without_step} of {count}), the sheet gives no step: what the next level looks like is shown."),
            format!("規模が「-」のもの ({count}件中{without_step}件) は、シートに次の一手の記載がないため、次のレベルの状態を示している。"),
        ));
    }
    text
}
