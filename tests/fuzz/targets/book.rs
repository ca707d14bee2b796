//! A book of which the fuzzer wrote one part: it is read, taken for a sheet and for answers.
//!
//! The first byte of an input chooses the book and the part, the rest is what stands in it: so
//! the fuzzer works on what is packed, not on the packing.
#![no_main]

use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use psirt_app::books::cells::Book;
use psirt_app::books::fill_in::FilledBook;
use psirt_app::books::sheet::{Converted, GivenBook};
use psirt_app::books::{FillIn, compose};
use psirt_app::frameworks::{Library, samples};
use psirt_core::{Assessment, Language, Sheet};
use psirt_report::sheet_book::{SheetBook, sheet_book};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The name of a part and what stands in it.
type Part = (String, Vec<u8>);

struct Known {
    sheet: Sheet,
    assessment: Assessment,
    /// A book with a sheet, and one with answers.
    books: [Vec<Part>; 2],
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    // A panic of the library that reads books is caught on purpose and told as damage, but the
    // fuzzer's hook would end the program there. A panic of ours is caught by nobody.
    let _ = std::panic::take_hook();
    let library = Library::shipped();
    let newest = samples(Language::Ja).pop().expect("there are samples");
    let assessment =
        Assessment::parse(newest.text, |sheet| library.sheet(sheet).map(AsRef::as_ref));
    let assessment = assessment.expect("a sample is valid");
    let sheet = library.sheet(assessment.sheet());
    let sheet = Sheet::clone(sheet.expect("a sample has a shipped sheet"));
    let whole = SheetBook {
        language: Language::Ja,
        texts: Language::ALL.to_vec(),
        empty: false,
    };
    let of_sheet = sheet_book(&sheet, &whole).expect("a shipped sheet makes a book");
    let of_answers = compose(&sheet, &assessment, Language::Ja, &FillIn::default());
    let of_answers = of_answers.expect("a sample makes a book");
    Known {
        books: [parts(&of_sheet), parts(&of_answers)],
        sheet,
        assessment,
    }
});

fuzz_target!(|input: &[u8]| {
    let known = &*KNOWN;
    let Some((&chosen, content)) = input.split_first() else {
        return;
    };
    let bytes = packed(&with_part(&known.books, usize::from(chosen), content));
    let Ok(book) = Book::read(&bytes) else {
        return;
    };
    if let Ok(worksheets) = FilledBook::of(&book, &known.sheet, known.assessment.id()) {
        for filled in worksheets {
            for fault in &filled.faults {
                assert!(!fault.problem.message(Language::Ja).is_empty());
            }
            let _ = filled.with_remarks();
        }
    }
    let given = GivenBook::read(&bytes).expect("it was just read");
    told(&given.convert());
    if let Some(mapping) = given.propose("book.xlsx", Language::En) {
        told(&given.convert_table(&mapping));
    }
});

/// Whatever a book says, it is a sheet that can be written and read, or there is a reason.
fn told(converted: &Converted) {
    match &converted.sheet {
        Ok(sheet) => {
            let again = Sheet::parse(&sheet.to_json()).expect("a sheet writes a sheet");
            assert!(again == *sheet);
        }
        Err(faults) => assert!(!faults.is_empty()),
    }
}

/// One of the books, with one of its parts replaced.
fn with_part(books: &[Vec<Part>], chosen: usize, content: &[u8]) -> Vec<Part> {
    let mut parts = books[chosen % books.len()].clone();
    let place = chosen / books.len() % parts.len();
    parts[place].1 = content.to_vec();
    parts
}

fn parts(bytes: &[u8]) -> Vec<Part> {
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

fn packed(parts: &[Part]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        archive
            .start_file(name.as_str(), options)
            .expect("the names differ");
        archive.write_all(content).expect("memory can be written");
    }
    archive.finish().expect("it can be finished").into_inner()
}
