//! How a calculation is written for Excel.
//!
//! Function names and separators are those of the file format; each program shows its own. What
//! a calculation says in words are constants of the program, never something a person typed.

use rust_xlsxwriter::{Formula, utility};

use crate::workbook::calculation::{DASH, TOO_EARLY};
use crate::workbook::{Area, Calculation, Outcome, Place, Reference};

/// A calculation in a cell of the worksheet `here`, with its result.
pub(super) fn write(calculation: &Calculation, outcome: &Outcome, here: &str) -> Formula {
    let at = |reference: &Reference| address(reference, here);
    let text = match calculation {
        Calculation::Mean(of) => format!("IFERROR(AVERAGE({}),{})", at(of), literal(DASH)),
        Calculation::MeanBeside { beside, numbers } => format!(
            "IFERROR(AVERAGEIF({},{},{}),{})",
            at(beside),
            literal(">=0"),
            at(numbers),
            literal(DASH)
        ),
        Calculation::MeanWhereHalf {
            numbers,
            levels,
            word,
        } => format!(
            "IF(COUNT({0})*2<ROWS({0})-COUNTIF({0},{1}),{2},IFERROR(AVERAGE({3}),{2}))",
            at(levels),
            literal(word),
            literal(TOO_EARLY),
            at(numbers)
        ),
        Calculation::Count(of) => format!("COUNT({})", at(of)),
        Calculation::CountNumbersWithout {
            words,
            word,
            numbers,
        } => format!(
            "COUNTIFS({},{},{},{})",
            at(words),
            literal(&format!("<>{word}")),
            at(numbers),
            literal(">=0")
        ),
        Calculation::CountWithout(of, word) => {
            format!("ROWS({0})-COUNTIF({0},{1})", at(of), literal(word))
        }
        Calculation::CountWord(of, word) => format!("COUNTIF({},{})", at(of), literal(word)),
        Calculation::CountPositive(of) => format!("COUNTIF({},{})", at(of), literal(">0")),
        Calculation::Lowest(of) => {
            format!("IF(COUNT({0})=0,{1},MIN({0}))", at(of), literal(DASH))
        }
        Calculation::CountLowest(of) => {
            format!("IF(COUNT({0})=0,0,COUNTIF({0},MIN({0})))", at(of))
        }
        Calculation::Sum(of) => format!("SUM({})", at(of)),
        Calculation::SumBeside {
            words,
            word,
            numbers,
        } => format!("SUMIF({},{},{})", at(words), literal(word), at(numbers)),
        Calculation::Gap { level, target } => format!(
            "IF(AND(ISNUMBER({0}),ISNUMBER({1})),MAX(0,{1}-{0}),{2})",
            at(level),
            at(target),
            literal(DASH)
        ),
        Calculation::Change { now, before } => format!(
            "IF(AND(ISNUMBER({0}),ISNUMBER({1})),{0}-{1},{2})",
            at(now),
            at(before),
            literal(DASH)
        ),
        Calculation::NameOfLevel { level, names } => format!(
            "IF(ISNUMBER({0}),IFERROR(INDEX({1},{0}+1),{2}),{2})",
            at(level),
            at(names),
            literal(DASH)
        ),
        Calculation::ForChart(cell) => format!("IF(ISNUMBER({0}),{0},NA())", at(cell)),
    };
    let result = match outcome {
        Outcome::Number(number) => number.to_string(),
        Outcome::Text(text) => (*text).to_owned(),
        Outcome::Name(name) => name.clone(),
        Outcome::Missing => "#N/A".to_owned(),
    };
    Formula::new(text).set_result(result)
}

/// Cells as a formula names them: a single one moves with its formula, several stay.
fn address(reference: &Reference, here: &str) -> String {
    let Area { first, last } = reference.area;
    let cells = if first == last {
        name(first)
    } else {
        absolute(reference.area)
    };
    if reference.worksheet == here {
        cells
    } else {
        format!("{}!{cells}", quoted(&reference.worksheet))
    }
}

/// A cell as a link names it: on its worksheet, without signs that keep it in place.
pub(super) fn place(reference: &Reference) -> String {
    format!(
        "{}!{}",
        quoted(&reference.worksheet),
        name(reference.area.first)
    )
}

/// Cells as a chart names them.
pub(super) fn chart_address(reference: &Reference) -> String {
    format!(
        "{}!{}",
        quoted(&reference.worksheet),
        absolute(reference.area)
    )
}

/// A cell, such as `D5`.
pub(super) fn name(place: Place) -> String {
    utility::row_col_to_cell(place.row, place.column)
}

/// Cells, such as `D5:D12`.
pub(super) fn range(area: Area) -> String {
    format!("{}:{}", name(area.first), name(area.last))
}

fn absolute(area: Area) -> String {
    let name = |place: Place| utility::row_col_to_cell_absolute(place.row, place.column);
    if area.first == area.last {
        name(area.first)
    } else {
        format!("{}:{}", name(area.first), name(area.last))
    }
}

fn quoted(worksheet: &str) -> String {
    format!("'{}'", worksheet.replace('\'', "''"))
}

fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference(worksheet: &str, first: (u32, u16), last: (u32, u16)) -> Reference {
        Reference {
            worksheet: worksheet.into(),
            area: Area::new(Place::new(first.0, first.1), Place::new(last.0, last.1)),
        }
    }

    #[test]
    fn cells_of_other_worksheets_are_named_with_them() {
        let cells = reference("It's", (4, 3), (9, 3));
        assert_eq!(address(&cells, "It's"), "$D$5:$D$10");
        assert_eq!(address(&cells, "here"), "'It''s'!$D$5:$D$10");
        assert_eq!(
            chart_address(&reference("回答", (0, 0), (0, 0))),
            "'回答'!$A$1"
        );
        assert_eq!(
            address(&reference("here", (4, 3), (4, 3)), "here"),
            "D5",
            "a copied row looks at its own cells"
        );
    }

    #[test]
    fn words_in_a_formula_are_literals() {
        assert_eq!(literal("a\"b"), "\"a\"\"b\"");
    }
}
