//! Table `milestone`: finished assessments, frozen as they were.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::Timestamp;
use psirt_core::assessment::{Assessment, AssessmentState};
use psirt_core::score::{Coverage, score};
use psirt_core::{Faults, Level, Sheet};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::assessment::{
    StoredAssessment, changed, event, missing, record_changes, record_event, set_finished,
};
use crate::deed::Deed;
use crate::error::{Error, Result, Thing};
use crate::history::slot::{differences, value_of};
use crate::history::{NewChange, Slot};
use crate::row::{Columns as _, json_text, time_text};
use crate::workspace::Workspace;

/// A finished assessment as it was frozen.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// The assessment.
    pub assessment: Assessment,
    /// The sheet it was made with, as it was then.
    pub sheet: Arc<Sheet>,
    /// When it was finished.
    pub finished_at: Timestamp,
    /// Who finished it.
    pub finished_by: String,
    /// The figures as they were computed then.
    pub figures: Figures,
    /// What was written beside it later.
    pub annotation: String,
    /// The finished assessment whose mistake it corrects.
    pub corrects: Option<String>,
    /// The one that corrects it, the newest where there are several.
    pub corrected_by: Option<String>,
}

/// The figures of a milestone, unrounded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The whole.
    pub overall: Figure,
    /// The lowest level answered anywhere.
    pub lowest_level: Option<Level>,
    /// Each area, in sheet order, with its id.
    pub areas: Vec<(String, Figure)>,
}

/// One score with what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The score.
    pub score: Option<f64>,
    /// The mean target.
    pub target: Option<f64>,
    /// Services with a level.
    pub answered: usize,
    /// Services that are not marked *not applicable*.
    pub applicable: usize,
}

impl Figures {
    /// The figures of an assessment.
    pub fn of(sheet: &Sheet, assessment: &Assessment) -> Self {
        let scorecard = score(sheet, assessment);
        let figure = |score, target, coverage: Coverage| Figure {
            score,
            target,
            answered: coverage.answered,
            applicable: coverage.applicable,
        };
        let overall = &scorecard.overall;
        Self {
            overall: figure(overall.score, overall.target, overall.coverage),
            lowest_level: overall.lowest_level,
            areas: scorecard
                .areas
                .iter()
                .map(|area| {
                    let figure = figure(area.score, area.target, area.coverage);
                    (area.id.to_string(), figure)
                })
                .collect(),
        }
    }
}

impl Workspace {
    /// Finishes an assessment: it is frozen with its sheet and figures, and never changes again.
    ///
    /// # Errors
    /// [`Error::Finished`] where it is already, [`Error::Unknown`]
    pub fn finish(&mut self, id: &str, deed: Deed<'_>) -> Result<Milestone> {
        self.change_and_finish(id, deed, deed, |_, _| Ok(()))
    }

    /// Changes an assessment a last time, as one deed, and finishes it, as another; both are kept
    /// or neither.
    ///
    /// # Errors
    /// As [`Workspace::change_assessment`] and [`Workspace::finish`]
    pub fn change_and_finish(
        &mut self,
        id: &str,
        changing: Deed<'_>,
        finishing: Deed<'_>,
        change: impl FnOnce(&mut Assessment, &Sheet) -> std::result::Result<(), Faults>,
    ) -> Result<Milestone> {
        let stored = self.draft(id)?;
        let mut new = changed(&stored, |assessment, sheet| Ok(change(assessment, sheet)?))?;
        let changes = differences(&stored.assessment, &new);
        self.write(|transaction| {
            if !changes.is_empty() {
                record_changes(transaction, &stored, &new, changing, None, &changes)?;
            }
            new.set_state(AssessmentState::Finished);
            freeze(transaction, &new, &stored.sheet, finishing)?;
            let change = event(id, Some("draft"), Some("finished"));
            record_event(transaction, id, finishing, change)
        })?;
        self.milestone(id)
    }

    /// A finished assessment, as it was frozen but for its plan, which goes on.
    ///
    /// # Errors
    /// [`Error::NotFinished`], [`Error::Unknown`]
    pub fn milestone(&self, id: &str) -> Result<Milestone> {
        let stored = self.assessment(id)?;
        if stored.assessment.state() != AssessmentState::Finished {
            return Err(Error::NotFinished {
                assessment: id.to_owned(),
            });
        }
        self.frozen(stored)
    }

    /// The finished assessments of a scope that are not in the bin, oldest first.
    pub fn milestones(&self, scope: &str) -> Result<Vec<Milestone>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT assessment.id FROM assessment
             JOIN milestone ON milestone.assessment = assessment.id
             WHERE scope = ?1 AND removed_at IS NULL
             ORDER BY date, finished_at, assessment.id",
        )?;
        let ids = statement
            .query_map((scope,), |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<String>>>()?;
        ids.iter().map(|id| self.milestone(id)).collect()
    }

    /// The file of a finished assessment, to the letter as it was frozen.
    pub fn milestone_text(&self, id: &str) -> Result<String> {
        self.connection
            .query_row(
                "SELECT text FROM milestone WHERE assessment = ?1",
                (id,),
                |row| row.get(0),
            )
            .map_err(|error| missing(error, Thing::Milestone, id))
    }

    /// What was written beside a finished assessment later.
    ///
    /// # Errors
    /// [`Error::Unknown`] where it is not finished
    pub fn annotation(&self, id: &str) -> Result<String> {
        self.connection
            .prepare_cached("SELECT annotation FROM milestone WHERE assessment = ?1")?
            .query_row((id,), |row| row.get(0))
            .map_err(|error| missing(error, Thing::Milestone, id))
    }

    /// Writes something beside a finished assessment; the assessment itself stays as it is.
    pub fn annotate(&mut self, id: &str, annotation: &str, deed: Deed<'_>) -> Result<Milestone> {
        let old = self.milestone(id)?.annotation;
        if old != annotation {
            self.write(|transaction| {
                transaction.execute(
                    "UPDATE milestone SET annotation = ?2 WHERE assessment = ?1",
                    (id, annotation),
                )?;
                let change = NewChange {
                    slot: Slot::Annotation,
                    subject: String::new(),
                    before: value_of(Some(old)),
                    after: value_of(Some(annotation)),
                    said_by: Vec::new(),
                };
                record_event(transaction, id, deed, change)
            })?;
        }
        self.milestone(id)
    }

    fn frozen(&self, stored: StoredAssessment) -> Result<Milestone> {
        let id = stored.assessment.id();
        let corrected_by = self
            .connection
            .prepare_cached(
                "SELECT id FROM assessment
                 WHERE corrects = ?1 AND state = 'finished' AND removed_at IS NULL
                 ORDER BY created_at DESC LIMIT 1",
            )?
            .query_map((id,), |row| row.get(0))?
            .next()
            .transpose()?;
        let (finished_at, finished_by, figures, annotation) = self
            .connection
            .prepare_cached(
                "SELECT finished_at, finished_by, figures, annotation FROM milestone
                 WHERE assessment = ?1",
            )?
            .query_row((id,), |row| {
                Ok((row.time(0)?, row.get(1)?, row.json(2)?, row.get(3)?))
            })
            .map_err(|error| missing(error, Thing::Milestone, id))?;
        Ok(Milestone {
            assessment: stored.assessment,
            sheet: stored.sheet,
            finished_at,
            finished_by,
            figures,
            annotation,
            corrects: stored.corrects,
            corrected_by,
        })
    }
}

/// Freezes an assessment whose rows are written.
pub(crate) fn freeze(
    connection: &Connection,
    assessment: &Assessment,
    sheet: &Sheet,
    deed: Deed<'_>,
) -> Result<()> {
    let text = assessment.to_json();
    psirt_core::limits::check_file(&text)?;
    connection.execute(
        "INSERT INTO milestone (assessment, finished_at, finished_by, text, digest, figures)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            assessment.id(),
            time_text(deed.at),
            deed.who,
            &text,
            digest(&text),
            json_text(&Figures::of(sheet, assessment)),
        ),
    )?;
    crate::history::settle(connection, assessment.id())?;
    set_finished(connection, assessment.id(), deed.at)
}

/// The SHA-256 of a text, in hexadecimal digits.
fn digest(text: &str) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        write!(digits, "{byte:02x}").expect("a text takes any digit");
    }
    digits
}

/// Notes the digests of what was frozen before there were any.
pub(crate) fn add_digests(connection: &Connection) -> Result<()> {
    let frozen: Vec<(String, String)> = connection
        .prepare("SELECT assessment, text FROM milestone WHERE digest IS NULL")?
        .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (assessment, text) in frozen {
        connection.execute(
            "UPDATE milestone SET digest = ?2 WHERE assessment = ?1",
            (assessment, digest(&text)),
        )?;
    }
    Ok(())
}

/// Refuses a workspace in which a finished assessment is not as it was frozen.
///
/// # Errors
/// [`Error::Damaged`]
pub(crate) fn check_digests(connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare("SELECT assessment, text, digest FROM milestone")?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let (id, text, noted): (String, String, Option<String>) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        if noted.as_deref() != Some(&digest(&text)) {
            return Err(altered(&id));
        }
    }
    Ok(())
}

/// A finished assessment as it was frozen.
///
/// # Errors
/// [`Error::Damaged`] where it is not what was frozen, or not of this sheet
pub(crate) fn frozen_assessment(
    connection: &Connection,
    id: &str,
    sheet: &Sheet,
) -> Result<Assessment> {
    let (text, noted): (String, Option<String>) = connection
        .prepare_cached("SELECT text, digest FROM milestone WHERE assessment = ?1")?
        .query_row((id,), |row| Ok((row.get(0)?, row.get(1)?)))
        .map_err(|error| missing(error, Thing::Milestone, id))?;
    if noted.as_deref() != Some(&digest(&text)) {
        return Err(altered(id));
    }
    let frozen = Assessment::parse(&text, |reference| {
        (reference.id == *sheet.id() && reference.edition == sheet.edition()).then_some(sheet)
    })?;
    if frozen.id() != id || frozen.state() != AssessmentState::Finished {
        return Err(altered(id));
    }
    Ok(frozen)
}

fn altered(id: &str) -> Error {
    Error::damaged(format!("assessment `{id}` is not as it was finished"))
}
