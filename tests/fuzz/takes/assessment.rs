//! An assessment: read, computed, told, and written again.

use psirt_app::frameworks::samples;
use psirt_core::{Assessment, Language};
use psirt_report::branding::Branding;
use psirt_report::compose::compose;
use psirt_report::csv::csv;
use psirt_report::findings::Findings;

use super::rounds::{earlier, library, sheet_of};
use super::{Kind, as_bytes, can_be_told};

/// Assessments.
pub const KIND: Kind = Kind {
    name: "assessment",
    seeds,
    take,
};

fn seeds() -> Vec<Vec<u8>> {
    let both = Language::ALL.into_iter().flat_map(samples);
    as_bytes(both.map(|sample| sample.text))
}

fn take(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let library = library();
    let parse =
        |text: &str| Assessment::parse(text, |sheet| library.sheet(sheet).map(AsRef::as_ref));
    let assessment = match parse(text) {
        Ok(assessment) => assessment,
        Err(faults) => return can_be_told(&faults),
    };
    let again = parse(&assessment.to_json()).expect("an assessment writes an assessment");
    assert!(again == assessment);
    let crosswalks = library.crosswalk_list();
    let sheet = sheet_of(&assessment);
    let readings = library.readings_for(sheet.id());
    let readings: Vec<_> = readings.iter().take(2).map(AsRef::as_ref).collect();
    let findings = Findings::new(sheet, &assessment, &earlier(), &readings, &crosswalks, "0");
    let branding = Branding::default();
    assert!(!csv(&findings, Language::Ja, &branding).is_empty());
    assert!(
        !compose(&findings, Language::Ja, &branding)
            .sections
            .is_empty()
    );
}
