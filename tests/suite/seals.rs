//! Signatures and seals, read and written once more by another program and by OpenSSH.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use psirt_seal::{Fault, Namespace, SealingKey, Secret, Signed, SigningKey, sha256_hex};
use serde_json::{Value, json};

use crate::sources::root;

const TEXT: &str = "{ \"title\": \"製品セキュリティ\\n\", \"n\": 1 }\n";

fn secret(number: u8) -> Secret {
    Secret::from_bytes([number; 32])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes any text");
        text
    })
}

fn unhex(text: &Value) -> Vec<u8> {
    let text = text.as_str().expect("it is a text");
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("it is a byte"))
        .collect()
}

/// Asks the independent reader, and has an answer for each question.
fn independent(asked: &[Value]) -> Vec<Value> {
    let mut child = Command::new("python3")
        // Nothing is left beside the scripts.
        .arg("-B")
        .arg(root().join("tests/independent/seal.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed by `cargo xtask test`");
    let mut input = child.stdin.take().expect("it is a pipe");
    let lines: Vec<String> = asked.iter().map(|asked| format!("{asked}\n")).collect();
    // It answers while it is still read to.
    let writer = std::thread::spawn(move || input.write_all(lines.concat().as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer
        .join()
        .expect("it wrote")
        .expect("everything was read");
    assert!(output.status.success(), "the reader failed");
    let said = String::from_utf8(output.stdout).expect("it says UTF-8");
    let answers: Vec<Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect();
    assert_eq!(answers.len(), asked.len());
    answers
}

#[test]
fn the_independent_reader_opens_what_the_program_seals() {
    let (member, coordinator) = (SigningKey::of(&secret(1)), SealingKey::of(&secret(2)));
    let signed = Signed::sign(TEXT.to_owned(), Namespace::Contribution, &member);
    let sealed = coordinator.public().seal(&signed, &secret(3));
    let file = sealed.expect("it is a key").bytes().to_vec();
    let mut altered = file.clone();
    altered[100] ^= 1;
    let asked = |file: &[u8], number: u8| json!({ "do": "open", "secret": hex(secret(number).bytes()), "file": hex(file) });
    let said = independent(&[asked(&file, 2), asked(&file, 4), asked(&altered, 2)]);
    let public = member.public().to_string();
    assert_eq!(said[0], json!({ "signer": public, "text": TEXT }));
    assert!(said[1]["refused"].is_string(), "another key: {}", said[1]);
    assert!(said[2]["refused"].is_string(), "altered: {}", said[2]);
}

#[test]
fn the_program_opens_what_the_independent_writer_seals() {
    let (member, coordinator) = (secret(1), SealingKey::of(&secret(2)));
    let said = independent(&[json!({
        "do": "seal", "secret": hex(member.bytes()),
        "to": coordinator.public().to_string(), "text": TEXT,
    })]);
    let file = unhex(&said[0]["file"]);
    let opened = coordinator.open(&file).expect("it was sealed to this key");
    assert_eq!(opened.text(), TEXT);
    assert_eq!(*opened.signer(), SigningKey::of(&member).public());
    assert_eq!(
        SealingKey::of(&secret(4)).open(&file),
        Err(Fault::WrongSeal)
    );
}

#[test]
fn the_independent_reader_makes_the_same_keys_signatures_and_printed_keys() {
    for number in [0, 1, 77, 255] {
        let secret = secret(number);
        let (signing, sealing) = (SigningKey::of(&secret), SealingKey::of(&secret));
        let bytes = hex(secret.bytes());
        let mut asked = vec![
            json!({ "do": "keys", "secret": bytes }),
            json!({ "do": "printed", "key": *secret.to_recovery_key() }),
        ];
        for namespace in Namespace::ALL {
            let name = namespace.as_str().rsplit('/').next().expect("a part");
            let signed = Signed::sign(TEXT.to_owned(), namespace, &signing);
            asked.push(json!({ "do": "verify", "namespace": name, "json": signed.to_json() }));
            asked.push(json!({ "do": "sign", "namespace": name, "secret": bytes, "text": TEXT }));
        }
        let said = independent(&asked);
        let public = signing.public();
        assert_eq!(
            said[0],
            json!({
                "signing": public.to_string(), "sealing": sealing.public().to_string(),
                "fingerprint": public.fingerprint(),
            })
        );
        assert_eq!(said[1]["secret"], bytes);
        for (namespace, said) in Namespace::ALL.into_iter().zip(said[2..].chunks(2)) {
            let signer = public.to_string();
            assert_eq!(said[0], json!({ "signer": signer, "text": TEXT }));
            let file = json!({
                "format": 1, "kind": format!("signed_{}", namespace.as_str().rsplit('/').next().expect("a part")),
                "signed": TEXT, "signature": said[1]["signature"],
            });
            let read = Signed::verify(&file.to_string(), namespace).expect("it is signed");
            assert_eq!(*read.signer(), public, "lines may be broken elsewhere");
        }
    }
}

#[test]
fn openssh_verifies_what_the_program_signs_and_refuses_what_was_changed() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let key = SigningKey::of(&secret(9));
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("there is room for it");
        path
    };
    let signers = write("signers", &format!("group {}\n", key.public()));
    for namespace in Namespace::ALL {
        let signed = Signed::sign(TEXT.to_owned(), namespace, &key);
        let signature = write("signature", signed.signature());
        let verified = |text: &str, namespace: Namespace| {
            let text = write("text", text);
            let status = Command::new("ssh-keygen")
                .args(["-Y", "verify", "-I", "group", "-n", namespace.as_str()])
                .arg("-f")
                .arg(&signers)
                .arg("-s")
                .arg(&signature)
                .stdin(fs::File::open(text).expect("it was written"))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            status
                .expect("ssh-keygen is installed by `cargo xtask test`")
                .success()
        };
        assert!(verified(TEXT, namespace), "{namespace:?}");
        assert!(!verified(&TEXT.replace('1', "2"), namespace));
        let other = Namespace::ALL.into_iter().find(|&other| other != namespace);
        assert!(!verified(TEXT, other.expect("there are three")));
    }
    let shown = Command::new("ssh-keygen")
        .arg("-lf")
        .arg(write("key.pub", &format!("{}\n", key.public())))
        .output()
        .expect("ssh-keygen is there");
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    let fingerprint = key.public().fingerprint();
    assert!(shown.contains(&fingerprint), "{shown} has {fingerprint}");
}

#[test]
fn changed_contributions_are_each_refused_with_a_word() {
    // In every run fewer; by hand: PSIRT_SEAL_CHANGES=10000 cargo test --release.
    let times = std::env::var("PSIRT_SEAL_CHANGES")
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(400);
    let coordinator = SealingKey::of(&secret(2));
    let signed = Signed::sign(
        TEXT.to_owned(),
        Namespace::Contribution,
        &SigningKey::of(&secret(1)),
    );
    let sealed = coordinator.public().seal(&signed, &secret(3));
    let file = sealed.expect("it is a key").bytes().to_vec();
    let mut numbers = Numbers(20_261_201);
    for _ in 0..times {
        let mut changed = file.clone();
        for _ in 0..=numbers.below(3) {
            let at = numbers.below(changed.len().max(1));
            match numbers.below(5) {
                0 => changed.truncate(at),
                1 => changed.insert(at.min(changed.len()), numbers.byte()),
                2 => changed.extend_from_within(at.min(changed.len())..),
                3 if !changed.is_empty() => drop(changed.remove(at)),
                _ if !changed.is_empty() => changed[at] ^= 1 << numbers.below(8),
                _ => {}
            }
        }
        if changed == file {
            continue;
        }
        let opened = coordinator.open(&changed);
        assert!(
            matches!(opened, Err(Fault::NotSealed | Fault::WrongSeal)),
            "{}: {opened:?}",
            sha256_hex(&changed)
        );
    }
    assert!(coordinator.open(&file).is_ok(), "unchanged it opens");
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

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }
}
