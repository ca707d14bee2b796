//! The figures of the whole group, by area and by service.

use psirt_core::benchmark::{Figures, Subject};

use crate::document::{Block, Cell, Column, RichText, Row, Section, Start, Table};
use crate::group::{NOTHING, figure, levels_of, percent};

use super::GroupComposer;

impl GroupComposer<'_> {
    pub(super) fn all_figures(&self) -> Section {
        let mut section = self.section(
            "Figures by area and service",
            "サービスエリア別・サービス別の数値",
            Start::Page,
            Vec::new(),
        );
        section.sections = vec![self.by_area(), self.by_service()];
        section
    }

    fn by_area(&self) -> Section {
        let areas = self.findings.sheet.areas().iter();
        let subjects = areas.map(|area| Subject::Area(area.id.clone()));
        let rows = subjects
            .chain([Subject::Overall])
            .filter_map(|subject| self.findings.benchmark.figures_of(&subject));
        let rows = rows.map(|figures| self.row(figures, false)).collect();
        let table = Table {
            columns: self.columns(false),
            rows,
            ..Table::default()
        };
        let blocks = vec![
            Block::Paragraph(RichText::from(self.say(
                "The score of an area is the mean level of a member’s answered services; the overall score is the mean of its areas. A quartile of scores is the mean of three neighboring members, so that it is no one member’s score.",
                "サービスエリアのスコアは各参加者の回答済みサービスのレベルの平均、総合スコアはサービスエリアの平均である。スコアの四分位数は隣り合う3者の平均とし、1者のスコアが示されないようにしている。",
            ))),
            Block::Small(RichText::from(self.key_to_ranges(false))),
            Block::Table(table),
        ];
        self.section("By area", "サービスエリア別", Start::Below, blocks)
    }

    fn by_service(&self) -> Section {
        let mut rows = Vec::new();
        for (number, area) in self.findings.sheet.areas().iter().enumerate() {
            rows.push(Row::Group {
                title: format!("{} {}", area.id, area.title.get(self.language)),
                remark: String::new(),
                area: Some(number),
            });
            let services = area.services.iter();
            let subjects = services.map(|service| Subject::Service(service.id.clone()));
            let figures =
                subjects.filter_map(|subject| self.findings.benchmark.figures_of(&subject));
            rows.extend(figures.map(|figures| self.row(figures, true)));
        }
        let mut blocks = vec![Block::Small(RichText::from(format!(
            "{}{}",
            self.key_to_ranges(false),
            self.say(
                " Shares are of the members with a level; small ones are joined or told as a bound.",
                "割合はレベルのある参加者に占める割合で、小さいものはまとめるか、上限・下限で示す。",
            )
        )))];
        blocks.push(Block::Table(Table {
            columns: self.columns(true),
            rows,
            ..Table::default()
        }));
        blocks.extend(self.service_radar(0.86).map(Block::Chart));
        self.section("By service", "サービス別", Start::Below, blocks)
    }

    fn columns(&self, of_services: bool) -> Vec<Column> {
        let name = if of_services {
            self.say("Service", "サービス")
        } else {
            self.say("Area", "サービスエリア")
        };
        let mut columns = vec![
            Column::share(name, 1.0).naming(),
            Column::fixed("n", 30.0).right(),
            Column::fixed(self.say("Middle half", "中央の半数"), 96.0),
            Column::fixed(self.say("Lower", "下側"), 38.0).right(),
            Column::fixed(self.say("Median", "中央値"), 42.0).right(),
            Column::fixed(self.say("Upper", "上側"), 38.0).right(),
            Column::fixed(self.say("Mean (SD)", "平均 (標準偏差)"), 54.0).right(),
        ];
        if of_services {
            columns.push(Column::fixed(
                self.say("Shares of members", "参加者の割合"),
                84.0,
            ));
            columns.push(Column::fixed(self.say("Target", "目標"), 36.0).right());
        }
        columns
    }

    fn row(&self, figures: &Figures, of_services: bool) -> Row {
        let subject = &figures.subject;
        let name = self.findings.name(subject, self.language);
        let name = if *subject == Subject::Overall {
            RichText::default().strong(name)
        } else {
            RichText::from(name)
        };
        let reason = self.withheld(figures);
        let name = if reason.is_empty() {
            name
        } else {
            name.quiet(self.say(
                format!("\nnot in full: {reason}"),
                format!("\n一部非表示：{reason}"),
            ))
        };
        let quartile = |value: fn(psirt_core::benchmark::Quartiles) -> f64| {
            Cell::quiet(figure(subject, figures.quartiles.map(value)))
        };
        let spread = figures.spread.map_or_else(
            || NOTHING.to_owned(),
            |spread| format!("{:.2} ({:.2})", spread.mean, spread.deviation),
        );
        let mut cells = vec![
            Cell::Text(name),
            Cell::quiet(
                figures
                    .n
                    .map_or_else(|| NOTHING.to_owned(), |n| n.to_string()),
            ),
            Cell::Range(self.range(figures, None)),
            quartile(|quartiles| quartiles.lower),
            Cell::strong(figure(subject, figures.median)),
            quartile(|quartiles| quartiles.upper),
            Cell::Small(RichText::from(spread)),
        ];
        if of_services {
            cells.push(Cell::Small(RichText::from(self.shares(figures))));
            cells.push(Cell::quiet(figure(subject, self.findings.target(subject))));
        }
        Row::Cells(cells)
    }

    /// One share a line.
    fn shares(&self, figures: &Figures) -> String {
        if figures.shares.is_empty() {
            return NOTHING.to_owned();
        }
        let shares = figures.shares.iter();
        let lines = shares.map(|share| {
            let (levels, percent) = (levels_of(share), percent(share, self.language));
            self.say(
                format!("{levels}: {percent}"),
                format!("{levels}：{percent}"),
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}
