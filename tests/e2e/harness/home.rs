//! The computer a person sits at: their settings, their data, the answers to native dialogs.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The folder of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the window's package lies in the repository")
}

/// Where this person keeps documents.
pub const DOCUMENTS: &str = "書類 Documents";

/// The system's way to open an address or a document, which opens nothing here.
const NOTES_WHAT_IS_OPENED: &str = "#!/bin/sh\nprintf '%s\\n' \"$@\" >> \"$HOME/opened\"\n";

/// Places of its own, gone when it is dropped.
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// A computer on which the program was never started.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        for name in ["data", "config", "cache", "saved", DOCUMENTS] {
            fs::create_dir(folder.path().join(name)).expect("a folder can be made");
        }
        let says = format!("XDG_DOCUMENTS_DIR=\"$HOME/{DOCUMENTS}\"\n");
        fs::write(folder.path().join("config/user-dirs.dirs"), says).expect("a file can be made");
        fs::write(folder.path().join("dialogs"), "").expect("a file can be made");
        let opener = folder.path().join("bin/xdg-open");
        fs::create_dir(folder.path().join("bin")).expect("a folder can be made");
        fs::write(&opener, NOTES_WHAT_IS_OPENED).expect("a file can be made");
        let may_run = fs::Permissions::from_mode(0o755);
        fs::set_permissions(opener, may_run).expect("a file can be made a program");
        Self { folder }
    }

    /// A path below it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where reports and files are saved.
    pub fn saved(&self) -> PathBuf {
        self.path("saved")
    }

    /// What the next native dialogs are answered with, in order: each a path, or nothing.
    pub fn answer_dialogs(&self, answers: &[&Path]) {
        let mut text = String::new();
        for answer in answers {
            text.push_str(&answer.to_string_lossy());
            text.push('\n');
        }
        fs::write(self.path("dialogs"), text).expect("a file can be written");
    }

    /// What the system was asked to open so far: addresses and files, a line each.
    pub fn opened(&self) -> Vec<String> {
        let opened = fs::read_to_string(self.path("opened")).unwrap_or_default();
        opened.lines().map(str::to_owned).collect()
    }

    /// Every file below a folder of it, by name.
    pub fn files(&self, folder: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path(folder)).expect("the folder can be read");
        let mut files: Vec<PathBuf> = entries
            .map(|entry| entry.expect("an entry can be read").path())
            .collect();
        files.sort();
        files
    }

    /// Has LibreOffice open a file and save it as an Excel book, in a folder of its own.
    pub fn saves_as_a_book(&self, file: &Path) -> PathBuf {
        let folder = self.path("saved/again");
        let profile = self.path("office");
        // What a table of commas does not say of itself: commas, quotation marks, UTF-8.
        let is_of_commas = file.extension().is_some_and(|ending| ending == "csv");
        let read_as = is_of_commas.then_some("--infilter=CSV:44,34,76");
        let saved = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .args(read_as)
            .args(["--headless", "--convert-to", "xlsx", "--outdir"])
            .arg(&folder)
            .arg(file)
            .output()
            .expect("soffice can be started; it is in the package libreoffice-calc");
        assert!(saved.status.success(), "{saved:?}");
        let stem = file.file_stem().expect("a file has a name");
        folder.join(stem).with_extension("xlsx")
    }

    /// The environment of a program that runs here.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let path = |name| self.path(name).display().to_string();
        vec![
            ("HOME", self.folder.path().display().to_string()),
            ("XDG_DATA_HOME", path("data")),
            ("XDG_CONFIG_HOME", path("config")),
            ("XDG_CACHE_HOME", path("cache")),
            ("PSIRT_E2E_PICK", path("dialogs")),
            ("USER", "assessor".to_owned()),
            ("PATH", format!("{}:{}", path("bin"), env!("PATH"))),
        ]
    }
}
