//! Small sheets and assessments written in one line.
//!
//! `sheet("1: 1.1 1.2 | 2: 2.1")` is a sheet with two areas; `assessment(&sheet, "1.1=3>4
//! 1.2=n/a 2.1=?")` answers it: level 3 with target 4, not applicable, don't know.

// Each test file uses the helpers it needs.
#![allow(dead_code)]

use psirt_core::assessment::{Heading, Organization};
use psirt_core::{Answer, Assessment, Date, Level, Sheet};
use serde_json::{Value, json};

/// The day every small assessment speaks of.
pub const DAY: Date = Date::constant(2026, 4, 1);

pub fn text(words: &str) -> Value {
    json!({ "en": words, "ja": format!("{words} (ja)") })
}

/// The file of a small sheet with levels 0 to 5; steps to level 1 and 2 are small, 3 and 4
/// medium, 5 large.
pub fn sheet_file(id: &str, areas: &str) -> Value {
    let areas: Vec<Value> = areas.split('|').map(area).collect();
    let scale: Vec<Value> = (0..=5)
        .map(|level| {
            json!({
                "level": level,
                "name": text(&format!("name of {level}")),
                "meaning": text(&format!("meaning of {level}")),
            })
        })
        .collect();
    json!({
        "format": 1,
        "kind": "sheet",
        "id": id,
        "edition": "1",
        "title": text(id),
        "summary": text("a small sheet"),
        "source": {
            "name": "Small", "version": "1", "published": "2026",
            "url": "https://small.example", "rights": text("ours"),
        },
        "license": "CC-BY-4.0",
        "scale": scale,
        "areas": areas,
    })
}

fn area(words: &str) -> Value {
    let (id, services) = words.split_once(':').expect("an area is `id: services`");
    let services: Vec<Value> = services.split_whitespace().map(service).collect();
    json!({
        "id": id.trim(),
        "title": text(&format!("area {}", id.trim())),
        "purpose": text("a purpose"),
        "services": services,
    })
}

fn service(id: &str) -> Value {
    let levels: Vec<Value> = (0..=5).map(|level| level_text(id, level)).collect();
    json!({
        "id": id,
        "title": text(&format!("service {id}")),
        "purpose": text("a purpose"),
        "why": text("a reason"),
        "functions": [{ "id": format!("{id}.1"), "title": text("a function") }],
        "levels": levels,
        "evidence": [text("a document")],
        "interview": [text("a question")],
        "small_team": text("an advice"),
    })
}

fn level_text(service: &str, level: u8) -> Value {
    let statement = text(&format!("{service} at {level}"));
    if level == 0 {
        return json!({ "level": 0, "statement": statement });
    }
    let effort = ["small", "small", "small", "medium", "medium", "large"][usize::from(level)];
    json!({
        "level": level,
        "statement": statement,
        "indicators": [
            { "id": format!("{level}a"), "text": text("is seen"), "refs": [format!("{service}.1")] },
            { "id": format!("{level}b"), "text": text("is heard"), "refs": [service] },
        ],
        "step": {
            "action": text(&format!("do {service} {level}")),
            "deliverable": text("a thing"),
            "effort": effort,
        },
    })
}

pub fn sheet(areas: &str) -> Sheet {
    sheet_named("small", areas)
}

pub fn sheet_named(id: &str, areas: &str) -> Sheet {
    Sheet::parse(&sheet_file(id, areas).to_string())
        .unwrap_or_else(|faults| panic!("a small sheet is valid:\n{faults}"))
}

pub fn blank(sheet: &Sheet) -> Assessment {
    Assessment::new("small", sheet, heading()).expect("the heading is valid")
}

pub fn heading() -> Heading {
    Heading {
        organization: Organization {
            name: "Small Works".into(),
            ..Organization::default()
        },
        scope: String::new(),
        title: String::new(),
        date: DAY,
        assessors: Vec::new(),
        classification: None,
    }
}

pub fn assessment(sheet: &Sheet, answers: &str) -> Assessment {
    let mut assessment = blank(sheet);
    for word in answers.split_whitespace() {
        let (service, said) = word.split_once('=').expect("an answer is `service=level`");
        let (answer, target) = match said.split_once('>') {
            Some((answer, target)) => (answer, Some(level(target))),
            None => (said, None),
        };
        let answer = match answer {
            "" => None,
            "n/a" => Some(Answer::NotApplicable("we make no such thing".into())),
            "?" => Some(Answer::DontKnow),
            number => Some(Answer::Level(level(number))),
        };
        assessment
            .change_entry(sheet, service, |entry| {
                entry.answer = answer;
                entry.target = target;
            })
            .unwrap_or_else(|faults| panic!("{word} is an answer:\n{faults}"));
    }
    assessment
}

pub fn level(number: &str) -> Level {
    Level::new(number.parse().expect("a level is a number"))
}
