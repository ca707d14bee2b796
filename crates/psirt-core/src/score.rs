//! Scores: every service, then each area, then the whole.
//!
//! Nothing is rounded here; whoever shows a score rounds it with [`one_decimal`], and a difference
//! with [`shown_difference`].

use serde::Serialize;

use crate::assessment::{Answer, Assessment};
use crate::id::{AreaId, ServiceId};
use crate::sheet::{Level, Sheet};

/// Every figure of an assessment, in sheet order.
#[derive(Clone, Debug, PartialEq)]
pub struct Scorecard {
    /// The whole.
    pub overall: OverallScore,
    /// Each area.
    pub areas: Vec<AreaScore>,
    /// Each service.
    pub services: Vec<ServiceScore>,
}

/// How many services a figure rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Services with a level.
    pub answered: usize,
    /// Services that are not marked *not applicable*.
    pub applicable: usize,
    /// Applicable services nobody asked could tell of.
    pub dont_know: usize,
    /// Applicable services nobody was asked about yet.
    pub unanswered: usize,
    /// Services marked *not applicable*.
    pub not_applicable: usize,
}

impl Coverage {
    /// Counts the states of some services.
    pub fn of(states: impl IntoIterator<Item = State>) -> Self {
        let mut coverage = Self::default();
        for state in states {
            let count = match state {
                State::Level(_) => &mut coverage.answered,
                State::DontKnow => &mut coverage.dont_know,
                State::Unanswered => &mut coverage.unanswered,
                State::NotApplicable => &mut coverage.not_applicable,
            };
            *count += 1;
        }
        coverage.applicable = coverage.answered + coverage.dont_know + coverage.unanswered;
        coverage
    }

    /// Whether half of the applicable services, at least, have a level.
    pub const fn is_half(self) -> bool {
        self.answered * 2 >= self.applicable
    }
}

/// The whole in one figure, with what it hides.
#[derive(Clone, Debug, PartialEq)]
pub struct OverallScore {
    /// Mean of the areas that have a score.
    pub score: Option<f64>,
    /// How many areas have one.
    pub areas: usize,
    /// What it rests on.
    pub coverage: Coverage,
    /// The lowest level answered anywhere.
    pub lowest_level: Option<Level>,
    /// Every service at that level, in sheet order: a mean hides the hole.
    pub lowest: Vec<ServiceId>,
    /// Mean of the areas' targets, over the areas that have one.
    pub target: Option<f64>,
    /// Mean of the areas' scores over the same services as their targets.
    pub score_beside_target: Option<f64>,
    /// How many services have both a level and a target.
    pub targeted: usize,
    /// How many services have a target and no level.
    pub targets_without_level: usize,
    /// The areas the score leaves out, in sheet order.
    pub left_out: Vec<AreaLeftOut>,
    /// Every area with the highest score as it is shown; none where all areas show the same.
    pub strongest: Vec<AreaId>,
    /// Every area with the lowest score as it is shown; none where all areas show the same.
    pub weakest: Vec<AreaId>,
}

impl OverallScore {
    /// The score, where enough services have a level for it to stand alone.
    pub fn headline(&self) -> Option<f64> {
        self.score.filter(|_| self.coverage.is_half())
    }

    /// How far the levels lie below the targets, negative where above.
    pub fn gap(&self) -> Option<f64> {
        Some(self.target? - self.score_beside_target?)
    }
}

/// An area without a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaLeftOut {
    /// The area.
    pub id: AreaId,
    /// Why it has none.
    pub reason: LeftOut,
}

/// Why an area has no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// None of its services applies.
    NotApplicable,
    /// None of those that apply has a level.
    NoLevel,
}

/// One area in one figure.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaScore {
    /// The area.
    pub id: AreaId,
    /// Mean level of its answered services.
    pub score: Option<f64>,
    /// What it rests on.
    pub coverage: Coverage,
    /// Mean target of its services that have both a level and a target: beside a score anything
    /// else compares two sets of services.
    pub target: Option<f64>,
    /// Mean level of the same services.
    pub score_beside_target: Option<f64>,
    /// How many services have both.
    pub targeted: usize,
    /// How many services have a target and no level.
    pub targets_without_level: usize,
}

impl AreaScore {
    /// How far the levels lie below the targets, negative where above.
    pub fn gap(&self) -> Option<f64> {
        Some(self.target? - self.score_beside_target?)
    }
}

/// What is known of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceScore {
    /// The service.
    pub id: ServiceId,
    /// Its area.
    pub area: AreaId,
    /// The answer.
    pub state: State,
    /// The level wanted, where one is and the service applies.
    pub target: Option<Level>,
    /// Target minus level, 0 where the level has reached it; `None` without target or level.
    pub gap: Option<u8>,
}

/// The four things an answer can be; only level 0 counts as 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A level.
    Level(Level),
    /// The service does not apply.
    NotApplicable,
    /// Nobody asked could say.
    DontKnow,
    /// Nobody was asked yet.
    Unanswered,
}

impl State {
    /// The level, where there is one.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(level),
            _ => None,
        }
    }

    /// The state of an answer.
    pub fn of(answer: Option<&Answer>) -> Self {
        match answer {
            Some(Answer::Level(level)) => Self::Level(*level),
            Some(Answer::NotApplicable(_)) => Self::NotApplicable,
            Some(Answer::DontKnow) => Self::DontKnow,
            None => Self::Unanswered,
        }
    }

    /// The name used in machine-readable output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Level(_) => "level",
            Self::NotApplicable => "not_applicable",
            Self::DontKnow => "dont_know",
            Self::Unanswered => "unanswered",
        }
    }
}

impl Serialize for State {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl Scorecard {
    /// The score of a service.
    pub fn service(&self, id: &str) -> Option<&ServiceScore> {
        self.services.iter().find(|service| service.id == *id)
    }

    /// The score of an area.
    pub fn area(&self, id: &str) -> Option<&AreaScore> {
        self.areas.iter().find(|area| area.id == *id)
    }

    /// The services of an area, in sheet order.
    pub fn services_of<'a>(&'a self, area: &'a AreaId) -> impl Iterator<Item = &'a ServiceScore> {
        self.services
            .iter()
            .filter(move |service| service.area == *area)
    }
}

/// Scores every service, then each area, then the whole.
///
/// Unanswered services lower the coverage, not the score. Services marked not applicable count
/// in neither.
pub fn score(sheet: &Sheet, assessment: &Assessment) -> Scorecard {
    score_states(sheet, |service| {
        let state = State::of(assessment.answer(service));
        (state, assessment.target(service))
    })
}

/// Scores a sheet whose states and targets come from anywhere, such as a projection.
pub(crate) fn score_states(
    sheet: &Sheet,
    state_of: impl Fn(&str) -> (State, Option<Level>),
) -> Scorecard {
    let mut areas = Vec::with_capacity(sheet.areas().len());
    let mut services = Vec::new();
    for area in sheet.areas() {
        let start = services.len();
        services.extend(area.services.iter().map(|service| {
            let (state, target) = state_of(service.id.as_str());
            service_score(service.id.clone(), area.id.clone(), state, target)
        }));
        areas.push(area_score(area.id.clone(), &services[start..]));
    }
    Scorecard {
        overall: overall_score(&areas, &services),
        areas,
        services,
    }
}

fn service_score(id: ServiceId, area: AreaId, state: State, target: Option<Level>) -> ServiceScore {
    let target = target.filter(|_| state != State::NotApplicable);
    let gap = state
        .level()
        .zip(target)
        .map(|(level, target)| target.number().saturating_sub(level.number()));
    ServiceScore {
        id,
        area,
        state,
        target,
        gap,
    }
}

fn area_score(id: AreaId, services: &[ServiceScore]) -> AreaScore {
    let wanted = services.iter().filter(|service| service.target.is_some());
    let both = || {
        let pairs = services.iter();
        pairs.filter_map(|service| service.state.level().zip(service.target))
    };
    let targeted = both().count();
    AreaScore {
        id,
        score: mean(
            services
                .iter()
                .filter_map(|service| service.state.level())
                .map(f64::from),
        ),
        coverage: coverage(services),
        target: mean(both().map(|(_, target)| f64::from(target))),
        score_beside_target: mean(both().map(|(level, _)| f64::from(level))),
        targeted,
        targets_without_level: wanted.count() - targeted,
    }
}

fn overall_score(areas: &[AreaScore], services: &[ServiceScore]) -> OverallScore {
    let lowest_level = services
        .iter()
        .filter_map(|service| service.state.level())
        .min();
    OverallScore {
        score: mean(areas.iter().filter_map(|area| area.score)),
        areas: areas.iter().filter(|area| area.score.is_some()).count(),
        coverage: coverage(services),
        lowest_level,
        lowest: services
            .iter()
            .filter(|service| lowest_level.is_some() && service.state.level() == lowest_level)
            .map(|service| service.id.clone())
            .collect(),
        target: mean(areas.iter().filter_map(|area| area.target)),
        score_beside_target: mean(areas.iter().filter_map(|area| area.score_beside_target)),
        targeted: areas.iter().map(|area| area.targeted).sum(),
        targets_without_level: areas.iter().map(|area| area.targets_without_level).sum(),
        left_out: areas.iter().filter_map(left_out).collect(),
        strongest: extreme(areas, Iterator::max),
        weakest: extreme(areas, Iterator::min),
    }
}

fn left_out(area: &AreaScore) -> Option<AreaLeftOut> {
    area.score.is_none().then(|| AreaLeftOut {
        id: area.id.clone(),
        reason: if area.coverage.applicable == 0 {
            LeftOut::NotApplicable
        } else {
            LeftOut::NoLevel
        },
    })
}

/// The areas whose score as it is shown is the outermost; none where all show the same.
fn extreme(
    areas: &[AreaScore],
    outermost: fn(std::vec::IntoIter<i64>) -> Option<i64>,
) -> Vec<AreaId> {
    let shown = |area: &AreaScore| area.score.map(tenths);
    let all: Vec<i64> = areas.iter().filter_map(shown).collect();
    if all.iter().all(|one| Some(one) == all.first()) {
        return Vec::new();
    }
    let outermost = outermost(all.into_iter());
    areas
        .iter()
        .filter(|area| shown(area) == outermost)
        .map(|area| area.id.clone())
        .collect()
}

fn coverage(services: &[ServiceScore]) -> Coverage {
    Coverage::of(services.iter().map(|service| service.state))
}

pub(crate) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value;
        count += 1.0;
    }
    (count > 0.0).then(|| sum / count)
}

/// A figure as it is shown, in tenths: half away from zero.
///
/// Halves are found with a margin of a billionth: binary fractions hold a mean such as 2.65 as
/// 2.6499999…, which would else be shown as 2.6.
pub fn tenths(value: f64) -> i64 {
    // A cast of a float stops at the ends of the range.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "rounded; figures are small"
    )]
    let tenths = value.mul_add(10.0, 1e-9_f64.copysign(value)).round() as i64;
    tenths
}

/// A figure as it is shown: one decimal, half away from zero.
pub fn one_decimal(value: f64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "figures are small")]
    let tenths = tenths(value) as f64;
    format!("{:.1}", tenths / 10.0)
}

/// The difference of two figures as they are shown, itself a whole number of tenths: what a reader
/// finds who subtracts one from the other.
pub fn shown_difference(from: f64, to: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "figures are small")]
    let tenths = (tenths(to) - tenths(from)) as f64;
    tenths / 10.0
}
