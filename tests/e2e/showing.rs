//! How large things are shown: zoom, and the room view.

use serde_json::{Value, json};

use crate::answering::service_ids;
use crate::harness::home::repository;
use crate::harness::{Home, Language, Person, key};

#[test]
fn the_zoom_is_kept_over_a_restart_and_holds_on_every_screen() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    let width = |person: &Person| {
        let width = person.asks("return window.innerWidth").as_i64();
        width.expect("a width is a number")
    };
    let usual = width(&person);
    for _ in 0..3 {
        person.presses(&[key::CONTROL, "="]);
    }
    let larger = usual * 100 / 150;
    let is_larger = |person: &Person| (width(person) - larger).abs() <= 1;
    person.waits_until("three steps larger", || is_larger(&person));
    person.sees("button", "150%*");
    person.closes();
    let person = Person::starts(&home);
    person.waits_until("as large as before", || is_larger(&person));
    person.presses(&[key::CONTROL, "-"]);
    person.presses(&[key::CONTROL, "0"]);
    person.waits_until("as large as usual", || width(&person) == usual);
    person.closes();
}

#[test]
fn a_room_reads_every_service_of_the_shipped_sheets_without_scrolling() {
    let home = Home::new();
    let mut person = Person::starts_anew(&home, Language::English);
    person.adds_a_round(Language::English, "Kakuu");
    for sheet in shipped_sheets() {
        person = begins_a_round_with(person, &home, &sheet);
        person.makes_the_window(1920, 1080);
        for language in ["EN", "JA"] {
            person.clicks(
                "radio",
                if language == "EN" {
                    "English"
                } else {
                    "日本語"
                },
            );
            person.presses(&[key::F11]);
            let mut scrolled = Vec::new();
            for service in &sheet.services {
                person.waits_until(&format!("{service} in the room"), || {
                    let shown = "return document.querySelector('.room #service-title')?.innerText";
                    let title = person.asks(shown);
                    let title = title.as_str().unwrap_or_default();
                    title.split_whitespace().next() == Some(service)
                });
                let (size, fits) = how_it_is_read(&person);
                assert!(size >= 24.0, "{service} is shown at {size} px");
                if !fits {
                    scrolled.push(service);
                }
                person.presses(&[key::ENTER]);
            }
            assert!(
                scrolled.is_empty(),
                "to be scrolled in {}, {language}: {scrolled:?}",
                sheet.id
            );
            person.presses(&[key::ESCAPE]);
            person.waits_until("the room view is left", || {
                person.finds("timer", "*").is_none()
            });
            // From the first service again.
            person.clicks("button", &format!("{} *", sheet.areas[0]));
            person.clicks("button", &format!("{} *", sheet.services[0]));
        }
    }
    person.closes();
}

#[test]
fn a_room_answers_with_the_same_keys_and_nothing_it_reads_moves() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::Japanese);
    person.adds_a_round(Language::Japanese, "架空");
    person.makes_the_window(1920, 1080);
    let ids = service_ids();
    person.presses(&[key::F11]);
    person.reads("参加者への質問");
    assert!(
        person.finds("button", "ホーム").is_none(),
        "nothing else is in sight"
    );
    person.sees("timer", "時刻*");
    let places = || {
        person.lets_it_draw();
        person.asks(
            "return JSON.stringify([...document.querySelectorAll('.statement')]
                .map((one) => Math.round(one.getBoundingClientRect().top)))",
        )
    };
    let before = places();
    for level in ["0", "3", "5", "2"] {
        person.presses(&[level]);
        let chosen = format!("[data-level=\"{level}\"] input:checked");
        person.waits_until(&format!("level {level} chosen"), || {
            person.asks(&format!(
                "return document.querySelector('{chosen}') !== null"
            )) == true
        });
        assert_eq!(places(), before, "choosing level {level} moves nothing");
    }
    person.presses(&["j"]);
    person.presses(&["n"]);
    person.sees("textbox", "このサービスが該当しない理由は何ですか");
    person.types_letters("x");
    person.presses(&[key::ENTER]);
    person.presses(&["j"]);
    person.presses(&["d"]);
    person.sees_all_saved();
    person.presses(&[key::F11]);
    person.sees("button", "ホーム");
    for (service, sign) in ids.iter().zip(["2", "該当なし", "わからない"]) {
        let row =
            format!("return document.querySelector('[data-service=\"{service}\"]').innerText");
        let row = person.asks(&row);
        assert!(row.as_str().is_some_and(|row| row.contains(sign)), "{row}");
    }
    person.closes();
}

/// The size of the texts of the levels, and whether all there is can be seen at once.
fn how_it_is_read(person: &Person) -> (f64, bool) {
    person.lets_it_draw();
    person.asks_and_waits(
        "const done = arguments[arguments.length - 1];
         document.fonts.ready.then(() => requestAnimationFrame(() => done(null)))",
    );
    let read = person.asks(
        "const read = document.querySelector('.room .read');
         const statement = read.querySelector('.statement');
         return [parseFloat(getComputedStyle(statement).fontSize), read.scrollHeight <= read.clientHeight]",
    );
    let size = read[0].as_f64().expect("a size is a number");
    (size, read[1] == true)
}

struct Sheet {
    id: String,
    edition: String,
    areas: Vec<String>,
    services: Vec<String>,
}

fn shipped_sheets() -> Vec<Sheet> {
    let folder = repository().join("frameworks/sheets");
    let files = std::fs::read_dir(folder).expect("there are sheets");
    let mut sheets: Vec<Sheet> = files
        .map(|file| {
            let text = std::fs::read_to_string(file.expect("it is there").path());
            let sheet: Value =
                serde_json::from_str(&text.expect("it is text")).expect("it is JSON");
            let text = |value: &Value| value.as_str().expect("it is text").to_owned();
            let areas = sheet["areas"].as_array().expect("it has areas");
            let services = areas
                .iter()
                .flat_map(|area| area["services"].as_array().expect("it has services"));
            Sheet {
                id: text(&sheet["id"]),
                edition: text(&sheet["edition"]),
                areas: areas.iter().map(|area| text(&area["id"])).collect(),
                services: services.map(|service| text(&service["id"])).collect(),
            }
        })
        .collect();
    sheets.sort_by(|one, other| one.id.cmp(&other.id));
    sheets
}

/// Begins a round with a sheet and goes to it.
fn begins_a_round_with(person: Person, home: &Home, sheet: &Sheet) -> Person {
    let known = person
        .commands("home", &Value::Null)
        .expect("there is a home");
    let round = json!({
        "organization": known["organizations"][0]["id"],
        "sheet": { "id": sheet.id, "edition": sheet.edition },
        "scope": "", "title": format!("Round {}", sheet.id), "date": "2026-11-06", "profile": null,
    });
    person
        .commands("create_assessment", &round)
        .expect("a round can be begun");
    person.closes();
    // It goes on where the person was.
    let person = Person::starts(home);
    person.is_at("assess");
    person.goes_to("home");
    person.clicks("button", &format!("Round {}", sheet.id));
    person.waits_until("the round is open", || {
        person.asks("return document.querySelector('main').dataset.screen") != "home"
    });
    person.goes_to("assess");
    person
}
