//! The TypeScript of the wire: every type a command takes or answers, and the list of commands.
//!
//! The files are committed; a test fails when they are stale, and `UPDATE_EXPECT=1` writes them.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use psirt_core::Language;
use psirt_core::assessment::{ActionState, AssessmentState, OrganizationalModel, Sector, SizeBand};
use psirt_core::benchmark::{Bound, Dimension, Position, Reason};
use psirt_core::cohort::Admission;
use psirt_core::reading::{Readable, Strength};
use psirt_core::score::LeftOut;
use psirt_core::sheet::Effort;
use psirt_core::workshop::Verdict as SpreadVerdict;
use psirt_store::Stage;
use serde::Serialize;
use ts_rs::{Config, TS, TypeVisitor};

use super::wire::*;

const HEAD: &str = "// Generated from crates/psirt-window/src. Not to be edited: change the Rust and run\n// `UPDATE_EXPECT=1 cargo test -p psirt-window typescript`.\n";

/// A command as TypeScript sees it.
struct Command {
    name: &'static str,
    documentation: &'static str,
    request: Option<String>,
    answer: String,
    watched: bool,
}

/// Everything TypeScript is told.
struct TypeScript {
    config: Config,
    /// By name; the identity guards against two types of one name.
    types: BTreeMap<String, (TypeId, String)>,
    commands: Vec<Command>,
}

impl TypeVisitor for TypeScript {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            let known = self.types.get(&name).map(|(identity, _)| *identity);
            if known == Some(TypeId::of::<T>()) {
                return;
            }
            assert!(known.is_none(), "two types are called {name}");
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}\n", T::decl(&self.config));
            self.types.insert(name, (TypeId::of::<T>(), declaration));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

impl TypeScript {
    fn of_all_commands() -> Self {
        let mut all = Self {
            config: Config::new().with_large_int("number"),
            types: BTreeMap::new(),
            commands: Vec::new(),
        };
        macro_rules! take {
            ($(#[doc = $documentation:literal] $name:ident($($request:ty)?) $($watched:ident)? -> $answer:ty;)*) => {
                $(
                    $(all.visit::<$request>();)?
                    all.visit::<$answer>();
                    let request: &[String] = &[$(<$request as TS>::name(&all.config))?];
                    let watched: &[&str] = &[$(stringify!($watched))?];
                    all.commands.push(Command {
                        name: stringify!($name),
                        documentation: $documentation.trim(),
                        request: request.first().cloned(),
                        answer: <$answer as TS>::name(&all.config),
                        watched: !watched.is_empty(),
                    });
                )*
            };
        }
        crate::for_each_command!(take);
        all.visit::<Failure>();
        all.visit::<Progress>();
        all.choice(
            "Language",
            "A language of screens, files and reports.",
            &Language::ALL,
        );
        all.choice(
            "Sector",
            "What an organization makes or does.",
            &Sector::ALL,
        );
        all.choice(
            "SizeBand",
            "How many people an organization employs.",
            &SizeBand::ALL,
        );
        all.choice(
            "OrganizationalModel",
            "How a PSIRT is organized.",
            &OrganizationalModel::ALL,
        );
        all.choice("ActionState", "How far an action is.", &ActionState::ALL);
        all.choice(
            "AssessmentState",
            "Whether an assessment can still be changed.",
            &[AssessmentState::Draft, AssessmentState::Finished],
        );
        all.choice(
            "LeftOut",
            "Why an area has no score.",
            &[LeftOut::NotApplicable, LeftOut::NoLevel],
        );
        all.choice(
            "Effort",
            "How big a step is.",
            &[Effort::Small, Effort::Medium, Effort::Large],
        );
        all.choice(
            "AnonymityPromise",
            "What becomes of the names of a workshop.",
            &psirt_core::workshop::Promise::ALL,
        );
        all.choice(
            "WorkshopStage",
            "How far a workshop has come.",
            &[Stage::First, Stage::Second, Stage::Talked, Stage::Closed],
        );
        all.choice(
            "SpreadVerdict",
            "The word for how far opinions lie apart.",
            &[
                SpreadVerdict::Agreed,
                SpreadVerdict::Close,
                SpreadVerdict::Open,
                SpreadVerdict::TwoCamps,
                SpreadVerdict::NobodyKnows,
                SpreadVerdict::TooFew,
            ],
        );
        all.choice(
            "Readable",
            "What an assessment says of a requirement.",
            &[
                Readable::Evidenced,
                Readable::Partly,
                Readable::NotEvidenced,
                Readable::CannotTell,
            ],
        );
        all.choice(
            "Strength",
            "How strongly a service bears on a requirement.",
            &[Strength::Direct, Strength::Supporting],
        );
        all.choices_of_cohorts();
        all
    }

    fn choices_of_cohorts(&mut self) {
        self.choice(
            "Admission",
            "Who may contribute to a cohort.",
            &[Admission::Open, Admission::Codes],
        );
        self.choice(
            "Position",
            "Where an own figure lies beside the middle half.",
            &[Position::Below, Position::Within, Position::Above],
        );
        self.choice(
            "WithheldReason",
            "Why a figure is not shown.",
            &[Reason::TooFew, Reason::Subtraction],
        );
        self.choice(
            "ShareBound",
            "How a percentage is meant.",
            &[Bound::AtMost, Bound::Exactly, Bound::AtLeast],
        );
        self.choice("Dimension", "What members are grouped by.", &Dimension::ALL);
    }

    /// A choice of core's, which knows no TypeScript.
    fn choice<T: Serialize + 'static>(&mut self, name: &str, documentation: &str, all: &[T]) {
        let words: Vec<String> = all
            .iter()
            .map(|choice| serde_json::to_string(choice).expect("a choice is a word"))
            .collect();
        let declaration = format!(
            "/**\n * {documentation}\n */\nexport type {name} = {};\n",
            words.join(" | ")
        );
        self.types
            .insert(name.to_owned(), (TypeId::of::<T>(), declaration));
    }

    fn types_file(&self) -> String {
        let declarations: Vec<&str> = self
            .types
            .values()
            .map(|(_, declaration)| declaration.as_str())
            .collect();
        format!("{HEAD}\n{}", declarations.join("\n"))
    }

    fn commands_file(&self) -> String {
        let mut text = format!("{HEAD}import type {{\n");
        let used = |name: &&String| {
            self.commands.iter().any(|command| {
                let request = command.request.iter();
                request.chain([&command.answer]).any(|used| {
                    used.split(|letter: char| !letter.is_alphanumeric())
                        .any(|word| word == name.as_str())
                })
            })
        };
        for name in self.types.keys().filter(used) {
            writeln!(text, "\t{name},").expect("a string takes text");
        }
        text.push_str("} from \"./types\";\n\n");
        text.push_str("/** What each command of the program takes and answers. */\nexport interface Commands {\n");
        for command in &self.commands {
            let request = command.request.as_deref().unwrap_or("null");
            writeln!(
                text,
                "\t/** {} */\n\t{}: {{ request: {request}; answer: {}; watched: {} }};",
                command.documentation, command.name, command.answer, command.watched
            )
            .expect("a string takes text");
        }
        text.push_str("}\n\n/** How each command is called. */\nexport const calls: { [Name in keyof Commands]: \"plain\" | \"request\" | \"watched\" } = {\n");
        for command in &self.commands {
            let call = match (command.watched, &command.request) {
                (true, _) => "watched",
                (false, Some(_)) => "request",
                (false, None) => "plain",
            };
            writeln!(text, "\t{}: \"{call}\",", command.name).expect("a string takes text");
        }
        text.push_str("};\n");
        text
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/lib/api/generated")
}

fn assert_committed(name: &str, text: &str) {
    let path = folder().join(name);
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, text).expect("the generated file can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed.replace("\r\n", "\n") == text,
        "{name} is stale; run `UPDATE_EXPECT=1 cargo test -p psirt-window typescript`"
    );
}

#[test]
fn the_windows_types_are_those_of_the_program() {
    assert_committed("types.ts", &TypeScript::of_all_commands().types_file());
}

#[test]
fn the_windows_commands_are_those_of_the_program() {
    assert_committed(
        "commands.ts",
        &TypeScript::of_all_commands().commands_file(),
    );
}

#[test]
fn no_type_of_the_window_loses_digits_on_the_way() {
    let types = TypeScript::of_all_commands().types_file();
    assert!(
        !types.contains("bigint"),
        "JSON has no big integers; a number of 2^53 or more does not reach the window whole"
    );
}
