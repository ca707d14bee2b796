//! A member's own place beside its group, on two pages that a manager reads alone.
//!
//! The first page tells as much of what comes next as it has room for: how much that is, is found
//! by laying it out.

use psirt_core::benchmark::{Behind, Place, Position, Subject};
use psirt_core::{Language, ServiceId};

use crate::branding::Branding;
use crate::document::{
    Block, Cell, Column, KeyFigure, Report, RichText, Row, Section, Start, Table, Tone,
};
use crate::group::{NOTHING, PlaceFindings, figure, middle_half};
use crate::names;
use crate::pdf::pages::count;

use super::super::imprint::Imprint;
use super::super::words;
use super::GroupComposer;

/// From the most that the first page tells to the least: the height of the radar over its width,
/// and how many services behind the median are told with their next step.
const ROOMS: [(f32, usize); 13] = [
    (0.62, 9),
    (0.52, 12),
    (0.44, 12),
    (0.44, 10),
    (0.44, 9),
    (0.44, 8),
    (0.44, 7),
    (0.44, 6),
    (0.44, 5),
    (0.44, 4),
    (0.44, 3),
    (0.44, 2),
    (0.44, 0),
];
/// Letters of a name in one line of a column, one for each letter as wide as it is high.
const NAME: usize = 13;

/// Composes a member's own place.
pub fn compose_place(
    findings: &PlaceFindings<'_>,
    language: Language,
    branding: &Branding,
) -> Report {
    let composer = PlaceComposer {
        findings,
        group: GroupComposer {
            findings: &findings.group,
            language,
        },
    };
    let fits = |section: &Section| count(&composer.report(branding, vec![section.clone()])) == 1;
    let first_pages = ROOMS.map(|(radar, behind)| composer.first_page(radar, behind));
    let [.., last] = &first_pages;
    let first = first_pages.iter().find(|page| fits(page)).unwrap_or(last);
    let in_columns = composer.services(true);
    let second = if fits(&in_columns) {
        in_columns
    } else {
        composer.services(false)
    };
    composer.report(branding, vec![first.clone(), second])
}

struct PlaceComposer<'a> {
    findings: &'a PlaceFindings<'a>,
    group: GroupComposer<'a>,
}

impl PlaceComposer<'_> {
    fn say<T>(&self, en: T, ja: T) -> T {
        self.group.say(en, ja)
    }

    fn language(&self) -> Language {
        self.group.language
    }

    fn report(&self, branding: &Branding, sections: Vec<Section>) -> Report {
        let assessment = self.findings.assessment;
        let group = &self.findings.group;
        let imprint = Imprint {
            language: self.language(),
            branding,
            program_version: group.program_version,
            kind: self.say("Own place in the group", "集団の中の自社の位置"),
            name: &assessment.organization().name,
            subject: group.sheet.title().get(self.language()).to_owned(),
            author: words::listed(branding.assessors(assessment), self.language()),
            date: assessment.date(),
            mark: "",
            classification: branding.classification(assessment),
        };
        imprint.report(sections)
    }

    fn overall(&self) -> Option<&Place<'_>> {
        self.findings.place(&Subject::Overall)
    }

    fn first_page(&self, proportion: f32, room: usize) -> Section {
        let mut blocks = vec![
            Block::Paragraph(RichText::from(self.in_short())),
            Block::KeyFigures(self.key_figures()),
        ];
        let radar = self.group.area_radar(Some(self.findings), proportion);
        blocks.extend(radar.map(Block::Chart));
        blocks.push(Block::Heading(
            self.say(
                "Behind most members, and the next step",
                "多くの参加者より低いサービスと次の一手",
            )
            .to_owned(),
        ));
        blocks.extend(self.behind(room));
        Section {
            heading: self
                .say("Own place in the group", "集団の中の自社の位置")
                .to_owned(),
            start: Start::Page,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    fn in_short(&self) -> String {
        let benchmark = self.findings.group.benchmark;
        let (title, edition, members) =
            (benchmark.title(), benchmark.edition(), benchmark.members());
        let mut told = self.say(
            format!("Beside {members} members of {title} (edition {edition}): "),
            format!("{title} ({edition}版、参加者{members}者) との比較である。"),
        );
        let subject = &Subject::Overall;
        let overall = self.overall();
        let own = overall.and_then(|place| place.own);
        let median = overall.and_then(|place| place.figures.median);
        let (own, median) = (figure(subject, own), figure(subject, median));
        told += &match overall.and_then(|place| place.position) {
            Some(position) => {
                let quartiles = overall.and_then(|place| place.figures.quartiles);
                let half = middle_half(subject, quartiles);
                match position {
                    Position::Below => self.say(
                        format!(
                            "the own overall score of {own} lies below the middle half ({half})."
                        ),
                        format!("総合スコア{own}は、中央の半数 ({half}) を下回る。"),
                    ),
                    Position::Within => self.say(
                        format!(
                            "the own overall score of {own} lies within the middle half ({half})."
                        ),
                        format!("総合スコア{own}は、中央の半数 ({half}) の中にある。"),
                    ),
                    Position::Above => self.say(
                        format!(
                            "the own overall score of {own} lies above the middle half ({half})."
                        ),
                        format!("総合スコア{own}は、中央の半数 ({half}) を上回る。"),
                    ),
                }
            }
            None => self.say(
                format!("own overall score {own}, median {median}."),
                format!("総合スコアは{own}、中央値は{median}である。"),
            ),
        };
        told + self.say(
            " Computed on the own machine: nobody else learns it.",
            "自社のコンピューターで計算したもので、ほかの誰にも伝わらない。",
        )
    }

    fn key_figures(&self) -> Vec<KeyFigure> {
        let subject = &Subject::Overall;
        let overall = self.overall();
        let own = overall.and_then(|place| place.own);
        let median = overall.and_then(|place| place.figures.median);
        let mut figures = vec![KeyFigure {
            name: self.say("Overall score", "総合スコア").to_owned(),
            value: figure(subject, own),
            unit: format!("/ {}", self.findings.group.highest()),
            basis: self.say(
                format!("median of the group {}", figure(subject, median)),
                format!("集団の中央値 {}", figure(subject, median)),
            ),
            tone: Tone::Plain,
        }];
        let deviation = overall.and_then(|place| {
            let n = place.figures.n?;
            Some((place.deviation_score?, n))
        });
        figures.push(KeyFigure {
            name: self.say("Deviation score", "偏差値").to_owned(),
            value: deviation.map_or_else(|| NOTHING.to_owned(), |(score, _)| score.to_string()),
            unit: String::new(),
            basis: match deviation {
                Some((_, n)) => self.say(
                    format!("50 is the mean of {n} members"),
                    format!("50が{n}者の平均"),
                ),
                None => self.no_deviation_score(),
            },
            tone: Tone::Plain,
        });
        let (below, compared) = self.findings.below_median();
        figures.push(KeyFigure {
            name: self
                .say("Behind most members", "多くの参加者より低い")
                .to_owned(),
            value: below.to_string(),
            unit: format!("/ {compared}"),
            basis: self
                .say("services below the median", "中央値を下回るサービス")
                .to_owned(),
            tone: if below > 0 { Tone::Bad } else { Tone::Plain },
        });
        let (reached, wanted) = self.findings.at_target();
        if wanted > 0 {
            figures.push(KeyFigure {
                name: self
                    .say("At the group’s target", "集団の目標に到達")
                    .to_owned(),
                value: reached.to_string(),
                unit: format!("/ {wanted}"),
                basis: self
                    .say("services with a level", "レベルのあるサービス")
                    .to_owned(),
                tone: Tone::Plain,
            });
        }
        figures
    }

    fn no_deviation_score(&self) -> String {
        let least = self.findings.group.benchmark.rules().deviation;
        let figures = self.overall().map(|place| place.figures);
        let n = figures.and_then(|figures| figures.n).unwrap_or_default();
        if n < least {
            return self.say(
                format!("shown from {least} members on"),
                format!("{least}者以上のときに示す"),
            );
        }
        let reason = figures.map_or_else(String::new, |figures| self.group.withheld(figures));
        self.say(
            format!("the mean is not shown: {reason}"),
            format!("平均を示さないため ({reason})"),
        )
    }

    /// Where the member is behind, the farthest first; as many with their step as there is room.
    fn behind(&self, room: usize) -> Vec<Block> {
        let behind = &self.findings.behind;
        if behind.is_empty() {
            return vec![Block::Paragraph(RichText::from(self.say(
                "In no service the own level is below the median.",
                "中央値を下回るサービスはない。",
            )))];
        }
        let shown = behind.len().min(room);
        let (told, rest) = behind.split_at(shown);
        let mut blocks = Vec::new();
        if !told.is_empty() {
            let mark = |level| words::level_mark(level, self.findings.group.sheet);
            let rows = told.iter().map(|one| {
                let median = figure(&Subject::Service(one.service.clone()), Some(one.median));
                Row::Cells(vec![
                    Cell::text(self.name(one)),
                    Cell::Level(mark(one.own)),
                    Cell::strong(median),
                    Cell::Text(self.next_step(one)),
                ])
            });
            blocks.push(Block::Table(Table {
                columns: vec![
                    Column::share(self.say("Service", "サービス"), 0.9).naming(),
                    Column::fixed(self.say("Own", "自社"), 40.0).centered(),
                    Column::fixed(self.say("Median", "中央値"), 46.0).centered(),
                    Column::share(self.say("Next step", "次の一手"), 1.6),
                ],
                rows: rows.collect(),
                ..Table::default()
            }));
        }
        if !rest.is_empty() {
            let names: Vec<String> = rest
                .iter()
                .map(|one| {
                    let median = figure(&Subject::Service(one.service.clone()), Some(one.median));
                    format!("{} ({} → {median})", one.service, one.own)
                })
                .collect();
            let names = words::listed(&names, self.language());
            let lead = if told.is_empty() {
                self.say("Own level → median: ", "自社のレベル → 中央値：")
            } else {
                self.say(
                    "Also (own level → median): ",
                    "ほかに (自社のレベル → 中央値)：",
                )
            };
            blocks.push(Block::Small(RichText::from(format!("{lead}{names}"))));
        }
        blocks
    }

    fn name(&self, one: &Behind<'_>) -> String {
        words::service_named(
            self.findings.group.sheet,
            one.service.as_str(),
            self.language(),
        )
    }

    fn next_step(&self, one: &Behind<'_>) -> RichText {
        match one.step {
            Some(step) => RichText::from(step.action.get(self.language())),
            None => RichText::default().quiet(self.say(
                "The sheet names no step.",
                "成熟度シートに次の一手の記述がない。",
            )),
        }
    }

    /// The second page: every service.
    fn services(&self, in_columns: bool) -> Section {
        let table = |rows: Vec<Row>| {
            Block::Table(Table {
                columns: self.columns(in_columns),
                rows,
                ..Table::default()
            })
        };
        let areas = self.findings.group.sheet.areas();
        let block = if in_columns {
            let (left, right) = self.halves();
            Block::Columns(vec![(1.0, vec![table(left)]), (1.0, vec![table(right)])])
        } else {
            let rows = areas.iter().enumerate().flat_map(|(number, area)| {
                let rows = area.services.iter();
                std::iter::once(self.area_row(number, false))
                    .chain(rows.filter_map(|service| self.row(&service.id)))
            });
            table(rows.collect())
        };
        Section {
            heading: self
                .say("Every service beside the group", "全サービスと集団の比較")
                .to_owned(),
            start: Start::Page,
            in_contents: true,
            blocks: vec![
                Block::Small(RichText::from(format!(
                    "{}{}",
                    self.group.key_to_ranges(true),
                    self.say(
                        " Beside an area: own score, median, deviation score.",
                        "サービスエリアの右に、自社のスコア、中央値、偏差値を示す。",
                    )
                ))),
                block,
            ],
            sections: Vec::new(),
        }
    }

    fn area_remark(place: &Place<'_>) -> String {
        let subject = &place.figures.subject;
        let (own, median) = (
            figure(subject, place.own),
            figure(subject, place.figures.median),
        );
        let score = place
            .deviation_score
            .map_or_else(|| NOTHING.to_owned(), |score| score.to_string());
        format!("{own} | {median} | {score}")
    }

    fn columns(&self, in_columns: bool) -> Vec<Column> {
        let range = if in_columns { 66.0 } else { 160.0 };
        vec![
            Column::share(self.say("Service", "サービス"), 1.0).naming(),
            Column::fixed(self.say("Own", "自社"), 32.0).centered(),
            Column::fixed(self.say("Group", "集団"), range),
            Column::fixed(self.say("Dev.", "偏差値"), 32.0).right(),
        ]
    }

    fn area_row(&self, number: usize, goes_on: bool) -> Row {
        let area = &self.findings.group.sheet.areas()[number];
        let subject = Subject::Area(area.id.clone());
        let place = self.findings.place(&subject);
        let remark = place.filter(|_| !goes_on);
        let title = area.title.get(self.language());
        let continued = if goes_on {
            self.say(" (continued)", " (続き)")
        } else {
            ""
        };
        Row::Group {
            title: format!("{} {title}{continued}", area.id),
            remark: remark.map_or_else(String::new, Self::area_remark),
            area: Some(number),
        }
    }

    fn row(&self, service: &ServiceId) -> Option<Row> {
        let subject = Subject::Service(service.clone());
        let place = self.findings.place(&subject)?;
        let state = self.findings.state_of(&subject);
        let name = RichText::from(self.findings.group.name(&subject, self.language()));
        let (own, name) = match names::no_level(state, self.language()) {
            None => {
                let sheet = self.findings.group.sheet;
                let mark = words::mark(state, sheet, self.language());
                (Cell::Level(mark), name)
            }
            Some(word) => (
                Cell::quiet(NOTHING),
                name.quiet(self.say(format!(" ({word})"), format!(" ({word})"))),
            ),
        };
        let score = place
            .deviation_score
            .map_or_else(|| NOTHING.to_owned(), |score| score.to_string());
        Some(Row::Cells(vec![
            Cell::Small(name),
            own,
            Cell::Range(self.group.range(place.figures, place.own)),
            Cell::Small(RichText::from(score)),
        ]))
    }

    /// The services in two columns of about the same height, in order; an area that is parted is
    /// named above both parts.
    fn halves(&self) -> (Vec<Row>, Vec<Row>) {
        let areas = self.findings.group.sheet.areas();
        let lines = |service: &ServiceId| {
            let name = self
                .findings
                .group
                .name(&Subject::Service(service.clone()), self.language());
            let letters: usize = name
                .chars()
                .map(|letter| if letter < '\u{2e80}' { 1 } else { 2 })
                .sum();
            // Half a line of room above and below.
            letters.div_ceil(2 * NAME) + 1
        };
        let of_area = |area: &psirt_core::sheet::Area| -> usize {
            let services = area.services.iter();
            2 + services.map(|service| lines(&service.id)).sum::<usize>()
        };
        let all: usize = areas.iter().map(of_area).sum();
        let (mut left, mut right) = (Vec::new(), Vec::new());
        let mut used = 0;
        for (number, area) in areas.iter().enumerate() {
            used += 2;
            let mut is_begun = false;
            for service in &area.services {
                let own = lines(&service.id);
                let to_right = !right.is_empty() || (used + own / 2) * 2 > all;
                let column = if to_right { &mut right } else { &mut left };
                if !is_begun || (to_right && column.is_empty()) {
                    column.push(self.area_row(number, is_begun));
                    is_begun = true;
                }
                column.extend(self.row(&service.id));
                used += own;
            }
        }
        (left, right)
    }
}
