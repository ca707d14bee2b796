//! Connections to a workspace file: keyed, checked to be ours, and set to keep what they are
//! given. Until a file is recognized, nothing in it may run, take long or take much memory.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, Prefix};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::{Error, Result};
use crate::migration;
use crate::passphrase::Passphrase;
use crate::place;
use crate::schema;
use crate::stop::Stop;

/// `PSWS`, in the header of every workspace.
pub(crate) const APPLICATION_ID: i32 = 0x5053_5753;

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const PAGE: usize = 4096;
const BUSY_FOR: Duration = Duration::from_secs(2);

/// A file of ours is recognized in a few milliseconds.
const PATIENCE: Duration = Duration::from_secs(5);
/// For the largest files.
const MOST_PATIENCE: Duration = Duration::from_mins(1);
/// What a slow share still gives.
const READ_IN_A_SECOND: u64 = 20_000_000;
/// Instructions of the database's machine between two looks at what it has done.
const BETWEEN_LOOKS: i32 = 10_000;
/// To recognize a file of ours takes fewer instructions than lie between two looks.
const LOOKS_TO_RECOGNIZE: u64 = 20;
/// To check a page full of the smallest rows takes a third of the instructions between two looks.
const LOOKS_FOR_A_PAGE: u64 = 1;
/// Beyond any value of ours, which holds one file at most.
const MOST_BYTES_OF_A_VALUE: i32 = 24_000_000;
/// Beyond any statement of ours.
const MOST_BYTES_OF_A_STATEMENT: i32 = 100_000;
/// Of all connections together.
const MOST_MEMORY: i64 = 256 * 1024 * 1024;

/// How a connection may use its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Write,
    Read,
    /// Nobody changes the file meanwhile, and nothing may be written beside it.
    ReadUnchanging,
}

/// What the first bytes of a file tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Looks {
    /// A workspace without passphrase.
    Plain,
    /// A workspace with passphrase, or as random as one.
    Protected,
    /// Anything else.
    Foreign,
}

impl Looks {
    /// Looks at the beginning of a file without opening it as a database.
    pub fn of(path: &Path) -> Result<Self> {
        let mut start = Vec::with_capacity(PAGE);
        File::open(path)
            .and_then(|file| file.take(PAGE as u64).read_to_end(&mut start))
            .map_err(Error::io("read", path))?;
        if start.len() < PAGE {
            return Ok(Self::Foreign);
        }
        if start.starts_with(MAGIC) {
            let id = i32::from_be_bytes(start[68..72].try_into().expect("these are four bytes"));
            return Ok(if id == APPLICATION_ID {
                Self::Plain
            } else {
                Self::Foreign
            });
        }
        Ok(if looks_random(&start) {
            Self::Protected
        } else {
            Self::Foreign
        })
    }
}

/// Random bytes hold nearly every value about equally often; a page of a document does not.
fn looks_random(bytes: &[u8]) -> bool {
    let mut counts = [0_usize; 256];
    for &byte in bytes {
        counts[usize::from(byte)] += 1;
    }
    let mean = bytes.len() / 256;
    counts.iter().filter(|&&count| count > 0).count() > 240
        && counts.iter().all(|&count| count < 4 * mean)
}

/// Opens a file that is there, keys it, and makes sure it can be read.
///
/// Whatever is in the file, the connection gives up after [`PATIENCE`] and more work than a file of
/// ours needs, until it is told to [take its time](take_time).
///
/// # Errors
/// [`Error::WrongPassphrase`] where the first page cannot be read with the passphrase.
pub(crate) fn open(
    path: &Path,
    access: Access,
    passphrase: Option<&Passphrase>,
    stop: &Stop,
) -> Result<Connection> {
    let mut connection = match access {
        Access::Write => Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        ),
        Access::Read => Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        ),
        Access::ReadUnchanging => Connection::open_with_flags(
            unchanging_uri(path),
            OpenFlags::SQLITE_OPEN_READ_ONLY
                | OpenFlags::SQLITE_OPEN_URI
                | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        ),
    }?;
    guard(&connection)?;
    key(&connection, passphrase)?;
    // Makes the key, which takes what it takes on a busy machine, and reads the first page.
    match connection.pragma_query_value(None, "user_version", |_| Ok(())) {
        Ok(()) => {}
        Err(error) => {
            let wrong = error.sqlite_error_code() == Some(ErrorCode::NotADatabase);
            return Err(if wrong && passphrase.is_some() {
                Error::WrongPassphrase
            } else {
                error.into()
            });
        }
    }
    give_up_after(&mut connection, LOOKS_TO_RECOGNIZE, PATIENCE, stop)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", (), |_| Ok(()))?;
    Ok(connection)
}

/// As [`open`], with whichever form of the passphrase opens the file.
pub(crate) fn open_with_any_form(
    path: &Path,
    access: Access,
    passphrase: Option<&Passphrase>,
    stop: &Stop,
) -> Result<(Connection, Option<Passphrase>)> {
    let Some(passphrase) = passphrase else {
        return Ok((open(path, access, None, stop)?, None));
    };
    for form in passphrase.forms() {
        match open(path, access, Some(&form), stop) {
            Err(Error::WrongPassphrase) => {}
            opened => return Ok((opened?, Some(form))),
        }
    }
    Err(Error::WrongPassphrase)
}

/// Makes a new, empty file with the rights of another; it must not be there.
pub(crate) fn create(
    path: &Path,
    passphrase: Option<&Passphrase>,
    like: Option<&Path>,
) -> Result<Connection> {
    place::create(path, like)?;
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    guard(&connection)?;
    key(&connection, passphrase)?;
    Ok(connection)
}

/// Makes sure that nothing in a file runs, and that no value in it takes all memory.
fn guard(connection: &Connection) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, MOST_BYTES_OF_A_VALUE)?;
    connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, MOST_BYTES_OF_A_STATEMENT)?;
    connection.pragma_update_and_check(None, "hard_heap_limit", MOST_MEMORY, |_| Ok(()))?;
    Ok(())
}

/// Lets queries go on from now on until they did more than so much, all together, and took longer
/// than so long; and end when somebody asks.
///
/// Time alone says nothing: a machine that is busy, or was asleep, takes long for little.
fn give_up_after(
    connection: &mut Connection,
    most_looks: u64,
    patience: Duration,
    stop: &Stop,
) -> Result<()> {
    let (started, stop) = (Instant::now(), stop.clone());
    let mut looks = 0;
    let is_enough = move || {
        looks += 1;
        stop.is_asked() || (looks > most_looks && started.elapsed() > patience)
    };
    connection.progress_handler(BETWEEN_LOOKS, Some(is_enough))?;
    Ok(())
}

/// Lets queries take as long as they do: what is in the file is known.
pub(crate) fn take_time(connection: &mut Connection) -> Result<()> {
    connection.progress_handler(0, None::<fn() -> bool>)?;
    Ok(())
}

/// Sets a connection to lose nothing it has confirmed.
pub(crate) fn make_durable(connection: &Connection) -> Result<()> {
    let mode: String =
        connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
    debug_assert!(mode == "wal" || mode == "delete", "{mode}");
    connection.pragma_update(None, "synchronous", "full")?;
    // Where a plain sync leaves data in the drive's cache (macOS), ask for more.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What was erased is gone from the file too.
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(())
}

/// Makes sure that a file is a workspace and nothing else: the two numbers of its header, and its
/// tables, indexes and triggers to the letter.
///
/// # Errors
/// [`Error::NotAWorkspace`], [`Error::NewerWorkspace`], [`Error::NotOurs`]
pub(crate) fn recognize(connection: &Connection, path: &Path) -> Result<u32> {
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(Error::NotAWorkspace {
            path: path.to_owned(),
        });
    }
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > migration::NEWEST {
        let program = connection
            .query_row("SELECT program FROM workspace", (), |row| row.get(0))
            .ok();
        return Err(Error::NewerWorkspace {
            found,
            known: migration::NEWEST,
            program,
        });
    }
    if found == 0 {
        return Err(Error::not_ours("it names no format"));
    }
    schema::check(connection, found)?;
    Ok(found)
}

/// Lets the file as it is when the connection is closed, until told otherwise.
pub(crate) fn keep_hands_off(connection: &Connection, off: bool) -> Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, off)?;
    Ok(())
}

/// How thoroughly a file is looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// Every page and row.
    Quick,
    /// Every index entry, too.
    Full,
}

/// As [`check`], with the work and in the time that the size of the file explains.
///
/// # Errors
/// Those of [`check`], and [`Error::NotOurs`] where it takes more of both.
pub(crate) fn check_in_time(connection: &mut Connection, check: Check, stop: &Stop) -> Result<()> {
    let size = pages(connection)?.saturating_mul(PAGE as u64);
    let patience = PATIENCE + Duration::from_secs(size / READ_IN_A_SECOND).min(MOST_PATIENCE);
    check_within(connection, check, patience, stop)
}

/// As [`check_in_time`], with another patience.
fn check_within(
    connection: &mut Connection,
    check: Check,
    patience: Duration,
    stop: &Stop,
) -> Result<()> {
    let looks = LOOKS_TO_RECOGNIZE + pages(connection)? * LOOKS_FOR_A_PAGE;
    give_up_after(connection, looks, patience, stop)?;
    let checked = self::check(connection, check);
    take_time(connection)?;
    checked
}

/// How many pages a file has: at most 2³².
fn pages(connection: &Connection) -> Result<u64> {
    Ok(connection.pragma_query_value(None, "page_count", |row| row.get(0))?)
}

/// Reads the whole file, of which the tables are known.
///
/// # Errors
/// [`Error::Damaged`] with the first things found.
pub(crate) fn check(connection: &Connection, check: Check) -> Result<()> {
    let name = match check {
        Check::Quick => "quick_check(5)",
        Check::Full => "integrity_check(5)",
    };
    let mut statement = connection.prepare(&format!("PRAGMA {name}"))?;
    let found = statement
        .query_map((), |row| row.get::<_, String>(0))?
        .collect::<rusqlite::Result<Vec<String>>>();
    match found {
        Ok(found) if found == ["ok"] => Ok(()),
        Ok(found) => Err(Error::damaged(found.join("; "))),
        Err(error) => Err(match Error::from(error) {
            error @ (Error::NotOurs { .. } | Error::DiskFull) => error,
            // The library may give up with any code when a page cannot be decrypted.
            error => Error::damaged(error.to_string()),
        }),
    }
}

/// Has the library overwrite the memory it gives back; it cannot be told to stop.
pub(crate) fn wipe_memory(connection: &Connection) -> Result<()> {
    Ok(connection.execute_batch("PRAGMA cipher_memory_security = ON")?)
}

fn key(connection: &Connection, passphrase: Option<&Passphrase>) -> Result<()> {
    connection.busy_timeout(BUSY_FOR)?;
    if let Some(passphrase) = passphrase {
        // The library's own report of an error would contain the statement.
        let refused = |_| Error::Database {
            detail: "the passphrase was not taken".to_owned(),
        };
        // It would report a wrong passphrase to the terminal.
        connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
        wipe_memory(connection)?;
        connection
            .execute_batch(&passphrase.key_statement())
            .map_err(refused)?;
    }
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

/// The path as a URI that promises nobody changes the file.
pub(crate) fn unchanging_uri(path: &Path) -> String {
    use std::fmt::Write as _;
    let mut uri = String::from("file:");
    if !path.has_root() || path.components().next().is_some_and(is_drive) {
        // A drive letter: `file:///C:/…`.
        uri.push_str("///");
    }
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b'-' | b'_' | b'.' | b'~' | b':' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => write!(uri, "%{byte:02X}").expect("a string takes any text"),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

fn is_drive(component: Component<'_>) -> bool {
    matches!(component, Component::Prefix(prefix) if matches!(prefix.kind(), Prefix::Disk(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks as on a machine that takes more than any patience for the least thing.
    fn check_slowly(connection: &mut Connection, check: Check) -> Result<()> {
        check_within(connection, check, Duration::ZERO, &Stop::default())
    }

    #[test]
    fn a_file_of_ours_is_whole_however_long_a_busy_machine_takes_to_say_so() {
        for name in ["workspace-v1.psirtws", "workspace-v1-rounds.psirtws"] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
            let stop = Stop::default();
            let mut connection =
                open(&path.join(name), Access::ReadUnchanging, None, &stop).expect("it is ours");
            give_up_after(&mut connection, LOOKS_TO_RECOGNIZE, Duration::ZERO, &stop)
                .expect("it can be set");
            recognize(&connection, &path).expect("it is recognized");
            for check in [Check::Quick, Check::Full] {
                check_slowly(&mut connection, check).expect("nothing is wrong with it");
            }
        }
    }

    #[test]
    fn a_file_full_of_the_smallest_rows_is_checked_to_its_end() {
        let mut connection = Connection::open_in_memory().expect("there is memory");
        connection
            .execute_batch(
                "CREATE TABLE small (number INTEGER PRIMARY KEY, one INTEGER NOT NULL, two TEXT);
                 CREATE INDEX of_small ON small (one);
                 WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300000)
                 INSERT INTO small SELECT x, x % 7, NULL FROM n",
            )
            .expect("there is memory");
        for check in [Check::Quick, Check::Full] {
            check_slowly(&mut connection, check).expect("nothing is wrong with it");
        }
    }

    #[test]
    fn what_never_ends_is_given_up() {
        let mut connection = Connection::open_in_memory().expect("there is memory");
        let stop = Stop::default();
        give_up_after(&mut connection, LOOKS_TO_RECOGNIZE, Duration::ZERO, &stop)
            .expect("it can be set");
        let endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x FROM n)
                       SELECT count(*) FROM n";
        let given_up = connection.query_row(endless, (), |_| Ok(()));
        assert!(matches!(
            given_up.map_err(Error::from),
            Err(Error::NotOurs { .. })
        ));
    }
}
