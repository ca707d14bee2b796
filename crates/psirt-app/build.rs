//! Lists the shipped frameworks and samples, so that the program holds their texts.
//!
//! A new file is found by being in its folder; no list of names is kept anywhere.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The name of the list, and the folder whose files it holds.
const LISTS: [(&str, &str); 7] = [
    ("SHEETS", "frameworks/sheets"),
    ("READINGS", "frameworks/readings"),
    ("PROFILES", "frameworks/profiles"),
    ("CROSSWALKS", "frameworks/crosswalks"),
    ("KITS", "frameworks/kit"),
    ("SAMPLES_EN", "samples/en"),
    ("SAMPLES_JA", "samples/ja"),
];

fn main() {
    let manifest = variable("CARGO_MANIFEST_DIR");
    let root = manifest
        .ancestors()
        .nth(2)
        .expect("the crate lies two folders below the root");
    let mut code = String::new();
    for (list, folder) in LISTS {
        let folder = root.join(folder);
        println!("cargo:rerun-if-changed={}", folder.display());
        writeln!(code, "pub(crate) static {list}: &[(&str, &str)] = &[")
            .expect("a string takes text");
        for path in files(&folder, |ending| ending == "json") {
            let name = name_of(&path);
            let stem = name
                .strip_suffix(".json")
                .expect("it was chosen by its end");
            let stem = stem.strip_suffix(".psirt").unwrap_or(stem);
            let path = path.to_str().expect("the checkout has a path in UTF-8");
            writeln!(code, "    ({stem:?}, include_str!({path:?})),").expect("a string takes text");
        }
        code.push_str("];\n");
    }
    for (list, folder) in [
        ("KIT_TEXTS_EN", "frameworks/kit/en"),
        ("KIT_TEXTS_JA", "frameworks/kit/ja"),
    ] {
        let folder = root.join(folder);
        println!("cargo:rerun-if-changed={}", folder.display());
        writeln!(code, "pub(crate) static {list}: &[(&str, &str)] = &[")
            .expect("a string takes text");
        for path in files(&folder, |_| true) {
            let name = name_of(&path);
            let path = path.to_str().expect("the checkout has a path in UTF-8");
            writeln!(code, "    ({name:?}, include_str!({path:?})),").expect("a string takes text");
        }
        code.push_str("];\n");
    }
    let readings = root.join("samples").join("report.json");
    println!("cargo:rerun-if-changed={}", readings.display());
    let readings = readings.to_str().expect("the checkout has a path in UTF-8");
    writeln!(
        code,
        "pub(crate) static SAMPLE_REPORT: &str = include_str!({readings:?});"
    )
    .expect("a string takes text");
    let target = variable("OUT_DIR").join("shipped.rs");
    fs::write(&target, code).expect("the output folder can be written");
}

fn variable(name: &str) -> PathBuf {
    PathBuf::from(env::var_os(name).expect("cargo sets it"))
}

fn name_of(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .expect("a shipped file has a name in UTF-8")
}

/// The folder's files with an ending that is wanted, in the order of their names: the order of
/// the file system differs from machine to machine.
fn files(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("reading {}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            path.is_file() && ending.is_some_and(&is_wanted)
        })
        .collect();
    files.sort();
    files
}
