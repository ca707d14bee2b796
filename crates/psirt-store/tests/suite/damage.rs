//! A damaged file is noticed, and the newest good backup is offered.

use std::fs;
use std::ops::Range;

use psirt_store::{Backup, BackupKind, Error, Workspace};

use crate::common::{ASSESSMENT, Place, deed, holder, level, passphrase, time};

const PAGE: usize = 4096;

fn overwrite(path: &std::path::Path, range: Range<usize>) {
    let mut bytes = fs::read(path).expect("it can be read");
    // Neither zero nor random: what another program's file may look like.
    for (index, byte) in bytes[range].iter_mut().enumerate() {
        *byte = b"not a page of a workspace "[index % 26];
    }
    fs::write(path, bytes).expect("it can be written");
}

fn offered(error: Error) -> Backup {
    match error {
        Error::Damaged {
            backup: Some(backup),
            ..
        } => *backup,
        other => panic!("no backup is offered: {other:?}"),
    }
}

#[test]
fn wherever_pages_are_damaged_it_is_noticed_and_a_backup_offered_that_opens() {
    for phrase in [None, Some("correct horse")] {
        let place = Place::new();
        let mut workspace = place.workspace(phrase);
        workspace
            .set_answer(ASSESSMENT, "A.1", Some(level(2)), deed("answer", 1))
            .expect("the answer is valid");
        let good = workspace
            .back_up(BackupKind::Automatic, time(2))
            .expect("it can be made");
        let newer = workspace
            .back_up(BackupKind::Automatic, time(3))
            .expect("it can be made");
        drop(workspace);
        overwrite(&newer.path, PAGE..3 * PAGE);
        let whole = fs::read(place.file()).expect("it can be read");
        let pages = whole.len() / PAGE;
        // Making a key takes its time: of a protected file only some pages.
        for page in (0..pages).step_by(if phrase.is_some() { 16 } else { 1 }) {
            overwrite(&place.file(), page * PAGE..(page + 1) * PAGE);
            let error = place
                .open(phrase)
                .and_then(|workspace| workspace.check())
                .expect_err("a page is damaged");
            assert_eq!(
                offered(error),
                good,
                "page {page}; the newest is damaged, too"
            );
            fs::write(place.file(), &whole).expect("it can be written");
        }

        overwrite(&place.file(), PAGE..2 * PAGE);
        let given = phrase.map(passphrase);
        let restored = Workspace::restore(&place.file(), &good, given.as_ref(), &holder())
            .expect("the backup can be restored");
        let stored = restored
            .workspace
            .assessment(ASSESSMENT)
            .expect("it is there");
        assert_eq!(stored.assessment.answer("A.1"), Some(&level(2)));
        let aside = fs::read(&restored.set_aside).expect("it was set aside");
        assert_eq!(aside.len(), whole.len());
    }
}

#[test]
fn a_file_that_was_cut_off_is_damaged() {
    let place = Place::new();
    let workspace = place.workspace(None);
    let good = workspace
        .back_up(BackupKind::Automatic, time(2))
        .expect("it can be made");
    drop(workspace);
    let bytes = fs::read(place.file()).expect("it can be read");
    for length in [0, 100, PAGE, bytes.len() / 2, bytes.len() - PAGE] {
        fs::write(place.file(), &bytes[..length]).expect("it can be written");
        let error = place.open(None).expect_err("something is missing");
        assert_eq!(offered(error), good, "{length} bytes are left");
    }
}

#[test]
fn a_reader_notices_damage_too() {
    let place = Place::new();
    let workspace = place.workspace(None);
    let good = workspace
        .back_up(BackupKind::Automatic, time(2))
        .expect("it can be made");
    drop(workspace);
    overwrite(&place.file(), PAGE..3 * PAGE);
    let error = Workspace::open_read_only(&place.file(), None, "here").expect_err("it is damaged");
    assert_eq!(offered(error), good);
}

#[test]
fn a_row_that_no_program_of_ours_wrote_is_damage() {
    let place = Place::new();
    drop(place.workspace(None));
    let connection = rusqlite::Connection::open(place.file()).expect("it is a database");
    connection
        .execute(
            "INSERT INTO answer VALUES ('a1', 'Z.9', 'dont_know', NULL, NULL, '[]', '', '')",
            (),
        )
        .expect("the tables know no sheet");
    drop(connection);
    let workspace = place.open(None).expect("its pages are whole");
    let read = workspace.assessment(ASSESSMENT);
    assert!(matches!(read, Err(Error::Damaged { .. })), "{read:?}");
    let checked = workspace.check();
    assert!(matches!(checked, Err(Error::Damaged { .. })), "{checked:?}");
}

/// Changes rows that the tables themselves protect, as somebody does who knows how.
fn alter_protected(file: &std::path::Path, trigger: &str, change: &str) {
    let connection = rusqlite::Connection::open(file).expect("it is a database");
    let protection: String = connection
        .query_row(
            "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1",
            (trigger,),
            |row| row.get(0),
        )
        .expect("it is protected");
    connection
        .execute_batch(&format!("DROP TRIGGER {trigger}; {change}; {protection}"))
        .expect("it can be changed");
    connection
        .pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))
        .expect("nobody else has it open");
}

/// A workspace with a finished assessment and a backup of it.
fn finished() -> (Place, Backup, psirt_core::Assessment) {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    workspace
        .set_answer(ASSESSMENT, "A.1", Some(level(2)), deed("answer", 1))
        .expect("the answer is valid");
    let frozen = workspace
        .finish(ASSESSMENT, deed("finish", 2))
        .expect("it is a draft");
    let good = workspace
        .back_up(BackupKind::Manual, time(3))
        .expect("it can be made");
    workspace.close(time(4)).expect("it can be closed");
    (place, good, frozen.assessment)
}

#[test]
fn a_finished_assessment_that_is_not_as_it_was_frozen_is_told_and_a_backup_offered() {
    let (place, good, _) = finished();
    alter_protected(
        &place.file(),
        "milestone_stays",
        "UPDATE milestone SET text = replace(text, '\"level\": 2', '\"level\": 3')",
    );
    let host = holder().host;
    for opened in [
        place.open(None),
        Workspace::open_read_only(&place.file(), None, &host),
    ] {
        assert_eq!(offered(opened.expect_err("a level was changed")), good);
    }
}

#[test]
fn a_finished_assessment_is_what_was_frozen_whatever_its_rows_say() {
    let (place, _, frozen) = finished();
    alter_protected(
        &place.file(),
        "finished_answer_stays",
        "UPDATE answer SET level = 3",
    );
    let workspace = place.open(None).expect("what was frozen is as it was");
    let stored = workspace.assessment(ASSESSMENT).expect("it is there");
    assert_eq!(stored.assessment, frozen);
    workspace.check().expect("nothing is damaged");
}
