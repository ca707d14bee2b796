//! A book of which one part is somebody's: it is read, taken for a sheet and for answers.
//!
//! The first byte of an input chooses the book and the part, the rest is what stands in it: so
//! the fuzzer works on what is packed, not on the packing.

use std::sync::LazyLock;

use psirt_app::books::cells::Book;
use psirt_app::books::fill_in::FilledBook;
use psirt_app::books::sheet::{Converted, GivenBook};
use psirt_app::books::{FillIn, compose};
use psirt_core::{Language, Sheet};
use psirt_report::sheet_book::{SheetBook, sheet_book};

use super::Kind;
use super::parts::{Part, packed, parts};
use super::rounds::SMALL;

/// Books.
pub const KIND: Kind = Kind {
    name: "book",
    seeds,
    take,
};

/// A part larger than this is changed in too few of its places.
const MOST_BYTES_OF_A_SEED: usize = 60_000;

/// A book with a sheet, one with answers, and one that Excel might have written.
static BOOKS: LazyLock<[Vec<Part>; 3]> = LazyLock::new(|| {
    let (sheet, assessment) = &*SMALL;
    let whole = SheetBook {
        language: Language::Ja,
        texts: Language::ALL.to_vec(),
        empty: false,
    };
    let of_sheet = sheet_book(sheet, &whole).expect("a sheet makes a book");
    let of_answers = compose(sheet, assessment, Language::Ja, &FillIn::default());
    let of_answers = of_answers.expect("a round makes a book");
    let plain = include_bytes!("../../fixtures/books/plain.xlsx");
    [parts(&of_sheet), parts(&of_answers), parts(plain)]
});

fn seeds() -> Vec<Vec<u8>> {
    let all = (0..=u8::MAX).map_while(|chosen| {
        let (book, place) = chosen_part(chosen)?;
        let mut seed = vec![chosen];
        seed.extend(&BOOKS[book][place].1);
        Some(seed)
    });
    all.filter(|seed| seed.len() < MOST_BYTES_OF_A_SEED)
        .collect()
}

/// The part that a number means, the parts of all books counted through; `None` beyond the last.
fn chosen_part(chosen: u8) -> Option<(usize, usize)> {
    let mut left = usize::from(chosen);
    for (book, parts) in BOOKS.iter().enumerate() {
        if left < parts.len() {
            return Some((book, left));
        }
        left -= parts.len();
    }
    None
}

fn take(input: &[u8]) {
    let Some((&chosen, content)) = input.split_first() else {
        return;
    };
    let Some((book, place)) = chosen_part(chosen) else {
        return;
    };
    let mut parts = BOOKS[book].clone();
    parts[place].1 = content.to_vec();
    take_book(&packed(&parts));
}

/// Takes a book every way there is.
pub fn take_book(bytes: &[u8]) {
    let Ok(book) = Book::read(bytes) else {
        return;
    };
    let (sheet, assessment) = &*SMALL;
    if let Ok(worksheets) = FilledBook::of(&book, sheet, assessment.id()) {
        for filled in worksheets {
            for fault in &filled.faults {
                assert!(!fault.problem.message(Language::Ja).is_empty());
            }
            let _ = filled.with_remarks();
        }
    }
    let given = GivenBook::read(bytes).expect("it was just read");
    told(&given.convert());
    if let Some(mapping) = given.propose("book.xlsx", Language::En) {
        told(&given.convert_table(&mapping));
        assert_eq!(
            given.reread(&mapping).rows,
            mapping.rows,
            "nothing has changed"
        );
    }
}

/// Whatever a book says, it is a sheet that can be written and read, or there is a reason.
fn told(converted: &Converted) {
    for doubt in &converted.doubts {
        assert!(!doubt.message(Language::Ja).is_empty());
    }
    match &converted.sheet {
        Ok(sheet) => {
            let again = Sheet::parse(&sheet.to_json()).expect("a sheet writes a sheet");
            assert!(again == *sheet);
        }
        Err(faults) => assert!(!faults.is_empty()),
    }
}
