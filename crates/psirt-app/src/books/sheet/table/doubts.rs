//! Everything of a mapping that was understood and should be looked at.

use std::collections::BTreeMap;

use psirt_core::letters::plain_id;

use super::areas::made_title;
use super::heading::language_of;
use super::ids::start_of;
use super::rows::{Found, Rows};
use super::tables;
use crate::books::cells::{Book, Place, Value};
use crate::books::fill_in::cell_text;
use crate::books::sheet::arranged::Arranged;
use crate::books::sheet::layout::column_name;
use crate::books::sheet::mapping::{ColumnRole, Mapping, RowMapping, RowRole, column_number};
use crate::books::sheet::told::{Doubt, DoubtProblem, Spot};

/// Everything of a mapping that should be looked at.
pub(in crate::books::sheet) fn doubts(
    book: &Book,
    arranged: &Arranged<'_>,
    mapping: &Mapping,
) -> Vec<Doubt> {
    let page = &arranged.page;
    let mut doubts = Vec::new();
    let mut doubt = |spot, problem| doubts.push(Doubt { spot, problem });
    let others: Vec<String> = tables(book)
        .into_iter()
        .map(|page| page.name.clone())
        .filter(|name| *name != mapping.page && !mapping.joined.contains(name))
        .collect();
    if !others.is_empty() {
        doubt(
            Spot::page(&page.name),
            DoubtProblem::SeveralTables { others },
        );
    }
    let head = mapping.heading_row.max(1) - 1;
    if let ([only], Some(seen)) = (
        &mapping.about.languages[..],
        language_of(page, head, &mapping.columns),
    ) && *only != seen
    {
        let problem = DoubtProblem::OtherLanguage { language: seen };
        doubt(Spot::page(&page.name), problem);
    }
    if !mapping.about.level_zero.is_empty() {
        let own = mapping.about.languages.first().copied();
        let text = own.map_or("", |own| mapping.about.level_zero.get(own));
        doubt(Spot::fact("levels 0", text), DoubtProblem::LevelZero);
    }
    let from_ids = mapping.areas.iter().all(|area| area.row.is_none());
    if from_ids
        && mapping.joined.is_empty()
        && !mapping
            .columns
            .iter()
            .any(|column| column.role == ColumnRole::Area)
    {
        doubt(Spot::page(&page.name), DoubtProblem::AreasFromIds);
    }
    for area in &mapping.areas {
        let own = mapping.about.languages.iter();
        let titles = own.map(|&language| (language, area.title.get(language)));
        for (language, title) in titles {
            if title == made_title(&area.id, language) {
                let spot = Spot::fact(&format!("areas {}", area.id), title);
                doubt(spot, DoubtProblem::AreaWithoutTitle);
            }
        }
    }
    let looking = Looking {
        arranged,
        mapping,
        rows: arranged.row_names(),
    };
    looking.rows(&mut doubts);
    looking.joined(&mut doubts);
    doubts
}

struct Looking<'m> {
    arranged: &'m Arranged<'m>,
    mapping: &'m Mapping,
    rows: BTreeMap<(String, u32), u32>,
}

impl Looking<'_> {
    fn row(&self, mapped: &RowMapping) -> Option<u32> {
        self.rows.get(&mapped.name()).copied()
    }

    fn rows(&self, doubts: &mut Vec<Doubt>) {
        let rows = Rows::of(self.arranged, self.mapping);
        let found: BTreeMap<u32, Found> = rows
            .classified()
            .into_iter()
            .map(|found| (found.row, found))
            .collect();
        let mut service = String::new();
        for mapped in &self.mapping.rows {
            let Some(row) = self.row(mapped) else {
                continue;
            };
            match mapped.role {
                RowRole::Service => {
                    service.clone_from(&mapped.id);
                    if let Some(found) = found.get(&row) {
                        self.id_doubts(mapped, found, doubts);
                    }
                    doubts.extend(self.level_doubts(row));
                    doubts.extend(self.value_doubts(row));
                }
                RowRole::Continued if !service.is_empty() => {
                    let first = self.first_text(row);
                    doubts.push(Doubt {
                        spot: self.arranged.spot(first),
                        problem: DoubtProblem::Continued {
                            service: service.clone(),
                        },
                    });
                    doubts.extend(self.value_doubts(row));
                }
                RowRole::Area => {
                    let marks = super::split_id(&mapped.shown).map(|split| split.dropped);
                    if let Some(marks) = marks.filter(|marks| !marks.is_empty()) {
                        let spot = self.arranged.spot(self.first_text(row));
                        let problem = DoubtProblem::MarksLeftOut { marks };
                        doubts.push(Doubt { spot, problem });
                    }
                }
                RowRole::Continued | RowRole::Ignored => {}
            }
        }
    }

    /// The first cell of a row.
    fn first_text(&self, row: u32) -> Place {
        let cells = &self.arranged.page.cells;
        let mut own = cells.range(Place { row, column: 0 }..);
        own.next()
            .map(|(place, _)| *place)
            .filter(|place| place.row == row)
            .unwrap_or(Place { row, column: 0 })
    }

    /// What is doubtful about the id of a service. What a person has corrected is no doubt any
    /// more.
    fn id_doubts(&self, mapped: &RowMapping, found: &Found, doubts: &mut Vec<Doubt>) {
        let column = found.id_column;
        let place = Place {
            row: found.row,
            column,
        };
        let made = |problem| Doubt {
            spot: self.arranged.spot(place),
            problem,
        };
        if found.id.is_empty() && is_made_up(&mapped.id) {
            let id = mapped.id.clone();
            doubts.push(Doubt {
                spot: self.arranged.spot(self.first_text(found.row)),
                problem: DoubtProblem::MadeUpId { id },
            });
        } else if mapped.id == found.id {
            doubts.extend(found.doubt.clone().map(made));
        }
        let start = start_of(&mapped.id).map(plain_id);
        let is_known = |start: &str| {
            let mut areas = self.mapping.areas.iter();
            areas.any(|area| plain_id(&area.id) == start)
        };
        if let Some(start) = start
            && start != plain_id(&mapped.area)
            && is_known(&start)
        {
            let area = mapped.area.clone();
            doubts.push(made(DoubtProblem::OtherArea { area }));
        }
    }

    /// Levels of a service with no text, or with one of the others' text.
    fn level_doubts(&self, row: u32) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        let mut seen: BTreeMap<String, Place> = BTreeMap::new();
        for column in &self.mapping.columns {
            let (ColumnRole::Level { .. }, Some(column)) =
                (column.role, column_number(&column.column))
            else {
                continue;
            };
            let place = Place { row, column };
            let text = cell_text(&self.arranged.page.text(row, column));
            let mut doubt = |problem| {
                let spot = self.arranged.spot(place);
                doubts.push(Doubt { spot, problem });
            };
            if text.is_empty() {
                doubt(DoubtProblem::EmptyLevel);
            } else if let Some(other) = seen.get(&text) {
                let other = self.arranged.spot(*other);
                let other = other.cell.unwrap_or_default();
                doubt(DoubtProblem::SameTexts { other });
            } else {
                seen.insert(text, place);
            }
        }
        doubts
    }

    /// Cells of a row that are taken as texts and are none.
    fn value_doubts(&self, row: u32) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        for column in &self.mapping.columns {
            let Some(number) = column_number(&column.column).filter(|_| is_text(column.role))
            else {
                continue;
            };
            let Some(value) = self.arranged.page.value(row, number) else {
                continue;
            };
            // Failed formulas are faults.
            if matches!(value, Value::Number(_) | Value::Boolean(_) | Value::Date(_)) {
                let taken = value.shown();
                let place = Place {
                    row,
                    column: number,
                };
                doubts.push(Doubt {
                    spot: self.arranged.spot(place),
                    problem: DoubtProblem::NotText { taken },
                });
            }
        }
        doubts
    }

    /// Joined cells that reach over more than one service, or over more than one text of one.
    fn joined(&self, doubts: &mut Vec<Doubt>) {
        let services: Vec<u32> = self
            .mapping
            .rows
            .iter()
            .filter(|mapped| mapped.role == RowRole::Service)
            .filter_map(|mapped| self.row(mapped))
            .collect();
        let texts: Vec<u32> = self
            .mapping
            .columns
            .iter()
            .filter(|column| is_text(column.role))
            .filter_map(|column| column_number(&column.column))
            .collect();
        let rows: BTreeMap<u32, RowRole> = self
            .mapping
            .rows
            .iter()
            .filter_map(|mapped| Some((self.row(mapped)?, mapped.role)))
            .collect();
        for (first, last) in &self.arranged.page.merged {
            let is_taken = matches!(
                rows.get(&first.row),
                Some(RowRole::Service | RowRole::Continued)
            );
            if !is_taken || self.arranged.page.value(first.row, first.column).is_none() {
                continue;
            }
            let reached = texts
                .iter()
                .filter(|column| (first.column..=last.column).contains(column))
                .count();
            let over = services
                .iter()
                .filter(|row| (first.row..=last.row).contains(row))
                .count();
            let begins_in_text = texts.contains(&first.column);
            if reached > 1 || (begins_in_text && over > 1) {
                let to = format!("{}{}", column_name(last.column), last.row + 1);
                let spot = self.arranged.spot(*first);
                let from = spot.cell.clone().unwrap_or_default();
                let cells = format!("{from}:{to}");
                doubts.push(Doubt {
                    spot,
                    problem: DoubtProblem::Joined { cells },
                });
            }
        }
    }
}

fn is_text(role: ColumnRole) -> bool {
    !matches!(
        role,
        ColumnRole::Ignored | ColumnRole::Id | ColumnRole::Area
    )
}

/// Whether an id is one that is made up where there is none.
fn is_made_up(id: &str) -> bool {
    id.strip_prefix('S')
        .is_some_and(|number| !number.is_empty() && number.chars().all(|it| it.is_ascii_digit()))
}
