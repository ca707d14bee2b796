//! Assessments: adding, reading, changing and removing them.
//!
//! Every change takes the same way. The assessment is read, changed through core's checked
//! methods, compared with what it was, and only the difference is written, into the tables and
//! into the history, in one transaction.

mod action;
mod answer;
mod document;
mod evidence;
mod list;
mod rows;
mod target;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use psirt_core::assessment::{Action, Assessment, AssessmentState, Entry, KeptPlan};
use psirt_core::{Answer, Faults, Level, ServiceId, Sheet};
use rusqlite::Connection;

pub use list::{AssessmentSummary, LastChange};
pub(crate) use rows::{Origin, insert, save, set_finished};

use crate::deed::Deed;
use crate::error::{Error, Result, Thing};
use crate::history::slot::{differences, value_of};
use crate::history::{self, NewChange, Slot, Standing};
use crate::row::{Columns as _, time_text};
use crate::workspace::Workspace;
use crate::{milestone, sheet_copy};

/// An assessment and what the workspace knows about it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredAssessment {
    /// The assessment.
    pub assessment: Assessment,
    /// The sheet it was made with, as it was then.
    pub sheet: Arc<Sheet>,
    /// The scope it belongs to.
    pub scope: String,
    /// The organization that scope belongs to.
    pub organization: String,
    /// The round it continues.
    pub follows: Option<String>,
    /// The finished assessment whose mistake it corrects.
    pub corrects: Option<String>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// Since when it is in the bin.
    pub removed_at: Option<Timestamp>,
}

impl Workspace {
    /// Adds an assessment to a scope: a new one, or one from a file.
    ///
    /// A finished one becomes a milestone. The sheet goes into the workspace with it.
    ///
    /// # Errors
    /// [`Error::Taken`] where an assessment has this id, [`Error::WrongSheet`],
    /// [`Error::Faults`], [`Error::Unknown`] scope
    pub fn add_assessment(
        &mut self,
        assessment: &Assessment,
        sheet: &Sheet,
        scope: &str,
        deed: Deed<'_>,
    ) -> Result<StoredAssessment> {
        check(assessment, sheet)?;
        self.write(|transaction| add(transaction, assessment, sheet, scope, deed))?;
        self.assessment(assessment.id())
    }

    /// An assessment with its sheet, in the bin or not.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Damaged`]
    pub fn assessment(&self, id: &str) -> Result<StoredAssessment> {
        rows::load(self, id)
    }

    /// Changes an assessment, in one step that can be undone, and returns it as it is then.
    ///
    /// `change` works on the whole assessment through its checked methods; what it changed is
    /// found by comparison. Where it changed nothing, nothing is written. It cannot change the
    /// state: that is for [`Workspace::finish`].
    ///
    /// # Errors
    /// [`Error::Finished`], [`Error::Faults`], [`Error::Unknown`], and those of the medium:
    /// nothing is changed then
    pub fn change_assessment(
        &mut self,
        id: &str,
        deed: Deed<'_>,
        change: impl FnOnce(&mut Assessment, &Sheet) -> std::result::Result<(), Faults>,
    ) -> Result<StoredAssessment> {
        self.change_with(id, deed, None, |assessment, sheet| {
            Ok(change(assessment, sheet)?)
        })
    }

    /// As [`Workspace::change_assessment`], for texts that are saved while they are typed.
    ///
    /// Where the last step is the same deed by the same person on the same parts, and not older
    /// than `within`, this one becomes part of it: one undo takes both back.
    pub fn change_assessment_on(
        &mut self,
        id: &str,
        deed: Deed<'_>,
        within: SignedDuration,
        change: impl FnOnce(&mut Assessment, &Sheet) -> std::result::Result<(), Faults>,
    ) -> Result<StoredAssessment> {
        let last = self.undo_state(id)?.undo.filter(|last| {
            last.what == deed.what
                && last.who == deed.who
                && deed.at.duration_since(last.at).abs() <= within
        });
        let stored = self.draft(id)?;
        let new = changed(&stored, |assessment, sheet| Ok(change(assessment, sheet)?))?;
        let changes = differences(&stored.assessment, &new);
        let Some(last) = last.filter(|last| touch_the_same(&last.changes, &changes)) else {
            return self.write_changes(stored, &new, deed, None, &changes);
        };
        self.write(|transaction| {
            save(transaction, &stored.assessment, &new, deed.at)?;
            history::settle_undone(transaction, id)?;
            history::extend(transaction, &last, deed.at, &changes)
        })?;
        self.assessment(id)
    }

    /// As [`Workspace::change_assessment`], where what is there afterwards was said by others:
    /// `said_by` names them, by service. The history keeps the names with the changes.
    pub fn change_assessment_as_said(
        &mut self,
        id: &str,
        deed: Deed<'_>,
        said_by: &BTreeMap<ServiceId, Vec<String>>,
        change: impl FnOnce(&mut Assessment, &Sheet) -> std::result::Result<(), Faults>,
    ) -> Result<StoredAssessment> {
        let stored = self.draft(id)?;
        let new = changed(&stored, |assessment, sheet| Ok(change(assessment, sheet)?))?;
        let mut changes = differences(&stored.assessment, &new);
        for change in &mut changes {
            if change.slot.is_of_services() {
                let names = said_by.get(change.subject.as_str());
                change.said_by = names.cloned().unwrap_or_default();
            }
        }
        self.write_changes(stored, &new, deed, None, &changes)
    }

    /// Changes the actions of an assessment, in one step that can be undone.
    ///
    /// The plan of a finished assessment goes on: it may be changed until the next round takes it
    /// over. What was frozen keeps the plan as it was then.
    ///
    /// # Errors
    /// [`Error::Finished`] where there is a next round, or a finished correction;
    /// [`Error::Faults`], [`Error::Unknown`]
    pub fn change_plan(
        &mut self,
        id: &str,
        deed: Deed<'_>,
        change: impl FnOnce(&mut Vec<Action>),
    ) -> Result<StoredAssessment> {
        let stored = self.with_open_plan(id)?;
        self.change_stored(stored, deed, None, |assessment, sheet| {
            let mut actions = assessment.actions().to_vec();
            change(&mut actions);
            Ok(assessment.set_actions(sheet, actions)?)
        })
    }

    /// Keeps a plan under a budget with an assessment, or takes it away, in one step that can be
    /// undone. It can be kept as long as the actions can be changed.
    ///
    /// # Errors
    /// As [`Workspace::change_plan`]
    pub fn keep_plan(
        &mut self,
        id: &str,
        plan: Option<KeptPlan>,
        deed: Deed<'_>,
    ) -> Result<StoredAssessment> {
        let stored = self.with_open_plan(id)?;
        self.change_stored(stored, deed, None, |assessment, sheet| {
            Ok(assessment.set_plan(sheet, plan)?)
        })
    }

    /// Answers a service, or takes the answer back.
    pub fn set_answer(
        &mut self,
        assessment: &str,
        service: &str,
        answer: Option<Answer>,
        deed: Deed<'_>,
    ) -> Result<StoredAssessment> {
        self.change_assessment(assessment, deed, |assessment, sheet| {
            assessment.set_answer(sheet, service, answer)
        })
    }

    /// Sets the level wanted of a service, or takes it back.
    pub fn set_target(
        &mut self,
        assessment: &str,
        service: &str,
        target: Option<Level>,
        deed: Deed<'_>,
    ) -> Result<StoredAssessment> {
        self.change_assessment(assessment, deed, |assessment, sheet| {
            assessment.set_target(sheet, service, target)
        })
    }

    /// Changes what is known of a service: answer, indicators, target, note, evidence, owner.
    pub fn change_entry(
        &mut self,
        assessment: &str,
        service: &str,
        deed: Deed<'_>,
        change: impl FnOnce(&mut Entry),
    ) -> Result<StoredAssessment> {
        self.change_assessment(assessment, deed, |assessment, sheet| {
            assessment.change_entry(sheet, service, change)
        })
    }

    /// Puts an assessment into the bin, from where it can be brought back.
    pub fn remove_assessment(&mut self, id: &str, deed: Deed<'_>) -> Result<()> {
        self.set_removed(id, Some(deed.at), deed)
    }

    /// Brings an assessment back from the bin.
    pub fn bring_back_assessment(&mut self, id: &str, deed: Deed<'_>) -> Result<()> {
        self.set_removed(id, None, deed)
    }

    /// Erases an assessment with its history and the key of a workshop that is still open. It
    /// cannot be undone; backups keep it until they are dropped, but for what was sealed.
    pub fn erase_assessment(&mut self, keys: &Path, id: &str) -> Result<()> {
        let workshops = self.workshops(id)?;
        self.write(|transaction| {
            if transaction.execute("DELETE FROM assessment WHERE id = ?1", (id,))? == 0 {
                Err(Error::unknown(Thing::Assessment, id))
            } else {
                crate::kept_file::drop_unused(transaction)?;
                sheet_copy::drop_unused(transaction)
            }
        })?;
        Self::forget_keys(keys, &workshops)
    }

    /// Moves an assessment to another scope.
    pub fn move_assessment(&mut self, id: &str, scope: &str, deed: Deed<'_>) -> Result<()> {
        let old = self.assessment(id)?;
        self.write(|transaction| {
            crate::organization::require_scope(transaction, scope)?;
            transaction.execute(
                "UPDATE assessment SET scope = ?2, changed_at = ?3 WHERE id = ?1",
                (id, scope, time_text(deed.at)),
            )?;
            let change = NewChange {
                slot: Slot::Scope,
                subject: id.to_owned(),
                before: value_of(Some(&old.scope)),
                after: value_of(Some(scope)),
                said_by: Vec::new(),
            };
            record_event(transaction, id, deed, change)
        })
    }

    pub(crate) fn change_with(
        &mut self,
        id: &str,
        deed: Deed<'_>,
        reverses: Option<i64>,
        change: impl FnOnce(&mut Assessment, &Sheet) -> Result<()>,
    ) -> Result<StoredAssessment> {
        let stored = self.draft(id)?;
        self.change_stored(stored, deed, reverses, change)
    }

    pub(crate) fn change_stored(
        &mut self,
        stored: StoredAssessment,
        deed: Deed<'_>,
        reverses: Option<i64>,
        change: impl FnOnce(&mut Assessment, &Sheet) -> Result<()>,
    ) -> Result<StoredAssessment> {
        let new = changed(&stored, change)?;
        let changes = differences(&stored.assessment, &new);
        self.write_changes(stored, &new, deed, reverses, &changes)
    }

    /// As [`Workspace::change_stored`], and `also` in the same transaction: what the history does
    /// not mention, and no undo takes back.
    pub(crate) fn change_stored_and(
        &mut self,
        stored: &StoredAssessment,
        deed: Deed<'_>,
        change: impl FnOnce(&mut Assessment, &Sheet) -> Result<()>,
        also: impl FnOnce(&Connection) -> Result<()>,
    ) -> Result<StoredAssessment> {
        let new = changed(stored, change)?;
        let changes = differences(&stored.assessment, &new);
        self.write(|transaction| {
            if !changes.is_empty() {
                record_changes(transaction, stored, &new, deed, None, &changes)?;
            }
            also(transaction)
        })?;
        self.assessment(new.id())
    }

    /// An assessment whose plan can be changed: a draft, or the last round of its scope.
    pub(crate) fn with_open_plan(&self, id: &str) -> Result<StoredAssessment> {
        let stored = self.assessment(id)?;
        if stored.assessment.state() == AssessmentState::Draft {
            return Ok(stored);
        }
        let taken_over: bool = self
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM assessment WHERE removed_at IS NULL AND (
                     follows = ?1
                     OR (corrects = ?1 AND state = 'finished')
                     OR (scope = ?2 AND date > ?3)))",
            )?
            .query_row(
                (id, &stored.scope, stored.assessment.date().to_string()),
                |row| row.get(0),
            )?;
        if taken_over {
            return Err(Error::Finished {
                assessment: id.to_owned(),
            });
        }
        Ok(stored)
    }

    /// An assessment that can be changed.
    pub(crate) fn draft(&self, id: &str) -> Result<StoredAssessment> {
        let stored = self.assessment(id)?;
        if stored.assessment.state() == AssessmentState::Finished {
            return Err(Error::Finished {
                assessment: id.to_owned(),
            });
        }
        Ok(stored)
    }

    fn write_changes(
        &mut self,
        stored: StoredAssessment,
        new: &Assessment,
        deed: Deed<'_>,
        reverses: Option<i64>,
        changes: &[NewChange],
    ) -> Result<StoredAssessment> {
        if changes.is_empty() {
            return Ok(stored);
        }
        self.write(|transaction| {
            record_changes(transaction, &stored, new, deed, reverses, changes)
        })?;
        self.assessment(new.id())
    }

    fn set_removed(&mut self, id: &str, at: Option<Timestamp>, deed: Deed<'_>) -> Result<()> {
        let state = |removed| if removed { "removed" } else { "there" };
        self.write(|transaction| {
            let was_removed: bool = transaction
                .query_row(
                    "SELECT removed_at IS NOT NULL FROM assessment WHERE id = ?1",
                    (id,),
                    |row| row.get(0),
                )
                .map_err(|error| missing(error, Thing::Assessment, id))?;
            if was_removed == at.is_some() {
                return Ok(());
            }
            transaction.execute(
                "UPDATE assessment SET removed_at = ?2 WHERE id = ?1",
                (id, at.map(time_text)),
            )?;
            let change = event(id, Some(state(was_removed)), Some(state(at.is_some())));
            record_event(transaction, id, deed, change)
        })
    }

    /// Reads everything that is kept, to be sure that all can be read.
    pub(crate) fn read_everything(&self) -> Result<()> {
        let ids: Vec<String> = self
            .connection
            .prepare("SELECT id FROM assessment")?
            .query_map((), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for id in ids {
            self.assessment(&id)?;
        }
        let times = self
            .connection
            .prepare("SELECT at FROM step")?
            .query_map((), |row| row.time(0))?
            .collect::<rusqlite::Result<Vec<Timestamp>>>();
        times?;
        self.read_workshops()?;
        self.read_cohorts()
    }
}

/// Writes the changes of an assessment, as a step that can be undone.
pub(crate) fn record_changes(
    connection: &Connection,
    stored: &StoredAssessment,
    new: &Assessment,
    deed: Deed<'_>,
    reverses: Option<i64>,
    changes: &[NewChange],
) -> Result<()> {
    save(connection, &stored.assessment, new, deed.at)?;
    history::settle_undone(connection, new.id())?;
    history::record(
        connection,
        Some(new.id()),
        deed,
        Standing::Done,
        reverses,
        changes,
    )?;
    Ok(())
}

/// Adds a checked assessment to a scope.
pub(crate) fn add(
    connection: &Connection,
    assessment: &Assessment,
    sheet: &Sheet,
    scope: &str,
    deed: Deed<'_>,
) -> Result<()> {
    let origin = Origin {
        scope,
        follows: None,
    };
    insert(connection, assessment, sheet, origin, deed.at)?;
    if assessment.state() == AssessmentState::Finished {
        milestone::freeze(connection, assessment, sheet, deed)?;
    }
    let change = event(assessment.id(), None, Some("added"));
    record_event(connection, assessment.id(), deed, change)
}

/// The assessment after a change, in the state it was in and without a fault.
pub(crate) fn changed(
    stored: &StoredAssessment,
    change: impl FnOnce(&mut Assessment, &Sheet) -> Result<()>,
) -> Result<Assessment> {
    let mut changed = stored.assessment.clone();
    change(&mut changed, &stored.sheet)?;
    changed.set_state(stored.assessment.state());
    check(&changed, &stored.sheet)?;
    Ok(changed)
}

/// Refuses an assessment that was made with another sheet, or with another text of this one.
pub(crate) fn check(assessment: &Assessment, sheet: &Sheet) -> Result<()> {
    let made_with = assessment.sheet();
    if made_with.id != *sheet.id() || made_with.edition != sheet.edition() {
        return Err(Error::WrongSheet {
            made_with: made_with.clone(),
        });
    }
    Ok(assessment.check(sheet)?)
}

fn touch_the_same(old: &[history::Change], new: &[NewChange]) -> bool {
    old.len() == new.len()
        && old
            .iter()
            .zip(new)
            .all(|(old, new)| old.slot == new.slot && old.subject == new.subject)
}

/// A change of an assessment as a whole.
pub(crate) fn event(id: &str, before: Option<&str>, after: Option<&str>) -> NewChange {
    NewChange {
        slot: Slot::Assessment,
        subject: id.to_owned(),
        before: value_of(before),
        after: value_of(after),
        said_by: Vec::new(),
    }
}

/// Writes a step that undo passes over.
pub(crate) fn record_event(
    connection: &Connection,
    assessment: &str,
    deed: Deed<'_>,
    change: NewChange,
) -> Result<()> {
    let id = Some(assessment);
    history::record(connection, id, deed, Standing::Settled, None, &[change])?;
    Ok(())
}

/// A row that is not there, said in our words.
pub(crate) fn missing(error: rusqlite::Error, what: Thing, id: &str) -> Error {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Error::unknown(what, id),
        other => other.into(),
    }
}
