use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use psirt_core::score::State;
use psirt_core::{Language, ServiceId};

use super::xlsx;
use crate::branding::Branding;
use crate::fixture::{Case, FORMULA};
use crate::logo::{Logo, Raster};
use crate::names;
use crate::workbook::{Workbook, compose};

fn book(case: &Case, language: Language) -> Workbook {
    compose(&case.findings(), language, &Branding::default())
}

fn bytes(case: &Case, language: Language) -> Vec<u8> {
    xlsx(&book(case, language)).expect("the workbook can be written")
}

fn opened(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(bytes)).expect("the workbook can be read")
}

fn worksheet(bytes: &[u8], number: usize) -> Range<Data> {
    let mut book = opened(bytes);
    let name = book.sheet_names()[number].clone();
    book.worksheet_range(&name).expect("the worksheet is there")
}

fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("the part is there");
            let name = part.name().expect("it has a name").into_owned();
            let mut text = String::new();
            // Pictures are no text and of no interest here.
            let _ = part.read_to_string(&mut text);
            (name, text)
        })
        .collect()
}

/// The rows of a table by the id in one of its columns; an id that stands again further down is
/// not of the table.
fn rows_by_id(range: &Range<Data>, column: u32) -> BTreeMap<String, u32> {
    let last = range.end().expect("it is not empty");
    let mut rows = BTreeMap::new();
    for row in 0..=last.0 {
        if let Some(Data::String(id)) = range.get_value((row, column)) {
            rows.entry(id.clone()).or_insert(row);
        }
    }
    rows
}

#[test]
fn levels_and_targets_are_numbers_and_everything_else_is_words() {
    for language in Language::ALL {
        let case = Case::sample(language);
        let findings = case.findings();
        let range = worksheet(&bytes(&case, language), 1);
        let rows = rows_by_id(&range, 1);
        let at = |id: &ServiceId, column| {
            let row = rows[id.as_str()];
            range.get_value((row, column)).expect("a cell").clone()
        };
        let mut states = 0;
        for score in &findings.scorecard.services {
            let level = match score.state {
                State::Level(level) => Data::Float(f64::from(level)),
                other => {
                    states += 1;
                    let word = names::no_level(other, language).expect("it is no level");
                    Data::String(word.to_owned())
                }
            };
            assert_eq!(at(&score.id, 3), level, "{}", score.id);
            let target = score
                .target
                .map_or(Data::Empty, |target| Data::Float(f64::from(target)));
            assert_eq!(at(&score.id, 5), target, "{}", score.id);
            let gap = score.gap.map_or(Data::String("–".into()), |gap| {
                Data::Float(f64::from(gap))
            });
            assert_eq!(at(&score.id, 6), gap, "{}", score.id);
        }
        assert_eq!(states, 3, "the sample has every state");
    }
}

#[test]
fn scores_are_those_of_the_scorecard_unrounded() {
    let case = Case::sample(Language::En);
    let findings = case.findings();
    let range = worksheet(&bytes(&case, Language::En), 0);
    let rows = rows_by_id(&range, 0);
    for area in &findings.scorecard.areas {
        let row = rows[area.id.as_str()];
        let number = |column| match range.get_value((row, column)) {
            Some(Data::Float(number)) => Some(*number),
            _ => None,
        };
        assert_eq!(number(3), area.score, "{}", area.id);
        assert_eq!(number(4), area.target, "{}", area.id);
        let counts = [area.coverage.answered, area.coverage.applicable];
        let counts = counts.map(|count| Some(f64::from(u32::try_from(count).expect("few"))));
        assert_eq!([number(5), number(6)], counts, "{}", area.id);
    }
    let overall = Data::Float(findings.scorecard.overall.score.expect("there is one"));
    let shown = range.rows().flatten().filter(|cell| **cell == overall);
    assert_eq!(shown.count(), 2, "above the areas and below them");
}

#[test]
fn gaps_stand_in_the_order_to_close_them() {
    let case = Case::sample(Language::Ja);
    let range = worksheet(&bytes(&case, Language::Ja), 2);
    let ids: Vec<String> = range
        .rows()
        .filter(|row| matches!(row[0], Data::Float(_)))
        .map(|row| row[1].to_string())
        .collect();
    let gaps = case.findings().gaps;
    let expected: Vec<String> = gaps
        .ranked
        .iter()
        .map(|gap| gap.service.to_string())
        .collect();
    assert_eq!(ids, expected);
}

#[test]
fn an_empty_assessment_shows_no_0_where_there_is_no_figure() {
    let case = Case::empty();
    let bytes = bytes(&case, Language::En);
    let range = worksheet(&bytes, 0);
    let rows = rows_by_id(&range, 0);
    for area in &case.findings().scorecard.areas {
        let cell = range.get_value((rows[area.id.as_str()], 3));
        assert_eq!(cell, Some(&Data::String("–".into())));
    }
    let data = worksheet(&bytes, 8);
    let numbers = data
        .rows()
        .flatten()
        .filter(|cell| matches!(cell, Data::Float(_)));
    assert_eq!(numbers.count(), 0, "no chart draws a 0");
}

#[test]
fn formulas_are_the_programs_own() {
    const BEGINNINGS: [&str; 6] = ["IF(", "IFERROR(", "COUNT", "ROWS(", "SUM", "AVERAGE"];
    for case in [Case::sample(Language::En), Case::hostile()] {
        let bytes = bytes(&case, Language::En);
        let mut book = opened(&bytes);
        let mut formulas = 0;
        for name in book.sheet_names() {
            let range = book.worksheet_formula(&name).expect("it can be read");
            for formula in range.rows().flatten().filter(|cell| !cell.is_empty()) {
                let own = BEGINNINGS.iter().any(|start| formula.starts_with(start));
                assert!(own, "{name}: {formula}");
                assert!(!formula.contains("HYPERLINK"), "{name}: {formula}");
                formulas += 1;
            }
        }
        assert!(formulas > 100);
    }
}

#[test]
fn what_a_person_typed_is_text_whatever_it_begins_with() {
    let bytes = bytes(&Case::hostile(), Language::Ja);
    let roadmap = worksheet(&bytes, 3);
    let typed = Data::String(FORMULA.to_owned());
    let cells = roadmap.rows().flatten().filter(|cell| **cell == typed);
    assert_eq!(
        cells.count(),
        3,
        "title, deliverable and owner of the action"
    );
    for (name, part) in parts(&bytes) {
        let is_typed = part.contains("Target=\"http://x.example");
        assert!(!is_typed, "{name} leads where a person typed");
        if name.starts_with("xl/worksheets/sheet") {
            let heads = part.split("<headerFooter>").nth(1).unwrap_or_default();
            let wild = heads.contains("&amp;\"Wingdings\"") && !heads.contains("&amp;&amp;\"Wing");
            assert!(!wild, "{name}: a name changes the font of the page");
        }
    }
}

#[test]
fn charts_keep_copies_of_what_formulas_give_them() {
    let case = Case::sample(Language::En);
    let book = book(&case, Language::En);
    let parts = parts(&xlsx(&book).expect("it can be written"));
    let charts: Vec<_> = book
        .worksheets
        .iter()
        .flat_map(|worksheet| &worksheet.charts)
        .collect();
    assert_eq!(charts.len(), 5);
    for (number, placed) in (1..).zip(charts) {
        let chart = &parts[&format!("xl/charts/chart{number}.xml")];
        let copies: Vec<&str> = chart
            .split("<c:val><c:numRef>")
            .skip(1)
            .map(|rest| rest.split("</c:numRef>").next().unwrap_or_default())
            .collect();
        assert_eq!(copies.len(), placed.series.len());
        for (copy, series) in copies.iter().zip(&placed.series) {
            let points = copy.matches("<c:pt idx=").count();
            let values = series.series.values.iter().flatten().count();
            assert_eq!(points, values, "{}: {}", placed.title, series.series.name);
        }
        assert!(chart.contains("<c:dispBlanksAs val=\"gap\"/>"));
        assert!(chart.contains("dispNaAsBlank"), "a missing value is a gap");
    }
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    for language in Language::ALL {
        let [first, second] = [(), ()].map(|()| bytes(&Case::sample(language), language));
        assert!(first == second, "{language}");
    }
}

#[test]
fn the_date_in_the_file_is_that_of_the_assessment() {
    let parts = parts(&bytes(&Case::sample(Language::En), Language::En));
    let core = &parts["docProps/core.xml"];
    assert!(core.contains("2026-11-06T00:00:00Z"), "{core}");
    assert!(core.contains("Minato Instruments"), "{core}");
}

#[test]
fn japanese_has_a_japanese_font_everywhere() {
    let parts = parts(&bytes(&Case::sample(Language::Ja), Language::Ja));
    let styles = &parts["xl/styles.xml"];
    assert!(
        !styles.contains("Calibri"),
        "no cell has a font without Japanese"
    );
    assert!(styles.contains("Yu Gothic"));
    let theme = &parts["xl/theme/theme1.xml"];
    assert!(!theme.contains("ＭＳ Ｐゴシック"));
    let chart = &parts["xl/charts/chart1.xml"];
    assert!(chart.contains("<a:ea typeface=\"Yu Gothic\"/>"));
    assert!(chart.contains("<c:lang val=\"ja-JP\"/>"));
}

#[test]
fn pages_are_a4_with_classification_and_page_numbers() {
    let parts = parts(&bytes(&Case::sample(Language::En), Language::En));
    for number in 1..=13 {
        let sheet = &parts[&format!("xl/worksheets/sheet{number}.xml")];
        assert!(sheet.contains("paperSize=\"9\""), "{number}");
        assert!(sheet.contains("TLP:AMBER"), "{number}");
        assert!(sheet.contains("Page &amp;P of &amp;N"), "{number}");
        assert!(sheet.contains("fitToPage"), "{number}");
    }
    for number in [2, 3, 4, 6, 7, 8, 10, 11] {
        let sheet = &parts[&format!("xl/worksheets/sheet{number}.xml")];
        assert!(sheet.contains("state=\"frozen\""), "{number}");
    }
    let names = &parts["xl/workbook.xml"];
    assert_eq!(names.matches("_xlnm.Print_Titles").count(), 8);
}

/// Color and opacity of the pixel in the middle of a picture of the workbook.
fn middle_of_logo(logo: Logo) -> ((u32, u32), Vec<u8>) {
    let case = Case::sample(Language::En);
    let branding = Branding {
        logo: Some(logo),
        ..Branding::default()
    };
    let book = compose(&case.findings(), Language::En, &branding);
    let bytes = xlsx(&book).expect("it can be written");
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).expect("it is an archive");
    let mut picture = Vec::new();
    archive
        .by_name("xl/media/image1.png")
        .and_then(|mut part| Ok(part.read_to_end(&mut picture)?))
        .expect("the logo is there");
    let decoder = png::Decoder::new(Cursor::new(picture));
    let mut reader = decoder.read_info().expect("it is a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("it is small")];
    let frame = reader.next_frame(&mut pixels).expect("it has a picture");
    let (width, height) = (frame.width as usize, frame.height as usize);
    // An opaque picture is stored without opacity.
    let channels = frame.color_type.samples();
    let middle = (height / 2 * width + width / 2) * channels;
    let mut pixel = pixels[middle..middle + channels].to_vec();
    if channels == 3 {
        pixel.push(0xff);
    }
    ((frame.width, frame.height), pixel)
}

#[test]
fn a_logo_of_pixels_keeps_them() {
    let (size, pixel) = middle_of_logo(Logo::Raster(Raster {
        width: 2,
        height: 1,
        gray: false,
        colors: [255, 0, 0, 0, 0, 255].into(),
        opacity: Some([255, 128].into()),
    }));
    assert_eq!((size, pixel), ((2, 1), vec![0, 0, 255, 128]));
}

#[test]
fn a_logo_of_paths_is_drawn_finely() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='110' height='35'>\
        <rect width='110' height='35' fill='#0072b2'/></svg>";
    let logo = Logo::parse(svg.as_bytes()).expect("it has paths only");
    let (size, pixel) = middle_of_logo(logo);
    assert_eq!(
        size,
        (880, 280),
        "220 by 70 pixels of a screen, four times as fine"
    );
    assert_eq!(pixel, [0x00, 0x72, 0xb2, 0xff]);
}
