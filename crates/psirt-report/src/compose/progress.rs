//! The rounds over time: the lines, and where they break.

use psirt_core::trend::{Break, Round};
use psirt_core::{ServiceId, Sheet};

use crate::chart::Chart;
use crate::document::{Block, Figure, Note, RichText, Section, Start};

use super::{Composer, charts, words};

/// Small charts have their natural height at this width, in points.
const NATURAL_WIDTH: f32 = 483.0;

impl Composer<'_> {
    /// Nothing in the first round.
    pub(super) fn progress(&self) -> Option<Section> {
        let since = self.since()?;
        let mut blocks = Vec::new();
        if let Some(chart) = charts::progress_charts(self.findings, self.language) {
            let description = charts::describe_multiples(&chart, self.language);
            let mut text = self
                .say(
                    "Scores over the rounds shown, the whole first, then each area; the dashed line is the target of each round. A line breaks where figures do not compare.",
                    "表示した各回のスコアの推移を、総合、各エリアの順に示す。破線は各回の目標である。比較できないところでは線が切れる。",
                )
                .to_owned();
            if let Some(left_out) = self.rounds_left_out() {
                text.push_str(self.say(" ", ""));
                text.push_str(&left_out);
            }
            blocks.push(Block::Paragraph(RichText::from(text)));
            blocks.push(Block::Chart(Figure {
                proportion: chart.height() / NATURAL_WIDTH,
                chart: Chart::Multiples(chart),
                caption: self
                    .say(
                        "Overall and area scores by round",
                        "回ごとの総合スコアとエリアのスコア",
                    )
                    .to_owned(),
                description,
            }));
        }
        blocks.extend(self.sheet_changes().map(Block::Note));
        Some(Section {
            heading: self.say("Progress", "推移").to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks,
            sections: vec![since],
        })
    }

    /// The appendix with every change since the last round, and what became of its plan.
    pub(super) fn changes(&self) -> Section {
        Section {
            heading: self
                .say("Changes since the last round", "前回からの変化の一覧")
                .to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks: Vec::new(),
            sections: [self.all_changes(), self.plan_and_outcome()]
                .into_iter()
                .flatten()
                .collect(),
        }
    }

    /// That there are rounds that are not shown, and which.
    pub(super) fn rounds_left_out(&self) -> Option<String> {
        let left_out = &self.findings.left_out;
        if left_out.is_empty() {
            return None;
        }
        let dates: Vec<String> = left_out
            .iter()
            .map(|round| round.assessment.date().to_string())
            .collect();
        let dates = words::listed(&dates, self.language);
        Some(self.say(
            format!(
                "{} older and not shown in this report; the JSON has their figures: {dates}.",
                words::counted(left_out.len(), "round is", "rounds are")
            ),
            format!(
                "これより古い{}回 ({dates}) は本報告書に示していない (数値はJSONにある)。",
                left_out.len()
            ),
        ))
    }

    /// Where the sheet changed between two rounds, what was carried over and what was not.
    fn sheet_changes(&self) -> Option<Note> {
        let rounds: Vec<Round> = self.findings.rounds().collect();
        let mut parts = Vec::new();
        for (index, line) in self.findings.trend.breaks.iter().enumerate() {
            parts.extend(self.sheet_change(rounds[index], rounds[index + 1], line));
        }
        if parts.is_empty() {
            return None;
        }
        Some(Note {
            heading: self
                .say(
                    "The sheet changed between rounds",
                    "途中で成熟度シートが変わっている",
                )
                .to_owned(),
            text: RichText::from(parts.join("\n")),
        })
    }

    /// Why figures do not compare across two rounds, where they do not.
    pub(super) fn sheet_change(
        &self,
        older: Round<'_>,
        newer: Round<'_>,
        line_break: &Break,
    ) -> Option<String> {
        let Break::SheetChanged {
            carried,
            begun,
            ended,
        } = line_break
        else {
            return None;
        };
        let date = words::date(newer.assessment.date(), self.language);
        let (from, to) = (
            older.sheet.title().get(self.language),
            newer.sheet.title().get(self.language),
        );
        if *carried == 0 {
            return Some(self.say(
                format!(
                    "{date}: from “{from}” to “{to}”. No crosswalk joins the two sheets, so nothing compares across the change."
                ),
                format!(
                    "{date}：「{from}」から「{to}」へ。2つのシートをつなぐクロスウォークがないため、変更をまたいで比較できるものはない。"
                ),
            ));
        }
        let begun = self.named(newer.sheet, begun);
        let ended = self.named(older.sheet, ended);
        Some(self.say(
            format!(
                "{date}: from “{from}” to “{to}”. Area and overall scores do not compare across the change, because they rest on different services; {} carried over. Without a past: {begun}. Without a successor: {ended}.",
                words::counted(*carried, "service is", "services are")
            ),
            format!(
                "{date}：「{from}」から「{to}」へ。基になるサービスが異なるため、変更をまたいでエリアと総合のスコアは比較できず、{carried}サービスだけを引き継ぐ。前のシートにないサービス：{begun}。後のシートに続かないサービス：{ended}。"
            ),
        ))
    }

    /// Services by id and title.
    fn named(&self, sheet: &Sheet, ids: &[ServiceId]) -> String {
        if ids.is_empty() {
            return self.say("none", "なし").to_owned();
        }
        let names: Vec<String> = ids
            .iter()
            .map(|id| words::service_named(sheet, id.as_str(), self.language))
            .collect();
        names.join(self.say("; ", "、"))
    }
}
