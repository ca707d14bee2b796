//! The workspace file: protected, backed up, damaged, open twice.

use super::*;

#[test]
fn a_protected_workspace_opens_with_its_passphrase_alone() {
    let mut computer = Computer::with_workspace();
    let view = computer.draft();
    let set = ask::set_passphrase(&computer.desktop, passphrase("正しい馬の名前は"), &watch());
    assert!(set.expect("it can be protected").workspace.encrypted);
    computer.restart();
    let locked = ask::workspace(&computer.desktop).expect("there is a view");
    assert_eq!(locked.state, WorkspaceState::Locked);
    assert_eq!(
        code(ask::assessment(&computer.desktop, of_assessment(&view))),
        FailureCode::Locked
    );
    assert_eq!(
        code(ask::unlock_workspace(
            &computer.desktop,
            passphrase("違う馬"),
            &watch()
        )),
        FailureCode::WrongPassphrase
    );
    let open = ask::unlock_workspace(&computer.desktop, passphrase("正しい馬の名前は"), &watch());
    assert_eq!(
        open.expect("it is the right one").state,
        WorkspaceState::Open
    );
    ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
    let wrong = CurrentPassphrase {
        current: "違う馬".into(),
    };
    assert_eq!(
        code(ask::remove_passphrase(&computer.desktop, wrong, &watch())),
        FailureCode::WrongPassphrase
    );
    let right = CurrentPassphrase {
        current: "正しい馬の名前は".into(),
    };
    let removed = ask::remove_passphrase(&computer.desktop, right, &watch());
    assert!(!removed.expect("it can be removed").workspace.encrypted);
}

#[test]
fn a_protected_workspace_can_be_locked_and_another_stays_open() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let open = ask::lock_workspace(&computer.desktop).expect("it can be asked");
    assert_eq!(
        open.state,
        WorkspaceState::Open,
        "there is nothing to lock it with"
    );
    let phrase = || passphrase("正しい馬の名前は");
    ask::set_passphrase(&computer.desktop, phrase(), &watch()).expect("it can be protected");
    let locked = ask::lock_workspace(&computer.desktop).expect("it can be locked");
    assert_eq!(locked.state, WorkspaceState::Locked);
    assert_eq!(
        code(ask::assessment(&computer.desktop, of_assessment(&view))),
        FailureCode::Locked
    );
    ask::unlock_workspace(&computer.desktop, phrase(), &watch()).expect("it is the right one");
    ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
}

#[test]
fn a_backup_takes_the_place_of_an_open_protected_workspace() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    computer.answer(&view, 0, 1);
    ask::set_passphrase(&computer.desktop, passphrase("正しい馬の名前は"), &watch())
        .expect("protected");
    let backups = ask::make_backup(&computer.desktop).expect("a backup can be made");
    assert!(backups[0].checked);
    computer.answer(&view, 0, 5);
    let request = OfBackup {
        id: backups[0].id.clone(),
    };
    let restored = ask::restore_backup(&computer.desktop, request).expect("it can be restored");
    assert_eq!(restored.state, WorkspaceState::Open);
    let there = ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
    assert_eq!(there.entries[0].answer, Some(Answer::Level { level: 1 }));
    let backups = ask::backups(&computer.desktop).expect("they are there");
    let aside = backups
        .iter()
        .find(|one| one.reason == BackupReason::BeforeRestore);
    assert!(aside.is_some(), "what it was is kept");
}

#[test]
fn a_damaged_workspace_offers_its_newest_backup() {
    let mut computer = Computer::with_workspace();
    let view = computer.draft();
    computer.answer(&view, 0, 3);
    ask::make_backup(&computer.desktop).expect("a backup can be made");
    let path = ask::workspace(&computer.desktop)
        .expect("there is a view")
        .file;
    let path = PathBuf::from(path.expect("it has a file").path);
    computer.desktop.close();
    let mut bytes = std::fs::read(&path).expect("it can be read");
    bytes.iter_mut().skip(1_000).for_each(|byte| *byte = 0x5a);
    std::fs::write(&path, bytes).expect("it can be written");
    computer.restart();
    let damaged = ask::workspace(&computer.desktop).expect("there is a view");
    assert_eq!(damaged.state, WorkspaceState::None);
    let refused = damaged.refused.expect("it says why");
    assert_eq!(refused.failure.code, FailureCode::Damaged);
    assert_eq!(Path::new(&refused.file.path), path);
    let offered = refused.newest_backup.expect("a backup is offered");
    let request = OfBackup { id: offered.id };
    ask::restore_backup(&computer.desktop, request).expect("it can be restored");
    let there = ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
    assert_eq!(there.entries[0].answer, Some(Answer::Level { level: 3 }));
}

#[test]
fn a_second_window_is_told_who_has_the_workspace_and_may_read() {
    let first = Computer::with_workspace();
    let view = first.draft();
    let file = ask::workspace(&first.desktop)
        .expect("there is a view")
        .file;
    let path = file.expect("it has a file").path;
    let second = Computer::new();
    second.answer_dialog(&[Path::new(&path)]);
    let chosen = ask::choose_workspace(&second.desktop).expect("it can be asked");
    let file = chosen.expect("it was chosen").file;
    let open = |read_only| {
        let request = OpenWorkspace {
            file: Some(file.clone()),
            read_only,
        };
        ask::open_workspace(&second.desktop, request, &watch())
    };
    assert_eq!(code(open(false)), FailureCode::InUse);
    let told = ask::workspace(&second.desktop).expect("there is a view");
    let refused = told.refused.expect("it says why");
    assert!(refused.holder.is_some(), "it says who has it");
    assert_eq!(
        open(true).expect("it can be read").state,
        WorkspaceState::ReadOnly
    );
    ask::assessment(&second.desktop, of_assessment(&view)).expect("it is there");
    let request = SaveTarget {
        of: of(&view, 0),
        target: Some(3),
    };
    assert_eq!(
        code(ask::save_target(&second.desktop, request)),
        FailureCode::ReadOnly
    );
}

/// What the first page of the next start is told.
fn told_at_the_next_start(computer: &mut Computer) -> WorkspaceView {
    computer.restart();
    ask::workspace(&computer.desktop).expect("there is a view")
}

#[test]
fn why_the_last_workspace_cannot_be_had_is_told_at_the_start() {
    type Spoil = fn(&Path);
    let newer: Spoil = |path| {
        // Where the header of the database counts the formats.
        let mut bytes = std::fs::read(path).expect("it can be read");
        bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
        std::fs::write(path, bytes).expect("it can be written");
    };
    let cases: [(Spoil, FailureCode); 4] = [
        (
            |path| std::fs::remove_file(path).expect("it is there"),
            FailureCode::FileNotFound,
        ),
        (
            |path| std::fs::write(path, "Dear diary").expect("it can be written"),
            FailureCode::NotAWorkspace,
        ),
        (
            |path| std::fs::write(path, "").expect("it can be written"),
            FailureCode::NotAWorkspace,
        ),
        (newer, FailureCode::NewerFormat),
    ];
    for (spoil, expected) in cases {
        let mut computer = Computer::with_workspace();
        let path = computer.workspace();
        computer.desktop.close();
        spoil(&path);
        let told = told_at_the_next_start(&mut computer);
        assert_eq!(told.state, WorkspaceState::None);
        let refused = told.refused.expect("it says why");
        assert_eq!(refused.failure.code, expected);
        assert_eq!(Path::new(&refused.file.path), path, "and of which file");
        let request = CreateWorkspace {
            place: None,
            passphrase: None,
        };
        let made = ask::create_workspace(&computer.desktop, request).expect("one can be made");
        assert!(made.refused.is_none(), "what was gone on from is over");
    }
}

#[test]
fn a_workspace_that_cannot_be_had_leaves_the_open_one_open() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let elsewhere = Computer::with_workspace();
    let open = |path: &Path| {
        let request = OpenWorkspace {
            file: Some(given(&computer.desktop, &[path]).files.remove(0)),
            read_only: false,
        };
        ask::open_workspace(&computer.desktop, request, &watch())
    };
    let own = computer.workspace();
    let again = open(&own).expect("it is open already");
    assert_eq!(again.state, WorkspaceState::Open);
    let other = elsewhere.workspace();
    assert_eq!(code(open(&other)), FailureCode::InUse);
    let told = ask::workspace(&computer.desktop).expect("there is a view");
    assert_eq!(told.state, WorkspaceState::Open);
    assert_eq!(told.file.map(|file| PathBuf::from(file.path)), Some(own));
    assert_eq!(
        told.refused.map(|refused| PathBuf::from(refused.file.path)),
        Some(other.clone())
    );
    ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
    elsewhere.desktop.close();
    open(&other).expect("it is free now");
}

#[test]
fn a_protected_workspace_that_is_in_use_can_be_read_with_its_passphrase() {
    let first = Computer::with_workspace();
    let view = first.draft();
    ask::set_passphrase(&first.desktop, passphrase("正しい馬の名前は"), &watch())
        .expect("protected");
    let second = Computer::new();
    let open = |read_only| {
        let file = given(&second.desktop, &[&first.workspace()])
            .files
            .remove(0);
        ask::open_workspace(
            &second.desktop,
            OpenWorkspace {
                file: Some(file),
                read_only,
            },
            &watch(),
        )
    };
    assert_eq!(code(open(false)), FailureCode::InUse);
    let asks = open(true).expect("it asks for the passphrase");
    assert_eq!(asks.state, WorkspaceState::Locked);
    let reads = ask::unlock_workspace(&second.desktop, passphrase("正しい馬の名前は"), &watch())
        .expect("it fits");
    assert_eq!(reads.state, WorkspaceState::ReadOnly);
    assert!(reads.holder.is_some(), "it says who writes");
    ask::assessment(&second.desktop, of_assessment(&view)).expect("it is there");
}

#[test]
fn a_workspace_is_begun_where_it_was_left() {
    let mut computer = Computer::with_workspace();
    let view = computer.draft();
    let place = |service: usize| Place {
        screen: "assess".to_owned(),
        assessment: Some(view.id.clone()),
        service: Some(view.entries[service].service.clone()),
    };
    for service in [0, 4] {
        ask::keep_place(&computer.desktop, place(service)).expect("it can be kept");
    }
    let told = told_at_the_next_start(&mut computer);
    assert_eq!(told.place, Some(place(4)));
}

#[test]
fn the_dialog_for_a_new_workspace_begins_with_the_place_that_is_shown() {
    let computer = Computer::new();
    let shown = ask::workspace(&computer.desktop).expect("there is a view");
    let choose = |begin_with: Option<FileHandle>, answer: &Path| {
        computer.answer_dialog(&[answer]);
        let request = ChooseWorkspacePlace { begin_with };
        let chosen = ask::choose_workspace_place(&computer.desktop, request);
        chosen.expect("it can be asked").expect("one is chosen")
    };
    let named = |chosen: &NamedFile| {
        let name = Path::new(&chosen.path).file_name();
        name.map(ToOwned::to_owned)
    };
    // A folder in place of a file means: the name that is proposed.
    let folder = computer.folder.path();
    let proposed = choose(None, folder);
    let name = Path::new(&shown.default_path).file_name();
    assert_eq!(named(&proposed).as_deref(), name);
    let before = choose(None, &folder.join("Client A.psirtws"));
    let proposed = choose(Some(before.file), folder);
    assert_eq!(
        named(&proposed).as_deref(),
        Some("Client A.psirtws".as_ref()),
        "chosen before"
    );
}

#[test]
fn a_weak_passphrase_is_refused_and_nothing_is_protected() {
    let computer = Computer::with_workspace();
    let raw = format!("x'{}'", "0a".repeat(32));
    for weak in ["1", "abababababab", raw.as_str()] {
        let set = ask::set_passphrase(&computer.desktop, passphrase(weak), &watch());
        assert_eq!(code(set), FailureCode::WeakPassphrase, "{weak}");
    }
    let view = ask::workspace(&computer.desktop).expect("there is a view");
    assert!(!view.encrypted);
}

#[test]
fn a_backup_that_had_to_go_when_a_passphrase_was_set_is_named() {
    let computer = Computer::with_workspace();
    let backups = ask::make_backup(&computer.desktop).expect("a backup can be made");
    let path = ask::workspace(&computer.desktop)
        .expect("there is a view")
        .file
        .expect("a file is chosen")
        .path;
    let backup = Path::new(&format!("{path}.backups")).join(&backups[0].id);
    let mut bytes = std::fs::read(&backup).expect("it can be read");
    bytes[4096..12_288].fill(0x5a);
    std::fs::write(&backup, bytes).expect("it can be written");
    let set = ask::set_passphrase(&computer.desktop, passphrase("正しい馬の名前は"), &watch());
    let set = set.expect("it can be protected");
    assert_eq!(set.removed, [backups[0].id.clone()]);
    assert_eq!(set.kept, Vec::<String>::new());
    assert!(!backup.exists());
}

#[test]
fn a_copy_is_saved_where_the_dialog_says_and_holds_everything() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    computer.answer(&view, 0, 3);
    assert_eq!(
        ask::save_workspace_copy(&computer.desktop),
        Ok(None),
        "nothing was chosen"
    );
    let folder = tempfile::tempdir().expect("a folder can be made");
    computer.answer_dialog(&[folder.path()]);
    let saved = ask::save_workspace_copy(&computer.desktop).expect("it can be saved");
    let saved = PathBuf::from(saved.expect("a place was chosen").path);
    let name = saved.file_name().expect("it has a name").to_string_lossy();
    assert!(
        name.starts_with("PSIRT ") && name.ends_with(".psirtws"),
        "{name}"
    );
    computer.answer(&view, 0, 5);
    let request = OpenWorkspace {
        file: Some(given(&computer.desktop, &[&saved]).files.remove(0)),
        read_only: false,
    };
    ask::open_workspace(&computer.desktop, request, &watch()).expect("it is a workspace");
    let there = ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
    assert_eq!(there.entries[0].answer, Some(Answer::Level { level: 3 }));

    computer.answer_dialog(&[&saved]);
    assert_eq!(
        code(ask::save_workspace_copy(&computer.desktop)),
        FailureCode::InvalidInput,
        "no file is replaced"
    );
}

#[test]
fn the_history_tells_what_was_undone_also_after_something_else_was_done() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let service = view.entries[0].service.clone();
    computer.answer(&view, 0, 4);
    ask::undo(&computer.desktop, of_assessment(&view)).expect("it can be undone");
    computer.answer(&view, 0, 2);
    let request = HistoryRequest {
        assessment: Some(view.id.clone()),
        service: Some(service),
        before: None,
    };
    let history = ask::history(&computer.desktop, request).expect("it can be read");
    let told: Vec<(bool, bool)> = history
        .changes
        .iter()
        .map(|change| (change.undone, change.revertible))
        .collect();
    assert_eq!(told, [(false, true), (true, false)], "the newest first");
}

#[test]
fn a_workspace_that_was_being_opened_when_the_program_was_killed_is_not_begun_with() {
    let mut computer = Computer::with_workspace();
    let path = computer.workspace();
    computer.desktop.close();
    // As a kill in the middle of opening it leaves the settings.
    let settings = computer
        .folder
        .path()
        .join("settings")
        .join("settings.json");
    let text = std::fs::read_to_string(&settings).expect("it can be read");
    let mut json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    json["opening"] = path.to_str().expect("it is text").into();
    std::fs::write(&settings, json.to_string()).expect("it can be written");
    computer.desktop = Computer::start(&computer.folder, &computer.script);
    let told = ask::workspace(&computer.desktop).expect("there is a view");
    assert_eq!(told.state, WorkspaceState::None);
    let refused = told.refused.expect("it says why");
    assert_eq!(refused.failure.code, FailureCode::UnfinishedOpening);
    let request = OpenWorkspace {
        file: Some(given(&computer.desktop, &[&path]).files.remove(0)),
        read_only: false,
    };
    let open =
        ask::open_workspace(&computer.desktop, request, &watch()).expect("whoever asks gets it");
    assert_eq!(open.state, WorkspaceState::Open);
    assert_eq!(
        told_at_the_next_start(&mut computer).state,
        WorkspaceState::Open
    );
}

#[test]
fn opening_keeps_nobody_waiting_and_ends_when_it_is_stopped() {
    let mut computer = Computer::with_workspace();
    let view = computer.draft();
    let path = computer.workspace();
    computer.desktop.close();
    // A predecessor that does not end is waited for, longer than this test takes.
    let predecessor = psirt_store::Workspace::open(&path, None, &psirt_app::workspaces::holder());
    let predecessor = predecessor.expect("nobody has it");
    computer.desktop = Computer::start(&computer.folder, &computer.script);
    let desktop = &computer.desktop;
    let to_begin = || OpenWorkspace {
        file: None,
        read_only: false,
    };
    std::thread::scope(|scope| {
        let beginning = scope.spawn(|| {
            let watch = desktop.jobs().begin(1, |_| {});
            let begun = ask::open_workspace(desktop, to_begin(), &watch);
            desktop.jobs().end(1);
            begun
        });
        while !desktop.has_begun() {
            std::thread::yield_now();
        }
        ask::settings(desktop).expect("they are known");
        let told = ask::workspace(desktop).expect("it is told meanwhile");
        assert_eq!(told.state, WorkspaceState::None);
        let asked = ask::assessment(desktop, of_assessment(&view));
        assert_eq!(code(asked), FailureCode::NoWorkspace);
        desktop.jobs().stop(1);
        let begun = beginning.join().expect("it does not panic");
        let begun = begun.expect("a stop is no failure at the start");
        assert_eq!(begun.state, WorkspaceState::None);
        assert_eq!(begun.refused, None, "whoever stopped it knows why");
    });
    drop(predecessor);
    let request = OpenWorkspace {
        file: Some(given(desktop, &[&path]).files.remove(0)),
        read_only: false,
    };
    let stopped = desktop.jobs().begin(2, |_| {});
    desktop.jobs().stop(2);
    assert_eq!(
        code(ask::open_workspace(desktop, request.clone(), &stopped)),
        FailureCode::Cancelled
    );
    let open = ask::open_workspace(desktop, request, &watch()).expect("it is free");
    assert_eq!(open.state, WorkspaceState::Open);
}
