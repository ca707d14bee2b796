//! The component list: the same works as the notices, for programs, as `CycloneDX` asks for it.
//!
//! Without date and serial number, so that the same lock files make the same text.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::locks::Release;
use crate::{Work, cargo};

/// Where a work comes from, as a package URL says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Cargo,
    Npm,
    /// No package: a typeface, the standard library.
    Other,
}

impl Source {
    fn purl(self, work: &Work) -> String {
        let (name, version) = (&work.name, &work.version);
        match self {
            Self::Cargo => format!("pkg:cargo/{name}@{version}"),
            Self::Npm => format!("pkg:npm/{}@{version}", name.replace('@', "%40")),
            Self::Other => {
                let name = name.replace(' ', "-").to_lowercase();
                format!("pkg:generic/{name}@{}", first_word(version))
            }
        }
    }
}

/// The list as JSON.
pub fn list(root: &Path, works: &[(Source, &Work)]) -> Result<String, Box<dyn Error>> {
    let purls: BTreeMap<(bool, Release), String> = works
        .iter()
        .map(|(source, work)| ((*source == Source::Npm, work.release()), source.purl(work)))
        .collect();
    let digests = digests(root)?;
    let components: Vec<Value> = works
        .iter()
        .map(|(source, work)| component(*source, work, &digests))
        .collect();
    let mut needs = needs_of_crates(root, &purls)?;
    needs.extend(needs_of_packages(root, &purls)?);
    let needed: BTreeSet<&String> = needs.values().flatten().collect();
    let version = version(root)?;
    let product = format!("pkg:generic/psirt-maturity@{version}");
    // What nothing else needs is needed by the product.
    let direct: Vec<&String> = purls
        .values()
        .filter(|purl| !needed.contains(purl))
        .collect();
    let mut dependencies = vec![json!({ "ref": product, "dependsOn": direct })];
    dependencies.extend(purls.values().map(|purl| {
        let needs = needs.get(purl).cloned().unwrap_or_default();
        json!({ "ref": purl, "dependsOn": needs })
    }));
    let list = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{ "phase": "build" }],
            "component": {
                "type": "application",
                "bom-ref": product,
                "name": "psirt-maturity",
                "version": version,
                "purl": product,
                "licenses": [{ "expression": "(MIT OR Apache-2.0) AND CC-BY-4.0 AND OFL-1.1" }],
            },
        },
        "components": components,
        "dependencies": dependencies,
    });
    Ok(serde_json::to_string_pretty(&list)? + "\n")
}

fn component(source: Source, work: &Work, digests: &BTreeMap<String, (String, String)>) -> Value {
    let purl = source.purl(work);
    let kind = match source {
        Source::Cargo | Source::Npm => "library",
        Source::Other => "file",
    };
    // An older way to say "or", which is no expression.
    let license = work.license.replace('/', " OR ");
    let mut component = json!({
        "type": kind,
        "bom-ref": purl,
        "name": work.name,
        "version": first_word(&work.version),
        "purl": purl,
        "licenses": [{ "expression": license }],
    });
    if !work.authors.is_empty() {
        let authors = work.authors.iter().map(|author| json!({ "name": author }));
        component["authors"] = authors.collect();
    }
    if let Some((algorithm, content)) = digests.get(&purl) {
        component["hashes"] = json!([{ "alg": algorithm, "content": content }]);
    }
    let home = work.home.as_deref().filter(|home| home.starts_with("http"));
    if let Some(home) = home {
        component["externalReferences"] = json!([{ "type": "vcs", "url": home }]);
    }
    component
}

/// Digests that the lock files hold each package to, by package URL.
fn digests(root: &Path) -> Result<BTreeMap<String, (String, String)>, Box<dyn Error>> {
    let mut digests = BTreeMap::new();
    let lock = fs::read_to_string(root.join("Cargo.lock"))?;
    for package in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let mut lines = package.lines();
            let value = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            value.map(|value| value.trim_matches('"'))
        };
        if let (Some(name), Some(version), Some(sum)) =
            (value("name"), value("version"), value("checksum"))
        {
            let purl = format!("pkg:cargo/{name}@{version}");
            digests.insert(purl, ("SHA-256".to_owned(), sum.to_owned()));
        }
    }
    for (name, package) in locked_packages(root)? {
        let integrity = package["integrity"].as_str().unwrap_or_default();
        if let Some(sum) = integrity.strip_prefix("sha512-") {
            let bytes = BASE64_STANDARD.decode(sum)?;
            let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            let hex = hex.concat();
            let version = package["version"].as_str().unwrap_or_default();
            let purl = format!("pkg:npm/{}@{version}", name.replace('@', "%40"));
            digests.insert(purl, ("SHA-512".to_owned(), hex));
        }
    }
    Ok(digests)
}

/// Which crates each crate is compiled with, both by package URL.
fn needs_of_crates(
    root: &Path,
    purls: &BTreeMap<(bool, Release), String>,
) -> Result<BTreeMap<String, BTreeSet<String>>, Box<dyn Error>> {
    let metadata = cargo(root, &["metadata", "--locked", "--format-version", "1"])?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let by_id: BTreeMap<String, &String> = list(&metadata["packages"])
        .iter()
        .filter_map(|package| {
            let release = (word(&package["name"]), word(&package["version"]));
            Some((word(&package["id"]), purls.get(&(false, release))?))
        })
        .collect();
    let mut needs = BTreeMap::new();
    for node in list(&metadata["resolve"]["nodes"]) {
        let Some(purl) = by_id.get(&word(&node["id"])) else {
            continue;
        };
        let compiled = list(&node["deps"]).into_iter().filter(|needed| {
            let kinds = list(&needed["dep_kinds"]);
            kinds.iter().any(|kind| kind["kind"].is_null())
        });
        let compiled = compiled.filter_map(|needed| by_id.get(&word(&needed["pkg"])).copied());
        needs.insert((*purl).clone(), compiled.cloned().collect());
    }
    Ok(needs)
}

/// Which packages each package of the page says it needs, both by package URL.
fn needs_of_packages(
    root: &Path,
    purls: &BTreeMap<(bool, Release), String>,
) -> Result<BTreeMap<String, BTreeSet<String>>, Box<dyn Error>> {
    let by_name: BTreeMap<&str, &String> = purls
        .iter()
        .filter(|((is_npm, _), _)| *is_npm)
        .map(|((_, (name, _)), purl)| (name.as_str(), purl))
        .collect();
    let mut needs = BTreeMap::new();
    for (name, package) in locked_packages(root)? {
        let Some(purl) = by_name.get(name.as_str()) else {
            continue;
        };
        let needed = package["dependencies"].as_object();
        let needed = needed.into_iter().flat_map(|needed| needed.keys());
        let needed = needed.filter_map(|name| by_name.get(name.as_str()).copied());
        needs.insert((*purl).clone(), needed.cloned().collect());
    }
    Ok(needs)
}

fn locked_packages(root: &Path) -> Result<Vec<(String, Value)>, Box<dyn Error>> {
    let lock = fs::read_to_string(root.join("ui/package-lock.json"))?;
    let lock: Value = serde_json::from_str(&lock)?;
    let packages = lock["packages"].as_object();
    let named = packages
        .into_iter()
        .flatten()
        .filter_map(|(path, package)| {
            let name = path.strip_prefix("node_modules/")?;
            (!name.contains("node_modules/")).then(|| (name.to_owned(), package.clone()))
        });
    Ok(named.collect())
}

fn version(root: &Path) -> Result<String, Box<dyn Error>> {
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let mut lines = manifest.lines();
    let version = lines.find_map(|line| line.strip_prefix("version = "));
    Ok(version
        .ok_or("the workspace has a version")?
        .trim_matches('"')
        .to_owned())
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or(text)
}
