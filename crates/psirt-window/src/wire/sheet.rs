//! The texts of a sheet.

use psirt_core::Language;
use psirt_core::sheet::Effort;
use serde::Serialize;

use super::Text;

/// A whole sheet with its texts; asked for once and kept by the window.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct SheetView {
    pub id: String,
    pub edition: String,
    pub title: Text,
    pub summary: Text,
    pub source: SourceView,
    pub license: String,
    /// The languages its texts really have.
    #[cfg_attr(test, ts(type = "Array<Language>"))]
    pub languages: Vec<Language>,
    /// From 0 upwards.
    pub scale: Vec<ScaleLevelView>,
    /// What raters do where two of them would choose differently; may be empty.
    pub rules: Vec<RaterRuleView>,
    /// The kinds of evidence, at least one.
    pub evidence_kinds: Vec<EvidenceKindView>,
    pub areas: Vec<AreaView>,
}

/// What raters do in a case in which two of them would choose differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct RaterRuleView {
    pub case: Text,
    pub rule: Text,
}

/// A kind of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct EvidenceKindView {
    pub id: String,
    pub name: Text,
    /// For how many months after its date it counts.
    pub months: u16,
}

/// Where ids, titles or duties come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SourceView {
    pub name: String,
    pub version: String,
    /// `null` where it is not known.
    pub published: Option<String>,
    /// `null` where it can be read nowhere.
    pub url: Option<String>,
    pub rights: Text,
}

/// What a level is called and means for any service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ScaleLevelView {
    pub level: u8,
    pub name: Text,
    pub meaning: Option<Text>,
}

/// A group of services.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct AreaView {
    pub id: String,
    pub title: Text,
    pub purpose: Option<Text>,
    pub services: Vec<ServiceView>,
}

/// A service with all its texts; what its sheet does not say is `null` or empty.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ServiceView {
    pub id: String,
    pub area: String,
    pub title: Text,
    pub purpose: Option<Text>,
    pub why: Option<Text>,
    /// From 0 upwards, one for each level of the scale.
    pub levels: Vec<LevelView>,
    /// What to show.
    pub evidence: Vec<Text>,
    /// What to ask the room.
    pub interview: Vec<Text>,
    /// What is enough for one person.
    pub small_team: Option<Text>,
    pub functions: Vec<FunctionView>,
}

/// A finer part of a service in the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct FunctionView {
    pub id: String,
    pub title: Text,
}

/// What a service looks like at one level.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct LevelView {
    pub level: u8,
    pub statement: Text,
    pub indicators: Vec<IndicatorView>,
    /// How to get here from the level below.
    pub step: Option<StepView>,
}

/// A statement that helps to choose a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct IndicatorView {
    pub id: String,
    pub text: Text,
    /// Functions of the source it is about.
    pub refs: Vec<String>,
}

/// What to do to reach a level from the one below.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct StepView {
    pub action: Text,
    pub deliverable: Text,
    #[cfg_attr(test, ts(type = "Effort"))]
    pub effort: Effort,
    /// Person-days to plan with where nobody has estimated.
    pub planning_days: f64,
    /// Weeks it takes, where other people's calendars decide.
    pub elapsed_weeks: Option<u16>,
}
