//! Backups: complete copies of a workspace beside it, made while it is open, protected as it is.
//!
//! A copy counts only after it was opened and found whole; older ones are dropped only after
//! that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::backup::{Backup as Copying, StepResult};

use crate::connection::{self, Access, Check};
use crate::error::{Error, Result};
use crate::passphrase::Passphrase;
use crate::place::{self, EXTENSION, Mark, Place};
use crate::row::{day_of, name_of_time, time_of_name};
use crate::stop::Stop;

/// Automatic backups kept however old they are.
const KEPT_LAST: usize = 10;
/// Days, back from the newest, of which one automatic backup is kept each.
const KEPT_DAYS: usize = 14;
/// Months of which one automatic backup is kept each.
const KEPT_MONTHS: usize = 36;
/// Copies set aside before something happened to the workspace, kept of each kind.
const KEPT_ASIDE: usize = 5;

/// A copy of a workspace, complete and by itself.
///
/// It lies in a folder beside the workspace, is protected by the same passphrase, and was opened
/// and read before it got its name. Of the automatic ones are kept the last ten, one of each of
/// fourteen days and one of each of thirty-six months; of those set aside before something
/// happened the last five of their kind; those somebody asked for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made.
    pub at: Timestamp,
    /// Why it was made.
    pub kind: BackupKind,
    /// How big it is.
    pub bytes: u64,
}

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BackupKind {
    /// By the program, now and then; old ones are dropped.
    Automatic,
    /// Because somebody asked for it; kept until somebody removes it.
    Manual,
    /// The workspace as an older program left it.
    BeforeMigration,
    /// The workspace that a backup took the place of; it may be damaged.
    Replaced,
}

impl BackupKind {
    const ALL: [Self; 4] = [
        Self::Automatic,
        Self::Manual,
        Self::BeforeMigration,
        Self::Replaced,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Automatic => "automatic",
            Self::Manual => "manual",
            Self::BeforeMigration => "before-migration",
            Self::Replaced => "replaced",
        }
    }
}

/// How many rows each table has.
pub(crate) type Counts = BTreeMap<String, i64>;

/// What a copy of a workspace is made of.
pub(crate) struct Source<'a> {
    pub connection: &'a Connection,
    pub place: &'a Place,
    pub passphrase: Option<&'a Passphrase>,
}

/// Makes a backup: copies an open workspace, opens the copy, checks it, and only then gives it its
/// name.
pub(crate) fn make(
    source: &Source<'_>,
    mark: &Mark,
    kind: BackupKind,
    at: Timestamp,
) -> Result<Backup> {
    let path = free_path(&source.place.folder(), kind, at);
    let name = path.file_name().unwrap_or(path.as_os_str());
    let part = path.with_file_name(mark.part_of(&name.to_string_lossy()));
    checked_copy(source, &part, &path)?;
    describe(&path).ok_or(Error::NoFile { path })
}

/// Copies an open workspace to `part`, opens the copy, checks it, and then calls it `path`.
pub(crate) fn checked_copy(source: &Source<'_>, part: &Path, path: &Path) -> Result<()> {
    place::remove_whole(part)?;
    let made = copy(source, part)
        .and_then(|()| {
            let counts = checked_counts(part, source.passphrase)?;
            if counts == self::counts(source.connection)? {
                Ok(())
            } else {
                Err(Error::damaged("the backup has other rows than its source"))
            }
        })
        .and_then(|()| place::replace(path, part));
    made.inspect_err(|_| {
        let _ = place::remove_whole(part);
    })
}

/// Every copy in a folder, the newest first.
pub(crate) fn list(folder: &Path) -> Result<Vec<Backup>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io("read the folder", folder)(error)),
    };
    let mut backups = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::io("read the folder", folder))?;
        backups.extend(describe(&entry.path()));
    }
    backups.sort_by(|one, other| (other.at, &other.path).cmp(&(one.at, &one.path)));
    Ok(backups)
}

/// Opens a copy, reads all of it, and counts its rows.
///
/// # Errors
/// Whatever is wrong with it.
pub(crate) fn checked_counts(path: &Path, passphrase: Option<&Passphrase>) -> Result<Counts> {
    let (mut connection, _) = open(path, passphrase)?;
    connection::check_in_time(&mut connection, Check::Full, &Stop::default())?;
    counts(&connection)
}

/// Whether a change of the passphrase was decided, and copies still wait for their turn.
pub(crate) fn is_unsettled(folder: &Path) -> bool {
    let names = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names = names.map(|entry| entry.file_name());
    names.any(|name| Mark::may_succeed(&name.to_string_lossy()))
}

/// Whether a copy is protected by this passphrase.
pub(crate) fn is_any_opened_by(folder: &Path, passphrase: &Passphrase) -> bool {
    let is_opened = |backup: &Backup| {
        matches!(
            connection::Looks::of(&backup.path),
            Ok(connection::Looks::Protected)
        ) && open(&backup.path, Some(passphrase)).is_ok()
    };
    // They have one passphrase; others once lay here.
    list(folder).is_ok_and(|backups| backups.first().is_some_and(is_opened))
}

/// The newest copy that can be opened and is whole; nobody waits long for it.
pub(crate) fn newest_good(folder: &Path, passphrase: Option<&Passphrase>) -> Option<Backup> {
    const PATIENCE: Duration = Duration::from_secs(2);
    let started = Instant::now();
    list(folder)
        .ok()?
        .into_iter()
        .filter(|backup| backup.kind != BackupKind::Replaced)
        .take_while(|_| started.elapsed() < PATIENCE)
        .find(|backup| checked_counts(&backup.path, passphrase).is_ok())
}

/// Drops the copies that are no longer wanted.
pub(crate) fn rotate(folder: &Path, now: Timestamp) -> Result<()> {
    // A clock that was wrong for a while must not push out what was made when it was right.
    let backups: Vec<Backup> = list(folder)?
        .into_iter()
        .filter(|backup| backup.at <= now)
        .collect();
    for backup in superfluous(&backups) {
        place::remove_whole(&backup.path)?;
    }
    Ok(())
}

/// Opens a copy to read it, without leaving anything beside it; gives back the form of the
/// passphrase that opens it.
pub(crate) fn open(
    path: &Path,
    passphrase: Option<&Passphrase>,
) -> Result<(Connection, Option<Passphrase>)> {
    let looks = connection::Looks::of(path)?;
    let passphrase = match (looks, passphrase) {
        (connection::Looks::Foreign, _) => {
            return Err(Error::NotAWorkspace {
                path: path.to_owned(),
            });
        }
        (connection::Looks::Plain, _) => None,
        (connection::Looks::Protected, None) => return Err(Error::PassphraseNeeded),
        (connection::Looks::Protected, given) => given,
    };
    let (connection, passphrase) =
        connection::open_with_any_form(path, Access::ReadUnchanging, passphrase, &Stop::default())?;
    connection::recognize(&connection, path)?;
    Ok((connection, passphrase))
}

/// How many rows each table has.
pub(crate) fn counts(connection: &Connection) -> Result<Counts> {
    let tables: Vec<String> = connection
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' \
             ESCAPE '\\'",
        )?
        .query_map((), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    tables
        .into_iter()
        .map(|table| {
            let query = format!("SELECT count(*) FROM \"{table}\"");
            let count = connection.query_row(&query, (), |row| row.get(0))?;
            Ok((table, count))
        })
        .collect()
}

fn copy(source: &Source<'_>, target: &Path) -> Result<()> {
    let mut target = connection::create(target, source.passphrase, Some(source.place.file()))?;
    let copying = Copying::new(source.connection, &mut target)?;
    // All pages at once: whoever holds the source holds it alone.
    let result = copying.step(-1)?;
    drop(copying);
    if result != StepResult::Done {
        return Err(Error::BeingRead);
    }
    // A copy is one file, and opening it makes no other.
    target.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    target.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// A name nobody has: two copies in one millisecond get two names.
fn free_path(folder: &Path, kind: BackupKind, at: Timestamp) -> PathBuf {
    (0..i64::MAX)
        .map(|later| at + jiff::SignedDuration::from_millis(later))
        .map(|at| folder.join(format!("{}-{}.{EXTENSION}", name_of_time(at), kind.name())))
        .find(|path| !path.exists())
        .expect("there are more milliseconds than files")
}

/// Where a copy of this kind, made at this time, goes.
pub(crate) fn path_for(folder: &Path, kind: BackupKind, at: Timestamp) -> PathBuf {
    free_path(folder, kind, at)
}

/// What the name of a copy tells; `None` for other files.
pub(crate) fn describe(path: &Path) -> Option<Backup> {
    let name = path
        .file_name()?
        .to_str()?
        .strip_suffix(EXTENSION)?
        .strip_suffix('.')?;
    let (at, kind) = name.split_once('-')?;
    Some(Backup {
        at: time_of_name(at)?,
        kind: BackupKind::ALL
            .into_iter()
            .find(|known| known.name() == kind)?,
        // A link is no copy, and what it leads to is none of ours.
        bytes: fs::symlink_metadata(path)
            .ok()
            .filter(fs::Metadata::is_file)?
            .len(),
        path: path.to_owned(),
    })
}

/// The copies to drop, of copies sorted newest first.
///
/// Of the automatic ones stay the last ten, the newest of each of fourteen days and of each of
/// thirty-six months. Of those set aside stay the last five of their kind; those somebody asked
/// for all stay.
fn superfluous(backups: &[Backup]) -> Vec<&Backup> {
    let of_kind = |kind| backups.iter().filter(move |backup| backup.kind == kind);
    let mut days = BTreeSet::new();
    let mut months = BTreeSet::new();
    let automatic = of_kind(BackupKind::Automatic)
        .enumerate()
        .filter(|(index, backup)| {
            let day = day_of(backup.at);
            let newest_of_day = days.len() < KEPT_DAYS && days.insert(day);
            let newest_of_month =
                months.len() < KEPT_MONTHS && months.insert((day.year(), day.month()));
            *index >= KEPT_LAST && !newest_of_day && !newest_of_month
        })
        .map(|(_, backup)| backup);
    let aside = [BackupKind::BeforeMigration, BackupKind::Replaced]
        .into_iter()
        .flat_map(|kind| of_kind(kind).skip(KEPT_ASIDE));
    automatic.chain(aside).collect()
}

#[cfg(test)]
mod tests {
    use super::{Backup, BackupKind, superfluous};
    use jiff::{SignedDuration, Timestamp};

    fn backups(kind: BackupKind, count: i64, hours_apart: i64) -> Vec<Backup> {
        let newest: Timestamp = "2026-11-06T12:00:00Z".parse().expect("it is a time");
        (0..count)
            .map(|index| Backup {
                path: format!("{index}").into(),
                at: newest - SignedDuration::from_hours(index * hours_apart),
                kind,
                bytes: 0,
            })
            .collect()
    }

    fn kept(backups: &[Backup]) -> Vec<&str> {
        let dropped = superfluous(backups);
        backups
            .iter()
            .filter(|backup| !dropped.contains(backup))
            .map(|backup| backup.path.to_str().expect("it is a number"))
            .collect()
    }

    #[test]
    fn the_last_ten_are_kept_however_close_together() {
        let backups = backups(BackupKind::Automatic, 12, 0);
        assert_eq!(kept(&backups).len(), 10);
    }

    #[test]
    fn of_a_year_stay_ten_and_one_a_day_and_one_a_month() {
        let backups = backups(BackupKind::Automatic, 365 * 4, 6);
        let kept = kept(&backups);
        assert_eq!(
            kept[..12],
            ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "11", "15"],
            "the last ten, then the newest of each day"
        );
        assert_eq!(
            kept.len(),
            10 + 11 + 11,
            "three of fourteen days and one of twelve months are among the ten"
        );
    }

    #[test]
    fn what_somebody_asked_for_is_kept() {
        assert_eq!(kept(&backups(BackupKind::Manual, 100, 1)).len(), 100);
    }

    #[test]
    fn five_of_those_set_aside_are_kept() {
        assert_eq!(kept(&backups(BackupKind::Replaced, 9, 1)).len(), 5);
    }
}
