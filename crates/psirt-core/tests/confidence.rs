//! How sure the levels are.

mod small;

use std::sync::LazyLock;

use proptest::prelude::*;
use psirt_core::assessment::Evidence;
use psirt_core::confidence::{Backing, Indicators, confidence};
use psirt_core::score::State;
use psirt_core::{Assessment, Date, Level, Sheet, score};
use serde_json::json;
use small::{assessment, sheet, sheet_file, text};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| sheet("1: 1.1 1.2 | 2: 2.1 2.2"));

fn piece(kind: Option<&str>, date: Option<Date>) -> Evidence {
    Evidence {
        title: "minutes".into(),
        place: String::new(),
        date,
        kind: kind.map(str::to_owned),
    }
}

fn with_evidence(sheet: &Sheet, answers: &str, of: &[(&str, Vec<Evidence>)]) -> Assessment {
    let mut assessment = assessment(sheet, answers);
    for (service, evidence) in of {
        assessment
            .change_entry(sheet, service, |entry| entry.evidence.clone_from(evidence))
            .expect("the evidence is of the sheet's kinds");
    }
    assessment
}

/// What backs level 3 of a service with this evidence on 1 April 2026.
fn backing(evidence: Vec<Evidence>) -> Backing {
    let assessment = with_evidence(&SHEET, "1.1=3", &[("1.1", evidence)]);
    let backing = confidence(&SHEET, &assessment).services[0].backing;
    backing.expect("it has a level")
}

#[test]
fn evidence_counts_up_to_the_last_day_of_its_kind() {
    let dated =
        |kind, year, month, day| backing(vec![piece(kind, Some(Date::constant(year, month, day)))]);
    assert_eq!(dated(Some("record"), 2025, 4, 1), Backing::Backed);
    assert_eq!(dated(Some("record"), 2025, 3, 31), Backing::TooOld);
    assert_eq!(dated(Some("document"), 2024, 4, 1), Backing::Backed);
    assert_eq!(dated(Some("document"), 2024, 3, 31), Backing::TooOld);
    assert_eq!(dated(None, 2025, 4, 1), Backing::Backed);
    assert_eq!(
        dated(None, 2025, 3, 31),
        Backing::TooOld,
        "without a kind it holds as long as the shortest"
    );
    assert_eq!(dated(None, 2026, 4, 1), Backing::Backed, "the day itself");
    assert_eq!(dated(None, 2026, 4, 2), Backing::DatedLater);
    assert_eq!(backing(vec![piece(None, None)]), Backing::Undated);
    assert_eq!(backing(Vec::new()), Backing::None);
    let old = piece(None, Some(Date::constant(2020, 1, 1)));
    assert_eq!(backing(vec![piece(None, None), old]), Backing::TooOld);
}

#[test]
fn the_last_day_of_a_shorter_month_is_the_last_day() {
    let mut file = sheet_file("small", "1: 1.1");
    file["evidence_kinds"] = json!([{ "id": "note", "name": text("Note"), "months": 1 }]);
    let sheet = Sheet::parse(&file.to_string()).expect("a sheet names its own kinds");
    let evidence = piece(Some("note"), Some(Date::constant(2026, 1, 31)));
    let assessment = with_evidence(&sheet, "1.1=3", &[("1.1", vec![evidence])]);
    let until = confidence(&sheet, &assessment).services[0].evidence[0].until;
    assert_eq!(until, Some(Date::constant(2026, 2, 28)));
}

#[test]
fn a_kind_the_sheet_does_not_have_is_refused_with_its_place() {
    let mut assessment = assessment(&SHEET, "1.1=3");
    let faults = assessment
        .change_entry(&SHEET, "1.1", |entry| {
            entry.evidence = vec![piece(Some("rumor"), None)];
        })
        .expect_err("the sheet has records and documents");
    let fault = &faults.list()[0];
    assert_eq!(fault.place, "/services/1.1/evidence/0/kind");
}

#[test]
fn the_defensible_score_counts_what_is_not_backed_as_nothing() {
    let new = || vec![piece(None, Some(small::DAY))];
    let assessment = with_evidence(
        &SHEET,
        "1.1=3 1.2=2 2.1=4 2.2=0",
        &[("1.1", new()), ("2.1", new())],
    );
    let confidence = confidence(&SHEET, &assessment);
    assert_eq!(confidence.defensible.overall.score, Some(1.75));
    let areas: Vec<Option<f64>> = confidence
        .defensible
        .areas
        .iter()
        .map(|area| area.score)
        .collect();
    assert_eq!(areas, [Some(1.5), Some(2.0)]);
    assert_eq!((confidence.backed(None), confidence.levels(None)), (2, 3));
    assert_eq!(confidence.services[3].backing, Some(Backing::NotNeeded));
}

#[test]
fn a_level_contradicts_the_indicators_that_are_not_ticked_up_to_it() {
    let mut assessment = assessment(&SHEET, "1.1=2 1.2=2 2.1=1 2.2=?");
    for (service, ticked) in [("1.1", "1a 1b 2b 3a"), ("2.1", "1a 1b")] {
        assessment
            .change_entry(&SHEET, service, |entry| {
                entry.indicators = ticked.split(' ').map(str::to_owned).collect();
            })
            .expect("the indicators are the sheet's own");
    }
    let confidence = confidence(&SHEET, &assessment);
    let found: Vec<Option<Indicators<'_>>> = confidence
        .services
        .iter()
        .map(|service| service.indicators.clone())
        .collect();
    assert_eq!(
        found,
        [
            Some(Indicators::Contradict(vec![(Level::new(2), "2a")])),
            Some(Indicators::NotUsed),
            Some(Indicators::Agree),
            None,
        ]
    );
    assert_eq!(confidence.contradictions().count(), 1);
    assert_eq!(confidence.in_state(State::DontKnow).count(), 1);
}

fn any_evidence() -> impl Strategy<Value = Vec<Evidence>> {
    let kind = prop_oneof![Just(None), Just(Some("record")), Just(Some("document"))];
    let date = proptest::option::of((2023_i16..=2026, 1_i8..=12, 1_i8..=28));
    let piece = (kind, date).prop_map(|(kind, date)| {
        piece(
            kind,
            date.map(|(year, month, day)| Date::constant(year, month, day)),
        )
    });
    proptest::collection::vec(piece, 0..3)
}

fn any_answers() -> impl Strategy<Value = String> {
    let answer = prop_oneof![
        4 => (0_u8..=5).prop_map(|level| level.to_string()),
        1 => Just("?".to_owned()),
        1 => Just("n/a".to_owned()),
    ];
    proptest::collection::vec(answer, 4).prop_map(|answers| {
        let words = SHEET.services().zip(answers);
        let words: Vec<String> = words
            .map(|(service, answer)| format!("{}={answer}", service.id))
            .collect();
        words.join(" ")
    })
}

proptest! {
    #[test]
    fn the_defensible_score_never_lies_above_the_score_and_rests_on_the_same_services(
        answers in any_answers(),
        evidence in proptest::collection::vec(any_evidence(), 4),
    ) {
        let services: Vec<String> = SHEET.services().map(|one| one.id.to_string()).collect();
        let of: Vec<(&str, Vec<Evidence>)> =
            services.iter().map(String::as_str).zip(evidence).collect();
        let assessment = with_evidence(&SHEET, &answers, &of);
        let (card, defensible) = (score(&SHEET, &assessment), confidence(&SHEET, &assessment));
        prop_assert_eq!(card.overall.coverage, defensible.defensible.overall.coverage);
        for (claimed, defended) in card.areas.iter().zip(&defensible.defensible.areas) {
            prop_assert_eq!(claimed.score.is_some(), defended.score.is_some());
            prop_assert!(defended.score <= claimed.score);
        }
        prop_assert!(defensible.defensible.overall.score <= card.overall.score);
        let all_backed = defensible.backed(None) == defensible.levels(None);
        prop_assert_eq!(
            all_backed,
            defensible.defensible.overall.score == card.overall.score,
            "it is the score where everything is backed, and nowhere else"
        );
    }

    #[test]
    fn another_piece_of_evidence_never_lowers_the_defensible_score(
        answers in any_answers(),
        evidence in any_evidence(),
        more in any_evidence(),
    ) {
        let before = with_evidence(&SHEET, &answers, &[("1.1", evidence.clone())]);
        let all = evidence.into_iter().chain(more).collect();
        let after = with_evidence(&SHEET, &answers, &[("1.1", all)]);
        let figure = |assessment| confidence(&SHEET, assessment).defensible.overall.score;
        prop_assert!(figure(&after) >= figure(&before));
    }
}
