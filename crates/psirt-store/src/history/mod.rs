//! The history: every step that was taken, with what it changed, before and after.
//!
//! Reading it is here; `slot` says what parts an assessment has, `undo` walks back and forth.

pub(crate) mod slot;
mod undo;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde_json::Value;

pub use slot::Slot;
pub use undo::{Turned, UndoState};
pub(crate) use undo::{settle, settle_undone};

use crate::deed::Deed;
use crate::error::Result;
use crate::row::{Columns as _, json_text, name_text, time_text};
use crate::workspace::Workspace;

/// Something somebody did.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Later steps have higher numbers.
    pub number: i64,
    /// The assessment it changed; `None` for what concerns the workspace.
    pub assessment: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What, as its [`Deed`] called it; `undo` and `redo` are given by the workspace.
    pub what: String,
    /// The step that this one undid, did again or took back.
    pub reverses: Option<i64>,
    /// Where it stands now.
    pub standing: Standing,
    /// Whether it was undone and not done again; that stays true when it no longer can be, because
    /// something else was done since.
    pub is_undone: bool,
    /// What changed.
    pub changes: Vec<Change>,
}

/// Where a step stands with undo and redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It can be undone, after those that came later.
    Done,
    /// It was undone and can be done again.
    Undone,
    /// Neither.
    Settled,
}

/// One part that changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Names the change among all.
    pub number: i64,
    /// Which part.
    pub slot: Slot,
    /// The service or action it belongs to; empty where it belongs to the whole.
    pub subject: String,
    /// What was there, as the assessment file writes it; `None` is nothing.
    pub before: Option<Value>,
    /// What is there since.
    pub after: Option<Value>,
    /// Who said it, where that was not the person who took the step.
    pub said_by: Vec<String>,
}

/// Which part of the history to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct HistoryFilter<'a> {
    /// Of one assessment only.
    pub assessment: Option<&'a str>,
    /// Of one service or action only; steps that touch others too are shown whole.
    pub subject: Option<&'a str>,
    /// Older than the step with this number: for reading on.
    pub before: Option<i64>,
}

/// The last turn of a step says whether it is undone, whatever was done since.
const STEPS: &str = "SELECT number, assessment, at, who, what, reverses, standing,
        (SELECT turn.what FROM step AS turn
         WHERE turn.reverses = step.number AND turn.what IN ('undo', 'redo')
         ORDER BY turn.number DESC LIMIT 1) IS 'undo'
    FROM step";

impl Workspace {
    /// The newest steps, newest first, at most `limit`.
    pub fn history(&self, filter: HistoryFilter<'_>, limit: usize) -> Result<Vec<Step>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{STEPS}
             WHERE (?1 IS NULL OR assessment = ?1)
               AND (?2 IS NULL OR EXISTS
                   (SELECT 1 FROM change WHERE step = step.number AND subject = ?2))
               AND (?3 IS NULL OR number < ?3)
             ORDER BY number DESC LIMIT ?4"
        ))?;
        let steps = statement
            .query_map(
                (
                    filter.assessment,
                    filter.subject,
                    filter.before,
                    i64::try_from(limit).unwrap_or(i64::MAX),
                ),
                step_of,
            )?
            .collect::<rusqlite::Result<Vec<Step>>>()?;
        steps
            .into_iter()
            .map(|step| with_changes(&self.connection, step))
            .collect()
    }
}

/// A part that is about to change.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewChange {
    pub slot: Slot,
    pub subject: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
    pub said_by: Vec<String>,
}

/// Writes a step into the history.
pub(crate) fn record(
    connection: &Connection,
    assessment: Option<&str>,
    deed: Deed<'_>,
    standing: Standing,
    reverses: Option<i64>,
    changes: &[NewChange],
) -> Result<i64> {
    connection
        .prepare_cached(
            "INSERT INTO step (assessment, at, who, what, reverses, standing)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            assessment,
            time_text(deed.at),
            deed.who,
            deed.what,
            reverses,
            name_text(&standing),
        ))?;
    let step = connection.last_insert_rowid();
    for change in changes {
        connection
            .prepare_cached(
                "INSERT INTO change (step, slot, subject, before, after, said_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                step,
                name_text(&change.slot),
                &change.subject,
                change.before.as_ref().map(Value::to_string),
                change.after.as_ref().map(Value::to_string),
                (!change.said_by.is_empty()).then(|| json_text(&change.said_by)),
            ))?;
    }
    Ok(step)
}

/// Makes changes part of a step that was taken before, on the same parts in the same order.
pub(crate) fn extend(
    connection: &Connection,
    step: &Step,
    at: Timestamp,
    changes: &[NewChange],
) -> Result<()> {
    connection
        .prepare_cached("UPDATE step SET at = ?2 WHERE number = ?1")?
        .execute((step.number, time_text(at)))?;
    for (old, new) in step.changes.iter().zip(changes) {
        connection
            .prepare_cached("UPDATE change SET after = ?2 WHERE number = ?1")?
            .execute((old.number, new.after.as_ref().map(Value::to_string)))?;
    }
    Ok(())
}

/// The step with this number.
pub(crate) fn step(connection: &Connection, number: i64) -> Result<Option<Step>> {
    connection
        .prepare_cached(&format!("{STEPS} WHERE number = ?1"))?
        .query_row((number,), step_of)
        .optional()?
        .map(|step| with_changes(connection, step))
        .transpose()
}

fn step_of(row: &Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        number: row.get(0)?,
        assessment: row.get(1)?,
        at: row.time(2)?,
        who: row.get(3)?,
        what: row.get(4)?,
        reverses: row.get(5)?,
        standing: row.name(6)?,
        is_undone: row.get(7)?,
        changes: Vec::new(),
    })
}

fn with_changes(connection: &Connection, step: Step) -> Result<Step> {
    let changes = connection
        .prepare_cached(
            "SELECT number, slot, subject, before, after, said_by FROM change WHERE step = ?1
             ORDER BY number",
        )?
        .query_map((step.number,), |row| {
            Ok(Change {
                number: row.get(0)?,
                slot: row.name(1)?,
                subject: row.get(2)?,
                before: row.optional_json(3)?,
                after: row.optional_json(4)?,
                said_by: row.optional_json(5)?.unwrap_or_default(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Step { changes, ..step })
}
