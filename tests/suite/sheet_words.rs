//! Frameworks are data: no id and no level name of a shipped file stands in the product's code.
//!
//! Only whole string literals count, and ids of one character do not: `"1"` may be anything.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::sources::{files_under, root, rust_files_under, shown};

/// Same characters, other meaning: the file, the literal, and what it says there.
const OTHER_MEANING: &[(&str, &str, &str)] = &[];

#[test]
fn no_rust_code_knows_a_shipped_sheet() {
    let words = sheet_words();
    let mut folders = vec![root().join("src-tauri/src")];
    for entry in fs::read_dir(root().join("crates")).expect("there are crates") {
        folders.push(entry.expect("an entry can be read").path().join("src"));
    }
    let mut faults = Vec::new();
    for file in folders.iter().flat_map(|folder| rust_files_under(folder)) {
        for string in file.strings() {
            let is_meant = !OTHER_MEANING
                .iter()
                .any(|(path, literal, _)| *path == file.shown && *literal == string);
            if words.contains(string.trim()) && is_meant {
                faults.push(format!("{}: {string:?}", file.shown));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "words of a sheet in code:\n{}",
        faults.join("\n")
    );
}

#[test]
fn no_code_of_the_window_knows_a_shipped_sheet() {
    let words = sheet_words();
    let mut faults = Vec::new();
    for path in files_under(&root().join("ui/src")) {
        let path_shown = shown(&path);
        let is_code = [".ts", ".js", ".svelte"]
            .iter()
            .any(|end| path_shown.ends_with(end));
        let is_test = path_shown.contains(".test.") || path_shown.contains("/fixtures/");
        if !is_code || is_test {
            continue;
        }
        let text = fs::read_to_string(&path).expect("code is text");
        let code: Vec<&str> = text
            .lines()
            .filter(|line| {
                !["//", "*", "/*"]
                    .iter()
                    .any(|mark| line.trim_start().starts_with(mark))
            })
            .collect();
        let code = code.join("\n");
        for word in &words {
            let as_literal = ["'", "\"", "`"]
                .iter()
                .any(|q| code.contains(&format!("{q}{word}{q}")));
            if as_literal || code.contains(&format!(">{word}<")) {
                faults.push(format!("{path_shown}: {word}"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "words of a sheet in code:\n{}",
        faults.join("\n")
    );
}

/// Ids of everything shipped, and the level names of the sheets in both languages.
fn sheet_words() -> BTreeSet<String> {
    fn collect(value: &Value, words: &mut BTreeSet<String>) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| collect(value, words)),
            Value::Object(fields) => {
                words.extend(fields.get("id").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|value| collect(value, words));
            }
            _ => {}
        }
    }
    let mut words = BTreeSet::new();
    let files = files_under(&root().join("frameworks"));
    for path in files {
        let is_schema = shown(&path).starts_with("frameworks/schema/");
        if is_schema || path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a framework file is text");
        let file: Value = serde_json::from_str(&text).expect("a framework file is JSON");
        collect(&file, &mut words);
        for level in file["scale"].as_array().into_iter().flatten() {
            let names = level["name"].as_object().into_iter().flatten();
            words.extend(
                names
                    .filter_map(|(_, name)| name.as_str())
                    .map(str::to_owned),
            );
        }
    }
    words.retain(|word| word.chars().count() > 1);
    assert!(words.len() > 100, "the shipped files have ids");
    words
}
