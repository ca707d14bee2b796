//! The crates that are compiled into the programs we hand out, on any of their systems.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use serde_json::Value;

use crate::{Work, cargo, stated_in};

/// Those packages are made for; `deny.toml` has the same.
const SYSTEMS: &[&str] = &[
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
    "x86_64-apple-darwin",
];

/// What is compiled in although only a build script needs it: the C source it carries.
const CARRIES_SOURCE: &str = "-src";

pub fn works(root: &Path) -> Result<Vec<Work>, Box<dyn Error>> {
    let mut releases = BTreeSet::new();
    for system in SYSTEMS {
        // Macros run in the compiler; nothing of theirs but what they write is in the program.
        releases.extend(tree(root, system, "normal,no-proc-macro")?);
        let built = tree(root, system, "normal,build,no-proc-macro")?;
        releases.extend(built.into_iter().filter(|r| r.0.ends_with(CARRIES_SOURCE)));
    }
    let metadata = cargo(root, &["metadata", "--locked", "--format-version", "1"])?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"]
        .as_array()
        .ok_or("cargo lists packages")?;
    let packages: BTreeMap<(String, String), &Value> = packages
        .iter()
        .map(|package| ((word(package, "name"), word(package, "version")), package))
        .collect();
    let foreign = releases
        .iter()
        .map(|release| packages[release])
        .filter(|package| !package["source"].is_null());
    foreign.map(work).collect()
}

fn work(package: &Value) -> Result<Work, Box<dyn Error>> {
    let manifest = word(package, "manifest_path");
    let folder = Path::new(&manifest)
        .parent()
        .ok_or("a manifest lies in a folder")?;
    let name = word(package, "name");
    let authors = package["authors"].as_array().into_iter().flatten();
    Ok(Work {
        version: word(package, "version"),
        license: word(package, "license"),
        home: package["repository"].as_str().map(str::to_owned),
        authors: authors
            .filter_map(|author| author.as_str().map(str::to_owned))
            .collect(),
        stated: stated_in(folder, name.ends_with(CARRIES_SOURCE))?,
        name,
    })
}

/// Names and versions of what the programs are built of on a system.
fn tree(
    root: &Path,
    system: &str,
    edges: &str,
) -> Result<BTreeSet<(String, String)>, Box<dyn Error>> {
    let arguments = [
        "tree",
        "--locked",
        "--target",
        system,
        "--edges",
        edges,
        "--prefix",
        "none",
        "--format",
        "{p}",
        "--package",
        "psirt-cli",
        "--package",
        "psirt-desktop",
    ];
    let listed = cargo(root, &arguments)?;
    let releases = listed.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let name = words.next()?.to_owned();
        Some((name, words.next()?.strip_prefix('v')?.to_owned()))
    });
    Ok(releases.collect())
}

fn word(package: &Value, key: &str) -> String {
    package[key].as_str().unwrap_or_default().to_owned()
}
