//! The card of a cohort: signed, verified and read, and a benchmark made by its rules.

use psirt_core::benchmark::{Member, publish};
use psirt_core::cohort::{Card, sheet_named_in, signing_key_named_in};
use psirt_seal::{Namespace, Signed, SigningKey};

use super::cohort::{CARD, contribution, coordinator, today};
use super::rounds::SMALL;
use super::{Kind, as_bytes, can_be_told};

/// Cards.
pub const KIND: Kind = Kind {
    name: "card",
    seeds,
    take,
};

fn seeds() -> Vec<Vec<u8>> {
    let signed = Signed::sign(
        CARD.to_json(),
        Namespace::Cohort,
        &SigningKey::of(&coordinator()),
    );
    as_bytes([CARD.to_json().as_str(), signed.to_json().as_str()])
}

fn take(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    // A file of a stranger is opened this way; what is in it was signed by somebody.
    if let Ok(signed) = Signed::verify(text, Namespace::Cohort) {
        take_text(signed.text());
    }
    take_text(text);
}

fn take_text(text: &str) {
    let sheet = &SMALL.0;
    if let Err(faults) = sheet_named_in(text) {
        can_be_told(&faults);
    }
    if let Err(faults) = signing_key_named_in(text) {
        can_be_told(&faults);
    }
    let card = match Card::parse(text, |_| Some(sheet)) {
        Ok(card) => card,
        Err(faults) => return can_be_told(&faults),
    };
    let again = Card::parse(&card.to_json(), |_| Some(sheet)).expect("a card writes a card");
    assert!(again == card);
    let members: Vec<Member> = (0..6)
        .map(|number| Member::of(&contribution(number), sheet))
        .collect();
    let benchmark = publish(sheet, &card, &members, &[], today()).benchmark;
    assert!(
        benchmark.figures().iter().all(|it| it.quartiles.is_none()),
        "no rule allows quartiles of six"
    );
}
