//! A passphrase hides everything, everywhere.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use psirt_store::{BackupKind, Error, Progress, Workspace};

use crate::common::{ASSESSMENT, Place, WHO, deed, holder, level, passphrase, time};

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
    let removed = workspace
        .protect(passphrase("correct horse"), &mut |progress| {
            heard.push((progress.done, progress.files));
            ControlFlow::Continue(())
        })
        .expect("it can be protected");
    assert_eq!(removed, Vec::<std::path::PathBuf>::new());
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
        .protect(passphrase("new"), &mut go_on)
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
        .protect(passphrase("new"), &mut go_on)
        .expect_err("somebody reads");
    assert!(matches!(error, Error::BeingRead), "{error:?}");
    write_markers(&mut workspace, 2);
    drop(reader);
    workspace
        .protect(passphrase("new"), &mut go_on)
        .expect("nobody reads any more");
}

#[test]
fn a_change_of_passphrase_that_was_cut_short_is_settled_at_the_next_opening() {
    let place = Place::new();
    let workspace = place.workspace(Some("old"));
    let backup = workspace
        .back_up(BackupKind::Manual, time(1))
        .expect("it can be made");
    workspace.close(time(2)).expect("it can be closed");
    let ending = |path: &Path| {
        let mut name = path.as_os_str().to_owned();
        name.push(".new");
        std::path::PathBuf::from(name)
    };
    let (file, copy) = (place.file(), backup.path);
    let old = fs::read(&copy).expect("it can be read");

    // Before the file was replaced: nothing has happened.
    fs::write(ending(&file), "half a file").expect("there is room for it");
    fs::write(ending(&copy), "half a file").expect("there is room for it");
    drop(place.open(Some("old")).expect("it is as it was"));
    assert!(!ending(&file).exists() && !ending(&copy).exists());
    assert!(fs::read(&copy).expect("it can be read") == old);

    // After it was replaced: the rest is finished.
    let mut workspace = place.open(Some("old")).expect("it is as it was");
    workspace
        .protect(passphrase("new"), &mut go_on)
        .expect("it can be changed");
    drop(workspace);
    fs::rename(&copy, ending(&copy)).expect("it can be renamed");
    fs::write(&copy, &old).expect("there is room for it");
    let workspace = place.open(Some("new")).expect("it is replaced");
    let backups = workspace.backups().expect("they can be listed");
    Workspace::check_backup(&backups[0], Some(&passphrase("new"))).expect("it is replaced too");
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
    let removed = workspace
        .protect(passphrase("new"), &mut go_on)
        .expect("it can be protected");
    assert_eq!(removed, [backup.path]);
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
            .protect(passphrase("new"), &mut |progress| {
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
fn what_a_dead_program_left_half_done_does_not_stay() {
    let place = Place::new();
    let workspace = place.workspace(None);
    let part = workspace
        .backup_folder()
        .join("20261106T050100.000Z-manual.psirtws.part");
    drop(workspace);
    fs::write(&part, MARKERS[0]).expect("there is room for it");
    let workspace = place.open(None).expect("it can be opened");
    assert!(!part.exists());
    assert_eq!(workspace.backups().expect("they can be listed"), []);
}
