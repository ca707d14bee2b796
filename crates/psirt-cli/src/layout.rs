//! Lines and tables of at most 80 columns, where a wide character takes two. What somebody will
//! copy is never broken: a path, an id or a command wider than that stands on a line of its own.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthStr;

/// The width nothing exceeds but what is never broken.
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

/// A text that stays on one line wherever it stands, because somebody will copy it: a path.
/// What stands between backticks, and a word of Latin letters, stays whole by itself.
pub fn whole(text: &str) -> String {
    format!("{WHOLE_FROM}{text}{WHOLE_TO}")
}

/// Letters without a meaning, which no text has; they never reach a terminal.
const WHOLE_FROM: char = '\u{FDD0}';
const WHOLE_TO: char = '\u{FDD1}';

/// Controls, marks that turn the direction of what follows, and our own.
fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(letter, WHOLE_FROM | WHOLE_TO)
}

/// The most bytes between two backticks that are taken for one thing to copy.
const MOST_WHOLE: usize = 1_000;

/// Where nothing is broken: between the marks, and between backticks on one line.
fn whole_spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut begin: Option<(usize, char)> = None;
    for (at, letter) in text.char_indices() {
        match (begin, letter) {
            (None, '`' | WHOLE_FROM) => begin = Some((at, letter)),
            (Some((from, '`')), '`') if at - from <= MOST_WHOLE => {
                spans.push(from..at + 1);
                begin = None;
            }
            (Some((_, '`')), '`') => begin = Some((at, '`')),
            (Some((_, '`')), '\n') => begin = None,
            (Some((from, WHOLE_FROM)), WHOLE_TO) => {
                spans.push(from..at + letter.len_utf8());
                begin = None;
            }
            _ => {}
        }
    }
    spans
}

/// A text in lines of at most `width` columns, broken where its language allows. What somebody
/// will copy is never broken, and may be wider.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let spans = whole_spans(text);
    let holds_on =
        |letter: char| letter.is_ascii_graphic() || matches!(letter, WHOLE_FROM | WHOLE_TO);
    let is_latin = |letter: Option<char>| letter.is_some_and(holds_on);
    let holds = |at: usize| {
        spans.iter().any(|span| span.start < at && at < span.end)
            || is_latin(text[..at].chars().next_back()) && is_latin(text[at..].chars().next())
    };
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut begin = 0;
    for (end, opportunity) in linebreaks(text) {
        let is_mandatory = opportunity == BreakOpportunity::Mandatory;
        if !is_mandatory && holds(end) {
            continue;
        }
        let piece = &text[begin..end];
        if !current.is_empty() && current.width() + plain(piece).trim_end().width() > width {
            lines.push(std::mem::take(&mut current));
        }
        for (at, letter) in piece.char_indices() {
            if is_obeyed(letter) {
                continue;
            }
            // A word wider than the line is broken where nothing holds it together.
            let mut longer = current.clone();
            longer.push(letter);
            let is_too_wide = longer.width() > width && !letter.is_whitespace();
            if is_too_wide && !current.is_empty() && !holds(begin + at) {
                lines.push(std::mem::take(&mut current));
            }
            current.push(letter);
        }
        begin = end;
        if is_mandatory && end < text.len() {
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

    use super::{Column, Table, WIDTH, paragraph, whole, wrap};

    #[test]
    fn a_text_is_broken_where_its_language_allows() {
        for (text, width, lines) in [
            ("one two three", 8, vec!["one two", "three"]),
            ("受付と確認を行う。", 10, vec!["受付と確認", "を行う。"]),
            ("いろはにほ", 4, vec!["いろ", "はに", "ほ"]),
            ("a\nb", 10, vec!["a", "b"]),
            ("", 10, vec![""]),
            ("終わり。", 7, vec!["終わ", "り。"]),
            ("tab\there\u{7}", 20, vec!["tabhere"]),
        ] {
            assert_eq!(wrap(text, width), lines, "{text:?} in {width}");
        }
    }

    #[test]
    fn what_somebody_will_copy_is_never_broken() {
        let path = "/tmp/a folder/回答のブック/first-psirt-1.1.xlsx";
        for (text, lines) in [
            (
                format!("`{path}` is there"),
                vec![format!("`{path}`"), "is there".to_owned()],
            ),
            (
                format!("in {}: gone", whole(path)),
                vec!["in".to_owned(), format!("{path}:"), "gone".to_owned()],
            ),
            (
                "write --save-map=first-psirt-1.1.json".to_owned(),
                vec![
                    "write".to_owned(),
                    "--save-map=first-psirt-1.1.json".to_owned(),
                ],
            ),
            (
                "a ` b c d e f g h i".to_owned(),
                vec!["a ` b c d e".to_owned(), "f g h i".to_owned()],
            ),
        ] {
            assert_eq!(wrap(&text, 12), lines, "{text}");
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
