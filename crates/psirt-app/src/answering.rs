//! Answers as they are typed: `1.1=3`, `2.4=na:"reason"`, `2.5=?`.
//!
//! Everything typed is understood before anything is changed, and all that is wrong is told at
//! once. An answer may be written as in a cell of a book, full-width letters and digits mean the
//! same as half-width ones, and a service may be typed in either case.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as MapEntry;

use psirt_core::assessment::{AssessmentState, Entry};
use psirt_core::fault::Referent;
use psirt_core::{Answer, Fault, Level, Problem, ServiceId, Sheet, letters};

use crate::assessments::Opened;
use crate::error::{AssignmentFault, AssignmentProblem, Error};
use crate::written::{self, Meant};

/// What was typed, still as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// `SERVICE=ANSWER`.
    pub answers: Vec<String>,
    /// `SERVICE`: its answer is taken back.
    pub cleared: Vec<String>,
    /// `SERVICE=LEVEL`, or `SERVICE=none`.
    pub targets: Vec<String>,
    /// `SERVICE=TEXT`; an empty text takes the note back.
    pub notes: Vec<String>,
    /// What happens to the assessment as a whole.
    pub state: Option<AssessmentState>,
}

/// What is known of a service before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The service.
    pub service: ServiceId,
    /// Before.
    pub before: Entry,
    /// After.
    pub after: Entry,
}

/// Does everything that was typed, or nothing.
///
/// Returns the services whose entries are different now, in sheet order. The file is not
/// written: that is [`Opened::save`].
///
/// # Errors
/// The assessment is finished and not taken up again, or anything typed cannot be done.
pub fn answer(opened: &mut Opened, typed: &Typed) -> Result<Vec<Change>, Error> {
    if opened.is_finished() && typed.state != Some(AssessmentState::Draft) {
        return Err(Error::Finished {
            path: opened.path.clone(),
        });
    }
    let (edits, mut faults) = understand(&opened.sheet, typed);
    let mut assessment = opened.assessment.clone();
    for edit in &edits {
        let change = |entry: &mut Entry| edit.value.apply(entry);
        if let Err(refused) = assessment.change_entry(&opened.sheet, edit.service.as_str(), change)
        {
            faults.extend(refused.list().iter().map(|fault| {
                let problem = AssignmentProblem::Sheet(fault.clone());
                (
                    edit.order,
                    AssignmentFault {
                        typed: edit.typed.clone(),
                        problem,
                    },
                )
            }));
        }
    }
    faults.sort_by_key(|(order, _)| *order);
    let faults: Vec<_> = faults.into_iter().map(|(_, fault)| fault).collect();
    if !faults.is_empty() {
        return Err(Error::Assignments {
            path: opened.path.clone(),
            faults,
        });
    }
    if let Some(state) = typed.state {
        assessment.set_state(state);
    }
    let changes = changes(opened, &assessment);
    opened.assessment = assessment;
    Ok(changes)
}

fn changes(opened: &Opened, after: &psirt_core::Assessment) -> Vec<Change> {
    let entry_in = |assessment: &psirt_core::Assessment, service: &ServiceId| {
        assessment
            .entry(service.as_str())
            .cloned()
            .unwrap_or_default()
    };
    opened
        .sheet
        .services()
        .map(|service| Change {
            service: service.id.clone(),
            before: entry_in(&opened.assessment, &service.id),
            after: entry_in(after, &service.id),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

struct Edit {
    /// Place among all that was typed.
    order: usize,
    service: ServiceId,
    typed: String,
    value: Value,
}

enum Value {
    Answer(Option<Answer>),
    Target(Option<Level>),
    Note(String),
}

impl Value {
    fn apply(&self, entry: &mut Entry) {
        match self {
            Self::Answer(answer) => entry.answer.clone_from(answer),
            Self::Target(target) => entry.target = *target,
            Self::Note(note) => entry.note.clone_from(note),
        }
    }

    /// Two edits of the same kind of one service contradict each other.
    fn kind(&self) -> u8 {
        match self {
            Self::Answer(_) => 0,
            Self::Target(_) => 1,
            Self::Note(_) => 2,
        }
    }
}

/// Every edit that can be understood, and a fault for each that cannot.
fn understand(sheet: &Sheet, typed: &Typed) -> (Vec<Edit>, Vec<(usize, AssignmentFault)>) {
    type Understand = fn(&Sheet, &str) -> Result<Value, AssignmentProblem>;
    let kinds: [(&str, &[String], Understand); 3] = [
        ("", &typed.answers, answer_value),
        ("--target ", &typed.targets, target_value),
        ("--note ", &typed.notes, |_, text| {
            Ok(Value::Note(text.to_owned()))
        }),
    ];
    let mut found = Vec::new();
    for (option, list, value_of) in kinds {
        for text in list {
            let understood = assigned(sheet, text, |value| value_of(sheet, value));
            found.push((letters::seen(&format!("{option}{text}")), understood));
        }
    }
    for text in &typed.cleared {
        let understood = service_named(sheet, text).map(|service| (service, Value::Answer(None)));
        found.push((letters::seen(&format!("--clear {text}")), understood));
    }
    let mut edits = Vec::new();
    let mut faults = Vec::new();
    let mut seen: BTreeMap<(ServiceId, u8), String> = BTreeMap::new();
    for (order, (typed, understood)) in found.into_iter().enumerate() {
        let understood = understood.and_then(|(service, value)| {
            match seen.entry((service.clone(), value.kind())) {
                MapEntry::Vacant(vacant) => {
                    vacant.insert(typed.clone());
                    Ok((service, value))
                }
                MapEntry::Occupied(first) => Err(AssignmentProblem::Twice {
                    first: first.get().clone(),
                }),
            }
        });
        match understood {
            Ok((service, value)) => edits.push(Edit {
                order,
                service,
                typed,
                value,
            }),
            Err(problem) => faults.push((order, AssignmentFault { typed, problem })),
        }
    }
    (edits, faults)
}

/// `SERVICE=VALUE` with whatever the value stands for.
pub(crate) fn assigned<T>(
    sheet: &Sheet,
    typed: &str,
    value_of: impl FnOnce(&str) -> Result<T, AssignmentProblem>,
) -> Result<(ServiceId, T), AssignmentProblem> {
    let (service, value) = typed
        .split_once(['=', '＝'])
        .ok_or(AssignmentProblem::NotAnAssignment)?;
    Ok((service_named(sheet, service)?, value_of(value)?))
}

/// The answer meant by a value.
pub(crate) fn typed_answer(sheet: &Sheet, typed: &str) -> Result<Answer, AssignmentProblem> {
    let answered = |meant: &Meant, reason: &str| written::with_reason(meant, reason);
    match written::answer(typed, sheet) {
        Meant::NoSuchLevel(level) => {
            // The sheet says which levels there are.
            let level = level.parse().map_err(|_| AssignmentProblem::NotAnAnswer)?;
            return Ok(Answer::Level(Level::new(level)));
        }
        // The reason stays as it was typed: its letters are somebody's words.
        Meant::Unclear => typed
            .split_once([':', '：'])
            .filter(|(mark, _)| written::answer(mark, sheet) == Meant::NotApplicable)
            .and_then(|(_, reason)| answered(&Meant::NotApplicable, unquoted(reason))),
        meant => answered(&meant, ""),
    }
    .ok_or(AssignmentProblem::NotAnAnswer)
}

/// The service meant by what was typed.
fn service_named(sheet: &Sheet, typed: &str) -> Result<ServiceId, AssignmentProblem> {
    match sheet.service_typed(typed) {
        Some(service) => Ok(service.id.clone()),
        None => Err(AssignmentProblem::Sheet(Fault::new(
            "",
            Problem::UnknownReference {
                referent: Referent::Service,
                known: sheet.services_like(typed),
                id: letters::seen(typed.trim()),
                within: sheet.id().to_string(),
            },
        ))),
    }
}

fn answer_value(sheet: &Sheet, typed: &str) -> Result<Value, AssignmentProblem> {
    typed_answer(sheet, typed).map(|answer| Value::Answer(Some(answer)))
}

fn target_value(sheet: &Sheet, typed: &str) -> Result<Value, AssignmentProblem> {
    if letters::plain(typed) == "none" {
        return Ok(Value::Target(None));
    }
    match written::level_only(typed, sheet) {
        Meant::Level(level) => Some(level),
        Meant::NoSuchLevel(level) => level.parse().ok().map(Level::new),
        _ => None,
    }
    .map(|level| Value::Target(Some(level)))
    .ok_or(AssignmentProblem::NotALevel)
}

/// A text without the quotation marks that a shell has left around it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    [('"', '"'), ('\'', '\''), ('「', '」'), ('“', '”')]
        .iter()
        .find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests;
