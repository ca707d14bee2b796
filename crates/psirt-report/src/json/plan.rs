//! The shapes of what to do: gaps, actions, and the duties of readings.

use psirt_core::assessment::ActionState;
use psirt_core::gap::{Gap, Gaps, NextStep};
use psirt_core::reading::{
    Judged, Readable, Readiness, Reading, Requirement, RequirementReadiness, Strength,
};
use psirt_core::roadmap::{Days, OwnerOfPlan, QuarterOfPlan, Roadmap};
use psirt_core::sheet::Effort;
use psirt_core::{Date, Language, ServiceId, Sheet};
use serde::Serialize;

use super::scores::StateShape;

/// The gaps in the order to close them.
#[derive(Serialize)]
pub struct GapsShape<'a> {
    /// The reading that gave the order.
    reading: Option<&'a str>,
    targeted: usize,
    /// Every service with a gap of the largest size.
    largest: Vec<&'a str>,
    ranked: Vec<GapShape<'a>>,
    reached: &'a [ServiceId],
    unknown: &'a [ServiceId],
}

#[derive(Serialize)]
struct GapShape<'a> {
    service: &'a str,
    area: Option<&'a str>,
    level: u8,
    target: u8,
    gap: u8,
    next_step: NextStepShape<'a>,
    duties: Vec<&'a str>,
}

/// What leads a service one level up.
#[derive(Serialize)]
pub struct NextStepShape<'a> {
    to: u8,
    /// `null`, as are the next three, where the sheet does not say what to do.
    action: Option<&'a str>,
    deliverable: Option<&'a str>,
    effort: Option<Effort>,
    /// Person-days to plan with.
    days: Option<f64>,
    /// Weeks it takes; `null` where the sheet does not say.
    elapsed_weeks: Option<u16>,
    /// What the level looks like.
    statement: &'a str,
}

/// An action of the roadmap.
#[derive(Serialize)]
pub struct ActionShape<'a> {
    id: &'a str,
    service: &'a str,
    /// Where the next lower action of the service leads to, at least the answered level.
    from_level: u8,
    to_level: u8,
    title: &'a str,
    deliverable: &'a str,
    owner: &'a str,
    due: Option<Date>,
    state: ActionState,
    /// `null` where nobody estimated it and the sheet does not say how big a step is.
    effort_days: Option<f64>,
    /// Whether somebody estimated the person-days; else they are planning figures.
    estimated: bool,
}

/// How much work the roadmap is.
#[derive(Serialize)]
pub struct WorkShape<'a> {
    /// What is not dropped.
    all: DaysShape,
    /// What is planned or in progress.
    open: DaysShape,
    done: DaysShape,
    /// What is not dropped and has no due date.
    undated: DaysShape,
    quarters: Vec<QuarterShape<'a>>,
    owners: Vec<OwnerShape<'a>>,
}

#[derive(Serialize)]
struct DaysShape {
    days: f64,
    without_days: usize,
}

#[derive(Serialize)]
struct QuarterShape<'a> {
    year: i16,
    quarter: i8,
    first_day: Date,
    last_day: Date,
    actions: Vec<&'a str>,
    #[serde(flatten)]
    days: DaysShape,
    /// The overall score with everything done that is due until its end.
    overall: Option<f64>,
}

#[derive(Serialize)]
struct OwnerShape<'a> {
    owner: &'a str,
    actions: usize,
    #[serde(flatten)]
    days: DaysShape,
}

/// A reading, and what the levels say of each of its requirements.
#[derive(Serialize)]
pub struct ReadingShape<'a> {
    id: &'a str,
    title: &'a str,
    counts: CountsShape,
    requirements: Vec<RequirementShape<'a>>,
    dates: Vec<KeyDateShape<'a>>,
    caveat: &'a str,
}

#[derive(Serialize)]
struct CountsShape {
    evidenced: usize,
    partly: usize,
    not_evidenced: usize,
    cannot_tell: usize,
}

#[derive(Serialize)]
struct RequirementShape<'a> {
    id: &'a str,
    cited: &'a str,
    title: &'a str,
    applies_from: Option<Date>,
    expected_level: u8,
    state: Readable,
    basis: Strength,
    judged: Vec<JudgedShape<'a>>,
    beyond: Option<&'a str>,
}

#[derive(Serialize)]
struct JudgedShape<'a> {
    service: &'a str,
    #[serde(flatten)]
    state: StateShape,
}

#[derive(Serialize)]
struct KeyDateShape<'a> {
    date: Date,
    what: &'a str,
}

impl<'a> GapsShape<'a> {
    /// The gaps, steps in `language`; `reading` gave the order.
    pub fn of(
        sheet: &'a Sheet,
        gaps: &'a Gaps<'a>,
        reading: Option<&'a Reading>,
        language: Language,
    ) -> Self {
        Self {
            reading: reading.map(Reading::id),
            targeted: gaps.targeted(),
            largest: gaps
                .largest()
                .iter()
                .map(|gap| gap.service.as_str())
                .collect(),
            ranked: gaps
                .ranked
                .iter()
                .map(|gap| GapShape::of(sheet, gap, language))
                .collect(),
            reached: &gaps.reached,
            unknown: &gaps.unknown,
        }
    }
}

impl<'a> GapShape<'a> {
    fn of(sheet: &'a Sheet, gap: &'a Gap<'a>, language: Language) -> Self {
        let service = gap.service.as_str();
        Self {
            service,
            area: sheet.area_of(service).map(|area| area.id.as_str()),
            level: gap.level.number(),
            target: gap.target.number(),
            gap: gap.size,
            next_step: NextStepShape::of(&gap.next_step, language),
            duties: gap.duties.iter().map(|duty| duty.id.as_str()).collect(),
        }
    }
}

impl<'a> NextStepShape<'a> {
    /// The step in `language`.
    pub fn of(next: &NextStep<'a>, language: Language) -> Self {
        let step = next.step;
        Self {
            to: next.to.number(),
            action: step.map(|step| step.action.get(language)),
            deliverable: step.map(|step| step.deliverable.get(language)),
            effort: next.effort(),
            days: next.planning_days(),
            elapsed_weeks: step.and_then(|step| step.elapsed),
            statement: next.statement.get(language),
        }
    }
}

impl<'a> ActionShape<'a> {
    /// Every action in the order of the roadmap.
    pub fn all(roadmap: &Roadmap<'a>) -> Vec<Self> {
        roadmap
            .actions
            .iter()
            .map(|planned| {
                let action = planned.action;
                Self {
                    id: &action.id,
                    service: action.service.as_str(),
                    from_level: planned.from_level.number(),
                    to_level: action.to_level.number(),
                    title: &action.title,
                    deliverable: &action.deliverable,
                    owner: &action.owner,
                    due: action.due,
                    state: action.state,
                    effort_days: planned.days,
                    estimated: action.effort_days.is_some(),
                }
            })
            .collect()
    }
}

impl<'a> WorkShape<'a> {
    /// The work of a roadmap.
    pub fn of(roadmap: &Roadmap<'a>) -> Self {
        Self {
            all: roadmap.all_days().into(),
            open: roadmap.open_days().into(),
            done: roadmap.done_days().into(),
            undated: roadmap.undated_days().into(),
            quarters: roadmap.quarters().iter().map(QuarterShape::of).collect(),
            owners: roadmap.owners().iter().map(OwnerShape::of).collect(),
        }
    }
}

impl From<Days> for DaysShape {
    fn from(days: Days) -> Self {
        Self {
            days: days.known,
            without_days: days.without,
        }
    }
}

impl<'a> QuarterShape<'a> {
    fn of(of_plan: &QuarterOfPlan<'a>) -> Self {
        let quarter = of_plan.quarter;
        let actions = of_plan.actions.iter();
        Self {
            year: quarter.year,
            quarter: quarter.number,
            first_day: quarter.first_day(),
            last_day: quarter.last_day(),
            actions: actions.map(|planned| planned.action.id.as_str()).collect(),
            days: of_plan.days.into(),
            overall: of_plan.by_its_end.overall.score,
        }
    }
}

impl<'a> OwnerShape<'a> {
    fn of(owner: &OwnerOfPlan<'a>) -> Self {
        Self {
            owner: owner.owner,
            actions: owner.actions,
            days: owner.days.into(),
        }
    }
}

impl<'a> ReadingShape<'a> {
    /// The reading in `language`.
    pub fn of(reading: &'a Reading, readiness: &'a Readiness, language: Language) -> Self {
        Self {
            id: reading.id(),
            title: reading.title().get(language),
            counts: CountsShape {
                evidenced: readiness.count(Readable::Evidenced),
                partly: readiness.count(Readable::Partly),
                not_evidenced: readiness.count(Readable::NotEvidenced),
                cannot_tell: readiness.count(Readable::CannotTell),
            },
            requirements: reading
                .requirements()
                .iter()
                .zip(&readiness.requirements)
                .map(|(requirement, judged)| RequirementShape::of(requirement, judged, language))
                .collect(),
            dates: reading
                .dates()
                .iter()
                .map(|date| KeyDateShape {
                    date: date.date,
                    what: date.what.get(language),
                })
                .collect(),
            caveat: reading.caveat().get(language),
        }
    }
}

impl<'a> RequirementShape<'a> {
    fn of(
        requirement: &'a Requirement,
        readiness: &'a RequirementReadiness,
        language: Language,
    ) -> Self {
        let beyond = requirement.beyond.as_ref();
        Self {
            id: &requirement.id,
            cited: requirement.cited(language),
            title: requirement.title.get(language),
            applies_from: requirement.applies_from,
            expected_level: requirement.expected_level.number(),
            state: readiness.state,
            basis: readiness.basis,
            judged: readiness
                .judged
                .iter()
                .map(|Judged { service, state }| JudgedShape {
                    service: service.as_str(),
                    state: (*state).into(),
                })
                .collect(),
            beyond: beyond.map(|text| text.get(language)),
        }
    }
}
