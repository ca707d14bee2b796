//! What the schema of a sheet cannot say: ids that stand once, levels without a gap, texts in
//! every declared language, references that name something.

use std::collections::{BTreeMap, BTreeSet};

use super::{Area, Function, Service, SheetFile};
use crate::fault::{Fault, Problem, Referent, is_enough};
use crate::limits::MOST_SERVICES;
use crate::sheet::{EvidenceKind, Level, LevelText, RaterRule, ScaleLevel, Source, Step};
use crate::text::{Language, Text};

/// The most names held for the hint of one fault.
pub(crate) const MOST_KNOWN: usize = 1_000;

pub(super) fn faults(file: &SheetFile) -> Vec<Fault> {
    let count: usize = file.areas.iter().map(|area| area.services.len()).sum();
    if count > MOST_SERVICES {
        let problem = Problem::TooManyServices {
            found: count,
            limit: MOST_SERVICES,
        };
        return vec![Fault::new("/areas", problem)];
    }
    let mut check = Check {
        languages: &file.languages,
        highest: file.scale.len().saturating_sub(1),
        functions: file
            .areas
            .iter()
            .flat_map(|area| &area.services)
            .flat_map(|service| function_ids(&service.functions))
            .collect(),
        faults: Vec::new(),
    };
    check.text("/title", &file.title);
    check.text("/summary", &file.summary);
    check.source("/source", &file.source);
    check.scale(&file.scale);
    check.evidence_kinds(&file.evidence_kinds);
    check.rules(&file.rules);
    check.areas(&file.areas);
    check.faults
}

fn function_ids(functions: &[Function]) -> Vec<&str> {
    functions
        .iter()
        .flat_map(|function| {
            std::iter::once(function.id.as_str()).chain(function_ids(&function.functions))
        })
        .collect()
}

/// Checks of texts, shared with readings, profiles and crosswalks.
pub(crate) fn text_faults(pointer: &str, text: &Text, languages: &[Language]) -> Vec<Fault> {
    Language::ALL
        .into_iter()
        .filter_map(|language| {
            let declared = languages.contains(&language);
            match text.only(language) {
                None if declared => Some(Problem::MissingLanguage { language }),
                Some(_) if !declared => Some(Problem::UndeclaredLanguage { language }),
                _ => None,
            }
        })
        .map(|problem| Fault::new(pointer, problem))
        .collect()
}

/// Tells ids that stand twice.
#[derive(Default)]
pub(crate) struct Once<'a> {
    first: BTreeMap<&'a str, String>,
}

impl<'a> Once<'a> {
    pub(crate) fn see(&mut self, id: &'a str, pointer: String) -> Option<Fault> {
        if let Some(first) = self.first.get(id) {
            let problem = Problem::DuplicateId {
                id: id.to_owned(),
                first: first.clone(),
            };
            return Some(Fault::new(pointer, problem));
        }
        self.first.insert(id, pointer);
        None
    }
}

struct Check<'a> {
    languages: &'a [Language],
    highest: usize,
    functions: BTreeSet<&'a str>,
    faults: Vec<Fault>,
}

impl<'a> Check<'a> {
    fn text(&mut self, pointer: &str, text: &Text) {
        self.faults
            .extend(text_faults(pointer, text, self.languages));
    }

    fn optional(&mut self, pointer: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(pointer, text);
        }
    }

    fn texts(&mut self, pointer: &str, texts: &[Text]) {
        for (index, text) in texts.iter().enumerate() {
            if is_enough(&self.faults) {
                return;
            }
            self.text(&format!("{pointer}/{index}"), text);
        }
    }

    fn source(&mut self, pointer: &str, source: &Source) {
        self.text(&format!("{pointer}/rights"), &source.rights);
    }

    fn scale(&mut self, scale: &[ScaleLevel]) {
        for (index, entry) in scale.iter().enumerate() {
            let pointer = format!("/scale/{index}");
            self.expect_level(&format!("{pointer}/level"), index, entry.level);
            self.text(&format!("{pointer}/name"), &entry.name);
            self.optional(&format!("{pointer}/meaning"), entry.meaning.as_ref());
        }
    }

    fn evidence_kinds(&mut self, kinds: &'a [EvidenceKind]) {
        let mut ids = Once::default();
        for (index, kind) in kinds.iter().enumerate() {
            if is_enough(&self.faults) {
                return;
            }
            let pointer = format!("/evidence_kinds/{index}");
            self.faults
                .extend(ids.see(&kind.id, format!("{pointer}/id")));
            self.text(&format!("{pointer}/name"), &kind.name);
        }
    }

    fn rules(&mut self, rules: &[RaterRule]) {
        for (index, rule) in rules.iter().enumerate() {
            if is_enough(&self.faults) {
                return;
            }
            self.text(&format!("/rules/{index}/case"), &rule.case);
            self.text(&format!("/rules/{index}/rule"), &rule.rule);
        }
    }

    fn areas(&mut self, areas: &'a [Area]) {
        let (mut area_ids, mut service_ids) = (Once::default(), Once::default());
        for (index, area) in areas.iter().enumerate() {
            let pointer = format!("/areas/{index}");
            self.faults
                .extend(area_ids.see(area.id.as_str(), format!("{pointer}/id")));
            self.text(&format!("{pointer}/title"), &area.title);
            self.optional(&format!("{pointer}/purpose"), area.purpose.as_ref());
            for (index, service) in area.services.iter().enumerate() {
                if is_enough(&self.faults) {
                    return;
                }
                let pointer = format!("{pointer}/services/{index}");
                self.faults
                    .extend(service_ids.see(service.id.as_str(), format!("{pointer}/id")));
                self.service(&pointer, service);
            }
        }
    }

    fn service(&mut self, pointer: &str, service: &'a Service) {
        self.text(&format!("{pointer}/title"), &service.title);
        self.optional(&format!("{pointer}/purpose"), service.purpose.as_ref());
        self.optional(&format!("{pointer}/why"), service.why.as_ref());
        let mut function_ids = Once::default();
        self.functions(
            &format!("{pointer}/functions"),
            &service.functions,
            &mut function_ids,
        );
        self.levels(&format!("{pointer}/levels"), service);
        self.texts(&format!("{pointer}/evidence"), &service.evidence);
        self.texts(&format!("{pointer}/interview"), &service.interview);
        self.optional(
            &format!("{pointer}/small_team"),
            service.small_team.as_ref(),
        );
    }

    fn functions(&mut self, pointer: &str, functions: &'a [Function], ids: &mut Once<'a>) {
        for (index, function) in functions.iter().enumerate() {
            if is_enough(&self.faults) {
                return;
            }
            let pointer = format!("{pointer}/{index}");
            self.faults
                .extend(ids.see(&function.id, format!("{pointer}/id")));
            self.text(&format!("{pointer}/title"), &function.title);
            self.functions(&format!("{pointer}/functions"), &function.functions, ids);
        }
    }

    fn levels(&mut self, pointer: &str, service: &'a Service) {
        let mut indicator_ids = Once::default();
        for (index, text) in service.levels.iter().enumerate() {
            let pointer = format!("{pointer}/{index}");
            if index > self.highest {
                let problem = Problem::LevelOutsideScale {
                    found: text.level.to_string(),
                    highest: u8::try_from(self.highest).unwrap_or(u8::MAX),
                };
                self.faults
                    .push(Fault::new(format!("{pointer}/level"), problem));
            } else {
                self.expect_level(&format!("{pointer}/level"), index, text.level);
            }
            self.level_text(&pointer, service, text, &mut indicator_ids);
        }
        if let Some(expected) = (service.levels.len()..=self.highest).next() {
            let problem = Problem::LevelGap {
                expected: u8::try_from(expected).unwrap_or(u8::MAX),
                found: None,
            };
            self.faults.push(Fault::new(pointer, problem));
        }
    }

    fn level_text(
        &mut self,
        pointer: &str,
        service: &Service,
        text: &'a LevelText,
        indicator_ids: &mut Once<'a>,
    ) {
        self.text(&format!("{pointer}/statement"), &text.statement);
        for (index, indicator) in text.indicators.iter().enumerate() {
            if is_enough(&self.faults) {
                return;
            }
            let pointer = format!("{pointer}/indicators/{index}");
            self.faults
                .extend(indicator_ids.see(&indicator.id, format!("{pointer}/id")));
            if !indicator.id.starts_with(&text.level.to_string()) {
                let problem = Problem::IndicatorLevel {
                    id: indicator.id.clone(),
                    level: text.level.number(),
                };
                self.faults
                    .push(Fault::new(format!("{pointer}/id"), problem));
            }
            self.text(&format!("{pointer}/text"), &indicator.text);
            for (index, reference) in indicator.refs.iter().enumerate() {
                if service.id == **reference || self.functions.contains(reference.as_str()) {
                    continue;
                }
                if is_enough(&self.faults) {
                    return;
                }
                let problem = Problem::UnknownReference {
                    referent: Referent::Function,
                    id: reference.clone(),
                    within: service.id.to_string(),
                    known: std::iter::once(service.id.as_str())
                        .chain(function_ids(&service.functions))
                        .take(MOST_KNOWN)
                        .map(str::to_owned)
                        .collect(),
                };
                self.faults
                    .push(Fault::new(format!("{pointer}/refs/{index}"), problem));
            }
        }
        if let Some(step) = &text.step {
            self.step(&format!("{pointer}/step"), step);
        }
    }

    fn step(&mut self, pointer: &str, step: &Step) {
        self.text(&format!("{pointer}/action"), &step.action);
        self.text(&format!("{pointer}/deliverable"), &step.deliverable);
        let (least, most) = step.effort.days();
        let is_within = |days: f64| days >= least && most.is_none_or(|most| days <= most);
        if let Some(days) = step.days.filter(|&days| !is_within(days)) {
            let problem = Problem::OutOfRange {
                found: days.to_string(),
                least: least.to_string(),
                most: most.map(|most| most.to_string()),
            };
            self.faults
                .push(Fault::new(format!("{pointer}/days"), problem));
        }
    }

    fn expect_level(&mut self, pointer: &str, index: usize, found: Level) {
        if usize::from(found.number()) != index {
            let problem = Problem::LevelGap {
                expected: u8::try_from(index).unwrap_or(u8::MAX),
                found: Some(found.number()),
            };
            self.faults.push(Fault::new(pointer, problem));
        }
    }
}
