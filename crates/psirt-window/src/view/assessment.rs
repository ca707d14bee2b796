//! One assessment as the screens show it.

use std::collections::BTreeMap;

use psirt_core::assessment::Entry;
use psirt_core::round::proposals;
use psirt_core::score::{ServiceScore, score};
use psirt_core::trend::{Bridge, Round};
use psirt_core::{Assessment, Crosswalk, Level, ServiceId};

use super::{evidence, round_reference};
use crate::wire::VoiceView;
use crate::wire::{
    AreaProgress, AssessmentView, ChangeView, Day, EntryView, HeadingView, Moment, OpenablePlace,
    PreviousEntry, Text,
};
use psirt_app::voices::{Voice, Voices};

/// What belongs to an assessment and does not stand in it.
#[derive(Default)]
pub struct Around<'a> {
    /// Its organization's id.
    pub organization: String,
    /// What the profile its targets came from is called.
    pub targets_from: Option<Text>,
    /// The round before.
    pub previous: Option<Round<'a>>,
    /// What fill-in books said.
    pub voices: Voices,
    /// Places of evidence that can be opened.
    pub openable: Vec<OpenablePlace>,
    /// What undo would take back.
    pub undo: Option<ChangeView>,
    /// What redo would do again.
    pub redo: Option<ChangeView>,
    /// When the last change reached the disk.
    pub saved_at: Option<Moment>,
}

/// An assessment with what belongs to it.
pub fn assessment_view(
    round: Round<'_>,
    around: Around<'_>,
    crosswalks: &[&Crosswalk],
) -> AssessmentView {
    let Round { sheet, assessment } = round;
    let scorecard = score(sheet, assessment);
    let last = around.previous.map(|older| Last {
        older,
        bridge: Bridge::between(older.sheet, sheet, crosswalks),
        proposals: proposals(older, round, crosswalks),
    });
    AssessmentView {
        id: assessment.id().to_owned(),
        organization: around.organization,
        heading: heading_view(assessment),
        sheet: assessment.sheet().into(),
        state: assessment.state(),
        targets_from: around.targets_from,
        coverage: scorecard.overall.coverage.into(),
        areas: scorecard
            .areas
            .iter()
            .map(|area| AreaProgress {
                id: area.id.to_string(),
                coverage: area.coverage.into(),
                score: area.score,
            })
            .collect(),
        entries: scorecard
            .services
            .iter()
            .map(|service| entry_view(assessment, service, last.as_ref(), &around.voices))
            .collect(),
        previous: around.previous.map(round_reference),
        openable: around.openable,
        undo: around.undo,
        redo: around.redo,
        saved_at: around.saved_at,
    }
}

/// The round before, and how it bears on this one.
struct Last<'a> {
    older: Round<'a>,
    bridge: Bridge,
    proposals: BTreeMap<ServiceId, Level>,
}

fn entry_view(
    assessment: &Assessment,
    scored: &ServiceScore,
    last: Option<&Last<'_>>,
    voices: &Voices,
) -> EntryView {
    let service = &scored.id;
    let unknown = Entry::default();
    let entry = assessment.entry(service.as_str()).unwrap_or(&unknown);
    EntryView {
        service: service.to_string(),
        answer: entry.answer.as_ref().map(Into::into),
        indicators: entry.indicators.iter().cloned().collect(),
        target: entry.target.map(Level::number),
        gap: scored.gap,
        note: entry.note.clone(),
        evidence: evidence(&entry.evidence),
        owner: entry.owner.clone(),
        proposal: last
            .and_then(|last| last.proposals.get(service))
            .map(|level| level.number()),
        previous: last.and_then(|last| previous_entry(last, service)),
        voices: voices
            .get(service)
            .map(|voices| voices.iter().map(Into::into).collect())
            .unwrap_or_default(),
    }
}

fn previous_entry(last: &Last<'_>, service: &ServiceId) -> Option<PreviousEntry> {
    let (older_service, continuity) = last.bridge.older(service.as_str())?;
    let unknown = Entry::default();
    let older = last.older.assessment;
    let entry = older.entry(older_service.as_str()).unwrap_or(&unknown);
    Some(PreviousEntry {
        service: older_service.to_string(),
        continuity: continuity.into(),
        answer: entry.answer.as_ref().map(Into::into),
        target: entry.target.map(Level::number),
        note: entry.note.clone(),
        evidence: evidence(&entry.evidence),
    })
}

fn heading_view(assessment: &Assessment) -> HeadingView {
    let organization = assessment.organization();
    HeadingView {
        organization_name: organization.name.clone(),
        sector: organization.sector,
        size: organization.size,
        model: organization.model,
        scope: assessment.scope().to_owned(),
        title: assessment.title().to_owned(),
        date: Day(assessment.date()),
        assessors: assessment.assessors().to_vec(),
        classification: assessment.classification().map(str::to_owned),
    }
}

impl From<&Voice> for VoiceView {
    fn from(voice: &Voice) -> Self {
        Self {
            who: voice.who.clone(),
            answer: voice.answer.as_ref().map(Into::into),
            note: voice.note.clone(),
        }
    }
}
