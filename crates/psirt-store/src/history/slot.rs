//! The parts an assessment is made of, as the history keeps them.
//!
//! [`differences`] takes two states apart into changes; [`apply`] puts one change back into an
//! assessment. Undo is nothing but the second with *before* and *after* exchanged.

use std::collections::BTreeSet;

use psirt_core::assessment::{Action, Assessment, Entry, Evidence, Heading};
use psirt_core::{Answer, Level, ServiceId, Sheet};
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
    /// The plan under a budget that is kept.
    Plan,
    /// One line of what the cover page says, by the name the assessment file gives it.
    Heading,
    /// The profile the targets came from.
    Profile,
    /// A document kept with an assessment, by its name.
    Document,
    /// An assessment as a whole: added, in the bin, back from it, finished.
    Assessment,
    /// What was written beside a finished assessment.
    Annotation,
    /// An organization, by its id.
    Organization,
    /// A scope, by its id.
    Scope,
    /// An installed sheet, reading, profile or crosswalk.
    Framework,
}

impl Slot {
    /// Whether it is a part of a service's entry.
    pub(crate) fn is_of_services(self) -> bool {
        OF_SERVICES.contains(&self)
    }
}

const ORGANIZATION: &str = "organization";
const SCOPE: &str = "scope";
const TITLE: &str = "title";
const DATE: &str = "date";
const ASSESSORS: &str = "assessors";
const CLASSIFICATION: &str = "classification";

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
    for ((line, old), (_, new)) in heading_values(old).into_iter().zip(heading_values(new)) {
        compare(&mut changes, Slot::Heading, line, old, new);
    }
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
    let plan = |assessment: &Assessment| value_of(assessment.plan());
    compare(&mut changes, Slot::Plan, "", plan(old), plan(new));
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
        Slot::Heading => set_heading(assessment, subject, value)?,
        Slot::Profile => assessment.set_profile(optional(value)?)?,
        Slot::Action => set_action(assessment, sheet, subject, optional(value)?)?,
        Slot::ActionOrder => order_actions(assessment, sheet, &required::<Vec<String>>(value)?)?,
        Slot::Plan => assessment.set_plan(sheet, optional(value)?)?,
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
        Slot::Document
        | Slot::Assessment
        | Slot::Annotation
        | Slot::Organization
        | Slot::Scope
        | Slot::Framework => {
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

/// The lines of a heading by name, so that each changes by itself.
fn heading_values(assessment: &Assessment) -> [(&'static str, Option<Value>); 6] {
    let heading = heading_of(assessment);
    [
        (ORGANIZATION, value_of(Some(heading.organization))),
        (SCOPE, value_of(Some(heading.scope))),
        (TITLE, value_of(Some(heading.title))),
        (DATE, value_of(Some(heading.date))),
        (ASSESSORS, value_of(Some(heading.assessors))),
        (CLASSIFICATION, value_of(heading.classification)),
    ]
}

fn set_heading(assessment: &mut Assessment, line: &str, value: Option<&Value>) -> Result<()> {
    let mut heading = heading_of(assessment);
    match line {
        ORGANIZATION => heading.organization = required(value)?,
        SCOPE => heading.scope = required(value)?,
        TITLE => heading.title = required(value)?,
        DATE => heading.date = required(value)?,
        ASSESSORS => heading.assessors = required(value)?,
        CLASSIFICATION => heading.classification = optional(value)?,
        other => return Err(Error::damaged(format!("a heading has no line `{other}`"))),
    }
    assessment.set_heading(heading)?;
    Ok(())
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
            said_by: Vec::new(),
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
