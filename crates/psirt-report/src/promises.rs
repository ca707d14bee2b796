//! What a promise of anonymity forbids reaches no report, whatever the room.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use psirt_core::workshop::{
    Ballot, Held, Opinion, Promise, Record, Respondent, ServiceState, shown,
};
use psirt_core::{Answer, Language, Level, ServiceId};

use crate::branding::Branding;
use crate::compose::compose;
use crate::compose::tests::words_of;
use crate::fixture::Case;
use crate::json::json;
use crate::workbook::{self, Value};

const SERVICES: usize = 3;
const GROUPS: usize = 4;

/// One person's group, and the answers to each service in both ballots; `None` is nothing.
type Person = (usize, [[Option<Answer>; 2]; SERVICES]);

fn answer() -> impl Strategy<Value = Option<Answer>> {
    prop_oneof![
        5 => (0_u8..=5).prop_map(|level| Some(Answer::Level(Level::new(level)))),
        1 => Just(Some(Answer::DontKnow)),
        1 => Just(Some(Answer::NotApplicable(String::new()))),
        2 => Just(None),
    ]
}

fn person() -> impl Strategy<Value = Person> {
    let answers = prop::array::uniform3(prop::array::uniform2(answer()));
    (0..GROUPS, answers)
}

/// A text that nobody else writes, and that no other holds.
fn secret(kind: &str, of: &[usize]) -> String {
    format!("<{kind} {of:?}>")
}

fn opinions(people: &[Person], services: &[ServiceId], ballot: Ballot) -> Vec<Opinion> {
    let which = usize::from(ballot == Ballot::Second);
    let mut opinions = Vec::new();
    for (number, (_, answers)) in people.iter().enumerate() {
        for (place, service) in services.iter().enumerate() {
            let of = [number, place, which];
            let answer = match answers[place][which].clone() {
                Some(Answer::NotApplicable(_)) => Answer::NotApplicable(secret("reason", &of)),
                Some(other) => other,
                None => continue,
            };
            opinions.push(Opinion {
                respondent: u32::try_from(number + 1).expect("a small room"),
                service: service.clone(),
                answer,
                note: secret("note", &of),
            });
        }
    }
    opinions
}

fn texts_of(opinion: &Opinion) -> Vec<String> {
    let reason = match &opinion.answer {
        Answer::NotApplicable(reason) => Some(reason.clone()),
        Answer::Level(_) | Answer::DontKnow => None,
    };
    reason.into_iter().chain([opinion.note.clone()]).collect()
}

/// The record of a room, the texts somebody wrote that nobody may see, and those that all may.
fn room(case: &Case, promise: Promise, people: &[Person]) -> (Record, Vec<String>, Vec<String>) {
    let services = case.sheet().services().take(SERVICES);
    let services: Vec<ServiceId> = services.map(|service| service.id.clone()).collect();
    let respondents: Vec<Respondent> = (0..)
        .zip(people)
        .map(|(number, (group, _))| Respondent {
            number: u32::try_from(number + 1).expect("a small room"),
            name: secret("name", &[number]),
            group: secret("group", &[*group]),
        })
        .collect();
    let names = respondents.iter();
    let names = names.flat_map(|it| [it.name.clone(), it.group.clone()]);
    let mut written: BTreeSet<String> = names.collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    if promise == Promise::Named {
        seen.clone_from(&written);
    }
    let mut states: BTreeMap<ServiceId, ServiceState> = BTreeMap::new();
    for ballot in Ballot::ALL {
        let opinions = opinions(people, &services, ballot);
        written.extend(opinions.iter().flat_map(texts_of));
        for (service, shown) in shown(promise, &respondents, &opinions) {
            seen.extend(shown.groups.iter().map(|group| group.group.clone()));
            seen.extend(shown.opinions.iter().flat_map(texts_of));
            if promise != Promise::Never {
                seen.extend(shown.notes.iter().cloned());
            }
            let state = states.entry(service).or_default();
            match ballot {
                Ballot::First => state.first = Some(shown),
                Ballot::Second => state.second = Some(shown),
            }
        }
    }
    let record = Record::new(Held {
        id: "room".to_owned(),
        assessment: case.present().id().to_owned(),
        sheet: case.present().sheet().clone(),
        promise,
        minutes: 60,
        date: case.present().date(),
        people: people.len(),
        respondents,
        calibration: None,
        services: states,
    });
    let withheld = written.difference(&seen).cloned().collect();
    (record, withheld, seen.into_iter().collect())
}

/// Every text of the PDF, the workbook and the JSON, in both languages, and of the record's file.
fn texts(case: &Case) -> Vec<(&'static str, String)> {
    let findings = case.findings();
    let branding = Branding::default();
    let mut texts = Vec::new();
    for language in Language::ALL {
        let pdf = words_of(&compose(&findings, language, &branding));
        texts.push(("PDF", pdf.join("\n")));
        let book = workbook::compose(&findings, language, &branding);
        let cells = book.worksheets.iter().flat_map(|it| &it.cells);
        let cells: Vec<String> = cells
            .filter_map(|(_, cell)| match &cell.value {
                Value::Text(text) | Value::Link { text, .. } | Value::Place { text, .. } => {
                    Some(text.clone())
                }
                _ => None,
            })
            .collect();
        texts.push(("Excel", cells.join("\n")));
        texts.push(("JSON", json(&findings, language)));
    }
    let records = findings.workshops.iter().map(|record| record.to_json());
    texts.push(("record", records.collect()));
    texts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_report_tells_what_the_promise_withholds(
        promise in prop::sample::select(Promise::ALL.to_vec()),
        people in prop::collection::vec(person(), 0..8),
    ) {
        let case = Case::empty();
        let (record, withheld, seen) = room(&case, promise, &people);
        let case = case.with_records(vec![record]);
        let texts = texts(&case);
        for (format, text) in &texts {
            for secret in &withheld {
                prop_assert!(!text.contains(secret.as_str()), "{format}, {promise:?}: {secret}");
            }
            if promise != Promise::Named {
                let who = ["\"respondent\":", "No. 1 ", "回答者1 "];
                let names = who.iter().any(|who| text.contains(who));
                prop_assert!(!names, "{format} under {promise:?} names somebody");
            }
        }
        // A law that only forbids is kept by saying nothing.
        let json = texts.iter().find(|(format, _)| *format == "JSON").map(|(_, text)| text);
        for text in &seen {
            let is_told = json.is_some_and(|json| json.contains(text.as_str()));
            prop_assert!(is_told, "{text} may be seen and is not told");
        }
    }
}
