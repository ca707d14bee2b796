//! The worksheet of actions by due date, and where they lead.

use psirt_core::assessment::ActionState;
use psirt_core::roadmap::{Days, PlannedAction, Roadmap};
use psirt_core::score::{State, shown_difference};

use super::calculation::DASH;
use super::chart::{ChartData, Values};
use super::compose::Context;
use super::words::fill;
use super::write::{Column, Writer};
use super::{
    Area, Calculation, Cell, ChartKind, Look, NamedTable, Outcome, Paper, Place, PlacedChart,
    Worksheet,
};
use crate::names;
use crate::palette::SeriesRole;

/// Fewer axes make no radar.
const FEWEST_AXES: usize = 3;
const DAYS: u16 = 8;
const STATE: u16 = 9;

pub(super) fn compose(context: &Context<'_>) -> Worksheet {
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

/// The scores with the accepted actions done, beside the scores as they are; nothing where there
/// is no action.
pub(super) fn projection(context: &Context<'_>, data: &mut ChartData) -> Option<Worksheet> {
    let (words, findings) = (context.words, context.findings);
    if findings.roadmap.actions.is_empty() {
        return None;
    }
    let columns = [
        Column::wide(words.area, 300.0),
        Column::narrow(words.score, 84.0),
        Column::narrow(words.projected, 84.0),
        Column::narrow(words.change, 84.0),
        Column::narrow(words.target, 84.0),
        Column::wide("", 540.0),
    ];
    let mut writer = context.writer(words.tab_projection, Paper::Landscape, &columns);
    context.tab_title(&mut writer, words.projection);
    writer.text(Look::Note, words.projection_note);
    writer.space(6.0);
    let chart_from = writer.row;
    writer.heads(&columns[..5], None);
    let (now, then) = (&findings.scorecard, &findings.projection);
    let row = |[name, one, change]: [Look; 3], title: String, figures: [Option<f64>; 3]| {
        let [now, then, target] = figures;
        let gained = now.zip(then).map(|(now, then)| shown_difference(now, then));
        [
            Cell::text(name, title),
            figure(one, now),
            figure(one, then),
            figure(change, gained),
            figure(one, target),
        ]
    };
    for (now, then) in now.areas.iter().zip(&then.areas) {
        let looks = [Look::Text, Look::Figure, Look::FigureChange];
        let title = context.area_name(now.id.as_str());
        writer.cells(
            false,
            row(looks, title, [now.score, then.score, now.target]),
        );
    }
    let looks = [Look::Strong, Look::StrongFigure, Look::StrongFigureChange];
    let figures = [now.overall.score, then.overall.score, now.overall.target];
    writer.cells(true, row(looks, words.overall_row.to_owned(), figures));
    if now.areas.len() >= FEWEST_AXES {
        let chart = projection_chart(context, data, Place::new(chart_from, 5));
        writer.worksheet.charts.push(chart);
    }
    Some(writer.worksheet)
}

fn projection_chart(context: &Context<'_>, data: &mut ChartData, place: Place) -> PlacedChart {
    let (words, findings) = (context.words, context.findings);
    let (now, then) = (&findings.scorecard, &findings.projection);
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
    block.chart(
        ChartKind::Radar,
        words.projection,
        description,
        context.highest(),
        (place, (520, 420)),
    )
}

fn figure(look: Look, score: Option<f64>) -> Cell {
    match score {
        Some(score) => Cell::number(look, Some(score)),
        None => Cell::text(look, DASH),
    }
}
