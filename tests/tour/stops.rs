//! Where the tour stops, and in which looks.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::harness::{Home, Language, Person, SCREENS, key};

/// Inner sizes of the window: the smallest there is, a usual one, a whole screen.
const SIZES: [(u32, u32); 3] = [(720, 520), (1280, 800), (1920, 1080)];
/// The key of the guide.
const F1: &str = "\u{e031}";
/// The size of the pictures in the guide.
const GUIDE: (u32, u32) = (1280, 820);

/// Goes on the tour that the first argument names a part of; all of it without one.
pub fn all() -> ExitCode {
    let part = std::env::args().nth(1).unwrap_or_default();
    if part == "guide" {
        pictures_of_the_guide();
        return ExitCode::SUCCESS;
    }
    let mut flaws = 0;
    for language in [Language::English, Language::Japanese] {
        for theme in ["light", "dark"] {
            let kind = format!("{}-{theme}", language.pick("en", "ja"));
            let looks = SIZES.into_iter().flat_map(|(width, height)| {
                [false, true].map(|twice| Look {
                    width,
                    height,
                    twice,
                })
            });
            let looks: Vec<Look> = looks
                .filter(|look| look.name(&kind).contains(&part))
                .collect();
            if !looks.is_empty() {
                flaws += tour(language, theme, &kind, &looks);
            }
        }
    }
    println!("{flaws} flaws");
    if flaws == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// How large the window is, and what it shows.
#[derive(Clone, Copy)]
struct Look {
    width: u32,
    height: u32,
    twice: bool,
}

impl Look {
    fn name(self, kind: &str) -> String {
        let percent = if self.twice { 200 } else { 100 };
        format!("{kind}-{}x{}-{percent}", self.width, self.height)
    }
}

/// Goes through all screens and forms in one language and theme, in several looks.
fn tour(language: Language, theme: &str, kind: &str, looks: &[Look]) -> usize {
    let home = Home::new();
    let person = Person::starts(&home);
    person.likes(theme);
    let mut flaws = 0;
    for &look in looks {
        in_this_look(&person, look, || {
            flaws += stops_at(&person, look, kind, "00-language")
        });
    }
    person.begins(language);
    for &look in looks {
        in_this_look(&person, look, || {
            flaws += stops_at(&person, look, kind, "01-home-empty")
        });
    }
    person.opens_the_sample(language);
    for &look in looks {
        in_this_look(&person, look, || {
            for (number, screen) in SCREENS.iter().enumerate() {
                person.goes_to(screen);
                flaws += stops_at(&person, look, kind, &format!("{}-{screen}", 10 + number));
            }
            for (number, front) in FRONTS.iter().enumerate() {
                person.goes_to(front.screen);
                (front.opens)(&person, language);
                person.sees("dialog", "*");
                flaws += stops_at(
                    &person,
                    look,
                    kind,
                    &format!("{}-{}", 30 + number, front.name),
                );
                person.presses(&[key::ESCAPE]);
                person.waits_until("it is closed", || person.finds("dialog", "*").is_none());
            }
        });
    }
    person.goes_to("home");
    person.adds_a_round(language, example(language));
    for &look in looks {
        in_this_look(&person, look, || {
            person.goes_to("workshop");
            flaws += stops_at(&person, look, kind, "50-workshop-none");
            person.presses(&[key::ENTER]);
            person.sees("textbox", language.pick("How many people", "人数"));
            flaws += stops_at(&person, look, kind, "51-workshop-set-up");
            person.goes_to("home");
        });
    }
    opens_a_workshop(&person, language);
    for &look in looks {
        in_this_look(&person, look, || {
            person.goes_to("home");
            person.goes_to("workshop");
            person.reads(language.pick("Nothing else is shown", "これ以外は何も表示しません"));
            flaws += stops_at(&person, look, kind, "52-workshop-collecting");
        });
    }
    shows_all(&person, language);
    for &look in looks {
        in_this_look(&person, look, || {
            person.goes_to("workshop");
            person.presses(&["b"]);
            person.reads(language.pick("To talk about", "話し合うサービス"));
            flaws += stops_at(&person, look, kind, "53-workshop-board");
            person.presses(&["j"]);
            person.reads(language.pick("Levels and who chose them", "レベルと選んだ人数"));
            flaws += stops_at(&person, look, kind, "54-workshop-talk");
            person.presses(&["b"]);
            let name = language.pick("See how the room reads the scale", "尺度の読み方を見る");
            person.clicks("button", name);
            person.reads(language.pick("Offset of each person", "各自の偏り"));
            flaws += stops_at(&person, look, kind, "55-workshop-anchors");
            let name = language.pick("Back to the workshop", "ワークショップに戻る");
            person.clicks("button", name);
        });
    }
    person.closes();
    flaws
}

/// Something that opens before a screen, and closes with Escape.
struct Front {
    name: &'static str,
    screen: &'static str,
    opens: fn(&Person, Language),
}

const FRONTS: [Front; 9] = [
    Front {
        name: "palette",
        screen: "results",
        opens: |person, _| person.presses(&[key::CONTROL, "k"]),
    },
    Front {
        name: "keys",
        screen: "results",
        opens: |person, _| person.presses(&["?"]),
    },
    Front {
        name: "guide",
        screen: "assess",
        opens: |person, _| person.presses(&[F1]),
    },
    Front {
        name: "organization",
        screen: "home",
        opens: |person, language| {
            person.clicks("button", language.pick("New organization", "新しい組織"));
        },
    },
    Front {
        name: "assessment",
        screen: "home",
        opens: |person, language| {
            let name = language.pick("New assessment", "新しいアセスメント");
            person.clicks("button", name);
        },
    },
    Front {
        name: "many-actions",
        screen: "gaps",
        opens: |person, language| {
            person.sees("button", language.pick("Change several*", "まとめて変更*"));
            person.presses(&["m"]);
        },
    },
    Front {
        name: "rules",
        screen: "assess",
        opens: |person, language| {
            let name = language.pick("When in doubt about the level", "レベルの判断に迷うとき");
            person.clicks("button", name);
        },
    },
    Front {
        name: "passphrase",
        screen: "workspace",
        opens: |person, language| {
            let name = language.pick("Set a passphrase", "パスフレーズを設定");
            person.clicks("button", name);
        },
    },
    Front {
        name: "why",
        screen: "results",
        opens: |person, language| {
            person.clicks("button", language.pick("Why: *", "理由: *"));
        },
    },
];

fn in_this_look(person: &Person, look: Look, goes: impl FnOnce()) {
    person.makes_the_window(look.width, look.height);
    if look.twice {
        person.zooms_to_twice();
    }
    goes();
    if look.twice {
        person.zooms_back();
    }
}

/// Photographs what is in front and measures it; tells what is wrong, and counts it.
fn stops_at(person: &Person, look: Look, kind: &str, stop: &str) -> usize {
    let name = format!("{}-{stop}", look.name(kind));
    person.photographs(&format!("tour/{name}"));
    let mut flaws = person.flaws();
    flaws.extend(person.flaw_of_the_focus());
    for flaw in &flaws {
        println!("{name}: {flaw}");
    }
    flaws.len()
}

fn pictures_of_the_guide() {
    for language in [Language::English, Language::Japanese] {
        let home = Home::new();
        let person = Person::starts(&home);
        person.likes("light");
        person.begins(language);
        person.opens_the_sample(language);
        let (width, height) = GUIDE;
        person.makes_the_window(width, height);
        let photographs = |screen: &str| {
            let kind = language.pick("en", "ja");
            person.photographs(&format!("../../docs/pictures/window-{screen}-{kind}"));
        };
        for screen in ["home", "results", "gaps", "progress", "reports"] {
            person.goes_to(screen);
            if screen == "reports" {
                person.sees("img", language.pick("Page 1: *", "1ページ*"));
            }
            photographs(screen);
        }
        // A round that is being answered says more than one that is frozen.
        person.goes_to("home");
        person.adds_a_round(language, example(language));
        for level in ["3", "2", "3", "2", "1"] {
            person.presses(&[level, "j"]);
        }
        person.presses(&["3"]);
        photographs("assess");
        opens_a_workshop(&person, language);
        shows_all(&person, language);
        person.presses(&["j"]);
        person.reads(language.pick("Levels and who chose them", "レベルと選んだ人数"));
        photographs("workshop");
        person.closes();
    }
}

/// Who answers in the pictures.
fn example(language: Language) -> &'static str {
    language.pick("Example Ltd.", "株式会社例")
}

/// The round of the pictures.
fn round_of_pictures(person: &Person, language: Language) -> Value {
    let home = person
        .commands("home", &Value::Null)
        .expect("there is a home");
    let mut organizations = home["organizations"].as_array().into_iter().flatten();
    let own = organizations.find(|one| one["name"] == example(language));
    let assessment = own.expect("it was just made")["assessments"][0]["id"].clone();
    json!({ "assessment": assessment })
}

/// A room of eight that has answered about everything, and scored the anchor cases.
fn opens_a_workshop(person: &Person, language: Language) {
    let request = round_of_pictures(person, language);
    let assessment = &request["assessment"];
    let view = person
        .commands("assessment", &request)
        .expect("it is there");
    let services: Vec<&Value> = view["entries"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| &entry["service"])
        .collect();
    let groups = language.pick(["Engineering", "Legal"], ["開発", "法務"]);
    let names = language.pick(
        [
            "Abe", "Brandt", "Costa", "Dupont", "Eriksen", "Fischer", "Garcia", "Hart",
        ],
        [
            "阿部", "石井", "上田", "遠藤", "岡田", "加藤", "木村", "工藤",
        ],
    );
    let respondents: Vec<Value> = (1..)
        .zip(names)
        .map(
            |(number, name)| json!({ "number": number, "name": name, "group": groups[number % 2] }),
        )
        .collect();
    let open = json!({
        "assessment": assessment, "promise": "named", "minutes": 90,
        "services": services, "respondents": respondents,
    });
    person
        .commands("open_workshop", &open)
        .expect("it is opened");
    for number in 1..=8_usize {
        let answers: Vec<Value> = services
            .iter()
            .enumerate()
            .map(|(place, service)| {
                let level = (number * (place % 4) + place) / 4 % 6;
                json!({ "service": service, "answer": { "kind": "level", "level": level } })
            })
            .collect();
        let form = json!({ "assessment": assessment, "respondent": number, "answers": answers });
        person.commands("enter_form", &form).expect("it is taken");
        let row: String = [2, 3, 1, 4, 2]
            .iter()
            .enumerate()
            .map(|(place, key)| (key + (number * place) % 3).min(5).to_string())
            .collect();
        let score = json!({ "assessment": assessment, "respondent": number, "row": row });
        person
            .commands("score_anchors", &score)
            .expect("it is taken");
    }
}

fn shows_all(person: &Person, language: Language) {
    let request = round_of_pictures(person, language);
    person
        .commands("show_anchors", &request)
        .expect("all have scored");
    person
        .commands("reveal_workshop", &request)
        .expect("all have answered");
    person.goes_to("home");
    person.goes_to("workshop");
    person.clicks("button", language.pick("Start the clock", "計測を始める"));
}
