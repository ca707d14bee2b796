//! The account of a book's cells: each that says something is taken, told, or part of the form.
//!
//! What was taken is remembered while it is read. Everything else is told here, a row, a column
//! or a worksheet at a time where all of it is left out.

use std::collections::{BTreeMap, BTreeSet};

use psirt_core::Language;
use psirt_core::letters::{is_blank, plain};
use psirt_report::sheet_book::{ABOUT, Column, Page as Kind};

use super::arranged::Arranged;
use super::mapping::{ColumnMapping, ColumnRole, Mapping, column_number};
use super::table::{self, says_something};
use super::told::{ColumnLeftOut, Doubt, DoubtProblem, LeftOut, Spot};
use crate::books::cells::{Book, Page, Place, Value};
use crate::books::fill_in::cell_text;

type Cells = BTreeSet<(usize, Place)>;

/// Everything of a book that its table does not take.
pub(super) fn of_table(
    book: &Book,
    arranged: &Arranged<'_>,
    mapping: &Mapping,
    taken: &Cells,
) -> Vec<Doubt> {
    let known = Known::of(arranged, mapping);
    let form = form(book, arranged, mapping, &known);
    let mut doubts = Vec::new();
    let accounted = Accounted { taken, form: &form };
    for &page in &arranged.pages() {
        if arranged.is_mirrored() {
            cells_left_out(book, page, &accounted, &mut doubts);
        } else {
            of_page(book, page, &known, &accounted, &mut doubts);
        }
    }
    let told = table::tables(book);
    for (number, page) in book.pages.iter().enumerate() {
        // Other tables are told by their names.
        let is_told = told.iter().any(|other| std::ptr::eq(*other, page));
        if !arranged.pages().contains(&number) && !is_told {
            doubts.extend(page_left_out(page));
        }
        beside(page, number, taken, &mut doubts);
    }
    doubts
}

/// A worksheet that a sheet book was read from.
pub(super) struct UsedPage {
    pub kind: Kind,
    /// Which of the book.
    pub page: usize,
    /// The row of its headings.
    pub head: u32,
    /// The columns that are known.
    pub columns: BTreeSet<u32>,
}

/// Everything of a book that has the layout of a sheet book and is not taken.
pub(super) fn of_sheet_book(book: &Book, used: &[UsedPage], taken: &Cells) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let mut known = Known::default();
    let mut form = Cells::new();
    for UsedPage {
        kind,
        page: number,
        head,
        columns,
    } in used
    {
        let page = &book.pages[*number];
        known.heads.insert(*number, *head);
        for (place, value) in &page.cells {
            if place.row > *head {
                let row = (*number, place.row);
                known.rows.insert(row, Some(LeftOut::NotChosen));
            } else if is_own(*kind, *place, value, *head, columns) {
                form.insert((*number, *place));
            }
            if columns.contains(&place.column) {
                known.used.insert((*number, place.column));
            } else {
                let heading = page.text(*head, place.column);
                let why = if heading.is_empty() {
                    ColumnLeftOut::NoHeading
                } else {
                    ColumnLeftOut::NotUnderstood
                };
                let column = (*number, place.column);
                known.columns.insert(column, (why, heading));
            }
        }
    }
    let accounted = Accounted { taken, form: &form };
    for (number, page) in book.pages.iter().enumerate() {
        if used.iter().any(|used| used.page == number) {
            of_page(book, number, &known, &accounted, &mut doubts);
        } else {
            doubts.extend(page_left_out(page));
        }
        beside(page, number, taken, &mut doubts);
    }
    doubts
}

/// Whether a cell above the rows of a sheet book is one that this program writes.
fn is_own(kind: Kind, place: Place, value: &Value, head: u32, columns: &BTreeSet<u32>) -> bool {
    let text = value.shown();
    let is_heading = place.row == head && columns.contains(&place.column);
    let is_title = |language| {
        let own = [kind.name(language), kind.note(language)];
        own.iter().any(|own| plain(&text) == plain(own))
    };
    is_heading || Column::with_key(&text).is_some() || Language::ALL.into_iter().any(is_title)
}

fn page_left_out(page: &Page) -> Option<Doubt> {
    let says = page.cells.values().any(says_something);
    says.then(|| Doubt {
        spot: Spot::page(&page.name),
        problem: DoubtProblem::PageLeftOut {
            hidden: page.hidden,
        },
    })
}

/// Tells what stands beside the cells of a worksheet: what is pinned to them, and those that a
/// person does not see, or sees otherwise, and that were taken.
fn beside(page: &Page, number: usize, taken: &Cells, doubts: &mut Vec<Doubt>) {
    let mut tell = |place: Place, found: String, problem| {
        let spot = Spot::cell(&page.name, place, found);
        doubts.push(Doubt { spot, problem });
    };
    for pinned in &page.pinned {
        if !is_own_comment(&pinned.text) {
            let problem = DoubtProblem::Pinned {
                kind: pinned.kind.clone(),
            };
            tell(pinned.place, pinned.text.clone(), problem);
        }
    }
    let text = |place: &Place| page.text(place.row, place.column);
    let own: BTreeSet<Place> = taken
        .range((number, Place { row: 0, column: 0 })..)
        .take_while(|(page, _)| *page == number)
        .map(|(_, place)| *place)
        .filter(|place| page.cells.contains_key(place))
        .collect();
    let mut rows = BTreeSet::new();
    let mut columns = BTreeSet::new();
    for place in &own {
        if page.hidden_rows.contains(&place.row) && rows.insert(place.row) {
            tell(*place, text(place), DoubtProblem::HiddenRow);
        }
        let is_hidden = |(first, last): &(u32, u32)| (*first..=*last).contains(&place.column);
        if page.hidden_columns.iter().any(is_hidden) && columns.insert(place.column) {
            tell(*place, text(place), DoubtProblem::HiddenColumn);
        }
    }
    for (place, altered) in &page.altered {
        if own.contains(place) {
            let altered = altered.clone();
            tell(*place, text(place), DoubtProblem::Altered { altered });
        }
    }
}

/// Whether a comment is one of those that this program writes into a sheet book.
fn is_own_comment(text: &str) -> bool {
    let text = plain(text);
    let is_it = |own: (&str, &str)| {
        let is = |own: &str| text == plain(own);
        is(own.0) || is(own.1)
    };
    let columns = Kind::ALL.iter().flat_map(|kind| kind.fields());
    ABOUT.iter().any(|item| is_it(item.comment)) || columns.into_iter().any(|it| is_it(it.comment))
}

struct Accounted<'a> {
    taken: &'a Cells,
    form: &'a Cells,
}

impl Accounted<'_> {
    fn has(&self, cell: (usize, Place)) -> bool {
        self.taken.contains(&cell) || self.form.contains(&cell)
    }
}

/// What is known of the rows and columns of the worksheets, by their own numbers.
#[derive(Default)]
struct Known {
    /// The last row of the headings of each worksheet.
    heads: BTreeMap<usize, u32>,
    rows: BTreeMap<(usize, u32), Option<LeftOut>>,
    /// Columns that are left out, with their headings.
    columns: BTreeMap<(usize, u32), (ColumnLeftOut, String)>,
    /// Columns that are taken.
    used: BTreeSet<(usize, u32)>,
}

impl Known {
    fn of(arranged: &Arranged<'_>, mapping: &Mapping) -> Self {
        let head = mapping.heading_row.max(1) - 1;
        let mut known = Self {
            heads: arranged.heads(head),
            ..Self::default()
        };
        if arranged.is_mirrored() {
            return known;
        }
        for (row, why) in table::left_out(arranged, mapping) {
            let origins = arranged.origins(Place { row, column: 0 });
            if let Some((page, place)) = origins.first() {
                known.rows.insert((*page, place.row), why);
            }
        }
        let mut used = BTreeSet::new();
        for column in &mapping.columns {
            let Some(number) = column_number(&column.column) else {
                continue;
            };
            let origins = arranged.origins(Place {
                row: head,
                column: number,
            });
            if column.role != ColumnRole::Ignored {
                used.insert(number);
            } else if let Some((page, place)) = origins.first() {
                let why = why_left_out(column, mapping);
                let heading = column.heading.clone();
                known.columns.insert((*page, place.column), (why, heading));
            }
        }
        for place in arranged.page.cells.keys() {
            if used.contains(&place.column) {
                let origins = arranged.origins(*place).into_iter();
                let columns = origins.map(|(page, place)| (page, place.column));
                known.used.extend(columns);
            }
        }
        known
    }
}

/// Why a column is ignored.
fn why_left_out(column: &ColumnMapping, mapping: &Mapping) -> ColumnLeftOut {
    if column.heading.is_empty() {
        return ColumnLeftOut::NoHeading;
    }
    let role_of = |heading: &str| {
        let level = table::level_heading(heading);
        let level = level.map(|(level, _)| ColumnRole::Level { level });
        level.or_else(|| table::heading_role(heading))
    };
    let Some(role) = role_of(&column.heading) else {
        return ColumnLeftOut::NotUnderstood;
    };
    let mut same = mapping.columns.iter().filter(|other| other.role == role);
    same.next()
        .map_or(ColumnLeftOut::NotChosen, |first| ColumnLeftOut::Same {
            first: first.column.clone(),
        })
}

/// The cells that make the form of a table: its headings, also where they are said once more, and
/// the title above them.
fn form(book: &Book, arranged: &Arranged<'_>, mapping: &Mapping, known: &Known) -> Cells {
    let head = mapping.heading_row.max(1) - 1;
    let mut form = arranged.form().clone();
    for column in &mapping.columns {
        let Some(number) = column_number(&column.column) else {
            continue;
        };
        if column.role == ColumnRole::Ignored {
            continue;
        }
        // A heading stands in the row of headings, or joined with it or beside it.
        for row in head.saturating_sub(1)..=head + 1 {
            let text = cell_text(&arranged.page.text(row, number));
            if row == head || (!text.is_empty() && text == column.heading) {
                form.extend(arranged.origins(Place {
                    row,
                    column: number,
                }));
            }
        }
        for (first, last) in &arranged.page.merged {
            if first.column == number && first.row <= head && head <= last.row {
                form.extend(arranged.origins(*first));
            }
        }
    }
    if let Some(place) = table::title_place(&arranged.page, head) {
        let said = cell_text(&arranged.page.text(place.row, place.column));
        if said == mapping.about.title.en || said == mapping.about.title.ja {
            form.extend(arranged.origins(place));
        }
    }
    // Rows that say the headings once more.
    for (&(page, row), why) in &known.rows {
        if why.is_none() {
            let own = &book.pages[page];
            let head = known.heads.get(&page).copied().unwrap_or(head);
            let again = own.cells.iter().filter(|(place, value)| {
                place.row == row && plain(&value.shown()) == plain(&own.text(head, place.column))
            });
            form.extend(again.map(|(place, _)| (page, *place)));
        }
    }
    form
}

/// Tells each cell by itself, where rows and columns have changed places.
fn cells_left_out(book: &Book, number: usize, accounted: &Accounted<'_>, doubts: &mut Vec<Doubt>) {
    let page = &book.pages[number];
    for (&place, value) in &page.cells {
        if says_something(value) && !accounted.has((number, place)) {
            doubts.push(Doubt {
                spot: Spot::cell(&page.name, place, cell_text(&value.shown())),
                problem: DoubtProblem::CellLeftOut,
            });
        }
    }
}

fn of_page(
    book: &Book,
    number: usize,
    known: &Known,
    accounted: &Accounted<'_>,
    doubts: &mut Vec<Doubt>,
) {
    let page = &book.pages[number];
    let head = known.heads.get(&number).copied().unwrap_or(0);
    let mut columns: BTreeMap<u32, Vec<Place>> = BTreeMap::new();
    let mut is_beyond = false;
    for (row, values) in page.rows() {
        let places = || {
            let said = values.iter().filter(|(_, value)| says_something(value));
            said.map(|&(column, _)| Place { row, column })
        };
        let left: Vec<Place> = places()
            .filter(|&place| !accounted.has((number, place)))
            .collect();
        let Some(&first) = left.first() else {
            continue;
        };
        let is_whole = left.len() == places().count();
        let why = match known.rows.get(&(number, row)) {
            Some(why) => why.unwrap_or(LeftOut::NotChosen),
            None if row < head => LeftOut::Above,
            None if row == head => LeftOut::NotChosen,
            None => LeftOut::Beyond,
        };
        let is_below_all = why == LeftOut::Beyond;
        if is_whole && row != head && !(is_below_all && is_beyond) {
            is_beyond |= is_below_all;
            doubts.push(row_left_out(page, first, &values, why));
        }
        if !is_whole || row == head {
            for place in left {
                columns.entry(place.column).or_default().push(place);
            }
        }
    }
    for (column, places) in columns {
        column_left_out(page, (number, column), &places, known, head, doubts);
    }
}

fn row_left_out(page: &Page, first: Place, values: &[(u32, &Value)], why: LeftOut) -> Doubt {
    let texts = values.iter().map(|(_, value)| cell_text(&value.shown()));
    let texts: Vec<String> = texts.filter(|text| !is_blank(text)).collect();
    Doubt {
        spot: Spot::cell(&page.name, first, texts.join(" | ")),
        problem: DoubtProblem::RowLeftOut { why },
    }
}

/// Tells the cells of a column that are left: as a column where it is one that is left out, and
/// one by one otherwise.
fn column_left_out(
    page: &Page,
    (number, column): (usize, u32),
    places: &[Place],
    known: &Known,
    head: u32,
    doubts: &mut Vec<Doubt>,
) {
    let heading = || page.text(head, column);
    let (why, heading) = match known.columns.get(&(number, column)) {
        Some((why, heading)) => (Some(why.clone()), heading.clone()),
        None if known.used.contains(&(number, column)) => (None, String::new()),
        None if heading().is_empty() => (Some(ColumnLeftOut::NoHeading), String::new()),
        None => (Some(ColumnLeftOut::NotChosen), heading()),
    };
    let mut rest = places.to_vec();
    if let Some(why) = why {
        let place = Place { row: head, column };
        let (place, found) = if heading.is_empty() {
            (places[0], page.text(places[0].row, column))
        } else {
            (place, heading)
        };
        doubts.push(Doubt {
            spot: Spot::cell(&page.name, place, found),
            problem: DoubtProblem::ColumnLeftOut { why },
        });
        // A column goes on from its headings.
        rest.retain(|place| place.row < head);
    }
    for place in rest {
        doubts.push(Doubt {
            spot: Spot::cell(&page.name, place, page.text(place.row, place.column)),
            problem: DoubtProblem::CellLeftOut,
        });
    }
}
