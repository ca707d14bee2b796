//! The shapes of what to do: gaps, actions, and the duties of readings.

use psirt_core::assessment::ActionState;
use psirt_core::gap::Gap;
use psirt_core::reading::{Judged, Readable, Requirement, RequirementReadiness, Strength};
use psirt_core::roadmap::{effort_days, roadmap};
use psirt_core::sheet::Effort;
use psirt_core::{Date, Language, ServiceId, Sheet};
use serde::Serialize;

use super::scores::StateShape;
use crate::findings::{Findings, ReadingFindings};

#[derive(Serialize)]
pub(super) struct GapsShape<'a> {
    /// The reading that gave the order.
    reading: Option<&'a str>,
    targeted: usize,
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
    duties: &'a [String],
}

#[derive(Serialize)]
struct NextStepShape<'a> {
    to: u8,
    /// `null`, as are the next two, where the sheet does not say what to do.
    action: Option<&'a str>,
    deliverable: Option<&'a str>,
    effort: Option<Effort>,
    /// What the level looks like.
    statement: &'a str,
}

#[derive(Serialize)]
pub(super) struct ActionShape<'a> {
    id: &'a str,
    service: &'a str,
    to_level: u8,
    title: &'a str,
    due: Option<Date>,
    state: ActionState,
    /// `null` where nobody estimated it and the sheet does not say how big a step is.
    effort_days: Option<f64>,
    /// Whether somebody estimated the person-days; else they are planning figures.
    estimated: bool,
}

#[derive(Serialize)]
pub(super) struct ReadingShape<'a> {
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
    pub fn of(findings: &'a Findings<'a>, language: Language) -> Self {
        let gaps = &findings.gaps;
        Self {
            reading: findings.readings.first().map(|first| first.reading.id()),
            targeted: gaps.targeted(),
            ranked: gaps
                .ranked
                .iter()
                .map(|gap| GapShape::of(findings.sheet, gap, language))
                .collect(),
            reached: &gaps.reached,
            unknown: &gaps.unknown,
        }
    }
}

impl<'a> GapShape<'a> {
    fn of(sheet: &'a Sheet, gap: &'a Gap<'a>, language: Language) -> Self {
        let step = gap.next_step.step;
        let service = gap.service.as_str();
        Self {
            service,
            area: sheet.area_of(service).map(|area| area.id.as_str()),
            level: gap.level.number(),
            target: gap.target.number(),
            gap: gap.size,
            next_step: NextStepShape {
                to: gap.next_step.to.number(),
                action: step.map(|step| step.action.get(language)),
                deliverable: step.map(|step| step.deliverable.get(language)),
                effort: gap.next_step.effort(),
                statement: gap.next_step.statement.get(language),
            },
            duties: &gap.duties,
        }
    }
}

impl<'a> ActionShape<'a> {
    /// Every action in the order of the roadmap.
    pub fn all(findings: &'a Findings<'a>) -> Vec<Self> {
        let (sheet, assessment) = (findings.sheet, findings.assessment);
        roadmap(assessment)
            .into_iter()
            .map(|action| Self {
                id: &action.id,
                service: action.service.as_str(),
                to_level: action.to_level.number(),
                title: &action.title,
                due: action.due,
                state: action.state,
                effort_days: effort_days(sheet, assessment, action),
                estimated: action.effort_days.is_some(),
            })
            .collect()
    }
}

impl<'a> ReadingShape<'a> {
    pub fn of(findings: &'a ReadingFindings<'a>, language: Language) -> Self {
        let (reading, readiness) = (findings.reading, &findings.readiness);
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
