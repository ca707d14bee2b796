//! From one round to the next.

mod small;

use psirt_core::assessment::{Action, ActionState, Evidence};
use psirt_core::round::{NextRound, next_round, outcomes, proposals};
use psirt_core::trend::{Bridge, Round};
use psirt_core::{Answer, Assessment, Date, Level, Sheet};
use small::{assessment, sheet};

fn action(id: &str, service: &str, to_level: u8, state: ActionState) -> Action {
    Action {
        id: id.into(),
        service: service.into(),
        to_level: Level::new(to_level),
        title: "do it".into(),
        deliverable: String::new(),
        owner: String::new(),
        due: None,
        effort_days: None,
        state,
    }
}

fn earlier(sheet: &Sheet) -> Assessment {
    let mut earlier = assessment(sheet, "1.1=1>3 1.2=2 2.1=4");
    earlier
        .change_entry(sheet, "1.1", |entry| {
            entry.note = "see minutes".into();
            entry.owner = "quality".into();
            entry.indicators.insert("1a".into());
            entry.evidence.push(Evidence {
                title: "minutes".into(),
                place: String::new(),
                date: None,
                kind: None,
            });
        })
        .expect("the entry is valid");
    earlier
        .set_actions(
            sheet,
            vec![
                action("done", "1.1", 2, ActionState::Done),
                action("open", "1.2", 3, ActionState::Planned),
                action("dropped", "2.1", 5, ActionState::Dropped),
                action("too low", "2.1", 3, ActionState::Done),
            ],
        )
        .expect("the actions are valid");
    earlier
}

fn next(keep_indicators: bool) -> NextRound {
    NextRound {
        id: "next".into(),
        title: "2027".into(),
        date: Date::constant(2027, 4, 1),
        keep_indicators,
    }
}

#[test]
fn the_next_round_carries_what_was_wanted_and_asks_again_what_was_answered() {
    let sheet = sheet("1: 1.1 1.2 | 2: 2.1");
    let earlier = earlier(&sheet);
    let bridge = Bridge::between(&sheet, &sheet, &[]);
    let started = next_round(&earlier, &sheet, &bridge, next(false)).expect("it is valid");
    let entry = started.entry("1.1").expect("it is carried");
    assert_eq!(entry.answer, None, "answers are given anew");
    assert_eq!(entry.target, Some(Level::new(3)));
    assert_eq!(
        (entry.note.as_str(), entry.owner.as_str()),
        ("see minutes", "quality")
    );
    assert!(entry.indicators.is_empty() && entry.evidence.is_empty());
    let open: Vec<&str> = started
        .actions()
        .iter()
        .map(|action| action.id.as_str())
        .collect();
    assert_eq!(open, ["open"]);
    let kept = next_round(&earlier, &sheet, &bridge, next(true)).expect("it is valid");
    assert!(
        kept.entry("1.1")
            .is_some_and(|entry| entry.indicators.contains("1a"))
    );
}

#[test]
fn done_actions_propose_a_level_and_set_none() {
    let sheet = sheet("1: 1.1 1.2 | 2: 2.1");
    let earlier = earlier(&sheet);
    let round = Round {
        sheet: &sheet,
        assessment: &earlier,
    };
    let bridge = Bridge::between(&sheet, &sheet, &[]);
    let mut started = next_round(&earlier, &sheet, &bridge, next(false)).expect("it is valid");
    let later = Round {
        sheet: &sheet,
        assessment: &started,
    };
    let proposed: Vec<(String, u8)> = proposals(round, later, &[])
        .into_iter()
        .map(|(service, level)| (service.to_string(), level.number()))
        .collect();
    assert_eq!(
        proposed,
        [("1.1".to_owned(), 2)],
        "an action below the level proposes nothing"
    );
    assert_eq!(started.answer("1.1"), None);
    let mut actions = started.actions().to_vec();
    actions[0].state = ActionState::Done;
    started
        .set_actions(&sheet, actions)
        .expect("the action is valid");
    let later = Round {
        sheet: &sheet,
        assessment: &started,
    };
    assert!(
        proposals(round, later, &[]).contains_key("1.2"),
        "done since then counts too"
    );
}

#[test]
fn an_outcome_sets_the_plan_beside_what_was_found() {
    let sheet = sheet("1: 1.1 1.2 | 2: 2.1");
    let earlier = earlier(&sheet);
    let bridge = Bridge::between(&sheet, &sheet, &[]);
    let mut later = next_round(&earlier, &sheet, &bridge, next(false)).expect("it is valid");
    later
        .set_answer(&sheet, "1.1", Some(Answer::Level(Level::new(2))))
        .expect("a level of the scale");
    later
        .set_answer(&sheet, "1.2", Some(Answer::Level(Level::new(2))))
        .expect("a level of the scale");
    let outcomes = outcomes(
        Round {
            sheet: &sheet,
            assessment: &earlier,
        },
        Round {
            sheet: &sheet,
            assessment: &later,
        },
        &[],
    );
    let told: Vec<(&str, ActionState, Option<bool>)> = outcomes
        .iter()
        .map(|outcome| (outcome.action.id.as_str(), outcome.state, outcome.reached))
        .collect();
    assert_eq!(
        told,
        [
            ("done", ActionState::Done, Some(true)),
            ("open", ActionState::Planned, Some(false)),
            ("dropped", ActionState::Dropped, None),
            ("too low", ActionState::Done, None),
        ]
    );
}
