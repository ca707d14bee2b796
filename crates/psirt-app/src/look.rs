//! How reports of a workspace look.

use psirt_report::branding::Branding as Look;
use psirt_report::logo::Logo;
use psirt_report::palette::Color;
use psirt_store::Branding;

/// How reports of a workspace look.
pub fn of_reports(branding: &Branding, with_logo: bool) -> Look {
    let logo = branding.logo.as_ref().filter(|_| with_logo);
    Look {
        // It could be drawn when it was chosen.
        logo: logo.and_then(|logo| Logo::parse(&logo.bytes).ok()),
        accent: branding.colour.as_deref().and_then(color),
        footer: branding.footer.clone(),
        ..Look::default()
    }
}

/// Understands `#0b3a63`.
pub fn color(text: &str) -> Option<Color> {
    let digits = text.trim().strip_prefix('#')?;
    let is_color = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok()?;
    is_color.then(|| Color::hex(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_hexadecimal_digits() {
        assert_eq!(color("#0B3a63").map(Color::css).as_deref(), Some("#0b3a63"));
        for text in [
            "",
            "#",
            "#0b3a6",
            "0b3a63",
            "#0b3a6g",
            "#+b3a63",
            "#０ｂ３ａ６３",
            "red",
        ] {
            assert_eq!(color(text), None, "{text:?}");
        }
    }
}
