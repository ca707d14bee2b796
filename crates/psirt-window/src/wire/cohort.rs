//! Cohorts: a member's card, contribution and own place, and what a coordinator sees.

use psirt_core::benchmark::{Bound, Dimension, Position, Reason};
use psirt_core::cohort::{Admission, Rules};
use serde::{Deserialize, Serialize};

use super::{
    Day, FileHandle, Moment, NamedFile, RoundReference, ServiceReference, SheetReference, StepView,
    Subject, Text,
};

/// The cohorts a workspace has to do with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CohortsView {
    /// Whether a cohort could be made: a passphrase protects the workspace.
    pub is_protected: bool,
    /// The loosest rules a card can have.
    pub floor: RulesView,
    /// Those that somebody contributed to from here.
    pub memberships: Vec<MembershipView>,
    /// Those that are coordinated here, in the order they were made.
    pub coordinated: Vec<CoordinatedView>,
}

/// A cohort that somebody contributed to from this workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct MembershipView {
    pub cohort: String,
    pub title: String,
    /// The editions whose cards were answered.
    pub editions: Vec<String>,
    /// The number of the last contribution.
    pub number: u32,
    /// The fingerprint of the coordinator's key.
    pub fingerprint: String,
}

/// A cohort that is coordinated here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct CoordinatedView {
    pub cohort: String,
    pub title: String,
    /// In the order they were made.
    pub editions: Vec<EditionView>,
}

/// An edition of a cohort in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct EditionView {
    pub edition: String,
    pub opens: Day,
    pub closes: Day,
    pub closed: bool,
}

/// The parameters of disclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the rules of core say what each is")]
pub struct RulesView {
    pub members: u32,
    pub statistics: u32,
    pub deviation: u32,
    pub changes: u32,
    pub table: u32,
    pub share_end: u32,
}

impl From<Rules> for RulesView {
    fn from(rules: Rules) -> Self {
        Self {
            members: rules.members,
            statistics: rules.statistics,
            deviation: rules.deviation,
            changes: rules.changes,
            table: rules.table,
            share_end: rules.share_end,
        }
    }
}

impl From<RulesView> for Rules {
    fn from(rules: RulesView) -> Self {
        Self {
            members: rules.members,
            statistics: rules.statistics,
            deviation: rules.deviation,
            changes: rules.changes,
            table: rules.table,
            share_end: rules.share_end,
        }
    }
}

/// A cohort card that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CohortCardView {
    /// The name of the file.
    pub name: String,
    /// What it says.
    pub card: CardFacts,
    /// Whether today is one of its days.
    pub is_open: bool,
    /// The number of the last contribution to the cohort; `null` before the first.
    pub number: Option<u32>,
    /// What stands against answering it, whatever round is chosen.
    pub obstacle: Option<Told>,
    /// The organizations with finished rounds that could be contributed.
    pub organizations: Vec<ContributingOrganization>,
    /// Why there is none, where there is none.
    pub nothing: Option<Told>,
}

/// What a cohort card says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct CardFacts {
    pub cohort: String,
    pub title: String,
    pub edition: String,
    pub sheet: SheetReference,
    pub sheet_title: Text,
    pub opens: Day,
    pub closes: Day,
    #[cfg_attr(test, ts(type = "Admission"))]
    pub admission: Admission,
    pub rules: RulesView,
    /// For how many services the group has a target.
    pub targets: usize,
    /// To be compared by phone.
    pub fingerprint: String,
}

/// Something that is refused, and the way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct Told {
    pub what: Text,
    pub todo: Text,
}

/// An organization whose rounds could be contributed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ContributingOrganization {
    pub id: String,
    pub name: String,
    pub scopes: Vec<ContributingScope>,
}

/// A scope with its finished rounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ContributingScope {
    pub id: String,
    /// Empty where it has no name.
    pub name: String,
    /// Newest first.
    pub rounds: Vec<RoundReference>,
}

/// A contribution to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PrepareContribution {
    /// One of each scope; none takes everything back.
    pub rounds: Vec<String>,
    /// Whether the sector is kept back.
    pub without_sector: bool,
    /// Whether the size is kept back.
    pub without_size: bool,
    /// Whether the organizational model is kept back.
    pub without_model: bool,
    /// The code that admits the member; empty where there is none.
    pub code: String,
    /// The adviser who prepared it; empty where there was none.
    pub prepared_by: String,
}

/// Everything that would leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ContributionView {
    /// Names what is shown: this is written, and nothing else.
    pub id: String,
    /// Every field but the answers.
    pub fields: Vec<ContributionField>,
    /// The answers in sheet order.
    pub answers: Vec<GivenAnswer>,
    /// How many services the sheet has.
    pub services: usize,
    /// What is not in it.
    pub stays: Text,
    /// What is worth a second look.
    pub doubts: Vec<Text>,
    /// Whether it takes everything back.
    pub withdrawn: bool,
}

/// A field of a contribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ContributionField {
    pub name: Text,
    pub value: Text,
}

/// What a contribution says of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct GivenAnswer {
    pub service: ServiceReference,
    pub given: Text,
}

/// A contribution that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfContribution {
    pub id: String,
}

/// A contribution that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct WrittenContribution {
    pub file: NamedFile,
    pub number: u32,
    pub withdrawn: bool,
}

/// A benchmark that is open, beside an assessment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OwnPlaceView {
    /// The name of the file.
    pub name: String,
    /// Whose it is.
    pub of: BenchmarkFacts,
    /// The fingerprint of the key that signed it.
    pub fingerprint: String,
    /// Whether that is the key of a card that was answered or opened here. Nothing is shown
    /// before.
    pub checked: bool,
    /// What stands against reading it beside this assessment.
    pub obstacle: Option<Told>,
    /// The highest level of the scale.
    pub highest_level: u8,
    /// In the order of the benchmark: the whole, the areas, the services.
    pub places: Vec<PlaceView>,
    /// Where the member lies below the median, the farthest first.
    pub behind: Vec<BehindView>,
}

/// What a benchmark is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct BenchmarkFacts {
    pub cohort: String,
    pub title: String,
    pub edition: String,
    /// Counts the benchmarks of the edition.
    pub release: u32,
    pub published: Day,
    pub members: u32,
    pub rules: RulesView,
}

/// Where a member stands in one subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct PlaceView {
    /// The published figures.
    pub figures: FiguresView,
    /// The member's own score or level.
    pub own: Option<f64>,
    /// Where it lies beside the middle half.
    #[cfg_attr(test, ts(type = "Position | null"))]
    pub position: Option<Position>,
    /// Where the rules allow one.
    pub deviation_score: Option<i64>,
}

/// The published figures of one subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct FiguresView {
    pub subject: Subject,
    pub title: Text,
    /// The area of a service.
    pub area: Option<String>,
    pub n: Option<u32>,
    pub lower: Option<f64>,
    pub median: Option<f64>,
    pub upper: Option<f64>,
    pub mean: Option<f64>,
    pub deviation: Option<f64>,
    pub shares: Vec<ShareView>,
    /// The level the group wants, of services.
    pub target: Option<u8>,
    /// Why not everything is shown.
    #[cfg_attr(test, ts(type = "WithheldReason | null"))]
    pub withheld: Option<Reason>,
}

/// The share of members within neighboring parts of a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ShareView {
    pub first: u8,
    pub last: u8,
    pub percent: u32,
    #[cfg_attr(test, ts(type = "ShareBound"))]
    pub bound: Bound,
}

/// A service in which a member lies below the median.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct BehindView {
    pub service: ServiceReference,
    pub own: u8,
    pub median: f64,
    /// What to do to reach the next level, where the sheet says it.
    pub step: Option<StepView>,
}

/// A benchmark given from outside, for an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OpenBenchmark {
    pub assessment: String,
    pub file: FileHandle,
}

/// An edition of a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfEdition {
    pub cohort: String,
    pub edition: String,
}

/// What a coordinator decides about a cohort, or a further edition of one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct BeginCohort {
    pub cohort: String,
    pub title: String,
    pub edition: String,
    pub sheet: String,
    /// The profile that holds the group's targets.
    pub profile: Option<String>,
    pub opens: Day,
    pub closes: Day,
    #[cfg_attr(test, ts(type = "Admission"))]
    pub admission: Admission,
    pub rules: RulesView,
    /// Whether the key of a recovery sheet is asked for with a dialog.
    pub recover: bool,
}

/// An edition with all that its coordinator may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct CohortStandingView {
    pub card: CardFacts,
    pub closed_at: Option<Moment>,
    /// The names of all editions, in the order they were made.
    pub editions: Vec<String>,
    /// How many contributions were taken, those that count no more included.
    pub taken: usize,
    pub counting: usize,
    pub members: Vec<CohortMemberView>,
    /// How many members count that have one level in nine of ten services, or in more.
    pub even: usize,
    pub codes: Vec<AdmissionCodeView>,
    pub releases: Vec<ReleaseView>,
}

/// How a member stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct CohortMemberView {
    pub fingerprint: String,
    pub name: Option<String>,
    pub number: u32,
    pub state: MemberState,
}

/// Whether a member counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MemberState {
    /// It does.
    Counts,
    /// Two different contributions have the highest number.
    Conflict,
    /// It took everything back.
    Withdrawn,
    /// The coordinator left it out.
    LeftOut,
}

/// A code that admits one member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct AdmissionCodeView {
    pub code: String,
    pub name: String,
    pub used: bool,
}

/// A benchmark that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReleaseView {
    pub release: u32,
    pub published: Day,
    pub members: u32,
}

/// The card of an edition, to be written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SaveCohortCard {
    /// The edition.
    pub of: OfEdition,
    /// Another last day.
    pub closes: Option<Day>,
    /// Whom a code is made for, each.
    pub names: Vec<String>,
}

/// A file that was written, and how the edition stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SavedOfCohort {
    pub file: NamedFile,
    pub standing: CohortStandingView,
}

/// Contributions that were given from outside.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct TakeGiven {
    pub of: OfEdition,
    pub files: Vec<FileHandle>,
}

/// What became of every file that was to be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct TakingView {
    pub taken: Vec<TakenFile>,
    pub refused: Vec<RefusedFile>,
    pub standing: CohortStandingView,
}

/// A contribution that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct TakenFile {
    pub name: String,
    pub member: String,
    pub number: u32,
    pub withdrawn: bool,
}

/// A file that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct RefusedFile {
    pub name: String,
    pub reason: Text,
}

/// A member of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct LeaveOut {
    pub of: OfEdition,
    pub member: String,
    pub left_out: bool,
}

/// What the coordinator calls a member.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NameMember {
    /// The edition.
    pub of: OfEdition,
    /// The fingerprint of its key.
    pub member: String,
    /// Empty takes the name away.
    pub name: String,
}

/// The recovery sheet of a cohort's key.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RecoverySheetView {
    /// The sheet as it is printed.
    pub text: String,
}

/// A published benchmark of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OfRelease {
    /// The edition.
    pub of: OfEdition,
    /// Which one; `null` is what could be published now.
    pub release: Option<u32>,
}

/// A benchmark, published or as it would be.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct BenchmarkView {
    /// Whose it is.
    pub of: BenchmarkFacts,
    /// The figures of the whole cohort: overall, areas, services.
    pub figures: Vec<FiguresView>,
    /// The figures of groups.
    pub breakdowns: Vec<BreakdownView>,
    /// How those in both editions moved.
    pub movement: Option<MovementView>,
    /// What the rules and the audit left out, for the coordinator alone.
    pub dropped: Vec<DroppedView>,
    /// The highest level of the scale.
    pub highest_level: u8,
}

/// One way of grouping the members.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct BreakdownView {
    #[cfg_attr(test, ts(type = "Dimension"))]
    pub by: Dimension,
    pub groups: Vec<GroupView>,
}

/// Members of one or several categories.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct GroupView {
    pub title: Text,
    /// The least number of members it can have.
    pub least: u32,
    /// The most.
    pub most: u32,
    pub figures: Vec<GroupFiguresView>,
}

/// The figures of a group for one subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct GroupFiguresView {
    pub subject: Subject,
    pub lower: Option<f64>,
    pub median: f64,
    pub upper: Option<f64>,
}

/// How members moved since an earlier edition.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct MovementView {
    pub since: String,
    pub services: Vec<ServiceMovementView>,
}

/// How members moved in one service; parts of the shares are lower, the same, higher.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ServiceMovementView {
    pub service: ServiceReference,
    pub n: u32,
    pub shares: Vec<ShareView>,
}

/// What was left out, and of which subjects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct DroppedView {
    pub what: Text,
    pub subjects: Vec<Text>,
}

/// A benchmark that was written.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PublishedView {
    pub file: NamedFile,
    pub benchmark: BenchmarkView,
    pub standing: CohortStandingView,
}
