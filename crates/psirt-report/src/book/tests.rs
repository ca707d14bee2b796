use std::io::{Cursor, Read};

use calamine::{Data, Reader, SheetVisible, Xlsx};
use psirt_core::{Assessment, Language, Sheet};
use zip::ZipArchive;

use super::*;
use crate::fixture::FORMULA;

fn file(path: &str) -> String {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn sheet() -> Sheet {
    let text = file("frameworks/sheets/first-psirt-1.1.json");
    Sheet::parse(&text).expect("a shipped sheet is valid")
}

fn sample(sheet: &Sheet, language: Language) -> Assessment {
    let text = file(&format!("samples/{language}/2026.psirt.json"));
    Assessment::parse(&text, |_| Some(sheet)).expect("a sample is valid")
}

fn book(language: Language, fill_in: &FillIn) -> Vec<u8> {
    let sheet = sheet();
    let assessment = sample(&sheet, language);
    fill_in_book(&sheet, &assessment, language, fill_in).expect("the book can be written")
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a book is an archive");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("the part is there");
    part.read_to_string(&mut text).expect("it is text");
    text
}

fn cells(bytes: &[u8], page: &str) -> Vec<String> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a book can be read");
    let range = book.worksheet_range(page).expect("the page is there");
    range
        .used_cells()
        .map(|(_, _, value)| match value {
            Data::String(text) => text.clone(),
            other => panic!("{other:?} is no text"),
        })
        .collect()
}

#[test]
fn every_mark_names_its_part() {
    for part in Part::ALL {
        assert_eq!(Part::marked(part.mark()), Some(part));
    }
    assert_eq!(Part::marked("psirt:"), None);
}

#[test]
fn the_same_assessment_gives_the_same_bytes() {
    for language in Language::ALL {
        let fill_in = FillIn::default();
        assert_eq!(book(language, &fill_in), book(language, &fill_in));
    }
}

#[test]
fn a_book_asks_for_every_service_and_offers_every_level() {
    for language in Language::ALL {
        let bytes = book(language, &FillIn::default());
        let sheet = sheet();
        let page = language.pick("Answers", "回答");
        let shown = cells(&bytes, page);
        let hidden = cells(&bytes, HIDDEN_PAGE);
        for service in sheet.services() {
            let id = service.id.to_string();
            let times = shown.iter().filter(|text| **text == id).count();
            assert_eq!(times, 2, "{id} is there, once hidden and once shown");
            assert!(hidden.contains(&id), "{id}");
        }
        for scale in sheet.scale() {
            let offered = level_text(scale.level, &sheet, language);
            assert!(hidden.contains(&offered), "{offered}");
        }
        let book = Xlsx::new(Cursor::new(&bytes[..])).expect("a book can be read");
        let visible: Vec<SheetVisible> =
            book.sheets_metadata().iter().map(|it| it.visible).collect();
        assert_eq!(visible, [SheetVisible::Visible, SheetVisible::VeryHidden]);
        let xml = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(
            xml.contains("<sheetProtection sheet=\"1\""),
            "it is protected"
        );
        assert!(!xml.contains("password="), "without a password");
        assert!(xml.contains("psirt_maturity!$D$1:$D$8"), "it has lists");
        assert!(!xml.contains("<f>"), "no cell calculates");
    }
}

#[test]
fn a_book_can_be_for_one_area_and_leave_out_what_is_known() {
    let sheet = sheet();
    let area = &sheet.areas()[1];
    let fill_in = FillIn {
        respondent: Some("山田 花子".to_owned()),
        areas: vec![area.id.clone()],
        blank: true,
        ..FillIn::default()
    };
    let bytes = book(Language::Ja, &fill_in);
    let hidden = cells(&bytes, HIDDEN_PAGE);
    let keys = hidden
        .iter()
        .filter(|key| *key == HiddenKey::Service.as_str());
    assert_eq!(keys.count(), area.services.len());
    assert!(hidden.contains(&"山田 花子".to_owned()));
    let shown = cells(&bytes, "回答");
    assert!(!shown.iter().any(|text| text == "該当なし"));
    assert!(shown.iter().any(|text| text.contains("記入者: 山田 花子")));
    assert!(!hidden.contains(&HiddenKey::Known.as_str().to_owned()));
    let assessment = sample(&sheet, Language::Ja);
    for service in &area.services {
        let entry = assessment.entry(service.id.as_str());
        let note = entry.map(note_text).filter(|note| !note.is_empty());
        let note = note.expect("the sample has notes");
        assert!(
            !hidden.contains(&note),
            "what is left out is not hidden in the book either"
        );
    }
}

#[test]
fn a_book_remembers_what_it_was_handed_out_with() {
    let sheet = sheet();
    let assessment = sample(&sheet, Language::Ja);
    let bytes = book(Language::Ja, &FillIn::default());
    let hidden = cells(&bytes, HIDDEN_PAGE);
    for service in sheet.services() {
        let entry = assessment.entry(service.id.as_str());
        let note = note_text(entry.expect("the sample speaks of every service"));
        assert!(hidden.contains(&note), "{}", service.id);
    }
}

#[test]
fn what_looks_like_a_formula_is_text() {
    let sheet = sheet();
    let mut assessment = sample(&sheet, Language::En);
    let service = sheet
        .services()
        .next()
        .expect("there is a service")
        .id
        .clone();
    let entry = Entry {
        note: FORMULA.to_owned(),
        owner: "=1+1".to_owned(),
        ..Entry::default()
    };
    assessment
        .set_entry(&sheet, service.as_str(), entry)
        .expect("the sheet allows it");
    let fill_in = FillIn::default();
    let bytes = fill_in_book(&sheet, &assessment, Language::En, &fill_in).expect("it is written");
    let shown = cells(&bytes, "Answers");
    assert!(shown.contains(&FORMULA.to_owned()) && shown.contains(&"=1+1".to_owned()));
    assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn evidence_takes_a_line_each_and_keeps_its_bars() {
    let evidence = |title: &str, place: &str, date: Option<&str>| Evidence {
        title: title.to_owned(),
        place: place.to_owned(),
        date: date.map(|date| date.parse().expect("a date")),
        kind: None,
    };
    let text = evidence_text(&[
        evidence("a|b", "wiki", Some("2026-04-01")),
        evidence("two\nlines", "", None),
        evidence("c", "", Some("2026-04-02")),
    ]);
    assert_eq!(
        text,
        "a\\|b | wiki | 2026-04-01\ntwo lines\nc |  | 2026-04-02"
    );
}
