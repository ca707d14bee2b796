//! How errors of the libraries become failures the window can act on.

use std::io;

use psirt_core::{Faults, Language};
use psirt_store::Error as StoreError;

use super::refusals as cohorts;
use super::wire::{Failure, FailureCode, FaultView, Text};
use psirt_app::error::Error;
use psirt_app::workshops::fault_message;

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::NoFile { .. } => FailureCode::FileNotFound,
            StoreError::FileGone { .. } => FailureCode::FileGone,
            StoreError::NotAWorkspace { .. } => FailureCode::NotAWorkspace,
            StoreError::NewerWorkspace { .. } => FailureCode::NewerFormat,
            StoreError::PassphraseNeeded => FailureCode::Locked,
            StoreError::WrongPassphrase => FailureCode::WrongPassphrase,
            StoreError::WeakPassphrase(_) => FailureCode::WeakPassphrase,
            StoreError::NotOurs { .. } => FailureCode::NotOurs,
            StoreError::SeveralNames { .. } => FailureCode::SeveralNames,
            StoreError::FileExists { .. }
            | StoreError::UnusablePassphrase
            | StoreError::Taken { .. }
            | StoreError::NotFinished { .. }
            | StoreError::Workshop(_)
            | StoreError::Faults(_) => FailureCode::InvalidInput,
            StoreError::Cohort(_) => FailureCode::Refused,
            StoreError::Damaged { .. } => FailureCode::Damaged,
            StoreError::InUse { .. } | StoreError::BeingRead => FailureCode::InUse,
            StoreError::ReadOnly | StoreError::OlderWorkspace { .. } => FailureCode::ReadOnly,
            StoreError::Cancelled => FailureCode::Cancelled,
            StoreError::DiskFull => FailureCode::DiskFull,
            StoreError::Io { doing, .. } => match *doing {
                "open" | "read" | "read the folder" | "find" => FailureCode::FileUnreadable,
                _ => FailureCode::FileUnwritable,
            },
            StoreError::Medium { .. } => FailureCode::FileUnwritable,
            StoreError::Unknown { .. } => FailureCode::NotFound,
            StoreError::Finished { .. } => FailureCode::Finished,
            StoreError::HasAssessments { .. } => FailureCode::StillUsed,
            StoreError::WrongSheet { .. } | StoreError::Database { .. } => FailureCode::Internal,
        };
        let mut failure = Self::new(code, error.to_string());
        match &error {
            StoreError::FileExists { .. } => failure = failure.with_hint("choose another name"),
            StoreError::Faults(faults) => failure.faults = fault_views(faults),
            StoreError::Workshop(fault) => {
                failure.faults = vec![told(|language| fault_message(fault, language))];
            }
            StoreError::Cohort(fault) => {
                return cohorts::failure(cohorts::of_store(fault), failure.message);
            }
            _ => {}
        }
        failure
    }
}

/// What is wrong with no file, in both languages.
fn told(message: impl Fn(Language) -> String) -> FaultView {
    FaultView {
        place: String::new(),
        message: Text::of(message),
        hint: None,
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if let Error::Workspace { reason, .. } = error {
            return reason.into();
        }
        if let Error::Cohort { problem, .. } = &error {
            return cohorts::failure(cohorts::told(problem), error.message(Language::En));
        }
        let code = match &error {
            Error::Read { reason, .. } if reason.kind() == io::ErrorKind::NotFound => {
                FailureCode::FileNotFound
            }
            Error::Read { .. } => FailureCode::FileUnreadable,
            Error::Write { reason, .. } if reason.kind() == io::ErrorKind::StorageFull => {
                FailureCode::DiskFull
            }
            Error::Write { .. } => FailureCode::FileUnwritable,
            Error::Faults { faults, .. } if faults.newer_format().is_some() => {
                FailureCode::NewerFormat
            }
            Error::Faults { .. }
            | Error::OtherKind { .. }
            | Error::NoKind { .. }
            | Error::Logo { .. } => FailureCode::InvalidFile,
            Error::UnknownId { .. }
            | Error::NoWorkshop { .. }
            | Error::UnknownSubject { .. }
            | Error::UnknownAction { .. } => FailureCode::NotFound,
            Error::Finished { .. } => FailureCode::Finished,
            Error::Exists { .. }
            | Error::OtherSheet { .. }
            | Error::NoEarlierRound
            | Error::EndlessPlan
            | Error::Assignments { .. } => FailureCode::InvalidInput,
            _ => FailureCode::Internal,
        };
        let mut failure = Self::new(code, error.message(Language::En));
        failure.hint = error.hint(Language::En);
        failure.faults = faults_of(&error);
        failure
    }
}

impl From<Faults> for Failure {
    fn from(faults: Faults) -> Self {
        let mut failure = Self::new(FailureCode::InvalidInput, faults.to_string().trim_end());
        failure.faults = fault_views(&faults);
        failure
    }
}

/// Everything an error says is wrong, in both languages; the error itself where it lists nothing.
pub fn faults_of(error: &Error) -> Vec<FaultView> {
    let [en, ja] = Language::ALL.map(|language| error.faults(language));
    if en.is_empty() {
        return vec![FaultView {
            place: String::new(),
            message: Text::of(|language| error.message(language)),
            hint: error
                .hint(Language::En)
                .zip(error.hint(Language::Ja))
                .map(|(en, ja)| Text::both(en, ja)),
        }];
    }
    en.into_iter()
        .zip(ja)
        .map(|(en, ja)| FaultView {
            place: en.place,
            message: Text::both(en.message, ja.message),
            hint: en.hint.zip(ja.hint).map(|(en, ja)| Text::both(en, ja)),
        })
        .collect()
}

fn fault_views(faults: &Faults) -> Vec<FaultView> {
    faults
        .list()
        .iter()
        .map(|fault| FaultView {
            place: fault.place.clone(),
            message: Text::of(|language| fault.problem.message(language)),
            hint: fault
                .problem
                .hint(Language::En)
                .zip(fault.problem.hint(Language::Ja))
                .map(|(en, ja)| Text::both(en, ja)),
        })
        .collect()
}
