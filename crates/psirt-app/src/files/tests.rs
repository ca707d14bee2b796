//! Files on a real disk.

use std::fs;
use std::path::Path;

use super::{read_bytes, read_text, write, write_new};
use crate::error::Error;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| {
            entry
                .expect("it can be read")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_written_file_is_all_that_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("みなと.json");
    for text in ["first", "second, and longer"] {
        write(&path, text.as_bytes()).expect("it can be written");
        assert_eq!(read_text(&path).expect("it can be read"), text);
    }
    assert_eq!(names(folder.path()), ["みなと.json"], "no draft is left");
}

#[test]
fn a_name_as_long_as_a_name_can_be_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("長".repeat(80));
    write(&path, b"x").expect("a draft needs a name of its own, not a longer one");
}

#[test]
fn what_fails_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).expect("a folder");
    assert!(matches!(write(&taken, b"x"), Err(Error::Write { .. })));
    let nowhere = folder.path().join("no such folder").join("file");
    assert!(matches!(write(&nowhere, b"x"), Err(Error::Write { .. })));
    assert!(matches!(
        write_new(&nowhere, b"x"),
        Err(Error::Write { .. })
    ));
    assert_eq!(names(folder.path()), ["taken"]);
}

#[test]
fn a_protected_file_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    fs::write(&path, "old").expect("it can be written");
    let mut permissions = fs::metadata(&path).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("it is ours");
    assert!(matches!(write(&path, b"new"), Err(Error::Write { .. })));
    assert_eq!(fs::read(&path).expect("it can be read"), b"old");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_rights_stay_as_they_were() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let (path, link) = (folder.path().join("file"), folder.path().join("link"));
    fs::write(&path, "old").expect("it can be written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("it is ours");
    symlink(&path, &link).expect("links are there");
    write(&link, b"new").expect("it can be written");
    assert_eq!(fs::read(&path).expect("it can be read"), b"new");
    assert!(
        fs::symlink_metadata(&link)
            .expect("it is there")
            .is_symlink()
    );
    let mode = fs::metadata(&path)
        .expect("it is there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_new_file_never_replaces_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    write_new(&path, b"first").expect("the name is free");
    assert!(matches!(
        write_new(&path, b"second"),
        Err(Error::Exists { .. })
    ));
    assert_eq!(fs::read(&path).expect("it can be read"), b"first");
}

#[test]
fn a_path_of_more_letters_than_windows_takes_unasked_is_written_and_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = folder
        .path()
        .join("長い名前".repeat(20))
        .join("b".repeat(200));
    fs::create_dir_all(&long).expect("folders can be made");
    let path = long.join("file");
    assert!(path.display().to_string().chars().count() > 260);
    write_new(&path, b"first").expect("the name is free");
    write(&path, b"second").expect("it is replaced");
    assert_eq!(fs::read(&path).expect("it can be read"), b"second");
    write(&long.join("other"), b"new").expect("it is made");
    assert_eq!(fs::read_dir(&long).expect("it is a folder").count(), 2);
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large");
    // A hole in the file: a gigabyte by its own word, nothing on the disk.
    let file = fs::File::create(&path).expect("it can be made");
    file.set_len(1_000_000_000).expect("holes are there");
    let error = read_text(&path).expect_err("it is too large");
    assert_eq!(error.code(), "faults");
    assert_eq!(
        read_bytes(&path, 0).expect_err("it is too large").code(),
        "faults"
    );
}

#[cfg(unix)]
#[test]
fn a_file_without_end_is_left_at_the_limit() {
    let error = read_bytes(Path::new("/dev/zero"), 1_000).expect_err("it never ends");
    assert_eq!(error.code(), "faults");
}

#[test]
fn a_folder_or_nothing_is_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(read_text(folder.path()), Err(Error::Read { .. })));
    let missing = folder.path().join("missing");
    assert!(matches!(read_text(&missing), Err(Error::Read { .. })));
}

#[test]
fn bytes_that_are_no_text_are_a_fault_of_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    fs::write(&path, [0x83, 0x65]).expect("it can be written");
    assert_eq!(
        read_text(&path).expect_err("it is Shift JIS").code(),
        "faults"
    );
}
