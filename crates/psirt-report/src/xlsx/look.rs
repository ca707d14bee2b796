//! What each kind of cell looks like.

use std::collections::BTreeMap;

use psirt_core::Language;
use rust_xlsxwriter::{Color as Rgb, Format, FormatAlign, FormatBorder};

use crate::palette::{
    self, Color, GAIN, GRID, GROUND, HAIRLINE, INK, LOSS, MUTED, SeriesRole, WHITE,
};
use crate::workbook::{Cell, Look, Workbook};

/// The formats of a workbook, each made once.
pub(super) struct Looks {
    style: Style,
    made: BTreeMap<Key, Format>,
}

/// What a format depends on: the look, whether a group begins, and the words around a number.
type Key = (Look, bool, Option<(&'static str, &'static str)>);

/// What all formats of a workbook have in common.
#[derive(Clone, Copy)]
struct Style {
    language: Language,
    accent: Color,
}

impl Looks {
    pub fn new(workbook: &Workbook) -> Self {
        Self {
            style: Style {
                language: workbook.language,
                accent: workbook.accent,
            },
            made: BTreeMap::new(),
        }
    }

    /// The font of every cell.
    pub fn font(&self) -> &'static str {
        font(self.style.language)
    }

    pub fn accent(&self) -> Color {
        self.style.accent
    }

    /// Height of a row and width of a column in pixels, as Excel has them with this font.
    pub fn default_sizes(&self) -> (u32, u32) {
        self.style.language.pick((20, 64), (25, 72))
    }

    /// What cells without a look have, and what Excel measures columns by.
    pub fn default_format(&self) -> Format {
        self.style.plain(11.0)
    }

    /// The format of a cell, to be changed.
    pub fn format(&mut self, cell: &Cell) -> Format {
        self.shared(cell).clone()
    }

    /// The format of a cell.
    pub fn shared(&mut self, cell: &Cell) -> &Format {
        let around = Some(cell.around).filter(|around| *around != ("", ""));
        let key = (cell.look, cell.begins_group, around);
        let style = self.style;
        self.made.entry(key).or_insert_with(|| style.format(key))
    }
}

impl Style {
    fn format(self, (look, begins_group, around): Key) -> Format {
        let format = match looks_like(look) {
            Kind::Body => self.body(look),
            Kind::Head => self.head(look == Look::MiddleHead),
            Kind::Free => self.free(look),
        };
        let format = match number_format(look, around) {
            Some(number) => format.set_num_format(number),
            None => format,
        };
        if begins_group {
            format
                .set_border_top(FormatBorder::Thin)
                .set_border_top_color(color(MUTED))
        } else {
            format
        }
    }

    fn plain(self, size: f64) -> Format {
        let format = Format::new()
            .set_font_name(font(self.language))
            .set_font_size(size)
            .set_font_family(2)
            .set_font_color(color(INK));
        match self.language {
            Language::En => format,
            // Which characters the font is for, where it has to be replaced.
            Language::Ja => format.set_font_charset(128),
        }
    }

    /// A cell of a table: text at the top, a line below.
    fn body(self, look: Look) -> Format {
        let format = self
            .plain(10.0)
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(color(HAIRLINE));
        let middle = |format: Format| format.set_align(FormatAlign::Center);
        match look {
            Look::Strong => format
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Left)
                .set_indent(1),
            Look::Quiet => format
                .set_font_color(color(MUTED))
                .set_text_wrap()
                .set_align(FormatAlign::Left)
                .set_indent(1),
            Look::Id => format
                .set_bold()
                .set_text_wrap()
                .set_font_color(color(self.accent)),
            Look::Word => middle(format).set_text_wrap(),
            Look::OpenLevel => middle(format)
                .set_border(FormatBorder::Thin)
                .set_border_color(color(GRID)),
            Look::Good | Look::LevelRise => middle(format).set_bold().set_font_color(color(GAIN)),
            Look::Partly => middle(format).set_bold().set_font_color(color(blue())),
            Look::Bad | Look::LevelFall => middle(format).set_bold().set_font_color(color(LOSS)),
            Look::Unknown | Look::RoughDays => {
                middle(format).set_italic().set_font_color(color(MUTED))
            }
            Look::StrongFigure | Look::StrongFigureChange | Look::StrongCount => {
                middle(format).set_bold()
            }
            Look::Level
            | Look::NearLevel
            | Look::Figure
            | Look::Hundredths
            | Look::FigureChange
            | Look::LevelChange
            | Look::Count
            | Look::Days
            | Look::Data
            | Look::Date => middle(format),
            // A little room keeps the texts of neighbouring columns apart.
            _ => format
                .set_text_wrap()
                .set_align(FormatAlign::Left)
                .set_indent(1),
        }
    }

    fn head(self, middle: bool) -> Format {
        let format = self
            .plain(10.0)
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_font_color(color(WHITE))
            .set_background_color(color(self.accent));
        if middle {
            format.set_align(FormatAlign::Center)
        } else {
            format.set_align(FormatAlign::Left).set_indent(1)
        }
    }

    /// A cell outside tables.
    fn free(self, look: Look) -> Format {
        let accent = color(self.accent);
        match look {
            Look::Kind => self
                .plain(10.0)
                .set_bold()
                .set_font_color(accent)
                .set_align(FormatAlign::VerticalCenter),
            Look::Title => self
                .plain(20.0)
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter),
            Look::Subtitle => self
                .plain(12.0)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter),
            Look::TabTitle => self
                .plain(15.0)
                .set_bold()
                .set_font_color(accent)
                .set_align(FormatAlign::VerticalCenter),
            Look::Heading => self
                .plain(12.0)
                .set_bold()
                .set_font_color(accent)
                .set_align(FormatAlign::Bottom)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(accent),
            Look::Note => self
                .plain(9.0)
                .set_text_wrap()
                .set_font_color(color(MUTED))
                .set_align(FormatAlign::Top),
            Look::KeyName => self
                .key(9.0)
                .set_font_color(color(MUTED))
                .set_border_top(FormatBorder::Medium)
                .set_border_top_color(accent),
            Look::KeyFigure | Look::KeyCount => self.key(22.0).set_bold().set_font_color(accent),
            Look::KeyBasis => self.key(9.0).set_font_color(color(MUTED)),
            Look::FactName => self
                .plain(10.0)
                .set_bold()
                .set_text_wrap()
                .set_font_color(color(MUTED))
                .set_align(FormatAlign::Top),
            Look::Link => self
                .plain(10.0)
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_font_color(color(blue()))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            _ => self.plain(10.0).set_text_wrap().set_align(FormatAlign::Top),
        }
    }

    fn key(self, size: f64) -> Format {
        self.plain(size)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(color(GROUND))
            .set_border_left(FormatBorder::Thin)
            .set_border_right(FormatBorder::Thin)
            .set_border_left_color(color(WHITE))
            .set_border_right_color(color(WHITE))
    }
}

/// The letters of a text that wraps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    /// In points.
    pub size: f64,
    pub bold: bool,
    /// Points above and below the text.
    pub margin: f64,
    /// Pixels to the left of the text, beyond what every cell leaves free.
    pub indent: f64,
}

/// The letters of a cell whose row fits its text; none where the text stays on one line.
pub(super) fn type_of(cell: &Cell) -> Option<Type> {
    const INDENT: f64 = 9.0;
    let (size, bold, margin, indent) = match cell.look {
        Look::Head => (10.0, true, 8.0, INDENT),
        Look::MiddleHead => (10.0, true, 8.0, 0.0),
        Look::Title => (20.0, true, 2.0, 0.0),
        Look::TabTitle => (15.0, true, 3.0, 0.0),
        Look::Subtitle => (12.0, false, 2.0, 0.0),
        Look::Note => (9.0, false, 3.0, 0.0),
        Look::Text | Look::Quiet => (10.0, false, 1.5, INDENT),
        Look::Strong => (10.0, true, 1.5, INDENT),
        Look::Word | Look::Fact => (10.0, false, 1.5, 0.0),
        Look::Id | Look::FactName => (10.0, true, 1.5, 0.0),
        _ => return None,
    };
    Some(Type {
        size,
        bold,
        margin,
        indent,
    })
}

/// The font of a language, which comes with Excel on Windows and macOS.
pub(super) fn font(language: Language) -> &'static str {
    language.pick("Calibri", "Yu Gothic")
}

enum Kind {
    Body,
    Head,
    Free,
}

fn looks_like(look: Look) -> Kind {
    match look {
        Look::Head | Look::MiddleHead => Kind::Head,
        Look::Kind
        | Look::Title
        | Look::Subtitle
        | Look::TabTitle
        | Look::Heading
        | Look::Note
        | Look::KeyName
        | Look::KeyFigure
        | Look::KeyCount
        | Look::KeyBasis
        | Look::FactName
        | Look::Fact
        | Look::Link => Kind::Free,
        _ => Kind::Body,
    }
}

/// How a number is shown; it is never rounded in its cell.
fn number_format(look: Look, around: Option<(&str, &str)>) -> Option<String> {
    if let Some((before, after)) = around {
        let literal = |words: &str| match words {
            "" => String::new(),
            words => format!("\"{words}\""),
        };
        return Some(format!("{}0{}", literal(before), literal(after)));
    }
    let format = match look {
        Look::Figure | Look::StrongFigure | Look::KeyFigure => "0.0",
        Look::Hundredths => "0.00",
        Look::FigureChange | Look::StrongFigureChange => "+0.0;\"−\"0.0;\"±\"0.0",
        Look::LevelChange | Look::LevelRise | Look::LevelFall => "\"▲ +\"0;\"▼ −\"0;\"±\"0",
        Look::Level | Look::OpenLevel | Look::Count | Look::StrongCount | Look::KeyCount => "0",
        Look::NearLevel => "\"≈ \"0",
        Look::Days => "General",
        Look::RoughDays => "\"≈ \"General",
        Look::Data => "0.0##",
        Look::Date => "yyyy\\-mm\\-dd",
        // Whatever a person types over it stays text: 1.10 is not 1.1.
        Look::Id => "@",
        _ => return None,
    };
    Some(format.to_owned())
}

/// The blue of what is reached in part, and of links.
fn blue() -> Color {
    palette::look(SeriesRole::Current).color
}

pub(super) fn color(color: Color) -> Rgb {
    Rgb::RGB(u32::from_be_bytes([0, color.red, color.green, color.blue]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_between_words_has_them_in_its_format() {
        assert_eq!(
            number_format(Look::KeyBasis, Some(("of ", " 件"))).as_deref(),
            Some("\"of \"0\" 件\"")
        );
        assert_eq!(
            number_format(Look::KeyBasis, Some(("", " 件"))).as_deref(),
            Some("0\" 件\"")
        );
    }

    #[test]
    fn a_color_keeps_its_parts() {
        assert_eq!(color(crate::palette::ACCENT), Rgb::RGB(0x000B_3A63));
    }
}
