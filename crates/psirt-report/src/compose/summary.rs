//! The page that an executive reads alone.

use psirt_core::reading::Readable;
use psirt_core::score::one_decimal;
use psirt_core::sheet::Step;
use psirt_core::trend::FigureChange;

use crate::document::{
    Bar, Block, Cell, Column, KeyFigure, RichText, Row, Section, Span, Start, Table, Tone,
};
use crate::names;
use crate::number;

use super::{Composer, words};

/// How many services a short list names.
const SHORT: usize = 5;
/// How many falls the page names.
const FALLS: usize = 2;
/// How many next steps the page names.
const STEPS: usize = 3;

impl Composer<'_> {
    pub(super) fn summary(&self) -> Section {
        let mut blocks = vec![
            Block::Paragraph(self.opening()),
            Block::KeyFigures(self.key_figures()),
            Block::Table(self.areas_at_a_glance()),
        ];
        blocks.splice(1..1, self.falls_at_a_glance().map(Block::Paragraph));
        let lowest = self.lowest_services();
        let gaps = self.largest_gaps();
        match gaps {
            Some(gaps) => {
                blocks.push(Block::Columns(vec![
                    (1.0, vec![Block::Table(lowest)]),
                    (1.0, vec![Block::Table(gaps)]),
                ]));
            }
            None => blocks.push(Block::Table(lowest)),
        }
        blocks.extend(self.next_steps_at_a_glance().map(Block::Table));
        blocks.extend(self.readings_at_a_glance().map(Block::Small));
        Section {
            heading: self.say("Executive summary", "経営層向け要約").to_owned(),
            start: Start::Page,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    fn opening(&self) -> RichText {
        let overall = &self.findings.scorecard.overall;
        let basis = words::coverage_in_words(overall.coverage, self.language);
        let Some(score) = overall.score else {
            return RichText::from(self.say(
                "No service has been given a level yet, so there is no score. This report lists what is to be assessed and what the levels mean.",
                "レベルが付いたサービスはまだなく、スコアはない。本報告書は、評価の対象とレベルの意味を示す。",
            ));
        };
        let highest = self.findings.sheet.highest_level();
        let mut text = RichText::default()
            .plain(self.say("The overall maturity is ", "総合スコアは"))
            .strong(one_decimal(score))
            .plain(self.say(
                format!(" on a scale from 0 to {highest} ({basis})"),
                format!(" (0〜{highest}の尺度、{basis}) "),
            ));
        if let Some(target) = overall.target {
            text = text.plain(self.say(
                format!("; the targets average {}", one_decimal(target)),
                format!("であり、目標の平均は{}", one_decimal(target)),
            ));
        }
        text = text.plain(self.say(". ", "である。"));
        if let Some((strongest, weakest)) = self.extremes() {
            text = text.plain(self.say(
                format!("The strongest area is {strongest}; the weakest is {weakest}. "),
                format!("最も高いエリアは{strongest}、最も低いエリアは{weakest}である。"),
            ));
        }
        text.plain(self.weakest_services())
    }

    /// What has fallen since the last round: a mean that rose hides it.
    fn falls_at_a_glance(&self) -> Option<RichText> {
        let comparison = self.findings.comparison.as_ref()?;
        let falls = comparison.falls();
        if falls.is_empty() {
            return None;
        }
        let names: Vec<String> = falls
            .iter()
            .map(|change| {
                let name = words::service_named(
                    self.findings.sheet,
                    change.service.as_str(),
                    self.language,
                );
                let (before, after) = (
                    words::state(change.before, self.language),
                    words::state(change.after, self.language),
                );
                self.say(
                    format!("{name} ({before} → {after})"),
                    format!("{name} ({before}→{after})"),
                )
            })
            .collect();
        let head = self.say(
            "▼ Fallen since the last round: ",
            "▼ 前回から下がったサービス：",
        );
        Some(
            RichText::default()
                .span(Span {
                    text: head.to_owned(),
                    strong: true,
                    tone: Tone::Bad,
                    link: None,
                })
                .plain(words::first_few(&names, FALLS, self.language)),
        )
    }

    /// The highest and the lowest area, where they differ.
    fn extremes(&self) -> Option<(String, String)> {
        let scored = || {
            self.findings
                .scorecard
                .areas
                .iter()
                .filter_map(|area| Some((area, area.score?)))
        };
        let (top, high) = scored().reduce(|a, b| if b.1 > a.1 { b } else { a })?;
        let (bottom, low) = scored().reduce(|a, b| if b.1 < a.1 { b } else { a })?;
        if one_decimal(high) == one_decimal(low) {
            return None;
        }
        let name = |id: &str, score: f64| {
            let title = self
                .findings
                .sheet
                .area(id)
                .map_or("", |area| area.title.get(self.language));
            self.say(
                format!("{title} ({})", one_decimal(score)),
                format!("「{title}」({})", one_decimal(score)),
            )
        };
        Some((name(top.id.as_str(), high), name(bottom.id.as_str(), low)))
    }

    fn weakest_services(&self) -> String {
        let overall = &self.findings.scorecard.overall;
        let Some(level) = overall.lowest_level else {
            return String::new();
        };
        let count = overall.lowest.len();
        let scale = self.findings.sheet.scale_level(level);
        let name = scale.map_or("", |scale| scale.name.get(self.language));
        self.say(
            format!(
                "A mean hides holes: {} at level {level} ({name}), the lowest level found.",
                words::counted(count, "service is", "services are")
            ),
            format!(
                "平均は弱点を隠す。最も低いのはレベル{level}「{name}」で、{count}サービスが該当する。"
            ),
        )
    }

    fn key_figures(&self) -> Vec<KeyFigure> {
        let overall = &self.findings.scorecard.overall;
        let gaps = &self.findings.gaps;
        let mut figures = vec![KeyFigure {
            name: self.say("Overall score", "総合スコア").to_owned(),
            value: words::score(overall.score),
            unit: format!("/ {}", self.findings.sheet.highest_level()),
            basis: words::coverage_in_words(overall.coverage, self.language),
            tone: Tone::Plain,
        }];
        figures.extend(self.change_figure());
        figures.push(KeyFigure {
            name: self.say("Lowest level", "最も低いレベル").to_owned(),
            value: overall
                .lowest_level
                .map_or_else(|| "–".to_owned(), |level| level.to_string()),
            unit: String::new(),
            basis: self.say(
                words::counted(overall.lowest.len(), "service", "services"),
                format!("{}サービス", overall.lowest.len()),
            ),
            tone: Tone::Plain,
        });
        figures.push(if gaps.targeted() == 0 {
            KeyFigure {
                name: self
                    .say("Below target", "目標に届かないサービス")
                    .to_owned(),
                value: "–".to_owned(),
                unit: String::new(),
                basis: self.say("no targets set", "目標は未設定").to_owned(),
                tone: Tone::Plain,
            }
        } else {
            KeyFigure {
                name: self
                    .say("Below target", "目標に届かないサービス")
                    .to_owned(),
                value: gaps.ranked.len().to_string(),
                unit: self.say("services", "件").to_owned(),
                basis: match gaps.unknown.len() {
                    0 => self.say(
                        format!("of {} with a target", gaps.targeted()),
                        format!("目標のある{}サービス中", gaps.targeted()),
                    ),
                    unknown => self.say(
                        format!(
                            "of {} with a target, {unknown} without a level",
                            gaps.targeted()
                        ),
                        format!(
                            "目標のある{}サービス中 (うち{unknown}はレベルなし)",
                            gaps.targeted()
                        ),
                    ),
                },
                tone: Tone::Plain,
            }
        });
        figures
    }

    /// What changed since the last round, where figures of the whole compare.
    fn change_figure(&self) -> Option<KeyFigure> {
        let before = self.findings.last_round()?;
        let comparison = self.findings.comparison.as_ref()?;
        let date = words::date(before.assessment.date(), self.language);
        let name = self.say("Change", "前回からの変化").to_owned();
        let since = self.say(format!("since {date}"), format!("{date}との比較"));
        Some(match comparison.overall.shown_change() {
            Some(change) => KeyFigure {
                name,
                value: number::change(change),
                unit: String::new(),
                basis: since,
                tone: tone_of(change),
            },
            None => KeyFigure {
                name,
                value: "–".to_owned(),
                unit: String::new(),
                basis: if comparison.one_sheet {
                    since
                } else {
                    self.say(
                        "sheet changed: compare by service".to_owned(),
                        "シート変更のためサービス別に比較".to_owned(),
                    )
                },
                tone: Tone::Plain,
            },
        })
    }

    fn areas_at_a_glance(&self) -> Table {
        let changes = self
            .findings
            .comparison
            .as_ref()
            .filter(|comparison| comparison.one_sheet);
        let mut columns = vec![
            Column::share(self.say("Area", "サービスエリア"), 2.3).naming(),
            Column::share(self.say("Score and target", "スコアと目標"), 1.7),
            Column::fixed(self.say("Score", "スコア"), 40.0).right(),
            Column::fixed(self.say("Target", "目標"), 40.0).right(),
            Column::fixed(self.say("Answered", "回答"), 50.0).right(),
        ];
        if changes.is_some() {
            columns.push(Column::fixed(self.say("Change", "変化"), 42.0).right());
        }
        let rows = self
            .findings
            .sheet
            .areas()
            .iter()
            .zip(&self.findings.scorecard.areas);
        let rows = rows.map(|(area, score)| {
            let mut cells = vec![
                Cell::text(format!("{} {}", area.id, area.title.get(self.language))),
                Cell::Bar(self.area_bar(score.score, score.target)),
                Cell::strong(words::score(score.score)),
                Cell::quiet(words::score(score.target)),
                Cell::quiet(words::coverage(score.coverage)),
            ];
            if let Some(comparison) = changes {
                let change = comparison.areas.iter().find(|change| change.id == area.id);
                cells.push(change_cell(change.and_then(FigureChange::shown_change)));
            }
            Row::Cells(cells)
        });
        Table {
            columns,
            rows: rows.collect(),
            ..Table::default()
        }
    }

    fn area_bar(&self, value: Option<f64>, target: Option<f64>) -> Bar {
        let shown = words::score(value);
        let description = match target {
            Some(target) => self.say(
                format!("{shown}, target {}", one_decimal(target)),
                format!("{shown}、目標{}", one_decimal(target)),
            ),
            None => shown,
        };
        Bar {
            highest: f64::from(self.findings.sheet.highest_level().number()),
            value,
            target,
            description,
        }
    }

    fn lowest_services(&self) -> Table {
        let mut services: Vec<_> = self
            .findings
            .scorecard
            .services
            .iter()
            .filter(|service| service.state.level().is_some())
            .collect();
        services.sort_by_key(|service| service.state.level());
        let rows = services.iter().take(SHORT).map(|service| {
            let name =
                words::service_named(self.findings.sheet, service.id.as_str(), self.language);
            let mark = words::mark(service.state, self.findings.sheet, self.language);
            Row::Cells(vec![
                Cell::text(words::beginning(&name, 64)),
                Cell::Level(mark),
            ])
        });
        Table {
            caption: self.say("Lowest services", "最も低いサービス").to_owned(),
            columns: vec![
                Column::share(self.say("Service", "サービス"), 1.0).naming(),
                Column::fixed(self.say("Level", "レベル"), 44.0).centered(),
            ],
            rows: self.or_none(rows.collect(), 2),
            headless: true,
        }
    }

    fn largest_gaps(&self) -> Option<Table> {
        let gaps = &self.findings.gaps;
        if gaps.targeted() == 0 {
            return None;
        }
        let sheet = self.findings.sheet;
        let rows = gaps.ranked.iter().take(SHORT).map(|gap| {
            let name = words::service_named(sheet, gap.service.as_str(), self.language);
            let (from, to) = (
                words::level_mark(gap.level, sheet),
                words::level_mark(gap.target, sheet),
            );
            Row::Cells(vec![
                Cell::text(words::beginning(&name, 64)),
                Cell::Step(from, to),
            ])
        });
        Some(Table {
            caption: self
                .say("Largest gaps to target", "ギャップの大きいサービス")
                .to_owned(),
            columns: vec![
                Column::share(self.say("Service", "サービス"), 1.0).naming(),
                Column::fixed(self.say("Level → target", "現状 → 目標"), 64.0).centered(),
            ],
            rows: self.or_none(rows.collect(), 2),
            headless: true,
        })
    }

    fn next_steps_at_a_glance(&self) -> Option<Table> {
        let gaps = &self.findings.gaps;
        // A service whose sheet tells no step has none to show here; its gap stands above.
        let steps: Vec<(&str, &Step)> = if gaps.targeted() == 0 {
            let lowest = self.steps_of_lowest().into_iter();
            lowest
                .filter_map(|(service, _, next)| Some((service, next.step?)))
                .take(STEPS)
                .collect()
        } else {
            let ranked = gaps.ranked.iter();
            ranked
                .filter_map(|gap| Some((gap.service.as_str(), gap.next_step.step?)))
                .take(STEPS)
                .collect()
        };
        if steps.is_empty() {
            return None;
        }
        let rows = steps
            .into_iter()
            .enumerate()
            .map(|(index, (service, step))| {
                let name = words::service_named(self.findings.sheet, service, self.language);
                Row::Cells(vec![
                    Cell::strong((index + 1).to_string()),
                    Cell::Text(
                        RichText::default()
                            .strong(format!("{name}\n"))
                            .plain(step.action.get(self.language)),
                    ),
                    Cell::Stack(vec![
                        Cell::Tag(words::effort(step.effort, self.language)),
                        Cell::Small(
                            RichText::default()
                                .quiet(names::effort_days(step.effort, self.language)),
                        ),
                    ]),
                ])
            });
        Some(Table {
            caption: self
                .say("Next three steps", "次の一手 (上位3件)")
                .to_owned(),
            columns: vec![
                Column::fixed("", 22.0).centered(),
                Column::share(self.say("Step", "次の一手"), 1.0).naming(),
                Column::fixed(self.say("Effort", "工数"), 88.0).centered(),
            ],
            rows: rows.collect(),
            headless: true,
        })
    }

    fn readings_at_a_glance(&self) -> Option<RichText> {
        if self.findings.readings.is_empty() {
            return None;
        }
        let parts: Vec<String> = self
            .findings
            .readings
            .iter()
            .map(|chosen| {
                let name = chosen.reading.short().get(self.language);
                let all = chosen.readiness.requirements.len();
                let evidenced = chosen.readiness.count(Readable::Evidenced);
                self.say(
                    format!("{name}: {evidenced} of {all} requirements evidenced"),
                    format!("{name}：要求事項{all}件中{evidenced}件に裏付けあり"),
                )
            })
            .collect();
        let head = self.say("Readings. ", "対応表　");
        Some(
            RichText::default()
                .strong(head)
                .plain(parts.join(self.say("; ", "、"))),
        )
    }

    /// A row that says that there is nothing, in place of no rows.
    pub(super) fn or_none(&self, rows: Vec<Row>, columns: usize) -> Vec<Row> {
        if !rows.is_empty() {
            return rows;
        }
        let mut cells = vec![Cell::quiet(self.say("none", "なし"))];
        cells.resize(columns, Cell::Empty);
        vec![Row::Cells(cells)]
    }
}

/// The colour of a change that is seen after rounding.
pub(super) fn tone_of(change: f64) -> Tone {
    match number::change(change).chars().next() {
        Some('+') => Tone::Good,
        Some('−') => Tone::Bad,
        _ => Tone::Plain,
    }
}

pub(super) fn change_cell(change: Option<f64>) -> Cell {
    match change {
        Some(change) => {
            Cell::Text(RichText::default().toned(number::change(change), tone_of(change)))
        }
        None => Cell::quiet("–"),
    }
}
