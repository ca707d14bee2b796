//! Gaps, actions, projections, budget.

use psirt_core::assessment::ActionState;
use serde::{Deserialize, Serialize};

use super::{Day, ServiceReference, StepView, Text};

/// What lies between levels and targets.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct GapsView {
    pub assessment: String,
    pub highest_level: u8,
    /// The reading whose duties come first, where one was chosen.
    pub reading: Option<String>,
    /// The first to close first.
    pub ranked: Vec<GapView>,
    /// At target or above.
    pub reached: Vec<ServiceReference>,
    /// With a target, without a level.
    pub unknown: Vec<ServiceReference>,
    /// Applicable, without a target.
    pub without_target: Vec<ServiceReference>,
}

/// One service below its target.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct GapView {
    pub service: ServiceReference,
    pub level: u8,
    pub target: u8,
    pub size: u8,
    pub next: NextStepView,
    /// Requirements of the chosen reading that rest on the service directly.
    pub duties: Vec<DutyView>,
    /// The action that has taken the step on, where one has.
    pub taken_on: Option<String>,
}

/// A requirement that rests on a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct DutyView {
    pub id: String,
    /// How people cite it.
    pub cited: Text,
    pub title: Text,
}

/// The way from the present level to the next.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NextStepView {
    /// The level it leads to.
    pub level: u8,
    /// What that level looks like.
    pub statement: Text,
    /// What to do; `null` where the sheet does not say it.
    pub step: Option<StepView>,
}

/// Gaps, with the duties of a reading first where one is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct GapsRequest {
    pub assessment: String,
    pub reading: Option<String>,
}

/// A step somebody has taken on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ActionView {
    pub id: String,
    pub service: ServiceReference,
    /// The level it leads from: where the next lower action of the service leads to, else where
    /// the service is now; `null` where the service has no level.
    pub from_level: Option<u8>,
    pub to_level: u8,
    pub title: String,
    pub deliverable: String,
    pub owner: String,
    pub due: Option<Day>,
    /// Person-days as somebody estimated them.
    pub effort_days: Option<f64>,
    /// Person-days to plan with: the estimate, else those of its own steps; `null` where nobody
    /// estimated it and the sheet does not size one of them.
    pub planned_days: Option<f64>,
    /// How it is best split in two.
    pub halves: HalvesView,
    #[cfg_attr(test, ts(type = "ActionState"))]
    pub state: ActionState,
}

/// How an action is best split in two.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct HalvesView {
    /// The level the first part leads to; the second leads to the action's own.
    pub to_level: u8,
    /// Person-days of each, as somebody estimated the whole.
    pub effort_days: Option<f64>,
}

/// The actions in order, and where they would lead.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct RoadmapView {
    pub assessment: String,
    /// By due date, those without one last.
    pub actions: Vec<ActionView>,
    /// Quarters from the first due date to the last, without a hole.
    pub quarters: Vec<QuarterView>,
    /// What each owner has taken on and not finished, the largest load first.
    pub loads: Vec<LoadView>,
    /// Person-days of every action that is not dropped.
    pub all: DaysView,
    /// Person-days of those that are planned or in progress.
    pub open: DaysView,
    /// Every accepted action done.
    pub projection: ProjectionView,
    /// Owners already named, for choosing.
    pub owners: Vec<String>,
    /// The quarters from today's on, for choosing where work begins.
    pub ahead: Vec<QuarterName>,
    /// The plan under a budget that is kept with the round.
    pub kept: Option<KeptPlanView>,
}

/// A sum of person-days.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DaysView {
    /// Person-days as far as they are known.
    pub known: f64,
    /// How many of the actions have no known person-days.
    pub without: usize,
}

/// What somebody has taken on and not finished.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LoadView {
    /// Who; empty where nobody is named.
    pub owner: String,
    /// How much.
    pub days: DaysView,
}

/// A plan under a budget that is kept with its round.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct KeptPlanView {
    pub budget_days: f64,
    /// Person-days of the steps chosen.
    pub days: f64,
    pub steps: usize,
    pub left_out: usize,
}

/// Keeps the plan for so many person-days; `null` takes the kept one away.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct KeepPlan {
    pub assessment: String,
    pub reading: Option<String>,
    pub days: Option<f64>,
}

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct QuarterName {
    pub year: i16,
    /// 1 to 4.
    pub quarter: i8,
}

/// Another owner, other dates or another state for several actions, as one change.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ChangeActions {
    pub assessment: String,
    pub ids: Vec<String>,
    /// `null` leaves every owner; an empty text takes them away.
    pub owner: Option<String>,
    pub due: DueChange,
    /// `null` leaves every state.
    #[cfg_attr(test, ts(type = "ActionState | null"))]
    pub state: Option<ActionState>,
}

/// What becomes of due dates.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DueChange {
    /// They stay.
    Keep,
    /// They are taken away.
    Never,
    /// All get one.
    #[expect(missing_docs, reason = "the names say it")]
    Day { day: Day },
    /// Open actions are spread over so many quarters with as much work in each.
    #[expect(missing_docs, reason = "the names say it")]
    Quarters { first: QuarterName, count: usize },
    /// Open actions are spread, with so many person-days in a quarter.
    #[expect(missing_docs, reason = "the names say it")]
    Pace { first: QuarterName, days: f64 },
}

/// What the plan is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PlanFormat {
    /// A calendar.
    Ics,
    /// A table for other programs.
    Csv,
}

/// Writes the plan to a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SavePlan {
    pub assessment: String,
    pub format: PlanFormat,
}

/// A quarter of the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct QuarterView {
    pub year: i16,
    /// 1 to 4.
    pub quarter: i8,
    pub first_day: Day,
    pub last_day: Day,
    /// Ids of the actions due in it.
    pub actions: Vec<String>,
    /// Their person-days.
    pub days: DaysView,
    /// Overall score with everything due until its end done.
    pub overall: Option<f64>,
}

/// Scores with actions done; shown beside, never instead of, the scores.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ProjectionView {
    pub overall: Option<f64>,
    pub overall_today: Option<f64>,
    pub areas: Vec<ProjectedFigure>,
    pub services: Vec<ProjectedFigure>,
}

/// One figure today and projected.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ProjectedFigure {
    pub id: String,
    pub title: Text,
    pub today: Option<f64>,
    pub projected: Option<f64>,
    pub target: Option<f64>,
}

/// What a person says of an action.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ActionInput {
    pub service: String,
    pub to_level: u8,
    pub title: String,
    pub deliverable: String,
    pub owner: String,
    pub due: Option<Day>,
    pub effort_days: Option<f64>,
    #[cfg_attr(test, ts(type = "ActionState"))]
    pub state: ActionState,
}

/// Asks how long an action would take.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ActionDaysRequest {
    pub assessment: String,
    pub service: String,
    pub to_level: u8,
    /// The action it takes the place of, where it is one that is there.
    pub id: Option<String>,
}

/// How long an action would take.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ActionDaysView {
    /// Person-days if nobody estimated it; `null` where the sheet does not size one of its steps.
    pub days: Option<f64>,
}

/// Takes steps on; several are one change.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct AddActions {
    pub assessment: String,
    pub actions: Vec<ActionInput>,
}

/// Puts several actions in the place of one; the first keeps its id.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SplitAction {
    pub assessment: String,
    pub id: String,
    pub parts: Vec<ActionInput>,
}

/// Puts actions into this order; those not named stay behind them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OrderActions {
    pub assessment: String,
    pub ids: Vec<String>,
}

/// A change of an action.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveAction {
    pub assessment: String,
    pub id: String,
    #[serde(flatten)]
    pub action: ActionInput,
}

/// An action of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfAction {
    pub assessment: String,
    pub id: String,
}

/// So many person-days for the steps of the gaps.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct BudgetRequest {
    pub assessment: String,
    pub reading: Option<String>,
    pub days: f64,
}

/// The steps that close the most gap within a budget.
///
/// Every level of gap counts the same; among plans that close the same, the one with the fewest
/// person-days is taken.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct BudgetView {
    pub days: f64,
    /// Person-days the steps that fit take together.
    pub used_days: f64,
    /// Person-days of every step of every gap.
    pub all_days: f64,
    /// Levels of gap the steps that fit close.
    pub closed: usize,
    /// Levels of gap there are.
    pub open: usize,
    /// Levels of gap no plan can weigh: the sheet does not say how big their steps are.
    pub unweighed: usize,
    /// Every step of known size of every gap in the order of the gaps, those of one service from below.
    pub steps: Vec<PlannedStepView>,
    /// The steps that fit done.
    pub projection: ProjectionView,
}

/// A step and whether it fits.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct PlannedStepView {
    pub service: ServiceReference,
    pub step: NextStepView,
    pub fits: bool,
    /// The action that has taken the step on, where one has.
    pub taken_on: Option<String>,
}
