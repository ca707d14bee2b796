//! Workspace, passphrase, backups.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use psirt_store::{
    Backup, BackupKind, EXTENSION, Holder, Passphrase, Progress, Rewritten, Workspace,
};

use super::granted::Purpose;
use super::job::Watch;
use super::session::{Desktop, Refused, Session, State, Wanted, is_protected};
use super::shell::{Choice, Question};
use super::wire::{
    BackupReason, BackupView, ChangePassphrase, ChooseWorkspacePlace, CreateWorkspace,
    CurrentPassphrase, Failure, FailureCode, FileHandle, GivenPassphrase, Moment, NamedFile,
    OfBackup, OfFile, OpenWorkspace, Place, ProgressStep, RefusedWorkspace, RewrittenView, Secret,
    WorkspaceFile, WorkspaceHolder, WorkspaceState, WorkspaceView,
};
use psirt_app::assessments::today;
use psirt_app::names::free_path;
use psirt_app::workspaces::holder;

/// The name of the file that is made where nobody chooses another.
const DEFAULT_NAME: &str = "PSIRT";

pub fn workspace(desktop: &Desktop) -> Result<WorkspaceView, Failure> {
    let state = desktop.state();
    Ok(view(desktop, &state))
}

/// Looks at each by itself and waits for none that does not answer: a share that is away must not
/// keep the others, nor any other command.
pub fn missing_workspaces(desktop: &Desktop) -> Result<Vec<FileHandle>, Failure> {
    const PATIENCE: Duration = Duration::from_secs(2);
    let recent = desktop.state().remembered.recent();
    let (tell, told) = mpsc::channel();
    let mut missing = Vec::new();
    for (path, _) in recent {
        let tell = tell.clone();
        thread::spawn(move || {
            let is_missing = !path.is_file();
            // Whoever asked has given up on it.
            let _ = tell.send((path, is_missing));
        });
    }
    drop(tell);
    let end = std::time::Instant::now() + PATIENCE;
    while let Ok((path, is_missing)) =
        told.recv_timeout(end.saturating_duration_since(std::time::Instant::now()))
    {
        if is_missing {
            missing.push(desktop.grant(Purpose::Open, &path).file);
        }
    }
    Ok(missing)
}

pub fn choose_workspace_place(
    desktop: &Desktop,
    request: ChooseWorkspacePlace,
) -> Result<Option<NamedFile>, Failure> {
    let begin = match &request.begin_with {
        Some(place) => desktop.granted().path(Purpose::Make, place)?,
        None => default_path(desktop.places.workspaces()),
    };
    let name = begin.file_name().unwrap_or(begin.as_os_str());
    let choice = Choice::NewFile(name.to_string_lossy().into_owned());
    let chosen = ask(desktop, choice, begin.parent());
    Ok(chosen.map(|path| desktop.grant(Purpose::Make, &with_ending(path))))
}

pub fn choose_workspace(desktop: &Desktop) -> Result<Option<NamedFile>, Failure> {
    let folder = desktop.places.workspaces();
    let chosen = ask(desktop, Choice::File, Some(folder));
    Ok(chosen.map(|path| desktop.grant(Purpose::Open, &path)))
}

pub fn create_workspace(
    desktop: &Desktop,
    request: CreateWorkspace,
) -> Result<WorkspaceView, Failure> {
    let passphrase = request.passphrase.map(chosen).transpose()?;
    let path = if let Some(place) = &request.place {
        desktop.granted().path(Purpose::Make, place)?
    } else {
        let folder = desktop.places.workspaces();
        psirt_app::files::make_folder(folder)?;
        default_path(folder)
    };
    let name = path.file_stem().unwrap_or(path.as_os_str());
    let name = name.to_string_lossy();
    let workspace = Workspace::create(&path, &name, passphrase, &holder())?;
    let session = Session::of(workspace)?;
    let mut state = desktop.state();
    state.have(session);
    desktop.remember(&state)?;
    Ok(view(desktop, &state))
}

pub fn open_workspace(
    desktop: &Desktop,
    request: OpenWorkspace,
    watch: &Watch,
) -> Result<WorkspaceView, Failure> {
    if let Some(file) = &request.file {
        let path = desktop.granted().path(Purpose::Open, file)?;
        let wanted = Wanted {
            path,
            passphrase: None,
            reads: request.read_only,
        };
        desktop.open(wanted, &watch.stop())?;
    } else {
        // Nobody asked for it: why it cannot be had is told beside what can be done instead.
        let _ = desktop.begin(&watch.stop());
    }
    Ok(view(desktop, &desktop.now()))
}

pub fn unlock_workspace(
    desktop: &Desktop,
    request: GivenPassphrase,
    watch: &Watch,
) -> Result<WorkspaceView, Failure> {
    let passphrase = given(request.passphrase)?;
    let wanted = desktop.state().to_unlock(passphrase)?;
    desktop.open(wanted, &watch.stop())?;
    Ok(view(desktop, &desktop.now()))
}

/// Where the person is lies in the memory until the window closes; a screen or a round is worth
/// the writing at once.
pub fn keep_place(desktop: &Desktop, request: Place) -> Result<(), Failure> {
    let mut state = desktop.state();
    let path = state.path.clone().filter(|_| state.session.is_some());
    let path = path.ok_or_else(none_is_chosen)?;
    if state.remembered.left(&path, request) {
        desktop.remember(&state)?;
    }
    Ok(())
}

pub fn lock_workspace(desktop: &Desktop) -> Result<WorkspaceView, Failure> {
    let mut state = desktop.state();
    state.lock();
    Ok(view(desktop, &state))
}

pub fn close_workspace(desktop: &Desktop) -> Result<WorkspaceView, Failure> {
    let mut state = desktop.state();
    state.close();
    desktop.remember(&state)?;
    Ok(view(desktop, &state))
}

pub fn dismiss_refused(desktop: &Desktop) -> Result<WorkspaceView, Failure> {
    let mut state = desktop.state();
    state.refused = None;
    Ok(view(desktop, &state))
}

pub fn forget_workspace(desktop: &Desktop, request: OfFile) -> Result<WorkspaceView, Failure> {
    let path = desktop.granted().path(Purpose::Open, &request.file)?;
    let mut state = desktop.state();
    state.remembered.forget(&path);
    state.refused.take_if(|refused| refused.path == path);
    desktop.remember(&state)?;
    Ok(view(desktop, &state))
}

pub fn set_passphrase(
    desktop: &Desktop,
    request: GivenPassphrase,
    watch: &Watch,
) -> Result<RewrittenView, Failure> {
    let passphrase = chosen(request.passphrase)?;
    let mut state = desktop.state();
    let workspace = &mut state.open()?.workspace;
    if workspace.about()?.is_protected {
        return Err(Failure::new(
            FailureCode::InvalidInput,
            "the workspace is protected already",
        ));
    }
    let rewritten = workspace.protect(&passphrase, &mut |now| told(watch, now))?;
    Ok(rewritten_view(view(desktop, &state), &rewritten))
}

pub fn change_passphrase(
    desktop: &Desktop,
    request: ChangePassphrase,
    watch: &Watch,
) -> Result<RewrittenView, Failure> {
    let current = given(request.current)?;
    let passphrase = chosen(request.passphrase)?;
    let mut state = desktop.state();
    let workspace = &mut state.open()?.workspace;
    if !workspace.is_passphrase(&current) {
        return Err(psirt_store::Error::WrongPassphrase.into());
    }
    let rewritten = workspace.protect(&passphrase, &mut |now| told(watch, now))?;
    Ok(rewritten_view(view(desktop, &state), &rewritten))
}

pub fn remove_passphrase(
    desktop: &Desktop,
    request: CurrentPassphrase,
    watch: &Watch,
) -> Result<RewrittenView, Failure> {
    let current = given(request.current)?;
    let mut state = desktop.state();
    let workspace = &mut state.open()?.workspace;
    if !workspace.is_passphrase(&current) {
        return Err(psirt_store::Error::WrongPassphrase.into());
    }
    let rewritten = workspace.unprotect(&mut |now| told(watch, now))?;
    Ok(rewritten_view(view(desktop, &state), &rewritten))
}

/// A passphrase to open with.
fn given(typed: Secret) -> Result<Passphrase, Failure> {
    Ok(Passphrase::new(typed.reveal())?)
}

/// A passphrase to protect with.
fn chosen(typed: Secret) -> Result<Passphrase, Failure> {
    Ok(Passphrase::new(typed.reveal())?.chosen()?)
}

fn rewritten_view(workspace: WorkspaceView, rewritten: &Rewritten) -> RewrittenView {
    let names = |paths: &[PathBuf]| paths.iter().map(|path| name_of(path)).collect();
    RewrittenView {
        workspace,
        removed: names(&rewritten.removed),
        kept: names(&rewritten.kept),
    }
}

/// Passes on how far it is; goes no further where the person stopped it.
fn told(watch: &Watch, now: Progress) -> ControlFlow<()> {
    match watch.tell(ProgressStep::Encrypting, now.done, now.files) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    }
}

pub fn backups(desktop: &Desktop) -> Result<Vec<BackupView>, Failure> {
    let state = desktop.state();
    let path = beyond_opening(&state).ok_or_else(none_is_chosen)?;
    Ok(Workspace::backups_of(path)?
        .iter()
        .map(backup_view)
        .collect())
}

pub fn make_backup(desktop: &Desktop) -> Result<Vec<BackupView>, Failure> {
    let mut state = desktop.state();
    let workspace = &state.open()?.workspace;
    workspace.back_up(BackupKind::Manual, Timestamp::now())?;
    Ok(workspace.backups()?.iter().map(backup_view).collect())
}

pub fn save_workspace_copy(desktop: &Desktop) -> Result<Option<NamedFile>, Failure> {
    let path = desktop.state().path.clone().ok_or_else(none_is_chosen)?;
    let name = path
        .file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    let folder = path.parent().unwrap_or(&path);
    let proposed = format!("{name} {}", today());
    let proposed = free_path(folder, &proposed, EXTENSION, |path| !path.exists());
    let choice = Choice::NewFile(name_of(&proposed));
    // Asked while nothing waits for the workspace.
    let Some(target) = ask(desktop, choice, Some(folder)).map(with_ending) else {
        return Ok(None);
    };
    let mut state = desktop.state();
    state.open()?.workspace.save_copy(&target)?;
    Ok(Some(desktop.grant(Purpose::Written, &target)))
}

/// A protected backup has the passphrase of its workspace: while that is open, it is at hand.
pub fn restore_backup(desktop: &Desktop, request: OfBackup) -> Result<WorkspaceView, Failure> {
    let mut state = desktop.state();
    let path = beyond_opening(&state)
        .ok_or_else(none_is_chosen)?
        .to_owned();
    let backup = Workspace::backups_of(&path)?
        .into_iter()
        .find(|backup| id_of(backup) == request.id)
        .ok_or_else(|| Failure::new(FailureCode::NotFound, "the backup is not there any more"))?;
    let passphrase = match &state.session {
        Some(session) => session.workspace.passphrase().cloned(),
        None => state.refused.as_ref().and_then(|it| it.key.clone()),
    };
    // A backup that cannot be opened must not cost the window its open workspace.
    Workspace::check_backup(&backup, passphrase.as_ref())?;
    let refused = state.refused.take();
    state.close();
    let restored = Workspace::restore(&path, &backup, passphrase.as_ref(), &holder());
    match restored {
        Ok(restored) => state.have(Session::of(restored.workspace)?),
        Err(error) => {
            state.refused = refused;
            return Err(error.into());
        }
    }
    desktop.remember(&state)?;
    Ok(view(desktop, &state))
}

/// The workspace whose backups are meant: the one that is open, else the one that could not be.
fn beyond_opening(state: &State) -> Option<&Path> {
    let refused = state.refused.as_ref().map(|refused| refused.path.as_path());
    state.path.as_deref().or(refused)
}

fn view(desktop: &Desktop, state: &State) -> WorkspaceView {
    let path = state.path.as_deref();
    let session = state.session.as_ref();
    // To open a file a second time and close it gives back what keeps others from it.
    let is_protected = match session {
        Some(session) => session.workspace.passphrase().is_some(),
        None => path.is_some_and(is_protected),
    };
    let workspace_state = match session.map(|session| session.workspace.is_writable()) {
        Some(true) => WorkspaceState::Open,
        Some(false) => WorkspaceState::ReadOnly,
        None if path.is_some() => WorkspaceState::Locked,
        None => WorkspaceState::None,
    };
    WorkspaceView {
        state: workspace_state,
        file: path.map(|path| file(desktop, state, path)),
        encrypted: is_protected,
        holder: state.holder.as_ref().map(WorkspaceHolder::from),
        refused: state
            .refused
            .as_ref()
            .map(|it| refused_view(desktop, state, it)),
        place: path
            .filter(|_| session.is_some())
            .and_then(|path| state.remembered.place(path)),
        recent: state
            .remembered
            .recent()
            .iter()
            .map(|(path, _)| file(desktop, state, path))
            .collect(),
        default_path: default_path(desktop.places.workspaces())
            .display()
            .to_string(),
        first_start: state.remembered.is_first_start(),
    }
}

fn refused_view(desktop: &Desktop, state: &State, refused: &Refused) -> RefusedWorkspace {
    let Refused {
        path,
        failure,
        holder,
        key,
        needs,
    } = refused;
    RefusedWorkspace {
        file: file(desktop, state, path),
        failure: failure.clone(),
        holder: holder.as_ref().map(WorkspaceHolder::from),
        needs: needs.clone(),
        newest_backup: Some(path)
            .filter(|_| failure.code == FailureCode::Damaged && state.session.is_none())
            .and_then(|path| newest_good_backup(path, key.as_ref())),
    }
}

impl From<&Holder> for WorkspaceHolder {
    fn from(holder: &Holder) -> Self {
        Self {
            user: holder.user.clone(),
            computer: holder.host.clone(),
            since: Some(Moment::from(holder.since)),
        }
    }
}

fn newest_good_backup(path: &Path, passphrase: Option<&Passphrase>) -> Option<BackupView> {
    let backups = Workspace::backups_of(path).ok()?;
    let is_good = |backup: &&Backup| Workspace::check_backup(backup, passphrase).is_ok();
    backups.iter().find(is_good).map(backup_view)
}

fn backup_view(backup: &Backup) -> BackupView {
    let contents = contents(backup);
    BackupView {
        id: id_of(backup),
        made_at: Moment::from(backup.at),
        bytes: backup.bytes,
        // A copy gets its name after it was opened and read; one set aside may be damaged.
        checked: backup.kind != BackupKind::Replaced,
        assessments: contents.map(|(assessments, _)| assessments),
        answers: contents.map(|(_, answers)| answers),
        reason: match backup.kind {
            BackupKind::Automatic => BackupReason::Automatic,
            BackupKind::Manual => BackupReason::ByHand,
            BackupKind::BeforeMigration => BackupReason::BeforeMigration,
            BackupKind::Replaced => BackupReason::BeforeRestore,
        },
    }
}

/// How many assessments and answers a backup holds. A protected one takes too long to open for a
/// list of them.
fn contents(backup: &Backup) -> Option<(usize, usize)> {
    let copy = Workspace::open_read_only(&backup.path, None, "").ok()?;
    let assessments = copy.assessments().ok()?;
    let answers = assessments.iter().map(|assessment| assessment.answered);
    Some((assessments.len(), answers.sum()))
}

/// A backup is named by its file.
fn id_of(backup: &Backup) -> String {
    name_of(&backup.path)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The default file, or the next name that is free.
fn default_path(folder: &Path) -> PathBuf {
    free_path(folder, DEFAULT_NAME, EXTENSION, |path| !path.exists())
}

fn ask(desktop: &Desktop, choice: Choice, folder: Option<&Path>) -> Option<PathBuf> {
    let language = desktop.language();
    let title = match choice {
        Choice::NewFile(_) => language.pick("New workspace", "新しいワークスペース"),
        _ => language.pick("Open a workspace", "ワークスペースを開く"),
    };
    let question = Question {
        title: title.to_owned(),
        choice,
        kind: language.pick("Workspaces", "ワークスペース").to_owned(),
        endings: &[EXTENSION],
        folder: folder.filter(|folder| folder.is_dir()).map(Path::to_owned),
    };
    desktop.shell.choose(&question).into_iter().next()
}

/// Dialogs of some systems leave the ending to the person.
fn with_ending(path: PathBuf) -> PathBuf {
    if path.extension().is_some_and(|ending| ending == EXTENSION) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(EXTENSION);
    name.into()
}

/// A workspace, with when it was open.
fn file(desktop: &Desktop, state: &State, path: &Path) -> WorkspaceFile {
    let NamedFile { file, path: place } = desktop.grant(Purpose::Open, path);
    let name = path.file_stem().unwrap_or(path.as_os_str());
    WorkspaceFile {
        file,
        path: place,
        name: name.to_string_lossy().into_owned(),
        opened_at: state.remembered.opened_at(path).map(Moment::from),
    }
}

fn none_is_chosen() -> Failure {
    Failure::new(FailureCode::NoWorkspace, "no workspace is chosen")
}
