//! A medium that takes no more: it is said, nothing half is saved, everything before is there.
//!
//! A process may be forbidden to let files grow, which stops writing in the middle as a full
//! medium does. Other systems have no such limit; there the test of module `setting` stands in,
//! which limits the database itself.

#![cfg(unix)]

use crate::child::{FAILED, Orders, SAVED, command, last_number, program};
use crate::common::{ASSESSMENT, Place, deed, level};

#[test]
fn what_was_confirmed_before_the_medium_took_no_more_is_there() {
    for phrase in [None, Some("correct horse")] {
        let place = Place::new();
        drop(place.workspace(phrase));
        let orders = Orders {
            file: &place.file(),
            phrase,
            note_letters: 5_000,
        };
        let program = program();
        let program = program.to_str().expect("its path is text");
        // Blocks of 512 or 1,024 bytes, depending on the shell. The signal that comes with the
        // refusal would end the process.
        let script = "trap '' XFSZ; ulimit -f 1000; exec \"$0\" \"$@\"";
        let output = command("sh", &["-c", script, program], orders)
            .output()
            .expect("there is a shell");
        let output = String::from_utf8(output.stdout).expect("it says text");
        let lines = |start| {
            output
                .lines()
                .filter_map(move |line| line.strip_prefix(start))
        };
        let confirmed: usize = lines(SAVED)
            .next_back()
            .expect("there was room for some")
            .parse()
            .expect("it is a number");
        let reason = lines(FAILED).next_back().expect("it came to an end");
        assert!(
            reason == "DiskFull" || reason.starts_with("Medium"),
            "the reason is told: {reason}"
        );

        let mut workspace = place.open(phrase).expect("it can be opened");
        workspace.check().expect("nothing is wrong with it");
        assert_eq!(last_number(&workspace), confirmed);
        workspace
            .set_answer(ASSESSMENT, "A.1", Some(level(1)), deed("answer", 2))
            .expect("there is room again");
    }
}
