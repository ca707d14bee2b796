//! Spreads actions over quarters: when each would be finished if the work went on at one pace.
//!
//! Deliberately not here: who does it, and which days people work.

use std::collections::BTreeMap;

use crate::Date;
use crate::roadmap::{PlannedAction, Quarter, Roadmap};
use crate::sheet::Effort;

/// The most quarters a plan is spread over: ten years.
pub const MOST_QUARTERS: usize = 40;

/// How much work a quarter takes, together with what is due in it already.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// As much as it needs to be finished after so many quarters, 1 to [`MOST_QUARTERS`].
    Quarters(usize),
    /// So many person-days, more than 0.
    Days(f64),
}

/// Says when each of the chosen open actions is due: on the last day of a quarter from `first` on.
///
/// The work is laid end to end in the order of the roadmap, of one service from the lowest level
/// up. Each quarter takes what the pace leaves beside the other open actions due in it; those
/// overdue count in the first. An action is due in the quarter in which its work ends, and not
/// before a lower level of its service that is not chosen. An action of unknown size counts as the
/// mean of the open ones that are known; where none is, as a step of medium size.
///
/// Days are the roadmap's own. `None` where the work does not end within [`MOST_QUARTERS`].
pub fn spread<'a>(
    roadmap: &Roadmap<'a>,
    is_chosen: impl Fn(&str) -> bool,
    first: Quarter,
    pace: Pace,
) -> Option<Vec<(&'a str, Date)>> {
    let (chosen, others): (Vec<_>, Vec<_>) = roadmap
        .open()
        .copied()
        .partition(|planned| is_chosen(&planned.action.id));
    let chosen = lower_levels_first(&chosen);
    let unknown = size_of_unknown(roadmap);
    let size = |planned: &PlannedAction<'_>| planned.days.unwrap_or(unknown);
    let mut taken = [0.0; MOST_QUARTERS];
    for planned in &others {
        let due = planned.action.due.map(Quarter::of);
        if let Some(place) = due.and_then(|due| quarters_between(first, due)) {
            taken[place] += size(planned);
        }
    }
    let work: f64 = chosen.iter().map(size).sum();
    let (days, most) = match pace {
        Pace::Quarters(count) => {
            let count = count.clamp(1, MOST_QUARTERS);
            (level_pace(&taken[..count], work), count)
        }
        Pace::Days(days) => (days, MOST_QUARTERS),
    };
    let rooms: Vec<f64> = taken[..most]
        .iter()
        .map(|taken| (days - taken).max(0.0))
        .collect();
    let (mut at, mut room, mut end) = (0, rooms[0], 0.0);
    let mut dates = Vec::with_capacity(chosen.len());
    for planned in &chosen {
        end += size(planned);
        // Sums in another order differ in their last digits.
        let is_full = |room: f64| end > room + work * 1e-9;
        while is_full(room) {
            at += 1;
            room += rooms.get(at)?;
        }
        let quarter = quarter_after(first, at);
        let below = others.iter().filter(|other| {
            other.action.service == planned.action.service
                && other.action.to_level < planned.action.to_level
        });
        let below = below.filter_map(|other| other.action.due.map(Quarter::of));
        let quarter = below.fold(quarter, Quarter::max);
        dates.push((planned.action.id.as_str(), quarter.last_day()));
    }
    Some(dates)
}

/// The quarter that comes so many quarters after another.
pub fn quarter_after(first: Quarter, count: usize) -> Quarter {
    (0..count).fold(first, |quarter, _| quarter.next())
}

/// The pace at which work fills these quarters up to one height, beside what they take already.
fn level_pace(taken: &[f64], work: f64) -> f64 {
    let mut lowest = taken.to_vec();
    lowest.sort_by(f64::total_cmp);
    let (mut sum, mut height) = (work, f64::INFINITY);
    for (count, taken) in (1_u32..).zip(lowest) {
        if taken >= height {
            break;
        }
        sum += taken;
        height = sum / f64::from(count);
    }
    height
}

/// How many quarters a later one comes after the first, an earlier one being the first itself;
/// `None` where it is beyond those a plan is spread over.
fn quarters_between(first: Quarter, later: Quarter) -> Option<usize> {
    let number = |quarter: Quarter| i32::from(quarter.year) * 4 + i32::from(quarter.number);
    let between = usize::try_from(number(later) - number(first)).unwrap_or(0);
    (between < MOST_QUARTERS).then_some(between)
}

fn size_of_unknown(roadmap: &Roadmap<'_>) -> f64 {
    let known = roadmap.open().filter_map(|planned| planned.days);
    let (count, sum) = known.fold((0_u32, 0.0), |(count, sum), days| (count + 1, sum + days));
    if count == 0 {
        Effort::Medium.planning_days()
    } else {
        sum / f64::from(count)
    }
}

/// The same actions, those of each service sorted by level among the places they have.
fn lower_levels_first<'a>(actions: &[PlannedAction<'a>]) -> Vec<PlannedAction<'a>> {
    let mut of_service: BTreeMap<&str, Vec<PlannedAction<'a>>> = BTreeMap::new();
    for planned in actions.iter().rev() {
        let service = planned.action.service.as_str();
        of_service.entry(service).or_default().push(*planned);
    }
    for waiting in of_service.values_mut() {
        // The last is taken first.
        waiting.sort_by_key(|planned| std::cmp::Reverse(planned.action.to_level));
    }
    let next = |planned: &PlannedAction<'a>| {
        let waiting = of_service.get_mut(planned.action.service.as_str());
        waiting.and_then(Vec::pop).expect("each stands there once")
    };
    actions.iter().map(next).collect()
}
