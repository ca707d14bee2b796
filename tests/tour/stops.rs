//! Where the tour stops, and in which looks.

use std::process::ExitCode;

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
        person.adds_a_round(language, language.pick("Example Ltd.", "株式会社例"));
        for level in ["3", "2", "3", "2", "1"] {
            person.presses(&[level, "j"]);
        }
        person.presses(&["3"]);
        photographs("assess");
        person.closes();
    }
}
