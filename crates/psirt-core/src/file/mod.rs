//! Reading the product's JSON files: limits, grammar, shape, in that order.
//!
//! The published JSON Schemas are the checker: they are generated from the types of this crate
//! (a test fails when they are stale), shipped beside the frameworks, and interpreted here. So
//! what the documentation allows and what the program accepts cannot drift apart.
//!
//! What a schema cannot say (does this service exist, is every level there) is checked by each
//! kind of file itself, on a copy in which shape faults were mended, so that one reading of a
//! file tells all its faults.

mod grammar;
pub(crate) mod shape;

use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::fault::{Fault, Faults, Problem, is_enough};
use shape::Schema;

/// The newest format number of every kind of file.
pub(crate) const FORMAT: u64 = 1;

/// Declares the one word that a kind of file says of itself in its field `kind`.
macro_rules! says_its_kind {
    ($name:ident, $word:literal) => {
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub(crate) enum $name {
            #[default]
            #[serde(rename = $word)]
            It,
        }
    };
}
pub(crate) use says_its_kind;

/// A schema text and its parsed form, one for each kind of file.
pub(crate) struct FileKind {
    schema_text: &'static str,
    schema: OnceLock<Schema>,
}

impl FileKind {
    pub(crate) const fn new(schema_text: &'static str) -> Self {
        Self {
            schema_text,
            schema: OnceLock::new(),
        }
    }

    fn schema(&self) -> &Schema {
        self.schema
            .get_or_init(|| Schema::parse(self.schema_text).expect("a shipped schema is JSON"))
    }

    /// Reads a file into `T` and hands it to `check` for what a schema cannot say.
    ///
    /// `check` may see mended values where the shape was wrong; what it says about those places
    /// is dropped.
    pub(crate) fn read<T: DeserializeOwned>(
        &self,
        text: &str,
        check: impl FnOnce(&T) -> Vec<Fault>,
    ) -> Result<T, Faults> {
        let (mut value, mut faults) = grammar::parse(text)?;
        if let Some(fault) = wrong_format(&value) {
            return Err(fault.into());
        }
        if let Some(fault) = wrong_kind(&value, self.schema()) {
            return Err(fault.into());
        }
        let mended = shape::check_and_mend(self.schema(), &mut value, &mut faults);
        if is_enough(&faults) {
            // Not all of the shape was looked at: the value may not fit the type.
            Faults::refuse_any(faults)?;
            unreachable!("enough faults are more than none");
        }
        let file: T = match serde_json::from_value(value) {
            Ok(file) => file,
            Err(error) => unreachable!("a value that fits the schema fits the type: {error}"),
        };
        faults.extend(
            check(&file)
                .into_iter()
                .filter(|fault| !mended.iter().any(|place| within(&fault.place, place))),
        );
        Faults::refuse_any(faults)?;
        Ok(file)
    }
}

/// Whether a pointer points at `place` or into it.
fn within(pointer: &str, place: &str) -> bool {
    pointer
        .strip_prefix(place)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A format number other than the supported one is told alone: nothing else can be judged.
fn wrong_format(value: &Value) -> Option<Fault> {
    let format = value.get("format")?;
    let problem = match format.as_u64() {
        Some(FORMAT) => return None,
        Some(found) if found > FORMAT => Problem::NewerFormat {
            found,
            supported: FORMAT,
        },
        _ => Problem::WrongFormat {
            found: shape::excerpt(format),
            supported: FORMAT,
        },
    };
    Some(Fault::new("/format", problem))
}

/// A file that says it is of another kind is told alone: it is not a bad one of this kind.
fn wrong_kind(value: &Value, schema: &Schema) -> Option<Fault> {
    let found = value.get("kind").filter(|kind| kind.is_string())?;
    let expected = schema.kind();
    (found != expected).then(|| {
        let problem = Problem::OtherKind {
            found: shape::excerpt(found),
            expected: expected.to_owned(),
        };
        Fault::new("/kind", problem)
    })
}

/// What a file says about itself before it is read: to find the sheet an assessment needs, or
/// to tell the kinds of file apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Announced {
    /// A maturity sheet.
    Sheet,
    /// A reading.
    Reading,
    /// A profile.
    Profile,
    /// A crosswalk.
    Crosswalk,
    /// An assessment.
    Assessment,
}

/// Tells the kind of a file: what it says of itself, or, where it says nothing as in version 0.1,
/// by the one field only that kind has.
///
/// # Errors
/// The faults of a text that is not JSON or breaks a limit.
pub fn announced(text: &str) -> Result<Option<Announced>, Faults> {
    let (value, _) = grammar::parse(text)?;
    if let Some(kind) = value.get("kind").and_then(Value::as_str) {
        return Ok(match kind {
            "sheet" => Some(Announced::Sheet),
            "reading" => Some(Announced::Reading),
            "profile" => Some(Announced::Profile),
            "crosswalk" => Some(Announced::Crosswalk),
            "assessment" => Some(Announced::Assessment),
            _ => None,
        });
    }
    let has = |field: &str| value.get(field).is_some();
    Ok(if has("areas") || has("scale") {
        Some(Announced::Sheet)
    } else if has("requirements") {
        Some(Announced::Reading)
    } else if has("links") {
        Some(Announced::Crosswalk)
    } else if has("organization") || has("services") {
        Some(Announced::Assessment)
    } else if has("targets") {
        Some(Announced::Profile)
    } else {
        None
    })
}

/// One field of a file, before the file is read whole; `None` where it is missing or misshapen.
pub(crate) fn field_of<T: DeserializeOwned>(text: &str, field: &str) -> Result<Option<T>, Faults> {
    let (mut value, _) = grammar::parse(text)?;
    Ok(value
        .get_mut(field)
        .and_then(|value| serde_json::from_value(value.take()).ok()))
}

/// A JSON pointer with one more step; `~` and `/` are escaped as RFC 6901 asks.
pub(crate) fn step(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// A place in a file, remembered while walking there and written as a pointer only when there is
/// something to tell: nearly every place of nearly every file is in order.
#[derive(Clone, Copy)]
enum Place<'a> {
    Whole,
    Field(&'a Place<'a>, &'a str),
    Member(&'a Place<'a>, usize),
}

impl Place<'_> {
    /// The JSON pointer to it.
    fn pointer(&self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Field(parent, key) => step(&parent.pointer(), key),
            Self::Member(parent, index) => step(&parent.pointer(), &index.to_string()),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
