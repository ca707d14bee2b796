//! The example assessments and their reports as files: what the program makes, to look at.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use psirt_core::trend::Round;
use psirt_core::workshop::Record;
use psirt_core::{Assessment, Language, Sheet};

use crate::assessments;
use crate::branding::Branding;
use crate::cohorts::{self, SampleCohort};
use crate::error::Error;
use crate::files;
use crate::frameworks::{Library, sample_readings, sample_workshops, samples};
use crate::reports::{self, AboutAssessment, Format, Made, Request, Shape, Subject};
use crate::workshops::parse_record;

/// The example rounds in one language, oldest first.
///
/// # Errors
/// None with the samples that are shipped; a test reads them.
pub fn rounds(
    library: &Library,
    language: Language,
) -> Result<Vec<(Arc<Sheet>, Assessment)>, Error> {
    samples(language)
        .into_iter()
        .map(|sample| assessments::parse(library, Path::new(sample.name), sample.text))
        .collect()
}

/// The records of the workshops that the example rounds were held in.
///
/// # Errors
/// None with the samples that are shipped; a test reads them.
pub fn workshops(library: &Library, language: Language) -> Result<Vec<Record>, Error> {
    sample_workshops(language)
        .into_iter()
        .map(|sample| parse_record(library, Path::new(sample.name), sample.text))
        .collect()
}

/// A report of the last example round in memory, with the earlier ones as its history.
///
/// # Errors
/// A format cannot be written.
pub fn report(
    library: &Library,
    language: Language,
    shape: Shape,
    formats: &[Format],
) -> Result<Made, Error> {
    let rounds = rounds(library, language)?;
    let (last, earlier) = rounds.split_last().expect("samples are shipped");
    let readings = sample_readings();
    let workshops = workshops(library, language)?;
    let about = AboutAssessment {
        shape,
        round: as_round(last),
        history: earlier.iter().map(as_round).collect(),
        readings: readings
            .iter()
            .map(|id| assessments::reading(library, id, &last.0))
            .collect::<Result<_, _>>()?,
        workshops: workshops.iter().collect(),
    };
    let request = Request {
        subject: Subject::Assessment(about),
        language,
        branding: Branding::default(),
    };
    reports::make(library, &request, formats)
}

/// The reports of the last edition of the example cohort: that of the group, and the own place of
/// the manufacturer.
///
/// # Errors
/// A format cannot be written.
pub fn group_reports(
    library: &Library,
    cohort: &SampleCohort,
    language: Language,
    formats: &[Format],
) -> Result<[Made; 2], Error> {
    let rounds = rounds(library, language)?;
    let (_, own) = rounds.last().expect("samples are shipped");
    let file = cohort.published();
    let subjects = [Subject::Benchmark(&file), Subject::OwnPlace(&file, own)];
    let made = subjects.map(|subject| {
        let formats: Vec<Format> = formats
            .iter()
            .copied()
            .filter(|format| subject.formats().contains(format))
            .collect();
        let request = Request {
            subject,
            language,
            branding: Branding::default(),
        };
        reports::make(library, &request, &formats)
    });
    let [group, own] = made;
    Ok([group?, own?])
}

fn as_round((sheet, assessment): &(Arc<Sheet>, Assessment)) -> Round<'_> {
    Round { sheet, assessment }
}

/// Writes the example assessments, their reports and the example cohort, a folder for each
/// language.
///
/// # Errors
/// A file cannot be written.
pub fn write(library: &Library, folder: &Path, formats: &[Format]) -> Result<Vec<PathBuf>, Error> {
    let mut paths = Vec::new();
    for language in Language::ALL {
        let folder = folder.join(language.code());
        // The core is the first part of the whole.
        for shape in [Shape::Whole, Shape::Since] {
            let made = report(library, language, shape, formats)?;
            paths.extend(reports::save(&folder, &made)?);
        }
        for sample in samples(language) {
            let path = folder.join(format!("{}.psirt.json", sample.name));
            files::write(&path, sample.text.as_bytes())?;
            paths.push(path);
        }
        for record in sample_workshops(language) {
            let path = folder.join(format!("{}.workshop.json", record.name));
            files::write(&path, record.text.as_bytes())?;
            paths.push(path);
        }
        let cohort = cohorts::sample(library, language)?;
        let folder = folder.join("cohort");
        paths.extend(cohort.write(&folder, language)?);
        for made in group_reports(library, &cohort, language, formats)? {
            paths.extend(reports::save(&folder, &made)?);
        }
    }
    Ok(paths)
}
