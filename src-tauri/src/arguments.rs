//! What the program is started with.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use psirt_window::WORKSPACE_ENDING;

/// What the program is started with.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// A file to look at, such as one the file manager was asked to open.
    pub file: Option<PathBuf>,
    /// The workspace to open in place of the last one.
    pub workspace: Option<PathBuf>,
}

impl Arguments {
    /// Understands `[--workspace PATH] [FILE]`; what else there may be is the system's own.
    ///
    /// A file that ends like a workspace is one.
    pub fn read(arguments: impl IntoIterator<Item = OsString>, folder: &Path) -> Self {
        let mut read = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            let text = argument.to_string_lossy();
            if text == "--workspace" {
                read.workspace = arguments.next().map(|path| folder.join(path));
            } else if let Some(path) = text.strip_prefix("--workspace=") {
                read.workspace = Some(folder.join(path));
            } else if !text.starts_with('-') {
                let path = folder.join(&argument);
                if path
                    .extension()
                    .is_some_and(|ending| ending == WORKSPACE_ENDING)
                {
                    read.workspace = Some(path);
                } else {
                    read.file = Some(path);
                }
            }
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_and_a_workspace_can_be_named_at_the_start() {
        let read = |arguments: &[&str]| {
            let arguments = arguments.iter().map(OsString::from);
            Arguments::read(arguments, Path::new("/here"))
        };
        let named = |file: Option<&str>, workspace: Option<&str>| Arguments {
            file: file.map(PathBuf::from),
            workspace: workspace.map(PathBuf::from),
        };
        assert_eq!(read(&[]), named(None, None));
        assert_eq!(
            read(&["a.psirt.json"]),
            named(Some("/here/a.psirt.json"), None)
        );
        assert_eq!(read(&["/there/a"]), named(Some("/there/a"), None));
        assert_eq!(read(&["--workspace", "w"]), named(None, Some("/here/w")));
        assert_eq!(
            read(&["a.psirtws"]),
            named(None, Some("/here/a.psirtws")),
            "a workspace opened from the file manager"
        );
        assert_eq!(
            read(&["--workspace=w", "--unknown", "a"]),
            named(Some("/here/a"), Some("/here/w"))
        );
    }
}
