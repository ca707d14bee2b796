//! Tables `membership` and `membership_edition`: what a member keeps of a cohort.

use std::collections::BTreeMap;

use psirt_core::cohort::Card;
use rusqlite::{Connection, OptionalExtension as _};
use zeroize::Zeroizing;

use super::SecretBytes;
use super::rows::secret_of;
use crate::error::{Error, Result, Thing};
use crate::workspace::Workspace;

/// What a member keeps of a cohort.
#[derive(Clone, PartialEq)]
pub struct Membership {
    /// The secret from which its key for this cohort is made.
    pub secret: SecretBytes,
    /// The number of the last contribution; 0 before the first.
    pub sequence: u32,
    /// The cards it has answered as texts, by edition.
    pub cards: BTreeMap<String, String>,
}

impl std::fmt::Debug for Membership {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Membership")
            .field("sequence", &self.sequence)
            .finish_non_exhaustive()
    }
}

impl Workspace {
    /// The ids of all cohorts that somebody contributed to from here.
    pub fn memberships(&self) -> Result<Vec<String>> {
        Ok(self
            .connection
            .prepare_cached("SELECT cohort FROM membership ORDER BY cohort")?
            .query_map((), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// What is kept of a cohort, where anything is.
    pub fn membership(&self, cohort: &str) -> Result<Option<Membership>> {
        load(&self.connection, cohort)
    }

    /// Becomes a member of a cohort with a secret made for it.
    ///
    /// # Errors
    /// [`Error::Taken`] where it is one already
    pub fn join_cohort(&mut self, cohort: &str, secret: &[u8; 32]) -> Result<()> {
        self.write(|transaction| {
            if load(transaction, cohort)?.is_some() {
                return Err(Error::taken(Thing::Cohort, cohort));
            }
            transaction.execute(
                "INSERT INTO membership (cohort, secret, sequence) VALUES (?1, ?2, 0)",
                (cohort, &secret[..]),
            )?;
            Ok(())
        })
    }

    /// The number of a member's next contribution; it is given out once, whatever becomes of the
    /// contribution. The card that it answers is remembered.
    ///
    /// # Errors
    /// [`Error::Unknown`]
    pub fn next_sequence(&mut self, card: &Card) -> Result<u32> {
        let cohort = card.cohort();
        self.write(|transaction| {
            let membership =
                load(transaction, cohort)?.ok_or_else(|| Error::unknown(Thing::Cohort, cohort))?;
            let next = membership.sequence + 1;
            transaction.execute(
                "UPDATE membership SET sequence = ?2 WHERE cohort = ?1",
                (cohort, next),
            )?;
            transaction.execute(
                "INSERT INTO membership_edition (cohort, edition, card) VALUES (?1, ?2, ?3)
                 ON CONFLICT (cohort, edition) DO UPDATE SET card = ?3",
                (cohort, card.edition(), card.to_json()),
            )?;
            Ok(next)
        })
    }
}

fn load(connection: &Connection, cohort: &str) -> Result<Option<Membership>> {
    let found = connection
        .prepare_cached("SELECT secret, sequence FROM membership WHERE cohort = ?1")?
        .query_row((cohort,), |row| {
            Ok((Zeroizing::new(row.get::<_, Vec<u8>>(0)?), row.get(1)?))
        })
        .optional()?;
    let Some((secret, sequence)) = found else {
        return Ok(None);
    };
    let cards = connection
        .prepare_cached("SELECT edition, card FROM membership_edition WHERE cohort = ?1")?
        .query_map((cohort,), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(Membership {
        secret: secret_of(&secret)?,
        sequence,
        cards,
    }))
}
