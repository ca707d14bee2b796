//! Ids as people and Excel write them.
//!
//! An id is kept as it is printed, with its brackets and stops; only what nobody sees and white
//! space around it go. What it looks like half-width and bare serves to recognize it, never to
//! replace it.

use std::collections::BTreeSet;

use psirt_core::letters::{plain_id, without_unseen};

use crate::books::sheet::told::DoubtProblem;

/// Words that stand before an id and are none of it.
const WORDS: [&str; 6] = [
    "サービスエリア",
    "サービス",
    "エリア",
    "service area",
    "service",
    "area",
];
/// The most characters between the brackets of an id.
const LONGEST_BRACKET: usize = 8;

/// An id as printed, in one line.
pub(super) fn id_text(text: &str) -> String {
    let text = without_unseen(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text is the id of a service: groups of letters and digits with a stop or hyphen
/// between them, or anything in brackets behind, before or around it.
pub(super) fn is_service_id(text: &str) -> bool {
    let plain = plain_id(text);
    let plain = plain.trim_start_matches(['§', '#', ' ']);
    if plain.contains(' ') || plain.chars().count() > 24 {
        return false;
    }
    let has_bracket = plain.contains(['(', '[', '【']);
    let bare: String = plain
        .chars()
        .map(|letter| if is_bracket(letter) { '.' } else { letter })
        .collect();
    let groups: Vec<&str> = bare
        .split(['.', '-', '_'])
        .filter(|group| !group.is_empty())
        .collect();
    let is_group = |group: &&str| {
        group.len() <= 6 && group.chars().all(|letter| letter.is_ascii_alphanumeric())
    };
    let has_digit = bare.chars().any(|letter| letter.is_ascii_digit());
    (groups.len() > 1 || (has_bracket && has_digit))
        && groups.iter().all(is_group)
        && groups.last().is_some_and(|last| {
            last.len() <= 3 || last.chars().all(|letter| letter.is_ascii_digit())
        })
}

/// How many groups an id has: 2 for `1.1`.
pub(super) fn depth(id: &str) -> usize {
    let plain = plain_id(id);
    let groups = plain.split(['.', '-', '_', '(', ')', '[', ']']);
    groups.filter(|group| !group.trim().is_empty()).count()
}

/// What an id begins with: `1` of `1.1`, `AC` of `AC-2(1)`; `None` where it is one group alone.
pub(super) fn start_of(id: &str) -> Option<&str> {
    let is_stop = |letter: char| matches!(letter, '.' | '．');
    let (start, _) = id
        .split_once(is_stop)
        .or_else(|| id.split_once(['-', '‐', '‑', '–', '−', '－']))?;
    let start = start.trim();
    (!start.is_empty() && !start.contains(['(', '[', '（', '【'])).then_some(start)
}

/// An id and the title it stands before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::books::sheet) struct Split {
    pub id: String,
    pub title: String,
    /// What stood before and between and belongs to neither.
    pub dropped: String,
}

/// The id at the start of a text, and what follows it.
pub(in crate::books::sheet) fn split_id(text: &str) -> Option<Split> {
    let text = without_unseen(text);
    let mut dropped = String::new();
    let mut rest = text.as_str();
    for word in WORDS {
        let Some(after) = without_word(rest, word) else {
            continue;
        };
        let after = after.trim_start_matches([' ', '\u{3000}', ':', '：']);
        if after.chars().next().is_some_and(is_letter) {
            dropped.push_str(rest[..rest.len() - after.len()].trim());
            rest = after;
            break;
        }
    }
    let end = end_of_id(rest);
    let (id, after) = rest.split_at(end);
    let title = after.trim_start_matches(is_between);
    let between = &after[..after.len() - title.len()];
    // A text that goes on without a break begins with no id: 24時間対応.
    if !title.is_empty() && between.is_empty() && !id.ends_with(is_bracket) {
        return None;
    }
    if !is_id_before_title(id, between, title) {
        return None;
    }
    dropped.extend(between.chars().filter(|letter| !letter.is_whitespace()));
    Some(Split {
        id: id.to_owned(),
        title: title.trim().to_owned(),
        dropped,
    })
}

/// What follows a word, in whichever case it is written.
fn without_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let start = text.get(..word.len())?;
    start
        .eq_ignore_ascii_case(word)
        .then(|| &text[word.len()..])
}

/// The end of what may be an id at the start of a text: letters, digits, stops and hyphens, and
/// brackets with little between them.
fn end_of_id(text: &str) -> usize {
    let mut end = 0;
    // How far it goes for certain: a stop at the end is between id and title.
    let mut certain = 0;
    let mark = text.trim_start_matches(['§', '#', ' ']);
    if mark.len() < text.len() && mark.chars().next().is_some_and(is_letter) {
        end = text.len() - mark.len();
    }
    while let Some(letter) = text[end..].chars().next() {
        if let Some(close) = closing(letter) {
            let inner = &text[end + letter.len_utf8()..];
            let Some(length) = inner.find(close) else {
                break;
            };
            let inside = &inner[..length];
            let is_short = inside.chars().count() <= LONGEST_BRACKET
                && !inside.is_empty()
                && inside.chars().all(|it| is_letter(it) || is_joint(it));
            if !is_short {
                break;
            }
            end += letter.len_utf8() + length + close.len_utf8();
            certain = end;
        } else if matches!(letter, ')' | '）') && certain == end && end > 0 {
            // 1) is printed so, where no bracket was opened.
            end += letter.len_utf8();
            certain = end;
            break;
        } else if is_letter(letter) {
            end += letter.len_utf8();
            certain = end;
        } else if is_joint(letter) && end > 0 {
            end += letter.len_utf8();
        } else {
            break;
        }
    }
    certain
}

/// Whether what stands before a title is an id: a number with its groups, a Roman number or a
/// letter or two with a stop behind, or the id of a service.
fn is_id_before_title(id: &str, between: &str, title: &str) -> bool {
    let plain = plain_id(id);
    let bare: String = plain
        .chars()
        .filter(|&letter| !is_bracket(letter) && !matches!(letter, '§' | '#' | ' '))
        .collect();
    let is_group = |group: &str| {
        let digits = group.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        group.len() - digits.len() <= 1 && digits.chars().all(|letter| letter.is_ascii_digit())
    };
    let is_number = bare
        .chars()
        .next()
        .is_some_and(|letter| letter.is_ascii_digit())
        && bare.split(['.', '-']).all(is_group);
    let is_circled = bare.chars().count() == 1 && bare.chars().all(is_circled);
    // IT security is a title; A. Governance has an id.
    let is_parted = title.is_empty()
        || id.ends_with(is_bracket)
        || between.contains(|letter: char| letter != ' ');
    let is_roman = !bare.is_empty() && bare.chars().all(|letter| "IVX".contains(letter));
    let is_short = !bare.is_empty()
        && bare.len() <= 2
        && bare.chars().all(|letter| letter.is_ascii_uppercase());
    is_number || is_circled || ((is_roman || is_short) && is_parted) || is_service_id(id)
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(letter, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
        || is_circled(letter)
}

/// A number in a circle, or written as one letter.
fn is_circled(letter: char) -> bool {
    matches!(letter, '\u{2460}'..='\u{24FF}' | '\u{2160}'..='\u{217F}')
}

fn is_joint(letter: char) -> bool {
    matches!(
        letter,
        '.' | '．' | '-' | '‐' | '‑' | '–' | '−' | '－' | '_' | '/' | '／'
    )
}

fn closing(letter: char) -> Option<char> {
    match letter {
        '(' => Some(')'),
        '（' => Some('）'),
        '[' => Some(']'),
        '［' => Some('］'),
        '【' => Some('】'),
        '<' => Some('>'),
        '〈' => Some('〉'),
        _ => None,
    }
}

fn is_bracket(letter: char) -> bool {
    matches!(
        letter,
        '(' | ')' | '（' | '）' | '[' | ']' | '［' | '］' | '【' | '】' | '<' | '>' | '〈' | '〉'
    )
}

/// What stands between an id and its title.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || is_joint(letter) || matches!(letter, ':' | '：' | '、' | '・' | '—')
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

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Option<(String, String, String)> {
        split_id(text).map(|split| (split.id, split.title, split.dropped))
    }

    #[test]
    fn an_id_before_a_title_is_kept_as_printed() {
        for (text, id, title, dropped) in [
            ("1.1 Ties", "1.1", "Ties", ""),
            ("2.1：受付", "2.1", "受付", "："),
            ("２．脆弱性を知る", "２", "脆弱性を知る", "．"),
            ("サービスエリア１　関係", "１", "関係", "サービスエリア"),
            ("AC-2(1) Accounts", "AC-2(1)", "Accounts", ""),
            ("（１）受付", "（１）", "受付", ""),
            ("(1) Intake", "(1)", "Intake", ""),
            ("1) Intake", "1)", "Intake", ""),
            ("§ 5.1 Scope", "§ 5.1", "Scope", ""),
            ("①　体制", "①", "体制", ""),
            ("A. Governance", "A", "Governance", "."),
            ("PR.AA-01: Identities", "PR.AA-01", "Identities", ":"),
            ("[A-1] Roles", "[A-1]", "Roles", ""),
        ] {
            let found = split(text);
            let wanted = (id.to_owned(), title.to_owned(), dropped.to_owned());
            assert_eq!(found, Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_title_alone_has_no_id() {
        for text in [
            "IT security",
            "24時間対応",
            "3rd party",
            "脆弱性を知る",
            "Area of interest",
            "Intake",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
