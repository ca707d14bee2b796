//! A benchmark at a glance: what a board is told before it looks at the figures.

use std::cmp::Ordering;

use super::{Benchmark, Bound, Figures, Reason, Share, Subject};
use crate::id::ServiceId;

/// What can be said of a benchmark in a few numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview<'a> {
    /// Services of which at least half of the members reach the group's target.
    pub at_target: usize,
    /// Services with a target and a median.
    pub with_target: usize,
    /// Services with a median, the highest first: by median, then by the lower and by the
    /// upper quartile, then in sheet order.
    pub ranked: Vec<&'a Figures>,
    /// Services in which more members are higher than lower since the earlier edition.
    pub risen: usize,
    /// Services in which more members are lower than higher.
    pub fallen: usize,
    /// Services of which it can be told whether more members are higher or lower, or as many.
    pub moved: usize,
    /// For each reason what is not shown, or not in full; reasons that nothing has are left out.
    pub withheld: Vec<(Reason, Vec<&'a Subject>)>,
}

/// Looks a benchmark over.
pub fn overview(benchmark: &Benchmark) -> Overview<'_> {
    let figures = benchmark.figures().iter();
    let services = || {
        figures
            .clone()
            .filter_map(|figures| Some((service_of(figures)?, figures, figures.median?)))
    };
    let targeted = services().filter_map(|(service, _, median)| {
        let target = benchmark.targets().get(service)?;
        Some(median >= f64::from(*target))
    });
    let reached: Vec<bool> = targeted.collect();
    let mut ranked: Vec<&Figures> = services().map(|(_, figures, _)| figures).collect();
    let height = |figures: &Figures| -> [f64; 3] {
        let median = figures.median.unwrap_or_default();
        let quartiles = figures.quartiles;
        [
            median,
            quartiles.map_or(median, |quartiles| quartiles.lower),
            quartiles.map_or(median, |quartiles| quartiles.upper),
        ]
    };
    ranked.sort_by(|one, other| {
        let pairs = height(other).into_iter().zip(height(one));
        pairs.fold(Ordering::Equal, |order, (other, one)| {
            order.then(other.total_cmp(&one))
        })
    });
    let moved = benchmark.movement().into_iter().flat_map(|it| &it.services);
    let directions: Vec<Ordering> = moved.filter_map(|moved| direction(&moved.shares)).collect();
    let count = |wanted| directions.iter().filter(|&&it| it == wanted).count();
    let withheld = [Reason::TooFew, Reason::Subtraction]
        .into_iter()
        .map(|reason| {
            let of_reason = figures.clone().filter(|it| it.withheld == Some(reason));
            (reason, of_reason.map(|it| &it.subject).collect())
        })
        .filter(|(_, subjects): &(_, Vec<_>)| !subjects.is_empty())
        .collect();
    Overview {
        at_target: reached.iter().filter(|&&reached| reached).count(),
        with_target: reached.len(),
        ranked,
        risen: count(Ordering::Greater),
        fallen: count(Ordering::Less),
        moved: directions.len(),
        withheld,
    }
}

fn service_of(figures: &Figures) -> Option<&ServiceId> {
    match &figures.subject {
        Subject::Service(service) => Some(service),
        Subject::Overall | Subject::Area(_) => None,
    }
}

/// Whether more members are higher (greater) or lower (less); `None` where the published shares do
/// not say it.
fn direction(shares: &[Share]) -> Option<Ordering> {
    let alone = |part: u8| {
        let mut of_part = shares
            .iter()
            .filter(|share| share.first == part && share.last == part);
        of_part.next()
    };
    // More than half cannot be outnumbered, whatever the rest is made of.
    let most = |share: &Share| share.percent > 50 && share.bound != Bound::AtMost;
    match (alone(0), alone(2)) {
        (Some(lower), Some(higher)) => Some(higher.percent.cmp(&lower.percent)),
        (_, Some(higher)) if most(higher) => Some(Ordering::Greater),
        (Some(lower), _) if most(lower) => Some(Ordering::Less),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(first: u8, last: u8, percent: u32, bound: Bound) -> Share {
        Share {
            first,
            last,
            percent,
            bound,
        }
    }

    #[test]
    fn a_direction_is_told_where_the_published_shares_say_it() {
        let exactly = |first, last, percent| share(first, last, percent, Bound::Exactly);
        for (shares, told) in [
            (
                vec![exactly(0, 0, 20), exactly(1, 1, 50), exactly(2, 2, 30)],
                Some(Ordering::Greater),
            ),
            (
                vec![exactly(0, 0, 30), exactly(1, 1, 50), exactly(2, 2, 20)],
                Some(Ordering::Less),
            ),
            (
                vec![exactly(0, 0, 25), exactly(1, 1, 50), exactly(2, 2, 25)],
                Some(Ordering::Equal),
            ),
            // How many are lower is not shown, and may be more.
            (vec![exactly(0, 1, 60), exactly(2, 2, 40)], None),
            (
                vec![exactly(0, 1, 40), exactly(2, 2, 60)],
                Some(Ordering::Greater),
            ),
            (
                vec![
                    share(0, 0, 90, Bound::AtLeast),
                    share(1, 2, 10, Bound::AtMost),
                ],
                Some(Ordering::Less),
            ),
        ] {
            assert_eq!(direction(&shares), told, "{shares:?}");
        }
    }
}
