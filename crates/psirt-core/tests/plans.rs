//! A plan closes the most gap a budget allows.

mod small;

use std::sync::LazyLock;

use proptest::prelude::*;
use psirt_core::gap::gaps;
use psirt_core::plan::{Plan, plan};
use psirt_core::{Sheet, score};
use small::{assessment, sheet, sheet_file};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| sheet("1: 1.1 1.2 1.3 | 2: 2.1 2.2"));

fn planned(answers: &str, budget: f64) -> Plan<'static> {
    let card = score(&SHEET, &assessment(&SHEET, answers));
    plan(&SHEET, &gaps(&SHEET, &card, None), budget)
}

fn chosen(plan: &Plan<'_>) -> Vec<String> {
    plan.chosen
        .iter()
        .map(|step| format!("{}→{}", step.service, step.step.to))
        .collect()
}

#[test]
fn small_steps_of_many_services_go_before_a_large_one_of_one() {
    // Steps to 1 and 2 take 5 days, to 3 and 4 20, to 5 40.
    let plan = planned("1.1=2>5 1.2=0>2 1.3=1>2", 20.0);
    assert_eq!(chosen(&plan), ["1.2→1", "1.2→2", "1.3→2"]);
    assert_eq!((plan.closed, plan.open, plan.left_out.len()), (3, 6, 3));
    assert!((plan.days - 15.0).abs() < f64::EPSILON);
}

#[test]
fn a_step_is_never_taken_without_those_below_it() {
    let plan = planned("1.1=2>5", 45.0);
    assert_eq!(chosen(&plan), ["1.1→3", "1.1→4"]);
}

#[test]
fn no_budget_is_no_step_and_a_large_one_is_all() {
    assert!(planned("1.1=2>5", 0.0).chosen.is_empty());
    let plan = planned("1.1=2>5 1.2=0>5", 1_000.0);
    assert_eq!(plan.closed, plan.open);
    assert!(plan.left_out.is_empty());
}

#[test]
fn of_equal_plans_the_one_that_serves_earlier_gaps_is_taken() {
    let plan = planned("1.1=0>1 1.2=0>1 1.3=0>1", 10.0);
    assert_eq!(chosen(&plan), ["1.1→1", "1.2→1"]);
}

#[test]
fn days_of_a_step_go_before_its_size() {
    let mut file = sheet_file("small", "1: 1.1 1.2");
    let levels = &mut file["areas"][0]["services"][1]["levels"];
    levels[1]["step"]["days"] = serde_json::json!(1.5);
    levels[3]["step"]["days"] = serde_json::json!(12);
    let sheet = Sheet::parse(&file.to_string()).expect("days are part of a step");
    let card = score(&sheet, &assessment(&sheet, "1.1=0>1 1.2=0>3"));
    let gaps = gaps(&sheet, &card, None);
    let all = plan(&sheet, &gaps, 1_000.0);
    let days: Vec<f64> = all.chosen.iter().map(|step| step.days).collect();
    // Steps to 1 and 2 without days take 5.
    assert_eq!(days, [1.5, 5.0, 12.0, 5.0]);
    assert_eq!(chosen(&plan(&sheet, &gaps, 4.0)), ["1.2→1"]);
    // Of gaps alike in size and level the one with fewer days comes first.
    let card = score(&sheet, &assessment(&sheet, "1.1=0>1 1.2=0>1"));
    let first = &psirt_core::gap::gaps(&sheet, &card, None).ranked[0];
    assert_eq!(first.service.as_str(), "1.2");
}

#[test]
fn what_the_sheet_does_not_size_is_told_apart_and_never_chosen() {
    let mut file = sheet_file("small", "1: 1.1 1.2");
    file["areas"][0]["services"][0]["levels"][3]
        .as_object_mut()
        .expect("a level")
        .remove("step");
    let sheet = Sheet::parse(&file.to_string()).expect("a step may be left out");
    let card = score(&sheet, &assessment(&sheet, "1.1=1>5 1.2=1>2"));
    let plan = plan(&sheet, &gaps(&sheet, &card, None), 1_000.0);
    assert_eq!(chosen(&plan), ["1.1→2", "1.2→2"]);
    assert!(plan.left_out.is_empty());
    let unweighed: Vec<String> = plan
        .unweighed
        .iter()
        .map(|step| format!("{}→{}", step.service, step.step.to))
        .collect();
    assert_eq!(unweighed, ["1.1→3", "1.1→4", "1.1→5"]);
    assert_eq!((plan.closed, plan.open), (2, 5));
}

proptest! {
    #[test]
    fn no_other_choice_closes_more(
        levels in proptest::collection::vec((0_u8..=5, 0_u8..=5), 5),
        budget in 0_u16..200,
    ) {
        let words: Vec<String> = SHEET
            .services()
            .zip(&levels)
            .map(|(service, (level, target))| format!("{}={level}>{target}", service.id))
            .collect();
        let budget = f64::from(budget);
        let plan = planned(&words.join(" "), budget);
        prop_assert!(plan.days <= budget);
        let costs: Vec<Vec<f64>> = levels
            .iter()
            .map(|&(level, target)| {
                (level..target.max(level))
                    .map(|level| [5.0, 5.0, 20.0, 20.0, 40.0][usize::from(level)])
                    .collect()
            })
            .collect();
        let (closed, days) = every_choice(&costs, budget);
        prop_assert_eq!(plan.closed, closed);
        prop_assert!((plan.days - days).abs() < 1e-9, "with the fewest days");
    }
}

/// The most levels closed and the fewest days for it, by trying everything.
fn every_choice(costs: &[Vec<f64>], budget: f64) -> (usize, f64) {
    let Some((first, rest)) = costs.split_first() else {
        return (0, 0.0);
    };
    (0..=first.len())
        .filter_map(|height| {
            let own: f64 = first[..height].iter().sum();
            (own <= budget).then(|| {
                let (closed, days) = every_choice(rest, budget - own);
                (closed + height, days + own)
            })
        })
        .max_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)))
        .unwrap_or((0, 0.0))
}
