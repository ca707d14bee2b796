//! The workbook in another program's hands: what it calculates is what we calculated.
//!
//! Whoever changes a level in the workbook must see what the product itself would say. So the
//! levels of one assessment are put into the workbook of another, `LibreOffice` calculates it anew,
//! and every result must be that of the workbook the product makes for the first.

use std::fs;
use std::path::Path;
use std::process::Command;

use calamine::{CellErrorType, Data, Reader, Xlsx, open_workbook};
use psirt_core::score::one_decimal;
use psirt_core::trend::Round;
use psirt_core::{Answer, Assessment, Language, Level, Sheet};
use psirt_report::branding::Branding;
use psirt_report::findings::Findings;
use psirt_report::workbook::{Area, Cell, Look, Outcome, Place, Value, Workbook, compose};
use psirt_report::xlsx::xlsx;

use crate::sources::root;

const LANGUAGES: [Language; 2] = Language::ALL;

#[test]
fn libreoffice_calculates_what_the_product_says_whatever_is_changed() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let sheet = sheet();
    let mut wanted = Vec::new();
    for language in LANGUAGES {
        let rounds = [2025, 2026].map(|year| sample(&sheet, language, year));
        let original = book(&sheet, &rounds, language);
        for (name, changed) in variants(&sheet, &rounds[1]) {
            let rounds = [rounds[0].clone(), changed];
            let target = book(&sheet, &rounds, language);
            let edited = edited(&original, &target);
            let file = format!("{language}-{name}.xlsx");
            let bytes = xlsx(&edited).expect("the workbook can be written");
            fs::write(folder.path().join(&file), bytes).expect("the file can be written");
            wanted.push((file, target));
        }
    }
    let files: Vec<&str> = wanted.iter().map(|(file, _)| file.as_str()).collect();
    calculate(folder.path(), &files);
    for (file, target) in &wanted {
        let compared = compare(&folder.path().join("calculated").join(file), target);
        assert!(
            compared > 200,
            "{file}: only {compared} results were compared"
        );
    }
}

#[test]
fn another_program_shows_the_figures_that_the_report_shows_where_they_lie_on_a_half() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let sheet = sheet();
    let original = sample(&sheet, Language::En, 2026);
    let mut wanted = Vec::new();
    for seed in 0..12_u32 {
        let changed = on_halves(&sheet, &original, seed);
        let rounds = [on_halves(&sheet, &original, seed + 1), changed];
        let target = book(&sheet, &rounds, Language::En);
        let file = format!("halves-{seed}.xlsx");
        let bytes = xlsx(&target).expect("the workbook can be written");
        fs::write(folder.path().join(&file), bytes).expect("the file can be written");
        wanted.push((file, target));
    }
    let files: Vec<&str> = wanted.iter().map(|(file, _)| file.as_str()).collect();
    // Every worksheet as a table of what its cells show.
    let as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";
    convert(folder.path(), &files, as_shown, "shown");
    let mut halves = 0;
    for (file, target) in &wanted {
        for worksheet in &target.worksheets {
            let stem = file.trim_end_matches(".xlsx");
            let table = format!("shown/{stem}-{}.csv", worksheet.name);
            let text = fs::read_to_string(folder.path().join(&table));
            let rows = fields(&text.unwrap_or_else(|error| panic!("{table}: {error}")));
            for (place, cell) in &worksheet.cells {
                let number = match &cell.value {
                    Value::Calculation(_, Outcome::Number(number)) | Value::Number(number) => {
                        *number
                    }
                    _ => continue,
                };
                let shown = match cell.look {
                    Look::Figure | Look::StrongFigure | Look::KeyFigure => one_decimal(number),
                    Look::FigureChange | Look::StrongFigureChange => with_sign(number),
                    _ => continue,
                };
                let (before, after) = cell.around;
                let shown = format!("{before}{shown}{after}");
                let row = rows.get(place.row as usize);
                let found = row.and_then(|row| row.get(usize::from(place.column)));
                assert_eq!(found, Some(&shown), "{table} {place:?}: {number}");
                let hundredths = number * 100.0;
                let is_half = (hundredths - hundredths.round()).abs() < 1e-9
                    && hundredths.round().rem_euclid(10.0).to_bits() == 5.0_f64.to_bits();
                halves += usize::from(is_half);
            }
        }
    }
    assert!(halves > 50, "only {halves} figures lay on a half");
}

/// The same assessment with levels whose means lie on halves of a tenth, as often as can be.
fn on_halves(sheet: &Sheet, original: &Assessment, seed: u32) -> Assessment {
    let mut assessment = original.clone();
    for (area_number, area) in (0_u32..).zip(sheet.areas()) {
        for (number, service) in (0_u32..).zip(&area.services) {
            // Of four services the mean has a quarter, of the others a fifth at most.
            let levels = [4, 5, 2, 4][((area_number + seed) % 4) as usize];
            let level = (number * (seed + 1) + area_number + seed / 4) % 5;
            let level = Level::new(u8::try_from(level).expect("a level is small"));
            let answer = (number < levels).then_some(Answer::Level(level));
            let target = Level::new(u8::try_from((number + seed) % 5 + 1).expect("it is small"));
            let id = service.id.as_str();
            assessment
                .set_answer(sheet, id, answer)
                .and_then(|()| assessment.set_target(sheet, id, Some(target)))
                .expect("service and level are the sheet's own");
        }
    }
    assessment
}

fn with_sign(number: f64) -> String {
    match one_decimal(number) {
        shown if shown == "0.0" || shown == "-0.0" => "±0.0".to_owned(),
        shown => shown
            .strip_prefix('-')
            .map_or_else(|| format!("+{shown}"), |size| format!("−{size}")),
    }
}

/// The fields of a table that another program wrote with commas and quotation marks.
fn fields(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut field)),
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(letter),
        }
    }
    rows
}

fn sheet() -> Sheet {
    let text = fs::read_to_string(root().join("frameworks/sheets/first-psirt-1.1.json"));
    Sheet::parse(&text.expect("the sheet is shipped")).expect("a shipped sheet is valid")
}

fn sample(sheet: &Sheet, language: Language, year: u16) -> Assessment {
    let path = root().join(format!("samples/{language}/{year}.psirt.json"));
    let text = fs::read_to_string(path).expect("the sample is there");
    Assessment::parse(&text, |_| Some(sheet)).expect("a sample is valid")
}

fn book(sheet: &Sheet, rounds: &[Assessment; 2], language: Language) -> Workbook {
    let [earlier, present] = rounds;
    let history = [Round {
        sheet,
        assessment: earlier,
    }];
    let findings = Findings::new(sheet, present, &history, &[], &[], "0.0.0");
    compose(&findings, language, &Branding::default())
}

/// The same assessment with answers and targets that make a calculation stumble.
fn variants(sheet: &Sheet, original: &Assessment) -> Vec<(&'static str, Assessment)> {
    let changed = |answer: &dyn Fn(usize, usize) -> Option<Answer>,
                   target: &dyn Fn(usize) -> Option<Level>| {
        let mut assessment = original.clone();
        for (area_number, area) in sheet.areas().iter().enumerate() {
            for (number, service) in area.services.iter().enumerate() {
                let id = service.id.as_str();
                assessment
                    .set_answer(sheet, id, answer(area_number, number))
                    .and_then(|()| assessment.set_target(sheet, id, target(number)))
                    .expect("service and level are the sheet's own");
            }
        }
        assessment
    };
    let highest = sheet.highest_level();
    let not_applicable = || Some(Answer::NotApplicable("out of scope".into()));
    vec![
        ("unchanged", original.clone()),
        (
            "every-state",
            changed(
                &|area, number| match (area, number % 3) {
                    (0, _) => None,
                    (1, _) => not_applicable(),
                    (2, _) => Some(Answer::DontKnow),
                    (_, 0) => Some(Answer::Level(Level::LOWEST)),
                    (_, 1) => not_applicable(),
                    _ => Some(Answer::Level(highest)),
                },
                &|number| (number % 2 == 0).then(|| Level::new(2)),
            ),
        ),
        (
            "all-lowest",
            changed(&|_, _| Some(Answer::Level(Level::LOWEST)), &|_| None),
        ),
        ("nothing", changed(&|_, _| None, &|_| Some(highest))),
        ("none-applies", changed(&|_, _| not_applicable(), &|_| None)),
    ]
}

/// The original as a person leaves it who types in the levels and targets of the target.
fn edited(original: &Workbook, target: &Workbook) -> Workbook {
    let mut edited = original.clone();
    let mut typed = 0;
    for (worksheet, wanted) in edited.worksheets.iter_mut().zip(&target.worksheets) {
        let open: Vec<Area> = worksheet.choices.iter().map(|choice| choice.area).collect();
        let is_open = |place: Place| {
            open.iter().any(|area| {
                (area.first.row..=area.last.row).contains(&place.row)
                    && (area.first.column..=area.last.column).contains(&place.column)
            })
        };
        for (place, cell) in &mut worksheet.cells {
            if is_open(*place) {
                let value = wanted.cell(*place).expect("the same table").value.clone();
                *cell = Cell {
                    value,
                    ..cell.clone()
                };
                typed += 1;
            }
        }
    }
    assert!(typed > 50, "levels and targets can be changed");
    edited
}

/// Lets `LibreOffice` calculate files anew and save them into a folder beside them.
fn calculate(folder: &Path, files: &[&str]) {
    convert(folder, files, "xlsx", "calculated");
}

/// Lets `LibreOffice` calculate files anew and save them in a format, into a folder beside them.
fn convert(folder: &Path, files: &[&str], format: &str, into: &str) {
    // By itself it would believe the results in the file.
    const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;
    let user = folder.join("user").join("user");
    fs::create_dir_all(&user).expect("a folder can be made");
    fs::write(user.join("registrymodifications.xcu"), ALWAYS).expect("a file can be written");
    let profile = folder.join("user").display().to_string();
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{profile}"))
        .args(["--headless", "--convert-to", format, "--outdir", into])
        .args(files)
        .current_dir(folder)
        .output()
        .expect("LibreOffice is installed by `cargo xtask test`");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

/// Compares every calculation with its result in a file, and says how many there were.
fn compare(path: &Path, target: &Workbook) -> usize {
    let mut calculated: Xlsx<_> =
        open_workbook(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut compared = 0;
    for worksheet in &target.worksheets {
        let range = calculated
            .worksheet_range(&worksheet.name)
            .expect("the worksheet is there");
        for (place, cell) in &worksheet.cells {
            let Value::Calculation(calculation, outcome) = &cell.value else {
                continue;
            };
            let found = range.get_value((place.row, u32::from(place.column)));
            assert!(
                is(found, outcome),
                "{}, {} {place:?}: {calculation:?} is {found:?} instead of {outcome:?}",
                path.display(),
                worksheet.name
            );
            compared += 1;
        }
    }
    compared
}

fn is(found: Option<&Data>, outcome: &Outcome) -> bool {
    match (found, outcome) {
        (Some(Data::Float(found)), Outcome::Number(number)) => (found - number).abs() < 1e-9,
        (Some(Data::String(found)), Outcome::Text(text)) => found == text,
        (Some(Data::String(found)), Outcome::Name(name)) => found == name,
        (Some(Data::Error(found)), Outcome::Missing) => *found == CellErrorType::NA,
        _ => false,
    }
}
