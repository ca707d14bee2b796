//! That the page may do what it is meant to and nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

macro_rules! names {
    ($($(#[$documentation:meta])* $name:ident($($request:ty)?) $($watched:ident)? -> $answer:ty;)*) => {
        [$(stringify!($name)),*]
    };
}

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(path).expect("a file of the crate is text")
}

fn json(path: &str) -> Value {
    serde_json::from_str(&file(path)).expect("it is JSON")
}

/// Beyond its commands the page may hear that a file was opened from outside, and stop to.
const BEYOND_COMMANDS: [&str; 2] = ["core:event:allow-listen", "core:event:allow-unlisten"];

#[test]
fn the_page_may_call_every_command_and_nothing_else() {
    let commands = psirt_window::for_each_command!(names);
    let permission = |name: &&str| format!("allow-{}", name.replace('_', "-"));
    let mut expected: BTreeSet<String> = commands.iter().map(permission).collect();
    expected.extend(BEYOND_COMMANDS.map(str::to_owned));
    let capability = json("capabilities/main.json");
    let list = capability["permissions"].as_array().expect("it is a list");
    let granted: BTreeSet<String> = list
        .iter()
        .map(|permission| permission.as_str().expect("it is a name").to_owned())
        .collect();
    if std::env::var_os("UPDATE_EXPECT").is_some() && granted != expected {
        let mut capability = capability.clone();
        capability["permissions"] = expected.iter().cloned().collect();
        let text = serde_json::to_string_pretty(&capability).expect("it has text keys");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities/main.json");
        std::fs::write(path, text + "\n").expect("it can be written");
        return;
    }
    assert_eq!(
        granted, expected,
        "run `UPDATE_EXPECT=1 cargo test -p psirt-desktop --lib`"
    );
    assert_eq!(granted.len(), list.len(), "nothing is granted twice");
}

#[test]
fn each_window_has_a_capability_of_its_own_and_the_projectors_changes_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities");
    let files = std::fs::read_dir(folder).expect("it is a folder").count();
    assert_eq!(files, 2, "there are two capabilities");
    assert_eq!(
        json("capabilities/main.json")["windows"],
        serde_json::json!([super::WINDOW])
    );
    let presenter = json("capabilities/presenter.json");
    assert_eq!(
        presenter["windows"],
        serde_json::json!([super::shell::PRESENTER])
    );
    assert_eq!(
        presenter["permissions"],
        serde_json::json!(["allow-presented"])
    );
}

#[test]
fn the_page_can_reach_nothing_but_the_program() {
    let configuration = json("tauri.conf.json");
    assert!(
        configuration["build"]["devUrl"].is_null(),
        "a plain build shows the committed page, not a server's"
    );
    let security = &configuration["app"]["security"];
    let policy = security["csp"].as_object().expect("there is a policy");
    for (directive, sources) in policy {
        for source in sources.as_str().expect("sources are a text").split(' ') {
            let local = ["'self'", "'none'", "data:", "ipc:", "http://ipc.localhost"];
            let style = directive == "style-src-attr" && source == "'unsafe-inline'";
            assert!(
                local.contains(&source) || style,
                "{directive} allows {source}"
            );
        }
    }
    assert_eq!(
        policy["default-src"], "'none'",
        "what is not named is refused"
    );
    assert_eq!(policy["script-src"], "'self'");
    assert_eq!(security["assetProtocol"]["enable"], false);
    assert_eq!(configuration["app"]["withGlobalTauri"], false);
}

#[test]
fn no_plugin_gives_a_shell_a_file_system_or_a_network() {
    let manifest = file("Cargo.toml");
    for plugin in ["shell", "fs", "http", "websocket", "upload", "updater"] {
        assert!(
            !manifest.contains(&format!("tauri-plugin-{plugin}")),
            "tauri-plugin-{plugin} is used"
        );
    }
    assert!(
        !manifest.contains("devtools"),
        "only debug builds have the inspector"
    );
}
