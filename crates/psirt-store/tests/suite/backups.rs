//! Backups are made in time, proven, rotated, and can take the place of the file.

use std::fs;

use jiff::SignedDuration;
use psirt_store::{BackupKind, Error, Workspace};

use crate::common::{ASSESSMENT, Place, deed, holder, level, mark_of, time};

fn answer(workspace: &mut Workspace, number: u8, minute: i64) {
    workspace
        .set_answer(
            ASSESSMENT,
            "A.1",
            Some(level(number)),
            deed("answer", minute),
        )
        .expect("the answer is valid");
}

fn answer_of(workspace: &Workspace) -> Option<u8> {
    let stored = workspace.assessment(ASSESSMENT).expect("it is there");
    match stored.assessment.answer("A.1") {
        Some(psirt_core::Answer::Level(level)) => Some(level.number()),
        _ => None,
    }
}

#[test]
fn a_backup_is_due_when_something_changed_and_the_last_is_old() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let hour = SignedDuration::from_hours(1);
    let due = |workspace: &Workspace, minute| {
        let made = workspace
            .back_up_if_due(hour, time(minute))
            .expect("it can be made");
        made.map(|backup| backup.at)
    };
    assert_eq!(due(&workspace, 1), Some(time(1)), "there was none");
    assert_eq!(due(&workspace, 100), None, "nothing changed");
    answer(&mut workspace, 1, 101);
    assert_eq!(due(&workspace, 102), Some(time(102)));
    answer(&mut workspace, 2, 103);
    assert_eq!(due(&workspace, 104), None, "the last is two minutes old");
    assert_eq!(due(&workspace, 162), Some(time(162)));
    workspace.close(time(163)).expect("it can be closed");
    let workspace = place.open(None).expect("it can be opened");
    assert_eq!(
        workspace.backups().expect("they can be listed").len(),
        3,
        "nothing changed"
    );
}

#[test]
fn closing_saves_what_changed_into_a_backup() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    answer(&mut workspace, 3, 1);
    workspace.close(time(2)).expect("it can be closed");
    let backups = Workspace::backups_of(&place.file()).expect("they can be listed");
    assert_eq!(backups.len(), 1);
    assert_eq!(
        (backups[0].kind, backups[0].at),
        (BackupKind::Automatic, time(2))
    );
    Workspace::check_backup(&backups[0], None).expect("it is whole");
}

#[test]
fn what_a_killed_program_left_in_the_wal_is_in_the_next_backup() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    answer(&mut workspace, 3, 1);
    // As a program that was killed leaves it: file and WAL as they are at this moment.
    let other = Place::new();
    let wal = |place: &Place| {
        let mut name = place.file().into_os_string();
        name.push("-wal");
        name
    };
    fs::copy(place.file(), other.file()).expect("there is room for it");
    fs::copy(wal(&place), wal(&other)).expect("there is room for it");
    let workspace = other.open(None).expect("it can be opened");
    assert_eq!(answer_of(&workspace), Some(3));
    workspace.close(time(2)).expect("it can be closed");
    assert_eq!(
        Workspace::backups_of(&other.file())
            .expect("they can be listed")
            .len(),
        1
    );
}

#[test]
fn old_automatic_backups_are_dropped_and_asked_for_ones_are_not() {
    let place = Place::new();
    let workspace = place.workspace(None);
    for minute in 0..3 {
        workspace
            .back_up(BackupKind::Manual, time(minute))
            .expect("it can be made");
    }
    for minute in 3..18 {
        workspace
            .back_up(BackupKind::Automatic, time(minute))
            .expect("it can be made");
    }
    let backups = workspace.backups().expect("they can be listed");
    let of = |kind| backups.iter().filter(move |backup| backup.kind == kind);
    assert_eq!(of(BackupKind::Manual).count(), 3);
    assert_eq!(of(BackupKind::Automatic).count(), 10);
    assert_eq!(backups[0].at, time(17), "the newest is first");
    workspace.remove_backup(&backups[0]).expect("it is there");
    assert_eq!(workspace.backups().expect("they can be listed").len(), 12);
    let again = workspace.remove_backup(&backups[0]);
    assert!(matches!(again, Err(Error::Unknown { .. })), "{again:?}");
}

#[test]
fn two_backups_in_one_moment_are_two_files() {
    let place = Place::new();
    let workspace = place.workspace(None);
    for _ in 0..2 {
        workspace
            .back_up(BackupKind::Manual, time(1))
            .expect("it can be made");
    }
    assert_eq!(workspace.backups().expect("they can be listed").len(), 2);
}

#[test]
fn a_backup_that_could_not_be_made_leaves_nothing_and_drops_nothing() {
    let place = Place::new();
    let workspace = place.workspace(None);
    let kept = workspace
        .back_up(BackupKind::Manual, time(1))
        .expect("it can be made");
    // A folder lies where the backup is to be written.
    let name = kept.path.to_string_lossy().replace("050100", "050200");
    let part = format!("{name}.{}.part", mark_of(&place.file()));
    fs::create_dir(&part).expect("there is room for it");
    workspace
        .back_up(BackupKind::Manual, time(2))
        .expect_err("it cannot be written");
    assert_eq!(workspace.backups().expect("they can be listed"), [kept]);
}

#[test]
fn a_backup_takes_the_place_of_the_file_and_the_file_is_set_aside() {
    for phrase in [None, Some("correct horse")] {
        let place = Place::new();
        let mut workspace = place.workspace(phrase);
        answer(&mut workspace, 1, 1);
        let backup = workspace
            .back_up(BackupKind::Manual, time(2))
            .expect("it can be made");
        answer(&mut workspace, 2, 3);
        let given = || phrase.map(crate::common::passphrase);
        let error = Workspace::restore(&place.file(), &backup, given().as_ref(), &holder())
            .expect_err("it is open");
        assert!(matches!(error, Error::InUse { .. }), "{error:?}");
        workspace.close(time(4)).expect("it can be closed");

        let restored = Workspace::restore(&place.file(), &backup, given().as_ref(), &holder())
            .expect("it can be restored");
        assert_eq!(answer_of(&restored.workspace), Some(1));
        let aside = restored
            .workspace
            .backups()
            .expect("they can be listed")
            .into_iter()
            .find(|backup| backup.path == restored.set_aside)
            .expect("it is among the backups");
        assert_eq!(aside.kind, BackupKind::Replaced);
        drop(restored);

        let back = Workspace::restore(&place.file(), &aside, given().as_ref(), &holder())
            .expect("what was set aside can come back");
        assert_eq!(answer_of(&back.workspace), Some(2));
        back.workspace.check().expect("nothing is wrong with it");
    }
}

#[test]
fn a_backup_that_is_not_good_takes_no_files_place() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let backup = workspace
        .back_up(BackupKind::Manual, time(2))
        .expect("it can be made");
    answer(&mut workspace, 2, 3);
    workspace.close(time(4)).expect("it can be closed");
    let mut bytes = fs::read(&backup.path).expect("it can be read");
    bytes[4096..12_288].fill(0x5a);
    fs::write(&backup.path, bytes).expect("it can be written");
    let error =
        Workspace::restore(&place.file(), &backup, None, &holder()).expect_err("it is damaged");
    assert!(matches!(error, Error::Damaged { .. }), "{error:?}");
    let workspace = place.open(None).expect("it is as it was");
    assert_eq!(answer_of(&workspace), Some(2));
}

#[test]
fn a_backup_dated_in_the_future_neither_stops_others_nor_pushes_them_out() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    // The clock is twenty years ahead for a while, and set right then.
    let ahead = 20 * 365 * 24 * 60;
    for minute in 0..12 {
        workspace
            .back_up(BackupKind::Automatic, time(ahead + minute))
            .expect("it can be made");
    }
    let quarter = SignedDuration::from_mins(15);
    answer(&mut workspace, 1, 1);
    let due = workspace.back_up_if_due(quarter, time(1));
    let made = due.expect("it can be made").expect("it is due");
    assert_eq!(made.at, time(1));
    answer(&mut workspace, 2, 2);
    let due = workspace.back_up_if_due(quarter, time(2));
    assert_eq!(
        due.expect("it can be looked"),
        None,
        "the last is a minute old"
    );
    for minute in 3..14 {
        workspace
            .back_up(BackupKind::Automatic, time(minute))
            .expect("it can be made");
    }
    let backups = workspace.backups().expect("they can be listed");
    let right = |backup: &&psirt_store::Backup| backup.at < time(ahead);
    assert_eq!(backups.iter().filter(right).count(), 10);
}
