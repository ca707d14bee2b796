//! Trend: rounds of one scope over time, compared where they can be compared.
//!
//! The same service compares; services joined by a crosswalk compare, with a mark where they are
//! only close. A change of an area or of the whole is taken over the services that compare; the
//! line of a figure goes on within one sheet only: where the sheet changed, it breaks. A correction
//! stands in the place of the round it corrects.

mod comparison;
mod standing;

use std::collections::BTreeMap;

use crate::assessment::Assessment;
use crate::crosswalk::{Crosswalk, Relation};
use crate::id::ServiceId;
use crate::score::{Scorecard, State, score};
use crate::sheet::{Level, Sheet};

pub(crate) use comparison::compared_scores;
pub use comparison::{Comparison, FigureChange, ServiceChange, compare};
pub use standing::{Rounds, Superseded, standing};

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

    /// Whether it lies within one sheet.
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

/// Rounds of one scope over time, seen from the services of the last round's sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// The figures of each round, oldest first.
    pub rounds: Vec<Scorecard>,
    /// The highest level of any round's sheet: how far an axis goes.
    pub highest_level: Level,
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
        highest_level: rounds
            .iter()
            .map(|round| round.sheet.highest_level())
            .max()
            .expect("a trend has a round"),
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
