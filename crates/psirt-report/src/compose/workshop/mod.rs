//! How a room came to its answers: the record of a workshop, as far as its promise lets it be seen.
//!
//! What is withheld is in no [`Record`]; nothing is left out or guessed here.

mod aftermath;
mod ballots;
mod method;
mod minutes;

use psirt_core::score::State;
use psirt_core::workshop::{Ballot, Record, Spread, Tally};
use psirt_core::{Answer, Language, Sheet};

use crate::document::{Block, Column, RichText, Row, Section, Start, Table, TallyStrip};

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

    fn answer_in_words(&self, answer: &Answer) -> String {
        match answer {
            Answer::Level(level) => self.say(format!("level {level}"), format!("レベル{level}")),
            other => words::state(State::of(Some(other)), self.language),
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
