//! The packages that are bundled into the window's page.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::{Work, stated_in};

/// Asks the bundler itself, which leaves out what nothing uses: its source maps name every file
/// it took. They know nothing of stylesheets, so packages that are one are added.
pub fn works(root: &Path) -> Result<Vec<Work>, Box<dyn Error>> {
    let page = root.join("target/notices-page");
    let vite = root.join("ui/node_modules/vite/bin/vite.js");
    let status = Command::new("node")
        .arg(vite)
        .args(["build", "--logLevel", "warn", "--sourcemap", "hidden"])
        .args(["--emptyOutDir", "--outDir"])
        .arg(&page)
        .current_dir(root.join("ui"))
        .status()?;
    if !status.success() {
        return Err("the page could not be bundled; are the packages of ui installed?".into());
    }
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(page.join("assets"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "map") {
            let map: Value = serde_json::from_slice(&fs::read(path)?)?;
            let sources = map["sources"].as_array().into_iter().flatten();
            names.extend(sources.filter_map(|source| package_of(source.as_str()?)));
        }
    }
    let manifest: Value = serde_json::from_slice(&fs::read(root.join("ui/package.json"))?)?;
    let needed = manifest["dependencies"].as_object();
    for name in needed.into_iter().flat_map(|needed| needed.keys()) {
        if is_stylesheet(&manifest_of(root, name)?) {
            names.insert(name.clone());
        }
    }
    names.iter().map(|name| work(root, name)).collect()
}

/// `@scope/name` or `name` out of a path to one of its files.
fn package_of(path: &str) -> Option<String> {
    let (_, inside) = path.rsplit_once("node_modules/")?;
    let parts = if inside.starts_with('@') { 2 } else { 1 };
    let name: Vec<&str> = inside.split('/').take(parts).collect();
    Some(name.join("/"))
}

fn is_stylesheet(manifest: &Value) -> bool {
    let main = manifest["main"].as_str().map(Path::new);
    main.and_then(Path::extension)
        .is_some_and(|ending| ending == "css")
}

fn manifest_of(root: &Path, name: &str) -> Result<Value, Box<dyn Error>> {
    let path = root.join("ui/node_modules").join(name).join("package.json");
    Ok(serde_json::from_slice(&fs::read(path)?)?)
}

fn work(root: &Path, name: &str) -> Result<Work, Box<dyn Error>> {
    let manifest = manifest_of(root, name)?;
    let folder = root.join("ui/node_modules").join(name);
    let word = |value: &Value| value.as_str().map(str::to_owned);
    let author = word(&manifest["author"]).or_else(|| word(&manifest["author"]["name"]));
    let home = word(&manifest["repository"]).or_else(|| word(&manifest["repository"]["url"]));
    let home = home.map(|home| match home.trim_start_matches("git+") {
        short if !short.contains(':') => format!("https://github.com/{short}"),
        short => short.replacen("github:", "https://github.com/", 1),
    });
    let stated = stated_in(&folder, false)?;
    Ok(Work {
        name: name.to_owned(),
        version: word(&manifest["version"]).unwrap_or_default(),
        // One package leaves it to its licence file.
        license: word(&manifest["license"]).unwrap_or_else(|| "see its text".to_owned()),
        home,
        authors: author.into_iter().collect(),
        stated,
    })
}
