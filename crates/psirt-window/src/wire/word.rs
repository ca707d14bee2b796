//! Words that occur everywhere.

use psirt_core::Language;
use psirt_core::assessment as core;
use psirt_core::id::SheetId;
use psirt_core::score::State;
use psirt_core::sheet::Level;
use serde::{Deserialize, Serialize};

/// A text of a sheet, reading or profile, or of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Text {
    /// English.
    pub en: String,
    /// Japanese.
    pub ja: String,
}

impl Text {
    /// A text in both languages.
    pub fn both(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            ja: ja.into(),
        }
    }

    /// A text that was written in one language and is shown in both.
    pub fn same(text: &str) -> Self {
        Self::both(text, text)
    }

    /// What `say` says in each language.
    pub fn of(say: impl Fn(Language) -> String) -> Self {
        Self::both(say(Language::En), say(Language::Ja))
    }
}

impl From<&psirt_core::Text> for Text {
    fn from(text: &psirt_core::Text) -> Self {
        Self::of(|language| text.get(language).to_owned())
    }
}

/// A day of the calendar, `2026-11-06`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Day(#[cfg_attr(test, ts(type = "string"))] pub psirt_core::Date);

/// A moment, `2026-11-06T05:02:07Z`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(transparent)]
pub struct Moment(pub String);

impl From<jiff::Timestamp> for Moment {
    fn from(moment: jiff::Timestamp) -> Self {
        Self(moment.to_string())
    }
}

/// What somebody answered for a service; `null` in its place is "unanswered".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Answer {
    /// The level that is closest.
    Level {
        /// Its number.
        level: u8,
    },
    /// The service does not apply.
    NotApplicable {
        /// Why.
        reason: String,
    },
    /// Nobody asked could say.
    DontKnow,
}

impl From<&core::Answer> for Answer {
    fn from(answer: &core::Answer) -> Self {
        match answer {
            core::Answer::Level(level) => Self::Level {
                level: level.number(),
            },
            core::Answer::NotApplicable(reason) => Self::NotApplicable {
                reason: reason.clone(),
            },
            core::Answer::DontKnow => Self::DontKnow,
        }
    }
}

impl From<Answer> for core::Answer {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Level { level } => Self::Level(Level::new(level)),
            Answer::NotApplicable { reason } => Self::NotApplicable(reason),
            Answer::DontKnow => Self::DontKnow,
        }
    }
}

/// The four things an answer can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum AnswerState {
    Level,
    NotApplicable,
    DontKnow,
    Unanswered,
}

impl From<State> for AnswerState {
    fn from(state: State) -> Self {
        match state {
            State::Level(_) => Self::Level,
            State::NotApplicable => Self::NotApplicable,
            State::DontKnow => Self::DontKnow,
            State::Unanswered => Self::Unanswered,
        }
    }
}

/// How many services a figure rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// Services with a level.
    pub answered: usize,
    /// Services not marked *not applicable*.
    pub applicable: usize,
    /// Services nobody asked could tell of.
    pub dont_know: usize,
    /// Services marked *not applicable*.
    pub not_applicable: usize,
    /// Services nobody was asked about yet.
    pub unanswered: usize,
}

impl From<psirt_core::score::Coverage> for Coverage {
    fn from(coverage: psirt_core::score::Coverage) -> Self {
        let psirt_core::score::Coverage {
            answered,
            applicable,
            dont_know,
            unanswered,
            not_applicable,
        } = coverage;
        Self {
            answered,
            applicable,
            dont_know,
            not_applicable,
            unanswered,
        }
    }
}

/// A service by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ServiceReference {
    pub id: String,
    pub title: Text,
    pub area: String,
}

/// Which sheet, and which edition of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SheetReference {
    pub id: String,
    pub edition: String,
}

impl From<&core::SheetReference> for SheetReference {
    fn from(reference: &core::SheetReference) -> Self {
        Self {
            id: reference.id.to_string(),
            edition: reference.edition.clone(),
        }
    }
}

impl From<SheetReference> for core::SheetReference {
    fn from(reference: SheetReference) -> Self {
        Self {
            id: SheetId::from(reference.id),
            edition: reference.edition,
        }
    }
}
