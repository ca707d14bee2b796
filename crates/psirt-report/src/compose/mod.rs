//! Decides what a report says, in which order and in which words.
//!
//! Every figure comes from the findings; nothing is computed here. Sentences stand beside the
//! code that says them, each in both languages at once, so that none can be forgotten in one.

mod answers;
pub mod charts;
mod gaps;
mod method;
mod progress;
mod readings;
mod results;
mod roadmap;
mod summary;
#[cfg(test)]
mod tests;
mod words;

use psirt_core::Language;
use psirt_core::assessment::AssessmentState;

use crate::branding::Branding;
use crate::document::{Cover, Report, Section};
use crate::findings::Findings;
use crate::names;

/// Composes the whole report.
pub fn compose(findings: &Findings, language: Language, branding: &Branding) -> Report {
    let composer = Composer { findings, language };
    let organization = &findings.assessment.organization().name;
    let kind = language.pick("PSIRT maturity assessment", "PSIRT成熟度アセスメント");
    let program = format!("PSIRT Maturity {}", findings.program_version);
    let date = words::date(findings.assessment.date(), language);
    let footer = if branding.footer.is_empty() {
        &program
    } else {
        &branding.footer
    };
    Report {
        language,
        title: format!("{organization} – {kind} {date}"),
        subject: findings.sheet.title().get(language).to_owned(),
        author: words::listed(branding.assessors(findings.assessment), language),
        date: findings.assessment.date(),
        classification: branding
            .classification(findings.assessment)
            .map(str::to_owned),
        running_head: format!("{organization}  |  {kind}  |  {date}"),
        running_foot: footer.clone(),
        accent: branding.accent(),
        cover: composer.cover(branding, kind, &date),
        contents_heading: language.pick("Contents", "目次").to_owned(),
        sections: composer.sections(!branding.without_answers),
        program,
    }
}

/// What all parts of the report are composed from.
#[derive(Clone, Copy)]
struct Composer<'a> {
    findings: &'a Findings<'a>,
    language: Language,
}

impl Composer<'_> {
    /// Picks the words of the report's language.
    fn say<T>(&self, en: T, ja: T) -> T {
        self.language.pick(en, ja)
    }

    fn sections(&self, with_answers: bool) -> Vec<Section> {
        let mut sections = vec![self.summary(), self.results(), self.gaps(), self.roadmap()];
        sections.extend(self.progress());
        sections.extend(self.readings());
        sections.push(self.not_applicable());
        if with_answers {
            sections.push(self.answers());
        }
        sections.push(self.method());
        number(&mut sections, "");
        sections
    }

    fn cover(&self, branding: &Branding, kind: &str, date: &str) -> Cover {
        let assessment = self.findings.assessment;
        let sheet = self.findings.sheet;
        let organization = assessment.organization();
        let edition = self.say(
            format!(
                "{}, edition {}",
                sheet.title().get(self.language),
                sheet.edition()
            ),
            format!(
                "{} ({}版)",
                sheet.title().get(self.language),
                sheet.edition()
            ),
        );
        let readings: Vec<String> = self
            .findings
            .readings
            .iter()
            .map(|chosen| chosen.reading.short().get(self.language).to_owned())
            .collect();
        let about: Vec<String> = [
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
        let state = match assessment.state() {
            AssessmentState::Draft => self.say(
                "Draft: answers may still change",
                "下書き (回答は今後変わりうる)",
            ),
            AssessmentState::Finished => "",
        };
        let profile = self
            .findings
            .profile
            .map_or("", |profile| profile.title().get(self.language));
        let fact = |en: &str, ja: &str, value: String| (self.say(en, ja).to_owned(), value);
        Cover {
            logo: branding.logo.clone(),
            kind: kind.to_owned(),
            title: organization.name.clone(),
            subtitle: assessment.scope().to_owned(),
            facts: vec![
                fact("Assessment", "アセスメント", assessment.title().to_owned()),
                fact("Date", "日付", date.to_owned()),
                fact("State", "状態", state.to_owned()),
                fact(
                    "Assessed by",
                    "評価者",
                    words::listed(branding.assessors(assessment), self.language),
                ),
                fact("Organization", "組織", words::listed(&about, self.language)),
                fact("Maturity sheet", "成熟度シート", edition),
                fact("Target profile", "目標プロファイル", profile.to_owned()),
                fact("Readings", "対応表", words::listed(&readings, self.language)),
            ],
            small_print: self
                .say(
                    "This report states the results of a self-assessment. It is neither a certification nor an audit opinion, and it is not legal advice.",
                    "本報告書は自己評価の結果を示すものであり、認証や監査意見ではなく、法的助言でもない。",
                )
                .to_owned(),
        }
    }
}

/// Puts numbers before headings.
fn number(sections: &mut [Section], before: &str) {
    for (index, section) in sections.iter_mut().enumerate() {
        let own = format!("{before}{}", index + 1);
        // Two levels are enough to be cited; below, the headings are names.
        if before.matches('.').count() < 2 {
            section.heading = format!("{own}  {}", section.heading);
        }
        number(&mut section.sections, &format!("{own}."));
    }
}
