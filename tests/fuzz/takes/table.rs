//! A table as people keep it: lines of cells parted by tabs, worksheets by form feeds.
//!
//! A line that begins with `~` names an area whose cells are joined, such as `~A1:B2`.

use std::fmt::Write as _;

use psirt_app::books::cells::Book;

use super::Kind;
use super::book::take_book;
use super::parts::{Part, packed};

/// Plain tables.
pub const KIND: Kind = Kind {
    name: "table",
    seeds,
    take,
};

/// The most worksheets an input makes.
const MOST_PAGES: usize = 4;

const JAPANESE: &str = "\
成熟度シート\n\
領域\t番号\tサービス\tレベル0\tレベル１\tレベル 2\tレベル３\n\
~A3:A4\n\
統制\t1.1\t方針\tない\t口頭である\t文書がある\t見直している\n\
\t1.2\t体制\tない\t担当がいる\t組織がある\t\n\
受付\t2.1\t窓口\tない\tメールがある\t公開している\t計測している\n";

const ENGLISH: &str = "\
Area\tID\tService\tLevel 0\tLevel 1\tLevel 2\n\
Governance\tG-1\tPolicy\tNone\tSpoken\tWritten\n\
Governance\tG-2\tTeam\tNone\tA person\tA team\n\
\x0c\
ID\tLevel\tText\n\
1\t0\tNone\n\
1\t1\tSome\n\
2\t0\tNone\n\
2\t1\tSome\n";

fn seeds() -> Vec<Vec<u8>> {
    let plain = include_bytes!("../../fixtures/books/plain.xlsx");
    let plain = Book::read(plain).expect("the fixture can be read");
    let mut lines = String::new();
    for cells in plain.pages[0].rows().values() {
        let mut column = 0;
        for (place, value) in cells {
            while column < *place {
                lines.push('\t');
                column += 1;
            }
            lines.push_str(&value.shown().replace(['\n', '\t'], " "));
        }
        lines.push('\n');
    }
    super::as_bytes([JAPANESE, ENGLISH, &lines])
}

fn take(input: &[u8]) {
    take_book(&packed(&book(&String::from_utf8_lossy(input))));
}

fn book(text: &str) -> Vec<Part> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut parts = Vec::new();
    let (mut names, mut targets) = (String::new(), String::new());
    for (number, page) in text.split('\x0c').take(MOST_PAGES).enumerate() {
        let number = number + 1;
        write!(
            names,
            "<sheet name=\"T{number}\" sheetId=\"{number}\" r:id=\"r{number}\"/>"
        )
        .expect("a string takes any text");
        write!(
            targets,
            "<Relationship Id=\"r{number}\" Type=\"{RELATIONS}/worksheet\" \
             Target=\"worksheets/sheet{number}.xml\"/>"
        )
        .expect("a string takes any text");
        let content = format!(
            "<worksheet xmlns=\"{MAIN}\">{}</worksheet>",
            worksheet(page)
        );
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            content.into_bytes(),
        ));
    }
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{names}</sheets></workbook>"
    );
    let relations = format!("<Relationships xmlns=\"{PACKAGE}\">{targets}</Relationships>");
    let root = format!(
        "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r\" \
         Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    parts.push(("_rels/.rels".to_owned(), root.into_bytes()));
    parts.push(("xl/workbook.xml".to_owned(), workbook.into_bytes()));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        relations.into_bytes(),
    ));
    parts
}

fn worksheet(page: &str) -> String {
    let (mut rows, mut joined) = (String::new(), String::new());
    let mut row = 0;
    for line in page.lines() {
        if let Some(area) = line.strip_prefix('~') {
            let area = escaped(area);
            write!(joined, "<mergeCell ref=\"{area}\"/>").expect("a string takes any text");
            continue;
        }
        row += 1;
        write!(rows, "<row r=\"{row}\">").expect("a string takes any text");
        for (column, cell) in line.split('\t').enumerate().take(26) {
            if cell.is_empty() {
                continue;
            }
            let place = format!(
                "{}{row}",
                char::from(b'A' + u8::try_from(column).expect("below 26"))
            );
            let cell = match cell.parse::<f64>() {
                Ok(_) => format!("<c r=\"{place}\"><v>{cell}</v></c>"),
                Err(_) => format!(
                    "<c r=\"{place}\" t=\"inlineStr\"><is><t>{}</t></is></c>",
                    escaped(cell)
                ),
            };
            rows.push_str(&cell);
        }
        rows.push_str("</row>");
    }
    format!("<sheetData>{rows}</sheetData><mergeCells>{joined}</mergeCells>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
