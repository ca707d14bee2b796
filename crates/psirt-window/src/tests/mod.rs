//! The use cases of the window, on real files, without a window.

mod answering;
mod books;
mod cohorts;
mod evidence;
mod figures;
mod files;
#[path = "../../../../tests/filling.rs"]
mod filling;
mod granted;
mod home;
mod keeping;
mod kit;
mod sheet_books;
mod weeks;
mod workshops;

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use psirt_core::Language;
use psirt_core::assessment::ActionState;
use tempfile::TempDir;

use super::job::Watch;
use super::shell::{Choice, Question, Shell};
use super::use_cases as ask;
use super::wire::*;
use super::{Desktop, Places};

/// What the shell was asked to open or show, and what a person answers to dialogs.
#[derive(Default)]
struct Script {
    answers: Mutex<VecDeque<Vec<PathBuf>>>,
    opened: Mutex<Vec<PathBuf>>,
}

struct Scripted(Arc<Script>);

impl Shell for Scripted {
    fn show_window(&self) -> io::Result<()> {
        Ok(())
    }

    fn keep_window(&self) {}

    fn zoom(&self, _: u16) -> io::Result<()> {
        Ok(())
    }

    fn fill_screen(&self, _: bool) -> io::Result<()> {
        Ok(())
    }

    fn open_presenter(&self) -> io::Result<()> {
        Ok(())
    }

    fn close_window(&self) -> io::Result<()> {
        Ok(())
    }

    fn choose(&self, question: &Question) -> Vec<PathBuf> {
        let mut answers = self.0.answers.lock().expect("no test panics in here");
        let paths = answers.pop_front().unwrap_or_default();
        match &question.choice {
            // A folder in place of a file means: the name that is proposed.
            Choice::NewFile(name) => paths
                .into_iter()
                .map(|path| if path.is_dir() { path.join(name) } else { path })
                .collect(),
            _ => paths,
        }
    }

    fn open(&self, path: &Path) -> io::Result<()> {
        let mut opened = self.0.opened.lock().expect("no test panics in here");
        opened.push(path.to_owned());
        Ok(())
    }

    fn open_link(&self, address: &str) -> io::Result<()> {
        self.open(Path::new(address))
    }

    fn show_in_folder(&self, path: &Path) -> io::Result<()> {
        self.open(path)
    }
}

/// A computer with the program on it.
struct Computer {
    folder: TempDir,
    script: Arc<Script>,
    desktop: Desktop,
}

impl Computer {
    /// On which it was never started.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let script = Arc::new(Script::default());
        let desktop = Self::start(&folder, &script);
        Self {
            folder,
            script,
            desktop,
        }
    }

    /// With a workspace.
    fn with_workspace() -> Self {
        let computer = Self::new();
        let request = CreateWorkspace {
            place: None,
            passphrase: None,
        };
        ask::create_workspace(&computer.desktop, request).expect("a workspace can be made");
        computer
    }

    /// With the sample data.
    fn with_sample(language: Language) -> Self {
        let computer = Self::with_workspace();
        ask::open_sample(&computer.desktop, OpenSample { language }).expect("the sample opens");
        computer
    }

    fn start(folder: &TempDir, script: &Arc<Script>) -> Desktop {
        let places = Places {
            settings: folder.path().join("settings"),
            data: folder.path().join("data"),
            keys: folder.path().join("keys"),
            documents: None,
        };
        Desktop::new(Box::new(Scripted(Arc::clone(script))), places)
    }

    /// Ends the program and starts it again.
    fn restart(&mut self) {
        self.desktop.close();
        self.desktop = Self::start(&self.folder, &self.script);
    }

    /// Has a person drop a file on the window and looks at it.
    fn looks_at(&self, path: &Path) -> CheckView {
        let looked_at = ask::look_at_files(&self.desktop, given(&self.desktop, &[path]));
        let mut looked_at = looked_at.expect("it can be looked at");
        looked_at.pop().expect("one file has one finding")
    }

    fn answer_dialog(&self, paths: &[&Path]) {
        let paths = paths.iter().map(|&path| path.to_owned()).collect();
        let mut answers = self.script.answers.lock().expect("no test panics in here");
        answers.push_back(paths);
    }

    fn home(&self) -> HomeView {
        ask::home(&self.desktop).expect("there is a home")
    }

    /// The rounds of the only organization, newest first.
    fn rounds(&self) -> Vec<AssessmentSummary> {
        let home = self.home();
        assert_eq!(home.organizations.len(), 1);
        home.organizations[0].assessments.clone()
    }

    /// Where the open workspace lies.
    fn workspace(&self) -> PathBuf {
        let view = ask::workspace(&self.desktop).expect("there is a view");
        PathBuf::from(view.file.expect("a workspace is open").path)
    }

    /// A draft of an organization of its own.
    fn draft(&self) -> AssessmentView {
        let organization = OrganizationInput {
            name: " 架空製造 ".to_owned(),
            sector: None,
            size: None,
            model: None,
        };
        let made = ask::create_organization(&self.desktop, organization).expect("it is made");
        let sheet = &made.home.sheets[0];
        let request = CreateAssessment {
            organization: made.organization,
            sheet: SheetReference {
                id: sheet.id.clone(),
                edition: sheet.edition.clone(),
            },
            scope: "全社".to_owned(),
            title: "1回目".to_owned(),
            date: day("2026-11-06"),
            profile: None,
        };
        ask::create_assessment(&self.desktop, request).expect("it is made")
    }

    fn answer(&self, view: &AssessmentView, place: usize, level: u8) -> AssessmentView {
        let request = SaveAnswer {
            of: of(view, place),
            answer: Some(Answer::Level { level }),
        };
        ask::save_answer(&self.desktop, request).expect("it can be answered")
    }
}

/// Files that a person gave from outside, as the page names them.
fn given(desktop: &Desktop, paths: &[&Path]) -> OfFiles {
    let _ = ask::take_given_files(desktop);
    let paths: Vec<PathBuf> = paths.iter().map(|&path| path.to_owned()).collect();
    let given = desktop.give(&paths);
    OfFiles {
        files: given.into_iter().map(|given| given.file).collect(),
    }
}

fn to_take_in(view: &CheckView) -> OfFile {
    OfFile {
        file: view.file.clone().expect("it can be taken in"),
    }
}

fn day(text: &str) -> Day {
    Day(text.parse().expect("it is a day"))
}

fn of(view: &AssessmentView, place: usize) -> OfService {
    OfService {
        assessment: view.id.clone(),
        service: view.entries[place].service.clone(),
    }
}

fn of_assessment(view: &AssessmentView) -> OfAssessment {
    OfAssessment {
        assessment: view.id.clone(),
    }
}

fn named(assessment: &str) -> OfAssessment {
    OfAssessment {
        assessment: assessment.to_owned(),
    }
}

fn watch() -> Watch {
    super::job::Jobs::default().begin(1, |_| {})
}

fn code<T: std::fmt::Debug>(result: Result<T, Failure>) -> FailureCode {
    result.expect_err("it is refused").code
}

fn passphrase(text: &str) -> GivenPassphrase {
    GivenPassphrase {
        passphrase: text.into(),
    }
}
