//! A sheet book read back: rows and columns as [`psirt_report::sheet_book`] lays them out.
//!
//! Columns are known by their keys, in the row nobody sees, or by their headings in either
//! language; so worksheets, columns and rows may stand in any order, and a book written by hand
//! needs headings alone.

use std::collections::{BTreeMap, BTreeSet};

use psirt_core::letters::plain;
use psirt_core::{Language, Level};
use psirt_report::sheet_book::{ABOUT, Column, Field, FieldSpec, Holds, Page};
use serde_json::{Value as Json, json};

use super::account::{self, UsedPage};
use super::draft::{Draft, field, list};
use super::finding::{Table, by_headings, by_keys, found_by_name};
use super::told::{Doubt, DoubtProblem, SheetProblem, Spot};
use crate::books::cells::{self, Book, Place, Value};
use crate::books::fill_in::cell_text;

/// The highest level a scale can have.
pub(super) const HIGHEST: Level = Level::new(9);

/// Reads a book that has the layout.
pub(super) fn draft(book: &Book) -> Draft {
    let mut reader = Reader {
        book,
        draft: Draft::new(),
        languages: Vec::new(),
        levels: 0,
        areas: BTreeMap::new(),
        services: BTreeMap::new(),
        lost: BTreeSet::new(),
        used: Vec::new(),
    };
    reader.about();
    reader.scale();
    reader.rules();
    reader.evidence_kinds();
    reader.areas();
    reader.services();
    reader.functions();
    reader.indicators();
    reader.steps();
    reader.texts(Page::Evidence, "evidence");
    reader.texts(Page::Interview, "interview");
    let left = account::of_sheet_book(book, &reader.used, &reader.draft.taken);
    reader.draft.doubts.extend(left);
    reader.draft
}

/// Which area and service of the file, by position.
type ServiceAt = (usize, usize);

struct Reader<'b> {
    book: &'b Book,
    draft: Draft,
    /// The languages the sheet declares.
    languages: Vec<Language>,
    /// How many levels its scale has.
    levels: usize,
    areas: BTreeMap<String, usize>,
    services: BTreeMap<String, ServiceAt>,
    /// Services with a fault of their own: what belongs to them is not told once more.
    lost: BTreeSet<String>,
    /// The worksheets that were read.
    used: Vec<UsedPage>,
}

impl<'b> Reader<'b> {
    /// The worksheet of a kind; one that is needed and missing is a fault.
    fn table(&mut self, kind: Page) -> Option<Table<'b>> {
        let Some(mut table) = self.find(kind) else {
            if kind.is_required() {
                self.draft
                    .fault(Spot::default(), SheetProblem::MissingPage(kind));
            }
            return None;
        };
        let mut first: BTreeMap<Column, u32> = BTreeMap::new();
        let head = table.rows.first().map_or(0, |row| row.saturating_sub(1));
        table.columns.retain(|&(column, at)| {
            let Some(&earlier) = first.get(&column) else {
                first.insert(column, at);
                return true;
            };
            let spot = spot(table.page, head, at);
            let first = column_name(earlier);
            self.draft
                .fault(spot, SheetProblem::DuplicateColumn { first });
            false
        });
        let needed =
            |spec: &&FieldSpec| spec.required && matches!(spec.holds, Holds::Id | Holds::Level);
        for spec in kind.fields().iter().filter(needed) {
            if !first.keys().any(|column| column.field == spec.field) {
                let column = Column {
                    page: kind,
                    field: spec.field,
                    level: None,
                    language: None,
                };
                let spot = Spot::page(&table.page.name);
                self.draft.fault(spot, SheetProblem::MissingColumn(column));
                return None;
            }
        }
        self.used.push(UsedPage {
            kind,
            page: self.number(table.page),
            head: table.head,
            columns: table.columns.iter().map(|(_, column)| *column).collect(),
        });
        Some(table)
    }

    fn find(&self, kind: Page) -> Option<Table<'b>> {
        let keyed = self.book.pages.iter().find_map(|page| by_keys(page, kind));
        keyed.or_else(|| {
            let page = found_by_name(self.book, kind)?;
            by_headings(page, kind, &self.languages)
        })
    }

    /// The place of a worksheet in the book.
    fn number(&self, page: &cells::Page) -> usize {
        let is_it = |other: &cells::Page| std::ptr::eq(other, page);
        let found = self.book.pages.iter().position(is_it);
        found.expect("a table is on a worksheet of the book")
    }

    /// Remembers that all of a row is told with its fault.
    fn told(&mut self, table: &Table<'_>, row: u32) {
        let page = self.number(table.page);
        let columns = table.columns.iter();
        let cells = columns.map(|&(_, column)| (page, Place { row, column }));
        self.draft.taken.extend(cells);
    }

    /// What stands in a cell, as text. A number in place of an id is told: it may have lost a
    /// nought.
    fn text(&mut self, table: &Table<'_>, row: u32, column: (Column, u32)) -> String {
        let (column, at) = column;
        let Some(value) = table.page.value(row, at) else {
            return String::new();
        };
        let page = self.number(table.page);
        self.draft.taken.insert((page, Place { row, column: at }));
        let text = cell_text(&value.shown());
        let spot = Spot::cell(&table.page.name, Place { row, column: at }, text.clone());
        let is_name = matches!(column.spec().holds, Holds::Id | Holds::Plain);
        match value {
            Value::Failed(_) => self.draft.fault(spot, SheetProblem::Failed),
            Value::NotCalculated(_) => self.draft.fault(spot, SheetProblem::NotCalculated),
            Value::Number(number) if is_name && number.fract() != 0.0 => {
                let problem = DoubtProblem::NumberForId {
                    taken: text.clone(),
                };
                self.draft.doubts.push(Doubt { spot, problem });
            }
            Value::Date(_) if column.spec().holds == Holds::Id => {
                let problem = DoubtProblem::DateForId;
                self.draft.doubts.push(Doubt { spot, problem });
            }
            _ => {}
        }
        text
    }

    /// The one cell of a field that is the same in every language.
    fn plain(&mut self, table: &Table<'_>, row: u32, wanted: Field) -> (String, Spot) {
        let column = table
            .columns
            .iter()
            .find(|(column, _)| column.field == wanted);
        let Some(&column) = column else {
            return (String::new(), Spot::page(&table.page.name));
        };
        let text = self.text(table, row, column);
        let place = Place {
            row,
            column: column.1,
        };
        let spot = Spot::cell(&table.page.name, place, text.clone());
        (text, spot)
    }

    /// Puts an id, a word or the like into an object, where there is one.
    fn put_plain(
        &mut self,
        object: &mut Json,
        pointer: &str,
        name: &str,
        (text, spot): (String, Spot),
    ) {
        self.draft.at(format!("{pointer}/{name}"), spot);
        if !text.is_empty() {
            *field(object, name) = Json::String(text);
        }
    }

    /// Puts a number into an object, where there is one; what is none stays as it is, for the
    /// schema to refuse.
    fn put_number(
        &mut self,
        object: &mut Json,
        pointer: &str,
        name: &str,
        (table, row): (&Table<'_>, u32),
        wanted: Field,
    ) {
        let (text, spot) = self.plain(table, row, wanted);
        self.draft.at(format!("{pointer}/{name}"), spot);
        if !text.is_empty() {
            *field(object, name) = number_value(&text);
        }
    }

    /// Puts a text into an object in every language it has.
    fn put_text(
        &mut self,
        object: &mut Json,
        pointer: &str,
        name: &str,
        (table, row): (&Table<'_>, u32),
        wanted: (Field, Option<Level>),
    ) {
        let pointer = format!("{pointer}/{name}");
        let mut text = json!({});
        for &(column, at) in &table.columns {
            let Some(language) = column.language else {
                continue;
            };
            if (column.field, column.level) != wanted {
                continue;
            }
            let said = self.text(table, row, (column, at));
            let spot = Spot::cell(&table.page.name, Place { row, column: at }, said.clone());
            self.draft
                .spots
                .entry(pointer.clone())
                .or_insert_with(|| spot.clone());
            self.draft.at(format!("{pointer}/{language}"), spot);
            if !said.is_empty() {
                text[language.code()] = Json::String(said);
            }
        }
        if text.as_object().is_some_and(|text| !text.is_empty()) {
            *field(object, name) = text;
        }
    }

    fn about(&mut self) {
        self.draft.file["format"] = json!(psirt_core::Sheet::FORMAT);
        let Some(table) = self.table(Page::About) else {
            self.languages = Language::ALL.into();
            return;
        };
        self.draft.at("", Spot::page(&table.page.name));
        let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
        let mut file = self.draft.file.take();
        for &row in &table.rows {
            let (key, key_spot) = self.plain(&table, row, Field::Key);
            let (name, name_spot) = self.plain(&table, row, Field::Item);
            let wanted = [plain(&key), plain(&name)];
            let item = ABOUT.iter().find(|item| {
                let (en, ja) = item.name;
                item.key == wanted[0] || wanted.contains(&plain(en)) || wanted.contains(&plain(ja))
            });
            let spot = if key.is_empty() { name_spot } else { key_spot };
            let Some(item) = item else {
                self.draft.fault(spot, SheetProblem::UnknownFact);
                self.told(&table, row);
                continue;
            };
            if let Some(first) = seen.get(item.key) {
                let first = first.name();
                self.draft
                    .fault(spot, SheetProblem::DuplicateFact { first });
                self.told(&table, row);
                continue;
            }
            seen.insert(item.key, Place { row, column: 0 });
            let (parent, name) = item.key.split_once('.').unwrap_or(("", item.key));
            let pointer = match parent {
                "" => String::new(),
                parent => format!("/{parent}"),
            };
            self.draft.spots.entry(pointer.clone()).or_insert(spot);
            let object = match parent {
                "" => &mut file,
                parent => {
                    let object = field(&mut file, parent);
                    if object.is_null() {
                        *object = json!({});
                    }
                    object
                }
            };
            if item.is_text {
                self.put_text(object, &pointer, name, (&table, row), (Field::Text, None));
                continue;
            }
            let fact = self.plain(&table, row, Field::Value);
            match item.key {
                "format" => {
                    self.draft.at("/format", fact.1);
                    if let Ok(format) = fact.0.parse::<u64>() {
                        object["format"] = json!(format);
                    } else if !fact.0.is_empty() {
                        object["format"] = Json::String(fact.0);
                    }
                }
                "languages" => {
                    self.draft.at("/languages", fact.1);
                    let codes = language_codes(&fact.0);
                    if !codes.is_empty() {
                        object["languages"] = json!(codes);
                    }
                }
                _ => self.put_plain(object, &pointer, name, fact),
            }
        }
        let declared = file.get("languages").and_then(Json::as_array);
        self.languages = declared.map_or_else(
            || Language::ALL.into(),
            |codes| {
                let codes = codes.iter().filter_map(Json::as_str);
                codes.filter_map(|code| code.parse().ok()).collect()
            },
        );
        self.draft.file = file;
    }

    fn scale(&mut self) {
        let Some(table) = self.table(Page::Scale) else {
            return;
        };
        self.draft.at("/scale", Spot::page(&table.page.name));
        let mut scale = Vec::new();
        for &row in &table.rows {
            let pointer = format!("/scale/{}", scale.len());
            let (number, spot) = self.plain(&table, row, Field::Level);
            let mut entry = json!({ "level": level_value(&number) });
            self.draft.at(&pointer, spot);
            let here = (&table, row);
            self.put_text(&mut entry, &pointer, "name", here, (Field::Name, None));
            self.put_text(
                &mut entry,
                &pointer,
                "meaning",
                here,
                (Field::Meaning, None),
            );
            scale.push(entry);
        }
        self.levels = scale.len();
        self.draft.file["scale"] = Json::Array(scale);
    }

    fn rules(&mut self) {
        self.entries(Page::Rules, "rules", |reader, entry, pointer, here| {
            reader.put_text(entry, pointer, "case", here, (Field::Case, None));
            reader.put_text(entry, pointer, "rule", here, (Field::Rule, None));
        });
    }

    fn evidence_kinds(&mut self) {
        self.entries(
            Page::EvidenceKinds,
            "evidence_kinds",
            |reader, entry, pointer, here| {
                let id = reader.plain(here.0, here.1, Field::Id);
                reader.put_plain(entry, pointer, "id", id);
                reader.put_text(entry, pointer, "name", here, (Field::Name, None));
                reader.put_number(entry, pointer, "months", here, Field::Months);
            },
        );
    }

    /// Reads a worksheet that is a list of the sheet itself; left out where it has no row.
    fn entries(
        &mut self,
        kind: Page,
        name: &str,
        fill: impl Fn(&mut Self, &mut Json, &str, (&Table<'_>, u32)),
    ) {
        let Some(table) = self.table(kind).filter(|table| !table.rows.is_empty()) else {
            return;
        };
        let mut entries = Vec::new();
        for &row in &table.rows {
            let pointer = format!("/{name}/{}", entries.len());
            let mut entry = json!({});
            fill(self, &mut entry, &pointer, (&table, row));
            self.draft.spots.entry(pointer).or_insert_with(|| {
                let place = Place { row, column: 0 };
                Spot::cell(&table.page.name, place, String::new())
            });
            entries.push(entry);
        }
        self.draft.file[name] = Json::Array(entries);
    }

    fn areas(&mut self) {
        let Some(table) = self.table(Page::Areas) else {
            return;
        };
        self.draft.at("/areas", Spot::page(&table.page.name));
        let mut areas = Vec::new();
        for &row in &table.rows {
            let pointer = format!("/areas/{}", areas.len());
            let mut area = json!({ "services": [] });
            let id = self.plain(&table, row, Field::Id);
            self.draft.at(&pointer, id.1.clone());
            self.areas.entry(id.0.clone()).or_insert(areas.len());
            self.put_plain(&mut area, &pointer, "id", id);
            let here = (&table, row);
            self.put_text(&mut area, &pointer, "title", here, (Field::Title, None));
            self.put_text(&mut area, &pointer, "purpose", here, (Field::Purpose, None));
            areas.push(area);
        }
        self.draft.file["areas"] = Json::Array(areas);
    }

    fn services(&mut self) {
        let Some(table) = self.table(Page::Services) else {
            return;
        };
        for &row in &table.rows {
            let (area, area_spot) = self.plain(&table, row, Field::Area);
            let id = self.plain(&table, row, Field::Id);
            let Some(&area_at) = self.areas.get(&area) else {
                // Without a table of areas that is one fault, not one for each service.
                if !self.areas.is_empty() {
                    self.draft.fault(area_spot, SheetProblem::UnknownArea);
                }
                self.lost.insert(id.0);
                self.told(&table, row);
                continue;
            };
            let at = list(&mut self.draft.file["areas"][area_at], "services").len();
            let pointer = format!("/areas/{area_at}/services/{at}");
            let mut service = json!({});
            self.draft.at(&pointer, id.1.clone());
            self.services.entry(id.0.clone()).or_insert((area_at, at));
            self.put_plain(&mut service, &pointer, "id", id);
            let here = (&table, row);
            for (name, wanted) in [
                ("title", Field::Title),
                ("purpose", Field::Purpose),
                ("why", Field::Why),
                ("small_team", Field::SmallTeam),
            ] {
                self.put_text(&mut service, &pointer, name, here, (wanted, None));
            }
            let levels = self.levels(&pointer, here);
            service["levels"] = Json::Array(levels);
            list(&mut self.draft.file["areas"][area_at], "services").push(service);
        }
    }

    /// The texts of the levels; one for each level of the scale, and those beyond that are there.
    fn levels(&mut self, service: &str, (table, row): (&Table<'_>, u32)) -> Vec<Json> {
        let written = table.columns.iter().filter_map(|&(column, at)| {
            let level = usize::from(column.level?.number());
            table.page.value(row, at).map(|_| level + 1)
        });
        let count = written.max().unwrap_or(0).max(self.levels);
        (0..=HIGHEST.number())
            .take(count)
            .map(|number| {
                let pointer = format!("{service}/levels/{number}");
                let mut level = json!({ "level": number });
                let wanted = (Field::Statement, Some(Level::new(number)));
                self.put_text(&mut level, &pointer, "statement", (table, row), wanted);
                level
            })
            .collect()
    }

    /// The service a row belongs to; one there is none of is a fault.
    fn service_of(&mut self, table: &Table<'_>, row: u32) -> Option<ServiceAt> {
        let (id, spot) = self.plain(table, row, Field::Service);
        let found = self.services.get(&id).copied();
        if found.is_none() && !self.lost.contains(&id) {
            self.draft.fault(spot, SheetProblem::UnknownService);
        }
        found
    }

    fn service_json(&mut self, (area, service): ServiceAt) -> &mut Json {
        &mut self.draft.file["areas"][area]["services"][service]
    }

    fn functions(&mut self) {
        let Some(table) = self.table(Page::Functions) else {
            return;
        };
        // Where each function of a service stands in the tree.
        let mut known: BTreeMap<(ServiceAt, String), String> = BTreeMap::new();
        for &row in &table.rows {
            let Some(at) = self.service_of(&table, row) else {
                self.told(&table, row);
                continue;
            };
            let (parent, parent_spot) = self.plain(&table, row, Field::Parent);
            let id = self.plain(&table, row, Field::Id);
            let above = if parent.is_empty() {
                format!("/areas/{}/services/{}", at.0, at.1)
            } else if let Some(above) = known.get(&(at, parent)) {
                above.clone()
            } else {
                self.draft.fault(parent_spot, SheetProblem::UnknownParent);
                self.told(&table, row);
                continue;
            };
            let object = self.draft.file.pointer_mut(&above).expect("it was made");
            let position = list(object, "functions").len();
            let pointer = format!("{above}/functions/{position}");
            let mut function = json!({});
            self.draft.at(&pointer, id.1.clone());
            known
                .entry((at, id.0.clone()))
                .or_insert_with(|| pointer.clone());
            self.put_plain(&mut function, &pointer, "id", id);
            let here = (&table, row);
            self.put_text(&mut function, &pointer, "title", here, (Field::Title, None));
            let object = self.draft.file.pointer_mut(&above).expect("it was made");
            list(object, "functions").push(function);
        }
    }

    /// The level a row belongs to; one the service has not is a fault.
    fn level_of(&mut self, table: &Table<'_>, row: u32, service: ServiceAt) -> Option<usize> {
        let (text, spot) = self.plain(table, row, Field::Level);
        let levels = list(self.service_json(service), "levels").len();
        let level = level_value(&text)
            .as_u64()
            .and_then(|level| usize::try_from(level).ok());
        let found = level.filter(|&level| level < levels);
        if found.is_none() {
            let highest = levels.max(1) - 1;
            self.draft.fault(spot, SheetProblem::NotALevel { highest });
        }
        found
    }

    fn indicators(&mut self) {
        let Some(table) = self.table(Page::Indicators) else {
            return;
        };
        for &row in &table.rows {
            let Some(at) = self.service_of(&table, row) else {
                self.told(&table, row);
                continue;
            };
            let Some(level) = self.level_of(&table, row, at) else {
                self.told(&table, row);
                continue;
            };
            let position = list(&mut self.service_json(at)["levels"][level], "indicators").len();
            let pointer = format!(
                "/areas/{}/services/{}/levels/{level}/indicators/{position}",
                at.0, at.1
            );
            let mut indicator = json!({});
            let id = self.plain(&table, row, Field::Id);
            self.draft.at(&pointer, id.1.clone());
            self.put_plain(&mut indicator, &pointer, "id", id);
            let here = (&table, row);
            self.put_text(&mut indicator, &pointer, "text", here, (Field::Text, None));
            let (refs, spot) = self.plain(&table, row, Field::Refs);
            self.draft.at(format!("{pointer}/refs"), spot);
            let refs = refs.split(['\n', ',', '、', ';']).map(str::trim);
            let refs: Vec<&str> = refs.filter(|id| !id.is_empty()).collect();
            indicator["refs"] = json!(refs);
            list(&mut self.service_json(at)["levels"][level], "indicators").push(indicator);
        }
    }

    fn steps(&mut self) {
        let Some(table) = self.table(Page::Steps) else {
            return;
        };
        for &row in &table.rows {
            let Some(at) = self.service_of(&table, row) else {
                self.told(&table, row);
                continue;
            };
            let Some(level) = self.level_of(&table, row, at) else {
                self.told(&table, row);
                continue;
            };
            let pointer = format!("/areas/{}/services/{}/levels/{level}/step", at.0, at.1);
            let (_, spot) = self.plain(&table, row, Field::Level);
            if self.draft.file.pointer(&pointer).is_some() {
                self.draft.fault(spot, SheetProblem::SecondStep);
                self.told(&table, row);
                continue;
            }
            self.draft.at(&pointer, spot);
            let mut step = json!({});
            let here = (&table, row);
            self.put_text(&mut step, &pointer, "action", here, (Field::Action, None));
            self.put_text(
                &mut step,
                &pointer,
                "deliverable",
                here,
                (Field::Deliverable, None),
            );
            let (effort, spot) = self.plain(&table, row, Field::Effort);
            self.put_plain(&mut step, &pointer, "effort", (effort_code(&effort), spot));
            self.put_number(&mut step, &pointer, "days", here, Field::Days);
            self.put_number(&mut step, &pointer, "elapsed", here, Field::Elapsed);
            self.service_json(at)["levels"][level]["step"] = step;
        }
    }

    fn texts(&mut self, kind: Page, name: &str) {
        let Some(table) = self.table(kind) else {
            return;
        };
        for &row in &table.rows {
            let Some(at) = self.service_of(&table, row) else {
                self.told(&table, row);
                continue;
            };
            let position = list(self.service_json(at), name).len();
            let list_pointer = format!("/areas/{}/services/{}/{name}", at.0, at.1);
            let mut holder = json!({});
            let here = (&table, row);
            let place = position.to_string();
            self.put_text(
                &mut holder,
                &list_pointer,
                &place,
                here,
                (Field::Text, None),
            );
            let text = holder.get_mut(&place).map_or(json!({}), Json::take);
            list(self.service_json(at), name).push(text);
        }
    }
}

fn spot(page: &cells::Page, row: u32, column: u32) -> Spot {
    Spot::cell(&page.name, Place { row, column }, page.text(row, column))
}

/// The letters of a column.
pub(super) fn column_name(column: u32) -> String {
    let name = Place { row: 0, column }.name();
    name.trim_end_matches('1').to_owned()
}

/// The number of a level where a cell holds one, and what it holds otherwise.
fn level_value(text: &str) -> Json {
    let text = plain(text);
    let bare = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    match bare.parse::<u64>() {
        Ok(number) => json!(number),
        Err(_) => Json::String(text),
    }
}

/// A number where a cell holds one, whole where it is, and what it holds otherwise.
fn number_value(text: &str) -> Json {
    let bare = plain(text).replace(',', "");
    let whole = bare.parse::<u64>().map(|number| json!(number));
    let number = whole.or_else(|_| bare.parse::<f64>().map(|number| json!(number)));
    number.unwrap_or_else(|_| Json::String(text.to_owned()))
}

/// The word a file has for a size, in whichever language a cell says it.
fn effort_code(text: &str) -> String {
    match plain(text).as_str() {
        "small" | "s" | "小" => "small".to_owned(),
        "medium" | "m" | "中" => "medium".to_owned(),
        "large" | "l" | "大" => "large".to_owned(),
        _ => text.to_owned(),
    }
}

/// The codes of the languages a cell names.
fn language_codes(text: &str) -> Vec<String> {
    text.split([',', '、', ';', '/', '\n', ' ', '・'])
        .map(plain)
        .filter(|word| !word.is_empty())
        .map(|word| match word.as_str() {
            "english" | "英語" => Language::En.code().to_owned(),
            "japanese" | "日本語" => Language::Ja.code().to_owned(),
            _ => word,
        })
        .collect()
}
