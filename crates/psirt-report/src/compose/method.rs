//! How the figures came about, and whose words the report uses.

use psirt_core::sheet::{ScaleLevel, Source};

use crate::document::{Block, Cell, Column, RichText, Row, Section, Start, Table};

use super::{Composer, words};

impl Composer<'_> {
    pub(super) fn method(&self) -> Section {
        Section {
            heading: self.say("Method and sources", "方法と出典").to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks: Vec::new(),
            sections: vec![self.scale(), self.rules(), self.sources()],
        }
    }

    fn section(heading: &str, blocks: Vec<Block>) -> Section {
        Section {
            heading: heading.to_owned(),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    fn scale(&self) -> Section {
        let scale = self.findings.sheet.scale();
        let rows = scale.iter().map(|level| {
            let mut cells = vec![
                Cell::Level(words::level_mark(level.level, self.findings.sheet)),
                Cell::strong(level.name.get(self.language)),
            ];
            if has_meanings(scale) {
                cells.push(match &level.meaning {
                    Some(meaning) => Cell::text(meaning.get(self.language)),
                    None => Cell::quiet("–"),
                });
            }
            Row::Cells(cells)
        });
        let level = Column::fixed(self.say("Level", "レベル"), 48.0).centered();
        let name = self.say("Name", "名称");
        let columns = if has_meanings(scale) {
            vec![
                level,
                Column::fixed(name, 88.0).naming(),
                Column::share(self.say("What is true", "状態"), 1.0),
            ]
        } else {
            vec![level, Column::share(name, 1.0).naming()]
        };
        Self::section(
            self.say("The scale", "レベルの尺度"),
            vec![
                Block::Paragraph(RichText::from(self.say(
                    "One scale for every service. A level describes a state that can be seen from outside; levels are read from the lowest upwards and the closest one is chosen.",
                    "すべてのサービスに同じ尺度を用いる。レベルは外から確かめられる状態を述べたものであり、低い方から読んで最も近いものを選ぶ。",
                ))),
                Block::Table(Table {
                    columns,
                    rows: rows.collect(),
                    ..Table::default()
                }),
            ],
        )
    }

    fn rules(&self) -> Section {
        let rules: [(&str, &str); 7] = [
            (
                "Unanswered, don’t know, not applicable and level 0 are four different things; only level 0 counts as 0.",
                "「未回答」「わからない」「該当なし」「レベル0」は4つの異なる状態であり、0として数えるのはレベル0だけである。",
            ),
            (
                "The score of an area is the mean level of its answered services. The overall score is the mean of the areas that have one; each area counts the same.",
                "エリアのスコアは回答済みサービスのレベルの平均、総合スコアはスコアのあるエリアの平均であり、各エリアを同じ重みで数える。",
            ),
            (
                "Every score stands with how many services it rests on: answered of applicable. Unanswered and don’t know lower that coverage, not the score.",
                "スコアには、適用対象のサービスのうち何件の回答に基づくかを添える。「未回答」と「わからない」は回答済みの数を下げるが、スコアには影響しない。",
            ),
            (
                "What is not applicable is left out of every figure, and the report lists each with its reason.",
                "「該当なし」はすべての数値から除き、その理由を本報告書に示す。",
            ),
            (
                "A gap is target minus level where that is positive. A service without a target or without a level has none.",
                "ギャップは目標からレベルを引いた値 (正の場合) である。目標またはレベルのないサービスにはギャップがない。",
            ),
            (
                "Rounds compare service by service. Where the sheet changed, only services that continue compare, and area and overall scores do not.",
                "各回の比較はサービスごとに行う。シートが変わった場合、比較するのは引き継がれたサービスだけであり、エリアのスコアと総合スコアは比較しない。",
            ),
            (
                "Nothing is rounded before it is shown; figures are shown with one decimal, halves away from zero.",
                "計算の途中では丸めず、表示の際に小数第1位へ四捨五入する。",
            ),
        ];
        let points = rules
            .into_iter()
            .map(|(en, ja)| RichText::from(self.say(en, ja)));
        Self::section(
            self.say("Rules of the arithmetic", "計算の規則"),
            vec![Block::List(points.collect())],
        )
    }

    fn sources(&self) -> Section {
        let sheet = self.findings.sheet;
        let source = sheet.source();
        let edition = self.say(
            format!(", edition {} (", sheet.edition()),
            format!("、{}版 (", sheet.edition()),
        );
        let facts: [(&str, RichText); 3] = [
            (
                self.say("Maturity sheet", "成熟度シート"),
                RichText::default()
                    .strong(sheet.title().get(self.language))
                    .plain(edition)
                    .plain(format!("{}). ", sheet.id()))
                    .plain(self.say(
                        format!("Licence: {}.", sheet.license()),
                        format!("ライセンス：{}。", sheet.license()),
                    )),
            ),
            (
                self.say("Source", "出典"),
                cited(RichText::default().plain(source.citation()), " ", source)
                    .quiet(format!("\n{}", source.rights.get(self.language))),
            ),
            (
                self.say("Made by", "作成"),
                RichText::default()
                    .plain(format!("PSIRT Maturity {}", self.findings.program_version))
                    .quiet(self.say(
                        format!(" from the assessment {}", self.findings.assessment.id()),
                        format!(" (アセスメント {}) ", self.findings.assessment.id()),
                    )),
            ),
        ];
        let rows = facts
            .into_iter()
            .map(|(name, value)| Row::Cells(vec![Cell::quiet(name), Cell::Text(value)]))
            .collect();
        Self::section(
            self.say("Sources", "出典"),
            vec![Block::Table(Table {
                columns: vec![Column::fixed("", 96.0).naming(), Column::share("", 1.0)],
                rows,
                headless: true,
                ..Table::default()
            })],
        )
    }
}

/// Whether the sheet says of a level what is true of every service at it.
fn has_meanings(scale: &[ScaleLevel]) -> bool {
    scale.iter().any(|level| level.meaning.is_some())
}

/// A source with its address behind it, where it has one.
pub(super) fn cited(text: RichText, separator: &str, source: &Source) -> RichText {
    match &source.url {
        Some(url) => text.plain(separator).link(url.clone(), url),
        None => text,
    }
}
