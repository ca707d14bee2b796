//! A coordinator at the window: making a cohort, handing out its card, taking contributions in,
//! publishing.
//!
//! A dialog is answered before anything of the session is held.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::path::{Path, PathBuf};

use crate::gather::reports::save_of_cohort;
use crate::granted::{Purpose, name_of};
use crate::job::Watch;
use crate::refusals::of_file;
use crate::session::Desktop;
use crate::shell::{Choice, Question};
use crate::view::cohort::{benchmark_view, standing_view};
use crate::wire::{
    BeginCohort, BenchmarkView, CohortStandingView, Failure, FailureCode, LeaveOut, NameMember,
    NamedFile, OfEdition, OfRelease, ProgressStep, PublishedView, RecoverySheetView, RefusedFile,
    SaveCohortCard, SavedOfCohort, SavedReports, TakeGiven, TakenFile, TakingView, Text,
};
use psirt_app::assessments::today;
use psirt_app::cohorts::{
    self, Begin, Coordinator, Outcome, Published, Taking, Which, read_recovered,
};
use psirt_app::files;
use psirt_app::names::file_name_part;
use psirt_app::reports::Subject;
use psirt_core::benchmark::Benchmark;

impl From<&OfEdition> for Which {
    fn from(of: &OfEdition) -> Self {
        Self {
            cohort: Some(of.cohort.clone()),
            edition: Some(of.edition.clone()),
        }
    }
}

pub fn begin_cohort(
    desktop: &Desktop,
    request: BeginCohort,
) -> Result<Option<CohortStandingView>, Failure> {
    let mut recovered = None;
    {
        let mut state = desktop.state();
        if state.open()?.workspace.passphrase().is_none() {
            return Err(psirt_store::Error::from(psirt_store::CohortFault::NotProtected).into());
        }
    }
    if request.recover {
        let language = desktop.language();
        let question = Question {
            title: language
                .pick("Open the recovery sheet", "復旧シートを開く")
                .to_owned(),
            choice: Choice::File,
            kind: language.pick("Recovery sheets", "復旧シート").to_owned(),
            endings: &["txt"],
            folder: None,
        };
        let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
            return Ok(None);
        };
        files::must_be_plain(&path)?;
        recovered = Some(read_recovered(&path)?);
    }
    let begin = Begin {
        cohort: request.cohort.trim().to_owned(),
        title: Some(request.title.trim().to_owned()).filter(|title| !title.is_empty()),
        edition: request.edition.trim().to_owned(),
        sheet: request.sheet.into(),
        profile: request.profile,
        days: (request.opens.0, request.closes.0),
        admission: request.admission,
        rules: request.rules.into(),
        recovered,
    };
    let mut state = desktop.state();
    let session = state.open()?;
    let library = session.library.clone();
    let standing = Coordinator::of(&mut session.workspace).begin(&library, begin)?;
    Ok(Some(standing_view(&standing)))
}

pub fn cohort_standing(
    desktop: &Desktop,
    request: OfEdition,
) -> Result<CohortStandingView, Failure> {
    at_work(desktop, |coordinator| {
        let standing = coordinator.standing(&Which::from(&request))?;
        Ok(standing_view(&standing))
    })
}

pub fn save_cohort_card(
    desktop: &Desktop,
    request: SaveCohortCard,
) -> Result<Option<SavedOfCohort>, Failure> {
    let language = desktop.language();
    let title = language.pick("Save the cohort card", "集団カードの保存");
    let kind = language.pick("Cohort cards", "集団カード");
    let name = format!("{}.psirt-cohort.json", stem(&request.of));
    let Some(path) = where_to(desktop, title, kind, name) else {
        return Ok(None);
    };
    let names = request.names.iter().map(|name| name.trim().to_owned());
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    let standing = at_work(desktop, |mut coordinator| {
        let closes = request.closes.map(|day| day.0);
        let which = Which::from(&request.of);
        let written = coordinator.write_card(&which, &path, closes, &names);
        Ok(standing_view(&written.map_err(of_file)?.0))
    })?;
    Ok(Some(SavedOfCohort {
        file: desktop.grant(Purpose::Written, &path),
        standing,
    }))
}

pub fn recovery_sheet(desktop: &Desktop, request: OfEdition) -> Result<RecoverySheetView, Failure> {
    Ok(RecoverySheetView {
        text: recovery_text(desktop, &request)?,
    })
}

pub fn save_recovery_sheet(
    desktop: &Desktop,
    request: OfEdition,
) -> Result<Option<NamedFile>, Failure> {
    let language = desktop.language();
    let title = language.pick("Save the recovery sheet", "復旧シートの保存");
    let kind = language.pick("Recovery sheets", "復旧シート");
    let cohort = file_name_part(&request.cohort);
    let name = language.pick(
        format!("{cohort}-recovery.txt"),
        format!("{cohort}-復旧シート.txt"),
    );
    let Some(path) = where_to(desktop, title, kind, name) else {
        return Ok(None);
    };
    let text = recovery_text(desktop, &request)?;
    files::write_new_private(&path, text.as_bytes()).map_err(of_file)?;
    Ok(Some(desktop.grant(Purpose::Written, &path)))
}

fn recovery_text(desktop: &Desktop, of: &OfEdition) -> Result<String, Failure> {
    let language = desktop.language();
    at_work(desktop, |coordinator| {
        let standing = coordinator.standing(&Which::from(of))?;
        let secret = coordinator.secret(&standing.cohort.id)?;
        let (id, title) = (&standing.cohort.id, standing.card.title());
        Ok(cohorts::recovery_sheet(
            id,
            title,
            &secret,
            today(),
            language,
        ))
    })
}

pub fn take_contributions(
    desktop: &Desktop,
    request: OfEdition,
    watch: &Watch,
) -> Result<Option<TakingView>, Failure> {
    let language = desktop.language();
    let question = Question {
        title: language
            .pick("Take contributions in", "提供データの受け付け")
            .to_owned(),
        choice: Choice::Files,
        kind: language.pick("Contributions", "提供データ").to_owned(),
        endings: &["psirt-contribution"],
        folder: None,
    };
    let paths = desktop.shell.choose(&question);
    if paths.is_empty() {
        return Ok(None);
    }
    take(desktop, &request, &paths, watch).map(Some)
}

pub fn take_given_contributions(
    desktop: &Desktop,
    request: TakeGiven,
    watch: &Watch,
) -> Result<TakingView, Failure> {
    let paths: Vec<PathBuf> = {
        let granted = desktop.granted();
        let files = request.files.iter();
        files
            .map(|file| granted.path(Purpose::LookAt, file))
            .collect::<Result<_, _>>()?
    };
    take(desktop, &request.of, &paths, watch)
}

fn take(
    desktop: &Desktop,
    of: &OfEdition,
    paths: &[PathBuf],
    watch: &Watch,
) -> Result<TakingView, Failure> {
    let total = paths.len();
    at_work(desktop, |mut coordinator| {
        let which = Which::from(of);
        let taking = coordinator.take(&which, paths, today(), |done| {
            watch.tell(ProgressStep::Reading, done, total)
        })?;
        let standing = standing_view(&coordinator.standing(&which)?);
        Ok(taking_view(&taking, standing))
    })
}

fn taking_view(taking: &Taking, standing: CohortStandingView) -> TakingView {
    let (mut taken, mut refused) = (Vec::new(), Vec::new());
    for (path, outcome) in &taking.files {
        let name = name_of(path);
        match outcome {
            Outcome::Taken {
                member,
                number,
                withdrawn,
            } => taken.push(TakenFile {
                name,
                member: member.clone(),
                number: *number,
                withdrawn: *withdrawn,
            }),
            Outcome::Refused(refusal) => refused.push(RefusedFile {
                name,
                reason: Text::of(|language| cohorts::refusal(refusal, language)),
            }),
        }
    }
    TakingView {
        taken,
        refused,
        standing,
    }
}

pub fn leave_out(desktop: &Desktop, request: LeaveOut) -> Result<CohortStandingView, Failure> {
    at_work(desktop, |mut coordinator| {
        let which = Which::from(&request.of);
        let standing = coordinator.leave_out(&which, &request.member, request.left_out)?;
        Ok(standing_view(&standing))
    })
}

pub fn name_member(desktop: &Desktop, request: NameMember) -> Result<CohortStandingView, Failure> {
    at_work(desktop, |mut coordinator| {
        let which = Which::from(&request.of);
        let standing = coordinator.name_member(&which, &request.member, &request.name)?;
        Ok(standing_view(&standing))
    })
}

pub fn show_benchmark(desktop: &Desktop, request: OfRelease) -> Result<BenchmarkView, Failure> {
    at_work(desktop, |coordinator| {
        let which = Which::from(&request.of);
        let Some(release) = request.release else {
            return Ok(benchmark_view(&coordinator.preview(&which, today())?));
        };
        let standing = coordinator.standing(&which)?;
        let mut releases = standing.releases.into_iter();
        let benchmark = releases.find(|one: &Benchmark| one.release() == release);
        let benchmark = benchmark
            .ok_or_else(|| Failure::new(FailureCode::NotFound, "there is no such benchmark"))?;
        Ok(benchmark_view(&Published {
            benchmark,
            sheet: standing.sheet,
            dropped: Vec::new(),
        }))
    })
}

pub fn save_benchmark_report(
    desktop: &Desktop,
    request: OfRelease,
) -> Result<Option<SavedReports>, Failure> {
    let library = desktop.state().library();
    let file = at_work(desktop, |coordinator| {
        let release = request.release.unwrap_or_default();
        Ok(coordinator.published(&Which::from(&request.of), release)?)
    })?;
    let file =
        file.ok_or_else(|| Failure::new(FailureCode::NotFound, "there is no such benchmark"))?;
    save_of_cohort(desktop, &library, Subject::Benchmark(&file))
}

pub fn publish_benchmark(
    desktop: &Desktop,
    request: OfEdition,
) -> Result<Option<PublishedView>, Failure> {
    let Some(path) = where_to_benchmark(desktop, &request) else {
        return Ok(None);
    };
    let (benchmark, standing) = at_work(desktop, |mut coordinator| {
        let which = Which::from(&request);
        let published = coordinator.publish(&which, &path, today());
        let benchmark = benchmark_view(&published.map_err(of_file)?);
        Ok((benchmark, standing_view(&coordinator.standing(&which)?)))
    })?;
    Ok(Some(PublishedView {
        file: desktop.grant(Purpose::Written, &path),
        benchmark,
        standing,
    }))
}

pub fn write_benchmark_again(
    desktop: &Desktop,
    request: OfEdition,
) -> Result<Option<NamedFile>, Failure> {
    let Some(path) = where_to_benchmark(desktop, &request) else {
        return Ok(None);
    };
    at_work(desktop, |coordinator| {
        let written = coordinator.write_again(&Which::from(&request), &path);
        written.map(drop).map_err(of_file)
    })?;
    Ok(Some(desktop.grant(Purpose::Written, &path)))
}

pub fn close_edition(desktop: &Desktop, request: OfEdition) -> Result<CohortStandingView, Failure> {
    at_work(desktop, |mut coordinator| {
        let standing = coordinator.close_edition(&Which::from(&request))?;
        Ok(standing_view(&standing))
    })
}

/// What the coordinator of the open workspace does.
fn at_work<T>(
    desktop: &Desktop,
    work: impl FnOnce(Coordinator<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut state = desktop.state();
    work(Coordinator::of(&mut state.open()?.workspace))
}

fn where_to_benchmark(desktop: &Desktop, of: &OfEdition) -> Option<PathBuf> {
    let language = desktop.language();
    let title = language.pick("Save the benchmark", "ベンチマークの保存");
    let kind = language.pick("Benchmarks", "ベンチマーク");
    let name = format!("{}.psirt-benchmark.json", stem(of));
    where_to(desktop, title, kind, name)
}

/// Asks where a file is written.
fn where_to(desktop: &Desktop, title: &str, kind: &str, name: String) -> Option<PathBuf> {
    let ending = Path::new(&name).extension().and_then(|it| it.to_str());
    let endings: &'static [&'static str] = match ending {
        Some("txt") => &["txt"],
        _ => &["json"],
    };
    let question = Question {
        title: title.to_owned(),
        kind: kind.to_owned(),
        endings,
        folder: desktop.places.documents.clone(),
        choice: Choice::NewFile(name),
    };
    desktop.shell.choose(&question).into_iter().next()
}

fn stem(of: &OfEdition) -> String {
    file_name_part(&format!("{}-{}", of.cohort, of.edition))
}
