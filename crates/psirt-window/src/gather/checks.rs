//! Files that were given, looked at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use psirt_app::assessments;
use psirt_app::books::Refused;
use psirt_app::books::sheet::{GivenBook, Layout};
use psirt_app::checking::{Checked, check_read};
use psirt_app::cohorts::{CohortFile, recognized};
use psirt_app::error::Error;
use psirt_app::files;
use psirt_app::frameworks::Library;
use psirt_core::file::Announced;
use psirt_core::limits::MOST_BYTES;
use psirt_core::{Language, Sheet};

use crate::failures;
use crate::granted::{LookedAt, Purpose, name_of};
use crate::session::Desktop;
use crate::wire::{CheckView, FaultView, FileKind, Text};

/// Looks at files of any kind; a sheet among them is known to the others.
///
/// They are read before anything of the session is held: a file that takes its time keeps nobody
/// else waiting.
pub fn look_at_all(desktop: &Desktop, paths: Vec<PathBuf>) -> Vec<CheckView> {
    let read: Vec<(PathBuf, Result<Contents, Error>)> = paths
        .into_iter()
        .map(|path| {
            let contents = Contents::of(&path);
            (path, contents)
        })
        .collect();
    let library = desktop.state().library();
    let (mut texts, mut others) = (Vec::new(), BTreeMap::new());
    let total = read.len();
    for (place, (path, contents)) in read.into_iter().enumerate() {
        match contents {
            Ok(Contents::Book(book)) => {
                drop(others.insert(place, book_view(desktop, &path, &book)));
            }
            Ok(Contents::OfCohort(kind)) => {
                drop(others.insert(place, cohort_view(desktop, &path, kind)));
            }
            Ok(Contents::Text(text)) => texts.push((path, Ok(text))),
            Err(error) => texts.push((path, Err(error))),
        }
    }
    let mut texts = check_read(&library, texts)
        .into_iter()
        .map(|checked| check_view(desktop, &library, checked));
    (0..total)
        .filter_map(|place| others.remove(&place).or_else(|| texts.next()))
        .collect()
}

/// What a file of any kind holds.
enum Contents {
    Text(String),
    OfCohort(CohortFile),
    Book(Result<GivenBook, Refused>),
}

impl Contents {
    fn of(path: &Path) -> Result<Self, Error> {
        /// How every archive begins, and so every book.
        const ARCHIVE: &[u8] = b"PK\x03\x04";
        files::must_be_plain(path)?;
        let bytes = files::read_bytes(path, MOST_BYTES)?;
        if bytes.starts_with(ARCHIVE) {
            return Ok(Self::Book(
                GivenBook::read(&bytes).map_err(Refused::Unreadable),
            ));
        }
        if let Some(kind) = recognized(&bytes) {
            return Ok(Self::OfCohort(kind));
        }
        files::text(path, bytes).map(Self::Text)
    }
}

/// A file of a cohort is read where it is used: what is wrong with it depends on the cohort.
fn cohort_view(desktop: &Desktop, path: &Path, kind: CohortFile) -> CheckView {
    CheckView {
        file: Some(desktop.grant(Purpose::LookAt, path).file),
        name: name_of(path),
        kind: Some(match kind {
            CohortFile::Card => FileKind::CohortCard,
            CohortFile::Benchmark => FileKind::Benchmark,
            CohortFile::Contribution => FileKind::Contribution,
        }),
        title: None,
        faults: Vec::new(),
        replaces: false,
        assessment: None,
    }
}

fn book_view(desktop: &Desktop, path: &Path, book: &Result<GivenBook, Refused>) -> CheckView {
    let mut view = CheckView {
        file: None,
        name: name_of(path),
        kind: None,
        title: None,
        faults: Vec::new(),
        replaces: false,
        assessment: None,
    };
    let refused = match book {
        Err(refused) => Some(FaultView {
            place: String::new(),
            message: Text::of(|language| refused.message(language)),
            hint: Some(Text::of(|language| refused.hint(language).to_owned())),
        }),
        Ok(book) => match book.layout() {
            Layout::FillInBook => {
                view.kind = Some(FileKind::FillInBook);
                view.assessment = book.assessment().filter(|id| {
                    let state = desktop.state();
                    let workspace = state.session.as_ref().map(|session| &session.workspace);
                    workspace.is_some_and(|workspace| workspace.assessment(id).is_ok())
                });
                None
            }
            Layout::SheetBook | Layout::Table => {
                view.kind = Some(FileKind::SheetBook);
                None
            }
            layout @ Layout::Unknown => Some(FaultView {
                place: String::new(),
                message: Text::of(|language| said(layout, language).0.to_owned()),
                hint: Some(Text::of(|language| said(layout, language).1.to_owned())),
            }),
        },
    };
    match refused {
        Some(fault) => view.faults.push(fault),
        None => view.file = Some(desktop.grant(Purpose::LookAt, path).file),
    }
    view
}

/// Why a book holds nothing for this program, and the way out.
fn said(layout: Layout, language: Language) -> (&'static str, &'static str) {
    let refusal = layout.refusal(language);
    refusal.expect("a layout that nobody knows is refused")
}

fn check_view(desktop: &Desktop, library: &Library, checked: Checked) -> CheckView {
    let Checked {
        path,
        kind,
        text,
        outcome,
    } = checked;
    let mut view = CheckView {
        file: None,
        name: name_of(&path),
        kind: kind.map(file_kind),
        title: None,
        faults: Vec::new(),
        replaces: false,
        assessment: None,
    };
    match (outcome, kind.zip(text)) {
        (Err(error), _) => view.faults = failures::faults_of(&error),
        (Ok(id), Some((kind, text))) => {
            let looked_at = LookedAt { path, kind, text };
            let known = known(desktop, library, &looked_at, &id);
            (view.title, view.replaces) = known.unwrap_or_default();
            view.file = Some(desktop.granted().keep(looked_at));
        }
        (Ok(_), None) => unreachable!("what was found good has a kind and a text"),
    }
    view
}

/// What a good file is called, and whether it is there already.
fn known(
    desktop: &Desktop,
    library: &Library,
    looked_at: &LookedAt,
    id: &str,
) -> Option<(Option<Text>, bool)> {
    let LookedAt { path, kind, text } = looked_at;
    let mut with = library.clone();
    Some(match kind {
        Announced::Assessment => {
            let (_, assessment) = assessments::parse(library, path, text).ok()?;
            let title = format!("{} {}", assessment.organization().name, assessment.title());
            let state = desktop.state();
            let workspace = state.session.as_ref().map(|session| &session.workspace);
            (
                Some(Text::same(title.trim())),
                workspace.is_some_and(|workspace| workspace.assessment(id).is_ok()),
            )
        }
        Announced::Sheet => {
            let sheet = Sheet::parse(text).ok()?;
            let mut own = library.sheets().into_iter();
            let same =
                own.any(|(_, one)| one.id() == sheet.id() && one.edition() == sheet.edition());
            (Some(sheet.title().into()), same)
        }
        Announced::Reading => {
            let replaces = library.reading(id).is_some();
            let reading = with.add_reading(text).ok()?;
            (Some(reading.title().into()), replaces)
        }
        Announced::Profile => {
            let replaces = library.profile(id).is_some();
            let profile = with.add_profile(text).ok()?;
            (Some(profile.title().into()), replaces)
        }
        Announced::Crosswalk => {
            let list = library.crosswalk_list();
            (None, list.iter().any(|crosswalk| crosswalk.id() == id))
        }
    })
}

fn file_kind(kind: Announced) -> FileKind {
    match kind {
        Announced::Sheet => FileKind::Sheet,
        Announced::Reading => FileKind::Reading,
        Announced::Profile => FileKind::Profile,
        Announced::Crosswalk => FileKind::Crosswalk,
        Announced::Assessment => FileKind::Assessment,
    }
}
