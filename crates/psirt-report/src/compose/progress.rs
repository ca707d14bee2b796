//! What changed since the last round, and over all rounds.

use psirt_core::score::State;
use psirt_core::trend::{Break, Comparison, Continuity, Round, ServiceChange};
use psirt_core::{ServiceId, Sheet};

use crate::chart::Chart;
use crate::document::{
    Block, Cell, Column, Figure, Note, RichText, Row, Section, Start, Table, Tone,
};
use crate::names;
use crate::number;

use super::summary::change_cell;
use super::{Composer, charts, words};

impl Composer<'_> {
    /// Nothing in the first round.
    pub(super) fn progress(&self) -> Option<Section> {
        let comparison = self.findings.comparison.as_ref()?;
        let before = self.findings.last_round()?;
        let mut blocks = Vec::new();
        if let Some(chart) = charts::progress_lines(self.findings, self.language) {
            let description = charts::describe_lines(&chart, self.language);
            blocks.push(Block::Paragraph(RichText::from(self.say(
                "Scores over all rounds. A line breaks where figures do not compare.",
                "各回のスコアの推移を示す。比較できないところでは線が切れる。",
            ))));
            blocks.push(Block::Chart(Figure {
                chart: Chart::Lines(chart),
                proportion: 0.52,
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
            sections: vec![self.since_last_time(comparison, before)],
        })
    }

    fn since_last_time(&self, comparison: &Comparison, before: Round) -> Section {
        let date = words::date(before.assessment.date(), self.language);
        let mut blocks = vec![Block::Paragraph(RichText::from(
            self.what_moved(comparison, &date),
        ))];
        if comparison.one_sheet {
            blocks.push(Block::Table(self.area_changes(comparison)));
        }
        let moved: Vec<&ServiceChange> = comparison
            .rises()
            .into_iter()
            .chain(comparison.falls())
            .collect();
        if !moved.is_empty() {
            blocks.push(Block::Table(self.service_changes(&moved)));
        }
        let answers: Vec<&ServiceChange> = comparison
            .services
            .iter()
            .filter(|service| service.change.is_none() && service.before != service.after)
            .collect();
        if !answers.is_empty() {
            blocks.push(Block::Table(self.changed_answers(&answers)));
        }
        if comparison
            .services
            .iter()
            .any(|service| service.continuity != Continuity::Same)
        {
            blocks.push(Block::Small(RichText::from(self.say(
                "≈ In the last round the service was only nearly the same, or part of a service that has been split; its level compares with care.",
                "≈ 前回はほぼ同じサービス、または分割前のサービスの一部だったため、比較には注意を要する。",
            ))));
        }
        Section {
            heading: self.say(format!("Since {date}"), format!("前回 ({date}) との比較")),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    fn what_moved(&self, comparison: &Comparison, date: &str) -> String {
        let (up, down) = (comparison.rises().len(), comparison.falls().len());
        let same = comparison
            .services
            .iter()
            .filter(|service| service.change == Some(0))
            .count();
        let mut text = self.say(
            format!("Since {date}, {} risen, {down} fallen and {same} stayed.", words::counted(up, "service has", "services have")),
            format!("{date}以降、上がったサービスは{up}、下がったものは{down}、変わらないものは{same}である。"),
        );
        if let Some((before, after)) = comparison.overall.before.zip(comparison.overall.after) {
            let (before, after, change) = (
                words::score(Some(before)),
                words::score(Some(after)),
                number::change(after - before),
            );
            text.push_str(&self.say(
                format!(" The overall score went from {before} to {after} ({change})."),
                format!("総合スコアは{before}から{after}になった ({change}) 。"),
            ));
        }
        text
    }

    fn area_changes(&self, comparison: &Comparison) -> Table {
        let rows = comparison.areas.iter().map(|change| {
            let title = self
                .findings
                .sheet
                .area(change.id.as_str())
                .map_or("", |area| area.title.get(self.language));
            Row::Cells(vec![
                Cell::text(format!("{} {title}", change.id)),
                Cell::quiet(words::score(change.before)),
                Cell::strong(words::score(change.after)),
                change_cell(change.change()),
            ])
        });
        Table {
            columns: vec![
                Column::share(self.say("Area", "サービスエリア"), 1.0).naming(),
                Column::fixed(self.say("Before", "前回"), 60.0).right(),
                Column::fixed(self.say("Now", "今回"), 60.0).right(),
                Column::fixed(self.say("Change", "変化"), 60.0).right(),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    fn service_changes(&self, moved: &[&ServiceChange]) -> Table {
        let rows = moved.iter().map(|change| {
            let levels = i32::from(change.change.unwrap_or(0));
            let tone = if levels > 0 { Tone::Good } else { Tone::Bad };
            let shown = if levels > 0 {
                format!("+{levels}")
            } else {
                format!("−{}", -levels)
            };
            Row::Cells(vec![
                Cell::Text(self.changed_service(change)),
                self.states(change),
                Cell::Text(RichText::default().toned(shown, tone)),
                self.reasons(change),
            ])
        });
        Table {
            caption: self
                .say("Services that moved", "レベルが変わったサービス")
                .to_owned(),
            columns: vec![
                Column::share(self.say("Service", "サービス"), 1.2).naming(),
                Column::fixed(self.say("Level", "レベル"), 64.0).centered(),
                Column::fixed(self.say("Change", "変化"), 46.0).centered(),
                Column::share(
                    self.say("Actions done and notes", "完了した施策とメモ"),
                    1.9,
                ),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    fn changed_service(&self, change: &ServiceChange) -> RichText {
        let name =
            words::service_named(self.findings.sheet, change.service.as_str(), self.language);
        let mark = if change.continuity == Continuity::Same {
            ""
        } else {
            " ≈"
        };
        let mut text = RichText::default().plain(format!("{name}{mark}"));
        if change.continuity != Continuity::Same {
            let kind = names::continuity(change.continuity, self.language);
            text = text.quiet(format!("\n{}: {kind}", change.older_service));
        }
        text
    }

    fn states(&self, change: &ServiceChange) -> Cell {
        let mark = |state: State| words::mark(state, self.findings.sheet, self.language);
        match (change.before, change.after) {
            (State::Level(_), State::Level(_)) => {
                Cell::Step(mark(change.before), mark(change.after))
            }
            // Words side by side would not fit.
            _ => Cell::Stack(vec![
                Cell::Level(mark(change.before)),
                Cell::Level(mark(change.after)),
            ]),
        }
    }

    /// Actions done since, then what was noted.
    fn reasons(&self, change: &ServiceChange) -> Cell {
        let mut cells: Vec<Cell> = change
            .actions_done
            .iter()
            .map(|action| {
                let head = self.say("Done: ", "完了：");
                Cell::Small(RichText::default().strong(head).plain(action.title.clone()))
            })
            .collect();
        if !change.note_after.trim().is_empty() {
            // The whole note stands among the answers.
            let note = words::beginning(change.note_after, 120);
            cells.push(Cell::Small(RichText::default().quiet(note)));
        }
        match cells.len() {
            0 => Cell::quiet("–"),
            1 => cells.remove(0),
            _ => Cell::Stack(cells),
        }
    }

    /// Answers that changed without two levels to compare.
    fn changed_answers(&self, answers: &[&ServiceChange]) -> Table {
        let rows = answers.iter().map(|change| {
            Row::Cells(vec![
                Cell::Text(self.changed_service(change)),
                Cell::Level(words::mark(
                    change.before,
                    self.findings.sheet,
                    self.language,
                )),
                Cell::Level(words::mark(
                    change.after,
                    self.findings.sheet,
                    self.language,
                )),
            ])
        });
        Table {
            caption: self
                .say("Other answers that changed", "その他の回答の変化")
                .to_owned(),
            columns: vec![
                Column::share(self.say("Service", "サービス"), 1.0).naming(),
                Column::fixed(self.say("Before", "前回"), 84.0).centered(),
                Column::fixed(self.say("Now", "今回"), 84.0).centered(),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    /// Where the sheet changed between two rounds, what was carried over and what was not.
    fn sheet_changes(&self) -> Option<Note> {
        let rounds: Vec<Round> = self.findings.rounds().collect();
        let mut parts = Vec::new();
        for (index, line) in self.findings.trend.breaks.iter().enumerate() {
            if let Break::SheetChanged {
                carried,
                begun,
                ended,
            } = line
            {
                let (older, newer) = (rounds[index].sheet, rounds[index + 1].sheet);
                let date = words::date(rounds[index + 1].assessment.date(), self.language);
                parts.push(self.sheet_change(&date, *carried, (newer, begun), (older, ended)));
            }
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

    fn sheet_change(
        &self,
        date: &str,
        carried: usize,
        (newer, begun): (&Sheet, &[ServiceId]),
        (older, ended): (&Sheet, &[ServiceId]),
    ) -> String {
        let named = |sheet: &Sheet, ids: &[ServiceId]| {
            if ids.is_empty() {
                return self.say("none", "なし").to_owned();
            }
            let names: Vec<String> = ids
                .iter()
                .map(|id| words::service_named(sheet, id.as_str(), self.language))
                .collect();
            names.join(self.say("; ", "、"))
        };
        let (from, to) = (
            older.title().get(self.language),
            newer.title().get(self.language),
        );
        let (begun, ended) = (named(newer, begun), named(older, ended));
        self.say(
            format!(
                "{date}: from “{from}” to “{to}”. Area and overall scores do not compare across the change; {} carried over. New: {begun}. Dropped: {ended}.",
                words::counted(carried, "service is", "services are")
            ),
            format!(
                "{date}：「{from}」から「{to}」へ。変更をまたいでエリアと総合のスコアは比較できず、{carried}サービスを引き継ぐ。新規：{begun}。終了：{ended}。"
            ),
        )
    }
}
