//! What books say beside what is known, and what is made of it.

use psirt_core::assessment::{Entry, Evidence};
use psirt_core::{Answer, Assessment, Language, Level, Sheet};
use psirt_report::book::{FillIn, Part, answer_text, evidence_text, note_text};

use super::super::cells::Place;
use super::super::fill_in::Said;
use super::super::intake::{IntakeKind, agreed, take};
use super::Desk;

#[test]
fn what_nobody_has_touched_is_not_said() {
    let mut desk = Desk::new();
    let service = "1.1";
    let before = desk.assessment.entry(service).cloned().unwrap_or_default();
    desk.change(service, |entry| *entry = Entry::default());
    assert_eq!(desk.intake(&[desk.filled()]).services, []);
    // Saved by a program that writes the number alone, with other line ends.
    let Some(Answer::Level(level)) = before.answer else {
        panic!("the sample has a level there");
    };
    desk.write(service, Part::Answer, f64::from(level.number()));
    let note = before.note.replace('\n', "\r\n");
    desk.write(service, Part::Note, note.as_str());
    assert_eq!(desk.said(service), Said::default());
}

#[test]
fn a_blank_book_filled_with_what_is_known_makes_the_same_assessment() {
    let mut desk = Desk::blank();
    let known = desk.assessment.clone();
    let services: Vec<String> = desk.sheet.services().map(|it| it.id.to_string()).collect();
    for service in &services {
        let entry = known.entry(service).cloned().unwrap_or_default();
        let answer = entry.answer.as_ref();
        let answer = answer.map(|it| answer_text(it, &desk.sheet, Language::En));
        let target = entry.target.map(|it| it.to_string());
        for (part, text) in [
            (Part::Answer, answer.unwrap_or_default()),
            (Part::Target, target.unwrap_or_default()),
            (Part::Note, note_text(&entry)),
            (Part::Evidence, evidence_text(&entry.evidence)),
            (Part::Owner, entry.owner.clone()),
        ] {
            if !text.is_empty() {
                desk.write(service, part, text.as_str());
            }
        }
        desk.change(service, |entry| {
            *entry = Entry {
                indicators: std::mem::take(&mut entry.indicators),
                ..Entry::default()
            };
        });
    }
    let intake = desk.intake(&[desk.filled()]);
    assert!(
        intake
            .services
            .iter()
            .all(|it| it.kind != IntakeKind::Contradiction)
    );
    let chosen = agreed(&intake);
    take(&desk.sheet, &mut desk.assessment, &intake, &chosen).expect("the answers are allowed");
    for service in &services {
        // A note beside a reason has no cell of its own.
        let without_note = |assessment: &Assessment| {
            let mut entry = assessment.entry(service).cloned().unwrap_or_default();
            if matches!(entry.answer, Some(Answer::NotApplicable(_))) {
                entry.note.clear();
            }
            entry
        };
        assert_eq!(
            without_note(&desk.assessment),
            without_note(&known),
            "{service}"
        );
    }
}

#[test]
fn books_that_disagree_contradict_and_books_that_agree_are_joined() {
    let open = |sheet: &Sheet, assessment: &mut Assessment| {
        assessment
            .set_entry(sheet, "1.2", Entry::default())
            .expect("nothing is always allowed");
    };
    let fill_in = FillIn {
        blank: true,
        ..FillIn::default()
    };
    let mut one = Desk::of(open, &fill_in);
    let mut two = Desk::of(open, &fill_in);
    one.write("1.1", Part::Answer, "1");
    two.write("1.1", Part::Answer, "2");
    one.write("1.2", Part::Answer, "3");
    two.write("1.2", Part::Answer, "３");
    two.write("1.2", Part::Owner, "Ana");
    one.write("1.3", Part::Owner, "Ana");
    two.write("1.3", Part::Owner, "Ben");
    let books = [one.filled(), two.filled()];
    let intake = one.intake(&books);
    let kinds: Vec<IntakeKind> = intake.services.iter().map(|it| it.kind).collect();
    let contradiction = IntakeKind::Contradiction;
    assert_eq!(kinds, [contradiction, IntakeKind::New, contradiction]);
    let chosen = agreed(&intake);
    assert_eq!(chosen.len(), 1);
    let mut assessment = one.assessment.clone();
    let taken = take(&one.sheet, &mut assessment, &intake, &chosen).expect("it is allowed");
    assert_eq!(taken.len(), 1);
    let entry = assessment.entry("1.2").expect("it is answered");
    assert_eq!(entry.answer, Some(Answer::Level(Level::new(3))));
    assert_eq!(entry.owner, "Ana", "what the second book adds is not lost");
}

#[test]
fn books_handed_out_filled_in_contradict_only_where_people_do() {
    let (mut ana, ben) = (Desk::new(), Desk::new());
    let known = ana.assessment.answer("1.1").cloned();
    let new = if known == Some(Answer::Level(Level::new(1))) {
        "2"
    } else {
        "1"
    };
    ana.write("1.1", Part::Answer, new);
    let books = [ana.filled_by("Ana"), ben.filled_by("Ben")];
    let about = ana.about("1.1", &books).expect("something is new");
    assert_eq!(about.kind, IntakeKind::Differs);
    assert_eq!(about.offers[0].respondents, ["Ana"]);
    assert_eq!(ana.intake(&books).services.len(), 1);
}

#[test]
fn what_was_changed_here_since_a_book_went_out_is_asked_about() {
    let mut desk = Desk::new();
    desk.change("1.1", |entry| entry.answer = Some(Answer::DontKnow));
    desk.write("1.1", Part::Answer, "1");
    let about = desk.about("1.1", &[desk.filled()]).expect("it is new");
    assert!(about.changed_since);
    assert_eq!(about.kind, IntakeKind::Contradiction);
    assert!(agreed(&desk.intake(&[desk.filled()])).is_empty());

    desk.write("1.1", Part::Answer, "わからない");
    assert_eq!(
        desk.about("1.1", &[desk.filled()]),
        None,
        "both changed it to the same"
    );
}

#[test]
fn opinions_are_counted_by_what_they_say_and_silence_joins_each() {
    let desk = || {
        Desk::of(
            |sheet, assessment| {
                assessment
                    .set_entry(sheet, "1.1", Entry::default())
                    .expect("nothing is always allowed");
            },
            &FillIn::default(),
        )
    };
    let say = |answer: &str, note: &str, name: &str| {
        let mut desk = desk();
        if !answer.is_empty() {
            desk.write("1.1", Part::Answer, answer);
        }
        if !note.is_empty() {
            desk.write("1.1", Part::Note, note);
        }
        desk.filled_by(name)
    };
    let books = [
        say("3", "seen the register", "Ana"),
        say("2", "", "Ben"),
        say("３", "", "Cem"),
        say("", "the register is new", "Dai"),
    ];
    let about = desk().about("1.1", &books).expect("it is new");
    assert_eq!(about.kind, IntakeKind::Contradiction);
    let told: Vec<_> = about
        .offers
        .iter()
        .map(|offer| {
            (
                offer.books.clone(),
                offer.entry.answer.clone(),
                offer.entry.note.as_str(),
            )
        })
        .collect();
    let level = |number| Some(Answer::Level(Level::new(number)));
    assert_eq!(
        told,
        [
            (
                vec![0, 2, 3],
                level(3),
                "Ana: seen the register\nDai: the register is new"
            ),
            (vec![1, 3], level(2), "the register is new"),
        ]
    );
}

#[test]
fn notes_of_several_people_stand_one_below_the_other_and_once() {
    let mut desk = Desk::new();
    desk.change("1.1", |entry| entry.note = "written here since".to_owned());
    desk.write("1.1", Part::Note, "ours\nin two lines");
    let ana = desk.filled_by("Ana");
    desk.write("1.1", Part::Note, "mine");
    let ben = desk.filled_by("Ben");
    let joined = "written here since\nAna: ours\nin two lines\nBen: mine";
    let books = [ana, ben];
    let offer = desk.offer("1.1", &books);
    assert_eq!(offer.entry.note, joined);
    desk.change("1.1", |entry| joined.clone_into(&mut entry.note));
    assert_eq!(desk.about("1.1", &books), None, "twice is as good as once");
}

#[test]
fn a_note_that_was_handed_out_is_replaced_by_what_was_made_of_it() {
    let mut desk = Desk::new();
    desk.write("1.1", Part::Note, "written anew");
    let offer = desk.offer("1.1", &[desk.filled_by("Ana")]);
    assert_eq!(offer.entry.note, "written anew");
}

#[test]
fn evidence_of_several_books_is_gathered_and_what_was_taken_out_is_gone() {
    let evidence = |title: &str| Evidence {
        title: title.to_owned(),
        place: String::new(),
        date: None,
        kind: None,
    };
    let known = |sheet: &Sheet, assessment: &mut Assessment| {
        let list = ["policy", "register"].map(evidence).to_vec();
        assessment
            .change_entry(sheet, "1.1", |entry| entry.evidence = list)
            .expect("the sheet allows it");
    };
    let mut ana = Desk::of(known, &FillIn::default());
    let mut ben = Desk::of(known, &FillIn::default());
    ana.write("1.1", Part::Evidence, "policy\nregister\nplan");
    ben.write("1.1", Part::Evidence, "register\nminutes\nplan");
    let offer = ana.offer("1.1", &[ana.filled(), ben.filled()]);
    let titles: Vec<&str> = offer
        .entry
        .evidence
        .iter()
        .map(|it| it.title.as_str())
        .collect();
    assert_eq!(titles, ["register", "plan", "minutes"]);
}

#[test]
fn a_reason_that_was_handed_out_stays_where_its_cell_is_emptied() {
    let mut desk = Desk::of(
        |sheet, assessment| {
            let reason = Answer::NotApplicable("no such product".to_owned());
            assessment
                .set_answer(sheet, "1.1", Some(reason))
                .expect("the sheet allows it");
        },
        &FillIn::default(),
    );
    let place = Place {
        row: desk.row("1.1"),
        column: desk.column(Part::Note),
    };
    desk.page().cells.remove(&place);
    assert_eq!(desk.said("1.1"), Said::default());
    desk.write("1.1", Part::Note, "sold since May");
    let said = desk.said("1.1");
    let reason = Answer::NotApplicable("sold since May".to_owned());
    assert_eq!((said.answer, said.note.as_str()), (Some(reason), ""));
}

#[test]
fn an_empty_cell_takes_nothing_away() {
    let desk = Desk::blank();
    assert_eq!(desk.intake(&[desk.filled()]).services, []);
}
