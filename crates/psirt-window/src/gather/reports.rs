//! Writing reports where a person says.

use std::path::{Path, PathBuf};

use psirt_app::files;
use psirt_app::frameworks::Library;
use psirt_app::look;
use psirt_app::names::free_path;
use psirt_app::reports::{self, Format, ReportFile, Request, Subject};
use psirt_core::Language;

use crate::granted::{Purpose, name_of};
use crate::session::Desktop;
use crate::shell::{Choice, Question};
use crate::wire::{Failure, NamedFile, ReportFormat, SavedFile, SavedReports, Text};

/// Asks which folder reports are saved in, beginning with the last one.
pub fn ask_for_folder(desktop: &Desktop) -> Option<PathBuf> {
    let last = desktop.state().remembered.report_folder.clone();
    let language = desktop.language();
    let question = Question {
        title: language
            .pick(
                "Save the reports in a folder",
                "レポートを保存するフォルダー",
            )
            .to_owned(),
        choice: Choice::Folder,
        kind: String::new(),
        endings: &[],
        folder: last
            .filter(|folder| folder.is_dir())
            .or_else(|| desktop.places.documents.clone()),
    };
    desktop.shell.choose(&question).into_iter().next()
}

/// Puts files into a folder, and notes them.
///
/// # Errors
/// A file cannot be written.
pub fn put(
    desktop: &Desktop,
    folder: &Path,
    made: Vec<ReportFile>,
    format: ReportFormat,
    language: Language,
    saved: &mut SavedReports,
) -> Result<(), Failure> {
    for file in made {
        let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
        // A folder was chosen, not a file: what else lies there is not ours to replace.
        let path = free_path(folder, stem, ending, |path| {
            !path.exists() || desktop.granted().wrote(path)
        });
        files::write(&path, &file.bytes)?;
        let NamedFile {
            file: handle,
            path: place,
        } = desktop.grant(Purpose::Written, &path);
        saved.files.push(SavedFile {
            file: handle,
            path: place,
            name: name_of(&path),
            format,
            language,
            bytes: file.bytes.len(),
        });
    }
    Ok(())
}

/// Saves a report of a cohort for reading and for computing with, where a person says, in the
/// language of the window; `None` where they think better of it.
///
/// # Errors
/// A file cannot be made or written.
pub fn save_of_cohort(
    desktop: &Desktop,
    library: &Library,
    subject: Subject<'_>,
) -> Result<Option<SavedReports>, Failure> {
    let branding = desktop.state().open()?.workspace.branding(None)?;
    let Some(folder) = ask_for_folder(desktop) else {
        return Ok(None);
    };
    let language = desktop.language();
    let request = Request {
        subject,
        language,
        branding: look::of_reports(&branding.unwrap_or_default(), true),
    };
    let mut saved = SavedReports {
        folder: folder.display().to_string(),
        files: Vec::new(),
        warnings: Vec::new(),
    };
    let mut missing = Vec::new();
    for (format, shown) in [
        (Format::Pdf, ReportFormat::Pdf),
        (Format::Xlsx, ReportFormat::Xlsx),
    ] {
        let made = reports::make(library, &request, &[format])?;
        missing.extend(made.missing);
        put(desktop, &folder, made.files, shown, language, &mut saved)?;
    }
    saved.warnings.extend(missing_characters(&missing));
    let mut state = desktop.state();
    state.remembered.report_folder = Some(folder);
    desktop.remember(&state)?;
    Ok(Some(saved))
}

/// The characters that no typeface has, told once.
pub fn missing_characters(missing: &[char]) -> Option<Text> {
    if missing.is_empty() {
        return None;
    }
    let mut letters: Vec<String> = missing.iter().map(char::to_string).collect();
    letters.sort();
    letters.dedup();
    Some(Text::both(
        format!(
            "Shown as 〓, because no typeface has them: {}",
            letters.join(" ")
        ),
        format!("書体にないため〓で表示した文字: {}", letters.join(" ")),
    ))
}
