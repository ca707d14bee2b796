//! A file from a stranger, its folder included, can do nothing but be refused or read.

use std::fs;
use std::path::Path;

use psirt_store::{BackupKind, Error, Workspace};
use rusqlite::Connection;

use crate::common::{Place, contents_of, holder, time, with_ending};

fn alter(path: &Path, sql: &str) {
    let connection = Connection::open(path).expect("it is a database");
    connection.execute_batch(sql).expect("it can be written");
    connection
        .pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))
        .expect("nobody else has it open");
}

/// Tries to open a file in every way; nothing near it may change.
fn outcomes(path: &Path, folder: &Path) -> Vec<Error> {
    let before = contents_of(folder);
    let errors = vec![
        Workspace::open(path, None, &holder()).expect_err("it must not be opened"),
        Workspace::open_read_only(path, None, &holder().host).expect_err("it must not be opened"),
    ];
    assert!(contents_of(folder) == before, "something was touched");
    errors
}

/// A workspace that was closed, with nothing beside it.
fn closed() -> Place {
    let place = Place::new();
    let workspace = place.workspace(None);
    workspace.close(time(1)).expect("it can be closed");
    place
}

#[test]
fn a_file_of_another_kind_is_refused_and_its_neighbors_stay() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = folder.path().join("notes.txt");
    fs::write(&path, "not a workspace").expect("there is room for it");
    for ending in [".new", ".new-journal", "-wal", "-journal", ".part"] {
        fs::write(with_ending(&path, ending), "precious").expect("there is room for it");
    }
    for error in outcomes(&path, folder.path()) {
        assert!(matches!(error, Error::NotAWorkspace { .. }), "{error:?}");
    }
}

const ENDLESS: &str = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)
                       SELECT count(*) FROM n";

/// What a stranger may put into a workspace, each by itself.
fn additions() -> Vec<(&'static str, String)> {
    let rewrite = |table: &str, from: &str, to: &str| {
        format!(
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET sql = replace(sql, '{from}', '{to}') WHERE name = '{table}';
             PRAGMA writable_schema = RESET;"
        )
    };
    vec![
        (
            "a trigger that sets all answers",
            "CREATE TRIGGER t AFTER INSERT ON change BEGIN UPDATE answer SET level = 5; END".into(),
        ),
        (
            "a trigger that erases the history",
            "CREATE TRIGGER t AFTER UPDATE ON step BEGIN DELETE FROM change; END".into(),
        ),
        (
            "a view in place of a table",
            format!(
                "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON;
                 ALTER TABLE setting RENAME TO hidden;
                 CREATE VIEW setting AS SELECT 'a' AS key, ({ENDLESS}) AS json"
            ),
        ),
        ("a view", format!("CREATE VIEW v AS {ENDLESS}")),
        ("a table", "CREATE TABLE \"a\"\"b\" (x)".into()),
        ("an index", "CREATE INDEX i ON answer (note)".into()),
        (
            "a generated column",
            "ALTER TABLE setting ADD COLUMN g TEXT AS (hex(zeroblob(1000)))".into(),
        ),
        (
            "a check that takes all memory",
            rewrite(
                "workspace",
                "CHECK (name <> \u{27}\u{27}\u{27}\u{27})",
                "CHECK (length(hex(zeroblob(1000000000))) > 1)",
            ),
        ),
        (
            "a default",
            "ALTER TABLE setting ADD COLUMN d TEXT DEFAULT 'x'".into(),
        ),
        ("a table left out", "DROP TABLE branding".into()),
        ("a trigger left out", "DROP TRIGGER milestone_stays".into()),
        ("a module", "CREATE VIRTUAL TABLE f USING fts5 (x)".into()),
    ]
}

#[test]
fn a_workspace_with_anything_of_a_strangers_in_it_is_refused_and_not_touched() {
    for (what, sql) in additions() {
        let place = closed();
        let good = fs::read(place.file()).expect("it can be read");
        alter(&place.file(), &sql);
        let bad = fs::read(place.file()).expect("it can be read");
        assert!(bad != good, "{what}");
        for error in outcomes(&place.file(), place.folder()) {
            assert!(matches!(error, Error::NotOurs { .. }), "{what}: {error:?}");
        }
    }
}

#[test]
fn what_lies_beside_a_file_is_looked_at_before_it_becomes_part_of_it() {
    for (what, sql) in additions() {
        let place = closed();
        let connection = Connection::open(place.file()).expect("it is a database");
        connection
            .pragma_update_and_check(None, "wal_autocheckpoint", 0, |_| Ok(()))
            .expect("it can be set");
        connection.execute_batch(&sql).expect("it can be written");
        // As a file copied while it is open: all of it lies beside the file.
        let copy = Place::new();
        for ending in ["", "-wal"] {
            let (from, to) = (place.file(), copy.file());
            fs::copy(with_ending(&from, ending), with_ending(&to, ending))
                .expect("there is room for it");
        }
        drop(connection);
        for error in outcomes(&copy.file(), copy.folder()) {
            assert!(matches!(error, Error::NotOurs { .. }), "{what}: {error:?}");
        }
    }
}

#[test]
fn a_backup_of_a_strangers_is_not_put_in_a_files_place() {
    let place = Place::new();
    let workspace = place.workspace(None);
    let backup = workspace
        .back_up(BackupKind::Manual, time(1))
        .expect("it can be made");
    workspace.close(time(2)).expect("it can be closed");
    alter(&backup.path, "CREATE TABLE \"a\"\"b\" (x)");
    let before = contents_of(place.folder());
    let checked = Workspace::check_backup(&backup, None);
    assert!(matches!(checked, Err(Error::NotOurs { .. })), "{checked:?}");
    let restored = Workspace::restore(&place.file(), &backup, None, &holder());
    assert!(
        matches!(restored, Err(Error::NotOurs { .. })),
        "{restored:?}"
    );
    assert!(contents_of(place.folder()) == before);
}

/// The library would open the file that such a journal names, and remove it.
#[test]
fn a_journal_that_names_another_file_is_not_followed() {
    let place = closed();
    let victim = place.folder().join("victim.txt");
    fs::write(&victim, "precious").expect("there is room for it");
    let name = victim.to_str().expect("it is text").as_bytes();
    let mut journal = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    journal.resize(512, 0);
    journal.extend([0, 0, 0, 1]);
    journal.extend(name);
    journal.extend(
        u32::try_from(name.len())
            .expect("it is short")
            .to_be_bytes(),
    );
    let sum: u32 = name.iter().map(|&byte| u32::from(byte)).sum();
    journal.extend(sum.to_be_bytes());
    journal.extend([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
    fs::write(with_ending(&place.file(), "-journal"), journal).expect("there is room for it");
    for error in outcomes(&place.file(), place.folder()) {
        assert!(matches!(error, Error::NotOurs { .. }), "{error:?}");
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::path::PathBuf;

    use super::*;
    use crate::common::{ASSESSMENT, deed, level, passphrase};

    /// A folder elsewhere with a precious file in it.
    fn elsewhere() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let victim = folder.path().join("victim");
        fs::write(&victim, "precious").expect("there is room for it");
        (folder, victim)
    }

    #[test]
    fn a_folder_of_backups_that_is_a_link_is_not_used() {
        let place = closed();
        let (elsewhere, _) = elsewhere();
        let folder = with_ending(&place.file(), ".backups");
        fs::remove_dir_all(&folder).expect("it is ours");
        symlink(elsewhere.path(), &folder).expect("links can be made");
        let before = contents_of(elsewhere.path());
        let error = place.open(None).expect_err("the folder is a link");
        assert!(matches!(error, Error::NotOurs { .. }), "{error:?}");
        assert!(contents_of(elsewhere.path()) == before);
    }

    #[test]
    fn links_among_the_backups_lead_nowhere() {
        let place = closed();
        let (elsewhere, victim) = elsewhere();
        let folder = with_ending(&place.file(), ".backups");
        let backup = fs::read(place.file()).expect("it can be read");
        let copy = elsewhere.path().join("copy");
        fs::write(&copy, backup).expect("there is room for it");
        fs::remove_dir_all(&folder).expect("it is ours");
        fs::create_dir(&folder).expect("there is room for it");
        let names = [
            ("writer.json", &victim),
            ("20261106T040100.000Z-automatic.psirtws", &copy),
            ("20261106T040200.000Z-manual.psirtws", &victim),
            ("20261106T040300.000Z-replaced.psirtws", &copy),
        ];
        for (name, target) in names {
            symlink(target, folder.join(name)).expect("links can be made");
        }
        let before = contents_of(elsewhere.path());
        let mut workspace = place.open(None).expect("it is a workspace");
        assert_eq!(workspace.backups().expect("they can be listed"), []);
        workspace
            .protect(&passphrase("new"), &mut |_| {
                std::ops::ControlFlow::Continue(())
            })
            .expect("it can be protected");
        for minute in 5..20 {
            workspace
                .back_up(BackupKind::Automatic, time(minute))
                .expect("it can be made");
        }
        workspace.close(time(21)).expect("it can be closed");
        assert!(contents_of(elsewhere.path()) == before);

        fs::remove_file(folder.join("writer.lock")).expect("it is ours");
        symlink(&victim, folder.join("writer.lock")).expect("links can be made");
        let error = place.open(Some("new")).expect_err("the lock is a link");
        assert!(matches!(error, Error::NotOurs { .. }), "{error:?}");
    }

    #[test]
    fn what_leads_elsewhere_beside_a_file_is_not_written_to() {
        for ending in ["-wal", "-shm", "-journal"] {
            for is_hard in [false, true] {
                let place = closed();
                let victim = place.folder().join("victim");
                fs::write(&victim, "precious").expect("there is room for it");
                let beside = with_ending(&place.file(), ending);
                let made = if is_hard {
                    fs::hard_link(&victim, &beside)
                } else {
                    symlink(&victim, &beside)
                };
                made.expect("links can be made");
                for error in outcomes(&place.file(), place.folder()) {
                    assert!(
                        matches!(error, Error::NotOurs { .. }),
                        "{ending}: {error:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_file_with_two_names_has_no_writer_under_either_and_can_be_read() {
        let place = Place::new();
        let mut workspace = place.workspace(None);
        let second = place.folder().join("second.psirtws");
        fs::hard_link(place.file(), &second).expect("links can be made");
        let error = Workspace::open(&second, None, &holder()).expect_err("it is in use");
        assert!(matches!(error, Error::SeveralNames { .. }), "{error:?}");
        for number in 0..4 {
            workspace
                .set_answer(ASSESSMENT, "A.1", Some(level(number)), deed("answer", 1))
                .expect("whoever had it keeps it");
        }
        workspace.close(time(2)).expect("it can be closed");
        for path in [place.file(), second] {
            let error = Workspace::open(&path, None, &holder()).expect_err("it has two names");
            assert!(matches!(error, Error::SeveralNames { .. }), "{error:?}");
            let reader = Workspace::open_read_only(&path, None, "here").expect("it can be read");
            let stored = reader.assessment(ASSESSMENT).expect("it is there");
            assert_eq!(stored.assessment.answer("A.1"), Some(&level(3)));
        }
    }

    fn mode(path: &Path) -> u32 {
        let found = fs::metadata(path).expect("it is there");
        found.permissions().mode() & 0o777
    }

    #[test]
    fn who_may_read_a_workspace_may_read_what_is_made_of_it_and_nobody_else() {
        let place = Place::new();
        drop(place.workspace(None));
        assert_eq!(mode(&place.file()), 0o600, "a new one is for its owner");
        for (of_file, of_folder) in [(0o600, 0o700), (0o640, 0o750), (0o660, 0o770)] {
            let rights = fs::Permissions::from_mode(of_file);
            fs::set_permissions(place.file(), rights).expect("it is ours");
            let folder = with_ending(&place.file(), ".backups");
            let go_on = &mut |_| std::ops::ControlFlow::Continue(());
            let all_as_wanted = |when: &str| {
                assert_eq!(mode(&folder), of_folder, "{when}");
                for path in contents_of(place.folder())
                    .keys()
                    .filter(|path| path.is_file())
                {
                    // The lock holds nothing, and stays as it was made.
                    if !path.ends_with("writer.lock") {
                        assert_eq!(mode(path), of_file, "{when}: {}", path.display());
                    }
                }
            };
            for path in contents_of(&folder).into_keys() {
                fs::remove_file(path).expect("it is ours");
            }
            let mut workspace = place.open(None).expect("it can be opened");
            let backup = workspace
                .back_up(BackupKind::Manual, time(1))
                .expect("it can be made");
            all_as_wanted("backup");
            workspace
                .protect(&passphrase("one"), go_on)
                .expect("it can be set");
            all_as_wanted("set");
            workspace
                .protect(&passphrase("two"), go_on)
                .expect("it can be changed");
            all_as_wanted("changed");
            workspace.unprotect(go_on).expect("it can be removed");
            all_as_wanted("removed");
            workspace.close(time(2)).expect("it can be closed");
            let restored = Workspace::restore(&place.file(), &backup, None, &holder());
            let restored = restored.expect("it can be restored").workspace;
            all_as_wanted("restored");
            restored.close(time(3)).expect("it can be closed");
            all_as_wanted("closed");
        }
    }
}
