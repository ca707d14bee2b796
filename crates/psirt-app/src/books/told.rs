//! Lists of what a person is told, by kinds and not longer than can be read.

/// The most lines that are shown of a list.
pub const MOST_LINES: usize = 200;

/// What is told of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<T> {
    /// What is shown, at least one.
    pub shown: Vec<T>,
    /// How many more there are.
    pub left: usize,
}

/// Groups a list by kinds, in the order in which the kinds come. Of every kind at least one is
/// shown, and of all kinds together no more than [`MOST_LINES`], if there are not more kinds.
pub fn grouped<T, K: PartialEq>(
    all: impl IntoIterator<Item = T>,
    kind: impl Fn(&T) -> K,
) -> Vec<Group<T>> {
    let mut by_kind: Vec<(K, Vec<T>)> = Vec::new();
    for one in all {
        let kind = kind(&one);
        match by_kind.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, group)) => group.push(one),
            None => by_kind.push((kind, vec![one])),
        }
    }
    let mut kinds = by_kind.len();
    let mut lines = MOST_LINES;
    by_kind
        .into_iter()
        .map(|(_, mut shown)| {
            kinds -= 1;
            let room = lines.saturating_sub(kinds).max(1);
            let left = shown.len().saturating_sub(room);
            shown.truncate(room);
            lines = lines.saturating_sub(shown.len());
            Group { shown, left }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_every_kind_one_is_shown_and_the_rest_is_counted() {
        let all = (0..1_000)
            .map(|number| (number % 3, number))
            .chain([(9, 0)]);
        let groups = grouped(all, |(kind, _)| *kind);
        let shown: Vec<usize> = groups.iter().map(|group| group.shown.len()).collect();
        let left: Vec<usize> = groups.iter().map(|group| group.left).collect();
        assert_eq!(shown, [197, 1, 1, 1]);
        assert_eq!(left, [137, 332, 332, 0]);
        assert_eq!(groups[3].shown, [(9, 0)]);
    }
}
