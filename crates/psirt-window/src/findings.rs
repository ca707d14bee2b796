//! What is found out from an assessment: results, readings, gaps, progress.

#![expect(missing_docs, reason = "the list of commands describes each")]

use psirt_core::SheetId;
use psirt_core::limits::{MOST_DAYS_OF_A_BUDGET, MOST_OF_A_TEXT};

use super::session::{Desktop, Session};
use super::view::confidence::confidence_view;
use super::view::progress::{Annotated, comparison_view, trend_view};
use super::view::reading::{profile_summary, readiness as readiness_view, summary};
use super::view::result::{explanation, results as results_view};
use super::view::{plan, round_reference};
use super::wire::{
    AnnotateRound, BudgetRequest, BudgetView, CompareRequest, ComparisonView, ConfidenceView,
    Explain, ExplanationView, Failure, FailureCode, GapsRequest, GapsView, KeepPlan, OfAssessment,
    PlanRound, ProfileSummary, ReadinessRequest, ReadinessView, ReadingSummary, ResultsView,
    RoadmapView, SheetReference, TrendView,
};
use psirt_app::assessments::reading;
use psirt_app::rounds::{self, round};
use psirt_app::workspaces::deed;

pub fn results(desktop: &Desktop, request: OfAssessment) -> Result<ResultsView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    let earlier = rounds::earlier(&session.workspace, &stored)?;
    let earlier: Vec<_> = earlier.iter().map(round).collect();
    let crosswalks = session.library.crosswalk_list();
    Ok(results_view(round(&stored), &earlier, &crosswalks))
}

pub fn explain(desktop: &Desktop, request: Explain) -> Result<ExplanationView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    explanation(round(&stored), &request.subject)
        .ok_or_else(|| Failure::new(FailureCode::NotFound, "the sheet has no such figure"))
}

pub fn confidence(desktop: &Desktop, request: OfAssessment) -> Result<ConfidenceView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    Ok(confidence_view(round(&stored)))
}

pub fn readings(desktop: &Desktop, request: OfAssessment) -> Result<Vec<ReadingSummary>, Failure> {
    let language = desktop.language();
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    let sector = stored.assessment.organization().sector;
    let readings = session
        .library
        .readings_concerning(stored.sheet.id(), sector, language);
    Ok(readings
        .into_iter()
        .map(|reading| summary(reading))
        .collect())
}

pub fn readiness(desktop: &Desktop, request: ReadinessRequest) -> Result<ReadinessView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    let reading = reading(&session.library, &request.reading, &stored.sheet)?;
    Ok(readiness_view(round(&stored), reading))
}

pub fn profiles(
    desktop: &Desktop,
    request: SheetReference,
) -> Result<Vec<ProfileSummary>, Failure> {
    let library = desktop.state().library();
    let mut profiles: Vec<ProfileSummary> = library
        .profiles_for(&SheetId::from(request.id))
        .into_iter()
        .map(|profile| profile_summary(profile))
        .collect();
    // Most begin with the one that asks least.
    profiles.sort_by(|one, other| {
        let mean = |profile: &ProfileSummary| profile.mean_target.unwrap_or_default();
        mean(one).total_cmp(&mean(other))
    });
    Ok(profiles)
}

pub fn gaps(desktop: &Desktop, request: GapsRequest) -> Result<GapsView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    let reading = request
        .reading
        .map(|id| reading(&session.library, &id, &stored.sheet))
        .transpose()?;
    Ok(plan::gaps_view(round(&stored), reading))
}

pub fn budget(desktop: &Desktop, request: BudgetRequest) -> Result<BudgetView, Failure> {
    check_days(request.days)?;
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    let reading = request
        .reading
        .map(|id| reading(&session.library, &id, &stored.sheet))
        .transpose()?;
    Ok(plan::budget_view(round(&stored), reading, request.days))
}

pub fn keep_plan(desktop: &Desktop, request: KeepPlan) -> Result<RoadmapView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    let reading = request
        .reading
        .map(|id| reading(&session.library, &id, &stored.sheet))
        .transpose()?;
    let kept = request
        .days
        .map(|days| {
            check_days(days)?;
            Ok::<_, Failure>(plan::kept(round(&stored), reading, days))
        })
        .transpose()?;
    let deed = deed("plan", &who);
    let stored = session
        .workspace
        .keep_plan(&request.assessment, kept, deed)?;
    Ok(plan::roadmap_view(round(&stored)))
}

fn check_days(days: f64) -> Result<(), Failure> {
    if (0.0..=f64::from(MOST_DAYS_OF_A_BUDGET)).contains(&days) {
        return Ok(());
    }
    Err(Failure::new(
        FailureCode::InvalidInput,
        "a budget is a number of person-days, 0 or more",
    ))
}

pub fn trend(desktop: &Desktop, request: OfAssessment) -> Result<TrendView, Failure> {
    view(desktop.state().open()?, &request.assessment)
}

pub fn annotate_round(desktop: &Desktop, request: AnnotateRound) -> Result<TrendView, Failure> {
    use psirt_core::assessment::AssessmentState;

    let remark = request.note.trim();
    if remark.chars().count() > MOST_OF_A_TEXT {
        return Err(Failure::new(
            FailureCode::InvalidInput,
            format!("a remark has at most {MOST_OF_A_TEXT} characters"),
        ));
    }
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let id = &request.assessment;
    let deed = deed("annotate", &who);
    match session.workspace.assessment(id)?.assessment.state() {
        AssessmentState::Finished => drop(session.workspace.annotate(id, remark, deed)?),
        AssessmentState::Draft => {
            let remark = Some(remark).filter(|remark| !remark.is_empty());
            session
                .workspace
                .set_document(id, rounds::REMARK, remark.as_ref(), deed)?;
        }
    }
    view(session, id)
}

pub fn plan_round(desktop: &Desktop, request: PlanRound) -> Result<TrendView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    let date = request.date.map(|day| day.0);
    rounds::plan(&mut session.workspace, &stored.scope, date)?;
    view(session, &request.assessment)
}

pub fn compare(desktop: &Desktop, request: CompareRequest) -> Result<ComparisonView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let older = session.workspace.assessment(&request.older)?;
    let newer = session.workspace.assessment(&request.newer)?;
    let crosswalks = session.library.crosswalk_list();
    Ok(comparison_view(round(&older), round(&newer), &crosswalks))
}

fn view(session: &Session, assessment: &str) -> Result<TrendView, Failure> {
    let stored = session.workspace.assessment(assessment)?;
    let all = rounds::all(&session.workspace, &stored)?;
    let annotated: Vec<Annotated<'_>> = all
        .iter()
        .map(|one| {
            let corrects = match &one.corrects {
                Some(id) => Some(session.workspace.assessment(id)?),
                None => None,
            };
            Ok(Annotated {
                round: round(one),
                note: rounds::remark(&session.workspace, one)?,
                corrects: corrects.as_ref().map(|one| round_reference(round(one))),
            })
        })
        .collect::<Result<_, Failure>>()?;
    let planned = rounds::planned(&session.workspace, &stored.scope)?;
    let crosswalks = session.library.crosswalk_list();
    Ok(trend_view(&annotated, assessment, &crosswalks, planned))
}
