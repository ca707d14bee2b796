//! The anchor cases on paper: one sheet for everybody, with a place for the number and a box for
//! each level. The key does not stand on it.

use psirt_core::workshop::{AnchorCase, Anchors};
use psirt_core::{Assessment, Language, Sheet};

use super::form::BOX;
use super::words;
use crate::branding::Branding;
use crate::document::{Block, Cell, Column, Report, RichText, Row, RunningHead, Section, Table};

/// Composes the sheet with the anchor cases of a workshop.
pub fn anchor_sheet(
    assessment: &Assessment,
    sheet: &Sheet,
    anchors: &Anchors,
    program_version: &str,
    language: Language,
    branding: &Branding,
) -> Report {
    let kind = language.pick("Anchor cases", "基準事例");
    let date = words::date(assessment.date(), language);
    let program = format!("PSIRT Maturity {program_version}");
    let cases = (1..).zip(anchors.cases());
    let table = Table {
        columns: vec![
            Column::share(language.pick("Case", "事例"), 2.6).naming(),
            Column::share(language.pick("Tick one", "1つにチェック"), 1.0),
        ],
        rows: cases
            .map(|(number, case)| row(number, case, sheet, language))
            .collect(),
        ..Table::default()
    };
    Report {
        language,
        title: kind.to_owned(),
        subject: sheet.title().get(language).to_owned(),
        author: String::new(),
        date: assessment.date(),
        classification: branding.classification(assessment).map(str::to_owned),
        running_head: RunningHead {
            mark: language.pick("No. ______", "番号 ______").to_owned(),
            name: assessment.organization().name.clone(),
            document: format!("|  {kind}  |  {date}"),
        },
        running_foot: program.clone(),
        paper: branding.paper,
        accent: branding.accent(),
        logo: None,
        front: None,
        sections: vec![Section {
            heading: kind.to_owned(),
            blocks: vec![
                Block::Paragraph(RichText::default().plain(language.pick(
                    "These situations are invented. Tick one level for each, without talking to others, and write your number at the top right. How the room reads the scale is shown before you answer about your own organization, and subtracted from nothing.",
                    "いずれも架空の状況です。ほかの人と相談せずに、事例ごとにレベルを1つ選んでチェックを入れ、右上に自分の番号を書いてください。自社について回答する前に、全体が尺度をどう読んでいるかを示します。どの数値からも引きません。",
                ))),
                Block::Table(table),
            ],
            ..Section::default()
        }],
        program,
    }
}

fn row(number: usize, case: &AnchorCase, sheet: &Sheet, language: Language) -> Row {
    let service = sheet
        .service(case.service.as_str())
        .expect("a case is about a service of its sheet");
    let situation = RichText::default()
        .strong(language.pick(format!("Case {number}"), format!("事例{number}")))
        .plain(format!(
            "  {} {}\n",
            service.id,
            service.title.get(language)
        ))
        .plain(case.situation.get(language).to_owned());
    let mut levels = RichText::default();
    for level in sheet.scale() {
        levels = levels
            .strong(format!("{BOX} {}  ", level.level))
            .plain(format!("{}\n", level.name.get(language)));
    }
    Row::Cells(vec![Cell::Text(situation), Cell::Small(levels)])
}
