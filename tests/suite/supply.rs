//! Where what is built and handed out comes from.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::sources::root;

#[test]
fn every_action_of_a_workflow_is_named_by_its_digest_with_its_version_beside() {
    let mut uses = 0;
    for entry in fs::read_dir(root().join(".github/workflows")).expect("there are workflows") {
        let path = entry.expect("it can be listed").path();
        let text = fs::read_to_string(&path).expect("it can be read");
        for line in text.lines() {
            let Some((_, action)) = line.split_once("uses:") else {
                continue;
            };
            uses += 1;
            let pinned = action
                .split_once('@')
                .and_then(|(_, pin)| pin.split_once(" # v"));
            let is_pinned = pinned.is_some_and(|(digest, version)| {
                digest.len() == 40
                    && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
                    && version
                        .split('.')
                        .filter(|part| part.parse::<u32>().is_ok())
                        .count()
                        == 3
            });
            assert!(is_pinned, "{}: {line}", path.display());
        }
    }
    assert!(uses > 5, "the workflows were understood");
}

#[test]
fn the_component_list_names_each_work_of_the_notices_with_its_terms_and_its_needs() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("it can be read");
    let list: Value = serde_json::from_str(&read("assets/components.cdx.json")).expect("JSON");
    assert_eq!(list["bomFormat"], "CycloneDX");
    assert_eq!(list["specVersion"], "1.6");
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let product = &list["metadata"]["component"];
    assert_eq!(product["version"], env!("CARGO_PKG_VERSION"));
    let components = list["components"].as_array().expect("there are components");
    let mut references = BTreeSet::from([word(&product["bom-ref"])]);
    let mut releases = BTreeSet::new();
    for component in components {
        let release = format!(
            "{} {}",
            word(&component["name"]),
            word(&component["version"])
        );
        for field in ["type", "name", "version", "purl", "bom-ref"] {
            assert!(
                !word(&component[field]).is_empty(),
                "{release} has no {field}"
            );
        }
        let terms = word(&component["licenses"][0]["expression"]);
        assert!(
            !terms.is_empty() && !terms.contains('/'),
            "{release}: {terms}"
        );
        let purl = word(&component["purl"]);
        let is_package = purl.starts_with("pkg:cargo/") || purl.starts_with("pkg:npm/");
        let digest = word(&component["hashes"][0]["content"]);
        assert!(!is_package || digest.len() >= 64, "{release} has no digest");
        assert!(
            references.insert(word(&component["bom-ref"])),
            "{release} stands twice"
        );
        releases.insert(release);
    }
    // The notices are held to the lock files by tests of their own.
    let notices = read("assets/notices.txt");
    let named: BTreeSet<String> = notices
        .lines()
        .filter_map(|line| line.split_once(" · "))
        .map(|(release, _)| release.trim_end_matches(" or newer").to_owned())
        .collect();
    assert_eq!(releases, named, "`cargo xtask notices` writes both anew");
    let dependencies = list["dependencies"].as_array().expect("needs are listed");
    let mut reached = BTreeSet::new();
    for dependency in dependencies {
        assert!(references.contains(&word(&dependency["ref"])));
        let needs = dependency["dependsOn"].as_array().into_iter().flatten();
        reached.extend(needs.map(word));
    }
    references.remove(&word(&product["bom-ref"]));
    assert_eq!(reached, references, "everything is needed by something");
}
