//! How sure the levels are: what backs them, where they contradict their indicators, what nobody
//! knows.

use psirt_core::confidence::{Backing, ServiceConfidence};
use psirt_core::score::State;
use psirt_core::sheet::Service;

use crate::document::{Block, Cell, Column, KeyFigure, RichText, Row, Section, Start, Table, Tone};

use super::{Appendix, Composer, words};

/// How many services a list names before it counts the rest.
const NAMED: usize = 8;
/// How many contradictions have a row.
const CONTRADICTIONS: usize = 8;

impl Composer<'_> {
    /// The page beside the results that says how far to trust them.
    pub(super) fn confidence(&self) -> Section {
        let confidence = &self.findings.confidence;
        let mut blocks = vec![
            Block::Paragraph(self.how_sure()),
            Block::KeyFigures(self.confidence_figures()),
        ];
        if confidence.levels(None) > 0 {
            blocks.push(Block::Table(self.backed_by_area()));
        }
        blocks.extend(self.not_backed().map(Block::Table));
        blocks.extend(self.workshops_in_short());
        blocks.extend(self.contradictions());
        blocks.push(Block::Small(RichText::from(self.what_counts())));
        Section {
            heading: self.say("How sure this is", "結果の確かさ").to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    fn how_sure(&self) -> RichText {
        let confidence = &self.findings.confidence;
        let (levels, backed) = (confidence.levels(None), confidence.backed(None));
        if levels == 0 {
            return RichText::from(self.say(
                "No service has a level above 0 yet, so there is nothing that evidence could back.",
                "0より高いレベルのサービスはまだなく、証拠で裏付けるべきものがない。",
            ));
        }
        let score = words::score(self.findings.scorecard.overall.headline());
        let defensible = words::score(confidence.defensible.overall.headline());
        let text = RichText::default().plain(self.say(
            format!(
                "Evidence that is recent enough backs {backed} of the {} above 0. ",
                words::counted(levels, "level", "levels")
            ),
            format!(
                "0より高いレベル{levels}件のうち、有効期間内の証拠があるものは{backed}件である。"
            ),
        ));
        if self.findings.scorecard.overall.headline().is_none() {
            return text;
        }
        text.plain(self.say(
            format!("If every other level counted as 0, the overall score would be {defensible} in place of {score}: this "),
            format!("それ以外のレベルを0とみなすと、総合スコアは{score}ではなく{defensible}となる。この"),
        ))
        .strong(self.say("defensible score", "裏付けのあるスコア"))
        .plain(self.say(
            " is what could be shown to somebody who asks. It stands beside the score and does not replace it.",
            "は、求められたときに証拠で示せる範囲を表す。スコアの横に示すものであり、スコアに代わるものではない。",
        ))
    }

    fn confidence_figures(&self) -> Vec<KeyFigure> {
        let confidence = &self.findings.confidence;
        let overall = &self.findings.scorecard.overall;
        let highest = format!("/ {}", self.findings.sheet.highest_level());
        let basis = words::coverage_in_words(overall.coverage, self.language);
        let count = |state: State| confidence.in_state(state).count();
        let open = count(State::DontKnow) + count(State::Unanswered);
        let contradictions = confidence.contradictions().count();
        vec![
            self.headline_figure(
                self.say("Defensible score", "裏付けのあるスコア"),
                confidence.defensible.overall.headline(),
                &highest,
                &basis,
            ),
            KeyFigure {
                name: self.say("Levels backed", "裏付けのあるレベル").to_owned(),
                value: confidence.backed(None).to_string(),
                unit: format!("/ {}", confidence.levels(None)),
                basis: self
                    .say("levels above 0", "0より高いレベルのうち")
                    .to_owned(),
                tone: Tone::Plain,
            },
            KeyFigure {
                name: self.say("Contradictions", "確認項目との不一致").to_owned(),
                value: contradictions.to_string(),
                unit: self
                    .say(
                        if contradictions == 1 {
                            "service"
                        } else {
                            "services"
                        },
                        "サービス",
                    )
                    .to_owned(),
                basis: self
                    .say(
                        "an indicator up to the level is not ticked",
                        "レベルまでの確認項目に未確認がある",
                    )
                    .to_owned(),
                tone: if contradictions > 0 {
                    Tone::Bad
                } else {
                    Tone::Plain
                },
            },
            KeyFigure {
                name: self.say("Without a level", "レベルのないもの").to_owned(),
                value: open.to_string(),
                unit: format!("/ {}", overall.coverage.applicable),
                basis: self.say(
                    format!(
                        "{} unanswered, {} don’t know",
                        count(State::Unanswered),
                        count(State::DontKnow)
                    ),
                    format!(
                        "未回答{}、わからない{}",
                        count(State::Unanswered),
                        count(State::DontKnow)
                    ),
                ),
                tone: Tone::Plain,
            },
        ]
    }

    fn backed_by_area(&self) -> Table {
        let confidence = &self.findings.confidence;
        let areas = self.findings.sheet.areas().iter();
        let scores = self.findings.scorecard.areas.iter();
        let rows = areas.zip(scores.zip(&confidence.defensible.areas)).map(
            |(area, (score, defensible))| {
                Row::Cells(vec![
                    Cell::text(format!("{} {}", area.id, area.title.get(self.language))),
                    Cell::text(words::score(score.score)),
                    Cell::strong(words::score(defensible.score)),
                    Cell::quiet(format!(
                        "{} / {}",
                        confidence.backed(Some(&area.id)),
                        confidence.levels(Some(&area.id))
                    )),
                ])
            },
        );
        Table {
            columns: vec![
                Column::share(self.say("Area", "サービスエリア"), 1.0).naming(),
                Column::fixed(self.say("Score", "スコア"), 60.0).right(),
                Column::fixed(self.say("Defensible score", "裏付けのあるスコア"), 84.0).right(),
                Column::fixed(self.say("Levels backed", "裏付けのあるレベル"), 84.0).right(),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    /// The levels that nothing backs, by the reason.
    fn not_backed(&self) -> Option<Table> {
        let reasons = [
            (Backing::None, self.say("No evidence", "証拠がない")),
            (Backing::TooOld, self.say("Evidence too old", "証拠が古い")),
            (
                Backing::Undated,
                self.say("Evidence without a date", "証拠に日付がない"),
            ),
            (
                Backing::DatedLater,
                self.say(
                    "Evidence dated after the assessment",
                    "証拠の日付が評価日より後",
                ),
            ),
        ];
        let rows: Vec<Row> = reasons
            .into_iter()
            .filter_map(|(reason, name)| {
                let services = self.findings.confidence.services.iter();
                let alike: Vec<&ServiceConfidence<'_>> = services
                    .filter(|service| service.backing == Some(reason))
                    .collect();
                if alike.is_empty() {
                    return None;
                }
                let named: Vec<String> = alike
                    .iter()
                    .map(|service| self.with_newest(service))
                    .collect();
                Some(Row::Cells(vec![
                    Cell::text(name),
                    Cell::text(alike.len().to_string()),
                    Cell::text(words::first_few(&named, NAMED, self.language)),
                ]))
            })
            .collect();
        (!rows.is_empty()).then(|| Table {
            caption: self
                .say("Levels that nothing backs", "証拠の裏付けがないレベル")
                .to_owned(),
            columns: vec![
                Column::fixed(self.say("Why", "理由"), 118.0).naming(),
                Column::fixed(self.say("Levels", "件数"), 44.0).right(),
                Column::share(self.say("Services", "サービス"), 1.0),
            ],
            rows,
            ..Table::default()
        })
    }

    /// A service with the date of its newest evidence, where that is too old.
    fn with_newest(&self, service: &ServiceConfidence<'_>) -> String {
        let name = words::service_named(self.findings.sheet, service.id.as_str(), self.language);
        let name = words::beginning(&name, 60);
        match service.newest() {
            Some(newest) if service.backing == Some(Backing::TooOld) => {
                format!("{name} ({newest})")
            }
            _ => name,
        }
    }

    fn contradictions(&self) -> Vec<Block> {
        let all: Vec<&ServiceConfidence<'_>> = self.findings.confidence.contradictions().collect();
        if all.is_empty() {
            return Vec::new();
        }
        let rows = all.iter().take(CONTRADICTIONS).map(|service| {
            let id = service.id.as_str();
            Row::Cells(vec![
                Cell::text(words::service_named(self.findings.sheet, id, self.language)),
                Cell::Level(words::mark(
                    service.state,
                    self.findings.sheet,
                    self.language,
                )),
                Cell::Small(RichText::from(self.unticked(service))),
            ])
        });
        let mut blocks = vec![Block::Table(Table {
            caption: self
                .say(
                    "Levels that contradict their indicators",
                    "確認項目と一致しないレベル",
                )
                .to_owned(),
            columns: vec![
                Column::share(self.say("Service", "サービス"), 1.0).naming(),
                Column::fixed(self.say("Level", "レベル"), 48.0).centered(),
                Column::share(
                    self.say(
                        "Up to this level, but not ticked",
                        "レベルまでにあるが確認されていない項目",
                    ),
                    1.8,
                ),
            ],
            rows: rows.collect(),
            ..Table::default()
        })];
        if all.len() > CONTRADICTIONS {
            let rest: Vec<String> = all[CONTRADICTIONS..]
                .iter()
                .map(|service| service.id.to_string())
                .collect();
            let names = words::listed(&rest, self.language);
            blocks.push(Block::Small(RichText::from(self.say(
                format!("{} more: {names}.", rest.len()),
                format!("ほか{}件：{names}。", rest.len()),
            ))));
        }
        blocks
    }

    /// The indicators that are not ticked, each with its level.
    pub(super) fn unticked(&self, service: &ServiceConfidence<'_>) -> String {
        let known = self.findings.sheet.service(service.id.as_str());
        let texts: Vec<String> = service
            .unticked()
            .iter()
            .map(|(level, id)| {
                let mut indicators = known.into_iter().flat_map(Service::indicators);
                let text = indicators
                    .find(|(of, indicator)| of == level && indicator.id == *id)
                    .map_or("", |(_, indicator)| indicator.text.get(self.language));
                self.say(format!("{level}: {text}"), format!("レベル{level}：{text}"))
            })
            .collect();
        texts.join(self.say("; ", "、"))
    }

    /// What counts as evidence, and for how long.
    fn what_counts(&self) -> String {
        let kinds: Vec<String> = self
            .findings
            .sheet
            .evidence_kinds()
            .iter()
            .map(|kind| {
                let name = kind.name.get(self.language);
                self.say(
                    format!("{name} {} months", kind.months),
                    format!("{name}は{}か月", kind.months),
                )
            })
            .collect();
        let kinds = words::listed(&kinds, self.language);
        let mut text = self.say(
            format!("Evidence counts if it is dated and not older than its kind allows: {kinds}. Where no indicator of a service is ticked, nobody looked, and there is no contradiction."),
            format!("証拠は日付があり、種類ごとの有効期間内 ({kinds}) であれば数える。確認項目を1つも確認していないサービスは、不一致として扱わない。"),
        );
        if let Some(place) = self.found_in(Appendix::Answers) {
            text.push_str(&self.say(
                format!(" {place} has the evidence of every service."),
                format!("サービスごとの証拠は{place}に示す。"),
            ));
        }
        text
    }
}
