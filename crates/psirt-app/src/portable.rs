//! A program that is carried about, on a stick or a share, can keep what it keeps beside itself:
//! whoever wants that makes a folder of a certain name there.

use std::env;
use std::path::{Path, PathBuf};

/// The folder's name.
pub const FOLDER: &str = "psirt-maturity-data";

/// The folder beside the running program, where somebody has made one.
pub fn folder() -> Option<PathBuf> {
    beside(&env::current_exe().ok()?)
}

fn beside(program: &Path) -> Option<PathBuf> {
    let folder = program.parent()?.join(FOLDER);
    folder.is_dir().then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::{FOLDER, beside};

    #[test]
    fn what_is_kept_lies_beside_the_program_only_where_somebody_made_the_folder() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let program = folder.path().join("psirt-maturity");
        assert_eq!(beside(&program), None);
        let data = folder.path().join(FOLDER);
        std::fs::write(&data, "a file of that name").expect("it can be written");
        assert_eq!(beside(&program), None, "a file is no folder");
        std::fs::remove_file(&data).expect("it can be removed");
        std::fs::create_dir(&data).expect("it can be made");
        assert_eq!(beside(&program), Some(data));
    }
}
