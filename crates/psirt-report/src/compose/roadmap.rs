//! The roadmap: actions taken on, and where they would lead.

use psirt_core::agenda::is_overdue;
use psirt_core::assessment::{Action, ActionState};
use psirt_core::roadmap::{PlannedAction, Roadmap};
use psirt_core::score::shown_difference;

use crate::document::{
    Block, Cell, Column, Note, RichText, Row, Section, Start, Table, Tag, TagTone, Tone,
};
use crate::names;

use super::summary::change_cell;
use super::{Appendix, Composer, charts, words};

/// How many actions the core has room for.
const SHOWN: usize = 12;

/// How many letters of a title, an owner and a deliverable the core has room for, in English and
/// Japanese.
const LENGTHS: [(usize, usize); 3] = [(90, 50), (36, 20), (80, 45)];

/// How much of each action a table shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// Everything that was written.
    All,
    /// The beginnings of what is long.
    Beginnings,
}

impl Composer<'_> {
    pub(super) fn roadmap(&self) -> Section {
        let roadmap = &self.findings.roadmap;
        let actions = &roadmap.actions;
        let mut blocks = Vec::new();
        if actions.is_empty() {
            blocks.push(Block::Note(Note {
                heading: self.say("No actions have been taken on yet", "引き受けた施策はまだない").to_owned(),
                text: RichText::from(self.say(
                    "An action is a next step that somebody has taken on, with an owner and a date. Once there are some, this section shows them in order and where they would lead.",
                    "施策とは、担当と期日を決めて引き受けた次の一手である。登録されると、ここに期日の順に並び、見込みのスコアが示される。",
                )),
            }));
        } else {
            blocks.push(Block::Paragraph(RichText::from(
                self.where_actions_stand(roadmap),
            )));
            blocks.extend(self.first_actions(roadmap));
        }
        Section {
            heading: self.say("Roadmap", "ロードマップ").to_owned(),
            start: if actions.is_empty() {
                Start::Below
            } else {
                Start::Fresh
            },
            in_contents: true,
            blocks,
            sections: self.projection().into_iter().collect(),
        }
    }

    fn where_actions_stand(&self, roadmap: &Roadmap<'_>) -> String {
        let actions = &roadmap.actions;
        let count = |state: ActionState| {
            actions
                .iter()
                .filter(|planned| planned.action.state == state)
                .count()
        };
        let states: Vec<String> = ActionState::ALL
            .into_iter()
            .filter(|state| count(*state) > 0)
            .map(|state| {
                format!(
                    "{} {}",
                    names::action_state(state, self.language),
                    count(state)
                )
            })
            .collect();
        let (open, days) = (roadmap.open().count(), roadmap.open_days());
        let unknown = days.without;
        let (listed, known) = (
            words::listed(&states, self.language),
            words::days(days.known),
        );
        let mut text = self.say(
            format!(
                "{} ({listed}).",
                words::counted(actions.len(), "action", "actions")
            ),
            format!("施策は{}件 ({listed})。", actions.len()),
        );
        if unknown < open || open == 0 {
            text.push_str(&self.say(
                format!(" What is planned or in progress takes about {known} person-days."),
                format!("予定と進行中の工数は合わせて約{known}人日である。"),
            ));
        }
        let overdue = self.findings.agenda.overdue;
        if overdue > 0 {
            text.push_str(&self.say(
                format!(
                    " {} overdue on the day of the assessment.",
                    words::counted(overdue, "action is", "actions are")
                ),
                format!("評価日の時点で期日を過ぎた施策が{overdue}件ある。"),
            ));
        }
        if unknown > 0 {
            text.push_str(&self.say(
                format!(" Nobody has estimated {unknown} of them, and the sheet gives no effort."),
                format!(
                    "このほか、見積もりがなくシートにも工数の記載がない施策が{unknown}件ある。"
                ),
            ));
        }
        text
    }

    /// All actions, or those of them to do next where the core has no room for all.
    fn first_actions(&self, roadmap: &Roadmap<'_>) -> Vec<Block> {
        if !self.has_more_of_actions() {
            let actions = roadmap.actions.iter();
            return vec![Block::Table(self.action_table(actions, Words::All))];
        }
        let is_short = roadmap.actions.len() <= SHOWN;
        let mut table = if is_short {
            self.action_table(roadmap.actions.iter(), Words::Beginnings)
        } else {
            self.action_table(roadmap.open().take(SHOWN), Words::Beginnings)
        };
        let (open, all) = (roadmap.open().count(), roadmap.actions.len());
        let shown = table.rows.len();
        if !is_short {
            table.caption = self.say(
                format!("The next {shown} of {open} open actions"),
                format!("予定・進行中の施策{open}件のうち期日の早い{shown}件"),
            );
        }
        let mut blocks = Vec::new();
        if shown > 0 {
            blocks.push(Block::Table(table));
        }
        if let Some(place) = self.found_in(Appendix::Actions) {
            blocks.push(Block::Small(RichText::from(self.say(
                format!("{place} has all {all} actions in full."),
                format!("全{all}件の施策の全文は{place}に示す。"),
            ))));
        }
        blocks
    }

    /// Whether the core has no room for all actions, or not for all that is written of one.
    pub(super) fn has_more_of_actions(&self) -> bool {
        let actions = &self.findings.roadmap.actions;
        let is_long = |planned: &PlannedAction<'_>| {
            let action = planned.action;
            [&action.title, &action.owner, &action.deliverable]
                .into_iter()
                .zip(LENGTHS)
                .any(|(text, (en, ja))| words::beginning(text, self.say(en, ja)) != text.trim())
        };
        actions.len() > SHOWN || actions.iter().any(is_long)
    }

    /// The appendix with every action.
    pub(super) fn all_actions(&self) -> Section {
        let actions = self.findings.roadmap.actions.iter();
        Section {
            heading: self.say("All actions", "施策一覧").to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks: vec![Block::Table(self.action_table(actions, Words::All))],
            sections: Vec::new(),
        }
    }

    fn action_table<'p, 'a: 'p>(
        &self,
        actions: impl Iterator<Item = &'p PlannedAction<'a>>,
        extent: Words,
    ) -> Table {
        let rows = actions.map(|planned| {
            let action = planned.action;
            let written = [&action.title, &action.owner, &action.deliverable];
            let mut room = LENGTHS.into_iter();
            let [title, owner, deliverable] = written.map(|text| {
                let (en, ja) = room.next().expect("there is one for each");
                match extent {
                    Words::All => text.clone(),
                    Words::Beginnings => words::beginning(text, self.say(en, ja)),
                }
            });
            let sheet = self.findings.sheet;
            let service = words::service_named(sheet, action.service.as_str(), self.language);
            let mut what = vec![
                Cell::strong(title),
                Cell::Small(RichText::default().quiet(service)),
            ];
            if !deliverable.is_empty() {
                let head = self.say("Deliverable: ", "成果物：");
                what.push(Cell::Small(
                    RichText::default().quiet(head).plain(deliverable),
                ));
            }
            let days = planned.days;
            let dash = |text: String| {
                if text.is_empty() {
                    Cell::quiet("–")
                } else {
                    Cell::text(text)
                }
            };
            Row::Cells(vec![
                self.due_cell(action),
                Cell::Stack(what),
                Cell::Level(words::level_mark(action.to_level, sheet)),
                dash(owner),
                days.map_or_else(|| Cell::quiet("–"), |days| Cell::text(words::days(days))),
                Cell::Tag(self.action_tag(action.state)),
            ])
        });
        Table {
            columns: vec![
                Column::fixed(self.say("Due", "期日"), 58.0),
                Column::share(self.say("Action", "施策"), 2.6).naming(),
                Column::fixed(self.say("To level", "到達レベル"), 46.0).centered(),
                Column::share(self.say("Owner", "担当"), 1.0),
                Column::fixed(self.say("Person-days", "人日"), 46.0).right(),
                Column::fixed(self.say("State", "状態"), 66.0).centered(),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    /// The day an action is due, marked where it has passed.
    fn due_cell(&self, action: &Action) -> Cell {
        let Some(due) = action.due else {
            return Cell::quiet("–");
        };
        if !is_overdue(action, self.findings.assessment.date()) {
            return Cell::text(due.to_string());
        }
        Cell::Stack(vec![
            Cell::Text(RichText::default().toned(due.to_string(), Tone::Bad)),
            Cell::Tag(Tag {
                text: self.say("overdue", "期日超過").to_owned(),
                tone: TagTone::Bad,
            }),
        ])
    }

    fn action_tag(&self, state: ActionState) -> Tag {
        let tone = match state {
            ActionState::Planned => TagTone::Hollow,
            ActionState::InProgress => TagTone::Middle,
            ActionState::Done => TagTone::Good,
            ActionState::Dropped => TagTone::Bad,
        };
        Tag {
            text: names::action_state(state, self.language).to_owned(),
            tone,
        }
    }

    /// Beside the score, never in its place.
    fn projection(&self) -> Option<Section> {
        let (now, then) = (&self.findings.scorecard, &self.findings.projection);
        if now == then {
            return None;
        }
        let mut blocks = vec![Block::Paragraph(RichText::from(self.say(
            "The same scores with every action done that is not dropped. They show where the roadmap leads and never take the place of the present score.",
            "引き受けた施策 (取りやめたものを除く) がすべて完了したと仮定した場合のスコアである。ロードマップの行き先を示すものであり、現在のスコアに代わるものではない。",
        )))];
        if let Some(radar) = charts::projection_radar(self.findings, self.language) {
            let caption = self.say(
                "Scores by area, now and projected",
                "エリア別のスコア：現在と見込み",
            );
            blocks.push(Block::Chart(charts::radar_figure(
                radar,
                0.58,
                caption,
                self.language,
            )));
        }
        let change = |now: Option<f64>, then: Option<f64>| {
            change_cell(now.zip(then).map(|(now, then)| shown_difference(now, then)))
        };
        let mut rows: Vec<Row> = self
            .findings
            .sheet
            .areas()
            .iter()
            .zip(now.areas.iter().zip(&then.areas))
            .map(|(area, (now, then))| {
                Row::Cells(vec![
                    Cell::text(format!("{} {}", area.id, area.title.get(self.language))),
                    Cell::text(words::score(now.score)),
                    Cell::strong(words::score(then.score)),
                    change(now.score, then.score),
                    Cell::quiet(words::score(now.target)),
                ])
            })
            .collect();
        rows.push(Row::Cells(vec![
            Cell::strong(self.say("Overall", "総合")),
            Cell::text(words::score(now.overall.score)),
            Cell::strong(words::score(then.overall.score)),
            change(now.overall.score, then.overall.score),
            Cell::quiet(words::score(now.overall.target)),
        ]));
        blocks.push(Block::Table(Table {
            columns: vec![
                Column::share(self.say("Area", "サービスエリア"), 1.0).naming(),
                Column::fixed(self.say("Now", "現在"), 56.0).right(),
                Column::fixed(self.say("Projected", "見込み"), 62.0).right(),
                Column::fixed(self.say("Change", "変化"), 56.0).right(),
                Column::fixed(self.say("Target", "目標"), 56.0).right(),
            ],
            rows,
            ..Table::default()
        }));
        Some(Section {
            heading: self.say("Where the roadmap leads", "見込み").to_owned(),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        })
    }
}
