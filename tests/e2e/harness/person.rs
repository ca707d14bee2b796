//! What a person can do at the window: look, click, type, press keys.
//!
//! Things are found by what they are and what they are called, as a screen reader tells them.
//! A name with a `*` at one end may go on there. Whatever is not there yet is waited for.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::dragging::{Dragged, drop_on_the_window};
use super::driver::{Driver, Element, Refused};
use super::home::{Home, repository};

/// What is not there after so long will not come.
///
/// Nothing is waited for longer than it takes, so this is long: a busy machine makes no journey fail.
const PATIENCE: Duration = Duration::from_mins(3);

/// Finds by role and name.
const FIND: &str = include_str!("page.js");

/// Finds what is wrong with what the window shows, by measuring it.
const FLAWS: &str = include_str!("flaws.js");

/// Finds out whether the focus can be seen.
const FOCUS: &str = include_str!("focus.js");

/// Keys that have no letter, as `WebDriver` writes them.
pub mod key {
    pub const ENTER: &str = "\u{e007}";
    pub const SHIFT: &str = "\u{e008}";
    pub const CONTROL: &str = "\u{e009}";
    pub const ALT: &str = "\u{e00a}";
    pub const ESCAPE: &str = "\u{e00c}";
    pub const BACKSPACE: &str = "\u{e003}";
    pub const UP: &str = "\u{e013}";
    pub const TAB: &str = "\u{e004}";
    pub const DOWN: &str = "\u{e015}";
    pub const F11: &str = "\u{e03b}";
}

/// Somebody at the window.
pub struct Person {
    driver: Driver,
    clicks: Cell<usize>,
    /// How large the page is shown: the driver's own click does not reckon with it.
    zoom: Cell<f64>,
}

impl Person {
    /// Starts the program and waits until its window has something to show.
    pub fn starts(home: &Home) -> Self {
        Self::starts_with(home, &[], &[])
    }

    /// Starts the program with arguments; `around` wraps the driver, such as in a tracer.
    pub fn starts_with(home: &Home, arguments: &[&str], around: &[String]) -> Self {
        let page = repository().join("ui/dist/index.html");
        assert!(
            page.is_file(),
            "the page of the window is not built; `cargo xtask test` builds it"
        );
        let arguments: Vec<String> = arguments.iter().map(|&one| one.to_owned()).collect();
        let program = Path::new(env!("CARGO_BIN_EXE_psirt-maturity-window"));
        let person = Self {
            driver: Driver::open(home, program, &arguments, around),
            clicks: Cell::new(0),
            zoom: Cell::new(1.0),
        };
        person.waits_until("the page is there", || {
            person.asks("return document.getElementById('window').childElementCount > 0") == true
        });
        person
    }

    /// Waits for something and gives it back.
    pub fn sees(&self, role: &str, name: &str) -> Element {
        let mut seen = None;
        self.waits_until(&format!("{role} “{name}”"), || {
            seen = self.finds(role, name);
            seen.is_some()
        });
        seen.expect("it was waited for")
    }

    /// Whether something is there now.
    pub fn finds(&self, role: &str, name: &str) -> Option<Element> {
        let found = self.driver.run(FIND, &[json!(role), json!(name)]);
        Element::found(found.ok()?)
    }

    /// Waits until the page says something, anywhere.
    pub fn reads(&self, text: &str) {
        self.waits_until(&format!("the text “{text}”"), || {
            self.page_text().contains(text)
        });
    }

    /// Everything that can be found on the page, a line each.
    pub fn inventory(&self) -> String {
        let all = self.driver.run(FIND, &[Value::Null, Value::Null]);
        all.ok()
            .and_then(|all| all.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// All that the page says, on one line.
    pub fn page_text(&self) -> String {
        let text = self.asks("return document.body.innerText");
        let text = text.as_str().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Clicks on something as soon as it can be clicked.
    pub fn clicks(&self, role: &str, name: &str) {
        let last: RefCell<Option<Refused>> = RefCell::default();
        let told = || last.borrow().as_ref().map(|refused| format!("{refused:?}"));
        let what = || {
            format!(
                "{role} “{name}” can be clicked {}",
                told().unwrap_or_default()
            )
        };
        self.waits_until_so(&what, || {
            let Some(found) = self.finds(role, name) else {
                return false;
            };
            if self.zoom.get() > 1.0 {
                return self.clicks_enlarged(&found);
            }
            // Something lies over it, or it has just been drawn anew: a person scrolls it free.
            let clicked = self.driver.click(&found).map_err(|refused| {
                let free = "arguments[0].scrollIntoView({ block: 'center' }); return null";
                drop(self.driver.run(free, &[found.as_argument()]));
                last.replace(Some(refused));
            });
            clicked.is_ok()
        });
        self.clicks.set(self.clicks.get() + 1);
    }

    /// Clicks on something if it is there and can be clicked now; says whether that was so.
    pub fn tries_to_click(&self, role: &str, name: &str) -> bool {
        let found = self.finds(role, name);
        found.is_some_and(|found| self.driver.click(&found).is_ok())
    }

    /// Clicks on something with the other button of the pointer.
    pub fn clicks_with_the_other_button(&self, role: &str, name: &str) {
        let found = self.sees(role, name);
        self.driver.click_with_the_other_button(&found);
    }

    /// How often something was clicked so far.
    pub fn has_clicked(&self) -> usize {
        self.clicks.get()
    }

    /// Clicks at the middle of something, as large as it is shown now.
    fn clicks_enlarged(&self, found: &Element) -> bool {
        let middle = "
            arguments[0].scrollIntoView({ block: 'nearest' });
            const box = arguments[0].getBoundingClientRect();
            const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
            const at = document.elementFromPoint(x, y);
            if (at === null || !arguments[0].contains(at)) return null;
            return [Math.round(x * arguments[1]), Math.round(y * arguments[1])]";
        let asked = [found.as_argument(), json!(self.zoom.get())];
        let Ok(middle) = self.driver.run(middle, &asked) else {
            return false;
        };
        let (Some(x), Some(y)) = (middle[0].as_u64(), middle[1].as_u64()) else {
            return false;
        };
        self.driver.click_at(x, y);
        true
    }

    /// Clicks at a place of the window, whatever is there.
    pub fn clicks_at(&self, x: u64, y: u64) {
        self.driver.click_at(x, y);
    }

    /// Empties a field and types into it.
    pub fn types(&self, name: &str, text: &str) {
        let field = self.sees("textbox", name);
        self.driver
            .run(
                "arguments[0].focus(); arguments[0].select()",
                &[field.as_argument()],
            )
            .expect("a field can be focused");
        self.driver
            .type_into(&field, text)
            .unwrap_or_else(|refused| panic!("typing into “{name}”: {refused:?}"));
    }

    /// Types into a field and presses Enter in it.
    ///
    /// In it, and not wherever the focus is by then: a form that has just opened may still move
    /// the focus, and a person sees where the cursor is.
    pub fn enters(&self, name: &str, text: &str) {
        self.types(name, text);
        let field = self.sees("textbox", name);
        self.types_into(&field, key::ENTER);
    }

    /// Types into something that was found.
    pub fn types_into(&self, field: &Element, text: &str) {
        self.driver
            .type_into(field, text)
            .unwrap_or_else(|refused| panic!("typing: {refused:?}"));
    }

    /// Gives something the focus, as whoever goes there by Tab does.
    pub fn focuses(&self, role: &str, name: &str) {
        let found = self.sees(role, name);
        let focus = "arguments[0].focus(); return document.activeElement === arguments[0]";
        let focused = self.driver.run(focus, &[found.as_argument()]);
        assert!(
            focused.is_ok_and(|is_so| is_so == true),
            "{role} “{name}” takes the focus"
        );
    }

    /// Types wherever the focus is.
    pub fn types_letters(&self, text: &str) {
        for letter in text.chars() {
            self.presses(&[&letter.to_string()]);
        }
    }

    /// Presses keys together, and lets them go.
    pub fn presses(&self, keys: &[&str]) {
        let act = |kind: &str, key: &&str| json!({ "type": kind, "value": key });
        let down = keys.iter().map(|key| act("keyDown", key));
        let up = keys.iter().rev().map(|key| act("keyUp", key));
        self.driver.press(&down.chain(up).collect::<Vec<Value>>());
    }

    /// Makes the window this wide, and waits until the page is, with everything in its new place.
    pub fn makes_the_window(&self, width: u32, height: u32) {
        self.driver.resize(width, height);
        self.waits_until("the window has its width", || {
            self.asks("return window.innerWidth") == width
        });
        self.lets_it_draw();
    }

    /// Moves the window on its screen.
    pub fn moves_the_window(&self, x: u32, y: u32) {
        self.driver.move_to(x, y);
        self.waits_until("the window in its place", || {
            self.asks("return [screenX, screenY]") == json!([x, y])
        });
    }

    /// Shows everything at twice its usual size, as the keys do.
    pub fn zooms_to_twice(&self) {
        let width = self.asks("return window.innerWidth").as_i64();
        let width = width.expect("a width is a number");
        for _ in 0..5 {
            self.presses(&[key::CONTROL, "="]);
        }
        self.waits_until("everything is twice as large", || {
            self.asks("return window.innerWidth").as_i64() == Some(width / 2)
        });
        self.zoom.set(2.0);
        self.lets_it_draw();
    }

    /// Shows everything at its usual size again.
    pub fn zooms_back(&self) {
        let width = self.asks("return window.innerWidth").as_i64();
        let width = width.expect("a width is a number");
        self.presses(&[key::CONTROL, "0"]);
        self.waits_until("everything is as large as usual", || {
            self.asks("return window.innerWidth").as_i64() == Some(width * 2)
        });
        self.zoom.set(1.0);
        self.lets_it_draw();
    }

    /// Waits until two frames were drawn: what the page does to itself is done then.
    pub fn lets_it_draw(&self) {
        self.asks_and_waits(
            "const done = arguments[arguments.length - 1];
             requestAnimationFrame(() => requestAnimationFrame(() => done(null)))",
        );
    }

    /// What is wrong with what the window shows now, as far as it can be measured: texts that are
    /// cut off, on one another or outside the page, targets too small to be hit.
    pub fn flaws(&self) -> Vec<String> {
        self.lets_it_draw();
        let flaws = self.asks(FLAWS);
        let flaws = flaws.as_array().expect("it is a list").iter();
        flaws
            .filter_map(|flaw| flaw.as_str().map(str::to_owned))
            .collect()
    }

    /// Why the focus cannot be seen where the Tab key brings it next; nothing where it can.
    pub fn flaw_of_the_focus(&self) -> Option<String> {
        self.presses(&[key::TAB]);
        self.asks(FOCUS).as_str().map(str::to_owned)
    }

    /// What the page answers to a script.
    pub fn asks(&self, script: &str) -> Value {
        self.driver
            .run(script, &[])
            .unwrap_or_else(|refused| panic!("{script}: {refused:?}\n{}", self.driver.log()))
    }

    /// What the page answers to a script that takes its time.
    pub fn asks_and_waits(&self, script: &str) -> Value {
        self.driver
            .run_and_wait(script, &[])
            .unwrap_or_else(|refused| panic!("{script}: {refused:?}"))
    }

    /// Calls a command of the program as the page does, and gives back its answer.
    pub fn commands(&self, command: &str, request: &Value) -> Result<Value, Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             window.__TAURI_INTERNALS__.invoke({}, {{ request: {request} }})
                .then((answer) => done({{ answer }}), (failure) => done({{ failure }}));",
            json!(command)
        );
        let mut told = self.asks_and_waits(&script);
        match told.get_mut("failure") {
            Some(failure) => Err(failure.take()),
            None => Ok(told["answer"].take()),
        }
    }

    /// Waits for something, looking again and again.
    pub fn waits_until(&self, what: &str, is_so: impl FnMut() -> bool) {
        self.waits_until_so(&|| what.to_owned(), is_so);
    }

    fn waits_until_so(&self, what: &dyn Fn() -> String, mut is_so: impl FnMut() -> bool) {
        let begun = Instant::now();
        while !is_so() {
            if begun.elapsed() > PATIENCE {
                let picture = self.photographs_for_eyes("waited-in-vain");
                panic!(
                    "waited in vain for {}; picture: {}\nthere is:\n{}\n{}",
                    what(),
                    picture.display(),
                    self.inventory(),
                    self.driver.log()
                );
            }
            std::thread::sleep(Duration::from_millis(40));
        }
    }

    /// Loads the page anew, and waits for it: the one that goes shows the same.
    pub fn reloads(&self) {
        self.asks("window.isGoing = true; location.reload(); return null");
        let is_new = "return window.isGoing !== true && document.readyState === 'complete'";
        self.waits_until("the page is loaded anew", || {
            self.driver
                .run(is_new, &[])
                .is_ok_and(|is_so| is_so == true)
        });
    }

    /// Photographs the window once it stands still, and writes the picture for people to look at.
    pub fn photographs(&self, name: &str) -> PathBuf {
        let hide_the_caret = "
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('* { caret-color: transparent !important }');
            document.adoptedStyleSheets = [sheet];
            return null";
        self.asks(hide_the_caret);
        let picture = self.still_picture();
        self.asks("document.adoptedStyleSheets = []; return null");
        write_picture(name, &picture)
    }

    /// A picture shows the frame before last: two must agree.
    fn still_picture(&self) -> String {
        const TWO_FRAMES: &str = "
            const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(null), 60)))";
        let mut last = String::new();
        for _ in 0..12 {
            self.asks_and_waits(TWO_FRAMES);
            let picture = self.driver.picture();
            if picture == last {
                break;
            }
            last = picture;
        }
        last
    }

    fn photographs_for_eyes(&self, name: &str) -> PathBuf {
        write_picture(name, &self.driver.picture())
    }

    /// The windows of the program.
    pub fn windows(&self) -> Vec<String> {
        self.driver.windows()
    }

    /// Looks at another window of the program from here on.
    pub fn turns_to(&self, window: &str) {
        self.driver.turn_to(window);
    }

    /// Drags something from another program and drops it on the window.
    pub fn drops(&self, dragged: &Dragged) {
        drop_on_the_window(self.driver.display(), dragged);
    }

    /// Closes the window and waits until the program has ended.
    pub fn closes(self) {
        let program = self.program();
        self.driver.close_window();
        waits_for_the_end_of(program);
    }

    /// Closes the window as the page does once its button was pressed and all is saved, and waits
    /// until the program has ended. `WebDriver` takes the page away from the window instead.
    pub fn closes_as_by_the_button(self) {
        let program = self.program();
        // The page that asks is gone before it could be answered.
        let _ = self.driver.run(
            "window.__TAURI_INTERNALS__.invoke('close_window'); return null",
            &[],
        );
        waits_for_the_end_of(program);
    }

    /// Closes the window and waits for nothing: the program may still be putting things away.
    pub fn closes_without_waiting(self) -> Closing {
        self.driver.close_window();
        Closing(self)
    }

    /// Ends the program as a power failure does.
    pub fn pulls_the_plug(self) {
        let program = self.program();
        let killed = Command::new("kill")
            .args(["-KILL", &program.to_string()])
            .status();
        assert!(
            killed.is_ok_and(|status| status.success()),
            "it can be killed"
        );
        waits_for_the_end_of(program);
    }

    /// The process of the program.
    pub fn program(&self) -> u32 {
        self.running()
            .unwrap_or_else(|| panic!("the program runs\n{}", self.driver.log()))
    }

    /// The process of the program, where that is still there.
    fn running(&self) -> Option<u32> {
        let is_ours = |process: &u32| {
            let name = fs::read_link(format!("/proc/{process}/exe")).unwrap_or_default();
            name == Path::new(env!("CARGO_BIN_EXE_psirt-maturity-window"))
        };
        self.driver.processes().into_iter().find(is_ours)
    }
}

/// A window that was closed, whose program may still be there.
pub struct Closing(Person);

impl Closing {
    /// Waits until the program has ended.
    pub fn ends(self) {
        let there = self.0.running();
        there.into_iter().for_each(waits_for_the_end_of);
    }
}

/// Into the folder of pictures, where people look at them.
fn write_picture(name: &str, picture: &str) -> PathBuf {
    let folder = repository().join("target/screenshots");
    let path = folder.join(format!("{name}.png"));
    let folder = path.parent().expect("it lies in a folder");
    fs::create_dir_all(folder).expect("the folder of pictures can be made");
    let bytes = BASE64_STANDARD
        .decode(picture)
        .expect("a picture is base64");
    fs::write(&path, bytes).expect("a picture can be written");
    path
}

fn waits_for_the_end_of(process: u32) {
    let begun = Instant::now();
    let is_there = || {
        let state = fs::read_to_string(format!("/proc/{process}/stat"));
        // One that has ended and was not asked after yet is gone all the same.
        state.is_ok_and(|state| !state.contains(") Z "))
    };
    while is_there() {
        assert!(begun.elapsed() < PATIENCE, "the program does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
}
