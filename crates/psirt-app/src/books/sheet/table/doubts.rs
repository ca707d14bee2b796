//! Everything of a mapping that should be looked at.

use std::collections::BTreeMap;

use super::areas::made_title;
use super::heading::{language_of, levels};
use super::rows::{Found, Rows};
use super::tables;
use crate::books::cells::{Book, Page, Place};
use crate::books::fill_in::cell_text;
use crate::books::sheet::mapping::{ColumnRole, Mapping, RowRole, column_number};
use crate::books::sheet::told::{Doubt, DoubtProblem, Spot};

/// Everything of a mapping that should be looked at.
pub(in crate::books::sheet) fn doubts(book: &Book, mapping: &Mapping) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let Some(page) = book.page(&mapping.page) else {
        return doubts;
    };
    let others: Vec<String> = tables(book)
        .into_iter()
        .map(|(page, ..)| page.name.clone())
        .filter(|name| *name != mapping.page)
        .collect();
    let mut doubt = |spot, problem| doubts.push(Doubt { spot, problem });
    if !others.is_empty() {
        doubt(
            Spot::page(&page.name),
            DoubtProblem::SeveralTables { others },
        );
    }
    let head = mapping.heading_row.max(1) - 1;
    for column in &mapping.columns {
        let heading = !column.heading.is_empty();
        if let (ColumnRole::Ignored, true, Some(number)) =
            (column.role, heading, column_number(&column.column))
        {
            let place = Place {
                row: head,
                column: number,
            };
            let spot = Spot::cell(&page.name, place, column.heading.clone());
            doubt(spot, DoubtProblem::ColumnLeftOut);
        }
    }
    let levels: Vec<u8> = levels(&mapping.columns);
    if !levels
        .iter()
        .copied()
        .eq(0..u8::try_from(levels.len()).unwrap_or(u8::MAX))
    {
        doubt(Spot::page(&page.name), DoubtProblem::LevelsWithGap);
    }
    if let ([only], Some(seen)) = (
        &mapping.about.languages[..],
        language_of(page, head, &mapping.columns),
    ) && *only != seen
    {
        let problem = DoubtProblem::OtherLanguage { language: seen };
        doubt(Spot::page(&page.name), problem);
    }
    let from_ids = mapping.areas.iter().all(|area| area.row.is_none());
    if from_ids
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
    row_doubts(page, mapping, &mut doubts);
    doubts
}

fn row_doubts(page: &Page, mapping: &Mapping, doubts: &mut Vec<Doubt>) {
    let rows = Rows::of(page, mapping.heading_row.max(1) - 1, &mapping.columns);
    let found: BTreeMap<u32, Found> = rows
        .classified()
        .into_iter()
        .map(|found| (found.row, found))
        .collect();
    for row in &mapping.rows {
        let at = row.row.max(1) - 1;
        let Some(found) = found.get(&at) else {
            continue;
        };
        let column = found.id_column;
        let place = Place { row: at, column };
        let spot = Spot::cell(&page.name, place, page.text(at, column));
        match row.role {
            RowRole::Ignored if found.is_remark => doubts.push(Doubt {
                spot: Spot::cell(&page.name, found.first, row.shown.clone()),
                problem: DoubtProblem::RowLeftOut,
            }),
            RowRole::Service => {
                // What a person has corrected is no doubt any more.
                let is_taken = row.id == found.id;
                doubts.extend(
                    found
                        .doubt
                        .clone()
                        .filter(|_| is_taken)
                        .map(|problem| Doubt {
                            spot: spot.clone(),
                            problem,
                        }),
                );
                let start = row.id.split_once('.').map(|(start, _)| start);
                let known = |start: &str| mapping.areas.iter().any(|area| area.id == start);
                if let Some(start) = start
                    && start != row.area
                    && known(start)
                {
                    let area = row.area.clone();
                    doubts.push(Doubt {
                        spot,
                        problem: DoubtProblem::OtherArea { area },
                    });
                }
                doubts.extend(level_doubts(page, mapping, at));
            }
            _ => {}
        }
    }
}

/// Levels of a service with no text, or with one of the others' text.
fn level_doubts(page: &Page, mapping: &Mapping, row: u32) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    for column in &mapping.columns {
        let (ColumnRole::Level { .. }, Some(number)) = (column.role, column_number(&column.column))
        else {
            continue;
        };
        let place = Place {
            row,
            column: number,
        };
        let text = cell_text(&page.text(row, number));
        let spot = Spot::cell(&page.name, place, text.clone());
        if text.is_empty() {
            let problem = DoubtProblem::EmptyLevel;
            doubts.push(Doubt { spot, problem });
        } else if let Some(other) = seen.get(&text) {
            let other = other.name();
            let problem = DoubtProblem::SameTexts { other };
            doubts.push(Doubt { spot, problem });
        } else {
            seen.insert(text, place);
        }
    }
    doubts
}
