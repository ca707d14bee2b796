//! Every document as it is written, in each language and form.

use std::str::FromStr as _;

use jiff::{Timestamp, ToSpan as _};
use serde_json::Value;

use super::*;

const TODAY: Date = Date::constant(2027, 1, 31);

fn filling(organization: Option<&str>, language: Language) -> Filling<'_> {
    Filling {
        organization,
        today: TODAY,
        language,
    }
}

fn written(id: &str, writing: Writing, organization: Option<&str>, language: Language) -> String {
    let document = kit().document(id).expect("the kit has the document");
    text(document, writing, filling(organization, language))
}

#[test]
fn nothing_that_the_program_knows_is_left_to_fill_in() {
    for document in kit().documents() {
        for language in Language::ALL {
            for writing in [Writing::Markdown, Writing::Plain] {
                let text = text(document, writing, filling(Some("Example Ltd."), language));
                assert!(!text.contains("{{"), "{} {language}", document.id);
                assert!(text.contains("Example Ltd."), "{} {language}", document.id);
            }
        }
    }
}

#[test]
fn plain_text_has_no_marks_of_markdown_and_loses_no_line() {
    for document in kit().documents() {
        if document.form != Form::Markdown {
            continue;
        }
        for language in Language::ALL {
            let id = &document.id;
            let markdown = written(id, Writing::Markdown, None, language);
            let plain = written(id, Writing::Plain, None, language);
            for line in markdown.lines() {
                let known = ["# ", "## ", "> ", "- ", "- [ ] ", "**"];
                let is_prose = !line.starts_with(['#', '>', '-', '*', '+', '|', '`', ' ', '\t']);
                assert!(
                    is_prose || known.iter().any(|mark| line.starts_with(mark)),
                    "{id} {language}: {line:?} is more Markdown than is known"
                );
                let bare = line.trim_start_matches(['#', '>', ' ']).replace("**", "");
                assert!(plain.contains(&bare), "{id} {language}: {bare:?}");
            }
            assert!(
                plain
                    .lines()
                    .all(|line| !line.starts_with(['#', '>']) && !line.contains("**")),
                "{id} {language}"
            );
        }
    }
}

/// RFC 9116: fields by name and value, remarks, `Contact` and one `Expires` at least, addresses
/// as URIs, web ones over HTTPS, the day of expiry ahead and less than a year away.
#[test]
fn security_txt_is_valid_by_its_standard() {
    for language in Language::ALL {
        let text = written(
            "security",
            Writing::Plain,
            Some("Example\nContact: x"),
            language,
        );
        let mut fields: Vec<(&str, &str)> = Vec::new();
        for line in text.lines() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, value) = line.split_once(": ").expect("a field is `Name: value`");
            assert!(
                name.chars().all(|it| it.is_ascii_alphabetic() || it == '-'),
                "{line}"
            );
            assert!(!value.is_empty() && value.trim() == value, "{line}");
            fields.push((name, value));
        }
        let of = |wanted: &str| -> Vec<&str> {
            let own = fields.iter().filter(|(name, _)| *name == wanted);
            own.map(|(_, value)| *value).collect()
        };
        assert_eq!(of("Contact").len(), 2, "a name cannot add a field");
        for name in [
            "Contact",
            "Canonical",
            "Policy",
            "Encryption",
            "Acknowledgments",
        ] {
            for value in of(name) {
                let is_uri = ["https://", "mailto:", "tel:"]
                    .iter()
                    .any(|it| value.starts_with(it));
                assert!(is_uri, "{name}: {value}");
            }
        }
        assert!(of("Preferred-Languages").len() <= 1, "at most once");
        let [expires] = of("Expires")[..] else {
            panic!("it expires once");
        };
        let expires = Timestamp::from_str(expires).expect("a moment as the Internet writes it");
        let expires = expires.to_zoned(jiff::tz::TimeZone::UTC).date();
        assert!(TODAY < expires && expires < TODAY.saturating_add(1.year()));
        let known = [
            "Contact",
            "Expires",
            "Preferred-Languages",
            "Canonical",
            "Policy",
            "Encryption",
            "Acknowledgments",
            "Hiring",
            "CSAF",
        ];
        assert!(
            fields.iter().all(|(name, _)| known.contains(name)),
            "{fields:?}"
        );
    }
}

#[test]
fn a_name_with_quotes_leaves_the_machine_readable_advisory_sound() {
    let name = r#"株式会社"例" \ Works"#;
    for language in Language::ALL {
        let text = written("advisory-csaf", Writing::Markdown, Some(name), language);
        let advisory: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(advisory["document"]["publisher"]["name"], name);
        assert_eq!(advisory["document"]["lang"], language.code());
        let day = "2027-01-31T00:00:00.000Z";
        assert_eq!(
            advisory["document"]["tracking"]["current_release_date"],
            day
        );
    }
}

#[test]
fn the_weeks_stand_in_their_document_with_service_and_document() {
    let text = written("first-90-days", Writing::Markdown, None, Language::Ja);
    for task in kit().tasks() {
        assert!(text.contains(&line(task, Language::Ja)), "{}", task.id);
    }
    assert!(
        text.contains("【組織名】"),
        "who it is for is to be filled in"
    );
    let headings = text
        .lines()
        .filter(|line| line.starts_with("## 第"))
        .count();
    assert_eq!(headings, 13, "a heading for each week");
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let documents: Vec<&KitDocument> = kit().documents().iter().collect();
    let write = || {
        let filling = filling(None, Language::En);
        write(&documents, Writing::Plain, filling, folder.path())
    };
    let paths = write().expect("the folder is empty");
    assert_eq!(paths.len(), documents.len());
    let first = std::fs::read_to_string(&paths[0]).expect("it was written");
    assert!(write().is_err());
    assert_eq!(
        std::fs::read_to_string(&paths[0]).expect("it is there"),
        first
    );
}
