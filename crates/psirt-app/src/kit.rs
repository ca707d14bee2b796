//! The starter kit that is shipped: its documents with a name, a day and the weeks filled in.
//!
//! A document's text is a file beside the kit's, in each language. What is to be filled in by
//! the person stays marked in it; only what the program knows is put in.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jiff::ToSpan as _;
use psirt_core::kit::{Form, KitDocument, Task};
use psirt_core::{Date, Kit, Language, Profile, Sheet};

use crate::error::Error;
use crate::files;
use crate::frameworks::{self, texts};

/// For how many months a `security.txt` is valid; its standard advises less than a year.
const VALID_MONTHS: i32 = 11;

/// How a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// As Markdown, where it has headings and lists.
    Markdown,
    /// As plain text, where it has headings and lists.
    Plain,
}

/// What the program fills in.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    /// The organization, where one is named; else its place stays marked.
    pub organization: Option<&'a str>,
    /// The day of writing.
    pub today: Date,
    /// The language of the text.
    pub language: Language,
}

/// The kit that is shipped.
pub fn kit() -> &'static Kit {
    static KIT: OnceLock<Kit> = OnceLock::new();
    KIT.get_or_init(|| {
        let &(name, text) = texts::KITS.first().expect("a kit is shipped");
        Kit::parse(text, frameworks::latest_shipped)
            .unwrap_or_else(|faults| unreachable!("a test reads the kit {name}: {faults}"))
    })
}

/// The sheet whose steps the documents serve.
pub fn sheet() -> &'static Sheet {
    frameworks::latest_shipped(kit().sheet()).expect("a test reads the kit and its sheet")
}

/// The profile that the weeks lead to.
pub fn profile() -> &'static Profile {
    frameworks::shipped_profile_of(kit().profile()).expect("a test reads the kit and its profile")
}

/// The name of the file a document is written to.
pub fn file_name(document: &KitDocument, writing: Writing) -> String {
    let ending = match (document.form, writing) {
        (Form::Json, _) => "json",
        (Form::Markdown, Writing::Markdown) => "md",
        (Form::Text, _) | (Form::Markdown, Writing::Plain) => "txt",
    };
    format!("{}.{ending}", document.id)
}

/// The text of a document with everything filled in that the program knows.
pub fn text(document: &KitDocument, writing: Writing, filling: Filling<'_>) -> String {
    let text = template(document, filling.language);
    let organization = filling.organization.map(str::trim);
    let organization = organization.filter(|name| !name.is_empty());
    let organization =
        organization.unwrap_or(filling.language.pick("[organization]", "【組織名】"));
    let organization = match document.form {
        // As it stands between quotes.
        Form::Json => {
            let quoted = serde_json::Value::from(organization).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        }
        // On one line, so that a name cannot begin a line of its own.
        Form::Text | Form::Markdown => organization
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    };
    let expires = filling.today.saturating_add(VALID_MONTHS.months());
    let mut text = text
        .replace("{{today}}", &filling.today.to_string())
        .replace("{{expires}}", &format!("{expires}T00:00:00Z"));
    if text.contains("{{weeks}}") {
        text = text.replace("{{weeks}}", weeks(filling.language).trim_end());
    }
    // The name last: what stands in it is not filled in.
    text = text.replace("{{organization}}", &organization);
    match (document.form, writing) {
        (Form::Markdown, Writing::Plain) => plain(&text),
        _ => text,
    }
}

/// Writes documents into a folder, which is made where it is missing; none over a file that is
/// there.
///
/// # Errors
/// A file is there or cannot be written; those before it are written.
pub fn write(
    documents: &[&KitDocument],
    writing: Writing,
    filling: Filling<'_>,
    folder: &Path,
) -> Result<Vec<PathBuf>, Error> {
    files::make_folder(folder)?;
    let written = documents.iter().map(|document| {
        let path = folder.join(file_name(document, writing));
        let text = text(document, writing, filling);
        files::write_new(&path, text.as_bytes())?;
        Ok(path)
    });
    written.collect()
}

fn template(document: &KitDocument, language: Language) -> &'static str {
    let file = file_name(document, Writing::Markdown);
    let texts = language.pick(texts::KIT_TEXTS_EN, texts::KIT_TEXTS_JA);
    let found = texts.iter().find(|(name, _)| *name == file);
    found.expect("a test reads each document's text").1
}

/// The tasks in order, a heading for each week.
fn weeks(language: Language) -> String {
    let mut text = String::new();
    let mut week = 0;
    for task in kit().tasks() {
        if task.week != week {
            week = task.week;
            let heading = language.pick(format!("Week {week}"), format!("第{week}週"));
            writeln!(text, "\n## {heading}\n").expect("a string takes text");
        }
        writeln!(text, "- [ ] {}", line(task, language)).expect("a string takes text");
    }
    text.trim_start().to_owned()
}

fn line(task: &Task, language: Language) -> String {
    let service = sheet().service(task.service.as_str());
    let service = service.map_or("", |service| service.title.get(language));
    let document = kit().document(&task.document);
    let document = document.map_or("", |document| document.title.get(language));
    let (what, id) = (task.task.get(language), &task.service);
    language.pick(
        format!("{what} (service {id} {service}; document: {document})"),
        format!("{what} (サービス: {id} {service}、文書: {document})"),
    )
}

/// Markdown as the kit's documents use it, for programs and people that do not know it.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    for line in markdown.lines() {
        let (bare, rule) = if let Some(title) = line.strip_prefix("# ") {
            (title, "=".repeat(60))
        } else if let Some(heading) = line.strip_prefix("## ") {
            (heading, "-".repeat(40))
        } else {
            (line.strip_prefix("> ").unwrap_or(line), String::new())
        };
        text += &bare.replace("**", "");
        text.push('\n');
        if !rule.is_empty() {
            text += &rule;
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests;
