//! Files that are wrong, hostile or from the future, given to the terminal program.

use std::fs;

use serde_json::{Value, json};

use crate::program::Desk;

/// An assessment of the 1.1 sheet; `services` and `more` are JSON.
fn assessment(services: &str, more: &str) -> String {
    format!(
        r#"{{ "format": 1, "id": "x", "sheet": {{ "id": "first-psirt-1.1", "edition": "2026.11" }},
              "organization": {{ "name": "x" }}, "date": "2026-04-01", "state": "draft",
              "services": {services} {more} }}"#
    )
}

/// Every fault as its place.
fn places(error: &Value) -> Vec<String> {
    let faults = error["faults"].as_array().expect("a list");
    faults
        .iter()
        .map(|fault| fault["place"].as_str().expect("a text").to_owned())
        .collect()
}

fn refused(text: impl AsRef<[u8]>) -> Value {
    let desk = Desk::new();
    desk.write("a.json", text);
    let (status, error) = desk.json_error("score a.json");
    assert_eq!(status, 1, "{error}");
    error
}

#[test]
fn the_documents_of_the_starter_kit_are_listed_and_written_with_the_name_filled_in() {
    let desk = Desk::new();
    let said = desk.json("kit list");
    let documents = said["documents"].as_array().expect("a list");
    for (language, marked) in [("en", "[organization]"), ("ja", "【組織名】")] {
        let line = format!("kit write -o {language} --language {language}");
        let files = desk.json(&line)["files"].as_array().expect("a list").len();
        assert_eq!(files, documents.len());
        let mandate = fs::read_to_string(desk.path(format!("{language}/mandate.md")));
        assert!(mandate.expect("it was written").contains(marked));
    }
    desk.run(words(&[
        "kit",
        "write",
        "mandate",
        "security",
        "-o",
        "named",
        "--format",
        "txt",
        "--organization",
        "Example & Sons",
    ]))
    .done();
    let mandate = fs::read_to_string(desk.path("named/mandate.txt")).expect("it was written");
    assert!(
        mandate.contains("Example & Sons") && !mandate.contains("# "),
        "{mandate}"
    );
    assert!(desk.path("named/security.txt").exists());
    let told = desk.type_line("kit write security -o named").refused(3);
    assert!(told.contains("security.txt"), "{told}");
    let told = desk.type_line("kit write charter -o named").refused(2);
    assert!(told.contains("mandate"), "{told}");
}

#[test]
fn the_weeks_of_the_starter_kit_name_a_service_of_its_sheet_and_one_of_its_documents_each() {
    let desk = Desk::new();
    let documents = desk.json("kit list")["documents"].clone();
    let documents = documents.as_array().expect("a list");
    let said = desk.json("kit weeks");
    let tasks = said["tasks"].as_array().expect("a list");
    let weeks: Vec<u64> = tasks
        .iter()
        .filter_map(|task| task["week"].as_u64())
        .collect();
    assert_eq!(weeks.len(), tasks.len());
    assert!(weeks.is_sorted(), "{weeks:?}");
    let lines = desk.type_line("kit weeks").done();
    for task in tasks {
        let is_named = |document: &serde_json::Value| document["id"] == task["document"];
        assert!(documents.iter().any(is_named), "{task}");
        for part in ["service", "document"] {
            let part = task[part].as_str().expect("it is text");
            assert!(lines.contains(part), "{part}");
        }
    }
    assert!(lines.contains("First 90 days"), "{lines}");
}

/// Arguments as they are typed, with blanks in them.
fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

#[test]
fn an_assessment_as_written_by_hand_is_read() {
    let desk = Desk::new();
    desk.write(
        "a.json",
        assessment(r#"{ "1.1": { "answer": { "level": 3 } } }"#, ""),
    );
    assert_eq!(desk.json("score a.json")["overall"]["answered"], 1);
    desk.write("bom.json", format!("\u{FEFF}{}", assessment("{}", "")));
    assert_eq!(desk.json("score bom.json")["overall"]["answered"], 0);
}

#[test]
fn all_faults_are_told_at_once_each_with_its_place() {
    let text = assessment(
        r#"{ "1.1": { "answer": { "level": 7 }, "target": 6 },
             "9.9": { "answer": "dont_know" },
             "1.2": { "answer": { "not_applicable": " " } },
             "1.3": { "answer": { "level": 2.5 } },
             "1.4": { "answer": "maybe", "indicators": ["9z"] },
             "1.5": { "evidence": [{ "title": "x", "date": "2026-02-30" }] } }"#,
        r#", "actions": [{ "id": "a", "service": "8.8", "to_level": 0, "title": "x",
             "state": "planned", "due": "2026-13-01" }], "novel": true"#,
    );
    let places = places(&refused(&text));
    for place in [
        "/services/1.1/answer/level",
        "/services/1.1/target",
        "/services/9.9",
        "/services/1.2/answer/not_applicable",
        "/services/1.3/answer/level",
        "/services/1.4/answer",
        "/services/1.4/indicators/0",
        "/services/1.5/evidence/0/date",
        "/actions/0/service",
        "/actions/0/to_level",
        "/actions/0/due",
        "/novel",
    ] {
        assert!(
            places.iter().any(|found| found == place),
            "{place} is not in {places:?}"
        );
    }
}

#[test]
fn the_same_faults_are_told_in_japanese() {
    let desk = Desk::new();
    desk.write(
        "a.json",
        assessment(r#"{ "1.1": { "answer": { "level": 7 } } }"#, ""),
    );
    let told = desk.type_line("score a.json --language ja").refused(1);
    assert!(told.contains("レベル7は存在しない"), "{told}");
}

#[test]
fn what_is_no_json_is_told_with_line_and_column() {
    for text in [
        "{",
        "nonsense",
        &assessment(r#"{ "1.1": { "answer": { "level": NaN } } }"#, ""),
        &assessment(r#"{ "1.1": { "answer": { "level": Infinity } } }"#, ""),
        &assessment(r#"{ "1.1": { "answer": { "level": 03 } } }"#, ""),
        &assessment("{}", ","),
        &format!("{} {{}}", assessment("{}", "")),
        &assessment(r#"{ "1.1": { "note": "\ud800" } }"#, ""),
    ] {
        let error = refused(text);
        let message = error["faults"][0]["message"].as_str().expect("a message");
        assert!(message.contains("not JSON"), "{text}: {message}");
    }
}

#[test]
fn an_empty_file_is_called_empty() {
    for text in ["", " \n"] {
        let message = &refused(text)["faults"][0]["message"];
        assert_eq!(message, "the file is empty", "{text:?}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let utf_16: Vec<u8> = assessment("{}", "")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [utf_16, vec![0xFF; 100], b"\x83e\x83X\x83g".to_vec()] {
        assert_eq!(refused(bytes)["code"], "faults");
    }
}

#[test]
fn a_key_that_stands_twice_is_a_fault() {
    let text = assessment(r#"{ "1.1": { "note": "a" }, "1.1": { "note": "b" } }"#, "");
    let error = refused(text);
    assert_eq!(error["faults"][0]["place"], "/services/1.1");
    let text = assessment("{}", r#", "date": "2026-05-01""#);
    assert_eq!(refused(text)["faults"][0]["place"], "/date");
}

#[test]
fn numbers_beyond_all_measure_are_no_levels() {
    for number in ["1e400", "-1", "99999999999999999999", "1e-400", "3.0000001"] {
        let text = assessment(&format!(r#"{{ "1.1": {{ "target": {number} }} }}"#), "");
        refused(text);
    }
}

#[test]
fn nesting_is_bounded_however_deep() {
    for depth in [25, 65, 100_000, 5_000_000] {
        for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
            let inner = if open == "[" { "" } else { "1" };
            let nested = format!("{}{inner}{}", open.repeat(depth), close.repeat(depth));
            let text = assessment("{}", &format!(r#", "novel": {nested}"#));
            if text.len() < 20_000_000 {
                refused(text);
            }
        }
        refused("[".repeat(depth));
    }
}

#[test]
fn a_file_of_100_megabytes_is_not_even_read() {
    let desk = Desk::new();
    let file = fs::File::create(desk.path("a.json")).expect("it can be made");
    file.set_len(100_000_000).expect("files may have holes");
    let (status, error) = desk.json_error("score a.json");
    assert_eq!(status, 1);
    let message = error["faults"][0]["message"].as_str().expect("a message");
    assert!(
        message.contains("100000000") && message.contains("20000000"),
        "{message}"
    );
    let (status, _) = desk.json_error("sheets --with a.json");
    assert_eq!(status, 1, "whatever it is given as");
    let ended = desk.type_line("sheets check a.json");
    assert_eq!(ended.status, 1);
}

#[test]
fn more_services_than_a_sheet_can_have_are_refused() {
    let services: Vec<String> = (0..2_001)
        .map(|number| format!(r#""s{number}": {{}}"#))
        .collect();
    let error = refused(assessment(&format!("{{ {} }}", services.join(",")), ""));
    assert_eq!(places(&error), ["/services"]);
}

#[test]
fn a_text_beyond_its_limit_is_refused() {
    let note = "長".repeat(20_001);
    let error = refused(assessment(
        &format!(r#"{{ "1.1": {{ "note": "{note}" }} }}"#),
        "",
    ));
    assert_eq!(places(&error), ["/services/1.1/note"]);
}

#[test]
fn faults_without_end_are_not_all_searched_for() {
    let members = vec!["0"; 300_000].join(",");
    let error = refused(assessment("{}", &format!(r#", "actions": [{members}]"#)));
    assert_eq!(
        places(&error).len(),
        201,
        "the first faults, and how many more"
    );
    let actions: Vec<String> = (0..100_000)
        .map(|number| {
            format!(r#"{{ "id": "{number}", "service": "x", "to_level": 1, "title": "x", "state": "done" }}"#)
        })
        .collect();
    let error = refused(assessment(
        "{}",
        &format!(r#", "actions": [{}]"#, actions.join(",")),
    ));
    assert_eq!(places(&error).len(), 201);
}

/// What takes the most memory for its size, within limits that a small machine has.
#[cfg(target_os = "linux")]
#[test]
fn a_hostile_file_does_not_exhaust_the_memory() {
    use std::process::Command;

    use crate::program::program;

    let desk = Desk::new();
    desk.write("lists.json", format!("[{}[]]", "[],".repeat(6_600_000)));
    desk.write("keys.json", {
        let keys: Vec<String> = (0..1_500_000)
            .map(|number| format!("\"{number:x}\":0"))
            .collect();
        format!("{{{}}}", keys.join(","))
    });
    desk.write(
        "text.json",
        assessment("{}", &format!(r#", "title": "{}""#, "a".repeat(19_000_000))),
    );
    for name in ["lists.json", "keys.json", "text.json"] {
        let limited = format!(
            "ulimit -v 800000; exec {} score {name}",
            program().display()
        );
        let output = Command::new("sh")
            .args(["-c", &limited])
            .current_dir(desk.path("."))
            .output()
            .expect("there is a shell");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{name}: {told}");
    }
}

#[test]
fn a_newer_format_ends_differently_and_leaves_the_file_alone() {
    let desk = Desk::new();
    let newer = assessment(r#"{ "1.1": { "novel": true } }"#, r#", "later": 1"#).replacen(
        "\"format\": 1",
        "\"format\": 2",
        1,
    );
    desk.write("a.json", &newer);
    for line in [
        "score a.json",
        "gaps a.json",
        "answer a.json 1.1=3",
        "report a.json -o out",
    ] {
        let (status, error) = desk.json_error(line);
        assert_eq!(
            (status, &error["code"]),
            (4, &json!("newer_format")),
            "{line}"
        );
        assert_eq!(places(&error), ["/format"], "nothing else can be judged");
    }
    assert_eq!(desk.read("a.json"), newer);
    assert_eq!(desk.names("."), ["a.json"]);
}

#[test]
fn a_file_of_another_kind_is_named_as_such() {
    let desk = Desk::new();
    desk.write("a.json", r#"{ "format": 1, "requirements": [] }"#);
    let (status, error) = desk.json_error("score a.json");
    assert_eq!((status, &error["code"]), (1, &json!("other_kind")));
    assert!(
        error["message"]
            .as_str()
            .expect("a text")
            .contains("reading"),
        "{error}"
    );
}

#[test]
fn what_cannot_be_read_or_written_is_no_fault_of_the_input() {
    let desk = Desk::with_samples("en");
    fs::create_dir(desk.path("folder")).expect("it can be made");
    desk.write("file", "x");
    for line in [
        "score missing.json",
        "score folder",
        "score file/inside.json",
        "new --sheet first-psirt-1.1 --organization x -o nowhere/a.json",
        "report 2026.psirt.json --format svg -o file",
        "compare 2026.psirt.json missing.json",
        "score 2026.psirt.json --with missing.json",
    ] {
        let (status, error) = desk.json_error(line);
        assert_eq!(status, 3, "{line}: {error}");
    }
}

/// Some systems rename no file that somebody has open, this very program included.
#[cfg(target_os = "linux")]
#[test]
fn no_file_is_open_while_it_takes_its_place() {
    let desk = Desk::with_samples("en");
    let trace = desk.path("trace");
    for line in [
        "new --sheet first-psirt-1.1 --organization Example -o draft.psirt.json",
        "report 2026.psirt.json -o report",
    ] {
        let program = crate::program::program().display().to_string();
        let traced = std::process::Command::new("strace")
            .args(["-f", "-qq", "-y", "-e"])
            .arg("trace=openat,close,rename,renameat,renameat2,link,linkat")
            .arg("-o")
            .arg(&trace)
            .arg(program)
            .args(line.split(' '))
            .current_dir(desk.path(""))
            .output()
            .expect("there is a tracer");
        assert!(traced.status.success(), "{line}: {traced:?}");
        let trace = fs::read_to_string(&trace).expect("it was written");
        let mut open: Vec<String> = Vec::new();
        let mut placed = 0;
        for call in trace.lines() {
            let call = call
                .split_once(' ')
                .map_or(call, |(_, call)| call.trim_start());
            let between = |start: char, end: char| {
                let from = call.rfind(start)?;
                let to = from + call[from..].find(end)?;
                Some(call[from + 1..to].to_owned())
            };
            if call.starts_with("openat(") && !call.contains(" = -1 ") {
                open.extend(between('<', '>'));
            } else if call.starts_with("close(") {
                let closed = between('<', '>').unwrap_or_default();
                if let Some(found) = open.iter().position(|path| *path == closed) {
                    open.swap_remove(found);
                }
            } else if call.starts_with("rename") || call.starts_with("link") {
                placed += 1;
                let names: Vec<&str> = call.split('"').skip(1).step_by(2).collect();
                for name in names {
                    let is_open = open
                        .iter()
                        .any(|path| path.ends_with(name.trim_start_matches("./")));
                    assert!(!is_open, "{name} is open: {call}");
                }
            }
        }
        assert!(placed > 0, "{line} writes a file");
    }
}
