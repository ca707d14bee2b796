//! Table `framework`: the user's own sheets, readings, profiles and crosswalks, as text.
//!
//! They were checked by whoever installs them; nothing here parses them.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};

use crate::deed::Deed;
use crate::error::{Error, Result, Thing};
use crate::history::slot::value_of;
use crate::history::{self, NewChange, Slot, Standing};
use crate::row::{Columns as _, name_text, time_text};
use crate::workspace::Workspace;

/// The kinds of framework file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum FrameworkKind {
    Sheet,
    Reading,
    Profile,
    Crosswalk,
}

/// A framework file to install.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framework {
    /// What it is.
    pub kind: FrameworkKind,
    /// Its id.
    pub id: String,
    /// Its edition; empty where its kind has none.
    pub edition: String,
    /// The file.
    pub text: String,
    /// The name of the file it came from, for the person.
    pub source: String,
}

/// A framework file that is installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstalledFramework {
    /// The file.
    pub framework: Framework,
    /// When it was installed.
    pub installed_at: Timestamp,
    /// By whom.
    pub installed_by: String,
}

impl Workspace {
    /// Every installed file; by kind, id and edition.
    pub fn frameworks(&self) -> Result<Vec<InstalledFramework>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, id, edition, text, source, installed_at, installed_by FROM framework
             ORDER BY kind, id, edition",
        )?;
        let found = statement
            .query_map((), installed_of)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(found)
    }

    /// Installs a file, in the place of the one with the same kind, id and edition.
    ///
    /// Assessments keep the sheet they were made with.
    pub fn install_framework(&mut self, framework: &Framework, deed: Deed<'_>) -> Result<()> {
        self.write(|transaction| {
            let before: Option<String> = transaction
                .query_row(
                    "SELECT source FROM framework WHERE kind = ?1 AND id = ?2 AND edition = ?3",
                    (
                        name_text(&framework.kind),
                        &framework.id,
                        &framework.edition,
                    ),
                    |row| row.get(0),
                )
                .optional()?;
            transaction.execute(
                "INSERT INTO framework
                     (kind, id, edition, text, source, installed_at, installed_by)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (kind, id, edition) DO UPDATE SET
                     text = ?4, source = ?5, installed_at = ?6, installed_by = ?7",
                (
                    name_text(&framework.kind),
                    &framework.id,
                    &framework.edition,
                    &framework.text,
                    &framework.source,
                    time_text(deed.at),
                    deed.who,
                ),
            )?;
            let change = NewChange {
                slot: Slot::Framework,
                subject: framework.id.clone(),
                before: value_of(before),
                after: value_of(Some(&framework.source)),
                said_by: Vec::new(),
            };
            history::record(transaction, None, deed, Standing::Settled, None, &[change])?;
            Ok(())
        })
    }

    /// Removes an installed file.
    ///
    /// # Errors
    /// [`Error::Unknown`]
    pub fn remove_framework(
        &mut self,
        kind: FrameworkKind,
        id: &str,
        edition: &str,
        deed: Deed<'_>,
    ) -> Result<()> {
        self.write(|transaction| {
            let before: Option<String> = transaction
                .query_row(
                    "DELETE FROM framework WHERE kind = ?1 AND id = ?2 AND edition = ?3
                     RETURNING source",
                    (name_text(&kind), id, edition),
                    |row| row.get(0),
                )
                .optional()?;
            let change = NewChange {
                slot: Slot::Framework,
                subject: id.to_owned(),
                before: value_of(Some(
                    before.ok_or_else(|| Error::unknown(Thing::Framework, id))?,
                )),
                after: None,
                said_by: Vec::new(),
            };
            history::record(transaction, None, deed, Standing::Settled, None, &[change])?;
            Ok(())
        })
    }
}

fn installed_of(row: &Row<'_>) -> rusqlite::Result<InstalledFramework> {
    Ok(InstalledFramework {
        framework: Framework {
            kind: row.name(0)?,
            id: row.get(1)?,
            edition: row.get(2)?,
            text: row.get(3)?,
            source: row.get(4)?,
        },
        installed_at: row.time(5)?,
        installed_by: row.get(6)?,
    })
}
