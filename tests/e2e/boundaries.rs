//! What the window never does.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{Home, Language, Person};

#[test]
fn the_program_opens_no_connection_to_any_machine() {
    let home = Home::new();
    let trace = home.path("trace");
    let tracer = [
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=connect,sendto,sendmsg,sendmmsg",
        "-o",
    ];
    let mut around: Vec<String> = tracer.map(str::to_owned).to_vec();
    around.push(trace.display().to_string());
    let person = Person::starts_with(&home, &[], &around);
    person.clicks("button", "English");
    person.clicks("button", "Create a workspace*");
    person.clicks("button", "Create workspace");
    person.opens_the_sample(Language::English);
    for screen in ["gaps", "progress", "sheets", "workspace"] {
        person.goes_to(screen);
    }
    person.goes_to("reports");
    person.sees("img", "Page 1: *");
    home.answer_dialogs(&[&home.saved()]);
    person.clicks("button", "Save all formats*");
    person.reads("files are saved");
    person.closes();
    let trace = fs::read_to_string(&trace).expect("the tracer has written");
    assert!(
        trace.contains("sa_family=AF_UNIX"),
        "connections are seen at all: a program on a screen has one to it"
    );
    let outside: Vec<&str> = trace
        .lines()
        .filter(|line| line.contains("sa_family=AF_INET"))
        // WebDriver steers the program over this machine's own address; the product has nobody
        // who does.
        .filter(|line| !line.contains("inet_addr(\"127.0.0.1\")"))
        .collect();
    assert!(outside.is_empty(), "{}", outside.join("\n"));
}

#[test]
fn the_page_is_refused_everything_but_the_programs_commands() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    let refused = |command: &str| {
        let failure = person.commands(command, &json!({}));
        let failure = failure.expect_err(command);
        let said = failure.as_str().unwrap_or_default().to_owned();
        assert!(said.contains("not allowed"), "{command}: {failure}");
    };
    for command in [
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:opener|open_path",
        "plugin:opener|open_url",
        "plugin:window|set_title",
        "plugin:webview|create_webview_window",
        "plugin:window-state|save_window_state",
        "plugin:app|version",
        "plugin:event|emit",
    ] {
        refused(command);
    }
    let tried = person.asks_and_waits(
        "const done = arguments[arguments.length - 1];
         const outcome = {};
         outcome.global = typeof window.__TAURI__;
         try { outcome.eval = (0, eval)('1 + 1'); } catch { outcome.eval = 'refused'; }
         const image = new Image();
         const fetched = fetch('https://example.invalid/').then(() => 'done', () => 'refused');
         const pictured = new Promise((tell) => {
            document.addEventListener('securitypolicyviolation', (violation) => {
                if (violation.effectiveDirective === 'img-src') tell('refused');
            });
            image.onload = () => tell('done');
            image.src = 'https://example.invalid/x.png';
         });
         Promise.all([fetched, pictured]).then(([one, other]) => {
            outcome.fetch = one;
            outcome.image = other;
            done(outcome);
         });",
    );
    let expected = json!({
        "global": "undefined", "eval": "refused", "fetch": "refused", "image": "refused",
    });
    assert_eq!(tried, expected);
    assert_eq!(
        person.commands("open_saved", &json!({ "path": "/bin/sh" })),
        Err(json!({
            "code": "not_found",
            "message": "`/bin/sh` was not written from this window",
            "hint": Value::Null,
            "faults": [],
        })),
        "no file is opened but those that were written where a dialog said"
    );
    person.closes();
}
