//! What no file of the repository says.

use std::fs;

use crate::sources::{files_under, root, shown};

/// Homes that exist on one machine only, and hosts that a person's own settings choose.
///
/// In two halves each, so that this file passes its own test.
const NOT_TO_BE_NAMED: &[(&str, &str)] = &[
    ("/ro", "ot/"),
    ("crates", ".io"),
    ("npmjs", ".org"),
    ("npmjs", ".com"),
    ("yarnpkg", ".com"),
    ("pypi", ".org"),
    ("pythonhosted", ".org"),
    ("debian", ".org"),
];

#[test]
fn no_file_names_one_persons_machine_or_package_host() {
    let mut faults = Vec::new();
    // This checkout, and whatever lies beside it.
    let beside: Vec<String> = root()
        .parent()
        // Beside a checkout at the root of the disk lie the folders of every system.
        .filter(|folder| folder.parent().is_some())
        .and_then(|folder| fs::read_dir(folder).ok())
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().to_str()?.to_owned()))
        .collect();
    for path in files_under(root()) {
        let bytes = fs::read(&path).expect("a file of the repository can be read");
        if bytes.iter().take(8_000).any(|&byte| byte == 0) {
            continue;
        }
        // What cargo calls the registry in a lock file is a name, not the host that is asked.
        let text = String::from_utf8_lossy(&bytes).replace(&["crates", ".io-index"].concat(), "");
        let named = NOT_TO_BE_NAMED
            .iter()
            .map(|(left, right)| format!("{left}{right}"));
        for words in named.chain(beside.iter().cloned()) {
            if text.contains(&words) {
                faults.push(format!("{} names {words}", shown(&path)));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_readme_counts_what_is_shipped() {
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    for (folder, english, japanese) in [
        ("sheets", "maturity sheets**", "つの成熟度シート**"),
        ("readings", "readings**", "の対応表**"),
        ("profiles", "profiles**", "つの目標プロファイル**"),
    ] {
        let files = files_under(&root().join("frameworks").join(folder));
        // An earlier edition, `id@edition`, is no other sheet.
        let is_newest = |path: &&std::path::PathBuf| !shown(path).contains('@');
        let count = files.iter().filter(is_newest).count();
        for words in [
            format!("**{count} {english}"),
            format!("**{count}{japanese}"),
        ] {
            assert!(readme.contains(&words), "the README does not say {words}");
        }
    }
}
