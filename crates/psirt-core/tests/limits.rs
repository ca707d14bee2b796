//! What a setter takes can be written and read again, and what can be read a setter takes.

mod small;

use std::sync::LazyLock;

use proptest::prelude::*;
use psirt_core::assessment::{
    Action, ActionState, Entry, Evidence, Heading, KeptPlan, KeptStep, Organization,
};
use psirt_core::{Answer, Assessment, Date, Faults, Level, Sheet};
use serde_json::{Value, json};
use small::{blank, sheet};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| sheet("1: 1.1 1.2"));

/// Texts around every limit of length.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just(" \u{3000}\n".to_owned()),
        Just("a".to_owned()),
        Just("あ".repeat(200)),
        Just("あ".repeat(201)),
        Just("𠮷".repeat(20_000)),
        Just("a".repeat(20_001)),
    ]
}

/// Texts of which nearly all are in order, for values with many of them.
fn mostly_short() -> impl Strategy<Value = String> {
    prop_oneof![8 => Just("a".to_owned()), 1 => text()]
}

fn day() -> impl Strategy<Value = Date> {
    prop_oneof![
        6 => Just(Date::constant(2026, 11, 6)),
        1 => Just(Date::constant(0, 1, 1)),
        1 => Just(Date::constant(-1, 12, 31)),
        1 => Just(Date::MAX),
    ]
}

fn days() -> impl Strategy<Value = f64> {
    prop_oneof![
        6 => (0_u32..400_000).prop_map(|quarters| f64::from(quarters) / 4.0),
        1 => prop_oneof![
            Just(0.0),
            Just(-0.0),
            Just(-0.5),
            Just(100_000.0),
            Just(100_000.5),
            Just(1_000_000.0),
            Just(1_000_001.0),
            Just(f64::NAN),
            Just(f64::INFINITY),
        ],
    ]
}

fn level() -> impl Strategy<Value = Level> {
    prop_oneof![8 => (1_u8..=5).prop_map(Level::new), 1 => (0_u8..=7).prop_map(Level::new)]
}

fn service() -> impl Strategy<Value = String> {
    prop_oneof![6 => Just("1.1".to_owned()), 6 => Just("1.2".to_owned()), 1 => text()]
}

fn answer() -> impl Strategy<Value = Option<Answer>> {
    prop_oneof![
        Just(None),
        Just(Some(Answer::DontKnow)),
        level().prop_map(|level| Some(Answer::Level(level))),
        text().prop_map(|reason| Some(Answer::NotApplicable(reason))),
    ]
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let kind = prop_oneof![
        4 => Just(None),
        2 => Just(Some("record".to_owned())),
        1 => text().prop_map(Some),
    ];
    let date = proptest::option::of(day());
    (mostly_short(), mostly_short(), date, kind).prop_map(|(title, place, date, kind)| Evidence {
        title,
        place,
        date,
        kind,
    })
}

fn entry() -> impl Strategy<Value = Entry> {
    let ticked = prop_oneof![4 => Just("1a".to_owned()), 1 => text()];
    (
        answer(),
        proptest::collection::btree_set(ticked, 0..2),
        proptest::option::of(level()),
        mostly_short(),
        proptest::collection::vec(evidence(), 0..3),
        mostly_short(),
    )
        .prop_map(
            |(answer, indicators, target, note, evidence, owner)| Entry {
                answer,
                indicators,
                target,
                note,
                evidence,
                owner,
            },
        )
}

fn action() -> impl Strategy<Value = Action> {
    let id = prop_oneof![6 => "[a-z]{8}", 1 => Just("same".to_owned()), 1 => text()];
    let texts = (mostly_short(), mostly_short(), mostly_short());
    let numbers = (
        proptest::option::of(day()),
        proptest::option::of(days()),
        proptest::sample::select(ActionState::ALL.to_vec()),
    );
    (id, service(), level(), texts, numbers).prop_map(
        |(id, service, to_level, (title, deliverable, owner), (due, effort_days, state))| Action {
            id,
            service: service.as_str().into(),
            to_level,
            title,
            deliverable,
            owner,
            due,
            effort_days,
            state,
        },
    )
}

fn plan() -> impl Strategy<Value = KeptPlan> {
    let step = || {
        (service(), level(), days()).prop_map(|(service, to_level, days)| KeptStep {
            service: service.as_str().into(),
            to_level,
            days,
        })
    };
    let steps = || proptest::collection::vec(step(), 0..3);
    (days(), steps(), steps()).prop_map(|(budget_days, steps, left_out)| KeptPlan {
        budget_days,
        steps,
        left_out,
    })
}

fn heading() -> impl Strategy<Value = Heading> {
    let assessors = proptest::collection::vec(mostly_short(), 0..3);
    let classification = proptest::option::of(text());
    (
        mostly_short(),
        mostly_short(),
        mostly_short(),
        day(),
        assessors,
        classification,
    )
        .prop_map(
            |(name, scope, title, date, assessors, classification)| Heading {
                organization: Organization {
                    name,
                    ..Organization::default()
                },
                scope,
                title,
                date,
                assessors,
                classification,
            },
        )
}

fn parse(text: &str) -> Result<Assessment, Faults> {
    Assessment::parse(text, |_| Some(&*SHEET))
}

/// A file of a blank assessment in which some fields were replaced.
fn file(fields: &Value) -> String {
    let mut file: Value = serde_json::from_str(&blank(&SHEET).to_json()).expect("it is JSON");
    for (name, value) in fields.as_object().expect("fields have names") {
        file[name] = value.clone();
    }
    file.to_string()
}

/// The setter and the reader say the same of a value.
fn agree(
    set: impl FnOnce(&mut Assessment) -> Result<(), Faults>,
    fields: &Value,
) -> Result<(), TestCaseError> {
    let before = blank(&SHEET);
    let mut assessment = before.clone();
    let (set, read) = (set(&mut assessment), parse(&file(fields)));
    prop_assert_eq!(
        set.is_ok(),
        read.is_ok(),
        "the setter says {:?}, the reader {:?}",
        set.err(),
        read.err()
    );
    if set.is_ok() {
        prop_assert_eq!(&parse(&assessment.to_json()), &Ok(assessment));
    } else {
        prop_assert_eq!(assessment, before, "what is refused changes nothing");
    }
    Ok(())
}

proptest! {
    #[test]
    fn an_entry_is_taken_exactly_where_a_file_with_it_is(entry in entry(), service in service()) {
        let fields = json!({ "services": { (service.clone()): entry } });
        agree(|assessment| assessment.set_entry(&SHEET, &service, entry), &fields)?;
    }

    #[test]
    fn actions_are_taken_exactly_where_a_file_with_them_is(
        actions in proptest::collection::vec(action(), 0..4),
    ) {
        let fields = json!({ "actions": actions });
        agree(|assessment| assessment.set_actions(&SHEET, actions), &fields)?;
    }

    #[test]
    fn a_plan_is_taken_exactly_where_a_file_with_it_is(plan in plan()) {
        let fields = json!({ "plan": plan });
        agree(|assessment| assessment.set_plan(&SHEET, Some(plan)), &fields)?;
    }

    #[test]
    fn a_heading_is_taken_exactly_where_a_file_with_it_is(heading in heading()) {
        let mut fields = json!({
            "organization": { "name": heading.organization.name },
            "scope": heading.scope,
            "title": heading.title,
            "date": heading.date,
            "assessors": heading.assessors,
        });
        if let Some(line) = &heading.classification {
            fields["classification"] = json!(line);
        }
        agree(|assessment| assessment.set_heading(heading), &fields)?;
    }

    #[test]
    fn ids_are_taken_exactly_where_a_file_with_them_is(id in text()) {
        agree(|assessment| assessment.set_profile(Some(id.clone())), &json!({ "profile": id }))?;
        agree(|assessment| assessment.set_corrects(Some(id.clone())), &json!({ "corrects": id }))?;
        let begun = Assessment::new(id.clone(), &SHEET, small::heading());
        prop_assert_eq!(begun.is_ok(), parse(&file(&json!({ "id": id }))).is_ok());
    }
}
