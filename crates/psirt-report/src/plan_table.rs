//! The plan as a table for other programs: one line for each action, in the order of the plan.
//!
//! Written as the table of services is: see [`crate::csv`].

use psirt_core::roadmap::{PlannedAction, Roadmap};
use psirt_core::{Assessment, Language, Sheet};

use crate::classification;
use crate::csv::{Field, empty, line};
use crate::names;

/// The columns in both languages.
const COLUMNS: [(&str, &str); 17] = [
    ("Due", "期日"),
    ("Owner", "担当"),
    ("State", "状態"),
    ("Action", "施策"),
    ("Deliverable", "成果物"),
    ("Area", "サービスエリア"),
    ("Service ID", "サービスID"),
    ("Service", "サービス"),
    ("From level", "出発レベル"),
    ("To level", "到達レベル"),
    ("Person-days", "工数 (人日)"),
    ("Person-days as estimated", "見積もった工数 (人日)"),
    ("Organization", "組織"),
    ("Scope", "対象範囲"),
    ("Assessed on", "評価日"),
    ("Classification", "取扱区分"),
    ("Action ID", "施策ID"),
];

/// Writes the actions of a roadmap.
pub fn plan_table(
    sheet: &Sheet,
    assessment: &Assessment,
    roadmap: &Roadmap<'_>,
    language: Language,
) -> Vec<u8> {
    let mut table = empty();
    let heads = COLUMNS.map(|(en, ja)| Field::Text(language.pick(en, ja)));
    line(&mut table, &heads);
    for planned in &roadmap.actions {
        line(&mut table, &fields(sheet, assessment, planned, language));
    }
    table.into_bytes()
}

fn fields<'a>(
    sheet: &'a Sheet,
    assessment: &'a Assessment,
    planned: &'a PlannedAction<'a>,
    language: Language,
) -> [Field<'a>; 17] {
    let action = planned.action;
    let id = action.service.as_str();
    let service = sheet.service(id);
    let mut areas = sheet.areas().iter();
    let area = areas.find(|area| area.services.iter().any(|service| service.id == *id));
    let days = |days: Option<f64>| Field::Own(days.map_or_else(String::new, |it| it.to_string()));
    let (classification, _) =
        classification::printed(assessment.classification().unwrap_or_default());
    [
        Field::Own(action.due.map_or_else(String::new, |due| due.to_string())),
        Field::Text(&action.owner),
        Field::Text(names::action_state(action.state, language)),
        Field::Text(&action.title),
        Field::Text(&action.deliverable),
        Field::Text(area.map_or("", |area| area.title.get(language))),
        Field::Text(id),
        Field::Text(service.map_or("", |service| service.title.get(language))),
        Field::Number(Some(planned.from_level.number().into())),
        Field::Number(Some(action.to_level.number().into())),
        days(planned.days),
        days(action.effort_days),
        Field::Text(&assessment.organization().name),
        Field::Text(assessment.scope()),
        Field::Own(assessment.date().to_string()),
        Field::Own(classification),
        Field::Text(&action.id),
    ]
}

#[cfg(test)]
mod tests {
    use psirt_core::roadmap::roadmap;

    use super::*;
    use crate::csv::tests::begins_no_formula;
    use crate::fixture::Case;

    fn table(case: &Case, language: Language) -> String {
        let findings = case.findings();
        let roadmap = roadmap(findings.sheet, findings.assessment);
        let table = plan_table(findings.sheet, findings.assessment, &roadmap, language);
        String::from_utf8(table).expect("it is UTF-8")
    }

    #[test]
    fn every_action_has_a_line_and_excel_knows_the_letters() {
        for language in Language::ALL {
            let case = Case::sample(language);
            let table = table(&case, language);
            let table = table.strip_prefix('\u{feff}');
            let table = table.expect("Excel needs a byte order mark");
            let lines: Vec<&str> = table.split_terminator("\r\n").collect();
            assert!(lines.iter().all(|line| !line.contains(['\r', '\n'])));
            let findings = case.findings();
            let roadmap = roadmap(findings.sheet, findings.assessment);
            assert_eq!(lines.len(), roadmap.actions.len() + 1);
            for (line, planned) in lines[1..].iter().zip(&roadmap.actions) {
                let due = planned.action.due.map(|due| due.to_string());
                assert!(line.starts_with(&due.unwrap_or_default()), "{line}");
                assert!(line.ends_with(&planned.action.id), "{line}");
            }
        }
    }

    #[test]
    fn no_field_of_a_hostile_plan_begins_a_formula() {
        let table = table(&Case::hostile(), Language::En);
        begins_no_formula(&table);
    }

    #[test]
    fn every_column_has_a_name_in_both_languages() {
        for (en, ja) in COLUMNS {
            assert!(en.is_ascii() && !en.is_empty());
            assert!(!ja.is_ascii());
        }
    }
}
