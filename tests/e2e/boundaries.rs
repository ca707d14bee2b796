//! What the window never does.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};

use serde_json::{Value, json};

use crate::harness::dragging::Dragged;
use crate::harness::{Home, Language, Person, key};

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
    tries_to_leave(&person, &home);
    person.closes();
    let trace = fs::read_to_string(&trace).expect("the tracer has written");
    assert!(
        trace.contains("sa_family=AF_UNIX"),
        "connections are seen at all: a program on a screen has one to it"
    );
    let outside: Vec<&str> = trace
        .lines()
        .filter(|line| line.contains("sa_family=AF_INET"))
        // WebDriver steers the program over this machine's own address, where the proxy that
        // leads nowhere is sought too; whether others are sought there, the listener tells.
        .filter(|line| !line.contains("inet_addr(\"127.0.0.1\")"))
        .collect();
    assert!(outside.is_empty(), "{}", outside.join("\n"));
}

#[test]
fn the_window_shows_nothing_but_the_program_whatever_is_dropped_linked_or_refreshed() {
    let home = Home::new();
    let person = Person::starts_anew(&home, Language::English);
    let before = person.asks("return location.href");
    tries_to_leave(&person, &home);
    assert_eq!(person.asks("return location.href"), before);
    person.closes();
}

/// Everything by which a page could be left or another one fetched, also to an address of this
/// machine that a listener stands behind.
fn tries_to_leave(person: &Person, home: &Home) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    listener.set_nonblocking(true).expect("it can be told");
    let address = listener.local_addr().expect("it has an address");
    let address = format!("http://{address}/");
    person.asks("window.stayed = true; return null");
    let page = home.path("page.html");
    let script = "<!doctype html><title>elsewhere</title><script>top.stayed = false</script>";
    fs::write(&page, script).expect("it can be written");
    let page_address = format!("file://{}", page.display());
    for leaving in [
        "location = $;",
        "location.assign($);",
        "location.replace($);",
        "window.open($);",
        "window.open($, '_self');",
        "const link = document.body.appendChild(document.createElement('a'));
         link.href = $; link.click(); link.remove();",
        "const link = document.body.appendChild(document.createElement('a'));
         link.href = $; link.target = '_blank'; link.click(); link.remove();",
        "const link = document.body.appendChild(document.createElement('a'));
         link.href = $; link.download = 'x'; link.click(); link.remove();",
        "const refresh = document.createElement('meta'); refresh.httpEquiv = 'refresh';
         refresh.content = '0; url=' + $; document.head.appendChild(refresh);",
        "const form = document.body.appendChild(document.createElement('form'));
         form.action = $; form.submit(); form.remove();",
        "const frame = document.body.appendChild(document.createElement('iframe'));
         frame.src = $; frame.remove();",
        "const sheet = document.head.appendChild(document.createElement('link'));
         sheet.rel = 'stylesheet'; sheet.href = $; sheet.remove();",
        "const form = document.body.appendChild(document.createElement('form'));
         const button = form.appendChild(document.createElement('button'));
         form.action = $; button.click(); form.remove();",
        "const link = document.body.appendChild(document.createElement('a'));
         link.href = $; link.ping = $; link.click(); link.remove();",
        "for (const hint of ['preconnect', 'prefetch', 'preload', 'modulepreload',
            'icon', 'manifest', 'prerender']) {
            const link = document.head.appendChild(document.createElement('link'));
            link.rel = hint; link.as = 'image'; link.href = $;
            requestAnimationFrame(() => link.remove());
         }",
        "const speculation = document.head.appendChild(document.createElement('script'));
         speculation.type = 'speculationrules';
         speculation.textContent = JSON.stringify({ prerender: [{ urls: [$] }] });
         speculation.remove();",
        "document.body.appendChild(document.createElement('video')).src = $;
         document.querySelector('video').remove();",
        "fetch($);",
        "navigator.sendBeacon?.($);",
        "new WebSocket($.replace('http', 'ws'));",
        "new EventSource($);",
        "const relay = $.replace('http://', 'turn:').replace('/', '') + '?transport=tcp';
         const peer = new RTCPeerConnection({
            iceServers: [{ urls: relay, username: 'x', credential: 'x' }],
         });
         peer.createDataChannel('x');
         peer.createOffer().then((offer) => peer.setLocalDescription(offer));",
    ] {
        for to in [
            address.as_str(),
            "http://elsewhere.invalid/",
            &page_address,
            "data:text/html,<script>top.stayed = false</script>",
            "tauri://localhost/assets/",
        ] {
            let script = leaving.replace('$', &json!(to).to_string());
            // What the page refuses by itself has not left it either.
            person.asks(&format!("try {{ {script} }} catch {{ }} return null"));
        }
    }
    person.drops(&Dragged::link(&address));
    person.drops(&Dragged::link(&page_address));
    person.drops(&Dragged::files(&[&page]));
    // The file is looked at: whatever was to be left is left by now.
    person.reads("page.html");
    person.presses(&[key::ESCAPE]);
    assert_eq!(
        person.asks("return window.stayed"),
        true,
        "it is the page that was there before, not another one or the same one loaded again"
    );
    assert_eq!(person.asks("return document.title"), "PSIRT Maturity");
    let connected = listener.accept().map(|(_, from)| from);
    assert!(connected.is_err(), "somebody connected: {connected:?}");
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
         outcome.unfrozen = [Object, Array, Function, String, Number, Promise]
            .filter((kind) => !Object.isFrozen(kind.prototype)).map((kind) => kind.name);
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
        "global": "undefined", "unfrozen": [], "eval": "refused", "fetch": "refused", "image": "refused",
    });
    assert_eq!(tried, expected);
    assert_eq!(
        person.commands("open_saved", &json!({ "file": "/bin/sh" })),
        Err(json!({
            "code": "not_found",
            "message": "no person gave this window such a file",
            "hint": Value::Null,
            "faults": [],
        })),
        "no file is opened but those that were written where a dialog said"
    );
    person.closes();
}
