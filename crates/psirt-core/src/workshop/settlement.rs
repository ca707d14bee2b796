//! What the room settled, who stands by something else, and what is put off.

use serde::{Deserialize, Serialize};

use super::{Promise, Respondent, Spread};
use crate::Date;
use crate::assessment::Answer;
use crate::sheet::{Level, Sheet};

/// The answer the room agreed on for a service, and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Settlement {
    /// The answer of record.
    pub answer: Answer,
    /// Why it is another than the one proposed; empty where it is the one proposed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    pub reason: String,
    /// Who stands by something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dissent: Vec<Dissent>,
}

/// An answer other than the one settled that somebody stands by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Dissent {
    /// The number of the respondent; only where all are named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "u32", range(min = 1)))]
    pub respondent: Option<u32>,
    /// The level they stand by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Level"))]
    pub level: Option<Level>,
    /// Why.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))]
    pub reason: String,
}

/// A service that is put off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct Parked {
    /// Who finds out.
    #[cfg_attr(test, schemars(length(min = 1, max = crate::limits::MOST_OF_A_TEXT)))]
    pub owner: String,
    /// Until when.
    pub due: Date,
    /// What is to be found out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(test, schemars(length(max = crate::limits::MOST_OF_A_TEXT)))]
    pub question: String,
}

/// Why something cannot be settled or parked as it was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unsettled {
    /// The answer is not the one proposed, and no reason is given; or it is *not applicable*
    /// without a reason.
    ReasonMissing,
    /// The sheet has no such level.
    UnknownLevel,
    /// A dissent gives no reason.
    DissentWithoutReason,
    /// A dissent names somebody, which the promise forbids.
    DissentNamed,
    /// A dissent names a number that nobody has.
    UnknownRespondent,
    /// A parked service has no owner.
    OwnerMissing,
}

impl Settlement {
    /// Checks a settlement against what the room said, and gives back what is kept: *not
    /// applicable* takes its reason from the settlement where it has none of its own.
    ///
    /// # Errors
    /// The first thing that is missing or not allowed.
    pub fn checked(
        mut self,
        sheet: &Sheet,
        spread: &Spread,
        promise: Promise,
        respondents: &[Respondent],
    ) -> Result<Self, Unsettled> {
        let is_missing = |text: &str| text.trim().is_empty();
        match &mut self.answer {
            Answer::Level(level) if *level > sheet.highest_level() => {
                return Err(Unsettled::UnknownLevel);
            }
            Answer::NotApplicable(reason) if is_missing(reason) => {
                if is_missing(&self.reason) {
                    return Err(Unsettled::ReasonMissing);
                }
                reason.clone_from(&self.reason);
            }
            Answer::Level(_) | Answer::NotApplicable(_) | Answer::DontKnow => {}
        }
        if !is_proposed(&self.answer, spread.proposed.as_ref())
            && is_missing(&self.reason)
            && !matches!(self.answer, Answer::NotApplicable(_))
        {
            return Err(Unsettled::ReasonMissing);
        }
        for dissent in &self.dissent {
            dissent.check(sheet, promise, respondents)?;
        }
        Ok(self)
    }
}

impl Dissent {
    fn check(
        &self,
        sheet: &Sheet,
        promise: Promise,
        respondents: &[Respondent],
    ) -> Result<(), Unsettled> {
        if self.reason.trim().is_empty() {
            return Err(Unsettled::DissentWithoutReason);
        }
        if self
            .level
            .is_some_and(|level| level > sheet.highest_level())
        {
            return Err(Unsettled::UnknownLevel);
        }
        let Some(number) = self.respondent else {
            return Ok(());
        };
        if promise != Promise::Named {
            return Err(Unsettled::DissentNamed);
        }
        if respondents.iter().all(|known| known.number != number) {
            return Err(Unsettled::UnknownRespondent);
        }
        Ok(())
    }
}

impl Parked {
    /// Makes sure that somebody owns it.
    ///
    /// # Errors
    /// [`Unsettled::OwnerMissing`]
    pub fn checked(self) -> Result<Self, Unsettled> {
        if self.owner.trim().is_empty() {
            return Err(Unsettled::OwnerMissing);
        }
        Ok(self)
    }
}

/// Whether an answer is the one proposed; reasons are not compared.
fn is_proposed(answer: &Answer, proposed: Option<&Answer>) -> bool {
    match (answer, proposed) {
        (Answer::NotApplicable(_), Some(Answer::NotApplicable(_))) => true,
        (answer, proposed) => proposed == Some(answer),
    }
}
