//! Workspaces, as window and terminal have them: who works in one, what it brings along, and the
//! assessments in it by name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use psirt_core::assessment::AssessmentState;
use psirt_core::workshop::Record;
use psirt_core::{Assessment, Sheet};
use psirt_report::branding::Branding;
use psirt_store::{
    AssessmentSummary, Deed, Framework, FrameworkKind, Holder, NewIds, NextRound, Passphrase,
    StoredAssessment, Workspace,
};

use crate::assessments::{Next, Opened, Start, new_id, next_sheet, start};
use crate::books::fill_in::FilledBook;
use crate::books::intake::Taken;
use crate::error::Error;
use crate::frameworks::Library;
use crate::workshops::records_of;
use crate::{look, rounds, voices};

/// Setting of a workspace: the name its reports and its history give.
pub const AUTHOR: &str = "author";

/// What stands for the latest assessment where one is named.
pub const NEWEST: &str = "newest";

/// This program, as others who want the workspace are told of it.
pub fn holder() -> Holder {
    Holder {
        user: user(),
        host: host(),
        process: std::process::id(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        since: Timestamp::now(),
    }
}

/// What this machine is called.
pub fn host() -> String {
    gethostname::gethostname().to_string_lossy().into_owned()
}

/// Who sits at the machine, as the system knows them.
pub fn user() -> String {
    ["USERNAME", "USER", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()))
        .unwrap_or_default()
}

/// Who the history of a workspace says did something.
pub fn author(workspace: &Workspace) -> psirt_store::Result<String> {
    let author: Option<String> = workspace.setting(AUTHOR)?;
    Ok(author
        .filter(|author| !author.trim().is_empty())
        .unwrap_or_else(user))
}

/// What is written into the history: done now, by this person.
pub fn deed<'a>(what: &'a str, who: &'a str) -> Deed<'a> {
    Deed {
        what,
        who,
        at: Timestamp::now(),
    }
}

/// The shipped frameworks and those a workspace brings. What an older program installed and this
/// one finds faulty, or ships itself, is left out.
pub fn library_of(workspace: &Workspace) -> psirt_store::Result<Library> {
    let mut library = Library::shipped();
    let mut installed: Vec<Framework> = workspace
        .frameworks()?
        .into_iter()
        .map(|installed| installed.framework)
        .collect();
    // What speaks of a sheet needs the sheet first.
    installed.sort_by_key(|framework| framework.kind);
    for Framework { kind, text, .. } in installed {
        let _ = match kind {
            FrameworkKind::Sheet => library.add_sheet(&text).map(drop),
            FrameworkKind::Reading => library.add_reading(&text).map(drop),
            FrameworkKind::Profile => library.add_profile(&text).map(drop),
            FrameworkKind::Crosswalk => library.add_crosswalk(&text).map(drop),
        };
    }
    Ok(library)
}

/// Whether a file is a workspace that asks for a passphrase.
pub fn is_protected(path: &Path) -> bool {
    matches!(
        Workspace::protection_of(path),
        Ok(psirt_store::Protection::Passphrase)
    )
}

/// Opens or makes a workspace with the passphrase that was typed.
pub fn have(
    path: &Path,
    passphrase: Option<String>,
    get: impl FnOnce(Option<Passphrase>) -> psirt_store::Result<Workspace>,
) -> Result<Workspace, Error> {
    let passphrase = passphrase.map(Passphrase::new).transpose();
    passphrase.and_then(get).map_err(|reason| Error::Workspace {
        path: path.to_owned(),
        reason,
    })
}

/// Makes a workspace that is called as its file; a passphrase has to be worth one, as in the window.
pub fn create(path: &Path, passphrase: Option<Passphrase>) -> psirt_store::Result<Workspace> {
    let stem = path.file_stem().unwrap_or_default();
    let chosen = passphrase.map(Passphrase::chosen).transpose()?;
    Workspace::create(path, &stem.to_string_lossy(), chosen, &holder())
}

/// Takes an assessment into a workspace, to the organization and scope that it names.
pub fn take_in(
    workspace: &mut Workspace,
    assessment: &Assessment,
    sheet: &Sheet,
    what: &str,
) -> psirt_store::Result<StoredAssessment> {
    let (organization, scope) = (new_id(), new_id());
    let new = NewIds {
        organization: &organization,
        scope: &scope,
    };
    let who = author(workspace)?;
    workspace.import_assessment(assessment, sheet, new, deed(what, &who))
}

/// What a command does with a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reads it; others may write meanwhile.
    Read,
    /// Changes it; nobody else writes meanwhile.
    Write,
    /// Changes it, and makes it where it is not there yet.
    Make,
}

/// A workspace that a command of the terminal works in.
pub struct Kept {
    workspace: Workspace,
    path: PathBuf,
}

impl Kept {
    /// Opens a workspace.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn open(path: &Path, passphrase: Option<String>, access: Access) -> Result<Self, Error> {
        let workspace = have(path, passphrase, |passphrase| match access {
            Access::Read => Workspace::open_read_only(path, passphrase, &host()),
            Access::Make if !path.exists() => create(path, passphrase),
            Access::Write | Access::Make => Workspace::open(path, passphrase, &holder()),
        })?;
        Ok(Self {
            workspace,
            path: path.to_owned(),
        })
    }

    /// Makes a workspace that is not there yet, protected by a passphrase that is worth one.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn create_protected(path: &Path, passphrase: Option<String>) -> Result<Self, Error> {
        let workspace = have(path, passphrase, |passphrase| {
            let passphrase = passphrase.ok_or(psirt_store::CohortFault::NotProtected)?;
            create(path, Some(passphrase))
        })?;
        Ok(Self {
            workspace,
            path: path.to_owned(),
        })
    }

    /// The workspace and where it is, for use cases that are not about its assessments.
    pub fn parts(&self) -> (&Workspace, &Path) {
        (&self.workspace, &self.path)
    }

    /// As [`Kept::parts`], to change it.
    pub fn parts_mut(&mut self) -> (&mut Workspace, &Path) {
        (&mut self.workspace, &self.path)
    }

    /// The shipped frameworks and those of the workspace.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn library(&self) -> Result<Library, Error> {
        library_of(&self.workspace).map_err(|reason| self.refused(reason))
    }

    /// What the workspace holds, newest first within an organization and scope.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn list(&self) -> Result<Vec<AssessmentSummary>, Error> {
        self.workspace
            .assessments()
            .map_err(|reason| self.refused(reason))
    }

    /// Opens the assessment with this id, title or date, or the [`NEWEST`].
    ///
    /// # Errors
    /// [`Error::WhichAssessment`] where none or several are called so, [`Error::Workspace`]
    pub fn assessment(&self, named: &str) -> Result<Opened, Error> {
        let all = self.list()?;
        let found: Vec<&AssessmentSummary> = if named == NEWEST {
            all.iter()
                .max_by_key(|one| (one.date, one.changed_at))
                .into_iter()
                .collect()
        } else {
            let is_called = |one: &&AssessmentSummary| {
                one.id == named || one.title == named || one.date.to_string() == named
            };
            all.iter().filter(is_called).collect()
        };
        let [found] = found.as_slice() else {
            return Err(Error::WhichRound {
                path: self.path.clone(),
                named: named.to_owned(),
                known: all.iter().map(called).collect(),
            });
        };
        let stored = self.stored(&found.id)?;
        Ok(self.opened(&stored))
    }

    /// The finished rounds before an assessment of the workspace, oldest first, and what they
    /// correct.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn earlier(&self, opened: &Opened) -> Result<Vec<Opened>, Error> {
        let refused = |reason| self.refused(reason);
        let stored = self.stored(opened.assessment.id())?;
        let mut earlier = rounds::earlier(&self.workspace, &stored).map_err(refused)?;
        let present = rounds::replaced(&self.workspace, std::slice::from_ref(&stored));
        let replaced = rounds::replaced(&self.workspace, &earlier).map_err(refused)?;
        earlier.extend(replaced);
        earlier.extend(present.map_err(refused)?);
        earlier.sort_by_key(|one| one.assessment.date());
        Ok(earlier.iter().map(|one| self.opened(one)).collect())
    }

    /// How rooms came to the answers of an assessment, where its workshops are over.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn workshops(&self, opened: &Opened) -> Result<Vec<Record>, Error> {
        records_of(&self.workspace, &opened.assessment).map_err(|reason| self.refused(reason))
    }

    /// How reports of an assessment look, as the workspace has it.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn branding(&self, opened: &Opened) -> Result<Branding, Error> {
        let stored = self.stored(opened.assessment.id())?;
        let known = self.workspace.branding_for(&stored.organization);
        let known = known.map_err(|reason| self.refused(reason))?;
        Ok(look::of_reports(&known, true))
    }

    /// Keeps what was changed of an assessment, in one step that can be undone in the window.
    ///
    /// A draft may become finished; a finished one stays so, and only its plan goes on.
    ///
    /// # Errors
    /// [`Error::Workspace`]; nothing is changed then
    pub fn save(&mut self, opened: &mut Opened, what: &str) -> Result<(), Error> {
        let saved = self
            .write(&opened.assessment, what)
            .map_err(|reason| self.refused(reason))?;
        opened.assessment = saved.assessment;
        Ok(())
    }

    fn write(&mut self, new: &Assessment, what: &str) -> psirt_store::Result<StoredAssessment> {
        let (id, workspace) = (new.id(), &mut self.workspace);
        let who = author(workspace)?;
        let stored = workspace.assessment(id)?;
        let old = &stored.assessment;
        let change = |assessment: &mut Assessment, _: &Sheet| {
            let state = assessment.state();
            assessment.clone_from(new);
            assessment.set_state(state);
            Ok(())
        };
        match (old.state(), new.state()) {
            (AssessmentState::Draft, AssessmentState::Draft) => {
                workspace.change_assessment(id, deed(what, &who), change)
            }
            (AssessmentState::Draft, AssessmentState::Finished) => {
                let (changed, finished) = (deed(what, &who), deed("finish", &who));
                workspace.change_and_finish(id, changed, finished, change)?;
                workspace.assessment(id)
            }
            (AssessmentState::Finished, AssessmentState::Finished)
                if is_plan_alone(&stored, new) =>
            {
                if old.plan() != new.plan() {
                    workspace.keep_plan(id, new.plan().cloned(), deed("plan", &who))?;
                }
                workspace.change_plan(id, deed("actions", &who), |actions| {
                    *actions = new.actions().to_vec();
                })
            }
            (AssessmentState::Finished, _) => Err(psirt_store::Error::Finished {
                assessment: id.to_owned(),
            }),
        }
    }

    /// Takes over what fill-in books say, in one step that can be undone in the window; each of
    /// the books is given with its name.
    ///
    /// # Errors
    /// [`Error::Workspace`]; nothing is changed then
    pub fn take_books<'a>(
        &mut self,
        opened: &mut Opened,
        taken: &[Taken],
        books: impl Iterator<Item = (&'a str, &'a FilledBook)>,
    ) -> Result<(), Error> {
        let stored = voices::take_books(&mut self.workspace, &opened.assessment, taken, books);
        let stored = stored.map_err(|reason| self.refused(reason))?;
        opened.assessment = stored.assessment;
        Ok(())
    }

    /// Starts an assessment in the workspace; organization and scope are those that have these
    /// names, or are made.
    ///
    /// # Errors
    /// As [`crate::assessments::create`], and [`Error::Workspace`]
    pub fn create(&mut self, library: &Library, begin: Start) -> Result<Opened, Error> {
        let assessment = start(library, begin, &self.path)?;
        let sheet = library
            .sheet(assessment.sheet())
            .expect("the assessment was started with it");
        self.take_in(&assessment, sheet, "add_assessment")
    }

    /// Starts the round after one of the workspace.
    ///
    /// # Errors
    /// As [`crate::assessments::create_next`], and [`Error::Workspace`]
    pub fn create_next(
        &mut self,
        library: &Library,
        earlier: &Opened,
        next: &Next,
    ) -> Result<Opened, Error> {
        let (sheet, bridge) = next_sheet(library, earlier, next.sheet.as_ref())?;
        let who = author(&self.workspace).map_err(|reason| self.refused(reason))?;
        let id = new_id();
        let next = NextRound {
            id: &id,
            title: &next.title,
            date: next.date,
            sheet: &sheet,
            bridge: &bridge,
            keeps_indicators: next.keep_indicators,
        };
        let last = earlier.assessment.id();
        let begun = self
            .workspace
            .start_next_round(last, next, deed("next_round", &who));
        let begun = begun.map_err(|reason| self.refused(reason))?;
        Ok(self.opened(&begun))
    }

    /// Takes an assessment into the workspace, as from a file.
    ///
    /// # Errors
    /// [`Error::Workspace`] where it is there already
    pub fn take_in(
        &mut self,
        assessment: &Assessment,
        sheet: &Sheet,
        what: &str,
    ) -> Result<Opened, Error> {
        let added = take_in(&mut self.workspace, assessment, sheet, what);
        let added = added.map_err(|reason| self.refused(reason))?;
        Ok(self.opened(&added))
    }

    /// Closes the workspace, so that its file is whole.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn close(self) -> Result<(), Error> {
        let Self { workspace, path } = self;
        if !workspace.is_writable() {
            return Ok(());
        }
        workspace
            .close(Timestamp::now())
            .map_err(|reason| Error::Workspace { path, reason })
    }

    fn stored(&self, id: &str) -> Result<StoredAssessment, Error> {
        self.workspace
            .assessment(id)
            .map_err(|reason| self.refused(reason))
    }

    fn opened(&self, stored: &StoredAssessment) -> Opened {
        Opened::in_a_workspace(
            &self.path,
            Arc::clone(&stored.sheet),
            stored.assessment.clone(),
        )
    }

    fn refused(&self, reason: psirt_store::Error) -> Error {
        Error::Workspace {
            path: self.path.clone(),
            reason,
        }
    }
}

/// Whether an assessment differs from the stored one in its plan alone.
fn is_plan_alone(stored: &StoredAssessment, new: &Assessment) -> bool {
    let (mut old, sheet) = (stored.assessment.clone(), &stored.sheet);
    let actions = old.set_actions(sheet, new.actions().to_vec());
    let plan = old.set_plan(sheet, new.plan().cloned());
    actions.is_ok() && plan.is_ok() && old == *new
}

/// An assessment in a list to choose from.
fn called(summary: &AssessmentSummary) -> String {
    if summary.title.is_empty() {
        format!("{} ({})", summary.id, summary.date)
    } else {
        format!("{} ({}, {})", summary.id, summary.date, summary.title)
    }
}
