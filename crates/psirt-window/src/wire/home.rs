//! Organizations and their rounds.

use psirt_core::Language;
use psirt_core::assessment::{AssessmentState, OrganizationalModel, Sector, SizeBand};
use serde::{Deserialize, Serialize};

use super::{Coverage, Day, Moment, ServiceReference, SheetReference, SheetSummary, Text};

/// Everything there is, and what to do next.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct HomeView {
    pub organizations: Vec<OrganizationView>,
    /// Sheets a new assessment can use, the preferred one first.
    pub sheets: Vec<SheetSummary>,
    /// The one thing to do next, where there is one.
    pub next: Option<NextAction>,
    /// Actions that should be done by now, the longest overdue first.
    pub overdue: Vec<DueAction>,
    /// The action that is to be done next.
    pub due: Option<DueAction>,
    /// Whether the sample data has been opened in this workspace.
    pub has_sample: bool,
}

/// What was taken off the list, and can be brought back or erased for good.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct BinView {
    /// With all their rounds.
    pub organizations: Vec<OrganizationView>,
    /// Of organizations that are not in the bin themselves.
    pub assessments: Vec<AssessmentSummary>,
}

/// The one thing to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum NextAction {
    /// Go on answering.
    ContinueAnswering { assessment: String, service: String },
    /// Everything is answered: look, and finish.
    ReviewResults { assessment: String },
    /// The last round is finished, and no report was made of it.
    MakeReport { assessment: String },
    /// The last round is finished and old: begin the next one.
    NextRound { assessment: String },
}

/// An action of the plan that goes on, with its day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct DueAction {
    pub assessment: String,
    pub organization_name: String,
    pub service: ServiceReference,
    pub title: String,
    pub owner: String,
    pub due: Day,
}

/// The overall score of one scope over its rounds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ScopeTrend {
    /// What the scope is called; empty is the organization as a whole.
    pub scope: String,
    /// Oldest first; what was corrected since is left out.
    pub points: Vec<TrendPoint>,
    /// Points gained since the round before, negative where lost, where both compare.
    pub change: Option<f64>,
}

/// One round on such a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TrendPoint {
    /// The round.
    pub assessment: String,
    /// The day it speaks of.
    pub date: Day,
    /// Overall score, unrounded.
    pub overall: Option<f64>,
    /// Another sheet than before: the line breaks here.
    pub breaks: bool,
}

/// An organization with its rounds.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct OrganizationView {
    pub id: String,
    pub name: String,
    #[cfg_attr(test, ts(type = "Sector | null"))]
    pub sector: Option<Sector>,
    #[cfg_attr(test, ts(type = "SizeBand | null"))]
    pub size: Option<SizeBand>,
    #[cfg_attr(test, ts(type = "OrganizationalModel | null"))]
    pub model: Option<OrganizationalModel>,
    pub is_sample: bool,
    /// One for each scope with more than one round, the one that was assessed last first.
    pub trends: Vec<ScopeTrend>,
    /// Newest first.
    pub assessments: Vec<AssessmentSummary>,
    pub weeks: WeeksView,
}

/// The first weeks of an organization that begins: what it has done of the starter kit's tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WeeksView {
    /// Whether they are in sight: somebody asked for them, or the organization begins.
    pub shown: bool,
    /// The tasks that are done, in the order of the kit.
    pub done: Vec<DoneTask>,
    /// The round where the services of the tasks are answered, where there is one with their sheet.
    pub assessment: Option<String>,
}

/// A task that is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct DoneTask {
    pub task: String,
    /// When it was ticked.
    pub on: Day,
    /// Who ticked it.
    pub who: String,
}

/// A task of an organization, done or not.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct TickTask {
    pub organization: String,
    pub task: String,
    pub done: bool,
}

/// Whether the weeks of an organization are in sight.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ShowWeeks {
    pub organization: String,
    pub shown: bool,
}

/// One round in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct AssessmentSummary {
    pub id: String,
    pub organization: String,
    pub organization_name: String,
    pub scope: String,
    pub title: String,
    pub date: Day,
    #[cfg_attr(test, ts(type = "AssessmentState"))]
    pub state: AssessmentState,
    pub sheet: SheetReference,
    pub sheet_title: Text,
    pub coverage: Coverage,
    /// Overall score, unrounded, where enough services have a level for it to stand alone.
    pub overall: Option<f64>,
    pub target: Option<f64>,
    pub highest_level: u8,
    pub changed_at: Moment,
}

/// What a person says of an organization.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OrganizationInput {
    pub name: String,
    #[cfg_attr(test, ts(type = "Sector | null"))]
    pub sector: Option<Sector>,
    #[cfg_attr(test, ts(type = "SizeBand | null"))]
    pub size: Option<SizeBand>,
    #[cfg_attr(test, ts(type = "OrganizationalModel | null"))]
    pub model: Option<OrganizationalModel>,
}

/// A change of what is said of an organization.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveOrganization {
    pub id: String,
    #[serde(flatten)]
    pub organization: OrganizationInput,
}

/// A new organization, and the list it stands in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct CreatedOrganization {
    pub organization: String,
    pub home: HomeView,
}

/// A new round of an organization.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct CreateAssessment {
    pub organization: String,
    pub sheet: SheetReference,
    pub scope: String,
    pub title: String,
    pub date: Day,
    /// A profile to take targets from.
    pub profile: Option<String>,
}

/// A round after another.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct NextRound {
    pub assessment: String,
    pub title: String,
    pub date: Day,
    /// `null` is the sheet of the round before.
    pub sheet: Option<SheetReference>,
    /// Whether ticked indicators stay ticked.
    pub keep_indicators: bool,
}

/// A draft that corrects a finished round.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct CorrectRound {
    pub assessment: String,
    pub title: String,
    pub date: Day,
}

/// The sample data in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OpenSample {
    #[cfg_attr(test, ts(type = "Language"))]
    pub language: Language,
}

/// An organization by its id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfOrganization {
    pub organization: String,
}

/// An assessment by its id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfAssessment {
    pub assessment: String,
}
