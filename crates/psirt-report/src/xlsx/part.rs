//! What the writer of Excel files leaves out, filled in after it.
//!
//! A chart keeps a copy of the values it draws, for programs that show a file without
//! calculating. The writer copies numbers but not the results of formulas, so those charts would
//! be empty there. It also names fonts for Latin letters alone, and a Japanese font of the last
//! century in the theme. And it marks the height of every row as chosen by a person, so that no
//! row would grow with its text.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Error, Read, Write};

use psirt_core::Language;
use zip::write::SimpleFileOptions;
use zip::{DateTime, System, ZipArchive, ZipWriter};

use super::formula::chart_address;
use crate::workbook::PlacedChart;

/// The font the theme names for Japanese, and the one it should.
const OLD_FONT: (&str, &str) = (
    "script=\"Jpan\" typeface=\"ＭＳ Ｐゴシック\"",
    "script=\"Jpan\" typeface=\"Yu Gothic\"",
);

/// A part of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Chart,
    Theme,
    /// By its number, from 0.
    Worksheet(usize),
    Workbook,
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        let worksheet = name
            .strip_prefix("xl/worksheets/sheet")
            .and_then(|rest| rest.strip_suffix(".xml"))
            .and_then(|number| number.parse::<usize>().ok())
            .and_then(|number| number.checked_sub(1));
        match worksheet {
            Some(number) => Self::Worksheet(number),
            None if name.starts_with("xl/charts/chart") => Self::Chart,
            None if name.starts_with("xl/theme/") => Self::Theme,
            None if name == "xl/workbook.xml" => Self::Workbook,
            None => Self::Other,
        }
    }
}

/// Whether worksheets can be added, copied and renamed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Structure {
    /// They can.
    Free,
    /// They cannot before the protection is taken off; there is no password.
    Protected,
}

/// Fills in the charts and the theme of a file.
pub(super) fn finish(
    bytes: &[u8],
    charts: &[&PlacedChart],
    following: &[BTreeSet<u32>],
    language: Language,
    structure: Structure,
) -> Result<Vec<u8>, Error> {
    let values = values_by_address(charts);
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut finished = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + 4_096)));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let name = part.name()?.into_owned();
        let options = SimpleFileOptions::default()
            .compression_method(part.compression())
            .last_modified_time(DateTime::default())
            // The same on every system; left alone it is the one the program runs on.
            .system(System::Unix);
        let kind = Kind::of(&name);
        let is_as_written = match kind {
            Kind::Other => true,
            Kind::Workbook => structure == Structure::Free,
            _ => false,
        };
        if is_as_written {
            finished.start_file(name, options)?;
            std::io::copy(&mut part, &mut finished)?;
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        let text = match kind {
            Kind::Chart => spoken(&with_values(&text, &values), language),
            Kind::Theme => text.replace(OLD_FONT.0, OLD_FONT.1),
            Kind::Worksheet(number) => match following.get(number) {
                Some(rows) => with_free_rows(&text, rows),
                None => text,
            },
            Kind::Workbook => with_protected_structure(&text),
            Kind::Other => text,
        };
        finished.start_file(name, options)?;
        finished.write_all(text.as_bytes())?;
    }
    Ok(finished.finish()?.into_inner())
}

/// Protects the structure of a workbook. As nothing in it is calculated, it does not ask to be
/// calculated either: what is calculated there later is somebody else's.
fn with_protected_structure(workbook: &str) -> String {
    const BEFORE: &str = "<bookViews>";
    let protected = format!("<workbookProtection lockStructure=\"1\"/>{BEFORE}");
    workbook
        .replacen(BEFORE, &protected, 1)
        .replace(" fullCalcOnLoad=\"1\"", "")
}

fn values_by_address(charts: &[&PlacedChart]) -> BTreeMap<String, Vec<Option<f64>>> {
    charts
        .iter()
        .flat_map(|chart| &chart.series)
        .map(|series| {
            let address = escaped(&chart_address(&series.values));
            (address, series.series.values.clone())
        })
        .collect()
}

/// Puts the copies of the values into a chart.
fn with_values(chart: &str, values: &BTreeMap<String, Vec<Option<f64>>>) -> String {
    const ADDRESS: (&str, &str) = ("<c:f>", "</c:f>");
    const COPY: (&str, &str) = ("<c:numCache>", "</c:numCache>");
    let mut filled = String::with_capacity(chart.len() + 1_024);
    let mut rest = chart;
    while let Some(start) = rest.find(ADDRESS.0) {
        let begin = start + ADDRESS.0.len();
        let Some(length) = rest[begin..].find(ADDRESS.1) else {
            break;
        };
        let address = &rest[begin..begin + length];
        let after = begin + length + ADDRESS.1.len();
        filled.push_str(&rest[..after]);
        rest = &rest[after..];
        let Some(values) = values.get(address) else {
            continue;
        };
        if rest.starts_with(COPY.0)
            && let Some(end) = rest.find(COPY.1)
        {
            rest = &rest[end + COPY.1.len()..];
        }
        filled.push_str(&copy_of(values));
    }
    filled.push_str(rest);
    filled
}

fn copy_of(values: &[Option<f64>]) -> String {
    let points: String = values
        .iter()
        .enumerate()
        .filter_map(|(index, value)| {
            let value = (*value)?;
            Some(format!("<c:pt idx=\"{index}\"><c:v>{value}</c:v></c:pt>"))
        })
        .collect();
    let count = values.len();
    format!(
        "<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>{points}</c:numCache>"
    )
}

/// Lets the heights of rows follow their text when it changes.
fn with_free_rows(worksheet: &str, rows: &BTreeSet<u32>) -> String {
    const ROW: &str = "<row r=\"";
    const CHOSEN: &str = " customHeight=\"1\"";
    let mut freed = String::with_capacity(worksheet.len());
    let mut rest = worksheet;
    while let Some(start) = rest.find(ROW) {
        let end = rest[start..]
            .find('>')
            .map_or(rest.len(), |end| start + end);
        let head = &rest[start..end];
        let number = head[ROW.len()..].split('"').next().unwrap_or_default();
        let is_free = number
            .parse::<u32>()
            .is_ok_and(|number| rows.contains(&number.wrapping_sub(1)));
        freed.push_str(&rest[..start]);
        if is_free {
            freed.push_str(&head.replace(CHOSEN, ""));
        } else {
            freed.push_str(head);
        }
        rest = &rest[end..];
    }
    freed + rest
}

/// Says which language a chart speaks, and names its font for Japanese characters too.
fn spoken(chart: &str, language: Language) -> String {
    let font = super::look::font(language);
    let latin = format!("<a:latin typeface=\"{font}\"/>");
    let both = format!("{latin}<a:ea typeface=\"{font}\"/>");
    let chart = chart.replace(&latin, &both);
    match language {
        Language::En => chart,
        Language::Ja => chart.replace("\"en-US\"", "\"ja-JP\""),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_follows_its_text_has_no_chosen_height() {
        let sheet = "<sheetData><row r=\"1\" ht=\"20\" customHeight=\"1\"><c/></row>\
            <row r=\"2\" ht=\"6\" customHeight=\"1\"/></sheetData>";
        assert_eq!(
            with_free_rows(sheet, &BTreeSet::from([0])),
            "<sheetData><row r=\"1\" ht=\"20\"><c/></row>\
            <row r=\"2\" ht=\"6\" customHeight=\"1\"/></sheetData>"
        );
    }

    #[test]
    fn a_chart_gets_the_values_of_its_formulas_and_keeps_its_gaps() {
        let chart = "<c:cat><c:strRef><c:f>'D'!$A$2:$A$4</c:f></c:strRef></c:cat>\
            <c:val><c:numRef><c:f>'D'!$B$2:$B$4</c:f><c:numCache><c:ptCount val=\"3\"/>\
            </c:numCache></c:numRef></c:val>";
        let values =
            BTreeMap::from([("'D'!$B$2:$B$4".to_owned(), vec![Some(2.5), None, Some(0.0)])]);
        assert_eq!(
            with_values(chart, &values),
            "<c:cat><c:strRef><c:f>'D'!$A$2:$A$4</c:f></c:strRef></c:cat>\
            <c:val><c:numRef><c:f>'D'!$B$2:$B$4</c:f><c:numCache>\
            <c:formatCode>General</c:formatCode><c:ptCount val=\"3\"/>\
            <c:pt idx=\"0\"><c:v>2.5</c:v></c:pt><c:pt idx=\"2\"><c:v>0</c:v></c:pt>\
            </c:numCache></c:numRef></c:val>"
        );
    }

    /// A file as a writer makes it on a system.
    fn written_on(system: System) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [
            ("[Content_Types].xml", "<Types/>"),
            ("xl/theme/theme1.xml", "<theme/>"),
            ("xl/worksheets/sheet1.xml", "<worksheet/>"),
            ("xl/charts/chart1.xml", "<chart/>"),
            ("xl/media/image1.png", "not really"),
        ] {
            let options = SimpleFileOptions::default().system(system);
            writer.start_file(name, options).expect("memory takes it");
            writer.write_all(text.as_bytes()).expect("memory takes it");
        }
        writer.finish().expect("memory takes it").into_inner()
    }

    #[test]
    fn a_workbook_does_not_tell_on_which_system_it_was_made() {
        let finished = [System::Dos, System::Unix, System::WindowsNTFS].map(|system| {
            let bytes = written_on(system);
            let following = [BTreeSet::new()];
            finish(&bytes, &[], &following, Language::En, Structure::Free)
                .expect("it is a file of the writer")
        });
        assert!(finished.iter().all(|bytes| *bytes == finished[0]));
        let mut archive = ZipArchive::new(Cursor::new(&finished[0])).expect("it is an archive");
        assert_eq!(archive.len(), 5);
        for index in 0..archive.len() {
            let part = archive.by_index(index).expect("it is there");
            assert_eq!(part.system(), System::Unix, "{index}");
        }
    }
}
