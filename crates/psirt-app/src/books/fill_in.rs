//! A fill-in book that came back: what it says of each service, and what it does not say clearly.
//!
//! The book carries the ids of its columns and rows where nobody sees them, so rows and columns
//! may have been moved. What a cell means is taken where it is certain; everything else is
//! listed with its cell, and such a book is not taken in.

use std::collections::BTreeMap;

use psirt_core::assessment::{Evidence, SheetReference};
use psirt_core::{Answer, Language, Level, ServiceId, Sheet};
use psirt_report::book::{FILL_IN, FORMAT, HIDDEN_PAGE, HiddenKey, ID_MARK, Part};

use super::cells::{Book, Page, Place, Value};
use super::written::{self, Meant};

/// The most characters a text of an assessment has.
const MOST_CHARACTERS: usize = 20_000;

/// A book that was filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledBook {
    /// Who filled it in, where the book says so.
    pub respondent: Option<String>,
    /// What it says, in the order of the sheet's services; rows that say nothing are there too.
    pub rows: Vec<FilledRow>,
    /// Services whose rows were taken out of the book.
    pub missing: Vec<ServiceId>,
    /// Every cell that cannot be understood.
    pub faults: Vec<CellFault>,
}

/// What a book says of one service; what it leaves empty it does not speak of.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledRow {
    /// The service.
    pub service: ServiceId,
    /// The answer.
    pub answer: Option<Answer>,
    /// The level wanted.
    pub target: Option<Level>,
    /// The note; empty where there is none.
    pub note: String,
    /// What supports the answer.
    pub evidence: Vec<Evidence>,
    /// Who answers for the service; empty where nobody is named.
    pub owner: String,
}

/// A cell that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The worksheet.
    pub page: String,
    /// The cell, such as `D12`.
    pub cell: String,
    /// What stands there.
    pub found: String,
    /// What is wrong with it.
    pub problem: CellProblem,
}

/// What can be wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellProblem {
    /// Neither a level nor *not applicable* nor *don't know*.
    NotAnAnswer {
        /// The highest level.
        highest: Level,
    },
    /// A level the scale does not have.
    NoSuchLevel {
        /// The highest level.
        highest: Level,
    },
    /// *Not applicable*, and the cell for the reason is empty.
    ReasonMissing,
    /// A line of evidence that is not `title | where | date`.
    NotEvidence,
    /// A row of a service the sheet does not have.
    UnknownService,
    /// A second row of a service.
    DuplicateService {
        /// The cell of the first.
        first: String,
    },
    /// A text that is too long.
    TooLong,
    /// A formula that failed.
    Failed,
}

impl CellProblem {
    /// What is allowed there.
    pub fn message(&self, language: Language) -> String {
        let (en, ja) = match self {
            Self::NotAnAnswer { highest } => (
                format!("allowed is a level from 0 to {highest}, not applicable, or don't know"),
                format!("使えるのはレベル0〜{highest}、該当なし、わからない"),
            ),
            Self::NoSuchLevel { highest } => (
                format!("the levels are 0 to {highest}"),
                format!("レベルは0〜{highest}"),
            ),
            Self::ReasonMissing => (
                "not applicable needs a reason in the note".into(),
                "該当なしの場合はメモに理由が必要".into(),
            ),
            Self::NotEvidence => (
                "write a line for each piece of evidence: title | where | date".into(),
                "証拠は1行に1件、「題名 | 場所 | 日付」の形で書く".into(),
            ),
            Self::UnknownService => (
                "the sheet has no such service".into(),
                "成熟度シートにないサービス".into(),
            ),
            Self::DuplicateService { first } => (
                format!("the service stands in {first} already"),
                format!("同じサービスの行が{first}にもある"),
            ),
            Self::TooLong => (
                format!("a text has at most {MOST_CHARACTERS} characters"),
                format!("文字数の上限は{MOST_CHARACTERS}文字"),
            ),
            Self::Failed => (
                "the formula has failed".into(),
                "数式がエラーになっている".into(),
            ),
        };
        language.pick(en, ja)
    }
}

/// Why a book as a whole cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// Not a fill-in book of this program.
    NotAFillInBook,
    /// Made by a newer version of the program.
    NewerFormat {
        /// Format of the book.
        found: u64,
    },
    /// Made for another sheet.
    OtherSheet {
        /// The sheet it was made for.
        found: String,
        /// The sheet of the assessment.
        wanted: String,
    },
    /// Made for another edition of the sheet.
    OtherEdition {
        /// The edition it was made for.
        found: String,
        /// The edition of the assessment.
        wanted: String,
    },
    /// Made for another assessment.
    OtherAssessment {
        /// The id of that assessment.
        found: String,
    },
    /// The row that names the columns is gone.
    HeadMissing,
}

impl NotTaken {
    /// What is wrong, in one clause without a closing full stop.
    pub fn message(&self, language: Language) -> String {
        let (en, ja) = match self {
            Self::NotAFillInBook => (
                "the book is not a fill-in book of this program".into(),
                "このプログラムの記入用ブックではない".into(),
            ),
            Self::NewerFormat { found } => (
                format!(
                    "the book has format {found}, newer than format {FORMAT}, the newest this program reads"
                ),
                format!(
                    "ブックの形式{found}は、このプログラムが読める最新の形式{FORMAT}より新しい"
                ),
            ),
            Self::OtherSheet { found, wanted } => (
                format!("the book is for the sheet `{found}`, the assessment uses `{wanted}`"),
                format!(
                    "ブックは成熟度シート`{found}`用だが、アセスメントは`{wanted}`を使っている"
                ),
            ),
            Self::OtherEdition { found, wanted } => (
                format!(
                    "the book is for edition {found} of the sheet, the assessment uses {wanted}"
                ),
                format!(
                    "ブックは成熟度シートの{found}版用だが、アセスメントは{wanted}版を使っている"
                ),
            ),
            Self::OtherAssessment { found } => (
                format!("the book is for another assessment (`{found}`)"),
                format!("別のアセスメント (`{found}`) の記入用ブックである"),
            ),
            Self::HeadMissing => (
                "the hidden row that names the columns is gone".into(),
                "列を識別する非表示の行がなくなっている".into(),
            ),
        };
        language.pick(en, ja)
    }

    /// The way out.
    pub fn hint(&self, language: Language) -> &'static str {
        match self {
            Self::NewerFormat { .. } => language.pick(
                "use a newer version of the program",
                "新しいバージョンのプログラムを使う",
            ),
            Self::HeadMissing | Self::NotAFillInBook => language.pick(
                "make a new fill-in book from the assessment and copy the answers into it",
                "アセスメントから記入用ブックを作り直し、回答を写す",
            ),
            Self::OtherSheet { .. } | Self::OtherEdition { .. } | Self::OtherAssessment { .. } => {
                language.pick(
                    "choose the assessment the book was made from",
                    "このブックを作成したアセスメントを選ぶ",
                )
            }
        }
    }
}

impl FilledBook {
    /// Finds out what a book says of an assessment.
    ///
    /// # Errors
    /// The book was not made for this assessment, or has lost what identifies its columns.
    pub fn of(book: &Book, sheet: &Sheet, assessment: &str) -> Result<Self, NotTaken> {
        let hidden = Hidden::of(book)?;
        hidden.belongs_to(sheet, assessment)?;
        let head = Head::of(book)?;
        let mut reading = Reading {
            sheet,
            head: &head,
            found: BTreeMap::new(),
            faults: Vec::new(),
        };
        for row in head.page.rows().into_keys().filter(|&row| row > head.row) {
            reading.row(row);
        }
        let Reading {
            mut found, faults, ..
        } = reading;
        Ok(Self {
            respondent: hidden.respondent,
            missing: hidden
                .services
                .into_iter()
                .filter(|service| !found.contains_key(service))
                .collect(),
            rows: sheet
                .services()
                .filter_map(|service| found.remove(&service.id).map(|(_, row)| row))
                .collect(),
            faults,
        })
    }
}

/// What the book says of itself on the page nobody sees.
struct Hidden {
    sheet: SheetReference,
    assessment: String,
    respondent: Option<String>,
    services: Vec<ServiceId>,
}

impl Hidden {
    fn of(book: &Book) -> Result<Self, NotTaken> {
        let page = book.page(HIDDEN_PAGE).ok_or(NotTaken::NotAFillInBook)?;
        let mut said: BTreeMap<String, String> = BTreeMap::new();
        let mut services = Vec::new();
        for row in page.rows().into_keys() {
            let (key, value) = (page.text(row, 0), page.text(row, 1));
            if key == HiddenKey::Service.as_str() {
                services.push(ServiceId::from(value));
            } else {
                said.insert(key, value);
            }
        }
        let mut take = |key: HiddenKey| said.remove(key.as_str()).filter(|value| !value.is_empty());
        if take(HiddenKey::Kind).as_deref() != Some(FILL_IN) {
            return Err(NotTaken::NotAFillInBook);
        }
        let format = take(HiddenKey::Format).and_then(|format| format.parse().ok());
        match format {
            Some(found) if found > FORMAT => return Err(NotTaken::NewerFormat { found }),
            Some(_) => {}
            None => return Err(NotTaken::NotAFillInBook),
        }
        Ok(Self {
            sheet: SheetReference {
                id: take(HiddenKey::Sheet)
                    .ok_or(NotTaken::NotAFillInBook)?
                    .into(),
                edition: take(HiddenKey::Edition).ok_or(NotTaken::NotAFillInBook)?,
            },
            assessment: take(HiddenKey::Assessment).ok_or(NotTaken::NotAFillInBook)?,
            respondent: take(HiddenKey::Respondent),
            services,
        })
    }

    fn belongs_to(&self, sheet: &Sheet, assessment: &str) -> Result<(), NotTaken> {
        if self.sheet.id != *sheet.id() {
            return Err(NotTaken::OtherSheet {
                found: self.sheet.id.to_string(),
                wanted: sheet.id().to_string(),
            });
        }
        if self.sheet.edition != sheet.edition() {
            return Err(NotTaken::OtherEdition {
                found: self.sheet.edition.clone(),
                wanted: sheet.edition().to_owned(),
            });
        }
        if self.assessment != assessment {
            return Err(NotTaken::OtherAssessment {
                found: self.assessment.clone(),
            });
        }
        Ok(())
    }
}

/// The row that names the columns, on whichever page it stands.
struct Head<'b> {
    page: &'b Page,
    row: u32,
    columns: BTreeMap<Part, u32>,
}

impl<'b> Head<'b> {
    fn of(book: &'b Book) -> Result<Self, NotTaken> {
        for page in &book.pages {
            let mark = page
                .cells
                .iter()
                .find(|(_, value)| value.shown() == ID_MARK);
            let Some((&Place { row, .. }, _)) = mark else {
                continue;
            };
            let columns: BTreeMap<Part, u32> = page
                .cells
                .range(
                    Place { row, column: 0 }..Place {
                        row: row + 1,
                        column: 0,
                    },
                )
                .filter_map(|(place, value)| Some((Part::marked(&value.shown())?, place.column)))
                .collect();
            return if columns.contains_key(&Part::Answer) {
                Ok(Self { page, row, columns })
            } else {
                Err(NotTaken::HeadMissing)
            };
        }
        Err(NotTaken::HeadMissing)
    }
}

/// Text as it is understood: one kind of line ends, nothing around it.
pub(super) fn cell_text(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .trim()
        .to_owned()
}

struct Reading<'r, 'b> {
    sheet: &'r Sheet,
    head: &'r Head<'b>,
    /// Each service with the cell of its id.
    found: BTreeMap<ServiceId, (Place, FilledRow)>,
    faults: Vec<CellFault>,
}

impl Reading<'_, '_> {
    fn row(&mut self, row: u32) {
        let (place, id) = self.part(row, Part::Id);
        let id = id.trim();
        // Lines a person wrote below or between the rows belong to no service.
        if id.is_empty() {
            return;
        }
        let Some(service) = self.sheet.service(id) else {
            return self.fault(place, id, CellProblem::UnknownService);
        };
        if let Some((first, _)) = self.found.get(&service.id) {
            let first = first.name();
            return self.fault(place, id, CellProblem::DuplicateService { first });
        }
        let note = self.text(row, Part::Note);
        let row = FilledRow {
            service: service.id.clone(),
            answer: self.answer(row, &note),
            target: self.target(row),
            evidence: self.evidence(row),
            owner: self.text(row, Part::Owner),
            note,
        };
        self.found.insert(service.id.clone(), (place, row));
    }

    fn part(&self, row: u32, part: Part) -> (Place, String) {
        let Some(&column) = self.head.columns.get(&part) else {
            return (Place { row, column: 0 }, String::new());
        };
        (Place { row, column }, self.head.page.text(row, column))
    }

    fn text(&mut self, row: u32, part: Part) -> String {
        let (place, text) = self.part(row, part);
        if matches!(
            self.head.page.value(place.row, place.column),
            Some(Value::Failed(_))
        ) {
            self.fault(place, &text, CellProblem::Failed);
            return String::new();
        }
        if text.chars().count() > MOST_CHARACTERS {
            self.fault(place, &text, CellProblem::TooLong);
            return String::new();
        }
        cell_text(&text)
    }

    fn answer(&mut self, row: u32, note: &str) -> Option<Answer> {
        let (place, text) = self.part(row, Part::Answer);
        if text.trim().is_empty() {
            return None;
        }
        let highest = self.sheet.highest_level();
        let meant = written::answer(&text, self.sheet);
        match meant {
            Meant::NoSuchLevel(_) => self.fault(place, &text, CellProblem::NoSuchLevel { highest }),
            Meant::Unclear => self.fault(place, &text, CellProblem::NotAnAnswer { highest }),
            Meant::NotApplicable if note.is_empty() => {
                self.fault(place, &text, CellProblem::ReasonMissing);
                return None;
            }
            _ => {}
        }
        written::with_reason(&meant, note)
    }

    fn target(&mut self, row: u32) -> Option<Level> {
        let (place, text) = self.part(row, Part::Target);
        if text.trim().is_empty() {
            return None;
        }
        if let Meant::Level(level) = written::level_only(&text, self.sheet) {
            return Some(level);
        }
        let highest = self.sheet.highest_level();
        self.fault(place, &text, CellProblem::NoSuchLevel { highest });
        None
    }

    fn evidence(&mut self, row: u32) -> Vec<Evidence> {
        let text = self.text(row, Part::Evidence);
        let (evidence, unclear) = written::evidence(&text);
        let (place, _) = self.part(row, Part::Evidence);
        for line in unclear {
            self.fault(place, &line, CellProblem::NotEvidence);
        }
        evidence
    }

    fn fault(&mut self, place: Place, found: &str, problem: CellProblem) {
        self.faults.push(CellFault {
            page: self.head.page.name.clone(),
            cell: place.name(),
            found: found.chars().take(80).collect(),
            problem,
        });
    }
}
