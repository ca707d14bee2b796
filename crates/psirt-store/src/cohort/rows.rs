//! Tables `cohort`, `cohort_edition`, `admission_code`, `contribution`, `cohort_release`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use psirt_core::Sheet;
use psirt_core::benchmark::{Benchmark, KeptVoice};
use psirt_core::cohort::{Card, Taken};
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::{Contributions, NewContribution, Said, SecretBytes, voice};
use crate::assessment::missing;
use crate::error::{Error, Result, Thing};
use crate::row::{Columns as _, name_text, time_text};

/// An edition as its row has it.
pub(super) struct EditionRow {
    pub number: i64,
    pub card: String,
    pub sheet_copy: i64,
    pub closed_at: Option<Timestamp>,
}

/// A benchmark as its row has it.
pub(super) struct ReleaseRow {
    pub edition: i64,
    pub benchmark: String,
    pub up_to: i64,
    pub said_up_to: i64,
}

pub(super) fn insert_cohort(
    connection: &Connection,
    id: &str,
    secret: &[u8; 32],
    at: Timestamp,
) -> Result<()> {
    connection.execute(
        "INSERT INTO cohort (id, secret, created_at) VALUES (?1, ?2, ?3)",
        (id, &secret[..], time_text(at)),
    )?;
    Ok(())
}

pub(super) fn has_cohort(connection: &Connection, id: &str) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM cohort WHERE id = ?1)")?
        .query_row((id,), |row| row.get(0))?)
}

pub(super) fn cohorts(connection: &Connection) -> Result<Vec<String>> {
    Ok(connection
        .prepare_cached("SELECT id FROM cohort ORDER BY created_at, id")?
        .query_map((), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

pub(super) fn created_at(connection: &Connection, id: &str) -> Result<Timestamp> {
    connection
        .prepare_cached("SELECT created_at FROM cohort WHERE id = ?1")?
        .query_row((id,), |row| row.time(0))
        .map_err(|error| missing(error, Thing::Cohort, id))
}

pub(super) fn secret(connection: &Connection, id: &str) -> Result<SecretBytes> {
    let bytes = connection
        .prepare_cached("SELECT secret FROM cohort WHERE id = ?1")?
        .query_row((id,), |row| row.get::<_, Vec<u8>>(0).map(Zeroizing::new))
        .map_err(|error| missing(error, Thing::Cohort, id))?;
    secret_of(&bytes)
}

/// The secret in a column.
pub(super) fn secret_of(bytes: &[u8]) -> Result<SecretBytes> {
    let bytes = bytes.try_into().map(Zeroizing::new);
    bytes.map_err(|_| Error::damaged("a secret has another length"))
}

pub(super) fn insert_edition(connection: &Connection, card: &Card, sheet_copy: i64) -> Result<()> {
    connection.execute(
        "INSERT INTO cohort_edition (cohort, edition, card, sheet_copy) VALUES (?1, ?2, ?3, ?4)",
        (card.cohort(), card.edition(), card.to_json(), sheet_copy),
    )?;
    Ok(())
}

pub(super) fn edition_number(
    connection: &Connection,
    cohort: &str,
    edition: &str,
) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT number FROM cohort_edition WHERE cohort = ?1 AND edition = ?2")?
        .query_row((cohort, edition), |row| row.get(0))
        .optional()?)
}

pub(super) fn editions(connection: &Connection, cohort: &str) -> Result<Vec<EditionRow>> {
    Ok(connection
        .prepare_cached(
            "SELECT number, card, sheet_copy, closed_at FROM cohort_edition
             WHERE cohort = ?1 ORDER BY number",
        )?
        .query_map((cohort,), |row| {
            Ok(EditionRow {
                number: row.get(0)?,
                card: row.get(1)?,
                sheet_copy: row.get(2)?,
                closed_at: row.optional_time(3)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

pub(super) fn set_card(connection: &Connection, edition: i64, card: &Card) -> Result<()> {
    connection.execute(
        "UPDATE cohort_edition SET card = ?2 WHERE number = ?1",
        (edition, card.to_json()),
    )?;
    Ok(())
}

pub(super) fn set_closed(connection: &Connection, edition: i64, at: Timestamp) -> Result<()> {
    connection.execute(
        "UPDATE cohort_edition SET closed_at = ?2 WHERE number = ?1",
        (edition, time_text(at)),
    )?;
    Ok(())
}

pub(super) fn insert_codes(
    connection: &Connection,
    edition: i64,
    codes: &BTreeMap<String, String>,
) -> Result<()> {
    let mut statement = connection
        .prepare_cached("INSERT INTO admission_code (edition, code, name) VALUES (?1, ?2, ?3)")?;
    for (code, name) in codes {
        statement.execute((edition, code, name))?;
    }
    Ok(())
}

pub(super) fn codes(connection: &Connection, edition: i64) -> Result<BTreeMap<String, String>> {
    Ok(connection
        .prepare_cached("SELECT code, name FROM admission_code WHERE edition = ?1")?
        .query_map((edition,), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

pub(super) fn has_contributions(connection: &Connection, edition: i64) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM contribution WHERE edition = ?1)")?
        .query_row((edition,), |row| row.get(0))?)
}

pub(super) fn insert_contributions(
    connection: &Connection,
    edition: i64,
    new: &[NewContribution<'_>],
    sheet: &Sheet,
) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO contribution (edition, digest, member, sequence, withdrawn, code, month,
            sector, size_band, model, prepared_by, levels, taken_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    for one in new {
        let said = one.contribution;
        statement.execute((
            edition,
            one.digest,
            said.member(),
            said.number(),
            said.is_withdrawn(),
            said.code(),
            said.month(),
            said.sector().map(|sector| name_text(&sector)),
            said.size().map(|size| name_text(&size)),
            said.model().map(|model| name_text(&model)),
            said.prepared_by(),
            said.level_bytes(sheet),
            one.taken_on.to_string(),
        ))?;
    }
    Ok(())
}

/// What was taken for an edition, in order.
///
/// The index of digests would lead to the rows in an order of chance, and nearly every step to
/// another page, which has to be decrypted again each time.
const TAKEN: &str = "SELECT number, digest, member, sequence, withdrawn, code, sector, size_band,
        model, prepared_by, levels
    FROM contribution NOT INDEXED WHERE edition = ?1 ORDER BY number";

/// All that was taken for an edition of a sheet with so many services, in order.
pub(super) fn contributions(
    connection: &Connection,
    edition: i64,
    services: usize,
) -> Result<Contributions> {
    let mut statement = connection.prepare_cached(TAKEN)?;
    let mut rows = statement.query((edition,))?;
    let mut all = Contributions::default();
    let (mut sectors, mut sizes, mut models) = (Names::new(), Names::new(), Names::new());
    while let Some(row) = rows.next()? {
        let key: String = row.get(2)?;
        all.numbers.push(row.get(0)?);
        all.taken.push(Taken {
            member: key.clone(),
            number: row.get(3)?,
            digest: row.get(1)?,
            withdrawn: row.get(4)?,
            code: row.get(5)?,
        });
        let kept = KeptVoice {
            key,
            levels: row.get(10)?,
            sector: named(row, 6, &mut sectors)?,
            size: named(row, 7, &mut sizes)?,
            model: named(row, 8, &mut models)?,
            adviser: row.get(9)?,
        };
        all.members.push(voice(kept, services)?);
    }
    all.said = said(connection, edition)?;
    Ok(all)
}

/// Names that were read before; there are a few, in many rows.
type Names<T> = BTreeMap<String, T>;

fn named<T: DeserializeOwned + Copy>(
    row: &Row<'_>,
    index: usize,
    known: &mut Names<T>,
) -> rusqlite::Result<Option<T>> {
    let Some(name) = row.get_ref(index)?.as_str_or_null()? else {
        return Ok(None);
    };
    if let Some(&value) = known.get(name) {
        return Ok(Some(value));
    }
    let value = row.name(index)?;
    known.insert(name.to_owned(), value);
    Ok(Some(value))
}

pub(super) fn insert_release(
    connection: &Connection,
    edition: i64,
    benchmark: &Benchmark,
    (up_to, said_up_to): (i64, i64),
) -> Result<()> {
    connection.execute(
        "INSERT INTO cohort_release (edition, benchmark, up_to, said_up_to)
         VALUES (?1, ?2, ?3, ?4)",
        (edition, benchmark.to_json(), up_to, said_up_to),
    )?;
    Ok(())
}

pub(super) fn releases(connection: &Connection, cohort: &str) -> Result<Vec<ReleaseRow>> {
    Ok(connection
        .prepare_cached(
            "SELECT cohort_release.edition, benchmark, up_to, said_up_to
             FROM cohort_release JOIN cohort_edition ON cohort_edition.number = cohort_release.edition
             WHERE cohort = ?1 ORDER BY cohort_release.number",
        )?
        .query_map((cohort,), |row| {
            Ok(ReleaseRow {
                edition: row.get(0)?,
                benchmark: row.get(1)?,
                up_to: row.get(2)?,
                said_up_to: row.get(3)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// Who was left out of an edition or is counted again, in order.
fn said(connection: &Connection, edition: i64) -> Result<Vec<Said>> {
    Ok(connection
        .prepare_cached(
            "SELECT number, member, left_out FROM left_out WHERE edition = ?1 ORDER BY number",
        )?
        .query_map((edition,), |row| {
            Ok(Said {
                number: row.get(0)?,
                member: row.get(1)?,
                left_out: row.get(2)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

pub(super) fn insert_left_out(
    connection: &Connection,
    edition: i64,
    member: &str,
    left_out: bool,
    at: Timestamp,
) -> Result<()> {
    connection.execute(
        "INSERT INTO left_out (edition, member, left_out, said_at) VALUES (?1, ?2, ?3, ?4)",
        (edition, member, left_out, time_text(at)),
    )?;
    Ok(())
}

pub(super) fn member_names(
    connection: &Connection,
    cohort: &str,
) -> Result<BTreeMap<String, String>> {
    Ok(connection
        .prepare_cached("SELECT member, name FROM member_name WHERE cohort = ?1")?
        .query_map((cohort,), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

pub(super) fn set_member_name(
    connection: &Connection,
    cohort: &str,
    member: &str,
    name: &str,
) -> Result<()> {
    if name.is_empty() {
        connection.execute(
            "DELETE FROM member_name WHERE cohort = ?1 AND member = ?2",
            (cohort, member),
        )?;
    } else {
        connection.execute(
            "INSERT INTO member_name (cohort, member, name) VALUES (?1, ?2, ?3)
             ON CONFLICT (cohort, member) DO UPDATE SET name = ?3",
            (cohort, member, name),
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_is_read_from_one_end_of_the_table_to_the_other() {
        let connection = Connection::open_in_memory().expect("memory is there");
        connection
            .execute_batch(include_str!("../migrations/0008_cohorts.sql"))
            .expect("the tables can be made");
        let plan: Vec<String> = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {TAKEN}"))
            .expect("it is SQL")
            .query_map((1,), |row| row.get(3))
            .expect("it can be asked")
            .collect::<rusqlite::Result<_>>()
            .expect("it is text");
        assert_eq!(plan, ["SCAN contribution"]);
    }
}
