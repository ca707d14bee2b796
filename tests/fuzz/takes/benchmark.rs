//! The benchmark of a cohort: verified, read, and a member's place found in it.

use psirt_core::benchmark::{Benchmark, behind, places};
use psirt_core::{Answer, Level, score};
use psirt_seal::{Namespace, Signed, SigningKey};

use super::cohort::{benchmark, coordinator};
use super::rounds::SMALL;
use super::{Kind, as_bytes, can_be_told};

/// Benchmarks.
pub const KIND: Kind = Kind {
    name: "benchmark",
    seeds,
    take,
};

fn seeds() -> Vec<Vec<u8>> {
    let text = benchmark().to_json();
    let signed = Signed::sign(
        text.clone(),
        Namespace::Benchmark,
        &SigningKey::of(&coordinator()),
    );
    as_bytes([text.as_str(), signed.to_json().as_str()])
}

fn take(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    if let Ok(signed) = Signed::verify(text, Namespace::Benchmark) {
        take_text(signed.text());
    }
    take_text(text);
}

fn take_text(text: &str) {
    let (sheet, assessment) = &*SMALL;
    let benchmark = match Benchmark::parse(text, |_| Some(sheet)) {
        Ok(benchmark) => benchmark,
        Err(faults) => return can_be_told(&faults),
    };
    let again = Benchmark::parse(&benchmark.to_json(), |_| Some(sheet));
    assert!(again.expect("a benchmark writes a benchmark") == benchmark);
    let mut round = assessment.clone();
    for service in sheet.services() {
        let answer = Answer::Level(Level::new(1));
        let set = round.set_answer(sheet, service.id.as_str(), Some(answer));
        set.expect("the scale has the level");
    }
    let places = places(&benchmark, &score(sheet, &round));
    assert_eq!(places.len(), benchmark.figures().len());
    assert!(behind(&places, sheet).len() <= places.len());
}
