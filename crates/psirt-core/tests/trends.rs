//! A trend compares only what is comparable, and says where it does not.

mod small;

use expect_test::expect;
use psirt_core::assessment::{Action, ActionState, AssessmentState};
use psirt_core::trend::{Comparison, Round, compare, standing, trend};
use psirt_core::{Assessment, Crosswalk, Level, Sheet};
use serde_json::{Value, json};
use small::{assessment, sheet_named, text};

fn crosswalk(older: &Sheet, newer: &Sheet, links: &[(&str, &str, &str)]) -> Crosswalk {
    let alone = |sheet: &Sheet, linked: Vec<&str>| -> Vec<Value> {
        sheet
            .services()
            .filter(|service| !linked.contains(&service.id.as_str()))
            .map(|service| json!({ "service": service.id, "note": text("alone") }))
            .collect()
    };
    let file = json!({
        "format": 1, "id": "walk", "from": older.id(), "to": newer.id(),
        "links": links.iter().map(|(from, to, relation)| {
            json!({ "from": from, "to": to, "relation": relation })
        }).collect::<Vec<_>>(),
        "only_in_from": alone(older, links.iter().map(|link| link.0).collect()),
        "only_in_to": alone(newer, links.iter().map(|link| link.1).collect()),
    });
    Crosswalk::parse(&file.to_string(), |id| {
        [older, newer].into_iter().find(|sheet| sheet.id() == id)
    })
    .unwrap_or_else(|faults| panic!("a small crosswalk is valid:\n{faults}"))
}

fn shown(comparison: &Comparison<'_>) -> String {
    let mut lines: Vec<String> = comparison
        .services
        .iter()
        .map(|service| {
            format!(
                "{} ({} {:?}) {} → {}: {}",
                service.service,
                service.older_service,
                service.continuity,
                service
                    .before
                    .level()
                    .map_or_else(|| service.before.name().into(), |level| level.to_string()),
                service
                    .after
                    .level()
                    .map_or_else(|| service.after.name().into(), |level| level.to_string()),
                service
                    .change
                    .map_or_else(|| "–".into(), |change| format!("{change:+}")),
            )
        })
        .collect();
    let figure =
        |value: Option<f64>| value.map_or_else(|| "–".into(), |value| format!("{value:.2}"));
    for area in &comparison.areas {
        lines.push(format!(
            "area {}: {} → {} over {}, own {} → {}",
            area.id,
            figure(area.before),
            figure(area.after),
            area.compared,
            figure(area.score_before),
            figure(area.score_after),
        ));
    }
    let overall = &comparison.overall;
    lines.push(format!(
        "overall: {} → {} over {} in {}, own {} → {}",
        figure(overall.before),
        figure(overall.after),
        overall.compared,
        comparison.compared_areas,
        figure(overall.score_before),
        figure(overall.score_after),
    ));
    lines.push(format!(
        "begun {:?} ended {:?}",
        ids(&comparison.begun),
        ids(&comparison.ended)
    ));
    lines.join("\n") + "\n"
}

fn ids(ids: &[psirt_core::ServiceId]) -> Vec<&str> {
    ids.iter().map(psirt_core::ServiceId::as_str).collect()
}

#[test]
fn rounds_of_one_sheet_compare_in_every_figure() {
    let sheet = sheet_named("one", "1: 1.1 1.2 | 2: 2.1");
    let before = assessment(&sheet, "1.1=1 1.2=4 2.1=?");
    let after = assessment(&sheet, "1.1=3 1.2=2 2.1=1");
    let comparison = compare(
        Round {
            sheet: &sheet,
            assessment: &before,
        },
        Round {
            sheet: &sheet,
            assessment: &after,
        },
        &[],
    );
    expect![[r"
        1.1 (1.1 Same) 1 → 3: +2
        1.2 (1.2 Same) 4 → 2: -2
        2.1 (2.1 Same) dont_know → 1: –
        area 1: 2.50 → 2.50 over 2, own 2.50 → 2.50
        area 2: – → – over 0, own – → 1.00
        overall: 2.50 → 2.50 over 2 in 1, own 2.50 → 1.75
        begun [] ended []
    "]]
    .assert_eq(&shown(&comparison));
    assert_eq!(comparison.falls()[0].service, "1.2");
    assert_eq!(comparison.rises()[0].service, "1.1");
}

#[test]
fn across_sheets_linked_services_compare_and_so_do_their_means() {
    let older = sheet_named("old", "1: 1.1 1.2 1.3 1.4 1.5");
    let newer = sheet_named("new", "1: a b c1 c2 d n");
    let walk = crosswalk(
        &older,
        &newer,
        &[
            ("1.1", "a", "same"),
            ("1.2", "b", "close"),
            ("1.3", "c1", "same"),
            ("1.3", "c2", "same"),
            ("1.4", "d", "same"),
            ("1.5", "d", "same"),
        ],
    );
    let before = assessment(&older, "1.1=1 1.2=2 1.3=3 1.4=4 1.5=5");
    let after = assessment(&newer, "a=2 b=2 c1=3 c2=1 d=4 n=0");
    let expected = expect![[r#"
        a (1.1 Same) 1 → 2: +1
        b (1.2 Close) 2 → 2: +0
        c1 (1.3 Split) 3 → 3: +0
        c2 (1.3 Split) 3 → 1: -2
        area 1: 2.25 → 2.00 over 4, own – → 2.00
        overall: 2.25 → 2.00 over 4 in 1, own 3.00 → 2.00
        begun ["d", "n"] ended ["1.4", "1.5"]
    "#]];
    let older_round = Round {
        sheet: &older,
        assessment: &before,
    };
    let newer_round = Round {
        sheet: &newer,
        assessment: &after,
    };
    expected.assert_eq(&shown(&compare(older_round, newer_round, &[&walk])));
}

#[test]
fn a_crosswalk_is_walked_backwards_too() {
    let older = sheet_named("old", "1: 1.1");
    let newer = sheet_named("new", "1: a");
    let walk = crosswalk(&newer, &older, &[("a", "1.1", "close")]);
    let before = assessment(&older, "1.1=1");
    let after = assessment(&newer, "a=2");
    let comparison = compare(
        Round {
            sheet: &older,
            assessment: &before,
        },
        Round {
            sheet: &newer,
            assessment: &after,
        },
        &[&walk],
    );
    assert_eq!(comparison.services[0].change, Some(1));
}

#[test]
fn without_a_crosswalk_nothing_of_two_sheets_compares() {
    let older = sheet_named("old", "1: 1.1");
    let newer = sheet_named("new", "1: 1.1");
    let before = assessment(&older, "1.1=1");
    let after = assessment(&newer, "1.1=2");
    let comparison = compare(
        Round {
            sheet: &older,
            assessment: &before,
        },
        Round {
            sheet: &newer,
            assessment: &after,
        },
        &[],
    );
    expect![[r#"
        area 1: – → – over 0, own – → 2.00
        overall: – → – over 0 in 0, own 1.00 → 2.00
        begun ["1.1"] ended ["1.1"]
    "#]]
    .assert_eq(&shown(&comparison));
}

#[test]
fn an_action_did_it_when_either_round_says_it_is_done() {
    let sheet = sheet_named("one", "1: 1.1");
    let action = |id: &str, state| Action {
        id: id.into(),
        service: "1.1".into(),
        to_level: Level::new(3),
        title: "do it".into(),
        deliverable: String::new(),
        owner: String::new(),
        due: None,
        effort_days: None,
        state,
    };
    let mut before = assessment(&sheet, "1.1=1");
    let mut after = assessment(&sheet, "1.1=3");
    before
        .set_actions(
            &sheet,
            vec![
                action("then", ActionState::Done),
                action("since", ActionState::Planned),
                action("reopened", ActionState::Done),
                action("open", ActionState::InProgress),
            ],
        )
        .expect("the actions are valid");
    after
        .set_actions(
            &sheet,
            vec![
                action("since", ActionState::Done),
                action("reopened", ActionState::Planned),
            ],
        )
        .expect("the actions are valid");
    let comparison = compare(
        Round {
            sheet: &sheet,
            assessment: &before,
        },
        Round {
            sheet: &sheet,
            assessment: &after,
        },
        &[],
    );
    let done: Vec<&str> = comparison.services[0]
        .actions_done
        .iter()
        .map(|action| action.id.as_str())
        .collect();
    assert_eq!(done, ["then", "since"]);
}

#[test]
fn a_line_is_followed_back_round_by_round_and_keeps_its_weakest_link() {
    let first = sheet_named("first", "1: x y");
    let second = sheet_named("second", "1: 1.1 1.2");
    let walk = crosswalk(&first, &second, &[("x", "1.1", "close")]);
    let rounds = [
        (&first, assessment(&first, "x=0 y=4")),
        (&second, assessment(&second, "1.1=1 1.2=2")),
        (&second, assessment(&second, "1.1=2 1.2=?")),
    ];
    let rounds: Vec<Round<'_>> = rounds
        .iter()
        .map(|(sheet, assessment)| Round { sheet, assessment })
        .collect();
    let trend = trend(&rounds, &[&walk]);
    let lines: Vec<String> = trend
        .services
        .iter()
        .map(|line| {
            let points: Vec<String> = line
                .points
                .iter()
                .map(|point| {
                    point.as_ref().map_or_else(
                        || "·".into(),
                        |point| {
                            format!("{} {:?} {:?}", point.service, point.state, point.continuity)
                        },
                    )
                })
                .collect();
            format!("{}: {}", line.service, points.join(", "))
        })
        .collect();
    expect![[r#"
        1.1: x Level(Level(0)) Close, 1.1 Level(Level(1)) Same, 1.1 Level(Level(2)) Same
        1.2: ·, 1.2 Level(Level(2)) Same, 1.2 DontKnow Same
        [SheetChanged { carried: 1, begun: [ServiceId("1.2")], ended: [ServiceId("y")] }, None]
    "#]]
    .assert_eq(&format!("{}\n{:?}\n", lines.join("\n"), trend.breaks));
}

/// Rounds written `id date`, `id date corrects` or `id date corrects draft`: those that stand, and
/// those that do not with what stands in their place.
fn sorted(words: &[&str], present: Option<&str>) -> String {
    let sheet = sheet_named("one", "1: 1.1");
    let given: Vec<Assessment> = words
        .iter()
        .map(|words| {
            let mut words = words.split_whitespace();
            let id = words.next().expect("a round has an id");
            let mut heading = small::heading();
            let day = words.next().and_then(|day| day.parse().ok());
            heading.date = day.expect("a round has a day");
            let mut round = Assessment::new(id, &sheet, heading).expect("it is valid");
            round
                .set_corrects(words.next().map(str::to_owned))
                .expect("it is an id");
            if words.next().is_none() {
                round.set_state(AssessmentState::Finished);
            }
            round
        })
        .collect();
    let given: Vec<Round<'_>> = given
        .iter()
        .map(|assessment| Round {
            sheet: &sheet,
            assessment,
        })
        .collect();
    let sorted = standing(&given, present);
    let standing: Vec<&str> = sorted
        .standing
        .iter()
        .map(|one| one.assessment.id())
        .collect();
    let superseded: Vec<String> = sorted
        .superseded
        .iter()
        .map(|one| {
            let by = one.corrected_by.assessment.id();
            format!("{} by {by}", one.round.assessment.id())
        })
        .collect();
    format!("{} | {}", standing.join(" "), superseded.join(", "))
}

#[test]
fn a_correction_stands_in_the_place_of_what_it_corrects() {
    let told = |words: &[&str]| sorted(words, None);
    assert_eq!(
        told(&["b 2026-01-01", "a 2025-01-01", "c 2026-01-01 b"]),
        "a c | b by c"
    );
    assert_eq!(
        told(&["a 2025-01-01", "b 2025-01-01 a", "c 2025-01-01 b"]),
        "c | a by c, b by c",
        "a correction of a correction replaces both"
    );
    assert_eq!(
        told(&["a 2025-01-01", "b 2025-01-01 a", "c 2025-01-01 a"]),
        "c | a by c, b by c",
        "of several the last stands"
    );
    assert_eq!(
        told(&["a 2025-01-01 gone", "b 2024-01-01 a"]),
        "b | a by b",
        "the correction of a date may lie before"
    );
    assert_eq!(
        told(&["a 2025-01-01 b", "b 2025-01-01 a"]),
        "b | a by b",
        "files that correct each other do not both go"
    );
}

#[test]
fn a_correction_in_draft_is_a_round_in_its_own_report_only() {
    let words = ["a 2025-01-01", "b 2025-01-01 a draft", "c 2026-01-01"];
    assert_eq!(sorted(&words, None), "a c | ");
    assert_eq!(sorted(&words, Some("c")), "a c | ");
    assert_eq!(sorted(&words, Some("b")), "b c | a by b");
}
