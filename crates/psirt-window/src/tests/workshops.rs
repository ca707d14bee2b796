//! A workshop in the window: secret until shown, kept as promised, settled as one step.

use std::fs;

use psirt_core::workshop::Promise;
use psirt_report::book::Part;
use psirt_store::Stage;
use serde::Serialize;

use super::filling;
use super::*;

/// What the people of a room answer: by number from 1, and place of the service.
type Opinions = fn(u32, usize) -> Answer;

const PEOPLE: u32 = 5;

/// A computer on which a workshop about three services is open.
struct Room {
    computer: Computer,
    view: AssessmentView,
    services: Vec<String>,
}

impl Room {
    fn new(promise: Promise) -> Self {
        let computer = Computer::with_workspace();
        let view = computer.draft();
        let ids = view.entries.iter().map(|entry| entry.service.clone());
        let room = Self {
            services: ids.take(3).collect(),
            computer,
            view,
        };
        let people = (1..=PEOPLE).map(|number| RespondentView {
            number,
            name: format!("Person {number}"),
            group: if number <= 3 { "開発" } else { "法務" }.to_owned(),
        });
        let request = OpenWorkshop {
            assessment: room.view.id.clone(),
            promise,
            minutes: 60,
            services: room.services.clone(),
            respondents: people.collect(),
        };
        let opened = ask::open_workshop(room.desktop(), request).expect("it can be opened");
        assert_eq!((opened.stage, opened.finished), (Stage::First, 0));
        room
    }

    fn desktop(&self) -> &Desktop {
        &self.computer.desktop
    }

    fn of(&self) -> OfAssessment {
        of_assessment(&self.view)
    }

    fn workshop(&self) -> WorkshopView {
        let found = ask::workshop(self.desktop(), self.of()).expect("it can be seen");
        found.expect("there is one")
    }

    fn enters(&self, number: u32, answers: &[(usize, Answer)]) -> Result<WorkshopView, Failure> {
        let request = EnterForm {
            assessment: self.view.id.clone(),
            respondent: number,
            answers: answers
                .iter()
                .map(|(place, answer)| FormAnswer {
                    service: self.services[*place].clone(),
                    answer: answer.clone(),
                })
                .collect(),
        };
        ask::enter_form(self.desktop(), request)
    }

    /// The forms of these people are entered.
    fn all_answer(&self, people: impl IntoIterator<Item = u32>, opinions: Opinions) {
        for number in people {
            let lines: Vec<(usize, Answer)> = (0..3)
                .map(|place| (place, opinions(number, place)))
                .collect();
            self.enters(number, &lines).expect("it can be taken");
        }
    }

    fn reveals(&self) -> WorkshopView {
        ask::reveal_workshop(self.desktop(), self.of()).expect("enough have answered")
    }

    fn settles(&self, place: usize, level: u8, reason: &str) -> Result<WorkshopChange, Failure> {
        let request = SettleService {
            assessment: self.view.id.clone(),
            service: self.services[place].clone(),
            answer: Answer::Level { level },
            reason: reason.to_owned(),
            dissent: Vec::new(),
        };
        ask::settle_service(self.desktop(), request)
    }

    fn sits(&self, number: u32, pin: &str) -> SeatView {
        let request = SitDown {
            assessment: self.view.id.clone(),
            respondent: number,
            pin: pin.into(),
        };
        ask::sit_down(self.desktop(), request).expect("it can be asked for")
    }

    fn answers_at_the_machine(&self, place: usize, level: u8) -> Result<(), Failure> {
        let request = SecretAnswer {
            service: self.services[place].clone(),
            answer: Answer::Level { level },
            note: "whispered".to_owned(),
        };
        ask::answer_in_secret(self.desktop(), request)
    }

    /// Once all is shown, nobody answers any more.
    fn sits_too_late(&self) -> FailureCode {
        let request = SitDown {
            assessment: self.view.id.clone(),
            respondent: 5,
            pin: "2585".into(),
        };
        code(ask::sit_down(self.desktop(), request))
    }

    fn gets_up(&self) -> WorkshopView {
        ask::stand_up(self.desktop(), self.of()).expect("it can be left")
    }

    fn key_files(&self) -> usize {
        fs::read_dir(self.computer.folder.path().join("keys")).map_or(0, Iterator::count)
    }

    /// Everything the window can be told of this assessment, without what differs on every
    /// computer: ids and moments.
    fn everything(&self) -> Vec<String> {
        let desktop = self.desktop();
        let mut told = Vec::new();
        let mut tell = |what: &str, value: serde_json::Value| {
            told.push(format!("{what}: {}", self.scrubbed(value)));
        };
        macro_rules! tell {
            ($($command:ident($request:expr)),* $(,)?) => {
                $(tell(stringify!($command), json(ask::$command(desktop, $request)));)*
            };
        }
        tell!(
            workshop(self.of()),
            workshop_choices(self.of()),
            assessment(self.of()),
            results(self.of()),
            confidence(self.of()),
            readings(self.of()),
            roadmap(self.of()),
            trend(self.of()),
            report_options(self.of()),
            fill_in_options(self.of()),
            stand_up(self.of()),
            anchor_cases(self.of()),
            history(HistoryRequest {
                assessment: Some(self.view.id.clone()),
                service: None,
                before: None,
            }),
            workshop_clock(ClockRequest {
                assessment: self.view.id.clone(),
                minutes_left: 60.0,
                talks: Vec::new(),
            }),
            settle_service(SettleService {
                assessment: self.view.id.clone(),
                service: "no such service".to_owned(),
                answer: Answer::DontKnow,
                reason: String::new(),
                dissent: Vec::new(),
            }),
        );
        tell("home", json(ask::home(desktop)));
        tell("workspace", json(ask::workspace(desktop)));
        tell("projector", json(Ok(self.presented(Some(0)))));
        told
    }

    /// What the projector shows while a service is in front.
    fn presented(&self, place: Option<usize>) -> Option<PresentedView> {
        let request = Present {
            assessment: self.view.id.clone(),
            service: place.map(|place| self.services[place].clone()),
            anchors: true,
            language: Language::Ja,
            dark: true,
            clock: None,
        };
        ask::present(self.desktop(), request).expect("it can be said");
        ask::presented(self.desktop()).expect("it can be asked")
    }

    fn scrubbed(&self, mut value: serde_json::Value) -> serde_json::Value {
        let folder = self.computer.folder.path().display().to_string();
        scrub(&mut value, &folder);
        value
    }
}

fn json<T: Serialize>(result: Result<T, Failure>) -> serde_json::Value {
    match result {
        Ok(answer) => serde_json::to_value(answer),
        Err(failure) => serde_json::to_value(failure),
    }
    .expect("it goes over the wire")
}

fn scrub(value: &mut serde_json::Value, folder: &str) {
    use serde_json::Value;
    match value {
        Value::String(text) => {
            let is_id = text.len() == psirt_app::assessments::new_id().len()
                && text.chars().filter(char::is_ascii_hexdigit).count() >= 30;
            if is_id || text.parse::<jiff::Timestamp>().is_ok() || text.contains(folder) {
                *text = "…".to_owned();
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|one| scrub(one, folder)),
        Value::Object(map) => map.values_mut().for_each(|one| scrub(one, folder)),
        _ => {}
    }
}

fn level(level: u8) -> Answer {
    Answer::Level { level }
}

fn one_way(number: u32, place: usize) -> Answer {
    match (number, place) {
        (1, 2) => Answer::DontKnow,
        (number, 0) => level(u8::try_from(number).expect("it is small")),
        _ => level(2),
    }
}

fn another_way(number: u32, place: usize) -> Answer {
    match (number, place) {
        (5, 0) => Answer::NotApplicable {
            reason: "whispered".to_owned(),
        },
        _ => level(5),
    }
}

/// The answers of `one_way`, given by others of the room.
fn turned(number: u32, place: usize) -> Answer {
    one_way(PEOPLE + 1 - number, place)
}

#[test]
fn before_the_reveal_the_window_is_told_the_same_whatever_was_answered() {
    for promise in Promise::ALL {
        let told = |opinions: Opinions| {
            let room = Room::new(promise);
            room.all_answer(1..=4, opinions);
            assert_eq!(room.sits(5, "2580"), SeatView::Taken { answered: vec![] });
            let Answer::Level { level } = opinions(5, 1) else {
                panic!("it is a level");
            };
            room.answers_at_the_machine(1, level).expect("it is taken");
            let again = room.sits(5, "2580");
            let mut told = room.everything();
            told.push(
                room.scrubbed(serde_json::to_value(again).expect("text"))
                    .to_string(),
            );
            told
        };
        let one = told(one_way);
        assert_eq!(one, told(another_way), "{promise:?}");
        assert!(one.iter().all(|text| !text.contains("whispered")));
        assert!(one[0].contains(r#""finished":4"#), "{}", one[0]);
    }
}

#[test]
fn after_the_reveal_and_after_the_end_a_promise_hides_who_answered_what() {
    for promise in [Promise::ByGroup, Promise::Never] {
        for is_ended in [false, true] {
            let told = |opinions: Opinions| {
                let room = Room::new(promise);
                room.all_answer(1..=PEOPLE, opinions);
                room.reveals();
                if is_ended {
                    ask::end_workshop(room.desktop(), room.of()).expect("it can be ended");
                }
                room.everything()
            };
            let (one, other) = (told(one_way), told(turned));
            // Two of a group of five cannot be shown, and so neither can the three.
            assert_eq!(one, other, "{promise:?}");
            assert!(one[0].contains(r#""verdict":"open""#), "{}", one[0]);
        }
    }
    let room = Room::new(Promise::Named);
    room.all_answer(1..=PEOPLE, one_way);
    let shown = room.reveals();
    let first = shown.services[0].first.as_ref().expect("it is shown");
    assert_eq!(first.opinions.len(), 5, "all are named");
}

#[test]
fn the_projector_is_told_of_tallies_alone_whatever_was_promised() {
    let told = |opinions: Opinions| {
        let room = Room::new(Promise::Named);
        assert_eq!(
            ask::presented(room.desktop()),
            Ok(None),
            "nothing is in front"
        );
        room.all_answer(1..=PEOPLE, opinions);
        let before = room.presented(Some(0)).expect("it is in front");
        let service = before.service.expect("it is asked");
        assert_eq!((service.verdict, service.tally), (None, None));
        assert_eq!(service.levels.len(), 6);
        assert_eq!((before.finished, before.respondents), (5, 5));
        room.reveals();
        let after = room.presented(Some(0)).expect("it is in front");
        let tally = after.service.clone().and_then(|service| service.tally);
        assert_eq!(tally.expect("it is shown").answered, 5);
        serde_json::to_string(&after).expect("it goes over the wire")
    };
    assert_eq!(told(one_way), told(turned), "by whom is not told");
    let computer = Computer::with_workspace();
    assert_eq!(ask::presented(&computer.desktop), Ok(None));
}

#[test]
fn the_board_stands_in_the_order_of_talk_and_what_is_settled_is_one_step() {
    let room = Room::new(Promise::Never);
    room.all_answer(1..=PEOPLE, one_way);
    let shown = room.reveals();
    assert_eq!(shown.to_talk_about, [room.services[0].clone()]);
    let spread = shown.services[0].spread.as_ref().expect("it is shown");
    assert_eq!(spread.tally.levels, [0, 1, 1, 1, 1, 1]);
    assert_eq!(spread.proposed, Some(level(3)));
    assert_eq!(shown.close_ones, 2);

    let failure = room.settles(0, 4, " ").expect_err("it needs a reason");
    assert_eq!(failure.code, FailureCode::InvalidInput);
    assert_eq!(failure.faults.len(), 1, "it is said in both languages");
    let settled = room.settles(0, 4, "since May").expect("it has a reason");
    assert_eq!(settled.assessment.entries[0].answer, Some(level(4)));
    assert_eq!(settled.workshop.to_talk_about, [""; 0]);

    let closer = ask::settle_close_ones(room.desktop(), room.of()).expect("they are close");
    assert_eq!(closer.workshop.close_ones, 0);
    let answers = |view: &AssessmentView| -> Vec<Option<Answer>> {
        let entries = view.entries.iter().take(3);
        entries.map(|entry| entry.answer.clone()).collect()
    };
    let all = [Some(level(4)), Some(level(2)), Some(level(2))];
    assert_eq!(answers(&closer.assessment), all);
    let undone = ask::undo(room.desktop(), room.of()).expect("it can be undone");
    assert_eq!(answers(&undone.assessment), [Some(level(4)), None, None]);
    let state = room.workshop().services[1].settled.clone();
    assert!(state.is_some_and(|settled| !settled.is_current));
}

#[test]
fn a_workshop_goes_on_after_a_restart_with_everything_that_was_answered() {
    let mut room = Room::new(Promise::Never);
    room.all_answer(1..=2, one_way);
    assert_eq!(room.sits(3, "2580"), SeatView::Taken { answered: vec![] });
    room.answers_at_the_machine(0, 3).expect("it is taken");
    room.computer.restart();
    assert_eq!(room.workshop().finished, 2);
    let lost = room
        .answers_at_the_machine(1, 3)
        .expect_err("nobody sits there");
    assert_eq!(lost.code, FailureCode::NotFound);
    let answered = vec![room.services[0].clone()];
    assert_eq!(room.sits(3, "2580"), SeatView::Taken { answered });
    let shown = room.reveals();
    let spread = shown.services[0].spread.as_ref().expect("it is shown");
    assert_eq!(spread.tally.answered, 3);
    room.computer.restart();
    assert_eq!(room.workshop(), shown, "what was shown stays shown");
}

#[test]
fn a_number_with_a_pin_is_its_owners_and_too_many_wrong_ones_shut_it() {
    let room = Room::new(Promise::Never);
    assert_eq!(room.sits(1, "2580"), SeatView::Taken { answered: vec![] });
    room.answers_at_the_machine(0, 3).expect("it is taken");
    room.gets_up();
    let paper = room.enters(1, &[(0, level(0))]);
    assert_eq!(
        paper.expect_err("it is theirs").code,
        FailureCode::InvalidInput
    );
    room.enters(2, &[(0, level(1))]).expect("it has no PIN");
    assert_eq!(room.sits(2, "2580"), SeatView::OnPaper);
    for _ in 0..5 {
        assert_eq!(room.sits(1, "0000"), SeatView::WrongPin);
    }
    assert_eq!(room.sits(1, "2580"), SeatView::Shut);
    let lost = room
        .answers_at_the_machine(0, 0)
        .expect_err("nobody sits there");
    assert_eq!(lost.code, FailureCode::NotFound);
    let request = OfRespondent {
        assessment: room.view.id.clone(),
        respondent: 1,
    };
    ask::free_seat(room.desktop(), request).expect("it can be given free");
    assert_eq!(room.sits(1, "9999"), SeatView::Taken { answered: vec![] });
    let short = SitDown {
        assessment: room.view.id.clone(),
        respondent: 3,
        pin: "123".into(),
    };
    assert_eq!(
        code(ask::sit_down(room.desktop(), short)),
        FailureCode::InvalidInput
    );
}

#[test]
fn what_is_open_is_answered_again_in_secret_and_counts_once_it_is_shown() {
    let room = Room::new(Promise::Named);
    room.all_answer(1..=PEOPLE, one_way);
    let first = room.reveals();
    assert_eq!(first.asked, [room.services[0].clone()]);
    assert_eq!((first.finished, first.can_reveal), (0, false));
    for number in 1..=4 {
        let pin = format!("258{number}");
        assert_eq!(
            room.sits(number, &pin),
            SeatView::Taken { answered: vec![] }
        );
        room.answers_at_the_machine(0, 3).expect("it is taken");
        let seen = room.gets_up();
        assert_eq!(seen.finished, usize::try_from(number).expect("it is small"));
        assert_eq!(seen.services[0], first.services[0], "nothing is shown yet");
    }
    let second = room.reveals();
    assert_eq!((second.stage, second.asked.len()), (Stage::Talked, 0));
    let service = &second.services[0];
    assert_eq!(service.service, room.services[0]);
    let spread = service.spread.as_ref().expect("it is shown");
    assert_eq!(spread.tally.levels, [0, 0, 0, 4, 0, 0]);
    assert_eq!(spread.proposed, Some(level(3)));
    let notes = &service.second.as_ref().expect("it is shown").opinions;
    assert!(notes.iter().all(|opinion| opinion.note == "whispered"));
    let late = room.sits_too_late();
    assert_eq!(late, FailureCode::InvalidInput);
}

#[test]
fn the_clock_plans_what_is_left_to_talk_about() {
    let room = Room::new(Promise::Never);
    room.all_answer(1..=PEOPLE, one_way);
    room.reveals();
    let clock = |minutes_left: f64| {
        let request = ClockRequest {
            assessment: room.view.id.clone(),
            minutes_left,
            talks: Vec::new(),
        };
        ask::workshop_clock(room.desktop(), request).expect("it can be planned")
    };
    let plan = clock(60.0);
    assert_eq!((plan.fit, plan.rest), (1, 0));
    assert!((plan.planned[0].minutes - 54.0).abs() < 1e-9);
    assert_eq!((clock(1.0).fit, clock(1.0).rest), (0, 1));
}

#[test]
fn what_is_parked_has_an_owner_and_is_not_talked_about() {
    let room = Room::new(Promise::Never);
    room.all_answer(1..=PEOPLE, one_way);
    room.reveals();
    let park = |owner: &str| {
        let request = ParkService {
            assessment: room.view.id.clone(),
            service: room.services[0].clone(),
            owner: owner.to_owned(),
            due: day("2026-12-24"),
            question: "Who patches it?".to_owned(),
        };
        ask::park_service(room.desktop(), request)
    };
    assert_eq!(code(park(" ")), FailureCode::InvalidInput);
    let parked = park("Sato").expect("it has an owner");
    assert_eq!(parked.to_talk_about, [""; 0]);
    let state = parked.services[0].parked.as_ref().expect("it is parked");
    assert_eq!(state.due, day("2026-12-24"));
}

#[test]
fn each_number_gets_a_paper_form_and_none_that_is_there_is_replaced() {
    let room = Room::new(Promise::ByGroup);
    let folder = room.computer.folder.path().to_owned();
    for _ in 0..2 {
        room.computer.answer_dialog(&[&folder]);
        let request = MakeForms {
            assessment: room.view.id.clone(),
            language: Language::Ja,
        };
        let made = ask::make_forms(room.desktop(), request).expect("they can be written");
        let made = made.expect("a folder was chosen");
        assert_eq!(made.files.len(), 5);
        for file in &made.files {
            let bytes = fs::read(&file.path).expect("it is there");
            assert!(bytes.starts_with(b"%PDF-"));
        }
    }
    let forms = fs::read_dir(&folder).expect("it is a folder");
    let forms = forms.filter(|entry| {
        let path = entry.as_ref().expect("it is there").path();
        path.extension().is_some_and(|ending| ending == "pdf")
    });
    assert_eq!(forms.count(), 10);
}

#[test]
fn an_erased_assessment_takes_the_key_of_its_workshop_along() {
    let room = Room::new(Promise::Never);
    assert_eq!(room.key_files(), 1);
    ask::remove_assessment(room.desktop(), room.of()).expect("into the bin");
    assert_eq!(room.key_files(), 1, "it can be brought back");
    ask::erase_assessment(room.desktop(), room.of()).expect("for good");
    assert_eq!(room.key_files(), 0);
}

#[test]
fn a_workshop_whose_key_is_elsewhere_says_so_and_can_be_ended() {
    let room = Room::new(Promise::Never);
    room.all_answer(1..=PEOPLE, one_way);
    fs::remove_dir_all(room.computer.folder.path().join("keys")).expect("it is there");
    let seen = room.workshop();
    assert!(!seen.is_here && seen.services.is_empty());
    let ended = ask::end_workshop(room.desktop(), room.of()).expect("it can be ended");
    assert_eq!(ended.stage, Stage::Closed);
}

#[test]
fn what_was_in_doubt_last_can_be_asked_alone() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let request = SaveAnswer {
        of: of(&view, 4),
        answer: Some(Answer::DontKnow),
    };
    ask::save_answer(&computer.desktop, request).expect("it can be answered");
    let choices = ask::workshop_choices(&computer.desktop, of_assessment(&view));
    let choices = choices.expect("there are choices");
    assert_eq!(choices.doubted, [view.entries[4].service.clone()]);
    assert!(
        choices
            .profiles
            .iter()
            .any(|profile| !profile.services.is_empty())
    );
}

/// A book of each respondent, handed out.
fn hands_out_books(room: &Room) -> Vec<PathBuf> {
    room.computer.answer_dialog(&[room.computer.folder.path()]);
    let request = MakeForms {
        assessment: room.view.id.clone(),
        language: Language::Ja,
    };
    let made = ask::make_workshop_books(room.desktop(), request).expect("they can be written");
    let files = made.expect("a folder was chosen").files;
    files.into_iter().map(|file| file.path.into()).collect()
}

fn fills(room: &Room, book: &Path, level: &str) {
    for service in &room.services {
        filling::fill(book, service, Part::Answer.mark(), level);
    }
}

fn takes_books(room: &Room, books: &[&Path]) -> BooksTaken {
    room.computer.answer_dialog(books);
    let watch = room.desktop().jobs().begin(1, |_| {});
    let taken = ask::take_workshop_books(room.desktop(), room.of(), &watch);
    taken.expect("they are read").expect("books were chosen")
}

#[test]
fn each_book_is_taken_as_secret_answers_or_told_by_its_cell_and_never_by_what_it_says() {
    let room = Room::new(Promise::Never);
    let books = hands_out_books(&room);
    assert_eq!(books.len(), 5);
    for (book, level) in books.iter().zip(["1", "2", "3", "zq4", "5"]) {
        fills(&room, book, level);
    }
    filling::fill(&books[0], &room.services[0], Part::Note.mark(), "zq1");
    assert_eq!(room.sits(5, "2580"), SeatView::Taken { answered: vec![] });
    let nobodys = room.computer.folder.path().join("notes.xlsx");
    fs::write(&nobodys, b"no book").expect("it can be written");
    let all: Vec<&Path> = books
        .iter()
        .map(PathBuf::as_path)
        .chain([&*nobodys])
        .collect();
    let taken = takes_books(&room, &all);
    let whose: Vec<Option<u32>> = taken.books.iter().map(|book| book.respondent).collect();
    assert_eq!(whose, [Some(1), Some(2), Some(3), None, None, None]);
    assert_eq!(taken.books[0].answers, 3);
    let cells: Vec<_> = taken.books[3].faults.iter().map(|of| &of.cell).collect();
    assert_eq!(cells.len(), 3, "every cell is told: {cells:?}");
    assert!(cells.iter().all(|cell| cell.is_some()), "{cells:?}");
    assert_eq!(taken.books[4].faults.len(), 1, "number 5 has a PIN");
    assert_eq!(taken.workshop.finished, 3);
    let text = json(Ok(taken)).to_string();
    assert!(!text.contains("zq"), "{text}");

    // A second book of number 2 replaces the one before, and what it leaves open is open.
    let again = hands_out_books(&room);
    for service in &room.services[1..] {
        filling::fill(&again[1], service, Part::Answer.mark(), "2");
    }
    fills(&room, &again[3], "4");
    let taken = takes_books(&room, &[&again[1], &again[3], &again[3]]);
    assert_eq!(taken.books[0].answers, 2);
    assert_eq!(taken.books[1].respondent, Some(4));
    assert_eq!(taken.books[2].respondent, None, "a second book of number 4");
    assert_eq!(taken.workshop.finished, 3);
    let shown = room.reveals();
    let of_first = shown
        .services
        .iter()
        .find(|one| one.service == room.services[0]);
    let tally = of_first
        .and_then(|one| one.first.clone())
        .expect("it is shown")
        .tally;
    assert_eq!(tally.levels, [0, 1, 0, 1, 1, 0]);
}

#[test]
fn books_tell_the_same_whatever_stands_in_them() {
    let told = |levels: [&str; 3]| {
        let room = Room::new(Promise::Named);
        let books = hands_out_books(&room);
        for (book, level) in books.iter().zip(levels) {
            fills(&room, book, level);
        }
        let books: Vec<&Path> = books[..3].iter().map(PathBuf::as_path).collect();
        room.scrubbed(json(Ok(takes_books(&room, &books))))
            .to_string()
    };
    assert_eq!(told(["0", "1", "5"]), told(["3", "?", "3"]));
}

#[test]
fn in_the_second_answers_a_book_asks_what_is_open_alone() {
    let room = Room::new(Promise::Named);
    room.all_answer(1..=PEOPLE, one_way);
    let open = room.reveals().to_talk_about;
    assert_eq!(open.len(), 1, "one is open");
    let books = hands_out_books(&room);
    filling::fill(&books[0], &open[0], Part::Answer.mark(), "2");
    let taken = takes_books(&room, &[&books[0]]);
    assert_eq!(taken.books[0].answers, 1);
    assert_eq!(
        taken.workshop.finished, 1,
        "one service is all that is asked"
    );
}

fn scores(room: &Room, respondent: u32, row: &str) -> Result<AnchorsView, Failure> {
    let request = ScoreAnchors {
        assessment: room.view.id.clone(),
        respondent,
        row: row.to_owned(),
    };
    ask::score_anchors(room.desktop(), request)
}

#[test]
fn anchor_cases_are_scored_in_secret_and_shown_with_the_offsets_the_promise_allows() {
    for promise in Promise::ALL {
        let room = Room::new(promise);
        let cases = ask::anchor_cases(room.desktop(), room.of()).expect("it can be asked");
        let cases = cases.expect("the sheet has some");
        assert_eq!(cases.cases.len(), 5);
        assert!(
            cases
                .cases
                .iter()
                .all(|case| case.key.is_none() && case.why.is_none())
        );
        scores(&room, 1, "33333").expect("it is taken");
        let before = json(scores(&room, 2, "11111"));
        let again = json(scores(&room, 2, "55555"));
        assert_eq!(before, again, "what was scored is told to nobody");
        let of = |respondent| OfRespondent {
            assessment: room.view.id.clone(),
            respondent,
        };
        assert_eq!(ask::has_scored_anchors(room.desktop(), of(2)), Ok(true));
        assert_eq!(ask::has_scored_anchors(room.desktop(), of(3)), Ok(false));
        let early = ask::show_anchors(room.desktop(), room.of());
        assert_eq!(
            code(early),
            FailureCode::InvalidInput,
            "three must have scored"
        );
        assert_eq!(code(scores(&room, 3, "333")), FailureCode::InvalidInput);
        assert_eq!(code(scores(&room, 9, "33333")), FailureCode::InvalidInput);
        assert_eq!(scores(&room, 3, "4-4-4").expect("it is taken").scored, 3);
        let shown = ask::show_anchors(room.desktop(), room.of()).expect("enough have scored");
        assert!(shown.is_shown && room.workshop().anchors_shown);
        let people: Vec<u32> = shown.people.iter().map(|one| one.respondent).collect();
        let named: &[u32] = if promise == Promise::Named {
            &[1, 2, 3]
        } else {
            &[]
        };
        assert_eq!(people, named);
        let key: f64 = shown
            .cases
            .iter()
            .filter_map(|case| case.key)
            .map(f64::from)
            .sum();
        let odd: f64 = shown
            .cases
            .iter()
            .step_by(2)
            .filter_map(|case| case.key)
            .map(f64::from)
            .sum();
        let room_lies = ((3.0 - key / 5.0) + (5.0 - key / 5.0) + (4.0 - odd / 3.0)) / 3.0;
        assert!((shown.room.expect("it is shown") - room_lies).abs() < 1e-9);
        assert_eq!(shown.cases[1].tally, None, "two scored it");
        assert_eq!(code(scores(&room, 4, "33333")), FailureCode::InvalidInput);
        // The projector is told of the room alone.
        let projected = room.presented(None).and_then(|view| view.anchors);
        let projected = projected.expect("they are in front");
        assert_eq!((projected.people.len(), projected.room), (0, shown.room));
    }
}

#[test]
fn the_clock_is_noted_until_the_workshop_ends() {
    let room = Room::new(Promise::Never);
    let asked = || ask::meeting(room.desktop(), room.of()).expect("it can be asked");
    assert_eq!(asked(), None);
    let meeting = Meeting {
        left: 1_800_000.0,
        begun: Some(1.5),
        talks: vec![TalkTaken {
            planned: 10.0,
            actual: 12.5,
        }],
        spent: vec![TimeSpent {
            service: "1.1".to_owned(),
            spent: 90_000.0,
        }],
        talking: None,
        noted: 60_000.0,
    };
    let keep = || {
        let request = KeepMeeting {
            assessment: room.view.id.clone(),
            meeting: meeting.clone(),
        };
        ask::keep_meeting(room.desktop(), request).expect("it can be noted");
    };
    keep();
    assert_eq!(asked(), Some(meeting.clone()));
    ask::end_workshop(room.desktop(), room.of()).expect("it can be ended");
    keep();
    assert_eq!(asked(), None, "what is over has no clock");
}
