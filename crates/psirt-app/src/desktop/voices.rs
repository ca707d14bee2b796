//! Who said what in fill-in books: kept with the assessment when books are taken over, so that it
//! stays beside the service. What was agreed in the end stands in the assessment itself.

use std::collections::BTreeMap;

use psirt_core::ServiceId;
use psirt_core::assessment::Answer;
use psirt_store::Workspace;
use serde::{Deserialize, Serialize};

use super::session::deed;
use super::wire::{Failure, VoiceView};
use crate::books::fill_in::FilledBook;

/// The document of an assessment that holds them; its changes are told by the books' own.
pub const VOICES: &str = "voices";

/// What the books said, by service, in the order they were taken in.
pub type Voices = BTreeMap<ServiceId, Vec<Voice>>;

/// What one book said of a service.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Voice {
    /// Who filled it in, else the name of the book.
    who: String,
    answer: Option<Answer>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

impl From<&Voice> for VoiceView {
    fn from(voice: &Voice) -> Self {
        Self {
            who: voice.who.clone(),
            answer: voice.answer.as_ref().map(Into::into),
            note: voice.note.clone(),
        }
    }
}

/// What is kept of an assessment's books.
pub fn voices(workspace: &Workspace, assessment: &str) -> Result<Voices, Failure> {
    Ok(workspace.document(assessment, VOICES)?.unwrap_or_default())
}

/// Keeps what books say, each with its name; what a person says again replaces what they said.
pub fn keep<'a>(
    workspace: &mut Workspace,
    assessment: &str,
    books: impl Iterator<Item = (&'a str, &'a FilledBook)>,
    who: &str,
) -> Result<(), Failure> {
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
