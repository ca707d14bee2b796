//! A workspace that the terminal opens for one step of a workshop, and what is typed there.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use psirt_core::workshop::{Opinion, Parked, Promise, Respondent, Settlement};
use psirt_core::{Answer, Assessment, Level, ServiceId, Sheet, letters};
use psirt_store::{Answered, Workspace};

use super::{Plan, Standing, Workshops, numbered};
use crate::answering::assigned;
use crate::error::{AssignmentFault, AssignmentProblem, Error};
use crate::workspaces::{create, have, holder, take_in, user};
use crate::written::{self, Meant};

/// A workspace with the folder its workshops' keys lie in.
pub struct Room {
    workspace: Workspace,
    keys: PathBuf,
    path: PathBuf,
}

/// What a workshop is to be, as typed.
#[derive(Clone, Debug)]
pub struct TypedPlan {
    /// What becomes of names.
    pub promise: Promise,
    /// How long the room has.
    pub minutes: u32,
    /// Areas and services to be answered; none is all.
    pub subjects: Vec<String>,
    /// How many answer, with numbers only.
    pub people: u32,
}

impl Room {
    /// Opens a workspace for writing.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn open(path: &Path, passphrase: Option<String>, keys: PathBuf) -> Result<Self, Error> {
        let workspace = have(path, passphrase, |passphrase| {
            Workspace::open(path, passphrase, &holder())
        })?;
        Ok(Self::in_workspace(workspace, path, keys))
    }

    /// Makes a workspace that is not there yet.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn create(path: &Path, passphrase: Option<String>, keys: PathBuf) -> Result<Self, Error> {
        let workspace = have(path, passphrase, |passphrase| create(path, passphrase))?;
        Ok(Self::in_workspace(workspace, path, keys))
    }

    fn in_workspace(workspace: Workspace, path: &Path, keys: PathBuf) -> Self {
        Self {
            workspace,
            keys,
            path: path.to_owned(),
        }
    }

    /// Takes an assessment into the workspace.
    ///
    /// # Errors
    /// [`Error::Workspace`] where it is there already
    pub fn take_in(&mut self, assessment: &Assessment, sheet: &Sheet) -> Result<(), Error> {
        let added = take_in(&mut self.workspace, assessment, sheet, "import_assessment");
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

    /// The workshops of an assessment.
    pub fn of<'a>(&'a mut self, assessment: &'a str) -> Workshops<'a> {
        Workshops {
            workspace: &mut self.workspace,
            keys: &self.keys,
            assessment,
        }
    }

    /// Opens a workshop.
    ///
    /// # Errors
    /// [`Error::UnknownSubject`], [`Error::Workspace`]
    pub fn begin(&mut self, assessment: &str, typed: &TypedPlan) -> Result<Standing, Error> {
        let stored = self
            .workspace
            .assessment(assessment)
            .map_err(|reason| self.refused(reason))?;
        let plan = Plan {
            promise: typed.promise,
            minutes: typed.minutes,
            services: services_of(&stored.sheet, &typed.subjects)?,
            respondents: numbered(typed.people),
        };
        self.of(assessment).begin(&plan)
    }

    /// Names respondents and puts them into groups; numbers that are new are added.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn name(&mut self, assessment: &str, named: &[Respondent]) -> Result<Standing, Error> {
        let mut workshops = self.of(assessment);
        let mut respondents = workshops.standing()?.workshop.respondents;
        for respondent in named {
            respondents.retain(|known| known.number != respondent.number);
            respondents.push(respondent.clone());
        }
        workshops.set_respondents(&respondents)
    }

    /// Takes the secret answers of one respondent, all of them or none.
    ///
    /// `row` holds one letter for each service that is asked now, in sheet order, as on paper: a
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
        let standing = self.of(assessment).standing()?;
        let sheet = &standing.sheet;
        let mut faults = Vec::new();
        let mut found: Vec<(ServiceId, Answer)> = Vec::new();
        if let Some(row) = row {
            match answers_of_row(sheet, &standing.asked, row) {
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
        self.of(assessment).cast(&opinions)
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
        let sheet = self.of(assessment).standing()?.sheet;
        let (service, answer) = assigned(&sheet, typed, |value| opinion_value(&sheet, value))
            .map_err(|problem| Error::Assignments {
                path: self.path.clone(),
                faults: vec![AssignmentFault {
                    typed: letters::seen(typed),
                    problem,
                }],
            })?;
        self.of(assessment)
            .settle(vec![(service, how(answer))], &user())
    }

    /// Settles every *close* and *agreed* service that is not settled yet as proposed, in one
    /// step.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn settle_close_ones(&mut self, assessment: &str) -> Result<Standing, Error> {
        self.of(assessment).settle_close_ones(&user())
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
        let sheet = self.of(assessment).standing()?.sheet;
        let service = sheet
            .service_typed(typed)
            .ok_or_else(|| unknown_subject(&sheet, typed))?;
        self.of(assessment).park(service.id.as_str(), parked)
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
    asked: &[ServiceId],
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
        answers.push((service.clone(), answer));
    }
    Ok(answers)
}
