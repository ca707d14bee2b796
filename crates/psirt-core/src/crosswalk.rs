//! A crosswalk: which services of two sheets speak of the same thing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Faults, Problem, is_enough};
use crate::file::{FileKind, says_its_kind};
use crate::id::{ServiceId, SheetId};
use crate::profile::{service_fault, sheet_fault};
use crate::sheet::check::{Once, text_faults};
use crate::sheet::{Sheet, both_languages, is_both};
use crate::text::{Language, Text};

static FILE: FileKind = FileKind::new(include_str!(
    "../../../frameworks/schema/crosswalk.schema.json"
));

says_its_kind!(CrosswalkWord, "crosswalk");

/// The links from one sheet to another; comes from [`Crosswalk::parse`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Crosswalk {
    file: CrosswalkFile,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Crosswalk",
        deny_unknown_fields,
        description = "Which services of two sheets speak of the same thing, so that a trend can cross the change of sheet."
    )
)]
struct CrosswalkFile {
    /// Where the schema of this file is; for editors, ignored otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String"))]
    schema: Option<String>,
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    format: u32,
    /// The kind of the file: `crosswalk`. Files of version 0.1 do not say it.
    #[serde(default)]
    kind: CrosswalkWord,
    /// Names the crosswalk.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    id: String,
    /// The older sheet.
    from: SheetId,
    /// The newer sheet.
    to: SheetId,
    /// The languages every text has; both where not given.
    #[serde(default = "both_languages", skip_serializing_if = "is_both")]
    #[cfg_attr(test, schemars(length(min = 1)))]
    languages: Vec<Language>,
    /// Services that continue.
    links: Vec<Link>,
    /// Services of the older sheet that end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    only_in_from: Vec<Alone>,
    /// Services of the newer sheet that begin.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    only_in_to: Vec<Alone>,
}

/// Two services that can be compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Link {
    /// Service of the older sheet.
    pub from: ServiceId,
    /// Service of the newer sheet.
    pub to: ServiceId,
    /// How near they are.
    pub relation: Relation,
    /// What differs, where something does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Text"))]
    pub note: Option<Text>,
}

/// How near two linked services are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same service: levels compare as they are.
    Same,
    /// Nearly the same: levels compare, with a mark.
    Close,
}

/// A service that stands in one of the two sheets only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Alone {
    /// The service.
    pub service: ServiceId,
    /// Why it has no counterpart.
    pub note: Text,
}

impl Crosswalk {
    /// Reads a crosswalk file; `sheet_of` finds the sheets it joins.
    ///
    /// Every service of both sheets must be linked or listed as standing alone: a service
    /// forgotten would vanish from a trend without a word.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn parse<'s>(
        text: &str,
        sheet_of: impl Fn(&SheetId) -> Option<&'s Sheet>,
    ) -> Result<Self, Faults> {
        FILE.read(text, |file: &CrosswalkFile| file.faults(sheet_of))
            .map(|file| Self { file })
    }

    /// Names the crosswalk.
    pub fn id(&self) -> &str {
        &self.file.id
    }

    /// The older sheet.
    pub fn from(&self) -> &SheetId {
        &self.file.from
    }

    /// The newer sheet.
    pub fn to(&self) -> &SheetId {
        &self.file.to
    }

    /// Services that continue.
    pub fn links(&self) -> &[Link] {
        &self.file.links
    }

    /// Services of the older sheet that end.
    pub fn only_in_from(&self) -> &[Alone] {
        &self.file.only_in_from
    }

    /// Services of the newer sheet that begin.
    pub fn only_in_to(&self) -> &[Alone] {
        &self.file.only_in_to
    }
}

impl CrosswalkFile {
    fn faults<'s>(&self, sheet_of: impl Fn(&SheetId) -> Option<&'s Sheet>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let older = sheet_of(&self.from);
        let newer = sheet_of(&self.to);
        if older.is_none() {
            faults.push(sheet_fault("/from", &self.from));
        }
        if newer.is_none() {
            faults.push(sheet_fault("/to", &self.to));
        }
        let mut pairs = Vec::with_capacity(self.links.len());
        for link in &self.links {
            pairs.push(format!("{} → {}", link.from, link.to));
        }
        let mut once = Once::default();
        for (index, (link, pair)) in self.links.iter().zip(&pairs).enumerate() {
            if is_enough(&faults) {
                break;
            }
            let pointer = format!("/links/{index}");
            faults.extend(once.see(pair, pointer.clone()));
            faults.extend(unknown(&format!("{pointer}/from"), &link.from, older));
            faults.extend(unknown(&format!("{pointer}/to"), &link.to, newer));
            if let Some(note) = &link.note {
                faults.extend(text_faults(
                    &format!("{pointer}/note"),
                    note,
                    &self.languages,
                ));
            }
        }
        for (field, alone, sheet, linked) in [
            (
                "only_in_from",
                &self.only_in_from,
                older,
                self.links.iter().map(|link| &link.from).collect(),
            ),
            (
                "only_in_to",
                &self.only_in_to,
                newer,
                self.links.iter().map(|link| &link.to).collect(),
            ),
        ] {
            faults.extend(self.alone_faults(field, alone, sheet, linked));
        }
        faults
    }

    fn alone_faults(
        &self,
        field: &str,
        alone: &[Alone],
        sheet: Option<&Sheet>,
        linked: BTreeSet<&ServiceId>,
    ) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut once = Once::default();
        for (index, entry) in alone.iter().enumerate() {
            if is_enough(&faults) {
                break;
            }
            let pointer = format!("/{field}/{index}");
            faults.extend(once.see(entry.service.as_str(), format!("{pointer}/service")));
            faults.extend(unknown(
                &format!("{pointer}/service"),
                &entry.service,
                sheet,
            ));
            faults.extend(text_faults(
                &format!("{pointer}/note"),
                &entry.note,
                &self.languages,
            ));
            if linked.contains(&entry.service) {
                let problem = Problem::DuplicateId {
                    id: entry.service.to_string(),
                    first: "/links".into(),
                };
                faults.push(Fault::new(format!("{pointer}/service"), problem));
            }
        }
        let mut covered = linked;
        covered.extend(alone.iter().map(|entry| &entry.service));
        for service in sheet.into_iter().flat_map(Sheet::services) {
            if !covered.contains(&service.id) {
                let problem = Problem::ServiceNotCovered {
                    service: service.id.to_string(),
                    sheet: sheet.map_or_else(String::new, |sheet| sheet.id().to_string()),
                };
                faults.push(Fault::new(format!("/{field}"), problem));
            }
        }
        faults
    }
}

fn unknown(pointer: &str, id: &ServiceId, sheet: Option<&Sheet>) -> Option<Fault> {
    let sheet = sheet?;
    sheet
        .service(id.as_str())
        .is_none()
        .then(|| service_fault(pointer.to_owned(), id.as_str(), sheet))
}

#[cfg(test)]
mod tests {
    use crate::file::tests::assert_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        assert_published::<super::CrosswalkFile>("crosswalk");
    }
}
