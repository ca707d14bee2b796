//! Formats of numbers, as far as they make a person see another number than the one that is kept.

/// Whether a format shows a number as something else: a percentage, a fraction, a power, a part
/// of it, in other words, or nothing at all.
///
/// Letters around the digits, currencies, colors and separators change nothing.
pub(super) fn shows_otherwise(format: &str, number: f64) -> bool {
    let format = format.trim();
    if format.is_empty() || format.eq_ignore_ascii_case("general") || format == "@" {
        return false;
    }
    let sections = sections(format);
    let wanted = if number > 0.0 {
        0
    } else if number < 0.0 {
        1
    } else {
        2
    };
    let section = sections.get(wanted).or_else(|| sections.first());
    section.is_none_or(|section| section.shows_otherwise(number))
}

/// What a format says of positive or negative numbers, or of nought.
#[derive(Default)]
struct Section {
    /// Letters that stand for something, without what is written as it is.
    code: String,
    /// Whether digits or a percent sign are written there whatever the number is.
    writes_digits: bool,
    /// Whether it is for some numbers only.
    is_conditional: bool,
}

fn sections(format: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    // A longer one is none of Excel's.
    let mut letters = format.chars().take(1_000);
    while let Some(letter) = letters.next() {
        let mut until =
            |end: char| -> String { letters.by_ref().take_while(|it| *it != end).collect() };
        let section = sections.last_mut().expect("there is always one");
        match letter {
            '"' => section.writes(&until('"')),
            '[' => section.brackets(&until(']')),
            '\\' => section.writes(letters.next().unwrap_or_default().encode_utf8(&mut [0; 4])),
            // As wide as the next letter, or filled with it.
            '_' | '*' => {
                letters.next();
            }
            ';' => sections.push(Section::default()),
            letter => section.code.push(letter),
        }
    }
    sections
}

impl Section {
    /// Takes in what is written there whatever the number is.
    fn writes(&mut self, text: &str) {
        self.writes_digits |=
            text.contains(|letter: char| letter.is_ascii_digit() || letter == '%');
    }

    /// Takes in a condition, a color, a currency, or hours that go on counting.
    fn brackets(&mut self, text: &str) {
        self.is_conditional |= text.starts_with(['<', '>', '=']);
        if text
            .chars()
            .all(|letter| matches!(letter, 'h' | 'm' | 's' | 'H' | 'M' | 'S'))
        {
            self.code += text;
        }
    }

    fn shows_otherwise(&self, number: f64) -> bool {
        let code = self.code.to_ascii_lowercase();
        if self.is_conditional || self.writes_digits {
            return true;
        }
        if code.contains("general") {
            return false;
        }
        let is_digit = |letter: char| matches!(letter, '0' | '#' | '?');
        let Some(last) = code.rfind(is_digit) else {
            return true;
        };
        // A comma behind the digits leaves out thousands.
        let is_scaled = code[last + 1..].trim_start().starts_with(',');
        let means =
            |letter: char| letter.is_ascii_alphabetic() || matches!(letter, '%' | '/' | '@');
        if is_scaled || code.contains(means) {
            return true;
        }
        let decimals = code.split_once('.').map_or(0, |(_, after)| {
            after.chars().take_while(|&letter| is_digit(letter)).count()
        });
        let power = 10_f64.powi(i32::try_from(decimals.min(30)).expect("it is small"));
        let shown = (number * power).round() / power;
        (shown - number).abs() > 1e-9 * number.abs().max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::shows_otherwise;

    #[test]
    fn a_format_that_makes_another_number_of_it_is_noticed() {
        for (format, number) in [
            ("0%", 1.0),
            ("0.00%", 0.03),
            ("# ?/?", 0.5),
            ("0.00E+00", 3.0),
            ("0,", 3_000.0),
            ("#,##0,,", 3e6),
            (";;;", 3.0),
            ("0", 2.6),
            ("0.0", 2.66),
            ("\"ok\"", 3.0),
            ("[>2]\"high\";\"low\"", 3.0),
            ("0\"%\"", 3.0),
            ("0\\%", 3.0),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", 0.0),
            ("[h]:mm", 0.5),
            ("yyyy", 3.0),
        ] {
            assert!(shows_otherwise(format, number), "{format} of {number}");
        }
        for (format, number) in [
            ("", 3.0),
            ("General", 2.5),
            ("@", 3.0),
            ("0", 3.0),
            ("0.00", 3.1),
            ("#,##0 ;[Red](#,##0)", 3.0),
            ("\"レベル\"0", 3.0),
            ("0\"点\"", 0.0),
            ("[$¥-411]#,##0", 3.0),
            ("_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", 3.0),
            ("[DBNum1]0", 3.0),
            ("\\L0", 3.0),
        ] {
            assert!(!shows_otherwise(format, number), "{format} of {number}");
        }
    }
}
