//! The worksheet of what changed since the last round: every service, falls first, and the plan
//! beside its outcome.

use psirt_core::assessment::Action;
use psirt_core::review::{PlannedFigure, Review, Verdict};
use psirt_core::score::State;
use psirt_core::trend::{Comparison, Continuity, ServiceChange};

use super::calculation::DASH;
use super::compose::{Context, joined};
use super::words::fill;
use super::write::{Column, Writer};
use super::{Area, Cell, Look, Paper, Place, Worksheet};
use crate::names;

/// The column of what was, with what is beside it.
const BEFORE: u16 = 2;
/// The last column of short contents.
const LAST_NARROW: u16 = 5;

/// Nothing in the first round.
pub(super) fn compose(context: &Context<'_>) -> Option<Worksheet> {
    let words = context.words;
    let comparison = context.findings.comparison.as_ref()?;
    let review = context.findings.review.as_ref()?;
    let before = context.findings.last_round()?;
    let columns = columns(context);
    let mut writer = context.writer(words.tab_since, Paper::Landscape, &columns);
    writer.text(Look::TabTitle, words.tab_since);
    let date = before.assessment.date().to_string();
    let (risen, fallen) = (
        comparison.rises().len().to_string(),
        comparison.falls().len().to_string(),
    );
    let whole = context.overall_change(comparison);
    let line = fill(words.since_line, &[&date, &whole, &risen, &fallen]);
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
    plan(context, &mut writer, review);
    steps(context, &mut writer, review);
    unplanned(context, &mut writer, review);
    figures(context, &mut writer, review);
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
    worksheet.filter = Some(Area::new(
        Place::new(head, 0),
        Place::new(last, last_column),
    ));
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
            Some(levels) => Cell::number(Look::LevelChange, Some(f64::from(levels))),
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

/// A table below the first: its heads stand in columns made for others.
fn heads(writer: &mut Writer, names: &[&str]) {
    for (column, name) in (0..).zip(names) {
        let is_wide = column < BEFORE || column == LAST_NARROW + 1;
        let look = if is_wide {
            Look::Head
        } else {
            Look::MiddleHead
        };
        writer.put(column, Cell::text(look, *name));
    }
    writer.next();
}

fn verdict(context: &Context<'_>, verdict: Verdict) -> Cell {
    let look = match verdict {
        Verdict::Reached => Look::Good,
        Verdict::NotReached => Look::Bad,
        Verdict::CannotTell | Verdict::Gone => Look::Unknown,
    };
    Cell::text(look, names::verdict(verdict, context.language))
}

fn found(context: &Context<'_>, after: State, verdict: Verdict) -> Cell {
    match verdict {
        Verdict::Gone => Cell::text(Look::Word, DASH),
        _ => Cell::state(Look::Level, after, context.language),
    }
}

/// What became of each action.
fn plan(context: &Context<'_>, writer: &mut Writer, review: &Review<'_>) {
    let words = context.words;
    writer.worksheet.page_breaks.push(writer.row);
    writer.heading(words.plan_and_outcome);
    if review.actions.is_empty() {
        writer.text(Look::Fact, words.no_plan_then);
        return;
    }
    let (reached, all) = review.actions_reached();
    let line = fill(
        words.actions_reached_line,
        &[&all.to_string(), &reached.to_string()],
    );
    writer.text(Look::Note, line);
    heads(
        writer,
        &[
            words.id,
            words.action,
            words.last_round,
            words.to_level,
            words.found,
            words.outcome,
            words.state_owner_due,
        ],
    );
    let first = writer.row;
    for outcome in &review.actions {
        let action: &Action = outcome.action;
        let due = action.due.map_or_else(String::new, |due| due.to_string());
        let state = names::action_state(outcome.state, context.language);
        writer.cells(
            false,
            [
                Cell::text(Look::Id, action.service.as_str()),
                Cell::text(Look::Text, &action.title),
                Cell::state(Look::Level, outcome.before, context.language),
                Cell::number(Look::Level, Some(f64::from(action.to_level))),
                found(context, outcome.after, outcome.verdict()),
                verdict(context, outcome.verdict()),
                Cell::text(Look::Quiet, joined([state, &action.owner, &due])),
            ],
        );
    }
    levels(writer, first);
}

/// What became of each step of the plan that was kept.
fn steps(context: &Context<'_>, writer: &mut Writer, review: &Review<'_>) {
    let words = context.words;
    let before = context.findings.last_round();
    let (Some(before), false) = (before, review.steps.is_empty()) else {
        return;
    };
    writer.heading(words.plan_under_budget);
    let (reached, all) = review.steps_reached();
    let budget = before
        .assessment
        .plan()
        .map_or(0.0, |plan| plan.budget_days);
    let budget = psirt_core::score::one_decimal(budget);
    let budget = budget.strip_suffix(".0").unwrap_or(&budget);
    let line = fill(
        words.steps_reached_line,
        &[budget, &all.to_string(), &reached.to_string()],
    );
    writer.text(Look::Note, line);
    heads(
        writer,
        &[
            words.id,
            words.service,
            words.last_round,
            words.to_level,
            words.found,
            words.outcome,
            words.chosen_or_left_out,
        ],
    );
    let first = writer.row;
    for outcome in &review.steps {
        let id = outcome.step.service.as_str();
        let title = before.sheet.service(id);
        let title = title.map_or("", |service| service.title.get(context.language));
        let kind = if outcome.chosen {
            words.chosen
        } else {
            words.left_out
        };
        writer.cells(
            false,
            [
                Cell::text(Look::Id, id),
                Cell::text(Look::Text, title),
                Cell::state(Look::Level, outcome.before, context.language),
                Cell::number(Look::Level, Some(f64::from(outcome.step.to_level))),
                found(context, outcome.after, outcome.verdict()),
                verdict(context, outcome.verdict()),
                Cell::text(Look::Quiet, kind),
            ],
        );
    }
    levels(writer, first);
}

fn levels(writer: &mut Writer, first: u32) {
    let last = writer.row - 1;
    let area = Area::new(Place::new(first, BEFORE), Place::new(last, BEFORE + 2));
    writer.worksheet.levels.push(area);
}

fn unplanned(context: &Context<'_>, writer: &mut Writer, review: &Review<'_>) {
    if review.unplanned.is_empty() {
        return;
    }
    writer.heading(context.words.unplanned);
    let names = context.service_names(&review.unplanned, usize::MAX);
    writer.text(Look::Fact, names);
}

/// Then, as planned, as the actions had it, and now; nothing across a change of sheet.
fn figures(context: &Context<'_>, writer: &mut Writer, review: &Review<'_>) {
    let words = context.words;
    if review.overall.before.is_none() {
        return;
    }
    writer.heading(words.planned_and_found);
    writer.text(Look::Note, words.planned_and_found_note);
    heads(
        writer,
        &[
            words.id,
            words.area,
            words.last_round,
            words.plan_under_budget,
            words.actions_due,
            words.this_round,
        ],
    );
    let mut row = |id: &str, name: &str, look: Look, figures: [Option<f64>; 4]| {
        let mut cells = vec![Cell::text(Look::Id, id), Cell::text(Look::Text, name)];
        cells.extend(figures.into_iter().map(|figure| match figure {
            Some(_) => Cell::number(look, figure),
            None => Cell::text(Look::Word, DASH),
        }));
        writer.cells(false, cells);
    };
    for figure in &review.areas {
        let id = figure.id.as_str();
        let area = context.findings.sheet.area(id);
        let title = area.map_or("", |area| area.title.get(context.language));
        row(id, title, Look::Figure, all(figure));
    }
    let whole = all(&review.overall);
    row("", words.overall_row, Look::StrongFigure, whole);
}

fn all<Id>(figure: &PlannedFigure<Id>) -> [Option<f64>; 4] {
    [
        figure.before,
        figure.planned,
        figure.projected,
        figure.actual,
    ]
}
