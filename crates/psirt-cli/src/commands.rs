//! One module for each command: what it understands, what it calls, what it says.

mod actions;
mod answer;
mod book;
mod cohort;
mod compare;
mod completions;
mod contribute;
mod demo;
mod gaps;
mod kit;
mod new;
mod outcome;
mod place;
mod plan;
mod read;
mod report;
mod rounds;
mod score;
mod sheets;
mod trend;
mod workshop;

use std::cell::RefCell;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};
use psirt_app::assessments::{self, Opened};
use psirt_app::checking;
use psirt_app::error::Error;
use psirt_app::frameworks::Library;
use psirt_app::workspaces::{Access, Kept, is_protected};
use psirt_core::Language;
use psirt_core::score::{State, one_decimal};

use crate::arguments::IN_WORKSPACE;
use crate::output::{Failure, Outcome, Output};

/// A command: what it is called, what it understands, what it does.
pub struct Described {
    /// What is typed.
    pub name: &'static str,
    /// Adds everything it understands to a bare command.
    pub describe: fn(Command, Language) -> Command,
    /// What it does with a workspace, where it is told to work in one.
    access: fn(&ArgMatches) -> Access,
    run: fn(&Terminal, &ArgMatches) -> Result<crate::output::Said, Refusal>,
}

/// Every command in the order of the work.
pub const ALL: &[Described] = &[
    sheets::DESCRIBED,
    new::DESCRIBED,
    rounds::DESCRIBED,
    answer::DESCRIBED,
    book::DESCRIBED,
    score::DESCRIBED,
    gaps::DESCRIBED,
    read::DESCRIBED,
    plan::DESCRIBED,
    actions::DESCRIBED,
    compare::DESCRIBED,
    trend::DESCRIBED,
    workshop::DESCRIBED,
    cohort::DESCRIBED,
    contribute::DESCRIBED,
    place::DESCRIBED,
    report::DESCRIBED,
    kit::DESCRIBED,
    demo::DESCRIBED,
    completions::DESCRIBED,
];

/// What every command has at hand.
pub struct Terminal {
    /// How things are said.
    pub output: Output,
    /// The sheets, readings, profiles and crosswalks.
    pub library: Library,
    /// The workspace that holds what the command is about; without one, files do.
    workspace: Option<RefCell<Kept>>,
}

/// Why a command is not done, before it is told.
pub enum Refusal {
    /// A use case was not done.
    UseCase(Error),
    /// Told already.
    Told(Failure),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::UseCase(error)
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Told(failure)
    }
}

/// Does what was typed.
pub fn run(output: Output, typed: &ArgMatches) -> Outcome {
    let (name, matches) = typed.subcommand().expect("the parser asks for a command");
    let command = ALL
        .iter()
        .find(|command| command.name == name)
        .expect("the parser knows the same commands");
    let outcome = terminal(output, typed, (command.access)(matches)).and_then(|terminal| {
        let said = (command.run)(&terminal, matches)?;
        if let Some(workspace) = terminal.workspace {
            workspace.into_inner().close()?;
        }
        Ok(said)
    });
    outcome.map_err(|refusal| match refusal {
        Refusal::UseCase(error) => output.failure(&error),
        Refusal::Told(failure) => failure,
    })
}

/// What every command understands may stand before its name and after it.
fn terminal(output: Output, typed: &ArgMatches, access: Access) -> Result<Terminal, Refusal> {
    let levels = || {
        std::iter::successors(Some(typed), |matches| {
            matches.subcommand().map(|(_, inner)| inner)
        })
    };
    let workspace = levels().find_map(|matches| {
        let path = matches.try_get_one::<PathBuf>(IN_WORKSPACE).ok()??;
        Some((path, matches.get_one::<PathBuf>("passphrase-file")))
    });
    let workspace = match workspace {
        Some((path, file)) => {
            let passphrase = passphrase(output, path, file)?;
            Some(Kept::open(path, passphrase, access)?)
        }
        None => None,
    };
    let mut library = match &workspace {
        Some(workspace) => workspace.library()?,
        None => Library::shipped(),
    };
    for matches in levels() {
        for path in matches.get_many::<PathBuf>("with").into_iter().flatten() {
            checking::add(&mut library, path)?;
        }
    }
    Ok(Terminal {
        output,
        library,
        workspace: workspace.map(RefCell::new),
    })
}

/// The passphrase of a workspace: from a file, or asked for where somebody sits at the terminal.
/// It is no argument, which other people on the machine could read.
fn passphrase(
    output: Output,
    workspace: &Path,
    file: Option<&PathBuf>,
) -> Result<Option<String>, Refusal> {
    if let Some(file) = file {
        let text = psirt_app::files::read_text(file)?;
        return Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned()));
    }
    if !is_protected(workspace) || !std::io::stdin().is_terminal() {
        return Ok(None);
    }
    let shown = workspace.display();
    let asked = output.language.pick(
        format!("Passphrase of {shown}: "),
        format!("{shown}のパスフレーズ: "),
    );
    // Where it cannot be asked for, the workspace says that it wants one.
    Ok(rpassword::prompt_password(asked).ok())
}

impl Terminal {
    /// Opens the assessment named by an argument.
    fn open(&self, matches: &ArgMatches, argument: &str) -> Result<Opened, Error> {
        let named: &PathBuf = matches.get_one(argument).expect("the parser asks for it");
        self.open_named(named)
    }

    /// Opens an assessment: a file, or one that the workspace has under this name.
    fn open_named(&self, named: &Path) -> Result<Opened, Error> {
        match &self.workspace {
            Some(workspace) => workspace.borrow().assessment(&named.to_string_lossy()),
            None => assessments::open(&self.library, named),
        }
    }

    /// Opens an assessment: a file, also where there is a workspace, or else one in it.
    fn open_either(&self, named: &Path) -> Result<Opened, Error> {
        if named.exists() {
            return assessments::open(&self.library, named);
        }
        self.open_named(named)
    }

    /// Keeps what was changed of an assessment; `what` is its name in the history of a workspace.
    fn save(&self, opened: &mut Opened, what: &str) -> Result<(), Error> {
        match &self.workspace {
            Some(workspace) => workspace.borrow_mut().save(opened, what),
            None => opened.save(),
        }
    }

    /// What stands above everything said of an assessment: whose, when, by which sheet.
    fn heading(&self, opened: &Opened) -> String {
        let assessment = &opened.assessment;
        let organization = &assessment.organization().name;
        let mut text =
            crate::layout::paragraph("", &format!("{organization}  {}", assessment.date()));
        for line in [assessment.title(), assessment.scope()] {
            if !line.is_empty() {
                text += &crate::layout::paragraph("", line);
            }
        }
        let title = opened.sheet.title().get(self.output.language);
        let reference = assessment.sheet();
        let sheet = format!("{title} ({} {})", reference.id, reference.edition);
        text += &crate::layout::paragraph("", &sheet);
        text.push('\n');
        text
    }
}

/// A state in a cell: the level, or the word in its place.
fn state_cell(state: State, language: Language) -> String {
    match (state.level(), psirt_app::words::no_level(state, language)) {
        (Some(level), _) => level.to_string(),
        (None, word) => word.unwrap_or_default().to_owned(),
    }
}

/// A figure in a cell, with one decimal.
fn figure_cell(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), one_decimal)
}

/// A change in a cell, with its sign.
fn change_cell(change: Option<f64>) -> String {
    match change.map(one_decimal) {
        Some(shown) if shown.starts_with('-') || shown == "0.0" => shown,
        Some(shown) => format!("+{shown}"),
        None => "-".to_owned(),
    }
}
