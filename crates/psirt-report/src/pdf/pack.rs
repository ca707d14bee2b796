//! Packs the many small objects of a file into compressed ones.
//!
//! The structure of a tagged report is thousands of objects of a hundred bytes. The library writes
//! each by itself; packed, a report is a third smaller. A file that does not look as the library
//! writes it is left as it is.

use std::io::Write as _;
use std::ops::Range;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// How many objects one packed object holds: a reader unpacks all to get at one.
const TOGETHER: usize = 200;

/// Packs `file`, which is a whole PDF with a plain table of objects.
pub(super) fn pack(file: Vec<u8>) -> Vec<u8> {
    match Plain::read(&file) {
        Some(plain) => write(&plain),
        None => file,
    }
}

/// Number and content of an object.
type Object<'a> = (usize, &'a [u8]);

/// A file taken apart.
struct Plain<'a> {
    header: &'a [u8],
    objects: Vec<Object<'a>>,
    /// The entries of the trailer but for the number of objects.
    trailer: &'a [u8],
    /// One more than the highest number.
    size: usize,
}

impl<'a> Plain<'a> {
    fn read(file: &'a [u8]) -> Option<Self> {
        let start = last(file, b"startxref\n")?;
        let table: usize = number(&file[start + 10..])?;
        let rows = file.get(table..)?.strip_prefix(b"xref\n0 ")?;
        let size = number(rows)?;
        let first_row = table + 7 + size.to_string().len() + 1;
        let mut places: Vec<(usize, usize)> = Vec::with_capacity(size);
        for index in 1..size {
            let row = file.get(first_row + index * 20..first_row + index * 20 + 20)?;
            if row.get(17) == Some(&b'n') {
                places.push((number(row)?, index));
            }
        }
        places.sort_unstable();
        let header = file.get(..places.first()?.0)?;
        let mut objects = Vec::with_capacity(places.len());
        for (order, (place, index)) in places.iter().enumerate() {
            let end = places.get(order + 1).map_or(table, |next| next.0);
            let whole = file.get(*place..end)?.trim_ascii_end();
            let head = format!("{index} 0 obj\n");
            let content = whole
                .strip_prefix(head.as_bytes())?
                .strip_suffix(b"\nendobj")?;
            objects.push((*index, content));
        }
        let trailer = file.get(last(file, b"trailer\n<<")? + 10..start)?;
        let trailer = trailer.get(..last(trailer, b">>")?)?;
        let entries = trailer.strip_prefix(format!("/Size {size}").as_bytes())?;
        Some(Self {
            header,
            objects,
            trailer: entries,
            size,
        })
    }
}

/// Where an object of the new file is.
#[derive(Clone, Copy)]
enum Place {
    Free,
    At(usize),
    Within { container: usize, index: usize },
}

fn write(plain: &Plain) -> Vec<u8> {
    let mut out = plain.header.to_vec();
    let mut places = vec![Place::Free; plain.size];
    let (streams, small): (Vec<Object>, Vec<Object>) = plain
        .objects
        .iter()
        .partition(|(_, content)| content.ends_with(b"endstream"));
    for (number, content) in streams {
        places[number] = Place::At(out.len());
        push_object(&mut out, number, content);
    }
    for together in small.chunks(TOGETHER) {
        let container = places.len();
        let mut index_part = Vec::new();
        let mut contents = Vec::new();
        for (index, (number, content)) in together.iter().enumerate() {
            places[*number] = Place::Within { container, index };
            let _ = write!(index_part, "{number} {} ", contents.len());
            contents.extend_from_slice(content);
            contents.push(b'\n');
        }
        let first = index_part.len();
        index_part.extend_from_slice(&contents);
        let packed = compressed(&index_part);
        places.push(Place::At(out.len()));
        let head = format!(
            "<</Type/ObjStm/N {}/First {first}/Length {}/Filter/FlateDecode>>",
            together.len(),
            packed.len()
        );
        push_stream(&mut out, container, &head, &packed);
    }
    let own = places.len();
    let table = out.len();
    places.push(Place::At(table));
    let packed = compressed(&table_rows(&places));
    let mut head = format!("<</Type/XRef/Size {}/W[1 4 2]", places.len()).into_bytes();
    head.extend_from_slice(plain.trailer);
    let _ = write!(head, "/Length {}/Filter/FlateDecode>>", packed.len());
    let _ = writeln!(out, "{own} 0 obj");
    out.extend_from_slice(&head);
    push_stream_data(&mut out, &packed);
    let _ = writeln!(out, "startxref\n{table}\n%%EOF");
    out
}

/// Each place in seven bytes: kind, place or container, index.
fn table_rows(places: &[Place]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(places.len() * 7);
    for place in places {
        let (kind, first, second) = match place {
            Place::Free => (0_u8, 0, 65_535),
            Place::At(at) => (1, *at, 0),
            Place::Within { container, index } => (2, *container, *index),
        };
        rows.push(kind);
        rows.extend_from_slice(&u32::try_from(first).unwrap_or(u32::MAX).to_be_bytes());
        rows.extend_from_slice(&u16::try_from(second).unwrap_or(u16::MAX).to_be_bytes());
    }
    rows
}

fn push_object(out: &mut Vec<u8>, number: usize, content: &[u8]) {
    let _ = writeln!(out, "{number} 0 obj");
    out.extend_from_slice(content);
    out.extend_from_slice(b"\nendobj\n");
}

fn push_stream(out: &mut Vec<u8>, number: usize, head: &str, data: &[u8]) {
    let _ = write!(out, "{number} 0 obj\n{head}");
    push_stream_data(out, data);
}

fn push_stream_data(out: &mut Vec<u8>, data: &[u8]) {
    out.extend_from_slice(b"\nstream\n");
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream\nendobj\n");
}

fn compressed(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

fn last(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len())
        .rposition(|window| window == wanted)
}

/// The number that `text` begins with.
fn number(text: &[u8]) -> Option<usize> {
    let digits: Range<usize> = 0..text.iter().position(|byte| !byte.is_ascii_digit())?;
    std::str::from_utf8(&text[digits]).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n\n2 0 obj\n<</Type/Pages/Count 0/Kids[]>>\nendobj\n\n3 0 obj\n<</Length 3>>\nstream\nabc\nendstream\nendobj\n\nxref\n0 4\n0000000000 65535 f\r\n0000000009 00000 n\r\n0000000055 00000 n\r\n0000000102 00000 n\r\ntrailer\n<</Size 4/Root 1 0 R/ID[(a)(b)]>>\nstartxref\n153\n%%EOF";

    #[test]
    fn a_plain_file_is_taken_apart() {
        let plain = Plain::read(PLAIN).expect("it is as the library writes it");
        let numbers: Vec<usize> = plain.objects.iter().map(|(number, _)| *number).collect();
        assert_eq!((numbers, plain.size), (vec![1, 2, 3], 4));
        assert_eq!(plain.trailer, b"/Root 1 0 R/ID[(a)(b)]");
        assert!(plain.objects[2].1.ends_with(b"endstream"));
    }

    #[test]
    fn streams_stay_and_the_rest_is_packed() {
        let packed = pack(PLAIN.to_vec());
        let text = String::from_utf8_lossy(&packed);
        assert!(
            text.contains("3 0 obj\n<</Length 3>>\nstream\nabc\nendstream"),
            "{text}"
        );
        assert!(
            text.contains("/Type/ObjStm/N 2/") && text.contains("/Type/XRef/Size 6"),
            "{text}"
        );
        assert!(!text.contains("/Type/Catalog"), "it is packed: {text}");
    }

    #[test]
    fn an_unknown_file_is_left_alone() {
        assert_eq!(
            pack(b"%PDF-1.7 something else".to_vec()),
            b"%PDF-1.7 something else"
        );
    }
}
