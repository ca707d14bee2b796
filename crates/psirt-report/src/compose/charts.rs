//! The charts of an assessment, with the words that stand in for them.

use psirt_core::score::{Scorecard, ServiceScore};
use psirt_core::trend::Break;
use psirt_core::{Language, Level};

use crate::chart::{
    Axis, AxisGroup, Chart, HeatCell, HeatMap, HeatRow, Multiples, Panel, Radar, Series, TimePoint,
};
use crate::document::Figure;
use crate::findings::Findings;
use crate::palette::SeriesRole;

use super::words;

/// A radar needs three axes to enclose anything.
const LEAST_AXES: usize = 3;
/// Beyond this many axes nobody can tell one from the next.
pub const MOST_AXES: usize = 120;
/// Beyond this many, the labels of a radar would be too small on paper.
pub(super) const MOST_PRINTED_AXES: usize = 48;
/// Cells of a heat map beside each other, with names and with ids alone.
const TITLED_CELLS: usize = 5;
const BARE_CELLS: usize = 9;
/// As many lines of cells with names as a page holds.
const MOST_TITLED_LINES: usize = 13;
/// As many small charts as a page holds with room for a table.
const MOST_PANELS: usize = 16;

/// A picture that stands in a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The radar of the areas.
    Areas,
    /// The radar of the services.
    Services,
    /// The level of every service.
    HeatMap,
}

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotDrawn {
    /// No service has a level or a target yet.
    NothingYet,
    /// So many axes enclose nothing.
    TooFew(usize),
    /// So many axes cannot be told apart.
    TooMany(usize),
}

impl Part {
    /// Every part, in the order of the files.
    pub const ALL: [Self; 3] = [Self::Areas, Self::Services, Self::HeatMap];

    /// Its short name, part of the name of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Services => "services",
            Self::HeatMap => "heatmap",
        }
    }

    /// The picture with its words.
    ///
    /// # Errors
    /// There is nothing to draw, or it could not be read.
    pub fn figure(self, findings: &Findings, language: Language) -> Result<Figure, NotDrawn> {
        match self {
            Self::Areas => Ok(radar_figure(
                area_radar(findings, language)?,
                0.60,
                language.pick("Scores by area", "エリア別のスコア"),
                language,
            )),
            Self::Services => Ok(radar_figure(
                service_radar(findings, language)?,
                0.90,
                language.pick("Levels by service", "サービス別のレベル"),
                language,
            )),
            Self::HeatMap => {
                let map = heat_map(findings, language).ok_or(NotDrawn::NothingYet)?;
                Ok(Figure {
                    proportion: map.proportion(),
                    caption: language
                        .pick("Levels of all services", "全サービスのレベル")
                        .to_owned(),
                    description: describe_heat(&map, language),
                    chart: Chart::Heat(map),
                })
            }
        }
    }
}

/// A radar with its words.
pub(super) fn radar_figure(
    radar: Radar,
    proportion: f32,
    caption: &str,
    language: Language,
) -> Figure {
    Figure {
        description: describe(&radar, language),
        chart: Chart::Radar(radar),
        proportion,
        caption: caption.to_owned(),
    }
}

/// Whether a radar of so many axes can be read.
pub(super) const fn readable(axes: usize) -> Result<(), NotDrawn> {
    if axes < LEAST_AXES {
        Err(NotDrawn::TooFew(axes))
    } else if axes > MOST_AXES {
        Err(NotDrawn::TooMany(axes))
    } else {
        Ok(())
    }
}

/// The radar of the areas.
fn area_radar(findings: &Findings, language: Language) -> Result<Radar, NotDrawn> {
    let areas = &findings.scorecard.areas;
    readable(areas.len())?;
    let mut series = Vec::new();
    let comparable = comparable_rounds(findings);
    for (index, scorecard) in findings
        .trend
        .rounds
        .iter()
        .enumerate()
        .take(findings.history.len())
    {
        if comparable[index] {
            let values = areas.iter().map(|area| {
                scorecard
                    .area(area.id.as_str())
                    .and_then(|earlier| earlier.score)
            });
            series.push(earlier(findings, index, values.collect()));
        }
    }
    if areas.iter().any(|area| area.target.is_some()) {
        series.push(target(
            areas.iter().map(|area| area.target).collect(),
            language,
        ));
    }
    series.push(current(
        findings,
        areas.iter().map(|area| area.score).collect(),
        language,
    ));
    if !has_values(&series) {
        return Err(NotDrawn::NothingYet);
    }
    let axes = findings
        .sheet
        .areas()
        .iter()
        .zip(areas)
        .map(|(area, score)| Axis {
            id: area.id.to_string(),
            title: area.title.get(language).to_owned(),
            note: match score.target {
                Some(_) => format!(
                    "{} → {}",
                    words::score(score.score),
                    words::score(score.target)
                ),
                None => words::score(score.score),
            },
        });
    Ok(Radar {
        highest: findings.sheet.highest_level().number(),
        groups: Vec::new(),
        axes: axes.collect(),
        series,
        band: None,
    })
}

/// The radar of the services.
pub(super) fn service_radar(findings: &Findings, language: Language) -> Result<Radar, NotDrawn> {
    let services = &findings.scorecard.services;
    readable(services.len())?;
    let number = |level: Level| f64::from(level.number());
    let mut series = Vec::new();
    for index in 0..findings.history.len() {
        let values: Vec<Option<f64>> = findings
            .trend
            .services
            .iter()
            .map(|line| line.points[index].as_ref()?.state.level().map(number))
            .collect();
        if values.iter().any(Option::is_some) {
            series.push(earlier(findings, index, values));
        }
    }
    if services.iter().any(|service| service.target.is_some()) {
        let values = services
            .iter()
            .map(|service| service.target.map(number))
            .collect();
        series.push(target(values, language));
    }
    let values = services
        .iter()
        .map(|service| service.state.level().map(number))
        .collect();
    series.push(current(findings, values, language));
    if !has_values(&series) {
        return Err(NotDrawn::NothingYet);
    }
    let groups = findings
        .sheet
        .areas()
        .iter()
        .enumerate()
        .map(|(index, area)| AxisGroup {
            title: format!("{} {}", area.id, area.title.get(language)),
            number: index,
            axes: area.services.len(),
        });
    let axes = findings.sheet.services().map(|service| Axis {
        id: service.id.to_string(),
        title: service.title.get(language).to_owned(),
        note: String::new(),
    });
    Ok(Radar {
        highest: findings.sheet.highest_level().number(),
        groups: groups.collect(),
        axes: axes.collect(),
        series,
        band: None,
    })
}

/// The areas now and with all accepted actions done; `None` where that makes no difference.
pub(super) fn projection_radar(findings: &Findings, language: Language) -> Option<Radar> {
    let mut radar = area_radar(findings, language).ok()?;
    let scores = |scorecard: &Scorecard| -> Vec<Option<f64>> {
        scorecard.areas.iter().map(|area| area.score).collect()
    };
    let (now, then) = (scores(&findings.scorecard), scores(&findings.projection));
    if now == then {
        return None;
    }
    for (axis, (now, then)) in radar.axes.iter_mut().zip(now.iter().zip(&then)) {
        axis.note = if now == then {
            words::score(*now)
        } else {
            format!("{} → {}", words::score(*now), words::score(*then))
        };
    }
    radar
        .series
        .retain(|series| matches!(series.role, SeriesRole::Target | SeriesRole::Current));
    let name = language.pick("with all accepted actions done", "施策完了後の見込み");
    let projected = Series {
        role: SeriesRole::Projected,
        name: name.to_owned(),
        values: then,
    };
    let last = radar.series.len() - 1;
    radar.series.insert(last, projected);
    Some(radar)
}

/// The level of every service at a glance; `None` where there is nothing to show.
fn heat_map(findings: &Findings, language: Language) -> Option<HeatMap> {
    let services = &findings.scorecard.services;
    let told = |service: &ServiceScore| service.state.level().or(service.target).is_some();
    if !services.iter().any(told) {
        return None;
    }
    let areas = findings.sheet.areas();
    let lines = |columns: usize| -> usize {
        let areas = areas.iter();
        areas
            .map(|area| area.services.len().div_ceil(columns))
            .sum()
    };
    // Names make the cells larger; where they would fill more than a page, ids have to do.
    let with_titles = lines(TITLED_CELLS) <= MOST_TITLED_LINES;
    let rows = areas.iter().zip(&findings.scorecard.areas).enumerate();
    let rows = rows.map(|(number, (area, score))| HeatRow {
        title: format!("{} {}", area.id, area.title.get(language)),
        note: format!(
            "{} ({})",
            words::score(score.score),
            words::coverage(score.coverage)
        ),
        number,
        cells: findings
            .scorecard
            .services_of(&area.id)
            .map(|service| heat_cell(findings, service, language))
            .collect(),
    });
    let scale = findings.sheet.scale().iter();
    Some(HeatMap {
        highest: findings.sheet.highest_level().number(),
        columns: if with_titles {
            TITLED_CELLS
        } else {
            BARE_CELLS
        },
        with_titles,
        rows: rows.collect(),
        key: scale
            .map(|level| level.name.get(language).to_owned())
            .collect(),
    })
}

fn heat_cell(findings: &Findings, service: &ServiceScore, language: Language) -> HeatCell {
    let known = findings.sheet.service(service.id.as_str());
    HeatCell {
        id: service.id.to_string(),
        title: known
            .map_or("", |known| known.title.get(language))
            .to_owned(),
        level: service.state.level().map(Level::number),
        words: words::state(service.state, language),
        target: service.target.map(Level::number),
    }
}

/// Scores over time, a small chart for the whole and one for each area; `None` in the first
/// round.
pub(super) fn progress_charts(findings: &Findings, language: Language) -> Option<Multiples> {
    if findings.history.is_empty() {
        return None;
    }
    let rounds: Vec<_> = findings.rounds().collect();
    let points = rounds.iter().enumerate().map(|(index, round)| {
        let sheet_changed = index
            .checked_sub(1)
            .is_some_and(|before| findings.trend.breaks[before] != Break::None);
        TimePoint {
            label: round.assessment.date().to_string(),
            broken_before: sheet_changed
                .then(|| language.pick("sheet changed", "シート変更").to_owned()),
        }
    });
    let cards = &findings.trend.rounds;
    let overall = Panel {
        title: language.pick("Overall", "総合").to_owned(),
        scores: cards.iter().map(|card| card.overall.score).collect(),
        targets: cards.iter().map(|card| card.overall.target).collect(),
    };
    let areas = findings.sheet.areas().iter().map(|area| {
        let of_round = rounds.iter().zip(cards).map(|(round, card)| {
            let same = round.sheet.id() == findings.sheet.id();
            card.area(area.id.as_str()).filter(|_| same)
        });
        Panel {
            title: format!("{} {}", area.id, area.title.get(language)),
            scores: of_round.clone().map(|area| area?.score).collect(),
            targets: of_round.map(|area| area?.target).collect(),
        }
    });
    Some(Multiples {
        highest: findings.sheet.highest_level().number(),
        points: points.collect(),
        panels: std::iter::once(overall)
            .chain(areas)
            .take(MOST_PANELS)
            .collect(),
    })
}

/// An empty radar looks as if everything were 0.
fn has_values(series: &[Series]) -> bool {
    series
        .iter()
        .any(|series| series.values.iter().any(Option::is_some))
}

/// For each earlier round, whether its area and overall figures compare with the present ones.
pub(super) fn comparable_rounds(findings: &Findings) -> Vec<bool> {
    let mut comparable = vec![true; findings.history.len()];
    let mut whole = true;
    for (index, line) in findings.trend.breaks.iter().enumerate().rev() {
        whole &= *line == Break::None;
        comparable[index] = whole;
    }
    comparable
}

fn current(findings: &Findings, values: Vec<Option<f64>>, language: Language) -> Series {
    let date = findings.assessment.date();
    let name = language.pick(format!("this round ({date})"), format!("今回 ({date})"));
    Series {
        role: SeriesRole::Current,
        name,
        values,
    }
}

fn earlier(findings: &Findings, index: usize, values: Vec<Option<f64>>) -> Series {
    let rounds_ago = findings.history.len() - 1 - index;
    Series {
        role: SeriesRole::Earlier(u8::try_from(rounds_ago).unwrap_or(u8::MAX)),
        name: findings.history[index].assessment.date().to_string(),
        values,
    }
}

fn target(values: Vec<Option<f64>>, language: Language) -> Series {
    let name = language.pick("target", "目標").to_owned();
    Series {
        role: SeriesRole::Target,
        name,
        values,
    }
}

/// A radar in words: each axis with its values.
fn describe(radar: &Radar, language: Language) -> String {
    let axes = radar.axes.iter().enumerate().map(|(index, axis)| {
        let values: Vec<String> = radar
            .series
            .iter()
            .rev()
            .filter_map(|series| {
                let value = words::score(Some(series.values.get(index).copied().flatten()?));
                Some(format!("{} {value}", series.name))
            })
            .collect();
        let none = language.pick("no value", "値なし").to_owned();
        let values = if values.is_empty() {
            none
        } else {
            words::listed(&values, language)
        };
        format!("{} {}: {values}", axis.id, axis.title)
    });
    let head = language.pick("Radar chart. ", "レーダーチャート。");
    format!("{head}{}", axes.collect::<Vec<_>>().join("; "))
}

/// A heat map in words: each service with its level.
fn describe_heat(map: &HeatMap, language: Language) -> String {
    let rows = map.rows.iter().map(|row| {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| {
                let value = cell
                    .level
                    .map_or_else(|| cell.words.clone(), |level| level.to_string());
                let target = cell.target.filter(|target| Some(*target) > cell.level);
                match target {
                    Some(target) => language.pick(
                        format!("{} {value}, target {target}", cell.id),
                        format!("{} {value} (目標{target})", cell.id),
                    ),
                    None => format!("{} {value}", cell.id),
                }
            })
            .collect();
        format!("{}: {}", row.title, words::listed(&cells, language))
    });
    let head = language.pick("Heat map. ", "ヒートマップ。");
    format!("{head}{}", rows.collect::<Vec<_>>().join("; "))
}

/// Small multiples in words: each chart with its values.
pub(super) fn describe_multiples(chart: &Multiples, language: Language) -> String {
    let panels = chart.panels.iter().map(|panel| {
        let values: Vec<String> = chart
            .points
            .iter()
            .zip(&panel.scores)
            .map(|(point, value)| format!("{} {}", point.label, words::score(*value)))
            .collect();
        format!("{}: {}", panel.title, words::listed(&values, language))
    });
    let head = language.pick("Small line charts. ", "小さな折れ線グラフ。");
    format!("{head}{}", panels.collect::<Vec<_>>().join("; "))
}
