//! Readings and profiles.

use psirt_core::reading::{Readable, Strength};
use serde::{Deserialize, Serialize};

use super::{AnswerState, Day, ServiceReference, SourceView, Text};

/// A reading in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReadingSummary {
    pub id: String,
    pub title: Text,
    /// A few letters for a tab.
    pub short: Text,
    pub requirements: usize,
}

/// Asks how far an assessment evidences a reading.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReadinessRequest {
    pub assessment: String,
    pub reading: String,
}

/// How far an assessment evidences each requirement of a reading.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReadinessView {
    pub id: String,
    pub title: Text,
    pub short: Text,
    pub source: SourceView,
    /// When the reading was last compared with its source.
    pub checked: Option<Day>,
    /// Whether the source is settled or being revised.
    pub revision: Option<Text>,
    /// What a reading is not.
    pub caveat: Text,
    pub dates: Vec<KeyDateView>,
    pub counts: ReadinessCounts,
    pub requirements: Vec<RequirementView>,
}

/// A day on which something begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct KeyDateView {
    pub date: Day,
    pub what: Text,
}

/// How many requirements have each state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReadinessCounts {
    pub evidenced: usize,
    pub partly: usize,
    pub not_evidenced: usize,
    pub cannot_tell: usize,
}

/// One requirement.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct RequirementView {
    pub id: String,
    /// How people cite it.
    pub cited: Text,
    pub title: Text,
    #[cfg_attr(test, ts(type = "Readable"))]
    pub state: Readable,
    pub applies_from: Option<Day>,
    pub expected_level: u8,
    /// Whether it was judged by services that evidence it directly, or only by supporting ones.
    #[cfg_attr(test, ts(type = "Strength"))]
    pub basis: Strength,
    pub services: Vec<RequirementService>,
    /// What no service covers.
    pub beyond: Option<Text>,
}

/// A service that bears on a requirement.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct RequirementService {
    pub service: ServiceReference,
    #[cfg_attr(test, ts(type = "Strength"))]
    pub strength: Strength,
    pub state: AnswerState,
    pub level: Option<u8>,
    /// Whether the requirement was judged by it.
    pub judged: bool,
}

/// A profile in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ProfileSummary {
    pub id: String,
    pub title: Text,
    pub summary: Text,
    /// How many services it names a target for.
    pub targets: usize,
    /// Mean of its targets.
    pub mean_target: Option<f64>,
}
