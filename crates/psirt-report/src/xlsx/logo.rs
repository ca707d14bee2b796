//! The sign of whoever hands the workbook over.

use rust_xlsxwriter::{Image, ObjectMovement, Worksheet as Tab};

use super::WorkbookError;
use crate::logo::{Logo, Raster};
use crate::workbook::Worksheet;

/// The box the logo fits into, in pixels of a screen.
const BOX: (f64, f64) = (220.0, 70.0);

/// Puts the logo into the upper right corner of a worksheet.
pub(super) fn insert(
    tab: &mut Tab,
    logo: &Logo,
    worksheet: &Worksheet,
) -> Result<(), WorkbookError> {
    // Excel has no vector pictures that every program shows.
    let Logo::Raster(raster) = logo else {
        return Ok(());
    };
    let (width, height) = (f64::from(raster.width), f64::from(raster.height));
    let scale = (BOX.0 / width).min(BOX.1 / height).min(1.0);
    let image = Image::new_from_buffer(&png(raster)?)?
        .set_width(whole(width * scale))
        .set_height(whole(height * scale))
        .set_object_movement(ObjectMovement::DontMoveOrSizeWithCells)
        .set_decorative(true);
    let page: f64 = worksheet.widths.iter().sum();
    let left = whole(page - width * scale);
    tab.insert_image_with_offset(0, 0, &image, left, 4)?;
    Ok(())
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
