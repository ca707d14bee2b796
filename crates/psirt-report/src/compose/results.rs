//! Scores by area and by service: each radar with the table that says the same in figures.

use std::fmt::Write as _;

use psirt_core::score::{Coverage, ServiceScore, State, shown_difference};
use psirt_core::trend::Continuity;
use psirt_core::{Language, Level};

use crate::document::{Block, Cell, Column, RichText, Row, Section, Start, Strip, Table};

use super::charts::{self, Part};
use super::{Appendix, Composer, words};

/// Height over width of the largest picture that leaves room for its heading on a page.
const MOST_PROPORTION: f32 = 1.28;

/// What a row of the areas shows.
struct AreaFigures {
    score: Option<f64>,
    /// The score of the services that have a target.
    beside: Option<f64>,
    target: Option<f64>,
    coverage: Coverage,
}

impl Composer<'_> {
    pub(super) fn results(&self) -> Section {
        Section {
            heading: self.say("Results", "評価結果").to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks: Vec::new(),
            sections: vec![self.by_area(), self.at_a_glance()],
        }
    }

    fn by_area(&self) -> Section {
        let mut blocks = vec![Block::Paragraph(RichText::from(self.say(
            "The score of an area is the mean level of its answered services; its target is the mean over those of them that have one. A gap is the difference of the two figures shown.",
            "エリアのスコアは回答済みサービスのレベルの平均、目標は回答済みで目標のあるサービスの目標の平均である。ギャップは表示した2つの数値の差を示す。",
        )))];
        let radar = Part::Areas.figure(self.findings, self.language);
        blocks.extend(radar.ok().map(Block::Chart));
        blocks.push(Block::Table(self.area_table()));
        Section {
            heading: self.say("By area", "サービスエリア別").to_owned(),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    /// All that the radar shows, in figures. Where services without a target have a level, the
    /// target stands beside the score of those that have one, so that the two compare.
    fn area_table(&self) -> Table {
        let comparable = charts::comparable_rounds(self.findings);
        let earlier: Vec<usize> = (0..comparable.len())
            .filter(|index| comparable[*index])
            .collect();
        let overall = &self.findings.scorecard.overall;
        let areas = &self.findings.scorecard.areas;
        let beside = areas
            .iter()
            .any(|area| area.targeted > 0 && area.targeted < area.coverage.answered);
        let mut columns = vec![Column::share(self.say("Area", "サービスエリア"), 1.0).naming()];
        for index in &earlier {
            let date = self.findings.history[*index].assessment.date();
            columns.push(Column::fixed(date.to_string(), 56.0).right());
        }
        columns.push(Column::fixed(self.say("Score", "スコア"), 46.0).right());
        if beside {
            let head = self.say("With a target", "目標ありのスコア");
            columns.push(Column::fixed(head, 56.0).right());
        }
        columns.push(Column::fixed(self.say("Target", "目標"), 46.0).right());
        columns.push(Column::fixed(self.say("Gap", "ギャップ"), 50.0).right());
        columns.push(Column::fixed(self.say("Answered", "回答"), 56.0).right());
        let row = |name: Cell, before: Vec<Option<f64>>, figures: AreaFigures| {
            let mut cells = vec![name];
            cells.extend(
                before
                    .into_iter()
                    .map(|score| Cell::quiet(words::score(score))),
            );
            cells.push(Cell::strong(words::score(figures.score)));
            if beside {
                cells.push(Cell::quiet(words::score(figures.beside)));
            }
            cells.push(Cell::quiet(words::score(figures.target)));
            let gap = figures.beside.zip(figures.target);
            cells.push(Cell::quiet(words::score(
                gap.map(|(beside, target)| shown_difference(beside, target)),
            )));
            cells.push(Cell::quiet(words::coverage(figures.coverage)));
            Row::Cells(cells)
        };
        let mut rows: Vec<Row> = self
            .findings
            .sheet
            .areas()
            .iter()
            .zip(areas)
            .map(|(area, score)| {
                let before = earlier.iter().map(|index| {
                    let card = &self.findings.trend.rounds[*index];
                    card.area(area.id.as_str()).and_then(|before| before.score)
                });
                let figures = AreaFigures {
                    score: score.score,
                    beside: score.score_beside_target,
                    target: score.target,
                    coverage: score.coverage,
                };
                let title = area.title.get(self.language);
                row(
                    Cell::text(format!("{} {title}", area.id)),
                    before.collect(),
                    figures,
                )
            })
            .collect();
        let before = earlier
            .iter()
            .map(|index| self.findings.trend.rounds[*index].overall.score);
        let figures = AreaFigures {
            score: overall.score,
            beside: overall.score_beside_target,
            target: overall.target,
            coverage: overall.coverage,
        };
        let name = Cell::strong(self.say("Overall", "総合"));
        rows.push(row(name, before.collect(), figures));
        Table {
            columns,
            rows,
            ..Table::default()
        }
    }

    /// Every service in one picture.
    fn at_a_glance(&self) -> Section {
        let mut text = self
            .say(
                "One cell for each service, the darker the higher; the number is its level, and behind an arrow its target where that lies above.",
                "1つの枠が1つのサービスを示し、色が濃いほどレベルが高い。数字はレベル、矢印の先は目標 (レベルより高い場合) である。",
            )
            .to_owned();
        if let Some(place) = self.found_in(Appendix::Levels) {
            text.push_str(&self.say(
                format!(" {place} has all figures."),
                format!("数値はすべて{place}に示す。"),
            ));
        }
        let mut blocks = Vec::new();
        match Part::HeatMap.figure(self.findings, self.language) {
            Ok(figure) if figure.proportion <= MOST_PROPORTION => {
                blocks.push(Block::Paragraph(RichText::from(text)));
                blocks.push(Block::Chart(figure));
            }
            Ok(_) => blocks.push(Block::Paragraph(RichText::from(match self
                .found_in(Appendix::Levels)
            {
                Some(place) => self.say(
                    format!("There are more services than a picture on one page can show; {place} lists all of them."),
                    format!("サービスの数が1ページの図に収まらないため、{place}にすべてを示す。"),
                ),
                None => self
                    .say(
                        "There are more services than a picture on one page can show.",
                        "サービスの数が1ページの図に収まらない。",
                    )
                    .to_owned(),
            }))),
            Err(_) => blocks.push(Block::Paragraph(RichText::from(self.say(
                "No service has a level or a target yet.",
                "レベルまたは目標のあるサービスはまだない。",
            )))),
        }
        Section {
            heading: self
                .say("All services at a glance", "全サービスの一覧図")
                .to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    /// The appendix with every level: the radar of the services, and the table.
    pub(super) fn levels(&self) -> Section {
        let mut sections = Vec::new();
        // With more axes the labels would be too small on paper.
        let few = self.findings.scorecard.services.len() <= charts::MOST_PRINTED_AXES;
        let radar = few.then(|| Part::Services.figure(self.findings, self.language).ok());
        if let Some(figure) = radar.flatten() {
            sections.push(Section {
                heading: self.say("Radar of the services", "サービス別のレーダー").to_owned(),
                start: Start::Below,
                in_contents: true,
                blocks: vec![
                    Block::Paragraph(RichText::from(self.say(
                        "Each axis is one service; the ring shows the areas. A line breaks where a service has no level. The figures are in the table that follows.",
                        "軸の一つ一つがサービスであり、外側の輪はエリアを示す。レベルのないサービスでは線が途切れる。数値は次の表に示す。",
                    ))),
                    Block::Chart(figure),
                ],
                sections: Vec::new(),
            });
        }
        sections.push(self.level_strips());
        sections.extend(self.all_not_applicable());
        Section {
            heading: self
                .say("Level of each service", "サービスごとのレベル")
                .to_owned(),
            start: Start::Page,
            in_contents: true,
            blocks: Vec::new(),
            sections,
        }
    }

    fn level_strips(&self) -> Section {
        let has_earlier = !self.findings.history.is_empty();
        let key = if has_earlier {
            self.say(
                "Filled boxes are levels reached, the number is the present level, the outlined box is the target, the small circle is the level of the last round.",
                "塗りは到達したレベル、数字は現在のレベル、枠は目標、小さな丸は前回のレベルを示す。",
            )
        } else {
            self.say(
                "Filled boxes are levels reached, the number is the present level, the outlined box is the target.",
                "塗りは到達したレベル、数字は現在のレベル、枠は目標を示す。",
            )
        };
        let mut blocks = vec![
            Block::Paragraph(RichText::from(format!(
                "{key}{}",
                self.key_to_earlier_rounds()
            ))),
            Block::Table(self.strips()),
        ];
        if self.marks_close_services() {
            blocks.push(Block::Small(RichText::from(self.say(
                "≈ In that round the service was only nearly the same, or part of a service that has been split; its level compares with care.",
                "≈ その回ではほぼ同じサービス、または分割前のサービスの一部だったため、比較には注意を要する。",
            ))));
        }
        Section {
            heading: self
                .say("Levels, targets and gaps", "レベル、目標、ギャップ")
                .to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    /// What stands in the narrow columns of earlier rounds in place of a level.
    fn key_to_earlier_rounds(&self) -> String {
        let points = || {
            let earlier = self.findings.history.len();
            self.findings
                .trend
                .services
                .iter()
                .flat_map(move |line| &line.points[..earlier])
        };
        let mut key = String::new();
        let words = [
            (State::NotApplicable, "n/a is not applicable"),
            (State::DontKnow, "? is don’t know"),
            (State::Unanswered, "– is unanswered"),
        ];
        let found: Vec<String> = words
            .iter()
            .filter(|(state, _)| points().flatten().any(|point| point.state == *state))
            .map(|(_, word)| (*word).to_owned())
            .collect();
        if self.language == Language::En && !found.is_empty() {
            let found = words::listed(&found, self.language);
            let _ = write!(key, " In earlier rounds {found}.");
        }
        if points().any(Option::is_none) {
            key.push_str(self.say(
                " A blank means that the sheet of that round had no such service.",
                "空欄は、その回のシートに対応するサービスがないことを示す。",
            ));
        }
        key
    }

    fn strips(&self) -> Table {
        let rounds = self.findings.history.len();
        let strip = if rounds > 2 { 116.0 } else { 140.0 };
        let mut columns = vec![Column::share(self.say("Service", "サービス"), 1.0).naming()];
        for round in &self.findings.history {
            // The year and month are enough in a narrow head.
            let date = round.assessment.date().to_string();
            columns.push(Column::fixed(date[..7.min(date.len())].to_owned(), 44.0).centered());
        }
        columns.push(Column::fixed(self.say("Level", "レベル"), strip));
        columns.push(Column::fixed(self.say("Target", "目標"), 36.0).centered());
        columns.push(Column::fixed(self.say("Gap", "ギャップ"), 46.0).centered());
        let mut rows = Vec::new();
        for (index, area) in self.findings.sheet.areas().iter().enumerate() {
            let score = &self.findings.scorecard.areas[index];
            let remark = format!(
                "{} ({})",
                words::score(score.score),
                words::coverage_in_words(score.coverage, self.language)
            );
            rows.push(Row::Group {
                title: format!("{} {}", area.id, area.title.get(self.language)),
                remark,
                area: Some(index),
            });
            for service in self.findings.scorecard.services_of(&area.id) {
                rows.push(Row::Cells(self.strip_row(service)));
            }
        }
        Table {
            columns,
            rows,
            ..Table::default()
        }
    }

    fn strip_row(&self, service: &ServiceScore) -> Vec<Cell> {
        let sheet = self.findings.sheet;
        let points = self
            .findings
            .trend
            .services
            .iter()
            .find(|line| line.service == service.id)
            .map(|line| line.points.as_slice())
            .unwrap_or_default();
        let rounds = self.findings.history.len();
        let name = words::service_named(sheet, service.id.as_str(), self.language);
        let mut cells = vec![Cell::text(name)];
        for point in points.iter().take(rounds) {
            cells.push(match point {
                Some(point) => {
                    let star = if point.continuity == Continuity::Same {
                        ""
                    } else {
                        "≈"
                    };
                    let small = |word: &str| Cell::Small(RichText::default().quiet(word));
                    match point.state {
                        State::Level(level) => Cell::quiet(format!("{level}{star}")),
                        State::NotApplicable => small(self.say("n/a", "該当なし")),
                        State::DontKnow => small(self.say("?", "わからない")),
                        State::Unanswered => small(self.say("–", "未回答")),
                    }
                }
                None => Cell::Empty,
            });
        }
        let before = rounds
            .checked_sub(1)
            .and_then(|last| points.get(last)?.as_ref()?.state.level());
        let target = service.target;
        let mut description = words::state(service.state, self.language);
        if let Some(target) = target {
            let said = self.say(format!(", target {target}"), format!("、目標{target}"));
            description.push_str(&said);
        }
        cells.push(Cell::Strip(Strip {
            highest: sheet.highest_level().number(),
            mark: words::mark(service.state, sheet, self.language),
            target: target.map(Level::number),
            earlier: before.map(Level::number),
            description,
        }));
        cells.push(Cell::quiet(
            target.map_or_else(|| "–".to_owned(), |level| level.to_string()),
        ));
        cells.push(match service.gap {
            Some(0) => Cell::quiet("0"),
            Some(gap) => Cell::strong(gap.to_string()),
            None => Cell::quiet("–"),
        });
        cells
    }

    fn marks_close_services(&self) -> bool {
        self.findings.trend.services.iter().any(|line| {
            let points = line.points.iter().flatten();
            points
                .into_iter()
                .any(|point| point.continuity != Continuity::Same)
        })
    }
}
