//! The next round, and the correction of a finished one.

use psirt_core::assessment::Assessment;
use psirt_core::round::{self, next_round};
use psirt_core::trend::Bridge;
use psirt_core::{Date, Sheet};

use crate::assessment::{Origin, StoredAssessment, event, insert, record_event};
use crate::deed::Deed;
use crate::error::Result;
use crate::history::slot::heading_of;
use crate::workspace::Workspace;

/// What the next round is to be.
#[derive(Clone, Copy, Debug)]
pub struct NextRound<'a> {
    /// Names it among all assessments.
    pub id: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// The day it speaks of.
    pub date: Date,
    /// Its sheet, which need not be that of the last round.
    pub sheet: &'a Sheet,
    /// Which services of its sheet continue which of the last round's.
    pub bridge: &'a Bridge,
    /// Whether ticked indicators stay ticked; only within one sheet.
    pub keeps_indicators: bool,
}

impl Workspace {
    /// Starts the next round of an assessment's scope.
    ///
    /// Targets, notes, owners and the actions that are not done or dropped come along; answers
    /// and evidence do not. What was answered last time is in the round that this one follows.
    ///
    /// # Errors
    /// [`crate::Error::Taken`], [`crate::Error::Unknown`], [`crate::Error::Faults`]
    pub fn start_next_round(
        &mut self,
        last: &str,
        next: NextRound<'_>,
        deed: Deed<'_>,
    ) -> Result<StoredAssessment> {
        let stored = self.assessment(last)?;
        let round = next_round(
            &stored.assessment,
            next.sheet,
            next.bridge,
            round::NextRound {
                id: next.id.to_owned(),
                title: next.title.to_owned(),
                date: next.date,
                keep_indicators: next.keeps_indicators,
            },
        )?;
        let origin = Origin {
            scope: &stored.scope,
            follows: Some(last),
        };
        self.write(|transaction| {
            insert(transaction, &round, next.sheet, origin, deed.at)?;
            let change = event(next.id, None, Some("started"));
            record_event(transaction, next.id, deed, change)
        })?;
        self.assessment(next.id)
    }

    /// Begins the correction of a finished assessment: a draft with everything the finished one
    /// holds, that will name it for ever. It follows what that one followed.
    ///
    /// # Errors
    /// [`crate::Error::NotFinished`], [`crate::Error::Taken`], [`crate::Error::Unknown`]
    pub fn start_correction(
        &mut self,
        milestone: &str,
        id: &str,
        deed: Deed<'_>,
    ) -> Result<StoredAssessment> {
        self.milestone(milestone)?;
        let stored = self.assessment(milestone)?;
        let old = &stored.assessment;
        let mut correction = Assessment::new(id, &stored.sheet, heading_of(old))?;
        for (service, entry) in old.entries() {
            correction.set_entry(&stored.sheet, service.as_str(), entry.clone())?;
        }
        correction.set_actions(&stored.sheet, old.actions().to_vec())?;
        correction.set_plan(&stored.sheet, old.plan().cloned())?;
        correction.set_profile(old.profile().map(str::to_owned))?;
        correction.set_corrects(Some(milestone.to_owned()))?;
        let origin = Origin {
            scope: &stored.scope,
            follows: stored.follows.as_deref(),
        };
        self.write(|transaction| {
            insert(transaction, &correction, &stored.sheet, origin, deed.at)?;
            record_event(transaction, id, deed, event(id, None, Some("correction")))
        })?;
        self.assessment(id)
    }
}
