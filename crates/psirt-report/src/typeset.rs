//! Breaks text into lines.
//!
//! Where a line may end follows the Unicode line breaking rules, which cover the usual Japanese
//! ones (no line begins with 、 or ー). No hyphenation and no justification.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::font::{Fonts, Weight};

/// A piece of text in one weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// The text; a line feed ends the line.
    pub text: &'a str,
    /// How heavy it is.
    pub weight: Weight,
}

/// One line of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// What stands on it, from left to right.
    pub runs: Vec<Run>,
    /// How wide it is, without the spaces at its end.
    pub width: f32,
    /// Whether a space between two words was dropped at its end.
    pub ends_at_space: bool,
}

impl Line {
    /// The characters of the line.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// The part of a line that comes from one stretch.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Which stretch.
    pub stretch: usize,
    /// The characters.
    pub text: String,
    /// Where it begins, from the start of the line.
    pub x: f32,
    /// How wide it is.
    pub width: f32,
}

/// Breaks `stretches` into lines no wider than `width`. An empty text is one empty line.
pub fn wrap(fonts: &Fonts, stretches: &[Stretch], size: f32, width: f32) -> Vec<Line> {
    let letters = letters(fonts, stretches, size);
    let lines = fill(&letters, width);
    without_runt(&letters, lines, size, width)
        .into_iter()
        .map(|range| line(&letters[range]))
        .collect()
}

/// Breaks like [`wrap`], then makes the lines about equally long. For headings and labels.
pub fn wrap_balanced(fonts: &Fonts, stretches: &[Stretch], size: f32, width: f32) -> Vec<Line> {
    let letters = letters(fonts, stretches, size);
    let widest = fill(&letters, width);
    let (mut narrow, mut wide) = (width / 3.0, width);
    while wide - narrow > 1.0 {
        let middle = f32::midpoint(narrow, wide);
        let tried = fill(&letters, middle);
        if tried.len() <= widest.len() && !splits_a_word(&letters, &tried) {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    fill(&letters, wide)
        .into_iter()
        .map(|range| line(&letters[range]))
        .collect()
}

#[derive(Clone, Copy, Debug)]
struct Letter {
    character: char,
    advance: f32,
    stretch: usize,
    after: After,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    Stay,
    May,
    Must,
}

type LineRange = std::ops::Range<usize>;

fn letters(fonts: &Fonts, stretches: &[Stretch], size: f32) -> Vec<Letter> {
    let whole: String = stretches.iter().map(|stretch| stretch.text).collect();
    let mut letters = Vec::with_capacity(whole.len());
    for (number, stretch) in stretches.iter().enumerate() {
        letters.extend(stretch.text.chars().map(|character| Letter {
            character,
            advance: if character == '\n' {
                0.0
            } else {
                fonts.glyph(character, stretch.weight).advance * size
            },
            stretch: number,
            after: After::Stay,
        }));
    }
    let mut places = whole
        .char_indices()
        .map(|(place, _)| place)
        .enumerate()
        .peekable();
    for (place, opportunity) in linebreaks(&whole) {
        let mut last = None;
        while let Some((number, _)) = places.next_if(|(_, start)| *start < place) {
            last = Some(number);
        }
        let Some(last) = last else { continue };
        letters[last].after = match opportunity {
            BreakOpportunity::Mandatory if letters[last].character == '\n' => After::Must,
            BreakOpportunity::Mandatory => After::Stay,
            BreakOpportunity::Allowed => {
                let next = letters.get(last + 1).map(|letter| letter.character);
                if next.is_some_and(|next| belong_together(letters[last].character, next)) {
                    After::Stay
                } else {
                    After::May
                }
            }
        };
    }
    letters
}

/// The Unicode rules would break `24|時間` and `第|12条`.
fn belong_together(before: char, after: char) -> bool {
    let is_han = |character: char| matches!(character, '\u{3400}'..='\u{9fff}');
    before.is_ascii_digit() && (is_han(after) || after == 'つ')
        || before == '第' && after.is_ascii_digit()
}

fn fill(letters: &[Letter], width: f32) -> Vec<LineRange> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut place = 0;
    let mut used = 0.0;
    let mut last_break = None;
    while place < letters.len() {
        let letter = letters[place];
        let overflows = used + letter.advance > width + 0.01 && letter.character != ' ';
        if overflows && place > start {
            let end = last_break.filter(|end| *end > start).unwrap_or(place);
            lines.push(start..end);
            start = end;
            place = end;
            used = 0.0;
            last_break = None;
            continue;
        }
        used += letter.advance;
        place += 1;
        match letter.after {
            After::Stay => {}
            After::May => last_break = Some(place),
            After::Must => {
                lines.push(start..place);
                start = place;
                used = 0.0;
                last_break = None;
            }
        }
    }
    if start < letters.len() || lines.is_empty() {
        lines.push(start..letters.len());
    }
    lines
}

/// Tries somewhat narrower lines when the last one holds no more than two letters.
fn without_runt(
    letters: &[Letter],
    lines: Vec<LineRange>,
    size: f32,
    width: f32,
) -> Vec<LineRange> {
    let is_runt = |lines: &[LineRange]| {
        lines.len() > 1
            && lines.last().is_some_and(|last| {
                let used: f32 = letters[last.clone()]
                    .iter()
                    .map(|letter| letter.advance)
                    .sum();
                used < 2.2 * size && letters[last.start - 1].after != After::Must
            })
    };
    if !is_runt(&lines) {
        return lines;
    }
    for step in 1..=4_u8 {
        let tried = fill(letters, width - size * f32::from(step));
        if tried.len() == lines.len() && !is_runt(&tried) && !splits_a_word(letters, &tried) {
            return tried;
        }
    }
    lines
}

fn splits_a_word(letters: &[Letter], lines: &[LineRange]) -> bool {
    lines.iter().any(|line| {
        line.end < letters.len() && line.end > 0 && letters[line.end - 1].after == After::Stay
    })
}

fn line(letters: &[Letter]) -> Line {
    let end = letters
        .iter()
        .rposition(|letter| !matches!(letter.character, ' ' | '\n' | '\u{3000}'))
        .map_or(0, |last| last + 1);
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0.0;
    for letter in &letters[..end] {
        match runs.last_mut() {
            Some(run) if run.stretch == letter.stretch => {
                run.text.push(letter.character);
                run.width += letter.advance;
            }
            _ => runs.push(Run {
                stretch: letter.stretch,
                text: letter.character.to_string(),
                x,
                width: letter.advance,
            }),
        }
        x += letter.advance;
    }
    let ends_at_space = letters
        .get(end)
        .is_some_and(|letter| letter.character == ' ');
    Line {
        runs,
        width: x,
        ends_at_space,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, width: f32) -> Vec<String> {
        let stretch = [Stretch {
            text,
            weight: Weight::Regular,
        }];
        wrap(&Fonts::new(), &stretch, 10.0, width)
            .iter()
            .map(Line::text)
            .collect()
    }

    #[test]
    fn no_line_begins_with_a_comma_or_a_long_vowel_mark() {
        let text = "ステークホルダーとの連絡先、窓口、手順を文書化している。";
        for width in 30_u8..120 {
            for line in broken(text, f32::from(width)) {
                assert!(
                    !line.starts_with(['、', '。', 'ー', 'っ']),
                    "at {width}: {line}"
                );
            }
        }
    }

    #[test]
    fn no_line_is_wider_than_allowed() {
        let fonts = Fonts::new();
        let text = "Product Security Incident Response Team 脆弱性対応 https://example.com/a-very-long-address-without-any-space";
        let stretch = [Stretch {
            text,
            weight: Weight::Bold,
        }];
        for width in 40_u8..200 {
            for line in wrap(&fonts, &stretch, 9.0, f32::from(width)) {
                assert!(line.width <= f32::from(width) + 0.02, "{width}: {line:?}");
            }
        }
    }

    #[test]
    fn nothing_but_spaces_at_line_ends_is_lost() {
        let text = "24時間以内に第12条の報告を行う。PSIRT は窓口を\n公開する";
        for width in 25_u8..150 {
            let kept: String = broken(text, f32::from(width)).concat();
            assert_eq!(
                kept.replace(' ', ""),
                text.replace([' ', '\n'], ""),
                "at {width}"
            );
        }
    }

    #[test]
    fn a_number_stays_with_its_counter() {
        for width in 40_u8..120 {
            for line in broken("報告は24時間以内に第12条に従う", f32::from(width)) {
                assert!(
                    !line.starts_with("時間") && !line.starts_with('条'),
                    "{width}: {line}"
                );
            }
        }
    }

    #[test]
    fn a_line_feed_ends_the_line_and_an_empty_text_is_one_line() {
        assert_eq!(broken("a\n\nb", 100.0), ["a", "", "b"]);
        assert_eq!(broken("", 100.0), [""]);
    }

    #[test]
    fn balanced_lines_are_about_equally_long() {
        let stretch = [Stretch {
            text: "Vulnerability Remediation Validation",
            weight: Weight::Bold,
        }];
        let lines = wrap_balanced(&Fonts::new(), &stretch, 10.0, 150.0);
        let texts: Vec<_> = lines.iter().map(Line::text).collect();
        assert_eq!(texts, ["Vulnerability", "Remediation Validation"]);
    }

    #[test]
    fn a_paragraph_does_not_end_with_a_lone_letter() {
        assert_eq!(
            broken("あいうえおかきくけこさ", 100.0),
            ["あいうえおかきく", "けこさ"]
        );
    }
}
