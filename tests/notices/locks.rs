//! What the lock files name: every package that has a part in the programs or in making them.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// Name and version.
pub type Release = (String, String);

/// The crates that are handed to users.
const PROGRAMS: &[&str] = &["psirt-cli", "psirt-desktop"];

/// Whatever `Cargo.lock` says our programs need, on any system, to be run, built or tested.
pub fn crates(root: &Path) -> Result<BTreeSet<Release>, Box<dyn Error>> {
    let lock = fs::read_to_string(root.join("Cargo.lock"))?;
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut needs: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    let mut foreign = BTreeSet::new();
    for package in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let mut lines = package.lines();
            let value = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            value.map(|value| value.trim_matches('"'))
        };
        let name = value("name").ok_or("a package has a name")?;
        let version = value("version").ok_or("a package has a version")?;
        versions.entry(name).or_default().push(version);
        if value("source").is_some() {
            foreign.insert((name, version));
        }
        let listed = package.split_once("dependencies = [\n");
        let listed = listed.and_then(|(_, rest)| rest.split_once(']'));
        let listed = listed.map_or("", |(list, _)| list).lines();
        let listed = listed.map(|line| line.trim().trim_matches(&['"', ','][..]));
        needs.insert((name, version), listed.collect());
    }
    // A name alone where there is one version of it; otherwise name and version.
    let release = |needed: &str| -> Option<(&str, &str)> {
        let mut words = needed.split(' ');
        let (name, of) = versions.get_key_value(words.next()?)?;
        let version = match words.next() {
            Some(version) => of.iter().find(|known| **known == version)?,
            None => of.first()?,
        };
        Some((name, version))
    };
    let mut waiting: Vec<(&str, &str)> = PROGRAMS.iter().filter_map(|name| release(name)).collect();
    let mut reached = BTreeSet::new();
    while let Some(next) = waiting.pop() {
        if reached.insert(next) {
            waiting.extend(needs[&next].iter().filter_map(|needed| release(needed)));
        }
    }
    let reached = reached.intersection(&foreign);
    let owned = reached.map(|(name, version)| ((*name).to_owned(), (*version).to_owned()));
    Ok(owned.collect())
}

/// Whatever `package-lock.json` says the page needs to be run, which is more than it is built of.
pub fn packages(root: &Path) -> Result<BTreeSet<Release>, Box<dyn Error>> {
    let lock = fs::read_to_string(root.join("ui/package-lock.json"))?;
    let lock: Value = serde_json::from_str(&lock)?;
    let packages = lock["packages"]
        .as_object()
        .ok_or("the lock file lists packages")?;
    let needed = packages.iter().filter(|(path, package)| {
        !path.is_empty() && package["dev"] != true && package["devOptional"] != true
    });
    let releases = needed.map(|(path, package)| {
        let name = path.rsplit("node_modules/").next().unwrap_or(path);
        let version = package["version"].as_str().unwrap_or_default();
        (name.to_owned(), version.to_owned())
    });
    Ok(releases.collect())
}
