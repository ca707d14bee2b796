//! What a table does not say of its sheet, proposed.

use psirt_core::Language;
use unicode_normalization::UnicodeNormalization;

use super::LONGEST_TITLE;
use super::heading::{heading_role, level_heading, levels};
use crate::books::cells::{Page, Place};
use crate::books::fill_in::cell_text;
use crate::books::sheet::mapping::{AboutSheet, ColumnMapping, ColumnRole, LevelName, Words};

/// The levels by the names the headings give them, or by their numbers; with level 0 where it is
/// added below a table that begins at level 1.
pub(super) fn level_names(
    columns: &[ColumnMapping],
    languages: &[Language],
    with_zero: bool,
) -> Vec<LevelName> {
    let named = |level: u8, language: Language| {
        let of_level = columns
            .iter()
            .filter(|column| column.role == ColumnRole::Level { level });
        let mut in_language =
            of_level.filter(|column| column.language.is_none_or(|own| own == language));
        let name = in_language
            .find_map(|column| level_heading(&column.heading).map(|(_, name)| name))
            .unwrap_or_default();
        if name.is_empty() {
            language.pick(format!("Level {level}"), format!("レベル{level}"))
        } else {
            name
        }
    };
    let numbers = levels(columns);
    let zero = (with_zero && numbers.first() == Some(&1)).then_some(0);
    zero.into_iter()
        .chain(numbers)
        .map(|level| {
            let mut name = Words::default();
            for &language in languages {
                name.set(language, named(level, language));
            }
            LevelName {
                level,
                name,
                meaning: Words::default(),
            }
        })
        .collect()
}

/// What the table does not say, proposed.
pub(super) fn about(
    page: &Page,
    head: u32,
    columns: &[ColumnMapping],
    languages: &[Language],
    file: &str,
) -> AboutSheet {
    let title = title(page, head, file);
    let words = |text: &dyn Fn(Language) -> String| {
        let mut words = Words::default();
        for &language in languages {
            words.set(language, text(language));
        }
        words
    };
    AboutSheet {
        id: id_of(file),
        edition: "1".to_owned(),
        languages: languages.to_vec(),
        title: words(&|_| title.clone()),
        summary: Words::default(),
        source_name: title.clone(),
        source_version: "1".to_owned(),
        source_published: String::new(),
        source_url: String::new(),
        rights: words(&|language| {
            language
                .pick(
                    "Rights belong to whoever made the table; for use inside the organization.",
                    "権利は表の作成者に帰属する。組織内での利用に限る。",
                )
                .to_owned()
        }),
        license: "LicenseRef-own".to_owned(),
        levels: level_names(columns, languages, false),
        level_zero: Words::default(),
    }
}

/// What stands above the headings, on the tab, or in the name of the file.
fn title(page: &Page, head: u32, file: &str) -> String {
    let above = title_place(page, head).map(|place| cell_text(&page.text(place.row, place.column)));
    let tab = page.name.trim();
    let lower = tab.to_lowercase();
    let is_default = ["sheet", "シート", "table", "表"].iter().any(|word| {
        lower
            .strip_prefix(word)
            .is_some_and(|rest| rest.chars().all(|it| it.is_ascii_digit()))
    });
    let named = above
        .or_else(|| (!is_default).then(|| tab.to_owned()))
        .unwrap_or_else(|| stem(file).to_owned());
    let line = named.lines().next().unwrap_or_default().trim();
    if line.is_empty() {
        tab.to_owned()
    } else {
        line.chars().take(LONGEST_TITLE).collect()
    }
}

/// The cell above the headings that names the sheet.
pub(in crate::books::sheet) fn title_place(page: &Page, head: u32) -> Option<Place> {
    let above = page.cells.iter().filter(|(place, _)| place.row < head);
    above
        .map(|(place, value)| (*place, cell_text(&value.shown())))
        .find(|(_, text)| text.chars().count() > 2 && heading_role(text).is_none())
        .map(|(place, _)| place)
}

fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// An id made of the name of a file.
fn id_of(file: &str) -> String {
    let stem: String = stem(file).nfkc().flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = stem
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.')
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    if words
        .iter()
        .any(|word| word.chars().any(|it| it.is_ascii_alphabetic()))
    {
        words.join("-")
    } else {
        "own-sheet".to_owned()
    }
}
