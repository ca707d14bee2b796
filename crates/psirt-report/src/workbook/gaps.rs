//! The worksheet of gaps, in the order to close them.

use psirt_core::gap::Gap;

use super::calculation::DASH;
use super::compose::Context;
use super::words::fill;
use super::write::{Column, Writer};
use super::{Area, Cell, Look, NamedTable, Paper, Place, Worksheet};
use crate::names;

const SIZE: u16 = 6;

pub(super) fn compose(context: &Context<'_>) -> Worksheet {
    let words = context.words;
    let reading = context.findings.readings.first();
    let mut columns = vec![
        Column::narrow(words.rank, 44.0),
        Column::wide(words.id, 52.0),
        Column::wide(words.service, 220.0),
        Column::wide(words.area, 150.0),
        Column::narrow(words.level, 66.0),
        Column::narrow(words.target, 62.0),
        Column::narrow(words.gap, 70.0),
        Column::narrow(words.next_level, 78.0),
    ];
    let gaps = &context.findings.gaps.ranked;
    // A sheet of a company's own may say what levels look like and not how to get there.
    let shown = Shown {
        steps: gaps.is_empty() || gaps.iter().any(|gap| gap.next_step.step.is_some()),
        duties: reading.is_some(),
    };
    if shown.steps {
        columns.extend([
            Column::wide(words.next_step, 350.0),
            Column::wide(words.deliverable, 230.0),
            Column::narrow(words.effort, 74.0),
            Column::narrow(words.person_days, 84.0),
            Column::narrow(words.weeks, 62.0),
        ]);
    } else {
        columns.push(Column::wide(words.next_level_looks, 480.0));
    }
    if reading.is_some() {
        columns.push(Column::wide(words.duties, 120.0));
    }
    let mut writer = context.writer(words.tab_gaps, Paper::Landscape, &columns);
    context.tab_title(&mut writer, words.tab_gaps);
    let order = match reading {
        Some(reading) => {
            let short = reading.reading.short().get(context.language);
            let note = if shown.steps {
                words.gaps_note_with_reading
            } else {
                words.gaps_note_with_reading_without_steps
            };
            fill(note, &[short])
        }
        None if shown.steps => words.gaps_note.to_owned(),
        None => words.gaps_note_without_steps.to_owned(),
    };
    writer.text(Look::Note, order);
    writer.space(6.0);
    table(context, &mut writer, &columns, shown);
    rest(context, &mut writer);
    writer.worksheet
}

/// Which columns there are.
#[derive(Clone, Copy)]
struct Shown {
    steps: bool,
    duties: bool,
}

fn table(context: &Context<'_>, writer: &mut Writer, columns: &[Column], shown: Shown) {
    let gaps = &context.findings.gaps.ranked;
    if gaps.is_empty() {
        writer.text(Look::Fact, context.no_gaps());
        return;
    }
    let head = writer.row;
    writer.heads(columns, Some(3));
    let first = writer.row;
    for (rank, gap) in (1..).zip(gaps) {
        let cells = row(context, rank, gap, shown);
        writer.cells(false, cells);
    }
    let last = writer.row - 1;
    let last_column = writer.last_column();
    let worksheet = &mut writer.worksheet;
    worksheet.table = Some(NamedTable {
        name: context.words.table_gaps,
        area: Area::new(Place::new(head, 0), Place::new(last, last_column)),
    });
    let column = |column| Area::column(column, first, last);
    worksheet.levels = vec![column(4), column(5)];
    worksheet.bars = vec![(column(SIZE), f64::from(context.highest()))];
}

fn row(context: &Context<'_>, rank: usize, gap: &Gap<'_>, shown: Shown) -> Vec<Cell> {
    let language = context.language;
    let id = gap.service.as_str();
    let mut cells = vec![
        Cell::count(Look::Count, rank),
        context.service_id(id),
        Cell::text(Look::Text, context.service_title(id)),
        Cell::text(Look::Quiet, context.area_of(id)),
        Cell::number(Look::Level, Some(f64::from(gap.level))),
        Cell::number(Look::Level, Some(f64::from(gap.target))),
        Cell::number(Look::Count, Some(f64::from(gap.size))),
        Cell::number(Look::Count, Some(f64::from(gap.next_step.to))),
    ];
    match gap.next_step.step {
        Some(step) => cells.extend([
            Cell::text(Look::Text, step.action.get(language)),
            Cell::text(Look::Text, step.deliverable.get(language)),
            Cell::text(Look::Word, names::effort(step.effort, language)),
            Cell::number(
                if step.days.is_some() {
                    Look::Days
                } else {
                    Look::RoughDays
                },
                Some(step.planning_days()),
            ),
            Cell::number(Look::Count, step.elapsed.map(f64::from)),
        ]),
        None if shown.steps => cells.extend([
            Cell::text(Look::Text, DASH),
            Cell::text(Look::Text, DASH),
            Cell::text(Look::Word, DASH),
            Cell::number(Look::Count, None),
            Cell::number(Look::Count, None),
        ]),
        None => cells.push(Cell::text(
            Look::Text,
            gap.next_step.statement.get(language),
        )),
    }
    if shown.duties {
        let duties = gap.duties.iter();
        let duties: Vec<&str> = duties.map(|duty| duty.cited(context.language)).collect();
        let duties = duties.join(context.words.list_separator);
        cells.push(Cell::text(Look::Quiet, duties));
    }
    cells
}

/// Targets that are no gaps.
fn rest(context: &Context<'_>, writer: &mut Writer) {
    let (words, gaps) = (context.words, &context.findings.gaps);
    let lists = [
        (words.targets_reached, &gaps.reached),
        (words.targets_unknown, &gaps.unknown),
    ];
    for (heading, services) in lists {
        if services.is_empty() {
            continue;
        }
        writer.heading(heading);
        for service in services {
            let state = context
                .findings
                .scorecard
                .service(service.as_str())
                .map(|score| (score.state, score.target));
            let Some((state, target)) = state else {
                continue;
            };
            writer.put(1, Cell::text(Look::Id, service.as_str()));
            writer.put(
                2,
                Cell::text(Look::Text, context.service_title(service.as_str())),
            );
            writer.put(3, Cell::blank(Look::Text));
            // A level keeps its ground, and words need more room than a level's column has.
            let place = writer.put(4, Cell::state(Look::Level, state, context.language));
            let target = Cell::number(Look::Level, target.map(f64::from));
            writer.put(5, target);
            let row = Area::new(place, place.right(1));
            writer.worksheet.levels.push(row);
            writer.next();
        }
    }
}
