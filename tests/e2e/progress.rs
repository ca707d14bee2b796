//! A plan that is kept, what became of the one before, and the page that says so.

use std::fs;

use crate::accessibility::Looks;
use crate::harness::{Home, Language, Person, key};

#[test]
fn a_plan_is_kept_with_its_round_and_the_page_of_changes_says_what_became_of_the_last() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.opens_the_sample(Language::English);

    person.goes_to("gaps");
    person.clicks("button", "Plan under a budget");
    person.clicks("button", "Keep this plan");
    person.reads("Kept for next time: 40 person-days");
    person.photographs("plan-kept");

    person.goes_to("progress");
    person.reads("7 of 9 reached their level");
    person.reads("Kept for 120 person-days: 8 of 13 chosen steps are reached.");
    person.photographs("plan-and-outcome");

    person.goes_to("reports");
    person.clicks("radio", "Since last time");
    person.reads("Page 1 of 1");
    person.photographs("since-last-time");
    person.closes();
}

/// What the plan shows of owners and dates, an action a line.
fn plan(person: &Person) -> Vec<String> {
    let rows = person.asks(
        "return [...document.querySelectorAll('[data-action] .facts')].map((row) => row.innerText)",
    );
    let rows = rows.as_array().expect("a list of rows").iter();
    rows.map(|row| {
        row.as_str()
            .unwrap_or_default()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    })
    .collect()
}

#[test]
fn many_actions_are_chosen_in_the_smallest_window_in_english_and_in_the_dark() {
    let home = Home::new();
    let person = Person::starts(&home);
    person.likes("dark");
    person.begins(Language::English);
    person.opens_the_sample(Language::English);
    let mut looks = Looks::begin(&person, Language::English, "dark");
    person.goes_to("gaps");
    person.sees("button", "Change several*");
    person.makes_the_window(720, 520);
    person.presses(&["m"]);
    person.sees("dialog", "Change several actions");
    looks.at("57-many-actions-small");
    person.clicks("button", "All");
    person.types("Owner", "Yamada");
    looks.at("58-many-actions-chosen-small");
    person.presses(&[key::ENTER]);
    person.reads("Yamada");
    looks.found_nothing();
    person.closes();
}

#[test]
fn three_actions_get_one_owner_and_date_by_keys_and_lose_them_in_one_step() {
    let home = Home::new();
    let language = Language::Japanese;
    let person = Person::starts_anew(&home, language);
    person.opens_the_sample(language);
    person.goes_to("gaps");
    person.sees("button", "まとめて変更*");
    let before = plan(&person);

    person.presses(&["m"]);
    person.sees("dialog", "施策をまとめて変更");
    // Forward with the Tab key to the list, as whoever has no mouse gets there.
    person.waits_until("the first checkbox has the focus", || {
        person.presses(&[key::TAB]);
        person.asks("return document.activeElement.type === 'checkbox'") == true
    });
    for number in 1..=3 {
        person.presses(&[" "]);
        person.reads(&format!("{number}件を選択中"));
        person.presses(&[key::TAB]);
    }
    person.types("担当者", "山田");
    person.types("日付", "2027-06-30");
    person.photographs("many-actions-ja");
    person.presses(&[key::ENTER]);
    person.reads("3件の施策を変更しました");
    let of_yamada = |lines: &[String]| {
        let mut lines = lines.iter();
        lines.by_ref().filter(|line| line.contains("山田")).count()
    };
    person.waits_until("three actions of one owner", || {
        of_yamada(&plan(&person)) == 3
    });
    person.photographs("many-actions-changed-ja");

    person.presses(&[key::CONTROL, "z"]);
    person.waits_until("the plan as it was", || plan(&person) == before);

    person.presses(&["m"]);
    person.clicks("button", "すべて");
    person.clicks("combobox", "期日*");
    person.clicks("option", "四半期に均等に割り振る");
    person.reads("変更後の計画");
    person.photographs("many-actions-spread-ja");
    person.presses(&[key::ESCAPE]);

    let [calendar, table] = ["plan.ics", "plan.csv"].map(|name| home.saved().join(name));
    home.answer_dialogs(&[&calendar, &table]);
    for kind in ["カレンダー (.ics)", "表 (.csv)"] {
        person.clicks("button", "計画を保存");
        person.clicks("menuitem", kind);
        person.reads("保存しました: ");
    }
    person.waits_until("both files", || calendar.exists() && table.exists());
    let events = fs::read_to_string(&calendar).expect("it was written");
    assert!(events.starts_with("BEGIN:VCALENDAR\r\n"), "{events}");
    assert!(events.contains("BEGIN:VEVENT"), "{events}");
    let table = fs::read_to_string(&table).expect("it was written");
    assert!(table.starts_with("\u{feff}期日,担当,"), "{table}");
    person.closes();
}
