//! Whether what the packages tell the system fits together.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::sources::root;

#[test]
fn file_types_are_the_same_for_the_menu_entry_and_the_file_manager() {
    let read = |path: &str| fs::read_to_string(root().join(path)).expect("it can be read");
    let window: Value =
        serde_json::from_str(&read("src-tauri/tauri.conf.json")).expect("it is JSON");
    let associations = window["bundle"]["fileAssociations"].as_array();
    let opened: BTreeSet<(String, String)> = associations
        .expect("the window opens files")
        .iter()
        .flat_map(|association| {
            let word = |value: &Value| value.as_str().expect("it is text").to_owned();
            let endings = association["ext"].as_array().expect("a type has endings");
            let named = endings.iter().map(move |ending| {
                let ending = format!("*.{}", word(ending));
                (word(&association["mimeType"]), ending)
            });
            named.collect::<Vec<_>>()
        })
        .collect();
    let types = read("src-tauri/linux/mime.xml");
    let known: BTreeSet<(String, String)> = types
        .split("<mime-type ")
        .skip(1)
        .flat_map(|entry| {
            let values = |key: &str| {
                let rest = entry.split(key).skip(1);
                let values = rest.map(|rest| {
                    let (value, _) = rest.split_once('"').expect("a value ends");
                    value.to_owned()
                });
                values.collect::<Vec<_>>()
            };
            let kind = values("type=\"").remove(0);
            let patterns = values("pattern=\"").into_iter();
            patterns
                .map(|pattern| (kind.clone(), pattern))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(!opened.is_empty(), "the configuration was understood");
    assert_eq!(opened, known);
}

#[test]
fn everything_that_a_package_takes_from_the_repository_is_there() {
    let path = root().join("src-tauri/tauri.package.conf.json");
    let text = fs::read_to_string(path).expect("it can be read");
    let configuration: Value = serde_json::from_str(&text).expect("it is JSON");
    let linux = configuration["bundle"]["linux"]
        .as_object()
        .expect("there are packages for Linux");
    for (package, settings) in linux {
        let template = settings["desktopTemplate"].as_str().into_iter();
        let files = settings["files"]
            .as_object()
            .expect("a package takes files");
        let files = files.values().filter_map(Value::as_str);
        // What lies in `target` is made while packaging.
        for file in template
            .chain(files)
            .filter(|file| !file.starts_with("../target/"))
        {
            let is_there = root().join("src-tauri").join(file).is_file();
            assert!(is_there, "{package} takes {file}, which is not there");
        }
    }
}
