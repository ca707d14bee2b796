//! What the terminal program says of itself and how: help, language, width, documentation,
//! completions, and an output that ends early.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::process::Stdio;

use expect_test::expect;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::program::{Desk, Ended};
use crate::sources::root;
use crate::terminal::desk_with_draft;

const COMMANDS: &[&str] = &[
    "",
    "sheets",
    "sheets check",
    "sheets export",
    "sheets convert",
    "new",
    "rounds",
    "answer",
    "score",
    "gaps",
    "read",
    "plan",
    "actions",
    "compare",
    "trend",
    "workshop",
    "workshop open",
    "workshop respondents",
    "workshop form",
    "workshop enter",
    "workshop reveal",
    "workshop settle",
    "workshop status",
    "workshop close",
    "cohort",
    "cohort new",
    "cohort card",
    "cohort take",
    "cohort status",
    "cohort publish",
    "cohort close",
    "contribute",
    "place",
    "report",
    "kit",
    "kit weeks",
    "kit write",
    "demo",
    "completions",
];

fn assert_fits(text: &str, what: &str) {
    for line in text.lines() {
        assert!(
            line.width() <= 80,
            "{what}: {} columns: {line}",
            line.width()
        );
    }
}

#[test]
fn help_explains_every_command_in_both_languages_with_examples() {
    let desk = Desk::new();
    for command in COMMANDS {
        for (language, heading, examples) in
            [("en", "Usage:", "Examples:"), ("ja", "使い方:", "例:")]
        {
            let line = format!("{command} --help --language {language}");
            let help = desk.type_line(line.trim_start()).done();
            assert_fits(&help, &line);
            assert!(help.contains(heading), "{help}");
            assert!(command.is_empty() || help.contains(examples), "{help}");
            if language == "ja" {
                let english = [
                    "Usage",
                    "Options",
                    "Arguments",
                    "Commands",
                    "default",
                    "possible",
                ];
                for word in english {
                    assert!(!help.contains(word), "{line} says {word}: {help}");
                }
            }
        }
    }
}

#[test]
fn the_language_is_the_systems_unless_it_is_asked_for() {
    let desk = Desk::new();
    let about = |variable: &str, words: &[&str]| {
        let mut command = desk.command(words);
        command.env("LANG", variable);
        let output = command.output().expect("it can be started");
        let said = String::from_utf8(output.stdout).expect("it says UTF-8");
        if said.contains("コマンド") {
            "ja"
        } else {
            "en"
        }
    };
    for (variable, words, language) in [
        ("ja_JP.UTF-8", &["--help"][..], "ja"),
        ("en_US.UTF-8", &["--help"], "en"),
        ("de_DE.UTF-8", &["--help"], "en"),
        ("C", &["--help"], "en"),
        ("ja_JP.UTF-8", &["--help", "--language", "en"], "en"),
        ("en_US.UTF-8", &["--language=ja", "--help"], "ja"),
        (
            "en_US.UTF-8",
            &["--language", "ja", "sheets", "--help"],
            "ja",
        ),
        (
            "en_US.UTF-8",
            &["sheets", "--help", "--language", "ja"],
            "ja",
        ),
    ] {
        assert_eq!(about(variable, words), language, "{variable} {words:?}");
    }
}

#[test]
fn what_is_not_understood_is_a_matter_of_usage() {
    let desk = Desk::new();
    for line in [
        "",
        "nonsense",
        "score",
        "score a b",
        "score a --explain",
        "read a",
        "new --sheet x --organization y -o z --date 2026-02-30",
        "new --sheet x --organization y -o z --date 2026-2-3",
        "score a --by 2026-01-01",
        "score a --language fr",
        "answer a --finish --reopen",
        "completions tcsh",
        "demo",
        "demo -o x --format docx",
        "sheets check",
        "--nonsense",
    ] {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        for language in ["en", "ja"] {
            let ended = desk.run(words.iter().chain(&["--language", language]));
            // One language option too many is refused as well.
            let told = ended.refused(2);
            assert_fits(&told, line);
            assert!(
                told.lines().count() >= 2,
                "{line}: a way out is told: {told}"
            );
        }
    }
    let (status, error) = desk.json_error("scroe x");
    assert_eq!((status, &error["code"]), (2, &json!("usage")));
}

#[test]
fn json_for_programs_is_written_as_documented() {
    let desk = desk_with_draft();
    desk.type_line("answer draft.json 1.1=3").done();
    let said = desk.type_line("score draft.json --json").done();
    expect![[r#"
        {
          "sheet": {
            "id": "first-psirt-1.1",
            "edition": "2026.12"
          },
          "overall": {
            "score": 3.0,
            "areas": 1,
            "answered": 1,
            "applicable": 38,
            "headline": null,
            "left_out": [
              {
                "id": "OF",
                "title": "Operational Foundations",
                "reason": "no_level"
              },
    "#]]
    .assert_eq(&said.split_inclusive('\n').take(17).collect::<String>());
}

/// The names of all fields, at any depth.
fn fields(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                found.insert(name.clone());
                fields(value, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| fields(value, found)),
        _ => {}
    }
}

#[test]
fn every_command_and_every_field_of_its_json_is_documented() {
    let page = fs::read_to_string(root().join("docs/terminal.md")).expect("there is a page");
    let of_reports = fs::read_to_string(root().join("docs/report-json.md")).expect("a page");
    for command in COMMANDS {
        let name = command.split(' ').next().expect("a word");
        let typed = format!("psirt-maturity {name}");
        assert!(page.matches(&typed).count() >= 2, "{command}");
    }
    let desk = Desk::with_samples("en");
    for line in [
        "sheets",
        "sheets check 2026.psirt.json",
        "sheets export first-psirt-1.1 -o sheet.xlsx",
        "sheets convert sheet.xlsx -o sheet.json",
        "new --sheet first-psirt-1.1 --organization x -o new.json",
        "rounds --workspace room.psirtws --take 2026.psirt.json",
        "answer new.json 1.1=3 3.2=na:x --target 1.1=4",
        "score 2026.psirt.json --projection",
        "score 2026.psirt.json --explain overall",
        "score 2026.psirt.json --explain 1",
        "score 2026.psirt.json --explain 1.1",
        "gaps 2026.psirt.json --reading eu-cra",
        "plan 2026.psirt.json --budget 60",
        "actions 2026.psirt.json",
        "read 2026.psirt.json --reading eu-cra",
        "compare 2025.psirt.json 2026.psirt.json",
        "trend 2024.psirt.json 2025.psirt.json",
        "report 2026.psirt.json --format svg -o out",
        "kit list",
        "kit weeks",
        "kit write mandate -o kit",
    ] {
        let mut found = BTreeSet::new();
        fields(&desk.json(line), &mut found);
        for field in found {
            let is_told = page.contains(&format!("\"{field}\""))
                || of_reports.contains(&format!("`{field}`"));
            assert!(is_told, "{line}: {field}");
        }
    }
    let words = fs::read_to_string(root().join("crates/psirt-app/src/error.rs")).expect("code");
    let codes = words
        .split("=> \"")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("a part"));
    for code in codes.filter(|code| code.chars().all(|c| c.is_ascii_lowercase() || c == '_')) {
        assert!(page.matches(&format!("`{code}`")).count() >= 2, "{code}");
    }
}

#[test]
fn everything_shown_fits_80_columns_in_both_languages() {
    for language in ["en", "ja"] {
        let desk = Desk::with_samples(language);
        for line in [
            "sheets",
            "score 2026.psirt.json",
            "score 2026.psirt.json --projection",
            "score 2026.psirt.json --explain overall",
            "score 2026.psirt.json --explain OF",
            "score 2026.psirt.json --explain 3.2",
            "gaps 2026.psirt.json",
            "gaps 2026.psirt.json --reading eu-cra",
            "gaps 2024.psirt.json",
            "plan 2026.psirt.json --budget 60",
            "actions 2026.psirt.json open --spread 4",
            "trend 2024.psirt.json 2025.psirt.json 2026.psirt.json",
            "read 2026.psirt.json --reading eu-cra",
            "read 2026.psirt.json --reading nist-ssdf",
            "compare 2025.psirt.json 2026.psirt.json",
            "compare 2024.psirt.json 2026.psirt.json",
            "sheets check 2026.psirt.json",
        ] {
            let text = desk
                .type_line(&format!("{line} --language {language}"))
                .done();
            assert_fits(&text, line);
            assert!(text.lines().all(|line| line == line.trim_end()), "{line}");
        }
    }
}

#[test]
fn completions_are_scripts_for_each_shell() {
    let desk = Desk::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = desk.run(["completions", shell, "--language", "ja"]).done();
        for word in ["psirt-maturity", "compare", "reading"] {
            assert!(script.contains(word), "{shell} knows {word}");
        }
    }
}

#[test]
fn whoever_stops_listening_is_not_an_error() {
    let desk = Desk::with_samples("en");
    let mut child = desk
        .command(["read", "2026.psirt.json", "--reading", "eu-cra"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it can be started");
    drop(child.stdout.take());
    let mut told = String::new();
    let mut stderr = child.stderr.take().expect("it is piped");
    stderr.read_to_string(&mut told).expect("it says UTF-8");
    let status = child.wait().expect("it ends");
    assert_eq!((status.code(), told.as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_told() {
    let desk = Desk::with_samples("en");
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("it is there");
    let output = desk
        .command(["score", "2026.psirt.json"])
        .stdout(full)
        .output()
        .expect("it can be started");
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8(output.stderr).expect("it says UTF-8");
    assert!(told.contains("the disk is full"), "{told}");
}

#[test]
fn what_files_say_cannot_command_the_terminal() {
    let desk = Desk::new();
    let words = [
        "new",
        "--sheet",
        "first-psirt-1.1",
        "--organization",
        "Evil\u{1b}[2J\u{7}Ltd.\u{202e}",
        "-o",
        "a.json",
    ];
    desk.run(words).done();
    for line in ["score a.json", "gaps a.json", "compare a.json a.json"] {
        let Ended { stdout, .. } = desk.type_line(line);
        assert!(stdout.contains("Ltd."), "{stdout}");
        let obeyed = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
        assert!(!stdout.contains(obeyed), "{stdout:?}");
    }
}
