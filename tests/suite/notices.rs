//! Whether the notices in the program name what the lock files name.

use std::collections::BTreeSet;
use std::fs;

use crate::sources::root;

#[path = "../notices/locks.rs"]
mod locks;

#[test]
fn the_notices_name_every_dependency_in_its_version() {
    let notices = fs::read_to_string(root().join("assets/notices.txt")).expect("there are notices");
    let locked: BTreeSet<_> = locks::crates(root())
        .expect("Cargo.lock can be read")
        .into_iter()
        .chain(locks::packages(root()).expect("package-lock.json can be read"))
        .collect();
    assert!(locked.len() > 100, "the lock files were understood");
    // Entries begin a line and go on with ` · `; what is not in the program stands between commas.
    let missing: Vec<String> = locked
        .into_iter()
        .map(|(name, version)| format!("{name} {version}"))
        .filter(|release| {
            let is_entry = notices.contains(&format!("\n{release} · "));
            let is_listed = [", ", ".\n"].iter().any(|end| {
                let begins = ["\n", ", "].iter();
                begins
                    .into_iter()
                    .any(|begin| notices.contains(&format!("{begin}{release}{end}")))
            });
            !is_entry && !is_listed
        })
        .collect();
    assert!(
        missing.is_empty(),
        "assets/notices.txt does not know {}; `cargo xtask notices` writes it anew",
        missing.join(", ")
    );
}

#[test]
fn the_notices_give_terms_for_whatever_is_in_the_program() {
    let notices = fs::read_to_string(root().join("assets/notices.txt")).expect("there are notices");
    let entries: Vec<&str> = notices
        .split("\n\n")
        .filter(|part| part.lines().next().is_some_and(|line| line.contains(" · ")))
        .collect();
    assert!(entries.len() > 100, "the notices were understood");
    for entry in entries {
        let last = entry.trim_end().lines().last().unwrap_or_default();
        for number in last.split_whitespace() {
            assert!(
                notices.contains(&format!("\n\n{number} ")),
                "no text {number} for `{}`",
                entry.lines().next().unwrap_or_default()
            );
        }
        assert!(last.trim_start().starts_with('['), "no terms in `{entry}`");
    }
}

#[test]
fn the_notices_name_no_version_that_is_no_longer_used() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("it can be read");
    let (crates, packages) = (read("Cargo.lock"), read("ui/package-lock.json"));
    let packages = packages.split_whitespace().collect::<Vec<_>>().join(" ");
    let typefaces = read("assets/fonts/README.md");
    let notices = read("assets/notices.txt");
    let entries = notices.lines().filter_map(|line| line.split_once(" · "));
    for (release, _) in entries.filter(|(release, _)| !release.starts_with("The Rust ")) {
        let (name, version) = release.rsplit_once(' ').expect("an entry names a version");
        let is_used = crates.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n"))
            || packages.contains(&format!(
                "node_modules/{name}\": {{ \"version\": \"{version}\""
            ))
            || typefaces.contains(&format!("`{name}` {version} "));
        assert!(
            is_used,
            "no lock file names {release}; `cargo xtask notices` writes them anew"
        );
    }
}
