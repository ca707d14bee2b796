//! Who said what in fill-in books: kept with the assessment when books are taken over, so that it
//! stays beside the service. What was agreed in the end stands in the assessment itself.

use std::collections::BTreeMap;

use psirt_core::assessment::Answer;
use psirt_core::{Assessment, ServiceId};
use psirt_store::{Result, StoredAssessment, Workspace};
use serde::{Deserialize, Serialize};

use crate::books::fill_in::FilledBook;
use crate::books::intake::Taken;
use crate::workspaces::{author, deed};

/// The document of an assessment that holds them; its changes are told by the books' own.
pub const VOICES: &str = "voices";

/// What the books said, by service, in the order they were taken in.
pub type Voices = BTreeMap<ServiceId, Vec<Voice>>;

/// What one book said of a service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// Who filled it in, else the name of the book.
    pub who: String,
    /// What it answered; nothing where it only noted.
    pub answer: Option<Answer>,
    /// What it noted; empty where it did not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What is kept of an assessment's books.
pub fn voices(workspace: &Workspace, assessment: &str) -> Result<Voices> {
    Ok(workspace.document(assessment, VOICES)?.unwrap_or_default())
}

/// What the history calls it when books are taken over.
pub const IMPORT_BOOKS: &str = "import_books";

/// Takes over what books say, in one step that can be undone: the assessment as it is `changed`
/// then, who said what of that, and beside it what each of the books said.
pub fn take_books<'a>(
    workspace: &mut Workspace,
    changed: &Assessment,
    taken: &[Taken],
    books: impl Iterator<Item = (&'a str, &'a FilledBook)>,
) -> Result<StoredAssessment> {
    let who = author(workspace)?;
    let id = changed.id();
    let said_by = taken
        .iter()
        .filter(|taken| !taken.respondents.is_empty())
        .map(|taken| (taken.service.clone(), taken.respondents.clone()))
        .collect();
    keep(workspace, id, books, &who)?;
    let deed = deed(IMPORT_BOOKS, &who);
    workspace.change_assessment_as_said(id, deed, &said_by, |assessment, _| {
        assessment.clone_from(changed);
        Ok(())
    })
}

/// Whether books say different things of a service.
pub fn disagree(voices: &[Voice]) -> bool {
    let mut answers = voices.iter().filter_map(|voice| voice.answer.as_ref());
    let first = answers.next();
    answers.any(|answer| Some(answer) != first)
}

/// Keeps what books say, each with its name; what a person says again replaces what they said.
fn keep<'a>(
    workspace: &mut Workspace,
    assessment: &str,
    books: impl Iterator<Item = (&'a str, &'a FilledBook)>,
    who: &str,
) -> Result<()> {
    let before = voices(workspace, assessment)?;
    let mut kept = before.clone();
    for (name, book) in books {
        let mut speaker = book.respondent.as_deref().unwrap_or(name).to_owned();
        if book.is_one_of_several {
            speaker = format!("{speaker} ({})", book.page);
        }
        let said = book
            .rows
            .iter()
            .filter(|row| row.says.answer.is_some() || !row.says.note.is_empty());
        for row in said {
            let voices = kept.entry(row.service.clone()).or_default();
            voices.retain(|voice| voice.who != speaker);
            voices.push(Voice {
                who: speaker.clone(),
                answer: row.says.answer.clone(),
                note: row.says.note.clone(),
            });
        }
    }
    if kept != before {
        workspace.set_document(assessment, VOICES, Some(&kept), deed(VOICES, who))?;
    }
    Ok(())
}
