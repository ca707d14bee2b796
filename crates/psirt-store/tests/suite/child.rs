//! This test program started a second time, as a process that can be killed or starved.

use std::env;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use psirt_store::{Error, Workspace};

use crate::common::{ASSESSMENT, deed, holder, level, passphrase, sheet};

const FILE: &str = "PSIRT_STORE_CHILD_FILE";
const PHRASE: &str = "PSIRT_STORE_CHILD_PHRASE";
const NOTE_LETTERS: &str = "PSIRT_STORE_CHILD_NOTE_LETTERS";
/// How the lines begin that tell of an answer that was confirmed, and of one that was refused.
pub const SAVED: &str = "saved ";
pub const FAILED: &str = "failed ";

/// What the child needs to know.
#[derive(Clone, Copy)]
pub struct Orders<'a> {
    pub file: &'a Path,
    pub phrase: Option<&'a str>,
    /// How long each note is, at least.
    pub note_letters: usize,
}

/// The command that starts this program to run the one test below.
pub fn command(program: &str, arguments: &[&str], orders: Orders<'_>) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .args(["child::answers_until_it_cannot", "--exact", "--nocapture"])
        .args(["--test-threads", "1"])
        .env(FILE, orders.file)
        .env(NOTE_LETTERS, orders.note_letters.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    if let Some(phrase) = orders.phrase {
        command.env(PHRASE, phrase);
    }
    command
}

/// This program.
pub fn program() -> PathBuf {
    env::current_exe().expect("a test knows its program")
}

/// The service and note of the answer with this number.
pub fn answer_with(number: usize) -> (&'static str, String) {
    let services: Vec<&str> = sheet()
        .services()
        .map(|service| service.id.as_str())
        .collect();
    (services[number % services.len()], format!("{number} "))
}

/// The number of the last answer a workspace holds.
pub fn last_number(workspace: &Workspace) -> usize {
    let stored = workspace.assessment(ASSESSMENT).expect("it is there");
    let entries = stored.assessment.entries().values();
    let numbers = entries.filter_map(|entry| entry.note.split(' ').next()?.parse().ok());
    numbers.max().unwrap_or(0)
}

/// Does nothing unless this process was started as a child: then it answers, and says so after
/// each answer that was confirmed, until it is killed or an answer is refused.
#[test]
fn answers_until_it_cannot() {
    let Some(file) = env::var_os(FILE) else {
        return;
    };
    let phrase = env::var(PHRASE).ok();
    let letters = env::var(NOTE_LETTERS).map_or(0, |text| text.parse().expect("it is a number"));
    let phrase = phrase.as_deref().map(passphrase);
    let mut workspace =
        Workspace::open(Path::new(&file), phrase, &holder()).expect("it can be opened");
    let mut number = last_number(&workspace);
    // The harness has begun a line of its own.
    say("");
    let error = loop {
        number += 1;
        match save(&mut workspace, number, letters) {
            Ok(()) => say(&format!("{SAVED}{number}")),
            Err(error) => break error,
        }
    };
    let kept = last_number(&workspace);
    assert_eq!(kept, number - 1, "what was saved before can still be read");
    say(&format!("{FAILED}{error:?}"));
}

fn save(workspace: &mut Workspace, number: usize, letters: usize) -> Result<(), Error> {
    let (service, mut note) = answer_with(number);
    note.push_str(&"x".repeat(letters));
    let levels = usize::from(sheet().highest_level().number()) + 1;
    let answer = level(u8::try_from(number % levels).expect("there are few levels"));
    workspace.change_entry(ASSESSMENT, service, deed("answer", 1), |entry| {
        entry.answer = Some(answer);
        entry.note = note;
    })?;
    Ok(())
}

pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").expect("somebody listens");
    out.flush().expect("somebody listens");
}
