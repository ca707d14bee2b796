//! The history as a person reads it.
//!
//! A step is told as one change: what it was about, before, after. A step of many parts, such as
//! a profile's targets, is told by their number; what books brought in besides part by part, with
//! who said it. Steps back and forth are not told themselves; the step they turned says where it
//! stands.

use std::collections::{BTreeMap, BTreeSet};

use psirt_core::assessment::{ActionState, KeptPlan};
use psirt_core::score::one_decimal;
use psirt_core::{Language, Level, Sheet};
use psirt_store::{Change, HistoryFilter, Slot, Step, StoredAssessment};
use serde::Deserialize as _;
use serde_json::Value;

use crate::session::Session;
use crate::wire::{
    ChangePart, ChangeView, ChangedField, Failure, HistoryRequest, HistoryView, Moment, Text,
};
use psirt_app::frameworks::Library;
use psirt_app::voices::{IMPORT_BOOKS, VOICES};

/// Changes on one page.
const PAGE: usize = 50;

/// A page of the history.
pub fn page(session: &Session, request: &HistoryRequest) -> Result<HistoryView, Failure> {
    let mut before = request.before.as_deref().and_then(|text| text.parse().ok());
    let mut assessments: BTreeMap<String, StoredAssessment> = BTreeMap::new();
    let mut changes = Vec::new();
    loop {
        let filter = HistoryFilter {
            assessment: request.assessment.as_deref(),
            subject: request.service.as_deref(),
            before,
        };
        let steps = session.workspace.history(filter, PAGE)?;
        let is_last = steps.len() < PAGE;
        for step in steps {
            before = Some(step.number);
            let Some(id) = step.assessment.clone().filter(|_| is_told(&step)) else {
                continue;
            };
            if !assessments.contains_key(&id) {
                let stored = session.workspace.assessment(&id)?;
                assessments.insert(id.clone(), stored);
            }
            changes.push(change_view(session, &assessments[&id], &step));
            if changes.len() == PAGE {
                break;
            }
        }
        let is_full = changes.len() == PAGE;
        if is_full || is_last {
            let next = before.filter(|_| is_full).map(|number| number.to_string());
            return Ok(HistoryView { changes, next });
        }
    }
}

/// What undo and redo did is told by the step they turned, what books say by their own.
fn is_told(step: &Step) -> bool {
    !(matches!(step.what.as_str(), "undo" | "redo" | VOICES))
}

/// A step as one change.
pub fn change_view(session: &Session, stored: &StoredAssessment, step: &Step) -> ChangeView {
    let library = &session.library;
    let told = told(step);
    let service = told.service(stored);
    let single = told.single().filter(|_| told.field != ChangedField::Books);
    let (before, after) = if told.field == ChangedField::Books {
        (Text::default(), told.books())
    } else {
        (
            told.text(library, &stored.sheet, |change| change.before.as_ref()),
            told.text(library, &stored.sheet, |change| change.after.as_ref()),
        )
    };
    ChangeView {
        // What can be put back alone is named by the change, everything else by its step.
        id: match single {
            Some(change) => change.number.to_string(),
            None => format!("step-{}", step.number),
        },
        at: Moment::from(step.at),
        who: step.who.clone(),
        assessment: stored.assessment.id().to_owned(),
        assessment_title: stored.assessment.title().to_owned(),
        what: told.field,
        service_title: service
            .and_then(|id| stored.sheet.service(id))
            .map(|service| (&service.title).into()),
        service: service.map(str::to_owned),
        before,
        after,
        undone: step.is_undone,
        revertible: !step.is_undone
            && single.is_some_and(|change| session.workspace.can_take_back(stored, change)),
        parts: if told.field == ChangedField::Books {
            told.parts(stored)
        } else {
            Vec::new()
        },
    }
}

/// The changes of a step that are worth telling, and what they are about.
struct Told<'a> {
    field: ChangedField,
    changes: Vec<&'a Change>,
}

fn told(step: &Step) -> Told<'_> {
    // The order of actions follows from the actions; alone, it is told.
    let mut changes: Vec<&Change> = step
        .changes
        .iter()
        .filter(|change| change.slot != Slot::ActionOrder)
        .collect();
    if changes.is_empty() {
        changes = step.changes.iter().collect();
    }
    let targets = changes
        .iter()
        .filter(|change| change.slot == Slot::Target)
        .count();
    let first = changes.first().map(|change| change.slot);
    let field = match first {
        _ if step.what == IMPORT_BOOKS => ChangedField::Books,
        _ if targets > 1 => ChangedField::Targets,
        Some(slot) => field_of(slot),
        None => ChangedField::State,
    };
    Told { field, changes }
}

fn field_of(slot: Slot) -> ChangedField {
    match slot {
        Slot::Answer => ChangedField::Answer,
        Slot::Indicators => ChangedField::Indicators,
        Slot::Note | Slot::Annotation | Slot::Document => ChangedField::Note,
        Slot::Owner => ChangedField::Owner,
        Slot::Target => ChangedField::Target,
        Slot::Evidence => ChangedField::Evidence,
        Slot::Action | Slot::ActionOrder | Slot::Plan => ChangedField::Action,
        Slot::Profile => ChangedField::Targets,
        Slot::Heading | Slot::Organization | Slot::Scope => ChangedField::Heading,
        Slot::Assessment | Slot::Framework => ChangedField::State,
    }
}

impl<'a> Told<'a> {
    fn single(&self) -> Option<&'a Change> {
        match self.changes.as_slice() {
            [change] => Some(change),
            _ => None,
        }
    }

    /// The service all changes belong to.
    fn service(&self, stored: &'a StoredAssessment) -> Option<&'a str> {
        let of = |change: &'a Change| -> Option<&'a str> {
            if change.slot == Slot::Action {
                let action = change.after.as_ref().or(change.before.as_ref())?;
                return action["service"].as_str();
            }
            let known = stored.sheet.service(&change.subject);
            known.map(|_| change.subject.as_str())
        };
        let first = of(self.changes.first()?)?;
        let is_same = |change: &&'a Change| of(change) == Some(first);
        self.changes.iter().all(is_same).then_some(first)
    }

    /// Each change by itself, with who said it.
    fn parts(&self, stored: &StoredAssessment) -> Vec<ChangePart> {
        let parts = self.changes.iter().filter_map(|change| {
            let service = stored.sheet.service(&change.subject)?;
            let side = |value: Option<&Value>| {
                value.map_or_else(Text::default, |value| {
                    Text::of(|language| part_text(change.slot, value, &stored.sheet, language))
                })
            };
            Some(ChangePart {
                service: change.subject.clone(),
                service_title: (&service.title).into(),
                what: field_of(change.slot),
                before: side(change.before.as_ref()),
                after: side(change.after.as_ref()),
                said_by: change.said_by.clone(),
            })
        });
        parts.collect()
    }

    /// How many services books changed, and who filled them in.
    fn books(&self) -> Text {
        let services: BTreeSet<&str> = self.changes.iter().map(|it| it.subject.as_str()).collect();
        let mut names: Vec<&str> = Vec::new();
        for name in self.changes.iter().flat_map(|it| &it.said_by) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        Text::of(|language| {
            let mut words = vec![count_of_services(services.len(), language)];
            words.extend(names.iter().map(|&name| name.to_owned()));
            words.join(language.pick(", ", "、"))
        })
    }

    fn text(
        &self,
        library: &Library,
        sheet: &Sheet,
        side: impl Fn(&'a Change) -> Option<&'a Value>,
    ) -> Text {
        if self.field == ChangedField::Targets {
            let profile = self.changes.iter().find(|one| one.slot == Slot::Profile);
            let services = self
                .changes
                .iter()
                .filter(|one| one.slot == Slot::Target && side(one).is_some())
                .count();
            let named = profile.and_then(|change| side(change)?.as_str());
            return targets_text(library, named, services);
        }
        let tell = |language: Language| {
            let texts: Vec<String> = self
                .changes
                .iter()
                .filter_map(|change| Some(part_text(change.slot, side(change)?, sheet, language)))
                .collect();
            texts.join(language.pick("; ", "、"))
        };
        Text::of(tell)
    }
}

fn targets_text(library: &Library, profile: Option<&str>, services: usize) -> Text {
    let title = profile.map(|id| {
        let profile = library
            .profile(id)
            .map(|profile| Text::from(profile.title()));
        let reading = || {
            library
                .reading(id)
                .map(|reading| Text::from(reading.title()))
        };
        profile.or_else(reading).unwrap_or_else(|| Text::same(id))
    });
    let count = (services > 0).then(|| Text::of(|language| count_of_services(services, language)));
    match (title, count) {
        (Some(title), Some(count)) => Text::both(
            format!("{} ({})", title.en, count.en),
            format!("{} ({})", title.ja, count.ja),
        ),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Text::default(),
    }
}

fn count_of_services(count: usize, language: Language) -> String {
    let plural = if count == 1 { "" } else { "s" };
    language.pick(
        format!("{count} service{plural}"),
        format!("{count}サービス"),
    )
}

/// One side of a change in words.
fn part_text(slot: Slot, value: &Value, sheet: &Sheet, language: Language) -> String {
    match slot {
        Slot::Answer => answer_text(value, sheet, language),
        Slot::Target => level_text(value, sheet, language),
        Slot::Indicators | Slot::ActionOrder => {
            let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
            let words: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            if slot == Slot::ActionOrder {
                return count_of_actions(words.len(), language);
            }
            words.join(", ")
        }
        Slot::Evidence => {
            let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
            let titles: Vec<&str> = list
                .iter()
                .filter_map(|one| one["title"].as_str())
                .collect();
            titles.join(language.pick("; ", "、"))
        }
        Slot::Action => action_text(value, language),
        Slot::Plan => plan_text(value, language),
        // One line of the heading: a text, the names of the assessors, or an organization.
        Slot::Heading => match value {
            Value::Array(names) => {
                let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
                names.join(language.pick(", ", "、"))
            }
            Value::Object(_) => value["name"].as_str().unwrap_or_default().to_owned(),
            _ => value.as_str().unwrap_or_default().to_owned(),
        },
        Slot::Assessment => state_text(value.as_str().unwrap_or_default(), language),
        _ => value.as_str().unwrap_or_default().to_owned(),
    }
}

fn answer_text(value: &Value, sheet: &Sheet, language: Language) -> String {
    if let Some(level) = value.get("level") {
        return level_text(level, sheet, language);
    }
    if let Some(reason) = value.get("not_applicable") {
        let word = language.pick("not applicable", "該当なし");
        return format!("{word}: {}", reason.as_str().unwrap_or_default());
    }
    language.pick("don’t know", "わからない").to_owned()
}

fn level_text(value: &Value, sheet: &Sheet, language: Language) -> String {
    let number = value.as_u64().and_then(|number| u8::try_from(number).ok());
    let Some(level) = number.map(Level::new) else {
        return String::new();
    };
    sheet.scale_level(level).map_or_else(
        || level.to_string(),
        |named| format!("{level} {}", named.name.get(language)),
    )
}

fn action_text(value: &Value, language: Language) -> String {
    let state: Option<ActionState> = serde_json::from_value(value["state"].clone()).ok();
    let title = value["title"].as_str().unwrap_or_default();
    let mut facts: Vec<&str> = Vec::new();
    facts.extend(value["owner"].as_str().filter(|owner| !owner.is_empty()));
    facts.extend(value["due"].as_str());
    facts.extend(state.map(|state| psirt_report::names::action_state(state, language)));
    // In brackets: a title may end like a sentence.
    match (facts.is_empty(), language) {
        (true, _) => title.to_owned(),
        (false, Language::En) => format!("{title} ({})", facts.join(", ")),
        (false, Language::Ja) => format!("{title}（{}）", facts.join("、")),
    }
}

fn plan_text(value: &Value, language: Language) -> String {
    let Ok(plan) = KeptPlan::deserialize(value) else {
        return String::new();
    };
    let (days, steps) = (one_decimal(plan.budget_days), plan.steps.len());
    let days = days.strip_suffix(".0").unwrap_or(&days);
    let plural = if steps == 1 { "" } else { "s" };
    language.pick(
        format!("plan for {days} person-days, {steps} step{plural}"),
        format!("{days}人日の計画、次の一手{steps}件"),
    )
}

fn count_of_actions(count: usize, language: Language) -> String {
    let plural = if count == 1 { "" } else { "s" };
    language.pick(
        format!("order of {count} action{plural}"),
        format!("施策{count}件の順序"),
    )
}

/// What happened to an assessment as a whole.
fn state_text(state: &str, language: Language) -> String {
    let (en, ja) = match state {
        "draft" => ("draft", "実施中"),
        "finished" => ("finished", "完了"),
        "added" => ("added", "追加"),
        "started" => ("started as the next round", "次の回として開始"),
        "correction" => ("started as a correction", "訂正として開始"),
        "removed" => ("removed from the list", "一覧から削除"),
        "there" => ("on the list", "一覧に表示"),
        other => return other.to_owned(),
    };
    language.pick(en, ja).to_owned()
}
