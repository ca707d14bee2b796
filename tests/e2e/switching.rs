//! Language and theme change at any moment, and nobody loses their place.

use crate::harness::{Home, Language, Person, SCREENS};

#[test]
fn language_and_theme_change_on_every_screen_without_losing_the_place() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.opens_the_sample(Language::English);
    for screen in SCREENS {
        person.goes_to(screen);
        person.clicks("radio", "日本語");
        person.waits_until("the page in Japanese", || {
            person.asks("return document.documentElement.lang") == "ja"
        });
        person.is_at(screen);
        person.clicks("radio", "English");
        person.waits_until("the page in English", || {
            person.asks("return document.documentElement.lang") == "en"
        });
        person.is_at(screen);
    }

    // In the middle of a service, half down the page.
    person.goes_to("assess");
    person.presses(&["j"]);
    let place = || {
        person.asks(
            "return [document.getElementById('service-title').textContent.trim().split(/\\s/)[0],
                document.querySelector('main').scrollTop]",
        )
    };
    let before = place();
    person.clicks("button", "View");
    person.clicks("menuitemradio", "Dark");
    person.waits_until("the dark theme", || {
        person.asks("return getComputedStyle(document.documentElement).colorScheme") == "dark"
    });
    person.clicks("radio", "日本語");
    person.reads("評価");
    assert_eq!(place(), before);
    person.closes();

    let again = Person::starts(&home);
    again.waits_until("the language and theme of last time", || {
        again.asks(
            "return document.documentElement.lang === 'ja'
                && getComputedStyle(document.documentElement).colorScheme === 'dark'",
        ) == true
    });
    again.closes();
}
