//! Native charts.

use rust_xlsxwriter::{
    Chart, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartSolidFill, ChartType, Worksheet as Tab,
    XlsxError,
};

use super::formula::chart_address;
use super::look::{Looks, color};
use crate::palette::{self, Color, GRID, HAIRLINE, INK, MUTED, Marker, WHITE};
use crate::workbook::{ChartKind, ChartSeries, PlacedChart};

/// Excel's limit for the words of those who don't see a chart.
const MOST_DESCRIPTION: usize = 250;

pub(super) fn insert(tab: &mut Tab, placed: &PlacedChart, looks: &Looks) -> Result<(), XlsxError> {
    let mut chart = Chart::new(match placed.kind {
        ChartKind::Radar => ChartType::RadarWithMarkers,
        ChartKind::Lines => ChartType::Line,
    });
    for series in &placed.series {
        add(&mut chart, placed, series);
    }
    let font = |size: f64, ink: Color| {
        let mut font = ChartFont::new();
        font.set_name(looks.font())
            .set_size(size)
            .set_color(color(ink));
        font
    };
    let mut title = font(11.0, looks.accent());
    title.set_bold();
    chart.title().set_name(&placed.title).set_font(&title);
    chart
        .x_axis()
        .set_font(&font(axis_size(placed), INK))
        .set_format(&mut line_only(GRID));
    chart
        .y_axis()
        .set_min(0)
        .set_max(placed.highest)
        .set_major_unit(1)
        .set_num_format("0")
        .set_font(&font(8.0, MUTED))
        .set_format(&mut line_only(GRID))
        .set_major_gridlines(true)
        .set_major_gridlines_line(ChartLine::new().set_color(color(HAIRLINE)).set_width(0.5));
    chart
        .legend()
        .set_position(ChartLegendPosition::Bottom)
        .set_font(&font(9.0, INK));
    chart.chart_area().set_format(&mut frame());
    // An answer that is missing is never drawn as 0.
    chart.show_empty_cells_as(ChartEmptyCells::Gaps);
    chart.show_na_as_empty_cell();
    chart.set_alt_text(described(placed));
    chart.set_width(placed.size.0).set_height(placed.size.1);
    let place = placed.place;
    tab.insert_chart_with_offset(place.row, place.column, &chart, placed.shift, 0)?;
    Ok(())
}

/// Many axes need small letters.
fn axis_size(placed: &PlacedChart) -> f64 {
    match placed.categories.area.rows() {
        0..=12 => 9.0,
        13..=24 => 8.0,
        _ => 7.0,
    }
}

fn add(chart: &mut Chart, placed: &PlacedChart, series: &ChartSeries) {
    let look = palette::look(series.series.role);
    let mut line = ChartLine::new();
    line.set_color(color(look.color))
        .set_width(look.width)
        .set_dash_type(dash(look.dash));
    let mut format = ChartFormat::new();
    format.set_line(&line);
    chart
        .add_series()
        .set_categories(chart_address(&placed.categories).as_str())
        .set_values(chart_address(&series.values).as_str())
        .set_name(chart_address(&series.name).as_str())
        .set_format(&mut format)
        .set_marker(&marker(look.marker, look.color));
}

fn dash(lengths: &[f32]) -> ChartLineDashType {
    match lengths {
        [] => ChartLineDashType::Solid,
        [_, _, _, _] => ChartLineDashType::LongDashDot,
        [first, ..] if *first < 2.0 => ChartLineDashType::RoundDot,
        [first, ..] if *first < 4.0 => ChartLineDashType::SquareDot,
        [first, ..] if *first < 5.5 => ChartLineDashType::Dash,
        _ => ChartLineDashType::LongDash,
    }
}

fn marker(kind: Marker, ink: Color) -> ChartMarker {
    let mut marker = ChartMarker::new();
    let shape = match kind {
        Marker::None => {
            marker.set_none();
            return marker;
        }
        Marker::Disc | Marker::Circle => ChartMarkerType::Circle,
        Marker::Square => ChartMarkerType::Square,
        Marker::Triangle => ChartMarkerType::Triangle,
        Marker::Diamond => ChartMarkerType::Diamond,
        Marker::Cross => ChartMarkerType::X,
    };
    let fill = if kind == Marker::Disc { ink } else { WHITE };
    let mut format = ChartFormat::new();
    format
        .set_solid_fill(ChartSolidFill::new().set_color(color(fill)))
        .set_border(ChartLine::new().set_color(color(ink)).set_width(1.0));
    marker.set_type(shape).set_size(5).set_format(&mut format);
    marker
}

fn line_only(ink: Color) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_line(ChartLine::new().set_color(color(ink)).set_width(0.5));
    format
}

fn frame() -> ChartFormat {
    let mut format = ChartFormat::new();
    format
        .set_solid_fill(ChartSolidFill::new().set_color(color(WHITE)))
        .set_border(ChartLine::new().set_color(color(HAIRLINE)).set_width(0.75));
    format
}

fn described(placed: &PlacedChart) -> String {
    let mut units = 0;
    for (at, letter) in placed.description.char_indices() {
        units += letter.len_utf16();
        if units > MOST_DESCRIPTION {
            return format!("{}…", &placed.description[..at]);
        }
    }
    placed.description.clone()
}
