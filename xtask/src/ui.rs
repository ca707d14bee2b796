//! The window's own code: Node.js, npm, and the checks that run there.

use std::path::{Path, PathBuf};

use crate::step::{Outcome, Program, step};

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Everything but the real window: format, lints, types, unit tests, the bundle.
pub fn check(root: &Path) -> Outcome {
    dependencies(root)?;
    step("Window: format", || script(root, "format:check"))?;
    step("Window: lints", || script(root, "lint"))?;
    step("Window: types", || script(root, "check"))?;
    step("Window: tests", || script(root, "test"))?;
    bundle(root)
}

/// Node.js and the packages that the page is made of and with.
pub fn dependencies(root: &Path) -> Outcome {
    step("Node.js", || node(root))?;
    step("Window: packages", || install(&folder(root)))
}

/// Installs the packages of the lock file in a folder, unless exactly those are installed.
pub fn install(folder: &Path) -> Outcome {
    let lock_file = folder.join("package-lock.json");
    let stamp = folder.join("node_modules").join(".installed-lock.json");
    let wanted = std::fs::read(&lock_file)
        .map_err(|error| format!("reading {}: {error}", lock_file.display()))?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        println!("    the packages of the lock file are installed");
        return Ok(());
    }
    Program::new(NPM, &["ci", "--no-audit", "--no-fund"], folder).run()?;
    std::fs::write(&stamp, wanted).map_err(|error| format!("writing {}: {error}", stamp.display()))
}

/// Builds `ui/dist`, which the desktop program embeds when it is compiled.
pub fn bundle(root: &Path) -> Outcome {
    step("Window: bundle", || script(root, "build"))
}

/// Runs a script of `ui/package.json`.
fn script(root: &Path, name: &str) -> Outcome {
    Program::new(NPM, &["run", "--silent", name], &folder(root)).run()
}

fn node(root: &Path) -> Outcome {
    let found = Program::new("node", &["--version"], root).answer();
    let found = found.as_deref().unwrap_or("none");
    if is_recent_enough(found) {
        println!("    {found}");
        return Ok(());
    }
    Err(format!(
        "Node.js 20.19 or newer (not 21) is needed, found {found}; install it and try again"
    ))
}

/// What Vite asks for: 20.19 or newer of 20, or 22.12 or newer.
fn is_recent_enough(version: &str) -> bool {
    let mut numbers = version
        .trim_start_matches('v')
        .split('.')
        .map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(20)), Some(Ok(minor))) => minor >= 19,
        (Some(Ok(22)), Some(Ok(minor))) => minor >= 12,
        (Some(Ok(major)), Some(Ok(_))) => major > 22,
        _ => false,
    }
}

fn folder(root: &Path) -> PathBuf {
    root.join("ui")
}

#[cfg(test)]
mod tests {
    use super::is_recent_enough;

    #[test]
    fn only_a_node_that_runs_the_build_tools_is_accepted() {
        for version in ["v20.19.0", "v20.20.2", "v22.12.0", "v24.0.1"] {
            assert!(is_recent_enough(version), "{version} is recent enough");
        }
        for version in ["none", "", "v18.20.4", "v20.18.3", "v21.7.0", "v22.11.0"] {
            assert!(!is_recent_enough(version), "{version} is too old");
        }
    }
}
