//! Readings and profiles.

use psirt_core::reading::{Readable, Readiness, Reading, RequirementReadiness, read};
use psirt_core::score::{Scorecard, State, score};
use psirt_core::trend::Round;
use psirt_core::{Profile, ServiceId};

use super::{level_number, service_reference, sheet};
use crate::wire::{
    Day, KeyDateView, ProfileSummary, ReadinessCounts, ReadinessView, ReadingSummary,
    RequirementService, RequirementView, Text,
};

/// A reading in a list.
pub fn summary(reading: &Reading) -> ReadingSummary {
    ReadingSummary {
        id: reading.id().to_owned(),
        title: reading.title().into(),
        short: reading.short().into(),
        requirements: reading.requirements().len(),
    }
}

/// A profile in a list.
pub fn profile_summary(profile: &Profile) -> ProfileSummary {
    ProfileSummary {
        id: profile.id().to_owned(),
        title: profile.title().into(),
        summary: profile.summary().into(),
        targets: profile.targets().len(),
        mean_target: profile.mean_target(),
    }
}

/// How far a round evidences each requirement of a reading.
pub fn readiness(round: Round<'_>, reading: &Reading) -> ReadinessView {
    let scorecard = score(round.sheet, round.assessment);
    let readiness = read(reading, &scorecard);
    ReadinessView {
        id: reading.id().to_owned(),
        title: reading.title().into(),
        short: reading.short().into(),
        source: sheet::source(reading.source()),
        checked: reading.checked().map(Day),
        revision: reading.revision().map(Into::into),
        caveat: reading.caveat().into(),
        dates: reading
            .dates()
            .iter()
            .map(|date| KeyDateView {
                date: Day(date.date),
                what: (&date.what).into(),
            })
            .collect(),
        counts: counts(&readiness),
        requirements: reading
            .requirements()
            .iter()
            .zip(&readiness.requirements)
            .map(|(requirement, judged)| RequirementView {
                id: requirement.id.clone(),
                cited: Text::of(|language| requirement.cited(language).to_owned()),
                title: (&requirement.title).into(),
                state: judged.state,
                applies_from: requirement.applies_from.map(Day),
                expected_level: requirement.expected_level.number(),
                basis: judged.basis,
                services: requirement
                    .services
                    .iter()
                    .map(|support| {
                        let state = state_of(&scorecard, &support.id);
                        RequirementService {
                            service: service_reference(round.sheet, support.id.as_str()),
                            strength: support.strength,
                            state: state.into(),
                            level: level_number(state),
                            judged: is_judged(judged, &support.id),
                        }
                    })
                    .collect(),
                beyond: requirement.beyond.as_ref().map(Into::into),
            })
            .collect(),
    }
}

fn counts(readiness: &Readiness) -> ReadinessCounts {
    ReadinessCounts {
        evidenced: readiness.count(Readable::Evidenced),
        partly: readiness.count(Readable::Partly),
        not_evidenced: readiness.count(Readable::NotEvidenced),
        cannot_tell: readiness.count(Readable::CannotTell),
    }
}

fn state_of(scorecard: &Scorecard, service: &ServiceId) -> State {
    let score = scorecard.service(service.as_str());
    score.map_or(State::Unanswered, |score| score.state)
}

fn is_judged(readiness: &RequirementReadiness, service: &ServiceId) -> bool {
    readiness.judged.iter().any(|one| one.service == *service)
}
