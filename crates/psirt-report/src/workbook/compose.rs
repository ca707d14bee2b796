//! Deciding what the workbook says, worksheet by worksheet.

use psirt_core::assessment::AssessmentState;
use psirt_core::score::{AreaScore, State, one_decimal};
use psirt_core::trend::Comparison;
use psirt_core::{Answer, Language};

use super::chart::ChartData;
use super::services::ServiceCells;
use super::words::{Words, fill};
use super::write::{Column, Writer};
use super::{
    Cell, Look, Paper, Place, Reference, Workbook, Worksheet, about, answers, gaps, outcome,
    progress, readings, roadmap, services, since, summary, workshop,
};
use crate::branding::Branding;
use crate::findings::Findings;
use crate::names;
use crate::number;

/// What every worksheet is made from.
pub(super) struct Context<'a> {
    pub findings: &'a Findings<'a>,
    pub branding: &'a Branding,
    pub language: Language,
    pub words: &'static Words,
    /// Where each service is found, for links to it; nowhere in a workbook of changes alone.
    pub services: Option<ServiceCells>,
    /// Whether there is a summary to go back to.
    has_summary: bool,
}

/// Decides what the workbook says.
pub fn compose(findings: &Findings<'_>, language: Language, branding: &Branding) -> Workbook {
    let words = Words::of(language);
    let mut context = Context {
        findings,
        branding,
        language,
        words,
        services: None,
        has_summary: true,
    };
    let mut data = ChartData::new(words, context.highest());
    let (about, level_names) = about::compose(&context);
    let (services, cells) = services::compose(&context, &level_names);
    let (mut summary, rest) = summary::compose(&context, &cells, &mut data);
    context.services = Some(cells);
    let mut worksheets = vec![
        (services, words.about_services),
        (gaps::compose(&context), words.about_gaps),
        (roadmap::compose(&context), words.about_roadmap),
    ];
    let projection = roadmap::projection(&context, &mut data);
    worksheets.extend(projection.map(|it| (it, words.about_projection)));
    worksheets.extend([
        (readings::compose(&context), words.about_readings),
        (progress::compose(&context, &mut data), words.about_progress),
    ]);
    worksheets.extend(since::compose(&context).map(|it| (it, words.about_since)));
    worksheets.extend(outcome::compose(&context).map(|it| (it, words.about_outcome)));
    if !branding.without_answers {
        worksheets.push((answers::compose(&context), words.about_answers));
    }
    worksheets.extend(workshop::compose(&context).map(|it| (it, words.about_workshop)));
    worksheets.push((about, words.about_about));
    summary::links(&context, &mut summary, rest, &worksheets);
    let mut all = vec![summary];
    all.extend(worksheets.into_iter().map(|(worksheet, _)| worksheet));
    all.push(data.into_worksheet());
    context.workbook(all)
}

/// What changed since the last round, with the rounds over time; `None` in the first round.
pub fn compose_since(
    findings: &Findings<'_>,
    language: Language,
    branding: &Branding,
) -> Option<Workbook> {
    let words = Words::of(language);
    let context = Context {
        findings,
        branding,
        language,
        words,
        services: None,
        has_summary: false,
    };
    let mut data = ChartData::new(words, context.highest());
    let since = since::compose(&context)?;
    let progress = progress::compose(&context, &mut data);
    let mut worksheets = vec![since];
    worksheets.extend(outcome::compose(&context));
    worksheets.extend([progress, data.into_worksheet()]);
    Some(context.workbook(worksheets))
}

/// What is there, with a dot between.
pub(super) fn joined<const N: usize>(parts: [&str; N]) -> String {
    let parts: Vec<&str> = parts
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .collect();
    parts.join(" · ")
}

/// A text that is cut where it would fill a page.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let text = text.trim();
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// A name in lines of about so many characters, broken at spaces or between wide characters.
pub(super) fn in_lines(name: &str, most: usize) -> String {
    let mut lines = String::new();
    let mut length = 0;
    for word in name.split_inclusive(|letter: char| letter == ' ' || letter >= '\u{3000}') {
        let letters = word.trim_end().chars().count();
        if length > 0 && length + letters > most {
            lines.truncate(lines.trim_end().len());
            lines.push('\n');
            length = 0;
        }
        lines.push_str(word);
        length += word.chars().count();
    }
    lines.truncate(lines.trim_end().len());
    lines
}

impl<'a> Context<'a> {
    /// The workbook of these worksheets.
    fn workbook(&self, worksheets: Vec<Worksheet>) -> Workbook {
        let assessment = self.findings.assessment;
        let organization = &assessment.organization().name;
        Workbook {
            language: self.language,
            title: fill(
                self.words.document_title,
                &[&joined([organization, assessment.title()])],
            ),
            subject: fill(
                self.words.document_subject,
                &[self.findings.sheet.title().get(self.language)],
            ),
            author: self
                .branding
                .assessors(assessment)
                .join(self.words.list_separator),
            company: organization.clone(),
            date: assessment.date(),
            program: fill(self.words.program, &[self.findings.program_version]),
            classification: self.branding.classification(assessment).map(str::to_owned),
            running_head: joined([self.draft_mark(), organization, assessment.title()]),
            running_foot: self.branding.footer.clone(),
            accent: self.branding.accent(),
            logo: self.branding.logo.clone(),
            page_of_pages: self.words.page_of_pages,
            worksheets,
        }
    }

    /// Stands in every head of what may still change.
    fn draft_mark(&self) -> &'static str {
        match self.findings.assessment.state() {
            AssessmentState::Draft => self.language.pick("DRAFT", "下書き"),
            AssessmentState::Finished => "",
        }
    }

    /// How the overall score moved since the last round, or why it cannot be told.
    pub fn overall_change(&self, comparison: &Comparison<'_>) -> String {
        match comparison.overall.shown_change() {
            Some(change) => fill(self.words.overall_changed, &[&number::change(change)]),
            None if !comparison.one_sheet => self.words.sheet_changed.to_owned(),
            None => self.words.overall_not_comparable.to_owned(),
        }
    }

    /// A cell that names a service, and leads to it where the workbook lists the services.
    pub fn service_id(&self, id: &str) -> Cell {
        let mut known = self.findings.sheet.services();
        let place = known.position(|service| service.id == *id);
        match (&self.services, place) {
            (Some(cells), Some(place)) => Cell::leading_to(id, cells.id(place)),
            _ => Cell::text(Look::Id, id),
        }
    }

    /// The title of a worksheet other than the summary, below the way back to it.
    pub fn tab_title(&self, writer: &mut Writer, title: &str) {
        if self.has_summary {
            let summary = Reference {
                worksheet: self.words.tab_summary.to_owned(),
                area: Place::new(0, 0).into(),
            };
            writer.put(0, Cell::leading_to(self.words.back_to_summary, summary));
            writer.next();
        }
        writer.text(Look::TabTitle, title);
    }

    /// An empty worksheet with these columns.
    pub fn writer(&self, name: &str, paper: Paper, columns: &[Column]) -> Writer {
        let widths = columns.iter().map(|column| column.width).collect();
        self.writer_of_widths(name, paper, widths)
    }

    /// An empty worksheet with columns of these widths.
    pub fn writer_of_widths(&self, name: &str, paper: Paper, widths: Vec<f64>) -> Writer {
        let worksheet = Worksheet {
            name: name.to_owned(),
            paper,
            widths,
            highest: self.highest(),
            ..Worksheet::default()
        };
        Writer::new(worksheet)
    }

    /// The end of the scale.
    pub fn highest(&self) -> u8 {
        self.findings.sheet.highest_level().number()
    }

    /// Id and title of an area.
    pub fn area_name(&self, id: &str) -> String {
        let title = self
            .findings
            .sheet
            .area(id)
            .map_or("", |area| area.title.get(self.language));
        format!("{id} {title}")
    }

    /// Names of areas for the axes of a chart, in short lines: charts don't break them.
    pub fn area_labels(&self, areas: &[AreaScore]) -> Vec<String> {
        let most = self.language.pick(18, 9);
        areas
            .iter()
            .map(|area| in_lines(&self.area_name(area.id.as_str()), most))
            .collect()
    }

    /// The area a service belongs to.
    pub fn area_of(&self, service: &str) -> String {
        self.findings
            .sheet
            .area_of(service)
            .map_or_else(String::new, |area| self.area_name(area.id.as_str()))
    }

    /// Title of a service.
    pub fn service_title(&self, id: &str) -> &'a str {
        self.findings
            .sheet
            .service(id)
            .map_or("", |service| service.title.get(self.language))
    }

    /// Id and title of a service.
    pub fn service_name(&self, id: &str) -> String {
        format!("{id} {}", self.service_title(id))
    }

    /// Ids and titles of services, one after the other, cut after `most`.
    pub fn service_names<'b>(
        &self,
        ids: impl IntoIterator<Item = &'b psirt_core::ServiceId>,
        most: usize,
    ) -> String {
        let names: Vec<String> = ids
            .into_iter()
            .map(|id| self.service_name(id.as_str()))
            .collect();
        self.list(&names, most)
    }

    /// A list in a line, cut after `most`.
    pub fn list(&self, items: &[String], most: usize) -> String {
        let shown = items[..items.len().min(most)].join(self.words.list_separator);
        match items.len().saturating_sub(most) {
            0 => shown,
            more => fill(self.words.and_more, &[&shown, &more.to_string()]),
        }
    }

    /// Services that don't apply, with their reasons.
    pub fn not_applicable(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let assessment = self.findings.assessment;
        self.findings.sheet.services().filter_map(|service| {
            let id = service.id.as_str();
            match assessment.answer(id)? {
                Answer::NotApplicable(reason) => Some((id, reason.as_str())),
                _ => None,
            }
        })
    }

    /// A level as a number, or what stands in place of one.
    pub fn state_word(&self, state: State) -> String {
        match state {
            State::Level(level) => level.to_string(),
            other => names::no_level(other, self.language)
                .unwrap_or_default()
                .to_owned(),
        }
    }

    /// A score as it is shown, or a dash.
    pub fn figure(score: Option<f64>) -> String {
        score.map_or_else(|| super::calculation::DASH.to_owned(), one_decimal)
    }

    /// The scores of areas in words, for those who don't see a chart.
    pub fn areas_in_words(&self, areas: &[AreaScore]) -> String {
        let items: Vec<String> = areas
            .iter()
            .map(|area| {
                let (name, score) = (self.area_name(area.id.as_str()), Self::figure(area.score));
                fill(self.words.name_and_value, &[&name, &score])
            })
            .collect();
        items.join(self.words.list_separator)
    }
}
