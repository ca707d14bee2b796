//! Measures and type sizes of the page, in points.

use psirt_core::Language;

use crate::document::{Paper, Tone};
use crate::palette::{Color, GAIN, INK, LOSS, MUTED};

/// Left and right of the text.
pub(super) const MARGIN: f32 = 56.0;
/// Where the text begins.
pub(super) const TOP: f32 = 76.0;
/// Kept free below the text.
const BELOW: f32 = 62.0;

/// The size of a page, and what is left of it for the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Page {
    pub(super) const fn of(paper: Paper) -> Self {
        match paper {
            Paper::A4 => Self {
                width: 595.28,
                height: 841.89,
            },
            Paper::Letter => Self {
                width: 612.0,
                height: 792.0,
            },
        }
    }

    /// How wide the text is.
    pub(super) fn measure(self) -> f32 {
        self.width - 2.0 * MARGIN
    }

    /// How high the text is.
    pub(super) fn text_height(self) -> f32 {
        self.height - BELOW - TOP
    }
}

/// Space between the columns of a page.
pub(super) const GUTTER: f32 = 22.0;

/// A size with its line height.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    pub(super) size: f32,
    pub(super) leading: f32,
}

impl Setting {
    /// From the top of a line to its baseline.
    pub(super) fn baseline(self) -> f32 {
        self.leading * 0.5 + self.size * 0.36
    }
}

/// The choices that depend on language and organization.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) language: Language,
    pub(super) accent: Color,
    pub(super) page: Page,
}

impl Style {
    /// Japanese, whose letters fill their squares, needs more air between lines.
    fn setting(self, size: f32, english: f32, japanese: f32) -> Setting {
        Setting {
            size,
            leading: size * self.language.pick(english, japanese),
        }
    }

    pub(super) fn body(self) -> Setting {
        self.setting(9.2, 1.5, 1.64)
    }

    pub(super) fn small(self) -> Setting {
        self.setting(7.6, 1.45, 1.6)
    }

    pub(super) fn cell(self) -> Setting {
        self.setting(8.0, 1.36, 1.5)
    }

    pub(super) fn small_cell(self) -> Setting {
        self.setting(7.2, 1.36, 1.48)
    }

    pub(super) fn heading(self, level: usize) -> Setting {
        match level {
            1 => self.setting(19.0, 1.25, 1.32),
            2 => self.setting(12.5, 1.3, 1.38),
            _ => self.setting(10.0, 1.4, 1.5),
        }
    }
}

/// The colour of text.
pub(super) const fn color(tone: Tone) -> Color {
    match tone {
        Tone::Plain => INK,
        Tone::Quiet => MUTED,
        Tone::Good => GAIN,
        Tone::Bad => LOSS,
    }
}
