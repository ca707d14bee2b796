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

#[cfg(test)]
mod tests {
    use crate::{Error, Holder, Workspace};
    use jiff::Timestamp;

    #[test]
    fn a_file_that_may_not_grow_keeps_what_it_has() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let holder = Holder {
            user: String::new(),
            host: String::new(),
            process: 0,
            program: String::new(),
            since: Timestamp::UNIX_EPOCH,
        };
        let path = folder.path().join("w.psirtws");
        let mut workspace =
            Workspace::create(&path, "w", None, &holder).expect("a workspace can be made");
        let pages: i64 = workspace
            .connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .expect("it has pages");
        workspace
            .connection
            .pragma_update_and_check(None, "max_page_count", pages + 20, |_| Ok(()))
            .expect("it can be limited");
        let mut saved = 0;
        let error = loop {
            match workspace.set_setting(&format!("key {saved}"), &"x".repeat(2_000)) {
                Ok(()) => saved += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(error, Error::DiskFull), "{error:?}");
        assert!(saved > 0, "there was room for some");
        drop(workspace);
        let mut workspace = Workspace::open(&path, None, &holder).expect("it can be opened");
        for number in 0..=saved {
            let value: Option<String> = workspace
                .setting(&format!("key {number}"))
                .expect("it is a text");
            assert_eq!(value.is_some(), number < saved, "key {number}");
        }
        workspace
            .set_setting("one more", &true)
            .expect("there is room again");
    }
}
