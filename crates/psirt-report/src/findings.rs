//! All that is known of one assessment, computed once, before a word is said about it.
//!
//! Every figure comes from `psirt_core`; nothing is computed here. Which words a report uses and
//! how it looks is left to those who compose it.

use psirt_core::agenda::{Agenda, InForce};
use psirt_core::confidence::{Confidence, confidence};
use psirt_core::gap::{Gaps, gaps};
use psirt_core::reading::{Readiness, read};
use psirt_core::review::{Review, review};
use psirt_core::roadmap::{Roadmap, projection, roadmap};
use psirt_core::trend::{Comparison, Round, Rounds, Superseded, Trend, compare, standing, trend};
use psirt_core::workshop::Record;
use psirt_core::{Assessment, Crosswalk, Profile, Reading, Scorecard, Sheet, score};

/// How many earlier rounds a report shows; with the present one a chart has five.
pub const MOST_EARLIER_ROUNDS: usize = 4;

/// What every report of an assessment is made from.
#[derive(Clone, Debug)]
pub struct Findings<'a> {
    /// The sheet the assessment was made with.
    pub sheet: &'a Sheet,
    /// What was answered.
    pub assessment: &'a Assessment,
    /// The scores.
    pub scorecard: Scorecard,
    /// The gaps, in the order the first reading gives where one is chosen.
    pub gaps: Gaps<'a>,
    /// What is under way, and which gaps nobody has taken on.
    pub agenda: Agenda<'a>,
    /// The actions in order, each with its person-days.
    pub roadmap: Roadmap<'a>,
    /// The scores with all accepted actions done.
    pub projection: Scorecard,
    /// How sure the levels are, and the defensible score.
    pub confidence: Confidence<'a>,
    /// Earlier rounds, oldest first, at most [`MOST_EARLIER_ROUNDS`].
    pub history: Vec<Round<'a>>,
    /// Earlier rounds that a report has no room for, oldest first; they are in the JSON.
    pub left_out: Vec<Round<'a>>,
    /// Rounds that a correction has replaced, oldest first; they count in no figure.
    pub superseded: Vec<Superseded<'a>>,
    /// The earlier rounds and the present one over time.
    pub trend: Trend,
    /// What changed since the last earlier round.
    pub comparison: Option<Comparison<'a>>,
    /// What became of the plan of the last earlier round.
    pub review: Option<Review<'a>>,
    /// The readings chosen, in the order they were chosen.
    pub readings: Vec<ReadingFindings<'a>>,
    /// How rooms came to the answers of the assessment, the oldest first; none where a report is
    /// for others to read.
    pub workshops: Vec<&'a Record>,
    /// The profile the targets came from, where it is known.
    pub profile: Option<&'a Profile>,
    /// The version of the program, which a report names.
    pub program_version: &'a str,
    crosswalks: Vec<&'a Crosswalk>,
}

/// A reading with how far the assessment evidences it.
#[derive(Clone, Debug)]
pub struct ReadingFindings<'a> {
    /// The reading.
    pub reading: &'a Reading,
    /// Each of its requirements, judged.
    pub readiness: Readiness,
}

impl<'a> Findings<'a> {
    /// Computes everything.
    ///
    /// Earlier rounds may come in any order; the last [`MOST_EARLIER_ROUNDS`] by date are kept. A
    /// correction stands in the place of the round it corrects.
    /// Readings must read the sheet of the assessment. The first gives the order of the gaps.
    pub fn new(
        sheet: &'a Sheet,
        assessment: &'a Assessment,
        history: &[Round<'a>],
        readings: &[&'a Reading],
        crosswalks: &[&'a Crosswalk],
        program_version: &'a str,
    ) -> Self {
        let scorecard = score(sheet, assessment);
        let present = Round { sheet, assessment };
        let Rounds {
            standing: mut history,
            superseded,
        } = earlier(history, present);
        let left_out = history
            .drain(..history.len().saturating_sub(MOST_EARLIER_ROUNDS))
            .collect();
        let rounds: Vec<Round<'a>> = history.iter().copied().chain([present]).collect();
        let gaps = gaps(sheet, &scorecard, readings.first().copied());
        Self {
            sheet,
            assessment,
            agenda: Agenda::new(assessment, &gaps),
            gaps,
            roadmap: roadmap(sheet, assessment),
            projection: projection(sheet, assessment, None),
            trend: trend(&rounds, crosswalks),
            comparison: history
                .last()
                .map(|&earlier| compare(earlier, present, crosswalks)),
            review: history
                .last()
                .map(|&earlier| review(earlier, present, crosswalks)),
            readings: readings
                .iter()
                .map(|&reading| ReadingFindings {
                    reading,
                    readiness: read(reading, &scorecard),
                })
                .collect(),
            workshops: Vec::new(),
            profile: None,
            confidence: confidence(sheet, assessment),
            crosswalks: crosswalks.to_vec(),
            left_out,
            superseded,
            history,
            scorecard,
            program_version,
        }
    }

    /// Names the profile the targets came from.
    #[must_use]
    pub fn with_profile(mut self, profile: Option<&'a Profile>) -> Self {
        self.profile = profile;
        self
    }

    /// Tells how rooms came to the answers; records of other assessments are left out.
    #[must_use]
    pub fn with_workshops(mut self, records: &[&'a Record]) -> Self {
        let records = records.iter().copied();
        self.workshops = records
            .filter(|record| record.assessment == self.assessment.id())
            .collect();
        self.workshops.sort_by_key(|record| record.date);
        self
    }

    /// The earlier rounds and the present one, oldest first.
    pub fn rounds(&self) -> impl Iterator<Item = Round<'a>> {
        let present = Round {
            sheet: self.sheet,
            assessment: self.assessment,
        };
        self.history.iter().copied().chain([present])
    }

    /// The requirements of a reading that are in force on the day of the assessment.
    pub fn in_force<'f>(&'f self, chosen: &'f ReadingFindings<'a>) -> InForce<'f> {
        InForce::on(self.assessment.date(), chosen.reading, &chosen.readiness)
    }

    /// Every round that counts, oldest first, those a report has no room for among them.
    pub fn all_rounds(&self) -> Vec<Round<'a>> {
        let left_out = self.left_out.iter().copied();
        left_out.chain(self.rounds()).collect()
    }

    /// Every round that counts over time.
    pub fn whole_trend(&self) -> Trend {
        trend(&self.all_rounds(), &self.crosswalks)
    }

    /// The last earlier round.
    pub fn last_round(&self) -> Option<Round<'a>> {
        self.history.last().copied()
    }
}

/// The rounds before the present one that count, and those that a correction has replaced.
///
/// In the report of a round that was found wrong, it stands all the same, and what corrects it is
/// no earlier round.
fn earlier<'a>(history: &[Round<'a>], present: Round<'a>) -> Rounds<'a> {
    let is_present = |round: Round<'_>| std::ptr::eq(round.assessment, present.assessment);
    let given: Vec<Round<'a>> = history.iter().copied().chain([present]).collect();
    let mut sorted = standing(&given, Some(present.assessment.id()));
    let mut replaced = sorted.superseded.iter();
    let corrected_by = replaced
        .find(|one| is_present(one.round))
        .map(|one| one.corrected_by.assessment.id());
    let follows = |round: Round<'_>| Some(round.assessment.id()) == corrected_by;
    sorted
        .standing
        .retain(|&round| !is_present(round) && !follows(round));
    sorted
        .superseded
        .retain(|one| !is_present(one.round) && !follows(one.corrected_by));
    sorted
}
