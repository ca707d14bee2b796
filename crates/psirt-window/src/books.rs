//! Fill-in books in the window: made for a team or for each of its people, read when they come
//! back, and taken over as it was decided.
//!
//! What was read is held until it is decided; the review is made anew from it whenever it is
//! asked for, so that it speaks of what is known at that moment.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::collections::BTreeMap;
use std::mem::discriminant;
use std::path::PathBuf;

use psirt_core::assessment::{AssessmentState, Entry};
use psirt_core::{AreaId, Language, Level, ServiceId};
use psirt_store::StoredAssessment;

use super::gather;
use super::gather::handing_out::{books_came_back, given};
use super::granted::{Purpose, name_of};
use super::held::{HeldBook, HeldBooks};
use super::job::Watch;
use super::session::{Desktop, Session, State};
use super::shell::{Choice, Question};
use super::wire::{
    AreaOwner, BookOrder, BookReview, BooksReview, ChosenOffer, Day, EvidenceView, Failure,
    FailureCode, FillInOptionsView, ImportBooks, ImportedBooks, IntakeKind, MadeBook, MadeBooks,
    MakeBooks, NamedFile, OfAssessment, OfferView, ProgressStep, ReadGivenBooks, RefusedBook,
    ReviewBooks, ReviewedEntry, ServiceReview, Text, ToldCell, ToldCells,
};
use psirt_app::assessments::new_id;
use psirt_app::books::fill_in::{CellFault, FilledBook, Remark};
use psirt_app::books::intake::{self, Intake, Offer, ServiceIntake};
use psirt_app::books::told::{Group, grouped};
use psirt_app::books::{FillIn, Refused, compose, take_back};
use psirt_app::error::Error;
use psirt_app::files;
use psirt_app::names::{file_name_part, free_path};
use psirt_app::voices::take_books;

/// Setting of a workspace: who was sent books, for each organization.
const RESPONDENTS: &str = "respondents";
/// The ending of a book, without the dot.
const ENDING: &str = "xlsx";

pub fn fill_in_options(
    desktop: &Desktop,
    request: OfAssessment,
) -> Result<FillInOptionsView, Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    Ok(FillInOptionsView {
        respondents: respondents(session)?
            .remove(&stored.organization)
            .unwrap_or_default(),
        owners: owners(&stored),
    })
}

pub fn make_books(
    desktop: &Desktop,
    request: MakeBooks,
    watch: &Watch,
) -> Result<Option<MadeBooks>, Failure> {
    if request.books.is_empty() {
        return Err(Failure::new(
            FailureCode::InvalidInput,
            "no book is asked for",
        ));
    }
    let stored = {
        let mut state = desktop.state();
        let workspace = &state.open()?.workspace;
        workspace.assessment(&request.assessment)?
    };
    let language = request.language;
    let fill_ins: Vec<FillIn> = request
        .books
        .iter()
        .map(|order| fill_in(&stored, order, request.blank))
        .collect::<Result<_, Failure>>()?;
    let stems: Vec<String> = fill_ins
        .iter()
        .map(|fill_in| stem(&stored, fill_in, language))
        .collect();
    let Some(place) = ask_where(desktop, &stems) else {
        return Ok(None);
    };
    // All of them before the first is written: stopping leaves nothing behind.
    let total = fill_ins.len();
    let mut composed = Vec::with_capacity(total);
    for fill_in in &fill_ins {
        watch.tell(ProgressStep::Composing, composed.len(), total)?;
        composed.push(compose(
            &stored.sheet,
            &stored.assessment,
            language,
            fill_in,
        )?);
    }
    watch.tell(ProgressStep::Writing, 0, total)?;
    let mut made = Vec::with_capacity(total);
    for ((stem, order), bytes) in stems.iter().zip(&request.books).zip(&composed) {
        let path = match &place {
            Place::File(path) => path.clone(),
            // What lies in a folder may hold answers.
            Place::Folder(folder) => free_path(folder, stem, ENDING, |path| !path.exists()),
        };
        files::write(&path, bytes)?;
        made.push((path, order.respondent.clone()));
    }
    let mut state = desktop.state();
    let folder = match &place {
        Place::File(path) => path.parent().unwrap_or(path).to_owned(),
        Place::Folder(folder) => folder.clone(),
    };
    remember(&mut state, &stored, &request.books)?;
    Ok(Some(MadeBooks {
        folder: folder.display().to_string(),
        files: made
            .into_iter()
            .map(|(path, respondent)| {
                let NamedFile { file, path: place } = desktop.grant(Purpose::Written, &path);
                MadeBook {
                    file,
                    path: place,
                    name: name_of(&path),
                    respondent,
                }
            })
            .collect(),
    }))
}

pub fn read_books(
    desktop: &Desktop,
    request: OfAssessment,
    watch: &Watch,
) -> Result<Option<BooksReview>, Failure> {
    draft(&mut desktop.state(), &request.assessment)?;
    let paths = books_came_back(desktop);
    if paths.is_empty() {
        return Ok(None);
    }
    read(desktop, request, &paths, watch)
}

pub fn read_given_books(
    desktop: &Desktop,
    request: ReadGivenBooks,
    watch: &Watch,
) -> Result<Option<BooksReview>, Failure> {
    let paths = given(desktop, &request.files)?;
    let assessment = request.assessment;
    read(desktop, OfAssessment { assessment }, &paths, watch)
}

/// Reads books and holds them until they are decided.
fn read(
    desktop: &Desktop,
    request: OfAssessment,
    paths: &[PathBuf],
    watch: &Watch,
) -> Result<Option<BooksReview>, Failure> {
    let stored = draft(&mut desktop.state(), &request.assessment)?;
    let total = paths.len();
    watch.tell(ProgressStep::Reading, 0, total)?;
    let outcomes = take_back(&stored.sheet, stored.assessment.id(), paths, |done| {
        watch.tell(ProgressStep::Reading, done, total)
    })?;
    let books = paths.iter().zip(outcomes).flat_map(|(path, outcome)| {
        let outcomes = match outcome {
            Ok(Ok(worksheets)) => worksheets.into_iter().map(Ok).collect(),
            Ok(Err(refused)) => vec![Err(told(&refused))],
            Err(error) => vec![Err(cannot_be_read(&error))],
        };
        let name = name_of(path);
        outcomes.into_iter().map(move |outcome| HeldBook {
            name: name.clone(),
            outcome,
        })
    });
    desktop.state().books = Some(HeldBooks {
        assessment: request.assessment.clone(),
        books: books.collect(),
        remarks: false,
        id: String::new(),
        seen: Intake::default(),
    });
    let request = ReviewBooks {
        assessment: request.assessment,
        remarks: None,
    };
    review_books(desktop, request)
}

pub fn review_books(
    desktop: &Desktop,
    request: ReviewBooks,
) -> Result<Option<BooksReview>, Failure> {
    let mut state = desktop.state();
    if !holds_books_of(&state, &request.assessment) {
        return Ok(None);
    }
    let stored = draft(&mut state, &request.assessment)?;
    let held = state.books.as_mut().expect("it was just there");
    held.remarks = request.remarks.unwrap_or(held.remarks);
    held.id = new_id();
    held.seen = held.intake(&stored);
    Ok(Some(held.review()))
}

pub fn dismiss_books(desktop: &Desktop, request: OfAssessment) -> Result<(), Failure> {
    let mut state = desktop.state();
    if holds_books_of(&state, &request.assessment) {
        state.books = None;
    }
    Ok(())
}

pub fn import_books(desktop: &Desktop, request: ImportBooks) -> Result<ImportedBooks, Failure> {
    let mut state = desktop.state();
    let stored = draft(&mut state, &request.assessment)?;
    let held = state.books.take_if(|held| held.id == request.review);
    let held = held.ok_or_else(|| Failure::new(FailureCode::NotFound, "no such review"))?;
    let taken = take(&mut state, &held, &stored, request.choices);
    if taken.is_err() {
        state.books = Some(held);
    }
    taken
}

/// Takes over what was chosen, where it is still what the review showed.
fn take(
    state: &mut State,
    held: &HeldBooks,
    stored: &StoredAssessment,
    choices: Vec<ChosenOffer>,
) -> Result<ImportedBooks, Failure> {
    let intake = held.intake(stored);
    let mut chosen = BTreeMap::new();
    for ChosenOffer { service, offer } in choices {
        let service = ServiceId::from(service);
        let of = |intake: &Intake| -> Option<ServiceIntake> {
            let mut services = intake.services.iter();
            services.find(|it| it.service == service).cloned()
        };
        let now = of(&intake);
        if now.as_ref().is_none_or(|it| it.offers.len() <= offer) || now != of(&held.seen) {
            return Err(Failure::new(
                FailureCode::ChangedMeanwhile,
                format!("service `{service}` is not as the review showed it"),
            ));
        }
        chosen.insert(service, offer);
    }
    let mut changed = stored.assessment.clone();
    let taken = intake::take(&stored.sheet, &mut changed, &intake, &chosen)?;
    let session = state.open()?;
    let said = held.books.iter().filter_map(|held| {
        let book = held.outcome.as_ref().ok()?;
        Some((held.name.as_str(), book))
    });
    let stored = take_books(&mut session.workspace, &changed, &taken, said)?;
    Ok(ImportedBooks {
        assessment: gather::assessment::view(session, &stored)?,
        services: taken.iter().map(|it| it.service.to_string()).collect(),
    })
}

fn holds_books_of(state: &State, assessment: &str) -> bool {
    let held = state.books.as_ref();
    held.is_some_and(|held| held.assessment == assessment)
}

/// An assessment that takes books in.
fn draft(state: &mut State, assessment: &str) -> Result<StoredAssessment, Failure> {
    let stored = state.open()?.workspace.assessment(assessment)?;
    if stored.assessment.state() == AssessmentState::Finished {
        let assessment = assessment.to_owned();
        return Err(psirt_store::Error::Finished { assessment }.into());
    }
    Ok(stored)
}

/// Where books are written.
enum Place {
    File(PathBuf),
    Folder(PathBuf),
}

/// Asks for a file where there is one book, else for a folder.
fn ask_where(desktop: &Desktop, stems: &[String]) -> Option<Place> {
    let language = desktop.language();
    let documents = desktop.places.documents.clone();
    let question = match stems {
        [stem] => Question {
            title: language
                .pick("Save the fill-in book", "記入用ブックの保存")
                .to_owned(),
            choice: Choice::NewFile(format!("{stem}.{ENDING}")),
            kind: language.pick("Excel books", "Excelブック").to_owned(),
            endings: &[ENDING],
            folder: documents,
        },
        _ => Question {
            title: language
                .pick(
                    "Save the fill-in books in a folder",
                    "記入用ブックを保存するフォルダー",
                )
                .to_owned(),
            choice: Choice::Folder,
            kind: String::new(),
            endings: &[],
            folder: documents,
        },
    };
    let path = desktop.shell.choose(&question).into_iter().next()?;
    Some(match question.choice {
        Choice::Folder => Place::Folder(path),
        _ => Place::File(path),
    })
}

fn fill_in(stored: &StoredAssessment, order: &BookOrder, blank: bool) -> Result<FillIn, Failure> {
    let area = |id: &String| -> Result<AreaId, Failure> {
        let area = stored.sheet.area(id);
        area.map(|area| area.id.clone())
            .ok_or_else(|| Failure::new(FailureCode::NotFound, format!("no area `{id}`")))
    };
    let respondent = order.respondent.as_deref().map(str::trim);
    Ok(FillIn {
        respondent: respondent
            .filter(|name| !name.is_empty())
            .map(str::to_owned),
        areas: order
            .areas
            .iter()
            .map(area)
            .collect::<Result<_, Failure>>()?,
        blank,
        ..FillIn::default()
    })
}

/// The name of a book's file: whose, of when, what it is, for whom.
fn stem(stored: &StoredAssessment, fill_in: &FillIn, language: Language) -> String {
    let assessment = &stored.assessment;
    let organization = file_name_part(&assessment.organization().name);
    let what = language.pick("answers", "記入用");
    let stem = format!("{organization}-{}-{what}", assessment.date());
    match &fill_in.respondent {
        Some(name) => format!("{stem}-{}", file_name_part(name)),
        None => stem,
    }
}

/// The name that stands most often at the services of an area; of two, the first in the sheet.
fn owners(stored: &StoredAssessment) -> Vec<AreaOwner> {
    let owner_of = |service: &ServiceId| -> Option<&str> {
        let entry = stored.assessment.entry(service.as_str())?;
        Some(entry.owner.trim()).filter(|owner| !owner.is_empty())
    };
    let areas = stored.sheet.areas().iter();
    areas
        .filter_map(|area| {
            let names: Vec<&str> = area
                .services
                .iter()
                .filter_map(|service| owner_of(&service.id))
                .collect();
            let times = |name: &str| names.iter().filter(|one| **one == name).count();
            // The last of the largest is the first where they are looked at backwards.
            let owner = names.iter().rev().max_by_key(|name| times(name))?;
            Some(AreaOwner {
                area: area.id.to_string(),
                owner: (*owner).to_owned(),
            })
        })
        .collect()
}

/// Who was sent books, by organization.
fn respondents(session: &Session) -> Result<BTreeMap<String, Vec<String>>, Failure> {
    let known: Option<BTreeMap<String, Vec<String>>> = session.workspace.setting(RESPONDENTS)?;
    Ok(known.unwrap_or_default())
}

/// Keeps the names for the next time.
fn remember(
    state: &mut State,
    stored: &StoredAssessment,
    books: &[BookOrder],
) -> Result<(), Failure> {
    let names: Vec<String> = books
        .iter()
        .filter_map(|order| order.respondent.as_deref())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let session = state.open()?;
    if names.is_empty() || !session.workspace.is_writable() {
        return Ok(());
    }
    let mut known = respondents(session)?;
    known.insert(stored.organization.clone(), names);
    Ok(session.workspace.set_setting(RESPONDENTS, &known)?)
}

impl HeldBooks {
    fn intake(&self, stored: &StoredAssessment) -> Intake {
        // A book that says nothing keeps its place.
        let books: Vec<FilledBook> = self
            .books
            .iter()
            .map(|book| book.outcome.clone().unwrap_or_default())
            .map(|book| {
                if self.remarks {
                    book.with_remarks()
                } else {
                    book
                }
            })
            .collect();
        intake::intake(&stored.sheet, &stored.assessment, &books)
    }

    /// What is told of the cells of the books, by kinds.
    fn told<'h, T: 'h, K: PartialEq>(
        &'h self,
        of: impl Fn(&'h FilledBook) -> &'h [T],
        kind: impl Fn(&T) -> K,
        view: impl Fn(usize, &FilledBook, &T) -> ToldCell,
    ) -> Vec<ToldCells> {
        let books = self.books.iter().enumerate();
        let read = books.filter_map(|(number, held)| Some((number, held.outcome.as_ref().ok()?)));
        let told =
            read.flat_map(|(number, book)| of(book).iter().map(move |one| (number, book, one)));
        let groups = grouped(told, |(.., one)| kind(one)).into_iter();
        groups
            .map(|Group { shown, left }| ToldCells {
                cells: shown
                    .into_iter()
                    .map(|(number, book, one)| view(number, book, one))
                    .collect(),
                left,
            })
            .collect()
    }

    fn review(&self) -> BooksReview {
        BooksReview {
            id: self.id.clone(),
            assessment: self.assessment.clone(),
            remarks: self.remarks,
            books: self.books.iter().map(book_review).collect(),
            faults: self.told(
                |book| book.faults.as_slice(),
                |fault| discriminant(&fault.problem),
                fault_view,
            ),
            remarked: self.told(
                |book| book.remarks.as_slice(),
                |remark| remark.kind.code(),
                remark_view,
            ),
            offers_remarks: self
                .books
                .iter()
                .flat_map(|book| &book.outcome)
                .any(offers_remarks),
            services: self.seen.services.iter().map(service_review).collect(),
            unchanged: self.seen.unchanged,
        }
    }
}

fn book_review(held: &HeldBook) -> BookReview {
    let name = held.name.clone();
    let book = match &held.outcome {
        Ok(book) => book,
        Err(refused) => {
            return BookReview {
                name,
                respondent: None,
                refused: Some(refused.clone()),
                missing: Vec::new(),
                services: 0,
            };
        }
    };
    BookReview {
        name,
        respondent: book.respondent.clone(),
        refused: None,
        missing: book.missing.iter().map(ToString::to_string).collect(),
        services: book.rows.iter().filter(|row| !row.is_silent()).count(),
    }
}

fn fault_view(book: usize, of: &FilledBook, fault: &CellFault) -> ToldCell {
    ToldCell {
        book,
        cell: of.address(&fault.page, &fault.cell),
        service: fault.service.as_ref().map(ToString::to_string),
        found: fault.found.clone(),
        message: Text::of(|language| fault.problem.message(language)),
    }
}

fn remark_view(book: usize, of: &FilledBook, remark: &Remark) -> ToldCell {
    ToldCell {
        book,
        cell: of.address(&remark.page, &remark.cell),
        service: remark.service.as_ref().map(ToString::to_string),
        found: remark.quoted(),
        message: Text::of(|language| remark.kind.message(language).to_owned()),
    }
}

fn offers_remarks(book: &FilledBook) -> bool {
    book.remarks.iter().any(Remark::is_offered)
}

fn service_review(service: &ServiceIntake) -> ServiceReview {
    let offer = |offer: &Offer| OfferView {
        books: offer.books.clone(),
        respondents: offer.respondents.clone(),
        entry: reviewed(&offer.entry),
    };
    ServiceReview {
        service: service.service.to_string(),
        kind: match service.kind {
            intake::IntakeKind::New => IntakeKind::New,
            intake::IntakeKind::Differs => IntakeKind::Differs,
            intake::IntakeKind::Contradiction => IntakeKind::Contradiction,
        },
        changed_since: service.changed_since,
        present: reviewed(&service.present),
        offers: service.offers.iter().map(offer).collect(),
    }
}

fn reviewed(entry: &Entry) -> ReviewedEntry {
    let evidence = entry.evidence.iter();
    ReviewedEntry {
        answer: entry.answer.as_ref().map(Into::into),
        target: entry.target.map(Level::number),
        note: entry.note.clone(),
        evidence: evidence
            .map(|one| EvidenceView {
                title: one.title.clone(),
                place: one.place.clone(),
                date: one.date.map(Day),
                kind: one.kind.clone(),
            })
            .collect(),
        owner: entry.owner.clone(),
    }
}

fn told(refused: &Refused) -> RefusedBook {
    RefusedBook {
        message: Text::of(|language| refused.message(language)),
        hint: Some(Text::of(|language| refused.hint(language).to_owned())),
    }
}

fn cannot_be_read(error: &Error) -> RefusedBook {
    RefusedBook {
        message: Text::of(|language| error.message(language)),
        hint: error
            .hint(Language::En)
            .zip(error.hint(Language::Ja))
            .map(|(en, ja)| Text::both(en, ja)),
    }
}
