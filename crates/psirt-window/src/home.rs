//! Home: organizations, their rounds, and what to do next.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use psirt_core::assessment::{AssessmentState, Heading, Organization, SheetReference};
use psirt_core::score::{State, score};
use psirt_core::trend::{Bridge, Round, compare, standing};
use psirt_core::{Assessment, Date, Sheet, SheetId};
use psirt_store::{StoredAssessment, StoredOrganization};

use super::session::{Desktop, Session};
use super::view::{coverage, service_reference, sheet};
use super::wire::{
    AssessmentSummary, AssessmentView, CorrectRound, CreateAssessment, CreatedOrganization, Day,
    DueAction, Failure, FailureCode, HomeView, Moment, NextAction, NextRound, OpenSample,
    OrganizationInput, OrganizationView, SaveOrganization, ScopeTrend, SheetSummary, TrendPoint,
    WeeksView,
};
use super::{assess, bin, exchange, weeks};
use psirt_app::assessments::{new_id, profile, today};
use psirt_app::frameworks::{Library, samples};
use psirt_app::rounds::round;
use psirt_app::workspaces::deed;

/// Setting of a workspace: the organizations that came with the sample data.
pub const SAMPLES: &str = "sample_organizations";
/// After how many months the next round is proposed.
const MONTHS_BETWEEN_ROUNDS: i32 = 10;

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
    assess::view(session, &added)
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
    assess::view(session, &begun)
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
            let mut heading = assess::heading_of(assessment);
            request.title.trim().clone_into(&mut heading.title);
            heading.date = request.date.0;
            assessment.set_heading(heading)
        })?;
    assess::view(session, &begun)
}

pub fn open_sample(desktop: &Desktop, request: OpenSample) -> Result<HomeView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let mut sample = list(session, SAMPLES)?;
    for round in samples(request.language) {
        let (sheet, assessment) = exchange::parse_sample(&session.library, round)?;
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
            None => {
                exchange::take_in(session, &assessment, &sheet, "open_sample", &who)?.organization
            }
        };
        sample.insert(organization);
    }
    session.workspace.set_setting(SAMPLES, &sample)?;
    for organization in &sample {
        bin::take_out(session, organization)?;
    }
    view(session)
}

/// The list as it is now.
pub fn view(session: &Session) -> Result<HomeView, Failure> {
    let sample = list(session, SAMPLES)?;
    let removed = bin::organizations(session)?;
    let weeks = weeks::all(session)?;
    let mut rounds: BTreeMap<String, Vec<StoredAssessment>> = BTreeMap::new();
    let mut used: BTreeMap<SheetReference, usize> = BTreeMap::new();
    for summary in session.workspace.assessments()? {
        *used.entry(summary.sheet).or_default() += 1;
        let stored = session.workspace.assessment(&summary.id)?;
        rounds.entry(summary.organization).or_default().push(stored);
    }
    let organizations: Vec<StoredOrganization> = session
        .workspace
        .organizations()?
        .into_iter()
        .filter(|organization| !removed.contains(&organization.id))
        .collect();
    let today = today();
    let own = organizations
        .iter()
        .filter(|organization| !sample.contains(&organization.id));
    let own: Vec<&StoredAssessment> = own
        .filter_map(|organization| rounds.get(&organization.id))
        .flatten()
        .collect();
    let next = next_action(session, &own, today)?;
    let (overdue, coming): (Vec<_>, Vec<_>) = due_actions(&own)
        .into_iter()
        .partition(|action| action.due.0 < today);
    Ok(HomeView {
        has_sample: organizations
            .iter()
            .any(|organization| sample.contains(&organization.id)),
        organizations: organizations
            .into_iter()
            .map(|organization| {
                let rounds = rounds.remove(&organization.id).unwrap_or_default();
                let is_sample = sample.contains(&organization.id);
                let trends = trends(session, &rounds)?;
                let weeks = weeks::view(weeks.get(&organization.id), &rounds, is_sample);
                let view = organization_view(organization, rounds, is_sample);
                Ok(OrganizationView {
                    trends,
                    weeks,
                    ..view
                })
            })
            .collect::<Result<_, Failure>>()?,
        sheets: sheets(&session.library, &used),
        next,
        overdue,
        due: coming.into_iter().next(),
    })
}

/// What is to be done by a day, of the plan that goes on in each scope; the earliest first.
fn due_actions(rounds: &[&StoredAssessment]) -> Vec<DueAction> {
    let mut due: Vec<DueAction> = newest_of_scopes(rounds.iter().copied())
        .flat_map(|stored| {
            let assessment = &stored.assessment;
            let actions = assessment.actions().iter();
            let open = actions.filter(|action| action.state.is_open());
            open.filter_map(|action| {
                Some(DueAction {
                    assessment: assessment.id().to_owned(),
                    organization_name: assessment.organization().name.clone(),
                    service: service_reference(&stored.sheet, action.service.as_str()),
                    title: action.title.clone(),
                    owner: action.owner.clone(),
                    due: Day(action.due?),
                })
            })
        })
        .collect();
    due.sort_by_key(|action| action.due);
    due
}

/// The newest round of each scope; a correction that is still open goes beside what it corrects.
pub fn newest_of_scopes<'a>(
    rounds: impl Iterator<Item = &'a StoredAssessment>,
) -> impl Iterator<Item = &'a StoredAssessment> {
    let mut newest: BTreeMap<&str, &StoredAssessment> = BTreeMap::new();
    let when = |round: &StoredAssessment| (round.assessment.date(), round.created_at);
    for round in rounds.filter(|round| {
        round.corrects.is_none() || round.assessment.state() == AssessmentState::Finished
    }) {
        let before = newest.entry(&round.scope).or_insert(round);
        if when(round) > when(before) {
            *before = round;
        }
    }
    newest.into_values()
}

/// The lines of an organization, one for each scope.
fn trends(session: &Session, rounds: &[StoredAssessment]) -> Result<Vec<ScopeTrend>, Failure> {
    let mut newest: Vec<&StoredAssessment> = newest_of_scopes(rounds.iter()).collect();
    newest.sort_by_key(|round| std::cmp::Reverse((round.assessment.date(), round.created_at)));
    let mut lines = Vec::new();
    for stored in newest {
        let all = psirt_app::rounds::all(&session.workspace, stored)?;
        let all: Vec<Round<'_>> = all.iter().map(round).collect();
        let counted = standing(&all, Some(stored.assessment.id())).standing;
        if counted.len() > 1 {
            lines.push(scope_trend(session, stored.assessment.scope(), &counted));
        }
    }
    Ok(lines)
}

fn scope_trend(session: &Session, scope: &str, all: &[Round<'_>]) -> ScopeTrend {
    let crosswalks = session.library.crosswalk_list();
    let change = match all {
        [.., older, newer] => compare(*older, *newer, &crosswalks).overall.shown_change(),
        _ => None,
    };
    let mut before: Option<&SheetId> = None;
    ScopeTrend {
        scope: scope.to_owned(),
        points: all
            .iter()
            .map(|round| {
                let sheet = before.replace(round.sheet.id());
                TrendPoint {
                    assessment: round.assessment.id().to_owned(),
                    date: Day(round.assessment.date()),
                    overall: score(round.sheet, round.assessment).overall.headline(),
                    breaks: sheet.is_some_and(|sheet| sheet != round.sheet.id()),
                }
            })
            .collect(),
        change,
    }
}

/// An organization with its rounds.
pub fn organization_view(
    stored: StoredOrganization,
    mut rounds: Vec<StoredAssessment>,
    is_sample: bool,
) -> OrganizationView {
    rounds.sort_by_key(|round| std::cmp::Reverse((round.assessment.date(), round.created_at)));
    OrganizationView {
        assessments: rounds
            .iter()
            .map(|round| summary(round, &stored.organization.name))
            .collect(),
        id: stored.id,
        name: stored.organization.name,
        sector: stored.organization.sector,
        size: stored.organization.size,
        model: stored.organization.model,
        is_sample,
        trends: Vec::new(),
        weeks: WeeksView::default(),
    }
}

/// One round in a list.
pub fn summary(stored: &StoredAssessment, organization_name: &str) -> AssessmentSummary {
    let assessment = &stored.assessment;
    let scorecard = score(&stored.sheet, assessment);
    AssessmentSummary {
        id: assessment.id().to_owned(),
        organization: stored.organization.clone(),
        organization_name: organization_name.to_owned(),
        scope: assessment.scope().to_owned(),
        title: assessment.title().to_owned(),
        date: Day(assessment.date()),
        state: assessment.state(),
        sheet: assessment.sheet().into(),
        sheet_title: stored.sheet.title().into(),
        coverage: coverage(&scorecard.services),
        overall: scorecard.overall.headline(),
        target: scorecard.overall.target,
        highest_level: stored.sheet.highest_level().number(),
        changed_at: Moment::from(stored.changed_at),
    }
}

/// Every sheet and edition, the one to prefer first: what a crosswalk leads away from is old, and
/// so are editions that have a newer one.
fn sheets(library: &Library, used: &BTreeMap<SheetReference, usize>) -> Vec<SheetSummary> {
    let left: BTreeSet<&SheetId> = library
        .crosswalk_list()
        .into_iter()
        .map(psirt_core::Crosswalk::from)
        .collect();
    let mut sheets = library.sheets();
    sheets.sort_by_key(|(_, sheet)| {
        let newest = library.latest(sheet.id()).map(|newest| newest.edition());
        (newest != Some(sheet.edition()), left.contains(sheet.id()))
    });
    sheets
        .into_iter()
        .map(|(origin, one)| {
            let reference = SheetReference {
                id: one.id().clone(),
                edition: one.edition().to_owned(),
            };
            let assessments = used.get(&reference).copied().unwrap_or_default();
            sheet::summary(one, origin, assessments)
        })
        .collect()
}

/// Go on with the draft that was changed last, else hand over the round that was finished last,
/// else begin the one that is due.
fn next_action(
    session: &Session,
    rounds: &[&StoredAssessment],
    today: Date,
) -> Result<Option<NextAction>, Failure> {
    let draft = rounds
        .iter()
        .filter(|round| round.assessment.state() == AssessmentState::Draft)
        .max_by_key(|round| round.changed_at);
    if let Some(draft) = draft {
        let assessment = draft.assessment.id().to_owned();
        return Ok(Some(match first_unanswered(draft) {
            Some(service) => NextAction::ContinueAnswering {
                assessment,
                service,
            },
            None => NextAction::ReviewResults { assessment },
        }));
    }
    let newest = rounds.iter().max_by_key(|round| round.assessment.date());
    let Some(newest) = newest else {
        return Ok(None);
    };
    let assessment = newest.assessment.id().to_owned();
    let due = newest
        .assessment
        .date()
        .saturating_add(MONTHS_BETWEEN_ROUNDS.months());
    if due <= today {
        return Ok(Some(NextAction::NextRound { assessment }));
    }
    let is_reported = psirt_app::rounds::is_reported(&session.workspace, &assessment)?;
    Ok((!is_reported).then_some(NextAction::MakeReport { assessment }))
}

fn first_unanswered(stored: &StoredAssessment) -> Option<String> {
    stored
        .sheet
        .services()
        .find(|service| {
            State::of(stored.assessment.answer(service.id.as_str())) == State::Unanswered
        })
        .map(|service| service.id.to_string())
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

/// A setting that lists ids.
pub fn list(session: &Session, setting: &str) -> Result<BTreeSet<String>, Failure> {
    Ok(session.workspace.setting(setting)?.unwrap_or_default())
}
