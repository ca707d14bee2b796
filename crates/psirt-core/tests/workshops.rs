//! Workshops: the rules of `docs/workshop-en.md`, case by case and as laws.

mod small;

use std::collections::BTreeMap;

use proptest::prelude::*;
use psirt_core::workshop::{
    Clock, Dissent, LEAST_RESPONDENTS, Opinion, Parked, Promise, Respondent, Settlement, Shown,
    Spread, Talk, Tally, Unsettled, Verdict, alpha, alpha_of_the_room, order_of_talk, pace,
    spreads, tallies,
};
use psirt_core::{Answer, Level};
use small::{DAY, sheet};

const HIGHEST: Level = Level::new(5);

/// Answers written as digits, `?` for don't know and `n` for not applicable.
fn answers(room: &str) -> Vec<Answer> {
    let answer = |letter: char| match letter {
        '?' => Answer::DontKnow,
        'n' => Answer::NotApplicable(String::new()),
        digit => {
            let digit = digit.to_digit(10).expect("it is a digit");
            Answer::Level(Level::new(u8::try_from(digit).expect("it is one digit")))
        }
    };
    room.chars().map(answer).collect()
}

fn tally(answers: &[Answer]) -> Tally {
    let mut tally = Tally::default();
    for answer in answers {
        tally.add(answer);
    }
    tally
}

fn spread(room: &str) -> Spread {
    Spread::new("1.1".into(), tally(&answers(room)), HIGHEST)
}

fn is_close(found: Option<f64>, expected: f64) -> bool {
    found.is_some_and(|found| (found - expected).abs() < 1e-9)
}

#[test]
fn the_difference_of_two_people_is_the_mean_over_all_pairs() {
    for (room, expected) in [
        ("2224", 1.0),
        ("22222225", 0.75),
        ("11114444", 48.0 / 28.0),
        ("222", 0.0),
        ("124", 2.0),
    ] {
        assert!(
            is_close(spread(room).difference, expected),
            "{room}: {:?}",
            spread(room)
        );
    }
}

#[test]
fn agreement_has_its_published_value() {
    let counts = [30, 40, 210, 130, 530, 50, 10];
    let levels = (0..).map(Level::new).zip(counts).collect();
    let tally = Tally {
        levels,
        ..Tally::default()
    };
    let agreement = tally.agreement(Level::new(6)).expect("there are levels");
    assert!((agreement - 0.611_333_3).abs() < 1e-7, "{agreement}");
}

#[test]
fn agreement_tells_camps_from_spread() {
    for (room, expected) in [
        ("2224", 0.675),
        ("11114444", -0.1),
        ("0000055555", -1.0),
        ("012345", 0.0),
        ("333", 1.0),
    ] {
        assert!(
            is_close(spread(room).agreement, expected),
            "{room}: {:?}",
            spread(room)
        );
    }
}

#[test]
fn the_lower_of_two_levels_in_the_middle_is_proposed() {
    for (room, expected) in [
        ("1144", 1),
        ("2234", 2),
        ("224", 2),
        ("2345", 3),
        ("555", 5),
    ] {
        let proposed = spread(room).proposed;
        assert_eq!(
            proposed,
            Some(Answer::Level(Level::new(expected))),
            "{room}"
        );
    }
    assert_eq!(spread("?3?").proposed, Some(Answer::DontKnow));
    assert_eq!(
        spread("nn3").proposed,
        Some(Answer::NotApplicable(String::new()))
    );
    assert_eq!(spread("n33").proposed, Some(Answer::Level(Level::new(3))));
    assert_eq!(spread("n3").proposed, None, "two people are too few");
}

#[test]
fn each_spread_has_its_word() {
    for (room, expected) in [
        ("", Verdict::TooFew),
        ("33", Verdict::TooFew),
        ("333", Verdict::Agreed),
        ("nnn", Verdict::Agreed),
        ("nn?", Verdict::Agreed),
        ("33?", Verdict::Agreed),
        ("223", Verdict::Close),
        ("224", Verdict::Open),
        ("33n", Verdict::Open),
        ("22222225", Verdict::Open),
        ("11114444", Verdict::TwoCamps),
        ("3??", Verdict::NobodyKnows),
        ("33??", Verdict::NobodyKnows),
        ("0055????", Verdict::NobodyKnows),
    ] {
        assert_eq!(spread(room).verdict, expected, "{room}");
    }
}

#[test]
fn nothing_is_said_of_a_service_that_too_few_answered() {
    let spread = spread("25");
    assert_eq!(spread.tally, Tally::default());
    assert_eq!((spread.difference, spread.agreement), (None, None));
}

#[test]
fn the_most_disagreed_is_talked_about_first_and_equal_ones_in_sheet_order() {
    let sheet = sheet("1: 1.1 1.2 1.3 1.4 1.5");
    let services: Vec<_> = sheet.services().map(|service| service.id.clone()).collect();
    let rooms = ["????", "2244", "2233", "1155", "2244"];
    let tallies: BTreeMap<_, _> = services
        .iter()
        .cloned()
        .zip(rooms.map(|room| tally(&answers(room))))
        .collect();
    let spreads = spreads(&sheet, &services, &tallies);
    let order: Vec<&str> = order_of_talk(&spreads)
        .iter()
        .map(|spread| spread.service.as_str())
        .collect();
    assert_eq!(order, ["1.4", "1.2", "1.5", "1.1"]);
}

#[test]
fn alpha_has_its_published_value() {
    // Four observers of twelve units, some of which not all of them saw.
    let units = [
        "111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3",
    ];
    let tallies = units.map(|room| tally(&answers(room)));
    let found = alpha(&tallies).expect("they differ");
    assert!((found - 0.815).abs() < 0.0005, "{found}");
}

#[test]
fn alpha_of_two_services_is_that_of_the_page() {
    let tallies = ["112", "333"].map(|room| tally(&answers(room)));
    assert!(is_close(alpha(&tallies), 0.875));
    assert_eq!(
        alpha_of_the_room(3, &tallies),
        None,
        "two services are too few"
    );
}

#[test]
fn the_agreement_of_a_room_is_told_from_three_people_and_ten_services() {
    let room = |services: usize| vec![tally(&answers("112")); services];
    let mixed = |services: usize| {
        let mut room = room(services - 1);
        room.push(tally(&answers("333")));
        room
    };
    assert!(alpha_of_the_room(3, &mixed(10)).is_some());
    assert_eq!(alpha_of_the_room(3, &mixed(9)), None);
    assert_eq!(alpha_of_the_room(2, &mixed(10)), None);
    let same = vec![tally(&answers("222")); 10];
    assert_eq!(
        alpha_of_the_room(3, &same),
        None,
        "chance cannot be told where all are one"
    );
}

#[test]
fn the_clock_shares_the_time_by_disagreement_and_says_how_many_fit() {
    let with = |service: &str, difference| Spread {
        service: service.into(),
        difference: Some(difference),
        ..spread("0055")
    };
    let open = [with("1", 2.0), with("2", 1.0), with("3", 0.5)];
    let open: Vec<&Spread> = open.iter().collect();
    let clock = Clock::new(60.0, &open, &[]);
    for ((_, planned), expected) in clock.planned.iter().zip([27.0, 16.2, 10.8]) {
        assert!((planned - expected).abs() < 1e-9, "{planned}");
    }
    assert_eq!(clock.fit, 3, "before the first talk all fit");
    let slow = Talk {
        planned: 8.0,
        actual: 10.0,
    };
    assert_eq!(Clock::new(60.0, &open, &[slow]).fit, 2);
    assert_eq!(Clock::new(0.0, &open, &[]).fit, 0);
    let short = Clock::new(5.0, &open, &[]);
    assert!(short.planned.iter().all(|(_, planned)| *planned >= 2.0));
}

#[test]
fn the_last_five_talks_set_the_pace() {
    let talks = [9.0, 1.0, 2.0, 3.0, 1.0, 2.0].map(|actual| Talk {
        planned: 1.0,
        actual,
    });
    assert!((pace(&talks) - 2.0).abs() < 1e-9);
    assert!((pace(&talks[..2]) - 5.0).abs() < 1e-9);
    assert!((pace(&[]) - 1.0).abs() < 1e-9);
}

fn settled(answer: Answer, reason: &str) -> Settlement {
    Settlement {
        answer,
        reason: reason.to_owned(),
        dissent: Vec::new(),
    }
}

#[test]
fn another_answer_than_the_one_proposed_needs_a_reason() {
    let sheet = sheet("1: 1.1");
    let spread = spread("2224");
    let check = |answer, reason: &str| {
        settled(answer, reason).checked(&sheet, &spread, Promise::Never, &[])
    };
    let level = |number| Answer::Level(Level::new(number));
    assert!(check(level(2), "").is_ok());
    assert_eq!(check(level(3), " "), Err(Unsettled::ReasonMissing));
    assert!(check(level(3), "written down since May").is_ok());
    assert_eq!(check(level(6), "more"), Err(Unsettled::UnknownLevel));
    assert_eq!(check(Answer::DontKnow, ""), Err(Unsettled::ReasonMissing));
    let nothing = Answer::NotApplicable(String::new());
    assert_eq!(check(nothing.clone(), ""), Err(Unsettled::ReasonMissing));
    let kept = check(nothing, "no such products").expect("it has a reason");
    assert_eq!(
        kept.answer,
        Answer::NotApplicable("no such products".into())
    );
}

#[test]
fn a_dissent_names_nobody_but_where_everybody_is_named() {
    let sheet = sheet("1: 1.1");
    let respondents = [respondent(1, "")];
    let check = |number, promise, reason: &str| {
        let dissent = Dissent {
            respondent: number,
            level: Some(Level::new(4)),
            reason: reason.to_owned(),
        };
        let settlement = Settlement {
            dissent: vec![dissent],
            ..settled(Answer::Level(Level::new(2)), "")
        };
        settlement
            .checked(&sheet, &spread("2224"), promise, &respondents)
            .err()
    };
    assert_eq!(check(Some(1), Promise::Named, "seen it"), None);
    assert_eq!(check(None, Promise::Never, "seen it"), None);
    assert_eq!(
        check(Some(2), Promise::Named, "seen it"),
        Some(Unsettled::UnknownRespondent)
    );
    assert_eq!(
        check(Some(1), Promise::ByGroup, "seen it"),
        Some(Unsettled::DissentNamed)
    );
    assert_eq!(
        check(None, Promise::Never, ""),
        Some(Unsettled::DissentWithoutReason)
    );
}

#[test]
fn what_is_parked_has_an_owner() {
    let parked = |owner: &str| Parked {
        owner: owner.to_owned(),
        due: DAY,
        question: String::new(),
    };
    assert!(parked("Sato").checked().is_ok());
    assert_eq!(parked(" ").checked(), Err(Unsettled::OwnerMissing));
}

fn respondent(number: u32, group: &str) -> Respondent {
    Respondent {
        number,
        name: String::new(),
        group: group.to_owned(),
    }
}

fn opinion(respondent: u32, answer: Answer) -> Opinion {
    Opinion {
        respondent,
        service: "1.1".into(),
        answer,
        note: format!("of {respondent}"),
    }
}

/// A room written as groups with their answers: `dev:2224 law:113`.
fn room(words: &str) -> (Vec<Respondent>, Vec<Opinion>) {
    let people = words.split_whitespace().flat_map(|group| {
        let (group, letters) = group.split_once(':').expect("a group is `name:answers`");
        answers(letters)
            .into_iter()
            .map(move |answer| (group, answer))
    });
    (1..)
        .zip(people)
        .map(|(number, (group, answer))| (respondent(number, group), opinion(number, answer)))
        .unzip()
}

fn shown(words: &str, promise: Promise) -> Shown {
    let (respondents, opinions) = room(words);
    Shown::new(promise, &respondents, &opinions.iter().collect::<Vec<_>>())
}

#[test]
fn a_group_is_shown_only_where_nobody_is_found_by_subtraction() {
    for (words, expected) in [
        ("dev:2224 law:113 sup:0", "dev"),
        ("dev:2224 law:113", "dev law"),
        ("dev:2224 law:1 sup:3", ""),
        ("dev:2224 law:1 sup:3 qa:2", "dev"),
        ("dev:222 law:113 sup:04", "dev"),
        ("dev:22", ""),
    ] {
        let shown = shown(words, Promise::ByGroup);
        let groups: Vec<&str> = shown
            .groups
            .iter()
            .map(|group| group.group.as_str())
            .collect();
        assert_eq!(groups.join(" "), expected, "{words}");
    }
}

#[test]
fn only_a_room_that_is_named_shows_who_said_what() {
    let named = shown("dev:2224 law:113", Promise::Named);
    assert_eq!(named.opinions.len(), 7);
    let never = shown("dev:2224 law:113", Promise::Never);
    assert!(never.opinions.is_empty() && never.groups.is_empty());
    assert_eq!(never.notes.len(), 7, "notes have no name");
    for promise in Promise::ALL {
        assert_eq!(
            shown("dev:22", promise),
            Shown::default(),
            "two are too few"
        );
    }
}

fn any_answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        4 => (0_u8..=5).prop_map(|level| Answer::Level(Level::new(level))),
        1 => Just(Answer::DontKnow),
        1 => Just(Answer::NotApplicable(String::new())),
    ]
}

fn any_room() -> impl Strategy<Value = Vec<Answer>> {
    prop::collection::vec(any_answer(), 0..12)
}

proptest! {
    #[test]
    fn agreement_lies_between_two_camps_and_one_voice(room in any_room()) {
        if let Some(agreement) = tally(&room).agreement(HIGHEST) {
            prop_assert!((-1.0 - 1e-12..=1.0 + 1e-12).contains(&agreement), "{agreement}");
        }
    }

    #[test]
    fn nobody_differs_exactly_where_all_chose_the_same(room in any_room()) {
        let tally = tally(&room);
        if let Some(difference) = tally.difference() {
            prop_assert_eq!(difference == 0.0, tally.range() == Some(0));
            prop_assert_eq!(difference == 0.0, is_close(tally.agreement(HIGHEST), 1.0));
            prop_assert!(difference >= 0.0);
            prop_assert!(difference <= f64::from(tally.range().expect("there are levels")));
        }
    }

    #[test]
    fn the_order_of_people_does_not_matter(
        (room, shuffled) in any_room()
            .prop_flat_map(|room| (Just(room.clone()), Just(room).prop_shuffle())),
    ) {
        let judged = |room: &[Answer]| Spread::new("1.1".into(), tally(room), HIGHEST);
        prop_assert_eq!(judged(&room), judged(&shuffled));
    }

    #[test]
    fn turning_the_scale_around_changes_neither_figure(room in any_room()) {
        let turned: Vec<Answer> = room
            .iter()
            .map(|answer| match answer {
                Answer::Level(level) => Answer::Level(Level::new(5 - level.number())),
                other => other.clone(),
            })
            .collect();
        let (one, other) = (tally(&room), tally(&turned));
        prop_assert_eq!(one.difference(), other.difference());
        match (one.agreement(HIGHEST), other.agreement(HIGHEST)) {
            (Some(one), Some(other)) => prop_assert!((one - other).abs() < 1e-12),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn the_proposed_level_is_one_that_somebody_chose(room in any_room()) {
        let judged = Spread::new("1.1".into(), tally(&room), HIGHEST);
        if let Some(Answer::Level(level)) = judged.proposed {
            prop_assert!(room.contains(&Answer::Level(level)));
            let levels = || room.iter().filter_map(|answer| match answer {
                Answer::Level(level) => Some(*level),
                _ => None,
            });
            let below = levels().filter(|&other| other < level).count();
            let above = levels().filter(|&other| other > level).count();
            prop_assert!(below * 2 < levels().count() && above * 2 <= levels().count());
        }
    }

    #[test]
    fn alpha_is_at_most_one_and_one_only_where_every_service_agrees(
        rooms in prop::collection::vec(any_room(), 1..12),
    ) {
        let tallies: Vec<Tally> = rooms.iter().map(|room| tally(room)).collect();
        if let Some(alpha) = alpha(&tallies) {
            prop_assert!(alpha <= 1.0 + 1e-12);
            let all_agree = tallies.iter().all(|tally| tally.range().unwrap_or_default() == 0);
            prop_assert_eq!((alpha - 1.0).abs() < 1e-12, all_agree);
        }
    }

    #[test]
    fn whatever_a_group_shows_leaves_nobody_alone(
        people in prop::collection::vec((0_usize..5, any_answer()), 0..14),
    ) {
        let names = ["", "dev", "law", "qa", "sup"];
        let respondents: Vec<Respondent> = (1..)
            .zip(&people)
            .map(|(number, (group, _))| respondent(number, names[*group]))
            .collect();
        let opinions: Vec<Opinion> = (1..)
            .zip(&people)
            .map(|(number, (_, answer))| opinion(number, answer.clone()))
            .collect();
        let shown = Shown::new(
            Promise::ByGroup,
            &respondents,
            &opinions.iter().collect::<Vec<_>>(),
        );
        let sizes: Vec<usize> = shown.groups.iter().map(|group| group.tally.answered()).collect();
        let rest = shown.tally.answered() - sizes.iter().sum::<usize>();
        prop_assert!(sizes.iter().chain([&rest]).all(|&size| size == 0 || size >= LEAST_RESPONDENTS));
        prop_assert!(shown.opinions.is_empty(), "nobody is named");
    }

    #[test]
    fn the_clock_never_promises_more_than_there_is(
        rooms in prop::collection::vec(any_room(), 0..20),
        left in 0.0_f64..200.0,
        actual in 1.0_f64..20.0,
    ) {
        let spreads: Vec<Spread> = rooms
            .iter()
            .map(|room| Spread::new("1.1".into(), tally(room), HIGHEST))
            .collect();
        let open = order_of_talk(&spreads);
        let clock = Clock::new(left, &open, &[Talk { planned: 4.0, actual }]);
        prop_assert_eq!(clock.planned.len(), open.len());
        let needed: f64 = clock.planned[..clock.fit].iter().map(|(_, planned)| planned).sum();
        prop_assert!(needed * clock.pace <= left * 0.9 + 0.1);
    }

    #[test]
    fn every_opinion_is_counted_once(room in any_room()) {
        let opinions: Vec<Opinion> =
            (1..).zip(&room).map(|(number, answer)| opinion(number, answer.clone())).collect();
        let counted: usize = tallies(&opinions).values().map(Tally::answered).sum();
        prop_assert_eq!(counted, room.len());
    }
}
