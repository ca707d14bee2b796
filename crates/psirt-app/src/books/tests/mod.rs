//! Books as they go out, and as hands and programs leave them.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use psirt_core::assessment::{Entry, Evidence};
use psirt_core::{Answer, Assessment, Level, ServiceId, Sheet};
use psirt_report::book::{HIDDEN_PAGE, Part, fill_in_book};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

mod accounting;
mod beside;
mod intake;

use super::cells::{Page, Place, Value};
use super::fill_in::{CellProblem, Said};
use super::intake::{Intake, Offer, ServiceIntake, intake};
use super::*;

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

/// A sheet, an assessment made with it, and a book of that on the desk of somebody.
struct Desk {
    sheet: Sheet,
    assessment: Assessment,
    book: Book,
}

impl Desk {
    fn of(change: impl FnOnce(&Sheet, &mut Assessment), fill_in: &FillIn) -> Self {
        let sheet = sheet();
        let mut assessment = sample(&sheet, Language::Ja);
        change(&sheet, &mut assessment);
        let bytes = fill_in_book(&sheet, &assessment, Language::Ja, fill_in).expect("written");
        let book = Book::read(&bytes).expect("our own book is read");
        Self {
            sheet,
            assessment,
            book,
        }
    }

    fn new() -> Self {
        Self::of(|_, _| {}, &FillIn::default())
    }

    fn blank() -> Self {
        let fill_in = FillIn {
            blank: true,
            ..FillIn::default()
        };
        Self::of(|_, _| {}, &fill_in)
    }

    fn page(&mut self) -> &mut Page {
        &mut self.book.pages[0]
    }

    fn column(&self, part: Part) -> u32 {
        let cells = self.book.pages[0].cells.iter();
        let mark = cells.filter(|(_, value)| value.shown() == part.mark());
        mark.map(|(place, _)| place.column).next().expect("marked")
    }

    fn row(&self, service: &str) -> u32 {
        let column = self.column(Part::Id);
        let cells = self.book.pages[0].cells.iter();
        let mut found = cells.filter(|(at, id)| at.column == column && id.shown() == service);
        found.next().expect("the service is asked for").0.row
    }

    fn write(&mut self, service: &str, part: Part, value: impl Into<Written>) {
        let place = Place {
            row: self.row(service),
            column: self.column(part),
        };
        let Written(value) = value.into();
        self.page().cells.insert(place, value);
    }

    fn filled(&self) -> FilledBook {
        let read = self.read().expect("the book is for this assessment");
        let [filled] = &read[..] else {
            panic!("it has one worksheet with answers: {}", read.len());
        };
        filled.clone()
    }

    fn read(&self) -> Result<Vec<FilledBook>, NotTaken> {
        FilledBook::of(&self.book, &self.sheet, self.assessment.id())
    }

    fn said(&self, service: &str) -> Said {
        let filled = self.filled();
        assert_eq!(filled.faults, []);
        let mut rows = filled.rows.into_iter();
        rows.find(|row| row.service.as_str() == service)
            .expect("the row is there")
            .says
    }

    /// What came back from somebody.
    fn filled_by(&self, name: &str) -> FilledBook {
        FilledBook {
            respondent: Some(name.to_owned()),
            ..self.filled()
        }
    }

    /// What books say of a service, where that is anything new.
    fn about(&self, service: &str, books: &[FilledBook]) -> Option<ServiceIntake> {
        let mut services = self.intake(books).services.into_iter();
        services.find(|it| it.service.as_str() == service)
    }

    /// The one offer for a service.
    fn offer(&self, service: &str, books: &[FilledBook]) -> Offer {
        let about = self.about(service, books).expect("something is new");
        let [offer] = &about.offers[..] else {
            panic!("there is one offer: {about:?}");
        };
        offer.clone()
    }

    fn change(&mut self, service: &str, change: impl FnOnce(&mut Entry)) {
        let (sheet, assessment) = (&self.sheet, &mut self.assessment);
        assessment
            .change_entry(sheet, service, change)
            .expect("the sheet allows it");
    }

    fn intake(&self, books: &[FilledBook]) -> Intake {
        intake(&self.sheet, &self.assessment, books)
    }
}

struct Written(Value);

impl From<&str> for Written {
    fn from(text: &str) -> Self {
        Self(Value::Text(text.to_owned()))
    }
}

impl From<f64> for Written {
    fn from(number: f64) -> Self {
        Self(Value::Number(number))
    }
}

/// Everything a cell could trip over.
fn trip(sheet: &Sheet, assessment: &mut Assessment) {
    let evidence = |title: &str, place: &str| Evidence {
        title: title.to_owned(),
        place: place.to_owned(),
        date: "2026-04-01".parse().ok(),
        kind: None,
    };
    let entries = [
        Entry {
            answer: Some(Answer::NotApplicable("対象の製品がない".to_owned())),
            note: "another text".to_owned(),
            ..Entry::default()
        },
        Entry {
            note: "  line\r\nline \n=1+1\n_x0041_ & <b>\t|".to_owned(),
            evidence: vec![
                evidence("a|b \\| c", "\\\\server\\share\\"),
                evidence("two\nlines", ""),
            ],
            owner: " =cmd ".to_owned(),
            ..Entry::default()
        },
        Entry {
            answer: Some(Answer::DontKnow),
            note: format!("x{}", "\ny".repeat(600)),
            target: Some(Level::new(0)),
            ..Entry::default()
        },
    ];
    for (service, entry) in sheet.services().zip(entries) {
        assessment
            .set_entry(sheet, service.id.as_str(), entry)
            .expect("the sheet allows it");
    }
}

#[test]
fn what_goes_out_and_comes_in_changes_nothing() {
    for language in Language::ALL {
        for tripping in [false, true] {
            let sheet = sheet();
            let mut assessment = sample(&sheet, language);
            if tripping {
                trip(&sheet, &mut assessment);
            }
            let fill_in = FillIn::default();
            let bytes = fill_in_book(&sheet, &assessment, language, &fill_in).expect("written");
            let book = Book::read(&bytes).expect("it is read");
            let read = FilledBook::of(&book, &sheet, assessment.id()).expect("it is ours");
            let [filled] = &read[..] else {
                panic!("it has one worksheet with answers");
            };
            assert_eq!(
                (&filled.faults[..], &filled.missing[..]),
                (&[][..], &[][..])
            );
            assert_eq!(filled.remarks, [], "every other cell is part of the form");
            let intake = intake(&sheet, &assessment, &read);
            assert_eq!(intake.services, [], "{language}");
            assert_eq!(intake.unchanged, sheet.services().count());
        }
    }
}

#[test]
fn what_is_certain_is_understood() {
    let mut desk = Desk::blank();
    let name = desk.sheet.scale()[3].name.clone();
    let (en, ja) = (name.get(Language::En), name.get(Language::Ja));
    let texts = [
        "3".to_owned(),
        "３".to_owned(),
        "3.0".to_owned(),
        "レベル3".to_owned(),
        "レベル ３".to_owned(),
        "Level 3".to_owned(),
        " 3 ".to_owned(),
        ja.to_owned(),
        format!("3 {ja}"),
        format!("3: {en}"),
        format!("レベル3 ({ja})"),
    ];
    for text in &texts {
        desk.write("1.1", Part::Answer, text.as_str());
        let said = desk.said("1.1").answer;
        assert_eq!(said, Some(Answer::Level(Level::new(3))), "{text}");
    }
    desk.write("1.1", Part::Answer, 3.0);
    desk.write("1.1", Part::Target, "４");
    let said = desk.said("1.1");
    assert_eq!(said.answer, Some(Answer::Level(Level::new(3))));
    assert_eq!(said.target, Some(Level::new(4)));
    for text in ["わからない", "don’t know", "?", "？", "不明"] {
        desk.write("1.1", Part::Answer, text);
        assert_eq!(desk.said("1.1").answer, Some(Answer::DontKnow), "{text}");
    }
    desk.write("1.1", Part::Note, "対象がない");
    for text in ["該当なし", "n/a", "N/A", "Ｎ／Ａ", "Not applicable"] {
        desk.write("1.1", Part::Answer, text);
        let reason = Answer::NotApplicable("対象がない".to_owned());
        assert_eq!(desk.said("1.1").answer, Some(reason), "{text}");
    }
}

#[test]
fn what_is_not_certain_is_listed_with_its_cell_and_never_guessed() {
    let mut desk = Desk::blank();
    let highest = desk.sheet.highest_level();
    let place = Place {
        row: desk.row("1.1"),
        column: desk.column(Part::Answer),
    };
    let mut wrong = |value: Written, problem: CellProblem| {
        desk.write("1.1", Part::Answer, value);
        let filled = desk.filled();
        let [fault] = &filled.faults[..] else {
            panic!("one fault is listed: {:?}", filled.faults);
        };
        assert_eq!((&fault.cell, &fault.problem), (&place.name(), &problem));
        let row = filled.rows.iter().find(|row| row.service.as_str() == "1.1");
        assert_eq!(row.expect("the row is there").says.answer, None);
    };
    wrong(7.0.into(), CellProblem::NoSuchLevel { highest });
    wrong("7".into(), CellProblem::NoSuchLevel { highest });
    for text in ["2.5", "だいたい3", "-1", "3 or 4", "x", "3rd", "1e0"] {
        wrong(text.into(), CellProblem::NotAnAnswer { highest });
    }
    wrong(2.5.into(), CellProblem::NotAnAnswer { highest });
    wrong("該当なし".into(), CellProblem::ReasonMissing);
}

#[test]
fn targets_and_evidence_that_are_not_understood_are_listed_too() {
    let mut desk = Desk::blank();
    desk.write("1.1", Part::Target, "該当なし");
    desk.write(
        "1.2",
        Part::Evidence,
        "rules | wiki | soon\nplan | wiki | 2026年4月1日",
    );
    let filled = desk.filled();
    let found: Vec<&str> = filled.faults.iter().map(|it| it.found.as_str()).collect();
    assert_eq!(found, ["該当なし", "rules | wiki | soon"]);
}

#[test]
fn rows_and_columns_may_be_moved() {
    let mut desk = Desk::blank();
    desk.write("1.1", Part::Answer, "2");
    desk.write("1.2", Part::Answer, "4");
    let (first, second) = (desk.row("1.1"), desk.row("1.2"));
    let cells = std::mem::take(&mut desk.page().cells);
    let moved = |Place { row, column }: Place| Place {
        row: match row {
            row if row == first => second,
            row if row == second => first + 500,
            row => row,
        },
        column: 40 - column.min(40),
    };
    desk.page().cells = cells.into_iter().map(|(at, it)| (moved(at), it)).collect();
    let level = |number| Some(Answer::Level(Level::new(number)));
    assert_eq!(desk.said("1.1").answer, level(2));
    assert_eq!(desk.said("1.2").answer, level(4));
}

#[test]
fn a_deleted_row_is_told_and_a_doubled_one_is_a_fault() {
    let mut desk = Desk::new();
    let row = desk.row("1.2");
    desk.page().cells.retain(|place, _| place.row != row);
    assert_eq!(desk.filled().missing, [ServiceId::from("1.2".to_owned())]);

    let mut desk = Desk::new();
    let row = desk.row("1.2");
    let again: BTreeMap<Place, Value> = desk
        .page()
        .cells
        .iter()
        .filter(|(place, _)| place.row == row)
        .map(|(place, value)| (Place { row: 900, ..*place }, value.clone()))
        .collect();
    desk.page().cells.extend(again);
    let problems: Vec<CellProblem> = desk
        .filled()
        .faults
        .into_iter()
        .map(|it| it.problem)
        .collect();
    assert!(
        matches!(&problems[..], [CellProblem::DuplicateService { first }] if first == &format!("A{}", row + 1)),
        "{problems:?}"
    );

    let mut desk = Desk::new();
    let place = Place {
        row,
        column: desk.column(Part::Id),
    };
    desk.page()
        .cells
        .insert(place, Value::Text("99.9".to_owned()));
    let filled = desk.filled();
    assert_eq!(filled.faults[0].problem, CellProblem::UnknownService);
}

#[test]
fn a_book_for_something_else_is_refused() {
    let altered = |key: &str, value: &str| {
        let mut desk = Desk::new();
        let page = desk
            .book
            .pages
            .iter_mut()
            .find(|page| page.name == HIDDEN_PAGE);
        let cells = &mut page.expect("it is there").cells;
        let row = cells
            .iter()
            .find(|(at, it)| at.column == 0 && it.shown() == key)
            .map(|(at, _)| at.row)
            .expect("the key is there");
        cells.insert(Place { row, column: 1 }, Value::Text(value.to_owned()));
        desk.read().expect_err("it is refused")
    };
    assert!(matches!(altered("sheet", "x"), NotTaken::OtherSheet { .. }));
    assert!(matches!(
        altered("edition", "1999"),
        NotTaken::OtherEdition { .. }
    ));
    assert!(matches!(
        altered("assessment", "x"),
        NotTaken::OtherAssessment { .. }
    ));
    assert_eq!(altered("format", "2"), NotTaken::NewerFormat { found: 2 });
    assert_eq!(altered("kind", "a report"), NotTaken::NotAFillInBook);

    let mut desk = Desk::new();
    desk.page().cells.retain(|place, _| place.row > 4);
    assert_eq!(desk.read(), Err(NotTaken::HeadMissing));
    let mut desk = Desk::new();
    desk.book.pages.truncate(1);
    assert_eq!(desk.read(), Err(NotTaken::NotAFillInBook));
}

fn archive(parts: &[(&str, u64)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let zeros = vec![0; 1 << 20];
    for (name, megabytes) in parts {
        archive
            .start_file(*name, options)
            .expect("a part can begin");
        for _ in 0..*megabytes {
            archive.write_all(&zeros).expect("it is written");
        }
    }
    archive.finish().expect("it can be finished").into_inner()
}

/// A book of worksheets, each a part by its name.
fn book_of(worksheets: &[String], parts: &[(&str, &str)]) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    };
    let relations = |all: String| format!("<Relationships>{all}</Relationships>");
    let (mut names, mut targets) = (
        String::new(),
        relation("s", "sharedStrings", "sharedStrings.xml"),
    );
    for (number, part) in worksheets.iter().enumerate() {
        let name = format!(r#"<sheet name="T{number}" sheetId="{number}" r:id="r{number}"/>"#);
        names += &name;
        targets += &relation(&format!("r{number}"), "worksheet", part);
    }
    let root = relations(relation("r", "officeDocument", "xl/workbook.xml"));
    let workbook =
        format!(r#"<workbook xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>"#);
    let targets = relations(targets);
    let common = [
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &targets),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in common.into_iter().chain(parts.iter().copied()) {
        archive.start_file(name, options).expect("a part can begin");
        archive
            .write_all(content.as_bytes())
            .expect("it is written");
    }
    archive.finish().expect("it can be finished").into_inner()
}

#[test]
fn what_stands_once_and_counts_often_is_refused() {
    let worksheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let one = worksheet(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
    let sheet = [("xl/a.xml", one.as_str())];
    let names = |count: usize| vec!["a.xml".to_owned(); count];
    assert!(Book::read(&book_of(&names(1), &sheet)).is_ok());
    assert_eq!(
        Book::read(&book_of(&names(2), &sheet)),
        Err(Unreadable::Damaged)
    );
    let many: Vec<String> = (0..=cells::MOST_WORKSHEETS)
        .map(|it| format!("{it}.xml"))
        .collect();
    assert_eq!(
        Book::read(&book_of(&many, &sheet)),
        Err(Unreadable::TooManyParts)
    );

    let long = format!(
        "<sst><si><t>{}</t></si></sst>",
        "x".repeat(cells::MOST_CHARACTERS)
    );
    let rows: Vec<String> = (1..=cells::MOST_TEXT / cells::MOST_CHARACTERS + 1)
        .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#))
        .collect();
    let rows = worksheet(&rows.concat());
    let parts = [("xl/a.xml", rows.as_str()), ("xl/sharedStrings.xml", &long)];
    assert_eq!(
        Book::read(&book_of(&names(1), &parts)),
        Err(Unreadable::TooMuchText)
    );
}

#[test]
fn a_file_that_would_unpack_to_too_much_is_refused() {
    let bytes = archive(&[("xl/workbook.xml", 150), ("xl/worksheets/sheet1.xml", 150)]);
    assert!(bytes.len() < 2_000_000, "it is small as it lies there");
    assert_eq!(Book::read(&bytes), Err(Unreadable::UnpacksTooLarge));
    let names: Vec<String> = (0..=cells::MOST_PARTS).map(|it| it.to_string()).collect();
    let parts: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 0)).collect();
    assert_eq!(Book::read(&archive(&parts)), Err(Unreadable::TooManyParts));
    let long = vec![b'x'; MOST_BYTES + 1];
    assert!(matches!(
        Book::read(&long),
        Err(Unreadable::TooLarge { .. })
    ));
}

#[test]
fn a_damaged_book_is_refused_whatever_is_damaged() {
    let desk = Desk::new();
    let fill_in = FillIn::default();
    let bytes = fill_in_book(&desk.sheet, &desk.assessment, Language::En, &fill_in);
    let bytes = bytes.expect("written");
    for length in [1, 30, 100, bytes.len() / 2, bytes.len() - 1] {
        assert_eq!(
            Book::read(&bytes[..length]),
            Err(Unreadable::Damaged),
            "{length}"
        );
    }
    let step = bytes.len() / 40;
    for at in (0..bytes.len()).step_by(step) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0x55;
        // Some bytes may be anything; none may end the program.
        let _ = Book::read(&bytes);
    }
    assert_eq!(
        Book::read(&archive(&[("hello.txt", 0)])),
        Err(Unreadable::Damaged)
    );
}

#[test]
fn a_book_that_is_there_is_not_replaced() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path: PathBuf = folder.path().join("a.psirt.json");
    std::fs::write(&path, desk.assessment.to_json()).expect("it can be written");
    let library = crate::frameworks::Library::shipped();
    let opened = crate::assessments::open(&library, &path).expect("it opens");
    let book = folder.path().join("a.xlsx");
    let fill_in = FillIn::default();
    send_out(&opened, Language::En, &fill_in, &book).expect("it is written");
    let paths = [book.clone(), folder.path().join("no.xlsx")];
    let mut told = Vec::new();
    let read = take_back(&opened.sheet, opened.assessment.id(), &paths, |done| {
        told.push(done);
        Ok::<(), ()>(())
    });
    assert_eq!(told, [1, 2]);
    let mut read = read.expect("nobody stops it").into_iter();
    let filled = read.next().expect("one for each path");
    let filled = filled.expect("it is there").expect("it is ours").remove(0);
    assert!(matches!(read.next(), Some(Err(Error::Read { .. }))));
    let stopped = take_back(&opened.sheet, opened.assessment.id(), &paths, |_| {
        Err("stop")
    });
    assert_eq!(stopped.err(), Some("stop"));
    assert_eq!(filled.rows.len(), desk.sheet.services().count());
    let again = send_out(&opened, Language::En, &fill_in, &book);
    assert!(matches!(again, Err(Error::Exists { .. })));
}
