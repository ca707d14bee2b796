//! Files that are opened from outside.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::accessibility::Looks;
use crate::answering::service_ids;
use crate::books::{ANSWER, filling, sends_out};
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
    person.reads("Refused as a whole");
    person.reads("other.txt");
    person.closes();
}

#[test]
fn a_workspace_a_sheet_and_books_dropped_on_the_window_come_to_where_they_are_taken_in() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    let copy = home.saved().join("client.psirtws");
    home.answer_dialogs(&[&copy]);
    person.goes_to("workspace");
    person.clicks("button", "Save a copy");
    person.waits_until("the copy", || copy.exists());
    person.reads("client.psirtws");

    let open = || {
        let view = person.commands("workspace", &Value::Null);
        view.expect("there is a view")["file"]["path"].clone()
    };
    assert_ne!(open(), copy.display().to_string());
    person.drops(&Dragged::files(&[&copy]));
    person.waits_until("the workspace that was dropped", || {
        open() == copy.display().to_string()
    });

    let shipped = repository().join("frameworks/sheets/first-psirt-1.1.json");
    let sheet = fs::read_to_string(shipped).expect("it is there");
    let mut sheet: Value = serde_json::from_str(&sheet).expect("it is JSON");
    sheet["id"] = json!("own-sheet");
    let own = home.path("own.json");
    fs::write(&own, sheet.to_string()).expect("it can be written");
    person.drops(&Dragged::files(&[&own]));
    person.is_at("sheets");
    person.clicks("button", "Install: *");
    person.reads("Installed");

    home.answer_dialogs(&[&home.path("saved/")]);
    person.clicks("button", "Save as an Excel book: *");
    person.clicks("menuitem", "With its texts");
    let is_book = |path: &PathBuf| path.extension() == Some("xlsx".as_ref());
    person.waits_until("the book", || home.files("saved").iter().any(is_book));
    let mut books = home.files("saved").into_iter().filter(is_book);
    let book: PathBuf = books.next().expect("it was waited for");
    person.goes_to("home");
    person.drops(&Dragged::files(&[&book]));
    person.is_at("sheets");
    person.clicks("button", "Look at the book");
    person.reads("can be installed.");
    fs::remove_file(&book).expect("it is no longer needed");
    fs::remove_file(&copy).unwrap_or_default();
    person.closes();
}

#[test]
fn fill_in_books_dropped_on_the_window_are_reviewed_beside_their_assessment() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.adds_a_round(Language::English, "Kakuu");
    person.clicks("button", "The assessment as a whole");
    person.clicks("menuitem", "Fill-in books");
    let mut looks = Looks::begin(&person, Language::English, "light");
    let books = sends_out(&person, &home, Language::English, &mut looks);
    let services = service_ids();
    for (book, level) in books.iter().zip(["2", "4"]) {
        filling::fill(book, &services[0], ANSWER, level);
    }
    person.goes_to("home");
    person.drops(&Dragged::files(&[&books[0], &books[1]]));
    person.is_at("assess");
    person.clicks("radio", "Ben*");
    person.clicks("button", "Take over 1 service");
    person.reads("1 service was taken over.");
    person.closes();
}
