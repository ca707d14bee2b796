//! The page that an executive reads alone: where we stand and how sure that is; then what is to
//! be decided.

use psirt_core::score::{AreaScore, LeftOut, one_decimal};
use psirt_core::trend::FigureChange;
use psirt_core::{AreaId, ServiceId};

use crate::branding::Branding;
use crate::document::{
    Bar, Block, Cell, Column, KeyFigure, RichText, Row, Section, Start, Table, Tone,
};
use crate::number;
use crate::pdf::pages::count as pages_of;

use super::{Composer, words};

/// How much of everything the page tells: as much as it has room for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brevity {
    /// How many names stand in a sentence before the rest is counted.
    pub(super) named: usize,
    /// How many actions the page names.
    pub(super) actions: usize,
    /// How many letters a name takes in English and in Japanese; the rest of it stands in the
    /// sections that follow.
    pub(super) name: (usize, usize),
}

impl Brevity {
    /// As much as the page tells where little is long.
    pub(super) const AMPLE: Self = Self {
        named: 3,
        actions: 4,
        name: (52, 28),
    };

    /// From the most that is told to the least.
    const ALL: [Self; 4] = [
        Self::AMPLE,
        Self {
            actions: 3,
            ..Self::AMPLE
        },
        Self {
            named: 2,
            actions: 2,
            name: (40, 22),
        },
        Self {
            named: 1,
            actions: 1,
            name: (30, 16),
        },
    ];
}

/// How many areas the page shows.
const AREAS: usize = 9;

impl Composer<'_> {
    /// The page with as much as it has room for.
    pub(super) fn summary(&self, branding: &Branding) -> Section {
        let mut shortest = Section::default();
        for brevity in Brevity::ALL {
            let composer = Composer { brevity, ..*self };
            shortest = composer.summary_page();
            let alone = composer.report(branding, "", vec![shortest.clone()]);
            if pages_of(&alone) == 1 {
                break;
            }
        }
        shortest
    }

    fn summary_page(&self) -> Section {
        let mut blocks = vec![
            Block::Paragraph(self.opening()),
            Block::KeyFigures(self.key_figures()),
            Block::Table(self.areas_at_a_glance()),
        ];
        blocks.extend(self.for_the_decision().map(Block::Table));
        Section {
            heading: self.say("Executive summary", "経営層向け要約").to_owned(),
            start: Start::Page,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    /// Where we stand: the whole beside its target, the areas that stand out, the lowest services.
    fn opening(&self) -> RichText {
        let overall = &self.findings.scorecard.overall;
        let coverage = overall.coverage;
        if overall.score.is_none() {
            return RichText::from(self.say(
                "No service has been given a level yet, so there is no score. This report lists what is to be assessed and what the levels mean.",
                "レベルが付いたサービスはまだなく、スコアはない。本報告書は、評価の対象とレベルの意味を示す。",
            ));
        }
        let Some(score) = overall.headline() else {
            return RichText::default()
                .strong(self.say("Too early to tell: ", "まだ判断できない："))
                .plain(words::coverage_in_words(coverage, self.language))
                .plain(self.say(
                    ". An overall score is shown as soon as half of the services that apply have a level.",
                    "。総合スコアは、適用対象のサービスの半数以上にレベルが付いた時点で示す。",
                ));
        };
        let highest = self.findings.sheet.highest_level();
        let basis = words::coverage_in_words(coverage, self.language);
        let mut text = RichText::default()
            .plain(self.say("The overall maturity is ", "総合スコアは"))
            .strong(one_decimal(score))
            .plain(self.say(
                format!(" on a scale from 0 to {highest} ({basis})"),
                format!(" (0〜{highest}の尺度、{basis}) "),
            ));
        if let (Some(beside), Some(target)) = (overall.score_beside_target, overall.target) {
            let (beside, target) = (one_decimal(beside), one_decimal(target));
            let count = overall.targeted;
            text = text.plain(self.say(
                format!(
                    "; the {} with a target stand at {beside}, their targets at {target}",
                    words::counted(count, "service", "services")
                ),
                format!("で、目標のある{count}サービスは現状{beside}に対し目標{target}"),
            ));
        }
        text = text.plain(self.say(". ", "である。"));
        for sentence in self
            .standing_out()
            .into_iter()
            .chain([self.areas_left_out(), self.lowest()].into_iter().flatten())
        {
            text = text.plain(sentence).plain(self.say(" ", ""));
        }
        text
    }

    /// The strongest and the weakest areas, all that are equal.
    pub(super) fn standing_out(&self) -> Vec<String> {
        let overall = &self.findings.scorecard.overall;
        let score = |ids: &[AreaId]| {
            let first = ids.first()?;
            let area = self.findings.scorecard.area(first.as_str())?;
            Some(words::score(area.score))
        };
        let sentence = |ids: &[AreaId], english: [&str; 2], japanese: &str| {
            let shown = score(ids)?;
            let names: Vec<String> = ids.iter().map(|id| self.area_named(id)).collect();
            let names = words::first_few(&names, self.brevity.named, self.language);
            Some(match ids.len() {
                1 => self.say(
                    format!("{} {names} ({shown}).", english[0]),
                    format!("{japanese}{names} ({shown}) である。"),
                ),
                count => self.say(
                    format!("{} {names} ({shown} each).", english[1]),
                    format!("{japanese}{names}の{count}エリア (各{shown}) である。"),
                ),
            })
        };
        [
            sentence(
                &overall.strongest,
                ["The strongest area is", "The strongest areas are"],
                "最も高いエリアは",
            ),
            sentence(
                &overall.weakest,
                ["The weakest area is", "The weakest areas are"],
                "最も低いエリアは",
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The areas the overall score leaves out, each with the reason.
    fn areas_left_out(&self) -> Option<String> {
        let overall = &self.findings.scorecard.overall;
        if overall.left_out.is_empty() {
            return None;
        }
        let names: Vec<String> = overall
            .left_out
            .iter()
            .map(|area| {
                let reason = match area.reason {
                    LeftOut::NotApplicable => self.say("not applicable", "該当なし"),
                    LeftOut::NoLevel => self.say("no level", "レベルなし"),
                };
                let name = self.area_named(&area.id);
                self.say(format!("{name} ({reason})"), format!("{name} ({reason})"))
            })
            .collect();
        let (out, all) = (overall.left_out.len(), self.findings.sheet.areas().len());
        let names = words::first_few(&names, self.brevity.named, self.language);
        Some(self.say(
            format!("The score leaves out {out} of {all} areas: {names}."),
            format!("全{all}エリアのうち{out}エリアはスコアに含まない：{names}。"),
        ))
    }

    /// The lowest services, all that are equal; what a mean hides.
    pub(super) fn lowest(&self) -> Option<String> {
        let overall = &self.findings.scorecard.overall;
        let level = overall.lowest_level?;
        let (count, answered) = (overall.lowest.len(), overall.coverage.answered);
        if count == answered {
            return Some(self.say(
                match count {
                    1 => format!("The one service that has a level is at level {level}."),
                    _ => format!("All {count} services that have a level are at level {level}."),
                },
                match count {
                    1 => format!("レベルのあるサービスは1つだけで、レベル{level}である。"),
                    _ => format!("レベルのある{count}サービスは、すべてレベル{level}である。"),
                },
            ));
        }
        let names: Vec<String> = overall
            .lowest
            .iter()
            .map(|id| self.short_name(id))
            .collect();
        let names = words::first_few(&names, self.brevity.named, self.language);
        Some(self.say(
            format!(
                "The lowest level found is {level}, at {}: {names}.",
                words::counted(count, "service", "services")
            ),
            format!("最も低いレベルは{level}で、{count}サービスが該当する：{names}。"),
        ))
    }

    fn area_named(&self, id: &AreaId) -> String {
        let title = self
            .findings
            .sheet
            .area(id.as_str())
            .map_or(id.as_str(), |area| area.title.get(self.language));
        let title = words::beginning(title, self.say(self.brevity.name.0, self.brevity.name.1));
        self.say(title.clone(), format!("「{title}」"))
    }

    pub(super) fn short_name(&self, id: &ServiceId) -> String {
        let name = words::service_named(self.findings.sheet, id.as_str(), self.language);
        words::beginning(&name, self.say(self.brevity.name.0, self.brevity.name.1))
    }

    fn key_figures(&self) -> Vec<KeyFigure> {
        let overall = &self.findings.scorecard.overall;
        let (gaps, confidence) = (&self.findings.gaps, &self.findings.confidence);
        let highest = format!("/ {}", self.findings.sheet.highest_level());
        let basis = words::coverage_in_words(overall.coverage, self.language);
        let mut figures = vec![self.headline_figure(
            self.say("Overall score", "総合スコア"),
            overall.headline(),
            &highest,
            &basis,
        )];
        figures.extend(self.change_figure());
        let (levels, backed) = (confidence.levels(None), confidence.backed(None));
        figures.push(KeyFigure {
            name: self
                .say("Levels backed by evidence", "裏付けのあるレベル")
                .to_owned(),
            value: backed.to_string(),
            unit: format!("/ {levels}"),
            basis: match confidence.defensible.overall.headline() {
                Some(defensible) => {
                    let shown = one_decimal(defensible);
                    self.say(
                        format!("defensible score {shown}"),
                        format!("裏付けのあるスコア {shown}"),
                    )
                }
                None => self
                    .say("levels above 0", "0より高いレベルのうち")
                    .to_owned(),
            },
            tone: Tone::Plain,
        });
        let below = gaps.ranked.len();
        figures.push(KeyFigure {
            name: self
                .say("Below target", "目標に届かないサービス")
                .to_owned(),
            value: if gaps.targeted() == 0 {
                "–".to_owned()
            } else {
                below.to_string()
            },
            unit: if gaps.targeted() == 0 {
                String::new()
            } else {
                format!("/ {}", gaps.targeted())
            },
            basis: match (gaps.targeted(), gaps.unknown.len()) {
                (0, _) => self.say("no targets set", "目標は未設定").to_owned(),
                (_, 0) => self
                    .say("services with a target", "目標のあるサービス中")
                    .to_owned(),
                (_, unknown) => self.say(
                    format!("services with a target; {unknown} without a level"),
                    format!("目標のあるサービス中 (うち{unknown}はレベルなし)"),
                ),
            },
            tone: Tone::Plain,
        });
        figures
    }

    /// A score in large type, or why there is none yet.
    pub(super) fn headline_figure(
        &self,
        name: &str,
        score: Option<f64>,
        highest: &str,
        basis: &str,
    ) -> KeyFigure {
        KeyFigure {
            name: name.to_owned(),
            value: words::score(score),
            unit: if score.is_some() {
                highest.to_owned()
            } else {
                String::new()
            },
            basis: match score {
                Some(_) => basis.to_owned(),
                None => self.say(
                    format!("too early to tell: {basis}"),
                    format!("まだ判断できない：{basis}"),
                ),
            },
            tone: Tone::Plain,
        }
    }

    /// What changed since the last round, over the services that compare.
    fn change_figure(&self) -> Option<KeyFigure> {
        let before = self.findings.last_round()?;
        let comparison = self.findings.comparison.as_ref()?;
        let date = before.assessment.date();
        let overall = &comparison.overall;
        Some(match overall.shown_change() {
            Some(change) => KeyFigure {
                name: self.say(format!("Change since {date}"), format!("{date}からの変化")),
                value: number::change(change),
                unit: String::new(),
                basis: self.say(
                    format!(
                        "over the {} that compare",
                        words::counted(overall.compared, "service", "services")
                    ),
                    format!("比較できる{}サービスでの差", overall.compared),
                ),
                tone: tone_of(change),
            },
            None => KeyFigure {
                name: self.say(format!("Change since {date}"), format!("{date}からの変化")),
                value: "–".to_owned(),
                unit: String::new(),
                basis: self
                    .say("no service compares", "比較できるサービスがない")
                    .to_owned(),
                tone: Tone::Plain,
            },
        })
    }

    fn areas_at_a_glance(&self) -> Table {
        let comparison = self.findings.comparison.as_ref();
        let mut columns = vec![
            Column::share(self.say("Area", "サービスエリア"), 2.3).naming(),
            Column::share(self.say("Score and target", "スコアと目標"), 1.7),
            Column::fixed(self.say("Score", "スコア"), 40.0).right(),
            Column::fixed(self.say("Target", "目標"), 40.0).right(),
            Column::fixed(self.say("Answered", "回答"), 50.0).right(),
        ];
        if comparison.is_some() {
            columns.push(Column::fixed(self.say("Change", "変化"), 42.0).right());
        }
        let scores = &self.findings.scorecard.areas;
        let mut rows: Vec<Row> = scores
            .iter()
            .take(AREAS)
            .map(|score| {
                let title = self
                    .findings
                    .sheet
                    .area(score.id.as_str())
                    .map_or("", |area| area.title.get(self.language));
                let name = format!("{} {title}", score.id);
                let mut cells = vec![
                    Cell::text(words::beginning(&name, self.say(60, 34))),
                    Cell::Bar(self.area_bar(score)),
                    Cell::strong(words::score(score.score)),
                    Cell::quiet(words::score(score.target)),
                    Cell::quiet(words::coverage(score.coverage)),
                ];
                if let Some(comparison) = comparison {
                    let mut areas = comparison.areas.iter();
                    let change = areas.find(|change| change.id == score.id);
                    cells.push(change_cell(change.and_then(FigureChange::shown_change)));
                }
                Row::Cells(cells)
            })
            .collect();
        if scores.len() > AREAS {
            let rest = scores.len() - AREAS;
            rows.push(Row::Group {
                title: self.say(
                    format!("{rest} more areas under “Results”"),
                    format!("ほか{rest}エリアは「評価結果」に示す"),
                ),
                remark: String::new(),
                area: None,
            });
        }
        Table {
            columns,
            rows,
            ..Table::default()
        }
    }

    fn area_bar(&self, area: &AreaScore) -> Bar {
        let shown = words::score(area.score);
        let description = match area.target {
            Some(target) => self.say(
                format!("{shown}, target {}", one_decimal(target)),
                format!("{shown}、目標{}", one_decimal(target)),
            ),
            None => shown,
        };
        Bar {
            highest: f64::from(self.findings.sheet.highest_level().number()),
            value: area.score,
            target: area.target,
            description,
        }
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
