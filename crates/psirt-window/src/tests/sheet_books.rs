//! Sheets out of Excel books: a plain table corrected and installed, and a sheet as a book.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use psirt_app::books::sheet::ColumnRole;

/// A table as a company has it, with a column nobody would guess.
const TABLE: [[&str; 6]; 4] = [
    ["ID", "Service", "Remarks", "Level 0", "Level 1", "Level 2"],
    ["1", "Taking reports in", "", "", "", ""],
    [
        "1.1",
        "Intake",
        "For finders to reach us",
        "None",
        "A mailbox",
        "A form",
    ],
    [
        "1.2",
        "Acknowledging",
        "So that finders know",
        "Never",
        "At times",
        "In a day",
    ],
];

fn write_table(path: &Path) {
    let mut rows = String::new();
    for (row, cells) in (1..).zip(TABLE) {
        write!(rows, "<row r=\"{row}\">").expect("a string takes text");
        for (letter, text) in "ABCDEF".chars().zip(cells) {
            if !text.is_empty() {
                write!(
                    rows,
                    "<c r=\"{letter}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"
                )
                .expect("a string takes text");
            }
        }
        rows += "</row>";
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Ours\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let begun = archive.start_file(name, SimpleFileOptions::default());
        begun.expect("a part can begin");
        archive.write_all(text.as_bytes()).expect("it is written");
    }
    let bytes = archive.finish().expect("it can be finished").into_inner();
    fs::write(path, bytes).expect("it can be written");
}

fn chosen(computer: &Computer, path: &Path) -> SheetBookView {
    computer.answer_dialog(&[path]);
    let view = ask::choose_sheet_book(&computer.desktop).expect("it can be looked at");
    view.expect("a book was chosen")
}

#[test]
fn a_plain_table_is_corrected_and_becomes_a_sheet_of_the_workspace() {
    let computer = Computer::with_workspace();
    let path = computer.folder.path().join("ours.xlsx");
    write_table(&path);
    let view = chosen(&computer, &path);
    let table = view.table.expect("it is a plain table");
    let roles: Vec<ColumnRole> = table.mapping.columns.iter().map(|it| it.role).collect();
    assert_eq!(roles[0], ColumnRole::Id);
    assert_eq!(roles[5], ColumnRole::Level { level: 2 });
    assert_eq!(
        table.examples[3], "None",
        "an example stands beside each column"
    );

    let mut mapping = table.mapping;
    mapping.columns[5].role = ColumnRole::Level { level: 1 };
    let ask_for = |mapping| MapSheetTable {
        mapping,
        reread: true,
    };
    let wrong = ask::map_sheet_table(&computer.desktop, ask_for(mapping.clone()));
    let wrong = wrong.expect("it can be looked at");
    assert_eq!(wrong.sheet, None);
    assert_eq!(wrong.faults[0].place, "Ours!F1", "{:?}", wrong.faults);
    assert!(ask::install_sheet_book(&computer.desktop).is_err());

    mapping.columns[5].role = ColumnRole::Level { level: 2 };
    mapping.columns[2].role = ColumnRole::Purpose;
    mapping.about.id = "ours".to_owned();
    let right = ask::map_sheet_table(&computer.desktop, ask_for(mapping));
    let right = right.expect("it can be looked at");
    assert_eq!(right.faults, []);
    let sheet = right.sheet.expect("it is a sheet");
    assert_eq!(
        (sheet.id.as_str(), sheet.services, sheet.highest),
        ("ours", 2, 2)
    );

    let file = computer.folder.path().join("ours.json");
    computer.answer_dialog(&[&file]);
    ask::save_sheet_book(&computer.desktop).expect("it is saved");
    let text = fs::read_to_string(&file).expect("it was written");
    let saved = psirt_core::Sheet::parse(&text).expect("it is a sheet's file");
    let service = saved.service("1.1").expect("the service is there");
    let purpose = service.purpose.as_ref().map(|it| it.get(Language::En));
    assert_eq!(purpose, Some("For finders to reach us"));

    let installed = ask::install_sheet_book(&computer.desktop).expect("it is installed");
    let ours = installed.sheets.iter().find(|sheet| sheet.id == "ours");
    assert!(!ours.expect("it is there").shipped);
    assert!(
        ask::install_sheet_book(&computer.desktop).is_err(),
        "what was installed is let go of"
    );
}

#[test]
fn an_installed_sheet_goes_out_as_a_book_that_is_understood_without_a_question() {
    let computer = Computer::with_workspace();
    let installed = ask::installed(&computer.desktop).expect("there are sheets");
    let sheet = &installed.sheets[0];
    let folder = computer.folder.path().to_owned();
    computer.answer_dialog(&[&folder]);
    let request = ExportSheetBook {
        id: sheet.id.clone(),
        edition: sheet.edition.clone(),
        empty: false,
    };
    let path = ask::export_sheet_book(&computer.desktop, request).expect("it is written");
    let path = PathBuf::from(path.expect("a place was chosen").path);
    let view = chosen(&computer, &path);
    assert_eq!(
        (view.table, view.faults, view.doubts),
        (None, Vec::new(), Vec::new())
    );
    let found = view.sheet.expect("it is a sheet");
    assert_eq!(
        (&found.id, found.services, found.replaces),
        (&sheet.id, sheet.services, true)
    );
}

#[test]
fn a_book_without_a_sheet_is_told_with_the_way_out() {
    let computer = Computer::with_workspace();
    let draft = computer.draft();
    let folder = computer.folder.path().to_owned();
    computer.answer_dialog(&[&folder]);
    let request = MakeBooks {
        assessment: draft.id,
        language: Language::En,
        blank: true,
        books: vec![BookOrder {
            respondent: None,
            areas: Vec::new(),
        }],
    };
    let watch = computer.desktop.jobs().begin(1, |_| {});
    let made = ask::make_books(&computer.desktop, request, &watch).expect("it is made");
    let fill_in_book = PathBuf::from(&made.expect("a place was chosen").files[0].path);
    let no_book = folder.join("no.xlsx");
    fs::write(&no_book, "no book").expect("it can be written");
    for path in [fill_in_book, no_book] {
        let view = chosen(&computer, &path);
        assert!(
            view.refused.is_some_and(|refused| refused.hint.is_some()),
            "{path:?}"
        );
    }
    assert!(ask::install_sheet_book(&computer.desktop).is_err());
}
