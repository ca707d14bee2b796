//! What was assessed, by whom, when and how: what a reader needs before the figures.

use psirt_core::score::State;

use crate::branding::Branding;
use crate::document::{Block, Cell, Column, RichText, Row, Section, Start, Table};
use crate::names;

use super::{Appendix, Composer, words};

impl Composer<'_> {
    pub(super) fn about(&self, branding: &Branding) -> Section {
        let rows = self
            .facts(branding)
            .into_iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .map(|(name, value)| Row::Cells(vec![Cell::quiet(name), Cell::text(value)]));
        let blocks = vec![
            Block::Table(Table {
                columns: vec![Column::fixed("", 112.0).naming(), Column::share("", 1.0)],
                rows: rows.collect(),
                headless: true,
                ..Table::default()
            }),
            Block::Heading(self.say("How it was done", "評価の方法").to_owned()),
            Block::List(self.way().into_iter().map(RichText::from).collect()),
        ];
        Section {
            heading: self
                .say("What was assessed and how", "評価の対象と方法")
                .to_owned(),
            start: Start::Fresh,
            in_contents: true,
            blocks,
            sections: self.not_applicable().into_iter().collect(),
        }
    }

    fn facts(&self, branding: &Branding) -> Vec<(&'static str, String)> {
        let findings = self.findings;
        let (assessment, sheet) = (findings.assessment, findings.sheet);
        let organization = assessment.organization();
        let kind: Vec<String> = [
            organization
                .sector
                .map(|sector| names::sector(sector, self.language)),
            organization
                .size
                .map(|size| names::size_band(size, self.language)),
            organization
                .model
                .map(|model| names::organizational_model(model, self.language)),
        ]
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .collect();
        let title = sheet.title().get(self.language);
        let edition = self.say(
            format!("{title}, edition {}", sheet.edition()),
            format!("{title} ({}版)", sheet.edition()),
        );
        let readings: Vec<String> = findings
            .readings
            .iter()
            .map(|chosen| chosen.reading.title().get(self.language).to_owned())
            .collect();
        let profile = findings
            .profile
            .map_or("", |profile| profile.title().get(self.language));
        vec![
            (
                self.say("Organization", "組織"),
                words::listed(
                    &[vec![organization.name.clone()], kind].concat(),
                    self.language,
                ),
            ),
            (self.say("Scope", "対象範囲"), assessment.scope().to_owned()),
            (
                self.say("Assessed by", "評価者"),
                words::listed(branding.assessors(assessment), self.language),
            ),
            (
                self.say("Date", "評価日"),
                words::date(assessment.date(), self.language),
            ),
            (
                self.say("Earlier rounds", "過去の回"),
                self.earlier_rounds(),
            ),
            (self.say("Answered", "回答の状況"), self.answers_in_short()),
            (self.say("Maturity sheet", "成熟度シート"), edition),
            (
                self.say("Target profile", "目標プロファイル"),
                profile.to_owned(),
            ),
            (
                self.say("Readings", "対応表"),
                words::listed(&readings, self.language),
            ),
        ]
    }

    /// The days of the rounds that are shown, and of those that are not.
    fn earlier_rounds(&self) -> String {
        let shown: Vec<String> = self
            .findings
            .history
            .iter()
            .map(|round| round.assessment.date().to_string())
            .collect();
        let shown = words::listed(&shown, self.language);
        match self.rounds_left_out() {
            Some(left_out) => {
                let stop = self.say(". ", "。");
                format!("{shown}{stop}{left_out}")
            }
            None => shown,
        }
    }

    /// How many services are in which state.
    fn answers_in_short(&self) -> String {
        let services = &self.findings.scorecard.services;
        let count = |state: State| {
            let alike = |one: State| std::mem::discriminant(&one) == std::mem::discriminant(&state);
            services
                .iter()
                .filter(|service| alike(service.state))
                .count()
        };
        let mut parts = vec![words::coverage_in_words(
            self.findings.scorecard.overall.coverage,
            self.language,
        )];
        for state in [State::DontKnow, State::Unanswered, State::NotApplicable] {
            let number = count(state);
            if number > 0 {
                let name = names::no_level(state, self.language).unwrap_or_default();
                parts.push(self.say(format!("{number} {name}"), format!("{name}{number}")));
            }
        }
        words::listed(&parts, self.language)
    }

    fn way(&self) -> Vec<String> {
        let highest = self.findings.sheet.highest_level();
        let mut points = vec![
            self.say(
                format!("Those who assessed chose for each service the level, from 0 to {highest}, that describes it most closely. What they looked at is noted as evidence; nobody from outside has audited it."),
                format!("評価者が、サービスごとに実態に最も近いレベル (0〜{highest}) を選んだ。確認したものは証拠として記録しているが、第三者による監査は受けていない。"),
            ),
            self.say(
                "The score of an area is the mean of its services, the overall score the mean of the areas. Only level 0 counts as 0: what is unanswered, not known or not applicable does not.",
                "エリアのスコアはサービスの平均、総合スコアはエリアの平均である。0と数えるのはレベル0だけで、「未回答」「わからない」「該当なし」は数えない。",
            )
            .to_owned(),
        ];
        if self.findings.gaps.targeted() > 0 {
            points.push(
                self.say(
                    "A target is the level the organization has chosen to reach, not one that a law or standard asks for.",
                    "目標は組織が自ら選んだ到達レベルであり、法令や規格が求めるレベルではない。",
                )
                .to_owned(),
            );
        }
        if !self.findings.readings.is_empty() {
            points.push(
                self.say(
                    "A requirement of a reading is evidenced where all services judged are at the expected level, partly evidenced where some are, not evidenced where none is. Judged are the services it rests on directly, or supporting ones where there are none. Evidenced does not mean that the requirement is met.",
                    "対応表の要求事項は、判定に使うサービスのすべてが期待レベルにあれば「裏付けあり」、一部なら「一部裏付けあり」、1つもなければ「裏付けなし」とする。判定には直接関わるサービスを使い、なければ補助のサービスを使う。「裏付けあり」は、要求事項を満たすことを意味しない。",
                )
                .to_owned(),
            );
        }
        if let Some(place) = self.found_in(Appendix::Method) {
            points.push(self.say(
                format!("{place} has the scale, all rules and the sources."),
                format!("尺度、すべての計算の規則、出典は{place}に示す。"),
            ));
        }
        points
    }
}
