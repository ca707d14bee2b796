//! Workshops in a workspace: what window and terminal ask for, one function a step.
//!
//! What a promise forbids is not in any value that leaves this module: it is the workspace that
//! opens answers, and it opens no more than the promise lets through.

mod anchors;
mod books;
mod faults;
mod records;
mod room;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use psirt_core::workshop::{
    Opinion, Parked, Promise, Respondent, Settlement, Spread, Verdict, alpha_of_the_room,
    order_of_talk,
};
use psirt_core::{Answer, Assessment, Language, ServiceId, Sheet};
use psirt_report::branding::Branding;
use psirt_report::compose::{self, form};
use psirt_report::document::Report;
use psirt_report::pdf::pdf;
use psirt_store::{
    NewWorkshop, Seat, Seating, Stage, StoredAssessment, StoredWorkshop, WorkshopFault, Workspace,
};

use crate::assessments::new_id;
use crate::error::Error;
use crate::files;
use crate::portable;
use crate::workspaces::deed;

pub use anchors::{anchor_sheet, anchors};
pub use books::{BookBack, BookFault, BookProblem, TakenBook, book_of, write_books};
pub use faults::fault_message;
pub use psirt_store::{Answered, Form, FormLine};
pub use records::{open_record, parse_record, record_of, records_of, write_record};
pub use room::{Room, TypedPlan};

/// The workshops of one assessment in an open workspace.
pub struct Workshops<'a> {
    /// The workspace.
    pub workspace: &'a mut Workspace,
    /// The folder the keys of workshops lie in.
    pub keys: &'a Path,
    /// The assessment they are about.
    pub assessment: &'a str,
}

/// What a workshop is to be.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What becomes of names.
    pub promise: Promise,
    /// How long the room has.
    pub minutes: u32,
    /// What is answered.
    pub services: Vec<ServiceId>,
    /// Who answers.
    pub respondents: Vec<Respondent>,
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
    /// What is asked in the ballot under way, in sheet order.
    pub asked: Vec<ServiceId>,
    /// The spread that counts of each service, in sheet order.
    pub spreads: Vec<Spread>,
    /// The agreement of the whole room.
    pub alpha: Option<f64>,
}

impl Standing {
    /// What is still to be talked about, in its order: open, and neither settled nor parked.
    pub fn to_talk_about(&self) -> Vec<&Spread> {
        let mut open = order_of_talk(&self.spreads);
        open.retain(|spread| self.is_left(spread));
        open
    }

    /// What the room is close to agreed on, with the level proposed: it can be settled in one
    /// step. What is proposed as *not applicable* needs a reason, and is left out.
    pub fn close_ones(&self) -> Vec<(ServiceId, Answer)> {
        let close = self.spreads.iter().filter_map(|spread| {
            let is_close = matches!(spread.verdict, Verdict::Close | Verdict::Agreed);
            let level @ Answer::Level(_) = spread.proposed.clone()? else {
                return None;
            };
            (is_close && self.is_left(spread)).then(|| (spread.service.clone(), level))
        });
        close.collect()
    }

    fn is_left(&self, spread: &Spread) -> bool {
        let state = self.workshop.services.get(&spread.service);
        state.is_some_and(|state| state.settlement.is_none() && state.parked.is_none())
    }
}

/// Where the keys of workshops lie when nobody says otherwise: the user's own data on this
/// machine, which no backup of a workspace carries along, or the folder that a
/// [portable](portable) program has beside itself.
pub fn usual_keys() -> Option<PathBuf> {
    let own = || Some(dirs::data_local_dir()?.join("psirt-maturity"));
    Some(portable::folder().or_else(own)?.join("workshop-keys"))
}

/// So many respondents with numbers only.
pub fn numbered(people: u32) -> Vec<Respondent> {
    (1..=people)
        .map(|number| Respondent {
            number,
            name: String::new(),
            group: String::new(),
        })
        .collect()
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
    let mut written = Vec::new();
    for respondent in &standing.workshop.respondents {
        let number = respondent.number;
        let bytes = form_of(standing, number, language, &Branding::default())?;
        let path = folder.join(format!("form-{number:02}.pdf"));
        files::write_new(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}

/// The paper form of a respondent, as PDF.
///
/// # Errors
/// [`Error::Report`]
pub fn form_of(
    standing: &Standing,
    respondent: u32,
    language: Language,
    branding: &Branding,
) -> Result<Vec<u8>, Error> {
    let report = form(
        compose::Form {
            assessment: &standing.assessment,
            sheet: &standing.sheet,
            services: &standing.asked,
            promise: standing.workshop.promise,
            respondent,
            program_version: env!("CARGO_PKG_VERSION"),
        },
        language,
        branding,
    );
    pdf_of(&report)
}

fn pdf_of(report: &Report) -> Result<Vec<u8>, Error> {
    let made = pdf(report).map_err(|reason| Error::Report {
        format: "PDF",
        reason: reason.to_string(),
    })?;
    Ok(made.bytes)
}

impl Workshops<'_> {
    /// Opens a workshop.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn begin(&mut self, plan: &Plan) -> Result<Standing, Error> {
        let id = new_id();
        let new = NewWorkshop {
            id: &id,
            assessment: self.assessment,
            promise: plan.promise,
            minutes: plan.minutes,
            services: &plan.services,
            respondents: &plan.respondents,
        };
        let opened = self
            .workspace
            .open_workshop(self.keys, new, Timestamp::now());
        self.done(opened)?;
        self.standing()
    }

    /// The newest workshop, as far as it may be seen.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn standing(&self) -> Result<Standing, Error> {
        let id = self.newest()?;
        let stored = self.stored()?;
        let workshop = self.done(self.workspace.workshop(self.keys, &id))?;
        let answered = match workshop.ballot() {
            Some(_) => Some(self.done(self.workspace.answered(self.keys, &id))?),
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
            asked: workshop.asked(&stored.sheet),
            workshop,
            assessment: stored.assessment,
            sheet: stored.sheet,
            answered,
            spreads,
            alpha,
        })
    }

    /// Replaces the respondents, before anything is shown. Who has answered stays.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn set_respondents(&mut self, respondents: &[Respondent]) -> Result<Standing, Error> {
        let id = self.newest()?;
        let set = self.workspace.set_respondents(self.keys, &id, respondents);
        self.done(set)?;
        self.standing()
    }

    /// Takes secret answers.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn cast(&mut self, opinions: &[Opinion]) -> Result<Answered, Error> {
        let id = self.newest()?;
        let cast = self.workspace.cast(self.keys, &id, opinions);
        self.done(cast)
    }

    /// Takes a paper form, in place of whatever the respondent answered in this ballot before.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn cast_form(&mut self, form: Form) -> Result<Standing, Error> {
        let id = self.newest()?;
        let cast = self.workspace.cast_forms(self.keys, &id, &[form]);
        self.done(cast)?;
        self.standing()
    }

    /// Lets a respondent take their place at this machine with their PIN; the first time, with the
    /// one they choose.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn take_seat(&mut self, respondent: u32, pin: &str) -> Result<Seating, Error> {
        let id = self.newest()?;
        let taken = self.workspace.take_seat(self.keys, &id, respondent, pin);
        self.done(taken)
    }

    /// Takes one secret answer from whoever sits at the machine.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn cast_from(
        &mut self,
        seat: &Seat,
        service: ServiceId,
        answer: Answer,
        note: String,
    ) -> Result<(), Error> {
        let cast = self
            .workspace
            .cast_from(self.keys, seat, service, answer, note);
        self.done(cast).map(drop)
    }

    /// Gives a place free again: its PIN and its answers of the ballot under way are gone.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn free_seat(&mut self, respondent: u32) -> Result<Standing, Error> {
        let id = self.newest()?;
        let freed = self.workspace.free_seat(self.keys, &id, respondent);
        self.done(freed)?;
        self.standing()
    }

    /// Shows all answers at once.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`] before three have answered
    pub fn reveal(&mut self) -> Result<Standing, Error> {
        let id = self.newest()?;
        let shown = self.workspace.reveal(self.keys, &id);
        self.done(shown)?;
        self.standing()
    }

    /// Settles services in one step, or none of them.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn settle(
        &mut self,
        settlements: Vec<(ServiceId, Settlement)>,
        who: &str,
    ) -> Result<Standing, Error> {
        let id = self.newest()?;
        let deed = deed("settle", who);
        let settled = self.workspace.settle_all(self.keys, &id, settlements, deed);
        self.done(settled)?;
        self.standing()
    }

    /// Settles the [close ones](Standing::close_ones) as proposed, in one step.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn settle_close_ones(&mut self, who: &str) -> Result<Standing, Error> {
        let close = self.standing()?.close_ones().into_iter();
        let settlements = close.map(|(service, answer)| {
            let settlement = Settlement {
                answer,
                reason: String::new(),
                dissent: Vec::new(),
            };
            (service, settlement)
        });
        let settlements = settlements.collect();
        self.settle(settlements, who)
    }

    /// Parks a service.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn park(&mut self, service: &str, parked: Parked) -> Result<Standing, Error> {
        let id = self.newest()?;
        let kept = self.workspace.park(self.keys, &id, service, parked);
        self.done(kept)?;
        self.standing()
    }

    /// Ends the workshop and removes its key.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn end(&mut self) -> Result<Standing, Error> {
        let id = self.newest()?;
        let closed = self
            .workspace
            .close_workshop(self.keys, &id, Timestamp::now());
        self.done(closed)?;
        self.standing()
    }

    /// The id of the newest workshop.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn newest(&self) -> Result<String, Error> {
        let ids = self.done(self.workspace.workshops(self.assessment))?;
        ids.into_iter().next().ok_or_else(|| Error::NoWorkshop {
            path: self.workspace.path().to_owned(),
        })
    }

    fn stored(&self) -> Result<StoredAssessment, Error> {
        self.done(self.workspace.assessment(self.assessment))
    }

    fn done<Value>(&self, result: psirt_store::Result<Value>) -> Result<Value, Error> {
        result.map_err(|reason| Error::Workspace {
            path: self.workspace.path().to_owned(),
            reason,
        })
    }
}

/// Whether all that is wrong is that the key of the workshop is not on this machine.
pub fn is_elsewhere(error: &Error) -> bool {
    let Error::Workspace { reason, .. } = error else {
        return false;
    };
    matches!(
        reason,
        psirt_store::Error::Workshop(WorkshopFault::KeyMissing)
    )
}
