//! Fill-in books of a workshop in the window: one for each respondent out, and back in as secret
//! answers. What a book says leaves this module nowhere; where it is not taken, its cells are told
//! and never what is in them.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::path::PathBuf;

use super::gather::handing_out::{books_came_back, given, write_for_each};
use super::granted::name_of;
use super::job::Watch;
use super::session::{Desktop, workshops_of};
use super::view::workshop::workshop_view;
use super::wire::{
    BookFaultView, BookTaken, BooksTaken, Failure, MadeForms, MakeForms, OfAssessment,
    ProgressStep, ReadGivenBooks, Text,
};
use psirt_app::workshops::{BookBack, book_of};

pub fn make_workshop_books(
    desktop: &Desktop,
    request: MakeForms,
) -> Result<Option<MadeForms>, Failure> {
    let language = request.language;
    let title = desktop.language().pick(
        "Save the fill-in books in a folder",
        "記入用ブックを保存するフォルダー",
    );
    write_for_each(
        desktop,
        &request.assessment,
        title,
        "xlsx",
        |standing, number, _| {
            let stem = language.pick(
                format!("workshop-book-{number:02}"),
                format!("記入用ブック-{number:02}"),
            );
            Ok((stem, book_of(standing, number, language)?))
        },
    )
}

pub fn take_workshop_books(
    desktop: &Desktop,
    request: OfAssessment,
    watch: &Watch,
) -> Result<Option<BooksTaken>, Failure> {
    let paths = books_came_back(desktop);
    if paths.is_empty() {
        return Ok(None);
    }
    take(desktop, &request.assessment, &paths, watch).map(Some)
}

pub fn take_given_workshop_books(
    desktop: &Desktop,
    request: ReadGivenBooks,
    watch: &Watch,
) -> Result<BooksTaken, Failure> {
    let paths = given(desktop, &request.files)?;
    take(desktop, &request.assessment, &paths, watch)
}

fn take(
    desktop: &Desktop,
    assessment: &str,
    paths: &[PathBuf],
    watch: &Watch,
) -> Result<BooksTaken, Failure> {
    let total = paths.len();
    watch.tell(ProgressStep::Reading, 0, total)?;
    let mut state = desktop.state();
    let mut workshops = workshops_of(desktop, state.open()?, assessment);
    let back =
        workshops.take_each_book(paths, |done| watch.tell(ProgressStep::Reading, done, total))?;
    Ok(BooksTaken {
        books: back.iter().map(book_taken).collect(),
        workshop: workshop_view(&workshops.standing()?),
    })
}

fn book_taken(back: &BookBack) -> BookTaken {
    let name = name_of(&back.path);
    match &back.outcome {
        Ok(taken) => BookTaken {
            name,
            respondent: Some(taken.respondent),
            answers: taken.answers,
            left_out: taken.left_out,
            faults: Vec::new(),
        },
        Err(faults) => BookTaken {
            name,
            respondent: None,
            answers: 0,
            left_out: 0,
            faults: faults
                .iter()
                .map(|fault| BookFaultView {
                    cell: fault.cell.clone(),
                    message: Text::of(|language| fault.problem.message(language)),
                })
                .collect(),
        },
    }
}
