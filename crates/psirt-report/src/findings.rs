//! All that is known of one assessment, computed once, before a word is said about it.
//!
//! Every figure comes from `psirt_core`; nothing is computed here. Which words a report uses and
//! how it looks is left to those who compose it.

use psirt_core::agenda::{Agenda, InForce};
use psirt_core::gap::{Gaps, gaps};
use psirt_core::reading::{Readiness, read};
use psirt_core::review::{Review, review};
use psirt_core::roadmap::projection;
use psirt_core::trend::{Comparison, Round, Trend, compare, trend};
use psirt_core::{Assessment, Crosswalk, Date, Profile, Reading, Scorecard, Sheet, score};

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
    /// The scores with all accepted actions done.
    pub projection: Scorecard,
    /// Earlier rounds, oldest first, at most [`MOST_EARLIER_ROUNDS`].
    pub history: Vec<Round<'a>>,
    /// The days of the rounds that are older than those, oldest first.
    pub older: Vec<Date>,
    /// The earlier rounds and the present one over time.
    pub trend: Trend,
    /// What changed since the last earlier round.
    pub comparison: Option<Comparison<'a>>,
    /// What became of the plan of the last earlier round.
    pub review: Option<Review<'a>>,
    /// The readings chosen, in the order they were chosen.
    pub readings: Vec<ReadingFindings<'a>>,
    /// The profile the targets came from, where it is known.
    pub profile: Option<&'a Profile>,
    /// The version of the program, which a report names.
    pub program_version: &'a str,
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
    /// Earlier rounds may come in any order; the last [`MOST_EARLIER_ROUNDS`] by date are kept.
    /// Readings must read the sheet of the assessment. The first gives the order of the gaps.
    pub fn new(
        sheet: &'a Sheet,
        assessment: &'a Assessment,
        history: &[Round<'a>],
        readings: &[&'a Reading],
        crosswalks: &[&Crosswalk],
        program_version: &'a str,
    ) -> Self {
        let scorecard = score(sheet, assessment);
        let present = Round { sheet, assessment };
        let mut history = history.to_vec();
        history.sort_by_key(|round| round.assessment.date());
        let older = history
            .drain(..history.len().saturating_sub(MOST_EARLIER_ROUNDS))
            .map(|round| round.assessment.date())
            .collect();
        let rounds: Vec<Round<'a>> = history.iter().copied().chain([present]).collect();
        let gaps = gaps(sheet, &scorecard, readings.first().copied());
        Self {
            sheet,
            assessment,
            agenda: Agenda::new(assessment, &gaps),
            gaps,
            older,
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
            profile: None,
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

    /// The last earlier round.
    pub fn last_round(&self) -> Option<Round<'a>> {
        self.history.last().copied()
    }
}
