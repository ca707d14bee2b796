//! Results: figures, and why they are what they are.

use psirt_core::score::LeftOut;
use serde::{Deserialize, Serialize};

use super::{
    AnswerState, Coverage, EvidenceView, NextStepView, RoundReference, ServiceReference, Text,
};

/// Every figure of an assessment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ResultsView {
    pub assessment: String,
    pub highest_level: u8,
    /// The round the changes are measured against, where one compares.
    pub previous: Option<RoundReference>,
    pub overall: OverallScoreView,
    pub areas: Vec<AreaScoreView>,
    /// Every service in sheet order.
    pub services: Vec<ServiceScoreView>,
    /// Services marked not applicable, with their reasons.
    pub not_applicable: Vec<NotApplicableView>,
    /// Rounds for the radar besides this one, newest first, at most four.
    pub earlier: Vec<RadarRound>,
}

/// A service that does not apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct NotApplicableView {
    pub service: ServiceReference,
    pub reason: String,
}

/// A round as a line of the radar; `null` breaks the line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct RadarRound {
    pub round: RoundReference,
    /// One for each area of this round's sheet.
    pub areas: Vec<Option<f64>>,
    /// One for each service of this round's sheet.
    pub services: Vec<Option<f64>>,
}

/// The whole in one figure, with what it hides.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct OverallScoreView {
    pub score: Option<f64>,
    /// How many areas have a score.
    pub areas: usize,
    pub coverage: Coverage,
    /// The score, where enough services have a level for it to stand alone.
    pub headline: Option<f64>,
    /// Areas without a score.
    pub left_out: Vec<AreaLeftOutView>,
    /// Ids of every area with the highest score as it is shown.
    pub strongest: Vec<String>,
    /// Ids of every area with the lowest score as it is shown.
    pub weakest: Vec<String>,
    /// Over services that have both a level and a target.
    pub target: Option<f64>,
    /// The score over the same services.
    pub score_beside_target: Option<f64>,
    /// How many those are.
    pub targeted: usize,
    pub targets_without_level: usize,
    /// Points gained since the previous round over the services that have a level in both, negative
    /// where lost: the difference of the two figures as they are shown.
    pub change: Option<f64>,
    /// How many services the change rests on.
    pub compared: usize,
    pub lowest_level: Option<u8>,
    /// Every service at the lowest level.
    pub lowest: Vec<ServiceReference>,
}

/// An area the overall score leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct AreaLeftOutView {
    pub id: String,
    pub title: Text,
    #[cfg_attr(test, ts(type = "LeftOut"))]
    pub reason: LeftOut,
}

/// An area in one figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct AreaScoreView {
    pub id: String,
    pub title: Text,
    pub score: Option<f64>,
    /// Over services that have both a level and a target.
    pub target: Option<f64>,
    /// The score over the same services.
    pub score_beside_target: Option<f64>,
    /// How many those are.
    pub targeted: usize,
    pub targets_without_level: usize,
    pub coverage: Coverage,
    /// The previous round's own score.
    pub previous: Option<f64>,
    /// Since the previous round, over the services that have a level in both: the difference of the
    /// two figures as they are shown.
    pub change: Option<f64>,
    /// How many services the change rests on.
    pub compared: usize,
}

/// What is known of a service.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ServiceScoreView {
    pub id: String,
    pub title: Text,
    pub area: String,
    pub state: AnswerState,
    pub level: Option<u8>,
    pub target: Option<u8>,
    pub gap: Option<u8>,
    pub previous_state: Option<AnswerState>,
    pub previous_level: Option<u8>,
    pub change: Option<i16>,
}

/// What "why is it so" is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Subject {
    Overall,
    Area {
        id: String,
    },
    Service {
        id: String,
    },
    /// The defensible score of the whole.
    Defensible,
    /// That of an area.
    DefensibleArea {
        id: String,
    },
}

/// Asks why a figure is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct Explain {
    pub assessment: String,
    pub subject: Subject,
}

/// Why a figure is what it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ExplanationView {
    pub subject: Subject,
    pub title: Text,
    /// The figure itself; a service's is its level.
    pub value: Option<f64>,
    pub state: AnswerState,
    /// How it is computed, in one sentence.
    pub rule: Text,
    /// What it is the mean of; for a service, nothing.
    pub parts: Vec<ExplanationPart>,
    /// For a service: how many indicators are ticked at each level.
    pub indicators: Vec<TickedView>,
    pub note: String,
    pub evidence: Vec<EvidenceView>,
    /// What would raise it, the largest rise first.
    pub raises: Vec<RaiseView>,
}

/// One of the figures a mean is made of.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ExplanationPart {
    pub id: String,
    pub title: Text,
    pub value: Option<f64>,
    pub state: AnswerState,
}

/// How many indicators of a level are ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct TickedView {
    pub level: u8,
    pub ticked: usize,
    pub all: usize,
}

/// A step that would raise a figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct RaiseView {
    pub service: ServiceReference,
    pub next: NextStepView,
    /// The figure afterwards.
    pub value: f64,
}
