//! The starter kit: documents to begin with, the steps each serves, and what to do week by week.
//!
//! Deliberately not here: the documents' own texts, which are files beside the kit's.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Faults, Problem, Referent};
use crate::file::{FileKind, says_its_kind};
use crate::id::{ServiceId, SheetId};
use crate::profile::{level_fault, service_fault, sheet_fault};
use crate::sheet::check::{Once, text_faults};
use crate::sheet::{Level, Sheet, both_languages, is_both};
use crate::text::{Language, Text};

static FILE: FileKind = FileKind::new(include_str!("../../../frameworks/schema/kit.schema.json"));

says_its_kind!(KitWord, "kit");

/// Documents to begin with; comes from [`Kit::parse`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Kit {
    file: KitFile,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Kit",
        deny_unknown_fields,
        description = "Documents to begin with, the steps of a sheet each serves, and what to do week by week."
    )
)]
struct KitFile {
    /// Where the schema of this file is; for editors, ignored otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String"))]
    schema: Option<String>,
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    format: u32,
    /// The kind of the file: `kit`.
    kind: KitWord,
    /// Names the kit.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    id: String,
    /// The sheet whose steps the documents serve.
    sheet: SheetId,
    /// The profile whose services the weeks move.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    profile: String,
    /// The languages every text has; both where not given.
    #[serde(default = "both_languages", skip_serializing_if = "is_both")]
    #[cfg_attr(test, schemars(length(min = 1)))]
    languages: Vec<Language>,
    title: Text,
    /// The documents, in the order in which they are shown.
    #[cfg_attr(test, schemars(length(min = 1)))]
    documents: Vec<KitDocument>,
    /// What to do, in order of the weeks.
    tasks: Vec<Task>,
}

/// A document to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct KitDocument {
    /// Names the document, and the files with its text.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    pub id: String,
    /// What its text is.
    pub form: Form,
    /// What it is called.
    pub title: Text,
    /// What it is for, in one sentence.
    pub purpose: Text,
    /// The steps it is a beginning for.
    #[cfg_attr(test, schemars(length(min = 1)))]
    pub serves: Vec<ServedStep>,
}

/// What the text of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Headings, paragraphs and lists, to be changed by people.
    Markdown,
    /// A file that programs read line by line.
    Text,
    /// A file that programs read as JSON.
    Json,
}

/// A step of the sheet: the one that leads to a level of a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct ServedStep {
    /// The service.
    pub service: ServiceId,
    /// The level the step leads to.
    pub level: Level,
}

/// Something to do in a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Task {
    /// Names the task.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    pub id: String,
    /// The week it is for, 1 the first.
    #[cfg_attr(test, schemars(range(min = 1, max = 53)))]
    pub week: u8,
    /// The service it moves.
    pub service: ServiceId,
    /// The document to begin with.
    #[cfg_attr(test, schemars(length(min = 1, max = 200)))]
    pub document: String,
    /// What to do.
    pub task: Text,
}

impl Kit {
    /// Reads a kit file; `sheet_of` finds the sheet it speaks of.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn parse<'s>(
        text: &str,
        sheet_of: impl FnOnce(&SheetId) -> Option<&'s Sheet>,
    ) -> Result<Self, Faults> {
        FILE.read(text, |file: &KitFile| match sheet_of(&file.sheet) {
            Some(sheet) => faults(file, sheet),
            None => vec![sheet_fault("/sheet", &file.sheet)],
        })
        .map(|file| Self { file })
    }

    /// The sheet whose steps the documents serve.
    pub fn sheet(&self) -> &SheetId {
        &self.file.sheet
    }

    /// The profile whose services the weeks move.
    pub fn profile(&self) -> &str {
        &self.file.profile
    }

    /// What the kit is called.
    pub fn title(&self) -> &Text {
        &self.file.title
    }

    /// The documents, in the order in which they are shown.
    pub fn documents(&self) -> &[KitDocument] {
        &self.file.documents
    }

    /// The document with this id.
    pub fn document(&self, id: &str) -> Option<&KitDocument> {
        self.file
            .documents
            .iter()
            .find(|document| document.id == id)
    }

    /// What to do, in order of the weeks.
    pub fn tasks(&self) -> &[Task] {
        &self.file.tasks
    }
}

fn faults(file: &KitFile, sheet: &Sheet) -> Vec<Fault> {
    let languages = &file.languages;
    let mut faults = text_faults("/title", &file.title, languages);
    let service = |pointer: String, id: &ServiceId| {
        let is_known = sheet.service(id.as_str()).is_some();
        (!is_known).then(|| service_fault(pointer, id.as_str(), sheet))
    };
    let mut ids = Once::default();
    for (index, document) in file.documents.iter().enumerate() {
        let pointer = format!("/documents/{index}");
        faults.extend(ids.see(&document.id, format!("{pointer}/id")));
        faults.extend(text_faults(
            &format!("{pointer}/title"),
            &document.title,
            languages,
        ));
        faults.extend(text_faults(
            &format!("{pointer}/purpose"),
            &document.purpose,
            languages,
        ));
        for (index, step) in document.serves.iter().enumerate() {
            let pointer = format!("{pointer}/serves/{index}");
            faults.extend(service(format!("{pointer}/service"), &step.service));
            faults.extend(level_fault(format!("{pointer}/level"), step.level, sheet));
        }
    }
    let documents: BTreeSet<&str> = file.documents.iter().map(|one| one.id.as_str()).collect();
    let mut ids = Once::default();
    let mut week = 0;
    for (index, task) in file.tasks.iter().enumerate() {
        let pointer = format!("/tasks/{index}");
        faults.extend(ids.see(&task.id, format!("{pointer}/id")));
        faults.extend(text_faults(
            &format!("{pointer}/task"),
            &task.task,
            languages,
        ));
        faults.extend(service(format!("{pointer}/service"), &task.service));
        if task.week < week {
            let problem = Problem::OutOfRange {
                found: task.week.to_string(),
                least: week.to_string(),
                most: None,
            };
            faults.push(Fault::new(format!("{pointer}/week"), problem));
        }
        week = week.max(task.week);
        if !documents.contains(task.document.as_str()) {
            let problem = Problem::UnknownReference {
                referent: Referent::Document,
                id: task.document.clone(),
                within: String::new(),
                known: documents.iter().map(|&id| id.to_owned()).collect(),
            };
            faults.push(Fault::new(format!("{pointer}/document"), problem));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use crate::file::tests::assert_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        assert_published::<super::KitFile>("kit");
    }
}
