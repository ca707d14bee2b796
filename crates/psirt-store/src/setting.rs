//! Table `setting`: what the window remembers about this workspace, by key.

use rusqlite::OptionalExtension as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Result;
use crate::row::{Columns as _, json_text};
use crate::workspace::Workspace;

impl Workspace {
    /// A setting; `None` where it was never set.
    ///
    /// # Errors
    /// [`crate::Error::Damaged`] where it is no `T`
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>> {
        Ok(self
            .connection
            .prepare_cached("SELECT json FROM setting WHERE key = ?1")?
            .query_row((key,), |row| row.json(0))
            .optional()?)
    }

    /// Sets a setting. The history does not mention it.
    pub fn set_setting<T: Serialize>(&mut self, key: &str, value: &T) -> Result<()> {
        let json = json_text(value);
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO setting (key, json) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET json = ?2",
                (key, json),
            )?;
            Ok(())
        })
    }

    /// Removes a setting.
    pub fn remove_setting(&mut self, key: &str) -> Result<()> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM setting WHERE key = ?1", (key,))?;
            Ok(())
        })
    }
}
