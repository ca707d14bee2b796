//! Reports as the terminal program writes them.

use std::fs;

use serde_json::{Value, json};

use crate::program::Desk;

#[test]
fn a_report_has_a_file_for_each_format_and_the_same_bytes_each_time() {
    let desk = Desk::with_samples("ja");
    let line = "report 2026.psirt.json --history 2025.psirt.json --history 2024.psirt.json \
                --reading eu-cra --language ja -o";
    let said = desk.json(&format!("{line} first"));
    desk.json(&format!("{line} second"));
    let names = desk.names("first");
    let listed = said["files"].as_array().expect("a list").len();
    assert_eq!(names.len(), listed, "every file is listed");
    assert_eq!(names, desk.names("second"));
    for name in &names {
        let bytes = |folder| fs::read(desk.path(folder).join(name)).expect("it is there");
        assert!(bytes("first") == bytes("second"), "{name} differs");
        assert!(name.starts_with("株式会社みなと計装_2026-11-06_"), "{name}");
    }
    for format in ["pdf", "xlsx", "svg", "png", "csv", "json"] {
        let ending = format!("_ja.{format}");
        assert!(
            names.iter().any(|name| name.ends_with(&ending)),
            "{format} in {names:?}"
        );
    }
}

#[test]
fn only_the_formats_asked_for_are_written() {
    let desk = Desk::with_samples("en");
    desk.type_line("report 2026.psirt.json --format svg,PDF --format pdf -o out")
        .done();
    let names = desk.names("out");
    assert_eq!(names.len(), 4, "{names:?}");
    let (status, error) = desk.json_error("report 2026.psirt.json --format svg,docx -o other");
    assert_eq!((status, &error["code"]), (2, &json!("usage")));
    assert!(!desk.path("other").exists(), "nothing is made");
}

#[test]
fn any_name_becomes_a_file_name() {
    let desk = Desk::new();
    let name = "A/B: \"C\" <D>|E?*\\ 株式会社…";
    desk.run([
        "new",
        "--sheet",
        "first-psirt-1.1",
        "--organization",
        name,
        "--date",
        "2026-04-01",
        "-o",
        "a.json",
    ])
    .done();
    let line = "report a.json --format svg -o out";
    let ended = desk.type_line(line);
    assert_eq!(
        ended.status, 0,
        "there is nothing to draw yet, and that is told"
    );
    assert!(ended.stderr.contains("svg"), "{}", ended.stderr);
    desk.type_line("answer a.json 1.1=3").done();
    desk.type_line(line).done();
    assert_eq!(
        desk.names("out"),
        [
            "AB-C-DE-株式会社…_2026-04-01_areas_en.svg",
            "AB-C-DE-株式会社…_2026-04-01_heatmap_en.svg",
            "AB-C-DE-株式会社…_2026-04-01_services_en.svg"
        ]
    );
}

#[test]
fn a_character_without_glyph_is_told() {
    let desk = Desk::new();
    desk.run([
        "new",
        "--sheet",
        "first-psirt-1.1",
        "--organization",
        "Ꮳ社",
        "-o",
        "a.json",
    ])
    .done();
    let ended = desk.type_line("report a.json --format pdf -o out --json");
    assert_eq!(ended.status, 0, "the report is written");
    let told: Value = serde_json::from_str(&ended.stderr).expect("a warning is JSON");
    assert_eq!(told["warning"]["code"], "missing_glyphs");
    assert!(
        told["warning"]["message"]
            .as_str()
            .expect("a text")
            .contains("U+13E3"),
        "{told}"
    );
    let ended = desk.type_line("report a.json --format pdf -o out --language ja");
    assert!(ended.stderr.contains("U+13E3"), "{}", ended.stderr);
}

#[test]
fn a_round_that_is_not_earlier_is_told() {
    let desk = Desk::with_samples("en");
    let line = "report 2025.psirt.json --history 2026.psirt.json --format svg -o out --json";
    let ended = desk.type_line(line);
    let told: Value = serde_json::from_str(&ended.stderr).expect("a warning is JSON");
    assert_eq!(
        (ended.status, &told["warning"]["code"]),
        (0, &json!("order"))
    );
}

#[test]
fn what_stands_on_the_report_can_be_chosen() {
    let desk = Desk::with_samples("en");
    desk.write("logo.svg", r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20h-40z" fill="red"/></svg>"#);
    desk.run([
        "report",
        "2026.psirt.json",
        "--format",
        "pdf",
        "--logo",
        "logo.svg",
        "--classification",
        "TLP:RED",
        "--assessor",
        "Jane Doe",
        "--footer",
        "Example Consulting",
        "-o",
        "out",
    ])
    .done();
    let pdf = desk.path("out").join(&desk.names("out")[0]);
    let text = std::process::Command::new("pdftotext")
        .args([pdf.as_os_str(), "-".as_ref()])
        .output()
        .expect("pdftotext is installed by `cargo xtask test`");
    let text = String::from_utf8_lossy(&text.stdout);
    for words in ["TLP:RED", "Jane Doe", "Example Consulting"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(
        !text.contains("TLP:AMBER"),
        "the choice replaces what the assessment says"
    );
    desk.write("logo.txt", "not a picture");
    let (status, error) = desk.json_error("report 2026.psirt.json --logo logo.txt -o other");
    assert_eq!((status, &error["code"]), (1, &json!("logo")));
}

#[test]
fn the_demo_is_made_in_both_languages_with_its_assessments() {
    let desk = Desk::new();
    let text = desk.type_line("demo -o demo --format svg").done();
    assert!(text.contains("files written"), "{text}");
    for language in ["en", "ja"] {
        let names = desk.names(&format!("demo/{language}"));
        assert_eq!(
            names
                .iter()
                .filter(|name| name.contains("_areas_") || name.contains("_services_"))
                .count(),
            2,
            "{names:?}"
        );
        let rounds = names.iter().filter(|name| name.ends_with(".psirt.json"));
        assert_eq!(rounds.count(), 3, "{names:?}");
        let line = format!("score demo/{language}/2026.psirt.json");
        assert!(desk.json(&line)["overall"]["score"].is_f64());
    }
}

#[test]
fn the_core_is_a_pdf_of_its_own_on_the_paper_asked_for() {
    let desk = Desk::with_samples("en");
    desk.type_line("report 2026.psirt.json --shape core --paper letter -o out")
        .done();
    let names = desk.names("out");
    assert_eq!(names.len(), 1, "{names:?}");
    assert!(names[0].ends_with("_core_en.pdf"), "{names:?}");
    let pdf = desk.path("out").join(&names[0]);
    let told = std::process::Command::new("pdfinfo")
        .arg(&pdf)
        .output()
        .expect("pdfinfo is installed by `cargo xtask test`");
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(
        told.contains("612 x 792") || told.contains("(letter)"),
        "{told}"
    );
    assert!(told.contains("Tagged:          yes"), "{told}");
}

/// Title and page of a bookmark and of all below it.
fn bookmarks_of(outlines: &Value, found: &mut Vec<(String, usize)>) {
    for one in outlines.as_array().expect("bookmarks are a list") {
        let page = one["destpageposfrom1"]
            .as_u64()
            .expect("it leads to a page");
        let title = one["title"].as_str().expect("it has a title").to_owned();
        found.push((title, usize::try_from(page).expect("there are few pages")));
        bookmarks_of(&one["kids"], found);
    }
}

#[test]
fn every_bookmark_leads_to_the_page_on_which_its_heading_stands() {
    let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
    for (language, shape) in [("en", "whole"), ("ja", "whole"), ("en", "core")] {
        let desk = Desk::with_samples(language);
        desk.type_line(&format!(
            "report 2026.psirt.json --history 2025.psirt.json --reading eu-cra \
             --shape {shape} --format pdf --language {language} -o out"
        ))
        .done();
        let pdf = desk.path("out").join(&desk.names("out")[0]);
        let text = std::process::Command::new("pdftotext")
            .args([pdf.as_os_str(), "-".as_ref()])
            .output()
            .expect("pdftotext is installed by `cargo xtask test`");
        let text = String::from_utf8_lossy(&text.stdout);
        let pages: Vec<String> = text.split('\u{c}').map(without_spaces).collect();
        let told = std::process::Command::new("qpdf")
            .args(["--json=2", "--json-key=outlines"])
            .arg(&pdf)
            .output()
            .expect("qpdf is installed by `cargo xtask test`");
        let told: Value = serde_json::from_slice(&told.stdout).expect("qpdf writes JSON");
        let mut bookmarks = Vec::new();
        bookmarks_of(&told["outlines"], &mut bookmarks);
        assert!(bookmarks.len() > 10, "{bookmarks:?}");
        for (title, page) in bookmarks {
            assert!(
                pages[page - 1].contains(&without_spaces(&title)),
                "“{title}” is not on page {page}"
            );
        }
    }
}

#[test]
fn rounds_that_are_not_shown_are_named() {
    let desk = Desk::with_samples("en");
    let mut line = "report 2026.psirt.json --format csv -o out --json".to_owned();
    for year in 2015..=2020 {
        let text = fs::read_to_string(desk.path("2025.psirt.json")).expect("it is there");
        let text = text
            .replace("2025-11-14", &format!("{year}-11-14"))
            .replace("minato-2025", &format!("minato-{year}"));
        desk.write(&format!("{year}.psirt.json"), &text);
        line.extend([" --history ", &format!("{year}.psirt.json")]);
    }
    let ended = desk.type_line(&line);
    let told: Value = serde_json::from_str(&ended.stderr).expect("a warning is JSON");
    assert_eq!(told["warning"]["code"], "rounds_left_out");
    let message = told["warning"]["message"].as_str().expect("a text");
    for (day, is_told) in [
        ("2015-11-14", true),
        ("2016-11-14", true),
        ("2017-11-14", false),
    ] {
        assert_eq!(message.contains(day), is_told, "{day} in {message}");
    }
}

#[test]
fn the_page_of_changes_needs_an_earlier_round_and_has_formats_of_its_own() {
    let desk = Desk::with_samples("ja");
    desk.type_line("report 2026.psirt.json --history 2025.psirt.json --shape since -o out")
        .done();
    let names = desk.names("out");
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(
        names.iter().all(|name| name.contains("_since_")),
        "{names:?}"
    );
    let (status, error) = desk.json_error("report 2026.psirt.json --shape since -o none");
    assert_eq!((status, &error["code"]), (2, &json!("no_earlier_round")));
    let (status, error) = desk.json_error(
        "report 2026.psirt.json --history 2025.psirt.json --shape since --format csv -o none",
    );
    assert_eq!((status, &error["code"]), (2, &json!("usage")));
    assert!(!desk.path("none").exists(), "nothing is made");
}
