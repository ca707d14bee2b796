//! The paper that `plotters` draws a chart on.
//!
//! Its pixels are hundredths of a point, so that what plotters rounds cannot be seen. What is
//! drawn becomes shapes of a [`Picture`], which PDF and SVG trace: lines stay lines and texts
//! stay texts.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use crate::font::{Fonts, Weight};
use crate::palette::Color;
use crate::picture::{
    self, Align, Ends, Fill, Path, Picture, Point, Rect, Shape, Step, Stroke, TextLook, point,
    polyline,
};

/// Pixels of the paper in a point.
const FINENESS: f32 = 100.0;

/// A chart while it is drawn.
pub(super) struct Canvas<'f> {
    area: DrawingArea<Paper<'f>, Shift>,
    shapes: Rc<RefCell<Vec<Shape>>>,
    size: (f32, f32),
    pub(super) fonts: &'f Fonts,
}

impl<'f> Canvas<'f> {
    pub(super) fn new(width: f32, height: f32, fonts: &'f Fonts) -> Self {
        let shapes = Rc::new(RefCell::new(Vec::new()));
        let paper = Paper {
            size: (pixels(width).unsigned_abs(), pixels(height).unsigned_abs()),
            shapes: Rc::clone(&shapes),
            fonts,
        };
        Self {
            area: paper.into_drawing_area(),
            shapes,
            size: (width, height),
            fonts,
        }
    }

    pub(super) fn finish(self) -> Picture {
        let (width, height) = self.size;
        Picture {
            width,
            height,
            shapes: self.shapes.take(),
        }
    }

    /// A line through points, back to the first where it is closed.
    pub(super) fn line(&self, points: &[Point], closed: bool, stroke: &Stroke) {
        let mut points: Vec<BackendCoord> = points.iter().copied().map(pixel).collect();
        if closed {
            points.extend(points.first().copied());
        }
        if stroke.dash.is_empty() {
            self.draw(&PathElement::new(
                points,
                style(stroke.color, 1.0, stroke.width),
            ));
        } else {
            self.draw(&Dashed {
                points,
                stroke: stroke.clone(),
            });
        }
    }

    /// An area between points.
    pub(super) fn area(&self, points: &[Point], color: Color, opacity: f32) {
        let points: Vec<BackendCoord> = points.iter().copied().map(pixel).collect();
        self.draw(&Polygon::new(points, filling(color, opacity)));
    }

    /// A disc.
    pub(super) fn disc(&self, center: Point, radius: f32, color: Color) {
        self.draw(&Circle::new(
            pixel(center),
            pixels(radius),
            filling(color, 1.0),
        ));
    }

    /// A circle.
    pub(super) fn circle(&self, center: Point, radius: f32, stroke: &Stroke) {
        let style = style(stroke.color, 1.0, stroke.width);
        self.draw(&Circle::new(pixel(center), pixels(radius), style));
    }

    /// A filled rectangle.
    pub(super) fn rectangle(&self, rect: Rect, color: Color, opacity: f32) {
        let from = pixel(point(rect.x, rect.y));
        let to = pixel(point(rect.x + rect.width, rect.y + rect.height));
        self.draw(&Rectangle::new([from, to], filling(color, opacity)));
    }

    /// A text whose start, middle or end stands at a place, on its baseline.
    pub(super) fn text(&self, at: Point, align: Align, look: TextLook, content: &str) {
        let weight = match look.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let size = f64::from(look.size * FINENESS);
        let h_pos = match align {
            Align::Start => HPos::Left,
            Align::Middle => HPos::Center,
            Align::End => HPos::Right,
        };
        let mut style = TextStyle::from(FontDesc::new(FontFamily::SansSerif, size, weight));
        style.color = backend_color(look.color, 1.0);
        style.pos = Pos::new(h_pos, VPos::Bottom);
        self.draw(&Text::new(content.to_owned(), pixel(at), style));
    }

    fn draw<E>(&self, element: &E)
    where
        for<'e> &'e E: PointCollection<'e, BackendCoord>,
        E: Drawable<Paper<'f>>,
    {
        self.area
            .draw(element)
            .expect("drawing on paper cannot fail");
    }
}

/// A dashed line that stays one line in the file; the element plotters has would become as many
/// lines as it has dashes.
struct Dashed {
    points: Vec<BackendCoord>,
    stroke: Stroke,
}

impl<'e> PointCollection<'e, BackendCoord> for &'e Dashed {
    type Point = &'e BackendCoord;
    type IntoIter = &'e [BackendCoord];

    fn point_iter(self) -> Self::IntoIter {
        &self.points
    }
}

impl Drawable<Paper<'_>> for Dashed {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        paper: &mut Paper<'_>,
        _: (u32, u32),
    ) -> Drawn {
        paper.push(steps(points), None, Some(self.stroke.clone()));
        Ok(())
    }
}

struct Paper<'f> {
    size: (u32, u32),
    shapes: Rc<RefCell<Vec<Shape>>>,
    fonts: &'f Fonts,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Paper<'_> {
    fn push(&self, steps: Vec<Step>, fill: Option<Fill>, stroke: Option<Stroke>) {
        let path = Path {
            steps,
            fill,
            stroke,
        };
        self.shapes.borrow_mut().push(Shape::Path(path));
    }

    /// Draws an outline as an area or as a line.
    fn outline<S: BackendStyle>(&self, steps: Vec<Step>, style: &S, fill: bool) {
        if fill {
            let color = style.color();
            let fill = Fill {
                opacity: opacity(color),
                ..own_color(color).into()
            };
            self.push(steps, Some(fill), None);
        } else {
            let ends = if steps.len() > 2 {
                Ends::Round
            } else {
                Ends::Flat
            };
            self.push(steps, None, Some(own_stroke(style, ends)));
        }
    }
}

impl DrawingBackend for Paper<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let (from, to) = (back(from), back(to));
        let rect = Rect::new(from.x, from.y, to.x - from.x, to.y - from.y);
        self.outline(picture::rectangle(rect, 0.0), style, fill);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.outline(steps(points), style, false);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let edge = i32::try_from(radius).unwrap_or(i32::MAX);
        let radius = back((edge, 0)).x;
        self.outline(picture::circle(back(center), radius), style, fill);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<Point> = points.into_iter().map(back).collect();
        self.outline(picture::polygon(&points), style, true);
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        content: &str,
        style: &S,
        at: BackendCoord,
    ) -> Drawn {
        let align = match style.anchor().h_pos {
            HPos::Left => Align::Start,
            HPos::Center => Align::Middle,
            HPos::Right => Align::End,
        };
        let look = own_look(style);
        let mut at = back(at);
        // A baseline is asked for by the lower anchor; the others centre on capital letters.
        at.y += match style.anchor().v_pos {
            VPos::Bottom => 0.0,
            VPos::Center => Fonts::CAP_HEIGHT * look.size / 2.0,
            VPos::Top => Fonts::CAP_HEIGHT * look.size,
        };
        let shape = picture::text(self.fonts, at, align, look, content);
        self.shapes.borrow_mut().push(shape);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        content: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let look = own_look(style);
        let width = self.fonts.width(content, look.size, look.weight);
        Ok((
            pixels(width).unsigned_abs(),
            pixels(look.size).unsigned_abs(),
        ))
    }
}

/// A path through points; one that comes back to its first is closed.
fn steps(points: impl IntoIterator<Item = BackendCoord>) -> Vec<Step> {
    let mut points: Vec<Point> = points.into_iter().map(back).collect();
    let closed = points.len() > 3 && points.first() == points.last();
    if closed {
        points.pop();
    }
    let mut steps = polyline(&points);
    if closed {
        steps.push(Step::Close);
    }
    steps
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "paper is a few metres wide at most"
)]
fn pixels(points: f32) -> i32 {
    (points * FINENESS).round() as i32
}

fn pixel(at: Point) -> BackendCoord {
    (pixels(at.x), pixels(at.y))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "paper is a few metres wide at most"
)]
fn back((x, y): BackendCoord) -> Point {
    point(x as f32 / FINENESS, y as f32 / FINENESS)
}

fn color_of(color: Color, opacity: f32) -> RGBAColor {
    RGBAColor(color.red, color.green, color.blue, f64::from(opacity))
}

fn backend_color(color: Color, opacity: f32) -> BackendColor {
    BackendColor {
        alpha: f64::from(opacity),
        rgb: (color.red, color.green, color.blue),
    }
}

fn style(color: Color, opacity: f32, width: f32) -> ShapeStyle {
    ShapeStyle {
        color: color_of(color, opacity),
        filled: false,
        stroke_width: pixels(width).unsigned_abs(),
    }
}

fn filling(color: Color, opacity: f32) -> ShapeStyle {
    style(color, opacity, 0.0).filled()
}

fn own_color(color: BackendColor) -> Color {
    let (red, green, blue) = color.rgb;
    Color { red, green, blue }
}

#[expect(clippy::cast_possible_truncation, reason = "from 0 to 1")]
fn opacity(color: BackendColor) -> f32 {
    color.alpha as f32
}

fn own_stroke<S: BackendStyle>(style: &S, ends: Ends) -> Stroke {
    let width = i32::try_from(style.stroke_width()).unwrap_or(i32::MAX);
    Stroke {
        opacity: opacity(style.color()),
        ends,
        ..Stroke::new(own_color(style.color()), back((width, 0)).x)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a size is a few points")]
fn own_look<S: BackendTextStyle>(style: &S) -> TextLook {
    let weight = match style.style() {
        FontStyle::Bold => Weight::Bold,
        _ => Weight::Regular,
    };
    TextLook::new(
        style.size() as f32 / FINENESS,
        weight,
        own_color(style.color()),
    )
}
