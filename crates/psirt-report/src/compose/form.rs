//! The paper form of a workshop: one for each respondent, to be filled in by hand.
//!
//! Every service stands with its level texts in short and a box for each answer. A form bears the
//! respondent's number and never a name: what is left lying in the room names nobody.

use psirt_core::sheet::Service;
use psirt_core::workshop::Promise;
use psirt_core::{Assessment, Language, ServiceId, Sheet};

use super::words;
use crate::branding::Branding;
use crate::document::{
    Block, Cell, Column, Report, RichText, Row, RunningHead, Section, Start, Table,
};
use crate::names;

/// Before each answer, to be ticked.
pub(super) const BOX: &str = "□";

/// What a form is made of.
#[derive(Clone, Copy, Debug)]
pub struct Form<'a> {
    /// The assessment the workshop is about.
    pub assessment: &'a Assessment,
    /// Its sheet.
    pub sheet: &'a Sheet,
    /// The services that are asked.
    pub services: &'a [ServiceId],
    /// What becomes of names.
    pub promise: Promise,
    /// The number of the respondent.
    pub respondent: u32,
    /// The version of the program.
    pub program_version: &'a str,
}

/// Composes the form of one respondent.
pub fn form(form: Form<'_>, language: Language, branding: &Branding) -> Report {
    let kind = language.pick("Workshop form", "ワークショップ回答用紙");
    let number = form.respondent;
    let date = words::date(form.assessment.date(), language);
    let program = format!("PSIRT Maturity {}", form.program_version);
    let mut sections = vec![Section {
        heading: language.pick(format!("Respondent {number}"), format!("回答者 {number}")),
        blocks: introduction(form, language),
        ..Section::default()
    }];
    sections.extend(areas(form, language));
    Report {
        language,
        title: format!("{kind} {number}"),
        subject: form.sheet.title().get(language).to_owned(),
        author: String::new(),
        date: form.assessment.date(),
        classification: branding.classification(form.assessment).map(str::to_owned),
        running_head: RunningHead {
            mark: language.pick(format!("No. {number}"), format!("番号 {number}")),
            name: form.assessment.organization().name.clone(),
            document: format!("|  {kind}  |  {date}"),
        },
        running_foot: program.clone(),
        paper: branding.paper,
        accent: branding.accent(),
        logo: None,
        front: None,
        sections,
        program,
    }
}

fn introduction(form: Form<'_>, language: Language) -> Vec<Block> {
    let promise = match form.promise {
        Promise::Named => language.pick(
            "After the reveal everybody sees who answered what.",
            "公開後は、誰が何と回答したかを全員が見ることができます。",
        ),
        Promise::ByGroup => language.pick(
            "Only tallies are shown: of the room, and of groups of three people or more.",
            "示すのは集計だけです (全体、および3人以上のグループ)。",
        ),
        Promise::Never => language.pick(
            "Only the tally of the room is shown, never who answered what.",
            "示すのは全体の集計だけで、誰が何と回答したかは示しません。",
        ),
    };
    let name = names::promise(form.promise, language);
    vec![
        Block::Paragraph(
            RichText::default()
                .plain(language.pick(
                    "Tick one box for each service: the level that describes best what is true today, without talking to others. ",
                    "サービスごとに1つ、現状を最もよく表すレベルに、ほかの人と相談せずにチェックを入れてください。",
                ))
                .plain(language.pick(
                    "“?” is don’t know, “n” is not applicable.",
                    "「?」はわからない、「n」は該当なしです。",
                )),
        ),
        Block::Small(
            RichText::default()
                .strong(language.pick(format!("Promise: {name}. "), format!("匿名性の約束: {name}。")))
                .plain(promise)
                .plain(language.pick(
                    " If all answer alike, everybody’s answer is known.",
                    "全員の回答が同じ場合は、全員の回答がわかります。",
                )),
        ),
    ]
}

fn areas(form: Form<'_>, language: Language) -> Vec<Section> {
    let sections = form.sheet.areas().iter().filter_map(|area| {
        let rows: Vec<Row> = area
            .services
            .iter()
            .filter(|service| form.services.contains(&service.id))
            .map(|service| row(service, language))
            .collect();
        if rows.is_empty() {
            return None;
        }
        Some(Section {
            heading: format!("{} {}", area.id, area.title.get(language)),
            start: Start::Below,
            in_contents: false,
            blocks: vec![Block::Table(Table {
                columns: vec![
                    Column::share(language.pick("Service", "サービス"), 1.0).naming(),
                    Column::share(language.pick("Tick one", "1つにチェック"), 3.4),
                ],
                rows,
                ..Table::default()
            })],
            sections: Vec::new(),
        })
    });
    sections.collect()
}

fn row(service: &Service, language: Language) -> Row {
    let mut answers = RichText::default();
    for level in &service.levels {
        answers = answers
            .strong(format!("{BOX} {}  ", level.level))
            .plain(format!("{}\n", in_short(level.statement.get(language))));
    }
    answers = answers
        .strong(format!("{BOX} ?  "))
        .plain(language.pick("don’t know    ", "わからない　　"))
        .strong(format!("{BOX} n  "))
        .plain(language.pick("not applicable", "該当なし"));
    let name = RichText::default()
        .strong(service.id.to_string())
        .plain(format!("\n{}", service.title.get(language)));
    Row::Cells(vec![Cell::Text(name), Cell::Small(answers)])
}

/// The first sentence of a statement, or what stands before its first semicolon.
fn in_short(statement: &str) -> &str {
    let end = [(". ", 1), ("。", "。".len()), ("; ", 0)]
        .iter()
        .filter_map(|(mark, kept)| statement.find(mark).map(|at| at + kept))
        .min();
    end.map_or(statement, |end| &statement[..end])
}
