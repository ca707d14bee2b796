//! The readings chosen: how far the services evidence each requirement of a law or standard, and
//! what lies beyond them.

use psirt_core::reading::{Readable, Requirement, RequirementReadiness, Strength};

use crate::document::{
    Block, Cell, Column, KeyFigure, Note, RichText, Row, Section, Start, Table, Tag, TagTone, Tone,
};
use crate::findings::ReadingFindings;
use crate::names;

use super::method::cited;
use super::{Appendix, Composer, words};

/// How many open duties of a reading the core lists; the appendix has all requirements.
const OPEN_DUTIES: usize = 8;

impl Composer<'_> {
    /// Nothing where none was chosen.
    pub(super) fn readings(&self) -> Option<Section> {
        if self.findings.readings.is_empty() {
            return None;
        }
        let mut text = self
            .say(
                "A reading shows how far the assessed services evidence each requirement of a law or standard, and what they do not cover. It is neither legal advice nor a finding of conformity: a requirement that is evidenced may still not be met.",
                "対応表は、法令や規格の要求事項をサービスがどこまで裏付け得るか、何がサービスで扱わない範囲かを示す。法的助言でも適合の判定でもなく、「裏付けあり」の要求事項が満たされているとは限らない。",
            )
            .to_owned();
        if let Some(place) = self.found_in(Appendix::Requirements) {
            text.push_str(&self.say(
                format!(" {place} has every requirement."),
                format!("要求事項はすべて{place}に示す。"),
            ));
        }
        let readings = self.findings.readings.iter();
        Some(Section {
            heading: self
                .say("Readings of laws and standards", "法令・規格の対応表")
                .to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks: vec![Block::Paragraph(RichText::from(text))],
            sections: readings.map(|chosen| self.reading(chosen)).collect(),
        })
    }

    /// A reading in short: how many requirements, and the duties in force that are open.
    fn reading(&self, chosen: &ReadingFindings) -> Section {
        let mut blocks = vec![Block::KeyFigures(self.counts(chosen))];
        blocks.extend(self.duties_in_force(chosen));
        Section {
            heading: chosen.reading.title().get(self.language).to_owned(),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    /// What is in force on the day of the assessment, and what of it is open.
    fn duties_in_force(&self, chosen: &ReadingFindings) -> Vec<Block> {
        let in_force = self.findings.in_force(chosen);
        let all = in_force.requirements.len();
        let date = words::date(self.findings.assessment.date(), self.language);
        let dated = chosen.reading.requirements().iter();
        if dated
            .clone()
            .all(|requirement| requirement.applies_from.is_none())
        {
            return Vec::new();
        }
        let next = dated
            .filter_map(|requirement| requirement.applies_from)
            .filter(|from| *from > self.findings.assessment.date())
            .min();
        let mut text = if all == 0 {
            RichText::default().plain(self.say(
                format!("None of the requirements is in force on {date}."),
                format!("{date}の時点で適用が始まっている要求事項はない。"),
            ))
        } else {
            let evidenced = in_force.count(Readable::Evidenced);
            RichText::default()
                .strong(self.say(
                    format!("In force on {date}: {all}. "),
                    format!("{date}の時点で適用中の要求事項：{all}件。"),
                ))
                .plain(self.say(
                    format!("Of these {evidenced} evidenced, {} open.", all - evidenced),
                    format!(
                        "うち裏付けあり{evidenced}件、それ以外{}件。",
                        all - evidenced
                    ),
                ))
        };
        if let Some(next) = next {
            let next = words::date(next, self.language);
            text = text.quiet(self.say(
                format!(" The next ones apply from {next}."),
                format!("次に適用が始まるのは{next}である。"),
            ));
        }
        let mut blocks = vec![Block::Paragraph(text)];
        let open = in_force.open().count();
        let rows: Vec<Row> = in_force
            .open()
            .take(OPEN_DUTIES)
            .map(|(requirement, judged)| {
                let mut told =
                    RichText::default().strong(format!("{}  ", requirement.cited(self.language)));
                told = told.plain(requirement.title.get(self.language));
                Row::Cells(vec![
                    Cell::Text(told),
                    Cell::Tag(self.readable_tag(judged.state)),
                    Cell::Small(self.what_is_short(requirement, judged)),
                ])
            })
            .collect();
        if !rows.is_empty() {
            blocks.push(Block::Table(Table {
                caption: self
                    .say(
                        "In force and not evidenced in full",
                        "適用中で、裏付けが十分でない要求事項",
                    )
                    .to_owned(),
                columns: vec![
                    Column::share(self.say("Requirement", "要求事項"), 1.2).naming(),
                    Column::fixed(self.say("Judgment", "判定"), 86.0).centered(),
                    Column::share(self.say("What is short", "不足しているもの"), 1.2),
                ],
                rows,
                ..Table::default()
            }));
        }
        if open > OPEN_DUTIES {
            let rest = open - OPEN_DUTIES;
            blocks.push(Block::Small(RichText::from(
                self.say(format!("and {rest} more"), format!("ほか{rest}件")),
            )));
        }
        blocks
    }

    /// The services that keep a requirement from being evidenced in full.
    fn what_is_short(
        &self,
        requirement: &Requirement,
        readiness: &RequirementReadiness,
    ) -> RichText {
        let expected = requirement.expected_level;
        let short: Vec<String> = readiness
            .judged
            .iter()
            .filter(|judged| judged.state.level().is_none_or(|level| level < expected))
            .map(|judged| {
                let service = judged.service.as_str();
                let name = words::service_named(self.findings.sheet, service, self.language);
                let name = words::beginning(&name, self.say(48, 26));
                format!("{name} ({})", words::state(judged.state, self.language))
            })
            .collect();
        RichText::default()
            .quiet(self.say(
                format!("below level {expected}: "),
                format!("レベル{expected}に届かないもの："),
            ))
            .plain(words::listed(&short, self.language))
    }

    /// The appendix with every requirement of every reading.
    pub(super) fn requirements_of_all(&self) -> Section {
        let sections = self.findings.readings.iter().enumerate();
        Section {
            heading: self
                .say("Requirements of the readings", "対応表の要求事項")
                .to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks: Vec::new(),
            sections: sections
                .map(|(index, chosen)| {
                    let start = if index > 0 {
                        Start::Fresh
                    } else {
                        Start::Below
                    };
                    self.whole_reading(chosen, start)
                })
                .collect(),
        }
    }

    fn whole_reading(&self, chosen: &ReadingFindings, start: Start) -> Section {
        let reading = chosen.reading;
        let mut blocks = vec![Block::Note(Note {
            heading: self
                .say(
                    "What this reading does not say",
                    "この対応表が示していないこと",
                )
                .to_owned(),
            text: RichText::from(reading.caveat().get(self.language)),
        })];
        if !reading.dates().is_empty() {
            let rows = reading.dates().iter().map(|date| {
                Row::Cells(vec![
                    Cell::strong(words::date(date.date, self.language)),
                    Cell::text(date.what.get(self.language)),
                ])
            });
            blocks.push(Block::Table(Table {
                caption: self.say("Dates that matter", "主な日付").to_owned(),
                columns: vec![
                    Column::fixed(self.say("Date", "日付"), 104.0).naming(),
                    Column::share(self.say("What begins", "内容"), 1.0),
                ],
                rows: rows.collect(),
                headless: true,
            }));
        }
        blocks.push(Block::Table(self.requirements(chosen)));
        blocks.push(Block::Small(self.source_of(reading)));
        Section {
            heading: reading.title().get(self.language).to_owned(),
            start,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    fn counts(&self, chosen: &ReadingFindings) -> Vec<KeyFigure> {
        let all = chosen.readiness.requirements.len();
        let states = [
            Readable::Evidenced,
            Readable::Partly,
            Readable::NotEvidenced,
            Readable::CannotTell,
        ];
        states
            .into_iter()
            .map(|state| {
                let count = chosen.readiness.count(state);
                KeyFigure {
                    name: capitalized(names::readable(state, self.language)),
                    value: count.to_string(),
                    unit: format!("/ {all}"),
                    basis: String::new(),
                    tone: match state {
                        Readable::Evidenced if count > 0 => Tone::Good,
                        Readable::NotEvidenced if count > 0 => Tone::Bad,
                        _ => Tone::Plain,
                    },
                }
            })
            .collect()
    }

    fn requirements(&self, chosen: &ReadingFindings) -> Table {
        let requirements = chosen.reading.requirements();
        let rows = chosen
            .readiness
            .requirements
            .iter()
            .filter_map(|readiness| {
                let requirement = requirements.iter().find(|known| known.id == readiness.id)?;
                Some(Row::Cells(vec![
                    Cell::Stack(self.requirement(requirement)),
                    Cell::Stack(self.judged(requirement, readiness)),
                    Cell::Tag(self.readable_tag(readiness.state)),
                    self.beyond(requirement),
                ]))
            });
        Table {
            caption: self.say("Requirements", "要求事項").to_owned(),
            columns: vec![
                Column::share(self.say("Requirement", "要求事項"), 1.5).naming(),
                Column::share(self.say("Judged by", "判定の根拠"), 1.35),
                Column::fixed(self.say("Judgment", "判定"), 82.0).centered(),
                Column::share(
                    self.say("What the services do not cover", "サービスで扱わない範囲"),
                    1.35,
                ),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    fn requirement(&self, requirement: &Requirement) -> Vec<Cell> {
        let mut cells = vec![
            Cell::strong(requirement.cited(self.language)),
            Cell::text(requirement.title.get(self.language)),
        ];
        if let Some(from) = requirement.applies_from {
            let date = words::date(from, self.language);
            let said = self.say(format!("applies from {date}"), format!("{date}から適用"));
            cells.push(Cell::Small(RichText::default().quiet(said)));
        }
        cells
    }

    /// Each service judged by name, with what it has and whether that is enough.
    fn judged(&self, requirement: &Requirement, readiness: &RequirementReadiness) -> Vec<Cell> {
        let mut cells: Vec<Cell> = readiness
            .judged
            .iter()
            .map(|judged| {
                let (sign, tone) = match judged.state.level() {
                    Some(level) if level >= requirement.expected_level => ("✓", Tone::Good),
                    Some(_) => ("×", Tone::Bad),
                    None => ("?", Tone::Quiet),
                };
                let service = judged.service.as_str();
                let name = words::service_named(self.findings.sheet, service, self.language);
                let state = match judged.state.level() {
                    Some(level) => self.say(format!("level {level}"), format!("レベル{level}")),
                    None => words::state(judged.state, self.language),
                };
                // A space that is no place for a line to end keeps sign and name together.
                let text = RichText::default()
                    .toned(format!("{sign}\u{a0}"), tone)
                    .plain(format!("{name}{}", self.say(": ", "：")))
                    .strong(state);
                Cell::Small(text)
            })
            .collect();
        let mut expected = self.say(
            format!("expected: level {}", requirement.expected_level),
            format!("期待レベル：{}", requirement.expected_level),
        );
        if readiness.basis == Strength::Supporting {
            expected.push_str(self.say(" (supporting services)", " (補助のサービス)"));
        }
        cells.push(Cell::Small(RichText::default().quiet(expected)));
        cells
    }

    fn readable_tag(&self, state: Readable) -> Tag {
        let tone = match state {
            Readable::Evidenced => TagTone::Good,
            Readable::Partly => TagTone::Light,
            Readable::NotEvidenced => TagTone::Bad,
            Readable::CannotTell => TagTone::Hollow,
        };
        Tag {
            text: names::readable(state, self.language).to_owned(),
            tone,
        }
    }

    fn beyond(&self, requirement: &Requirement) -> Cell {
        match &requirement.beyond {
            Some(beyond) => Cell::Small(RichText::from(beyond.get(self.language))),
            None => Cell::quiet("–"),
        }
    }

    fn source_of(&self, reading: &psirt_core::Reading) -> RichText {
        let source = reading.source();
        let head = self.say("Source: ", "出典：");
        let text = RichText::default().quiet(format!("{head}{}", source.citation()));
        let text =
            cited(text, ", ", source).quiet(format!(". {}", source.rights.get(self.language)));
        text.quiet(self.state_of_source(reading))
    }

    /// When the reading was last checked and whether its source is being revised, where it says.
    fn state_of_source(&self, reading: &psirt_core::Reading) -> String {
        let checked = reading.checked().map(|date| {
            let date = words::date(date, self.language);
            self.say(format!(" Checked {date}."), format!(" 確認日：{date}。"))
        });
        let revision = reading.revision().map(|text| {
            let text = text.get(self.language);
            self.say(format!(" {text}"), text.to_owned())
        });
        checked.into_iter().chain(revision).collect()
    }
}

/// With a large first letter, as a figure's name is written in English.
fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
