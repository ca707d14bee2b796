//! One assessment: what is known, and every change of it.

use psirt_core::assessment::{AssessmentState, OrganizationalModel, Sector, SizeBand};
use psirt_core::trend;
use serde::{Deserialize, Serialize};

use super::{Answer, Coverage, Day, Moment, SheetReference, Text};

/// Everything of one assessment but the sheet's texts; what every change returns.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct AssessmentView {
    pub id: String,
    pub organization: String,
    pub heading: HeadingView,
    pub sheet: SheetReference,
    #[cfg_attr(test, ts(type = "AssessmentState"))]
    pub state: AssessmentState,
    /// The profile or reading the targets came from.
    pub targets_from: Option<Text>,
    pub coverage: Coverage,
    /// In sheet order.
    pub areas: Vec<AreaProgress>,
    /// One for each service, in sheet order.
    pub entries: Vec<EntryView>,
    /// The round before this one, where there is one.
    pub previous: Option<RoundReference>,
    /// Places of evidence that can be opened, and how.
    pub openable: Vec<OpenablePlace>,
    /// What undo would take back.
    pub undo: Option<ChangeView>,
    /// What redo would do again.
    pub redo: Option<ChangeView>,
    /// When the last change reached the disk.
    pub saved_at: Option<Moment>,
}

/// What an assessment is about and who made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct HeadingView {
    pub organization_name: String,
    #[cfg_attr(test, ts(type = "Sector | null"))]
    pub sector: Option<Sector>,
    #[cfg_attr(test, ts(type = "SizeBand | null"))]
    pub size: Option<SizeBand>,
    #[cfg_attr(test, ts(type = "OrganizationalModel | null"))]
    pub model: Option<OrganizationalModel>,
    pub scope: String,
    pub title: String,
    pub date: Day,
    pub assessors: Vec<String>,
    pub classification: Option<String>,
}

/// Another round by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct RoundReference {
    pub assessment: String,
    pub title: String,
    pub date: Day,
}

/// How far an area is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct AreaProgress {
    pub id: String,
    pub coverage: Coverage,
    pub score: Option<f64>,
}

/// What is known of a service.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct EntryView {
    pub service: String,
    pub answer: Option<Answer>,
    /// Ids of the indicators ticked.
    pub indicators: Vec<String>,
    pub target: Option<u8>,
    /// Target minus level, 0 where the target is reached; `null` without one of them.
    pub gap: Option<u8>,
    pub note: String,
    pub evidence: Vec<EvidenceView>,
    pub owner: String,
    /// The level that done actions of the round before propose; shown, never set.
    pub proposal: Option<u8>,
    /// What the round before said of this service.
    pub previous: Option<PreviousEntry>,
    /// What each fill-in book said of it, in the order they were taken in.
    pub voices: Vec<VoiceView>,
}

/// What one fill-in book said of a service.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct VoiceView {
    /// Who filled it in, else the name of the book.
    pub who: String,
    pub answer: Option<Answer>,
    pub note: String,
}

/// A place of evidence that can be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OpenablePlace {
    pub place: String,
    pub how: Opening,
}

/// How a place of evidence is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// A copy in the workspace: by the system's program for it, or saved elsewhere.
    Copy,
    /// A link: by the system's browser.
    Link,
    /// A file of this computer: shown in its folder.
    Folder,
}

/// Which file supports an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChooseEvidence {
    /// Keep a copy in the workspace, in place of saying where the file is.
    pub copy: bool,
}

/// A piece of evidence to open.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OpenEvidence {
    #[serde(flatten)]
    pub of: OfService,
    /// Which piece of the service's, counted from 0.
    pub number: usize,
}

/// What supports an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct EvidenceView {
    pub title: String,
    /// Where it is kept.
    pub place: String,
    pub date: Option<Day>,
    /// One of the sheet's kinds; without one it is taken as the kind that holds shortest.
    pub kind: Option<String>,
}

/// How a service of this sheet belongs to one of an earlier round's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Continuity {
    Same,
    Close,
    Split,
}

impl From<trend::Continuity> for Continuity {
    fn from(continuity: trend::Continuity) -> Self {
        match continuity {
            trend::Continuity::Same => Self::Same,
            trend::Continuity::Close => Self::Close,
            trend::Continuity::Split => Self::Split,
        }
    }
}

/// What the round before said of a service.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PreviousEntry {
    pub service: String,
    pub continuity: Continuity,
    pub answer: Option<Answer>,
    pub target: Option<u8>,
    pub note: String,
    pub evidence: Vec<EvidenceView>,
}

/// One change, as the history tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ChangeView {
    pub id: String,
    pub at: Moment,
    pub who: String,
    pub assessment: String,
    /// The round's title, to tell it from others.
    pub assessment_title: String,
    pub what: ChangedField,
    /// The service concerned, where it is one.
    pub service: Option<String>,
    pub service_title: Option<Text>,
    /// What it was, as a person reads it; empty where there was nothing.
    pub before: Text,
    /// What it became.
    pub after: Text,
    pub undone: bool,
    /// Whether `revert_change` can put back what it replaced.
    pub revertible: bool,
    /// Of a step about many services told one by one: each service with who said it.
    pub parts: Vec<ChangePart>,
}

/// What a step changed of one service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ChangePart {
    pub service: String,
    pub service_title: Text,
    pub what: ChangedField,
    pub before: Text,
    pub after: Text,
    /// Who said it; `null` where nobody is named.
    pub said_by: Vec<String>,
}

/// What a change was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ChangedField {
    Answer,
    Indicators,
    Note,
    Evidence,
    Owner,
    Target,
    Targets,
    Action,
    Heading,
    Books,
    State,
}

/// A page of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HistoryView {
    /// Newest first.
    pub changes: Vec<ChangeView>,
    /// Pass as `before` to read on.
    pub next: Option<String>,
}

/// What undo or redo left behind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct UndoView {
    pub assessment: AssessmentView,
    /// What was taken back or done again; `null` where there was nothing.
    pub change: Option<ChangeView>,
}

/// A change by its id.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfChange {
    pub change: String,
}

/// A service of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfService {
    pub assessment: String,
    pub service: String,
}

/// A new heading.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveHeading {
    pub assessment: String,
    pub title: String,
    pub scope: String,
    pub date: Day,
}

/// A new answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveAnswer {
    #[serde(flatten)]
    pub of: OfService,
    /// `null` takes the answer away.
    pub answer: Option<Answer>,
}

/// The indicators that are ticked now.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveIndicators {
    #[serde(flatten)]
    pub of: OfService,
    pub indicators: Vec<String>,
}

/// The note as it reads now.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveNote {
    #[serde(flatten)]
    pub of: OfService,
    pub note: String,
}

/// The evidence there is now.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveEvidence {
    #[serde(flatten)]
    pub of: OfService,
    pub evidence: Vec<EvidenceView>,
}

/// Who answers for a service.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveOwner {
    #[serde(flatten)]
    pub of: OfService,
    pub owner: String,
}

/// The level wanted of a service.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveTarget {
    #[serde(flatten)]
    pub of: OfService,
    pub target: Option<u8>,
}

/// Where targets are taken from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum TargetSource {
    Profile { id: String },
    Reading { id: String },
}

/// Sets targets from a profile or a reading.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ApplyTargets {
    pub assessment: String,
    pub from: TargetSource,
    /// Leave targets that are set already; else the others are taken away.
    pub keep_existing: bool,
}

/// Freezes an assessment at a date.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct FinishAssessment {
    pub assessment: String,
    pub date: Day,
}

/// Changes of one assessment, of one service of it, or of everything.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct HistoryRequest {
    pub assessment: Option<String>,
    pub service: Option<String>,
    /// `next` of the page before.
    pub before: Option<String>,
}
