//! Assessment files on a real disk.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};
use psirt_core::{Date, Language, SheetId};

use super::{Start, create, open, parse, profile, reading, start};
use crate::error::Error;
use crate::files;
use crate::frameworks::{Library, samples};

fn begin(sheet: &str, profile: Option<&str>) -> Start {
    Start {
        sheet: SheetId::from(sheet),
        organization: "株式会社みなと計装".into(),
        scope: String::new(),
        title: String::new(),
        date: Date::constant(2026, 4, 1),
        profile: profile.map(str::to_owned),
    }
}

fn folder_with(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("round.psirt.json");
    fs::write(&path, text).expect("it can be written");
    (folder, path)
}

fn check_refused(text: &str, expected: &Expect) {
    let error = parse(&Library::shipped(), Path::new("file.json"), text).expect_err("it is faulty");
    let mut told = format!("{}: {}\n", error.code(), error.message(Language::En));
    for fault in error.faults(Language::En) {
        writeln!(told, "{}: {}", fault.place, fault.message).expect("a string takes text");
        if let Some(hint) = fault.hint {
            writeln!(told, "  {hint}").expect("a string takes text");
        }
    }
    expected.assert_eq(&told);
}

#[test]
fn a_new_assessment_has_the_targets_of_its_profile_and_an_id_of_its_own() {
    let library = Library::shipped();
    let with = || begin("first-psirt-1.1", Some("first-90-days"));
    let one = start(&library, with(), Path::new("new.psirt.json")).expect("both are shipped");
    let other = start(&library, with(), Path::new("new.psirt.json")).expect("both are shipped");
    assert_ne!(one.id(), other.id(), "ids differ");
    assert!(one.entries().values().any(|entry| entry.target.is_some()));
    assert_eq!(one.profile(), Some("first-90-days"));
}

#[test]
fn what_is_saved_is_opened_the_same() {
    let library = Library::shipped();
    let (_folder, path) = folder_with(samples(Language::Ja)[0].text);
    let mut opened = open(&library, &path).expect("it is a sample");
    opened.save().expect("it can be written");
    let again = open(&library, &path).expect("it was just written");
    assert_eq!(again.assessment, opened.assessment);
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let (_folder, path) = folder_with(&format!("\u{FEFF}{}", samples(Language::En)[0].text));
    open(&Library::shipped(), &path).expect("editors on Windows write it");
}

#[test]
fn a_file_changed_by_somebody_else_is_not_overwritten() {
    let library = Library::shipped();
    let (_folder, path) = folder_with(samples(Language::En)[0].text);
    let mut opened = open(&library, &path).expect("it is a sample");
    fs::write(&path, "somebody else's").expect("it can be written");
    assert!(matches!(opened.save(), Err(Error::ChangedMeanwhile { .. })));
    assert_eq!(
        files::read_text(&path).expect("it is there"),
        "somebody else's"
    );
}

#[test]
fn a_file_of_another_kind_is_named_as_such() {
    check_refused(
        "[1, 2]",
        &expect![[r#"
        other_kind: `file.json` is not a file of the kind assessment
    "#]],
    );
    check_refused(
        r#"{ "format": 1, "id": "x", "scale": [], "areas": [] }"#,
        &expect![[r#"
            other_kind: `file.json` is a file of the kind sheet, not assessment
        "#]],
    );
}

#[test]
fn an_edition_not_at_hand_is_refused_with_those_that_are() {
    check_refused(
        r#"{ "format": 1, "id": "x", "sheet": { "id": "first-psirt-1.1", "edition": "2020.1" },
             "organization": { "name": "x" }, "date": "2026-04-01", "state": "draft" }"#,
        &expect![[r#"
            faults: `file.json` has 1 fault
            /sheet: no sheet `first-psirt-1.1 2020.1`
              there are `first-psirt-1.0-draft 2026.12`, `first-psirt-1.0-draft 2026.11`, `first-psirt-1.1 2026.12`, `first-psirt-1.1 2026.11`
        "#]],
    );
}

#[test]
fn a_newer_format_is_told_alone() {
    check_refused(
        r#"{ "format": 2, "novel": true }"#,
        &expect![[r#"
        newer_format: `file.json` was written by a newer program; it is as it was
        /format: format 2 is newer than format 1, the newest this program reads
          open it with a newer version of the program
    "#]],
    );
}

#[test]
fn readings_and_profiles_must_be_there_and_fit_the_sheet() {
    let library = Library::shipped();
    let sheet = library
        .latest(&SheetId::from("first-psirt-1.0-draft"))
        .expect("it is shipped");
    let other = reading(&library, "eu-cra", sheet).expect_err("it is for 1.1");
    assert_eq!(other.code(), "other_sheet");
    let none = profile(&library, "nonsense", sheet).expect_err("there is none");
    assert_eq!(none.code(), "unknown_id");
    let error = start(
        &library,
        begin("nonsense", None),
        Path::new("new.psirt.json"),
    )
    .expect_err("there is none");
    expect!["there are `first-psirt-1.0-draft`, `first-psirt-1.1`"]
        .assert_eq(&error.hint(Language::En).unwrap_or_default());
}

#[test]
fn what_could_not_be_opened_again_is_not_written() {
    let library = Library::shipped();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("round.psirt.json");
    let mut nameless = begin("first-psirt-1.1", None);
    nameless.organization = " ".into();
    nameless.scope = "x".repeat(20_001);
    let error = create(&library, nameless, &path).expect_err("it has no name");
    let places: Vec<String> = error
        .faults(Language::En)
        .into_iter()
        .map(|fault| fault.place)
        .collect();
    assert_eq!(places, ["/organization/name", "/scope"]);
    assert!(!path.exists(), "nothing is written");
    let mut opened = create(&library, begin("first-psirt-1.1", None), &path).expect("it is new");
    let before = files::read_text(&path).expect("it is there");
    let refused = opened
        .assessment
        .change_entry(&opened.sheet, "1.1", |entry| {
            entry.note = "x".repeat(20_001);
        });
    assert!(refused.is_err(), "it could not be read again");
    // Each text is short enough, and all of them together are not.
    let services: Vec<String> = opened
        .sheet
        .services()
        .map(|service| service.id.to_string())
        .collect();
    for service in services {
        opened
            .assessment
            .change_entry(&opened.sheet, &service, |entry| {
                entry.evidence = (0..30)
                    .map(|_| psirt_core::assessment::Evidence {
                        title: "x".repeat(20_000),
                        place: String::new(),
                        date: None,
                        kind: None,
                    })
                    .collect();
            })
            .expect("no text is too long");
    }
    assert!(matches!(opened.save(), Err(Error::NotWritten { .. })));
    assert_eq!(files::read_text(&path).expect("it is there"), before);
}
