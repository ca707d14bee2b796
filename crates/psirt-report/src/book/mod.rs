//! The fill-in book: an assessment as an Excel sheet that a person fills in and sends back.
//!
//! What each row and column is stands in cells nobody sees, so both may be moved. There, too,
//! stands what the cells to fill in held when the book went out: what is still the same when it
//! comes back, nobody has said. Reading a book that came back is not here.

mod compose;
#[cfg(test)]
mod tests;

use psirt_core::assessment::{Entry, Evidence};
use psirt_core::letters::{plain, without_unseen};
use psirt_core::{Answer, AreaId, Assessment, Language, Level, ServiceId, Sheet};

use crate::workbook::{Cell, Look, Value};
use crate::xlsx::WorkbookError;

/// What the hidden page says of its book.
pub const FILL_IN: &str = "psirt-maturity fill-in book";
/// The format of the books; a number for each time the layout changes for the reader.
pub const FORMAT: u64 = 1;
/// The name of the page nobody sees.
pub const HIDDEN_PAGE: &str = "psirt_maturity";
/// The column of the hidden page from which on stands, in the row of a service, what its cells to
/// fill in held when the book went out: [`Part::FILLED`], in that order. Behind it, and from that
/// column on in the row of a line of the form, stands what is printed there and nobody fills in.
pub const FIRST_KNOWN: u16 = 8;
/// Marks the column of ids; the row it stands in names the other columns.
pub const ID_MARK: &str = "psirt:id";

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The id of the service.
    Id,
    /// The answer.
    Answer,
    /// The level wanted.
    Target,
    /// The note, or why the service does not apply.
    Note,
    /// What supports the answer, a line each.
    Evidence,
    /// Who answers for the service.
    Owner,
}

impl Part {
    /// Every part, from the left.
    pub const ALL: [Self; 6] = [
        Self::Id,
        Self::Answer,
        Self::Target,
        Self::Note,
        Self::Evidence,
        Self::Owner,
    ];

    /// The parts to fill in, from the left.
    pub const FILLED: [Self; 5] = [
        Self::Answer,
        Self::Target,
        Self::Note,
        Self::Evidence,
        Self::Owner,
    ];

    /// What marks its column.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Id => ID_MARK,
            Self::Answer => "psirt:answer",
            Self::Target => "psirt:target",
            Self::Note => "psirt:note",
            Self::Evidence => "psirt:evidence",
            Self::Owner => "psirt:owner",
        }
    }

    /// The part with this mark.
    pub fn marked(mark: &str) -> Option<Self> {
        let mark = without_unseen(mark);
        Self::ALL.into_iter().find(|part| part.mark() == mark)
    }

    /// The heading a person sees above its column; that of [`Part::Id`] stands above the ids they
    /// see.
    pub fn heading(self, language: Language) -> &'static str {
        let (en, ja) = match self {
            Self::Id => ("ID", "ID"),
            Self::Answer => ("Answer", "回答"),
            Self::Target => ("Target", "目標"),
            Self::Note => (
                "Note (the reason, if not applicable)",
                "メモ (該当なしの場合は理由)",
            ),
            Self::Evidence => (
                "Evidence, a line each:\ntitle | where | date",
                "証拠 (1行に1件)\n題名 | 場所 | 日付",
            ),
            Self::Owner => ("Owner", "担当"),
        };
        language.pick(en, ja)
    }

    /// The part with this heading, in either language and whatever its white space.
    pub fn headed(heading: &str) -> Option<Self> {
        let heading = plain(heading);
        Self::ALL.into_iter().find(|part| {
            let own = Language::ALL.map(|language| plain(part.heading(language)));
            own.contains(&heading)
        })
    }
}

/// What the hidden page says, a row each: the key, and the value beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HiddenKey {
    /// What kind of book it is.
    Kind,
    /// The format of the book.
    Format,
    /// The id of the sheet.
    Sheet,
    /// The edition of the sheet.
    Edition,
    /// The id of the assessment.
    Assessment,
    /// Who fills it in.
    Respondent,
    /// The language of the book.
    Language,
    /// There where the book went out with what was known; missing where it went out blank.
    Known,
    /// A service the book asks for; as many rows as services.
    Service,
    /// A line of the form that is none of a service: a title, headings; as many rows as lines.
    Form,
}

impl HiddenKey {
    /// Every key.
    pub const ALL: [Self; 10] = [
        Self::Kind,
        Self::Format,
        Self::Sheet,
        Self::Edition,
        Self::Assessment,
        Self::Respondent,
        Self::Language,
        Self::Known,
        Self::Service,
        Self::Form,
    ];

    /// The key with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.as_str() == name)
    }

    /// The key as it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Format => "format",
            Self::Sheet => "sheet",
            Self::Edition => "edition",
            Self::Assessment => "assessment",
            Self::Respondent => "respondent",
            Self::Language => "language",
            Self::Known => "known",
            Self::Service => "service",
            Self::Form => "form",
        }
    }
}

/// For whom a book is, and what it asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FillIn {
    /// Who fills it in.
    pub respondent: Option<String>,
    /// The areas it asks for; all of them where none are named.
    pub areas: Vec<AreaId>,
    /// The services it asks for; all of those areas where none are named.
    pub services: Vec<ServiceId>,
    /// Whether it leaves out what is known already.
    pub blank: bool,
}

/// Writes a fill-in book. The same input gives the same bytes.
pub fn fill_in_book(
    sheet: &Sheet,
    assessment: &Assessment,
    language: Language,
    fill_in: &FillIn,
) -> Result<Vec<u8>, WorkbookError> {
    let form = compose::compose(sheet, assessment, language, fill_in);
    crate::xlsx::form::write(&form)
}

/// An answer as the book's list offers it.
pub fn answer_text(answer: &Answer, sheet: &Sheet, language: Language) -> String {
    match answer {
        Answer::Level(level) => level_text(*level, sheet, language),
        Answer::NotApplicable(_) => language.pick("Not applicable", "該当なし").to_owned(),
        Answer::DontKnow => language.pick("Don't know", "わからない").to_owned(),
    }
}

/// A level as the book's list offers it: its number and its name.
pub fn level_text(level: Level, sheet: &Sheet, language: Language) -> String {
    let name = sheet.scale_level(level).map(|it| it.name.get(language));
    format!("{level} {}", name.unwrap_or_default())
        .trim_end()
        .to_owned()
}

/// What stands in the cell for the note: the reason where a service does not apply.
pub fn note_text(entry: &Entry) -> String {
    let text = match &entry.answer {
        Some(Answer::NotApplicable(reason)) => reason,
        _ => &entry.note,
    };
    fitting(text)
}

/// Evidence as it stands in one cell: a line each, `title | where | date`.
pub fn evidence_text(evidence: &[Evidence]) -> String {
    let lines: Vec<String> = evidence.iter().map(evidence_line).collect();
    fitting(&lines.join("\n"))
}

/// Who answers for the service, as it stands in its cell.
pub fn owner_text(entry: &Entry) -> String {
    fitting(&entry.owner)
}

/// One line; a bar within a text is written `\|`.
fn evidence_line(evidence: &Evidence) -> String {
    let escaped = |text: &str| {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        line.replace('|', "\\|").replace('｜', "\\｜")
    };
    let date = evidence.date.map(|date| date.to_string());
    let mut parts = vec![
        escaped(&evidence.title),
        escaped(&evidence.place),
        date.unwrap_or_default(),
    ];
    while parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    parts.join(" | ")
}

/// Text as a cell holds it: one too long for Excel is cut and says so.
fn fitting(text: &str) -> String {
    match Cell::text(Look::Text, text).value {
        Value::Text(text) => text,
        _ => String::new(),
    }
}
