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
mod words;

use std::collections::BTreeMap;

use psirt_core::Language;

use super::arranged::{Arranged, levels_in_rows};
use super::mapping::{LevelName, Mapping, RowRole};
use super::told::LeftOut;
use crate::books::cells::{Book, Page};
pub(super) use about::title_place;
use about::{about, level_names};
use areas::fill_rows;
pub(super) use doubts::doubts;
use heading::language_of;
pub(super) use heading::{columns, heading_role, heading_row, level_heading, levels};
pub(super) use ids::split_id;
use rows::Rows;
pub(super) use rows::says_something;

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

/// Whether a book has a table, whichever way its levels stand.
pub(super) fn has_table(book: &Book) -> bool {
    !tables(book).is_empty() || turned(book).is_some()
}

/// Every worksheet with a table, the one with the most services first.
pub(super) fn tables(book: &Book) -> Vec<&Page> {
    let mut tables: Vec<(&Page, usize)> = book
        .pages
        .iter()
        .filter(|page| !page.hidden)
        .filter_map(|page| {
            let head = heading_row(page)?;
            let (columns, _) = columns(page, head);
            let services = Rows::below(page, &[], head, &columns)
                .classified()
                .into_iter()
                .filter(|row| row.role == RowRole::Service)
                .count();
            (services > 0).then_some((page, services))
        })
        .collect();
    // The sort is stable: of equals the first tab stays first.
    tables.sort_by_key(|(_, services)| std::cmp::Reverse(*services));
    tables.into_iter().map(|(page, _)| page).collect()
}

/// The first worksheet whose levels stand in rows.
pub(super) fn turned(book: &Book) -> Option<&Page> {
    let mut seen = book.pages.iter().filter(|page| !page.hidden);
    seen.find(|page| levels_in_rows(page).is_some())
}

/// Why each row of a table is left out that is; `None` for one that says the headings again.
pub(super) fn left_out(arranged: &Arranged<'_>, mapping: &Mapping) -> Vec<(u32, Option<LeftOut>)> {
    let names = arranged.row_names();
    let roles: BTreeMap<u32, RowRole> = mapping
        .rows
        .iter()
        .filter_map(|mapped| Some((*names.get(&mapped.name())?, mapped.role)))
        .collect();
    let found = Rows::of(arranged, mapping).classified().into_iter();
    found
        .map(|found| {
            let is_ignored = roles
                .get(&found.row)
                .is_none_or(|role| *role == RowRole::Ignored);
            let why = found.left_out.filter(|_| is_ignored);
            let is_form = is_ignored && found.repeats_headings;
            let told = (!is_form).then(|| why.unwrap_or(LeftOut::NotChosen));
            (found.row, told)
        })
        .collect()
}

pub(super) fn propose(book: &Book, name: &str, language: Language) -> Option<Mapping> {
    let page = tables(book).into_iter().next().or_else(|| turned(book))?;
    proposed(book, page, name, language)
}

/// The proposal for one worksheet. Levels that stand in rows are not turned before a person says
/// so: then the proposal has neither columns nor rows.
fn proposed(book: &Book, page: &Page, name: &str, language: Language) -> Option<Mapping> {
    let is_turned = heading_row(page).is_none();
    let mut mapping = Mapping {
        page: page.name.clone(),
        joined: Vec::new(),
        levels_in_rows: is_turned,
        past_empty_rows: false,
        heading_row: 0,
        about: about(page, 0, &[], &[language], name),
        columns: Vec::new(),
        areas: Vec::new(),
        rows: Vec::new(),
    };
    let arranged = Arranged::of(book, &mapping)?;
    let head = arranged.head()?;
    let (columns, texts) = columns(&arranged.page, head);
    let own = language_of(&arranged.page, head, &columns).unwrap_or(language);
    let languages = if texts.len() > 1 { texts } else { vec![own] };
    mapping.heading_row = head + 1;
    mapping.about = about(&arranged.page, head, &columns, &languages, name);
    mapping.columns = columns;
    fill_rows(&arranged, &mut mapping);
    let services = mapping.rows.iter();
    let services = services.filter(|row| row.role == RowRole::Service).count();
    let highest = levels(&mapping.columns).last().copied().unwrap_or_default();
    for language in languages {
        let title = mapping.about.title.get(language).to_owned();
        mapping.about.summary.set(language, language.pick(
            format!("Taken from the table “{title}”: {services} services at levels 0 to {highest}."),
            format!("表「{title}」から読み込んだ、{services}サービスのレベル0〜{highest}を記述した成熟度シート。"),
        ));
    }
    if is_turned {
        mapping.levels_in_rows = false;
        mapping.heading_row = 0;
        mapping.columns.clear();
        mapping.areas.clear();
        mapping.rows.clear();
    }
    Some(mapping)
}

pub(super) fn propose_page(book: &Book, page: &str, mapping: &Mapping) -> Option<Mapping> {
    let found = book.page(page)?;
    if heading_row(found).is_none() && levels_in_rows(found).is_none() {
        return None;
    }
    let chosen = Mapping {
        page: page.to_owned(),
        heading_row: 0,
        columns: Vec::new(),
        ..mapping.clone()
    };
    Some(reread(book, &chosen))
}

pub(super) fn reread(book: &Book, mapping: &Mapping) -> Mapping {
    let mut mapping = mapping.clone();
    mapping.joined.retain(|name| *name != mapping.page);
    let Some(arranged) = Arranged::of(book, &mapping) else {
        mapping.columns.clear();
        mapping.areas.clear();
        mapping.rows.clear();
        return mapping;
    };
    if mapping.heading_row == 0 {
        mapping.heading_row = arranged.head().map_or(0, |head| head + 1);
    }
    if mapping.columns.is_empty() {
        mapping.columns = columns(&arranged.page, mapping.heading_row.max(1) - 1).0;
    }
    let known: BTreeMap<u8, LevelName> = mapping
        .about
        .levels
        .drain(..)
        .map(|level| (level.level, level))
        .collect();
    let with_zero = !mapping.about.level_zero.is_empty();
    let named = level_names(&mapping.columns, &mapping.about.languages, with_zero);
    mapping.about.levels = named
        .into_iter()
        .map(|level| known.get(&level.level).cloned().unwrap_or(level))
        .collect();
    fill_rows(&arranged, &mut mapping);
    mapping
}
