//! How far the opinions on one service lie apart.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::LEAST_RESPONDENTS;
use crate::assessment::Answer;
use crate::id::ServiceId;
use crate::sheet::Level;

/// How many chose what. It names nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many chose each level; levels nobody chose are not in it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<Level, usize>,
    /// How many said that the service does not apply.
    #[serde(default)]
    pub not_applicable: usize,
    /// How many did not know.
    #[serde(default)]
    pub dont_know: usize,
}

impl Tally {
    /// Counts one more answer.
    pub fn add(&mut self, answer: &Answer) {
        match answer {
            Answer::Level(level) => *self.levels.entry(*level).or_default() += 1,
            Answer::NotApplicable(_) => self.not_applicable += 1,
            Answer::DontKnow => self.dont_know += 1,
        }
    }

    /// How many chose a level.
    pub fn with_level(&self) -> usize {
        self.levels.values().sum()
    }

    /// How many answered at all.
    pub fn answered(&self) -> usize {
        self.with_level() + self.not_applicable + self.dont_know
    }

    /// The lowest level chosen.
    pub fn lowest(&self) -> Option<Level> {
        self.levels.keys().next().copied()
    }

    /// The highest level chosen.
    pub fn highest(&self) -> Option<Level> {
        self.levels.keys().next_back().copied()
    }

    /// The highest less the lowest level chosen.
    pub fn range(&self) -> Option<u8> {
        let (lowest, highest) = (self.lowest()?, self.highest()?);
        Some(highest.number() - lowest.number())
    }

    /// The level in the middle; of two in the middle, the lower.
    pub fn lower_median(&self) -> Option<Level> {
        let mut before = self.with_level().checked_sub(1)? / 2;
        for (level, &count) in &self.levels {
            if before < count {
                return Some(*level);
            }
            before -= count;
        }
        None
    }

    /// D: by how many levels two people differ on average; `None` below two levels.
    pub fn difference(&self) -> Option<f64> {
        let n = self.with_level();
        if n < 2 {
            return None;
        }
        let counts: Vec<(u8, usize)> = self
            .levels
            .iter()
            .map(|(level, &count)| (level.number(), count))
            .collect();
        let mut sum = 0;
        for (index, (low, of_low)) in counts.iter().enumerate() {
            for (high, of_high) in &counts[index + 1..] {
                sum += usize::from(high - low) * of_low * of_high;
            }
        }
        Some(figure(2 * sum) / figure(n * (n - 1)))
    }

    /// A: van der Eijk's agreement, from -1 (two camps at the ends of the scale) to 1 (all the
    /// same); `None` without a level.
    pub fn agreement(&self, highest: Level) -> Option<f64> {
        let n = self.with_level();
        if n == 0 {
            return None;
        }
        let mut left: Vec<usize> = (0..=highest.number())
            .map(|number| self.levels.get(&Level::new(number)).copied())
            .map(Option::unwrap_or_default)
            .collect();
        let mut agreement = 0.0;
        while let Some(layer) = left.iter().copied().filter(|&count| count > 0).min() {
            let occupied: Vec<bool> = left.iter().map(|&count| count > 0).collect();
            let levels = occupied.iter().filter(|&&is_occupied| is_occupied).count();
            let weight = figure(layer * levels) / figure(n);
            agreement += weight * agreement_of_layer(&occupied, levels);
            for count in left.iter_mut().filter(|count| **count > 0) {
                *count -= layer;
            }
        }
        Some(agreement)
    }
}

/// The agreement of a layer, in which each occupied level has equally many.
fn agreement_of_layer(occupied: &[bool], levels: usize) -> f64 {
    if levels == 1 {
        return 1.0;
    }
    let (mut unimodal, mut bimodal) = (0, 0);
    for first in 0..occupied.len() {
        for second in first + 1..occupied.len() {
            for third in second + 1..occupied.len() {
                match (occupied[first], occupied[second], occupied[third]) {
                    (true, true, false) | (false, true, true) => unimodal += 1,
                    (true, false, true) => bimodal += 1,
                    _ => {}
                }
            }
        }
    }
    if unimodal + bimodal == 0 {
        return 0.0;
    }
    let scale = figure(occupied.len());
    let (unimodal, bimodal) = (figure(unimodal), figure(bimodal));
    let of_pattern = ((scale - 2.0) * unimodal - (scale - 1.0) * bimodal)
        / ((scale - 2.0) * (unimodal + bimodal));
    of_pattern * (1.0 - (figure(levels) - 1.0) / (scale - 1.0))
}

/// A count as a figure.
#[expect(clippy::cast_precision_loss, reason = "there are far fewer people")]
pub(super) fn figure(count: usize) -> f64 {
    count as f64
}

/// The word for a spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// All chose the same.
    Agreed,
    /// Nobody is more than one level from anybody.
    Close,
    /// Somebody is two levels or more from somebody, or some say that it does not apply.
    Open,
    /// The middle is emptier than the ends.
    TwoCamps,
    /// Half or more do not know.
    NobodyKnows,
    /// Fewer than [`LEAST_RESPONDENTS`] answered, so nothing is said.
    TooFew,
}

impl Verdict {
    /// Whether the room talks about it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::TwoCamps | Self::NobodyKnows)
    }
}

/// How far the opinions on one service lie apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The service.
    pub service: ServiceId,
    /// How many chose what; empty where [too few](Verdict::TooFew) answered.
    pub tally: Tally,
    /// D, in levels.
    pub difference: Option<f64>,
    /// A, from -1 to 1.
    pub agreement: Option<f64>,
    /// The word for it.
    pub verdict: Verdict,
    /// What is proposed to be settled; *not applicable* still lacks its reason.
    pub proposed: Option<Answer>,
}

impl Spread {
    /// Judges a tally on a scale that ends with `highest`.
    pub fn new(service: ServiceId, tally: Tally, highest: Level) -> Self {
        if tally.answered() < LEAST_RESPONDENTS {
            return Self {
                service,
                tally: Tally::default(),
                difference: None,
                agreement: None,
                verdict: Verdict::TooFew,
                proposed: None,
            };
        }
        let agreement = tally.agreement(highest);
        let verdict = verdict(&tally, agreement);
        Self {
            service,
            difference: tally.difference(),
            agreement,
            verdict,
            proposed: proposed(&tally, verdict),
            tally,
        }
    }
}

fn verdict(tally: &Tally, agreement: Option<f64>) -> Verdict {
    let Some(range) = tally.range() else {
        return if tally.dont_know * 2 >= tally.answered() {
            Verdict::NobodyKnows
        } else {
            Verdict::Agreed
        };
    };
    if tally.dont_know * 2 >= tally.answered() {
        Verdict::NobodyKnows
    } else if agreement.is_some_and(|agreement| agreement < 0.0) {
        Verdict::TwoCamps
    } else if range >= 2 || tally.not_applicable > 0 {
        Verdict::Open
    } else if range == 1 {
        Verdict::Close
    } else {
        Verdict::Agreed
    }
}

fn proposed(tally: &Tally, verdict: Verdict) -> Option<Answer> {
    if verdict == Verdict::NobodyKnows {
        Some(Answer::DontKnow)
    } else if tally.not_applicable > tally.with_level() {
        Some(Answer::NotApplicable(String::new()))
    } else {
        tally.lower_median().map(Answer::Level)
    }
}

/// The services to talk about: the largest D first, those without D last, equal ones in the order
/// given.
pub fn order_of_talk(spreads: &[Spread]) -> Vec<&Spread> {
    let mut open: Vec<&Spread> = spreads
        .iter()
        .filter(|spread| spread.verdict.is_open())
        .collect();
    open.sort_by(|one, other| match (one.difference, other.difference) {
        (Some(one), Some(other)) => other.total_cmp(&one),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    open
}
