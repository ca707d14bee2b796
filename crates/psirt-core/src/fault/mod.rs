//! What is wrong with a file or a request: the place, what was found, what is allowed.
//!
//! A faulty file is refused whole with all its faults. Messages exist in both languages, name
//! the thing, the place and the way out, and have no closing full stop.

mod message;

use std::fmt;

use crate::text::Language;
use crate::workshop::Promise;

/// The most faults listed for one file; a file with more says so in its last fault.
pub const MOST_FAULTS: usize = 200;

/// Where searching ends: a hostile file could have millions, and each takes memory.
const ENOUGH: usize = 10 * MOST_FAULTS;

/// Whether so many faults were found that no more are searched.
pub(crate) fn is_enough(faults: &[Fault]) -> bool {
    faults.len() >= ENOUGH
}

/// One fault and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A JSON pointer (RFC 6901), a workbook cell, or empty for the file as a whole.
    pub place: String,
    /// What is wrong there.
    pub problem: Problem,
}

impl Fault {
    /// A fault at a place.
    pub fn new(place: impl Into<String>, problem: Problem) -> Self {
        Self {
            place: place.into(),
            problem,
        }
    }
}

/// Every fault of one file, never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// `Ok` where nothing is wrong, else all that is, in the order of their places' discovery.
    pub fn refuse_any(mut faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() {
            return Ok(());
        }
        if faults.len() > MOST_FAULTS {
            let more = faults.len() - MOST_FAULTS;
            faults.truncate(MOST_FAULTS);
            faults.push(Fault::new("", Problem::MoreFaults { more }));
        }
        Err(Self(faults))
    }

    /// The faults, first found first.
    pub fn list(&self) -> &[Fault] {
        &self.0
    }

    /// The newer format that makes the file unreadable to this program, where that is the fault.
    pub fn newer_format(&self) -> Option<u64> {
        self.0.iter().find_map(|fault| match fault.problem {
            Problem::NewerFormat { found, .. } => Some(found),
            _ => None,
        })
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.0 {
            writeln!(
                formatter,
                "{}: {}",
                fault.place,
                fault.problem.message(Language::En)
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// The kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{ … }`
    Object,
    /// `[ … ]`
    List,
    /// `"…"`
    Text,
    /// A number with or without fraction.
    Number,
    /// A number without fraction.
    Integer,
    /// `true` or `false`
    Boolean,
    /// `null`
    Null,
}

impl Kind {
    fn name(self, language: Language) -> &'static str {
        let (en, ja) = match self {
            Self::Object => ("an object", "オブジェクト"),
            Self::List => ("a list", "配列"),
            Self::Text => ("a text", "文字列"),
            Self::Number => ("a number", "数値"),
            Self::Integer => ("a whole number", "整数"),
            Self::Boolean => ("true or false", "真偽値"),
            Self::Null => ("null", "null"),
        };
        language.pick(en, ja)
    }
}

/// What a name in a file may refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referent {
    /// An area of a sheet.
    Area,
    /// A service of a sheet.
    Service,
    /// A function of a sheet's source, or the service itself.
    Function,
    /// An indicator of a service.
    Indicator,
    /// A maturity sheet.
    Sheet,
    /// An edition of a sheet.
    Edition,
    /// An action of an assessment.
    Action,
    /// A kind of evidence of a sheet.
    EvidenceKind,
    /// A document of a starter kit.
    Document,
}

impl Referent {
    fn name(self, language: Language) -> &'static str {
        let (en, ja) = match self {
            Self::Area => ("area", "サービスエリア"),
            Self::Service => ("service", "サービス"),
            Self::Document => ("document", "文書"),
            Self::Function => ("function", "機能"),
            Self::Indicator => ("indicator", "確認項目"),
            Self::Sheet => ("sheet", "成熟度シート"),
            Self::Edition => ("edition", "版"),
            Self::Action => ("action", "施策"),
            Self::EvidenceKind => ("kind of evidence", "証拠の種類"),
        };
        language.pick(en, ja)
    }
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The file is larger than a file of its kind may be.
    TooLarge {
        /// Size in bytes.
        bytes: usize,
        /// Limit in bytes.
        limit: usize,
    },
    /// Values are nested deeper than allowed.
    TooDeep {
        /// The deepest nesting allowed.
        limit: usize,
    },
    /// There are more values in the file than allowed.
    TooManyValues {
        /// The most values allowed.
        limit: usize,
    },
    /// There are more services than allowed.
    TooManyServices {
        /// Number of services.
        found: usize,
        /// The most services allowed.
        limit: usize,
    },
    /// The file holds nothing, or nothing but spaces.
    NothingThere,
    /// The file is not JSON.
    NotJson {
        /// Line, counted from 1.
        line: usize,
        /// Column, counted from 1.
        column: usize,
    },
    /// The file is not UTF-8 text.
    NotText,
    /// An object has a key twice.
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A field that this kind of file does not have.
    UnknownField {
        /// The field.
        name: String,
        /// The fields there are.
        allowed: Vec<String>,
    },
    /// A field that must be there and is not.
    MissingField {
        /// The field.
        name: String,
    },
    /// A value of another kind than allowed.
    WrongKind {
        /// The start of what was found.
        found: String,
        /// The kinds allowed.
        allowed: Vec<Kind>,
    },
    /// A value that is none of a fixed choice.
    NotAChoice {
        /// The start of what was found.
        found: String,
        /// What can be chosen.
        allowed: Vec<String>,
    },
    /// A number outside its range.
    OutOfRange {
        /// The number.
        found: String,
        /// Smallest allowed.
        least: String,
        /// Largest allowed, where there is a limit.
        most: Option<String>,
    },
    /// A text that must not be empty is.
    EmptyText,
    /// A text is longer than allowed.
    TextTooLong {
        /// Number of characters.
        characters: usize,
        /// The most characters allowed.
        limit: usize,
    },
    /// A list has fewer members than needed.
    ListTooShort {
        /// Number of members.
        found: usize,
        /// The fewest allowed.
        least: usize,
    },
    /// A text that should be a date is none.
    NotADate {
        /// What was found.
        found: String,
    },
    /// The file says it is of a newer format than this program reads.
    NewerFormat {
        /// Format of the file.
        found: u64,
        /// Newest format this program reads.
        supported: u64,
    },
    /// The file says it is of another kind than the one asked for.
    OtherKind {
        /// What it says, as it stands there.
        found: String,
        /// The kind that was asked for.
        expected: String,
    },
    /// The format number is not one that ever existed.
    WrongFormat {
        /// What was found.
        found: String,
        /// Newest format this program reads.
        supported: u64,
    },
    /// A text lacks one of the languages its file declares.
    MissingLanguage {
        /// The language it lacks.
        language: Language,
    },
    /// A text has a language its file does not declare.
    UndeclaredLanguage {
        /// The language too many.
        language: Language,
    },
    /// An identifier stands twice.
    DuplicateId {
        /// The identifier.
        id: String,
        /// Where it stands first.
        first: String,
    },
    /// Levels are not 0, 1, 2 … without a gap, each once, in order.
    LevelGap {
        /// The level that belongs here.
        expected: u8,
        /// The level that stands here.
        found: Option<u8>,
    },
    /// An indicator's id does not begin with the number of its level.
    IndicatorLevel {
        /// The indicator's id.
        id: String,
        /// The level it stands under.
        level: u8,
    },
    /// A name that names nothing.
    UnknownReference {
        /// What it should name.
        referent: Referent,
        /// The name.
        id: String,
        /// Where it was looked up: a sheet's or service's id.
        within: String,
        /// Names there are, the likeliest first.
        known: Vec<String>,
    },
    /// A level the scale does not have.
    LevelOutsideScale {
        /// The level.
        found: String,
        /// The highest level of the scale.
        highest: u8,
    },
    /// A service is neither linked nor said to stand in one sheet only.
    ServiceNotCovered {
        /// The service.
        service: String,
        /// The sheet it belongs to.
        sheet: String,
    },
    /// *Not applicable* is given without a reason.
    ReasonMissing,
    /// A record of a workshop holds what its promise lets nobody see.
    AgainstPromise {
        /// The promise.
        promise: Promise,
    },
    /// An assessment that is finished cannot be changed.
    Finished,
    /// More faults than are listed.
    MoreFaults {
        /// How many more were found before the search ended.
        more: usize,
    },
}
