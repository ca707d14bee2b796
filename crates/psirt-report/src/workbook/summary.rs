//! The first worksheet: the whole on one page.
//!
//! Figures and charts follow what a person changes in the services; the lists below them show the
//! assessment as delivered, and say so.

use psirt_core::reading::Readable;
use psirt_core::trend::FigureChange;

use super::calculation::{DASH, TOO_EARLY};
use super::chart::ChartData;
use super::compose::{Context, joined, shortened};
use super::radars;
use super::services::ServiceCells;
use super::words::fill;
use super::write::{Column, Writer};
use super::{Area, Calculation, Cell, Look, Outcome, Paper, Place, Worksheet};
use crate::findings::ReadingFindings;
use crate::names;

/// Rows of the key figures and of the heads of the areas.
const ROWS_ABOVE_AREAS: u32 = 7;
/// The title of an area stands over two columns, the first as wide as the names of facts.
const TITLE: (u16, u16) = (1, 2);
pub(super) const SCORE: u16 = 3;
pub(super) const TARGET: u16 = 4;
const ANSWERED: u16 = 5;
const APPLICABLE: u16 = 6;

/// Where the figures of the areas are.
pub(super) struct AreaRows {
    pub first: u32,
    pub last: u32,
}

pub(super) fn compose(
    context: &Context<'_>,
    services: &ServiceCells,
    data: &mut ChartData,
) -> (Worksheet, u32) {
    let words = context.words;
    let columns = [
        Column::wide(words.id, 52.0),
        Column::wide(words.area, 104.0),
        Column::wide("", 180.0),
        Column::narrow(words.score, 92.0),
        Column::narrow(words.target, 78.0),
        Column::narrow(words.answered, 78.0),
        Column::narrow(words.applicable, 84.0),
        Column::narrow(words.last_round, 84.0),
        Column::narrow(words.change, 84.0),
    ];
    let mut writer = context.writer(words.tab_summary, Paper::PortraitOnePage, &columns);
    title(context, &mut writer);
    // The key figures stand above the areas they rest on.
    let areas_from = writer.row + ROWS_ABOVE_AREAS;
    let area_count = u32::try_from(context.findings.scorecard.areas.len()).unwrap_or(u32::MAX);
    let rows = AreaRows {
        first: areas_from,
        last: areas_from + area_count - 1,
    };
    key_figures(context, &mut writer, services, &rows);
    writer.heading(words.areas);
    writer.join(TITLE);
    writer.heads(&columns, None);
    assert_eq!(
        writer.row, areas_from,
        "the figures look where the areas are"
    );
    areas(context, &mut writer, services, &rows);
    radars::put(context, &mut writer, services, data, &rows);
    lists(context, &mut writer);
    let row = writer.row;
    (writer.worksheet, row)
}

/// Names the other worksheets below everything else, each with the way to it.
pub(super) fn links(
    context: &Context<'_>,
    summary: &mut Worksheet,
    row: u32,
    worksheets: &[(Worksheet, &str)],
) {
    let mut writer = Writer::new(std::mem::take(summary));
    writer.row = row;
    writer.heading(context.words.worksheets);
    writer.space(3.0);
    for (worksheet, about) in worksheets {
        let target = worksheet.reference(Place::new(0, 0));
        writer.spread((0, 1), Cell::leading_to(&worksheet.name, target));
        writer.text_over((2, 8), Look::Fact, *about);
        writer.next();
    }
    *summary = writer.worksheet;
}

fn title(context: &Context<'_>, writer: &mut Writer) {
    let words = context.words;
    let assessment = context.findings.assessment;
    // The logo stands at the right.
    let columns = if context.branding.logo.is_some() {
        (0, 5)
    } else {
        (0, writer.last_column())
    };
    writer.text_over(columns, Look::Kind, words.kind);
    writer.next();
    let organization = shortened(&assessment.organization().name, 120);
    writer.text_over(columns, Look::Title, organization);
    writer.next();
    writer.text_over(columns, Look::Subtitle, shortened(assessment.title(), 150));
    writer.next();
    if !assessment.scope().trim().is_empty() {
        let scope = shortened(assessment.scope(), 300);
        writer.text(Look::Note, fill(words.scope_line, &[&scope]));
    }
    let assessors = context.branding.assessors(assessment);
    let assessors = if assessors.is_empty() {
        String::new()
    } else {
        let names = shortened(&assessors.join(words.list_separator), 300);
        fill(words.assessed_by, &[&names])
    };
    let state = names::assessment_state(assessment.state(), context.language);
    writer.text(
        Look::Note,
        joined([
            &assessment.date().to_string(),
            state,
            &assessors,
            context
                .branding
                .classification(assessment)
                .unwrap_or_default(),
        ]),
    );
}

fn key_figures(
    context: &Context<'_>,
    writer: &mut Writer,
    services: &ServiceCells,
    rows: &AreaRows,
) {
    const SPANS: [(u16, u16); 4] = [(0, 2), (3, 4), (5, 6), (7, 8)];
    let words = context.words;
    let overall = &context.findings.scorecard.overall;
    let scores = writer
        .worksheet
        .reference(Area::column(SCORE, rows.first, rows.last));
    let gaps = &context.findings.gaps;
    let na = names::no_level(psirt_core::score::State::NotApplicable, context.language)
        .unwrap_or_default();
    let lowest_count = overall.lowest.len();

    writer.space(10.0);
    let highest = context.highest().to_string();
    let names = [
        &fill(words.overall_of, &[&highest]),
        words.answered_services,
        words.lowest_level,
        words.below_target,
    ];
    for (span, name) in SPANS.into_iter().zip(names) {
        writer.spread(span, Cell::text(Look::KeyName, name));
    }
    writer.heighten(18.0);
    writer.next();
    let levels = services.levels();
    let values = [
        Cell::calculation(
            Look::KeyFigure,
            Calculation::MeanWhereHalf {
                numbers: scores.clone(),
                levels: levels.clone(),
                word: na,
            },
            overall
                .headline()
                .map_or(Outcome::Text(TOO_EARLY), Outcome::Number),
        ),
        Cell::calculation(
            Look::KeyCount,
            Calculation::Count(levels.clone()),
            overall.coverage.answered.into(),
        ),
        Cell::calculation(
            Look::KeyCount,
            Calculation::Lowest(levels.clone()),
            Outcome::or_dash(overall.lowest_level.map(f64::from)),
        ),
        Cell::calculation(
            Look::KeyCount,
            Calculation::CountPositive(services.gaps()),
            gaps.ranked.len().into(),
        ),
    ];
    for (span, value) in SPANS.into_iter().zip(values) {
        writer.spread(span, value);
    }
    writer.heighten(34.0);
    writer.next();
    let (of_areas, of_applicable) = (words.mean_of_areas, words.of_applicable);
    let bases = [
        Cell::calculation(
            Look::KeyBasis,
            Calculation::Count(scores),
            overall.areas.into(),
        )
        .around(of_areas.0, of_areas.1),
        Cell::calculation(
            Look::KeyBasis,
            Calculation::CountWithout(levels.clone(), na),
            overall.coverage.applicable.into(),
        )
        .around(of_applicable.0, of_applicable.1),
        Cell::calculation(
            Look::KeyBasis,
            Calculation::CountLowest(levels.clone()),
            lowest_count.into(),
        )
        .around(words.services_at_level.0, words.services_at_level.1),
        Cell::calculation(
            Look::KeyBasis,
            Calculation::CountNumbersWithout {
                words: levels,
                word: na,
                numbers: services.targets(),
            },
            gaps.targeted().into(),
        )
        .around(words.of_targeted.0, words.of_targeted.1),
    ];
    for (span, basis) in SPANS.into_iter().zip(bases) {
        writer.spread(span, basis);
    }
    writer.heighten(16.0);
    writer.next();
}

fn areas(context: &Context<'_>, writer: &mut Writer, services: &ServiceCells, rows: &AreaRows) {
    let findings = context.findings;
    let na = names::no_level(psirt_core::score::State::NotApplicable, context.language)
        .unwrap_or_default();
    let change_of = |id: &str| {
        findings
            .comparison
            .iter()
            .flat_map(|comparison| &comparison.areas)
            .find(|change| change.id == *id)
    };
    for (number, area) in findings.scorecard.areas.iter().enumerate() {
        let levels = services.levels_of(number);
        let change = change_of(area.id.as_str());
        let cells = [
            Cell::text(Look::Id, area.id.as_str()),
            Cell::text(
                Look::Text,
                findings
                    .sheet
                    .area(area.id.as_str())
                    .map_or("", |area| area.title.get(context.language)),
            ),
            Cell::blank(Look::Text),
            Cell::calculation(
                Look::Figure,
                Calculation::Mean(levels.clone()),
                Outcome::or_dash(area.score),
            ),
            Cell::calculation(
                Look::Figure,
                Calculation::MeanBeside {
                    beside: levels.clone(),
                    numbers: services.targets_of(number),
                },
                Outcome::or_dash(area.target),
            ),
            Cell::calculation(
                Look::Count,
                Calculation::Count(levels.clone()),
                area.coverage.answered.into(),
            ),
            Cell::calculation(
                Look::Count,
                Calculation::CountWithout(levels, na),
                area.coverage.applicable.into(),
            ),
            delivered(Look::Figure, change.and_then(|change| change.score_before)),
            delivered(
                Look::FigureChange,
                change.and_then(FigureChange::shown_change),
            ),
        ];
        writer.join(TITLE);
        writer.cells(false, cells);
    }
    whole(context, writer, rows);
    let bars = Area::column(SCORE, rows.first, rows.last + 1);
    writer.worksheet.bars = vec![(bars, f64::from(context.highest()))];
}

/// The row below the areas: the whole.
fn whole(context: &Context<'_>, writer: &mut Writer, rows: &AreaRows) {
    let findings = context.findings;
    let overall = &findings.scorecard.overall;
    let column = |column| {
        writer
            .worksheet
            .reference(Area::column(column, rows.first, rows.last))
    };
    let before = findings
        .comparison
        .as_ref()
        .and_then(|comparison| comparison.overall.score_before);
    let change = findings
        .comparison
        .as_ref()
        .and_then(|comparison| comparison.overall.shown_change());
    let cells = [
        Cell::blank(Look::Strong),
        Cell::text(Look::Strong, context.words.overall_row),
        Cell::blank(Look::Strong),
        Cell::calculation(
            Look::StrongFigure,
            Calculation::Mean(column(SCORE)),
            Outcome::or_dash(overall.score),
        ),
        Cell::calculation(
            Look::StrongFigure,
            Calculation::Mean(column(TARGET)),
            Outcome::or_dash(overall.target),
        ),
        Cell::calculation(
            Look::StrongCount,
            Calculation::Sum(column(ANSWERED)),
            overall.coverage.answered.into(),
        ),
        Cell::calculation(
            Look::StrongCount,
            Calculation::Sum(column(APPLICABLE)),
            overall.coverage.applicable.into(),
        ),
        delivered(Look::StrongFigure, before),
        delivered(Look::StrongFigureChange, change),
    ];
    writer.join(TITLE);
    writer.cells(true, cells);
}

/// A figure that was made elsewhere, or a dash.
fn delivered(look: Look, figure: Option<f64>) -> Cell {
    match figure {
        Some(_) => Cell::number(look, figure),
        None => Cell::text(look, DASH),
    }
}

fn lists(context: &Context<'_>, writer: &mut Writer) {
    let (words, findings) = (context.words, context.findings);
    writer.heading(words.as_delivered);
    writer.space(3.0);
    let overall = &findings.scorecard.overall;
    let mut fact = |name: &str, text: String| {
        writer.spread((0, 1), Cell::text(Look::FactName, name));
        writer.text_over((2, 8), Look::Fact, text);
        writer.next();
    };
    let lowest = match overall.lowest_level {
        Some(level) => fill(
            words.lowest_line,
            &[
                &level.to_string(),
                &context.service_names(&overall.lowest, 6),
            ],
        ),
        None => words.nothing_answered.to_owned(),
    };
    fact(words.lowest_services, lowest);
    for (number, gap) in findings.gaps.ranked.iter().take(3).enumerate() {
        let name = if number == 0 { words.first_gaps } else { "" };
        let service = context.service_name(gap.service.as_str());
        let (level, target) = (gap.level.to_string(), gap.target.to_string());
        let text = match gap.next_step.step {
            Some(step) => fill(
                words.gap_line,
                &[
                    &service,
                    &level,
                    &target,
                    step.action.get(context.language),
                    &names::step_size(step, context.language),
                ],
            ),
            None => fill(words.gap_line_without_step, &[&service, &level, &target]),
        };
        fact(name, text);
    }
    if findings.gaps.ranked.is_empty() {
        fact(words.first_gaps, context.no_gaps().to_owned());
    }
    let reasons: Vec<String> = context
        .not_applicable()
        .map(|(service, reason)| {
            let name = context.service_name(service);
            fill(words.name_and_value, &[&name, &shortened(reason, 160)])
        })
        .collect();
    if !reasons.is_empty() {
        fact(words.not_applicable, context.list(&reasons, 6));
    }
    for (number, chosen) in findings.readings.iter().enumerate() {
        let name = if number == 0 { words.readings } else { "" };
        fact(name, reading_line(context, chosen));
    }
    if let Some(since) = since_last_round(context) {
        fact(words.since_last_round, since);
    }
}

/// How the requirements of a reading are judged, and what of it is in force and open.
fn reading_line(context: &Context<'_>, chosen: &ReadingFindings<'_>) -> String {
    let (words, language) = (context.words, context.language);
    let counts: Vec<String> = [
        Readable::Evidenced,
        Readable::Partly,
        Readable::NotEvidenced,
        Readable::CannotTell,
    ]
    .into_iter()
    .map(|state| {
        let count = chosen.readiness.count(state).to_string();
        fill(
            words.name_and_value,
            &[names::readable(state, language), &count],
        )
    })
    .collect();
    let all = chosen.readiness.requirements.len().to_string();
    let counts = counts.join(words.list_separator);
    let line = fill(
        words.name_and_value,
        &[
            chosen.reading.short().get(language),
            &fill(words.readings_line, &[&all, &counts]),
        ],
    );
    let in_force = context.findings.in_force(chosen);
    if in_force.requirements.is_empty() {
        return line;
    }
    let date = context.findings.assessment.date().to_string();
    let (all, open) = (in_force.requirements.len(), in_force.open().count());
    let (all, open) = (all.to_string(), open.to_string());
    fill(words.in_force_line, &[&line, &date, &all, &open])
}

fn since_last_round(context: &Context<'_>) -> Option<String> {
    let words = context.words;
    let comparison = context.findings.comparison.as_ref()?;
    let round = context.findings.last_round()?;
    let names = |changes: &[&psirt_core::trend::ServiceChange<'_>]| {
        let names: Vec<String> = changes
            .iter()
            .map(|change| {
                let by = signed(change.change.unwrap_or_default());
                format!("{} {by}", change.service)
            })
            .collect();
        if names.is_empty() {
            DASH.to_owned()
        } else {
            context.list(&names, 12)
        }
    };
    let whole = context.overall_change(comparison);
    Some(fill(
        words.since_line,
        &[
            &round.assessment.date().to_string(),
            &whole,
            &names(&comparison.falls()),
            &names(&comparison.rises()),
        ],
    ))
}

/// A difference of levels with its sign.
fn signed(levels: i16) -> String {
    format!("{levels:+}").replace('-', "−")
}

impl Context<'_> {
    /// Why there are no gaps.
    pub(super) fn no_gaps(&self) -> &'static str {
        let gaps = &self.findings.gaps;
        if gaps.targeted() == 0 {
            self.words.no_targets
        } else if gaps.unknown.is_empty() {
            self.words.all_targets_reached
        } else {
            self.words.no_known_gaps
        }
    }
}
