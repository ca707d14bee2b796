//! Undo, redo and the history, also across restarts.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use proptest::prelude::{Just, Strategy, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use psirt_core::{Answer, Assessment, Level, ServiceId};
use psirt_store::{Error, HistoryFilter, Result, Slot, Standing, Step, Workspace};
use serde_json::json;

use crate::common::{
    ASSESSMENT, Place, WHO, action, deed, heading, level, organization, sheet, time,
};

fn answer(workspace: &mut Workspace, service: &str, number: u8) {
    workspace
        .set_answer(ASSESSMENT, service, Some(level(number)), deed("answer", 1))
        .expect("the answer is valid");
}

fn answer_of(workspace: &Workspace, service: &str) -> Option<Answer> {
    let stored = workspace.assessment(ASSESSMENT).expect("it is there");
    stored.assessment.answer(service).cloned()
}

fn undo(workspace: &mut Workspace) -> bool {
    let turned = workspace
        .undo(ASSESSMENT, WHO, time(2))
        .expect("it can be undone");
    turned.is_some()
}

fn redo(workspace: &mut Workspace) -> bool {
    let turned = workspace
        .redo(ASSESSMENT, WHO, time(3))
        .expect("it can be done again");
    turned.is_some()
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    answer(&mut workspace, "A.1", 1);
    answer(&mut workspace, "A.1", 2);
    answer(&mut workspace, "A.2", 3);
    drop(workspace);

    let mut workspace = place.open(None).expect("it can be opened");
    assert!(undo(&mut workspace));
    assert!(undo(&mut workspace));
    assert_eq!(answer_of(&workspace, "A.1"), Some(level(1)));
    assert_eq!(answer_of(&workspace, "A.2"), None);
    drop(workspace);

    let mut workspace = place.open(None).expect("it can be opened");
    assert!(redo(&mut workspace));
    assert!(redo(&mut workspace));
    assert!(!redo(&mut workspace), "nothing is left to be done again");
    assert_eq!(answer_of(&workspace, "A.1"), Some(level(2)));
    assert_eq!(answer_of(&workspace, "A.2"), Some(level(3)));
    for _ in 0..3 {
        assert!(undo(&mut workspace));
    }
    assert!(!undo(&mut workspace), "nothing is left to be undone");
    assert_eq!(answer_of(&workspace, "A.1"), None);
}

#[test]
fn a_new_step_ends_what_could_be_done_again() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    answer(&mut workspace, "A.1", 1);
    assert!(undo(&mut workspace));
    answer(&mut workspace, "A.2", 2);
    assert!(!redo(&mut workspace));
    assert!(undo(&mut workspace));
    assert!(
        !undo(&mut workspace),
        "the step that was undone is gone from the stack"
    );
}

#[test]
fn a_step_of_many_changes_is_undone_as_one() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let before = workspace
        .assessment(ASSESSMENT)
        .expect("it is there")
        .assessment;
    let changed = workspace
        .change_assessment(ASSESSMENT, deed("import_books", 1), |assessment, sheet| {
            for service in sheet.services() {
                let service = service.id.as_str();
                assessment.change_entry(sheet, service, |entry| {
                    entry.answer = Some(level(2));
                    entry.note = "from the book".to_owned();
                    entry.indicators.insert("2a".to_owned());
                    entry.target = Some(Level::new(3));
                })?;
            }
            assessment.set_actions(sheet, vec![action("b", "A.1", 3), action("a", "B.1", 3)])?;
            assessment.set_profile(Some("own".to_owned()))?;
            Ok(())
        })
        .expect("the changes are valid")
        .assessment;
    assert!(undo(&mut workspace));
    let read = |workspace: &Workspace| {
        workspace
            .assessment(ASSESSMENT)
            .expect("it is there")
            .assessment
    };
    assert_eq!(read(&workspace), before);
    assert!(redo(&mut workspace));
    assert_eq!(read(&workspace), changed);
}

#[test]
fn what_others_said_keeps_their_names_also_when_it_is_undone_and_done_again() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    answer(&mut workspace, "A.1", 1);
    let said_by = BTreeMap::from([(
        ServiceId::from("A.1".to_owned()),
        vec!["Ana, the first".to_owned(), "Bo".to_owned()],
    )]);
    workspace
        .change_assessment_as_said(
            ASSESSMENT,
            deed("import_books", 1),
            &said_by,
            |assessment, sheet| {
                assessment.set_answer(sheet, "A.1", Some(level(3)))?;
                assessment.set_answer(sheet, "A.2", Some(level(2)))
            },
        )
        .expect("the changes are valid");
    assert!(undo(&mut workspace));
    assert_eq!(answer_of(&workspace, "A.1"), Some(level(1)));
    assert_eq!(answer_of(&workspace, "A.2"), None);
    assert!(redo(&mut workspace));
    drop(workspace);

    let workspace = place.open(None).expect("it can be opened");
    let filter = HistoryFilter::default();
    let steps = workspace.history(filter, 10).expect("it can be read");
    for what in ["redo", "undo", "import_books"] {
        let step = steps.iter().find(|step| step.what == what);
        let step = step.expect("the step was taken");
        let names: Vec<&[String]> = step
            .changes
            .iter()
            .map(|change| &change.said_by[..])
            .collect();
        let said = ["Ana, the first".to_owned(), "Bo".to_owned()];
        assert_eq!((step.who.as_str(), names), (WHO, vec![&said[..], &[]]));
    }
}

#[test]
fn the_order_of_actions_is_undone_too() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let order = |workspace: &mut Workspace, ids: &[&str]| {
        let actions = ids.iter().map(|id| action(id, "A.1", 2)).collect();
        workspace
            .change_assessment(ASSESSMENT, deed("actions", 1), |assessment, sheet| {
                assessment.set_actions(sheet, actions)
            })
            .expect("the actions are valid");
    };
    let read = |workspace: &Workspace| -> String {
        let stored = workspace.assessment(ASSESSMENT).expect("it is there");
        stored
            .assessment
            .actions()
            .iter()
            .map(|action| action.id.as_str())
            .collect()
    };
    let orders: [&[&str]; 5] = [
        &["a", "b", "c"],
        &["c", "a", "b"],
        &["c", "b"],
        &["d", "b", "c"],
        &[],
    ];
    for ids in orders {
        order(&mut workspace, ids);
    }
    for ids in orders.iter().rev().skip(1) {
        assert!(undo(&mut workspace));
        assert_eq!(read(&workspace), ids.concat());
    }
    for ids in &orders[1..] {
        assert!(redo(&mut workspace));
        assert_eq!(read(&workspace), ids.concat());
    }
}

#[test]
fn the_history_says_who_changed_what_from_what_to_what() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    answer(&mut workspace, "A.1", 1);
    answer(&mut workspace, "A.1", 2);
    workspace
        .change_entry(ASSESSMENT, "B.1", deed("note", 5), |entry| {
            "メモ".clone_into(&mut entry.note);
        })
        .expect("the note is valid");
    assert!(undo(&mut workspace));
    let of_assessment = HistoryFilter {
        assessment: Some(ASSESSMENT),
        ..HistoryFilter::default()
    };
    let history = workspace
        .history(of_assessment, 10)
        .expect("it can be read");
    let whats: Vec<&str> = history.iter().map(|step| step.what.as_str()).collect();
    assert_eq!(whats, ["undo", "note", "answer", "answer", "add"]);
    assert_eq!(history[0].reverses, Some(history[1].number));
    assert_eq!(history[0].changes[0].before, Some(json!("メモ")));
    assert_eq!(history[0].changes[0].after, None);
    assert_eq!(history[1].standing, Standing::Undone);
    assert_eq!(history[1].at, time(5));
    assert_eq!(history[1].who, WHO);
    let change = &history[2].changes[0];
    assert_eq!(
        (change.slot, change.subject.as_str()),
        (Slot::Answer, "A.1")
    );
    assert_eq!(change.before, Some(json!({"level": 1})));
    assert_eq!(change.after, Some(json!({"level": 2})));

    let of_service = HistoryFilter {
        subject: Some("A.1"),
        before: Some(history[2].number),
        ..of_assessment
    };
    let older = workspace.history(of_service, 10).expect("it can be read");
    assert_eq!(older, history[3..4]);
    let last = workspace
        .last_changes(ASSESSMENT)
        .expect("they can be read");
    assert_eq!(last["B.1"].at, time(2), "undoing is a change too");
}

#[test]
fn undoing_a_new_title_leaves_a_new_name_of_the_organization_alone() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    workspace
        .change_assessment(ASSESSMENT, deed("heading", 1), |assessment, _| {
            let mut heading = heading();
            heading.title = "2026 年度".to_owned();
            assessment.set_heading(heading)?;
            Ok(())
        })
        .expect("the heading is valid");
    let mut renamed = organization();
    renamed.name = "Minato Instruments".to_owned();
    workspace
        .change_organization("o1", &renamed, deed("rename", 2))
        .expect("it is there");
    assert!(undo(&mut workspace));
    let stored = workspace.assessment(ASSESSMENT).expect("it is there");
    assert_eq!(stored.assessment.title(), heading().title);
    assert_eq!(stored.assessment.organization().name, "Minato Instruments");
}

#[test]
fn one_old_change_is_taken_back_and_the_later_ones_stay() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    answer(&mut workspace, "A.1", 1);
    answer(&mut workspace, "A.1", 2);
    answer(&mut workspace, "A.2", 3);
    let history = workspace
        .history(HistoryFilter::default(), 10)
        .expect("it can be read");
    let change = history[1].changes[0].number;
    workspace
        .take_back(change, deed("take_back", 3))
        .expect("it can be taken back");
    assert_eq!(answer_of(&workspace, "A.1"), Some(level(1)));
    assert_eq!(answer_of(&workspace, "A.2"), Some(level(3)));
    assert!(undo(&mut workspace));
    assert_eq!(answer_of(&workspace, "A.1"), Some(level(2)));
    let error = workspace
        .take_back(9_999, deed("take_back", 3))
        .expect_err("there is none");
    assert!(matches!(error, Error::Unknown { .. }), "{error:?}");
}

#[test]
fn a_note_saved_while_it_is_typed_is_one_step() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    answer(&mut workspace, "A.1", 1);
    let mut typing = |text: &str, minute| {
        let text = text.to_owned();
        let within = SignedDuration::from_mins(2);
        workspace
            .change_assessment_on(
                ASSESSMENT,
                deed("note", minute),
                within,
                |assessment, sheet| {
                    assessment.change_entry(sheet, "A.1", |entry| entry.note = text)
                },
            )
            .expect("the note is valid");
    };
    typing("s", 2);
    typing("sa", 3);
    typing("sat", 4);
    typing("sat later", 9);
    assert!(undo(&mut workspace));
    let note = |workspace: &Workspace| {
        let stored = workspace.assessment(ASSESSMENT).expect("it is there");
        stored
            .assessment
            .entry("A.1")
            .expect("it is answered")
            .note
            .clone()
    };
    assert_eq!(note(&workspace), "sat");
    assert!(undo(&mut workspace));
    assert_eq!(note(&workspace), "");
    assert!(redo(&mut workspace));
    assert_eq!(note(&workspace), "sat");
}

#[test]
fn nothing_of_a_finished_assessment_is_undone() -> Result<()> {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    answer(&mut workspace, "A.1", 1);
    workspace.finish(ASSESSMENT, deed("finish", 2))?;
    assert!(!undo(&mut workspace));
    assert!(!redo(&mut workspace));
    Ok(())
}

#[derive(Clone, Debug)]
enum Deed {
    Answer(usize, u8),
    Note(usize, u8),
    Target(usize, u8),
    Actions(Vec<u8>),
    Undo,
    Redo,
}

/// Changes, and steps back and forth, in any order.
fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deeds = prop_oneof![
        (0..6_usize, 0..4_u8).prop_map(|(service, level)| Deed::Answer(service, level)),
        (0..6_usize, 0..4_u8).prop_map(|(service, note)| Deed::Note(service, note)),
        (0..6_usize, 0..4_u8).prop_map(|(service, level)| Deed::Target(service, level)),
        Just(vec![1, 2, 3, 4])
            .prop_shuffle()
            .prop_flat_map(|ids| (0..=4_usize).prop_map(move |count| ids[..count].to_vec()))
            .prop_map(Deed::Actions),
        Just(Deed::Undo),
        Just(Deed::Undo),
        Just(Deed::Redo),
    ];
    proptest::collection::vec(deeds, 1..25)
}

fn for_any_deeds(law: impl Fn(Vec<Deed>)) {
    let mut runner = TestRunner::new(Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&deeds(), |deeds| {
            law(deeds);
            Ok(())
        })
        .expect("the law holds");
}

fn read(workspace: &Workspace) -> Assessment {
    let stored = workspace.assessment(ASSESSMENT);
    stored.expect("it is there").assessment
}

#[test]
fn whatever_was_done_undo_walks_back_through_every_state() {
    for_any_deeds(|deeds| {
        let place = Place::new();
        let mut workspace = place.workspace(None);
        let mut states = vec![read(&workspace)];
        let mut now = 0;
        for deed in deeds {
            match deed {
                Deed::Undo => assert_eq!(undo(&mut workspace), now > 0),
                Deed::Redo => assert_eq!(redo(&mut workspace), now + 1 < states.len()),
                ref other => perform(&mut workspace, other),
            }
            match deed {
                Deed::Undo => now = usize::saturating_sub(now, 1),
                Deed::Redo => now = (now + 1).min(states.len() - 1),
                _ if read(&workspace) == states[now] => {}
                _ => {
                    states.truncate(now + 1);
                    states.push(read(&workspace));
                    now += 1;
                }
            }
            assert_eq!(read(&workspace), states[now]);
        }
    });
}

/// Every step that changed the assessment, the oldest first, but undo and redo themselves.
fn told_steps(workspace: &Workspace) -> Vec<Step> {
    let filter = HistoryFilter {
        assessment: Some(ASSESSMENT),
        ..HistoryFilter::default()
    };
    let mut steps = workspace.history(filter, 1_000).expect("it can be read");
    steps.retain(|step| step.what == "change");
    steps.reverse();
    steps
}

#[test]
fn what_was_undone_and_not_done_again_is_told_so_for_ever() {
    for_any_deeds(|deeds| {
        let place = Place::new();
        let mut workspace = place.workspace(None);
        // By number: what is in force, and what was undone and can be done again.
        let (mut done, mut undone) = (Vec::new(), Vec::new());
        for deed in &deeds {
            match deed {
                Deed::Undo => {
                    undo(&mut workspace);
                    undone.extend(done.pop());
                }
                Deed::Redo => {
                    redo(&mut workspace);
                    done.extend(undone.pop());
                }
                other => {
                    let before = told_steps(&workspace).len();
                    perform(&mut workspace, other);
                    let steps = told_steps(&workspace);
                    if steps.len() > before {
                        done.push(steps[before].number);
                        undone.clear();
                    }
                }
            }
            for step in told_steps(&workspace) {
                assert_eq!(step.is_undone, !done.contains(&step.number), "{step:?}");
            }
        }
        // What is not told to be undone is what the assessment consists of.
        let mut in_force: BTreeMap<(Slot, String), Option<serde_json::Value>> = BTreeMap::new();
        let mut at_first = BTreeMap::new();
        for step in told_steps(&workspace) {
            for change in step.changes {
                let part = (change.slot, change.subject);
                at_first.entry(part.clone()).or_insert(change.before);
                if !step.is_undone {
                    in_force.insert(part, change.after);
                }
            }
        }
        let now = read(&workspace);
        for ((slot, subject), first) in at_first {
            let expected = in_force.remove(&(slot, subject.clone())).unwrap_or(first);
            let found = match slot {
                Slot::Answer => now.answer(&subject).map(|it| json!(it)),
                Slot::Note => now
                    .entry(&subject)
                    .map(|entry| json!(entry.note))
                    .filter(|note| note != ""),
                Slot::Target => now
                    .entry(&subject)
                    .and_then(|it| it.target)
                    .map(|it| json!(it)),
                _ => continue,
            };
            assert_eq!(found, expected, "{slot:?} {subject}");
        }
    });
}

#[test]
fn a_change_can_be_taken_back_exactly_where_that_changes_something() {
    for_any_deeds(|deeds| {
        let place = Place::new();
        let mut workspace = place.workspace(None);
        for deed in &deeds {
            match deed {
                Deed::Undo => drop(undo(&mut workspace)),
                Deed::Redo => drop(redo(&mut workspace)),
                other => perform(&mut workspace, other),
            }
        }
        let changes = told_steps(&workspace)
            .into_iter()
            .flat_map(|step| step.changes);
        for change in changes {
            let stored = workspace.assessment(ASSESSMENT).expect("it is there");
            let offered = workspace.can_take_back(&stored, &change);
            let taken_back = workspace.take_back(change.number, self::deed("take_back", 4));
            let differs = taken_back.is_ok_and(|after| after.assessment != stored.assessment);
            assert_eq!(offered, differs, "{change:?}");
        }
    });
}

fn perform(workspace: &mut Workspace, what: &Deed) {
    let services: Vec<String> = sheet()
        .services()
        .map(|service| service.id.to_string())
        .collect();
    workspace
        .change_assessment(
            ASSESSMENT,
            deed("change", 1),
            |assessment, sheet| match what {
                Deed::Answer(service, 0) => assessment.set_answer(sheet, &services[*service], None),
                Deed::Answer(service, number) => {
                    assessment.set_answer(sheet, &services[*service], Some(level(*number)))
                }
                Deed::Note(service, number) => {
                    assessment.change_entry(sheet, &services[*service], |entry| {
                        entry.note = "x".repeat(usize::from(*number));
                    })
                }
                Deed::Target(service, number) => {
                    assessment.set_target(sheet, &services[*service], Some(Level::new(*number)))
                }
                Deed::Actions(ids) => {
                    let actions = ids
                        .iter()
                        .map(|id| action(&id.to_string(), "A.1", 1))
                        .collect();
                    assessment.set_actions(sheet, actions)
                }
                Deed::Undo | Deed::Redo => unreachable!("they change nothing by themselves"),
            },
        )
        .expect("the change is valid");
}
