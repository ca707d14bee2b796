//! A process killed at any moment: every answer it confirmed is in the file.
//!
//! `PSIRT_STORE_KILLS` says how many kills are tried where that is not the usual number.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::thread;
use std::time::Duration;

use psirt_store::{HistoryFilter, Slot, Workspace};

use crate::child::{Orders, SAVED, answer_with, command, last_number, program};
use crate::common::{ASSESSMENT, Place, holder, passphrase};

#[test]
fn every_answer_confirmed_before_a_kill_is_found_after_it() {
    let rounds = std::env::var("PSIRT_STORE_KILLS");
    let rounds = rounds.map_or(200, |text| text.parse().expect("it is a number"));
    kill_and_look(rounds, None);
}

#[test]
fn every_answer_confirmed_before_a_kill_is_found_in_a_protected_workspace() {
    kill_and_look(10, Some("correct horse"));
}

fn kill_and_look(rounds: usize, phrase: Option<&str>) {
    let place = Place::new();
    drop(place.workspace(phrase));
    let mut moments = Moments(0x2026_1106);
    let mut before = 0;
    for round in 0..rounds {
        let confirmed = answers_confirmed_before_kill(&place.file(), phrase, &mut moments);
        // A reader leaves all as the kill left it, for the next process to find.
        let given = phrase.map(passphrase);
        let workspace = Workspace::open_read_only(&place.file(), given, &holder().host)
            .expect("it can be opened after a kill");
        let found = last_number(&workspace);
        let confirmed = confirmed.unwrap_or(before);
        assert!(
            found == confirmed || found == confirmed + 1,
            "round {round}: {confirmed} was confirmed, {found} is in the file; only one that was \
             not confirmed yet may be there too"
        );
        holds_everything_up_to(&workspace, found, found - before);
        before = found;
    }
    println!("{rounds} kills, {before} answers");
    let workspace = place.open(phrase).expect("it can be opened");
    workspace.check().expect("nothing is wrong with it");
    assert!(
        before > rounds,
        "the process had time to answer: {before} answers"
    );
    holds_everything_up_to(&workspace, before, before);
}

/// Starts the process, kills it after some answers and a little longer, and returns the number
/// of the last answer it confirmed.
fn answers_confirmed_before_kill(
    file: &Path,
    phrase: Option<&str>,
    moments: &mut Moments,
) -> Option<usize> {
    let program = program();
    let program = program.to_str().expect("its path is text");
    let orders = Orders {
        file,
        phrase,
        note_letters: 0,
    };
    let mut child = command(program, &[], orders)
        .spawn()
        .expect("it can be started");
    let output = child.stdout.take().expect("it is a pipe");
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let mut last = None;
    let mut listen = |line: String| {
        if let Some(number) = line.strip_prefix(SAVED) {
            last = Some(number.parse().expect("it is a number"));
        }
    };
    let answers = moments.below(6);
    lines
        .by_ref()
        .filter(|line| line.starts_with(SAVED))
        .take(usize::try_from(answers).expect("it is small"))
        .for_each(&mut listen);
    // Somewhere within the next few answers; on opening the file where none was waited for.
    let longer = if answers == 0 { 60_000 } else { 8_000 };
    thread::sleep(Duration::from_micros(moments.below(longer)));
    child.kill().expect("it is running");
    lines.for_each(&mut listen);
    child.wait().expect("it is dead");
    last
}

/// The last of the answers up to a number are there, and the history lacks none of them.
fn holds_everything_up_to(workspace: &Workspace, number: usize, how_many: usize) {
    let stored = workspace.assessment(ASSESSMENT).expect("it is there");
    let services = stored.sheet.services().count();
    for number in (1..=number).rev().take(services) {
        let (service, note) = answer_with(number);
        let entry = stored.assessment.entry(service).expect("it was answered");
        assert_eq!(entry.note, note);
        assert!(entry.answer.is_some());
    }
    let filter = HistoryFilter {
        assessment: Some(ASSESSMENT),
        ..HistoryFilter::default()
    };
    let history = workspace.history(filter, how_many).expect("it can be read");
    for (number, step) in (1..=number).rev().zip(&history) {
        let (service, note) = answer_with(number);
        let change = step
            .changes
            .iter()
            .find(|change| change.slot == Slot::Note)
            .expect("every answer had a note");
        assert_eq!(
            (change.subject.as_str(), &change.after),
            (service, &Some(note.into()))
        );
    }
}

/// Moments that look random and are the same every time.
pub struct Moments(pub u64);

impl Moments {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
