//! Table `sheet_copy`: the sheets of assessments and cohorts, as they were when these were made.

use std::sync::Arc;

use psirt_core::Sheet;
use rusqlite::{Connection, OptionalExtension as _};

use crate::error::{Error, Result};
use crate::workspace::Workspace;

impl Workspace {
    /// Tells the workspace of sheets that were parsed already, such as those the program ships.
    ///
    /// An assessment whose sheet is the same to the letter shares it; without this, the copy in
    /// the file is parsed when it is first asked for. Nothing else depends on it.
    pub fn know_sheets(&mut self, sheets: impl IntoIterator<Item = Arc<Sheet>>) {
        self.known_sheets.extend(sheets);
    }

    /// The sheet with this number.
    pub(crate) fn sheet_copy(&self, number: i64) -> Result<Arc<Sheet>> {
        if let Some(sheet) = self.sheets.borrow().get(&number) {
            return Ok(Arc::clone(sheet));
        }
        let (id, edition, text): (String, String, String) = self
            .connection
            .prepare_cached("SELECT sheet, edition, text FROM sheet_copy WHERE number = ?1")?
            .query_row((number,), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let known = self.known_sheets.iter().find(|sheet| {
            *sheet.id() == *id && sheet.edition() == edition && sheet.to_json() == text
        });
        let sheet = match known {
            Some(sheet) => Arc::clone(sheet),
            None => Arc::new(
                Sheet::parse(&text)
                    .map_err(|faults| Error::damaged(format!("the copy of a sheet: {faults}")))?,
            ),
        };
        self.sheets.borrow_mut().insert(number, Arc::clone(&sheet));
        Ok(sheet)
    }
}

/// The number of a sheet's copy, made where there is none.
pub(crate) fn number_of(connection: &Connection, sheet: &Sheet) -> Result<i64> {
    let text = sheet.to_json();
    let known = connection
        .prepare_cached(
            "SELECT number FROM sheet_copy WHERE sheet = ?1 AND edition = ?2 AND text = ?3",
        )?
        .query_row((sheet.id().as_str(), sheet.edition(), &text), |row| {
            row.get(0)
        })
        .optional()?;
    if let Some(number) = known {
        return Ok(number);
    }
    connection
        .prepare_cached(
            "INSERT INTO sheet_copy (sheet, edition, services, text) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((
            sheet.id().as_str(),
            sheet.edition(),
            sheet.services().count(),
            &text,
        ))?;
    Ok(connection.last_insert_rowid())
}

/// Removes copies that no assessment and no cohort uses.
pub(crate) fn drop_unused(connection: &Connection) -> Result<()> {
    connection.execute(
        "DELETE FROM sheet_copy WHERE number NOT IN
            (SELECT sheet_copy FROM assessment UNION SELECT sheet_copy FROM cohort_edition)",
        (),
    )?;
    Ok(())
}
