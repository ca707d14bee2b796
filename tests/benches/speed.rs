//! How long each part of the way from a sheet to a report takes: `cargo bench`.
//!
//! On the shipped sheet and the sample's last round. Whole processes, and the comparison with
//! other tools, are measured by `tests/peers/run`.

use std::fs;
use std::path::Path;

use divan::Bencher;
use psirt_core::assessment::Assessment;
use psirt_core::crosswalk::Crosswalk;
use psirt_core::gap::gaps;
use psirt_core::reading::{Reading, read};
use psirt_core::score::score;
use psirt_core::sheet::Sheet;
use psirt_core::trend::{Round, trend};

fn main() {
    divan::main();
}

/// The text of a file of the repository.
fn text(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).expect("the file is in the repository")
}

fn sheet() -> Sheet {
    Sheet::parse(&text("frameworks/sheets/first-psirt-1.1.json")).expect("it is shipped")
}

fn older_sheet() -> Sheet {
    Sheet::parse(&text("frameworks/sheets/first-psirt-1.0-draft.json")).expect("it is shipped")
}

fn assessment(year: u16, sheet: &Sheet) -> Assessment {
    let text = text(&format!("samples/ja/{year}.psirt.json"));
    Assessment::parse(&text, |_| Some(sheet)).expect("it is the sample")
}

#[divan::bench]
fn parse_sheet(bencher: Bencher) {
    let text = text("frameworks/sheets/first-psirt-1.1.json");
    bencher.bench(|| Sheet::parse(&text));
}

#[divan::bench]
fn parse_assessment(bencher: Bencher) {
    let sheet = sheet();
    let text = text("samples/ja/2026.psirt.json");
    bencher.bench(|| Assessment::parse(&text, |_| Some(&sheet)));
}

#[divan::bench]
fn score_assessment(bencher: Bencher) {
    let sheet = sheet();
    let assessment = assessment(2026, &sheet);
    bencher.bench(|| score(&sheet, &assessment));
}

#[divan::bench]
fn rank_gaps(bencher: Bencher) {
    let sheet = sheet();
    let scorecard = score(&sheet, &assessment(2026, &sheet));
    bencher.bench(|| gaps(&sheet, &scorecard, None));
}

#[divan::bench]
fn judge_reading(bencher: Bencher) {
    let sheet = sheet();
    let scorecard = score(&sheet, &assessment(2026, &sheet));
    let text = text("frameworks/readings/eu-cra.json");
    let reading = Reading::parse(&text, |_| Some(&sheet)).expect("it is shipped");
    bencher.bench(|| read(&reading, &scorecard));
}

#[divan::bench]
fn follow_three_rounds(bencher: Bencher) {
    let (older, newer) = (older_sheet(), sheet());
    let text = text("frameworks/crosswalks/first-psirt-1.0-draft--1.1.json");
    let crosswalk = Crosswalk::parse(&text, |id| {
        [&older, &newer].into_iter().find(|s| s.id() == id)
    })
    .expect("it is shipped");
    let assessments = [
        assessment(2024, &older),
        assessment(2025, &newer),
        assessment(2026, &newer),
    ];
    let rounds = [
        Round {
            sheet: &older,
            assessment: &assessments[0],
        },
        Round {
            sheet: &newer,
            assessment: &assessments[1],
        },
        Round {
            sheet: &newer,
            assessment: &assessments[2],
        },
    ];
    bencher.bench(|| trend(&rounds, &[&crosswalk]));
}
