//! The one fixed palette of all reports, and how each series of a chart looks.
//!
//! The colours of lines and areas are those of Okabe and Ito, distinguishable with the common
//! kinds of colour blindness; those too pale to be seen on white are darkened. The window has the
//! same. Nothing is told by colour alone: each series has a dash and a marker of its own, and each
//! level its number.

/// A colour of the screen kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Color {
    /// A colour from a number such as `0x0072B2`.
    pub const fn hex(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self { red, green, blue }
    }

    /// The colour as `#0072b2`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// Mixes this colour with another; 0 is this, 1 the other.
    #[must_use]
    pub fn mix(self, other: Self, share: f32) -> Self {
        let part = |from: u8, to: u8| {
            let mixed = f32::from(from) + (f32::from(to) - f32::from(from)) * share.clamp(0.0, 1.0);
            // Between two values of a byte, so the cast keeps it.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let byte = mixed.round() as u8;
            byte
        };
        Self {
            red: part(self.red, other.red),
            green: part(self.green, other.green),
            blue: part(self.blue, other.blue),
        }
    }

    /// How well this colour reads on another: 1 not at all, 21 best, 4.5 enough for text.
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour, darkened until text in it reads well on white.
    #[must_use]
    pub fn readable_on_white(self) -> Self {
        let mut color = self;
        while color.contrast(WHITE) < 4.5 {
            color = color.mix(BLACK, 0.08);
        }
        color
    }

    fn luminance(self) -> f32 {
        let linear = |byte: u8| {
            let value = f32::from(byte) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// Paper.
pub const WHITE: Color = Color::hex(0x00FF_FFFF);
/// Black, for mixing; text is [`INK`].
pub const BLACK: Color = Color::hex(0x0000_0000);
/// Text.
pub const INK: Color = Color::hex(0x001B_222C);
/// Text that may be overlooked.
pub const MUTED: Color = Color::hex(0x0059_6472);
/// Lines between rows.
pub const HAIRLINE: Color = Color::hex(0x00D3_D9E0);
/// The ground behind notes and group rows.
pub const GROUND: Color = Color::hex(0x00F4_F6F9);
/// Headings and rules, unless the organization has a colour of its own.
pub const ACCENT: Color = Color::hex(0x000B_3A63);
/// Grid of charts.
pub const GRID: Color = Color::hex(0x00C9_D0D8);

const BLUE: Color = Color::hex(0x0000_72B2);
const SKY: Color = Color::hex(0x003D_9BD0);
const VERMILLION: Color = Color::hex(0x00D5_5E00);
const GREEN: Color = Color::hex(0x0000_9E73);
const PURPLE: Color = Color::hex(0x00B8_649A);
const ORANGE: Color = Color::hex(0x00C9_8700);
const INDIGO: Color = Color::hex(0x0033_2288);
const OLIVE: Color = Color::hex(0x008F_8700);
const GREY: Color = Color::hex(0x006E_747C);
const LIGHT_GREY: Color = Color::hex(0x00E2_E5E9);

/// What is reached or raised.
pub const GAIN: Color = Color::hex(0x0000_7A5A);
/// What is missing or has fallen.
pub const LOSS: Color = Color::hex(0x00B3_4A00);

/// The colour of the area that is `number`th in its sheet. After eight they repeat.
pub const fn area(number: usize) -> Color {
    const COLORS: [Color; 8] = [GREY, BLUE, ORANGE, GREEN, PURPLE, SKY, INDIGO, OLIVE];
    COLORS[number % COLORS.len()]
}

/// The ground of `level` on a scale that ends at `highest`: the higher, the darker a blue.
pub fn level(level: u8, highest: u8) -> Color {
    const RAMP: [Color; 6] = [
        Color::hex(0x00F0_F3F7),
        Color::hex(0x00CF_DFEE),
        Color::hex(0x009F_C3E0),
        Color::hex(0x005E_9DCB),
        Color::hex(0x0023_70AB),
        Color::hex(0x0004_4880),
    ];
    let place = f32::from(level) / f32::from(highest.max(1)) * 5.0;
    let mut lower = 0;
    let mut rest = place.clamp(0.0, 5.0);
    while rest >= 1.0 && lower < 4 {
        rest -= 1.0;
        lower += 1;
    }
    RAMP[lower].mix(RAMP[lower + 1], rest)
}

/// The colour of text on `ground`.
pub fn text_on(ground: Color) -> Color {
    // On any ground, white or black has a contrast of at least 4.58.
    [WHITE, INK]
        .into_iter()
        .find(|color| color.contrast(ground) >= 4.5)
        .unwrap_or(BLACK)
}

/// What a series of a chart tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeriesRole {
    /// This round.
    Current,
    /// A round before; 0 is the one just before, 3 the fourth.
    Earlier(u8),
    /// What is wanted.
    Target,
    /// What the accepted actions would bring.
    Projected,
    /// The median of a cohort.
    Median,
    /// The whole, beside its areas.
    Overall,
    /// An area, by its number in the sheet.
    Area(usize),
}

/// How a series is drawn, in print and in a workbook.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeriesLook {
    /// Colour of line and marker.
    pub color: Color,
    /// Width of the line in points.
    pub width: f32,
    /// Lengths of dash and gap in turn, in points; empty is a solid line.
    pub dash: &'static [f32],
    /// Marker at each value.
    pub marker: Marker,
}

/// The mark at a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marker {
    /// None.
    None,
    /// A filled disc.
    Disc,
    /// A hollow circle.
    Circle,
    /// A hollow square.
    Square,
    /// A hollow triangle.
    Triangle,
    /// A hollow diamond.
    Diamond,
    /// A slanting cross.
    Cross,
}

/// How a series of this kind is drawn.
pub const fn look(role: SeriesRole) -> SeriesLook {
    const fn new(color: Color, width: f32, dash: &'static [f32], marker: Marker) -> SeriesLook {
        SeriesLook {
            color,
            width,
            dash,
            marker,
        }
    }
    match role {
        SeriesRole::Current => new(BLUE, 1.8, &[], Marker::Disc),
        SeriesRole::Earlier(0) => new(SKY, 1.1, &[], Marker::Circle),
        SeriesRole::Earlier(1) => new(GREEN, 0.9, &[6.0, 1.8], Marker::Square),
        SeriesRole::Earlier(2) => new(PURPLE, 0.9, &[3.0, 1.6], Marker::Triangle),
        SeriesRole::Earlier(_) => new(GREY, 0.9, &[1.2, 1.6], Marker::Diamond),
        SeriesRole::Target => new(VERMILLION, 1.2, &[4.5, 2.6], Marker::None),
        SeriesRole::Projected => new(GREEN, 1.2, &[7.0, 2.0, 1.2, 2.0], Marker::Diamond),
        SeriesRole::Median => new(GREY, 1.1, &[1.2, 2.0], Marker::None),
        SeriesRole::Overall => new(INK, 2.2, &[], Marker::Disc),
        SeriesRole::Area(number) => area_look(number),
    }
}

const fn area_look(number: usize) -> SeriesLook {
    const DASHES: [&[f32]; 4] = [&[], &[5.0, 2.0], &[1.4, 1.8], &[6.0, 1.8, 1.2, 1.8]];
    const MARKERS: [Marker; 5] = [
        Marker::Circle,
        Marker::Square,
        Marker::Triangle,
        Marker::Diamond,
        Marker::Cross,
    ];
    SeriesLook {
        color: area(number),
        width: 1.1,
        dash: DASHES[number % DASHES.len()],
        marker: MARKERS[number % MARKERS.len()],
    }
}

/// The ground of a quartile band.
pub const BAND: Color = LIGHT_GREY;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_on_a_level_reads_well() {
        for highest in 1..=9 {
            for number in 0..=highest {
                let ground = level(number, highest);
                assert!(
                    text_on(ground).contrast(ground) >= 4.5,
                    "{number} of {highest}"
                );
            }
        }
    }

    #[test]
    fn levels_darken_step_by_step() {
        for number in 0..5 {
            let (this, next) = (level(number, 5), level(number + 1, 5));
            assert!(this.contrast(WHITE) < next.contrast(WHITE), "{number}");
        }
    }

    #[test]
    fn texts_read_well_on_paper() {
        for color in [INK, MUTED, ACCENT, GAIN, LOSS] {
            assert!(color.contrast(WHITE) >= 4.5, "{}", color.css());
        }
        let pale = Color::hex(0x00F0_E442);
        assert!(pale.readable_on_white().contrast(WHITE) >= 4.5);
    }

    #[test]
    fn every_line_can_be_seen_on_paper() {
        let earlier = (0..4).map(SeriesRole::Earlier);
        let areas = (0..8).map(SeriesRole::Area);
        let others = [
            SeriesRole::Current,
            SeriesRole::Target,
            SeriesRole::Projected,
            SeriesRole::Median,
            SeriesRole::Overall,
        ];
        for role in earlier.chain(areas).chain(others) {
            let color = look(role).color;
            assert!(color.contrast(WHITE) >= 3.0, "{role:?}: {}", color.css());
        }
    }

    #[test]
    fn no_area_has_the_colour_of_the_target() {
        let target = look(SeriesRole::Target).color;
        assert!((0..8).all(|number| area(number) != target));
    }

    #[test]
    fn no_two_series_of_a_radar_differ_by_colour_alone() {
        let roles = [
            SeriesRole::Current,
            SeriesRole::Earlier(0),
            SeriesRole::Earlier(1),
            SeriesRole::Earlier(2),
            SeriesRole::Earlier(3),
            SeriesRole::Target,
            SeriesRole::Projected,
            SeriesRole::Median,
        ];
        for (number, one) in roles.iter().enumerate() {
            for other in &roles[number + 1..] {
                let (one, other) = (look(*one), look(*other));
                assert!(
                    one.marker != other.marker || one.dash != other.dash,
                    "{one:?} and {other:?}"
                );
            }
        }
    }
}
