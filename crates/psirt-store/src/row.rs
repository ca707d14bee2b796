//! Between columns and values: times, days, named values and JSON.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use psirt_core::Date;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A time as a column holds it: sorts as text.
pub(crate) fn time_text(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// A time for a file name of every system.
pub(crate) fn name_of_time(at: Timestamp) -> String {
    time_text(at).replace(['-', ':'], "")
}

/// The time in a file name.
pub(crate) fn time_of_name(name: &str) -> Option<Timestamp> {
    name.parse().ok()
}

/// The day of a time, the same on every machine.
pub(crate) fn day_of(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// A value that serializes to a text, such as a state, as a column holds it.
pub(crate) fn name_text<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        other => unreachable!("this type is a name: {other:?}"),
    }
}

/// A value as JSON.
pub(crate) fn json_text<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("the types of a workspace have text keys only")
}

/// Columns that hold more than `SQLite` knows; a column that does not is damage.
pub(crate) trait Columns {
    fn time(&self, index: usize) -> rusqlite::Result<Timestamp>;
    fn optional_time(&self, index: usize) -> rusqlite::Result<Option<Timestamp>>;
    fn day(&self, index: usize) -> rusqlite::Result<Date>;
    fn optional_day(&self, index: usize) -> rusqlite::Result<Option<Date>>;
    fn name<T: DeserializeOwned>(&self, index: usize) -> rusqlite::Result<T>;
    fn optional_name<T: DeserializeOwned>(&self, index: usize) -> rusqlite::Result<Option<T>>;
    fn json<T: DeserializeOwned>(&self, index: usize) -> rusqlite::Result<T>;
    fn optional_json<T: DeserializeOwned>(&self, index: usize) -> rusqlite::Result<Option<T>>;
}

impl Columns for rusqlite::Row<'_> {
    fn time(&self, index: usize) -> rusqlite::Result<Timestamp> {
        parsed(index, &self.get::<_, String>(index)?, str::parse)
    }

    fn optional_time(&self, index: usize) -> rusqlite::Result<Option<Timestamp>> {
        self.get::<_, Option<String>>(index)?
            .map(|text| parsed(index, &text, str::parse))
            .transpose()
    }

    fn day(&self, index: usize) -> rusqlite::Result<Date> {
        parsed(index, &self.get::<_, String>(index)?, str::parse)
    }

    fn optional_day(&self, index: usize) -> rusqlite::Result<Option<Date>> {
        self.get::<_, Option<String>>(index)?
            .map(|text| parsed(index, &text, str::parse))
            .transpose()
    }

    fn name<T: DeserializeOwned>(&self, index: usize) -> rusqlite::Result<T> {
        let name: String = self.get(index)?;
        parsed(index, &name, |name| {
            serde_json::from_value(Value::String(name.to_owned()))
        })
    }

    fn optional_name<T: DeserializeOwned>(&self, index: usize) -> rusqlite::Result<Option<T>> {
        self.get::<_, Option<String>>(index)?
            .map(|_| self.name(index))
            .transpose()
    }

    fn json<T: DeserializeOwned>(&self, index: usize) -> rusqlite::Result<T> {
        parsed(index, &self.get::<_, String>(index)?, |text| {
            serde_json::from_str(text)
        })
    }

    fn optional_json<T: DeserializeOwned>(&self, index: usize) -> rusqlite::Result<Option<T>> {
        self.get::<_, Option<String>>(index)?
            .map(|text| parsed(index, &text, |text| serde_json::from_str(text)))
            .transpose()
    }
}

fn parsed<T, E: std::fmt::Display>(
    index: usize,
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> rusqlite::Result<T> {
    parse(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(index, Type::Text, error.to_string().into())
    })
}
