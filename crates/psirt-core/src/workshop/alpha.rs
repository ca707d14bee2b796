//! Krippendorff's alpha for ordinal data: the agreement of the whole room in one figure.

use std::collections::BTreeMap;

use super::spread::figure;
use super::{LEAST_RESPONDENTS, Tally};
use crate::sheet::Level;

/// From how many services with at least two levels the agreement of a room is shown.
pub const LEAST_SERVICES_OF_A_ROOM: usize = 10;

/// The agreement of a room: 1 is perfect, 0 what chance would give. `None` for a room too small,
/// services too few, and where all chose one level.
pub fn alpha_of_the_room<'a>(
    respondents: usize,
    tallies: impl IntoIterator<Item = &'a Tally>,
) -> Option<f64> {
    let tallies: Vec<&Tally> = tallies
        .into_iter()
        .filter(|tally| has_pairs(tally))
        .collect();
    let enough = respondents >= LEAST_RESPONDENTS && tallies.len() >= LEAST_SERVICES_OF_A_ROOM;
    if enough { alpha(tallies) } else { None }
}

/// The agreement over tallies, however few they are; those with fewer than two levels count for
/// nothing. `None` where all chose one level.
pub fn alpha<'a>(tallies: impl IntoIterator<Item = &'a Tally>) -> Option<f64> {
    let mut totals: BTreeMap<Level, usize> = BTreeMap::new();
    let mut together: BTreeMap<(Level, Level), f64> = BTreeMap::new();
    for tally in tallies.into_iter().filter(|tally| has_pairs(tally)) {
        let pairs_of_one = figure(tally.with_level() - 1);
        for (&low, &of_low) in &tally.levels {
            *totals.entry(low).or_default() += of_low;
            for (&high, &of_high) in tally.levels.range(low..).skip(1) {
                *together.entry((low, high)).or_default() +=
                    figure(of_low * of_high) / pairs_of_one;
            }
        }
    }
    let (mut observed, mut expected) = (0.0, 0.0);
    for (&low, &of_low) in &totals {
        for (&high, &of_high) in totals.range(low..).skip(1) {
            let between: usize = totals.range(low..=high).map(|(_, count)| count).sum();
            let distance = figure(between) - figure(of_low + of_high) / 2.0;
            let squared = distance * distance;
            observed += together.get(&(low, high)).copied().unwrap_or_default() * squared;
            expected += figure(of_low * of_high) * squared;
        }
    }
    let all: usize = totals.values().sum();
    (expected > 0.0).then(|| 1.0 - figure(all - 1) * observed / expected)
}

fn has_pairs(tally: &Tally) -> bool {
    tally.with_level() >= 2
}
