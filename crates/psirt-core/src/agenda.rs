//! The agenda: on the day of an assessment, what is under way, what is late, and what nobody has
//! taken on.

use crate::Date;
use crate::assessment::{Action, Assessment};
use crate::gap::{Gap, Gaps};
use crate::reading::{Readable, Readiness, Reading, Requirement, RequirementReadiness};

/// How many days after the assessment count as soon.
pub const SOON_DAYS: i32 = 90;

/// What is under way and what is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Agenda<'a> {
    /// Actions that are planned or in progress, in the order of the roadmap.
    pub open: Vec<&'a Action>,
    /// How many of them were due before the assessment's day.
    pub overdue: usize,
    /// How many of them are due from that day on, within [`SOON_DAYS`].
    pub soon: usize,
    /// How many of them have no owner.
    pub without_owner: usize,
    /// For each ranked gap, its open actions in the order of the roadmap.
    pub of_gaps: Vec<Vec<&'a Action>>,
}

impl<'a> Agenda<'a> {
    /// Joins the actions of an assessment with its gaps.
    ///
    /// An action belongs to a gap where it leads its service above the present level.
    pub fn new(assessment: &'a Assessment, gaps: &Gaps<'_>) -> Self {
        let date = assessment.date();
        let mut open: Vec<&Action> = assessment.actions().iter().collect();
        open.retain(|action| is_open(action));
        open.sort_by_key(|action| (action.due.is_none(), action.due));
        let count =
            |holds: &dyn Fn(&Action) -> bool| open.iter().filter(|action| holds(action)).count();
        let of_gaps = gaps.ranked.iter().map(|gap| {
            let serves =
                |action: &&Action| action.service == gap.service && action.to_level > gap.level;
            open.iter().copied().filter(serves).collect()
        });
        Self {
            overdue: count(&|action| is_overdue(action, date)),
            soon: count(&|action| is_soon(action, date)),
            without_owner: count(&|action| action.owner.trim().is_empty()),
            of_gaps: of_gaps.collect(),
            open,
        }
    }

    /// The gaps that no open action narrows, the first to close first.
    pub fn not_taken_on<'g, 's>(&self, gaps: &'g Gaps<'s>) -> Vec<&'g Gap<'s>> {
        let ranked = gaps.ranked.iter().zip(&self.of_gaps);
        ranked
            .filter_map(|(gap, actions)| actions.is_empty().then_some(gap))
            .collect()
    }
}

/// Whether an action is planned or in progress.
pub fn is_open(action: &Action) -> bool {
    action.state.is_open()
}

/// Whether an open action was due before `date`.
pub fn is_overdue(action: &Action, date: Date) -> bool {
    is_open(action) && action.due.is_some_and(|due| due < date)
}

/// Whether an open action is due on `date` or within [`SOON_DAYS`] after it.
pub fn is_soon(action: &Action, date: Date) -> bool {
    let last = date.saturating_add(jiff::Span::new().days(SOON_DAYS));
    is_open(action) && action.due.is_some_and(|due| (date..=last).contains(&due))
}

/// The requirements of a reading that are in force on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InForce<'a> {
    /// Each with its judgment, in the order of the reading.
    pub requirements: Vec<(&'a Requirement, &'a RequirementReadiness)>,
}

impl<'a> InForce<'a> {
    /// Finds the requirements that apply from `date` or an earlier day. A requirement without a
    /// day of its own never counts: a standard that nobody must follow is in force nowhere.
    pub fn on(date: Date, reading: &'a Reading, readiness: &'a Readiness) -> Self {
        let requirements = readiness.requirements.iter().filter_map(|judged| {
            let known = reading.requirements().iter();
            let requirement = known.into_iter().find(|known| known.id == judged.id)?;
            let from = requirement.applies_from?;
            (from <= date).then_some((requirement, judged))
        });
        Self {
            requirements: requirements.collect(),
        }
    }

    /// How many of them have this judgment.
    pub fn count(&self, state: Readable) -> usize {
        let judged = self.requirements.iter();
        judged.filter(|(_, judged)| judged.state == state).count()
    }

    /// Those that are not evidenced in full.
    pub fn open(&self) -> impl Iterator<Item = (&'a Requirement, &'a RequirementReadiness)> + '_ {
        let judged = self.requirements.iter().copied();
        judged.filter(|(_, judged)| judged.state != Readable::Evidenced)
    }
}
