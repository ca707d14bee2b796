//! Texts in two languages.
//!
//! A [`Text`] belongs to a sheet, reading, profile or crosswalk, and is shown in whichever
//! language the reader chose. What a person typed into an assessment is a plain `String`: it has
//! the one language it was written in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of screens, files and reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, American spelling.
    En,
    /// Japanese.
    Ja,
}

impl Language {
    /// Both languages; neither is second, the order is that of their codes.
    pub const ALL: [Self; 2] = [Self::En, Self::Ja];

    /// The ISO 639-1 code, as used for keys in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }

    /// The language for a system's locale, such as `ja-JP` or `en_US.UTF-8`: what is not Japanese
    /// is English.
    pub fn of_locale(locale: &str) -> Self {
        let code = locale.split(['-', '_', '.']).next().unwrap_or_default();
        if code.eq_ignore_ascii_case(Self::Ja.code()) {
            Self::Ja
        } else {
            Self::En
        }
    }

    /// Picks the text written for this language.
    pub fn pick<T>(self, en: T, ja: T) -> T {
        match self {
            Self::En => en,
            Self::Ja => ja,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
            .ok_or(UnknownLanguage)
    }
}

/// A language code that is neither `en` nor `ja`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a language is `en` or `ja`")
    }
}

impl std::error::Error for UnknownLanguage {}

/// One text in the languages its file declares, at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String", length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))]
    pub(crate) en: Option<String>,
    /// Japanese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String", length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))]
    pub(crate) ja: Option<String>,
}

impl Text {
    /// A text in both languages.
    pub fn both(en: impl Into<String>, ja: impl Into<String>) -> Self {
        Self {
            en: Some(en.into()),
            ja: Some(ja.into()),
        }
    }

    /// The text in `language`, or in the other language where its file declares only that one.
    pub fn get(&self, language: Language) -> &str {
        let (first, second) = language.pick((&self.en, &self.ja), (&self.ja, &self.en));
        first.as_deref().or(second.as_deref()).unwrap_or_default()
    }

    /// The text in exactly this language.
    pub fn only(&self, language: Language) -> Option<&str> {
        language.pick(&self.en, &self.ja).as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_locale_that_is_not_japanese_is_english() {
        for (locale, language) in [
            ("ja-JP", Language::Ja),
            ("ja_JP.UTF-8", Language::Ja),
            ("ja", Language::Ja),
            ("JA-jp", Language::Ja),
            ("en-US", Language::En),
            ("C", Language::En),
            ("de-DE", Language::En),
            ("jam", Language::En),
            ("", Language::En),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }
}
