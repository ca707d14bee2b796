//! What people write for an answer, into a cell or behind a command: `３`, `3.0`, `レベル3`,
//! `3 – 定義済み`, `該当なし`, `n/a`.
//!
//! Where the meaning is certain it is taken; where it is not, nothing is guessed.

use psirt_core::assessment::Evidence;
use psirt_core::letters::{is_blank, plain};
use psirt_core::{Answer, Date, Language, Level, Sheet};

/// What a cell for an answer means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meant {
    Level(Level),
    /// *Not applicable*; the reason stands elsewhere.
    NotApplicable,
    DontKnow,
    /// A level the scale does not have.
    NoSuchLevel(String),
    /// Anything else.
    Unclear,
}

const NOT_APPLICABLE: [&str; 9] = [
    "n/a",
    "na",
    "n.a.",
    "not applicable",
    "該当なし",
    "該当無し",
    "該当しない",
    "対象外",
    "適用外",
];

const DONT_KNOW: [&str; 8] = [
    "?",
    "don't know",
    "dont know",
    "do not know",
    "unknown",
    "わからない",
    "分からない",
    "不明",
];

/// Understands an answer; an empty text is for the caller.
pub(crate) fn answer(text: &str, sheet: &Sheet) -> Meant {
    let plain = plain(text);
    if is_not_applicable(&plain) {
        return Meant::NotApplicable;
    }
    if DONT_KNOW.contains(&plain.as_str()) {
        return Meant::DontKnow;
    }
    level(&plain, sheet)
}

/// Understands a level; an empty text is for the caller.
pub(crate) fn level_only(text: &str, sheet: &Sheet) -> Meant {
    level(&plain(text), sheet)
}

fn is_not_applicable(plain: &str) -> bool {
    NOT_APPLICABLE.contains(&plain)
}

fn level(plain: &str, sheet: &Sheet) -> Meant {
    let named = sheet.scale().iter().find(|scale| is_name(plain, scale));
    if let Some(scale) = named {
        return Meant::Level(scale.level);
    }
    let bare = ["レベル", "level", "lv.", "lv"]
        .iter()
        .find_map(|word| plain.strip_prefix(word))
        .unwrap_or(plain)
        .trim();
    if let Some(number) = whole_number(bare) {
        return on_scale(&number, sheet);
    }
    // `3 Defined`, `3: 定義済み`, `レベル3 (定義済み)`: number and name must agree.
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = bare.split_at(digits);
    let name = rest.trim_start_matches([' ', ':', '.', '-', '(', ')', ',', '、', '・']);
    let bare_name = name.trim_end_matches([' ', ')']);
    match on_scale(number, sheet) {
        Meant::Level(level) if digits > 0 => match sheet.scale_level(level) {
            Some(scale) if is_name(name, scale) || is_name(bare_name, scale) => Meant::Level(level),
            _ => Meant::Unclear,
        },
        _ => Meant::Unclear,
    }
}

fn is_name(text: &str, scale: &psirt_core::sheet::ScaleLevel) -> bool {
    Language::ALL
        .iter()
        .filter_map(|&language| scale.name.only(language))
        .any(|name| plain(name) == text)
}

/// `3` and `3.0` are 3; `3.5` and `3rd` are no whole number.
fn whole_number(text: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = match text.split_once('.') {
        Some((whole, zeros)) => {
            (digits(zeros) && zeros.bytes().all(|byte| byte == b'0')).then_some(whole)?
        }
        None => text,
    };
    digits(whole).then(|| whole.to_owned())
}

fn on_scale(number: &str, sheet: &Sheet) -> Meant {
    match number.parse().map(Level::new) {
        Ok(level) if level <= sheet.highest_level() => Meant::Level(level),
        _ => Meant::NoSuchLevel(number.to_owned()),
    }
}

/// The answer a cell means, with the reason that stands beside it.
pub(crate) fn with_reason(meant: &Meant, reason: &str) -> Option<Answer> {
    match meant {
        Meant::Level(level) => Some(Answer::Level(*level)),
        Meant::NotApplicable => Some(Answer::NotApplicable(reason.trim().to_owned())),
        Meant::DontKnow => Some(Answer::DontKnow),
        Meant::NoSuchLevel(_) | Meant::Unclear => None,
    }
}

/// A line of evidence that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnclearEvidence {
    /// The line.
    pub line: String,
    /// What is wrong with it.
    pub problem: EvidenceProblem,
}

/// What can be wrong with a line of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EvidenceProblem {
    /// It has no title, or more than the three parts.
    Parts,
    /// What stands for the date is none, as it is written there.
    Date(String),
}

/// Evidence as written in one cell: a line each, `title | where | date`.
///
/// Returns the lines that cannot be understood as well.
pub(crate) fn evidence(text: &str) -> (Vec<Evidence>, Vec<UnclearEvidence>) {
    let (mut understood, mut unclear) = (Vec::new(), Vec::new());
    for line in text.lines().map(str::trim).filter(|line| !is_blank(line)) {
        match evidence_line(line) {
            Ok(evidence) => understood.push(evidence),
            Err(problem) => unclear.push(UnclearEvidence {
                line: line.to_owned(),
                problem,
            }),
        }
    }
    (understood, unclear)
}

fn evidence_line(line: &str) -> Result<Evidence, EvidenceProblem> {
    let mut parts = parts_of(line).into_iter();
    let title = parts.next().unwrap_or_default();
    let place = parts.next().unwrap_or_default();
    let written = parts.next().filter(|date| !is_blank(date));
    if is_blank(&title) || parts.next().is_some() {
        return Err(EvidenceProblem::Parts);
    }
    let date = match written {
        None => None,
        Some(written) => Some(date(&written).ok_or(EvidenceProblem::Date(written))?),
    };
    Ok(Evidence {
        title,
        place,
        date,
        kind: None,
    })
}

/// The parts of a line between bars; a bar written `\|` belongs to its part.
fn parts_of(line: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for letter in line.chars() {
        let part = parts.last_mut().expect("there is always one");
        match letter {
            '|' | '｜' if part.ends_with('\\') => {
                part.pop();
                part.push(letter);
            }
            '|' | '｜' => parts.push(String::new()),
            _ => part.push(letter),
        }
    }
    for part in &mut parts {
        *part = part.trim().to_owned();
    }
    parts
}

/// `2026-04-01`, `2026/4/1`, `2026.4.1`, `2026年4月1日`.
pub(crate) fn date(text: &str) -> Option<Date> {
    let plain = plain(text);
    let parts: Vec<&str> = plain
        .split(['-', '/', '.', '年', '月', '日'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let [year, month, day] = parts[..] else {
        return None;
    };
    (year.len() == 4)
        .then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok())
        .flatten()
}
