//! Names as people have them: long, and without a space.

use serde_json::{Value, json};

use crate::harness::{Home, Language, Person, SCREENS, key};

/// Longer than any screen is wide.
fn long(word: &str) -> String {
    format!("{word}{}", "OfTheInternationalManufacturingGroup".repeat(5))
}

/// Everything that reaches beyond the right edge of what it stands in, where that does not scroll.
const BEYOND: &str = "
    const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const holds = (element) => {
        for (let one = element.parentElement; one !== null; one = one.parentElement) {
            const { overflowX } = getComputedStyle(one);
            if (overflowX !== 'visible') return one;
        }
        return document.documentElement;
    };
    return [...document.querySelectorAll('body *')]
        .filter((element) => element.children.length === 0 && element.textContent.trim() !== '')
        .filter((element) => element.closest('svg, .visually-hidden, title, style, script') === null)
        .filter(seen)
        .filter((element) => {
            const holder = holds(element);
            const { overflowX } = getComputedStyle(holder);
            const edge = holder.getBoundingClientRect().right;
            const { right, width } = element.getBoundingClientRect();
            if (width === 0) return false;
            if (overflowX === 'auto' || overflowX === 'scroll') {
                return holder.scrollWidth > holder.clientWidth + 1 && right > edge + 1
                    && holder.closest('.sideways') === null;
            }
            return right > edge + 1 && getComputedStyle(element).textOverflow !== 'ellipsis'
                && getComputedStyle(holder).textOverflow !== 'ellipsis';
        })
        .map((element) => element.tagName + ' ' + element.className + ': '
            + element.textContent.trim().slice(0, 60));";

#[test]
fn no_name_however_long_pushes_a_screen_sideways() {
    for language in [Language::English, Language::Japanese] {
        let home = Home::new();
        let person = Person::starts_anew(&home, language);
        fill_with_long_names(&person);
        person.reloads();
        person.waits_until("a screen", || {
            person.asks("return document.querySelector('main[data-screen]') !== null") == true
        });
        // The one round there is, found by its name.
        person.presses(&[key::CONTROL, "k"]);
        person.sees("combobox", language.pick("Find", "検索"));
        person.types_letters("RoundOf");
        person.presses(&[key::ENTER]);
        person.is_at("assess");
        for (width, height) in [(720, 520), (1280, 820)] {
            person.makes_the_window(width, height);
            for screen in SCREENS {
                person.goes_to(screen);
                let beyond = person.asks(BEYOND);
                person.photographs(&format!("long-names-{screen}-{width}-{language:?}"));
                assert_eq!(beyond, json!([]), "{screen} at {width}, {language:?}");
            }
        }
        person.closes();
    }
}

/// An organization, a round, answers and a plan, everything called by a long name.
fn fill_with_long_names(person: &Person) {
    let told = |command: &str, request: Value| -> Value {
        person
            .commands(command, &request)
            .unwrap_or_else(|failure| panic!("{command}: {failure}"))
    };
    let made = told(
        "create_organization",
        json!({ "name": long("Manufacturer"), "sector": "electronics", "size": null, "model": null }),
    );
    let sheet = &made["home"]["sheets"][0];
    let round = told(
        "create_assessment",
        json!({
            "organization": made["organization"],
            "sheet": { "id": sheet["id"], "edition": sheet["edition"] },
            "scope": long("Scope"), "title": long("Round"), "date": "2026-11-06", "profile": null,
        }),
    );
    let assessment = &round["id"];
    let entries = round["entries"].as_array().expect("there are services");
    for entry in entries.iter().take(3) {
        let of = |more: Value| {
            let mut request = json!({ "assessment": assessment, "service": entry["service"] });
            let all = request.as_object_mut().expect("it is an object");
            all.extend(more.as_object().expect("it is an object").clone());
            request
        };
        told(
            "save_answer",
            of(json!({ "answer": { "kind": "level", "level": 1 } })),
        );
        told("save_target", of(json!({ "target": 3 })));
        told("save_owner", of(json!({ "owner": long("Owner") })));
        told("save_note", of(json!({ "note": long("Note") })));
        let evidence = json!([{ "title": long("Evidence"), "place": long("https://example.invalid/"), "date": null }]);
        told("save_evidence", of(json!({ "evidence": evidence })));
        told(
            "add_actions",
            json!({ "assessment": assessment, "actions": [{
                "service": entry["service"], "toLevel": 2, "title": long("Action"),
                "deliverable": long("Deliverable"), "owner": long("Owner"), "due": "2027-03-31",
                "effortDays": null, "state": "planned",
            }] }),
        );
    }
}
