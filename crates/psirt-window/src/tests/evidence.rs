//! Evidence from files and links: what is kept, what is opened, what is not.

use std::fs;

use super::*;

/// A piece of evidence for the first service of a draft.
fn save(computer: &Computer, draft: &AssessmentView, places: &[&str]) -> AssessmentView {
    let evidence = places.iter().map(|&place| EvidenceView {
        title: "方針".to_owned(),
        place: place.to_owned(),
        date: None,
        kind: None,
    });
    let request = SaveEvidence {
        of: of(draft, 0),
        evidence: evidence.collect(),
    };
    ask::save_evidence(&computer.desktop, request).expect("it can be saved")
}

fn choose(computer: &Computer, file: &Path, copy: bool) -> Result<Option<EvidenceView>, Failure> {
    computer.answer_dialog(&[file]);
    ask::choose_evidence(&computer.desktop, ChooseEvidence { copy })
}

/// Opens a piece of evidence of the first service, counted from 0.
fn open(computer: &Computer, draft: &AssessmentView, number: usize) -> Result<(), Failure> {
    let request = OpenEvidence {
        of: of(draft, 0),
        number,
    };
    ask::open_evidence(&computer.desktop, request)
}

fn opened(computer: &Computer) -> Vec<PathBuf> {
    let mut opened = computer.script.opened.lock().expect("no test panics");
    std::mem::take(&mut *opened)
}

#[test]
fn a_copy_in_the_workspace_opens_when_the_file_is_gone_and_leaves_nothing_behind() {
    let mut computer = Computer::with_workspace();
    let draft = computer.draft();
    let file = computer.folder.path().join("PSIRT 規程.pdf");
    fs::write(&file, b"policy").expect("a file can be written");
    let chosen = choose(&computer, &file, true).expect("it is kept");
    let chosen = chosen.expect("one was chosen");
    assert_eq!(chosen.title, "PSIRT 規程");
    assert!(chosen.date.is_some(), "the file has a day");
    let place = chosen.place.as_str();
    assert!(place.starts_with("PSIRT 規程.pdf [copy "), "{place}");
    let view = save(&computer, &draft, &[place]);
    assert_eq!(view.openable.len(), 1);
    assert_eq!(view.openable[0].how, Opening::Copy);
    fs::remove_file(&file).expect("a file can be removed");

    computer.restart();
    open(&computer, &draft, 0).expect("it opens");
    let copy = opened(&computer).pop().expect("a program was asked");
    assert_eq!(copy.extension().expect("it has an ending"), "pdf");
    assert_eq!(fs::read(&copy).expect("it can be read"), b"policy");
    computer.desktop.close();
    assert!(!copy.exists(), "a closed window leaves no copy outside");
}

#[test]
fn a_copy_that_is_no_document_is_saved_where_it_is_asked_for_and_never_started() {
    let computer = Computer::with_workspace();
    let draft = computer.draft();
    for name in [
        "setup.exe",
        "policy.pdf.desktop",
        "run",
        "page.html",
        "macro.docm",
    ] {
        let file = computer.folder.path().join(name);
        fs::write(&file, name).expect("a file can be written");
        let chosen = choose(&computer, &file, true).expect("it is kept");
        let place = chosen.expect("one was chosen").place;
        save(&computer, &draft, &[&place]);
        let saved = computer.folder.path().join("saved");
        computer.answer_dialog(&[&saved]);
        open(&computer, &draft, 0).expect("it is saved");
        assert_eq!(opened(&computer), Vec::<PathBuf>::new(), "{name}");
        assert_eq!(fs::read_to_string(&saved).expect("it is there"), name);
    }
}

#[test]
fn a_copy_nobody_speaks_of_goes_when_the_workspace_is_closed_and_one_in_history_stays() {
    let mut computer = Computer::with_workspace();
    let draft = computer.draft();
    let file = computer.folder.path().join("a.txt");
    fs::write(&file, "a").expect("a file can be written");
    let keep = || {
        choose(&computer, &file, true)
            .expect("kept")
            .expect("one")
            .place
    };
    let (removed, forgotten) = (keep(), keep());
    save(&computer, &draft, &[&removed]);
    // What is changed twice in a row is one step, which would not speak of the copy.
    computer.answer(&draft, 0, 2);
    save(&computer, &draft, &[]);
    computer.restart();
    let view = save(&computer, &draft, &[&removed, &forgotten]);
    let places: Vec<&str> = view.openable.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(places, [removed.as_str()], "what was never saved is gone");

    ask::remove_assessment(&computer.desktop, of_assessment(&draft)).expect("into the bin");
    ask::erase_assessment(&computer.desktop, of_assessment(&draft)).expect("for good");
    let mut state = computer.desktop.state();
    let session = state.open().expect("it is open");
    let left = session.workspace.kept_files().expect("they have names");
    assert_eq!(left, Vec::<String>::new(), "what is erased leaves no copy");
}

#[test]
fn a_file_larger_than_the_limit_is_refused_and_a_folder_is_no_file() {
    let computer = Computer::with_workspace();
    let file = computer.folder.path().join("large.pdf");
    let large = fs::File::create(&file).expect("a file can be made");
    large.set_len(20_000_001).expect("a file can be large");
    assert_eq!(
        code(choose(&computer, &file, true)),
        FailureCode::InvalidFile
    );
    choose(&computer, &file, false).expect("its place can be named all the same");
    let folder = computer.folder.path();
    assert_eq!(
        code(choose(&computer, folder, true)),
        FailureCode::InvalidInput
    );
}

#[test]
fn only_evidence_of_the_round_is_opened_and_a_path_is_shown_not_started() {
    let computer = Computer::with_workspace();
    let draft = computer.draft();
    let file = computer.folder.path().join("start.sh");
    fs::write(&file, "#!/bin/sh").expect("a file can be written");
    let path = file.display().to_string();
    let link = "https://wiki.example/psirt";
    assert_eq!(code(open(&computer, &draft, 0)), FailureCode::NotFound);
    let places = [path.as_str(), link, "//host/share/a.pdf", "the red binder"];
    let view = save(&computer, &draft, &places);
    let how: Vec<Opening> = view.openable.iter().map(|one| one.how).collect();
    assert_eq!(how, [Opening::Folder, Opening::Link]);
    open(&computer, &draft, 1).expect("the browser opens it");
    open(&computer, &draft, 0).expect("the file manager shows it");
    // The scripted file manager only notes what it is asked for; see `Scripted`.
    assert_eq!(opened(&computer), [PathBuf::from(link), file.clone()]);
    fs::remove_file(&file).expect("a file can be removed");
    assert_eq!(code(open(&computer, &draft, 0)), FailureCode::FileGone);
    // On another computer, no place at all, and none there.
    for number in 2..5 {
        let opened = open(&computer, &draft, number);
        assert_eq!(code(opened), FailureCode::NotFound, "{number}");
    }
}
