//! Typing into a fill-in book as a spreadsheet program does, for every test that takes one back.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const WORKSHEET: &str = "xl/worksheets/sheet1.xml";

/// Types into an empty cell, found by its service and the mark of its column; everything else in
/// the book stays as it is, byte for byte.
pub fn fill(book: &Path, service: &str, mark: &str, text: &str) {
    let bytes = fs::read(book).expect("the book is there");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a book is an archive");
    let strings = text_of(&mut archive, "xl/sharedStrings.xml");
    let strings: Vec<&str> = strings.split("<si>").skip(1).collect();
    let worksheet = text_of(&mut archive, WORKSHEET);
    let cell_of = |text: &str| {
        let is_it = |string: &&str| string.contains(&format!(">{text}</t>"));
        let number = strings.iter().position(is_it);
        let number = number.expect("the text is in the book");
        let value = format!("t=\"s\"><v>{number}</v>");
        let end = worksheet.find(&value).expect("a cell holds it");
        let begin = worksheet[..end].rfind("<c r=\"").expect("it is a cell");
        let name = worksheet[begin..].split('"').nth(1);
        name.expect("a cell has a name").to_owned()
    };
    let column = cell_of(mark).replace(|letter: char| letter.is_ascii_digit(), "");
    let row = cell_of(service).replace(|letter: char| letter.is_ascii_alphabetic(), "");
    let begin = worksheet.find(&format!("<c r=\"{column}{row}\""));
    let begin = begin.expect("the cell is there");
    let end = begin + worksheet[begin..].find("/>").expect("it is empty");
    let cell = &worksheet[begin..end];
    let typed = format!("{cell} t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let filled = format!("{}{typed}{}", &worksheet[..begin], &worksheet[end + 2..]);
    fs::write(book, with_worksheet(&mut archive, &filled)).expect("it can be written");
}

fn text_of(archive: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> String {
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("the part is there");
    part.read_to_string(&mut text).expect("it is text");
    text
}

fn with_worksheet(archive: &mut ZipArchive<Cursor<Vec<u8>>>, worksheet: &str) -> Vec<u8> {
    let mut filled = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index(index).expect("a part can be read");
        let name = part.name().expect("a part has a name").into_owned();
        if name == WORKSHEET {
            let begun = filled.start_file(name, SimpleFileOptions::default());
            begun.expect("it can begin");
            let written = filled.write_all(worksheet.as_bytes());
            written.expect("it is written");
        } else {
            filled.raw_copy_file(part).expect("it is copied");
        }
    }
    filled.finish().expect("it can be finished").into_inner()
}
