//! What is under way on the day of an assessment, and what nobody has taken on.

mod small;

use expect_test::{Expect, expect};
use psirt_core::agenda::{Agenda, InForce};
use psirt_core::assessment::{Action, ActionState};
use psirt_core::gap::gaps;
use psirt_core::reading::{Readable, read};
use psirt_core::{Level, Reading, ServiceId, score};
use serde_json::json;
use small::{assessment, sheet, text};

/// Actions such as `1.1 3 2026-03-31 planned QA`, with `-` for what is absent.
fn check(answers: &str, actions: &[&str], expected: &Expect) {
    let sheet = sheet("1: 1.1 1.2 1.3");
    let mut assessment = assessment(&sheet, answers);
    let actions = actions.iter().enumerate().map(|(number, words)| {
        let words: Vec<&str> = words.split(' ').collect();
        let given = |word: &str| (word != "-").then(|| word.to_owned());
        Action {
            id: number.to_string(),
            service: ServiceId::from(words[0]),
            to_level: Level::new(words[1].parse().expect("a level")),
            title: format!("action {number}"),
            deliverable: String::new(),
            owner: given(words[4]).unwrap_or_default(),
            due: given(words[2]).map(|day| day.parse().expect("a day")),
            effort_days: None,
            state: match words[3] {
                "planned" => ActionState::Planned,
                "begun" => ActionState::InProgress,
                "done" => ActionState::Done,
                _ => ActionState::Dropped,
            },
        }
    });
    assessment
        .set_actions(&sheet, actions.collect())
        .expect("the sheet's own services");
    let gaps = gaps(&sheet, &score(&sheet, &assessment), None);
    let agenda = Agenda::new(&assessment, &gaps);
    let ids = |actions: &[&Action]| -> Vec<String> {
        actions.iter().map(|action| action.id.clone()).collect()
    };
    let joined: Vec<String> = gaps
        .ranked
        .iter()
        .zip(&agenda.of_gaps)
        .map(|(gap, actions)| format!("{}: {:?}", gap.service, ids(actions)))
        .collect();
    let left: Vec<&str> = agenda
        .not_taken_on(&gaps)
        .iter()
        .map(|gap| gap.service.as_str())
        .collect();
    expected.assert_eq(&format!(
        "open {:?}, overdue {}, soon {}, without owner {}\n{}\nnot taken on {left:?}\n",
        ids(&agenda.open),
        agenda.overdue,
        agenda.soon,
        agenda.without_owner,
        joined.join("\n"),
    ));
}

#[test]
fn a_gap_is_joined_with_the_open_actions_that_narrow_it() {
    check(
        "1.1=1>3 1.2=2>4 1.3=0>1",
        &[
            "1.1 3 2026-05-01 planned QA",
            "1.1 2 2026-04-15 begun -",
            "1.2 2 2026-05-01 planned QA",
            "1.3 1 2026-05-01 done QA",
        ],
        &expect![[r#"
            open ["1", "0", "2"], overdue 0, soon 3, without owner 1
            1.1: ["1", "0"]
            1.2: []
            1.3: []
            not taken on ["1.2", "1.3"]
        "#]],
    );
}

#[test]
fn an_action_is_late_the_day_after_it_was_due_and_soon_for_ninety_days() {
    check(
        "1.1=1>3",
        &[
            "1.1 2 2026-03-31 planned QA",
            "1.1 2 2026-04-01 planned QA",
            "1.1 2 2026-06-30 planned QA",
            "1.1 2 2026-07-01 planned QA",
            "1.1 2 - planned QA",
            "1.1 2 2026-03-31 dropped QA",
        ],
        &expect![[r#"
            open ["0", "1", "2", "3", "4"], overdue 1, soon 2, without owner 0
            1.1: ["0", "1", "2", "3", "4"]
            not taken on []
        "#]],
    );
}

#[test]
fn a_requirement_is_in_force_from_its_first_day_and_never_without_one() {
    let sheet = sheet("1: 1.1 1.2");
    let requirement = |id: &str, from: Option<&str>, service: &str| {
        json!({
            "id": id, "title": text("a duty"), "applies_from": from,
            "services": [{ "id": service, "strength": "direct" }],
            "expected_level": 2, "beyond": null,
        })
    };
    let file = json!({
        "format": 1, "id": "law", "sheet": "small", "title": text("law"), "short": text("law"),
        "source": {
            "name": "Law", "version": "1", "published": "2026",
            "url": "https://law.example", "rights": text("public"),
        },
        "caveat": text("no advice"),
        "dates": [],
        "requirements": [
            requirement("yesterday", Some("2026-03-31"), "1.1"),
            requirement("today", Some("2026-04-01"), "1.2"),
            requirement("tomorrow", Some("2026-04-02"), "1.1"),
            requirement("undated", None, "1.1"),
        ],
    });
    let reading = Reading::parse(&file.to_string(), |_| Some(&sheet)).expect("it is valid");
    let assessment = assessment(&sheet, "1.1=3 1.2=1");
    let readiness = read(&reading, &score(&sheet, &assessment));
    let in_force = InForce::on(assessment.date(), &reading, &readiness);
    let ids: Vec<&str> = in_force
        .requirements
        .iter()
        .map(|(requirement, _)| requirement.id.as_str())
        .collect();
    assert_eq!(ids, ["yesterday", "today"]);
    assert_eq!(in_force.count(Readable::Evidenced), 1);
    let open: Vec<&str> = in_force.open().map(|(it, _)| it.id.as_str()).collect();
    assert_eq!(open, ["today"]);
}
