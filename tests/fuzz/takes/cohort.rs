//! A small cohort, against which its files are tried.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use psirt_core::benchmark::{Benchmark, Member, publish};
use psirt_core::cohort::{Admission, Card, CardStart, Rules};
use psirt_core::contribution::{Choice, Contribution};
use psirt_core::{Answer, Date, Level, ServiceId};
use psirt_seal::{SealingKey, Secret, SigningKey, sha256_hex};

use super::rounds::{SMALL, SMALL_SHEET};

/// Members: enough for every figure but the table of levels.
const MEMBERS: u8 = 24;

/// A day on which the cohort takes contributions.
pub fn today() -> Date {
    "2026-11-06".parse().expect("it is a day")
}

/// What the coordinator's keys are made from.
pub fn coordinator() -> Secret {
    Secret::from_bytes([0; 32])
}

/// The key of one member.
pub fn member(number: u8) -> SigningKey {
    SigningKey::of(&Secret::from_bytes([number; 32]))
}

/// The card of the cohort.
pub static CARD: LazyLock<Card> = LazyLock::new(|| {
    let targets = [(ServiceId::from("A.1".to_owned()), Level::new(3))];
    let start = CardStart {
        cohort: "minato".to_owned(),
        title: "みなと会".to_owned(),
        edition: "2026".to_owned(),
        sheet_sha256: sha256_hex(SMALL_SHEET.as_bytes()),
        opens: today(),
        closes: today(),
        admission: Admission::Open,
        rules: Rules::FLOOR,
        targets: BTreeMap::from(targets),
        sealing_key: SealingKey::of(&coordinator()).public().to_string(),
        signing_key: SigningKey::of(&coordinator()).public().to_string(),
    };
    Card::new(&SMALL.0, start).expect("the card is whole")
});

/// The contribution of one member.
pub fn contribution(number: u8) -> Contribution {
    let (sheet, assessment) = &*SMALL;
    let mut assessment = assessment.clone();
    for (at, service) in (0..).zip(sheet.services()) {
        let level = Level::new((number.wrapping_mul(7) ^ at) % 4);
        let set = assessment.set_answer(sheet, service.id.as_str(), Some(Answer::Level(level)));
        set.expect("the scale has four levels");
    }
    let choice = Choice {
        member: member(number).public().to_string(),
        number: 1,
        ..Choice::default()
    };
    Contribution::of(&CARD, &[&assessment], choice)
}

/// The benchmark of all members.
pub fn benchmark() -> Benchmark {
    let sheet = &SMALL.0;
    let members: Vec<Member> = (0..MEMBERS)
        .map(|number| Member::of(&contribution(number), sheet))
        .collect();
    publish(sheet, &CARD, &members, &[], today()).benchmark
}
