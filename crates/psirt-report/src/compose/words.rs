//! Figures, dates and states in words.

use psirt_core::score::{Coverage, State, one_decimal};
use psirt_core::sheet::{Effort, Service};
use psirt_core::{Date, Language, Level, Sheet};

use crate::document::{Mark, Tag, TagTone};
use crate::names;
pub(super) use crate::number::days;

/// A day as it is written out: `31 March 2026`, `2026年3月31日`.
pub(super) fn date(date: Date, language: Language) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::from(date.month().unsigned_abs());
    match language {
        Language::En => format!("{} {} {}", date.day(), MONTHS[month - 1], date.year()),
        Language::Ja => format!("{}年{}月{}日", date.year(), month, date.day()),
    }
}

/// A score, or a dash where there is none.
pub(super) fn score(score: Option<f64>) -> String {
    score.map_or_else(|| "–".to_owned(), one_decimal)
}

/// What a figure rests on, as short as possible: `5 / 7`.
pub(super) fn coverage(coverage: Coverage) -> String {
    format!("{} / {}", coverage.answered, coverage.applicable)
}

/// What a figure rests on: `36 of 38 services answered`.
pub(super) fn coverage_in_words(coverage: Coverage, language: Language) -> String {
    let Coverage {
        answered,
        applicable,
        ..
    } = coverage;
    language.pick(
        format!(
            "{answered} of {} answered",
            counted(applicable, "service", "services")
        ),
        format!("適用対象{applicable}サービス中{answered}が回答済み"),
    )
}

/// A number with its English word.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Id and title of a service.
pub(super) fn service(service: &Service, language: Language) -> String {
    format!("{} {}", service.id, service.title.get(language))
}

/// Id and title of the service with this id; the id alone where the sheet does not have it.
pub(super) fn service_named(sheet: &Sheet, id: &str, language: Language) -> String {
    sheet
        .service(id)
        .map_or_else(|| id.to_owned(), |known| service(known, language))
}

/// Words joined as a list is written.
pub(super) fn listed(words: &[String], language: Language) -> String {
    words.join(language.pick(", ", "、"))
}

/// All of a few; of many the first few, then how many more.
pub(super) fn first_few(words: &[String], most: usize, language: Language) -> String {
    if words.len() > most {
        let rest = words.len() - most;
        let few = listed(&words[..most], language);
        return language.pick(
            format!("{few} and {rest} more"),
            format!("{few}ほか{rest}件"),
        );
    }
    match (language, words) {
        (Language::En, [first @ .., last]) if !first.is_empty() => {
            format!("{} and {last}", listed(first, language))
        }
        _ => listed(words, language),
    }
}

/// The mark of a state.
pub(super) fn mark(state: State, sheet: &Sheet, language: Language) -> Mark {
    let word = || {
        names::no_level(state, language)
            .unwrap_or_default()
            .to_owned()
    };
    match state {
        State::Level(level) => level_mark(level, sheet),
        State::NotApplicable => Mark::NotApplicable(word()),
        State::DontKnow => Mark::DontKnow(word()),
        State::Unanswered => Mark::Unanswered(word()),
    }
}

/// The mark of a level.
pub(super) fn level_mark(level: Level, sheet: &Sheet) -> Mark {
    Mark::Level {
        level: level.number(),
        highest: sheet.highest_level().number(),
    }
}

/// A state in one word: the level's number, or the word in place of one.
pub(super) fn state(state: State, language: Language) -> String {
    match state {
        State::Level(level) => level.to_string(),
        _ => names::no_level(state, language)
            .unwrap_or_default()
            .to_owned(),
    }
}

/// The tag of a size.
pub(super) fn effort(effort: Effort, language: Language) -> Tag {
    let tone = match effort {
        Effort::Small => TagTone::Light,
        Effort::Medium => TagTone::Middle,
        Effort::Large => TagTone::Dark,
    };
    Tag {
        text: names::effort(effort, language).to_owned(),
        tone,
    }
}

/// Name of a level, `3 Defined`.
pub(super) fn level_named(level: Level, sheet: &Sheet, language: Language) -> String {
    let name = sheet
        .scale_level(level)
        .map_or("", |known| known.name.get(language));
    format!("{level} {name}").trim().to_owned()
}

/// The first line of a text, or as much of it as `most` characters; never part of a word that is
/// written with spaces around it.
pub(super) fn beginning(text: &str, most: usize) -> String {
    let text = text.trim();
    let line = text.lines().next().unwrap_or_default().trim_end();
    if line.chars().count() <= most && line.len() == text.len() {
        return line.to_owned();
    }
    let cut: String = line.chars().take(most.saturating_sub(2)).collect();
    let goes_on = |next: char| next.is_alphanumeric() && !is_wide(next);
    let splits_word = line[cut.len()..].chars().next().is_some_and(goes_on)
        && cut.chars().next_back().is_some_and(goes_on);
    let kept = if splits_word {
        // A single word that is longer than the room is cut all the same.
        cut.rfind(|letter| !goes_on(letter))
            .map_or(cut.as_str(), |end| &cut[..end])
    } else {
        &cut
    };
    format!("{} …", kept.trim_end())
}

/// Whether a letter belongs to a script that is written without spaces.
const fn is_wide(letter: char) -> bool {
    letter >= '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_text_is_cut_between_words() {
        for (text, most, shown) in [
            ("the register of findings", 40, "the register of findings"),
            ("the register of findings", 14, "the register …"),
            ("the register of findings", 12, "the …"),
            ("登録簿を毎月確認している", 8, "登録簿を毎月 …"),
            ("PSIRTの登録簿を確認", 8, "PSIRTの …"),
            ("incomprehensibilities", 8, "incomp …"),
            ("first\nsecond", 40, "first …"),
        ] {
            assert_eq!(beginning(text, most), shown, "{text} in {most}");
        }
    }
}
