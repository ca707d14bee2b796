//! The sign of whoever hands the workbook over.
//!
//! Not every program that opens a workbook draws vectors, so paths become pixels, more than 300 to
//! the inch.

use rust_xlsxwriter::{Image, ObjectMovement, Worksheet as Tab};
use tiny_skia::{
    FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, Stroke as Line, StrokeDash, Transform,
};

use super::WorkbookError;
use crate::logo::{Logo, Raster};
use crate::palette::Color;
use crate::picture::{Ends, Path, Picture, Shape, Step};
use crate::workbook::Worksheet;

/// The box the logo fits into, in pixels of a screen.
const BOX: (f64, f64) = (220.0, 70.0);
/// How many times finer than a screen paths are drawn: 384 pixels to the inch.
const FINENESS: f64 = 4.0;

/// Puts the logo into the upper right corner of a worksheet.
pub(super) fn insert(
    tab: &mut Tab,
    logo: &Logo,
    worksheet: &Worksheet,
) -> Result<(), WorkbookError> {
    let (width, height) = match logo {
        Logo::Vector(picture) => (f64::from(picture.width), f64::from(picture.height)),
        Logo::Raster(raster) => (f64::from(raster.width), f64::from(raster.height)),
    };
    let fitting = (BOX.0 / width).min(BOX.1 / height);
    let (scale, bytes) = match logo {
        Logo::Vector(picture) => {
            let pixels = drawn(picture, fitting * FINENESS)
                .ok_or_else(|| WorkbookError::Logo("it has no size".to_owned()))?;
            (fitting, png(&pixels)?)
        }
        // Pixels are not blown up.
        Logo::Raster(raster) => (fitting.min(1.0), png(raster)?),
    };
    let image = Image::new_from_buffer(&bytes)?
        .set_width(whole(width * scale))
        .set_height(whole(height * scale))
        .set_object_movement(ObjectMovement::DontMoveOrSizeWithCells)
        .set_decorative(true);
    let page: f64 = worksheet.widths.iter().sum();
    let left = whole(page - width * scale);
    tab.insert_image_with_offset(0, 0, &image, left, 4)?;
    Ok(())
}

/// The paths of a picture as pixels.
fn drawn(picture: &Picture, scale: f64) -> Option<Raster> {
    let width = whole(f64::from(picture.width) * scale);
    let height = whole(f64::from(picture.height) * scale);
    let mut pixels = Pixmap::new(width, height)?;
    #[expect(clippy::cast_possible_truncation, reason = "a scale needs no more")]
    let transform = Transform::from_scale(scale as f32, scale as f32);
    for shape in &picture.shapes {
        if let Shape::Path(path) = shape {
            draw(path, transform, &mut pixels);
        }
    }
    let pixels = pixels.take_demultiplied();
    Some(Raster {
        width,
        height,
        gray: false,
        colors: pixels
            .chunks_exact(4)
            .flat_map(|pixel| &pixel[..3])
            .copied()
            .collect(),
        opacity: Some(pixels.chunks_exact(4).map(|pixel| pixel[3]).collect()),
    })
}

fn draw(path: &Path, transform: Transform, pixels: &mut Pixmap) {
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

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place on a screen"
)]
fn whole(pixels: f64) -> u32 {
    pixels.round().max(1.0) as u32
}

/// The pixels as a PNG file.
fn png(raster: &Raster) -> Result<Vec<u8>, WorkbookError> {
    let refused = |error: png::EncodingError| WorkbookError::Logo(error.to_string());
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
    let mut writer = encoder.write_header().map_err(refused)?;
    writer.write_image_data(&pixels).map_err(refused)?;
    writer.finish().map_err(refused)?;
    Ok(bytes)
}
