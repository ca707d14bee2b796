//! The worksheet of what changed since the last round: every service, falls first.

use psirt_core::score::State;
use psirt_core::trend::{Comparison, Continuity, ServiceChange};

use super::calculation::DASH;
use super::compose::Context;
use super::words::fill;
use super::write::{Column, Writer};
use super::{Area, Cell, Look, NamedTable, Paper, Place, Worksheet};

/// The column of what was, with what is beside it.
const BEFORE: u16 = 2;

/// Nothing in the first round.
pub(super) fn compose(context: &Context<'_>) -> Option<Worksheet> {
    let words = context.words;
    let comparison = context.findings.comparison.as_ref()?;
    let before = context.findings.last_round()?;
    let columns = columns(context);
    let mut writer = context.writer(words.tab_since, Paper::Landscape, &columns);
    context.tab_title(&mut writer, words.tab_since);
    let date = before.assessment.date().to_string();
    let (risen, fallen) = (
        comparison.rises().len().to_string(),
        comparison.falls().len().to_string(),
    );
    let whole = context.overall_change(comparison);
    let line = fill(words.since_line, &[&date, &whole, &fallen, &risen]);
    writer.text(Look::Note, line);
    if comparison
        .services
        .iter()
        .any(|change| change.continuity != Continuity::Same)
    {
        writer.text(Look::Note, words.near_note);
    }
    writer.space(6.0);
    services(context, &mut writer, comparison, &columns);
    Some(writer.worksheet)
}

fn columns(context: &Context<'_>) -> Vec<Column> {
    let words = context.words;
    let mut columns = vec![
        Column::wide(words.id, 52.0),
        Column::wide(words.service, 280.0),
        Column::narrow(words.last_round, 84.0),
        Column::narrow(words.this_round, 84.0),
        Column::narrow(words.change, 84.0),
        Column::narrow(words.target_then, 90.0),
        Column::wide(words.actions_done, 300.0),
    ];
    if !context.branding.without_answers {
        columns.push(Column::wide(words.note_then, 300.0));
        columns.push(Column::wide(words.note_now, 300.0));
    }
    columns
}

/// Every service that goes on: fallen, risen, unchanged, without comparison.
fn services(
    context: &Context<'_>,
    writer: &mut Writer,
    comparison: &Comparison<'_>,
    columns: &[Column],
) {
    let head = writer.row;
    writer.heads(columns, Some(2));
    let first = writer.row;
    let of = |wanted: fn(Option<i16>) -> bool| {
        let services = comparison.services.iter();
        services
            .filter(|change| wanted(change.change))
            .collect::<Vec<_>>()
    };
    let groups = [
        comparison.falls(),
        comparison.rises(),
        of(|change| change == Some(0)),
        of(|change| change.is_none()),
    ];
    for group in groups {
        for (number, change) in group.into_iter().enumerate() {
            let cells = service_row(context, change);
            writer.cells(number == 0, cells);
        }
    }
    if writer.row == first {
        writer.text(Look::Fact, context.words.nothing_goes_on);
        return;
    }
    let last = writer.row - 1;
    let last_column = writer.last_column();
    let worksheet = &mut writer.worksheet;
    worksheet.table = Some(NamedTable {
        name: context.words.table_since,
        area: Area::new(Place::new(head, 0), Place::new(last, last_column)),
    });
    worksheet.levels.push(Area::new(
        Place::new(first, BEFORE),
        Place::new(last, BEFORE + 1),
    ));
}

fn service_row(context: &Context<'_>, change: &ServiceChange<'_>) -> Vec<Cell> {
    let id = change.service.as_str();
    let near = match change.continuity {
        Continuity::Same => Look::Level,
        Continuity::Close | Continuity::Split => Look::NearLevel,
    };
    let before = match change.before {
        State::Level(_) => near,
        _ => Look::Level,
    };
    let done: Vec<&str> = change
        .actions_done
        .iter()
        .map(|action| action.title.as_str())
        .collect();
    let mut cells = vec![
        Cell::text(Look::Id, id),
        Cell::text(Look::Text, context.service_title(id)),
        Cell::state(before, change.before, context.language),
        Cell::state(Look::Level, change.after, context.language),
        match change.change {
            Some(levels) => Cell::level_change(levels),
            None => Cell::text(Look::Word, DASH),
        },
        Cell::number(Look::Count, change.target_before.map(f64::from)),
        Cell::text(Look::Text, done.join("\n")),
    ];
    if !context.branding.without_answers {
        cells.push(Cell::text(Look::Quiet, change.note_before));
        cells.push(Cell::text(Look::Quiet, change.note_after));
    }
    cells
}
