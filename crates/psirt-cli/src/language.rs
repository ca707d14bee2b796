//! The language of everything the program says.

use std::ffi::OsString;

use psirt_core::Language;

/// The language asked for with `--language`, else the system's, else English.
pub fn choose(typed: &[OsString]) -> Language {
    asked_for(typed)
        .or_else(|| sys_locale::get_locale().map(|locale| Language::of_locale(&locale)))
        .unwrap_or(Language::En)
}

/// What `--language` says, as far as it can be understood; the parser refuses the rest.
fn asked_for(typed: &[OsString]) -> Option<Language> {
    let words: Vec<&str> = typed.iter().filter_map(|word| word.to_str()).collect();
    let after = |at: usize| words.get(at + 1).copied();
    words
        .iter()
        .enumerate()
        .find_map(|(at, word)| match *word {
            "--language" => after(at),
            other => other.strip_prefix("--language="),
        })
        .and_then(|code| code.parse().ok())
}
