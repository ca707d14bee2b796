//! The program starts: for the first time, again, and where its workspace cannot be had.

use std::fs;
use std::process::{Command, Stdio};

use jiff::Timestamp;
use psirt_store::{Holder, Workspace};
use serde_json::json;

use crate::harness::home::DOCUMENTS;
use crate::harness::screen::Screen;
use crate::harness::{Home, Language, Person, key};

/// The most clicks from the first start to the first report, besides the keys of the answers.
const MOST_CLICKS: usize = 12;

#[test]
fn a_new_user_has_a_report_of_fifteen_services_after_twelve_clicks_in_either_language() {
    for language in [Language::English, Language::Japanese] {
        let home = Home::new();
        let person = Person::starts(&home);
        let says_what_to_do = || {
            let next = "return document.querySelector(`:is(main, [role=dialog]) button.primary:not(:disabled),
                main button.first`) !== null";
            person.waits_until("a next action", || person.asks(next) == true);
        };
        person.reads("PSIRT Maturity");
        person.reads("how mature your product security incident response team is");
        person.reads("成熟度を評価し");
        says_what_to_do();
        person.clicks("button", language.pick("English", "日本語"));
        says_what_to_do();
        person.clicks(
            "button",
            language.pick("Create a workspace*", "ワークスペースを作成する*"),
        );
        person.reads(DOCUMENTS);
        says_what_to_do();
        person.clicks(
            "button",
            language.pick("Create workspace", "ワークスペースを作成"),
        );
        person.sees("button", language.pick("Look at the sample", "見本を見る"));
        says_what_to_do();
        person.clicks(
            "button",
            language.pick("Add your organization", "組織を登録する"),
        );
        says_what_to_do();
        person.types(language.pick("Name", "名称"), "架空製造 Kakuu");
        person.clicks("button", language.pick("Create organization", "組織を作成"));
        let begin = language.pick("Begin assessment", "アセスメントを始める");
        person.sees(
            "dialog",
            language.pick("New assessment", "新しいアセスメント"),
        );
        says_what_to_do();
        person.clicks("button", begin);
        person.is_at("assess");
        for service in 0..15 {
            says_what_to_do();
            person.presses(&[&(service % 6).to_string()]);
            person.presses(&[key::ENTER]);
        }
        person.sees_all_saved();
        person.clicks("button", language.pick("Reports", "レポート"));
        person.is_at("reports");
        says_what_to_do();
        home.answer_dialogs(&[&home.saved()]);
        person.clicks(
            "button",
            language.pick("Save all formats*", "すべての形式で保存*"),
        );
        person.sees(
            "heading",
            language.pick("* files are saved", "*個のファイルを保存しました"),
        );
        assert!(
            person.has_clicked() <= MOST_CLICKS,
            "{} clicks",
            person.has_clicked()
        );
        let reports = home.files("saved");
        let has = |ending: &str| {
            reports
                .iter()
                .any(|file| file.extension().is_some_and(|found| found == ending))
        };
        assert!(has("pdf") && has("xlsx"), "{reports:?}");
        person.closes();
    }
}

#[test]
fn the_first_start_goes_on_with_enter_alone() {
    let home = Home::new();
    let person = Person::starts(&home);
    let focused = |name: &str| {
        person.waits_until(&format!("the focus on “{name}”"), || {
            let text = person.asks("return document.activeElement.innerText");
            text.as_str().is_some_and(|text| text.contains(name))
        });
    };
    // The system of this computer speaks English.
    focused("English");
    person.presses(&[key::ENTER]);
    focused("Create a workspace");
    person.presses(&[key::ENTER]);
    focused("Create workspace");
    person.presses(&[key::ENTER]);
    focused("Add your organization");
    person.presses(&[key::ENTER]);
    person.sees("textbox", "Name");
    person.types_letters("Kakuu");
    person.presses(&[key::ENTER]);
    person.sees("dialog", "New assessment");
    person.presses(&[key::ENTER]);
    person.is_at("assess");
    person.closes();
    let made = home.files(DOCUMENTS);
    let is_workspace = |path: &std::path::PathBuf| path.extension() == Some("psirtws".as_ref());
    assert!(made.iter().any(is_workspace), "{made:?}");
}

#[test]
fn a_workspace_that_is_asked_for_and_cannot_be_had_is_told_with_its_reason() {
    let home = Home::new();
    Person::starts_anew(&home, Language::English).closes();
    let file = |name: &str, content: &[u8]| {
        let path = home.path(name);
        fs::write(&path, content).expect("it can be written");
        path.display().to_string()
    };
    let missing = home.path("gone.psirtws").display().to_string();
    let diary = file("diary.psirtws", b"Dear diary");
    for (path, why, way_on) in [
        (&missing, "The file is not there", "Look for it elsewhere"),
        (&diary, "The file is not a workspace", "Try again"),
    ] {
        let person = Person::starts_with(&home, &["--workspace", path], &[]);
        person.sees("heading", "The workspace cannot be opened");
        person.reads(path);
        person.reads(why);
        person.sees("button", way_on);
        person.photographs("en-light-refused");
        person.closes();
    }
    // The last one is gone: that is told as well, and the list goes on from there.
    let last = home.path(DOCUMENTS).join("PSIRT.psirtws");
    let elsewhere = home.path("moved.psirtws");
    fs::rename(&last, &elsewhere).expect("it can be moved");
    let person = Person::starts(&home);
    person.reads(&last.display().to_string());
    home.answer_dialogs(&[&elsewhere]);
    person.clicks("button", "Look for it elsewhere");
    person.sees("button", "Look at the sample");
    person.closes();
}

#[test]
fn bytes_that_may_be_anything_are_not_called_a_protected_workspace() {
    let home = Home::new();
    Person::starts_anew(&home, Language::English).closes();
    // As random as what a passphrase protects: a permutation of all bytes, again and again.
    let bytes: Vec<u8> = (0..8 * 4096_u32)
        .map(|place| u8::try_from(place.wrapping_mul(2_654_435_761) >> 24).expect("it is a byte"))
        .collect();
    let path = home.path("noise.psirtws");
    fs::write(&path, bytes).expect("it can be written");
    let path = path.display().to_string();
    let person = Person::starts_with(&home, &[&path], &[]);
    person.sees("heading", "“noise” opens with its passphrase only");
    person.reads("If it is no workspace, no passphrase fits.");
    assert!(!person.page_text().contains("is protected"));
    person.closes();
}

#[test]
fn a_window_started_right_after_another_was_closed_has_its_workspace() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.opens_the_sample(Language::English);
    person.goes_to("workspace");
    person.clicks("button", "Set a passphrase");
    person.types("Passphrase", "battery staple");
    person.enters("Passphrase again", "battery staple");
    person.reads("Protected");
    // Closing makes a backup of what was changed, and holds the file as long as that takes.
    let before = person.closes_without_waiting();
    let person = Person::starts(&home);
    person.sees("heading", "“PSIRT” is protected");
    person.enters("Passphrase", "battery staple");
    person.is_at("workspace");
    person.closes();
    before.ends();
}

#[test]
fn a_window_takes_its_workspace_as_soon_as_the_other_lets_go() {
    let home = Home::new();
    let first = Person::starts_anew(&home, Language::English);
    let second = Person::starts(&home);
    second.reads("assessor on");
    second.reads("It opens here automatically as soon as it is free.");
    first.closes();
    second.sees("button", "Look at the sample");
    second.closes();
}

#[test]
fn a_window_begins_with_the_round_and_screen_where_the_last_one_was_left() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::Japanese);
    person.opens_the_sample(Language::Japanese);
    person.goes_to("gaps");
    person.closes_as_by_the_button();

    let person = Person::starts(&home);
    person.is_at("gaps");
    person.reads("PSIRT成熟度 自己評価 2026年");
    person.closes();
}

#[test]
fn no_menu_of_a_browser_opens_and_nothing_selects_the_interface() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.opens_the_sample(Language::English);
    person.asks(
        "window.refused = 0;
         window.addEventListener('contextmenu', (event) => {
            if (event.defaultPrevented) window.refused += 1;
         });
         return null",
    );
    person.clicks_with_the_other_button("heading", "Results");
    person.waits_until("the menu refused", || {
        person.asks("return window.refused") == 1
    });
    let selected = || person.asks("return getSelection().toString()");
    person.presses(&[key::CONTROL, "a"]);
    assert_eq!(selected(), "");

    person.goes_to("progress");
    person.types("Remark on this round", "brought forward");
    person.presses(&[key::CONTROL, "a"]);
    let inside = "const { selectionStart, selectionEnd, value } = document.activeElement;
         return value.slice(selectionStart, selectionEnd)";
    assert_eq!(person.asks(inside), "brought forward");
    person.closes();
}

#[test]
fn a_window_is_as_large_and_where_it_was_after_a_restart() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    let place = |person: &Person| {
        person.asks("return [window.innerWidth, window.innerHeight, screenX, screenY]")
    };
    person.moves_the_window(140, 90);
    person.makes_the_window(1010, 690);
    let left = place(&person);
    assert_eq!(left, json!([1010, 690, 140, 90]));
    person.closes_as_by_the_button();

    let person = Person::starts(&home);
    person.waits_until("the window where it was", || place(&person) == left);
    // Also where the page was enlarged: the window is no larger for it.
    person.zooms_to_twice();
    person.closes_as_by_the_button();
    let person = Person::starts(&home);
    person.waits_until("the window as large, and the page larger", || {
        place(&person) == json!([505, 345, 140, 90])
    });
    person.closes();
}

#[test]
fn an_opening_that_takes_long_is_stopped_and_another_workspace_is_opened() {
    for language in [Language::English, Language::Japanese] {
        stops_an_opening(language);
    }
}

fn stops_an_opening(language: Language) {
    let home = Home::new();
    let person = Person::starts_anew(&home, language);
    person.opens_the_sample(language);
    person.closes();
    let path = home.path(DOCUMENTS).join("PSIRT.psirtws");
    // Whoever holds the workspace on this computer may be a predecessor that is about to end: it
    // is waited for a while, as long as nobody stops it.
    let host = fs::read_to_string("/proc/sys/kernel/hostname").expect("a computer has a name");
    let predecessor = Holder {
        user: "assessor".to_owned(),
        host: host.trim().to_owned(),
        process: std::process::id(),
        program: "an earlier window".to_owned(),
        since: Timestamp::now(),
    };
    let held = Workspace::open(&path, None, &predecessor).expect("nobody has it");
    let bytes = fs::read(&path).expect("it is there");
    let stop = language.pick("Stop", "中止");
    let refused = language.pick(
        "The workspace cannot be opened",
        "ワークスペースを開けません",
    );
    let person = loop {
        let person = Person::starts(&home);
        let mut has_stopped = false;
        person.waits_until("a way to stop", || {
            has_stopped = person.tries_to_click("button", stop);
            has_stopped || person.finds("heading", refused).is_some()
        });
        if has_stopped {
            break person;
        }
        // The machine was so busy that the waiting was over before anybody looked.
        person.closes();
    };
    person.sees(
        "heading",
        language.pick(
            "Where do you want to store your data?",
            "データの保存先を決めましょう",
        ),
    );
    assert!(
        person.finds("heading", refused).is_none(),
        "whoever stopped it knows why"
    );
    person.photographs(language.pick("en-stopped", "ja-stopped"));
    let now = fs::read(&path).expect("it is there");
    assert!(now == bytes, "the workspace was not touched");
    drop(held);
    person.clicks(
        "button",
        language.pick("Create a workspace*", "ワークスペースを作成する*"),
    );
    person.clicks(
        "button",
        language.pick("Create workspace", "ワークスペースを作成"),
    );
    person.sees("button", language.pick("Look at the sample", "見本を見る"));
    person.closes();
}

#[test]
fn where_no_window_opens_the_program_says_why_in_the_persons_language_and_where_its_log_lies() {
    let screen = Screen::new();
    let home = Home::new();
    let in_the_way = home.path("in the way");
    fs::write(&in_the_way, "a file, where the data folder should be").expect("it can be written");
    let in_the_way = in_the_way.display().to_string();
    let no_screen = [("DISPLAY", "")];
    let no_folder = [
        ("DISPLAY", screen.display()),
        ("XDG_DATA_HOME", &in_the_way),
        ("XDG_CONFIG_HOME", &in_the_way),
    ];
    for (variables, words) in [
        (&no_screen[..], ["no screen", "画面がない"]),
        (
            &no_folder[..],
            [&in_the_way, "データフォルダーに書き込めません"],
        ),
    ] {
        for (locale, words, log_is) in [
            ("C.UTF-8", words[0], "Log: "),
            ("ja_JP.UTF-8", words[1], "ログ："),
        ] {
            let mut program = Command::new(env!("CARGO_BIN_EXE_psirt-maturity-window"));
            for variable in ["WAYLAND_DISPLAY", "LC_ALL", "LC_MESSAGES", "LANGUAGE"] {
                program.env_remove(variable);
            }
            program.envs(home.environment()).env("LANG", locale);
            program.env("TMPDIR", home.path("."));
            program.envs(variables.iter().copied());
            // Not a pipe: the message stays open for whoever reads it, and with it what it writes to.
            let errors = home.path("errors");
            let file = fs::File::create(&errors).expect("it can be made");
            let status = program.stdin(Stdio::null()).stderr(file).status();
            let told = fs::read_to_string(&errors).expect("it says UTF-8");
            let status = status.expect("the program can be started");
            assert_eq!(status.code(), Some(1), "{told}");
            assert!(told.contains(words), "{told}");
            assert!(!told.contains("panicked"), "{told}");
            let line = told.lines().find_map(|line| line.strip_prefix(log_is));
            let log = fs::read_to_string(line.expect("the log is named"));
            let log = log.expect("the log is there");
            // Whoever helps can read it.
            assert!(
                log.contains("PSIRT Maturity") || log.contains("no screen"),
                "{log}"
            );
        }
    }
}
