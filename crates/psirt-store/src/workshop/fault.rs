//! Why something cannot be done in a workshop.

use psirt_core::ServiceId;
use psirt_core::workshop::{LEAST_RESPONDENTS, Unsettled};

use super::{MOST_NOTE, Stage};
use crate::error::Error;
use crate::row::name_text;

/// Why something cannot be done in a workshop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkshopFault {
    /// Fewer than three people answered.
    #[error("nothing is shown before {LEAST_RESPONDENTS} people have answered, now {answered}")]
    TooFewAnswered {
        /// How many did.
        answered: usize,
    },
    /// It cannot be done at this stage.
    #[error("this cannot be done now: the workshop is at stage `{}`", name_text(.stage))]
    WrongStage {
        /// The stage.
        stage: Stage,
    },
    /// The key that opens the answers is not on this machine.
    #[error("the key of the workshop is not on this machine; its secret answers cannot be opened")]
    KeyMissing,
    /// Nobody has this number.
    #[error("no respondent {number}")]
    UnknownRespondent {
        /// The number.
        number: u32,
    },
    /// Two respondents have one number, or one that has answered was left out.
    #[error("respondent {number} stands twice, has number 0, or has answered and cannot go")]
    Respondents {
        /// The number.
        number: u32,
    },
    /// The workshop is not about this service.
    #[error("the workshop is not about service `{service}`")]
    UnknownService {
        /// The service.
        service: ServiceId,
    },
    /// No service, or no minute.
    #[error("a workshop is about one service at least, and lasts a minute at least")]
    Empty,
    /// Another workshop of the assessment is open.
    #[error("workshop `{id}` of the assessment is still open")]
    StillOpen {
        /// Its id.
        id: String,
    },
    /// The sheet has no such level.
    #[error("the sheet has no level {found}")]
    UnknownLevel {
        /// What was answered.
        found: psirt_core::Level,
    },
    /// The respondent answers with a PIN, and nobody else for them.
    #[error("respondent {number} answers at the machine with a PIN")]
    HasPin {
        /// The number.
        number: u32,
    },
    /// How the room scored the anchor cases is shown already.
    #[error("how the room scored the anchor cases is shown already")]
    AnchorsShown,
    /// A note is too long.
    #[error("a note has at most {MOST_NOTE} characters")]
    NoteTooLong,
    /// It cannot be settled or parked as it was put.
    #[error("it cannot be settled like this: {}", name_text(.0))]
    Unsettled(Unsettled),
}

impl From<WorkshopFault> for Error {
    fn from(fault: WorkshopFault) -> Self {
        Self::Workshop(fault)
    }
}
