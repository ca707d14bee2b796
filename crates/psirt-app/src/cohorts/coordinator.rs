//! The coordinator's side: making a cohort, handing out cards, taking contributions, publishing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use psirt_core::benchmark::{Benchmark, Dropped, publish};
use psirt_core::cohort::{
    Admission, Card, CardStart, Intake, Refused, Rules, SheetDigest, Standing as Counted,
    sheet_named_in, standings,
};
use psirt_core::contribution::Contribution;
use psirt_core::{Date, Faults, Sheet, SheetId};
use psirt_seal::{Fault, Namespace, SealingKey, Secret, Signed, SigningKey, sha256_hex};
use psirt_store::{Contributions, NewContribution, StoredCohort, StoredEdition, Workspace};

use super::{BenchmarkFile, Problem, digest_of, refused};
use crate::assessments;
use crate::error::Error;
use crate::files;
use crate::frameworks::Library;

/// The longest sealed file that is read.
const MOST_SEALED: usize = 1 << 20;
/// Contributions that are kept at once: what was kept need not be opened again after a break.
const AT_ONCE: usize = 500;
/// Letters and hyphens of an admission code: 60 bits that nobody guesses.
const CODE: usize = "ABCD-EFGH-JKMN".len();

/// A coordinator at the workspace that keeps its keys.
pub struct Coordinator<'a> {
    workspace: &'a mut Workspace,
    path: PathBuf,
}

/// Which cohort and edition is meant; without a word the only one, and its newest.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// The cohort.
    pub cohort: Option<String>,
    /// Its edition.
    pub edition: Option<String>,
}

/// What a cohort, or a further edition of one, is to be.
#[derive(Clone, Debug)]
pub struct Begin {
    /// Names the cohort, whatever its edition.
    pub cohort: String,
    /// What it is called; for a further edition as before where nothing is said.
    pub title: Option<String>,
    /// The edition.
    pub edition: String,
    /// The sheet; its newest edition is taken.
    pub sheet: SheetId,
    /// The profile that holds the group's targets.
    pub profile: Option<String>,
    /// The first day and the last.
    pub days: (Date, Date),
    /// Who may contribute.
    pub admission: Admission,
    /// The parameters of disclosure.
    pub rules: Rules,
    /// The key of a recovery sheet, where the cohort was coordinated elsewhere before.
    pub recovered: Option<Secret>,
}

/// An edition of a cohort with all that its coordinator may know.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The cohort.
    pub cohort: StoredCohort,
    /// The card of the edition.
    pub card: Card,
    /// The sheet everybody answers.
    pub sheet: Arc<Sheet>,
    /// When the edition was closed.
    pub closed_at: Option<Timestamp>,
    /// The fingerprint of the cohort's key, to be compared by phone.
    pub fingerprint: String,
    /// How many contributions were taken, those that count no more included.
    pub taken: usize,
    /// The members in the order of their keys.
    pub members: Vec<MemberStanding>,
    /// How many members count that have one level in nine of ten services, or in more.
    pub even: usize,
    /// The codes that were handed out.
    pub codes: Vec<CodeStanding>,
    /// The benchmarks that were published of this edition.
    pub releases: Vec<Benchmark>,
}

/// A code that admits one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeStanding {
    /// The code.
    pub code: String,
    /// For whom it was made.
    pub name: String,
    /// Whether a member was admitted by it.
    pub used: bool,
}

/// How a member stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberStanding {
    /// The fingerprint of its key.
    pub fingerprint: String,
    /// What the coordinator calls it, else whom the code was for that admitted it.
    pub name: Option<String>,
    /// The number of its contribution that counts, or would.
    pub number: u32,
    /// Whether it counts.
    pub state: MemberState,
}

/// Whether a member counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberState {
    /// It does.
    Counts,
    /// Two different contributions have the highest number.
    Conflict,
    /// It took everything back.
    Withdrawn,
    /// The coordinator left it out.
    LeftOut,
}

/// What became of every file that was to be taken.
#[derive(Debug)]
pub struct Taking {
    /// In the order they were named.
    pub files: Vec<(PathBuf, Outcome)>,
}

/// What became of one file.
#[derive(Debug)]
pub enum Outcome {
    /// It was taken.
    Taken {
        /// The fingerprint of the member's key.
        member: String,
        /// Its number.
        number: u32,
        /// Whether it takes everything back.
        withdrawn: bool,
    },
    /// It was not.
    Refused(Refusal),
}

/// Why a file was not taken.
#[derive(Debug)]
pub enum Refusal {
    /// It cannot be read.
    Unread(Box<Error>),
    /// It is not sealed to this cohort, or not signed by its member.
    Seal(Fault),
    /// The member it names did not sign it.
    OtherSigner,
    /// It holds what no contribution holds.
    Faults(Faults),
    /// A rule of the intake is against it.
    Rule(Refused),
}

/// A benchmark that was made.
#[derive(Clone, Debug)]
pub struct Published {
    /// What everybody may have.
    pub benchmark: Benchmark,
    /// The sheet it speaks of.
    pub sheet: Arc<Sheet>,
    /// What the rules dropped, for the coordinator alone.
    pub dropped: Vec<Dropped>,
}

impl<'a> Coordinator<'a> {
    /// Works in a workspace.
    pub fn of(workspace: &'a mut Workspace) -> Self {
        let path = workspace.path().to_owned();
        Self { workspace, path }
    }

    /// Makes a cohort with its first edition, or a further edition of one.
    ///
    /// # Errors
    /// [`Error::UnknownId`], [`Error::NotWritten`], [`Error::Workspace`]
    pub fn begin(&mut self, library: &Library, begin: Begin) -> Result<Standing, Error> {
        let sheet = library
            .latest(&begin.sheet)
            .ok_or_else(|| assessments::unknown_sheet(library, &begin.sheet))?;
        let targets = match &begin.profile {
            Some(id) => assessments::profile(library, id, sheet)?.targets().clone(),
            None => BTreeMap::new(),
        };
        let known = self
            .workspace
            .cohorts()
            .map_err(|reason| self.of_store(reason))?;
        let is_new = !known.contains(&begin.cohort);
        let (secret, title) = if is_new {
            let secret = match begin.recovered {
                Some(secret) => secret,
                None => self.random()?,
            };
            (secret, begin.title.unwrap_or_else(|| begin.cohort.clone()))
        } else {
            let before = self.cohort(&begin.cohort)?;
            let before = before
                .editions
                .last()
                .map(|edition| edition.card.title().to_owned());
            let title = begin
                .title
                .or(before)
                .unwrap_or_else(|| begin.cohort.clone());
            (self.secret(&begin.cohort)?, title)
        };
        let (opens, closes) = begin.days;
        let start = CardStart {
            cohort: begin.cohort.clone(),
            title,
            edition: begin.edition.clone(),
            sheet_sha256: digest_of(sheet).sha256,
            opens,
            closes,
            admission: begin.admission,
            rules: begin.rules,
            targets,
            sealing_key: SealingKey::of(&secret).public().to_string(),
            signing_key: SigningKey::of(&secret).public().to_string(),
        };
        let card = Card::new(sheet, start).map_err(|faults| Error::NotWritten {
            path: self.path.clone(),
            faults,
        })?;
        if is_new {
            self.workspace
                .make_cohort(&begin.cohort, secret.bytes(), Timestamp::now())
                .map_err(|reason| self.of_store(reason))?;
        }
        self.workspace
            .add_edition(&card, sheet)
            .map_err(|reason| self.of_store(reason))?;
        self.standing(&Which {
            cohort: Some(begin.cohort),
            edition: Some(begin.edition),
        })
    }

    /// How an edition stands.
    ///
    /// # Errors
    /// [`Error::Cohort`], [`Error::Workspace`]
    pub fn standing(&self, which: &Which) -> Result<Standing, Error> {
        let (cohort, edition) = self.found(which)?;
        let at_hand = self.contributions(&edition)?;
        let used: BTreeSet<&String> = at_hand
            .taken
            .iter()
            .filter_map(|taken| taken.code.as_ref())
            .collect();
        let mut names = self
            .workspace
            .member_names(&cohort.id)
            .map_err(|reason| self.of_store(reason))?;
        let mut highest: BTreeMap<&str, u32> = BTreeMap::new();
        for taken in &at_hand.taken {
            let admitted = taken.code.as_ref().and_then(|code| edition.codes.get(code));
            if let Some(name) = admitted {
                let known = names.entry(taken.member.clone());
                known.or_insert_with(|| name.clone());
            }
            let number = highest.entry(&taken.member).or_default();
            *number = taken.number.max(*number);
        }
        let members = standings(&at_hand.taken, &at_hand.left_out())
            .into_iter()
            .map(|(member, standing)| MemberStanding {
                fingerprint: super::fingerprint(member),
                name: names.get(member).cloned(),
                number: highest[member],
                state: match standing {
                    Counted::Counts(_) => MemberState::Counts,
                    Counted::Conflict => MemberState::Conflict,
                    Counted::Withdrawn => MemberState::Withdrawn,
                    Counted::LeftOut => MemberState::LeftOut,
                },
            });
        let members = members.collect();
        let codes = edition.codes.iter().map(|(code, name)| CodeStanding {
            code: code.clone(),
            name: name.clone(),
            used: used.contains(code),
        });
        let releases = self.releases(&cohort.id)?.into_iter();
        Ok(Standing {
            fingerprint: super::fingerprint(edition.card.signing_key()),
            taken: at_hand.taken.len(),
            members,
            even: at_hand
                .counting()
                .iter()
                .filter(|member| member.is_even())
                .count(),
            codes: codes.collect(),
            releases: releases
                .map(|release| release.benchmark)
                .filter(|benchmark| benchmark.edition() == edition.card.edition())
                .collect(),
            card: edition.card,
            sheet: edition.sheet,
            closed_at: edition.closed_at,
            cohort,
        })
    }

    /// Writes the card of an edition, with another last day where one is given, and makes a code
    /// for each name.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Error::Cohort`], [`Error::Workspace`]
    pub fn write_card(
        &mut self,
        which: &Which,
        path: &Path,
        closes: Option<Date>,
        names: &[String],
    ) -> Result<(Standing, BTreeMap<String, String>), Error> {
        files::must_be_new(path)?;
        let (cohort, edition) = self.found(which)?;
        let mut card = edition.card;
        if let Some(closes) = closes {
            card = card
                .until(closes, &edition.sheet)
                .map_err(|faults| Error::NotWritten {
                    path: path.to_owned(),
                    faults,
                })?;
            self.workspace
                .change_card(&card)
                .map_err(|reason| self.of_store(reason))?;
        }
        let codes = self.new_codes(names)?;
        self.workspace
            .add_codes(&cohort.id, card.edition(), &codes)
            .map_err(|reason| self.of_store(reason))?;
        let key = SigningKey::of(&self.secret(&cohort.id)?);
        let signed = Signed::sign(card.to_json(), Namespace::Cohort, &key);
        files::write_new(path, signed.to_json().as_bytes())?;
        let which = Which {
            cohort: Some(cohort.id),
            edition: Some(card.edition().to_owned()),
        };
        Ok((self.standing(&which)?, codes))
    }

    /// Takes sealed contributions, each by itself; nothing counts before it is published.
    ///
    /// What was taken before is a duplicate, so that whoever was interrupted begins again with the
    /// same files. `tell` learns how many files were looked at.
    ///
    /// # Errors
    /// [`Error::Cohort`], [`Error::Workspace`], and what `tell` answers to stop: some of the files
    /// may have been taken then
    pub fn take<Stopped: From<Error>>(
        &mut self,
        which: &Which,
        paths: &[PathBuf],
        today: Date,
        mut tell: impl FnMut(usize) -> Result<(), Stopped>,
    ) -> Result<Taking, Stopped> {
        let (cohort, edition) = self.found(which)?;
        if edition.closed_at.is_some() {
            // The store has the word for it.
            let reason = psirt_store::CohortFault::Closed {
                edition: edition.card.edition().to_owned(),
            };
            return Err(self.of_store(reason.into()).into());
        }
        let key = SealingKey::of(&self.secret(&cohort.id)?);
        let codes: BTreeSet<String> = edition.codes.keys().cloned().collect();
        let at_hand = self.contributions(&edition)?;
        let left_out = at_hand.left_out();
        let mut intake = Intake::of(at_hand.taken, left_out);
        let mut files = Vec::with_capacity(paths.len());
        for paths in paths.chunks(AT_ONCE) {
            tell(files.len())?;
            let opened = open_all(&key, &edition, paths);
            let mut admitted = Vec::new();
            for (path, opened) in paths.iter().zip(opened) {
                let outcome = opened.and_then(|(contribution, digest)| {
                    intake
                        .admit(&edition.card, &contribution, &digest, today, &codes)
                        .map_err(Refusal::Rule)?;
                    let outcome = Outcome::Taken {
                        member: super::fingerprint(contribution.member()),
                        number: contribution.number(),
                        withdrawn: contribution.is_withdrawn(),
                    };
                    admitted.push((contribution, digest));
                    Ok(outcome)
                });
                files.push((path.clone(), outcome.unwrap_or_else(Outcome::Refused)));
            }
            let new: Vec<NewContribution<'_>> = admitted
                .iter()
                .map(|(contribution, digest)| NewContribution {
                    contribution,
                    digest,
                    taken_on: today,
                })
                .collect();
            self.workspace
                .keep_contributions(&cohort.id, edition.card.edition(), &new)
                .map_err(|reason| self.of_store(reason))?;
        }
        Ok(Taking { files })
    }

    /// What could be published now; nothing is written or remembered.
    ///
    /// # Errors
    /// [`Problem::NothingCounts`], [`Error::Workspace`]
    pub fn preview(&self, which: &Which, today: Date) -> Result<Published, Error> {
        let (cohort, edition) = self.found(which)?;
        let at_hand = self.contributions(&edition)?;
        self.computed(&cohort, &edition, &at_hand, today)
    }

    /// Publishes a benchmark: it is remembered, because what comes later must not be subtracted
    /// from it, and then written.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Problem::NothingCounts`], [`Error::Workspace`]
    pub fn publish(&mut self, which: &Which, path: &Path, today: Date) -> Result<Published, Error> {
        files::must_be_new(path)?;
        let (cohort, edition) = self.found(which)?;
        let at_hand = self.contributions(&edition)?;
        let published = self.computed(&cohort, &edition, &at_hand, today)?;
        self.workspace
            .keep_release(&published.benchmark, &at_hand)
            .map_err(|reason| self.of_store(reason))?;
        self.write_benchmark(&cohort.id, &published.benchmark, path)?;
        Ok(published)
    }

    /// Writes the benchmark that was published last once more.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Problem::NothingPublished`], [`Error::Workspace`]
    pub fn write_again(&self, which: &Which, path: &Path) -> Result<Published, Error> {
        let standing = self.standing(which)?;
        let last = standing.releases.into_iter().next_back();
        let benchmark = last.ok_or_else(|| refused(&self.path, Problem::NothingPublished))?;
        self.write_benchmark(&standing.cohort.id, &benchmark, path)?;
        Ok(Published {
            benchmark,
            sheet: standing.sheet,
            dropped: Vec::new(),
        })
    }

    /// Leaves a member out of an edition, such as one that lost its key and contributed anew, or
    /// counts it again; it is named by the beginning of its key's fingerprint.
    ///
    /// # Errors
    /// [`Problem::WhichMember`], [`Error::Workspace`]
    pub fn leave_out(
        &mut self,
        which: &Which,
        member: &str,
        left_out: bool,
    ) -> Result<Standing, Error> {
        let (cohort, edition) = self.found(which)?;
        let member = self.member(&edition, member)?;
        self.workspace
            .leave_out(
                &cohort.id,
                edition.card.edition(),
                &member,
                left_out,
                Timestamp::now(),
            )
            .map_err(|reason| self.of_store(reason))?;
        self.standing(which)
    }

    /// Calls a member by a name that the coordinator alone knows; an empty one takes it away.
    ///
    /// # Errors
    /// [`Problem::WhichMember`], [`Error::Workspace`]
    pub fn name_member(
        &mut self,
        which: &Which,
        member: &str,
        name: &str,
    ) -> Result<Standing, Error> {
        let (cohort, edition) = self.found(which)?;
        let member = self.member(&edition, member)?;
        self.workspace
            .name_member(&cohort.id, &member, name.trim())
            .map_err(|reason| self.of_store(reason))?;
        self.standing(which)
    }

    /// The key of the only member of an edition whose fingerprint begins so.
    fn member(&self, edition: &StoredEdition, named: &str) -> Result<String, Error> {
        let at_hand = self.contributions(edition)?;
        let keys: BTreeSet<&String> = at_hand.taken.iter().map(|taken| &taken.member).collect();
        let begins = |key: &&&String| super::fingerprint(key).starts_with(named);
        let found: Vec<&&String> = keys.iter().filter(begins).collect();
        match found.as_slice() {
            [only] => Ok((**only).clone()),
            several => Err(refused(
                &self.path,
                Problem::WhichMember {
                    named: named.to_owned(),
                    found: several.len(),
                },
            )),
        }
    }

    /// Closes an edition: it takes nothing more.
    ///
    /// # Errors
    /// [`Error::Cohort`], [`Error::Workspace`]
    pub fn close_edition(&mut self, which: &Which) -> Result<Standing, Error> {
        let (cohort, edition) = self.found(which)?;
        self.workspace
            .close_edition(&cohort.id, edition.card.edition(), Timestamp::now())
            .map_err(|reason| self.of_store(reason))?;
        self.standing(which)
    }

    /// A benchmark of an edition that was published, as it was handed out; `None` where there is no
    /// such release.
    ///
    /// # Errors
    /// [`Error::Cohort`], [`Error::Workspace`]
    pub fn published(&self, which: &Which, release: u32) -> Result<Option<BenchmarkFile>, Error> {
        let standing = self.standing(which)?;
        let key = SigningKey::of(&self.secret(&standing.cohort.id)?);
        let mut releases = standing.releases.into_iter();
        let benchmark = releases.find(|one| one.release() == release);
        Ok(benchmark.map(|benchmark| BenchmarkFile {
            path: self.path.clone(),
            benchmark,
            sheet: standing.sheet,
            signer: key.public(),
        }))
    }

    /// The secret of a cohort, for its recovery sheet.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn secret(&self, cohort: &str) -> Result<Secret, Error> {
        self.workspace
            .cohort_secret(cohort)
            .map(|bytes| Secret::from_bytes(*bytes))
            .map_err(|reason| self.of_store(reason))
    }

    fn computed(
        &self,
        cohort: &StoredCohort,
        edition: &StoredEdition,
        at_hand: &Contributions,
        today: Date,
    ) -> Result<Published, Error> {
        let members = at_hand.counting();
        if members.is_empty() {
            return Err(refused(&self.path, Problem::NothingCounts));
        }
        let earlier = self.releases(&cohort.id)?;
        let publication = publish(&edition.sheet, &edition.card, &members, &earlier, today);
        Ok(Published {
            benchmark: publication.benchmark,
            sheet: Arc::clone(&edition.sheet),
            dropped: publication.dropped,
        })
    }

    fn write_benchmark(
        &self,
        cohort: &str,
        benchmark: &Benchmark,
        path: &Path,
    ) -> Result<(), Error> {
        let key = SigningKey::of(&self.secret(cohort)?);
        let signed = Signed::sign(benchmark.to_json(), Namespace::Benchmark, &key);
        files::write_new(path, signed.to_json().as_bytes())
    }

    fn new_codes(&self, names: &[String]) -> Result<BTreeMap<String, String>, Error> {
        names
            .iter()
            .map(|name| {
                let code = self.random()?.to_recovery_key()[..CODE].to_owned();
                Ok((code, name.clone()))
            })
            .collect()
    }

    fn random(&self) -> Result<Secret, Error> {
        Secret::random().map_err(|fault| refused(&self.path, Problem::Seal(fault)))
    }

    fn found(&self, which: &Which) -> Result<(StoredCohort, StoredEdition), Error> {
        let known = self
            .workspace
            .cohorts()
            .map_err(|reason| self.of_store(reason))?;
        let id = match (&which.cohort, known.as_slice()) {
            (Some(asked), known) => known.iter().find(|id| *id == asked),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        let Some(id) = id else {
            return Err(refused(&self.path, Problem::WhichCohort { known }));
        };
        let cohort = self.cohort(id)?;
        let mut editions = cohort.editions.iter();
        let edition = match &which.edition {
            Some(asked) => editions.find(|edition| edition.card.edition() == asked),
            None => editions.next_back(),
        };
        if let Some(edition) = edition {
            let edition = edition.clone();
            return Ok((cohort, edition));
        }
        let known = cohort
            .editions
            .iter()
            .map(|edition| edition.card.edition().to_owned())
            .collect();
        Err(refused(&self.path, Problem::WhichEdition { known }))
    }

    fn cohort(&self, id: &str) -> Result<StoredCohort, Error> {
        self.workspace
            .cohort(id)
            .map_err(|reason| self.of_store(reason))
    }

    fn contributions(&self, edition: &StoredEdition) -> Result<Contributions, Error> {
        let card = &edition.card;
        self.workspace
            .contributions(card.cohort(), card.edition())
            .map_err(|reason| self.of_store(reason))
    }

    fn releases(&self, cohort: &str) -> Result<Vec<psirt_core::benchmark::Release>, Error> {
        self.workspace
            .releases(cohort)
            .map_err(|reason| self.of_store(reason))
    }

    fn of_store(&self, reason: psirt_store::Error) -> Error {
        Error::Workspace {
            path: self.path.clone(),
            reason,
        }
    }
}

/// Opens and checks files, on all cores; the order is kept.
fn open_all(
    key: &SealingKey,
    edition: &StoredEdition,
    paths: &[PathBuf],
) -> Vec<Result<(Contribution, String), Refusal>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = paths.len().div_ceil(cores).max(1);
    let digest = digest_of(&edition.sheet);
    std::thread::scope(|scope| {
        let workers: Vec<_> = paths
            .chunks(share)
            .map(|paths| {
                let digest = &digest;
                scope.spawn(move || {
                    let opened = paths.iter().map(|path| open(key, edition, digest, path));
                    opened.collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("opening a file does not panic"))
            .collect()
    })
}

/// A contribution that opens, is signed by its member and has no fault, with its digest.
fn open(
    key: &SealingKey,
    edition: &StoredEdition,
    digest: &SheetDigest,
    path: &Path,
) -> Result<(Contribution, String), Refusal> {
    let unread = |error: Error| Refusal::Unread(Box::new(error));
    files::must_be_plain(path).map_err(unread)?;
    let sealed = files::read_bytes(path, MOST_SEALED).map_err(unread)?;
    let signed = key.open(&sealed).map_err(Refusal::Seal)?;
    let text = signed.text();
    let named = sheet_named_in(text).map_err(Refusal::Faults)?;
    if named.is_some_and(|named| named != *digest) {
        return Err(Refusal::Rule(Refused::OtherSheet));
    }
    let contribution = Contribution::parse(text, &edition.sheet).map_err(Refusal::Faults)?;
    if signed.signer().to_string() != contribution.member() {
        return Err(Refusal::OtherSigner);
    }
    Ok((contribution, sha256_hex(text.as_bytes())))
}
