//! A workshop: nothing but how many have finished before its answers are shown, and no more than
//! its promise lets through afterwards.

use psirt_core::Language;
use psirt_core::workshop::{Promise, Verdict};
use psirt_store::Stage;
use serde::{Deserialize, Serialize};

use super::{Answer, AssessmentView, Day, Moment, NamedFile, Secret, Text};

/// The newest workshop of an assessment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WorkshopView {
    /// Names it.
    pub id: String,
    /// How far it has come.
    #[cfg_attr(test, ts(type = "WorkshopStage"))]
    pub stage: Stage,
    /// What becomes of names.
    #[cfg_attr(test, ts(type = "AnonymityPromise"))]
    pub promise: Promise,
    /// How long the room has.
    pub minutes: u32,
    /// When it was opened.
    pub opened_at: Moment,
    /// When it was ended.
    pub closed_at: Option<Moment>,
    /// Whether its key is on this machine; without it the workshop can only be ended.
    pub is_here: bool,
    /// Who answers.
    pub respondents: Vec<RespondentView>,
    /// How many have answered all that is asked.
    pub finished: usize,
    /// Whether enough have answered for the answers to be shown.
    pub can_reveal: bool,
    /// What is asked in the ballot under way, in sheet order; nothing once all is shown.
    pub asked: Vec<String>,
    /// What it is about: first what is talked about in its order, then the others in sheet order.
    pub services: Vec<WorkshopServiceView>,
    /// What is still to be talked about, in its order.
    pub to_talk_about: Vec<String>,
    /// How many could be settled in one step.
    pub close_ones: usize,
    /// The agreement of the whole room.
    pub alpha: Option<f64>,
    /// Whether the room has seen how it reads the scale.
    pub anchors_shown: bool,
}

/// Somebody who answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RespondentView {
    /// From 1.
    pub number: u32,
    /// Empty where only the number is known.
    pub name: String,
    /// Empty where they belong to none.
    pub group: String,
}

/// What may be seen of a service; before the answers are shown, its id.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WorkshopServiceView {
    /// The service.
    pub service: String,
    /// The spread that counts.
    pub spread: Option<SpreadView>,
    /// What may be seen of the first answers.
    pub first: Option<BallotView>,
    /// What may be seen of the second answers.
    pub second: Option<BallotView>,
    /// What the room settled.
    pub settled: Option<SettledView>,
    /// Who finds out what could not be settled.
    pub parked: Option<ParkedView>,
}

/// How far the opinions on a service lie apart.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SpreadView {
    /// The word for it.
    #[cfg_attr(test, ts(type = "SpreadVerdict"))]
    pub verdict: Verdict,
    /// Whether the room talks about it.
    pub is_open: bool,
    /// How many chose what.
    pub tally: TallyView,
    /// D: by how many levels two people differ on average.
    pub difference: Option<f64>,
    /// A: from -1, two camps, to 1, all the same.
    pub agreement: Option<f64>,
    /// What is proposed; *not applicable* still lacks its reason.
    pub proposed: Option<Answer>,
}

/// How many chose what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TallyView {
    /// How many chose each level, from the lowest of the scale.
    pub levels: Vec<usize>,
    /// How many said that it does not apply.
    pub not_applicable: usize,
    /// How many did not know.
    pub dont_know: usize,
    /// How many answered.
    pub answered: usize,
    /// The level in the middle; of two, the lower.
    pub lower_median: Option<u8>,
}

/// What may be seen of one ballot.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BallotView {
    /// The room.
    pub tally: TallyView,
    /// Groups that are large enough.
    pub groups: Vec<GroupTallyView>,
    /// Who answered what, where all are named.
    pub opinions: Vec<OpinionView>,
    /// What was noted, where nobody is named.
    pub notes: Vec<String>,
}

/// How many of a group chose what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct GroupTallyView {
    pub group: String,
    pub tally: TallyView,
}

/// What one respondent answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OpinionView {
    pub respondent: u32,
    pub answer: Answer,
    pub note: String,
}

/// What the room settled, and how it came about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SettledView {
    /// The answer.
    pub answer: Answer,
    /// Why it is another than the one proposed.
    pub reason: String,
    /// Who stands by something else.
    pub dissent: Vec<DissentView>,
    /// Whether it is the assessment's answer still.
    pub is_current: bool,
}

/// An answer that somebody stands by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DissentView {
    /// Who, where all are named.
    pub respondent: Option<u32>,
    /// The level they stand by.
    pub level: Option<u8>,
    /// Why.
    pub reason: String,
}

/// A service that is put off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ParkedView {
    pub owner: String,
    pub due: Day,
    pub question: String,
}

/// What services a workshop could be about, beyond the areas of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WorkshopChoices {
    /// Profiles with the services they set targets for.
    pub profiles: Vec<ProfileServices>,
    /// Services last answered with doubt: nobody knew, indicators contradict, or books disagree.
    pub doubted: Vec<String>,
}

/// The services of a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ProfileServices {
    pub id: String,
    pub title: Text,
    pub services: Vec<String>,
}

/// What a workshop is to be.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OpenWorkshop {
    pub assessment: String,
    #[cfg_attr(test, ts(type = "AnonymityPromise"))]
    pub promise: Promise,
    pub minutes: u32,
    pub services: Vec<String>,
    pub respondents: Vec<RespondentView>,
}

/// Who answers, in place of what was said before.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveRespondents {
    pub assessment: String,
    pub respondents: Vec<RespondentView>,
}

/// Paper forms to be written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct MakeForms {
    pub assessment: String,
    #[cfg_attr(test, ts(type = "Language"))]
    pub language: Language,
}

/// Paper forms that were written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MadeForms {
    /// Where they are.
    pub folder: String,
    /// One for each respondent.
    pub files: Vec<NamedFile>,
}

/// What stands on the paper form of a respondent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct EnterForm {
    pub assessment: String,
    pub respondent: u32,
    pub answers: Vec<FormAnswer>,
}

/// One line of a form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct FormAnswer {
    pub service: String,
    pub answer: Answer,
}

/// A respondent of the workshop of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfRespondent {
    pub assessment: String,
    pub respondent: u32,
}

/// Somebody sits down at the machine that is passed around.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SitDown {
    /// The assessment.
    pub assessment: String,
    /// Their number.
    pub respondent: u32,
    /// Their PIN; the first time, the one they choose.
    #[cfg_attr(test, ts(type = "string"))]
    pub pin: Secret,
}

/// What became of sitting down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SeatView {
    /// The place is theirs.
    Taken {
        /// The services they have answered already, and nothing of what.
        answered: Vec<String>,
    },
    /// Somebody has the number with another PIN.
    WrongPin,
    /// Too many wrong ones: the number has to be given free first.
    Shut,
    /// The answers of this number came on paper.
    OnPaper,
}

/// One secret answer of whoever sits at the machine.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SecretAnswer {
    /// The service.
    pub service: String,
    /// The answer.
    pub answer: Answer,
    /// A remark; in the second ballot the reason for moving.
    pub note: String,
}

/// How the room spends the minutes left.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ClockRequest {
    /// The assessment.
    pub assessment: String,
    /// How many minutes there are.
    pub minutes_left: f64,
    /// The talks that are over, the last one last.
    pub talks: Vec<TalkTaken>,
}

/// A talk that is over, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct TalkTaken {
    pub planned: f64,
    pub actual: f64,
}

/// How the clock of the room stands: moments and spans of this machine, in milliseconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Meeting {
    /// How much was left when it was started or stopped last.
    pub left: f64,
    /// When it was started; nothing while it stands still.
    pub begun: Option<f64>,
    /// The talks that are over, the last one last.
    pub talks: Vec<TalkTaken>,
    /// How long services were talked about.
    pub spent: Vec<TimeSpent>,
    /// What is talked about, and since when.
    pub talking: Option<Talking>,
    /// When this was noted.
    pub noted: f64,
}

/// How long a service was talked about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct TimeSpent {
    pub service: String,
    pub spent: f64,
}

/// A service that is being talked about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct Talking {
    pub service: String,
    pub since: f64,
}

/// How the clock of the room stands, to be noted.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct KeepMeeting {
    pub assessment: String,
    pub meeting: Meeting,
}

/// What became of books that came back to a workshop, in their order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct BooksTaken {
    pub books: Vec<BookTaken>,
    pub workshop: WorkshopView,
}

/// What became of a book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct BookTaken {
    /// The name of its file.
    pub name: String,
    /// Whose it is, where it is taken.
    pub respondent: Option<u32>,
    /// How many services it answers.
    pub answers: usize,
    /// Cells with something that a workshop does not ask for.
    pub left_out: usize,
    /// Everything that stands in the way where it is not taken.
    pub faults: Vec<BookFaultView>,
}

/// Why a book is not taken: where, and never what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct BookFaultView {
    pub cell: Option<String>,
    pub message: Text,
}

/// The anchor cases: what is scored, and once it is shown, how the room reads the scale.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct AnchorsView {
    /// The cases, in the order they are scored.
    pub cases: Vec<AnchorCaseView>,
    /// How many have scored; nothing once it is shown.
    pub scored: usize,
    /// Whether it is shown.
    pub is_shown: bool,
    /// By how many levels each person lies from the key; only where all are named.
    pub people: Vec<OffsetView>,
    /// By how many levels the room lies from the key.
    pub room: Option<f64>,
}

/// An anchor case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AnchorCaseView {
    /// Names it.
    pub id: String,
    /// The service it is a situation of.
    pub service: String,
    /// What is the case there.
    pub situation: Text,
    /// The level it is an example of; only once it is shown.
    pub key: Option<u8>,
    /// Why that level; only once it is shown.
    pub why: Option<Text>,
    /// How many scored it with which level; only once it is shown, and where enough did.
    pub tally: Option<TallyView>,
}

/// By how many levels a respondent lies from the key; positive is generous.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OffsetView {
    pub respondent: u32,
    pub offset: f64,
}

/// What a respondent scored of the anchor cases.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ScoreAnchors {
    /// The assessment.
    pub assessment: String,
    /// Whose scores they are.
    pub respondent: u32,
    /// The level of each case in order, `-` for none.
    pub row: String,
}

/// What fits into the minutes left.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ClockView {
    /// The services still to be talked about with their minutes, in the order of talk.
    pub planned: Vec<PlannedTalk>,
    /// Minutes needed for a planned one.
    pub pace: f64,
    /// How many of them fit, from the first.
    pub fit: usize,
    /// How many do not, and are proposed as they stand.
    pub rest: usize,
}

/// The minutes of a service.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct PlannedTalk {
    pub service: String,
    pub minutes: f64,
}

/// What the room settles.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct SettleService {
    pub assessment: String,
    pub service: String,
    pub answer: Answer,
    pub reason: String,
    pub dissent: Vec<DissentView>,
}

/// What cannot be settled now.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ParkService {
    pub assessment: String,
    pub service: String,
    pub owner: String,
    pub due: Day,
    pub question: String,
}

/// The workshop after a change of the assessment, and the assessment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct WorkshopChange {
    pub workshop: WorkshopView,
    pub assessment: AssessmentView,
}
