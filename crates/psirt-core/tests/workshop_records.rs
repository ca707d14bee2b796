//! Records of workshops: what is kept, what is refused, and what the sample's room did.

mod small;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use psirt_core::assessment::SheetReference;
use psirt_core::workshop::{
    AnchorScores, Anchors, Ballot, Dissent, Held, Opinion, Promise, Record, Respondent,
    ServiceState, Settlement, Verdict, calibration, offset, shown,
};
use psirt_core::{Answer, Assessment, Language, Level, ServiceId, Sheet};
use serde_json::{Value, json};
use small::{DAY, sheet};

fn shipped(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).expect("the file is in the repository")
}

/// The sample's sheet, assessment and record.
fn sample(language: Language) -> (Sheet, Assessment, Record) {
    let code = language.code();
    let text = shipped(&format!("samples/{code}/2026.psirt.json"));
    let named = psirt_core::assessment::sheet_named_in(&text);
    let named = named.expect("it is JSON").expect("it names a sheet");
    let later = format!("frameworks/sheets/{}@{}.json", named.id, named.edition);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = if root.join(&later).exists() {
        later
    } else {
        format!("frameworks/sheets/{}.json", named.id)
    };
    let sheet = Sheet::parse(&shipped(&path)).expect("it is shipped");
    let assessment = Assessment::parse(&text, |_| Some(&sheet)).expect("it is valid");
    let text = shipped(&format!("samples/{code}/2026.workshop.json"));
    let record = Record::parse(&text, |_| Some(&sheet));
    let record = record.unwrap_or_else(|faults| panic!("{language}:\n{faults}"));
    (sheet, assessment, record)
}

#[test]
fn the_room_of_the_sample_settled_what_its_assessment_says_by_the_rules() {
    for language in Language::ALL {
        let (sheet, assessment, record) = sample(language);
        assert_eq!(record.assessment, assessment.id());
        assert_eq!(&record.sheet, assessment.sheet());
        assert_eq!(record.services.len(), sheet.services().count());
        for spread in record.spreads(&sheet) {
            let id = spread.service.as_str();
            let state = &record.services[id];
            let Some(settled) = &state.settlement else {
                assert!(state.parked.is_some(), "{id} is settled or parked");
                assert_eq!(assessment.answer(id), None, "{id}");
                continue;
            };
            assert_eq!(assessment.answer(id), Some(&settled.answer), "{id}");
            let (promise, people) = (record.promise, &record.respondents);
            let checked = settled.clone().checked(&sheet, &spread, promise, people);
            assert_eq!(checked.as_ref(), Ok(settled), "{language} {id}");
        }
    }
}

#[test]
fn the_room_of_the_sample_disagreed_and_moved_for_reasons() {
    let (sheet, _, record) = sample(Language::En);
    let open = |ballot| {
        let spreads = record.spreads_of(&sheet, ballot);
        let open = spreads.iter().filter(|spread| spread.verdict.is_open());
        open.count()
    };
    assert!(open(Ballot::First) > 10 && open(Ballot::Second) > 0);
    let states = record.services.values();
    let moved: Vec<_> = states.flat_map(ServiceState::moved).collect();
    assert!(moved.len() > 20, "{}", moved.len());
    assert!(moved.iter().all(|moved| !moved.reason.is_empty()));
    let unknown = |spread: &&psirt_core::workshop::Spread| spread.verdict == Verdict::NobodyKnows;
    assert_eq!(record.spreads(&sheet).iter().filter(unknown).count(), 2);
}

#[test]
fn the_room_of_the_sample_scored_the_anchor_cases_of_its_sheet() {
    let (sheet, _, record) = sample(Language::En);
    let text = shipped(&format!("frameworks/anchors/{}.json", sheet.id()));
    let anchors = Anchors::parse(&text, |_| Some(&sheet)).expect("it is shipped");
    let told = record.calibration.as_ref().expect("it was scored");
    let keys: Vec<_> = told.cases.iter().map(|of| (&of.case, of.level)).collect();
    let own: Vec<_> = anchors
        .cases()
        .iter()
        .map(|of| (&of.id, of.level))
        .collect();
    assert_eq!(keys, own);
    assert!(
        told.people.iter().any(|(_, offset)| *offset > 0.5),
        "somebody is generous"
    );
    assert!(
        told.people.iter().any(|(_, offset)| *offset < -0.5),
        "somebody is strict"
    );
}

/// Anchor cases with the keys 2, 3 and 1.
fn three_cases() -> Anchors {
    let text = json!({ "en": "a", "ja": "b" });
    let case = |id: &str, level: u8| json!({ "id": id, "service": "1.1", "situation": text, "level": level, "why": text });
    let file = json!({
        "format": 1, "kind": "anchors", "id": "cases", "sheet": "small",
        "cases": [case("a", 2), case("b", 3), case("c", 1)],
    });
    let sheet = sheet("1: 1.1");
    Anchors::parse(&file.to_string(), |_| Some(&sheet)).expect("it is valid")
}

fn scored(levels: &[Option<u8>]) -> AnchorScores {
    let levels = ["a", "b", "c"].iter().zip(levels);
    let scored = levels.filter_map(|(id, level)| Some(((*id).to_owned(), Level::new((*level)?))));
    scored.collect()
}

#[test]
fn an_offset_is_the_mean_of_score_less_key_over_the_cases_scored() {
    let cases = three_cases();
    for (levels, wanted) in [
        ([Some(3), Some(3), Some(2)], Some(2.0 / 3.0)),
        ([Some(2), Some(3), Some(1)], Some(0.0)),
        ([None, None, Some(0)], Some(-1.0)),
        ([None, None, None], None),
    ] {
        let found = offset(&cases, &scored(&levels));
        let is_it = match (found, wanted) {
            (Some(found), Some(wanted)) => (found - wanted).abs() < 1e-12,
            (found, wanted) => found == wanted,
        };
        assert!(is_it, "{levels:?}: {found:?}");
    }
}

#[test]
fn how_a_room_reads_the_scale_is_told_from_three_people_and_of_people_only_where_named() {
    let cases = three_cases();
    let all = scored(&[Some(3), Some(3), Some(2)]);
    let mut scores: BTreeMap<u32, AnchorScores> = (1..=2).map(|it| (it, all.clone())).collect();
    assert_eq!(
        calibration(Promise::Named, &cases, &scores),
        None,
        "two are too few"
    );
    scores.insert(3, scored(&[Some(2), None, None]));
    let told = calibration(Promise::Never, &cases, &scores).expect("three have scored");
    assert!((told.room - 4.0 / 9.0).abs() < 1e-12, "{}", told.room);
    assert_eq!(told.people, Vec::new(), "nobody is named");
    let counted: Vec<usize> = told.cases.iter().map(|of| of.tally.answered()).collect();
    assert_eq!(counted, [3, 0, 0], "what two scored is not shown");
    let told = calibration(Promise::Named, &cases, &scores).expect("three have scored");
    assert_eq!(told.people.len(), 3);
}

#[test]
fn both_languages_of_the_sample_tell_of_one_room() {
    let bare = |language: Language| {
        let text = shipped(&format!("samples/{}/2026.workshop.json", language.code()));
        let mut value: Value = serde_json::from_str(&text).expect("it is JSON");
        without_words(&mut value);
        value
    };
    assert_eq!(bare(Language::En), bare(Language::Ja));
}

/// Empties every text that a person wrote.
fn without_words(value: &mut Value) {
    let words = [
        "note",
        "reason",
        "group",
        "owner",
        "question",
        "not_applicable",
    ];
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(text) if words.contains(&key.as_str()) => text.clear(),
                    value => without_words(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(without_words),
        _ => {}
    }
}

/// The places of the faults of a record of three people about one service, changed by `change`.
fn faults(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let sheet = sheet("1: 1.1 1.2");
    let mut file = json!({
        "format": 1, "kind": "workshop", "id": "w1", "assessment": "a1",
        "sheet": { "id": sheet.id(), "edition": sheet.edition() },
        "promise": "never", "date": DAY, "minutes": 60, "people": 4,
        "services": { "1.1": { "first": { "tally": { "levels": [0, 3] } } } },
    });
    change(&mut file);
    let parsed = Record::parse(&file.to_string(), |_| Some(&sheet));
    let faults = parsed.err().map(|faults| faults.list().to_vec());
    let faults = faults.into_iter().flatten();
    faults.map(|fault| fault.place).collect()
}

#[test]
fn a_record_is_refused_with_the_place_of_what_its_promise_forbids() {
    assert_eq!(faults(|_| {}), Vec::<String>::new());
    let named = faults(|file| file["respondents"] = json!([{ "number": 1 }]));
    assert_eq!(named, ["/respondents"]);
    let dissent =
        json!({ "answer": { "level": 1 }, "dissent": [{ "respondent": 1, "reason": "seen" }] });
    let named = faults(|file| file["services"]["1.1"]["settled"] = dissent);
    assert_eq!(named, ["/services/1.1/settled/dissent/0/respondent"]);
    for (field, value) in [
        ("notes", json!(["seen"])),
        (
            "opinions",
            json!([{ "respondent": 1, "answer": { "level": 1 } }]),
        ),
        (
            "groups",
            json!([{ "group": "dev", "tally": { "levels": [3] } }]),
        ),
    ] {
        let found = faults(|file| file["services"]["1.1"]["first"][field] = value);
        assert_eq!(found, [format!("/services/1.1/first/{field}")]);
    }
}

#[test]
fn a_tally_is_of_three_people_or_more_and_of_no_more_than_were_asked() {
    for (levels, is_refused) in [
        (json!([0, 2]), true),
        (json!([0, 1, 1, 1]), false),
        (json!([0, 5]), true),
        (json!([0, 0, 0, 0, 0, 0, 3]), true),
        (json!([]), false),
    ] {
        let found = faults(|file| file["services"]["1.1"]["first"]["tally"]["levels"] = levels);
        assert_eq!(
            found == ["/services/1.1/first/tally"],
            is_refused,
            "{found:?}"
        );
    }
    let found = faults(|file| file["services"]["9.9"] = json!({}));
    assert_eq!(found, ["/services/9.9"]);
}

/// A group, the answers of both ballots, and a remark.
type Person = (usize, Answer, Answer, String);

fn any_answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        4 => (0_u8..=5).prop_map(|level| Answer::Level(Level::new(level))),
        1 => Just(Answer::DontKnow),
        1 => "[a-z]{0,4}".prop_map(Answer::NotApplicable),
    ]
}

fn any_person() -> impl Strategy<Value = Person> {
    (0_usize..3, any_answer(), any_answer(), "[a-z]{0,4}")
}

fn record(promise: Promise, people: &[Person]) -> Record {
    let sheet = sheet("1: 1.1 1.2");
    let service = ServiceId::from("1.1");
    let names = ["", "dev", "law"];
    let respondents: Vec<Respondent> = (1..)
        .zip(people)
        .map(|(number, person)| Respondent {
            number,
            name: format!("name {number}"),
            group: names[person.0].to_owned(),
        })
        .collect();
    let opinions = |ballot: Ballot| -> Vec<Opinion> {
        let each = (1..).zip(people);
        each.map(|(respondent, (_, before, after, note))| Opinion {
            respondent,
            service: service.clone(),
            answer: if ballot == Ballot::First {
                before.clone()
            } else {
                after.clone()
            },
            note: note.clone(),
        })
        .collect()
    };
    let of = |ballot| shown(promise, &respondents, &opinions(ballot)).remove(&service);
    let state = ServiceState {
        settlement: Some(Settlement {
            answer: Answer::Level(Level::new(2)),
            reason: "said".to_owned(),
            dissent: vec![Dissent {
                respondent: None,
                level: Some(Level::new(4)),
                reason: "seen".to_owned(),
            }],
        }),
        parked: None,
        first: of(Ballot::First),
        second: of(Ballot::Second),
    };
    Record::new(Held {
        id: "w1".to_owned(),
        assessment: "a1".to_owned(),
        sheet: SheetReference {
            id: sheet.id().clone(),
            edition: sheet.edition().to_owned(),
        },
        promise,
        minutes: 60,
        date: DAY,
        people: people.len().max(1),
        calibration: None,
        services: BTreeMap::from([(service, state)]),
        respondents,
    })
}

proptest! {
    #[test]
    fn a_record_reads_back_as_it_was_written(
        promise in prop::sample::select(Promise::ALL.to_vec()),
        people in prop::collection::vec(any_person(), 0..9),
    ) {
        let record = record(promise, &people);
        let sheet = sheet("1: 1.1 1.2");
        let read = Record::parse(&record.to_json(), |_| Some(&sheet));
        prop_assert_eq!(read.expect("what was written can be read"), record);
    }

    #[test]
    fn who_moved_is_known_only_where_all_are_named(
        promise in prop::sample::select(Promise::ALL.to_vec()),
        people in prop::collection::vec(any_person(), 3..9),
    ) {
        let record = record(promise, &people);
        let bare = |answer: &Answer| match answer {
            Answer::NotApplicable(_) => Answer::NotApplicable(String::new()),
            other => other.clone(),
        };
        let wanted = people.iter().filter(|(_, before, after, _)| bare(before) != bare(after));
        let wanted = if promise == Promise::Named { wanted.count() } else { 0 };
        prop_assert_eq!(record.services["1.1"].moved().len(), wanted);
    }
}
