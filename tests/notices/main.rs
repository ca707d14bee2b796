//! Writes `assets/notices.txt`: whose work the program contains, and under which terms; and
//! `assets/components.cdx.json`, the same for programs.
//!
//! `cargo xtask notices`, or `cargo run -p psirt-tests --example notices`
//!
//! Reads the packages where cargo and npm have put them, and fetches nothing that is there. The
//! same lock files make the same text on every machine. The suite fails when a lock file names
//! what the text does not. Deliberately not here: judging licences, which `deny.toml` does.

mod components;
mod locks;
mod page;
mod programs;
mod terms;

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use components::Source;
use locks::Release;
use terms::{Named, Terms};

/// Somebody's work in the program.
pub struct Work {
    name: String,
    version: String,
    license: String,
    /// Where its source lies, as its manifest says.
    home: Option<String>,
    authors: Vec<String>,
    /// The files in it that state terms: name and text.
    stated: Vec<(String, String)>,
}

impl Work {
    fn release(&self) -> Release {
        (self.name.clone(), self.version.clone())
    }
}

const OPENING: &str = "\
PSIRT Maturity contains the work of the people named here, and thanks them for it.
Each entry names a package, its version, its licence as the package states it, where its source
lies, and whose it is; numbers in brackets lead to the texts at the end. Where a package offers a
choice of licences, all of them are given.
";

/// Compiled into every Rust program, and in no lock file.
const STANDARD_LIBRARY: &str = "The Rust standard library";

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests lie in a folder of the workspace");
    let mut rust = programs::works(root)?;
    let crates: BTreeSet<Release> = rust.iter().map(Work::release).collect();
    rust.push(standard_library(root)?);
    let page = page::works(root)?;
    let packages: BTreeSet<Release> = page.iter().map(Work::release).collect();
    let typefaces = typefaces(root)?;
    let rust_and_more = rust.iter().map(|work| match work.name.as_str() {
        STANDARD_LIBRARY => (Source::Other, work),
        _ => (Source::Cargo, work),
    });
    let listed: Vec<(Source, &Work)> = rust_and_more
        .chain(page.iter().map(|work| (Source::Npm, work)))
        .chain(typefaces.iter().map(|work| (Source::Other, work)))
        .collect();
    let path = root.join("assets/components.cdx.json");
    fs::write(&path, components::list(root, &listed)?)?;
    println!("{}: {} components", path.display(), listed.len());
    let sections = [
        ("In the window and the terminal program", rust),
        ("In the window's page", page),
        ("In the reports", typefaces),
    ];

    let mut terms = Terms::default();
    let read: Vec<(&str, Vec<(Work, Named)>)> = sections
        .into_iter()
        .map(|(title, works)| {
            let read = works.into_iter().map(|work| {
                let named = terms.read(&work);
                (work, named)
            });
            (title, read.collect())
        })
        .collect();
    let numbers = terms.numbers();

    let mut text = OPENING.to_owned();
    for (title, works) in &read {
        write!(text, "\n\n{title}\n{}\n", "=".repeat(title.len()))?;
        for (work, named) in works {
            entry(&mut text, work, &numbers.of(work, named), named)?;
        }
    }
    let title = "Not part of the program";
    write!(text, "\n\n{title}\n{}\n\n", "=".repeat(title.len()))?;
    text.push_str("Used to build or test it, or named for a system it is not made for:\n");
    let tools = locks::crates(root)?
        .difference(&crates)
        .chain(locks::packages(root)?.difference(&packages))
        .map(|(name, version)| format!("{name} {version}"))
        .collect::<Vec<_>>();
    writeln!(text, "{}.", tools.join(", "))?;
    let title = "Texts";
    write!(text, "\n\n{title}\n{}\n", "=".repeat(title.len()))?;
    text.push_str(&numbers.texts());

    let path = root.join("assets/notices.txt");
    fs::write(&path, &text)?;
    println!("{}: {} kB", path.display(), text.len() / 1000);
    Ok(())
}

/// What cargo answers.
fn cargo(root: &Path, arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(root)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn entry(text: &mut String, work: &Work, numbers: &str, named: &Named) -> std::fmt::Result {
    write!(text, "\n{} {} · {}", work.name, work.version, work.license)?;
    if let Some(home) = &work.home {
        write!(text, " · {home}")?;
    }
    writeln!(text)?;
    for line in &named.people {
        writeln!(text, "    {line}")?;
    }
    if named.people.is_empty() && !work.authors.is_empty() {
        writeln!(text, "    by {}", work.authors.join(", "))?;
    }
    writeln!(text, "    {numbers}")
}

fn standard_library(root: &Path) -> Result<Work, Box<dyn Error>> {
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .ok_or("the workspace says which Rust it needs")?;
    Ok(Work {
        name: STANDARD_LIBRARY.to_owned(),
        version: format!("{} or newer", version.trim_matches('"')),
        license: "MIT OR Apache-2.0".to_owned(),
        home: Some("https://github.com/rust-lang/rust".to_owned()),
        authors: vec!["The Rust Project contributors".to_owned()],
        stated: Vec::new(),
    })
}

/// Those of the reports, as their own page says where they came from.
fn typefaces(root: &Path) -> Result<Vec<Work>, Box<dyn Error>> {
    let folder = root.join("assets/fonts");
    let license = fs::read_to_string(folder.join("OFL.txt"))?;
    let origins = fs::read_to_string(folder.join("README.md"))?;
    let rows = origins.lines().filter_map(|line| line.strip_prefix("| `"));
    let releases: BTreeSet<(&str, &str)> = rows
        .filter_map(|row| {
            let mut cells = row.split('|').map(str::trim);
            cells.nth(1)?.strip_prefix('`')?.split_once("` ")
        })
        .collect();
    let works = releases.into_iter().map(|(name, version)| Work {
        name: name.to_owned(),
        version: version.to_owned(),
        license: "OFL-1.1".to_owned(),
        home: Some("https://github.com/notofonts".to_owned()),
        authors: Vec::new(),
        stated: vec![("OFL.txt".to_owned(), license.clone())],
    });
    Ok(works.collect())
}

/// The files of a package that state terms, in the order of their names.
///
/// What a package brings along as C source lies one folder further down.
fn stated_in(folder: &Path, also_one_folder_down: bool) -> std::io::Result<Vec<(String, String)>> {
    let mut paths = Vec::new();
    let mut folders = vec![folder.to_owned()];
    if also_one_folder_down {
        folders.extend(children(folder)?.into_iter().filter(|path| path.is_dir()));
    }
    for folder in folders {
        paths.extend(children(&folder)?.into_iter().filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            path.is_file() && states_terms(&name)
        }));
    }
    let read = |path: PathBuf| {
        let shown = path.strip_prefix(folder).unwrap_or(&path);
        let bytes = fs::read(&path)?;
        Ok((
            shown.to_string_lossy().replace('\\', "/"),
            String::from_utf8_lossy(&bytes).into_owned(),
        ))
    };
    paths.into_iter().map(read).collect()
}

fn children(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn states_terms(name: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "license",
        "licence",
        "copying",
        "notice",
        "copyright",
        "unlicense",
    ];
    const NO_PROSE: &[&str] = &["rs", "js", "ts", "json", "toml", "html", "spdx"];
    let name = name.to_lowercase();
    let ending = Path::new(&name).extension().unwrap_or_default();
    BEGINNINGS
        .iter()
        .any(|beginning| name.starts_with(beginning))
        && !NO_PROSE.iter().any(|other| ending == *other)
}
