//! Fill-in books of a workshop: one for each respondent out, and back in as secret answers.
//!
//! What a book says is sealed at once: nothing of it stands in a message, in the assessment or in
//! its history. Of a book that is not understood, the cells are told and never what is in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use psirt_core::workshop::Opinion;
use psirt_core::{Answer, Language, ServiceId};
use psirt_store::Answered;

use super::{Standing, Workshops};
use crate::books::fill_in::{FilledBook, FilledRow};
use crate::books::{self, FillIn};
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
        let fill_in = FillIn {
            respondent: Some(respondent.number.to_string()),
            services: standing.workshop.services.keys().cloned().collect(),
            blank: true,
            ..FillIn::default()
        };
        let bytes = books::compose(&standing.sheet, &standing.assessment, language, &fill_in)?;
        let path = folder.join(format!("book-{:02}.xlsx", respondent.number));
        files::write_new(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}

impl Workshops<'_> {
    /// Takes the secret answers of books that came back, all of them or none.
    ///
    /// # Errors
    /// [`Error::Assignments`] with the book and the cell of each fault, [`Error::NoWorkshop`],
    /// [`Error::Workspace`]
    pub fn take_books(
        &mut self,
        paths: &[PathBuf],
        language: Language,
    ) -> Result<(Vec<TakenBook>, Answered), Error> {
        let standing = self.standing()?;
        let read = books::take_back(&standing.sheet, self.assessment, paths, |_| Ok::<_, ()>(()));
        let read = read.expect("nobody stops it");
        let mut faults = Vec::new();
        let mut taken: Vec<TakenBook> = Vec::new();
        let mut opinions = Vec::new();
        for (path, outcome) in paths.iter().zip(read) {
            let name = path.display().to_string();
            let filled = match outcome? {
                Ok(filled) => filled,
                Err(refused) if refused.is_left_out() => continue,
                Err(refused) => {
                    let message = refused.message(language);
                    faults.push(fault(name, AssignmentProblem::Book(message)));
                    continue;
                }
            };
            for book in filled {
                faults.extend(book.faults.iter().map(|of| {
                    let place = format!("{name} {}", book.address(&of.page, &of.cell));
                    let message = of.problem.message(language);
                    fault(place, AssignmentProblem::Book(message))
                }));
                let Some(respondent) = number(&book) else {
                    faults.push(fault(name.clone(), AssignmentProblem::BookOfNobody));
                    continue;
                };
                if let Some(first) = taken.iter().find(|it| it.respondent == respondent) {
                    let first = first.path.display().to_string();
                    faults.push(fault(name.clone(), AssignmentProblem::Twice { first }));
                }
                let of_book = opinions_of(&standing, &book, respondent);
                taken.push(TakenBook {
                    path: path.clone(),
                    respondent,
                    answers: of_book.len(),
                    left_out: left_out(&book, &of_book),
                });
                opinions.extend(of_book);
            }
        }
        if !faults.is_empty() {
            let path = self.workspace.path().to_owned();
            return Err(Error::Assignments { path, faults });
        }
        let cast = self
            .workspace
            .cast(self.keys, &standing.workshop.id, &opinions);
        let answered = self.done(cast)?;
        Ok((taken, answered))
    }
}

fn fault(typed: String, problem: AssignmentProblem) -> AssignmentFault {
    AssignmentFault { typed, problem }
}

/// The number of the respondent, as the book was handed out with.
fn number(book: &FilledBook) -> Option<u32> {
    book.respondent.as_deref()?.trim().parse().ok()
}

fn opinions_of(standing: &Standing, book: &FilledBook, respondent: u32) -> Vec<Opinion> {
    let rows: BTreeMap<&ServiceId, &FilledRow> =
        book.rows.iter().map(|row| (&row.service, row)).collect();
    let asked = standing.workshop.services.keys();
    let opinions = asked.filter_map(|service| {
        let says = &rows.get(service)?.says;
        let answer: Answer = says.answer.clone()?;
        Some(Opinion {
            respondent,
            service: service.clone(),
            answer,
            note: says.note.clone(),
        })
    });
    opinions.collect()
}

/// How many cells hold what is not taken.
fn left_out(book: &FilledBook, taken: &[Opinion]) -> usize {
    let of_rows = book.rows.iter().map(|row| {
        let says = &row.says;
        let is_taken = taken.iter().any(|opinion| opinion.service == row.service);
        usize::from(says.target.is_some())
            + usize::from(!says.evidence.is_empty())
            + usize::from(!says.owner.is_empty())
            + usize::from(!says.note.is_empty() && !is_taken)
            + usize::from(says.answer.is_some() && !is_taken)
    });
    of_rows.sum::<usize>() + book.remarks.len()
}
