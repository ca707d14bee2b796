//! The shipped frameworks are valid, complete in both languages and written by the rules of
//! `frameworks/AUTHORING.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use psirt_core::kit::Form;
use psirt_core::workshop::Anchors;
use psirt_core::{Crosswalk, Kit, Language, Profile, Reading, ServiceId, Sheet, SheetId};
use serde_json::Value;

fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../frameworks")
        .join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder is in the repository")
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} holds files", folder.display());
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("the file is text");
            (path, text)
        })
        .collect()
}

/// Each sheet in its newest edition: the file without an edition in its name.
fn sheets() -> BTreeMap<SheetId, Sheet> {
    files("sheets")
        .into_iter()
        .filter(|(path, _)| !stem(path).contains('@'))
        .map(|(path, text)| {
            let sheet = Sheet::parse(&text)
                .unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
            (sheet.id().clone(), sheet)
        })
        .collect()
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .expect("a file has a name")
        .to_string_lossy()
        .into_owned()
}

#[test]
fn every_shipped_file_is_valid_and_named_by_its_id() {
    let sheets = sheets();
    let sheet_of = |id: &SheetId| sheets.get(id);
    for (path, text) in files("sheets") {
        let sheet =
            Sheet::parse(&text).unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
        let name = stem(&path);
        let (id, edition) = name.split_once('@').unwrap_or((&name, sheet.edition()));
        assert_eq!((sheet.id().as_str(), sheet.edition()), (id, edition));
    }
    for (path, text) in files("readings") {
        let reading = Reading::parse(&text, sheet_of)
            .unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
        assert_eq!(reading.id(), stem(&path));
    }
    for (path, text) in files("profiles") {
        let profile = Profile::parse(&text, sheet_of)
            .unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
        assert_eq!(profile.id(), stem(&path));
    }
    for (path, text) in files("crosswalks") {
        let crosswalk = Crosswalk::parse(&text, sheet_of)
            .unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
        assert_eq!(crosswalk.id(), stem(&path));
    }
}

/// A sheet of a company's own may be a bare table; what is shipped leaves nothing out.
#[test]
fn a_shipped_sheet_says_all_that_a_sheet_can_say() {
    for (id, sheet) in sheets() {
        assert!(sheet.source().published.is_some() && sheet.source().url.is_some());
        assert!(sheet.scale().iter().all(|level| level.meaning.is_some()));
        assert!(sheet.areas().iter().all(|area| area.purpose.is_some()));
        for service in sheet.services() {
            let place = format!("{id} {}", service.id);
            assert!(service.purpose.is_some(), "{place}: purpose");
            assert!(service.why.is_some(), "{place}: why");
            assert!(service.small_team.is_some(), "{place}: small team");
            assert!(!service.evidence.is_empty(), "{place}: evidence");
            assert!(!service.interview.is_empty(), "{place}: interview");
            for text in service.levels.iter().skip(1) {
                let step = text.step.as_ref();
                let days = step.and_then(|step| step.days);
                let days = days.unwrap_or_else(|| panic!("{place}: days to {}", text.level));
                assert!(
                    days >= 0.5 && (days * 2.0).fract() == 0.0,
                    "{place}: {days} days to {} are not a number of half days",
                    text.level
                );
            }
        }
        assert!(!sheet.rules().is_empty(), "{id}: rules for raters");
    }
}

#[test]
fn what_was_answered_in_an_earlier_edition_can_be_answered_in_the_newest() {
    let newest = sheets();
    let mut earlier = 0;
    for (path, text) in files("sheets") {
        let old = Sheet::parse(&text).expect("a shipped sheet is valid");
        let new = &newest[old.id()];
        if old.edition() == new.edition() {
            continue;
        }
        earlier += 1;
        let place = path.display();
        assert_eq!(old.highest_level(), new.highest_level(), "{place}");
        assert_eq!(old.evidence_kinds(), new.evidence_kinds(), "{place}");
        let ids = |sheet: &Sheet| -> Vec<String> {
            let services = sheet.services();
            services.map(|service| service.id.to_string()).collect()
        };
        assert_eq!(ids(&old), ids(new), "{place}");
        for service in old.services() {
            let now = new.service(service.id.as_str()).expect("it is there");
            let now: Vec<&str> = now.indicators().map(|(_, it)| it.id.as_str()).collect();
            for (_, indicator) in service.indicators() {
                let id = indicator.id.as_str();
                assert!(now.contains(&id), "{place}: {} {id}", service.id);
            }
        }
    }
    assert!(earlier > 0, "an earlier edition is shipped");
}

#[test]
fn the_anchor_cases_of_each_sheet_cover_the_scale_and_quote_no_level_text() {
    let sheets = sheets();
    let mut of_sheets = BTreeSet::new();
    for (path, text) in files("anchors") {
        let anchors = Anchors::parse(&text, |id| sheets.get(id))
            .unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
        assert_eq!(anchors.id(), stem(&path));
        let levels: BTreeSet<_> = anchors.cases().iter().map(|case| case.level).collect();
        assert_eq!(anchors.cases().len(), 5, "{}", path.display());
        assert!(levels.len() >= 4, "{}", path.display());
        let sheet = &sheets[anchors.sheet()];
        for case in anchors.cases() {
            let service = sheet
                .service(case.service.as_str())
                .expect("it was checked");
            for language in [Language::En, Language::Ja] {
                let situation = case.situation.get(language);
                for text in &service.levels {
                    let sentences = text.statement.get(language).split(['.', '。', ';']);
                    let mut quoted = sentences.map(str::trim).filter(|it| !it.is_empty());
                    let quoted = quoted.find(|sentence| situation.contains(sentence));
                    assert_eq!(quoted, None, "{} {}", path.display(), case.id);
                }
            }
        }
        of_sheets.insert(anchors.sheet().clone());
    }
    let all: BTreeSet<SheetId> = sheets.keys().cloned().collect();
    assert_eq!(of_sheets, all);
}

/// Without spaces and marks, and in small letters: what is left of a citation however it is set.
fn bare(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[test]
fn no_title_of_a_requirement_repeats_what_stands_beside_it() {
    let sheets = sheets();
    let mut cited_otherwise = 0;
    for (path, text) in files("readings") {
        let reading = Reading::parse(&text, |id| sheets.get(id))
            .unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
        for language in [Language::En, Language::Ja] {
            let mut cited = BTreeSet::new();
            for requirement in reading.requirements() {
                let place = format!("{} {} {language}", reading.id(), requirement.id);
                let beside = requirement.cited(language);
                cited_otherwise += usize::from(beside != requirement.id);
                assert!(cited.insert(beside), "{place}: {beside} is cited twice");
                let title = bare(requirement.title.get(language));
                for beside in [beside, &requirement.id] {
                    assert!(!title.starts_with(&bare(beside)), "{place}: {beside}");
                }
            }
        }
    }
    assert!(cited_otherwise > 0, "some are cited otherwise than by id");
}

#[test]
fn what_is_cited_in_japanese_has_no_english_word_for_a_part_of_a_law() {
    let sheets = sheets();
    for (path, text) in files("readings") {
        let reading = Reading::parse(&text, |id| sheets.get(id))
            .unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
        for requirement in reading.requirements() {
            let cited = requirement.cited(Language::Ja);
            for word in [
                "Art.", "Annex", "Part", "Ch.", "Sch.", "Sec.", "Goal", "Guidance", "App",
            ] {
                assert!(!cited.contains(word), "{}: {cited}", path.display());
            }
        }
    }
}

#[test]
fn a_profile_states_the_person_days_it_takes_from_nothing() {
    let sheets = sheets();
    for (path, text) in files("profiles") {
        let profile = Profile::parse(&text, |id| sheets.get(id))
            .unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
        let days = profile.planning_days(&sheets[profile.sheet()]);
        let days = days.expect("each step of a shipped sheet has days");
        for (language, told) in [
            (Language::En, format!(" {days} person-days from nothing")),
            (Language::Ja, format!("何もない状態から{days}人日")),
        ] {
            let summary = profile.summary().get(language);
            assert!(summary.contains(&told), "{}: {told:?}", path.display());
        }
    }
}

/// The kit with the name of its file.
fn kits() -> Vec<(PathBuf, Kit)> {
    let sheets = sheets();
    let files = files("kit").into_iter();
    files
        .map(|(path, text)| {
            let kit = Kit::parse(&text, |id| sheets.get(id))
                .unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
            (path, kit)
        })
        .collect()
}

#[test]
fn the_weeks_of_a_kit_move_each_service_its_profile_wants() {
    let sheets = sheets();
    for (path, kit) in kits() {
        let profile = path.with_file_name(format!("../profiles/{}.json", kit.profile()));
        let text = fs::read_to_string(&profile).expect("the profile of a kit is shipped");
        let profile = Profile::parse(&text, |id| sheets.get(id)).expect("it is valid");
        let wanted: BTreeSet<&ServiceId> = profile.targets().keys().collect();
        let moved: BTreeSet<&ServiceId> = kit.tasks().iter().map(|task| &task.service).collect();
        assert_eq!(moved, wanted, "{}", path.display());
        let used: BTreeSet<&str> = kit.tasks().iter().map(|it| it.document.as_str()).collect();
        assert!(used.len() > 5, "the weeks lead to the documents: {used:?}");
    }
}

#[test]
fn each_document_of_a_kit_has_a_text_in_both_languages() {
    for (path, kit) in kits() {
        for document in kit.documents() {
            let ending = match document.form {
                Form::Markdown => "md",
                Form::Text => "txt",
                Form::Json => "json",
            };
            let read = |language: Language| {
                let name = format!("{}/{}.{ending}", language.code(), document.id);
                let text = fs::read_to_string(path.with_file_name(name));
                text.unwrap_or_else(|error| panic!("{} {language}: {error}", document.id))
            };
            let [en, ja] = [Language::En, Language::Ja].map(read);
            assert_eq!(en.lines().count(), ja.lines().count(), "{}", document.id);
            let own = |text: &str, sign: &str| text.matches(sign).count();
            for sign in [
                "{{organization}}",
                "{{today}}",
                "{{expires}}",
                "{{weeks}}",
                "- [ ]",
            ] {
                assert_eq!(own(&en, sign), own(&ja, sign), "{} {sign}", document.id);
            }
        }
    }
}

/// Laws and standards change: whoever reads a reading must see how old it is.
#[test]
fn a_shipped_reading_says_when_it_was_checked_and_whether_its_source_is_being_revised() {
    let sheets = sheets();
    for (path, text) in files("readings") {
        let reading = Reading::parse(&text, |id| sheets.get(id))
            .unwrap_or_else(|faults| panic!("{}:\n{faults}", path.display()));
        let id = reading.id();
        let checked = reading
            .checked()
            .unwrap_or_else(|| panic!("{id}: no day of the check"));
        assert!(reading.revision().is_some(), "{id}: no state of revision");
        if let Some(published) = &reading.source().published {
            let checked = checked.to_string();
            assert!(
                published.as_str() <= checked.as_str(),
                "{id}: {published} lies after the check on {checked}"
            );
        }
        assert!(
            reading.source().url.is_some(),
            "{id}: no address to check it at"
        );
    }
}

#[test]
fn a_sheet_written_out_reads_back_the_same() {
    for (id, sheet) in sheets() {
        let again = Sheet::parse(&sheet.to_json()).expect("what was written is valid");
        assert_eq!(again, sheet, "{id}");
    }
}

/// Every text of a file with its place.
fn texts(value: &Value, place: &str, language: Language, into: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(text) if key == language.code() => {
                        into.push((place.to_owned(), text.clone()));
                    }
                    _ => texts(value, &format!("{place}/{key}"), language, into),
                }
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                texts(value, &format!("{place}/{index}"), language, into);
            }
        }
        _ => {}
    }
}

fn all_texts(folder: &str, language: Language) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (path, text) in files(folder) {
        let value: Value = serde_json::from_str(&text).expect("the file is JSON");
        texts(&value, &stem(&path), language, &mut all);
    }
    all
}

#[test]
fn japanese_is_polite_in_interview_questions_and_nowhere_else() {
    let polite = ["です", "ます", "ました", "ません", "でしょうか", "ください"];
    for folder in ["sheets", "readings", "profiles", "crosswalks"] {
        for (place, text) in all_texts(folder, Language::Ja) {
            let ends_politely = text
                .split(['。', '、', '？', '」'])
                .map(|clause| clause.trim_end_matches('か'))
                .any(|clause| polite.iter().any(|ending| clause.ends_with(ending)));
            if place.contains("/interview/") {
                assert!(ends_politely, "{place} asks politely: {text}");
            } else {
                assert!(!ends_politely, "{place} is in plain style: {text}");
            }
        }
    }
}

#[test]
fn no_sentence_of_a_sheet_stands_twice() {
    for language in Language::ALL {
        for (path, text) in files("sheets") {
            let value: Value = serde_json::from_str(&text).expect("the file is JSON");
            let mut all = Vec::new();
            texts(&value, "", language, &mut all);
            let mut first: BTreeMap<String, String> = BTreeMap::new();
            for (place, text) in all {
                // Titles and names are cited words, not sentences.
                if place.ends_with("/title") || place.ends_with("/name") {
                    continue;
                }
                if let Some(before) = first.insert(text.clone(), place.clone()) {
                    panic!("{}: {place} repeats {before}: {text}", path.display());
                }
            }
        }
    }
}
