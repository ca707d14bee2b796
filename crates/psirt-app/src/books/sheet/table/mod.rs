//! Recognizing a plain table: a row for each service, a column for each level.
//!
//! What is found is a proposal. Where more than one reading is possible the likelier one is
//! proposed and the other told as a doubt; no text of the table is changed.

mod about;
mod areas;
mod doubts;
mod heading;
mod ids;
mod rows;

use std::collections::BTreeMap;

use psirt_core::Language;

use super::mapping::{LevelName, Mapping, RowRole};
use crate::books::cells::{Book, Page};
use about::{about, level_names};
use areas::fill_rows;
pub(super) use doubts::doubts;
use heading::{columns, heading_row, language_of};
pub(super) use ids::split_id;
use rows::Rows;

/// Rows in which the headings are looked for.
const HEAD_ROWS: u32 = 60;
/// The most columns a table has.
const MOST_COLUMNS: u32 = 200;
/// The most rows a table has.
const MOST_ROWS: usize = 5_000;
/// The longest title of an area; a longer line is a remark.
const LONGEST_TITLE: usize = 120;
/// How much of a row is shown.
const SHOWN: usize = 60;

/// The worksheet that looks most like a table of a sheet, with its row of headings.
pub(super) fn best_page(book: &Book) -> Option<(&Page, u32)> {
    tables(book)
        .into_iter()
        .next()
        .map(|(page, head, _)| (page, head))
}

/// Every worksheet with a table, the one with the most services first.
fn tables(book: &Book) -> Vec<(&Page, u32, usize)> {
    let mut tables: Vec<(&Page, u32, usize)> = book
        .pages
        .iter()
        .filter(|page| !page.hidden)
        .filter_map(|page| {
            let head = heading_row(page)?;
            let (columns, _) = columns(page, head);
            let services = Rows::of(page, head, &columns)
                .classified()
                .into_iter()
                .filter(|row| row.role == RowRole::Service)
                .count();
            (services > 0).then_some((page, head, services))
        })
        .collect();
    // The sort is stable: of equals the first tab stays first.
    tables.sort_by_key(|(_, _, services)| std::cmp::Reverse(*services));
    tables
}

pub(super) fn propose(book: &Book, name: &str, language: Language) -> Option<Mapping> {
    let (page, head) = best_page(book)?;
    let (columns, texts) = columns(page, head);
    let own = language_of(page, head, &columns).unwrap_or(language);
    let languages = if texts.len() > 1 { texts } else { vec![own] };
    let mut mapping = Mapping {
        page: page.name.clone(),
        heading_row: head + 1,
        about: about(page, head, &columns, &languages, name),
        columns,
        areas: Vec::new(),
        rows: Vec::new(),
    };
    fill_rows(page, &mut mapping);
    let services = mapping
        .rows
        .iter()
        .filter(|row| row.role == RowRole::Service)
        .count();
    let highest = mapping.about.levels.len().max(1) - 1;
    for language in languages {
        let title = mapping.about.title.get(language).to_owned();
        mapping.about.summary.set(language, language.pick(
            format!("Taken from the table “{title}”: {services} services at levels 0 to {highest}."),
            format!("表「{title}」から読み込んだ、{services}サービスのレベル0〜{highest}を記述した成熟度シート。"),
        ));
    }
    Some(mapping)
}

pub(super) fn propose_page(book: &Book, page: &str, mapping: &Mapping) -> Option<Mapping> {
    let head = heading_row(book.page(page)?)?;
    let chosen = Mapping {
        page: page.to_owned(),
        heading_row: head + 1,
        columns: Vec::new(),
        ..mapping.clone()
    };
    Some(reread(book, &chosen))
}

pub(super) fn reread(book: &Book, mapping: &Mapping) -> Mapping {
    let mut mapping = mapping.clone();
    let Some(page) = book.page(&mapping.page) else {
        return mapping;
    };
    if mapping.columns.is_empty() {
        mapping.columns = columns(page, mapping.heading_row.max(1) - 1).0;
    }
    let known: BTreeMap<u8, LevelName> = mapping
        .about
        .levels
        .drain(..)
        .map(|level| (level.level, level))
        .collect();
    let named = level_names(&mapping.columns, &mapping.about.languages);
    mapping.about.levels = named
        .into_iter()
        .map(|level| known.get(&level.level).cloned().unwrap_or(level))
        .collect();
    fill_rows(page, &mut mapping);
    mapping
}
