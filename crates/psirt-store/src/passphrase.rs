//! The passphrase of a protected workspace.
//!
//! It is never written anywhere, never shown, and its memory is overwritten when it is dropped.

use std::collections::BTreeSet;
use std::fmt;

use unicode_normalization::UnicodeNormalization as _;
use zeroize::{Zeroize, Zeroizing};

use crate::error::{Error, Result};

/// Why a passphrase protects nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// It has fewer characters than [`Passphrase::LEAST`].
    Short,
    /// It repeats a few characters.
    Uniform,
    /// It would be taken as a key rather than as a text to make one of.
    RawKey,
}

impl fmt::Display for Weakness {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Short => write!(
                formatter,
                "it has fewer than {} characters",
                Passphrase::LEAST
            ),
            Self::Uniform => formatter.write_str("it repeats a few characters"),
            Self::RawKey => formatter.write_str("it is written as a key"),
        }
    }
}

/// A passphrase that can be used: not empty, without NUL.
///
/// `Debug` hides it, there is no `Display`, and its memory is overwritten when it is dropped. Two
/// that look the same are the same, however their letters were put together.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Characters a new passphrase has at least.
    pub const LEAST: usize = 8;
    /// Different ones among them.
    const LEAST_DIFFERENT: usize = 5;

    /// Takes the text over, to open a workspace with; it is overwritten where it cannot be used.
    ///
    /// # Errors
    /// [`Error::UnusablePassphrase`]
    pub fn new(mut text: String) -> Result<Self> {
        if text.is_empty() || text.contains('\0') {
            text.zeroize();
            return Err(Error::UnusablePassphrase);
        }
        Ok(Self(Zeroizing::new(text)))
    }

    /// Makes sure that a passphrase may be the new one of a workspace.
    ///
    /// # Errors
    /// [`Error::WeakPassphrase`]
    pub fn chosen(self) -> Result<Self> {
        let composed = self.composed();
        let different: BTreeSet<char> = composed.0.chars().collect();
        let weakness = if composed.is_raw_key() {
            Weakness::RawKey
        } else if composed.0.chars().count() < Self::LEAST {
            Weakness::Short
        } else if different.len() < Self::LEAST_DIFFERENT {
            Weakness::Uniform
        } else {
            return Ok(composed);
        };
        Err(Error::WeakPassphrase(weakness))
    }

    /// With its letters composed, as a workspace is protected with it.
    pub(crate) fn composed(&self) -> Self {
        self.normalized(|text, into| into.extend(text.nfc()))
    }

    /// What a workspace may have been protected with by whoever typed this: systems put letters
    /// together in different ways, and older programs took them as they came.
    pub(crate) fn forms(&self) -> Vec<Self> {
        let mut forms = vec![self.composed()];
        let decomposed = self.normalized(|text, into| into.extend(text.nfd()));
        for form in [self.clone(), decomposed] {
            if forms.iter().all(|known| known.0 != form.0) {
                forms.push(form);
            }
        }
        forms
    }

    /// For the database only.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// The statement that hands the passphrase to the database, overwritten when dropped.
    pub(crate) fn key_statement(&self) -> Zeroizing<String> {
        // Room for every quote doubled, so that the text is never moved and left behind.
        let mut statement = Zeroizing::new(String::with_capacity(self.0.len() * 2 + 16));
        statement.push_str("PRAGMA key = '");
        for letter in self.0.chars() {
            if letter == '\'' {
                statement.push('\'');
            }
            statement.push(letter);
        }
        statement.push('\'');
        statement
    }

    fn normalized(&self, form: impl FnOnce(&str, &mut String)) -> Self {
        // Room for the longest form there is, for the same reason.
        let mut normal = Zeroizing::new(String::with_capacity(self.0.len() * 4));
        form(&self.0, &mut normal);
        Self(normal)
    }

    /// Whether the database would take it as a key: `x'` and hexadecimal digits.
    fn is_raw_key(&self) -> bool {
        let text = self.0.as_bytes();
        let inside = text
            .strip_prefix(b"x'")
            .or_else(|| text.strip_prefix(b"X'"))
            .and_then(|rest| rest.strip_suffix(b"'"));
        inside.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    }
}

impl PartialEq for Passphrase {
    fn eq(&self, other: &Self) -> bool {
        self.composed().0 == other.composed().0
    }
}

impl Eq for Passphrase {}

impl fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Passphrase(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Passphrase, Weakness};
    use crate::Error;

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::new(text.to_owned()).expect("it can be used")
    }

    #[test]
    fn a_passphrase_is_never_shown() {
        assert_eq!(
            format!("{:?}", passphrase("correct horse")),
            "Passphrase(hidden)"
        );
    }

    #[test]
    fn an_empty_passphrase_or_one_with_nul_is_refused() {
        for text in ["", "a\0b"] {
            assert!(Passphrase::new(text.to_owned()).is_err(), "{text:?}");
        }
    }

    #[test]
    fn quotes_in_a_passphrase_cannot_end_the_statement() {
        assert_eq!(*passphrase("it's").key_statement(), "PRAGMA key = 'it''s'");
    }

    #[test]
    fn a_new_passphrase_that_hides_nothing_is_refused_and_told_why() {
        let raw = format!("x'{}'", "0a".repeat(32));
        for (text, expected) in [
            ("1", Some(Weakness::Short)),
            ("abcdefg", Some(Weakness::Short)),
            ("パスワード", Some(Weakness::Short)),
            ("ababababababab", Some(Weakness::Uniform)),
            (raw.as_str(), Some(Weakness::RawKey)),
            ("x'0'", Some(Weakness::RawKey)),
            ("x'tis the season'", None),
            ("correct horse", None),
            ("正しい馬の電池ホチキス", None),
        ] {
            let weakness = match passphrase(text).chosen() {
                Ok(_) => None,
                Err(Error::WeakPassphrase(weakness)) => Some(weakness),
                Err(other) => panic!("{other:?}"),
            };
            assert_eq!(weakness, expected, "{text}");
        }
    }

    #[test]
    fn however_letters_are_put_together_it_is_one_passphrase() {
        let (composed, decomposed) = (
            "がぎぐげご pass",
            "か\u{3099}き\u{3099}く\u{3099}け\u{3099}こ\u{3099} pass",
        );
        assert_eq!(passphrase(composed), passphrase(decomposed));
        for typed in [composed, decomposed] {
            let forms = passphrase(typed).forms();
            let forms: Vec<&str> = forms.iter().map(Passphrase::text).collect();
            assert_eq!(forms, [composed, decomposed]);
        }
        assert_eq!(passphrase("plain").forms().len(), 1);
    }
}
