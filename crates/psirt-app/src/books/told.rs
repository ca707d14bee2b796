//! Lists of what a person is told, by kinds and not longer than can be read.

use psirt_core::Language;

/// The most lines that are shown of a list.
pub const MOST_LINES: usize = 200;

/// How many places of others of a kind are named.
const MOST_PLACES: usize = 12;

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

impl<T> Group<T> {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.shown.len() + self.left
    }

    /// Where others of the kind stand than the first `told`, and how many they are, in one clause;
    /// `None` where there are no others.
    pub fn others(
        &self,
        told: usize,
        place: impl Fn(&T) -> String,
        language: Language,
    ) -> Option<String> {
        let others = self
            .count()
            .checked_sub(told)
            .filter(|others| *others > 0)?;
        let named = self.shown.iter().skip(told).take(MOST_PLACES);
        let mut places: Vec<String> = named.map(place).collect();
        if places.len() < others {
            places.push("…".to_owned());
        }
        let places = places.join(language.pick(", ", "、"));
        Some(language.pick(
            format!("the same {others} more times: {places}"),
            format!("ほかに同じもの{others}件: {places}"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_others_of_a_kind_are_counted_and_the_next_places_named() {
        let groups = grouped(["a1", "b1", "a2", "a3"], |it| it.as_bytes()[0]);
        let others = |at: usize, language| groups[at].others(1, ToString::to_string, language);
        let said = others(0, Language::En);
        assert_eq!(said.as_deref(), Some("the same 2 more times: a2, a3"));
        let said = others(0, Language::Ja);
        assert_eq!(said.as_deref(), Some("ほかに同じもの2件: a2、a3"));
        assert_eq!(others(1, Language::En), None);
        let many = grouped(0..2_000, |_| ());
        let said = many[0].others(3, ToString::to_string, Language::En);
        let said = said.expect("there are more");
        assert!(said.starts_with("the same 1997 more times: 3, 4,") && said.ends_with(", …"));
    }

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
