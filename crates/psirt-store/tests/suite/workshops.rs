//! Workshops: secret until shown, kept as promised, and nothing confirmed is lost.
//!
//! `PSIRT_STORE_WORKSHOP_KILLS` says how many kills are tried where that is not the usual number.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use psirt_core::workshop::{
    AnchorScores, Anchors, Dissent, Opinion, Parked, Promise, Respondent, Settlement, Unsettled,
};
use psirt_core::{Answer, Level, ServiceId};
use psirt_store::{
    Answered, BackupKind, Error, Form, FormLine, HistoryFilter, NewWorkshop, Seat, Seating, Stage,
    StoredWorkshop, WorkshopFault, Workspace,
};
use rusqlite::Connection;

use crate::child::{SAVED, program, say};
use crate::common::{ASSESSMENT, Place, contents_of, deed, holder, level, sheet, time};
use crate::crash::Moments;

const ID: &str = "w1";
const FILE: &str = "PSIRT_STORE_WORKSHOP_FILE";
const KEYS: &str = "PSIRT_STORE_WORKSHOP_KEYS";
const FIRST: &str = "PSIRT_STORE_WORKSHOP_FIRST";
/// More places for answers than the kills leave time to fill.
const PEOPLE: u32 = 200;

/// A workspace, and a folder for keys that is not in it.
struct Room {
    place: Place,
    keys: Place,
    workspace: Workspace,
}

impl Room {
    fn new(promise: Promise, people: u32) -> Self {
        let place = Place::new();
        let mut room = Self {
            workspace: place.workspace(None),
            place,
            keys: Place::new(),
        };
        room.open(ID, promise, people).expect("it can be opened");
        room
    }

    fn keys(&self) -> PathBuf {
        self.keys.folder().join("workshops")
    }

    fn open(&mut self, id: &str, promise: Promise, people: u32) -> Result<StoredWorkshop, Error> {
        let services = services();
        let respondents = respondents(people);
        let new = NewWorkshop {
            id,
            assessment: ASSESSMENT,
            promise,
            minutes: 120,
            services: &services,
            respondents: &respondents,
        };
        let keys = self.keys();
        self.workspace.open_workshop(&keys, new, time(1))
    }

    fn cast(&mut self, opinions: &[Opinion]) -> Result<Answered, Error> {
        let keys = self.keys();
        self.workspace.cast(&keys, ID, opinions)
    }

    /// The people from 1 give these levels to a service, each with a note of their own.
    fn answer(&mut self, service: &str, levels: &[u8]) {
        let opinions: Vec<Opinion> = (1..)
            .zip(levels)
            .map(|(number, &chosen)| opinion(number, service, chosen))
            .collect();
        self.cast(&opinions).expect("they can be taken");
    }

    /// One person gives a level to a service.
    fn answer_as(&mut self, number: u32, service: &str, chosen: u8) {
        self.cast(&[opinion(number, service, chosen)])
            .expect("it can be taken");
    }

    fn seating(&mut self, number: u32, pin: &str) -> Seating {
        let keys = self.keys();
        let seating = self.workspace.take_seat(&keys, ID, number, pin);
        seating.expect("it can be asked for")
    }

    fn sits(&mut self, number: u32, pin: &str) -> Seat {
        match self.seating(number, pin) {
            Seating::Taken(seat) => seat,
            other => panic!("{other:?}"),
        }
    }

    fn answers_from(&mut self, seat: &Seat, service: &str, chosen: u8) {
        let keys = self.keys();
        let answer = level(chosen);
        self.workspace
            .cast_from(&keys, seat, service.into(), answer, String::new())
            .expect("it can be taken");
    }

    fn reveal(&mut self) -> Result<StoredWorkshop, Error> {
        let keys = self.keys();
        self.workspace.reveal(&keys, ID)
    }

    fn workshop(&self) -> Result<StoredWorkshop, Error> {
        self.workspace.workshop(&self.keys(), ID)
    }

    fn settle(&mut self, service: &str, settlement: Settlement) -> Result<(), Error> {
        let keys = self.keys();
        let settled = self
            .workspace
            .settle(&keys, ID, service, settlement, deed("settle", 5));
        settled.map(drop)
    }

    fn close(&mut self) -> Result<StoredWorkshop, Error> {
        let keys = self.keys();
        self.workspace.close_workshop(&keys, ID, time(9))
    }

    fn key_files(&self) -> usize {
        fs::read_dir(self.keys()).map_or(0, Iterator::count)
    }

    /// Whether any file of the workspace, its backups included, holds these bytes.
    fn is_anywhere(&self, text: &str) -> bool {
        contents_of(self.place.folder()).values().any(|bytes| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        })
    }
}

fn services() -> Vec<ServiceId> {
    sheet()
        .services()
        .map(|service| service.id.clone())
        .collect()
}

fn ids(services: &[&str]) -> Vec<ServiceId> {
    services.iter().map(|&service| service.into()).collect()
}

fn respondents(people: u32) -> Vec<Respondent> {
    let one = |number| Respondent {
        number,
        name: format!("Person {number}"),
        group: if number % 2 == 0 { "開発" } else { "法務" }.to_owned(),
    };
    (1..=people).map(one).collect()
}

fn opinion(respondent: u32, service: &str, chosen: u8) -> Opinion {
    Opinion {
        respondent,
        service: service.into(),
        answer: level(chosen),
        note: note(respondent),
    }
}

fn note(number: u32) -> String {
    format!("whispered by {number}!")
}

fn settlement(answer: Answer, reason: &str) -> Settlement {
    Settlement {
        answer,
        reason: reason.to_owned(),
        dissent: Vec::new(),
    }
}

fn fault<T: std::fmt::Debug>(result: Result<T, Error>) -> WorkshopFault {
    match result.expect_err("it is refused") {
        Error::Workshop(fault) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_file_of_the_workspace_shows_a_secret_answer() {
    for promise in Promise::ALL {
        let mut room = Room::new(promise, 4);
        room.answer("A.1", &[1, 1, 2, 3]);
        let parts = ["whispered", "\"respondent\":", "dont_know\"", "{\"level\""];
        let sealed = |room: &Room, moment: &str| {
            for part in parts {
                assert!(!room.is_anywhere(part), "{promise:?}, {moment}: {part}");
            }
        };
        sealed(&room, "in the file and beside it");
        room.workspace
            .back_up(BackupKind::Manual, time(2))
            .expect("it can be made");
        assert!(room.workspace.bring_together().expect("nobody reads"));
        sealed(&room, "in the file and its backup");
        room.reveal().expect("enough have answered");
        room.workshop().expect("it can be read");
        sealed(&room, "after the reveal");
        assert_eq!(room.key_files(), 1);
        assert!(!room.is_anywhere(".key"), "the key is elsewhere");
        room.close().expect("it can be closed");
        assert_eq!(room.key_files(), 0, "the key is gone");
        if promise == Promise::Named {
            continue;
        }
        room.workspace
            .back_up(BackupKind::Manual, time(10))
            .expect("it can be made");
        for person in 1..=4 {
            let of_person = format!("\"respondent\":{person}");
            assert!(!room.is_anywhere(&of_person), "{promise:?}");
        }
        let texts_are_gone = !room.is_anywhere("whispered");
        assert_eq!(texts_are_gone, promise == Promise::Never);
    }
}

/// Every row of every table, but for sealed ones, which say nothing without their key, and
/// settings, of which one is random.
fn rows_of(file: &Path) -> Vec<String> {
    let connection = Connection::open(file).expect("it is a database");
    let tables: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .and_then(|mut statement| statement.query_map((), |row| row.get(0))?.collect())
        .expect("it has tables");
    let mut rows = Vec::new();
    for table in tables
        .iter()
        .filter(|table| !["sealed_opinion", "setting"].contains(&table.as_str()))
    {
        let mut statement = connection
            .prepare(&format!("SELECT * FROM {table}"))
            .expect("it is a table");
        let columns = statement.column_count();
        let mut found = statement.query(()).expect("it can be read");
        while let Some(row) = found.next().expect("it can be read") {
            let values: Vec<String> = (0..columns)
                .map(|index| format!("{:?}", row.get_ref(index)))
                .collect();
            rows.push(format!("{table}: {}", values.join(" ")));
        }
    }
    rows
}

#[test]
fn a_workspace_is_the_same_whoever_of_the_room_gave_which_answer() {
    let rows = |levels: &[u8], people: &[u32]| {
        let mut room = Room::new(Promise::Never, 4);
        for (&number, &chosen) in people.iter().zip(levels) {
            room.cast(&[opinion(number, "A.1", chosen)])
                .expect("it can be taken");
        }
        room.reveal().expect("enough have answered");
        room.close().expect("it can be closed");
        assert!(room.workspace.bring_together().expect("nobody reads"));
        let file = room.place.file();
        let left = Connection::open(&file).and_then(|file| {
            file.query_row("SELECT count(*) FROM sealed_opinion", (), |it| it.get(0))
        });
        assert_eq!(left, Ok(0), "the sealed answers are gone");
        rows_of(&file)
    };
    let one = rows(&[0, 1, 2, 3], &[1, 2, 3, 4]);
    assert_eq!(
        one,
        rows(&[3, 2, 1, 0], &[1, 2, 3, 4]),
        "others gave the same answers"
    );
    assert_eq!(one, rows(&[2, 0, 3, 1], &[4, 2, 1, 3]), "in another order");
}

#[test]
fn a_backup_of_an_open_workshop_opens_no_answer_after_its_end() {
    let mut room = Room::new(Promise::Never, 3);
    room.answer("A.1", &[1, 2, 3]);
    room.reveal().expect("enough have answered");
    let backup = room
        .workspace
        .back_up(BackupKind::Manual, time(2))
        .expect("it can be made");
    room.close().expect("it can be closed");
    let (keys, host) = (room.keys(), holder().host);
    let read = |id| {
        Workspace::open_read_only(&backup.path, None, &host)
            .expect("it opens")
            .workshop(&keys, id)
    };
    assert_eq!(fault(read(ID)), WorkshopFault::KeyMissing);
}

#[test]
fn a_workshop_without_its_key_can_still_be_closed() {
    let mut room = Room::new(Promise::Named, 3);
    room.answer("A.1", &[1, 2, 3]);
    room.reveal().expect("enough have answered");
    fs::remove_dir_all(room.keys()).expect("it is there");
    assert_eq!(fault(room.workshop()), WorkshopFault::KeyMissing);
    let closed = room.close().expect("it can be closed");
    assert!(
        closed.services["A.1"].first.is_none(),
        "its answers are gone"
    );
}

#[test]
fn a_key_that_a_killed_program_left_behind_is_removed_by_the_next_look() {
    let mut room = Room::new(Promise::Never, 3);
    let key = fs::read_dir(room.keys())
        .expect("it is there")
        .map(|entry| entry.expect("it can be listed").path())
        .next()
        .expect("there is a key");
    let bytes = fs::read(&key).expect("it can be read");
    room.close().expect("it can be closed");
    fs::write(&key, bytes).expect("there is room for it");
    room.workshop().expect("it can be read");
    assert!(!key.exists());
}

#[cfg(unix)]
#[test]
fn a_key_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let room = Room::new(Promise::Never, 3);
    let modes = |path: PathBuf| {
        fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
    };
    assert_eq!(modes(room.keys()) & 0o777, 0o700);
    for (path, _) in contents_of(&room.keys()) {
        assert_eq!(modes(path) & 0o777, 0o600);
    }
}

#[test]
fn nothing_is_shown_before_three_have_answered() {
    let mut room = Room::new(Promise::Named, 4);
    room.answer("A.1", &[1, 2]);
    let refused = fault(room.reveal());
    assert_eq!(refused, WorkshopFault::TooFewAnswered { answered: 2 });
    let workshop = room.workshop().expect("it can be read");
    assert_eq!(workshop.stage, Stage::First);
    assert!(
        workshop
            .services
            .values()
            .all(|state| state.first.is_none())
    );
    room.answer("A.1", &[1, 2, 3]);
    let shown = room.reveal().expect("three are enough");
    assert_eq!(
        shown.services["A.1"]
            .first
            .as_ref()
            .map(|it| it.tally.answered()),
        Some(3)
    );
}

#[test]
fn before_the_answers_are_shown_only_how_many_have_finished_is_told() {
    let mut room = Room::new(Promise::Never, 4);
    let all: Vec<Opinion> = services()
        .iter()
        .map(|it| opinion(1, it.as_str(), 2))
        .collect();
    room.cast(&all).expect("they can be taken");
    let answered = room.cast(&[opinion(2, "A.1", 1)]).expect("it can be taken");
    let expected = Answered {
        finished: 1,
        begun: 2,
        respondents: 4,
    };
    assert_eq!(answered, expected);
    let again = room.cast(&[opinion(2, "A.1", 3)]).expect("it can be taken");
    assert_eq!(again, expected, "an answer given again is not another one");
}

#[test]
fn second_answers_are_hidden_until_they_are_shown_and_then_count() {
    let mut room = Room::new(Promise::Named, 3);
    room.answer("A.1", &[0, 1, 3]);
    room.reveal().expect("enough have answered");
    room.answer("A.1", &[2, 2, 2]);
    let before = room.workshop().expect("it can be read");
    assert!(before.services["A.1"].second.is_none());
    assert_eq!(before.spreads(sheet())[0].tally.range(), Some(3));
    let after = room.reveal().expect("enough have answered");
    assert_eq!(after.stage, Stage::Talked);
    assert_eq!(after.spreads(sheet())[0].tally.range(), Some(0));
    let first = after.services["A.1"].first.as_ref().expect("it is shown");
    assert_eq!(
        first.tally.range(),
        Some(3),
        "the first answers stay beside them"
    );
    let late = room.cast(&[opinion(1, "A.1", 1)]);
    assert_eq!(
        fault(late),
        WorkshopFault::WrongStage {
            stage: Stage::Talked
        }
    );
}

#[test]
fn what_is_settled_is_the_answer_of_the_assessment_and_one_undo_takes_it_back() {
    let mut room = Room::new(Promise::Named, 3);
    room.answer("A.1", &[1, 1, 3]);
    let early = room.settle("A.1", settlement(level(1), ""));
    assert_eq!(
        fault(early),
        WorkshopFault::WrongStage {
            stage: Stage::First
        }
    );
    room.reveal().expect("enough have answered");
    let without_reason = room.settle("A.1", settlement(level(2), ""));
    let missing = WorkshopFault::Unsettled(Unsettled::ReasonMissing);
    assert_eq!(fault(without_reason), missing);
    let mut settled = settlement(level(2), "written down since May");
    settled.dissent.push(Dissent {
        respondent: Some(3),
        level: None,
        reason: "seen it done".to_owned(),
    });
    room.settle("A.1", settled.clone())
        .expect("it has a reason");
    let answer = |room: &Room| {
        let stored = room.workspace.assessment(ASSESSMENT).expect("it is there");
        stored.assessment.answer("A.1").cloned()
    };
    assert_eq!(answer(&room), Some(level(2)));
    room.workspace
        .undo(ASSESSMENT, "佐藤", time(6))
        .expect("there is a step");
    assert_eq!(answer(&room), None);
    let kept = room.workshop().expect("it can be read").services["A.1"].clone();
    assert_eq!(kept.settlement, Some(settled), "how it came about stays");
}

#[test]
fn several_are_settled_in_one_step_or_none() {
    let mut room = Room::new(Promise::Never, 3);
    room.answer("A.1", &[1, 1, 2]);
    room.answer("A.2", &[2, 2, 2]);
    room.reveal().expect("enough have answered");
    let keys = room.keys();
    let both = |second| {
        vec![
            ("A.1".into(), settlement(level(1), "")),
            ("A.2".into(), settlement(level(second), "")),
        ]
    };
    let refused = room
        .workspace
        .settle_all(&keys, ID, both(3), deed("settle", 4));
    assert_eq!(
        fault(refused),
        WorkshopFault::Unsettled(Unsettled::ReasonMissing)
    );
    let stored = room.workspace.assessment(ASSESSMENT).expect("it is there");
    assert_eq!(stored.assessment.answer("A.1"), None);
    let stored = room
        .workspace
        .settle_all(&keys, ID, both(2), deed("settle", 4))
        .expect("both are as proposed");
    assert_eq!(stored.assessment.answer("A.2"), Some(&level(2)));
    room.workspace
        .undo(ASSESSMENT, "佐藤", time(6))
        .expect("there is a step");
    let stored = room.workspace.assessment(ASSESSMENT).expect("it is there");
    assert_eq!(
        stored.assessment.entries().len(),
        0,
        "one undo takes both back"
    );
}

#[test]
fn secret_answers_do_not_pass_through_the_history() {
    let mut room = Room::new(Promise::Never, 3);
    let steps = |room: &Room| {
        room.workspace
            .history(HistoryFilter::default(), 100)
            .expect("it can be read")
            .len()
    };
    let before = steps(&room);
    room.answer("A.1", &[1, 2, 3]);
    room.reveal().expect("enough have answered");
    room.close().expect("it can be closed");
    assert_eq!(steps(&room), before);
}

#[test]
fn what_is_parked_is_kept_until_it_is_settled() {
    let mut room = Room::new(Promise::Never, 3);
    room.answer("A.1", &[0, 3, 3]);
    room.reveal().expect("enough have answered");
    let parked = Parked {
        owner: "佐藤".to_owned(),
        due: "2026-12-01".parse().expect("it is a day"),
        question: String::new(),
    };
    let keys = room.keys();
    room.workspace
        .park(&keys, ID, "A.1", parked.clone())
        .expect("it has an owner");
    let state = |room: &Room| room.workshop().expect("it can be read").services["A.1"].clone();
    assert_eq!(state(&room).parked, Some(parked));
    room.settle("A.1", settlement(level(3), ""))
        .expect("it is the one proposed");
    assert_eq!(state(&room).parked, None);
}

#[test]
fn a_place_is_taken_with_its_pin_and_nobody_else_answers_from_it() {
    let mut room = Room::new(Promise::Never, 4);
    let seat = room.sits(1, "2580");
    assert_eq!(seat.answered, ids(&[]));
    room.answers_from(&seat, "A.1", 2);
    assert!(matches!(room.seating(1, "0000"), Seating::WrongPin));
    let other = fault(room.cast(&[opinion(1, "A.1", 0)]));
    assert_eq!(other, WorkshopFault::HasPin { number: 1 });
    // Who comes back learns which services have an answer, and goes on.
    let again = room.sits(1, "2580");
    assert_eq!(again.answered, ids(&["A.1"]));
    room.answers_from(&again, "A.1", 3);
    for person in 2..=3 {
        let seat = room.sits(person, "2580");
        room.answers_from(&seat, "A.1", 1);
    }
    let shown = room.reveal().expect("enough have answered");
    let tally = &shown.services["A.1"].first.as_ref().expect("it is shown");
    let chosen: Vec<_> = tally.tally.levels.iter().collect();
    assert_eq!(format!("{chosen:?}"), "[(Level(1), 2), (Level(3), 1)]");
}

#[test]
fn whose_answers_came_on_paper_has_no_place_at_the_machine() {
    let mut room = Room::new(Promise::Never, 4);
    room.answer("A.1", &[1]);
    assert!(matches!(room.seating(1, "2580"), Seating::OnPaper));
    assert!(matches!(room.seating(2, "2580"), Seating::Taken(_)));
    let keys = room.keys();
    let nobody = fault(room.workspace.take_seat(&keys, ID, 9, "2580"));
    assert_eq!(nobody, WorkshopFault::UnknownRespondent { number: 9 });
}

#[test]
fn a_form_takes_the_place_of_the_one_entered_before_lines_left_empty_too() {
    let mut room = Room::new(Promise::Never, 4);
    for person in 1..=3 {
        room.answer_as(person, "A.1", 3);
        room.answer_as(person, "A.2", 3);
    }
    let keys = room.keys();
    let form = |respondent| Form {
        respondent,
        lines: vec![FormLine {
            service: "A.2".into(),
            answer: level(1),
            note: String::new(),
        }],
    };
    room.workspace
        .cast_forms(&keys, ID, &[form(2)])
        .expect("it can be taken");
    room.sits(4, "2580");
    // One that is not taken takes the others of its batch along.
    let refused = fault(room.workspace.cast_forms(&keys, ID, &[form(3), form(4)]));
    assert_eq!(refused, WorkshopFault::HasPin { number: 4 });
    let refused = fault(room.workspace.cast_forms(&keys, ID, &[form(3), form(9)]));
    assert_eq!(refused, WorkshopFault::UnknownRespondent { number: 9 });
    let shown = room.reveal().expect("enough have answered");
    let levels = |service: &str| {
        let first = shown.services[service].first.clone();
        first.expect("it is shown").tally.levels
    };
    assert_eq!(format!("{:?}", levels("A.2")), "{Level(1): 1, Level(3): 2}");
    assert!(
        levels("A.1").is_empty(),
        "two answers are too few to be shown"
    );
}

#[test]
fn a_place_given_free_keeps_neither_its_pin_nor_its_answers() {
    let mut room = Room::new(Promise::Named, 4);
    let seat = room.sits(1, "2580");
    room.answers_from(&seat, "A.1", 2);
    room.answer_as(2, "A.1", 0);
    let keys = room.keys();
    room.workspace
        .free_seat(&keys, ID, 1)
        .expect("it can be given free");
    let answered = room.workspace.answered(&keys, ID).expect("it is known");
    assert_eq!(answered.begun, 1, "the other's answer stays");
    assert_eq!(
        room.sits(1, "9999").answered,
        ids(&[]),
        "with a PIN of its own"
    );
}

#[test]
fn a_pin_looks_like_an_answer_in_the_file_and_stands_nowhere_in_it() {
    let mut room = Room::new(Promise::Never, 4);
    room.sits(1, "PIN-2580");
    room.answer_as(2, "A.1", 3);
    assert!(room.workspace.bring_together().expect("nobody reads"));
    assert!(!room.is_anywhere("PIN-2580"));
    let connection = Connection::open(room.place.file()).expect("it is a database");
    let sizes: Vec<(i64, i64)> = connection
        .prepare("SELECT length(id), length(sealed) FROM sealed_opinion")
        .and_then(|mut rows| {
            rows.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
        .expect("it can be read");
    assert_eq!(sizes.len(), 2);
    assert_eq!(sizes[0], sizes[1]);
}

#[test]
fn in_the_second_ballot_what_is_still_open_is_asked_and_counted() {
    let mut room = Room::new(Promise::Never, 3);
    for (service, levels) in [("A.1", [0, 2, 3]), ("A.2", [1, 1, 1])] {
        room.answer(service, &levels);
    }
    let shown = room.reveal().expect("enough have answered");
    assert_eq!(shown.asked(sheet()), ids(&["A.1"]));
    room.answer("A.1", &[2, 2]);
    let answered = room.workspace.answered(&room.keys(), ID);
    assert_eq!(answered.expect("it is known").finished, 2);
    assert_eq!(room.sits(3, "2580").answered, ids(&[]));
    room.settle("A.1", settlement(level(2), ""))
        .expect("it is proposed");
    let asked = room.workshop().expect("it is there").asked(sheet());
    assert_eq!(asked, ids(&[]));
}

#[test]
fn an_assessment_that_is_erased_takes_the_key_of_its_open_workshop_along() {
    for whole in [false, true] {
        let mut room = Room::new(Promise::Never, 3);
        room.answer("A.1", &[1, 2, 3]);
        assert_eq!(room.key_files(), 1);
        let keys = room.keys();
        let erased = if whole {
            room.workspace.erase_organization(&keys, "o1")
        } else {
            room.workspace.erase_assessment(&keys, ASSESSMENT)
        };
        erased.expect("it can be erased");
        assert_eq!(room.key_files(), 0);
    }
}

#[test]
fn what_does_not_belong_to_a_workshop_is_refused_whole() {
    let mut room = Room::new(Promise::Never, 3);
    let good = opinion(1, "A.1", 1);
    for (bad, expected) in [
        (
            opinion(4, "A.1", 1),
            WorkshopFault::UnknownRespondent { number: 4 },
        ),
        (
            opinion(1, "Z.9", 1),
            WorkshopFault::UnknownService {
                service: "Z.9".into(),
            },
        ),
        (
            opinion(1, "A.1", 9),
            WorkshopFault::UnknownLevel {
                found: psirt_core::Level::new(9),
            },
        ),
        (
            Opinion {
                note: "x".repeat(2_001),
                ..good.clone()
            },
            WorkshopFault::NoteTooLong,
        ),
    ] {
        assert_eq!(fault(room.cast(&[good.clone(), bad])), expected);
    }
    let keys = room.keys();
    let answered = room.workspace.answered(&keys, ID).expect("it can be told");
    assert_eq!(answered.begun, 0, "not even the good one is taken");
    let again = room.open("w2", Promise::Never, 3);
    assert_eq!(fault(again), WorkshopFault::StillOpen { id: ID.to_owned() });
    assert_eq!(room.key_files(), 1);
    room.cast(&[opinion(3, "A.1", 1)]).expect("it can be taken");
    let fewer = room.workspace.set_respondents(&keys, ID, &respondents(2));
    assert_eq!(fault(fewer), WorkshopFault::Respondents { number: 3 });
    room.workspace
        .set_respondents(&keys, ID, &respondents(5))
        .expect("more may come");
}

/// Does nothing unless this process was started as a child: then it answers, and says so after
/// each answer that was confirmed, until it is killed.
#[test]
fn answers_in_secret_until_it_is_killed() {
    let (Some(file), Some(keys)) = (env::var_os(FILE), env::var_os(KEYS)) else {
        return;
    };
    let first = env::var(FIRST).expect("the parent says where to begin");
    let first: usize = first.parse().expect("it is a number");
    let mut workspace =
        Workspace::open(Path::new(&file), None, &holder()).expect("it can be opened");
    // The harness has begun a line of its own.
    say("");
    for number in first..PEOPLE as usize * services().len() {
        let keys = Path::new(&keys);
        workspace
            .cast(keys, ID, &[numbered(number)])
            .expect("it can be taken");
        say(&format!("{SAVED}{number}"));
    }
}

/// The opinion with this number, each at a place of its own.
fn numbered(number: usize) -> Opinion {
    let services = services();
    let respondent = u32::try_from(number / services.len()).expect("it is small") + 1;
    Opinion {
        note: format!("number {number}"),
        ..opinion(respondent, services[number % services.len()].as_str(), 1)
    }
}

#[test]
fn every_secret_answer_confirmed_before_a_kill_is_shown_after_it() {
    let kills = env::var("PSIRT_STORE_WORKSHOP_KILLS");
    let kills: usize = kills.map_or(25, |text| text.parse().expect("it is a number"));
    let Room {
        place,
        keys,
        workspace,
    } = Room::new(Promise::Named, PEOPLE);
    drop(workspace);
    let keys = keys.folder().join("workshops");
    let mut moments = Moments(0x2026_1201);
    let mut confirmed = BTreeSet::new();
    for _ in 0..kills {
        let first = confirmed.last().map_or(0, |last| last + 1);
        let mut child = Command::new(program())
            .args([
                "workshops::answers_in_secret_until_it_is_killed",
                "--exact",
                "--nocapture",
            ])
            .args(["--test-threads", "1"])
            .env(FILE, place.file())
            .env(KEYS, &keys)
            .env(FIRST, first.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it can be started");
        let output = child.stdout.take().expect("it is a pipe");
        let mut numbers = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix(SAVED)?.parse::<usize>().ok());
        let answers = usize::try_from(1 + moments.below(5)).expect("it is small");
        confirmed.extend(numbers.by_ref().take(answers));
        thread::sleep(Duration::from_micros(moments.below(8_000)));
        child.kill().expect("it is running");
        confirmed.extend(numbers);
        child.wait().expect("it is dead");
    }
    let mut workspace = place.open(None).expect("it can be opened");
    workspace.check().expect("nothing is wrong with it");
    let shown = workspace.reveal(&keys, ID).expect("enough have answered");
    let opinions = shown
        .services
        .values()
        .filter_map(|state| state.first.as_ref());
    let found: BTreeSet<String> = opinions
        .flat_map(|shown| shown.opinions.iter().map(|opinion| opinion.note.clone()))
        .collect();
    assert!(confirmed.len() > kills, "the process had time to answer");
    for number in confirmed {
        assert!(
            found.contains(&format!("number {number}")),
            "{number} was confirmed"
        );
    }
}

/// One case with the key 2; its id is found wherever it lies in the clear.
fn anchors() -> Anchors {
    let sheet = sheet();
    let service = sheet.services().next().expect("it has a service");
    let text = serde_json::json!({ "en": "a", "ja": "b" });
    let file = serde_json::json!({
        "format": 1, "kind": "anchors", "id": "cases", "sheet": sheet.id(),
        "cases": [{
            "id": "zqcase", "service": service.id, "situation": text, "level": 2, "why": text,
        }],
    });
    Anchors::parse(&file.to_string(), |_| Some(sheet.as_ref())).expect("it is valid")
}

#[test]
fn what_is_scored_of_the_anchor_cases_is_sealed_until_it_is_shown_and_gone_afterwards() {
    let mut room = Room::new(Promise::Never, 4);
    let keys = room.keys();
    let scored = |chosen: u8| AnchorScores::from([("zqcase".to_owned(), Level::new(chosen))]);
    for (number, chosen) in [(1, 3), (2, 2)] {
        room.workspace
            .score_anchors(&keys, ID, number, &scored(chosen))
            .expect("it can be taken");
    }
    assert!(
        !room.is_anywhere("zqcase"),
        "the file holds sealed rows only"
    );
    let early = room.workspace.show_anchors(&keys, ID, &anchors());
    let too_few = WorkshopFault::TooFewAnswered { answered: 2 };
    assert_eq!(fault(early), too_few);
    // A second score takes the place of the first.
    room.workspace
        .score_anchors(&keys, ID, 2, &scored(3))
        .expect("it can be taken");
    let number = room
        .workspace
        .score_anchors(&keys, ID, 3, &scored(3))
        .expect("it can be taken");
    assert_eq!(number, 3);
    let shown = room.workspace.show_anchors(&keys, ID, &anchors());
    let calibration = shown.expect("three have scored").calibration;
    let calibration = calibration.expect("it is shown");
    assert!(
        (calibration.room - 1.0).abs() < 1e-12,
        "{}",
        calibration.room
    );
    assert_eq!(calibration.people, Vec::new(), "nobody is named");
    assert_eq!(
        room.workspace.scored_anchors(ID).expect("it can be read"),
        0
    );
    let late = room.workspace.score_anchors(&keys, ID, 4, &scored(1));
    assert_eq!(fault(late), WorkshopFault::AnchorsShown);
    let mut named = Room::new(Promise::Named, 1);
    let keys = named.keys();
    let nobody = named.workspace.score_anchors(&keys, ID, 9, &scored(1));
    let unknown = WorkshopFault::UnknownRespondent { number: 9 };
    assert_eq!(fault(nobody), unknown);
    let closed = room.close().expect("it can be closed");
    assert_eq!(closed.calibration, Some(calibration), "it stays");
}
