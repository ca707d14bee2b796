//! Reports as files, whatever they are about: what is computed, composed and drawn for each format.
//!
//! Deliberately not here: what a report says and how it looks.

use std::path::{Path, PathBuf};

use psirt_core::assessment::AssessmentState;
use psirt_core::trend::Round;
use psirt_core::workshop::Record;
use psirt_core::{Assessment, Date, Language, Reading};
use psirt_report::branding::Branding;
pub use psirt_report::classification::is_for_outside;
use psirt_report::compose::charts::MOST_AXES;
pub use psirt_report::compose::charts::{NotDrawn, Part};
use psirt_report::compose::{
    compose, compose_benchmark, compose_core, compose_place, since_last_time,
};
use psirt_report::csv::csv;
use psirt_report::document::Report;
use psirt_report::findings::Findings;
use psirt_report::font::Fonts;
use psirt_report::group::{GroupFindings, PlaceFindings};
use psirt_report::json::json;
use psirt_report::logo::{self, Logo};
use psirt_report::pdf::pdf;
use psirt_report::picture::Picture;
use psirt_report::pixels::picture_as_png;
use psirt_report::svg::{Around, stand_alone, svg};
use psirt_report::workbook::{self, Workbook};
use psirt_report::xlsx::xlsx;

use crate::cohorts::BenchmarkFile;
use crate::error::Error;
use crate::files;
use crate::frameworks::Library;
use crate::names::file_name_part;

/// The version of the program, which reports name.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A format a report can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The whole report, to read and print.
    Pdf,
    /// The workbook, to edit and compute with.
    Xlsx,
    /// The radars and the heat map as pictures of lines, which stay sharp at any size.
    Svg,
    /// The same pictures as pixels, for programs that take no others.
    Png,
    /// The services as a table for other programs.
    Csv,
    /// Everything computed, for other programs.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::Pdf,
        Self::Xlsx,
        Self::Svg,
        Self::Png,
        Self::Csv,
        Self::Json,
    ];

    /// Its short name, also the ending of its files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// What a report tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Everything.
    #[default]
    Whole,
    /// What is decided on, without the appendices.
    Core,
    /// What changed since the last round, on one page.
    Since,
}

impl Shape {
    /// Every shape, the one most people want first.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Core, Self::Since];

    /// Its short name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Core => "core",
            Self::Since => "since",
        }
    }

    /// The formats it can have.
    pub const fn formats(self) -> &'static [Format] {
        match self {
            Self::Whole => &Format::ALL,
            Self::Core => &[Format::Pdf],
            Self::Since => &[Format::Pdf, Format::Xlsx],
        }
    }
}

/// What to report.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// What it is about.
    pub subject: Subject<'a>,
    /// The language of the report.
    pub language: Language,
    /// Logo, colour, classification and the like.
    pub branding: Branding,
}

/// What a report is about.
#[derive(Clone, Debug)]
pub enum Subject<'a> {
    /// An assessment.
    Assessment(AboutAssessment<'a>),
    /// The benchmark of a group.
    Benchmark(&'a BenchmarkFile),
    /// A member's own place beside its group; [`crate::cohorts::own_place_report`] makes sure
    /// that both are of one sheet.
    OwnPlace(&'a BenchmarkFile, &'a Assessment),
}

/// An assessment, and how much of it is told.
#[derive(Clone, Debug)]
pub struct AboutAssessment<'a> {
    /// What is told.
    pub shape: Shape,
    /// The assessment with its sheet.
    pub round: Round<'a>,
    /// Earlier rounds, in any order; the last few are shown.
    pub history: Vec<Round<'a>>,
    /// Readings of the assessment's sheet; the first gives the order of the gaps.
    pub readings: Vec<&'a Reading>,
    /// Records of the workshops that the answers came from; none where the report is for others
    /// to read.
    pub workshops: Vec<&'a Record>,
}

/// The formats of the reports of groups and of own places.
pub const GROUP_FORMATS: [Format; 2] = [Format::Pdf, Format::Xlsx];

impl Subject<'_> {
    /// The formats its report can have.
    pub const fn formats(&self) -> &'static [Format] {
        match self {
            Self::Assessment(about) => about.shape.formats(),
            Self::Benchmark(_) | Self::OwnPlace(..) => &GROUP_FORMATS,
        }
    }
}

/// A file of a report, not yet written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    /// A name that every system takes.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A report in all formats asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The files.
    pub files: Vec<ReportFile>,
    /// Characters that no typeface of the program has; they stand as 〓 in PDF.
    pub missing: Vec<char>,
    /// What there is no file of, and why.
    pub left_out: Vec<LeftOut>,
    /// The days of earlier rounds that were given and are not shown, oldest first.
    pub older: Vec<Date>,
}

/// What there is no file of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// The shape of the report does not have the format.
    Format(Format),
    /// A picture could not be drawn.
    Picture(Part, NotDrawn),
}

impl LeftOut {
    /// What is left out and why, in one clause.
    pub fn reason(&self, language: Language) -> String {
        let (part, why) = match self {
            Self::Format(format) => {
                let name = format.name();
                return language.pick(
                    format!("no {name} is written, because this kind of report has none"),
                    format!("この種類のレポートにないため、{name}は出力していない"),
                );
            }
            Self::Picture(part, why) => (part, why),
        };
        let name = match part {
            Part::Areas => language.pick("radar of the areas", "エリア別のレーダー"),
            Part::Services => language.pick("radar of the services", "サービス別のレーダー"),
            Part::HeatMap => language.pick("heat map", "ヒートマップ"),
        };
        match why {
            NotDrawn::NothingYet => language.pick(
                format!("no {name} is written, because no service has a level or a target yet"),
                format!("レベルまたは目標のあるサービスがまだないため、{name}は出力していない"),
            ),
            NotDrawn::TooFew(axes) => language.pick(
                format!("no {name} is written, because it would have {axes} of at least 3 axes"),
                format!("軸が{axes}本しかない (3本以上が必要な) ため、{name}は出力していない"),
            ),
            NotDrawn::TooMany(axes) => language.pick(
                format!(
                    "no {name} is written, because more than {MOST_AXES} axes cannot be told apart \
                     and there are {axes}; the heat map shows all services"
                ),
                format!(
                    "軸が{axes}本あり、{MOST_AXES}本を超えると見分けられないため、{name}は出力していない。\
                     全サービスはヒートマップで見られる"
                ),
            ),
        }
    }
}

/// Composes a report, to be looked at before it is made.
///
/// # Errors
/// There is no earlier round to tell a change from.
pub fn report(library: &Library, request: &Request<'_>) -> Result<Report, Error> {
    let fingerprint = fingerprint(&request.subject);
    Content::of(library, &request.subject, &fingerprint).report(request)
}

/// Makes a report in memory; the same request gives the same bytes.
///
/// # Errors
/// A format cannot be written, or there is no earlier round to tell a change from.
pub fn make(library: &Library, request: &Request<'_>, formats: &[Format]) -> Result<Made, Error> {
    let fingerprint = fingerprint(&request.subject);
    let content = Content::of(library, &request.subject, &fingerprint);
    let older = match &content {
        Content::Assessment(findings, _) => findings.left_out.as_slice(),
        Content::Benchmark(_) | Content::OwnPlace(_) => &[],
    };
    let mut maker = Maker {
        content: &content,
        request,
        made: Made {
            older: older
                .iter()
                .filter(|_| formats.iter().any(|format| *format != Format::Json))
                .map(|round| round.assessment.date())
                .collect(),
            ..Made::default()
        },
    };
    for &format in formats {
        maker.format(format)?;
    }
    maker.made.missing.sort_unstable();
    maker.made.missing.dedup();
    Ok(maker.made)
}

/// All that a report says, computed once.
enum Content<'a> {
    Assessment(Box<Findings<'a>>, Shape),
    Benchmark(GroupFindings<'a>),
    OwnPlace(Box<PlaceFindings<'a>>),
}

impl<'a> Content<'a> {
    fn of(library: &'a Library, subject: &Subject<'a>, fingerprint: &'a str) -> Self {
        let group = |file: &'a BenchmarkFile| {
            GroupFindings::new(&file.benchmark, &file.sheet, fingerprint, VERSION)
        };
        match subject {
            Subject::Assessment(about) => {
                Self::Assessment(Box::new(findings(library, about)), about.shape)
            }
            Subject::Benchmark(file) => Self::Benchmark(group(file)),
            Subject::OwnPlace(file, assessment) => {
                Self::OwnPlace(Box::new(PlaceFindings::new(group(file), assessment)))
            }
        }
    }

    fn report(&self, request: &Request<'_>) -> Result<Report, Error> {
        let (language, branding) = (request.language, &request.branding);
        match self {
            Self::Assessment(findings, Shape::Whole) => Ok(compose(findings, language, branding)),
            Self::Assessment(findings, Shape::Core) => {
                Ok(compose_core(findings, language, branding))
            }
            Self::Assessment(findings, Shape::Since) => {
                since_last_time(findings, language, branding).ok_or(Error::NoEarlierRound)
            }
            Self::Benchmark(findings) => Ok(compose_benchmark(findings, language, branding)),
            Self::OwnPlace(findings) => Ok(compose_place(findings, language, branding)),
        }
    }

    fn workbook(&self, request: &Request<'_>) -> Result<Workbook, Error> {
        let (language, branding) = (request.language, &request.branding);
        match self {
            Self::Assessment(findings, Shape::Whole | Shape::Core) => {
                Ok(workbook::compose(findings, language, branding))
            }
            Self::Assessment(findings, Shape::Since) => {
                workbook::compose_since(findings, language, branding).ok_or(Error::NoEarlierRound)
            }
            Self::Benchmark(findings) => {
                Ok(workbook::compose_benchmark(findings, language, branding))
            }
            Self::OwnPlace(findings) => Ok(workbook::compose_place(findings, language, branding)),
        }
    }

    /// Whom it is about, the day it speaks of, and what the names of its files have in common.
    fn named(&self) -> (&str, String, &'static str) {
        match self {
            Self::Assessment(findings, shape) => {
                let assessment = findings.assessment;
                let part = match shape {
                    Shape::Whole => "",
                    Shape::Core => "core",
                    Shape::Since => "since",
                };
                let name = &assessment.organization().name;
                (name, assessment.date().to_string(), part)
            }
            Self::Benchmark(findings) => {
                let benchmark = findings.benchmark;
                let edition = file_name_part(benchmark.edition());
                (benchmark.title(), edition, "benchmark")
            }
            Self::OwnPlace(findings) => {
                let assessment = findings.assessment;
                let name = &assessment.organization().name;
                (name, assessment.date().to_string(), "place")
            }
        }
    }
}

/// The fingerprint of the key that signed what a report is about, where it was signed.
fn fingerprint(subject: &Subject<'_>) -> String {
    match subject {
        Subject::Assessment(_) => String::new(),
        Subject::Benchmark(file) | Subject::OwnPlace(file, _) => file.signer.fingerprint(),
    }
}

/// All that a report of an assessment says is computed here, once.
fn findings<'a>(library: &'a Library, about: &AboutAssessment<'a>) -> Findings<'a> {
    let round = about.round;
    let is_of_this_sheet = |earlier: &Round<'_>| earlier.sheet.id() == round.sheet.id();
    // A crosswalk brings both of its sheets along, which take time to read.
    let crosswalks = if about.history.iter().all(is_of_this_sheet) {
        Vec::new()
    } else {
        library.crosswalk_list()
    };
    let findings = Findings::new(
        round.sheet,
        round.assessment,
        &about.history,
        &about.readings,
        &crosswalks,
        VERSION,
    );
    let profile = round
        .assessment
        .profile()
        .and_then(|id| library.profile(id));
    findings
        .with_profile(profile.map(AsRef::as_ref))
        .with_workshops(&about.workshops)
}

/// Writes the files of a report into a folder, which is made where it is missing.
///
/// # Errors
/// The folder or a file cannot be written; the files before it are written then.
pub fn save(folder: &Path, made: &Made) -> Result<Vec<PathBuf>, Error> {
    files::make_folder(folder)?;
    let mut paths = Vec::with_capacity(made.files.len());
    for file in &made.files {
        let path = folder.join(&file.name);
        files::write(&path, &file.bytes)?;
        paths.push(path);
    }
    Ok(paths)
}

/// Reads a logo.
///
/// # Errors
/// The file cannot be read, or is not a picture that can be drawn.
pub fn logo(path: &Path) -> Result<Logo, Error> {
    let bytes = files::read_bytes(path, logo::MOST_BYTES)?;
    Logo::parse(&bytes).map_err(|reason| Error::Logo {
        path: path.to_owned(),
        reason: reason.to_string(),
    })
}

/// A picture that stands alone.
struct Drawn {
    title: String,
    description: String,
    picture: Picture,
    fonts: Fonts,
}

impl Drawn {
    fn lines(&self, language: Language) -> String {
        svg(&self.picture, &self.title, &self.description, language)
    }

    /// Two pixels to the point: sharp on a slide that fills a screen.
    fn pixels(&self) -> Result<Vec<u8>, Error> {
        picture_as_png(&self.picture, 2.0, &self.fonts).map_err(|reason| Error::Report {
            format: Format::Png.name(),
            reason: reason.to_string(),
        })
    }
}

struct Maker<'a> {
    content: &'a Content<'a>,
    request: &'a Request<'a>,
    made: Made,
}

impl Maker<'_> {
    fn format(&mut self, format: Format) -> Result<(), Error> {
        if !self.request.subject.formats().contains(&format) {
            self.made.left_out.push(LeftOut::Format(format));
            return Ok(());
        }
        match (format, self.content) {
            (Format::Pdf, _) => self.pdf(),
            (Format::Xlsx, _) => self.xlsx(),
            (_, Content::Assessment(findings, _)) => self.of_assessment(findings, format),
            // Their reports have no other format, as said above.
            (_, Content::Benchmark(_) | Content::OwnPlace(_)) => Ok(()),
        }
    }

    fn of_assessment(&mut self, findings: &Findings<'_>, format: Format) -> Result<(), Error> {
        let (language, branding) = (self.request.language, &self.request.branding);
        match format {
            Format::Csv => {
                let table = csv(findings, language, branding);
                self.add("", format, table);
            }
            Format::Json => {
                let text = json(findings, language);
                self.add("", format, text.into_bytes());
            }
            _ => self.pictures(findings, format)?,
        }
        Ok(())
    }

    fn pdf(&mut self) -> Result<(), Error> {
        let report = self.content.report(self.request)?;
        let pdf = pdf(&report).map_err(|reason| Error::Report {
            format: Format::Pdf.name(),
            reason: reason.to_string(),
        })?;
        self.made.missing.extend(pdf.missing);
        self.add(self.content.named().2, Format::Pdf, pdf.bytes);
        Ok(())
    }

    fn xlsx(&mut self) -> Result<(), Error> {
        let book = self.content.workbook(self.request)?;
        let bytes = xlsx(&book).map_err(|reason| Error::Report {
            format: Format::Xlsx.name(),
            reason: reason.to_string(),
        })?;
        self.add(self.content.named().2, Format::Xlsx, bytes);
        Ok(())
    }

    fn pictures(&mut self, findings: &Findings<'_>, format: Format) -> Result<(), Error> {
        for part in Part::ALL {
            match self.drawn(findings, part) {
                Ok(drawn) => {
                    let bytes = match format {
                        Format::Png => drawn.pixels()?,
                        _ => drawn.lines(self.request.language).into_bytes(),
                    };
                    self.add(part.name(), format, bytes);
                }
                Err(why) => {
                    let left_out = LeftOut::Picture(part, why);
                    // Said once, whichever of the two kinds of picture is written.
                    if !self.made.left_out.contains(&left_out) {
                        self.made.left_out.push(left_out);
                    }
                }
            }
        }
        Ok(())
    }

    /// A picture of the report, with its title and date around it.
    fn drawn(&mut self, findings: &Findings<'_>, part: Part) -> Result<Drawn, NotDrawn> {
        const WIDTH: f32 = 720.0;
        let (language, branding) = (self.request.language, &self.request.branding);
        let assessment = findings.assessment;
        let organization = &assessment.organization().name;
        let (scope, date) = (assessment.scope().trim(), assessment.date());
        let draft = match assessment.state() {
            AssessmentState::Draft => language.pick(" – DRAFT", " (下書き)"),
            AssessmentState::Finished => "",
        };
        let about = if scope.is_empty() {
            format!("{date}{draft}")
        } else {
            format!("{date}{draft}  |  {scope}")
        };
        let figure = part.figure(findings, language)?;
        let around = Around {
            organization,
            about: &about,
            classification: branding.classification(assessment),
        };
        let fonts = Fonts::new();
        let picture = stand_alone(&figure, around, WIDTH, &fonts);
        self.made.missing.extend(fonts.missing());
        Ok(Drawn {
            title: format!("{} – {organization}, {date}", figure.caption),
            description: figure.description,
            picture,
            fonts,
        })
    }

    fn add(&mut self, part: &str, format: Format, bytes: Vec<u8>) {
        let (name, date, _) = self.content.named();
        let name = file_name_part(name);
        let language = self.request.language;
        let part = if part.is_empty() {
            String::new()
        } else {
            format!("_{part}")
        };
        let name = format!("{name}_{date}{part}_{language}.{}", format.name());
        self.made.files.push(ReportFile { name, bytes });
    }
}
