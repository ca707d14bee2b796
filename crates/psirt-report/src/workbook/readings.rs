//! The worksheet of readings: how far the assessment evidences each requirement.

use psirt_core::reading::{Readable, Requirement, RequirementReadiness};

use super::compose::{Context, joined};
use super::words::fill;
use super::write::{Column, Writer};
use super::{Area, Cell, Look, NamedTable, Paper, Place, Worksheet};
use crate::findings::ReadingFindings;
use crate::names;

const STATES: [Readable; 4] = [
    Readable::Evidenced,
    Readable::Partly,
    Readable::NotEvidenced,
    Readable::CannotTell,
];

/// So many readings have their counts above the table, where they stay in sight.
const MOST_IN_SIGHT: usize = 6;

pub(super) fn compose(context: &Context<'_>) -> Worksheet {
    let words = context.words;
    let columns = [
        Column::wide(words.reading, 110.0),
        Column::wide(words.requirement, 96.0),
        Column::wide(words.requirement_title, 330.0),
        Column::narrow(words.applies_from, 88.0),
        Column::narrow(words.expected_level, 74.0),
        Column::narrow(words.judgment, 100.0),
        Column::wide(words.judged_by, 280.0),
        Column::wide(words.beyond, 350.0),
    ];
    let mut writer = context.writer(words.tab_readings, Paper::Landscape, &columns);
    context.tab_title(&mut writer, words.tab_readings);
    let readings = &context.findings.readings;
    if readings.is_empty() {
        writer.text(Look::Fact, words.no_reading);
        return writer.worksheet;
    }
    writer.text(Look::Note, words.readings_note);
    let few = readings.len() <= MOST_IN_SIGHT;
    if few {
        counts(context, &mut writer);
    }
    writer.space(6.0);
    let head = writer.row;
    writer.heads(&columns, Some(2));
    for reading in readings {
        let pairs = reading
            .reading
            .requirements()
            .iter()
            .zip(&reading.readiness.requirements);
        for (number, (requirement, readiness)) in pairs.enumerate() {
            let short = reading.reading.short().get(context.language);
            let cells = row(context, short, requirement, readiness);
            writer.cells(number == 0, cells);
        }
    }
    let last = writer.row - 1;
    let worksheet = &mut writer.worksheet;
    worksheet.table = Some(NamedTable {
        name: words.table_requirements,
        area: Area::new(Place::new(head, 0), Place::new(last, 7)),
    });
    if !few {
        writer.heading(words.readings);
        counts(context, &mut writer);
    }
    for reading in readings {
        particulars(context, &mut writer, reading);
    }
    writer.worksheet
}

/// How the judgments of each reading are distributed.
fn counts(context: &Context<'_>, writer: &mut Writer) {
    let (words, language) = (context.words, context.language);
    let last = writer.last_column();
    for findings in &context.findings.readings {
        let counts: Vec<String> = STATES
            .into_iter()
            .map(|state| {
                let count = findings.readiness.count(state).to_string();
                let name = names::readable(state, language);
                fill(words.name_and_value, &[name, &count])
            })
            .collect();
        let all = findings.readiness.requirements.len().to_string();
        let counts = counts.join(words.list_separator);
        let text = fill(words.requirements_counted, &[&all, &counts]);
        let short = findings.reading.short().get(language);
        writer.put(0, Cell::text(Look::FactName, short));
        writer.text_over((1, last), Look::Fact, text);
        writer.next();
    }
}

/// What a reading is, and what it doesn't say.
fn particulars(context: &Context<'_>, writer: &mut Writer, findings: &ReadingFindings<'_>) {
    let (words, language) = (context.words, context.language);
    let reading = findings.reading;
    writer.heading(reading.title().get(language));
    writer.text(Look::Note, reading.caveat().get(language));
    let dates: Vec<String> = reading
        .dates()
        .iter()
        .map(|date| {
            fill(
                words.name_and_value,
                &[&date.date.to_string(), date.what.get(language)],
            )
        })
        .collect();
    if !dates.is_empty() {
        let dates = dates.join(words.list_separator);
        writer.text(Look::Note, fill(words.key_dates, &[&dates]));
    }
    let source = reading.source();
    let name = joined([&source.name, &source.version]);
    writer.text(Look::Note, fill(words.source_line, &[&name]));
}

fn row(
    context: &Context<'_>,
    short: &str,
    requirement: &Requirement,
    readiness: &RequirementReadiness,
) -> Vec<Cell> {
    let language = context.language;
    let look = match readiness.state {
        Readable::Evidenced => Look::Good,
        Readable::Partly => Look::Partly,
        Readable::NotEvidenced => Look::Bad,
        Readable::CannotTell => Look::Unknown,
    };
    let judged: Vec<String> = readiness
        .judged
        .iter()
        .map(|judged| {
            fill(
                context.words.name_and_value,
                &[
                    &context.service_name(judged.service.as_str()),
                    &context.state_word(judged.state),
                ],
            )
        })
        .collect();
    let basis = fill(
        context.words.judged_line,
        &[names::strength(readiness.basis, language)],
    );
    let beyond = requirement.beyond.as_ref();
    vec![
        Cell::text(Look::Quiet, short),
        Cell::text(Look::Id, requirement.cited(language)),
        Cell::text(Look::Text, requirement.title.get(language)),
        Cell::date(requirement.applies_from),
        Cell::number(Look::Count, Some(f64::from(requirement.expected_level))),
        Cell::text(look, names::readable(readiness.state, language)),
        Cell::text(Look::Text, format!("{basis}\n{}", judged.join("\n"))),
        Cell::text(
            Look::Quiet,
            beyond.map_or("", |beyond| beyond.get(language)),
        ),
    ]
}
