//! The headings of a table: which row they are in, and what each column is.

use std::collections::BTreeSet;

use psirt_core::Language;
use psirt_core::letters::{plain, without_unseen};
use unicode_normalization::UnicodeNormalization;

use super::ids::{is_service_id, split_id};
use super::words::{AREAS, BOTH, IDS, OF_IDS, OF_TITLES, PURPOSES, SUBJECTS, TITLES, WHYS};
use super::{HEAD_ROWS, MOST_COLUMNS};
use crate::books::cells::Page;
use crate::books::fill_in::cell_text;
use crate::books::sheet::layout::column_name;
use crate::books::sheet::mapping::{ColumnMapping, ColumnRole, column_number};

/// The most characters of a level's name.
const LONGEST_NAME: usize = 120;

/// The row with the most headings of levels; one alone makes no table.
pub(in crate::books::sheet) fn heading_row(page: &Page) -> Option<u32> {
    let mut best: Option<(usize, u32)> = None;
    for (row, values) in page.rows() {
        if row >= HEAD_ROWS {
            break;
        }
        let texts = || values.iter().filter(|(column, _)| *column < MOST_COLUMNS);
        let named: BTreeSet<u8> = texts()
            .filter_map(|(_, value)| level_heading(&value.shown()).map(|(level, _)| level))
            .collect();
        let count = named.len();
        if count > 1 && best.is_none_or(|(most, _)| count > most) {
            best = Some((count, row));
        }
    }
    best.map(|(_, row)| row)
}

/// A heading such as `レベル 3`, `Level 3: Defined` or `Lv.３`: the level, and its name if given.
pub(in crate::books::sheet) fn level_heading(text: &str) -> Option<(u8, String)> {
    const WORDS: [&str; 15] = [
        "成熟度レベル",
        "maturity level",
        "maturity",
        "成熟度",
        "レベル",
        "level",
        "ステージ",
        "stage",
        "段階",
        "tier",
        "mil",
        "ml",
        "lv",
        "l",
        "m",
    ];
    let text: String = without_unseen(text).nfkc().collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = text.to_ascii_lowercase();
    let word = WORDS.iter().find(|word| lower.starts_with(**word))?;
    // Only ASCII letters change in lower case, so places in both texts are the same.
    let rest = text[word.len()..].trim_start_matches([' ', '.', '-', '_', ':']);
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let level: u8 = rest[..digits].parse().ok().filter(|level| *level <= 9)?;
    let after = &rest[digits..];
    // An id such as M1.2 is no level.
    let goes_on = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let is_id = after.chars().next().is_some_and(goes_on)
        || after
            .strip_prefix(['.', '-'])
            .is_some_and(|rest| rest.chars().next().is_some_and(|it| it.is_ascii_digit()));
    let name = after.trim_matches([
        ' ', ':', '.', '-', '–', '—', '(', ')', '、', '・', '「', '」', '[', ']', '【', '】', '/',
    ]);
    (!is_id && name.chars().count() <= LONGEST_NAME).then(|| (level, name.to_owned()))
}

/// What a heading other than that of a level means.
///
/// Most are made of a word for what the table lists, such as *practice* or 観点, and one for what
/// is said of it: its id, its name, its group.
pub(in crate::books::sheet) fn heading_role(heading: &str) -> Option<ColumnRole> {
    let heading = plain(heading);
    let bare = heading
        .strip_suffix("(ja)")
        .or_else(|| heading.strip_suffix("(en)"))
        .unwrap_or(&heading)
        .trim()
        .trim_end_matches(':')
        .trim();
    let is = |words: &[&str]| words.contains(&bare);
    let is_subject = |word: &str| {
        let word = word.trim_end_matches(['-', '_', '/', ' ', 'の']);
        SUBJECTS.contains(&word)
            || word
                .strip_suffix('s')
                .is_some_and(|one| SUBJECTS.contains(&one))
    };
    let is_of = |endings: &[&str]| {
        let rest = endings
            .iter()
            .filter_map(|ending| bare.strip_suffix(ending));
        rest.into_iter().any(is_subject)
    };
    if is(IDS) || is_of(OF_IDS) {
        Some(ColumnRole::Id)
    } else if is(BOTH) {
        Some(ColumnRole::IdAndTitle)
    } else if is(AREAS) || is_of(AREAS) {
        Some(ColumnRole::Area)
    } else if is(TITLES) || is_subject(bare) || is_of(OF_TITLES) {
        Some(ColumnRole::Title)
    } else if is(PURPOSES) {
        Some(ColumnRole::Purpose)
    } else if is(WHYS) {
        Some(ColumnRole::Why)
    } else {
        None
    }
}

/// The columns of a table, and the languages of its levels where it has them in two.
pub(in crate::books::sheet) fn columns(
    page: &Page,
    head: u32,
) -> (Vec<ColumnMapping>, Vec<Language>) {
    let mut columns: Vec<(u32, ColumnMapping)> = Vec::new();
    let mut taken: BTreeSet<ColumnRole> = BTreeSet::new();
    let last = page
        .cells
        .keys()
        .map(|place| place.column)
        .max()
        .unwrap_or(0);
    let mut twice = false;
    for number in 0..=last.min(MOST_COLUMNS) {
        let heading = heading(page, head, number);
        let level = level_heading(&heading).map(|(level, _)| ColumnRole::Level { level });
        let mut role = level
            .or_else(|| heading_role(&heading))
            .unwrap_or(ColumnRole::Ignored);
        if role != ColumnRole::Ignored && !taken.insert(role) {
            let is_text = matches!(
                role,
                ColumnRole::Level { .. } | ColumnRole::Title | ColumnRole::Purpose
            );
            let first = columns.iter().find(|(_, column)| column.role == role);
            let first = first.and_then(|(_, column)| script(&column.heading));
            match (is_text, first, script(&heading)) {
                (true, Some(first), Some(second)) if first != second => twice = true,
                _ => role = ColumnRole::Ignored,
            }
        }
        let has_values = page
            .cells
            .keys()
            .any(|place| place.column == number && place.row > head);
        if heading.is_empty() && !has_values {
            continue;
        }
        columns.push((
            number,
            ColumnMapping {
                column: column_name(number),
                heading,
                role,
                language: None,
            },
        ));
    }
    infer_names(page, head, &mut columns);
    let mut columns: Vec<ColumnMapping> = columns.into_iter().map(|(_, column)| column).collect();
    if !twice {
        return (columns, Vec::new());
    }
    for column in &mut columns {
        let has_text = !matches!(
            column.role,
            ColumnRole::Ignored | ColumnRole::Id | ColumnRole::Area
        );
        if has_text {
            column.language = script(&column.heading);
        }
    }
    (columns, Language::ALL.into())
}

/// Which language a heading is in, where one can tell.
fn script(heading: &str) -> Option<Language> {
    let plain = plain(heading);
    if plain.ends_with("(ja)") || plain.chars().any(is_japanese) {
        Some(Language::Ja)
    } else if plain.chars().any(|letter| letter.is_ascii_alphabetic()) {
        Some(Language::En)
    } else {
        None
    }
}

fn is_japanese(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9f}')
}

/// The heading of a column: in the row of headings, or joined with it from above.
fn heading(page: &Page, head: u32, column: u32) -> String {
    let own = cell_text(&page.text(head, column));
    if !own.is_empty() {
        return own;
    }
    // A cell joined over several rows holds its text in the first of them; headings in two rows
    // have one above or below that of the levels.
    let joined = page.merged.iter().find(|(first, last)| {
        first.column <= column && column <= last.column && first.row <= head && head <= last.row
    });
    if let Some((first, _)) = joined {
        if first.column == column {
            return cell_text(&page.text(first.row, first.column));
        }
        return String::new();
    }
    [head.checked_sub(1), Some(head + 1)]
        .into_iter()
        .flatten()
        .map(|row| cell_text(&page.text(row, column)))
        .find(|text| heading_role(text).is_some())
        .unwrap_or_default()
}

/// Finds id and title by what stands in the columns where no heading says it.
fn infer_names(page: &Page, head: u32, columns: &mut [(u32, ColumnMapping)]) {
    let first_level = columns
        .iter()
        .filter(|(_, column)| matches!(column.role, ColumnRole::Level { .. }))
        .map(|(number, _)| *number)
        .min();
    let Some(first_level) = first_level else {
        return;
    };
    let has =
        |columns: &[(u32, ColumnMapping)], role| columns.iter().any(|(_, it)| it.role == role);
    let values = |number: u32| -> Vec<String> {
        page.cells
            .iter()
            .filter(|(place, _)| place.column == number && place.row > head)
            .map(|(_, value)| cell_text(&value.shown()))
            .collect()
    };
    let share = |texts: &[String], is: &dyn Fn(&str) -> bool| {
        !texts.is_empty() && texts.iter().filter(|text| is(text)).count() * 2 > texts.len()
    };
    if !has(columns, ColumnRole::Id) && !has(columns, ColumnRole::IdAndTitle) {
        let is_free = |column: &ColumnMapping| {
            matches!(
                column.role,
                ColumnRole::Ignored | ColumnRole::Title | ColumnRole::Area
            )
        };
        let ids = columns.iter().position(|(number, column)| {
            *number < first_level && is_free(column) && share(&values(*number), &is_service_id)
        });
        let both = columns.iter().position(|(number, column)| {
            *number < first_level
                && is_free(column)
                && share(&values(*number), &|text| {
                    split_id(text)
                        .is_some_and(|split| is_service_id(&split.id) && !split.title.is_empty())
                })
        });
        match (ids, both) {
            (Some(at), _) => columns[at].1.role = ColumnRole::Id,
            (None, Some(at)) => columns[at].1.role = ColumnRole::IdAndTitle,
            (None, None) => {}
        }
    }
    if has(columns, ColumnRole::Title) || has(columns, ColumnRole::IdAndTitle) {
        return;
    }
    // The column to the right of the id with texts; the first there is where nothing has ids.
    let id = columns
        .iter()
        .find(|(_, column)| column.role == ColumnRole::Id)
        .map(|(number, _)| *number);
    let is_text = |text: &str| !text.is_empty() && text.parse::<f64>().is_err();
    let title = columns.iter().position(|(number, column)| {
        id.is_none_or(|id| *number > id)
            && *number < first_level
            && column.role == ColumnRole::Ignored
            && share(&values(*number), &is_text)
    });
    if let Some(at) = title {
        columns[at].1.role = ColumnRole::Title;
    }
}

/// The language most texts of the levels are in; `None` where the table has no text.
pub(super) fn language_of(page: &Page, head: u32, columns: &[ColumnMapping]) -> Option<Language> {
    let levels: BTreeSet<u32> = columns
        .iter()
        .filter(|column| matches!(column.role, ColumnRole::Level { .. }))
        .filter_map(|column| column_number(&column.column))
        .collect();
    let (mut japanese, mut all) = (0_usize, 0_usize);
    for (place, value) in &page.cells {
        if place.row > head && levels.contains(&place.column) {
            all += 1;
            japanese += usize::from(value.shown().chars().any(is_japanese));
        }
    }
    (all > 0).then_some(if japanese * 2 > all {
        Language::Ja
    } else {
        Language::En
    })
}

pub(in crate::books::sheet) fn levels(columns: &[ColumnMapping]) -> Vec<u8> {
    let levels: BTreeSet<u8> = columns
        .iter()
        .filter_map(|column| match column.role {
            ColumnRole::Level { level } => Some(level),
            _ => None,
        })
        .collect();
    levels.into_iter().collect()
}
