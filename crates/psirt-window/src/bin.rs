//! The bin: what was taken off the list, until it is put back or erased for good.
//!
//! An assessment in the bin is marked in the workspace; an organization is named in a setting and
//! keeps its assessments as they are, so that it comes back whole.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::collections::BTreeMap;

use psirt_store::StoredAssessment;

use super::session::{Desktop, Session};
use super::wire::{BinView, Failure, FailureCode, HomeView, OfAssessment, OfOrganization};
use super::{gather, kept};
use psirt_app::workspaces::deed;

pub fn bin(desktop: &Desktop) -> Result<BinView, Failure> {
    view(desktop.state().open()?)
}

pub fn remove_assessment(desktop: &Desktop, request: OfAssessment) -> Result<HomeView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let deed = deed("remove_assessment", &who);
    session
        .workspace
        .remove_assessment(&request.assessment, deed)?;
    gather::home::view(session)
}

pub fn restore_assessment(desktop: &Desktop, request: OfAssessment) -> Result<HomeView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let deed = deed("restore_assessment", &who);
    session
        .workspace
        .bring_back_assessment(&request.assessment, deed)?;
    gather::home::view(session)
}

pub fn remove_organization(
    desktop: &Desktop,
    request: OfOrganization,
) -> Result<HomeView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    session.workspace.organization(&request.organization)?;
    let mut removed = kept::removed_organizations(session)?;
    removed.insert(request.organization);
    session.workspace.set_setting(kept::REMOVED, &removed)?;
    gather::home::view(session)
}

pub fn restore_organization(
    desktop: &Desktop,
    request: OfOrganization,
) -> Result<HomeView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    kept::take_out(session, &request.organization)?;
    gather::home::view(session)
}

pub fn erase_assessment(desktop: &Desktop, request: OfAssessment) -> Result<BinView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let id = &request.assessment;
    let removed = session.workspace.removed_assessments()?;
    only_from_the_bin(removed.iter().any(|one| one.id == *id))?;
    session
        .workspace
        .erase_assessment(&desktop.places.keys, id)?;
    view(session)
}

pub fn erase_organization(desktop: &Desktop, request: OfOrganization) -> Result<BinView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let id = &request.organization;
    only_from_the_bin(kept::removed_organizations(session)?.contains(id))?;
    session
        .workspace
        .erase_organization(&desktop.places.keys, id)?;
    kept::take_out(session, id)?;
    kept::forget_weeks(session, id)?;
    let mut samples = kept::list(session, kept::SAMPLES)?;
    if samples.remove(id) {
        session.workspace.set_setting(kept::SAMPLES, &samples)?;
    }
    view(session)
}

/// An organization stands for all its assessments, those that were put into the bin before it too.
fn view(session: &Session) -> Result<BinView, Failure> {
    let removed = kept::removed_organizations(session)?;
    let samples = kept::list(session, kept::SAMPLES)?;
    let mut of_organizations: BTreeMap<String, Vec<StoredAssessment>> = BTreeMap::new();
    let mut assessments = Vec::new();
    let in_the_bin = session.workspace.removed_assessments()?;
    for summary in session
        .workspace
        .assessments()?
        .into_iter()
        .chain(in_the_bin)
    {
        let is_of_removed = removed.contains(&summary.organization);
        if !is_of_removed && summary.removed_at.is_none() {
            continue;
        }
        let stored = session.workspace.assessment(&summary.id)?;
        if is_of_removed {
            let rounds = of_organizations.entry(summary.organization).or_default();
            rounds.push(stored);
        } else {
            assessments.push(gather::home::summary(&stored, &summary.organization_name));
        }
    }
    let organizations = session.workspace.organizations()?.into_iter();
    Ok(BinView {
        organizations: organizations
            .filter(|organization| removed.contains(&organization.id))
            .map(|organization| {
                let rounds = of_organizations
                    .remove(&organization.id)
                    .unwrap_or_default();
                let is_sample = samples.contains(&organization.id);
                gather::home::organization_view(organization, rounds, is_sample)
            })
            .collect(),
        assessments,
    })
}

/// Nothing is erased that was not put into the bin before.
fn only_from_the_bin(is_there: bool) -> Result<(), Failure> {
    if is_there {
        Ok(())
    } else {
        Err(Failure::new(FailureCode::NotFound, "it is not in the bin"))
    }
}
