//! What the program says of itself.

use crate::harness::{Home, Language, Person};

#[test]
fn whoever_asks_reads_whose_work_the_program_contains() {
    for language in [Language::English, Language::Japanese] {
        let home = Home::new();
        let person = Person::starts_anew(&home, language);
        person.goes_to("workspace");
        let notices = language.pick(
            "Copyright and licenses of others",
            "第三者の著作権とライセンス",
        );
        person.clicks("button", notices);
        person.sees("region", notices);
        let shown = "return document.querySelector('pre').textContent";
        let shown = person.asks(shown);
        let shown = shown.as_str().expect("notices are text");
        for known in [
            "tauri ",
            "svelte ",
            "sqlcipher-src ",
            "Apache License",
            "SIL OPEN FONT LICENSE",
        ] {
            assert!(shown.contains(known), "the notices name {known}");
        }
        person
            .asks("document.querySelector('pre').scrollIntoView({ block: 'center' }); return null");
        person.photographs(language.pick("en-notices", "ja-notices"));
    }
}
