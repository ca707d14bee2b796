//! Files that are opened from outside.

use std::fs;
use std::process::{Command, Stdio};

use crate::harness::dragging::Dragged;
use crate::harness::home::repository;
use crate::harness::{Home, Language, Person};

#[test]
fn an_assessment_opened_from_the_file_manager_is_shown_before_it_is_taken_in() {
    let home = Home::new();
    Person::starts_anew(&home, Language::English).closes();
    let sample = repository().join("samples/en/2025.psirt.json");
    let sample = sample.display().to_string();
    let person = Person::starts_with(&home, &[&sample], &[]);
    person.sees("heading", "Import an assessment file");
    person.reads("The file is valid.");
    person.clicks("button", "Import");
    person.is_at("assess");
    person.reads("PSIRT maturity self-assessment 2025");
    person.closes();
}

#[test]
fn a_faulty_file_is_refused_with_every_fault_and_its_place() {
    let home = Home::new();
    Person::starts_anew(&home, Language::Japanese).closes();
    let sample = fs::read_to_string(repository().join("samples/ja/2025.psirt.json"));
    let faulty = sample
        .expect("it is text")
        .replacen("\"level\": 3", "\"level\": 7", 2)
        .replacen("\"date\":", "\"dated\":", 1);
    let path = home.path("faulty.psirt.json");
    fs::write(&path, faulty).expect("it can be written");
    let person = Person::starts_with(&home, &[&path.display().to_string()], &[]);
    person.reads("/services/");
    person.reads("dated");
    assert!(
        person.finds("button", "読み込む").is_none(),
        "it cannot be taken in"
    );
    person.closes();
}

#[test]
fn a_file_opened_while_the_window_is_there_comes_to_that_window() {
    let home = Home::new();
    // Two programs find each other over a message bus; this one is the test's own.
    let bus = ["dbus-run-session", "--"].map(str::to_owned);
    let person = Person::starts_with(&home, &[], &bus);
    person.clicks("button", "English");
    person.clicks("button", "Create a workspace*");
    person.clicks("button", "Create workspace");
    person.sees("button", "Look at the sample");
    let environment = fs::read(format!("/proc/{}/environ", person.program()));
    let environment = environment.expect("a program of one's own can be looked at");
    let variables = environment.split(|&byte| byte == 0).filter_map(|variable| {
        let variable = String::from_utf8_lossy(variable).into_owned();
        let (name, value) = variable.split_once('=')?;
        Some((name.to_owned(), value.to_owned()))
    });
    let second = Command::new(env!("CARGO_BIN_EXE_psirt-maturity-window"))
        .arg(repository().join("samples/en/2024.psirt.json"))
        .env_clear()
        .envs(variables)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program can be started");
    assert!(second.success(), "the second start ends at once");
    person.sees("heading", "Import an assessment file");
    person.closes();
}

#[test]
fn files_dropped_on_the_window_are_looked_at_and_taken_in() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    let samples = repository().join("samples/en");
    let assessments = ["2024.psirt.json", "2025.psirt.json"].map(|name| samples.join(name));
    person.drops(&Dragged::files(&[&assessments[0], &assessments[1]]));
    person.reads("2024.psirt.json");
    person.clicks("button", "Import");
    person.reads("2025.psirt.json");
    person.clicks("button", "Import");
    person.is_at("assess");
    person.reads("PSIRT maturity self-assessment 2025");

    let faulty = home.path("faulty.json");
    fs::write(&faulty, "{\"requirements\": [3]}").expect("it can be written");
    let other = home.path("other.txt");
    fs::write(&other, "no file of the program's").expect("it can be written");
    person.drops(&Dragged::files(&[&faulty, &other]));
    person.is_at("sheets");
    person.reads("Refused whole");
    person.reads("other.txt");
    person.closes();
}
