//! A plan against its outcome.

mod small;

use psirt_core::assessment::{Action, ActionState, KeptPlan, KeptStep};
use psirt_core::gap::gaps;
use psirt_core::plan::plan;
use psirt_core::review::review;
use psirt_core::trend::Round;
use psirt_core::{Assessment, Date, Level, ServiceId, Sheet, score};
use small::{assessment, sheet, sheet_named};

fn action(id: &str, service: &str, to_level: u8, due: Date) -> Action {
    Action {
        id: id.into(),
        service: service.into(),
        to_level: Level::new(to_level),
        title: "do it".into(),
        deliverable: String::new(),
        owner: String::new(),
        due: Some(due),
        effort_days: None,
        state: ActionState::Planned,
    }
}

fn step(service: &str, to_level: u8) -> KeptStep {
    KeptStep {
        service: service.into(),
        to_level: Level::new(to_level),
        days: 5.0,
    }
}

/// Level 1 everywhere; a plan for 1.1 that leaves 1.2 out, an action on 1.1 that is due the day
/// after the later round and one on 2.1 that is due in time.
fn earlier(sheet: &Sheet) -> Assessment {
    let mut earlier = assessment(sheet, "1.1=1>3 1.2=1>2 2.1=1>2 2.2=1");
    let late = small::DAY.tomorrow().expect("a day after");
    let actions = vec![
        action("late", "1.1", 3, late),
        action("in time", "2.1", 2, small::DAY),
    ];
    earlier.set_actions(sheet, actions).expect("they are valid");
    let plan = KeptPlan {
        budget_days: 10.0,
        steps: vec![step("1.1", 2), step("1.1", 3)],
        left_out: vec![step("1.2", 2)],
    };
    earlier.set_plan(sheet, Some(plan)).expect("it is valid");
    earlier
}

fn round<'a>(sheet: &'a Sheet, assessment: &'a Assessment) -> Round<'a> {
    Round { sheet, assessment }
}

#[test]
fn each_step_of_a_plan_is_set_beside_what_was_found() {
    let sheet = sheet("1: 1.1 1.2 | 2: 2.1 2.2");
    let earlier = earlier(&sheet);
    let later = assessment(&sheet, "1.1=2 1.2=2 2.1=? 2.2=3");
    let review = review(round(&sheet, &earlier), round(&sheet, &later), &[]);
    let steps: Vec<(String, bool, Option<bool>)> = review
        .steps
        .iter()
        .map(|of| {
            let step = format!("{}→{}", of.step.service, of.step.to_level);
            (step, of.chosen, of.reached)
        })
        .collect();
    assert_eq!(
        steps,
        [
            ("1.1→2".to_owned(), true, Some(true)),
            ("1.1→3".to_owned(), true, Some(false)),
            ("1.2→2".to_owned(), false, Some(true)),
        ],
        "what was left out and reached all the same is shown too"
    );
    assert_eq!(review.steps_reached(), (1, 2), "left out is not chosen");
    let actions: Vec<(&str, Option<bool>)> = review
        .actions
        .iter()
        .map(|outcome| (outcome.action.id.as_str(), outcome.reached))
        .collect();
    assert_eq!(
        actions,
        [("in time", None), ("late", Some(false))],
        "in the order of the roadmap; without a level nobody can tell"
    );
    assert_eq!(review.actions_reached(), (0, 2));
    let unplanned: Vec<&str> = review.unplanned.iter().map(ServiceId::as_str).collect();
    assert_eq!(
        unplanned,
        ["1.2", "2.2"],
        "a step that was left out was not planned"
    );
}

#[test]
fn figures_stand_as_they_were_as_they_were_planned_and_as_they_came() {
    let sheet = sheet("1: 1.1 1.2 | 2: 2.1 2.2");
    let earlier = earlier(&sheet);
    let later = assessment(&sheet, "1.1=2 1.2=2 2.1=2 2.2=1");
    let review = review(round(&sheet, &earlier), round(&sheet, &later), &[]);
    let overall = review.overall;
    assert_eq!(
        [
            overall.before,
            overall.planned,
            overall.projected,
            overall.actual
        ],
        // Area means: 1 and 1; 2 and 1; 1 and 1.5, for the other action is due later; 2 and 1.5.
        [Some(1.0), Some(1.5), Some(1.25), Some(1.75)]
    );
    let second = &review.areas[1];
    assert_eq!(
        [
            second.before,
            second.planned,
            second.projected,
            second.actual
        ],
        [Some(1.0), Some(1.0), Some(1.5), Some(1.5)]
    );
}

#[test]
fn without_a_crosswalk_no_figure_of_a_plan_is_given() {
    let (old, new) = (
        sheet_named("old", "1: 1.1 1.2 | 2: 2.1 2.2"),
        sheet_named("new", "1: 1.1 1.2 | 2: 2.1 2.2"),
    );
    let earlier = earlier(&old);
    let later = assessment(&new, "1.1=3 1.2=3");
    let review = review(round(&old, &earlier), round(&new, &later), &[]);
    let overall = review.overall;
    assert_eq!(
        (overall.before, overall.planned, overall.projected),
        (None, None, None)
    );
    assert_eq!(overall.actual, None, "nothing is compared");
    assert!(
        review.steps.iter().all(|step| step.service.is_none()),
        "no crosswalk joins the sheets"
    );
}

#[test]
fn a_plan_is_kept_as_it_was_chosen_and_survives_its_file() {
    let sheet = sheet("1: 1.1 1.2 | 2: 2.1 2.2");
    let mut assessment = assessment(&sheet, "1.1=2>4 1.2=0>2");
    let card = score(&sheet, &assessment);
    let gaps = gaps(&sheet, &card, None);
    let chosen = plan(&sheet, &gaps, 30.0);
    let kept = chosen.kept();
    assert!((kept.days() - chosen.days).abs() < f64::EPSILON);
    assert_eq!(kept.steps.len(), chosen.closed);
    assert_eq!(kept.left_out.len(), chosen.left_out.len());
    assessment
        .set_plan(&sheet, Some(kept.clone()))
        .expect("the steps are the sheet's own");
    let again = Assessment::parse(&assessment.to_json(), |_| Some(&sheet))
        .unwrap_or_else(|faults| panic!("the file reads back:\n{faults}"));
    assert_eq!(again.plan(), Some(&kept));
}

#[test]
fn a_plan_with_a_step_the_sheet_does_not_have_is_refused_with_its_place() {
    let sheet = sheet("1: 1.1");
    let mut assessment = assessment(&sheet, "1.1=1");
    let plan = KeptPlan {
        budget_days: 10.0,
        steps: vec![step("1.1", 2), step("9.9", 2)],
        left_out: vec![step("1.1", 0)],
    };
    let faults = assessment
        .set_plan(&sheet, Some(plan))
        .expect_err("the sheet has neither");
    let places: Vec<String> = faults
        .list()
        .iter()
        .map(|fault| fault.place.clone())
        .collect();
    assert_eq!(
        places,
        ["/plan/steps/1/service", "/plan/left_out/0/to_level"]
    );
    assert_eq!(assessment.plan(), None, "nothing is changed then");
}
