//! The gap register: what lies between level and target, and the next step of each.

use psirt_core::agenda::{SOON_DAYS, is_overdue, is_soon};
use psirt_core::assessment::Action;
use psirt_core::gap::{Gap, NextStep, next_step};
use psirt_core::{Level, ServiceId};

use crate::document::{
    Block, Cell, Column, Note, RichText, Row, Section, Start, Table, Tag, TagTone, Tone,
};
use crate::names;

use super::{Appendix, Composer, words};

/// How many services without target the report proposes a step for.
const PROPOSED: usize = 10;
/// How many gaps the core shows; the appendix has all.
const SHOWN: usize = 12;
/// How many actions of one gap the core names.
const ACTIONS_OF_GAP: usize = 2;
/// How many actions that are due the next days list.
const URGENT: usize = 8;
/// How many gaps without an action the next days propose to take on.
const TO_TAKE_ON: usize = 5;

impl Composer<'_> {
    /// The gaps to close first, each with what is under way, and the next 90 days.
    pub(super) fn gaps(&self) -> Section {
        let gaps = &self.findings.gaps;
        let mut blocks = Vec::new();
        let mut sections = Vec::new();
        if gaps.targeted() == 0 {
            blocks.extend(self.without_targets());
        } else {
            let mut standing = self.where_gaps_stand();
            if let Some(place) = self.found_in(Appendix::Gaps)
                && !gaps.ranked.is_empty()
            {
                standing.push_str(&self.say(
                    format!(" {place} has every gap with its next step and deliverable."),
                    format!("すべてのギャップと次の一手、成果物は{place}に示す。"),
                ));
            }
            blocks.push(Block::Paragraph(RichText::from(standing)));
            if gaps.ranked.is_empty() {
                blocks.push(Block::Paragraph(RichText::from(self.no_gaps())));
            } else {
                blocks.push(Block::Table(self.gaps_and_actions()));
                sections.extend(self.next_days());
            }
        }
        Section {
            heading: self
                .say("Gaps and next steps", "ギャップと次の一手")
                .to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks,
            sections,
        }
    }

    /// The appendix with every gap.
    pub(super) fn gap_register(&self) -> Section {
        let gaps = &self.findings.gaps;
        let mut blocks = Vec::new();
        if gaps.ranked.is_empty() {
            blocks.push(Block::Paragraph(RichText::from(self.no_gaps())));
        } else {
            blocks.push(Block::Table(self.register()));
            blocks.push(Block::Small(RichText::from(self.order_of_gaps())));
        }
        blocks.extend(self.named_services(
            self.say("At target or above", "目標に達しているサービス"),
            &gaps.reached,
        ));
        blocks.extend(self.named_services(
            self.say(
                "Cannot be judged: no level",
                "レベルがないため到達を判定できないサービス",
            ),
            &gaps.unknown,
        ));
        Section {
            heading: self.say("Gap register", "ギャップ一覧").to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    /// Why there are none, where there are targets.
    pub(super) fn no_gaps(&self) -> &'static str {
        if self.findings.gaps.unknown.is_empty() {
            self.say("All targets are reached.", "すべての目標に達している。")
        } else {
            self.say(
                "Every service that has a level has reached its target; services without a level cannot be judged.",
                "レベルのあるサービスはすべて目標に達している。レベルのないサービスは判定できない。",
            )
        }
    }

    /// The first gaps, each with who is at work on it until when.
    fn gaps_and_actions(&self) -> Table {
        let (gaps, agenda) = (&self.findings.gaps, &self.findings.agenda);
        let sheet = self.findings.sheet;
        let rows = gaps.ranked.iter().zip(&agenda.of_gaps).enumerate();
        let rows = rows.take(SHOWN).map(|(index, (gap, actions))| {
            let name = words::service_named(sheet, gap.service.as_str(), self.language);
            Row::Cells(vec![
                Cell::quiet((index + 1).to_string()),
                Cell::text(name),
                Cell::Step(
                    words::level_mark(gap.level, sheet),
                    words::level_mark(gap.target, sheet),
                ),
                self.under_way(actions),
            ])
        });
        Table {
            caption: if gaps.ranked.len() > SHOWN {
                self.say(
                    format!("The first {SHOWN} of {} gaps", gaps.ranked.len()),
                    format!("ギャップ{}件のうち上位{SHOWN}件", gaps.ranked.len()),
                )
            } else {
                String::new()
            },
            columns: vec![
                Column::fixed(self.say("No.", "順位"), 28.0).right(),
                Column::share(self.say("Service", "サービス"), 1.0).naming(),
                Column::fixed(self.say("Level → target", "現状 → 目標"), 64.0).centered(),
                Column::share(self.say("What is under way", "進行中または予定の施策"), 1.3),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    /// The actions that narrow a gap, or that there is none.
    fn under_way(&self, actions: &[&Action]) -> Cell {
        if actions.is_empty() {
            return Cell::Tag(Tag {
                text: self
                    .say("nobody has taken it on", "担当する施策なし")
                    .to_owned(),
                tone: TagTone::Bad,
            });
        }
        let cells = actions.iter().take(ACTIONS_OF_GAP).map(|action| {
            let title = words::beginning(&action.title, self.say(80, 44));
            Cell::Stack(vec![
                Cell::text(title),
                Cell::Small(self.owner_and_day(action)),
            ])
        });
        let mut cells: Vec<Cell> = cells.collect();
        if actions.len() > ACTIONS_OF_GAP {
            let rest = actions.len() - ACTIONS_OF_GAP;
            cells.push(Cell::quiet(
                self.say(format!("and {rest} more"), format!("ほか{rest}件")),
            ));
        }
        Cell::Stack(cells)
    }

    /// Who does an action until when, to which level.
    pub(super) fn owner_and_day(&self, action: &Action) -> RichText {
        let mut text = RichText::default();
        text = if action.owner.trim().is_empty() {
            text.toned(self.say("no owner", "担当未定"), Tone::Bad)
        } else {
            text.plain(action.owner.trim())
        };
        text = text.quiet(self.say(", ", "、"));
        text = match action.due {
            Some(due) if is_overdue(action, self.findings.assessment.date()) => text.toned(
                self.say(format!("overdue since {due}"), format!("{due}の期日を超過")),
                Tone::Bad,
            ),
            Some(due) => text.quiet(self.say(format!("due {due}"), format!("期日{due}"))),
            None => text.toned(self.say("no date", "期日未定"), Tone::Bad),
        };
        text.quiet(self.say(
            format!(", to level {}", action.to_level),
            format!("、レベル{}へ", action.to_level),
        ))
    }

    /// What is due soon, what is late, and what to take on first.
    fn next_days(&self) -> Option<Section> {
        let (agenda, gaps) = (&self.findings.agenda, &self.findings.gaps);
        let date = self.findings.assessment.date();
        let urgent: Vec<&&Action> = agenda
            .open
            .iter()
            .filter(|action| is_overdue(action, date) || is_soon(action, date))
            .collect();
        let left = agenda.not_taken_on(gaps);
        if urgent.is_empty() && left.is_empty() {
            return None;
        }
        let mut blocks = Vec::new();
        if urgent.is_empty() {
            blocks.push(Block::Paragraph(RichText::from(self.say(
                format!("No action is due within {SOON_DAYS} days of the assessment."),
                format!("評価日から{SOON_DAYS}日以内に期日を迎える施策はない。"),
            ))));
        } else {
            blocks.push(Block::Table(self.urgent(&urgent)));
        }
        if !left.is_empty() {
            blocks.push(Block::Table(self.nobody_has(&left)));
        }
        Some(Section {
            heading: self.say(
                format!("The next {SOON_DAYS} days"),
                format!("今後{SOON_DAYS}日"),
            ),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        })
    }

    fn urgent(&self, actions: &[&&Action]) -> Table {
        let rows = actions.iter().take(URGENT).map(|action| {
            let service =
                words::service_named(self.findings.sheet, action.service.as_str(), self.language);
            Row::Cells(vec![
                Cell::Stack(vec![
                    Cell::text(words::beginning(&action.title, self.say(160, 90))),
                    Cell::Small(RichText::default().quiet(service)),
                ]),
                Cell::Text(self.owner_and_day(action)),
            ])
        });
        Table {
            caption: if actions.len() > URGENT {
                self.say(
                    format!(
                        "Due, or already late: the first {URGENT} of {}",
                        actions.len()
                    ),
                    format!(
                        "期日が近い、または過ぎている施策：{}件のうち{URGENT}件",
                        actions.len()
                    ),
                )
            } else {
                self.say("Due, or already late", "期日が近い、または過ぎている施策")
                    .to_owned()
            },
            columns: vec![
                Column::share(self.say("Action", "施策"), 1.3).naming(),
                Column::share(self.say("Owner and date", "担当と期日"), 1.0),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    /// The first gaps nobody has taken on, with what to begin with.
    fn nobody_has(&self, left: &[&Gap<'_>]) -> Table {
        let with_steps = self.tells_steps();
        let rows = left.iter().take(TO_TAKE_ON).map(|gap| {
            let name =
                words::service_named(self.findings.sheet, gap.service.as_str(), self.language);
            let mut cells = vec![Cell::text(name), self.way_cell(gap.next_step)];
            cells.extend(with_steps.then(|| self.effort_cell(gap.next_step)));
            Row::Cells(cells)
        });
        let mut columns = vec![Column::share(self.say("Service", "サービス"), 1.0).naming()];
        columns.extend(self.way_columns(with_steps));
        Table {
            caption: if left.len() > TO_TAKE_ON {
                self.say(
                    format!(
                        "To be taken on: the first {TO_TAKE_ON} of {} gaps without an action",
                        left.len()
                    ),
                    format!(
                        "引き受け手を決めるもの：施策のないギャップ{}件のうち上位{TO_TAKE_ON}件",
                        left.len()
                    ),
                )
            } else {
                self.say(
                    "To be taken on: gaps without an action",
                    "引き受け手を決めるもの：施策のないギャップ",
                )
                .to_owned()
            },
            columns,
            rows: rows.collect(),
            ..Table::default()
        }
    }

    fn where_gaps_stand(&self) -> String {
        let gaps = &self.findings.gaps;
        let (all, below) = (gaps.targeted(), gaps.ranked.len());
        let (reached, unknown) = (gaps.reached.len(), gaps.unknown.len());
        let mut text = self.say(
            format!(
                "{} a target: {below} below it, {reached} at it or above",
                words::counted(all, "service has", "services have")
            ),
            format!("目標のある{all}サービスのうち、目標に届かないものは{below}、達しているものは{reached}"),
        );
        if unknown > 0 {
            text.push_str(&self.say(
                format!(", {unknown} without a level"),
                format!("、レベルのないものは{unknown}"),
            ));
        }
        text.push_str(self.say(".", "である。"));
        let left = self.findings.agenda.not_taken_on(gaps).len();
        if below > 0 {
            text.push_str(&self.say(
                match left {
                    0 => " An action narrows each of the gaps.".to_owned(),
                    _ => format!(
                        " {left} of the {} no action that is planned or in progress.",
                        words::counted(below, "gap has", "gaps have")
                    ),
                },
                match left {
                    0 => "どのギャップにも、予定または進行中の施策がある。".to_owned(),
                    _ => format!(
                        "ギャップ{below}件のうち{left}件には、予定または進行中の施策がない。"
                    ),
                },
            ));
        }
        text.push_str(self.say(" ", ""));
        if let Some(profile) = self.findings.profile {
            let title = profile.title().get(self.language);
            text.push_str(&self.say(
                format!("The targets started from the profile “{title}”."),
                format!("目標は目標プロファイル「{title}」を出発点としている。"),
            ));
        }
        text
    }

    fn register(&self) -> Table {
        let with_duties = self
            .findings
            .gaps
            .ranked
            .iter()
            .any(|gap| !gap.duties.is_empty());
        let with_steps = self.tells_steps();
        let rows = self
            .findings
            .gaps
            .ranked
            .iter()
            .enumerate()
            .map(|(index, gap)| {
                let mut cells = vec![
                    Cell::quiet((index + 1).to_string()),
                    self.gap_service(gap, with_duties),
                    Cell::Stack(vec![Cell::Step(
                        words::level_mark(gap.level, self.findings.sheet),
                        words::level_mark(gap.target, self.findings.sheet),
                    )]),
                ];
                cells.push(self.way_cell(gap.next_step));
                cells.extend(with_steps.then(|| self.effort_cell(gap.next_step)));
                Row::Cells(cells)
            });
        let mut columns = vec![
            Column::fixed(self.say("No.", "順位"), 28.0).right(),
            Column::share(self.say("Service", "サービス"), 1.0).naming(),
            Column::fixed(self.say("Level → target", "現状 → 目標"), 64.0).centered(),
        ];
        columns.extend(self.way_columns(with_steps));
        Table {
            columns,
            rows: rows.collect(),
            ..Table::default()
        }
    }

    fn gap_service(&self, gap: &Gap, with_duties: bool) -> Cell {
        let sheet = self.findings.sheet;
        let mut name = RichText::default().strong(format!("{} ", gap.service));
        if let Some(service) = sheet.service(gap.service.as_str()) {
            name = name.plain(service.title.get(self.language));
        }
        if !with_duties || gap.duties.is_empty() {
            return Cell::Text(name);
        }
        let duties = gap.duties.iter();
        let duties: Vec<String> = duties
            .map(|duty| duty.cited(self.language).to_owned())
            .collect();
        let duties = words::first_few(&duties, 4, self.language);
        let head = self.say("Duties resting on it: ", "直接関わる要求事項：");
        Cell::Stack(vec![
            Cell::Text(name),
            Cell::Small(RichText::default().quiet(format!("{head}{duties}"))),
        ])
    }

    /// Whether the sheet says of any gap what to do next.
    fn tells_steps(&self) -> bool {
        let mut gaps = self.findings.gaps.ranked.iter();
        gaps.any(|gap| gap.next_step.step.is_some())
    }

    /// What to do and what exists afterwards; where the sheet does not say it, what the level
    /// looks like.
    fn way_cell(&self, next: NextStep) -> Cell {
        let level = words::level_named(next.to, self.findings.sheet, self.language);
        let Some(step) = next.step else {
            let head = self.say(format!("Level {level}: "), format!("レベル{level}："));
            return Cell::Text(
                RichText::default()
                    .strong(head)
                    .plain(next.statement.get(self.language)),
            );
        };
        let to = self.say(format!("To level {level}: "), format!("レベル{level}へ："));
        let action = RichText::default()
            .strong(to)
            .plain(step.action.get(self.language));
        let deliverable = RichText::default()
            .quiet(self.say("Deliverable: ", "成果物："))
            .plain(step.deliverable.get(self.language));
        Cell::Stack(vec![Cell::Text(action), Cell::Small(deliverable)])
    }

    fn effort_cell(&self, next: NextStep) -> Cell {
        let Some(step) = next.step else {
            return Cell::quiet("–");
        };
        let size = Cell::Tag(words::effort(step.effort, self.language));
        if step.days.is_none() {
            return size;
        }
        let days = RichText::default().quiet(names::step_size(step, self.language));
        Cell::Stack(vec![size, Cell::Small(days)])
    }

    fn way_columns(&self, with_steps: bool) -> Vec<Column> {
        if with_steps {
            vec![
                Column::share(
                    self.say("Next step and deliverable", "次の一手と成果物"),
                    2.0,
                ),
                Column::fixed(self.say("Effort", "工数"), 64.0).centered(),
            ]
        } else {
            vec![Column::share(
                self.say("What the next level looks like", "次のレベルの状態"),
                2.0,
            )]
        }
    }

    fn order_of_gaps(&self) -> String {
        let duties = if self.findings.readings.is_empty() {
            String::new()
        } else {
            let name = self.findings.readings[0].reading.short().get(self.language);
            self.say(
                format!(" then services a duty of {name} rests on directly;"),
                format!("{name}の要求事項が直接関わるサービス、"),
            )
        };
        if !self.tells_steps() {
            return self.say(
                format!(
                    "Order: larger gap first;{duties} then lower level, then the order of the sheet. The sheet gives no steps and no effort, so what the next level looks like is shown in their place."
                ),
                format!(
                    "並び順：ギャップの大きい順、{duties}レベルの低い順、シートの順。シートに次の一手と工数の記載がないため、次のレベルの状態を示している。"
                ),
            );
        }
        let sizes: Vec<String> = [
            psirt_core::sheet::Effort::Small,
            psirt_core::sheet::Effort::Medium,
            psirt_core::sheet::Effort::Large,
        ]
        .into_iter()
        .map(|size| {
            let (name, days) = (
                names::effort(size, self.language),
                names::effort_days(size, self.language),
            );
            self.say(format!("{name} = {days}"), format!("{name}＝{days}"))
        })
        .collect();
        self.say(
            format!(
                "Order: larger gap first;{duties} then lower level, then less effort, then the order of the sheet. Effort: {}.",
                sizes.join(", ")
            ),
            format!(
                "並び順：ギャップの大きい順、{duties}レベルの低い順、工数の小さい順、シートの順。工数の目安：{}。",
                sizes.join("、")
            ),
        )
    }

    fn named_services(&self, heading: &str, services: &[ServiceId]) -> Option<Block> {
        if services.is_empty() {
            return None;
        }
        let names: Vec<String> = services
            .iter()
            .map(|id| words::service_named(self.findings.sheet, id.as_str(), self.language))
            .collect();
        let separator = self.say("; ", "、");
        let text = RichText::default()
            .strong(format!("{heading} ({}): ", services.len()))
            .plain(names.join(separator));
        Some(Block::Paragraph(text))
    }

    /// Without targets there are no gaps, yet there is something to do next.
    fn without_targets(&self) -> Vec<Block> {
        let mut blocks = vec![Block::Note(Note {
            heading: self.say("No targets are set", "目標は設定されていない").to_owned(),
            text: RichText::from(self.say(
                "A gap is the distance from a level to its target, so there are none to list. Choose targets, a small set first, or start from a profile.",
                "ギャップはレベルと目標の差であるため、ここに挙げるものはない。目標は少数のサービスから設定するか、目標プロファイルから始めるとよい。",
            )),
        })];
        let rows: Vec<Row> = self
            .steps_of_lowest()
            .into_iter()
            .map(|(service, level, next)| {
                let name = words::service_named(self.findings.sheet, service, self.language);
                let mut cells = vec![
                    Cell::text(name),
                    Cell::Level(words::level_mark(level, self.findings.sheet)),
                ];
                cells.extend([self.way_cell(next), self.effort_cell(next)]);
                Row::Cells(cells)
            })
            .take(PROPOSED)
            .collect();
        if !rows.is_empty() {
            let mut columns = vec![
                Column::share(self.say("Service", "サービス"), 1.0).naming(),
                Column::fixed(self.say("Level", "レベル"), 48.0).centered(),
            ];
            columns.extend(self.way_columns(true));
            blocks.push(Block::Table(Table {
                caption: self
                    .say(
                        "Next steps of the lowest services",
                        "最も低いサービスの次の一手",
                    )
                    .to_owned(),
                columns,
                rows,
                ..Table::default()
            }));
        }
        blocks
    }

    /// What the services would do next, the lowest first. Those at the top of the scale have no
    /// next step, nor have those the sheet tells none of.
    pub(super) fn steps_of_lowest(&self) -> Vec<(&str, Level, NextStep<'_>)> {
        let sheet = self.findings.sheet;
        let mut steps: Vec<_> = self
            .findings
            .scorecard
            .services
            .iter()
            .filter_map(|service| {
                let (id, level) = (service.id.as_str(), service.state.level()?);
                let next = next_step(sheet, id, level)?;
                next.step.is_some().then_some((id, level, next))
            })
            .collect();
        steps.sort_by_key(|(_, level, _)| *level);
        steps
    }
}
