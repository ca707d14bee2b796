//! `cargo xtask package`: what is handed to the users of this system.
//!
//! `.deb` and `.rpm` on Linux, an installer on Windows, a disk image on macOS; each with the
//! window and the terminal program. Each is made on its own system; nothing is built for another
//! one. `docs/releasing.md` says what has been tried.

use std::fs;
use std::path::Path;

use crate::step::{Outcome, Program, step};
use crate::{machine, ui};

/// Tauri's packager, in a folder and with a lock file of its own: only a release needs it.
const PACKAGER: &str = "src-tauri/packager";

/// What only packages have, on top of the window's configuration.
const CONFIGURATION: &str = "src-tauri/tauri.package.conf.json";

/// For the shells whose folders the packages know.
const SHELLS: &[&str] = &["bash", "fish", "zsh"];

pub fn package(root: &Path) -> Outcome {
    step("System packages", || {
        machine::have(&[machine::BUILD, machine::WINDOW], root)
    })?;
    ui::dependencies(root)?;
    ui::bundle(root)?;
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
    let folder = root.join("target").join("release").join("bundle");
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
    write(&folder.join("copyright"), &copyright(root)?)
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
