//! Which rounds belong together: the one before, all that are comparable, what is written beside.

use std::collections::{BTreeMap, BTreeSet};

use psirt_core::Date;
use psirt_core::assessment::AssessmentState;
use psirt_core::trend::Round;
use psirt_store::{AssessmentSummary, Result, StoredAssessment, Workspace};

/// Setting of a workspace: when the next round of each scope is planned.
const PLANNED: &str = "planned_rounds";
/// Setting of a workspace: the finished rounds a report was made of.
const REPORTED: &str = "reported_rounds";
/// Document of a draft: the remark beside it. A finished round has a place for it.
pub const REMARK: &str = "remark";

/// An assessment as the arithmetic takes it.
pub fn round(stored: &StoredAssessment) -> Round<'_> {
    Round {
        sheet: &stored.sheet,
        assessment: &stored.assessment,
    }
}

/// The rounds before an assessment, newest first: the one it follows, and the finished ones of
/// its scope that are not later.
///
/// What was corrected since does not count, and neither does what the assessment itself corrects.
pub fn earlier(workspace: &Workspace, stored: &StoredAssessment) -> Result<Vec<StoredAssessment>> {
    let all = workspace.assessments()?;
    let mut corrected = corrected(&all);
    corrected.extend(stored.corrects.as_deref());
    let own = stored.assessment.id();
    let date = stored.assessment.date();
    let is_earlier = |summary: &&AssessmentSummary| {
        let follows = stored.follows.as_deref() == Some(&summary.id);
        let is_past = summary.state == AssessmentState::Finished && summary.date <= date;
        summary.scope == stored.scope
            && summary.id != own
            && !corrected.contains(summary.id.as_str())
            && (follows || (is_past && !is_after(&all, &summary.id, own)))
    };
    let mut earlier: Vec<&AssessmentSummary> = all.iter().filter(is_earlier).collect();
    // The list is newest first already; the sort is stable.
    earlier.sort_by_key(|summary| stored.follows.as_deref() != Some(&summary.id));
    load(workspace, &earlier)
}

/// Every round of an assessment's scope, oldest first, itself among them, and those that were
/// corrected since.
pub fn all(workspace: &Workspace, stored: &StoredAssessment) -> Result<Vec<StoredAssessment>> {
    let all = workspace.assessments()?;
    let own = stored.assessment.id();
    let belongs = |summary: &&AssessmentSummary| {
        let is_open_correction =
            summary.corrects.is_some() && summary.state == AssessmentState::Draft;
        summary.id == own || (summary.scope == stored.scope && !is_open_correction)
    };
    let mut rounds: Vec<&AssessmentSummary> = all.iter().filter(belongs).collect();
    rounds.reverse();
    load(workspace, &rounds)
}

/// The rounds that these ones correct, as far back as they go.
pub fn replaced(
    workspace: &Workspace,
    rounds: &[StoredAssessment],
) -> Result<Vec<StoredAssessment>> {
    let mut replaced: Vec<StoredAssessment> = Vec::new();
    for round in rounds {
        let mut corrected = round.corrects.clone();
        while let Some(id) = corrected.take()
            && !replaced.iter().any(|one| one.assessment.id() == id)
        {
            let wrong = workspace.assessment(&id)?;
            corrected.clone_from(&wrong.corrects);
            replaced.push(wrong);
        }
    }
    Ok(replaced)
}

/// The assessments that a finished one corrects.
fn corrected(all: &[AssessmentSummary]) -> BTreeSet<&str> {
    all.iter()
        .filter(|summary| summary.state == AssessmentState::Finished)
        .filter_map(|summary| summary.corrects.as_deref())
        .collect()
}

/// Whether the first stands before the second in a list that is newest first.
fn is_after(all: &[AssessmentSummary], one: &str, other: &str) -> bool {
    let place = |id: &str| all.iter().position(|summary| summary.id == id);
    place(one) < place(other)
}

fn load(workspace: &Workspace, list: &[&AssessmentSummary]) -> Result<Vec<StoredAssessment>> {
    list.iter()
        .map(|summary| workspace.assessment(&summary.id))
        .collect()
}

/// What is written beside a round.
pub fn remark(workspace: &Workspace, stored: &StoredAssessment) -> Result<String> {
    let id = stored.assessment.id();
    if stored.assessment.state() == AssessmentState::Finished {
        let annotation = workspace.annotation(id)?;
        if !annotation.is_empty() {
            return Ok(annotation);
        }
    }
    Ok(workspace.document(id, REMARK)?.unwrap_or_default())
}

/// When the next round of a scope is planned.
pub fn planned(workspace: &Workspace, scope: &str) -> Result<Option<Date>> {
    let planned: Option<BTreeMap<String, Date>> = workspace.setting(PLANNED)?;
    Ok(planned.and_then(|planned| planned.get(scope).copied()))
}

/// Plans the next round of a scope.
pub fn plan(workspace: &mut Workspace, scope: &str, date: Option<Date>) -> Result<()> {
    let planned: Option<BTreeMap<String, Date>> = workspace.setting(PLANNED)?;
    let mut planned = planned.unwrap_or_default();
    match date {
        Some(date) => planned.insert(scope.to_owned(), date),
        None => planned.remove(scope),
    };
    workspace.set_setting(PLANNED, &planned)
}

/// Whether a report was made of a round since it was finished.
pub fn is_reported(workspace: &Workspace, assessment: &str) -> Result<bool> {
    let reported: Option<BTreeSet<String>> = workspace.setting(REPORTED)?;
    Ok(reported.is_some_and(|reported| reported.contains(assessment)))
}

/// Notes that a report was made; of a draft, that tells nothing of the finished round.
pub fn report_made(workspace: &mut Workspace, stored: &StoredAssessment) -> Result<()> {
    if stored.assessment.state() == AssessmentState::Draft || !workspace.is_writable() {
        return Ok(());
    }
    let reported: Option<BTreeSet<String>> = workspace.setting(REPORTED)?;
    let mut reported = reported.unwrap_or_default();
    if reported.insert(stored.assessment.id().to_owned()) {
        workspace.set_setting(REPORTED, &reported)?;
    }
    Ok(())
}
