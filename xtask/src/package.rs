//! `cargo xtask package`: what is handed to the users of this system.
//!
//! `.deb` and `.rpm` on Linux, an installer and a portable archive on Windows, a disk image on
//! macOS; each with the window and the terminal program. Each is made on its own system; nothing is
//! built for another one (`tests/windows/run` tries that). `docs/releasing.md` says what has been
//! tried.

use std::fs;
use std::path::Path;

use crate::step::{Outcome, Program, step};
use crate::{installer, machine, manual, ui};

/// Tauri's packager, in a folder and with a lock file of its own: only a release needs it.
const PACKAGER: &str = "src-tauri/packager";

/// Whoever publishes the product puts themselves here and into `src-tauri/Cargo.toml`.
const MAINTAINER: &str = "PSIRT Maturity contributors <maintainers@psirt-maturity.invalid>";

/// What only packages have, on top of the window's configuration.
const CONFIGURATION: &str = "src-tauri/tauri.package.conf.json";

/// Where packages are laid.
const BUNDLE: &str = "target/release/bundle";

/// For the shells whose folders the packages know.
const SHELLS: &[&str] = &["bash", "fish", "zsh"];

pub fn package(root: &Path) -> Outcome {
    step("System packages", || {
        machine::have(&[machine::BUILD, machine::WINDOW], root)
    })?;
    ui::dependencies(root)?;
    ui::bundle(root)?;
    if cfg!(windows) {
        return package_for_windows(root);
    }
    step("Packager", || ui::install(&root.join(PACKAGER)))?;
    step(
        "Terminal program (an optimized build: some minutes)",
        || {
            let build = ["build", "--release", "--locked", "--package", "psirt-cli"];
            Program::cargo(&build, root).run()?;
            gather(root)
        },
    )?;
    step("Packages (an optimized build: some ten minutes)", || {
        let tauri = root
            .join(PACKAGER)
            .join("node_modules/@tauri-apps/cli/tauri.js");
        let (tauri, configuration) = (shown(&tauri), shown(&root.join(CONFIGURATION)));
        let build = [&*tauri, "build", "--ci", "--config", &*configuration];
        Program::new("node", &build, root).run()
    })?;
    let folder = root.join(BUNDLE);
    without_spaces(&folder)?;
    step("Component list", || {
        let list = folder.join("psirt-maturity.cdx.json");
        fs::copy(root.join("assets/components.cdx.json"), &list)
            .map(drop)
            .map_err(|error| format!("copying {}: {error}", shown(&list)))
    })?;
    println!("\nThe packages are in {}", folder.display());
    Ok(())
}

/// The installer is ours, so that it can be made and tried on other systems.
fn package_for_windows(root: &Path) -> Outcome {
    step("What makes the installer", || {
        machine::have(&[machine::INSTALLER], root)
    })?;
    step("Programs (an optimized build: some ten minutes)", || {
        let build = ["build", "--release", "--locked", "--package"];
        let terminal: Vec<&str> = build.iter().copied().chain(["psirt-cli"]).collect();
        Program::cargo(&terminal, root).run()?;
        // As Tauri's own packager builds it: the page comes out of the program.
        let window = ["psirt-desktop", "--features", "tauri/custom-protocol"];
        let window: Vec<&str> = build.iter().copied().chain(window).collect();
        Program::cargo(&window, root).run()
    })?;
    let folder = root.join(BUNDLE).join("nsis");
    step("Installer and portable archive", || {
        installer::make(root, &root.join("target/release"), &folder)
    })?;
    println!("\nThe packages are in {}", folder.display());
    Ok(())
}

/// Packages are called after the product; on a command line a space in a name is a nuisance.
fn without_spaces(folder: &Path) -> Outcome {
    let told = |error: std::io::Error| format!("renaming packages in {}: {error}", shown(folder));
    for kind in fs::read_dir(folder).map_err(told)? {
        let kind = kind.map_err(told)?.path();
        // The component list of an earlier run lies beside the folders.
        if !kind.is_dir() {
            continue;
        }
        for package in fs::read_dir(kind).map_err(told)? {
            let package = package.map_err(told)?;
            let name = package.file_name().to_string_lossy().into_owned();
            if name.contains(' ') && package.path().is_file() {
                let renamed = package.path().with_file_name(name.replace(' ', "-"));
                fs::rename(package.path(), renamed).map_err(told)?;
            }
        }
    }
    Ok(())
}

/// Lays what goes along with the window where the packager looks for it.
fn gather(root: &Path) -> Outcome {
    let folder = root.join("target").join("package");
    let completions = folder.join("completions");
    fs::create_dir_all(&completions)
        .map_err(|error| format!("making {}: {error}", completions.display()))?;

    // The packager wants to be told which system a program is for, and takes it off the name.
    let suffix = std::env::consts::EXE_SUFFIX;
    let program = root
        .join("target/release")
        .join(format!("psirt-maturity{suffix}"));
    let named = folder.join(format!("psirt-maturity-{}{suffix}", system(root)?));
    fs::copy(&program, &named).map_err(|error| format!("copying {}: {error}", shown(&program)))?;

    for shell in SHELLS {
        let script = Program::new(&shown(&program), &["completions", shell], root)
            .answer()
            .ok_or_else(|| format!("the terminal program has no completions for {shell}"))?;
        write(&completions.join(shell), &(script + "\n"))?;
    }
    if cfg!(target_os = "linux") {
        manuals(root, &program, &folder.join("man"))?;
        let changes = folder.join("changelog");
        write(&changes, &changelog(root)?)?;
        packed(&changes, root)?;
    }
    write(&folder.join("copyright"), &copyright(root)?)
}

/// The manual pages of both programs in both languages, packed as `man` reads them.
fn manuals(root: &Path, program: &Path, folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| format!("making {}: {error}", shown(folder)))?;
    for (language, page) in manual::pages(program, root)? {
        let ending = if language == "en" {
            "1".to_owned()
        } else {
            format!("{language}.1")
        };
        let path = folder.join(format!("psirt-maturity.{ending}"));
        write(&path, &page)?;
        let window = format!("psirt-maturity-window.{ending}");
        let from = root.join("src-tauri/linux").join(&window);
        let to = folder.join(window);
        fs::copy(&from, &to).map_err(|error| format!("copying {}: {error}", shown(&from)))?;
        packed(&path, root)?;
        packed(&to, root)?;
    }
    Ok(())
}

/// Packs a file, always to the same bytes.
fn packed(file: &Path, root: &Path) -> Outcome {
    Program::new("gzip", &["-9", "-n", "-f", &shown(file)], root).run()
}

/// The newest section of the changes, in the form of Debian.
fn changelog(root: &Path) -> Result<String, String> {
    let path = root.join("CHANGELOG.md");
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("reading {}: {error}", path.display()))?;
    let sections = text.split("\n## ").nth(1).unwrap_or_default();
    let entries: Vec<String> = sections
        .lines()
        .filter_map(|line| line.strip_prefix("- "))
        .map(|entry| format!("  * {}\n", folded(entry, "    ")))
        .collect();
    let entries = entries.concat();
    let day = Program::new("git", &["log", "-1", "--format=%aD"], root).answer();
    let day = day.unwrap_or_else(|| "Thu, 01 Jan 1970 00:00:00 +0000".to_owned());
    let version = installer::version(root)?;
    Ok(format!(
        "psirt-maturity ({version}) unstable; urgency=medium\n\n{entries}\n -- {MAINTAINER}  {day}\n"
    ))
}

/// A text in lines of a terminal's width, all but the first indented.
fn folded(text: &str, indent: &str) -> String {
    let mut folded = String::new();
    let mut width = indent.len();
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if width + letters > 78 {
            folded.push('\n');
            folded.push_str(indent);
            width = indent.len();
        } else if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
        width += letters + 1;
    }
    folded
}

/// Ours, then everybody else's.
fn copyright(root: &Path) -> Result<String, String> {
    let read = |name: &str| {
        fs::read_to_string(root.join(name)).map_err(|error| format!("reading {name}: {error}"))
    };
    Ok(format!(
        "PSIRT Maturity is under the terms of the MIT License or of the Apache License 2.0, as you
like. Its sheets, readings, profiles, crosswalks and samples are under the terms of CC BY 4.0.
On Debian systems the Apache License 2.0 is /usr/share/common-licenses/Apache-2.0.

{}

{}

{}",
        read("LICENSE-MIT")?,
        read("LICENSE-CONTENT")?,
        read("assets/notices.txt")?
    ))
}

/// The name that the compiler has for this system.
fn system(root: &Path) -> Result<String, String> {
    let told = Program::new("rustc", &["--version", "--verbose"], root).answer();
    let told = told.ok_or("rustc does not say for which system it compiles")?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| "rustc does not say for which system it compiles".to_owned())
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|error| format!("writing {}: {error}", path.display()))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
