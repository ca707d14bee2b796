//! Services that do not apply, with their reasons, and every answer with what supports it.

use psirt_core::Answer;
use psirt_core::assessment::{Entry, Evidence};
use psirt_core::explain::ticked;
use psirt_core::score::{ServiceScore, State};

use crate::document::{Block, Cell, Column, RichText, Row, Section, Start, Table, Tone};

use super::{Appendix, Composer, words};

/// How many services that do not apply the core lists with their reasons.
const LEFT_OUT: usize = 6;

impl Composer<'_> {
    /// The services left out, at most so many as the core has room for. Nothing where every
    /// service counts.
    pub(super) fn not_applicable(&self) -> Option<Section> {
        let rows = self.left_out_rows();
        let count = rows.len();
        let mut section = self.left_out(rows.into_iter().take(LEFT_OUT).collect())?;
        if count > LEFT_OUT {
            let rest = count - LEFT_OUT;
            section.blocks.push(Block::Small(RichText::from(
                match self.found_in(Appendix::Levels) {
                    Some(place) => self.say(
                        format!("and {rest} more, in {place}"),
                        format!("ほか{rest}件は{place}に示す"),
                    ),
                    None => self.say(format!("and {rest} more"), format!("ほか{rest}件")),
                },
            )));
        }
        Some(section)
    }

    /// All services left out, where the core has no room for all.
    pub(super) fn all_not_applicable(&self) -> Option<Section> {
        let rows = self.left_out_rows();
        (rows.len() > LEFT_OUT)
            .then(|| self.left_out(rows))
            .flatten()
    }

    /// Each service that does not apply, with the reason.
    fn left_out_rows(&self) -> Vec<Row> {
        let services = self.findings.scorecard.services.iter();
        let rows = services.filter_map(|service| {
            let answer = self.findings.assessment.answer(service.id.as_str());
            let Some(Answer::NotApplicable(reason)) = answer else {
                return None;
            };
            let name =
                words::service_named(self.findings.sheet, service.id.as_str(), self.language);
            Some(Row::Cells(vec![
                Cell::text(name),
                Cell::text(reason.clone()),
            ]))
        });
        rows.collect()
    }

    fn left_out(&self, rows: Vec<Row>) -> Option<Section> {
        if rows.is_empty() {
            return None;
        }
        let blocks = vec![
            Block::Paragraph(RichText::from(self.say(
                "These services are left out of every figure, for the reason given.",
                "次のサービスは、示した理由により、すべての数値の対象から除いている。",
            ))),
            Block::Table(Table {
                columns: vec![
                    Column::share(self.say("Service", "サービス"), 1.0).naming(),
                    Column::share(self.say("Reason", "理由"), 2.0),
                ],
                rows,
                ..Table::default()
            }),
        ];
        Some(Section {
            heading: self
                .say("Services that do not apply", "該当しないサービス")
                .to_owned(),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        })
    }

    pub(super) fn answers(&self) -> Section {
        let mut rows = Vec::new();
        for (index, area) in self.findings.sheet.areas().iter().enumerate() {
            rows.push(Row::Group {
                title: format!("{} {}", area.id, area.title.get(self.language)),
                remark: String::new(),
                area: Some(index),
            });
            for service in self.findings.scorecard.services_of(&area.id) {
                rows.push(Row::Cells(self.answer(service)));
            }
        }
        Section {
            heading: self.say("All answers", "回答一覧").to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks: vec![
                Block::Paragraph(RichText::from(self.say(
                    "Every service with its level, what that level means for it, and what was noted and shown.",
                    "各サービスのレベルとその状態、メモ、証拠を示す。",
                ))),
                Block::Table(Table {
                    columns: vec![
                        Column::share(self.say("Service", "サービス"), 1.0).naming(),
                        Column::fixed(self.say("Level", "レベル"), 66.0).centered(),
                        Column::share(self.say("What it means, notes and evidence", "状態、メモ、証拠"), 2.7),
                    ],
                    rows,
                    ..Table::default()
                }),
            ],
            sections: Vec::new(),
        }
    }

    fn answer(&self, service: &ServiceScore) -> Vec<Cell> {
        let sheet = self.findings.sheet;
        let entry = self.findings.assessment.entry(service.id.as_str());
        let name = words::service_named(sheet, service.id.as_str(), self.language);
        let mut level = vec![Cell::Level(words::mark(
            service.state,
            sheet,
            self.language,
        ))];
        if let State::Level(number) = service.state {
            let title = sheet
                .scale_level(number)
                .map_or("", |level| level.name.get(self.language));
            level.push(Cell::Small(RichText::default().quiet(title)));
        }
        let mut told = vec![self.meaning(service)];
        if let Some(entry) = entry {
            told.extend(self.remarks(service, entry));
        }
        told.retain(|cell| !matches!(cell, Cell::Empty));
        let told = if told.is_empty() {
            Cell::quiet("–")
        } else {
            Cell::Stack(told)
        };
        vec![Cell::text(name), Cell::Stack(level), told]
    }

    /// What the level says, or why there is none.
    fn meaning(&self, service: &ServiceScore) -> Cell {
        let known = self.findings.sheet.service(service.id.as_str());
        match (
            service.state,
            self.findings.assessment.answer(service.id.as_str()),
        ) {
            (State::Level(level), _) => known
                .and_then(|known| known.level(level))
                .map_or(Cell::Empty, |text| {
                    Cell::text(text.statement.get(self.language))
                }),
            (_, Some(Answer::NotApplicable(reason))) => {
                let head = self.say("Reason: ", "理由：");
                Cell::Text(RichText::default().quiet(head).plain(reason.clone()))
            }
            _ => Cell::Empty,
        }
    }

    fn remarks(&self, service: &ServiceScore, entry: &Entry) -> Vec<Cell> {
        let labelled =
            |label: &str, text: String| Cell::Small(RichText::default().strong(label).plain(text));
        let mut cells = Vec::new();
        if !entry.note.trim().is_empty() {
            cells.push(labelled(self.say("Note: ", "メモ："), entry.note.clone()));
        }
        for evidence in &entry.evidence {
            cells.push(self.evidence(evidence));
        }
        if !entry.owner.trim().is_empty() {
            cells.push(labelled(self.say("Owner: ", "担当："), entry.owner.clone()));
        }
        let confidence = self.findings.confidence.services.iter();
        let contradicted = confidence
            .filter(|one| one.id == service.id && !one.unticked().is_empty())
            .map(|one| self.unticked(one));
        cells.extend(contradicted.map(|text| {
            let label = self.say(
                "Not ticked up to this level: ",
                "このレベルまでの未確認の項目：",
            );
            Cell::Small(RichText::default().toned(label, Tone::Bad).plain(text))
        }));
        cells.extend(
            self.indicators(service)
                .map(|text| labelled(self.say("Indicators ticked: ", "該当する確認項目："), text)),
        );
        cells
    }

    fn evidence(&self, evidence: &Evidence) -> Cell {
        let mut text = RichText::default()
            .strong(self.say("Evidence: ", "証拠："))
            .plain(evidence.title.clone());
        if !evidence.place.trim().is_empty() {
            text = text
                .plain(self.say(", ", "、"))
                .link(evidence.place.clone(), &evidence.place);
        }
        if let Some(date) = evidence.date {
            text = text.quiet(self.say(format!(" ({date})"), format!(" ({date}) ")));
        }
        Cell::Small(text)
    }

    /// How many indicators of each level are ticked, where any is.
    fn indicators(&self, service: &ServiceScore) -> Option<String> {
        let counts = ticked(
            self.findings.sheet,
            self.findings.assessment,
            service.id.as_str(),
        )?;
        let parts: Vec<String> = counts
            .iter()
            .filter(|count| count.ticked > 0)
            .map(|count| {
                self.say(
                    format!("level {}: {} of {}", count.level, count.ticked, count.all),
                    format!("レベル{}：{}/{}", count.level, count.ticked, count.all),
                )
            })
            .collect();
        (!parts.is_empty()).then(|| words::listed(&parts, self.language))
    }
}
