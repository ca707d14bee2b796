//! The parts an assessment is made of, as the history keeps them.
//!
//! [`differences`] takes two states apart into changes; [`apply`] puts one change back into an
//! assessment. Undo is nothing but the second with *before* and *after* exchanged.

use std::collections::BTreeSet;

use psirt_core::assessment::{Action, Assessment, Entry, Evidence, Heading, Organization};
use psirt_core::{Answer, Date, Level, ServiceId, Sheet};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::NewChange;
use crate::error::{Error, Result};

/// A part of an assessment, or of the workspace, that can change by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// The answer of a service.
    Answer,
    /// The ticked indicators of a service.
    Indicators,
    /// The note of a service.
    Note,
    /// Who answers for a service.
    Owner,
    /// The target of a service.
    Target,
    /// The evidence of a service.
    Evidence,
    /// One action.
    Action,
    /// The ids of all actions in their order.
    ActionOrder,
    /// What the cover page says.
    Heading,
    /// The profile the targets came from.
    Profile,
    /// A document kept with an assessment, by its name.
    Document,
    /// An assessment as a whole: added, in the bin, back from it, finished, annotated.
    Assessment,
    /// An organization, by its id.
    Organization,
    /// A scope, by its id.
    Scope,
    /// An installed sheet, reading, profile or crosswalk.
    Framework,
}

/// A [`Heading`] as the history writes it.
#[derive(Serialize, Deserialize)]
struct HeadingText {
    organization: Organization,
    scope: String,
    title: String,
    date: Date,
    assessors: Vec<String>,
    classification: Option<String>,
}

/// The heading an assessment has.
pub(crate) fn heading_of(assessment: &Assessment) -> Heading {
    Heading {
        organization: assessment.organization().clone(),
        scope: assessment.scope().to_owned(),
        title: assessment.title().to_owned(),
        date: assessment.date(),
        assessors: assessment.assessors().to_vec(),
        classification: assessment.classification().map(str::to_owned),
    }
}

/// What has to change to make the first into the second.
pub(crate) fn differences(old: &Assessment, new: &Assessment) -> Vec<NewChange> {
    let mut changes = Vec::new();
    compare(
        &mut changes,
        Slot::Heading,
        "",
        heading_value(old),
        heading_value(new),
    );
    let profile = |assessment: &Assessment| value_of(assessment.profile());
    compare(&mut changes, Slot::Profile, "", profile(old), profile(new));

    let nothing = Entry::default();
    let services: BTreeSet<&ServiceId> = old.entries().keys().chain(new.entries().keys()).collect();
    for service in services {
        let service = service.as_str();
        let old = old.entry(service).unwrap_or(&nothing);
        let new = new.entry(service).unwrap_or(&nothing);
        for slot in OF_SERVICES {
            compare(
                &mut changes,
                slot,
                service,
                entry_value(slot, old),
                entry_value(slot, new),
            );
        }
    }

    let action = |assessment: &Assessment, id: &str| {
        let mut actions = assessment.actions().iter();
        value_of(actions.find(|action| action.id == id))
    };
    let ids: BTreeSet<&str> = ids_of(old).into_iter().chain(ids_of(new)).collect();
    for id in ids {
        compare(
            &mut changes,
            Slot::Action,
            id,
            action(old, id),
            action(new, id),
        );
    }
    compare(
        &mut changes,
        Slot::ActionOrder,
        "",
        value_of(Some(ids_of(old))),
        value_of(Some(ids_of(new))),
    );
    changes
}

/// Puts what a change holds back into an assessment. The order of actions comes last.
pub(crate) fn apply(
    assessment: &mut Assessment,
    sheet: &Sheet,
    slot: Slot,
    subject: &str,
    value: Option<&Value>,
) -> Result<()> {
    match slot {
        Slot::Heading => {
            let heading: HeadingText = required(value)?;
            assessment.set_heading(Heading {
                organization: heading.organization,
                scope: heading.scope,
                title: heading.title,
                date: heading.date,
                assessors: heading.assessors,
                classification: heading.classification,
            });
        }
        Slot::Profile => assessment.set_profile(optional(value)?),
        Slot::Action => set_action(assessment, sheet, subject, optional(value)?)?,
        Slot::ActionOrder => order_actions(assessment, sheet, &required::<Vec<String>>(value)?)?,
        Slot::Answer => {
            let answer: Option<Answer> = optional(value)?;
            assessment.set_answer(sheet, subject, answer)?;
        }
        Slot::Target => {
            let target: Option<Level> = optional(value)?;
            assessment.set_target(sheet, subject, target)?;
        }
        Slot::Indicators => {
            let ticked: Option<BTreeSet<String>> = optional(value)?;
            assessment.change_entry(sheet, subject, |entry| {
                entry.indicators = ticked.unwrap_or_default();
            })?;
        }
        Slot::Note => {
            let note: Option<String> = optional(value)?;
            assessment.change_entry(sheet, subject, |entry| {
                entry.note = note.unwrap_or_default();
            })?;
        }
        Slot::Owner => {
            let owner: Option<String> = optional(value)?;
            assessment.change_entry(sheet, subject, |entry| {
                entry.owner = owner.unwrap_or_default();
            })?;
        }
        Slot::Evidence => {
            let evidence: Option<Vec<Evidence>> = optional(value)?;
            assessment.change_entry(sheet, subject, |entry| {
                entry.evidence = evidence.unwrap_or_default();
            })?;
        }
        Slot::Document | Slot::Assessment | Slot::Organization | Slot::Scope | Slot::Framework => {
            return Err(Error::Database {
                detail: format!("{slot:?} is not a part that can be put back"),
            });
        }
    }
    Ok(())
}

const OF_SERVICES: [Slot; 6] = [
    Slot::Answer,
    Slot::Indicators,
    Slot::Note,
    Slot::Owner,
    Slot::Target,
    Slot::Evidence,
];

fn entry_value(slot: Slot, entry: &Entry) -> Option<Value> {
    match slot {
        Slot::Answer => value_of(entry.answer.as_ref()),
        Slot::Indicators => value_of(Some(&entry.indicators).filter(|ticked| !ticked.is_empty())),
        Slot::Note => value_of(Some(&entry.note).filter(|note| !note.is_empty())),
        Slot::Owner => value_of(Some(&entry.owner).filter(|owner| !owner.is_empty())),
        Slot::Target => value_of(entry.target),
        Slot::Evidence => value_of(Some(&entry.evidence).filter(|evidence| !evidence.is_empty())),
        other => unreachable!("{other:?} is no part of a service"),
    }
}

fn heading_value(assessment: &Assessment) -> Option<Value> {
    let heading = heading_of(assessment);
    value_of(Some(HeadingText {
        organization: heading.organization,
        scope: heading.scope,
        title: heading.title,
        date: heading.date,
        assessors: heading.assessors,
        classification: heading.classification,
    }))
}

fn ids_of(assessment: &Assessment) -> Vec<&str> {
    assessment
        .actions()
        .iter()
        .map(|action| action.id.as_str())
        .collect()
}

fn set_action(
    assessment: &mut Assessment,
    sheet: &Sheet,
    id: &str,
    action: Option<Action>,
) -> Result<()> {
    let mut actions = assessment.actions().to_vec();
    let place = actions.iter().position(|known| known.id == id);
    match (place, action) {
        (Some(place), Some(action)) => actions[place] = action,
        (Some(place), None) => drop(actions.remove(place)),
        (None, Some(action)) => actions.push(action),
        (None, None) => {}
    }
    Ok(assessment.set_actions(sheet, actions)?)
}

fn order_actions(assessment: &mut Assessment, sheet: &Sheet, ids: &[String]) -> Result<()> {
    let mut actions = assessment.actions().to_vec();
    actions.sort_by_key(|action| {
        ids.iter()
            .position(|id| *id == action.id)
            .unwrap_or(ids.len())
    });
    Ok(assessment.set_actions(sheet, actions)?)
}

fn compare(
    changes: &mut Vec<NewChange>,
    slot: Slot,
    subject: &str,
    before: Option<Value>,
    after: Option<Value>,
) {
    if before != after {
        changes.push(NewChange {
            slot,
            subject: subject.to_owned(),
            before,
            after,
        });
    }
}

pub(crate) fn value_of<T: Serialize>(value: Option<T>) -> Option<Value> {
    value.map(|value| serde_json::to_value(value).expect("parts of an assessment are JSON"))
}

fn optional<T: DeserializeOwned>(value: Option<&Value>) -> Result<Option<T>> {
    value
        .map(|value| T::deserialize(value))
        .transpose()
        .map_err(|error| Error::damaged(format!("the history cannot be read: {error}")))
}

fn required<T: DeserializeOwned>(value: Option<&Value>) -> Result<T> {
    optional(value)?.ok_or_else(|| Error::damaged("the history lacks a value"))
}
