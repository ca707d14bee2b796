//! The radars of the summary: by area and by service, with target and last round.
//!
//! They follow what a person changes in the services; what is past stays as it was.

use super::chart::{Block, ChartData, Values};
use super::compose::Context;
use super::services::ServiceCells;
use super::summary::{AreaRows, SCORE, TARGET};
use super::words::fill;
use super::write::Writer;
use super::{ChartKind, Place, Reference, Worksheet};
use crate::palette::SeriesRole;

/// Fewer axes make no radar.
const FEWEST_AXES: usize = 3;

/// Puts the radars side by side.
pub(super) fn put(
    context: &Context<'_>,
    writer: &mut Writer,
    services: &ServiceCells,
    data: &mut ChartData,
    rows: &AreaRows,
) {
    const SIZE: (u32, u32) = (412, 400);
    let words = context.words;
    writer.space(6.0);
    let mut charts = Vec::new();
    if context.findings.scorecard.areas.len() >= FEWEST_AXES {
        let block = area_data(context, &writer.worksheet, data, rows);
        let description = fill(
            words.area_radar_described,
            &[&context.areas_in_words(&context.findings.scorecard.areas)],
        );
        let place = (writer.at(0), SIZE);
        let title = words.radar_by_area;
        charts.push(block.chart(
            ChartKind::Radar,
            title,
            description,
            context.highest(),
            place,
        ));
    }
    if context.findings.scorecard.services.len() >= FEWEST_AXES {
        let block = service_data(context, services, data);
        let overall = &context.findings.scorecard.overall;
        let description = fill(
            words.service_radar_described,
            &[
                &overall.coverage.answered.to_string(),
                &overall.coverage.applicable.to_string(),
            ],
        );
        let place = (writer.at(0), SIZE);
        let title = words.radar_by_service;
        let mut chart = block.chart(
            ChartKind::Radar,
            title,
            description,
            context.highest(),
            place,
        );
        chart.shift = if charts.is_empty() { 0 } else { SIZE.0 + 10 };
        charts.push(chart);
    }
    writer.charts(charts);
}

fn area_data(
    context: &Context<'_>,
    worksheet: &Worksheet,
    data: &mut ChartData,
    rows: &AreaRows,
) -> Block {
    let (words, findings) = (context.words, context.findings);
    let areas = &findings.scorecard.areas;
    let names = context.area_labels(areas);
    let each = |column| {
        let worksheet = worksheet.name.clone();
        (rows.first..=rows.last).map(move |row| Reference {
            worksheet: worksheet.clone(),
            area: Place::new(row, column).into(),
        })
    };
    let before = findings.comparison.iter().flat_map(|comparison| {
        let changes = comparison.areas.iter();
        changes.map(|change| change.score_before)
    });
    data.block(
        words.radar_by_area,
        &names,
        vec![
            Values::fixed(
                SeriesRole::Earlier(0),
                last_round_name(context),
                before.collect(),
            ),
            Values::fixed(
                SeriesRole::Target,
                words.target,
                areas.iter().map(|area| area.target).collect(),
            )
            .live(each(TARGET)),
            Values::fixed(
                SeriesRole::Current,
                present_name(context),
                areas.iter().map(|area| area.score).collect(),
            )
            .live(each(SCORE)),
        ],
    )
}

fn service_data(context: &Context<'_>, services: &ServiceCells, data: &mut ChartData) -> Block {
    let (words, findings) = (context.words, context.findings);
    let scores = &findings.scorecard.services;
    let ids: Vec<String> = scores.iter().map(|score| score.id.to_string()).collect();
    let before = scores.iter().map(|score| {
        let comparison = findings.comparison.as_ref()?;
        let changes = &comparison.services;
        let change = changes.iter().find(|change| change.service == score.id)?;
        change.before.level().map(f64::from)
    });
    data.block(
        words.radar_by_service,
        &ids,
        vec![
            Values::fixed(
                SeriesRole::Earlier(0),
                last_round_name(context),
                before.collect(),
            ),
            Values::fixed(
                SeriesRole::Target,
                words.target,
                scores
                    .iter()
                    .map(|score| score.target.map(f64::from))
                    .collect(),
            )
            .live(services.each_target()),
            Values::fixed(
                SeriesRole::Current,
                present_name(context),
                scores
                    .iter()
                    .map(|score| score.state.level().map(f64::from))
                    .collect(),
            )
            .live(services.each_level()),
        ],
    )
}

fn last_round_name(context: &Context<'_>) -> String {
    let round = context.findings.last_round();
    round.map_or_else(String::new, |round| round.assessment.date().to_string())
}

fn present_name(context: &Context<'_>) -> String {
    context.findings.assessment.date().to_string()
}
