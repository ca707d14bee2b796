//! A faulty file is refused whole, with all its faults, each with its place, what was found and
//! what is allowed.

#[path = "../../../tests/plain.rs"]
mod plain;
mod small;

use std::fmt::Write;

use expect_test::{Expect, expect};
use plain::plain;
use psirt_core::assessment::sheet_named_in;
use psirt_core::fault::MOST_FAULTS;
use psirt_core::file::{Announced, announced};
use psirt_core::{Assessment, Crosswalk, Faults, Language, Profile, Reading, Sheet};
use serde_json::{Value, json};
use small::{blank, sheet, sheet_file, sheet_named, text};

fn told<T>(result: Result<T, Faults>) -> String {
    let Err(faults) = result else {
        return "no fault\n".into();
    };
    let mut lines = String::new();
    for fault in faults.list() {
        let message = fault.problem.message(Language::En);
        writeln!(lines, "{}: {message}", fault.place).expect("a text takes any line");
        if let Some(hint) = fault.problem.hint(Language::En) {
            writeln!(lines, "  hint: {hint}").expect("a text takes any line");
        }
    }
    lines
}

fn at<'v>(file: &'v mut Value, pointer: &str) -> &'v mut Value {
    file.pointer_mut(pointer)
        .expect("the small sheet has this place")
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "an expectation stands in the call"
)]
fn check_sheet(spoil: impl FnOnce(&mut Value), expected: Expect) {
    let mut file = sheet_file("small", "1: 1.1 1.2 | 2: 2.1");
    spoil(&mut file);
    expected.assert_eq(&told(Sheet::parse(&file.to_string())));
}

#[test]
fn an_unspoilt_sheet_has_no_fault() {
    check_sheet(
        |_| {},
        expect![[r"
        no fault
    "]],
    );
}

#[test]
fn an_unknown_and_a_missing_field_are_told_together() {
    check_sheet(
        |file| {
            let service = at(file, "/areas/0/services/0")
                .as_object_mut()
                .expect("an object");
            service.remove("title");
            service.insert("whi".into(), text("a typo"));
        },
        expect![[r"
            /areas/0/services/0/whi: unknown field `whi`
              hint: the fields here are `evidence`, `functions`, `id`, `interview`, `levels`, `purpose`, `small_team`, `title` and 1 more
            /areas/0/services/0: the field `title` is missing
        "]],
    );
}

#[test]
fn a_sheet_needs_nothing_but_ids_names_and_the_text_of_each_level() {
    check_sheet(
        |file| *file = plain(file),
        expect![[r"
            no fault
        "]],
    );
}

#[test]
fn what_a_sheet_leaves_out_is_not_written_down_when_it_is_saved() {
    let file = plain(&sheet_file("small", "1: 1.1"));
    let sheet = Sheet::parse(&file.to_string()).expect("a plain sheet is valid");
    let saved: Value = serde_json::from_str(&sheet.to_json()).expect("it is JSON");
    assert_eq!(saved, file);
}

#[test]
fn faults_of_shape_do_not_hide_faults_of_meaning() {
    check_sheet(
        |file| {
            *at(file, "/license") = json!(7);
            *at(file, "/areas/1/id") = json!("1");
            *at(file, "/areas/0/services/1/levels/3/indicators/0/refs/0") = json!("9.9");
        },
        expect![[r"
            /license: found 7
              hint: allowed is a text
            /areas/0/services/1/levels/3/indicators/0/refs/0: no function `9.9` in `1.2`
              hint: there are `1.2`, `1.2.1`
            /areas/1/id: the id `1` stands at /areas/0/id already
        "]],
    );
}

#[test]
fn a_text_without_its_pair_is_a_fault_unless_the_sheet_declares_one_language() {
    let lacking = |file: &mut Value| {
        at(file, "/title")
            .as_object_mut()
            .expect("a text")
            .remove("ja");
    };
    check_sheet(
        lacking,
        expect![[r"
        /title: the text has no `ja`, which its file declares
    "]],
    );
    check_sheet(
        |file| {
            file["languages"] = json!(["en"]);
            *file = without_japanese(file);
        },
        expect![[r"
            no fault
        "]],
    );
}

fn without_japanese(value: &Value) -> Value {
    match value {
        Value::Object(object) => object
            .iter()
            .filter(|(key, _)| *key != "ja")
            .map(|(key, value)| (key.clone(), without_japanese(value)))
            .collect(),
        Value::Array(list) => list.iter().map(without_japanese).collect(),
        other => other.clone(),
    }
}

#[test]
fn a_sheet_in_one_language_shows_it_to_readers_of_the_other() {
    let mut file = sheet_file("small", "1: 1.1");
    file["languages"] = json!(["en"]);
    let sheet = Sheet::parse(&without_japanese(&file).to_string()).expect("it is valid");
    assert_eq!(sheet.title().get(Language::Ja), "small");
}

#[test]
fn levels_must_be_there_each_once_in_order() {
    check_sheet(
        |file| {
            at(file, "/areas/0/services/0/levels")
                .as_array_mut()
                .expect("levels")
                .remove(3);
        },
        expect![[r"
            /areas/0/services/0/levels/3/level: level 4 stands where level 3 belongs
              hint: levels are listed from 0 upwards, each once
            /areas/0/services/0/levels/4/level: level 5 stands where level 4 belongs
              hint: levels are listed from 0 upwards, each once
            /areas/0/services/0/levels: level 5 is missing
              hint: levels are listed from 0 upwards, each once
        "]],
    );
}

#[test]
fn an_effort_that_is_no_size_names_the_sizes() {
    check_sheet(
        |file| *at(file, "/areas/0/services/0/levels/2/step/effort") = json!("tiny"),
        expect![[r#"
            /areas/0/services/0/levels/2/step/effort: found "tiny"
              hint: allowed is `"small"`, `"medium"`, `"large"`
        "#]],
    );
}

#[test]
fn days_of_a_step_lie_within_its_size() {
    check_sheet(
        |file| {
            *at(file, "/areas/0/services/0/levels/1/step") = json!({
                "action": text("do"), "deliverable": text("a thing"), "effort": "small", "days": 5.5,
            });
            *at(file, "/areas/0/services/0/levels/5/step") = json!({
                "action": text("do"), "deliverable": text("a thing"), "effort": "large", "days": 19,
            });
        },
        expect![[r"
            /areas/0/services/0/levels/1/step/days: 5.5 is out of range
              hint: allowed is 0.1 to 5
            /areas/0/services/0/levels/5/step/days: 19 is out of range
              hint: allowed is 20 or more
        "]],
    );
}

#[test]
fn a_newer_format_is_told_alone_with_the_one_this_program_reads() {
    check_sheet(
        |file| {
            file["format"] = json!(2);
            file["anything"] = json!(true);
        },
        expect![[r"
            /format: format 2 is newer than format 1, the newest this program reads
              hint: open it with a newer version of the program
        "]],
    );
    check_sheet(
        |file| file["format"] = json!("1"),
        expect![[r#"
            /format: "1" is not a format number
              hint: this program reads format 1
        "#]],
    );
}

fn base() -> (Sheet, Value) {
    let sheet = sheet("1: 1.1 1.2 1.3 | 2: 2.1");
    let file = serde_json::from_str(&blank(&sheet).to_json()).expect("it was just written");
    (sheet, file)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "an expectation stands in the call"
)]
fn check_assessment(spoil: impl FnOnce(&mut Value), expected: Expect) {
    let (sheet, mut file) = base();
    spoil(&mut file);
    let found = |reference: &psirt_core::assessment::SheetReference| {
        (reference.id == *sheet.id() && reference.edition == sheet.edition()).then_some(&sheet)
    };
    expected.assert_eq(&told(Assessment::parse(&file.to_string(), found)));
}

#[test]
fn every_wrong_answer_of_an_assessment_is_listed() {
    check_assessment(
        |file| {
            file["services"] = json!({
                "1.1": { "answer": { "level": 7 } },
                "1.2": { "answer": { "level": "3" }, "target": 6 },
                "1.3": { "answer": { "not_applicable": " " }, "indicators": ["1a", "9z"] },
                "1.9": { "answer": "dont_know" },
                "2.1": { "answer": "maybe" },
            });
        },
        expect![[r#"
            /services/1.2/answer/level: found "3"
              hint: allowed is a whole number
            /services/1.3/answer/not_applicable: the text is empty
            /services/2.1/answer: found "maybe"
              hint: allowed is `{ "level": … }`, `{ "not_applicable": … }`, `"dont_know"`
            /services/1.1/answer/level: there is no level 7
              hint: the levels are 0 to 5
            /services/1.2/target: there is no level 6
              hint: the levels are 0 to 5
            /services/1.3/indicators/1: no indicator `9z` in `1.3`
              hint: there are `1a`, `1b`, `2a`, `2b`, `3a`, `3b`, `4a`, `4b` and 2 more
            /services/1.9: no service `1.9` in `small`
              hint: there are `1.1`, `1.2`, `1.3`
        "#]],
    );
}

#[test]
fn a_date_that_does_not_exist_and_an_unknown_edition_are_refused() {
    check_assessment(
        |file| {
            file["date"] = json!("2026-02-30");
            file["sheet"]["edition"] = json!("1999");
        },
        expect![[r"
            /date: `2026-02-30` is not a date
              hint: write it as year-month-day, such as 2026-04-01
            /sheet: no sheet `small 1999`
        "]],
    );
}

#[test]
fn a_date_has_one_spelling() {
    for spelling in [
        "20260401",
        "2026-04-01T00:00",
        "2026-4-1",
        "-002026-04-01",
        "",
    ] {
        check_assessment(|file| file["date"] = json!(spelling), expect_date(spelling));
    }
}

fn expect_date(spelling: &str) -> Expect {
    let text = format!(
        "/date: `{spelling}` is not a date\n  hint: write it as year-month-day, such as 2026-04-01\n"
    );
    // `Expect` wants a text that lives as long as the program.
    Expect {
        position: expect![""].position,
        data: text.leak(),
        indent: false,
    }
}

#[test]
fn actions_name_services_and_levels_of_the_sheet_and_each_other_once() {
    check_assessment(
        |file| {
            let action = |id: &str, service: &str, level: u8, days: f64| {
                json!({ "id": id, "service": service, "to_level": level, "title": "do",
                        "effort_days": days, "state": "planned" })
            };
            file["actions"] = json!([
                action("a", "1.1", 3, 2.0),
                action("a", "3.1", 0, -1.0),
                action("b", "1.1", 6, 1.0),
            ]);
        },
        expect![[r"
            /actions/1/effort_days: -1.0 is out of range
              hint: allowed is 0 to 100000
            /actions/1/id: the id `a` stands at /actions/0/id already
            /actions/1/service: no service `3.1` in `small`
              hint: there are `1.1`, `1.2`, `1.3`, `2.1`
            /actions/1/to_level: 0 is out of range
              hint: allowed is 1 to 5
            /actions/2/to_level: there is no level 6
              hint: the levels are 0 to 5
        "]],
    );
}

#[test]
fn a_key_that_stands_twice_is_told_rather_than_the_last_one_taken() {
    let (sheet, file) = base();
    let text = file.to_string().replace(
        r#""services":{}"#,
        r#""services":{"1.1":{"answer":{"level":2}},"1.1":{"answer":{"level":5}}}"#,
    );
    expect![[r"
        /services/1.1: the key `1.1` stands here twice
    "]]
    .assert_eq(&told(Assessment::parse(&text, |_| Some(&sheet))));
}

#[test]
fn what_is_not_json_is_told_with_line_and_column() {
    let (sheet, _) = base();
    for text in ["{\n \"a\": NaN }", "{} x", "\"\\ud800\"", "1e999"] {
        let message = told(Assessment::parse(text, |_| Some(&sheet)));
        assert!(message.starts_with(": not JSON"), "{text}: {message}");
    }
}

#[test]
fn an_empty_file_is_called_empty() {
    let (sheet, _) = base();
    let message = told(Assessment::parse("", |_| Some(&sheet)));
    assert!(message.starts_with(": the file is empty"), "{message}");
}

#[test]
fn hostile_files_are_refused_at_the_stated_limits() {
    let (sheet, mut file) = base();
    let refused = |text: &str| told(Assessment::parse(text, |_| Some(&sheet)));
    assert_eq!(
        refused(&"[".repeat(100_000)),
        ": values are nested deeper than 64\n"
    );
    assert_eq!(
        refused(&format!("[{}1]", "1,".repeat(2_000_001))),
        ": the file has more than 2000000 values\n"
    );
    assert_eq!(
        refused(&" ".repeat(20_000_001)),
        ": the file has 20000001 bytes, more than the 20000000 allowed\n"
    );
    file["scope"] = json!("あ".repeat(20_001));
    assert_eq!(
        refused(&file.to_string()),
        "/scope: the text has 20001 characters, more than the 20000 allowed\n"
    );
    file["scope"] = json!("あ".repeat(20_000));
    assert_eq!(refused(&file.to_string()), "no fault\n");
}

#[test]
fn a_sheet_with_more_services_than_allowed_is_refused_with_one_fault() {
    let services: Vec<String> = (0..2_001).map(|number| format!("s{number}")).collect();
    let file = sheet_file("small", &format!("1: {}", services.join(" ")));
    expect![[r"
        /areas: 2001 services, more than the 2000 allowed
    "]]
    .assert_eq(&told(Sheet::parse(&file.to_string())));
}

#[test]
fn a_file_with_endless_faults_lists_the_first_and_counts_the_rest() {
    let (sheet, mut file) = base();
    let services: serde_json::Map<String, Value> = (0..1_000)
        .map(|number| (format!("x{number}"), json!({})))
        .collect();
    file["services"] = Value::Object(services);
    let faults =
        Assessment::parse(&file.to_string(), |_| Some(&sheet)).expect_err("no such services");
    assert_eq!(faults.list().len(), MOST_FAULTS + 1);
    let last = faults.list().last().expect("there are faults");
    assert_eq!(
        last.problem.message(Language::En),
        "800 more faults are not listed"
    );
}

#[test]
fn profiles_and_readings_name_services_and_levels_of_their_sheet() {
    let sheet = sheet("1: 1.1");
    let profile = json!({
        "format": 1, "id": "p", "sheet": "small", "title": text("P"), "summary": text("p"),
        "targets": { "1.1": 6, "9.9": 2 },
    });
    expect![[r"
        /targets/1.1: there is no level 6
          hint: the levels are 0 to 5
        /targets/9.9: no service `9.9` in `small`
          hint: there are `1.1`
    "]]
    .assert_eq(&told(Profile::parse(&profile.to_string(), |_| {
        Some(&sheet)
    })));
    let reading = json!({
        "format": 1, "id": "r", "sheet": "small", "title": text("R"), "short": text("R"),
        "source": { "name": "R", "version": "1", "published": "2026", "url": "u", "rights": text("r") },
        "caveat": text("c"), "dates": [{ "date": "soon", "what": text("w") }],
        "requirements": [
            { "id": "a", "title": text("A"), "applies_from": null, "expected_level": 3, "beyond": null,
              "services": [{ "id": "9.9", "strength": "direct" }, { "id": "1.1", "strength": "strong" }] },
            { "id": "a", "title": text("A"), "applies_from": null, "expected_level": 9, "beyond": null,
              "services": [] },
        ],
    });
    expect![[r#"
        /dates/0/date: `soon` is not a date
          hint: write it as year-month-day, such as 2026-04-01
        /requirements/0/services/1/strength: found "strong"
          hint: allowed is `"direct"`, `"supporting"`
        /requirements/1/services: 0 entries, at least 1 needed
        /requirements/0/services/0/id: no service `9.9` in `small`
          hint: there are `1.1`
        /requirements/1/id: the id `a` stands at /requirements/0/id already
        /requirements/1/expected_level: there is no level 9
          hint: the levels are 0 to 5
    "#]]
    .assert_eq(&told(Reading::parse(&reading.to_string(), |_| {
        Some(&sheet)
    })));
    expect![[r"
        /sheet: no sheet `small`
    "]]
    .assert_eq(&told(Profile::parse(
        &profile
            .to_string()
            .replace("\"1.1\":6,\"9.9\":2", "\"1.1\":5"),
        |_| None,
    )));
}

#[test]
fn a_crosswalk_forgets_no_service_and_names_none_twice() {
    let older = sheet_named("old", "1: 1.1 1.2 1.3");
    let newer = sheet_named("new", "1: 1.1 1.2 1.4");
    let file = json!({
        "format": 1, "id": "old--new", "from": "old", "to": "new",
        "links": [
            { "from": "1.1", "to": "1.1", "relation": "same" },
            { "from": "1.1", "to": "1.1", "relation": "close" },
            { "from": "1.8", "to": "1.2", "relation": "same" },
        ],
        "only_in_from": [{ "service": "1.1", "note": text("gone") }],
    });
    let found =
        |id: &psirt_core::SheetId| [&older, &newer].into_iter().find(|sheet| sheet.id() == id);
    expect![[r"
        /links/1: the id `1.1 → 1.1` stands at /links/0 already
        /links/2/from: no service `1.8` in `old`
          hint: there are `1.1`, `1.2`, `1.3`
        /only_in_from/0/service: the id `1.1` stands at /links already
        /only_in_from: service `1.2` of `old` is neither linked nor listed as standing in one sheet only
        /only_in_from: service `1.3` of `old` is neither linked nor listed as standing in one sheet only
        /only_in_to: service `1.4` of `new` is neither linked nor listed as standing in one sheet only
    "]]
    .assert_eq(&told(Crosswalk::parse(&file.to_string(), found)));
}

#[test]
fn a_change_the_sheet_does_not_allow_changes_nothing() {
    let sheet = sheet("1: 1.1");
    let mut assessment = small::assessment(&sheet, "1.1=3");
    let before = assessment.clone();
    let faults = assessment
        .change_entry(&sheet, "1.1", |entry| {
            entry.note = "kept out".into();
            entry.target = Some(small::level("9"));
        })
        .expect_err("there is no level 9");
    assert_eq!(faults.list()[0].place, "/services/1.1/target");
    assert_eq!(assessment, before, "the note is not kept either");
}

#[test]
fn a_file_tells_its_kind_and_an_assessment_its_sheet_before_they_are_read() {
    let (sheet, file) = base();
    assert_eq!(announced(&sheet.to_json()), Ok(Some(Announced::Sheet)));
    assert_eq!(
        announced(&file.to_string()),
        Ok(Some(Announced::Assessment))
    );
    assert_eq!(announced("{}"), Ok(None));
    let reference = sheet_named_in(&file.to_string())
        .expect("it is JSON")
        .expect("it names one");
    assert_eq!(reference.id, *sheet.id());
}

#[test]
fn a_file_of_version_0_1_that_says_no_kind_is_read_as_one_that_does() {
    let (sheet, mut file) = base();
    let said = Assessment::parse(&file.to_string(), |_| Some(&sheet));
    assert_eq!(file["kind"], json!("assessment"), "it is written");
    file.as_object_mut().expect("a file").remove("kind");
    assert_eq!(
        announced(&file.to_string()),
        Ok(Some(Announced::Assessment))
    );
    assert_eq!(Assessment::parse(&file.to_string(), |_| Some(&sheet)), said);
}

#[test]
fn a_file_that_says_another_kind_is_told_that_and_nothing_else() {
    check_assessment(
        |file| {
            file["kind"] = json!("contribution");
            file["novel"] = json!(true);
        },
        expect![[r#"
            /kind: the file says it is of the kind "contribution", not `assessment`
        "#]],
    );
    check_assessment(
        |file| file["kind"] = json!(7),
        expect![[r"
            /kind: found 7
              hint: allowed is `assessment`
        "]],
    );
    assert_eq!(
        announced(r#"{ "format": 1, "kind": "contribution", "organization": {} }"#),
        Ok(None),
        "what it says counts, not what it looks like"
    );
}

#[test]
fn an_assessment_written_out_reads_back_the_same() {
    let sheet = sheet("1: 1.1 1.2 1.3 1.4");
    let assessment = small::assessment(&sheet, "1.1=3>4 1.2=n/a 1.3=? 1.4=>2");
    let again = Assessment::parse(&assessment.to_json(), |_| Some(&sheet));
    assert_eq!(again, Ok(assessment));
}
