//! Table `answer`: the answer of a service, its ticked indicators, note and owner.

use std::collections::BTreeMap;

use psirt_core::assessment::Entry;
use psirt_core::{Answer, Level};
use rusqlite::{Connection, Row};

use crate::error::Result;
use crate::row::{Columns as _, json_text};

const LEVEL: &str = "level";
const NOT_APPLICABLE: &str = "not_applicable";
const DONT_KNOW: &str = "dont_know";

/// Reads the answers of an assessment into its entries.
pub(super) fn load(
    connection: &Connection,
    assessment: &str,
    entries: &mut BTreeMap<String, Entry>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT service, state, level, reason, indicators, note, owner FROM answer
         WHERE assessment = ?1",
    )?;
    let mut rows = statement.query((assessment,))?;
    while let Some(row) = rows.next()? {
        let entry = entries.entry(row.get(0)?).or_default();
        entry.answer = answer_of(row)?;
        entry.indicators = row.json(4)?;
        entry.note = row.get(5)?;
        entry.owner = row.get(6)?;
    }
    Ok(())
}

/// Writes the answer of a service; nothing to say is no row.
pub(super) fn save(
    connection: &Connection,
    assessment: &str,
    service: &str,
    entry: &Entry,
) -> Result<()> {
    let says_nothing = entry.answer.is_none()
        && entry.indicators.is_empty()
        && entry.note.is_empty()
        && entry.owner.is_empty();
    if says_nothing {
        connection
            .prepare_cached("DELETE FROM answer WHERE assessment = ?1 AND service = ?2")?
            .execute((assessment, service))?;
        return Ok(());
    }
    let (state, level, reason) = match &entry.answer {
        None => (None, None, None),
        Some(Answer::Level(level)) => (Some(LEVEL), Some(level.number()), None),
        Some(Answer::NotApplicable(reason)) => (Some(NOT_APPLICABLE), None, Some(reason)),
        Some(Answer::DontKnow) => (Some(DONT_KNOW), None, None),
    };
    connection
        .prepare_cached(
            "INSERT INTO answer
                 (assessment, service, state, level, reason, indicators, note, owner)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (assessment, service) DO UPDATE SET
                 state = ?3, level = ?4, reason = ?5, indicators = ?6, note = ?7, owner = ?8",
        )?
        .execute((
            assessment,
            service,
            state,
            level,
            reason,
            json_text(&entry.indicators),
            &entry.note,
            &entry.owner,
        ))?;
    Ok(())
}

fn answer_of(row: &Row<'_>) -> rusqlite::Result<Option<Answer>> {
    let state: Option<String> = row.get(1)?;
    Ok(match state.as_deref() {
        None => None,
        Some(LEVEL) => Some(Answer::Level(Level::new(row.get(2)?))),
        Some(NOT_APPLICABLE) => Some(Answer::NotApplicable(row.get(3)?)),
        Some(_) => Some(Answer::DontKnow),
    })
}
