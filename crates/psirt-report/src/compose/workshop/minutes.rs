//! The minutes of a workshop, its anchor cases, and its figures.

use psirt_core::score::one_decimal;
use psirt_core::workshop::{
    Ballot, Calibration, Promise, Record, Spread, Verdict, alpha_of_the_room,
};

use crate::document::{Block, Cell, Column, KeyFigure, RichText, Row, Section, Table};
use crate::names;
use crate::number;

use super::super::{Composer, words};
use super::{count, tally_strip};

impl Composer<'_> {
    /// Who met, under which promise, and what came of it.
    pub(super) fn minutes(&self, record: &Record) -> Section {
        let language = self.language;
        let again = record.answered(Ballot::Second);
        let people = self.say(
            format!(
                "{} asked, {} answered before the talk, {again} again after it",
                record.people,
                record.answered(Ballot::First)
            ),
            format!(
                "対象{}人、話し合いの前の回答{}人、後の回答{again}人",
                record.people,
                record.answered(Ballot::First)
            ),
        );
        let mut facts = vec![
            (
                self.say("Held", "開催日"),
                words::date(record.date, language),
            ),
            (
                self.say("Planned for", "予定時間"),
                self.say(
                    words::counted(count(record.minutes), "minute", "minutes"),
                    format!("{}分", record.minutes),
                ),
            ),
            (self.say("People", "参加者"), people),
            (
                self.say("Promise", "匿名性の約束"),
                self.promise_in_words(record.promise),
            ),
        ];
        if !record.respondents.is_empty() {
            let names: Vec<String> = record
                .respondents
                .iter()
                .map(|respondent| {
                    let parts = [respondent.name.as_str(), respondent.group.as_str()];
                    let told: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
                    format!("{} {}", respondent.number, told.join(self.say(", ", "・")))
                })
                .map(|told| told.trim_end().to_owned())
                .collect();
            facts.push((
                self.say("Respondents", "回答者"),
                names.join(self.say("; ", "、")),
            ));
        }
        let settled = record.services.values();
        let settled = settled.filter(|state| state.settlement.is_some()).count();
        let parked = record.services.values();
        let parked = parked.filter(|state| state.parked.is_some()).count();
        facts.push((
            self.say("Outcome", "結果"),
            self.say(
                format!(
                    "{} asked, {settled} settled, {parked} parked",
                    words::counted(record.services.len(), "service", "services")
                ),
                format!(
                    "{}サービスのうち、決定{settled}件、保留{parked}件",
                    record.services.len()
                ),
            ),
        ));
        let rows = facts
            .into_iter()
            .map(|(name, value)| Row::Cells(vec![Cell::quiet(name), Cell::text(value)]))
            .collect();
        let facts = Table {
            columns: vec![Column::fixed("", 96.0).naming(), Column::share("", 1.0)],
            rows,
            headless: true,
            ..Table::default()
        };
        self.part(
            "Minutes of the workshop",
            "開催の記録",
            vec![
                Block::Table(facts),
                Block::KeyFigures(self.room_figures(record)),
            ],
        )
    }

    /// How the room scored the anchor cases.
    pub(super) fn calibration(&self, calibration: &Calibration) -> Section {
        let sheet = self.findings.sheet;
        let rows = (1..).zip(&calibration.cases).map(|(number, of)| {
            let strip = tally_strip(&of.tally, sheet, Some(of.level.number()), self.language);
            let cell = if of.tally.answered() == 0 {
                Cell::quiet(names::spread_verdict(Verdict::TooFew, self.language))
            } else {
                Cell::Tally(strip)
            };
            Row::Cells(vec![
                Cell::text(self.say(format!("Case {number}"), format!("事例{number}"))),
                Cell::Level(words::level_mark(of.level, sheet)),
                cell,
            ])
        });
        let room = number::change(calibration.room);
        let mut text = RichText::default()
            .plain(self.say(
                "Before the first answers everybody scored short invented cases with a known level. ",
                "最初の回答の前に、レベルが定まっている短い架空の事例を全員が採点した。",
            ))
            .strong(self.say(
                format!("On average the room lies {room} levels from the key. "),
                format!("全体の平均は基準に対して{room} (レベル数) である。"),
            ))
            .plain(self.say(
                "This is told so that it is known, and subtracted from nothing.",
                "知るために示すものであり、どの数値からも引いていない。",
            ));
        if !calibration.people.is_empty() {
            let people: Vec<String> = calibration
                .people
                .iter()
                .map(|(number, offset)| {
                    let offset = number::change(*offset);
                    self.say(
                        format!("No. {number} {offset}"),
                        format!("回答者{number} {offset}"),
                    )
                })
                .collect();
            let people = people.join(self.say(", ", "、"));
            text = text.plain(self.say(
                format!(" By respondent: {people}."),
                format!("回答者ごとの値：{people}。"),
            ));
        }
        self.part(
            "How the room reads the scale",
            "尺度の読み方",
            vec![
                Block::Paragraph(text),
                Block::Table(Table {
                    columns: vec![
                        Column::share(self.say("Case", "事例"), 1.0).naming(),
                        Column::fixed(self.say("Key", "基準"), 56.0).centered(),
                        Column::fixed(self.say("Scored", "採点"), 120.0),
                    ],
                    rows: rows.collect(),
                    ..Table::default()
                }),
            ],
        )
    }

    fn promise_in_words(&self, promise: Promise) -> String {
        let name = names::promise(promise, self.language);
        let what = match promise {
            Promise::Named => self.say(
                "who answered what is shown by number",
                "誰が何と回答したかを番号で示す",
            ),
            Promise::ByGroup => self.say(
                "tallies of the room and of groups of three people or more are shown, never who answered what",
                "全体と3人以上のグループの集計だけを示し、誰が何と回答したかは示さない",
            ),
            Promise::Never => self.say(
                "the tally of the room is shown, never who answered what; no remark was kept",
                "全体の集計だけを示し、誰が何と回答したかは示さない。メモは残していない",
            ),
        };
        self.say(format!("{name}: {what}"), format!("{name}：{what}"))
    }

    fn room_figures(&self, record: &Record) -> Vec<KeyFigure> {
        let sheet = self.findings.sheet;
        let before = record.spreads_of(sheet, Ballot::First);
        let after = record.spreads(sheet);
        let count = |spreads: &[Spread], wanted: fn(Verdict) -> bool| {
            let alike = spreads.iter().filter(|spread| wanted(spread.verdict));
            alike.count()
        };
        let mut figures: Vec<KeyFigure> = [
            (
                self.say("Agreed or close", "一致・ほぼ一致"),
                (|verdict| matches!(verdict, Verdict::Agreed | Verdict::Close)) as fn(Verdict) -> _,
            ),
            (
                self.say("Open or two camps", "要議論・二分"),
                |verdict| matches!(verdict, Verdict::Open | Verdict::TwoCamps),
            ),
            (self.say("Nobody knows", "不明"), |verdict| {
                verdict == Verdict::NobodyKnows
            }),
        ]
        .into_iter()
        .map(|(name, wanted)| KeyFigure {
            name: name.to_owned(),
            value: format!("{} → {}", count(&before, wanted), count(&after, wanted)),
            basis: self
                .say(
                    "services before and after the talk",
                    "話し合い前後のサービス数",
                )
                .to_owned(),
            ..KeyFigure::default()
        })
        .collect();
        let alpha = |spreads: &[Spread]| {
            let tallies = spreads.iter().map(|spread| &spread.tally);
            alpha_of_the_room(record.people, tallies)
        };
        if let (Some(before), Some(after)) = (alpha(&before), alpha(&after)) {
            figures.push(KeyFigure {
                name: self.say("Agreement (alpha)", "一致度 (α)").to_owned(),
                value: format!("{} → {}", one_decimal(before), one_decimal(after)),
                basis: self
                    .say("1 is perfect, 0 is chance", "1は完全な一致、0は偶然と同じ")
                    .to_owned(),
                ..KeyFigure::default()
            });
        }
        figures
    }
}
