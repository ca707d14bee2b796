//! The rows of a table: services, areas, what goes on from above, and remarks.

use super::heading::level_heading;
use super::ids::{Ids, id_text, split_id};
use super::{LONGEST_TITLE, MOST_COLUMNS, MOST_ROWS, SHOWN};
use crate::books::cells::{Page, Place, Value};
use crate::books::fill_in::cell_text;
use crate::books::sheet::mapping::{ColumnMapping, ColumnRole, RowRole, column_number};
use crate::books::sheet::told::DoubtProblem;

/// The rows of a table below its headings.
pub(super) struct Rows<'p> {
    page: &'p Page,
    head: u32,
    columns: Vec<(ColumnRole, u32)>,
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
    pub first: Place,
    /// Whether it says something and is left out for it.
    pub is_remark: bool,
    pub shown: String,
}

impl<'p> Rows<'p> {
    pub fn of(page: &'p Page, head: u32, columns: &[ColumnMapping]) -> Self {
        let columns = columns
            .iter()
            .filter_map(|column| Some((column.role, column_number(&column.column)?)))
            .collect();
        Self {
            page,
            head,
            columns,
        }
    }

    fn column(&self, role: ColumnRole) -> Option<u32> {
        let found = self.columns.iter().find(|(own, _)| *own == role);
        found.map(|(_, column)| *column)
    }

    /// The text of a cell, or of the cell it is joined with from above.
    fn joined(&self, row: u32, column: u32) -> String {
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

    pub fn classified(&self) -> Vec<Found> {
        let levels: Vec<u32> = self
            .columns
            .iter()
            .filter(|(role, _)| matches!(role, ColumnRole::Level { .. }))
            .map(|(_, column)| *column)
            .collect();
        let id_column = self
            .column(ColumnRole::Id)
            .or_else(|| self.column(ColumnRole::IdAndTitle));
        let title_column = self.column(ColumnRole::Title);
        let area_column = self.column(ColumnRole::Area);
        let mut ids = Ids::default();
        let mut found: Vec<Found> = Vec::new();
        let mut area = String::new();
        for (row, values) in self.page.rows() {
            if row <= self.head || found.len() >= MOST_ROWS {
                continue;
            }
            let values: Vec<&(u32, &Value)> = values
                .iter()
                .filter(|(column, _)| *column < MOST_COLUMNS)
                .collect();
            let Some(first) = values.first() else {
                continue;
            };
            let first = Place {
                row,
                column: first.0,
            };
            let texts: Vec<String> = values
                .iter()
                .map(|(_, value)| cell_text(&value.shown()))
                .collect();
            let shown = shortened(&texts.join(" | "));
            let has_levels = levels
                .iter()
                .any(|&column| self.page.value(row, column).is_some());
            let own_id = id_column.and_then(|column| self.page.value(row, column));
            let has_title =
                title_column.is_some_and(|column| self.page.value(row, column).is_some());
            if let Some(column) = area_column {
                let said = self.joined(row, column);
                if !said.is_empty() {
                    area = said;
                }
            }
            let is_heading = values
                .iter()
                .filter(|(_, value)| level_heading(&value.shown()).is_some())
                .count()
                > 1;
            let mut entry = Found {
                row,
                role: RowRole::Ignored,
                id: String::new(),
                doubt: None,
                area: area.clone(),
                id_column: id_column.unwrap_or(first.column),
                first,
                is_remark: false,
                shown,
            };
            if is_heading {
                // The headings once more, as on a new page.
            } else if has_levels && own_id.is_none() && !has_title && is_below_service(&found) {
                entry.role = RowRole::Continued;
            } else if has_levels {
                entry.role = RowRole::Service;
                (entry.id, entry.doubt) = self.service_id(row, id_column, &mut ids);
            } else {
                let line = area_line(&texts);
                if area_column.is_none() && !line.is_empty() {
                    entry.role = RowRole::Area;
                    entry.area = line;
                } else {
                    entry.is_remark = area_column
                        .is_none_or(|column| values.iter().any(|(own, _)| *own != column));
                }
            }
            found.push(entry);
        }
        without_empty_areas(found)
    }

    /// The id of the service in a row, and what is doubtful about it.
    fn service_id(
        &self,
        row: u32,
        column: Option<u32>,
        ids: &mut Ids,
    ) -> (String, Option<DoubtProblem>) {
        let Some(column) = column else {
            return (String::new(), None);
        };
        let is_both = self.column(ColumnRole::Id).is_none();
        match self.page.value(row, column) {
            Some(Value::Number(number)) => ids.number(*number),
            Some(Value::Date(date)) => {
                ids.seen(&date.to_string());
                (date.to_string(), Some(DoubtProblem::DateForId))
            }
            Some(value) if is_both => {
                let text = cell_text(&value.shown());
                let id = split_id(&text).map_or_else(|| id_text(&text), |(id, _)| id);
                ids.seen(&id);
                (id, None)
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

fn is_below_service(found: &[Found]) -> bool {
    let above = found.iter().rev().find(|row| row.role != RowRole::Ignored);
    above.is_some_and(|row| matches!(row.role, RowRole::Service | RowRole::Continued))
}

/// The line that names an area, where a row without levels is one: a cell or two, and short.
fn area_line(texts: &[String]) -> String {
    const REMARKS: [&str; 8] = ["※", "注", "*", "＊", "出典", "note", "source", "©"];
    let line = texts.join(" ");
    let lower = line.to_lowercase();
    let is_remark = REMARKS.iter().any(|start| lower.starts_with(start));
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
                row.is_remark = true;
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
