//! Which letters of a text count where texts are compared, and how those nobody sees are shown.
//!
//! Programs put marks into a text that have no shape: a space of no width, a soft hyphen, a mark
//! of the direction of writing. People write the same hyphen in ten ways. A text that is kept
//! stays as it was written; what is compared is [`plain`], [`plain_id`] or [`without_unseen`],
//! and what is quoted to a person is [`seen`].

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

/// A text as it is compared with words: half-width, lower case, single spaces, plain hyphens and
/// apostrophes, nothing that is not seen.
pub fn plain(text: &str) -> String {
    plain_id(text)
        .chars()
        .flat_map(char::to_lowercase)
        .collect()
}

/// An id as it is compared: as [`plain`], in its own case.
pub fn plain_id(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut last = None;
    let counting = text
        .chars()
        .filter(|&letter| !is_unseen(letter) && !is_control(letter));
    for letter in counting.nfkc() {
        let letter = match letter {
            letter if letter.is_whitespace() => ' ',
            letter if is_hyphen(letter, last) => '-',
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' => '\'',
            letter => letter,
        };
        last = Some(letter);
        if letter != ' ' || !(plain.is_empty() || plain.ends_with(' ')) {
            plain.push(letter);
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// A text without what is not seen and without white space around it; everything else is as it
/// was written. Marks that choose the form of the letter before them stay.
pub fn without_unseen(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if !is_unseen(letter) || shapes(kept.chars().last(), letter, letters.peek().copied()) {
            kept.push(letter);
        }
    }
    kept.trim().to_owned()
}

/// Whether a text says nothing: white space and what is not seen.
pub fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_whitespace() || is_unseen(letter) || is_control(letter))
}

/// A text as it is quoted to a person: what is not seen stands there as its code point, such as
/// `3[U+200B]`.
pub fn seen(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let shape_only = shapes(before, letter, letters.peek().copied());
        let is_line = matches!(letter, '\n' | '\r' | '\t');
        if (is_unseen(letter) && !shape_only)
            || (is_control(letter) && !is_line)
            || is_empty_shape(letter)
        {
            write!(shown, "[U+{:04X}]", u32::from(letter))
                .expect("a text takes whatever is written");
        } else {
            shown.push(letter);
        }
        before = Some(letter);
    }
    shown
}

/// Whether a letter has no shape of its own, wherever it stands: what Unicode calls ignorable by
/// default, and the marks of interlinear notes.
pub const fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// A control that is no white space.
fn is_control(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
}

/// Letters that are drawn as nothing although they are none of the ignorable ones: an empty
/// Braille cell, the place of an object that is not there, and letters without a meaning.
const fn is_empty_shape(letter: char) -> bool {
    matches!(letter, '\u{2800}' | '\u{FFFC}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// Whether a mark that is not seen changes how its neighbors look: it chooses the form of a kanji
/// or a picture, or joins or parts letters of scripts that are written joined.
fn shapes(before: Option<char>, mark: char, after: Option<char>) -> bool {
    let has_forms =
        |letter: char| !letter.is_ascii() && !letter.is_whitespace() && !is_unseen(letter);
    match mark {
        '\u{FE00}'..='\u{FE0F}'
        | '\u{E0100}'..='\u{E01EF}'
        | '\u{180B}'..='\u{180D}'
        | '\u{180F}' => before.is_some_and(has_forms),
        '\u{200C}' | '\u{200D}' => {
            let joins = |letter: char| has_forms(letter) || matches!(letter, '\u{FE0F}');
            before.is_some_and(joins) && after.is_some_and(has_forms)
        }
        _ => false,
    }
}

/// Whether a letter is written for a hyphen. The long vowel of katakana is one only where no kana
/// stands before it.
fn is_hyphen(letter: char, before: Option<char>) -> bool {
    match letter {
        '-'
        | '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{02D7}'
        | '\u{2500}'
        | '\u{2501}'
        | '\u{2796}'
        | '\u{2E3A}'
        | '\u{2E3B}'
        | '\u{30A0}'
        | '\u{FE58}' => true,
        'ー' => !before.is_some_and(
            |letter| matches!(letter, '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FF}'),
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_alike_is_compared_alike() {
        for text in [
            "3 - Defined",
            "3 – Defined",
            "３　—　ＤＥＦＩＮＥＤ",
            "\u{FEFF}3\u{A0}−\u{2009}Defi\u{AD}ned\u{200E}",
            "3\u{200B} ー defined",
            "3 \u{2011}  defined\u{7}",
        ] {
            assert_eq!(plain(text), "3 - defined", "{text:?}");
        }
        assert_eq!(plain("don’t"), "don't");
        assert_eq!(plain_id("ＡＣ‐2\u{200B}"), "AC-2");
        assert_eq!(plain("サービス"), "サービス", "a long vowel is no hyphen");
        assert_eq!(plain("ｻｰﾋﾞｽ"), "サービス");
        assert_eq!(plain("か\u{34F}\u{3099}"), "が");
    }

    #[test]
    fn what_is_not_seen_is_quoted_as_its_code_point() {
        assert_eq!(seen("3\u{200B}x\u{7}"), "3[U+200B]x[U+0007]");
        assert_eq!(seen("a\nb\t"), "a\nb\t");
        assert_eq!(
            seen("葛\u{E0100}城 ☎\u{FE0F} 👩\u{200D}💻"),
            "葛\u{E0100}城 ☎\u{FE0F} 👩\u{200D}💻"
        );
        assert_eq!(seen("3\u{FE0F}"), "3[U+FE0F]");
        assert_eq!(seen("\u{E000}\u{2800}"), "[U+E000][U+2800]");
    }

    #[test]
    fn what_shapes_a_letter_stays_and_the_rest_goes() {
        assert_eq!(
            without_unseen("\u{FEFF} 葛\u{E0100}城\u{200B} "),
            "葛\u{E0100}城"
        );
        assert_eq!(without_unseen("1.1\u{FE0F}"), "1.1");
        assert!(is_blank(" \u{200B}\u{3000}\u{FEFF}\n") && !is_blank("-"));
    }

    proptest! {
        #[test]
        fn marks_nobody_sees_change_no_comparison(
            text in "[ -~ぁ-ヶ一-龠ａ-ｚ　–−]{0,20}",
            mark in prop::sample::select(vec!['\u{200B}', '\u{FEFF}', '\u{200E}', '\u{AD}', '\u{2060}', '\u{FE0F}', '\u{E0100}', '\u{202E}', '\u{3164}', '\u{7}']),
            place in 0_usize..20,
        ) {
            let mut letters: Vec<char> = text.chars().collect();
            letters.insert(place.min(letters.len()), mark);
            let marked: String = letters.into_iter().collect();
            prop_assert_eq!(plain(&marked), plain(&text));
            prop_assert_eq!(plain(&plain(&text)), plain(&text), "comparing twice is comparing once");
            prop_assert_eq!(is_blank(&marked), is_blank(&text));
        }

        #[test]
        fn nothing_quoted_is_unseen(text in any::<String>()) {
            let quoted = seen(&text);
            let bare: String = quoted.chars().filter(|letter| !is_unseen(*letter)).collect();
            prop_assert!(seen(&bare).len() <= quoted.len());
            prop_assert!(!quoted.chars().any(is_empty_shape));
        }
    }
}
