//! Rounds: finishing, going on, correcting.

use super::*;

#[test]
fn a_finished_round_stays_and_the_next_one_begins_with_its_plan() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    for place in 0..view.entries.len() {
        computer.answer(&view, place, 2);
    }
    let home = computer.home();
    assert_eq!(
        home.next,
        Some(NextAction::ReviewResults {
            assessment: view.id.clone()
        })
    );
    let profiles = ask::profiles(&computer.desktop, view.sheet.clone()).expect("there are some");
    let request = ApplyTargets {
        assessment: view.id.clone(),
        from: TargetSource::Profile {
            id: profiles[0].id.clone(),
        },
        keep_existing: false,
    };
    let targeted = ask::apply_targets(&computer.desktop, request).expect("targets are set");
    assert_eq!(targeted.targets_from.as_ref(), Some(&profiles[0].title));
    let action = ActionInput {
        service: view.entries[0].service.clone(),
        to_level: 3,
        title: "手順を文書化する".to_owned(),
        deliverable: String::new(),
        owner: "品質保証部".to_owned(),
        due: Some(day("2027-02-01")),
        effort_days: None,
        state: ActionState::Planned,
    };
    let request = AddActions {
        assessment: view.id.clone(),
        actions: vec![action],
    };
    let roadmap = ask::add_actions(&computer.desktop, request).expect("it is taken on");
    assert_eq!(roadmap.quarters.len(), 1);
    assert_eq!(roadmap.owners, ["品質保証部"]);

    let request = FinishAssessment {
        assessment: view.id.clone(),
        date: day("2026-11-20"),
    };
    let finished = ask::finish_assessment(&computer.desktop, request).expect("it is finished");
    assert_eq!(finished.state, AssessmentState::Finished);
    assert_eq!(finished.heading.date, day("2026-11-20"));
    let request = SaveAnswer {
        of: of(&view, 0),
        answer: None,
    };
    assert_eq!(
        code(ask::save_answer(&computer.desktop, request)),
        FailureCode::Finished
    );

    let request = OfAction {
        assessment: view.id.clone(),
        id: roadmap.actions[0].id.clone(),
    };
    let roadmap = ask::remove_action(&computer.desktop, request).expect("the plan goes on");
    assert!(roadmap.actions.is_empty());
    let undone = ask::undo(&computer.desktop, of_assessment(&view)).expect("it can be undone");
    assert_eq!(
        undone.change.map(|change| change.what),
        Some(ChangedField::Action)
    );

    let request = PlanRound {
        assessment: view.id.clone(),
        date: Some(day("2027-11-01")),
    };
    let trend = ask::plan_round(&computer.desktop, request).expect("it can be planned");
    let planned = trend.planned.expect("it is planned");
    assert!(planned.projection.overall > planned.projection.overall_today);

    let request = NextRound {
        assessment: view.id.clone(),
        title: "2回目".to_owned(),
        date: day("2027-11-01"),
        sheet: None,
        keep_indicators: false,
    };
    let next = ask::next_round(&computer.desktop, request).expect("it begins");
    let previous = next.entries[0]
        .previous
        .as_ref()
        .expect("there is a last time");
    assert_eq!(previous.answer, Some(Answer::Level { level: 2 }));
    assert_eq!(next.entries[0].answer, None);
    let roadmap = ask::roadmap(&computer.desktop, of_assessment(&next)).expect("it has a plan");
    assert_eq!(roadmap.actions.len(), 1, "open actions come along");
    let trend = ask::trend(&computer.desktop, of_assessment(&next)).expect("there is a trend");
    assert_eq!(trend.rounds.len(), 2);
    assert_eq!(trend.planned, None, "what was planned has begun");
}

#[test]
fn a_corrected_round_leaves_the_trend_to_its_correction() {
    let computer = Computer::with_sample(Language::En);
    let newest = computer.rounds()[0].clone();
    let request = CorrectRound {
        assessment: newest.id.clone(),
        title: newest.title.clone(),
        date: newest.date,
    };
    let correction = ask::correct_round(&computer.desktop, request).expect("it begins");
    assert_eq!(correction.state, AssessmentState::Draft);
    let previous = correction
        .previous
        .as_ref()
        .expect("there is a round before");
    assert_ne!(
        previous.assessment, newest.id,
        "it follows what that one followed"
    );
    let request = FinishAssessment {
        assessment: correction.id.clone(),
        date: newest.date,
    };
    ask::finish_assessment(&computer.desktop, request).expect("it is finished");
    let trend = ask::trend(&computer.desktop, named(&correction.id)).expect("there is a trend");
    let rounds: Vec<&str> = trend
        .rounds
        .iter()
        .map(|one| one.assessment.as_str())
        .collect();
    assert_eq!(rounds.len(), 3);
    assert!(!rounds.contains(&newest.id.as_str()));
    let corrects = trend.rounds[2]
        .corrects
        .as_ref()
        .expect("it says what it corrects");
    assert_eq!(corrects.assessment, newest.id);
}

#[test]
fn a_draft_is_renamed_dated_and_moved_and_a_finished_round_is_not() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let heading = |title: &str, scope: &str| SaveHeading {
        assessment: view.id.clone(),
        title: title.to_owned(),
        scope: scope.to_owned(),
        date: day("2026-02-03"),
    };
    let save = |request| ask::save_heading(&computer.desktop, request);
    let renamed = save(heading(" Spring ", " Gateways ")).expect("a draft can be renamed");
    assert_eq!(renamed.heading.title, "Spring");
    assert_eq!(renamed.heading.scope, "Gateways");
    assert_eq!(renamed.heading.date, day("2026-02-03"));
    assert_eq!(
        renamed.heading.organization_name,
        view.heading.organization_name
    );
    assert_eq!(
        code(save(heading("  ", "Gateways"))),
        FailureCode::InvalidInput
    );

    // A second scope with a round of its own, to move to.
    let other = CreateAssessment {
        organization: view.organization.clone(),
        sheet: view.sheet.clone(),
        scope: "Controllers".to_owned(),
        title: "Controllers".to_owned(),
        date: day("2026-01-01"),
        profile: None,
    };
    let other = ask::create_assessment(&computer.desktop, other).expect("it can be made");
    let rounds = || {
        let request = OfAssessment {
            assessment: other.id.clone(),
        };
        let trend = ask::trend(&computer.desktop, request).expect("there is one");
        trend.rounds.len()
    };
    assert_eq!(rounds(), 1);
    save(heading("Spring", "Controllers")).expect("it can be moved");
    assert_eq!(rounds(), 2, "it belongs to the other scope now");

    let request = FinishAssessment {
        assessment: view.id.clone(),
        date: day("2026-02-03"),
    };
    ask::finish_assessment(&computer.desktop, request).expect("it can be finished");
    assert_eq!(
        code(save(heading("Summer", "Controllers"))),
        FailureCode::Finished
    );
}

#[test]
fn many_actions_are_changed_in_one_step_as_they_were_tried() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let action = |place: usize, days: f64| ActionInput {
        service: view.entries[place].service.clone(),
        to_level: 2,
        title: format!("Action {place}"),
        deliverable: String::new(),
        owner: String::new(),
        due: None,
        effort_days: Some(days),
        state: ActionState::Planned,
    };
    let request = AddActions {
        assessment: view.id.clone(),
        actions: vec![action(0, 10.0), action(1, 10.0), action(2, 20.0)],
    };
    let before = ask::add_actions(&computer.desktop, request).expect("they are taken on");
    let first = before.ahead[1];
    let request = ChangeActions {
        assessment: view.id.clone(),
        ids: before.actions.iter().map(|one| one.id.clone()).collect(),
        owner: Some("Sato".to_owned()),
        due: DueChange::Pace { first, days: 20.0 },
        state: Some(ActionState::InProgress),
    };
    let tried = ask::try_actions(&computer.desktop, request.clone()).expect("it can be tried");
    let now = ask::roadmap(&computer.desktop, of_assessment(&view)).expect("it is there");
    assert_eq!(now, before, "what is tried changes nothing");

    let changed = ask::change_actions(&computer.desktop, request).expect("they can be changed");
    assert_eq!(changed, tried);
    assert_eq!(changed.owners, ["Sato"]);
    let loads: Vec<f64> = changed.quarters.iter().map(|one| one.days.known).collect();
    assert_eq!(loads, [20.0, 20.0]);
    let states = changed.actions.iter().map(|one| one.state);
    assert!(states.clone().all(|state| state == ActionState::InProgress));

    ask::undo(&computer.desktop, of_assessment(&view)).expect("it can be undone");
    let undone = ask::roadmap(&computer.desktop, of_assessment(&view)).expect("it is there");
    assert_eq!(undone, before, "all of it is undone at once");
}

#[test]
fn a_plan_that_never_ends_is_told_in_both_languages_and_changes_nothing() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let request = AddActions {
        assessment: view.id.clone(),
        actions: vec![ActionInput {
            service: view.entries[0].service.clone(),
            to_level: 2,
            title: "Action".to_owned(),
            deliverable: String::new(),
            owner: String::new(),
            due: None,
            effort_days: Some(1_000.0),
            state: ActionState::Planned,
        }],
    };
    let before = ask::add_actions(&computer.desktop, request).expect("it is taken on");
    let first = before.ahead[0];
    let change = |ids: Vec<String>, due: DueChange| {
        let request = ChangeActions {
            assessment: view.id.clone(),
            ids,
            owner: None,
            due,
            state: None,
        };
        ask::change_actions(&computer.desktop, request)
    };
    let ids: Vec<String> = before.actions.iter().map(|one| one.id.clone()).collect();
    let never = DueChange::Pace { first, days: 1.0 };
    let failure = change(ids.clone(), never).expect_err("it takes too long");
    assert_eq!(failure.code, FailureCode::InvalidInput);
    assert!(failure.faults[0].message.ja.contains("10年"));
    for days in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let refused = change(ids.clone(), DueChange::Pace { first, days });
        assert_eq!(code(refused), FailureCode::InvalidInput);
    }
    let unknown = change(vec!["nothing".to_owned()], DueChange::Never);
    assert_eq!(code(unknown), FailureCode::NotFound);
    let now = ask::roadmap(&computer.desktop, of_assessment(&view)).expect("it is there");
    assert_eq!(now, before);
}
