//! Charts as plain values, and how they are drawn.
//!
//! One value has several pens: [`draw`] makes a [`Picture`] for PDF and SVG, the workbook makes a
//! native chart of the same series, and the window draws its own. Absent values are absent: a
//! line breaks there, and nothing is drawn as 0 that is not 0.

mod canvas;
mod heat;
mod legend;
mod multiples;
mod radar;
#[cfg(test)]
mod tests;

use crate::font::Fonts;
use crate::palette::SeriesRole;
use crate::picture::Picture;

use canvas::Canvas;

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Axes around a centre.
    Radar(Radar),
    /// A cell for each service.
    Heat(HeatMap),
    /// Values over time, a small chart each.
    Multiples(Multiples),
}

/// Axes around a centre, clockwise from the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Radar {
    /// The highest value of every axis; the lowest is 0.
    pub highest: u8,
    /// Groups of neighbouring axes, shown as a coloured ring. Empty where axes stand alone.
    pub groups: Vec<AxisGroup>,
    /// At least three, or the chart is a list and should be one.
    pub axes: Vec<Axis>,
    /// The most important last: it is drawn on top.
    pub series: Vec<Series>,
    /// Where the middle half of a cohort lies, drawn behind everything.
    pub band: Option<Band>,
}

/// Neighbouring axes that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AxisGroup {
    /// What they have in common.
    pub title: String,
    /// Its number among all groups of the sheet, which gives the colour.
    pub number: usize,
    /// How many axes.
    pub axes: usize,
}

/// One axis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    /// Short name, printed bold. May be empty.
    pub id: String,
    /// Name.
    pub title: String,
    /// A second line, such as the values. May be empty.
    pub note: String,
}

/// The values of one round, the target, or another thing to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it tells, which gives its look.
    pub role: SeriesRole,
    /// Its name in the legend.
    pub name: String,
    /// One for each axis or point in time; `None` is a gap.
    pub values: Vec<Option<f64>>,
}

/// A lower and an upper value for each axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// Its name in the legend.
    pub name: String,
    /// One for each axis.
    pub lower: Vec<Option<f64>>,
    /// One for each axis.
    pub upper: Vec<Option<f64>>,
}

/// The level of every service at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeatMap {
    /// The end of the scale.
    pub highest: u8,
    /// How many cells stand beside each other.
    pub columns: usize,
    /// Whether each cell names its service; without, its id stands alone.
    pub with_titles: bool,
    /// One for each area.
    pub rows: Vec<HeatRow>,
    /// The names of the levels, from the lowest upwards.
    pub key: Vec<String>,
}

/// The services of an area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeatRow {
    /// Name of the area.
    pub title: String,
    /// What is said of the whole area, such as its score.
    pub note: String,
    /// Its number in the sheet, which gives the colour.
    pub number: usize,
    /// One for each service.
    pub cells: Vec<HeatCell>,
}

/// A service in one cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeatCell {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its level.
    pub level: Option<u8>,
    /// What stands in place of a level.
    pub words: String,
    /// What is wanted; shown where it lies above the level.
    pub target: Option<u8>,
}

/// Values over time, each in a small chart of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Multiples {
    /// The highest value; the lowest is 0.
    pub highest: u8,
    /// The points in time, oldest first.
    pub points: Vec<TimePoint>,
    /// The small charts, the most important first.
    pub panels: Vec<Panel>,
}

/// One small chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    /// What it shows.
    pub title: String,
    /// One for each point in time; `None` is a gap.
    pub scores: Vec<Option<f64>>,
    /// What was wanted, one for each point in time.
    pub targets: Vec<Option<f64>>,
}

/// One point in time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimePoint {
    /// Its name under the chart.
    pub label: String,
    /// Why nothing joins this point and the one before.
    pub broken_before: Option<String>,
}

/// Draws `chart` into a picture of this size, in points.
pub fn draw(chart: &Chart, width: f32, height: f32, fonts: &Fonts) -> Picture {
    let canvas = Canvas::new(width, height, fonts);
    match chart {
        Chart::Radar(radar) => radar::draw(radar, width, height, &canvas),
        Chart::Heat(map) => heat::draw(map, width, height, &canvas),
        Chart::Multiples(chart) => multiples::draw(chart, width, height, &canvas),
    }
    canvas.finish()
}
