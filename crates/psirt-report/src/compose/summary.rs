//! The page that an executive reads alone: where we stand and how sure that is, what fell, which
//! duties are open, what is under way, what nobody has taken on, and what is asked.

use psirt_core::agenda::{InForce, is_overdue};
use psirt_core::reading::Readable;
use psirt_core::score::{AreaScore, LeftOut, one_decimal};
use psirt_core::trend::{FigureChange, ServiceChange};
use psirt_core::{AreaId, ServiceId};

use crate::branding::Branding;
use crate::document::{
    Bar, Block, Cell, Column, KeyFigure, RichText, Row, Section, Start, Table, Tone,
};
use crate::findings::ReadingFindings;
use crate::number;
use crate::pdf::pages::count as pages_of;

use super::{Composer, words};

/// How much of everything the page tells: as much as it has room for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brevity {
    /// How many names stand in a sentence before the rest is counted.
    named: usize,
    /// How many actions the page names.
    actions: usize,
    /// How many letters a name takes in English and in Japanese; the rest of it stands in the
    /// sections that follow.
    name: (usize, usize),
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
/// How many readings the page tells the duties of.
const READINGS: usize = 3;

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
        let rows: Vec<Row> = [
            (self.say("What fell", "低下したもの"), self.what_fell()),
            (
                self.say("Duties in force", "適用中の義務"),
                self.duties_at_a_glance(),
            ),
            (
                self.say("Under way", "進めていること"),
                self.under_way_at_a_glance(),
            ),
            (
                self.say("Without an owner", "引き受け手のないもの"),
                self.not_taken_on_at_a_glance(),
            ),
            (
                self.say("Asked of the board", "経営層への依頼"),
                self.asked(),
            ),
        ]
        .into_iter()
        .filter_map(|(name, told)| {
            let told = told?;
            Some(Row::Cells(vec![Cell::strong(name), told]))
        })
        .collect();
        if !rows.is_empty() {
            blocks.push(Block::Table(Table {
                columns: vec![
                    Column::fixed(self.say("For the decision", "判断のために"), 92.0).naming(),
                    Column::share(self.say("What to know", "要点"), 1.0),
                ],
                rows,
                ..Table::default()
            }));
        }
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

    /// What has fallen, and what is no longer answered: a mean that rose hides both.
    fn what_fell(&self) -> Option<Cell> {
        let comparison = self.findings.comparison.as_ref()?;
        let fallen: Vec<String> = comparison
            .falls()
            .into_iter()
            .map(|change| {
                let name = self.short_name(&change.service);
                let state = |state| words::state(state, self.language);
                format!("{name} ({}→{})", state(change.before), state(change.after))
            })
            .collect();
        let gone: Vec<String> = comparison
            .no_longer_answered()
            .map(|change: &ServiceChange<'_>| self.short_name(&change.service))
            .collect();
        let mut text = RichText::default();
        if fallen.is_empty() {
            text = text.plain(self.say(
                "No service that compares has fallen.",
                "比較できるサービスに、下がったものはない。",
            ));
        } else {
            let count = fallen.len();
            text = text
                .toned(
                    self.say(
                        format!(
                            "▼ {} fallen: ",
                            words::counted(count, "service has", "services have")
                        ),
                        format!("▼ 下がった{count}サービス："),
                    ),
                    Tone::Bad,
                )
                .plain(words::first_few(&fallen, self.brevity.named, self.language))
                .plain(self.say(".", "。"));
        }
        if !gone.is_empty() {
            let count = gone.len();
            text = text
                .plain(self.say(
                    format!(" No longer answered ({count}): "),
                    format!("前回は回答があり今回はないもの ({count})："),
                ))
                .plain(words::first_few(&gone, self.brevity.named, self.language))
                .plain(self.say(".", "。"));
        }
        Some(Cell::Text(text))
    }

    /// The duties in force on the day of the assessment that are not evidenced in full.
    fn duties_at_a_glance(&self) -> Option<Cell> {
        let readings = &self.findings.readings;
        if readings.is_empty() {
            return None;
        }
        let mut cells: Vec<Cell> = readings
            .iter()
            .take(READINGS)
            .map(|chosen| Cell::Text(self.duties_of(chosen)))
            .collect();
        if readings.len() > READINGS {
            let rest = readings.len() - READINGS;
            cells.push(Cell::quiet(self.say(
                format!("{rest} more under “Readings of laws and standards”"),
                format!("ほか{rest}件は「法令・規格の対応表」に示す"),
            )));
        }
        Some(Cell::Stack(cells))
    }

    fn duties_of(&self, chosen: &ReadingFindings<'_>) -> RichText {
        let in_force: InForce<'_> = self.findings.in_force(chosen);
        let name = chosen.reading.short().get(self.language);
        let name = words::beginning(name, 40);
        let all = chosen.readiness.requirements.len();
        let evidenced = chosen.readiness.count(Readable::Evidenced);
        let text = RichText::default().strong(format!("{name}{}", self.say(": ", "：")));
        if in_force.requirements.is_empty() {
            return text.plain(self.say(
                format!("none in force by date; {evidenced} of {all} requirements evidenced."),
                format!(
                    "日付により適用中のものはない。要求事項{all}件中{evidenced}件に裏付けあり。"
                ),
            ));
        }
        let count = |state| in_force.count(state);
        let (partly, not, unknown) = (
            count(Readable::Partly),
            count(Readable::NotEvidenced),
            count(Readable::CannotTell),
        );
        let number = in_force.requirements.len();
        let open: Vec<String> = in_force
            .open()
            .map(|(requirement, _)| requirement.id.clone())
            .collect();
        let mut parts = vec![self.say(
            format!("{} evidenced", count(Readable::Evidenced)),
            format!("裏付けあり{}", count(Readable::Evidenced)),
        )];
        for (count, english, japanese) in [
            (partly, "partly", "一部裏付けあり"),
            (not, "not", "裏付けなし"),
            (unknown, "cannot tell", "判定できない"),
        ] {
            if count > 0 {
                parts.push(self.say(format!("{count} {english}"), format!("{japanese}{count}")));
            }
        }
        let parts = words::listed(&parts, self.language);
        let text = text.plain(self.say(
            format!("{number} in force: {parts}."),
            format!("適用中{number}件：{parts}。"),
        ));
        if open.is_empty() {
            return text;
        }
        let open: Vec<String> = open.iter().map(|id| words::beginning(id, 24)).collect();
        let ids = words::first_few(&open, self.brevity.named, self.language);
        text.toned(
            self.say(format!(" Open: {ids}."), format!("対応が必要：{ids}。")),
            Tone::Bad,
        )
    }

    /// What is under way: by whom, until when, where it leads and what it takes.
    fn under_way_at_a_glance(&self) -> Option<Cell> {
        let agenda = &self.findings.agenda;
        if agenda.open.is_empty() {
            return None;
        }
        let count = agenda.open.len();
        let mut text = RichText::default().plain(self.say(
            format!("{} open", words::counted(count, "action is", "actions are")),
            format!("予定・進行中の施策は{count}件"),
        ));
        let days = self.findings.roadmap.open_days();
        if days.without < count {
            let known = words::days(days.known);
            text = text.plain(self.say(
                format!(", about {known} person-days"),
                format!("、約{known}人日"),
            ));
        }
        if days.without > 0 {
            text = text.plain(self.say(
                format!(" ({} not estimated)", days.without),
                format!(" (見積もりなし{}件)", days.without),
            ));
        }
        let (now, then) = (
            self.findings.scorecard.overall.headline(),
            self.findings.projection.overall.score,
        );
        if let (Some(now), Some(then)) = (now, then) {
            let (now, then) = (one_decimal(now), one_decimal(then));
            text = text.plain(self.say(
                format!(
                    "; with all accepted actions done the overall score goes from {now} to {then}"
                ),
                format!("。引き受けた施策がすべて完了すると、総合スコアは{now}から{then}になる"),
            ));
        }
        text = text.plain(self.say(".", "。"));
        if agenda.overdue > 0 {
            text = text.toned(
                self.say(
                    format!(
                        " {} overdue.",
                        words::counted(agenda.overdue, "action is", "actions are")
                    ),
                    format!("期日を過ぎた施策が{}件ある。", agenda.overdue),
                ),
                Tone::Bad,
            );
        }
        let mut cells = vec![Cell::Text(text)];
        let date = self.findings.assessment.date();
        // What is late is late; after that the next due.
        let mut first: Vec<_> = agenda.open.iter().collect();
        first.sort_by_key(|action| !is_overdue(action, date));
        cells.extend(first.iter().take(self.brevity.actions).map(|action| {
            let title = words::beginning(
                &action.title,
                self.say(self.brevity.name.0, self.brevity.name.1),
            );
            let mut told = RichText::default().plain(format!("{title}{}", self.say(": ", "：")));
            told.0.extend(self.owner_and_day(action).0);
            Cell::Small(told)
        }));
        if count > self.brevity.actions {
            let rest = count - self.brevity.actions;
            cells.push(Cell::Small(RichText::default().quiet(self.say(
                format!("and {rest} more under “Roadmap”"),
                format!("ほか{rest}件は「ロードマップ」に示す"),
            ))));
        }
        Some(Cell::Stack(cells))
    }

    /// The gaps that no action narrows, and the actions that nobody owns.
    fn not_taken_on_at_a_glance(&self) -> Option<Cell> {
        let (agenda, gaps) = (&self.findings.agenda, &self.findings.gaps);
        if gaps.targeted() == 0 {
            return None;
        }
        let left = agenda.not_taken_on(gaps);
        let all = gaps.ranked.len();
        let mut text = RichText::default();
        if all == 0 {
            text = text.plain(self.no_gaps());
        } else if left.is_empty() {
            text = text.plain(self.say(
                "An action narrows each of the gaps.",
                "どのギャップにも、予定または進行中の施策がある。",
            ));
        } else {
            let names: Vec<String> = left
                .iter()
                .map(|gap| {
                    format!(
                        "{} ({}→{})",
                        self.short_name(&gap.service),
                        gap.level,
                        gap.target
                    )
                })
                .collect();
            text = text
                .toned(
                    self.say(
                        format!(
                            "{} of {} no action: ",
                            left.len(),
                            words::counted(all, "gap has", "gaps have")
                        ),
                        format!("ギャップ{all}件のうち{}件に施策がない：", left.len()),
                    ),
                    Tone::Bad,
                )
                .plain(words::first_few(&names, self.brevity.named, self.language))
                .plain(self.say(".", "。"));
        }
        if agenda.without_owner > 0 {
            text = text.plain(self.say(
                format!(
                    " {} no owner.",
                    words::counted(agenda.without_owner, "open action has", "open actions have")
                ),
                format!("担当の決まっていない施策が{}件ある。", agenda.without_owner),
            ));
        }
        Some(Cell::Text(text))
    }

    /// What those who read this page are asked to decide.
    fn asked(&self) -> Option<Cell> {
        let (agenda, gaps, confidence) = (
            &self.findings.agenda,
            &self.findings.gaps,
            &self.findings.confidence,
        );
        let mut asks = Vec::new();
        let open_duties: usize = self
            .findings
            .readings
            .iter()
            .map(|chosen| self.findings.in_force(chosen).open().count())
            .sum();
        if open_duties > 0 {
            asks.push(self.say(
                format!(
                    "Decide who answers for the {} in force that {} not evidenced in full, and by when.",
                    words::counted(open_duties, "duty", "duties"),
                    if open_duties == 1 { "is" } else { "are" },
                ),
                format!("適用中で裏付けが十分でない義務{open_duties}件について、責任者と期限を決める。"),
            ));
        }
        let left = agenda.not_taken_on(gaps);
        if let Some(first) = left.first() {
            let name = self.short_name(&first.service);
            asks.push(self.say(
                format!(
                    "Name an owner and a date for the {} without an action, beginning with {name}.",
                    words::counted(left.len(), "gap", "gaps")
                ),
                format!(
                    "施策のないギャップ{}件の担当と期日を決める。最初は{name}。",
                    left.len()
                ),
            ));
        }
        let days = self.findings.roadmap.open_days();
        if !agenda.open.is_empty() && days.without < agenda.open.len() {
            let known = words::days(days.known);
            asks.push(self.say(
                format!("Confirm the {known} person-days that the open actions take."),
                format!("予定・進行中の施策に必要な{known}人日を確保する。"),
            ));
        }
        if agenda.overdue > 0 {
            asks.push(self.say(
                format!(
                    "Renew or drop the {}.",
                    words::counted(agenda.overdue, "overdue action", "overdue actions")
                ),
                format!(
                    "期日を過ぎた施策{}件について、期日の見直しか取りやめを決める。",
                    agenda.overdue
                ),
            ));
        }
        let unbacked = confidence.levels(None) - confidence.backed(None);
        if unbacked > 0 {
            asks.push(self.say(
                format!(
                    "Have evidence gathered or renewed for {} that nothing backs.",
                    words::counted(unbacked, "level", "levels")
                ),
                format!(
                    "証拠の裏付けがないレベル{unbacked}件について、証拠の収集・更新を指示する。"
                ),
            ));
        }
        if gaps.targeted() == 0 {
            asks.push(
                self.say(
                    "Agree on targets: without them there are no gaps to plan by.",
                    "目標を定める。目標がなければ、計画の基になるギャップも定まらない。",
                )
                .to_owned(),
            );
        }
        if asks.is_empty() {
            return None;
        }
        let cells = (1..).zip(asks).map(|(number, ask): (usize, String)| {
            Cell::Text(RichText::default().plain(format!("{number}. {ask}")))
        });
        Some(Cell::Stack(cells.collect()))
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
