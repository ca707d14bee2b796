//! The figures of a workshop, computed once more by another program.

use std::io::Write as _;
use std::process::{Command, Stdio};

use psirt_core::Level;
use psirt_core::workshop::{Spread, Tally};
use serde_json::{Value, json};

use crate::sources::root;

const LEVELS: usize = 6;
const MOST_PEOPLE: usize = 6;

#[test]
fn the_independent_calculation_finds_the_same_figures_for_every_room_of_up_to_six() {
    let mut rooms = Vec::new();
    rooms_of(MOST_PEOPLE, &mut Vec::new(), &mut rooms);
    let said = independent(&rooms);
    assert_eq!(said.len(), rooms.len());
    for (room, said) in rooms.iter().zip(&said) {
        let own = own(room);
        for figure in ["n", "range", "lower_median", "word"] {
            assert_eq!(own[figure], said[figure], "{figure} of {room:?}");
        }
        for figure in ["difference", "agreement"] {
            let (own, said) = (own[figure].as_f64(), said[figure].as_f64());
            let is_same = match (own, said) {
                (Some(own), Some(said)) => (own - said).abs() < 1e-12,
                (own, said) => own == said,
            };
            assert!(is_same, "{figure} of {room:?}: {own:?}, not {said:?}");
        }
    }
}

/// Every way that at most so many people choose among the levels, *not applicable* and *don't
/// know*: as counts, in this order.
fn rooms_of(people: usize, chosen: &mut Vec<usize>, rooms: &mut Vec<Vec<usize>>) {
    if chosen.len() == LEVELS + 2 {
        rooms.push(chosen.clone());
        return;
    }
    for count in 0..=people {
        chosen.push(count);
        rooms_of(people - count, chosen, rooms);
        chosen.pop();
    }
}

fn own(room: &[usize]) -> Value {
    let levels = (0..).map(Level::new).zip(room[..LEVELS].iter().copied());
    let tally = Tally {
        levels: levels.filter(|(_, count)| *count > 0).collect(),
        not_applicable: room[LEVELS],
        dont_know: room[LEVELS + 1],
    };
    let spread = Spread::new("1.1".into(), tally.clone(), Level::new(5));
    json!({
        "n": tally.with_level(),
        "range": tally.range(),
        "lower_median": tally.lower_median(),
        "difference": tally.difference(),
        "agreement": tally.agreement(Level::new(5)),
        "word": spread.verdict,
    })
}

fn independent(rooms: &[Vec<usize>]) -> Vec<Value> {
    let mut child = Command::new("python3")
        // Nothing is left beside the scripts.
        .arg("-B")
        .arg(root().join("tests/independent/workshop.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed by `cargo xtask test`");
    let mut input = child.stdin.take().expect("it is a pipe");
    let lines: Vec<String> = rooms
        .iter()
        .map(|room| {
            let levels: Vec<String> = room[..LEVELS].iter().map(usize::to_string).collect();
            format!(
                "{} {} {}\n",
                levels.join(","),
                room[LEVELS],
                room[LEVELS + 1]
            )
        })
        .collect();
    // It answers while it is still read to.
    let writer = std::thread::spawn(move || input.write_all(lines.concat().as_bytes()));
    let output = child.wait_with_output().expect("it ends");
    writer
        .join()
        .expect("it wrote")
        .expect("everything was read");
    assert!(output.status.success(), "the calculation failed");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect()
}
