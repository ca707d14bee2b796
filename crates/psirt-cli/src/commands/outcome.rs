//! The plan of an earlier round beside what a later one found, as `compare` tells it.

use psirt_app::assessments::Opened;
use psirt_app::words;
use psirt_core::review::{PlannedFigure, Review, StepOutcome, Verdict};
use psirt_core::round::Outcome;
use psirt_core::score::State;
use psirt_core::{Language, Level, ServiceId};

use super::{figure_cell, state_cell};
use crate::layout::{Column, Table, paragraph};

/// Lines for people; nothing where there was no plan.
pub fn plan_and_outcome(
    older: &Opened,
    newer: &Opened,
    review: &Review<'_>,
    language: Language,
) -> String {
    if !review.has_plan() {
        return String::new();
    }
    let mut text = actions(review, language);
    text += &steps(older, review, language);
    if !review.unplanned.is_empty() {
        let ids: Vec<&str> = review.unplanned.iter().map(ServiceId::as_str).collect();
        text.push('\n');
        text += &paragraph(
            language.pick("Risen without a plan: ", "計画になかった上昇: "),
            &ids.join(language.pick(", ", "、")),
        );
    }
    text + &figures(newer, review, language)
}

fn actions(review: &Review<'_>, language: Language) -> String {
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(language.pick("Plan and outcome", "計画と実績")),
        Column::left(language.pick("State", "状態")),
        Column::left(language.pick("Planned", "計画")),
        Column::left(language.pick("Found", "実績")),
        Column::left(language.pick("Outcome", "達成状況")),
    ]);
    for outcome in &review.actions {
        let Outcome { action, state, .. } = outcome;
        table.row([
            action.service.to_string(),
            action.title.clone(),
            words::action_state(*state, language).to_owned(),
            planned(outcome.before, action.to_level, language),
            found(outcome.after, outcome.verdict(), language),
            words::verdict(outcome.verdict(), language).to_owned(),
        ]);
    }
    if table.is_empty() {
        return String::new();
    }
    let (reached, all) = review.actions_reached();
    let told = language.pick(
        format!("{reached} of {all} actions reached the level they lead to"),
        format!("施策{all}件中{reached}件が到達レベルに達した"),
    );
    format!("\n{}\n{}", table.lines(), paragraph("", &told))
}

fn steps(older: &Opened, review: &Review<'_>, language: Language) -> String {
    let Some(plan) = older.assessment.plan() else {
        return String::new();
    };
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(language.pick("Plan under the budget", "予算内の計画")),
        Column::left(language.pick("Chosen", "選択")),
        Column::left(language.pick("Planned", "計画")),
        Column::left(language.pick("Found", "実績")),
        Column::left(language.pick("Outcome", "達成状況")),
    ]);
    for outcome in &review.steps {
        let StepOutcome { step, chosen, .. } = outcome;
        let title = older
            .sheet
            .service(step.service.as_str())
            .map_or("", |service| service.title.get(language));
        let chosen = if *chosen {
            language.pick("chosen", "選択")
        } else {
            language.pick("left out", "見送り")
        };
        table.row([
            step.service.to_string(),
            title.to_owned(),
            chosen.to_owned(),
            planned(outcome.before, step.to_level, language),
            found(outcome.after, outcome.verdict(), language),
            words::verdict(outcome.verdict(), language).to_owned(),
        ]);
    }
    let (reached, all) = review.steps_reached();
    let budget = figure_cell(Some(plan.budget_days));
    let told = language.pick(
        format!("{reached} of {all} steps chosen for {budget} person-days are reached"),
        format!("{budget}人日の計画で選んだ{all}件中{reached}件を達成した"),
    );
    format!("\n{}\n{}", table.lines(), paragraph("", &told))
}

fn figures(newer: &Opened, review: &Review<'_>, language: Language) -> String {
    if review.overall.before.is_none() {
        return String::new();
    }
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(language.pick("Planned and found", "計画と実績の比較")),
        Column::right(language.pick("Then", "前回")),
        Column::right(language.pick("Plan", "計画")),
        Column::right(language.pick("Due", "施策")),
        Column::right(language.pick("Found", "実績")),
    ]);
    let PlannedFigure {
        before,
        planned,
        projected,
        actual,
        ..
    } = review.overall;
    let name = language.pick("Overall", "総合スコア").to_owned();
    let cells = [before, planned, projected, actual].map(figure_cell);
    table.row([String::new(), name].into_iter().chain(cells));
    for figure in &review.areas {
        let cells = [
            figure.before,
            figure.planned,
            figure.projected,
            figure.actual,
        ]
        .map(figure_cell);
        let area = newer.sheet.area(figure.id.as_str());
        let title = area.map_or("", |area| area.title.get(language));
        let named = [figure.id.to_string(), title.to_owned()];
        table.row(named.into_iter().chain(cells));
    }
    let told = language.pick(
        "Plan: with every chosen step done. Due: with every action done that was due by the later round.",
        "計画: 選んだ次の一手をすべて終えた場合。施策: 後の回までに期日が来た施策をすべて終えた場合。",
    );
    format!("\n{}\n{}", table.lines(), paragraph("", told))
}

fn planned(before: State, to: Level, language: Language) -> String {
    format!("{} -> {to}", state_cell(before, language))
}

fn found(after: State, verdict: Verdict, language: Language) -> String {
    match verdict {
        Verdict::Gone => "-".to_owned(),
        _ => state_cell(after, language),
    }
}
