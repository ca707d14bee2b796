//! Values over time: a line for each series, named at its right end.

use psirt_core::score::one_decimal;

use crate::font::Weight;
use crate::palette::{self, GRID, HAIRLINE, INK, MUTED, SeriesRole, WHITE};
use crate::picture::{Align, Point, Rect, Stroke, TextLook, point};

use super::canvas::Canvas;
use super::legend::{self, Legend};
use super::{LineChart, Series};

const LEFT: f32 = 22.0;
const BELOW: f32 = 30.0;
const ABOVE: f32 = 12.0;

pub(super) fn draw(chart: &LineChart, width: f32, height: f32, canvas: &Canvas) {
    let legend = Legend::new(&chart.series, None, &[], width, canvas.fonts);
    let plot = Plot {
        left: LEFT,
        right: width - 16.0,
        top: ABOVE,
        bottom: (height - legend.height() - 8.0 - BELOW).max(ABOVE + 20.0),
        points: chart.points.len(),
        highest: f32::from(chart.highest.max(1)),
    };
    grid(chart, &plot, canvas);
    breaks(chart, &plot, canvas);
    for series in &chart.series {
        trace(series, chart, &plot, canvas);
    }
    legend.draw(plot.bottom + BELOW + 8.0, canvas);
}

struct Plot {
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    points: usize,
    highest: f32,
}

impl Plot {
    /// Points stand in the middle of equal columns.
    fn x(&self, number: usize) -> f32 {
        let column = self.column();
        let number = f32::from(u16::try_from(number).unwrap_or(u16::MAX));
        self.left + column * (number + 0.5)
    }

    fn column(&self) -> f32 {
        let points = f32::from(u16::try_from(self.points.max(1)).unwrap_or(u16::MAX));
        (self.right - self.left) / points
    }

    fn y(&self, value: f32) -> f32 {
        self.bottom - (self.bottom - self.top) * (value / self.highest).clamp(0.0, 1.0)
    }
}

fn grid(chart: &LineChart, plot: &Plot, canvas: &Canvas) {
    for level in 0..=chart.highest {
        let y = plot.y(f32::from(level));
        let color = if level == 0 { GRID } else { HAIRLINE };
        canvas.line(
            &[point(plot.left, y), point(plot.right, y)],
            false,
            &Stroke::new(color, 0.5),
        );
        let at = point(plot.left - 6.0, y + 2.6);
        let look = TextLook::new(7.2, Weight::Regular, MUTED);
        canvas.text(at, Align::End, look, &level.to_string());
    }
    for (number, time) in chart.points.iter().enumerate() {
        let x = plot.x(number);
        let room = plot.column() - 6.0;
        let name = canvas.fonts.shorten(&time.label, 7.8, Weight::Bold, room);
        let look = TextLook::new(7.8, Weight::Bold, INK);
        canvas.text(point(x, plot.bottom + 14.0), Align::Middle, look, &name);
        let note = canvas.fonts.shorten(&time.note, 7.0, Weight::Regular, room);
        let look = TextLook::new(7.0, Weight::Regular, MUTED);
        canvas.text(point(x, plot.bottom + 24.0), Align::Middle, look, &note);
    }
}

fn breaks(chart: &LineChart, plot: &Plot, canvas: &Canvas) {
    for (number, time) in chart.points.iter().enumerate().skip(1) {
        if let Some(reason) = &time.broken_before {
            let x = plot.x(number) - plot.column() / 2.0;
            let stroke = Stroke::new(MUTED, 0.7).dashed(&[2.0, 2.0]);
            canvas.line(
                &[point(x, plot.top - 4.0), point(x, plot.bottom)],
                false,
                &stroke,
            );
            let reason = canvas
                .fonts
                .shorten(reason, 6.6, Weight::Regular, plot.column() * 1.4);
            let look = TextLook::new(6.6, Weight::Regular, MUTED);
            canvas.text(point(x, plot.top - 6.0), Align::Middle, look, &reason);
        }
    }
}

fn trace(series: &Series, chart: &LineChart, plot: &Plot, canvas: &Canvas) {
    let look = palette::look(series.role);
    let mut pieces: Vec<Vec<Point>> = vec![Vec::new()];
    let mut marks: Vec<(Point, f64)> = Vec::new();
    for (number, time) in chart.points.iter().enumerate() {
        let value = series.values.get(number).copied().flatten();
        if value.is_none() || time.broken_before.is_some() {
            pieces.push(Vec::new());
        }
        if let Some(value) = value {
            // A score keeps all that can be seen of it.
            #[allow(clippy::cast_possible_truncation)]
            let at = point(plot.x(number), plot.y(value as f32));
            pieces.last_mut().expect("it begins with one").push(at);
            marks.push((at, value));
        }
    }
    for piece in pieces.iter().filter(|piece| piece.len() > 1) {
        canvas.line(piece, false, &legend::stroke(&look));
    }
    for (at, _) in &marks {
        legend::marker(*at, &look, 1.0, canvas);
    }
    if series.role == SeriesRole::Overall {
        for (at, value) in &marks {
            let style = TextLook::new(8.0, Weight::Bold, INK);
            let place = point(at.x, at.y - 6.0);
            let shown = one_decimal(*value);
            let half = canvas.fonts.width(&shown, style.size, style.weight) / 2.0 + 1.0;
            let ground = Rect::new(place.x - half, place.y - 6.6, 2.0 * half, 8.0);
            canvas.rectangle(ground, WHITE, 0.85);
            canvas.text(place, Align::Middle, style, &shown);
        }
    }
}
