//! No person-day is counted twice.

mod small;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use expect_test::expect;
use proptest::prelude::*;
use psirt_core::assessment::{Action, ActionState};
use psirt_core::gap::gaps;
use psirt_core::plan::plan;
use psirt_core::roadmap::{Days, days_for, projection, roadmap};
use psirt_core::{Assessment, Date, Level, Sheet, score};
use small::{assessment, sheet, sheet_file};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| sheet("1: 1.1 1.2 | 2: 2.1"));

/// Person-days of the steps of a small sheet, by the level they lead to.
const STEP_DAYS: [f64; 6] = [0.0, 5.0, 5.0, 20.0, 20.0, 40.0];

fn action(id: &str, service: &str, to_level: u8) -> Action {
    Action {
        id: id.into(),
        service: service.into(),
        to_level: Level::new(to_level),
        title: "do it".into(),
        deliverable: String::new(),
        owner: String::new(),
        due: None,
        effort_days: None,
        state: ActionState::Planned,
    }
}

fn with_actions(sheet: &Sheet, answers: &str, actions: Vec<Action>) -> Assessment {
    let mut assessment = assessment(sheet, answers);
    assessment
        .set_actions(sheet, actions)
        .expect("the actions are valid");
    assessment
}

/// Each action as `id from→to: days`, in the order of their ids.
fn told(sheet: &Sheet, assessment: &Assessment) -> String {
    let mut lines: Vec<String> = roadmap(sheet, assessment)
        .actions
        .iter()
        .map(|planned| {
            let days = planned.days.map_or("?".into(), |days| days.to_string());
            let action = planned.action;
            let (id, to) = (&action.id, action.to_level);
            format!("{id} {}→{to}: {days}\n", planned.from_level)
        })
        .collect();
    lines.sort();
    lines.concat()
}

#[test]
fn an_action_takes_the_steps_from_where_the_one_below_leads_to() {
    let actions = vec![
        Action {
            due: Some(Date::constant(2027, 3, 31)),
            ..action("a", "1.1", 2)
        },
        Action {
            due: Some(Date::constant(2027, 6, 30)),
            ..action("b", "1.1", 1)
        },
        Action {
            effort_days: Some(8.0),
            ..action("c", "1.1", 4)
        },
        action("d", "1.1", 5),
        action("e", "1.2", 2),
        action("f", "2.1", 3),
        action("g", "2.1", 2),
    ];
    let assessment = with_actions(&SHEET, "1.1=0 1.2=1", actions);
    expect![[r"
        a 1→2: 5
        b 0→1: 5
        c 2→4: 8
        d 4→5: 40
        e 1→2: 5
        f 2→3: 20
        g 0→2: 10
    "]]
    .assert_eq(&told(&SHEET, &assessment));
}

#[test]
fn an_action_to_a_level_that_is_there_takes_nothing_unless_somebody_estimated_it() {
    let estimated = Action {
        effort_days: Some(3.0),
        ..action("b", "1.1", 1)
    };
    let assessment = with_actions(&SHEET, "1.1=2", vec![action("a", "1.1", 2), estimated]);
    assert_eq!(told(&SHEET, &assessment), "a 2→2: 0\nb 2→1: 3\n");
}

#[test]
fn actions_to_one_level_share_what_the_estimates_leave() {
    let estimated = |id, days| Action {
        effort_days: Some(days),
        ..action(id, "1.1", 3)
    };
    let shared = |actions| told(&SHEET, &with_actions(&SHEET, "1.1=2", actions));
    let (a, b) = (action("a", "1.1", 3), action("b", "1.1", 3));
    assert_eq!(shared(vec![a.clone(), b.clone()]), "a 2→3: 10\nb 2→3: 10\n");
    assert_eq!(
        shared(vec![a.clone(), estimated("b", 8.0)]),
        "a 2→3: 12\nb 2→3: 8\n"
    );
    assert_eq!(
        shared(vec![a, b, estimated("c", 30.0)]),
        "a 2→3: 0\nb 2→3: 0\nc 2→3: 30\n"
    );
}

#[test]
fn a_dropped_action_leaves_its_steps_to_the_others() {
    let dropped = Action {
        state: ActionState::Dropped,
        ..action("a", "1.1", 1)
    };
    let done = Action {
        state: ActionState::Done,
        ..action("b", "1.1", 2)
    };
    let assessment = with_actions(&SHEET, "1.1=0", vec![dropped, done, action("c", "1.1", 3)]);
    assert_eq!(
        told(&SHEET, &assessment),
        "a 0→1: 5\nb 0→2: 10\nc 2→3: 20\n",
        "what is dropped is told as if it were taken back"
    );
    let roadmap = roadmap(&SHEET, &assessment);
    assert!((roadmap.all_days().known - 30.0).abs() < f64::EPSILON);
    assert_eq!(
        (roadmap.open_days().known, roadmap.done_days().known),
        (20.0, 10.0)
    );
}

#[test]
fn only_the_action_over_a_step_of_unknown_size_has_no_days() {
    let mut file = sheet_file("small", "1: 1.1");
    file["areas"][0]["services"][0]["levels"][3]
        .as_object_mut()
        .expect("a level")
        .remove("step");
    let sheet = Sheet::parse(&file.to_string()).expect("a step may be left out");
    let estimated = Action {
        effort_days: Some(7.5),
        ..action("e", "1.1", 3)
    };
    let of = |actions| told(&sheet, &with_actions(&sheet, "1.1=1", actions));
    let steps = vec![
        action("a", "1.1", 2),
        action("b", "1.1", 3),
        action("c", "1.1", 4),
    ];
    assert_eq!(of(steps), "a 1→2: 5\nb 2→3: ?\nc 3→4: 20\n");
    assert_eq!(
        of(vec![action("d", "1.1", 4), estimated]),
        "d 3→4: 20\ne 1→3: 7.5\n"
    );
    let unknown = with_actions(&sheet, "1.1=1", vec![action("a", "1.1", 3)]);
    let days = roadmap(&sheet, &unknown).all_days();
    assert_eq!(
        days,
        Days {
            known: 0.0,
            without: 1
        }
    );
}

#[test]
fn a_level_is_not_reached_before_the_steps_below_it() {
    let due = |id, to_level, month, day| Action {
        due: Some(Date::constant(2027, month, day)),
        ..action(id, "1.1", to_level)
    };
    let actions = vec![due("a", 2, 3, 31), due("b", 1, 6, 30)];
    let assessment = with_actions(&SHEET, "1.1=0", actions);
    let roadmap = roadmap(&SHEET, &assessment);
    let quarters: Vec<(i16, i8, f64, Option<f64>)> = roadmap
        .quarters()
        .into_iter()
        .map(|of_plan| {
            let quarter = of_plan.quarter;
            let overall = of_plan.by_its_end.overall.score;
            (quarter.year, quarter.number, of_plan.days.known, overall)
        })
        .collect();
    assert_eq!(
        quarters,
        [(2027, 1, 5.0, Some(0.0)), (2027, 2, 5.0, Some(2.0))]
    );
}

#[test]
fn what_is_done_counts_on_any_day() {
    let done = Action {
        state: ActionState::Done,
        ..action("a", "1.1", 1)
    };
    let assessment = with_actions(&SHEET, "1.1=0", vec![done]);
    let card = projection(&SHEET, &assessment, Some(small::DAY));
    assert_eq!(card.overall.score, Some(1.0));
}

#[test]
fn each_owner_has_what_is_open_and_the_largest_load_comes_first() {
    let of = |id, to_level, owner: &str, state| Action {
        owner: owner.into(),
        state,
        ..action(id, "1.1", to_level)
    };
    let actions = vec![
        of("a", 1, "Aoki", ActionState::Planned),
        of("b", 2, "Aoki", ActionState::Done),
        of("c", 3, "Baba", ActionState::InProgress),
    ];
    let assessment = with_actions(&SHEET, "1.1=0", actions);
    let roadmap = roadmap(&SHEET, &assessment);
    let owners: Vec<(&str, usize, f64)> = roadmap
        .owners()
        .into_iter()
        .map(|of| (of.owner, of.actions, of.days.known))
        .collect();
    assert_eq!(owners, [("Baba", 1, 20.0), ("Aoki", 1, 5.0)]);
}

fn any_action() -> impl Strategy<Value = Action> {
    let state = prop_oneof![
        3 => Just(ActionState::Planned),
        1 => Just(ActionState::InProgress),
        1 => Just(ActionState::Done),
        1 => Just(ActionState::Dropped),
    ];
    let due = proptest::option::of((1_i8..=12, 1_i8..=28));
    let service = prop_oneof![Just("1.1"), Just("1.2"), Just("2.1")];
    let estimate = proptest::option::weighted(0.3, 0_u8..60);
    (service, 1_u8..=5, state, due, estimate).prop_map(|(service, level, state, due, estimate)| {
        Action {
            state,
            due: due.map(|(month, day)| Date::constant(2027, month, day)),
            effort_days: estimate.map(f64::from),
            ..action("", service, level)
        }
    })
}

fn any_plan() -> impl Strategy<Value = Vec<Action>> {
    proptest::collection::vec(any_action(), 0..9).prop_map(|mut actions| {
        for (number, action) in (0..).zip(&mut actions) {
            action.id = format!("{number}");
        }
        actions
    })
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

proptest! {
    #[test]
    fn steps_of_a_service_are_taken_once_whatever_the_actions(
        actions in any_plan(), level in 0_u8..=5,
    ) {
        let unestimated: Vec<Action> = actions
            .into_iter()
            .map(|action| Action { effort_days: None, ..action })
            .collect();
        let answers = format!("1.1={level} 1.2={level}");
        let assessment = with_actions(&SHEET, &answers, unestimated.clone());
        let expected: f64 = [("1.1", level), ("1.2", level), ("2.1", 0)]
            .into_iter()
            .map(|(service, here)| {
                let accepted = unestimated.iter().filter(|one| one.state.is_accepted());
                let of_service = accepted.filter(|one| one.service == service);
                let most = of_service.map(|one| one.to_level.number()).max().unwrap_or(0);
                let steps = usize::from(here) + 1..=usize::from(most);
                steps.map(|step| STEP_DAYS[step]).sum::<f64>()
            })
            .sum();
        prop_assert!(close(roadmap(&SHEET, &assessment).all_days().known, expected));
    }

    #[test]
    fn order_dates_and_states_change_no_days(
        actions in any_plan(), order in any::<proptest::sample::Index>(), level in 0_u8..=5,
    ) {
        let answers = format!("1.1={level} 2.1=1");
        let days = |actions: Vec<Action>| -> BTreeMap<String, Option<f64>> {
            let assessment = with_actions(&SHEET, &answers, actions);
            let roadmap = roadmap(&SHEET, &assessment);
            let days = roadmap.actions.iter();
            days.map(|planned| (planned.action.id.clone(), planned.days)).collect()
        };
        let before = days(actions.clone());
        let mut altered = actions.clone();
        if !altered.is_empty() {
            let by = order.index(altered.len());
            altered.rotate_left(by);
        }
        for action in &mut altered {
            action.due = None;
            if action.state.is_accepted() {
                action.state = ActionState::Planned;
            }
        }
        let after = days(altered);
        for (id, before) in before {
            let (before, after) = (before.expect("sized"), after[&id].expect("sized"));
            prop_assert!(close(before, after), "{id}: {before} then {after}");
        }
    }

    #[test]
    fn the_parts_of_a_plan_add_up_to_the_whole(actions in any_plan(), level in 0_u8..=5) {
        let answers = format!("1.1={level} 1.2=2");
        let assessment = with_actions(&SHEET, &answers, actions);
        let roadmap = roadmap(&SHEET, &assessment);
        let all = roadmap.all_days().known;
        let by_quarter: f64 = roadmap.quarters().iter().map(|of| of.days.known).sum();
        prop_assert!(close(by_quarter + roadmap.undated_days().known, all));
        prop_assert!(close(roadmap.open_days().known + roadmap.done_days().known, all));
        let owners: f64 = roadmap.owners().iter().map(|of| of.days.known).sum();
        prop_assert!(close(owners, roadmap.open_days().known));
    }

    #[test]
    fn the_last_quarter_leads_where_every_dated_action_leads(
        actions in any_plan(), level in 0_u8..=5,
    ) {
        let dated = actions.into_iter().map(|action| Action {
            due: action.due.or(Some(Date::constant(2027, 12, 31))),
            ..action
        });
        let answers = format!("1.1={level} 1.2=2");
        let assessment = with_actions(&SHEET, &answers, dated.collect());
        let roadmap = roadmap(&SHEET, &assessment);
        if let Some(last) = roadmap.quarters().last() {
            prop_assert_eq!(&last.by_its_end, &projection(&SHEET, &assessment, None));
        }
        let overall: Vec<Option<f64>> = roadmap
            .quarters()
            .iter()
            .map(|of| of.by_its_end.overall.score)
            .collect();
        prop_assert!(overall.is_sorted(), "a later quarter never lies lower");
    }

    #[test]
    fn what_a_budget_chooses_takes_just_its_days_as_actions(
        levels in proptest::collection::vec((0_u8..=5, 0_u8..=5), 3), budget in 0_u8..=200,
    ) {
        let words: Vec<String> = SHEET
            .services()
            .zip(&levels)
            .map(|(service, (level, target))| format!("{}={level}>{target}", service.id))
            .collect();
        let answered = assessment(&SHEET, &words.join(" "));
        let gaps = gaps(&SHEET, &score(&SHEET, &answered), None);
        let plan = plan(&SHEET, &gaps, f64::from(budget));
        let actions = plan.chosen.iter().enumerate().map(|(number, step)| {
            action(&number.to_string(), step.service.as_str(), step.step.to.number())
        });
        let taken_on = with_actions(&SHEET, &words.join(" "), actions.collect());
        prop_assert!(close(roadmap(&SHEET, &taken_on).all_days().known, plan.days));
    }

    #[test]
    fn what_is_told_before_an_action_is_taken_on_is_what_it_takes_then(
        actions in any_plan(), next in any_action(), level in 0_u8..=5,
    ) {
        prop_assume!(next.state.is_accepted());
        let next = Action { id: "next".into(), effort_days: None, ..next };
        let answers = format!("1.1={level}");
        let before = with_actions(&SHEET, &answers, actions.clone());
        let told = days_for(&SHEET, &before, next.service.as_str(), next.to_level, None);
        let actions = actions.into_iter().chain([next]).collect();
        let after = with_actions(&SHEET, &answers, actions);
        let roadmap = roadmap(&SHEET, &after);
        prop_assert_eq!(told, roadmap.action("next").expect("it is there").days);
    }
}

#[test]
fn an_action_of_several_levels_is_split_by_level_and_one_of_one_level_by_its_work() {
    let halves = |answers: &str, to_level: u8, effort_days: Option<f64>| {
        let action = Action {
            effort_days,
            ..action("a", "1.1", to_level)
        };
        let assessment = with_actions(&SHEET, answers, vec![action]);
        let roadmap = roadmap(&SHEET, &assessment);
        let (level, days) = roadmap.halves(roadmap.action("a").expect("it is there"));
        (level.number(), days)
    };
    assert_eq!(halves("1.1=1", 3, Some(30.0)), (2, Some(15.0)));
    assert_eq!(halves("1.1=1", 4, None), (2, None));
    assert_eq!(halves("1.1=2", 3, Some(5.0)), (3, Some(2.5)));
    // Nobody knows where a service without a level begins.
    assert_eq!(halves("1.2=1", 3, None), (3, None));
}
