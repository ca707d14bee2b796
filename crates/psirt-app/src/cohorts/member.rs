//! A member's side: what leaves its house, and where it stands.

use std::path::{Path, PathBuf};

use psirt_core::assessment::{AssessmentState, SheetReference};
use psirt_core::benchmark::{Place, places};
use psirt_core::cohort::{Admission, Card, signing_key_named_in};
use psirt_core::confidence::confidence;
use psirt_core::contribution::{Choice, Contribution, Withheld};
use psirt_core::{Assessment, Date, ServiceId, score};
use psirt_seal::{Namespace, SealingPublicKey, Secret, Signed, SigningKey};
use psirt_store::{Membership, Workspace};

use super::{BenchmarkFile, CardFile, Problem, digest_of, fingerprint, refused};
use crate::assessments::Opened;
use crate::error::Error;
use crate::files;
use crate::reports::Subject;

/// A member at its workspace, which keeps its keys.
pub struct Member<'a> {
    workspace: &'a mut Workspace,
    path: PathBuf,
}

/// What a member decides about a contribution.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The code that admits the member.
    pub code: Option<String>,
    /// What is kept back.
    pub withheld: Withheld,
    /// The adviser who prepared it.
    pub prepared_by: Option<String>,
}

/// A contribution that can be looked at before anything is written.
pub struct Prepared {
    /// What would leave.
    pub contribution: Contribution,
    /// The fingerprint of the key that it would be sealed to.
    pub coordinator: String,
    /// Whether nine of ten services, or more, have one level: worth a second look.
    pub is_even: bool,
    /// The services whose level stands although indicators below it are not ticked.
    pub contradictions: Vec<ServiceId>,
    card: Card,
    secret: Secret,
    is_new: bool,
}

/// A contribution that was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The file.
    pub path: PathBuf,
    /// The fingerprint of the member's key.
    pub member: String,
    /// Its number.
    pub number: u32,
    /// Whether it takes everything back.
    pub withdrawn: bool,
}

impl<'a> Member<'a> {
    /// Works in a workspace.
    pub fn of(workspace: &'a mut Workspace) -> Self {
        let path = workspace.path().to_owned();
        Self { workspace, path }
    }

    /// The number of the last contribution to the cohort of a card, which still is the one that was
    /// answered; none before the first.
    ///
    /// # Errors
    /// [`Problem::KeyChanged`], [`Problem::CardChanged`], [`Error::Workspace`]
    pub fn last_number(&self, card: &CardFile) -> Result<Option<u32>, Error> {
        let known = self.membership(card.card.cohort())?;
        if let Some(known) = &known {
            check_card(card, known)?;
        }
        Ok(known.map(|known| known.sequence).filter(|&last| last > 0))
    }

    /// Prepares a contribution of finished rounds, or the withdrawal of all that was contributed
    /// to the edition where there are none; nothing is written or remembered yet.
    ///
    /// # Errors
    /// [`Error::Cohort`], the first reason against it
    pub fn prepare(
        &self,
        card: &CardFile,
        rounds: &[Opened],
        choices: Choices,
        today: Date,
    ) -> Result<Prepared, Error> {
        let cannot = |problem| refused(&card.path, problem);
        let (opens, closes) = card.card.days();
        if today < opens || closes < today {
            return Err(cannot(Problem::NotOpen { opens, closes }));
        }
        for round in rounds {
            check_round(card, round)?;
        }
        let known = self.membership(card.card.cohort())?;
        match &known {
            Some(known) => check_card(card, known)?,
            None if rounds.is_empty() => {
                let cohort = card.card.cohort().to_owned();
                return Err(cannot(Problem::NotAMember { cohort }));
            }
            None if card.card.admission() == Admission::Codes && choices.code.is_none() => {
                return Err(cannot(Problem::CodeMissing));
            }
            None => {}
        }
        let is_new = known.is_none();
        let (secret, last) = if let Some(known) = known {
            (Secret::from_bytes(*known.secret), known.sequence)
        } else {
            let secret = Secret::random().map_err(|fault| cannot(Problem::Seal(fault)))?;
            (secret, 0)
        };
        let choice = Choice {
            member: SigningKey::of(&secret).public().to_string(),
            number: last + 1,
            code: choices.code,
            withheld: choices.withheld,
            prepared_by: choices.prepared_by,
        };
        let assessments: Vec<&Assessment> = rounds.iter().map(|round| &round.assessment).collect();
        let contribution = if assessments.is_empty() {
            Contribution::withdrawal(&card.card, choice, today)
        } else {
            Contribution::of(&card.card, &assessments, choice)
        };
        Ok(Prepared {
            is_even: psirt_core::benchmark::Member::of(&contribution, &card.sheet).is_even(),
            contradictions: rounds.iter().flat_map(contradictions).collect(),
            coordinator: fingerprint(card.card.signing_key()),
            contribution,
            card: card.card.clone(),
            secret,
            is_new,
        })
    }

    /// Signs and seals what was prepared, and writes it to a file that is not there yet.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Error::Write`], [`Error::Workspace`]
    pub fn hand_in(&mut self, prepared: &Prepared, path: &Path) -> Result<Written, Error> {
        files::must_be_new(path)?;
        let contribution = &prepared.contribution;
        let cannot = |fault| refused(path, Problem::Seal(fault));
        let to: SealingPublicKey = prepared.card.sealing_key().parse().map_err(cannot)?;
        let once = Secret::random().map_err(cannot)?;
        if prepared.is_new {
            self.workspace
                .join_cohort(contribution.cohort(), prepared.secret.bytes())
                .map_err(|reason| self.of_store(reason))?;
        }
        // Before the file: a number that was handed out once is not used again.
        let number = self
            .workspace
            .next_sequence(&prepared.card)
            .map_err(|reason| self.of_store(reason))?;
        if number != contribution.number() {
            return Err(Error::ChangedMeanwhile {
                path: self.path.clone(),
            });
        }
        let key = SigningKey::of(&prepared.secret);
        let signed = Signed::sign(contribution.to_json(), Namespace::Contribution, &key);
        let sealed = to.seal(&signed, &once).map_err(cannot)?;
        files::write_new(path, sealed.bytes())?;
        Ok(Written {
            path: path.to_owned(),
            member: key.public().fingerprint(),
            number,
            withdrawn: contribution.is_withdrawn(),
        })
    }

    fn membership(&self, cohort: &str) -> Result<Option<Membership>, Error> {
        self.workspace
            .membership(cohort)
            .map_err(|reason| self.of_store(reason))
    }

    fn of_store(&self, reason: psirt_store::Error) -> Error {
        Error::Workspace {
            path: self.path.clone(),
            reason,
        }
    }
}

/// The key that signs for a cohort, as the cards say that were answered from a workspace.
///
/// # Errors
/// [`Problem::NotAMember`], [`Error::Workspace`]
pub fn key_in(workspace: &Workspace, cohort: &str) -> Result<String, Error> {
    let path = workspace.path();
    let known = workspace
        .membership(cohort)
        .map_err(|reason| Error::Workspace {
            path: path.to_owned(),
            reason,
        })?;
    let cards = known.iter().flat_map(|known| known.cards.values());
    // All of them name the same key: another is refused when it is answered.
    let mut keys = cards.filter_map(|card| signing_key_named_in(card).ok().flatten());
    keys.next().ok_or_else(|| {
        let cohort = cohort.to_owned();
        refused(path, Problem::NotAMember { cohort })
    })
}

/// A member's own figures beside those of a benchmark, in its order.
///
/// # Errors
/// [`Problem::RoundOfOtherSheet`]
pub fn own_place<'a>(file: &'a BenchmarkFile, round: &Opened) -> Result<Vec<Place<'a>>, Error> {
    must_be_of_its_sheet(file, round)?;
    let card = score(&round.sheet, &round.assessment);
    Ok(places(&file.benchmark, &card))
}

/// A member's own place as what a report is about.
///
/// # Errors
/// [`Problem::RoundOfOtherSheet`]
pub fn own_place_report<'a>(
    file: &'a BenchmarkFile,
    round: &'a Opened,
) -> Result<Subject<'a>, Error> {
    must_be_of_its_sheet(file, round)?;
    Ok(Subject::OwnPlace(file, &round.assessment))
}

fn must_be_of_its_sheet(file: &BenchmarkFile, round: &Opened) -> Result<(), Error> {
    if digest_of(&round.sheet) == *file.benchmark.sheet() {
        return Ok(());
    }
    Err(of_other_sheet(round, &file.sheet))
}

fn contradictions(round: &Opened) -> Vec<ServiceId> {
    let confidence = confidence(&round.sheet, &round.assessment);
    let contradicting = confidence.contradictions();
    contradicting.map(|one| one.id.clone()).collect()
}

fn check_round(card: &CardFile, round: &Opened) -> Result<(), Error> {
    if digest_of(&round.sheet) != *card.card.sheet() {
        return Err(of_other_sheet(round, &card.sheet));
    }
    if round.assessment.state() != AssessmentState::Finished {
        return Err(refused(&round.path, Problem::NotFinished));
    }
    Ok(())
}

fn of_other_sheet(round: &Opened, expected: &psirt_core::Sheet) -> Error {
    let problem = Problem::RoundOfOtherSheet {
        found: round.assessment.sheet().clone(),
        expected: SheetReference {
            id: expected.id().clone(),
            edition: expected.edition().to_owned(),
        },
    };
    refused(&round.path, problem)
}

/// A card must name the key that the cards answered before name, and one of the same edition must
/// say the same.
fn check_card(card: &CardFile, known: &Membership) -> Result<(), Error> {
    let own = &card.card;
    for (edition, text) in &known.cards {
        let before = signing_key_named_in(text).ok().flatten();
        if let Some(before) = before.filter(|before| before != own.signing_key()) {
            let problem = Problem::KeyChanged {
                before: fingerprint(&before),
                now: fingerprint(own.signing_key()),
            };
            return Err(refused(&card.path, problem));
        }
        if edition == own.edition() {
            // With another sheet it cannot be read, and says something else.
            let before = Card::parse(text, |named| {
                (named == own.sheet()).then_some(card.sheet.as_ref())
            });
            if !before.is_ok_and(|before| before.means_the_same(own)) {
                let edition = edition.clone();
                return Err(refused(&card.path, Problem::CardChanged { edition }));
            }
        }
    }
    Ok(())
}
