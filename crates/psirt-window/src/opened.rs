//! Copies of evidence that were opened: they lie in a folder of the program's own, and go with it.

use std::fs;
use std::path::{Path, PathBuf};

use psirt_app::files;

use crate::wire::Failure;

/// Below the data folder: copies that were opened, until the window closes.
const OPENED: &str = "opened";

/// Takes away the copies that were opened.
pub fn forget_opened(data: &Path) {
    // What a program still holds open stays until the next time.
    let _ = fs::remove_dir_all(opened_copies(data));
}

/// Where they lie, below the data folder of the program.
pub fn opened_copies(data: &Path) -> PathBuf {
    data.join(OPENED)
}

/// Makes a folder that nobody else on the computer can look into.
pub fn make_private(folder: &Path) -> Result<(), Failure> {
    files::make_folder(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let private = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
        private.map_err(|reason| psirt_app::error::Error::Write {
            path: folder.to_owned(),
            reason,
        })?;
    }
    // On Windows the folder has the rights of the person's own data folder.
    Ok(())
}
