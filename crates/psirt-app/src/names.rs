//! Names for files the program makes, from names people gave: valid on Windows, macOS and Linux.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

/// The most bytes a part may have in UTF-8; a name of a few parts stays below 255.
const MOST_BYTES: usize = 120;

/// A part of a file name made from any text; never empty, never a device, never a path.
///
/// Letters of every language stay. What some system forbids, controls and marks that turn the
/// direction of writing are dropped, and white space and what ends a part of a sentence become `-`.
pub fn file_name_part(text: &str) -> String {
    let mut part = String::new();
    // Composed: the decomposed form of `が` looks the same and is another name to most programs.
    for letter in text.trim().nfc() {
        let letter = if letter.is_whitespace() || ",;、。，；".contains(letter) {
            '-'
        } else {
            letter
        };
        // The dot of an abbreviation is none of an ending: `Co. Ltd.` is `Co-Ltd`.
        if letter == '-' {
            part.truncate(part.trim_end_matches('.').len());
        }
        let is_doubled = letter == '-' && part.ends_with('-');
        if is_forbidden(letter) || is_doubled {
            continue;
        }
        if part.len() + letter.len_utf8() > MOST_BYTES {
            break;
        }
        part.push(letter);
    }
    // Windows drops dots and spaces at an end; a dot or hyphen at the start hides or is an option.
    let part = part.trim_matches(['.', '-']).to_owned();
    if part.is_empty() || is_device(&part) {
        return format!("_{part}");
    }
    part
}

/// A path in a folder that is free, with a number behind the name where it has to be.
pub fn free_path(
    folder: &Path,
    stem: &str,
    ending: &str,
    is_free: impl Fn(&Path) -> bool,
) -> PathBuf {
    let mut path = folder.join(format!("{stem}.{ending}"));
    let mut number = 2;
    while !is_free(&path) {
        path = folder.join(format!("{stem} ({number}).{ending}"));
        number += 1;
    }
    path
}

fn is_forbidden(letter: char) -> bool {
    let turns_direction = matches!(letter,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    letter.is_control() || turns_direction || r#"<>:"/\|?*"#.contains(letter)
}

/// Names that mean a device on Windows, whatever their ending and case.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).to_ascii_uppercase();
    let numbered = |name: &str| {
        stem.strip_prefix(name).is_some_and(|rest| {
            let mut letters = rest.chars();
            let first = letters.next();
            letters.next().is_none() && first.is_some_and(|d| "0123456789¹²³".contains(d))
        })
    };
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str())
        || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::{MOST_BYTES, file_name_part};

    #[test]
    fn a_name_people_gave_becomes_one_every_system_takes() {
        for (given, name) in [
            ("株式会社みなと計装", "株式会社みなと計装"),
            ("Minato Instruments Co., Ltd.", "Minato-Instruments-Co-Ltd"),
            ("  A / B \\ C  ", "A-B-C"),
            ("AUX", "_AUX"),
            ("1,5 GmbH & Co. KG", "1-5-GmbH-&-Co-KG"),
            ("Rev. 2.1", "Rev-2.1"),
            ("甲社、乙部。", "甲社-乙部"),
            ("com1.x", "_com1.x"),
            ("COM¹", "_COM¹"),
            ("Company", "Company"),
            ("...", "_"),
            ("", "_"),
            ("-rf", "rf"),
            (".hidden", "hidden"),
            ("が\u{3000}ば", "が-ば"),
            ("か\u{3099}", "が"),
            ("exe\u{202E}fdp", "exefdp"),
            ("a\u{0}b\nc", "ab-c"),
            ("../../etc", "etc"),
        ] {
            assert_eq!(file_name_part(given), name, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        let name = file_name_part(&"長".repeat(400));
        assert!(name.len() <= MOST_BYTES && name.chars().all(|letter| letter == '長'));
    }
}
