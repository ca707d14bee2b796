//! A member of a cohort at the window: its card, what leaves its house, and its own place.
//!
//! What a person looked at is what is written: a contribution is prepared once and held until it
//! is handed in. Deliberately not here: figures, and what of a cohort may be shown.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::collections::BTreeSet;
use std::path::Path;

use psirt_core::assessment::AssessmentState;
use psirt_core::benchmark::behind;
use psirt_core::cohort::Rules;
use psirt_core::contribution::Withheld;
use psirt_store::AssessmentSummary;

use super::gather::reports::save_of_cohort;
use super::granted::{Purpose, name_of};
use super::refusals as told;
use super::session::{Desktop, Session, State};
use super::shell::{Choice, Question};
use super::view::cohort::{
    behind_view, benchmark_facts, card_facts, contribution_view, place_view,
};
use super::wire::{
    CohortCardView, CohortsView, ContributingOrganization, ContributingScope, ContributionView,
    CoordinatedView, Day, EditionView, Failure, FailureCode, MembershipView, OfAssessment,
    OfContribution, OfFile, OpenBenchmark, OwnPlaceView, PrepareContribution, RoundReference,
    SavedReports, Told, WrittenContribution,
};
use psirt_app::assessments::{Opened, new_id, today};
use psirt_app::cohorts::{
    self, BenchmarkFile, CardFile, Choices, Member, Prepared, Problem, key_in, own_place as places,
    own_place_report, read_benchmark, read_card,
};
use psirt_app::error::Error;
use psirt_app::files;
use psirt_app::names::file_name_part;

pub fn cohorts(desktop: &Desktop) -> Result<CohortsView, Failure> {
    let mut state = desktop.state();
    let workspace = &state.open()?.workspace;
    let mut memberships = Vec::new();
    for cohort in workspace.memberships()? {
        let known = workspace
            .membership(&cohort)?
            .filter(|one| one.sequence > 0);
        let Some(known) = known else { continue };
        // Its sheet may not be at hand any more; what a list says of a card does not need it.
        let card = known.cards.values().next_back();
        let title = card.and_then(|card| psirt_core::cohort::title_named_in(card).ok().flatten());
        let key = key_in(workspace, &cohort)?;
        memberships.push(MembershipView {
            title: title.unwrap_or_else(|| cohort.clone()),
            editions: known.cards.into_keys().collect(),
            number: known.sequence,
            fingerprint: cohorts::fingerprint(&key),
            cohort,
        });
    }
    let mut coordinated = Vec::new();
    for cohort in workspace.cohorts()? {
        let stored = workspace.cohort(&cohort)?;
        let newest = stored.editions.last();
        coordinated.push(CoordinatedView {
            title: newest.map_or_else(|| cohort.clone(), |one| one.card.title().to_owned()),
            editions: stored
                .editions
                .iter()
                .map(|edition| {
                    let (opens, closes) = edition.card.days();
                    EditionView {
                        edition: edition.card.edition().to_owned(),
                        opens: Day(opens),
                        closes: Day(closes),
                        closed: edition.closed_at.is_some(),
                    }
                })
                .collect(),
            cohort,
        });
    }
    Ok(CohortsView {
        is_protected: workspace.passphrase().is_some(),
        floor: Rules::FLOOR.into(),
        memberships,
        coordinated,
    })
}

pub fn choose_cohort_card(desktop: &Desktop) -> Result<Option<CohortCardView>, Failure> {
    let language = desktop.language();
    let question = Question {
        title: language
            .pick("Open a cohort card", "集団カードを開く")
            .to_owned(),
        choice: Choice::File,
        kind: language.pick("Cohort cards", "集団カード").to_owned(),
        endings: &["json"],
        folder: None,
    };
    let chosen = desktop.shell.choose(&question).into_iter().next();
    chosen.map(|path| open_card(desktop, &path)).transpose()
}

pub fn open_cohort_card(desktop: &Desktop, request: OfFile) -> Result<CohortCardView, Failure> {
    let path = desktop.granted().path(Purpose::LookAt, &request.file)?;
    open_card(desktop, &path)
}

/// Reads a card before anything of the session is held.
fn open_card(desktop: &Desktop, path: &Path) -> Result<CohortCardView, Failure> {
    files::must_be_plain(path)?;
    let library = desktop.state().library();
    let card = read_card(&library, path)?;
    let mut state = desktop.state();
    let view = card_view(state.open()?, &card)?;
    state.cohort.card = Some(card);
    state.cohort.prepared = None;
    Ok(view)
}

pub fn cohort_card(desktop: &Desktop) -> Result<Option<CohortCardView>, Failure> {
    let mut state = desktop.state();
    let Some(card) = state.cohort.card.clone() else {
        return Ok(None);
    };
    card_view(state.open()?, &card).map(Some)
}

fn card_view(session: &mut Session, card: &CardFile) -> Result<CohortCardView, Failure> {
    let (opens, closes) = card.card.days();
    let is_open = opens <= today() && today() <= closes;
    let member = Member::of(&mut session.workspace);
    let (number, changed) = match member.last_number(card) {
        Ok(number) => (number, None),
        Err(Error::Cohort { problem, .. }) => (None, Some(told::told(&problem))),
        Err(error) => return Err(error.into()),
    };
    let out_of_days = (!is_open).then(|| told::told(&Problem::NotOpen { opens, closes }));
    let (organizations, nothing) = contributing(session, card)?;
    Ok(CohortCardView {
        name: name_of(&card.path),
        card: card_facts(&card.card, &card.sheet),
        is_open,
        number,
        obstacle: changed.or(out_of_days),
        organizations,
        nothing,
    })
}

/// The finished rounds with the cohort's sheet, and what to do where there is none.
fn contributing(
    session: &Session,
    card: &CardFile,
) -> Result<(Vec<ContributingOrganization>, Option<Told>), Failure> {
    let all = session.workspace.assessments()?;
    let sheet = card.card.sheet();
    let fits = |one: &&AssessmentSummary| {
        one.removed_at.is_none() && one.sheet.id == sheet.id && one.sheet.edition == sheet.edition
    };
    let is_finished = |one: &&AssessmentSummary| one.state == AssessmentState::Finished;
    let corrected: BTreeSet<&String> = all
        .iter()
        .filter(fits)
        .filter(is_finished)
        .filter_map(|one| one.corrects.as_ref())
        .collect();
    let mut rounds: Vec<&AssessmentSummary> = all
        .iter()
        .filter(fits)
        .filter(is_finished)
        .filter(|one| !corrected.contains(&one.id))
        .collect();
    rounds.sort_by_key(|one| std::cmp::Reverse(one.date));
    let mut organizations: Vec<ContributingOrganization> = Vec::new();
    for round in rounds {
        let at = organizations
            .iter()
            .position(|known| known.id == round.organization)
            .unwrap_or_else(|| {
                organizations.push(ContributingOrganization {
                    id: round.organization.clone(),
                    name: round.organization_name.clone(),
                    scopes: Vec::new(),
                });
                organizations.len() - 1
            });
        let scopes = &mut organizations[at].scopes;
        let at = scopes
            .iter()
            .position(|known| known.id == round.scope)
            .unwrap_or_else(|| {
                scopes.push(ContributingScope {
                    id: round.scope.clone(),
                    name: round.scope_name.clone(),
                    rounds: Vec::new(),
                });
                scopes.len() - 1
            });
        scopes[at].rounds.push(RoundReference {
            assessment: round.id.clone(),
            title: round.title.clone(),
            date: Day(round.date),
        });
    }
    let nothing = organizations.is_empty().then(|| {
        if all.iter().any(|one| fits(&one)) {
            told::told(&Problem::NotFinished)
        } else {
            told::no_round(card)
        }
    });
    Ok((organizations, nothing))
}

pub fn prepare_contribution(
    desktop: &Desktop,
    request: PrepareContribution,
) -> Result<ContributionView, Failure> {
    let written = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let choices = Choices {
        code: written(request.code).map(|code| code.to_uppercase()),
        withheld: Withheld {
            sector: request.without_sector,
            size: request.without_size,
            model: request.without_model,
        },
        prepared_by: written(request.prepared_by),
    };
    let mut state = desktop.state();
    let card = card_in_hand(&state)?;
    let session = state.open()?;
    let rounds = request.rounds.iter().map(|id| opened(session, id));
    let rounds: Vec<Opened> = rounds.collect::<Result<_, _>>()?;
    let member = Member::of(&mut session.workspace);
    let prepared = member.prepare(&card, &rounds, choices, today())?;
    let view = contribution_view(new_id(), &card, &prepared);
    state.cohort.prepared = Some((view.id.clone(), prepared));
    Ok(view)
}

pub fn write_contribution(
    desktop: &Desktop,
    request: OfContribution,
) -> Result<Option<WrittenContribution>, Failure> {
    let (card, withdrawn) = {
        let state = desktop.state();
        let card = card_in_hand(&state)?;
        let (_, prepared) = looked_at(&state, &request.id)?;
        (card, prepared.contribution.is_withdrawn())
    };
    let language = desktop.language();
    let facts = &card.card;
    let stem = file_name_part(&format!("{}-{}", facts.cohort(), facts.edition()));
    let part = if withdrawn {
        language.pick("-withdrawal", "-取り下げ")
    } else {
        ""
    };
    let question = Question {
        title: language
            .pick("Save the sealed contribution", "封をした提供データの保存")
            .to_owned(),
        choice: Choice::NewFile(format!("{stem}{part}.psirt-contribution")),
        kind: language.pick("Contributions", "提供データ").to_owned(),
        endings: &["psirt-contribution"],
        folder: desktop.places.documents.clone(),
    };
    let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    let mut state = desktop.state();
    looked_at(&state, &request.id)?;
    let (id, prepared) = state.cohort.prepared.take().expect("it was just there");
    let written = Member::of(&mut state.open()?.workspace).hand_in(&prepared, &path);
    if written.is_err() {
        state.cohort.prepared = Some((id, prepared));
    }
    let written = written.map_err(told::of_file)?;
    Ok(Some(WrittenContribution {
        file: desktop.grant(Purpose::Written, &written.path),
        number: written.number,
        withdrawn: written.withdrawn,
    }))
}

fn card_in_hand(state: &State) -> Result<CardFile, Failure> {
    let card = state.cohort.card.clone();
    card.ok_or_else(|| Failure::new(FailureCode::NotFound, "no cohort card is open"))
}

fn looked_at<'a>(state: &'a State, id: &str) -> Result<&'a (String, Prepared), Failure> {
    let prepared = state.cohort.prepared.as_ref();
    prepared.filter(|(known, _)| known == id).ok_or_else(|| {
        Failure::new(
            FailureCode::ChangedMeanwhile,
            "something else was looked at since",
        )
    })
}

/// An assessment of the open workspace.
fn opened(session: &Session, id: &str) -> Result<Opened, Failure> {
    let stored = session.workspace.assessment(id)?;
    let path = session.workspace.path();
    Ok(Opened::in_a_workspace(
        path,
        stored.sheet,
        stored.assessment,
    ))
}

pub fn choose_benchmark(
    desktop: &Desktop,
    request: OfAssessment,
) -> Result<Option<OwnPlaceView>, Failure> {
    let language = desktop.language();
    let question = Question {
        title: language
            .pick("Open a benchmark", "ベンチマークを開く")
            .to_owned(),
        choice: Choice::File,
        kind: language.pick("Benchmarks", "ベンチマーク").to_owned(),
        endings: &["json"],
        folder: None,
    };
    let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    hold_benchmark(desktop, &path)?;
    own_place(desktop, request)
}

pub fn open_benchmark(
    desktop: &Desktop,
    request: OpenBenchmark,
) -> Result<Option<OwnPlaceView>, Failure> {
    let path = desktop.granted().path(Purpose::LookAt, &request.file)?;
    hold_benchmark(desktop, &path)?;
    let assessment = request.assessment;
    own_place(desktop, OfAssessment { assessment })
}

/// Holds a benchmark whose signature is good, of the key that the workspace knows or of one that
/// is still to be checked.
fn hold_benchmark(desktop: &Desktop, path: &Path) -> Result<(), Failure> {
    files::must_be_plain(path)?;
    let library = desktop.state().library();
    let file = read_benchmark(&library, path)?;
    let mut state = desktop.state();
    is_checked(&mut state, &file)?;
    state.cohort.benchmark = Some(file);
    Ok(())
}

/// Whether the key that signed a benchmark is that of a card that was answered or is open here.
///
/// # Errors
/// It is another.
fn is_checked(state: &mut State, file: &BenchmarkFile) -> Result<bool, Failure> {
    let cohort = file.benchmark.cohort();
    match key_in(&state.open()?.workspace, cohort) {
        Ok(key) => {
            file.must_be_signed_with(&key)?;
            return Ok(true);
        }
        Err(Error::Cohort { .. }) => {}
        Err(error) => return Err(error.into()),
    }
    let card = state.cohort.card.as_ref();
    match card.filter(|card| card.card.cohort() == cohort) {
        Some(card) => {
            file.must_be_of(&card.card)?;
            Ok(true)
        }
        None => Ok(false),
    }
}

pub fn own_place(
    desktop: &Desktop,
    request: OfAssessment,
) -> Result<Option<OwnPlaceView>, Failure> {
    let mut state = desktop.state();
    let Some(file) = state.cohort.benchmark.clone() else {
        return Ok(None);
    };
    let checked = is_checked(&mut state, &file)?;
    let round = opened(state.open()?, &request.assessment)?;
    let mut view = OwnPlaceView {
        name: name_of(&file.path),
        of: benchmark_facts(&file.benchmark),
        fingerprint: file.signer.fingerprint(),
        checked,
        obstacle: None,
        highest_level: file.sheet.highest_level().number(),
        places: Vec::new(),
        behind: Vec::new(),
    };
    if !checked {
        return Ok(Some(view));
    }
    match places(&file, &round) {
        Ok(own) => {
            view.places = own
                .iter()
                .map(|place| place_view(place, &file.sheet))
                .collect();
            view.behind = behind(&own, &file.sheet)
                .iter()
                .map(|one| behind_view(one, &file.sheet))
                .collect();
        }
        Err(Error::Cohort { problem, .. }) => view.obstacle = Some(told::told(&problem)),
        Err(error) => return Err(error.into()),
    }
    Ok(Some(view))
}

pub fn save_own_place(
    desktop: &Desktop,
    request: OfAssessment,
) -> Result<Option<SavedReports>, Failure> {
    let (library, file, round) = {
        let mut state = desktop.state();
        let file = state.cohort.benchmark.clone();
        let file =
            file.ok_or_else(|| Failure::new(FailureCode::NotFound, "no benchmark is open"))?;
        if !is_checked(&mut state, &file)? {
            return Err(Failure::new(
                FailureCode::Refused,
                "who signed the benchmark was not checked yet",
            ));
        }
        let session = state.open()?;
        let round = opened(session, &request.assessment)?;
        (session.library.clone(), file, round)
    };
    let subject = own_place_report(&file, &round)?;
    save_of_cohort(desktop, &library, subject)
}

pub fn close_benchmark(desktop: &Desktop) -> Result<(), Failure> {
    desktop.state().cohort.benchmark = None;
    Ok(())
}
