//! Table `evidence`: what supports an answer, in its order.

use std::collections::BTreeMap;

use psirt_core::assessment::{Entry, Evidence};
use rusqlite::Connection;

use crate::error::Result;
use crate::row::Columns as _;

/// Reads the evidence of an assessment into its entries.
pub(super) fn load(
    connection: &Connection,
    assessment: &str,
    entries: &mut BTreeMap<String, Entry>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT service, title, place, date, kind FROM evidence
         WHERE assessment = ?1 ORDER BY service, position",
    )?;
    let mut rows = statement.query((assessment,))?;
    while let Some(row) = rows.next()? {
        let evidence = Evidence {
            title: row.get(1)?,
            place: row.get(2)?,
            date: row.optional_day(3)?,
            kind: row.get(4)?,
        };
        entries
            .entry(row.get(0)?)
            .or_default()
            .evidence
            .push(evidence);
    }
    Ok(())
}

/// Writes the evidence of a service anew.
pub(super) fn replace(
    connection: &Connection,
    assessment: &str,
    service: &str,
    evidence: &[Evidence],
) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM evidence WHERE assessment = ?1 AND service = ?2")?
        .execute((assessment, service))?;
    for (position, evidence) in (0_i64..).zip(evidence) {
        connection
            .prepare_cached(
                "INSERT INTO evidence (assessment, service, position, title, place, date, kind)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute((
                assessment,
                service,
                position,
                &evidence.title,
                &evidence.place,
                evidence.date.map(|date| date.to_string()),
                &evidence.kind,
            ))?;
    }
    Ok(())
}
