use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use psirt_core::{Language, Level, Sheet};

use super::{Column, Page, SheetBook, sheet_book};

fn sheet() -> Sheet {
    let path = format!(
        "{}/../../frameworks/sheets/first-psirt-1.1.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).expect("the frameworks are shipped");
    Sheet::parse(&text).expect("a shipped sheet is valid")
}

fn book(language: Language, texts: &[Language], empty: bool) -> Vec<u8> {
    let wanted = SheetBook {
        language,
        texts: texts.to_vec(),
        empty,
    };
    sheet_book(&sheet(), &wanted).expect("it is written")
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    for empty in [false, true] {
        let make = || book(Language::Ja, &Language::ALL, empty);
        assert_eq!(make(), make());
    }
}

#[test]
fn every_column_is_known_by_its_key_and_no_two_have_one_heading() {
    for page in Page::ALL {
        let columns = Column::all(page, Level::new(9), &Language::ALL);
        for language in Language::ALL {
            let mut headings: Vec<String> = columns
                .iter()
                .map(|column| column.heading(language))
                .collect();
            headings.sort();
            headings.dedup();
            assert_eq!(headings.len(), columns.len(), "{page:?} {language}");
        }
        for column in columns {
            assert_eq!(Column::with_key(&column.key()), Some(column));
        }
    }
    for key in [
        "",
        "psirt:",
        "psirt:services",
        "psirt:services.level.x.ja",
        "psirt:areas.id.ja",
    ] {
        assert_eq!(Column::with_key(key), None, "{key}");
    }
}

#[test]
fn each_heading_has_a_comment_and_each_kind_of_thing_a_worksheet() {
    for language in Language::ALL {
        let bytes = book(language, &[language], false);
        let mut book = Xlsx::new(Cursor::new(&bytes[..])).expect("a book can be read");
        let names: Vec<&str> = Page::ALL.iter().map(|page| page.name(language)).collect();
        assert_eq!(book.sheet_names(), names);
        let range = book
            .worksheet_range(Page::Services.name(language))
            .expect("the worksheet is there");
        let sheet = sheet();
        for service in sheet.services() {
            let id = Data::String(service.id.to_string());
            assert!(
                range.used_cells().any(|(_, _, value)| *value == id),
                "{}",
                service.id
            );
        }
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).expect("an archive");
        for (number, page) in (1..).zip(Page::ALL) {
            let part = archive
                .by_name(&format!("xl/comments{number}.xml"))
                .expect("comments");
            let comments = std::io::read_to_string(part).expect("it is text");
            for column in Column::all(page, sheet.highest_level(), &[language]) {
                let comment = column.comment(language);
                assert!(comments.contains(comment), "{page:?}: {comment}");
            }
        }
    }
}

#[test]
fn an_empty_form_has_no_text_of_the_sheet() {
    let bytes = book(Language::En, &Language::ALL, true);
    let mut book = Xlsx::new(Cursor::new(&bytes[..])).expect("a book can be read");
    let sheet = sheet();
    let service = sheet.services().next().expect("a service");
    let texts = [
        sheet.title().get(Language::En),
        sheet.id().as_str(),
        service.title.get(Language::Ja),
        sheet.scale()[1].name.get(Language::En),
    ];
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("the worksheet is there");
        for (_, _, value) in range.used_cells() {
            assert!(
                !texts.contains(&value.to_string().as_str()),
                "{name}: {value}"
            );
        }
    }
}
