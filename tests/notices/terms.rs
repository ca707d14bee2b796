//! The texts of licences, each once, and what every package adds to them: whose it is.
//!
//! A few licences are most of all text. Where a file is such a licence under a title and some
//! lines about copyright, the lines stay with the package and the licence is shared. Whatever
//! else a file may be is kept as it is. Texts that differ in white space alone are one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::Work;

/// A licence that is told by how it begins and ends. `ids` are its names in manifests.
struct Known {
    title: &'static str,
    ids: &'static [&'static str],
    begins: &'static str,
    ends: &'static str,
}

const KNOWN: &[Known] = &[
    Known {
        title: "MIT License",
        ids: &["MIT"],
        begins: "permission is hereby granted, free of charge, to any person obtaining",
        ends: "dealings in the software",
    },
    Known {
        title: "Apache License 2.0",
        ids: &["Apache-2.0"],
        begins: "apache license version 2.0, january 2004",
        ends: "end of terms and conditions",
    },
    Known {
        title: "BSD License",
        ids: &["BSD-3-Clause"],
        begins: "redistribution and use in source and binary forms",
        ends: "even if advised of the possibility of such damage",
    },
    Known {
        title: "ISC License",
        ids: &["ISC"],
        begins: "permission to use, copy, modify, and/or distribute this software",
        ends: "use or performance of this software",
    },
    Known {
        title: "zlib License",
        ids: &["Zlib"],
        begins: "this software is provided 'as-is', without any express or implied",
        ends: "removed or altered from any source distribution",
    },
    Known {
        title: "Mozilla Public License 2.0",
        ids: &["MPL-2.0"],
        begins: "mozilla public license version 2.0",
        ends: "defined by the mozilla public license, v. 2.0",
    },
];

/// Longer than this, what stands around a licence is a text of its own.
const LINES_AROUND: usize = 12;

/// What stands around a line for its looks.
const DECORATION: &[char] = &['*', '#', '-', '=', '>', ' ', '\t', '\u{feff}'];
const DECORATED: &[char] = &['*', '#', '-', '=', ' ', '\t'];

/// Every text, by its words.
#[derive(Default)]
pub struct Terms {
    texts: BTreeMap<String, Text>,
}

struct Text {
    title: String,
    shown: String,
    ids: &'static [&'static str],
    users: BTreeSet<String>,
}

/// What a package says of itself.
pub struct Named {
    /// Its lines about copyright.
    pub people: Vec<String>,
    /// The words of the texts it brings.
    texts: Vec<String>,
}

impl Terms {
    pub fn read(&mut self, work: &Work) -> Named {
        let mut named = Named {
            people: Vec::new(),
            texts: Vec::new(),
        };
        for (name, text) in &work.stated {
            let (title, ids, people, body) = match known_in(text) {
                Some((known, people, body)) => (known.title.to_owned(), known.ids, people, body),
                None => (
                    format!("{name} of {}", work.name),
                    &[][..],
                    Vec::new(),
                    text.clone(),
                ),
            };
            let key = words(&body);
            // A link of a repository became a file with nothing but a path in it.
            if !key.contains(' ') {
                continue;
            }
            for line in people {
                if !named.people.contains(&line) {
                    named.people.push(line);
                }
            }
            if !named.texts.contains(&key) {
                named.texts.push(key.clone());
            }
            let text = self.texts.entry(key).or_insert_with(|| Text {
                title,
                shown: tidy(&body),
                ids,
                users: BTreeSet::new(),
            });
            text.users.insert(format!("{} {}", work.name, work.version));
        }
        named
    }

    /// Numbers the texts, what most packages share first.
    pub fn numbers(&self) -> Numbers<'_> {
        let mut order: Vec<(&String, &Text)> = self.texts.iter().collect();
        order.sort_by_key(|(words, text)| (std::cmp::Reverse(text.users.len()), *words));
        Numbers { order }
    }
}

/// The texts in the order in which they are printed.
pub struct Numbers<'a> {
    order: Vec<(&'a String, &'a Text)>,
}

impl Numbers<'_> {
    /// The numbers of the texts of a package; where it brings none, of those its manifest names.
    pub fn of(&self, work: &Work, named: &Named) -> String {
        let brought = named
            .texts
            .iter()
            .filter_map(|key| self.number(|words, _| words == key));
        let mut numbers: Vec<usize> = brought.collect();
        if numbers.is_empty() {
            let ids = work
                .license
                .split(|c: char| !(c.is_alphanumeric() || "-.".contains(c)));
            numbers = ids
                .filter_map(|id| self.number(|_, text| text.ids.contains(&id)))
                .collect();
        }
        numbers.sort_unstable();
        let numbers: Vec<String> = numbers.iter().map(|number| format!("[{number}]")).collect();
        numbers.join(" ")
    }

    fn number(&self, is_it: impl Fn(&String, &Text) -> bool) -> Option<usize> {
        let found = self
            .order
            .iter()
            .position(|(words, text)| is_it(words, text));
        found.map(|position| position + 1)
    }

    pub fn texts(&self) -> String {
        let mut all = String::new();
        for (position, (_, text)) in self.order.iter().enumerate() {
            let heading = format!("[{}] {}", position + 1, text.title);
            let line = "-".repeat(heading.chars().count());
            write!(all, "\n\n{heading}\n{line}\n\n{}\n", text.shown).expect("memory takes text");
        }
        all
    }
}

/// The known licence that a text is, the lines around it, and the licence itself.
fn known_in(text: &str) -> Option<(&'static Known, Vec<String>, String)> {
    let lines: Vec<&str> = text.lines().collect();
    KNOWN.iter().find_map(|known| {
        let begins = |&line: &usize| {
            let next = lines[line..].iter().take(5).copied();
            let is_blank = lines[line].trim().is_empty();
            !is_blank && words(&next.collect::<Vec<_>>().join(" ")).starts_with(known.begins)
        };
        let begins: Vec<usize> = (0..lines.len()).filter(begins).collect();
        // More than one of them in a file is a collection.
        let &[first] = &begins[..] else {
            return None;
        };
        let last = (first..lines.len()).find(|&line| {
            let from = line.saturating_sub(4).max(first);
            let read = words(&lines[from..=line].join(" "));
            read.trim_end_matches('.').ends_with(known.ends)
        })?;
        // What follows the Apache License shows how to apply it, at times with a name filled in.
        let is_apache = known.ids.contains(&"Apache-2.0");
        let after = lines[last + 1..].iter().filter(|line| {
            let has_digit = line.contains(|letter: char| letter.is_ascii_digit());
            !is_apache || has_digit && words(line).starts_with("copyright")
        });
        let around: Vec<String> = lines[..first]
            .iter()
            .chain(after)
            .map(|line| {
                line.trim_start_matches(DECORATION)
                    .trim_end_matches(DECORATED)
            })
            .filter(|line| !line.is_empty() && !is_title(line) && !is_template(line))
            .map(str::to_owned)
            .collect();
        (around.len() <= LINES_AROUND).then(|| (known, around, lines[first..=last].join("\n")))
    })
}

/// A line that only says which licence follows.
fn is_title(line: &str) -> bool {
    const FAMILIES: &[&str] = &["mit", "isc", "bsd", "apache", "zlib", "mozilla", "3-clause"];
    let words = words(line);
    let names_one = words
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .any(|word| FAMILIES.contains(&word));
    words.len() < 40 && words.contains("license") && names_one && !words.contains("copyright")
}

/// A line of a licence that nobody filled in.
fn is_template(line: &str) -> bool {
    ["[yyyy]", "{yyyy}", "[year]", "<year>"]
        .iter()
        .any(|blank| line.contains(blank))
}

/// A text as it is compared: its words in small letters.
fn words(text: &str) -> String {
    let plain = text
        .to_lowercase()
        .replace(
            ['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '"', '`'],
            "'",
        )
        .replace(['*', '#', '>'], " ")
        .replace("http://", "https://");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as it is printed: without what only its first file needed.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let shared = lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(indent)
        .min();
    let lines = lines
        .iter()
        .map(|line| line.get(shared.unwrap_or(0)..).unwrap_or_default());
    let text = lines.collect::<Vec<_>>().join("\n");
    text.trim_matches(&['\n', '\u{feff}', '\u{c}'][..])
        .to_owned()
}
