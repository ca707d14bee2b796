//! Decides what a report says, in which order and in which words.
//!
//! Every figure comes from the findings; nothing is computed here. Sentences stand beside the
//! code that says them, each in both languages at once, so that none can be forgotten in one.

mod answers;
pub mod charts;
mod gaps;
mod method;
mod one_page;
mod outcome;
mod progress;
mod readings;
mod results;
mod roadmap;
mod since;
mod summary;
#[cfg(test)]
mod tests;
mod words;

use psirt_core::Language;
use psirt_core::assessment::AssessmentState;

use crate::branding::Branding;
use crate::document::{Cover, Front, Report, Section};
use crate::findings::Findings;
use crate::names;

pub use one_page::since_last_time;

/// Composes the whole report.
pub fn compose(findings: &Findings, language: Language, branding: &Branding) -> Report {
    let composer = Composer::new(findings, language, branding);
    let kind = language.pick("PSIRT maturity assessment", "PSIRT成熟度アセスメント");
    let sections = composer.sections(!branding.without_answers);
    let mut report = composer.report(branding, kind, sections);
    report.front = Some(Front {
        cover: composer.cover(branding, kind),
        contents_heading: language.pick("Contents", "目次").to_owned(),
    });
    report
}

/// What all parts of the report are composed from.
#[derive(Clone, Copy)]
struct Composer<'a> {
    findings: &'a Findings<'a>,
    language: Language,
    /// Whether notes are printed.
    with_notes: bool,
}

impl<'a> Composer<'a> {
    fn new(findings: &'a Findings<'a>, language: Language, branding: &Branding) -> Self {
        Self {
            findings,
            language,
            with_notes: !branding.without_answers,
        }
    }
}

impl Composer<'_> {
    /// A report without cover and contents.
    fn report(&self, branding: &Branding, kind: &str, sections: Vec<Section>) -> Report {
        let assessment = self.findings.assessment;
        let organization = &assessment.organization().name;
        let program = format!("PSIRT Maturity {}", self.findings.program_version);
        let date = words::date(assessment.date(), self.language);
        let footer = if branding.footer.is_empty() {
            &program
        } else {
            &branding.footer
        };
        Report {
            language: self.language,
            title: format!("{organization} – {kind} {date}"),
            subject: self.findings.sheet.title().get(self.language).to_owned(),
            author: words::listed(branding.assessors(assessment), self.language),
            date: assessment.date(),
            classification: branding.classification(assessment).map(str::to_owned),
            running_head: format!("{organization}  |  {kind}  |  {date}"),
            running_foot: footer.clone(),
            accent: branding.accent(),
            logo: branding.logo.clone(),
            front: None,
            sections,
            program,
        }
    }

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

    fn cover(&self, branding: &Branding, kind: &str) -> Cover {
        let assessment = self.findings.assessment;
        let date = words::date(assessment.date(), self.language);
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
            kind: kind.to_owned(),
            title: organization.name.clone(),
            subtitle: assessment.scope().to_owned(),
            facts: vec![
                fact("Assessment", "アセスメント", assessment.title().to_owned()),
                fact("Date", "日付", date),
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
