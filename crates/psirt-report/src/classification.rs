//! How a report may be passed on, as it is printed: at the right of head and foot, 12 points.
//!
//! The labels of the Traffic Light Protocol (FIRST, version 2.0) have their own colours on black
//! and are written as the protocol writes them; any other line is printed as it was typed.

use crate::font::{Fonts, Weight};
use crate::palette::{BLACK, Color};
use crate::picture::{Align, Point, Rect, Shape, TextLook, filled, point, text};

/// The least size the protocol allows, in points.
pub const SIZE: f32 = 12.0;
/// Black ground beside and above the letters.
const PAD: f32 = 4.0;

/// The labels of the protocol with their colours; the longer ones first.
const LABELS: [(&str, Color); 5] = [
    ("TLP:AMBER+STRICT", Color::hex(0x00FF_C000)),
    ("TLP:AMBER", Color::hex(0x00FF_C000)),
    ("TLP:RED", Color::hex(0x00FF_2B2B)),
    ("TLP:GREEN", Color::hex(0x0033_FF00)),
    ("TLP:CLEAR", Color::hex(0x00FF_FFFF)),
];

/// The line as it is printed, and the colour of a label of the protocol.
pub fn printed(line: &str) -> (String, Option<Color>) {
    let line = line.trim();
    let known = LABELS.into_iter().find(|(label, _)| {
        let head = line.get(..label.len());
        let ends = line[head.map_or(0, str::len)..].chars().next();
        head.is_some_and(|head| head.eq_ignore_ascii_case(label))
            && !ends.is_some_and(|next| next.is_alphanumeric() || next == '+')
    });
    match known {
        Some((label, color)) => (format!("{label}{}", &line[label.len()..]), Some(color)),
        None => (line.to_owned(), None),
    }
}

/// Whether the line lets a report leave the circle of those it is about: the protocol's labels for
/// a community or everybody.
pub fn is_for_outside(line: &str) -> bool {
    let (printed, color) = printed(line);
    color.is_some()
        && ["TLP:GREEN", "TLP:CLEAR"]
            .iter()
            .any(|label| printed.starts_with(label))
}

/// How wide the line is drawn, at most `most`.
pub fn width(fonts: &Fonts, line: &str, most: f32) -> f32 {
    let (words, color) = cut(fonts, line, most);
    let pad = if color.is_some() { 2.0 * PAD } else { 0.0 };
    fonts.width(&words, SIZE, Weight::Bold) + pad
}

/// The line with its right end at `at`, on its baseline; what restricts it further is cut where
/// it would take more than half of `most`.
pub fn shapes(fonts: &Fonts, line: &str, at: Point, most: f32, accent: Color) -> Vec<Shape> {
    let (words, color) = cut(fonts, line, most);
    if words.is_empty() {
        return Vec::new();
    }
    let look = TextLook::new(SIZE, Weight::Bold, color.unwrap_or(accent));
    if color.is_none() {
        return vec![text(fonts, at, Align::End, look, &words)];
    }
    let wide = fonts.width(&words, SIZE, Weight::Bold) + 2.0 * PAD;
    let ground = Rect::new(at.x - wide, at.y - SIZE, wide, SIZE + PAD);
    let at = point(at.x - PAD, at.y);
    vec![
        filled(ground, BLACK),
        text(fonts, at, Align::End, look, &words),
    ]
}

fn cut(fonts: &Fonts, line: &str, most: f32) -> (String, Option<Color>) {
    let (words, color) = printed(line);
    let words = fonts.shorten(&words, SIZE, Weight::Bold, most * 0.5);
    (words, color)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_of_the_protocol_is_written_as_the_protocol_writes_it() {
        for (typed, shown, is_label) in [
            ("tlp:amber", "TLP:AMBER", true),
            (" TLP:amber+strict ", "TLP:AMBER+STRICT", true),
            ("TLP:RED board only", "TLP:RED board only", true),
            ("TLP:REDDISH", "TLP:REDDISH", false),
            ("TLP:AMBER+OTHER", "TLP:AMBER+OTHER", false),
            ("社外秘", "社外秘", false),
            ("TLP:緑", "TLP:緑", false),
            ("", "", false),
        ] {
            let (printed, color) = printed(typed);
            assert_eq!((printed.as_str(), color.is_some()), (shown, is_label));
        }
    }

    #[test]
    fn only_labels_for_a_community_or_everybody_are_for_outside() {
        for (line, outside) in [
            ("tlp:clear", true),
            ("TLP:GREEN members", true),
            ("TLP:AMBER", false),
            ("TLP:AMBER+STRICT", false),
            ("TLP:GREENISH", false),
            ("社外秘", false),
            ("", false),
        ] {
            assert_eq!(is_for_outside(line), outside, "{line}");
        }
    }

    #[test]
    fn a_long_line_never_takes_more_than_half_the_width() {
        let fonts = Fonts::new();
        let line = "TLP:AMBER+STRICT only for those who have signed the agreement of June";
        assert!(width(&fonts, line, 480.0) <= 240.0 + 2.0 * PAD);
        let (words, _) = cut(&fonts, line, 480.0);
        assert!(words.starts_with("TLP:AMBER+STRICT "), "{words}");
    }
}
