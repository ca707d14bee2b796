//! Books set beside an assessment: what is new, what differs, what contradicts, and the change a
//! person has chosen from it.
//!
//! Values only: nothing is changed here but a copy of the assessment.

use std::collections::BTreeMap;

use psirt_core::assessment::Entry;
use psirt_core::{Answer, Assessment, Faults, ServiceId, Sheet};
use psirt_report::book::{evidence_text, note_text, owner_text};

use super::fill_in::{FilledBook, FilledRow, cell_text};
use super::written;

/// What books say, service by service, beside what is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// Services that any book says something new of, in sheet order.
    pub services: Vec<ServiceIntake>,
    /// How many services the books speak of without saying anything new.
    pub unchanged: usize,
}

/// What books say of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceIntake {
    /// The service.
    pub service: ServiceId,
    /// What is known of it.
    pub present: Entry,
    /// What taking a book's row would make of it, for each book that would change anything. Where
    /// the books agree, the first offer joins what all of them say.
    pub offers: Vec<Offer>,
    /// What the offers are together.
    pub kind: IntakeKind,
}

/// What taking one book's row would make of a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Which book, by its place among those given.
    pub book: usize,
    /// Who says it.
    pub respondent: Option<String>,
    /// The entry as it would be.
    pub entry: Entry,
}

/// What the offers for a service are together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IntakeKind {
    /// The service had no answer, and the books that speak of it agree.
    New,
    /// The service had another answer or other particulars, and the books agree.
    Differs,
    /// The books disagree.
    Contradiction,
}

/// Sets books beside an assessment.
///
/// A cell left empty says nothing: it takes nothing away.
pub fn intake(sheet: &Sheet, assessment: &Assessment, books: &[FilledBook]) -> Intake {
    let mut by_service: BTreeMap<&ServiceId, Vec<(usize, &FilledRow)>> = BTreeMap::new();
    for (index, book) in books.iter().enumerate() {
        for row in &book.rows {
            by_service
                .entry(&row.service)
                .or_default()
                .push((index, row));
        }
    }
    let mut intake = Intake {
        services: Vec::new(),
        unchanged: 0,
    };
    for service in sheet.services() {
        let Some(rows) = by_service.get(&service.id) else {
            continue;
        };
        let present = assessment
            .entry(service.id.as_str())
            .cloned()
            .unwrap_or_default();
        let offers: Vec<Offer> = rows
            .iter()
            .map(|&(book, row)| Offer {
                book,
                respondent: books[book].respondent.clone(),
                entry: taken(&present, row),
            })
            .filter(|offer| offer.entry != present)
            .collect();
        if offers.is_empty() {
            intake.unchanged += 1;
            continue;
        }
        let kind = kind(&present, rows, &offers);
        let mut offers = offers;
        if kind != IntakeKind::Contradiction {
            offers[0].entry = joined(&present, &offers);
        }
        intake.services.push(ServiceIntake {
            service: service.id.clone(),
            kind,
            present,
            offers,
        });
    }
    intake
}

/// The entry with a book's row taken over it. A cell that says what the book was sent out with
/// leaves what is known as it is, also what a cell cannot show.
fn taken(present: &Entry, row: &FilledRow) -> Entry {
    let note_is_known = row.note.is_empty() || row.note == cell_text(&note_text(present));
    let is_not_applicable = is_not_applicable(row.answer.as_ref());
    let reason_is_known = note_is_known && is_not_applicable_entry(present) && is_not_applicable;
    let answer = if row.answer.is_none() || reason_is_known {
        &present.answer
    } else {
        &row.answer
    };
    // The reason of *not applicable* stands in the cell for the note, and is no note as well.
    let note = if note_is_known || is_not_applicable {
        &present.note
    } else {
        &row.note
    };
    let (known_evidence, _) = written::evidence(&evidence_text(&present.evidence));
    let evidence = if row.evidence.is_empty() || row.evidence == known_evidence {
        &present.evidence
    } else {
        &row.evidence
    };
    let owner = if row.owner.is_empty() || row.owner == cell_text(&owner_text(present)) {
        &present.owner
    } else {
        &row.owner
    };
    Entry {
        answer: answer.clone(),
        indicators: present.indicators.clone(),
        target: row.target.or(present.target),
        note: note.clone(),
        evidence: evidence.clone(),
        owner: owner.clone(),
    }
}

fn is_not_applicable(answer: Option<&Answer>) -> bool {
    matches!(answer, Some(Answer::NotApplicable(_)))
}

fn is_not_applicable_entry(entry: &Entry) -> bool {
    is_not_applicable(entry.answer.as_ref())
}

/// The offers as one: whatever any of them changes.
fn joined(present: &Entry, offers: &[Offer]) -> Entry {
    let mut joined = present.clone();
    // From the last to the first, so that the first has the last word.
    for Offer { entry, .. } in offers.iter().rev() {
        if entry.answer != present.answer {
            joined.answer.clone_from(&entry.answer);
        }
        if entry.target != present.target {
            joined.target = entry.target;
        }
        if entry.note != present.note {
            joined.note.clone_from(&entry.note);
        }
        if entry.evidence != present.evidence {
            joined.evidence.clone_from(&entry.evidence);
        }
        if entry.owner != present.owner {
            joined.owner.clone_from(&entry.owner);
        }
    }
    joined
}

fn kind(present: &Entry, rows: &[(usize, &FilledRow)], offers: &[Offer]) -> IntakeKind {
    // Also a book that confirms what is known contradicts one that changes it.
    let answers = rows.iter().filter_map(|(_, row)| row.answer.as_ref());
    let targets = rows.iter().filter_map(|(_, row)| row.target);
    let entries = || offers.iter().map(|offer| &offer.entry);
    let notes = entries().map(|entry| &entry.note);
    let evidence = entries().map(|entry| &entry.evidence);
    let owners = entries().map(|entry| &entry.owner);
    let reasons = entries().map(|entry| &entry.answer);
    let disagree = differ(answers, same)
        || differ(targets, |one, other| one == other)
        || differ(notes.filter(|it| **it != present.note), |one, other| {
            one == other
        })
        || differ(
            evidence.filter(|it| **it != present.evidence),
            PartialEq::eq,
        )
        || differ(owners.filter(|it| **it != present.owner), |one, other| {
            one == other
        })
        || differ(reasons.filter(|it| **it != present.answer), |one, other| {
            one == other
        });
    if disagree {
        IntakeKind::Contradiction
    } else if present.answer.is_none() && offers.iter().any(|offer| offer.entry.answer.is_some()) {
        IntakeKind::New
    } else {
        IntakeKind::Differs
    }
}

fn differ<T: Copy>(mut values: impl Iterator<Item = T>, same: impl Fn(T, T) -> bool) -> bool {
    let first = values.next();
    first.is_some_and(|first| values.any(|value| !same(first, value)))
}

/// Two reasons for *not applicable* are one answer to a book that confirms what is known.
fn same(one: &Answer, other: &Answer) -> bool {
    matches!(
        (one, other),
        (Answer::NotApplicable(_), Answer::NotApplicable(_))
    ) || one == other
}

/// One service's change and who said it.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The service.
    pub service: ServiceId,
    /// Who said it, where the book says so.
    pub respondent: Option<String>,
    /// What was known.
    pub before: Entry,
    /// What is known now.
    pub after: Entry,
}

/// The services nothing has to be chosen for: the books agree, and the first that speaks is taken.
pub fn agreed(intake: &Intake) -> BTreeMap<ServiceId, usize> {
    intake
        .services
        .iter()
        .filter(|service| service.kind != IntakeKind::Contradiction)
        .map(|service| (service.service.clone(), service.offers[0].book))
        .collect()
}

/// Takes the chosen offers over: for each service the book it is taken from.
///
/// # Errors
/// An entry the sheet does not allow; nothing is changed then.
pub fn take(
    sheet: &Sheet,
    assessment: &mut Assessment,
    intake: &Intake,
    chosen: &BTreeMap<ServiceId, usize>,
) -> Result<Vec<Taken>, Faults> {
    let mut changed = assessment.clone();
    let mut all = Vec::new();
    for service in &intake.services {
        let offer = chosen
            .get(&service.service)
            .and_then(|book| service.offers.iter().find(|offer| offer.book == *book));
        let Some(offer) = offer else {
            continue;
        };
        changed.set_entry(sheet, service.service.as_str(), offer.entry.clone())?;
        all.push(Taken {
            service: service.service.clone(),
            respondent: offer.respondent.clone(),
            before: service.present.clone(),
            after: offer.entry.clone(),
        });
    }
    *assessment = changed;
    Ok(all)
}
