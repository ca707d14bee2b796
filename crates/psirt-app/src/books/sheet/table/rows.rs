//! The rows of a table: services, areas, what goes on from above, and remarks.
//!
//! A table ends at an empty row, so that totals, remarks and signatures below it are none of it;
//! a person may say that it goes on.

use std::collections::BTreeMap;

use psirt_core::letters::{is_blank, plain};

use super::heading::level_heading;
use super::ids::{Ids, depth, id_text, is_service_id, split_id};
use super::{LONGEST_TITLE, MOST_COLUMNS, MOST_ROWS, SHOWN};
use crate::books::cells::{Page, Place, Value};
use crate::books::fill_in::cell_text;
use crate::books::sheet::arranged::{Arranged, Section};
use crate::books::sheet::mapping::{ColumnMapping, ColumnRole, Mapping, RowRole, column_number};
use crate::books::sheet::told::{DoubtProblem, LeftOut};

/// The rows of a table below its headings.
pub(super) struct Rows<'p> {
    page: &'p Page,
    head: u32,
    sections: &'p [Section],
    /// Whether the table goes on after empty rows.
    reads_on: bool,
    columns: Vec<(ColumnRole, u32)>,
    /// The last column that is anything.
    last_column: u32,
    /// Rows that a cell joined downwards reaches, from and to: none of them is empty.
    joined: Vec<(u32, u32)>,
}

/// What a row is found to be.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub row: u32,
    pub role: RowRole,
    /// The id of the service or area; empty where it has none.
    pub id: String,
    /// What is doubtful about the id.
    pub doubt: Option<DoubtProblem>,
    /// What the column of areas says for the row, or the row itself where it is an area.
    pub area: String,
    pub id_column: u32,
    /// Why it is left out, where it is.
    pub left_out: Option<LeftOut>,
    /// Whether it says the headings once more.
    pub repeats_headings: bool,
    pub shown: String,
}

/// One row as it is looked at.
struct Line<'p> {
    row: u32,
    values: Vec<(u32, &'p Value)>,
    own_id: Option<&'p Value>,
    has_title: bool,
    /// What stands in the columns of levels.
    levels: Vec<&'p Value>,
}

impl<'p> Rows<'p> {
    pub fn of(arranged: &'p Arranged<'_>, mapping: &Mapping) -> Self {
        let head = mapping.heading_row.max(1) - 1;
        Self {
            reads_on: mapping.past_empty_rows,
            ..Self::below(&arranged.page, arranged.sections(), head, &mapping.columns)
        }
    }

    /// The rows below a row of headings, up to the first empty one.
    pub fn below(
        page: &'p Page,
        sections: &'p [Section],
        head: u32,
        columns: &[ColumnMapping],
    ) -> Self {
        let columns: Vec<(ColumnRole, u32)> = columns
            .iter()
            .filter_map(|column| Some((column.role, column_number(&column.column)?)))
            .collect();
        let used = columns
            .iter()
            .filter(|(role, _)| *role != ColumnRole::Ignored);
        Self {
            page,
            head,
            sections,
            reads_on: false,
            last_column: used.map(|(_, column)| *column).max().unwrap_or(0),
            columns,
            joined: joined_rows(page),
        }
    }

    fn column(&self, role: ColumnRole) -> Option<u32> {
        let found = self.columns.iter().find(|(own, _)| *own == role);
        found.map(|(_, column)| *column)
    }

    /// The text of a cell, or of the cell it is joined with from above.
    fn joined_text(&self, row: u32, column: u32) -> String {
        let own = cell_text(&self.page.text(row, column));
        if !own.is_empty() {
            return own;
        }
        let joined = self
            .page
            .merged
            .iter()
            .find(|(first, last)| first.column == column && first.row < row && row <= last.row);
        joined.map_or_else(String::new, |(first, _)| {
            cell_text(&self.page.text(first.row, first.column))
        })
    }

    fn id_column(&self) -> Option<u32> {
        self.column(ColumnRole::Id)
            .or_else(|| self.column(ColumnRole::IdAndTitle))
    }

    /// The columns of levels.
    fn levels(&self) -> Vec<u32> {
        let columns = self.columns.iter();
        columns
            .filter(|(role, _)| matches!(role, ColumnRole::Level { .. }))
            .map(|(_, column)| *column)
            .collect()
    }

    /// The rows below the headings that say something.
    fn lines(&self) -> Vec<Line<'p>> {
        let (id_column, title_column) = (self.id_column(), self.column(ColumnRole::Title));
        let levels = self.levels();
        self.page
            .rows()
            .into_iter()
            .filter(|(row, _)| *row > self.head)
            .take(MOST_ROWS)
            .filter_map(|(row, values)| {
                let values: Vec<(u32, &Value)> = values
                    .into_iter()
                    .filter(|(column, value)| *column < MOST_COLUMNS && says_something(value))
                    .collect();
                if values.is_empty() {
                    return None;
                }
                let at = |column: u32| {
                    let found = values.iter().find(|(own, _)| *own == column);
                    found.map(|(_, value)| *value)
                };
                Some(Line {
                    row,
                    own_id: id_column.and_then(at),
                    has_title: title_column.and_then(at).is_some(),
                    levels: levels.iter().filter_map(|&column| at(column)).collect(),
                    values,
                })
            })
            .collect()
    }

    /// What each row is.
    pub fn classified(&self) -> Vec<Found> {
        let lines = self.lines();
        let usual = Usual::of(&lines, self.levels().len());
        let area_column = self.column(ColumnRole::Area);
        let mut ids = Ids::default();
        let mut found: Vec<Found> = Vec::new();
        let mut area = String::new();
        let mut sections = self.sections.iter().peekable();
        let mut last = self.head;
        let mut has_service = false;
        let mut has_ended = false;
        for line in &lines {
            let row = line.row;
            while let Some(section) = sections.next_if(|section| section.first <= row) {
                // Another worksheet begins: its table is one of its own, and an area.
                (has_ended, has_service, last) = (false, false, row);
                area.clone_from(&section.title);
            }
            if let Some(column) = area_column {
                let said = self.joined_text(row, column);
                if !said.is_empty() {
                    area = said;
                }
            }
            let mut entry = self.entry(line, &area);
            if line.values[0].0 > self.last_column {
                entry.left_out = Some(LeftOut::Beside);
                found.push(entry);
                continue;
            }
            has_ended |= has_service && !self.reads_on && self.is_parted(last, row);
            last = row;
            entry.repeats_headings = self.repeats_headings(line);
            if has_ended && !entry.repeats_headings {
                entry.left_out = Some(LeftOut::Below);
            } else if !entry.repeats_headings {
                self.classify(line, &usual, is_below_service(&found), &mut entry, &mut ids);
            }
            match entry.role {
                RowRole::Service => has_service = true,
                RowRole::Area => area.clone_from(&entry.area),
                RowRole::Continued | RowRole::Ignored => {}
            }
            found.push(entry);
        }
        without_empty_areas(found)
    }

    /// A row before it is known what it is.
    fn entry(&self, line: &Line<'_>, area: &str) -> Found {
        Found {
            row: line.row,
            role: RowRole::Ignored,
            id: String::new(),
            doubt: None,
            area: area.to_owned(),
            id_column: self.id_column().unwrap_or(line.values[0].0),
            left_out: None,
            repeats_headings: false,
            shown: shortened(&line.texts().join(" | ")),
        }
    }

    /// Finds out what a row of the table is.
    fn classify(
        &self,
        line: &Line<'_>,
        usual: &Usual,
        is_below_service: bool,
        entry: &mut Found,
        ids: &mut Ids,
    ) {
        let id_column = self.id_column();
        let is_told_apart = id_column.is_some() || self.column(ColumnRole::Title).is_some();
        let has_no_name = line.own_id.is_none() && !line.has_title && is_told_apart;
        let texts = line.texts();
        if usual.is_figures(line, id_column) {
            entry.left_out = Some(LeftOut::Figures);
        } else if usual.is_remark(line, &texts[0]) {
            entry.left_out = Some(LeftOut::Remark);
        } else if has_no_name && self.is_text_alone(line) {
            if is_below_service {
                entry.role = RowRole::Continued;
            } else {
                entry.left_out = Some(LeftOut::Remark);
            }
        } else if !line.levels.is_empty() || usual.is_service_without_levels(line) {
            entry.role = RowRole::Service;
            (entry.id, entry.doubt) = self.service_id(line, id_column, ids);
            if usual.is_unlike(line) {
                entry.doubt = entry.doubt.take().or(Some(DoubtProblem::UnlikeId));
            }
        } else {
            let named = area_line(&texts);
            if self.column(ColumnRole::Area).is_none() && !named.is_empty() {
                entry.role = RowRole::Area;
                entry.area = named;
            } else {
                entry.left_out = Some(LeftOut::Remark);
            }
        }
    }

    /// Whether an empty row stands between two rows: one with no cell, own or joined from above.
    fn is_parted(&self, above: u32, below: u32) -> bool {
        let mut next = above + 1;
        while next < below {
            let reaching = self
                .joined
                .iter()
                .find(|(from, to)| *from <= next && next <= *to);
            match reaching {
                Some((_, to)) => next = to + 1,
                None => return true,
            }
        }
        false
    }

    /// Whether a row says the headings once more, as on a new page.
    fn repeats_headings(&self, row: &Line<'_>) -> bool {
        let same = row.values.iter().filter(|(column, value)| {
            level_heading(&value.shown()).is_some()
                && plain(&value.shown()) == plain(&self.page.text(self.head, *column))
        });
        same.count() > 1
    }

    /// Whether a row has nothing but texts of a service.
    fn is_text_alone(&self, row: &Line<'_>) -> bool {
        let is_text = |column: u32| {
            self.columns.iter().any(|&(role, own)| {
                own == column
                    && matches!(
                        role,
                        ColumnRole::Level { .. }
                            | ColumnRole::Purpose
                            | ColumnRole::Why
                            | ColumnRole::SmallTeam
                    )
            })
        };
        let is_ignored = |column: u32| {
            self.columns
                .iter()
                .all(|&(role, own)| own != column || role == ColumnRole::Ignored)
        };
        let is_area = |column: u32| self.columns.contains(&(ColumnRole::Area, column));
        row.values.iter().any(|&(column, _)| is_text(column))
            && row
                .values
                .iter()
                .all(|&(column, _)| is_text(column) || is_area(column) || is_ignored(column))
    }

    /// The id of the service in a row, and what is doubtful about it.
    fn service_id(
        &self,
        row: &Line<'_>,
        column: Option<u32>,
        ids: &mut Ids,
    ) -> (String, Option<DoubtProblem>) {
        let is_both = column.is_some() && self.column(ColumnRole::Id).is_none();
        match row.own_id {
            Some(Value::Number(number)) => ids.number(*number),
            Some(Value::Date(date)) => {
                ids.seen(&date.to_string());
                (date.to_string(), Some(DoubtProblem::DateForId))
            }
            Some(value) if is_both => {
                let text = cell_text(&value.shown());
                let Some(split) = split_id(&text) else {
                    let id = id_text(&text);
                    ids.seen(&id);
                    let made = id.clone();
                    return (id, Some(DoubtProblem::MadeUpId { id: made }));
                };
                ids.seen(&split.id);
                let marks = split.dropped;
                let doubt = (!marks.is_empty()).then_some(DoubtProblem::MarksLeftOut { marks });
                (split.id, doubt)
            }
            Some(value) => {
                let id = id_text(&cell_text(&value.shown()));
                ids.seen(&id);
                (id, None)
            }
            None => (String::new(), None),
        }
    }
}

impl Line<'_> {
    fn texts(&self) -> Vec<String> {
        let values = self.values.iter();
        values.map(|(_, value)| cell_text(&value.shown())).collect()
    }
}

/// What most rows of a table are like.
struct Usual {
    /// Whether most rows have an id with a digit.
    has_numbered_ids: bool,
    /// How many groups most ids have.
    depth: usize,
    levels: usize,
}

impl Usual {
    fn of(rows: &[Line<'_>], levels: usize) -> Self {
        let ids: Vec<String> = rows
            .iter()
            .filter(|row| !row.levels.is_empty())
            .filter_map(|row| row.own_id.map(Value::shown))
            .collect();
        let numbered = ids.iter().filter(|id| has_digit(id)).count();
        let mut depths: BTreeMap<usize, usize> = BTreeMap::new();
        for id in &ids {
            let id = split_id(id).map_or_else(|| id.clone(), |split| split.id);
            *depths.entry(depth(&id)).or_default() += 1;
        }
        let depth = depths.into_iter().max_by_key(|&(_, count)| count);
        Self {
            has_numbered_ids: numbered * 2 > ids.len(),
            depth: depth.map_or(0, |(depth, _)| depth),
            levels,
        }
    }

    /// Whether a row counts: figures under its levels, and no service that they belong to.
    fn is_figures(&self, row: &Line<'_>, id_column: Option<u32>) -> bool {
        if row.levels.is_empty() || !row.levels.iter().all(|value| is_figure(value)) {
            return false;
        }
        let names_a_count = row.values.iter().any(|(_, value)| is_count(&value.shown()));
        names_a_count || (id_column.is_some() && row.own_id.is_none()) || self.is_unlike(row)
    }

    /// Whether a row that says little is no service: it begins like a remark or a signature, or
    /// has something else where the others have their id.
    fn is_remark(&self, row: &Line<'_>, first: &str) -> bool {
        let is_full = row.levels.len() == self.levels && self.levels > 0;
        !is_full
            && (begins_like_a_remark(first)
                || is_count(first)
                || (!row.levels.is_empty() && self.is_unlike(row)))
    }

    /// Whether what stands for the id has no digit where those of most rows have.
    fn is_unlike(&self, row: &Line<'_>) -> bool {
        let own = row.own_id.map(Value::shown);
        self.has_numbered_ids && own.is_some_and(|id| !has_digit(&id) && !is_service_id(&id))
    }

    /// Whether a row has the id and title of a service, and its levels are still to be written.
    fn is_service_without_levels(&self, row: &Line<'_>) -> bool {
        let own = row.own_id.map(Value::shown);
        row.has_title
            && self.depth > 1
            && own.is_some_and(|id| is_service_id(&id) && depth(&id) == self.depth)
    }
}

/// Rows that cells joined downwards reach, from and to.
fn joined_rows(page: &Page) -> Vec<(u32, u32)> {
    let says = |place: &Place| {
        page.value(place.row, place.column)
            .is_some_and(says_something)
    };
    let mut rows: Vec<(u32, u32)> = page
        .merged
        .iter()
        .filter(|(first, last)| first.row < last.row && says(first))
        .map(|(first, last)| (first.row, last.row))
        .collect();
    rows.sort_unstable();
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (from, to) in rows {
        match joined.last_mut() {
            Some((_, end)) if from <= *end => *end = (*end).max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

/// Whether a cell says something that can be seen.
pub(in crate::books::sheet) fn says_something(value: &Value) -> bool {
    !matches!(value, Value::Text(text) if is_blank(text))
}

fn has_digit(text: &str) -> bool {
    plain(text).chars().any(|letter| letter.is_ascii_digit())
}

/// Whether a cell holds a figure: a number, a percentage, a fraction.
pub(super) fn is_figure(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::Text(text) => {
            let text = plain(text);
            text.chars().any(|letter| letter.is_ascii_digit())
                && text
                    .chars()
                    .all(|letter| letter.is_ascii_digit() || " .,%/-+件点".contains(letter))
        }
        Value::Boolean(_) | Value::Date(_) | Value::Failed(_) | Value::NotCalculated(_) => false,
    }
}

/// Whether a text names a count of what stands above.
fn is_count(text: &str) -> bool {
    const COUNTS: [&str; 30] = [
        "total",
        "totals",
        "grand total",
        "sum",
        "subtotal",
        "average",
        "averages",
        "avg",
        "mean",
        "median",
        "count",
        "score",
        "maximum",
        "minimum",
        "max",
        "min",
        "合計",
        "総計",
        "小計",
        "累計",
        "平均",
        "平均値",
        "平均点",
        "中央値",
        "件数",
        "個数",
        "点数",
        "得点",
        "集計",
        "計",
    ];
    let text = plain(text);
    COUNTS.iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            let next = rest.chars().next();
            next.is_none_or(|letter| !letter.is_alphabetic() && letter != '-')
        })
    })
}

/// Whether a text begins as remarks and signatures do.
fn begins_like_a_remark(text: &str) -> bool {
    const MARKS: [&str; 8] = ["※", "*", "†", "‡", "©", "注)", "注:", "注 "];
    const WORDS: [&str; 22] = [
        "note",
        "notes",
        "source",
        "remark",
        "remarks",
        "legend",
        "approved",
        "approval",
        "reviewed",
        "prepared",
        "signature",
        "signed",
        "出典",
        "備考",
        "注記",
        "凡例",
        "署名",
        "承認",
        "承認者",
        "作成者",
        "作成",
        "確認者",
    ];
    let text = plain(text);
    MARKS.iter().any(|mark| text.starts_with(mark))
        || text == "注"
        || WORDS.iter().any(|word| {
            text.strip_prefix(word)
                .is_some_and(|rest| rest.chars().next().is_none_or(|it| !it.is_alphanumeric()))
        })
}

fn is_below_service(found: &[Found]) -> bool {
    let above = found.iter().rev().find(|row| row.role != RowRole::Ignored);
    above.is_some_and(|row| matches!(row.role, RowRole::Service | RowRole::Continued))
}

/// The line that names an area, where a row without levels is one: a cell or two, and short.
fn area_line(texts: &[String]) -> String {
    let line = texts.join(" ");
    let is_remark = begins_like_a_remark(&line) || is_count(&line);
    if texts.len() > 2 || line.chars().count() > LONGEST_TITLE || is_remark {
        return String::new();
    }
    line
}

/// An area without a service below it is a remark.
fn without_empty_areas(mut found: Vec<Found>) -> Vec<Found> {
    let mut has_service = false;
    for row in found.iter_mut().rev() {
        match row.role {
            RowRole::Service => has_service = true,
            RowRole::Area if !has_service => {
                row.role = RowRole::Ignored;
                row.left_out = Some(LeftOut::Remark);
            }
            RowRole::Area => has_service = false,
            _ => {}
        }
    }
    found
}

/// As much of a text as shows which one it is, in one line.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    let start: String = line.chars().take(SHOWN - 1).collect();
    format!("{}…", start.trim_end())
}
