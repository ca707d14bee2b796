//! Traces shapes onto a page of the file.

use krilla::Data;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point as PagePoint, Size, Transform};
use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use krilla::num::NormalizedF32;
use krilla::paint::{self, FillRule, LineCap, LineJoin, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use crate::font::{Fonts, Glyph, Typeface};
use crate::logo::{Logo, Raster};
use crate::palette::Color;
use crate::picture::{Ends, Fill, Path, Point, Shape, Step, Stroke, TextShape};

/// The typefaces as the file knows them. Only what is used is embedded.
pub(super) struct Pen<'a> {
    fonts: &'a Fonts,
    faces: [Font; 4],
}

impl<'a> Pen<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        let open = |typeface: Typeface| {
            Font::new(Data::from(typeface.data()), 0).expect("the embedded fonts can be read")
        };
        Self {
            fonts,
            faces: Typeface::ALL.map(open),
        }
    }

    pub(super) fn draw(&self, surface: &mut Surface, shapes: &[Shape], x: f32, y: f32) {
        for shape in shapes {
            match shape {
                Shape::Path(path) => draw_path(surface, path, x, y),
                Shape::Text(text) => self.draw_text(surface, text, x, y),
            }
        }
    }

    /// Neighbouring characters of one typeface are one run.
    fn draw_text(&self, surface: &mut Surface, shape: &TextShape, x: f32, y: f32) {
        surface.set_stroke(None);
        surface.set_fill(Some(paint::Fill {
            paint: color(shape.color).into(),
            ..paint::Fill::default()
        }));
        let mut at = x + shape.x;
        let mut run = RunOfText::default();
        for character in shape.text.chars() {
            let glyph = self.fonts.glyph(character, shape.weight);
            if run
                .typeface
                .is_some_and(|typeface| typeface != glyph.typeface)
            {
                at = self.flush(surface, &mut run, at, y + shape.y, shape.size);
            }
            run.push(glyph);
        }
        self.flush(surface, &mut run, at, y + shape.y, shape.size);
    }

    fn flush(&self, surface: &mut Surface, run: &mut RunOfText, x: f32, y: f32, size: f32) -> f32 {
        let RunOfText {
            typeface,
            text,
            glyphs,
            width,
        } = std::mem::take(run);
        if let Some(typeface) = typeface {
            let font = self.faces[typeface as usize].clone();
            surface.draw_glyphs(PagePoint::from_xy(x, y), &glyphs, font, &text, size, false);
        }
        x + width * size
    }
}

#[derive(Default)]
struct RunOfText {
    typeface: Option<Typeface>,
    text: String,
    glyphs: Vec<KrillaGlyph>,
    width: f32,
}

impl RunOfText {
    fn push(&mut self, glyph: Glyph) {
        let start = self.text.len();
        self.typeface = Some(glyph.typeface);
        self.text.push(glyph.shown);
        let range = start..self.text.len();
        let id = GlyphId::new(glyph.id);
        self.glyphs.push(KrillaGlyph::new(
            id,
            glyph.advance,
            0.0,
            0.0,
            0.0,
            range,
            None,
        ));
        self.width += glyph.advance;
    }
}

fn draw_path(surface: &mut Surface, path: &Path, x: f32, y: f32) {
    let mut builder = PathBuilder::new();
    for step in &path.steps {
        match step {
            Step::Move(to) => builder.move_to(to.x + x, to.y + y),
            Step::Line(to) => builder.line_to(to.x + x, to.y + y),
            Step::Curve(first, second, to) => {
                let [first, second, to] =
                    [first, second, to].map(|at: &Point| (at.x + x, at.y + y));
                builder.cubic_to(first.0, first.1, second.0, second.1, to.0, to.1);
            }
            Step::Close => builder.close(),
        }
    }
    // A path without length has nothing to show.
    let Some(outline) = builder.finish() else {
        return;
    };
    surface.set_fill(path.fill.map(fill));
    surface.set_stroke(path.stroke.as_ref().map(stroke));
    surface.draw_path(&outline);
}

fn fill(fill: Fill) -> paint::Fill {
    paint::Fill {
        paint: color(fill.color).into(),
        opacity: opacity(fill.opacity),
        rule: if fill.even_odd {
            FillRule::EvenOdd
        } else {
            FillRule::NonZero
        },
    }
}

fn stroke(stroke: &Stroke) -> paint::Stroke {
    let (line_cap, line_join) = match stroke.ends {
        Ends::Flat => (LineCap::Butt, LineJoin::Miter),
        Ends::Round => (LineCap::Round, LineJoin::Round),
    };
    paint::Stroke {
        paint: color(stroke.color).into(),
        width: stroke.width,
        line_cap,
        line_join,
        opacity: opacity(stroke.opacity),
        dash: (!stroke.dash.is_empty()).then(|| StrokeDash {
            array: stroke.dash.clone(),
            offset: 0.0,
        }),
        ..paint::Stroke::default()
    }
}

fn color(color: Color) -> rgb::Color {
    rgb::Color::new(color.red, color.green, color.blue)
}

fn opacity(value: f32) -> NormalizedF32 {
    NormalizedF32::new(value.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

impl Pen<'_> {
    /// Draws a logo into a rectangle of its own proportions.
    pub(super) fn draw_logo(
        &self,
        surface: &mut Surface,
        logo: &Logo,
        at: Point,
        size: (f32, f32),
    ) {
        match logo {
            Logo::Vector(picture) => {
                let scale = size.0 / picture.width;
                surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, at.x, at.y));
                self.draw(surface, &picture.shapes, 0.0, 0.0);
                surface.pop();
            }
            Logo::Raster(raster) => {
                let image = Image::from_custom(raster.clone(), false);
                if let (Ok(image), Some(size)) = (image, Size::from_wh(size.0, size.1)) {
                    surface.push_transform(&Transform::from_translate(at.x, at.y));
                    surface.draw_image(image, size);
                    surface.pop();
                }
            }
        }
    }
}

impl CustomImage for Raster {
    fn color_channel(&self) -> &[u8] {
        &self.colors
    }

    fn alpha_channel(&self) -> Option<&[u8]> {
        self.opacity.as_deref()
    }

    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }

    fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }

    fn color_space(&self) -> ImageColorspace {
        if self.gray {
            ImageColorspace::Luma
        } else {
            ImageColorspace::Rgb
        }
    }
}
