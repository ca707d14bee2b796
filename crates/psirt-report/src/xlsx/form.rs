//! Drawing a form: a worksheet with cells to fill in, all others protected, and a page that
//! nobody sees.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatBorder, Formula, IgnoreError,
    ProtectionOptions, Workbook as Book, Worksheet as Tab,
};

use super::look::{self, Looks, color};
use super::{WorkbookError, fit, page, part, properties, rows_following_text, write as write_cell};
use crate::palette::GRID;
use crate::workbook::{Area, Cell, Look, Place, Value, Workbook};

/// The ground of a cell to fill in.
const OPEN: Color = Color::RGB(0x00FF_FBE8);
/// Where the lists stand on the hidden page.
const FIRST_LIST: u16 = 3;

/// A form and what belongs to it.
pub(crate) struct Form {
    /// One worksheet, with what its files and pages say.
    pub workbook: Workbook,
    /// The cells to fill in.
    pub open: Vec<Place>,
    /// Lists to choose from.
    pub offers: Vec<Offer>,
    /// Cells whose first bytes are bold.
    pub strong_starts: Vec<(Place, usize)>,
    /// A row nobody sees.
    pub hidden_row: u32,
    /// A column nobody sees.
    pub hidden_column: u16,
    /// Columns printed at the left of every page.
    pub repeated_columns: (u16, u16),
    /// What the book says of itself.
    pub hidden_page: HiddenPage,
}

/// A page nobody sees.
pub(crate) struct HiddenPage {
    /// Its name.
    pub name: &'static str,
    /// Keys with their values.
    pub rows: Vec<HiddenRow>,
    /// The column in which what else stands in a row begins; right of the lists.
    pub first_more: u16,
}

/// One row of the page nobody sees.
pub(crate) struct HiddenRow {
    /// What it says.
    pub key: &'static str,
    /// Its value.
    pub value: String,
    /// What else stands there; nothing is written for an empty text.
    pub more: Vec<String>,
}

/// Cells with a list to choose from.
pub(crate) struct Offer {
    /// The cells.
    pub area: Area,
    /// What is offered.
    pub values: Vec<String>,
    /// Said when something else is typed, with a heading.
    pub refusal: (String, String),
}

/// Draws a form. The same form gives the same bytes.
pub(crate) fn write(form: &Form) -> Result<Vec<u8>, WorkbookError> {
    let workbook = &form.workbook;
    let [worksheet] = &workbook.worksheets[..] else {
        unreachable!("a form is one worksheet");
    };
    let mut book = Book::new();
    let mut looks = Looks::new(workbook);
    let (row_height, column_width) = looks.default_sizes();
    book.set_default_format(&looks.default_format(), row_height, column_width)?;
    book.set_properties(&properties(workbook));
    let heights = fit::heights(worksheet, workbook.language, look::type_of);

    let tab = book.add_worksheet();
    tab.set_name(&worksheet.name)?;
    for (column, &width) in (0..).zip(&worksheet.widths) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a width is a few hundred pixels"
        )]
        let width = width as u32;
        tab.set_column_width_pixels(column, width)?;
    }
    for (&row, height) in &heights {
        tab.set_row_height(row, height.points)?;
    }
    for &Area { first, last } in &worksheet.merged {
        let format = worksheet.cell(first).map(|cell| looks.format(cell));
        let format = format.unwrap_or_default();
        tab.merge_range(first.row, first.column, last.row, last.column, "", &format)?;
    }
    for (place, cell) in &worksheet.cells {
        let format = looks.format(cell);
        let format = if form.open.contains(place) {
            open(format)
        } else {
            format
        };
        let start = form.strong_starts.iter().find(|(at, _)| at == place);
        match (&cell.value, start) {
            (Value::Text(text), Some(&(_, start))) if 0 < start && start < text.len() => {
                let (strong, rest) = text.split_at(start);
                let bold = looks.format(&Cell::text(Look::Strong, strong));
                let plain = looks.format(&Cell::text(Look::Text, rest));
                let pieces = [(&bold, strong), (&plain, rest)];
                tab.write_rich_string_with_format(place.row, place.column, &pieces, &format)?;
            }
            _ => write_cell(tab, worksheet, (place.row, place.column), cell, &format)?,
        }
    }
    for (number, offer) in (0..).zip(&form.offers) {
        add_offer(tab, offer, form.hidden_page.name, FIRST_LIST + number)?;
    }
    tab.set_row_hidden(form.hidden_row)?;
    tab.set_column_hidden(form.hidden_column)?;
    page::set_up(tab, worksheet, workbook, &looks)?;
    // On one page nobody could read it.
    tab.set_print_fit_to_pages(2, 0);
    tab.set_repeat_columns(form.repeated_columns.0, form.repeated_columns.1)?;
    if let Some(first) = form.open.first() {
        tab.set_selection(first.row, first.column, first.row, first.column)?;
    }
    tab.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
    hidden(book.add_worksheet(), form)?;

    let bytes = book.save_to_buffer()?;
    let following = [rows_following_text(&heights)];
    let structure = part::Structure::Protected;
    let finished = part::finish(&bytes, &[], &following, workbook.language, structure)?;
    Ok(finished)
}

fn open(format: Format) -> Format {
    format
        .set_unlocked()
        .set_background_color(OPEN)
        .set_border(FormatBorder::Thin)
        .set_border_color(color(GRID))
}

fn add_offer(
    tab: &mut Tab,
    offer: &Offer,
    page: &str,
    column: u16,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let Area { first, last } = offer.area;
    let last_value = u32::try_from(offer.values.len().max(1) - 1).expect("a list is short");
    let list = rust_xlsxwriter::utility::cell_range_absolute(0, column, last_value, column);
    let validation = DataValidation::new()
        .allow_list_formula(Formula::new(format!("={page}!{list}")))
        .set_error_title(&offer.refusal.0)?
        .set_error_message(&offer.refusal.1)?
        // The plain number of a level is not in the list but understood.
        .set_error_style(DataValidationErrorStyle::Warning);
    tab.add_data_validation(first.row, first.column, last.row, last.column, &validation)?;
    Ok(())
}

fn hidden(tab: &mut Tab, form: &Form) -> Result<(), rust_xlsxwriter::XlsxError> {
    let page = &form.hidden_page;
    tab.set_name(page.name)?;
    for (row, HiddenRow { key, value, more }) in (0..).zip(&page.rows) {
        tab.write_string(row, 0, *key)?;
        tab.write_string(row, 1, value)?;
        tab.ignore_error(row, 1, IgnoreError::NumberStoredAsText)?;
        for (column, text) in (page.first_more..).zip(more) {
            if !text.is_empty() {
                tab.write_string(row, column, text)?;
            }
        }
    }
    for (column, offer) in (FIRST_LIST..).zip(&form.offers) {
        for (row, value) in (0..).zip(&offer.values) {
            tab.write_string(row, column, value)?;
        }
    }
    tab.set_very_hidden(true);
    tab.protect();
    Ok(())
}
