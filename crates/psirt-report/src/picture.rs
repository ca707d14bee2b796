//! Drawings as plain values: paths and texts with places, in points, y downwards.
//!
//! Charts and pages are both composed of these shapes; the PDF and SVG pens only trace them.

use crate::font::{Fonts, Weight, clean_line};
use crate::palette::Color;

/// A drawing of a size of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// What is drawn, the lowest first.
    pub shapes: Vec<Shape>,
}

/// A place, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// Shortens `Point { x, y }`.
pub const fn point(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// Shortens the struct expression.
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// The rectangle that holds this one and another.
    #[must_use]
    pub fn united(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let bottom = (self.y + self.height).max(other.y + other.height);
        Self::new(x, y, right - x, bottom - y)
    }

    /// Whether the two have an inner point in common.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A line or an area.
    Path(Path),
    /// A line of text.
    Text(TextShape),
}

impl Shape {
    /// The same shape at another place.
    #[must_use]
    pub fn moved(mut self, x: f32, y: f32) -> Self {
        let shift = |at: &mut Point| {
            at.x += x;
            at.y += y;
        };
        match &mut self {
            Self::Text(text) => {
                text.x += x;
                text.y += y;
            }
            Self::Path(path) => {
                for step in &mut path.steps {
                    match step {
                        Step::Move(to) | Step::Line(to) => shift(to),
                        Step::Curve(first, second, to) => {
                            shift(first);
                            shift(second);
                            shift(to);
                        }
                        Step::Close => {}
                    }
                }
            }
        }
        self
    }
}

/// The rectangle that holds all shapes; `None` where there are none.
pub fn bounds(shapes: &[Shape]) -> Option<Rect> {
    let mut corners: Option<(Point, Point)> = None;
    let mut hold = |at: Point| {
        let (low, high) = corners.get_or_insert((at, at));
        *low = point(low.x.min(at.x), low.y.min(at.y));
        *high = point(high.x.max(at.x), high.y.max(at.y));
    };
    for shape in shapes {
        match shape {
            Shape::Text(text) => {
                let own = text.bounds();
                hold(point(own.x, own.y));
                hold(point(own.x + own.width, own.y + own.height));
            }
            Shape::Path(path) => {
                for step in &path.steps {
                    match step {
                        Step::Move(to) | Step::Line(to) => hold(*to),
                        Step::Curve(first, second, to) => {
                            hold(*first);
                            hold(*second);
                            hold(*to);
                        }
                        Step::Close => {}
                    }
                }
            }
        }
    }
    let (low, high) = corners?;
    Some(Rect::new(low.x, low.y, high.x - low.x, high.y - low.y))
}

/// A line or an area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// Where it runs.
    pub steps: Vec<Step>,
    /// Its area.
    pub fill: Option<Fill>,
    /// Its line.
    pub stroke: Option<Stroke>,
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Begins a new part.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A curve with two handles.
    Curve(Point, Point, Point),
    /// Back to the beginning of the part.
    Close,
}

/// The colour of an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// Colour.
    pub color: Color,
    /// From 0, invisible, to 1, solid.
    pub opacity: f32,
    /// Whether overlapping parts leave holes.
    pub even_odd: bool,
}

impl From<Color> for Fill {
    fn from(color: Color) -> Self {
        Self {
            color,
            opacity: 1.0,
            even_odd: false,
        }
    }
}

/// The look of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub color: Color,
    /// From 0, invisible, to 1, solid.
    pub opacity: f32,
    /// Width in points.
    pub width: f32,
    /// Lengths of dash and gap in turn; empty is a solid line.
    pub dash: Vec<f32>,
    /// Ends and corners.
    pub ends: Ends,
}

/// How a line ends and turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ends {
    /// Cut off at the last point, sharp corners.
    #[default]
    Flat,
    /// Rounded.
    Round,
}

impl Stroke {
    /// A solid line.
    pub const fn new(color: Color, width: f32) -> Self {
        Self {
            color,
            opacity: 1.0,
            width,
            dash: Vec::new(),
            ends: Ends::Flat,
        }
    }

    /// The same line, dashed.
    #[must_use]
    pub fn dashed(mut self, dash: &[f32]) -> Self {
        self.dash = dash.to_vec();
        self
    }

    /// The same line with round ends.
    #[must_use]
    pub const fn round(mut self) -> Self {
        self.ends = Ends::Round;
        self
    }
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct TextShape {
    /// Where it begins.
    pub x: f32,
    /// Its baseline.
    pub y: f32,
    /// How wide it is as measured.
    pub width: f32,
    /// Size in points.
    pub size: f32,
    /// How heavy.
    pub weight: Weight,
    /// Colour.
    pub color: Color,
    /// The characters.
    pub text: String,
}

impl TextShape {
    /// The rectangle that the letters keep to.
    pub fn bounds(&self) -> Rect {
        let above = Fonts::CAP_HEIGHT * self.size;
        Rect::new(self.x, self.y - above, self.width, above + 0.2 * self.size)
    }
}

/// Which point of a text is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// Its beginning.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

impl Align {
    /// How far from its reference point something of `width` begins, as a factor of the width.
    pub const fn share(self) -> f32 {
        match self {
            Self::Start => 0.0,
            Self::Middle => 0.5,
            Self::End => 1.0,
        }
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextLook {
    /// Size in points.
    pub size: f32,
    /// How heavy.
    pub weight: Weight,
    /// Colour.
    pub color: Color,
}

impl TextLook {
    /// Shortens the struct expression.
    pub const fn new(size: f32, weight: Weight, color: Color) -> Self {
        Self {
            size,
            weight,
            color,
        }
    }
}

/// A line of text whose start, middle or end stands at `at`, on its baseline.
pub fn text(fonts: &Fonts, at: Point, align: Align, look: TextLook, content: &str) -> Shape {
    let content = clean_line(content);
    let width = fonts.width(&content, look.size, look.weight);
    Shape::Text(TextShape {
        x: at.x - width * align.share(),
        y: at.y,
        width,
        size: look.size,
        weight: look.weight,
        color: look.color,
        text: content,
    })
}

/// A straight line.
pub fn line(from: Point, to: Point, stroke: Stroke) -> Shape {
    Shape::Path(Path {
        steps: vec![Step::Move(from), Step::Line(to)],
        fill: None,
        stroke: Some(stroke),
    })
}

/// A rectangle with rounded corners, filled, outlined or both.
pub fn rounded(rect: Rect, radius: f32, fill: Option<Color>, stroke: Option<Stroke>) -> Shape {
    Shape::Path(Path {
        steps: rectangle(rect, radius),
        fill: fill.map(Fill::from),
        stroke,
    })
}

/// A filled rectangle.
pub fn filled(rect: Rect, fill: impl Into<Fill>) -> Shape {
    Shape::Path(Path {
        steps: rectangle(rect, 0.0),
        fill: Some(fill.into()),
        stroke: None,
    })
}

/// The outline of a rectangle with corners rounded by `radius`.
pub fn rectangle(rect: Rect, radius: f32) -> Vec<Step> {
    let Rect {
        x,
        y,
        width,
        height,
    } = rect;
    let (right, bottom) = (x + width, y + height);
    let r = radius.min(width / 2.0).min(height / 2.0);
    if r <= 0.0 {
        return vec![
            Step::Move(point(x, y)),
            Step::Line(point(right, y)),
            Step::Line(point(right, bottom)),
            Step::Line(point(x, bottom)),
            Step::Close,
        ];
    }
    let k = r * (1.0 - QUARTER);
    vec![
        Step::Move(point(x + r, y)),
        Step::Line(point(right - r, y)),
        Step::Curve(
            point(right - k, y),
            point(right, y + k),
            point(right, y + r),
        ),
        Step::Line(point(right, bottom - r)),
        Step::Curve(
            point(right, bottom - k),
            point(right - k, bottom),
            point(right - r, bottom),
        ),
        Step::Line(point(x + r, bottom)),
        Step::Curve(
            point(x + k, bottom),
            point(x, bottom - k),
            point(x, bottom - r),
        ),
        Step::Line(point(x, y + r)),
        Step::Curve(point(x, y + k), point(x + k, y), point(x + r, y)),
        Step::Close,
    ]
}

/// How long the handles of a quarter circle are, in radii.
const QUARTER: f32 = 0.552_284_8;

/// The outline of a circle.
pub fn circle(center: Point, radius: f32) -> Vec<Step> {
    let diameter = 2.0 * radius;
    rectangle(
        Rect::new(center.x - radius, center.y - radius, diameter, diameter),
        radius,
    )
}

/// The outline of a polygon.
pub fn polygon(points: &[Point]) -> Vec<Step> {
    let mut steps = polyline(points);
    steps.push(Step::Close);
    steps
}

/// An open line through `points`.
pub fn polyline(points: &[Point]) -> Vec<Step> {
    points
        .iter()
        .enumerate()
        .map(|(number, at)| {
            if number == 0 {
                Step::Move(*at)
            } else {
                Step::Line(*at)
            }
        })
        .collect()
}

/// The point at `angle`, clockwise from the top in radians, at `radius` around `center`.
pub fn around(center: Point, radius: f32, angle: f32) -> Point {
    point(
        center.x + radius * angle.sin(),
        center.y - radius * angle.cos(),
    )
}
