//! Home: organizations, their rounds, and what to do next.

#![expect(missing_docs, reason = "the list of commands describes each")]

use psirt_core::assessment::{Heading, Organization, SheetReference};
use psirt_core::trend::Bridge;
use psirt_core::{Assessment, Sheet};
use psirt_store::{StoredAssessment, StoredOrganization};

use super::gather::home::view;
use super::gather::taking::{parse_sample, take_in};
use super::session::{Desktop, Session};
use super::wire::{
    AssessmentView, CorrectRound, CreateAssessment, CreatedOrganization, Failure, FailureCode,
    HomeView, NextRound, OpenSample, OrganizationInput, SaveOrganization,
};
use super::{gather, kept};
use psirt_app::assessments::{new_id, profile};
use psirt_app::frameworks::{Library, samples};
use psirt_app::workspaces::deed;

pub fn home(desktop: &Desktop) -> Result<HomeView, Failure> {
    view(desktop.state().open()?)
}

pub fn create_organization(
    desktop: &Desktop,
    request: OrganizationInput,
) -> Result<CreatedOrganization, Failure> {
    let organization = organization(request)?;
    let mut state = desktop.state();
    let session = state.open()?;
    let (id, who) = (new_id(), session.who()?);
    session
        .workspace
        .add_organization(&id, &organization, deed("add_organization", &who))?;
    Ok(CreatedOrganization {
        organization: id,
        home: view(session)?,
    })
}

pub fn save_organization(
    desktop: &Desktop,
    request: SaveOrganization,
) -> Result<HomeView, Failure> {
    let organization = organization(request.organization)?;
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    session.workspace.change_organization(
        &request.id,
        &organization,
        deed("change_organization", &who),
    )?;
    view(session)
}

pub fn create_assessment(
    desktop: &Desktop,
    request: CreateAssessment,
) -> Result<AssessmentView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let sheet = sheet_of(&session.library, request.sheet.into())?;
    let owner = session.workspace.organization(&request.organization)?;
    let scope_name = request.scope.trim();
    let scope = scope_named(session, &owner, scope_name, &who)?;
    let heading = Heading {
        organization: owner.organization,
        scope: scope_name.to_owned(),
        title: request.title.trim().to_owned(),
        date: request.date.0,
        assessors: Vec::new(),
        classification: None,
    };
    let mut assessment = Assessment::new(new_id(), &sheet, heading)?;
    if let Some(id) = &request.profile {
        assessment.apply_profile(&sheet, profile(&session.library, id, &sheet)?);
    }
    let deed = deed("add_assessment", &who);
    let added = session
        .workspace
        .add_assessment(&assessment, &sheet, &scope, deed)?;
    gather::assessment::view(session, &added)
}

pub fn next_round(desktop: &Desktop, request: NextRound) -> Result<AssessmentView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let last = session.workspace.assessment(&request.assessment)?;
    let sheet = match request.sheet {
        Some(reference) => sheet_of(&session.library, reference.into())?,
        None => std::sync::Arc::clone(&last.sheet),
    };
    let crosswalks = session.library.crosswalk_list();
    let bridge = Bridge::between(&last.sheet, &sheet, &crosswalks);
    let next = psirt_store::NextRound {
        id: &new_id(),
        title: request.title.trim(),
        date: request.date.0,
        sheet: &sheet,
        bridge: &bridge,
        keeps_indicators: request.keep_indicators,
    };
    let deed = deed("next_round", &who);
    let begun = session
        .workspace
        .start_next_round(&request.assessment, next, deed)?;
    // What was planned has begun.
    psirt_app::rounds::plan(&mut session.workspace, &begun.scope, None)?;
    gather::assessment::view(session, &begun)
}

pub fn correct_round(desktop: &Desktop, request: CorrectRound) -> Result<AssessmentView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let id = new_id();
    let deed = deed("correct_round", &who);
    session
        .workspace
        .start_correction(&request.assessment, &id, deed)?;
    let begun = session
        .workspace
        .change_assessment(&id, deed, |assessment, _| {
            let mut heading = gather::assessment::heading_of(assessment);
            request.title.trim().clone_into(&mut heading.title);
            heading.date = request.date.0;
            assessment.set_heading(heading)
        })?;
    gather::assessment::view(session, &begun)
}

pub fn open_sample(desktop: &Desktop, request: OpenSample) -> Result<HomeView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let mut sample = kept::list(session, kept::SAMPLES)?;
    for round in samples(request.language) {
        let (sheet, assessment) = parse_sample(&session.library, round)?;
        let found = find_round(session, &assessment)?;
        let organization = match found {
            Some(there) => {
                if there.removed_at.is_some() {
                    let deed = deed("restore_assessment", &who);
                    let id = there.assessment.id();
                    session.workspace.bring_back_assessment(id, deed)?;
                }
                there.organization
            }
            None => take_in(session, &assessment, &sheet, "open_sample", &who)?.organization,
        };
        sample.insert(organization);
    }
    session.workspace.set_setting(kept::SAMPLES, &sample)?;
    for organization in &sample {
        kept::take_out(session, organization)?;
    }
    view(session)
}

/// A round of the same organization, scope and day, in the bin or not.
fn find_round(
    session: &Session,
    assessment: &Assessment,
) -> Result<Option<StoredAssessment>, Failure> {
    let mut all = session.workspace.assessments()?;
    all.extend(session.workspace.removed_assessments()?);
    let same = all.into_iter().find(|summary| {
        summary.organization_name == assessment.organization().name
            && summary.scope_name == assessment.scope()
            && summary.date == assessment.date()
            && summary.title == assessment.title()
    });
    same.map(|summary| Ok(session.workspace.assessment(&summary.id)?))
        .transpose()
}

fn organization(input: OrganizationInput) -> Result<Organization, Failure> {
    let name = input.name.trim().to_owned();
    if name.is_empty() {
        return Err(Failure::new(
            FailureCode::InvalidInput,
            "an organization has a name",
        ));
    }
    Ok(Organization {
        name,
        sector: input.sector,
        size: input.size,
        model: input.model,
    })
}

fn sheet_of(
    library: &Library,
    reference: SheetReference,
) -> Result<std::sync::Arc<Sheet>, Failure> {
    library.sheet(&reference).cloned().ok_or_else(|| {
        let SheetReference { id, edition } = reference;
        Failure::new(FailureCode::NotFound, format!("no sheet `{id}` {edition}"))
    })
}

/// The scope of this name, made where there is none.
fn scope_named(
    session: &mut Session,
    owner: &StoredOrganization,
    name: &str,
    who: &str,
) -> Result<String, Failure> {
    if let Some(scope) = owner.scopes.iter().find(|scope| scope.name == name) {
        return Ok(scope.id.clone());
    }
    let id = new_id();
    let deed = deed("add_scope", who);
    session.workspace.add_scope(&id, &owner.id, name, deed)?;
    Ok(id)
}
