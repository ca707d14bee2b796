//! Records of workshops: made from a workspace, written to a file, read from one.

use std::path::Path;

use jiff::tz::TimeZone;
use psirt_core::assessment::sheet_named_in;
use psirt_core::workshop::{Held, Record};
use psirt_core::{Assessment, Date};
use psirt_store::{Stage, StoredWorkshop, WorkshopFault, Workspace};

use super::Workshops;
use crate::assessments::with_known_sheets;
use crate::error::Error;
use crate::files;
use crate::frameworks::Library;

/// The record of a workshop as it is kept; the day is that of this machine.
pub fn record_of(workshop: &StoredWorkshop, assessment: &Assessment) -> Record {
    let opened = workshop.opened_at.to_zoned(TimeZone::system());
    Record::new(Held {
        id: workshop.id.clone(),
        assessment: workshop.assessment.clone(),
        sheet: assessment.sheet().clone(),
        promise: workshop.promise,
        minutes: workshop.minutes,
        date: Date::from(&opened),
        people: workshop.respondents.len(),
        respondents: workshop.respondents.clone(),
        calibration: workshop.calibration.clone(),
        services: workshop.services.clone(),
    })
}

/// The records of an assessment's workshops that are over, in whatever order.
///
/// # Errors
/// The workspace cannot be read.
pub fn records_of(
    workspace: &Workspace,
    assessment: &Assessment,
) -> Result<Vec<Record>, psirt_store::Error> {
    let workshops = workspace.closed_workshops(assessment.id())?;
    // Where nothing was ever shown there is nothing to tell.
    let told = workshops.iter().filter(|workshop| {
        let mut states = workshop.services.values();
        states.any(|state| state.first.is_some())
    });
    Ok(told
        .map(|workshop| record_of(workshop, assessment))
        .collect())
}

/// Opens the record of a workshop about an assessment.
///
/// # Errors
/// The file cannot be read, has faults, or is of another assessment.
pub fn open_record(library: &Library, path: &Path, about: &Assessment) -> Result<Record, Error> {
    let record = parse_record(library, path, &files::read_text(path)?)?;
    if record.assessment != about.id() {
        return Err(Error::RecordOfOther {
            path: path.to_owned(),
            found: record.assessment.clone(),
            wanted: about.id().to_owned(),
        });
    }
    Ok(record)
}

/// Reads the text of a record; `path` is for the messages.
///
/// # Errors
/// The text has faults.
pub fn parse_record(library: &Library, path: &Path, text: &str) -> Result<Record, Error> {
    let refused = |faults| Error::Faults {
        path: path.to_owned(),
        faults,
    };
    let named = sheet_named_in(text).map_err(refused)?;
    let sheet = named.and_then(|named| library.sheet(&named));
    Record::parse(text, |_| sheet.map(AsRef::as_ref))
        .map_err(|faults| refused(with_known_sheets(library, faults)))
}

impl Workshops<'_> {
    /// The record of the newest workshop of an assessment, as far as it may be seen.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`] before the answers are shown
    pub fn record(&self) -> Result<Record, Error> {
        let standing = self.standing()?;
        let stage = standing.workshop.stage;
        if stage == Stage::First {
            let fault = WorkshopFault::WrongStage { stage };
            return self.done(Err(fault.into()));
        }
        Ok(record_of(&standing.workshop, &standing.assessment))
    }
}

/// Writes a record to a file that is not there yet.
///
/// # Errors
/// [`Error::Exists`], [`Error::Write`]
pub fn write_record(record: &Record, path: &Path) -> Result<(), Error> {
    files::write_new(path, record.to_json().as_bytes())
}
