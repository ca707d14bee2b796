//! Which files are opened, by whom, and what happens to those that are not.

use std::fs;
use std::path::Path;

use psirt_store::{BackupKind, Error, Holder, Passphrase, Protection, Workspace};
use rusqlite::Connection;

use crate::common::{ASSESSMENT, Place, contents_of, deed, holder, level, passphrase, sheet, time};

const PHRASE: &str = "correct horse";

/// Opens for writing and for reading; neither may change a byte near the file, nor leave anything.
fn refused(path: &Path, given: Option<&str>) -> Vec<Error> {
    let folder = path.parent().expect("it lies in a folder");
    let before = contents_of(folder);
    let given = || given.map(passphrase);
    let errors = vec![
        Workspace::open(path, given(), &holder()).expect_err("it must not be opened"),
        Workspace::open_read_only(path, given(), &holder().host)
            .expect_err("it must not be opened"),
    ];
    assert!(contents_of(folder) == before, "something was touched");
    errors
}

/// Windows does not let a file be moved that a database has open.
#[cfg(unix)]
#[test]
fn what_was_moved_away_takes_nothing_until_it_is_back() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let answer = |workspace: &mut Workspace, number, minute| {
        workspace.set_answer(
            ASSESSMENT,
            "A.1",
            Some(level(number)),
            deed("answer", minute),
        )
    };
    answer(&mut workspace, 1, 1).expect("the file is there");
    let away = place.file().with_extension("away");
    fs::rename(place.file(), &away).expect("it can be moved");
    let refused = answer(&mut workspace, 2, 2).expect_err("it would be lost");
    assert!(matches!(refused, Error::FileGone { .. }), "{refused:?}");
    fs::write(place.file(), "somebody else's").expect("it can be written");
    let refused = answer(&mut workspace, 2, 3).expect_err("it is another file");
    assert!(matches!(refused, Error::FileGone { .. }), "{refused:?}");
    let backup = workspace
        .back_up(BackupKind::Manual, time(4))
        .expect("what was saved can still be kept");
    Workspace::check_backup(&backup, None).expect("the backup is whole");
    fs::rename(&away, place.file()).expect("it can be moved back");
    answer(&mut workspace, 3, 5).expect("it is back");
    drop(workspace);
    let workspace = place.open(None).expect("it can be opened");
    let stored = workspace.assessment(ASSESSMENT).expect("it is there");
    assert_eq!(stored.assessment.answer("A.1"), Some(&level(3)));
}

#[test]
fn a_workspace_of_a_newer_program_is_refused_and_not_touched() {
    for phrase in [None, Some(PHRASE)] {
        let place = Place::new();
        drop(place.workspace(phrase));
        let connection = Connection::open(place.file()).expect("it is a database");
        if let Some(phrase) = phrase {
            connection
                .pragma_update(None, "key", phrase)
                .expect("it takes a key");
        }
        connection
            .execute_batch(
                "UPDATE workspace SET program = '9.1.0'; PRAGMA user_version = 999;
                 PRAGMA wal_checkpoint(TRUNCATE);",
            )
            .expect("it can be written");
        drop(connection);
        for error in refused(&place.file(), phrase) {
            let Error::NewerWorkspace {
                found,
                known,
                program,
            } = error
            else {
                panic!("{error:?}");
            };
            assert_eq!(found, 999);
            assert!(known < found, "{known}");
            assert_eq!(program.as_deref(), Some("9.1.0"));
        }
    }
}

#[test]
fn a_file_that_is_no_workspace_is_refused_and_not_touched() {
    let place = Place::new();
    let foreign = place.folder().join("other.db");
    let connection = Connection::open(&foreign).expect("it can be made");
    connection
        .execute_batch("PRAGMA journal_mode = wal; CREATE TABLE t (x)")
        .expect("it can be filled");
    drop(connection);
    let json = place.folder().join("assessment.psirt.json");
    fs::write(&json, sheet().to_json()).expect("there is room for it");
    let empty = place.folder().join("empty.psirtws");
    fs::write(&empty, "").expect("there is room for it");
    let zeros = place.folder().join("zeros.psirtws");
    fs::write(&zeros, vec![0; 65_536]).expect("there is room for it");
    for path in [foreign, json, empty, zeros] {
        for error in refused(&path, None)
            .into_iter()
            .chain(refused(&path, Some(PHRASE)))
        {
            assert!(
                matches!(error, Error::NotAWorkspace { .. }),
                "{}: {error:?}",
                path.display()
            );
        }
        let protection = Workspace::protection_of(&path);
        assert!(
            matches!(protection, Err(Error::NotAWorkspace { .. })),
            "{protection:?}"
        );
    }
}

#[test]
fn a_protected_workspace_wants_its_passphrase() {
    let place = Place::new();
    drop(place.workspace(Some(PHRASE)));
    let protection = Workspace::protection_of(&place.file()).expect("it is one");
    assert_eq!(protection, Protection::Passphrase);
    for error in refused(&place.file(), None) {
        assert!(matches!(error, Error::PassphraseNeeded), "{error:?}");
    }
    for error in refused(&place.file(), Some("correct  horse")) {
        assert!(matches!(error, Error::WrongPassphrase), "{error:?}");
    }
    let workspace = place.open(Some(PHRASE)).expect("this is the one");
    assert!(workspace.is_passphrase(&passphrase(PHRASE)));
    assert!(!workspace.is_passphrase(&passphrase("correct  horse")));
    assert!(workspace.about().expect("it can be read").is_protected);
}

#[test]
fn a_file_that_is_not_there_is_said_so() {
    let place = Place::new();
    let error = place.open(None).expect_err("there is none");
    assert!(matches!(error, Error::NoFile { .. }), "{error:?}");
    let error = Workspace::create(
        &place.folder().join("no folder/w.psirtws"),
        "w",
        None,
        &holder(),
    )
    .expect_err("there is no such folder");
    assert!(matches!(error, Error::NoFile { .. }), "{error:?}");
}

#[test]
fn no_file_is_overwritten_by_a_new_workspace() {
    let place = Place::new();
    fs::write(place.file(), "precious").expect("there is room for it");
    let error = Workspace::create(&place.file(), "w", None, &holder()).expect_err("it is there");
    assert!(matches!(error, Error::FileExists { .. }), "{error:?}");
    assert_eq!(fs::read(place.file()).expect("it can be read"), b"precious");
}

#[test]
fn a_second_writer_is_told_who_writes_and_may_read() {
    for phrase in [None, Some(PHRASE)] {
        let place = Place::new();
        let mut first = place.workspace(phrase);
        let error = place.open(phrase).expect_err("it is in use");
        let Error::InUse { holder: Some(who) } = error else {
            panic!("{error:?}");
        };
        assert_eq!(who, holder());

        let given: Option<Passphrase> = phrase.map(passphrase);
        let mut reader = Workspace::open_read_only(&place.file(), given, &holder().host)
            .expect("reading is allowed");
        assert!(!reader.is_writable());
        first
            .set_answer(ASSESSMENT, "A.1", Some(level(2)), deed("answer", 1))
            .expect("a reader is in nobody's way");
        let seen = reader.assessment(ASSESSMENT).expect("it is there");
        assert_eq!(
            seen.assessment.answer("A.1"),
            Some(&level(2)),
            "a reader sees what is new"
        );
        let error = reader
            .set_answer(ASSESSMENT, "A.1", None, deed("answer", 2))
            .expect_err("it may only read");
        assert!(matches!(error, Error::ReadOnly), "{error:?}");
        drop(reader);
        drop(first);
        place.open(phrase).expect("nobody has it any more");
    }
}

#[test]
fn a_reader_at_another_machine_is_told_to_wait() {
    let place = Place::new();
    let _first = place.workspace(None);
    let error = Workspace::open_read_only(&place.file(), None, "other machine")
        .expect_err("two machines see two files");
    assert!(matches!(error, Error::InUse { .. }), "{error:?}");
}

#[test]
fn a_workspace_nobody_writes_to_can_be_read_where_nothing_can_be_written() {
    let place = Place::new();
    place
        .workspace(None)
        .close(time(1))
        .expect("it can be closed");
    let copy = place.folder().join("copy.psirtws");
    fs::copy(place.file(), &copy).expect("there is room for it");
    let reader = Workspace::open_read_only(&copy, None, "here").expect("it can be read");
    assert_eq!(reader.assessments().expect("they can be listed").len(), 1);
    drop(reader);
    let beside: Vec<_> = fs::read_dir(place.folder())
        .expect("it can be listed")
        .map(|entry| entry.expect("it can be listed").file_name())
        .filter(|name| name.to_string_lossy().starts_with("copy"))
        .collect();
    assert_eq!(beside, ["copy.psirtws"], "reading leaves nothing behind");
}

#[cfg(unix)]
#[test]
fn another_name_for_the_file_meets_the_same_lock() {
    let place = Place::new();
    let _first = place.workspace(None);
    let link = place.folder().join("link.psirtws");
    std::os::unix::fs::symlink(place.file(), &link).expect("links can be made");
    let error = Workspace::open(&link, None, &holder()).expect_err("it is in use");
    assert!(matches!(error, Error::InUse { .. }), "{error:?}");
}

#[test]
fn a_workspace_names_the_program_that_wrote_it_last() {
    let place = Place::new();
    drop(place.workspace(None));
    let newer = Holder {
        program: "0.2.0".to_owned(),
        ..holder()
    };
    let workspace = Workspace::open(&place.file(), None, &newer).expect("it can be opened");
    assert_eq!(workspace.about().expect("it can be read").program, "0.2.0");
}

#[test]
fn a_workspace_may_be_sent_to_another_thread() {
    fn may_be_sent<T: Send>() {}
    may_be_sent::<Workspace>();
    may_be_sent::<Error>();
}
