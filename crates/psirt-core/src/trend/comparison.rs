//! What changed from one round to a later one: like for like.

use std::collections::BTreeMap;

use crate::assessment::{Action, ActionState, Assessment};
use crate::crosswalk::Crosswalk;
use crate::id::{AreaId, ServiceId};
use crate::round::state_now;
use crate::score::{Scorecard, State, score, score_states, shown_difference, tenths};
use crate::sheet::{Level, Sheet};

use super::{Bridge, Continuity, Round};

/// What changed from one round to a later one.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// Whether both rounds use one sheet.
    pub one_sheet: bool,
    /// Services that continue, in the newer sheet's order.
    pub services: Vec<ServiceChange<'a>>,
    /// Services of the newer round without a past.
    pub begun: Vec<ServiceId>,
    /// Services of the older round without a future.
    pub ended: Vec<ServiceId>,
    /// Areas of the newer sheet.
    pub areas: Vec<FigureChange<AreaId>>,
    /// The whole.
    pub overall: FigureChange<()>,
    /// How many areas the change of the whole rests on.
    pub compared_areas: usize,
}

/// One service in two rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceChange<'a> {
    /// The service in the newer round.
    pub service: ServiceId,
    /// The service in the older round.
    pub older_service: ServiceId,
    /// How they belong together.
    pub continuity: Continuity,
    /// What was known then.
    pub before: State,
    /// What is known now.
    pub after: State,
    /// Levels gained, negative where lost; `None` unless both rounds have a level of one scale.
    pub change: Option<i16>,
    /// The older target, to set beside the outcome.
    pub target_before: Option<Level>,
    /// The note then.
    pub note_before: &'a str,
    /// The note now.
    pub note_after: &'a str,
    /// Actions of the older round on this service that are done, in whichever round says so.
    pub actions_done: Vec<&'a Action>,
}

/// One figure in two rounds, taken over the services that have a level in both, and the round's own
/// figures beside it.
///
/// A service that lost or found its answer would else move the figure without having changed.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureChange<Id> {
    /// What the figure is of.
    pub id: Id,
    /// The figure then, over the services compared.
    pub before: Option<f64>,
    /// The figure now, over the same services.
    pub after: Option<f64>,
    /// How many services are compared.
    pub compared: usize,
    /// The older round's own score; of an area within one sheet only.
    pub score_before: Option<f64>,
    /// The newer round's own score.
    pub score_after: Option<f64>,
}

impl<Id> FigureChange<Id> {
    /// Points gained, negative where lost, where anything compares.
    pub fn change(&self) -> Option<f64> {
        Some(self.after? - self.before?)
    }

    /// The difference of the two figures as they are shown.
    pub fn shown_change(&self) -> Option<f64> {
        Some(shown_difference(self.before?, self.after?))
    }
}

impl Comparison<'_> {
    /// Services that fell, the deepest fall first.
    pub fn falls(&self) -> Vec<&ServiceChange<'_>> {
        let mut falls: Vec<_> = self
            .services
            .iter()
            .filter(|service| service.change.is_some_and(|change| change < 0))
            .collect();
        falls.sort_by_key(|service| service.change);
        falls
    }

    /// Services that rose, the highest rise first.
    pub fn rises(&self) -> Vec<&ServiceChange<'_>> {
        let mut rises: Vec<_> = self
            .services
            .iter()
            .filter(|service| service.change.is_some_and(|change| change > 0))
            .collect();
        rises.sort_by_key(|service| std::cmp::Reverse(service.change));
        rises
    }

    /// Every service with the deepest fall; empty where none fell.
    pub fn deepest_falls(&self) -> Vec<&ServiceChange<'_>> {
        alike(self.falls())
    }

    /// Every service with the highest rise; empty where none rose.
    pub fn highest_rises(&self) -> Vec<&ServiceChange<'_>> {
        alike(self.rises())
    }

    /// Every area with the largest rise as it is shown; empty where none rose.
    pub fn most_risen_areas(&self) -> Vec<&FigureChange<AreaId>> {
        self.outermost_areas(1)
    }

    /// Every area with the largest fall as it is shown; empty where none fell.
    pub fn most_fallen_areas(&self) -> Vec<&FigureChange<AreaId>> {
        self.outermost_areas(-1)
    }

    fn outermost_areas(&self, direction: i64) -> Vec<&FigureChange<AreaId>> {
        let moved = |area: &FigureChange<AreaId>| {
            let tenths = tenths(area.shown_change()?) * direction;
            (tenths > 0).then_some(tenths)
        };
        let most = self.areas.iter().filter_map(moved).max();
        let areas = self.areas.iter();
        areas
            .filter(|area| most.is_some() && moved(area) == most)
            .collect()
    }

    /// Services that had a level and have none now, whatever the reason.
    pub fn no_longer_answered(&self) -> impl Iterator<Item = &ServiceChange<'_>> {
        self.services
            .iter()
            .filter(|service| service.before.level().is_some() && service.after.level().is_none())
    }

    /// Services that have a level now and had none.
    pub fn newly_answered(&self) -> impl Iterator<Item = &ServiceChange<'_>> {
        self.services
            .iter()
            .filter(|service| service.before.level().is_none() && service.after.level().is_some())
    }
}

/// Those at the front of a sorted list that changed alike.
fn alike<'c, 'a>(mut sorted: Vec<&'c ServiceChange<'a>>) -> Vec<&'c ServiceChange<'a>> {
    let first = sorted.first().map(|service| service.change);
    sorted.retain(|service| Some(service.change) == first);
    sorted
}

/// Compares a round with a later one, service by service.
pub fn compare<'a>(
    older: Round<'a>,
    newer: Round<'a>,
    crosswalks: &[&Crosswalk],
) -> Comparison<'a> {
    let bridge = Bridge::between(older.sheet, newer.sheet, crosswalks);
    let services: Vec<ServiceChange<'a>> = newer
        .sheet
        .services()
        .filter_map(|service| {
            let (older_service, continuity) = bridge.older(service.id.as_str())?;
            Some(service_change(
                older,
                newer,
                older_service,
                &service.id,
                continuity,
            ))
        })
        .collect();
    let begun = newer
        .sheet
        .services()
        .map(|service| service.id.clone())
        .filter(|service| bridge.older(service.as_str()).is_none())
        .collect();
    let ended = older
        .sheet
        .services()
        .map(|service| service.id.clone())
        .filter(|id| services.iter().all(|service| service.older_service != *id))
        .collect();
    let figures = Figures {
        before: compared_scores(newer.sheet, &services, |service| service.before.level()),
        after: compared_scores(newer.sheet, &services, |service| service.after.level()),
        own_before: score(older.sheet, older.assessment),
        own_after: score(newer.sheet, newer.assessment),
    };
    Comparison {
        one_sheet: bridge.one_sheet,
        areas: figures.areas(bridge.one_sheet),
        overall: figures.overall(),
        compared_areas: figures.after.overall.areas,
        services,
        begun,
        ended,
    }
}

/// The scores of a sheet over the services compared alone, each at the level given for it.
pub(crate) fn compared_scores<'a>(
    sheet: &Sheet,
    services: &[ServiceChange<'a>],
    level: impl Fn(&ServiceChange<'a>) -> Option<Level>,
) -> Scorecard {
    let compared: BTreeMap<&str, &ServiceChange<'a>> = services
        .iter()
        .filter(|service| service.change.is_some())
        .map(|service| (service.service.as_str(), service))
        .collect();
    score_states(sheet, |service| {
        let level = compared.get(service).and_then(|service| level(service));
        (level.map_or(State::Unanswered, State::Level), None)
    })
}

/// The scores a change is told from.
struct Figures {
    before: Scorecard,
    after: Scorecard,
    own_before: Scorecard,
    own_after: Scorecard,
}

impl Figures {
    fn overall(&self) -> FigureChange<()> {
        FigureChange {
            id: (),
            before: self.before.overall.score,
            after: self.after.overall.score,
            compared: self.after.overall.coverage.answered,
            score_before: self.own_before.overall.score,
            score_after: self.own_after.overall.score,
        }
    }

    fn areas(&self, one_sheet: bool) -> Vec<FigureChange<AreaId>> {
        let own = self.own_after.areas.iter();
        own.zip(self.before.areas.iter().zip(&self.after.areas))
            .map(|(own, (before, after))| FigureChange {
                id: own.id.clone(),
                before: before.score,
                after: after.score,
                compared: after.coverage.answered,
                score_before: self
                    .own_before
                    .area(own.id.as_str())
                    .filter(|_| one_sheet)
                    .and_then(|area| area.score),
                score_after: own.score,
            })
            .collect()
    }
}

fn service_change<'a>(
    older: Round<'a>,
    newer: Round<'a>,
    older_service: &ServiceId,
    service: &ServiceId,
    continuity: Continuity,
) -> ServiceChange<'a> {
    let before = State::of(older.assessment.answer(older_service.as_str()));
    let after = State::of(newer.assessment.answer(service.as_str()));
    let note = |assessment: &'a Assessment, service: &ServiceId| {
        assessment
            .entry(service.as_str())
            .map_or("", |entry| entry.note.as_str())
    };
    ServiceChange {
        service: service.clone(),
        older_service: older_service.clone(),
        continuity,
        before,
        after,
        change: before
            .level()
            .zip(after.level())
            .filter(|_| older.sheet.highest_level() == newer.sheet.highest_level())
            .map(|(before, after)| after.above(before)),
        target_before: older.assessment.target(older_service.as_str()),
        note_before: note(older.assessment, older_service),
        note_after: note(newer.assessment, service),
        actions_done: actions_done(older, newer, older_service),
    }
}

fn actions_done<'a>(older: Round<'a>, newer: Round<'a>, service: &ServiceId) -> Vec<&'a Action> {
    older
        .assessment
        .actions()
        .iter()
        .filter(|action| action.service == *service)
        .filter(|action| state_now(action, newer.assessment) == ActionState::Done)
        .collect()
}
