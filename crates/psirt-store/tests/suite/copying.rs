//! A copy of the file holds what was saved: one that a person makes, and one the program makes.

use std::fs;

use psirt_store::{Error, Workspace};

use crate::common::{ASSESSMENT, Place, WHO, contents_of, deed, holder, level, passphrase, time};

const PHRASE: &str = "correct horse";

fn answer(workspace: &mut Workspace, number: u8) {
    workspace
        .set_answer(ASSESSMENT, "A.1", Some(level(number)), deed("answer", 1))
        .expect("the answer is valid");
}

fn answer_of(workspace: &Workspace) -> Option<psirt_core::Answer> {
    let stored = workspace.assessment(ASSESSMENT).expect("it is there");
    stored.assessment.answer("A.1").cloned()
}

#[test]
fn the_file_alone_holds_everything_once_it_was_brought_together() {
    for phrase in [None, Some(PHRASE)] {
        let place = Place::new();
        let mut workspace = place.workspace(phrase);
        answer(&mut workspace, 2);
        let is_together = workspace.bring_together().expect("the medium takes it");
        assert!(is_together, "nobody reads");
        let copy = Place::new();
        fs::copy(place.file(), copy.file()).expect("there is room for it");
        let copied = copy.open(phrase).expect("it is a workspace");
        copied.check().expect("it is whole");
        assert_eq!(answer_of(&copied), Some(level(2)));
        answer(&mut workspace, 3);
        assert_eq!(answer_of(&workspace), Some(level(3)), "it goes on");
    }
}

#[test]
fn what_is_brought_together_while_somebody_reads_is_not_lost() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let reader =
        Workspace::open_read_only(&place.file(), None, &holder().host).expect("reading is allowed");
    answer(&mut workspace, 1);
    workspace
        .bring_together()
        .expect("a reader is in nobody's way");
    answer(&mut workspace, 2);
    assert_eq!(answer_of(&reader), Some(level(2)));
    drop(workspace);
    let workspace = place.open(None).expect("it can be opened");
    assert_eq!(answer_of(&workspace), Some(level(2)));
}

#[test]
fn a_saved_copy_is_complete_and_protected_as_the_workspace_is() {
    for phrase in [None, Some(PHRASE)] {
        let place = Place::new();
        let mut workspace = place.workspace(phrase);
        answer(&mut workspace, 2);
        let target = Place::new();
        workspace
            .save_copy(&target.file())
            .expect("there is room for it");
        assert_eq!(
            contents_of(target.folder()).len(),
            1,
            "nothing lies beside it"
        );
        let reader =
            Workspace::open_read_only(&place.file(), phrase.map(passphrase), &holder().host)
                .expect("reading is allowed");
        let second = target.folder().join("second.psirtws");
        reader.save_copy(&second).expect("a reader may copy, too");
        answer(&mut workspace, 3);
        for path in [target.file(), second] {
            if phrase.is_some() {
                let error = Workspace::open(&path, None, &holder()).expect_err("it is protected");
                assert!(matches!(error, Error::PassphraseNeeded), "{error:?}");
            }
            let mut copy = Workspace::open(&path, phrase.map(passphrase), &holder())
                .expect("it is a workspace");
            copy.check().expect("it is whole");
            assert_eq!(answer_of(&copy), Some(level(2)), "as it was then");
            let undone = copy.undo(ASSESSMENT, WHO, time(2));
            assert!(
                undone.expect("it can be undone").is_some(),
                "its history, too"
            );
        }
    }
}

#[test]
fn a_copy_takes_no_files_place() {
    let place = Place::new();
    let workspace = place.workspace(None);
    let taken = place.folder().join("taken.psirtws");
    fs::write(&taken, "precious").expect("there is room for it");
    for path in [taken.clone(), place.file()] {
        let error = workspace.save_copy(&path).expect_err("it is there");
        assert!(matches!(error, Error::FileExists { .. }), "{error:?}");
    }
    assert_eq!(fs::read(taken).expect("it can be read"), b"precious");
    let nowhere = place.folder().join("missing").join("copy.psirtws");
    let error = workspace
        .save_copy(&nowhere)
        .expect_err("there is no folder");
    assert!(matches!(error, Error::NoFile { .. }), "{error:?}");
}
