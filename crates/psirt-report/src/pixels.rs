//! Draws a picture as pixels, and writes pixels as PNG.
//!
//! Texts are drawn with the outlines of the embedded typefaces, each letter where its measured
//! advance puts it: the picture looks the same on every machine, whatever fonts that has.
//!
//! Deliberately not here: what is drawn; that is the picture's.

use std::sync::Arc;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use tiny_skia::{
    FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, Stroke as Line, StrokeDash, Transform,
};

use crate::font::{Fonts, Typeface};
use crate::logo::Raster;
use crate::palette::Color;
use crate::picture::{Ends, Path, Picture, Shape, Step, TextShape};

/// Why pixels cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum PixelError {
    /// The picture has no size, or one that no memory holds.
    #[error("the picture is {width} by {height} pixels")]
    Size {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// The file cannot be composed.
    #[error(transparent)]
    Encoding(#[from] png::EncodingError),
}

/// A picture on white paper as a PNG file; `scale` is pixels to the point.
///
/// # Errors
/// The picture has no size, or too large a one.
pub fn picture_as_png(picture: &Picture, scale: f64, fonts: &Fonts) -> Result<Vec<u8>, PixelError> {
    let (mut pixels, transform) = paper(picture, scale)?;
    pixels.fill(tiny_skia::Color::WHITE);
    let faces = Typeface::ALL
        .map(|face| FontRef::new(face.data()).expect("the embedded fonts can be read"));
    for shape in &picture.shapes {
        match shape {
            Shape::Path(path) => draw_path(path, transform, &mut pixels),
            Shape::Text(text) => draw_text(text, transform, &mut pixels, fonts, &faces),
        }
    }
    png(&raster(pixels))
}

/// The paths of a picture, on nothing.
///
/// # Errors
/// The picture has no size, or too large a one.
pub fn paths(picture: &Picture, scale: f64) -> Result<Raster, PixelError> {
    let (mut pixels, transform) = paper(picture, scale)?;
    for shape in &picture.shapes {
        if let Shape::Path(path) = shape {
            draw_path(path, transform, &mut pixels);
        }
    }
    Ok(raster(pixels))
}

/// Pixels as a PNG file.
///
/// # Errors
/// The file cannot be composed.
pub fn png(raster: &Raster) -> Result<Vec<u8>, PixelError> {
    let channels = if raster.gray { 1 } else { 3 };
    let (color, pixels) = match (&raster.opacity, raster.gray) {
        (None, true) => (png::ColorType::Grayscale, raster.colors.to_vec()),
        (None, false) => (png::ColorType::Rgb, raster.colors.to_vec()),
        (Some(opacity), gray) => {
            let pixels = raster
                .colors
                .chunks_exact(channels)
                .zip(opacity.iter())
                .flat_map(|(pixel, opacity)| pixel.iter().chain([opacity]))
                .copied()
                .collect();
            let kind = if gray {
                png::ColorType::GrayscaleAlpha
            } else {
                png::ColorType::Rgba
            };
            (kind, pixels)
        }
    };
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, raster.width, raster.height);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// A whole number of pixels, at least one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place on a screen"
)]
pub fn whole(pixels: f64) -> u32 {
    pixels.round().max(1.0) as u32
}

fn paper(picture: &Picture, scale: f64) -> Result<(Pixmap, Transform), PixelError> {
    let width = whole(f64::from(picture.width) * scale);
    let height = whole(f64::from(picture.height) * scale);
    let pixels = Pixmap::new(width, height).ok_or(PixelError::Size { width, height })?;
    #[expect(clippy::cast_possible_truncation, reason = "a scale needs no more")]
    let transform = Transform::from_scale(scale as f32, scale as f32);
    Ok((pixels, transform))
}

fn raster(pixels: Pixmap) -> Raster {
    let (width, height) = (pixels.width(), pixels.height());
    let pixels = pixels.take_demultiplied();
    let opacity: Arc<[u8]> = pixels.chunks_exact(4).map(|pixel| pixel[3]).collect();
    Raster {
        width,
        height,
        gray: false,
        colors: pixels
            .chunks_exact(4)
            .flat_map(|pixel| &pixel[..3])
            .copied()
            .collect(),
        opacity: Some(opacity).filter(|opacity| opacity.iter().any(|&one| one < u8::MAX)),
    }
}

fn draw_path(path: &Path, transform: Transform, pixels: &mut Pixmap) {
    let mut builder = PathBuilder::new();
    for step in &path.steps {
        match *step {
            Step::Move(to) => builder.move_to(to.x, to.y),
            Step::Line(to) => builder.line_to(to.x, to.y),
            Step::Curve(first, second, to) => {
                builder.cubic_to(first.x, first.y, second.x, second.y, to.x, to.y);
            }
            Step::Close => builder.close(),
        }
    }
    let Some(outline) = builder.finish() else {
        return;
    };
    if let Some(fill) = path.fill {
        let rule = if fill.even_odd {
            FillRule::EvenOdd
        } else {
            FillRule::Winding
        };
        let paint = paint(fill.color, fill.opacity);
        pixels.fill_path(&outline, &paint, rule, transform, None);
    }
    if let Some(stroke) = &path.stroke {
        let (line_cap, line_join) = match stroke.ends {
            Ends::Flat => (LineCap::Butt, LineJoin::Miter),
            Ends::Round => (LineCap::Round, LineJoin::Round),
        };
        let line = Line {
            width: stroke.width,
            line_cap,
            line_join,
            dash: StrokeDash::new(stroke.dash.clone(), 0.0),
            ..Line::default()
        };
        let paint = paint(stroke.color, stroke.opacity);
        pixels.stroke_path(&outline, &paint, &line, transform, None);
    }
}

fn draw_text(
    text: &TextShape,
    transform: Transform,
    pixels: &mut Pixmap,
    fonts: &Fonts,
    faces: &[FontRef<'_>],
) {
    let paint = paint(text.color, 1.0);
    let mut x = text.x;
    for character in text.text.chars() {
        let glyph = fonts.glyph(character, text.weight);
        let face = Typeface::ALL
            .iter()
            .position(|face| *face == glyph.typeface);
        let face = &faces[face.expect("a glyph is of one of the typefaces")];
        let mut pen = Pen {
            builder: PathBuilder::new(),
            x,
            y: text.y,
        };
        let settings = DrawSettings::unhinted(Size::new(text.size), LocationRef::default());
        let outline = face.outline_glyphs().get(GlyphId::new(glyph.id));
        // A glyph without an outline, such as a space, leaves only its room.
        let drawn = outline.is_some_and(|outline| outline.draw(settings, &mut pen).is_ok());
        if let Some(outline) = pen.builder.finish().filter(|_| drawn) {
            pixels.fill_path(&outline, &paint, FillRule::Winding, transform, None);
        }
        x += glyph.advance * text.size;
    }
}

/// Takes an outline down where a letter stands; outlines run upwards, pictures downwards.
struct Pen {
    builder: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.builder.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.builder.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.builder
            .quad_to(self.x + cx, self.y - cy, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, cx: f32, cy: f32, dx: f32, dy: f32, x: f32, y: f32) {
        self.builder.cubic_to(
            self.x + cx,
            self.y - cy,
            self.x + dx,
            self.y - dy,
            self.x + x,
            self.y - y,
        );
    }

    fn close(&mut self) {
        self.builder.close();
    }
}

fn paint(color: Color, opacity: f32) -> Paint<'static> {
    let mut paint = Paint::default();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 255"
    )]
    let opacity = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
    paint.set_color_rgba8(color.red, color.green, color.blue, opacity);
    paint.anti_alias = true;
    paint
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Weight;
    use crate::palette::INK;
    use crate::picture::{Align, Rect, TextLook, filled, point, text};

    /// Reads a PNG file back as its size and its pixels, of red, green and blue.
    fn read(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
        let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        let mut reader = decoder.read_info().expect("it is a PNG file");
        let mut pixels = vec![0; reader.output_buffer_size().expect("it fits into memory")];
        let info = reader.next_frame(&mut pixels).expect("it holds a picture");
        assert_eq!(info.color_type, png::ColorType::Rgb);
        (info.width, info.height, pixels)
    }

    /// The rectangle around everything that is not white, in pixels.
    fn inked(width: u32, pixels: &[u8]) -> Option<(u32, u32, u32, u32)> {
        let mut around: Option<(u32, u32, u32, u32)> = None;
        for (place, pixel) in (0..).zip(pixels.chunks_exact(3)) {
            if pixel.iter().all(|&part| part > 200) {
                continue;
            }
            let (x, y) = (place % width, place / width);
            let (left, top, right, bottom) = around.unwrap_or((x, y, x, y));
            around = Some((left.min(x), top.min(y), right.max(x), bottom.max(y)));
        }
        around
    }

    #[test]
    fn a_text_is_drawn_where_it_was_measured() {
        let fonts = Fonts::new();
        for content in ["Incident", "脆弱性対応", "PSIRT成熟度 2026"] {
            let look = TextLook::new(20.0, Weight::Bold, INK);
            let shape = text(&fonts, point(30.0, 40.0), Align::Start, look, content);
            let Shape::Text(measured) = shape.clone() else {
                unreachable!("a text is a text")
            };
            let picture = Picture {
                width: 300.0,
                height: 60.0,
                shapes: vec![shape],
            };
            let bytes = picture_as_png(&picture, 2.0, &fonts).expect("it can be drawn");
            let (width, height, pixels) = read(&bytes);
            assert_eq!((width, height), (600, 120));
            let (left, top, right, bottom) = inked(width, &pixels).expect("it is seen");
            let end = f64::from(measured.x + measured.width) * 2.0;
            let room = 6.0;
            assert!(f64::from(left) >= 60.0 - room, "{content}: {left}");
            assert!(f64::from(right) <= end + room, "{content}: {right}");
            assert!(
                f64::from(right) >= end - 20.0,
                "{content}: {right} of {end}"
            );
            assert!(top >= 40 && bottom <= 92, "{content}: {top} to {bottom}");
        }
    }

    #[test]
    fn the_same_picture_is_the_same_file() {
        let fonts = Fonts::new();
        let picture = Picture {
            width: 40.0,
            height: 20.0,
            shapes: vec![filled(Rect::new(10.0, 5.0, 20.0, 10.0), INK)],
        };
        let draw = || picture_as_png(&picture, 3.0, &fonts).expect("it can be drawn");
        assert_eq!(draw(), draw());
        let (width, _, pixels) = read(&draw());
        assert_eq!(inked(width, &pixels), Some((30, 15, 89, 44)));
    }

    #[test]
    fn a_picture_without_a_size_is_refused_or_one_pixel() {
        let fonts = Fonts::new();
        let huge = Picture {
            width: 1.0e9,
            height: 1.0e9,
            shapes: Vec::new(),
        };
        assert!(picture_as_png(&huge, 1.0, &fonts).is_err());
        let nothing = Picture::default();
        let bytes = picture_as_png(&nothing, 1.0, &fonts).expect("it is one pixel");
        assert_eq!((read(&bytes).0, read(&bytes).1), (1, 1));
    }
}
