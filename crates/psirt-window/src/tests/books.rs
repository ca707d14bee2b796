//! Fill-in books: out through a dialog, filled in as a spreadsheet program does, and back.

use std::fs;

use psirt_report::book::Part;

use super::filling;
use super::*;

fn fill(book: &Path, service: &str, part: Part, text: &str) {
    filling::fill(book, service, part.mark(), text);
}

/// A computer with an unanswered draft and a folder for books.
struct Office {
    computer: Computer,
    draft: AssessmentView,
    folder: PathBuf,
}

impl Office {
    fn new() -> Self {
        let computer = Computer::with_workspace();
        let draft = computer.draft();
        let folder = computer.folder.path().join("books");
        fs::create_dir(&folder).expect("a folder can be made");
        Self {
            computer,
            draft,
            folder,
        }
    }

    fn desktop(&self) -> &Desktop {
        &self.computer.desktop
    }

    fn of(&self) -> OfAssessment {
        OfAssessment {
            assessment: self.draft.id.clone(),
        }
    }

    fn again(&self, remarks: Option<bool>) -> ReviewBooks {
        ReviewBooks {
            assessment: self.draft.id.clone(),
            remarks,
        }
    }

    /// Makes a book for each name, or one for the team.
    fn sends_out(&self, names: &[&str]) -> Vec<PathBuf> {
        let order = |respondent: Option<&str>| BookOrder {
            respondent: respondent.map(str::to_owned),
            areas: Vec::new(),
        };
        let mut books: Vec<BookOrder> = names.iter().map(|&name| order(Some(name))).collect();
        if books.is_empty() {
            books.push(order(None));
        }
        let request = MakeBooks {
            assessment: self.draft.id.clone(),
            language: Language::Ja,
            blank: false,
            books,
        };
        self.computer.answer_dialog(&[&self.folder]);
        let made = ask::make_books(self.desktop(), request, &watch(self.desktop()));
        let made = made.expect("books are made").expect("a folder was chosen");
        made.files
            .into_iter()
            .map(|file| file.path.into())
            .collect()
    }

    fn takes_back(&self, books: &[&Path]) -> BooksReview {
        self.computer.answer_dialog(books);
        let read = ask::read_books(self.desktop(), self.of(), &watch(self.desktop()));
        read.expect("books are read").expect("books were chosen")
    }

    fn imports(
        &self,
        review: &BooksReview,
        choices: &[(&str, usize)],
    ) -> Result<ImportedBooks, Failure> {
        let chosen = |&(service, offer): &(&str, usize)| ChosenOffer {
            service: service.to_owned(),
            offer,
        };
        let request = ImportBooks {
            assessment: self.draft.id.clone(),
            review: review.id.clone(),
            choices: choices.iter().map(chosen).collect(),
        };
        ask::import_books(self.desktop(), request)
    }

    fn view(&self) -> AssessmentView {
        ask::assessment(self.desktop(), self.of()).expect("it is there")
    }
}

fn watch(desktop: &Desktop) -> Watch {
    desktop.jobs().begin(1, |_| {})
}

fn level(level: u8) -> Answer {
    Answer::Level { level }
}

#[test]
fn one_book_goes_where_a_file_is_asked_for_and_several_into_a_folder() {
    let office = Office::new();
    let [team] = &office.sends_out(&[])[..] else {
        panic!("there is one book");
    };
    assert!(
        team.ends_with("架空製造-2026-11-06-記入用.xlsx"),
        "{team:?}"
    );
    let books = office.sends_out(&["佐藤", "山田 花子"]);
    let again = office.sends_out(&["佐藤", "山田 花子"]);
    assert!(books[1].ends_with("架空製造-2026-11-06-記入用-山田-花子.xlsx"));
    assert!(again[1].ends_with("架空製造-2026-11-06-記入用-山田-花子 (2).xlsx"));
    let options = ask::fill_in_options(office.desktop(), office.of()).expect("there are some");
    assert_eq!(
        options.respondents,
        ["佐藤", "山田 花子"],
        "names are remembered"
    );
}

#[test]
fn books_are_taken_over_as_one_step_that_names_who_answered_and_can_be_undone() {
    let office = Office::new();
    let books = office.sends_out(&["Ana", "Ben"]);
    let (ana, ben) = (&books[0], &books[1]);
    fill(ana, "1.1", Part::Answer, "４");
    fill(ana, "1.1", Part::Note, "seen");
    fill(ana, "1.2", Part::Answer, "1");
    fill(ben, "1.2", Part::Answer, "レベル2");
    fill(ben, "1.3", Part::Answer, "だいたい3");
    let before = office.view();
    let review = office.takes_back(&[ana, ben]);
    assert_eq!(office.view(), before, "a review changes nothing");
    let kinds: Vec<(&str, IntakeKind, usize)> = review
        .services
        .iter()
        .map(|it| (it.service.as_str(), it.kind, it.offers.len()))
        .collect();
    let contradiction = IntakeKind::Contradiction;
    assert_eq!(
        kinds,
        [("1.1", IntakeKind::New, 1), ("1.2", contradiction, 2)]
    );
    let fault = &review.faults[0].cells[0];
    assert_eq!(fault.book, 1);
    assert_eq!(
        (fault.service.as_deref(), fault.found.as_str()),
        (Some("1.3"), "だいたい3")
    );
    assert_eq!(review.services[1].offers[1].respondents, ["Ben"]);

    let imported = office.imports(&review, &[("1.1", 0), ("1.2", 1)]);
    let imported = imported.expect("it is taken over");
    assert_eq!(imported.services, ["1.1", "1.2"]);
    let answers: Vec<Option<Answer>> = ["1.1", "1.2", "1.3"]
        .iter()
        .map(|service| {
            let entries = &imported.assessment.entries;
            let entry = entries.iter().find(|entry| entry.service == *service);
            entry.and_then(|entry| entry.answer.clone())
        })
        .collect();
    assert_eq!(answers, [Some(level(4)), Some(level(2)), None]);
    let said: Vec<(&str, Option<Answer>)> = imported
        .assessment
        .entries
        .iter()
        .flat_map(|entry| &entry.voices)
        .map(|voice| (voice.who.as_str(), voice.answer.clone()))
        .collect();
    assert_eq!(
        said,
        [
            ("Ana", Some(level(4))),
            ("Ana", Some(level(1))),
            ("Ben", Some(level(2)))
        ],
        "who said what stays beside the service, whatever was chosen"
    );
    let step = imported.assessment.undo.expect("it can be undone");
    assert_eq!(
        (step.what, step.after.ja.as_str()),
        (ChangedField::Books, "2サービス、Ana、Ben")
    );
    let said: Vec<(&str, ChangedField, String)> = step
        .parts
        .iter()
        .map(|part| (part.service.as_str(), part.what, part.said_by.join(" + ")))
        .collect();
    assert_eq!(
        said,
        [
            ("1.1", ChangedField::Answer, "Ana".to_owned()),
            ("1.1", ChangedField::Note, "Ana".to_owned()),
            ("1.2", ChangedField::Answer, "Ben".to_owned()),
        ]
    );
    let undone = ask::undo(office.desktop(), office.of()).expect("it can be undone");
    let mut entries = undone.assessment.entries;
    for entry in &mut entries {
        entry.voices.clear();
    }
    assert_eq!(entries, before.entries);
    assert_eq!(undone.assessment.undo, None, "it was one step");
}

#[test]
fn what_was_not_seen_is_not_taken_over() {
    let office = Office::new();
    let books = office.sends_out(&["Ana"]);
    fill(&books[0], "1.1", Part::Answer, "4");
    let review = office.takes_back(&[&books[0]]);
    let answer = SaveAnswer {
        of: OfService {
            assessment: office.draft.id.clone(),
            service: "1.1".to_owned(),
        },
        answer: Some(level(2)),
    };
    ask::save_answer(office.desktop(), answer).expect("it can be answered");
    let failure = office
        .imports(&review, &[("1.1", 0)])
        .expect_err("it has changed");
    assert_eq!(failure.code, FailureCode::ChangedMeanwhile);
    let fresh = ask::review_books(office.desktop(), office.again(None)).expect("it is held");
    let fresh = fresh.expect("the books wait");
    assert!(fresh.services[0].changed_since);
    assert!(
        office.imports(&review, &[]).is_err(),
        "the first review is gone"
    );
    office.imports(&fresh, &[("1.1", 0)]).expect("it was seen");
    let held =
        ask::review_books(office.desktop(), office.again(None)).expect("it can be asked for");
    assert_eq!(held, None, "what was decided is let go of");
}

#[test]
fn a_book_that_says_nothing_is_told_beside_those_that_do() {
    let office = Office::new();
    let books = office.sends_out(&["Ana"]);
    fill(&books[0], "1.1", Part::Answer, "4");
    let other = office.folder.join("other.xlsx");
    fs::write(&other, "no book").expect("it can be written");
    let gone = office.folder.join("gone.xlsx");
    let review = office.takes_back(&[&other, &books[0], &gone]);
    let refused: Vec<bool> = review
        .books
        .iter()
        .map(|book| book.refused.is_some())
        .collect();
    assert_eq!(refused, [true, false, true]);
    assert_eq!(review.services[0].offers[0].books, [1]);
}

#[test]
fn reading_can_be_stopped() {
    let office = Office::new();
    let books = office.sends_out(&["Ana"]);
    office.computer.answer_dialog(&[&books[0]]);
    office.desktop().jobs().stop(1);
    let failure = ask::read_books(office.desktop(), office.of(), &watch(office.desktop()));
    assert_eq!(
        failure.expect_err("it was stopped").code,
        FailureCode::Cancelled
    );
    let held =
        ask::review_books(office.desktop(), office.again(None)).expect("it can be asked for");
    assert_eq!(held, None);
}
