//! Finding the worksheets and columns of a sheet book: by their keys, or by their headings.

use std::collections::BTreeMap;

use psirt_core::Language;
use psirt_core::letters::plain;
use psirt_report::sheet_book::{Column, KEY_START, Page};

use super::layout::HIGHEST;
use crate::books::cells::{self, Book, Place};

/// Rows in which keys and headings are looked for.
const HEAD_ROWS: u32 = 20;
/// Whether a book has the layout of a sheet book.
pub(super) fn is_sheet_book(book: &Book) -> bool {
    let has_keys = |page: &cells::Page| {
        let head = page
            .cells
            .iter()
            .take_while(|(place, _)| place.row < HEAD_ROWS);
        head.into_iter()
            .any(|(_, value)| Column::with_key(&value.shown()).is_some())
    };
    if book.pages.iter().any(has_keys) {
        return true;
    }
    let is_there = |page: Page| found_by_name(book, page).is_some();
    is_there(Page::About) && is_there(Page::Services)
}

/// A worksheet whose columns are known.
pub(super) struct Table<'b> {
    pub page: &'b cells::Page,
    pub columns: Vec<(Column, u32)>,
    /// The row of the headings.
    pub head: u32,
    pub rows: Vec<u32>,
}

/// The rows below a head that hold anything in its columns.
fn filled_rows(page: &cells::Page, head: u32, columns: &[(Column, u32)]) -> Vec<u32> {
    page.rows()
        .into_iter()
        .filter(|(row, values)| {
            let mut values = values.iter();
            *row > head && values.any(|(at, _)| columns.iter().any(|(_, column)| column == at))
        })
        .map(|(row, _)| row)
        .collect()
}

pub(super) fn by_keys(page: &cells::Page, kind: Page) -> Option<Table<'_>> {
    let mut keys = None;
    let mut columns = Vec::new();
    for (place, value) in page.cells.iter().take_while(|(it, _)| it.row < HEAD_ROWS) {
        if keys.is_some_and(|row| row != place.row) {
            break;
        }
        let text = value.shown();
        if !text.trim_start().starts_with(KEY_START) {
            continue;
        }
        if let Some(column) = Column::with_key(&text).filter(|column| column.page == kind) {
            keys = Some(place.row);
            columns.push((column, place.column));
        }
    }
    let keys = keys?;
    let is_head = |row: u32| {
        columns.iter().any(|(column, at)| {
            let text = plain(&page.text(row, *at));
            let said = Language::ALL.map(|language| plain(&column.heading(language)));
            said.contains(&text)
        })
    };
    // Titles and explanations stand between the keys and the headings.
    let head = (keys + 1..keys + HEAD_ROWS)
        .find(|&row| is_head(row))
        .unwrap_or(keys);
    let rows = filled_rows(page, head, &columns);
    Some(Table {
        page,
        columns,
        head,
        rows,
    })
}

pub(super) fn found_by_name(book: &Book, kind: Page) -> Option<&cells::Page> {
    let names = Language::ALL.map(|language| plain(kind.name(language)));
    book.pages
        .iter()
        .find(|page| names.contains(&plain(&page.name)))
}

/// Finds the columns of a worksheet by what their headings say. A heading without language means
/// the sheet's own, where it has one, and that of the heading where it has both.
pub(super) fn by_headings<'b>(
    page: &'b cells::Page,
    kind: Page,
    own: &[Language],
) -> Option<Table<'b>> {
    let mut known: BTreeMap<String, Column> = BTreeMap::new();
    for heading_language in Language::ALL {
        for column in Column::all(kind, HIGHEST, &Language::ALL) {
            let heading = column.heading(heading_language);
            known.insert(plain(&heading), column);
            let Some(language) = column.language else {
                continue;
            };
            let meant = match own {
                [only] => *only,
                _ => heading_language,
            };
            if language == meant
                && let Some(bare) = heading.strip_suffix(&format!(" ({language})"))
            {
                known.entry(plain(bare)).or_insert(column);
            }
        }
    }
    let last = page
        .cells
        .keys()
        .map(|place| place.row)
        .max()?
        .min(HEAD_ROWS);
    (0..=last).find_map(|row| {
        let line = page.cells.range(
            Place { row, column: 0 }..Place {
                row: row + 1,
                column: 0,
            },
        );
        let columns: Vec<(Column, u32)> = line
            .filter_map(|(place, value)| Some((*known.get(&plain(&value.shown()))?, place.column)))
            .collect();
        (columns.len() > 1).then(|| Table {
            page,
            head: row,
            rows: filled_rows(page, row, &columns),
            columns,
        })
    })
}
