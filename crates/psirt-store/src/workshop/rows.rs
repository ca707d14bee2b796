//! Tables `workshop`, `respondent`, `workshop_service`, `sealed_opinion`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use psirt_core::ServiceId;
use psirt_core::workshop::{Calibration, Parked, Respondent, Settlement};
use rusqlite::{Connection, OptionalExtension as _};

use super::{NewWorkshop, ServiceState, Stage, StoredWorkshop};
use crate::assessment::missing;
use crate::error::{Result, Thing};
use crate::row::{Columns as _, json_text, name_text, time_text};

pub(super) fn insert(connection: &Connection, new: &NewWorkshop<'_>, at: Timestamp) -> Result<()> {
    connection.execute(
        "INSERT INTO workshop (id, assessment, promise, minutes, stage, opened_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            new.id,
            new.assessment,
            name_text(&new.promise),
            new.minutes,
            name_text(&Stage::First),
            time_text(at),
        ),
    )?;
    let mut statement = connection.prepare_cached(
        "INSERT OR IGNORE INTO workshop_service (workshop, service) VALUES (?1, ?2)",
    )?;
    for service in new.services {
        statement.execute((new.id, service.as_str()))?;
    }
    Ok(())
}

pub(super) fn replace_respondents(
    connection: &Connection,
    workshop: &str,
    respondents: &[Respondent],
) -> Result<()> {
    connection.execute("DELETE FROM respondent WHERE workshop = ?1", (workshop,))?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO respondent (workshop, number, name, role_group) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for each in respondents {
        statement.execute((workshop, each.number, &each.name, &each.group))?;
    }
    Ok(())
}

pub(super) fn exists(connection: &Connection, id: &str) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM workshop WHERE id = ?1)")?
        .query_row((id,), |row| row.get(0))?)
}

/// The workshop of an assessment that is not closed.
pub(super) fn open_one(connection: &Connection, assessment: &str) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT id FROM workshop WHERE assessment = ?1 AND stage <> 'closed'")?
        .query_row((assessment,), |row| row.get(0))
        .optional()?)
}

pub(super) fn of_assessment(connection: &Connection, assessment: &str) -> Result<Vec<String>> {
    Ok(connection
        .prepare_cached(
            "SELECT id FROM workshop WHERE assessment = ?1 ORDER BY opened_at DESC, id DESC",
        )?
        .query_map((assessment,), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// The workshops of an organization's assessments that are not closed.
pub(super) fn open_ones_of(connection: &Connection, organization: &str) -> Result<Vec<String>> {
    Ok(connection
        .prepare_cached(
            "SELECT workshop.id FROM workshop
             JOIN assessment ON assessment.id = workshop.assessment
             JOIN scope ON scope.id = assessment.scope
             WHERE scope.organization = ?1 AND stage <> 'closed'",
        )?
        .query_map((organization,), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

pub(super) fn all(connection: &Connection) -> Result<Vec<String>> {
    Ok(connection
        .prepare_cached("SELECT id FROM workshop ORDER BY id")?
        .query_map((), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// A workshop without the answers that are still sealed.
pub(super) fn load(connection: &Connection, id: &str) -> Result<StoredWorkshop> {
    let mut workshop = connection
        .prepare_cached(
            "SELECT assessment, promise, minutes, stage, opened_at, closed_at, calibration
             FROM workshop WHERE id = ?1",
        )?
        .query_row((id,), |row| {
            Ok(StoredWorkshop {
                id: id.to_owned(),
                assessment: row.get(0)?,
                promise: row.name(1)?,
                minutes: row.get(2)?,
                stage: row.name(3)?,
                opened_at: row.time(4)?,
                closed_at: row.optional_time(5)?,
                respondents: Vec::new(),
                calibration: row.optional_json(6)?,
                services: BTreeMap::new(),
            })
        })
        .map_err(|error| missing(error, Thing::Workshop, id))?;
    workshop.respondents = connection
        .prepare_cached(
            "SELECT number, name, role_group FROM respondent WHERE workshop = ?1 ORDER BY number",
        )?
        .query_map((id,), |row| {
            Ok(Respondent {
                number: row.get(0)?,
                name: row.get(1)?,
                group: row.get(2)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    workshop.services = connection
        .prepare_cached(
            "SELECT service, settlement, parked, first, second
             FROM workshop_service WHERE workshop = ?1",
        )?
        .query_map((id,), |row| {
            let state = ServiceState {
                settlement: row.optional_json(1)?,
                parked: row.optional_json(2)?,
                first: row.optional_json(3)?,
                second: row.optional_json(4)?,
            };
            Ok((ServiceId::from(row.get::<_, String>(0)?), state))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(workshop)
}

/// Keeps sealed answers by the id of their place.
pub(super) fn keep_sealed(
    connection: &Connection,
    workshop: &str,
    sealed: &[(Vec<u8>, Vec<u8>)],
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO sealed_opinion (workshop, id, sealed) VALUES (?1, ?2, ?3)
         ON CONFLICT (workshop, id) DO UPDATE SET sealed = ?3",
    )?;
    for (id, sealed) in sealed {
        statement.execute((workshop, id, sealed))?;
    }
    Ok(())
}

/// The sealed answers with the ids of their places.
pub(super) fn sealed(connection: &Connection, workshop: &str) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    Ok(connection
        .prepare_cached("SELECT id, sealed FROM sealed_opinion WHERE workshop = ?1")?
        .query_map((workshop,), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

/// What lies sealed at a place.
pub(super) fn sealed_at(
    connection: &Connection,
    workshop: &str,
    place: &[u8],
) -> Result<Option<Vec<u8>>> {
    Ok(connection
        .prepare_cached("SELECT sealed FROM sealed_opinion WHERE workshop = ?1 AND id = ?2")?
        .query_row((workshop, place), |row| row.get(0))
        .optional()?)
}

/// The places at which something lies sealed.
pub(super) fn sealed_ids(connection: &Connection, workshop: &str) -> Result<BTreeSet<Vec<u8>>> {
    Ok(connection
        .prepare_cached("SELECT id FROM sealed_opinion WHERE workshop = ?1")?
        .query_map((workshop,), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

pub(super) fn drop_sealed_at(
    connection: &Connection,
    workshop: &str,
    places: &[Vec<u8>],
) -> Result<()> {
    let mut statement =
        connection.prepare_cached("DELETE FROM sealed_opinion WHERE workshop = ?1 AND id = ?2")?;
    for place in places {
        statement.execute((workshop, place))?;
    }
    Ok(())
}

/// Keeps what a respondent scored of the anchor cases by the id of its place.
pub(super) fn keep_scored(
    connection: &Connection,
    workshop: &str,
    id: &[u8],
    sealed: &[u8],
) -> Result<()> {
    connection.execute(
        "INSERT INTO sealed_anchor (workshop, id, sealed) VALUES (?1, ?2, ?3)
         ON CONFLICT (workshop, id) DO UPDATE SET sealed = ?3",
        (workshop, id, sealed),
    )?;
    Ok(())
}

/// What was scored, sealed, with the ids of its places.
pub(super) fn scored(connection: &Connection, workshop: &str) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    Ok(connection
        .prepare_cached("SELECT id, sealed FROM sealed_anchor WHERE workshop = ?1")?
        .query_map((workshop,), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Keeps what was shown of the anchor cases, and nothing else of them.
pub(super) fn keep_calibration(
    connection: &Connection,
    workshop: &str,
    calibration: &Calibration,
) -> Result<()> {
    connection.execute(
        "UPDATE workshop SET calibration = ?2 WHERE id = ?1",
        (workshop, json_text(calibration)),
    )?;
    drop_scored(connection, workshop)
}

pub(super) fn drop_scored(connection: &Connection, workshop: &str) -> Result<()> {
    connection.execute("DELETE FROM sealed_anchor WHERE workshop = ?1", (workshop,))?;
    Ok(())
}

pub(super) fn drop_sealed(connection: &Connection, workshop: &str) -> Result<()> {
    connection.execute(
        "DELETE FROM sealed_opinion WHERE workshop = ?1",
        (workshop,),
    )?;
    Ok(())
}

pub(super) fn set_stage(
    connection: &Connection,
    workshop: &str,
    stage: Stage,
    closed_at: Option<Timestamp>,
) -> Result<()> {
    connection.execute(
        "UPDATE workshop SET stage = ?2, closed_at = ?3 WHERE id = ?1",
        (workshop, name_text(&stage), closed_at.map(time_text)),
    )?;
    Ok(())
}

/// A settled service is not parked any more.
pub(super) fn keep_settlement(
    connection: &Connection,
    workshop: &str,
    service: &str,
    settlement: &Settlement,
) -> Result<()> {
    connection.execute(
        "UPDATE workshop_service SET settlement = ?3, parked = NULL
         WHERE workshop = ?1 AND service = ?2",
        (workshop, service, json_text(settlement)),
    )?;
    Ok(())
}

pub(super) fn keep_parked(
    connection: &Connection,
    workshop: &str,
    service: &str,
    parked: &Parked,
) -> Result<()> {
    connection.execute(
        "UPDATE workshop_service SET parked = ?3 WHERE workshop = ?1 AND service = ?2",
        (workshop, service, json_text(parked)),
    )?;
    Ok(())
}

pub(super) fn keep_shown(connection: &Connection, workshop: &StoredWorkshop) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "UPDATE workshop_service SET first = ?3, second = ?4 WHERE workshop = ?1 AND service = ?2",
    )?;
    for (service, state) in &workshop.services {
        let text = |shown: &Option<_>| shown.as_ref().map(json_text);
        let (first, second) = (text(&state.first), text(&state.second));
        statement.execute((&workshop.id, service.as_str(), first, second))?;
    }
    Ok(())
}
