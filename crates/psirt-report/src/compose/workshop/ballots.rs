//! What was answered, before the talk and after it, and what was settled.

use psirt_core::score::one_decimal;
use psirt_core::workshop::{Ballot, Record, ServiceState, Settlement, Spread, Tally, Verdict};
use psirt_core::{Answer, ServiceId, Sheet};

use crate::chart::{Axis, AxisGroup, Band, Radar, Series};
use crate::document::{Block, Cell, Column, RichText, Row, Section, Start, Table};
use crate::names;
use crate::palette::SeriesRole;

use super::super::charts::{radar_figure, readable};
use super::super::{Composer, words};
use super::tally_strip;

impl Composer<'_> {
    /// The levels settled, over the band from the lowest to the highest that somebody chose.
    pub(super) fn band(&self, record: &Record) -> Option<Section> {
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
    pub(super) fn ballots(&self, record: &Record) -> Section {
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

    pub(super) fn settled_in_words(&self, state: &ServiceState) -> RichText {
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
}
