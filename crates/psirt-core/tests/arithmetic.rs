//! The rules of the arithmetic, by example.

mod small;

use expect_test::{Expect, expect};
use psirt_core::assessment::{Action, ActionState};
use psirt_core::gap::gaps;
use psirt_core::reading::{Reading, read};
use psirt_core::roadmap::{projection, roadmap};
use psirt_core::score::one_decimal;
use psirt_core::{Assessment, Date, Language, Level, Scorecard, Sheet, score};
use serde_json::{Value, json};
use small::{assessment, sheet, sheet_file, text};

fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "–".into(), one_decimal)
}

fn shown(scorecard: &Scorecard) -> String {
    let overall = &scorecard.overall;
    let mut lines = vec![format!(
        "overall {} over {} areas, answered {} of {}, lowest {}",
        figure(overall.score),
        overall.areas,
        overall.coverage.answered,
        overall.coverage.applicable,
        overall
            .lowest
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" "),
    )];
    for area in &scorecard.areas {
        lines.push(format!(
            "area {}: {}, answered {} of {}, target {} of {}",
            area.id,
            figure(area.score),
            area.coverage.answered,
            area.coverage.applicable,
            figure(area.target),
            area.targeted,
        ));
    }
    lines.join("\n") + "\n"
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "an expectation stands in the call"
)]
fn check(areas: &str, answers: &str, expected: Expect) {
    let sheet = sheet(areas);
    expected.assert_eq(&shown(&score(&sheet, &assessment(&sheet, answers))));
}

#[test]
fn an_area_is_the_mean_of_its_answered_services() {
    check(
        "1: 1.1 1.2 1.3",
        "1.1=3 1.2=0",
        expect![[r"
            overall 1.5 over 1 areas, answered 2 of 3, lowest 1.2
            area 1: 1.5, answered 2 of 3, target – of 0
        "]],
    );
}

#[test]
fn the_whole_is_the_mean_of_the_areas_whatever_their_size() {
    check(
        "1: 1.1 | 2: 2.1 2.2 2.3 | 3: 3.1",
        "1.1=5 2.1=1 2.2=1 2.3=1",
        expect![[r"
            overall 3.0 over 2 areas, answered 4 of 5, lowest 2.1 2.2 2.3
            area 1: 5.0, answered 1 of 1, target – of 0
            area 2: 1.0, answered 3 of 3, target – of 0
            area 3: –, answered 0 of 1, target – of 0
        "]],
    );
}

#[test]
fn not_applicable_leaves_the_mean_and_the_denominator() {
    check(
        "1: 1.1 1.2",
        "1.1=3 1.2=n/a",
        expect![[r"
            overall 3.0 over 1 areas, answered 1 of 1, lowest 1.1
            area 1: 3.0, answered 1 of 1, target – of 0
        "]],
    );
}

#[test]
fn dont_know_lowers_the_coverage_and_not_the_score() {
    check(
        "1: 1.1 1.2",
        "1.1=3 1.2=?",
        expect![[r"
            overall 3.0 over 1 areas, answered 1 of 2, lowest 1.1
            area 1: 3.0, answered 1 of 2, target – of 0
        "]],
    );
}

#[test]
fn only_level_0_counts_as_0() {
    check(
        "1: 1.1 1.2 1.3 1.4",
        "1.1=0 1.2=? 1.3=n/a",
        expect![[r"
            overall 0.0 over 1 areas, answered 1 of 3, lowest 1.1
            area 1: 0.0, answered 1 of 3, target – of 0
        "]],
    );
}

#[test]
fn nothing_answered_is_no_score_rather_than_0() {
    check(
        "1: 1.1 | 2: 2.1",
        "1.1=n/a 2.1=?",
        expect![[r"
            overall – over 0 areas, answered 0 of 1, lowest 
            area 1: –, answered 0 of 0, target – of 0
            area 2: –, answered 0 of 1, target – of 0
        "]],
    );
}

#[test]
fn an_areas_target_is_the_mean_of_the_targets_that_apply() {
    check(
        "1: 1.1 1.2 1.3",
        "1.1=3>4 1.2=>1 1.3=n/a>5",
        expect![[r"
            overall 3.0 over 1 areas, answered 1 of 2, lowest 1.1
            area 1: 3.0, answered 1 of 2, target 4.0 of 1
        "]],
    );
}

#[test]
fn figures_are_shown_with_one_decimal_half_away_from_zero() {
    for (value, shown) in [
        (0.0, "0.0"),
        (0.05, "0.1"),
        (2.25, "2.3"),
        (2.65, "2.7"),
        (4.05, "4.1"),
        (2.0 / 3.0, "0.7"),
        (-0.25, "-0.3"),
        (-0.04, "0.0"),
        (2.6499, "2.6"),
    ] {
        assert_eq!(one_decimal(value), shown, "{value}");
    }
}

fn ranked(sheet: &Sheet, assessment: &Assessment, reading: Option<&Reading>) -> String {
    let gaps = gaps(sheet, &score(sheet, assessment), reading);
    let lines: Vec<String> = gaps
        .ranked
        .iter()
        .map(|gap| {
            format!(
                "{} {}→{} next {} {:?} {:?}",
                gap.service,
                gap.level,
                gap.target,
                gap.next_step.to,
                gap.next_step
                    .effort()
                    .expect("a small sheet sizes its steps"),
                gap.duties
                    .iter()
                    .map(|duty| duty.id.as_str())
                    .collect::<Vec<_>>()
            )
        })
        .collect();
    let ids = |ids: &[psirt_core::ServiceId]| {
        ids.iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ")
    };
    format!(
        "{}\nreached {}\nunknown {}\n",
        lines.join("\n"),
        ids(&gaps.reached),
        ids(&gaps.unknown)
    )
}

#[test]
fn larger_gaps_come_first_then_lower_levels_then_smaller_steps_then_sheet_order() {
    let sheet = sheet("1: 1.1 1.2 1.3 1.4 1.5 1.6");
    let assessment = assessment(&sheet, "1.1=4>5 1.2=2>3 1.3=1>3 1.4=2>4 1.5=1>2 1.6=1>2");
    expect![[r"
        1.3 1→3 next 2 Small []
        1.4 2→4 next 3 Medium []
        1.5 1→2 next 2 Small []
        1.6 1→2 next 2 Small []
        1.2 2→3 next 3 Medium []
        1.1 4→5 next 5 Large []
        reached 
        unknown 
    "]]
    .assert_eq(&ranked(&sheet, &assessment, None));
}

#[test]
fn services_without_target_or_level_have_no_gap() {
    let sheet = sheet("1: 1.1 1.2 1.3 1.4 1.5");
    let assessment = assessment(&sheet, "1.1=4 1.2=3>3 1.3=?>3 1.4=>2 1.5=n/a>3");
    expect![[r"

        reached 1.2
        unknown 1.3 1.4
    "]]
    .assert_eq(&ranked(&sheet, &assessment, None));
}

/// A reading with one requirement for each line `id level service! service`, `!` marking the
/// direct ones.
fn reading(sheet: &Sheet, requirements: &[&str]) -> Reading {
    let requirements: Vec<Value> = requirements
        .iter()
        .map(|line| {
            let mut words = line.split_whitespace();
            let id = words.next().expect("a requirement has an id");
            let level: u8 = words
                .next()
                .and_then(|word| word.parse().ok())
                .expect("and a level");
            let services: Vec<Value> = words
                .map(|word| match word.strip_suffix('!') {
                    Some(id) => json!({ "id": id, "strength": "direct" }),
                    None => json!({ "id": word, "strength": "supporting" }),
                })
                .collect();
            json!({
                "id": id, "title": text(id), "applies_from": null, "services": services,
                "expected_level": level, "beyond": null,
            })
        })
        .collect();
    let file = json!({
        "format": 1, "id": "law", "sheet": sheet.id(), "title": text("A law"),
        "short": text("Law"),
        "source": {
            "name": "Law", "version": "1", "published": "2026", "url": "https://law.example",
            "rights": text("public"),
        },
        "caveat": text("no advice"), "dates": [], "requirements": requirements,
    });
    Reading::parse(&file.to_string(), |_| Some(sheet))
        .unwrap_or_else(|faults| panic!("a small reading is valid:\n{faults}"))
}

#[test]
fn a_chosen_reading_puts_direct_duties_first_among_equal_gaps() {
    let sheet = sheet("1: 1.1 1.2 1.3");
    let assessment = assessment(&sheet, "1.1=0>1 1.2=2>3 1.3=1>3");
    let reading = reading(&sheet, &["a 3 1.2! 1.1", "b 2 1.2!"]);
    expect![[r#"
        1.3 1→3 next 2 Small []
        1.2 2→3 next 3 Medium ["a", "b"]
        1.1 0→1 next 1 Small []
        reached 
        unknown 
    "#]]
    .assert_eq(&ranked(&sheet, &assessment, Some(&reading)));
}

#[test]
fn a_reading_sets_the_highest_level_any_direct_duty_expects() {
    let sheet = sheet("1: 1.1 1.2 1.3");
    let reading = reading(&sheet, &["a 2 1.1! 1.2", "b 4 1.1! 1.3!", "c 5 1.2"]);
    let targets: Vec<String> = reading
        .targets()
        .iter()
        .map(|(service, level)| format!("{service}={level}"))
        .collect();
    assert_eq!(targets, ["1.1=4", "1.3=4"]);
}

#[test]
fn a_requirement_is_judged_by_its_direct_services_or_for_want_of_them_by_its_supporting_ones() {
    for (requirement, answers, state) in [
        ("a 3 1.1! 1.2!", "1.1=3 1.2=5", "Evidenced"),
        ("a 3 1.1! 1.2!", "1.1=3 1.2=2", "Partly"),
        ("a 3 1.1! 1.2!", "1.1=0 1.2=2", "NotEvidenced"),
        ("a 3 1.1! 1.2!", "1.1=3", "CannotTell"),
        ("a 3 1.1! 1.2!", "1.1=2 1.2=?", "CannotTell"),
        ("a 3 1.1! 1.2!", "1.1=3 1.2=n/a", "Evidenced"),
        ("a 3 1.1! 1.2!", "1.1=n/a 1.2=n/a", "CannotTell"),
        ("a 3 1.1! 1.2", "1.1=3 1.2=0", "Evidenced"),
        ("a 3 1.1 1.2", "1.1=3 1.2=0", "Partly"),
        ("a 3 1.1! 1.2! 1.3!", "1.1=3 1.2=0", "Partly"),
    ] {
        let sheet = sheet("1: 1.1 1.2 1.3");
        let scorecard = score(&sheet, &assessment(&sheet, answers));
        let readiness = read(&reading(&sheet, &[requirement]), &scorecard);
        assert_eq!(
            format!("{:?}", readiness.requirements[0].state),
            state,
            "{requirement} with {answers}"
        );
    }
}

fn action(id: &str, service: &str, to_level: u8, state: ActionState, due: Option<Date>) -> Action {
    Action {
        id: id.into(),
        service: service.into(),
        to_level: Level::new(to_level),
        title: "do it".into(),
        deliverable: String::new(),
        owner: String::new(),
        due,
        effort_days: None,
        state,
    }
}

#[test]
fn a_projection_raises_answered_services_by_accepted_actions_and_answers_for_none() {
    let sheet = sheet("1: 1.1 1.2 1.3 1.4");
    let mut assessment = assessment(&sheet, "1.1=1 1.2=1 1.3=4");
    let spring = Date::constant(2026, 4, 1);
    let autumn = Date::constant(2026, 10, 1);
    let actions = vec![
        action("a", "1.1", 2, ActionState::Planned, Some(spring)),
        action("b", "1.1", 3, ActionState::InProgress, Some(autumn)),
        action("c", "1.2", 5, ActionState::Dropped, Some(spring)),
        action("d", "1.3", 2, ActionState::Done, Some(spring)),
        action("e", "1.4", 3, ActionState::Planned, None),
    ];
    assessment
        .set_actions(&sheet, actions)
        .expect("the actions are valid");
    let levels = |by| -> Vec<String> {
        projection(&sheet, &assessment, by)
            .services
            .iter()
            .map(|service| {
                service
                    .state
                    .level()
                    .map_or("–".into(), |level| level.to_string())
            })
            .collect()
    };
    assert_eq!(levels(None), ["3", "1", "4", "–"]);
    assert_eq!(
        levels(Some(Date::constant(2026, 6, 30))),
        ["2", "1", "4", "–"]
    );
    let order: Vec<&str> = roadmap(&sheet, &assessment)
        .actions
        .iter()
        .map(|planned| planned.action.id.as_str())
        .collect();
    assert_eq!(order, ["a", "c", "d", "b", "e"]);
}

#[test]
fn of_equal_gaps_those_without_a_known_effort_come_last() {
    let mut file = sheet_file("small", "1: 1.1 1.2 1.3");
    file["areas"][0]["services"][0]["levels"][5]
        .as_object_mut()
        .expect("a level")
        .remove("step");
    let sheet = Sheet::parse(&file.to_string()).expect("a step may be left out");
    let assessment = assessment(&sheet, "1.1=4>5 1.2=4>5 1.3=1>3");
    let gaps = gaps(&sheet, &score(&sheet, &assessment), None);
    let order: Vec<&str> = gaps.ranked.iter().map(|gap| gap.service.as_str()).collect();
    assert_eq!(order, ["1.3", "1.2", "1.1"]);
    let last = gaps.ranked[2].next_step;
    assert_eq!((last.to, last.step), (Level::new(5), None));
    assert_eq!(last.statement.get(Language::En), "1.1 at 5");
}
