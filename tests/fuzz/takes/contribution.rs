//! A contribution to a cohort: opened as it came, and as a member would sign and seal it.

use std::collections::BTreeSet;

use psirt_core::benchmark::{Member, publish};
use psirt_core::cohort::{Intake, sheet_named_in};
use psirt_core::contribution::Contribution;
use psirt_seal::{Namespace, SealingKey, Secret, Signed, sha256_hex};

use super::cohort::{CARD, contribution, coordinator, member, today};
use super::rounds::SMALL;
use super::{Kind, can_be_told};

/// Contributions.
pub const KIND: Kind = Kind {
    name: "contribution",
    seeds,
    take,
};

fn seeds() -> Vec<Vec<u8>> {
    let text = contribution(1).to_json();
    vec![sealed(&text), text.into_bytes()]
}

/// The text as the first member sends it.
fn sealed(text: &str) -> Vec<u8> {
    let signed = Signed::sign(text.to_owned(), Namespace::Contribution, &member(1));
    let key = SealingKey::of(&coordinator()).public();
    let sealed = key.seal(&signed, &Secret::from_bytes([2; 32]));
    sealed.expect("the key is one").bytes().to_vec()
}

fn take(input: &[u8]) {
    let key = SealingKey::of(&coordinator());
    if let Ok(signed) = key.open(input) {
        take_text(signed.text());
    }
    // Nobody guesses a seal: what a member may have written is sealed for it.
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let opened = key.open(&sealed(text)).expect("it was sealed to this key");
    assert!(opened.text() == text);
    take_text(opened.text());
}

fn take_text(text: &str) {
    let sheet = &SMALL.0;
    if let Err(faults) = sheet_named_in(text) {
        can_be_told(&faults);
    }
    let taken = match Contribution::parse(text, sheet) {
        Ok(taken) => taken,
        Err(faults) => return can_be_told(&faults),
    };
    let again = Contribution::parse(&taken.to_json(), sheet);
    assert!(again.expect("a contribution writes a contribution") == taken);
    let mut intake = Intake::default();
    let digest = sha256_hex(text.as_bytes());
    if intake
        .admit(&CARD, &taken, &digest, today(), &BTreeSet::new())
        .is_err()
    {
        return;
    }
    let mut members: Vec<Member> = (2..7)
        .map(|number| Member::of(&contribution(number), sheet))
        .collect();
    members.push(Member::of(&taken, sheet));
    assert_eq!(
        publish(sheet, &CARD, &members, &[], today())
            .benchmark
            .members(),
        6
    );
}
