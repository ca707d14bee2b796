//! A table as it is read: as it stands, turned where its levels stand in rows, and with those of
//! other worksheets below it.
//!
//! What is read is always one worksheet with a row for each service and a column for each level.
//! Where it had to be arranged, each of its cells knows those it comes from, so that everything
//! told names a cell a person can find.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use psirt_core::letters::plain;

use super::mapping::{ColumnRole, Mapping, RowMapping, column_number};
use super::table::{columns, heading_role, heading_row, level_heading, says_something};
use super::told::Spot;
use crate::books::cells::{Book, Page, Place, Value};
use crate::books::fill_in::cell_text;

/// Rows in which a column of levels is looked for.
const HEAD_ROWS: u32 = 60;

/// What a column of the texts of levels is headed by, where the levels stand in rows.
const TEXT_HEADINGS: [&str; 20] = [
    "text",
    "statement",
    "description",
    "level description",
    "criteria",
    "criterion",
    "definition",
    "state",
    "what it looks like",
    "characteristics",
    "文",
    "状態",
    "説明",
    "内容",
    "記述",
    "定義",
    "基準",
    "判定基準",
    "レベルの説明",
    "レベルの内容",
];

/// The table of a mapping, with where each of its cells stands.
pub(super) struct Arranged<'b> {
    /// A row for each service, a column for each level.
    pub page: Cow<'b, Page>,
    book: &'b Book,
    parts: Vec<Part>,
    /// Which row of which part a row is; empty where there is one part alone.
    rows: BTreeMap<u32, (usize, u32)>,
    /// Which column of a part a column is, for each part but the first.
    columns: Vec<BTreeMap<u32, u32>>,
    sections: Vec<Section>,
    /// Cells of the worksheets that belong to the form of their tables.
    form: BTreeSet<(usize, Place)>,
}

/// Where the table of another worksheet begins.
pub(super) struct Section {
    /// Its first row.
    pub first: u32,
    /// What its area is called where the table does not say it: the name on the tab.
    pub title: String,
}

/// One worksheet of a table.
struct Part {
    /// Which of the book.
    page: usize,
    /// Where its cells come from; `None` where they stand as they are read.
    origins: Option<Origins>,
}

/// Where the cells of a worksheet come from whose levels stand in rows.
#[derive(Default)]
struct Origins {
    /// The first place is the one that is told.
    cells: BTreeMap<Place, Vec<Place>>,
    /// The row of the worksheet for each row that is read.
    rows: BTreeMap<u32, u32>,
    /// Rows and columns changed places.
    is_turned: bool,
    form: BTreeSet<Place>,
}

/// A worksheet whose levels stand in rows, as one whose levels stand in columns.
struct Turned {
    page: Page,
    head: u32,
    origins: Origins,
}

/// Whether the levels of a worksheet stand in rows: the cell of the first of them.
pub(super) fn levels_in_rows(page: &Page) -> Option<Place> {
    level_column(page).map(|levels| levels.first)
}

impl<'b> Arranged<'b> {
    /// The table a mapping is about; `None` where the book has no such worksheet.
    pub fn of(book: &'b Book, mapping: &Mapping) -> Option<Self> {
        let (first, part, turned_head) = part(book, &mapping.page, mapping.levels_in_rows)?;
        let mut arranged = Self {
            page: first,
            book,
            parts: vec![part],
            rows: BTreeMap::new(),
            columns: Vec::new(),
            sections: Vec::new(),
            form: BTreeSet::new(),
        };
        let head = match mapping.heading_row.checked_sub(1) {
            Some(head) => head,
            None => turned_head.or_else(|| heading_row(&arranged.page))?,
        };
        for name in &mapping.joined {
            if *name != mapping.page {
                arranged.join(name, mapping, head);
            }
        }
        for part in &arranged.parts {
            let form = part.origins.iter().flat_map(|origins| &origins.form);
            arranged.form.extend(form.map(|place| (part.page, *place)));
        }
        Some(arranged)
    }

    /// The row of the headings where nobody has said it.
    pub fn head(&self) -> Option<u32> {
        let turned = self.parts[0].origins.as_ref().is_some();
        if turned {
            let page = &self.book.pages[self.parts[0].page];
            return turned_page(page).map(|turned| turned.head);
        }
        heading_row(&self.page)
    }

    /// The tables of other worksheets, from the top.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The worksheets of the table, by their places in the book.
    pub fn pages(&self) -> Vec<usize> {
        self.parts.iter().map(|part| part.page).collect()
    }

    /// Whether rows and columns have changed places.
    pub fn is_mirrored(&self) -> bool {
        let first = self.parts[0].origins.as_ref();
        first.is_some_and(|origins| origins.is_turned)
    }

    /// The row of the headings of each worksheet; `head` is that of the first, where it stands as
    /// it is read.
    pub fn heads(&self, head: u32) -> BTreeMap<usize, u32> {
        let head_of = |(number, part): (usize, &Part)| {
            let page = &self.book.pages[part.page];
            let own = match (&part.origins, number) {
                (None, 0) => head,
                (None, _) => heading_row(page).unwrap_or(head),
                (Some(_), _) => turned_page(page).map_or(head, |turned| turned.head),
            };
            (part.page, own)
        };
        self.parts.iter().enumerate().map(head_of).collect()
    }

    /// Cells that belong to the form of the tables, whatever they are taken for.
    pub fn form(&self) -> &BTreeSet<(usize, Place)> {
        &self.form
    }

    /// Every cell of the worksheets that a cell of the table comes from, the one told first.
    pub fn origins(&self, place: Place) -> Vec<(usize, Place)> {
        let (number, inner) = self.inner(place);
        let part = &self.parts[number];
        let places = match &part.origins {
            None => vec![inner],
            Some(origins) => match origins.cells.get(&inner) {
                Some(places) => places.clone(),
                None if origins.is_turned => vec![Place {
                    row: inner.column,
                    column: inner.row,
                }],
                None => vec![Place {
                    row: origins.rows.get(&inner.row).copied().unwrap_or(inner.row),
                    column: inner.column,
                }],
            },
        };
        places.into_iter().map(|place| (part.page, place)).collect()
    }

    /// A cell of the table as a place in the book, with what stands there.
    pub fn spot(&self, place: Place) -> Spot {
        let found = self.page.text(place.row, place.column);
        let origin = self.origins(place).first().copied();
        let (page, place) = origin.unwrap_or((self.parts[0].page, place));
        Spot::cell(&self.book.pages[page].name, place, found)
    }

    /// How a row is called in a mapping: the worksheet, empty for the first, and the number.
    pub fn row_name(&self, row: u32) -> (String, u32) {
        let (number, row) = match self.rows.get(&row) {
            Some(&(part, row)) => (part, row),
            None => (0, row),
        };
        let part = &self.parts[number];
        let row = match &part.origins {
            Some(origins) if !origins.is_turned => origins.rows.get(&row).copied().unwrap_or(row),
            _ => row,
        };
        let page = if number == 0 {
            String::new()
        } else {
            self.book.pages[part.page].name.clone()
        };
        (page, row + 1)
    }

    /// Every row of the table by how it is called in a mapping.
    pub fn row_names(&self) -> BTreeMap<(String, u32), u32> {
        let rows = self.page.rows();
        rows.keys().map(|&row| (self.row_name(row), row)).collect()
    }

    /// The place in the part a place of the table belongs to.
    fn inner(&self, place: Place) -> (usize, Place) {
        let Some(&(part, row)) = self.rows.get(&place.row) else {
            return (0, place);
        };
        let column = match part.checked_sub(1).and_then(|at| self.columns.get(at)) {
            Some(columns) => columns.get(&place.column).copied(),
            None => Some(place.column),
        };
        let column = column.unwrap_or(place.column);
        (part, Place { row, column })
    }

    /// Adds the table of another worksheet below; one without a table adds nothing.
    fn join(&mut self, name: &str, mapping: &Mapping, head: u32) {
        let Some((page, part, turned_head)) = part(self.book, name, mapping.levels_in_rows) else {
            return;
        };
        if self.parts.iter().any(|known| known.page == part.page) {
            return;
        }
        let Some(own_head) = turned_head.or_else(|| heading_row(&page)) else {
            return;
        };
        let number = self.parts.len();
        let first = self.page.rows().keys().last().map_or(0, |row| row + 1);
        if number == 1 {
            let own = &self.book.pages[self.parts[0].page];
            self.sections.push(Section {
                first: 0,
                title: own.name.trim().to_owned(),
            });
            self.rows = (0..first).map(|row| (row, (0, row))).collect();
        }
        let matched = matched_columns(&self.page, head, mapping, &page, own_head);
        let table = self.page.to_mut();
        let mut next = first;
        let mut last = own_head;
        for (row, values) in page.rows() {
            if row <= own_head {
                continue;
            }
            // Empty rows stay: they end a table.
            let gap = u32::from(row > last + 1 && last > own_head);
            next += gap;
            last = row;
            self.rows.insert(next, (number, row));
            for (column, value) in values {
                if let Some(&to) = matched.get(&column) {
                    let place = Place {
                        row: next,
                        column: to,
                    };
                    table.cells.insert(place, value.clone());
                }
            }
            next += 1;
        }
        let rows: BTreeMap<u32, u32> = self
            .rows
            .iter()
            .filter(|(_, (part, _))| *part == number)
            .map(|(to, (_, from))| (*from, *to))
            .collect();
        for (from, to) in &page.merged {
            let moved = |place: &Place| {
                Some(Place {
                    row: *rows.get(&place.row)?,
                    column: *matched.get(&place.column)?,
                })
            };
            // A cell that is joined over rows without a value ends at the last with one.
            let end = rows.range(..=to.row).next_back().map(|(row, _)| *row);
            let end = end.unwrap_or(to.row);
            if let (Some(from), Some(to)) = (moved(from), moved(&Place { row: end, ..*to })) {
                table.merged.push((from, to));
            }
        }
        for &column in matched.keys() {
            let place = Place {
                row: own_head,
                column,
            };
            let places = match &part.origins {
                Some(origins) => origins.cells.get(&place).cloned().unwrap_or_default(),
                None => vec![place],
            };
            self.form
                .extend(places.into_iter().map(|place| (part.page, place)));
        }
        self.columns
            .push(matched.into_iter().map(|(from, to)| (to, from)).collect());
        self.sections.push(Section {
            first,
            title: name.trim().to_owned(),
        });
        self.parts.push(part);
    }
}

impl RowMapping {
    /// How it is called in its mapping.
    pub(super) fn name(&self) -> (String, u32) {
        (self.page.clone(), self.row)
    }
}

/// A worksheet as it is read, and the row of its headings where it had to be turned.
fn part<'b>(
    book: &'b Book,
    name: &str,
    in_rows: bool,
) -> Option<(Cow<'b, Page>, Part, Option<u32>)> {
    let number = book.pages.iter().position(|page| page.name == name)?;
    let page = &book.pages[number];
    if in_rows && let Some(turned) = turned_page(page) {
        let part = Part {
            page: number,
            origins: Some(turned.origins),
        };
        return Some((Cow::Owned(turned.page), part, Some(turned.head)));
    }
    let part = Part {
        page: number,
        origins: None,
    };
    Some((Cow::Borrowed(page), part, None))
}

/// Which column of the first table each column of another is: the one with the same heading, or
/// the one that is the same.
fn matched_columns(
    first: &Page,
    head: u32,
    mapping: &Mapping,
    other: &Page,
    other_head: u32,
) -> BTreeMap<u32, u32> {
    let own = if mapping.columns.is_empty() {
        columns(first, head).0
    } else {
        mapping.columns.clone()
    };
    let mut free: Vec<(u32, String, ColumnRole)> = own
        .iter()
        .filter_map(|column| {
            let number = column_number(&column.column)?;
            Some((number, plain(&column.heading), column.role))
        })
        .collect();
    let mut matched = BTreeMap::new();
    let others = columns(other, other_head).0;
    let mut take = |is: &dyn Fn(&str, ColumnRole) -> bool, from: &str| {
        let Some(from) = column_number(from).filter(|it| !matched.contains_key(it)) else {
            return;
        };
        let found = free
            .iter()
            .position(|(_, heading, role)| is(heading, *role));
        if let Some(at) = found {
            matched.insert(from, free.remove(at).0);
        }
    };
    for column in &others {
        let heading = plain(&column.heading);
        take(
            &|own, _| !heading.is_empty() && own == heading,
            &column.column,
        );
    }
    for column in &others {
        let role = column.role;
        take(
            &|_, own| role != ColumnRole::Ignored && own == role,
            &column.column,
        );
    }
    matched
}

/// A column in which the levels stand below each other.
struct LevelColumn {
    column: u32,
    head: Option<u32>,
    first: Place,
    /// Each row with its level and the level's name.
    levels: BTreeMap<u32, (u8, String)>,
}

/// The column of levels of a worksheet that has no row of them.
fn level_column(page: &Page) -> Option<LevelColumn> {
    const HEADINGS: [&str; 15] = [
        "level",
        "levels",
        "maturity",
        "maturity level",
        "lv",
        "lv.",
        "stage",
        "tier",
        "レベル",
        "成熟度",
        "成熟度レベル",
        "段階",
        "ステージ",
        "到達レベル",
        "成熟度段階",
    ];
    if heading_row(page).is_some() {
        return None;
    }
    let mut by_column: BTreeMap<u32, Vec<(u32, &Value)>> = BTreeMap::new();
    for (place, value) in &page.cells {
        by_column
            .entry(place.column)
            .or_default()
            .push((place.row, value));
    }
    by_column.into_iter().find_map(|(column, cells)| {
        let headed = cells.iter().find(|(row, value)| {
            *row < HEAD_ROWS && HEADINGS.contains(&plain(&value.shown()).as_str())
        });
        let head = headed.map(|(row, _)| *row);
        let levels: BTreeMap<u32, (u8, String)> = cells
            .iter()
            .filter(|(row, _)| head.is_none_or(|head| *row > head))
            .filter_map(|(row, value)| Some((*row, level_cell(value, head.is_some())?)))
            .collect();
        let distinct: BTreeSet<u8> = levels.values().map(|(level, _)| *level).collect();
        let below = cells
            .iter()
            .filter(|(row, _)| head.is_none_or(|head| *row > head));
        let is_mostly_levels = levels.len() * 2 > below.count();
        let (&first, _) = levels.first_key_value()?;
        let first = Place { row: first, column };
        (distinct.len() > 1 && is_mostly_levels).then_some(LevelColumn {
            column,
            head,
            first,
            levels,
        })
    })
}

/// The level a cell names. A number alone is one where the heading says that levels stand there.
fn level_cell(value: &Value, headed: bool) -> Option<(u8, String)> {
    let shown = value.shown();
    if let Some(level) = level_heading(&shown) {
        return Some(level);
    }
    if !headed {
        return None;
    }
    let text = plain(&shown);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let level: u8 = text[..digits].parse().ok().filter(|level| *level <= 9)?;
    let rest = &text[digits..];
    let is_parted = rest
        .chars()
        .next()
        .is_none_or(|letter| " :.-)、".contains(letter));
    // In its own case, and no longer than a name.
    let name: String = shown.trim().chars().skip(digits).collect();
    let name = name.trim_matches([' ', '\u{3000}', ':', '：', '.', '-', '–', ')', '(', '、']);
    (is_parted && !rest.starts_with('.')).then(|| (level, name.to_owned()))
}

/// A worksheet with its levels in columns where they stand in rows.
fn turned_page(page: &Page) -> Option<Turned> {
    let levels = level_column(page)?;
    let distinct: BTreeSet<u8> = levels.levels.values().map(|(level, _)| *level).collect();
    let is_headed = levels.head.is_some_and(|head| {
        let beside = page.cells.iter().filter(|(place, _)| place.row == head);
        let mut beside = beside.map(|(_, value)| plain(&value.shown()));
        beside.any(|heading| TEXT_HEADINGS.contains(&heading.as_str()))
    });
    if distinct.len() == levels.levels.len() && !is_headed {
        // Each level once: the services stand in columns.
        if let Some(turned) = mirrored(page, &levels) {
            return Some(turned);
        }
    }
    gathered(page, &levels)
}

/// What a heading made of a level says, so that it is recognized.
fn made_heading(level: u8, name: &str) -> Value {
    Value::Text(if name.is_empty() {
        format!("Level {level}")
    } else {
        format!("Level {level}: {name}")
    })
}

/// Rows and columns change places: a column for each service becomes a row.
fn mirrored(page: &Page, levels: &LevelColumn) -> Option<Turned> {
    let swap = |place: &Place| Place {
        row: place.column,
        column: place.row,
    };
    let mut mirrored = Page {
        name: page.name.clone(),
        hidden: page.hidden,
        cells: page
            .cells
            .iter()
            .map(|(place, value)| (swap(place), value.clone()))
            .collect(),
        merged: page
            .merged
            .iter()
            .map(|(first, last)| (swap(first), swap(last)))
            .collect(),
        ..Page::default()
    };
    for (&row, (level, name)) in &levels.levels {
        let place = Place {
            row: levels.column,
            column: row,
        };
        mirrored.cells.insert(place, made_heading(*level, name));
    }
    // More than one column beside the levels: with one alone there is one text for each level.
    let services: BTreeSet<u32> = page
        .cells
        .iter()
        .filter(|(place, value)| {
            place.column > levels.column
                && levels.levels.contains_key(&place.row)
                && says_something(value)
        })
        .map(|(place, _)| place.column)
        .collect();
    (services.len() > 1).then_some(Turned {
        page: mirrored,
        head: levels.column,
        origins: Origins {
            is_turned: true,
            ..Origins::default()
        },
    })
}

/// Gathers the rows of each service into one, with a column for each level.
fn gathered(page: &Page, levels: &LevelColumn) -> Option<Turned> {
    let head = levels.head.or_else(|| levels.first.row.checked_sub(1))?;
    let text_column = text_column(page, head, levels)?;
    let key_column = key_column(page, head, levels, text_column);
    let last = page.cells.keys().map(|place| place.column).max()?;
    let mut made = Page {
        name: page.name.clone(),
        hidden: page.hidden,
        ..Page::default()
    };
    let mut origins = Origins::default();
    let level_place = |level: u8| last + 1 + u32::from(level);
    for (row, values) in page.rows() {
        for (column, value) in values {
            let place = Place { row, column };
            if row > head {
                break;
            }
            if row == head && (column == levels.column || column == text_column) {
                origins.form.insert(place);
            } else {
                made.cells.insert(place, value.clone());
                origins.cells.insert(place, vec![place]);
            }
        }
    }
    for row in 0..=head {
        origins.rows.insert(row, row);
    }
    let mut next = head + 1;
    let mut above = head;
    // The row of the service that is gathered, and what names it.
    let mut current: Option<(u32, String)> = None;
    for (row, values) in page.rows() {
        if row <= head {
            continue;
        }
        if row > above + 1 {
            next += 1;
            current = None;
        }
        above = row;
        let key = key_column
            .map(|column| cell_text(&page.text(row, column)))
            .unwrap_or_default();
        let level = levels.levels.get(&row);
        let goes_on = level.is_some()
            && current
                .as_ref()
                .is_some_and(|(_, name)| key.is_empty() || *name == key);
        let to = match &current {
            Some((to, _)) if goes_on => *to,
            _ => {
                let to = next;
                next += 1;
                origins.rows.insert(to, row);
                current = level.map(|_| (to, key));
                to
            }
        };
        for (column, value) in values {
            let place = Place { row, column };
            let column = match level {
                Some((level, _)) if column == text_column => level_place(*level),
                Some((level, name)) if column == levels.column => {
                    let heading = Place {
                        row: head,
                        column: level_place(*level),
                    };
                    made.cells
                        .entry(heading)
                        .or_insert_with(|| made_heading(*level, name));
                    origins.cells.entry(heading).or_insert_with(|| vec![place]);
                    origins.form.insert(place);
                    continue;
                }
                _ => column,
            };
            let target = Place { row: to, column };
            match made.cells.get(&target) {
                // Said again for each level; something else is for the account to tell.
                Some(known) if cell_text(&known.shown()) == cell_text(&value.shown()) => {
                    origins.cells.entry(target).or_default().push(place);
                }
                Some(_) => {}
                None => {
                    made.cells.insert(target, value.clone());
                    origins.cells.insert(target, vec![place]);
                }
            }
        }
    }
    Some(Turned {
        page: made,
        head,
        origins,
    })
}

/// The column with the texts of the levels: the one whose heading says so, or the one with the
/// most different texts beside levels.
fn text_column(page: &Page, head: u32, levels: &LevelColumn) -> Option<u32> {
    let mut texts: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for (place, value) in &page.cells {
        if place.column != levels.column && levels.levels.contains_key(&place.row) {
            let text = cell_text(&value.shown());
            texts.entry(place.column).or_default().insert(text);
        }
    }
    let most = texts.values().map(BTreeSet::len).max()?;
    let headed = texts
        .iter()
        .find(|(column, own)| {
            let heading = plain(&page.text(head, **column));
            own.len() > 1 && TEXT_HEADINGS.contains(&heading.as_str())
        })
        .map(|(column, _)| *column);
    headed.or_else(|| {
        let right = texts
            .iter()
            .find(|(column, own)| **column > levels.column && own.len() * 2 > most);
        let any = || texts.iter().find(|(_, own)| own.len() == most);
        right.or_else(any).map(|(column, _)| *column)
    })
}

/// The column that tells services apart: that of ids, of titles, or with the most to tell.
fn key_column(page: &Page, head: u32, levels: &LevelColumn, text_column: u32) -> Option<u32> {
    let mut texts: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for (place, value) in &page.cells {
        let is_other = place.column != levels.column && place.column != text_column;
        if place.row > head && is_other {
            let text = cell_text(&value.shown());
            texts.entry(place.column).or_default().insert(text);
        }
    }
    let role = |column: &u32| heading_role(&page.text(head, *column));
    let with = |wanted: &[ColumnRole]| {
        let mut columns = texts.keys().copied();
        columns.find(|column| role(column).is_some_and(|role| wanted.contains(&role)))
    };
    with(&[ColumnRole::Id, ColumnRole::IdAndTitle])
        .or_else(|| with(&[ColumnRole::Title]))
        .or_else(|| {
            // Of those nothing is known of, the one that tells most apart; the first of equals.
            let unknown = texts.iter().filter(|(column, _)| role(column).is_none());
            unknown
                .rev()
                .max_by_key(|(_, own)| own.len())
                .map(|(column, _)| *column)
        })
        .or_else(|| texts.keys().next().copied())
}
