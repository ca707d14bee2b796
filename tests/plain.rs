//! A sheet file with nothing but what every sheet has: ids, titles, names and the text of each
//! level. Included by the tests of each crate that reads or shows such a sheet.

use serde_json::Value;

/// What a sheet may leave out.
const MORE: [&str; 14] = [
    "$schema",
    "evidence",
    "evidence_kinds",
    "functions",
    "indicators",
    "interview",
    "meaning",
    "published",
    "purpose",
    "rules",
    "small_team",
    "step",
    "url",
    "why",
];

pub fn plain(file: &Value) -> Value {
    match file {
        Value::Object(object) => object
            .iter()
            .filter(|(key, _)| !MORE.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), plain(value)))
            .collect(),
        Value::Array(list) => list.iter().map(plain).collect(),
        other => other.clone(),
    }
}
