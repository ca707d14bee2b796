//! Sheets as Excel books in the terminal: out, through other programs, and in again; and tables
//! as companies make them. Every text of the tables is our own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use psirt_core::Sheet;
use psirt_report::sheet_book::{ABOUT, Column, Page};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::program::Desk;
use crate::sources::root;

/// The ids of the sheets that are shipped.
fn shipped() -> Vec<String> {
    let folder = fs::read_dir(root().join("frameworks/sheets")).expect("sheets are shipped");
    let names = folder.map(|entry| entry.expect("it can be listed").file_name());
    let mut ids: Vec<String> = names
        .filter_map(|name| Some(name.to_str()?.strip_suffix(".json")?.to_owned()))
        // A book is made of the newest edition; the earlier ones are named `id@edition`.
        .filter(|name| !name.contains('@'))
        .collect();
    ids.sort();
    ids
}

fn sheet(path: &Path) -> Sheet {
    let text = fs::read_to_string(path).expect("the file is there");
    Sheet::parse(&text).expect("it is a sheet")
}

fn shipped_sheet(id: &str) -> Sheet {
    sheet(&root().join(format!("frameworks/sheets/{id}.json")))
}

/// Saves books anew with LibreOffice into `saved`; false where it is not here.
fn save_with_libreoffice(desk: &Desk, books: &[String]) -> bool {
    let profile = format!(
        "-env:UserInstallation=file://{}",
        desk.path("profile").display()
    );
    let office = Command::new("soffice")
        .args([
            &profile,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            "saved",
        ])
        .args(books)
        .current_dir(desk.path(""))
        .output();
    let Ok(office) = office else {
        eprintln!("LibreOffice is not here; this is not tested");
        return false;
    };
    assert!(office.status.success(), "{office:?}");
    true
}

/// A Python that has openpyxl.
fn python() -> Option<PathBuf> {
    let found = ["python3", "/usr/bin/python3"].into_iter().find(|python| {
        let asked = Command::new(python)
            .args(["-c", "import openpyxl"])
            .output();
        asked.is_ok_and(|asked| asked.status.success())
    });
    if found.is_none() {
        eprintln!("openpyxl is not here; this is not tested");
    }
    found.map(PathBuf::from)
}

fn run_python(python: &Path, desk: &Desk, script: &str) {
    let ran = Command::new(python)
        .args(["-B", "-c", script])
        .current_dir(desk.path(""))
        .output()
        .expect("it could be started a moment ago");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
}

#[test]
fn every_sheet_goes_out_and_comes_back_whoever_saved_it_in_between() {
    let desk = Desk::new();
    let mut books = Vec::new();
    for id in shipped() {
        for language in ["en", "ja"] {
            let book = format!("{id}-{language}.xlsx");
            let line = format!("sheets export {id} -o {book} --language {language}");
            assert_eq!(desk.type_line(&line).done(), format!("{book}\n"));
            books.push((id.clone(), book));
        }
    }
    let comes_back = |folder: &str| {
        for (id, book) in &books {
            let written = format!("{folder}{book}.json");
            let told = desk.json(&format!("sheets convert {folder}{book} -o {written}"));
            assert_eq!(told["layout"], "sheet_book");
            assert_eq!((&told["faults"], &told["doubts"]), (&json!([]), &json!([])));
            assert_eq!(told["written"], written.as_str());
            let came = sheet(&desk.path(&written));
            assert!(came == shipped_sheet(id), "{folder}{book}");
        }
    };
    comes_back("");
    let names: Vec<String> = books.iter().map(|(_, book)| book.clone()).collect();
    if save_with_libreoffice(&desk, &names) {
        comes_back("saved/");
    }
    if let Some(python) = python() {
        let script = "import glob, openpyxl, os\n\
            os.mkdir('python')\n\
            for name in glob.glob('*.xlsx'):\n    \
                openpyxl.load_workbook(name).save('python/' + name)\n";
        run_python(&python, &desk, script);
        comes_back("python/");
    }
}

/// A table in the form that is commonly met: title rows, joined area rows, full-width digits,
/// line breaks, notes such as [1.1.3.2], a remark below.
fn write_table(path: &Path) {
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.set_name("表紙").expect("a name");
    cover
        .write(0, 0, "PSIRT成熟度表 (自社で作成)")
        .expect("a cell");
    cover
        .write(2, 0, "レベル0から読み、最も近いものを選ぶ。")
        .expect("a cell");
    let tab = book.add_worksheet();
    tab.set_name("成熟度").expect("a name");
    let wrap = Format::new().set_text_wrap();
    tab.write(0, 0, "PSIRT成熟度表").expect("a cell");
    tab.write(1, 0, "作成: セキュリティ推進室").expect("a cell");
    let heads = [
        "No.",
        "サービス",
        "目的",
        "レベル ０",
        "レベル １",
        "レベル ２",
        "レベル ３",
        "レベル ４",
        "レベル ５",
        "備考",
    ];
    for (column, head) in (0..).zip(heads) {
        tab.write(3, column, head).expect("a cell");
    }
    let rows: [(&str, &str, &str); 8] = [
        ("サービスエリア１　ステークホルダーとの関係", "", ""),
        ("１.１", "内部ステークホルダー\nの管理", "社内の窓口"),
        ("1.2", "発見者コミュニティとの\nつながり", "発見者との対話"),
        ("1.3", "社外組織との連携", "社外との連携"),
        ("サービスエリア２　脆弱性の発見", "", ""),
        ("2.1", "報告の受付", "報告の受付"),
        ("2.2", "報告されない脆弱性の特定", "自らの探索"),
        ("※ レベルの説明は本室が作成した。", "", ""),
    ];
    for (row, (id, title, what)) in (4..).zip(rows) {
        if title.is_empty() {
            if id.starts_with('※') {
                tab.write(row, 0, id).expect("a cell");
            } else {
                tab.merge_range(row, 0, row, 9, id, &wrap)
                    .expect("joined cells");
            }
            continue;
        }
        tab.write_with_format(row, 0, id, &wrap).expect("a cell");
        tab.write_with_format(row, 1, title, &wrap).expect("a cell");
        let purpose = format!("{what}を途切れさせない。");
        tab.write_with_format(row, 2, purpose, &wrap)
            .expect("a cell");
        let texts = [
            format!("{what}は行われていない。"),
            format!("{what}は気づいた人が行う。"),
            format!("{what}が習慣になっている。\n文書はない。"),
            format!("{what}の担当と手順が文書にある。[1.1.3.2]"),
            format!("{what}の件数と期限超過を数えている。"),
            format!("{what}の数値から手順を直している。"),
        ];
        for (column, text) in (3..).zip(texts) {
            tab.write_with_format(row, column, text, &wrap)
                .expect("a cell");
        }
    }
    book.save(path).expect("it can be saved");
}

fn is_the_table(sheet: &Sheet) {
    let ids: Vec<&str> = sheet
        .services()
        .map(|service| service.id.as_str())
        .collect();
    assert_eq!(ids, ["１.１", "1.2", "1.3", "2.1", "2.2"], "as printed");
    let ja = psirt_core::Language::Ja;
    let areas: Vec<&str> = sheet
        .areas()
        .iter()
        .map(|area| area.title.get(ja))
        .collect();
    assert_eq!(areas, ["ステークホルダーとの関係", "脆弱性の発見"]);
    let service = sheet.service("１.１").expect("the row is there");
    assert_eq!(service.title.get(ja), "内部ステークホルダー\nの管理");
    assert_eq!(
        service.purpose.as_ref().map(|text| text.get(ja)),
        Some("社内の窓口を途切れさせない。")
    );
    let texts: Vec<&str> = service
        .levels
        .iter()
        .map(|level| level.statement.get(ja))
        .collect();
    assert_eq!(texts.len(), 6);
    assert_eq!(texts[2], "社内の窓口が習慣になっている。\n文書はない。");
    assert_eq!(texts[3], "社内の窓口の担当と手順が文書にある。[1.1.3.2]");
}

#[test]
fn a_table_of_ones_own_becomes_a_sheet_to_assess_with() {
    let desk = Desk::new();
    write_table(&desk.path("ours.xlsx"));
    let books = ["ours.xlsx".to_owned()];
    let mut names = vec!["ours.xlsx"];
    if save_with_libreoffice(&desk, &books) {
        names.push("saved/ours.xlsx");
    }
    for name in names {
        let line = format!("sheets convert {name} --id ours --edition 2026 -o {name}.json");
        let told = desk.json(&line);
        assert_eq!(told["layout"], "table");
        assert_eq!(told["mapping"]["page"], "成熟度");
        assert_eq!(told["mapping"]["headingRow"], 4);
        assert_eq!(told["sheet"]["services"], 5);
        // What is left out is said.
        let doubts: Vec<&str> = told["doubts"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|doubt| doubt["cell"].as_str().or(doubt["page"].as_str()))
            .map(|place| place.expect("a cell or a worksheet"))
            .collect();
        assert_eq!(doubts, ["A5", "A9", "A2", "A12", "J4", "表紙"], "{name}");
        is_the_table(&sheet(&desk.path(format!("{name}.json"))));
    }
    // The sheet is as good as a shipped one: assess with it, rank its gaps, plan, report.
    let with = "--with ours.xlsx.json --language ja";
    desk.type_line(&format!(
        "new --sheet ours --organization 見本 --date 2026-04-01 -o a.json {with}"
    ))
    .done();
    desk.type_line(&format!("answer a.json 1.1=1 1.2=2 2.1=0 {with}"))
        .done();
    desk.type_line(&format!(
        "answer a.json --target 1.1=3 --target 1.2=3 --target 2.1=2 {with}"
    ))
    .done();
    let gaps = desk.json(&format!("gaps a.json {with}"));
    let order: Vec<&Value> = gaps["gaps"]["ranked"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|gap| &gap["service"])
        .collect();
    assert_eq!(
        order,
        ["2.1", "１.１", "1.2"],
        "whoever types 1.1 means １.１"
    );
    let step = &gaps["gaps"]["ranked"][0]["next_step"];
    assert_eq!(
        (&step["action"], &step["effort"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(step["statement"], "報告の受付は気づいた人が行う。");
    let plan = desk.json(&format!("plan a.json --budget 100 {with}"));
    assert_eq!((&plan["chosen"], &plan["open"]), (&json!([]), &json!(5)));
    assert_eq!(plan["unweighed"].as_array().map(Vec::len), Some(5));
    // Two areas are too few for a radar, which is told; everything else is written.
    let ended = desk.type_line(&format!("report a.json -o reports {with}"));
    assert_eq!(ended.status, 0, "{}", ended.stderr);
    let reports = desk.names("reports");
    for ending in [".pdf", ".xlsx", ".json"] {
        assert!(
            reports.iter().any(|name| name.ends_with(ending)),
            "{reports:?}"
        );
    }
}

#[test]
fn a_mapping_is_saved_corrected_and_followed() {
    let desk = Desk::new();
    write_table(&desk.path("ours.xlsx"));
    let said = desk
        .type_line("sheets convert ours.xlsx --save-map map.json --language ja")
        .done();
    for words in [
        "シート`成熟度`の表",
        "レベル5",
        "確認が必要な点 (6件)",
        "何も書き込んでいない",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    for line in said.lines() {
        assert!(line.width() <= 80, "{line}");
    }
    let mut mapping: Value = serde_json::from_str(&desk.read("map.json")).expect("JSON");
    let rows = mapping["rows"].as_array_mut().expect("rows");
    let row = rows
        .iter_mut()
        .find(|row| row["id"] == "2.2")
        .expect("the row");
    row["role"] = json!("ignored");
    mapping["about"]["levels"][3]["name"]["ja"] = json!("定義済み");
    desk.write("map.json", mapping.to_string());
    desk.type_line("sheets convert ours.xlsx --map map.json --title 別の題名 -o ours.json")
        .done();
    let sheet = sheet(&desk.path("ours.json"));
    let ja = psirt_core::Language::Ja;
    assert_eq!(sheet.title().get(ja), "別の題名");
    assert_eq!(sheet.scale()[3].name.get(ja), "定義済み");
    assert!(sheet.service("2.2").is_none());
    // A mapping that is none, and one that fits another book.
    desk.write("map.json", "{\"page\": 1}");
    let told = desk
        .type_line("sheets convert ours.xlsx --map map.json")
        .refused(1);
    assert!(told.contains("is not a mapping"), "{told}");
    mapping["page"] = json!("ない");
    desk.write("map.json", mapping.to_string());
    let ended = desk.type_line("sheets convert ours.xlsx --map map.json -o no.json");
    assert_eq!(ended.status, 1);
    assert!(
        ended.stdout.contains("no such worksheet"),
        "{}",
        ended.stdout
    );
    assert!(!desk.path("no.json").exists());
}

#[test]
fn a_table_written_by_openpyxl_is_recognized() {
    let Some(python) = python() else {
        return;
    };
    let desk = Desk::new();
    let script = "import openpyxl\n\
        book = openpyxl.Workbook()\n\
        page = book.active\n\
        page.append(['Area', 'ID', 'Service', 'Level 0', 'Level 1', 'Level 2'])\n\
        for number in range(1, 12):\n    \
            text = f'Task {number} is '\n    \
            page.append(['1 Ties' if number == 1 else None, float(f'1.{number}'), f'Task {number}',\n        \
                text + 'not done.', text + 'done.', text + 'written down.'])\n\
        page.merge_cells('A2:A12')\n\
        book.save('numbers.xlsx')\n";
    run_python(&python, &desk, script);
    let told = desk.json("sheets convert numbers.xlsx -o numbers.json");
    let came = sheet(&desk.path("numbers.json"));
    let ids: Vec<&str> = came.services().map(|service| service.id.as_str()).collect();
    let wanted: Vec<String> = (1..12).map(|number| format!("1.{number}")).collect();
    assert_eq!(ids, wanted);
    let doubts: Vec<&Value> = told["doubts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|doubt| &doubt["cell"])
        .collect();
    assert_eq!(doubts, ["B11"], "1.10 was the number 1.1");
}

#[test]
fn what_cannot_be_converted_is_told_and_nothing_is_written() {
    let desk = Desk::with_samples("en");
    desk.type_line("book out 2026.psirt.json -o team.xlsx")
        .done();
    desk.write(
        "table.csv",
        "ID,Service,Level 0,Level 1\n1.1,Ties,None,Some\n",
    );
    for (book, code) in [("team.xlsx", "fill_in_book"), ("table.csv", "plain_text")] {
        let (status, error) = desk.json_error(&format!("sheets convert {book} -o no.json"));
        assert_eq!((status, &error["code"]), (1, &json!(code)), "{error}");
        assert!(error["hint"].is_string());
    }
    // An empty form lists all that is missing, cell by cell.
    desk.type_line("sheets export first-psirt-1.1 --empty --texts en -o form.xlsx")
        .done();
    let ended = desk.type_line("sheets convert form.xlsx -o no.json");
    assert_eq!(ended.status, 1);
    assert!(
        ended.stdout.contains("About!C6: the field `id` is missing"),
        "{}",
        ended.stdout
    );
    assert!(!desk.path("no.json").exists());
    // What stands in the book is not said beside it; nothing is replaced; no sheet, no language.
    desk.type_line("sheets export first-psirt-1.1 -o sheet.xlsx")
        .done();
    desk.type_line("sheets convert sheet.xlsx --id other")
        .refused(2);
    desk.type_line("sheets export first-psirt-1.1 -o sheet.xlsx")
        .refused(3);
    let told = desk.type_line("sheets export nothing -o a.xlsx").refused(2);
    assert!(told.contains("there are"), "{told}");
}

#[test]
fn every_worksheet_and_column_of_a_book_is_in_the_guide() {
    for language in psirt_core::Language::ALL {
        let page = root().join(format!("docs/guide/excel-sheets-{language}.md"));
        let page = fs::read_to_string(page).expect("there is a page");
        for kind in Page::ALL {
            let heading = format!("### {}\n", kind.name(language));
            let about = page
                .split(&heading)
                .nth(1)
                .expect("the worksheet has a part");
            let about = about.split("\n#").next().expect("a part");
            if kind == Page::About {
                for item in ABOUT {
                    let (en, ja) = item.comment;
                    assert!(
                        about.contains(&format!("| `{}` |", item.key)),
                        "{}",
                        item.key
                    );
                    assert!(about.contains(language.pick(en, ja)), "{}", item.key);
                }
                continue;
            }
            for column in Column::all(kind, psirt_core::Level::LOWEST, &[language]) {
                let heading = format!("| {} |", column.heading(language));
                assert!(about.contains(&heading), "{kind:?}: {heading}");
                assert!(
                    about.contains(column.comment(language)),
                    "{kind:?}: {heading}"
                );
            }
        }
    }
}

/// A book with a worksheet for each table; a line is a row, a bar parts its cells.
fn write_tables(path: &Path, tabs: &[(&str, &[&str])]) {
    let mut book = Workbook::new();
    for (name, rows) in tabs {
        let tab = book.add_worksheet();
        tab.set_name(*name).expect("a name");
        for (row, line) in (0..).zip(*rows) {
            for (column, text) in (0..).zip(line.split('|')) {
                match text.parse::<f64>() {
                    Ok(number) if row > 0 && column > 1 => tab.write(row, column, number),
                    _ if text.is_empty() => continue,
                    _ => tab.write(row, column, text),
                }
                .expect("a cell");
            }
        }
    }
    book.save(path).expect("it can be saved");
}

#[test]
fn a_table_that_begins_at_level_one_says_so_once_and_takes_a_level_zero() {
    let desk = Desk::new();
    let mut rows = vec!["Control ID|Control|Level 1|Level 2|Level 3".to_owned()];
    for number in 1..=40 {
        rows.push(format!(
            "AC-{number}(1)|Control {number}|one {number}|two {number}|three {number}"
        ));
    }
    let mut lines: Vec<&str> = rows.iter().map(String::as_str).collect();
    lines.extend(["Average||1.5|2.5|3.5", "", "Approved by|Yamada"]);
    write_tables(&desk.path("cmmi.xlsx"), &[("Controls", &lines)]);
    let ended = desk.type_line("sheets convert cmmi.xlsx --language en");
    assert_eq!(ended.status, 1);
    assert!(
        ended.stdout.contains("faults: 1\n") && ended.stdout.contains("--level-zero"),
        "{}",
        ended.stdout
    );
    let told = desk.json("sheets convert cmmi.xlsx --level-zero -o cmmi.json --language en");
    let places: Vec<&Value> = told["doubts"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|doubt| {
            doubt["message"]
                .as_str()
                .is_some_and(|it| it.contains("left out"))
        })
        .map(|doubt| &doubt["cell"])
        .collect();
    assert_eq!(places, ["A42", "A44"]);
    let came = sheet(&desk.path("cmmi.json"));
    assert!(
        came.service("AC-40(1)").is_some(),
        "ids are kept as printed"
    );
    let zero = &came.service("AC-1(1)").expect("it is there").levels[0];
    let text = zero.statement.get(psirt_core::Language::En);
    assert_eq!(text, "Nothing of level 1 is in place.");
    desk.type_line("sheets convert cmmi.xlsx --level-zero Nothing -o own.json")
        .done();
    let zero = &sheet(&desk.path("own.json"))
        .service("AC-2(1)")
        .expect("it is there")
        .levels[0]
        .statement
        .get(psirt_core::Language::En)
        .to_owned();
    assert_eq!(zero, "Nothing");
}

#[test]
fn many_faults_of_a_kind_are_told_once_with_their_number() {
    let desk = Desk::new();
    let mut rows = vec!["ID|Service|Level 0|Level 1".to_owned()];
    for number in 1..=150 {
        rows.push(format!(
            "1.{number}.0x|Service {number}|only level 0 of {number}|"
        ));
    }
    let lines: Vec<&str> = rows.iter().map(String::as_str).collect();
    write_tables(&desk.path("half.xlsx"), &[("Half", &lines)]);
    let ended = desk.type_line("sheets convert half.xlsx --language en");
    assert_eq!(ended.status, 1);
    assert!(ended.stdout.contains("faults: 150"), "{}", ended.stdout);
    assert!(
        ended.stdout.contains("the same 149 more times"),
        "{}",
        ended.stdout
    );
    let after = ended
        .stdout
        .split("faults: 150")
        .nth(1)
        .expect("they follow");
    assert!(after.lines().count() < 10, "{after}");
}

#[test]
fn levels_in_rows_and_worksheets_for_areas_are_read_when_asked_for() {
    let desk = Desk::new();
    write_tables(
        &desk.path("rows.xlsx"),
        &[(
            "行",
            &[
                "番号|観点|レベル|説明",
                "1.1|受付|0|受け付けていない。",
                "||1|窓口がある。",
                "1.2|評価|0|評価していない。",
                "||1|担当者が評価する。",
            ],
        )],
    );
    let told = desk.type_line("sheets convert rows.xlsx --language ja");
    assert_eq!(told.status, 1);
    assert!(told.stdout.contains("--levels-in-rows"), "{}", told.stdout);
    desk.type_line(
        "sheets convert rows.xlsx --levels-in-rows -o rows.json --save-map rows.map.json",
    )
    .done();
    let came = sheet(&desk.path("rows.json"));
    let text = &came.service("1.2").expect("it is there").levels[1].statement;
    assert_eq!(text.get(psirt_core::Language::Ja), "担当者が評価する。");
    // The mapping says it, and is followed without the option.
    desk.type_line("sheets convert rows.xlsx --map rows.map.json -o again.json")
        .done();
    assert!(sheet(&desk.path("again.json")) == came);

    let tab = |id: &str| {
        [
            "ID|Service|Level 0|Level 1".to_string(),
            format!("{id}|Work {id}|no {id}|yes {id}"),
        ]
    };
    let (first, second) = (tab("1.1"), tab("2.1"));
    let first: Vec<&str> = first.iter().map(String::as_str).collect();
    let second: Vec<&str> = second.iter().map(String::as_str).collect();
    write_tables(
        &desk.path("areas.xlsx"),
        &[("Intake", &first), ("Triage", &second)],
    );
    desk.type_line("sheets convert areas.xlsx --join-all -o areas.json")
        .done();
    let areas: Vec<String> = sheet(&desk.path("areas.json"))
        .areas()
        .iter()
        .map(|area| area.title.get(psirt_core::Language::En).to_owned())
        .collect();
    assert_eq!(areas, ["Intake", "Triage"]);
    desk.type_line("sheets convert areas.xlsx --join Nowhere")
        .refused(2);
}
