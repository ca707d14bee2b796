//! From contributions to published figures: every rule of disclosure in one place.
//!
//! Members are counted once, subject by subject; what is kept of them are counts and scores, so
//! that a hundred thousand cost no more than a hundred thousand times one.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::history::{History, Known};
use super::implied::{Shown, tells_on_a_group};
use super::score_parts::telling_scores;
use super::values::{Values, shares};
use super::{
    Band, Benchmark, BenchmarkFile, Breakdown, Dimension, Figures, Group, GroupFigures, Quartiles,
    Reason, Share, Subject, Word,
};
use crate::Date;
use crate::assessment::{OrganizationalModel, Sector, SizeBand};
use crate::cohort::{Card, Rules};
use crate::contribution::{Contribution, Given};
use crate::sheet::{Level, Sheet};

/// What a cell holds where there is no level.
pub(super) const NO_LEVEL: u8 = u8::MAX;
/// The most levels of any scale.
const LEVELS: usize = 10;

/// One member's voice, as far as figures need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The member's public key.
    pub key: String,
    /// The level of each service in sheet order; `u8::MAX` where there is none.
    levels: Vec<u8>,
    /// Sector, size and model as numbers of their categories.
    pub(super) categories: [usize; 3],
    /// The adviser who prepared it.
    pub(super) adviser: Option<String>,
}

impl Member {
    /// The voice of a contribution.
    pub fn of(contribution: &Contribution, sheet: &Sheet) -> Self {
        Self::kept(KeptVoice {
            key: contribution.member().to_owned(),
            levels: contribution.level_bytes(sheet),
            sector: contribution.sector(),
            size: contribution.size(),
            model: contribution.model(),
            adviser: contribution.prepared_by().map(str::to_owned),
        })
    }

    /// Whether one level stands in nine of ten of its services with a level, or in more: such
    /// answers were often given without a look.
    pub fn is_even(&self) -> bool {
        let mut counts = [0_usize; LEVELS];
        for &level in self.levels.iter().filter(|&&level| level != NO_LEVEL) {
            counts[usize::from(level)] += 1;
        }
        let answered: usize = counts.iter().sum();
        let most = counts.into_iter().max().unwrap_or_default();
        answered > 0 && most * 10 >= answered * 9
    }

    /// The voice of a contribution that was kept.
    pub fn kept(kept: KeptVoice) -> Self {
        let sector = kept
            .sector
            .and_then(|own| Sector::ALL.iter().position(|&sector| sector == own));
        let size = kept
            .size
            .and_then(|own| SizeBand::ALL.iter().position(|&size| size == own));
        let model = kept.model.and_then(|own| {
            OrganizationalModel::ALL
                .iter()
                .position(|&model| model == own)
        });
        let mut levels = kept.levels;
        for level in &mut levels {
            let given = Given::of_byte(*level).and_then(Given::level);
            *level = given.map_or(NO_LEVEL, Level::number);
        }
        Self {
            key: kept.key,
            levels,
            categories: [
                sector.unwrap_or(Sector::ALL.len()),
                size.unwrap_or(SizeBand::ALL.len()),
                model.unwrap_or(OrganizationalModel::ALL.len()),
            ],
            adviser: kept.adviser,
        }
    }
}

/// What is kept of a contribution for its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptVoice {
    /// The member's public key.
    pub key: String,
    /// What was answered, as [`Contribution::level_bytes`] says it.
    pub levels: Vec<u8>,
    /// The sector, unless withheld.
    pub sector: Option<Sector>,
    /// The size band, unless withheld.
    pub size: Option<SizeBand>,
    /// The organizational model, unless withheld.
    pub model: Option<OrganizationalModel>,
    /// The adviser who prepared it.
    pub adviser: Option<String>,
}

/// How many categories each dimension has, the one of those who do not state it included.
pub(super) const CATEGORIES: [usize; 3] = [
    Sector::ALL.len() + 1,
    SizeBand::ALL.len() + 1,
    OrganizationalModel::ALL.len() + 1,
];

/// The name of a category as an assessment file has it.
pub(super) fn category(dimension: usize, number: usize) -> String {
    let name = match dimension {
        0 => Sector::ALL.get(number).map(serde_json::to_value),
        1 => SizeBand::ALL.get(number).map(serde_json::to_value),
        _ => OrganizationalModel::ALL
            .get(number)
            .map(serde_json::to_value),
    };
    name.and_then(Result::ok)
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_else(|| "not_stated".to_owned())
}

/// A benchmark that was published, and the members behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    /// What was published.
    pub benchmark: Benchmark,
    /// The members it was computed from.
    pub members: Vec<Member>,
}

/// A benchmark, and what the coordinator alone is told about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// What may be handed to everybody.
    pub benchmark: Benchmark,
    /// What was dropped, subject by subject.
    pub dropped: Vec<Dropped>,
}

/// Something that may not be shown of a subject because of what it would give away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// What it is about.
    pub subject: Subject,
    /// Everything up to this is dropped.
    pub drop: Drop,
    /// Whether too few members changed since a benchmark of the same edition; else the audit
    /// found figures that can be subtracted.
    pub few_changes: bool,
}

/// How much is dropped, each step with all before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Drop {
    /// Nothing.
    #[default]
    Nothing,
    /// The breakdown by model.
    Model,
    /// The breakdown by size.
    Size,
    /// The breakdown by sector.
    Sector,
    /// The movement since the earlier edition.
    Movement,
    /// Everything that can be added up: mean, deviation and shares.
    Sums,
}

impl Drop {
    pub(super) const ALL: [Self; 6] = [
        Self::Nothing,
        Self::Model,
        Self::Size,
        Self::Sector,
        Self::Movement,
        Self::Sums,
    ];

    pub(super) fn keeps(self, dimension: usize) -> bool {
        self < [Self::Sector, Self::Size, Self::Model][dimension]
    }
}

/// Computes what may be published of a cohort's members, one voice each.
///
/// `earlier` are all benchmarks of the cohort published before, oldest first: what can be
/// subtracted across them counts as well. The result does not depend on the order of members.
pub fn publish(
    sheet: &Sheet,
    card: &Card,
    members: &[Member],
    earlier: &[Release],
    today: Date,
) -> Publication {
    let rules = card.rules();
    let subjects = subjects(sheet);
    let cohort = Cohort::of(sheet, &subjects, members);
    let history = History::of(sheet, card, &subjects, &cohort, earlier);
    let decided = decide(sheet, &cohort, &history, rules);
    let mut dropped = Vec::new();
    let mut figures = Vec::new();
    for (at, subject) in subjects.iter().enumerate() {
        let decision = &decided.subjects[at];
        if decision.drop > Drop::Nothing {
            dropped.push(Dropped {
                subject: subject.clone(),
                drop: decision.drop,
                few_changes: decision.few_changes,
            });
        }
        figures.push(cohort.figures(at, subject, &decided, rules));
    }
    let benchmark = Benchmark {
        file: BenchmarkFile {
            format: 1,
            kind: Word::It,
            cohort: card.cohort().to_owned(),
            title: card.title().to_owned(),
            edition: card.edition().to_owned(),
            release: 1 + last_release(earlier, card.edition()),
            published: today,
            sheet: card.sheet().clone(),
            rules,
            targets: card.targets().clone(),
            members: count(members.len()),
            figures,
            breakdowns: breakdowns(&cohort, &subjects, &decided, rules),
            movement: history.movement(&subjects, &decided.subjects, rules),
        },
    };
    Publication { benchmark, dropped }
}

fn last_release(earlier: &[Release], edition: &str) -> u32 {
    let of_edition = earlier
        .iter()
        .filter(|release| release.benchmark.edition() == edition);
    of_edition
        .map(|release| release.benchmark.release())
        .max()
        .unwrap_or_default()
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).expect("members are fewer than 4,294,967,296")
}

/// The whole, each area, each service.
fn subjects(sheet: &Sheet) -> Vec<Subject> {
    let areas = sheet
        .areas()
        .iter()
        .map(|area| Subject::Area(area.id.clone()));
    let services = sheet
        .services()
        .map(|service| Subject::Service(service.id.clone()));
    [Subject::Overall]
        .into_iter()
        .chain(areas)
        .chain(services)
        .collect()
}

/// The members counted.
pub(super) struct Cohort<'a> {
    pub(super) members: &'a [Member],
    /// How many subjects are scores; services follow.
    pub(super) scores: usize,
    /// The highest level of the scale.
    highest: u8,
    /// The score of each member in the whole and in each area; not a number where there is none.
    scored: Vec<f64>,
    /// For each category of members, sector by size by model, who they are.
    by_categories: BTreeMap<[usize; 3], Vec<u32>>,
    /// For each category and service how many members have each level.
    levels: BTreeMap<[usize; 3], Vec<[u32; LEVELS]>>,
    /// The members of each adviser.
    advised: Vec<Vec<u32>>,
}

/// The score of the whole and of each area of a member; not a number where there is none.
fn member_scores(sheet: &Sheet, member: &Member, into: &mut Vec<f64>) {
    let first = into.len();
    into.push(f64::NAN);
    let mut at = 0;
    let (mut sum_of_areas, mut areas) = (0.0, 0_u32);
    for area in sheet.areas() {
        let own = &member.levels[at..at + area.services.len()];
        at += area.services.len();
        let (mut sum, mut n) = (0_u32, 0_u32);
        for &level in own.iter().filter(|&&level| level != NO_LEVEL) {
            sum += u32::from(level);
            n += 1;
        }
        let score = f64::from(sum) / f64::from(n);
        if n > 0 {
            sum_of_areas += score;
            areas += 1;
        }
        into.push(score);
    }
    into[first] = sum_of_areas / f64::from(areas);
}

impl<'a> Cohort<'a> {
    pub(super) fn of(sheet: &Sheet, subjects: &[Subject], members: &'a [Member]) -> Self {
        let scores = 1 + sheet.areas().len();
        let services = subjects.len() - scores;
        let mut of_members = Vec::with_capacity(members.len() * scores);
        let mut by_categories: BTreeMap<[usize; 3], Vec<u32>> = BTreeMap::new();
        let mut levels: BTreeMap<[usize; 3], Vec<[u32; LEVELS]>> = BTreeMap::new();
        let mut advised: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (at, member) in (0_u32..).zip(members) {
            member_scores(sheet, member, &mut of_members);
            by_categories.entry(member.categories).or_default().push(at);
            let counts = levels
                .entry(member.categories)
                .or_insert_with(|| vec![[0; LEVELS]; services]);
            for (count, &level) in counts.iter_mut().zip(&member.levels) {
                if level != NO_LEVEL {
                    count[usize::from(level)] += 1;
                }
            }
            if let Some(adviser) = &member.adviser {
                advised.entry(adviser).or_default().push(at);
            }
        }
        Self {
            members,
            scores,
            highest: sheet.highest_level().number(),
            scored: of_members,
            by_categories,
            levels,
            advised: advised.into_values().collect(),
        }
    }

    /// The value of a member for a subject.
    pub(super) fn value(&self, member: u32, subject: usize) -> Option<f64> {
        let member = member as usize;
        let value = match subject.checked_sub(self.scores) {
            Some(service) => match self.members[member].levels[service] {
                NO_LEVEL => f64::NAN,
                level => f64::from(level),
            },
            None => self.scored[member * self.scores + subject],
        };
        (!value.is_nan()).then_some(value)
    }

    /// The values of the members whose categories are asked for.
    fn values(&self, subject: usize, asked: impl Fn(&[usize; 3]) -> bool) -> Values {
        if let Some(service) = subject.checked_sub(self.scores) {
            let mut counts = [0; LEVELS];
            for (_, of) in self
                .levels
                .iter()
                .filter(|(categories, _)| asked(categories))
            {
                for (sum, more) in counts.iter_mut().zip(of[service]) {
                    *sum += more;
                }
            }
            return Values::of_levels(&counts);
        }
        let members = self
            .by_categories
            .iter()
            .filter(|(categories, _)| asked(categories));
        let scores = members
            .flat_map(|(_, members)| members)
            .filter_map(|&member| self.value(member, subject));
        Values::of_scores(scores.collect())
    }

    /// The groups of a dimension: categories with fewer than `least` members are joined with the
    /// next smallest, whatever it is. Stricter joins go on from laxer ones.
    fn groups(&self, dimension: usize, least: u32) -> Vec<BTreeSet<usize>> {
        let mut sizes = vec![0; CATEGORIES[dimension]];
        for (categories, members) in &self.by_categories {
            sizes[categories[dimension]] += count(members.len());
        }
        let mut groups: Vec<(u32, BTreeSet<usize>)> = sizes
            .into_iter()
            .enumerate()
            .filter(|&(_, size)| size > 0)
            .map(|(category, size)| (size, BTreeSet::from([category])))
            .collect();
        groups.sort();
        while groups.len() > 1 && groups[0].0 < least {
            let (size, categories) = groups.remove(0);
            groups[0].0 += size;
            groups[0].1.extend(categories);
            groups.sort();
        }
        groups
            .into_iter()
            .map(|(_, categories)| categories)
            .collect()
    }

    /// For each subject and group the most members that one adviser prepared.
    fn most_advised(
        &self,
        subjects: usize,
        groups: &[BTreeSet<usize>],
        dimension: usize,
    ) -> Vec<Vec<u32>> {
        let mut group_of = [0; 32];
        for (at, group) in groups.iter().enumerate() {
            for &category in group {
                group_of[category] = at;
            }
        }
        let mut most = vec![vec![0; groups.len()]; subjects];
        for clients in &self.advised {
            let mut own = vec![vec![0_u32; groups.len()]; subjects];
            for &client in clients {
                let group = group_of[self.members[client as usize].categories[dimension]];
                for (subject, counts) in own.iter_mut().enumerate() {
                    counts[group] += u32::from(self.value(client, subject).is_some());
                }
            }
            for (most, own) in most.iter_mut().flatten().zip(own.into_iter().flatten()) {
                *most = own.max(*most);
            }
        }
        most
    }

    /// The published figures of the whole for one subject.
    fn figures(&self, at: usize, subject: &Subject, decided: &Decided, rules: Rules) -> Figures {
        let decision = &decided.subjects[at];
        let tells = decided.telling.get(at).is_some_and(|&tells| tells);
        let values = self.values(at, |_| true);
        let mut figures = Figures {
            subject: subject.clone(),
            n: None,
            median: None,
            quartiles: None,
            spread: None,
            shares: Vec::new(),
            withheld: Some(Reason::TooFew),
        };
        if !decision.whole {
            return figures;
        }
        let n = values.n();
        figures.n = Some(n);
        figures.median = Some(self.middle(&values, at));
        if n < rules.statistics {
            return figures;
        }
        figures.quartiles = Some(self.quartiles(&values, at));
        if decision.drop == Drop::Sums {
            figures.withheld = Some(Reason::Subtraction);
            return figures;
        }
        if at >= self.scores {
            figures.shares = self.level_shares(&values, rules.end_of_shares(n));
        }
        if tells {
            figures.withheld = Some(Reason::Subtraction);
        } else if differ(&values, rules) {
            figures.spread = Some(values.spread());
            figures.withheld = None;
        }
        figures
    }

    fn middle(&self, values: &Values, subject: usize) -> f64 {
        if subject < self.scores {
            values.score_at(2)
        } else {
            values.level_at(2)
        }
    }

    fn quartiles(&self, values: &Values, subject: usize) -> Quartiles {
        if subject < self.scores {
            Quartiles {
                lower: values.score_at(1),
                upper: values.score_at(3),
            }
        } else {
            Quartiles {
                lower: values.level_at(1),
                upper: values.level_at(3),
            }
        }
    }

    /// Whether the figures of a service say together that nearly all of a group have one level.
    fn tells_on_a_group(
        &self,
        subject: usize,
        decision: &Decision,
        dimension: usize,
        groups: &[BTreeSet<usize>],
        rules: Rules,
    ) -> bool {
        let shown = &decision.groups[dimension];
        if subject < self.scores || !shown.contains(&true) {
            return false;
        }
        let quarters = |n: u32| -> &'static [u32] {
            if n >= rules.statistics {
                &[1, 2, 3]
            } else {
                &[2]
            }
        };
        let values = self.values(subject, |_| true);
        let shares = if values.n() >= rules.statistics && decision.drop < Drop::Sums {
            self.level_shares(&values, rules.end_of_shares(values.n()))
        } else {
            Vec::new()
        };
        let whole = Shown {
            values: &values,
            quarters: quarters(values.n()),
            ends: shares.iter().map(|share| share.last).collect(),
        };
        let of_groups: Vec<Values> = groups
            .iter()
            .map(|group| self.values(subject, |categories| group.contains(&categories[dimension])))
            .collect();
        let of_groups: Vec<Shown<'_>> = of_groups
            .iter()
            .zip(shown)
            .map(|(values, &shown)| Shown {
                values,
                quarters: if shown { quarters(values.n()) } else { &[] },
                ends: Vec::new(),
            })
            .collect();
        tells_on_a_group(&whole, &of_groups, self.highest)
    }

    /// The shares of members in the lower, middle and upper third of the scale.
    fn level_shares(&self, values: &Values, end: u32) -> Vec<Share> {
        let third = |level: u8| u32::from(level) * 3 / (u32::from(self.highest) + 1);
        let levels = |part: u32| (0..=self.highest).filter(move |&level| third(level) == part);
        let thirds: Vec<(u8, u8)> = (0..3)
            .filter_map(|part| Some((levels(part).min()?, levels(part).max()?)))
            .collect();
        let counts: Vec<u32> = thirds
            .iter()
            .map(|&(from, to)| values.between(f64::from(from), f64::from(to) + 0.5))
            .collect();
        let mut shares = shares(&counts, end);
        for share in &mut shares {
            share.first = thirds[usize::from(share.first)].0;
            share.last = thirds[usize::from(share.last)].1;
        }
        shares
    }
}

/// Whether enough members differ for a mean: that of members who nearly all say the same would tell
/// on them, as a share would.
fn differ(values: &Values, rules: Rules) -> bool {
    let n = values.n();
    let alike = u64::from(values.most_alike()) * 100;
    alike < u64::from(100 - rules.end_of_shares(n)) * u64::from(n)
}

/// What is decided about all subjects.
struct Decided {
    /// For each dimension its groups.
    groups: [Vec<BTreeSet<usize>>; 3],
    subjects: Vec<Decision>,
    /// For the whole and each area whether its mean would show a few members beside the means of
    /// its parts.
    telling: Vec<bool>,
}

/// What is decided about one subject.
#[derive(Clone, Debug, Default)]
pub(super) struct Decision {
    /// Whether anything is shown of the whole.
    pub(super) whole: bool,
    /// For each dimension and group whether it is shown.
    pub(super) groups: [Vec<bool>; 3],
    /// Whether the movement is shown.
    pub(super) movement: bool,
    drop: Drop,
    few_changes: bool,
}

/// Applies the rules and the audit with the floor first, then with each stricter number of members
/// up to the one asked for; what was not shown once is not shown again, so that a stricter number
/// never shows more.
fn decide(sheet: &Sheet, cohort: &Cohort<'_>, history: &History<'_>, rules: Rules) -> Decided {
    let mut decided: Option<Decided> = None;
    for members in Rules::FLOOR.members..=rules.members {
        let next = decide_once(sheet, cohort, history, Rules { members, ..rules });
        decided = Some(match decided {
            None => next,
            Some(before) => stricter(&before, next),
        });
    }
    decided.expect("rules are not below the floor")
}

fn stricter(before: &Decided, mut next: Decided) -> Decided {
    for (own, earlier) in next.telling.iter_mut().zip(&before.telling) {
        *own |= earlier;
    }
    for (own, earlier) in next.subjects.iter_mut().zip(&before.subjects) {
        own.whole &= earlier.whole;
        own.movement &= earlier.movement;
        own.few_changes |= earlier.few_changes;
        own.drop = own.drop.max(earlier.drop);
        for dimension in 0..3 {
            let groups = next.groups[dimension]
                .iter()
                .zip(&mut own.groups[dimension]);
            for (group, shown) in groups {
                let parts = before.groups[dimension]
                    .iter()
                    .zip(&earlier.groups[dimension]);
                *shown &= parts
                    .filter(|(part, _)| part.is_subset(group))
                    .all(|(_, &shown)| shown);
            }
        }
    }
    next
}

fn decide_once(sheet: &Sheet, cohort: &Cohort<'_>, history: &History<'_>, rules: Rules) -> Decided {
    let groups: [Vec<BTreeSet<usize>>; 3] =
        std::array::from_fn(|dimension| cohort.groups(dimension, rules.members));
    let everybody = [(0..CATEGORIES[0]).collect()];
    let advised_whole = cohort.most_advised(history.subjects, &everybody, 0);
    let advised: [Vec<Vec<u32>>; 3] = std::array::from_fn(|dimension| {
        cohort.most_advised(history.subjects, &groups[dimension], dimension)
    });
    let enough = |n: u32, advised: u32| n >= advised + rules.members;
    let mut known = Known::new();
    // Which means could be published at all; stricter rules elsewhere only take from it, and what
    // a reader has less can show no more.
    let mut has_mean = Vec::new();
    let mut decisions: Vec<Decision> = Vec::new();
    for subject in 0..history.subjects {
        let values = cohort.values(subject, |_| true);
        let mut decision = Decision {
            whole: enough(values.n(), advised_whole[subject][0]),
            ..Decision::default()
        };
        for dimension in 0..3 {
            let groups = &groups[dimension];
            let shown = groups.iter().enumerate().map(|(at, group)| {
                let values =
                    cohort.values(subject, |categories| group.contains(&categories[dimension]));
                groups.len() > 1
                    && decision.whole
                    && enough(values.n(), advised[dimension][subject][at])
                    && values.most_alike() + 1 < values.n()
            });
            decision.groups[dimension] = shown.collect();
        }
        decision.movement = decision.whole && history.may_move(subject, rules);
        let audited = history.audit(subject, &decision, &groups, rules, &mut known);
        has_mean.push(
            decision.whole
                && values.n() >= Rules::FLOOR.statistics
                && differ(&values, Rules::FLOOR)
                && audited < Drop::Sums,
        );
        decision.few_changes = history.few_changes(subject, rules);
        decision.drop = if decision.few_changes {
            Drop::Sums
        } else {
            audited
        };
        for dimension in 0..3 {
            let keeps = decision.drop.keeps(dimension);
            for shown in &mut decision.groups[dimension] {
                *shown &= keeps;
            }
        }
        decision.movement &= decision.drop < Drop::Movement;
        for (dimension, groups) in groups.iter().enumerate() {
            if cohort.tells_on_a_group(subject, &decision, dimension, groups, rules) {
                decision.groups[dimension].fill(false);
            }
        }
        decisions.push(decision);
    }
    let (scores, services) = has_mean.split_at(cohort.scores);
    let levels = || cohort.members.iter().map(|member| member.levels.as_slice());
    let telling = telling_scores(sheet, levels, scores, services, rules.members);
    Decided {
        groups,
        subjects: decisions,
        telling,
    }
}

/// The breakdowns, as far as anything is shown of them.
fn breakdowns(
    cohort: &Cohort<'_>,
    subjects: &[Subject],
    decided: &Decided,
    rules: Rules,
) -> Vec<Breakdown> {
    (0..3)
        .filter_map(|dimension| {
            let groups = decided.groups[dimension].iter().enumerate();
            let groups: Vec<Group> = groups
                .map(|(at, group)| {
                    let within = |categories: &[usize; 3]| group.contains(&categories[dimension]);
                    let members = cohort
                        .by_categories
                        .iter()
                        .filter(|(categories, _)| within(categories))
                        .map(|(_, members)| members.len());
                    let shown = (0..subjects.len())
                        .filter(|&subject| decided.subjects[subject].groups[dimension][at]);
                    Group {
                        categories: group
                            .iter()
                            .map(|&number| category(dimension, number))
                            .collect(),
                        members: Band::of(count(members.sum())),
                        figures: shown
                            .map(|subject| {
                                let values = cohort.values(subject, within);
                                GroupFigures {
                                    subject: subjects[subject].clone(),
                                    median: cohort.middle(&values, subject),
                                    quartiles: (values.n() >= rules.statistics)
                                        .then(|| cohort.quartiles(&values, subject)),
                                }
                            })
                            .collect(),
                    }
                })
                .collect();
            let any = groups.iter().any(|group| !group.figures.is_empty());
            any.then_some(Breakdown {
                by: Dimension::ALL[dimension],
                groups,
            })
        })
        .collect()
}
