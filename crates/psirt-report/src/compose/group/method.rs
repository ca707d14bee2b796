//! How the figures of a group were made, under which rules, and what is not shown and why.

use psirt_core::benchmark::Subject;

use crate::document::{Block, Cell, Column, RichText, Row, Section, Start, Table};
use crate::group::{parameters, why_withheld, withheld};

use super::super::method::cited;
use super::super::words;
use super::GroupComposer;

impl GroupComposer<'_> {
    pub(super) fn method(&self) -> Section {
        let mut section = self.section("Method", "方法", Start::Page, Vec::new());
        section.sections = vec![
            self.how_made(),
            self.rules(),
            self.not_shown(),
            self.sources(),
        ];
        section
    }

    fn how_made(&self) -> Section {
        let points = [
            self.say(
                "Every member assessed itself and sent its levels sealed to the coordinator. Each member counts once; of several scopes of one member the lower median counts.",
                "各参加者が自己評価を行い、レベルを幹事だけが開けるように封をして送った。1者を1と数え、複数の対象範囲がある参加者は低い方の中央値を用いる。",
            ),
            self.say(
                "n is how many members have a level there: not applicable and don’t know are no levels.",
                "nは、その項目でレベルのある参加者の数である。「該当なし」と「わからない」は含まない。",
            ),
            self.say(
                "A quartile of levels is the level at rank n × q / 4, rounded up. The middle half lies between the lower and the upper quartile.",
                "レベルの四分位数は、順位n × q / 4 (切り上げ) のレベルである。中央の半数とは、下側と上側の四分位数の間をいう。",
            ),
            self.say(
                "Mean and standard deviation are of all n, to two decimals; the deviation divides by n.",
                "平均と標準偏差はn者すべてから求め、小数第2位までを示す。標準偏差はnで割って求める。",
            ),
            self.say(
                "No figure of a single member is shown: no smallest, no largest, no rank.",
                "最小値、最大値、順位など、1者の数値は示さない。",
            ),
        ];
        let points = points.into_iter().map(RichText::from).collect();
        self.section(
            "How the figures are made",
            "数値の作り方",
            Start::Below,
            vec![Block::List(points)],
        )
    }

    fn rules(&self) -> Section {
        let rows = parameters(self.findings.benchmark.rules(), self.language)
            .into_iter()
            .map(|(name, value)| Row::Cells(vec![Cell::text(name), Cell::strong(value)]));
        let table = Table {
            columns: vec![
                Column::share(self.say("Figure", "数値"), 1.0).naming(),
                Column::fixed(self.say("Shown from", "示す下限"), 120.0),
            ],
            rows: rows.collect(),
            ..Table::default()
        };
        self.section(
            "Rules of disclosure",
            "開示規則",
            Start::Below,
            vec![
                Block::Paragraph(RichText::from(self.say(
                    "The rules stand in the cohort card that every member has. They can be made stricter than the floors of the program, never looser. An audit then looks for figures that could be subtracted from each other to show a few members, and drops them.",
                    "規則は、全参加者が受け取った集団カードに記されている。プログラムに組み込まれた下限より厳しくはできるが、緩めることはできない。さらに、数値どうしの差し引きで少数の参加者の回答が分かるものを監査で探し、除いている。",
                ))),
                Block::Table(table),
            ],
        )
    }

    fn not_shown(&self) -> Section {
        let withheld_figures = &self.findings.overview.withheld;
        let blocks = if withheld_figures.is_empty() {
            vec![Block::Paragraph(RichText::from(self.say(
                "Every figure of the whole group is shown.",
                "集団全体の数値はすべて示している。",
            )))]
        } else {
            let rows = withheld_figures.iter().map(|(reason, subjects)| {
                let names: Vec<String> = subjects
                    .iter()
                    .map(|subject| match subject {
                        Subject::Service(id) => id.to_string(),
                        other => self.findings.name(other, self.language),
                    })
                    .collect();
                Row::Cells(vec![
                    Cell::strong(withheld(*reason, self.language)),
                    Cell::text(why_withheld(*reason, self.language)),
                    Cell::text(words::listed(&names, self.language)),
                ])
            });
            vec![Block::Table(Table {
                columns: vec![
                    Column::fixed(self.say("Sign", "表示"), 66.0).naming(),
                    Column::share(self.say("Reason", "理由"), 1.0),
                    Column::share(self.say("Where", "項目"), 1.0),
                ],
                rows: rows.collect(),
                ..Table::default()
            })]
        };
        self.section(
            "What is not shown, and why",
            "示していない数値と理由",
            Start::Below,
            blocks,
        )
    }

    fn sources(&self) -> Section {
        let (sheet, benchmark) = (self.findings.sheet, self.findings.benchmark);
        let source = sheet.source();
        let (title, edition) = (sheet.title().get(self.language), sheet.edition());
        let facts: [(&str, RichText); 3] = [
            (
                self.say("Maturity sheet", "成熟度シート"),
                RichText::from(self.say(
                    format!("{title}, edition {edition} ({})", sheet.id()),
                    format!("{title}、{edition}版 ({})", sheet.id()),
                )),
            ),
            (
                self.say("Source", "出典"),
                cited(RichText::default().plain(source.citation()), " ", source)
                    .quiet(format!("\n{}", source.rights.get(self.language))),
            ),
            (
                self.say("Benchmark", "ベンチマーク"),
                RichText::from(format!(
                    "{} ({}){}{}{}PSIRT Maturity {}",
                    benchmark.title(),
                    benchmark.cohort(),
                    self.say(", ", "、"),
                    self.edition(),
                    self.say(". Report by ", "。レポートの作成は"),
                    self.findings.program_version
                )),
            ),
        ];
        let rows = facts
            .into_iter()
            .map(|(name, value)| Row::Cells(vec![Cell::quiet(name), Cell::Text(value)]))
            .collect();
        self.section(
            "Sources",
            "出典",
            Start::Below,
            vec![Block::Table(Table {
                columns: vec![Column::fixed("", 96.0).naming(), Column::share("", 1.0)],
                rows,
                headless: true,
                ..Table::default()
            })],
        )
    }
}
