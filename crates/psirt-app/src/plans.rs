//! The plan as a whole: many actions changed at once, and the plan as a file for other programs.

use std::collections::{BTreeMap, BTreeSet};

use psirt_core::assessment::{Action, ActionState};
use psirt_core::roadmap::{PlannedAction, Quarter, Roadmap, roadmap};
use psirt_core::schedule::{Pace, spread};
use psirt_core::{Assessment, Date, DateTime, Language, Sheet};
use psirt_report::calendar::calendar;
use psirt_report::plan_table::plan_table;

use crate::error::Error;
use crate::names::file_name_part;

/// What becomes of many actions.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Who has them from now on; an empty text is nobody, `None` leaves them.
    pub owner: Option<String>,
    /// When they are due.
    pub due: Due,
    /// How far they are; `None` leaves them.
    pub state: Option<ActionState>,
}

/// What becomes of due dates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Due {
    /// They stay.
    Keep,
    /// They are taken away.
    Never,
    /// All get this one.
    Day(Date),
    /// Open actions are spread over quarters, see [`spread`]; those of others stay.
    Spread {
        /// The first quarter.
        first: Quarter,
        /// How fast the work goes.
        pace: Pace,
    },
}

/// The actions of an assessment with a change of those named, in their order.
///
/// # Errors
/// There is no action of such an id, or the work does not end within ten years.
pub fn changed(
    sheet: &Sheet,
    assessment: &Assessment,
    ids: &[String],
    change: &Change,
) -> Result<Vec<Action>, Error> {
    let chosen: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let mut actions = assessment.actions().to_vec();
    let is_there = |id: &str| actions.iter().any(|action| action.id == id);
    if let Some(unknown) = chosen.iter().find(|id| !is_there(id)) {
        return Err(Error::UnknownAction {
            word: (*unknown).to_owned(),
        });
    }
    let mut dates: BTreeMap<String, Date> = BTreeMap::new();
    if let Due::Spread { first, pace } = change.due {
        let roadmap = roadmap(sheet, assessment);
        let spread = spread(&roadmap, |id| chosen.contains(id), first, pace);
        let spread = spread.ok_or(Error::EndlessPlan)?;
        dates.extend(spread.into_iter().map(|(id, date)| (id.to_owned(), date)));
    }
    let is_chosen = |action: &&mut Action| chosen.contains(action.id.as_str());
    for action in actions.iter_mut().filter(is_chosen) {
        if let Some(owner) = &change.owner {
            owner.trim().clone_into(&mut action.owner);
        }
        action.due = match change.due {
            Due::Keep => action.due,
            Due::Never => None,
            Due::Day(day) => Some(day),
            Due::Spread { .. } => dates.get(&action.id).copied().or(action.due),
        };
        action.state = change.state.unwrap_or(action.state);
    }
    Ok(actions)
}

/// What a plan is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A calendar (iCalendar): what is open and has a date.
    Ics,
    /// A table (CSV): every action.
    Csv,
}

impl Format {
    /// The endings of its files, without the dot.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Ics => &["ics"],
            Self::Csv => &["csv"],
        }
    }
}

/// Writes the actions of a plan that `shows` lets through.
pub fn write(
    sheet: &Sheet,
    assessment: &Assessment,
    format: Format,
    language: Language,
    shows: impl Fn(&PlannedAction<'_>) -> bool,
) -> Vec<u8> {
    let mut roadmap: Roadmap<'_> = roadmap(sheet, assessment);
    roadmap.actions.retain(shows);
    match format {
        Format::Ics => calendar(sheet, assessment, &roadmap, language, now()).into_bytes(),
        Format::Csv => plan_table(sheet, assessment, &roadmap, language),
    }
}

/// The name that is proposed for the file.
pub fn file_name(assessment: &Assessment, format: Format, language: Language) -> String {
    let organization = file_name_part(&assessment.organization().name);
    let word = language.pick("plan", "計画");
    let ending = format.endings()[0];
    format!("{organization}-{}-{word}.{ending}", assessment.date())
}

/// The moment in universal time.
fn now() -> DateTime {
    jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .datetime()
}
