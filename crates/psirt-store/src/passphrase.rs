//! The passphrase of a protected workspace.
//!
//! It is never written anywhere, never shown, and its memory is overwritten when it is dropped.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use crate::error::{Error, Result};

/// A passphrase that can be used: not empty, without NUL.
///
/// `Debug` hides it, there is no `Display`, and its memory is overwritten when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Takes the text over; it is overwritten where it cannot be used.
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
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Passphrase(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::Passphrase;

    #[test]
    fn a_passphrase_is_never_shown() {
        let passphrase = Passphrase::new("correct horse".to_owned()).expect("it can be used");
        assert_eq!(format!("{passphrase:?}"), "Passphrase(hidden)");
    }

    #[test]
    fn an_empty_passphrase_or_one_with_nul_is_refused() {
        for text in ["", "a\0b"] {
            assert!(Passphrase::new(text.to_owned()).is_err(), "{text:?}");
        }
    }

    #[test]
    fn quotes_in_a_passphrase_cannot_end_the_statement() {
        let passphrase = Passphrase::new("it's".to_owned()).expect("it can be used");
        assert_eq!(*passphrase.key_statement(), "PRAGMA key = 'it''s'");
    }
}
