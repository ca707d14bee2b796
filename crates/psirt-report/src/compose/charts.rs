//! The charts of an assessment, with the words that stand in for them.

use psirt_core::score::Scorecard;
use psirt_core::trend::Break;
use psirt_core::{Language, Level};

use crate::chart::{Axis, AxisGroup, LineChart, Radar, Series, TimePoint};
use crate::findings::Findings;
use crate::palette::SeriesRole;

use super::words;

/// A radar needs three axes to enclose anything.
const LEAST_AXES: usize = 3;
/// Beyond this many axes nobody can tell one from the next.
const MOST_AXES: usize = 120;
/// Beyond this many, lines over time can't be told apart.
const MOST_LINES: usize = 8;

/// The radar of the areas; `None` where there are too few or too many for one, or nothing
/// to show.
pub fn area_radar(findings: &Findings, language: Language) -> Option<Radar> {
    let areas = &findings.scorecard.areas;
    if !(LEAST_AXES..=MOST_AXES).contains(&areas.len()) {
        return None;
    }
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
        return None;
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
    Some(Radar {
        highest: findings.sheet.highest_level().number(),
        groups: Vec::new(),
        axes: axes.collect(),
        series,
        band: None,
    })
}

/// The radar of the services; `None` where there are too few or too many for one, or nothing
/// to show.
pub fn service_radar(findings: &Findings, language: Language) -> Option<Radar> {
    let services = &findings.scorecard.services;
    if !(LEAST_AXES..=MOST_AXES).contains(&services.len()) {
        return None;
    }
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
        return None;
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
    Some(Radar {
        highest: findings.sheet.highest_level().number(),
        groups: groups.collect(),
        axes: axes.collect(),
        series,
        band: None,
    })
}

/// The areas now and with all accepted actions done; `None` where that makes no difference.
pub fn projection_radar(findings: &Findings, language: Language) -> Option<Radar> {
    let mut radar = area_radar(findings, language)?;
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

/// Scores over time; `None` in the first round.
pub fn progress_lines(findings: &Findings, language: Language) -> Option<LineChart> {
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
            note: round.assessment.title().to_owned(),
            broken_before: sheet_changed
                .then(|| language.pick("sheet changed", "シート変更").to_owned()),
        }
    });
    let mut series = Vec::new();
    if findings.scorecard.areas.len() <= MOST_LINES {
        // The legend names the last first.
        for (number, area) in findings.sheet.areas().iter().enumerate().rev() {
            let values = rounds
                .iter()
                .zip(&findings.trend.rounds)
                .map(|(round, scorecard)| {
                    let same = round.sheet.id() == findings.sheet.id();
                    scorecard.area(area.id.as_str()).filter(|_| same)?.score
                });
            series.push(Series {
                role: SeriesRole::Area(number),
                name: format!("{} {}", area.id, area.title.get(language)),
                values: values.collect(),
            });
        }
    }
    let targets = findings.trend.rounds.iter();
    let targets: Vec<Option<f64>> = targets.map(|card| card.overall.target).collect();
    if targets.iter().any(Option::is_some) {
        series.push(Series {
            role: SeriesRole::Target,
            name: language.pick("Overall target", "総合の目標").to_owned(),
            values: targets,
        });
    }
    series.push(Series {
        role: SeriesRole::Overall,
        name: language.pick("Overall score", "総合スコア").to_owned(),
        values: findings
            .trend
            .rounds
            .iter()
            .map(|scorecard| scorecard.overall.score)
            .collect(),
    });
    Some(LineChart {
        highest: findings.sheet.highest_level().number(),
        points: points.collect(),
        series,
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
pub(super) fn describe(radar: &Radar, language: Language) -> String {
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

/// A line chart in words: each line with its values.
pub(super) fn describe_lines(chart: &LineChart, language: Language) -> String {
    let lines = chart.series.iter().rev().map(|series| {
        let values: Vec<String> = chart
            .points
            .iter()
            .zip(&series.values)
            .map(|(point, value)| format!("{} {}", point.label, words::score(*value)))
            .collect();
        format!("{}: {}", series.name, words::listed(&values, language))
    });
    let head = language.pick("Line chart. ", "折れ線グラフ。");
    format!("{head}{}", lines.collect::<Vec<_>>().join("; "))
}
