//! An assessment as rows of its tables. Those of a finished one serve lists only: what it says is
//! read from the text that was frozen.

use std::collections::BTreeMap;

use jiff::Timestamp;
use psirt_core::assessment::{Assessment, AssessmentState, Entry, Heading, KeptPlan};
use psirt_core::{ServiceId, Sheet};
use rusqlite::{Connection, OptionalExtension as _};

use super::{StoredAssessment, action, answer, evidence, missing, target};
use crate::error::{Error, Result, Thing};
use crate::history::slot::heading_of;
use crate::row::{Columns as _, json_text, name_text, time_text};
use crate::workspace::Workspace;
use crate::{milestone, organization, sheet_copy};

/// Where a new assessment comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin<'a> {
    pub scope: &'a str,
    pub follows: Option<&'a str>,
}

/// Reads an assessment from its tables.
pub(super) fn load(workspace: &Workspace, id: &str) -> Result<StoredAssessment> {
    let connection = &workspace.connection;
    let (row, sheet_copy, state, profile, plan) = connection
        .prepare_cached(
            "SELECT assessment.scope, scope.organization, follows, corrects,
                    assessment.created_at, changed_at, removed_at,
                    sheet_copy, state, profile,
                    assessment.organization, scope_name, title, date, assessors, classification, plan
             FROM assessment JOIN scope ON scope.id = assessment.scope
             WHERE assessment.id = ?1",
        )?
        .query_row((id,), |row| {
            let heading = Heading {
                organization: row.json(10)?,
                scope: row.get(11)?,
                title: row.get(12)?,
                date: row.day(13)?,
                assessors: row.json(14)?,
                classification: row.get(15)?,
            };
            let stored = (
                heading,
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get(2)?,
                row.get::<_, Option<String>>(3)?,
                row.time(4)?,
                row.time(5)?,
                row.optional_time(6)?,
            );
            let state: AssessmentState = row.name(8)?;
            let profile: Option<String> = row.get(9)?;
            let plan: Option<KeptPlan> = row.optional_json(16)?;
            Ok((stored, row.get::<_, i64>(7)?, state, profile, plan))
        })
        .map_err(|error| missing(error, Thing::Assessment, id))?;
    let (heading, scope, organization, follows, corrects, created_at, changed_at, removed_at) = row;
    let sheet = workspace.sheet_copy(sheet_copy)?;
    let parts = Parts {
        heading,
        profile,
        corrects: corrects.clone(),
        plan,
    };
    let assembled = match state {
        AssessmentState::Draft => assemble(connection, id, &sheet, parts),
        AssessmentState::Finished => frozen_with_plan(connection, id, &sheet, parts),
    };
    let assessment = assembled.map_err(|error| match error {
        Error::Faults(faults) => Error::damaged(format!("assessment `{id}`: {faults}")),
        other => other,
    })?;
    Ok(StoredAssessment {
        assessment,
        sheet,
        scope,
        organization,
        follows,
        corrects,
        created_at,
        changed_at,
        removed_at,
    })
}

/// What the row of an assessment itself holds.
struct Parts {
    heading: Heading,
    profile: Option<String>,
    corrects: Option<String>,
    plan: Option<KeptPlan>,
}

/// Puts the rows of a draft together through core's checked methods, so that no row can be wrong.
fn assemble(connection: &Connection, id: &str, sheet: &Sheet, parts: Parts) -> Result<Assessment> {
    let mut entries: BTreeMap<String, Entry> = BTreeMap::new();
    answer::load(connection, id, &mut entries)?;
    target::load(connection, id, &mut entries)?;
    evidence::load(connection, id, &mut entries)?;
    let mut assessment = Assessment::new(id, sheet, parts.heading)?;
    for (service, entry) in entries {
        assessment.set_entry(sheet, &service, entry)?;
    }
    assessment.set_actions(sheet, action::load(connection, id)?)?;
    assessment.set_plan(sheet, parts.plan)?;
    assessment.set_profile(parts.profile)?;
    assessment.set_corrects(parts.corrects)?;
    Ok(assessment)
}

/// A finished assessment: what was frozen, with its plan, which goes on, and without the round it
/// corrects where that was erased.
fn frozen_with_plan(
    connection: &Connection,
    id: &str,
    sheet: &Sheet,
    parts: Parts,
) -> Result<Assessment> {
    let mut assessment = milestone::frozen_assessment(connection, id, sheet)?;
    assessment.set_actions(sheet, action::load(connection, id)?)?;
    assessment.set_plan(sheet, parts.plan)?;
    assessment.set_corrects(parts.corrects)?;
    Ok(assessment)
}

/// Writes a new assessment with all it holds; it is a draft until it is frozen.
pub(crate) fn insert(
    connection: &Connection,
    assessment: &Assessment,
    sheet: &Sheet,
    origin: Origin<'_>,
    at: Timestamp,
) -> Result<()> {
    let id = assessment.id();
    let known = connection
        .query_row("SELECT 1 FROM assessment WHERE id = ?1", (id,), |_| Ok(()))
        .optional()?;
    if known.is_some() {
        return Err(Error::taken(Thing::Assessment, id));
    }
    organization::require_scope(connection, origin.scope)?;
    connection
        .prepare_cached(
            "INSERT INTO assessment (id, scope, sheet_copy, organization, scope_name, title, date,
                 state, assessors, follows, corrects, created_at, changed_at)
             VALUES (?1, ?2, ?3, '{}', '', '', '', 'draft', '[]', ?4, ?5, ?6, ?6)",
        )?
        .execute((
            id,
            origin.scope,
            sheet_copy::number_of(connection, sheet)?,
            origin.follows,
            known_correction(connection, assessment)?,
            time_text(at),
        ))?;
    write_heading(connection, assessment)?;
    for (service, entry) in assessment.entries() {
        write_entry(connection, id, service.as_str(), &Entry::default(), entry)?;
    }
    if assessment.plan().is_some() {
        write_plan(connection, assessment)?;
    }
    action::replace(connection, id, assessment.actions())
}

/// The assessment it corrects, where the workspace has it.
fn known_correction<'a>(
    connection: &Connection,
    assessment: &'a Assessment,
) -> Result<Option<&'a str>> {
    let Some(corrects) = assessment.corrects() else {
        return Ok(None);
    };
    let known = connection
        .query_row(
            "SELECT 1 FROM assessment WHERE id = ?1",
            (corrects,),
            |_| Ok(()),
        )
        .optional()?;
    Ok(known.map(|()| corrects))
}

/// Writes the difference between two states of an assessment.
pub(crate) fn save(
    connection: &Connection,
    old: &Assessment,
    new: &Assessment,
    at: Timestamp,
) -> Result<()> {
    let id = new.id();
    if heading_of(old) != heading_of(new) || old.profile() != new.profile() {
        write_heading(connection, new)?;
    }
    let nothing = Entry::default();
    let entry_of = |assessment: &Assessment, service: &ServiceId| {
        assessment
            .entry(service.as_str())
            .unwrap_or(&nothing)
            .clone()
    };
    for service in old.entries().keys() {
        if new.entry(service.as_str()).is_none() {
            let old = entry_of(old, service);
            write_entry(connection, id, service.as_str(), &old, &nothing)?;
        }
    }
    for (service, entry) in new.entries() {
        write_entry(
            connection,
            id,
            service.as_str(),
            &entry_of(old, service),
            entry,
        )?;
    }
    if old.actions() != new.actions() {
        action::replace(connection, id, new.actions())?;
    }
    if old.plan() != new.plan() {
        write_plan(connection, new)?;
    }
    connection
        .prepare_cached("UPDATE assessment SET changed_at = ?2 WHERE id = ?1")?
        .execute((id, time_text(at)))?;
    Ok(())
}

fn write_heading(connection: &Connection, assessment: &Assessment) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE assessment SET organization = ?2, scope_name = ?3, title = ?4, date = ?5,
                 assessors = ?6, classification = ?7, profile = ?8
             WHERE id = ?1",
        )?
        .execute((
            assessment.id(),
            json_text(assessment.organization()),
            assessment.scope(),
            assessment.title(),
            assessment.date().to_string(),
            json_text(assessment.assessors()),
            assessment.classification(),
            assessment.profile(),
        ))?;
    Ok(())
}

fn write_plan(connection: &Connection, assessment: &Assessment) -> Result<()> {
    connection
        .prepare_cached("UPDATE assessment SET plan = ?2 WHERE id = ?1")?
        .execute((assessment.id(), assessment.plan().map(json_text)))?;
    Ok(())
}

fn write_entry(
    connection: &Connection,
    assessment: &str,
    service: &str,
    old: &Entry,
    new: &Entry,
) -> Result<()> {
    if old == new {
        return Ok(());
    }
    answer::save(connection, assessment, service, new)?;
    if old.target != new.target {
        target::save(connection, assessment, service, new.target)?;
    }
    if old.evidence != new.evidence {
        evidence::replace(connection, assessment, service, &new.evidence)?;
    }
    Ok(())
}

/// Marks a draft as finished.
pub(crate) fn set_finished(connection: &Connection, id: &str, at: Timestamp) -> Result<()> {
    connection.execute(
        "UPDATE assessment SET state = ?2, changed_at = ?3 WHERE id = ?1",
        (id, name_text(&AssessmentState::Finished), time_text(at)),
    )?;
    Ok(())
}
