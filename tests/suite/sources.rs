//! The repository's files as the other modules look at them.
//!
//! Rust is read as tokens, so that a comment, a doc comment or a test never counts as product.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the suite lies in a folder of the workspace")
}

/// Every file under a folder of the workspace but what `.gitignore` names, in order of name.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let ignored = fs::read_to_string(root().join(".gitignore")).expect(".gitignore is text");
    let ignored: Vec<&str> = ignored.lines().filter(|line| !line.is_empty()).collect();
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        // A folder that does not exist has no files; one that cannot be read is a fault.
        if !folder.exists() {
            continue;
        }
        for entry in fs::read_dir(&folder).expect("a folder of the workspace can be read") {
            let path = entry.expect("an entry of it can be read").path();
            let shown = shown(&path);
            let is_ignored = ignored.iter().any(|line| {
                let line = line.trim_end_matches('/');
                shown == line || (!line.contains('/') && shown.ends_with(&format!("/{line}")))
            });
            if is_ignored || shown == ".git" {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The path from the root, with `/` on every system.
pub fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

/// One Rust file of the product: what is compiled for a user, without documentation.
pub struct RustFile {
    pub shown: String,
    pub tokens: Vec<TokenTree>,
}

impl RustFile {
    /// Calls back with every token, those inside brackets and macro calls included.
    pub fn each_token(&self, look: &mut impl FnMut(&[TokenTree])) {
        fn walk(tokens: &[TokenTree], look: &mut impl FnMut(&[TokenTree])) {
            for (place, token) in tokens.iter().enumerate() {
                look(&tokens[place..]);
                if let TokenTree::Group(group) = token {
                    walk(&group.stream().into_iter().collect::<Vec<_>>(), look);
                }
            }
        }
        walk(&self.tokens, look);
    }

    /// The contents of every string literal, escapes as written.
    pub fn strings(&self) -> Vec<String> {
        let mut strings = Vec::new();
        self.each_token(&mut |tokens| {
            if let TokenTree::Literal(literal) = &tokens[0] {
                let literal = literal.to_string();
                let literal = literal
                    .trim_start_matches(['r', 'b', 'c'])
                    .trim_matches('#');
                let inner = literal.strip_prefix('"').and_then(|l| l.strip_suffix('"'));
                strings.extend(inner.map(str::to_owned));
            }
        });
        strings
    }
}

/// The Rust files of the product under a folder; modules that only tests compile are left out.
pub fn rust_files_under(folder: &Path) -> Vec<RustFile> {
    let mut test_modules = BTreeSet::new();
    let mut found = Vec::new();
    for path in files_under(folder) {
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a Rust file is text");
        let tokens: TokenStream = match text.parse() {
            Ok(tokens) => tokens,
            Err(error) => panic!("{} is no Rust: {error}", shown(&path)),
        };
        let mut modules = Vec::new();
        let tokens = without_tests(tokens, &mut modules);
        let stem = path.file_stem().expect("a Rust file has a name");
        let is_root = ["mod", "lib", "main"].iter().any(|name| stem == *name);
        let parent = path.parent().expect("a file lies in a folder");
        let home = if is_root {
            parent.to_owned()
        } else {
            parent.join(stem)
        };
        for module in modules {
            test_modules.insert(home.join(format!("{module}.rs")));
            test_modules.insert(home.join(module));
        }
        found.push((path, tokens));
    }
    found
        .into_iter()
        .filter(|(path, _)| !path.ancestors().any(|part| test_modules.contains(part)))
        .map(|(path, tokens)| RustFile {
            shown: shown(&path),
            tokens,
        })
        .collect()
}

/// Leaves out documentation and items under `#[cfg(test)]`; notes the modules declared so.
fn without_tests(tokens: TokenStream, test_modules: &mut Vec<String>) -> Vec<TokenTree> {
    let mut kept: Vec<TokenTree> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if !is_punctuation(&token, '#') {
            kept.push(match token {
                TokenTree::Group(group) => TokenTree::Group(Group::new(
                    group.delimiter(),
                    without_tests(group.stream(), test_modules)
                        .into_iter()
                        .collect(),
                )),
                other => other,
            });
            continue;
        }
        let inner = tokens.next_if(|token| is_punctuation(token, '!'));
        let Some(TokenTree::Group(attribute)) = tokens.peek() else {
            kept.push(token);
            continue;
        };
        if attribute.delimiter() != Delimiter::Bracket {
            kept.push(token);
            continue;
        }
        let attribute = attribute.stream().to_string().replace(' ', "");
        let attribute_token = tokens.next().expect("it was peeked at");
        if attribute == "cfg(test)" || attribute.starts_with("cfg(all(test") {
            let mut words = Vec::new();
            for token in tokens.by_ref() {
                let is_end = is_punctuation(&token, ';')
                    || matches!(&token, TokenTree::Group(g) if g.delimiter() == Delimiter::Brace);
                let is_declaration = is_punctuation(&token, ';');
                words.push(token.to_string());
                if is_end {
                    let module = words.iter().position(|word| word == "mod");
                    if let (Some(module), true) = (module, is_declaration) {
                        test_modules.push(words[module + 1].clone());
                    }
                    break;
                }
            }
        } else if !attribute.starts_with("doc=") {
            kept.push(token);
            kept.extend(inner);
            kept.push(attribute_token);
        }
    }
    kept
}

pub fn is_punctuation(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

#[test]
fn what_only_tests_compile_does_not_count_as_product() {
    let text = r#"
        //! Documentation "a".
        /// More "b".
        #[derive(Debug)]
        #[error("kept 1")]
        struct S;
        #[cfg(test)]
        mod samples;
        #[cfg(test)]
        mod tests { const T: &str = "c"; }
        #[cfg(test)]
        #[path = "d"]
        const U: &str = "e";
        // "f"
        fn f() -> String { format!("kept 2") }
    "#;
    let mut modules = Vec::new();
    let tokens = without_tests(text.parse().expect("it is Rust"), &mut modules);
    let file = RustFile {
        shown: String::new(),
        tokens,
    };
    assert_eq!(file.strings(), ["kept 1", "kept 2"]);
    assert_eq!(modules, ["samples"]);
}
