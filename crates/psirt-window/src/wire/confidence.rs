//! How sure the levels of an assessment are.

use serde::Serialize;

use super::{AnswerState, Day, EvidenceKindView, ServiceReference, Text};

/// How sure the levels of an assessment are, and what of the score could be defended.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ConfidenceView {
    pub assessment: String,
    pub highest_level: u8,
    /// The day the evidence is judged at.
    pub date: Day,
    pub assessors: Vec<String>,
    /// The whole.
    pub overall: DefensibleView,
    pub areas: Vec<DefensibleView>,
    /// The sheet's kinds of evidence.
    pub kinds: Vec<EvidenceKindView>,
    /// Every service in sheet order.
    pub services: Vec<ServiceConfidenceView>,
}

/// The defensible score beside the score.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct DefensibleView {
    /// The area; empty for the whole.
    pub id: String,
    pub title: Text,
    /// The score; of the whole only where enough services have a level.
    pub score: Option<f64>,
    /// The same score where a level above 0 that is not backed counts as 0.
    pub defensible: Option<f64>,
    /// How many levels above 0 evidence backs.
    pub backed: usize,
    /// How many levels above 0 there are.
    pub levels: usize,
}

/// What backs the level of a service.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ServiceConfidenceView {
    pub service: ServiceReference,
    pub state: AnswerState,
    pub level: Option<u8>,
    /// `null` without a level.
    pub backing: Option<BackingView>,
    /// How many pieces of evidence there are.
    pub evidence: usize,
    /// The newest date of them that is not later than the assessment.
    pub newest: Option<Day>,
    /// The last day on which one of them counts, where one counts now.
    pub backed_until: Option<Day>,
    /// Whether nobody looked at the indicators.
    pub indicators_not_used: bool,
    /// Indicators up to the level that are not ticked though others are.
    pub unticked: Vec<UntickedView>,
}

/// An indicator that contradicts the level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct UntickedView {
    pub id: String,
    pub level: u8,
    pub text: Text,
}

/// What backs a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum BackingView {
    Backed,
    TooOld,
    Undated,
    DatedLater,
    None,
    /// Level 0 claims nothing.
    NotNeeded,
}
