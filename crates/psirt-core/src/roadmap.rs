//! The roadmap: actions in order, how much work each is, and where they would lead.
//!
//! Every step of a service belongs to the actions of one level only, so that no person-day is
//! counted twice. Whoever shows days of actions, of quarters or of people takes them from here.

use std::collections::BTreeMap;

use crate::Date;
use crate::assessment::{Action, ActionState, Assessment};
use crate::gap::{planning_days, steps};
use crate::id::ServiceId;
use crate::score::{Scorecard, State, score_states};
use crate::sheet::{Level, Sheet};

/// The longest run of quarters without a hole.
const MOST_QUARTERS: usize = 40;

/// The actions of an assessment by due date, those without one last, else as they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Roadmap<'a> {
    /// Each action with its work.
    pub actions: Vec<PlannedAction<'a>>,
    sheet: &'a Sheet,
    assessment: &'a Assessment,
}

/// An action with the steps that are its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedAction<'a> {
    /// The action.
    pub action: &'a Action,
    /// The level it leads from: where the next lower action of the service leads to, at least the
    /// answered one.
    pub from_level: Level,
    /// Person-days: as estimated, else what the steps between the two levels leave; `None` where
    /// nobody estimated it and the sheet does not size one of them.
    pub days: Option<f64>,
}

/// A sum of person-days.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Days {
    /// Person-days as far as they are known.
    pub known: f64,
    /// How many actions have none that are known.
    pub without: usize,
}

impl FromIterator<Option<f64>> for Days {
    fn from_iter<I: IntoIterator<Item = Option<f64>>>(days: I) -> Self {
        let mut sum = Self::default();
        for days in days {
            match days {
                Some(days) => sum.known += days,
                None => sum.without += 1,
            }
        }
        sum
    }
}

/// A quarter of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// The year.
    pub year: i16,
    /// 1 to 4.
    pub number: i8,
}

/// What is due in a quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct QuarterOfPlan<'a> {
    /// The quarter.
    pub quarter: Quarter,
    /// The actions due in it that are not dropped, in the order of the roadmap.
    pub actions: Vec<PlannedAction<'a>>,
    /// Their person-days.
    pub days: Days,
    /// The scores with everything done that is due until its end.
    pub by_its_end: Scorecard,
}

/// What somebody has taken on and not finished.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnerOfPlan<'a> {
    /// Who; empty where nobody is named.
    pub owner: &'a str,
    /// How many actions.
    pub actions: usize,
    /// Their person-days.
    pub days: Days,
}

/// Puts the actions in order and gives each the steps that are its own.
///
/// Of one service the actions that are not dropped are sorted by the level they lead to; those
/// that lead to one level are a group. A group leads from where the one below leads to, at least
/// from the answered level, whatever the dates, states and order of the actions. Within a group
/// estimates stand; what they leave of the planning days is shared equally by the others. A
/// dropped action has the days it would have if it alone were taken back.
pub fn roadmap<'a>(sheet: &'a Sheet, assessment: &'a Assessment) -> Roadmap<'a> {
    let work = Work {
        sheet,
        assessment,
        ladders: ladders(assessment.actions()),
    };
    let mut actions: Vec<PlannedAction<'a>> = assessment
        .actions()
        .iter()
        .map(|action| work.planned(action))
        .collect();
    actions.sort_by_key(|planned| (planned.action.due.is_none(), planned.action.due));
    Roadmap {
        actions,
        sheet,
        assessment,
    }
}

impl<'a> Roadmap<'a> {
    /// An action by its id.
    pub fn action(&self, id: &str) -> Option<&PlannedAction<'a>> {
        self.actions.iter().find(|planned| planned.action.id == id)
    }

    /// The actions that are not dropped.
    pub fn accepted(&self) -> impl Iterator<Item = &PlannedAction<'a>> {
        let accepted = |planned: &&PlannedAction<'a>| planned.action.state.is_accepted();
        self.actions.iter().filter(accepted)
    }

    /// The actions that are planned or in progress.
    pub fn open(&self) -> impl Iterator<Item = &PlannedAction<'a>> {
        let open = |planned: &&PlannedAction<'a>| planned.action.state.is_open();
        self.actions.iter().filter(open)
    }

    /// How an action is best split in two: the level the first part leads to, and the estimate of
    /// each; the second part leads to the action's own level.
    ///
    /// Several levels at once are split by level; one level, or that of a service without a level,
    /// by its work.
    pub fn halves(&self, planned: &PlannedAction<'_>) -> (Level, Option<f64>) {
        let PlannedAction {
            action, from_level, ..
        } = planned;
        let half = action.effort_days.map(|days| days / 2.0);
        let state = State::of(self.assessment.answer(action.service.as_str()));
        let levels = action.to_level.number().saturating_sub(from_level.number());
        if state.level().is_none() || levels < 2 {
            return (action.to_level, half);
        }
        (Level::new(from_level.number() + levels / 2), half)
    }

    /// Person-days of what is not dropped.
    pub fn all_days(&self) -> Days {
        self.accepted().map(|planned| planned.days).collect()
    }

    /// Person-days of what is planned or in progress.
    pub fn open_days(&self) -> Days {
        self.open().map(|planned| planned.days).collect()
    }

    /// The actions that are done.
    pub fn done(&self) -> impl Iterator<Item = &PlannedAction<'a>> {
        let done = |planned: &&PlannedAction<'a>| planned.action.state == ActionState::Done;
        self.actions.iter().filter(done)
    }

    /// Person-days of what is done.
    pub fn done_days(&self) -> Days {
        self.done().map(|planned| planned.days).collect()
    }

    /// Person-days of what is not dropped and has no due date.
    pub fn undated_days(&self) -> Days {
        self.accepted()
            .filter(|planned| planned.action.due.is_none())
            .map(|planned| planned.days)
            .collect()
    }

    /// Quarters from the first due action that is not dropped to the last, without a hole; where
    /// those are more than forty quarters apart, only the ones something is due in.
    pub fn quarters(&self) -> Vec<QuarterOfPlan<'a>> {
        let mut due: BTreeMap<Quarter, Vec<PlannedAction<'a>>> = BTreeMap::new();
        for planned in self.accepted() {
            if let Some(day) = planned.action.due {
                due.entry(Quarter::of(day)).or_default().push(*planned);
            }
        }
        let (Some((&first, _)), Some((&last, _))) = (due.first_key_value(), due.last_key_value())
        else {
            return Vec::new();
        };
        let run: Vec<Quarter> = std::iter::successors(Some(first), |quarter| {
            (*quarter < last).then(|| quarter.next())
        })
        .take(MOST_QUARTERS + 1)
        .collect();
        if run.len() <= MOST_QUARTERS {
            for quarter in run {
                due.entry(quarter).or_default();
            }
        }
        due.into_iter()
            .map(|(quarter, actions)| QuarterOfPlan {
                quarter,
                days: actions.iter().map(|planned| planned.days).collect(),
                actions,
                by_its_end: projection(self.sheet, self.assessment, Some(quarter.last_day())),
            })
            .collect()
    }

    /// What each owner has taken on and not finished, the most person-days first, then by name.
    pub fn owners(&self) -> Vec<OwnerOfPlan<'a>> {
        let mut by_owner: BTreeMap<&'a str, Vec<Option<f64>>> = BTreeMap::new();
        for planned in self.open() {
            let days = by_owner.entry(&planned.action.owner).or_default();
            days.push(planned.days);
        }
        let mut owners: Vec<OwnerOfPlan<'a>> = by_owner
            .into_iter()
            .map(|(owner, days)| OwnerOfPlan {
                owner,
                actions: days.len(),
                days: days.into_iter().collect(),
            })
            .collect();
        owners.sort_by(|one, other| other.days.known.total_cmp(&one.days.known));
        owners
    }
}

impl Quarter {
    /// The quarter a day is in.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            number: (day.month() - 1) / 3 + 1,
        }
    }

    /// The quarter after it.
    #[must_use]
    pub fn next(self) -> Self {
        if self.number == 4 {
            return Self {
                year: self.year + 1,
                number: 1,
            };
        }
        Self {
            number: self.number + 1,
            ..self
        }
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        Date::new(self.year, (self.number - 1) * 3 + 1, 1).expect("each quarter has a first day")
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        let last_month = self.first_day().with().month(self.number * 3).build();
        let last_month = last_month.expect("each month has a first day");
        last_month.last_of_month()
    }
}

/// Person-days an action of a service to a level would take if nobody estimated it; `instead` is the
/// action it takes the place of, where it does.
pub fn days_for(
    sheet: &Sheet,
    assessment: &Assessment,
    service: &str,
    to_level: Level,
    instead: Option<&str>,
) -> Option<f64> {
    let others = assessment.actions().iter();
    let others = others.filter(|action| Some(action.id.as_str()) != instead);
    let work = Work {
        sheet,
        assessment,
        ladders: ladders(others),
    };
    let from = work.start(service, to_level);
    // It shares the steps with those that lead to the same level.
    work.left(service, from, to_level, 1)
}

/// The accepted actions of each service, in groups by the level they lead to.
type Ladders<'a> = BTreeMap<&'a str, BTreeMap<Level, Vec<&'a Action>>>;

fn ladders<'a>(actions: impl IntoIterator<Item = &'a Action>) -> Ladders<'a> {
    let mut ladders = Ladders::new();
    for action in actions {
        if action.state.is_accepted() {
            let ladder = ladders.entry(action.service.as_str()).or_default();
            ladder.entry(action.to_level).or_default().push(action);
        }
    }
    ladders
}

fn answered(assessment: &Assessment, service: &str) -> Level {
    let state = State::of(assessment.answer(service));
    state.level().unwrap_or_default()
}

/// What the days of actions are taken from.
struct Work<'a> {
    sheet: &'a Sheet,
    assessment: &'a Assessment,
    ladders: Ladders<'a>,
}

impl<'a> Work<'a> {
    fn planned(&self, action: &'a Action) -> PlannedAction<'a> {
        let service = action.service.as_str();
        let from_level = self.start(service, action.to_level);
        // A dropped action stands in no group; it is told as if it were taken back.
        let outside = usize::from(!action.state.is_accepted());
        PlannedAction {
            action,
            from_level,
            days: action
                .effort_days
                .or_else(|| self.left(service, from_level, action.to_level, outside)),
        }
    }

    /// Where the next lower actions of a service lead to, at least its answered level.
    fn start(&self, service: &str, to: Level) -> Level {
        let here = answered(self.assessment, service);
        let ladder = self.ladders.get(service);
        let below = ladder.and_then(|ladder| ladder.range(..to).next_back());
        below.map_or(here, |(&level, _)| level.max(here))
    }

    /// What the estimates of a group leave of its planning days, for each that has none; `outside`
    /// of those are not in the group.
    fn left(&self, service: &str, from: Level, to: Level, outside: usize) -> Option<f64> {
        let planning = planning_days(&steps(self.sheet, service, from, to))?;
        let group = self.ladders.get(service).and_then(|ladder| ladder.get(&to));
        let group = group.map_or(&[][..], Vec::as_slice);
        let estimated: f64 = group.iter().filter_map(|one| one.effort_days).sum();
        let sharing = group.iter().filter(|one| one.effort_days.is_none());
        let sharing = u32::try_from(sharing.count() + outside).unwrap_or(u32::MAX);
        Some((planning - estimated).max(0.0) / f64::from(sharing))
    }
}

/// The same scores with accepted actions done.
///
/// An action raises its service to its level, never lowers it. A service without a level stays
/// without one: an action does not answer for it.
///
/// With `by`, only actions that are done, or due on that day or before, count; an open action
/// without due date counts in the projection without day alone. A service then rises only as far
/// as every step is covered by groups of actions that all count: a level whose lower steps come
/// later is not reached yet.
pub fn projection(sheet: &Sheet, assessment: &Assessment, by: Option<Date>) -> Scorecard {
    let counts = |action: &Action| {
        let is_due = |day| action.due.is_some_and(|due| due <= day);
        action.state == ActionState::Done || by.is_none_or(is_due)
    };
    let ladders = ladders(assessment.actions());
    with_levels_reached(sheet, assessment, |service| {
        let here = answered(assessment, service);
        let ladder = ladders.get(service)?;
        let above = ladder.iter().filter(|(level, _)| **level > here);
        above
            .take_while(|(_, group)| group.iter().all(|action| counts(action)))
            .map(|(level, _)| *level)
            .last()
    })
}

/// The same scores with steps done, each given by its service and the level it leads to.
pub fn projection_of_steps(
    sheet: &Sheet,
    assessment: &Assessment,
    steps: &[(&ServiceId, Level)],
) -> Scorecard {
    with_levels_reached(sheet, assessment, |service| {
        let of_service = steps.iter().filter(|(of, _)| of.as_str() == service);
        of_service.map(|(_, level)| *level).max()
    })
}

fn with_levels_reached(
    sheet: &Sheet,
    assessment: &Assessment,
    reached: impl Fn(&str) -> Option<Level>,
) -> Scorecard {
    score_states(sheet, |service| {
        let state = match (State::of(assessment.answer(service)), reached(service)) {
            (State::Level(level), Some(reached)) => State::Level(level.max(reached)),
            (state, _) => state,
        };
        (state, assessment.target(service))
    })
}
