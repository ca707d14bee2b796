//! The terminal program as a user starts it, for the modules that drive it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

use crate::sources::root;

/// Names a program that is built already, where this test runs on a system without cargo.
const BUILT: &str = "PSIRT_MATURITY_PROGRAM";

/// The program, built as this test was.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(program) = std::env::var_os(BUILT) {
            return program.into();
        }
        let output = Command::new(env!("CARGO"))
            .args([
                "build",
                "--offline",
                "--package",
                "psirt-cli",
                "--message-format=json-render-diagnostics",
            ])
            .current_dir(root())
            .stderr(Stdio::inherit())
            .output()
            .expect("cargo can be started");
        assert!(output.status.success(), "the program is built");
        let lines = String::from_utf8(output.stdout).expect("cargo answers in UTF-8");
        let executable = lines
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .filter(|message| message["target"]["name"] == "psirt-maturity")
            .find_map(|message| message["executable"].as_str().map(PathBuf::from));
        executable.expect("the program is one of the targets")
    })
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Ended {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// A folder to run the program in, removed with all that is in it.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        Self { folder }
    }

    /// With the sample rounds of one language, `2026.psirt.json` and so on.
    pub fn with_samples(language: &str) -> Self {
        let desk = Self::new();
        let samples = root().join("samples").join(language);
        for entry in fs::read_dir(samples).expect("there are samples") {
            let path = entry.expect("an entry can be read").path();
            let name = path.file_name().expect("a file has a name");
            fs::copy(&path, desk.path(name)).expect("it can be copied");
        }
        desk
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).expect("it can be written");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("it can be read")
    }

    /// The names of all files in a folder of the desk, in order.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.path(folder))
            .expect("the folder is there")
            .map(|entry| entry.expect("an entry can be read").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// The program on the desk; the machine's own language does not matter.
    pub fn command<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(program());
        command.args(words).current_dir(self.folder.path());
        for variable in ["LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANGUAGE"] {
            command.env_remove(variable);
        }
        command.env("LANG", "en_US.UTF-8").stdin(Stdio::null());
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Ended {
        Ended::of(
            self.command(words)
                .output()
                .expect("the program can be started"),
        )
    }

    /// A line as it is typed; words are separated by spaces.
    pub fn type_line(&self, line: &str) -> Ended {
        self.run(line.split(' '))
    }

    /// What the program says as JSON, done without a word on standard error.
    pub fn json(&self, line: &str) -> Value {
        let ended = self.run(line.split(' ').chain(["--json"]));
        assert_eq!((ended.status, ended.stderr.as_str()), (0, ""), "{line}");
        serde_json::from_str(&ended.stdout).expect("standard output is JSON")
    }

    /// The error the program tells as JSON, with nothing on standard output.
    pub fn json_error(&self, line: &str) -> (i32, Value) {
        let ended = self.run(line.split(' ').chain(["--json"]));
        assert_eq!(ended.stdout, "", "{line}");
        let told: Value = serde_json::from_str(&ended.stderr)
            .unwrap_or_else(|_| panic!("standard error is JSON: {}", ended.stderr));
        (ended.status, told["error"].clone())
    }
}

impl Ended {
    fn of(output: Output) -> Self {
        Self {
            status: output.status.code().expect("it ended by itself"),
            stdout: String::from_utf8(output.stdout).expect("it says UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("it says UTF-8"),
        }
    }

    /// Done, without a word on standard error.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(
            (self.status, self.stderr.as_str()),
            (0, ""),
            "{}",
            self.stdout
        );
        self.stdout
    }

    /// Refused with this status, without a word on standard output.
    #[track_caller]
    pub fn refused(self, status: i32) -> String {
        assert_eq!(
            (self.status, self.stdout.as_str()),
            (status, ""),
            "{}",
            self.stderr
        );
        self.stderr
    }
}
