//! Files that are meant ill: small on the disk, large in memory, or endless.
//!
//! Each stands for a way to keep a program busy; what is done about it stands in the reader of
//! its kind.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use psirt_store::{Holder, Workspace};
use rusqlite::Connection;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What a file pretends to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pretended {
    /// A sheet, an assessment, or another file of the product.
    Json,
    /// An Excel book.
    Book,
    /// A logo.
    Logo,
    /// A workspace.
    Workspace,
}

/// A file that is meant ill.
pub struct Hostile {
    /// What is in it.
    pub name: &'static str,
    /// What it pretends to be.
    pub pretended: Pretended,
    made: Made,
}

/// How a file is made.
enum Made {
    Text(fn() -> String),
    Bytes(fn() -> Vec<u8>),
    /// From a good workspace.
    Changed(fn(&Path)),
}

impl Hostile {
    /// Writes it into a folder.
    pub fn make(&self, folder: &Path) -> PathBuf {
        let path = folder.join(match self.pretended {
            Pretended::Json => "a.psirt.json",
            Pretended::Book => "a.xlsx",
            Pretended::Logo => "a.svg",
            Pretended::Workspace => "a.psirtws",
        });
        let bytes = match self.made {
            Made::Text(text) => text().into_bytes(),
            Made::Bytes(bytes) => bytes(),
            Made::Changed(change) => {
                good_workspace(&path);
                change(&path);
                return path;
            }
        };
        std::fs::write(&path, bytes).expect("there is room for it");
        path
    }
}

const fn json(name: &'static str, text: fn() -> String) -> Hostile {
    Hostile {
        name,
        pretended: Pretended::Json,
        made: Made::Text(text),
    }
}

const fn book(name: &'static str, bytes: fn() -> Vec<u8>) -> Hostile {
    Hostile {
        name,
        pretended: Pretended::Book,
        made: Made::Bytes(bytes),
    }
}

const fn logo(name: &'static str, bytes: fn() -> Vec<u8>) -> Hostile {
    Hostile {
        name,
        pretended: Pretended::Logo,
        made: Made::Bytes(bytes),
    }
}

const fn workspace(name: &'static str, change: fn(&Path)) -> Hostile {
    Hostile {
        name,
        pretended: Pretended::Workspace,
        made: Made::Changed(change),
    }
}

/// Every file there is.
pub const FILES: &[Hostile] = &[
    json("100,000 levels deep", || {
        "[".repeat(100_000) + &"]".repeat(100_000)
    }),
    json("one value of 25 MB", || {
        assessment_titled(&"a".repeat(25_000_000))
    }),
    json("one value of 19 MB", || {
        assessment_titled(&"a".repeat(19_000_000))
    }),
    json(
        "19 MB of signs that are written longer than they are",
        || assessment_titled(&"\\u0001".repeat(3_100_000)),
    ),
    json("two million numbers", || {
        format!(r#"{{"services":[{}0]}}"#, "0,".repeat(1_900_000))
    }),
    json("a million answers for services there are none of", || {
        let mut text = assessment_titled("a");
        text.truncate(text.rfind('}').expect("it is an object"));
        text.push_str(r#","services":{"#);
        for number in 0..450_000 {
            write!(text, r#""s{number}":{{"answer":1}},"#).expect("a string takes any text");
        }
        text + r#""x":{}}}"#
    }),
    json("one key a million times", || {
        format!(
            r#"{{"services":{{{}"a":0}}}}"#,
            r#""a":0,"#.repeat(1_000_000)
        )
    }),
    book("2,000 worksheets that are one part", || {
        let part = worksheet(&"<row/>".repeat(400_000));
        let all = vec!["sheet1.xml".to_owned(); 2_000];
        pack(&all, vec![("xl/worksheets/sheet1.xml".to_owned(), part)])
    }),
    book("900 worksheets with 40,000 rows each", || {
        let part = worksheet(&"<row/>".repeat(36_000));
        let names: Vec<String> = (0..900).map(|number| format!("s{number}.xml")).collect();
        let parts = names
            .iter()
            .map(|name| (format!("xl/worksheets/{name}"), part.clone()));
        let parts = parts.collect();
        pack(&names, parts)
    }),
    book("a worksheet of 78 MB", || {
        let part = worksheet(&"<row><c/></row>".repeat(5_200_000));
        pack(
            &["sheet1.xml".to_owned()],
            vec![("xl/worksheets/sheet1.xml".to_owned(), part)],
        )
    }),
    book("a worksheet of 190 MB", || {
        let part = worksheet(&"<row><c/></row>".repeat(12_600_000));
        pack(
            &["sheet1.xml".to_owned()],
            vec![("xl/worksheets/sheet1.xml".to_owned(), part)],
        )
    }),
    book("two million cells that are empty", || {
        let part = worksheet(&format!(
            "<row>{}</row>",
            "<c r=\"A1\" s=\"0\"/>".repeat(3_000_000)
        ));
        pack(
            &["sheet1.xml".to_owned()],
            vec![("xl/worksheets/sheet1.xml".to_owned(), part)],
        )
    }),
    book("shared texts without words", || {
        let texts = "<sst>".to_owned() + &"<si><t/></si>".repeat(7_000_000) + "</sst>";
        pack(
            &["sheet1.xml".to_owned()],
            vec![
                ("xl/worksheets/sheet1.xml".to_owned(), worksheet("")),
                ("xl/sharedStrings.xml".to_owned(), texts.into_bytes()),
            ],
        )
    }),
    book("one long text in 400,000 cells", || {
        let texts = format!("<sst><si><t>{}</t></si></sst>", "あ".repeat(32_000));
        let mut rows = String::new();
        for row in 1..=400_000 {
            write!(
                rows,
                r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#
            )
            .expect("a string takes any text");
        }
        pack(
            &["sheet1.xml".to_owned()],
            vec![
                ("xl/worksheets/sheet1.xml".to_owned(), worksheet(&rows)),
                ("xl/sharedStrings.xml".to_owned(), texts.into_bytes()),
            ],
        )
    }),
    book("a million formats", || {
        let styles = format!(
            "<styleSheet><numFmts>{}</numFmts><cellXfs>{}</cellXfs></styleSheet>",
            "<numFmt numFmtId=\"200\" formatCode=\"0.0\"/>".repeat(800_000),
            "<xf numFmtId=\"200\"/>".repeat(2_000_000)
        );
        pack(
            &["sheet1.xml".to_owned()],
            vec![
                ("xl/worksheets/sheet1.xml".to_owned(), worksheet("")),
                ("xl/styles.xml".to_owned(), styles.into_bytes()),
            ],
        )
    }),
    book("tags in tags in tags", || {
        pack(
            &["sheet1.xml".to_owned()],
            vec![(
                "xl/worksheets/sheet1.xml".to_owned(),
                worksheet(&"<a>".repeat(8_000_000)),
            )],
        )
    }),
    logo("60,000 rules", || {
        let mut rules = String::new();
        for number in 0..60_000 {
            write!(rules, ".c{number} g g .x{{fill:red}}").expect("a string takes any text");
        }
        svg(&format!(
            "<style>{rules}</style>{}",
            "<g><rect width='1' height='1'/></g>".repeat(9_000)
        ))
    }),
    logo("rules that look far up", || {
        let rules = ".a a a a a a a a a a a a a a a a a a a a{fill:red}".repeat(100);
        svg(&format!(
            "<style>{rules}</style>{}{}",
            "<g>".repeat(900),
            "</g>".repeat(900)
        ))
    }),
    logo("groups in groups", || {
        svg(&("<g>".repeat(19_000) + "<path d='M0 0h1v1z'/>" + &"</g>".repeat(19_000)))
    }),
    logo("what is used twice is used twice", || {
        let mut all = String::from("<g id='u0'><rect width='1' height='1'/></g>");
        for number in 1..40 {
            let before = number - 1;
            write!(
                all,
                "<g id='u{number}'><use href='#u{before}'/><use href='#u{before}'/></g>"
            )
            .expect("a string takes any text");
        }
        svg(&format!("<defs>{all}</defs><use href='#u39'/>"))
    }),
    logo("what uses itself", || {
        svg("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/><use href='#a'/></g>")
    }),
    logo("markers at every point", || {
        let path = "L1 1".repeat(40_000);
        svg(&format!(
            "<marker id='m'>{}</marker><path d='M0 0{path}' marker-mid='url(#m)' stroke='red'/>",
            "<rect width='1' height='1'/>".repeat(5_000)
        ))
    }),
    logo("dashes without end", || {
        svg(&"<path d='M0 0H1000000' stroke='red' stroke-dasharray='0.00001'/>".repeat(2_000))
    }),
    logo("a filter as large as the world", || {
        svg(
            "<filter id='f' width='1e9' height='1e9'><feGaussianBlur stdDeviation='1e9'/></filter><rect filter='url(#f)' width='9' height='9'/>",
        )
    }),
    logo("clips in clips", || {
        let mut all = String::new();
        for number in 0..6_000 {
            write!(
                all,
                "<clipPath id='c{number}' clip-path='url(#c{})'><rect width='9' height='9'/></clipPath>",
                number + 1
            )
            .expect("a string takes any text");
        }
        svg(&format!(
            "{all}<g clip-path='url(#c0)'><rect width='9' height='9'/></g>"
        ))
    }),
    logo("gradients of gradients", || {
        let mut all = String::new();
        for number in 0..9_000 {
            write!(
                all,
                "<linearGradient id='g{number}' href='#g{}'/>",
                number + 1
            )
            .expect("a string takes any text");
        }
        svg(&format!(
            "{all}{}",
            "<rect width='9' height='9' fill='url(#g0)'/>".repeat(9_000)
        ))
    }),
    logo("laughs by the billion", || {
        let mut entities = String::from("<!ENTITY l0 'ha'>");
        for number in 1..10 {
            write!(
                entities,
                "<!ENTITY l{number} '{}'>",
                format!("&l{};", number - 1).repeat(10)
            )
            .expect("a string takes any text");
        }
        let picture = svg("<title>&l9;</title><rect width='9' height='9'/>");
        format!("<!DOCTYPE svg [{entities}]>")
            .into_bytes()
            .into_iter()
            .chain(picture)
            .collect()
    }),
    logo("a long word called often", || {
        let entities = format!("<!ENTITY l '{}'>", "a".repeat(1_000_000));
        let picture = svg(&format!(
            "<title>{}</title><rect width='9' height='9'/>",
            "&l;".repeat(100_000)
        ));
        format!("<!DOCTYPE svg [{entities}]>")
            .into_bytes()
            .into_iter()
            .chain(picture)
            .collect()
    }),
    logo("a path of a million steps", || {
        svg(&format!("<path d='M0 0{}'/>", "h1".repeat(1_900_000)))
    }),
    logo("arcs by the thousand", || {
        svg(&format!(
            "<path d='M0 0{}'/>",
            "a1 1 0 0 0 1 1".repeat(200_000)
        ))
    }),
    logo("60,000 × 60,000 pixels", || png(60_000, 60_000, 8, 6, &[])),
    logo("no pixel, much about it", || {
        let mut content = b"zTXta\0\0".to_vec();
        content.extend(deflated(&vec![b'a'; 400_000_000]));
        png(1, 1, 8, 0, &content)
    }),
    logo("colors from 400 MB", || {
        let mut content = b"iCCPa\0\0".to_vec();
        content.extend(deflated(&vec![0; 400_000_000]));
        png(1, 1, 8, 0, &content)
    }),
    workspace("one value of 25 MB", |path| {
        alter(path, "UPDATE workspace SET name = hex(zeroblob(12500000))");
    }),
    workspace("values of 20 MB by the dozen", |path| {
        let mut all = String::new();
        for number in 0..12 {
            write!(
                all,
                "INSERT INTO setting VALUES ('k{number}', '\"' || hex(zeroblob(10000000)) || '\"');"
            )
            .expect("a string takes any text");
        }
        alter(path, &all);
    }),
    workspace("the author is 20 MB", |path| {
        alter(
            path,
            "INSERT INTO setting VALUES ('author', '\"' || hex(zeroblob(10000000)) || '\"')",
        );
    }),
    workspace("a sheet of 20 MB", |path| {
        alter(
            path,
            "INSERT INTO framework VALUES ('sheet', 'a', '1', hex(zeroblob(9000000)), '', '', '')",
        );
    }),
    workspace("a view without end", |path| {
        alter(path, &format!("CREATE VIEW v AS {ENDLESS}"));
    }),
    workspace("a view without end in a table's place", |path| {
        alter(
            path,
            &format!(
                "PRAGMA legacy_alter_table = ON; ALTER TABLE setting RENAME TO hidden;
                 CREATE VIEW setting AS SELECT 'a' AS key, ({ENDLESS}) AS json"
            ),
        );
    }),
    workspace("a trigger without end", |path| {
        alter(
            path,
            &format!("CREATE TRIGGER t AFTER UPDATE ON workspace BEGIN {ENDLESS}; END"),
        );
    }),
    workspace("a virtual table", |path| {
        alter(path, "CREATE VIRTUAL TABLE f USING fts5 (x)");
    }),
    workspace("100,000 tables", |path| {
        let mut all = String::from("BEGIN;");
        for number in 0..100_000 {
            write!(all, "CREATE TABLE t{number} (x);").expect("a string takes any text");
        }
        alter(path, &(all + "COMMIT;"));
    }),
    workspace("pages that lead to themselves", |path| {
        let mut bytes = std::fs::read(path).expect("it was just written");
        // Every leaf becomes an inner page whose only child is itself.
        for number in 1..bytes.len() / PAGE {
            let page = &mut bytes[number * PAGE..(number + 1) * PAGE];
            if page[0] == 13 {
                let itself = u32::try_from(number + 1)
                    .expect("it is small")
                    .to_be_bytes();
                page[0] = 5;
                page[3..5].copy_from_slice(&0_u16.to_be_bytes());
                page[8..12].copy_from_slice(&itself);
            }
        }
        std::fs::write(path, bytes).expect("there is room for it");
    }),
    workspace("free pages that lead in a circle", |path| {
        let mut bytes = std::fs::read(path).expect("it was just written");
        bytes[32..36].copy_from_slice(&2_u32.to_be_bytes());
        bytes[36..40].copy_from_slice(&1_000_000_u32.to_be_bytes());
        let page = &mut bytes[PAGE..2 * PAGE];
        page[0..4].copy_from_slice(&2_u32.to_be_bytes());
        std::fs::write(path, bytes).expect("there is room for it");
    }),
    workspace("a file with a hole of 8 GB", |path| {
        let file = std::fs::File::options().write(true).open(path);
        let file = file.expect("it was just written");
        file.set_len(8_000_000_000).expect("a hole takes no room");
    }),
    workspace("a journal with a hole of 8 GB", |path| {
        let mut journal = path.as_os_str().to_owned();
        journal.push("-journal");
        let file = std::fs::File::create(journal).expect("there is room for it");
        file.set_len(8_000_000_000).expect("a hole takes no room");
    }),
    workspace("changes beside it, in a hole of 8 GB", |path| {
        let mut journal = path.as_os_str().to_owned();
        journal.push("-wal");
        let file = std::fs::File::create(journal).expect("there is room for it");
        file.set_len(8_000_000_000).expect("a hole takes no room");
    }),
];

const PAGE: usize = 4096;

const ENDLESS: &str = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
                       SELECT count(*) FROM n";

fn assessment_titled(title: &str) -> String {
    format!(
        r#"{{"format":1,"id":"a","sheet":{{"id":"first-psirt-1.1","edition":"1.1"}},"organization":{{"name":"a"}},"scope":"a","title":"{title}","date":"2026-01-01","state":"draft"}}"#
    )
}

fn svg(content: &str) -> Vec<u8> {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{content}</svg>"#)
        .into_bytes()
}

fn worksheet(rows: &str) -> Vec<u8> {
    format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into_bytes()
}

/// A book of worksheets, each a part by its name, and its parts.
fn pack(worksheets: &[String], parts: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut names, mut targets) = (String::new(), String::new());
    for (number, part) in worksheets.iter().enumerate() {
        write!(
            names,
            r#"<sheet name="T{number}" sheetId="{number}" r:id="r{number}"/>"#
        )
        .expect("a string takes any text");
        write!(
            targets,
            r#"<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" Target="worksheets/{part}"/>"#
        )
        .expect("a string takes any text");
    }
    for (kind, part) in [
        ("sharedStrings", "sharedStrings.xml"),
        ("styles", "styles.xml"),
    ] {
        write!(
            targets,
            r#"<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{part}"/>"#
        )
        .expect("a string takes any text");
    }
    let workbook =
        format!(r#"<workbook xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>"#);
    let relations = format!("<Relationships>{targets}</Relationships>");
    let root = format!(
        r#"<Relationships><Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let common = [
        ("_rels/.rels".to_owned(), root.into_bytes()),
        ("xl/workbook.xml".to_owned(), workbook.into_bytes()),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            relations.into_bytes(),
        ),
    ];
    for (name, content) in common.into_iter().chain(parts) {
        archive.start_file(name, options).expect("the names differ");
        archive.write_all(&content).expect("memory can be written");
    }
    archive.finish().expect("it can be finished").into_inner()
}

/// A picture of that size with one row of it, and one more chunk.
fn png(width: u32, height: u32, depth: u8, color: u8, more: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([depth, color, 0, 0, 0]);
    let mut data = b"IDAT".to_vec();
    data.extend(deflated(&[0, 0]));
    for chunk in [&header[..], more, &data, b"IEND"] {
        if chunk.is_empty() {
            continue;
        }
        let length = u32::try_from(chunk.len() - 4).expect("it is small");
        bytes.extend(length.to_be_bytes());
        bytes.extend(chunk);
        let mut sum = flate2::Crc::new();
        sum.update(chunk);
        bytes.extend(sum.sum().to_be_bytes());
    }
    bytes
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

/// Who opens a workspace.
pub fn holder() -> Holder {
    Holder {
        user: "a".to_owned(),
        host: "here".to_owned(),
        process: std::process::id(),
        program: "0.1.0".to_owned(),
        since: "2026-11-06T05:00:00Z".parse().expect("it is a time"),
    }
}

fn good_workspace(path: &Path) {
    let workspace = Workspace::create(path, "w", None, &holder()).expect("it can be made");
    workspace.close(holder().since).expect("it can be closed");
}

fn alter(path: &Path, sql: &str) {
    let connection = Connection::open(path).expect("it is a database");
    connection.execute_batch(sql).expect("it can be written");
    connection
        .pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))
        .expect("nobody else has it open");
}
