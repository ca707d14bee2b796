//! A passphrase hides everything, everywhere.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use psirt_store::{BackupKind, Error, Progress, Rewritten, Workspace};

use crate::common::{
    ASSESSMENT, Place, WHO, deed, holder, level, mark_of, passphrase, time, with_ending,
};

/// Longer than what could turn up by chance, in letters of one and of three bytes.
const MARKERS: [&str; 2] = ["only-in-this-test-7f3a", "この試験にしか出てこない言葉"];

fn write_markers(workspace: &mut Workspace, minute: i64) {
    workspace
        .change_entry(ASSESSMENT, "A.1", deed("note", minute), |entry| {
            entry.note = format!("{} {minute} {}", MARKERS[0], MARKERS[1]);
        })
        .expect("the note is valid");
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// The files that hold any of the markers or of the words, in the folder and below.
fn files_with(folder: &Path, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            found.extend(files_with(&path, words));
            continue;
        }
        let bytes = fs::read(&path).expect("it can be read");
        let holds = |word: &str| {
            bytes
                .windows(word.len())
                .any(|window| window == word.as_bytes())
        };
        if words.iter().any(|word| holds(word)) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// How many files lie in the folder and below.
fn files_in(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("it can be listed");
    entries
        .map(|entry| entry.expect("it can be listed").path())
        .map(|path| if path.is_dir() { files_in(&path) } else { 1 })
        .sum()
}

#[test]
fn nothing_of_a_protected_workspace_can_be_read_from_any_of_its_files() {
    let words = [
        MARKERS[0],
        MARKERS[1],
        "CREATE TABLE",
        "みなと",
        "correct horse",
    ];
    let place = Place::new();
    let mut workspace = place.workspace(Some("correct horse"));
    write_markers(&mut workspace, 1);
    workspace
        .back_up(BackupKind::Manual, time(2))
        .expect("it can be made");
    write_markers(&mut workspace, 3);
    assert!(
        files_in(place.folder()) >= 5,
        "file, WAL, backup, lock and its note are there"
    );
    assert_eq!(
        files_with(place.folder(), &words),
        Vec::<String>::new(),
        "while it is open"
    );
    workspace.close(time(4)).expect("it can be closed");
    assert_eq!(
        files_with(place.folder(), &words),
        Vec::<String>::new(),
        "after it was closed"
    );
}

#[test]
fn a_workspace_without_passphrase_shows_that_the_scan_would_find_it() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    write_markers(&mut workspace, 1);
    workspace.close(time(2)).expect("it can be closed");
    let found = files_with(place.folder(), &MARKERS);
    assert_eq!(found.len(), 2, "the file and its backup: {found:?}");
}

#[test]
fn setting_a_passphrase_hides_what_was_written_before() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    write_markers(&mut workspace, 1);
    workspace
        .finish(ASSESSMENT, deed("finish", 1))
        .expect("it is a draft");
    workspace
        .back_up(BackupKind::Automatic, time(2))
        .expect("it can be made");
    workspace
        .back_up(BackupKind::Manual, time(3))
        .expect("it can be made");
    let before = workspace.milestone(ASSESSMENT).expect("it is finished");
    let mut heard = Vec::new();
    let rewritten = workspace
        .protect(&passphrase("correct horse"), &mut |progress| {
            heard.push((progress.done, progress.files));
            ControlFlow::Continue(())
        })
        .expect("it can be protected");
    assert_eq!(rewritten, Rewritten::default());
    assert_eq!(heard, [(0, 3), (1, 3), (2, 3), (3, 3)]);
    assert_eq!(files_with(place.folder(), &MARKERS), Vec::<String>::new());
    assert_eq!(
        workspace.milestone(ASSESSMENT).expect("it is finished"),
        before
    );
    for backup in workspace.backups().expect("they can be listed") {
        let without = Workspace::check_backup(&backup, None);
        assert!(
            matches!(without, Err(Error::PassphraseNeeded)),
            "{without:?}"
        );
        Workspace::check_backup(&backup, Some(&passphrase("correct horse")))
            .expect("it opens with the new passphrase");
    }
    drop(workspace);
    assert!(matches!(place.open(None), Err(Error::PassphraseNeeded)));
    let workspace = place.open(Some("correct horse")).expect("this is the one");
    assert_eq!(
        workspace.milestone(ASSESSMENT).expect("it is finished"),
        before
    );
    workspace.check().expect("nothing is wrong with it");
}

#[test]
fn the_old_passphrase_opens_nothing_after_a_change() {
    let place = Place::new();
    let mut workspace = place.workspace(Some("old"));
    write_markers(&mut workspace, 1);
    workspace
        .back_up(BackupKind::Manual, time(2))
        .expect("it can be made");
    workspace
        .protect(&passphrase("new"), &mut go_on)
        .expect("it can be changed");
    write_markers(&mut workspace, 3);
    let backups = workspace.backups().expect("they can be listed");
    for backup in &backups {
        let old = Workspace::check_backup(backup, Some(&passphrase("old")));
        assert!(matches!(old, Err(Error::WrongPassphrase)), "{old:?}");
        Workspace::check_backup(backup, Some(&passphrase("new"))).expect("this is the one");
    }
    drop(workspace);
    assert!(matches!(
        place.open(Some("old")),
        Err(Error::WrongPassphrase)
    ));
    place.open(Some("new")).expect("this is the one");
}

#[test]
fn a_removed_passphrase_is_no_longer_asked_for() {
    let place = Place::new();
    let mut workspace = place.workspace(Some("old"));
    write_markers(&mut workspace, 1);
    workspace.unprotect(&mut go_on).expect("it can be removed");
    assert!(!workspace.about().expect("it can be read").is_protected);
    workspace
        .set_answer(ASSESSMENT, "A.1", Some(level(1)), deed("answer", 2))
        .expect("it can still be written");
    drop(workspace);
    let mut workspace = place.open(None).expect("it wants none");
    assert!(
        workspace
            .undo(ASSESSMENT, WHO, time(3))
            .expect("it can be undone")
            .is_some()
    );
}

#[test]
fn nothing_is_replaced_while_somebody_reads() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    write_markers(&mut workspace, 1);
    let reader =
        Workspace::open_read_only(&place.file(), None, &holder().host).expect("it can be read");
    let error = workspace
        .protect(&passphrase("new"), &mut go_on)
        .expect_err("somebody reads");
    assert!(matches!(error, Error::BeingRead), "{error:?}");
    write_markers(&mut workspace, 2);
    drop(reader);
    workspace
        .protect(&passphrase("new"), &mut go_on)
        .expect("nobody reads any more");
}

#[test]
fn a_damaged_copy_does_not_keep_in_the_open_what_a_passphrase_hides() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    write_markers(&mut workspace, 1);
    let backup = workspace
        .back_up(BackupKind::Manual, time(2))
        .expect("it can be made");
    let mut bytes = fs::read(&backup.path).expect("it can be read");
    bytes[4096..12_288].fill(0x5a);
    fs::write(&backup.path, bytes).expect("it can be written");
    let rewritten = workspace
        .protect(&passphrase("new"), &mut go_on)
        .expect("it can be protected");
    let expected = Rewritten {
        removed: vec![backup.path],
        kept: Vec::new(),
    };
    assert_eq!(rewritten, expected);
    assert_eq!(files_with(place.folder(), &MARKERS), Vec::<String>::new());
}

#[test]
fn a_change_of_passphrase_can_be_broken_off_at_any_file() {
    let place = Place::new();
    let mut workspace = place.workspace(Some("old"));
    workspace
        .back_up(BackupKind::Manual, time(1))
        .expect("it can be made");
    for last in 0..3 {
        let error = workspace
            .protect(&passphrase("new"), &mut |progress| {
                if progress.done == last {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            })
            .expect_err("it was broken off");
        assert!(matches!(error, Error::Cancelled), "{error:?}");
        assert!(workspace.is_passphrase(&passphrase("old")));
        write_markers(&mut workspace, 2);
    }
    let backups = workspace.backups().expect("they can be listed");
    Workspace::check_backup(&backups[0], Some(&passphrase("old"))).expect("it is as it was");
    drop(workspace);
    place.open(Some("old")).expect("it is as it was");
}

#[test]
fn what_a_dead_program_left_half_done_does_not_stay_and_what_others_left_does() {
    let place = Place::new();
    let workspace = place.workspace(None);
    let name = workspace
        .backup_folder()
        .join("20261106T050100.000Z-manual.psirtws");
    drop(workspace);
    let mark = mark_of(&place.file());
    let ours = [".part", ".part-journal", ".new", ".new-wal"]
        .map(|ending| with_ending(&name, &format!(".{mark}{ending}")));
    let theirs = [".part", ".new", ".0123456789abcdef0123456789abcdef.new"]
        .map(|ending| with_ending(&name, ending));
    let beside = [".new", ".new-journal", ".part"].map(|ending| with_ending(&place.file(), ending));
    for path in ours.iter().chain(&theirs).chain(&beside) {
        fs::write(path, MARKERS[0]).expect("there is room for it");
    }
    let workspace = place.open(None).expect("it can be opened");
    assert!(ours.iter().all(|path| !path.exists()));
    assert!(theirs.iter().chain(&beside).all(|path| path.exists()));
    assert_eq!(workspace.backups().expect("they can be listed"), []);
}

#[test]
fn a_passphrase_opens_however_its_letters_were_put_together() {
    let (composed, decomposed) = ("がんばれ horse", "か\u{3099}んは\u{3099}れ horse");
    // By an older program, which took the letters as they came.
    for before in [composed, decomposed] {
        let place = Place::new();
        place
            .workspace(None)
            .close(time(1))
            .expect("it can be closed");
        let old = place.folder().join("old.psirtws");
        encrypted_copy(&place.file(), &old, before);
        for typed in [composed, decomposed] {
            let workspace = Workspace::open(&old, Some(passphrase(typed)), &holder());
            drop(workspace.expect("it is the same passphrase"));
        }
    }
    let place = Place::new();
    drop(place.workspace(Some(decomposed)));
    drop(
        place
            .open(Some(composed))
            .expect("it is the same passphrase"),
    );
    let error = place
        .open(Some("かんはれ horse"))
        .expect_err("it is another");
    assert!(matches!(error, Error::WrongPassphrase), "{error:?}");
}

/// As a program protects a file that hands the passphrase on as it is.
fn encrypted_copy(from: &Path, to: &Path, phrase: &str) {
    let connection = rusqlite::Connection::open(from).expect("it is a database");
    let to = to.to_str().expect("it is text");
    connection
        .execute("ATTACH DATABASE ?1 AS copy KEY ?2", (to, phrase))
        .expect("it can be made");
    connection
        .query_row("SELECT sqlcipher_export('copy')", (), |_| Ok(()))
        .expect("it can be filled");
    let format: u32 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .expect("it has a format");
    let numbers =
        format!("PRAGMA copy.user_version = {format}; PRAGMA copy.application_id = 1347639123;");
    connection
        .execute_batch(&numbers)
        .expect("it takes its numbers");
}

#[test]
fn a_backup_that_cannot_be_read_here_is_kept_and_named_when_the_passphrase_is_set() {
    let place = Place::new();
    let workspace = place.workspace(None);
    let newer = workspace
        .back_up(BackupKind::Manual, time(1))
        .expect("it can be made");
    let foreign = workspace
        .back_up(BackupKind::Manual, time(2))
        .expect("it can be made");
    drop(workspace);
    let alter = |path: &Path, sql: &str| {
        let connection = rusqlite::Connection::open(path).expect("it is a database");
        connection.execute_batch(sql).expect("it can be written");
    };
    alter(&newer.path, "PRAGMA user_version = 999");
    alter(&foreign.path, "CREATE TABLE \"a\"\"b\" (x)");
    let bytes = || [&newer, &foreign].map(|copy| fs::read(&copy.path).expect("it can be read"));
    let before = bytes();
    let mut workspace = place.open(None).expect("it can be opened");
    let rewritten = workspace
        .protect(&passphrase("new"), &mut go_on)
        .expect("it can be protected");
    let expected = Rewritten {
        removed: Vec::new(),
        kept: vec![foreign.path.clone(), newer.path.clone()],
    };
    assert_eq!(rewritten, expected);
    assert!(bytes() == before);
}
