//! Answering a whole sheet with the keyboard.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::harness::home::repository;
use crate::harness::{Home, Language, Person, key};

#[test]
fn a_new_organization_answered_by_keyboard_scores_as_in_the_terminal() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.clicks("button", "Add your organization");
    person.enters("Name", "架空製造 Kakuu Manufacturing");
    person.sees("dialog", "New assessment");
    person.enters("Scope*", "Gateways");
    person.is_at("assess");

    let services = service_ids();
    for (place, service) in services.iter().enumerate() {
        is_in_front(&person, service);
        match place % 9 {
            6 => person.presses(&["d"]),
            7 => {
                person.presses(&["n"]);
                person.sees("textbox", "Why does this service not apply?");
                person.types_letters("sold to nobody");
                person.presses(&[key::ENTER]);
                person.reads("sold to nobody");
            }
            level => person.presses(&[&level.min(5).to_string()]),
        }
        if place == 0 {
            person.presses(&["m"]);
            person.sees("textbox", "Note");
            person.types_letters("5 of 5, 0 open");
            person.presses(&[key::CONTROL, key::ENTER]);
        } else {
            person.presses(&[key::ENTER]);
        }
    }
    person.sees_all_saved();
    person.reads(&format!("of {} answered", services.len() - 4));
    person.reads("Every service has an answer, 4 of them “don't know”.");
    person.clicks("button", "Finish this round");
    person.reads("4 services are answered “don't know”.");
    person.presses(&[key::ESCAPE]);

    home.answer_dialogs(&[&home.path("saved/")]);
    person.goes_to("home");
    person.clicks("button", "More: PSIRT self-assessment*");
    person.clicks("menuitem", "Save as a file");
    person.reads("Saved: ");
    let files = home.files("saved");
    let in_terminal = score_in_the_terminal(&files[0]);
    let file: Value = read(&files[0]);
    assert_eq!(
        file["services"][&services[0]]["note"], "5 of 5, 0 open",
        "digits typed into a note are no answers"
    );

    let results = person
        .commands("results", &json!({ "assessment": file["id"] }))
        .expect("there are results");
    assert_eq!(
        results["overall"]["score"].as_f64(),
        in_terminal["overall"]["score"].as_f64()
    );
    assert_eq!(
        results["overall"]["coverage"]["answered"],
        in_terminal["overall"]["answered"]
    );
    let areas = |list: &Value| -> Vec<(Value, Option<f64>)> {
        let list = list.as_array().expect("areas are a list");
        list.iter()
            .map(|area| (area["id"].clone(), area["score"].as_f64()))
            .collect()
    };
    assert_eq!(areas(&results["areas"]), areas(&in_terminal["areas"]));

    person.goes_to("results");
    let overall = in_terminal["overall"]["score"]
        .as_f64()
        .expect("it has one");
    person.sees("img", &format!("Overall score: {overall:.1}*"));
    person.closes();
}

#[test]
fn what_was_undone_comes_back_and_all_of_it_is_in_the_history() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.clicks("button", "Add your organization");
    person.enters("Name", "Kakuu");
    person.sees("dialog", "New assessment");
    person.clicks("button", "Begin assessment");
    person.is_at("assess");
    is_in_front(&person, &service_ids()[0]);
    let chosen = |level: &str| drop(person.sees("button", &format!("* {level} Level {level}")));
    person.presses(&["2"]);
    chosen("2");
    person.presses(&["4"]);
    chosen("4");
    person.presses(&[key::CONTROL, "z"]);
    chosen("2");
    person.presses(&[key::CONTROL, key::SHIFT, "z"]);
    chosen("4");
    person.sees_all_saved();
    person.goes_to("workspace");
    person.reads("2 Emerging");
    person.reads("4 Managed");
    person.closes();
}

#[test]
fn every_service_opens_at_its_top_with_the_highest_level_first() {
    opens_services_at_their_top("highest_first");
}

#[test]
fn every_service_opens_at_its_top_with_level_0_first() {
    opens_services_at_their_top("lowest_first");
}

#[test]
fn what_was_typed_is_not_lost_by_a_key_or_a_click_beside_it() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.clicks("button", "Add your organization");
    person.types("Name", "Kakuu Manufacturing");
    person.presses(&[key::ESCAPE]);
    person.reads("What you typed here is not saved.");
    person.clicks("button", "Go on writing");
    let typed = "return document.activeElement.value";
    assert_eq!(person.asks(typed), "Kakuu Manufacturing");
    person.clicks_at(5, 5);
    person.reads("What you typed here is not saved.");
    person.presses(&[key::ESCAPE]);
    assert_eq!(
        person.asks(typed),
        "Kakuu Manufacturing",
        "Escape goes back to it"
    );
    person.presses(&[key::ENTER]);
    person.sees("dialog", "New assessment");
    person.clicks("button", "Begin assessment");
    person.is_at("assess");
    is_in_front(&person, &service_ids()[0]);

    person.presses(&["e"]);
    person.sees("textbox", "What it is*");
    person.types_letters("policy");
    person.presses(&[key::ESCAPE]);
    person.presses(&["j"]);
    is_in_front(&person, &service_ids()[1]);
    person.presses(&["k"]);
    is_in_front(&person, &service_ids()[0]);
    let field = person.sees("textbox", "What it is*");
    person.types_into(&field, " 2");
    person.presses(&[key::ENTER]);
    person.sees("button", "Edit: policy 2*");

    person.presses(&["n"]);
    person.sees("textbox", "Why does this service not apply?");
    person.types_letters("nobody sells");
    person.presses(&[key::ESCAPE]);
    person.presses(&["n"]);
    person.sees("textbox", "Why does this service not apply?");
    person.presses(&[key::ENTER]);
    person.reads("nobody sells");
    person.closes();
}

#[test]
fn a_way_back_is_offered_as_long_as_it_is_the_last_thing_and_covers_nothing() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.adds_a_round(Language::English, "Kakuu");
    let first = &service_ids()[0];
    is_in_front(&person, first);
    person.presses(&["4"]);
    person.presses(&[key::BACKSPACE]);
    person.reads(&format!("Answer of {first} cleared (was: Level 4)"));
    let is_clear = "
        const notice = document.querySelector('.notice').getBoundingClientRect();
        return notice.top >= document.querySelector('main').getBoundingClientRect().bottom - 1";
    for (width, height) in [(720, 520), (1280, 820), (1920, 1080)] {
        person.makes_the_window(width, height);
        assert_eq!(person.asks(is_clear), true, "at {width}x{height}");
    }
    person.clicks("button", "Undo");
    person.sees("button", "* 4 Level 4");
    person.presses(&[key::CONTROL, "z"]);
    person.sees("button", "Redo");
    person.presses(&["2"]);
    person.waits_until("no way back to what is past", || {
        person.finds("button", "Redo").is_none()
    });
    person.closes();
}

/// Goes to services in every way there is, from the far end of the one before, in windows of
/// every size.
fn opens_services_at_their_top(order: &str) {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.adds_a_round(Language::English, "Kakuu");
    if order == "lowest_first" {
        person.clicks("button", "Reverse level order");
    }
    let ids = service_ids();
    let at = |place: usize| {
        is_in_front(&person, &ids[place]);
        is_at_its_top(&person, order);
    };
    let is_narrow = || {
        let shown = "return document.querySelector('.rail .show')?.checkVisibility() === true";
        person.asks(shown) == true
    };
    for (width, height) in [(720, 520), (1280, 820), (1920, 1080)] {
        person.makes_the_window(width, height);
        for twice in [false, true] {
            if twice {
                person.zooms_to_twice();
            }
            if is_narrow() {
                person.clicks("button", "Services");
            }
            person.clicks("button", &format!("{} *", ids[0]));
            at(0);
            person.presses(&["3"]);
            to_the_far_end(&person);
            person.presses(&[key::ENTER]);
            at(1);
            to_the_far_end(&person);
            person.presses(&["2"]);
            person.presses(&["j"]);
            at(2);
            to_the_far_end(&person);
            person.presses(&["k"]);
            at(1);
            to_the_far_end(&person);
            person.clicks("button", "Next service*");
            at(2);
            to_the_far_end(&person);
            if is_narrow() {
                person.clicks("button", "Services");
            }
            person.clicks("button", &format!("{} *", ids[4]));
            at(4);
            to_the_far_end(&person);
            person.presses(&[key::CONTROL, "z"]);
            at(1);
            to_the_far_end(&person);
            person.presses(&[key::CONTROL, "k"]);
            person.sees("dialog", "*");
            let palette = person.sees("combobox", "Find");
            person.types_into(&palette, &ids[6]);
            person.presses(&[key::ENTER]);
            at(6);
        }
        person.zooms_back();
    }
    person.closes();
}

#[test]
fn choosing_a_level_moves_nothing_that_is_read() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::Japanese);
    person.adds_a_round(Language::Japanese, "架空");
    is_in_front(&person, &service_ids()[0]);
    let top = |level: &str| {
        person.lets_it_draw();
        let script = format!(
            "return document.querySelector('[data-level=\"{level}\"]').getBoundingClientRect().top"
        );
        person.asks(&script).as_f64().expect("a place is a number")
    };
    for (width, height) in [(720, 520), (1280, 820)] {
        person.makes_the_window(width, height);
        // Down the ladder, so that each is in sight when it is chosen, and up again.
        let down = ["5", "4", "3", "2", "1", "0"];
        let up = down.iter().rev().map(|level| (level, key::UP));
        for (level, key) in down.iter().map(|level| (level, key::DOWN)).chain(up) {
            person.waits_until(&format!("level {level} in hand"), || {
                let hand = "return document.activeElement?.closest('[data-level]')?.dataset.level";
                let is_there = person.asks(hand) == *level;
                if !is_there {
                    person.presses(&[key]);
                }
                is_there
            });
            let before = top(level);
            person.presses(&[level]);
            person.sees_all_saved();
            let after = top(level);
            assert!(
                (before - after).abs() < 1.5,
                "level {level} at {width}x{height} moved from {before} to {after}"
            );
            let hand = "return document.activeElement.closest('[data-level]')?.dataset.level";
            assert_eq!(person.asks(hand), *level, "the hands stay where they are");
        }
    }
    person.closes();
}

/// Goes to the far end of what is read, as somebody does who has read it.
fn to_the_far_end(person: &Person) {
    person.presses(&[key::UP]);
    for _ in 0..6 {
        person.presses(&[key::DOWN]);
    }
}

/// Asserts that the title is in sight, with what the service is for right below.
fn is_at_its_top(person: &Person, order: &str) {
    person.lets_it_draw();
    let script = "
        const seen = (element, height) => {
            const box = element.getBoundingClientRect();
            const bottom = box.top + Math.min(box.height, height);
            const clips = [];
            for (let one = element.parentElement; one !== null; one = one.parentElement) {
                if (getComputedStyle(one).overflowY !== 'visible') clips.push(one);
            }
            const isInside = clips.every((clip) => {
                const outer = clip.getBoundingClientRect();
                return box.top >= outer.top - 1 && bottom <= outer.bottom + 1;
            });
            const at = document.elementFromPoint(box.left + 4, box.top + 4);
            return isInside && bottom <= innerHeight && (element === at || element.contains(at)
                || at?.contains(element) === true);
        };
        const title = document.getElementById('service-title');
        const purpose = document.querySelector('.purpose');
        return [seen(title, Infinity), seen(purpose, 20), document.activeElement === title,
            `${innerWidth}x${innerHeight}`]";
    let seen = person.asks(script);
    let all = seen.as_array().expect("it is a list");
    assert!(
        all[..3].iter().all(|one| one == true),
        "title, purpose and focus at {}, {order}: {seen}; picture: {}",
        all[3],
        person.photographs("not-at-its-top").display()
    );
}

/// Waits until a service is the one to answer.
fn is_in_front(person: &Person, service: &str) {
    person.waits_until(&format!("service {service} in front"), || {
        let title = person.asks("return document.getElementById('service-title')?.textContent");
        let title = title.as_str().unwrap_or_default().trim();
        title.split_whitespace().next() == Some(service)
    });
}

/// The services of the sheet a new assessment uses, in order.
pub fn service_ids() -> Vec<String> {
    let sample = read(&repository().join("samples/en/2026.psirt.json"));
    let sheet = sample["sheet"]["id"].as_str().expect("it names its sheet");
    let sheet = read(&repository().join(format!("frameworks/sheets/{sheet}.json")));
    let areas = sheet["areas"].as_array().expect("a sheet has areas");
    areas
        .iter()
        .flat_map(|area| area["services"].as_array().expect("an area has services"))
        .map(|service| service["id"].as_str().expect("it has an id").to_owned())
        .collect()
}

fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("it is text");
    serde_json::from_str(&text).expect("it is JSON")
}

/// What the terminal's program says of a file.
fn score_in_the_terminal(file: &Path) -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--package", "psirt-cli"])
        .args(["--", "score", "--json"])
        .arg(file)
        .current_dir(repository())
        .output()
        .expect("cargo can be started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("the terminal answers in JSON")
}
