//! How large a file, a text and a number may be.
//!
//! The schemas are generated with these, the setters of an [`Assessment`](crate::Assessment) check
//! them, and so a value that was set can always be written to a file and read again.

use crate::Date;
use crate::fault::{Fault, Faults, Problem};

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 20_000_000;
/// The deepest nesting of values in a file.
pub const DEEPEST: usize = 64;
/// The most values in one file; bounds the memory a hostile file can take.
pub const MOST_VALUES: usize = 2_000_000;
/// The most services in one file.
pub const MOST_SERVICES: usize = 2_000;
/// The longest id, edition or line of classification, in characters.
pub const MOST_OF_AN_ID: usize = 200;
/// The longest text that a person writes, in characters.
pub const MOST_OF_A_TEXT: usize = 20_000;
/// The most person-days of one step or action.
pub const MOST_DAYS: u32 = 100_000;
/// The most person-days of a budget.
pub const MOST_DAYS_OF_A_BUDGET: u32 = 1_000_000;

/// The most people in a workshop.
pub const MOST_PEOPLE: u32 = 1_000;
/// The longest workshop, in minutes: a week.
pub const MOST_MINUTES: u32 = 7 * 24 * 60;

/// Refuses the text of a file that could not be read again.
///
/// # Errors
/// More than [`MOST_BYTES`].
pub fn check_file(text: &str) -> Result<(), Faults> {
    let problem = Problem::TooLarge {
        bytes: text.len(),
        limit: MOST_BYTES,
    };
    let fault = (text.len() > MOST_BYTES).then(|| Fault::new("", problem));
    Faults::refuse_any(fault.into_iter().collect())
}

/// Tells what is wrong with the length of a text, in characters.
pub(crate) fn text_problem(text: &str, least: usize, most: usize) -> Option<Problem> {
    let characters = text.chars().count();
    if characters < least || (least > 0 && text.trim().is_empty()) {
        Some(Problem::EmptyText)
    } else if characters > most {
        Some(Problem::TextTooLong {
            characters,
            limit: most,
        })
    } else {
        None
    }
}

/// Tells that a text is too long; it may be empty.
pub(crate) fn text_fault(pointer: impl Into<String>, text: &str) -> Option<Fault> {
    let problem = text_problem(text, 0, MOST_OF_A_TEXT)?;
    Some(Fault::new(pointer, problem))
}

/// Tells that a text is empty or too long.
pub(crate) fn needed_text_fault(pointer: impl Into<String>, text: &str) -> Option<Fault> {
    let problem = text_problem(text, 1, MOST_OF_A_TEXT)?;
    Some(Fault::new(pointer, problem))
}

/// Tells that an id is empty or too long.
pub(crate) fn id_fault(pointer: impl Into<String>, id: &str) -> Option<Fault> {
    let problem = text_problem(id, 1, MOST_OF_AN_ID)?;
    Some(Fault::new(pointer, problem))
}

/// Tells that person-days are not a number from 0 to `most`.
pub(crate) fn days_fault(pointer: impl Into<String>, days: f64, most: u32) -> Option<Fault> {
    if (0.0..=f64::from(most)).contains(&days) {
        return None;
    }
    let problem = Problem::OutOfRange {
        found: days.to_string(),
        least: "0".to_owned(),
        most: Some(most.to_string()),
    };
    Some(Fault::new(pointer, problem))
}

/// Tells that a day lies before the year 0, which a file cannot say in ten characters.
pub(crate) fn date_fault(pointer: impl Into<String>, date: Date) -> Option<Fault> {
    let problem = Problem::NotADate {
        found: date.to_string(),
    };
    (date.year() < 0).then(|| Fault::new(pointer, problem))
}
