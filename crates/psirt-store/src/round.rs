//! The next round, and the correction of a finished one.

use psirt_core::assessment::{Action, ActionState, Assessment, Entry, Heading};
use psirt_core::trend::Bridge;
use psirt_core::{Date, ServiceId, Sheet};

use crate::assessment::{Origin, StoredAssessment, checked, event, insert, record_event};
use crate::deed::Deed;
use crate::error::Result;
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
        let round = checked(&carry(&stored.assessment, next)?, next.sheet)?;
        let origin = Origin {
            scope: &stored.scope,
            follows: Some(last),
            corrects: None,
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
        let mut correction =
            Assessment::new(id, &stored.sheet, heading(old, old.title(), old.date()));
        for (service, entry) in old.entries() {
            correction.set_entry(&stored.sheet, service.as_str(), entry.clone())?;
        }
        correction.set_actions(&stored.sheet, old.actions().to_vec())?;
        correction.set_profile(old.profile().map(str::to_owned));
        let origin = Origin {
            scope: &stored.scope,
            follows: stored.follows.as_deref(),
            corrects: Some(milestone),
        };
        self.write(|transaction| {
            insert(transaction, &correction, &stored.sheet, origin, deed.at)?;
            record_event(transaction, id, deed, event(id, None, Some("correction")))
        })?;
        self.assessment(id)
    }
}

/// What of the last round belongs into the next one.
fn carry(last: &Assessment, next: NextRound<'_>) -> Result<Assessment> {
    let sheet = next.sheet;
    let mut round = Assessment::new(next.id, sheet, heading(last, next.title, next.date));
    for service in sheet.services() {
        let service = service.id.as_str();
        let Some((older, _)) = next.bridge.older(service) else {
            continue;
        };
        let Some(entry) = last.entry(older.as_str()) else {
            continue;
        };
        let indicators = if next.keeps_indicators && next.bridge.is_one_sheet() {
            known_indicators(sheet, service, entry)
        } else {
            Entry::default().indicators
        };
        let carried = Entry {
            answer: None,
            indicators,
            target: entry.target.map(|target| target.min(sheet.highest_level())),
            note: entry.note.clone(),
            evidence: Vec::new(),
            owner: entry.owner.clone(),
        };
        round.set_entry(sheet, service, carried)?;
    }
    let actions = last
        .actions()
        .iter()
        .filter(|action| matches!(action.state, ActionState::Planned | ActionState::InProgress))
        .filter_map(|action| {
            Some(Action {
                service: newer(sheet, next.bridge, &action.service)?,
                to_level: action.to_level.min(sheet.highest_level()),
                ..action.clone()
            })
        })
        .collect();
    round.set_actions(sheet, actions)?;
    if next.bridge.is_one_sheet() {
        round.set_profile(last.profile().map(str::to_owned));
    }
    Ok(round)
}

/// Indicators that this edition of the sheet still has.
fn known_indicators(
    sheet: &Sheet,
    service: &str,
    entry: &Entry,
) -> std::collections::BTreeSet<String> {
    sheet
        .service(service)
        .into_iter()
        .flat_map(psirt_core::sheet::Service::indicators)
        .map(|(_, indicator)| &indicator.id)
        .filter(|id| entry.indicators.contains(*id))
        .cloned()
        .collect()
}

/// The service that continues an older one, the first where it was split.
fn newer(sheet: &Sheet, bridge: &Bridge, older: &ServiceId) -> Option<ServiceId> {
    sheet
        .services()
        .find(|service| {
            bridge
                .older(service.id.as_str())
                .is_some_and(|(known, _)| known == older)
        })
        .map(|service| service.id.clone())
}

fn heading(last: &Assessment, title: &str, date: Date) -> Heading {
    Heading {
        organization: last.organization().clone(),
        scope: last.scope().to_owned(),
        title: title.to_owned(),
        date,
        assessors: last.assessors().to_vec(),
        classification: last.classification().map(str::to_owned),
    }
}
