//! Drawing a workbook as an Excel file.
//!
//! Nothing is decided here but looks: fonts, colours, number formats, and how a calculation is
//! written. The same workbook gives the same bytes.

mod chart;
mod fit;
pub(crate) mod form;
mod formula;
mod logo;
mod look;
mod page;
mod part;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{
    ConditionalFormatDataBar, ConditionalFormatFormula, ConditionalFormatType, DataValidation,
    DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatBorder, IgnoreError,
    Note, Table, TableColumn, TableStyle, Url, Workbook as Book, Worksheet as Tab, XlsxError,
};

use crate::palette::{self, GRID, MUTED, SeriesRole};
use crate::workbook::{Area, Cell, Choice, Look, NamedTable, Place, Value, Workbook, Worksheet};
use fit::Height;
use look::{Looks, color};

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The workbook breaks a limit of Excel.
    #[error("the workbook can't be written: {0}")]
    Book(#[from] XlsxError),
    /// The file could not be put together.
    #[error("the workbook can't be put together: {0}")]
    Package(#[from] std::io::Error),
    /// The logo could not be stored.
    #[error("the logo can't be stored in the workbook: {0}")]
    Logo(String),
}

/// Draws a workbook.
pub fn xlsx(workbook: &Workbook) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Book::new();
    let mut looks = Looks::new(workbook);
    let (row_height, column_width) = looks.default_sizes();
    book.set_default_format(&looks.default_format(), row_height, column_width)?;
    book.set_properties(&properties(workbook));
    let mut following = Vec::new();
    for (number, worksheet) in workbook.worksheets.iter().enumerate() {
        let tab = book.add_worksheet();
        let heights = fit::heights(worksheet, workbook.language, look::type_of);
        fill(tab, worksheet, &heights, &mut looks)?;
        following.push(rows_following_text(&heights));
        page::set_up(tab, worksheet, workbook, &looks)?;
        for chart in &worksheet.charts {
            chart::insert(tab, chart, &looks)?;
        }
        if number == 0 {
            tab.set_tab_color(color(workbook.accent));
            if let Some(logo) = &workbook.logo {
                logo::insert(tab, logo, worksheet)?;
            }
        }
    }
    let bytes = book.save_to_buffer()?;
    let charts: Vec<_> = workbook
        .worksheets
        .iter()
        .flat_map(|worksheet| &worksheet.charts)
        .collect();
    Ok(part::finish(
        &bytes,
        &charts,
        &following,
        workbook.language,
        part::Structure::Free,
    )?)
}

fn rows_following_text(heights: &BTreeMap<u32, Height>) -> BTreeSet<u32> {
    heights
        .iter()
        .filter(|(_, height)| height.follows_text)
        .map(|(&row, _)| row)
        .collect()
}

fn properties(workbook: &Workbook) -> DocProperties {
    let properties = DocProperties::new()
        .set_title(&workbook.title)
        .set_subject(&workbook.subject)
        .set_author(&workbook.author)
        .set_company(&workbook.company)
        .set_comment(&workbook.program);
    let properties = match &workbook.classification {
        Some(classification) => properties.set_category(classification),
        None => properties,
    };
    // Without a date the writer would look at the clock.
    let date = day(workbook.date)
        .or_else(|| ExcelDateTime::from_ymd(1980, 1, 1).ok())
        .expect("1980 began");
    properties.set_creation_datetime(&date)
}

/// A day as Excel counts it; it knows none before 1900 and none after 9999.
fn day(date: psirt_core::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    ExcelDateTime::from_ymd(year, month, day).ok()
}

fn fill(
    tab: &mut Tab,
    worksheet: &Worksheet,
    heights: &BTreeMap<u32, Height>,
    looks: &mut Looks,
) -> Result<(), XlsxError> {
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
    for &column in &worksheet.text_columns {
        tab.set_column_format(column, looks.shared(&Cell::blank(Look::Id)))?;
    }
    for (&row, height) in heights {
        tab.set_row_height(row, height.points)?;
    }
    // The table first: its heads are written over it, in their own looks.
    if let Some(NamedTable { name, area }) = worksheet.table {
        let Area { first, last } = area;
        let heads = (first.column..=last.column).map(|column| {
            let head = worksheet.cell(Place::new(first.row, column));
            match head.map(|cell| &cell.value) {
                Some(Value::Text(text)) => TableColumn::new().set_header(text),
                _ => TableColumn::new(),
            }
        });
        let table = Table::new()
            .set_name(name)
            .set_style(TableStyle::None)
            .set_columns(&heads.collect::<Vec<_>>());
        tab.add_table(first.row, first.column, last.row, last.column, &table)?;
    }
    // Joined cells first: what they hold is written over them.
    for &Area { first, last } in &worksheet.merged {
        let plain = Format::new();
        let format = match worksheet.cell(first) {
            Some(cell) => looks.shared(cell),
            None => &plain,
        };
        tab.merge_range(first.row, first.column, last.row, last.column, "", format)?;
    }
    for (place, cell) in &worksheet.cells {
        let format = looks.shared(cell);
        write(tab, worksheet, (place.row, place.column), cell, format)?;
    }
    color_levels(tab, worksheet)?;
    for &(area, full) in &worksheet.bars {
        let bar = ConditionalFormatDataBar::new()
            .set_minimum(ConditionalFormatType::Number, 0)
            .set_maximum(ConditionalFormatType::Number, full)
            .set_fill_color(color(bar_color()))
            .set_solid_fill(true)
            .set_border_off(true);
        add(tab, area, &bar)?;
    }
    for choice in &worksheet.choices {
        offer(tab, choice)?;
    }
    for &row in &worksheet.hidden_rows {
        tab.set_row_hidden(row)?;
    }
    for (place, text) in &worksheet.comments {
        tab.insert_note(place.row, place.column, &comment(text))?;
    }
    if worksheet.is_data {
        quieten_missing(tab, worksheet)?;
    }
    Ok(())
}

fn write(
    tab: &mut Tab,
    worksheet: &Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match &cell.value {
        Value::Blank => {
            tab.write_blank(row, column, format)?;
        }
        Value::Text(text) => {
            tab.write_string_with_format(row, column, text, format)?;
            // Identifiers such as 1.10 are text, and Excel need not wonder.
            if text.parse::<f64>().is_ok() {
                tab.ignore_error(row, column, IgnoreError::NumberStoredAsText)?;
            }
        }
        Value::Number(number) => {
            tab.write_number_with_format(row, column, *number, format)?;
        }
        Value::Date(date) => {
            match day(*date) {
                Some(day) => tab.write_datetime_with_format(row, column, &day, format)?,
                None => tab.write_string_with_format(row, column, date.to_string(), format)?,
            };
        }
        Value::Link { text, address } => {
            let url = Url::new(address).set_text(text);
            tab.write_url_with_format(row, column, url, format)?;
        }
        Value::Place { text, target } => {
            let address = format!("internal:{}", formula::place(target));
            let url = Url::new(address).set_text(text);
            tab.write_url_with_format(row, column, url, format)?;
        }
        Value::Calculation(calculation, outcome) => {
            let formula = formula::write(calculation, outcome, &worksheet.name);
            tab.write_formula_with_format(row, column, formula, format)?;
            // The services of one area end where those of the next begin.
            if calculation.is_over_several_cells() {
                tab.ignore_error(row, column, IgnoreError::FormulaOmitsCells)?;
            }
        }
    }
    Ok(())
}

/// Gives every level its ground, and sets apart the words that stand in place of one.
///
/// An empty cell is neither: for Excel it would equal level 0.
fn color_levels(tab: &mut Tab, worksheet: &Worksheet) -> Result<(), XlsxError> {
    let Some(&first) = worksheet.levels.first() else {
        return Ok(());
    };
    let cell = formula::name(first.first);
    let everywhere: Vec<String> = worksheet
        .levels
        .iter()
        .map(|&area| formula::range(area))
        .collect();
    let everywhere = everywhere.join(" ");
    for level in 0..=worksheet.highest {
        let ground = palette::level(level, worksheet.highest);
        let mut format = Format::new()
            .set_background_color(color(ground))
            .set_font_color(color(palette::text_on(ground)));
        if level == 0 {
            format = format
                .set_border(FormatBorder::Thin)
                .set_border_color(color(GRID));
        }
        let rule = ConditionalFormatFormula::new()
            .set_rule(format!("=AND(ISNUMBER({cell}),{cell}={level})").as_str())
            .set_format(format)
            .set_multi_range(&everywhere);
        add(tab, first, &rule)?;
    }
    let words = Format::new().set_font_color(color(MUTED)).set_italic();
    let rule = ConditionalFormatFormula::new()
        .set_rule(format!("=ISTEXT({cell})").as_str())
        .set_format(words)
        .set_multi_range(&everywhere);
    add(tab, first, &rule)
}

fn bar_color() -> palette::Color {
    let sky = palette::look(SeriesRole::Earlier(0)).color;
    sky.mix(palette::WHITE, 0.35)
}

/// Missing values feed the charts; nobody need read them.
fn quieten_missing(tab: &mut Tab, worksheet: &Worksheet) -> Result<(), XlsxError> {
    let places = || worksheet.cells.iter().map(|(place, _)| place);
    let rows = places().map(|place| place.row).max().unwrap_or(0);
    let columns = places().map(|place| place.column).max().unwrap_or(1);
    let first = Place::new(0, 1);
    let last = Place::new(rows, columns.max(1));
    let rule = ConditionalFormatFormula::new()
        .set_rule(format!("=ISERROR({})", formula::name(first)).as_str())
        .set_format(Format::new().set_font_color(color(GRID)));
    add(tab, Area::new(first, last), &rule)
}

fn add<T>(tab: &mut Tab, area: Area, rule: &T) -> Result<(), XlsxError>
where
    T: rust_xlsxwriter::ConditionalFormat + Send + Sync + Clone + 'static,
{
    let Area { first, last } = area;
    tab.add_conditional_format(first.row, first.column, last.row, last.column, rule)?;
    Ok(())
}

/// A comment without a name before it, large enough for its text.
fn comment(text: &str) -> Note {
    const WIDTH: u32 = 260;
    /// Pixels of a letter as wide as it is high, and of a line.
    const LETTER: u32 = 11;
    const LINE: u32 = 18;
    let halves: u32 = text
        .chars()
        .map(|letter| if letter.is_ascii() { 1 } else { 2 })
        .sum();
    let lines = (halves * LETTER / 2).div_ceil(WIDTH - 2 * LETTER) + 1;
    Note::new(text)
        .add_author_prefix(false)
        .set_width(WIDTH)
        .set_height(lines * LINE)
}

fn offer(tab: &mut Tab, choice: &Choice) -> Result<(), XlsxError> {
    let Area { first, last } = choice.area;
    let validation = DataValidation::new()
        .allow_list_strings(&choice.values)?
        .set_input_title(&choice.prompt.0)?
        .set_input_message(&choice.prompt.1)?
        .set_error_title(&choice.refusal.0)?
        .set_error_message(&choice.refusal.1)?
        .set_error_style(DataValidationErrorStyle::Stop);
    tab.add_data_validation(first.row, first.column, last.row, last.column, &validation)?;
    Ok(())
}
