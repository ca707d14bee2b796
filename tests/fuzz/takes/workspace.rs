//! A workspace that somebody changed: looked at, opened, and read as a whole.
//!
//! An input is a list of changes of one good workspace. Rows are changed through the database, so
//! that the file stays one and what the rows say reaches the program; pages are changed as bytes,
//! and so is what lies beside the file.

use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use jiff::Timestamp;
use psirt_core::assessment::Heading;
use psirt_core::{Answer, Assessment, Level};
use psirt_store::{Deed, HistoryFilter, Holder, Workspace};
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, types::Value};

use super::Kind;
use super::rounds::SMALL;

/// Workspaces.
pub const KIND: Kind = Kind {
    name: "workspace",
    seeds,
    take,
};

/// What a change is of, by its first byte.
const ROW: u8 = 0;
const STATEMENT: u8 = 1;
const PAGES: u8 = 2;
const APART: u8 = 3;
const BESIDE: u8 = 4;
const PAGES_APART: u8 = 5;

/// Endings of what the library lays beside a workspace.
const ENDINGS: [&str; 2] = ["-wal", "-journal"];

/// What lies near a workspace and is nobody's business.
const NEIGHBORS: [&str; 2] = ["notes.txt", "w.psirtws.new"];

fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH + Duration::from_hours(500_000)
}

fn holder() -> Holder {
    Holder {
        user: "a".to_owned(),
        host: "here".to_owned(),
        process: std::process::id(),
        program: "0.1.0".to_owned(),
        since: now(),
    }
}

/// A good workspace: an organization, a round with answers and evidence, and one that is finished.
static GOOD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = folder.path().join("w.psirtws");
    make(&path);
    std::fs::read(&path).expect("it can be read")
});

fn make(path: &Path) {
    let deed = Deed {
        what: "answer",
        who: "a",
        at: now(),
    };
    let (sheet, assessment) = &*SMALL;
    let heading = |title: &str| Heading {
        organization: assessment.organization().clone(),
        scope: assessment.scope().to_owned(),
        title: title.to_owned(),
        date: assessment.date(),
        assessors: assessment.assessors().to_vec(),
        classification: None,
    };
    let mut workspace = Workspace::create(path, "w", None, &holder()).expect("it can be made");
    workspace
        .add_organization("o", assessment.organization(), deed)
        .expect("it is new");
    workspace
        .add_scope("s", "o", "全製品", deed)
        .expect("it is new");
    for id in ["a", "b"] {
        let assessment = Assessment::new(id, sheet, heading(id)).expect("its heading is whole");
        workspace
            .add_assessment(&assessment, sheet, "s", deed)
            .expect("it is new");
        for service in sheet.services() {
            let answer = Answer::Level(Level::new(1));
            let set = workspace.set_answer(id, service.id.as_str(), Some(answer), deed);
            set.expect("the service is there");
        }
    }
    workspace.undo("b", "a", now()).expect("there is a step");
    workspace.finish("a", deed).expect("it is whole");
    workspace
        .keep_file("n.txt [copy 1].txt", "1", b"bytes")
        .expect("it is small");
    workspace.close(now()).expect("it can be closed");
}

fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for table in 0..16 {
        for (kind, value) in [
            (0, &b"-1"[..]),
            (2, b"[]"),
            (2, b"2026-11-06T00:00:00.000Z"),
        ] {
            let mut seed = vec![
                ROW,
                table,
                table,
                0,
                kind,
                u8::try_from(value.len()).expect("short"),
            ];
            seed.extend(value);
            seeds.push(seed);
        }
    }
    for statement in [
        "CREATE VIEW v AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n",
        "CREATE TRIGGER t AFTER INSERT ON change BEGIN UPDATE answer SET level = 5; END",
        "UPDATE milestone SET text = replace(text, '1', '2')",
        "UPDATE change SET after = NULL, before = '{}'",
        "DELETE FROM sheet_copy",
        "PRAGMA user_version = 3",
    ] {
        let mut seed = vec![STATEMENT, u8::try_from(statement.len()).expect("short")];
        seed.extend(statement.bytes());
        seeds.push(seed);
    }
    seeds.push(vec![PAGES, 0, 0, 100, 4, 13, 0, 0, 1]);
    seeds.push(vec![PAGES, 0, 0x10, 0, 2, 5, 0, PAGES, 0, 0x20, 8, 1, 7]);
    seeds.push(vec![ROW, 3, 3, 0, 2, 1, b'x', APART]);
    seeds.push(vec![
        ROW,
        3,
        3,
        0,
        2,
        1,
        b'x',
        APART,
        PAGES_APART,
        0,
        0,
        8,
        4,
        1,
        2,
        3,
        4,
    ]);
    seeds.push(vec![
        BESIDE, 1, 8, 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7,
    ]);
    seeds
}

/// The changes that are left of an input.
struct Changes<'a>(&'a [u8]);

impl<'a> Changes<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    /// At most so many bytes, fewer where the input ends.
    fn bytes(&mut self) -> Option<&'a [u8]> {
        let wanted = usize::from(self.byte()?).min(self.0.len());
        let (bytes, rest) = self.0.split_at(wanted);
        self.0 = rest;
        Some(bytes)
    }

    fn place(&mut self) -> Option<usize> {
        let parts = [self.byte()?, self.byte()?, self.byte()?];
        Some(
            parts
                .into_iter()
                .fold(0, |place, part| place << 8 | usize::from(part)),
        )
    }
}

fn take(input: &[u8]) {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = folder.path().join("w.psirtws");
    std::fs::write(&path, &*GOOD).expect("there is room for it");
    changed(&path, Changes(input));
    for name in NEIGHBORS {
        std::fs::write(folder.path().join(name), name).expect("there is room for it");
    }
    if let Ok(workspace) = Workspace::open_read_only(&path, None, "here") {
        read(&workspace);
    }
    if let Ok(mut workspace) = Workspace::open(&path, None, &holder()) {
        read(&workspace);
        // What is said of a step that somebody forged cannot be trusted, but must not end us.
        let _ = workspace.undo("b", "a", now());
        let _ = workspace.redo("b", "a", now());
        let _ = workspace.drop_unused_files();
        let _ = workspace.close(now());
    }
    for name in NEIGHBORS {
        let found = std::fs::read(folder.path().join(name)).expect("it is still there");
        assert!(found == name.as_bytes(), "{name} was touched");
    }
}

/// Makes the changes; those of bytes come after those of rows.
fn changed(path: &Path, mut changes: Changes<'_>) {
    let (mut pages, mut beside, mut apart) = (Vec::new(), Vec::new(), false);
    let mut connection = Connection::open(path).expect("it is a database");
    prepare(&mut connection).expect("it can be set");
    while let Some(kind) = changes.byte() {
        let one = match kind % 6 {
            ROW => row(&connection, &mut changes),
            STATEMENT => statement(&connection, &mut changes),
            PAGES => changes
                .place()
                .zip(changes.bytes())
                .map(|change| pages.push(("", change))),
            PAGES_APART => {
                let change = changes.place().zip(changes.bytes());
                change.map(|change| pages.push((ENDINGS[0], change)))
            }
            APART => {
                apart = true;
                Some(())
            }
            _ => {
                let ending = changes
                    .byte()
                    .map(|it| ENDINGS[usize::from(it) % ENDINGS.len()]);
                ending
                    .zip(changes.bytes())
                    .map(|change| beside.push(change))
            }
        };
        if one.is_none() {
            break;
        }
    }
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, apart);
    drop(connection);
    for (ending, content) in beside {
        std::fs::write(with_ending(path, ending), content).expect("there is room for it");
    }
    for (ending, (place, new)) in pages {
        let path = with_ending(path, ending);
        let Ok(mut bytes) = std::fs::read(&path) else {
            continue;
        };
        if bytes.is_empty() {
            continue;
        }
        let place = place % bytes.len();
        let end = (place + new.len()).min(bytes.len());
        bytes[place..end].copy_from_slice(&new[..end - place]);
        std::fs::write(&path, bytes).expect("there is room for it");
    }
}

/// Lets everything be written into the file, and nothing anywhere else.
fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, 1_000_000)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.execute_batch(
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
         PRAGMA synchronous = OFF; PRAGMA wal_autocheckpoint = 0; PRAGMA writable_schema = ON;",
    )?;
    let mut looks = 0;
    connection.progress_handler(
        1_000,
        Some(move || {
            looks += 1;
            looks > 200
        }),
    )?;
    connection.authorizer(Some(
        |context: rusqlite::hooks::AuthContext<'_>| match context.action {
            AuthAction::Attach { .. } | AuthAction::Detach { .. } => Authorization::Deny,
            AuthAction::Pragma { pragma_name, .. } if pragma_name.contains("directory") => {
                Authorization::Deny
            }
            _ => Authorization::Allow,
        },
    ))
}

/// Sets a column of a table in one row, or in all.
fn row(connection: &Connection, changes: &mut Changes<'_>) -> Option<()> {
    let (table, column, row, kind) = (
        changes.byte()?,
        changes.byte()?,
        changes.byte()?,
        changes.byte()?,
    );
    let value = changes.bytes()?;
    let names = |sql: &str, argument: &[&str]| -> Vec<String> {
        let Ok(mut statement) = connection.prepare(sql) else {
            return Vec::new();
        };
        let rows = statement.query_map(rusqlite::params_from_iter(argument), |row| row.get(0));
        rows.map(|rows| rows.flatten().collect())
            .unwrap_or_default()
    };
    let tables = names(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        &[],
    );
    let table = tables.get(usize::from(table) % tables.len().max(1))?;
    let columns = names("SELECT name FROM pragma_table_info(?1)", &[table]);
    let column = columns.get(usize::from(column) % columns.len().max(1))?;
    let text = String::from_utf8_lossy(value);
    let value = match kind % 5 {
        0 => Value::Integer(text.parse().unwrap_or(i64::MAX)),
        1 => Value::Real(text.parse().unwrap_or(f64::NAN)),
        2 => Value::Text(text.into_owned()),
        3 => Value::Blob(value.to_vec()),
        _ => Value::Null,
    };
    let (table, column) = (table.replace('"', "\"\""), column.replace('"', "\"\""));
    let first = &columns[0].replace('"', "\"\"");
    let within = match row {
        0 => String::new(),
        row => format!(
            " WHERE \"{first}\" = (SELECT \"{first}\" FROM \"{table}\" LIMIT 1 OFFSET {})",
            row - 1
        ),
    };
    // What the tables do not take stays out.
    let _ = connection.execute(
        &format!("UPDATE \"{table}\" SET \"{column}\" = ?1{within}"),
        (value,),
    );
    Some(())
}

fn statement(connection: &Connection, changes: &mut Changes<'_>) -> Option<()> {
    let text = changes.bytes()?;
    let _ = connection.execute_batch(&String::from_utf8_lossy(text));
    Some(())
}

fn with_ending(path: &Path, ending: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Reads everything; what cannot be read is told.
fn read(workspace: &Workspace) {
    let _ = workspace.about();
    let _ = workspace.organizations();
    let _ = workspace.removed_assessments();
    for one in workspace.assessments().unwrap_or_default() {
        if let Ok(stored) = workspace.assessment(&one.id) {
            assert!(!stored.assessment.to_json().is_empty());
        }
        let _ = workspace.last_changes(&one.id);
        let _ = workspace.undo_state(&one.id);
        let _ = workspace.milestone(&one.id);
        let _ = workspace.milestone_text(&one.id);
        let _ = workspace.milestones(&one.scope);
        let _ = workspace.document::<serde_json::Value>(&one.id, "plan");
    }
    let _ = workspace.history(HistoryFilter::default(), 1_000);
    let _ = workspace.frameworks();
    let _ = workspace.branding(None);
    let _ = workspace.setting::<serde_json::Value>("author");
    for name in workspace.kept_files().unwrap_or_default() {
        let _ = workspace.kept_file(&name);
    }
    let _ = workspace.check();
}
