//! The parts of a book, taken apart and packed again.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The name of a part and what stands in it.
pub type Part = (String, Vec<u8>);

/// The parts of a book.
pub fn parts(bytes: &[u8]) -> Vec<Part> {
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

/// A book of these parts.
pub fn packed(parts: &[Part]) -> Vec<u8> {
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
