//! What an interrupted program left beside a workspace is finished, or cleared away.
//!
//! The workspace itself says what is to be done, so that nothing is done to files it does not
//! know: its mark is on whatever was laid beside it for a while, and it remembers whether a change
//! of the passphrase was decided.

use std::fs;

use rusqlite::{Connection, OptionalExtension as _};

use crate::backup;
use crate::error::{Error, Result};
use crate::place::{self, Mark, Place};

const MARK: &str = "mark";
/// Whether the files that are to take the place of the backups may; not there most of the time.
const DECIDED: &str = "passphrase_is_changed";

/// A mark nobody can guess.
pub(super) fn random_mark(connection: &Connection) -> Result<Mark> {
    let text: String =
        connection.query_row("SELECT lower(hex(randomblob(16)))", (), |row| row.get(0))?;
    Ok(Mark::new(text).expect("these are 16 bytes in hexadecimal digits"))
}

/// The mark that a workspace has.
pub(super) fn kept_mark(connection: &Connection) -> Result<Option<Mark>> {
    let kept = setting(connection, MARK)?;
    Ok(kept.and_then(|json| Mark::new(json.trim_matches('"').to_owned())))
}

/// The mark of a workspace; one that an older program made gets it now.
pub(super) fn mark(connection: &Connection) -> Result<Mark> {
    if let Some(mark) = kept_mark(connection)? {
        Ok(mark)
    } else {
        let mark = random_mark(connection)?;
        keep_mark(connection, &mark)?;
        Ok(mark)
    }
}

pub(super) fn keep_mark(connection: &Connection, mark: &Mark) -> Result<()> {
    set(connection, MARK, &format!("\"{}\"", mark.text()))
}

/// Says in a database whether the change of the passphrase is decided.
pub(super) fn set_decided(connection: &Connection, decided: bool) -> Result<()> {
    let json = if decided { "true" } else { "false" };
    set(connection, DECIDED, json)
}

/// Finishes what was decided, and clears away everything else.
pub(super) fn settle(connection: &Connection, place: &Place, mark: &Mark) -> Result<()> {
    let decided = setting(connection, DECIDED)?;
    let folder = place.folder();
    let entries = fs::read_dir(&folder).map_err(Error::io("read the folder", &folder))?;
    for entry in entries {
        let path = entry.map_err(Error::io("read the folder", &folder))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if !mark.is_on(name) {
            continue;
        }
        let old = mark
            .succeeds(name)
            .map(|old| folder.join(old))
            .filter(|old| decided.as_deref() == Some("true") && backup::describe(old).is_some());
        match old {
            Some(old) => {
                // What lies beside the old one is in the new one.
                place::remove_companions(&old)?;
                place::replace(&old, &path)?;
            }
            None => place::remove(&path)?,
        }
    }
    if decided.is_some() {
        connection.execute("DELETE FROM setting WHERE key = ?1", (DECIDED,))?;
    }
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode == "wal" {
        // Left by a change that was cut short, and used by nobody.
        place::remove(&place.journal())?;
    }
    Ok(())
}

fn setting(connection: &Connection, key: &str) -> Result<Option<String>> {
    let mut statement = connection.prepare("SELECT json FROM setting WHERE key = ?1")?;
    Ok(statement.query_row((key,), |row| row.get(0)).optional()?)
}

fn set(connection: &Connection, key: &str, json: &str) -> Result<()> {
    connection.execute(
        "INSERT INTO setting (key, json) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET json = ?2",
        (key, json),
    )?;
    Ok(())
}
