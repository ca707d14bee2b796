//! The cells of an Excel book, read within limits.
//!
//! A book comes from anybody. Before its content is looked at, every part of the archive is
//! unpacked through a counter: what would unpack to more than [`MOST_UNPACKED`] is refused
//! without being kept. Cells are kept sparsely, so that one cell in the last corner of a sheet
//! costs one cell.

mod beside;
mod format;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read};
use std::panic::catch_unwind;

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};
use psirt_core::letters::is_blank;
use psirt_core::{Date, Language};
use zip::ZipArchive;

/// The largest book, in bytes.
pub const MOST_BYTES: usize = 20_000_000;
/// The most bytes all parts of a book may unpack to.
pub const MOST_UNPACKED: u64 = 200_000_000;
/// The most parts of a book.
pub const MOST_PARTS: usize = 1_000;
/// The most cells with a value in a book.
pub const MOST_CELLS: usize = 500_000;
/// The most joined areas that are kept of a worksheet.
pub const MOST_MERGED: usize = 20_000;
/// The most worksheets of a book.
pub const MOST_WORKSHEETS: usize = 255;
/// The most bytes of text in all cells: a text that stands once can be meant by many cells.
pub const MOST_TEXT: usize = 50_000_000;
/// The most cells of a book, those without a value included.
const MOST_WRITTEN_CELLS: usize = 2_000_000;
/// How many rows and columns a worksheet of Excel has.
const SIZE: (u32, u32) = (1_048_576, 16_384);
/// The most characters Excel keeps in a cell.
pub const MOST_CHARACTERS: usize = 32_767;

/// A book as plain values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// Its worksheets, in the order of their tabs.
    pub pages: Vec<Page>,
}

/// One worksheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The name on its tab.
    pub name: String,
    /// Whether a person does not see it.
    pub hidden: bool,
    /// Every cell with a value.
    pub cells: BTreeMap<Place, Value>,
    /// Cells joined to one: the first, and the last.
    pub merged: Vec<(Place, Place)>,
    /// Rows a person does not see.
    pub hidden_rows: BTreeSet<u32>,
    /// Columns a person does not see: the first, and the last.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Cells whose value is not what a person sees there.
    pub altered: BTreeMap<Place, Altered>,
    /// What is pinned to cells, in their order.
    pub pinned: Vec<Pinned>,
}

/// Why the value of a cell is not what a person sees there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Altered {
    /// Its format shows a number as something else: a percentage, a fraction, or nothing.
    Format(String),
    /// A time stands with the day.
    Time,
    /// The text is longer than Excel keeps, and was cut.
    Cut,
}

/// What is pinned to a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pinned {
    /// The cell.
    pub place: Place,
    /// What it is.
    pub kind: PinnedKind,
    /// What it says.
    pub text: String,
}

/// What can be pinned to a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PinnedKind {
    /// A comment.
    Comment {
        /// Who wrote it.
        author: Option<String>,
    },
    /// A box with a text, lying on the worksheet.
    TextBox,
    /// A picture, lying on the worksheet.
    Picture,
    /// A link to something outside of the book.
    Link,
}

/// A place in a worksheet, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text; never empty.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A day, without the time that may stand with it.
    Date(Date),
    /// What Excel shows for a formula that failed, such as `#REF!`.
    Failed(String),
    /// A formula that no program has calculated, as it is written.
    NotCalculated(String),
}

/// Why a book cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// The file is larger than allowed.
    TooLarge {
        /// Bytes of the file.
        bytes: usize,
    },
    /// The parts unpack to more than allowed: a damaged or hostile file.
    UnpacksTooLarge,
    /// More parts than allowed.
    TooManyParts,
    /// More cells than allowed.
    TooManyCells,
    /// More text than allowed.
    TooMuchText,
    /// The book is protected by a password.
    Password,
    /// A book of the format before 2007, or another Office document of that time.
    OldFormat,
    /// A book of Excel's binary format.
    BinaryFormat,
    /// A book of the `.ods` format, as LibreOffice saves it.
    OpenDocument,
    /// Text, such as CSV.
    PlainText,
    /// Not a book, or a damaged one.
    Damaged,
}

impl Unreadable {
    /// What is wrong, in one clause without a closing full stop.
    pub fn message(&self, language: Language) -> String {
        let (en, ja) = match self {
            Self::TooLarge { bytes } => {
                return language.pick(
                    format!("the book has {bytes} bytes, more than the {MOST_BYTES} allowed"),
                    format!("ブックが{bytes}バイトあり、上限の{MOST_BYTES}バイトを超えている"),
                );
            }
            Self::UnpacksTooLarge => (
                "the book would unpack to more than 200 MB",
                "展開すると200 MBを超えるブックである",
            ),
            Self::TooManyParts => ("the book has too many parts", "ブックの構成要素が多すぎる"),
            Self::TooManyCells => (
                "the book has more than 500,000 filled cells",
                "値の入ったセルが50万個を超えている",
            ),
            Self::TooMuchText => (
                "the cells of the book hold more than 50 MB of text",
                "セルの文字が合わせて50 MBを超えている",
            ),
            Self::Password => (
                "the book is protected by a password",
                "ブックがパスワードで保護されている",
            ),
            Self::OldFormat => (
                "the book is of the format before 2007 (.xls)",
                "2007年より前の形式 (.xls) のブックである",
            ),
            Self::BinaryFormat => (
                "the book is of Excel's binary format (.xlsb)",
                "Excelのバイナリ形式 (.xlsb) のブックである",
            ),
            Self::OpenDocument => (
                "the book is of the OpenDocument format (.ods)",
                "OpenDocument形式 (.ods) のブックである",
            ),
            Self::PlainText => (
                "the file is text, such as CSV, not an Excel book",
                "ExcelブックではなくCSVなどのテキストファイルである",
            ),
            Self::Damaged => (
                "the file is not an Excel book, or is damaged",
                "Excelブックではないか、ファイルが壊れている",
            ),
        };
        language.pick(en, ja).to_owned()
    }

    /// The way out.
    pub fn hint(&self, language: Language) -> &'static str {
        match self {
            Self::Password => language.pick(
                "save it without a password and try again",
                "パスワードを外して保存し直す",
            ),
            Self::OldFormat | Self::BinaryFormat | Self::OpenDocument => language.pick(
                "save it as an Excel workbook (.xlsx)",
                "Excelブック (.xlsx) として保存し直す",
            ),
            Self::PlainText => language.pick(
                "open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)",
                "ExcelやLibreOfficeで開き、Excelブック (.xlsx) として保存し直す",
            ),
            Self::Damaged => language.pick(
                "open it in Excel, save it as a workbook (.xlsx) and try again",
                "Excelで開き、Excelブック (.xlsx) として保存し直す",
            ),
            Self::TooLarge { .. }
            | Self::UnpacksTooLarge
            | Self::TooManyParts
            | Self::TooManyCells
            | Self::TooMuchText => language.pick(
                "copy the table alone into a new book",
                "必要な表だけを新しいブックに移す",
            ),
        }
    }
}

impl Book {
    /// Reads a book.
    ///
    /// # Errors
    /// The book is too large, protected, of an old format or damaged.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() > MOST_BYTES {
            return Err(Unreadable::TooLarge { bytes: bytes.len() });
        }
        if bytes.starts_with(&OLD_OFFICE) {
            return Err(if is_encrypted_package(bytes) {
                Unreadable::Password
            } else {
                Unreadable::OldFormat
            });
        }
        if is_text(bytes) {
            return Err(Unreadable::PlainText);
        }
        unpacks_within_limits(bytes)?;
        // The reader is somebody else's, and a hostile book must not end the program.
        let pages = catch_unwind(|| pages(bytes)).unwrap_or(Err(Unreadable::Damaged))?;
        Ok(Self { pages })
    }

    /// The worksheet with this name.
    pub fn page(&self, name: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.name == name)
    }
}

impl Page {
    /// What stands in a cell.
    pub fn value(&self, row: u32, column: u32) -> Option<&Value> {
        self.cells.get(&Place { row, column })
    }

    /// What stands in a cell, as a person reads it; empty where nothing does.
    pub fn text(&self, row: u32, column: u32) -> String {
        self.value(row, column)
            .map(Value::shown)
            .unwrap_or_default()
    }

    /// Whether a person does not see a cell, on a worksheet they see.
    pub fn is_hidden(&self, place: Place) -> bool {
        let mut columns = self.hidden_columns.iter();
        self.hidden_rows.contains(&place.row)
            || columns.any(|&(first, last)| (first..=last).contains(&place.column))
    }

    /// The rows with a value, from the top, each with its cells from the left.
    pub fn rows(&self) -> BTreeMap<u32, Vec<(u32, &Value)>> {
        let mut rows: BTreeMap<u32, Vec<(u32, &Value)>> = BTreeMap::new();
        for (place, value) in &self.cells {
            rows.entry(place.row)
                .or_default()
                .push((place.column, value));
        }
        rows
    }
}

impl Value {
    /// The value as a person reads it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Failed(text) | Self::NotCalculated(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Boolean(boolean) => boolean.to_string().to_uppercase(),
            Self::Date(date) => date.to_string(),
        }
    }
}

impl Place {
    /// The name of the cell on its sheet, such as `B7`.
    pub fn name(self) -> String {
        let mut letters = String::new();
        let mut rest = self.column + 1;
        while rest > 0 {
            let letter = u8::try_from((rest - 1) % 26).expect("a remainder of 26 is small");
            letters.insert(0, char::from(b'A' + letter));
            rest = (rest - 1) / 26;
        }
        format!("{letters}{}", self.row + 1)
    }
}

/// How files of Office before 2007, and encrypted ones since, begin.
const OLD_OFFICE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Whether a file of the old container holds an encrypted book: it names that part in UTF-16.
fn is_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// Whether a file begins like text and not like an archive.
fn is_text(bytes: &[u8]) -> bool {
    const UTF_16: [[u8; 2]; 2] = [[0xFF, 0xFE], [0xFE, 0xFF]];
    let start = &bytes[..bytes.len().min(4_096)];
    let is_control = |byte: &u8| *byte < 0x09 || (0x0E..0x20).contains(byte);
    // Too short to tell is damaged.
    start.len() > 8
        && !start.starts_with(b"PK")
        && (UTF_16.iter().any(|mark| start.starts_with(mark)) || !start.iter().any(is_control))
}

/// Unpacks every part and throws it away, counting.
fn unpacks_within_limits(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(Unreadable::TooManyParts);
    }
    if archive.index_for_name("xl/workbook.bin").is_some() {
        return Err(Unreadable::BinaryFormat);
    }
    if archive.index_for_name("xl/workbook.xml").is_none()
        && archive.index_for_name("content.xml").is_some()
    {
        return Err(Unreadable::OpenDocument);
    }
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Unreadable::Damaged)?;
        let announced = part.size();
        let unpacked =
            io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| Unreadable::Damaged)?;
        // Whoever reads a part later goes by what it announces.
        if unpacked != announced && unpacked <= left {
            return Err(Unreadable::Damaged);
        }
        left = left
            .checked_sub(unpacked)
            .ok_or(Unreadable::UnpacksTooLarge)?;
    }
    Ok(())
}

fn pages(bytes: &[u8]) -> Result<Vec<Page>, Unreadable> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let mut beside = beside::beside(bytes)?;
    let mut cells_left = MOST_CELLS;
    let mut written_left = MOST_WRITTEN_CELLS;
    let mut text_left = MOST_TEXT;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut pages = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let beside = beside.remove(&sheet.name).unwrap_or_default();
        let mut page = Page {
            hidden: sheet.visible != SheetVisible::Visible,
            name: sheet.name,
            merged: beside.merged,
            hidden_rows: beside.hidden_rows,
            hidden_columns: beside.hidden_columns,
            pinned: beside.pinned,
            ..Page::default()
        };
        // A chart sheet has no cells.
        if let Ok(mut reader) = workbook.worksheet_cells_reader(&page.name) {
            while let Some((cell, style)) = reader
                .next_cell_with_style_id()
                .map_err(|error| unreadable(&error))?
            {
                written_left = written_left
                    .checked_sub(1)
                    .ok_or(Unreadable::TooManyCells)?;
                let (row, column) = cell.get_position();
                if row >= SIZE.0 || column >= SIZE.1 {
                    return Err(Unreadable::Damaged);
                }
                let place = Place { row, column };
                let format = reader.styles().get(style);
                let format = format.and_then(|style| style.number_format.as_ref());
                let format = format.map_or("", |format| format.format_code.as_str());
                if let Some((value, altered)) = value(cell.get_value(), format) {
                    cells_left = cells_left.checked_sub(1).ok_or(Unreadable::TooManyCells)?;
                    if let Value::Text(text) = &value {
                        let left = text_left.checked_sub(text.len());
                        text_left = left.ok_or(Unreadable::TooMuchText)?;
                    }
                    page.cells.insert(place, value);
                    page.altered.extend(altered.map(|altered| (place, altered)));
                }
            }
        }
        for (place, formula) in beside.not_calculated {
            page.cells.insert(place, Value::NotCalculated(formula));
        }
        pages.push(page);
    }
    Ok(pages)
}

fn unreadable(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Password,
        _ => Unreadable::Damaged,
    }
}

/// What stands in a cell, and why a person sees something else there.
fn value(data: &DataRef<'_>, format: &str) -> Option<(Value, Option<Altered>)> {
    let text = |text: &str| {
        if is_blank(text) {
            return None;
        }
        let kept: String = text.chars().take(MOST_CHARACTERS).collect();
        let altered = (kept.len() < text.len()).then_some(Altered::Cut);
        Some((Value::Text(kept), altered))
    };
    let number = |number: f64| {
        let altered = format::shows_otherwise(format, number);
        let altered = altered.then(|| Altered::Format(format.to_owned()));
        Some((Value::Number(number), altered))
    };
    match data {
        DataRef::Empty => None,
        #[expect(clippy::cast_precision_loss, reason = "Excel keeps numbers as floats")]
        DataRef::Int(whole) => number(*whole as f64),
        DataRef::Float(float) => number(*float),
        DataRef::String(string) => text(string),
        DataRef::SharedString(string) => text(string),
        DataRef::Bool(boolean) => Some((Value::Boolean(*boolean), None)),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let altered = (moment.as_f64().fract() != 0.0).then_some(Altered::Time);
            if let Some(day) = day_of(year, month, day) {
                Some((day, altered))
            } else {
                let format = Altered::Format(format.to_owned());
                Some((Value::Number(moment.as_f64()), Some(format)))
            }
        }
        DataRef::DateTimeIso(moment) => match moment.get(..10).and_then(|day| day.parse().ok()) {
            Some(day) => {
                let altered = (moment.len() > 10).then_some(Altered::Time);
                Some((Value::Date(day), altered))
            }
            None => text(moment),
        },
        DataRef::DurationIso(duration) => text(duration),
        DataRef::Error(error) => Some((Value::Failed(error.to_string()), None)),
    }
}

fn day_of(year: u16, month: u8, day: u8) -> Option<Value> {
    let year = i16::try_from(year).ok()?;
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(year, month, day).ok().map(Value::Date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_on_the_sheet() {
        for (row, column, name) in [
            (0, 0, "A1"),
            (6, 1, "B7"),
            (0, 25, "Z1"),
            (0, 26, "AA1"),
            (0, 16_383, "XFD1"),
        ] {
            assert_eq!(Place { row, column }.name(), name);
        }
    }

    #[test]
    fn what_is_no_book_is_refused_with_its_reason() {
        assert_eq!(Book::read(b""), Err(Unreadable::Damaged));
        assert_eq!(
            Book::read(b"PK\x03\x04 and nothing more"),
            Err(Unreadable::Damaged)
        );
        let mut old = OLD_OFFICE.to_vec();
        old.extend([0; 600]);
        assert_eq!(Book::read(&old), Err(Unreadable::OldFormat));
        old.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(Book::read(&old), Err(Unreadable::Password));
    }
}
