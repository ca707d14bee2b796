//! Books set beside an assessment: what is new, what differs, what contradicts, and the change a
//! person has chosen from it.
//!
//! Three things are compared: what a book says, what it was handed out with, and what is known
//! now. What nobody has touched in a book is not said by it, so that books handed out filled in
//! contradict each other only where people do. Values only: nothing is changed here but a copy of
//! the assessment. How what several books say becomes one entry is in `joining`.

use std::collections::{BTreeMap, BTreeSet};

use psirt_core::assessment::Entry;
use psirt_core::{Answer, Assessment, Faults, Level, ServiceId, Sheet};

use super::fill_in::{FilledBook, FilledRow, Said};
use super::joining::{Saying, joined};

/// What books say, service by service, beside what is known.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// What taking it over would make of it: one offer where the books agree, one for each
    /// opinion where they do not, in the order of the books.
    pub offers: Vec<Offer>,
    /// What the offers are together.
    pub kind: IntakeKind,
    /// Whether an answer, a target or an owner was changed here to something else since a book
    /// that changes it went out.
    pub changed_since: bool,
}

/// One opinion about a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The books that hold it, by their places among those given.
    pub books: Vec<usize>,
    /// Who filled them in, each once.
    pub respondents: Vec<String>,
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
    /// The books disagree with each other, or with what was changed here since they went out.
    Contradiction,
}

/// Sets books beside an assessment.
///
/// A cell left empty says nothing: it takes nothing away.
pub fn intake(sheet: &Sheet, assessment: &Assessment, books: &[FilledBook]) -> Intake {
    let mut by_service: BTreeMap<&ServiceId, Vec<Saying<'_>>> = BTreeMap::new();
    for (book, filled) in books.iter().enumerate() {
        for row in &filled.rows {
            let saying = Saying {
                book,
                respondent: filled.respondent.as_deref(),
                row,
            };
            by_service.entry(&row.service).or_default().push(saying);
        }
    }
    let mut intake = Intake {
        services: Vec::new(),
        unchanged: 0,
    };
    for service in sheet.services() {
        let Some(sayings) = by_service.get(&service.id) else {
            continue;
        };
        let present = assessment.entry(service.id.as_str());
        match service_intake(&service.id, present.cloned().unwrap_or_default(), sayings) {
            Some(service) => intake.services.push(service),
            None => intake.unchanged += 1,
        }
    }
    intake
}

/// What books say of a service; `None` where that is nothing new.
fn service_intake(
    service: &ServiceId,
    present: Entry,
    sayings: &[Saying<'_>],
) -> Option<ServiceIntake> {
    let speaking: Vec<Saying<'_>> = sayings
        .iter()
        .copied()
        .filter(|saying| !saying.row.is_silent())
        .collect();
    let offers = offers(&present, &speaking);
    if offers.iter().all(|offer| offer.entry == present) {
        return None;
    }
    let changed_since = speaking
        .iter()
        .any(|saying| was_changed_since(&present, saying.row));
    let kind = if changed_since || offers.len() > 1 {
        IntakeKind::Contradiction
    } else if present.answer.is_none() && offers.iter().any(|offer| offer.entry.answer.is_some()) {
        IntakeKind::New
    } else {
        IntakeKind::Differs
    };
    Some(ServiceIntake {
        service: service.clone(),
        present,
        offers,
        kind,
        changed_since,
    })
}

/// What books can disagree about; notes and evidence stand beside each other.
#[derive(Clone, Copy)]
enum Matter {
    Answer,
    Target,
    Owner,
}

impl Matter {
    const ALL: [Self; 3] = [Self::Answer, Self::Target, Self::Owner];

    fn said(self, said: &Said) -> Option<Opinion<'_>> {
        match self {
            Self::Answer => said.answer.as_ref().map(Opinion::of),
            Self::Target => said.target.map(Opinion::Level),
            Self::Owner => Some(Opinion::Owner(&said.owner)).filter(|_| !said.owner.is_empty()),
        }
    }

    fn known(self, entry: &Entry) -> Option<Opinion<'_>> {
        match self {
            Self::Answer => entry.answer.as_ref().map(Opinion::of),
            Self::Target => entry.target.map(Opinion::Level),
            Self::Owner => {
                Some(Opinion::Owner(entry.owner.trim())).filter(|_| !entry.owner.is_empty())
            }
        }
    }
}

/// What is said of a matter. Two reasons for *not applicable* are one opinion.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Opinion<'a> {
    Level(Level),
    NotApplicable,
    DontKnow,
    Owner(&'a str),
}

impl Opinion<'_> {
    fn of(answer: &Answer) -> Self {
        match answer {
            Answer::Level(level) => Self::Level(*level),
            Answer::NotApplicable(_) => Self::NotApplicable,
            Answer::DontKnow => Self::DontKnow,
        }
    }
}

/// Whether something was changed here to something else than a book says since it went out.
fn was_changed_since(present: &Entry, row: &FilledRow) -> bool {
    let Some(known) = &row.known else {
        return false;
    };
    Matter::ALL.into_iter().any(|matter| {
        let now = matter.known(present);
        let says = matter.said(&row.says);
        says.is_some() && now != matter.said(known) && now != says
    })
}

/// What is said, an offer for each opinion; who is silent about what the others disagree on
/// belongs to each of them.
fn offers(present: &Entry, speaking: &[Saying<'_>]) -> Vec<Offer> {
    let contested: Vec<Matter> = Matter::ALL
        .into_iter()
        .filter(|matter| {
            let opinions = speaking.iter();
            let opinions = opinions.filter_map(|saying| matter.said(&saying.row.says));
            opinions.collect::<BTreeSet<_>>().len() > 1
        })
        .collect();
    let held: Vec<Vec<Option<Opinion<'_>>>> = speaking
        .iter()
        .map(|saying| {
            let matters = contested.iter();
            matters
                .map(|matter| matter.said(&saying.row.says))
                .collect()
        })
        .collect();
    let is_of_all = |held: &[Option<Opinion<'_>>]| held.iter().all(Option::is_none);
    let mut different: Vec<&[Option<Opinion<'_>>]> = Vec::new();
    for held in &held {
        if !different.contains(&held.as_slice()) && !is_of_all(held) {
            different.push(held);
        }
    }
    if different.is_empty() {
        different.push(&[]);
    }
    different
        .into_iter()
        .map(|opinion| {
            let of_it = speaking.iter().zip(&held);
            let of_it = of_it.filter(|(_, held)| is_of_all(held) || held.as_slice() == opinion);
            offer(present, of_it.map(|(saying, _)| *saying))
        })
        .collect()
}

fn offer<'a>(present: &Entry, sayings: impl Iterator<Item = Saying<'a>>) -> Offer {
    let sayings: Vec<Saying<'a>> = sayings.collect();
    let mut respondents: Vec<String> = Vec::new();
    for name in sayings.iter().filter_map(|saying| saying.respondent) {
        if !respondents.iter().any(|known| known == name) {
            respondents.push(name.to_owned());
        }
    }
    Offer {
        books: sayings.iter().map(|saying| saying.book).collect(),
        respondents,
        entry: joined(present, &sayings),
    }
}

/// One service's change and who said it.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The service.
    pub service: ServiceId,
    /// Who said it, where the books say so.
    pub respondents: Vec<String>,
    /// What was known.
    pub before: Entry,
    /// What is known now.
    pub after: Entry,
}

/// The services nothing has to be chosen for, each with the one offer there is.
pub fn agreed(intake: &Intake) -> BTreeMap<ServiceId, usize> {
    intake
        .services
        .iter()
        .filter(|service| service.kind != IntakeKind::Contradiction)
        .map(|service| (service.service.clone(), 0))
        .collect()
}

/// Takes the chosen offers over: for each service the offer by its place.
///
/// Answers what was changed; an offer that is what is known already changes nothing.
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
            .and_then(|&place| service.offers.get(place))
            .filter(|offer| offer.entry != service.present);
        let Some(offer) = offer else {
            continue;
        };
        changed.set_entry(sheet, service.service.as_str(), offer.entry.clone())?;
        all.push(Taken {
            service: service.service.clone(),
            respondents: offer.respondents.clone(),
            before: service.present.clone(),
            after: offer.entry.clone(),
        });
    }
    *assessment = changed;
    Ok(all)
}
