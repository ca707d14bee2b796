//! Results and why they are what they are.

use psirt_core::explain::{self, Explanation, explain};
use psirt_core::score::{AreaLeftOut, AreaScore, Scorecard, ServiceScore, State, score};
use psirt_core::trend::{Bridge, Comparison, Round, ServiceChange, compare};
use psirt_core::{Answer, AreaId, Crosswalk, Level, ServiceId};

use super::plan::next_step_view;
use super::{evidence, level_number, round_reference, service_reference};
use crate::wire::{
    AnswerState, AreaLeftOutView, AreaScoreView, ExplanationPart, ExplanationView,
    NotApplicableView, OverallScoreView, RadarRound, RaiseView, ResultsView, ServiceScoreView,
    Subject, Text, TickedView,
};

/// Rounds a radar shows besides the present one.
const MOST_EARLIER_ROUNDS: usize = 4;
/// Steps that are named as raising a figure.
const MOST_RAISES: usize = 6;

/// Every figure of a round; `earlier` rounds are given newest first.
pub fn results(round: Round<'_>, earlier: &[Round<'_>], crosswalks: &[&Crosswalk]) -> ResultsView {
    let scorecard = score(round.sheet, round.assessment);
    let bridge = |older: &Round<'_>| Bridge::between(older.sheet, round.sheet, crosswalks);
    // A round that shares nothing with this one is no measure of change.
    let previous = earlier.iter().find(|older| bridge(older).joins_anything());
    let comparison = previous.map(|&older| compare(older, round, crosswalks));
    ResultsView {
        assessment: round.assessment.id().to_owned(),
        highest_level: round.sheet.highest_level().number(),
        previous: previous.map(|&older| round_reference(older)),
        overall: overall(round, &scorecard, comparison.as_ref()),
        areas: round
            .sheet
            .areas()
            .iter()
            .zip(&scorecard.areas)
            .map(|(area, figure)| AreaScoreView {
                title: (&area.title).into(),
                ..area_score(figure, comparison.as_ref())
            })
            .collect(),
        services: scorecard
            .services
            .iter()
            .map(|service| service_score(round, service, comparison.as_ref()))
            .collect(),
        not_applicable: round
            .sheet
            .services()
            .filter_map(
                |service| match round.assessment.answer(service.id.as_str()) {
                    Some(Answer::NotApplicable(reason)) => Some(NotApplicableView {
                        service: service_reference(round.sheet, service.id.as_str()),
                        reason: reason.clone(),
                    }),
                    _ => None,
                },
            )
            .collect(),
        earlier: earlier
            .iter()
            .take(MOST_EARLIER_ROUNDS)
            .map(|&older| radar_round(older, round, crosswalks))
            .collect(),
    }
}

fn overall(
    round: Round<'_>,
    scorecard: &Scorecard,
    comparison: Option<&Comparison<'_>>,
) -> OverallScoreView {
    let overall = &scorecard.overall;
    OverallScoreView {
        score: overall.score,
        areas: overall.areas,
        coverage: scorecard.overall.coverage.into(),
        target: overall.target,
        headline: overall.headline(),
        left_out: overall
            .left_out
            .iter()
            .map(|area| left_out(round, area))
            .collect(),
        strongest: overall.strongest.iter().map(AreaId::to_string).collect(),
        weakest: overall.weakest.iter().map(AreaId::to_string).collect(),
        score_beside_target: overall.score_beside_target,
        targeted: overall.targeted,
        targets_without_level: overall.targets_without_level,
        change: comparison.and_then(|comparison| comparison.overall.shown_change()),
        compared: comparison.map_or(0, |comparison| comparison.overall.compared),
        lowest_level: overall.lowest_level.map(psirt_core::Level::number),
        lowest: overall
            .lowest
            .iter()
            .map(|id| service_reference(round.sheet, id.as_str()))
            .collect(),
    }
}

fn left_out(round: Round<'_>, area: &AreaLeftOut) -> AreaLeftOutView {
    let title = round.sheet.area(area.id.as_str());
    AreaLeftOutView {
        id: area.id.to_string(),
        title: title.map_or_else(Text::default, |area| (&area.title).into()),
        reason: area.reason,
    }
}

fn area_score(area: &AreaScore, comparison: Option<&Comparison<'_>>) -> AreaScoreView {
    let change =
        comparison.and_then(|comparison| comparison.areas.iter().find(|one| one.id == area.id));
    AreaScoreView {
        id: area.id.to_string(),
        title: Text::default(),
        score: area.score,
        target: area.target,
        coverage: area.coverage.into(),
        score_beside_target: area.score_beside_target,
        targeted: area.targeted,
        targets_without_level: area.targets_without_level,
        previous: change.and_then(|change| change.score_before),
        change: change.and_then(psirt_core::trend::FigureChange::shown_change),
        compared: change.map_or(0, |change| change.compared),
    }
}

fn service_score(
    round: Round<'_>,
    service: &ServiceScore,
    comparison: Option<&Comparison<'_>>,
) -> ServiceScoreView {
    let is_this = |change: &&ServiceChange<'_>| change.service == service.id;
    let change = comparison.and_then(|comparison| comparison.services.iter().find(is_this));
    ServiceScoreView {
        id: service.id.to_string(),
        title: service_reference(round.sheet, service.id.as_str()).title,
        area: service.area.to_string(),
        state: service.state.into(),
        level: level_number(service.state),
        target: service.target.map(psirt_core::Level::number),
        gap: service.gap,
        previous_state: change.map(|change| change.before.into()),
        previous_level: change.and_then(|change| level_number(change.before)),
        change: change.and_then(|change| change.change),
    }
}

fn radar_round(older: Round<'_>, round: Round<'_>, crosswalks: &[&Crosswalk]) -> RadarRound {
    let scorecard = score(older.sheet, older.assessment);
    let bridge = Bridge::between(older.sheet, round.sheet, crosswalks);
    RadarRound {
        round: round_reference(older),
        areas: round
            .sheet
            .areas()
            .iter()
            .map(|area| {
                let figure = scorecard.area(area.id.as_str())?.score;
                figure.filter(|_| bridge.is_one_sheet())
            })
            .collect(),
        services: round
            .sheet
            .services()
            .map(|service| {
                let (id, _) = bridge.older(service.id.as_str())?;
                scorecard.service(id.as_str())?.state.level().map(f64::from)
            })
            .collect(),
    }
}

/// Why a figure is what it is; `None` where the sheet has no such subject.
pub fn explanation(round: Round<'_>, subject: &Subject) -> Option<ExplanationView> {
    let scorecard = score(round.sheet, round.assessment);
    let asked = asked(subject);
    let explanation = explain(round.sheet, round.assessment, &scorecard, &asked)?;
    let sheet = round.sheet;
    let area_title = |id: &AreaId| {
        sheet
            .area(id.as_str())
            .map_or_else(|| Text::same(id.as_str()), |area| (&area.title).into())
    };
    let part = |id: &ServiceId, level: Option<Level>, state: State| ExplanationPart {
        id: id.to_string(),
        title: service_reference(sheet, id.as_str()).title,
        value: level.map(f64::from),
        state: state.into(),
    };
    let mut view = ExplanationView {
        subject: subject.clone(),
        title: Text::default(),
        value: None,
        state: AnswerState::Level,
        rule: Text::of(|language| explanation.rule(language).to_owned()),
        parts: Vec::new(),
        indicators: Vec::new(),
        note: String::new(),
        evidence: Vec::new(),
        raises: raises(round, &asked),
    };
    match &explanation {
        Explanation::Overall { score, areas } => {
            view.title = Text::both("Overall", "総合");
            view.value = score.score;
            view.state = state_of_mean(score.score);
            view.parts = areas
                .iter()
                .map(|area| ExplanationPart {
                    id: area.id.to_string(),
                    title: area_title(&area.id),
                    value: area.score,
                    state: state_of_mean(area.score),
                })
                .collect();
        }
        Explanation::Area { score, services } => {
            view.title = area_title(&score.id);
            view.value = score.score;
            view.state = state_of_mean(score.score);
            view.parts = services
                .iter()
                .map(|service| part(&service.id, service.state.level(), service.state))
                .collect();
        }
        Explanation::Defensible {
            area,
            score,
            services,
            ..
        } => {
            view.title = area.as_ref().map_or_else(
                || Text::both("Defensible score", "裏付けのあるスコア"),
                area_title,
            );
            view.value = *score;
            view.state = state_of_mean(*score);
            view.parts = services
                .iter()
                .map(|service| part(&service.id, service.defended().level(), service.state))
                .collect();
        }
        Explanation::Service {
            score,
            reason,
            indicators,
            ..
        } => {
            view.title = service_reference(sheet, score.id.as_str()).title;
            view.value = score.state.level().map(f64::from);
            view.state = score.state.into();
            view.indicators = indicators
                .iter()
                .map(|count| TickedView {
                    level: count.level.number(),
                    ticked: count.ticked,
                    all: count.all,
                })
                .collect();
            if let Some(entry) = round.assessment.entry(score.id.as_str()) {
                view.note.clone_from(&entry.note);
                view.evidence = evidence(&entry.evidence);
            }
            if let Some(reason) = reason {
                (*reason).clone_into(&mut view.note);
            }
        }
    }
    Some(view)
}

/// The subject as core knows it.
fn asked(subject: &Subject) -> explain::Subject {
    match subject {
        Subject::Overall => explain::Subject::Overall,
        Subject::Area { id } => explain::Subject::Area(AreaId::from(id.as_str())),
        Subject::Service { id } => explain::Subject::Service(ServiceId::from(id.as_str())),
        Subject::Defensible => explain::Subject::Defensible(None),
        Subject::DefensibleArea { id } => {
            explain::Subject::Defensible(Some(AreaId::from(id.as_str())))
        }
    }
}

/// A mean without anything it is the mean of is like a service without an answer.
fn state_of_mean(mean: Option<f64>) -> AnswerState {
    mean.map_or(AnswerState::Unanswered, |_| AnswerState::Level)
}

/// The next steps that raise a figure most.
fn raises(round: Round<'_>, subject: &explain::Subject) -> Vec<RaiseView> {
    explain::raises(round.sheet, round.assessment, subject)
        .into_iter()
        .take(MOST_RAISES)
        .map(|raise| RaiseView {
            service: service_reference(round.sheet, raise.service.as_str()),
            next: next_step_view(raise.next),
            value: raise.value,
        })
        .collect()
}
