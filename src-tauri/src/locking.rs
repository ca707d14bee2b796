//! The screen is locked, or the machine falls asleep: a protected workspace is locked with it.
//!
//! On Linux the session's bus and `logind` tell it, over sockets of this machine. Windows and macOS
//! tell it to native code only, which this program has none of; there the time without a touch
//! alone locks.

use std::sync::Weak;

use psirt_window::Desktop;
use tauri::AppHandle;

#[cfg(target_os = "linux")]
pub use linux::watch;

/// Nothing tells it here.
#[cfg(not(target_os = "linux"))]
pub fn watch(_app: &AppHandle, _desktop: &Weak<Desktop>) {}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::HashMap;
    use std::thread;
    use std::time::Duration;

    use tauri::Emitter as _;
    use zbus::blocking::{Connection, MessageIterator, Proxy};
    use zbus::message::Type;
    use zbus::zvariant::{OwnedObjectPath, OwnedValue};
    use zbus::{MatchRule, Message};

    use super::{AppHandle, Desktop, Weak};
    use crate::shell::WINDOW;

    /// Told to the page when the workspace is to be locked.
    const LOCK_ASKED: &str = "lock-asked";
    /// A page that has not locked it after so long is not there, or hangs.
    const PATIENCE: Duration = Duration::from_secs(5);

    const LOGIN: &str = "org.freedesktop.login1";
    const SESSION: &str = "org.freedesktop.login1.Session";
    const MANAGER: &str = "org.freedesktop.login1.Manager";

    /// Listens as long as the program runs; where there is nobody to listen to, not at all.
    pub fn watch(app: &AppHandle, desktop: &Weak<Desktop>) {
        for listen in [on_the_session_bus, on_the_system_bus] {
            let (app, desktop) = (app.clone(), desktop.clone());
            thread::spawn(move || {
                // Without a bus the time without a touch locks.
                let _ = listen(&|| lock(&app, &desktop));
            });
        }
    }

    /// Leaves it to the page, which saves first what was typed, unless that is deaf.
    fn lock(app: &AppHandle, desktop: &Weak<Desktop>) {
        let Some(desktop) = desktop.upgrade() else {
            return;
        };
        let before = desktop.times_locked();
        let _ = app.emit_to(WINDOW, LOCK_ASKED, ());
        thread::spawn(move || {
            thread::sleep(PATIENCE);
            if desktop.times_locked() == before {
                desktop.lock();
            }
        });
    }

    /// The lock of the screen, as desktops tell it.
    fn on_the_session_bus(locked: &dyn Fn()) -> zbus::Result<()> {
        let connection = Connection::session()?;
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .member("ActiveChanged")?
            .build();
        for message in MessageIterator::for_match_rule(rule, &connection, None)? {
            if means_locked(&message?) {
                locked();
            }
        }
        Ok(())
    }

    /// The lock of this session, and sleep, as the system tells it.
    fn on_the_system_bus(locked: &dyn Fn()) -> zbus::Result<()> {
        let connection = Connection::system()?;
        let manager = Proxy::new(&connection, LOGIN, "/org/freedesktop/login1", MANAGER)?;
        let session: OwnedObjectPath = manager.call("GetSessionByPID", &(std::process::id(),))?;
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .sender(LOGIN)?
            .build();
        for message in MessageIterator::for_match_rule(rule, &connection, None)? {
            let message = message?;
            let header = message.header();
            let is_of_manager = header.interface().is_some_and(|it| it.as_str() == MANAGER);
            let is_ours = header
                .path()
                .is_some_and(|path| path.as_str() == session.as_str());
            if (is_of_manager || is_ours) && means_locked(&message) {
                locked();
            }
        }
        Ok(())
    }

    fn means_locked(message: &Message) -> bool {
        let header = message.header();
        let interface = header.interface().map_or("", |name| name.as_str());
        let member = header.member().map_or("", |name| name.as_str());
        match (interface, member) {
            (interface, "ActiveChanged") if interface.ends_with(".ScreenSaver") => {
                message.body().deserialize().unwrap_or(false)
            }
            (MANAGER, "PrepareForSleep") => message.body().deserialize().unwrap_or(false),
            (SESSION, "Lock") => true,
            ("org.freedesktop.DBus.Properties", "PropertiesChanged") => {
                type Changed = (String, HashMap<String, OwnedValue>, Vec<String>);
                let changed = message.body().deserialize::<Changed>();
                changed.is_ok_and(|(interface, values, _)| {
                    let hint = values.get("LockedHint");
                    interface == SESSION
                        && hint.is_some_and(|hint| bool::try_from(hint).unwrap_or(false))
                })
            }
            _ => false,
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use zbus::zvariant::Value;

        fn signal<B: serde::Serialize + zbus::zvariant::DynamicType>(
            interface: &str,
            member: &str,
            body: &B,
        ) -> Message {
            Message::signal("/a", interface, member)
                .and_then(|message| message.build(body))
                .expect("it is a signal")
        }

        #[test]
        fn the_screens_lock_and_sleep_are_heard_and_nothing_else() {
            let changed = |name: &str, value: bool| {
                let values = HashMap::from([(name, Value::from(value))]);
                let properties = "org.freedesktop.DBus.Properties";
                let body = (SESSION, values, Vec::<String>::new());
                means_locked(&signal(properties, "PropertiesChanged", &body))
            };
            let screen = "org.gnome.ScreenSaver";
            assert!(means_locked(&signal(screen, "ActiveChanged", &(true,))));
            assert!(!means_locked(&signal(screen, "ActiveChanged", &(false,))));
            assert!(!means_locked(&signal("a.b", "ActiveChanged", &(true,))));
            assert!(means_locked(&signal(SESSION, "Lock", &())));
            assert!(!means_locked(&signal(SESSION, "Unlock", &())));
            assert!(means_locked(&signal(MANAGER, "PrepareForSleep", &(true,))));
            assert!(!means_locked(&signal(
                MANAGER,
                "PrepareForSleep",
                &(false,)
            )));
            assert!(changed("LockedHint", true));
            assert!(!changed("LockedHint", false));
            assert!(!changed("IdleHint", true));
        }
    }
}
