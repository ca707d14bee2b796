//! What the window's program holds between two commands: the workspace that is open, the
//! frameworks at hand, and what is remembered on the computer.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use psirt_core::Sheet;
use psirt_store::{EXTENSION, Holder, Passphrase, Stop, Workspace};

use super::granted::{Granted, Purpose, name_of};
use super::held::{HeldBooks, HeldCohort, HeldSheetBook, Passing};
use super::job::Jobs;
use super::opened::forget_opened;
use super::preview::Preview;
use super::remembered::Remembered;
use super::shell::Shell;
use super::wire::{Failure, FailureCode, GivenFile, NamedFile, Present};
use psirt_app::frameworks::Library;
use psirt_app::workshops::Workshops;
use psirt_app::workspaces::{author, holder, host, library_of};

/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A program that was told to end makes a backup first.
const PREDECESSOR_ENDS_WITHIN: Duration = Duration::from_secs(5);

/// Where the program keeps things by default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// What a person likes.
    pub settings: PathBuf,
    /// What the program keeps of itself.
    pub data: PathBuf,
    /// The keys of workshops, which no backup of a workspace carries along.
    pub keys: PathBuf,
    /// Where a person keeps documents: new workspaces, and where dialogs begin.
    pub documents: Option<PathBuf>,
}

impl Places {
    /// Where a new workspace is put unless another place is chosen.
    pub(super) fn workspaces(&self) -> &Path {
        self.documents.as_deref().unwrap_or(&self.data)
    }
}

/// The program behind the window; every command is a function of it.
pub struct Desktop {
    pub(super) shell: Box<dyn Shell>,
    pub(super) places: Places,
    jobs: Jobs,
    state: Mutex<State>,
    /// Whoever opens a workspace has it: one is opened at a time, and nobody else waits for that.
    turn: Mutex<()>,
    granted: Mutex<Granted>,
    given: Mutex<Given>,
}

/// The files the program was started with.
enum Given {
    /// The page has not asked for them yet.
    Waiting(Vec<PathBuf>),
    /// The page is there and is told of files as they are given.
    Taken,
}

/// What changes from command to command.
pub struct State {
    /// What is kept on the computer.
    pub remembered: Remembered,
    /// The workspace to open with the first command.
    beginning: Option<PathBuf>,
    /// The workspace that was chosen: it is open, or waits for its passphrase.
    pub path: Option<PathBuf>,
    /// Whether the chosen workspace is to be read only, although somebody else writes to it.
    reads: bool,
    /// Who writes to the chosen workspace, where that is read only.
    pub holder: Option<Holder>,
    /// The workspace that was asked for last, where it could not be had.
    pub refused: Option<Refused>,
    /// The workspace that is open.
    pub session: Option<Session>,
    /// How often a workspace was locked.
    times_locked: u32,
    /// The report that is being looked at.
    pub preview: Option<Arc<Preview>>,
    /// Fill-in books that were read and wait to be decided.
    pub books: Option<HeldBooks>,
    /// The Excel book with a sheet that is looked at.
    pub sheet_book: Option<HeldSheetBook>,
    /// Who sits at the machine in a workshop.
    pub passing: Passing,
    /// What a member of a cohort has in hand.
    pub cohort: HeldCohort,
    /// What the projector shows.
    pub presented: Option<Present>,
}

/// A workspace that was asked for and could not be had.
pub struct Refused {
    /// Where it was looked for.
    pub path: PathBuf,
    /// Why.
    pub failure: Failure,
    /// Who has it, where it is open elsewhere.
    pub holder: Option<Holder>,
    /// Opens its backups.
    pub key: Option<Passphrase>,
    /// The version of the program that wrote it, where this one is too old for it.
    pub needs: Option<String>,
}

/// An open workspace.
pub struct Session {
    /// The file.
    pub workspace: Workspace,
    /// The shipped frameworks and the workspace's own.
    pub library: Library,
}

/// A workspace to open.
pub struct Wanted {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is opened with.
    pub passphrase: Option<Passphrase>,
    /// Whether it is to be read only, whoever writes to it.
    pub reads: bool,
}

/// What became of opening; the outer failure is that of what is no file.
type Opened = Result<psirt_store::Result<Session>, Failure>;

impl Wanted {
    /// Opens it, until somebody asks to stop.
    fn open(&self, stop: &Stop) -> Opened {
        must_be_plain(&self.path)?;
        let passphrase = self.passphrase.clone();
        let opened = if self.reads {
            Workspace::open_read_only_until(&self.path, passphrase, &host(), stop)
        } else {
            Workspace::open_until(&self.path, passphrase, &holder(), stop)
        };
        match opened {
            Ok(workspace) => Ok(Ok(Session::of(workspace)?)),
            Err(error) => Ok(Err(error)),
        }
    }
}

/// Refuses what is there and no plain file before it is opened: a pipe would keep everybody
/// waiting for whoever writes into it. What is not there is told by whoever opens it.
fn must_be_plain(path: &Path) -> Result<(), Failure> {
    match psirt_app::files::must_be_plain(path) {
        Err(psirt_app::error::Error::Read { reason, .. })
            if reason.kind() == io::ErrorKind::NotFound =>
        {
            Ok(())
        }
        other => Ok(other?),
    }
}

impl Session {
    /// A workspace that was just made or opened, with the frameworks at hand there.
    ///
    /// # Errors
    /// Those of reading what is installed in it.
    pub fn of(mut workspace: Workspace) -> Result<Self, Failure> {
        workspace.know_sheets(shipped_sheets());
        let library = library_of(&workspace)?;
        Ok(Self { workspace, library })
    }

    /// Closes the workspace, with a backup where something was changed, and without copies of
    /// files that no evidence speaks of.
    fn put_away(mut self) {
        if self.workspace.is_writable() {
            // What stays of them is dropped the next time.
            let _ = self.workspace.drop_unused_files();
        }
        // Everything is in the file whatever the backup says.
        let _ = self.workspace.close(Timestamp::now());
    }
}

impl Desktop {
    /// The program, with the last workspace still to be opened.
    pub fn new(shell: Box<dyn Shell>, places: Places) -> Self {
        let remembered = Remembered::read(&places.settings);
        // What was being opened when the program was ended is opened by whoever asks for it.
        let (unfinished, beginning) = match remembered.last() {
            Some(last) if remembered.opening.as_deref() == Some(last) => (Some(last), None),
            last => (None, last),
        };
        let beginning = beginning.map(Path::to_owned);
        let refused = unfinished.map(|path| Refused {
            path: path.to_owned(),
            failure: Failure::new(
                FailureCode::UnfinishedOpening,
                "the program was ended while it opened this workspace",
            ),
            holder: None,
            key: None,
            needs: None,
        });
        Self {
            shell,
            places,
            jobs: Jobs::default(),
            state: Mutex::new(State {
                remembered,
                beginning,
                path: None,
                reads: false,
                holder: None,
                refused,
                session: None,
                times_locked: 0,
                preview: None,
                books: None,
                sheet_book: None,
                passing: Passing::default(),
                cohort: HeldCohort::default(),
                presented: None,
            }),
            turn: Mutex::default(),
            granted: Mutex::default(),
            given: Mutex::new(Given::Waiting(Vec::new())),
        }
    }

    /// Opens another workspace than the last one first.
    pub fn begin_with_workspace(&self, path: &Path) {
        self.now().beginning = Some(path.to_owned());
    }

    /// Takes files that a person gave from outside: opened in the file manager, or dropped on the
    /// window.
    ///
    /// A page that is there is to be told of what this answers; one that is not will ask. What is
    /// not a place on this computer, such as a link that was dropped, is left out.
    pub fn give(&self, paths: &[PathBuf]) -> Vec<GivenFile> {
        let paths = paths.iter().filter(|path| path.is_absolute());
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *given {
            Given::Waiting(waiting) => {
                waiting.extend(paths.cloned());
                Vec::new()
            }
            Given::Taken => paths.map(|path| self.given_file(path)).collect(),
        }
    }

    /// The language of dialogs: the one that was chosen.
    pub(super) fn language(&self) -> psirt_core::Language {
        let chosen = self.now().remembered.settings.language;
        chosen.unwrap_or(psirt_core::Language::En)
    }

    /// The jobs that are running.
    pub fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// Makes the file complete by itself, so that a copy of it holds everything; to be called when
    /// the person turns to another program, and now and then.
    pub fn bring_together(&self) {
        if let Some(session) = &self.now().session {
            // Nothing is lost: it lies beside the file until it is tried again.
            let _ = session.workspace.bring_together();
        }
    }

    /// Brings the file together and makes a backup where it is time for one; to be called now and
    /// then.
    pub fn keep_safe(&self) {
        const EVERY: jiff::SignedDuration = jiff::SignedDuration::from_mins(15);
        self.bring_together();
        if let Some(session) = &self.now().session {
            // Nothing is lost: it is tried again, and told when somebody makes one by hand.
            let _ = session.workspace.back_up_if_due(EVERY, Timestamp::now());
        }
    }

    /// How often a workspace was locked since the start.
    pub fn times_locked(&self) -> u32 {
        self.now().times_locked
    }

    /// Locks the open workspace where it is protected.
    pub fn lock(&self) {
        self.now().lock();
    }

    /// Closes the workspace, with a backup where something was changed.
    pub fn close(&self) {
        let mut state = self.now();
        // The window is gone, and with it whoever could be told. Where the person was is worth
        // less than what they wrote, which is in the file whatever the backup says.
        let _ = self.remember(&state);
        if let Some(session) = state.session.take() {
            session.put_away();
        }
        drop(state);
        forget_opened(&self.places.data);
    }

    /// The files the program was started with, once.
    pub(super) fn take_given(&self) -> Vec<GivenFile> {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *given, Given::Taken) {
            Given::Waiting(paths) => paths.iter().map(|path| self.given_file(path)).collect(),
            Given::Taken => Vec::new(),
        }
    }

    fn given_file(&self, path: &Path) -> GivenFile {
        let is_workspace = path.extension().is_some_and(|ending| ending == EXTENSION);
        let purpose = if is_workspace {
            Purpose::Open
        } else {
            Purpose::LookAt
        };
        GivenFile {
            file: self.granted().handle(purpose, path),
            name: name_of(path),
            is_workspace,
        }
    }

    /// The files the page may speak of. Never held while a file is read or written.
    pub(super) fn granted(&self) -> MutexGuard<'_, Granted> {
        self.granted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the page a handle of a path for a purpose.
    pub(super) fn grant(&self, purpose: Purpose, path: &Path) -> NamedFile {
        NamedFile {
            file: self.granted().handle(purpose, path),
            path: path.display().to_string(),
        }
    }

    /// The state, with the last workspace opened or being opened.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        // Why it cannot be had is kept, and told by the first page.
        let _ = self.begin(&Stop::default());
        self.now()
    }

    /// Opens the workspace to begin with, once.
    pub(super) fn begin(&self, stop: &Stop) -> Result<(), Failure> {
        let Some(path) = self.now().beginning.take() else {
            return Ok(());
        };
        // One's own predecessor may still be closing it.
        let _ = Workspace::wait_until_free(&path, &host(), PREDECESSOR_ENDS_WITHIN, stop);
        let wanted = Wanted {
            path,
            passphrase: None,
            reads: false,
        };
        self.open(wanted, stop)
    }

    /// Whether somebody has begun to open the workspace to begin with.
    #[cfg(test)]
    pub(super) fn has_begun(&self) -> bool {
        self.now().beginning.is_none()
    }

    /// Opens a workspace while everything else goes on; a program that is ended meanwhile does not
    /// begin with it the next time.
    ///
    /// # Errors
    /// Why it cannot be had, which is kept; [`FailureCode::Cancelled`], and all is as it was.
    pub(super) fn open(&self, wanted: Wanted, stop: &Stop) -> Result<(), Failure> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let one_name = wanted.path.canonicalize();
        let one_name = one_name.unwrap_or_else(|_| wanted.path.clone());
        {
            let mut state = self.now();
            if !wanted.reads && state.is_chosen(&wanted.path, &one_name) {
                if state.writes() {
                    state.refused = None;
                    return Ok(());
                }
                // What is only read stands in the way of nobody but its own window.
                state.session = None;
            }
            state.remembered.opening = Some(wanted.path.clone());
            // Where nothing can be remembered, nothing is begun with either.
            let _ = self.remember(&state);
        }
        let opened = wanted.open(stop);
        let mut state = self.now();
        let opened = state.go_on(wanted, &one_name, opened);
        state.remembered.opening = None;
        let remembered = self.remember(&state);
        opened.and(remembered)
    }

    /// Keeps what is to be remembered.
    pub(super) fn remember(&self, state: &State) -> Result<(), Failure> {
        Ok(state.remembered.write(&self.places.settings)?)
    }

    /// The state as it is, whatever is being opened.
    pub(super) fn now(&self) -> MutexGuard<'_, State> {
        // A command that panicked has changed nothing: the workspace changes whole or not at all.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The workspace that waits for its passphrase, with it.
    ///
    /// # Errors
    /// None waits.
    pub fn to_unlock(&self, passphrase: Passphrase) -> Result<Wanted, Failure> {
        let path = self.path.clone().filter(|_| self.session.is_none());
        let path =
            path.ok_or_else(|| Failure::new(FailureCode::NoWorkspace, "no workspace is chosen"))?;
        Ok(Wanted {
            path,
            passphrase: Some(passphrase),
            reads: self.reads,
        })
    }

    /// Takes over a workspace that was just made or opened.
    pub fn have(&mut self, session: Session) {
        self.close();
        let path = session.workspace.path().to_owned();
        self.remembered.opened(&path, Timestamp::now());
        self.path = Some(path);
        self.session = Some(session);
    }

    /// Closes what is open, with a backup where something was changed.
    pub fn close(&mut self) {
        self.preview = None;
        self.books = None;
        self.sheet_book = None;
        self.passing = Passing::default();
        self.cohort = HeldCohort::default();
        self.presented = None;
        self.reads = false;
        self.holder = None;
        self.refused = None;
        self.path = None;
        if let Some(session) = self.session.take() {
            session.put_away();
        }
    }

    /// Goes on with what was asked for in place of what is open, which stays where this cannot be
    /// had. A protected workspace without its passphrase is chosen and stays closed.
    fn go_on(&mut self, wanted: Wanted, one_name: &Path, opened: Opened) -> Result<(), Failure> {
        use psirt_store::Error;
        let Wanted {
            path,
            passphrase: key,
            reads,
        } = wanted;
        let (mut holder, mut needs) = (None, None);
        let failure = match opened {
            Ok(Ok(session)) => {
                let writer = self.writer_of(&path, one_name).filter(|_| reads);
                self.have(session);
                (self.reads, self.holder) = (reads, writer);
                return Ok(());
            }
            Ok(Err(Error::PassphraseNeeded)) => {
                let writer = self.writer_of(&path, one_name).filter(|_| reads);
                self.close();
                (self.path, self.reads, self.holder) = (Some(path), reads, writer);
                return Ok(());
            }
            // It goes on waiting for the right one; and whoever stopped it wants no word of it.
            Ok(Err(error @ (Error::WrongPassphrase | Error::Cancelled))) => {
                return Err(error.into());
            }
            Ok(Err(error)) => {
                match &error {
                    Error::InUse { holder: told } => holder.clone_from(told),
                    Error::NewerWorkspace { program, .. } => needs.clone_from(program),
                    _ => {}
                }
                error.into()
            }
            Err(failure) => failure,
        };
        if self.session.is_none() {
            self.close();
        }
        self.refused = Some(Refused {
            path,
            failure: failure.clone(),
            holder,
            key,
            needs,
        });
        Err(failure)
    }

    /// Who is known to write to a workspace.
    fn writer_of(&mut self, path: &Path, one_name: &Path) -> Option<Holder> {
        let refused = self.refused.take().filter(|refused| refused.path == path);
        let known = self
            .holder
            .take()
            .filter(|_| self.is_chosen(path, one_name));
        refused.and_then(|refused| refused.holder).or(known)
    }

    /// Whether this is the workspace that was chosen, by the name it was given or its one name.
    fn is_chosen(&self, path: &Path, one_name: &Path) -> bool {
        let chosen = self.path.as_deref();
        chosen.is_some_and(|chosen| chosen == one_name || chosen == path)
    }

    fn writes(&self) -> bool {
        let session = self.session.as_ref();
        session.is_some_and(|session| session.workspace.is_writable())
    }

    /// Closes a protected workspace, which waits for its passphrase again.
    pub fn lock(&mut self) {
        let is_protected = self
            .session
            .as_ref()
            .is_some_and(|session| session.workspace.passphrase().is_some());
        if is_protected {
            let (path, reads, holder) = (self.path.take(), self.reads, self.holder.take());
            self.close();
            (self.path, self.reads, self.holder) = (path, reads, holder);
            self.times_locked += 1;
        }
    }

    /// The open workspace.
    ///
    /// # Errors
    /// None is open, or it waits for its passphrase.
    pub fn open(&mut self) -> Result<&mut Session, Failure> {
        let code = match &self.path {
            Some(path) if is_protected(path) => FailureCode::Locked,
            _ => FailureCode::NoWorkspace,
        };
        self.session
            .as_mut()
            .ok_or_else(|| Failure::new(code, "no workspace is open"))
    }

    /// The frameworks at hand, with or without a workspace.
    pub fn library(&self) -> Library {
        self.session
            .as_ref()
            .map_or_else(Library::shipped, |session| session.library.clone())
    }
}

impl Session {
    /// Who the history says did something.
    pub fn who(&self) -> Result<String, Failure> {
        Ok(author(&self.workspace)?)
    }
}

/// Whether a file wants a passphrase.
pub fn is_protected(path: &Path) -> bool {
    matches!(
        Workspace::protection_of(path),
        Ok(psirt_store::Protection::Passphrase)
    )
}

fn shipped_sheets() -> Vec<Arc<Sheet>> {
    let shipped = Library::shipped();
    let sheets = shipped.sheets();
    sheets
        .into_iter()
        .map(|(_, sheet)| Arc::clone(sheet))
        .collect()
}

/// The workshops of an assessment in the open workspace.
pub fn workshops_of<'a>(
    desktop: &'a Desktop,
    session: &'a mut Session,
    assessment: &'a str,
) -> Workshops<'a> {
    Workshops {
        workspace: &mut session.workspace,
        keys: &desktop.places.keys,
        assessment,
    }
}
