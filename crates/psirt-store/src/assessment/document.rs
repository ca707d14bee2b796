//! Table `document`: what a screen keeps with an assessment and core does not know.

use rusqlite::OptionalExtension as _;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::record_event;
use crate::deed::Deed;
use crate::error::Result;
use crate::history::{NewChange, Slot};
use crate::row::{Columns as _, json_text};
use crate::workspace::Workspace;

impl Workspace {
    /// A document kept with an assessment, such as its plan; `None` where there is none.
    ///
    /// # Errors
    /// [`crate::Error::Damaged`] where it is no `T`
    pub fn document<T: DeserializeOwned>(&self, assessment: &str, name: &str) -> Result<Option<T>> {
        Ok(self
            .connection
            .prepare_cached("SELECT json FROM document WHERE assessment = ?1 AND name = ?2")?
            .query_row((assessment, name), |row| row.json(0))
            .optional()?)
    }

    /// Keeps a document with an assessment, or removes it. Undo passes over it.
    ///
    /// Documents of a finished assessment stay as they are.
    pub fn set_document<T: Serialize>(
        &mut self,
        assessment: &str,
        name: &str,
        document: Option<&T>,
        deed: Deed<'_>,
    ) -> Result<()> {
        self.draft(assessment)?;
        let before: Option<serde_json::Value> = self.document(assessment, name)?;
        let json = document.map(json_text);
        self.write(|transaction| {
            match &json {
                Some(json) => transaction.execute(
                    "INSERT INTO document (assessment, name, json) VALUES (?1, ?2, ?3)
                     ON CONFLICT (assessment, name) DO UPDATE SET json = ?3",
                    (assessment, name, json),
                )?,
                None => transaction.execute(
                    "DELETE FROM document WHERE assessment = ?1 AND name = ?2",
                    (assessment, name),
                )?,
            };
            let change = NewChange {
                slot: Slot::Document,
                subject: name.to_owned(),
                before,
                after: json
                    .as_deref()
                    .map(|json| serde_json::from_str(json).expect("it was just written")),
                said_by: Vec::new(),
            };
            record_event(transaction, assessment, deed, change)
        })
    }
}
