//! The worksheet that feeds the charts.
//!
//! A chart takes an empty cell for a gap and a cell with words for 0. So charts never look at the
//! cells people read, but at cells of their own, which hold a number or a missing value.

use super::words::Words;
use super::write::Writer;
use super::{
    Area, Calculation, Cell, ChartKind, ChartSeries, Look, Outcome, Paper, Place, PlacedChart,
    Reference, Worksheet,
};
use crate::chart::Series;
use crate::palette::SeriesRole;

/// The worksheet that feeds the charts, being filled.
pub(super) struct ChartData {
    writer: Writer,
}

/// The data of one chart in its cells.
pub(super) struct Block {
    pub categories: Reference,
    pub series: Vec<ChartSeries>,
}

/// The values of a series.
pub(super) struct Values {
    pub role: SeriesRole,
    pub name: String,
    pub delivered: Vec<Option<f64>>,
    /// The cells they follow when a person changes something; none for what is past.
    pub live: Vec<Reference>,
}

impl Values {
    /// Values that stay as they are.
    pub fn fixed(role: SeriesRole, name: impl Into<String>, values: Vec<Option<f64>>) -> Self {
        Self {
            role,
            name: name.into(),
            delivered: values,
            live: Vec::new(),
        }
    }

    /// Values that follow their cells.
    pub fn live(mut self, cells: impl IntoIterator<Item = Reference>) -> Self {
        self.live = cells.into_iter().collect();
        self
    }

    /// Whether there is anything to draw, or may be as soon as a person fills something in.
    pub fn any(&self) -> bool {
        !self.live.is_empty() || self.delivered.iter().any(Option::is_some)
    }
}

impl Block {
    /// The chart of these data.
    pub fn chart(
        self,
        kind: ChartKind,
        title: &str,
        description: String,
        highest: u8,
        (place, size): (Place, (u32, u32)),
    ) -> PlacedChart {
        PlacedChart {
            kind,
            title: title.to_owned(),
            description,
            highest,
            categories: self.categories,
            series: self.series,
            place,
            shift: 0,
            size,
        }
    }
}

impl ChartData {
    pub fn new(words: &Words, highest: u8) -> Self {
        let worksheet = Worksheet {
            name: words.tab_chart_data.to_owned(),
            paper: Paper::Portrait,
            widths: vec![
                240.0, 110.0, 110.0, 110.0, 110.0, 110.0, 110.0, 110.0, 110.0,
            ],
            highest,
            is_data: true,
            ..Worksheet::default()
        };
        let mut writer = Writer::new(worksheet);
        writer.text(Look::Note, words.chart_data_note);
        Self { writer }
    }

    /// Puts the data of a chart down; series without any value are left out.
    pub fn block(&mut self, title: &str, categories: &[String], series: Vec<Values>) -> Block {
        let writer = &mut self.writer;
        writer.heading(title);
        let series: Vec<Values> = series.into_iter().filter(Values::any).collect();
        let (first, last) = (writer.row + 1, writer.row + length(categories));
        writer.put(0, Cell::text(Look::Head, ""));
        let names: Vec<Place> = (1..)
            .zip(&series)
            .map(|(column, values)| writer.put(column, Cell::text(Look::MiddleHead, &values.name)))
            .collect();
        writer.next();
        for (number, category) in categories.iter().enumerate() {
            writer.put(0, Cell::text(Look::Text, category));
            for (column, values) in (1..).zip(&series) {
                writer.put(column, data_cell(values, number));
            }
            writer.next();
        }
        let worksheet = &writer.worksheet;
        let cells = |column: u16| worksheet.reference(Area::column(column, first, last));
        Block {
            categories: cells(0),
            series: (1..)
                .zip(series.into_iter().zip(names))
                .map(|(column, (values, name))| ChartSeries {
                    series: Series {
                        role: values.role,
                        name: values.name,
                        values: values.delivered,
                    },
                    name: worksheet.reference(name),
                    values: cells(column),
                })
                .collect(),
        }
    }

    pub fn into_worksheet(self) -> Worksheet {
        self.writer.worksheet
    }
}

fn data_cell(values: &Values, number: usize) -> Cell {
    let value = values.delivered.get(number).copied().flatten();
    match values.live.get(number) {
        Some(cell) => Cell::calculation(
            Look::Data,
            Calculation::ForChart(cell.clone()),
            value.map_or(Outcome::Missing, Outcome::Number),
        ),
        None => Cell::number(Look::Data, value),
    }
}

fn length(categories: &[String]) -> u32 {
    u32::try_from(categories.len()).unwrap_or(u32::MAX)
}
