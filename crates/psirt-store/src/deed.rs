//! What is written into the history with every change.

use jiff::Timestamp;

/// Who does something, when, and what it is called in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deed<'a> {
    /// A short name in code, such as `answer` or `import_books`; the window translates it.
    pub what: &'a str,
    /// The person.
    pub who: &'a str,
    /// The moment.
    pub at: Timestamp,
}
