//! Rounds over time and plans under a budget, in the terminal.

use serde_json::{Value, json};

use crate::program::Desk;

const ROUNDS: &str = "2026.psirt.json 2024.psirt.json 2025.psirt.json";

#[test]
fn a_trend_takes_rounds_in_any_order_and_says_where_the_sheet_changed() {
    let said = Desk::with_samples("en").json(&format!("trend {ROUNDS}"));
    let trend = &said["progress"];
    let rounds = trend["rounds"].as_array().expect("a list of rounds");
    let dates: Vec<&Value> = rounds.iter().map(|round| &round["date"]).collect();
    assert_eq!(dates, ["2024-11-15", "2025-11-14", "2026-11-06"]);
    let changed: Vec<bool> = rounds
        .iter()
        .map(|round| !round["break_before"].is_null())
        .collect();
    assert_eq!(changed, [false, true, false]);
}

#[test]
fn every_point_of_a_trend_is_what_its_round_scores() {
    let desk = Desk::with_samples("en");
    let said = desk.json(&format!("trend {ROUNDS}"));
    let trend = &said["progress"];
    for (at, year) in [2024, 2025, 2026].into_iter().enumerate() {
        let score = desk.json(&format!("score {year}.psirt.json"));
        let round = &trend["rounds"][at];
        assert_eq!(
            round["overall"]["score"], score["overall"]["score"],
            "{year}"
        );
        for line in trend["services"].as_array().expect("a list of services") {
            let point = &line["points"][at];
            if point.is_null() {
                continue;
            }
            let services = score["services"].as_array().expect("a list of services");
            let scored = services
                .iter()
                .find(|service| service["id"] == point["service"])
                .expect("the point names a service of its round");
            assert_eq!(point["level"], scored["level"], "{year} {line}");
            assert_eq!(point["target"], scored["target"], "{year} {line}");
        }
    }
}

#[test]
fn a_service_without_a_counterpart_has_no_point() {
    let said = Desk::with_samples("en").json(&format!("trend {ROUNDS}"));
    let trend = &said["progress"];
    let line = trend["services"]
        .as_array()
        .expect("a list of services")
        .iter()
        .find(|line| line["id"] == "I.A")
        .expect("the last sheet has it");
    assert_eq!(
        line["points"][0],
        Value::Null,
        "the Draft does not score it"
    );
    assert_ne!(line["points"][1], Value::Null);
}

#[test]
fn a_plan_stays_within_its_budget_and_loses_no_step() {
    let desk = Desk::with_samples("en");
    let gaps = desk.json("gaps 2026.psirt.json");
    let open: u64 = gaps["gaps"]["ranked"]
        .as_array()
        .expect("a list of gaps")
        .iter()
        .map(|gap| gap["gap"].as_u64().expect("a gap is a number"))
        .sum();
    let mut closed_before = 0;
    for budget in [0, 5, 60, 150, 10_000] {
        let plan = desk.json(&format!("plan 2026.psirt.json --budget {budget}"));
        let steps = |name: &str| plan[name].as_array().expect("a list of steps").len() as u64;
        assert!(plan["days"].as_f64() <= Some(f64::from(budget)), "{budget}");
        assert_eq!(plan["open"], json!(open));
        assert_eq!(plan["closed"], json!(steps("chosen")));
        assert_eq!(steps("chosen") + steps("left_out"), open, "{budget}");
        assert!(
            steps("chosen") >= closed_before,
            "more days never close less"
        );
        closed_before = steps("chosen");
    }
    assert_eq!(closed_before, open, "enough days close everything");
}

#[test]
fn a_budget_that_is_no_number_of_days_is_told_as_such() {
    let desk = Desk::with_samples("ja");
    for budget in ["x", "-1", "nan", "inf"] {
        let ended = desk.run([
            "plan",
            "2026.psirt.json",
            &format!("--budget={budget}"),
            "--language",
            "ja",
        ]);
        assert_eq!(ended.status, 2, "{budget}");
        assert!(
            ended.stderr.contains("人日の数ではない"),
            "{}",
            ended.stderr
        );
    }
}

#[test]
fn a_plan_that_is_kept_is_set_beside_what_the_next_round_finds() {
    let desk = Desk::with_samples("en");
    let kept = desk.json("plan 2026.psirt.json --budget 20 --keep");
    assert_eq!(kept["kept"], json!(true));
    desk.type_line("new --after 2026.psirt.json --date 2027-11-05 -o 2027.psirt.json")
        .done();
    let step = &kept["chosen"][0];
    let service = step["service"].as_str().expect("an id");
    desk.type_line(&format!(
        "answer 2027.psirt.json {service}={} --finish",
        step["to"]
    ))
    .done();
    let outcome = &desk.json("compare 2026.psirt.json 2027.psirt.json")["plan_outcome"];
    let steps = outcome["plan"]["steps"]
        .as_array()
        .expect("a list of steps");
    let chosen = steps.iter().filter(|step| step["chosen"] == json!(true));
    assert_eq!(
        chosen.count(),
        kept["chosen"].as_array().expect("a list").len()
    );
    let first = steps
        .iter()
        .find(|step| step["service"] == service)
        .expect("it was chosen");
    assert_eq!(first["outcome"], "reached");
    assert_eq!(outcome["plan"]["budget_days"], json!(20.0));
}

#[test]
fn the_next_round_in_the_terminal_asks_again_and_carries_what_was_wanted() {
    let desk = Desk::with_samples("en");
    let begun = "new --after 2025.psirt.json --title Next --date 2026-11-06";
    desk.type_line(&format!("{begun} -o plain.psirt.json"))
        .done();
    desk.type_line(&format!("{begun} --keep-indicators -o ticked.psirt.json"))
        .done();
    let read = |name: &str| -> Value {
        let text = std::fs::read_to_string(desk.path(name)).expect("it is there");
        serde_json::from_str(&text).expect("it is JSON")
    };
    let (earlier, plain, ticked) = (
        read("2025.psirt.json"),
        read("plain.psirt.json"),
        read("ticked.psirt.json"),
    );
    let (was, is) = (&earlier["services"]["2.1"], &plain["services"]["2.1"]);
    assert!(is["answer"].is_null(), "answers are given anew");
    for field in ["target", "note", "owner"] {
        assert_eq!(was[field], is[field], "{field}");
    }
    assert!(is["indicators"].is_null(), "cleared");
    assert_eq!(
        ticked["services"]["2.1"]["indicators"], was["indicators"],
        "kept by choice"
    );
    let open: Vec<&Value> = plain["actions"]
        .as_array()
        .expect("a list")
        .iter()
        .collect();
    assert!(open.iter().all(|action| action["state"] == "in_progress"));
    assert_eq!(plain["state"], "draft");
    assert!(plain["plan"].is_null(), "the plan stays with its round");
    assert_eq!(
        (&earlier["sheet"]["id"], &earlier["sheet"]["edition"]),
        (&plain["sheet"]["id"], &json!("2026.11")),
        "an earlier edition was answered"
    );
    assert_eq!(plain["sheet"]["edition"], "2026.12", "the newest is begun");
    let targets = |round: &Value| -> Vec<(String, Value)> {
        let services = round["services"].as_object().expect("by service");
        services
            .iter()
            .filter(|(_, entry)| !entry["target"].is_null())
            .map(|(id, entry)| (id.clone(), entry["target"].clone()))
            .collect()
    };
    assert_eq!(targets(&earlier), targets(&plain), "no service is lost");
}

#[test]
fn answers_of_an_earlier_edition_are_read_and_their_trend_goes_on() {
    let desk = Desk::with_samples("en");
    // The same answers as if they had been given in the edition before.
    let text = std::fs::read_to_string(desk.path("2026.psirt.json")).expect("it is there");
    let earlier = text.replacen("\"2026.12\"", "\"2026.11\"", 1);
    assert_ne!(text, earlier, "the sample has the newest edition");
    let earlier = earlier.replacen("\"id\": \"", "\"id\": \"earlier-", 1);
    std::fs::write(desk.path("earlier.psirt.json"), earlier).expect("there is room");
    let score = |name: &str| desk.json(&format!("score {name}"))["overall"].clone();
    assert_eq!(score("earlier.psirt.json"), score("2026.psirt.json"));
    let said = desk.json("compare earlier.psirt.json 2026.psirt.json");
    let said = &said["comparison"];
    assert_eq!(said["overall"]["change"], json!(0.0));
    assert!(
        said["begun"].as_array().is_some_and(Vec::is_empty),
        "{}",
        said["begun"]
    );
    assert!(
        said["ended"].as_array().is_some_and(Vec::is_empty),
        "{}",
        said["ended"]
    );
    let rounds = desk.json("trend 2025.psirt.json 2026.psirt.json");
    assert_eq!(rounds["progress"]["rounds"][1]["break_before"], Value::Null);
}

#[test]
fn many_actions_are_changed_at_once_and_written_for_other_programs() {
    let desk = Desk::with_samples("en");
    let before = desk.json("actions 2026.psirt.json open");
    let list = |said: &Value| said["roadmap"].as_array().expect("a list").clone();
    let open = list(&before);
    assert!(open.len() > 3, "the sample has a plan");
    assert_eq!(before["changed"], json!([]));
    let ids: Vec<&str> = open[..3]
        .iter()
        .map(|action| action["id"].as_str().expect("an id"))
        .collect();
    let changed = desk.json(&format!(
        "actions 2026.psirt.json {} --owner Sato --due 2027-06-30 --state in_progress",
        ids.join(" ")
    ));
    assert_eq!(changed["changed"].as_array().map(Vec::len), Some(3));
    for action in list(&changed) {
        assert_eq!(action["owner"], "Sato");
        assert_eq!(action["due"], "2027-06-30");
        assert_eq!(action["state"], "in_progress");
    }
    assert_eq!(
        list(&desk.json("actions 2026.psirt.json open")).len(),
        open.len()
    );

    desk.json("actions 2026.psirt.json open --due none");
    let spread = desk.json("actions 2026.psirt.json undated --spread 4 --from 2027-01-01");
    let latest = list(&spread)
        .iter()
        .map(|action| action["due"].to_string())
        .max();
    assert_eq!(latest.as_deref(), Some("\"2027-12-31\""));

    let said = desk.json("actions 2026.psirt.json --ics plan.ics --csv plan.csv");
    assert_eq!(said["files"], json!(["plan.ics", "plan.csv"]));
    let calendar = std::fs::read_to_string(desk.path("plan.ics")).expect("it was written");
    assert_eq!(calendar.matches("BEGIN:VEVENT\r\n").count(), open.len());
    let table = std::fs::read_to_string(desk.path("plan.csv")).expect("it was written");
    assert!(table.starts_with('\u{feff}'));
    assert_eq!(table.matches("\r\n").count(), list(&said).len() + 1);
}

#[test]
fn actions_that_are_not_there_and_files_of_other_endings_are_refused() {
    let desk = Desk::with_samples("en");
    let before = std::fs::read(desk.path("2026.psirt.json")).expect("it is there");
    for (line, status) in [
        ("actions 2026.psirt.json nothing", 2),
        ("actions 2026.psirt.json --owner Sato", 2),
        ("actions 2026.psirt.json open --due 2027-02-30", 2),
        ("actions 2026.psirt.json open --spread 0", 2),
        ("actions 2026.psirt.json open --pace 0", 2),
        ("actions 2026.psirt.json open --pace 0.01", 1),
        ("actions 2026.psirt.json --csv 2026.psirt.json", 2),
        ("actions 2026.psirt.json --ics plan.csv", 2),
    ] {
        desk.type_line(line).refused(status);
    }
    let after = std::fs::read(desk.path("2026.psirt.json")).expect("it is there");
    assert_eq!(before, after);
}
