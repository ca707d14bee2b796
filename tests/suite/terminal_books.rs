//! Fill-in books in the terminal: out, through other hands, and in again.

#[path = "../filling.rs"]
mod filling;

use std::process::Command;

use psirt_report::book::Part;
use unicode_width::UnicodeWidthStr;

use crate::program::Desk;

/// A desk with an assessment that may be changed, and an empty book of it for each name.
fn desk(books: &[&str]) -> Desk {
    let desk = Desk::with_samples("en");
    desk.type_line("answer 2026.psirt.json --reopen").done();
    for book in books {
        let line = format!("book out 2026.psirt.json --blank --respondent {book} -o {book}.xlsx");
        desk.type_line(&line).done();
    }
    desk
}

fn fill(desk: &Desk, book: &str, service: &str, part: Part, text: &str) {
    let path = desk.path(format!("{book}.xlsx"));
    filling::fill(&path, service, part.mark(), text);
}

#[test]
fn a_book_that_comes_back_as_it_went_out_changes_nothing() {
    for language in ["en", "ja"] {
        let desk = Desk::with_samples(language);
        desk.type_line("answer 2026.psirt.json --reopen").done();
        let before = desk.read("2026.psirt.json");
        let out = format!("book out 2026.psirt.json -o a.xlsx --language {language}");
        assert_eq!(desk.type_line(&out).done(), "a.xlsx\n");
        let told = desk.json("book in 2026.psirt.json a.xlsx");
        assert_eq!(told["services"], serde_json::json!([]));
        assert_eq!(told["books"][0]["missing"], serde_json::json!([]));
        assert_eq!(desk.read("2026.psirt.json"), before);
        let again = desk.type_line(&out).refused(3);
        assert!(again.contains("a.xlsx"), "{again}");
    }
}

#[test]
fn libreoffice_keeps_what_a_book_says() {
    let desk = desk(&["ana"]);
    fill(&desk, "ana", "1.1", Part::Answer, "レベル２");
    fill(&desk, "ana", "1.1", Part::Note, "seen in LibreOffice");
    desk.type_line("book out 2026.psirt.json -o team.xlsx")
        .done();
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
            "ana.xlsx",
            "team.xlsx",
        ])
        .current_dir(desk.path(""))
        .output();
    let Ok(office) = office else {
        eprintln!("LibreOffice is not here; this is not tested");
        return;
    };
    assert!(office.status.success(), "{office:?}");
    let told = desk.json("book in 2026.psirt.json saved/ana.xlsx");
    assert_eq!(told["books"][0]["respondent"], "ana");
    assert_eq!(told["services"].as_array().map(Vec::len), Some(1), "{told}");
    let offer = &told["services"][0]["offers"][0];
    assert_eq!(offer["entry"]["level"], 2);
    let note = offer["entry"]["note"].as_str().unwrap_or_default();
    assert!(note.ends_with("ana: seen in LibreOffice"), "{note}");
    let filled_in = desk.json("book in 2026.psirt.json saved/team.xlsx");
    assert_eq!(
        filled_in["services"],
        serde_json::json!([]),
        "nobody touched it"
    );
}

#[test]
fn answers_of_two_people_are_taken_over() {
    let desk = desk(&["ana", "ben"]);
    fill(&desk, "ana", "1.1", Part::Answer, "４");
    fill(&desk, "ben", "1.2", Part::Answer, "1.0");
    fill(
        &desk,
        "ben",
        "1.2",
        Part::Evidence,
        "Register | wiki | 2026/4/1",
    );
    let before = desk.read("2026.psirt.json");
    let line = "book in 2026.psirt.json ana.xlsx ben.xlsx";
    let dry = desk.json(&format!("{line} --dry-run"));
    assert_eq!(dry["written"], false);
    assert_eq!(
        desk.read("2026.psirt.json"),
        before,
        "a dry run writes nothing"
    );
    let told = desk.json(line);
    assert_eq!(told["written"], true);
    let after = desk.read("2026.psirt.json");
    let file: serde_json::Value = serde_json::from_str(&after).expect("it is JSON");
    assert_eq!(file["services"]["1.1"]["answer"]["level"], 4);
    assert_eq!(file["services"]["1.2"]["answer"]["level"], 1);
    let evidence = file["services"]["1.2"]["evidence"].as_array();
    let evidence = evidence.and_then(|list| list.last()).expect("it is added");
    assert_eq!(
        (&evidence["title"], &evidence["date"]),
        (&"Register".into(), &"2026-04-01".into())
    );
    let again = desk.json(line);
    assert_eq!(
        again["services"],
        serde_json::json!([]),
        "twice is as good as once"
    );
}

#[test]
fn a_contradiction_is_written_only_when_somebody_has_chosen() {
    let desk = desk(&["ana", "ben"]);
    fill(&desk, "ana", "1.1", Part::Answer, "1");
    fill(&desk, "ben", "1.1", Part::Answer, "2");
    let before = desk.read("2026.psirt.json");
    let line = "book in 2026.psirt.json ana.xlsx ben.xlsx";
    for language in ["en", "ja"] {
        let ended = desk.type_line(&format!("{line} --language {language}"));
        assert_eq!(ended.status, 1);
        assert!(ended.stdout.contains("--take"), "{}", ended.stdout);
        for line in ended.stdout.lines() {
            assert!(line.width() <= 80, "{line}");
        }
    }
    assert_eq!(desk.read("2026.psirt.json"), before);
    assert_eq!(desk.json(&format!("{line} --keep 1.1"))["written"], true);
    assert_eq!(desk.read("2026.psirt.json"), before);
    for wrong in [
        "--take 1.1=3",
        "--take 1.1=0",
        "--take 1.1",
        "--keep 99",
        "--take 1.1=1 --keep 1.1",
    ] {
        desk.type_line(&format!("{line} {wrong}")).refused(2);
    }
    desk.json(&format!("{line} --take 1.1=2"));
    let file: serde_json::Value =
        serde_json::from_str(&desk.read("2026.psirt.json")).expect("it is JSON");
    assert_eq!(file["services"]["1.1"]["answer"]["level"], 2);
}

#[test]
fn areas_and_everything_may_be_chosen_and_books_meant_by_who_filled_them_in() {
    let desk = desk(&["ana", "ben"]);
    for service in ["1.1", "1.2", "2.1"] {
        fill(&desk, "ana", service, Part::Answer, "1");
        fill(&desk, "ben", service, Part::Answer, "2");
    }
    let line = "book in 2026.psirt.json ana.xlsx ben.xlsx --dry-run";
    let taken = |choice: &str| {
        let told = desk.json(&format!("{line} {choice}"));
        let services = told["services"].as_array().expect("a list").iter();
        let from = services.map(|service| service["taken_from"][0].as_u64().unwrap_or(0));
        from.collect::<Vec<u64>>()
    };
    assert_eq!(taken("--take all=BEN"), [2, 2, 2]);
    assert_eq!(taken("--take １=ana.xlsx --keep ２"), [1, 1, 0]);
    assert_eq!(taken("--take all=1 --take 1=ben --keep 1.2"), [2, 0, 1]);
    for wrong in ["--take 1=cem", "--take 1=1 --take 1=2", "--keep everything"] {
        desk.type_line(&format!("{line} {wrong}")).refused(2);
    }
}

#[test]
fn a_cell_that_is_not_understood_keeps_all_books_out() {
    let desk = desk(&["ana", "ben"]);
    fill(&desk, "ana", "1.1", Part::Answer, "1");
    fill(&desk, "ben", "1.2", Part::Answer, "だいたい3");
    let before = desk.read("2026.psirt.json");
    let ended = desk.type_line("book in 2026.psirt.json ana.xlsx ben.xlsx --json");
    assert_eq!((ended.status, ended.stderr.as_str()), (1, ""));
    let told: serde_json::Value = serde_json::from_str(&ended.stdout).expect("it is JSON");
    assert_eq!(told["written"], false);
    assert_eq!(told["books"][1]["faults"][0]["found"], "だいたい3");
    assert_eq!(desk.read("2026.psirt.json"), before);
    desk.write("no.xlsx", "no book");
    let ended = desk.type_line("book in 2026.psirt.json ana.xlsx no.xlsx");
    assert_eq!(ended.status, 1);
    assert!(ended.stdout.contains("no.xlsx"), "{}", ended.stdout);
    assert_eq!(desk.read("2026.psirt.json"), before);
}

#[test]
fn other_assessments_and_finished_ones_take_no_book() {
    let desk = desk(&["ana"]);
    desk.type_line("answer 2025.psirt.json --reopen").done();
    let ended = desk.type_line("book in 2025.psirt.json ana.xlsx --json");
    let told: serde_json::Value = serde_json::from_str(&ended.stdout).expect("it is JSON");
    assert_eq!(ended.status, 1);
    assert!(told["books"][0]["refused"]["code"].is_string(), "{told}");
    desk.type_line("answer 2026.psirt.json --finish").done();
    let (status, error) = desk.json_error("book in 2026.psirt.json ana.xlsx");
    assert_eq!((status, &error["code"]), (1, &"finished".into()));
    desk.type_line("book out 2026.psirt.json --area 99 -o b.xlsx")
        .refused(2);
}
