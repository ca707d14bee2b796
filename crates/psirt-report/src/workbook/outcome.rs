//! The worksheet of the last round's plan beside what this round found.

use psirt_core::assessment::Action;
use psirt_core::review::{PlannedFigure, Review, Verdict};
use psirt_core::score::{State, one_decimal};

use super::calculation::DASH;
use super::compose::{Context, joined};
use super::words::fill;
use super::write::Writer;
use super::{Area, Cell, Look, Paper, Place, Worksheet};
use crate::names;

/// The column of what was, with what is beside it.
const BEFORE: u16 = 2;
/// The last column of short contents.
const LAST_NARROW: u16 = 5;

/// Nothing where nothing was planned.
pub(super) fn compose(context: &Context<'_>) -> Option<Worksheet> {
    let words = context.words;
    let review = context.findings.review.as_ref()?;
    if !review.has_plan() {
        return None;
    }
    let widths = vec![52.0, 330.0, 92.0, 92.0, 92.0, 110.0, 330.0];
    let mut writer = context.writer_of_widths(words.plan_and_outcome, Paper::Landscape, widths);
    context.tab_title(&mut writer, words.plan_and_outcome);
    figures(context, &mut writer, review);
    actions(context, &mut writer, review);
    steps(context, &mut writer, review);
    unplanned(context, &mut writer, review);
    Some(writer.worksheet)
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
fn actions(context: &Context<'_>, writer: &mut Writer, review: &Review<'_>) {
    let words = context.words;
    if review.actions.is_empty() {
        return;
    }
    writer.heading(words.actions);
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
    let budget = one_decimal(budget);
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
