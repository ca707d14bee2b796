//! Which rounds stand, and which a correction has replaced.

use std::cmp::Reverse;

use crate::assessment::AssessmentState;

use super::Round;

/// Rounds of one scope, those that stand apart from those that were found wrong.
#[derive(Clone, Debug, Default)]
pub struct Rounds<'a> {
    /// The rounds that count, oldest first.
    pub standing: Vec<Round<'a>>,
    /// Rounds that a correction has replaced, oldest first; they count in no figure.
    pub superseded: Vec<Superseded<'a>>,
}

/// A round that was found wrong.
#[derive(Clone, Copy, Debug)]
pub struct Superseded<'a> {
    /// The round.
    pub round: Round<'a>,
    /// The round that stands in its place.
    pub corrected_by: Round<'a>,
}

/// Sorts rounds by their date, else as they are given, and sets apart those that another one
/// corrects.
///
/// Of several corrections of one round the last stands; a correction of a correction replaces
/// both. A correction that is still a draft is a round in its own report only: elsewhere it is
/// left out. `present` is the round whose report it is, where it is one of a report.
pub fn standing<'a>(given: &[Round<'a>], present: Option<&str>) -> Rounds<'a> {
    let is_open_correction = |round: &Round<'_>| {
        let assessment = round.assessment;
        assessment.corrects().is_some()
            && assessment.state() == AssessmentState::Draft
            && present != Some(assessment.id())
    };
    let mut given: Vec<Round<'a>> = given.to_vec();
    given.retain(|round| !is_open_correction(round));
    given.sort_by_key(|round| round.assessment.date());
    let mut sorted = Rounds::default();
    for &round in &given {
        match standing_for(&given, round) {
            Some(corrected_by) => sorted.superseded.push(Superseded {
                round,
                corrected_by,
            }),
            None => sorted.standing.push(round),
        }
    }
    sorted
}

/// The round that stands in the place of one that was corrected, the last of the chain.
fn standing_for<'a>(rounds: &[Round<'a>], wrong: Round<'a>) -> Option<Round<'a>> {
    let mut chain = vec![wrong];
    while let Some(next) = replacement(rounds, chain[chain.len() - 1]) {
        if chain
            .iter()
            .any(|one| one.assessment.id() == next.assessment.id())
        {
            // Files that correct each other in a circle: the last of them in order stands.
            let last = rounds.iter().rev().find(|round| {
                let in_chain = |one: &Round<'_>| one.assessment.id() == round.assessment.id();
                chain.iter().any(in_chain)
            })?;
            chain.push(*last);
            break;
        }
        chain.push(next);
    }
    let last = chain[chain.len() - 1];
    (last.assessment.id() != wrong.assessment.id()).then_some(last)
}

/// The round that replaces one directly: the last that corrects it, or a later correction of what
/// it corrects itself.
fn replacement<'a>(rounds: &[Round<'a>], wrong: Round<'a>) -> Option<Round<'a>> {
    let place = |id: &str| rounds.iter().position(|one| one.assessment.id() == id);
    let own = wrong.assessment;
    let corrects = |one: &&Round<'a>| one.assessment.corrects() == Some(own.id());
    let direct = rounds.iter().rev().find(corrects);
    let rival = rounds
        .iter()
        .rev()
        .find(|one| own.corrects().is_some() && one.assessment.corrects() == own.corrects());
    let rival = rival.filter(|one| place(one.assessment.id()) > place(own.id()));
    [direct, rival]
        .into_iter()
        .flatten()
        .min_by_key(|one| Reverse(place(one.assessment.id())))
        .copied()
}
