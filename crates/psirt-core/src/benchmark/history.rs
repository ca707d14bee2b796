//! The benchmarks published before: what can be subtracted across them, and how members moved.
//!
//! A member is taken to answer the same in every edition. That is the worst case: whoever did not
//! change is shown by what joined and left around it.

use std::collections::{BTreeMap, BTreeSet};

use super::audit::exposes;
use super::publish::{CATEGORIES, Cohort, Decision, Drop, Release, category, count};
use super::values::shares;
use super::{Dimension, Move, Movement, ServiceMovement, Subject};
use crate::cohort::{Card, Rules};
use crate::sheet::{Level, Sheet};

/// The most benchmarks that are looked back on; of more the newest.
const MOST_RELEASES: usize = 60;

/// A set of members that a figure was published of: those in all of the releases, in the
/// categories.
#[derive(Clone, Debug)]
struct Set {
    releases: u64,
    categories: Option<(usize, usize, BTreeSet<usize>)>,
}

impl Set {
    fn of(release: usize) -> Self {
        Self {
            releases: 1 << release,
            categories: None,
        }
    }

    fn has(&self, present: u64, base: &[Option<[usize; 3]>]) -> bool {
        present & self.releases == self.releases
            && self
                .categories
                .as_ref()
                .is_none_or(|(release, dimension, group)| {
                    base[*release].is_some_and(|own| group.contains(&own[*dimension]))
                })
    }
}

/// One benchmark published before.
struct Past<'a> {
    release: &'a Release,
    cohort: Cohort<'a>,
    /// The release its movement speaks of.
    since: Option<usize>,
}

/// Whether figures over these cells show too few, as far as it was asked before.
pub(super) type Known = BTreeMap<(Vec<u32>, Vec<Vec<bool>>), bool>;

/// Everything that was published of the cohort with the sheet, and the members to be published.
pub(super) struct History<'a> {
    pub(super) subjects: usize,
    past: Vec<Past<'a>>,
    current: &'a Cohort<'a>,
    edition: &'a str,
    since: Option<usize>,
    /// For each member of any release its place in each, the current one last.
    entities: Vec<Vec<Option<u32>>>,
    /// For each of them which of `bases` it is.
    base_of: Vec<u32>,
    /// The categories in each release.
    bases: Vec<Vec<Option<[usize; 3]>>>,
}

impl<'a> History<'a> {
    pub(super) fn of(
        sheet: &Sheet,
        card: &'a Card,
        subjects: &[Subject],
        current: &'a Cohort<'a>,
        earlier: &'a [Release],
    ) -> Self {
        let same_sheet: Vec<&Release> = earlier
            .iter()
            .filter(|release| release.benchmark.sheet() == card.sheet())
            .collect();
        let newest = same_sheet.len().saturating_sub(MOST_RELEASES);
        let mut past: Vec<Past<'a>> = Vec::new();
        for release in &same_sheet[newest..] {
            let edition = release.benchmark.edition();
            past.push(Past {
                release,
                cohort: Cohort::of(sheet, subjects, &release.members),
                since: last_other_edition(&past, edition),
            });
        }
        let since = last_other_edition(&past, card.edition());
        let releases = past.len() + 1;
        let mut places: BTreeMap<&str, Vec<Option<u32>>> = BTreeMap::new();
        let cohorts = past.iter().map(|past| &past.cohort).chain([current]);
        for (release, cohort) in cohorts.enumerate() {
            for (at, member) in (0_u32..).zip(cohort.members) {
                places
                    .entry(&member.key)
                    .or_insert_with(|| vec![None; releases])[release] = Some(at);
            }
        }
        let entities: Vec<Vec<Option<u32>>> = places.into_values().collect();
        let mut numbers: BTreeMap<Vec<Option<[usize; 3]>>, u32> = BTreeMap::new();
        let base_of = entities
            .iter()
            .map(|places| {
                let base = places.iter().enumerate().map(|(release, place)| {
                    let cohort = past.get(release).map_or(current, |past| &past.cohort);
                    place.map(|at| cohort.members[at as usize].categories)
                });
                let next = count(numbers.len());
                *numbers.entry(base.collect()).or_insert(next)
            })
            .collect();
        let mut bases = vec![Vec::new(); numbers.len()];
        for (base, number) in numbers {
            bases[number as usize] = base;
        }
        Self {
            subjects: subjects.len(),
            past,
            current,
            edition: card.edition(),
            since,
            entities,
            base_of,
            bases,
        }
    }

    fn cohort(&self, release: usize) -> &Cohort<'a> {
        self.past
            .get(release)
            .map_or(self.current, |past| &past.cohort)
    }

    fn value(&self, entity: usize, release: usize, subject: usize) -> Option<f64> {
        let place = self.entities[entity][release]?;
        self.cohort(release).value(place, subject)
    }

    /// Whether some, but fewer than the rules ask for, joined, left or changed since a benchmark
    /// of the same edition that published sums of the subject.
    pub(super) fn few_changes(&self, subject: usize, rules: Rules) -> bool {
        let current = self.past.len();
        self.past.iter().enumerate().any(|(release, past)| {
            let benchmark = &past.release.benchmark;
            let sums = benchmark
                .figures()
                .get(subject)
                .is_some_and(|figures| figures.spread.is_some() || !figures.shares.is_empty());
            if !sums || benchmark.edition() != self.edition {
                return false;
            }
            let changed = (0..self.entities.len()).filter(|&entity| {
                self.value(entity, release, subject) != self.value(entity, current, subject)
            });
            let n = count(changed.count());
            0 < n && n < rules.changes
        })
    }

    /// How much has to be dropped of a subject so that nothing that can be subtracted shows too
    /// few.
    pub(super) fn audit(
        &self,
        subject: usize,
        decision: &Decision,
        groups: &[Vec<BTreeSet<usize>>; 3],
        rules: Rules,
        known: &mut Known,
    ) -> Drop {
        let counts = self.cells(subject);
        let cells: Vec<u32> = counts.values().copied().collect();
        let before = self.published_before(subject);
        for drop in Drop::ALL {
            let mut sets = before.clone();
            sets.extend(self.published_now(decision, groups, drop));
            let published: Vec<Vec<bool>> = sets
                .iter()
                .map(|set| {
                    let cells = counts.keys();
                    cells
                        .map(|&(base, present)| set.has(present, &self.bases[base as usize]))
                        .collect()
                })
                .collect();
            let shows = *known
                .entry((cells.clone(), published))
                .or_insert_with_key(|(cells, published)| exposes(cells, published, rules.members));
            if !shows {
                return drop;
            }
        }
        Drop::Sums
    }

    /// The members with the same categories and the same releases with a value.
    fn cells(&self, subject: usize) -> BTreeMap<(u32, u64), u32> {
        let mut counts = BTreeMap::new();
        for (entity, &base) in self.base_of.iter().enumerate() {
            let present = (0..=self.past.len())
                .filter(|&release| self.value(entity, release, subject).is_some())
                .fold(0_u64, |present, release| present | 1 << release);
            if present > 0 {
                *counts.entry((base, present)).or_default() += 1;
            }
        }
        counts
    }

    fn published_before(&self, subject: usize) -> Vec<Set> {
        let mut sets = Vec::new();
        for (release, past) in self.past.iter().enumerate() {
            let benchmark = &past.release.benchmark;
            let Some(figures) = benchmark.figures().get(subject) else {
                continue;
            };
            if figures.spread.is_some() || !figures.shares.is_empty() {
                sets.push(Set::of(release));
            }
            for breakdown in benchmark.breakdowns() {
                let dimension = Dimension::ALL
                    .iter()
                    .position(|&dimension| dimension == breakdown.by)
                    .expect("every dimension is one of all");
                let groups = breakdown.groups.iter().filter(|group| {
                    let mut of = group.figures.iter();
                    of.any(|of| of.subject == figures.subject)
                });
                for group in groups {
                    let categories = (0..CATEGORIES[dimension])
                        .filter(|&number| group.categories.contains(&category(dimension, number)));
                    sets.push(Set {
                        releases: 1 << release,
                        categories: Some((release, dimension, categories.collect())),
                    });
                }
            }
            let moved = benchmark.movement().is_some_and(|movement| {
                let mut services = movement.services.iter();
                services.any(|moved| Subject::Service(moved.service.clone()) == figures.subject)
            });
            if let Some(since) = past.since.filter(|_| moved) {
                sets.push(Set {
                    releases: 1 << release | 1 << since,
                    categories: None,
                });
            }
        }
        sets
    }

    fn published_now(
        &self,
        decision: &Decision,
        groups: &[Vec<BTreeSet<usize>>; 3],
        drop: Drop,
    ) -> Vec<Set> {
        let current = self.past.len();
        let mut sets = Vec::new();
        if decision.whole && drop < Drop::Sums {
            sets.push(Set::of(current));
        }
        for dimension in (0..3).filter(|&dimension| drop.keeps(dimension)) {
            let shown = groups[dimension].iter().zip(&decision.groups[dimension]);
            for (group, _) in shown.filter(|(_, shown)| **shown) {
                sets.push(Set {
                    releases: 1 << current,
                    categories: Some((current, dimension, group.clone())),
                });
            }
        }
        if decision.movement && drop < Drop::Movement {
            sets.extend(self.since.map(|since| Set {
                releases: 1 << current | 1 << since,
                categories: None,
            }));
        }
        sets
    }

    /// The levels then and now of those who have both, with who prepared it.
    fn panel(&self, subject: usize) -> Vec<(f64, f64, Option<&str>)> {
        let Some(since) = self.since else {
            return Vec::new();
        };
        let current = self.past.len();
        (0..self.entities.len())
            .filter_map(|entity| {
                let place = self.entities[entity][current]?;
                let adviser = self.current.members[place as usize].adviser.as_deref();
                let then = self.value(entity, since, subject)?;
                Some((then, self.value(entity, current, subject)?, adviser))
            })
            .collect()
    }

    /// Whether enough members are in both editions, whichever adviser's clients are left out.
    pub(super) fn may_move(&self, subject: usize, rules: Rules) -> bool {
        if subject < self.current.scores {
            return false;
        }
        let panel = self.panel(subject);
        let mut advised: BTreeMap<&str, u32> = BTreeMap::new();
        for adviser in panel.iter().filter_map(|(_, _, adviser)| *adviser) {
            *advised.entry(adviser).or_default() += 1;
        }
        let most = advised.into_values().max().unwrap_or_default();
        let n = count(panel.len());
        n >= rules.statistics && n - most >= rules.members
    }

    /// How members moved since the edition before.
    pub(super) fn movement(
        &self,
        subjects: &[Subject],
        decisions: &[Decision],
        rules: Rules,
    ) -> Option<Movement> {
        let since = self.since?;
        let mut services = Vec::new();
        for (at, (subject, decision)) in subjects.iter().zip(decisions).enumerate() {
            let Subject::Service(service) = subject else {
                continue;
            };
            if !decision.movement {
                continue;
            }
            let panel = self.panel(at);
            let n = count(panel.len());
            let mut directions = [0; 3];
            for (then, current, _) in &panel {
                directions[if current < then {
                    0
                } else if current > then {
                    2
                } else {
                    1
                }] += 1;
            }
            let (moves, other_moves) = if n >= rules.table {
                moves(&panel, rules.members)
            } else {
                (Vec::new(), 0)
            };
            services.push(ServiceMovement {
                service: service.clone(),
                n,
                shares: shares(&directions, rules.end_of_shares(n)),
                moves,
                other_moves,
            });
        }
        (!services.is_empty()).then(|| Movement {
            since: self.past[since].release.benchmark.edition().to_owned(),
            services,
        })
    }
}

fn last_other_edition(past: &[Past<'_>], edition: &str) -> Option<usize> {
    past.iter()
        .rposition(|past| past.release.benchmark.edition() != edition)
}

/// How many members made each move; rare moves are counted together, and with them the rarest of
/// the others as long as together they are too few.
fn moves(panel: &[(f64, f64, Option<&str>)], least: u32) -> (Vec<Move>, u32) {
    let mut counts: BTreeMap<(u8, u8), u32> = BTreeMap::new();
    for &(then, current, _) in panel {
        *counts.entry((level(then), level(current))).or_default() += 1;
    }
    let mut others = 0;
    loop {
        let rarest = counts.iter().min_by_key(|&(_, count)| count);
        let Some((&rarest, &members)) = rarest else {
            break;
        };
        if members >= least && !(0 < others && others < least) {
            break;
        }
        counts.remove(&rarest);
        others += members;
    }
    let moves = counts.into_iter().map(|((from, to), members)| Move {
        from: Level::new(from),
        to: Level::new(to),
        members,
    });
    (moves.collect(), others)
}

/// A level that went through a figure.
fn level(value: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a level is a small whole number"
    )]
    let level = value as u8;
    level
}
