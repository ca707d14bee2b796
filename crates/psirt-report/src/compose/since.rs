//! What changed since the last round, service by service, falls first.

use psirt_core::score::{State, shown_difference};
use psirt_core::trend::{Comparison, Continuity, Round, ServiceChange};

use crate::document::{
    Block, Cell, Column, Note, RichText, Row, Section, Span, Start, Table, Tone,
};
use crate::names;
use crate::number;

use super::summary::change_cell;
use super::{Appendix, Composer, words};

/// How much room there is for what moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// How many services have a row of their own.
    pub rows: usize,
    /// Whether a service that rose without an action has a row of its own.
    pub rises_alone: bool,
    /// How many characters of the notes of a fall are shown; none where it is 0.
    pub fall_note: usize,
    /// The same of a rise.
    pub rise_note: usize,
    /// How many actions have a row of their own.
    pub actions: usize,
    /// How many of those without a row of their own are called by name; the rest by id.
    pub names: usize,
}

impl Room {
    /// As much as a section has that may take several pages.
    pub const AMPLE: Self = Self {
        rows: usize::MAX,
        rises_alone: true,
        fall_note: 400,
        rise_note: 160,
        actions: usize::MAX,
        names: usize::MAX,
    };
    /// Names alone.
    pub const NAMES: Self = Self {
        rows: 0,
        rises_alone: false,
        fall_note: 0,
        rise_note: 0,
        actions: 0,
        names: 14,
    };
}

impl Composer<'_> {
    /// What moved, in short. Nothing in the first round.
    pub(super) fn since(&self) -> Option<Section> {
        let comparison = self.findings.comparison.as_ref()?;
        let before = self.findings.last_round()?;
        let date = words::date(before.assessment.date(), self.language);
        let mut blocks = vec![Block::Paragraph(self.what_moved(comparison, &date))];
        if comparison.overall.compared > 0 {
            blocks.push(Block::Table(self.area_changes(comparison)));
        }
        blocks.extend(self.moved(comparison, Room::NAMES));
        blocks.extend(self.answers_gone_and_new(comparison, Room::NAMES));
        if let Some(place) = self.found_in(Appendix::Changes) {
            blocks.push(Block::Small(RichText::from(self.say(
                format!("{place} has the actions and notes behind each change, and what became of the plan."),
                format!("変化ごとの施策とメモ、前回の計画の実績は{place}に示す。"),
            ))));
        }
        Some(Section {
            heading: self.say(format!("Since {date}"), format!("前回 ({date}) との比較")),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        })
    }

    /// Every change with what is known of it.
    pub(super) fn all_changes(&self) -> Option<Section> {
        let comparison = self.findings.comparison.as_ref()?;
        let mut blocks = self.moved(comparison, Room::AMPLE);
        if blocks.is_empty() {
            blocks.push(Block::Paragraph(RichText::from(
                self.say("No level has changed.", "レベルの変わったサービスはない。"),
            )));
        }
        let answers: Vec<&ServiceChange> = comparison
            .services
            .iter()
            .filter(|service| service.change.is_none() && service.before != service.after)
            .collect();
        if !answers.is_empty() {
            blocks.push(Block::Table(self.changed_answers(&answers)));
        }
        blocks.extend(self.nearly_the_same(comparison).map(Block::Small));
        Some(Section {
            heading: self
                .say("Changes of each service", "サービスごとの変化")
                .to_owned(),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        })
    }

    /// Where the sheet changed since the last round: what does not compare, and why.
    pub(super) fn break_since(&self) -> Option<Note> {
        let before: Round<'_> = self.findings.last_round()?;
        let now = self.findings.rounds().last()?;
        let line_break = self.findings.trend.breaks.last()?;
        Some(Note {
            heading: self
                .say(
                    "The sheet changed since the last round",
                    "前回から成熟度シートが変わっている",
                )
                .to_owned(),
            text: RichText::from(self.sheet_change(before, now, line_break)?),
        })
    }

    pub(super) fn what_moved(&self, comparison: &Comparison, date: &str) -> RichText {
        let (up, down) = (comparison.rises().len(), comparison.falls().len());
        let same = comparison
            .services
            .iter()
            .filter(|service| service.change == Some(0))
            .count();
        let fallen = self.say(
            format!(
                "{} fallen",
                words::counted(down, "service has", "services have")
            ),
            format!("下がったサービスは{down}"),
        );
        let text =
            RichText::default().plain(self.say(format!("Since {date}, "), format!("{date}以降、")));
        let text = if down > 0 {
            text.span(Span {
                text: fallen,
                strong: true,
                tone: Tone::Bad,
                link: None,
            })
        } else {
            text.plain(fallen)
        };
        let mut text = text.plain(self.say(
            format!(", {up} risen and {same} stayed."),
            format!("、上がったものは{up}、変わらないものは{same}である。"),
        ));
        if let Some((before, after)) = comparison.overall.before.zip(comparison.overall.after) {
            let compared = comparison.overall.compared;
            let (before, after, change) = (
                words::score(Some(before)),
                words::score(Some(after)),
                number::change(shown_difference(before, after)),
            );
            text = text.plain(self.say(
                format!(
                    " Over the {compared} services with a level in both rounds the score went from {before} to {after} ({change})."
                ),
                format!(
                    "両方の回にレベルのある{compared}サービスのスコアは{before}から{after}になった ({change})。"
                ),
            ));
        }
        text
    }

    /// The services that lost their level and those that have one now and had none: they are in
    /// no change, and would move every score unseen.
    pub(super) fn answers_gone_and_new(&self, comparison: &Comparison, room: Room) -> Vec<Block> {
        let told = |head: &str, tone: Tone, changes: Vec<&ServiceChange>| {
            if changes.is_empty() {
                return None;
            }
            let count = changes.len();
            let names: Vec<String> = changes
                .into_iter()
                .enumerate()
                .map(|(place, change)| {
                    let state = |state| words::state(state, self.language);
                    let name = if place < room.names {
                        let id = change.service.as_str();
                        words::service_named(self.findings.sheet, id, self.language)
                    } else {
                        change.service.to_string()
                    };
                    format!("{name} ({}→{})", state(change.before), state(change.after))
                })
                .collect();
            let text = RichText::default()
                .span(Span {
                    text: format!("{head} ({count})"),
                    strong: true,
                    tone,
                    link: None,
                })
                .plain(self.say(": ", "："))
                .plain(names.join(self.say("; ", "、")));
            Some(Block::Small(text))
        };
        let gone = self.say("No longer answered", "今回レベルのないもの");
        let new = self.say("Newly answered", "今回新たにレベルが付いたもの");
        [
            told(gone, Tone::Bad, comparison.no_longer_answered().collect()),
            told(new, Tone::Plain, comparison.newly_answered().collect()),
        ]
        .into_iter()
        .flatten()
        .collect()
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
                Cell::quiet(change.compared.to_string()),
                Cell::quiet(words::score(change.before)),
                Cell::strong(words::score(change.after)),
                change_cell(change.shown_change()),
            ])
        });
        Table {
            columns: vec![
                Column::share(self.say("Area", "サービスエリア"), 1.0).naming(),
                Column::fixed(self.say("Compared", "比較数"), 60.0).right(),
                Column::fixed(self.say("Before", "前回"), 60.0).right(),
                Column::fixed(self.say("Now", "今回"), 60.0).right(),
                Column::fixed(self.say("Change", "変化"), 60.0).right(),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    /// The services that moved, falls first. Those without a row of their own are named below.
    pub(super) fn moved(&self, comparison: &Comparison, room: Room) -> Vec<Block> {
        let of_its_own = |change: &&ServiceChange| {
            room.rises_alone || change.change < Some(0) || !change.actions_done.is_empty()
        };
        let mut rows = Vec::new();
        let mut rest = Vec::new();
        let mut left = room.rows;
        let mut names_left = room.names;
        for (sign, changes, heading) in [
            (
                '▼',
                comparison.falls(),
                self.say("▼ Fallen", "▼ 下がったサービス"),
            ),
            (
                '▲',
                comparison.rises(),
                self.say("▲ Risen", "▲ 上がったサービス"),
            ),
        ] {
            let count = changes.len();
            let (own, alone): (Vec<_>, Vec<_>) = changes.into_iter().partition(of_its_own);
            let shown = own.len().min(left);
            left -= shown;
            if shown > 0 {
                rows.push(Row::Group {
                    title: heading.to_owned(),
                    remark: count.to_string(),
                    area: None,
                });
                rows.extend(
                    own[..shown]
                        .iter()
                        .map(|change| self.moved_row(change, room)),
                );
            }
            let others: Vec<String> = own[shown..]
                .iter()
                .chain(&alone)
                .enumerate()
                .map(|(place, change)| self.in_short(change, place < names_left))
                .collect();
            names_left = names_left.saturating_sub(others.len());
            if !others.is_empty() {
                let all = shown == 0 && alone.len() < others.len();
                let without_action = own.len() == shown && sign == '▲';
                rest.push(self.others(sign, &others, (all, without_action)));
            }
        }
        let mut blocks = Vec::new();
        if !rows.is_empty() {
            let why = if self.with_notes {
                self.say(
                    "Actions done, notes then and now",
                    "完了した施策、前回と今回のメモ",
                )
            } else {
                self.say("Actions done", "完了した施策")
            };
            blocks.push(Block::Table(Table {
                caption: String::new(),
                columns: vec![
                    Column::share(self.say("Service", "サービス"), 1.2).naming(),
                    Column::fixed(self.say("Level", "レベル"), 64.0).centered(),
                    Column::fixed(self.say("Change", "変化"), 46.0).centered(),
                    Column::share(why, 1.9),
                ],
                rows,
                ..Table::default()
            }));
        }
        blocks.extend(rest.into_iter().map(Block::Small));
        blocks
    }

    /// Those that moved and have no row of their own.
    fn others(
        &self,
        sign: char,
        names: &[String],
        (all, all_without_action): (bool, bool),
    ) -> RichText {
        let count = names.len();
        let services = words::counted(count, "service", "services");
        let head = match (sign, all_without_action) {
            ('▲', false) if all => self.say(
                format!("▲ {services} risen: "),
                format!("▲ 上がった{count}サービス："),
            ),
            ('▼', _) if all => self.say(
                format!("▼ {services} fallen: "),
                format!("▼ 下がった{count}サービス："),
            ),
            ('▲', true) => self.say(
                format!("▲ {services} risen without an action done: "),
                format!("▲ 施策の完了なしに上がった{count}サービス："),
            ),
            ('▲', false) => self.say(
                format!("▲ {services} risen as well: "),
                format!("▲ ほかに上がった{count}サービス："),
            ),
            _ => self.say(
                format!("▼ {services} fallen as well: "),
                format!("▼ ほかに下がった{count}サービス："),
            ),
        };
        let tone = if sign == '▲' { Tone::Good } else { Tone::Bad };
        RichText::default()
            .span(Span {
                text: head,
                strong: true,
                tone,
                link: None,
            })
            .plain(names.join(self.say("; ", "、")))
    }

    /// A change as short as possible: `1.1 (2→3)`, with the title where there is room.
    fn in_short(&self, change: &ServiceChange, named: bool) -> String {
        let level = |state: State| {
            state
                .level()
                .map_or_else(String::new, |level| level.to_string())
        };
        let (before, after) = (level(change.before), level(change.after));
        let name = if named {
            words::service_named(self.findings.sheet, change.service.as_str(), self.language)
        } else {
            change.service.to_string()
        };
        format!("{name} ({before}→{after})")
    }

    fn moved_row(&self, change: &ServiceChange, room: Room) -> Row {
        let levels = change.change.unwrap_or(0);
        let tone = if levels > 0 { Tone::Good } else { Tone::Bad };
        Row::Cells(vec![
            Cell::Text(self.changed_service(change)),
            self.states(change),
            Cell::Text(RichText::default().toned(signed(levels), tone)),
            self.reasons(change, room),
        ])
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
        self.step(change.before, change.after)
    }

    /// From one state to another.
    pub(super) fn step(&self, before: State, after: State) -> Cell {
        let mark = |state: State| words::mark(state, self.findings.sheet, self.language);
        match (before, after) {
            (State::Level(_), State::Level(_)) => Cell::Step(mark(before), mark(after)),
            // Words side by side would not fit.
            _ => Cell::Stack(vec![Cell::Level(mark(before)), Cell::Level(mark(after))]),
        }
    }

    /// Actions done since, then what was noted in both rounds.
    fn reasons(&self, change: &ServiceChange, room: Room) -> Cell {
        let mut cells: Vec<Cell> = change
            .actions_done
            .iter()
            .map(|action| {
                let head = self.say("Done: ", "完了：");
                Cell::Small(RichText::default().strong(head).plain(action.title.clone()))
            })
            .collect();
        let most = if change.change < Some(0) {
            room.fall_note
        } else {
            room.rise_note
        };
        if self.with_notes && most > 0 {
            let (then, now) = (change.note_before.trim(), change.note_after.trim());
            // A note that was carried along is said once.
            let notes = if then == now {
                vec![(self.say("Then and now: ", "前回・今回とも："), then)]
            } else {
                vec![
                    (self.say("Then: ", "前回："), then),
                    (self.say("Now: ", "今回："), now),
                ]
            };
            for (head, note) in notes {
                if !note.is_empty() {
                    let note = words::beginning(note, most);
                    cells.push(Cell::Small(RichText::default().quiet(head).quiet(note)));
                }
            }
        }
        match cells.len() {
            0 => Cell::quiet(self.say("no action done in between", "この間に完了した施策なし")),
            1 => cells.remove(0),
            _ => Cell::Stack(cells),
        }
    }

    /// Answers that changed without two levels to compare.
    fn changed_answers(&self, answers: &[&ServiceChange]) -> Table {
        let mark = |state: State| words::mark(state, self.findings.sheet, self.language);
        let rows = answers.iter().map(|change| {
            Row::Cells(vec![
                Cell::Text(self.changed_service(change)),
                Cell::Level(mark(change.before)),
                Cell::Level(mark(change.after)),
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

    /// What the mark means, where it stands anywhere.
    pub(super) fn nearly_the_same(&self, comparison: &Comparison) -> Option<RichText> {
        let marked = |service: &ServiceChange| service.continuity != Continuity::Same;
        comparison.services.iter().any(marked).then(|| {
            RichText::from(self.say(
                "≈ In the last round the service was only nearly the same, or part of a service that has been split; its level compares with care.",
                "≈ 前回はほぼ同じサービス、または分割前のサービスの一部だったため、比較には注意を要する。",
            ))
        })
    }
}

/// Levels gained or lost, with a sign that needs no colour.
fn signed(levels: i16) -> String {
    if levels > 0 {
        format!("▲ +{levels}")
    } else {
        format!("▼ −{}", levels.unsigned_abs())
    }
}
