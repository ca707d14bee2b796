//! Answers as people type them.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use psirt_core::assessment::AssessmentState;
use psirt_core::{Answer, Date, Language, SheetId};

use super::{Change, Typed, answer};
use crate::assessments::{Opened, Start, create};
use crate::error::Error;
use crate::frameworks::Library;

fn draft() -> Opened {
    let folder = tempfile::tempdir().expect("a folder");
    let begin = Start {
        sheet: SheetId::from("first-psirt-1.1"),
        organization: "Example".into(),
        scope: String::new(),
        title: String::new(),
        date: Date::constant(2026, 4, 1),
        profile: None,
    };
    let path = folder.path().join("round.psirt.json");
    create(&Library::shipped(), begin, &path).expect("the sheet is shipped")
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn check(answers: &[&str], expected: &Expect) {
    let mut opened = draft();
    let typed = Typed {
        answers: words(answers),
        ..Typed::default()
    };
    expected.assert_eq(&told(&mut opened, &typed));
}

fn told(opened: &mut Opened, typed: &Typed) -> String {
    let before = opened.assessment.clone();
    match answer(opened, typed) {
        Ok(changes) => changes.iter().map(line).collect(),
        Err(error) => {
            assert_eq!(opened.assessment, before, "what is refused changes nothing");
            let mut lines = String::new();
            for fault in error.faults(Language::En) {
                let hint = fault.hint.unwrap_or_default();
                writeln!(lines, "{}: {} ({hint})", fault.place, fault.message)
                    .expect("a string takes text");
            }
            lines
        }
    }
}

fn line(change: &Change) -> String {
    let answer = match &change.after.answer {
        Some(Answer::Level(level)) => level.to_string(),
        Some(Answer::NotApplicable(reason)) => format!("n/a ({reason})"),
        Some(Answer::DontKnow) => "?".into(),
        None => "-".into(),
    };
    let target = change.after.target.map(|target| format!(" of {target}"));
    let note = Some(&change.after.note).filter(|note| !note.is_empty());
    let note = note.map(|note| format!(" \"{note}\""));
    let (target, note) = (target.unwrap_or_default(), note.unwrap_or_default());
    format!("{} {answer}{target}{note}\n", change.service)
}

#[test]
fn the_four_answers_are_understood() {
    check(
        &["1.1=3", "I.A=0", "2.4=na:\"no such product\"", "2.5=?"],
        &expect![[r#"
            I.A 0
            1.1 3
            2.4 n/a (no such product)
            2.5 ?
        "#]],
    );
}

#[test]
fn full_width_letters_mean_the_same_and_a_reason_keeps_them() {
    check(
        &[
            "１．１＝４",
            "ｉ．ａ=２",
            "2.4＝ＮＡ：「ＯＥＭ品のみ」",
            "2.5=？",
            "1.2= 3.0 ",
        ],
        &expect![[r#"
            I.A 2
            1.1 4
            1.2 3
            2.4 n/a (ＯＥＭ品のみ)
            2.5 ?
        "#]],
    );
}

#[test]
fn everything_wrong_is_told_at_once_and_nothing_is_done() {
    check(
        &[
            "1.1=3", "1.2=7", "9.9=1", "1.3", "1.4=3.5", "2.1=na", "2.2=na: ", "1.1=2", "2.3=",
            "2.4=300", "2.5=+3",
        ],
        &expect![[r#"
            1.2=7: there is no level 7 (the levels are 0 to 5)
            9.9=1: no service `9.9` in `first-psirt-1.1` (there are `I.A`, `I.B`, `I.C`, `I.D`, `I.E`, `II.A`, `II.B`, `II.C` and 30 more)
            1.3: not an assignment (write the service, an equals sign and the value, such as `1.1=3`)
            1.4=3.5: not an answer (an answer is a level such as `3`, `na:"the reason"` or `?`; `--clear` takes one back)
            2.1=na: not applicable is given without a reason (say why the service does not apply)
            2.2=na: : not applicable is given without a reason (say why the service does not apply)
            1.1=2: the same was set by `1.1=3` already (say it once)
            2.3=: not an answer (an answer is a level such as `3`, `na:"the reason"` or `?`; `--clear` takes one back)
            2.4=300: not an answer (an answer is a level such as `3`, `na:"the reason"` or `?`; `--clear` takes one back)
            2.5=+3: not an answer (an answer is a level such as `3`, `na:"the reason"` or `?`; `--clear` takes one back)
        "#]],
    );
}

#[test]
fn targets_notes_and_clearing_go_along_with_answers() {
    let mut opened = draft();
    let first = Typed {
        answers: words(&["1.1=3", "1.2=2"]),
        targets: words(&["1.1=4", "1.3=2"]),
        notes: words(&["1.1=a = b"]),
        ..Typed::default()
    };
    expect![[r#"
        1.1 3 of 4 "a = b"
        1.2 2
        1.3 - of 2
    "#]]
    .assert_eq(&told(&mut opened, &first));
    let second = Typed {
        cleared: words(&["1.2"]),
        targets: words(&["1.1=none"]),
        notes: words(&["1.1="]),
        ..Typed::default()
    };
    expect![[r#"
        1.1 3
        1.2 -
    "#]]
    .assert_eq(&told(&mut opened, &second));
    let contradiction = Typed {
        answers: words(&["1.1=2"]),
        cleared: words(&["1.1"]),
        targets: words(&["1.1=x", "1.2=6"]),
        ..Typed::default()
    };
    expect![[r#"
        --target 1.1=x: not a level (a target is a level such as `4`; `none` takes it back)
        --target 1.2=6: there is no level 6 (the levels are 0 to 5)
        --clear 1.1: the same was set by `1.1=2` already (say it once)
    "#]]
    .assert_eq(&told(&mut opened, &contradiction));
}

#[test]
fn a_finished_assessment_changes_only_when_taken_up_again() {
    let mut opened = draft();
    let finish = Typed {
        answers: words(&["1.1=3"]),
        state: Some(AssessmentState::Finished),
        ..Typed::default()
    };
    answer(&mut opened, &finish).expect("it is a draft");
    assert!(opened.is_finished());
    let late = Typed {
        answers: words(&["1.1=4"]),
        ..Typed::default()
    };
    assert!(matches!(
        answer(&mut opened, &late),
        Err(Error::Finished { .. })
    ));
    assert!(matches!(
        answer(&mut opened, &finish),
        Err(Error::Finished { .. })
    ));
    let again = Typed {
        state: Some(AssessmentState::Draft),
        ..late
    };
    let changes = answer(&mut opened, &again).expect("it is taken up again");
    assert_eq!((changes.len(), opened.is_finished()), (1, false));
}
