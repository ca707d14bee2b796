//! Killed at any rename, removal or sync, every change of many steps is found done or undone.
//!
//! `strace` kills a process of its own right before a chosen system call. With
//! `PSIRT_STORE_EVERY_KILL=1` every call of every change is tried; otherwise a few of each.

use std::env;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use psirt_core::assessment::AssessmentState;
use psirt_core::{Answer, Assessment};
use psirt_store::{BackupKind, Error, NewIds, Workspace};

use crate::child::program;
use crate::common::{
    ASSESSMENT, Place, contents_of, deed, heading, holder, level, mark_of, passphrase, sheet, time,
    with_ending,
};

const FILE: &str = "PSIRT_STORE_KILLED_FILE";
const DEED: &str = "PSIRT_STORE_KILLED_DEED";
const EVERY: &str = "PSIRT_STORE_EVERY_KILL";
const OLD: &str = "correct horse";
const NEW: &str = "battery staple";

/// What changes names or makes sure that something is on the medium.
const CALLS: [&str; 7] = [
    "rename",
    "renameat2",
    "unlink",
    "unlinkat",
    "fsync",
    "fdatasync",
    "ftruncate",
];

/// A change of many steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    SetPassphrase,
    ChangePassphrase,
    RemovePassphrase,
    Restore,
    BackUp,
    Migrate,
    Finish,
    Import,
    SaveCopy,
}

impl Deed {
    const ALL: [Self; 9] = [
        Self::SetPassphrase,
        Self::ChangePassphrase,
        Self::RemovePassphrase,
        Self::Restore,
        Self::BackUp,
        Self::Migrate,
        Self::Finish,
        Self::Import,
        Self::SaveCopy,
    ];

    fn before(self) -> Option<&'static str> {
        matches!(self, Self::ChangePassphrase | Self::RemovePassphrase).then_some(OLD)
    }

    /// Does it to a workspace; what goes wrong is the caller's to judge.
    fn perform(self, file: &Path) -> Result<(), Error> {
        let go_on = &mut |_| std::ops::ControlFlow::Continue(());
        let given = self.before().map(passphrase);
        if self == Self::Restore {
            let backups = Workspace::backups_of(file)?;
            let restored = Workspace::restore(file, &backups[0], given.as_ref(), &holder())?;
            return restored.workspace.close(time(9));
        }
        let mut workspace = Workspace::open(file, given, &holder())?;
        match self {
            Self::SetPassphrase | Self::ChangePassphrase => {
                workspace.protect(&passphrase(NEW), go_on)?;
            }
            Self::RemovePassphrase => drop(workspace.unprotect(go_on)?),
            Self::BackUp => drop(workspace.back_up(BackupKind::Manual, time(8))?),
            Self::Finish => drop(workspace.finish(ASSESSMENT, deed("finish", 8))?),
            Self::Import => {
                let assessment =
                    Assessment::new("imported", sheet(), heading()).expect("it is valid");
                let new = NewIds {
                    organization: "o9",
                    scope: "s9",
                };
                workspace.import_assessment(&assessment, sheet(), new, deed("import", 8))?;
            }
            Self::SaveCopy => workspace.save_copy(&copy_of(file))?,
            Self::Restore | Self::Migrate => {}
        }
        workspace.close(time(9))
    }

    /// A workspace to do it to, as a program left it.
    fn stage(self) -> Place {
        let place = Place::new();
        if self == Self::Migrate {
            let fixture =
                Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workspace-v1.psirtws");
            fs::copy(fixture, place.file()).expect("there is room for it");
            return place;
        }
        let mut workspace = place.workspace(self.before());
        for minute in 1..3 {
            workspace
                .set_answer(ASSESSMENT, "A.1", Some(level(1)), deed("answer", minute))
                .expect("the answer is valid");
            workspace
                .back_up(BackupKind::Manual, time(minute))
                .expect("it can be made");
        }
        workspace
            .set_answer(ASSESSMENT, "A.1", Some(level(2)), deed("answer", 3))
            .expect("the answer is valid");
        drop(workspace);
        place
    }
}

fn copy_of(file: &Path) -> PathBuf {
    file.with_extension("copy.psirtws")
}

/// Does nothing unless this process was started to be killed.
#[test]
fn does_one_thing() {
    let (Some(file), Ok(name)) = (env::var_os(FILE), env::var(DEED)) else {
        return;
    };
    let deed = Deed::ALL
        .into_iter()
        .find(|deed| format!("{deed:?}") == name);
    let done = deed.expect("it is one of them").perform(Path::new(&file));
    done.expect("nothing but a kill is in its way");
}

/// How a process ended.
#[derive(Debug, PartialEq, Eq)]
enum End {
    Done,
    Killed,
    Refused,
}

fn end(deed: Deed, file: &Path, trace: &[String]) -> End {
    let status = Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null"])
        .args(trace)
        .arg(program())
        .args(["kills::does_one_thing", "--exact", "--test-threads", "1"])
        .env(FILE, file)
        .env(DEED, format!("{deed:?}"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("there is a tracer");
    if status.success() {
        End::Done
    } else if status.signal().is_some() {
        End::Killed
    } else {
        End::Refused
    }
}

/// Opens a workspace with whichever passphrase it has.
fn opened(file: &Path) -> (Workspace, Option<&'static str>) {
    for phrase in [None, Some(OLD), Some(NEW)] {
        match Workspace::open(file, phrase.map(passphrase), &holder()) {
            Ok(workspace) => {
                let is_protected = workspace.about().expect("it can be read").is_protected;
                return (workspace, phrase.filter(|_| is_protected));
            }
            Err(Error::PassphraseNeeded | Error::WrongPassphrase) => {}
            Err(error) => panic!("{error:?}"),
        }
    }
    panic!("no passphrase opens it");
}

/// What a workspace holds and what opens it.
type Told = (
    Vec<(String, AssessmentState)>,
    Vec<Option<Answer>>,
    Option<&'static str>,
);

/// What a workspace holds, as far as these deeds change it.
fn told(workspace: &Workspace, phrase: Option<&'static str>) -> Told {
    let mut assessments = Vec::new();
    let mut answers = Vec::new();
    for summary in workspace.assessments().expect("they can be listed") {
        let stored = workspace.assessment(&summary.id).expect("it is there");
        answers.push(stored.assessment.answer("A.1").cloned());
        assessments.push((summary.id, stored.assessment.state()));
    }
    (assessments, answers, phrase)
}

/// A deed, what it is done to, and what may be found after it was cut short.
struct Trial {
    deed: Deed,
    stage: Place,
    before: Told,
    after: Told,
}

impl Trial {
    fn of(deed: Deed) -> Self {
        let stage = deed.stage();
        let look = |place: &Place| {
            let (workspace, phrase) = opened(&place.file());
            told(&workspace, phrase)
        };
        let before = look(&copied(&stage));
        let done = copied(&stage);
        deed.perform(&done.file()).expect("it can be done");
        let after = look(&done);
        Self {
            deed,
            stage,
            before,
            after,
        }
    }

    /// After a kill everything is as before or as after, whole, and nothing is left half done.
    fn look_at_what_is_left(&self, place: &Place, when: &str) {
        let (workspace, phrase) = opened(&place.file());
        workspace.check().expect(when);
        let given = phrase.map(passphrase);
        for backup in workspace.backups().expect("they can be listed") {
            Workspace::check_backup(&backup, given.as_ref())
                .unwrap_or_else(|error| panic!("{when}: {}: {error:?}", backup.path.display()));
        }
        if copy_of(&place.file()).exists() {
            let copy = Workspace::open(&copy_of(&place.file()), given, &holder());
            copy.expect(when).check().expect(when);
        }
        let found = told(&workspace, phrase);
        assert!(
            found == self.before || found == self.after,
            "{when}: {found:?}"
        );
        workspace.close(time(10)).expect(when);
        if phrase.is_none() {
            let mark = mark_of(&place.file());
            let left = contents_of(place.folder()).into_keys();
            let left: Vec<PathBuf> = left
                .filter(|path| path.to_string_lossy().contains(&mark))
                .collect();
            assert_eq!(left, Vec::<PathBuf>::new(), "{when}");
        }
        let journal = with_ending(&place.file(), "-journal");
        assert!(!journal.exists(), "{when}: a journal is left");
    }

    /// Kills before every so many of each call; how many kills that were.
    fn kill(&self, calls: &[&str], step: usize) -> usize {
        let mut kills = 0;
        for call in calls {
            for number in (1..).step_by(step) {
                let place = copied(&self.stage);
                let trace = [
                    "-e".to_owned(),
                    format!("trace={call}"),
                    "-e".to_owned(),
                    format!("inject={call}:signal=KILL:when={number}"),
                ];
                let when = format!("{:?}, before {call} {number}", self.deed);
                match end(self.deed, &place.file(), &trace) {
                    End::Done => break,
                    End::Killed => kills += 1,
                    End::Refused => panic!("{when}: it failed without being killed"),
                }
                self.look_at_what_is_left(&place, &when);
            }
        }
        kills
    }
}

/// The same workspace with all beside it in a folder of its own.
fn copied(stage: &Place) -> Place {
    let copy = Place::new();
    for path in contents_of(stage.folder()).into_keys() {
        let below = path.strip_prefix(stage.folder()).expect("it lies in there");
        let target = copy.folder().join(below);
        fs::create_dir_all(target.parent().expect("it lies in a folder"))
            .expect("there is room for it");
        if path.is_file() {
            fs::copy(&path, target).expect("there is room for it");
        }
    }
    copy
}

fn kill_at_some_calls(deed: Deed) {
    let trial = Trial::of(deed);
    let kills = if env::var_os(EVERY).is_some() {
        trial.kill(&CALLS, 1)
    } else {
        // Those that decide, and here and there one of the others.
        // A change of the passphrase derives keys for every backup after every kill: its renames
        // alone, which decide, unless every call is asked for.
        let is_long = matches!(deed, Deed::ChangePassphrase | Deed::RemovePassphrase);
        let syncs: &[&str] = if is_long {
            &[]
        } else {
            &["fsync", "fdatasync"]
        };
        trial.kill(&["rename"], 1) + trial.kill(syncs, 29)
    };
    println!("{deed:?}: {kills} kills");
    assert!(kills > 0, "the process was killed at all");
}

macro_rules! killed {
    ($($name:ident: $deed:ident;)*) => {
        $(#[test]
        fn $name() {
            kill_at_some_calls(Deed::$deed);
        })*
    };
}

killed! {
    a_passphrase_that_is_being_set_is_set_or_not: SetPassphrase;
    a_passphrase_that_is_being_changed_is_the_old_or_the_new_one: ChangePassphrase;
    a_passphrase_that_is_being_removed_is_removed_or_not: RemovePassphrase;
    a_backup_that_is_being_restored_is_restored_or_not: Restore;
    a_backup_that_is_being_made_is_whole_or_not_there: BackUp;
    an_older_workspace_is_brought_up_to_date_or_not: Migrate;
    a_round_that_is_being_finished_is_finished_or_not: Finish;
    a_file_that_is_being_taken_in_is_taken_in_whole_or_not: Import;
    a_copy_that_is_being_saved_is_whole_or_not_there: SaveCopy;
}

#[test]
fn a_medium_that_gives_no_backup_stops_the_change_of_the_passphrase_and_costs_none() {
    let deed = Deed::SetPassphrase;
    let place = deed.stage();
    let backups = Workspace::backups_of(&place.file()).expect("they can be listed");
    let trace = [
        "-P".to_owned(),
        backups[0].path.display().to_string(),
        "-e".to_owned(),
        "inject=pread64:error=EIO".to_owned(),
    ];
    assert_eq!(end(deed, &place.file(), &trace), End::Refused);
    let (workspace, phrase) = opened(&place.file());
    assert_eq!(phrase, None, "nothing has happened");
    for backup in &backups {
        Workspace::check_backup(backup, None).expect("it is as it was");
    }
    drop(workspace);
}
