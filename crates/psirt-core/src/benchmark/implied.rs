//! What medians, quartiles and shares say together of a group, shown or not.
//!
//! A quartile says that so many members are at a level or below, and that so many are not. The
//! groups of one breakdown are parts of the whole: what is left of the whole after all others is
//! known of each. Where that says that all or all but one of a group have one level, it tells on
//! them as surely as a figure would.

use super::values::Values;

/// The figures of a set of members, as far as they are shown.
pub(super) struct Shown<'a> {
    /// The members' levels.
    pub values: &'a Values,
    /// Which quarters are shown: 2 for a median, 1 and 3 for the quartiles.
    pub quarters: &'static [u32],
    /// The levels at which shares end: how many are at such a level or below is known.
    pub ends: Vec<u8>,
}

/// The least and the most members who can be at each level or below, the highest left out.
type Bounds = Vec<(u32, u32)>;

impl Shown<'_> {
    fn bounds(&self, highest: u8) -> Bounds {
        let n = self.values.n();
        let mut bounds: Bounds = (0..highest).map(|_| (0, n)).collect();
        for &quarter in self.quarters.iter().filter(|_| n > 0) {
            let (rank, at) = ((n * quarter).div_ceil(4), self.values.level_at(quarter));
            for (level, (least, most)) in (0_u8..).zip(&mut bounds) {
                if f64::from(level) >= at {
                    *least = rank.max(*least);
                } else {
                    *most = (rank - 1).min(*most);
                }
            }
        }
        for &end in self.ends.iter().filter(|&&end| end < highest) {
            let known = self.values.between(0.0, f64::from(end) + 0.5);
            bounds[usize::from(end)] = (known, known);
        }
        in_order(&mut bounds);
        bounds
    }
}

/// Whoever is at a level or below is at the next or below.
fn in_order(bounds: &mut Bounds) {
    for level in 1..bounds.len() {
        bounds[level].0 = bounds[level].0.max(bounds[level - 1].0);
    }
    for level in (1..bounds.len()).rev() {
        bounds[level - 1].1 = bounds[level - 1].1.min(bounds[level].1);
    }
}

/// Whether it follows from what is shown of a whole and of the groups it is made of that all, or
/// all but one, of a group have one level.
pub(super) fn tells_on_a_group(whole: &Shown<'_>, groups: &[Shown<'_>], highest: u8) -> bool {
    let of_whole = whole.bounds(highest);
    let mut of_groups: Vec<Bounds> = groups.iter().map(|group| group.bounds(highest)).collect();
    loop {
        let before = of_groups.clone();
        for level in 0..usize::from(highest) {
            let (least, most) = of_whole[level];
            let all_at_least: u32 = before.iter().map(|group| group[level].0).sum();
            let all_at_most: u32 = before.iter().map(|group| group[level].1).sum();
            for (own, before) in of_groups.iter_mut().zip(&before) {
                let (own, (at_least, at_most)) = (&mut own[level], before[level]);
                own.0 = own.0.max(least.saturating_sub(all_at_most - at_most));
                own.1 = own.1.min(most.saturating_sub(all_at_least - at_least));
            }
        }
        of_groups.iter_mut().for_each(in_order);
        if of_groups == before {
            break;
        }
    }
    groups.iter().zip(&of_groups).any(|(group, bounds)| {
        let n = group.values.n();
        let alike = (0..=usize::from(highest)).any(|level| {
            let up_to = bounds.get(level).map_or(n, |&(least, _)| least);
            let below = level.checked_sub(1).map_or(0, |below| bounds[below].1);
            up_to.saturating_sub(below) + 1 >= n.max(2)
        });
        n > 0 && alike
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<'a>(values: &'a Values, quarters: &'static [u32]) -> Shown<'a> {
        Shown {
            values,
            quarters,
            ends: Vec::new(),
        }
    }

    #[test]
    fn what_is_left_of_a_whole_tells_on_a_group_that_is_not_shown() {
        // Eleven of fourteen or more are at level 5, three of the five or more are not: so the
        // other nine are all at level 5.
        let whole = Values::of_levels(&[3, 0, 0, 0, 0, 11]);
        let five = Values::of_levels(&[3, 0, 0, 0, 0, 2]);
        let nine = Values::of_levels(&[0, 0, 0, 0, 0, 9]);
        let whole = shown(&whole, &[1, 2, 3]);
        assert!(tells_on_a_group(
            &whole,
            &[shown(&five, &[2]), shown(&nine, &[])],
            5
        ));
        assert!(!tells_on_a_group(
            &whole,
            &[shown(&five, &[]), shown(&nine, &[])],
            5
        ));
    }
}
