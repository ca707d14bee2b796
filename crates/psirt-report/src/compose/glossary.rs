//! The words of the report.

use crate::document::{Block, Cell, Column, Row, Section, Start, Table};

use super::Composer;

/// Word and meaning in English, then in Japanese.
const WORDS: [[(&str, &str); 2]; 19] = [
    [
        (
            "PSIRT",
            "Product Security Incident Response Team: those who handle reports of vulnerabilities in products that are in use.",
        ),
        (
            "PSIRT",
            "Product Security Incident Response Team。使用中の製品の脆弱性に関する報告に対応するチーム。",
        ),
    ],
    [
        (
            "Action",
            "A step that somebody has taken on, with a level to reach, an owner and a due date.",
        ),
        ("施策", "引き受けた次の一手。到達レベル、担当、期日を持つ。"),
    ],
    [
        (
            "Answered of applicable",
            "How many of the services that apply have a level; a score stands on those alone.",
        ),
        (
            "回答済み／適用対象",
            "適用対象のサービスのうちレベルのあるものの数。スコアはこれだけに基づく。",
        ),
    ],
    [
        ("Area", "A group of services that are scored together."),
        (
            "サービスエリア (エリア)",
            "まとめて採点するサービスの集まり。",
        ),
    ],
    [
        (
            "Defensible score",
            "The score, where a level that no recent evidence backs counts as 0. Beside the score, never in its place.",
        ),
        (
            "裏付けのあるスコア",
            "有効期間内の証拠の裏付けがないレベルを0とみなしたスコア。スコアの横に示し、スコアに代わるものではない。",
        ),
    ],
    [
        (
            "Don’t know",
            "Applies, but those who assessed could not tell the level. Unlike level 0, it counts in no score.",
        ),
        (
            "わからない",
            "該当するが、評価者がレベルを判断できなかったもの。レベル0とは異なり、スコアには数えない。",
        ),
    ],
    [
        (
            "Evidence",
            "What supports a level: a title, where it is found, its date. The thing itself is not part of this report.",
        ),
        (
            "証拠",
            "レベルの裏付け。題名、所在、日付を記録する。現物は本報告書に含まない。",
        ),
    ],
    [
        (
            "Evidenced",
            "Of a requirement: the services judged are at the level a reading expects. It does not mean that the requirement is met.",
        ),
        (
            "裏付けあり",
            "要求事項の判定に使うサービスが、対応表の期待レベルに達していること。要求事項を満たすことを意味しない。",
        ),
    ],
    [
        ("Gap", "Target minus level, where the level lies below."),
        (
            "ギャップ",
            "レベルが目標に届かないときの、目標とレベルの差。",
        ),
    ],
    [
        (
            "Indicator",
            "A statement under a level that can be checked by looking at something.",
        ),
        ("確認項目", "レベルの下にある、何かを見て確かめられる文。"),
    ],
    [
        (
            "Level",
            "The maturity of a service on the scale of the sheet.",
        ),
        ("レベル", "シートの尺度で表したサービスの成熟度。"),
    ],
    [
        (
            "Not applicable",
            "The organization has nothing the service is about. Left out of every figure, with the reason given.",
        ),
        (
            "該当なし",
            "組織にサービスの対象がないもの。理由を示し、すべての数値から除く。",
        ),
    ],
    [
        ("Profile", "A ready set of targets for a situation."),
        ("目標プロファイル", "状況に応じて用意した目標の組。"),
    ],
    [
        (
            "Projection",
            "The scores there would be with all accepted actions done. Never in place of the score.",
        ),
        (
            "見込み",
            "引き受けた施策がすべて完了した場合のスコア。スコアに代わるものではない。",
        ),
    ],
    [
        (
            "Reading",
            "Says which services evidence which requirement of a law or standard, and what they leave uncovered.",
        ),
        (
            "対応表",
            "法令や規格の要求事項をどのサービスが裏付けるか、何が残るかを示したもの。",
        ),
    ],
    [
        ("Round", "One assessment of one scope at one time."),
        ("回", "ある対象範囲の、ある時点での1回のアセスメント。"),
    ],
    [
        (
            "Service",
            "What is scored: one part of the work of a PSIRT.",
        ),
        ("サービス", "採点の単位。PSIRTの業務の一部分。"),
    ],
    [
        (
            "Supporting service",
            "Helps with a requirement that does not rest on it directly; judged only where no other service is.",
        ),
        (
            "補助のサービス",
            "要求事項に直接は関わらないが、助けになるサービス。ほかに判定できるサービスがないときだけ判定に使う。",
        ),
    ],
    [
        (
            "Target",
            "The level that the organization wants for a service.",
        ),
        ("目標", "組織がそのサービスについて目指すレベル。"),
    ],
];

impl Composer<'_> {
    pub(super) fn glossary(&self) -> Section {
        let rows = WORDS.iter().map(|[english, japanese]| {
            let (word, meaning) = self.say(english, japanese);
            Row::Cells(vec![Cell::strong(*word), Cell::text(*meaning)])
        });
        Section {
            heading: self.say("Words", "用語").to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks: vec![Block::Table(Table {
                columns: vec![
                    Column::fixed(self.say("Word", "用語"), 128.0).naming(),
                    Column::share(self.say("Meaning", "意味"), 1.0),
                ],
                rows: rows.collect(),
                ..Table::default()
            })],
            sections: Vec::new(),
        }
    }
}
