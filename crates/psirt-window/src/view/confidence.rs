//! How sure the levels of an assessment are.

use psirt_core::AreaId;
use psirt_core::confidence::{Backing, Confidence, Indicators, ServiceConfidence, confidence};
use psirt_core::score::{Scorecard, score};
use psirt_core::trend::Round;

use super::{level_number, service_reference, sheet};
use crate::wire::{
    BackingView, ConfidenceView, Day, DefensibleView, ServiceConfidenceView, Text, UntickedView,
};

/// How sure the levels of a round are.
pub fn confidence_view(round: Round<'_>) -> ConfidenceView {
    let scorecard = score(round.sheet, round.assessment);
    let confidence = confidence(round.sheet, round.assessment);
    let areas = round.sheet.areas().iter();
    ConfidenceView {
        assessment: round.assessment.id().to_owned(),
        highest_level: round.sheet.highest_level().number(),
        date: Day(round.assessment.date()),
        assessors: round.assessment.assessors().to_vec(),
        overall: DefensibleView {
            id: String::new(),
            title: Text::both("Overall", "総合"),
            score: scorecard.overall.headline(),
            defensible: confidence.defensible.overall.headline(),
            backed: confidence.backed(None),
            levels: confidence.levels(None),
        },
        areas: areas
            .map(|area| defensible(&scorecard, &confidence, &area.id, (&area.title).into()))
            .collect(),
        kinds: sheet::evidence_kinds(round.sheet),
        services: confidence
            .services
            .iter()
            .map(|service| service_view(round, service))
            .collect(),
    }
}

fn defensible(
    scorecard: &Scorecard,
    confidence: &Confidence<'_>,
    id: &AreaId,
    title: Text,
) -> DefensibleView {
    let score = |card: &Scorecard| card.area(id.as_str()).and_then(|area| area.score);
    DefensibleView {
        id: id.to_string(),
        title,
        score: score(scorecard),
        defensible: score(&confidence.defensible),
        backed: confidence.backed(Some(id)),
        levels: confidence.levels(Some(id)),
    }
}

fn service_view(round: Round<'_>, service: &ServiceConfidence<'_>) -> ServiceConfidenceView {
    let id = service.id.as_str();
    let known = round.sheet.service(id);
    let text = |indicator: &str| {
        let mut indicators = known
            .into_iter()
            .flat_map(psirt_core::sheet::Service::indicators);
        let found = indicators.find(|(_, one)| one.id == indicator);
        found.map_or_else(Text::default, |(_, one)| (&one.text).into())
    };
    ServiceConfidenceView {
        service: service_reference(round.sheet, id),
        state: service.state.into(),
        level: level_number(service.state),
        backing: service.backing.map(Into::into),
        evidence: service.evidence.len(),
        newest: service.newest().map(Day),
        backed_until: service.backed_until().map(Day),
        indicators_not_used: service.indicators == Some(Indicators::NotUsed),
        unticked: service
            .unticked()
            .iter()
            .map(|(level, indicator)| UntickedView {
                id: (*indicator).to_owned(),
                level: level.number(),
                text: text(indicator),
            })
            .collect(),
    }
}

impl From<Backing> for BackingView {
    fn from(backing: Backing) -> Self {
        match backing {
            Backing::Backed => Self::Backed,
            Backing::TooOld => Self::TooOld,
            Backing::Undated => Self::Undated,
            Backing::DatedLater => Self::DatedLater,
            Backing::None => Self::None,
            Backing::NotNeeded => Self::NotNeeded,
        }
    }
}
