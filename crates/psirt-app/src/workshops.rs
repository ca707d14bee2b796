//! Workshops in a workspace: what the terminal asks for, one function a step.
//!
//! What a promise forbids is not in any value that leaves this module: it is the workspace that
//! opens answers, and it opens no more than the promise lets through.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use psirt_core::workshop::{
    Opinion, Parked, Promise, Respondent, Settlement, Spread, Verdict, alpha_of_the_room,
};
use psirt_core::{Answer, Assessment, Language, Level, ServiceId, Sheet, letters};
use psirt_report::branding::Branding;
use psirt_report::compose::{Form, form};
use psirt_report::pdf::pdf;
use psirt_store::{
    Answered, NewIds, NewWorkshop, Passphrase, Stage, StoredWorkshop, WorkshopFault, Workspace,
};

use crate::answering::assigned;
use crate::assessments::new_id;
use crate::error::{AssignmentFault, AssignmentProblem, Error};
use crate::files;
use crate::workspaces::{deed, holder, user};
use crate::written::{self, Meant};

/// A workspace with the folder its workshops' keys lie in.
pub struct Room {
    workspace: Workspace,
    keys: PathBuf,
    path: PathBuf,
}

/// What a workshop is to be.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What becomes of names.
    pub promise: Promise,
    /// How long the room has.
    pub minutes: u32,
    /// Areas and services to be answered, as typed; none is all.
    pub subjects: Vec<String>,
    /// How many answer, with numbers only.
    pub people: u32,
}

/// A workshop with its figures.
#[derive(Clone, Debug)]
pub struct Standing {
    /// As it is kept.
    pub workshop: StoredWorkshop,
    /// The assessment it is about.
    pub assessment: Assessment,
    /// Its sheet.
    pub sheet: Arc<Sheet>,
    /// How many have answered, while answers are taken.
    pub answered: Option<Answered>,
    /// The spread that counts of each service, in sheet order.
    pub spreads: Vec<Spread>,
    /// The agreement of the whole room.
    pub alpha: Option<f64>,
}

/// Where the keys of workshops lie when nobody says otherwise: the user's own data on this
/// machine, which no backup of a workspace carries along.
pub fn usual_keys() -> Option<PathBuf> {
    Some(
        dirs::data_local_dir()?
            .join("psirt-maturity")
            .join("workshop-keys"),
    )
}

/// Writes a paper form for each respondent into a folder, which is made where it is missing;
/// returns the files.
///
/// # Errors
/// [`Error::Exists`], [`Error::Write`], [`Error::Report`]
pub fn write_forms(
    standing: &Standing,
    language: Language,
    folder: &Path,
) -> Result<Vec<PathBuf>, Error> {
    std::fs::create_dir_all(folder).map_err(|reason| Error::Write {
        path: folder.to_owned(),
        reason,
    })?;
    let services: Vec<ServiceId> = standing.workshop.services.keys().cloned().collect();
    let mut written = Vec::new();
    for respondent in &standing.workshop.respondents {
        let report = form(
            Form {
                assessment: &standing.assessment,
                sheet: &standing.sheet,
                services: &services,
                promise: standing.workshop.promise,
                respondent: respondent.number,
                program_version: env!("CARGO_PKG_VERSION"),
            },
            language,
            &Branding::default(),
        );
        let made = pdf(&report).map_err(|reason| Error::Report {
            format: "PDF",
            reason: reason.to_string(),
        })?;
        let path = folder.join(format!("form-{:02}.pdf", respondent.number));
        files::write_new(&path, &made.bytes)?;
        written.push(path);
    }
    Ok(written)
}

impl Room {
    /// Opens a workspace for writing.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn open(path: &Path, passphrase: Option<String>, keys: PathBuf) -> Result<Self, Error> {
        Self::of(path, passphrase, keys, |passphrase| {
            Workspace::open(path, passphrase, &holder())
        })
    }

    /// Makes a workspace that is not there yet.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn create(path: &Path, passphrase: Option<String>, keys: PathBuf) -> Result<Self, Error> {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Self::of(path, passphrase, keys, |passphrase| {
            Workspace::create(path, &name, passphrase, &holder())
        })
    }

    fn of(
        path: &Path,
        passphrase: Option<String>,
        keys: PathBuf,
        have: impl FnOnce(Option<Passphrase>) -> psirt_store::Result<Workspace>,
    ) -> Result<Self, Error> {
        let passphrase = passphrase.map(Passphrase::new).transpose();
        let workspace = passphrase
            .and_then(have)
            .map_err(|reason| Error::Workspace {
                path: path.to_owned(),
                reason,
            })?;
        Ok(Self {
            workspace,
            keys,
            path: path.to_owned(),
        })
    }

    /// Takes an assessment into the workspace.
    ///
    /// # Errors
    /// [`Error::Workspace`] where it is there already
    pub fn take_in(&mut self, assessment: &Assessment, sheet: &Sheet) -> Result<(), Error> {
        let (organization, scope) = (new_id(), new_id());
        let new = NewIds {
            organization: &organization,
            scope: &scope,
        };
        let who = user();
        let deed = deed("import_assessment", &who);
        let added = self
            .workspace
            .import_assessment(assessment, sheet, new, deed);
        added.map(drop).map_err(|reason| self.refused(reason))
    }

    /// The assessment that a command is about: the one named, or the only one there is.
    ///
    /// # Errors
    /// [`Error::WhichAssessment`]
    pub fn assessment(&self, named: Option<&str>) -> Result<String, Error> {
        let all = self
            .workspace
            .assessments()
            .map_err(|reason| self.refused(reason))?;
        let ids: Vec<String> = all.into_iter().map(|summary| summary.id).collect();
        let found = match (named, ids.as_slice()) {
            (Some(named), ids) => ids.iter().find(|id| *id == named),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        found.cloned().ok_or_else(|| Error::WhichAssessment {
            path: self.path.clone(),
            known: ids,
        })
    }

    /// Opens a workshop.
    ///
    /// # Errors
    /// [`Error::UnknownSubject`], [`Error::Workspace`]
    pub fn begin(&mut self, assessment: &str, plan: &Plan) -> Result<Standing, Error> {
        let stored = self
            .workspace
            .assessment(assessment)
            .map_err(|reason| self.refused(reason))?;
        let services = services_of(&stored.sheet, &plan.subjects)?;
        let respondents: Vec<Respondent> = (1..=plan.people)
            .map(|number| Respondent {
                number,
                name: String::new(),
                group: String::new(),
            })
            .collect();
        let id = new_id();
        let new = NewWorkshop {
            id: &id,
            assessment,
            promise: plan.promise,
            minutes: plan.minutes,
            services: &services,
            respondents: &respondents,
        };
        self.workspace
            .open_workshop(&self.keys, new, Timestamp::now())
            .map_err(|reason| self.refused(reason))?;
        self.standing(assessment)
    }

    /// The newest workshop of an assessment, as far as it may be seen.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn standing(&self, assessment: &str) -> Result<Standing, Error> {
        let refused = |reason| self.refused(reason);
        let id = self.newest(assessment)?;
        let stored = self.workspace.assessment(assessment).map_err(refused)?;
        let workshop = self.workspace.workshop(&self.keys, &id).map_err(refused)?;
        let answered = match workshop.ballot() {
            Some(_) => Some(self.workspace.answered(&self.keys, &id).map_err(refused)?),
            None => None,
        };
        let spreads = if workshop.stage == Stage::First {
            Vec::new()
        } else {
            workshop.spreads(&stored.sheet)
        };
        let alpha = alpha_of_the_room(
            workshop.respondents.len(),
            spreads.iter().map(|spread| &spread.tally),
        );
        Ok(Standing {
            workshop,
            assessment: stored.assessment,
            sheet: stored.sheet,
            answered,
            spreads,
            alpha,
        })
    }

    /// Names respondents and puts them into groups; numbers that are new are added.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn name(&mut self, assessment: &str, named: &[Respondent]) -> Result<Standing, Error> {
        let workshop = self.standing(assessment)?.workshop;
        let mut respondents = workshop.respondents;
        for respondent in named {
            respondents.retain(|known| known.number != respondent.number);
            respondents.push(respondent.clone());
        }
        self.workspace
            .set_respondents(&self.keys, &workshop.id, &respondents)
            .map_err(|reason| self.refused(reason))?;
        self.standing(assessment)
    }

    /// Takes the secret answers of one respondent, all of them or none.
    ///
    /// `row` holds one letter for each service of the workshop in sheet order, as on paper: a
    /// level, `n`, `?`, or `-` for none. What is typed by service goes before it.
    ///
    /// # Errors
    /// [`Error::Assignments`], [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn enter(
        &mut self,
        assessment: &str,
        respondent: u32,
        row: Option<&str>,
        typed: &[String],
        notes: &[String],
    ) -> Result<Answered, Error> {
        let standing = self.standing(assessment)?;
        let sheet = &standing.sheet;
        let asked: Vec<&ServiceId> = sheet
            .services()
            .map(|service| &service.id)
            .filter(|service| standing.workshop.services.contains_key(*service))
            .collect();
        let mut faults = Vec::new();
        let mut found: Vec<(ServiceId, Answer)> = Vec::new();
        if let Some(row) = row {
            match answers_of_row(sheet, &asked, row) {
                Ok(answers) => found.extend(answers),
                Err(problem) => faults.push(AssignmentFault {
                    typed: letters::seen(row),
                    problem,
                }),
            }
        }
        for text in typed {
            match assigned(sheet, text, |value| opinion_value(sheet, value)) {
                Ok((service, answer)) => {
                    found.retain(|(known, _)| *known != service);
                    found.push((service, answer));
                }
                Err(problem) => faults.push(AssignmentFault {
                    typed: letters::seen(text),
                    problem,
                }),
            }
        }
        let mut said: Vec<(ServiceId, String)> = Vec::new();
        for text in notes {
            let note = assigned(sheet, text, |value| Ok(value.trim().to_owned()));
            let known = |service: &ServiceId| found.iter().any(|(known, _)| known == service);
            match note {
                Ok((service, note)) if known(&service) => said.push((service, note)),
                Ok(_) => faults.push(AssignmentFault {
                    typed: letters::seen(text),
                    problem: AssignmentProblem::NotAnAnswer,
                }),
                Err(problem) => faults.push(AssignmentFault {
                    typed: letters::seen(text),
                    problem,
                }),
            }
        }
        if !faults.is_empty() {
            return Err(Error::Assignments {
                path: self.path.clone(),
                faults,
            });
        }
        let opinions: Vec<Opinion> = found
            .into_iter()
            .map(|(service, answer)| {
                let note = said.iter().find(|(of, _)| *of == service);
                Opinion {
                    respondent,
                    answer,
                    note: note.map(|(_, note)| note.clone()).unwrap_or_default(),
                    service,
                }
            })
            .collect();
        self.workspace
            .cast(&self.keys, &standing.workshop.id, &opinions)
            .map_err(|reason| self.refused(reason))
    }

    /// Shows all answers at once.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`] before three have answered
    pub fn reveal(&mut self, assessment: &str) -> Result<Standing, Error> {
        let id = self.newest(assessment)?;
        self.workspace
            .reveal(&self.keys, &id)
            .map_err(|reason| self.refused(reason))?;
        self.standing(assessment)
    }

    /// Settles one service as typed, `SERVICE=ANSWER`.
    ///
    /// # Errors
    /// [`Error::Assignments`], [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn settle(
        &mut self,
        assessment: &str,
        typed: &str,
        how: impl FnOnce(Answer) -> Settlement,
    ) -> Result<Standing, Error> {
        let sheet = self.standing(assessment)?.sheet;
        let (service, answer) = assigned(&sheet, typed, |value| opinion_value(&sheet, value))
            .map_err(|problem| Error::Assignments {
                path: self.path.clone(),
                faults: vec![AssignmentFault {
                    typed: letters::seen(typed),
                    problem,
                }],
            })?;
        self.settle_these(assessment, vec![(service, how(answer))])
    }

    /// Settles every *close* and *agreed* service that is not settled yet as proposed, in one
    /// step. What is proposed as *not applicable* needs a reason, and is left.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn settle_close_ones(&mut self, assessment: &str) -> Result<Standing, Error> {
        let standing = self.standing(assessment)?;
        let settlements = standing.spreads.iter().filter_map(|spread| {
            let is_close = matches!(spread.verdict, Verdict::Close | Verdict::Agreed);
            let state = standing.workshop.services.get(&spread.service)?;
            let is_left = state.settlement.is_none() && state.parked.is_none();
            let level @ Answer::Level(_) = spread.proposed.clone()? else {
                return None;
            };
            let settlement = Settlement {
                answer: level,
                reason: String::new(),
                dissent: Vec::new(),
            };
            (is_close && is_left).then(|| (spread.service.clone(), settlement))
        });
        let settlements = settlements.collect();
        self.settle_these(assessment, settlements)
    }

    /// Parks a service.
    ///
    /// # Errors
    /// [`Error::UnknownSubject`], [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn park(
        &mut self,
        assessment: &str,
        typed: &str,
        parked: Parked,
    ) -> Result<Standing, Error> {
        let standing = self.standing(assessment)?;
        let service = standing
            .sheet
            .service_typed(typed)
            .ok_or_else(|| unknown_subject(&standing.sheet, typed))?;
        let service = service.id.as_str();
        self.workspace
            .park(&self.keys, &standing.workshop.id, service, parked)
            .map_err(|reason| self.refused(reason))?;
        self.standing(assessment)
    }

    /// Ends the workshop and removes its key.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn end(&mut self, assessment: &str) -> Result<Standing, Error> {
        let id = self.newest(assessment)?;
        self.workspace
            .close_workshop(&self.keys, &id, Timestamp::now())
            .map_err(|reason| self.refused(reason))?;
        self.standing(assessment)
    }

    /// Closes the workspace.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn leave(self) -> Result<(), Error> {
        let path = self.path;
        self.workspace
            .close(Timestamp::now())
            .map_err(|reason| Error::Workspace { path, reason })
    }

    fn settle_these(
        &mut self,
        assessment: &str,
        settlements: Vec<(ServiceId, Settlement)>,
    ) -> Result<Standing, Error> {
        let id = self.newest(assessment)?;
        let who = user();
        let deed = deed("settle", &who);
        self.workspace
            .settle_all(&self.keys, &id, settlements, deed)
            .map_err(|reason| self.refused(reason))?;
        self.standing(assessment)
    }

    fn newest(&self, assessment: &str) -> Result<String, Error> {
        let ids = self
            .workspace
            .workshops(assessment)
            .map_err(|reason| self.refused(reason))?;
        ids.into_iter().next().ok_or_else(|| Error::NoWorkshop {
            path: self.path.clone(),
        })
    }

    fn refused(&self, reason: psirt_store::Error) -> Error {
        Error::Workspace {
            path: self.path.clone(),
            reason,
        }
    }
}

/// The services that areas and services name; all of the sheet where none is named.
fn services_of(sheet: &Sheet, subjects: &[String]) -> Result<Vec<ServiceId>, Error> {
    let mut services: Vec<ServiceId> = Vec::new();
    for typed in subjects {
        if let Some(area) = sheet.area_typed(typed) {
            services.extend(area.services.iter().map(|service| service.id.clone()));
        } else if let Some(service) = sheet.service_typed(typed) {
            services.push(service.id.clone());
        } else {
            return Err(unknown_subject(sheet, typed));
        }
    }
    if subjects.is_empty() {
        services.extend(sheet.services().map(|service| service.id.clone()));
    }
    Ok(services)
}

fn unknown_subject(sheet: &Sheet, typed: &str) -> Error {
    Error::UnknownSubject {
        word: letters::seen(typed),
        sheet: sheet.id().clone(),
    }
}

/// One answer of a respondent; *not applicable* may lack its reason.
fn opinion_value(sheet: &Sheet, typed: &str) -> Result<Answer, AssignmentProblem> {
    match written::answer(typed, sheet) {
        Meant::NotApplicable => Ok(Answer::NotApplicable(String::new())),
        _ => crate::answering::typed_answer(sheet, typed),
    }
}

fn answers_of_row(
    sheet: &Sheet,
    asked: &[&ServiceId],
    row: &str,
) -> Result<Vec<(ServiceId, Answer)>, AssignmentProblem> {
    let row: Vec<char> = letters::plain(row)
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    if row.len() != asked.len() {
        return Err(AssignmentProblem::RowLength {
            found: row.len(),
            expected: asked.len(),
        });
    }
    let mut answers = Vec::new();
    for (service, letter) in asked.iter().zip(row) {
        let answer = match letter {
            '-' => continue,
            'n' => Answer::NotApplicable(String::new()),
            '?' => Answer::DontKnow,
            letter => {
                let digit = letter
                    .to_digit(10)
                    .and_then(|digit| u8::try_from(digit).ok());
                let level = digit
                    .map(Level::new)
                    .filter(|level| *level <= sheet.highest_level());
                Answer::Level(level.ok_or(AssignmentProblem::NotAnAnswer)?)
            }
        };
        answers.push(((*service).clone(), answer));
    }
    Ok(answers)
}

/// Why a workshop refuses something, in words.
pub(crate) fn fault_message(fault: &WorkshopFault, language: Language) -> String {
    use psirt_core::workshop::Unsettled;
    match fault {
        WorkshopFault::TooFewAnswered { answered } => language.pick(
            format!("nothing is shown before three people have answered; {answered} have"),
            format!("3人が回答するまで公開できない (現在{answered}人)"),
        ),
        WorkshopFault::WrongStage { stage } => {
            let (en, ja) = match stage {
                Stage::First => (
                    "the answers are not shown yet",
                    "回答はまだ公開されていない",
                ),
                Stage::Second | Stage::Talked => (
                    "the answers are shown already",
                    "回答はすでに公開されている",
                ),
                Stage::Closed => ("the workshop is closed", "ワークショップは終了している"),
            };
            language.pick(en, ja).to_owned()
        }
        WorkshopFault::KeyMissing => language
            .pick(
                "the key of the workshop is not on this machine",
                "ワークショップの鍵がこのコンピューターにない",
            )
            .to_owned(),
        WorkshopFault::UnknownRespondent { number } => language.pick(
            format!("no respondent {number}"),
            format!("回答者{number}は存在しない"),
        ),
        WorkshopFault::Respondents { number } => language.pick(
            format!("respondent {number} stands twice, has number 0, or has answered already"),
            format!("回答者{number}は重複しているか、番号が0であるか、すでに回答している"),
        ),
        WorkshopFault::UnknownService { service } => language.pick(
            format!("the workshop is not about service `{service}`"),
            format!("サービス`{service}`はこのワークショップの対象ではない"),
        ),
        WorkshopFault::Empty => language
            .pick(
                "a workshop needs one service and one minute at least",
                "ワークショップには1件以上のサービスと1分以上の時間が必要",
            )
            .to_owned(),
        WorkshopFault::StillOpen { .. } => language
            .pick(
                "a workshop of this assessment is still open",
                "このアセスメントのワークショップがまだ終了していない",
            )
            .to_owned(),
        WorkshopFault::UnknownLevel { found } => language.pick(
            format!("the sheet has no level {found}"),
            format!("成熟度シートにレベル{found}は存在しない"),
        ),
        WorkshopFault::NoteTooLong => language
            .pick("a note is too long", "メモが長すぎる")
            .to_owned(),
        WorkshopFault::Unsettled(unsettled) => {
            let (en, ja) = match unsettled {
                Unsettled::ReasonMissing => (
                    "an answer other than the one proposed needs a reason",
                    "提案と違う回答と「該当なし」には理由が必要",
                ),
                Unsettled::UnknownLevel => {
                    ("the sheet has no such level", "そのレベルは存在しない")
                }
                Unsettled::DissentWithoutReason => {
                    ("a dissent needs a reason", "異論には理由が必要")
                }
                Unsettled::DissentNamed => (
                    "the promise allows no name beside a dissent",
                    "匿名性の約束により、異論に回答者を付けられない",
                ),
                Unsettled::UnknownRespondent => ("no such respondent", "その回答者は存在しない"),
                Unsettled::OwnerMissing => {
                    ("what is parked needs an owner", "保留には担当者が必要")
                }
            };
            language.pick(en, ja).to_owned()
        }
    }
}
