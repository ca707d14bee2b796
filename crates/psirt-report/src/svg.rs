//! Writes a picture as SVG.
//!
//! Texts stay texts. The reader's machine may lack the typefaces, so each text carries the width
//! it was measured with and keeps its place with whatever font is at hand.

use std::fmt::Write;

use psirt_core::Language;

use crate::chart;
use crate::classification;
use crate::document::Figure;
use crate::font::{Fonts, Weight, clean_line};
use crate::palette::{ACCENT, Color, INK, MUTED};
use crate::picture::{
    Align, Ends, Path, Picture, Point, Shape, Step, TextLook, TextShape, point, text,
};

/// What stands around a figure in a file of its own.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// Whose figure it is.
    pub organization: &'a str,
    /// What is said below the title, such as the scope and the date.
    pub about: &'a str,
    /// How it may be passed on.
    pub classification: Option<&'a str>,
}

/// Draws a figure so that it can stand alone: with title and date, and with how it may be passed
/// on at the right of head and foot.
pub fn stand_alone(figure: &Figure, around: Around<'_>, width: f32, fonts: &Fonts) -> Picture {
    const HEAD: f32 = 46.0;
    const MARGIN: f32 = 12.0;
    let foot = if around.classification.is_some() {
        26.0
    } else {
        8.0
    };
    let inner = width - 2.0 * MARGIN;
    let chart = chart::draw(&figure.chart, inner, inner * figure.proportion, fonts);
    let height = HEAD + chart.height + foot;
    let label = around.classification.unwrap_or_default();
    let taken = classification::width(fonts, label, inner);
    let room = inner - taken - 12.0;
    let line = |size: f32, weight: Weight, color: Color, y: f32, words: &str| {
        let words = fonts.shorten(&clean_line(words), size, weight, room);
        let look = TextLook::new(size, weight, color);
        text(fonts, point(MARGIN, y), Align::Start, look, &words)
    };
    let title = format!("{} – {}", figure.caption, around.organization);
    let mut shapes = vec![
        line(12.0, Weight::Bold, INK, 19.0, &title),
        line(9.0, Weight::Regular, MUTED, 33.0, around.about),
    ];
    for y in [19.0, height - 9.0] {
        let at = point(width - MARGIN, y);
        let label = classification::shapes(fonts, label, at, inner, ACCENT);
        shapes.extend(label);
    }
    let moved = |shape: Shape| shape.moved(MARGIN, HEAD);
    shapes.extend(chart.shapes.into_iter().map(moved));
    Picture {
        width,
        height,
        shapes,
    }
}

/// Writes `picture` with a title and a description that a screen reader reads.
pub fn svg(picture: &Picture, title: &str, description: &str, language: Language) -> String {
    let (width, height) = (number(picture.width), number(picture.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" xml:lang=\"{}\" font-family=\"{FONTS}\">\n\
         <title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
        language.code(),
        escape(title),
        escape(description),
    );
    for shape in &picture.shapes {
        match shape {
            Shape::Path(path) => write_path(&mut out, path),
            Shape::Text(text) => write_text(&mut out, text),
        }
    }
    out.push_str("</svg>\n");
    out
}

const FONTS: &str =
    "'Noto Sans JP','Hiragino Sans','Yu Gothic',Meiryo,'Noto Sans CJK JP',sans-serif";

pub(crate) fn write_path(out: &mut String, path: &Path) {
    out.push_str("<path d=\"");
    for step in &path.steps {
        match step {
            Step::Move(to) => write_points(out, 'M', &[*to]),
            Step::Line(to) => write_points(out, 'L', &[*to]),
            Step::Curve(first, second, to) => write_points(out, 'C', &[*first, *second, *to]),
            Step::Close => out.push('Z'),
        }
    }
    out.push('"');
    match &path.fill {
        None => out.push_str(" fill=\"none\""),
        Some(fill) => {
            let _ = write!(out, " fill=\"{}\"", fill.color.css());
            if fill.opacity < 1.0 {
                let _ = write!(out, " fill-opacity=\"{}\"", number(fill.opacity));
            }
            if fill.even_odd {
                out.push_str(" fill-rule=\"evenodd\"");
            }
        }
    }
    if let Some(stroke) = &path.stroke {
        let (color, width) = (stroke.color.css(), number(stroke.width));
        let _ = write!(out, " stroke=\"{color}\" stroke-width=\"{width}\"");
        if stroke.opacity < 1.0 {
            let _ = write!(out, " stroke-opacity=\"{}\"", number(stroke.opacity));
        }
        if !stroke.dash.is_empty() {
            let dash: Vec<String> = stroke.dash.iter().copied().map(number).collect();
            let _ = write!(out, " stroke-dasharray=\"{}\"", dash.join(" "));
        }
        if stroke.ends == Ends::Round {
            out.push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        }
    }
    out.push_str("/>\n");
}

fn write_text(out: &mut String, text: &TextShape) {
    if text.text.trim().is_empty() {
        return;
    }
    let bold = if text.weight == Weight::Bold {
        " font-weight=\"700\""
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{bold} fill=\"{}\" textLength=\"{}\" \
         lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">{}</text>",
        number(text.x),
        number(text.y),
        number(text.size),
        text.color.css(),
        number(text.width),
        escape(&text.text),
    );
}

fn write_points(out: &mut String, letter: char, points: &[Point]) {
    out.push(letter);
    for (place, point) in points.iter().enumerate() {
        if place > 0 {
            out.push(' ');
        }
        let _ = write!(out, "{} {}", number(point.x), number(point.y));
    }
}

/// At most two decimals, without trailing zeros.
pub(crate) fn number(value: f32) -> String {
    let shown = format!("{value:.2}");
    let short = shown.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Not allowed in XML, not even as a reference.
            '\u{0}'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{fffe}'
            | '\u{ffff}' => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_as_text_with_its_measured_width() {
        let look = TextLook::new(10.0, Weight::Bold, INK);
        let shape = text(
            &Fonts::new(),
            point(5.0, 12.0),
            Align::Start,
            look,
            "A&B <脆弱性>",
        );
        let picture = Picture {
            width: 100.0,
            height: 20.0,
            shapes: vec![shape],
        };
        let written = svg(&picture, "t", "d", Language::Ja);
        assert!(
            written.contains("A&amp;B &lt;脆弱性&gt;</text>"),
            "{written}"
        );
        assert!(written.contains("textLength=\""), "{written}");
    }
}
