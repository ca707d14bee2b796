//! Files of every kind on a real disk.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use psirt_core::file::Announced;

use super::{add, check};
use crate::frameworks::{Library, samples};

fn write(folder: &tempfile::TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("it can be written");
    path
}

/// A sheet of the user's own, and a profile for it.
fn own_files() -> (String, String) {
    let sheet = Arc::clone(Library::shipped().sheets()[0].1);
    let text = sheet
        .to_json()
        .replacen(&format!("\"{}\"", sheet.id()), "\"own\"", 1);
    let service = sheet.services().next().expect("a sheet has services");
    let profile = format!(
        r#"{{ "format": 1, "id": "own-profile", "sheet": "own",
              "title": {{ "en": "a", "ja": "b" }}, "summary": {{ "en": "c", "ja": "d" }},
              "targets": {{ "{}": 2 }} }}"#,
        service.id
    );
    (text, profile)
}

#[test]
fn files_that_belong_together_are_checked_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let (sheet, profile) = own_files();
    // The profile comes first: order does not matter.
    let paths = [
        write(&folder, "profile.json", &profile),
        write(&folder, "sheet.json", &sheet),
        write(
            &folder,
            "round.psirt.json",
            samples(psirt_core::Language::Ja)[0].text,
        ),
    ];
    let checked = check(&Library::shipped(), &paths);
    let kinds: Vec<_> = checked.iter().map(|checked| checked.kind).collect();
    assert_eq!(
        kinds,
        [Announced::Profile, Announced::Sheet, Announced::Assessment].map(Some)
    );
    for checked in &checked {
        assert!(checked.outcome.is_ok(), "{:?}", checked.outcome);
    }
    let alone = check(&Library::shipped(), &paths[..1]);
    let refused = alone[0]
        .outcome
        .as_ref()
        .expect_err("its sheet is not there");
    assert_eq!(refused.code(), "faults");
}

#[test]
fn what_is_shipped_can_be_checked_and_not_added() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut library = Library::shipped();
    let shipped = write(&folder, "sheet.json", &library.sheets()[0].1.to_json());
    assert!(
        check(&library, std::slice::from_ref(&shipped))[0]
            .outcome
            .is_ok()
    );
    assert_eq!(
        add(&mut library, &shipped)
            .expect_err("its id is taken")
            .code(),
        "faults"
    );
}

#[test]
fn own_files_join_what_is_at_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut library = Library::shipped();
    let (sheet, profile) = own_files();
    let sheet = write(&folder, "sheet.json", &sheet);
    let profile = write(&folder, "profile.json", &profile);
    add(&mut library, &sheet).expect("it is new");
    add(&mut library, &profile).expect("it is new");
    assert!(library.profile("own-profile").is_some());
}

#[test]
fn a_file_that_is_none_of_ours_is_told_from_one_that_is_newer() {
    let folder = tempfile::tempdir().expect("a folder");
    let library = Library::shipped();
    for (text, code) in [
        ("{}", "other_kind"),
        ("[]", "other_kind"),
        (r#"{ "format": 2, "novel": 1 }"#, "newer_format"),
        ("no JSON", "faults"),
        ("", "faults"),
    ] {
        let path = write(&folder, "file", text);
        let checked = check(&library, &[path]);
        let refused = checked[0].outcome.as_ref().expect_err("it is none of ours");
        assert_eq!(refused.code(), code, "{text}");
    }
}
