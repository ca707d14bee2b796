//! A sheet: read, written again, and sent out as a book.

use psirt_core::{Language, Sheet};
use psirt_report::sheet_book::{SheetBook, sheet_book};

use super::rounds::SMALL_SHEET;
use super::{Kind, as_bytes, can_be_told};

/// Sheets.
pub const KIND: Kind = Kind {
    name: "sheet",
    seeds,
    take,
};

fn seeds() -> Vec<Vec<u8>> {
    as_bytes([SMALL_SHEET])
}

fn take(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let sheet = match Sheet::parse(text) {
        Ok(sheet) => sheet,
        Err(faults) => return can_be_told(&faults),
    };
    let again = Sheet::parse(&sheet.to_json()).expect("a sheet writes a sheet");
    assert!(again == sheet);
    let wanted = SheetBook {
        language: Language::Ja,
        texts: Language::ALL.to_vec(),
        empty: false,
    };
    // A text may be longer than a cell.
    if let Ok(bytes) = sheet_book(&sheet, &wanted) {
        assert!(psirt_app::books::sheet::GivenBook::read(&bytes).is_ok());
    }
}
