//! One module for each command: what it understands, what it calls, what it says.

mod actions;
mod answer;
mod book;
mod compare;
mod completions;
mod demo;
mod gaps;
mod kit;
mod new;
mod outcome;
mod plan;
mod read;
mod report;
mod score;
mod sheets;
mod trend;
mod workshop;

use std::path::PathBuf;

use clap::{ArgMatches, Command};
use psirt_app::assessments::{self, Opened};
use psirt_app::checking;
use psirt_app::error::Error;
use psirt_app::frameworks::Library;
use psirt_core::assessment::SheetReference;
use psirt_core::score::{State, one_decimal};
use psirt_core::{Assessment, Language};
use serde::Serialize;

use crate::output::{Failure, Outcome, Output};

/// A command: what it is called, what it understands, what it does.
pub struct Described {
    /// What is typed.
    pub name: &'static str,
    /// Adds everything it understands to a bare command.
    pub describe: fn(Command, Language) -> Command,
    run: fn(&Terminal, &ArgMatches) -> Result<crate::output::Said, Refusal>,
}

/// Every command in the order of the work.
pub const ALL: &[Described] = &[
    sheets::DESCRIBED,
    new::DESCRIBED,
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
    let outcome = terminal(output, typed).and_then(|terminal| (command.run)(&terminal, matches));
    outcome.map_err(|refusal| match refusal {
        Refusal::UseCase(error) => output.failure(&error),
        Refusal::Told(failure) => failure,
    })
}

/// What every command understands may stand before its name and after it.
fn terminal(output: Output, typed: &ArgMatches) -> Result<Terminal, Refusal> {
    let mut library = Library::shipped();
    let mut level = Some(typed);
    while let Some(matches) = level {
        for path in matches.get_many::<PathBuf>("with").into_iter().flatten() {
            checking::add(&mut library, path)?;
        }
        level = matches.subcommand().map(|(_, inner)| inner);
    }
    Ok(Terminal { output, library })
}

impl Terminal {
    /// Opens the assessment file named by an argument.
    fn open(&self, matches: &ArgMatches, argument: &str) -> Result<Opened, Error> {
        let path: &PathBuf = matches.get_one(argument).expect("the parser asks for it");
        assessments::open(&self.library, path)
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

/// A sheet in JSON.
#[derive(Serialize)]
struct SheetShape<'a> {
    id: &'a str,
    edition: &'a str,
}

impl<'a> From<&'a SheetReference> for SheetShape<'a> {
    fn from(reference: &'a SheetReference) -> Self {
        Self {
            id: reference.id.as_str(),
            edition: &reference.edition,
        }
    }
}

/// A round in JSON.
#[derive(Serialize)]
struct RoundShape<'a> {
    id: &'a str,
    date: String,
    sheet: SheetShape<'a>,
}

impl<'a> From<&'a Assessment> for RoundShape<'a> {
    fn from(assessment: &'a Assessment) -> Self {
        Self {
            id: assessment.id(),
            date: assessment.date().to_string(),
            sheet: assessment.sheet().into(),
        }
    }
}

/// A state in JSON: its name, and the level where there is one.
#[derive(Serialize)]
struct StateShape {
    state: State,
    level: Option<u8>,
}

impl From<State> for StateShape {
    fn from(state: State) -> Self {
        Self {
            state,
            level: state.level().map(psirt_core::Level::number),
        }
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
