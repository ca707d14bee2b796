//! What waits between two commands for a person's decision.

use std::collections::BTreeMap;

use psirt_app::books::fill_in::FilledBook;
use psirt_app::books::intake::Intake;
use psirt_app::books::sheet::{Converted, GivenBook, Mapping};
use psirt_app::cohorts::{BenchmarkFile, CardFile, Prepared};
use psirt_store::Seat;

use crate::wire::RefusedBook;

/// Books that were read and wait to be decided.
pub struct HeldBooks {
    /// The assessment they are for.
    pub assessment: String,
    /// In the order they were given.
    pub books: Vec<HeldBook>,
    /// Whether remarks are added to the notes.
    pub remarks: bool,
    /// Names the last review.
    pub id: String,
    /// What the last review showed.
    pub seen: Intake,
}

/// One of the books that were read.
pub struct HeldBook {
    /// What its file is called.
    pub name: String,
    /// What it says, or why it says nothing.
    pub outcome: Result<FilledBook, RefusedBook>,
}

/// A book that is looked at.
pub struct HeldSheetBook {
    /// What its file is called.
    pub name: String,
    /// What it holds.
    pub book: GivenBook,
    /// What a plain table is taken for.
    pub mapping: Option<Mapping>,
    /// What was shown last.
    pub converted: Converted,
}

/// Who sits at the machine that is passed around, and who tried to.
#[derive(Default)]
pub struct Passing {
    /// The assessment, and the place that is taken now.
    pub seat: Option<(String, Seat)>,
    /// How many wrong PINs a number was tried with, by assessment and number.
    pub wrong: BTreeMap<(String, u32), u32>,
}

/// What a member of a cohort has in hand.
#[derive(Default)]
pub struct HeldCohort {
    /// The card that was opened last.
    pub card: Option<CardFile>,
    /// What was looked at last, under its name: this is written, and nothing else.
    pub prepared: Option<(String, Prepared)>,
    /// The benchmark that was opened last.
    pub benchmark: Option<BenchmarkFile>,
}
