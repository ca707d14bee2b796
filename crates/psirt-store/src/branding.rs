//! Table `branding`: how reports look, for all organizations or for one.

use rusqlite::OptionalExtension as _;

use crate::error::Result;
use crate::workspace::Workspace;

/// How reports look. What is missing is as the program has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branding {
    /// The picture file.
    pub logo: Option<Logo>,
    /// The accent colour, as `#rrggbb`.
    pub colour: Option<String>,
    /// A line at the foot of every page.
    pub footer: String,
}

/// A picture file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// What it was called.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Workspace {
    /// The branding of an organization, or with `None` that of all that have none of their own.
    pub fn branding(&self, organization: Option<&str>) -> Result<Option<Branding>> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT logo, logo_name, colour, footer FROM branding WHERE organization IS ?1",
            )?
            .query_row((organization,), |row| {
                let bytes: Option<Vec<u8>> = row.get(0)?;
                let name: Option<String> = row.get(1)?;
                Ok(Branding {
                    logo: bytes.map(|bytes| Logo {
                        name: name.unwrap_or_default(),
                        bytes,
                    }),
                    colour: row.get(2)?,
                    footer: row.get(3)?,
                })
            })
            .optional()?)
    }

    /// The branding that reports of an organization have: its own, else that of all.
    pub fn branding_for(&self, organization: &str) -> Result<Branding> {
        let own = self.branding(Some(organization))?;
        let shared = || self.branding(None);
        Ok(own
            .map_or_else(shared, |own| Ok(Some(own)))?
            .unwrap_or_default())
    }

    /// Sets the branding of an organization or of all, or removes it.
    pub fn set_branding(
        &mut self,
        organization: Option<&str>,
        branding: Option<&Branding>,
    ) -> Result<()> {
        if let Some(id) = organization {
            self.organization(id)?;
        }
        self.write(|transaction| {
            transaction.execute(
                "DELETE FROM branding WHERE organization IS ?1",
                (organization,),
            )?;
            if let Some(branding) = branding {
                transaction.execute(
                    "INSERT INTO branding (organization, logo, logo_name, colour, footer)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                    (
                        organization,
                        branding.logo.as_ref().map(|logo| &logo.bytes),
                        branding.logo.as_ref().map(|logo| &logo.name),
                        &branding.colour,
                        &branding.footer,
                    ),
                )?;
            }
            Ok(())
        })
    }
}
