//! How long the room may talk about each service, and how many fit.

use super::Spread;
use crate::id::ServiceId;

/// The part of the time left that is not given away.
const RESERVE: f64 = 0.1;
/// What a service weighs on which nobody differs.
const LEAST_WEIGHT: f64 = 0.5;
/// Nothing can be said in less, in minutes.
const LEAST_MINUTES: f64 = 2.0;
/// How many of the last talks set the pace.
const TALKS_OF_PACE: usize = 5;
/// Sums of minutes differ by less than a second from what they should be.
const A_SECOND: f64 = 1.0 / 60.0;

/// A talk that is over, in minutes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Talk {
    /// What was planned.
    pub planned: f64,
    /// What it took.
    pub actual: f64,
}

/// The minutes of the services still to be talked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    /// Each service with its planned minutes, in the order of talk.
    pub planned: Vec<(ServiceId, f64)>,
    /// Minutes needed for a planned one.
    pub pace: f64,
    /// How many of them fit, from the first; the others are proposed as they stand.
    pub fit: usize,
}

impl Clock {
    /// Shares `minutes_left` among the services to be talked about, in their order.
    pub fn new(minutes_left: f64, open: &[&Spread], talks: &[Talk]) -> Self {
        let minutes = (minutes_left * (1.0 - RESERVE)).max(0.0);
        let weight = |spread: &Spread| LEAST_WEIGHT + spread.difference.unwrap_or_default();
        let weights: f64 = open.iter().map(|spread| weight(spread)).sum();
        let planned: Vec<(ServiceId, f64)> = open
            .iter()
            .map(|spread| {
                let share = minutes * weight(spread) / weights;
                (spread.service.clone(), share.max(LEAST_MINUTES))
            })
            .collect();
        let pace = pace(talks);
        let mut needed = 0.0;
        let fit = planned.iter().take_while(|(_, planned)| {
            needed += planned * pace;
            needed <= minutes + A_SECOND
        });
        Self {
            fit: fit.count(),
            planned,
            pace,
        }
    }
}

/// Minutes that the room needs for a planned one: the median over the last five talks, 1 before
/// the first.
pub fn pace(talks: &[Talk]) -> f64 {
    let mut paces: Vec<f64> = talks
        .iter()
        .filter(|talk| talk.planned > 0.0)
        .map(|talk| talk.actual / talk.planned)
        .collect();
    paces.drain(..paces.len().saturating_sub(TALKS_OF_PACE));
    paces.sort_by(f64::total_cmp);
    let middle = paces.len() / 2;
    match paces.len() {
        0 => 1.0,
        even if even % 2 == 0 => f64::midpoint(paces[middle - 1], paces[middle]),
        _ => paces[middle],
    }
}
