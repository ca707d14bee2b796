//! A workbook as plain values: what stands in which cell, and what a chart shows.
//!
//! [`compose`] makes it, the Excel writer draws it. What a cell looks like is named, not
//! described: colours, fonts and number formats are not in here. A calculation is a value too,
//! with the result it has as delivered, so that nothing a person typed can become a formula.

mod about;
mod answers;
pub mod calculation;
pub mod cell;
mod chart;
mod compose;
mod gaps;
mod group;
mod outcome;
mod own_place;
mod progress;
mod radars;
mod readings;
mod roadmap;
mod services;
mod since;
mod summary;
#[cfg(test)]
mod tests;
mod words;
mod workshop;
mod write;

use psirt_core::{Date, Language};

use crate::chart::Series;
use crate::logo::Logo;
use crate::palette::Color;

pub use calculation::{Calculation, Outcome};
pub use cell::{Cell, Look, Value};
pub use compose::{compose, compose_since};
pub use group::compose_benchmark;
pub use own_place::compose_place;

/// A whole workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// The language it is written in.
    pub language: Language,
    /// Title of the document, for file lists.
    pub title: String,
    /// What it is about, in one sentence.
    pub subject: String,
    /// Who made it; may be empty.
    pub author: String,
    /// Who is assessed.
    pub company: String,
    /// The date it speaks of; also the date in the file.
    pub date: Date,
    /// The program that made it, with its version.
    pub program: String,
    /// How it may be passed on, such as `TLP:AMBER`; printed on every page.
    pub classification: Option<String>,
    /// Printed at the head of every page.
    pub running_head: String,
    /// Printed at the foot of every page.
    pub running_foot: String,
    /// The colour of heads and rules.
    pub accent: Color,
    /// The sign of whoever hands it over, at the top of the first worksheet.
    pub logo: Option<Logo>,
    /// What it says in place of the page number and the number of pages.
    pub page_of_pages: (&'static str, &'static str, &'static str),
    /// The worksheets, in order.
    pub worksheets: Vec<Worksheet>,
}

/// One worksheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Worksheet {
    /// Its name on the tab.
    pub name: String,
    /// How it is printed.
    pub paper: Paper,
    /// How wide each column is, in pixels of a screen with 96 to the inch.
    pub widths: Vec<f64>,
    /// The cells, in any order; no two at one place.
    pub cells: Vec<(Place, Cell)>,
    /// Cells joined into one; the first holds the value.
    pub merged: Vec<Area>,
    /// Least heights of rows, in points; rows fit their text beyond that.
    pub heights: Vec<(u32, f64)>,
    /// How many rows and columns stay in sight.
    pub frozen: Option<(u32, u16)>,
    /// Rows printed at the top of every page.
    pub repeated_rows: Option<(u32, u32)>,
    /// The rows and columns that a person sorts and filters, with their head.
    pub table: Option<NamedTable>,
    /// Cells whose numbers are levels: each has the ground of its level.
    pub levels: Vec<Area>,
    /// Cells whose numbers are also drawn as bars, each with the value of a full bar.
    pub bars: Vec<(Area, f64)>,
    /// Cells a person may change, with what they may hold.
    pub choices: Vec<Choice>,
    /// The end of the scale.
    pub highest: u8,
    /// The charts.
    pub charts: Vec<PlacedChart>,
    /// Whether it only feeds charts: it is hidden, and so neither seen nor printed.
    pub is_data: bool,
    /// Rows that begin a new page.
    pub page_breaks: Vec<u32>,
    /// Rows nobody sees.
    pub hidden_rows: Vec<u32>,
    /// Columns in which whatever is typed stays text: 1.10 is not the number 1.1.
    pub text_columns: Vec<u16>,
    /// What is said of a cell to whoever points at it.
    pub comments: Vec<(Place, String)>,
}

/// A table that other programs and formulas know by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedTable {
    /// Its name, no two alike in a workbook: letters alone.
    pub name: &'static str,
    /// From its first head to its last cell.
    pub area: Area,
}

/// How a worksheet is printed. Always A4, as wide as the page unless it says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// Upright, as many pages as it takes.
    #[default]
    Portrait,
    /// Upright, on one page.
    PortraitOnePage,
    /// On its side, as many pages as it takes.
    Landscape,
    /// The same, so many pages beside each other.
    LandscapeWide(u16),
}

/// Where a cell is: row and column, both from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u16,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area {
    /// The upper left cell.
    pub first: Place,
    /// The lower right cell.
    pub last: Place,
}

/// A rectangle of cells of a worksheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The worksheet's name.
    pub worksheet: String,
    /// The cells.
    pub area: Area,
}

/// Cells with a list to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The cells.
    pub area: Area,
    /// What they may hold; numbers are written as numbers.
    pub values: Vec<String>,
    /// Said beside the cell, with a heading.
    pub prompt: (String, String),
    /// Said when something else is typed, with a heading.
    pub refusal: (String, String),
}

/// A chart with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedChart {
    /// What kind it is.
    pub kind: ChartKind,
    /// Printed above it.
    pub title: String,
    /// What it shows, in words, for those who don't see it.
    pub description: String,
    /// The end of the scale.
    pub highest: u8,
    /// The cells that name axes or points in time.
    pub categories: Reference,
    /// The series; the most important last.
    pub series: Vec<ChartSeries>,
    /// The cell of its upper left corner.
    pub place: Place,
    /// How far it stands to the right of that cell, in pixels of a screen.
    pub shift: u32,
    /// Width and height in pixels of a screen.
    pub size: (u32, u32),
}

/// A series with the cells it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSeries {
    /// What it tells, its name and its values as delivered.
    pub series: Series,
    /// The cell with its name.
    pub name: Reference,
    /// The cells with its values.
    pub values: Reference,
}

/// A kind of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// Axes around a centre.
    Radar,
    /// Values over time.
    Lines,
}

impl Place {
    /// The cell at `row` and `column`.
    pub const fn new(row: u32, column: u16) -> Self {
        Self { row, column }
    }

    /// The same cell, `columns` to the right.
    #[must_use]
    pub const fn right(self, columns: u16) -> Self {
        Self {
            row: self.row,
            column: self.column + columns,
        }
    }

    /// The same cell, `rows` further down.
    #[must_use]
    pub const fn down(self, rows: u32) -> Self {
        Self {
            row: self.row + rows,
            column: self.column,
        }
    }
}

impl Area {
    /// From one cell to another.
    pub const fn new(first: Place, last: Place) -> Self {
        Self { first, last }
    }

    /// Part of a column.
    pub const fn column(column: u16, first_row: u32, last_row: u32) -> Self {
        Self::new(Place::new(first_row, column), Place::new(last_row, column))
    }

    /// How many rows it has.
    pub const fn rows(self) -> u32 {
        self.last.row - self.first.row + 1
    }
}

impl From<Place> for Area {
    fn from(place: Place) -> Self {
        Self::new(place, place)
    }
}

impl Worksheet {
    /// The cell at a place, where there is one.
    pub fn cell(&self, place: Place) -> Option<&Cell> {
        self.cells
            .iter()
            .find(|(at, _)| *at == place)
            .map(|(_, cell)| cell)
    }

    /// A reference to cells of this worksheet.
    pub fn reference(&self, area: impl Into<Area>) -> Reference {
        Reference {
            worksheet: self.name.clone(),
            area: area.into(),
        }
    }
}
