//! The worksheet of actions by due date, and where they lead.

use psirt_core::assessment::ActionState;
use psirt_core::roadmap::{Days, PlannedAction, Roadmap};
use psirt_core::score::State;

use super::calculation::DASH;
use super::chart::{ChartData, Values};
use super::compose::Context;
use super::words::fill;
use super::write::{Column, Writer};
use super::{
    Area, Calculation, Cell, ChartKind, Look, NamedTable, Outcome, Paper, Place, Worksheet,
};
use crate::names;
use crate::palette::SeriesRole;

/// Fewer axes make no radar.
const FEWEST_AXES: usize = 3;
const DAYS: u16 = 8;
const STATE: u16 = 9;

pub(super) fn compose(context: &Context<'_>, data: &mut ChartData) -> Worksheet {
    let words = context.words;
    let columns = [
        Column::narrow(words.due, 84.0),
        Column::wide(words.id, 52.0),
        Column::wide(words.service, 210.0),
        Column::narrow(words.level, 84.0),
        Column::narrow(words.to_level, 84.0),
        Column::wide(words.action, 310.0),
        Column::wide(words.deliverable, 220.0),
        Column::wide(words.owner, 160.0),
        Column::narrow(words.person_days, 84.0),
        Column::narrow(words.state, 92.0),
    ];
    let mut writer = context.writer(words.tab_roadmap, Paper::Landscape, &columns);
    context.tab_title(&mut writer, words.tab_roadmap);
    let roadmap = &context.findings.roadmap;
    if roadmap.actions.is_empty() {
        writer.text(Look::Fact, words.no_actions);
        return writer.worksheet;
    }
    writer.text(Look::Note, words.roadmap_note);
    writer.space(6.0);
    let head = writer.row;
    writer.heads(&columns, Some(3));
    let first = writer.row;
    for planned in &roadmap.actions {
        let cells = row(context, planned);
        writer.cells(false, cells);
    }
    let last = writer.row - 1;
    let worksheet = &mut writer.worksheet;
    worksheet.table = Some(NamedTable {
        name: words.table_roadmap,
        area: Area::new(Place::new(head, 0), Place::new(last, STATE)),
    });
    worksheet.levels = vec![Area::column(3, first, last), Area::column(4, first, last)];
    totals(context, &mut writer, roadmap, (first, last));
    projection(context, &mut writer, data);
    writer.worksheet
}

fn row(context: &Context<'_>, planned: &PlannedAction<'_>) -> Vec<Cell> {
    let action = planned.action;
    let id = action.service.as_str();
    let findings = context.findings;
    let state = State::of(findings.assessment.answer(id));
    let look = if action.effort_days.is_some() {
        Look::Days
    } else {
        Look::RoughDays
    };
    vec![
        Cell::date(action.due),
        context.service_id(id),
        Cell::text(Look::Text, context.service_title(id)),
        Cell::state(Look::Level, state, context.language),
        Cell::number(Look::Level, Some(f64::from(action.to_level))),
        Cell::text(Look::Strong, &action.title),
        Cell::text(Look::Text, &action.deliverable),
        Cell::text(Look::Quiet, &action.owner),
        match planned.days {
            Some(days) => Cell::number(look, Some(days)),
            None => Cell::text(look, DASH),
        },
        Cell::text(
            Look::Word,
            names::action_state(action.state, context.language),
        ),
    ]
}

/// How many actions and days each state has.
fn totals(context: &Context<'_>, writer: &mut Writer, roadmap: &Roadmap<'_>, rows: (u32, u32)) {
    let words = context.words;
    writer.heading(words.effort_by_state);
    let heads = [words.state, words.actions, words.person_days];
    let columns = [2, 3, 4];
    for (column, head) in columns.into_iter().zip(heads) {
        let look = if column == 2 {
            Look::Head
        } else {
            Look::MiddleHead
        };
        writer.put(column, Cell::text(look, head));
    }
    writer.next();
    let first = writer.row;
    for state in ActionState::ALL {
        let word = names::action_state(state, context.language);
        let cells = |column| {
            writer
                .worksheet
                .reference(Area::column(column, rows.0, rows.1))
        };
        let of_state = || {
            let actions = roadmap.actions.iter();
            actions.filter(|planned| planned.action.state == state)
        };
        let days: Days = of_state().map(|planned| planned.days).collect();
        let count = Cell::calculation(
            Look::Count,
            Calculation::CountWord(cells(STATE), word),
            of_state().count().into(),
        );
        let sum = Cell::calculation(
            Look::Days,
            Calculation::SumBeside {
                words: cells(STATE),
                word,
                numbers: cells(DAYS),
            },
            Outcome::Number(days.known),
        );
        writer.put(2, Cell::text(Look::Text, word));
        writer.put(3, count);
        writer.put(4, sum);
        writer.next();
    }
    debug_assert!(writer.row > first, "an action has a state");
}

/// The scores with the accepted actions done, beside the scores as they are.
fn projection(context: &Context<'_>, writer: &mut Writer, data: &mut ChartData) {
    let (words, findings) = (context.words, context.findings);
    writer.worksheet.page_breaks.push(writer.row);
    writer.heading(words.projection);
    writer.text(Look::Note, words.projection_note);
    let heads = [
        words.area,
        words.score,
        words.projected,
        words.target,
        words.change,
    ];
    // Area over two columns, then figures.
    writer.spread((1, 2), Cell::text(Look::Head, heads[0]));
    for (column, head) in [3, 4].into_iter().zip(&heads[1..3]) {
        writer.put(column, Cell::text(Look::MiddleHead, *head));
    }
    let chart_from = writer.row;
    writer.next();
    let now = &findings.scorecard;
    let then = &findings.projection;
    for (now, then) in now.areas.iter().zip(&then.areas) {
        let name = context.area_name(now.id.as_str());
        writer.spread((1, 2), Cell::text(Look::Text, name));
        writer.put(3, figure(Look::Figure, now.score));
        writer.put(4, figure(Look::Figure, then.score));
        writer.next();
    }
    let row = [now.overall.score, then.overall.score];
    writer.spread(
        (1, 2),
        Cell::text(Look::Strong, words.overall_row).beginning_group(true),
    );
    for (column, score) in [3, 4].into_iter().zip(row) {
        let cell = figure(Look::StrongFigure, score).beginning_group(true);
        writer.put(column, cell);
    }
    writer.next();
    if now.areas.len() < FEWEST_AXES {
        return;
    }
    let names = context.area_labels(&now.areas);
    let scores = |areas: &[psirt_core::score::AreaScore]| {
        areas.iter().map(|area| area.score).collect::<Vec<_>>()
    };
    let targets = now.areas.iter().map(|area| area.target).collect();
    let block = data.block(
        words.projection,
        &names,
        vec![
            Values::fixed(SeriesRole::Target, words.target, targets),
            Values::fixed(SeriesRole::Projected, words.projected, scores(&then.areas)),
            Values::fixed(SeriesRole::Current, words.score, scores(&now.areas)),
        ],
    );
    let description = fill(
        words.projection_described,
        &[&context.areas_in_words(&then.areas)],
    );
    let place = (Place::new(chart_from, 5), (520, 420));
    let chart = block.chart(
        ChartKind::Radar,
        words.projection,
        description,
        context.highest(),
        place,
    );
    writer.worksheet.charts.push(chart);
}

fn figure(look: Look, score: Option<f64>) -> Cell {
    match score {
        Some(score) => Cell::number(look, Some(score)),
        None => Cell::text(look, DASH),
    }
}
