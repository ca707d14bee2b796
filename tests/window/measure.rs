//! The measurements, and how they are told.

use std::path::Path;
use std::time::Duration;

use crate::harness::{Home, Language, Person, key};
use crate::watch::{Start, WatchedScreen};

/// Starts of each window, unless the command says otherwise.
const RUNS: usize = 20;

/// Rounds in the large workspace.
const ROUNDS: u32 = 200;

/// Answers given one after the other.
const ANSWERS: usize = 200;

/// Clicks levels one after the other as a hand does, each when the one before is on disk, and
/// gives back the milliseconds from each click to the word that it is, and to the next picture.
const CLICK: &str = "
    const [count] = [ANSWERS];
    const done = arguments[arguments.length - 1];
    const state = document.querySelector('[data-save-state]');
    const frame = () => new Promise(requestAnimationFrame);
    const saved = () => new Promise((resolve) => {
        const look = () => { if (state.dataset.saveState === 'saved') { watcher.disconnect(); resolve(); } };
        const watcher = new MutationObserver(look);
        watcher.observe(state, { attributes: true });
    });
    (async () => {
        const times = [];
        for (let turn = 0; turn < count; turn += 1) {
            const levels = document.querySelectorAll('[data-level] input[type=radio]');
            const level = levels[turn % levels.length];
            if (level.checked) continue;
            const begun = performance.now();
            const is_saved = saved();
            level.click();
            await is_saved;
            const kept = performance.now();
            await frame();
            await frame();
            times.push([kept - begun, performance.now() - begun]);
        }
        done(times);
    })();
";

pub fn all() {
    let runs = std::env::args().find_map(|argument| argument.parse().ok());
    let runs = runs.unwrap_or(RUNS);
    println!("load of the last minute at the beginning: {}", load());
    if std::env::args().all(|argument| argument != "progress") {
        starts(runs);
        answers();
    }
    crate::progress::measure(ROUNDS);
    println!("load of the last minute at the end: {}", load());
}

fn starts(runs: usize) {
    let ours = Path::new(env!("CARGO_BIN_EXE_psirt-maturity-window"));
    let this = std::env::current_exe().expect("this program has a place");

    let (hello, first, sample, large) = (Home::new(), Home::new(), Home::new(), Home::new());
    let person = Person::starts_anew(&sample, Language::English);
    person.clicks("button", "Look at the sample");
    person.sees("button", "PSIRT maturity self-assessment 2026");
    person.closes();
    let workspace = large.path("many.psirtws");
    crate::rounds::make(&workspace, ROUNDS).expect("a large workspace can be made");
    let workspace = [workspace.display().to_string()];

    let cases: [(&str, &Home, &Path, &[String], bool); 4] = [
        (
            "hello world of the same libraries",
            &hello,
            &this,
            &[],
            true,
        ),
        ("never started before", &first, ours, &[], false),
        (
            "workspace with the sample, 3 rounds",
            &sample,
            ours,
            &[],
            false,
        ),
        ("workspace with 200 rounds", &large, ours, &workspace, false),
    ];
    let screen = WatchedScreen::new();
    let mut seen: Vec<Vec<Start>> = cases.iter().map(|_| Vec::new()).collect();
    // The first of each reads everything from the disk and fills the caches.
    for run in 0..=runs {
        for (case, starts) in cases.iter().zip(&mut seen) {
            let (_, home, program, arguments, is_hello) = *case;
            let start = screen.watch(home, program, arguments, is_hello);
            if run > 0 {
                starts.push(start);
            }
        }
    }
    println!("\n{runs} starts each: median (fastest to slowest)");
    for ((name, ..), starts) in cases.iter().zip(&seen) {
        let painted = spread(starts.iter().map(|start| start.painted));
        let complete = spread(starts.iter().map(|start| start.complete));
        let mut memory: Vec<u64> = starts.iter().map(|start| start.memory >> 20).collect();
        memory.sort_unstable();
        println!(
            "  {name:<36} painted {painted}   complete {complete}   memory {} MiB",
            memory[memory.len() / 2]
        );
    }
}

fn answers() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    person.clicks("button", "Add your organization");
    person.types("Name", "Measured");
    person.presses(&[key::ENTER]);
    person.sees("button", "Begin assessment");
    person.types("Scope*", "Gateways");
    person.presses(&[key::ENTER]);
    person.is_at("assess");
    person.presses(&["1"]);
    person.sees_all_saved();
    let script = CLICK.replace("ANSWERS", &ANSWERS.to_string());
    let times = person.asks_and_waits(&script);
    let times: Vec<(f64, f64)> = serde_json::from_value(times).expect("the page gives times");
    let of = |milliseconds: f64| Duration::from_secs_f64(milliseconds / 1000.0);
    println!(
        "\n{} answers by click: median (fastest to slowest)",
        times.len()
    );
    println!(
        "  to the word that it is on disk       {}",
        spread(times.iter().map(|time| of(time.0)))
    );
    println!(
        "  to the picture that shows it         {}",
        spread(times.iter().map(|time| of(time.1)))
    );
}

fn spread(times: impl Iterator<Item = Duration>) -> String {
    let mut times: Vec<Duration> = times.collect();
    times.sort_unstable();
    let told = |time: Duration| format!("{:.0}", time.as_secs_f64() * 1000.0);
    let [first, .., last] = times[..] else {
        return "nothing".to_owned();
    };
    format!(
        "{} ms ({} to {})",
        told(times[times.len() / 2]),
        told(first),
        told(last)
    )
}

fn load() -> String {
    let told = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    told.split(' ').next().unwrap_or_default().to_owned()
}
