//! Which worksheets and columns a sheet book has.
//!
//! What the columns are called and what belongs there stands in [`super::columns`].

use psirt_core::{Language, Level};

use super::columns::{
    ABOUT_FIELDS, AREAS, EVIDENCE, EVIDENCE_KINDS, FUNCTIONS, INDICATORS, INTERVIEW, RULES, SCALE,
    SERVICES, STEPS,
};

/// Begins what stands in the row nobody sees.
pub const KEY_START: &str = "psirt:";

/// A worksheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    /// What the sheet is: a row for each fact.
    About,
    /// What its levels are called.
    Scale,
    /// What raters do where two of them would choose differently.
    Rules,
    /// For how long each kind of evidence backs a level.
    EvidenceKinds,
    /// Its areas.
    Areas,
    /// Its services with the text of every level.
    Services,
    /// The finer parts of services.
    Functions,
    /// Statements that help to choose a level.
    Indicators,
    /// What to do to reach a level.
    Steps,
    /// What an assessor asks to see.
    Evidence,
    /// Questions for the room.
    Interview,
}

impl Page {
    /// Every worksheet, in the order of the tabs.
    pub const ALL: [Self; 11] = [
        Self::About,
        Self::Scale,
        Self::Rules,
        Self::EvidenceKinds,
        Self::Areas,
        Self::Services,
        Self::Functions,
        Self::Indicators,
        Self::Steps,
        Self::Evidence,
        Self::Interview,
    ];

    /// Whether a book without it is no sheet.
    pub const fn is_required(self) -> bool {
        matches!(
            self,
            Self::About | Self::Scale | Self::Areas | Self::Services
        )
    }

    /// The word for it in the keys of its columns.
    pub const fn key(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Scale => "scale",
            Self::Rules => "rules",
            Self::EvidenceKinds => "evidence_kinds",
            Self::Areas => "areas",
            Self::Services => "services",
            Self::Functions => "functions",
            Self::Indicators => "indicators",
            Self::Steps => "steps",
            Self::Evidence => "evidence",
            Self::Interview => "interview",
        }
    }

    /// What stands on its tab.
    pub const fn name(self, language: Language) -> &'static str {
        let (en, ja) = match self {
            Self::About => ("About", "概要"),
            Self::Scale => ("Scale", "レベルの尺度"),
            Self::Rules => ("Rules for raters", "判断に迷うとき"),
            Self::EvidenceKinds => ("Kinds of evidence", "証拠の種類"),
            Self::Areas => ("Areas", "サービスエリア"),
            Self::Services => ("Services", "サービス"),
            Self::Functions => ("Functions", "機能"),
            Self::Indicators => ("Indicators", "確認項目"),
            Self::Steps => ("Steps", "次の一手"),
            Self::Evidence => ("Evidence", "証拠の例"),
            Self::Interview => ("Interview", "質問の例"),
        };
        match language {
            Language::En => en,
            Language::Ja => ja,
        }
    }

    /// What it holds and which of it is needed.
    pub const fn note(self, language: Language) -> &'static str {
        let (en, ja) = match self {
            Self::About => (
                "What the sheet is. The first column names each fact for the program and is not changed; the comments say what belongs there.",
                "成熟度シートそのものの情報。1列目はプログラムが項目を見分けるための名前なので変更しない。書き方は各項目のコメントにある。",
            ),
            Self::Scale => (
                "A row for each level, 0 the lowest, without a gap.",
                "レベルごとに1行。最も低いレベルを0とし、抜けなく並べる。",
            ),
            Self::Rules => (
                "What raters do where two of them would choose differently. May stay empty.",
                "評価者によって判断が分かれる場合の決まり。空でもよい。",
            ),
            Self::EvidenceKinds => (
                "Kinds of evidence, and for how many months each backs a level. May stay empty: then records hold for 12 months and documents for 24.",
                "証拠の種類と、レベルを裏付ける月数。空でもよい (その場合、記録は12か月、文書は24か月)。",
            ),
            Self::Areas => (
                "A row for each area, in the order in which areas are shown.",
                "サービスエリアごとに1行。表示する順に並べる。",
            ),
            Self::Services => (
                "A row for each service, in the order in which services are shown. Area, id, title and the text of every level are needed; the rest may stay empty.",
                "サービスごとに1行。表示する順に並べる。エリア、ID、題名、各レベルの文は必須で、ほかは空欄でもよい。",
            ),
            Self::Functions => (
                "The finer parts of services as the source names them; cited, never scored. May stay empty.",
                "出典がサービスをさらに分けた機能。参照するだけで採点しない。空でもよい。",
            ),
            Self::Indicators => (
                "Yes-or-no statements that help to choose a level. May stay empty.",
                "レベルの選択を助ける、「はい・いいえ」で答えられる文。空でもよい。",
            ),
            Self::Steps => (
                "What to do to reach a level from the one below. May stay empty: then gaps are ranked without effort.",
                "1つ下のレベルからそのレベルに至るためにすること。空でもよい (その場合、ギャップの順位に工数を用いない)。",
            ),
            Self::Evidence => (
                "What an assessor asks to see, a row each. May stay empty.",
                "評価者が見せてもらうもの。1行に1件。空でもよい。",
            ),
            Self::Interview => (
                "Open questions for the room, a row each. May stay empty.",
                "その場で尋ねる開かれた質問。1行に1件。空でもよい。",
            ),
        };
        match language {
            Language::En => en,
            Language::Ja => ja,
        }
    }

    /// What its rows have.
    pub const fn fields(self) -> &'static [FieldSpec] {
        match self {
            Self::About => ABOUT_FIELDS,
            Self::Scale => SCALE,
            Self::Rules => RULES,
            Self::EvidenceKinds => EVIDENCE_KINDS,
            Self::Areas => AREAS,
            Self::Services => SERVICES,
            Self::Functions => FUNCTIONS,
            Self::Indicators => INDICATORS,
            Self::Steps => STEPS,
            Self::Evidence => EVIDENCE,
            Self::Interview => INTERVIEW,
        }
    }
}

/// What a column holds of the thing in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name of a fact, for the program.
    Key,
    /// The name of a fact, for people.
    Item,
    /// A fact that is the same in every language.
    Value,
    /// A fact in one language.
    Text,
    /// The number of a level.
    Level,
    /// What a level is called.
    Name,
    /// What is true at a level.
    Meaning,
    /// The id of an area.
    Area,
    /// The id of a service.
    Service,
    /// The id of the thing itself.
    Id,
    /// What it is called.
    Title,
    /// What it is for.
    Purpose,
    /// What goes wrong without it.
    Why,
    /// What a level looks like; a column for each level.
    Statement,
    /// What is enough for one person.
    SmallTeam,
    /// The id of the function it is part of.
    Parent,
    /// What an indicator is about.
    Refs,
    /// What to do.
    Action,
    /// What exists afterwards.
    Deliverable,
    /// How big it is.
    Effort,
    /// How many person-days it takes.
    Days,
    /// How many weeks it takes.
    Elapsed,
    /// For how many months it holds.
    Months,
    /// A case in which raters would differ.
    Case,
    /// What they do in it.
    Rule,
}

/// What stands in the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// An id: text, even where it looks like a number.
    Id,
    /// The number of a level.
    Level,
    /// A number that is counted with.
    Number,
    /// A word or a line, the same in every language.
    Plain,
    /// A text, a column for each language.
    Text,
    /// A text for each level, a column for each language.
    LevelText,
}

/// A column, or one for each language.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// What it holds of the thing in its row.
    pub field: Field,
    /// What stands in its cells.
    pub holds: Holds,
    /// The word for it in keys.
    pub key: &'static str,
    /// The heading in English and Japanese.
    pub heading: (&'static str, &'static str),
    /// What belongs there, in English and Japanese.
    pub comment: (&'static str, &'static str),
    /// How wide it is, in pixels of a screen.
    pub width: f64,
    /// Whether a row without it is at fault.
    pub required: bool,
}

/// A column of a worksheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// The worksheet.
    pub page: Page,
    /// What it holds of the thing in its row.
    pub field: Field,
    /// The level whose text it holds, where it holds one.
    pub level: Option<Level>,
    /// The language of its texts, where it has some.
    pub language: Option<Language>,
}

impl Column {
    /// Every column of a worksheet, for so many levels and these languages.
    pub fn all(page: Page, highest: Level, texts: &[Language]) -> Vec<Self> {
        let column = |field, level, language| Self {
            page,
            field,
            level,
            language,
        };
        let mut columns = Vec::new();
        for spec in page.fields() {
            match spec.holds {
                Holds::Id | Holds::Level | Holds::Number | Holds::Plain => {
                    columns.push(column(spec.field, None, None));
                }
                Holds::Text => columns.extend(
                    texts
                        .iter()
                        .map(|&language| column(spec.field, None, Some(language))),
                ),
                Holds::LevelText => {
                    for level in 0..=highest.number() {
                        columns.extend(texts.iter().map(|&language| {
                            column(spec.field, Some(Level::new(level)), Some(language))
                        }));
                    }
                }
            }
        }
        columns
    }

    /// What its field is.
    pub fn spec(&self) -> &'static FieldSpec {
        self.page
            .fields()
            .iter()
            .find(|spec| spec.field == self.field)
            .expect("a column holds a field of its page")
    }

    /// What stands in the row nobody sees, such as `psirt:services.level.3.ja`.
    pub fn key(&self) -> String {
        let mut key = format!("{KEY_START}{}.{}", self.page.key(), self.spec().key);
        if let Some(level) = self.level {
            key = format!("{key}.{level}");
        }
        if let Some(language) = self.language {
            key = format!("{key}.{language}");
        }
        key
    }

    /// The column with this key.
    pub fn with_key(key: &str) -> Option<Self> {
        let mut words = key.trim().strip_prefix(KEY_START)?.split('.');
        let page_key = words.next()?;
        let page = Page::ALL.into_iter().find(|page| page.key() == page_key)?;
        let field_key = words.next()?;
        let spec = page.fields().iter().find(|spec| spec.key == field_key)?;
        let level = match spec.holds {
            Holds::LevelText => Some(Level::new(words.next()?.parse().ok()?)),
            _ => None,
        };
        let language = match spec.holds {
            Holds::Text | Holds::LevelText => Some(words.next()?.parse().ok()?),
            _ => None,
        };
        words.next().is_none().then_some(Self {
            page,
            field: spec.field,
            level,
            language,
        })
    }

    /// The heading a person reads, such as `レベル 3 (ja)`.
    pub fn heading(&self, language: Language) -> String {
        let (en, ja) = self.spec().heading;
        let mut heading = language.pick(en, ja).to_owned();
        if let Some(level) = self.level {
            heading = format!("{heading} {level}");
        }
        if let Some(language) = self.language {
            heading = format!("{heading} ({language})");
        }
        heading
    }

    /// What belongs there.
    pub fn comment(&self, language: Language) -> &'static str {
        let (en, ja) = self.spec().comment;
        language.pick(en, ja)
    }
}
