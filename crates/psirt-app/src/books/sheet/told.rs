//! What is told of a book: faults that keep it from being a sheet, and doubts to look at.

use std::mem::discriminant;

use psirt_core::Language;
use psirt_core::fault::Problem;
use psirt_report::sheet_book::{Column, Page};

use crate::books::cells::{Altered, PinnedKind, Place};

/// Where something stands: a cell, a worksheet, or a fact a person gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The worksheet; empty where it is not about one.
    pub page: String,
    /// The cell, such as `D12`, where it is about one.
    pub cell: Option<String>,
    /// What a person said about the sheet, such as `title`, where it is about that.
    pub fact: Option<String>,
    /// What stands there; empty where nothing does.
    pub found: String,
}

impl Spot {
    pub(super) fn cell(page: &str, place: Place, found: impl Into<String>) -> Self {
        Self {
            page: page.to_owned(),
            cell: Some(place.name()),
            fact: None,
            found: found.into(),
        }
    }

    pub(super) fn page(page: &str) -> Self {
        Self {
            page: page.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn fact(name: &str, found: &str) -> Self {
        Self {
            fact: Some(name.to_owned()),
            found: found.to_owned(),
            ..Self::default()
        }
    }

    /// The place in one line: `Services!D12`.
    pub fn shown(&self) -> String {
        match (&self.cell, &self.fact) {
            (Some(cell), _) => format!("{}!{cell}", self.page),
            (None, Some(fact)) => fact.clone(),
            (None, None) => self.page.clone(),
        }
    }
}

/// Something that keeps a book from being a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFault {
    /// Where it stands.
    pub spot: Spot,
    /// What is wrong.
    pub problem: SheetProblem,
}

/// What can be wrong with a book that holds a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetProblem {
    /// What a sheet's file would be refused for.
    File(Problem),
    /// A worksheet that is needed is missing.
    MissingPage(Page),
    /// A column that is needed is missing.
    MissingColumn(Column),
    /// Two columns hold the same.
    DuplicateColumn {
        /// The first of them.
        first: String,
    },
    /// A fact the first worksheet does not have.
    UnknownFact,
    /// A fact stands twice.
    DuplicateFact {
        /// The cell of the first.
        first: String,
    },
    /// An area that is on no row of the areas.
    UnknownArea,
    /// A service that is on no row of the services.
    UnknownService,
    /// A function of the service that is on no row above.
    UnknownParent,
    /// Not the number of a level of the scale.
    NotALevel {
        /// The highest level there is.
        highest: usize,
    },
    /// A second step to one level of one service.
    SecondStep,
    /// A formula that failed.
    Failed,
    /// A formula that no program has calculated.
    NotCalculated,
    /// A mapping that names a worksheet, row or column the book does not have.
    NotInBook,
    /// A mapping that has two columns for one thing.
    TwoColumns {
        /// The first of them.
        first: String,
    },
    /// The levels stand in rows.
    LevelsInRows,
    /// The levels begin at 1.
    BeginsAtOne,
    /// A level between those of the headings, or below them, is missing.
    LevelMissing {
        /// The level.
        missing: u8,
    },
    /// A mapping without a column for something that is needed.
    NoColumn {
        /// What is needed.
        role: super::ColumnRole,
    },
}

/// What two faults or doubts have in common that are of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldKind(String);

impl SheetFault {
    /// Its kind: faults of one kind are told together.
    pub fn kind(&self) -> ToldKind {
        ToldKind(match &self.problem {
            SheetProblem::File(
                problem @ (Problem::MissingField { .. }
                | Problem::MissingLanguage { .. }
                | Problem::UndeclaredLanguage { .. }),
            ) => problem.message(Language::En),
            SheetProblem::File(problem) => format!("{:?}", discriminant(problem)),
            SheetProblem::NoColumn { .. }
            | SheetProblem::MissingPage(_)
            | SheetProblem::MissingColumn(_) => self.message(Language::En),
            problem => format!("{:?}", discriminant(problem)),
        })
    }

    /// How many faults it stands for: a file with very many tells the rest as one.
    pub fn weight(&self) -> usize {
        match self.problem {
            SheetProblem::File(Problem::MoreFaults { more }) => more,
            _ => 1,
        }
    }

    /// What is wrong, in one clause without a closing full stop.
    pub fn message(&self, language: Language) -> String {
        let (en, ja) = match &self.problem {
            SheetProblem::File(problem) => return problem.message(language),
            SheetProblem::MissingPage(page) => (
                format!("there is no worksheet “{}”", page.name(Language::En)),
                format!("シート「{}」がない", page.name(Language::Ja)),
            ),
            SheetProblem::MissingColumn(column) => (
                format!("there is no column “{}”", column.heading(Language::En)),
                format!("列「{}」がない", column.heading(Language::Ja)),
            ),
            SheetProblem::DuplicateColumn { first } | SheetProblem::TwoColumns { first } => (
                format!("column {first} holds the same"),
                format!("{first}列と内容が重複している"),
            ),
            SheetProblem::UnknownFact => (
                "there is no such fact".into(),
                "この項目は存在しない".into(),
            ),
            SheetProblem::DuplicateFact { first } => (
                format!("the fact stands in {first} already"),
                format!("同じ項目が{first}にもある"),
            ),
            SheetProblem::UnknownArea => (
                "no area has this id".into(),
                "このIDのサービスエリアは存在しない".into(),
            ),
            SheetProblem::UnknownService => (
                "no service has this id".into(),
                "このIDのサービスは存在しない".into(),
            ),
            SheetProblem::UnknownParent => (
                "no function above has this id".into(),
                "これより上の行に、このIDの機能がない".into(),
            ),
            SheetProblem::NotALevel { .. } => (
                "not a level of the scale".into(),
                "尺度にあるレベルではない".into(),
            ),
            SheetProblem::SecondStep => (
                "the service has a step to this level already".into(),
                "このサービスには同じレベルへの次の一手がすでにある".into(),
            ),
            SheetProblem::Failed => (
                "the formula has failed".into(),
                "数式がエラーになっている".into(),
            ),
            SheetProblem::NotCalculated => (
                "the formula has not been calculated, so the cell has no value".into(),
                "数式が計算されておらず、値がない".into(),
            ),
            SheetProblem::NotInBook => (
                "the book has no such worksheet, row or column".into(),
                "ブックにこのシート、行、または列は存在しない".into(),
            ),
            SheetProblem::LevelsInRows => (
                "the levels stand in rows, one below the other".into(),
                "レベルが行に並んでいる (1行に1レベル)".into(),
            ),
            SheetProblem::BeginsAtOne => (
                "the levels begin at 1; a sheet begins at level 0".into(),
                "レベルが1から始まっている。成熟度シートはレベル0から始まる".into(),
            ),
            SheetProblem::LevelMissing { missing } => (
                format!("the headings have no level {missing}"),
                format!("見出しにレベル{missing}がない"),
            ),
            SheetProblem::NoColumn { role } => (
                format!("no column is chosen for {}", role.name(Language::En)),
                format!("{}の列が選ばれていない", role.name(Language::Ja)),
            ),
        };
        language.pick(en, ja)
    }

    /// What is allowed, or the way out, where there is more to say than the message does.
    pub fn hint(&self, language: Language) -> Option<String> {
        let (en, ja) = match &self.problem {
            SheetProblem::File(problem) => return problem.hint(language),
            SheetProblem::MissingPage(_) | SheetProblem::MissingColumn(_) => (
                "export a template and compare".into(),
                "テンプレートを書き出して見比べる".into(),
            ),
            SheetProblem::UnknownArea => (
                "add it to the worksheet of areas, or correct the id".into(),
                "サービスエリアのシートに追加するか、IDを修正する".into(),
            ),
            SheetProblem::UnknownService => (
                "add it to the worksheet of services, or correct the id".into(),
                "サービスのシートに追加するか、IDを修正する".into(),
            ),
            SheetProblem::NotCalculated => (
                "open the book in Excel or LibreOffice, save it and try again".into(),
                "ExcelやLibreOfficeで開いて保存し直す".into(),
            ),
            SheetProblem::LevelsInRows => (
                "have them read as columns".into(),
                "列に並べ替えて読み込む".into(),
            ),
            SheetProblem::BeginsAtOne => (
                "add a level 0 with a text of your own, or correct the headings".into(),
                "レベル0を補い、その文を決める。または見出しを直す".into(),
            ),
            SheetProblem::LevelMissing { .. } => (
                "correct the heading, or which level each column is".into(),
                "見出しか、各列のレベルを直す".into(),
            ),
            SheetProblem::NotALevel { highest } => (
                format!("the levels are 0 to {highest}"),
                format!("レベルは0〜{highest}"),
            ),
            _ => return None,
        };
        Some(language.pick(en, ja))
    }
}

/// Something that was understood and should be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Where it stands.
    pub spot: Spot,
    /// What is doubtful.
    pub problem: DoubtProblem,
}

/// What can be doubtful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoubtProblem {
    /// An id or version that Excel keeps as a number: a nought at its end is lost.
    NumberForId {
        /// How it is taken.
        taken: String,
    },
    /// An id that Excel has made a day of.
    DateForId,
    /// A number that comes after one that ends in 9 and is taken for one that ends in 0.
    LostNought {
        /// How it is taken.
        taken: String,
    },
    /// Several worksheets hold a table; this one was chosen.
    SeveralTables {
        /// The others.
        others: Vec<String>,
    },
    /// A column that is left out.
    ColumnLeftOut {
        /// Why.
        why: ColumnLeftOut,
    },
    /// A row that is left out.
    RowLeftOut {
        /// Why.
        why: LeftOut,
    },
    /// A cell that is left out of a row and a column that are not.
    CellLeftOut,
    /// A worksheet that is left out.
    PageLeftOut {
        /// Whether a person does not see it.
        hidden: bool,
    },
    /// A service without an id: one is made up.
    MadeUpId {
        /// The id.
        id: String,
    },
    /// An id without a digit where those of most services have one.
    UnlikeId,
    /// What stood before or behind an id and belongs to neither id nor title.
    MarksLeftOut {
        /// What stood there.
        marks: String,
    },
    /// A number, a day or the like in place of a text.
    NotText {
        /// How it is taken.
        taken: String,
    },
    /// A row whose texts are added to those of the service above.
    Continued {
        /// The id of that service.
        service: String,
    },
    /// Joined cells over more than one service or text: what stands in them is taken once.
    Joined {
        /// The cells, such as `D5:D7`.
        cells: String,
    },
    /// The text a person gave for level 0 of every service.
    LevelZero,
    /// A row that a person does not see, and that is taken.
    HiddenRow,
    /// A column that a person does not see, and that is taken.
    HiddenColumn,
    /// A cell that a person sees otherwise than it is taken.
    Altered {
        /// Why.
        altered: Altered,
    },
    /// What is pinned to a cell; it is left out.
    Pinned {
        /// What it is.
        kind: PinnedKind,
    },
    /// The table names no areas; they are made of what the ids begin with.
    AreasFromIds,
    /// The title of an area is not in the table.
    AreaWithoutTitle,
    /// A service of an area whose id begins otherwise.
    OtherArea {
        /// The area.
        area: String,
    },
    /// An empty text of a level.
    EmptyLevel,
    /// The texts seem to be in another language than was chosen.
    OtherLanguage {
        /// The language they seem to be in.
        language: Language,
    },
    /// A text that is the same as another one of its row.
    SameTexts {
        /// The cell with the other one.
        other: String,
    },
}

/// Why a row is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// It stands above the headings.
    Above,
    /// It stands below the empty row that ends the table.
    Below,
    /// It holds figures, such as totals.
    Figures,
    /// It is neither a service nor an area.
    Remark,
    /// It stands beside the table.
    Beside,
    /// There are more rows than a table has: this one and all below.
    Beyond,
    /// The mapping leaves it out.
    NotChosen,
}

/// Why a column is left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnLeftOut {
    /// Its heading is not understood.
    NotUnderstood,
    /// It has no heading.
    NoHeading,
    /// Another column holds the same.
    Same {
        /// That column.
        first: String,
    },
    /// The mapping leaves it out.
    NotChosen,
}

impl LeftOut {
    fn message(self) -> (String, String) {
        let (en, ja) = match self {
            Self::Above => (
                "the row stands above the headings and is left out",
                "見出しより上にあるため、この行は読み込まない",
            ),
            Self::Below => (
                "the row stands below the empty row that ends the table and is left out",
                "空白の行で表が終わり、それより下にあるため、この行は読み込まない",
            ),
            Self::Figures => (
                "the row holds figures such as totals and is left out",
                "合計などの数値の行のため、読み込まない",
            ),
            Self::Remark => (
                "the row is neither a service nor an area and is left out",
                "サービスでもエリアでもないため、この行は読み込まない",
            ),
            Self::Beside => (
                "the row stands beside the table and is left out",
                "表の外にあるため、この行は読み込まない",
            ),
            Self::Beyond => (
                "the table is too long; this row and all below are left out",
                "表が長すぎるため、この行より下は読み込まない",
            ),
            Self::NotChosen => ("the row is left out", "この行は読み込まない"),
        };
        (en.to_owned(), ja.to_owned())
    }
}

impl ColumnLeftOut {
    fn message(&self) -> (String, String) {
        let (en, ja) = match self {
            Self::NotUnderstood => (
                "the heading is not understood and the column left out",
                "見出しの意味がわからないため、この列は読み込まない",
            ),
            Self::NoHeading => (
                "the column has no heading and is left out",
                "見出しがないため、この列は読み込まない",
            ),
            Self::Same { first } => {
                return (
                    format!(
                        "the heading says the same as that of column {first}; the column is left out"
                    ),
                    format!("見出しが{first}列と重複するため、この列は読み込まない"),
                );
            }
            Self::NotChosen => ("the column is left out", "この列は読み込まない"),
        };
        (en.to_owned(), ja.to_owned())
    }
}

impl Doubt {
    /// Its kind: doubts of one kind are told together.
    pub fn kind(&self) -> ToldKind {
        ToldKind(match &self.problem {
            DoubtProblem::RowLeftOut { .. }
            | DoubtProblem::PageLeftOut { .. }
            | DoubtProblem::Pinned { .. }
            | DoubtProblem::Altered { .. } => self.message(Language::En),
            DoubtProblem::ColumnLeftOut { why } => format!("{:?}", discriminant(why)),
            problem => format!("{:?}", discriminant(problem)),
        })
    }

    /// What is doubtful, in one clause without a closing full stop.
    #[expect(clippy::too_many_lines, reason = "one arm for each doubt")]
    pub fn message(&self, language: Language) -> String {
        let (en, ja) = match &self.problem {
            DoubtProblem::NumberForId { taken } => (
                format!(
                    "the cell is a number, taken as `{taken}`: was it written with a 0 at its end, such as `{taken}0`?"
                ),
                format!(
                    "セルが数値のため`{taken}`として扱う。`{taken}0`のように末尾に0が付いていなかったか確認が必要"
                ),
            ),
            DoubtProblem::DateForId => (
                "Excel has made a date of the id".into(),
                "IDがExcelによって日付に変換されている".into(),
            ),
            DoubtProblem::LostNought { taken } => (
                format!("the number comes again, so it is taken as `{taken}`"),
                format!("同じ数値が再び現れるため`{taken}`として扱う"),
            ),
            DoubtProblem::SeveralTables { others } => (
                format!(
                    "there are more tables in the book, which can be joined: {}",
                    others.join(", ")
                ),
                format!(
                    "ブックにはほかにも表があり、合わせて読み込める: {}",
                    others.join("、")
                ),
            ),
            DoubtProblem::ColumnLeftOut { why } => why.message(),
            DoubtProblem::RowLeftOut { why } => why.message(),
            DoubtProblem::CellLeftOut => (
                "the cell is left out".into(),
                "このセルは読み込まない".into(),
            ),
            DoubtProblem::PageLeftOut { hidden: false } => (
                "nothing is read from the worksheet".into(),
                "このシートからは何も読み込まない".into(),
            ),
            DoubtProblem::PageLeftOut { hidden: true } => (
                "nothing is read from the hidden worksheet".into(),
                "非表示のシートからは何も読み込まない".into(),
            ),
            DoubtProblem::MadeUpId { id } => (
                format!("the row has no id; `{id}` is made up"),
                format!("IDがないため`{id}`を仮のIDとする"),
            ),
            DoubtProblem::UnlikeId => (
                "the id is unlike those of the other services".into(),
                "ほかのサービスのIDと形が異なる".into(),
            ),
            DoubtProblem::MarksLeftOut { marks } => (
                format!("“{marks}” beside the id is left out"),
                format!("IDに添えられた「{marks}」は読み込まない"),
            ),
            DoubtProblem::NotText { taken } => (
                format!("the cell is no text; it is taken as “{taken}”"),
                format!("文字列ではないセルを「{taken}」として読み込む"),
            ),
            DoubtProblem::Continued { service } => (
                format!("the texts of this row are added to those of `{service}`"),
                format!("この行の文を`{service}`の文に続ける"),
            ),
            DoubtProblem::Joined { cells } => (
                format!(
                    "the cells {cells} are joined; what stands in them is taken for the first alone"
                ),
                format!("セル{cells}が結合されている。内容は先頭のセルの分としてだけ読み込む"),
            ),
            DoubtProblem::HiddenRow => (
                "the row is hidden; it is taken all the same".into(),
                "非表示の行だが、読み込む".into(),
            ),
            DoubtProblem::HiddenColumn => (
                "the column is hidden; it is taken all the same".into(),
                "非表示の列だが、読み込む".into(),
            ),
            DoubtProblem::Altered { altered } => match altered {
                Altered::Format(_) => (
                    "the format of the cell shows something else than is taken".into(),
                    "セルの表示形式のため、表示と異なる値を読み込む".into(),
                ),
                Altered::Time => (
                    "the time beside the day is left out".into(),
                    "日付に付いた時刻は読み込まない".into(),
                ),
                Altered::Cut => (
                    "the text is longer than Excel keeps; its end is left out".into(),
                    "文がExcelの上限より長いため、末尾は読み込まない".into(),
                ),
            },
            DoubtProblem::Pinned { kind } => match kind {
                PinnedKind::Comment { .. } => (
                    "a comment is left out".into(),
                    "コメントは読み込まない".into(),
                ),
                PinnedKind::TextBox => (
                    "a text box is left out".into(),
                    "テキストボックスは読み込まない".into(),
                ),
                PinnedKind::Picture => ("a picture is left out".into(), "図は読み込まない".into()),
                PinnedKind::Link => ("a link is left out".into(), "リンクは読み込まない".into()),
            },
            DoubtProblem::LevelZero => (
                "the table begins at level 1; every service gets this text at level 0".into(),
                "表がレベル1から始まるため、どのサービスでもこの文をレベル0とする".into(),
            ),
            DoubtProblem::AreasFromIds => (
                "the table names no areas, so they are made of what the ids begin with".into(),
                "エリアの記載がないため、IDの先頭部分からエリアを作成する".into(),
            ),
            DoubtProblem::AreaWithoutTitle => (
                "the table gives this area no title".into(),
                "表にこのエリアの題名がない".into(),
            ),
            DoubtProblem::OtherArea { area } => (
                format!("the id begins otherwise than that of its area `{area}`"),
                format!("IDの先頭がエリア`{area}`と一致しない"),
            ),
            DoubtProblem::EmptyLevel => (
                "the text of the level is empty".into(),
                "このレベルの文が空欄である".into(),
            ),
            DoubtProblem::OtherLanguage { language } => (
                format!(
                    "the texts seem to be in {}",
                    language.pick("English", "Japanese")
                ),
                format!(
                    "文が{}で書かれているように見える",
                    language.pick("英語", "日本語")
                ),
            ),
            DoubtProblem::SameTexts { other } => (
                format!("the text is the same as in {other}"),
                format!("{other}と同じ文である"),
            ),
        };
        language.pick(en, ja)
    }
}
