//! One family of JSON: what a command of the terminal says is, to the letter, what the JSON report
//! says, and one page describes it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::program::Desk;
use crate::sources::root;

/// A desk with the JSON report of the newest round over the others, and that report.
fn reported(language: &str) -> (Desk, Value) {
    let desk = Desk::with_samples(language);
    let record = root().join(format!("samples/{language}/2026.workshop.json"));
    desk.type_line(&format!(
        "report 2026.psirt.json --history 2024.psirt.json --history 2025.psirt.json \
         --reading eu-cra --workshop {} --format json -o out --language {language}",
        record.display()
    ))
    .done();
    let name = desk.names("out").pop().expect("the report was written");
    let text = fs::read_to_string(desk.path("out").join(name)).expect("it can be read");
    (desk, serde_json::from_str(&text).expect("it is JSON"))
}

#[test]
fn what_a_command_says_is_what_the_report_says() {
    for language in ["en", "ja"] {
        let (desk, report) = reported(language);
        let say = |line: &str| desk.json(&format!("{line} --language {language}"));
        let score = say("score 2026.psirt.json --projection");
        for part in ["overall", "areas", "services", "projection"] {
            assert_eq!(score[part], report[part], "score: {part}");
        }
        for part in ["id", "edition"] {
            assert_eq!(score["sheet"][part], report["sheet"][part], "sheet: {part}");
        }
        let gaps = say("gaps 2026.psirt.json --reading eu-cra");
        assert_eq!(gaps["gaps"], report["gaps"]);
        let read = say("read 2026.psirt.json --reading eu-cra");
        assert_eq!(read["reading"], report["readings"][0]);
        let compared = say("compare 2025.psirt.json 2026.psirt.json");
        assert_eq!(compared["comparison"], report["comparison"]);
        assert_eq!(compared["plan_outcome"], report["plan_outcome"]);
        let trend = say("trend 2024.psirt.json 2025.psirt.json 2026.psirt.json");
        assert_eq!(trend["progress"], report["progress"]);
        let actions = say("actions 2026.psirt.json");
        assert_eq!(actions["roadmap"], report["roadmap"]);
        assert_eq!(actions["work"], report["work"]);
        // A step of a plan is the next step of the gap, and those after it look alike.
        let plan = say("plan 2026.psirt.json --budget 10000");
        for gap in report["gaps"]["ranked"].as_array().expect("a list") {
            let chosen = plan["chosen"].as_array().expect("a list").iter();
            let mut of_service = chosen.filter(|step| step["service"] == gap["service"]);
            let first = of_service.next().expect("the budget closes every gap");
            for (field, value) in gap["next_step"].as_object().expect("fields") {
                assert_eq!(first[field], *value, "{}: {field}", gap["service"]);
            }
        }
    }
}

/// Words of the page that name no field and stand in no value of the sample: commands, what else a
/// value can be, and what JSON itself has.
const NOT_IN_THE_SAMPLE: [&str; 20] = [
    "by_group",
    "compare",
    "corrected_by",
    "dated_later",
    "draft",
    "false",
    "gone",
    "ja",
    "never",
    "no_level",
    "not_needed",
    "not_used",
    "null",
    "read",
    "snake_case",
    "split",
    "too_few",
    "too_old",
    "trend",
    "two_camps",
];

#[test]
fn every_field_that_is_documented_is_there() {
    fn walk(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(object) => {
                found.extend(object.keys().cloned());
                object.values().for_each(|value| walk(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            Value::String(text) => drop(found.insert(text.clone())),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    walk(&reported("en").1, &mut found);
    let page = fs::read_to_string(root().join("docs/report-json.md")).expect("there is a page");
    let (english, japanese) = page.split_once("## 日本語").expect("it has two languages");
    let words = |text: &str| -> BTreeSet<String> {
        let spans = text.split('`').skip(1).step_by(2);
        let is_word = |c: char| c.is_ascii_lowercase() || c == '_';
        spans
            .filter(|span| !span.is_empty() && span.chars().all(is_word))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(
        words(english),
        words(japanese),
        "both languages name the same"
    );
    let lacking: Vec<String> = words(english).difference(&found).cloned().collect();
    assert_eq!(lacking, NOT_IN_THE_SAMPLE);
}
