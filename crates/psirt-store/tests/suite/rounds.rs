//! Finished assessments stay, and the next round begins with what is still true.

use psirt_core::assessment::{ActionState, AssessmentState, Evidence, KeptPlan, KeptStep};
use psirt_core::trend::Bridge;
use psirt_core::{Answer, Assessment, Crosswalk, Level, Sheet, SheetId};
use psirt_store::{Error, NextRound, Workspace};

use crate::common::{ASSESSMENT, Place, SCOPE, WHO, action, deed, heading, level, sheet};

/// A workspace whose draft is answered, annotated, and has one action of each state.
fn answered(place: &Place) -> Workspace {
    let mut workspace = place.workspace(None);
    workspace
        .change_assessment(ASSESSMENT, deed("answer", 1), |assessment, sheet| {
            assessment.change_entry(sheet, "A.1", |entry| {
                entry.answer = Some(level(2));
                "メモ".clone_into(&mut entry.note);
                WHO.clone_into(&mut entry.owner);
                entry.target = Some(Level::new(3));
                entry.indicators.insert("1a".to_owned());
                entry.evidence.push(Evidence {
                    title: "手順書".to_owned(),
                    place: String::new(),
                    date: None,
                    kind: None,
                });
            })?;
            assessment.set_answer(sheet, "B.1", Some(level(0)))?;
            let actions = ActionState::ALL.into_iter().zip(["p", "i", "d", "x"]);
            let actions = actions.map(|(state, id)| {
                let mut action = action(id, "A.1", 3);
                action.state = state;
                action
            });
            assessment.set_actions(sheet, actions.collect())?;
            assessment.set_profile(Some("own".to_owned()))?;
            Ok(())
        })
        .expect("the answers are valid");
    workspace
}

fn next<'a>(sheet: &'a Sheet, bridge: &'a Bridge, keeps_indicators: bool) -> NextRound<'a> {
    NextRound {
        id: "a2",
        title: "2027",
        date: "2027-11-05".parse().expect("it is a day"),
        sheet,
        bridge,
        keeps_indicators,
    }
}

#[test]
fn a_finished_assessment_never_changes() {
    let place = Place::new();
    let mut workspace = answered(&place);
    let milestone = workspace
        .finish(ASSESSMENT, deed("finish", 2))
        .expect("it is a draft");
    assert_eq!(milestone.assessment.state(), AssessmentState::Finished);
    assert_eq!(milestone.figures.overall.score, Some(1.0));
    assert_eq!(milestone.figures.overall.answered, 2);
    assert_eq!(milestone.figures.lowest_level, Some(Level::LOWEST));
    assert_eq!(milestone.finished_by, WHO);

    let finished = |error: Error| assert!(matches!(error, Error::Finished { .. }), "{error:?}");
    finished(
        workspace
            .set_answer(ASSESSMENT, "A.1", None, deed("answer", 3))
            .expect_err("it is finished"),
    );
    finished(
        workspace
            .finish(ASSESSMENT, deed("finish", 3))
            .expect_err("it is finished"),
    );
    finished(
        workspace
            .set_document(ASSESSMENT, "plan", Some(&1), deed("plan", 3))
            .expect_err("it is finished"),
    );
    let annotated = workspace
        .annotate(ASSESSMENT, "あとで気づいたこと", deed("annotate", 4))
        .expect("a word beside it is allowed");
    assert_eq!(annotated.annotation, "あとで気づいたこと");
    assert_eq!(annotated.assessment, milestone.assessment);
    let text = workspace.milestone_text(ASSESSMENT).expect("it is frozen");
    assert_eq!(text, milestone.assessment.to_json());
}

#[test]
fn the_file_itself_refuses_to_change_what_is_finished() {
    let place = Place::new();
    let mut workspace = answered(&place);
    workspace
        .finish(ASSESSMENT, deed("finish", 2))
        .expect("it is a draft");
    drop(workspace);
    let connection = rusqlite::Connection::open(place.file()).expect("it is a database");
    for statement in [
        "UPDATE assessment SET title = 'x'",
        "UPDATE assessment SET state = 'draft'",
        "UPDATE answer SET level = 3",
        "DELETE FROM answer",
        "INSERT INTO answer VALUES ('a1', 'B.3', 'dont_know', NULL, NULL, '[]', '', '')",
        "UPDATE target SET level = 0",
        "DELETE FROM target",
        "INSERT INTO target VALUES ('a1', 'B.3', 1)",
        "UPDATE evidence SET title = 'x'",
        "DELETE FROM evidence",
        "INSERT INTO evidence VALUES ('a1', 'B.3', 0, 'x', '', NULL)",
        "INSERT INTO document VALUES ('a1', 'plan', '{}')",
        "UPDATE sheet_copy SET text = '{}'",
        "DELETE FROM sheet_copy",
        "UPDATE milestone SET text = '{}'",
        "UPDATE milestone SET figures = '{}'",
    ] {
        connection.execute(statement, ()).expect_err(statement);
    }
}

#[test]
fn the_plan_of_the_last_round_goes_on_until_the_next_one_takes_it_over() {
    let place = Place::new();
    let mut workspace = answered(&place);
    let frozen = workspace
        .finish(ASSESSMENT, deed("finish", 2))
        .expect("it is a draft")
        .assessment;
    let planned = workspace
        .change_plan(ASSESSMENT, deed("actions", 3), |actions| {
            actions.truncate(1);
        })
        .expect("the plan goes on");
    assert_eq!(planned.assessment.actions(), &frozen.actions()[..1]);
    assert_eq!(planned.assessment.state(), AssessmentState::Finished);
    let text = workspace.milestone_text(ASSESSMENT).expect("it is frozen");
    assert_eq!(text, frozen.to_json(), "what was frozen stays");
    let undone = workspace
        .undo(ASSESSMENT, WHO, deed("undo", 4).at)
        .expect("it can be undone")
        .expect("there is a step");
    assert_eq!(undone.stored.assessment, frozen);
    let refused = workspace.set_answer(ASSESSMENT, "A.1", None, deed("answer", 5));
    assert!(
        matches!(refused, Err(Error::Finished { .. })),
        "{refused:?}"
    );

    let bridge = Bridge::between(sheet(), sheet(), &[]);
    let next = NextRound {
        id: "next",
        title: "next",
        date: "2027-11-06".parse().expect("it is a day"),
        sheet: sheet(),
        bridge: &bridge,
        keeps_indicators: false,
    };
    workspace
        .start_next_round(ASSESSMENT, next, deed("next", 6))
        .expect("it can begin");
    let late = workspace.change_plan(ASSESSMENT, deed("actions", 7), Vec::clear);
    assert!(matches!(late, Err(Error::Finished { .. })), "{late:?}");
    let late = workspace.redo(ASSESSMENT, WHO, deed("redo", 8).at);
    assert!(matches!(late, Err(Error::Finished { .. })), "{late:?}");
}

#[test]
fn a_plan_under_a_budget_is_kept_with_its_round_and_stays_behind() {
    let place = Place::new();
    let mut workspace = answered(&place);
    let plan = |days| KeptPlan {
        budget_days: days,
        steps: vec![KeptStep {
            service: "A.1".into(),
            to_level: Level::new(3),
            days: 5.0,
        }],
        left_out: Vec::new(),
    };
    workspace
        .keep_plan(ASSESSMENT, Some(plan(20.0)), deed("plan", 2))
        .expect("the step is the sheet's own");
    let milestone = workspace
        .finish(ASSESSMENT, deed("finish", 3))
        .expect("it is a draft");
    assert_eq!(milestone.assessment.plan(), Some(&plan(20.0)));
    workspace
        .keep_plan(ASSESSMENT, Some(plan(40.0)), deed("plan", 4))
        .expect("the plan goes on");
    let frozen = workspace.milestone_text(ASSESSMENT).expect("it is frozen");
    assert!(frozen.contains("20.0"), "what was frozen stays: {frozen}");
    let undone = workspace
        .undo(ASSESSMENT, WHO, deed("undo", 5).at)
        .expect("it can be undone")
        .expect("there is a step");
    assert_eq!(undone.stored.assessment.plan(), Some(&plan(20.0)));

    let correction = workspace
        .start_correction(ASSESSMENT, "a3", deed("correct", 6))
        .expect("it is finished");
    assert_eq!(correction.assessment.plan(), Some(&plan(20.0)));
    let bridge = Bridge::between(sheet(), sheet(), &[]);
    let round = workspace
        .start_next_round(ASSESSMENT, next(sheet(), &bridge, false), deed("start", 7))
        .expect("it can begin");
    assert_eq!(round.assessment.plan(), None, "the next round plans anew");
    let late = workspace.keep_plan(ASSESSMENT, None, deed("plan", 8));
    assert!(matches!(late, Err(Error::Finished { .. })), "{late:?}");
}

#[test]
fn a_finished_assessment_can_be_erased_whole() {
    let place = Place::new();
    let mut workspace = answered(&place);
    workspace
        .finish(ASSESSMENT, deed("finish", 2))
        .expect("it is a draft");
    workspace
        .erase_assessment(place.folder(), ASSESSMENT)
        .expect("it is there");
    let gone = workspace.assessment(ASSESSMENT);
    assert!(matches!(gone, Err(Error::Unknown { .. })), "{gone:?}");
    drop(workspace);
    let connection = rusqlite::Connection::open(place.file()).expect("it is a database");
    for table in [
        "answer",
        "target",
        "evidence",
        "action",
        "milestone",
        "sheet_copy",
    ] {
        let query = format!("SELECT count(*) FROM {table}");
        let rows: i64 = connection
            .query_row(&query, (), |row| row.get(0))
            .expect("it counts");
        assert_eq!(rows, 0, "{table}");
    }
}

#[test]
fn a_milestone_keeps_the_sheet_it_was_made_with() {
    let place = Place::new();
    let mut workspace = answered(&place);
    workspace
        .finish(ASSESSMENT, deed("finish", 2))
        .expect("it is a draft");
    // A later program ships the same edition with a mended text.
    let text = sheet()
        .to_json()
        .replace("Service A.1\"", "Service A.1, reworded\"");
    let mended = Sheet::parse(&text).expect("it is a sheet");
    assert_ne!(mended, **sheet());
    let newer = Assessment::new("a2", &mended, heading()).expect("it is valid");
    workspace
        .add_assessment(&newer, &mended, SCOPE, deed("add", 3))
        .expect("it is new");
    drop(workspace);
    let workspace = place.open(None).expect("it can be opened");
    let milestone = workspace.milestone(ASSESSMENT).expect("it is finished");
    assert_eq!(*milestone.sheet, **sheet());
    let newer = workspace.assessment("a2").expect("it is there");
    assert_eq!(*newer.sheet, mended);
}

#[test]
fn the_next_round_carries_what_is_still_true_and_no_answer() {
    let place = Place::new();
    let mut workspace = answered(&place);
    workspace
        .finish(ASSESSMENT, deed("finish", 2))
        .expect("it is a draft");
    let bridge = Bridge::between(sheet(), sheet(), &[]);
    let stored = workspace
        .start_next_round(ASSESSMENT, next(sheet(), &bridge, false), deed("start", 3))
        .expect("it can be started");
    let round = &stored.assessment;
    assert_eq!(stored.follows.as_deref(), Some(ASSESSMENT));
    assert_eq!(round.state(), AssessmentState::Draft);
    assert_eq!(round.title(), "2027");
    assert_eq!(round.profile(), Some("own"));
    assert!(round.entries().values().all(|entry| entry.answer.is_none()));
    let entry = round.entry("A.1").expect("something is carried");
    assert_eq!((entry.note.as_str(), entry.owner.as_str()), ("メモ", WHO));
    assert_eq!(entry.target, Some(Level::new(3)));
    assert!(entry.indicators.is_empty() && entry.evidence.is_empty());
    let open: Vec<&str> = round
        .actions()
        .iter()
        .map(|action| action.id.as_str())
        .collect();
    assert_eq!(open, ["p", "i"], "what is done or dropped stays behind");
}

#[test]
fn ticked_indicators_are_kept_by_choice() {
    let place = Place::new();
    let mut workspace = answered(&place);
    let bridge = Bridge::between(sheet(), sheet(), &[]);
    let stored = workspace
        .start_next_round(ASSESSMENT, next(sheet(), &bridge, true), deed("start", 3))
        .expect("it can be started");
    let entry = stored
        .assessment
        .entry("A.1")
        .expect("something is carried");
    assert!(entry.indicators.contains("1a"));
}

#[test]
fn a_round_on_another_sheet_carries_what_a_crosswalk_joins() {
    let place = Place::new();
    let mut workspace = answered(&place);
    let text = sheet()
        .to_json()
        .replace("\"id\": \"small\"", "\"id\": \"other\"");
    // What was A.1 is now A.2, and A.1 is something new.
    let other = Sheet::parse(&text).expect("it is a sheet");
    let text = serde_json::json!({"en": "why", "ja": "理由"});
    let only = |ids: [&str; 5]| ids.map(|id| serde_json::json!({"service": id, "note": text}));
    let crosswalk = serde_json::json!({
        "format": 1,
        "id": "small--other",
        "from": "small",
        "to": "other",
        "links": [{"from": "A.1", "to": "A.2", "relation": "same"}],
        "only_in_from": only(["A.2", "A.3", "B.1", "B.2", "B.3"]),
        "only_in_to": only(["A.1", "A.3", "B.1", "B.2", "B.3"]),
    });
    let sheet_of = |id: &SheetId| {
        if *id == "small" {
            Some(&**sheet())
        } else {
            Some(&other)
        }
    };
    let crosswalk = Crosswalk::parse(&crosswalk.to_string(), sheet_of).expect("it is valid");
    let bridge = Bridge::between(sheet(), &other, &[&crosswalk]);
    let stored = workspace
        .start_next_round(ASSESSMENT, next(&other, &bridge, true), deed("start", 3))
        .expect("it can be started");
    let round = &stored.assessment;
    assert_eq!(round.sheet().id, "other");
    assert_eq!(round.entry("A.1"), None);
    assert_eq!(round.entry("A.2").expect("it continues").note, "メモ");
    assert!(round.actions().iter().all(|action| action.service == "A.2"));
    assert_eq!(round.profile(), None, "a profile belongs to its sheet");
}

#[test]
fn a_correction_names_what_it_corrects() {
    let place = Place::new();
    let mut workspace = answered(&place);
    let draft = workspace.start_correction(ASSESSMENT, "a2", deed("correct", 2));
    assert!(matches!(draft, Err(Error::NotFinished { .. })), "{draft:?}");
    workspace
        .finish(ASSESSMENT, deed("finish", 2))
        .expect("it is a draft");
    let correction = workspace
        .start_correction(ASSESSMENT, "a2", deed("correct", 3))
        .expect("it is finished");
    assert_eq!(correction.assessment.answer("A.1"), Some(&level(2)));
    assert_eq!(correction.assessment.actions().len(), 4);
    let old = workspace.milestone(ASSESSMENT).expect("it is finished");
    assert_eq!(old.corrected_by, None, "not before it is finished");
    workspace
        .set_answer("a2", "A.1", Some(Answer::DontKnow), deed("answer", 4))
        .expect("it is a draft");
    workspace
        .finish("a2", deed("finish", 5))
        .expect("it is a draft");
    let both = workspace.milestones(SCOPE).expect("they can be read");
    assert_eq!(both.len(), 2);
    assert_eq!(both[0].corrected_by.as_deref(), Some("a2"));
    assert_eq!(both[1].corrects.as_deref(), Some(ASSESSMENT));
    assert_eq!(both[0].assessment.answer("A.1"), Some(&level(2)));
}
