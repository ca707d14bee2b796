//! Who moved and why, dissent, what nobody knows, and what is parked.

use psirt_core::Answer;
use psirt_core::score::State;
use psirt_core::workshop::{Ballot, Moved, Promise, Record, Verdict};

use crate::document::{Cell, Column, RichText, Row, Section};

use super::super::{Composer, words};

impl Composer<'_> {
    /// Who answered otherwise after the talk, by number, and why; where nobody is named, what was
    /// said.
    pub(super) fn movers(&self, record: &Record) -> Option<Section> {
        let sheet = self.findings.sheet;
        let services = sheet.services().filter_map(|service| {
            let state = record.services.get(&service.id)?;
            Some((words::service(service, self.language), state))
        });
        if record.promise == Promise::Named {
            let mut rows = Vec::new();
            for (name, state) in services {
                let moved: Vec<Cell> = state
                    .moved()
                    .into_iter()
                    .map(|moved| self.moved_in_words(moved))
                    .collect();
                if !moved.is_empty() {
                    rows.push(Row::Cells(vec![Cell::text(name), Cell::Stack(moved)]));
                }
            }
            let columns = vec![
                Column::share(self.say("Service", "サービス"), 1.0).naming(),
                Column::share(
                    self.say(
                        "Respondent, before → after, and why",
                        "回答者、前 → 後、理由",
                    ),
                    2.2,
                ),
            ];
            return self.table_part("Who moved, and why", "回答を変えた人と理由", columns, rows);
        }
        let mut rows = Vec::new();
        for (name, state) in services {
            for (ballot, when) in [
                (Ballot::First, self.say("before", "前")),
                (Ballot::Second, self.say("after", "後")),
            ] {
                let notes = state.shown(ballot).into_iter().flat_map(|it| &it.notes);
                rows.extend(notes.map(|note| {
                    Row::Cells(vec![
                        Cell::text(name.clone()),
                        Cell::text(when),
                        Cell::Small(RichText::from(note.as_str())),
                    ])
                }));
            }
        }
        let columns = vec![
            Column::share(self.say("Service", "サービス"), 1.0).naming(),
            Column::fixed(self.say("The talk", "話し合い"), 56.0).centered(),
            Column::share(self.say("What was said", "メモ・理由"), 2.0),
        ];
        self.table_part(
            "What was said, without names",
            "メモと理由 (名前なし)",
            columns,
            rows,
        )
    }

    fn moved_in_words(&self, moved: Moved<'_>) -> Cell {
        let word = |answer| words::state(State::of(Some(answer)), self.language);
        let who = self.say(
            format!("No. {}", moved.respondent),
            format!("回答者{}", moved.respondent),
        );
        let way = format!("{} → {}", word(moved.from), word(moved.to));
        let reason = if moved.reason.is_empty() {
            RichText::default().quiet(self.say("no reason given", "理由の記載なし"))
        } else {
            RichText::from(moved.reason)
        };
        let told = RichText::default().quiet(who).strong(format!("  {way}  "));
        Cell::Small(reason.0.into_iter().fold(told, RichText::span))
    }

    pub(super) fn dissent(&self, record: &Record) -> Option<Section> {
        let sheet = self.findings.sheet;
        let mut rows = Vec::new();
        for service in sheet.services() {
            let settled = record.services.get(&service.id);
            let Some(settled) = settled.and_then(|state| state.settlement.as_ref()) else {
                continue;
            };
            for dissent in &settled.dissent {
                let level = dissent.level.map(Answer::Level);
                let stands = level.map_or_else(
                    || Cell::quiet("–"),
                    |level| Cell::Level(words::mark(State::of(Some(&level)), sheet, self.language)),
                );
                let reason = match dissent.respondent {
                    Some(number) => self.say(
                        format!("respondent {number}: {}", dissent.reason),
                        format!("回答者{number}：{}", dissent.reason),
                    ),
                    None => dissent.reason.clone(),
                };
                rows.push(Row::Cells(vec![
                    Cell::text(words::service(service, self.language)),
                    Cell::Level(words::mark(
                        State::of(Some(&settled.answer)),
                        sheet,
                        self.language,
                    )),
                    stands,
                    Cell::Small(RichText::from(reason)),
                ]));
            }
        }
        let columns = vec![
            Column::share(self.say("Service", "サービス"), 1.0).naming(),
            Column::fixed(self.say("Settled", "決定"), 56.0).centered(),
            Column::fixed(self.say("Dissent", "異論"), 56.0).centered(),
            Column::share(self.say("Why", "理由"), 1.3),
        ];
        self.table_part("Dissent", "異論", columns, rows)
    }

    pub(super) fn nobody_knows(&self, record: &Record) -> Option<Section> {
        let sheet = self.findings.sheet;
        let rows = record
            .spreads(sheet)
            .into_iter()
            .filter(|spread| spread.verdict == Verdict::NobodyKnows)
            .map(|spread| {
                let state = &record.services[&spread.service];
                Row::Cells(vec![
                    Cell::text(words::service_named(
                        sheet,
                        spread.service.as_str(),
                        self.language,
                    )),
                    Cell::text(format!(
                        "{} / {}",
                        spread.tally.dont_know,
                        spread.tally.answered()
                    )),
                    Cell::Small(self.settled_in_words(state)),
                ])
            });
        let columns = vec![
            Column::share(self.say("Service", "サービス"), 1.0).naming(),
            Column::fixed(self.say("Don’t know", "わからない"), 70.0).centered(),
            Column::share(self.say("What became of it", "その後"), 1.3),
        ];
        self.table_part("Nobody knows", "誰も知らないこと", columns, rows.collect())
    }

    pub(super) fn parked(&self, record: &Record) -> Option<Section> {
        let sheet = self.findings.sheet;
        let rows = sheet.services().filter_map(|service| {
            let parked = record.services.get(&service.id)?.parked.as_ref()?;
            Some(Row::Cells(vec![
                Cell::text(words::service(service, self.language)),
                Cell::text(parked.question.clone()),
                Cell::text(parked.owner.clone()),
                Cell::text(parked.due.to_string()),
            ]))
        });
        let columns = vec![
            Column::share(self.say("Service", "サービス"), 1.0).naming(),
            Column::share(self.say("To be found out", "確認すること"), 1.3),
            Column::fixed(self.say("Owner", "担当"), 96.0),
            Column::fixed(self.say("Until", "期日"), 66.0),
        ];
        self.table_part("Parked", "保留", columns, rows.collect())
    }
}
