//! What a workshop hands out, and what comes back: files for its respondents, books that a person
//! chooses or drops.

use std::path::PathBuf;

use psirt_app::error::Error;
use psirt_app::names::free_path;
use psirt_app::workshops::Standing;
use psirt_app::{files, look};
use psirt_report::branding::Branding;

use crate::granted::Purpose;
use crate::session::{Desktop, workshops_of};
use crate::shell::{Choice, Question};
use crate::wire::{Failure, FileHandle, MadeForms};

/// Asks for a folder and writes a file for each respondent, none in place of another.
pub fn write_for_each(
    desktop: &Desktop,
    assessment: &str,
    title: &str,
    ending: &str,
    file: impl Fn(&Standing, u32, &Branding) -> Result<(String, Vec<u8>), Error>,
) -> Result<Option<MadeForms>, Failure> {
    let (standing, branding) = look_of_forms(desktop, assessment)?;
    let question = Question {
        title: title.to_owned(),
        choice: Choice::Folder,
        kind: String::new(),
        endings: &[],
        folder: desktop.places.documents.clone(),
    };
    let Some(folder) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    let mut files = Vec::new();
    for respondent in &standing.workshop.respondents {
        let (stem, bytes) = file(&standing, respondent.number, &branding)?;
        let path = free_path(&folder, &stem, ending, |path| !path.exists());
        files::write(&path, &bytes)?;
        files.push(desktop.grant(Purpose::Written, &path));
    }
    Ok(Some(MadeForms {
        folder: folder.display().to_string(),
        files,
    }))
}

/// The workshop with the look of what is printed for it.
pub fn look_of_forms(desktop: &Desktop, assessment: &str) -> Result<(Standing, Branding), Failure> {
    let mut state = desktop.state();
    let session = state.open()?;
    let stored = session.workspace.assessment(assessment)?;
    let branding = session.workspace.branding_for(&stored.organization)?;
    let standing = workshops_of(desktop, session, assessment).standing()?;
    Ok((standing, look::of_reports(&branding, false)))
}

/// Asks which books came back; none where the person thought better of it.
pub fn books_came_back(desktop: &Desktop) -> Vec<PathBuf> {
    let language = desktop.language();
    desktop.shell.choose(&Question {
        title: language
            .pick("Take filled-in books back", "記入済みのブックを取り込む")
            .to_owned(),
        choice: Choice::Files,
        kind: language.pick("Excel books", "Excelブック").to_owned(),
        endings: &["xlsx"],
        folder: None,
    })
}

/// Where books lie that were given from outside.
pub fn given(desktop: &Desktop, files: &[FileHandle]) -> Result<Vec<PathBuf>, Failure> {
    let granted = desktop.granted();
    let files = files.iter();
    files
        .map(|file| granted.path(Purpose::LookAt, file))
        .collect()
}
