//! How a room came to its answers: the record of a workshop, as far as its promise lets it be seen.
//!
//! What is withheld is in no [`Record`]; nothing is left out or guessed here.

use psirt_core::score::{State, one_decimal};
use psirt_core::workshop::{
    Ballot, Calibration, Moved, Promise, Record, ServiceState, Settlement, Spread, Tally, Verdict,
    alpha_of_the_room,
};
use psirt_core::{Answer, Language, ServiceId, Sheet};

use crate::chart::{Axis, AxisGroup, Band, Radar, Series};
use crate::document::{
    Block, Cell, Column, KeyFigure, RichText, Row, Section, Start, Table, TallyStrip,
};
use crate::names;
use crate::number;
use crate::palette::SeriesRole;

use super::charts::{radar_figure, readable};
use super::{Appendix, Composer, words};

impl Composer<'_> {
    /// The appendix with the record of each workshop.
    pub(super) fn workshops(&self) -> Section {
        let records = &self.findings.workshops;
        let mut sections: Vec<Section> = match records.as_slice() {
            [only] => self.parts_of_workshop(only),
            several => several
                .iter()
                .map(|record| {
                    let date = words::date(record.date, self.language);
                    Section {
                        heading: self.say(
                            format!("Workshop of {date}"),
                            format!("{date}のワークショップ"),
                        ),
                        in_contents: true,
                        sections: self.parts_of_workshop(record),
                        ..Section::default()
                    }
                })
                .collect(),
        };
        sections.push(self.how_a_workshop_counts());
        Section {
            heading: self
                .say("How the room came to its answers", "ワークショップの記録")
                .to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks: Vec::new(),
            sections,
        }
    }

    /// In one paragraph, for the page that says how sure the levels are.
    pub(super) fn workshops_in_short(&self) -> Option<Block> {
        let place = self.found_in(Appendix::Workshop)?;
        let told: Vec<String> = self
            .findings
            .workshops
            .iter()
            .map(|record| self.workshop_in_short(record))
            .collect();
        let separator = self.say(" ", "");
        let told = told.join(separator);
        Some(Block::Paragraph(RichText::from(self.say(
            format!("{told} {place} tells how the room came to its answers."),
            format!("{told}経緯は{place}に示す。"),
        ))))
    }

    fn workshop_in_short(&self, record: &Record) -> String {
        let date = words::date(record.date, self.language);
        let services = record.services.len();
        let people = record.answered(Ballot::First);
        let open = |spreads: &[Spread]| {
            let open = spreads.iter().filter(|spread| spread.verdict.is_open());
            open.count()
        };
        let before = open(&record.spreads_of(self.findings.sheet, Ballot::First));
        let after = open(&record.spreads(self.findings.sheet));
        let dissent = dissents(record);
        self.say(
            format!(
                "{} settled the answers to {} in a workshop on {date}: {before} were open before the talk, {after} after it, and {} kept.",
                words::counted(people, "person", "people"),
                words::counted(services, "service", "services"),
                match dissent {
                    0 => "no dissent was".to_owned(),
                    1 => "1 dissent was".to_owned(),
                    more => format!("{more} dissents were"),
                },
            ),
            format!(
                "{date}のワークショップで、{people}人が{services}サービスの回答を決めた。意見の分かれたサービスは話し合いの前に{before}件、後に{after}件、記録した異論は{dissent}件である。"
            ),
        )
    }

    fn parts_of_workshop(&self, record: &Record) -> Vec<Section> {
        let mut sections = vec![self.minutes(record)];
        sections.extend(record.calibration.as_ref().map(|it| self.calibration(it)));
        sections.extend(self.band(record));
        sections.push(self.ballots(record));
        sections.extend(self.movers(record));
        sections.extend(self.dissent(record));
        sections.extend(self.nobody_knows(record));
        sections.extend(self.parked(record));
        sections
    }

    /// A part of the appendix.
    fn part(&self, en: &str, ja: &str, blocks: Vec<Block>) -> Section {
        Section {
            heading: self.say(en, ja).to_owned(),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    /// Who met, under which promise, and what came of it.
    fn minutes(&self, record: &Record) -> Section {
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
    fn calibration(&self, calibration: &Calibration) -> Section {
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

    /// The levels settled, over the band from the lowest to the highest that somebody chose.
    fn band(&self, record: &Record) -> Option<Section> {
        let sheet = self.findings.sheet;
        let asked = |service: &ServiceId| record.services.get(service);
        let services: Vec<&ServiceId> = sheet
            .services()
            .map(|service| &service.id)
            .filter(|service| asked(service).is_some_and(|it| it.tally().range().is_some()))
            .collect();
        readable(services.len()).ok()?;
        let of = |service: &ServiceId, pick: fn(&Tally) -> Option<psirt_core::Level>| {
            let level = pick(&asked(service)?.tally())?;
            Some(f64::from(level.number()))
        };
        let groups = sheet.areas().iter().enumerate().map(|(number, area)| {
            let axes = area.services.iter();
            AxisGroup {
                title: format!("{} {}", area.id, area.title.get(self.language)),
                number,
                axes: axes
                    .filter(|service| services.contains(&&service.id))
                    .count(),
            }
        });
        let axes = services.iter().map(|service| Axis {
            id: service.to_string(),
            title: sheet
                .service(service.as_str())
                .map_or("", |known| known.title.get(self.language))
                .to_owned(),
            note: String::new(),
        });
        let settled =
            services.iter().map(
                |service| match &asked(service)?.settlement.as_ref()?.answer {
                    Answer::Level(level) => Some(f64::from(level.number())),
                    Answer::NotApplicable(_) | Answer::DontKnow => None,
                },
            );
        let radar = Radar {
            highest: sheet.highest_level().number(),
            groups: groups.filter(|group| group.axes > 0).collect(),
            axes: axes.collect(),
            series: vec![Series {
                role: SeriesRole::Current,
                name: self.say("settled", "決定").to_owned(),
                values: settled.collect(),
            }],
            band: Some(Band {
                name: self
                    .say(
                        "from the lowest to the highest level somebody chose",
                        "回答の最低から最高まで",
                    )
                    .to_owned(),
                lower: services
                    .iter()
                    .map(|service| of(service, Tally::lowest))
                    .collect(),
                upper: services
                    .iter()
                    .map(|service| of(service, Tally::highest))
                    .collect(),
            }),
        };
        let figure = radar_figure(
            radar,
            0.82,
            self.say("How far the answers lie apart", "回答のばらつき"),
            self.language,
        );
        Some(self.part(
            "How far the answers lie apart",
            "回答のばらつき",
            vec![
                Block::Paragraph(RichText::from(self.say(
                    "The band reaches from the lowest to the highest level that somebody chose, in the second answers where there were any. Where it is wide, the level settled hides a disagreement.",
                    "帯は、回答のうち最低のレベルから最高のレベルまでを示す (2回目の回答があればそれによる)。帯が広いところでは、決定したレベルの裏に意見の違いがある。",
                ))),
                Block::Chart(figure),
            ],
        ))
    }

    /// Each service with the answers of both ballots and what was settled.
    fn ballots(&self, record: &Record) -> Section {
        let sheet = self.findings.sheet;
        let before = record.spreads_of(sheet, Ballot::First);
        let mut rows = Vec::new();
        for (number, area) in sheet.areas().iter().enumerate() {
            let asked: Vec<&Spread> = before
                .iter()
                .filter(|spread| area.services.iter().any(|it| it.id == spread.service))
                .collect();
            if asked.is_empty() {
                continue;
            }
            rows.push(Row::Group {
                title: format!("{} {}", area.id, area.title.get(self.language)),
                remark: String::new(),
                area: Some(number),
            });
            rows.extend(asked.into_iter().map(|spread| {
                let state = &record.services[&spread.service];
                Row::Cells(self.ballot_row(sheet, spread, state))
            }));
        }
        let columns = vec![
            Column::share(self.say("Service", "サービス"), 1.0).naming(),
            Column::fixed(self.say("Before the talk", "話し合いの前"), 108.0),
            Column::fixed(self.say("After the talk", "話し合いの後"), 108.0),
            Column::share(self.say("Settled, and why", "決定と理由"), 1.0),
        ];
        let explained = self.say(
            "Each box is a level, the number in it how many chose it; “?” is don’t know, “n” not applicable. D says by how many levels two people of the room differ on average. The level settled is outlined.",
            "枠は各レベル、枠内の数字はそのレベルを選んだ人数を表す。「?」はわからない、「n」は該当なし。Dは2人の回答の差の平均 (レベル数)。決定したレベルを太枠で示す。",
        );
        Section {
            start: Start::Fresh,
            ..self.part(
                "Service by service",
                "サービスごとの経緯",
                vec![
                    Block::Small(RichText::from(explained)),
                    Block::Table(Table {
                        columns,
                        rows,
                        ..Table::default()
                    }),
                ],
            )
        }
    }

    fn ballot_row(&self, sheet: &Sheet, spread: &Spread, state: &ServiceState) -> Vec<Cell> {
        let second = state.tally_of(Ballot::Second);
        let again = Spread::new(spread.service.clone(), second, sheet.highest_level());
        let settled = state.settlement.as_ref();
        let after = if again.verdict == Verdict::TooFew {
            Cell::quiet("–")
        } else {
            self.tally_cell(&again, settled)
        };
        vec![
            Cell::text(words::service_named(
                sheet,
                spread.service.as_str(),
                self.language,
            )),
            self.tally_cell(spread, settled),
            after,
            Cell::Small(self.settled_in_words(state)),
        ]
    }

    /// A strip with its word and D below.
    fn tally_cell(&self, spread: &Spread, settled: Option<&Settlement>) -> Cell {
        let word = names::spread_verdict(spread.verdict, self.language);
        if spread.verdict == Verdict::TooFew {
            return Cell::quiet(word);
        }
        let difference = spread
            .difference
            .map_or_else(String::new, |it| format!("D {}", one_decimal(it)));
        let outlined = settled.and_then(|settled| match &settled.answer {
            Answer::Level(level) => Some(level.number()),
            Answer::NotApplicable(_) | Answer::DontKnow => None,
        });
        let told = RichText::default()
            .plain(word)
            .quiet(format!("  {difference}"));
        Cell::Stack(vec![
            Cell::Tally(tally_strip(
                &spread.tally,
                self.findings.sheet,
                outlined,
                self.language,
            )),
            Cell::Small(told),
        ])
    }

    fn settled_in_words(&self, state: &ServiceState) -> RichText {
        if let Some(parked) = &state.parked {
            let owner = &parked.owner;
            let due = parked.due;
            return RichText::default()
                .strong(self.say("parked", "保留"))
                .plain(self.say(format!(": {owner}, {due}"), format!("：{owner}、{due}")));
        }
        let Some(settled) = &state.settlement else {
            return RichText::default().quiet(self.say("not settled", "未決定"));
        };
        let text = RichText::default().strong(self.answer_in_words(&settled.answer));
        let reason = match &settled.answer {
            Answer::NotApplicable(reason) if settled.reason.is_empty() => reason,
            _ => &settled.reason,
        };
        if reason.is_empty() {
            text.quiet(self.say(" as proposed", " (提案どおり)"))
        } else {
            text.plain(self.say(format!(": {reason}"), format!("：{reason}")))
        }
    }

    fn answer_in_words(&self, answer: &Answer) -> String {
        match answer {
            Answer::Level(level) => self.say(format!("level {level}"), format!("レベル{level}")),
            other => words::state(State::of(Some(other)), self.language),
        }
    }

    /// Who answered otherwise after the talk, by number, and why; where nobody is named, what was
    /// said.
    fn movers(&self, record: &Record) -> Option<Section> {
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

    fn table_part(
        &self,
        en: &str,
        ja: &str,
        columns: Vec<Column>,
        rows: Vec<Row>,
    ) -> Option<Section> {
        if rows.is_empty() {
            return None;
        }
        let table = Table {
            columns,
            rows,
            ..Table::default()
        };
        Some(self.part(en, ja, vec![Block::Table(table)]))
    }

    fn dissent(&self, record: &Record) -> Option<Section> {
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

    fn nobody_knows(&self, record: &Record) -> Option<Section> {
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

    fn parked(&self, record: &Record) -> Option<Section> {
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

    fn how_a_workshop_counts(&self) -> Section {
        let rules: [(&str, &str); 9] = [
            (
                "Everybody answers alone and in secret. All answers are shown at once, not before three people have answered. The room talks about the services it disagrees on, answers those again and settles one answer for each service.",
                "各自がほかの人に知られずに回答し、3人以上が回答した後に一斉に公開する。意見の分かれたサービスについて話し合い、もう一度回答したうえで、サービスごとに1つの回答を決める。",
            ),
            (
                "The promise of anonymity is fixed before the first answer. What it forbids is not in this report, nor in the data it is made from.",
                "匿名性の約束は最初の回答の前に決める。約束により示せないものは、本報告書にも元のデータにも含まれない。",
            ),
            (
                "An anchor case is a short invented situation with a known level, scored before the first answers. The offset of a person is the mean of score minus key; that of the room is the mean over its people. It is subtracted from nothing.",
                "基準事例は、レベルが定まっている短い架空の事例であり、最初の回答の前に採点する。1人の偏りは「採点−基準」の平均、全体の偏りはその平均である。どの数値からも引かない。",
            ),
            (
                "Not applicable and don’t know are counted apart and enter no figure of spread.",
                "「該当なし」と「わからない」は別に数え、ばらつきの数値には含めない。",
            ),
            (
                "D is the mean difference between two people, over all pairs, in levels. It is 0 where all chose the same.",
                "Dはすべての2人の組についての回答の差の平均 (レベル数)。全員が同じなら0になる。",
            ),
            (
                "A is van der Eijk’s agreement: 1 where all chose the same, 0 where every level was chosen equally often, −1 where half chose either end of the scale.",
                "Aはvan der Eijkの一致度。全員が同じなら1、すべてのレベルが同数なら0、尺度の両端に半数ずつなら−1になる。",
            ),
            (
                "Agreed: the range is 0. Close: 1. Open: 2 or more, or some chose a level and others not applicable. Two camps: A is below 0. Nobody knows: half or more don’t know. Too few: fewer than three answered, and nothing is shown.",
                "「一致」は範囲が0、「ほぼ一致」は1、「要議論」は2以上またはレベルと「該当なし」の両方があるもの、「二分」はAが0未満、「不明」は半数以上が「わからない」、「回答不足」は回答が3人未満で何も示さないもの。",
            ),
            (
                "The lower median is proposed and never taken silently; another answer needs a reason. A dissent is kept with its reason.",
                "低い方の中央値を提案する。自動的には採用せず、提案と違う回答には理由が必要である。異論は理由とともに残す。",
            ),
            (
                "Alpha is Krippendorff’s, for ordinal data, over all services with at least two levels; shown from three people and ten such services.",
                "αは順序尺度のKrippendorffのα。2つ以上のレベルの回答があるサービスすべてについて計算し、3人以上、10サービス以上のときに示す。",
            ),
        ];
        let points = rules
            .into_iter()
            .map(|(en, ja)| RichText::from(self.say(en, ja)));
        Section {
            start: Start::Fresh,
            ..self.part(
                "How it is counted",
                "集計の方法",
                vec![Block::List(points.collect())],
            )
        }
    }
}

/// How many dissents were kept.
fn dissents(record: &Record) -> usize {
    let settled = record.services.values();
    let settled = settled.filter_map(|state| state.settlement.as_ref());
    settled.map(|settled| settled.dissent.len()).sum()
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The answers of a ballot as a row of boxes.
fn tally_strip(
    tally: &Tally,
    sheet: &Sheet,
    settled: Option<u8>,
    language: Language,
) -> TallyStrip {
    let highest = sheet.highest_level();
    let counts: Vec<usize> = (0..=highest.number())
        .map(|level| {
            let found = tally.levels.get(&psirt_core::Level::new(level));
            found.copied().unwrap_or_default()
        })
        .collect();
    let mut told: Vec<String> = counts
        .iter()
        .enumerate()
        .filter(|(_, people)| **people > 0)
        .map(|(level, people)| {
            language.pick(
                format!("level {level}: {people}"),
                format!("レベル{level}：{people}人"),
            )
        })
        .collect();
    for (people, en, ja) in [
        (tally.dont_know, "don’t know", "わからない"),
        (tally.not_applicable, "not applicable", "該当なし"),
    ] {
        if people > 0 {
            told.push(language.pick(format!("{en}: {people}"), format!("{ja}：{people}人")));
        }
    }
    TallyStrip {
        counts,
        dont_know: tally.dont_know,
        not_applicable: tally.not_applicable,
        settled,
        description: words::listed(&told, language),
    }
}
