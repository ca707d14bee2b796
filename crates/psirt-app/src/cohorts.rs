//! Cohorts: the files that coordinator and members hand each other, and what each side does with
//! them.
//!
//! The figures and the rules of disclosure are core's; here texts become files that are signed and
//! sealed, and what was taken becomes a list of what counts and what was refused.

mod coordinator;
mod member;
mod recovery;
mod sample;
pub mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use psirt_core::assessment::SheetReference;
use psirt_core::benchmark::Benchmark;
use psirt_core::cohort::{Card, SheetDigest, sheet_named_in};
use psirt_core::{Date, Faults, Sheet};
use psirt_seal::{Fault, Namespace, PublicKey, Sealed, Signed, sha256_hex};

use crate::error::Error;
use crate::files;
use crate::frameworks::Library;

pub use coordinator::{
    Begin, CodeStanding, Coordinator, MemberStanding, MemberState, Outcome, Published, Refusal,
    Standing, Taking, Which,
};
pub use member::{Choices, Member, Prepared, Written, key_in, own_place, own_place_report};
pub use psirt_core::cohort::{Admission, Rules};
pub use recovery::{read_recovered, recovery_sheet};
pub use sample::{SampleCohort, SampleEdition, sample};
pub use words::{doubts, dropped, fields, given, position, refusal, subject, what_stays, withheld};

/// A cohort card that was read, with its sheet; its signature is good.
#[derive(Clone, Debug)]
pub struct CardFile {
    /// The file.
    pub path: PathBuf,
    /// What it says.
    pub card: Card,
    /// The sheet it names.
    pub sheet: Arc<Sheet>,
    /// Who signed it.
    pub signer: PublicKey,
}

/// A benchmark that was read, with its sheet; its signature is good.
#[derive(Clone, Debug)]
pub struct BenchmarkFile {
    /// The file.
    pub path: PathBuf,
    /// What it says.
    pub benchmark: Benchmark,
    /// The sheet it names.
    pub sheet: Arc<Sheet>,
    /// Who signed it.
    pub signer: PublicKey,
}

/// The kinds of file that coordinator and members hand each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CohortFile {
    /// A cohort card.
    Card,
    /// A benchmark.
    Benchmark,
    /// A sealed contribution.
    Contribution,
}

/// Tells a file of a cohort by how it begins or what it says of itself, whether or not anything is
/// wrong with it.
pub fn recognized(bytes: &[u8]) -> Option<CohortFile> {
    if Sealed::is_begun_by(bytes) {
        return Some(CohortFile::Contribution);
    }
    let announced = std::str::from_utf8(bytes).ok().and_then(Signed::announced);
    match announced? {
        Namespace::Cohort => Some(CohortFile::Card),
        Namespace::Benchmark => Some(CohortFile::Benchmark),
        // One that is not sealed is none that leaves a house.
        Namespace::Contribution => None,
    }
}

/// Why something of a cohort is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A file is not signed or sealed as it has to be.
    Seal(Fault),
    /// A file was signed with another key than the one it has to be.
    OtherSigner {
        /// The fingerprint of the key that signed it.
        found: String,
        /// The fingerprint of the key that should have.
        expected: String,
    },
    /// A benchmark is of another cohort than the card.
    OtherCohort {
        /// The cohort of the file.
        found: String,
        /// The cohort of the card.
        expected: String,
    },
    /// The sheet of the cohort is not at hand, or has another text here.
    OtherSheet {
        /// The sheet that the cohort uses.
        expected: SheetReference,
    },
    /// A round is of another sheet than the cohort's.
    RoundOfOtherSheet {
        /// The round's sheet.
        found: SheetReference,
        /// The sheet that the cohort uses.
        expected: SheetReference,
    },
    /// A round is not finished.
    NotFinished,
    /// The edition is not open on this day.
    NotOpen {
        /// The first day.
        opens: Date,
        /// The last day.
        closes: Date,
    },
    /// The cohort admits by code, and none was given.
    CodeMissing,
    /// The card of an edition is not the one that was answered before.
    CardChanged {
        /// The edition.
        edition: String,
    },
    /// The card of a cohort names another key than the one that was answered before.
    KeyChanged {
        /// The fingerprint of the key before.
        before: String,
        /// The fingerprint of the key now.
        now: String,
    },
    /// Nothing was contributed from this workspace.
    NotAMember {
        /// The cohort.
        cohort: String,
    },
    /// The workspace coordinates several cohorts, or none, or not the one asked for.
    WhichCohort {
        /// Those it does.
        known: Vec<String>,
    },
    /// The cohort has no such edition.
    WhichEdition {
        /// Those it has.
        known: Vec<String>,
    },
    /// No member, or several, have a key whose fingerprint begins so.
    WhichMember {
        /// What was asked for.
        named: String,
        /// How many there are.
        found: usize,
    },
    /// No contribution counts, so there is nothing to publish.
    NothingCounts,
    /// Nothing was published yet.
    NothingPublished,
}

/// Reads a cohort card and verifies that it was signed with the key it names.
///
/// # Errors
/// [`Error::Read`], [`Error::Faults`], [`Error::Cohort`]
pub fn read_card(library: &Library, path: &Path) -> Result<CardFile, Error> {
    let signed = read_signed(path, Namespace::Cohort)?;
    let (sheet, card) = with_sheet(library, path, signed.text(), |text, sheet| {
        Card::parse(text, |_| Some(sheet))
    })?;
    must_be_signed_with(path, signed.signer(), card.signing_key())?;
    Ok(CardFile {
        path: path.to_owned(),
        card,
        sheet,
        signer: *signed.signer(),
    })
}

/// Reads a benchmark; whether the right key signed it is for whoever has the card.
///
/// # Errors
/// [`Error::Read`], [`Error::Faults`], [`Error::Cohort`]
pub fn read_benchmark(library: &Library, path: &Path) -> Result<BenchmarkFile, Error> {
    let signed = read_signed(path, Namespace::Benchmark)?;
    let (sheet, benchmark) = with_sheet(library, path, signed.text(), |text, sheet| {
        Benchmark::parse(text, |_| Some(sheet))
    })?;
    Ok(BenchmarkFile {
        path: path.to_owned(),
        benchmark,
        sheet,
        signer: *signed.signer(),
    })
}

impl BenchmarkFile {
    /// Makes sure that the benchmark is of the card's cohort and was signed with its key.
    ///
    /// # Errors
    /// [`Problem::OtherCohort`], [`Problem::OtherSigner`]
    pub fn must_be_of(&self, card: &Card) -> Result<(), Error> {
        if self.benchmark.cohort() != card.cohort() {
            return Err(refused(
                &self.path,
                Problem::OtherCohort {
                    found: self.benchmark.cohort().to_owned(),
                    expected: card.cohort().to_owned(),
                },
            ));
        }
        self.must_be_signed_with(card.signing_key())
    }

    /// Makes sure that a key signed the benchmark.
    ///
    /// # Errors
    /// [`Problem::OtherSigner`]
    pub fn must_be_signed_with(&self, key: &str) -> Result<(), Error> {
        must_be_signed_with(&self.path, &self.signer, key)
    }
}

/// The fingerprint of a key as SSH writes it; the text itself where it is none.
pub fn fingerprint(key: &str) -> String {
    key.parse::<PublicKey>()
        .map_or_else(|_| key.to_owned(), |key| key.fingerprint())
}

fn read_signed(path: &Path, namespace: Namespace) -> Result<Signed, Error> {
    let json = files::read_text(path)?;
    Signed::verify(&json, namespace).map_err(|fault| refused(path, Problem::Seal(fault)))
}

/// What a text of a cohort says, with the sheet it names in exactly its text.
fn with_sheet<T>(
    library: &Library,
    path: &Path,
    text: &str,
    parse: impl FnOnce(&str, &Sheet) -> Result<T, Faults>,
) -> Result<(Arc<Sheet>, T), Error> {
    let refuse = |faults| Error::Faults {
        path: path.to_owned(),
        faults,
    };
    let named = sheet_named_in(text).map_err(refuse)?;
    let Some(named) = named else {
        // The parser has the word for what is missing; any sheet will do to hear it.
        let any = library.sheets().into_iter().next();
        let (_, any) = any.expect("sheets are shipped");
        return match parse(text, any) {
            Err(faults) => Err(refuse(faults)),
            Ok(_) => unreachable!("a text without its sheet is refused"),
        };
    };
    let sheet = sheet_at_hand(library, path, &named)?;
    let value = parse(text, &sheet).map_err(refuse)?;
    Ok((sheet, value))
}

/// The sheet in exactly the text that a digest names.
fn sheet_at_hand(library: &Library, path: &Path, named: &SheetDigest) -> Result<Arc<Sheet>, Error> {
    let expected = SheetReference {
        id: named.id.clone(),
        edition: named.edition.clone(),
    };
    let sheet = library
        .sheet(&expected)
        .filter(|sheet| digest_of(sheet) == *named);
    sheet
        .cloned()
        .ok_or_else(|| refused(path, Problem::OtherSheet { expected }))
}

/// A sheet in exactly its text.
pub(crate) fn digest_of(sheet: &Sheet) -> SheetDigest {
    SheetDigest {
        id: sheet.id().clone(),
        edition: sheet.edition().to_owned(),
        sha256: sha256_hex(sheet.to_json().as_bytes()),
    }
}

fn must_be_signed_with(path: &Path, signer: &PublicKey, key: &str) -> Result<(), Error> {
    if signer.to_string() == key {
        return Ok(());
    }
    Err(refused(
        path,
        Problem::OtherSigner {
            found: signer.fingerprint(),
            expected: fingerprint(key),
        },
    ))
}

fn refused(path: &Path, problem: Problem) -> Error {
    Error::Cohort {
        path: path.to_owned(),
        problem: Box::new(problem),
    }
}
