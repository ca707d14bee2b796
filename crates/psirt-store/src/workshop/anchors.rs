//! The anchor cases of a workshop: scored in secret, shown once, and none of the scores kept.

use std::collections::BTreeMap;
use std::path::Path;

use psirt_core::workshop::{AnchorScores, Anchors, calibration};

use super::seal::{Scored, Sealed, SessionKey};
use super::{Stage, StoredWorkshop, WorkshopFault, must_be_known, rows};
use crate::error::Result;
use crate::workspace::Workspace;

impl Workspace {
    /// Takes what a respondent scored of the anchor cases, before the first answers are shown; what
    /// was scored before is replaced. Tells how many have scored.
    ///
    /// # Errors
    /// [`Error::Workshop`]; nothing is taken then
    pub fn score_anchors(
        &mut self,
        keys: &Path,
        id: &str,
        respondent: u32,
        scores: &AnchorScores,
    ) -> Result<usize> {
        let workshop = self.at_stage(id, &[Stage::First])?;
        if workshop.calibration.is_some() {
            return Err(WorkshopFault::AnchorsShown.into());
        }
        must_be_known(&workshop, respondent)?;
        let highest = self.draft(&workshop.assessment)?.sheet.highest_level();
        if let Some(found) = scores.values().copied().find(|level| *level > highest) {
            return Err(WorkshopFault::UnknownLevel { found }.into());
        }
        let key = SessionKey::read(keys, id)?;
        let place = key.anchors_id(id, respondent);
        let scores = scores.clone();
        let row = key.seal(&place, &Sealed::Scored(Scored { respondent, scores }))?;
        self.write(|transaction| rows::keep_scored(transaction, id, &place, &row))?;
        self.scored_anchors(id)
    }

    /// Whether a respondent has scored the anchor cases; never what.
    ///
    /// # Errors
    /// [`WorkshopFault::KeyMissing`]
    pub fn has_scored_anchors(&self, keys: &Path, id: &str, respondent: u32) -> Result<bool> {
        let place = SessionKey::read(keys, id)?.anchors_id(id, respondent);
        let scored = rows::scored(&self.connection, id)?;
        Ok(scored.iter().any(|(there, _)| *there == place))
    }

    /// How many have scored the anchor cases; all that is told before it is shown.
    pub fn scored_anchors(&self, id: &str) -> Result<usize> {
        Ok(rows::scored(&self.connection, id)?.len())
    }

    /// Shows the room how it reads the scale, as far as the promise allows; no score is taken
    /// afterwards, and none is kept.
    ///
    /// # Errors
    /// [`WorkshopFault::TooFewAnswered`], [`WorkshopFault::AnchorsShown`]
    pub fn show_anchors(
        &mut self,
        keys: &Path,
        id: &str,
        anchors: &Anchors,
    ) -> Result<StoredWorkshop> {
        let workshop = self.at_stage(id, &[Stage::First])?;
        if workshop.calibration.is_some() {
            return Err(WorkshopFault::AnchorsShown.into());
        }
        let key = SessionKey::read(keys, id)?;
        let mut by_respondent = BTreeMap::new();
        for (place, sealed) in rows::scored(&self.connection, id)? {
            let Sealed::Scored(Scored { respondent, scores }) = key.open(&place, &sealed)? else {
                continue;
            };
            by_respondent.insert(respondent, scores);
        }
        let answered = by_respondent.len();
        let calibration = calibration(workshop.promise, anchors, &by_respondent)
            .ok_or(WorkshopFault::TooFewAnswered { answered })?;
        self.write(|transaction| rows::keep_calibration(transaction, id, &calibration))?;
        self.workshop(keys, id)
    }
}
