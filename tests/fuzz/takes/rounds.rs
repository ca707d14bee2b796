//! The rounds of the sample, against which a file is tried.

use std::sync::LazyLock;

use psirt_app::frameworks::{Library, samples};
use psirt_core::assessment::{Heading, Organization};
use psirt_core::trend::Round;
use psirt_core::{Assessment, Language, Sheet};

/// The rounds of the sample, the newest last.
pub static ROUNDS: LazyLock<Vec<Assessment>> = LazyLock::new(|| {
    let parse = |text| Assessment::parse(text, |sheet| library().sheet(sheet).map(AsRef::as_ref));
    let samples = samples(Language::Ja);
    let rounds = samples.iter().map(|sample| parse(sample.text));
    rounds
        .map(|round| round.expect("a sample is valid"))
        .collect()
});

/// What the program brings along.
pub fn library() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(Library::shipped);
    &LIBRARY
}

/// The sheet of a round.
pub fn sheet_of(assessment: &Assessment) -> &'static Sheet {
    let sheet = library().sheet(assessment.sheet());
    sheet.expect("it was read with a shipped sheet")
}

/// The newest round.
pub fn newest() -> Round<'static> {
    let assessment = ROUNDS.last().expect("there are samples");
    Round {
        sheet: sheet_of(assessment),
        assessment,
    }
}

/// The rounds before the newest.
pub fn earlier() -> Vec<Round<'static>> {
    let (_, earlier) = ROUNDS.split_last().expect("there are samples");
    let round = |assessment| Round {
        sheet: sheet_of(assessment),
        assessment,
    };
    earlier.iter().map(round).collect()
}

/// A small sheet with a round of it: a file of theirs is changed in all its places.
pub static SMALL: LazyLock<(Sheet, Assessment)> = LazyLock::new(|| {
    let sheet = Sheet::parse(SMALL_SHEET).expect("the fixture is a sheet");
    let heading = Heading {
        organization: Organization {
            name: "みなと計装".to_owned(),
            ..Organization::default()
        },
        scope: "全製品".to_owned(),
        title: "2026".to_owned(),
        date: "2026-11-06".parse().expect("it is a day"),
        assessors: vec!["佐藤".to_owned()],
        classification: None,
    };
    let assessment = Assessment::new("a", &sheet, heading).expect("its heading is whole");
    (sheet, assessment)
});

/// The text of the small sheet.
pub const SMALL_SHEET: &str =
    include_str!("../../../crates/psirt-store/tests/fixtures/small-sheet.json");
