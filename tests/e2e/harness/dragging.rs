//! Drags something onto the window from another program, as a file manager or a browser does:
//! by the X protocol for dragging and dropping (XDND), spoken here without a toolkit.

use std::time::{Duration, Instant};

use x11rb::COPY_DEPTH_FROM_PARENT;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// The version of the protocol that is spoken here.
const VERSION: u32 = 5;
/// A window that does not answer for so long never will.
const PATIENCE: Duration = Duration::from_secs(30);

x11rb::atom_manager! {
    /// The words of the protocol.
    Words: WordsCookie {
        XdndAware, XdndSelection, XdndEnter, XdndPosition, XdndStatus, XdndDrop, XdndFinished,
        XdndActionCopy, TARGETS,
        UriList: b"text/uri-list",
        Plain: b"text/plain",
        Html: b"text/html",
    }
}

/// What is dragged, in every form its program offers.
pub struct Dragged {
    addresses: String,
    text: Option<String>,
}

impl Dragged {
    /// Files, as a file manager drags them.
    pub fn files(paths: &[&std::path::Path]) -> Self {
        let line = |path: &&std::path::Path| format!("file://{}\r\n", path.display());
        Self {
            addresses: paths.iter().map(line).collect(),
            text: None,
        }
    }

    /// A link, as a browser drags it.
    pub fn link(address: &str) -> Self {
        Self {
            addresses: format!("{address}\r\n"),
            text: Some(address.to_owned()),
        }
    }
}

/// Drops something into the middle of the only window of a screen, whether or not that wants it.
pub fn drop_on_the_window(display: &str, dragged: &Dragged) {
    let (connection, screen) = x11rb::connect(Some(display)).expect("the screen is there");
    let words = Words::new(&connection).expect("it can be asked");
    let words = words.reply().expect("it knows words");
    let root = connection.setup().roots[screen].root;
    let target = window_that_is_aware(&connection, root, &words);
    let source = connection.generate_id().expect("a name is free");
    connection
        .create_window(
            COPY_DEPTH_FROM_PARENT,
            source,
            root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_OUTPUT,
            0,
            &CreateWindowAux::new(),
        )
        .expect("a window can be made");
    connection
        .set_selection_owner(source, words.XdndSelection, x11rb::CURRENT_TIME)
        .expect("the selection can be had");
    let drag = Drag {
        connection,
        words,
        source,
        target,
        dragged,
    };
    drag.goes_over_and_drops(root);
}

struct Drag<'d> {
    connection: RustConnection,
    words: Words,
    source: Window,
    target: Window,
    dragged: &'d Dragged,
}

impl Drag<'_> {
    fn goes_over_and_drops(&self, root: Window) {
        let middle = self.middle(root);
        let words = &self.words;
        let [first, second, third] = self.forms();
        self.tell(words.XdndEnter, [VERSION << 24, first, second, third]);
        // The window fetches what is dragged before it says whether it wants it.
        let mut answers = 0;
        let begun = Instant::now();
        while answers < 6 {
            self.tell(
                words.XdndPosition,
                [0, middle, x11rb::CURRENT_TIME, words.XdndActionCopy],
            );
            self.serve_until(words.XdndStatus, begun);
            answers += 1;
        }
        self.tell(words.XdndDrop, [0, x11rb::CURRENT_TIME, 0, 0]);
        self.serve_until(words.XdndFinished, begun);
    }

    /// The three forms in which something is dragged, 0 for none.
    fn forms(&self) -> [Atom; 3] {
        let words = &self.words;
        match self.dragged.text {
            Some(_) => [words.UriList, words.Plain, words.Html],
            None => [words.UriList, 0, 0],
        }
    }

    /// The middle of the window, as the protocol packs it.
    fn middle(&self, root: Window) -> u32 {
        let size = self.connection.get_geometry(self.target);
        let size = size.expect("it can be asked").reply().expect("it has one");
        let place = self
            .connection
            .translate_coordinates(self.target, root, 0, 0);
        let place = place.expect("it can be asked").reply().expect("it has one");
        let x = u32::from(place.dst_x.unsigned_abs()) + u32::from(size.width / 2);
        let y = u32::from(place.dst_y.unsigned_abs()) + u32::from(size.height / 2);
        (x << 16) | y
    }

    /// Sends the window a message; the first of its words is always who drags.
    fn tell(&self, what: Atom, said: [u32; 4]) {
        let [one, two, three, four] = said;
        let data = [self.source, one, two, three, four];
        let message = ClientMessageEvent::new(32, self.target, what, data);
        self.connection
            .send_event(false, self.target, EventMask::NO_EVENT, message)
            .expect("it can be sent");
        self.connection.flush().expect("it can be sent");
    }

    /// Hands over what is dragged whenever it is asked for, until the window says something.
    fn serve_until(&self, what: Atom, begun: Instant) {
        loop {
            let event = self
                .connection
                .poll_for_event()
                .expect("the screen is there");
            match event {
                Some(Event::SelectionRequest(request)) => self.hand_over(&request),
                Some(Event::ClientMessage(message)) if message.type_ == what => return,
                Some(_) => {}
                None => {
                    assert!(begun.elapsed() < PATIENCE, "the window does not answer");
                    std::thread::sleep(Duration::from_millis(5));
                }
            }
        }
    }

    fn hand_over(&self, request: &SelectionRequestEvent) {
        let words = &self.words;
        let (connection, dragged) = (&self.connection, self.dragged);
        let property = if request.property == x11rb::NONE {
            request.target
        } else {
            request.property
        };
        let text = match request.target {
            target if target == words.UriList => Some(dragged.addresses.clone()),
            target if target == words.Plain => dragged.text.clone(),
            target if target == words.Html => {
                let text = dragged.text.as_ref();
                text.map(|text| format!("<a href=\"{text}\">{text}</a>"))
            }
            _ => None,
        };
        let requestor = request.requestor;
        let given = if request.target == words.TARGETS {
            let forms: Vec<Atom> = self.forms().into_iter().filter(|&form| form != 0).collect();
            let set = connection.change_property32(
                PropMode::REPLACE,
                requestor,
                property,
                AtomEnum::ATOM,
                &forms,
            );
            set.expect("it can be handed over");
            property
        } else if let Some(text) = text {
            let set = connection.change_property8(
                PropMode::REPLACE,
                requestor,
                property,
                request.target,
                text.as_bytes(),
            );
            set.expect("it can be handed over");
            property
        } else {
            x11rb::NONE
        };
        let handed_over = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor,
            selection: request.selection,
            target: request.target,
            property: given,
        };
        connection
            .send_event(false, requestor, EventMask::NO_EVENT, handed_over)
            .expect("it can be told");
        connection.flush().expect("it can be told");
    }
}

/// The largest window that takes part in dragging; a toolkit has small ones that nobody sees.
fn window_that_is_aware(connection: &RustConnection, root: Window, words: &Words) -> Window {
    let mut windows = vec![root];
    let mut aware: Option<(u32, Window)> = None;
    while let Some(window) = windows.pop() {
        let children = connection.query_tree(window).expect("it can be asked");
        windows.extend(children.reply().expect("it has children").children);
        let property = connection.get_property(false, window, words.XdndAware, AtomEnum::ANY, 0, 1);
        let property = property.expect("it can be asked").reply();
        if property.is_ok_and(|property| property.type_ != x11rb::NONE) {
            let size = connection.get_geometry(window).expect("it can be asked");
            let size = size.reply().expect("it has one");
            let area = u32::from(size.width) * u32::from(size.height);
            aware = aware.max(Some((area, window)));
        }
    }
    aware.expect("a window takes part in dragging").1
}
