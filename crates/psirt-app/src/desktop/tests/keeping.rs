//! The workspace file: protected, backed up, damaged, open twice.

use super::*;

#[test]
fn a_protected_workspace_opens_with_its_passphrase_alone() {
    let mut computer = Computer::with_workspace();
    let view = computer.draft();
    let set = ask::set_passphrase(&computer.desktop, passphrase("正しい馬"), &watch());
    assert!(set.expect("it can be protected").encrypted);
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
            passphrase("違う馬")
        )),
        FailureCode::WrongPassphrase
    );
    let open = ask::unlock_workspace(&computer.desktop, passphrase("正しい馬"));
    assert_eq!(
        open.expect("it is the right one").state,
        WorkspaceState::Open
    );
    ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
    let wrong = CurrentPassphrase {
        current: "違う馬".to_owned(),
    };
    assert_eq!(
        code(ask::remove_passphrase(&computer.desktop, wrong, &watch())),
        FailureCode::WrongPassphrase
    );
    let right = CurrentPassphrase {
        current: "正しい馬".to_owned(),
    };
    let removed = ask::remove_passphrase(&computer.desktop, right, &watch());
    assert!(!removed.expect("it can be removed").encrypted);
}

#[test]
fn a_backup_takes_the_place_of_an_open_protected_workspace() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    computer.answer(&view, 0, 1);
    ask::set_passphrase(&computer.desktop, passphrase("馬"), &watch()).expect("protected");
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
    let request = OpenWorkspace {
        path: path.display().to_string(),
        read_only: false,
    };
    assert_eq!(
        code(ask::open_workspace(&computer.desktop, request)),
        FailureCode::Damaged
    );
    let offered = damaged.newest_backup.expect("a backup is offered");
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
    let open = |read_only| {
        let request = OpenWorkspace {
            path: path.clone(),
            read_only,
        };
        ask::open_workspace(&second.desktop, request)
    };
    assert_eq!(code(open(false)), FailureCode::InUse);
    let told = ask::workspace(&second.desktop).expect("there is a view");
    assert!(told.holder.is_some(), "it says who has it");
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
