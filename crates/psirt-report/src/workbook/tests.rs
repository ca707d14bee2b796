use std::collections::{BTreeMap, BTreeSet};

use psirt_core::Language;

use super::{
    Calculation, Cell, Outcome, Place, Reference, Value, Workbook, Worksheet, compose,
    compose_since,
};
use crate::branding::Branding;
use crate::fixture::{Case, FORMULA};

fn book(case: &Case, language: Language) -> Workbook {
    compose(&case.findings(), language, &Branding::default())
}

fn cases() -> Vec<(&'static str, Case)> {
    vec![
        ("sample", Case::sample(Language::En)),
        ("empty", Case::empty()),
        ("hostile", Case::hostile()),
    ]
}

/// The cells a calculation rests on.
fn sources(calculation: &Calculation) -> Vec<&Reference> {
    match calculation {
        Calculation::Mean(cells)
        | Calculation::Count(cells)
        | Calculation::CountWithout(cells, _)
        | Calculation::CountWord(cells, _)
        | Calculation::CountPositive(cells)
        | Calculation::Lowest(cells)
        | Calculation::CountLowest(cells)
        | Calculation::Sum(cells)
        | Calculation::ForChart(cells) => vec![cells],
        Calculation::MeanWhereHalf {
            numbers, levels, ..
        } => vec![numbers, levels],
        Calculation::MeanBeside { beside, numbers } => vec![beside, numbers],
        Calculation::CountNumbersWithout { words, numbers, .. }
        | Calculation::SumBeside { words, numbers, .. } => vec![words, numbers],
        Calculation::Gap { level, target } => vec![level, target],
        Calculation::Change { now, before } => vec![now, before],
        Calculation::NameOfLevel { level, names } => vec![level, names],
    }
}

fn calculations(worksheet: &Worksheet) -> impl Iterator<Item = (Place, &Calculation, &Outcome)> {
    worksheet.cells.iter().filter_map(|(place, cell)| {
        let Value::Calculation(calculation, outcome) = &cell.value else {
            return None;
        };
        Some((*place, calculation, outcome))
    })
}

#[test]
fn no_two_cells_stand_at_one_place() {
    for (name, case) in cases() {
        for worksheet in &book(&case, Language::Ja).worksheets {
            let mut places = BTreeSet::new();
            for (place, _) in &worksheet.cells {
                assert!(
                    places.insert(*place),
                    "{name}, {}: {place:?}",
                    worksheet.name
                );
            }
        }
    }
}

#[test]
fn every_calculation_rests_on_cells_that_are_filled() {
    for (name, case) in cases() {
        let book = book(&case, Language::En);
        let cells: BTreeMap<(&str, Place), &Cell> = book
            .worksheets
            .iter()
            .flat_map(|worksheet| {
                let cells = worksheet.cells.iter();
                cells.map(|(place, cell)| ((worksheet.name.as_str(), *place), cell))
            })
            .collect();
        let mut checked = 0;
        for worksheet in &book.worksheets {
            for (place, calculation, _) in calculations(worksheet) {
                for source in sources(calculation) {
                    for row in source.area.first.row..=source.area.last.row {
                        let at = Place::new(row, source.area.first.column);
                        assert!(
                            cells.contains_key(&(source.worksheet.as_str(), at)),
                            "{name}, {} {place:?} rests on {} {at:?}",
                            worksheet.name,
                            source.worksheet
                        );
                        checked += 1;
                    }
                }
            }
        }
        assert!(checked > 100, "{name} calculates");
    }
}

#[test]
fn a_chart_keeps_a_gap_where_there_is_no_level() {
    let case = Case::sample(Language::En);
    let findings = case.findings();
    let book = book(&case, Language::En);
    let radar = book.worksheets[0]
        .charts
        .last()
        .expect("the summary has radars");
    let current = radar.series.last().expect("it shows the present round");
    assert_eq!(
        current.series.values.len(),
        findings.scorecard.services.len()
    );
    let data = book.worksheets.last().expect("the data come last");
    assert!(data.is_data && current.values.worksheet == data.name);
    for (row, score) in (current.values.area.first.row..).zip(&findings.scorecard.services) {
        let place = Place::new(row, current.values.area.first.column);
        let cell = data.cell(place).expect("each service has a cell");
        let Value::Calculation(Calculation::ForChart(_), outcome) = &cell.value else {
            panic!("{place:?} follows the level");
        };
        let level = score.state.level().map(f64::from);
        let expected = level.map_or(Outcome::Missing, Outcome::Number);
        assert_eq!(*outcome, expected, "{}", score.id);
    }
}

#[test]
fn the_line_of_scores_breaks_where_the_sheet_changed() {
    let book = book(&Case::sample(Language::Ja), Language::Ja);
    let line = book
        .worksheets
        .iter()
        .flat_map(|worksheet| &worksheet.charts)
        .find(|chart| chart.kind == super::ChartKind::Lines)
        .expect("there are several rounds");
    let overall = &line.series.last().expect("the whole is drawn").series;
    let there: Vec<bool> = overall.values.iter().map(Option::is_some).collect();
    assert_eq!(
        there,
        [true, false, true, true],
        "nothing joins 2024 and 2025"
    );
    for area in &line.series[..line.series.len() - 1] {
        assert_eq!(
            area.series.values[..2],
            [None, None],
            "another sheet's areas"
        );
    }
}

#[test]
fn nothing_a_person_typed_is_a_calculation() {
    let case = Case::hostile();
    let book = book(&case, Language::En);
    let mut typed = 0;
    for worksheet in &book.worksheets {
        for (_, cell) in &worksheet.cells {
            match &cell.value {
                Value::Text(text) => typed += usize::from(text.contains(FORMULA)),
                Value::Calculation(_, Outcome::Name(name)) => assert!(!name.contains(FORMULA)),
                _ => {}
            }
        }
    }
    assert!(typed > 100, "what was typed stands in cells as text");
}

#[test]
fn names_of_worksheets_are_short_and_without_what_excel_forbids() {
    for language in Language::ALL {
        let book = book(&Case::sample(language), language);
        let mut names = BTreeSet::new();
        for worksheet in &book.worksheets {
            let name = &worksheet.name;
            let length = name.chars().count();
            assert!((1..=31).contains(&length), "{name}");
            let forbidden = ['[', ']', ':', '*', '?', '/', '\\'];
            assert!(!name.contains(forbidden), "{name}");
            assert!(!name.starts_with('\'') && !name.ends_with('\''), "{name}");
            assert!(names.insert(name.to_lowercase()), "{name} stands twice");
        }
        assert!((12..=13).contains(&book.worksheets.len()));
    }
}

#[test]
fn what_changed_since_last_time_is_a_workbook_of_its_own() {
    let case = Case::sample(Language::Ja);
    let findings = case.findings();
    let branding = Branding::default();
    let book = compose_since(&findings, Language::Ja, &branding).expect("there is a round before");
    let whole = compose(&findings, Language::Ja, &branding);
    assert_eq!(
        book.worksheets.len(),
        4,
        "changes, plan, progress, chart data"
    );
    let same = whole
        .worksheets
        .iter()
        .find(|sheet| sheet.name == book.worksheets[0].name);
    let told = |sheet: &super::Worksheet| -> Vec<_> {
        let cells = sheet.cells.iter().map(|(_, cell)| cell.clone());
        cells.collect()
    };
    let same = same.map(|sheet| told(sheet)[1..].to_vec());
    let own = told(&book.worksheets[0]);
    assert_eq!(
        same.as_ref(),
        Some(&own),
        "as in the whole workbook, below the way back to its summary"
    );
    let column = |column| {
        let cells = book.worksheets[0].cells.iter();
        let cells = cells.filter(move |(place, _)| place.column == column && place.row > 3);
        cells.map(|(_, cell)| &cell.value)
    };
    let fallen = findings.comparison.as_ref().expect("two rounds").falls()[0];
    let first = column(0).find(|value| matches!(value, Value::Text(text) if text != "ID"));
    let id = Value::Text(fallen.service.to_string());
    assert_eq!(first, Some(&id), "falls stand first");
    let empty = Case::empty();
    let none = compose_since(&empty.findings(), Language::Ja, &branding);
    assert_eq!(none, None, "a first round has nothing to compare");
}

#[test]
fn answers_can_be_left_out() {
    let case = Case::sample(Language::En);
    let branding = Branding {
        without_answers: true,
        ..Branding::default()
    };
    let short = compose(&case.findings(), Language::En, &branding);
    assert_eq!(short.worksheets.len(), 12);
    let long = book(&case, Language::En);
    let notes = |book: &Workbook| {
        let cells = book.worksheets.iter().flat_map(|sheet| &sheet.cells);
        let texts = cells.filter(
            |(_, cell)| matches!(&cell.value, Value::Text(text) if text.contains("Mandate re-signed")),
        );
        texts.count()
    };
    assert_eq!(
        (notes(&long), notes(&short)),
        (2, 0),
        "among the answers and beside what changed"
    );
}

/// Excel relates a rule over several areas to the first cell of the first.
#[test]
fn the_first_area_of_levels_lies_left_of_and_above_the_others() {
    for (name, case) in cases() {
        for worksheet in &book(&case, Language::En).worksheets {
            let Some(first) = worksheet.levels.first().map(|area| area.first) else {
                continue;
            };
            for area in &worksheet.levels {
                assert!(
                    first.row <= area.first.row && first.column <= area.first.column,
                    "{name}, {}",
                    worksheet.name
                );
            }
        }
    }
}

/// The numbers of a row of a worksheet, by column.
fn numbers(worksheet: &Worksheet, row: u32) -> BTreeMap<u16, f64> {
    let of_row = worksheet.cells.iter().filter(|(place, _)| place.row == row);
    of_row
        .filter_map(|(place, cell)| match cell.value {
            Value::Number(number) | Value::Calculation(_, Outcome::Number(number)) => {
                Some((place.column, number))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn a_change_is_the_difference_of_the_levels_beside_it_and_the_same_on_every_worksheet() {
    let case = Case::sample(Language::En);
    let book = book(&case, Language::En);
    let named = |name: &str| {
        let mut worksheets = book.worksheets.iter();
        worksheets.find(|it| it.name == name).expect("it is there")
    };
    let since = named("Since last time");
    let services = named("Services");
    let ids = case
        .sheet()
        .services()
        .map(|service| service.id.to_string());
    let mut compared = 0;
    for id in ids {
        let row_in = |worksheet: &Worksheet| {
            let mut cells = worksheet.cells.iter();
            let found =
                cells.find(|(_, cell)| matches!(&cell.value, Value::Text(text) if *text == id));
            found.map(|(place, _)| place.row)
        };
        let (Some(there), Some(here)) = (row_in(since), row_in(services)) else {
            continue;
        };
        let changed = numbers(since, there);
        let (Some(before), Some(after)) = (changed.get(&2), changed.get(&3)) else {
            continue;
        };
        assert_eq!(changed.get(&4), Some(&(after - before)), "{id}");
        let calculated = calculations(services)
            .filter(|(place, ..)| place.row == here)
            .find_map(|(_, calculation, outcome)| match (calculation, outcome) {
                (Calculation::Change { .. }, Outcome::Number(number)) => Some(*number),
                _ => None,
            });
        assert_eq!(calculated, Some(after - before), "{id} on Services");
        compared += 1;
    }
    assert!(compared > 20, "{compared}");
}
