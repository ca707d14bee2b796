//! Reports: what can be chosen, how the pages look, and the files.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use psirt_core::Language;
use psirt_core::workshop::Record;
use psirt_report::classification::is_for_outside;
use psirt_report::document::Paper;
use psirt_store::StoredAssessment;

use super::gather;
use super::gather::reports::{ask_for_folder, missing_characters, put};
use super::granted::Purpose;
use super::job::Watch;
use super::preview::Preview;
use super::session::{Desktop, Session};
use super::view::reading::summary as reading_summary;
use super::wire::{
    Failure, FailureCode, FormatsOfShapes, OfAssessment, OfFile, PageView, PreviewPage,
    PreviewReport, PreviewView, ProgressStep, ReportChoice, ReportFormat, ReportOptionsView,
    ReportPaper, ReportShape, SaveReports, SavedReports, Text,
};
use psirt_app::assessments::{new_id, reading};
use psirt_app::frameworks::Library;
use psirt_app::look;
use psirt_app::reports::{self, AboutAssessment, Format, Request, Shape, Subject};
use psirt_app::rounds::{self, round};
use psirt_app::workshops::records_of;

/// Setting of a workspace: what was chosen last for each organization.
const CHOICES: &str = "report_choices";

pub fn report_options(
    desktop: &Desktop,
    request: OfAssessment,
) -> Result<ReportOptionsView, Failure> {
    let language = desktop.language();
    let mut state = desktop.state();
    let folder = state.remembered.report_folder.clone();
    let session = state.open()?;
    let stored = session.workspace.assessment(&request.assessment)?;
    let earlier = rounds::earlier(&session.workspace, &stored)?;
    let sector = stored.assessment.organization().sector;
    let readings = session
        .library
        .readings_concerning(stored.sheet.id(), sector, language);
    let branding = session.workspace.branding_for(&stored.organization)?;
    let has_logo = branding.logo.is_some();
    Ok(ReportOptionsView {
        assessment: request.assessment,
        formats: FormatsOfShapes {
            whole: formats_of(Shape::Whole),
            core: formats_of(Shape::Core),
            since: formats_of(Shape::Since),
        },
        last: last_choice(session, &stored, &earlier, language, has_logo)?,
        earlier: earlier
            .iter()
            .map(|one| gather::home::summary(one, &one.assessment.organization().name))
            .collect(),
        readings: readings
            .into_iter()
            .map(|one| reading_summary(one))
            .collect(),
        classification: stored.assessment.classification().map(str::to_owned),
        folder: folder.map(|folder| folder.display().to_string()),
        has_workshop: !records_of(&session.workspace, &stored.assessment)?.is_empty(),
        has_logo,
    })
}

pub fn preview_report(
    desktop: &Desktop,
    request: PreviewReport,
    watch: &Watch,
) -> Result<PreviewView, Failure> {
    watch.tell(ProgressStep::Reading, 0, 0)?;
    let material = Material::of(desktop, &request.choice)?;
    watch.tell(ProgressStep::Composing, 0, 0)?;
    let report = reports::report(&material.library, &material.request(request.language)?)?;
    watch.tell(ProgressStep::Drawing, 0, 0)?;
    let preview = Preview::draw(new_id(), &report);
    watch.tell(ProgressStep::Drawing, 1, 1)?;
    let view = PreviewView {
        id: preview.id.clone(),
        pages: preview.count(),
        warnings: missing_characters(preview.missing()).into_iter().collect(),
    };
    desktop.state().preview = Some(Arc::new(preview));
    Ok(view)
}

pub fn preview_page(desktop: &Desktop, request: PreviewPage) -> Result<PageView, Failure> {
    let preview = desktop.state().preview.clone();
    preview
        .filter(|preview| preview.id == request.preview)
        .and_then(|preview| preview.page(request.page))
        .ok_or_else(|| Failure::new(FailureCode::NotFound, "the preview has no such page"))
}

pub fn save_reports(
    desktop: &Desktop,
    request: SaveReports,
    watch: &Watch,
) -> Result<Option<SavedReports>, Failure> {
    if request.formats.is_empty() || request.choice.languages.is_empty() {
        return Err(Failure::new(
            FailureCode::InvalidInput,
            "a report has a format and a language",
        ));
    }
    let material = Material::of(desktop, &request.choice)?;
    let Some(folder) = ask_for_folder(desktop) else {
        return Ok(None);
    };
    let mut saved = SavedReports {
        folder: folder.display().to_string(),
        files: Vec::new(),
        warnings: Vec::new(),
    };
    let mut missing = Vec::new();
    let total = request.choice.languages.len() * request.formats.len();
    for language in &request.choice.languages {
        let order = material.request(*language)?;
        for format in &request.formats {
            watch.tell(ProgressStep::Drawing, saved.files.len().min(total), total)?;
            let made = reports::make(&material.library, &order, file_format(*format).as_slice())?;
            missing.extend(made.missing);
            for left_out in &made.left_out {
                let [english, japanese] =
                    [Language::En, Language::Ja].map(|language| left_out.reason(language));
                let text = Text::both(english, japanese);
                if !saved.warnings.contains(&text) {
                    saved.warnings.push(text);
                }
            }
            put(desktop, &folder, made.files, *format, *language, &mut saved)?;
        }
    }
    saved.warnings.extend(missing_characters(&missing));
    let mut state = desktop.state();
    state.remembered.report_folder = Some(folder);
    desktop.remember(&state)?;
    if let Ok(session) = state.open() {
        remember_choice(session, &material.stored, request.choice)?;
        psirt_app::rounds::report_made(&mut session.workspace, &material.stored)?;
    }
    Ok(Some(saved))
}

pub fn open_saved(desktop: &Desktop, request: OfFile) -> Result<(), Failure> {
    // The page may open what was written where a dialog said, and nothing else.
    let path = desktop.granted().path(Purpose::Written, &request.file)?;
    found(&path)?;
    let opened = desktop.shell.open(&path);
    opened.map_err(|error| Failure::new(FailureCode::NoProgram, error.to_string()))
}

pub fn show_in_folder(desktop: &Desktop, request: OfFile) -> Result<(), Failure> {
    let path = {
        let granted = desktop.granted();
        let written = granted.path(Purpose::Written, &request.file);
        written.or_else(|_| granted.path(Purpose::Open, &request.file))?
    };
    found(&path)?;
    let shown = desktop.shell.show_in_folder(&path);
    shown.map_err(|error| Failure::new(FailureCode::NoProgram, error.to_string()))
}

/// All that a report is made from, taken out of the workspace so that others may use it.
struct Material {
    shape: Shape,
    library: Library,
    stored: StoredAssessment,
    earlier: Vec<StoredAssessment>,
    readings: Vec<String>,
    workshops: Vec<Record>,
    branding: psirt_report::branding::Branding,
}

impl Material {
    fn of(desktop: &Desktop, choice: &ReportChoice) -> Result<Self, Failure> {
        let (known, mut material) = {
            let mut state = desktop.state();
            let session = state.open()?;
            let stored = session.workspace.assessment(&choice.assessment)?;
            let known = session.workspace.branding_for(&stored.organization)?;
            let mut earlier = choice
                .earlier
                .iter()
                .map(|id| Ok(session.workspace.assessment(id)?))
                .collect::<Result<Vec<_>, Failure>>()?;
            // What was found wrong counts in no figure and stays visible in its place.
            let present = rounds::replaced(&session.workspace, std::slice::from_ref(&stored))?;
            earlier.extend(rounds::replaced(&session.workspace, &earlier)?);
            earlier.extend(present);
            let material = Self {
                shape: choice.shape.into(),
                library: session.library.clone(),
                earlier,
                readings: choice.readings.clone(),
                workshops: if choice.with_workshop == Some(true) {
                    records_of(&session.workspace, &stored.assessment)?
                } else {
                    Vec::new()
                },
                branding: psirt_report::branding::Branding::default(),
                stored,
            };
            (known, material)
        };
        // A logo may take its time to be read; nobody waits for it here.
        let mut branding = look::of_reports(&known, choice.with_logo);
        // An empty line takes the assessment's own away; `null` leaves it.
        branding.classification.clone_from(&choice.classification);
        branding.without_answers = !choice.with_answers;
        branding.paper = choice.paper.into();
        material.branding = branding;
        Ok(material)
    }

    fn request(&self, language: Language) -> Result<Request<'_>, Failure> {
        let readings = self.readings.iter();
        let about = AboutAssessment {
            shape: self.shape,
            round: round(&self.stored),
            history: self.earlier.iter().map(round).collect(),
            readings: readings
                .map(|id| Ok(reading(&self.library, id, &self.stored.sheet)?))
                .collect::<Result<_, Failure>>()?,
            workshops: self.workshops.iter().collect(),
        };
        Ok(Request {
            subject: Subject::Assessment(about),
            language,
            branding: self.branding.clone(),
        })
    }
}

/// What was chosen last for the organization, or what most people want.
fn last_choice(
    session: &Session,
    stored: &StoredAssessment,
    earlier: &[StoredAssessment],
    language: Language,
    has_logo: bool,
) -> Result<ReportChoice, Failure> {
    let choices: Option<BTreeMap<String, ReportChoice>> = session.workspace.setting(CHOICES)?;
    let known = choices.and_then(|mut choices| choices.remove(&stored.organization));
    let own = stored.assessment.classification();
    let rounds: Vec<String> = earlier
        .iter()
        .take(psirt_report::findings::MOST_EARLIER_ROUNDS)
        .map(|one| one.assessment.id().to_owned())
        .collect();
    let mut choice = known.unwrap_or_else(|| ReportChoice {
        shape: ReportShape::Whole,
        paper: ReportPaper::A4,
        assessment: String::new(),
        languages: vec![language],
        earlier: Vec::new(),
        readings: Vec::new(),
        classification: own.map(str::to_owned),
        with_answers: true,
        with_workshop: None,
        with_logo: has_logo,
    });
    stored.assessment.id().clone_into(&mut choice.assessment);
    if rounds.is_empty() && choice.shape == ReportShape::Since {
        choice.shape = ReportShape::Whole;
    }
    // What only the room should read is left out where the report is for others.
    let line = choice.classification.as_deref().or(own);
    let is_inside = choice.with_answers && !line.is_some_and(is_for_outside);
    choice.with_workshop.get_or_insert(is_inside);
    choice.earlier = rounds;
    choice
        .readings
        .retain(|id| reading(&session.library, id, &stored.sheet).is_ok());
    Ok(choice)
}

fn remember_choice(
    session: &mut Session,
    stored: &StoredAssessment,
    choice: ReportChoice,
) -> Result<(), Failure> {
    if !session.workspace.is_writable() {
        return Ok(());
    }
    let choices: Option<BTreeMap<String, ReportChoice>> = session.workspace.setting(CHOICES)?;
    let mut choices = choices.unwrap_or_default();
    choices.insert(stored.organization.clone(), choice);
    Ok(session.workspace.set_setting(CHOICES, &choices)?)
}

impl From<ReportPaper> for Paper {
    fn from(paper: ReportPaper) -> Self {
        match paper {
            ReportPaper::A4 => Self::A4,
            ReportPaper::Letter => Self::Letter,
        }
    }
}

impl From<ReportShape> for Shape {
    fn from(shape: ReportShape) -> Self {
        match shape {
            ReportShape::Whole => Self::Whole,
            ReportShape::Core => Self::Core,
            ReportShape::Since => Self::Since,
        }
    }
}

/// The formats a shape can have, the one most people want first.
fn formats_of(shape: Shape) -> Vec<ReportFormat> {
    let has = |format: &ReportFormat| {
        file_format(*format).is_some_and(|format| shape.formats().contains(&format))
    };
    ReportFormat::ALL.into_iter().filter(has).collect()
}

/// The format of a file; `None` where this program does not write it.
fn file_format(format: ReportFormat) -> Option<Format> {
    let name = serde_json::to_value(format).expect("a format is a word");
    let mut known = Format::ALL.into_iter();
    known.find(|known| Some(known.name()) == name.as_str())
}

fn found(path: &Path) -> Result<(), Failure> {
    if path.exists() {
        return Ok(());
    }
    let path = path.display();
    Err(Failure::new(
        FailureCode::FileNotFound,
        format!("no file `{path}`"),
    ))
}
