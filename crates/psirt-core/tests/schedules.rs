//! Spreading a plan over quarters: laws that hold for every plan.

mod small;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use psirt_core::assessment::{Action, ActionState};
use psirt_core::roadmap::{Quarter, Roadmap, roadmap};
use psirt_core::schedule::{MOST_QUARTERS, Pace, quarter_after, spread};
use psirt_core::{Assessment, Date, Level, Sheet};
use small::{assessment, sheet};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| sheet("1: 1.1 1.2 | 2: 2.1 2.2"));

const FIRST: Quarter = Quarter {
    year: 2027,
    number: 1,
};

fn action(id: usize, service: &str, to_level: u8, days: f64) -> Action {
    Action {
        id: format!("a{id}"),
        service: service.into(),
        to_level: Level::new(to_level),
        title: "do it".into(),
        deliverable: String::new(),
        owner: String::new(),
        due: None,
        effort_days: Some(days),
        state: ActionState::Planned,
    }
}

/// Plans of any services, levels, sizes, states and dates around the first quarter.
fn plans() -> impl Strategy<Value = Assessment> {
    let one = (
        prop::sample::select(vec!["1.1", "1.2", "2.1", "2.2"]),
        1_u8..=5,
        prop::option::of(0_u32..120),
        prop::option::weighted(0.4, 0_usize..8),
        prop::bool::weighted(0.8),
    );
    prop::collection::vec(one, 1..25).prop_map(|list| {
        let actions = list.into_iter().enumerate();
        let actions = actions.map(|(place, (service, to_level, days, due, is_open))| Action {
            due: due.map(|count| {
                quarter_after(
                    Quarter {
                        year: 2026,
                        number: 3,
                    },
                    count,
                )
                .last_day()
            }),
            effort_days: days.map(f64::from),
            state: if is_open {
                ActionState::Planned
            } else {
                ActionState::Done
            },
            ..action(place, service, to_level, 0.0)
        });
        with(actions.collect())
    })
}

fn paces() -> impl Strategy<Value = Pace> {
    prop_oneof![
        (1_usize..12).prop_map(Pace::Quarters),
        (60_u32..300).prop_map(|days| Pace::Days(f64::from(days))),
    ]
}

fn with(actions: Vec<Action>) -> Assessment {
    let mut assessment = assessment(&SHEET, "1.1=0 1.2=0 2.1=1");
    let set = assessment.set_actions(&SHEET, actions);
    set.expect("the actions are valid");
    assessment
}

fn is_undated(plan: &Assessment) -> impl Fn(&str) -> bool {
    |id| {
        plan.actions()
            .iter()
            .any(|one| one.id == id && one.due.is_none())
    }
}

/// Person-days of the open actions due until the end of each quarter, with new dates.
fn loads(roadmap: &Roadmap<'_>, dates: &BTreeMap<&str, Date>, chosen_only: bool) -> Vec<f64> {
    (0..MOST_QUARTERS)
        .map(|count| {
            let end = quarter_after(FIRST, count).last_day();
            let open = roadmap.open().filter(|planned| {
                let new = dates.get(planned.action.id.as_str()).copied();
                let due = new.or(planned.action.due.filter(|_| !chosen_only));
                due.is_some_and(|due| due <= end)
            });
            open.filter_map(|planned| planned.days).sum()
        })
        .collect()
}

proptest! {
    #[test]
    fn every_chosen_open_action_is_due_once_at_the_end_of_a_quarter_from_the_first_on(
        plan in plans(), pace in paces(),
    ) {
        let roadmap = roadmap(&SHEET, &plan);
        let Some(dates) = spread(&roadmap, is_undated(&plan), FIRST, pace) else {
            return Ok(());
        };
        let mut ids: Vec<&str> = dates.iter().map(|(id, _)| *id).collect();
        ids.sort_unstable();
        let undated = roadmap.open().filter(|planned| planned.action.due.is_none());
        let mut all: Vec<&str> = undated.map(|planned| planned.action.id.as_str()).collect();
        all.sort_unstable();
        prop_assert_eq!(ids, all);
        for (_, date) in &dates {
            let quarter = Quarter::of(*date);
            prop_assert!(quarter >= FIRST && quarter.last_day() == *date);
        }
    }

    #[test]
    fn of_one_service_a_lower_level_is_never_due_later(plan in plans(), pace in paces()) {
        let roadmap = roadmap(&SHEET, &plan);
        let Some(dates) = spread(&roadmap, is_undated(&plan), FIRST, pace) else {
            return Ok(());
        };
        let new: BTreeMap<&str, Date> = dates.into_iter().collect();
        for higher in roadmap.open().filter(|one| new.contains_key(one.action.id.as_str())) {
            for lower in roadmap.open() {
                let (high, low) = (higher.action, lower.action);
                if low.service == high.service && low.to_level < high.to_level {
                    let due = new.get(low.id.as_str()).copied().or(low.due);
                    prop_assert!(due <= Some(new[high.id.as_str()]));
                }
            }
        }
    }

    #[test]
    fn until_the_end_of_a_quarter_no_more_is_due_than_the_pace_leaves_room_for(
        plan in plans(), pace in 60_u32..300,
    ) {
        let roadmap = roadmap(&SHEET, &plan);
        let pace = f64::from(pace);
        let dates = spread(&roadmap, is_undated(&plan), FIRST, Pace::Days(pace));
        let Some(dates) = dates else { return Ok(()) };
        let new: BTreeMap<&str, Date> = dates.into_iter().collect();
        let before = loads(&roadmap, &BTreeMap::new(), false);
        let after = loads(&roadmap, &new, true);
        let (mut room, mut counted) = (0.0, 0.0);
        for (before, after) in before.into_iter().zip(after) {
            room += (pace - (before - counted)).max(0.0);
            counted = before;
            prop_assert!(after <= room + 1e-6, "{after} due, room for {room}");
        }
    }

    #[test]
    fn a_plan_without_dates_ends_in_the_last_of_the_quarters_asked_for(
        plan in plans(), quarters in 1_usize..12,
    ) {
        let undated = plan.actions().iter().cloned().map(|one| Action { due: None, ..one });
        let plan = with(undated.collect());
        let roadmap = roadmap(&SHEET, &plan);
        prop_assume!(roadmap.open_days().known > 0.0 && roadmap.open_days().without == 0);
        let dates = spread(&roadmap, |_| true, FIRST, Pace::Quarters(quarters));
        let dates = dates.expect("it fits by itself");
        let last = dates.iter().map(|(_, date)| *date).max();
        prop_assert_eq!(last, Some(quarter_after(FIRST, quarters - 1).last_day()));
    }
}

/// The quarters of the dates, in the order of the plan.
fn told(actions: Vec<Action>, pace: Pace) -> Vec<String> {
    let plan = with(actions);
    let roadmap = roadmap(&SHEET, &plan);
    let dates = spread(&roadmap, is_undated(&plan), FIRST, pace).expect("it fits");
    dates
        .into_iter()
        .map(|(id, date)| format!("{id} {date}"))
        .collect()
}

#[test]
fn work_is_due_in_the_quarter_in_which_it_ends() {
    let large = vec![
        action(1, "1.1", 1, 10.0),
        action(2, "1.2", 1, 40.0),
        action(3, "2.1", 2, 10.0),
    ];
    assert_eq!(
        told(large, Pace::Days(20.0)),
        ["a1 2027-03-31", "a2 2027-09-30", "a3 2027-09-30"]
    );
}

#[test]
fn what_is_due_already_takes_its_place() {
    let actions = vec![
        Action {
            due: Some(Date::constant(2026, 1, 1)),
            ..action(0, "2.2", 1, 15.0)
        },
        Action {
            due: Some(Date::constant(2027, 5, 1)),
            ..action(1, "1.1", 1, 20.0)
        },
        action(2, "1.2", 1, 5.0),
        action(3, "2.1", 2, 5.0),
    ];
    assert_eq!(
        told(actions, Pace::Days(20.0)),
        ["a2 2027-03-31", "a3 2027-09-30"]
    );
}

#[test]
fn a_higher_level_waits_for_a_lower_one_that_keeps_its_date() {
    let actions = vec![
        Action {
            due: Some(Date::constant(2028, 2, 1)),
            ..action(1, "1.1", 1, 5.0)
        },
        action(2, "1.1", 2, 5.0),
    ];
    assert_eq!(told(actions, Pace::Quarters(2)), ["a2 2028-03-31"]);
}

#[test]
fn equal_actions_are_spread_evenly_beside_what_is_due() {
    let mut actions: Vec<Action> = ["1.1", "1.2", "2.1", "2.2"]
        .into_iter()
        .enumerate()
        .map(|(place, service)| action(place, service, 2, 10.0))
        .collect();
    actions[0].due = Some(Date::constant(2027, 2, 1));
    assert_eq!(
        told(actions, Pace::Quarters(2)),
        ["a1 2027-03-31", "a2 2027-06-30", "a3 2027-06-30"]
    );
}

#[test]
fn a_plan_that_takes_longer_than_ten_years_is_not_spread() {
    let plan = with(vec![action(1, "1.1", 1, 500.0)]);
    let roadmap = roadmap(&SHEET, &plan);
    assert_eq!(spread(&roadmap, |_| true, FIRST, Pace::Days(10.0)), None);
}
