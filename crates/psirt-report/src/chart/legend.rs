//! Lines, markers and the legend that explains them.

use crate::font::{Fonts, Weight};
use crate::palette::{self, INK, MUTED, Marker, SeriesLook, WHITE};
use crate::picture::{Align, Point, Rect, Stroke, TextLook, point};

use super::canvas::Canvas;
use super::{AxisGroup, Band, Series};

const SIZE: f32 = 7.6;
const ROW: f32 = 13.0;
const SAMPLE: f32 = 20.0;
const SWATCH: f32 = 9.0;
const GAP: f32 = 13.0;

/// What the legend explains.
enum Entry<'a> {
    Series(&'a Series),
    Band(&'a Band),
    Group(&'a AxisGroup),
}

impl Entry<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Series(series) => &series.name,
            Self::Band(band) => &band.name,
            Self::Group(group) => &group.title,
        }
    }

    fn sample(&self) -> f32 {
        match self {
            Self::Series(_) | Self::Band(_) => SAMPLE,
            Self::Group(_) => SWATCH,
        }
    }
}

/// A legend laid out in centred rows.
pub(super) struct Legend<'a> {
    rows: Vec<Vec<(f32, String, Entry<'a>)>>,
    width: f32,
}

impl<'a> Legend<'a> {
    /// Series first, in the order of importance; groups begin a new row.
    pub(super) fn new(
        series: &'a [Series],
        band: Option<&'a Band>,
        groups: &'a [AxisGroup],
        width: f32,
        fonts: &Fonts,
    ) -> Self {
        let entries = series
            .iter()
            .rev()
            .map(Entry::Series)
            .chain(band.map(Entry::Band))
            .collect();
        let groups = groups.iter().map(Entry::Group).collect();
        let mut rows = Vec::new();
        for list in [entries, groups] {
            rows.extend(in_rows(list, width, fonts));
        }
        Self { rows, width }
    }

    pub(super) fn height(&self) -> f32 {
        let rows = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        f32::from(rows) * ROW
    }

    pub(super) fn draw(&self, top: f32, canvas: &Canvas) {
        let mut middle = top + ROW / 2.0;
        for row in &self.rows {
            let used: f32 = row.iter().map(|(width, ..)| width + GAP).sum::<f32>() - GAP;
            let mut x = ((self.width - used) / 2.0).max(0.0);
            for (width, name, entry) in row {
                sample(entry, x, middle, canvas);
                let at = point(x + entry.sample() + 5.0, middle + SIZE * 0.36);
                let look = TextLook::new(SIZE, Weight::Regular, INK);
                canvas.text(at, Align::Start, look, name);
                x += width + GAP;
            }
            middle += ROW;
        }
    }
}

fn in_rows<'a>(
    entries: Vec<Entry<'a>>,
    width: f32,
    fonts: &Fonts,
) -> Vec<Vec<(f32, String, Entry<'a>)>> {
    let mut rows: Vec<Vec<(f32, String, Entry<'a>)>> = Vec::new();
    let mut used = width;
    for entry in entries {
        let room = width - entry.sample() - 5.0;
        let name = fonts.shorten(entry.name(), SIZE, Weight::Regular, room.min(240.0));
        let own = entry.sample() + 5.0 + fonts.width(&name, SIZE, Weight::Regular);
        if used + own > width {
            rows.push(Vec::new());
            used = 0.0;
        }
        used += own + GAP;
        if let Some(row) = rows.last_mut() {
            row.push((own, name, entry));
        }
    }
    rows
}

fn sample(entry: &Entry, x: f32, middle: f32, canvas: &Canvas) {
    match entry {
        Entry::Series(series) => {
            let look = palette::look(series.role);
            let (from, to) = (point(x, middle), point(x + SAMPLE, middle));
            canvas.line(&[from, to], false, &stroke(&look));
            marker(point(x + SAMPLE / 2.0, middle), &look, 1.0, canvas);
        }
        Entry::Band(_) => {
            let swatch = Rect::new(x, middle - 4.0, SAMPLE, 8.0);
            canvas.rectangle(swatch, palette::BAND, 1.0);
        }
        Entry::Group(group) => {
            let swatch = Rect::new(x, middle - SWATCH / 2.0, SWATCH, SWATCH);
            canvas.rectangle(swatch, palette::area(group.number), 1.0);
        }
    }
}

/// The line of a series.
pub(super) fn stroke(look: &SeriesLook) -> Stroke {
    Stroke::new(look.color, look.width).dashed(look.dash)
}

/// Draws the marker of a series.
pub(super) fn marker(at: Point, look: &SeriesLook, scale: f32, canvas: &Canvas) {
    let r = 2.1 * scale;
    let outline = Stroke::new(look.color, 0.9);
    let corners = match look.marker {
        Marker::None => return,
        Marker::Disc => {
            canvas.disc(at, r + outline.width / 2.0, look.color);
            return;
        }
        Marker::Circle => {
            canvas.disc(at, r, WHITE);
            canvas.circle(at, r, &outline);
            return;
        }
        Marker::Cross => {
            for sign in [-1.0, 1.0] {
                let (from, to) = (
                    point(at.x - r, at.y - sign * r),
                    point(at.x + r, at.y + sign * r),
                );
                canvas.line(&[from, to], false, &Stroke::new(look.color, 1.1));
            }
            return;
        }
        Marker::Square => vec![
            point(at.x - r, at.y - r),
            point(at.x + r, at.y - r),
            point(at.x + r, at.y + r),
            point(at.x - r, at.y + r),
        ],
        Marker::Triangle => {
            let r = r * 1.25;
            let base = at.y + r * 0.6;
            vec![
                point(at.x, at.y - r),
                point(at.x + r, base),
                point(at.x - r, base),
            ]
        }
        Marker::Diamond => {
            let r = r * 1.3;
            vec![
                point(at.x, at.y - r),
                point(at.x + r, at.y),
                point(at.x, at.y + r),
                point(at.x - r, at.y),
            ]
        }
    };
    canvas.area(&corners, WHITE, 1.0);
    canvas.line(&corners, true, &outline);
}

/// The look of small print in charts.
pub(super) const fn small(weight: Weight) -> TextLook {
    TextLook::new(7.0, weight, MUTED)
}
