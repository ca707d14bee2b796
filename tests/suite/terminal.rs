//! The terminal program at work: what goes in, what comes out, how it ends.

use std::fs;

use expect_test::expect;
use serde_json::{Value, json};

use crate::program::Desk;
use crate::sources::{files_under, root};

/// A draft of the 1.1 sheet, dated, in `draft.json`.
pub fn desk_with_draft() -> Desk {
    let desk = Desk::new();
    desk.run([
        "new",
        "--sheet",
        "first-psirt-1.1",
        "--organization",
        "Example Ltd.",
        "--date",
        "2026-04-01",
        "-o",
        "draft.json",
    ])
    .done();
    desk
}

#[test]
fn a_round_is_started_answered_and_scored() {
    let desk = desk_with_draft();
    desk.type_line("answer draft.json 1.1=3 1.2=2 1.3=? 3.2=na:none --target 1.1=4 1.2=2")
        .refused(1);
    desk.run([
        "answer",
        "draft.json",
        "1.1=3",
        "1.2=2",
        "1.3=?",
        "3.2=na:no finders",
        "--target",
        "1.1=4",
        "--note",
        "1.1=See the wiki",
    ])
    .done();
    let said = desk.json("score draft.json");
    let keys: Vec<&String> = said.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["areas", "overall", "services", "sheet"]);
    assert_eq!(
        said["sheet"],
        json!({ "id": "first-psirt-1.1", "edition": "2026.12" })
    );
    for (figure, wanted) in [
        ("score", json!(2.5)),
        ("areas", json!(1)),
        ("answered", json!(2)),
        ("applicable", json!(37)),
        ("headline", Value::Null),
        ("lowest", json!(["1.2"])),
        ("strongest", json!([])),
        ("target", json!(4.0)),
        ("score_beside_target", json!(3.0)),
    ] {
        assert_eq!(said["overall"][figure], wanted, "{figure}");
    }
    let left_out = said["overall"]["left_out"].as_array().expect("a list");
    let ids: Vec<&Value> = left_out.iter().map(|area| &area["id"]).collect();
    assert_eq!(ids, ["OF", "2", "3", "4", "5", "6"]);
    desk.type_line("report draft.json --format json --language en -o reports")
        .done();
    let report = desk.names("reports").pop().expect("it was written");
    let report: Value =
        serde_json::from_str(&desk.read(&format!("reports/{report}"))).expect("it is JSON");
    assert_eq!(
        said["overall"]["left_out"], report["overall"]["left_out"],
        "the terminal names them as the report does"
    );
    let of = |list: &str, id: &str| -> Value {
        let found = said[list]
            .as_array()
            .expect("a list")
            .iter()
            .find(|of| of["id"] == id);
        found.expect("the sheet has it").clone()
    };
    for (area, score, answered, applicable) in [("1", json!(2.5), 2, 7), ("2", Value::Null, 0, 5)] {
        let said = of("areas", area);
        assert_eq!(said["score"], score);
        assert_eq!(
            (&said["answered"], &said["applicable"]),
            (&json!(answered), &json!(applicable))
        );
    }
    for (id, state, level, target, gap) in [
        ("1.1", "level", json!(3), json!(4), json!(1)),
        ("1.2", "level", json!(2), Value::Null, Value::Null),
        ("1.3", "dont_know", Value::Null, Value::Null, Value::Null),
        ("1.4", "unanswered", Value::Null, Value::Null, Value::Null),
        (
            "3.2",
            "not_applicable",
            Value::Null,
            Value::Null,
            Value::Null,
        ),
    ] {
        let service = of("services", id);
        let found = ["state", "level", "target", "gap"].map(|field| &service[field]);
        assert_eq!(found, [&json!(state), &level, &target, &gap], "{id}");
    }
    let file: Value = serde_json::from_str(&desk.read("draft.json")).expect("it is JSON");
    assert_eq!(file["services"]["1.1"]["note"], "See the wiki");
    assert_eq!(
        file["services"]["3.2"]["answer"],
        json!({ "not_applicable": "no finders" })
    );
}

#[test]
fn a_file_that_is_there_is_not_replaced_by_a_new_round() {
    let desk = desk_with_draft();
    let before = desk.read("draft.json");
    let line = "new --sheet first-psirt-1.1 --organization x -o draft.json";
    let (status, error) = desk.json_error(line);
    assert_eq!((status, &error["code"]), (3, &json!("exists")));
    assert_eq!(desk.read("draft.json"), before);
}

#[test]
fn a_new_round_is_of_today_and_has_the_targets_of_its_profile() {
    let desk = Desk::new();
    let line = "new --sheet first-psirt-1.1 --organization みなと --profile one-person -o 新.json";
    let said = desk.json(line);
    assert_eq!(said["file"], "新.json");
    let date = said["assessment"]["date"].as_str().expect("a date");
    assert_eq!(date.len(), 10, "{date}");
    assert_eq!(desk.json("gaps 新.json")["gaps"]["targeted"], 38);
    let (status, error) = desk.json_error("new --sheet nothing --organization x -o a.json");
    assert_eq!((status, &error["code"]), (2, &json!("unknown_id")));
    let line = "new --sheet first-psirt-1.0-draft --organization x --profile one-person -o a.json";
    let (status, error) = desk.json_error(line);
    assert_eq!((status, &error["code"]), (2, &json!("other_sheet")));
    assert_eq!(desk.names("."), ["新.json"], "nothing else was written");
}

#[test]
fn answers_are_written_whole_or_not_at_all() {
    let desk = desk_with_draft();
    desk.type_line("answer draft.json 1.1=3").done();
    let before = desk.read("draft.json");
    let line = "answer draft.json 1.2=4 1.3=9 9.9=1 1.4 1.5=na 1.6=x --target 2.1=7 --clear 1.2";
    let (status, error) = desk.json_error(line);
    assert_eq!((status, &error["code"]), (1, &json!("assignments")));
    let places: Vec<&str> = error["faults"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|fault| fault["place"].as_str().expect("a text"))
        .collect();
    let all = [
        "1.3=9",
        "9.9=1",
        "1.4",
        "1.5=na",
        "1.6=x",
        "--target 2.1=7",
        "--clear 1.2",
    ];
    assert_eq!(places, all, "all that is wrong is told at once");
    assert_eq!(desk.read("draft.json"), before, "nothing is written");
    assert_eq!(desk.names("."), ["draft.json"], "nothing is left behind");
    desk.type_line("answer draft.json １．２＝４ --clear 1.1")
        .done();
    let said = desk.json("score draft.json");
    assert_eq!(
        said["overall"]["lowest"],
        json!(["1.2"]),
        "1.1 is unanswered again"
    );
}

#[test]
fn a_refused_answer_names_the_thing_and_the_way_out_in_both_languages() {
    let desk = desk_with_draft();
    let told = desk.type_line("answer draft.json 3.4=1 1.1=6").refused(1);
    expect![[r"
        error: 2 assignments cannot be done, `draft.json` is as it was
          3.4=1: no service `3.4` in `first-psirt-1.1`
            hint: there are `3.1`, `3.2`, `3.3`
          1.1=6: there is no level 6
            hint: the levels are 0 to 5
    "]]
    .assert_eq(&told);
    let told = desk
        .type_line("answer draft.json 3.4=1 1.1=6 --language ja")
        .refused(1);
    expect![[r"
        エラー: 2件の指定を実行できない (`draft.json`は元のまま)
          3.4=1: `first-psirt-1.1`にサービス`3.4`は存在しない
            ヒント: あるのは`3.1`、`3.2`、`3.3`
          1.1=6: レベル6は存在しない
            ヒント: レベルは0〜5
    "]]
    .assert_eq(&told);
}

#[test]
fn a_finished_round_is_changed_only_when_taken_up_again() {
    let desk = desk_with_draft();
    desk.type_line("answer draft.json 1.1=3 --finish").done();
    let before = desk.read("draft.json");
    let told = desk.type_line("answer draft.json 1.1=4").refused(1);
    assert!(told.contains("--reopen"), "the way out is told: {told}");
    assert_eq!(desk.read("draft.json"), before);
    let said = desk.json("answer draft.json 1.1=4 --reopen");
    assert_eq!(said["state"], "draft");
    assert_eq!(said["changed"][0]["before"]["level"], 3);
    assert_eq!(said["changed"][0]["after"]["level"], 4);
}

#[test]
fn a_figure_is_explained() {
    let desk = Desk::with_samples("en");
    let said = desk.json("score 2026.psirt.json --explain overall");
    assert_eq!(said["rests_on"].as_array().expect("a list").len(), 7);
    let said = desk.json("score 2026.psirt.json --explain 2");
    assert_eq!(
        (&said["subject"]["kind"], &said["score"]),
        (&json!("area"), &json!(2.6))
    );
    let said = desk.json("score 2026.psirt.json --explain 3.2");
    assert_eq!(said["state"], "not_applicable");
    assert!(said["reason"].is_string(), "{said}");
    let (status, error) = desk.json_error("score 2026.psirt.json --explain 9");
    assert_eq!((status, &error["code"]), (2, &json!("unknown_id")));
    let text = desk.type_line("score 2026.psirt.json --explain 2.2").done();
    assert!(text.contains("Rule: "), "{text}");
}

#[test]
fn a_reading_brings_its_duties_forward_and_must_fit_the_sheet() {
    let desk = Desk::with_samples("en");
    let plain = desk.json("gaps 2026.psirt.json");
    let read = desk.json("gaps 2026.psirt.json --reading eu-cra");
    assert_eq!(plain["gaps"]["reading"], Value::Null);
    assert_eq!(read["gaps"]["reading"], "eu-cra");
    let order = |said: &Value| -> Vec<String> {
        let gaps = said["gaps"]["ranked"].as_array().expect("a list");
        gaps.iter()
            .map(|gap| gap["service"].as_str().expect("an id").to_owned())
            .collect()
    };
    assert_ne!(order(&plain), order(&read), "duties change the order");
    assert_eq!(order(&plain)[0], order(&read)[0], "the size comes first");
    let (status, error) = desk.json_error("gaps 2024.psirt.json --reading eu-cra");
    assert_eq!((status, &error["code"]), (2, &json!("other_sheet")));
    let (status, error) = desk.json_error("read 2026.psirt.json --reading eu-cr");
    assert_eq!((status, &error["code"]), (2, &json!("unknown_id")));
    assert!(
        error["hint"].as_str().expect("a hint").contains("eu-cra"),
        "{error}"
    );
}

#[test]
fn a_comparison_tells_falls_first_and_says_where_the_sheet_changed() {
    let desk = Desk::with_samples("en");
    let text = desk
        .type_line("compare 2025.psirt.json 2026.psirt.json")
        .done();
    let place = |word: &str| {
        text.find(word)
            .unwrap_or_else(|| panic!("no {word} in {text}"))
    };
    assert!(place("Fallen") < place("Risen"));
    let said = desk.json("compare 2024.psirt.json 2025.psirt.json");
    let said = &said["comparison"];
    assert_eq!(said["one_sheet"], false);
    assert!(
        said["overall"]["change"].is_f64(),
        "services that a crosswalk joins compare"
    );
    assert_eq!(
        said["areas"][0]["score_before"],
        Value::Null,
        "an area of another sheet is another area"
    );
    let text = desk
        .type_line("compare 2024.psirt.json 2025.psirt.json")
        .done();
    assert!(text.contains("The sheet changed"), "{text}");
    let ended = desk.type_line("compare 2026.psirt.json 2025.psirt.json --json");
    assert_eq!(ended.status, 0);
    let warning: Value = serde_json::from_str(&ended.stderr).expect("a warning is JSON");
    assert_eq!(warning["warning"]["code"], "order");
    serde_json::from_str::<Value>(&ended.stdout).expect("standard output is JSON alone");
}

#[test]
fn what_is_shipped_is_listed_and_without_fault() {
    let desk = Desk::new();
    let said = desk.json("sheets");
    for kind in ["sheets", "readings", "profiles", "crosswalks"] {
        let listed: Vec<&str> = said[kind]
            .as_array()
            .expect("a list")
            .iter()
            .map(|file| file["id"].as_str().expect("an id"))
            .collect();
        let folder = root().join("frameworks").join(kind);
        let files: Vec<String> = files_under(&folder)
            .iter()
            .map(|path| {
                let name = path.file_stem().expect("a name").to_string_lossy();
                // The file of an earlier edition is named `id@edition`.
                name.split('@').next().expect("a first part").to_owned()
            })
            .collect();
        assert_eq!(listed, files, "{kind}");
        let mut words = vec!["sheets".to_owned(), "check".to_owned()];
        words.extend(
            files_under(&folder)
                .iter()
                .map(|path| path.display().to_string()),
        );
        let text = desk.run(&words).done();
        assert!(text.lines().count() >= files.len(), "{text}");
    }
}

#[test]
fn a_check_tells_every_fault_of_every_file() {
    let desk = Desk::with_samples("en");
    desk.write("sheet.json", r#"{ "format": 1, "areas": [], "scale": [] }"#);
    desk.write("newer.json", r#"{ "format": 9, "areas": [] }"#);
    let ended = desk.type_line("sheets check sheet.json 2026.psirt.json");
    assert_eq!((ended.status, ended.stderr.as_str()), (1, ""));
    assert!(
        ended.stdout.contains("/areas") && ended.stdout.contains("/scale"),
        "{}",
        ended.stdout
    );
    assert!(ended.stdout.contains("no faults"), "{}", ended.stdout);
    assert_eq!(
        desk.type_line("sheets check sheet.json newer.json").status,
        4
    );
    assert_eq!(
        desk.type_line("sheets check sheet.json newer.json missing.json")
            .status,
        3
    );
    let ended = desk.type_line("sheets check sheet.json --json");
    let said: Value = serde_json::from_str(&ended.stdout).expect("it is JSON");
    let faults = said["files"][0]["error"]["faults"]
        .as_array()
        .expect("a list");
    assert!(faults.len() > 5, "{said}");
    assert_eq!(
        (ended.status, &said["files"][0]["kind"]),
        (1, &json!("sheet"))
    );
}

#[test]
fn a_sheet_of_ones_own_is_used_like_a_shipped_one() {
    let desk = Desk::new();
    let shipped = root().join("frameworks/sheets/first-psirt-1.1.json");
    let text = fs::read_to_string(shipped).expect("it is shipped");
    desk.write(
        "own.json",
        text.replacen("\"id\": \"first-psirt-1.1\"", "\"id\": \"own\"", 1),
    );
    let line = "new --with own.json --sheet own --organization x -o a.json";
    desk.type_line(line).done();
    desk.type_line("answer a.json 1.1=3 --with own.json").done();
    assert_eq!(
        desk.json("--with own.json score a.json")["sheet"]["id"],
        "own"
    );
    let (status, error) = desk.json_error("score a.json");
    assert_eq!(
        (status, &error["code"]),
        (1, &json!("faults")),
        "its sheet is not at hand"
    );
    let hint = error["faults"][0]["hint"].as_str().expect("a hint");
    assert!(hint.contains("first-psirt-1.1 2026.11"), "{hint}");
    desk.write("taken.json", text);
    let (status, _) = desk.json_error("sheets --with taken.json");
    assert_eq!(status, 1, "a shipped sheet is not replaced");
}
