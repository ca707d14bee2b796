use std::collections::BTreeSet;

use psirt_core::Language;
use serde_json::Value;

use super::json;
use crate::fixture::Case;

fn parsed(case: &Case, language: Language) -> Value {
    serde_json::from_str(&json(&case.findings(), language)).expect("it is JSON")
}

#[test]
fn figures_are_those_of_the_scorecard_unrounded() {
    let case = Case::sample(Language::En);
    let findings = case.findings();
    let report = parsed(&case, Language::En);
    let score = |value: &Value| value["score"].as_f64();
    assert_eq!(score(&report["overall"]), findings.scorecard.overall.score);
    for (area, shown) in findings
        .scorecard
        .areas
        .iter()
        .zip(report["areas"].as_array().expect("areas are a list"))
    {
        assert_eq!(shown["id"], area.id.as_str());
        assert_eq!(score(shown), area.score);
        assert_eq!(shown["answered"], area.coverage.answered);
        assert_eq!(shown["applicable"], area.coverage.applicable);
    }
    for service in &findings.scorecard.services {
        let shown = report["services"]
            .as_array()
            .and_then(|services| {
                services
                    .iter()
                    .find(|shown| shown["id"] == service.id.as_str())
            })
            .expect("every service is there");
        assert_eq!(shown["state"], service.state.name());
        let level = service.state.level().map(f64::from);
        assert_eq!(shown["level"].as_f64(), level, "{}", service.id);
    }
}

#[test]
fn what_has_no_figure_is_null_and_never_0() {
    let report = parsed(&Case::empty(), Language::Ja);
    assert!(report["overall"]["score"].is_null());
    assert!(report["areas"][0]["score"].is_null());
    assert!(report["comparison"].is_null());
    for service in report["services"].as_array().expect("services are a list") {
        assert_eq!(service["state"], "unanswered");
        assert!(service["level"].is_null() && service["gap"].is_null());
    }
}

#[test]
fn where_the_sheet_changed_a_round_says_so() {
    let report = parsed(&Case::sample(Language::En), Language::En);
    let rounds = report["progress"]["rounds"]
        .as_array()
        .expect("rounds are a list");
    let breaks: Vec<bool> = rounds
        .iter()
        .map(|round| !round["break_before"].is_null())
        .collect();
    assert_eq!(breaks, [false, true, false]);
}

#[test]
fn every_field_is_documented_in_both_languages() {
    fn fields(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| fields(value, found)),
            Value::Object(object) => {
                found.extend(object.keys().cloned());
                object.values().for_each(|value| fields(value, found));
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    fields(
        &parsed(&Case::sample(Language::En), Language::En),
        &mut found,
    );
    assert!(found.len() > 60, "the sample has all fields");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/report-json.md");
    let text = std::fs::read_to_string(path).expect("the format is documented");
    let (english, japanese) = text
        .split_once("## 日本語")
        .expect("the documentation has two languages");
    for field in found {
        let named = format!("`{field}`");
        assert!(english.contains(&named), "{field} in English");
        assert!(japanese.contains(&named), "{field} in Japanese");
    }
}

#[test]
fn both_languages_say_the_same_in_their_own_words() {
    let [english, japanese] =
        Language::ALL.map(|language| parsed(&Case::sample(Language::En), language));
    assert_eq!(english["overall"], japanese["overall"]);
    assert_eq!(english["gaps"]["reached"], japanese["gaps"]["reached"]);
    assert_ne!(
        english["services"][0]["title"],
        japanese["services"][0]["title"]
    );
}

#[test]
fn the_same_findings_give_the_same_text() {
    let texts = [(), ()].map(|()| json(&Case::sample(Language::Ja).findings(), Language::Ja));
    assert_eq!(texts[0], texts[1]);
}
