//! A workshop scripted in the terminal: secret until shown, shown as promised, settled.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use psirt_report::book::Part;
use serde_json::{Value, json};

use crate::filling;
use crate::program::Desk;

const ROOM: &str = "room.psirtws --keys keys";

/// A room of four about three services.
fn room(promise: &str) -> Desk {
    let desk = Desk::with_samples("en");
    desk.type_line("answer 2026.psirt.json --reopen").done();
    desk.type_line(&format!(
        "workshop open {ROOM} --from 2026.psirt.json --people 4 --promise {promise} \
         --about 1.1 --about 1.2 --about 1.3"
    ))
    .done();
    desk
}

/// Types the letters of a paper form into standard input.
fn enter(desk: &Desk, respondent: u32, row: &str) {
    let line = format!("workshop enter {ROOM} --respondent {respondent}");
    let mut child = desk
        .command(line.split(' '))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it can be started");
    let mut input = child.stdin.take().expect("it is a pipe");
    input.write_all(row.as_bytes()).expect("it listens");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("of 4 finished"), "{said}");
}

/// Everybody's answers to the three services: two camps, close, and unknown.
fn answered(promise: &str) -> Desk {
    let desk = room(promise);
    for (respondent, row) in [(1, "02?\n"), (2, "０ 2 ?"), (3, "53?"), (4, "523")] {
        enter(&desk, respondent, row);
    }
    desk
}

fn service<'a>(said: &'a Value, id: &str) -> &'a Value {
    let services = said["services"].as_array().expect("a list of services");
    services
        .iter()
        .find(|service| service["id"] == id)
        .expect("it is there")
}

#[test]
fn before_the_reveal_only_how_many_have_finished_is_said() {
    let desk = room("named");
    enter(&desk, 1, "02?");
    enter(&desk, 2, "0--");
    let said = desk.json(&format!("workshop status {ROOM}"));
    assert_eq!(said["answered"], json!({ "finished": 1, "respondents": 4 }));
    assert_eq!(said["services"], json!([]));
    let (status, error) = desk.json_error(&format!("workshop reveal {ROOM}"));
    assert_eq!((status, &error["code"]), (1, &json!("workshop")));
    enter(&desk, 3, "5--");
    let said = desk.json(&format!("workshop reveal {ROOM}"));
    assert_eq!(service(&said, "1.1")["verdict"], "two_camps");
    let unanswered = service(&said, "1.2");
    assert_eq!(unanswered["verdict"], "too_few");
    assert_eq!(
        unanswered["levels"],
        json!({}),
        "one answer to it is not shown"
    );
}

#[test]
fn a_reveal_gives_the_spread_of_each_service_and_the_order_of_talk() {
    let said = answered("never").json(&format!("workshop reveal {ROOM}"));
    let camps = service(&said, "1.1");
    assert_eq!(camps["verdict"], "two_camps");
    assert_eq!(camps["levels"], json!({ "0": 2, "5": 2 }));
    assert_eq!(camps["agreement"], json!(-1.0));
    assert_eq!(service(&said, "1.2")["verdict"], "close");
    assert_eq!(service(&said, "1.3")["verdict"], "nobody_knows");
    assert_eq!(said["order_of_talk"], json!(["1.1", "1.3"]));
}

#[test]
fn no_output_shows_what_the_promise_forbids() {
    let named = answered("named").json(&format!("workshop reveal {ROOM}"));
    let opinions = &service(&named, "1.1")["first"]["opinions"];
    assert_eq!(opinions.as_array().map(Vec::len), Some(4), "all are named");
    for promise in ["by-group", "never"] {
        let desk = answered(promise);
        desk.type_line(&format!(
            "workshop respondents {ROOM} 1=Ana:dev 2=Ben:dev 3=:dev 4=Eva:law"
        ))
        .done();
        let said = desk.json(&format!("workshop reveal {ROOM}"));
        let shown = &service(&said, "1.1")["first"];
        assert_eq!(shown["opinions"], json!([]), "{promise}");
        assert_eq!(
            shown["groups"],
            json!([]),
            "the fourth would be found by subtraction"
        );
        let refused = format!("workshop settle {ROOM} 1.1=0 --dissent 3:5:seen");
        let (status, error) = desk.json_error(&refused);
        assert_eq!(
            (status, &error["code"]),
            (1, &json!("workshop")),
            "{promise}"
        );
    }
}

#[test]
fn what_is_settled_is_in_the_assessment_that_the_end_writes() {
    let desk = answered("never");
    desk.type_line(&format!("workshop reveal {ROOM}")).done();
    let without_reason = format!("workshop settle {ROOM} 1.1=3");
    assert_eq!(desk.json_error(&without_reason).0, 1);
    let settled = format!("workshop settle {ROOM} 1.1=3 --reason agreed --dissent 5:seen");
    let said = desk.json(&settled);
    assert_eq!(service(&said, "1.1")["settled"]["dissent"][0]["level"], 5);
    desk.type_line(&format!("workshop settle {ROOM} --close-ones"))
        .done();
    let parked = format!("workshop settle {ROOM} --park 1.3 --owner Ana --due 2026-12-24");
    let said = desk.json(&parked);
    assert_eq!(service(&said, "1.3")["parked"]["owner"], "Ana");
    let said = desk.json(&format!("workshop close {ROOM} -o settled.psirt.json"));
    assert_eq!(said["stage"], "closed");
    assert_eq!(
        service(&said, "1.1")["levels"],
        json!({ "0": 2, "5": 2 }),
        "tallies stay"
    );
    let keys = fs::read_dir(desk.path("keys"))
        .expect("it is there")
        .count();
    assert_eq!(keys, 0, "the key is gone");
    let score = desk.json("score settled.psirt.json");
    assert_eq!(service(&score, "1.1")["level"], 3);
    assert_eq!(service(&score, "1.2")["level"], 2);
    assert_eq!(desk.type_line(&format!("workshop reveal {ROOM}")).status, 1);
}

#[test]
fn second_answers_with_the_reason_for_moving_take_the_place_of_the_first() {
    let desk = answered("named");
    desk.type_line(&format!("workshop reveal {ROOM}")).done();
    for respondent in 1..=3 {
        let line =
            format!("workshop enter {ROOM} --respondent {respondent} 1.1=2 --note 1.1=heard-why");
        desk.type_line(&line).done();
    }
    let said = desk.json(&format!("workshop reveal {ROOM}"));
    let moved = service(&said, "1.1");
    assert_eq!(
        (&moved["verdict"], &moved["proposed"]["level"]),
        (&json!("agreed"), &json!(2))
    );
    assert_eq!(moved["first"]["levels"], json!({ "0": 2, "5": 2 }));
    assert_eq!(moved["second"]["opinions"][0]["note"], "heard-why");
}

#[test]
fn in_the_second_answers_a_row_and_a_book_ask_what_is_open_alone() {
    let desk = answered("named");
    desk.type_line(&format!("workshop reveal {ROOM}")).done();
    // Of three services two are open: a row has two letters.
    enter(&desk, 1, "2?");
    let status = desk.json(&format!("workshop status {ROOM}"));
    assert_eq!(status["answered"]["finished"], 1);
    desk.type_line(&format!("workshop books {ROOM} -o again"))
        .done();
    let book = desk.path("again/book-02.xlsx");
    for service in ["1.1", "1.3"] {
        filling::fill(&book, service, Part::Answer.mark(), "3");
    }
    let said = desk.json(&format!("workshop books {ROOM} again/book-02.xlsx"));
    assert_eq!(said["books"][0]["answers"], 2);
    assert_eq!(said["answered"]["finished"], 2);
}

#[test]
fn a_form_for_each_respondent_asks_every_service_and_names_nobody() {
    let desk = room("named");
    desk.type_line(&format!("workshop respondents {ROOM} 1=Quartermaine:dev"))
        .done();
    for language in ["en", "ja"] {
        let line = format!("workshop form {ROOM} -o {language} --language {language}");
        let said = desk.json(&line);
        assert_eq!(said["files"].as_array().map(Vec::len), Some(4));
        let output = Command::new("pdftotext")
            .arg(desk.path(format!("{language}/form-01.pdf")))
            .arg("-")
            .output()
            .expect("pdftotext is installed by `cargo xtask test`");
        let text = String::from_utf8_lossy(&output.stdout);
        for service in ["1.1", "1.2", "1.3"] {
            assert!(text.contains(service), "{language}: {service}");
        }
        // Six levels, don't know and not applicable for each of three services.
        assert_eq!(text.matches('□').count(), 24, "{language}");
        assert!(!text.contains('〓'), "{language}: every letter is drawn");
        assert!(
            !text.contains("Quartermaine"),
            "{language}: a form bears a number only"
        );
        assert_eq!(
            desk.type_line(&line).status,
            3,
            "a form that is there is never replaced"
        );
    }
}

/// Three of four fill their book in; what they write is theirs alone.
fn books_filled_in(desk: &Desk) {
    let said = desk.json(&format!("workshop books {ROOM} -o out"));
    assert_eq!(said["files"].as_array().map(Vec::len), Some(4));
    for (number, level) in [(1, "0"), (2, "2"), (3, "5")] {
        let book = desk.path(format!("out/book-{number:02}.xlsx"));
        for service in ["1.1", "1.2", "1.3"] {
            filling::fill(&book, service, Part::Answer.mark(), level);
        }
        let note = format!("zq{number}xv");
        filling::fill(&book, "1.1", Part::Note.mark(), &note);
    }
}

#[test]
fn books_come_back_as_secret_answers_that_nothing_tells_before_the_reveal() {
    let desk = room("never");
    books_filled_in(&desk);
    let line = format!("workshop books {ROOM} out/book-01.xlsx out/book-02.xlsx out/book-03.xlsx");
    let said = desk.json(&line);
    assert_eq!(said["answered"], json!({ "finished": 3, "respondents": 4 }));
    assert_eq!(said["books"][1]["answers"], 3);
    assert!(!said.to_string().contains("zq"), "{said}");
    let status = desk.json(&format!("workshop status {ROOM}"));
    assert_eq!(status["services"], json!([]));
    // Neither the workspace nor what lies beside it holds a note in the clear.
    for entry in fs::read_dir(desk.path(".")).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_file() {
            let bytes = fs::read(&path).expect("it can be read");
            let is_there = bytes.windows(2).any(|two| two == b"zq")
                && String::from_utf8_lossy(&bytes).contains("zq1xv");
            assert!(!is_there, "{}", path.display());
        }
    }
    let shown = desk.json(&format!("workshop reveal {ROOM}"));
    let levels = &service(&shown, "1.1")["levels"];
    assert_eq!(levels, &json!({ "0": 1, "2": 1, "5": 1 }));
}

#[test]
fn books_are_taken_whole_or_not_at_all_and_a_cell_is_told_without_what_is_in_it() {
    let desk = room("never");
    books_filled_in(&desk);
    let book = desk.path("out/book-04.xlsx");
    filling::fill(&book, "1.1", Part::Answer.mark(), "about zq4");
    let line = format!("workshop books {ROOM} out/book-01.xlsx out/book-04.xlsx");
    let (status, error) = desk.json_error(&line);
    assert_eq!((status, &error["code"]), (1, &json!("assignments")));
    assert!(!error.to_string().contains("zq4"), "{error}");
    let twice = format!("workshop books {ROOM} out/book-01.xlsx out/book-01.xlsx");
    assert_eq!(desk.type_line(&twice).status, 1);
    let said = desk.json(&format!("workshop status {ROOM}"));
    assert_eq!(said["answered"]["finished"], 0, "nothing was taken");
}

#[test]
fn anchor_cases_are_scored_in_secret_and_shown_at_once() {
    for promise in ["named", "never"] {
        let desk = room(promise);
        let anchors = format!("workshop anchors {ROOM}");
        let score = |number: u32, row: &str| {
            let line = format!("{anchors} --respondent {number} --json");
            typed_into(&desk, &line, row)
        };
        let said = score(1, "33223");
        assert_eq!(said["scored"], 1);
        assert!(
            said["cases"][0]["level"].is_null(),
            "the key is not told before"
        );
        assert_eq!(desk.type_line(&format!("{anchors} --show")).status, 1);
        score(2, "23124");
        score(3, "2----");
        let said = desk.json(&format!("{anchors} --show"));
        assert_eq!(said["cases"][0]["level"], 2);
        assert_eq!(said["cases"][0]["levels"], json!({ "2": 2, "3": 1 }));
        let offsets = said["offsets"].as_array().map(Vec::len);
        assert_eq!(offsets, Some(if promise == "named" { 3 } else { 0 }));
        assert_eq!(desk.type_line(&format!("{anchors} --show")).status, 1);
        let status = desk.json(&format!("workshop status {ROOM}"));
        assert_eq!(
            status["answered"]["finished"], 0,
            "no service is answered by it"
        );
    }
}

/// Types a row into standard input and reads what is said.
fn typed_into(desk: &Desk, line: &str, row: &str) -> Value {
    let mut child = desk
        .command(line.split(' '))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it can be started");
    let mut input = child.stdin.take().expect("it is a pipe");
    input.write_all(row.as_bytes()).expect("it listens");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    serde_json::from_slice(&output.stdout).expect("it is JSON")
}

#[test]
fn a_record_is_told_in_the_report_as_far_as_was_promised() {
    for promise in ["named", "never"] {
        let desk = answered(promise);
        let record = format!("workshop record {ROOM} -o room.workshop.json");
        assert_eq!(desk.type_line(&record).status, 1, "nothing is shown yet");
        desk.type_line(&format!("workshop reveal {ROOM}")).done();
        desk.type_line(&record).done();
        desk.type_line(&format!("workshop close {ROOM} -o settled.psirt.json"))
            .done();
        let report = "report settled.psirt.json --format json --language en";
        desk.type_line(&format!("{report} --workshop room.workshop.json -o told"))
            .done();
        let told = report_in(&desk, "told");
        let first = &service(&told["workshops"][0], "1.1")["first"];
        assert_eq!(first["levels"], json!([2, 0, 0, 0, 0, 2]));
        let opinions = first["opinions"].as_array().map(Vec::len);
        assert_eq!(opinions, Some(if promise == "named" { 4 } else { 0 }));
        desk.type_line(&format!("{report} -o untold")).done();
        assert_eq!(report_in(&desk, "untold")["workshops"], json!([]));
        let other = "report 2025.psirt.json --workshop room.workshop.json -o other";
        let (status, error) = desk.json_error(other);
        assert_eq!((status, &error["code"]), (1, &json!("other_kind")));
    }
}

fn report_in(desk: &Desk, folder: &str) -> Value {
    let mut files = fs::read_dir(desk.path(folder)).expect("it was written");
    let file = files.next().expect("it holds the report");
    let text = fs::read_to_string(file.expect("it can be listed").path());
    serde_json::from_str(&text.expect("it is text")).expect("it is JSON")
}

#[test]
fn a_row_that_does_not_fit_is_refused_whole() {
    let desk = room("never");
    for answers in ["1.1=9", "9.9=1", "1.1", "1.1=x"] {
        let line = format!("workshop enter {ROOM} --respondent 1 {answers}");
        assert_eq!(desk.type_line(&line).status, 1, "{answers}");
    }
    // Standard input is empty: no letters for three services.
    let (status, error) = desk.json_error(&format!("workshop enter {ROOM} --respondent 1"));
    assert_eq!((status, &error["code"]), (1, &json!("assignments")));
    let said = desk.json(&format!("workshop status {ROOM}"));
    assert_eq!(said["answered"]["finished"], 0);
}

#[test]
fn a_workspace_that_cannot_be_had_is_told_with_its_code() {
    let desk = room("never");
    for (line, status, code) in [
        (
            "workshop status missing.psirtws --keys keys",
            3,
            "workspace",
        ),
        (
            "workshop status 2026.psirt.json --keys keys",
            3,
            "workspace",
        ),
        (
            "workshop status room.psirtws --keys keys --assessment x",
            2,
            "unknown_id",
        ),
    ] {
        let (found, error) = desk.json_error(line);
        assert_eq!((found, &error["code"]), (status, &json!(code)), "{line}");
    }
}
