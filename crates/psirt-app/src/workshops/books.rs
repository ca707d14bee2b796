//! Fill-in books of a workshop: one for each respondent out, and back in as secret answers.
//!
//! What a book says is sealed at once: nothing of it stands in a message, in the assessment or in
//! its history. Of a book that is not understood, the cells are told and never what is in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use psirt_core::{Language, ServiceId};
use psirt_store::{Answered, Form, FormLine, WorkshopFault};

use super::{Standing, Workshops, fault_message};
use crate::books::fill_in::{CellProblem, FilledBook, FilledRow};
use crate::books::{self, FillIn, Refused};
use crate::error::{AssignmentFault, AssignmentProblem, Error};
use crate::files;

/// What was taken from a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBook {
    /// The file.
    pub path: PathBuf,
    /// The number of the respondent.
    pub respondent: u32,
    /// How many services it answers.
    pub answers: usize,
    /// Cells with something that a workshop does not ask for: targets, evidence, owners, comments
    /// and the like. Nothing of it is kept.
    pub left_out: usize,
}

/// What became of a book that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookBack {
    /// The file.
    pub path: PathBuf,
    /// What was taken; else everything that stands in the way, and nothing was.
    pub outcome: Result<TakenBook, Vec<BookFault>>,
}

/// Why a book is not taken: its cell where it is one cell, and never what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookFault {
    /// The cell, with its worksheet where that is another than the answers'.
    pub cell: Option<String>,
    /// Why.
    pub problem: BookProblem,
}

/// What stands in the way of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookProblem {
    /// The book says nothing.
    Refused(Refused),
    /// A cell that is not understood.
    Cell(CellProblem),
    /// No respondent of this number stands in it.
    OfNobody,
    /// The respondent has another book among these, with this name.
    Twice(String),
    /// The workshop does not take it.
    Workshop(WorkshopFault),
}

impl BookProblem {
    /// What is wrong, in one clause without a closing full stop.
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Refused(refused) => refused.message(language),
            Self::Cell(problem) => problem.message(language),
            Self::OfNobody => language
                .pick(
                    "no number of a respondent stands in it",
                    "回答者の番号がない",
                )
                .to_owned(),
            Self::Twice(first) => language.pick(
                format!("the respondent has another book here, `{first}`"),
                format!("同じ回答者のブックがほかにもある (`{first}`)"),
            ),
            Self::Workshop(fault) => fault_message(fault, language),
        }
    }
}

/// A book that was read, with what it answers.
struct ReadBook {
    path: PathBuf,
    outcome: Result<(TakenBook, Form), Vec<BookFault>>,
}

/// Writes a fill-in book for each respondent into a folder, which is made where it is missing;
/// returns the files.
///
/// # Errors
/// [`Error::Exists`], [`Error::Write`], [`Error::Report`]
pub fn write_books(
    standing: &Standing,
    language: Language,
    folder: &Path,
) -> Result<Vec<PathBuf>, Error> {
    files::make_folder(folder)?;
    let mut written = Vec::new();
    for respondent in &standing.workshop.respondents {
        let bytes = book_of(standing, respondent.number, language)?;
        let path = folder.join(format!("book-{:02}.xlsx", respondent.number));
        files::write_new(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}

/// The fill-in book of a respondent: what is asked now, and nothing of what is known.
///
/// # Errors
/// [`Error::Report`]
pub fn book_of(standing: &Standing, respondent: u32, language: Language) -> Result<Vec<u8>, Error> {
    let fill_in = FillIn {
        respondent: Some(respondent.to_string()),
        services: standing.asked.clone(),
        blank: true,
        ..FillIn::default()
    };
    books::compose(&standing.sheet, &standing.assessment, language, &fill_in)
}

impl Workshops<'_> {
    /// Takes the secret answers of books that came back, all of them or none.
    ///
    /// # Errors
    /// [`Error::Assignments`] with the book and the cell of each fault, [`Error::NoWorkshop`],
    /// [`Error::Workspace`]
    pub fn take_books(&mut self, paths: &[PathBuf]) -> Result<(Vec<TakenBook>, Answered), Error> {
        let standing = self.standing()?;
        let mut faults = Vec::new();
        let mut taken = Vec::new();
        let mut forms = Vec::new();
        for ReadBook { path, outcome } in
            self.read_books(&standing, paths, |_| Ok::<_, Error>(()))?
        {
            let name = path.display().to_string();
            match outcome {
                Ok((book, form)) => {
                    taken.push(book);
                    forms.push(form);
                }
                Err(found) => faults.extend(found.into_iter().map(|of| {
                    let cell = of.cell.map(|cell| format!(" {cell}")).unwrap_or_default();
                    AssignmentFault {
                        typed: format!("{name}{cell}"),
                        problem: AssignmentProblem::Book(of.problem),
                    }
                })),
            }
        }
        if faults.is_empty() {
            let id = &standing.workshop.id;
            let cast = self.workspace.cast_forms(self.keys, id, &forms);
            self.done(cast)?;
            let answered = self.workspace.answered(self.keys, id);
            return Ok((taken, self.done(answered)?));
        }
        let path = self.workspace.path().to_owned();
        Err(Error::Assignments { path, faults })
    }

    /// Takes the secret answers of those books that can be taken, each as a whole, and tells of
    /// every other why not.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`], what `tell` answered to stop; books taken
    /// before stay taken
    pub fn take_each_book<Stopped: From<Error>>(
        &mut self,
        paths: &[PathBuf],
        tell: impl FnMut(usize) -> Result<(), Stopped>,
    ) -> Result<Vec<BookBack>, Stopped> {
        let standing = self.standing()?;
        let mut back = Vec::new();
        for ReadBook { path, outcome } in self.read_books(&standing, paths, tell)? {
            let outcome = match outcome {
                Err(faults) => Err(faults),
                Ok((taken, form)) => {
                    let id = &standing.workshop.id;
                    match self.workspace.cast_forms(self.keys, id, &[form]) {
                        Err(psirt_store::Error::Workshop(fault)) => Err(vec![BookFault {
                            cell: None,
                            problem: BookProblem::Workshop(fault),
                        }]),
                        cast => {
                            self.done(cast)?;
                            Ok(taken)
                        }
                    }
                }
            };
            back.push(BookBack { path, outcome });
        }
        Ok(back)
    }

    fn read_books<Stopped: From<Error>>(
        &self,
        standing: &Standing,
        paths: &[PathBuf],
        tell: impl FnMut(usize) -> Result<(), Stopped>,
    ) -> Result<Vec<ReadBook>, Stopped> {
        let outcomes = books::take_back(&standing.sheet, self.assessment, paths, tell)?;
        let mut read = Vec::new();
        let mut seen: BTreeMap<u32, String> = BTreeMap::new();
        for (path, outcome) in paths.iter().zip(outcomes) {
            let filled = match outcome? {
                Ok(filled) => filled,
                Err(refused) if refused.is_left_out() => continue,
                Err(refused) => {
                    read.push(ReadBook {
                        path: path.clone(),
                        outcome: Err(vec![BookFault {
                            cell: None,
                            problem: BookProblem::Refused(refused),
                        }]),
                    });
                    continue;
                }
            };
            for book in filled {
                let mut faults: Vec<BookFault> = book
                    .faults
                    .iter()
                    .map(|of| BookFault {
                        cell: Some(book.address(&of.page, &of.cell)),
                        problem: BookProblem::Cell(of.problem.clone()),
                    })
                    .collect();
                let mut refuse = |problem| {
                    faults.push(BookFault {
                        cell: None,
                        problem,
                    });
                };
                let respondent = number(&book);
                match respondent {
                    None => refuse(BookProblem::OfNobody),
                    Some(respondent) => match seen.get(&respondent) {
                        Some(first) => refuse(BookProblem::Twice(first.clone())),
                        None => {
                            seen.insert(respondent, path.display().to_string());
                        }
                    },
                }
                let outcome = match respondent {
                    Some(respondent) if faults.is_empty() => {
                        let form = form_of_book(standing, &book, respondent);
                        let taken = TakenBook {
                            path: path.clone(),
                            respondent,
                            answers: form.lines.len(),
                            left_out: left_out(&book, &form),
                        };
                        Ok((taken, form))
                    }
                    _ => Err(faults),
                };
                let path = path.clone();
                read.push(ReadBook { path, outcome });
            }
        }
        Ok(read)
    }
}

/// The number of the respondent, as the book was handed out with.
fn number(book: &FilledBook) -> Option<u32> {
    book.respondent.as_deref()?.trim().parse().ok()
}

/// What a book answers of what is asked.
fn form_of_book(standing: &Standing, book: &FilledBook, respondent: u32) -> Form {
    let rows: BTreeMap<&ServiceId, &FilledRow> =
        book.rows.iter().map(|row| (&row.service, row)).collect();
    let lines = standing.asked.iter().filter_map(|service| {
        let says = &rows.get(service)?.says;
        Some(FormLine {
            service: service.clone(),
            answer: says.answer.clone()?,
            note: says.note.clone(),
        })
    });
    Form {
        respondent,
        lines: lines.collect(),
    }
}

/// How many cells hold what is not taken.
fn left_out(book: &FilledBook, form: &Form) -> usize {
    let of_rows = book.rows.iter().map(|row| {
        let says = &row.says;
        let is_taken = form.lines.iter().any(|line| line.service == row.service);
        usize::from(says.target.is_some())
            + usize::from(!says.evidence.is_empty())
            + usize::from(!says.owner.is_empty())
            + usize::from(!says.note.is_empty() && !is_taken)
            + usize::from(says.answer.is_some() && !is_taken)
    });
    of_rows.sum::<usize>() + book.remarks.len()
}
