//! A sheet's file in the making, with the cell each of its values comes from.

use std::collections::{BTreeMap, BTreeSet};

use psirt_core::Sheet;
use psirt_core::fault::{Fault, Problem};
use serde_json::{Map, Value as Json, json};

use super::Converted;
use super::told::{Doubt, SheetFault, SheetProblem, Spot};
use crate::books::cells::Place;

/// The most faults that are counted; whoever has so many need not know of more.
const MOST_FAULTS: usize = 20_000;

/// A sheet's file in the making.
pub(super) struct Draft {
    pub file: Json,
    /// Where the value at a pointer comes from; a value without a place has that of what it is in.
    pub spots: BTreeMap<String, Spot>,
    pub faults: Vec<SheetFault>,
    pub doubts: Vec<Doubt>,
    /// Every cell that was taken, by the place of its worksheet in the book.
    pub taken: BTreeSet<(usize, Place)>,
    /// Whether the file is far enough to be checked: what is missing of one that is not, follows
    /// from its faults.
    pub is_whole: bool,
}

impl Draft {
    pub fn new() -> Self {
        Self {
            file: json!({}),
            spots: BTreeMap::new(),
            faults: Vec::new(),
            doubts: Vec::new(),
            taken: BTreeSet::new(),
            is_whole: true,
        }
    }

    /// Remembers a fault that keeps everything else from being looked at.
    pub fn stop(&mut self, spot: Spot, problem: SheetProblem) {
        self.fault(spot, problem);
        self.is_whole = false;
    }

    /// Remembers a fault.
    pub fn fault(&mut self, spot: Spot, problem: SheetProblem) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(SheetFault { spot, problem });
        }
    }

    /// Remembers where the value at a pointer comes from.
    pub fn at(&mut self, pointer: impl Into<String>, spot: Spot) {
        self.spots.insert(pointer.into(), spot);
    }

    /// Checks the file like any other and tells each fault with its cell.
    pub fn finish(self) -> Converted {
        let Self {
            file,
            spots,
            mut faults,
            doubts,
            is_whole,
            ..
        } = self;
        if !is_whole {
            return Converted {
                sheet: Err(faults),
                doubts,
            };
        }
        let parsed = Sheet::parse(&file.to_string());
        let sheet = match parsed {
            Ok(sheet) if faults.is_empty() => Ok(sheet),
            Ok(_) => Err(faults),
            Err(found) => {
                let told = found.list().iter().map(|fault| of_file(fault, &spots));
                faults.extend(told);
                Err(faults)
            }
        };
        Converted { sheet, doubts }
    }
}

/// A fault of the file as one of the cell it comes from.
fn of_file(fault: &Fault, spots: &BTreeMap<String, Spot>) -> SheetFault {
    let pointer = match &fault.problem {
        Problem::MissingField { name } => format!("{}/{name}", fault.place),
        Problem::MissingLanguage { language } | Problem::UndeclaredLanguage { language } => {
            format!("{}/{language}", fault.place)
        }
        _ => fault.place.clone(),
    };
    let problem = match fault.problem.clone() {
        Problem::DuplicateId { id, first } => Problem::DuplicateId {
            id,
            first: spot_of(&first, spots).shown(),
        },
        problem => problem,
    };
    SheetFault {
        spot: spot_of(&pointer, spots),
        problem: SheetProblem::File(problem),
    }
}

/// The place of a value, or of the nearest thing it is in.
fn spot_of(pointer: &str, spots: &BTreeMap<String, Spot>) -> Spot {
    let mut pointer = pointer;
    loop {
        if let Some(spot) = spots.get(pointer) {
            return spot.clone();
        }
        match pointer.rfind('/') {
            Some(at) => pointer = &pointer[..at],
            None => return Spot::default(),
        }
    }
}

/// A field of an object, made where it is missing.
pub(super) fn field<'j>(object: &'j mut Json, name: &str) -> &'j mut Json {
    if !object.is_object() {
        *object = Json::Object(Map::new());
    }
    object
        .as_object_mut()
        .expect("it was made one")
        .entry(name)
        .or_insert(Json::Null)
}

/// A list in an object, made where it is missing.
pub(super) fn list<'j>(object: &'j mut Json, name: &str) -> &'j mut Vec<Json> {
    let list = field(object, name);
    if !list.is_array() {
        *list = Json::Array(Vec::new());
    }
    list.as_array_mut().expect("it was made one")
}
