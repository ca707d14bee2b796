//! Answering: what is kept, undone, told by the history, and refused.

use super::*;

#[test]
fn an_answer_is_there_after_a_restart_and_so_is_undo() {
    let mut computer = Computer::with_workspace();
    let view = computer.draft();
    assert_eq!(
        view.heading.organization_name, "架空製造",
        "names are trimmed"
    );
    computer.answer(&view, 0, 3);
    computer.answer(&view, 0, 4);
    computer.restart();
    let there = ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
    assert_eq!(there.entries[0].answer, Some(Answer::Level { level: 4 }));
    let undone = ask::undo(&computer.desktop, of_assessment(&view)).expect("it can be undone");
    let entry = &undone.assessment.entries[0];
    assert_eq!(entry.answer, Some(Answer::Level { level: 3 }));
    let change = undone.change.expect("something was undone");
    assert!(change.undone && change.what == ChangedField::Answer);
    assert_eq!(
        change.service.as_deref(),
        Some(view.entries[0].service.as_str())
    );
    let redone = ask::redo(&computer.desktop, of_assessment(&view)).expect("it can be redone");
    assert_eq!(
        redone.assessment.entries[0].answer,
        Some(Answer::Level { level: 4 })
    );
}

#[test]
fn the_history_tells_what_was_in_words() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    computer.answer(&view, 0, 0);
    computer.answer(&view, 0, 3);
    let request = SaveNote {
        of: of(&view, 1),
        note: "要確認".to_owned(),
    };
    ask::save_note(&computer.desktop, request).expect("a note can be kept");
    let request = HistoryRequest {
        assessment: Some(view.id.clone()),
        service: None,
        before: None,
    };
    let history = ask::history(&computer.desktop, request).expect("there is a history");
    let [note, second, ..] = &history.changes[..] else {
        panic!("three changes and a beginning: {history:?}");
    };
    assert_eq!(
        (note.what, note.after.ja.as_str()),
        (ChangedField::Note, "要確認")
    );
    let sheet = ask::sheet(&computer.desktop, view.sheet.clone()).expect("it is there");
    let level = |level: usize| {
        let named = &sheet.scale[level];
        (
            format!("{level} {}", named.name.en),
            format!("{level} {}", named.name.ja),
        )
    };
    let (en, ja) = level(3);
    assert_eq!((&second.after.en, &second.after.ja), (&en, &ja));
    let (en, _) = level(0);
    assert_eq!(second.before.en, en);
    assert!(second.revertible);

    let request = OfChange {
        change: second.id.clone(),
    };
    let reverted = ask::revert_change(&computer.desktop, request).expect("it can be put back");
    let entry = &reverted.assessment.entries;
    assert_eq!(entry[0].answer, Some(Answer::Level { level: 0 }));
    assert_eq!(entry[1].note, "要確認", "later changes elsewhere stay");
}

#[test]
fn what_is_typed_in_one_go_is_one_step() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    for note in ["文", "文書", "文書化"] {
        let request = SaveNote {
            of: of(&view, 0),
            note: note.to_owned(),
        };
        ask::save_note(&computer.desktop, request).expect("a note can be kept");
    }
    let undone = ask::undo(&computer.desktop, of_assessment(&view)).expect("it can be undone");
    assert_eq!(undone.assessment.entries[0].note, "");
}

#[test]
fn what_the_sheet_does_not_have_is_refused_with_all_faults() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let request = SaveAnswer {
        of: of(&view, 0),
        answer: Some(Answer::NotApplicable {
            reason: String::new(),
        }),
    };
    let failure = ask::save_answer(&computer.desktop, request).expect_err("it needs a reason");
    assert_eq!(failure.code, FailureCode::InvalidInput);
    assert_eq!(failure.faults.len(), 1);
    let request = SaveTarget {
        of: of(&view, 0),
        target: Some(9),
    };
    assert_eq!(
        code(ask::save_target(&computer.desktop, request)),
        FailureCode::InvalidInput
    );
}
