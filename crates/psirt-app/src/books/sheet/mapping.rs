//! What the columns and rows of a plain table are: proposed by the program, corrected by a
//! person, and converted as it stands.

use std::collections::BTreeMap;

use psirt_core::{Language, Sheet};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use super::arranged::{Arranged, levels_in_rows};
use super::draft::Draft;
use super::layout::column_name;
use super::table::levels;
use super::told::{SheetProblem, Spot};
use crate::books::cells::{Book, Place, Value};
use crate::books::fill_in::cell_text;

/// What the columns and rows of a table are, and what the table does not say of its sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Mapping {
    /// The worksheet.
    pub page: String,
    /// Other worksheets whose tables go on below that of the first, such as one for each area.
    #[serde(default)]
    pub joined: Vec<String>,
    /// The levels stand in rows and are read as if they stood in columns.
    #[serde(default)]
    pub levels_in_rows: bool,
    /// The table goes on after an empty row.
    #[serde(default)]
    pub past_empty_rows: bool,
    /// The row with the headings, as Excel counts: from 1; 0 where it is to be found.
    pub heading_row: u32,
    /// What each column is; those that are not named are left out.
    pub columns: Vec<ColumnMapping>,
    /// The areas, in the order of the sheet.
    pub areas: Vec<AreaMapping>,
    /// What each row is; those that are not named are left out.
    pub rows: Vec<RowMapping>,
    /// What the table does not say.
    pub about: AboutSheet,
}

/// What a column is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ColumnMapping {
    /// The letters of the column, such as `C`.
    pub column: String,
    /// What stands in its heading.
    #[serde(default)]
    pub heading: String,
    /// What it is.
    pub role: ColumnRole,
    /// The language of its texts; the first of the sheet where it is not said.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(type = "Language | null"))]
    pub language: Option<Language>,
}

/// What a column can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ColumnRole {
    /// Nothing the sheet needs.
    Ignored,
    /// The area of the service.
    Area,
    /// The id of the service.
    Id,
    /// Its title.
    Title,
    /// Its id, followed by its title.
    IdAndTitle,
    /// What it is for.
    Purpose,
    /// What goes wrong without it.
    Why,
    /// What is enough for one person.
    SmallTeam,
    /// What a level looks like.
    Level {
        /// The level.
        level: u8,
    },
}

/// An area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AreaMapping {
    /// Its id, once in the sheet.
    pub id: String,
    /// What it is called.
    pub title: Words,
    /// The row it comes from, where it comes from one.
    #[serde(default)]
    pub row: Option<u32>,
}

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RowMapping {
    /// The worksheet; empty for that of the mapping.
    #[serde(default)]
    pub page: String,
    /// The row, as Excel counts: from 1.
    pub row: u32,
    /// What it is.
    pub role: RowRole,
    /// The id of the service or area.
    #[serde(default)]
    pub id: String,
    /// The id of the service's area.
    #[serde(default)]
    pub area: String,
    /// What stands in it, shortened; for people.
    #[serde(default)]
    pub shown: String,
}

/// What a row can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RowRole {
    /// Nothing the sheet needs.
    Ignored,
    /// A service.
    Service,
    /// More text of the service above.
    Continued,
    /// An area; its services follow.
    Area,
}

/// What a table does not say of its sheet, or says above its headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AboutSheet {
    /// Names the sheet, whatever its edition.
    pub id: String,
    /// Names the edition.
    pub edition: String,
    /// The languages every text has.
    #[cfg_attr(feature = "typescript", ts(type = "Array<Language>"))]
    pub languages: Vec<Language>,
    /// What the sheet is called.
    pub title: Words,
    /// What it covers.
    pub summary: Words,
    /// Where its ids and titles come from.
    pub source_name: String,
    /// The version of that.
    pub source_version: String,
    /// When that was published; empty where it is not known.
    #[serde(default)]
    pub source_published: String,
    /// Where it can be read; empty where it can nowhere.
    #[serde(default)]
    pub source_url: String,
    /// Whose it is.
    pub rights: Words,
    /// SPDX identifier of the licence of the texts.
    pub license: String,
    /// What the levels are called.
    pub levels: Vec<LevelName>,
    /// What is true of every service at level 0, where the table begins at level 1; empty where
    /// nobody says it.
    #[serde(default)]
    pub level_zero: Words,
}

/// What a level is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LevelName {
    /// The level.
    pub level: u8,
    /// Its name.
    pub name: Words,
    /// What is true of any service at it; empty where nobody says it.
    #[serde(default)]
    pub meaning: Words,
}

/// A text in the languages it is there in; empty where it is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Words {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
}

impl Words {
    /// A text in one language.
    pub fn only(language: Language, text: impl Into<String>) -> Self {
        let mut words = Self::default();
        words.set(language, text);
        words
    }

    /// The text in a language.
    pub fn get(&self, language: Language) -> &str {
        language.pick(&self.en, &self.ja)
    }

    /// Says it in a language.
    pub fn set(&mut self, language: Language, text: impl Into<String>) {
        match language {
            Language::En => self.en = text.into(),
            Language::Ja => self.ja = text.into(),
        }
    }

    /// Whether it is said in no language.
    pub fn is_empty(&self) -> bool {
        Language::ALL
            .iter()
            .all(|&language| self.get(language).trim().is_empty())
    }

    /// The text of a file in the languages it declares; `None` where there is none.
    fn json(&self, languages: &[Language]) -> Option<Json> {
        let mut text = json!({});
        for &language in languages {
            let said = cell_text(self.get(language));
            if !said.is_empty() {
                text[language.code()] = Json::String(said);
            }
        }
        text.as_object()
            .is_some_and(|text| !text.is_empty())
            .then_some(text)
    }
}

impl Mapping {
    /// Whether the levels of its columns begin at 1.
    pub fn begins_at_one(&self) -> bool {
        levels(&self.columns).first() == Some(&1)
    }

    /// Has everything proposed anew that is said of its columns and rows.
    #[must_use]
    pub fn afresh(mut self) -> Self {
        self.heading_row = 0;
        self.columns.clear();
        self
    }
}

impl AboutSheet {
    /// What is proposed to be true of every service at level 0 of a table that begins at level 1.
    pub fn proposed_level_zero(&self) -> Words {
        let mut words = Words::default();
        for &language in &self.languages {
            let text = language.pick(
                "Nothing of level 1 is in place.",
                "レベル1の内容は何も行われていない。",
            );
            words.set(language, text);
        }
        words
    }
}

impl ColumnRole {
    /// What it is called.
    pub fn name(self, language: Language) -> String {
        let (en, ja) = match self {
            Self::Ignored => ("nothing", "読み込まない"),
            Self::Area => ("the area", "サービスエリア"),
            Self::Id => ("the id", "ID"),
            Self::Title => ("the title", "題名"),
            Self::IdAndTitle => ("id and title", "IDと題名"),
            Self::Purpose => ("the purpose", "目的"),
            Self::Why => ("why it matters", "必要な理由"),
            Self::SmallTeam => ("advice for small teams", "少人数の場合"),
            Self::Level { level } => {
                return language.pick(format!("level {level}"), format!("レベル{level}"));
            }
        };
        language.pick(en, ja).to_owned()
    }
}

impl RowRole {
    /// What it is called.
    pub fn name(self, language: Language) -> &'static str {
        let (en, ja) = match self {
            Self::Ignored => ("left out", "読み込まない"),
            Self::Service => ("service", "サービス"),
            Self::Continued => ("continued", "上の行の続き"),
            Self::Area => ("area", "サービスエリア"),
        };
        language.pick(en, ja)
    }
}

/// The number of a column by its letters, from 0.
pub(super) fn column_number(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    letters
        .chars()
        .try_fold(0_u32, |number, letter| {
            let letter = letter.to_ascii_uppercase();
            letter
                .is_ascii_uppercase()
                .then(|| number * 26 + u32::from(letter) - u32::from('A') + 1)
        })
        .map(|number| number - 1)
}

/// The file of the sheet a mapping describes, out of its table.
pub(super) fn draft(book: &Book, mapping: &Mapping, arranged: Option<&Arranged<'_>>) -> Draft {
    let mut draft = Draft::new();
    let Some(page) = book.page(&mapping.page) else {
        draft.stop(Spot::page(&mapping.page), SheetProblem::NotInBook);
        return draft;
    };
    if !mapping.levels_in_rows
        && levels(&mapping.columns).is_empty()
        && let Some(first) = levels_in_rows(page)
    {
        let spot = Spot::cell(&page.name, first, page.text(first.row, first.column));
        draft.stop(spot, SheetProblem::LevelsInRows);
        return draft;
    }
    let Some(arranged) = arranged else {
        draft.stop(Spot::page(&mapping.page), SheetProblem::NotInBook);
        return draft;
    };
    for name in &mapping.joined {
        let is_there = book.pages.iter().enumerate();
        let mut is_there = is_there.filter(|(_, page)| page.name == *name);
        if !is_there.any(|(number, _)| arranged.pages().contains(&number)) {
            draft.stop(Spot::page(name), SheetProblem::NotInBook);
        }
    }
    about(&mut draft, &mapping.about);
    let columns = columns(&mut draft, arranged, mapping);
    if draft.faults.is_empty() {
        scale(&mut draft, arranged, mapping, &columns);
    }
    if !draft.faults.is_empty() {
        draft.is_whole = false;
        return draft;
    }
    let mut making = Making {
        arranged,
        rows: arranged.row_names(),
        mapping,
        columns,
        draft,
        areas: BTreeMap::new(),
        last: None,
    };
    making.areas();
    for row in &mapping.rows {
        making.row(row);
    }
    making.draft
}

/// Tells a scale that does not begin at 0, or has a gap: one fault, and not one for each service.
fn scale(
    draft: &mut Draft,
    arranged: &Arranged<'_>,
    mapping: &Mapping,
    columns: &[(ColumnRole, Language, u32)],
) {
    let mut wanted = 0;
    for level in levels(&mapping.columns) {
        let has_zero = !mapping.about.level_zero.is_empty();
        if wanted == 0 && level == 1 && has_zero {
            wanted = 1;
        }
        if level != wanted {
            let column = columns
                .iter()
                .find(|(role, ..)| *role == ColumnRole::Level { level });
            let place = Place {
                row: mapping.heading_row.max(1) - 1,
                column: column.map_or(0, |(_, _, column)| *column),
            };
            let problem = match (wanted, level) {
                (0, 1) => SheetProblem::BeginsAtOne,
                (missing, _) => SheetProblem::LevelMissing { missing },
            };
            draft.fault(arranged.spot(place), problem);
            return;
        }
        wanted += 1;
    }
}

fn about(draft: &mut Draft, about: &AboutSheet) {
    let languages = &about.languages;
    let mut file = json!({ "format": Sheet::FORMAT, "source": {}, "areas": [] });
    let plain = [
        ("/id", "id", &about.id),
        ("/edition", "edition", &about.edition),
        ("/license", "license", &about.license),
        ("/source/name", "sourceName", &about.source_name),
        ("/source/version", "sourceVersion", &about.source_version),
        (
            "/source/published",
            "sourcePublished",
            &about.source_published,
        ),
        ("/source/url", "sourceUrl", &about.source_url),
    ];
    for (pointer, fact, said) in plain {
        draft.at(pointer, Spot::fact(fact, said));
        let said = cell_text(said);
        if !said.is_empty() {
            put(&mut file, pointer, Json::String(said));
        }
    }
    let texts = [
        ("/title", "title", &about.title),
        ("/summary", "summary", &about.summary),
        ("/source/rights", "rights", &about.rights),
    ];
    for (pointer, fact, said) in texts {
        draft.at(pointer, Spot::fact(fact, ""));
        if let Some(text) = said.json(languages) {
            put(&mut file, pointer, text);
        }
    }
    draft.at("/languages", Spot::fact("languages", ""));
    file["languages"] = json!(languages);
    draft.at("/scale", Spot::fact("levels", ""));
    let scale = about.levels.iter().map(|level| {
        let mut entry = json!({ "level": level.level });
        if let Some(name) = level.name.json(languages) {
            entry["name"] = name;
        }
        if let Some(meaning) = level.meaning.json(languages) {
            entry["meaning"] = meaning;
        }
        entry
    });
    file["scale"] = scale.collect();
    for (at, level) in about.levels.iter().enumerate() {
        let fact = format!("levels {}", level.level);
        draft.at(format!("/scale/{at}"), Spot::fact(&fact, ""));
    }
    draft.file = file;
}

fn put(file: &mut Json, pointer: &str, value: Json) {
    let mut place = file;
    for step in pointer.split('/').skip(1) {
        place = &mut place[step];
    }
    *place = value;
}

/// The columns of a table, each with its role and language. What cannot be is a fault.
fn columns(
    draft: &mut Draft,
    arranged: &Arranged<'_>,
    mapping: &Mapping,
) -> Vec<(ColumnRole, Language, u32)> {
    let page = &arranged.page;
    let own = mapping
        .about
        .languages
        .first()
        .copied()
        .unwrap_or(Language::En);
    let mut columns: Vec<(ColumnRole, Language, u32)> = Vec::new();
    for column in &mapping.columns {
        if column.role == ColumnRole::Ignored {
            continue;
        }
        let Some(number) = column_number(&column.column) else {
            let spot = Spot {
                page: page.name.clone(),
                found: column.column.clone(),
                ..Spot::default()
            };
            draft.fault(spot, SheetProblem::NotInBook);
            continue;
        };
        let language = column.language.unwrap_or(own);
        let is_same = |other: &&(ColumnRole, Language, u32)| {
            other.0 == column.role && (other.1 == language || is_without_language(column.role))
        };
        if let Some(&(_, _, first)) = columns.iter().find(is_same) {
            let place = Place {
                row: mapping.heading_row.max(1) - 1,
                column: number,
            };
            let mut spot = arranged.spot(place);
            spot.found.clone_from(&column.heading);
            let first = column_name(first);
            draft.fault(spot, SheetProblem::TwoColumns { first });
            continue;
        }
        columns.push((column.role, language, number));
    }
    let has = |role| columns.iter().any(|&(own, ..)| own == role);
    // Ids may be given by the rows of the mapping.
    let mut missing = Vec::new();
    if !has(ColumnRole::IdAndTitle) && !has(ColumnRole::Title) {
        missing.push(ColumnRole::Title);
    }
    if levels(&mapping.columns).is_empty() {
        missing.push(ColumnRole::Level { level: 0 });
    }
    for role in missing {
        draft.fault(Spot::page(&page.name), SheetProblem::NoColumn { role });
    }
    columns
}

fn is_without_language(role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Id | ColumnRole::Area)
}

struct Making<'m> {
    arranged: &'m Arranged<'m>,
    /// The rows of the table by how the mapping calls them.
    rows: BTreeMap<(String, u32), u32>,
    mapping: &'m Mapping,
    columns: Vec<(ColumnRole, Language, u32)>,
    draft: Draft,
    areas: BTreeMap<&'m str, usize>,
    /// The service of the row above.
    last: Option<(usize, usize)>,
}

impl<'m> Making<'m> {
    fn areas(&mut self) {
        let mapping = self.mapping;
        let languages = &mapping.about.languages;
        for (at, area) in mapping.areas.iter().enumerate() {
            let pointer = format!("/areas/{at}");
            let mut spot = Spot::fact(&format!("areas {}", area.id), "");
            if let Some(row) = area.row {
                spot = self.arranged.spot(Place {
                    row: row.max(1) - 1,
                    column: 0,
                });
            }
            self.draft.at(&pointer, spot);
            let mut made = json!({ "id": cell_text(&area.id), "services": [] });
            if let Some(title) = area.title.json(languages) {
                made["title"] = title;
            }
            self.areas.entry(&area.id).or_insert(at);
            self.draft.file["areas"]
                .as_array_mut()
                .expect("it was made one")
                .push(made);
        }
    }

    fn row(&mut self, mapped: &'m RowMapping) {
        // A row the table does not have says nothing.
        let row = self.rows.get(&mapped.name()).copied();
        match (mapped.role, row) {
            (RowRole::Area, row) => {
                self.last = None;
                if let Some(row) = row {
                    self.area(row);
                }
            }
            (RowRole::Service, row) => self.service(mapped, row),
            (RowRole::Continued, Some(row)) if self.last.is_some() => self.texts(row),
            (RowRole::Ignored | RowRole::Continued, _) => {}
        }
    }

    /// Remembers that the line of an area was taken, where an area is made of it.
    fn area(&mut self, row: u32) {
        let table = &self.arranged.page;
        let line: Vec<Place> = table
            .cells
            .range(
                Place { row, column: 0 }..Place {
                    row: row + 1,
                    column: 0,
                },
            )
            .map(|(place, _)| *place)
            .collect();
        let texts: Vec<String> = line
            .iter()
            .map(|place| cell_text(&table.text(place.row, place.column)))
            .collect();
        if self.is_area(&texts.join(" ")) {
            for place in line {
                self.take(place);
            }
        }
    }

    /// Whether a line names one of the areas of the mapping, with its id and title.
    fn is_area(&self, line: &str) -> bool {
        self.mapping.areas.iter().any(|area| names_area(area, line))
    }

    fn take(&mut self, place: Place) {
        for (page, place) in self.arranged.origins(place) {
            self.draft.taken.insert((page, place));
        }
    }

    fn service(&mut self, mapped: &'m RowMapping, row: Option<u32>) {
        let id_column = self.column(&[ColumnRole::Id, ColumnRole::IdAndTitle]);
        let title_column = self.column(&[ColumnRole::Title]);
        let spot = match row {
            Some(row) => self.arranged.spot(Place {
                row,
                column: id_column.or(title_column).unwrap_or_default(),
            }),
            None => Spot {
                page: self.mapping.page.clone(),
                found: mapped.row.to_string(),
                ..Spot::default()
            },
        };
        let Some(row) = row else {
            self.draft.fault(spot, SheetProblem::NotInBook);
            self.last = None;
            return;
        };
        let Some(&area) = self.areas.get(mapped.area.as_str()) else {
            self.draft.fault(spot, SheetProblem::UnknownArea);
            self.last = None;
            return;
        };
        let services = self.draft.file["areas"][area]["services"]
            .as_array_mut()
            .expect("it was made one");
        let at = services.len();
        services.push(json!({ "id": cell_text(&mapped.id), "levels": [] }));
        self.last = Some((area, at));
        self.draft.at(format!("/areas/{area}/services/{at}"), spot);
        if let Some(column) = id_column {
            self.take(Place { row, column });
        }
        if let Some(column) = self.column(&[ColumnRole::Area]) {
            self.take_area(row, column);
        }
        // A service has a text for each level of the scale, and is at fault where it has none.
        for level in 0..self.mapping.about.levels.len() {
            let pointer = format!("/areas/{area}/services/{at}/levels/{level}");
            let role = u8::try_from(level).map(|level| ColumnRole::Level { level });
            let column = role.ok().and_then(|role| self.column(&[role]));
            let mut made = json!({ "level": level });
            if let Some(column) = column {
                let spot = self.arranged.spot(Place { row, column });
                self.draft.at(pointer, spot);
            } else if level == 0 {
                let about = &self.mapping.about;
                self.draft.at(pointer, Spot::fact("levels 0", ""));
                if let Some(text) = about.level_zero.json(&about.languages) {
                    made["statement"] = text;
                }
            }
            let levels = &mut self.draft.file["areas"][area]["services"][at]["levels"];
            let levels = levels.as_array_mut().expect("it was made one");
            levels.push(made);
        }
        self.texts(row);
    }

    /// Remembers that the cell of an area was taken: that of the row, or the one joined with it.
    fn take_area(&mut self, row: u32, column: u32) {
        let table = &self.arranged.page;
        let mut place = Place { row, column };
        if table.value(row, column).is_none() {
            let above = table
                .cells
                .range(..place)
                .rev()
                .find(|(above, _)| above.column == column);
            let Some((above, _)) = above else {
                return;
            };
            place = *above;
        }
        if self.is_area(&cell_text(&table.text(place.row, place.column))) {
            self.take(place);
        }
    }

    fn column(&self, roles: &[ColumnRole]) -> Option<u32> {
        let found = self.columns.iter().find(|(role, ..)| roles.contains(role));
        found.map(|&(_, _, column)| column)
    }

    /// Adds what the cells of a row say to the service it belongs to.
    fn texts(&mut self, row: u32) {
        let Some((area, service)) = self.last else {
            return;
        };
        let base = format!("/areas/{area}/services/{service}");
        for (role, language, column) in self.columns.clone() {
            let Some(value) = self.arranged.page.value(row, column) else {
                continue;
            };
            let place = Place { row, column };
            let spot = self.arranged.spot(place);
            let problem = match value {
                Value::Failed(_) => Some(SheetProblem::Failed),
                Value::NotCalculated(_) => Some(SheetProblem::NotCalculated),
                _ => None,
            };
            if let Some(problem) = problem {
                self.take(place);
                self.draft.fault(spot, problem);
                continue;
            }
            let mut text = cell_text(&value.shown());
            let pointer = match role {
                ColumnRole::Title => format!("{base}/title"),
                ColumnRole::IdAndTitle => {
                    text = super::table::split_id(&text).map_or(text, |split| split.title);
                    format!("{base}/title")
                }
                ColumnRole::Purpose => format!("{base}/purpose"),
                ColumnRole::Why => format!("{base}/why"),
                ColumnRole::SmallTeam => format!("{base}/small_team"),
                ColumnRole::Level { level } => format!("{base}/levels/{level}/statement"),
                ColumnRole::Ignored | ColumnRole::Area | ColumnRole::Id => continue,
            };
            self.take(place);
            if text.is_empty() {
                continue;
            }
            let object = pointer.rsplit_once('/').map_or("", |(object, _)| object);
            let name = pointer.rsplit_once('/').map_or("", |(_, name)| name);
            // A column of a level the scale does not have is told with its heading.
            let Some(object) = self.draft.file.pointer_mut(object) else {
                let highest = self.mapping.about.levels.len().max(1) - 1;
                self.draft.fault(spot, SheetProblem::NotALevel { highest });
                continue;
            };
            let said = &mut object[name][language.code()];
            let joined = match said.as_str() {
                Some(above) => format!("{above}\n{text}"),
                None => text,
            };
            *said = Json::String(joined);
            self.draft
                .spots
                .entry(pointer.clone())
                .or_insert(spot.clone());
            self.draft
                .spots
                .entry(format!("{pointer}/{language}"))
                .or_insert(spot);
        }
    }
}

/// Whether a line names an area, with its id and its title.
fn names_area(area: &AreaMapping, line: &str) -> bool {
    let is_title = |title: &str| {
        let said = title.split_whitespace();
        let is_same = |own: &str| own.split_whitespace().eq(said.clone());
        is_same(&area.title.en) || is_same(&area.title.ja)
    };
    match super::table::split_id(line) {
        Some(split) => split.id == area.id && (split.title.is_empty() || is_title(&split.title)),
        None => is_title(line),
    }
}
