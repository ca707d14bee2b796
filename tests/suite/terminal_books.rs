//! Fill-in books in the terminal: out, through other hands, and in again.

use std::process::Command;

use psirt_report::book::Part;
use unicode_width::UnicodeWidthStr;

use crate::filling;
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
    let kept = desk.json(&format!("{line} --keep 1.1"));
    assert_eq!(kept["written"], false, "nothing is left to write");
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

/// What people do to a book with another program, as a script of it.
const BY_OTHER_HANDS: &str = r#"
import openpyxl
from openpyxl.comments import Comment

book = openpyxl.load_workbook("ana.xlsx")
page = book.worksheets[0]
rows = {page.cell(row, 1).value: row for row in range(1, page.max_row + 1)}

def cell(service, column):
    return page.cell(rows[service], column)

cell("1.1", 4).value = 2
cell("1.1", 4).comment = Comment("too high?", "Ben")
cell("1.1", 20).value = "ask legal"
cell("1.2", 4).value = "=1+2"
cell("1.3", 4).value = 3
cell("1.3", 4).number_format = "0%"
cell("1.4", 6).value = "see the wiki"
cell("1.4", 6).hyperlink = "https://example.org/wiki"
cell("2.1", 4).value = "1\u200b"
page.row_dimensions[rows["2.1"]].hidden = True
cell("2.2", 4).value = 4
page.merge_cells(start_row=rows["2.2"], end_row=rows["2.2"] + 1, start_column=4, end_column=4)
page.cell(page.max_row + 2, 3).value = "signed: Ana"
copy = book.copy_worksheet(page)
copy.title = "Team B"
copy.cell(rows["1.1"], 4).value = 4
memo = book.create_sheet("Memo")
memo["B2"] = "a thought"
book.save("ana.xlsx")
"#;

/// Runs a script of another program's hands where the books are.
fn by_other_hands(desk: &Desk, script: &str) {
    // The system's own Python is the one for which the system has openpyxl.
    let python = ["/usr/bin/python3", "python3"]
        .into_iter()
        .find(|python| Command::new(python).arg("--version").output().is_ok())
        .expect("python3 is installed by `cargo xtask test`");
    let ended = Command::new(python)
        .args(["-c", script])
        .current_dir(desk.path(""))
        .output()
        .expect("it can be started");
    let failed = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{failed}");
}

#[test]
fn what_other_hands_and_programs_leave_in_a_book_is_told_cell_by_cell() {
    let desk = desk(&["ana"]);
    by_other_hands(&desk, BY_OTHER_HANDS);
    let typed = "book in 2026.psirt.json ana.xlsx --json";
    let ended = desk.type_line(typed);
    assert_eq!((ended.status, ended.stderr.as_str()), (1, ""));
    let told: serde_json::Value = serde_json::from_str(&ended.stdout).expect("it is JSON");
    assert_eq!(told["written"], false);
    let pages: Vec<&str> = told["books"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|book| book["page"].as_str())
        .collect();
    assert_eq!(pages, ["Answers", "Team B"]);
    let book = &told["books"][0];
    let list = |name: &str, key: &str| -> Vec<String> {
        let list = book[name].as_array().expect("a list");
        let texts = list
            .iter()
            .map(|one| one[key].as_str().unwrap_or("-").to_owned());
        texts.collect()
    };
    let found = list("faults", "found");
    assert_eq!(
        found,
        ["=1+2", "3", "4"],
        "a formula, a percentage, a joined cell"
    );
    let kinds = list("remarks", "kind");
    let texts = list("remarks", "text");
    for (kind, text) in [
        ("comment", "too high?"),
        ("text", "ask legal"),
        ("link", "https://example.org/wiki"),
        ("hidden", "1\u{200b}"),
        ("text", "signed: Ana"),
        ("text", "a thought"),
    ] {
        let at = texts.iter().position(|one| one == text);
        let at = at.unwrap_or_else(|| panic!("{text} is told: {texts:?}"));
        assert_eq!(kinds[at], kind, "{text}");
    }
    assert_eq!(texts.len(), 6, "nothing of the form is told: {texts:?}");
    let services = told["services"].as_array().expect("a list");
    let service = |id: &str| {
        services
            .iter()
            .find(|it| it["service"] == id)
            .expect("it is said")
    };
    assert_eq!(service("1.1")["kind"], "contradiction", "{told}");
    assert_eq!(service("2.1")["offers"][0]["entry"]["level"], 1);
    let shown = desk.type_line("book in 2026.psirt.json ana.xlsx").stdout;
    for text in [
        "Answers!D",
        "Team B!D",
        "Memo!B2",
        "signed: Ana",
        "1[U+200B]",
        "--remarks",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
}

#[test]
fn remarks_are_added_to_the_notes_on_request_and_files_beside_books_are_left_out() {
    let desk = desk(&["ana"]);
    fill(&desk, "ana", "1.1", Part::Answer, "2");
    let script = "import openpyxl\nbook = openpyxl.load_workbook('ana.xlsx')\npage = book.worksheets[0]\n\
        row = [row for row in range(1, 99) if page.cell(row, 1).value == '1.1'][0]\n\
        page.cell(row, 20).value = 'ask legal'\nbook.save('ana.xlsx')";
    by_other_hands(&desk, script);
    desk.write("~$ana.xlsx", "\u{3}Ana");
    desk.write("._ana.xlsx", "\u{0}\u{5}\u{16}\u{7}");
    let line = "book in 2026.psirt.json ana.xlsx ~$ana.xlsx ._ana.xlsx --remarks";
    let told = desk.json(line);
    assert_eq!(told["written"], true, "{told}");
    assert_eq!(told["books"][1]["refused"]["code"], "left_out");
    assert_eq!(told["books"][2]["refused"]["code"], "left_out");
    let note = &told["services"][0]["offers"][0]["entry"]["note"];
    assert!(
        note.as_str()
            .is_some_and(|note| note.ends_with("ask legal")),
        "{note}"
    );
    let again = desk.json(line);
    assert_eq!(again["written"], false, "nothing is new the second time");
}
