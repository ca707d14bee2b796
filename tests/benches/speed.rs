//! How long each part of the way from a sheet to a report takes: `cargo bench`.
//!
//! On the shipped sheet and the sample's last round. Whole processes, and the comparison with
//! other tools, are measured by `tests/peers/run`.

#[path = "../filling.rs"]
mod filling;
#[path = "../sample.rs"]
mod sample;

use divan::Bencher;
use psirt_app::books::intake::intake;
use psirt_app::books::take_back;
use psirt_core::gap::gaps;
use psirt_core::reading::read;
use psirt_core::trend::trend;
use psirt_core::{Assessment, Language, Sheet, score};
use psirt_report::book::{FillIn, Part, fill_in_book};
use psirt_report::branding::Branding;
use psirt_report::compose::compose;
use psirt_report::pdf::pdf;

use sample::{Sample, text};

fn main() {
    divan::main();
}

#[divan::bench]
fn parse_sheet(bencher: Bencher) {
    let text = text("frameworks/sheets/first-psirt-1.1.json");
    bencher.bench(|| Sheet::parse(&text));
}

#[divan::bench]
fn parse_assessment(bencher: Bencher) {
    let sample = Sample::load(Language::Ja);
    let text = text("samples/ja/2026.psirt.json");
    bencher.bench(|| Assessment::parse(&text, |_| Some(&sample.sheet)));
}

#[divan::bench]
fn score_assessment(bencher: Bencher) {
    let sample = Sample::load(Language::Ja);
    bencher.bench(|| score(&sample.sheet, &sample.assessments[2]));
}

#[divan::bench]
fn rank_gaps(bencher: Bencher) {
    let sample = Sample::load(Language::Ja);
    let scorecard = score(&sample.sheet, &sample.assessments[2]);
    bencher.bench(|| gaps(&sample.sheet, &scorecard, Some(&sample.reading)));
}

#[divan::bench]
fn judge_reading(bencher: Bencher) {
    let sample = Sample::load(Language::Ja);
    let scorecard = score(&sample.sheet, &sample.assessments[2]);
    bencher.bench(|| read(&sample.reading, &scorecard));
}

#[divan::bench]
fn follow_three_rounds(bencher: Bencher) {
    let sample = Sample::load(Language::Ja);
    bencher.bench(|| trend(&sample.rounds(), &[&sample.crosswalk]));
}

#[divan::bench]
fn compute_findings(bencher: Bencher) {
    let sample = Sample::load(Language::Ja);
    bencher.bench(|| sample.findings());
}

#[divan::bench]
fn compose_report(bencher: Bencher) {
    let sample = Sample::load(Language::Ja);
    let findings = sample.findings();
    bencher.bench(|| compose(&findings, Language::Ja, &Branding::default()));
}

#[divan::bench]
fn draw_pdf(bencher: Bencher) {
    let sample = Sample::load(Language::Ja);
    let report = compose(&sample.findings(), Language::Ja, &Branding::default());
    bencher.bench(|| pdf(&report));
}

/// Two hundred people have answered every service; their books lie on the disk.
#[divan::bench(sample_count = 10)]
fn take_two_hundred_books_in(bencher: Bencher) {
    const BOOKS: usize = 200;
    let sample = Sample::load(Language::En);
    let (sheet, assessment) = (&sample.sheet, &sample.assessments[2]);
    let fill_in = FillIn {
        blank: true,
        ..FillIn::default()
    };
    let folder = tempfile::tempdir().expect("a folder can be made");
    let book = folder.path().join("book.xlsx");
    let bytes = fill_in_book(sheet, assessment, Language::En, &fill_in).expect("it is written");
    std::fs::write(&book, bytes).expect("it can be written");
    for service in sheet.services() {
        filling::fill(&book, service.id.as_str(), Part::Answer.mark(), "3");
    }
    let paths = vec![book; BOOKS];
    bencher.bench(|| {
        let read = take_back(sheet, assessment.id(), &paths, |_| Ok::<(), ()>(()));
        let books: Vec<_> = read
            .expect("nobody stops it")
            .into_iter()
            .flat_map(|book| book.expect("it is there").expect("it is ours"))
            .collect();
        intake(sheet, assessment, &books)
    });
}
