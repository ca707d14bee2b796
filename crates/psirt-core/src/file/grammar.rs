//! From text to a JSON value, within limits, telling keys that stand twice.
//!
//! `serde_json` alone would keep the last of two equal keys: an answer would be lost silently.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::Place;
use crate::fault::{Fault, Faults, Problem, is_enough};
use crate::limits::{DEEPEST, MOST_BYTES, MOST_VALUES};

/// Parses a text and lists its duplicate keys.
pub(super) fn parse(text: &str) -> Result<(Value, Vec<Fault>), Faults> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(problem) = over_a_limit(text) {
        return Err(Fault::new("", problem).into());
    }
    if text.trim().is_empty() {
        return Err(Fault::new("", Problem::NothingThere).into());
    }
    let duplicates = RefCell::new(Vec::new());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let parsed = Node {
        place: Place::Whole,
        duplicates: &duplicates,
    }
    .deserialize(&mut deserializer)
    .and_then(|value| deserializer.end().map(|()| value));
    match parsed {
        Ok(value) => Ok((value, duplicates.into_inner())),
        Err(error) => Err(Fault::new(
            "",
            Problem::NotJson {
                line: error.line(),
                column: error.column(),
            },
        )
        .into()),
    }
}

/// One pass over the bytes, before anything is allocated for the content.
fn over_a_limit(text: &str) -> Option<Problem> {
    if text.len() > MOST_BYTES {
        return Some(Problem::TooLarge {
            bytes: text.len(),
            limit: MOST_BYTES,
        });
    }
    let (mut depth, mut values, mut in_text, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in text.bytes() {
        if in_text {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'{' | b'[' => {
                depth += 1;
                values += 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(Problem::TooDeep { limit: DEEPEST });
        }
        if values > MOST_VALUES {
            return Some(Problem::TooManyValues { limit: MOST_VALUES });
        }
    }
    None
}

struct Node<'a> {
    place: Place<'a>,
    duplicates: &'a RefCell<Vec<Fault>>,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = members.next_element_seed(Node {
            place: Place::Member(&self.place, list.len()),
            duplicates: self.duplicates,
        })? {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let place = Place::Field(&self.place, &key);
            let value = entries.next_value_seed(Node {
                place,
                duplicates: self.duplicates,
            })?;
            if object.contains_key(&key) {
                let mut duplicates = self.duplicates.borrow_mut();
                if !is_enough(&duplicates) {
                    let pointer = place.pointer();
                    duplicates.push(Fault::new(pointer, Problem::DuplicateKey { key }));
                }
            } else {
                object.insert(key, value);
            }
        }
        Ok(Value::Object(object))
    }
}
