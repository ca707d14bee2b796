//! `read`: how far an assessment evidences the requirements of a law or standard.

use clap::{ArgMatches, Command};
use psirt_app::json::{ReadingShape, SheetName};
use psirt_app::workspaces::Access;
use psirt_app::{assessments, words};
use psirt_core::reading::{Readable, Readiness, RequirementReadiness, read};
use psirt_core::{Language, Reading};
use serde_json::json;

use super::{Described, Refusal, Terminal, state_cell};
use crate::arguments::{assessment_file, examples, in_workspace, option};
use crate::layout::{Column, Table, paragraph};
use crate::output::Said;

pub const DESCRIBED: Described = Described {
    name: "read",
    describe,
    access: |_| Access::Read,
    run,
};

fn describe(command: Command, language: Language) -> Command {
    command
        .about(language.pick(
            "Show how far an assessment evidences a law or standard",
            "法令や規格の要求事項をどこまで裏付けられるかを示す",
        ))
        .override_usage(language.pick(
            "psirt-maturity read FILE --reading ID [options]",
            "psirt-maturity read ファイル --reading ID [オプション]",
        ))
        .arg(assessment_file(language))
        .arg(
            option("reading", language)
                .value_name("ID")
                .required(true)
                .help(language.pick(
                    "The reading; `psirt-maturity sheets` lists them",
                    "対応表のID (一覧は`psirt-maturity sheets`)",
                )),
        )
        .args(in_workspace(language))
        .after_help(examples(
            language,
            &[
                "psirt-maturity read 2026.psirt.json --reading eu-cra",
                "psirt-maturity read 2026.psirt.json --reading iso-29147 --json",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let opened = terminal.open(matches, "file")?;
    let id: &String = matches.get_one("reading").expect("the parser asks for it");
    let reading = assessments::reading(&terminal.library, id, &opened.sheet)?;
    let readiness = read(reading, &opened.score());
    let output = terminal.output;
    if output.json {
        return Ok(Said::done(output.to_json(&json!({
            "sheet": SheetName::from(opened.assessment.sheet()),
            "reading": ReadingShape::of(reading, &readiness, output.language),
        }))));
    }
    Ok(Said::done(
        terminal.heading(&opened) + &lines(reading, &readiness, output.language),
    ))
}

fn lines(reading: &Reading, readiness: &Readiness, language: Language) -> String {
    let mut text = paragraph("", reading.title().get(language));
    let counts: Vec<String> = [
        Readable::Evidenced,
        Readable::Partly,
        Readable::NotEvidenced,
        Readable::CannotTell,
    ]
    .into_iter()
    .map(|state| {
        let (word, count) = (words::readable(state, language), readiness.count(state));
        language.pick(format!("{count} {word}"), format!("{word} {count}件"))
    })
    .collect();
    text += &paragraph("", &counts.join(language.pick(", ", "、")));
    text.push('\n');
    let mut table = Table::new(vec![
        Column::text(language.pick("Requirement", "要求事項")),
        Column::left(language.pick("State", "状態")),
        Column::text(language.pick("Services: level", "サービス: レベル")),
        Column::right(language.pick("Expected", "期待")),
        Column::left(language.pick("From", "適用日")),
    ]);
    for (requirement, judged) in reading.requirements().iter().zip(&readiness.requirements) {
        let beyond = requirement.beyond.as_ref().map(|text| {
            let lead = language.pick("Beyond the services: ", "サービスの範囲外: ");
            format!("{lead}{}", text.get(language))
        });
        table.row_with(
            [
                requirement.cited(language).to_owned(),
                words::readable(judged.state, language).to_owned(),
                services_cell(judged, language),
                requirement.expected_level.to_string(),
                requirement
                    .applies_from
                    .map_or_else(|| "-".to_owned(), |date| date.to_string()),
            ],
            [
                requirement.title.get(language).to_owned(),
                beyond.unwrap_or_default(),
            ],
        );
    }
    text += &table.lines();
    let dates = reading.dates();
    if !dates.is_empty() {
        text += language.pick("\nDates\n", "\n期日\n");
        for date in dates {
            text += &paragraph(&format!("  {}  ", date.date), date.what.get(language));
        }
    }
    text.push('\n');
    text + &paragraph("", reading.caveat().get(language))
}

fn services_cell(judged: &RequirementReadiness, language: Language) -> String {
    let services: Vec<String> = judged
        .judged
        .iter()
        .map(|of| format!("{}: {}", of.service, state_cell(of.state, language)))
        .collect();
    services.join(language.pick(", ", "、"))
}
