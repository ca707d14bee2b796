//! Checks a value against a JSON Schema and mends what does not fit.
//!
//! Interprets exactly the keywords the generated schemas use; a schema with another keyword does
//! not parse. A misfit is told once and replaced by the smallest value that fits, so that the
//! checks that follow can look at the rest of the file.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Place;
use crate::Date;
use crate::fault::{Fault, Kind, Problem, is_enough};
use crate::limits;

/// A schema document with its definitions.
pub(crate) struct Schema {
    root: Rule,
    definitions: BTreeMap<String, Rule>,
}

/// What is allowed at one place.
enum Rule {
    Reference(String),
    Object {
        fields: BTreeMap<String, Rule>,
        required: Vec<String>,
        /// What further keys hold, where they are allowed.
        others: Option<Box<Rule>>,
    },
    List {
        member: Box<Rule>,
        least: usize,
    },
    Text {
        least: usize,
        most: usize,
        date: bool,
    },
    Choice(Vec<String>),
    Number {
        whole: bool,
        least: Option<f64>,
        most: Option<f64>,
    },
    Boolean,
    Null,
    /// The first member that fits; each is told apart by its kind or its one field.
    OneOf(Vec<Rule>),
}

impl Schema {
    /// Reads a schema text; `None` where it is not one this module can interpret.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let document: Value = serde_json::from_str(text).ok()?;
        let definitions = document
            .get("$defs")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(name, schema)| Some((name.clone(), rule(schema)?)))
            .collect::<Option<_>>()?;
        Some(Self {
            root: rule(&document)?,
            definitions,
        })
    }

    /// The word that a file of this kind says in its field `kind`.
    pub(super) fn kind(&self) -> &str {
        let Rule::Object { fields, .. } = &self.root else {
            unreachable!("a file is an object");
        };
        let rule = match fields.get("kind") {
            Some(Rule::Reference(name)) => self.definitions.get(name),
            rule => rule,
        };
        match rule {
            Some(Rule::Choice(words)) if words.len() == 1 => &words[0],
            _ => unreachable!("the schema of a file names its kind"),
        }
    }
}

fn rule(schema: &Value) -> Option<Rule> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return Some(Rule::Reference(
            reference.strip_prefix("#/$defs/")?.to_owned(),
        ));
    }
    if let Some(branches) = schema.get("oneOf").or_else(|| schema.get("anyOf")) {
        let branches = branches
            .as_array()?
            .iter()
            .map(rule)
            .collect::<Option<_>>()?;
        return Some(Rule::OneOf(branches));
    }
    if let Some(constant) = schema.get("const").and_then(Value::as_str) {
        return Some(Rule::Choice(vec![constant.to_owned()]));
    }
    if let Some(choices) = schema.get("enum").and_then(Value::as_array) {
        let choices = choices
            .iter()
            .map(|choice| choice.as_str().map(str::to_owned))
            .collect::<Option<_>>()?;
        return Some(Rule::Choice(choices));
    }
    match schema.get("type")? {
        Value::String(kind) => rule_of_kind(kind, schema),
        Value::Array(kinds) => kinds
            .iter()
            .map(|kind| rule_of_kind(kind.as_str()?, schema))
            .collect::<Option<_>>()
            .map(Rule::OneOf),
        _ => None,
    }
}

fn rule_of_kind(kind: &str, schema: &Value) -> Option<Rule> {
    let size = |keyword: &str| {
        schema
            .get(keyword)
            .and_then(Value::as_u64)
            .and_then(|size| usize::try_from(size).ok())
    };
    let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_f64);
    Some(match kind {
        "object" => Rule::Object {
            fields: schema
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
                .map(|(name, field)| Some((name.clone(), rule(field)?)))
                .collect::<Option<_>>()?,
            required: schema
                .get("required")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(|name| name.as_str().map(str::to_owned))
                .collect(),
            others: match schema.get("additionalProperties") {
                Some(Value::Bool(false)) => None,
                Some(others) => Some(Box::new(rule(others)?)),
                None => return None,
            },
        },
        "array" => Rule::List {
            member: Box::new(rule(schema.get("items")?)?),
            least: size("minItems").unwrap_or(0),
        },
        "string" => Rule::Text {
            least: size("minLength").unwrap_or(0),
            most: size("maxLength").unwrap_or(usize::MAX),
            date: schema.get("format").and_then(Value::as_str) == Some("date"),
        },
        "integer" | "number" => Rule::Number {
            whole: kind == "integer",
            least: bound("minimum"),
            most: match bound("maximum") {
                // What is larger than its type would fit the schema.
                None if kind == "integer" => return None,
                most => most,
            },
        },
        "boolean" => Rule::Boolean,
        "null" => Rule::Null,
        _ => return None,
    })
}

/// Tells every misfit of `value`, mends it, and returns the places that were mended.
pub(super) fn check_and_mend(
    schema: &Schema,
    value: &mut Value,
    faults: &mut Vec<Fault>,
) -> Vec<String> {
    let mut check = Check {
        schema,
        faults,
        mended: Vec::new(),
    };
    check.at(Place::Whole, &schema.root, value);
    check.mended
}

struct Check<'a> {
    schema: &'a Schema,
    faults: &'a mut Vec<Fault>,
    mended: Vec<String>,
}

impl<'a> Check<'a> {
    fn at(&mut self, place: Place<'_>, rule: &'a Rule, value: &mut Value) {
        if is_enough(self.faults) {
            return;
        }
        let rule = self.resolved(rule);
        match (rule, &mut *value) {
            (
                Rule::Object {
                    fields,
                    required,
                    others,
                },
                Value::Object(object),
            ) => self.object(place, fields, required, others.as_deref(), object),
            (Rule::List { member, least }, Value::Array(list)) => {
                for (index, entry) in list.iter_mut().enumerate() {
                    self.at(Place::Member(&place, index), member, entry);
                }
                let found = list.len();
                if found < *least {
                    let problem = Problem::ListTooShort {
                        found,
                        least: *least,
                    };
                    self.misfit(place, rule, value, problem);
                }
            }
            (Rule::Text { least, most, date }, Value::String(text)) => {
                if let Some(problem) = text_problem(text, *least, *most, *date) {
                    self.misfit(place, rule, value, problem);
                }
            }
            (Rule::Choice(choices), Value::String(text)) if choices.contains(text) => {}
            (Rule::Choice(choices), found) => {
                let problem = Problem::NotAChoice {
                    found: excerpt(found),
                    allowed: choices.clone(),
                };
                self.misfit(place, rule, value, problem);
            }
            (Rule::Number { whole, least, most }, Value::Number(number))
                if !*whole || number.is_u64() || number.is_i64() =>
            {
                let found = number.as_f64().unwrap_or(f64::MAX);
                let below = least.is_some_and(|least| found < least);
                let above = most.is_some_and(|most| found > most);
                if below || above {
                    let problem = Problem::OutOfRange {
                        found: number.to_string(),
                        least: least.map_or_else(String::new, |least| least.to_string()),
                        most: most.map(|most| most.to_string()),
                    };
                    self.misfit(place, rule, value, problem);
                }
            }
            (Rule::Boolean, Value::Bool(_)) | (Rule::Null, Value::Null) => {}
            (Rule::OneOf(branches), _) => self.one_of(place, rule, branches, value),
            _ => {
                let problem = Problem::WrongKind {
                    found: excerpt(value),
                    allowed: self.kinds(rule),
                };
                self.misfit(place, rule, value, problem);
            }
        }
    }

    fn object(
        &mut self,
        place: Place<'_>,
        fields: &'a BTreeMap<String, Rule>,
        required: &[String],
        others: Option<&'a Rule>,
        object: &mut Map<String, Value>,
    ) {
        let mut unknown = Vec::new();
        for (key, value) in object.iter_mut() {
            if is_enough(self.faults) {
                return;
            }
            let place = Place::Field(&place, key);
            if let Some(rule) = fields.get(key).or(others) {
                self.at(place, rule, value);
            } else {
                unknown.push(key.clone());
                self.faults.push(Fault::new(
                    place.pointer(),
                    Problem::UnknownField {
                        name: key.clone(),
                        allowed: fields.keys().cloned().collect(),
                    },
                ));
            }
        }
        for key in unknown {
            object.remove(&key);
        }
        for name in required {
            if object.contains_key(name) {
                continue;
            }
            self.faults.push(Fault::new(
                place.pointer(),
                Problem::MissingField { name: name.clone() },
            ));
            self.mended.push(Place::Field(&place, name).pointer());
            object.insert(name.clone(), self.smallest(&fields[name]));
        }
    }

    fn one_of(
        &mut self,
        place: Place<'_>,
        whole: &'a Rule,
        branches: &'a [Rule],
        value: &mut Value,
    ) {
        let branch = branches
            .iter()
            .find(|branch| self.looks_like(branch, value));
        if let Some(branch) = branch {
            self.at(place, branch, value);
            return;
        }
        let choices: Vec<String> = branches
            .iter()
            .flat_map(|branch| self.choices(branch))
            .collect();
        let found = excerpt(value);
        let problem = if choices.is_empty() {
            Problem::WrongKind {
                found,
                allowed: self.kinds(whole),
            }
        } else {
            Problem::NotAChoice {
                found,
                allowed: choices,
            }
        };
        self.misfit(place, whole, value, problem);
    }

    /// Whether a value is meant to be this branch, right or wrong inside.
    fn looks_like(&self, branch: &Rule, value: &Value) -> bool {
        match (self.resolved(branch), value) {
            (Rule::Object { required, .. }, Value::Object(object)) => {
                required.iter().all(|name| object.contains_key(name))
            }
            (Rule::Choice(choices), Value::String(text)) => choices.contains(text),
            (Rule::Number { whole, .. }, Value::Number(number)) => {
                !*whole || number.is_u64() || number.is_i64()
            }
            (Rule::List { .. }, Value::Array(_))
            | (Rule::Text { .. }, Value::String(_))
            | (Rule::Boolean, Value::Bool(_))
            | (Rule::Null, Value::Null) => true,
            _ => false,
        }
    }

    /// What to write for a branch, for the hint.
    fn choices(&self, branch: &Rule) -> Vec<String> {
        match self.resolved(branch) {
            Rule::Choice(choices) => choices
                .iter()
                .map(|choice| format!("\"{choice}\""))
                .collect(),
            Rule::Object { required, .. } => required
                .iter()
                .map(|name| format!("{{ \"{name}\": … }}"))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn misfit(&mut self, place: Place<'_>, rule: &'a Rule, value: &mut Value, problem: Problem) {
        self.faults.push(Fault::new(place.pointer(), problem));
        self.mended.push(place.pointer());
        *value = self.smallest(rule);
    }

    fn smallest(&self, rule: &Rule) -> Value {
        match self.resolved(rule) {
            Rule::Object {
                fields, required, ..
            } => Value::Object(
                required
                    .iter()
                    .map(|name| (name.clone(), self.smallest(&fields[name])))
                    .collect(),
            ),
            Rule::List { member, least } => {
                Value::Array((0..*least).map(|_| self.smallest(member)).collect())
            }
            Rule::Text { date: true, .. } => Value::String("2000-01-01".into()),
            Rule::Text { .. } => Value::String(String::new()),
            Rule::Choice(choices) => Value::String(choices[0].clone()),
            Rule::Number { least, .. } => {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "smallest numbers are small"
                )]
                let least = least.map_or(0, |least| least.ceil() as i64);
                Value::Number(least.into())
            }
            Rule::Boolean => Value::Bool(false),
            Rule::Null => Value::Null,
            Rule::OneOf(branches) => self.smallest(&branches[0]),
            Rule::Reference(_) => unreachable!("references were resolved"),
        }
    }

    fn kinds(&self, rule: &Rule) -> Vec<Kind> {
        match self.resolved(rule) {
            Rule::Object { .. } => vec![Kind::Object],
            Rule::List { .. } => vec![Kind::List],
            Rule::Text { .. } | Rule::Choice(_) => vec![Kind::Text],
            Rule::Number { whole: true, .. } => vec![Kind::Integer],
            Rule::Number { whole: false, .. } => vec![Kind::Number],
            Rule::Boolean => vec![Kind::Boolean],
            Rule::Null => vec![Kind::Null],
            Rule::OneOf(branches) => branches
                .iter()
                .flat_map(|branch| self.kinds(branch))
                .collect(),
            Rule::Reference(_) => unreachable!("references were resolved"),
        }
    }

    fn resolved<'r>(&self, rule: &'r Rule) -> &'r Rule
    where
        'a: 'r,
    {
        let mut rule = rule;
        while let Rule::Reference(name) = rule {
            rule = &self.schema.definitions[name];
        }
        rule
    }
}

fn text_problem(text: &str, least: usize, most: usize, date: bool) -> Option<Problem> {
    if date {
        let exact = text.len() == "2026-04-01".len() && text.parse::<Date>().is_ok();
        (!exact).then(|| Problem::NotADate {
            found: text.chars().take(40).collect(),
        })
    } else {
        limits::text_problem(text, least, most)
    }
}

/// The start of a value, to show what was found.
pub(crate) fn excerpt(value: &Value) -> String {
    const MOST: usize = 40;
    match value {
        Value::Array(list) => format!("[…] ({})", list.len()),
        Value::Object(object) => {
            let keys: Vec<&str> = object.keys().take(3).map(String::as_str).collect();
            format!("{{ {} }}", keys.join(", "))
        }
        Value::String(text) if text.chars().count() > MOST => {
            let start: String = text.chars().take(MOST).collect();
            format!("\"{start}…\"")
        }
        other => other.to_string(),
    }
}
