//! The second window, for the projector: the window says what it shows, and the projector asks.
//!
//! Whatever the promise, it is told of tallies alone.

#![expect(missing_docs, reason = "the list of commands describes each")]

use psirt_core::workshop::LEAST_RESPONDENTS;

use super::session::{Desktop, workshops_of};
use super::view::workshop::{anchors_view, tally_view};
use super::wire::{
    AnchorsView, Answer, Failure, FailureCode, Present, PresentedLevel, PresentedService,
    PresentedView,
};
use psirt_app::workshops::{Standing, Workshops};

pub fn open_presenter(desktop: &Desktop) -> Result<(), Failure> {
    let opened = desktop.shell.open_presenter();
    opened.map_err(|error| Failure::new(FailureCode::Internal, error.to_string()))
}

pub fn present(desktop: &Desktop, request: Present) -> Result<(), Failure> {
    let mut state = desktop.state();
    state.open()?;
    state.presented = Some(request);
    Ok(())
}

pub fn presented(desktop: &Desktop) -> Result<Option<PresentedView>, Failure> {
    let mut state = desktop.now();
    let Some(presented) = state.presented.clone() else {
        return Ok(None);
    };
    let Ok(session) = state.open() else {
        return Ok(None);
    };
    // Whatever stands in the way is told in the window; the projector shows nothing.
    let workshops = workshops_of(desktop, session, &presented.assessment);
    Ok(workshops.standing().ok().map(|standing| PresentedView {
        anchors: presented
            .anchors
            .then(|| anchors(&workshops, &standing))
            .flatten(),
        ..view(&standing, &presented)
    }))
}

fn anchors(workshops: &Workshops<'_>, standing: &Standing) -> Option<AnchorsView> {
    let anchors = Workshops::anchors(standing).ok()?;
    let scored = workshops.scored_anchors(standing).ok()?;
    Some(AnchorsView {
        people: Vec::new(),
        ..anchors_view(standing, anchors, scored)
    })
}

fn view(standing: &Standing, presented: &Present) -> PresentedView {
    let answered = standing.answered.unwrap_or_default();
    PresentedView {
        language: presented.language,
        dark: presented.dark,
        stage: standing.workshop.stage,
        finished: answered.finished,
        respondents: standing.workshop.respondents.len(),
        to_talk_about: standing.to_talk_about().len(),
        service: presented
            .service
            .as_deref()
            .and_then(|id| service(standing, id)),
        anchors: None,
        clock: presented.clock,
    }
}

fn service(standing: &Standing, id: &str) -> Option<PresentedService> {
    let sheet = &standing.sheet;
    let service = sheet.service(id)?;
    let state = standing.workshop.services.get(id)?;
    let spreads = &mut standing.spreads.iter();
    let spread = spreads.find(|spread| spread.service == *id);
    let spread = spread.filter(|spread| spread.tally.answered() >= LEAST_RESPONDENTS);
    let levels = service.levels.iter().filter_map(|level| {
        Some(PresentedLevel {
            level: level.level.number(),
            name: (&sheet.scale_level(level.level)?.name).into(),
            statement: (&level.statement).into(),
        })
    });
    Some(PresentedService {
        id: id.to_owned(),
        title: (&service.title).into(),
        levels: levels.collect(),
        verdict: spread.map(|spread| spread.verdict),
        tally: spread.map(|spread| tally_view(&spread.tally, sheet.highest_level())),
        settled: state
            .settlement
            .as_ref()
            .map(|settlement| Answer::from(&settlement.answer)),
    })
}
