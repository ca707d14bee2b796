//! Laws of the arithmetic, on assessments nobody thought of.

mod small;

use std::sync::LazyLock;

use proptest::prelude::*;
use psirt_core::gap::gaps;
use psirt_core::score::{one_decimal, shown_difference, tenths};
use psirt_core::trend::{Comparison, Round, compare};
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

fn compared<'a>(sheet: &'a Sheet, older: &'a Assessment, newer: &'a Assessment) -> Comparison<'a> {
    let round = |assessment| Round { sheet, assessment };
    compare(round(older), round(newer), &[])
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
        let mut with = score(whole, &answered(whole, &with));
        let mut without = score(smaller, &answered(smaller, &without));
        let not_applicable = with.overall.coverage.not_applicable;
        prop_assert_eq!(not_applicable, without.overall.coverage.not_applicable + 1);
        // How many do not apply is told beside the figures; no figure knows it.
        for card in [&mut with, &mut without] {
            let areas = card.areas.iter_mut().map(|area| &mut area.coverage);
            areas.chain([&mut card.overall.coverage]).for_each(|of| of.not_applicable = 0);
        }
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
    fn a_change_is_that_of_the_services_with_a_level_in_both_rounds(
        before in answers(), after in answers(),
    ) {
        let sheet = &*SHEET;
        let (older, newer) = (answered(sheet, &before), answered(sheet, &after));
        let comparison = compared(sheet, &older, &newer);
        // As if nobody had answered anything else, in either round.
        let level = |answer: &Option<Answer>| matches!(answer, Some(Answer::Level(_)));
        let (mut only_before, mut only_after) = (before, after);
        for (one, other) in only_before.iter_mut().zip(&mut only_after) {
            if !level(&one.0) || !level(&other.0) {
                (one.0, other.0) = (None, None);
            }
        }
        let then = score(sheet, &answered(sheet, &only_before));
        let now = score(sheet, &answered(sheet, &only_after));
        prop_assert_eq!(comparison.overall.before, then.overall.score);
        prop_assert_eq!(comparison.overall.after, now.overall.score);
        prop_assert_eq!(comparison.overall.compared, now.overall.coverage.answered);
        for (change, (then, now)) in comparison.areas.iter().zip(then.areas.iter().zip(&now.areas)) {
            prop_assert_eq!((change.before, change.after), (then.score, now.score));
        }
        let whole = [score(sheet, &older).overall.score, score(sheet, &newer).overall.score];
        prop_assert_eq!([comparison.overall.score_before, comparison.overall.score_after], whole);
    }

    #[test]
    fn leaving_a_service_out_of_one_round_moves_no_other_figure_of_the_change(
        before in answers(), after in answers(), which in 0_usize..9,
    ) {
        let sheet = &*SHEET;
        let mut fewer = after.clone();
        fewer[which].0 = None;
        let mut both = before.clone();
        both[which].0 = None;
        let older = answered(sheet, &before);
        let left_out_now = compared(sheet, &older, &answered(sheet, &fewer)).overall.change();
        let left_out_then = compared(sheet, &answered(sheet, &both), &answered(sheet, &after))
            .overall
            .change();
        prop_assert_eq!(left_out_now, left_out_then);
    }

    #[test]
    fn a_target_stands_beside_levels_of_the_same_services(answers in answers()) {
        let sheet = &*SHEET;
        let card = score(sheet, &answered(sheet, &answers));
        for area in &card.areas {
            let both: Vec<(f64, f64)> = card
                .services_of(&area.id)
                .filter_map(|service| service.state.level().zip(service.target))
                .map(|(level, target)| (f64::from(level), f64::from(target)))
                .collect();
            prop_assert_eq!(area.targeted, both.len());
            if let Some(gap) = area.gap() {
                let sum: f64 = both.iter().map(|(level, target)| target - level).sum();
                #[expect(clippy::cast_precision_loss, reason = "a few services")]
                let mean = sum / both.len() as f64;
                prop_assert!((gap - mean).abs() < 1e-9, "the gap is the mean of the distances");
            } else {
                prop_assert!(both.is_empty());
            }
        }
        let wanted = card.services.iter().filter(|service| service.target.is_some()).count();
        prop_assert_eq!(wanted, card.overall.targeted + card.overall.targets_without_level);
    }

    #[test]
    fn a_difference_shown_is_the_difference_of_what_is_shown(one in 0_u16..5_000, other in 0_u16..5_000) {
        let (one, other) = (f64::from(one) / 1_000.0, f64::from(other) / 1_000.0);
        let shown = |value: f64| one_decimal(value).parse::<f64>().expect("a number");
        let difference = shown_difference(one, other);
        prop_assert!((shown(other) - shown(one) - difference).abs() < 1e-9);
        prop_assert!((shown(difference) - difference).abs() < f64::EPSILON, "it is itself shown as it is");
    }

    #[test]
    fn superlatives_name_all_that_show_the_same_or_none(answers in answers()) {
        let sheet = &*SHEET;
        let card = score(sheet, &answered(sheet, &answers));
        let shown = |id| card.area(id).and_then(|area| area.score).map(tenths);
        let overall = &card.overall;
        let all: Vec<i64> = card.areas.iter().filter_map(|area| area.score).map(tenths).collect();
        let (most, least) = (all.iter().max().copied(), all.iter().min().copied());
        for area in &card.areas {
            let own = shown(area.id.as_str());
            let differ = own.is_some() && most != least;
            prop_assert_eq!(overall.strongest.contains(&area.id), differ && own == most);
            prop_assert_eq!(overall.weakest.contains(&area.id), differ && own == least);
        }
        let left_out = card.areas.iter().filter(|area| area.score.is_none()).count();
        prop_assert_eq!(overall.left_out.len(), left_out);
        let gaps = gaps(sheet, &card, None);
        let most = gaps.ranked.iter().map(|gap| gap.size).max();
        let largest = gaps.ranked.iter().filter(|gap| Some(gap.size) == most).count();
        prop_assert_eq!(gaps.largest().len(), largest);
    }

    #[test]
    fn rises_and_falls_that_are_equal_are_named_together(before in answers(), after in answers()) {
        let sheet = &*SHEET;
        let (older, newer) = (answered(sheet, &before), answered(sheet, &after));
        let comparison = compared(sheet, &older, &newer);
        let changes = || comparison.services.iter().filter_map(|service| service.change);
        let most = changes().max().filter(|&change| change > 0);
        let risen = changes().filter(|&change| Some(change) == most).count();
        prop_assert_eq!(comparison.highest_rises().len(), risen);
        let least = changes().min().filter(|&change| change < 0);
        let fallen = changes().filter(|&change| Some(change) == least).count();
        prop_assert_eq!(comparison.deepest_falls().len(), fallen);
        let shown = || comparison.areas.iter().filter_map(psirt_core::trend::FigureChange::shown_change).map(tenths);
        let most = shown().max().filter(|&change| change > 0);
        let areas = shown().filter(|&change| Some(change) == most).count();
        prop_assert_eq!(comparison.most_risen_areas().len(), areas);
        let least = shown().min().filter(|&change| change < 0);
        let areas = shown().filter(|&change| Some(change) == least).count();
        prop_assert_eq!(comparison.most_fallen_areas().len(), areas);
    }

    #[test]
    fn there_is_no_headline_before_half_of_the_services_have_a_level(answers in answers()) {
        let sheet = &*SHEET;
        let overall = score(sheet, &answered(sheet, &answers)).overall;
        let coverage = overall.coverage;
        let enough = coverage.answered * 2 >= coverage.applicable;
        prop_assert_eq!(overall.headline(), if enough { overall.score } else { None });
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
