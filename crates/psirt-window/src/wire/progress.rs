//! Rounds over time.

use psirt_core::assessment::AssessmentState;
use serde::{Deserialize, Serialize};

use super::{
    ActionView, AnswerState, Continuity, Coverage, Day, ProjectionView, RoundReference,
    ServiceReference, SheetReference, Text,
};

/// Rounds of one scope over time, seen from the last one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct TrendView {
    pub highest_level: u8,
    /// Oldest first.
    pub rounds: Vec<RoundView>,
    /// Rounds that a correction has replaced, oldest first; they count in no figure.
    pub superseded: Vec<SupersededView>,
    /// Between each round and the one after; one fewer than rounds.
    pub breaks: Vec<BreakView>,
    /// Areas of the last round's sheet.
    pub areas: Vec<LineView>,
    /// Services of the last round's sheet, as far back as they go.
    pub services: Vec<LineView>,
    /// The round that is planned after the last, where it is.
    pub planned: Option<PlannedRoundView>,
}

/// A round that is planned.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PlannedRoundView {
    pub date: Day,
    /// Scores of the last round with everything done that is due until then.
    pub projection: ProjectionView,
}

/// A round that was found wrong.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SupersededView {
    /// The round as it was.
    pub round: RoundView,
    /// The round that stands in its place.
    pub corrected_by: RoundReference,
}

/// One round on the line of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct RoundView {
    pub assessment: String,
    pub title: String,
    pub date: Day,
    #[cfg_attr(test, ts(type = "AssessmentState"))]
    pub state: AssessmentState,
    pub sheet: SheetReference,
    pub sheet_title: Text,
    pub overall: Option<f64>,
    /// The overall score, where enough services have a level for it to stand alone.
    pub headline: Option<f64>,
    pub target: Option<f64>,
    pub coverage: Coverage,
    /// Actions of this round that somebody stands behind.
    pub actions: usize,
    /// Those of them that are done.
    pub actions_done: usize,
    /// A remark written beside the round.
    pub note: String,
    /// The finished round this one corrects.
    pub corrects: Option<RoundReference>,
}

/// What happens to the line between two rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum BreakView {
    None,
    SheetChanged {
        carried: usize,
        begun: Vec<ServiceReference>,
        ended: Vec<ServiceReference>,
    },
}

/// One figure over all rounds; `null` where there is none, and the line breaks.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct LineView {
    pub id: String,
    pub title: Text,
    pub area: String,
    pub points: Vec<Option<PointView>>,
}

/// What a round says of a figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PointView {
    pub value: Option<f64>,
    pub state: AnswerState,
    pub target: Option<f64>,
    pub continuity: Continuity,
}

/// A remark beside a round.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct AnnotateRound {
    pub assessment: String,
    pub note: String,
}

/// When the round after the last is planned; `null` takes the day away.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PlanRound {
    pub assessment: String,
    pub date: Option<Day>,
}

/// Two rounds to compare.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct CompareRequest {
    pub older: String,
    pub newer: String,
}

/// What changed from one round to a later one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ComparisonView {
    pub older: RoundReference,
    pub newer: RoundReference,
    /// Whether both rounds use one sheet.
    pub one_sheet: bool,
    pub overall: FigureChangeView,
    pub areas: Vec<FigureChangeView>,
    /// Services that fell, the deepest fall first.
    pub falls: Vec<ServiceChangeView>,
    /// Services that rose, the highest rise first.
    pub rises: Vec<ServiceChangeView>,
    /// Both levels known and equal.
    pub unchanged: Vec<ServiceChangeView>,
    /// A level in neither round, or levels of two scales.
    pub not_comparable: Vec<ServiceChangeView>,
    /// With a level then and none now.
    pub no_longer_answered: Vec<ServiceChangeView>,
    /// With a level now and none then.
    pub newly_answered: Vec<ServiceChangeView>,
    pub begun: Vec<ServiceReference>,
    pub ended: Vec<ServiceReference>,
    /// The older round's plan against the newer round's levels, in the order of the roadmap.
    pub plan: Vec<PlanOutcomeView>,
    /// The plan under a budget that was kept with the older round, against the same.
    pub kept: Option<KeptOutcomeView>,
    /// Services that rose though nobody had planned it.
    pub unplanned: Vec<ServiceReference>,
    /// The whole and the areas, planned and found; empty where nothing compares.
    pub planned: Vec<PlannedFigureView>,
}

/// A kept plan against its outcome.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct KeptOutcomeView {
    pub budget_days: f64,
    /// Steps that were chosen.
    pub chosen: usize,
    /// Those of them whose level is there.
    pub reached: usize,
    /// Those chosen, then those left out.
    pub steps: Vec<StepOutcomeView>,
}

/// What became of a step of a kept plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct StepOutcomeView {
    pub service: ServiceReference,
    pub to_level: u8,
    pub days: f64,
    pub chosen: bool,
    pub before: AnswerState,
    pub before_level: Option<u8>,
    pub after: AnswerState,
    pub after_level: Option<u8>,
    pub outcome: PlanOutcome,
}

/// A figure as it was, as it was planned, and as it came.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PlannedFigureView {
    /// The area; empty for the whole.
    pub id: String,
    pub title: Text,
    pub before: Option<f64>,
    /// With the kept plan done; `null` where none was kept.
    pub planned: Option<f64>,
    /// With the actions done that were due by the later round.
    pub projected: Option<f64>,
    pub actual: Option<f64>,
}

/// What became of an action.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct PlanOutcomeView {
    /// In its last state, wherever it was carried to.
    pub action: ActionView,
    pub before: AnswerState,
    pub before_level: Option<u8>,
    pub after: AnswerState,
    pub after_level: Option<u8>,
    pub outcome: PlanOutcome,
}

/// Whether the level an action leads to is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum PlanOutcome {
    Reached,
    NotReached,
    CannotTell,
    /// The newer sheet has no such service.
    Gone,
}

/// A figure in two rounds, over the services that have a level in both.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct FigureChangeView {
    pub id: String,
    pub title: Text,
    pub before: Option<f64>,
    pub after: Option<f64>,
    /// The difference of the two figures as they are shown.
    pub change: Option<f64>,
    /// How many services are compared.
    pub compared: usize,
    /// The older round's own score; of an area within one sheet only.
    pub score_before: Option<f64>,
    /// The newer round's own score.
    pub score_after: Option<f64>,
}

/// A service in two rounds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ServiceChangeView {
    pub service: ServiceReference,
    pub older_service: String,
    pub continuity: Continuity,
    pub before: AnswerState,
    pub before_level: Option<u8>,
    pub after: AnswerState,
    pub after_level: Option<u8>,
    pub change: Option<i16>,
    pub target_before: Option<u8>,
    pub note_before: String,
    pub note_after: String,
    /// Actions done in between.
    pub actions_done: Vec<DoneAction>,
}

/// An action that was done between two rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct DoneAction {
    pub title: String,
    pub owner: String,
    pub due: Option<Day>,
}
