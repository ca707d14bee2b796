//! What a workspace consists of, compared with what this program makes.
//!
//! A database file may bring queries of its own: views, triggers, checks, generated columns. A
//! file is a workspace only where all of them are ours, to the letter.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rusqlite::{Connection, Row};

use crate::error::{Error, Result};
use crate::migration;

/// Letters of a foreign name that are told.
const TOLD: usize = 60;

/// By kind and name: of what table, and how it was made.
type Schema = BTreeMap<Name, Made>;

/// The kind and the name of an object.
type Name = (String, String);

/// The table an object belongs to, and the statement that made it.
type Made = (String, Option<String>);

/// Makes sure that a file has the tables, indexes and triggers of a format, and nothing else.
///
/// # Errors
/// [`Error::NotOurs`]
pub(crate) fn check(connection: &Connection, format: u32) -> Result<()> {
    let expected = of_format(format)?;
    let mut statement =
        connection.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema")?;
    let mut rows = statement.query(())?;
    let mut found = 0;
    while let Some(row) = rows.next()? {
        let ((kind, name), made) = object(row)?;
        let known = expected.get(&(kind.clone(), name.clone()));
        if known != Some(&made) {
            let name: String = name.chars().take(TOLD).collect();
            let kind: String = kind.chars().take(TOLD).collect();
            let fault = if known.is_some() {
                "altered"
            } else {
                "unknown"
            };
            return Err(Error::not_ours(format!("{fault} {kind:?} {name:?}")));
        }
        found += 1;
    }
    if found != expected.len() {
        return Err(Error::not_ours("a table is missing"));
    }
    Ok(())
}

fn of_format(format: u32) -> Result<&'static Schema> {
    static FORMATS: OnceLock<Vec<Schema>> = OnceLock::new();
    let formats = if let Some(formats) = FORMATS.get() {
        formats
    } else {
        let made = (0..=migration::NEWEST)
            .map(made_now)
            .collect::<Result<_>>()?;
        FORMATS.get_or_init(|| made)
    };
    Ok(&formats[format as usize])
}

fn made_now(format: u32) -> Result<Schema> {
    let mut connection = Connection::open_in_memory()?;
    migration::make(&mut connection, format)?;
    let mut statement =
        connection.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema")?;
    let objects = statement.query_map((), object)?;
    Ok(objects.collect::<rusqlite::Result<_>>()?)
}

fn object(row: &Row<'_>) -> rusqlite::Result<(Name, Made)> {
    Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?)))
}
