//! What stands where in a sheet book.

use psirt_core::sheet::{Effort, Function, Service};
use psirt_core::{Date, Language, Level, Sheet, Text};

use super::SheetBook;
use super::facts::{ABOUT, AboutItem};
use super::layout::{Column, Field, Holds, Page};
use crate::names;
use crate::palette::ACCENT;
use crate::workbook::{Area, Cell, Choice, Look, Paper, Place, Value, Workbook, Worksheet};

/// The row with the keys of the columns, which nobody sees.
const KEYS: u32 = 0;
const TITLE: u32 = 1;
const NOTE: u32 = 2;
const HEADS: u32 = 3;
const FIRST: u32 = 4;

/// Rows ready to write into where the book is a form.
const EMPTY_ROWS: u32 = 40;
/// A sheet has no date of its own, and the file wants one.
const DATE: Date = Date::constant(1980, 1, 1);

pub(super) fn compose(sheet: &Sheet, wanted: &SheetBook) -> Workbook {
    let language = wanted.language;
    let title = sheet.title().get(language);
    let worksheets = Page::ALL.map(|page| {
        let columns = Column::all(page, sheet.highest_level(), &wanted.texts);
        let mut writer = Writer::new(page, &columns, language);
        match page {
            Page::About => about(&mut writer, sheet, wanted),
            Page::Scale => scale(&mut writer, sheet, wanted.empty),
            _ if wanted.empty => {}
            Page::Rules => rules(&mut writer, sheet),
            Page::EvidenceKinds => evidence_kinds(&mut writer, sheet),
            Page::Areas => areas(&mut writer, sheet),
            Page::Services => services(&mut writer, sheet),
            Page::Functions => functions(&mut writer, sheet),
            Page::Indicators => indicators(&mut writer, sheet),
            Page::Steps => steps(&mut writer, sheet),
            Page::Evidence => texts(&mut writer, sheet, |service| &service.evidence),
            Page::Interview => texts(&mut writer, sheet, |service| &service.interview),
        }
        writer.finish(sheet.highest_level(), wanted.empty)
    });
    let subject = if wanted.empty {
        language.pick("Template of a maturity sheet", "成熟度シートのテンプレート")
    } else {
        title
    };
    Workbook {
        language,
        title: subject.to_owned(),
        subject: subject.to_owned(),
        author: String::new(),
        company: String::new(),
        date: DATE,
        program: "PSIRT Maturity".to_owned(),
        classification: None,
        running_head: subject.to_owned(),
        running_foot: String::new(),
        accent: ACCENT,
        logo: None,
        page_of_pages: language.pick(("Page ", " of ", ""), ("", " / ", "")),
        worksheets: worksheets.into(),
    }
}

/// Fills a worksheet row by row.
struct Writer<'a> {
    page: Page,
    columns: &'a [Column],
    language: Language,
    worksheet: Worksheet,
    row: u32,
}

impl<'a> Writer<'a> {
    fn new(page: Page, columns: &'a [Column], language: Language) -> Self {
        let mut writer = Self {
            page,
            columns,
            language,
            worksheet: Worksheet {
                name: page.name(language).to_owned(),
                paper: paper(columns),
                widths: columns.iter().map(|column| column.spec().width).collect(),
                frozen: Some((HEADS + 1, frozen_columns(columns))),
                repeated_rows: Some((HEADS, HEADS)),
                hidden_rows: vec![KEYS],
                text_columns: (0..)
                    .zip(columns)
                    .filter(|(_, column)| column.spec().holds == Holds::Id)
                    .map(|(at, _)| at)
                    .collect(),
                ..Worksheet::default()
            },
            row: FIRST,
        };
        writer.spread(TITLE, Cell::text(Look::TabTitle, page.name(language)));
        writer.spread(NOTE, Cell::text(Look::Note, page.note(language)));
        for (at, column) in (0..).zip(columns) {
            let look = match column.spec().holds {
                Holds::Level | Holds::Number => Look::MiddleHead,
                _ => Look::Head,
            };
            writer.put(KEYS, at, Cell::text(Look::Quiet, column.key()));
            writer.put(HEADS, at, Cell::text(look, column.heading(language)));
            let comment = column.comment(language).to_owned();
            let place = Place::new(HEADS, at);
            writer.worksheet.comments.push((place, comment));
        }
        writer
    }

    fn put(&mut self, row: u32, column: u16, cell: Cell) {
        self.worksheet.cells.push((Place::new(row, column), cell));
    }

    /// A cell over the first columns, as wide as a line can be read.
    fn spread(&mut self, row: u32, cell: Cell) {
        let mut width = 0.0;
        let seen = self.worksheet.widths.iter().take_while(|own| {
            width += **own;
            width < 900.0
        });
        let last = u16::try_from(seen.count()).unwrap_or(1).max(2) - 1;
        let area = Area::new(Place::new(row, 0), Place::new(row, last));
        self.worksheet.merged.push(area);
        self.put(row, 0, cell);
    }

    /// Writes a row: what each column holds.
    fn row(&mut self, of: impl Fn(Column) -> Cell) {
        for (at, column) in (0..).zip(self.columns) {
            let cell = of(*column);
            self.put(self.row, at, cell);
        }
        self.row += 1;
    }

    fn finish(mut self, highest: Level, empty: bool) -> Worksheet {
        if empty && !matches!(self.page, Page::About | Page::Scale) {
            for _ in 0..EMPTY_ROWS {
                self.row(|column| Cell::blank(look_of(column.spec().holds)));
            }
        }
        let last = self.row.max(FIRST + 1) - 1;
        let title = self.language.pick("Not in the list", "一覧にない値");
        for (at, column) in (0..).zip(self.columns) {
            let values: Vec<String> = match column.field {
                Field::Level => (0..=highest.number()).map(|it| it.to_string()).collect(),
                Field::Effort => [Effort::Small, Effort::Medium, Effort::Large]
                    .map(|effort| names::effort(effort, self.language).to_owned())
                    .into(),
                _ => continue,
            };
            let refusal = values.join(", ");
            self.worksheet.choices.push(Choice {
                area: Area::column(at, FIRST, last),
                values,
                prompt: (String::new(), String::new()),
                refusal: (title.to_owned(), refusal),
            });
        }
        self.worksheet
    }
}

/// As many pages beside each other as it takes for the texts to be read.
fn paper(columns: &[Column]) -> Paper {
    const PAGE: f64 = 1_800.0;
    let width: f64 = columns.iter().map(|column| column.spec().width).sum();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a worksheet is a few pages wide"
    )]
    let pages = (width / PAGE).ceil() as u16;
    Paper::LandscapeWide(pages.max(1))
}

/// The columns that stay in sight: those that say which thing the row is.
fn frozen_columns(columns: &[Column]) -> u16 {
    let ids = columns.iter().take_while(|column| {
        matches!(column.spec().holds, Holds::Id | Holds::Level) || column.field == Field::Key
    });
    u16::try_from(ids.count()).unwrap_or_default()
}

fn look_of(holds: Holds) -> Look {
    match holds {
        Holds::Id => Look::Id,
        Holds::Level => Look::Count,
        Holds::Number => Look::Days,
        Holds::Plain | Holds::Text | Holds::LevelText => Look::Text,
    }
}

/// Text to the letter: a sheet's texts fit into a cell, and a cut one would not come back.
fn whole(look: Look, text: &str) -> Cell {
    let mut cell = Cell::blank(look);
    if !text.is_empty() {
        cell.value = Value::Text(text.to_owned());
    }
    cell
}

fn in_language(text: Option<&Text>, column: Column) -> Cell {
    let text = text
        .zip(column.language)
        .and_then(|(text, language)| text.only(language));
    whole(Look::Text, text.unwrap_or_default())
}

fn level(level: Level) -> Cell {
    Cell::number(Look::Count, Some(f64::from(level)))
}

fn about(writer: &mut Writer<'_>, sheet: &Sheet, wanted: &SheetBook) {
    let language = wanted.language;
    for item in ABOUT {
        let plain = plain_fact(sheet, wanted, item);
        if item.key == "$schema" && plain.is_none() {
            continue;
        }
        let row = writer.row;
        let (en, ja) = item.name;
        let text = text_fact(sheet, item).filter(|_| !wanted.empty);
        writer.row(|column| match column.field {
            Field::Key => Cell::text(Look::Quiet, item.key),
            Field::Item => Cell::text(Look::Strong, language.pick(en, ja)),
            Field::Value => whole(Look::Text, plain.as_deref().unwrap_or_default()),
            _ => in_language(text, column),
        });
        let (en, ja) = item.comment;
        let comment = language.pick(en, ja).to_owned();
        let item = writer
            .columns
            .iter()
            .position(|column| column.field == Field::Item)
            .and_then(|at| u16::try_from(at).ok())
            .unwrap_or_default();
        let place = Place::new(row, item);
        writer.worksheet.comments.push((place, comment));
    }
}

/// A fact without language; in a form only what describes the form.
fn plain_fact(sheet: &Sheet, wanted: &SheetBook, item: &AboutItem) -> Option<String> {
    let source = sheet.source();
    match item.key {
        "format" => return Some(Sheet::FORMAT.to_string()),
        "languages" => {
            // In the order of the sheet, where it has them.
            let own = sheet
                .languages()
                .iter()
                .filter(|it| wanted.texts.contains(it));
            let more = wanted
                .texts
                .iter()
                .filter(|it| !sheet.languages().contains(it));
            let codes: Vec<&str> = own.chain(more).map(|it| it.code()).collect();
            return Some(codes.join(", "));
        }
        _ if wanted.empty => return None,
        _ => {}
    }
    match item.key {
        "id" => Some(sheet.id().to_string()),
        "edition" => Some(sheet.edition().to_owned()),
        "source.name" => Some(source.name.clone()),
        "source.version" => Some(source.version.clone()),
        "source.published" => source.published.clone(),
        "source.url" => source.url.clone(),
        "license" => Some(sheet.license().to_owned()),
        "$schema" => sheet.schema().map(str::to_owned),
        _ => None,
    }
}

fn text_fact<'a>(sheet: &'a Sheet, item: &AboutItem) -> Option<&'a Text> {
    match item.key {
        "title" => Some(sheet.title()),
        "summary" => Some(sheet.summary()),
        "source.rights" => Some(&sheet.source().rights),
        _ => None,
    }
}

fn scale(writer: &mut Writer<'_>, sheet: &Sheet, empty: bool) {
    for scale in sheet.scale() {
        writer.row(|column| match column.field {
            Field::Level => level(scale.level),
            _ if empty => Cell::blank(Look::Text),
            Field::Name => in_language(Some(&scale.name), column),
            _ => in_language(scale.meaning.as_ref(), column),
        });
    }
}

fn rules(writer: &mut Writer<'_>, sheet: &Sheet) {
    for rule in sheet.rules() {
        writer.row(|column| match column.field {
            Field::Case => in_language(Some(&rule.case), column),
            _ => in_language(Some(&rule.rule), column),
        });
    }
}

fn evidence_kinds(writer: &mut Writer<'_>, sheet: &Sheet) {
    for kind in sheet.own_evidence_kinds() {
        writer.row(|column| match column.field {
            Field::Id => whole(Look::Id, &kind.id),
            Field::Months => Cell::number(Look::Count, Some(f64::from(kind.months))),
            _ => in_language(Some(&kind.name), column),
        });
    }
}

fn areas(writer: &mut Writer<'_>, sheet: &Sheet) {
    for area in sheet.areas() {
        writer.row(|column| match column.field {
            Field::Id => whole(Look::Id, area.id.as_str()),
            Field::Title => in_language(Some(&area.title), column),
            _ => in_language(area.purpose.as_ref(), column),
        });
    }
}

fn services(writer: &mut Writer<'_>, sheet: &Sheet) {
    for area in sheet.areas() {
        for service in &area.services {
            writer.row(|column| match column.field {
                Field::Area => whole(Look::Id, area.id.as_str()),
                Field::Id => whole(Look::Id, service.id.as_str()),
                Field::Title => in_language(Some(&service.title), column),
                Field::Purpose => in_language(service.purpose.as_ref(), column),
                Field::Why => in_language(service.why.as_ref(), column),
                Field::SmallTeam => in_language(service.small_team.as_ref(), column),
                _ => {
                    let text = column.level.and_then(|level| service.level(level));
                    in_language(text.map(|text| &text.statement), column)
                }
            });
        }
    }
}

fn functions(writer: &mut Writer<'_>, sheet: &Sheet) {
    for service in sheet.services() {
        parts(writer, service, "", &service.functions);
    }
}

fn parts(writer: &mut Writer<'_>, service: &Service, parent: &str, functions: &[Function]) {
    for function in functions {
        writer.row(|column| match column.field {
            Field::Service => whole(Look::Id, service.id.as_str()),
            Field::Id => whole(Look::Id, &function.id),
            Field::Parent => whole(Look::Id, parent),
            _ => in_language(Some(&function.title), column),
        });
        parts(writer, service, &function.id, &function.functions);
    }
}

fn indicators(writer: &mut Writer<'_>, sheet: &Sheet) {
    for service in sheet.services() {
        for (at, indicator) in service.indicators() {
            let refs = indicator.refs.join("\n");
            writer.row(|column| match column.field {
                Field::Service => whole(Look::Id, service.id.as_str()),
                Field::Level => level(at),
                Field::Id => whole(Look::Id, &indicator.id),
                Field::Refs => whole(Look::Text, &refs),
                _ => in_language(Some(&indicator.text), column),
            });
        }
    }
}

fn steps(writer: &mut Writer<'_>, sheet: &Sheet) {
    let language = writer.language;
    for service in sheet.services() {
        for text in &service.levels {
            let Some(step) = &text.step else {
                continue;
            };
            writer.row(|column| match column.field {
                Field::Service => whole(Look::Id, service.id.as_str()),
                Field::Level => level(text.level),
                Field::Action => in_language(Some(&step.action), column),
                Field::Deliverable => in_language(Some(&step.deliverable), column),
                Field::Days => Cell::number(Look::Days, step.days),
                Field::Elapsed => Cell::number(Look::Count, step.elapsed.map(f64::from)),
                _ => Cell::text(Look::Text, names::effort(step.effort, language)),
            });
        }
    }
}

fn texts(writer: &mut Writer<'_>, sheet: &Sheet, of: impl Fn(&Service) -> &Vec<Text>) {
    for service in sheet.services() {
        for text in of(service) {
            writer.row(|column| match column.field {
                Field::Service => whole(Look::Id, service.id.as_str()),
                _ => in_language(Some(text), column),
            });
        }
    }
}
