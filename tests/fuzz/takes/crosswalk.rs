//! A crosswalk: read, and the rounds of the sample joined by it.

use psirt_app::frameworks::shipped_text;
use psirt_core::file::Announced;
use psirt_core::{Crosswalk, Language};
use psirt_report::branding::Branding;
use psirt_report::csv::csv;
use psirt_report::findings::Findings;

use super::rounds::{earlier, library, newest};
use super::{Kind, as_bytes, can_be_told};

/// Crosswalks.
pub const KIND: Kind = Kind {
    name: "crosswalk",
    seeds,
    take,
};

fn seeds() -> Vec<Vec<u8>> {
    let all = library().crosswalks().into_iter();
    as_bytes(all.filter_map(|(_, it)| shipped_text(Announced::Crosswalk, it.id(), "")))
}

fn take(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let library = library();
    let crosswalk = match Crosswalk::parse(text, |id| library.latest(id).map(AsRef::as_ref)) {
        Ok(crosswalk) => crosswalk,
        Err(faults) => return can_be_told(&faults),
    };
    let newest = newest();
    let crosswalks = [&crosswalk];
    let findings = Findings::new(
        newest.sheet,
        newest.assessment,
        &earlier(),
        &[],
        &crosswalks,
        "0",
    );
    assert!(!csv(&findings, Language::En, &Branding::default()).is_empty());
}
