//! What several books that agree say of a service, as one entry.
//!
//! Nothing that anybody wrote is lost: notes stand one below the other with the names of those
//! who wrote them, evidence is gathered. What a book took out of what it was handed out with is
//! taken out.

use psirt_core::Answer;
use psirt_core::assessment::{Entry, Evidence};
use psirt_report::book::evidence_text;

use super::fill_in::{FilledRow, Said, cell_text};
use crate::written;

/// What one book says of a service.
#[derive(Clone, Copy)]
pub(super) struct Saying<'a> {
    /// The book, by its place among those given.
    pub book: usize,
    /// Who filled it in.
    pub respondent: Option<&'a str>,
    /// What it says.
    pub row: &'a FilledRow,
}

/// The entry with everything the books say taken over it. They agree about answer, target and
/// owner.
pub(super) fn joined(present: &Entry, sayings: &[Saying<'_>]) -> Entry {
    let says = || sayings.iter().map(|saying| &saying.row.says);
    let mut entry = present.clone();
    if let Some(answer) = says().find_map(|said| said.answer.as_ref()) {
        entry.answer = Some(match answer {
            Answer::NotApplicable(_) => {
                Answer::NotApplicable(text(reason_of(present.answer.as_ref()), sayings, |said| {
                    reason_of(said.answer.as_ref())
                }))
            }
            other => other.clone(),
        });
    }
    entry.target = says().find_map(|said| said.target).or(present.target);
    entry.note = text(&present.note, sayings, |said| &said.note);
    entry.evidence = evidence(&present.evidence, sayings);
    let is_new = |said: &&Said| !said.owner.is_empty() && said.owner != cell_text(&present.owner);
    if let Some(said) = says().find(is_new) {
        entry.owner.clone_from(&said.owner);
    }
    entry
}

fn reason_of(answer: Option<&Answer>) -> &str {
    match answer {
        Some(Answer::NotApplicable(reason)) => reason,
        _ => "",
    }
}

/// A text with what the books say in its place: instead of what they were handed out with, below
/// what they did not know of.
fn text(present: &str, sayings: &[Saying<'_>], of: impl Fn(&Said) -> &str) -> String {
    let mut new: Vec<(Vec<&str>, &str)> = Vec::new();
    let mut knew_the_present = true;
    for saying in sayings {
        let said = of(&saying.row.says);
        let is_told = said.is_empty() || holds(present, said, saying.respondent);
        if is_told {
            continue;
        }
        let known = saying.row.known.as_ref().map(&of).unwrap_or_default();
        knew_the_present &= cell_text(known) == cell_text(present);
        match new.iter_mut().find(|(_, text)| *text == said) {
            Some((names, _)) => names.extend(saying.respondent),
            None => new.push((saying.respondent.into_iter().collect(), said)),
        }
    }
    let kept = if knew_the_present && !new.is_empty() {
        ""
    } else {
        present
    };
    if kept.is_empty() && new.len() == 1 {
        return new[0].1.to_owned();
    }
    let mut lines: Vec<String> = vec![kept.to_owned()];
    lines.extend(new.into_iter().map(|(names, text)| {
        if names.is_empty() {
            text.to_owned()
        } else {
            format!("{}: {text}", names.join(", "))
        }
    }));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Whether a text holds another as lines of its own, with or without the name of who wrote it.
fn holds(present: &str, said: &str, respondent: Option<&str>) -> bool {
    let present = cell_text(present);
    let lines: Vec<&str> = present.lines().collect();
    let said: Vec<&str> = said.lines().collect();
    let Some((first, rest)) = said.split_first() else {
        return true;
    };
    lines.windows(said.len()).any(|window| {
        let begins = window[0] == *first
            || window[0]
                .strip_suffix(first)
                .and_then(|names| names.strip_suffix(": "))
                .zip(respondent)
                .is_some_and(|(names, name)| names.split(", ").any(|one| one == name));
        begins && window[1..] == *rest
    })
}

/// Evidence with what the books add, without what they took out.
fn evidence(present: &[Evidence], sayings: &[Saying<'_>]) -> Vec<Evidence> {
    let mut all = present.to_vec();
    for Saying { row, .. } in sayings {
        let says = &row.says.evidence;
        if says.is_empty() {
            continue;
        }
        let known = row.known.as_ref().map(|known| known.evidence.as_slice());
        let known = known.unwrap_or_default();
        let is_taken_out = |evidence: &Evidence| has(known, evidence) && !has(says, evidence);
        all.retain(|evidence| !is_taken_out(evidence));
        for evidence in says {
            if !has(known, evidence) && !has(&all, evidence) {
                all.push(evidence.clone());
            }
        }
    }
    all
}

fn has(list: &[Evidence], evidence: &Evidence) -> bool {
    list.iter()
        .any(|one| as_a_cell_holds(one) == as_a_cell_holds(evidence))
}

/// A cell holds a title on one line, for example.
fn as_a_cell_holds(evidence: &Evidence) -> Vec<Evidence> {
    let line = evidence_text(std::slice::from_ref(evidence));
    written::evidence(&line).0
}
