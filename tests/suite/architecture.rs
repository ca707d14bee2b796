//! The invariants of `ARCHITECTURE.md` that can be read off the manifests and the source.

use std::fs;
use std::process::Command;

use proc_macro2::TokenTree;
use serde_json::Value;

use crate::sources::{files_under, is_punctuation, root, rust_files_under, shown};

/// The crates in floors; an arrow leads to a lower floor. `xtask` stands outside.
const FLOORS: &[&[&str]] = &[
    &["psirt-core"],
    &["psirt-report", "psirt-seal", "psirt-store"],
    &["psirt-app"],
    &["psirt-window"],
    &["psirt-cli", "psirt-desktop", "psirt-tests"],
];

/// All that core may be built from: each computes and none reaches out.
const CORE_IS_BUILT_FROM: &[&str] = &[
    "jiff",
    "serde",
    "serde_json",
    "thiserror",
    "unicode-normalization",
];

/// What a crate exists for keeping to itself.
const KEPT_TO: &[(&str, &[&str])] = &[
    ("psirt-store", &["rusqlite"]),
    (
        "psirt-report",
        &["lopdf", "plotters", "printpdf", "rust_xlsxwriter"],
    ),
    ("psirt-seal", &["ed25519-dalek", "hpke"]),
    ("psirt-app", &["calamine"]),
    ("psirt-cli", &["clap"]),
    ("psirt-desktop", &["tauri"]),
];

#[test]
fn arrows_between_crates_point_down() {
    for package in packages() {
        let name = name(&package);
        let used = workspace_crates_used_by(&package);
        if name == "xtask" {
            assert!(
                used.is_empty(),
                "xtask is compiled first and alone, but uses {used:?}"
            );
            continue;
        }
        let floor = floor(name);
        for used in used {
            assert!(
                self::floor(&used) < floor,
                "{name} uses {used}, which is not below it; see ARCHITECTURE.md"
            );
        }
    }
}

#[test]
fn core_is_built_from_what_only_computes() {
    let packages = packages();
    let core = packages
        .iter()
        .find(|p| name(p) == "psirt-core")
        .expect("there is a core");
    for dependency in dependencies(core).filter(|d| d["kind"].is_null()) {
        let name = dependency["name"]
            .as_str()
            .expect("a dependency has a name");
        assert!(
            CORE_IS_BUILT_FROM.contains(&name),
            "core uses {name}; if it reads no file, clock or random number, name it here"
        );
        let std = dependency["features"]
            .as_array()
            .expect("features are a list");
        let knows_the_clock =
            dependency["uses_default_features"] == true || std.contains(&"std".into());
        assert!(
            name != "jiff" || !knows_the_clock,
            "core's jiff must not be able to ask the time"
        );
    }
}

#[test]
fn core_does_no_input_output_and_has_no_unordered_collection() {
    const OUTSIDE: &[&str] = &["env", "fs", "io", "net", "os", "process", "thread", "time"];
    const NAMES: &[&str] = &[
        "HashMap", "HashSet", "dbg", "eprint", "eprintln", "print", "now", "println",
    ];
    let files = rust_files_under(&root().join("crates/psirt-core/src"));
    assert!(!files.is_empty(), "core has source files");
    for file in files {
        file.each_token(&mut |tokens| {
            let TokenTree::Ident(first) = &tokens[0] else {
                return;
            };
            let first = first.to_string();
            assert!(
                !NAMES.contains(&first.as_str()),
                "{} names {first}",
                file.shown
            );
            if first != "std" || tokens.len() < 4 || !is_punctuation(&tokens[1], ':') {
                return;
            }
            let imported: Vec<String> = match &tokens[3] {
                TokenTree::Group(group) => group
                    .stream()
                    .into_iter()
                    .map(|token| token.to_string())
                    .collect(),
                other => vec![other.to_string()],
            };
            for module in imported {
                assert!(
                    !OUTSIDE.contains(&module.as_str()),
                    "{} names std::{module}",
                    file.shown
                );
            }
        });
    }
}

#[test]
fn what_is_heavy_is_compiled_into_one_crate_only() {
    for package in packages() {
        for dependency in dependencies(&package).filter(|d| d["kind"].is_null()) {
            let used = dependency["name"]
                .as_str()
                .expect("a dependency has a name");
            for (owner, kept) in KEPT_TO {
                assert!(
                    name(&package) == *owner || !kept.contains(&used),
                    "{} uses {used}, which is kept to {owner}",
                    name(&package)
                );
            }
        }
    }
}

/// The floors of what the window asks for, below its commands; a module that is not named here
/// holds commands, and knows no other that does.
const WINDOW_FLOORS: &[&[&str]] = &[
    &["wire"],
    &[
        "failures",
        "granted",
        "held",
        "job",
        "kept",
        "opened",
        "preview",
        "refusals",
        "remembered",
        "session",
        "shell",
    ],
    &["view"],
    &["gather"],
];

#[test]
fn no_floor_of_the_windows_commands_looks_up() {
    let source = root().join("crates/psirt-window/src");
    let modules: Vec<String> = fs::read_dir(&source)
        .expect("there is source")
        .map(|entry| {
            let path = entry.expect("it can be listed").path();
            path.file_stem()
                .expect("it has a name")
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| !matches!(name.as_str(), "lib" | "commands" | "tests" | "typescript"))
        .collect();
    let floor = |module: &str| {
        WINDOW_FLOORS
            .iter()
            .position(|floor| floor.contains(&module))
            .unwrap_or(WINDOW_FLOORS.len())
    };
    for named in WINDOW_FLOORS.iter().copied().flatten() {
        assert!(modules.iter().any(|module| module == named), "no `{named}`");
    }
    for file in rust_files_under(&source) {
        let below = std::path::Path::new(&file.shown)
            .strip_prefix("crates/psirt-window/src")
            .expect("it lies there");
        let own = below.components().next().expect("it has a name");
        let own = std::path::Path::new(own.as_os_str())
            .file_stem()
            .expect("it has a name")
            .to_string_lossy()
            .into_owned();
        if !modules.contains(&own) {
            continue;
        }
        // In a folder, `super` is the folder's own module, but for that module itself.
        let is_deep = below.components().count() > 1 && !below.ends_with("mod.rs");
        file.each_token(&mut |tokens| {
            let TokenTree::Ident(first) = &tokens[0] else {
                return;
            };
            let leads_to_the_top = first == "crate" || (first == "super" && !is_deep);
            if !leads_to_the_top || tokens.len() < 4 || !is_punctuation(&tokens[1], ':') {
                return;
            }
            let used: Vec<String> = match &tokens[3] {
                TokenTree::Group(group) => group
                    .stream()
                    .into_iter()
                    .map(|token| token.to_string())
                    .collect(),
                other => vec![other.to_string()],
            };
            for used in used.iter().filter(|used| modules.contains(used)) {
                let top = WINDOW_FLOORS.len();
                let (from, to) = (floor(&own), floor(used));
                assert!(
                    to < from || (to == from && from < top) || *used == own,
                    "{} uses `{used}`, which is not below it; see its `lib.rs`",
                    file.shown
                );
            }
        });
    }
}

#[test]
fn one_file_of_the_window_knows_how_to_ask_the_program() {
    for path in files_under(&root().join("ui/src")) {
        let path_shown = shown(&path);
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        assert!(
            path_shown == "ui/src/lib/api/tauri.ts" || !text.contains("@tauri-apps/"),
            "{path_shown} imports from @tauri-apps; ask through ui/src/lib/api instead"
        );
    }
}

#[test]
fn the_map_names_every_crate_and_nothing_that_is_not_there() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("there is a map");
    for package in packages() {
        let manifest = package["manifest_path"]
            .as_str()
            .expect("a package has a manifest");
        let folder = std::path::Path::new(manifest)
            .parent()
            .expect("it lies in a folder");
        let folder = shown(folder);
        assert!(
            map.contains(&format!("`{folder}`")),
            "ARCHITECTURE.md does not name `{folder}`"
        );
    }
    for span in map.split('`').skip(1).step_by(2) {
        let is_path = span.contains('/') && !span.contains([' ', '*', '<', '\n', ':']);
        assert!(
            !is_path || root().join(span).exists(),
            "ARCHITECTURE.md names `{span}`, which is not there"
        );
    }
}

fn floor(name: &str) -> usize {
    FLOORS
        .iter()
        .position(|floor| floor.contains(&name))
        .unwrap_or_else(|| {
            panic!("{name} has no floor; give it one here and a line in ARCHITECTURE.md")
        })
}

/// The crates of the workspace, as cargo reads their manifests.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()
        .expect("cargo can be started");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo answers in JSON");
    metadata["packages"]
        .as_array()
        .expect("a workspace has packages")
        .clone()
}

fn name(package: &Value) -> &str {
    package["name"].as_str().expect("a package has a name")
}

fn dependencies(package: &Value) -> impl Iterator<Item = &Value> {
    package["dependencies"]
        .as_array()
        .expect("a package has a list of dependencies")
        .iter()
}

/// By path, whatever the kind: a test may not reach up either.
fn workspace_crates_used_by(package: &Value) -> Vec<String> {
    dependencies(package)
        .filter(|dependency| dependency["path"].is_string())
        .map(|dependency| {
            dependency["name"]
                .as_str()
                .expect("it has a name")
                .to_owned()
        })
        .collect()
}
