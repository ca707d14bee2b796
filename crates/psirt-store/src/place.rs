//! Where a workspace and what belongs to it lie, and how one file takes another's place.
//!
//! Of everything beside a workspace only what carries its [`Mark`] is ever replaced or removed:
//! a name alone, as somebody else's file may have it, says nothing. Links are not followed.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The extension of a workspace file.
pub const EXTENSION: &str = "psirtws";

/// What the library lays beside a database.
const COMPANIONS: [&str; 3] = ["-wal", "-journal", "-shm"];

/// What a large change lays beside a small file, in bytes.
const MOST_BESIDE: u64 = 128_000_000;

/// The last bytes of a journal that names a further file, which the library would then open, and
/// might remove.
const NAMES_ANOTHER: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// The paths of one workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    file: PathBuf,
}

impl Place {
    /// The place of a file that is there. Two ways to name one file give one place.
    pub fn of_existing(path: &Path) -> Result<Self> {
        let file = one_name_of(path)?;
        if !file.is_file() {
            return Err(Error::NoFile {
                path: path.to_owned(),
            });
        }
        Ok(Self { file })
    }

    /// The place of a file that is to be made, in a folder that is there.
    pub fn of_new(path: &Path) -> Result<Self> {
        let absolute = std::path::absolute(path).map_err(Error::io("find", path))?;
        let (Some(folder), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            return Err(Error::NoFile {
                path: path.to_owned(),
            });
        };
        // Not every system looks when it is asked for the one name of a folder.
        if !folder.is_dir() {
            return Err(Error::NoFile {
                path: folder.to_owned(),
            });
        }
        Ok(Self {
            file: one_name_of(folder)?.join(name),
        })
    }

    /// The workspace.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Holds the lock and the backups.
    pub fn folder(&self) -> PathBuf {
        self.beside(".backups")
    }

    /// What is to take the workspace's place next.
    pub fn successor(&self, mark: &Mark) -> PathBuf {
        self.folder().join(mark.successor_of("workspace"))
    }

    /// Changes that are not in the file yet.
    pub fn wal(&self) -> PathBuf {
        self.beside("-wal")
    }

    /// What a change that was cut short has overwritten.
    pub fn journal(&self) -> PathBuf {
        self.beside("-journal")
    }

    /// Makes the folder for lock and backups where it is missing. Whoever may read the workspace
    /// may read it, and nobody else.
    ///
    /// # Errors
    /// [`Error::NotOurs`] where it is a link, or somebody else laid it there first.
    pub fn make_folder(&self) -> Result<PathBuf> {
        let folder = self.folder();
        match private_folder().create(&folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(Error::io("make the folder", &folder)(error));
            }
            _ => {}
        }
        let found = fs::symlink_metadata(&folder).map_err(Error::io("read the folder", &folder))?;
        if !found.is_dir() {
            return Err(Error::not_ours(format!(
                "`{}` is not a folder",
                folder.display()
            )));
        }
        self.only_for_its_readers(&folder, &found)?;
        Ok(folder)
    }

    /// Makes sure that nothing is reached through the file or what lies beside it that has
    /// another name elsewhere.
    ///
    /// # Errors
    /// [`Error::NotOurs`]
    pub fn check_companions(&self) -> Result<()> {
        check_companions(&self.file)
    }

    /// Makes sure that the file has this one name: under another it would have another lock.
    ///
    /// # Errors
    /// [`Error::SeveralNames`]
    pub fn check_single(&self) -> Result<()> {
        let found = fs::metadata(&self.file).map_err(Error::io("read", &self.file))?;
        if names_of(&found) > 1 {
            return Err(Error::SeveralNames {
                path: self.file.clone(),
            });
        }
        Ok(())
    }

    fn beside(&self, ending: &str) -> PathBuf {
        with_ending(&self.file, ending)
    }

    #[cfg(unix)]
    fn only_for_its_readers(&self, folder: &Path, found: &Metadata) -> Result<()> {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
        const STICKY: u32 = 0o1000;
        let me = rustix::process::geteuid().as_raw();
        let file = fs::metadata(&self.file).ok();
        let owner = file.as_ref().map_or(me, rustix::fs::MetadataExt::uid);
        let parent = folder.parent().and_then(|parent| fs::metadata(parent).ok());
        // Where everybody may lay files but not touch those of others, a folder of somebody
        // else's was laid there to be found. Elsewhere its owner could replace the file as well.
        if parent.is_some_and(|parent| parent.mode() & STICKY != 0)
            && found.uid() != owner
            && found.uid() != me
        {
            return Err(Error::not_ours(format!(
                "`{}` belongs to somebody else",
                folder.display()
            )));
        }
        let mode = file.map_or(0o600, |file| file.mode() & 0o666);
        // Whoever may read a file may look into the folder.
        let wanted = 0o700 | mode | ((mode & 0o444) >> 2);
        if found.uid() == me && found.mode() & 0o777 != wanted {
            fs::set_permissions(folder, fs::Permissions::from_mode(wanted))
                .map_err(Error::io("protect", folder))?;
        }
        Ok(())
    }

    /// Windows lets whoever may read the folder around it read this one.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "as its twin")]
    fn only_for_its_readers(&self, _folder: &Path, _found: &Metadata) -> Result<()> {
        Ok(())
    }
}

/// What the files carry in their names that a workspace lays down for a while: random, kept in the
/// workspace, and known to nobody who does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark(String);

impl Mark {
    /// Length of the text: 128 bits.
    const LETTERS: usize = 32;

    /// `None` for a text that is no mark.
    pub fn new(text: String) -> Option<Self> {
        let is_one = text.len() == Self::LETTERS && text.bytes().all(|it| it.is_ascii_hexdigit());
        is_one.then_some(Self(text))
    }

    pub fn text(&self) -> &str {
        &self.0
    }

    /// The name of what is to take the place of a file of this name.
    pub fn successor_of(&self, name: &str) -> String {
        format!("{name}.{}.new", self.0)
    }

    /// The name of a file that will get this name once it is complete.
    pub fn part_of(&self, name: &str) -> String {
        format!("{name}.{}.part", self.0)
    }

    /// Whose place a file of this name is to take.
    pub fn succeeds<'a>(&self, name: &'a str) -> Option<&'a str> {
        name.strip_suffix(&self.successor_of(""))
    }

    /// Whether a file of this name may be about to take a backup's place, whoever's mark it bears.
    pub fn may_succeed(name: &str) -> bool {
        let before = name.strip_suffix(".new");
        let mark = before.and_then(|before| before.rsplit_once('.'));
        mark.is_some_and(|(_, mark)| Self::new(mark.to_owned()).is_some())
    }

    /// Whether a file was laid down for a while.
    pub fn is_on(&self, name: &str) -> bool {
        name.contains(&format!(".{}.", self.0))
    }
}

/// The path with something appended to its last name.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(ending);
    name.into()
}

/// Which file lies at a path, so that another one in its place is noticed.
///
/// The number alone, as the database library itself compares: a share may give its device a new
/// one when it is mounted again.
#[cfg(unix)]
pub(crate) fn identity(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).ok().map(|metadata| metadata.ino())
}

/// Windows lets nobody move or delete a file that a database has open: that it is there is enough.
#[cfg(not(unix))]
pub(crate) fn identity(path: &Path) -> Option<u64> {
    path.is_file().then_some(0)
}

#[cfg(unix)]
fn names_of(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    metadata.nlink()
}

/// The standard library does not tell on Windows; the guide says what is safe.
#[cfg(not(unix))]
fn names_of(_metadata: &Metadata) -> u64 {
    1
}

/// Makes sure that what lies beside a database is what the library laid there: plain files with
/// one name, and no journal that leads elsewhere.
///
/// # Errors
/// [`Error::NotOurs`]
pub(crate) fn check_companions(file: &Path) -> Result<()> {
    for path in COMPANIONS.map(|ending| with_ending(file, ending)) {
        let Ok(found) = fs::symlink_metadata(&path) else {
            continue;
        };
        if !found.is_file() || names_of(&found) > 1 {
            return Err(Error::not_ours(format!(
                "`{}` leads elsewhere",
                path.display()
            )));
        }
    }
    let journal = with_ending(file, "-journal");
    if names_another(&journal).map_err(Error::io("read", &journal))? {
        return Err(Error::not_ours(format!(
            "`{}` names another file",
            journal.display()
        )));
    }
    Ok(())
}

fn names_another(journal: &Path) -> io::Result<bool> {
    let mut file = match File::open(journal) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        other => other?,
    };
    let length = file.metadata()?.len();
    if length < NAMES_ANOTHER.len() as u64 {
        return Ok(false);
    }
    let mut last = [0; NAMES_ANOTHER.len()];
    file.seek(SeekFrom::Start(length - NAMES_ANOTHER.len() as u64))?;
    file.read_exact(&mut last)?;
    Ok(last == NAMES_ANOTHER)
}

/// Whether there is something beside a database that is not in it yet.
pub(crate) fn has_leftovers(file: &Path) -> bool {
    let has_some =
        |ending| fs::metadata(with_ending(file, ending)).is_ok_and(|metadata| metadata.len() > 0);
    has_some("-wal") || has_some("-journal")
}

/// Makes sure that what lies beside a database is no larger than what a change of it can lay
/// there: a hole in a file costs whoever made it nothing, and whoever copies it all of it.
///
/// # Errors
/// [`Error::NotOurs`]
pub(crate) fn check_leftovers(file: &Path) -> Result<()> {
    let size = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
    let most = size(file).saturating_mul(2).saturating_add(MOST_BESIDE);
    for ending in ["-wal", "-journal"] {
        let path = with_ending(file, ending);
        if size(&path) > most {
            return Err(Error::not_ours(format!(
                "`{}` is larger than the file explains",
                path.display()
            )));
        }
    }
    Ok(())
}

/// Makes a file that is not there: with the rights of another, or else for its owner alone.
pub(crate) fn create(path: &Path, like: Option<&Path>) -> Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    make_private(&mut options);
    let file = options.open(path).map_err(Error::io("make", path))?;
    if let Some(like) = like {
        let found = fs::metadata(like).map_err(Error::io("read", like))?;
        file.set_permissions(found.permissions())
            .map_err(Error::io("protect", path))?;
    }
    Ok(file)
}

#[cfg(unix)]
fn make_private(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

/// A file is for whom its folder is.
#[cfg(not(unix))]
fn make_private(_options: &mut OpenOptions) {}

/// Makes a folder for its owner alone, with those above it, where it is missing.
pub(crate) fn make_private_folder(folder: &Path) -> Result<()> {
    private_folder()
        .recursive(true)
        .create(folder)
        .map_err(Error::io("make the folder", folder))
}

#[cfg(unix)]
fn private_folder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt as _;
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

/// A folder is for whom the one around it is.
#[cfg(not(unix))]
fn private_folder() -> DirBuilder {
    DirBuilder::new()
}

/// Copies a plain file to a place where there is none, with the rights of another, and waits for
/// the medium.
pub(crate) fn copy(from: &Path, to: &Path, like: Option<&Path>) -> Result<()> {
    let mut source = File::open(from).map_err(Error::io("copy", from))?;
    let mut target = create(to, like)?;
    io::copy(&mut source, &mut target).map_err(Error::io("copy", from))?;
    target.sync_all().map_err(Error::io("write", to))
}

/// Copies a database with what is not in it yet.
pub(crate) fn copy_whole(from: &Path, to: &Path, like: Option<&Path>) -> Result<()> {
    for ending in ["", "-wal", "-journal"] {
        let part = with_ending(from, ending);
        if ending.is_empty() || part.exists() {
            copy(&part, &with_ending(to, ending), like)?;
        }
    }
    Ok(())
}

/// Puts a complete file in the place of another, all or nothing, and waits for the medium.
pub(crate) fn replace(old: &Path, new: &Path) -> Result<()> {
    make_ready(new)?;
    rename(old, new)?;
    sync_folder_of(old)
}

/// Waits until a file and its name are on the medium, so that it can take another's place.
pub(crate) fn make_ready(new: &Path) -> Result<()> {
    sync(new)?;
    sync_folder_of(new)
}

/// Puts a file that is [ready](make_ready) in the place of another.
pub(crate) fn rename(old: &Path, new: &Path) -> Result<()> {
    fs::rename(new, old).map_err(Error::io("replace", old))
}

/// Waits until a file is on the medium.
pub(crate) fn sync(path: &Path) -> Result<()> {
    // Writing is what some systems want a file opened for before they flush it.
    File::options()
        .read(true)
        .write(true)
        .open(path)
        .and_then(|file| file.sync_all())
        .map_err(Error::io("write", path))
}

/// Waits until the names in the file's folder are on the medium.
#[cfg(unix)]
pub(crate) fn sync_folder_of(path: &Path) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(Error::io("write", folder))
}

/// NTFS keeps names in a journal of its own, and a folder cannot be flushed.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "its twin can fail")]
pub(crate) fn sync_folder_of(_path: &Path) -> Result<()> {
    Ok(())
}

/// Removes a file that may be missing; of a link, the link.
pub(crate) fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::io("remove", path)(error))
        }
        _ => Ok(()),
    }
}

/// Removes a database with whatever lies beside it.
pub(crate) fn remove_whole(path: &Path) -> Result<()> {
    remove_companions(path)?;
    remove(path)
}

/// Removes what lies beside a database.
pub(crate) fn remove_companions(path: &Path) -> Result<()> {
    for ending in COMPANIONS {
        remove(&with_ending(path, ending))?;
    }
    Ok(())
}

/// Follows links, so that whoever comes by another name meets the same lock.
#[cfg(unix)]
fn one_name_of(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).map_err(Error::io("find", path))
}

/// Not `canonicalize`, whose `\\?\` names other programs do not understand.
#[cfg(not(unix))]
fn one_name_of(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).map_err(Error::io("find", path))
}

#[cfg(test)]
mod tests {
    use super::{Mark, Place};
    use crate::Error;

    #[test]
    fn a_place_in_a_folder_that_is_not_there_is_none_and_makes_none() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let missing = folder.path().join("missing");
        let place = Place::of_new(&missing.join("w.psirtws"));
        assert!(matches!(place, Err(Error::NoFile { .. })), "{place:?}");
        // Where a system does not look, the lock is the first to want the folder.
        let place = Place {
            file: missing.join("w.psirtws"),
        };
        let made = place.make_folder();
        assert!(matches!(made, Err(Error::NoFile { .. })), "{made:?}");
        assert!(!missing.exists());
    }

    #[test]
    fn only_a_name_with_the_mark_is_on_a_file_laid_down_for_a_while() {
        let mark = Mark::new("0123456789abcdef0123456789abcdef".to_owned()).expect("it is one");
        let successor = mark.successor_of("a.psirtws");
        assert_eq!(mark.succeeds(&successor), Some("a.psirtws"));
        assert!(mark.is_on(&mark.part_of("a.psirtws")));
        for name in ["a.psirtws.new", "a.part", "workspace.0123.new"] {
            assert!(!mark.is_on(name) && mark.succeeds(name).is_none(), "{name}");
        }
        for text in ["", "0123", "../../../../../../../../../../../x"] {
            assert_eq!(Mark::new(text.to_owned()), None, "{text}");
        }
    }
}
