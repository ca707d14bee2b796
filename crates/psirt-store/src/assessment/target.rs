//! Table `target`: the level wanted of a service.

use std::collections::BTreeMap;

use psirt_core::Level;
use psirt_core::assessment::Entry;
use rusqlite::Connection;

use crate::error::Result;

/// Reads the targets of an assessment into its entries.
pub(super) fn load(
    connection: &Connection,
    assessment: &str,
    entries: &mut BTreeMap<String, Entry>,
) -> Result<()> {
    let mut statement =
        connection.prepare_cached("SELECT service, level FROM target WHERE assessment = ?1")?;
    let mut rows = statement.query((assessment,))?;
    while let Some(row) = rows.next()? {
        entries.entry(row.get(0)?).or_default().target = Some(Level::new(row.get(1)?));
    }
    Ok(())
}

/// Writes the target of a service; none is no row.
pub(super) fn save(
    connection: &Connection,
    assessment: &str,
    service: &str,
    target: Option<Level>,
) -> Result<()> {
    match target {
        Some(level) => connection
            .prepare_cached(
                "INSERT INTO target (assessment, service, level) VALUES (?1, ?2, ?3)
                 ON CONFLICT (assessment, service) DO UPDATE SET level = ?3",
            )?
            .execute((assessment, service, level.number()))?,
        None => connection
            .prepare_cached("DELETE FROM target WHERE assessment = ?1 AND service = ?2")?
            .execute((assessment, service))?,
    };
    Ok(())
}
