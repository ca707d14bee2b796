//! Trend: rounds of one scope over time, compared where they can be compared.
//!
//! The same service compares; services joined by a crosswalk compare, with a mark where they are
//! only close. Figures of areas and of the whole compare within one sheet only: where the sheet
//! changed, the line breaks.

use std::collections::BTreeMap;

use crate::assessment::{Action, ActionState, Assessment};
use crate::crosswalk::{Crosswalk, Relation};
use crate::id::{AreaId, ServiceId};
use crate::round::state_now;
use crate::score::{Scorecard, State, score};
use crate::sheet::{Level, Sheet};

/// One round with its sheet.
#[derive(Clone, Copy, Debug)]
pub struct Round<'a> {
    /// The sheet it was made with.
    pub sheet: &'a Sheet,
    /// What was answered.
    pub assessment: &'a Assessment,
}

/// How two services of two rounds belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Continuity {
    /// The same service.
    Same,
    /// Nearly the same: shown with a mark.
    Close,
    /// One of several services that an older one was split into: shown with a mark.
    Split,
}

/// Which services of a newer sheet continue which of an older one.
#[derive(Clone, Debug, PartialEq)]
pub struct Bridge {
    /// Newer service to older service.
    links: BTreeMap<ServiceId, (ServiceId, Continuity)>,
    /// Whether both rounds use one sheet.
    one_sheet: bool,
}

impl Bridge {
    /// The bridge between two sheets: the sheet itself, a crosswalk in either direction, or
    /// nothing.
    ///
    /// Where several older services became one, none of them alone is its past: it begins anew.
    pub fn between(older: &Sheet, newer: &Sheet, crosswalks: &[&Crosswalk]) -> Self {
        if older.id() == newer.id() {
            let links = newer
                .services()
                .filter(|service| older.service(service.id.as_str()).is_some())
                .map(|service| (service.id.clone(), (service.id.clone(), Continuity::Same)))
                .collect();
            return Self {
                links,
                one_sheet: true,
            };
        }
        let pairs = crosswalks
            .iter()
            .find_map(|crosswalk| pairs(crosswalk, older, newer))
            .unwrap_or_default();
        Self {
            links: links(&pairs),
            one_sheet: false,
        }
    }

    /// The older service a newer one continues.
    pub fn older(&self, newer: &str) -> Option<(&ServiceId, Continuity)> {
        self.links
            .get(newer)
            .map(|(older, continuity)| (older, *continuity))
    }

    /// Whether figures of areas and of the whole compare.
    pub fn is_one_sheet(&self) -> bool {
        self.one_sheet
    }

    /// Whether any service continues.
    pub fn joins_anything(&self) -> bool {
        !self.links.is_empty()
    }
}

/// Older service, newer service, relation.
type Pair<'a> = (&'a ServiceId, &'a ServiceId, Relation);

fn pairs<'a>(crosswalk: &'a Crosswalk, older: &Sheet, newer: &Sheet) -> Option<Vec<Pair<'a>>> {
    let forward = crosswalk.from() == older.id() && crosswalk.to() == newer.id();
    let backward = crosswalk.from() == newer.id() && crosswalk.to() == older.id();
    (forward || backward).then(|| {
        crosswalk
            .links()
            .iter()
            .map(|link| {
                if forward {
                    (&link.from, &link.to, link.relation)
                } else {
                    (&link.to, &link.from, link.relation)
                }
            })
            .collect()
    })
}

fn links(pairs: &[Pair<'_>]) -> BTreeMap<ServiceId, (ServiceId, Continuity)> {
    let mut links = BTreeMap::new();
    for &(older, newer, relation) in pairs {
        let merged = pairs.iter().filter(|pair| pair.1 == newer).count() > 1;
        if merged {
            continue;
        }
        let split = pairs.iter().filter(|pair| pair.0 == older).count() > 1;
        let continuity = match relation {
            _ if split => Continuity::Split,
            Relation::Same => Continuity::Same,
            Relation::Close => Continuity::Close,
        };
        links.insert(newer.clone(), (older.clone(), continuity));
    }
    links
}

/// What changed from one round to a later one.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// Whether figures of areas and of the whole compare.
    pub one_sheet: bool,
    /// Services that continue, in the newer sheet's order.
    pub services: Vec<ServiceChange<'a>>,
    /// Services of the newer round without a past.
    pub begun: Vec<ServiceId>,
    /// Services of the older round without a future.
    pub ended: Vec<ServiceId>,
    /// Areas of the newer sheet; older figures are there within one sheet only.
    pub areas: Vec<FigureChange<AreaId>>,
    /// The whole; the older figure is there within one sheet only.
    pub overall: FigureChange<()>,
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
    /// Levels gained, negative where lost; `None` unless both rounds have a level.
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

/// One figure in two rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureChange<Id> {
    /// What the figure is of.
    pub id: Id,
    /// The figure then, where it compares.
    pub before: Option<f64>,
    /// The figure now.
    pub after: Option<f64>,
}

impl<Id> FigureChange<Id> {
    /// Points gained, negative where lost, where both figures are there.
    pub fn change(&self) -> Option<f64> {
        Some(self.after? - self.before?)
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
    let before = score(older.sheet, older.assessment);
    let after = score(newer.sheet, newer.assessment);
    Comparison {
        one_sheet: bridge.one_sheet,
        services,
        begun,
        ended,
        areas: area_changes(&bridge, &before, &after),
        overall: FigureChange {
            id: (),
            before: before.overall.score.filter(|_| bridge.one_sheet),
            after: after.overall.score,
        },
    }
}

fn area_changes(
    bridge: &Bridge,
    before: &Scorecard,
    after: &Scorecard,
) -> Vec<FigureChange<AreaId>> {
    after
        .areas
        .iter()
        .map(|area| FigureChange {
            id: area.id.clone(),
            before: before
                .area(area.id.as_str())
                .and_then(|area| area.score)
                .filter(|_| bridge.one_sheet),
            after: area.score,
        })
        .collect()
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

/// Rounds of one scope over time, seen from the services of the last round's sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// The figures of each round, oldest first.
    pub rounds: Vec<Scorecard>,
    /// For each round but the first: whether its area and overall figures compare with those of
    /// the round before.
    pub breaks: Vec<Break>,
    /// Each service of the last round's sheet, as far back as it goes.
    pub services: Vec<ServiceLine>,
}

/// What happens to the line between a round and the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// One sheet: the line goes on.
    None,
    /// The sheet changed: figures of areas and of the whole do not compare.
    SheetChanged {
        /// How many services of the newer sheet continue.
        carried: usize,
        /// Services of the newer sheet without a past.
        begun: Vec<ServiceId>,
        /// Services of the older sheet without a future.
        ended: Vec<ServiceId>,
    },
}

/// One service over all rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceLine {
    /// The service in the last round's sheet.
    pub service: ServiceId,
    /// One point for each round, oldest first; `None` where the service has no counterpart.
    pub points: Vec<Option<Point>>,
}

/// What a round says of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The service in that round's sheet.
    pub service: ServiceId,
    /// The answer.
    pub state: State,
    /// The level wanted then.
    pub target: Option<Level>,
    /// How it belongs to the service of the last round.
    pub continuity: Continuity,
}

/// Follows every service of the last round back through the earlier ones.
///
/// `rounds` are given oldest first, at least one. A service is followed from round to round;
/// where a round's sheet has no counterpart, the line ends there.
pub fn trend(rounds: &[Round<'_>], crosswalks: &[&Crosswalk]) -> Trend {
    let bridges: Vec<Bridge> = rounds
        .windows(2)
        .map(|pair| Bridge::between(pair[0].sheet, pair[1].sheet, crosswalks))
        .collect();
    let last = rounds.last().expect("a trend has a round");
    Trend {
        rounds: rounds
            .iter()
            .map(|round| score(round.sheet, round.assessment))
            .collect(),
        breaks: rounds
            .windows(2)
            .zip(&bridges)
            .map(|(pair, bridge)| line_break(pair[0].sheet, pair[1].sheet, bridge))
            .collect(),
        services: last
            .sheet
            .services()
            .map(|service| service_line(&service.id, rounds, &bridges))
            .collect(),
    }
}

fn line_break(older: &Sheet, newer: &Sheet, bridge: &Bridge) -> Break {
    if bridge.one_sheet {
        return Break::None;
    }
    let begun: Vec<ServiceId> = newer
        .services()
        .map(|service| service.id.clone())
        .filter(|id| bridge.older(id.as_str()).is_none())
        .collect();
    let continued: Vec<&ServiceId> = bridge.links.values().map(|(older, _)| older).collect();
    Break::SheetChanged {
        carried: bridge.links.len(),
        begun,
        ended: older
            .services()
            .map(|service| service.id.clone())
            .filter(|id| !continued.contains(&id))
            .collect(),
    }
}

fn service_line(service: &ServiceId, rounds: &[Round<'_>], bridges: &[Bridge]) -> ServiceLine {
    let mut points = vec![None; rounds.len()];
    let mut here = Some((service.clone(), Continuity::Same));
    for index in (0..rounds.len()).rev() {
        let Some((id, continuity)) = here else {
            break;
        };
        let assessment = rounds[index].assessment;
        points[index] = Some(Point {
            service: id.clone(),
            state: State::of(assessment.answer(id.as_str())),
            target: assessment.target(id.as_str()),
            continuity,
        });
        here = index
            .checked_sub(1)
            .and_then(|before| bridges[before].older(id.as_str()))
            .map(|(older, link)| (older.clone(), link.max(continuity)));
    }
    ServiceLine {
        service: service.clone(),
        points,
    }
}
