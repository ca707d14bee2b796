//! A workshop in the window: set up, answered in secret, shown, talked about, settled.
//!
//! Nothing that was answered leaves this module before it is shown, not even to whoever answered:
//! answers go in. What may be seen afterwards is what the workspace opens; nothing is hidden here
//! that was opened there.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::collections::{BTreeMap, BTreeSet};

use psirt_core::confidence::confidence;
use psirt_core::score::State as Known;
use psirt_core::workshop::{Clock, Dissent, Parked, Respondent, Settlement, Talk};
use psirt_core::{Level, ServiceId};
use psirt_store::{Seating, Stage, StoredAssessment, Workspace};

use super::gather;
use super::gather::handing_out::write_for_each;
use super::session::{Desktop, Session, workshops_of};
use super::view::workshop::{clock_view, outline, workshop_view};
use super::wire::{
    ClockRequest, ClockView, DissentView, EnterForm, Failure, FailureCode, FormAnswer, KeepMeeting,
    MadeForms, MakeForms, Meeting, OfAssessment, OfRespondent, OpenWorkshop, ParkService,
    ProfileServices, RespondentView, SaveRespondents, SeatView, SecretAnswer, SettleService,
    SitDown, WorkshopChange, WorkshopChoices, WorkshopView,
};
use psirt_app::error::Error;
use psirt_app::workshops::{self, Form, FormLine, Plan, Standing, Workshops, form_of};
use psirt_app::{rounds, voices};

/// Setting of a workspace: how the clocks of its workshops stand, by workshop.
const MEETINGS: &str = "meetings";
/// The fewest signs of a PIN.
const LEAST_PIN: usize = 4;
/// So many wrong PINs shut a number.
const MOST_WRONG_PINS: u32 = 5;
/// The longest workshop, in minutes: a week.
const MOST_MINUTES: u32 = 7 * 24 * 60;
/// The most people in a room.
const MOST_PEOPLE: usize = 1_000;

pub fn workshop(desktop: &Desktop, request: OfAssessment) -> Result<Option<WorkshopView>, Failure> {
    let mut state = desktop.state();
    let workshops = workshops_of(desktop, state.open()?, &request.assessment);
    match workshops.standing() {
        Ok(standing) => Ok(Some(workshop_view(&standing))),
        Err(Error::NoWorkshop { .. }) => Ok(None),
        Err(error) if workshops::is_elsewhere(&error) => {
            let id = workshops.newest()?;
            let workshop = workshops.workspace.workshop_in_the_clear(&id)?;
            Ok(Some(WorkshopView {
                is_here: false,
                ..outline(&workshop)
            }))
        }
        Err(error) => Err(error.into()),
    }
}

pub fn workshop_choices(
    desktop: &Desktop,
    request: OfAssessment,
) -> Result<WorkshopChoices, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    let in_sheet_order = |found: &dyn Fn(&ServiceId) -> bool| -> Vec<String> {
        let ids = stored.sheet.services().map(|service| &service.id);
        ids.filter(|id| found(id))
            .map(ToString::to_string)
            .collect()
    };
    let profiles = session.library.profiles_for(stored.sheet.id()).into_iter();
    let profiles = profiles.map(|profile| ProfileServices {
        id: profile.id().to_owned(),
        title: profile.title().into(),
        services: in_sheet_order(&|id| profile.targets().contains_key(id)),
    });
    let doubted = doubted(session, &stored)?;
    Ok(WorkshopChoices {
        profiles: profiles.collect(),
        doubted: in_sheet_order(&|id| doubted.contains(id)),
    })
}

/// What was answered with doubt, now or the last time: nobody knew, indicators contradict the
/// level, or books say different things.
fn doubted(session: &Session, stored: &StoredAssessment) -> Result<BTreeSet<ServiceId>, Failure> {
    let mut rounds = rounds::earlier(&session.workspace, stored)?;
    rounds.truncate(1);
    let mut doubted = BTreeSet::new();
    for round in rounds.iter().chain([stored]) {
        let sure = confidence(&round.sheet, &round.assessment);
        let unknown = sure.in_state(Known::DontKnow).chain(sure.contradictions());
        doubted.extend(unknown.map(|service| service.id.clone()));
    }
    for (service, voices) in voices::voices(&session.workspace, stored.assessment.id())? {
        if voices::disagree(&voices) {
            doubted.insert(service);
        }
    }
    Ok(doubted)
}

pub fn open_workshop(desktop: &Desktop, request: OpenWorkshop) -> Result<WorkshopView, Failure> {
    if request.minutes > MOST_MINUTES || request.respondents.len() > MOST_PEOPLE {
        return Err(Failure::new(
            FailureCode::InvalidInput,
            format!("a workshop has at most {MOST_PEOPLE} respondents and {MOST_MINUTES} minutes"),
        ));
    }
    let plan = Plan {
        promise: request.promise,
        minutes: request.minutes,
        services: request.services.into_iter().map(ServiceId::from).collect(),
        respondents: respondents(request.respondents),
    };
    let mut state = desktop.state();
    let session = state.open()?;
    let opened = workshops_of(desktop, session, &request.assessment).begin(&plan)?;
    Ok(workshop_view(&opened))
}

pub fn save_respondents(
    desktop: &Desktop,
    request: SaveRespondents,
) -> Result<WorkshopView, Failure> {
    let named = respondents(request.respondents);
    change(desktop, &request.assessment, |mut workshops| {
        workshops.set_respondents(&named)
    })
}

pub fn make_forms(desktop: &Desktop, request: MakeForms) -> Result<Option<MadeForms>, Failure> {
    let language = request.language;
    let title = desktop.language().pick(
        "Save the paper forms in a folder",
        "回答用紙を保存するフォルダー",
    );
    write_for_each(
        desktop,
        &request.assessment,
        title,
        "pdf",
        |standing, number, branding| {
            let stem = language.pick(
                format!("workshop-form-{number:02}"),
                format!("回答用紙-{number:02}"),
            );
            Ok((stem, form_of(standing, number, language, branding)?))
        },
    )
}

pub fn enter_form(desktop: &Desktop, request: EnterForm) -> Result<WorkshopView, Failure> {
    let line = |line: FormAnswer| FormLine {
        service: line.service.into(),
        answer: line.answer.into(),
        note: String::new(),
    };
    let form = Form {
        respondent: request.respondent,
        lines: request.answers.into_iter().map(line).collect(),
    };
    change(desktop, &request.assessment, |mut workshops| {
        workshops.cast_form(form)
    })
}

pub fn sit_down(desktop: &Desktop, request: SitDown) -> Result<SeatView, Failure> {
    let pin = zeroize::Zeroizing::new(request.pin.reveal());
    if pin.chars().count() < LEAST_PIN {
        return Err(Failure::new(
            FailureCode::InvalidInput,
            format!("a PIN has at least {LEAST_PIN} signs"),
        ));
    }
    let mut state = desktop.state();
    state.open()?;
    let tried = (request.assessment.clone(), request.respondent);
    let wrong = state.passing.wrong.get(&tried).copied().unwrap_or_default();
    if wrong >= MOST_WRONG_PINS {
        return Ok(SeatView::Shut);
    }
    state.passing.seat = None;
    let seating = workshops_of(desktop, state.open()?, &request.assessment)
        .take_seat(request.respondent, &pin)?;
    Ok(match seating {
        Seating::Taken(seat) => {
            let answered = seat.answered.iter().map(ToString::to_string).collect();
            state.passing.wrong.remove(&tried);
            state.passing.seat = Some((request.assessment, seat));
            SeatView::Taken { answered }
        }
        Seating::WrongPin => {
            state.passing.wrong.insert(tried, wrong + 1);
            SeatView::WrongPin
        }
        Seating::OnPaper => SeatView::OnPaper,
    })
}

pub fn answer_in_secret(desktop: &Desktop, request: SecretAnswer) -> Result<(), Failure> {
    let mut state = desktop.state();
    let (assessment, seat) = state
        .passing
        .seat
        .clone()
        .ok_or_else(|| Failure::new(FailureCode::NotFound, "nobody sits at the machine"))?;
    let mut workshops = workshops_of(desktop, state.open()?, &assessment);
    workshops.cast_from(
        &seat,
        request.service.into(),
        request.answer.into(),
        request.note,
    )?;
    Ok(())
}

pub fn stand_up(desktop: &Desktop, request: OfAssessment) -> Result<WorkshopView, Failure> {
    let mut state = desktop.state();
    state.passing.seat = None;
    let standing = workshops_of(desktop, state.open()?, &request.assessment).standing()?;
    Ok(workshop_view(&standing))
}

pub fn free_seat(desktop: &Desktop, request: OfRespondent) -> Result<WorkshopView, Failure> {
    let mut state = desktop.state();
    let mut workshops = workshops_of(desktop, state.open()?, &request.assessment);
    let standing = workshops.free_seat(request.respondent)?;
    let freed = (request.assessment, request.respondent);
    state.passing.wrong.remove(&freed);
    state.passing.seat = None;
    Ok(workshop_view(&standing))
}

pub fn reveal_workshop(desktop: &Desktop, request: OfAssessment) -> Result<WorkshopView, Failure> {
    desktop.state().passing.seat = None;
    change(desktop, &request.assessment, |mut workshops| {
        workshops.reveal()
    })
}

pub fn workshop_clock(desktop: &Desktop, request: ClockRequest) -> Result<ClockView, Failure> {
    let talks: Vec<Talk> = request
        .talks
        .iter()
        .map(|talk| Talk {
            planned: talk.planned,
            actual: talk.actual,
        })
        .collect();
    let mut state = desktop.state();
    let standing = workshops_of(desktop, state.open()?, &request.assessment).standing()?;
    let clock = Clock::new(request.minutes_left, &standing.to_talk_about(), &talks);
    Ok(clock_view(&clock))
}

pub fn meeting(desktop: &Desktop, request: OfAssessment) -> Result<Option<Meeting>, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let id = workshops_of(desktop, session, &request.assessment).newest()?;
    Ok(meetings(&session.workspace)?.remove(&id))
}

pub fn keep_meeting(desktop: &Desktop, request: KeepMeeting) -> Result<(), Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let id = workshops_of(desktop, session, &request.assessment).newest()?;
    let mut kept = meetings(&session.workspace)?;
    // What is over, or gone with its assessment, has no clock any more.
    kept.retain(|id, _| is_under_way(&session.workspace, id));
    if is_under_way(&session.workspace, &id) {
        kept.insert(id, request.meeting);
    }
    Ok(session.workspace.set_setting(MEETINGS, &kept)?)
}

fn meetings(workspace: &Workspace) -> Result<BTreeMap<String, Meeting>, Failure> {
    Ok(workspace.setting(MEETINGS)?.unwrap_or_default())
}

fn is_under_way(workspace: &Workspace, id: &str) -> bool {
    let workshop = workspace.workshop_in_the_clear(id);
    workshop.is_ok_and(|workshop| workshop.stage != Stage::Closed)
}

pub fn settle_service(
    desktop: &Desktop,
    request: SettleService,
) -> Result<WorkshopChange, Failure> {
    let dissent = |dissent: DissentView| Dissent {
        respondent: dissent.respondent,
        level: dissent.level.map(Level::new),
        reason: dissent.reason.trim().to_owned(),
    };
    let settlement = Settlement {
        answer: request.answer.into(),
        reason: request.reason.trim().to_owned(),
        dissent: request.dissent.into_iter().map(dissent).collect(),
    };
    let service = ServiceId::from(request.service);
    settle(desktop, &request.assessment, |workshops, who| {
        workshops.settle(vec![(service, settlement)], who)
    })
}

pub fn settle_close_ones(
    desktop: &Desktop,
    request: OfAssessment,
) -> Result<WorkshopChange, Failure> {
    settle(desktop, &request.assessment, |workshops, who| {
        workshops.settle_close_ones(who)
    })
}

pub fn park_service(desktop: &Desktop, request: ParkService) -> Result<WorkshopView, Failure> {
    let parked = Parked {
        owner: request.owner.trim().to_owned(),
        due: request.due.0,
        question: request.question.trim().to_owned(),
    };
    change(desktop, &request.assessment, |mut workshops| {
        workshops.park(&request.service, parked)
    })
}

pub fn end_workshop(desktop: &Desktop, request: OfAssessment) -> Result<WorkshopView, Failure> {
    desktop.state().passing.seat = None;
    change(desktop, &request.assessment, |mut workshops| {
        workshops.end()
    })
}

fn change(
    desktop: &Desktop,
    assessment: &str,
    change: impl FnOnce(Workshops<'_>) -> Result<Standing, Error>,
) -> Result<WorkshopView, Failure> {
    let mut state = desktop.state();
    let standing = change(workshops_of(desktop, state.open()?, assessment))?;
    Ok(workshop_view(&standing))
}

fn settle(
    desktop: &Desktop,
    assessment: &str,
    settle: impl FnOnce(&mut Workshops<'_>, &str) -> Result<Standing, Error>,
) -> Result<WorkshopChange, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let who = session.who()?;
    let standing = settle(&mut workshops_of(desktop, session, assessment), &who)?;
    let stored = session.workspace.assessment(assessment)?;
    Ok(WorkshopChange {
        workshop: workshop_view(&standing),
        assessment: gather::assessment::view(session, &stored)?,
    })
}

fn respondents(views: Vec<RespondentView>) -> Vec<Respondent> {
    views
        .into_iter()
        .map(|view| Respondent {
            number: view.number,
            name: view.name.trim().to_owned(),
            group: view.group.trim().to_owned(),
        })
        .collect()
}
