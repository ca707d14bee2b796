//! A report as plain values: what is said and in which order, not how it is drawn.
//!
//! `compose` makes it, the PDF exporter draws it. Lengths and fonts are not in here; the only
//! choices of layout are how columns share the width and what stands side by side.

use psirt_core::{Date, Language};

use crate::chart::Chart;
use crate::logo::Logo;
use crate::palette::Color;
use crate::picture::Align;

/// A whole report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The language it is written in.
    pub language: Language,
    /// Title of the document, for the reader's window and file lists.
    pub title: String,
    /// What it is about, in one sentence.
    pub subject: String,
    /// Who made it; may be empty.
    pub author: String,
    /// The date it speaks of; also the date in the file.
    pub date: Date,
    /// The program that made it, with its version.
    pub program: String,
    /// How it may be passed on, such as `TLP:AMBER`; printed on every page.
    pub classification: Option<String>,
    /// Printed at the head of every page.
    pub running_head: RunningHead,
    /// Printed at the foot of every page; may be empty.
    pub running_foot: String,
    /// What it is printed on.
    pub paper: Paper,
    /// The colour of headings and rules.
    pub accent: Color,
    /// The sign of whoever hands the report over, on the first page.
    pub logo: Option<Logo>,
    /// What comes before the text; a report of a page or two has nothing.
    pub front: Option<Front>,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// The line at the head of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunningHead {
    /// Warns of what is not final, such as a draft; may be empty.
    pub mark: String,
    /// Who is assessed; cut where the line is too long.
    pub name: String,
    /// What kind of document it is, and of which day; never cut for a long name.
    pub document: String,
}

/// What a report is printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches, as used in North America.
    Letter,
}

impl Paper {
    /// Every paper, the one most of the world uses first.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// Its short name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }
}

/// Cover and table of contents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// The first page.
    pub cover: Cover,
    /// Heading of the table of contents.
    pub contents_heading: String,
}

/// The first page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cover {
    /// What kind of document it is, in small letters above the title.
    pub kind: String,
    /// The largest words on the page.
    pub title: String,
    /// The line below.
    pub subtitle: String,
    /// Name and value, one a line.
    pub facts: Vec<(String, String)>,
    /// The smallest words on the page.
    pub small_print: String,
}

/// A section with its heading and the sections within it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its heading, also in the table of contents and the bookmarks.
    pub heading: String,
    /// Where it begins.
    pub start: Start,
    /// Whether the table of contents names it. Bookmarks name all.
    pub in_contents: bool,
    /// What it says.
    pub blocks: Vec<Block>,
    /// The sections within it.
    pub sections: Vec<Section>,
}

/// Where a section begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Start {
    /// Below what came before.
    #[default]
    Below,
    /// On a new page, unless the page has hardly begun.
    Fresh,
    /// On a new page.
    Page,
}

/// One thing said.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A small heading that is not in the table of contents.
    Heading(String),
    /// Running text.
    Paragraph(RichText),
    /// Small running text, such as the explanation of a chart.
    Small(RichText),
    /// Points, each with a dot.
    List(Vec<RichText>),
    /// Large figures side by side.
    KeyFigures(Vec<KeyFigure>),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Figure),
    /// A text set apart, with a heading.
    Note(Note),
    /// Blocks side by side, kept on one page; each with its share of the width.
    Columns(Vec<(f32, Vec<Block>)>),
    /// What follows begins a new page.
    PageBreak,
}

/// Text with emphasis and links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RichText(pub Vec<Span>);

/// A piece of text in one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The characters; a line feed ends the line.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Its colour.
    pub tone: Tone,
    /// A web address it leads to.
    pub link: Option<String>,
}

/// How loud a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// As usual.
    #[default]
    Plain,
    /// May be overlooked.
    Quiet,
    /// Reached, raised.
    Good,
    /// Missing, fallen.
    Bad,
}

impl RichText {
    /// Adds plain text.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.span(Span {
            text: text.into(),
            ..Span::default()
        })
    }

    /// Adds bold text.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.span(Span {
            text: text.into(),
            strong: true,
            ..Span::default()
        })
    }

    /// Adds quiet text.
    #[must_use]
    pub fn quiet(self, text: impl Into<String>) -> Self {
        self.toned(text, Tone::Quiet)
    }

    /// Adds text in a tone.
    #[must_use]
    pub fn toned(self, text: impl Into<String>, tone: Tone) -> Self {
        self.span(Span {
            text: text.into(),
            tone,
            ..Span::default()
        })
    }

    /// Adds text that leads to a web address. Anything but `http:` and `https:` is plain text.
    #[must_use]
    pub fn link(self, text: impl Into<String>, address: &str) -> Self {
        let is_web = address.starts_with("https://") || address.starts_with("http://");
        let link = is_web.then(|| address.to_owned());
        self.span(Span {
            text: text.into(),
            link,
            ..Span::default()
        })
    }

    /// Adds a span.
    #[must_use]
    pub fn span(mut self, span: Span) -> Self {
        if !span.text.is_empty() {
            self.0.push(span);
        }
        self
    }

    /// The characters without their looks.
    pub fn to_plain(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.text.trim().is_empty())
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self::default().plain(text)
    }
}

impl From<String> for RichText {
    fn from(text: String) -> Self {
        Self::default().plain(text)
    }
}

/// A figure that is seen first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyFigure {
    /// What it is.
    pub name: String,
    /// The figure.
    pub value: String,
    /// What belongs to it, in smaller letters, such as `/ 5`.
    pub unit: String,
    /// What it rests on.
    pub basis: String,
    /// Its colour.
    pub tone: Tone,
}

/// A chart with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The chart.
    pub chart: Chart,
    /// Height as a share of the width.
    pub proportion: f32,
    /// Printed below.
    pub caption: String,
    /// What the chart shows, in words, for those who don't see it.
    pub description: String,
}

/// A text set apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// In bold; may be empty.
    pub heading: String,
    /// What it says.
    pub text: RichText,
}

/// A table whose head is repeated on every page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Printed above, in bold; may be empty.
    pub caption: String,
    /// At least one.
    pub columns: Vec<Column>,
    /// In order.
    pub rows: Vec<Row>,
    /// Whether the head row is drawn. A table without heads is for a few plain facts.
    pub headless: bool,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Its head.
    pub heading: String,
    /// How wide it is.
    pub width: Width,
    /// Where its contents stand.
    pub align: Align,
    /// Whether its cells name their rows for those who hear the table.
    pub names_row: bool,
}

impl Column {
    /// A column with a share of what fixed columns leave.
    pub fn share(heading: impl Into<String>, share: f32) -> Self {
        Self {
            heading: heading.into(),
            width: Width::Share(share),
            ..Self::default()
        }
    }

    /// A column of so many points.
    pub fn fixed(heading: impl Into<String>, points: f32) -> Self {
        Self {
            heading: heading.into(),
            width: Width::Points(points),
            ..Self::default()
        }
    }

    /// The same column, its contents in the middle.
    #[must_use]
    pub fn centered(mut self) -> Self {
        self.align = Align::Middle;
        self
    }

    /// The same column, its contents at the right.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::End;
        self
    }

    /// The same column, naming its rows.
    #[must_use]
    pub fn naming(mut self) -> Self {
        self.names_row = true;
        self
    }
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Width {
    /// In points.
    Points(f32),
    /// A share of what the others leave.
    Share(f32),
}

impl Default for Width {
    fn default() -> Self {
        Self::Share(1.0)
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A heading over the rows that follow, with the colour of an area.
    Group {
        /// What the rows have in common.
        title: String,
        /// Said at the right end; may be empty.
        remark: String,
        /// Number of the area, for its colour.
        area: Option<usize>,
    },
    /// One cell for each column.
    Cells(Vec<Cell>),
}

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text that wraps.
    Text(RichText),
    /// Small text that wraps.
    Small(RichText),
    /// A level with its ground, or what stands in place of one.
    Level(Mark),
    /// Two levels with an arrow between.
    Step(Mark, Mark),
    /// All levels of the scale with what is reached and wanted.
    Strip(Strip),
    /// How many chose which level.
    Tally(TallyStrip),
    /// A value as the length of a bar.
    Bar(Bar),
    /// Where the middle half of a group lies, and what stands beside it.
    Range(Range),
    /// A word on a ground, such as a size.
    Tag(Tag),
    /// Several, one below the other.
    Stack(Vec<Cell>),
}

impl Cell {
    /// A cell of plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(RichText::default().plain(text))
    }

    /// A cell of bold text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Text(RichText::default().strong(text))
    }

    /// A cell of quiet text.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self::Text(RichText::default().quiet(text))
    }
}

/// A level or what stands in place of one. Four states that are never mixed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A level on a scale that ends at `highest`.
    Level {
        /// The level.
        level: u8,
        /// The end of the scale.
        highest: u8,
    },
    /// Not applicable, with its short word.
    NotApplicable(String),
    /// Don't know, with its short word.
    DontKnow(String),
    /// No answer, with its short word.
    Unanswered(String),
    /// Nothing to say, such as no target.
    None,
}

/// All levels of the scale in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// The end of the scale.
    pub highest: u8,
    /// What is reached.
    pub mark: Mark,
    /// What is wanted.
    pub target: Option<u8>,
    /// What was reached the round before.
    pub earlier: Option<u8>,
    /// The same in words, for those who don't see it.
    pub description: String,
}

/// How many people chose each level, and how many chose none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TallyStrip {
    /// One for each level, the lowest first.
    pub counts: Vec<usize>,
    /// How many did not know.
    pub dont_know: usize,
    /// How many said that it does not apply.
    pub not_applicable: usize,
    /// The level that was settled.
    pub settled: Option<u8>,
    /// The same in words, for those who don't see it.
    pub description: String,
}

/// A value as the length of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The end of the scale.
    pub highest: f64,
    /// The value; `None` draws the empty scale.
    pub value: Option<f64>,
    /// A second value, shown as a line across.
    pub target: Option<f64>,
    /// The same in words, for those who don't see it.
    pub description: String,
}

/// Where the middle half of a group lies on the scale, and what stands beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Range {
    /// The end of the scale.
    pub highest: u8,
    /// The lower and the upper quartile.
    pub band: Option<(f64, f64)>,
    /// What half of the members do not exceed.
    pub median: Option<f64>,
    /// One member's own value.
    pub own: Option<f64>,
    /// What the group wants.
    pub target: Option<f64>,
    /// The same in words, for those who don't see it.
    pub description: String,
}

/// A word on a ground.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The word.
    pub text: String,
    /// Its colour.
    pub tone: TagTone,
}

/// The look of a tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TagTone {
    /// Outlined.
    #[default]
    Hollow,
    /// On a light ground.
    Light,
    /// On a middle ground.
    Middle,
    /// On a dark ground.
    Dark,
    /// Reached.
    Good,
    /// Missing.
    Bad,
}
