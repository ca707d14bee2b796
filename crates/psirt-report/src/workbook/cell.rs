//! What a cell holds and what kind of thing it is.

use psirt_core::score::State;
use psirt_core::{Date, Language};

use super::{Calculation, Outcome, Reference};
use crate::names;

/// The most characters of a cell, counted as Excel does, with room to spare.
const MOST_CHARACTERS: usize = 32_000;
/// The most line feeds of a cell.
const MOST_LINE_FEEDS: usize = 250;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// What kind of thing it is, which gives its looks.
    pub look: Look,
    /// Words shown before and after its number.
    pub around: (&'static str, &'static str),
    /// Whether a group of rows begins with it.
    pub begins_group: bool,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Blank,
    /// Text, whatever it begins with.
    Text(String),
    /// A number, not rounded.
    Number(f64),
    /// A day.
    Date(Date),
    /// Text that leads to a web address.
    Link {
        /// What is shown.
        text: String,
        /// Where it leads.
        address: String,
    },
    /// Text that leads to a cell of the workbook.
    Place {
        /// What is shown.
        text: String,
        /// Where it leads.
        target: Reference,
    },
    /// A calculation with its result.
    Calculation(Calculation, Outcome),
}

/// What kind of thing a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Look {
    /// Running text that wraps, in a table.
    #[default]
    Text,
    /// The same, in bold.
    Strong,
    /// The same, may be overlooked.
    Quiet,
    /// An identifier.
    Id,
    /// A short word in the middle of its column.
    Word,
    /// A level, or what stands in place of one.
    Level,
    /// A level of a service that is only nearly the same.
    NearLevel,
    /// A level that a person may change.
    OpenLevel,
    /// A figure with one decimal.
    Figure,
    /// The same, in bold.
    StrongFigure,
    /// A figure with two decimals.
    Hundredths,
    /// A difference of figures, with its sign.
    FigureChange,
    /// The same, in bold.
    StrongFigureChange,
    /// A difference of levels, with its sign.
    LevelChange,
    /// The same, of a service that rose.
    LevelRise,
    /// The same, of a service that fell.
    LevelFall,
    /// A whole number.
    Count,
    /// The same, in bold.
    StrongCount,
    /// Person-days.
    Days,
    /// Person-days nobody has estimated.
    RoughDays,
    /// A day.
    Date,
    /// A web address.
    Link,
    /// Something reached.
    Good,
    /// Something reached in part.
    Partly,
    /// Something missing.
    Bad,
    /// Something nobody can judge.
    Unknown,
    /// Head of a column.
    Head,
    /// Head of a narrow column, in the middle.
    MiddleHead,
    /// What kind of document it is.
    Kind,
    /// The largest words.
    Title,
    /// The line below the largest words.
    Subtitle,
    /// The title of a worksheet.
    TabTitle,
    /// A heading.
    Heading,
    /// An explanation.
    Note,
    /// Name of a key figure.
    KeyName,
    /// A key figure with one decimal.
    KeyFigure,
    /// A key figure that is a whole number.
    KeyCount,
    /// What a key figure rests on.
    KeyBasis,
    /// Name of a fact.
    FactName,
    /// A fact.
    Fact,
    /// A number that feeds a chart.
    Data,
}

impl Cell {
    /// A cell with text; text that is too long for a cell is cut and says so.
    pub fn text(look: Look, text: impl Into<String>) -> Self {
        let text = text.into();
        let value = if text.is_empty() {
            Value::Blank
        } else {
            Value::Text(fitting(text))
        };
        Self::new(look, value)
    }

    /// A cell with a number, or with nothing.
    pub fn number(look: Look, number: Option<f64>) -> Self {
        Self::new(look, number.map_or(Value::Blank, Value::Number))
    }

    /// A cell with a whole number.
    pub fn count(look: Look, number: usize) -> Self {
        Self::new(look, Value::Number(count(number)))
    }

    /// Levels gained or lost.
    pub fn level_change(levels: i16) -> Self {
        let look = match levels {
            1.. => Look::LevelRise,
            0 => Look::LevelChange,
            _ => Look::LevelFall,
        };
        Self::number(look, Some(f64::from(levels)))
    }

    /// A cell with a day, or with nothing.
    pub fn date(date: Option<Date>) -> Self {
        Self::new(Look::Date, date.map_or(Value::Blank, Value::Date))
    }

    /// A level, or what stands in place of one.
    pub fn state(look: Look, state: State, language: Language) -> Self {
        let value = match state {
            State::Level(level) => Value::Number(f64::from(level)),
            other => Value::Text(
                names::no_level(other, language)
                    .unwrap_or_default()
                    .to_owned(),
            ),
        };
        Self::new(look, value)
    }

    /// A calculation with its result.
    pub fn calculation(look: Look, calculation: Calculation, outcome: Outcome) -> Self {
        Self::new(look, Value::Calculation(calculation, outcome))
    }

    /// Text that leads to a web address; anything but `http:` and `https:` is plain text.
    pub fn link(text: &str, address: &str) -> Self {
        let is_web = ["https://", "http://"]
            .iter()
            .any(|start| address.starts_with(start));
        // Excel refuses longer addresses.
        if is_web && address.len() <= 2_000 {
            let (text, address) = (fitting(text.to_owned()), address.to_owned());
            Self::new(Look::Link, Value::Link { text, address })
        } else {
            Self::text(Look::Fact, text)
        }
    }

    /// Text that leads to a cell of the workbook.
    pub fn leading_to(text: impl Into<String>, target: Reference) -> Self {
        let text = fitting(text.into());
        Self::new(Look::Link, Value::Place { text, target })
    }

    /// A cell that holds nothing but has a look.
    pub fn blank(look: Look) -> Self {
        Self::new(look, Value::Blank)
    }

    /// The same cell, its number shown between words.
    #[must_use]
    pub fn around(mut self, before: &'static str, after: &'static str) -> Self {
        self.around = (before, after);
        self
    }

    /// The same cell, as the beginning of a group of rows.
    #[must_use]
    pub fn beginning_group(mut self, begins: bool) -> Self {
        self.begins_group = begins;
        self
    }

    fn new(look: Look, value: Value) -> Self {
        Self {
            value,
            look,
            around: ("", ""),
            begins_group: false,
        }
    }
}

/// A whole number as a cell holds it.
pub(crate) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

/// Text as a cell can hold it: without carriage returns, not longer than Excel allows.
fn fitting(text: String) -> String {
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    };
    let (mut units, mut feeds) = (0, 0);
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        feeds += usize::from(letter == '\n');
        if units > MOST_CHARACTERS || feeds > MOST_LINE_FEEDS {
            return format!("{} […]", text[..at].trim_end());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_and_says_so() {
        let Value::Text(cut) = Cell::text(Look::Text, "脆".repeat(40_000)).value else {
            panic!("it is text");
        };
        assert!(cut.ends_with(" […]"), "it says that it is cut");
        assert!(cut.encode_utf16().count() < 32_767, "Excel can hold it");
        let Value::Text(cut) = Cell::text(Look::Text, "a\r\n".repeat(400)).value else {
            panic!("it is text");
        };
        assert!(cut.matches('\n').count() < 253 && !cut.contains('\r'));
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(matches!(
            Cell::link("a", "https://a.example").value,
            Value::Link { .. }
        ));
        assert!(matches!(
            Cell::link("a", "file:///etc").value,
            Value::Text(_)
        ));
        assert!(matches!(
            Cell::link("a", "javascript:alert(1)").value,
            Value::Text(_)
        ));
    }
}
