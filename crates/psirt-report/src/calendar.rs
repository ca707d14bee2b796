//! The plan as a calendar file (iCalendar, RFC 5545): an event of one day for each action that is
//! still to be done and has a date.
//!
//! Events, because the calendars people use do not show tasks. An event is known by its UID: the
//! file can be read in again after the plan has changed.
//!
//! Deliberately not here: alarms, invitations, and anything done or dropped.

use psirt_core::assessment::Action;
use psirt_core::roadmap::Roadmap;
use psirt_core::{Assessment, Date, DateTime, Language, Sheet};

use crate::{classification, names};

/// The most octets of a line, without its end.
const LONGEST_LINE: usize = 75;

/// Writes the calendar; `now` is when it is made, in universal time.
pub fn calendar(
    sheet: &Sheet,
    assessment: &Assessment,
    roadmap: &Roadmap<'_>,
    language: Language,
    now: DateTime,
) -> String {
    let organization = &assessment.organization().name;
    let plan = language.pick("PSIRT plan", "PSIRTの計画");
    let mut file = Lines::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//PSIRT Maturity//PSIRT Maturity//EN");
    file.line("CALSCALE", "GREGORIAN");
    file.line("METHOD", "PUBLISH");
    file.words("X-WR-CALNAME", &format!("{organization}: {plan}"));
    for planned in roadmap.open() {
        let action = planned.action;
        let Some(due) = action.due else { continue };
        file.line("BEGIN", "VEVENT");
        file.words("UID", &uid(assessment, action));
        let (date, time) = (day(now.date()), now.time());
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        file.line(
            "DTSTAMP",
            &format!("{date}T{hour:02}{minute:02}{second:02}Z"),
        );
        file.line("DTSTART;VALUE=DATE", &day(due));
        // The day after the last; on the last of the calendar an event is one day long by itself.
        if let Ok(next) = due.tomorrow() {
            file.line("DTEND;VALUE=DATE", &day(next));
        }
        file.words("SUMMARY", &summary(action));
        file.words(
            "DESCRIPTION",
            &description(sheet, assessment, action, language),
        );
        // Whoever has something due is there all the same.
        file.line("TRANSP", "TRANSPARENT");
        file.line("END", "VEVENT");
    }
    file.line("END", "VCALENDAR");
    file.text
}

/// What an event is known by, in every file made of the plan.
///
/// The program gives actions ids that nothing else has, and an action keeps its own in the next
/// round. An id that somebody wrote by hand is known within its assessment only.
fn uid(assessment: &Assessment, action: &Action) -> String {
    if is_uuid(&action.id) {
        return format!("{}@psirt-maturity", action.id);
    }
    format!("{}.{}@psirt-maturity", assessment.id(), action.id)
}

fn is_uuid(id: &str) -> bool {
    let mut lengths = id.split('-').map(str::len);
    let is_shaped = [8, 4, 4, 4, 12]
        .iter()
        .all(|&wanted| lengths.next() == Some(wanted));
    let is_hex = |letter: char| letter.is_ascii_hexdigit() || letter == '-';
    is_shaped && lengths.next().is_none() && id.chars().all(is_hex)
}

fn summary(action: &Action) -> String {
    let (title, owner) = (action.title.trim(), action.owner.trim());
    if owner.is_empty() {
        return title.to_owned();
    }
    format!("{title} ({owner})")
}

fn description(
    sheet: &Sheet,
    assessment: &Assessment,
    action: &Action,
    language: Language,
) -> String {
    let service = action.service.as_str();
    let title = sheet
        .service(service)
        .map_or("", |service| service.title.get(language));
    let level = action.to_level.number();
    let said = |english: &str, japanese: &str, words: &str| {
        let label = language.pick(english, japanese);
        (!words.trim().is_empty()).then(|| format!("{label}: {}", words.trim()))
    };
    let state = names::action_state(action.state, language);
    let (classification, _) =
        classification::printed(assessment.classification().unwrap_or_default());
    let lines = [
        Some(language.pick(
            format!("{service} {title}, to level {level}"),
            format!("{service} {title} (レベル{level}へ)"),
        )),
        said("Deliverable", "成果物", &action.deliverable),
        said("Owner", "担当", &action.owner),
        said("State", "状態", state),
        said("Classification", "取扱区分", &classification),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The lines of the file so far.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    /// A property with a text that somebody wrote.
    fn words(&mut self, name: &str, words: &str) {
        let mut value = String::with_capacity(words.len());
        for letter in words.replace("\r\n", "\n").chars() {
            match letter {
                '\\' | ';' | ',' => {
                    value.push('\\');
                    value.push(letter);
                }
                '\n' | '\r' => value.push_str("\\n"),
                // The format has no way to write them.
                _ if letter.is_control() => value.push(' '),
                _ => value.push(letter),
            }
        }
        self.line(name, &value);
    }

    /// A line, folded between two characters where it has too many octets.
    fn line(&mut self, name: &str, value: &str) {
        let mut room = LONGEST_LINE;
        for part in [name, ":", value] {
            for letter in part.chars() {
                if letter.len_utf8() > room {
                    self.text.push_str("\r\n ");
                    room = LONGEST_LINE - 1;
                }
                room -= letter.len_utf8();
                self.text.push(letter);
            }
        }
        self.text.push_str("\r\n");
    }
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use psirt_core::roadmap::roadmap;

    use super::*;
    use crate::fixture::Case;

    const NOW: DateTime = DateTime::constant(2026, 12, 1, 9, 5, 7, 0);

    /// The properties of the file as the format says they are read: unfolded, then by name and
    /// value. Whatever breaks a rule of the format panics.
    fn read(text: &str) -> Vec<(String, String)> {
        assert!(text.ends_with("\r\n"));
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= LONGEST_LINE, "{} octets: {line}", line.len());
            assert!(!line.chars().any(char::is_control), "{line:?}");
        }
        let unfolded = text.replace("\r\n ", "");
        let property = |line: &str| {
            let (name, value) = line.split_once(':').expect("each line has a value");
            (name.to_owned(), value.to_owned())
        };
        unfolded.split_terminator("\r\n").map(property).collect()
    }

    /// A text as it was before it was written.
    fn words(value: &str) -> String {
        let mut words = String::new();
        let mut letters = value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n' | 'N') => words.push('\n'),
                    Some(letter @ ('\\' | ';' | ',')) => words.push(letter),
                    other => panic!("`\\{other:?}` means nothing"),
                },
                ';' | ',' => panic!("`{letter}` parts values"),
                _ => words.push(letter),
            }
        }
        words
    }

    fn values<'a>(properties: &'a [(String, String)], name: &str) -> Vec<&'a str> {
        let named = properties.iter().filter(|(found, _)| found == name);
        named.map(|(_, value)| value.as_str()).collect()
    }

    fn sample(language: Language) -> (Vec<(String, String)>, usize) {
        let case = Case::sample(language);
        let findings = case.findings();
        let roadmap = roadmap(findings.sheet, findings.assessment);
        let text = calendar(findings.sheet, findings.assessment, &roadmap, language, NOW);
        let dated = roadmap
            .open()
            .filter(|planned| planned.action.due.is_some());
        (read(&text), dated.count())
    }

    #[test]
    fn each_open_action_with_a_date_is_an_event_of_that_day() {
        for language in Language::ALL {
            let (properties, dated) = sample(language);
            assert!(dated > 2);
            assert_eq!(values(&properties, "BEGIN").len(), dated + 1);
            assert_eq!(values(&properties, "END").len(), dated + 1);
            for stamp in values(&properties, "DTSTAMP") {
                assert_eq!(stamp, "20261201T090507Z");
            }
            let ends = values(&properties, "DTEND;VALUE=DATE");
            let begins = values(&properties, "DTSTART;VALUE=DATE");
            assert_eq!((begins.len(), ends.len()), (dated, dated));
            for (begin, end) in begins.iter().zip(ends) {
                let parse = |text: &str| text.parse::<Date>().expect("it is a day");
                assert_eq!(parse(begin).tomorrow().ok(), Some(parse(end)));
            }
            let mut known = values(&properties, "UID");
            known.sort_unstable();
            known.dedup();
            assert_eq!(known.len(), dated, "each has a UID of its own");
        }
    }

    #[test]
    fn an_action_is_known_by_one_uid_in_every_round_and_language() {
        let case = Case::sample(Language::En);
        let findings = case.findings();
        let mut action = findings.assessment.actions()[0].clone();
        let other = Case::sample(Language::Ja);
        let other = other.findings();
        assert_eq!(
            uid(findings.assessment, &action),
            uid(other.assessment, &action)
        );
        action.id = "0199a0b0-1234-7abc-8def-0123456789ab".to_owned();
        assert_eq!(
            uid(findings.assessment, &action),
            "0199a0b0-1234-7abc-8def-0123456789ab@psirt-maturity"
        );
    }

    #[test]
    fn how_it_may_be_passed_on_stands_in_every_event() {
        let (properties, dated) = sample(Language::En);
        let said = values(&properties, "DESCRIPTION");
        let marked = said.iter().filter(|text| text.contains("TLP:"));
        assert_eq!(marked.count(), dated);
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_again(text in any::<String>()) {
            let mut lines = Lines::default();
            lines.words("SUMMARY", &text);
            let [(name, value)] = &read(&lines.text)[..] else {
                panic!("one property is one property");
            };
            prop_assert_eq!(name, "SUMMARY");
            let kept: String = text
                .replace("\r\n", "\n")
                .replace('\r', "\n")
                .chars()
                .map(|letter| if letter.is_control() && letter != '\n' { ' ' } else { letter })
                .collect();
            prop_assert_eq!(words(value), kept);
        }

        #[test]
        fn a_long_line_in_any_language_is_folded_between_characters(
            text in "[aé計🗓]{0,300}",
        ) {
            let mut lines = Lines::default();
            lines.line("DESCRIPTION", &text);
            let properties = read(&lines.text);
            prop_assert_eq!(&properties[0].1, &text);
        }
    }
}
