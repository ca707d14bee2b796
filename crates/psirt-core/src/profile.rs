//! A profile: a ready set of targets for one sheet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::fault::{Fault, Faults, Problem, Referent, is_enough};
use crate::file::{FileKind, says_its_kind, step};
use crate::gap::{planning_days, steps};
use crate::id::{ServiceId, SheetId};
use crate::sheet::{Level, Sheet, both_languages, check::text_faults, is_both};
use crate::text::{Language, Text};

static FILE: FileKind = FileKind::new(include_str!(
    "../../../frameworks/schema/profile.schema.json"
));

says_its_kind!(ProfileWord, "profile");

/// A named set of targets; comes from [`Profile::parse`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    file: ProfileFile,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Profile",
        deny_unknown_fields,
        description = "A ready set of targets for the services of one sheet."
    )
)]
struct ProfileFile {
    /// Where the schema of this file is; for editors, ignored otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String"))]
    schema: Option<String>,
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    format: u32,
    /// The kind of the file: `profile`. Files of version 0.1 do not say it.
    #[serde(default)]
    kind: ProfileWord,
    /// Names the profile.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    id: String,
    /// The sheet whose services it sets targets for.
    sheet: SheetId,
    /// The languages every text has; both where not given.
    #[serde(default = "both_languages", skip_serializing_if = "is_both")]
    #[cfg_attr(test, schemars(length(min = 1)))]
    languages: Vec<Language>,
    title: Text,
    /// Whom it is for, in one or two sentences.
    summary: Text,
    /// The level wanted, by service; services not named have no target.
    targets: BTreeMap<ServiceId, Level>,
}

/// The sheet a reading, profile or crosswalk speaks of, asked for by id.
pub(crate) fn sheet_fault(pointer: &str, id: &SheetId) -> Fault {
    let problem = Problem::UnknownReference {
        referent: Referent::Sheet,
        id: id.to_string(),
        within: String::new(),
        known: Vec::new(),
    };
    Fault::new(pointer, problem)
}

/// The fault of a service id its sheet does not have.
pub(crate) fn service_fault(pointer: String, id: &str, sheet: &Sheet) -> Fault {
    let problem = Problem::UnknownReference {
        referent: Referent::Service,
        id: id.to_owned(),
        within: sheet.id().to_string(),
        known: sheet.services_like(id),
    };
    Fault::new(pointer, problem)
}

/// The fault of a level outside the scale of a sheet.
pub(crate) fn level_fault(pointer: String, level: Level, sheet: &Sheet) -> Option<Fault> {
    let highest = sheet.highest_level();
    (level > highest).then(|| {
        let problem = Problem::LevelOutsideScale {
            found: level.to_string(),
            highest: highest.number(),
        };
        Fault::new(pointer, problem)
    })
}

impl Profile {
    /// Reads a profile file; `sheet_of` finds the sheet it speaks of.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn parse<'s>(
        text: &str,
        sheet_of: impl FnOnce(&SheetId) -> Option<&'s Sheet>,
    ) -> Result<Self, Faults> {
        FILE.read(text, |file: &ProfileFile| {
            let mut faults = text_faults("/title", &file.title, &file.languages);
            faults.extend(text_faults("/summary", &file.summary, &file.languages));
            let Some(sheet) = sheet_of(&file.sheet) else {
                faults.push(sheet_fault("/sheet", &file.sheet));
                return faults;
            };
            for (service, &level) in &file.targets {
                if is_enough(&faults) {
                    break;
                }
                let pointer = step("/targets", service.as_str());
                if sheet.service(service.as_str()).is_none() {
                    faults.push(service_fault(pointer.clone(), service.as_str(), sheet));
                }
                faults.extend(level_fault(pointer, level, sheet));
            }
            faults
        })
        .map(|file| Self { file })
    }

    /// Names the profile.
    pub fn id(&self) -> &str {
        &self.file.id
    }

    /// The sheet it is for.
    pub fn sheet(&self) -> &SheetId {
        &self.file.sheet
    }

    /// What the profile is called.
    pub fn title(&self) -> &Text {
        &self.file.title
    }

    /// Whom it is for.
    pub fn summary(&self) -> &Text {
        &self.file.summary
    }

    /// The mean of its targets; `None` where it has none.
    pub fn mean_target(&self) -> Option<f64> {
        crate::score::mean(self.file.targets.values().copied().map(f64::from))
    }

    /// Person-days from nothing to all its targets, as the sheet sizes the steps; `None` where it
    /// does not size one of them.
    pub fn planning_days(&self, sheet: &Sheet) -> Option<f64> {
        let of_service = |(service, &target): (&ServiceId, &Level)| {
            planning_days(&steps(sheet, service.as_str(), Level::LOWEST, target))
        };
        self.file.targets.iter().map(of_service).sum()
    }

    /// The level wanted, by service.
    pub fn targets(&self) -> &BTreeMap<ServiceId, Level> {
        &self.file.targets
    }
}

#[cfg(test)]
mod tests {
    use crate::file::tests::assert_published;

    #[test]
    fn the_published_schema_is_that_of_the_types() {
        assert_published::<super::ProfileFile>("profile");
    }
}
