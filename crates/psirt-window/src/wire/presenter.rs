//! What the projector shows of a workshop: never what anybody answered by themselves.

use psirt_core::Language;
use psirt_core::workshop::Verdict;
use psirt_store::Stage;
use serde::{Deserialize, Serialize};

use super::{AnchorsView, Answer, TallyView, Text};

/// What the window shows of a workshop, and how the projector is to look.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct Present {
    pub assessment: String,
    /// The service that is talked about.
    pub service: Option<String>,
    /// Whether the anchor cases are in front.
    pub anchors: bool,
    #[cfg_attr(test, ts(type = "Language"))]
    pub language: Language,
    pub dark: bool,
    pub clock: Option<RunningClock>,
}

/// The clock of the room: moments of this machine, in milliseconds, that the page counts down to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RunningClock {
    /// When the time of the room is over.
    pub ends_at: f64,
    /// When the talk about this service would have begun, had it not been left.
    pub talk_since: Option<f64>,
    /// Minutes planned for it.
    pub planned: Option<f64>,
}

/// What the projector shows; nothing where no workshop is in front.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PresentedView {
    /// The language of the window.
    #[cfg_attr(test, ts(type = "Language"))]
    pub language: Language,
    /// Whether the window is dark.
    pub dark: bool,
    /// How far the workshop has come.
    #[cfg_attr(test, ts(type = "WorkshopStage"))]
    pub stage: Stage,
    /// How many have answered all that is asked.
    pub finished: usize,
    /// How many there are.
    pub respondents: usize,
    /// How many services are still to be talked about.
    pub to_talk_about: usize,
    /// The service in front.
    pub service: Option<PresentedService>,
    /// The anchor cases, where they are in front: the room's figures, and nobody's own.
    pub anchors: Option<AnchorsView>,
    /// The clock, where it runs.
    pub clock: Option<RunningClock>,
}

/// A service on the projector.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PresentedService {
    /// The service.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// Its levels, the lowest first.
    pub levels: Vec<PresentedLevel>,
    /// The word for the spread; only once answers are shown.
    #[cfg_attr(test, ts(type = "SpreadVerdict | null"))]
    pub verdict: Option<Verdict>,
    /// How many chose what; only once answers are shown.
    pub tally: Option<TallyView>,
    /// What the room settled.
    pub settled: Option<Answer>,
}

/// A level on the projector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PresentedLevel {
    pub level: u8,
    pub name: Text,
    pub statement: Text,
}
