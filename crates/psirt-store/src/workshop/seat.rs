//! The places at a machine that people pass around: each answers from their own, behind a PIN.
//!
//! Of a PIN a digest is kept, sealed like an answer and among the answers, so that a row does not
//! tell which of the two it is. Answers go in from a [`Seat`] and never come back to it.

use std::path::Path;

use psirt_core::workshop::Opinion;
use psirt_core::{Answer, ServiceId};
use rusqlite::Connection;

use super::seal::{Sealed, SessionKey};
use super::{Stage, StoredWorkshop, must_be_known, rows};
use crate::error::{Error, Result};
use crate::workspace::Workspace;

/// A respondent's place, of somebody who gave its PIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    workshop: String,
    respondent: u32,
    /// What of the services asked now has an answer from here already; never what it is.
    pub answered: Vec<ServiceId>,
}

impl Seat {
    /// The number of the respondent.
    pub fn respondent(&self) -> u32 {
        self.respondent
    }
}

/// What became of asking for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seating {
    /// It is theirs.
    Taken(Seat),
    /// Somebody has it, with another PIN.
    WrongPin,
    /// The respondent's answers of this ballot came on paper.
    OnPaper,
}

impl Workspace {
    /// Lets a respondent take their place with their PIN; the first time, with the one they
    /// choose.
    ///
    /// # Errors
    /// [`Error::Workshop`]
    pub fn take_seat(
        &mut self,
        keys: &Path,
        id: &str,
        respondent: u32,
        pin: &str,
    ) -> Result<Seating> {
        self.at_stage(id, &[Stage::First, Stage::Second])?;
        let key = SessionKey::read(keys, id)?;
        let workshop = self.workshop(keys, id)?;
        must_be_known(&workshop, respondent)?;
        let asked = workshop.asked(&self.assessment(&workshop.assessment)?.sheet);
        let ballot = workshop.ballot().expect("the stage was checked");
        let there = rows::sealed_ids(&self.connection, id)?;
        let place_of = |service: &ServiceId| key.id(id, ballot, respondent, service.as_str());
        let answered: Vec<ServiceId> = asked
            .into_iter()
            .filter(|service| there.contains(&place_of(service)))
            .collect();
        let digest = key.digest_of_pin(id, respondent, pin);
        match pin_of(&self.connection, &key, id, respondent)? {
            Some(known) if known != digest => return Ok(Seating::WrongPin),
            Some(_) => {}
            None if !answered.is_empty() => return Ok(Seating::OnPaper),
            None => {
                let place = key.id_of_pin(id, respondent);
                let sealed = key.seal(&place, &Sealed::Pin { pin: digest })?;
                self.write(|transaction| rows::keep_sealed(transaction, id, &[(place, sealed)]))?;
            }
        }
        Ok(Seating::Taken(Seat {
            workshop: id.to_owned(),
            respondent,
            answered,
        }))
    }

    /// Takes a secret answer from a place: it is sealed and on the medium when this returns.
    ///
    /// # Errors
    /// [`Error::Workshop`]; nothing is taken then
    pub fn cast_from(
        &mut self,
        keys: &Path,
        seat: &Seat,
        service: ServiceId,
        answer: Answer,
        note: String,
    ) -> Result<()> {
        let key = SessionKey::read(keys, &seat.workshop)?;
        let opinion = Opinion {
            respondent: seat.respondent,
            service,
            answer,
            note,
        };
        let sealed = self.seal(&key, &seat.workshop, &[opinion])?;
        self.write(|transaction| rows::keep_sealed(transaction, &seat.workshop, &sealed))
    }

    /// Gives a place free again: its PIN is gone, and so are its answers of the ballot under way,
    /// so that nobody goes on with what another began.
    ///
    /// # Errors
    /// [`Error::Workshop`]
    pub fn free_seat(&mut self, keys: &Path, id: &str, respondent: u32) -> Result<()> {
        let workshop = self.at_stage(id, &[Stage::First, Stage::Second])?;
        must_be_known(&workshop, respondent)?;
        let key = SessionKey::read(keys, id)?;
        let mut places = places_of(&key, &workshop, respondent);
        places.push(key.id_of_pin(id, respondent));
        self.write(|transaction| rows::drop_sealed_at(transaction, id, &places))
    }
}

/// The places of a respondent's answers in the ballot under way.
pub(super) fn places_of(
    key: &SessionKey,
    workshop: &StoredWorkshop,
    respondent: u32,
) -> Vec<Vec<u8>> {
    let ballot = workshop.ballot().expect("answers are taken");
    let services = workshop.services.keys();
    services
        .map(|service| key.id(&workshop.id, ballot, respondent, service.as_str()))
        .collect()
}

/// The digest of a respondent's PIN, where they have chosen one.
pub(super) fn pin_of(
    connection: &Connection,
    key: &SessionKey,
    id: &str,
    respondent: u32,
) -> Result<Option<Vec<u8>>> {
    let place = key.id_of_pin(id, respondent);
    let Some(sealed) = rows::sealed_at(connection, id, &place)? else {
        return Ok(None);
    };
    match key.open(&place, &sealed)? {
        Sealed::Pin { pin } => Ok(Some(pin)),
        Sealed::Opinion(_) | Sealed::Scored(_) => {
            Err(Error::damaged("an answer lies in the place of a PIN"))
        }
    }
}
