//! The workspace: one file that remembers everything of one user or one client.
//!
//! A [`Workspace`] is an `SQLite` file, with a passphrase encrypted as a whole. It is opened with
//! [`Workspace::open`], and from then on speaks in values of `psirt-core`: an [`Assessment`] goes
//! in and comes out, and can be wrong in neither direction. No function here asks for the time,
//! makes an id, or knows who sits at the machine: that is passed in, as [`Deed`] and [`Holder`].
//!
//! - **Saved means saved.** A function that changes something returns when the change is on the
//!   medium. When it returns an error, nothing of the change is there and everything before is.
//! - **One writer.** Whoever opens a workspace for writing keeps others from it, until the
//!   [`Workspace`] is dropped or the process is gone. Others are told who it is
//!   ([`Error::InUse`]) and may [read](Workspace::open_read_only).
//! - **Every change is kept.** [`Workspace::history`] tells who changed what and when, from what
//!   to what; [`Workspace::undo`] and [`Workspace::redo`] walk through it.
//! - **What is finished stays.** A finished assessment is frozen with its sheet; the file itself
//!   refuses changes to it.
//! - **Secret answers are sealed.** What respondents of a workshop answered cannot be read from
//!   the file or its backups, and after the workshop from nowhere; see
//!   [`Workspace::open_workshop`].
//! - **A coordinator's key is in a protected file only.** See [`Workspace::make_cohort`].
//! - **Backups are proven.** A copy counts after it was opened and read; see [`Backup`].
//!
//! ```no_run
//! use psirt_core::assessment::{Heading, Organization};
//! use psirt_core::{Answer, Assessment, Level, Sheet};
//! use psirt_store::{Deed, Holder, Passphrase, Workspace};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let now = jiff::Timestamp::UNIX_EPOCH;
//! let holder = Holder {
//!     user: "sato".into(),
//!     host: "minato-pc-14".into(),
//!     process: std::process::id(),
//!     program: "0.1.0".into(),
//!     since: now,
//! };
//! let path = std::path::Path::new("minato.psirtws");
//! let passphrase = Passphrase::new("correct horse battery staple".to_owned())?;
//! let mut workspace = Workspace::create(path, "Minato", Some(passphrase), &holder)?;
//!
//! let deed = |what| Deed { what, who: "佐藤", at: now };
//! let organization = Organization { name: "Minato".into(), ..Organization::default() };
//! workspace.add_organization("o1", &organization, deed("add_organization"))?;
//! workspace.add_scope("s1", "o1", "All products", deed("add_scope"))?;
//!
//! let sheet = Sheet::parse(&std::fs::read_to_string("sheet.json")?)?;
//! let heading = Heading {
//!     organization,
//!     scope: "All products".into(),
//!     title: "2026".into(),
//!     date: psirt_core::Date::constant(2026, 11, 6),
//!     assessors: vec!["佐藤".into()],
//!     classification: None,
//! };
//! let assessment = Assessment::new("a1", &sheet, heading)?;
//! workspace.add_assessment(&assessment, &sheet, "s1", deed("add_assessment"))?;
//!
//! let answer = Some(Answer::Level(Level::new(3)));
//! let stored = workspace.set_answer("a1", "2.1", answer, deed("answer"))?;
//! assert_eq!(stored.assessment.answer("2.1"), Some(&Answer::Level(Level::new(3))));
//! workspace.undo("a1", "佐藤", now)?;
//! workspace.close(now)?;
//! # Ok(())
//! # }
//! ```
//!
//! [`Assessment`]: psirt_core::Assessment

mod assessment;
mod backup;
mod branding;
mod cohort;
mod connection;
mod deed;
mod error;
mod framework;
mod history;
mod kept_file;
mod lock;
mod migration;
mod milestone;
mod organization;
mod passphrase;
mod place;
mod round;
mod row;
mod schema;
mod setting;
mod sheet_copy;
mod stop;
mod workshop;
mod workspace;

pub use assessment::{AssessmentSummary, LastChange, StoredAssessment};
pub use backup::{Backup, BackupKind};
pub use branding::{Branding, Logo};
pub use cohort::{
    CohortFault, Contributions, Membership, NewContribution, SecretBytes, StoredCohort,
    StoredEdition,
};
pub use deed::Deed;
pub use error::{Error, Result, Thing};
pub use framework::{Framework, FrameworkKind, InstalledFramework};
pub use history::{Change, HistoryFilter, Slot, Standing, Step, Turned, UndoState};
pub use lock::Holder;
pub use milestone::{Figure, Figures, Milestone};
pub use organization::{NewIds, Scope, StoredOrganization};
pub use passphrase::{Passphrase, Weakness};
pub use place::EXTENSION;
pub use round::NextRound;
pub use stop::Stop;
pub use workshop::{
    Answered, Form, FormLine, NewWorkshop, Seat, Seating, ServiceState, Stage, StoredWorkshop,
    WorkshopFault,
};
pub use workspace::{About, Progress, Protection, Restored, Rewritten, Workspace};
