//! The first weeks of an organization that begins, on Home.

use super::super::use_cases as ask;
use super::*;
use psirt_app::kit::kit;
use psirt_app::workspaces::user;

/// The weeks of the organization with this id.
fn weeks(computer: &Computer, organization: &str) -> WeeksView {
    let home = computer.home();
    let mut all = home.organizations.into_iter();
    let found = all.find(|one| one.id == organization);
    found.expect("it is on the list").weeks
}

fn tick(computer: &Computer, organization: &str, task: &str, done: bool) {
    let request = TickTask {
        organization: organization.to_owned(),
        task: task.to_owned(),
        done,
    };
    ask::tick_task(&computer.desktop, request).expect("it can be ticked");
}

fn show(computer: &Computer, organization: &str, shown: bool) {
    let organization = organization.to_owned();
    let request = ShowWeeks {
        organization,
        shown,
    };
    ask::show_weeks(&computer.desktop, request).expect("it can be asked");
}

/// Takes the targets of the profile that the weeks lead to.
fn takes_the_profile(computer: &Computer, draft: &AssessmentView) {
    let request = ApplyTargets {
        assessment: draft.id.clone(),
        from: TargetSource::Profile {
            id: kit().profile().to_owned(),
        },
        keep_existing: false,
    };
    ask::apply_targets(&computer.desktop, request).expect("it is a profile of the sheet");
}

fn ids() -> Vec<&'static str> {
    kit().tasks().iter().map(|task| task.id.as_str()).collect()
}

#[test]
fn whoever_takes_the_profile_of_the_kit_sees_the_weeks_until_all_is_done() {
    let computer = Computer::with_workspace();
    let draft = computer.draft();
    let organization = &draft.organization;
    assert!(!weeks(&computer, organization).shown, "nobody begins yet");
    takes_the_profile(&computer, &draft);
    let view = weeks(&computer, organization);
    assert!(view.shown);
    assert_eq!(view.assessment.as_deref(), Some(draft.id.as_str()));
    let (last, others) = kit().tasks().split_last().expect("a kit has tasks");
    for task in others {
        tick(&computer, organization, &task.id, true);
        assert!(weeks(&computer, organization).shown, "{}", task.id);
    }
    tick(&computer, organization, &last.id, true);
    let view = weeks(&computer, organization);
    let done: Vec<&str> = view.done.iter().map(|one| one.task.as_str()).collect();
    assert_eq!(done, ids());
    assert!(!view.shown, "everything is done");
    tick(&computer, organization, &last.id, false);
    let view = weeks(&computer, organization);
    assert!(view.shown, "something is open again");
    assert_eq!(view.done.len(), others.len());
}

#[test]
fn weeks_that_were_put_away_or_asked_for_stay_so_and_lose_no_tick() {
    let mut computer = Computer::with_workspace();
    let draft = computer.draft();
    let organization = &draft.organization;
    show(&computer, organization, true);
    tick(&computer, organization, ids()[0], true);
    let before = weeks(&computer, organization);
    assert!(before.shown && before.done.len() == 1);
    assert_eq!(before.done[0].who, user());
    takes_the_profile(&computer, &draft);
    show(&computer, organization, false);
    computer.restart();
    let after = weeks(&computer, organization);
    assert!(!after.shown, "they stay away, whatever the profile");
    assert_eq!(after.done, before.done);
    show(&computer, organization, true);
    assert_eq!(weeks(&computer, organization).done, before.done);
}

#[test]
fn a_tick_stays_with_its_organization_over_rounds_and_the_bin_and_goes_when_it_is_erased() {
    let computer = Computer::with_workspace();
    let draft = computer.draft();
    let other = computer.draft();
    let organization = &draft.organization;
    tick(&computer, organization, ids()[2], true);
    assert!(weeks(&computer, &other.organization).done.is_empty());

    let next = NextRound {
        assessment: draft.id.clone(),
        title: "2回目".to_owned(),
        date: day("2027-11-06"),
        sheet: None,
        keep_indicators: false,
    };
    let next = ask::next_round(&computer.desktop, next).expect("it begins");
    let view = weeks(&computer, organization);
    assert_eq!(view.done.len(), 1);
    assert_eq!(view.assessment.as_deref(), Some(next.id.as_str()));

    let of = || OfOrganization {
        organization: organization.clone(),
    };
    ask::remove_organization(&computer.desktop, of()).expect("it goes into the bin");
    ask::restore_organization(&computer.desktop, of()).expect("it comes back");
    assert_eq!(weeks(&computer, organization).done, view.done);
    ask::remove_organization(&computer.desktop, of()).expect("it goes into the bin");
    ask::erase_organization(&computer.desktop, of()).expect("it is erased");
    let mut state = computer.desktop.state();
    let session = state.open().expect("the workspace is open");
    let kept: Option<serde_json::Value> = session.workspace.setting("weeks").expect("it is JSON");
    let kept = kept.expect("another organization may have some");
    assert_eq!(kept, serde_json::json!({}), "nothing tells of it any more");
}

#[test]
fn a_tick_changes_no_answer_target_or_history_of_a_round() {
    let computer = Computer::with_workspace();
    let draft = computer.draft();
    let before = ask::assessment(&computer.desktop, of_assessment(&draft)).expect("it is there");
    for task in ids() {
        tick(&computer, &draft.organization, task, true);
    }
    let after = ask::assessment(&computer.desktop, of_assessment(&draft)).expect("it is there");
    assert_eq!(after, before);
}

#[test]
fn a_task_or_organization_that_is_not_there_is_refused() {
    let computer = Computer::with_workspace();
    let draft = computer.draft();
    for (organization, task) in [
        (draft.organization.as_str(), "nonsense"),
        ("nobody", ids()[0]),
    ] {
        let request = TickTask {
            organization: organization.to_owned(),
            task: task.to_owned(),
            done: true,
        };
        let refused = ask::tick_task(&computer.desktop, request);
        assert_eq!(code(refused), FailureCode::NotFound);
    }
}

#[test]
fn the_weeks_are_told_in_order_with_their_services_by_name() {
    let computer = Computer::with_workspace();
    let told = ask::kit(&computer.desktop).expect("there is a kit");
    assert!(told.tasks.is_sorted_by_key(|task| task.week));
    assert_eq!(told.tasks.len(), ids().len());
    for task in &told.tasks {
        assert_ne!(task.service.title.en, task.service.id, "{}", task.id);
        assert!(told.documents.iter().any(|one| one.id == task.document));
    }
}
