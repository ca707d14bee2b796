//! The audit: can somebody subtract published figures from each other and be left with a few?
//!
//! Members with the same membership in all published sets are one *cell*; nothing published can
//! tell them apart. Whatever can be computed from sums over published sets is a combination of
//! the sets' rows, and it shows the cells with a coefficient other than 0. A combination that
//! shows few members exists exactly where the *columns* of those cells in a basis of the null
//! space depend on each other. So the search is for few small cells with dependent columns.
//!
//! Columns are projected to at most four dimensions modulo a large prime with fixed numbers: what
//! depends goes on depending, and what does not begins to with a chance of about one in 10^18.

use std::collections::BTreeMap;

/// 2^61 - 1, a prime.
const PRIME: u64 = (1 << 61) - 1;
/// The most cells of one combination that are searched for; with a floor of five members there
/// are no larger ones.
const MOST_CELLS: usize = 4;
/// The most small cells that are searched through; a family with more counts as exposing.
const MOST_SMALL: usize = 200;

/// A vector of the projected null space.
type Column = [u64; MOST_CELLS];

/// Whether sums over the published sets show a combination of fewer than `least` members.
///
/// `cells` are the members of each cell; each of `published` says of every cell whether it is in
/// the set. Above the floor combinations of more than four cells are not looked for.
pub fn exposes(cells: &[u32], published: &[Vec<bool>], least: u32) -> bool {
    let small: Vec<usize> = (0..cells.len())
        .filter(|&cell| 0 < cells[cell] && cells[cell] < least)
        .collect();
    if small.len() > MOST_SMALL {
        return true;
    }
    if small.is_empty() {
        return false;
    }
    let columns = columns(cells.len(), published);
    let small: Vec<(u32, Column)> = small
        .into_iter()
        .map(|cell| (cells[cell], columns[cell]))
        .collect();
    depends(&small, least, MOST_CELLS)
}

/// Whether up to `most` of the columns, with fewer than `least` members together, depend on each
/// other.
///
/// One that is nothing depends by itself. Two depend where they are parallel; of more, one is
/// divided out and the rest searched for one fewer.
fn depends(columns: &[(u32, Column)], least: u32, most: usize) -> bool {
    if columns.iter().any(|(_, column)| is_nothing(column)) {
        return true;
    }
    if most < 2 {
        return false;
    }
    if has_parallel(columns, least) {
        return true;
    }
    if most == 2 {
        return false;
    }
    columns.iter().enumerate().any(|(at, &(members, first))| {
        let rest: Vec<(u32, Column)> = columns[at + 1..]
            .iter()
            .filter(|(more, _)| members + more < least)
            .map(|&(more, column)| (more, without(column, first)))
            .collect();
        rest.len() > 1 && depends(&rest, least - members, most - 1)
    })
}

fn is_nothing(column: &Column) -> bool {
    column.iter().all(|&part| part == 0)
}

/// Whether two columns with fewer than `least` members together are multiples of each other.
fn has_parallel(columns: &[(u32, Column)], least: u32) -> bool {
    let mut fewest: BTreeMap<Column, u32> = BTreeMap::new();
    columns.iter().any(|&(members, column)| {
        let direction = direction(column);
        match fewest.get_mut(&direction) {
            Some(other) if *other + members < least => true,
            Some(other) => {
                *other = members.min(*other);
                false
            }
            None => {
                fewest.insert(direction, members);
                false
            }
        }
    })
}

/// The column scaled so that its first part other than 0 is 1.
fn direction(column: Column) -> Column {
    let lead = column.iter().copied().find(|&part| part != 0).unwrap_or(1);
    let inverse = inverse(lead);
    column.map(|part| times(part, inverse))
}

/// A column with so much of `first` taken away that its part at the lead of `first` is 0.
fn without(column: Column, first: Column) -> Column {
    let lead = first
        .iter()
        .position(|&part| part != 0)
        .expect("a column that is nothing was found before");
    let factor = times(column[lead], inverse(first[lead]));
    std::array::from_fn(|part| minus(column[part], times(factor, first[part])))
}

/// For each cell its column in a basis of the null space of the published sets, projected.
fn columns(cells: usize, published: &[Vec<bool>]) -> Vec<Column> {
    let mut rows: Vec<Vec<u64>> = published
        .iter()
        .map(|set| set.iter().map(|&is_in| u64::from(is_in)).collect())
        .collect();
    let mut pivots: Vec<usize> = Vec::new();
    for cell in 0..cells {
        let done = pivots.len();
        let Some(found) = (done..rows.len()).find(|&row| rows[row][cell] != 0) else {
            continue;
        };
        rows.swap(done, found);
        let scale = inverse(rows[done][cell]);
        for part in &mut rows[done] {
            *part = times(*part, scale);
        }
        let pivot = rows[done].clone();
        for (at, row) in rows.iter_mut().enumerate() {
            let factor = row[cell];
            if at != done && factor != 0 {
                for (part, &own) in row.iter_mut().zip(&pivot) {
                    *part = minus(*part, times(factor, own));
                }
            }
        }
        pivots.push(cell);
    }
    let mut numbers = Numbers(0);
    let mut columns: Vec<Column> = (0..cells)
        .map(|_| std::array::from_fn(|_| numbers.next()))
        .collect();
    // A vector of the basis for each cell that is no pivot: 1 there, and what makes every sum 0
    // at the pivots.
    let free: Vec<usize> = (0..cells).filter(|cell| !pivots.contains(cell)).collect();
    for (row, &pivot) in rows.iter().zip(&pivots) {
        columns[pivot] = std::array::from_fn(|part| {
            free.iter().fold(0, |sum, &cell| {
                minus(sum, times(row[cell], columns[cell][part]))
            })
        });
    }
    columns
}

/// Numbers without a pattern, always the same (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % PRIME
    }
}

fn times(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    // 2^61 leaves 1, so the upper part counts as often as the lower.
    let folded = (product & u128::from(PRIME)) + (product >> 61);
    let folded = u64::try_from(folded).expect("a sum of two numbers below 2^61");
    if folded >= PRIME {
        folded - PRIME
    } else {
        folded
    }
}

fn minus(a: u64, b: u64) -> u64 {
    (a + PRIME - b) % PRIME
}

/// The number that times `a` is 1 (Fermat); `a` is not 0.
fn inverse(a: u64) -> u64 {
    let (mut result, mut base, mut power) = (1, a, PRIME - 2);
    while power > 0 {
        if power & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        power >>= 1;
    }
    result
}
