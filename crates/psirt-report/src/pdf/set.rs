//! Sets text and small graphics into boxes as high as a line, of which cells and paragraphs are
//! stacked.

use crate::document::{Bar, Mark, Range, RichText, Span, Strip, Tag, TagTone, TallyStrip};
use crate::font::{Fonts, Weight, clean};
use crate::palette::{
    self, Color, GAIN, GROUND, HAIRLINE, INK, LOSS, MUTED, SeriesRole, WHITE, text_on,
};
use crate::picture::{
    Align, Path, Point, Rect, Shape, Stroke, TextLook, TextShape, circle, filled, line, point,
    polygon, rectangle, rounded, text,
};
use crate::typeset::{Line, Stretch, wrap, wrap_balanced};

use super::style::{Setting, Style, color};

/// A box as high as a line. Its shapes are relative to its upper left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct LineBox {
    pub(super) height: f32,
    /// What is read out.
    pub(super) words: Vec<Shape>,
    /// Words that lead to a web address.
    pub(super) links: Vec<(Shape, String)>,
    /// Grounds and lines that say nothing of their own.
    pub(super) decoration: Vec<Shape>,
    /// A graphic with its words.
    pub(super) figure: Option<(Vec<Shape>, String)>,
}

/// How a text is set.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    pub(super) setting: Setting,
    pub(super) align: Align,
    pub(super) balanced: bool,
    /// In place of the usual one.
    pub(super) color: Option<Color>,
    pub(super) strong: bool,
}

impl Manner {
    pub(super) fn new(setting: Setting) -> Self {
        Self {
            setting,
            align: Align::Start,
            balanced: false,
            color: None,
            strong: false,
        }
    }

    pub(super) fn aligned(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    pub(super) fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    pub(super) fn balanced(mut self) -> Self {
        self.balanced = true;
        self
    }

    pub(super) fn colored(mut self, color: Color) -> Self {
        self.color = Some(color);
        self
    }
}

/// Sets a text into lines of `width`.
pub(super) fn set_text(
    fonts: &Fonts,
    style: Style,
    rich: &RichText,
    manner: Manner,
    width: f32,
) -> Vec<LineBox> {
    let cleaned: Vec<String> = rich.0.iter().map(|span| clean(&span.text)).collect();
    let stretches: Vec<Stretch> = rich
        .0
        .iter()
        .zip(&cleaned)
        .map(|(span, text)| Stretch {
            text,
            weight: weight(span, manner),
        })
        .collect();
    let breaker = if manner.balanced { wrap_balanced } else { wrap };
    breaker(fonts, &stretches, manner.setting.size, width)
        .into_iter()
        .map(|line| set_line(style, rich, &line, manner, width))
        .collect()
}

fn weight(span: &Span, manner: Manner) -> Weight {
    if span.strong || manner.strong {
        Weight::Bold
    } else {
        Weight::Regular
    }
}

fn set_line(style: Style, rich: &RichText, line: &Line, manner: Manner, width: f32) -> LineBox {
    let start = (width - line.width) * manner.align.share();
    let mut set = LineBox {
        height: manner.setting.leading,
        ..LineBox::default()
    };
    let last = line.runs.len().saturating_sub(1);
    for (number, run) in line.runs.iter().enumerate() {
        let span = &rich.0[run.stretch];
        // A space dropped at the end of a line is drawn all the same: without it, two words would
        // be read out as one.
        let mut text = run.text.clone();
        if number == last && line.ends_at_space {
            text.push(' ');
        }
        let usual = if span.link.is_some() {
            style.accent
        } else {
            color(span.tone)
        };
        let shape = Shape::Text(TextShape {
            x: start + run.x,
            y: manner.setting.baseline(),
            width: run.width,
            size: manner.setting.size,
            weight: weight(span, manner),
            color: manner.color.unwrap_or(usual),
            text,
        });
        match &span.link {
            Some(address) => set.links.push((shape, address.clone())),
            None => set.words.push(shape),
        }
    }
    set
}

/// A space: a cell with nothing in it would vanish from the structure, and its table with it.
pub(super) fn blank(setting: Setting) -> LineBox {
    let space = Shape::Text(TextShape {
        x: 0.0,
        y: setting.baseline(),
        width: 0.0,
        size: setting.size,
        weight: Weight::Regular,
        color: INK,
        text: " ".to_owned(),
    });
    LineBox {
        height: setting.leading,
        words: vec![space],
        ..LineBox::default()
    }
}

/// Room for graphics in a cell.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) align: Align,
}

impl Room {
    fn start(self, width: f32) -> f32 {
        ((self.width - width) * self.align.share()).max(0.0)
    }

    fn middle(self) -> f32 {
        self.height / 2.0
    }
}

const CHIP_HEIGHT: f32 = 11.0;
const CHIP_WIDTH: f32 = 17.0;
const CHIP_TEXT: f32 = 7.8;

/// A level on its ground, or the word that stands in place of one.
pub(super) fn chip(fonts: &Fonts, mark: &Mark, room: Room) -> LineBox {
    let mut set = LineBox {
        height: room.height,
        ..LineBox::default()
    };
    let width = chip_width(fonts, mark);
    draw_chip(
        fonts,
        mark,
        point(room.start(width), room.middle()),
        &mut set,
    );
    set
}

/// Two levels with an arrow between.
pub(super) fn step(fonts: &Fonts, from: &Mark, to: &Mark, room: Room) -> LineBox {
    let mut set = LineBox {
        height: room.height,
        ..LineBox::default()
    };
    let (first, second) = (chip_width(fonts, from), chip_width(fonts, to));
    let arrow = 16.0;
    let x = room.start(first + arrow + second);
    draw_chip(fonts, from, point(x, room.middle()), &mut set);
    let look = TextLook::new(CHIP_TEXT, Weight::Regular, MUTED);
    let at = point(x + first + arrow / 2.0, room.middle() + CHIP_TEXT * 0.36);
    set.words.push(text(fonts, at, Align::Middle, look, "→"));
    draw_chip(fonts, to, point(x + first + arrow, room.middle()), &mut set);
    set
}

fn word(mark: &Mark) -> String {
    match mark {
        Mark::Level { level, .. } => level.to_string(),
        Mark::NotApplicable(word) | Mark::DontKnow(word) | Mark::Unanswered(word) => word.clone(),
        Mark::None => "–".to_owned(),
    }
}

fn chip_width(fonts: &Fonts, mark: &Mark) -> f32 {
    match mark {
        Mark::Level { .. } | Mark::None => CHIP_WIDTH,
        _ => (fonts.width(&word(mark), 6.6, Weight::Regular) + 7.0).max(CHIP_WIDTH),
    }
}

fn draw_chip(fonts: &Fonts, mark: &Mark, at: Point, set: &mut LineBox) {
    let width = chip_width(fonts, mark);
    let rect = Rect::new(at.x, at.y - CHIP_HEIGHT / 2.0, width, CHIP_HEIGHT);
    let (fill, stroke, look) = match mark {
        Mark::Level { level, highest } => {
            let ground = palette::level(*level, *highest);
            let edge = (*level == 0).then(|| Stroke::new(palette::GRID, 0.7));
            (
                Some(ground),
                edge,
                TextLook::new(CHIP_TEXT, Weight::Bold, text_on(ground)),
            )
        }
        Mark::NotApplicable(_) => (
            Some(GROUND),
            Some(Stroke::new(HAIRLINE, 0.6)),
            TextLook::new(6.6, Weight::Regular, MUTED),
        ),
        Mark::DontKnow(_) => {
            let dotted = Stroke::new(MUTED, 0.7).dashed(&[0.9, 1.3]);
            (
                None,
                Some(dotted),
                TextLook::new(6.6, Weight::Regular, MUTED),
            )
        }
        Mark::Unanswered(_) => {
            let dashed = Stroke::new(palette::GRID, 0.7).dashed(&[2.4, 1.6]);
            (
                None,
                Some(dashed),
                TextLook::new(6.6, Weight::Regular, MUTED),
            )
        }
        Mark::None => (None, None, TextLook::new(CHIP_TEXT, Weight::Regular, MUTED)),
    };
    if fill.is_some() || stroke.is_some() {
        set.decoration.push(rounded(rect, 2.4, fill, stroke));
    }
    let place = point(at.x + width / 2.0, at.y + look.size * 0.36);
    set.words
        .push(text(fonts, place, Align::Middle, look, &word(mark)));
}

/// All levels in a row: reached ones filled, the target outlined, the earlier round dotted.
pub(super) fn strip(fonts: &Fonts, strip: &Strip, room: Room) -> LineBox {
    let boxes = f32::from(strip.highest) + 1.0;
    let gap = 1.6;
    let width = ((room.width + gap) / boxes - gap).clamp(6.0, 22.0);
    let start = room.start((width + gap) * boxes - gap);
    let mut shapes = Vec::new();
    let reached = match strip.mark {
        Mark::Level { level, .. } => Some(level),
        _ => None,
    };
    for level in 0..=strip.highest {
        let x = start + (width + gap) * f32::from(level);
        let rect = Rect::new(x, room.middle() - 5.0, width, 10.0);
        let middle = point(x + width / 2.0, room.middle());
        let filled_up = reached.is_some_and(|reached| level <= reached);
        let ground = if filled_up {
            palette::level(level, strip.highest)
        } else {
            WHITE
        };
        let edge = if filled_up && level > 0 {
            ground
        } else {
            HAIRLINE
        };
        shapes.push(rounded(
            rect,
            1.6,
            Some(ground),
            Some(Stroke::new(edge, 0.6)),
        ));
        if strip.target == Some(level) {
            let target = palette::look(SeriesRole::Target).color;
            let outer = Rect::new(
                rect.x - 0.4,
                rect.y - 0.9,
                rect.width + 0.8,
                rect.height + 1.8,
            );
            shapes.push(rounded(outer, 2.2, None, Some(Stroke::new(target, 1.3))));
        }
        if reached == Some(level) {
            let look = TextLook::new(7.0, Weight::Bold, text_on(ground));
            let at = point(middle.x, middle.y + look.size * 0.36);
            shapes.push(text(fonts, at, Align::Middle, look, &level.to_string()));
        } else if strip.earlier == Some(level) && strip.target != Some(level) {
            shapes.push(earlier_mark(middle));
        } else if strip.target == Some(level) {
            let color = if filled_up { text_on(ground) } else { LOSS };
            let look = TextLook::new(6.6, Weight::Regular, color);
            let at = point(middle.x, middle.y + look.size * 0.36);
            shapes.push(text(fonts, at, Align::Middle, look, &level.to_string()));
        }
        // Beside a number, at the edge of its box.
        let beside = reached == Some(level) || strip.target == Some(level);
        if beside && strip.earlier == Some(level) {
            shapes.push(earlier_mark(point(x + width - 3.4, middle.y)));
        }
    }
    if reached.is_none() && strip.mark != Mark::None {
        let target = strip.target.map(f32::from);
        let step = width + gap;
        // On the wider side of the target, which stays to be seen.
        let (from, boxes) = match target {
            Some(target) if target >= f32::from(strip.highest) - target => (0.0, target),
            Some(target) => (target + 1.0, f32::from(strip.highest) - target),
            None => (0.0, f32::from(strip.highest) + 1.0),
        };
        let (left, free) = (start + step * from, step * boxes - gap);
        let look = TextLook::new(6.6, Weight::Regular, MUTED);
        let word = fonts.shorten(&word(&strip.mark), look.size, look.weight, free - 2.0);
        let half = fonts.width(&word, look.size, look.weight) / 2.0 + 1.0;
        let middle = point(left + free / 2.0, room.middle());
        let ground = Rect::new(middle.x - half, middle.y - 4.0, 2.0 * half, 8.0);
        shapes.push(filled(ground, WHITE));
        let at = point(middle.x, middle.y + look.size * 0.36);
        shapes.push(text(fonts, at, Align::Middle, look, &word));
    }
    LineBox {
        height: room.height.max(14.0),
        figure: Some((shapes, strip.description.clone())),
        ..LineBox::default()
    }
}

/// How many chose which level: a box a level, darker the more there are, then those without one.
pub(super) fn tally(fonts: &Fonts, strip: &TallyStrip, room: Room) -> LineBox {
    let asides = [("?", strip.dont_know), ("n", strip.not_applicable)];
    let asides: Vec<(&str, usize)> = asides.into_iter().filter(|(_, count)| *count > 0).collect();
    let gap = 1.6;
    // Room for both asides is kept, so that the levels of all rows stand below each other.
    let width =
        ((room.width - 2.0 * ASIDE + gap) / small(strip.counts.len()) - gap).clamp(6.0, 14.0);
    let all: usize = strip.counts.iter().sum();
    let mut shapes = Vec::new();
    let mut x = 0.0;
    for (level, &count) in strip.counts.iter().enumerate() {
        let rect = Rect::new(x, room.middle() - 5.0, width, 10.0);
        let share = small(count) / small(all.max(1));
        let ground = if count == 0 {
            WHITE
        } else {
            WHITE.mix(
                palette::look(SeriesRole::Current).color,
                0.25 + 0.75 * share,
            )
        };
        let edge = if count == 0 { HAIRLINE } else { ground };
        shapes.push(rounded(
            rect,
            1.6,
            Some(ground),
            Some(Stroke::new(edge, 0.6)),
        ));
        if strip.settled.map(usize::from) == Some(level) {
            let outer = Rect::new(
                rect.x - 0.5,
                rect.y - 1.1,
                rect.width + 1.0,
                rect.height + 2.2,
            );
            shapes.push(rounded(outer, 2.2, None, Some(Stroke::new(INK, 1.3))));
        }
        let (word, look) = if count == 0 {
            (
                level.to_string(),
                TextLook::new(5.6, Weight::Regular, palette::GRID),
            )
        } else {
            (
                count.to_string(),
                TextLook::new(7.0, Weight::Bold, text_on(ground)),
            )
        };
        let at = point(x + width / 2.0, room.middle() + look.size * 0.36);
        shapes.push(text(fonts, at, Align::Middle, look, &word));
        x += width + gap;
    }
    for (sign, count) in asides {
        let look = TextLook::new(6.6, Weight::Regular, MUTED);
        let at = point(x + 2.0, room.middle() + look.size * 0.36);
        shapes.push(text(
            fonts,
            at,
            Align::Start,
            look,
            &format!("{sign}{count}"),
        ));
        x += ASIDE;
    }
    LineBox {
        height: room.height.max(14.0),
        figure: Some((shapes, strip.description.clone())),
        ..LineBox::default()
    }
}

/// The width of a sign with its number.
const ASIDE: f32 = 13.0;

/// Numbers of levels and people are small.
fn small(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// The level of the last round.
fn earlier_mark(at: Point) -> Shape {
    let look = palette::look(SeriesRole::Earlier(0));
    Shape::Path(Path {
        steps: circle(at, 2.0),
        fill: Some(WHITE.into()),
        stroke: Some(Stroke::new(look.color, 1.0)),
    })
}

/// A value as the length of a bar on its scale.
pub(super) fn bar(bar: &Bar, room: Room) -> LineBox {
    // Drawn to the hundredth of a point at best.
    #[allow(clippy::cast_possible_truncation)]
    let share = |value: f64| (value / bar.highest.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0) as f32;
    let thickness = 6.0;
    let top = room.middle() - thickness / 2.0;
    let mut shapes = vec![rounded(
        Rect::new(0.0, top, room.width, thickness),
        1.5,
        Some(GROUND),
        None,
    )];
    if let Some(value) = bar.value {
        let color = palette::look(SeriesRole::Current).color;
        let length = (room.width * share(value)).max(0.8);
        shapes.push(rounded(
            Rect::new(0.0, top, length, thickness),
            1.5,
            Some(color),
            None,
        ));
    }
    if let Some(target) = bar.target {
        shapes.extend(target_mark(room.width * share(target), top, thickness));
    }
    LineBox {
        height: room.height,
        figure: Some((shapes, bar.description.clone())),
        ..LineBox::default()
    }
}

/// What is wanted: a line across, with a tip above it.
fn target_mark(x: f32, top: f32, thickness: f32) -> [Shape; 2] {
    let color = palette::look(SeriesRole::Target).color;
    let (from, to) = (point(x, top - 2.2), point(x, top + thickness + 2.2));
    let tip = [
        point(x - 2.2, top - 4.4),
        point(x + 2.2, top - 4.4),
        point(x, top - 1.2),
    ];
    let steps = polygon(&tip);
    [
        line(from, to, Stroke::new(color, 1.4)),
        Shape::Path(Path {
            steps,
            fill: Some(color.into()),
            stroke: None,
        }),
    ]
}

/// The middle half of a group on the scale, its median, its target and an own value.
pub(super) fn range(range: &Range, room: Room) -> LineBox {
    /// Room for a marker that stands at an end of the scale.
    const END: f32 = 4.0;
    let length = (room.width - 2.0 * END).max(8.0);
    // Drawn to the hundredth of a point at best.
    #[allow(clippy::cast_possible_truncation)]
    let at = |value: f64| {
        let share = (value / f64::from(range.highest.max(1))).clamp(0.0, 1.0) as f32;
        END + length * share
    };
    let (middle, thickness) = (room.middle(), 7.0);
    let top = middle - thickness / 2.0;
    let axis = Stroke::new(palette::GRID, 0.6);
    let mut shapes = vec![line(point(END, middle), point(END + length, middle), axis)];
    for level in 0..=range.highest {
        let x = at(f64::from(level));
        let (from, to) = (point(x, middle - 1.6), point(x, middle + 1.6));
        shapes.push(line(from, to, Stroke::new(palette::GRID, 0.6)));
    }
    if let Some((lower, upper)) = range.band {
        // Where both are one level, the band is still seen.
        let (left, right) = (at(lower) - 1.0, at(upper) + 1.0);
        let band = Rect::new(left, top, right - left, thickness);
        let edge = Stroke::new(palette::GRID, 0.4);
        shapes.push(rounded(band, 1.2, Some(palette::BAND), Some(edge)));
    }
    if let Some(median) = range.median {
        let x = at(median);
        let (from, to) = (point(x, top), point(x, top + thickness));
        shapes.push(line(from, to, Stroke::new(INK, 1.3)));
    }
    if let Some(target) = range.target {
        shapes.extend(target_mark(at(target), top, thickness));
    }
    if let Some(own) = range.own {
        shapes.push(Shape::Path(Path {
            steps: circle(point(at(own), middle), 2.7),
            fill: Some(palette::look(SeriesRole::Current).color.into()),
            stroke: Some(Stroke::new(WHITE, 0.7)),
        }));
    }
    LineBox {
        height: room.height,
        figure: Some((shapes, range.description.clone())),
        ..LineBox::default()
    }
}

/// A word on a ground.
pub(super) fn tag(fonts: &Fonts, tag: &Tag, room: Room) -> LineBox {
    let size = 6.8;
    let width = fonts.width(&tag.text, size, Weight::Bold) + 9.0;
    let (fill, edge, color) = match tag.tone {
        TagTone::Hollow => (None, Some(HAIRLINE), MUTED),
        TagTone::Light => (Some(Color::hex(0x00E6_EEF6)), None, INK),
        TagTone::Middle => (Some(Color::hex(0x00BC_D3E8)), None, INK),
        TagTone::Dark => (Some(Color::hex(0x002F_6FA8)), None, WHITE),
        TagTone::Good => (Some(Color::hex(0x00DF_F1EA)), None, GAIN),
        TagTone::Bad => (Some(Color::hex(0x00FB_E9DC)), None, LOSS),
    };
    let x = room.start(width);
    let rect = Rect::new(x, room.middle() - 5.4, width, 10.8);
    let look = TextLook::new(size, Weight::Bold, color);
    let at = point(x + width / 2.0, room.middle() + size * 0.36);
    LineBox {
        height: room.height.max(12.0),
        decoration: vec![Shape::Path(Path {
            steps: rectangle(rect, 5.4),
            fill: fill.map(Into::into),
            stroke: edge.map(|edge| Stroke::new(edge, 0.7)),
        })],
        words: vec![text(fonts, at, Align::Middle, look, &tag.text)],
        ..LineBox::default()
    }
}
