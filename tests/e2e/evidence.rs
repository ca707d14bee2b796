//! Evidence: a link, the place of a file, a copy of a file; each opened on request.

use std::fs;

use crate::accessibility::Looks;
use crate::harness::{Home, Language, Person, key};

#[test]
fn evidence_from_a_link_and_from_files_is_kept_and_opened_in_either_language() {
    for (language, theme) in [(Language::English, "light"), (Language::Japanese, "dark")] {
        keeps_evidence(language, theme);
    }
}

fn keeps_evidence(language: Language, theme: &str) {
    let home = Home::new();
    let person = Person::starts(&home);
    person.likes(theme);
    person.begins(language);
    person.adds_a_round(language, "Kakuu 架空");
    let mut looks = Looks::begin(&person, language, theme);
    let save = language.pick("Save evidence", "証拠を保存");
    let add = || {
        person.presses(&[key::ESCAPE]);
        person.presses(&["e"]);
        person.sees("button", save);
    };
    let link = "https://example.invalid/tickets/1";
    add();
    person.types(language.pick("What it is", "名称"), "Ticket 票");
    person.types(language.pick("Where it is kept", "保管場所"), link);
    looks.at("55-evidence-form");
    person.clicks("button", save);
    person.clicks(
        "button",
        &language.pick(
            format!("Open in the browser: {link}"),
            format!("ブラウザーで開く: {link}"),
        ),
    );
    person.waits_until("the browser is asked for", || {
        home.opened() == [link.to_owned()]
    });

    // The place of a file is a text; the file stays where it is.
    let minutes = home.path("minutes 議事録.txt");
    fs::write(&minutes, "agreed 合意").expect("it can be written");
    home.answer_dialogs(&[&minutes, &minutes]);
    add();
    person.clicks(
        "button",
        language.pick("Enter the path of a file", "ファイルのパスを入力"),
    );
    person.waits_until("the title of the file", || {
        person.asks("return document.activeElement.form?.elements[0].value") != ""
    });
    person.clicks("button", save);
    person.reads(&minutes.display().to_string());

    // A copy is in the workspace, whatever becomes of the file.
    add();
    person.clicks(
        "button",
        language.pick("Keep a copy (up to 20 MB)", "写しを残す (20MBまで)"),
    );
    person.waits_until("the copy", || {
        let place = "return [...document.querySelectorAll('input')].map((one) => one.value).join()";
        let place = person.asks(place);
        place.as_str().is_some_and(|place| place.contains("[copy "))
    });
    person.clicks("button", save);
    person.reads(language.pick(
        "minutes 議事録.txt (copy in this workspace)",
        "minutes 議事録.txt (ワークスペース内の写し)",
    ));
    fs::remove_file(&minutes).expect("it is there");
    looks.at("56-evidence-list");
    person.clicks(
        "button",
        language.pick(
            "Open the copy: minutes 議事録",
            "写しを開く: minutes 議事録",
        ),
    );
    person.waits_until("the copy opened", || home.opened().len() == 2);
    let opened = home.opened().pop().expect("it was opened");
    let text = fs::read_to_string(&opened).expect("it is a file");
    assert_eq!(text, "agreed 合意");
    person.sees_all_saved();
    looks.found_nothing();
    person.closes_as_by_the_button();

    let person = Person::starts(&home);
    person.is_at("assess");
    person.reads("Ticket 票");
    person.reads(link);
    assert!(
        !std::path::Path::new(&opened).exists(),
        "a copy that was opened goes with the window"
    );
    person.closes();
}
