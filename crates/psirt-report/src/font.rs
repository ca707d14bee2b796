//! The typefaces of a report, and how wide a text is in them.
//!
//! The files are compiled in: a report looks the same on every machine. There is no shaping and
//! no kerning here; one character is one glyph, which is what Japanese and Latin text needs.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::fmt;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider, charmap::Charmap};
use unicode_normalization::char::{compose, is_combining_mark};

/// Stands for a character that no typeface has.
pub const GETA: char = '〓';

/// How heavy a text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// For reading.
    #[default]
    Regular,
    /// For headings and figures.
    Bold,
}

/// One of the embedded font files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Typeface {
    /// Noto Sans JP Regular, which draws nearly everything.
    JapaneseRegular,
    /// Noto Sans JP Bold.
    JapaneseBold,
    /// Noto Sans Regular, for letters that Noto Sans JP lacks.
    LatinRegular,
    /// Noto Sans Bold.
    LatinBold,
}

impl Typeface {
    /// Every typeface, in the order of their numbers.
    pub const ALL: [Self; 4] = [
        Self::JapaneseRegular,
        Self::JapaneseBold,
        Self::LatinRegular,
        Self::LatinBold,
    ];

    /// The font file.
    pub fn data(self) -> &'static [u8] {
        match self {
            Self::JapaneseRegular => {
                include_bytes!("../../../assets/fonts/NotoSansJP-Regular.ttf")
            }
            Self::JapaneseBold => include_bytes!("../../../assets/fonts/NotoSansJP-Bold.ttf"),
            Self::LatinRegular => include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf"),
            Self::LatinBold => include_bytes!("../../../assets/fonts/NotoSans-Bold.ttf"),
        }
    }

    /// The name printed in the font file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::JapaneseRegular => "NotoSansJP-Regular",
            Self::JapaneseBold => "NotoSansJP-Bold",
            Self::LatinRegular => "NotoSans-Regular",
            Self::LatinBold => "NotoSans-Bold",
        }
    }

    /// How heavy it is on the scale of font files: 400 is regular, 700 bold.
    pub const fn weight_class(self) -> u16 {
        match self {
            Self::JapaneseRegular | Self::LatinRegular => 400,
            Self::JapaneseBold | Self::LatinBold => 700,
        }
    }

    /// The rectangle that holds every glyph: left, bottom, right, top in thousandths of an em.
    pub fn bounds(self) -> [i16; 4] {
        let font = FontRef::new(self.data()).expect("the embedded fonts can be read");
        let metrics = font.metrics(Size::new(1_000.0), LocationRef::default());
        let bounds = metrics.bounds.unwrap_or_default();
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a few thousandths of an em"
        )]
        [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|edge| edge.round() as i16)
    }

    const fn number(self) -> usize {
        self as usize
    }

    const fn candidates(weight: Weight) -> [Self; 2] {
        match weight {
            Weight::Regular => [Self::JapaneseRegular, Self::LatinRegular],
            Weight::Bold => [Self::JapaneseBold, Self::LatinBold],
        }
    }
}

/// How one character is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// The typeface that has it.
    pub typeface: Typeface,
    /// Its number there.
    pub id: u32,
    /// How far the next one stands from it, in em.
    pub advance: f32,
    /// The character that is drawn: the one asked for, one that looks alike, or [`GETA`].
    pub shown: char,
}

/// The typefaces, ready to measure with, and the characters they turned out to lack.
pub struct Fonts {
    faces: [Face; 4],
    known: RefCell<HashMap<(char, Weight), Glyph>>,
    missing: RefCell<BTreeSet<char>>,
}

impl Fonts {
    /// Height of a capital letter, in em.
    pub const CAP_HEIGHT: f32 = 0.733;
    /// How far a line of text reaches above its baseline, in em.
    pub const ASCENT: f32 = 0.88;
    /// How far a line of text reaches below its baseline, in em.
    pub const DESCENT: f32 = 0.24;

    /// Opens the embedded typefaces.
    pub fn new() -> Self {
        Self {
            faces: Typeface::ALL.map(Face::new),
            known: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    /// How `character` is drawn. One that no typeface has becomes [`GETA`] and is remembered.
    pub fn glyph(&self, character: char, weight: Weight) -> Glyph {
        if let Some(glyph) = self.known.borrow().get(&(character, weight)) {
            return *glyph;
        }
        let glyph = self.find(character, weight).unwrap_or_else(|| {
            self.missing.borrow_mut().insert(character);
            self.find(GETA, weight)
                .expect("Noto Sans JP has the geta mark")
        });
        self.known.borrow_mut().insert((character, weight), glyph);
        glyph
    }

    /// How wide a text without line ends is, in the unit of `size`.
    pub fn width(&self, text: &str, size: f32, weight: Weight) -> f32 {
        let em: f32 = text
            .chars()
            .map(|character| self.glyph(character, weight).advance)
            .sum();
        em * size
    }

    /// `text`, or as much of it as fits into `width` with an ellipsis behind it.
    pub fn shorten(&self, text: &str, size: f32, weight: Weight, width: f32) -> String {
        if self.width(text, size, weight) <= width {
            return text.to_owned();
        }
        let mut room = width - self.width("…", size, weight);
        let mut short = String::new();
        for character in text.chars() {
            room -= self.glyph(character, weight).advance * size;
            if room < 0.0 {
                break;
            }
            short.push(character);
        }
        format!("{}…", short.trim_end())
    }

    /// The characters that were replaced so far, in code point order.
    pub fn missing(&self) -> Vec<char> {
        self.missing.borrow().iter().copied().collect()
    }

    fn find(&self, character: char, weight: Weight) -> Option<Glyph> {
        if is_private(character) || is_invisible(character) {
            return None;
        }
        self.find_itself(character, weight)
            .or_else(|| self.find_itself(look_alike(character)?, weight))
    }

    fn find_itself(&self, character: char, weight: Weight) -> Option<Glyph> {
        Typeface::candidates(weight)
            .into_iter()
            .find_map(|typeface| {
                let (id, advance) = self.faces[typeface.number()].glyph(character)?;
                Some(Glyph {
                    typeface,
                    id,
                    advance,
                    shown: character,
                })
            })
    }
}

impl Default for Fonts {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Fonts")
            .field("missing", &self.missing())
            .finish_non_exhaustive()
    }
}

/// Prepares what a person typed for a single line.
pub fn clean_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Prepares what a person typed for drawing: one kind of line end, no control characters, no
/// invisible ones, and marks joined to their letters.
///
/// Full Unicode normalisation is avoided on purpose: it would replace characters of names, such
/// as 神 (U+FA19), by others.
pub fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    cleaned.push('\n');
                }
            }
            '\n' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' => cleaned.push('\n'),
            '\t' => cleaned.push_str("  "),
            _ if is_invisible(character) => {}
            mark if is_combining_mark(mark) => {
                let joined = cleaned.chars().last().and_then(|base| compose(base, mark));
                match joined {
                    Some(joined) => {
                        cleaned.pop();
                        cleaned.push(joined);
                    }
                    None => cleaned.push(mark),
                }
            }
            _ => cleaned.push(character),
        }
    }
    cleaned
}

/// A character that means the same and looks nearly so, for one that no typeface has.
const fn look_alike(character: char) -> Option<char> {
    match character {
        '≒' => Some('≈'),
        _ => None,
    }
}

fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

struct Face {
    characters: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    units_per_em: f32,
}

impl Face {
    fn new(typeface: Typeface) -> Self {
        let font = FontRef::new(typeface.data()).expect("the embedded fonts can be read");
        let units = font
            .metrics(Size::unscaled(), LocationRef::default())
            .units_per_em;
        Self {
            characters: font.charmap(),
            metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            units_per_em: f32::from(units),
        }
    }

    fn glyph(&self, character: char) -> Option<(u32, f32)> {
        let id = self
            .characters
            .map(character)
            .filter(|id| id.to_u32() != 0)?;
        let advance = self.metrics.advance_width(id)? / self.units_per_em;
        Some((id.to_u32(), advance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_that_noto_sans_jp_lacks_come_from_noto_sans() {
        let fonts = Fonts::new();
        assert_eq!(
            fonts.glyph('A', Weight::Bold).typeface,
            Typeface::JapaneseBold
        );
        assert_eq!(
            fonts.glyph('š', Weight::Regular).typeface,
            Typeface::LatinRegular
        );
        assert!(fonts.missing().is_empty());
    }

    #[test]
    fn a_missing_character_becomes_a_geta_and_is_listed() {
        let fonts = Fonts::new();
        assert_eq!(fonts.glyph('🙂', Weight::Regular).shown, GETA);
        assert_eq!(fonts.glyph('\u{e000}', Weight::Regular).shown, GETA);
        assert_eq!(fonts.missing(), ['\u{e000}', '🙂']);
    }

    #[test]
    fn a_sign_that_no_typeface_has_is_drawn_as_its_like() {
        let fonts = Fonts::new();
        assert_eq!(fonts.glyph('≒', Weight::Bold).shown, '≈');
        assert!(fonts.missing().is_empty());
    }

    #[test]
    fn names_keep_their_own_characters() {
        assert_eq!(clean("神\u{fa19}﨑髙"), "神\u{fa19}﨑髙");
        assert_eq!(
            clean("か\u{3099}a\u{301}"),
            "がá",
            "marks are joined to their letters"
        );
        assert_eq!(clean("a\r\nb\rc\u{200b}\u{0}"), "a\nb\nc");
    }

    #[test]
    fn a_shortened_text_fits() {
        let fonts = Fonts::new();
        let short = fonts.shorten("脆弱性対応チームの長い名前", 10.0, Weight::Regular, 60.0);
        assert!(short.ends_with('…'));
        assert!(fonts.width(&short, 10.0, Weight::Regular) <= 60.0);
    }
}
