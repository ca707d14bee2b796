//! Frameworks are data: no id and no level name of a shipped file stands in the product's code.
//!
//! Only whole string literals count, and ids of one character do not: `"1"` may be anything.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::sources::{files_under, root, rust_files_under, shown};

/// Same characters, other meaning: the file, the literal, and what it says there.
const OTHER_MEANING: &[(&str, &str, &str)] = &[
    (
        "crates/psirt-report/src/pdf/catalog.rs",
        "1.7",
        "the version of PDF",
    ),
    (
        "crates/psirt-cli/src/commands/workshop.rs",
        "people",
        "how many people a workshop has, an option",
    ),
    (
        "crates/psirt-report/src/compose/workshop.rs",
        "people",
        "more than one person",
    ),
];

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
        for line in text.lines() {
            let start = line.trim_start();
            if ["//", "*", "/*"].iter().any(|mark| start.starts_with(mark)) {
                continue;
            }
            for word in literals(line).filter(|word| words.contains(*word)) {
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

/// What stands between two equal quotes, or between tags, in a line of TypeScript or Svelte.
fn literals(line: &str) -> impl Iterator<Item = &str> {
    [('\'', '\''), ('"', '"'), ('`', '`'), ('>', '<')]
        .into_iter()
        .flat_map(move |(open, close)| {
            line.match_indices(open).filter_map(move |(place, _)| {
                let rest = &line[place + 1..];
                let literal = &rest[..rest.find(close)?];
                // `r="1.5"` in markup is a number; in code there is a space before the quote.
                let is_attribute = line[..place].ends_with('=');
                let is_number = is_attribute && literal.parse::<f64>().is_ok();
                (!is_number && !literal.is_empty()).then_some(literal)
            })
        })
}

#[test]
fn a_word_of_a_sheet_is_seen_in_every_kind_of_quotes() {
    let found = |line| literals(line).collect::<Vec<_>>();
    assert_eq!(found("const id = 'a.1';"), ["a.1"]);
    assert_eq!(found("pick(`a.1`)"), ["a.1"]);
    assert_eq!(found(r#"<circle r="1.5"><b>a.1</b>"#), ["a.1"]);
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
