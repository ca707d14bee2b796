//! The shipped files as the program holds them.

use std::sync::Arc;

use psirt_core::assessment::{Sector, SheetReference, sheet_named_in};
use psirt_core::{Assessment, Language, SheetId};

use super::{Library, Origin, edition_order, sample_readings, samples, shipped_sheets};

#[test]
fn every_shipped_file_is_read_and_named_by_its_id() {
    let library = Library::shipped();
    for (file, (origin, sheet)) in shipped_sheets().iter().zip(library.sheets()) {
        assert_eq!(origin, Origin::Shipped);
        assert_eq!(file.name.split('@').next(), Some(sheet.id().as_str()));
    }
    for (_, reading) in library.readings() {
        let found = library
            .reading(reading.id())
            .expect("its file bears its id");
        assert!(
            Arc::ptr_eq(found, reading),
            "{} is parsed once",
            reading.id()
        );
    }
    for (_, profile) in library.profiles() {
        assert!(library.profile(profile.id()).is_some(), "{}", profile.id());
    }
    assert!(
        !library.crosswalk_list().is_empty(),
        "a crosswalk is shipped"
    );
}

#[test]
fn a_sheet_is_found_in_its_own_edition_only() {
    let library = Library::shipped();
    let (_, sheet) = library.sheets()[0];
    let mut reference = SheetReference {
        id: sheet.id().clone(),
        edition: sheet.edition().to_owned(),
    };
    assert!(
        library
            .sheet(&reference)
            .is_some_and(|found| Arc::ptr_eq(found, sheet))
    );
    reference.edition.push_str(".1");
    assert!(library.sheet(&reference).is_none(), "an edition is exact");
}

#[test]
fn the_newest_edition_is_the_highest_number_not_the_last_word() {
    let mut library = Library::shipped();
    let shipped = Arc::clone(library.sheets()[0].1);
    let id = SheetId::from("own");
    for edition in ["2027.9", "2027.11", "2026.12"] {
        let mut file = shipped.to_json();
        file = file.replacen(&format!("\"{}\"", shipped.id()), "\"own\"", 1);
        file = file.replacen(
            &format!("\"edition\": \"{}\"", shipped.edition()),
            &format!("\"edition\": \"{edition}\""),
            1,
        );
        library
            .add_sheet(&file)
            .expect("it is a shipped sheet of another name");
    }
    let latest = library.latest(&id).expect("it was added");
    assert_eq!(latest.edition(), "2027.11");
    let own = library
        .sheets()
        .iter()
        .filter(|(origin, _)| *origin == Origin::Own)
        .count();
    assert_eq!(own, 3, "editions stand side by side");
    assert!(
        edition_order("1.1") > edition_order("1.0-draft"),
        "1.1 is newer"
    );
}

#[test]
fn a_shipped_file_cannot_be_replaced_and_an_own_one_can() {
    let mut library = Library::shipped();
    let sheet = Arc::clone(library.sheets()[0].1);
    let file = sheet.to_json();
    let faults = library.add_sheet(&file).expect_err("the id is taken");
    assert_eq!(faults.list()[0].place, "/id");
    let own = file.replacen(&format!("\"{}\"", sheet.id()), "\"own\"", 1);
    for _ in 0..2 {
        library.add_sheet(&own).expect("its name is its own");
    }
    let count = library
        .sheets()
        .iter()
        .filter(|(origin, _)| *origin == Origin::Own)
        .count();
    assert_eq!(count, 1, "the same edition gives way");
}

#[test]
fn readings_and_profiles_are_those_of_their_sheet() {
    let library = Library::shipped();
    for (_, sheet) in library.sheets() {
        for reading in library.readings_for(sheet.id()) {
            assert_eq!(reading.sheet(), sheet.id());
        }
        for profile in library.profiles_for(sheet.id()) {
            assert_eq!(profile.sheet(), sheet.id());
        }
    }
}

#[test]
fn the_samples_are_assessments_in_order_of_time() {
    let library = Library::shipped();
    for language in Language::ALL {
        let mut dates = Vec::new();
        for sample in samples(language) {
            let named = sheet_named_in(sample.text).expect("it is JSON");
            let sheet = library.sheet(&named.expect("it names a sheet"));
            let assessment = Assessment::parse(sample.text, |_| sheet.map(Arc::as_ref))
                .unwrap_or_else(|faults| panic!("{}: {faults}", sample.name));
            dates.push(assessment.date());
        }
        assert!(dates.len() > 1 && dates.is_sorted(), "{dates:?}");
    }
}

#[test]
fn the_examples_are_reported_with_readings_of_their_sheet() {
    let library = Library::shipped();
    let last = samples(Language::En).pop().expect("there are samples");
    let named = sheet_named_in(last.text).expect("it is JSON");
    let sheet = named.expect("it names a sheet").id;
    assert!(!sample_readings().is_empty());
    for id in sample_readings() {
        let reading = library.reading(&id);
        assert!(reading.is_some_and(|it| *it.sheet() == sheet), "{id}");
    }
}

#[test]
fn the_readings_that_concern_an_organization_most_come_first() {
    let library = Library::shipped();
    let sheet = library.readings()[0].1.sheet().clone();
    let first = |sector, language| -> Vec<String> {
        let readings = library.readings_concerning(&sheet, sector, language);
        assert_eq!(readings.len(), library.readings_for(&sheet).len());
        let short =
            |reading: &&Arc<psirt_core::Reading>| reading.short().get(Language::En).to_owned();
        readings.iter().map(short).take(2).collect()
    };
    let maker = Some(Sector::Electronics);
    assert_eq!(first(maker, Language::Ja), ["CRA", "JC-STAR"]);
    assert_eq!(first(maker, Language::En), ["CRA", "PSTI"]);
    assert_eq!(first(Some(Sector::Medical), Language::En)[0], "FDA 524B");
    assert_eq!(
        first(Some(Sector::Automotive), Language::Ja)[0],
        "ISO/SAE 21434"
    );
    assert_eq!(first(None, Language::Ja), ["CRA", "JC-STAR"]);
}
