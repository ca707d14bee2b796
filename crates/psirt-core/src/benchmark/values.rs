//! The values of a group's members for one figure, counted: quartiles, mean, deviation, shares.

use super::{Share, Spread};
use crate::score::tenths;

/// Values in ascending order, each with how many members have it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    counted: Vec<(f64, u32)>,
    n: u32,
}

impl Values {
    /// How many members have each level, from 0 upwards.
    pub fn of_levels(counts: &[u32]) -> Self {
        let counted = (0_u8..)
            .zip(counts)
            .filter(|&(_, &count)| count > 0)
            .map(|(level, &count)| (f64::from(level), count));
        Self::of(counted.collect())
    }

    /// The scores of members, in any order.
    pub fn of_scores(mut scores: Vec<f64>) -> Self {
        scores.sort_unstable_by(f64::total_cmp);
        let mut counted: Vec<(f64, u32)> = Vec::new();
        for score in scores {
            match counted.last_mut() {
                Some((last, count)) if last.total_cmp(&score).is_eq() => *count += 1,
                _ => counted.push((score, 1)),
            }
        }
        Self::of(counted)
    }

    fn of(counted: Vec<(f64, u32)>) -> Self {
        let n = counted.iter().map(|(_, count)| count).sum();
        Self { counted, n }
    }

    /// How many members have a value.
    pub fn n(&self) -> u32 {
        self.n
    }

    /// The most members who share one value.
    pub fn most_alike(&self) -> u32 {
        self.counted
            .iter()
            .map(|&(_, count)| count)
            .max()
            .unwrap_or_default()
    }

    /// The value at a rank, counted from 1.
    fn at(&self, rank: u32) -> f64 {
        let mut passed = 0;
        for &(value, count) in &self.counted {
            passed += count;
            if rank <= passed {
                return value;
            }
        }
        unreachable!("a rank is at most the number of members")
    }

    /// The level that `quarters` quarters of the members do not exceed: at rank n × quarters / 4,
    /// rounded up.
    pub fn level_at(&self, quarters: u32) -> f64 {
        self.at((self.n * quarters).div_ceil(4))
    }

    /// The mean of the values at that rank and at its two neighbors, to one decimal: no one
    /// member's score.
    pub fn score_at(&self, quarters: u32) -> f64 {
        let rank = (self.n * quarters).div_ceil(4);
        let three = self.at(rank - 1) + self.at(rank) + self.at(rank + 1);
        f64::from(u16::try_from(tenths(three / 3.0)).expect("a score is small")) / 10.0
    }

    /// Mean and population standard deviation, to two decimals.
    pub fn spread(&self) -> Spread {
        let n = f64::from(self.n);
        let sum = |of: &dyn Fn(f64) -> f64| -> f64 {
            self.counted
                .iter()
                .map(|&(value, count)| of(value) * f64::from(count))
                .sum()
        };
        let mean = sum(&|value| value) / n;
        let variance = sum(&|value| (value - mean).powi(2)) / n;
        Spread {
            mean: two_decimals(mean),
            deviation: two_decimals(variance.sqrt()),
        }
    }

    /// How many members have a value of at least `from` and below `to`.
    pub fn between(&self, from: f64, to: f64) -> u32 {
        self.counted
            .iter()
            .filter(|&&(value, _)| from <= value && value < to)
            .map(|&(_, count)| count)
            .sum()
    }
}

fn two_decimals(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The shares of neighboring parts, as whole percentages with coded ends.
///
/// A share at an end would tell on nearly everybody, and the other shares of the same whole
/// would give it away: so a part whose share is at most `end` percent is joined with its smaller
/// neighbor, until no part is so small or only two are left. Of two, one is said to be at most
/// `end` percent and the other at least the rest.
pub fn shares(parts: &[u32], end: u32) -> Vec<Share> {
    let n: u32 = parts.iter().sum();
    let is_small = |count: u32| u64::from(count) * 100 <= u64::from(end) * u64::from(n);
    let mut joined: Vec<(usize, usize, u32)> = parts
        .iter()
        .enumerate()
        .map(|(at, &count)| (at, at, count))
        .collect();
    while joined.len() > 2 {
        let smallest = (0..joined.len()).min_by_key(|&at| joined[at].2);
        let Some(at) = smallest.filter(|&at| is_small(joined[at].2)) else {
            break;
        };
        let left = at.checked_sub(1);
        let right = (at + 1 < joined.len()).then_some(at + 1);
        let other = [left, right]
            .into_iter()
            .flatten()
            .min_by_key(|&other| joined[other].2)
            .expect("one of several parts has a neighbor");
        let (first, second) = (at.min(other), at.max(other));
        joined[first] = (
            joined[first].0,
            joined[second].1,
            joined[first].2 + joined[second].2,
        );
        joined.remove(second);
    }
    let coded = joined.iter().any(|&(_, _, count)| is_small(count));
    joined
        .into_iter()
        .map(|(first, last, count)| {
            let (percent, bound) = match (coded, is_small(count)) {
                (false, _) => (percent(count, n), super::Bound::Exactly),
                (true, true) => (end, super::Bound::AtMost),
                (true, false) => (100 - end, super::Bound::AtLeast),
            };
            Share {
                first: u8::try_from(first).expect("parts are few"),
                last: u8::try_from(last).expect("parts are few"),
                percent,
                bound,
            }
        })
        .collect()
}

/// A share as a whole percentage, half upwards.
fn percent(count: u32, n: u32) -> u32 {
    let (count, n) = (u64::from(count), u64::from(n));
    u32::try_from((count * 200 + n) / (2 * n)).expect("a share is at most 100 percent")
}
