//! What changed since the last round, on one page.
//!
//! The page tells as much as it has room for: how much that is, is found by laying it out. What
//! has no row of its own is still named in short, falls first.

use psirt_core::Language;
use psirt_core::review::Review;
use psirt_core::trend::Comparison;

use crate::branding::Branding;
use crate::document::{Block, KeyFigure, Report, RichText, Section, Start, Tone};
use crate::findings::Findings;
use crate::number;
use crate::pdf::pages::count;

use super::since::Room;
use super::summary::tone_of;
use super::{Composer, words};

/// From the most that is told to the least.
const ROOMS: [Room; 12] = [
    room(24, 240, 160, 8, 40),
    room(20, 240, 110, 6, 40),
    room(18, 200, 80, 6, 40),
    room(16, 200, 0, 6, 40),
    room(14, 160, 0, 4, 40),
    room(12, 120, 0, 3, 30),
    room(10, 120, 0, 2, 20),
    room(8, 100, 0, 1, 10),
    room(7, 80, 0, 1, 0),
    room(6, 60, 0, 1, 0),
    room(3, 0, 0, 0, 0),
    room(0, 0, 0, 0, 0),
];

const fn room(
    rows: usize,
    fall_note: usize,
    rise_note: usize,
    actions: usize,
    names: usize,
) -> Room {
    Room {
        rows,
        rises_alone: false,
        fall_note,
        rise_note,
        actions,
        names,
    }
}

/// Composes what changed since the last round as a report of one page; `None` in the first round.
pub fn since_last_time(
    findings: &Findings,
    language: Language,
    branding: &Branding,
) -> Option<Report> {
    let composer = Composer::new(findings, language, branding);
    let comparison = findings.comparison.as_ref()?;
    let review = findings.review.as_ref()?;
    let kind = language.pick("Since last time", "前回からの変化");
    let mut shortest = None;
    for room in ROOMS {
        let section = composer.since_page(comparison, review, room);
        let report = composer.report(branding, kind, vec![section]);
        if count(&report) == 1 {
            return Some(report);
        }
        shortest = Some(report);
    }
    shortest
}

impl Composer<'_> {
    fn since_page(&self, comparison: &Comparison, review: &Review<'_>, room: Room) -> Section {
        let before = self.findings.last_round();
        let date = before.map_or_else(String::new, |round| {
            words::date(round.assessment.date(), self.language)
        });
        let mut blocks = vec![
            Block::Paragraph(self.what_moved(comparison, &date)),
            Block::KeyFigures(self.since_figures(comparison, review)),
        ];
        blocks.extend(self.break_since().map(Block::Note));
        if comparison.falls().is_empty() {
            blocks.push(Block::Small(RichText::from(
                self.say("No service has fallen.", "下がったサービスはない。"),
            )));
        }
        blocks.extend(self.moved(comparison, room));
        blocks.extend(self.answers_gone_and_new(comparison, room));
        blocks.extend(self.nearly_the_same(comparison).map(Block::Small));
        blocks.push(Block::Heading(
            self.say("Plan and outcome", "計画と実績").to_owned(),
        ));
        blocks.extend(self.plan_and_outcome_in_short(review, room));
        Section {
            heading: self.say("Since last time", "前回からの変化").to_owned(),
            start: Start::Page,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    fn since_figures(&self, comparison: &Comparison, review: &Review<'_>) -> Vec<KeyFigure> {
        let overall = &comparison.overall;
        let (fallen, risen) = (comparison.falls().len(), comparison.rises().len());
        let compared = overall.compared;
        let basis = match overall.shown_change() {
            Some(change) => self.say(
                format!("{} over {compared} services", number::change(change)),
                format!("{compared}サービスの比較で{}", number::change(change)),
            ),
            None => self
                .say("no service to compare", "比較できるサービスなし")
                .to_owned(),
        };
        let same = comparison
            .services
            .iter()
            .filter(|service| service.change == Some(0))
            .count();
        let services = |count: usize| {
            self.say(if count == 1 { "service" } else { "services" }, "サービス")
                .to_owned()
        };
        let (reached, all) = review.actions_reached();
        let (steps_reached, steps) = review.steps_reached();
        vec![
            KeyFigure {
                name: self.say("Overall score", "総合スコア").to_owned(),
                value: words::score(self.findings.scorecard.overall.headline()),
                unit: format!("/ {}", self.findings.sheet.highest_level()),
                basis,
                tone: overall.shown_change().map_or(Tone::Plain, tone_of),
            },
            KeyFigure {
                name: self.say("▼ Fallen", "▼ 低下").to_owned(),
                value: fallen.to_string(),
                unit: services(fallen),
                basis: self.say(
                    format!("{same} unchanged"),
                    format!("変化なし{same}サービス"),
                ),
                tone: if fallen > 0 { Tone::Bad } else { Tone::Plain },
            },
            KeyFigure {
                name: self.say("▲ Risen", "▲ 上昇").to_owned(),
                value: risen.to_string(),
                unit: services(risen),
                basis: String::new(),
                tone: if risen > 0 { Tone::Good } else { Tone::Plain },
            },
            KeyFigure {
                name: self.say("Actions reached", "達成した施策").to_owned(),
                value: if all == 0 {
                    "–".to_owned()
                } else {
                    reached.to_string()
                },
                unit: if all == 0 {
                    String::new()
                } else {
                    format!("/ {all}")
                },
                basis: if steps > 0 {
                    self.say(
                        format!("{steps_reached} of {steps} steps of the plan"),
                        format!("予算内の計画は{steps}件中{steps_reached}件"),
                    )
                } else if all == 0 {
                    self.say("no plan last time", "前回の計画なし").to_owned()
                } else {
                    String::new()
                },
                tone: Tone::Plain,
            },
        ]
    }
}
