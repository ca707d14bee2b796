//! Ids as people and Excel write them.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::books::sheet::told::DoubtProblem;

/// An id as it is understood: half-width, without the word for it and a stop at its end.
pub(super) fn id_text(text: &str) -> String {
    let text: String = text.nfkc().collect();
    let mut text = text.trim();
    for word in [
        "サービスエリア",
        "サービス",
        "エリア",
        "Service Area",
        "Service",
        "Area",
        "No.",
        "§",
    ] {
        text = text
            .strip_prefix(word)
            .unwrap_or(text)
            .trim_start_matches([' ', ':', '.']);
    }
    text.trim_end_matches(['.', ':', ')', ' ']).to_owned()
}

/// Whether a text is the id of a service: groups of letters and digits with a stop between them.
pub(super) fn is_service_id(id: &str) -> bool {
    let groups: Vec<&str> = id.split(['.', '-']).collect();
    groups.len() > 1
        && id.len() <= 20
        && groups.iter().all(|group| {
            !group.is_empty()
                && group.len() <= 6
                && group.chars().all(|letter| letter.is_ascii_alphanumeric())
        })
        && groups
            .last()
            .is_some_and(|last| last.len() <= 3 || last.chars().all(|it| it.is_ascii_digit()))
}

/// The id a text begins with, and the rest: `1.1 内部…`, `サービスエリア１：…`.
pub(in crate::books::sheet) fn split_id(text: &str) -> Option<(String, String)> {
    let whole: String = text.nfkc().collect();
    let mut text = whole.trim();
    for word in [
        "サービスエリア",
        "サービス",
        "エリア",
        "Service Area",
        "Service",
        "Area",
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            let rest = rest.trim_start_matches([' ', ':', '.']);
            if rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()) {
                text = rest;
                break;
            }
        }
    }
    let end = text
        .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.' && letter != '-')
        .unwrap_or(text.len());
    let (id, rest) = text.split_at(end);
    let id = id.trim_end_matches(['.', '-']);
    let is_number = id
        .chars()
        .next()
        .is_some_and(|letter| letter.is_ascii_digit());
    let is_roman = !id.is_empty() && id.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    let is_short = !id.is_empty() && id.len() <= 2 && id.chars().all(|it| it.is_ascii_uppercase());
    if !(is_number || is_roman || is_short || is_service_id(id)) {
        return None;
    }
    let rest = rest.trim_start_matches([' ', ':', '.', ')', '-', '、', '\n', '・', '】', ']']);
    Some((id.to_owned(), rest.trim().to_owned()))
}

/// The ids seen so far, to tell what a number has lost.
#[derive(Default)]
pub(super) struct Ids {
    seen: BTreeSet<String>,
    last: String,
}

impl Ids {
    pub fn seen(&mut self, id: &str) {
        self.seen.insert(id.to_owned());
        id.clone_into(&mut self.last);
    }

    /// Excel keeps 1.10 as the number 1.1. Where the number follows from the id above it is
    /// certain; where it comes again and a nought at its end makes it follow, it has lost it.
    pub fn number(&mut self, number: f64) -> (String, Option<DoubtProblem>) {
        let shown = number.to_string();
        let next = next_of(&self.last);
        let with_nought = format!("{shown}0");
        let starts_anew = shown.ends_with(".1") && !self.seen.contains(&shown);
        let (taken, doubt) = if next.as_deref() == Some(&shown) || !shown.contains('.') {
            (shown, None)
        } else if next.as_deref() == Some(&with_nought) {
            let taken = with_nought.clone();
            (with_nought, Some(DoubtProblem::LostNought { taken }))
        } else if starts_anew {
            (shown, None)
        } else {
            let taken = shown.clone();
            (shown, Some(DoubtProblem::NumberForId { taken }))
        };
        self.seen(&taken);
        (taken, doubt)
    }
}

/// The id that follows: `1.10` after `1.9`.
fn next_of(id: &str) -> Option<String> {
    let (start, last) = id.rsplit_once('.')?;
    let last: u32 = last.parse().ok()?;
    Some(format!("{start}.{}", last + 1))
}
