//! Home: organizations, their rounds, and what to do next.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use psirt_app::assessments::today;
use psirt_app::frameworks::Library;
use psirt_app::rounds::round;
use psirt_core::assessment::{AssessmentState, SheetReference};
use psirt_core::score::{State, score};
use psirt_core::trend::{Round, compare, standing};
use psirt_core::{Date, SheetId};
use psirt_store::{StoredAssessment, StoredOrganization};

use super::weeks;
use crate::kept;
use crate::session::Session;
use crate::view::{service_reference, sheet};
use crate::wire::{
    AssessmentSummary, Day, DueAction, Failure, HomeView, Moment, NextAction, OrganizationView,
    ScopeTrend, SheetSummary, TrendPoint, WeeksView,
};

/// After how many months the next round is proposed.
const MONTHS_BETWEEN_ROUNDS: i32 = 10;

/// The list as it is now.
pub fn view(session: &Session) -> Result<HomeView, Failure> {
    let sample = kept::list(session, kept::SAMPLES)?;
    let removed = kept::removed_organizations(session)?;
    let weeks = kept::weeks(session)?;
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
        coverage: scorecard.overall.coverage.into(),
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
