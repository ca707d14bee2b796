//! Decides what a report says, in which order and in which words.
//!
//! Every figure comes from the findings; nothing is computed here. Sentences stand beside the
//! code that says them, each in both languages at once, so that none can be forgotten in one.

mod about;
mod anchor_sheet;
mod answers;
pub mod charts;
mod confidence;
mod decision;
mod form;
mod gaps;
mod glossary;
mod group;
mod imprint;
#[cfg(test)]
mod laws;
mod method;
mod one_page;
mod outcome;
mod progress;
mod readings;
mod results;
mod roadmap;
mod signing;
mod since;
mod summary;
#[cfg(test)]
pub(crate) mod tests;
mod words;
mod workshop;

use psirt_core::Language;
use psirt_core::assessment::AssessmentState;

use crate::branding::Branding;
use crate::document::{Cover, Front, Report, Section};
use crate::findings::Findings;
use crate::names;

pub use anchor_sheet::anchor_sheet;
pub use form::{Form, form};
pub use group::{compose_benchmark, compose_place};
use imprint::Imprint;
pub use one_page::since_last_time;
use summary::Brevity;

/// Composes the whole report: a core to decide on, then appendices to look things up in.
pub fn compose(findings: &Findings, language: Language, branding: &Branding) -> Report {
    composed(findings, language, branding, Extent::Whole)
}

/// Composes the core of the report alone.
pub fn compose_core(findings: &Findings, language: Language, branding: &Branding) -> Report {
    composed(findings, language, branding, Extent::Core)
}

fn composed(
    findings: &Findings,
    language: Language,
    branding: &Branding,
    extent: Extent,
) -> Report {
    let composer = Composer {
        extent,
        ..Composer::new(findings, language, branding)
    };
    let kind = language.pick("PSIRT maturity assessment", "PSIRT成熟度アセスメント");
    let mut report = composer.report(branding, kind, composer.sections(branding));
    report.front = Some(Front {
        cover: composer.cover(branding, kind),
        contents_heading: language.pick("Contents", "目次").to_owned(),
    });
    report
}

/// How much of the report there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// Core and appendices.
    Whole,
    /// The core alone.
    Core,
    /// One page: neither contents nor appendices to refer to.
    Page,
}

/// What stands after the core, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Appendix {
    Levels,
    Gaps,
    Actions,
    Changes,
    Requirements,
    Answers,
    Workshop,
    Method,
    Glossary,
}

/// What all parts of the report are composed from.
#[derive(Clone, Copy)]
struct Composer<'a> {
    findings: &'a Findings<'a>,
    language: Language,
    extent: Extent,
    /// Whether notes are printed.
    with_notes: bool,
    /// How much the first page tells.
    brevity: Brevity,
}

impl<'a> Composer<'a> {
    fn new(findings: &'a Findings<'a>, language: Language, branding: &Branding) -> Self {
        Self {
            findings,
            language,
            extent: Extent::Page,
            with_notes: !branding.without_answers,
            brevity: Brevity::AMPLE,
        }
    }
}

impl Composer<'_> {
    /// A report without cover and contents.
    fn report(&self, branding: &Branding, kind: &str, sections: Vec<Section>) -> Report {
        let assessment = self.findings.assessment;
        let imprint = Imprint {
            language: self.language,
            branding,
            program_version: self.findings.program_version,
            kind,
            name: &assessment.organization().name,
            subject: self.findings.sheet.title().get(self.language).to_owned(),
            author: words::listed(branding.assessors(assessment), self.language),
            date: assessment.date(),
            mark: self.draft_mark(),
            classification: branding.classification(assessment),
        };
        imprint.report(sections)
    }

    /// Stands in every head of what may still change.
    fn draft_mark(&self) -> &'static str {
        match self.findings.assessment.state() {
            AssessmentState::Draft => self.say("DRAFT", "下書き"),
            AssessmentState::Finished => "",
        }
    }

    /// Picks the words of the report's language.
    fn say<T>(&self, en: T, ja: T) -> T {
        self.language.pick(en, ja)
    }

    fn sections(&self, branding: &Branding) -> Vec<Section> {
        let mut sections = vec![
            self.summary(branding),
            self.about(branding),
            self.confidence(),
            self.results(),
        ];
        sections.extend(self.progress());
        sections.push(self.gaps());
        sections.push(self.roadmap());
        sections.extend(self.readings());
        sections.push(self.signing());
        number(&mut sections, "");
        for (place, appendix) in self.appendices().into_iter().enumerate() {
            let mut section = self.appendix(appendix);
            let letter = letter(place);
            number(&mut section.sections, &format!("{letter}."));
            let name = self.say(format!("Appendix {letter}"), format!("付録{letter}"));
            section.heading = format!("{name}  {}", section.heading);
            sections.push(section);
        }
        sections
    }

    /// The appendices there are, in order.
    fn appendices(&self) -> Vec<Appendix> {
        if self.extent != Extent::Whole {
            return Vec::new();
        }
        let mut all = vec![Appendix::Levels];
        if self.findings.gaps.targeted() > 0 {
            all.push(Appendix::Gaps);
        }
        if self.has_more_of_actions() {
            all.push(Appendix::Actions);
        }
        if self.findings.comparison.is_some() {
            all.push(Appendix::Changes);
        }
        if !self.findings.readings.is_empty() {
            all.push(Appendix::Requirements);
        }
        if self.with_notes {
            all.push(Appendix::Answers);
        }
        if !self.findings.workshops.is_empty() {
            all.push(Appendix::Workshop);
        }
        all.extend([Appendix::Method, Appendix::Glossary]);
        all
    }

    fn appendix(&self, appendix: Appendix) -> Section {
        match appendix {
            Appendix::Levels => self.levels(),
            Appendix::Gaps => self.gap_register(),
            Appendix::Actions => self.all_actions(),
            Appendix::Changes => self.changes(),
            Appendix::Requirements => self.requirements_of_all(),
            Appendix::Answers => self.answers(),
            Appendix::Workshop => self.workshops(),
            Appendix::Method => self.method(),
            Appendix::Glossary => self.glossary(),
        }
    }

    /// Where in this report an appendix is found; `None` where it has no such one.
    fn found_in(&self, appendix: Appendix) -> Option<String> {
        let place = self.appendices().iter().position(|one| *one == appendix)?;
        let letter = letter(place);
        Some(self.say(format!("Appendix {letter}"), format!("付録{letter}")))
    }

    fn cover(&self, branding: &Branding, kind: &str) -> Cover {
        let assessment = self.findings.assessment;
        let date = words::date(assessment.date(), self.language);
        let organization = assessment.organization();
        let state = match assessment.state() {
            AssessmentState::Draft => self.say(
                "Draft: answers may still change",
                "実施中 (回答は今後変わりうる)",
            ),
            AssessmentState::Finished => names::assessment_state(assessment.state(), self.language),
        };
        let extent = match self.extent {
            Extent::Core => self.say(
                "The core; the appendices are in the whole report",
                "本編のみ (付録は全体のレポートにある)",
            ),
            Extent::Whole | Extent::Page => "",
        };
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
                fact("Extent", "範囲", extent.to_owned()),
                fact(
                    "Handling",
                    "取扱区分",
                    branding
                        .classification(assessment)
                        .unwrap_or_default()
                        .to_owned(),
                ),
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

/// The letter of an appendix. There are fewer than 26.
fn letter(place: usize) -> char {
    u8::try_from(place).map_or('Z', |place| char::from(b'A' + place.min(25)))
}
