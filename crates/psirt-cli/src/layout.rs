//! Lines and tables of at most 80 columns, where a wide character takes two.

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthStr;

/// The width nothing exceeds.
pub const WIDTH: usize = 80;
/// Spaces between two columns.
const GUTTER: usize = 2;
/// What stands before a text below a row.
const DETAIL: &str = "      ";
/// The least a column that gives way is left with.
const NARROWEST: usize = 12;

/// Where the contents of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// At the right.
    Right,
}

/// One column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    heading: String,
    align: Align,
    /// Whether it gives way and wraps where the table is too wide.
    wraps: bool,
}

impl Column {
    /// A column as wide as its contents.
    pub fn left(heading: &str) -> Self {
        Self {
            heading: heading.to_owned(),
            align: Align::Left,
            wraps: false,
        }
    }

    /// A column of figures.
    pub fn right(heading: &str) -> Self {
        Self {
            align: Align::Right,
            ..Self::left(heading)
        }
    }

    /// A column of text that wraps.
    pub fn text(heading: &str) -> Self {
        Self {
            wraps: true,
            ..Self::left(heading)
        }
    }
}

/// A table without lines between its columns.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// Cells, and what is said below them over the whole width.
#[derive(Clone, Debug)]
struct Row {
    cells: Vec<String>,
    details: Vec<String>,
}

impl Table {
    /// An empty table.
    pub fn new(columns: Vec<Column>) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row: one cell for each column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.row_with(cells, []);
    }

    /// Adds a row with texts below it; empty ones are left out.
    pub fn row_with(
        &mut self,
        cells: impl IntoIterator<Item = String>,
        details: impl IntoIterator<Item = String>,
    ) {
        let cells: Vec<String> = cells.into_iter().collect();
        let details = details
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        debug_assert_eq!(
            cells.len(),
            self.columns.len(),
            "a row has a cell for each column"
        );
        self.rows.push(Row { cells, details });
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as lines; nothing where it has no rows.
    pub fn lines(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let widths = self.widths();
        let headings: Vec<String> = self.columns.iter().map(|c| c.heading.clone()).collect();
        let mut text = String::new();
        if headings.iter().any(|heading| !heading.is_empty()) {
            text += &self.row_lines(&headings, &widths);
            let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
            text += &line(&rule);
        }
        for row in &self.rows {
            text += &self.row_lines(&row.cells, &widths);
            for detail in &row.details {
                text += &paragraph(DETAIL, detail);
            }
        }
        text
    }

    fn widths(&self) -> Vec<usize> {
        let natural = |index: usize| {
            let cells = self.rows.iter().map(|row| row.cells[index].width());
            cells
                .max()
                .unwrap_or(0)
                .max(self.columns[index].heading.width())
        };
        let mut widths: Vec<usize> = (0..self.columns.len()).map(natural).collect();
        // What is too much is taken from the widest column that wraps, a column at a time.
        while widths.iter().sum::<usize>() + GUTTER * (widths.len() - 1) > WIDTH {
            let widest = (0..widths.len())
                .filter(|&index| self.columns[index].wraps && widths[index] > NARROWEST)
                .max_by_key(|&index| widths[index]);
            match widest {
                Some(index) => widths[index] -= 1,
                None => break,
            }
        }
        widths
    }

    fn row_lines(&self, cells: &[String], widths: &[usize]) -> String {
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .zip(widths)
            .map(|(cell, &width)| wrap(cell, width.max(1)))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        let mut text = String::new();
        for at in 0..height {
            let parts: Vec<String> = wrapped
                .iter()
                .zip(widths)
                .zip(&self.columns)
                .map(|((lines, &width), column)| {
                    let part = lines.get(at).map_or("", String::as_str);
                    let space = " ".repeat(width.saturating_sub(part.width()));
                    match column.align {
                        Align::Left => format!("{part}{space}"),
                        Align::Right => format!("{space}{part}"),
                    }
                })
                .collect();
            text += &line(&parts);
        }
        text
    }
}

fn line(parts: &[String]) -> String {
    let joined = parts.join(&" ".repeat(GUTTER));
    format!("{}\n", joined.trim_end())
}

/// A text behind a lead, its further lines set in as far.
pub fn paragraph(lead: &str, text: &str) -> String {
    let indent = lead.width();
    let mut lines = String::new();
    for (at, part) in wrap(text, WIDTH.saturating_sub(indent).max(NARROWEST))
        .iter()
        .enumerate()
    {
        let before = if at == 0 {
            lead.to_owned()
        } else {
            " ".repeat(indent)
        };
        lines += format!("{before}{part}").trim_end();
        lines.push('\n');
    }
    lines
}

/// A text on one line, without what a terminal would obey.
pub fn plain(text: &str) -> String {
    text.chars().filter(|&letter| !is_obeyed(letter)).collect()
}

/// Controls, and marks that turn the direction of what follows.
fn is_obeyed(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text in lines of at most `width` columns, broken where its language allows.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut begin = 0;
    for (end, opportunity) in linebreaks(text) {
        let piece = &text[begin..end];
        begin = end;
        if !current.is_empty() && current.width() + piece.trim_end().width() > width {
            lines.push(std::mem::take(&mut current));
        }
        for letter in piece.chars() {
            // A word wider than the line is broken anywhere.
            let mut longer = current.clone();
            longer.push(letter);
            if longer.width() > width && !letter.is_whitespace() && !current.is_empty() {
                lines.push(std::mem::take(&mut current));
            }
            if !is_obeyed(letter) {
                current.push(letter);
            }
        }
        if opportunity == BreakOpportunity::Mandatory && end < text.len() {
            lines.push(std::mem::take(&mut current));
        }
    }
    lines.push(current);
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{Column, Table, WIDTH, paragraph, wrap};

    #[test]
    fn a_text_is_broken_where_its_language_allows() {
        for (text, width, lines) in [
            ("one two three", 8, vec!["one two", "three"]),
            ("受付と確認を行う。", 10, vec!["受付と確認", "を行う。"]),
            ("abcdefghij", 4, vec!["abcd", "efgh", "ij"]),
            ("a\nb", 10, vec!["a", "b"]),
            ("", 10, vec![""]),
            ("終わり。", 7, vec!["終わ", "り。"]),
            ("tab\there\u{7}", 20, vec!["tabhere"]),
        ] {
            assert_eq!(wrap(text, width), lines, "{text:?} in {width}");
        }
    }

    #[test]
    fn a_table_is_never_wider_than_the_terminal() {
        let mut table = Table::new(vec![
            Column::left("ID"),
            Column::text("名前"),
            Column::text("説明"),
            Column::right("レベル"),
        ]);
        table.row(["1.1", "受付", &"長い説明".repeat(30), "3"].map(str::to_owned));
        table.row(["1.2", &"word ".repeat(40), "", "10"].map(str::to_owned));
        let lines = table.lines();
        assert!(lines.lines().all(|line| line.width() <= WIDTH), "{lines}");
        assert!(
            lines.lines().nth(2).expect("a row").ends_with('3'),
            "{lines}"
        );
    }

    #[test]
    fn columns_stand_below_each_other_whatever_their_letters() {
        let mut table = Table::new(vec![Column::text("名前"), Column::right("数")]);
        table.row(["受付窓口", "1"].map(str::to_owned));
        table.row(["abc", "12"].map(str::to_owned));
        assert_eq!(
            table.lines(),
            "名前      数\n--------  --\n受付窓口   1\nabc       12\n"
        );
    }

    #[test]
    fn what_stands_below_a_row_takes_the_whole_width() {
        let mut table = Table::new(vec![Column::left("ID"), Column::right("Level")]);
        table.row_with(
            ["1.1", "3"].map(str::to_owned),
            ["word ".repeat(20), String::new()],
        );
        let lines = table.lines();
        assert_eq!(lines.lines().count(), 5, "{lines}");
        let below = lines.lines().nth(3).expect("a detail");
        assert!(
            below.starts_with("      word word") && below.width() > 70,
            "{lines}"
        );
    }

    #[test]
    fn a_paragraph_hangs_behind_its_lead() {
        let text = paragraph("hint: ", &"word ".repeat(20));
        let mut lines = text.lines();
        assert!(lines.next().expect("a line").starts_with("hint: word"));
        assert!(lines.next().expect("another").starts_with("      word"));
    }
}
