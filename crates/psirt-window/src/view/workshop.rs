//! A workshop as far as it may be seen.

use psirt_core::workshop::{AnchorCase, Anchors, Clock, Shown, Spread, Tally, order_of_talk};
use psirt_core::{Level, ServiceId};
use psirt_store::{ServiceState, StoredWorkshop};

use crate::wire::{
    AnchorCaseView, AnchorsView, Answer, BallotView, ClockView, Day, DissentView, GroupTallyView,
    Moment, OffsetView, OpinionView, ParkedView, PlannedTalk, RespondentView, SettledView,
    SpreadView, TallyView, WorkshopServiceView, WorkshopView,
};
use psirt_app::workshops::Standing;

/// A workshop whose key is at hand.
pub fn workshop_view(standing: &Standing) -> WorkshopView {
    let workshop = &standing.workshop;
    let answered = standing.answered.unwrap_or_default();
    let highest = standing.sheet.highest_level();
    let service = |service: &ServiceId| {
        let spread = standing
            .spreads
            .iter()
            .find(|spread| spread.service == *service);
        let state = &workshop.services[service];
        let current = standing.assessment.answer(service.as_str());
        let settled = state.settlement.as_ref();
        WorkshopServiceView {
            service: service.to_string(),
            spread: spread.map(|spread| spread_view(spread, highest)),
            first: state.first.as_ref().map(|shown| ballot(shown, highest)),
            second: state.second.as_ref().map(|shown| ballot(shown, highest)),
            settled: settled.map(|settlement| SettledView {
                answer: (&settlement.answer).into(),
                reason: settlement.reason.clone(),
                dissent: settlement
                    .dissent
                    .iter()
                    .map(|dissent| DissentView {
                        respondent: dissent.respondent,
                        level: dissent.level.map(Level::number),
                        reason: dissent.reason.clone(),
                    })
                    .collect(),
                is_current: current == Some(&settlement.answer),
            }),
            parked: parked(state),
        }
    };
    WorkshopView {
        finished: answered.finished,
        can_reveal: answered.begun >= psirt_core::workshop::LEAST_RESPONDENTS,
        asked: standing.asked.iter().map(ToString::to_string).collect(),
        services: in_order(standing).iter().map(service).collect(),
        to_talk_about: standing
            .to_talk_about()
            .iter()
            .map(|spread| spread.service.to_string())
            .collect(),
        close_ones: standing.close_ones().len(),
        alpha: standing.alpha,
        ..outline(workshop)
    }
}

/// A workshop whose key is on another machine: what lies in the clear, and no answer.
pub fn outline(workshop: &StoredWorkshop) -> WorkshopView {
    WorkshopView {
        id: workshop.id.clone(),
        stage: workshop.stage,
        promise: workshop.promise,
        minutes: workshop.minutes,
        opened_at: Moment::from(workshop.opened_at),
        closed_at: workshop.closed_at.map(Moment::from),
        is_here: true,
        respondents: workshop
            .respondents
            .iter()
            .map(|respondent| RespondentView {
                number: respondent.number,
                name: respondent.name.clone(),
                group: respondent.group.clone(),
            })
            .collect(),
        finished: 0,
        can_reveal: false,
        asked: Vec::new(),
        services: Vec::new(),
        to_talk_about: Vec::new(),
        close_ones: 0,
        alpha: None,
        anchors_shown: workshop.calibration.is_some(),
    }
}

/// What fits into the minutes left.
pub fn clock_view(clock: &Clock) -> ClockView {
    ClockView {
        planned: clock
            .planned
            .iter()
            .map(|(service, minutes)| PlannedTalk {
                service: service.to_string(),
                minutes: *minutes,
            })
            .collect(),
        pace: clock.pace,
        fit: clock.fit,
        rest: clock.planned.len() - clock.fit,
    }
}

/// What is talked about in its order, then the others in sheet order.
fn in_order(standing: &Standing) -> Vec<ServiceId> {
    let mut ordered: Vec<ServiceId> = order_of_talk(&standing.spreads)
        .into_iter()
        .map(|spread| spread.service.clone())
        .collect();
    let rest = standing.sheet.services().map(|service| &service.id);
    let is_left = |service: &&ServiceId| {
        standing.workshop.services.contains_key(*service) && !ordered.contains(service)
    };
    let rest: Vec<ServiceId> = rest.filter(is_left).cloned().collect();
    ordered.extend(rest);
    ordered
}

fn spread_view(spread: &Spread, highest: Level) -> SpreadView {
    SpreadView {
        verdict: spread.verdict,
        is_open: spread.verdict.is_open(),
        tally: tally_view(&spread.tally, highest),
        difference: spread.difference,
        agreement: spread.agreement,
        proposed: spread.proposed.as_ref().map(Answer::from),
    }
}

/// How many chose what, over the whole scale.
pub fn tally_view(tally: &Tally, highest: Level) -> TallyView {
    let count = |number| tally.levels.get(&Level::new(number)).copied();
    TallyView {
        levels: (0..=highest.number())
            .map(|number| count(number).unwrap_or_default())
            .collect(),
        not_applicable: tally.not_applicable,
        dont_know: tally.dont_know,
        answered: tally.answered(),
        lower_median: tally.lower_median().map(Level::number),
    }
}

fn ballot(shown: &Shown, highest: Level) -> BallotView {
    BallotView {
        tally: tally_view(&shown.tally, highest),
        groups: shown
            .groups
            .iter()
            .map(|group| GroupTallyView {
                group: group.group.clone(),
                tally: tally_view(&group.tally, highest),
            })
            .collect(),
        opinions: shown
            .opinions
            .iter()
            .map(|opinion| OpinionView {
                respondent: opinion.respondent,
                answer: (&opinion.answer).into(),
                note: opinion.note.clone(),
            })
            .collect(),
        notes: shown.notes.clone(),
    }
}

/// The anchor cases as far as they may be seen: neither key nor reason before the room has.
pub fn anchors_view(standing: &Standing, anchors: &Anchors, scored: usize) -> AnchorsView {
    let shown = standing.workshop.calibration.as_ref();
    let highest = standing.sheet.highest_level();
    let case = |case: &AnchorCase| {
        let mut tallies = shown.iter().flat_map(|shown| &shown.cases);
        let tally = tallies.find(|of| of.case == case.id).map(|of| &of.tally);
        AnchorCaseView {
            id: case.id.clone(),
            service: case.service.to_string(),
            situation: (&case.situation).into(),
            key: shown.map(|_| case.level.number()),
            why: shown.map(|_| (&case.why).into()),
            tally: tally
                .filter(|tally| tally.answered() > 0)
                .map(|tally| tally_view(tally, highest)),
        }
    };
    let people = shown.iter().flat_map(|shown| &shown.people);
    AnchorsView {
        cases: anchors.cases().iter().map(case).collect(),
        scored,
        is_shown: shown.is_some(),
        people: people
            .map(|&(respondent, offset)| OffsetView { respondent, offset })
            .collect(),
        room: shown.map(|shown| shown.room),
    }
}

fn parked(state: &ServiceState) -> Option<ParkedView> {
    state.parked.as_ref().map(|parked| ParkedView {
        owner: parked.owner.clone(),
        due: Day(parked.due),
        question: parked.question.clone(),
    })
}
