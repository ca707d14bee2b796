//! A round as a whole: its name, its end, and what follows.

use crate::harness::{Home, Language, Person, key};

#[test]
fn a_round_is_renamed_from_its_header_and_a_name_that_is_taken_is_noticed() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.adds_a_round(Language::English, "Kakuu");
    person.clicks("button", "*Round menu");
    person.clicks("menuitem", "Change name, scope or day");
    person.types("Name of this round", "Spring");
    person.types("Scope*", "Gateways");
    person.enters("Day of the round", "2026-03-04");
    person.sees("button", "Spring · Round menu");
    person.reads("Gateways");

    // A second one of the same scope.
    person.goes_to("home");
    person.clicks("button", "New assessment");
    person.types("Name of this round", "Summer");
    person.enters("Scope*", "Gateways");
    person.is_at("assess");
    person.clicks("button", "*Round menu");
    person.clicks("menuitem", "Change name, scope or day");
    person.types("Name of this round", "Spring");
    person.reads("A round of this scope has the same name already");
    person.photographs("en-light-namesake");
    person.enters("Name of this round", "Autumn");
    person.sees("button", "Autumn · Round menu");

    // The first gives its name away, the second takes it, and the first has it put back.
    let rename = |from: &str, to: &str, day: Option<&str>| {
        person.goes_to("home");
        person.clicks("button", from);
        person.sees("button", &format!("{from} · Round menu"));
        person.clicks("button", "*Round menu");
        person.clicks("menuitem", "Change name, scope or day");
        person.types("Name of this round", to);
        if let Some(day) = day {
            person.types("Day of the round", day);
        }
        person.presses(&[key::ENTER]);
        person.sees("button", &format!("{to} · Round menu"));
    };
    rename("Spring", "Winter", None);
    // Name and day at once: not one thing that could be put back alone.
    rename("Autumn", "Spring", Some("2026-05-06"));
    person.goes_to("workspace");
    person.clicks("button", "Put back: heading");
    person.reads("Two rounds of this scope are called “Spring” now");
    person.clicks("button", "Change name, scope or day");
    person.enters("Name of this round", "First spring");
    person.goes_to("home");
    person.sees("button", "First spring");
    person.closes();
}

#[test]
fn a_round_is_finished_from_the_palette_in_either_language_and_its_report_is_next() {
    for (language, question) in [
        (Language::English, "finish"),
        (Language::English, "完了"),
        (Language::Japanese, "完了"),
        (Language::Japanese, "finish"),
    ] {
        let home = Home::new();
        let person = Person::starts_anew(&home, language);
        person.adds_a_round(language, "Kakuu");
        person.presses(&["d"]);
        person.sees_all_saved();
        person.presses(&[key::CONTROL, "k"]);
        person.waits_until("the question to be asked", || {
            person.asks("return document.activeElement.getAttribute('role')") == "combobox"
        });
        person.types_letters(question);
        person.presses(&[key::ENTER]);
        person.reads(language.pick(
            "1 service is answered “don't know”.",
            "「わからない」と答えたサービスが1件あります。",
        ));
        person.photographs(language.pick("en-finish", "ja-finish"));
        person.clicks(
            "button",
            language.pick("Finish and freeze", "完了して凍結する"),
        );
        person.is_at("results");
        person.goes_to("home");
        person.clicks(
            "button",
            language.pick("Make the report", "レポートを作成する"),
        );
        person.is_at("reports");
        person.closes();
    }
}
