//! Progress over many milestones: how long the screen takes to stand, and whether it stutters.
//!
//! The page itself is asked: it notes when each picture was made and how far two were apart. A
//! picture that takes longer than two in sixty of a second is one that a person sees standing
//! still.

use serde_json::Value;

use crate::harness::{Home, Person};

/// Clicks on something, waits until it shows, and tells the milliseconds until then and the
/// longest time between two pictures.
const WATCH: &str = "
    const done = arguments[arguments.length - 1];
    const frame = () => new Promise(requestAnimationFrame);
    const screen = () => document.querySelector('main[data-screen=progress]');
    const settle = async (is_there) => {
        while (!is_there()) await frame();
        await frame();
        await frame();
    };
    const measure = async (act, is_there) => {
        let longest = 0;
        let last = performance.now();
        let watching = true;
        const watch = (now) => {
            longest = Math.max(longest, now - last);
            last = now;
            if (watching) requestAnimationFrame(watch);
        };
        requestAnimationFrame(watch);
        const begun = performance.now();
        act();
        await settle(is_there);
        watching = false;
        return [performance.now() - begun, longest];
    };
";

/// From the key to the screen with its line of time, its lines and its radar.
const OPEN: &str = "
    const key = { key: '5', code: 'Digit5', altKey: true, bubbles: true, cancelable: true };
    measure(
        () => document.body.dispatchEvent(new KeyboardEvent('keydown', key)),
        () => screen() !== null
            && screen().querySelectorAll('[data-round]').length > ROUNDS
            && screen().querySelectorAll('svg').length > 2
            && screen().querySelector('.working') === null,
    ).then((one) => done([one]));
";

/// The program's answer alone: what the screen is made from.
const ASK: &str = "
    (async () => {
        const times = [];
        for (let turn = 0; turn < 5; turn += 1) {
            const request = { assessment: 'round ROUNDS' };
            const begun = performance.now();
            await window.__TAURI_INTERNALS__.invoke('trend', { request });
            times.push([performance.now() - begun, 0]);
        }
        done(times);
    })();
";

/// From round to round: each click compares two others and draws both charts anew.
const WALK: &str = "
    (async () => {
        const rounds = screen().querySelectorAll('[data-round]');
        const times = [];
        for (let turn = 0; turn < 50; turn += 1) {
            const round = rounds[1 + (turn * 37) % (rounds.length - 1)];
            if (round.getAttribute('aria-current') === 'true') continue;
            const day = () => screen().querySelector('[aria-current=true]') === round
                && screen().querySelector('.working') === null;
            times.push(await measure(() => round.click(), day));
        }
        done(times);
    })();
";

/// Opens a workspace with so many rounds and looks at their progress.
pub fn measure(rounds: u32) {
    let home = Home::new();
    let workspace = home.path("many.psirtws");
    crate::rounds::make(&workspace, rounds).expect("a large workspace can be made");
    let person = Person::starts_with(&home, &[&workspace.display().to_string()], &[]);
    person.clicks("button", &format!("round {rounds}"));
    person.is_at("results");
    println!("\nprogress over {rounds} rounds: median, longest");
    let [open, ask] = [OPEN, ASK].map(|script| script.replace("ROUNDS", &rounds.to_string()));
    for (name, script) in [
        ("the program's answer alone", &*ask),
        ("from the key to the whole screen", &*open),
        ("from a round to another", WALK),
    ] {
        let times = person.asks_and_waits(&format!("{WATCH}{script}"));
        tell(name, &times);
    }
    person.closes();
}

fn tell(name: &str, times: &Value) {
    let times: Vec<(f64, f64)> =
        serde_json::from_value(times.clone()).expect("the page gives times");
    let sorted = |pick: fn(&(f64, f64)) -> f64| {
        let mut picked: Vec<f64> = times.iter().map(pick).collect();
        picked.sort_by(f64::total_cmp);
        picked
    };
    let (whole, gaps) = (sorted(|time| time.0), sorted(|time| time.1));
    let at = |list: &[f64]| (list[list.len() / 2], list[list.len() - 1]);
    let ((median, most), (gap, longest)) = (at(&whole), at(&gaps));
    println!(
        "  {name:<36} {median:.0} ms, {most:.0} ms; longest between two pictures {gap:.0} ms, {longest:.0} ms"
    );
}
