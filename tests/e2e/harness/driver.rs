//! `WebDriver`, as much of it as is used here, spoken to the own driver of `WebKit`.
//!
//! Hand-written: a client library brings an asynchronous runtime and an HTTP client of a hundred
//! crates to send a few lines of JSON to this very machine.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::home::Home;
use super::screen::Screen;

/// No answer takes longer; a process that hangs fails its test in place of the whole suite.
const PATIENCE: Duration = Duration::from_mins(3);

/// The key by which `WebDriver` marks an element among other values.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the page.
#[derive(Clone, Debug)]
pub struct Element(Value);

/// What the driver or the page refused.
pub struct Refused {
    error: String,
    message: String,
}

impl std::fmt::Debug for Refused {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {}", self.error, self.message)
    }
}

/// A window with its driver. Dropping it ends the driver, the program and its web processes.
pub struct Driver {
    process: Child,
    port: u16,
    session: String,
    log: PathBuf,
    // After the processes that draw on it.
    screen: Screen,
}

impl Driver {
    /// Opens the window of a program and takes its wheel. `around` may wrap the driver, such as
    /// in a tracer.
    pub fn open(home: &Home, program: &Path, arguments: &[String], around: &[String]) -> Self {
        let screen = Screen::new();
        let port = free_port();
        let log = home.path("driver.log");
        let mut line: Vec<String> = around.to_vec();
        line.push("WebKitWebDriver".to_owned());
        line.push(format!("--port={port}"));
        line.push("--host=127.0.0.1".to_owned());
        let output = File::create(&log).expect("a log can be written");
        let errors = output.try_clone().expect("a log can be written twice");
        let process = Command::new(&line[0])
            .args(&line[1..])
            .env("DISPLAY", screen.display())
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // Pictures are the same each time, and nothing waits for a graphics card.
            .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")
            .env("GTK_OVERLAY_SCROLLING", "0")
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1")
            .env("LANG", "C.UTF-8")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("WAYLAND_DISPLAY")
            .envs(home.environment())
            .process_group(0)
            .stdin(Stdio::null())
            // Not the test's own: a process left behind would keep it open for ever.
            .stdout(output)
            .stderr(errors)
            .spawn()
            .expect("WebKitWebDriver can be started; it is in the package webkit2gtk-driver");
        let mut driver = Self {
            process,
            port,
            session: String::new(),
            log,
            screen,
        };
        driver.wait_for_the_port();
        let program = program.display().to_string();
        let options = json!({ "binary": program, "args": arguments });
        let capabilities = json!({ "webkitgtk:browserOptions": options });
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let session = driver
            .request("POST", "/session", &wanted)
            .unwrap_or_else(|refused| panic!("no session: {refused:?}\n{}", driver.log()));
        let id = session["sessionId"].as_str().expect("a session has an id");
        id.clone_into(&mut driver.session);
        let limits = json!({ "script": 170_000, "pageLoad": 170_000, "implicit": 0 });
        driver.post("/timeouts", &limits);
        driver
    }

    /// Runs a script in the page; arguments may be elements.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, Refused> {
        let path = format!("/session/{}/execute/sync", self.session);
        self.request(
            "POST",
            &path,
            &json!({ "script": script, "args": arguments }),
        )
    }

    /// Runs a script that calls its last argument when it is done.
    pub fn run_and_wait(&self, script: &str, arguments: &[Value]) -> Result<Value, Refused> {
        let path = format!("/session/{}/execute/async", self.session);
        self.request(
            "POST",
            &path,
            &json!({ "script": script, "args": arguments }),
        )
    }

    /// Clicks with the pointer where the element is.
    pub fn click(&self, element: &Element) -> Result<(), Refused> {
        self.of(element, "/click", &json!({})).map(drop)
    }

    /// Clicks with the pointer's other button where the element is.
    pub fn click_with_the_other_button(&self, element: &Element) {
        let act = |kind: &str| json!({ "type": kind, "button": 2 });
        let there =
            json!({ "type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": element.0 });
        let actions = json!({ "actions": [{
            "type": "pointer", "id": "pointer", "parameters": { "pointerType": "mouse" },
            "actions": [there, act("pointerDown"), act("pointerUp")],
        }] });
        self.post("/actions", &actions);
    }

    /// Types into an element.
    pub fn type_into(&self, element: &Element, text: &str) -> Result<(), Refused> {
        self.of(element, "/value", &json!({ "text": text }))
            .map(drop)
    }

    /// Presses keys one after the other, wherever the focus is.
    pub fn press(&self, keys: &[Value]) {
        let actions = json!({ "actions": [{ "type": "key", "id": "keys", "actions": keys }] });
        self.post("/actions", &actions);
    }

    /// Clicks with the pointer at a place of the window.
    pub fn click_at(&self, x: u64, y: u64) {
        let pointer = json!([
            { "type": "pointerMove", "x": x, "y": y, "duration": 0 },
            { "type": "pointerDown", "button": 0 },
            { "type": "pointerUp", "button": 0 },
        ]);
        let actions =
            json!({ "actions": [{ "type": "pointer", "id": "mouse", "actions": pointer }] });
        self.post("/actions", &actions);
    }

    /// Makes the window this large.
    pub fn resize(&self, width: u32, height: u32) {
        self.post("/window/rect", &json!({ "width": width, "height": height }));
    }

    /// The windows of the program, by what the driver calls them.
    pub fn windows(&self) -> Vec<String> {
        let path = format!("/session/{}/window/handles", self.session);
        let windows = self.request("GET", &path, &Value::Null);
        let windows = windows.expect("the windows can be listed");
        let windows = windows.as_array().into_iter().flatten();
        windows
            .filter_map(|window| window.as_str().map(str::to_owned))
            .collect()
    }

    /// Everything that follows is about this window.
    pub fn turn_to(&self, window: &str) {
        self.post("/window", &json!({ "handle": window }));
    }

    /// Moves the window.
    pub fn move_to(&self, x: u32, y: u32) {
        self.post("/window/rect", &json!({ "x": x, "y": y }));
    }

    /// What the window shows, as PNG in base64.
    pub fn picture(&self) -> String {
        let path = format!("/session/{}/screenshot", self.session);
        let picture = self.request("GET", &path, &Value::Null);
        let picture = picture.expect("the window can be photographed");
        picture.as_str().expect("a picture is text").to_owned()
    }

    /// Closes the window as a person does; the program ends by itself.
    pub fn close_window(&self) {
        let path = format!("/session/{}/window", self.session);
        self.request("DELETE", &path, &Value::Null)
            .expect("the window can be closed");
    }

    /// The processes that were started for this window, the driver first.
    pub fn processes(&self) -> Vec<u32> {
        let mut found = vec![self.process.id()];
        let mut next = 0;
        while let Some(parent) = found.get(next).copied() {
            found.extend(children_of(parent));
            next += 1;
        }
        found
    }

    /// The name of the screen that the window is on.
    pub fn display(&self) -> &str {
        self.screen.display()
    }

    /// What the driver and the program have said.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    fn of(&self, element: &Element, what: &str, body: &Value) -> Result<Value, Refused> {
        let id = element.0[ELEMENT].as_str().expect("an element has an id");
        let path = format!("/session/{}/element/{id}{what}", self.session);
        self.request("POST", &path, body)
    }

    fn post(&self, what: &str, body: &Value) -> Value {
        let path = format!("/session/{}{what}", self.session);
        self.request("POST", &path, body)
            .unwrap_or_else(|refused| panic!("{what}: {refused:?}\n{}", self.log()))
    }

    fn wait_for_the_port(&mut self) {
        let begun = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            let ended = self.process.try_wait().expect("it can be asked");
            assert!(ended.is_none(), "the driver has ended:\n{}", self.log());
            assert!(begun.elapsed() < PATIENCE, "the driver does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> Result<Value, Refused> {
        let answer = self.exchange(method, path, body).map_err(|error| Refused {
            error: "no answer".to_owned(),
            message: format!("{method} {path}: {error}"),
        })?;
        let value = answer.get("value").cloned().unwrap_or(Value::Null);
        match value.get("error").and_then(Value::as_str) {
            Some(error) => Err(Refused {
                error: error.to_owned(),
                message: value["message"].as_str().unwrap_or_default().to_owned(),
            }),
            None => Ok(value),
        }
    }

    /// One question and its answer over HTTP, as little of it as two local programs need.
    fn exchange(&self, method: &str, path: &str, body: &Value) -> std::io::Result<Value> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let port = self.port;
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )?;
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer)?;
        Ok(serde_json::from_slice(&answer)?)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The driver, the program and WebKit's processes are one group.
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.process.wait();
    }
}

impl Element {
    /// The element a script has found.
    pub fn found(value: Value) -> Option<Self> {
        value.get(ELEMENT).is_some().then_some(Self(value))
    }

    /// As an argument of a script.
    pub fn as_argument(&self) -> Value {
        self.0.clone()
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    listener.local_addr().expect("it has an address").port()
}

fn children_of(process: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task"));
    let threads = threads.into_iter().flatten().flatten();
    threads
        .filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok())
        .flat_map(|list| {
            let children: Vec<u32> = list
                .split_whitespace()
                .filter_map(|child| child.parse().ok())
                .collect();
            children
        })
        .collect()
}
