//! Laws of the arithmetic, on assessments nobody thought of.

mod small;

use std::sync::LazyLock;

use proptest::prelude::*;
use psirt_core::gap::gaps;
use psirt_core::{Answer, Assessment, Level, Sheet, score};
use small::{blank, sheet};

const AREAS: &str = "1: 1.1 1.2 1.3 | 2: 2.1 2.2 | 3: 3.1 3.2 3.3 3.4";

static SHEET: LazyLock<Sheet> = LazyLock::new(|| sheet(AREAS));

/// The sheet without one of the first three services.
static SMALLER: LazyLock<[Sheet; 3]> = LazyLock::new(|| {
    ["1.2 1.3", "1.1 1.3", "1.1 1.2"].map(|left| sheet(&AREAS.replace("1.1 1.2 1.3", left)))
});

fn answers() -> impl Strategy<Value = Vec<(Option<Answer>, Option<Level>)>> {
    let answer = prop_oneof![
        Just(None),
        Just(Some(Answer::DontKnow)),
        Just(Some(Answer::NotApplicable("reason".into()))),
        (0_u8..=5).prop_map(|level| Some(Answer::Level(Level::new(level)))),
        (0_u8..=5).prop_map(|level| Some(Answer::Level(Level::new(level)))),
    ];
    let target = proptest::option::of((0_u8..=5).prop_map(Level::new));
    proptest::collection::vec((answer, target), 9)
}

fn answered(sheet: &Sheet, answers: &[(Option<Answer>, Option<Level>)]) -> Assessment {
    let mut assessment = blank(sheet);
    for (service, (answer, target)) in sheet.services().zip(answers) {
        assessment
            .change_entry(sheet, service.id.as_str(), |entry| {
                entry.answer.clone_from(answer);
                entry.target = *target;
            })
            .expect("the answer is one of the scale");
    }
    assessment
}

proptest! {
    #[test]
    fn every_score_stays_within_the_scale(answers in answers()) {
        let sheet = &*SHEET;
        let card = score(sheet, &answered(sheet, &answers));
        let scores = card.areas.iter().map(|area| area.score).chain([card.overall.score]);
        for score in scores.flatten() {
            prop_assert!((0.0..=5.0).contains(&score));
        }
        if let (Some(lowest), Some(overall)) = (card.overall.lowest_level, card.overall.score) {
            prop_assert!(f64::from(lowest) <= overall, "the mean never lies below the lowest");
        }
    }

    #[test]
    fn raising_an_answer_never_lowers_a_score(answers in answers(), which in 0_usize..9) {
        let sheet = &*SHEET;
        let before = score(sheet, &answered(sheet, &answers));
        let mut raised = answers;
        let Some(Answer::Level(level)) = raised[which].0 else { return Ok(()) };
        prop_assume!(level < sheet.highest_level());
        raised[which].0 = Some(Answer::Level(level.next()));
        let after = score(sheet, &answered(sheet, &raised));
        prop_assert!(after.overall.score > before.overall.score);
        for (before, after) in before.areas.iter().zip(&after.areas) {
            prop_assert!(after.score >= before.score);
        }
    }

    #[test]
    fn the_order_of_answering_does_not_matter(answers in answers()) {
        let sheet = &*SHEET;
        let forwards = answered(sheet, &answers);
        let mut backwards = blank(sheet);
        let services: Vec<_> = sheet.services().zip(&answers).collect();
        for (service, (answer, target)) in services.into_iter().rev() {
            let id = service.id.as_str();
            backwards.set_target(sheet, id, *target).expect("a level of the scale");
            backwards.set_answer(sheet, id, answer.clone()).expect("a level of the scale");
        }
        prop_assert_eq!(score(sheet, &backwards), score(sheet, &forwards));
        prop_assert_eq!(backwards, forwards);
    }

    #[test]
    fn a_service_that_does_not_apply_is_as_if_the_sheet_did_not_have_it(
        answers in answers(),
        which in 0_usize..3,
    ) {
        let mut with = answers.clone();
        with[which].0 = Some(Answer::NotApplicable("reason".into()));
        let (whole, smaller) = (&*SHEET, &SMALLER[which]);
        let mut without = answers;
        without.remove(which);
        let with = score(whole, &answered(whole, &with));
        let without = score(smaller, &answered(smaller, &without));
        prop_assert_eq!(with.overall, without.overall);
        prop_assert_eq!(with.areas, without.areas);
    }

    #[test]
    fn every_targeted_service_is_a_gap_reached_or_unknown_and_only_one_of_them(
        answers in answers(),
    ) {
        let sheet = &*SHEET;
        let card = score(sheet, &answered(sheet, &answers));
        let gaps = gaps(sheet, &card, None);
        let targeted = card.services.iter().filter(|service| service.target.is_some()).count();
        prop_assert_eq!(gaps.targeted(), targeted);
        for gap in &gaps.ranked {
            prop_assert_eq!(i16::from(gap.size), gap.target.above(gap.level));
            prop_assert!(gap.size >= 1);
        }
        for pair in gaps.ranked.windows(2) {
            prop_assert!(pair[0].size >= pair[1].size, "larger gaps come first");
        }
    }

    #[test]
    fn any_text_is_read_or_refused_without_a_crash(text in "\\PC*") {
        let _ = Sheet::parse(&text);
        let _ = Assessment::parse(&text, |_| None);
    }

    #[test]
    fn a_sheet_with_any_value_anywhere_is_read_or_refused_without_a_crash(
        place in any::<proptest::sample::Index>(),
        value in prop_oneof![
            Just(serde_json::json!(null)),
            Just(serde_json::json!(-1)),
            Just(serde_json::json!(1.5)),
            Just(serde_json::json!("")),
            Just(serde_json::json!([])),
            Just(serde_json::json!({})),
            Just(serde_json::json!([[]])),
            Just(serde_json::json!(1e300)),
        ],
    ) {
        let mut file = small::sheet_file("small", "1: 1.1");
        let places = pointers(&file, "");
        let place: &String = place.get(&places);
        *file.pointer_mut(place).expect("the place was listed") = value;
        if let Err(faults) = Sheet::parse(&file.to_string()) {
            prop_assert!(!faults.list().is_empty());
        }
    }
}

fn pointers(value: &serde_json::Value, pointer: &str) -> Vec<String> {
    let mut all = vec![pointer.to_owned()];
    match value {
        serde_json::Value::Object(object) => {
            for (key, value) in object {
                all.extend(pointers(value, &format!("{pointer}/{key}")));
            }
        }
        serde_json::Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                all.extend(pointers(value, &format!("{pointer}/{index}")));
            }
        }
        _ => {}
    }
    all
}
