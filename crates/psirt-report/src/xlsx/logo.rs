//! The sign of whoever hands the workbook over.
//!
//! Not every program that opens a workbook draws vectors, so paths become pixels, more than 300 to
//! the inch.

use rust_xlsxwriter::{Image, ObjectMovement, Worksheet as Tab};

use super::WorkbookError;
use crate::logo::Logo;
use crate::pixels::{PixelError, paths, png, whole};
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
            let pixels = paths(picture, fitting * FINENESS).map_err(refused)?;
            (fitting, png(&pixels).map_err(refused)?)
        }
        // Pixels are not blown up.
        Logo::Raster(raster) => (fitting.min(1.0), png(raster).map_err(refused)?),
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

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that mapping an error wants"
)]
fn refused(error: PixelError) -> WorkbookError {
    WorkbookError::Logo(error.to_string())
}
