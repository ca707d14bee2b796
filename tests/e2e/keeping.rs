//! What was entered stays, and stays closed to others.

use std::fs;

use serde_json::json;

use crate::harness::home::DOCUMENTS;
use crate::harness::{Home, Language, Person, key};

#[test]
fn a_protected_workspace_opens_with_the_right_passphrase_only() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.opens_the_sample(Language::English);
    person.goes_to("workspace");
    person.clicks("button", "Set a passphrase");
    person.types("Passphrase", "正しい馬 battery");
    person.enters("Passphrase again", "正しい馬 battery");
    person.reads("Protected");
    person.closes();
    for file in home.files(DOCUMENTS) {
        if file.is_file() {
            let bytes = fs::read(&file).expect("it can be read");
            let shown = bytes.windows(6).any(|part| part == b"Minato");
            assert!(!shown, "{} can be read", file.display());
        }
    }

    let person = Person::starts(&home);
    person.sees("heading", "“PSIRT” is protected");
    person.photographs("en-light-locked");
    person.enters("Passphrase", "wrong horse");
    person.reads("The passphrase does not fit");
    person.enters("Passphrase", "正しい馬 battery");
    // It goes on where it was left.
    person.is_at("workspace");
    person.closes();
}

#[test]
fn an_answer_seen_as_saved_survives_a_killed_program() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.clicks("button", "Add your organization");
    person.enters("Name", "Kakuu");
    person.clicks("button", "Begin assessment");
    person.is_at("assess");
    for level in ["3", "1", "4"] {
        person.presses(&[level]);
        person.presses(&[key::ENTER]);
    }
    person.sees_all_saved();
    let home_view = person
        .commands("home", &json!({}))
        .expect("there is a home");
    let id = home_view["organizations"][0]["assessments"][0]["id"].clone();
    person.pulls_the_plug();

    // It goes on where it was left.
    let person = Person::starts(&home);
    person.is_at("assess");
    let view = person
        .commands("assessment", &json!({ "assessment": id }))
        .expect("it is there");
    let levels: Vec<_> = (0..3)
        .map(|place| view["entries"][place]["answer"]["level"].as_u64())
        .collect();
    assert_eq!(levels, [Some(3), Some(1), Some(4)]);
    person.reads("3 of 38 answered");
    person.closes();
}

#[test]
fn a_second_window_is_told_who_has_the_workspace_and_may_read_it() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.opens_the_sample(Language::English);
    let other = Person::starts(&home);
    other.sees("heading", "The workspace cannot be opened");
    other.reads("assessor on");
    other.photographs("en-light-in-use");
    other.clicks("button", "Open for reading only");
    other.is_at("results");
    other.reads("Read only");
    other.closes();
    person.closes();
}
