//! Books made here and read back; what a whole product does with them is in the suite.

use std::path::Path;

use psirt_core::{Language, Level, Sheet};

use plain::plain;

use super::*;
use crate::books::cells::{Page, Place, Value};

mod account;
mod hostile;
#[path = "../../../../../tests/plain.rs"]
mod plain;
mod tables;

fn shipped() -> Vec<Sheet> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frameworks/sheets");
    let mut sheets: Vec<Sheet> = std::fs::read_dir(folder)
        .expect("the sheets are shipped")
        .map(|entry| {
            let path = entry.expect("it can be listed").path();
            let text = std::fs::read_to_string(path).expect("it is text");
            Sheet::parse(&text).expect("a shipped sheet is valid")
        })
        .collect();
    sheets.sort_by(|one, other| one.id().cmp(other.id()));
    assert!(sheets.len() > 1, "there are sheets to try");
    sheets
}

fn exported(sheet: &Sheet, wanted: &SheetBook) -> GivenBook {
    let bytes = sheet_book::sheet_book(sheet, wanted).expect("it is written");
    GivenBook::read(&bytes).expect("it is read")
}

fn wanted(language: Language, texts: &[Language]) -> SheetBook {
    SheetBook {
        language,
        texts: texts.to_vec(),
        empty: false,
    }
}

fn told(converted: &Converted) -> Vec<String> {
    match &converted.sheet {
        Ok(_) => Vec::new(),
        Err(faults) => faults
            .iter()
            .map(|fault| {
                let hint = fault.hint(Language::En).unwrap_or_default();
                let spot = fault.spot.shown();
                format!(
                    "{spot} [{}]: {} ({hint})",
                    fault.spot.found,
                    fault.message(Language::En)
                )
            })
            .collect(),
    }
}

/// A worksheet with rows of texts; an empty text is an empty cell.
fn page(name: &str, rows: &[&[&str]]) -> Page {
    let mut page = Page {
        name: name.to_owned(),
        ..Page::default()
    };
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            if !text.is_empty() {
                let value = Value::Text((*text).to_owned());
                page.cells.insert(Place { row, column }, value);
            }
        }
    }
    page
}

fn place_of(book: &GivenBook, page: &str, text: &str) -> Place {
    let page = book.book.page(page).expect("the worksheet is there");
    let found = page.cells.iter().find(|(_, value)| value.shown() == text);
    *found.expect("the text is there").0
}

fn set(book: &mut GivenBook, page: &str, place: Place, value: Option<Value>) {
    let page = book.book.pages.iter_mut().find(|it| it.name == page);
    let cells = &mut page.expect("the worksheet is there").cells;
    match value {
        Some(value) => cells.insert(place, value),
        None => cells.remove(&place),
    };
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn every_shipped_sheet_goes_out_and_comes_back_the_same() {
    for sheet in shipped() {
        for language in Language::ALL {
            let book = exported(&sheet, &wanted(language, &Language::ALL));
            assert_eq!(book.layout(), Layout::SheetBook);
            let converted = book.convert();
            assert_eq!(told(&converted), Vec::<String>::new(), "{}", sheet.id());
            assert!(converted.doubts.is_empty(), "{:?}", converted.doubts);
            assert!(
                converted.sheet.as_ref() == Ok(&sheet),
                "{} {language}",
                sheet.id()
            );
        }
    }
}

#[test]
fn a_sheet_that_says_only_what_it_must_comes_back_the_same() {
    let sheet = plain_sheet();
    let book = exported(&sheet, &wanted(Language::En, &Language::ALL));
    let converted = book.convert();
    assert_eq!(told(&converted), Vec::<String>::new());
    assert!(converted.sheet.as_ref() == Ok(&sheet));
}

/// The first shipped sheet without anything a sheet may leave out.
fn plain_sheet() -> Sheet {
    let file = serde_json::from_str(&shipped()[0].to_json()).expect("it is JSON");
    Sheet::parse(&plain(&file).to_string()).expect("a plain sheet is valid")
}

#[test]
fn one_language_of_a_sheet_goes_out_as_a_sheet_of_that_language() {
    let sheet = &shipped()[1];
    for own in Language::ALL {
        let book = exported(sheet, &wanted(Language::Ja, &[own]));
        let converted = book.convert();
        assert_eq!(told(&converted), Vec::<String>::new());
        let one = converted.sheet.expect("it is a sheet");
        assert_eq!(one.languages(), [own]);
        let service = sheet.services().next().expect("a service");
        let came = one.service(service.id.as_str()).expect("the same service");
        let level = Level::new(3);
        assert_eq!(
            came.level(level).map(|text| text.statement.only(own)),
            service.level(level).map(|text| text.statement.only(own))
        );
        let other = own.pick(Language::Ja, Language::En);
        assert_eq!(one.title().only(other), None);
    }
}

#[test]
fn an_empty_form_says_which_cells_to_fill() {
    let form = SheetBook {
        empty: true,
        ..wanted(Language::En, &[Language::Ja])
    };
    let book = exported(&shipped()[0], &form);
    let told = told(&book.convert());
    assert!(
        told.iter()
            .any(|line| line.starts_with("About!C6 []: the field `id` is missing")),
        "{told:#?}"
    );
    assert!(
        told.iter()
            .any(|line| line.starts_with("Scale!B5 []: the field `name` is missing")),
        "{told:#?}"
    );
    assert!(
        told.iter()
            .any(|line| line.starts_with("About!C11 []: the field `name` is missing")),
        "{told:#?}"
    );
}

#[test]
fn columns_and_rows_may_be_moved_and_headings_suffice() {
    let sheet = &shipped()[1];
    for language in Language::ALL {
        let mut book = exported(sheet, &wanted(language, &Language::ALL));
        for page in &mut book.book.pages {
            let last = page
                .cells
                .keys()
                .map(|place| place.column)
                .max()
                .unwrap_or(0);
            let cells = std::mem::take(&mut page.cells);
            page.cells = cells
                .into_iter()
                // Without the hidden row, three rows lower, and mirrored.
                .filter(|(place, _)| place.row > 0)
                .map(|(place, value)| {
                    let moved = Place {
                        row: place.row + 3,
                        column: last - place.column,
                    };
                    (moved, value)
                })
                .collect();
        }
        book.book.pages.reverse();
        let converted = book.convert();
        assert_eq!(told(&converted), Vec::<String>::new());
        assert!(converted.sheet.as_ref() == Ok(sheet));
    }
}

#[test]
fn each_fault_is_told_with_its_cell_and_all_of_them_at_once() {
    let sheet = &shipped()[1];
    let mut book = exported(sheet, &wanted(Language::En, &Language::ALL));
    let services = "Services";
    let second = sheet.services().nth(1).expect("a second service");
    let id = place_of(&book, services, second.id.as_str());
    // The title in English is gone, an area does not exist, an effort is no size.
    let title = second.title.only(Language::En).expect("it has one");
    let title = place_of(&book, services, title);
    set(&mut book, services, title, None);
    let third = Place {
        row: id.row + 1,
        column: 0,
    };
    set(&mut book, services, third, Some(text("Z")));
    let effort = place_of(&book, "Steps", "medium");
    set(&mut book, "Steps", effort, Some(text("huge")));
    set(
        &mut book,
        "Indicators",
        Place { row: 4, column: 1 },
        Some(Value::Number(7.0)),
    );
    let failed = Value::Failed("#REF!".to_owned());
    set(
        &mut book,
        "Areas",
        Place { row: 5, column: 1 },
        Some(failed),
    );
    let told = told(&book.convert());
    let said = |start: &str| {
        assert!(
            told.iter().any(|line| line.starts_with(start)),
            "{start} in {told:#?}"
        );
    };
    said(&format!(
        "Services!{} []: the text has no `en`",
        title.name()
    ));
    said(&format!(
        "Services!{} [Z]: no area has this id",
        third.name()
    ));
    said(&format!("Steps!{} [huge]: found \"huge\"", effort.name()));
    said("Indicators!B5 [7]: not a level of the scale (the levels are 0 to 5)");
    said("Areas!B6 [#REF!]: the formula has failed");
}

#[test]
fn an_id_that_stands_twice_names_the_cell_of_the_first() {
    let sheet = &shipped()[1];
    let mut book = exported(sheet, &wanted(Language::Ja, &[Language::Ja]));
    let ids: Vec<&str> = sheet.areas()[0]
        .services
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    let first = place_of(&book, "サービス", ids[0]);
    let second = place_of(&book, "サービス", ids[1]);
    set(&mut book, "サービス", second, Some(text(ids[0])));
    let told = told(&book.convert());
    let wanted = format!(
        "サービス!{} [{}]: the id `{}` stands at サービス!{} already",
        second.name(),
        ids[0],
        ids[0],
        first.name()
    );
    assert!(
        told.iter().any(|line| line.starts_with(&wanted)),
        "{wanted} in {told:#?}"
    );
}

#[test]
fn an_id_that_is_a_number_is_taken_and_doubted() {
    let sheet = shipped()
        .into_iter()
        .find(|sheet| sheet.service("1.1").is_some())
        .expect("a sheet with 1.1");
    let mut book = exported(&sheet, &wanted(Language::En, &Language::ALL));
    let id = place_of(&book, "Services", "1.1");
    set(&mut book, "Services", id, Some(Value::Number(1.1)));
    let converted = book.convert();
    assert!(converted.sheet.is_ok());
    let doubts: Vec<String> = converted.doubts.iter().map(|it| it.spot.shown()).collect();
    assert_eq!(doubts, [format!("Services!{}", id.name())]);
    assert!(converted.doubts[0].message(Language::Ja).contains("1.10"));
}

#[test]
fn what_is_missing_is_named() {
    let mut book = exported(&shipped()[0], &wanted(Language::En, &Language::ALL));
    book.book.pages.retain(|page| page.name != "Scale");
    assert!(
        told(&book.convert())
            .iter()
            .any(|line| line.contains("there is no worksheet “Scale”"))
    );
    let mut book = exported(&shipped()[0], &wanted(Language::En, &Language::ALL));
    let page = book
        .book
        .pages
        .iter_mut()
        .find(|page| page.name == "Services");
    let page = page.expect("it is there");
    page.cells.retain(|place, _| place.column != 1);
    assert!(
        told(&book.convert())
            .iter()
            .any(|line| line.contains("there is no column “ID”"))
    );
}

#[test]
fn a_newer_format_is_told_alone() {
    let mut book = exported(&shipped()[0], &wanted(Language::En, &Language::ALL));
    let format = place_of(&book, "About", "format");
    let value = Place {
        column: format.column + 2,
        ..format
    };
    set(&mut book, "About", value, Some(Value::Number(9.0)));
    let told = told(&book.convert());
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("format 9 is newer"), "{told:?}");
}
