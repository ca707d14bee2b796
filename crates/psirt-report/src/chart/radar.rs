//! The radar: many axes with a ring of groups and two columns of labels, or a few axes with the
//! labels around.

use std::f32::consts::{PI, TAU};

use crate::font::{Fonts, Weight, clean_line};
use crate::palette::{self, GRID, HAIRLINE, INK, MUTED, SeriesRole, WHITE};
use crate::picture::{Align, Point, Rect, Stroke, TextLook, around, point};
use crate::typeset::{Line, Stretch, wrap, wrap_balanced};

use super::canvas::Canvas;
use super::legend::{self, Legend};
use super::{Axis, Radar, Series};

/// From this number of axes on, labels are small and stand in two columns.
const MANY: usize = 13;

pub(super) fn draw(radar: &Radar, width: f32, height: f32, canvas: &Canvas) {
    let fonts = canvas.fonts;
    let legend = Legend::new(
        &radar.series,
        radar.band.as_ref(),
        &radar.groups,
        width,
        fonts,
    );
    let room = (height - legend.height() - 8.0).max(60.0);
    let many = radar.axes.len() >= MANY;
    let ring = if radar.groups.is_empty() { 0.0 } else { 5.0 };
    let side = if many { 96.0_f32 } else { 108.0 }.min(width * 0.27);
    let above = if many { 14.0 } else { 30.0 };
    let reach = (room / 2.0 - above)
        .min(width / 2.0 - side - 12.0)
        .max(20.0);
    let dial = Dial {
        center: point(width / 2.0, room / 2.0),
        radius: reach - ring,
        axes: radar.axes.len(),
        highest: f32::from(radar.highest.max(1)),
    };
    band(radar, &dial, canvas);
    grid(&dial, many, canvas);
    if ring > 0.0 {
        group_ring(radar, &dial, ring, canvas);
    }
    for series in &radar.series {
        trace(series, &dial, many, canvas);
    }
    scale_numbers(&dial, radar.highest, canvas);
    let type_size = if many { 7.0 } else { 8.2 };
    let frame = Frame {
        width,
        height: room,
        outer: reach,
        size: type_size,
        many,
    };
    for label in place_labels(radar, &dial, &frame, fonts) {
        label.draw(&dial, &frame, canvas);
    }
    legend.draw(room + 8.0, canvas);
}

/// Where values stand.
struct Dial {
    center: Point,
    radius: f32,
    axes: usize,
    highest: f32,
}

impl Dial {
    fn angle(&self, axis: usize) -> f32 {
        small_number(axis) / small_number(self.axes.max(1)) * TAU
    }

    /// Level 0 keeps off the centre, so that it can be seen and told from an absent value.
    fn distance(&self, value: f32) -> f32 {
        self.radius * (0.1 + 0.9 * (value / self.highest).clamp(0.0, 1.0))
    }

    fn at(&self, axis: usize, value: f32) -> Point {
        around(self.center, self.distance(value), self.angle(axis))
    }

    fn all_at(&self, value: f32) -> Vec<Point> {
        (0..self.axes).map(|axis| self.at(axis, value)).collect()
    }
}

/// Numbers of axes and lines are small.
fn small_number(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

// A level or a score keeps all that can be seen of it.
#[allow(clippy::cast_possible_truncation)]
fn coordinate(value: f64) -> f32 {
    value as f32
}

fn grid(dial: &Dial, many: bool, canvas: &Canvas) {
    let mut value = 0.0;
    while value <= dial.highest {
        let edge = value == 0.0 || value >= dial.highest;
        let stroke = Stroke::new(
            if edge { GRID } else { HAIRLINE },
            if edge { 0.7 } else { 0.5 },
        );
        if many {
            canvas.circle(dial.center, dial.distance(value), &stroke);
        } else {
            canvas.line(&dial.all_at(value), true, &stroke);
        }
        value += 1.0;
    }
    for axis in 0..dial.axes {
        let (from, to) = (dial.at(axis, 0.0), dial.at(axis, dial.highest));
        canvas.line(&[from, to], false, &Stroke::new(HAIRLINE, 0.4));
    }
}

fn group_ring(radar: &Radar, dial: &Dial, thickness: f32, canvas: &Canvas) {
    let half = PI / small_number(dial.axes.max(1));
    let mut first = 0;
    for group in &radar.groups {
        if group.axes == 0 {
            continue;
        }
        let from = dial.angle(first) - half + 0.012;
        let to = dial.angle(first + group.axes - 1) + half - 0.012;
        let radii = (dial.radius + 2.0, dial.radius + thickness);
        let piece = ring_piece(dial.center, radii, (from, to));
        canvas.area(&piece, palette::area(group.number), 1.0);
        first += group.axes;
    }
}

fn band(radar: &Radar, dial: &Dial, canvas: &Canvas) {
    let Some(band) = &radar.band else { return };
    let at = |values: &[Option<f64>], axis: usize| {
        let value = values.get(axis).copied().flatten()?;
        Some(dial.at(axis, coordinate(value)))
    };
    let ends = |axis: usize| at(&band.lower, axis).zip(at(&band.upper, axis));
    let ends: Vec<Option<(Point, Point)>> = (0..dial.axes).map(ends).collect();
    let known: Vec<(Point, Point)> = ends.iter().copied().flatten().collect();
    if known.len() == dial.axes {
        let (lower, upper): (Vec<Point>, Vec<Point>) = known.into_iter().unzip();
        // Nothing lies below yet: the hole is painted over.
        canvas.area(&upper, palette::BAND, 1.0);
        canvas.area(&lower, WHITE, 1.0);
        return;
    }
    // With gaps, the pieces between neighbouring axes that have a band.
    for axis in 0..dial.axes {
        let next = (axis + 1) % dial.axes;
        if let (Some((low, high)), Some((next_low, next_high))) = (ends[axis], ends[next]) {
            canvas.area(&[low, high, next_high, next_low], palette::BAND, 1.0);
        }
    }
}

/// A series is a closed line, or the pieces of it between the gaps.
fn trace(series: &Series, dial: &Dial, many: bool, canvas: &Canvas) {
    let look = palette::look(series.role);
    let points: Vec<Option<Point>> = (0..dial.axes)
        .map(|axis| {
            let value = series.values.get(axis).copied().flatten()?;
            Some(dial.at(axis, coordinate(value)))
        })
        .collect();
    let pieces = pieces(&points);
    let closed = pieces.len() == 1 && pieces[0].len() == points.len();
    if closed && series.role == SeriesRole::Current {
        canvas.area(&pieces[0], look.color, 0.13);
    }
    for piece in &pieces {
        canvas.line(piece, closed, &legend::stroke(&look));
    }
    let lone = |axis: usize| {
        let before = points[(axis + points.len() - 1) % points.len()];
        let after = points[(axis + 1) % points.len()];
        before.is_none() && after.is_none()
    };
    let scale = if many { 0.75 } else { 1.0 };
    for (axis, at) in points.iter().enumerate() {
        if let Some(at) = at {
            if look.marker == palette::Marker::None && lone(axis) {
                canvas.disc(*at, 1.6, look.color);
            }
            legend::marker(*at, &look, scale, canvas);
        }
    }
}

/// A piece of a ring between two radii and two angles, with corners so close that it looks round.
fn ring_piece(center: Point, radii: (f32, f32), (from, to): (f32, f32)) -> Vec<Point> {
    const STEP: f32 = PI / 90.0;
    let steps = ((to - from) / STEP).ceil().max(1.0);
    let mut angles = vec![from];
    let mut taken = 1.0;
    while taken <= steps {
        angles.push(from + (to - from) * taken / steps);
        taken += 1.0;
    }
    let outer = angles.iter().map(|angle| around(center, radii.1, *angle));
    let inner = angles
        .iter()
        .rev()
        .map(|angle| around(center, radii.0, *angle));
    outer.chain(inner).collect()
}

/// Runs of neighbouring points; the last and the first axis are neighbours.
fn pieces(points: &[Option<Point>]) -> Vec<Vec<Point>> {
    let gap = points.iter().position(Option::is_none);
    let start = gap.map_or(0, |gap| gap + 1);
    let mut pieces: Vec<Vec<Point>> = vec![Vec::new()];
    for step in 0..points.len() {
        match points[(start + step) % points.len()] {
            Some(at) => pieces.last_mut().expect("it begins with one").push(at),
            None => pieces.push(Vec::new()),
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn scale_numbers(dial: &Dial, highest: u8, canvas: &Canvas) {
    let look = legend::small(Weight::Regular);
    for level in 0..=highest {
        let name = level.to_string();
        let at = dial.at(0, f32::from(level));
        let width = canvas.fonts.width(&name, look.size, look.weight);
        let place = point(at.x - 2.6, at.y + look.size * 0.36);
        let halo = Rect::new(place.x - width - 0.6, place.y - 5.0, width + 1.2, 5.4);
        canvas.rectangle(halo, WHITE, 0.75);
        canvas.text(place, Align::End, look, &name);
    }
}

/// The space that labels share.
struct Frame {
    width: f32,
    height: f32,
    outer: f32,
    size: f32,
    many: bool,
}

impl Frame {
    fn line_height(&self) -> f32 {
        self.size * 1.22
    }

    fn gap(&self) -> f32 {
        if self.many { 1.8 } else { 4.0 }
    }

    /// How far from the middle line a label may begin that covers `top..bottom`.
    fn inset(&self, center: Point, top: f32, bottom: f32) -> f32 {
        let clear = self.outer + if self.many { 8.0 } else { 7.0 };
        let nearest = (top - center.y).max(center.y - bottom).max(0.0);
        let chord = (clear * clear - nearest * nearest).max(0.0).sqrt();
        chord.max(if self.many { 7.0 } else { 0.0 })
    }
}

/// A label with its lines, on the right or left of the dial, or above or below it.
struct Label {
    axis: usize,
    side: Align,
    lines: Vec<Line>,
    weights: Vec<Weight>,
    note: String,
    top: f32,
    height: f32,
    edge: f32,
}

fn place_labels(radar: &Radar, dial: &Dial, frame: &Frame, fonts: &Fonts) -> Vec<Label> {
    let mut labels = Vec::new();
    let sides = [Align::Start, Align::End, Align::Middle];
    for side in sides {
        let axes: Vec<usize> = (0..dial.axes)
            .filter(|axis| side_of(dial.angle(*axis), frame.many) == side)
            .collect();
        if side == Align::Middle {
            labels.extend(
                axes.iter()
                    .map(|axis| above_or_below(radar, dial, frame, fonts, *axis)),
            );
        } else {
            labels.extend(column(radar, dial, frame, fonts, side, &axes));
        }
    }
    labels
}

/// Right of the dial (text begins there), left of it, or on its middle line.
fn side_of(angle: f32, many: bool) -> Align {
    let sine = angle.sin();
    if !many && sine.abs() < 0.02 {
        Align::Middle
    } else if sine > -0.001 {
        Align::Start
    } else {
        Align::End
    }
}

fn above_or_below(radar: &Radar, dial: &Dial, frame: &Frame, fonts: &Fonts, axis: usize) -> Label {
    let (lines, weights) = lines_of(&radar.axes[axis], frame, frame.width * 0.5, 1, fonts);
    let note = radar.axes[axis].note.clone();
    let height = block_height(lines.len(), &note, frame);
    let above = dial.angle(axis).cos() > 0.0;
    let top = if above {
        dial.center.y - frame.outer - 5.0 - height
    } else {
        dial.center.y + frame.outer + 6.0
    };
    Label {
        axis,
        side: Align::Middle,
        lines,
        weights,
        note,
        top,
        height,
        edge: dial.center.x,
    }
}

fn block_height(lines: usize, note: &str, frame: &Frame) -> f32 {
    small_number(lines + usize::from(!note.is_empty())) * frame.line_height()
}

/// Lays the labels of one side out from top to bottom, with as many lines as fit.
fn column(
    radar: &Radar,
    dial: &Dial,
    frame: &Frame,
    fonts: &Fonts,
    side: Align,
    axes: &[usize],
) -> Vec<Label> {
    let mut from_top = axes.to_vec();
    let middle = |axis: usize| around(dial.center, frame.outer, dial.angle(axis)).y;
    from_top.sort_by(|a, b| middle(*a).total_cmp(&middle(*b)));
    for most_lines in (0..=3).rev() {
        let labels = settle(radar, dial, frame, fonts, side, &from_top, most_lines);
        if fits(&labels, frame) {
            return labels;
        }
    }
    // Not even the ids fit: every second, third, … is named.
    for step in 2..=from_top.len() {
        let some: Vec<usize> = from_top.iter().copied().step_by(step).collect();
        let labels = settle(radar, dial, frame, fonts, side, &some, 0);
        if fits(&labels, frame) {
            return labels;
        }
    }
    Vec::new()
}

fn fits(labels: &[Label], frame: &Frame) -> bool {
    let used: f32 = labels.iter().map(|label| label.height + frame.gap()).sum();
    used <= frame.height
}

fn settle(
    radar: &Radar,
    dial: &Dial,
    frame: &Frame,
    fonts: &Fonts,
    side: Align,
    axes: &[usize],
    most_lines: usize,
) -> Vec<Label> {
    let wish = |axis: usize| around(dial.center, frame.outer + 6.0, dial.angle(axis)).y;
    let mut labels: Vec<Label> = axes
        .iter()
        .map(|axis| Label {
            axis: *axis,
            side,
            lines: Vec::new(),
            weights: Vec::new(),
            note: if most_lines > 1 {
                radar.axes[*axis].note.clone()
            } else {
                String::new()
            },
            top: wish(*axis) - frame.line_height(),
            height: 2.0 * frame.line_height(),
            edge: 0.0,
        })
        .collect();
    // Where a label stands decides how wide it may be, and its height where it stands.
    for _ in 0..3 {
        for label in &mut labels {
            let inset = frame.inset(dial.center, label.top, label.top + label.height);
            let room = (frame.width / 2.0 - inset - 2.0).max(20.0);
            let named = &radar.axes[label.axis];
            let most = if frame.many { 98.0_f32.min(room) } else { room };
            (label.lines, label.weights) = lines_of(named, frame, most, most_lines, fonts);
            label.height = block_height(label.lines.len(), &label.note, frame);
        }
        let wishes: Vec<(f32, f32)> = labels
            .iter()
            .map(|label| (wish(label.axis), label.height + frame.gap()))
            .collect();
        for (label, middle) in labels.iter_mut().zip(spread(&wishes, frame.height)) {
            label.top = middle - label.height / 2.0;
        }
    }
    for label in &mut labels {
        let inset = frame.inset(dial.center, label.top, label.top + label.height);
        let room = (frame.width / 2.0 - inset).max(20.0);
        label.edge = match side {
            Align::Start => dial.center.x + inset,
            _ => dial.center.x - inset,
        };
        shorten(&mut label.lines, &label.weights, frame.size, room, fonts);
    }
    labels
}

/// Moves heights apart as little as possible, so that none overlap and all stay in the frame.
///
/// The middles that minimise the squared moves are found by pooling neighbours that collide.
fn spread(wishes: &[(f32, f32)], height: f32) -> Vec<f32> {
    struct Pool {
        first: usize,
        wish: f32,
        members: f32,
        height: f32,
    }
    let mut pools: Vec<Pool> = Vec::new();
    for (number, (middle, own)) in wishes.iter().enumerate() {
        let mut pool = Pool {
            first: number,
            wish: middle - own / 2.0,
            members: 1.0,
            height: *own,
        };
        while let Some(before) = pools.pop_if(|before| before.wish + before.height > pool.wish) {
            // The wish of a pool is where its top would stand for the mean of its members.
            let members = before.members + pool.members;
            let shifted = pool.wish - before.height;
            pool = Pool {
                first: before.first,
                wish: (before.wish * before.members + shifted * pool.members) / members,
                members,
                height: before.height + pool.height,
            };
        }
        pools.push(pool);
    }
    let mut tops = vec![0.0; wishes.len()];
    for (place, pool) in pools.iter().enumerate() {
        let end = pools.get(place + 1).map_or(wishes.len(), |next| next.first);
        let mut top = pool.wish;
        for number in pool.first..end {
            tops[number] = top;
            top += wishes[number].1;
        }
    }
    let mut floor = height;
    for number in (0..tops.len()).rev() {
        tops[number] = tops[number].min(floor - wishes[number].1);
        floor = tops[number];
    }
    let mut ceiling = 0.0_f32;
    for (top, wish) in tops.iter_mut().zip(wishes) {
        *top = top.max(ceiling);
        ceiling = *top + wish.1;
    }
    tops.iter()
        .zip(wishes)
        .map(|(top, wish)| top + wish.1 / 2.0)
        .collect()
}

fn lines_of(
    axis: &Axis,
    frame: &Frame,
    width: f32,
    most_lines: usize,
    fonts: &Fonts,
) -> (Vec<Line>, Vec<Weight>) {
    let (id, title) = (clean_line(&axis.id), clean_line(&axis.title));
    let id_only = most_lines == 0 || frame.many && frame.width < 200.0;
    let (id, title) = if frame.many {
        (id.as_str(), title.as_str())
    } else {
        ("", title.as_str())
    };
    if id_only && !id.is_empty() {
        let stretch = [Stretch {
            text: id,
            weight: Weight::Bold,
        }];
        return (
            wrap(fonts, &stretch, frame.size, f32::INFINITY),
            vec![Weight::Bold],
        );
    }
    let spaced = if id.is_empty() {
        String::new()
    } else {
        format!("{id} ")
    };
    let title_weight = if frame.many {
        Weight::Regular
    } else {
        Weight::Bold
    };
    let stretches = [
        Stretch {
            text: &spaced,
            weight: Weight::Bold,
        },
        Stretch {
            text: title,
            weight: title_weight,
        },
    ];
    let weights = vec![Weight::Bold, title_weight];
    let mut lines = wrap_balanced(fonts, &stretches, frame.size, width);
    if lines.len() > most_lines.max(1) {
        lines = wrap(fonts, &stretches, frame.size, width);
        lines.truncate(most_lines.max(1));
        if let Some(run) = lines.last_mut().and_then(|line| line.runs.last_mut()) {
            run.text.push('…');
        }
        shorten(&mut lines, &weights, frame.size, width, fonts);
    }
    (lines, weights)
}

fn shorten(lines: &mut [Line], weights: &[Weight], size: f32, width: f32, fonts: &Fonts) {
    for line in lines {
        if let Some(run) = line.runs.last_mut() {
            let weight = weights[run.stretch.min(weights.len() - 1)];
            let measured = fonts.width(&run.text, size, weight);
            if run.x + measured > width {
                let kept = run.text.trim_end_matches('…');
                run.text = fonts.shorten(kept, size, weight, width - run.x);
            }
            run.width = fonts.width(&run.text, size, weight);
            line.width = run.x + run.width;
        }
    }
}

impl Label {
    fn draw(&self, dial: &Dial, frame: &Frame, canvas: &Canvas) {
        if frame.many {
            let edge = around(dial.center, frame.outer, dial.angle(self.axis));
            let toward = if self.side == Align::Start { -2.0 } else { 2.0 };
            let middle = point(self.edge + toward, self.top + self.height / 2.0);
            let elbow = around(dial.center, frame.outer + 4.0, dial.angle(self.axis));
            canvas.line(&[edge, elbow, middle], false, &Stroke::new(GRID, 0.4));
        }
        let baseline = frame.line_height() * 0.5 + frame.size * 0.36;
        let mut y = self.top + baseline;
        for line in &self.lines {
            let start = self.edge - line.width * self.side.share();
            for run in &line.runs {
                let weight = self.weights[run.stretch.min(self.weights.len() - 1)];
                let look = TextLook::new(frame.size, weight, INK);
                canvas.text(point(start + run.x, y), Align::Start, look, &run.text);
            }
            y += frame.line_height();
        }
        if !self.note.is_empty() {
            let look = TextLook::new(frame.size, Weight::Regular, MUTED);
            canvas.text(point(self.edge, y), self.side, look, &self.note);
        }
    }
}
