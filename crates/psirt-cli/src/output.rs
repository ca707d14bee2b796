//! What goes to standard output and standard error, and the exit status.
//!
//! A command says everything at once and only when it is done: what is cut off half-way is not
//! taken for the whole.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use psirt_app::error::{Error, ToldFault};
use psirt_core::Language;
use serde::Serialize;

use crate::layout;

/// How things are said.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// The language of everything.
    pub language: Language,
    /// Whether programs listen.
    pub json: bool,
}

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// What was asked for is done.
    Done = 0,
    /// The input has faults.
    Faults = 1,
    /// What was typed is not understood.
    Usage = 2,
    /// Reading or writing failed.
    ReadOrWrite = 3,
    /// A file is of a newer format.
    NewerFormat = 4,
}

/// What a command has to say.
#[derive(Debug)]
pub struct Said {
    /// For standard output, with its last line feed.
    pub text: String,
    /// For standard error: done, but.
    pub warnings: Vec<Notice>,
    /// How the program ends.
    pub status: Status,
}

impl Said {
    /// Done, with this to show.
    pub fn done(text: String) -> Self {
        Self {
            text,
            warnings: Vec::new(),
            status: Status::Done,
        }
    }
}

/// One thing told: a word for programs, a clause for people, the way out, and the faults behind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Stable.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The way out.
    pub hint: Option<String>,
    /// Every fault of the input.
    pub faults: Vec<FaultLine>,
}

/// One fault of the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FaultLine {
    /// The file.
    pub file: String,
    /// A JSON pointer, or what was typed.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What is allowed.
    pub hint: Option<String>,
}

/// Why a command is not done.
#[derive(Debug)]
pub struct Failure {
    /// What is told.
    pub message: Notice,
    /// How the program ends.
    pub status: Status,
}

impl Failure {
    /// What was typed does not fit what is there.
    pub fn usage(message: String, hint: String) -> Self {
        Self {
            message: Notice {
                code: "usage",
                message,
                hint: Some(hint),
                faults: Vec::new(),
            },
            status: Status::Usage,
        }
    }
}

/// What becomes of a command.
pub type Outcome = Result<Said, Failure>;

impl Output {
    /// An error of a use case, as it is told.
    pub fn failure(self, error: &Error) -> Failure {
        Failure {
            message: self.message(error),
            status: status(error),
        }
    }

    /// An error of a use case, in words.
    pub fn message(self, error: &Error) -> Notice {
        let faults = error.faults(self.language);
        Notice {
            code: error.code(),
            message: error.message(self.language),
            hint: error.hint(self.language),
            faults: faults.into_iter().map(FaultLine::from).collect(),
        }
    }

    /// A value as JSON, the same value always the same text.
    #[expect(
        clippy::unused_self,
        reason = "how things are said is the output's business"
    )]
    pub fn to_json(self, value: &impl Serialize) -> String {
        let mut text = serde_json::to_string_pretty(value).expect("keys are texts");
        text.push('\n');
        text
    }

    /// Says it, and ends the program.
    pub fn finish(self, outcome: Outcome) -> ExitCode {
        let (text, status) = match outcome {
            Ok(said) => {
                for warning in &said.warnings {
                    self.tell("warning", warning);
                }
                (said.text, said.status)
            }
            Err(failure) => {
                self.tell("error", &failure.message);
                (String::new(), failure.status)
            }
        };
        let mut stdout = io::stdout().lock();
        let written = stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush());
        let status = match written {
            // Whoever stopped listening, such as `head`, has what they wanted.
            Err(reason) if reason.kind() != ErrorKind::BrokenPipe => {
                let stdout = Error::Write {
                    path: "stdout".into(),
                    reason,
                };
                self.tell("error", &self.message(&stdout));
                Status::ReadOrWrite
            }
            _ => status,
        };
        ExitCode::from(status as u8)
    }

    /// Writes to standard error; nobody can be told where that fails.
    fn tell(self, kind: &str, message: &Notice) {
        let text = if self.json {
            self.to_json(&BTreeMap::from([(kind, message)]))
        } else {
            self.lines(kind, message)
        };
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// A message as lines; `kind` is `error`, `warning`, or nothing.
    pub fn lines(self, kind: &str, message: &Notice) -> String {
        let language = self.language;
        let lead = match kind {
            "error" => language.pick("error: ", "エラー: "),
            "warning" => language.pick("warning: ", "警告: "),
            _ => "",
        };
        let hint = language.pick("hint", "ヒント");
        let mut text = layout::paragraph(lead, &message.message);
        for fault in &message.faults {
            let place = if fault.place.is_empty() {
                &fault.file
            } else {
                &fault.place
            };
            let place = layout::whole(place);
            text += &layout::paragraph("  ", &format!("{place}: {}", fault.message));
            if let Some(way_out) = &fault.hint {
                text += &layout::paragraph("    ", &format!("{hint}: {way_out}"));
            }
        }
        if let Some(way_out) = &message.hint {
            text += &layout::paragraph(&format!("{hint}: "), way_out);
        }
        text
    }
}

impl From<ToldFault> for FaultLine {
    fn from(fault: ToldFault) -> Self {
        Self {
            file: fault.file,
            place: fault.place,
            message: fault.message,
            hint: fault.hint,
        }
    }
}

/// How the program ends on an error of a use case.
pub fn status(error: &Error) -> Status {
    match error {
        Error::Faults { faults, .. } if faults.newer_format().is_some() => Status::NewerFormat,
        Error::Workspace {
            reason: psirt_app::error::WorkspaceError::NewerWorkspace { .. },
            ..
        } => Status::NewerFormat,
        Error::Workspace {
            reason:
                psirt_app::error::WorkspaceError::Workshop(_)
                | psirt_app::error::WorkspaceError::Cohort(_)
                | psirt_app::error::WorkspaceError::Finished { .. },
            ..
        }
        | Error::NoWorkshop { .. }
        | Error::Cohort { .. }
        | Error::Faults { .. }
        | Error::NotWritten { .. }
        | Error::OtherKind { .. }
        | Error::RecordOfOther { .. }
        | Error::NoAnchors { .. }
        | Error::NoKind { .. }
        | Error::Finished { .. }
        | Error::Assignments { .. }
        | Error::EndlessPlan
        | Error::Logo { .. } => Status::Faults,
        Error::NoEarlierRound
        | Error::UnknownId { .. }
        | Error::WhichAssessment { .. }
        | Error::WhichRound { .. }
        | Error::UnknownSubject { .. }
        | Error::UnknownAction { .. }
        | Error::OtherSheet { .. } => Status::Usage,
        Error::Read { .. }
        | Error::Workspace { .. }
        | Error::Write { .. }
        | Error::Exists { .. }
        | Error::Report { .. }
        | Error::ChangedMeanwhile { .. } => Status::ReadOrWrite,
    }
}
