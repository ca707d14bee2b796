//! A workshop from its set-up to settled answers, by keys alone where a room would use them.

use serde_json::{Value, json};

use crate::accessibility::Looks;
use crate::harness::{Home, Language, Person, key};

/// Opens a workshop of so many people about the first area, in which nobody is ever named.
fn opens_a_workshop(person: &Person, language: Language, people: &str) {
    opens_a_workshop_with(
        person,
        language,
        people,
        language.pick("Never*", "完全匿名*"),
    );
}

/// Opens a workshop of so many people about the first area, with a promise.
fn opens_a_workshop_with(person: &Person, language: Language, people: &str, promise: &str) {
    person.goes_to("workshop");
    person.reads(language.pick("How it goes", "進め方"));
    person.photographs(language.pick("en-workshop-none", "ja-workshop-none"));
    person.presses(&[key::ENTER]);
    person.types(language.pick("How many people", "人数"), people);
    person.clicks("radio", language.pick("Areas", "エリアを選ぶ"));
    let areas =
        person.asks("return document.querySelectorAll('.areas input[type=checkbox]').length");
    let areas = areas.as_u64().expect("it is a number");
    for area in 1..areas {
        // All but the first are left out.
        person.asks(&format!(
            "document.querySelectorAll('.areas input[type=checkbox]')[{area}].click(); return null"
        ));
    }
    person.clicks("radio", promise);
    person.photographs(language.pick("en-workshop-set-up", "ja-workshop-set-up"));
    person.clicks(
        "button",
        language.pick("Open the workshop", "ワークショップを開く"),
    );
    person.reads(&finished(language, 0, people));
}

fn finished(language: Language, finished: usize, all: &str) -> String {
    language.pick(
        format!("{finished} of {all} finished"),
        format!("{all}人中{finished}人が回答済み"),
    )
}

/// How many services are asked.
fn asked(person: &Person) -> usize {
    let view = workshop(person);
    view["asked"].as_array().expect("it is a list").len()
}

/// The one assessment there is.
fn assessment(person: &Person) -> Value {
    let home = person.commands("home", &Value::Null);
    home.expect("there is a home")["organizations"][0]["assessments"][0]["id"].clone()
}

/// What the program tells the page of the workshop.
fn workshop(person: &Person) -> Value {
    let request = json!({ "assessment": assessment(person) });
    person
        .commands("workshop", &request)
        .expect("it can be seen")
}

/// The answers of the assessment, in sheet order.
fn answers(person: &Person) -> Vec<Value> {
    let request = json!({ "assessment": assessment(person) });
    let view = person
        .commands("assessment", &request)
        .expect("it can be seen");
    let entries = view["entries"].as_array().expect("it is a list");
    entries
        .iter()
        .map(|entry| entry["answer"].clone())
        .collect()
}

/// Types forms in, each as its number and its keys.
fn types_forms(person: &Person, language: Language, forms: &[(&str, String)]) {
    person.clicks(
        "button",
        language.pick("Enter paper forms", "回答用紙を入力する"),
    );
    for (number, keys) in forms {
        person.enters(language.pick("Number of the form", "用紙の番号"), number);
        person.sees(
            "heading",
            &language.pick(format!("Form {number}"), format!("{number}番の用紙")),
        );
        // A wrong key, and the right one in its place.
        person.presses(&["5"]);
        person.presses(&[key::BACKSPACE]);
        person.types_letters(keys);
        person.reads(language.pick("All lines are typed", "すべての行を入力しました"));
        if *number == forms[0].0 {
            person.photographs(language.pick("en-workshop-form", "ja-workshop-form"));
        }
        person.presses(&[key::ENTER]);
        person.sees("textbox", language.pick("Number of the form", "用紙の番号"));
        let text = person.page_text();
        assert!(!text.contains("All lines"), "nothing typed stays: {text}");
    }
    person.clicks(
        "button",
        language.pick("Back to the workshop", "ワークショップに戻る"),
    );
}

fn shows_all(person: &Person, language: Language) {
    person.clicks(
        "button",
        language.pick("Show all answers", "すべての回答を公開する"),
    );
    person.clicks("button", language.pick("Show them", "公開する"));
    person.reads(language.pick("To talk about", "話し合うサービス"));
    person.waits_until("the question is gone", || {
        person.asks("return document.querySelector('[role=dialog]') === null") == true
    });
}

#[test]
fn paper_forms_are_typed_shown_talked_about_and_settled_in_both_languages() {
    for language in [Language::English, Language::Japanese] {
        let home = Home::new();
        let person = Person::starts_anew(&home, language);
        person.adds_a_round(language, "Kakuu");
        opens_a_workshop(&person, language, "3");
        let services = asked(&person);
        assert!(services >= 3, "there is something to ask");
        person.photographs(language.pick("en-workshop-collecting", "ja-workshop-collecting"));
        // All differ on the first, nearly agree on the second, and agree on the others.
        let keys =
            |first: &str, second: &str| format!("{first}{second}{}", "2".repeat(services - 2));
        types_forms(
            &person,
            language,
            &[
                ("1", keys("0", "2")),
                ("2", keys("4", "3")),
                ("3", keys("?", "2")),
            ],
        );
        person.reads(&finished(language, 3, "3"));
        shows_all(&person, language);
        person.photographs(language.pick("en-workshop-board", "ja-workshop-board"));
        person.clicks("button", language.pick("Start the clock", "計測を始める"));
        person.reads(language.pick("1 open: time for 1", "要議論1件: 1件は時間内"));

        person.presses(&["j"]);
        person.reads(language.pick("Levels and who chose them", "レベルと選んだ人数"));
        person.photographs(language.pick("en-workshop-talk", "ja-workshop-talk"));
        // Another level than the one proposed is not taken without its reason.
        person.presses(&["3"]);
        person.presses(&[key::ENTER]);
        person.reads(language.pick(
            "An answer other than the one proposed needs a reason",
            "提案と違う回答には理由が必要です",
        ));
        person.types_letters("since May");
        person.presses(&[key::ENTER]);
        person.reads(language.pick("Settle anew", "決め直す"));
        person.presses(&["b"]);
        person.clicks(
            "button",
            &language.pick(
                format!("Accept {} close ones as proposed", services - 1),
                format!("ほぼ一致の{}件を提案どおりに決める", services - 1),
            ),
        );
        person.reads(language.pick(
            "Nothing is left to talk about",
            "話し合うサービスは残っていません",
        ));
        let found = answers(&person);
        assert_eq!(found[0]["level"], 3);
        assert!(
            found[1..services].iter().all(|answer| answer["level"] == 2),
            "{found:?}"
        );

        person.clicks(
            "button",
            language.pick("End the workshop", "ワークショップを終える"),
        );
        person.clicks("button", language.pick("End it", "終える"));
        person.sees(
            "button",
            language.pick("Set up another workshop", "新しいワークショップを準備する"),
        );
        person.photographs(language.pick("en-workshop-ended", "ja-workshop-ended"));
        person.closes();
    }
}

#[test]
fn a_workshop_that_was_left_goes_on_after_a_restart() {
    let home = Home::new();
    let language = Language::English;
    let person = Person::starts_anew(&home, language);
    person.adds_a_round(language, "Kakuu");
    opens_a_workshop(&person, language, "3");
    let services = asked(&person);
    let first = "0".repeat(services);
    types_forms(
        &person,
        language,
        &[("1", first.clone()), ("2", "3".repeat(services))],
    );
    person.reads(&finished(language, 2, "3"));
    person.sees("button", "Enter paper forms");
    person.closes();

    let person = Person::starts(&home);
    person.reads(&finished(language, 2, "3"));
    types_forms(&person, language, &[("3", "5".repeat(services))]);
    shows_all(&person, language);
    person.presses(&["j"]);
    person.reads("Levels and who chose them");
    person.presses(&["p"]);
    person.types("Owner", "Sato");
    person.types("Until", "2026-12-24");
    person.presses(&[key::ENTER]);
    person.reads("Parked: Sato");
    person.closes_as_by_the_button();

    let person = Person::starts(&home);
    person.is_at("workshop");
    person.reads("Parked: Sato");
    person.presses(&["b"]);
    person.reads("parked");
    let view = workshop(&person);
    assert_eq!(view["stage"], "second");
    assert_eq!(
        view["toTalkAbout"].as_array().map(Vec::len),
        Some(services - 1)
    );
    person.closes();
}

#[test]
fn a_machine_is_passed_around_and_nobody_sees_what_another_answered() {
    for language in [Language::English, Language::Japanese] {
        let home = Home::new();
        let person = Person::starts_anew(&home, language);
        person.adds_a_round(language, "Kakuu");
        opens_a_workshop(&person, language, "3");
        let services = asked(&person);
        person.clicks(
            "button",
            language.pick("Pass this machine around", "このコンピューターを順に回す"),
        );
        person.sees(
            "heading",
            language.pick("Who is next?", "次の方は番号を入力してください"),
        );
        person.photographs(language.pick("en-workshop-seat", "ja-workshop-seat"));
        for (number, level) in [("1", "0"), ("2", "3"), ("3", "5")] {
            takes_a_seat(&person, language, number);
            if number == "1" {
                answers_with_a_way_back(&person, language, services);
            } else {
                for _ in 0..services {
                    person.presses(&[level]);
                    is_chosen(&person, level);
                    person.presses(&[key::ENTER]);
                }
            }
            person.sees(
                "heading",
                language.pick("Have you finished?", "回答は以上ですか"),
            );
            person.presses(&[key::ENTER]);
            person.sees(
                "heading",
                language.pick("Who is next?", "次の方は番号を入力してください"),
            );
            nothing_leads_back(&person);
        }
        person.reads(&finished(language, 3, "3"));
        // A number is its owner's.
        person.types(language.pick("Your number", "あなたの番号"), "1");
        person.enters(language.pick("Your PIN", "あなたのPIN"), "0000");
        person.reads(language.pick("This number has another PIN", "この番号のPINと一致しません"));
        person.clicks(
            "button",
            language.pick("Stop passing the machine", "順に回すのを終える"),
        );
        shows_all(&person, language);
        person.presses(&["j"]);
        person.reads(language.pick("lower median", "低い方の中央値"));
        person.presses(&[key::ENTER]);
        person.reads(language.pick("Settle anew", "決め直す"));
        assert_eq!(
            answers(&person)[0]["level"],
            3,
            "the lower median is settled"
        );
        person.closes();
    }
}

fn takes_a_seat(person: &Person, language: Language, number: &str) {
    person.types(language.pick("Your number", "あなたの番号"), number);
    person.presses(&[key::ENTER]);
    person.enters(
        language.pick("Your PIN", "あなたのPIN"),
        &format!("258{number}"),
    );
    person.reads(language.pick(&format!("Number {number}"), &format!("{number}番")));
}

/// The first person corrects an answer, writes a note and comes back to what was left open.
fn answers_with_a_way_back(person: &Person, language: Language, services: usize) {
    person.presses(&["4"]);
    is_chosen(person, "4");
    person.photographs(language.pick("en-workshop-secret", "ja-workshop-secret"));
    person.presses(&["0"]);
    is_chosen(person, "0");
    person.presses(&["m"]);
    person.types_letters("whispered");
    person.presses(&[key::ENTER]);
    // The second is left open at first.
    person.presses(&[key::ENTER]);
    person.presses(&[key::ENTER]);
    for _ in 2..services {
        person.presses(&["?"]);
        person.waits_until("don't know is chosen", || {
            person.asks("return document.querySelectorAll('main .others .chosen').length") == 1
        });
        person.presses(&[key::ENTER]);
    }
    person.sees(
        "heading",
        language.pick("Have you finished?", "回答は以上ですか"),
    );
    person.photographs(language.pick("en-workshop-confirm", "ja-workshop-confirm"));
    person.asks("document.querySelector('main li button').click(); return null");
    person.presses(&["0"]);
    is_chosen(person, "0");
    for _ in 1..services {
        person.presses(&[key::ENTER]);
    }
}

fn is_chosen(person: &Person, level: &str) {
    person.waits_until(&format!("level {level} is chosen"), || {
        person.asks(
            "return document.querySelector('main fieldset > .chosen .number')?.textContent ?? ''",
        ) == level
    });
}

/// Between two people no key shows anything of the one before.
fn nothing_leads_back(person: &Person) {
    for keys in [
        &[key::ESCAPE][..],
        &[key::ALT, "\u{e012}"],
        &[key::CONTROL, "z"],
        &[key::CONTROL, "k"],
        &[key::ALT, "2"],
        &[key::F11],
        &["k"],
    ] {
        person.presses(keys);
        person.lets_it_draw();
        let there = person.asks(
            "return [document.querySelectorAll('main h1').length,
                document.querySelectorAll('main fieldset, [role=dialog], nav').length,
                document.body.innerText.includes('whispered')]",
        );
        assert_eq!(there, json!([1, 0, false]), "{keys:?}");
    }
    // What was typed into the field for the number is nobody's answer.
    person.asks("document.querySelector('main input').select(); return null");
}

#[test]
fn what_the_room_still_disagrees_on_is_answered_again_with_the_reason_for_moving() {
    let home = Home::new();
    let language = Language::English;
    let person = Person::starts_anew(&home, language);
    person.adds_a_round(language, "Kakuu");
    opens_a_workshop_with(&person, language, "3", "Named*");
    let services = asked(&person);
    let keys = |first: &str| format!("{first}{}", "2".repeat(services - 1));
    types_forms(
        &person,
        language,
        &[("1", keys("0")), ("2", keys("3")), ("3", keys("5"))],
    );
    shows_all(&person, language);
    person.presses(&["j"]);
    person.reads("Who answered what");
    person.presses(&["b"]);
    person.clicks("button", "Pass this machine around");
    for number in ["1", "2", "3"] {
        takes_a_seat(&person, language, number);
        person.reads("1 of 1");
        person.presses(&["3"]);
        is_chosen(&person, "3");
        person.presses(&["m"]);
        person.types_letters(if number == "2" { "I stay" } else { "I saw it" });
        person.presses(&[key::ENTER]);
        person.presses(&[key::ENTER]);
        person.sees("heading", "Have you finished?");
        person.presses(&[key::ENTER]);
        person.sees("heading", "Who is next?");
    }
    person.clicks("button", "Stop passing the machine");
    person.clicks("button", "Show the second answers");
    person.clicks("button", "Show them");
    person.reads("Nothing is left to talk about");
    person.asks("document.querySelector('[data-workshop-service] button').click(); return null");
    person.reads("Levels and who chose them");
    let text = person.page_text();
    assert_eq!(text.matches("I saw it").count(), 2, "{text}");
    assert_eq!(text.matches("I stay").count(), 1, "{text}");
    person.photographs("en-workshop-second");
    person.presses(&[key::ENTER]);
    person.reads("Settle anew");
    assert_eq!(answers(&person)[0]["level"], 3);
    person.closes();
}

#[test]
fn axe_finds_nothing_in_a_workshop_in_any_size() {
    for (language, theme) in [(Language::English, "dark"), (Language::Japanese, "light")] {
        let home = Home::new();
        let person = Person::starts(&home);
        person.likes(theme);
        person.begins(language);
        person.adds_a_round(language, "Kakuu");
        let mut looks = Looks::begin(&person, language, theme);
        person.goes_to("workshop");
        looks_in_every_size(&person, &mut looks, "50-workshop-none");
        person.presses(&[key::ENTER]);
        person.sees("textbox", language.pick("How many people", "人数"));
        looks_in_every_size(&person, &mut looks, "51-workshop-set-up");
        person.clicks(
            "button",
            language.pick("Open the workshop", "ワークショップを開く"),
        );
        person.reads(&finished(language, 0, "8"));
        looks_in_every_size(&person, &mut looks, "52-workshop-collecting");
        person.clicks(
            "button",
            language.pick("Enter paper forms", "回答用紙を入力する"),
        );
        person.enters(language.pick("Number of the form", "用紙の番号"), "1");
        person.sees("heading", language.pick("Form 1", "1番の用紙"));
        person.types_letters("12");
        looks_in_every_size(&person, &mut looks, "53-workshop-form");
        person.clicks(
            "button",
            language.pick("Back to the workshop", "ワークショップに戻る"),
        );
        person.clicks(
            "button",
            language.pick("Pass this machine around", "このコンピューターを順に回す"),
        );
        person.sees(
            "heading",
            language.pick("Who is next?", "次の方は番号を入力してください"),
        );
        looks.at("54-workshop-seat");
        takes_a_seat(&person, language, "1");
        person.presses(&["2"]);
        is_chosen(&person, "2");
        looks_in_every_size(&person, &mut looks, "55-workshop-secret");
        person.clicks(
            "button",
            language.pick("Leave and come back later", "中断して後で戻る"),
        );
        person.clicks(
            "button",
            language.pick("Stop passing the machine", "順に回すのを終える"),
        );
        person.reads(&finished(language, 0, "8"));
        all_answer(&person);
        person.goes_to("home");
        person.goes_to("workshop");
        shows_all(&person, language);
        looks_in_every_size(&person, &mut looks, "56-workshop-board");
        person.presses(&["j"]);
        person.reads(language.pick("Levels and who chose them", "レベルと選んだ人数"));
        person.presses(&["p"]);
        person.clicks("button", language.pick("Add a dissent", "異論を追加"));
        looks_in_every_size(&person, &mut looks, "57-workshop-talk");
        looks.found_nothing();
        person.closes();
    }
}

fn looks_in_every_size(person: &Person, looks: &mut Looks<'_>, name: &str) {
    for (width, height) in [(720, 520), (1280, 820), (1920, 1080)] {
        person.makes_the_window(width, height);
        looks.at(&format!("{name}-{width}"));
        if width == 1280 {
            person.zooms_to_twice();
            looks.at(&format!("{name}-{width}-200"));
            person.zooms_back();
        }
    }
    person.makes_the_window(1280, 820);
}

/// Forms of the people from 2 on, entered at once: everybody a little differently.
fn all_answer(person: &Person) {
    let view = workshop(person);
    let assessment = assessment(person);
    let asked = view["asked"].as_array().expect("it is a list");
    for number in 2_usize..=8 {
        let answers: Vec<Value> = asked
            .iter()
            .enumerate()
            .map(|(place, service)| {
                let level = (number * (place % 4) + place) / 4 % 6;
                let answer = if (number + place) % 11 == 0 {
                    json!({ "kind": "dont_know" })
                } else {
                    json!({ "kind": "level", "level": level })
                };
                json!({ "service": service, "answer": answer })
            })
            .collect();
        let form = json!({
            "assessment": assessment, "respondent": number, "answers": answers,
        });
        person.commands("enter_form", &form).expect("it is taken");
    }
}

#[test]
fn the_projector_follows_the_window_and_can_ask_for_nothing_else() {
    for (language, theme) in [(Language::English, "light"), (Language::Japanese, "dark")] {
        let home = Home::new();
        let person = Person::starts(&home);
        person.likes(theme);
        person.begins(language);
        person.adds_a_round(language, "Kakuu");
        opens_a_workshop(&person, language, "8");
        let own = person.windows();
        person.clicks(
            "button",
            language.pick("Window for the projector", "投影用のウィンドウ"),
        );
        person.waits_until("the second window", || person.windows().len() == 2);
        let projector = person.windows().into_iter().find(|one| !own.contains(one));
        let projector = projector.expect("there are two");
        person.turns_to(&projector);
        person.makes_the_window(1920, 1080);
        person.reads(&finished(language, 0, "8"));
        for command in [
            "workshop",
            "home",
            "answer_in_secret",
            "reveal_workshop",
            "workspace",
        ] {
            let refused = person.commands(command, &json!({ "assessment": "any" }));
            let refused = refused
                .expect_err("it is not the projector's to ask")
                .to_string();
            assert!(refused.contains("not allowed"), "{command}: {refused}");
        }
        person.photographs(language.pick("en-projector-count", "ja-projector-count"));

        person.turns_to(&own[0]);
        all_answer(&person);
        person.goes_to("home");
        person.goes_to("workshop");
        shows_all(&person, language);
        person.clicks("button", language.pick("Start the clock", "計測を始める"));
        person.presses(&["j"]);
        person.reads(language.pick("Levels and who chose them", "レベルと選んだ人数"));
        let service = person.asks("return document.querySelector('main h1 .id').textContent");
        let service = service.as_str().expect("it is text").to_owned();

        person.turns_to(&projector);
        let mut looks = Looks::begin(&person, language, theme);
        person.waits_until("the service in front", || {
            person.asks("return document.querySelector('h1 .id')?.textContent") == *service
        });
        person.reads(language.pick("on this one", "このサービス"));
        let largest = person.asks(
            "return parseFloat(getComputedStyle(document.querySelector('ol li p:last-child')).fontSize)",
        );
        assert!(
            largest.as_f64().is_some_and(|size| size >= 24.0),
            "{largest}"
        );
        looks.at("58-projector");
        looks.found_nothing();
        // The projector's window goes with the other, and the program with both.
        person.turns_to(&own[0]);
        person.closes_as_by_the_button();
    }
}

/// The keys a paper form takes beside its number and the last Enter: one a service.
#[test]
fn a_paper_form_takes_one_key_for_each_service() {
    let home = Home::new();
    let language = Language::Japanese;
    let person = Person::starts_anew(&home, language);
    person.adds_a_round(language, "Kakuu");
    person.goes_to("workshop");
    person.presses(&[key::ENTER]);
    person.types("人数", "3");
    person.clicks("button", "ワークショップを開く");
    person.reads(&finished(language, 0, "3"));
    let services = asked(&person);
    person.clicks("button", "回答用紙を入力する");
    person.enters("用紙の番号", "1");
    person.sees("heading", "1番の用紙");
    let begun = std::time::Instant::now();
    for number in 0..services {
        let signs = ["0", "1", "2", "3", "4", "5", "n", "?"];
        person.presses(&[signs[number % signs.len()]]);
    }
    person.presses(&[key::ENTER]);
    person.sees("textbox", "用紙の番号");
    println!("{services} services typed in {:?}", begun.elapsed());
    person.reads(&finished(language, 1, "3"));
    person.closes();
}
