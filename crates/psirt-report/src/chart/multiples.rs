//! Small multiples: one small chart over time for the whole and for each area, all with the same
//! axes, so that none covers another. One colour is enough, and gray will do.

use psirt_core::score::one_decimal;

use crate::font::Weight;
use crate::palette::{self, GRID, HAIRLINE, INK, MUTED, SeriesRole, WHITE};
use crate::picture::{Align, Point, Rect, Stroke, TextLook, point};
use crate::typeset::{Stretch, wrap};

use super::canvas::Canvas;
use super::{Multiples, Panel};

/// The least size of letters, in points.
const SMALL: f32 = 7.0;
const COLUMNS: u16 = 4;
const GUTTER: f32 = 14.0;
/// Two lines of title, and room for a value on the highest line.
const ABOVE: f32 = 34.0;
const PLOT: f32 = 62.0;
/// The dates, and the space to the next row.
const BELOW: f32 = 28.0;
/// Room for the numbers of the scale.
const SCALE: f32 = 9.0;

impl Multiples {
    /// Height of the chart at a width, in points.
    pub fn height(&self) -> f32 {
        let panels = u16::try_from(self.panels.len()).unwrap_or(u16::MAX);
        f32::from(panels.div_ceil(COLUMNS)) * (ABOVE + PLOT + BELOW)
    }
}

pub(super) fn draw(chart: &Multiples, width: f32, height: f32, canvas: &Canvas) {
    let columns = f32::from(COLUMNS);
    let own = (width - GUTTER * (columns - 1.0)) / columns;
    let panels = u16::try_from(chart.panels.len()).unwrap_or(u16::MAX);
    let rows = f32::from(panels.div_ceil(COLUMNS).max(1));
    let plot_height = (height / rows - ABOVE - BELOW).max(20.0);
    for (number, panel) in (0_u16..).zip(&chart.panels) {
        let column = f32::from(number % COLUMNS);
        let row = f32::from(number / COLUMNS);
        let plot = Plot {
            left: column * (own + GUTTER) + SCALE,
            right: column * (own + GUTTER) + own,
            top: row * (ABOVE + plot_height + BELOW) + ABOVE,
            height: plot_height,
            points: f32::from(u16::try_from(chart.points.len().max(1)).unwrap_or(u16::MAX)),
            highest: f32::from(chart.highest.max(1)),
        };
        title(panel, &plot, canvas);
        grid(chart, &plot, canvas);
        target(chart, panel, &plot, canvas);
        scores(chart, panel, &plot, canvas);
    }
}

struct Plot {
    left: f32,
    right: f32,
    top: f32,
    height: f32,
    points: f32,
    highest: f32,
}

impl Plot {
    /// Points stand in the middle of equal columns.
    fn x(&self, number: usize) -> f32 {
        let number = f32::from(u16::try_from(number).unwrap_or(u16::MAX));
        self.left + (self.right - self.left) / self.points * (number + 0.5)
    }

    fn y(&self, value: f64) -> f32 {
        // A score keeps all that can be seen of it.
        #[expect(clippy::cast_possible_truncation, reason = "drawn to the hundredth")]
        let share = (value as f32 / self.highest).clamp(0.0, 1.0);
        self.top + self.height * (1.0 - share)
    }
}

fn title(panel: &Panel, plot: &Plot, canvas: &Canvas) {
    const SIZE: f32 = 7.6;
    let text = crate::font::clean_line(&panel.title);
    let stretch = [Stretch {
        text: &text,
        weight: Weight::Bold,
    }];
    let room = plot.right - plot.left + SCALE;
    let lines = wrap(canvas.fonts, &stretch, SIZE, room);
    let last = lines.len() > 2;
    for (number, line) in (0_u8..).zip(lines.iter().take(2)) {
        let mut words = line.text();
        if last && number == 1 {
            words = canvas
                .fonts
                .shorten(&(words + "……"), SIZE, Weight::Bold, room);
        }
        let at = point(
            plot.left - SCALE,
            plot.top - ABOVE + 8.0 + 9.4 * f32::from(number),
        );
        let look = TextLook::new(SIZE, Weight::Bold, INK);
        canvas.text(at, Align::Start, look, words.trim_end());
    }
}

fn grid(chart: &Multiples, plot: &Plot, canvas: &Canvas) {
    for level in 0..=chart.highest {
        let y = plot.y(f64::from(level));
        let edge = level == 0 || level == chart.highest;
        let stroke = Stroke::new(if level == 0 { GRID } else { HAIRLINE }, 0.5);
        canvas.line(&[point(plot.left, y), point(plot.right, y)], false, &stroke);
        if edge {
            let at = point(plot.left - 3.0, y + SMALL * 0.36);
            let look = TextLook::new(SMALL, Weight::Regular, MUTED);
            canvas.text(at, Align::End, look, &level.to_string());
        }
    }
    for (number, time) in chart.points.iter().enumerate().skip(1) {
        if time.broken_before.is_some() {
            let x = f32::midpoint(plot.x(number - 1), plot.x(number));
            let stroke = Stroke::new(MUTED, 0.7).dashed(&[2.0, 2.0]);
            let (from, to) = (point(x, plot.top - 4.0), point(x, plot.top + plot.height));
            canvas.line(&[from, to], false, &stroke);
        }
    }
    // The first and the last date; those between are in the table.
    let look = TextLook::new(SMALL, Weight::Regular, MUTED);
    let y = plot.top + plot.height + 10.0;
    let room = f32::midpoint(plot.right - plot.left, SCALE) - 2.0;
    let date = |label: &str, x: f32, align: Align| {
        let label = canvas.fonts.shorten(label, SMALL, Weight::Regular, room);
        canvas.text(point(x, y), align, look, &label);
    };
    match chart.points.as_slice() {
        [] => {}
        [only] => date(
            &only.label,
            f32::midpoint(plot.left, plot.right),
            Align::Middle,
        ),
        [first, .., last] => {
            date(&first.label, plot.left - SCALE, Align::Start);
            date(&last.label, plot.right, Align::End);
        }
    }
}

/// The target of each round, as a short dashed line across its column.
fn target(chart: &Multiples, panel: &Panel, plot: &Plot, canvas: &Canvas) {
    let color = palette::look(SeriesRole::Target).color;
    let half = (plot.right - plot.left) / plot.points / 2.0 - 1.0;
    for number in 0..chart.points.len() {
        if let Some(value) = panel.targets.get(number).copied().flatten() {
            let (x, y) = (plot.x(number), plot.y(value));
            let stroke = Stroke::new(color, 1.1).dashed(&[3.0, 1.8]);
            canvas.line(&[point(x - half, y), point(x + half, y)], false, &stroke);
        }
    }
}

fn scores(chart: &Multiples, panel: &Panel, plot: &Plot, canvas: &Canvas) {
    let mut pieces: Vec<Vec<Point>> = vec![Vec::new()];
    let mut marks = Vec::new();
    for (number, time) in chart.points.iter().enumerate() {
        let value = panel.scores.get(number).copied().flatten();
        if value.is_none() || time.broken_before.is_some() {
            pieces.push(Vec::new());
        }
        if let Some(value) = value {
            let at = point(plot.x(number), plot.y(value));
            pieces.last_mut().expect("it begins with one").push(at);
            // A target just above would run through the number.
            let target = panel.targets.get(number).copied().flatten();
            let above = target.map_or(0.0, |target| at.y - plot.y(target));
            let room_below = plot.top + plot.height - at.y > 12.0;
            let below = (1.0..12.0).contains(&above) && room_below;
            marks.push((at, value, below));
        }
    }
    for piece in pieces.iter().filter(|piece| piece.len() > 1) {
        canvas.line(piece, false, &Stroke::new(INK, 1.4));
    }
    let last = marks.len().saturating_sub(1);
    for (number, (at, value, below)) in marks.iter().enumerate() {
        canvas.disc(*at, 2.3, if number == last { INK } else { MUTED });
        let weight = if number == last {
            Weight::Bold
        } else {
            Weight::Regular
        };
        let look = TextLook::new(SMALL, weight, INK);
        let shown = one_decimal(*value);
        let half = canvas.fonts.width(&shown, SMALL, weight) / 2.0 + 0.8;
        let place = point(at.x, if *below { at.y + 10.0 } else { at.y - 5.0 });
        let ground = Rect::new(place.x - half, place.y - 5.6, 2.0 * half, 6.6);
        canvas.rectangle(ground, WHITE, 0.85);
        canvas.text(place, Align::Middle, look, &shown);
    }
}
