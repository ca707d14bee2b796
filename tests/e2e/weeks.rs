//! The first weeks of an organization that begins: ticked, saved, opened, put away.

use std::fs;

use crate::accessibility::Looks;
use crate::harness::{Home, Language, Person, key};

#[test]
fn an_organization_that_begins_ticks_off_its_weeks_in_either_language() {
    for (language, theme) in [(Language::English, "dark"), (Language::Japanese, "light")] {
        goes_through_the_weeks(language, theme);
    }
}

fn goes_through_the_weeks(language: Language, theme: &str) {
    let home = Home::new();
    let person = Person::starts(&home);
    person.likes(theme);
    person.begins(language);
    let mut looks = Looks::begin(&person, language, theme);
    let round = language.pick("PSIRT self-assessment *", "PSIRT自己評価 *");
    person.adds_a_round(language, "Kakuu 架空");
    person.goes_to("home");
    let put_away = language.pick("Put away", "非表示にする");
    person.sees("button", round);
    assert!(
        person.finds("button", put_away).is_none(),
        "nobody has said that they begin"
    );

    // By the keys alone, from the menu of the organization.
    let menu = language.pick("More: Kakuu 架空", "その他: Kakuu 架空");
    person.clicks("button", menu);
    person.clicks(
        "menuitem",
        language.pick("Show what to do week by week", "週ごとの進め方を表示"),
    );
    person.sees("heading", language.pick("Week 1", "第1週"));
    looks.at("52-weeks");
    let tick = |name: &str| {
        person.focuses("checkbox", name);
        person.presses(&[" "]);
    };
    tick(language.pick("Write down one true case*", "実際にあった事例*"));
    person.reads(language.pick("1 of 26 done", "26件中1件完了"));
    tick(language.pick("Ask who handles*", "正式な担当でなくても*"));
    person.clicks("button", language.pick("Go on to week 2", "第2週に進む"));
    person.sees("heading", language.pick("Week 2", "第2週"));
    person.makes_the_window(720, 520);
    looks.at("53-weeks-small");
    person.makes_the_window(1280, 820);

    let document = language.pick(
        "Save document: Intake page*",
        "ひな形を保存: 脆弱性報告の受付ページ",
    );
    home.answer_dialogs(&[&home.path("saved/")]);
    person.clicks("button", document);
    person.clicks("menuitem", language.pick("As plain text", "テキストで保存"));
    person.reads(language.pick("Saved: ", "保存しました: "));
    let files = home.files("saved");
    let text = fs::read_to_string(&files[0]).expect("it is text");
    assert!(text.contains("Kakuu 架空"), "{text}");

    person.clicks("button", language.pick("Assess 2.1 *", "2.1 *"));
    person.is_at("assess");
    person.waits_until("the service of the task", || {
        let title = person.asks("return document.querySelector('#service-title')?.innerText");
        title.as_str().is_some_and(|title| title.starts_with("2.1"))
    });
    person.goes_to("home");
    looks.found_nothing();
    // Everything is as it was left, also after a restart; one week is in sight.
    person.closes_as_by_the_button();
    let person = Person::starts(&home);
    person.is_at("home");
    person.reads(language.pick("2 of 26 done", "26件中2件完了"));
    person.clicks(
        "button",
        language.pick("Show all weeks", "すべての週を表示"),
    );
    person.sees("heading", language.pick("Week 13", "第13週"));
    let mut looks = Looks::begin(&person, language, theme);
    looks.at("54-all-weeks");
    person.clicks("button", put_away);
    person.waits_until("the weeks put away", || {
        person.finds("button", put_away).is_none()
    });
    let focused = person.asks("return document.activeElement.getAttribute('aria-label')");
    assert_eq!(focused, menu, "the focus is where they come back from");
    // From the palette, in the other language's words too.
    person.clicks("button", round);
    person.is_at("assess");
    person.presses(&[key::CONTROL, "k"]);
    person.waits_until("the question to be asked", || {
        person.asks("return document.activeElement.getAttribute('role')") == "combobox"
    });
    person.types_letters(language.pick("週ごとの進め方", "week by week"));
    person.presses(&[key::ENTER]);
    person.is_at("home");
    person.reads(language.pick("2 of 26 done", "26件中2件完了"));
    looks.found_nothing();
    person.closes();
}
