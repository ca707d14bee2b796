//! What Windows gets, of programs that are built: the installer, which NSIS makes on any system,
//! and an archive for whoever must not install anything.

use std::fs;
use std::path::{Path, PathBuf};

use crate::step::{Outcome, Program};

const SCRIPT: &str = "src-tauri/windows/installer.nsi";

/// Names the setup program of Microsoft's runtime that the installer takes along.
const BOOTSTRAPPER: &str = "WEBVIEW2_BOOTSTRAPPER";

const WINDOW: &str = "psirt-maturity-window.exe";
const TERMINAL: &str = "psirt-maturity.exe";

/// Only MinGW's linker leaves it apart; Microsoft's puts it into the program.
const LOADER: &str = "WebView2Loader.dll";

/// Goes along with the programs.
const TEXTS: &[&str] = &[
    "LICENSE-APACHE",
    "LICENSE-CONTENT",
    "LICENSE-MIT",
    "assets/components.cdx.json",
    "assets/notices.txt",
];

/// Only in the archive: where things are kept there. No name of theirs is Japanese: `zip` does not
/// say that names are UTF-8, and Windows would show it broken.
const PORTABLE: &[&str] = &[
    "src-tauri/windows/READ-ME.txt",
    "src-tauri/windows/READ-ME-ja.txt",
];

/// Makes both of the programs in a folder, into another.
pub fn make(root: &Path, built: &Path, into: &Path) -> Outcome {
    let version = version(root)?;
    // What packs works in folders of its own.
    let into = &std::path::absolute(into).map_err(told("finding", into))?;
    let stage = into.join("stage");
    fill(root, built, &stage)?;

    let mut names: Vec<String> = fs::read_dir(&stage)
        .map_err(told("reading", &stage))?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let removed = into.join("removed.nsh");
    let lines: Vec<String> = names
        .iter()
        .map(|name| format!("Delete \"$INSTDIR\\{name}\"\r\n"))
        .collect();
    fs::write(&removed, lines.concat()).map_err(told("writing", &removed))?;

    let setup = into.join(format!("PSIRT-Maturity-{version}-x64-setup.exe"));
    let mut words = vec![
        "-V2".to_owned(),
        "-INPUTCHARSET".to_owned(),
        "UTF8".to_owned(),
        format!("-DVERSION={version}"),
        format!("-DFROM={}", stage.display()),
        format!("-DREMOVED={}", removed.display()),
        format!("-DTO={}", setup.display()),
    ];
    match std::env::var(BOOTSTRAPPER) {
        Ok(bootstrapper) if !bootstrapper.is_empty() => {
            words.push(format!("-DWEBVIEW2={bootstrapper}"));
        }
        _ => println!(
            "    without {BOOTSTRAPPER} the installer says where WebView2 is to be had, and does not \
             bring it along"
        ),
    }
    words.push(root.join(SCRIPT).display().to_string());
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Program::new("makensis", &words, root).run()?;

    for text in PORTABLE {
        take(&root.join(text), &stage)?;
    }
    let archive = into.join(format!("PSIRT-Maturity-{version}-x64-portable.zip"));
    if archive.exists() {
        fs::remove_file(&archive).map_err(told("removing", &archive))?;
    }
    pack(&stage, &archive)
}

/// Lays what is installed into a folder that holds nothing else.
fn fill(root: &Path, built: &Path, stage: &Path) -> Outcome {
    if stage.exists() {
        fs::remove_dir_all(stage).map_err(told("removing", stage))?;
    }
    fs::create_dir_all(stage).map_err(told("making", stage))?;
    for program in [WINDOW, TERMINAL] {
        take(&built.join(program), stage)?;
    }
    let loader = built.join(LOADER);
    if loader.exists() {
        take(&loader, stage)?;
    }
    TEXTS
        .iter()
        .try_for_each(|text| take(&root.join(text), stage))
}

/// Windows has no `zip`, and its `tar` writes one.
fn pack(folder: &Path, archive: &Path) -> Outcome {
    let to = archive.display().to_string();
    if cfg!(windows) {
        let system = std::env::var("SystemRoot").unwrap_or_else(|_| "C:\\Windows".to_owned());
        let tar = PathBuf::from(system).join("System32").join("tar.exe");
        let from = folder.display().to_string();
        let words = ["-a", "-c", "-f", &to, "-C", &from, "."];
        return Program::new(&tar.display().to_string(), &words, folder).run();
    }
    Program::new("zip", &["-q", "-r", "-X", &to, "."], folder).run()
}

fn take(file: &Path, folder: &Path) -> Outcome {
    let name = file.file_name().expect("a file has a name");
    let copied = fs::copy(file, folder.join(name));
    copied.map(drop).map_err(told("copying", file))
}

/// The version in the manifest of the workspace.
pub fn version(root: &Path) -> Result<String, String> {
    let manifest = root.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(told("reading", &manifest))?;
    let value = text
        .lines()
        .find_map(|line| line.strip_prefix("version = \""));
    let version = value.and_then(|value| value.split('"').next());
    version
        .map(str::to_owned)
        .ok_or_else(|| format!("{} has no version", manifest.display()))
}

fn told<'a>(doing: &'a str, path: &'a Path) -> impl Fn(std::io::Error) -> String + 'a {
    move |error| format!("{doing} {}: {error}", path.display())
}
