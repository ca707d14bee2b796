//! The gap register: what lies between level and target, and the next step of each.

use psirt_core::gap::{Gap, NextStep, next_step};
use psirt_core::{Level, ServiceId};

use crate::document::{Block, Cell, Column, Note, RichText, Row, Section, Start, Table};
use crate::names;

use super::{Composer, words};

/// How many services without target the report proposes a step for.
const PROPOSED: usize = 10;

impl Composer<'_> {
    pub(super) fn gaps(&self) -> Section {
        let gaps = &self.findings.gaps;
        let mut blocks = Vec::new();
        if gaps.targeted() == 0 {
            blocks.extend(self.without_targets());
        } else {
            blocks.push(Block::Paragraph(RichText::from(self.where_gaps_stand())));
            if !gaps.ranked.is_empty() {
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
        }
        Section {
            heading: self
                .say("Gaps and next steps", "ギャップと次の一手")
                .to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks,
            sections: Vec::new(),
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
        text.push_str(self.say(". ", "である。"));
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
        let duties = words::first_few(&gap.duties, 4, self.language);
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
        match next.effort() {
            Some(effort) => Cell::Tag(words::effort(effort, self.language)),
            None => Cell::quiet("–"),
        }
    }

    fn way_columns(&self, with_steps: bool) -> Vec<Column> {
        if with_steps {
            vec![
                Column::share(
                    self.say("Next step and deliverable", "次の一手と成果物"),
                    2.0,
                ),
                Column::fixed(self.say("Effort", "工数"), 52.0).centered(),
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
                "Order: larger gap first;{duties} then lower level, then smaller effort, then the order of the sheet. Effort: {}.",
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
