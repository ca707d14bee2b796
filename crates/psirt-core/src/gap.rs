//! Gaps: what lies between level and target, in the order to close them.

use std::cmp::Reverse;

use crate::id::ServiceId;
use crate::reading::{Reading, Requirement};
use crate::score::{Scorecard, State};
use crate::sheet::{Effort, Level, Sheet, Step};
use crate::text::Text;

/// What a report says of targets: gaps ranked, targets reached, targets nobody can judge.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaps<'s> {
    /// Services below their target, the first to close first.
    pub ranked: Vec<Gap<'s>>,
    /// Services at their target or above.
    pub reached: Vec<ServiceId>,
    /// Services with a target and no level.
    pub unknown: Vec<ServiceId>,
}

impl Gaps<'_> {
    /// How many applicable services have a target.
    pub fn targeted(&self) -> usize {
        self.ranked.len() + self.reached.len() + self.unknown.len()
    }

    /// Every gap of the largest size, in their order; empty where there is none.
    pub fn largest(&self) -> &[Gap<'_>] {
        // Larger gaps come first.
        let size = self.ranked.first().map(|gap| gap.size);
        let alike = self.ranked.iter();
        let alike = alike.take_while(|gap| Some(gap.size) == size);
        &self.ranked[..alike.count()]
    }
}

/// One service below its target.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap<'s> {
    /// The service.
    pub service: ServiceId,
    /// Where it is.
    pub level: Level,
    /// Where it should be.
    pub target: Level,
    /// Target minus level, 1 or more.
    pub size: u8,
    /// What to do to reach the next level.
    pub next_step: NextStep<'s>,
    /// Requirements of the chosen reading that rest on the service directly.
    pub duties: Vec<&'s Requirement>,
}

/// The way from the present level to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NextStep<'s> {
    /// The level it leads to.
    pub to: Level,
    /// What that level looks like.
    pub statement: &'s Text,
    /// What to do, what exists afterwards, how big it is; `None` where the sheet does not say.
    pub step: Option<&'s Step>,
}

impl NextStep<'_> {
    /// How big the step is, where the sheet says it.
    pub fn effort(&self) -> Option<Effort> {
        self.step.map(|step| step.effort)
    }

    /// Person-days to plan with, where the sheet says what to do.
    pub fn planning_days(&self) -> Option<f64> {
        self.step.map(Step::planning_days)
    }

    /// The key by which the step with fewer person-days comes first, one of unknown size last.
    pub(crate) fn smaller_first(&self) -> (bool, u64) {
        let days = self.planning_days();
        // Bits of finite figures that are not negative order as the figures do.
        (days.is_none(), days.unwrap_or_default().to_bits())
    }
}

/// Ranks the gaps of a scorecard.
///
/// Larger gaps first; then, where a reading is chosen, services a duty rests on directly; then
/// lower levels; then next steps of fewer person-days, those of unknown size last; then sheet order.
pub fn gaps<'s>(sheet: &'s Sheet, scorecard: &Scorecard, reading: Option<&'s Reading>) -> Gaps<'s> {
    let mut gaps = Gaps {
        ranked: Vec::new(),
        reached: Vec::new(),
        unknown: Vec::new(),
    };
    for service in &scorecard.services {
        let Some(target) = service.target else {
            continue;
        };
        match service.state {
            State::Level(level) if level < target => gaps.ranked.push(Gap {
                service: service.id.clone(),
                level,
                target,
                size: target.number() - level.number(),
                next_step: next_step(sheet, service.id.as_str(), level)
                    .expect("a level below a target has a next one"),
                duties: reading.map_or_else(Vec::new, |reading| {
                    reading.duties_on(service.id.as_str()).collect()
                }),
            }),
            State::Level(_) => gaps.reached.push(service.id.clone()),
            _ => gaps.unknown.push(service.id.clone()),
        }
    }
    // The sort is stable: what it leaves equal stays in sheet order.
    gaps.ranked.sort_by_key(|gap| {
        (
            Reverse(gap.size),
            gap.duties.is_empty(),
            gap.level,
            gap.next_step.smaller_first(),
        )
    });
    gaps
}

/// The step a service takes from a level to the next, where the scale has a next one.
pub fn next_step<'s>(sheet: &'s Sheet, service: &str, level: Level) -> Option<NextStep<'s>> {
    let to = level.next();
    let text = sheet.service(service)?.level(to)?;
    Some(NextStep {
        to,
        statement: &text.statement,
        step: text.step.as_ref(),
    })
}

/// The steps a service takes from a level up to another, lowest first.
pub fn steps<'s>(sheet: &'s Sheet, service: &str, from: Level, to: Level) -> Vec<NextStep<'s>> {
    (from.number()..to.number())
        .filter_map(|level| next_step(sheet, service, Level::new(level)))
        .collect()
}

/// Person-days to plan with for a list of steps nobody has estimated; `None` where the sheet does
/// not say how big one of them is.
pub fn planning_days(steps: &[NextStep<'_>]) -> Option<f64> {
    steps.iter().map(NextStep::planning_days).sum()
}
