//! The worksheet of services: one row each, the place where a person may try another level.

use psirt_core::score::{ServiceScore, State};
use psirt_core::trend::Continuity;
use psirt_core::{Language, Level};

use super::compose::Context;
use super::write::{Column, Writer};
use super::{
    Area, Calculation, Cell, Choice, Look, NamedTable, Outcome, Paper, Place, Reference, Worksheet,
};
use crate::names;

const ID: u16 = 1;
const LEVEL: u16 = 3;
const TARGET: u16 = 5;
const GAP: u16 = 6;
const BEFORE: u16 = 7;

/// Where the other worksheets find the services' cells.
pub(super) struct ServiceCells {
    worksheet: String,
    first: u32,
    /// First and last row of each area.
    areas: Vec<(u32, u32)>,
    last: u32,
}

impl ServiceCells {
    pub fn levels(&self) -> Reference {
        self.column(LEVEL, self.first, self.last)
    }

    pub fn targets(&self) -> Reference {
        self.column(TARGET, self.first, self.last)
    }

    pub fn gaps(&self) -> Reference {
        self.column(GAP, self.first, self.last)
    }

    pub fn levels_of(&self, area: usize) -> Reference {
        let (first, last) = self.areas[area];
        self.column(LEVEL, first, last)
    }

    pub fn targets_of(&self, area: usize) -> Reference {
        let (first, last) = self.areas[area];
        self.column(TARGET, first, last)
    }

    /// The level cell of each service.
    pub fn each_level(&self) -> impl Iterator<Item = Reference> {
        (self.first..=self.last).map(|row| self.column(LEVEL, row, row))
    }

    /// The cell that names a service, the one in this place of the sheet.
    pub fn id(&self, place: usize) -> Reference {
        let row = self.first + u32::try_from(place).unwrap_or(0);
        self.column(ID, row, row)
    }

    /// The target cell of each service.
    pub fn each_target(&self) -> impl Iterator<Item = Reference> {
        (self.first..=self.last).map(|row| self.column(TARGET, row, row))
    }

    fn column(&self, column: u16, first: u32, last: u32) -> Reference {
        Reference {
            worksheet: self.worksheet.clone(),
            area: Area::column(column, first, last),
        }
    }
}

pub(super) fn compose(context: &Context<'_>, names: &Reference) -> (Worksheet, ServiceCells) {
    let words = context.words;
    let has_past = context.findings.comparison.is_some();
    let mut columns = vec![
        Column::wide(words.area, context.language.pick(244.0, 300.0)),
        Column::wide(words.id, 52.0),
        Column::wide(words.service, 360.0),
        Column::narrow(words.level, 96.0),
        Column::narrow(words.level_name, 104.0),
        Column::narrow(words.target, 62.0),
        Column::narrow(words.gap, 70.0),
    ];
    if has_past {
        columns.push(Column::narrow(words.last_round, 96.0));
        columns.push(Column::narrow(words.change, 66.0));
    }
    columns.push(Column::wide(words.owner, 240.0));
    columns.push(Column::narrow(words.evidence_count, 76.0));

    let mut writer = context.writer(words.tab_services, Paper::Landscape, &columns);
    context.tab_title(&mut writer, words.tab_services);
    writer.text(Look::Note, words.services_note);
    if context.has_near_services() {
        writer.text(Look::Note, words.near_note);
    }
    writer.space(6.0);
    writer.heads(&columns, Some(3));

    let (head, first) = (writer.row - 1, writer.row);
    let mut areas = Vec::new();
    for area in context.findings.sheet.areas() {
        let begin = writer.row;
        for service in context.findings.scorecard.services_of(&area.id) {
            let cells = row(context, &writer, service, names, has_past);
            writer.cells(writer.row == begin, cells);
        }
        areas.push((begin, writer.row - 1));
    }
    let cells = ServiceCells {
        worksheet: writer.worksheet.name.clone(),
        first,
        areas,
        last: writer.row - 1,
    };
    let last_column = writer.last_column();
    writer.worksheet.table = Some(NamedTable {
        name: words.table_services,
        area: Area::new(Place::new(head, 0), Place::new(cells.last, last_column)),
    });
    not_applicable(context, &mut writer);
    let mut worksheet = writer.worksheet;
    let column = |column| Area::column(column, cells.first, cells.last);
    worksheet.levels = vec![column(LEVEL), column(TARGET)];
    if has_past {
        worksheet.levels.push(column(BEFORE));
    }
    worksheet.bars = vec![(column(GAP), f64::from(context.highest()))];
    worksheet.choices = choices(context, column(LEVEL), column(TARGET));
    (worksheet, cells)
}

fn row(
    context: &Context<'_>,
    writer: &Writer,
    score: &ServiceScore,
    names: &Reference,
    has_past: bool,
) -> Vec<Cell> {
    let id = score.id.as_str();
    let language = context.language;
    let here = |column| writer.worksheet.reference(writer.at(column));
    let entry = context.findings.assessment.entry(id);
    let mut cells = vec![
        Cell::text(Look::Quiet, context.area_name(score.area.as_str())),
        Cell::text(Look::Id, id),
        Cell::text(Look::Text, context.service_title(id)),
        Cell::state(Look::OpenLevel, score.state, language),
        Cell::calculation(
            Look::Word,
            Calculation::NameOfLevel {
                level: here(LEVEL),
                names: names.clone(),
            },
            match score.state.level() {
                Some(level) => Outcome::Name(context.level_name(Some(level))),
                None => Outcome::or_dash(None),
            },
        ),
        Cell::number(Look::OpenLevel, score.target.map(f64::from)),
        Cell::calculation(
            Look::Count,
            Calculation::Gap {
                level: here(LEVEL),
                target: here(TARGET),
            },
            Outcome::or_dash(score.gap.map(f64::from)),
        ),
    ];
    if has_past {
        let (before, change) = past(context, score);
        cells.push(before);
        cells.push(Cell::calculation(
            Look::LevelChange,
            Calculation::Change {
                now: here(LEVEL),
                before: here(BEFORE),
            },
            Outcome::or_dash(change),
        ));
    }
    cells.push(Cell::text(
        Look::Quiet,
        entry.map_or("", |entry| entry.owner.as_str()),
    ));
    let evidence = entry.map_or(0, |entry| entry.evidence.len());
    cells.push(Cell::number(
        Look::Count,
        (evidence > 0).then(|| super::cell::count(evidence)),
    ));
    cells
}

/// What has left the denominator, openly: each service with its reason.
fn not_applicable(context: &Context<'_>, writer: &mut Writer) {
    let mut services = context.not_applicable().peekable();
    if services.peek().is_some() {
        writer.heading(context.words.not_applicable_with_reasons);
    }
    let last = writer.last_column();
    for (service, reason) in services {
        writer.put(1, Cell::text(Look::Id, service));
        writer.put(2, Cell::text(Look::Text, context.service_title(service)));
        writer.text_over((LEVEL, last), Look::Text, reason);
        writer.next();
    }
}

/// The state in the last round, and the levels gained since.
fn past(context: &Context<'_>, score: &ServiceScore) -> (Cell, Option<f64>) {
    let change = context
        .findings
        .comparison
        .iter()
        .flat_map(|comparison| &comparison.services)
        .find(|change| change.service == score.id);
    let Some(change) = change else {
        return (Cell::text(Look::Word, super::calculation::DASH), None);
    };
    let look = if change.continuity == Continuity::Same {
        Look::Level
    } else {
        Look::NearLevel
    };
    let before = Cell::state(look, change.before, context.language);
    (before, change.change.map(f64::from))
}

fn choices(context: &Context<'_>, levels: Area, targets: Area) -> Vec<Choice> {
    let words = context.words;
    let scale: Vec<String> = context
        .findings
        .sheet
        .scale()
        .iter()
        .map(|level| level.level.to_string())
        .collect();
    let mut with_words = scale.clone();
    with_words.extend(words_for_no_level(context.language).map(str::to_owned));
    vec![
        Choice {
            area: levels,
            values: with_words,
            prompt: (words.level.to_owned(), words.level_prompt.to_owned()),
            refusal: (words.level.to_owned(), words.level_refusal.to_owned()),
        },
        Choice {
            area: targets,
            values: scale,
            prompt: (words.target.to_owned(), words.target_prompt.to_owned()),
            refusal: (words.target.to_owned(), words.target_refusal.to_owned()),
        },
    ]
}

fn words_for_no_level(language: Language) -> impl Iterator<Item = &'static str> {
    [State::NotApplicable, State::DontKnow, State::Unanswered]
        .into_iter()
        .filter_map(move |state| names::no_level(state, language))
}

impl Context<'_> {
    /// Whether a service was compared with one that is only nearly the same.
    fn has_near_services(&self) -> bool {
        self.findings
            .comparison
            .iter()
            .flat_map(|comparison| &comparison.services)
            .any(|change| change.continuity != Continuity::Same)
    }

    /// What a level is called; empty without one.
    pub(super) fn level_name(&self, level: Option<Level>) -> String {
        level
            .and_then(|level| self.findings.sheet.scale_level(level))
            .map_or_else(String::new, |level| {
                level.name.get(self.language).to_owned()
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_in_place_of_a_level_differ_from_each_other() {
        for language in Language::ALL {
            let mut words: Vec<_> = words_for_no_level(language).collect();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), 3, "{language}");
        }
    }
}
