//! From one round to the next: what is carried over, what done actions propose, and what became
//! of the plan.

use std::collections::BTreeMap;

use crate::Date;
use crate::assessment::{Action, ActionState, Assessment, Entry, Heading};
use crate::crosswalk::Crosswalk;
use crate::fault::Faults;
use crate::id::ServiceId;
use crate::score::State;
use crate::sheet::{Level, Sheet};
use crate::trend::{Bridge, Round};

/// What distinguishes a new round from the one it starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextRound {
    /// Names the new assessment among all others.
    pub id: String,
    /// What the round is called.
    pub title: String,
    /// The day it speaks of.
    pub date: Date,
    /// Whether ticked indicators are kept; else they are asked again.
    pub keep_indicators: bool,
}

/// Starts the next round from an earlier one, with the same sheet or another.
///
/// Targets, notes, owners and open actions are carried; answers and evidence are not: they are
/// shown as last time's and given anew. Neither is a kept plan: it stays with its round. Across
/// sheets services are carried along the bridge; indicators are kept only within one sheet. What
/// leads beyond the newer scale leads to its end. An action keeps its id, so that its outcome can
/// be found.
///
/// # Errors
/// An id, title or day of the next round that [`Assessment::new`] refuses.
pub fn next_round(
    earlier: &Assessment,
    sheet: &Sheet,
    bridge: &Bridge,
    next: NextRound,
) -> Result<Assessment, Faults> {
    let heading = Heading {
        organization: earlier.organization().clone(),
        scope: earlier.scope().to_owned(),
        title: next.title,
        date: next.date,
        assessors: earlier.assessors().to_vec(),
        classification: earlier.classification().map(str::to_owned),
    };
    let mut assessment = Assessment::new(next.id, sheet, heading)?;
    let keep_indicators = next.keep_indicators && bridge.is_one_sheet();
    for service in sheet.services() {
        let Some((older, _)) = bridge.older(service.id.as_str()) else {
            continue;
        };
        let Some(entry) = earlier.entry(older.as_str()) else {
            continue;
        };
        let carried = Entry {
            answer: None,
            indicators: entry
                .indicators
                .iter()
                .filter(|id| {
                    keep_indicators && service.indicators().any(|known| known.1.id == **id)
                })
                .cloned()
                .collect(),
            target: entry.target.map(|target| target.min(sheet.highest_level())),
            note: entry.note.clone(),
            evidence: Vec::new(),
            owner: entry.owner.clone(),
        };
        assessment
            .set_entry(sheet, service.id.as_str(), carried)
            .expect("service, target and indicators are the sheet's own");
    }
    let actions = earlier
        .actions()
        .iter()
        .filter(|action| action.state.is_open())
        .filter_map(|action| {
            Some(Action {
                service: newer_service(bridge, sheet, &action.service)?,
                to_level: action.to_level.min(sheet.highest_level()),
                ..action.clone()
            })
        })
        .collect();
    assessment
        .set_actions(sheet, actions)
        .expect("the actions were valid before and name services of this sheet");
    if bridge.is_one_sheet() {
        assessment.set_profile(earlier.profile().map(str::to_owned))?;
    }
    Ok(assessment)
}

/// The first service of the newer sheet that continues an older one.
pub(crate) fn newer_service(
    bridge: &Bridge,
    newer: &Sheet,
    older: &ServiceId,
) -> Option<ServiceId> {
    newer
        .services()
        .find(|service| {
            bridge
                .older(service.id.as_str())
                .is_some_and(|(id, _)| id == older)
        })
        .map(|service| service.id.clone())
}

/// What became of one action of an earlier round.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<'a> {
    /// The action as the earlier round planned it.
    pub action: &'a Action,
    /// How far it is now: as the later round says, else as the earlier one does.
    pub state: ActionState,
    /// The service in the later round, where it continues.
    pub service: Option<ServiceId>,
    /// What was known of the service then.
    pub before: State,
    /// What is known of it now; unanswered where it does not continue.
    pub after: State,
    /// Whether the service is now at the action's level or above; `None` without a level.
    pub reached: Option<bool>,
}

/// Sets the plan of an earlier round beside what a later one finds, in the order of the plan.
pub fn outcomes<'a>(
    older: Round<'a>,
    newer: Round<'_>,
    crosswalks: &[&Crosswalk],
) -> Vec<Outcome<'a>> {
    let bridge = Bridge::between(older.sheet, newer.sheet, crosswalks);
    older
        .assessment
        .actions()
        .iter()
        .map(|action| {
            let service = newer_service(&bridge, newer.sheet, &action.service);
            let after = State::of(
                service
                    .as_ref()
                    .and_then(|service| newer.assessment.answer(service.as_str())),
            );
            Outcome {
                action,
                state: state_now(action, newer.assessment),
                before: State::of(older.assessment.answer(action.service.as_str())),
                after,
                reached: after.level().map(|level| level >= action.to_level),
                service,
            }
        })
        .collect()
}

/// How far an action is: an action carried into a later round keeps its id, and its later state
/// counts.
pub(crate) fn state_now(action: &Action, later: &Assessment) -> ActionState {
    later
        .actions()
        .iter()
        .find(|carried| carried.id == action.id)
        .unwrap_or(action)
        .state
}

/// The levels that done actions propose for the services of a later round.
///
/// A proposal is shown beside the question; it never answers it.
pub fn proposals(
    older: Round<'_>,
    newer: Round<'_>,
    crosswalks: &[&Crosswalk],
) -> BTreeMap<ServiceId, Level> {
    let mut proposals = BTreeMap::new();
    for outcome in outcomes(older, newer, crosswalks) {
        let (ActionState::Done, Some(service)) = (outcome.state, outcome.service) else {
            continue;
        };
        let before = outcome.before.level().unwrap_or_default();
        if outcome.action.to_level > before {
            let proposal = proposals.entry(service).or_insert(outcome.action.to_level);
            *proposal = outcome.action.to_level.max(*proposal);
        }
    }
    proposals
}
