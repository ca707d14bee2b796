//! The areas of a table, and which service belongs to which.

use psirt_core::Language;

use super::ids::{split_id, start_of};
use super::rows::Rows;
use crate::books::sheet::arranged::Arranged;
use crate::books::sheet::mapping::{AreaMapping, Mapping, RowMapping, RowRole, Words};

/// Proposes areas and rows for the columns of a mapping.
pub(super) fn fill_rows(arranged: &Arranged<'_>, mapping: &mut Mapping) {
    let found = Rows::of(arranged, mapping).classified();
    let languages = mapping.about.languages.clone();
    let mut areas = Areas {
        languages: &languages,
        made: Vec::new(),
    };
    let mut current = String::new();
    let mut rows = Vec::new();
    let mut nameless = 0;
    for mut row in found {
        match row.role {
            RowRole::Area => {
                let first = rows_start(&row.area);
                current = areas.with(&row.area, first.as_deref(), Some(row.row + 1));
                row.id.clone_from(&current);
            }
            RowRole::Service => {
                if row.id.is_empty() {
                    nameless += 1;
                    row.id = format!("S{nameless}");
                }
                let start = start_of(&row.id).map(str::to_owned);
                if !row.area.is_empty() {
                    current = areas.with(&row.area, start.as_deref(), None);
                } else if current.is_empty() || areas.made.iter().all(|area| area.row.is_none()) {
                    let start = start.unwrap_or_else(|| "1".to_owned());
                    current = areas.of_ids_with(&start);
                }
            }
            _ => {}
        }
        let (page, number) = arranged.row_name(row.row);
        rows.push(RowMapping {
            page,
            row: number,
            role: row.role,
            id: row.id,
            area: match row.role {
                RowRole::Service => current.clone(),
                _ => String::new(),
            },
            shown: row.shown,
        });
    }
    mapping.areas = areas.made;
    mapping.rows = rows;
}

fn rows_start(line: &str) -> Option<String> {
    split_id(line).map(|split| split.id)
}

/// The areas found so far.
struct Areas<'l> {
    languages: &'l [Language],
    made: Vec<AreaMapping>,
}

impl Areas<'_> {
    /// The area a line names, made where it is new; the id is that of the line, else what the
    /// ids of its services begin with.
    fn with(&mut self, line: &str, start: Option<&str>, row: Option<u32>) -> String {
        let (id, title) = match split_id(line) {
            Some(split) => (Some(split.id), split.title),
            None => (None, line.split_whitespace().collect::<Vec<_>>().join(" ")),
        };
        let own = self.languages.first().copied().unwrap_or(Language::En);
        let is_same = |area: &&AreaMapping| match &id {
            Some(id) => area.id == *id,
            None => area.title.get(own) == title,
        };
        if let Some(area) = self.made.iter().find(is_same) {
            return area.id.clone();
        }
        let id = id.or_else(|| {
            let free = |start: &&str| !self.made.iter().any(|area| area.id == **start);
            start.filter(free).map(str::to_owned)
        });
        let id = id.unwrap_or_else(|| self.free_id());
        let mut words = Words::default();
        for &language in self.languages {
            let title = if title.is_empty() {
                made_title(&id, language)
            } else {
                title.clone()
            };
            words.set(language, title);
        }
        self.made.push(AreaMapping {
            id: id.clone(),
            title: words,
            row,
        });
        id
    }

    /// The area of services whose ids begin alike.
    fn of_ids_with(&mut self, start: &str) -> String {
        if !self.made.iter().any(|area| area.id == start) {
            let mut title = Words::default();
            for &language in self.languages {
                title.set(language, made_title(start, language));
            }
            self.made.push(AreaMapping {
                id: start.to_owned(),
                title,
                row: None,
            });
        }
        start.to_owned()
    }

    fn free_id(&self) -> String {
        // One number more than there are areas: one of them is free.
        (1..=self.made.len() + 1)
            .map(|number| format!("A{number}"))
            .find(|id| !self.made.iter().any(|area| area.id == *id))
            .expect("not all of them are taken")
    }
}

/// What an area is called where nobody says it.
pub(super) fn made_title(id: &str, language: Language) -> String {
    language.pick(format!("Area {id}"), format!("エリア{id}"))
}
