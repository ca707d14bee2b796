//! What is told of a book: faults that keep it from being a sheet, and doubts to look at.

use psirt_core::Language;
use psirt_core::fault::Problem;
use psirt_report::sheet_book::{Column, Page};

use crate::books::cells::Place;

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
    /// A mapping that names a worksheet, row or column the book does not have.
    NotInBook,
    /// A mapping that has two columns for one thing.
    TwoColumns {
        /// The first of them.
        first: String,
    },
    /// A mapping without a column for something that is needed.
    NoColumn {
        /// What is needed.
        role: super::ColumnRole,
    },
}

impl SheetFault {
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
            SheetProblem::NotInBook => (
                "the book has no such worksheet, row or column".into(),
                "ブックにこのシート、行、または列は存在しない".into(),
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
    /// A column whose heading is not understood; it is left out.
    ColumnLeftOut,
    /// A row that is neither a service nor an area; it is left out.
    RowLeftOut,
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
    /// The levels of the headings are not 0 upwards without a gap.
    LevelsWithGap,
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

impl Doubt {
    /// What is doubtful, in one clause without a closing full stop.
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
                format!("there are more tables in the book: {}", others.join(", ")),
                format!("ブックにはほかにも表がある: {}", others.join("、")),
            ),
            DoubtProblem::ColumnLeftOut => (
                "the heading is not understood and the column left out".into(),
                "見出しの意味がわからないため、この列は読み込まない".into(),
            ),
            DoubtProblem::RowLeftOut => (
                "the row is neither a service nor an area and is left out".into(),
                "サービスでもエリアでもないため、この行は読み込まない".into(),
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
            DoubtProblem::LevelsWithGap => (
                "the levels of the headings are not 0 upwards without a gap".into(),
                "見出しのレベルが0から順に並んでいない".into(),
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
