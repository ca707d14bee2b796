//! What stands in a worksheet beside its values, as different programs write it.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::cells::{Altered, Page, Pinned, PinnedKind, Place, Value};
use super::super::{Book, Unreadable};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A book of one worksheet, with further parts and relations of the worksheet.
fn book(
    worksheet: &str,
    relations: &[(&str, &str, bool)],
    parts: &[(&str, &str)],
) -> Result<Page, Unreadable> {
    let relation = |number: usize, kind: &str, target: &str, is_outside: bool| {
        let kind = if kind.contains(':') {
            kind.to_owned()
        } else {
            format!("{OFFICE}/{kind}")
        };
        let mode = if is_outside {
            " TargetMode=\"External\""
        } else {
            ""
        };
        format!("<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>")
    };
    let all = |relations: &[(&str, &str, bool)]| -> String {
        let relations = (1..).zip(relations);
        let relations: String = relations
            .map(|(number, &(kind, target, is_outside))| relation(number, kind, target, is_outside))
            .collect();
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
        )
    };
    let styles = "<styleSheet xmlns=\"m\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>";
    let workbook = format!(
        "<workbook xmlns=\"m\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"A &amp; B\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let own = [
        (
            "_rels/.rels",
            all(&[("officeDocument", "xl/workbook.xml", false)]),
        ),
        ("xl/workbook.xml", workbook),
        (
            "xl/_rels/workbook.xml.rels",
            all(&[
                ("worksheet", "worksheets/sheet1.xml", false),
                ("styles", "/xl/styles.xml", false),
                (
                    "http://schemas.microsoft.com/office/2017/10/relationships/person",
                    "persons/person.xml",
                    false,
                ),
            ]),
        ),
        ("xl/styles.xml", styles.to_owned()),
        (
            "xl/worksheets/sheet1.xml",
            format!("<x:worksheet xmlns:x=\"m\" xmlns:r=\"{OFFICE}\">{worksheet}</x:worksheet>"),
        ),
        ("xl/worksheets/_rels/sheet1.xml.rels", all(relations)),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let own = own.iter().map(|(name, text)| (*name, text.as_str()));
    for (name, text) in own.chain(parts.iter().copied()) {
        archive
            .start_file(name, SimpleFileOptions::default())
            .expect("a part can begin");
        archive.write_all(text.as_bytes()).expect("it is written");
    }
    let bytes = archive.finish().expect("it can be finished").into_inner();
    Ok(Book::read(&bytes)?.pages.remove(0))
}

fn at(row: u32, column: u32) -> Place {
    Place { row, column }
}

fn pinned(place: Place, kind: PinnedKind, text: &str) -> Pinned {
    Pinned {
        place,
        kind,
        text: text.to_owned(),
    }
}

#[test]
fn a_formula_that_nobody_calculated_is_no_empty_cell() {
    let worksheet = "<x:sheetData><x:row r=\"2\">\
        <x:c r=\"A2\"><x:f>1&lt;2</x:f></x:c><x:c r=\"B2\"><x:f>1+2</x:f><x:v></x:v></x:c>\
        <x:c r=\"C2\" t=\"str\"><x:f>\"\"</x:f><x:v></x:v></x:c><x:c r=\"D2\"><x:f>1+2</x:f><x:v>3</x:v></x:c>\
        </x:row></x:sheetData>";
    let page = book(worksheet, &[], &[]).expect("it is read");
    let cells: Vec<(Place, Value)> = page.cells.into_iter().collect();
    assert_eq!(
        cells,
        [
            (at(1, 0), Value::NotCalculated("=1<2".to_owned())),
            (at(1, 1), Value::NotCalculated("=1+2".to_owned())),
            (at(1, 3), Value::Number(3.0)),
        ]
    );
}

#[test]
fn what_a_person_does_not_see_is_known() {
    let worksheet = "<x:cols><x:col min=\"3\" max=\"4\" hidden=\"1\"/></x:cols><x:sheetData>\
        <x:row hidden=\"true\"><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c s=\"1\"><x:v>0.5</x:v></x:c>\
        <x:c s=\"2\"><x:v>45000.5</x:v></x:c></x:row></x:sheetData>\
        <x:mergeCells><x:mergeCell ref=\"B2:$C$3\"/></x:mergeCells>";
    let page = book(worksheet, &[], &[]).expect("it is read");
    assert!(page.is_hidden(at(0, 0)) && page.is_hidden(at(5, 3)) && !page.is_hidden(at(1, 1)));
    assert_eq!(page.merged, [(at(1, 1), at(2, 2))]);
    let altered: Vec<(Place, Altered)> = page.altered.into_iter().collect();
    let format = Altered::Format("0%".to_owned());
    assert_eq!(altered, [(at(1, 0), format), (at(1, 1), Altered::Time)]);
}

#[test]
fn comments_threads_boxes_pictures_and_links_are_found_with_their_cells() {
    let comments = "<comments><authors><author>Ana</author><author>tc={1}</author></authors><commentList>\
        <comment ref=\"B3\" authorId=\"0\"><text><r><t>Ana:</t></r><r><t xml:space=\"preserve\">\n1 &lt; 2</t></r><rPh><t>x</t></rPh></text></comment>\
        <comment ref=\"C3\" authorId=\"1\"><text><t>[Threaded comment] Your version…</t></text></comment></commentList></comments>";
    let threads = "<ThreadedComments><threadedComment ref=\"C3\" personId=\"{P}\"><text>why?</text></threadedComment>\
        <threadedComment ref=\"C3\" personId=\"{P}\"><text>because</text></threadedComment></ThreadedComments>";
    let persons = "<personList><person displayName=\"Ben\" id=\"{P}\"/></personList>";
    let anchor = |row: u32, content: &str| {
        format!(
            "<d:twoCellAnchor><d:from><d:col>4</d:col><d:colOff>0</d:colOff><d:row>{row}</d:row></d:from><d:to><d:col>9</d:col><d:row>9</d:row></d:to>{content}</d:twoCellAnchor>"
        )
    };
    let shape = anchor(
        5,
        "<d:sp><d:txBody><a:p><a:r><a:t>one</a:t></a:r></a:p><a:p><a:r><a:t>two</a:t></a:r></a:p></d:txBody></d:sp>",
    );
    let picture = anchor(
        6,
        "<d:pic><d:nvPicPr><d:cNvPr id=\"2\" name=\"Picture 1\"/></d:nvPicPr></d:pic>",
    );
    let drawing = format!("<d:wsDr>{shape}{picture}</d:wsDr>");
    let worksheet = "<x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>wiki</x:t></x:is></x:c></x:row></x:sheetData>\
        <x:hyperlinks><x:hyperlink ref=\"A1:B1\" r:id=\"rId4\"/></x:hyperlinks>";
    let relations = [
        ("comments", "..\\comments1.xml", false),
        (
            "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
            "../threadedComments/1.xml",
            false,
        ),
        ("drawing", "/xl/drawings/Drawing1.xml", false),
        ("hyperlink", "https://example.org/wiki?a=1&amp;b=2", true),
    ];
    let parts = [
        ("xl/comments1.xml", comments),
        ("xl/threadedComments/1.xml", threads),
        ("xl/persons/person.xml", persons),
        ("xl/drawings/drawing1.xml", drawing.as_str()),
    ];
    let page = book(worksheet, &relations, &parts).expect("it is read");
    let by = |name: &str| PinnedKind::Comment {
        author: Some(name.to_owned()),
    };
    assert_eq!(
        page.pinned,
        [
            pinned(
                at(0, 0),
                PinnedKind::Link,
                "https://example.org/wiki?a=1&b=2"
            ),
            pinned(at(2, 1), by("Ana"), "1 < 2"),
            pinned(at(2, 2), by("Ben"), "why?\nBen: because"),
            pinned(at(5, 4), PinnedKind::TextBox, "one\ntwo"),
            pinned(at(6, 4), PinnedKind::Picture, "Picture 1"),
        ]
    );
}

#[test]
fn a_part_that_is_no_xml_is_damage_and_one_that_is_not_there_says_nothing() {
    let worksheet = "<x:sheetData><x:row r=\"1\"/></x:sheetData>";
    let relations = [("comments", "../comments1.xml", false)];
    assert!(
        book(worksheet, &relations, &[])
            .expect("it is read")
            .pinned
            .is_empty()
    );
    let broken = [("xl/comments1.xml", "<comments><")];
    assert_eq!(
        book(worksheet, &relations, &broken),
        Err(Unreadable::Damaged)
    );
}
