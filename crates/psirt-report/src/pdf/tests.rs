use psirt_core::Language;

use super::{pages, pdf};
use crate::document::Report;
use crate::document::{
    Block, Cell, Column, Cover, Front, Paper, RichText, Row, RunningHead, Section, Start, Table,
};
use crate::palette::ACCENT;

fn report(blocks: Vec<Block>) -> Report {
    Report {
        language: Language::Ja,
        title: "報告書".into(),
        subject: "成熟度".into(),
        author: "評価者".into(),
        date: "2026-03-31".parse().expect("a date"),
        program: "PSIRT Maturity".into(),
        classification: Some("TLP:AMBER".into()),
        running_head: RunningHead {
            name: "架空製造株式会社".into(),
            ..RunningHead::default()
        },
        running_foot: String::new(),
        paper: Paper::A4,
        accent: ACCENT,
        logo: None,
        front: Some(Front {
            cover: Cover {
                title: "架空製造株式会社".into(),
                ..Cover::default()
            },
            contents_heading: "目次".into(),
        }),
        sections: vec![Section {
            heading: "1 要約".into(),
            start: Start::Page,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }],
    }
}

fn table(rows: usize, words: &str) -> Block {
    let row = |number: usize| Row::Cells(vec![Cell::text(number.to_string()), Cell::text(words)]);
    Block::Table(Table {
        columns: vec![
            Column::fixed("番号", 40.0).naming(),
            Column::share("内容", 1.0),
        ],
        rows: (0..rows).map(row).collect(),
        ..Table::default()
    })
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = report(vec![table(80, "脆弱性の受付と対応")]);
    let (first, second) = (pdf(&report), pdf(&report));
    let (first, second) = (first.expect("it is drawn"), second.expect("it is drawn"));
    assert!(first.bytes == second.bytes, "two PDFs of one report differ");
    assert!(first.bytes.starts_with(b"%PDF-1.7"));
}

#[test]
fn characters_that_no_typeface_has_are_returned() {
    let drawn = pdf(&report(vec![Block::Paragraph(RichText::from(
        "担当：🙂\u{e001} šŁ 髙﨑",
    ))]));
    assert_eq!(drawn.expect("it is drawn").missing, ['\u{e001}', '🙂']);
}

#[test]
fn a_long_table_goes_on_over_pages() {
    let few = pdf(&report(vec![table(3, "短い")]))
        .expect("it is drawn")
        .pages;
    let many = pdf(&report(vec![table(200, "短い")]))
        .expect("it is drawn")
        .pages;
    assert_eq!(few, 3, "cover, contents and one page");
    assert!(many >= few + 4, "{many} pages");
}

#[test]
fn a_row_higher_than_a_page_is_broken() {
    let words = "長い注記の試験である。".repeat(700);
    let drawn = pdf(&report(vec![table(1, &words)])).expect("it is drawn");
    assert!(drawn.pages >= 5, "{} pages", drawn.pages);
}

#[test]
fn what_a_person_can_type_never_stops_the_export() {
    let odd = "\u{0}\u{feff}\u{202e}a\u{301}\r\n\t()\\<>\u{10ffff}\u{fffe} か\u{3099} \u{1f468}\u{200d}\u{1f469} العربية";
    let mut report = report(vec![
        Block::Paragraph(RichText::default().link(odd, "https://例え.jp/(a)\\b?c=d e")),
        table(2, odd),
        Block::List(vec![odd.into(), "".into()]),
    ]);
    report.title = odd.repeat(400);
    report.author = odd.into();
    let front = report.front.as_mut().expect("it has a cover");
    front.cover.title = odd.repeat(40);
    report.sections[0].heading = odd.into();
    report.classification = Some(odd.repeat(20));
    pdf(&report).expect("it is drawn");
}

#[test]
fn a_report_without_a_cover_is_its_text_alone() {
    let mut report = report(vec![table(3, "受付")]);
    report.front = None;
    assert_eq!(pdf(&report).expect("it is drawn").pages, 1);
    let pages = pages::pages(&report);
    assert_eq!(pages.count(), 1, "the preview has the same pages");
    let page = pages.page(1).expect("it is the first");
    assert_eq!(page.heading, "1 要約", "named by its own heading");
}

#[test]
fn an_empty_report_is_a_cover_and_contents() {
    let mut report = report(Vec::new());
    report.sections.clear();
    report.title.clear();
    assert_eq!(pdf(&report).expect("it is drawn").pages, 2);
}
