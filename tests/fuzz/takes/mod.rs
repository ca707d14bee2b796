//! What is done with a file of each kind that comes in, and examples of it.
//!
//! The fuzzer's targets call this with what they make up, and the suite with every input that was
//! once found to fall.

pub mod assessment;
pub mod benchmark;
pub mod book;
pub mod card;
pub mod contribution;
pub mod crosswalk;
pub mod logo_png;
pub mod logo_svg;
pub mod profile;
pub mod reading;
pub mod sheet;
pub mod table;
pub mod workspace;

mod cohort;
mod parts;
mod rounds;

use psirt_core::{Faults, Language};

/// A kind of file.
pub struct Kind {
    /// Its name, also that of its target and of the folder of its fixtures.
    pub name: &'static str,
    /// Files to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Takes a file every way there is; panics where something is wrong with the product.
    pub take: fn(&[u8]),
}

/// Every kind.
pub const KINDS: [Kind; 13] = [
    assessment::KIND,
    sheet::KIND,
    reading::KIND,
    crosswalk::KIND,
    profile::KIND,
    card::KIND,
    contribution::KIND,
    benchmark::KIND,
    book::KIND,
    table::KIND,
    logo_svg::KIND,
    logo_png::KIND,
    workspace::KIND,
];

/// Every fault can be told in both languages.
fn can_be_told(faults: &Faults) {
    for fault in faults.list() {
        for language in Language::ALL {
            assert!(!fault.problem.message(language).is_empty());
        }
    }
}

fn as_bytes<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Vec<u8>> {
    texts
        .into_iter()
        .map(|text| text.as_bytes().to_vec())
        .collect()
}
