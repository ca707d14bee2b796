//! An invented cohort of twenty-four members over two editions, one of them the sample
//! manufacturer: always the same, from a fixed seed.
//!
//! Its keys are made from the seed as well, so that everybody can open what is in it: it shows how
//! a cohort works, and hides nothing.

use std::path::{Path, PathBuf};

use psirt_core::assessment::{OrganizationalModel, Sector, SizeBand};
use psirt_core::benchmark::{Benchmark, Member, Publication, Release, publish};
use psirt_core::cohort::{Admission, Card, CardStart, Rules};
use psirt_core::contribution::{Choice, Contribution};
use psirt_core::{Assessment, Date, Language, Level, Sheet};
use psirt_seal::{Namespace, Sealed, SealingKey, Secret, Signed, SigningKey};
use serde_json::json;

use super::{BenchmarkFile, digest_of, recovery_sheet, refused};
use crate::demo;
use crate::error::Error;
use crate::files;
use crate::frameworks::Library;

const SEED: u64 = 20_261_201;
const MEMBERS: usize = 24;
/// The last of them joined for the second edition.
const JOINED: usize = 5;
/// Days after the round of the manufacturer on which an edition closes.
const OPEN: i32 = 60;

/// One edition of the sample.
pub struct SampleEdition {
    /// The card.
    pub card: Card,
    /// What the members contributed, the manufacturer first.
    pub contributions: Vec<Contribution>,
    /// What was published from it.
    pub benchmark: Benchmark,
}

/// The sample cohort: the secret of its coordinator and those of its members, its editions.
pub struct SampleCohort {
    /// The sheet everybody answered.
    pub sheet: std::sync::Arc<Sheet>,
    /// The editions, oldest first.
    pub editions: Vec<SampleEdition>,
    coordinator: Secret,
    members: Vec<Secret>,
}

/// Makes the sample; titles are in a language.
///
/// # Errors
/// None with the samples that are shipped; a test makes it.
pub fn sample(library: &Library, language: Language) -> Result<SampleCohort, Error> {
    let rounds = demo::rounds(library, language)?;
    let (sheet, _) = rounds.last().expect("samples are shipped");
    let mut numbers = Numbers(SEED);
    let coordinator = numbers.secret();
    let members: Vec<Secret> = (0..MEMBERS).map(|_| numbers.secret()).collect();
    let voices: Vec<Invented> = (1..MEMBERS)
        .map(|_| Invented::new(&mut numbers, sheet))
        .collect();
    let mut editions = Vec::new();
    let mut earlier: Vec<Release> = Vec::new();
    for (edition, (_, round)) in rounds[rounds.len() - 2..].iter().enumerate() {
        let card = card(sheet, round, &coordinator, language)?;
        let joined = if edition == 0 {
            MEMBERS - JOINED
        } else {
            MEMBERS
        };
        let contributions: Vec<Contribution> = (0..joined)
            .map(|member| {
                let key = SigningKey::of(&members[member]).public().to_string();
                match member.checked_sub(1) {
                    None => of_the_manufacturer(&card, round, key),
                    Some(at) => voices[at].contribution(&card, sheet, round, edition, &key),
                }
            })
            .collect();
        let voices: Vec<Member> = contributions
            .iter()
            .map(|contribution| Member::of(contribution, sheet))
            .collect();
        let (_, closes) = card.days();
        let Publication { benchmark, .. } = publish(sheet, &card, &voices, &earlier, closes);
        earlier.push(Release {
            benchmark: benchmark.clone(),
            members: voices,
        });
        editions.push(SampleEdition {
            card,
            contributions,
            benchmark,
        });
    }
    Ok(SampleCohort {
        sheet: std::sync::Arc::clone(sheet),
        editions,
        coordinator,
        members,
    })
}

impl SampleCohort {
    /// Writes the cards, the benchmarks, the recovery sheet and, in a folder for each edition, the
    /// sealed contributions; returns the files, for each of those folders the folder alone.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn write(&self, folder: &Path, language: Language) -> Result<Vec<PathBuf>, Error> {
        let mut paths = Vec::new();
        let mut write = |name: String, bytes: &[u8]| {
            let path = folder.join(name);
            files::write(&path, bytes)?;
            paths.push(path);
            Ok::<(), Error>(())
        };
        files::make_folder(folder)?;
        let key = SigningKey::of(&self.coordinator);
        for edition in &self.editions {
            let name = edition.card.edition();
            let card = Signed::sign(edition.card.to_json(), Namespace::Cohort, &key);
            write(
                format!("{name}.psirt-cohort.json"),
                card.to_json().as_bytes(),
            )?;
            let text = edition.benchmark.to_json();
            let benchmark = Signed::sign(text, Namespace::Benchmark, &key);
            write(
                format!("{name}.psirt-benchmark.json"),
                benchmark.to_json().as_bytes(),
            )?;
        }
        let first = &self.editions[0].card;
        let sheet = recovery_sheet(
            first.cohort(),
            first.title(),
            &self.coordinator,
            first.days().0,
            language,
        );
        write("recovery.txt".to_owned(), sheet.as_bytes())?;
        for edition in &self.editions {
            let folder = folder.join(edition.card.edition());
            files::make_folder(&folder)?;
            for (number, sealed) in (1..).zip(self.sealed(edition)?) {
                let path = folder.join(format!("{number:02}.psirt-contribution"));
                files::write(&path, sealed.bytes())?;
            }
            paths.push(folder);
        }
        Ok(paths)
    }

    /// The contributions of an edition, signed and sealed.
    ///
    /// # Errors
    /// None: the card's key is one.
    pub fn sealed(&self, edition: &SampleEdition) -> Result<Vec<Sealed>, Error> {
        let to = SealingKey::of(&self.coordinator).public();
        // Other numbers than those of the keys.
        let mut numbers = Numbers(SEED + u64::from(edition.card.days().0.year().unsigned_abs()));
        edition
            .contributions
            .iter()
            .zip(&self.members)
            .map(|(contribution, secret)| {
                let key = SigningKey::of(secret);
                let signed = Signed::sign(contribution.to_json(), Namespace::Contribution, &key);
                let sealed = to.seal(&signed, &numbers.secret());
                sealed.map_err(|fault| refused(Path::new(""), super::Problem::Seal(fault)))
            })
            .collect()
    }

    /// The benchmark of the last edition, as whoever reads its file has it.
    pub fn published(&self) -> BenchmarkFile {
        let last = self.editions.last().expect("the sample has editions");
        BenchmarkFile {
            path: PathBuf::from(format!("{}.psirt-benchmark.json", last.card.edition())),
            benchmark: last.benchmark.clone(),
            sheet: std::sync::Arc::clone(&self.sheet),
            signer: SigningKey::of(&self.coordinator).public(),
        }
    }

    /// The secret of the coordinator, which everybody knows.
    pub fn secret(&self) -> &Secret {
        &self.coordinator
    }
}

fn card(
    sheet: &Sheet,
    round: &Assessment,
    coordinator: &Secret,
    language: Language,
) -> Result<Card, Error> {
    let opens = round.date();
    let closes = opens
        .checked_add(jiff::Span::new().days(OPEN))
        .expect("the sample is of this century");
    let start = CardStart {
        cohort: "example-group".to_owned(),
        title: language.pick("Example group", "例の業界団体").to_owned(),
        edition: opens.year().to_string(),
        sheet_sha256: digest_of(sheet).sha256,
        opens,
        closes,
        admission: Admission::Open,
        rules: Rules::default(),
        targets: sheet
            .services()
            .map(|service| (service.id.clone(), Level::new(3)))
            .collect(),
        sealing_key: SealingKey::of(coordinator).public().to_string(),
        signing_key: SigningKey::of(coordinator).public().to_string(),
    };
    Card::new(sheet, start).map_err(|faults| Error::NotWritten {
        path: PathBuf::new(),
        faults,
    })
}

fn of_the_manufacturer(card: &Card, round: &Assessment, member: String) -> Contribution {
    let choice = Choice {
        member,
        number: 1,
        ..Choice::default()
    };
    Contribution::of(card, &[round], choice)
}

/// A member that nobody is.
struct Invented {
    sector: Option<Sector>,
    size: Option<SizeBand>,
    model: Option<OrganizationalModel>,
    /// For each service the answer of each edition.
    answers: Vec<[&'static str; 2]>,
}

impl Invented {
    fn new(numbers: &mut Numbers, sheet: &Sheet) -> Self {
        const LEVELS: [&str; 6] = ["0", "1", "2", "3", "4", "5"];
        let sectors = [Sector::Software, Sector::Industrial, Sector::Electronics];
        let sector = sectors[numbers.below(3)];
        let size = SizeBand::ALL[numbers.below(4)];
        let model = OrganizationalModel::ALL[numbers.below(4)];
        let usual = numbers.below(3);
        let answers = sheet.services().map(|_| {
            let odd = match numbers.below(40) {
                0 => Some("na"),
                1 => Some("?"),
                _ => None,
            };
            let first = (usual + numbers.below(3)).saturating_sub(numbers.below(2));
            let moved = match numbers.below(8) {
                0 | 1 => first + 1,
                2 => first.saturating_sub(1),
                _ => first,
            };
            [first, moved].map(|level| odd.unwrap_or(LEVELS[level.min(5)]))
        });
        let answers = answers.collect();
        let mut given = || numbers.below(8) > 0;
        Self {
            sector: Some(sector).filter(|_| given()),
            size: Some(size).filter(|_| given()),
            model: Some(model).filter(|_| given()),
            answers,
        }
    }

    fn contribution(
        &self,
        card: &Card,
        sheet: &Sheet,
        round: &Assessment,
        edition: usize,
        member: &str,
    ) -> Contribution {
        let levels: std::collections::BTreeMap<&str, &str> = sheet
            .services()
            .zip(&self.answers)
            .map(|(service, answers)| (service.id.as_str(), answers[edition]))
            .collect();
        let date: Date = round.date();
        let mut file = json!({
            "format": 1, "kind": "contribution", "cohort": card.cohort(),
            "edition": card.edition(), "member": member, "number": 1,
            "month": date.strftime("%Y-%m").to_string(), "sheet": card.sheet(),
            "levels": levels,
        });
        if let Some(sector) = self.sector {
            file["sector"] = json!(sector);
        }
        if let Some(size) = self.size {
            file["size"] = json!(size);
        }
        if let Some(model) = self.model {
            file["model"] = json!(model);
        }
        match Contribution::parse(&file.to_string(), sheet) {
            Ok(contribution) => contribution,
            Err(faults) => unreachable!("what is invented is in order: {faults}"),
        }
    }
}

/// Numbers without a pattern, always the same (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> usize {
        usize::try_from(self.next() % end).expect("it is small")
    }

    fn secret(&mut self) -> Secret {
        let mut bytes = [0; 32];
        for part in bytes.chunks_mut(8) {
            part.copy_from_slice(&self.next().to_le_bytes());
        }
        Secret::from_bytes(bytes)
    }
}
