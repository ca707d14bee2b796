//! Tables `organization` and `scope`: who is assessed, and which part of it.

use std::path::Path;

use jiff::Timestamp;
use psirt_core::assessment::{Assessment, AssessmentState, Organization};
use psirt_core::limits::MOST_OF_A_TEXT;
use psirt_core::{Fault, Faults, Problem, Sheet};
use rusqlite::{Connection, OptionalExtension as _, Row};

use crate::assessment::{StoredAssessment, missing};
use crate::deed::Deed;
use crate::error::{Error, Result, Thing};
use crate::history::slot::value_of;
use crate::history::{self, NewChange, Slot, Standing};
use crate::row::{Columns as _, name_text, time_text};
use crate::sheet_copy;
use crate::workspace::Workspace;

/// An organization of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOrganization {
    /// Names it among all others.
    pub id: String,
    /// What is known of it today.
    pub organization: Organization,
    /// When it was added.
    pub created_at: Timestamp,
    /// Its scopes, by name.
    pub scopes: Vec<Scope>,
}

/// The company, business unit or product line that is assessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Names it among all others.
    pub id: String,
    /// What it is called; empty is the organization as a whole.
    pub name: String,
    /// When it was added.
    pub created_at: Timestamp,
}

/// Ids to use where an import needs a new organization or scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewIds<'a> {
    /// For the organization.
    pub organization: &'a str,
    /// For the scope.
    pub scope: &'a str,
}

impl Workspace {
    /// Every organization with its scopes, by name.
    pub fn organizations(&self) -> Result<Vec<StoredOrganization>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name, sector, size, model, created_at FROM organization ORDER BY name, id",
        )?;
        let found = statement
            .query_map((), organization_of)?
            .collect::<rusqlite::Result<Vec<StoredOrganization>>>()?;
        found
            .into_iter()
            .map(|organization| with_scopes(&self.connection, organization))
            .collect()
    }

    /// One organization with its scopes.
    pub fn organization(&self, id: &str) -> Result<StoredOrganization> {
        organization(&self.connection, id)
    }

    /// Adds an organization.
    ///
    /// # Errors
    /// [`Error::Taken`], [`Error::Faults`]
    pub fn add_organization(
        &mut self,
        id: &str,
        organization: &Organization,
        deed: Deed<'_>,
    ) -> Result<StoredOrganization> {
        self.write(|transaction| add_organization(transaction, id, organization, deed))?;
        self.organization(id)
    }

    /// Changes what is known of an organization, in its drafts as well. Finished assessments
    /// keep what was known then.
    pub fn change_organization(
        &mut self,
        id: &str,
        organization: &Organization,
        deed: Deed<'_>,
    ) -> Result<StoredOrganization> {
        let old = self.organization(id)?;
        if old.organization == *organization {
            return Ok(old);
        }
        check_name(&organization.name)?;
        self.write(|transaction| {
            transaction.execute(
                "UPDATE organization SET name = ?2, sector = ?3, size = ?4, model = ?5
                 WHERE id = ?1",
                (
                    id,
                    &organization.name,
                    organization.sector.as_ref().map(name_text),
                    organization.size.as_ref().map(name_text),
                    organization.model.as_ref().map(name_text),
                ),
            )?;
            transaction.execute(
                "UPDATE assessment SET organization = ?2 WHERE state = 'draft' AND scope IN
                     (SELECT id FROM scope WHERE organization = ?1)",
                (id, crate::row::json_text(organization)),
            )?;
            let change = NewChange {
                slot: Slot::Organization,
                subject: id.to_owned(),
                before: value_of(Some(&old.organization)),
                after: value_of(Some(organization)),
                said_by: Vec::new(),
            };
            record(transaction, deed, change)
        })?;
        self.organization(id)
    }

    /// Removes an organization without assessments, with its scopes.
    ///
    /// # Errors
    /// [`Error::HasAssessments`], those in the bin counted
    pub fn remove_organization(&mut self, id: &str, deed: Deed<'_>) -> Result<()> {
        let old = self.organization(id)?;
        self.write(|transaction| {
            refuse_with_assessments(
                transaction,
                "SELECT 1 FROM assessment JOIN scope ON scope.id = assessment.scope
                 WHERE scope.organization = ?1 LIMIT 1",
                Thing::Organization,
                id,
            )?;
            transaction.execute("DELETE FROM organization WHERE id = ?1", (id,))?;
            let change = NewChange {
                slot: Slot::Organization,
                subject: id.to_owned(),
                before: value_of(Some(&old.organization)),
                after: None,
                said_by: Vec::new(),
            };
            record(transaction, deed, change)
        })
    }

    /// Erases an organization with all its assessments, the keys of their open workshops, and
    /// everything the history tells of it. It cannot be undone; backups keep it until they are
    /// dropped, but for what was sealed.
    pub fn erase_organization(&mut self, keys: &Path, id: &str) -> Result<()> {
        let workshops = self.open_workshops_of(id)?;
        self.write(|transaction| {
            organization(transaction, id)?;
            for statement in [
                "DELETE FROM assessment WHERE scope IN
                     (SELECT id FROM scope WHERE organization = ?1)",
                "DELETE FROM change
                 WHERE (slot = 'organization' AND subject = ?1)
                    OR (slot = 'scope' AND subject IN
                        (SELECT id FROM scope WHERE organization = ?1))",
                "DELETE FROM organization WHERE id = ?1",
            ] {
                transaction.execute(statement, (id,))?;
            }
            transaction.execute(
                "DELETE FROM step WHERE assessment IS NULL
                     AND NOT EXISTS (SELECT 1 FROM change WHERE change.step = step.number)",
                (),
            )?;
            crate::kept_file::drop_unused(transaction)?;
            sheet_copy::drop_unused(transaction)
        })?;
        Self::forget_keys(keys, &workshops)
    }

    /// Adds a scope to an organization.
    ///
    /// # Errors
    /// [`Error::Taken`] id or name, [`Error::Unknown`] organization
    pub fn add_scope(
        &mut self,
        id: &str,
        organization: &str,
        name: &str,
        deed: Deed<'_>,
    ) -> Result<StoredOrganization> {
        self.write(|transaction| add_scope(transaction, id, organization, name, deed))?;
        self.organization(organization)
    }

    /// Renames a scope, in its drafts as well. Finished assessments keep the name it had then.
    pub fn rename_scope(&mut self, id: &str, name: &str, deed: Deed<'_>) -> Result<()> {
        let (organization, old): (String, String) = self
            .connection
            .query_row(
                "SELECT organization, name FROM scope WHERE id = ?1",
                (id,),
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .map_err(|error| missing(error, Thing::Scope, id))?;
        if old == name {
            return Ok(());
        }
        check_length(name)?;
        self.write(|transaction| {
            if scope_named(transaction, &organization, name)?.is_some() {
                return Err(Error::taken(Thing::Scope, name));
            }
            transaction.execute("UPDATE scope SET name = ?2 WHERE id = ?1", (id, name))?;
            transaction.execute(
                "UPDATE assessment SET scope_name = ?2 WHERE scope = ?1 AND state = 'draft'",
                (id, name),
            )?;
            record(transaction, deed, scope_change(id, Some(&old), Some(name)))
        })
    }

    /// Moves a draft to another scope of its organization.
    ///
    /// # Errors
    /// [`Error::Finished`], [`Error::Unknown`] scope
    pub fn move_to_scope(&mut self, assessment: &str, scope: &str, deed: Deed<'_>) -> Result<()> {
        let stored = self.assessment(assessment)?;
        if stored.assessment.state() == AssessmentState::Finished {
            return Err(Error::Finished {
                assessment: assessment.to_owned(),
            });
        }
        let organization = self.organization(&stored.organization)?;
        let scope = organization
            .scopes
            .iter()
            .find(|one| one.id == scope)
            .ok_or_else(|| Error::unknown(Thing::Scope, scope))?;
        if stored.scope == scope.id {
            return Ok(());
        }
        self.write(|transaction| {
            transaction.execute(
                "UPDATE assessment SET scope = ?2, scope_name = ?3 WHERE id = ?1",
                (assessment, &scope.id, &scope.name),
            )?;
            let change = NewChange {
                slot: Slot::Scope,
                subject: assessment.to_owned(),
                before: value_of(Some(stored.assessment.scope())),
                after: value_of(Some(&scope.name)),
                said_by: Vec::new(),
            };
            record(transaction, deed, change)
        })
    }

    /// Removes a scope without assessments.
    ///
    /// # Errors
    /// [`Error::HasAssessments`], those in the bin counted
    pub fn remove_scope(&mut self, id: &str, deed: Deed<'_>) -> Result<()> {
        self.write(|transaction| {
            let old: String = transaction
                .query_row("SELECT name FROM scope WHERE id = ?1", (id,), |row| {
                    row.get(0)
                })
                .map_err(|error| missing(error, Thing::Scope, id))?;
            refuse_with_assessments(
                transaction,
                "SELECT 1 FROM assessment WHERE scope = ?1 LIMIT 1",
                Thing::Scope,
                id,
            )?;
            transaction.execute("DELETE FROM scope WHERE id = ?1", (id,))?;
            record(transaction, deed, scope_change(id, Some(&old), None))
        })
    }

    /// Adds an assessment from a file to the organization and scope that have the names it
    /// gives; what is missing is made with `new`.
    ///
    /// # Errors
    /// As [`Workspace::add_assessment`]; nothing was made then
    pub fn import_assessment(
        &mut self,
        assessment: &Assessment,
        sheet: &Sheet,
        new: NewIds<'_>,
        deed: Deed<'_>,
    ) -> Result<StoredAssessment> {
        crate::assessment::check(assessment, sheet)?;
        self.write(|transaction| {
            let name = &assessment.organization().name;
            let organization: Option<String> = transaction
                .query_row(
                    "SELECT id FROM organization WHERE name = ?1 ORDER BY created_at LIMIT 1",
                    (name,),
                    |row| row.get(0),
                )
                .optional()?;
            if organization.is_none() {
                add_organization(
                    transaction,
                    new.organization,
                    assessment.organization(),
                    deed,
                )?;
            }
            let organization = organization.as_deref().unwrap_or(new.organization);
            let scope = scope_named(transaction, organization, assessment.scope())?;
            if scope.is_none() {
                add_scope(
                    transaction,
                    new.scope,
                    organization,
                    assessment.scope(),
                    deed,
                )?;
            }
            let scope = scope.as_deref().unwrap_or(new.scope);
            crate::assessment::add(transaction, assessment, sheet, scope, deed)
        })?;
        self.assessment(assessment.id())
    }
}

/// Refuses a scope that is not there.
pub(crate) fn require_scope(connection: &Connection, id: &str) -> Result<()> {
    connection
        .prepare_cached("SELECT 1 FROM scope WHERE id = ?1")?
        .query_row((id,), |_| Ok(()))
        .map_err(|error| missing(error, Thing::Scope, id))
}

fn organization(connection: &Connection, id: &str) -> Result<StoredOrganization> {
    let found = connection
        .prepare_cached(
            "SELECT id, name, sector, size, model, created_at FROM organization WHERE id = ?1",
        )?
        .query_row((id,), organization_of)
        .map_err(|error| missing(error, Thing::Organization, id))?;
    with_scopes(connection, found)
}

fn organization_of(row: &Row<'_>) -> rusqlite::Result<StoredOrganization> {
    Ok(StoredOrganization {
        id: row.get(0)?,
        organization: Organization {
            name: row.get(1)?,
            sector: row.optional_name(2)?,
            size: row.optional_name(3)?,
            model: row.optional_name(4)?,
        },
        created_at: row.time(5)?,
        scopes: Vec::new(),
    })
}

fn with_scopes(
    connection: &Connection,
    organization: StoredOrganization,
) -> Result<StoredOrganization> {
    let scopes = connection
        .prepare_cached(
            "SELECT id, name, created_at FROM scope WHERE organization = ?1 ORDER BY name",
        )?
        .query_map((&organization.id,), |row| {
            Ok(Scope {
                id: row.get(0)?,
                name: row.get(1)?,
                created_at: row.time(2)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(StoredOrganization {
        scopes,
        ..organization
    })
}

fn add_organization(
    connection: &Connection,
    id: &str,
    organization: &Organization,
    deed: Deed<'_>,
) -> Result<()> {
    let known = connection
        .query_row(
            "SELECT 1 FROM organization WHERE id = ?1",
            (id,),
            |_| Ok(()),
        )
        .optional()?;
    if known.is_some() {
        return Err(Error::taken(Thing::Organization, id));
    }
    connection.execute(
        "INSERT INTO organization (id, name, sector, size, model, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            id,
            &organization.name,
            organization.sector.as_ref().map(name_text),
            organization.size.as_ref().map(name_text),
            organization.model.as_ref().map(name_text),
            time_text(deed.at),
        ),
    )?;
    let change = NewChange {
        slot: Slot::Organization,
        subject: id.to_owned(),
        before: None,
        after: value_of(Some(organization)),
        said_by: Vec::new(),
    };
    record(connection, deed, change)
}

fn add_scope(
    connection: &Connection,
    id: &str,
    organization: &str,
    name: &str,
    deed: Deed<'_>,
) -> Result<()> {
    check_length(name)?;
    self::organization(connection, organization)?;
    if require_scope(connection, id).is_ok() {
        return Err(Error::taken(Thing::Scope, id));
    }
    if scope_named(connection, organization, name)?.is_some() {
        return Err(Error::taken(Thing::Scope, name));
    }
    connection.execute(
        "INSERT INTO scope (id, organization, name, created_at) VALUES (?1, ?2, ?3, ?4)",
        (id, organization, name, time_text(deed.at)),
    )?;
    record(connection, deed, scope_change(id, None, Some(name)))
}

fn scope_named(connection: &Connection, organization: &str, name: &str) -> Result<Option<String>> {
    Ok(connection
        .query_row(
            "SELECT id FROM scope WHERE organization = ?1 AND name = ?2",
            (organization, name),
            |row| row.get(0),
        )
        .optional()?)
}

/// What an assessment file may not call an organization, nobody may.
fn check_name(name: &str) -> Result<()> {
    if name.is_empty() {
        return Err(Faults::from(Fault::new("/organization/name", Problem::EmptyText)).into());
    }
    check_length(name)
}

fn check_length(name: &str) -> Result<()> {
    let characters = name.chars().count();
    if characters > MOST_OF_A_TEXT {
        let limit = MOST_OF_A_TEXT;
        let problem = Problem::TextTooLong { characters, limit };
        return Err(Faults::from(Fault::new("/organization/name", problem)).into());
    }
    Ok(())
}

fn refuse_with_assessments(
    connection: &Connection,
    query: &str,
    what: Thing,
    id: &str,
) -> Result<()> {
    match connection.query_row(query, (id,), |_| Ok(())).optional()? {
        None => Ok(()),
        Some(()) => Err(Error::HasAssessments {
            what,
            id: id.to_owned(),
        }),
    }
}

fn scope_change(id: &str, before: Option<&str>, after: Option<&str>) -> NewChange {
    NewChange {
        slot: Slot::Scope,
        subject: id.to_owned(),
        before: value_of(before),
        after: value_of(after),
        said_by: Vec::new(),
    }
}

fn record(connection: &Connection, deed: Deed<'_>, change: NewChange) -> Result<()> {
    history::record(connection, None, deed, Standing::Settled, None, &[change])?;
    Ok(())
}
