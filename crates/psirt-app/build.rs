//! Lists the shipped frameworks and samples, so that the program holds their texts.
//!
//! A new file is found by being in its folder; no list of names is kept anywhere.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The name of the list, the folder whose files it holds, and how their names end.
const LISTS: [(&str, &str, &str); 10] = [
    ("SHEETS", "frameworks/sheets", ".json"),
    ("READINGS", "frameworks/readings", ".json"),
    ("PROFILES", "frameworks/profiles", ".json"),
    ("CROSSWALKS", "frameworks/crosswalks", ".json"),
    ("KITS", "frameworks/kit", ".json"),
    ("ANCHORS", "frameworks/anchors", ".json"),
    ("SAMPLES_EN", "samples/en", ".psirt.json"),
    ("SAMPLES_JA", "samples/ja", ".psirt.json"),
    ("WORKSHOPS_EN", "samples/en", ".workshop.json"),
    ("WORKSHOPS_JA", "samples/ja", ".workshop.json"),
];

fn main() {
    let manifest = variable("CARGO_MANIFEST_DIR");
    let root = manifest
        .ancestors()
        .nth(2)
        .expect("the crate lies two folders below the root");
    let mut code = String::new();
    for (list, folder, end) in LISTS {
        let folder = root.join(folder);
        println!("cargo:rerun-if-changed={}", folder.display());
        writeln!(code, "pub(crate) static {list}: &[(&str, &str)] = &[")
            .expect("a string takes text");
        for path in files(&folder, |name| name.ends_with(end)) {
            let stem = name_of(&path)
                .strip_suffix(end)
                .expect("it was chosen by its end");
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

/// The folder's files whose name is wanted, in the order of their names: the order of
/// the file system differs from machine to machine.
fn files(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("reading {}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.is_file() && is_wanted(name_of(path)))
        .collect();
    files.sort();
    files
}
