//! The worksheet of rounds over time: figures, charts and every service.
//!
//! Only what compares stands in one line. Where the sheet changed, figures of areas and of the
//! whole break, and the services that go on are followed one by one.

use psirt_core::score::State;
use psirt_core::trend::{Break, Comparison, Continuity, Point, Round};

use super::calculation::DASH;
use super::chart::{ChartData, Values};
use super::compose::{Context, joined};
use super::words::fill;
use super::write::{Column, Writer};
use super::{Area, Cell, ChartKind, Look, Paper, Place, Worksheet};
use crate::palette::SeriesRole;

/// In pixels; with it the figures and the charts stand on one page of paper.
const PAGE_WIDTH: f64 = 1_300.0;
/// The column of the oldest round.
const ROUNDS: u16 = 2;

pub(super) fn compose(context: &Context<'_>, data: &mut ChartData) -> Worksheet {
    let words = context.words;
    let rounds: Vec<Round<'_>> = context.findings.rounds().collect();
    let mut columns = vec![
        Column::wide(words.id, 52.0),
        Column::wide(words.service, 300.0),
    ];
    columns.extend(rounds.iter().map(|_| Column::narrow("", 150.0)));
    columns.push(Column::narrow(words.change, 74.0));
    let taken: f64 = columns.iter().map(|column| column.width).sum();
    // The fewer rounds, the more room; two charts side by side need it.
    let rest = (PAGE_WIDTH - taken).max(260.0);
    columns.push(Column::wide(words.actions_done, rest));
    let mut writer = context.writer(words.tab_progress, Paper::Landscape, &columns);
    context.tab_title(&mut writer, words.tab_progress);
    let Some(comparison) = &context.findings.comparison else {
        writer.text(Look::Fact, words.no_earlier_round);
        return writer.worksheet;
    };
    writer.text(Look::Note, words.progress_note);
    breaks(context, &mut writer, &rounds);
    writer.space(6.0);
    heads(&mut writer, &columns, &rounds);
    figures(context, &mut writer, &rounds);
    charts(context, &mut writer, &rounds, data);
    services(context, &mut writer, comparison, rounds.len());
    alone(context, &mut writer, comparison);
    writer.worksheet
}

/// Says where the sheet changed and what that means.
fn breaks(context: &Context<'_>, writer: &mut Writer, rounds: &[Round<'_>]) {
    for (pair, line_break) in rounds.windows(2).zip(&context.findings.trend.breaks) {
        if let Break::SheetChanged { carried, .. } = line_break {
            let (older, newer) = (pair[0], pair[1]);
            let text = fill(
                context.words.break_note,
                &[
                    &older.assessment.date().to_string(),
                    &newer.assessment.date().to_string(),
                    &carried.to_string(),
                ],
            );
            writer.text(Look::Note, text);
        }
    }
}

/// The heads: each round by its date.
fn heads(writer: &mut Writer, columns: &[Column], rounds: &[Round<'_>]) {
    let row = writer.row;
    writer.heads(columns, Some(ROUNDS));
    let cells = &mut writer.worksheet.cells;
    for (column, round) in (ROUNDS..).zip(rounds) {
        let place = Place::new(row, column);
        cells.retain(|(at, _)| *at != place);
        let date = round.assessment.date().to_string();
        cells.push((place, Cell::text(Look::MiddleHead, date)));
    }
}

/// The rounds with their sheets, their overall scores and the scores of the areas.
fn figures(context: &Context<'_>, writer: &mut Writer, rounds: &[Round<'_>]) {
    let (words, findings) = (context.words, context.findings);
    let trend = &findings.trend;
    let mut row = |name: &str, look: Look, cells: Vec<Cell>, change: Option<Cell>| {
        writer.put(0, Cell::blank(look));
        writer.put(1, Cell::text(look, name));
        let columns = ROUNDS + u16::try_from(cells.len()).unwrap_or(u16::MAX);
        for (column, cell) in (ROUNDS..).zip(cells) {
            writer.put(column, cell);
        }
        if let Some(change) = change {
            writer.put(columns, change);
        }
        writer.next();
    };
    let titles = rounds.iter().map(|round| {
        let title = super::compose::shortened(round.assessment.title(), 60);
        Cell::text(Look::Quiet, title)
    });
    row(words.round, Look::Text, titles.collect(), None);
    let source = findings.sheet.source();
    let sheets = rounds.iter().map(|round| {
        let own = round.sheet.source();
        // One publication need not be named again and again.
        let name = if own.name == source.name {
            ""
        } else {
            &own.name
        };
        let name = joined([name, &own.version, round.sheet.edition()]);
        Cell::text(Look::Quiet, name)
    });
    row(words.sheet, Look::Text, sheets.collect(), None);
    let comparison = findings.comparison.as_ref();
    let change = comparison.and_then(|comparison| comparison.overall.shown_change());
    let overall = trend
        .rounds
        .iter()
        .map(|card| figure(Look::StrongFigure, card.overall.score));
    row(
        words.overall_score,
        Look::Strong,
        overall.collect(),
        Some(Cell::number(Look::StrongFigureChange, change)),
    );
    let count = |count| Cell::count(Look::Count, count);
    let coverage = || trend.rounds.iter().map(|card| card.overall.coverage);
    let answered = coverage().map(|coverage| count(coverage.answered));
    row(
        words.answered_services,
        Look::Text,
        answered.collect(),
        None,
    );
    let applicable = coverage().map(|coverage| count(coverage.applicable));
    row(words.applicable, Look::Text, applicable.collect(), None);
    for (number, area) in findings.scorecard.areas.iter().enumerate() {
        let scores = area_scores(context, rounds, area.id.as_str());
        let change = comparison
            .and_then(|comparison| comparison.areas.get(number))
            .and_then(psirt_core::trend::FigureChange::shown_change);
        row(
            &context.area_name(area.id.as_str()),
            Look::Text,
            scores
                .into_iter()
                .map(|score| figure(Look::Figure, score))
                .collect(),
            Some(Cell::number(Look::FigureChange, change)),
        );
    }
}

/// The scores of an area of the present sheet; none in rounds of another sheet.
fn area_scores(context: &Context<'_>, rounds: &[Round<'_>], area: &str) -> Vec<Option<f64>> {
    let present = context.findings.sheet.id();
    rounds
        .iter()
        .zip(&context.findings.trend.rounds)
        .map(|(round, card)| {
            let area = card.area(area).filter(|_| round.sheet.id() == present)?;
            area.score
        })
        .collect()
}

fn figure(look: Look, score: Option<f64>) -> Cell {
    match score {
        Some(score) => Cell::number(look, Some(score)),
        None => Cell::text(look, DASH),
    }
}

fn charts(context: &Context<'_>, writer: &mut Writer, rounds: &[Round<'_>], data: &mut ChartData) {
    const SIZE: (u32, u32) = (560, 380);
    let words = context.words;
    writer.space(8.0);
    let line = line_data(context, rounds, data);
    let overall: Vec<String> = rounds
        .iter()
        .zip(&context.findings.trend.rounds)
        .map(|(round, card)| {
            let score = Context::figure(card.overall.score);
            fill(
                words.name_and_value,
                &[&round.assessment.date().to_string(), &score],
            )
        })
        .collect();
    let overall = overall.join(words.list_separator);
    let mut charts = vec![line.chart(
        ChartKind::Lines,
        words.scores_over_time,
        fill(words.line_chart_described, &[&overall]),
        context.highest(),
        (writer.at(0), SIZE),
    )];
    if context.findings.trend.services.len() >= 3 {
        let radar = radar_data(context, rounds, data);
        let described = fill(words.rounds_radar_described, &[&rounds.len().to_string()]);
        let mut radar = radar.chart(
            ChartKind::Radar,
            words.services_over_time,
            described,
            context.highest(),
            (writer.at(0), SIZE),
        );
        radar.shift = SIZE.0 + 12;
        charts.push(radar);
    }
    writer.charts(charts);
}

/// Overall and area scores by round, with an empty point wherever the sheet changed.
fn line_data(
    context: &Context<'_>,
    rounds: &[Round<'_>],
    data: &mut ChartData,
) -> super::chart::Block {
    let (words, findings) = (context.words, context.findings);
    let breaks = &findings.trend.breaks;
    let broken_before = |index: usize| index > 0 && breaks[index - 1] != Break::None;
    let spaced = |values: Vec<Option<f64>>| {
        let mut spaced = Vec::new();
        for (index, value) in values.into_iter().enumerate() {
            if broken_before(index) {
                spaced.push(None);
            }
            spaced.push(value);
        }
        spaced
    };
    let mut names = Vec::new();
    for (index, round) in rounds.iter().enumerate() {
        if broken_before(index) {
            names.push(words.sheet_changed_mark.to_owned());
        }
        names.push(round.assessment.date().to_string());
    }
    let mut series: Vec<Values> = findings
        .scorecard
        .areas
        .iter()
        .enumerate()
        .map(|(number, area)| {
            let id = area.id.as_str();
            let scores = area_scores(context, rounds, id);
            // Titles would leave no room for the lines; they stand in the table above.
            Values::fixed(SeriesRole::Area(number), id, spaced(scores))
        })
        .collect();
    let cards = findings.trend.rounds.iter();
    let targets: Vec<Option<f64>> = cards.map(|card| card.overall.target).collect();
    if targets.iter().any(Option::is_some) {
        let name = words.target;
        series.push(Values::fixed(SeriesRole::Target, name, spaced(targets)));
    }
    let cards = findings.trend.rounds.iter();
    let overall = cards.map(|card| card.overall.score).collect();
    series.push(Values::fixed(
        SeriesRole::Overall,
        words.overall_score,
        spaced(overall),
    ));
    data.block(words.scores_over_time, &names, series)
}

fn radar_data(
    context: &Context<'_>,
    rounds: &[Round<'_>],
    data: &mut ChartData,
) -> super::chart::Block {
    let lines = &context.findings.trend.services;
    let ids: Vec<String> = lines.iter().map(|line| line.service.to_string()).collect();
    let series = rounds.iter().enumerate().map(|(index, round)| {
        let later = rounds.len() - 1 - index;
        let role = match u8::try_from(later) {
            Ok(0) => SeriesRole::Current,
            Ok(later) => SeriesRole::Earlier(later - 1),
            Err(_) => SeriesRole::Earlier(u8::MAX),
        };
        let levels = lines.iter().map(|line| {
            let point = line.points[index].as_ref()?;
            point.state.level().map(f64::from)
        });
        let name = round.assessment.date().to_string();
        Values::fixed(role, name, levels.collect())
    });
    data.block(context.words.services_over_time, &ids, series.collect())
}

fn services(
    context: &Context<'_>,
    writer: &mut Writer,
    comparison: &Comparison<'_>,
    rounds: usize,
) {
    let words = context.words;
    writer.worksheet.page_breaks.push(writer.row);
    writer.heading(words.services);
    writer.text(Look::Note, words.progress_services_note);
    let first = writer.row;
    let mut area = String::new();
    for line in &context.findings.trend.services {
        let id = line.service.as_str();
        let own_area = context.area_of(id);
        let begins = own_area != area;
        area = own_area;
        let mut cells = vec![
            Cell::text(Look::Id, id),
            Cell::text(Look::Text, context.service_title(id)),
        ];
        let points = line.points.iter();
        cells.extend(points.map(|point| point_cell(context, point.as_ref())));
        let change = comparison
            .services
            .iter()
            .find(|change| change.service == line.service);
        let levels = change.and_then(|change| change.change);
        cells.push(levels.map_or(Cell::blank(Look::LevelChange), Cell::level_change));
        let done: Vec<&str> = change
            .iter()
            .flat_map(|change| &change.actions_done)
            .map(|action| action.title.as_str())
            .collect();
        cells.push(Cell::text(Look::Quiet, done.join("\n")));
        writer.cells(begins, cells);
    }
    let last_round = ROUNDS + u16::try_from(rounds).unwrap_or(u16::MAX) - 1;
    let levels = Area::new(
        Place::new(first, ROUNDS),
        Place::new(writer.row - 1, last_round),
    );
    writer.worksheet.levels = vec![levels];
}

fn point_cell(context: &Context<'_>, point: Option<&Point>) -> Cell {
    match point {
        None => Cell::text(Look::Word, DASH),
        Some(point) => {
            let look = match (point.continuity, point.state) {
                (Continuity::Close | Continuity::Split, State::Level(_)) => Look::NearLevel,
                _ => Look::Level,
            };
            Cell::state(look, point.state, context.language)
        }
    }
}

/// Services that have no past or no future.
fn alone(context: &Context<'_>, writer: &mut Writer, comparison: &Comparison<'_>) {
    let words = context.words;
    if !comparison.begun.is_empty() {
        writer.heading(words.services_begun);
        let names = context.service_names(&comparison.begun, usize::MAX);
        writer.text(Look::Fact, names);
    }
    let Some(round) = context.findings.last_round() else {
        return;
    };
    if !comparison.ended.is_empty() {
        writer.heading(words.services_ended);
        let names: Vec<String> = comparison
            .ended
            .iter()
            .map(|id| {
                let service = round.sheet.service(id.as_str());
                let title = service.map_or("", |service| service.title.get(context.language));
                format!("{id} {title}")
            })
            .collect();
        writer.text(Look::Fact, names.join(words.list_separator));
    }
}
