//! Table `action`: the steps somebody has taken on, in their order.

use psirt_core::Level;
use psirt_core::assessment::Action;
use rusqlite::Connection;

use crate::error::Result;
use crate::row::{Columns as _, name_text};

/// Reads the actions of an assessment.
pub(super) fn load(connection: &Connection, assessment: &str) -> Result<Vec<Action>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, service, to_level, title, deliverable, owner, due, effort_days, state
         FROM action WHERE assessment = ?1 ORDER BY position",
    )?;
    let actions = statement
        .query_map((assessment,), |row| {
            Ok(Action {
                id: row.get(0)?,
                service: row.get::<_, String>(1)?.into(),
                to_level: Level::new(row.get(2)?),
                title: row.get(3)?,
                deliverable: row.get(4)?,
                owner: row.get(5)?,
                due: row.optional_day(6)?,
                effort_days: row.get(7)?,
                state: row.name(8)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(actions)
}

/// Writes the actions of an assessment anew.
pub(super) fn replace(connection: &Connection, assessment: &str, actions: &[Action]) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM action WHERE assessment = ?1")?
        .execute((assessment,))?;
    for (position, action) in (0_i64..).zip(actions) {
        connection
            .prepare_cached(
                "INSERT INTO action (assessment, id, position, service, to_level, title,
                     deliverable, owner, due, effort_days, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute((
                assessment,
                &action.id,
                position,
                action.service.as_str(),
                action.to_level.number(),
                &action.title,
                &action.deliverable,
                &action.owner,
                action.due.map(|due| due.to_string()),
                action.effort_days,
                name_text(&action.state),
            ))?;
    }
    Ok(())
}
