//! What a workbook calculates by itself, and the result each calculation has as delivered.
//!
//! Only calculations that stay right whatever a person puts into the cells they rest on, in
//! Excel and in `LibreOffice`, whatever the language of either: a cell with words in it is never
//! taken for 0.

use super::Reference;

/// A calculation over cells.
#[derive(Clone, Debug, PartialEq)]
pub enum Calculation {
    /// Mean of the numbers among the cells; a dash where there is none.
    Mean(Reference),
    /// Mean of the numbers that have a number beside them; a dash where there is none.
    MeanBeside {
        /// What stands beside them.
        beside: Reference,
        /// The numbers, as many.
        numbers: Reference,
    },
    /// Mean of the numbers, where at least half of the levels that don't hold this word are there;
    /// three dots before that.
    MeanWhereHalf {
        /// The numbers.
        numbers: Reference,
        /// The levels.
        levels: Reference,
        /// The word.
        word: &'static str,
    },
    /// How many numbers there are.
    Count(Reference),
    /// How many numbers there are whose neighbours don't hold this word.
    CountNumbersWithout {
        /// Where the word is looked for.
        words: Reference,
        /// The word.
        word: &'static str,
        /// The numbers, as many.
        numbers: Reference,
    },
    /// How many cells don't hold this word.
    CountWithout(Reference, &'static str),
    /// How many cells hold this word.
    CountWord(Reference, &'static str),
    /// How many numbers are greater than 0.
    CountPositive(Reference),
    /// The least number; a dash where there is none.
    Lowest(Reference),
    /// How many cells hold the least number.
    CountLowest(Reference),
    /// Sum of the numbers.
    Sum(Reference),
    /// Sum of the numbers beside this word.
    SumBeside {
        /// Where the word is looked for.
        words: Reference,
        /// The word.
        word: &'static str,
        /// The numbers, as many.
        numbers: Reference,
    },
    /// Second minus first where positive, 0 where not; a dash unless both are numbers.
    Gap {
        /// The level.
        level: Reference,
        /// The target.
        target: Reference,
    },
    /// First minus second; a dash unless both are numbers.
    Change {
        /// The figure now.
        now: Reference,
        /// The figure then.
        before: Reference,
    },
    /// The name beside a level in a list that begins with level 0; a dash for words.
    NameOfLevel {
        /// The level.
        level: Reference,
        /// The names, from level 0 upwards.
        names: Reference,
    },
    /// The number in a cell; missing where there is none, so that a chart leaves a gap.
    ForChart(Reference),
}

impl Calculation {
    /// Whether it sums up several cells.
    pub fn is_over_several_cells(&self) -> bool {
        !matches!(
            self,
            Self::Gap { .. } | Self::Change { .. } | Self::NameOfLevel { .. } | Self::ForChart(_)
        )
    }
}

/// What a calculation results in.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A number.
    Number(f64),
    /// Words. Never none: `LibreOffice` would take them for 0.
    Text(&'static str),
    /// Words of the sheet.
    Name(String),
    /// No number to draw.
    Missing,
}

/// Stands where there is no figure.
pub const DASH: &str = "–";

/// Stands where it is too early for a figure of the whole.
pub const TOO_EARLY: &str = "…";

impl Outcome {
    /// A number, or a dash.
    pub fn or_dash(number: Option<f64>) -> Self {
        number.map_or(Self::Text(DASH), Self::Number)
    }
}

impl From<usize> for Outcome {
    fn from(count: usize) -> Self {
        Self::Number(super::cell::count(count))
    }
}
