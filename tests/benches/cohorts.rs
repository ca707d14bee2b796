//! How long the figures of a cohort take, with all rules and the audit, and what taking in a
//! sealed contribution costs: `cargo bench -p psirt-tests --bench cohorts`.
//!
//! Each size is measured in a process of its own, from opening the protected workspace to the
//! benchmark's text. Memory is measured on Linux alone.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use psirt_app::assessments::today;
use psirt_app::cohorts::{Begin, Coordinator, Which};
use psirt_app::error::Error;
use psirt_app::frameworks::Library;
use psirt_app::workspaces::{Access, Kept};
use psirt_core::Sheet;
use psirt_core::benchmark::publish;
use psirt_core::cohort::{Admission, Card, Rules};
use psirt_core::contribution::Contribution;
use psirt_seal::{Namespace, SealingPublicKey, Secret, Signed, SigningKey, sha256_hex};
use psirt_store::{Holder, NewContribution, Passphrase, Workspace};
use serde_json::json;

const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];
const SEALED: usize = 10_000;
const PHRASE: &str = "correct horse battery staple";
const COHORT: &str = "bench";

fn main() {
    let words: Vec<String> = env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["figures", path] => figures(Path::new(path)),
        ["take", path] => take(Path::new(path)),
        _ => all(),
    }
}

fn all() {
    println!(
        "{:>8} {:>8} {:>8} {:>8} {:>6}",
        "members", "open s", "read s", "figures s", "MB"
    );
    for members in SIZES {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let path = folder.path().join("group.psirtws");
        import(&path, members);
        print!("{members:>8} ");
        again("figures", &path);
    }
    let folder = tempfile::tempdir().expect("there is room for a folder");
    seal(folder.path(), SEALED);
    print!("{SEALED:>8} sealed files taken: ");
    again("take", folder.path());
}

/// Goes on in a process of its own, whose memory is its own.
fn again(what: &str, path: &Path) {
    std::io::stdout().flush().expect("somebody listens");
    let status = Command::new(env::current_exe().expect("it runs"))
        .args([what.as_ref(), path.as_os_str()])
        .status()
        .expect("it can be started");
    assert!(status.success());
}

/// A protected workspace with one edition and so many members, two of each hundred advised.
fn import(path: &Path, members: usize) {
    begin(path);
    let mut workspace = open(path);
    let edition = workspace.cohort(COHORT).expect("it is there").editions;
    let (card, sheet) = (&edition[0].card, Arc::clone(&edition[0].sheet));
    let mut numbers = Numbers(7);
    for first in (0..members).step_by(2_000) {
        let made: Vec<(Contribution, String)> = (first..members.min(first + 2_000))
            .map(|member| {
                let key = format!("ssh-ed25519 {}", sha256_hex(&member.to_be_bytes()));
                let one = contribution(card, &sheet, &key, &mut numbers);
                let digest = sha256_hex(one.to_json().as_bytes());
                (one, digest)
            })
            .collect();
        let new: Vec<NewContribution<'_>> = made
            .iter()
            .map(|(contribution, digest)| NewContribution {
                contribution,
                digest,
                taken_on: today(),
            })
            .collect();
        workspace
            .keep_contributions(COHORT, card.edition(), &new)
            .expect("they can be kept");
    }
}

fn figures(path: &Path) {
    let started = Instant::now();
    let workspace = open(path);
    let opened = started.elapsed().as_secs_f64();
    let edition = &workspace.cohort(COHORT).expect("it is there").editions[0];
    let at_hand = workspace
        .contributions(COHORT, edition.card.edition())
        .expect("they are there");
    let members = at_hand.counting();
    let read = started.elapsed().as_secs_f64();
    let made = publish(&edition.sheet, &edition.card, &members, &[], today());
    let text = made.benchmark.to_json();
    let done = started.elapsed().as_secs_f64();
    assert!(text.len() > 1_000);
    println!(
        "{:>8.2} {:>8.2} {:>8.2} {:>6}",
        opened,
        read - opened,
        done - read,
        most_memory() / 1_000_000
    );
}

/// Sealed contributions in a folder, beside the workspace that takes them.
fn seal(folder: &Path, files: usize) {
    let path = folder.join("group.psirtws");
    begin(&path);
    let workspace = open(&path);
    let edition = &workspace.cohort(COHORT).expect("it is there").editions[0];
    let to: SealingPublicKey = edition.card.sealing_key().parse().expect("it is a key");
    let inbox = folder.join("inbox");
    fs::create_dir(&inbox).expect("there is room for a folder");
    let mut numbers = Numbers(9);
    for file in 0..files {
        let key = SigningKey::of(&numbers.secret());
        let member = key.public().to_string();
        let one = contribution(&edition.card, &edition.sheet, &member, &mut numbers);
        let signed = Signed::sign(one.to_json(), Namespace::Contribution, &key);
        let sealed = to.seal(&signed, &numbers.secret()).expect("it is a key");
        fs::write(inbox.join(format!("{file:05}")), sealed.bytes()).expect("there is room");
    }
}

fn take(folder: &Path) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder.join("inbox"))
        .expect("it is there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    paths.sort();
    let path = folder.join("group.psirtws");
    let mut kept = Kept::open(&path, Some(PHRASE.to_owned()), Access::Write).expect("it opens");
    let mut coordinator = Coordinator::of(kept.parts_mut().0);
    let started = Instant::now();
    let taking = coordinator.take(&Which::default(), &paths, today(), |_| Ok::<(), Error>(()));
    let took = started.elapsed();
    assert_eq!(taking.expect("they can be taken").files.len(), paths.len());
    let standing = coordinator.standing(&Which::default()).expect("it stands");
    assert_eq!(standing.taken, paths.len(), "none is refused");
    #[expect(clippy::cast_precision_loss, reason = "files are few")]
    let each = took.as_secs_f64() * 1_000.0 / paths.len() as f64;
    println!(
        "{:.2} s, {each:.2} ms each, {} MB",
        took.as_secs_f64(),
        most_memory() / 1_000_000
    );
}

fn begin(path: &Path) {
    let mut kept =
        Kept::create_protected(path, Some(PHRASE.to_owned())).expect("there is room for it");
    let mut coordinator = Coordinator::of(kept.parts_mut().0);
    let begin = Begin {
        cohort: COHORT.to_owned(),
        title: None,
        edition: "2026".to_owned(),
        sheet: "first-psirt-1.1".into(),
        profile: None,
        days: (today(), today().tomorrow().expect("there is one")),
        admission: Admission::Open,
        rules: Rules::default(),
        recovered: None,
    };
    coordinator
        .begin(&Library::shipped(), begin)
        .expect("it is new");
    kept.close().expect("it can be closed");
}

fn open(path: &Path) -> Workspace {
    let holder = Holder {
        user: "bench".to_owned(),
        host: "here".to_owned(),
        process: std::process::id(),
        program: "0".to_owned(),
        since: jiff::Timestamp::now(),
    };
    let passphrase = Passphrase::new(PHRASE.to_owned()).expect("it can be used");
    Workspace::open(path, Some(passphrase), &holder).expect("it opens")
}

fn contribution(card: &Card, sheet: &Sheet, member: &str, numbers: &mut Numbers) -> Contribution {
    const LEVELS: [&str; 8] = ["0", "1", "2", "3", "4", "5", "na", "?"];
    const SECTORS: [&str; 5] = ["software", "industrial", "electronics", "medical", "energy"];
    const SIZES: [&str; 4] = ["up_to_50", "up_to_300", "up_to_1000", "up_to_5000"];
    const MODELS: [&str; 4] = ["one_person", "distributed", "centralized", "hybrid"];
    let levels: BTreeMap<&str, &str> = sheet
        .services()
        .map(|service| {
            let drawn = numbers.below(100);
            let answer = match drawn {
                98 | 99 => LEVELS[drawn - 92],
                _ => LEVELS[drawn * drawn / 1_700],
            };
            (service.id.as_str(), answer)
        })
        .collect();
    let mut file = json!({
        "format": 1, "kind": "contribution", "cohort": COHORT, "edition": card.edition(),
        "member": member, "number": 1, "month": "2026-11", "sheet": card.sheet(),
        "sector": SECTORS[numbers.below(5)], "size": SIZES[numbers.below(4)],
        "model": MODELS[numbers.below(4)], "levels": levels,
    });
    if numbers.below(50) == 0 {
        file["prepared_by"] = json!(format!("adviser {}", numbers.below(3)));
    }
    Contribution::parse(&file.to_string(), sheet).expect("it is in order")
}

/// The most memory this process ever held, in bytes.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
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

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a length")
    }

    fn secret(&mut self) -> Secret {
        let mut bytes = [0; 32];
        for part in bytes.chunks_mut(8) {
            part.copy_from_slice(&self.next().to_le_bytes());
        }
        Secret::from_bytes(bytes)
    }
}
