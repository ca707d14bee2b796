//! The texts of a sheet.

use psirt_core::sheet::{
    Area, Function, Indicator, LevelText, RaterRule, ScaleLevel, Service, Sheet, Source, Step,
};

use crate::wire::{
    AreaView, EvidenceKindView, FunctionView, IndicatorView, LevelView, RaterRuleView,
    ScaleLevelView, ServiceView, SheetSummary, SheetView, SourceView, StepView, Text,
};
use psirt_app::frameworks::Origin;

/// A whole sheet.
pub fn sheet(sheet: &Sheet) -> SheetView {
    SheetView {
        id: sheet.id().to_string(),
        edition: sheet.edition().to_owned(),
        title: sheet.title().into(),
        summary: sheet.summary().into(),
        source: source(sheet.source()),
        license: sheet.license().to_owned(),
        languages: sheet.languages().to_vec(),
        scale: sheet.scale().iter().map(scale_level).collect(),
        rules: sheet.rules().iter().map(rule).collect(),
        evidence_kinds: evidence_kinds(sheet),
        areas: sheet.areas().iter().map(area).collect(),
    }
}

/// The kinds of evidence of a sheet.
pub fn evidence_kinds(sheet: &Sheet) -> Vec<EvidenceKindView> {
    sheet
        .evidence_kinds()
        .iter()
        .map(|kind| EvidenceKindView {
            id: kind.id.clone(),
            name: (&kind.name).into(),
            months: kind.months,
        })
        .collect()
}

/// A sheet in a list; `assessments` of the workspace are made with it.
pub fn summary(sheet: &Sheet, origin: Origin, assessments: usize) -> SheetSummary {
    SheetSummary {
        id: sheet.id().to_string(),
        edition: sheet.edition().to_owned(),
        title: sheet.title().into(),
        summary: sheet.summary().into(),
        source: source(sheet.source()),
        license: sheet.license().to_owned(),
        languages: sheet.languages().to_vec(),
        areas: sheet.areas().len(),
        services: sheet.services().count(),
        highest_level: sheet.highest_level().number(),
        shipped: origin == Origin::Shipped,
        assessments,
    }
}

/// Where ids, titles or duties come from.
pub fn source(source: &Source) -> SourceView {
    SourceView {
        name: source.name.clone(),
        version: source.version.clone(),
        published: source.published.clone(),
        url: source.url.clone(),
        rights: (&source.rights).into(),
    }
}

/// What to do to reach a level from the one below.
pub fn step(step: &Step) -> StepView {
    StepView {
        action: (&step.action).into(),
        deliverable: (&step.deliverable).into(),
        effort: step.effort,
        planning_days: step.planning_days(),
        elapsed_weeks: step.elapsed,
    }
}

fn rule(rule: &RaterRule) -> RaterRuleView {
    RaterRuleView {
        case: (&rule.case).into(),
        rule: (&rule.rule).into(),
    }
}

fn scale_level(level: &ScaleLevel) -> ScaleLevelView {
    ScaleLevelView {
        level: level.level.number(),
        name: (&level.name).into(),
        meaning: level.meaning.as_ref().map(Text::from),
    }
}

fn area(area: &Area) -> AreaView {
    AreaView {
        id: area.id.to_string(),
        title: (&area.title).into(),
        purpose: area.purpose.as_ref().map(Text::from),
        services: area
            .services
            .iter()
            .map(|one| service(one, area.id.as_str()))
            .collect(),
    }
}

fn service(service: &Service, area: &str) -> ServiceView {
    let texts = |texts: &[psirt_core::Text]| texts.iter().map(Text::from).collect();
    let mut functions = Vec::new();
    list_functions(&service.functions, &mut functions);
    ServiceView {
        id: service.id.to_string(),
        area: area.to_owned(),
        title: (&service.title).into(),
        purpose: service.purpose.as_ref().map(Text::from),
        why: service.why.as_ref().map(Text::from),
        levels: service.levels.iter().map(level).collect(),
        evidence: texts(&service.evidence),
        interview: texts(&service.interview),
        small_team: service.small_team.as_ref().map(Text::from),
        functions,
    }
}

/// Functions and their finer parts in one list: an indicator may name either.
fn list_functions(functions: &[Function], list: &mut Vec<FunctionView>) {
    for function in functions {
        list.push(FunctionView {
            id: function.id.clone(),
            title: (&function.title).into(),
        });
        list_functions(&function.functions, list);
    }
}

fn level(text: &LevelText) -> LevelView {
    LevelView {
        level: text.level.number(),
        statement: (&text.statement).into(),
        indicators: text.indicators.iter().map(indicator).collect(),
        step: text.step.as_ref().map(step),
    }
}

fn indicator(indicator: &Indicator) -> IndicatorView {
    IndicatorView {
        id: indicator.id.clone(),
        text: (&indicator.text).into(),
        refs: indicator.refs.clone(),
    }
}
