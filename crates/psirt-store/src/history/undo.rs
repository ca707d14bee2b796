//! Undo and redo, one stack per assessment; both survive a restart, being in the file.

use psirt_core::assessment::AssessmentState;
use psirt_core::{Assessment, Sheet};
use rusqlite::{Connection, OptionalExtension as _};

use jiff::Timestamp;

use super::slot::{self, Slot};
use super::{Change, NewChange, Standing, Step, record, step};
use crate::assessment::{StoredAssessment, changed};
use crate::deed::Deed;
use crate::error::{Error, Result, Thing};
use crate::row::name_text;
use crate::workspace::Workspace;

/// What undo and redo would do next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UndoState {
    /// The step that would be undone.
    pub undo: Option<Step>,
    /// The step that would be done again.
    pub redo: Option<Step>,
}

/// What came of undo or redo.
#[derive(Clone, Debug, PartialEq)]
pub struct Turned {
    /// The step that was undone or done again; its first change says where to look.
    pub step: Step,
    /// The assessment after it.
    pub stored: StoredAssessment,
}

impl Workspace {
    /// What undo and redo would do next to an assessment.
    pub fn undo_state(&self, assessment: &str) -> Result<UndoState> {
        Ok(UndoState {
            undo: next(&self.connection, assessment, Standing::Done)?,
            redo: next(&self.connection, assessment, Standing::Undone)?,
        })
    }

    /// Undoes the last step that changed an assessment; `None` where there is none.
    ///
    /// # Errors
    /// [`Error::Finished`], [`Error::Unknown`]
    pub fn undo(&mut self, assessment: &str, who: &str, at: Timestamp) -> Result<Option<Turned>> {
        let Some(step) = next(&self.connection, assessment, Standing::Done)? else {
            return Ok(None);
        };
        let what = "undo";
        self.turn(assessment, step, Deed { what, who, at }, Standing::Undone)
            .map(Some)
    }

    /// Does again the step that was undone last; `None` where there is none.
    ///
    /// # Errors
    /// As [`Workspace::undo`]
    pub fn redo(&mut self, assessment: &str, who: &str, at: Timestamp) -> Result<Option<Turned>> {
        let Some(step) = next(&self.connection, assessment, Standing::Undone)? else {
            return Ok(None);
        };
        let what = "redo";
        self.turn(assessment, step, Deed { what, who, at }, Standing::Done)
            .map(Some)
    }

    /// Takes one old change back, whatever came after it: what was there before is there again.
    ///
    /// This is a step of its own and can be undone like any other.
    ///
    /// # Errors
    /// [`Error::Unknown`] where there is no such change or it cannot be put back,
    /// [`Error::Finished`], [`Error::Faults`] where the rest no longer allows it
    pub fn take_back(&mut self, change: i64, deed: Deed<'_>) -> Result<StoredAssessment> {
        let unknown = || Error::unknown(Thing::Change, change.to_string());
        let of: i64 = self
            .connection
            .query_row(
                "SELECT step FROM change WHERE number = ?1",
                (change,),
                |row| row.get(0),
            )
            .optional()?
            .ok_or_else(unknown)?;
        let step = step(&self.connection, of)?.ok_or_else(unknown)?;
        let assessment = step.assessment.clone().ok_or_else(unknown)?;
        let old = step
            .changes
            .into_iter()
            .find(|known| known.number == change)
            .ok_or_else(unknown)?;
        let stored = self.open_to(&assessment, &[old.slot])?;
        self.change_stored(stored, deed, Some(of), |assessment, sheet| {
            put_back(assessment, sheet, &old)
        })
    }

    /// Whether [taking back](Workspace::take_back) a change of this assessment would change it, and
    /// can be done.
    pub fn can_take_back(&self, stored: &StoredAssessment, change: &Change) -> bool {
        let id = stored.assessment.id();
        let is_open = stored.removed_at.is_none()
            && (stored.assessment.state() == AssessmentState::Draft
                || (is_of_the_plan(change.slot) && self.with_open_plan(id).is_ok()));
        let taken_back = || {
            changed(stored, |assessment, sheet| {
                put_back(assessment, sheet, change)
            })
        };
        is_open && taken_back().is_ok_and(|taken_back| taken_back != stored.assessment)
    }

    /// An assessment of which these parts can be changed.
    fn open_to(&self, assessment: &str, slots: &[Slot]) -> Result<StoredAssessment> {
        if slots.iter().copied().all(is_of_the_plan) {
            self.with_open_plan(assessment)
        } else {
            self.draft(assessment)
        }
    }

    fn turn(
        &mut self,
        assessment: &str,
        step: Step,
        deed: Deed<'_>,
        standing: Standing,
    ) -> Result<Turned> {
        let slots: Vec<Slot> = step.changes.iter().map(|change| change.slot).collect();
        let stored = self.open_to(assessment, &slots)?;
        let mut turned: Assessment = stored.assessment.clone();
        let mut changes: Vec<NewChange> = step
            .changes
            .iter()
            .map(|change| {
                let (before, after) = match standing {
                    Standing::Undone => (&change.after, &change.before),
                    _ => (&change.before, &change.after),
                };
                NewChange {
                    slot: change.slot,
                    subject: change.subject.clone(),
                    before: before.clone(),
                    after: after.clone(),
                    said_by: change.said_by.clone(),
                }
            })
            .collect();
        // The order of actions can be restored once they are all there.
        changes.sort_by_key(|change| change.slot == Slot::ActionOrder);
        for change in &changes {
            let (slot, subject) = (change.slot, &change.subject);
            slot::apply(
                &mut turned,
                &stored.sheet,
                slot,
                subject,
                change.after.as_ref(),
            )?;
        }
        self.write(|transaction| {
            crate::assessment::save(transaction, &stored.assessment, &turned, deed.at)?;
            transaction.execute(
                "UPDATE step SET standing = ?1 WHERE number = ?2",
                (name_text(&standing), step.number),
            )?;
            let reverses = Some(step.number);
            record(
                transaction,
                Some(assessment),
                deed,
                Standing::Settled,
                reverses,
                &changes,
            )
        })?;
        Ok(Turned {
            step: Step {
                standing,
                is_undone: standing == Standing::Undone,
                ..step
            },
            stored: self.assessment(assessment)?,
        })
    }
}

/// What was there before a change is there again.
fn put_back(assessment: &mut Assessment, sheet: &Sheet, change: &Change) -> Result<()> {
    let before = change.before.as_ref();
    slot::apply(assessment, sheet, change.slot, &change.subject, before)
}

/// Of a finished assessment the plan alone goes on.
fn is_of_the_plan(slot: Slot) -> bool {
    matches!(slot, Slot::Action | Slot::ActionOrder | Slot::Plan)
}

/// No step of an assessment can be done again: a new one was taken. Each still tells that it was
/// undone, by the step that undid it.
pub(crate) fn settle_undone(connection: &Connection, assessment: &str) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE step SET standing = 'settled' WHERE assessment = ?1 AND standing = 'undone'",
        )?
        .execute((assessment,))?;
    Ok(())
}

/// No step of an assessment can be undone or done again: it was finished.
pub(crate) fn settle(connection: &Connection, assessment: &str) -> Result<()> {
    connection.execute(
        "UPDATE step SET standing = 'settled' WHERE assessment = ?1",
        (assessment,),
    )?;
    Ok(())
}

/// Undo takes the last step that is done, redo the first that is undone.
fn next(connection: &Connection, assessment: &str, standing: Standing) -> Result<Option<Step>> {
    let query = match standing {
        Standing::Done => {
            "SELECT max(number) FROM step WHERE assessment = ?1 AND standing = 'done'"
        }
        _ => "SELECT min(number) FROM step WHERE assessment = ?1 AND standing = 'undone'",
    };
    let number: Option<i64> = connection
        .prepare_cached(query)?
        .query_row((assessment,), |row| row.get(0))?;
    number.map_or(Ok(None), |number| step(connection, number))
}
