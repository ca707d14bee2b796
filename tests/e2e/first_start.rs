//! The first five minutes: from nothing to reports on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::harness::home::repository;
use crate::harness::{Home, Language, Person};

#[test]
fn from_the_first_start_over_the_sample_to_reports_on_the_disk() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.opens_the_sample(Language::English);
    person.reads("Overall score");
    person.goes_to("reports");
    person.sees("img", "Page 1: *");
    person.clicks("checkbox", "Japanese");
    home.answer_dialogs(&[&home.saved()]);
    person.clicks("button", "Save all formats*");
    // PDF, workbook, two radars and a heat map as lines and as pixels, table and JSON in each
    // language; the first few are shown at once.
    person.sees("heading", "20 files are saved");
    person.clicks("button", "Show 14 more files");
    let shown = person.page_text();

    let files = home.files("saved");
    assert_eq!(files.len(), 20, "{files:?}");
    for (language, kind) in [
        ("en", "PSIRT maturity assessment"),
        ("ja", "PSIRT成熟度アセスメント"),
    ] {
        let of_language: BTreeMap<&str, Vec<&PathBuf>> = by_format(&files, language);
        assert_eq!(of_language["svg"].len(), 3);
        assert_eq!(of_language["png"].len(), 3);
        for file in of_language.values().flatten() {
            let name = file.file_name().expect("it has a name").to_string_lossy();
            assert!(shown.contains(&*name), "the window names {name}");
        }
        check_pdf(of_language["pdf"][0], &["Minato Instruments", kind]);
        check_workbook(of_language["xlsx"][0]);
        check_figures(of_language["json"][0]);
    }
    person.closes();
}

fn by_format<'a>(files: &'a [PathBuf], language: &str) -> BTreeMap<&'a str, Vec<&'a PathBuf>> {
    let mut found: BTreeMap<&str, Vec<&PathBuf>> = BTreeMap::new();
    for file in files {
        let stem = file.file_stem().expect("it has a name").to_string_lossy();
        if stem.ends_with(&format!("_{language}")) {
            let ending = file.extension().and_then(|ending| ending.to_str());
            found
                .entry(ending.unwrap_or_default())
                .or_default()
                .push(file);
        }
    }
    found
}

/// Somebody else's eyes read the PDF.
fn check_pdf(file: &Path, words: &[&str]) {
    let text = Command::new("pdftotext")
        .arg(file)
        .arg("-")
        .output()
        .expect("pdftotext can be started; it is in the package poppler-utils");
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    for word in words {
        assert!(text.contains(word), "{word} stands in {}", file.display());
    }
}

fn check_workbook(file: &Path) {
    let bytes = fs::read(file).expect("it can be read");
    assert!(bytes.starts_with(b"PK"), "a workbook is a ZIP file");
}

/// The overall score of the JSON report is the mean of the areas' means of the answers in the
/// sample file, calculated here.
fn check_figures(file: &Path) {
    let read = |path: &Path| -> Value {
        let text = fs::read_to_string(path).expect("it is text");
        serde_json::from_str(&text).expect("it is JSON")
    };
    let sample = read(&repository().join("samples/en/2026.psirt.json"));
    let sheet = sample["sheet"]["id"].as_str().expect("it names its sheet");
    let sheet = read(&repository().join(format!("frameworks/sheets/{sheet}.json")));
    let areas = sheet["areas"].as_array().expect("a sheet has areas");
    let means: Vec<f64> = areas
        .iter()
        .filter_map(|area| {
            let services = area["services"].as_array().expect("an area has services");
            mean(services.iter().filter_map(|service| {
                let id = service["id"].as_str().expect("a service has an id");
                sample["services"][id]["answer"]["level"].as_f64()
            }))
        })
        .collect();
    let expected = mean(means.into_iter()).expect("the sample has answers");
    let report = read(file);
    let overall = report["overall"]["score"].as_f64().expect("it has a score");
    assert!(
        (overall - expected).abs() < 1e-12,
        "{overall} is {expected}"
    );
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values: Vec<f64> = values.collect();
    let count = u32::try_from(values.len()).expect("there are few");
    (count > 0).then(|| values.iter().sum::<f64>() / f64::from(count))
}
