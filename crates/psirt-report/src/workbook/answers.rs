//! The worksheet of answers: what was answered, why, and what supports it.

use psirt_core::assessment::{Entry, Evidence};
use psirt_core::explain::ticked;
use psirt_core::score::{ServiceScore, State};
use psirt_core::{Answer, Level};

use super::compose::{Context, joined};
use super::words::fill;
use super::write::Column;
use super::{Area, Cell, Look, NamedTable, Paper, Place, Worksheet};

pub(super) fn compose(context: &Context<'_>) -> Worksheet {
    let words = context.words;
    let columns = [
        Column::wide(words.area, 140.0),
        Column::wide(words.id, 52.0),
        Column::wide(words.service, 190.0),
        Column::narrow(words.answer, 96.0),
        Column::narrow(words.level_name, 100.0),
        Column::wide(words.level_statement, 330.0),
        Column::wide(words.reason_and_note, 330.0),
        Column::wide(words.evidence, 280.0),
        Column::narrow(words.indicators_ticked, 92.0),
        Column::wide(words.owner, 140.0),
    ];
    let mut writer = context.writer(words.tab_answers, Paper::Landscape, &columns);
    context.tab_title(&mut writer, words.tab_answers);
    writer.text(Look::Note, words.answers_note);
    writer.space(6.0);
    let head = writer.row;
    writer.heads(&columns, Some(3));
    let first = writer.row;
    for area in context.findings.sheet.areas() {
        let services = context.findings.scorecard.services_of(&area.id);
        for (number, service) in services.enumerate() {
            let cells = row(context, service);
            writer.cells(number == 0, cells);
        }
    }
    let last = writer.row - 1;
    let last_column = writer.last_column();
    let worksheet = &mut writer.worksheet;
    worksheet.table = Some(NamedTable {
        name: context.words.table_answers,
        area: Area::new(Place::new(head, 0), Place::new(last, last_column)),
    });
    worksheet.levels = vec![Area::column(3, first, last)];
    writer.worksheet
}

fn row(context: &Context<'_>, score: &ServiceScore) -> Vec<Cell> {
    let id = score.id.as_str();
    let entry = context.findings.assessment.entry(id);
    let level = score.state.level();
    let evidence: Vec<String> = entry
        .iter()
        .flat_map(|entry| &entry.evidence)
        .map(evidence_line)
        .collect();
    vec![
        Cell::text(Look::Quiet, context.area_name(score.area.as_str())),
        Cell::text(Look::Id, id),
        Cell::text(Look::Text, context.service_title(id)),
        Cell::state(Look::Level, score.state, context.language),
        Cell::text(Look::Word, context.level_name(level)),
        Cell::text(Look::Text, statement(context, id, level)),
        Cell::text(Look::Text, reason_and_note(context, score.state, entry)),
        Cell::text(Look::Text, evidence.join("\n")),
        Cell::text(Look::Word, indicators(context, id)),
        Cell::text(Look::Quiet, entry.map_or("", |entry| entry.owner.as_str())),
    ]
}

fn statement<'a>(context: &Context<'a>, service: &str, level: Option<Level>) -> &'a str {
    let text = context
        .findings
        .sheet
        .service(service)
        .zip(level)
        .and_then(|(service, level)| service.level(level));
    text.map_or("", |text| text.statement.get(context.language))
}

fn reason_and_note(context: &Context<'_>, state: State, entry: Option<&Entry>) -> String {
    let Some(entry) = entry else {
        return String::new();
    };
    match (&entry.answer, state) {
        (Some(Answer::NotApplicable(reason)), _) => {
            let reason = fill(context.words.reason_line, &[reason]);
            if entry.note.is_empty() {
                reason
            } else {
                format!("{reason}\n{}", entry.note)
            }
        }
        _ => entry.note.clone(),
    }
}

fn evidence_line(evidence: &Evidence) -> String {
    let date = evidence
        .date
        .map_or_else(String::new, |date| date.to_string());
    format!("• {}", joined([&evidence.title, &evidence.place, &date]))
}

/// How many indicators of each level are ticked; levels without a tick are left out.
fn indicators(context: &Context<'_>, service: &str) -> String {
    let findings = context.findings;
    let lines: Vec<String> = ticked(findings.sheet, findings.assessment, service)
        .into_iter()
        .flatten()
        .filter(|level| level.ticked > 0)
        .map(|level| {
            let counts = [
                level.level.to_string(),
                level.ticked.to_string(),
                level.all.to_string(),
            ];
            let [level, ticked, all] = &counts;
            fill(context.words.indicator_line, &[level, ticked, all])
        })
        .collect();
    lines.join("\n")
}
