//! A fill-in book that came back: what it says of each service, and what it does not say clearly.
//!
//! The book carries the ids of its columns and rows where nobody sees them, so rows and columns
//! may have been moved. What a cell means is taken where it is certain; everything else is
//! listed with its cell. A cell that holds what it was handed out with says nothing: nobody has
//! touched it.

use std::collections::BTreeMap;

use psirt_core::assessment::{Evidence, SheetReference};
use psirt_core::letters::{is_blank, seen};
use psirt_core::{Answer, Language, Level, ServiceId, Sheet};
use psirt_report::book::{FILL_IN, FIRST_KNOWN, FORMAT, HIDDEN_PAGE, HiddenKey, ID_MARK, Part};

use super::cells::{Book, Page, Place, Value};
use crate::written::{self, EvidenceProblem, Meant, UnclearEvidence};

/// The most characters a text of an assessment has.
const MOST_CHARACTERS: usize = 20_000;

/// A book that was filled in; the default says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
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

/// What a book says of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct FilledRow {
    /// The service.
    pub service: ServiceId,
    /// What was filled in; what is empty or was handed out so is not said.
    pub says: Said,
    /// What was known when the book went out; `None` where it went out blank.
    pub known: Option<Said>,
}

/// What can be said of a service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// The answer.
    pub answer: Option<Answer>,
    /// The level wanted.
    pub target: Option<Level>,
    /// The note; empty where there is none. The reason of *not applicable* is no note.
    pub note: String,
    /// What supports the answer; where any is said, all of it.
    pub evidence: Vec<Evidence>,
    /// Who answers for the service; empty where nobody is named.
    pub owner: String,
}

impl FilledRow {
    /// Whether anything was filled in.
    pub fn is_silent(&self) -> bool {
        self.says == Said::default()
    }
}

/// A cell that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The worksheet.
    pub page: String,
    /// The cell, such as `D12`.
    pub cell: String,
    /// The service of its row.
    pub service: Option<ServiceId>,
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
    /// A line of evidence with a date that is none.
    NotADate {
        /// What stands for the date.
        date: String,
    },
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
            Self::NotADate { date } => (
                format!("there is no day `{date}`; write it as in 2026-04-01"),
                format!("「{date}」という日付はない。2026-04-01のように書く"),
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
            hidden: &hidden,
            service: None,
            found: BTreeMap::new(),
            faults: Vec::new(),
        };
        for row in head.page.rows().into_keys().filter(|&row| row > head.row) {
            reading.row(row);
        }
        let Reading {
            mut found, faults, ..
        } = reading;
        let is_missing = |service: &ServiceId| {
            hidden.services.contains_key(service) && !found.contains_key(service)
        };
        let missing = sheet.services().map(|service| &service.id);
        let missing = missing.filter(|id| is_missing(id)).cloned().collect();
        Ok(Self {
            respondent: hidden.respondent.clone(),
            missing,
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
    /// Whether it went out with what was known.
    known: bool,
    /// What it asks for, each with what its cells held.
    services: BTreeMap<ServiceId, Known>,
}

/// What the cells of a service held when the book went out.
type Known = BTreeMap<Part, String>;

impl Hidden {
    fn of(book: &Book) -> Result<Self, NotTaken> {
        let page = book.page(HIDDEN_PAGE).ok_or(NotTaken::NotAFillInBook)?;
        let mut said: BTreeMap<String, String> = BTreeMap::new();
        let mut services = BTreeMap::new();
        for row in page.rows().into_keys() {
            let (key, value) = (page.text(row, 0), page.text(row, 1));
            if key == HiddenKey::Service.as_str() {
                let columns = (u32::from(FIRST_KNOWN)..).zip(Part::FILLED);
                let known = columns.map(|(column, part)| (part, page.text(row, column)));
                services.insert(ServiceId::from(value), known.collect());
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
            known: take(HiddenKey::Known).is_some(),
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

/// The reason of *not applicable* stands in the cell for the note, and is no note as well.
fn note_beside(answer: Option<&Answer>, note: String) -> String {
    match answer {
        Some(Answer::NotApplicable(_)) => String::new(),
        _ => note,
    }
}

struct Reading<'r, 'b> {
    sheet: &'r Sheet,
    head: &'r Head<'b>,
    hidden: &'r Hidden,
    /// The service of the row that is read.
    service: Option<ServiceId>,
    /// Each service with the cell of its id.
    found: BTreeMap<ServiceId, (Place, FilledRow)>,
    faults: Vec<CellFault>,
}

impl Reading<'_, '_> {
    fn row(&mut self, row: u32) {
        self.service = None;
        let (place, id) = self.part(row, Part::Id);
        // Lines a person wrote below or between the rows belong to no service.
        if is_blank(&id) {
            return;
        }
        let Some(service) = self.sheet.service_typed(&id) else {
            return self.fault(place, &id, CellProblem::UnknownService);
        };
        self.service = Some(service.id.clone());
        if let Some((first, _)) = self.found.get(&service.id) {
            let first = first.name();
            return self.fault(place, &id, CellProblem::DuplicateService { first });
        }
        let nothing = Known::new();
        let cells = self.hidden.services.get(&service.id).unwrap_or(&nothing);
        let known = self.known(cells);
        let says = self.says(row, cells, &known);
        let row = FilledRow {
            service: service.id.clone(),
            says,
            known: self.hidden.known.then_some(known),
        };
        self.found.insert(service.id.clone(), (place, row));
    }

    /// What the book was handed out with: our own words, which are always understood.
    fn known(&self, cells: &Known) -> Said {
        let text = |part| cell_text(cells.get(&part).map(String::as_str).unwrap_or_default());
        let note = text(Part::Note);
        let answer = written::answer(&text(Part::Answer), self.sheet);
        let answer = written::with_reason(&answer, &note);
        Said {
            target: match written::level_only(&text(Part::Target), self.sheet) {
                Meant::Level(level) => Some(level),
                _ => None,
            },
            note: note_beside(answer.as_ref(), note),
            answer,
            evidence: written::evidence(&text(Part::Evidence)).0,
            owner: text(Part::Owner),
        }
    }

    fn says(&mut self, row: u32, cells: &Known, known: &Said) -> Said {
        let is_as_it_went_out = |part: Part, text: &str| {
            let cell = cells.get(&part).map(String::as_str).unwrap_or_default();
            cell_text(text) == cell_text(cell)
        };
        let mut text = |part: Part| {
            let (_, text) = self.part(row, part);
            if is_as_it_went_out(part, &text) {
                return (false, cell_text(&text));
            }
            (true, self.text(row, part))
        };
        let (note_is_new, note) = text(Part::Note);
        let (owner_is_new, owner) = text(Part::Owner);
        let (evidence_is_new, evidence) = text(Part::Evidence);
        let answer = self.answer(row, &note, known.answer.as_ref());
        let beside = note_beside(answer.as_ref(), note);
        let evidence = if evidence_is_new {
            self.evidence(row, &evidence)
        } else {
            Vec::new()
        };
        Said {
            answer: answer.filter(|answer| known.answer.as_ref() != Some(answer)),
            target: self
                .target(row)
                .filter(|target| known.target != Some(*target)),
            note: if note_is_new { beside } else { String::new() },
            evidence: if evidence == known.evidence {
                Vec::new()
            } else {
                evidence
            },
            owner: if owner_is_new { owner } else { String::new() },
        }
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

    fn answer(&mut self, row: u32, note: &str, known: Option<&Answer>) -> Option<Answer> {
        let (place, text) = self.part(row, Part::Answer);
        if is_blank(&text) {
            return None;
        }
        let highest = self.sheet.highest_level();
        let meant = written::answer(&text, self.sheet);
        match meant {
            Meant::NoSuchLevel(_) => self.fault(place, &text, CellProblem::NoSuchLevel { highest }),
            Meant::Unclear => self.fault(place, &text, CellProblem::NotAnAnswer { highest }),
            Meant::NotApplicable if note.is_empty() => {
                // An empty cell takes nothing away, the reason that was there neither.
                if matches!(known, Some(Answer::NotApplicable(_))) {
                    return known.cloned();
                }
                self.fault(place, &text, CellProblem::ReasonMissing);
                return None;
            }
            _ => {}
        }
        written::with_reason(&meant, note)
    }

    fn target(&mut self, row: u32) -> Option<Level> {
        let (place, text) = self.part(row, Part::Target);
        if is_blank(&text) {
            return None;
        }
        if let Meant::Level(level) = written::level_only(&text, self.sheet) {
            return Some(level);
        }
        let highest = self.sheet.highest_level();
        self.fault(place, &text, CellProblem::NoSuchLevel { highest });
        None
    }

    fn evidence(&mut self, row: u32, text: &str) -> Vec<Evidence> {
        let (evidence, unclear) = written::evidence(text);
        let (place, _) = self.part(row, Part::Evidence);
        for UnclearEvidence { line, problem } in unclear {
            let problem = match problem {
                EvidenceProblem::Parts => CellProblem::NotEvidence,
                EvidenceProblem::Date(date) => CellProblem::NotADate { date },
            };
            self.fault(place, &line, problem);
        }
        evidence
    }

    fn fault(&mut self, place: Place, found: &str, problem: CellProblem) {
        self.faults.push(CellFault {
            page: self.head.page.name.clone(),
            cell: place.name(),
            service: self.service.clone(),
            found: seen(found).chars().take(80).collect(),
            problem,
        });
    }
}
