//! An assessment: one scope of one organization against one sheet at one time.
//!
//! Changes go through methods that check them against the sheet, so an [`Assessment`] never
//! holds a service or level its sheet does not have. When it was changed and by whom is the
//! workspace's business.

mod check;
mod kept;
mod organization;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::Date;
use crate::fault::{Fault, Faults, Problem, Referent};
use crate::file::{FileKind, says_its_kind};
use crate::id::{ServiceId, SheetId};
use crate::limits;
use crate::profile::Profile;
use crate::sheet::{Level, Sheet};

pub use kept::{KeptPlan, KeptStep};
pub use organization::{Organization, OrganizationalModel, Sector, SizeBand};

static FILE: FileKind = FileKind::new(include_str!(
    "../../../../frameworks/schema/assessment.schema.json"
));

says_its_kind!(AssessmentWord, "assessment");

/// The answers, targets, evidence and actions of one organization at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    file: AssessmentFile,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(
    test,
    schemars(
        title = "Assessment",
        deny_unknown_fields,
        description = "One scope of one organization assessed against one sheet at one time."
    )
)]
struct AssessmentFile {
    /// Where the schema of this file is; for editors, ignored otherwise.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String"))]
    schema: Option<String>,
    /// The format of the file: 1.
    #[cfg_attr(test, schemars(range(min = 1)))]
    format: u32,
    /// The kind of the file: `assessment`. Files of version 0.1 do not say it.
    #[serde(default)]
    kind: AssessmentWord,
    /// Names the assessment among all others.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    id: String,
    sheet: SheetReference,
    organization: Organization,
    /// The company, business unit or product line that is assessed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    scope: String,
    /// What this round is called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    title: String,
    /// The day it speaks of.
    date: Date,
    state: AssessmentState,
    /// The id of the assessment whose mistake it corrects, in whose place it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String", length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    corrects: Option<String>,
    /// Who assessed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(inner(length(min = 1, max = crate::limits::MOST_OF_A_TEXT))))]
    assessors: Vec<String>,
    /// A line for every page of a report, such as `TLP:AMBER`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String", length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    classification: Option<String>,
    /// The profile the targets came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String", length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    profile: Option<String>,
    /// What is known of each service; services not named are unanswered and have no target.
    #[serde(default)]
    services: BTreeMap<ServiceId, Entry>,
    /// Steps somebody has taken on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    actions: Vec<Action>,
    /// The plan under a budget that was made from the gaps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "KeptPlan"))]
    plan: Option<KeptPlan>,
}

/// Which sheet an assessment was made with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct SheetReference {
    /// The sheet.
    pub id: SheetId,
    /// Its edition.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub edition: String,
}

/// Whether an assessment can still be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AssessmentState {
    /// Being answered.
    Draft,
    /// Frozen at its date.
    Finished,
}

/// What is known of one service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Entry {
    /// The answer; absent is unanswered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Answer"))]
    pub answer: Option<Answer>,
    /// Ids of the indicators ticked.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub indicators: BTreeSet<String>,
    /// The level wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Level"))]
    pub target: Option<Level>,
    /// Whatever the assessor wrote down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    pub note: String,
    /// What supports the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Who answers for the service.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    pub owner: String,
}

/// What was answered for a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The level that is closest.
    Level(Level),
    /// The service does not apply, and why.
    NotApplicable(
        #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))] String,
    ),
    /// Nobody asked could say.
    DontKnow,
}

/// What supports an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Evidence {
    /// What it is.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))]
    pub title: String,
    /// Where it is kept.
    #[serde(rename = "where", default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    pub place: String,
    /// Its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Date"))]
    pub date: Option<Date>,
    /// Its kind, one of the sheet's; without one it is taken as the kind that holds shortest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "String", length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub kind: Option<String>,
}

/// A step somebody has taken on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Action {
    /// Names the action within its assessment.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_AN_ID)))]
    pub id: String,
    /// The service it raises.
    pub service: ServiceId,
    /// The level it leads to.
    pub to_level: Level,
    /// What is done.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))]
    pub title: String,
    /// What exists afterwards.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    pub deliverable: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    pub owner: String,
    /// When it should be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Date"))]
    pub due: Option<Date>,
    /// Person-days it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "f64", range(min = 0, max = crate::limits::MOST_DAYS)))]
    pub effort_days: Option<f64>,
    /// How far it is.
    pub state: ActionState,
}

/// How far an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionState {
    /// Taken on, not begun.
    Planned,
    /// Begun.
    InProgress,
    /// Done; the new level is for the next round to find.
    Done,
    /// Given up.
    Dropped,
}

impl ActionState {
    /// Every state in the order of a life.
    pub const ALL: [Self; 4] = [Self::Planned, Self::InProgress, Self::Done, Self::Dropped];

    /// Whether somebody stands behind the action: it counts in a projection.
    pub const fn is_accepted(self) -> bool {
        !matches!(self, Self::Dropped)
    }

    /// Whether it is still to be done: planned or in progress.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::InProgress)
    }
}

/// What an assessment is about and who made it; what a cover page says.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// Who is assessed.
    pub organization: Organization,
    /// The company, business unit or product line that is assessed.
    pub scope: String,
    /// What this round is called.
    pub title: String,
    /// The day it speaks of.
    pub date: Date,
    /// Who assessed.
    pub assessors: Vec<String>,
    /// A line for every page of a report.
    pub classification: Option<String>,
}

impl Assessment {
    /// Begins a draft without answers.
    ///
    /// # Errors
    /// An id that is empty or too long, and what [`Assessment::set_heading`] refuses.
    pub fn new(id: impl Into<String>, sheet: &Sheet, heading: Heading) -> Result<Self, Faults> {
        let id = id.into();
        Faults::refuse_any(limits::id_fault("/id", &id).into_iter().collect())?;
        let mut assessment = Self {
            file: AssessmentFile {
                schema: None,
                format: 1,
                kind: AssessmentWord::It,
                id,
                sheet: SheetReference {
                    id: sheet.id().clone(),
                    edition: sheet.edition().to_owned(),
                },
                organization: Organization::default(),
                scope: String::new(),
                title: String::new(),
                date: heading.date,
                state: AssessmentState::Draft,
                corrects: None,
                assessors: Vec::new(),
                classification: None,
                profile: None,
                services: BTreeMap::new(),
                actions: Vec::new(),
                plan: None,
            },
        };
        assessment.set_heading(heading)?;
        Ok(assessment)
    }

    /// Reads an assessment file; `sheet_of` finds the sheet by id and edition.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn parse<'s>(
        text: &str,
        sheet_of: impl FnOnce(&SheetReference) -> Option<&'s Sheet>,
    ) -> Result<Self, Faults> {
        FILE.read(text, |file: &AssessmentFile| {
            sheet_of(&file.sheet).map_or_else(
                || vec![unknown_sheet(&file.sheet)],
                |sheet| check::faults(file, sheet),
            )
        })
        .map(|file| Self { file })
    }

    /// Tells whether everything in the assessment is a sheet's: it may have been made with another
    /// text of that name.
    ///
    /// # Errors
    /// Every service, level, indicator and kind of evidence the sheet does not have.
    pub fn check(&self, sheet: &Sheet) -> Result<(), Faults> {
        Faults::refuse_any(check::faults(&self.file, sheet))
    }

    /// The assessment as a file that [`Assessment::parse`] reads to the same assessment, where it
    /// is not larger than [`limits::MOST_BYTES`]; the same assessment gives the same text.
    pub fn to_json(&self) -> String {
        let mut json =
            serde_json::to_string_pretty(&self.file).expect("an assessment has text keys only");
        json.push('\n');
        json
    }

    /// Names the assessment among all others.
    pub fn id(&self) -> &str {
        &self.file.id
    }

    /// The sheet it was made with.
    pub fn sheet(&self) -> &SheetReference {
        &self.file.sheet
    }

    /// Who is assessed.
    pub fn organization(&self) -> &Organization {
        &self.file.organization
    }

    /// The company, business unit or product line that is assessed.
    pub fn scope(&self) -> &str {
        &self.file.scope
    }

    /// What this round is called.
    pub fn title(&self) -> &str {
        &self.file.title
    }

    /// The day it speaks of.
    pub fn date(&self) -> Date {
        self.file.date
    }

    /// Whether it can still be changed.
    pub fn state(&self) -> AssessmentState {
        self.file.state
    }

    /// The id of the assessment whose mistake it corrects.
    pub fn corrects(&self) -> Option<&str> {
        self.file.corrects.as_deref()
    }

    /// Who assessed.
    pub fn assessors(&self) -> &[String] {
        &self.file.assessors
    }

    /// A line for every page of a report.
    pub fn classification(&self) -> Option<&str> {
        self.file.classification.as_deref()
    }

    /// The profile the targets came from.
    pub fn profile(&self) -> Option<&str> {
        self.file.profile.as_deref()
    }

    /// What is known of a service, where anything is.
    pub fn entry(&self, service: &str) -> Option<&Entry> {
        self.file.services.get(service)
    }

    /// Everything known, by service id.
    pub fn entries(&self) -> &BTreeMap<ServiceId, Entry> {
        &self.file.services
    }

    /// The answer of a service; `None` is unanswered.
    pub fn answer(&self, service: &str) -> Option<&Answer> {
        self.entry(service)?.answer.as_ref()
    }

    /// The level wanted of a service.
    pub fn target(&self, service: &str) -> Option<Level> {
        self.entry(service)?.target
    }

    /// Steps somebody has taken on, in their order.
    pub fn actions(&self) -> &[Action] {
        &self.file.actions
    }

    /// The plan under a budget, where one was kept.
    pub fn plan(&self) -> Option<&KeptPlan> {
        self.file.plan.as_ref()
    }

    /// Replaces what the assessment is about.
    ///
    /// # Errors
    /// An organization without a name, an empty name of an assessor, a text that is too long, or
    /// a day before the year 0; nothing is changed then.
    pub fn set_heading(&mut self, heading: Heading) -> Result<(), Faults> {
        Faults::refuse_any(check::heading_faults(&heading))?;
        let file = &mut self.file;
        file.organization = heading.organization;
        file.scope = heading.scope;
        file.title = heading.title;
        file.date = heading.date;
        file.assessors = heading.assessors;
        file.classification = heading.classification;
        Ok(())
    }

    /// Freezes the assessment, or takes it up again.
    pub fn set_state(&mut self, state: AssessmentState) {
        self.file.state = state;
    }

    /// Says whose mistake it corrects.
    ///
    /// # Errors
    /// An id that is empty or too long; nothing is changed then.
    pub fn set_corrects(&mut self, corrects: Option<String>) -> Result<(), Faults> {
        let fault = corrects
            .as_deref()
            .and_then(|id| limits::id_fault("/corrects", id));
        Faults::refuse_any(fault.into_iter().collect())?;
        self.file.corrects = corrects;
        Ok(())
    }

    /// Replaces everything known of a service.
    ///
    /// # Errors
    /// A service, level, indicator or kind of evidence the sheet does not have, *not applicable*
    /// without a reason, evidence without a title, or a text that is too long; nothing is changed
    /// then.
    pub fn set_entry(&mut self, sheet: &Sheet, service: &str, entry: Entry) -> Result<(), Faults> {
        let mut faults = Vec::new();
        let pointer = crate::file::step("/services", service);
        check::entry_faults(&pointer, service, &entry, sheet, &mut faults);
        Faults::refuse_any(faults)?;
        if entry == Entry::default() {
            self.file.services.remove(service);
        } else {
            self.file.services.insert(service.into(), entry);
        }
        Ok(())
    }

    /// Changes part of what is known of a service.
    ///
    /// # Errors
    /// As [`Assessment::set_entry`]; nothing is changed then.
    pub fn change_entry(
        &mut self,
        sheet: &Sheet,
        service: &str,
        change: impl FnOnce(&mut Entry),
    ) -> Result<(), Faults> {
        let mut entry = self.entry(service).cloned().unwrap_or_default();
        change(&mut entry);
        self.set_entry(sheet, service, entry)
    }

    /// Answers a service; `None` takes the answer back.
    ///
    /// # Errors
    /// As [`Assessment::set_entry`]; nothing is changed then.
    pub fn set_answer(
        &mut self,
        sheet: &Sheet,
        service: &str,
        answer: Option<Answer>,
    ) -> Result<(), Faults> {
        self.change_entry(sheet, service, |entry| entry.answer = answer)
    }

    /// Sets the level wanted of a service.
    ///
    /// # Errors
    /// As [`Assessment::set_entry`]; nothing is changed then.
    pub fn set_target(
        &mut self,
        sheet: &Sheet,
        service: &str,
        target: Option<Level>,
    ) -> Result<(), Faults> {
        self.change_entry(sheet, service, |entry| entry.target = target)
    }

    /// Replaces all targets by those of a profile, and notes the profile.
    pub fn apply_profile(&mut self, sheet: &Sheet, profile: &Profile) {
        self.replace_targets(sheet, profile.targets());
        self.file.profile = Some(profile.id().to_owned());
    }

    /// Replaces all targets, such as by those a reading sets.
    pub fn replace_targets(&mut self, sheet: &Sheet, targets: &BTreeMap<ServiceId, Level>) {
        for service in sheet.services() {
            let target = targets
                .get(&service.id)
                .copied()
                .filter(|&level| level <= sheet.highest_level());
            self.set_target(sheet, service.id.as_str(), target)
                .expect("service and level are the sheet's own");
        }
        self.file.profile = None;
    }

    /// Notes which profile the targets came from, or that they came from none.
    ///
    /// # Errors
    /// An id that is empty or too long; nothing is changed then.
    pub fn set_profile(&mut self, profile: Option<String>) -> Result<(), Faults> {
        let fault = profile
            .as_deref()
            .and_then(|id| limits::id_fault("/profile", id));
        Faults::refuse_any(fault.into_iter().collect())?;
        self.file.profile = profile;
        Ok(())
    }

    /// Replaces the actions, in their order.
    ///
    /// # Errors
    /// An action of a service or level the sheet does not have, an id that stands twice, an action
    /// without id or title, a text that is too long, or person-days out of range; nothing is
    /// changed then.
    pub fn set_actions(&mut self, sheet: &Sheet, actions: Vec<Action>) -> Result<(), Faults> {
        let mut faults = Vec::new();
        check::action_faults(&actions, sheet, &mut faults);
        Faults::refuse_any(faults)?;
        self.file.actions = actions;
        Ok(())
    }

    /// Keeps a plan under a budget, or takes it away.
    ///
    /// # Errors
    /// A step of a service or level the sheet does not have, or person-days out of range; nothing
    /// is changed then.
    pub fn set_plan(&mut self, sheet: &Sheet, plan: Option<KeptPlan>) -> Result<(), Faults> {
        let mut faults = Vec::new();
        if let Some(plan) = &plan {
            kept::faults(plan, sheet, &mut faults);
        }
        Faults::refuse_any(faults)?;
        self.file.plan = plan;
        Ok(())
    }
}

/// The sheet an assessment file names, to find it before the file is read whole.
///
/// # Errors
/// The faults of a text that is not JSON or breaks a limit.
pub fn sheet_named_in(text: &str) -> Result<Option<SheetReference>, Faults> {
    crate::file::field_of(text, "sheet")
}

pub(crate) fn unknown_sheet(sheet: &SheetReference) -> Fault {
    let problem = Problem::UnknownReference {
        referent: Referent::Sheet,
        id: format!("{} {}", sheet.id, sheet.edition),
        within: String::new(),
        known: Vec::new(),
    };
    Fault::new("/sheet", problem)
}

#[cfg(test)]
mod tests;
