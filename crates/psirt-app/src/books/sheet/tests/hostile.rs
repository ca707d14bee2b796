//! Books that are damaged, odd or meant ill: whatever they hold, they end in a word.
//!
//! Mutations are drawn from a fixed seed, so a run is always the same. `PSIRT_FUZZ_ROUNDS` makes
//! it longer: `PSIRT_FUZZ_ROUNDS=20000 cargo test -p psirt-app --release hostile`.

use std::io::{Cursor, Read, Write};

use psirt_core::Date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::tables::japanese_table;
use super::*;

/// How many mutations are tried unless a longer run is asked for.
const ROUNDS: u64 = 150;

fn rounds() -> u64 {
    let asked = std::env::var("PSIRT_FUZZ_ROUNDS").ok();
    asked
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(ROUNDS)
}

/// Numbers that look drawn by lot and are always the same.
struct Lot(u64);

impl Lot {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next()).expect("31 bits") % most.max(1)
    }

    fn row(&mut self, most: usize) -> u32 {
        u32::try_from(self.below(most)).expect("a worksheet is smaller")
    }
}

/// Takes a book all the ways there are; whatever becomes of it can be told in both languages.
fn take(book: &GivenBook) {
    let told = |converted: &Converted| {
        for doubt in &converted.doubts {
            assert!(
                Language::ALL
                    .iter()
                    .all(|it| !doubt.message(*it).is_empty())
            );
        }
        match &converted.sheet {
            Ok(sheet) => {
                let again = Sheet::parse(&sheet.to_json()).expect("a sheet writes a sheet");
                assert!(again == *sheet);
            }
            Err(faults) => {
                assert!(!faults.is_empty());
                for fault in faults {
                    assert!(
                        Language::ALL
                            .iter()
                            .all(|it| !fault.message(*it).is_empty())
                    );
                }
            }
        }
    };
    let layout = book.layout();
    told(&book.convert());
    let proposed = book.propose("some book.xlsx", Language::Ja);
    if layout == Layout::Table {
        assert!(proposed.is_some());
    }
    if let Some(mapping) = proposed {
        told(&book.convert_table(&mapping));
        let again = book.reread(&mapping);
        assert_eq!(again.rows, mapping.rows, "nothing has changed");
        for page in book.pages() {
            if let Some(mapping) = book.propose_page(&page.name, &mapping) {
                told(&book.convert_table(&mapping));
            }
        }
    }
}

fn odd_value(lot: &mut Lot) -> Value {
    match lot.below(12) {
        0 => Value::Number(f64::NAN),
        1 => Value::Number(-1.5e300),
        2 => Value::Number(1.1),
        3 => Value::Boolean(true),
        4 => Value::Date(Date::constant(2024, 1, 1)),
        5 => Value::Failed("#REF!".into()),
        6 => Value::Text("あ".repeat(30_000)),
        7 => Value::Text("レベル ９９９９９９".into()),
        8 => Value::Text("Level 3".into()),
        9 => Value::Text("\u{0}\u{202e}\u{fffd}\r\n..--１．".into()),
        10 => Value::Text("1.1".into()),
        _ => Value::Text("psirt:services.level.9.ja".into()),
    }
}

/// Moves, replaces, doubles and drops cells, and joins some.
fn shaken(mut pages: Vec<Page>, lot: &mut Lot) -> GivenBook {
    for _ in 0..=lot.below(6) {
        let chosen = lot.below(pages.len());
        let page = &mut pages[chosen];
        let places: Vec<Place> = page.cells.keys().copied().collect();
        let Some(&place) = places.get(lot.below(places.len())) else {
            continue;
        };
        let other = Place {
            row: lot.row(40),
            column: lot.row(30),
        };
        match lot.below(7) {
            0 => {
                page.cells.remove(&place);
            }
            1 => {
                page.cells.insert(place, odd_value(lot));
            }
            2 => {
                page.cells.insert(other, odd_value(lot));
            }
            3 => {
                let value = page.cells[&place].clone();
                page.cells.insert(other, value);
            }
            4 => page.merged.push((place.min(other), place.max(other))),
            5 => page.cells.retain(|at, _| at.row != place.row),
            _ => page.cells.retain(|at, _| at.column != place.column),
        }
    }
    GivenBook {
        book: Book { pages },
    }
}

#[test]
fn no_cell_of_a_hostile_table_or_book_ends_the_program() {
    let sheet = plain_sheet();
    let book = exported(&sheet, &wanted(Language::Ja, &Language::ALL))
        .book
        .pages;
    for seed in 0..rounds() {
        let mut lot = Lot(seed);
        take(&shaken(vec![japanese_table()], &mut lot));
        // A whole book takes longer, and most of its cells are alike.
        if seed % 10 == 0 {
            take(&shaken(book.clone(), &mut lot));
        }
    }
}

/// The parts of an archive with their names.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a book is an archive");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part can be read");
            let name = part.name().expect("a part has a name").into_owned();
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("it can be read");
            (name, content)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        // A name that is there already is refused; then the part is left out.
        if archive.start_file(name.as_str(), options).is_ok() {
            archive.write_all(content).expect("it is written");
        }
    }
    archive.finish().expect("it can be finished").into_inner()
}

/// Breaks the parts of a book: bytes, tags, numbers, ends.
fn broken(parts: &mut Vec<(String, Vec<u8>)>, lot: &mut Lot) {
    const WORDS: [&[u8]; 9] = [
        b"<c r=\"XFD1048576\"><v>1</v></c>",
        b"<c r=\"ZZZ99999999999\"/>",
        b"</row><row r=\"4294967295\">",
        b"999999999999999999999",
        b"<mergeCell ref=\"A1:XFD1048576\"/>",
        b"&#0;&bad;",
        b"<![CDATA[",
        b"\xff\xfe\x00",
        b"t=\"s\"",
    ];
    for _ in 0..=lot.below(4) {
        let chosen = lot.below(parts.len());
        let content = &mut parts[chosen].1;
        let at = lot.below(content.len());
        match lot.below(7) {
            0 if !content.is_empty() => content[at] ^= 1 << lot.below(8),
            1 => content.truncate(at),
            2 => {
                let word = WORDS[lot.below(WORDS.len())];
                content.splice(at..at, word.iter().copied());
            }
            3 => {
                let end = (at + lot.below(200)).min(content.len());
                content.drain(at..end);
            }
            4 => {
                let end = (at + lot.below(2_000)).min(content.len());
                let copy = content[at..end].to_vec();
                content.splice(at..at, copy);
            }
            5 => {
                parts.remove(chosen);
            }
            _ => {
                let other = lot.below(parts.len());
                parts[chosen].1 = parts[other].1.clone();
            }
        }
        if parts.is_empty() {
            return;
        }
    }
}

#[test]
fn no_part_of_a_hostile_file_ends_the_program() {
    let table = std::fs::read(fixture("plain.xlsx")).expect("the fixture is there");
    let form = SheetBook {
        empty: true,
        ..wanted(Language::En, &[Language::En])
    };
    let form = sheet_book::sheet_book(&plain_sheet(), &form).expect("it is written");
    let books = [parts(&table), parts(&form)];
    for seed in 0..rounds() {
        let mut lot = Lot(seed);
        let mut parts = books[lot.below(books.len())].clone();
        broken(&mut parts, &mut lot);
        let mut bytes = packed(&parts);
        if seed % 4 == 0 {
            let at = lot.below(bytes.len());
            bytes[at] ^= 0x55;
        }
        if let Ok(book) = GivenBook::read(&bytes) {
            take(&book);
        }
    }
}

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/fixtures/books")
        .join(name)
}

#[test]
fn each_kind_of_wrong_file_has_its_own_word_in_both_languages() {
    let refused = |name: &str| {
        let read = GivenBook::open(&fixture(name)).expect("the fixture is there");
        read.expect_err("it is no workbook")
    };
    assert_eq!(refused("password.xlsx"), Unreadable::Password);
    assert_eq!(refused("before-2007.xls"), Unreadable::OldFormat);
    assert_eq!(refused("opendocument.ods"), Unreadable::OpenDocument);
    assert_eq!(refused("README.md"), Unreadable::PlainText);
    let utf_16: Vec<u8> = std::iter::once(0xFEFF)
        .chain("ID\tレベル".encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(GivenBook::read(&utf_16), Err(Unreadable::PlainText));
    let shift_jis = b"ID,\x83\x8c\x83x\x83\x8b0\r\n";
    assert_eq!(GivenBook::read(shift_jis), Err(Unreadable::PlainText));
    let binary = packed(&[("xl/workbook.bin".to_owned(), vec![0; 8])]);
    assert_eq!(GivenBook::read(&binary), Err(Unreadable::BinaryFormat));
    let mut words: Vec<String> = Vec::new();
    for reason in [
        Unreadable::Password,
        Unreadable::OldFormat,
        Unreadable::OpenDocument,
        Unreadable::BinaryFormat,
        Unreadable::PlainText,
        Unreadable::Damaged,
        Unreadable::UnpacksTooLarge,
        Unreadable::TooManyParts,
        Unreadable::TooManyCells,
        Unreadable::TooMuchText,
    ] {
        for language in Language::ALL {
            words.push(reason.message(language));
            assert!(!reason.hint(language).is_empty());
        }
    }
    words.sort();
    let count = words.len();
    words.dedup();
    assert_eq!(words.len(), count, "no two say the same");
    let plain = GivenBook::open(&fixture("plain.xlsx")).expect("it is there");
    assert_eq!(plain.expect("it is a workbook").layout(), Layout::Table);
}

#[test]
fn one_cell_in_the_last_corner_costs_one_cell() {
    let mut page = japanese_table();
    page.cells.insert(
        Place {
            row: 1_048_575,
            column: 16_383,
        },
        Value::Text("x".into()),
    );
    let book = GivenBook {
        book: Book { pages: vec![page] },
    };
    let mapping = book.propose("a.xlsx", Language::Ja).expect("a table");
    assert!(book.convert_table(&mapping).sheet.is_ok());
}
