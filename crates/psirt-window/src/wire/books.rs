//! Fill-in books: out, back, and what is taken over from them.

use psirt_core::Language;
use serde::{Deserialize, Serialize};

use super::{Answer, AssessmentView, EvidenceView, FileHandle, Text};

/// What is known already of those who could be sent a book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FillInOptionsView {
    /// Who was sent a book before.
    pub respondents: Vec<String>,
    /// Who answers for most services of an area; of areas where anybody does.
    pub owners: Vec<AreaOwner>,
}

/// Who answers for an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct AreaOwner {
    pub area: String,
    pub owner: String,
}

/// The books to make.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct MakeBooks {
    pub assessment: String,
    #[cfg_attr(test, ts(type = "Language"))]
    pub language: Language,
    /// Leave out what is known already.
    pub blank: bool,
    /// One book is written to a file that is asked for, several to a folder.
    pub books: Vec<BookOrder>,
}

/// One book to make.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BookOrder {
    /// Who fills it in; `null` for the whole team.
    pub respondent: Option<String>,
    /// The areas it asks for; empty for all.
    pub areas: Vec<String>,
}

/// The books that were written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct MadeBooks {
    pub folder: String,
    pub files: Vec<MadeBook>,
}

/// Books that were given from outside, for an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReadGivenBooks {
    pub assessment: String,
    pub files: Vec<FileHandle>,
}

/// A book that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct MadeBook {
    pub file: FileHandle,
    /// Where it lies, to be read by a person.
    pub path: String,
    pub name: String,
    pub respondent: Option<String>,
}

/// Books that came back, beside what is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct BooksReview {
    pub id: String,
    pub assessment: String,
    /// In the order they were chosen.
    pub books: Vec<BookReview>,
    /// Services that any book says something new of, in sheet order.
    pub services: Vec<ServiceReview>,
    /// Services the books speak of without saying anything new.
    pub unchanged: usize,
    /// Whether what stands beside the answers is added to the notes.
    pub remarks: bool,
    /// Cells that are not understood, by kinds.
    pub faults: Vec<ToldCells>,
    /// What else stands in the books, by kinds.
    pub remarked: Vec<ToldCells>,
    /// Whether any of it can be added to a note.
    pub offers_remarks: bool,
}

/// One book that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct BookReview {
    /// The name of the file.
    pub name: String,
    pub respondent: Option<String>,
    /// Why it says nothing at all.
    pub refused: Option<RefusedBook>,
    /// Services whose rows were taken out of it.
    pub missing: Vec<String>,
    /// Services it says anything of.
    pub services: usize,
}

/// Why a book says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct RefusedBook {
    pub message: Text,
    pub hint: Option<Text>,
}

/// Cells of one kind that are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ToldCells {
    /// Those to show, at least one.
    pub cells: Vec<ToldCell>,
    /// How many more there are.
    pub left: usize,
}

/// A cell that is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ToldCell {
    /// The place of its book.
    pub book: usize,
    /// With its worksheet where that is another than the answers'.
    pub cell: String,
    pub service: Option<String>,
    /// What stands there.
    pub found: String,
    /// What may stand there, or what it is.
    pub message: Text,
}

/// Books that were read before, to be looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReviewBooks {
    pub assessment: String,
    /// Whether what stands beside the answers is added to the notes; `null` leaves it as it was.
    pub remarks: Option<bool>,
}

/// What the books are together about a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum IntakeKind {
    /// It had no answer, and the books agree.
    New,
    /// It had another answer or other particulars, and the books agree.
    Differs,
    /// The books disagree with each other or with what was changed here since.
    Contradiction,
}

/// What the books say of a service.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct ServiceReview {
    pub service: String,
    pub kind: IntakeKind,
    /// It was changed here to something else since the book went out.
    pub changed_since: bool,
    /// What is known now.
    pub present: ReviewedEntry,
    /// One where the books agree, one for each opinion where they do not.
    pub offers: Vec<OfferView>,
}

/// One opinion about a service.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfferView {
    /// Places of the books that hold it.
    pub books: Vec<usize>,
    pub respondents: Vec<String>,
    /// What taking it over would make of the service.
    pub entry: ReviewedEntry,
}

/// What is known of a service, as far as a book can say it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ReviewedEntry {
    pub answer: Option<Answer>,
    pub target: Option<u8>,
    pub note: String,
    pub evidence: Vec<EvidenceView>,
    pub owner: String,
}

/// What a person has chosen from a review.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ImportBooks {
    pub assessment: String,
    pub review: String,
    /// Services not named stay as they are.
    pub choices: Vec<ChosenOffer>,
}

/// An offer by its place in the review.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ChosenOffer {
    pub service: String,
    pub offer: usize,
}

/// What was taken over.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ImportedBooks {
    pub assessment: AssessmentView,
    /// The services that are different now.
    pub services: Vec<String>,
}
