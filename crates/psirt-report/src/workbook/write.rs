//! Filling a worksheet from top to bottom.

use super::{Area, Cell, Look, Place, PlacedChart, Worksheet};

/// A worksheet being filled, with the row that comes next.
pub(super) struct Writer {
    pub worksheet: Worksheet,
    pub row: u32,
}

/// A column of a table: its head and what stands below it.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub head: &'static str,
    /// In pixels of a screen.
    pub width: f64,
    /// Whether its contents are short and stand in the middle.
    pub narrow: bool,
}

impl Column {
    pub const fn wide(head: &'static str, width: f64) -> Self {
        Self {
            head,
            width,
            narrow: false,
        }
    }

    pub const fn narrow(head: &'static str, width: f64) -> Self {
        Self {
            head,
            width,
            narrow: true,
        }
    }
}

impl Writer {
    pub fn new(worksheet: Worksheet) -> Self {
        Self { worksheet, row: 0 }
    }

    /// The cell of the next row at `column`.
    pub fn at(&self, column: u16) -> Place {
        Place::new(self.row, column)
    }

    /// Fills a cell of the next row.
    pub fn put(&mut self, column: u16, cell: Cell) -> Place {
        let place = self.at(column);
        self.worksheet.cells.push((place, cell));
        place
    }

    /// Ends the row.
    pub fn next(&mut self) {
        self.row += 1;
    }

    /// A row of cells from the first column on, `starting` a group of rows or not.
    pub fn cells(&mut self, starting: bool, cells: impl IntoIterator<Item = Cell>) {
        for (column, cell) in (0..).zip(cells) {
            self.put(column, cell.beginning_group(starting));
        }
        self.next();
    }

    /// One cell over several columns. The row goes on.
    pub fn spread(&mut self, columns: (u16, u16), cell: Cell) {
        let place = self.put(columns.0, cell);
        if columns.1 > columns.0 {
            let last = Place::new(self.row, columns.1);
            self.worksheet.merged.push(Area::new(place, last));
        }
    }

    /// Joins cells of the row that are filled one by one; those after the first stay empty.
    pub fn join(&mut self, columns: (u16, u16)) {
        let area = Area::new(self.at(columns.0), self.at(columns.1));
        self.worksheet.merged.push(area);
    }

    /// Text over all columns, as high as it needs.
    pub fn text(&mut self, look: Look, text: impl Into<String>) {
        let columns = (0, self.last_column());
        self.text_over(columns, look, text);
        self.next();
    }

    /// Text over several columns, as high as it needs. The row goes on.
    pub fn text_over(&mut self, columns: (u16, u16), look: Look, text: impl Into<String>) {
        self.spread(columns, Cell::text(look, text));
    }

    /// Gives the row at least this height in points.
    pub fn heighten(&mut self, points: f64) {
        let row = self.row;
        match self.worksheet.heights.last_mut() {
            Some((last, height)) if *last == row => *height = height.max(points),
            _ => self.worksheet.heights.push((row, points)),
        }
    }

    /// A heading over all columns.
    pub fn heading(&mut self, text: &str) {
        if self.row > 0 {
            self.heighten(8.0);
            self.next();
        }
        let last = self.last_column();
        for column in 1..=last {
            self.put(column, Cell::blank(Look::Heading));
        }
        self.put(0, Cell::text(Look::Heading, text));
        self.heighten(21.0);
        self.next();
    }

    /// An empty row of this height in points.
    pub fn space(&mut self, points: f64) {
        self.heighten(points);
        self.next();
    }

    /// Heads of the first columns; the row stays in sight and is printed on every page where
    /// `keep` says how many columns stay as well.
    pub fn heads(&mut self, columns: &[Column], keep: Option<u16>) {
        if let Some(kept) = keep {
            self.worksheet.frozen = Some((self.row + 1, kept));
            self.worksheet.repeated_rows = Some((self.row, self.row));
        }
        for (number, column) in (0..).zip(columns) {
            let look = if column.narrow {
                Look::MiddleHead
            } else {
                Look::Head
            };
            self.put(number, Cell::text(look, column.head));
        }
        self.next();
    }

    /// Room for charts side by side, the highest of them in pixels.
    pub fn charts(&mut self, charts: Vec<PlacedChart>) {
        const ROW: u32 = 20;
        let highest = charts.iter().map(|chart| chart.size.1).max().unwrap_or(0);
        for _ in 0..highest.div_ceil(ROW) {
            self.heighten(15.0);
            self.next();
        }
        self.worksheet.charts.extend(charts);
    }

    pub fn last_column(&self) -> u16 {
        let columns = self.worksheet.widths.len().saturating_sub(1);
        u16::try_from(columns).unwrap_or(u16::MAX)
    }
}
