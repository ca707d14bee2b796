//! A plan under a budget: which steps close the most gap with the person-days there are.
//!
//! Steps of one service are taken in order, each whole. The answer is the optimum, found by
//! dynamic programming over the levels that can be closed, not a rule of thumb.
//!
//! A step whose size the sheet does not tell cannot be weighed against a budget, nor can those
//! above it: they are told apart, and no figure is made up for them.

use crate::assessment::{KeptPlan, KeptStep};
use crate::gap::{Gaps, NextStep, steps};
use crate::id::ServiceId;
use crate::sheet::Sheet;

/// Which steps fit a budget, and which do not.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<'s> {
    /// Person-days there are.
    pub budget_days: f64,
    /// Person-days the chosen steps take.
    pub days: f64,
    /// Levels of gap the chosen steps close.
    pub closed: usize,
    /// Levels of gap there are.
    pub open: usize,
    /// The steps to take, in the order of the gaps, those of one service from below.
    pub chosen: Vec<PlannedStep<'s>>,
    /// The steps that are left for later, in the same order.
    pub left_out: Vec<PlannedStep<'s>>,
    /// Levels of gap no plan can weigh: of unknown size, or above one of unknown size.
    pub unweighed: Vec<UnweighedStep<'s>>,
}

/// A level of gap whose way nobody has sized.
#[derive(Clone, Debug, PartialEq)]
pub struct UnweighedStep<'s> {
    /// The service.
    pub service: ServiceId,
    /// The level it leads to, and what to do where the sheet says it.
    pub step: NextStep<'s>,
}

/// One step of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedStep<'s> {
    /// The service.
    pub service: ServiceId,
    /// What to do, and the level it leads to.
    pub step: NextStep<'s>,
    /// Person-days to plan with.
    pub days: f64,
}

impl Plan<'_> {
    /// Person-days of every step that can be weighed.
    pub fn all_days(&self) -> f64 {
        let steps = self.chosen.iter().chain(&self.left_out);
        // A sum of nothing would be a negative zero.
        steps.fold(0.0, |sum, step| sum + step.days)
    }

    /// The plan as it is kept with its assessment.
    pub fn kept(&self) -> KeptPlan {
        let steps = |steps: &[PlannedStep<'_>]| {
            let steps = steps.iter().map(|planned| KeptStep {
                service: planned.service.clone(),
                to_level: planned.step.to,
                days: planned.days,
            });
            steps.collect()
        };
        KeptPlan {
            budget_days: self.budget_days,
            steps: steps(&self.chosen),
            left_out: steps(&self.left_out),
        }
    }
}

/// Chooses the steps that close the most gap within a budget of person-days.
///
/// Every level of gap counts the same. Among plans that close the same the one with the fewest
/// person-days is taken; among those, the one that serves earlier gaps.
pub fn plan<'s>(sheet: &'s Sheet, gaps: &Gaps<'_>, budget_days: f64) -> Plan<'s> {
    let mut unweighed = Vec::new();
    let mut ladders: Vec<Vec<PlannedStep<'s>>> = Vec::with_capacity(gaps.ranked.len());
    for gap in &gaps.ranked {
        let mut ladder = Vec::new();
        let mut is_weighed = true;
        for step in steps(sheet, gap.service.as_str(), gap.level, gap.target) {
            let service = gap.service.clone();
            match step.planning_days() {
                Some(days) if is_weighed => ladder.push(PlannedStep {
                    service,
                    step,
                    days,
                }),
                _ => {
                    is_weighed = false;
                    unweighed.push(UnweighedStep { service, step });
                }
            }
        }
        ladders.push(ladder);
    }
    let heights = best_heights(&ladders, budget_days);
    let mut plan = Plan {
        budget_days,
        days: 0.0,
        closed: heights.iter().sum(),
        open: ladders.iter().map(Vec::len).sum::<usize>() + unweighed.len(),
        chosen: Vec::new(),
        left_out: Vec::new(),
        unweighed,
    };
    for (ladder, height) in ladders.into_iter().zip(heights) {
        for (index, step) in ladder.into_iter().enumerate() {
            if index < height {
                plan.days += step.days;
                plan.chosen.push(step);
            } else {
                plan.left_out.push(step);
            }
        }
    }
    plan
}

/// How many steps of each ladder to take.
///
/// `cheapest[closed]` is the fewest days that close so many levels with the ladders seen so far;
/// days are never negative, so the highest affordable entry is the optimum.
fn best_heights(ladders: &[Vec<PlannedStep<'_>>], budget_days: f64) -> Vec<usize> {
    let mut cheapest = vec![0.0_f64];
    let mut taken: Vec<Vec<usize>> = Vec::with_capacity(ladders.len());
    // From the last gap to the first: on a tie the later ladder, seen earlier, keeps fewer.
    for ladder in ladders.iter().rev() {
        let most = cheapest.len() - 1 + ladder.len();
        let mut next = vec![f64::INFINITY; most + 1];
        let mut heights = vec![0; most + 1];
        for (closed, &days) in cheapest.iter().enumerate() {
            let mut days = days;
            for height in 0..=ladder.len() {
                if height > 0 {
                    days += ladder[height - 1].days;
                }
                let total = closed + height;
                if days < next[total] || (days <= next[total] && height > heights[total]) {
                    next[total] = days;
                    heights[total] = height;
                }
            }
        }
        cheapest = next;
        taken.push(heights);
    }
    let mut closed = cheapest
        .iter()
        .rposition(|&days| days <= budget_days)
        .unwrap_or(0);
    taken
        .iter()
        .rev()
        .map(|heights| {
            let height = heights[closed];
            closed -= height;
            height
        })
        .collect()
}
