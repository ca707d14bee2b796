//! Whether the mean of scores, beside the means of their parts, shows a few members.
//!
//! A score is the mean of its parts, so it counts each part with a weight that depends on how
//! many parts the member has. Whoever takes the published sums of the parts off, each with the
//! weight that most members give it, is left with the members of other weights and with those
//! who have a part whose sum is not published.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::sheet::Sheet;

/// The divisor that most members have for each part; nothing where its sum is not published.
struct Usual {
    counts: Vec<BTreeMap<u32, u32>>,
    published: Vec<bool>,
    divisors: Vec<Option<u32>>,
}

impl Usual {
    fn new(published: Vec<bool>) -> Self {
        Self {
            counts: vec![BTreeMap::new(); published.len()],
            divisors: Vec::new(),
            published,
        }
    }

    fn count(&mut self, part: usize, divisor: u32) {
        *self.counts[part].entry(divisor).or_default() += 1;
    }

    fn settle(&mut self) {
        let counts = self.counts.iter().zip(&self.published);
        let usual = counts.map(|(counts, &published)| {
            let (&divisor, _) = counts.iter().max_by_key(|&(_, count)| count)?;
            published.then_some(divisor)
        });
        self.divisors = usual.collect();
    }

    /// Whether something of a part is left when the published sums are taken off.
    fn leaves(&self, part: usize, divisor: u32) -> bool {
        self.divisors[part] != Some(divisor)
    }
}

/// The services that a member has levels of, area by area.
struct Answered<'a> {
    areas: &'a [Range<usize>],
    levels: &'a [u8],
}

impl Answered<'_> {
    fn services(&self, area: usize) -> impl Iterator<Item = usize> {
        self.areas[area]
            .clone()
            .filter(|&service| self.levels[service] != super::publish::NO_LEVEL)
    }

    fn in_area(&self, area: usize) -> u32 {
        super::publish::count(self.services(area).count())
    }

    /// The areas with a score, each with how many of its services have a level.
    fn areas(&self) -> impl Iterator<Item = (usize, u32)> {
        (0..self.areas.len())
            .map(|area| (area, self.in_area(area)))
            .filter(|&(_, answered)| answered > 0)
    }
}

/// Whether the mean of the whole and of each area would show fewer than `least` members beside
/// the published means of the services, and of the areas.
pub(super) fn telling_scores<'a, L: Iterator<Item = &'a [u8]>>(
    sheet: &Sheet,
    levels: impl Fn() -> L,
    scores_published: &[bool],
    services_published: &[bool],
    least: u32,
) -> Vec<bool> {
    let areas: Vec<Range<usize>> = sheet
        .areas()
        .iter()
        .scan(0, |from, area| {
            let range = *from..*from + area.services.len();
            *from = range.end;
            Some(range)
        })
        .collect();
    let members = || {
        let areas = &areas;
        levels().map(move |levels| Answered { areas, levels })
    };
    let mut of_area = Usual::new(services_published.to_vec());
    let mut of_whole = Usual::new(services_published.to_vec());
    for member in members() {
        let scored = super::publish::count(member.areas().count());
        for (area, answered) in member.areas() {
            for service in member.services(area) {
                of_area.count(service, answered);
                of_whole.count(service, answered * scored);
            }
        }
    }
    of_area.settle();
    of_whole.settle();
    let mut left = vec![0_u32; areas.len()];
    for member in members() {
        for (area, answered) in member.areas() {
            let leaves = member
                .services(area)
                .any(|service| of_area.leaves(service, answered));
            left[area] += u32::from(leaves);
        }
    }
    let few = |members: u32| 0 < members && members < least;
    let telling: Vec<bool> = left.into_iter().map(few).collect();
    let areas_published = telling.iter().zip(&scores_published[1..]);
    let mut by_area = Usual::new(
        areas_published
            .map(|(&tells, &shown)| shown && !tells)
            .collect(),
    );
    for member in members() {
        let scored = super::publish::count(member.areas().count());
        for (area, _) in member.areas() {
            by_area.count(area, scored);
        }
    }
    by_area.settle();
    // Each area can be taken off by its own mean or by those of its services.
    let (mut over_areas, mut over_services, mut over_both) = (0, 0, 0);
    for member in members() {
        let scored = super::publish::count(member.areas().count());
        let (mut areas_leave, mut services_leave, mut both_leave) = (false, false, false);
        for (area, answered) in member.areas() {
            let area_leaves = by_area.leaves(area, scored);
            let service_leaves = member
                .services(area)
                .any(|service| of_whole.leaves(service, answered * scored));
            areas_leave |= area_leaves;
            services_leave |= service_leaves;
            both_leave |= area_leaves && service_leaves;
        }
        over_areas += u32::from(areas_leave);
        over_services += u32::from(services_leave);
        over_both += u32::from(both_leave);
    }
    let whole_is_safe = over_both >= least || (over_areas == 0 && over_services == 0);
    [!whole_is_safe].into_iter().chain(telling).collect()
}
