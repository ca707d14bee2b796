//! The last worksheet: what was assessed with which sheet, and how the figures are made.

use psirt_core::score::State;
use psirt_core::sheet::Source;

use super::compose::{Context, joined};
use super::words::fill;
use super::write::Writer;
use super::{Area, Cell, Look, Paper, Reference, Worksheet};
use crate::names;

const WIDTHS: [f64; 3] = [190.0, 150.0, 560.0];

/// The worksheet, and the cells with the names of the levels.
pub(super) fn compose(context: &Context<'_>) -> (Worksheet, Reference) {
    let words = context.words;
    let mut writer = context.writer_of_widths(words.tab_about, Paper::Portrait, WIDTHS.to_vec());
    context.tab_title(&mut writer, words.tab_about);
    assessment(context, &mut writer);
    sheet(context, &mut writer);
    let level_names = levels(context, &mut writer);
    method(context, &mut writer);
    readings(context, &mut writer);
    facts_heading(&mut writer, words.this_workbook);
    writer.text(Look::Fact, words.workbook_note);
    let program = fill(words.program, &[context.findings.program_version]);
    fact(&mut writer, words.made_by, &program);
    (writer.worksheet, level_names)
}

/// A heading over facts, a little apart from them.
fn facts_heading(writer: &mut Writer, text: &str) {
    writer.heading(text);
    writer.space(3.0);
}

fn fact(writer: &mut Writer, name: &str, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    writer.put(0, Cell::text(Look::FactName, name));
    writer.text_over((1, 2), Look::Fact, text);
    writer.next();
}

fn assessment(context: &Context<'_>, writer: &mut Writer) {
    let (words, language) = (context.words, context.language);
    let assessment = context.findings.assessment;
    let organization = assessment.organization();
    let kind = joined([
        organization
            .sector
            .map_or("", |sector| names::sector(sector, language)),
        organization
            .size
            .map_or("", |size| names::size_band(size, language)),
        organization
            .model
            .map_or("", |model| names::organizational_model(model, language)),
    ]);
    let profile = context.findings.profile.map_or_else(
        || assessment.profile().unwrap_or_default(),
        |profile| profile.title().get(language),
    );
    facts_heading(writer, words.assessment);
    fact(writer, words.organization, &organization.name);
    fact(writer, words.organization_kind, &kind);
    fact(writer, words.scope, assessment.scope());
    fact(writer, words.round, assessment.title());
    fact(writer, words.date, &assessment.date().to_string());
    let state = names::assessment_state(assessment.state(), language);
    fact(writer, words.state, state);
    let assessors = context.branding.assessors(assessment);
    fact(
        writer,
        words.assessors,
        &assessors.join(words.list_separator),
    );
    fact(writer, words.profile, profile);
    let classification = context.branding.classification(assessment);
    fact(
        writer,
        words.classification,
        classification.unwrap_or_default(),
    );
}

fn sheet(context: &Context<'_>, writer: &mut Writer) {
    let (words, language) = (context.words, context.language);
    let sheet = context.findings.sheet;
    facts_heading(writer, words.sheet);
    let name = joined([sheet.title().get(language), sheet.edition()]);
    fact(writer, words.sheet_and_edition, &name);
    fact(writer, words.sheet_id, sheet.id().as_str());
    source(context, writer, sheet.source());
    fact(writer, words.license, sheet.license());
}

fn source(context: &Context<'_>, writer: &mut Writer, source: &Source) {
    let words = context.words;
    let published = source.published.as_deref().unwrap_or_default();
    let name = joined([&source.name, &source.version, published]);
    fact(writer, words.source, &name);
    if let Some(url) = &source.url {
        writer.put(0, Cell::text(Look::FactName, words.address));
        writer.spread((1, 2), Cell::link(url, url));
        writer.next();
    }
    let rights = source.rights.get(context.language);
    fact(writer, words.rights, rights);
}

fn levels(context: &Context<'_>, writer: &mut Writer) -> Reference {
    let (words, language) = (context.words, context.language);
    writer.heading(words.levels);
    let first = writer.row;
    for level in context.findings.sheet.scale() {
        let number = Cell::number(Look::Level, Some(f64::from(level.level)));
        writer.put(0, number);
        writer.put(1, Cell::text(Look::Strong, level.name.get(language)));
        let meaning = level.meaning.as_ref().map_or("", |it| it.get(language));
        writer.text_over((2, 2), Look::Text, meaning);
        writer.next();
    }
    let last = writer.row - 1;
    writer.worksheet.levels = vec![Area::column(0, first, last)];
    let reference = writer.worksheet.reference(Area::column(1, first, last));
    let places = [
        (State::NotApplicable, words.not_applicable_means),
        (State::DontKnow, words.dont_know_means),
        (State::Unanswered, words.unanswered_means),
    ];
    for (state, meaning) in places {
        let row = writer.put(0, Cell::state(Look::Level, state, language));
        writer.worksheet.levels.push(row.into());
        writer.text_over((1, 2), Look::Text, meaning);
        writer.next();
    }
    reference
}

fn method(context: &Context<'_>, writer: &mut Writer) {
    let words = context.words;
    facts_heading(writer, words.method);
    let rules = [
        (words.area_score, words.rule_area),
        (words.overall_score, words.rule_overall),
        (words.gap, words.rule_gap),
        (words.order_of_gaps, words.rule_order),
        (words.projection, words.rule_projection),
        (words.progress, words.rule_trend),
        (words.readings, words.rule_reading),
        (words.effort, words.rule_effort),
    ];
    for (name, rule) in rules {
        fact(writer, name, rule);
    }
}

fn readings(context: &Context<'_>, writer: &mut Writer) {
    let (words, language) = (context.words, context.language);
    for findings in &context.findings.readings {
        let reading = findings.reading;
        let title = reading.title().get(language);
        facts_heading(writer, &fill(words.reading_heading, &[title]));
        source(context, writer, reading.source());
        fact(writer, words.caveat, reading.caveat().get(language));
    }
}
