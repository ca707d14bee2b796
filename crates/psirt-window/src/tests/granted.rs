//! The page speaks of files by handles: what no person gave is refused, whatever it is called.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::*;

/// What a page could make up: a path, a name, nothing, and a handle of another window.
fn made_up(computer: &Computer) -> Vec<FileHandle> {
    let own = computer.folder.path().join("settings/settings.json");
    let other = Computer::with_workspace();
    let of_another = ask::workspace(&other.desktop)
        .expect("there is a view")
        .file;
    vec![
        FileHandle("/bin/sh".to_owned()),
        FileHandle(own.display().to_string()),
        FileHandle("PSIRT.psirtws".to_owned()),
        FileHandle(String::new()),
        of_another.expect("it has a file").file,
    ]
}

#[test]
fn every_command_refuses_a_file_that_no_person_gave() {
    let computer = Computer::with_workspace();
    let desktop = &computer.desktop;
    let before = files_below(computer.folder.path());
    for file in made_up(&computer) {
        let of_file = || OfFile { file: file.clone() };
        let refusals = [
            ask::open_saved(desktop, of_file()).map(drop),
            ask::show_in_folder(desktop, of_file()).map(drop),
            ask::forget_workspace(desktop, of_file()).map(drop),
            ask::import_assessment(desktop, of_file()).map(drop),
            ask::install_file(desktop, of_file()).map(drop),
            ask::look_at_files(
                desktop,
                OfFiles {
                    files: vec![file.clone()],
                },
            )
            .map(drop),
            ask::open_workspace(
                desktop,
                OpenWorkspace {
                    file: Some(file.clone()),
                    read_only: true,
                },
                &watch(),
            )
            .map(drop),
            ask::create_workspace(
                desktop,
                CreateWorkspace {
                    place: Some(file.clone()),
                    passphrase: None,
                },
            )
            .map(drop),
        ];
        for (place, refused) in refusals.into_iter().enumerate() {
            assert_eq!(code(refused), FailureCode::NotFound, "{file:?}: {place}");
        }
    }
    let opened = computer.script.opened.lock();
    assert!(opened.expect("no test panics in here").is_empty());
    assert_eq!(files_below(computer.folder.path()), before);
    let still = ask::workspace(desktop).expect("there is a view");
    assert_eq!(still.state, WorkspaceState::Open);
}

#[test]
fn a_file_given_to_be_looked_at_cannot_be_opened_or_written_over() {
    let computer = Computer::with_workspace();
    let path = computer.folder.path().join("notes.json");
    std::fs::write(&path, "{}").expect("it can be written");
    let file = given(&computer.desktop, &[&path]).files.remove(0);
    let opened = ask::open_saved(&computer.desktop, OfFile { file: file.clone() });
    assert_eq!(code(opened), FailureCode::NotFound);
    let made = ask::create_workspace(
        &computer.desktop,
        CreateWorkspace {
            place: Some(file),
            passphrase: None,
        },
    );
    assert_eq!(code(made), FailureCode::NotFound);
    let text = std::fs::read_to_string(&path).expect("it is there");
    assert_eq!(text, "{}");
}

#[test]
fn a_new_workspace_gets_its_ending_wherever_a_person_puts_it() {
    let computer = Computer::new();
    for (chosen, made) in [
        ("ours", "ours.psirtws"),
        ("notes.txt", "notes.txt.psirtws"),
        ("kept.psirtws", "kept.psirtws"),
    ] {
        computer.answer_dialog(&[&computer.folder.path().join(chosen)]);
        let request = ChooseWorkspacePlace { begin_with: None };
        let place = ask::choose_workspace_place(&computer.desktop, request).expect("asked");
        let request = CreateWorkspace {
            place: Some(place.expect("a place was chosen").file),
            passphrase: None,
        };
        ask::create_workspace(&computer.desktop, request).expect("it can be made");
        assert!(computer.folder.path().join(made).is_file(), "{made}");
    }
}

#[test]
fn what_was_looked_at_is_what_is_taken_in() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let view = computer.answer(&view, 0, 3);
    computer.answer_dialog(&[computer.folder.path()]);
    let exported = ask::export_assessment(&computer.desktop, of_assessment(&view));
    let path = exported.expect("it is written").expect("a place").path;
    let looked_at = computer.looks_at(Path::new(&path));
    computer.answer(&view, 0, 5);
    std::fs::write(&path, "{}").expect("it can be replaced meanwhile");
    let taken_in = ask::import_assessment(&computer.desktop, to_take_in(&looked_at));
    let taken_in = taken_in.expect("what was seen is still there");
    assert_eq!(taken_in.entries[0].answer, Some(Answer::Level { level: 3 }));
}

#[test]
fn files_given_before_the_page_is_there_wait_for_it() {
    let computer = Computer::new();
    let paths = ["/a.psirt.json", "/b.psirtws"].map(PathBuf::from);
    assert_eq!(computer.desktop.give(&paths), []);
    let taken = || ask::take_given_files(&computer.desktop).expect("it can be asked");
    let given = taken();
    let names: Vec<&str> = given.iter().map(|given| given.name.as_str()).collect();
    assert_eq!(names, ["a.psirt.json", "b.psirtws"]);
    assert!(!given[0].is_workspace && given[1].is_workspace);
    assert_eq!(taken(), [], "once");
    let later = computer.desktop.give(&[PathBuf::from("/c.json")]);
    assert_eq!(later.len(), 1, "a page that is there is told at once");
    let link = computer
        .desktop
        .give(&[PathBuf::from("https://example.invalid/")]);
    assert_eq!(link, [], "a link is no file");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_before_it_is_read_and_keeps_nobody_waiting() {
    let computer = Computer::with_workspace();
    let pipe = computer.folder.path().join("pipe.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo is there").success());
    let workspace = computer.folder.path().join("pipe.psirtws");
    std::fs::rename(&pipe, &workspace).expect("it can be renamed");
    let to_open = given(&computer.desktop, &[&workspace]).files.remove(0);
    std::fs::rename(&workspace, &pipe).expect("it can be renamed");
    let to_look_at = given(&computer.desktop, &[&pipe]);
    std::fs::hard_link(&pipe, &workspace).expect("it can have two names");
    let Computer {
        desktop,
        script,
        folder,
    } = computer;
    let desktop = Arc::new(desktop);
    let (tell, told) = mpsc::channel();
    let other = Arc::clone(&desktop);
    thread::spawn(move || {
        let looked_at = ask::look_at_files(&other, to_look_at).expect("it is told");
        assert_eq!(looked_at[0].faults.len(), 1);
        assert_eq!(looked_at[0].file, None);
        for _ in 0..3 {
            let mut answers = script.answers.lock().expect("no test panics in here");
            answers.push_back(vec![pipe.clone()]);
        }
        assert_eq!(code(ask::choose_logo(&other)), FailureCode::FileUnreadable);
        assert_eq!(
            code(ask::choose_sheet_book(&other)),
            FailureCode::FileUnreadable
        );
        let looked_at = ask::choose_assessment_file(&other).expect("it is told");
        assert_eq!(looked_at.map(|it| it.file), Some(None));
        let request = OpenWorkspace {
            file: Some(to_open),
            read_only: false,
        };
        assert_eq!(
            code(ask::open_workspace(&other, request, &watch())),
            FailureCode::FileUnreadable
        );
        tell.send(()).expect("somebody waits for it");
    });
    // A reader of a pipe that nobody writes into would wait for ever.
    let answered = told.recv_timeout(Duration::from_mins(1));
    answered.expect("no command waits for whoever writes into the pipe");
    ask::home(&desktop).expect("the workspace is still open");
    drop(folder);
}

/// Every file below a folder, with what it says.
fn files_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).expect("a file can be read");
                files.push((path, bytes));
            }
        }
    }
    files.sort();
    files
}
