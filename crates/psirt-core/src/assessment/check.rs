//! What the schema of an assessment cannot say: services, levels and indicators of its sheet.

use std::collections::BTreeSet;

use super::{Action, Answer, AssessmentFile, Entry, Heading, kept};
use crate::fault::{Fault, Problem, Referent, is_enough};
use crate::file::step;
use crate::id::ServiceId;
use crate::limits::{self, MOST_SERVICES};
use crate::profile::{level_fault, service_fault};
use crate::sheet::check::{MOST_KNOWN, Once};
use crate::sheet::{Level, Sheet};

pub(super) fn faults(file: &AssessmentFile, sheet: &Sheet) -> Vec<Fault> {
    if file.services.len() > MOST_SERVICES {
        let problem = Problem::TooManyServices {
            found: file.services.len(),
            limit: MOST_SERVICES,
        };
        return vec![Fault::new("/services", problem)];
    }
    let mut faults = Vec::new();
    for (service, entry) in &file.services {
        let pointer = step("/services", service.as_str());
        entry_faults(&pointer, service.as_str(), entry, sheet, &mut faults);
        if is_enough(&faults) {
            return faults;
        }
    }
    action_faults(&file.actions, sheet, &mut faults);
    if let Some(plan) = &file.plan {
        kept::faults(plan, sheet, &mut faults);
    }
    faults
}

pub(super) fn heading_faults(heading: &Heading) -> Vec<Fault> {
    let mut faults = Vec::new();
    let name = &heading.organization.name;
    faults.extend(limits::needed_text_fault("/organization/name", name));
    faults.extend(limits::text_fault("/scope", &heading.scope));
    faults.extend(limits::text_fault("/title", &heading.title));
    faults.extend(limits::date_fault("/date", heading.date));
    for (index, assessor) in heading.assessors.iter().enumerate() {
        if is_enough(&faults) {
            break;
        }
        faults.extend(limits::needed_text_fault(
            format!("/assessors/{index}"),
            assessor,
        ));
    }
    let classification = heading.classification.as_deref();
    faults.extend(classification.and_then(|it| limits::id_fault("/classification", it)));
    faults
}

pub(super) fn entry_faults(
    pointer: &str,
    service: &str,
    entry: &Entry,
    sheet: &Sheet,
    faults: &mut Vec<Fault>,
) {
    let Some(known) = sheet.service(service) else {
        faults.push(service_fault(pointer.to_owned(), service, sheet));
        return;
    };
    match &entry.answer {
        Some(Answer::Level(level)) => {
            faults.extend(level_fault(
                format!("{pointer}/answer/level"),
                *level,
                sheet,
            ));
        }
        Some(Answer::NotApplicable(reason)) => {
            let pointer = format!("{pointer}/answer/not_applicable");
            faults.extend(if reason.trim().is_empty() {
                Some(Fault::new(pointer, Problem::ReasonMissing))
            } else {
                limits::needed_text_fault(pointer, reason)
            });
        }
        Some(Answer::DontKnow) | None => {}
    }
    faults.extend(limits::text_fault(format!("{pointer}/note"), &entry.note));
    faults.extend(limits::text_fault(format!("{pointer}/owner"), &entry.owner));
    if let Some(target) = entry.target {
        faults.extend(level_fault(format!("{pointer}/target"), target, sheet));
    }
    for (index, evidence) in entry.evidence.iter().enumerate() {
        if is_enough(faults) {
            return;
        }
        let pointer = format!("{pointer}/evidence/{index}");
        let field = |name: &str| format!("{pointer}/{name}");
        faults.extend(limits::needed_text_fault(field("title"), &evidence.title));
        faults.extend(limits::text_fault(field("where"), &evidence.place));
        faults.extend(
            evidence
                .date
                .and_then(|date| limits::date_fault(field("date"), date)),
        );
        faults.extend(kind_fault(field("kind"), evidence.kind.as_deref(), sheet));
    }
    let ids: BTreeSet<&str> = known
        .indicators()
        .map(|(_, indicator)| indicator.id.as_str())
        .collect();
    for (index, ticked) in entry.indicators.iter().enumerate() {
        if is_enough(faults) {
            return;
        }
        if ids.contains(ticked.as_str()) {
            continue;
        }
        let problem = Problem::UnknownReference {
            referent: Referent::Indicator,
            id: ticked.clone(),
            within: service.to_owned(),
            known: known
                .indicators()
                .map(|(_, indicator)| indicator.id.clone())
                .take(MOST_KNOWN)
                .collect(),
        };
        faults.push(Fault::new(format!("{pointer}/indicators/{index}"), problem));
    }
}

fn kind_fault(pointer: String, kind: Option<&str>, sheet: &Sheet) -> Option<Fault> {
    let kinds = || sheet.evidence_kinds().iter().map(|kind| &kind.id);
    let unknown = kind.filter(|kind| kinds().all(|known| known != kind))?;
    let problem = Problem::UnknownReference {
        referent: Referent::EvidenceKind,
        id: unknown.to_owned(),
        within: sheet.id().to_string(),
        known: kinds().take(MOST_KNOWN).cloned().collect(),
    };
    Some(Fault::new(pointer, problem))
}

pub(super) fn action_faults(actions: &[Action], sheet: &Sheet, faults: &mut Vec<Fault>) {
    let mut ids = Once::default();
    for (index, action) in actions.iter().enumerate() {
        if is_enough(faults) {
            return;
        }
        let pointer = format!("/actions/{index}");
        let field = |name: &str| format!("{pointer}/{name}");
        faults.extend(limits::id_fault(field("id"), &action.id));
        faults.extend(ids.see(&action.id, field("id")));
        faults.extend(limits::needed_text_fault(field("title"), &action.title));
        faults.extend(limits::text_fault(
            field("deliverable"),
            &action.deliverable,
        ));
        faults.extend(limits::text_fault(field("owner"), &action.owner));
        faults.extend(
            action
                .due
                .and_then(|due| limits::date_fault(field("due"), due)),
        );
        faults.extend(
            action
                .effort_days
                .and_then(|days| limits::days_fault(field("effort_days"), days, limits::MOST_DAYS)),
        );
        faults.extend(step_fault(
            &pointer,
            &action.service,
            action.to_level,
            sheet,
        ));
    }
}

/// What is wrong with a step: its service, or the level it leads to.
pub(super) fn step_fault(
    pointer: &str,
    service: &ServiceId,
    to_level: Level,
    sheet: &Sheet,
) -> Vec<Fault> {
    let mut faults = Vec::new();
    if sheet.service(service.as_str()).is_none() {
        let pointer = format!("{pointer}/service");
        faults.push(service_fault(pointer, service.as_str(), sheet));
    }
    let pointer = format!("{pointer}/to_level");
    if to_level == Level::LOWEST {
        let problem = Problem::OutOfRange {
            found: to_level.to_string(),
            least: "1".into(),
            most: Some(sheet.highest_level().to_string()),
        };
        faults.push(Fault::new(pointer, problem));
    } else {
        faults.extend(level_fault(pointer, to_level, sheet));
    }
    faults
}
