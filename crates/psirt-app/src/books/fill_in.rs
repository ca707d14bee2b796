//! A fill-in book that came back: what it says of each service, what it does not say clearly, and
//! what else somebody wrote into it. How that is found out is in `reading`.

use psirt_core::assessment::Evidence;
use psirt_core::letters::seen;
use psirt_core::limits::MOST_OF_A_TEXT;
use psirt_core::{Answer, Language, Level, ServiceId};
use psirt_report::book::FORMAT;

/// The most characters of a cell that are quoted.
const MOST_QUOTED: usize = 80;

/// A worksheet that was filled in; the default says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilledBook {
    /// Who filled it in, where the book says so.
    pub respondent: Option<String>,
    /// The name of the worksheet.
    pub page: String,
    /// Whether the book has other worksheets that were filled in.
    pub is_one_of_several: bool,
    /// What it says, in the order of the sheet's services; rows that say nothing are there too.
    pub rows: Vec<FilledRow>,
    /// Services whose rows were taken out of the book.
    pub missing: Vec<ServiceId>,
    /// Every cell that cannot be understood.
    pub faults: Vec<CellFault>,
    /// What else stands in the book, in the order of its cells: it is no answer, and is not taken.
    pub remarks: Vec<Remark>,
}

impl FilledBook {
    /// The book with its remarks added to the notes of the services they are about.
    #[must_use]
    pub fn with_remarks(mut self) -> Self {
        for remark in &self.remarks {
            let line = remark.line();
            let service = remark.service.as_ref().filter(|_| remark.is_offered());
            let row = service.and_then(|id| self.rows.iter_mut().find(|row| row.service == *id));
            let Some(FilledRow { says, known, .. }) = row else {
                continue;
            };
            // A note that nobody has touched goes on above the remark.
            let known = known.as_ref().map_or("", |known| known.note.as_str());
            let note = if says.note.is_empty() {
                known
            } else {
                says.note.as_str()
            };
            says.note = if note.is_empty() {
                line
            } else {
                format!("{note}\n{line}")
            };
        }
        self
    }

    /// A cell as a person finds it, with its worksheet where that is another than the answers'.
    pub fn address(&self, page: &str, cell: &str) -> String {
        if page == self.page && !self.is_one_of_several {
            cell.to_owned()
        } else {
            format!("{}!{cell}", seen(page))
        }
    }
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

/// Something a person wrote into a book that is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The worksheet.
    pub page: String,
    /// The cell, such as `D12`.
    pub cell: String,
    /// The service it is about, where its row says so.
    pub service: Option<ServiceId>,
    /// What it is.
    pub kind: RemarkKind,
    /// What it says, whole.
    pub text: String,
}

/// What can stand in a book beside its answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// A text in a cell that is not to be filled in.
    Text,
    /// A comment.
    Comment {
        /// Who wrote it.
        author: Option<String>,
    },
    /// A text box.
    TextBox,
    /// A link; the text of its cell does not name where it leads.
    Link,
    /// A picture.
    Picture,
    /// A cell nobody sees; what stands in it is taken like any other.
    Hidden,
}

impl Remark {
    /// Whether it can be added to the note of its service.
    pub fn is_offered(&self) -> bool {
        let is_text = !matches!(self.kind, RemarkKind::Picture | RemarkKind::Hidden);
        self.service.is_some() && is_text
    }

    /// What it says, on one line and not longer than can be looked over.
    pub fn quoted(&self) -> String {
        quoted(&self.text)
    }

    /// What it says, with who wrote it.
    fn line(&self) -> String {
        match &self.kind {
            RemarkKind::Comment {
                author: Some(author),
            } => format!("{author}: {}", self.text),
            _ => self.text.clone(),
        }
    }
}

impl RemarkKind {
    /// A stable word for programs; remarks with the same word are of one kind.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Comment { .. } => "comment",
            Self::TextBox => "text_box",
            Self::Link => "link",
            Self::Picture => "picture",
            Self::Hidden => "hidden",
        }
    }

    /// What remarks of this kind are, as a heading.
    pub fn message(&self, language: Language) -> &'static str {
        let (en, ja) = match self {
            Self::Text => ("Texts outside the cells to fill in", "記入欄の外の文字"),
            Self::Comment { .. } => ("Comments", "コメント"),
            Self::TextBox => ("Text boxes", "テキストボックス"),
            Self::Link => ("Links", "リンク"),
            Self::Picture => ("Pictures", "画像"),
            Self::Hidden => (
                "Hidden cells, taken like any other",
                "非表示のセル (ほかのセルと同様に取り込む)",
            ),
        };
        language.pick(en, ja)
    }
}

/// A text as it is quoted: what is not seen as its code point, and only its beginning.
pub(super) fn quoted(text: &str) -> String {
    let seen = seen(text).replace(['\r', '\n', '\t'], " ");
    if seen.chars().count() <= MOST_QUOTED {
        return seen;
    }
    let begin: String = seen.chars().take(MOST_QUOTED - 1).collect();
    format!("{begin}…")
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
    /// The row is marked as one service and shows the id of another.
    OtherService {
        /// The id that a person sees.
        shown: String,
    },
    /// The cell is joined with another, which has the value.
    Joined {
        /// That cell.
        first: String,
    },
    /// Two columns have the mark of one.
    SecondColumn {
        /// The cell with the mark of the first.
        first: String,
    },
    /// The cell of the second of two columns with one mark says something else.
    SecondCell {
        /// The cell of the first.
        first: String,
        /// What stands there.
        says: String,
    },
    /// A text that is too long.
    TooLong,
    /// A formula that failed.
    Failed,
    /// A formula that no program has calculated.
    NotCalculated,
    /// A date where a text or a level is asked for.
    Date,
    /// A number whose format shows another one.
    Format {
        /// The format.
        format: String,
    },
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
            Self::OtherService { shown } => (
                format!("the row shows `{shown}` and is marked as another service"),
                format!("表示は「{shown}」だが、行の識別は別のサービスになっている"),
            ),
            Self::Joined { first } => (
                format!("joined with {first}; write the value into each cell"),
                format!("{first}と結合されている。セルごとに値を書く"),
            ),
            Self::SecondColumn { first } => (
                format!("the column of {first} has the same mark; take one of both out"),
                format!("{first}の列にも同じ識別がある。どちらか一方の列を削除する"),
            ),
            Self::SecondCell { first, says } => (
                format!("{first} of the first column says `{says}`"),
                format!("1つ目の列の{first}は「{says}」"),
            ),
            Self::TooLong => (
                format!("a text has at most {MOST_OF_A_TEXT} characters"),
                format!("文字数の上限は{MOST_OF_A_TEXT}文字"),
            ),
            Self::Failed => (
                "the formula has failed".into(),
                "数式がエラーになっている".into(),
            ),
            Self::NotCalculated => (
                "no program has calculated the formula; open the book in Excel and save it".into(),
                "数式が計算されていない。Excelで開いて保存し直す".into(),
            ),
            Self::Date => (
                "a date, into which Excel turns texts such as 2-3; write it as text".into(),
                "日付になっている (Excelは2-3などを日付に変える)。文字列として書く".into(),
            ),
            Self::Format { format } => (
                format!("the format `{format}` shows another number; write it as text"),
                format!("書式「{format}」のため表示と値が異なる。文字列として書く"),
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

/// Text as it is understood: one kind of line ends, nothing around it.
pub(super) fn cell_text(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .trim()
        .to_owned()
}
