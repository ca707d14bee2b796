//! The shape of how sure the levels are.

use psirt_core::confidence::{Confidence, Indicators, JudgedEvidence, ServiceConfidence, Standing};
use psirt_core::score::{Scorecard, State};
use psirt_core::{AreaId, Date, Language};
use serde::Serialize;

use super::scores::StateShape;
use crate::findings::Findings;

#[derive(Serialize)]
pub struct ConfidenceShape<'a> {
    /// The defensible score of the whole.
    overall: FigureShape,
    areas: Vec<AreaShape<'a>>,
    /// The sheet's kinds of evidence.
    kinds: Vec<KindShape<'a>>,
    services: Vec<ServiceShape<'a>>,
    /// Services whose level contradicts its indicators.
    contradictions: Vec<&'a str>,
    dont_know: Vec<&'a str>,
    unanswered: Vec<&'a str>,
    assessors: &'a [String],
}

#[derive(Serialize)]
struct FigureShape {
    /// The score where a level above 0 that is not backed counts as 0.
    score: Option<f64>,
    backed: usize,
    /// Levels above 0.
    levels: usize,
}

#[derive(Serialize)]
struct AreaShape<'a> {
    id: &'a str,
    #[serde(flatten)]
    figure: FigureShape,
}

#[derive(Serialize)]
struct KindShape<'a> {
    id: &'a str,
    title: &'a str,
    months: u16,
}

#[derive(Serialize)]
struct ServiceShape<'a> {
    id: &'a str,
    #[serde(flatten)]
    state: StateShape,
    backing: Option<&'static str>,
    backed_until: Option<Date>,
    newest: Option<Date>,
    evidence: Vec<EvidenceShape<'a>>,
    indicators: Option<&'static str>,
    unticked: Vec<UntickedShape<'a>>,
}

#[derive(Serialize)]
struct EvidenceShape<'a> {
    /// What it is taken as.
    kind: &'a str,
    date: Option<Date>,
    until: Option<Date>,
    standing: &'static str,
}

#[derive(Serialize)]
struct UntickedShape<'a> {
    level: u8,
    id: &'a str,
}

impl<'a> ConfidenceShape<'a> {
    pub fn of(findings: &'a Findings<'a>, language: Language) -> Self {
        let confidence = &findings.confidence;
        let in_state = |state| ids(confidence, move |service| service.state == state);
        Self {
            overall: FigureShape::of(confidence, None),
            areas: confidence
                .defensible
                .areas
                .iter()
                .map(|area| AreaShape {
                    id: area.id.as_str(),
                    figure: FigureShape::of(confidence, Some(&area.id)),
                })
                .collect(),
            kinds: findings
                .sheet
                .evidence_kinds()
                .iter()
                .map(|kind| KindShape {
                    id: &kind.id,
                    title: kind.name.get(language),
                    months: kind.months,
                })
                .collect(),
            services: confidence.services.iter().map(ServiceShape::of).collect(),
            contradictions: ids(confidence, |service| !service.unticked().is_empty()),
            dont_know: in_state(State::DontKnow),
            unanswered: in_state(State::Unanswered),
            assessors: findings.assessment.assessors(),
        }
    }
}

fn ids<'a>(
    confidence: &'a Confidence<'a>,
    wanted: impl Fn(&ServiceConfidence<'a>) -> bool,
) -> Vec<&'a str> {
    let services = confidence.services.iter();
    services
        .filter(|service| wanted(service))
        .map(|service| service.id.as_str())
        .collect()
}

impl FigureShape {
    fn of(confidence: &Confidence<'_>, area: Option<&AreaId>) -> Self {
        let card: &Scorecard = &confidence.defensible;
        Self {
            score: match area {
                None => card.overall.score,
                Some(area) => card.area(area.as_str()).and_then(|area| area.score),
            },
            backed: confidence.backed(area),
            levels: confidence.levels(area),
        }
    }
}

impl<'a> ServiceShape<'a> {
    fn of(service: &'a ServiceConfidence<'a>) -> Self {
        Self {
            id: service.id.as_str(),
            state: service.state.into(),
            backing: service.backing.map(psirt_core::confidence::Backing::name),
            backed_until: service.backed_until(),
            newest: service.newest(),
            evidence: service.evidence.iter().map(EvidenceShape::of).collect(),
            indicators: service.indicators.as_ref().map(Indicators::name),
            unticked: service
                .unticked()
                .iter()
                .map(|(level, id)| UntickedShape {
                    level: level.number(),
                    id,
                })
                .collect(),
        }
    }
}

impl<'a> EvidenceShape<'a> {
    fn of(judged: &'a JudgedEvidence<'a>) -> Self {
        Self {
            kind: &judged.kind.id,
            date: judged.evidence.date,
            until: judged.until,
            standing: match judged.standing {
                Standing::Counts => "counts",
                Standing::TooOld => "too_old",
                Standing::Undated => "undated",
                Standing::DatedLater => "dated_later",
            },
        }
    }
}
