//! A benchmark at a glance: what a board is told before it looks at the figures.

use super::{Benchmark, Bound, Figures, Reason, Share, Subject};
use crate::id::ServiceId;

/// What can be said of a benchmark in a few numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview<'a> {
    /// Services of which at least half of the members reach the group's target.
    pub at_target: usize,
    /// Services with a target and a median.
    pub with_target: usize,
    /// Services with a median, the highest first: by median, then by mean, then in sheet order.
    pub ranked: Vec<&'a Figures>,
    /// Services in which more members are higher than lower since the earlier edition.
    pub risen: usize,
    /// Services in which more members are lower than higher.
    pub fallen: usize,
    /// Services whose movement is shown.
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
    let height = |figures: &Figures| {
        let median = figures.median.unwrap_or_default();
        let mean = figures.spread.map_or(median, |spread| spread.mean);
        (median, mean)
    };
    ranked.sort_by(|one, other| {
        let (one, other) = (height(one), height(other));
        other
            .0
            .total_cmp(&one.0)
            .then_with(|| other.1.total_cmp(&one.1))
    });
    let moved = benchmark.movement().into_iter().flat_map(|it| &it.services);
    let directions: Vec<Option<bool>> = moved.map(|moved| rises(&moved.shares)).collect();
    let count = |wanted: Option<bool>| directions.iter().filter(|&&it| it == wanted).count();
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
        risen: count(Some(true)),
        fallen: count(Some(false)),
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

/// Whether more members are higher than lower; `None` where they are as many, or where it is not
/// shown.
fn rises(shares: &[Share]) -> Option<bool> {
    let percent = |part: u8| {
        let mut alone = shares
            .iter()
            .filter(|share| share.first == part && share.last == part);
        alone.next()
    };
    let (lower, higher) = (percent(0), percent(2));
    match (lower, higher) {
        (Some(lower), Some(higher)) if lower.percent != higher.percent => {
            Some(higher.percent > lower.percent)
        }
        // Two parts: the one that stands alone against all others.
        (None, Some(higher)) if higher.bound == Bound::AtLeast => Some(true),
        (Some(lower), None) if lower.bound == Bound::AtLeast => Some(false),
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
    fn a_service_rises_where_more_members_are_seen_higher_than_lower() {
        let exactly = |first, last, percent| share(first, last, percent, Bound::Exactly);
        for (shares, rise) in [
            (
                vec![exactly(0, 0, 20), exactly(1, 1, 50), exactly(2, 2, 30)],
                Some(true),
            ),
            (
                vec![exactly(0, 0, 30), exactly(1, 1, 50), exactly(2, 2, 20)],
                Some(false),
            ),
            (
                vec![exactly(0, 0, 25), exactly(1, 1, 50), exactly(2, 2, 25)],
                None,
            ),
            // How many are lower is not shown.
            (vec![exactly(0, 1, 60), exactly(2, 2, 40)], None),
            (
                vec![
                    share(0, 1, 10, Bound::AtMost),
                    share(2, 2, 90, Bound::AtLeast),
                ],
                Some(true),
            ),
        ] {
            assert_eq!(rises(&shares), rise, "{shares:?}");
        }
    }
}
