//! Laws of seals and signatures.

use proptest::prelude::*;
use psirt_seal::{Fault, Namespace, PublicKey, Sealed, SealingKey, Secret, Signed, SigningKey};

fn secret(number: u8) -> Secret {
    Secret::from_bytes([number; 32])
}

fn signed(text: &str) -> Signed {
    Signed::sign(
        text.to_owned(),
        Namespace::Contribution,
        &SigningKey::of(&secret(1)),
    )
}

fn sealed(text: &str) -> Sealed {
    let to = SealingKey::of(&secret(2)).public();
    to.seal(&signed(text), &secret(3)).expect("it is a key")
}

#[test]
fn what_was_sealed_opens_with_its_key_alone() {
    let sealed = sealed("levels");
    let opened = SealingKey::of(&secret(2)).open(sealed.bytes());
    let opened = opened.expect("it was sealed to this key");
    assert_eq!(opened.text(), "levels");
    assert_eq!(*opened.signer(), SigningKey::of(&secret(1)).public());
    let other = SealingKey::of(&secret(4)).open(sealed.bytes());
    assert_eq!(other, Err(Fault::WrongSeal));
}

#[test]
fn a_signature_is_good_for_one_text_one_purpose_and_one_key() {
    let one = signed("levels");
    assert!(Signed::verify(&one.to_json(), Namespace::Contribution).is_ok());
    for namespace in [Namespace::Cohort, Namespace::Benchmark] {
        assert_eq!(
            Signed::verify(&one.to_json(), namespace),
            Err(Fault::NotSigned)
        );
        let renamed = match namespace {
            Namespace::Cohort => one
                .to_json()
                .replace("signed_contribution", "signed_cohort"),
            _ => one
                .to_json()
                .replace("signed_contribution", "signed_benchmark"),
        };
        assert_eq!(
            Signed::verify(&renamed, namespace),
            Err(Fault::BadSignature),
            "the purpose is signed"
        );
    }
    let altered = one.to_json().replace("levels", "devils");
    assert_eq!(
        Signed::verify(&altered, Namespace::Contribution),
        Err(Fault::BadSignature)
    );
}

#[test]
fn a_bare_contribution_and_a_full_one_are_equally_long_when_sealed() {
    let length = |text: &str| sealed(text).bytes().len();
    assert_eq!(length(""), length(&"2".repeat(2000)));
}

#[test]
fn the_keys_of_a_secret_are_always_the_same_and_those_of_another_differ() {
    let keys = |number| {
        let secret = secret(number);
        let (signing, sealing) = (SigningKey::of(&secret), SealingKey::of(&secret));
        (signing.public().to_string(), sealing.public().to_string())
    };
    assert_eq!(keys(1), keys(1));
    assert_ne!(keys(1).0, keys(2).0);
    assert_ne!(keys(1).1, keys(2).1);
}

#[test]
fn a_weak_key_is_no_key() {
    // The neutral point verifies a signature of zeros over anything.
    let neutral =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    assert_eq!(neutral.parse::<PublicKey>(), Err(Fault::NotAKey));
}

#[test]
fn nothing_prints_a_secret() {
    let secret = secret(7);
    let shown = format!(
        "{secret:?} {:?} {:?}",
        SigningKey::of(&secret),
        SealingKey::of(&secret)
    );
    assert!(!shown.contains("7, 7"), "{shown}");
}

proptest! {
    #[test]
    fn every_change_of_a_sealed_file_is_refused(
        at in any::<proptest::sample::Index>(),
        other in 1_u8..=255,
        how in 0_u8..3,
    ) {
        let mut bytes = sealed("levels").bytes().to_vec();
        let at = at.index(bytes.len());
        match how {
            0 => bytes[at] ^= other,
            1 => bytes.truncate(at),
            _ => bytes.insert(at, other),
        }
        let opened = SealingKey::of(&secret(2)).open(&bytes);
        prop_assert!(matches!(opened, Err(Fault::NotSealed | Fault::WrongSeal)), "{opened:?}");
    }

    #[test]
    fn whatever_is_opened_nothing_crashes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let begun = [b"psirt-contribution 1\n", bytes.as_slice()].concat();
        for bytes in [&bytes, &begun] {
            prop_assert!(SealingKey::of(&secret(2)).open(bytes).is_err());
        }
        let text = String::from_utf8_lossy(&bytes);
        prop_assert!(Signed::verify(&text, Namespace::Cohort).is_err());
    }

    #[test]
    fn every_change_of_a_signature_is_refused(
        at in any::<proptest::sample::Index>(),
        letter in "[A-Za-z0-9+/=\n]",
    ) {
        let one = signed("levels");
        let signature = one.signature();
        let at = at.index(signature.len());
        let changed = format!("{}{letter}{}", &signature[..at], &signature[at + 1..]);
        prop_assume!(changed.replace('\n', "") != signature.replace('\n', ""));
        let json = serde_json::json!({
            "format": 1, "kind": "signed_contribution",
            "signed": "levels", "signature": changed,
        });
        prop_assert!(Signed::verify(&json.to_string(), Namespace::Contribution).is_err());
    }

    #[test]
    fn a_printed_key_is_read_again_however_it_is_typed(bytes in any::<[u8; 32]>()) {
        let secret = Secret::from_bytes(bytes);
        let printed = secret.to_recovery_key();
        prop_assert_eq!(printed.len(), 14 * 4 + 13);
        let typed = printed.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        for typed in [&*printed, &typed] {
            let read = Secret::from_recovery_key(typed).expect("it is the printed one");
            prop_assert_eq!(read.bytes(), &bytes);
        }
    }

    #[test]
    fn a_typing_error_in_a_printed_key_is_found(
        bytes in any::<[u8; 32]>(),
        at in 0_usize..56,
        letter in "[0-9A-HJKMNP-TV-Z]",
    ) {
        let printed = Secret::from_bytes(bytes).to_recovery_key().replace('-', "");
        let typed = format!("{}{letter}{}", &printed[..at], &printed[at + 1..]);
        prop_assume!(typed != printed);
        prop_assert_eq!(
            Secret::from_recovery_key(&typed).err(),
            Some(Fault::NotARecoveryKey)
        );
    }
}
