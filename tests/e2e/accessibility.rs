//! Every screen in both languages and both themes: looked at by axe, and photographed for eyes.

use serde_json::Value;

use crate::harness::home::repository;
use crate::harness::{Home, Language, Person, SCREENS, key};

/// Runs axe on what is in front and gives back what it found, one line each.
const RUN_AXE: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then((results) => done(
        results.violations.flatMap((violation) => violation.nodes.map(
            (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary}`))),
        (error) => done([String(error)]));";

#[test]
fn axe_finds_nothing_in_english_light() {
    looks_at_every_screen(Language::English, "light");
}

#[test]
fn axe_finds_nothing_in_english_dark() {
    looks_at_every_screen(Language::English, "dark");
}

#[test]
fn axe_finds_nothing_in_japanese_light() {
    looks_at_every_screen(Language::Japanese, "light");
}

#[test]
fn axe_finds_nothing_in_japanese_dark() {
    looks_at_every_screen(Language::Japanese, "dark");
}

fn looks_at_every_screen(language: Language, theme: &str) {
    let home = Home::new();
    let person = Person::starts(&home);
    person.likes(theme);
    let mut looks = Looks::begin(&person, language, theme);
    looks.at("00-language");
    person.clicks("button", language.pick("English", "日本語"));
    looks.at("01-workspace-choice");
    person.clicks(
        "button",
        language.pick("Create a workspace*", "ワークスペースを作成する*"),
    );
    person.clicks(
        "checkbox",
        language.pick("Protect with a passphrase", "パスフレーズで保護する"),
    );
    looks.at("02-new-workspace");
    person.clicks(
        "checkbox",
        language.pick("Protect with a passphrase", "パスフレーズで保護する"),
    );
    person.clicks(
        "button",
        language.pick("Create workspace", "ワークスペースを作成"),
    );
    person.sees("button", language.pick("Look at the sample", "見本を見る"));
    looks.at("03-home-empty");
    person.opens_the_sample(language);
    for (number, screen) in SCREENS.iter().enumerate() {
        person.goes_to(screen);
        if *screen == "reports" {
            person.sees("img", language.pick("Page 1: *", "1ページ*"));
        }
        looks.at(&format!("{}-{screen}", 10 + number));
    }
    looks_at_assess_in_every_size(&person, &mut looks);
    looks_at_every_screen_in_the_smallest_window(&person, &mut looks);
    person.goes_to("results");
    person.presses(&[key::CONTROL, "k"]);
    person.sees("dialog", "*");
    looks.at("20-palette");
    person.presses(&[key::ESCAPE]);
    person.presses(&["?"]);
    person.sees("dialog", "*");
    looks.at("21-keys");
    person.presses(&[key::ESCAPE]);
    looks.found_nothing();
    person.closes();
}

/// The screen where people spend their time: in small and large windows, at both ends of the zoom,
/// and for a room.
fn looks_at_assess_in_every_size(person: &Person, looks: &mut Looks<'_>) {
    person.goes_to("assess");
    for (width, height) in [(720, 520), (1280, 820), (1920, 1080)] {
        person.makes_the_window(width, height);
        looks.at(&format!("30-assess-{width}-100"));
        person.zooms_to_twice();
        looks.at(&format!("30-assess-{width}-200"));
        person.zooms_back();
        person.presses(&[key::F11]);
        person.sees("timer", "*");
        looks.at(&format!("31-room-{width}"));
        person.presses(&[key::F11]);
        person.waits_until("the room view is left", || {
            person.finds("timer", "*").is_none()
        });
    }
    person.makes_the_window(1280, 820);
}

/// In the smallest window, where things are most likely to be cut off; also with the keys alone.
fn looks_at_every_screen_in_the_smallest_window(person: &Person, looks: &mut Looks<'_>) {
    person.makes_the_window(720, 520);
    for screen in SCREENS {
        person.goes_to(screen);
        person.photographs(&format!("{}-32-{screen}-720", looks.kind));
        let mut flaws = person.flaws();
        flaws.extend(person.flaw_of_the_focus());
        let flaws = flaws.iter().map(|flaw| format!("{screen} at 720: {flaw}"));
        looks.found.extend(flaws);
    }
    person.makes_the_window(1280, 820);
}

/// What is written smaller than 12 pixels on the screen, however it came to be so small.
const SMALL: &str = "
    const small = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (walker.currentNode.data.trim() === '' || !element.checkVisibility()) continue;
        if (element.closest('.visually-hidden, script, style, [aria-hidden=true] [data-miniature]')) continue;
        const drawn = element.closest('svg')?.getScreenCTM()?.a ?? 1;
        const size = parseFloat(getComputedStyle(element).fontSize) * drawn;
        if (size < 11.9) small.add(`${size.toFixed(1)} px: ${walker.currentNode.data.trim()}`);
    }
    return [...small]";

/// Photographs what is in front, and gives back what axe finds wrong with it, what is written too
/// small, and what is cut off, crowded or off the page.
fn looks_at(person: &Person, name: &str) -> Vec<String> {
    person.photographs(name);
    let small = person.asks(SMALL);
    let small = small.as_array().expect("it is a list");
    let violations = person.asks_and_waits(RUN_AXE);
    let violations = violations.as_array().expect("axe gives a list");
    let lines = violations.iter().chain(small).filter_map(Value::as_str);
    let flaws = person.flaws();
    let flaws = flaws.iter().map(String::as_str);
    lines
        .chain(flaws)
        .map(|line| format!("{name}: {line}"))
        .collect()
}

/// Looks at one screen after the other, and keeps what is wrong with them.
pub struct Looks<'a> {
    person: &'a Person,
    kind: String,
    found: Vec<String>,
}

impl<'a> Looks<'a> {
    /// Begins to look; pictures are named after language and theme.
    pub fn begin(person: &'a Person, language: Language, theme: &str) -> Self {
        loads_axe(person);
        Self {
            person,
            kind: format!("{}-{theme}", language.pick("en", "ja")),
            found: Vec::new(),
        }
    }

    /// Looks at what is in front.
    pub fn at(&mut self, name: &str) {
        let name = format!("{}-{name}", self.kind);
        self.found.extend(looks_at(self.person, &name));
    }

    /// Nothing was wrong with anything.
    pub fn found_nothing(self) {
        assert!(self.found.is_empty(), "{}", self.found.join("\n"));
    }
}

/// Brings axe into the page.
fn loads_axe(person: &Person) {
    let path = repository().join("ui/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&path).expect("axe is among the window's packages");
    person.asks(&format!("{axe}; return null"));
}
