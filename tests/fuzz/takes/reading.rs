//! A reading: read, and the newest round judged by it.

use psirt_app::frameworks::shipped_text;
use psirt_core::file::Announced;
use psirt_core::{Language, Reading};
use psirt_report::branding::Branding;
use psirt_report::compose::compose;
use psirt_report::findings::Findings;

use super::rounds::{library, newest};
use super::{Kind, as_bytes, can_be_told};

/// Readings.
pub const KIND: Kind = Kind {
    name: "reading",
    seeds,
    take,
};

fn seeds() -> Vec<Vec<u8>> {
    let small = library().readings().into_iter().filter_map(|(_, reading)| {
        let text = shipped_text(Announced::Reading, reading.id(), "")?;
        (text.len() < 8_000).then_some(text)
    });
    as_bytes(small)
}

fn take(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let library = library();
    let reading = match Reading::parse(text, |id| library.latest(id).map(AsRef::as_ref)) {
        Ok(reading) => reading,
        Err(faults) => return can_be_told(&faults),
    };
    let newest = newest();
    if reading.sheet() == newest.sheet.id() {
        let readings = [&reading];
        let findings = Findings::new(newest.sheet, newest.assessment, &[], &readings, &[], "0");
        let report = compose(&findings, Language::En, &Branding::default());
        assert!(!report.sections.is_empty());
    }
}
