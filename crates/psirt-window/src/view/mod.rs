//! How core's values become what the window shows. Nothing is computed here and nothing read.

pub mod assessment;
pub mod cohort;
pub mod confidence;
pub mod plan;
pub mod progress;
pub mod reading;
pub mod result;
pub mod sheet;
pub mod workshop;

use psirt_core::assessment::Evidence;
use psirt_core::score::State;
use psirt_core::sheet::{Level, Sheet};
use psirt_core::trend::Round;

use super::wire::{Day, EvidenceView, RoundReference, ServiceReference, Text};

/// A service by the name its sheet gives it.
pub fn service_reference(sheet: &Sheet, id: &str) -> ServiceReference {
    ServiceReference {
        id: id.to_owned(),
        title: sheet
            .service(id)
            .map_or_else(|| Text::same(id), |service| Text::from(&service.title)),
        area: sheet
            .area_of(id)
            .map_or_else(String::new, |area| area.id.to_string()),
    }
}

/// A round by its name.
pub fn round_reference(round: Round<'_>) -> RoundReference {
    RoundReference {
        assessment: round.assessment.id().to_owned(),
        title: round.assessment.title().to_owned(),
        date: Day(round.assessment.date()),
    }
}

/// The number of a state's level.
pub fn level_number(state: State) -> Option<u8> {
    state.level().map(Level::number)
}

/// What supports an answer.
pub fn evidence(list: &[Evidence]) -> Vec<EvidenceView> {
    list.iter()
        .map(|evidence| EvidenceView {
            title: evidence.title.clone(),
            place: evidence.place.clone(),
            date: evidence.date.map(Day),
            kind: evidence.kind.clone(),
        })
        .collect()
}
