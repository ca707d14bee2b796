//! How high a row must be for its text.
//!
//! Excel finds that out by itself, other programs only when a person asks for it, and none does
//! for joined cells. Excel's fonts can't be carried along, so widths of letters are those of its
//! Latin font, to the hundredth of an em; what is guessed is guessed generously.

use std::collections::BTreeMap;

use psirt_core::Language;

use super::look::Type;
use crate::workbook::{Area, Cell, Place, Value, Worksheet};

/// Excel knows no higher row.
const HIGHEST: f64 = 409.0;
/// Pixels of a cell's width that its text can't use.
const PADDING: f64 = 7.0;
/// Pixels of a screen to a point.
const PIXELS: f64 = 96.0 / 72.0;

/// Widths of the Latin letters from the space on, in hundredths of an em.
const WIDTHS: [u8; 95] = [
    23, 33, 40, 50, 51, 71, 68, 22, 30, 30, 50, 50, 25, 31, 25, 39, 51, 51, 51, 51, 51, 51, 51, 51,
    51, 51, 27, 27, 50, 50, 50, 46, 89, 58, 54, 53, 62, 49, 46, 63, 62, 25, 32, 52, 42, 85, 65, 66,
    52, 67, 54, 46, 49, 64, 57, 89, 52, 49, 47, 31, 39, 31, 50, 50, 29, 48, 53, 42, 53, 50, 31, 47,
    53, 23, 24, 45, 23, 80, 53, 53, 53, 53, 35, 39, 33, 53, 45, 71, 43, 45, 40, 31, 46, 31, 50,
];

/// The height of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Height {
    /// In points.
    pub points: f64,
    /// Whether Excel may find another one when the text changes.
    pub follows_text: bool,
}

/// The heights of all rows with text that wraps, and of those whose height is given.
pub(super) fn heights(
    worksheet: &Worksheet,
    language: Language,
    type_of: impl Fn(&Cell) -> Option<Type>,
) -> BTreeMap<u32, Height> {
    let joined: BTreeMap<Place, Area> = worksheet
        .merged
        .iter()
        .map(|&area| (area.first, area))
        .collect();
    let mut heights: BTreeMap<u32, Height> = BTreeMap::new();
    for (place, cell) in &worksheet.cells {
        let Value::Text(text) = &cell.value else {
            continue;
        };
        let Some(letters) = type_of(cell) else {
            continue;
        };
        let area = joined.get(place).copied();
        let last = area.map_or(place.column, |area| area.last.column);
        let columns = usize::from(place.column)..=usize::from(last);
        let width: f64 = worksheet.widths.get(columns).into_iter().flatten().sum();
        let width = (width - PADDING - letters.indent).max(20.0);
        let lines = lines(text, width, letters, language);
        let points =
            (f64::from(lines) * line_height(letters.size, language) + letters.margin).min(HIGHEST);
        let row = heights.entry(place.row).or_insert(Height {
            points: 0.0,
            follows_text: true,
        });
        row.points = row.points.max(points);
        row.follows_text &= area.is_none();
    }
    let least = line_height(11.0, language);
    for height in heights.values_mut() {
        height.points = height.points.max(least);
    }
    for &(row, points) in &worksheet.heights {
        let given = Height {
            points,
            follows_text: false,
        };
        heights
            .entry(row)
            .and_modify(|height| height.points = height.points.max(points))
            .and_modify(|height| height.follows_text = false)
            .or_insert(given);
    }
    heights
}

/// How many lines a text takes in so many pixels, broken at spaces and between wide characters.
fn lines(text: &str, width: f64, letters: Type, language: Language) -> u32 {
    let em = letters.size * PIXELS;
    let em = if letters.bold { em * 1.04 } else { em };
    text.split('\n')
        .map(|line| lines_of_paragraph(line, width / em, language))
        .sum()
}

fn lines_of_paragraph(text: &str, width: f64, language: Language) -> u32 {
    let (mut lines, mut used) = (1, 0.0);
    for word in words(text) {
        let (mut long, mut visible) = (0.0, 0.0);
        for letter in word.chars() {
            long += width_of(letter, language);
            if letter != ' ' {
                visible = long;
            }
        }
        if used > 0.0 && used + visible > width {
            lines += 1;
            used = 0.0;
        }
        // A word longer than a line is broken anywhere.
        while visible > width {
            lines += 1;
            long -= width;
            visible -= width;
        }
        used += long;
    }
    lines
}

/// Pieces that stay together: a word with the spaces after it, or one wide character with the
/// punctuation after it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut letters = rest.char_indices();
        let (_, first) = letters.next()?;
        let mut before = first;
        let end = letters
            .find(|&(_, letter)| {
                let breaks = (before == ' ' && letter != ' ')
                    || (is_wide(letter) && !is_closing(letter))
                    || (is_wide(before) && !is_closing(letter) && letter != ' ');
                before = letter;
                breaks
            })
            .map_or(rest.len(), |(at, _)| at);
        let (word, remainder) = rest.split_at(end);
        rest = remainder;
        Some(word)
    })
}

/// Width in ems.
fn width_of(letter: char, language: Language) -> f64 {
    let latin = usize::try_from(u32::from(letter))
        .ok()
        .and_then(|code| code.checked_sub(32))
        .and_then(|index| WIDTHS.get(index));
    match latin {
        // The Japanese font has wider Latin letters.
        Some(&hundredths) => f64::from(hundredths) / 100.0 * language.pick(1.03, 1.2),
        None if is_wide(letter) => 1.0,
        None => 0.62,
    }
}

fn is_wide(letter: char) -> bool {
    letter >= '\u{1100}' && !matches!(letter, '\u{2000}'..='\u{2013}' | '\u{2018}'..='\u{201f}')
}

fn is_closing(letter: char) -> bool {
    matches!(
        letter,
        '、' | '。' | '」' | '』' | ')' | '）' | '，' | '．' | 'ー' | '々' | '・'
    )
}

/// Height of a line in points: the Japanese font stands wider apart.
fn line_height(size: f64, language: Language) -> f64 {
    size * language.pick(1.28, 1.66)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: Type = Type {
        size: 10.0,
        bold: false,
        margin: 2.0,
        indent: 0.0,
    };

    #[test]
    fn words_stay_together_and_wide_characters_do_not() {
        let pieces: Vec<&str> = words("a cat、脆弱性。 PSIRTの").collect();
        assert_eq!(pieces, ["a ", "cat、", "脆", "弱", "性。 ", "PSIRT", "の"]);
    }

    #[test]
    fn lines_are_counted_with_the_width_of_letters() {
        let count = |text: &str, width| lines(text, width, TEN, Language::Ja);
        assert_eq!(count("脆弱性", 41.0), 1);
        assert_eq!(count("脆弱性", 39.0), 2);
        assert_eq!(count("a\nb\n\nc", 100.0), 4, "line feeds end lines");
        assert_eq!(count("", 100.0), 1);
        assert_eq!(count("WWWWWWWWWW", 60.0), 3, "a long word is broken");
    }
}
