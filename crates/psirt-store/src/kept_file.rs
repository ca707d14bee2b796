//! Table `kept_file`: copies of files that support an answer.
//!
//! A copy is found by the place its piece of evidence names, so nothing of it stands in an
//! assessment but that text. It stays as long as any round or the history speaks of it.

use rusqlite::{OptionalExtension as _, Transaction};

use crate::error::Result;
use crate::workspace::Workspace;

impl Workspace {
    /// Keeps a copy of a file under a name; `mark` is a part of the name that no other text has.
    pub fn keep_file(&mut self, name: &str, mark: &str, bytes: &[u8]) -> Result<()> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO kept_file (name, mark, bytes) VALUES (?1, ?2, ?3)",
                (name, mark, bytes),
            )?;
            Ok(())
        })
    }

    /// The copy that is kept under a name.
    pub fn kept_file(&self, name: &str) -> Result<Option<Vec<u8>>> {
        Ok(self
            .connection
            .prepare_cached("SELECT bytes FROM kept_file WHERE name = ?1")?
            .query_row((name,), |row| row.get(0))
            .optional()?)
    }

    /// The names of all copies, in order.
    pub fn kept_files(&self) -> Result<Vec<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT name FROM kept_file ORDER BY name")?;
        let names = statement.query_map((), |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    /// Lets go of copies that no round and no change speaks of, such as those of a piece of
    /// evidence that was never saved.
    pub fn drop_unused_files(&mut self) -> Result<()> {
        let unused: i64 = self.connection.query_row(
            &format!("SELECT count(*) FROM kept_file WHERE {UNUSED}"),
            (),
            |row| row.get(0),
        )?;
        if unused == 0 {
            return Ok(());
        }
        self.write(drop_unused)
    }
}

/// That no round and no change speaks of a copy.
const UNUSED: &str = "
    NOT EXISTS (SELECT 1 FROM evidence WHERE instr(place, kept_file.mark) > 0)
    AND NOT EXISTS (SELECT 1 FROM change WHERE
        instr(ifnull(before, ''), kept_file.mark) > 0
        OR instr(ifnull(after, ''), kept_file.mark) > 0)";

/// Lets go of copies that no round and no change speaks of.
pub(crate) fn drop_unused(transaction: &Transaction<'_>) -> Result<()> {
    transaction.execute(&format!("DELETE FROM kept_file WHERE {UNUSED}"), ())?;
    Ok(())
}
