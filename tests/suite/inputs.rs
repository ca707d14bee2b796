//! What the fuzzer begins with, and whatever it once made the product fall with, is taken or told.

use std::fs;

use crate::sources::root;

#[path = "../fuzz/takes/mod.rs"]
mod takes;

#[test]
fn every_input_of_the_fuzzer_ends_in_a_value_or_a_word() {
    for kind in takes::KINDS {
        let seeds = (kind.seeds)();
        assert!(!seeds.is_empty(), "{} has seeds", kind.name);
        for seed in &seeds {
            (kind.take)(seed);
        }
        let folder = root().join("tests/fixtures/fuzz").join(kind.name);
        // A kind of which nothing ever fell has no folder.
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("it can be listed").path();
            (kind.take)(&fs::read(path).expect("it can be read"));
        }
    }
}
